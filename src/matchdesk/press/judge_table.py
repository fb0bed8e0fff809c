"""Verdicts on the table: places, points, gaps, at every moment that the words allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from matchdesk.core.match import Club, Coverage
from matchdesk.core.season import Season
from matchdesk.press.almanac import Almanac, day_words, table_row
from matchdesk.press.claim import Finding, Reading
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.table import Table, TableRow

_NOT_HELD = "No league table with this side is held for the day."


def _views(book: Almanac, r: Reading) -> Iterator[tuple[dt.date, Table, TableRow]]:
    """Tables that can be meant, the evening of the match first.

    Of the league that is named, else of the side's league and of the group of the match in hand.
    """
    if r.team is None:
        return
    for league in _leagues(book, r.team, r.competition):
        for day in book.moments():
            table = book.table(*league, day, r.team)
            if table is not None:
                yield day, table, table.row(r.team)


def _leagues(book: Almanac, club: Club, named: str) -> list[tuple[str, Season]]:
    if named:
        season = book.season_of(named)
        return [(named, season)] if season is not None else []
    league = book.league_of(club)
    found = [league] if league is not None else []
    match = book.match
    if match is not None and match.phase in ("group", "group_2", "league") and club in book.sides:
        pair = (str(match.competition), match.season)
        if pair not in found:
            found.append(pair)
    return found


def _cover(book: Almanac, table: Table) -> tuple[tuple[Coverage, ...], bool]:
    held = book.coverage(table.competition, table.season)
    return held, all(c.complete for c in held)


def _words(table: Table, row: TableRow, day: dt.date, whole: bool) -> str:
    name = competition_name(table.competition)
    held = "all matches held" if whole else "not all matches held"
    return (
        f"{row.team} {row.position}{_suffix(row.position)} with {row.points} points from "
        f"{row.played} matches at the end of {day_words(day)} ({name} {table.season}, {held})"
    )


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _suffix(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def league_position(book: Almanac, r: Reading) -> Finding:
    """A place in the table; sides level on points may stand in either order in print."""
    first: Finding | None = None
    level = False
    for day, table, row in _views(book, r):
        wanted = len(table.rows) if r.number == -1 else r.number
        cover, whole = _cover(book, table)
        told = _words(table, row, day, whole)
        evidence = (table_row(table, row),)
        if row.position == wanted:
            return Finding("supported", f"{told}.", evidence, cover)
        band = [x.position for x in table.rows if x.points == row.points]
        level = level or wanted in band or not whole or row.played == 0
        first = first or Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        return Finding("cannot_say", _NOT_HELD)
    if level:
        return Finding(
            "cannot_say", f"{first.reason} Sides level on points may be placed otherwise, or "
            "matches are missing.", first.evidence, first.coverage,
        )  # fmt: skip
    return first


def points(book: Almanac, r: Reading) -> Finding:
    """Points of a side."""
    first: Finding | None = None
    whole_all = True
    for day, table, row in _views(book, r):
        cover, whole = _cover(book, table)
        whole_all = whole_all and whole
        told = _words(table, row, day, whole)
        if row.points == r.number:
            return Finding("supported", f"{told}.", (table_row(table, row),), cover)
        first = first or Finding("contradicted", f"{told}.", (table_row(table, row),), cover)
    if first is None:
        return Finding("cannot_say", _NOT_HELD)
    if not whole_all:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


def points_gap(book: Almanac, r: Reading) -> Finding:
    """Points between two sides, to the top, or to the edge of a zone."""
    first: Finding | None = None
    firm = r.word in ("top", "behind", "ahead", "between")
    for day, table, row in _views(book, r):
        cover, whole = _cover(book, table)
        firm = firm and whole
        found = _gap(table, row, r)
        if found is None:
            continue
        gap, other = found
        name = competition_name(table.competition)
        relation = "behind" if gap >= 0 else "ahead of"
        told = (
            f"{row.team} ({row.points}) {_counted(abs(gap))} {relation} {other.team} ({other.points}) at "
            f"the end of {day_words(day)} ({name} {table.season})"
        )
        evidence = (table_row(table, row), table_row(table, other))
        if _agrees(r, gap, table, row):
            return Finding("supported", f"{told}.", evidence, cover)
        first = first or Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        # Of a side of another country the words cannot be meant.
        abroad = (
            r.team is not None
            and r.opponent is not None
            and r.team.country != r.opponent.country
            and r.team in book.sides
        )
        return Finding("cannot_say", _NOT_HELD, void=abroad)
    if not firm:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


def _gap(table: Table, row: TableRow, r: Reading) -> tuple[int, TableRow] | None:
    """Points behind another row (negative: ahead), and that row."""
    if r.opponent is not None:
        other = next((x for x in table.rows if x.team_id == r.opponent.id), None)
        return (other.points - row.points, other) if other is not None else None
    if r.word.startswith("zone:"):
        zone = r.word[5:]
        edge = _edge(table, row, zone)
        return (edge.points - row.points, edge) if edge is not None else None
    leader = table.rows[0]
    if row.position == 1 and len(table.rows) > 1:
        return table.rows[1].points - row.points, table.rows[1]
    return leader.points - row.points, leader


def _edge(table: Table, row: TableRow, zone: str) -> TableRow | None:
    """The side at the edge of a zone that a report names: the drop, or the places at the top."""
    low = any(word in zone for word in ("relegation", "drop", "bottom", "safety"))
    if low:
        fallen = [x for x in table.rows if x.zone.startswith("relegation") and "play" not in x.zone]
        if not fallen:
            return None
        if row in fallen:
            above = [x for x in table.rows if x.position == fallen[0].position - 1]
            return above[0] if above else None
        return fallen[0]
    if "top four" in zone:
        place = 5 if row.position <= 4 else 4
        return next((x for x in table.rows if x.position == place), None)
    return None


def _agrees(r: Reading, gap: int, table: Table, row: TableRow) -> bool:
    if r.number is None:
        return False
    if r.word == "ahead":
        return -gap == r.number
    if r.word in ("behind", "top"):
        return gap == r.number or (r.word == "top" and row.position == 1 and r.number == 0)
    if r.word == "any":
        leader = table.rows[0]
        second = table.rows[1] if len(table.rows) > 1 else leader
        return r.number in (abs(gap), leader.points - second.points, leader.points - row.points)
    return abs(gap) == r.number
