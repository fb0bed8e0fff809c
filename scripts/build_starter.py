"""Write the starter ledger's CSV files from a folder of source files.

    python scripts/build_starter.py DATA [--out starter]

What comes from files is written here, sorted, the same bytes every time; single facts that were
read on a page stand in ``starter/facts`` and ``starter/sources.csv`` and are kept by hand. Nothing is
written unless every check holds. Sources and decisions: ``docs/sources.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for place in (ROOT, ROOT / "src"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from matchdesk.core.competition import CompetitionId, round_order  # noqa: E402
from matchdesk.core.problem import Origin  # noqa: E402
from matchdesk.core.rows import (  # noqa: E402
    CorrectionRow,
    CoverageRow,
    GoalRow,
    Hint,
    MatchRow,
    PersonRow,
    Row,
)
from matchdesk.core.season import Season  # noqa: E402
from matchdesk.core.text import fold  # noqa: E402
from matchdesk.readers.detect import read_text  # noqa: E402
from matchdesk.readers.plain_write import write  # noqa: E402
from scripts.starter_checks import (  # noqa: E402
    check_cup,
    check_goals,
    check_groups,
    check_league,
    check_scores,
    check_unique,
    cross_check_league,
    final_score,
)
from scripts.starter_clubs import Clubs  # noqa: E402
from scripts.starter_copa import (  # noqa: E402
    Difference,
    listed_match,
    read_archive,
    with_ending,
)
from scripts.starter_goals import Listed, goal_rows, read_goals, read_incidents  # noqa: E402
from scripts.starter_openfootball import (  # noqa: E402
    CHAMPIONS_LEAGUE,
    CUP,
    LEAGUE,
    read_openfootball,
)

STARTER = ROOT / "starter"
NIGHT = Season(2017, True)
REAL_MADRID, LEGANES = "es.real-madrid", "es.leganes"
# Meetings before the first season held in full, from the goal list, and their rounds: the winners
# went on to play in the last 16 of January 2004, and in the last 32 of November 2004.
EARLIER = {
    (2003, LEGANES, REAL_MADRID): "round_of_32",
    (2004, LEGANES, REAL_MADRID): "round_of_64",
}
# The cup final of 2019-20 was played in April 2021.
EXPECTED = {"date-outside-season"}
NO_ORIGIN = Origin("", 0)


@dataclass
class Starter:
    """Everything that is written: rows by file, and what was noticed on the way."""

    files: dict[str, list[Row]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_kept(path: Path) -> list[Row]:
    """Rows of a file that is kept by hand.

    Raises:
        SystemExit: the reader found a problem in it.
    """
    reading = read_text(path.read_text(encoding="utf-8"), path.name, Hint())
    if reading.problems:
        raise SystemExit("\n".join(str(problem) for problem in reading.problems))
    return reading.rows


def full_names(rows: Iterable[Row], clubs: Clubs) -> dict[tuple[str, str], str]:
    """Persons by (club, folded name), whichever of their names a list writes."""
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        if isinstance(row, PersonRow) and row.role == "player":
            club = clubs.id(row.club, "es", NIGHT.start)
            for name in (row.person, *row.also):
                names[club, fold(name)] = row.person
    return names


def gather(data: Path, clubs: Clubs) -> Starter:
    """Every row of the files that are written."""
    starter = Starter()
    cup_goals = read_goals(data / "goals" / "esp-copa-del-rey.csv.gz", clubs, "es", 2003)
    archive = list(
        read_archive(
            data / "copa" / "copa_2010-11_to_2020-21_rsssf.csv",
            clubs,
            cup_goals,
            starter.differences,
        )
    )
    league = read_openfootball(data, LEAGUE, clubs)
    cup = [
        with_ending(
            row,
            listed_match(cup_goals, (row.season.start, row.home, row.away)),
            clubs,
            starter.differences,
        )
        for row in read_openfootball(data, CUP, clubs)
    ]
    europe = read_openfootball(data, CHAMPIONS_LEAGUE, clubs)
    earlier = [_from_goals(cup_goals[key][0], round_) for key, round_ in EARLIER.items()]
    persons = full_names(read_kept(STARTER / "facts" / "persons.csv"), clubs)

    starter.files["openfootball/results-es.1.csv"] = [*league]
    starter.files["openfootball/results-es.cup.csv"] = [*cup]
    starter.files["openfootball/results-uefa.cl.csv"] = [*europe]
    starter.files["rsssf/results-es.cup.csv"] = [*archive]
    starter.files["schochastics/results-es.cup.csv"] = [*earlier]
    starter.files["schochastics/goals-es.cup.csv"] = [
        row for listed in _of_season(cup_goals) for row in goal_rows(listed, CUP, clubs, persons)
    ]
    league_goals = read_goals(
        data / "goals" / "esp-primera-division.csv.gz", clubs, "es", NIGHT.start
    )
    incidents = read_incidents(
        data / "goals" / "la-liga-incidents" / "spanien_la-liga-2017-2018.json",
        clubs,
        "es",
        NIGHT.start,
    )
    starter.files["schochastics/goals-es.1.csv"] = [
        row
        for listed in _of_season(league_goals)
        if {listed.home, listed.away} & {REAL_MADRID, LEGANES}
        for row in goal_rows(
            listed, LEAGUE, clubs, persons, incidents.get((listed.home, listed.away))
        )
    ]
    europe_goals = read_goals(
        data / "goals" / "champions-league_to_2017-18.csv.gz",
        clubs,
        "",
        NIGHT.start,
        of=clubs.display[REAL_MADRID],
    )
    starter.files["schochastics/goals-uefa.cl.csv"] = [
        row
        for listed in _of_season(europe_goals)
        if REAL_MADRID in (listed.home, listed.away)
        for row in goal_rows(listed, CHAMPIONS_LEAGUE, clubs, persons)
    ]
    for source, matches in (("openfootball", [*league, *cup, *europe]), ("rsssf", archive)):
        starter.files[f"{source}/coverage.csv"] = [*coverage(matches)]
    return starter


def _of_season(goals: dict[tuple[int, str, str], list[Listed]]) -> list[Listed]:
    return [listed for key, matches in goals.items() if key[0] == NIGHT.start for listed in matches]


def _from_goals(listed: Listed, round_: str) -> MatchRow:
    """A match of which only the goals are known."""
    return MatchRow(
        origin=NO_ORIGIN,
        competition=CUP,
        season=Season(listed.season, True),
        date=listed.date,
        home=listed.home,
        away=listed.away,
        score=listed.at_full_time(),
        extra_time=listed.score if listed.extra_time else None,
        status="played",
        phase="knockout",
        round=round_,
    )


# Matches of a season as the format demands. A season of the cup that lacks one is declared too, so
# that the ledger says that it is not complete.
_SHORT = {(CUP, 2020): 1}


def coverage(rows: Iterable[MatchRow]) -> list[CoverageRow]:
    """How many matches each season has; for the Champions League also round by round.

    Its qualifying rounds are not held: what is declared begins with the group stage.
    """
    seasons: Counter[tuple[CompetitionId, Season, str]] = Counter()
    for row in rows:
        seasons[row.competition, row.season, ""] += 1
        if row.competition == CHAMPIONS_LEAGUE:
            seasons[row.competition, row.season, row.round] += 1
    return [
        CoverageRow(
            origin=NO_ORIGIN,
            competition=competition,
            season=season,
            expected=count + _SHORT.get((competition, season.start), 0),
            round=part,
        )
        for (competition, season, part), count in seasons.items()
    ]


def check(starter: Starter, data: Path, clubs: Clubs) -> list[str]:
    """Everything that is wrong; empty if the starter may be written."""
    matches = [row for rows in starter.files.values() for row in rows if isinstance(row, MatchRow)]
    by_competition: dict[CompetitionId, list[MatchRow]] = {}
    for row in matches:
        by_competition.setdefault(row.competition, []).append(row)
    facts = [row for path in sorted((STARTER / "facts").glob("*.csv")) for row in read_kept(path)]
    corrections = [row for row in facts if isinstance(row, CorrectionRow)]
    kept = [_as_ids(row, clubs) for row in facts if isinstance(row, MatchRow)]
    cup = [row for row in by_competition[CUP] if row.season.start >= 2010]
    wrong = check_unique([*matches, *kept])
    wrong += check_scores(matches)
    wrong += check_league(by_competition[LEAGUE])
    wrong += check_cup(cup, corrections, clubs)
    wrong += check_groups(by_competition[CHAMPIONS_LEAGUE])
    for name, rows in starter.files.items():
        goals = [row for row in rows if isinstance(row, GoalRow)]
        if goals:
            competition = CompetitionId(name.split("goals-")[1].removesuffix(".csv"))
            written = [_written(row, clubs) for row in by_competition[competition]]
            wrong += [f"{name}: {fault}" for fault in check_goals(goals, written)]
    wrong += _counts([*matches, *kept])
    verification = data / "football-data.co.uk"
    if verification.is_dir():
        played = [row for row in by_competition[LEAGUE] if row.score is not None]
        compared, different = cross_check_league(played, verification, clubs)
        starter.notes.append(f"La Liga, compared elsewhere: {compared}; differences:")
        starter.notes += [f"  {line}" for line in different]
    return wrong


def _counts(matches: Sequence[MatchRow]) -> list[str]:
    """The numbers that the night needs."""
    meetings = [row for row in matches if {row.home, row.away} == {REAL_MADRID, LEGANES}]
    season = [
        row
        for row in matches
        if REAL_MADRID in (row.home, row.away)
        and (row.season.start == 2017)
        and row.status == "played"
    ]
    cup = [row for row in matches if row.competition == CUP and row.season == NIGHT]
    met = [row for row in meetings if final_score(row) is not None]
    found = {"meetings": len(met), "Real Madrid 2017-18": len(season), "cup 2017-18": len(cup)}
    expected = {"meetings": 17, "Real Madrid 2017-18": 62, "cup 2017-18": 112}
    return [f"{name}: {found[name]}, expected {expected[name]}" for name in expected
            if found[name] != expected[name]]  # fmt: skip


def _as_ids(row: MatchRow, clubs: Clubs) -> MatchRow:
    def club(name: str) -> str:
        return name if name in clubs.display else clubs.id(name, "es", row.season.start)

    return replace(row, home=club(row.home), away=club(row.away))


def _written(row: MatchRow, clubs: Clubs) -> MatchRow:
    return replace(
        row,
        home=clubs.written(row.home, row.competition),
        away=clubs.written(row.away, row.competition),
    )


def _key(row: Row) -> tuple[object, ...]:
    match row:
        case MatchRow():
            return (row.season, str(row.date or ""), row.group, round_order(row.round), row.home)
        case GoalRow():
            return (row.date, row.home)  # the goals of a match stay in their order
        case CoverageRow():
            return (row.competition, row.season, round_order(row.round) if row.round else (0, ""))
    raise TypeError(row)


def texts(starter: Starter, clubs: Clubs) -> dict[str, str]:
    """The files as they are written.

    Raises:
        SystemExit: the package's own reader would not take one as it stands.
    """
    out = {}
    for name, rows in starter.files.items():
        kind = name.split("/")[1].split("-")[0].removesuffix(".csv")
        written = [_written(row, clubs) if isinstance(row, MatchRow) else row for row in rows]
        text = write(kind, sorted(written, key=_key))
        reading = read_text(text, name, Hint())
        faults = [problem for problem in reading.problems if problem.code not in EXPECTED]
        if faults or len(reading.rows) != len(rows):
            raise SystemExit("\n".join(str(problem) for problem in faults) or f"{name}: rows lost")
        out[name] = text
    return out


def summary(starter: Starter) -> list[str]:
    """Counts of rows by file and season, decisions, and what the verification noticed."""
    lines = []
    for name, rows in sorted(starter.files.items()):
        lines.append(f"{name}: {len(rows)}")
        seasons = Counter(str(row.season) for row in rows if isinstance(row, MatchRow))
        if seasons:
            lines.append("  " + ", ".join(f"{s} {n}" for s, n in sorted(seasons.items())))
    lines.append(f"decided between two sources: {len(starter.differences)}")
    lines += [
        f"  {d.match}: results {d.results}; goals {d.goals}; kept: {d.kept}"
        for d in starter.differences
    ]
    return lines + starter.notes


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, check, write, say what was done; 1 if a check failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="folder of the source files")
    parser.add_argument("--out", type=Path, default=STARTER, help="folder to write to")
    options = parser.parse_args(arguments)
    clubs = Clubs()
    starter = gather(options.data, clubs)
    wrong = check(starter, options.data, clubs)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    for name, text in texts(starter, clubs).items():
        path = options.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    print("\n".join(summary(starter)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
