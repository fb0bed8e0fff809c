"""What is wrong in a ledger of everything: anomalies counted by kind, with examples.

``--ledger FILE`` looks at a ledger that is there; without it all development data are imported into a
new one, and once more. Every kind is asked to be 0, or its causes are listed: where a source alone
tells it, the source is named.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.bench_ledger import take, told
from benchmarks.figures import SHARED, left_out, line
from matchdesk.core.country import home_country
from matchdesk.core.season import Season
from matchdesk.ledger import schema
from matchdesk.ledger.agreement import beside, end_of, is_league
from matchdesk.ledger.store import Ledger
from matchdesk.readers.checks import season_window
from matchdesk.rules.catalogue import BUILT_IN

EXAMPLES = 6
_JUNK = re.compile(
    r"[()\[\]*]|(?i:\b(winner|loser|sieger|runner-up) (group|match|of)\b)|^\W|\d['’]"
)
_TOLD_SO = re.compile(r"\((?:\d{4}(?:-\d{4})?|alt|old|[A-ZÄÖÜÉ][\w' .-]+)\)$")

Row = dict[str, Any]
_COUNT = ("played", "awarded", "scheduled", "postponed")


@dataclass
class Held:
    """What a ledger holds, as this program looks at it."""

    matches: list[Row]
    clubs: dict[int, Row]
    files: dict[int, str]
    witnesses: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[Row] = field(default_factory=list)
    standings: list[Row] = field(default_factory=list)
    goals: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, ledger: Ledger) -> Held:
        """Read a ledger."""

        def rows(table: Any) -> list[Row]:
            return [dict(row._mapping) for row in connection.execute(select(table))]

        with ledger.reading() as connection:
            joined = {row["club"]: row["into"] for row in rows(schema.joined)}
            held = cls(
                [row for row in rows(schema.match) if row["same_as"] is None],
                {row["id"]: row for row in rows(schema.club) if row["id"] not in joined},
                {row["id"]: row["name"] for row in rows(schema.file)},
                conflicts=rows(schema.conflict),
                standings=rows(schema.standing),
                goals=rows(schema.goal),
            )
            w = schema.witness.c
            for match, file in connection.execute(select(w.match, w.file)):
                held.witnesses[match].append(file)
        for match in held.matches:
            for side in ("home", "away"):
                match[side] = joined.get(match[side], match[side])
        for standing in held.standings:
            standing["club"] = joined.get(standing["club"], standing["club"])
        return held

    def seasons(self) -> dict[tuple[str, str], list[Row]]:
        """Matches by competition and season."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for match in self.matches:
            found[match["competition"], match["season"]].append(match)
        return found

    def told(self, match: Row) -> str:
        """A match in a few words, with the files that give it."""
        sides = " v ".join(self.clubs[match[side]]["key"] for side in ("home", "away"))
        by = ", ".join(self.files[n].rsplit("/", 2)[-1] for n in self.witnesses[match["id"]][:3])
        return f"{match['competition']} {match['season']} {match['date']} {sides} ({by})"


def count(name: str, found: Sequence[str], why: str = "asked: 0") -> None:
    """One kind of anomaly: how many, and the first of them."""
    line(name, len(found), "found", f"{why}; {' | '.join(found[:EXAMPLES])}" if found else why)


def leagues(held: Held) -> None:
    """Clubs, matches a club and repeated pairings of each league season."""
    again: list[str] = []
    swapped: list[str] = []
    guests: list[str] = []
    whole = checked = 0
    for (competition, season), rows in held.seasons().items():
        if not is_league(competition):
            continue
        own = [row for row in rows if row["phase"] in ("", "league") and row["status"] in _COUNT]
        counts = Counter(club for row in own for club in (row["home"], row["away"]))
        if not counts:
            continue
        checked += 1
        usual = sorted(counts.values())[len(counts) // 2]
        for club, played in counts.items():
            if usual > 20 and played <= 4:
                guests.append(f"{competition} {season} {held.clubs[club]['key']} {played}")
        pairs: dict[tuple[int, int], list[Row]] = defaultdict(list)
        days: dict[tuple[str, frozenset[int]], list[Row]] = defaultdict(list)
        for row in own:
            pairs[row["home"], row["away"]].append(row)
            if row["date"]:
                days[row["date"], frozenset((row["home"], row["away"]))].append(row)
        meetings = meetings_of(competition, season)
        for met in pairs.values():
            if len(met) > 1 and (meetings == 2 or witnessed_apart(held, met)):
                again.append(held.told(met[1]))
        swapped += [held.told(met[1]) for met in days.values() if len(met) > 1]
        n = len(counts)
        whole += len(own) == n * (n - 1) and set(counts.values()) == {2 * (n - 1)}
    line("league seasons", checked, "seasons", f"{whole} are whole double round robins of n(n-1)")
    count("leagues: a pairing twice where it is played once, or given by no file twice", again)
    count("leagues: a match on one day in both orders", swapped)
    count("leagues: clubs with at most four matches (play-offs or junk)", guests)


def meetings_of(competition: str, season: str) -> int | None:
    """How often clubs meet by the rulebook; None where no rulebook is held or a season has parts."""
    edition = BUILT_IN.edition(competition, Season.parse(season))
    if not edition.held or len(edition.stages) != 1 or edition.stages[0].split is not None:
        return None
    return edition.stages[0].meetings


def witnessed_apart(held: Held, met: Sequence[Row]) -> bool:
    """True if no file gives two of these meetings, and they ended alike or days apart."""
    for number, one in enumerate(met):
        for other in met[:number]:
            shared = set(held.witnesses[one["id"]]) & set(held.witnesses[other["id"]])
            if not shared and end_of(one) == end_of(other):
                return True
    return False


def cups(held: Held) -> None:
    """Matches of cups and of Europe that stand twice; both legs on one day."""
    twice: list[str] = []
    one_day: list[str] = []
    for (competition, _), rows in held.seasons().items():
        if is_league(competition):
            continue
        pairs: dict[frozenset[int], list[Row]] = defaultdict(list)
        for row in rows:
            pairs[frozenset((row["home"], row["away"]))].append(row)
        for met in pairs.values():
            for number, other in enumerate(met):
                for one in met[:number]:
                    turned = one["home"] != other["home"]
                    end = end_of(other)
                    alike = end is not None and end_of(one) == (end[::-1] if turned else end)
                    shared = set(held.witnesses[one["id"]]) & set(held.witnesses[other["id"]])
                    apart = days(one, other)
                    if shared:
                        if apart == 0:
                            one_day.append(held.told(other))
                    elif apart is None or apart <= 3 or (alike and not turned):
                        twice.append(held.told(other))
    count("cups: a match twice", twice)
    count("cups: two meetings on one day in one file", one_day, "errors of dates in the file")


def days(one: Row, other: Row) -> int | None:
    """Days between two matches; None where one has none."""
    if not one["date"] or not other["date"]:
        return None
    first, second = (dt.date.fromisoformat(row["date"]) for row in (one, other))
    return abs((first - second).days)


def dates(held: Held) -> None:
    """Matches outside their season, and in a league and its play-offs at once."""
    outside = []
    seasons = held.seasons()
    for (competition, written), rows in seasons.items():
        if not home_country(competition):
            continue  # Qualifiers of a tournament are played years before it.
        season = Season.parse(written)
        first, last = (d.isoformat() for d in season_window(season.start, season.split))
        outside += [
            held.told(row) for row in rows if row["date"] and not first <= row["date"] <= last
        ]
    files = "by competition: " + str(Counter(told.split()[0] for told in outside).most_common(4))
    count("matches outside the dates of their season", outside, files)
    both = []
    for key, rows in seasons.items():
        others = {(row["date"], row["home"], row["away"]) for row in seasons.get(beside(key), ())}
        if key[0].endswith(".playoff"):
            both += [
                held.told(row) for row in rows if (row["date"], row["home"], row["away"]) in others
            ]
    count("matches of a league and of its play-offs at once", both)


def clubs(held: Held) -> None:
    """Names that are none, clubs of no match, clubs that may be one."""
    playing = Counter(club for match in held.matches for club in (match["home"], match["away"]))
    junk = [
        row["name"]
        for row in held.clubs.values()
        if _JUNK.search(row["name"]) and not _TOLD_SO.search(row["name"])
    ]
    count("clubs: names with brackets, minutes or slots of a draw", junk)
    idle = [row["key"] for row in held.clubs.values() if not playing[row["id"]]]
    count("clubs of published tables alone", idle, "tables of leagues whose matches are not held")
    home = [
        row["key"]
        for row in held.clubs.values()
        if not row["country"] and not row["side"].startswith("n")
    ]
    count("clubs without a country", home)


def tables(held: Held) -> None:
    """Published rows against the matches held, where the season is held in full."""
    seasons = held.seasons()
    wrong: list[str] = []
    compared = 0
    sums: dict[tuple[str, str], dict[int, tuple[int, ...]]] = {}
    for row in held.standings:
        key = (row["competition"], row["season"])
        if row["phase"] or row["group"] or key not in seasons or row["played"] is None:
            continue
        if key not in sums:
            sums[key] = figures(seasons[key])
        own = sums[key].get(row["club"])
        names = ("played", "won", "drawn", "lost", "goals_for", "goals_against")
        published = tuple(row[name] for name in names)
        if own is None or own[0] != published[0]:
            continue  # A table after some rounds, or a season held in part.
        compared += 1
        if any(p is not None and p != o for o, p in zip(own, published, strict=True)):
            club = held.clubs[row["club"]]["key"]
            wrong.append(f"{' '.join(key)} {club}: {own} held, {published} published")
    line("rows of published tables compared", compared, "rows", "seasons held in full")
    count("rows of published tables that differ", wrong, "awards, and errors of a source or table")


def figures(rows: Iterable[Row]) -> dict[int, tuple[int, ...]]:
    """Played, won, drawn, lost, goals for and against of each club."""
    found: dict[int, list[int]] = defaultdict(lambda: [0] * 6)
    for row in rows:
        end = (row["awarded_home"], row["awarded_away"])
        end = end if end[0] is not None else (row["home_goals"], row["away_goals"])
        if end[0] is None or row["status"] not in ("played", "awarded"):
            continue
        if row["phase"] in ("knockout", "qualifying"):
            continue
        for club, scored, conceded in ((row["home"], *end), (row["away"], *end[::-1])):
            own = found[club]
            own[0] += 1
            own[1 if scored > conceded else 2 if scored == conceded else 3] += 1
            own[4] += scored
            own[5] += conceded
    return {club: tuple(own) for club, own in found.items()}


def differences(held: Held) -> None:
    """Open conflicts by kind and pair of files; goals beyond the score."""
    matches = {match["id"]: match for match in held.matches}
    by_field: dict[str, Counter[str]] = defaultdict(Counter)
    for one in held.conflicts:
        if not one["resolved"] and one["match"] in matches:
            first = held.files.get(matches[one["match"]]["file"], "?").split("/")[1:3]
            other = held.files.get(one["file"], "?").split("/")[1:3]
            by_field[one["field"]]["/".join(first) + " : " + "/".join(other)] += 1
    for name, counted in sorted(by_field.items()):
        most = "; ".join(f"{pair} {number}" for pair, number in counted.most_common(3))
        line(f"open conflicts: {name}", sum(counted.values()), "found", f"true differences; {most}")
    scored: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for goal in held.goals:
        scored[goal["match"]][0 if goal["home"] else 1] += 1
    beyond = [
        held.told(matches[number])
        for number, both in scored.items()
        if number in matches
        and (end := end_of(matches[number])) is not None
        and (both[0] > end[0] or both[1] > end[1])
    ]
    count("matches with more goals listed than scored", beyond)
    own = sum(goal["kind"] == "own_goal" for goal in held.goals)
    line("own goals", own, "goals", f"of {len(held.goals)} held")


def look(ledger: Ledger) -> None:
    """Every kind of anomaly of a ledger."""
    held = Held.of(ledger)
    line("matches held", len(held.matches), "matches", f"{len(held.clubs)} clubs")
    for kind in (leagues, cups, dates, clubs, tables, differences):
        kind(held)


def main() -> None:
    """Measure the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ledger", type=Path)
    given = asked.parse_args().ledger
    if given is not None:
        look(Ledger(given))
        return
    data = SHARED / "data"
    if not data.is_dir():
        left_out("integrity of a ledger of everything", "no data here")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "everything.sqlite"
        taken, done, peak = take(file, data)
        line("everything imported", taken, "s", f"{told(done)}; {peak:.0f} MB")
        look(Ledger(file))
        taken, again, _ = take(file, data)
        changed = sum(int(str(again[kind])) for kind in ("new", "updated"))
        line("changed by importing it again", changed, "rows", f"asked: 0; {told(again)}")


if __name__ == "__main__":
    main()
