"""openfootball's football.txt files: La Liga, Copa del Rey from 2020-21 on, Champions League.

The package's own reader reads them; here names become ids, and what the files leave to the reader of
the page is made explicit: legs, matchdays of a group, time zone, neutral finals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from matchdesk.core.competition import CompetitionId
from matchdesk.core.country import country_code, home_country
from matchdesk.core.rows import Hint, MatchRow
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.readers.detect import read_text
from scripts.starter_clubs import Clubs

LEAGUE = CompetitionId("es.1")
CUP = CompetitionId("es.cup")
CHAMPIONS_LEAGUE = CompetitionId("uefa.cl")

# The files give the time of the Spanish mainland, also for matches on the Canary Islands (an hour
# later than there): checked against another source's times of 2023-24 and 2024-25.
FILES: dict[CompetitionId, tuple[str, str, range]] = {
    LEAGUE: ("openfootball-espana", "1-liga.txt", range(2012, 2027)),
    CUP: ("openfootball-espana", "cup.txt", range(2020, 2025)),
    CHAMPIONS_LEAGUE: ("openfootball-champions-league", "cl.txt", range(2011, 2018)),
}
# Half-time scores that a goal list and a third source contradict.
_HALF_TIMES = {(2014, "es.eibar", "es.almeria"): (Score(2, 1), Score(3, 1))}
# A shoot-out whose score stands for the match too: nobody scored, for the goal list, which has every
# other match of that day, has none of it.
_GOALLESS = {(2023, "es.cd-azuaga", "es.cartagena")}
# The third round of the cup is the last 32.
_CUP_ROUNDS = {"round_3": "round_of_32"}


class BadSource(Exception):
    """A source file says something that the starter cannot take as it stands."""


def read_openfootball(data: Path, competition: CompetitionId, clubs: Clubs) -> list[MatchRow]:
    """Every match of a competition, with clubs as ids.

    Raises:
        BadSource: the reader refused a row, or left a club without a country.
    """
    folder, name, seasons = FILES[competition]
    rows: list[MatchRow] = []
    for year in seasons:
        season = Season(year, True)
        path = data / folder / str(season) / name
        rows += _season(path, competition, season, clubs)
    return rows


def _season(path: Path, competition: CompetitionId, season: Season, clubs: Clubs) -> list[MatchRow]:
    reading = read_text(path.read_text(encoding="utf-8"), path.name, Hint(competition, season))
    refused = [problem for problem in reading.problems if problem.refused]
    # A match without a score that was never reported: the rest of the file still stands.
    if any(problem.code != "no-score" for problem in refused):
        raise BadSource("\n".join(str(problem) for problem in refused))
    rows = []
    for row in reading.rows:
        if not isinstance(row, MatchRow):
            raise BadSource(f"{path}: {row} is no match")
        if competition != LEAGUE and not (row.score or row.extra_time or row.awarded_score):
            continue  # one match of the cup of 2020-21 has a dash for a score, and always will
        rows.append(_with_ids(row, clubs))
    if competition == CHAMPIONS_LEAGUE:
        rows = with_matchdays(rows)
    if competition == LEAGUE:
        rows = without_placeholders(rows)
    return with_legs(rows)


def _with_ids(row: MatchRow, clubs: Clubs) -> MatchRow:
    home_of = home_country(row.competition)
    home, away = (
        clubs.id(name, country_code(country) if country else home_of, row.season.start)
        for name, country in ((row.home, row.home_country), (row.away, row.away_country))
    )
    final = row.round == "final"
    written, half_time = _HALF_TIMES.get((row.season.start, home, away), (None, row.half_time))
    if written is not None and row.half_time not in (written, half_time):
        raise BadSource(f"{home} v {away}: half-time {row.half_time}, expected {written}")
    round_ = _CUP_ROUNDS.get(row.round, row.round) if row.competition == CUP else row.round
    if (row.season.start, home, away) in _GOALLESS:
        row = replace(row, score=Score(0, 0), extra_time=Score(0, 0))
    return replace(
        row,
        home=home,
        away=away,
        home_country="",
        away_country="",
        half_time=half_time,
        round=round_,
        phase=row.phase or ("" if home_of else "knockout"),
        neutral=True if final else row.neutral,
        note="",
    )


def with_legs(rows: Sequence[MatchRow]) -> list[MatchRow]:
    """Rows in their order; two matches of one pair in a knock-out round are its legs."""
    pairs: dict[tuple[str, frozenset[str]], list[MatchRow]] = defaultdict(list)
    for row in rows:
        if row.round and not row.round.isdigit():
            pairs[row.round, frozenset((row.home, row.away))].append(row)
    legs: dict[int, MatchRow] = {}
    for matches in pairs.values():
        if len(matches) == 2 and all(match.date for match in matches):
            first, second = sorted(matches, key=lambda match: str(match.date))
            legs[id(first)] = replace(first, leg="1")
            legs[id(second)] = replace(second, leg="2")
    return [legs.get(id(row), row) for row in rows]


def without_placeholders(rows: Sequence[MatchRow]) -> list[MatchRow]:
    """Rows in their order; a time that all fixtures of a matchday share is not known yet.

    Fixtures are listed months ahead under one day and one time; both change when the day is fixed.
    """
    times: dict[str, set[str | None]] = defaultdict(set)
    for row in rows:
        times[row.round].add(row.time if row.status == "scheduled" else None)
    return [
        replace(row, time=None, zone="")
        if row.status == "scheduled" and len(times[row.round]) == 1
        else row
        for row in rows
    ]


def with_matchdays(rows: Sequence[MatchRow]) -> list[MatchRow]:
    """Rows in their order; the matches of a group of four are numbered, two a matchday.

    Raises:
        BadSource: a club would play twice on one matchday.
    """
    groups: dict[str, list[MatchRow]] = defaultdict(list)
    for row in rows:
        if row.phase == "group":
            groups[row.group].append(row)
    numbered: dict[int, MatchRow] = {}
    for group, matches in groups.items():
        in_order = sorted(matches, key=lambda match: str(match.date))
        for place, match in enumerate(in_order):
            numbered[id(match)] = replace(match, round=str(place // 2 + 1))
        for first, second in _pairs(in_order):
            if {first.home, first.away} & {second.home, second.away}:
                raise BadSource(f"group {group}: a club plays twice on {first.date}")
    return [numbered.get(id(row), row) for row in rows]


def _pairs(matches: Sequence[MatchRow]) -> Iterable[tuple[MatchRow, MatchRow]]:
    return zip(matches[::2], matches[1::2], strict=True)
