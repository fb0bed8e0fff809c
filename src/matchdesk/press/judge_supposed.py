"""Verdicts on what a win would make of the table: "can go top", "would have 13 points", "could cut the gap to one"."""

from __future__ import annotations

from collections.abc import Iterator

from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading
from matchdesk.press.evidence import table_row
from matchdesk.press.table_views import NOT_HELD, View, cover_of, row_in, standing_words, views

_WINS = (3, 2)
"""Points of a win, as they are given now and were given once."""


def gap(book: Almanac, r: Reading) -> Finding:
    """Points between a side, had it won its match, and another, or the first and those next to it."""
    for view, mine in _supposed(book, r):
        for other in view.table.rows:
            if other.team_id == view.row.team_id:
                continue
            meant = (
                other.team_id == r.opponent.id
                if r.opponent is not None
                else other.position == 1 or abs(other.position - view.row.position) == 1
            )
            if meant and abs(mine - other.points) == r.number:
                return _borne_out(book, view, mine)
    return Finding("cannot_say", NOT_HELD)


def points(book: Almanac, r: Reading) -> Finding:
    """Points of a side, had it won its match."""
    for view, mine in _supposed(book, r):
        if mine == r.number:
            return _borne_out(book, view, mine)
    return Finding("cannot_say", NOT_HELD)


def place(book: Almanac, r: Reading) -> Finding:
    """The place of a side, had it won its match, whatever the goals."""
    for view, mine in _supposed(book, r):
        rest = [x.points for x in view.table.rows if x.team_id != view.row.team_id]
        best = 1 + sum(n > mine for n in rest)
        if r.number is not None and best <= r.number <= 1 + sum(n >= mine for n in rest):
            return _borne_out(book, view, mine)
    return Finding("cannot_say", NOT_HELD)


def _supposed(book: Almanac, r: Reading) -> Iterator[tuple[View, int]]:
    """Tables that can be meant, and the side's points with one win more than on the day, or the day before."""
    for view in views(book, r):
        before = row_in(view.before, view.row.team_id)
        for row in (view.row, before):
            if row is not None:
                yield from ((view, row.points + win) for win in _WINS)


def _borne_out(book: Almanac, view: View, mine: int) -> Finding:
    cover, whole = cover_of(book, view.table)
    told = standing_words(view.table, view.row, view.day, whole)
    reason = f"{told}; with a win {mine}."
    return Finding("supported", reason, (table_row(view.table, view.row),), cover)
