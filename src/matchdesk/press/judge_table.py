"""Verdicts on the table: places, zones, points, gaps, at every moment that the words allow.

The order of a day's matches is seldom known. What a report says may be so before the day's other
matches or after them, so a figure is wrong only if no order of them gives it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.english import counted
from matchdesk.core.match import Club, Coverage
from matchdesk.core.season import Season
from matchdesk.press import judge_former
from matchdesk.press.almanac import Almanac, day_words, table_row
from matchdesk.press.claim import Finding, Reading, Verdict
from matchdesk.press.mentions import is_nation
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.table import Table, TableRow

_NOT_HELD = "No league table with this side is held for the day."


@dataclass(frozen=True)
class View:
    """A table that can be meant, and the one of the day before.

    Attributes:
        day: at whose end it stands. row: the side's row. before: the day before, None where the
            season had not begun.
        over: ids of clubs whose match of the day is told: of them only what came after can be meant.
        early: the report was written while others of the day had still to play.
    """

    day: dt.date
    table: Table
    row: TableRow
    before: Table | None
    over: frozenset[str] = frozenset()
    early: bool = False

    def points_of(self, row: TableRow) -> tuple[int, ...]:
        """Points of a side before and after the day's match, the last first."""
        earlier = self._earlier(row)
        return tuple(dict.fromkeys((row.points, earlier.points if earlier else row.points)))

    def _earlier(self, row: TableRow) -> TableRow | None:
        """A side's row before the day's match, where that can be meant."""
        if not self.early or row.team_id in self.over:
            return None
        return _row_in(self.before, row.team_id)

    def range(self, row: TableRow, *, orders: bool = True) -> tuple[int, int]:
        """Best and worst place that an order of the day's matches leaves a side.

        Sides level on points stand either way, unless goals and the rules agree on their order.
        Without ``orders`` the day is over.
        """
        best = worst = 1
        for other in self.table.rows:
            if other.team_id != row.team_id:
                ahead = {
                    self._ahead(theirs, mine)
                    for theirs in self._states(other, orders)
                    for mine in self._states(row, orders)
                }
                best += ahead == {True}
                worst += ahead != {False}
        return best, worst

    def _states(self, row: TableRow, orders: bool) -> tuple[TableRow, ...]:
        """A side's row after the day's match, and before it where that can be meant."""
        earlier = self._earlier(row)
        return (row, earlier) if orders and earlier is not None else (row,)

    def _ahead(self, other: TableRow, mine: TableRow) -> bool | None:
        """Whether one row stands above another; None where that can be seen either way."""
        if other.points != mine.points:
            return other.points > mine.points
        by_goals = (other.goal_difference, other.goals_for), (mine.goal_difference, mine.goals_for)
        if by_goals[0] == by_goals[1]:
            return None
        above = by_goals[0] > by_goals[1]
        if self.table.season.start < _AVERAGE and above != _better_average(other, mine):
            return None
        of_one = (
            _row_in(self.table, other.team_id) is other
            and _row_in(self.table, mine.team_id) is mine
        )
        return above if not of_one or above == (other.position < mine.position) else None

    def first_alone(self, row: TableRow) -> int:
        """Place of a side after its own match and before all others of the day."""
        if self.before is None or not self.early:
            return row.position
        mine = (row.points, row.goal_difference, row.goals_for)
        place = 1
        for earlier in self.before.rows:
            if earlier.team_id == row.team_id:
                continue
            other = earlier
            if earlier.team_id in self.over:
                other = _row_in(self.table, earlier.team_id) or earlier
            place += (other.points, other.goal_difference, other.goals_for) > mine
        return place


_AVERAGE = 1978
"""Until about then goals scored were divided by those conceded."""


def _better_average(one: TableRow, other: TableRow) -> bool | None:
    """Whether goals divided put one side above another, None where they are the same."""
    mine = one.goals_for * other.goals_against
    theirs = other.goals_for * one.goals_against
    return None if mine == theirs else mine > theirs


def _row_in(table: Table | None, team: str) -> TableRow | None:
    if table is None:
        return None
    return next((row for row in table.rows if row.team_id == team), None)


def _views(book: Almanac, r: Reading) -> Iterator[View]:
    """Tables that can be meant, the evening of the match first.

    Of the league that is named, else of the side's league and of the group of the match in hand.
    """
    if r.team is None:
        return
    one = dt.timedelta(days=1)
    leagues = _leagues(book, r.team, r.competition)
    match = book.match
    qualifies = match is not None and match.phase == "qualifying" and is_nation(r.team)
    if (
        not r.competition
        and not qualifies
        and (
            (not leagues and is_nation(r.team))
            or (r.opponent is not None and r.opponent.country != r.team.country)
        )
    ):
        # Sides of two countries meet in a group; a club whose league is not held has its place there.
        leagues += [pair for pair in _groups_of(book) if pair not in leagues]
    # A result told further on may have come later in the day.
    told = {
        club: day
        for club, (day, at) in book.told.items()
        if r.after >= 0 and (at <= r.after or club == r.team.id)
    }
    since = told.get(r.team.id, dt.date.min)
    for league in leagues:
        for day in _moments(book, r):
            if day < since:
                continue
            table = book.table(*league, day, r.team)
            if table is not None:
                before = book.table(*league, day - one, r.team)
                over = frozenset(club for club, last in told.items() if last == day)
                yield View(day, table, table.row(r.team), before, over, book.early)
                if any(row.deducted for row in table.rows):
                    # The day of the ruling is not held: it may have been after the report.
                    given = _with_all_points(table)
                    yield View(day, given, given.row(r.team), None, over, book.early)


def _with_all_points(table: Table) -> Table:
    """A table as it stood before points were taken off."""
    rows = sorted(
        (replace(row, points=row.points + row.deducted, deducted=0) for row in table.rows),
        key=lambda row: (-row.points, -row.goal_difference, -row.goals_for),
    )
    zones = [row.zone for row in table.rows]
    placed = [replace(row, position=n, zone=zones[n - 1]) for n, row in enumerate(rows, 1)]
    return replace(table, rows=tuple(placed))


def _moments(book: Almanac, r: Reading) -> list[dt.date]:
    """Days at whose end the table may be meant; what the words tell of now is none of the day before."""
    days = book.moments()
    if r.after < 0 or book.early:
        return days
    return [
        d
        for d in days
        if d >= min(book.day, book.written - dt.timedelta(days=book.day != book.written))
    ]


def _groups_of(book: Almanac) -> list[tuple[str, Season]]:
    """Competitions with groups that are on."""
    found = []
    for competition in (
        "uefa.cl",
        "uefa.el",
        "uefa.ecl",
        "fifa.wc",
        "uefa.euro",
        "conmebol.lib",
        "conmebol.copa",
    ):
        season = book.season_of(competition)
        if season is not None:
            found.append((competition, season))
    return found


def _leagues(book: Almanac, club: Club, named: str) -> list[tuple[str, Season]]:
    if named:
        season = book.season_of(named)
        return [(named, season)] if season is not None else []
    match = book.match
    if match is not None and match.phase == "qualifying" and is_nation(club):
        return [(str(match.competition), match.season)]
    if match is not None and is_nation(club):
        # The tournament in hand, whatever else a nation played in that year.
        return [(str(match.competition), match.season)]
    league = book.league_of(club)
    found = [league] if league is not None else []
    grouped = match is not None and match.phase in ("group", "group_2", "league", "qualifying")
    if match is not None and grouped:
        pair = (str(match.competition), match.season)
        if pair not in found:
            found.append(pair)
    return found


def _cover(book: Almanac, table: Table) -> tuple[tuple[Coverage, ...], bool]:
    held = book.coverage(table.competition, table.season)
    whole = all(c.complete for c in held)
    if table.group and not whole:
        # Of a cup it is not known how many matches it has; in a group all have played as often.
        played = [row.played for row in table.rows]
        whole = max(played) > 0 and max(played) - min(played) <= len(played) % 2
    return held, whole


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


def _no_table(book: Almanac, r: Reading) -> Finding:
    """No table with a side; a side without a match for a year is not the one that is meant."""
    gone = r.team is not None and not book.played(
        r.team, None, book.day - dt.timedelta(days=400), book.written
    )
    return Finding("cannot_say", _NOT_HELD, void=gone)


_FAR_PLACES, _FAR_POINTS = 8, 12
"""Reporters err by a few places and points; who is further off speaks of something else.

Of some 40 errors in reports of five decades one was further off; of 19 true figures that were taken
for another side's or another day's, nine were.
"""


def league_position(book: Almanac, r: Reading) -> Finding:
    """A place in the table, a part of it, or above another side."""
    if r.team is None:
        return Finding("cannot_say", "The side is not settled.")
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
    for view in _views(book, r):
        table, row = view.table, view.row
        wanted = len(table.rows) + 1 + r.number if r.number < 0 else r.number
        cover, whole = _cover(book, table)
        told = _words(table, row, view.day, whole)
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
        far = abs(row.position - wanted) >= _FAR_PLACES
        first = first or Finding("contradicted", f"{told}.", evidence, cover, far=far)
    if first is None:
        return _no_table(book, r)
    if doubt:
        return Finding("cannot_say", f"{first.reason}{doubt}", first.evidence, first.coverage)
    return first


def _joint(book: Almanac, r: Reading) -> Finding:
    """A side level on points with the first."""
    for view in _views(book, r):
        cover, whole = _cover(book, view.table)
        if view.row.points == view.table.rows[-1 if r.number == -1 else 0].points:
            told = _words(view.table, view.row, view.day, whole)
            return Finding("supported", f"{told}.", (table_row(view.table, view.row),), cover)
    return Finding("cannot_say", _NOT_HELD)


def by_goals(book: Almanac, r: Reading) -> Finding:
    """Sides level on points, so that something else parts them."""
    first: Finding | None = None
    for view in _views(book, r):
        level = [
            x
            for x in view.table.rows
            if x.points == view.row.points and x.team_id != view.row.team_id
        ]
        if r.opponent is not None:
            level = [x for x in level if x.team_id == r.opponent.id]
        cover, whole = _cover(book, view.table)
        told = _words(view.table, view.row, view.day, whole)
        evidence = tuple(table_row(view.table, x) for x in (view.row, *level[:2]))
        if level:
            told += f", as many as {level[0].team}"
            return Finding("supported", f"{told}.", evidence, cover)
        verdict: Verdict = "contradicted" if whole else "cannot_say"
        first = first or Finding(verdict, f"{told}; nobody has as many.", evidence, cover)
    return first or _no_table(book, r)


def _above(book: Almanac, r: Reading) -> Finding:
    """A side that stands above another."""
    if r.opponent is None:
        return Finding("cannot_say", "The other side is not settled.")
    first: Finding | None = None
    for view in _views(book, r):
        other = _row_in(view.table, r.opponent.id)
        if other is None:
            continue
        cover, whole = _cover(book, view.table)
        told = _words(view.table, view.row, view.day, whole)
        told += f"; {other.team} {other.position}{_suffix(other.position)} with {other.points}."
        evidence = (table_row(view.table, view.row), table_row(view.table, other))
        if view.row.position < other.position:
            return Finding("supported", told, evidence, cover)
        possible = max(view.points_of(view.row)) >= min(view.points_of(other)) or not whole
        verdict: Verdict = "cannot_say" if possible else "contradicted"
        if first is None or verdict == "cannot_say":
            first = Finding(verdict, told, evidence, cover)
    return first or Finding("cannot_say", _NOT_HELD)


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
}  # fmt: skip


def _places_of(table: Table, zone: str) -> tuple[int, int] | None:
    """First and last place of a part of the table; None where the rules do not tell."""
    size = len(table.rows)
    part = re.match(r"(top|bottom) (one|two|three|four|five|six|seven|eight|ten|half|\d+)", zone)
    if part is not None:
        number = size // 2 if part[2] == "half" else _NUMBERS.get(part[2]) or int(part[2])
        return (1, number) if part[1] == "top" else (size - number + 1, size)
    if re.search(r"relegation|drop|danger", zone):
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
    cover, whole = _cover(book, view.table)
    told = _words(view.table, view.row, view.day, whole)
    told += ". How many go down is not in the rules held."
    low = view.row.position > len(view.table.rows) - 3
    verdict: Verdict = "supported" if low == (way == "in") else "cannot_say"
    return Finding(verdict, told, (table_row(view.table, view.row),), cover)


def _zone(book: Almanac, r: Reading) -> Finding:
    """A side in a part of the table, or out of it."""
    way, _, zone = r.word.partition(":")
    first: Finding | None = None
    doubt = False
    for view in _views(book, r):
        part = _places_of(view.table, zone)
        if part is None:
            if re.search(r"relegation|drop", zone):
                guessed = _by_custom(book, view, way, zone)
                first = first or guessed
                if guessed.verdict == "supported":
                    return guessed
                doubt = True
            continue
        cover, whole = _cover(book, view.table)
        told = (
            f"{_words(view.table, view.row, view.day, whole)}; the {zone}: {part[0]} to {part[1]}."
        )
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
        return _no_table(book, r)
    if doubt:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return first


def points(book: Almanac, r: Reading) -> Finding:
    """Points of a side, and from how many matches."""
    first: Finding | None = None
    whole_all, far = True, False
    for view in _views(book, r):
        cover, whole = _cover(book, view.table)
        whole_all = whole_all and whole
        told = _words(view.table, view.row, view.day, whole)
        row = view.row
        if row.points == r.number and r.other in (None, row.played):
            return Finding("supported", f"{told}.", (table_row(view.table, row),), cover)
        if r.other is not None and 0 < r.other < row.played:
            # "Seven points after their first 12 games": as it stood then.
            then = _after(book, view, r.other)
            if then is not None:
                told = _words(then.table, then.row, then.day, whole)
                evidence = (table_row(then.table, then.row),)
                if then.row.points == r.number:
                    return Finding("supported", f"{told}.", evidence, cover)
                first = first or Finding("contradicted", f"{told}.", evidence, cover)
        far = far or (r.number is not None and abs(row.points - r.number) >= _FAR_POINTS)
        first = first or Finding("contradicted", f"{told}.", (table_row(view.table, row),), cover)
    if first is None:
        return _no_table(book, r)
    if not whole_all:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return replace(first, far=far)


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
    row = _row_in(earlier, view.row.team_id)
    if earlier is None or row is None or row.played != played:
        return None
    return View(day, earlier, row, None)


def points_gap(book: Almanac, r: Reading) -> Finding:
    """Points between two sides, to the top, or to the edge of a zone; matches in hand."""
    if r.word == "hand":
        return _in_hand(book, r)
    first: Finding | None = None
    firm = True
    apart, far = False, False
    for view in _views(book, r):
        cover, whole = _cover(book, view.table)
        found = _gap(view.table, view.row, r)
        firm = firm and (whole or found is None)
        # A ruling that took points may have come after the report.
        firm = firm and not any(row.deducted for row in view.table.rows)
        apart = apart or found is None
        if found is None:
            continue
        gap, other = found
        row, name = view.row, competition_name(view.table.competition)
        relation = "behind" if gap >= 0 else "ahead of"
        told = (
            f"{row.team} ({row.points}) {_counted(abs(gap))} {relation} {other.team} ({other.points}) at "
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
            (not _EDGED.search(r.word) and _near_edge(view, r))
            or not any(x.zone.startswith("relegation") for x in view.table.rows)
        ):
            firm = False
        gaps = [gap] if r.opponent is not None or r.word.startswith("zone:") else [
            row.points - x.points for x in view.table.rows if x is not row
        ]  # fmt: skip
        far = far or (r.number is not None and _far(r.number, gaps))
        first = first or Finding("contradicted", f"{told}.", evidence, cover)
    if first is None:
        # Of a side of another country the words cannot be meant.
        abroad = (apart and r.opponent is not None) or (
            r.team is not None
            and r.opponent is not None
            and r.team.country != r.opponent.country
            and r.team in book.sides
        )
        return Finding("cannot_say", _NOT_HELD, void=abroad or _no_table(book, r).void)
    if not firm:
        return Finding("cannot_say", first.reason, first.evidence, first.coverage)
    return replace(first, far=far)


def _in_hand(book: Almanac, r: Reading) -> Finding:
    """Matches that a side has still to play beyond those of another, or of the leaders."""
    first: Finding | None = None
    for view in _views(book, r):
        row, before = view.row, _row_in(view.before, view.row.team_id)
        if r.opponent is not None:
            other = _row_in(view.table, r.opponent.id)
        else:
            other = next((x for x in view.table.rows[:2] if x.team_id != row.team_id), None)
        if other is None:
            continue
        cover, whole = _cover(book, view.table)
        earlier = _row_in(view.before, other.team_id)
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
        if r.number in hand:
            return Finding("supported", told, evidence, cover)
        verdict: Verdict = "contradicted" if whole else "cannot_say"
        first = first or Finding(verdict, told, evidence, cover)
    return first or Finding("cannot_say", _NOT_HELD)


# Where a zone of so many sides begins is told; where a play-off is fought for is told less exactly.
_EDGED = re.compile(
    r"bottom (?:two|three|four|\d)|relegation (?:zone|places)|drop zone|^zone:(?:the )?safety|top (?:two|three|four|five|six|\d)"
)


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


def _far(told: int, gaps: Sequence[int]) -> bool:
    """True if no gap that can be meant is near the one told."""
    return all(abs(abs(gap) - abs(told)) >= _FAR_POINTS for gap in gaps)


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
    if re.search(r"relegation|drop|bottom|safety", zone):
        part = _places_of(table, zone if zone.startswith("bottom") else "relegation")
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
    part = _places_of(table, zone)
    if part is None:
        return None
    place = part[1] + 1 if row.position <= part[1] else part[1]
    return next((x for x in table.rows if x.position == place), None)


def _agrees(r: Reading, gap: int, table: Table, row: TableRow) -> bool:
    if r.number is None:
        return False
    if r.word in ("lead", "trail"):
        return r.number in _leads(table, row, r.word, None)
    if r.word == "ahead":
        return -gap == r.number
    if r.word in ("behind", "top"):
        return gap == r.number or (r.word == "top" and row.position == 1 and r.number == 0)
    if r.word == "any":
        leader = table.rows[0]
        second = table.rows[1] if len(table.rows) > 1 else leader
        return r.number in (abs(gap), leader.points - second.points, leader.points - row.points)
    return abs(gap) == r.number
