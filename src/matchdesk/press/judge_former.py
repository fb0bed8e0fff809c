"""Verdicts on places of before: before the match told, and at the end of the season before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from matchdesk.core.season import Season
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import day_words, table_row
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.table import Table, TableRow

_WEEK = 8
"""Days since a side's last match in which "had been second" is of before it."""


def before(book: Almanac, r: Reading) -> Finding:
    """A place in the table before the match, or the day's matches."""
    first: Finding | None = None
    for table, day in _tables_before(book, r):
        assert r.team is not None
        row = table.row(r.team)
        found = _finding(table, row, r, f"at the end of {day_words(day)}")
        if found.verdict == "supported":
            return found
        first = first or found
    return first or Finding("cannot_say", "No league table of the day before is held.")


def last_season(book: Almanac, r: Reading) -> Finding:
    """A place in the final table of the season before."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    league = book.league_of(r.team)
    if league is None:
        return Finding("cannot_say", "The league of the side is not held.", void=True)
    competition, season = league
    for other in (competition, *_neighbours(competition)):
        past = season.previous
        table = book.table(other, past, book.day, r.team)
        if table is not None:
            return _finding(table, table.row(r.team), r, f"in {past}")
    return Finding("cannot_say", "The table of the season before is not held.")


def _neighbours(competition: str) -> Iterator[str]:
    """The leagues from which a side can have come up or gone down."""
    country, _, level = competition.rpartition(".")
    if level.isdigit():
        yield f"{country}.{int(level) + 1}"
        if int(level) > 1:
            yield f"{country}.{int(level) - 1}"


def _tables_before(book: Almanac, r: Reading) -> Iterator[tuple[Table, dt.date]]:
    if r.team is None:
        return
    league: tuple[str, Season] | None = book.league_of(r.team)
    if league is None:
        return
    one = dt.timedelta(days=1)
    days = [book.day - one, book.written - one]
    played = book.played(r.team, None, book.written - dt.timedelta(days=_WEEK), book.written)
    days += [last - one for row in played[:1] if (last := book.value(row).date) is not None]
    for day in dict.fromkeys(days):
        table = book.table(*league, day, r.team)
        if table is not None:
            yield table, day


def _finding(table: Table, row: TableRow, r: Reading, when: str) -> Finding:
    wanted = r.number or 0
    wanted = len(table.rows) + 1 + wanted if wanted < 0 else wanted
    told = (
        f"{row.team} stood {row.position} of {len(table.rows)} with {row.points} points {when} "
        f"({competition_name(table.competition)} {table.season})."
    )
    level = {x.position for x in table.rows if x.points == row.points}
    evidence = (table_row(table, row),)
    if row.position == wanted:
        return Finding("supported", told, evidence, table.coverage)
    if wanted in level or not all(c.complete for c in table.coverage):
        return Finding("cannot_say", told, evidence, table.coverage)
    return Finding("contradicted", told, evidence, table.coverage)
