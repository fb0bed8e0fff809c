"""Verdicts on gaps: points between sides, places and zones, and matches in hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.english import counted
from matchdesk.press import judge_supposed
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import day_words, table_row
from matchdesk.press.judge_table import places_of
from matchdesk.press.table_views import (
    NOT_HELD,
    View,
    counted_points,
    cover_of,
    how_far,
    no_table,
    row_in,
    views,
)
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.table import Table, TableRow


def points_gap(book: Almanac, r: Reading) -> Finding:
    """Points between two sides, to the top, or to the edge of a zone; matches in hand."""
    if r.word in ("hand", "played more"):
        return _in_hand(book, r)
    if r.word == "if":
        return judge_supposed.gap(book, r)
    first: Finding | None = None
    firm = True
    apart, off = False, _FARTHEST
    for view in views(book, r):
        cover, whole = cover_of(book, view.table)
        found = _gap(view.table, view.row, r)
        firm = firm and (whole or found is None)
        apart = apart or found is None
        if found is None:
            continue
        gap, other = found
        # A ruling that took points may have come after the report.
        docked = (view.row, other) if r.opponent is not None else view.table.rows
        firm = firm and not any(row.deducted for row in docked)
        row, name = view.row, competition_name(view.table.competition)
        relation = "behind" if gap >= 0 else "ahead of"
        told = (
            f"{row.team} ({row.points}) {counted_points(abs(gap))} {relation} {other.team} ({other.points}) at "
            f"the end of {day_words(view.day)} ({name} {view.table.season})"
        )
        evidence = (table_row(view.table, row), table_row(view.table, other))
        if _agrees(r, gap, view.table, row):
            return Finding("supported", f"{told}.", evidence, cover)
        if (
            (
                view.day == book.written
                # "A win and a six-point lead": when the match was over, others yet to play.
                or (view.day == book.day and r.word == "lead" and not r.after)
            )
            and not view.table.final
            and view.early
            and r.number in _other_orders(view, r, other)
        ):
            return Finding(
                "supported", f"So it stood before the day's other matches; {told}.", evidence, cover
            )
        if r.word.startswith("zone:") and (
            ((_low_play_off(view) or not _EDGED.search(r.word)) and _near_edge(view, r))
            or not any(x.zone.startswith("relegation") for x in view.table.rows)
        ):
            firm = False
        gaps = [gap] if r.opponent is not None or r.word.startswith("zone:") else [
            row.points - x.points for x in (other, *_beside(view.table, row))
        ]  # fmt: skip
        off = min(off, *(abs(abs(x) - abs(r.number or 0)) for x in gaps))
        first = first or Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        # Of a side of another country the words cannot be meant.
        abroad = (apart and r.opponent is not None) or (
            r.team is not None
            and r.opponent is not None
            and r.team.country != r.opponent.country
            and r.team in book.sides
        )
        return Finding("cannot_say", NOT_HELD, void=abroad or no_table(book, r).void)
    if not firm:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    far, beyond = how_far(book, "points", off) if r.number is not None else (False, False)
    return replace(first, far=far, beyond=beyond)


_FARTHEST = 1000


def _beside(table: Table, row: TableRow) -> tuple[TableRow, ...]:
    """The sides right above and below one: where nobody is named, a gap may be to them."""
    at = table.rows.index(row)
    return (*table.rows[max(0, at - 1) : at], *table.rows[at + 1 : at + 2])


def _in_hand(book: Almanac, r: Reading) -> Finding:
    """Matches that a side has still to play beyond those of another, or of the leaders."""
    first: Finding | None = None
    for view in views(book, r):
        row, before = view.row, row_in(view.before, view.row.team_id)
        if r.opponent is not None:
            other = row_in(view.table, r.opponent.id)
        else:
            other = next((x for x in view.table.rows[:2] if x.team_id != row.team_id), None)
        if other is None:
            continue
        cover, whole = cover_of(book, view.table)
        earlier = row_in(view.before, other.team_id)
        if not book.early:
            before = earlier = None
        hand = {
            a.played - b.played for a in (other, earlier or other) for b in (row, before or row)
        }
        told = (
            f"{row.team} have played {counted(row.played, 'match', 'matches')}, {other.team} "
            f"{other.played} at the end of {day_words(view.day)} "
            f"({competition_name(view.table.competition)} {view.table.season})."
        )
        evidence = (table_row(view.table, row), table_row(view.table, other))
        if r.word == "played more":
            hand = {-n for n in hand}
        if r.number in hand:
            return Finding("supported", told, evidence, cover)
        verdict: Verdict = "contradicted" if whole else "cannot_say"
        first = first or Finding(verdict, told, evidence, cover)
    return first or Finding("cannot_say", NOT_HELD)


# Where a zone of so many sides begins is told; where a play-off is fought for is told less exactly.
_EDGED = re.compile(
    r"bottom (?:two|three|four|\d)|relegation (?:zone|places)|drop zone|^zone:(?:the )?safety|top (?:two|three|four|five|six|\d)"
)


def _low_play_off(view: View) -> bool:
    """True if a play-off may send a side down, so that the drop begins in one of two places."""
    return any(x.zone.startswith("relegation") and "play" in x.zone for x in view.table.rows)


def _near_edge(view: View, r: Reading) -> bool:
    """True if some side near the edge of a zone is as far away as told: the edge may be another."""
    for other in view.table.rows:
        for mine in view.points_of(view.row):
            for theirs in view.points_of(other):
                if abs(mine - theirs) == r.number and other.team_id != view.row.team_id:
                    near = _edge(view.table, view.row, r.word[5:])
                    if near is not None and abs(near.position - other.position) <= 2:
                        return True
    return False


def _other_orders(view: View, r: Reading, other: TableRow) -> set[int]:
    """Gaps that other orders of the day's matches give."""
    mine = view.points_of(view.row)
    rivals: Sequence[TableRow] = (other,)
    if r.word in ("lead", "trail"):
        return _leads(view.table, view.row, r.word, view)
    if r.word in ("top", "any"):
        before = view.before.rows[:3] if view.before is not None else ()
        names = {x.team_id for x in (*view.table.rows[:3], *before)} - {view.row.team_id}
        rivals = [x for x in view.table.rows if x.team_id in names]
    gaps: set[int] = set()
    for rival in rivals:
        theirs = view.points_of(rival)
        for a in mine:
            for b in theirs:
                if r.word == "behind" or r.word == "top":
                    gaps.add(b - a)
                elif r.word == "ahead":
                    gaps.add(a - b)
                else:
                    gaps.add(abs(a - b))
    if r.word == "any":
        # The lead of others that a side has cut: the top two, in any order of the day.
        top = view.table.rows[:2]
        if len(top) == 2:
            gaps |= {abs(a - b) for a in view.points_of(top[0]) for b in view.points_of(top[1])}
    return gaps


def _leads(table: Table, row: TableRow, way: str, view: View | None) -> set[int]:
    """Leads over the next side below, or distances from the first and the next above.

    With ``view`` in every order of the day's matches.
    """

    def of(one: TableRow) -> tuple[int, ...]:
        return view.points_of(one) if view is not None else (one.points,)

    place = row.position - 1
    rest = [x for x in table.rows if x.team_id != row.team_id]
    if way == "lead":
        near = rest[place : place + (2 if view is not None else 1)]
        return {a - b for a in of(row) for x in near for b in of(x) if a >= b}
    near = [*rest[:1], *rest[max(0, place - (2 if view is not None else 1)) : place]]
    if row.position == 1 and rest:
        return set()
    found = {b - a for a in of(row) for x in near for b in of(x) if b >= a}
    edge = _edge(table, row, "safety")
    if edge is not None and view is None:
        found.add(edge.points - row.points)
    return found


def _gap(table: Table, row: TableRow, r: Reading) -> tuple[int, TableRow] | None:
    """Points behind another row (negative: ahead), and that row."""
    if r.opponent is not None:
        other = next((x for x in table.rows if x.team_id == r.opponent.id), None)
        return (other.points - row.points, other) if other is not None else None
    if r.word.startswith("zone:"):
        zone = r.word[5:]
        edge = _edge(table, row, zone)
        return (edge.points - row.points, edge) if edge is not None else None
    if r.word.startswith("span:"):
        many = int(r.word[5:])
        if not 1 < abs(many) <= len(table.rows):
            return None
        ends = table.rows[:many] if many > 0 else table.rows[many:]
        return ends[0].points - ends[-1].points, ends[-1]
    leader = table.rows[0]
    if row.position == 1 and len(table.rows) > 1:
        return table.rows[1].points - row.points, table.rows[1]
    return leader.points - row.points, leader


def _edge(table: Table, row: TableRow, zone: str) -> TableRow | None:
    """The side at the edge of a zone that a report names: the drop, or the places at the top."""
    if re.search(r"relegation|drop|bottom|safety|danger|trouble", zone):
        part = places_of(table, zone if zone.startswith("bottom") else "relegation")
        if part is None:
            # How many go down is not in the rules held; most leagues lose three.
            part = (len(table.rows) - 2, len(table.rows)) if len(table.rows) > 12 else None
        if part is None:
            return None
        place = part[0] - 1 if row.position >= part[0] else part[0]
        return next((x for x in table.rows if x.position == place), None)
    if "play" in zone and row.position > len(table.rows) // 2:
        low = [x for x in table.rows if "play" in x.zone and "relegation" in x.zone]
        if low:
            return low[0]
    nth = re.match(r"(\d+)(?:st|nd|rd|th)|(second|third|fourth|fifth|sixth|seventh)", zone)
    if nth is not None:
        words = ("second", "third", "fourth", "fifth", "sixth", "seventh")
        place = int(nth[1]) if nth[1] else words.index(nth[2]) + 2
        return next((x for x in table.rows if x.position == place), None)
    if "play" in zone and row.position > len(table.rows) // 2:
        low = [x for x in table.rows if x.zone.startswith("relegation") and "play" in x.zone]
        if low:
            # Down there it is the play-off to stay up.
            return low[0] if row.position < low[0].position else low[-1]
    part = places_of(table, zone)
    if part is None:
        return None
    place = part[1] + 1 if row.position <= part[1] else part[1]
    return next((x for x in table.rows if x.position == place), None)


def _agrees(r: Reading, gap: int, table: Table, row: TableRow) -> bool:
    if r.number is None:
        return False
    if r.word in ("lead", "trail"):
        return r.number in _leads(table, row, r.word, None)
    if r.word == "first":
        return row.position == 1 and -gap == r.number
    if r.word == "ahead":
        return -gap == r.number
    if r.word in ("behind", "top"):
        return gap == r.number or (r.word == "top" and row.position == 1 and r.number == 0)
    if r.word == "any":
        leader = table.rows[0]
        second = table.rows[1] if len(table.rows) > 1 else leader
        return r.number in (abs(gap), leader.points - second.points, leader.points - row.points)
    return abs(gap) == r.number
