"""Verdicts on how many matches a side has played in its league or group, and how many are left."""

from __future__ import annotations

import datetime as dt

import numpy as np

from matchdesk.core.english import counted
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, Rows
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import day_words, table_row

_EARLIER = 8
"""So many matches fewer than were played tell of an earlier day."""


def played(book: Almanac, r: Reading) -> Finding:
    """Matches played, left, or more than another side, at a moment that the words allow.

    ``word``: "played:", "left:", or "more:" and "fewer:" against ``opponent``.
    """
    assert r.number is not None
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    how = r.word.split(":")[0]
    first: Finding | None = None
    # Of a nation's groups the rounds are not told apart.
    sound = not book.records.is_nation(book.records.number(r.team))
    for competition, season in _editions(book, r):
        number = book.records.number(r.team)
        name = book.catalogue.name(competition)
        counts = _counts(book, competition, season, r.team)
        if not any(counts.values()):
            continue
        each = _each(book, competition, season, number)
        sound = sound and book.holdings.sound(competition, season, number)
        others = _counts(book, competition, season, r.opponent) if r.opponent else {}
        for day, count in counts.items():
            told = (
                f"{r.team.name}: {counted(count, 'match')} in {name} {season} by {day_words(day)}"
            )
            value: int | None = count
            if how == "left":
                value = (
                    each - count
                    if each is not None
                    else _to_come(book, competition, season, r.team, count)
                )
                told += f", of {each}" if each is not None else ""
            elif how in ("more", "fewer"):
                if r.opponent is None or not others.get(day):
                    continue
                value = (count - others[day]) * (1 if how == "more" else -1)
                told += f"; {r.opponent.name}: {others[day]}"
            if value is None:
                return Finding("cannot_say", f"{told}; how many there are is not held.")
            if value == r.number:
                return Finding("supported", f"{told}.")
            if how != "played" and abs(value - r.number) == 1:
                # Told before the round is over, or after it.
                sound = False
            if how == "played" and value - r.number >= _EARLIER:
                # "Nine points after 12 games", told in May.
                sound = False
            first = first or Finding("contradicted", f"{told}.")
    if first is None:
        return Finding("cannot_say", "No match of that season is held.")
    return first if sound else Finding("cannot_say", first.reason)


def sides(book: Almanac, r: Reading) -> Finding:
    """How many sides play in the league, or the group, of a side."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    for competition, season in _editions(book, r):
        table = book.table(competition, season, book.day, r.team)
        if table is not None and len(table.rows) == r.number:
            name = book.catalogue.name(competition)
            told = f"{counted(len(table.rows), 'side')} in the table of {r.team.name} ({name} {season})."
            return Finding("supported", told, (table_row(table, table.row(r.team)),))
    return Finding("cannot_say", "No table of so many sides is held.")


def _editions(book: Almanac, r: Reading) -> list[tuple[str, Season]]:
    """The league of a side, and the competition in hand where it has groups."""
    assert r.team is not None
    found = []
    league = book.league_of(r.team)
    if league is not None and not book.records.is_nation(book.records.number(r.team)):
        found.append(league)
    if book.match is not None and r.team in book.sides and book.match.phase != "knockout":
        found.append((str(book.match.competition), book.match.season))
    return list(dict.fromkeys(found))


def _rows_of(book: Almanac, competition: str, season: Season, club: Club) -> Rows:
    """Matches of a club in a season, of the phase in hand where there is one."""
    m = book.known.matches
    number = book.known.club_number(club)
    rows: Rows = book.known.season_rows(competition, season)
    rows = rows[(m.home[rows] == number) | (m.away[rows] == number)]
    if book.match is not None and str(book.match.competition) == competition and book.row != NONE:
        rows = rows[m.phase[rows] == m.phase[book.row]]
    return rows


def _counts(book: Almanac, competition: str, season: Season, club: Club) -> dict[dt.date, int]:
    """Matches over at the end of each day that may be meant."""
    rows = _rows_of(book, competition, season, club)
    m = book.known.matches
    result = m.result()[0]
    rows = rows[result[rows] >= 0]
    days = m.day[rows]
    return {day: int(np.sum(days <= day.toordinal())) for day in book.moments()}


def _to_come(
    book: Almanac, competition: str, season: Season, club: Club, count: int
) -> int | None:  # fmt: skip
    """Matches still to come by the fixtures that are held; None where none are."""
    rows = _rows_of(book, competition, season, club)
    return len(rows) - count if len(rows) > count else None


def _each(book: Almanac, competition: str, season: Season, number: int) -> int | None:
    """Matches of each club in a season of a league; None where nothing tells."""
    held = book.holdings.seasons(competition).get(season)
    if held is None or held.missing is None or not held.meetings or number not in held.clubs:
        return None
    return held.meetings * (len(held.clubs) - 1) if held.every_club else None
