"""Verdicts on the table: places, zones, points, at every moment that the words allow."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from matchdesk.press import judge_former, judge_supposed
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.evidence import table_row
from matchdesk.press.table_views import (
    NOT_HELD,
    View,
    cover_of,
    how_far,
    no_table,
    row_in,
    standing_words,
    suffix,
    views,
)
from matchdesk.rules.table import Table


def league_position(book: Almanac, r: Reading) -> Finding:
    """A place in the table, a part of it, or above another side."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
    if r.word == "if":
        return judge_supposed.place(book, r)
    if r.word == "above":
        return _above(book, r)
    if r.word == "joint":
        return _joint(book, r)
    if r.word == "before":
        return judge_former.before(book, r)
    if r.word == "last season":
        return judge_former.last_season(book, r)
    if r.word:
        return _zone(book, r)
    if r.number is None:
        return Finding("cannot_say", "The words give no place.")
    first: Finding | None = None
    doubt = ""
    off: list[int] = []
    for view in views(book, r):
        table, row = view.table, view.row
        wanted = len(table.rows) + 1 + r.number if r.number < 0 else r.number
        cover, whole = cover_of(book, table)
        told = standing_words(table, row, view.day, whole)
        evidence = (table_row(table, row),)
        if row.position == wanted:
            return Finding("supported", f"{told}.", evidence, cover)
        told_of = view.day in (book.written, book.day)
        if told_of and view.before is not None and view.first_alone(row) == wanted:
            return Finding(
                "supported",
                f"So it stood before the day's other matches; {told}.", evidence, cover,
            )  # fmt: skip
        best, worst = view.range(row, orders=view.day == book.written)
        if best <= wanted <= worst:
            doubt = " The order of the day's matches, or sides level on points, leave it open."
        elif not whole or row.played == 0:
            doubt = doubt or " Matches are missing."
        if table.group and book.match is not None and book.match.phase == "knockout":
            doubt = " The groups are over, and other places are played for."
        beside = next((x for x in table.rows if x.position == wanted), None)
        if (
            beside is not None
            and beside.points == row.points
            and abs(row.position - wanted) == 1
            and (view.early or row.goal_difference == beside.goal_difference)
        ):
            doubt = doubt or " The goals of the day's other matches part the two."
        if table.group.isdigit() and abs(row.position - wanted) == 1:
            doubt = doubt or " The rules of the group are not held."
        off.append(abs(row.position - wanted))
        first = first or Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        return no_table(book, r)
    if doubt:
        return Finding("cannot_say", f"{first.reason}{doubt}", first.evidence, first.coverage)
    far, beyond = how_far(book, "places", min(off))
    return replace(first, far=far, beyond=beyond)


def _joint(book: Almanac, r: Reading) -> Finding:
    """A side level on points with the first."""
    for view in views(book, r):
        cover, whole = cover_of(book, view.table)
        if view.row.points == view.table.rows[-1 if r.number == -1 else 0].points:
            told = standing_words(view.table, view.row, view.day, whole)
            return Finding("supported", f"{told}.", (table_row(view.table, view.row),), cover)
    return Finding("cannot_say", NOT_HELD)


def by_goals(book: Almanac, r: Reading) -> Finding:
    """Sides level on points, so that something else parts them."""
    first: Finding | None = None
    for view in views(book, r):
        level = [
            x
            for x in view.table.rows
            if x.points == view.row.points and x.team_id != view.row.team_id
        ]
        if r.opponent is not None:
            level = [x for x in level if x.team_id == r.opponent.id]
        cover, whole = cover_of(book, view.table)
        told = standing_words(view.table, view.row, view.day, whole)
        evidence = tuple(table_row(view.table, x) for x in (view.row, *level[:2]))
        if level:
            told += f", as many as {level[0].team}"
            return Finding("supported", f"{told}.", evidence, cover)
        verdict: Verdict = "contradicted" if whole else "cannot_say"
        first = first or Finding(verdict, f"{told}; nobody has as many.", evidence, cover)
    return first or no_table(book, r)


def _above(book: Almanac, r: Reading) -> Finding:
    """A side that stands above another."""
    if r.opponent is None:
        return Finding("cannot_say", "The other side is not settled.")
    first: Finding | None = None
    for view in views(book, r):
        other = row_in(view.table, r.opponent.id)
        if other is None:
            continue
        cover, whole = cover_of(book, view.table)
        told = standing_words(view.table, view.row, view.day, whole)
        told += f"; {other.team} {other.position}{suffix(other.position)} with {other.points}."
        evidence = (table_row(view.table, view.row), table_row(view.table, other))
        if view.row.position < other.position:
            return Finding("supported", told, evidence, cover)
        possible = not whole or not view.stands_below(view.row, other)
        verdict: Verdict = "cannot_say" if possible else "contradicted"
        if first is None or verdict == "cannot_say":
            first = Finding(verdict, told, evidence, cover)
    return first or Finding("cannot_say", NOT_HELD)


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
}  # fmt: skip


def places_of(table: Table, zone: str) -> tuple[int, int] | None:
    """First and last place of a part of the table; None where the rules do not tell."""
    size = len(table.rows)
    part = re.match(r"(top|bottom) (one|two|three|four|five|six|seven|eight|ten|half|\d+)", zone)
    if part is not None:
        number = size // 2 if part[2] == "half" else _NUMBERS.get(part[2]) or int(part[2])
        return (1, number) if part[1] == "top" else (size - number + 1, size)
    if re.search(r"relegation|drop|danger|trouble", zone):
        fallen = [x.position for x in table.rows if x.zone.startswith("relegation")]
        straight = [
            x.position
            for x in table.rows
            if x.zone.startswith("relegation") and "play" not in x.zone
        ]
        if not fallen:
            return None
        return (min(straight or fallen), size)
    if "champions league" in zone:
        inside = [x.position for x in table.rows if x.zone.startswith(("champion", "uefa.cl"))]
        return (1, max(inside)) if inside else None
    if "europe" in zone or "uefa" in zone:
        inside = [x.position for x in table.rows if x.zone.startswith(("champion", "uefa"))]
        # Where only the champion's place is held, who else plays in Europe is not.
        return (1, max(inside)) if len(inside) > 1 else None
    if "promotion" in zone or "automatic" in zone:
        inside = [x.position for x in table.rows if x.zone == "promotion" or x.zone == "champion"]
        return (1, max(inside)) if inside else None
    if "play" in zone:
        inside = [x.position for x in table.rows if x.zone == "promotion_play_off"]
        return (min(inside), max(inside)) if inside else None
    return None


def _by_custom(book: Almanac, view: View, way: str, zone: str) -> Finding:
    """A place near the foot of a table whose rulebook does not say how many go down."""
    cover, whole = cover_of(book, view.table)
    told = standing_words(view.table, view.row, view.day, whole)
    told += ". How many go down is not in the rules held."
    low = view.row.position > len(view.table.rows) - 3
    verdict: Verdict = "supported" if low == (way == "in") else "cannot_say"
    return Finding(verdict, told, (table_row(view.table, view.row),), cover)


def _zone(book: Almanac, r: Reading) -> Finding:
    """A side in a part of the table, or out of it."""
    way, _, zone = r.word.partition(":")
    first: Finding | None = None
    doubt = False
    for view in views(book, r):
        part = places_of(view.table, zone)
        if part is None:
            if re.search(r"relegation|drop", zone):
                guessed = _by_custom(book, view, way, zone)
                first = first or guessed
                if guessed.verdict == "supported":
                    return guessed
                doubt = True
            continue
        cover, whole = cover_of(book, view.table)
        told = f"{standing_words(view.table, view.row, view.day, whole)}; the {zone}: {part[0]} to {part[1]}."
        evidence = (table_row(view.table, view.row),)
        inside = part[0] <= view.row.position <= part[1]
        if inside == (way == "in"):
            return Finding("supported", told, evidence, cover)
        best, worst = view.range(view.row, orders=view.day == book.written)
        possible = [part[0] <= p <= part[1] for p in (best, worst, view.first_alone(view.row))]
        doubt = doubt or (way == "in") in possible or not whole
        if "relegation" in zone or "drop" in zone:
            # A place for a play-off may be counted to it or not.
            edge = [x for x in view.table.rows if "play" in x.zone and "relegation" in x.zone]
            doubt = doubt or any(x.position == view.row.position for x in edge)
        first = first or Finding("contradicted", told, evidence, cover)
    if first is None:
        return no_table(book, r)
    if doubt:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


def points(book: Almanac, r: Reading) -> Finding:
    """Points of a side, and from how many matches."""
    first: Finding | None = None
    whole_all, ahead = True, r.other is not None
    off: list[int] = []
    for view in views(book, r):
        cover, whole = cover_of(book, view.table)
        whole_all = whole_all and whole
        told = standing_words(view.table, view.row, view.day, whole)
        row = view.row
        ahead = ahead and row.points != r.number and row.played < (r.other or 0)
        old = view.table.group.isdigit() and view.day < _THREE_POINTS
        if (row.points == r.number or (old and 2 * row.won + row.drawn == r.number)) and r.other in (
            None, row.played
        ):  # fmt: skip
            if row.points != r.number:
                told = f"{told}; with two points for a win, as was the rule then, {r.number}"
            return Finding("supported", f"{told}.", (table_row(view.table, row),), cover)
        if r.other is not None and 0 < r.other < row.played:
            # "Seven points after their first 12 games": as it stood then.
            then = _after(book, view, r.other)
            if then is not None:
                told = standing_words(then.table, then.row, then.day, whole)
                evidence = (table_row(then.table, then.row),)
                if then.row.points == r.number:
                    return Finding("supported", f"{told}.", evidence, cover)
                first = first or Finding("contradicted", f"{told}.", evidence, cover)
        off += [abs(row.points - r.number)] if r.number is not None else []
        if first is None or (off and off[-1] < min(off[:-1], default=0)):
            # Of several tables the one in which it is nearest to what is told.
            first = Finding("contradicted", f"{told}.", (table_row(view.table, row),), cover)
    if first is None:
        return no_table(book, r)
    if not whole_all or ahead:
        # Of more matches than were over, with other points: it stood so on a later day.
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    far, beyond = how_far(book, "points", min(off, default=0))
    near = r.number is not None and any(abs(n) <= _SLIP for n in off)
    return replace(first, far=far, beyond=beyond, near=near)


_THREE_POINTS = dt.date(1994, 9, 1)
"""Groups of qualifiers before that day counted two points for a win; the rulebooks tell of the finals alone."""
_SLIP = 2
"""Points that a report is off where it errs about the side that it names."""


def _after(book: Almanac, view: View, played: int) -> View | None:
    """The table on the day of a side's match of that number, None where none stood so."""
    table = view.table
    club = next(c for c in book.known.clubs if str(c.id) == view.row.team_id)
    over = [
        match.date
        for row in reversed(book.played(club, None, None, view.day))
        if (match := book.value(row)).competition == table.competition
        and match.season == table.season
        and match.date is not None
    ]
    if len(over) < played:
        return None
    day = over[played - 1]
    earlier = book.table(str(table.competition), table.season, day, club)
    row = row_in(earlier, view.row.team_id)
    if earlier is None or row is None or row.played != played:
        return None
    return View(day, earlier, row, None)
