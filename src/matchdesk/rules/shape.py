"""What shapes a table besides its matches: play-offs for a place, splits, places by decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchdesk.core.snapshot import BoolColumn, Snapshot
from matchdesk.rules.edition import Stage
from matchdesk.rules.order import Arrangement, Ints, Value, World, arrange, totals

if TYPE_CHECKING:
    from matchdesk.rules.field import Counted


def play_offs(
    snapshot: Snapshot, matches: Counted, *, away_goals: bool = False
) -> dict[tuple[int, int], str]:
    """Who stands above whom by play-off matches for a place: they never enter the table itself.

    A tie with a match to come tells nothing. Over two legs the aggregate counts, then away goals
    where the rules count them, then the last shoot-out. Clubs are numbers of the snapshot.
    """
    m, rows = snapshot.matches, matches.rows
    home_kicks, away_kicks = m.penalties_home[rows], m.penalties_away[rows]
    balance: dict[tuple[int, int], int] = {}
    away_lead: dict[tuple[int, int], int] = {}
    hosts: dict[tuple[int, int], set[int]] = {}
    kicks: dict[tuple[int, int], int] = {}
    last_leg: dict[tuple[int, int], int] = {}
    to_come: set[tuple[int, int]] = set()
    for n in range(len(matches)):
        home, away = int(matches.home[n]), int(matches.away[n])
        pair, sign = ((home, away), 1) if home < away else ((away, home), -1)
        if matches.scored[n] < 0:
            to_come.add(pair)
            continue
        last_leg[pair] = max(last_leg.get(pair, 0), int(matches.leg[n])) or 3
        goals = sign * int(matches.scored[n] - matches.conceded[n])
        balance[pair] = balance.get(pair, 0) + goals
        if away_goals:
            away_lead[pair] = away_lead.get(pair, 0) - sign * int(matches.conceded[n])
            hosts.setdefault(pair, set()).add(home)
        if home_kicks[n] >= 0:
            kicks[pair] = sign * int(home_kicks[n] - away_kicks[n])
    found: dict[tuple[int, int], str] = {}
    for (a, b), goals in balance.items():
        if (a, b) in to_come or last_leg[a, b] == 1:
            continue
        both_away = len(hosts.get((a, b), ())) == 2
        lead = goals or (both_away and away_lead[a, b]) or kicks.get((a, b), 0)
        if lead:
            found[(a, b) if lead > 0 else (b, a)] = "play_off"
    return found


def lines_of(stage: Stage, clubs: int) -> tuple[int, ...]:
    """Places above the lines about which level clubs play, such as 1 for the title."""
    found = []
    for line in stage.play_off:
        if line == "title":
            found.append(1)
        elif line == "relegation":
            found += [z.first - 1 for z in stage.zones if z.zone == "relegation"]
        else:
            found += [max((z.last for z in stage.zones if z.zone[:5] == "uefa."), default=0)]
    return tuple(place for place in found if 0 < place < clubs)


def after_split(
    world: World, stage: Stage, fixtures: Ints, over: BoolColumn, late: BoolColumn
) -> World:
    """A league that has fallen into parts: the place before the split gives each club its part.

    Nothing changes until every club has played its matches before the split. Which matches those
    are is told by the phase (``late``), and where none is given by their number in order of day.

    Args:
        world: the table as one league.
        stage: its rules, with a split.
        fixtures: int[match, 2] of all matches, in order of day.
        over: bool[match], the result counts.
        late: bool[match], a match of the phase "split".
    """
    split = stage.split
    if split is None or sum(split.sizes) != world.clubs:
        return world
    before = ~late
    if not late.any():
        count = [0] * world.clubs
        for n, (home, away) in enumerate(fixtures.tolist()):
            before[n] = max(count[home], count[away]) < split.after
            count[home] += 1
            count[away] += 1
    first = np.asarray(before[over])
    # The parts are made by the order at the end of the first part of the season.
    early = replace(
        world,
        fixtures=world.fixtures[first],
        goals=world.goals[first],
        late=None if world.late is None else world.late[first],
        pending=world.pending[:0],
        season_done=True,
        lines=(),
    )
    done = arrange(early)
    if min(done.totals.played, default=0) < split.after:
        return world
    order = _as_parted(done.order, split.sizes, fixtures[late])
    section, place = [0] * world.clubs, [0] * world.clubs
    start = 0
    for part, size in enumerate(split.sizes):
        for club in order[start : start + size]:
            section[club] = part
        start += size
    for number, club in enumerate(order):
        place[club] = number + 1
    # A part that has played its season has no matches more in this table.
    ends = [split.meetings_in(part) == 0 for part in section]
    if any(ends):
        kept = first | ~np.array(ends, dtype=np.bool_)[world.fixtures[:, 0]]
        world = replace(
            world,
            fixtures=world.fixtures[kept],
            goals=world.goals[kept],
            late=None if world.late is None else world.late[kept],
        )
        first = first[kept]
    rest = totals(
        world.fixtures[~first],
        world.goals[~first],
        world.clubs,
        world.points,
        None if world.late is None else world.late[~first],
    )
    carried, half = [], []
    for club, won in enumerate(done.totals.points):
        brought, rounded = _brought(won, split.carried_in(section[club]))
        carried.append(brought + rest.points[club])
        half.append(rounded)
    return replace(
        world,
        section=section,
        carried=carried,
        half=half,
        before=place,
        section_steps=split.order,
    )


def _as_parted(order: list[int], sizes: tuple[int, ...], fixtures: Ints) -> list[int]:
    """The order before a split, with each club in the part that its later matches show it in.

    Points taken off once the league has split, or lots that are not held, move no club to another
    part. The order stays as it is where the matches do not make parts of these sizes.

    >>> import numpy as np
    >>> _as_parted([0, 1, 2, 3], (2, 2), np.array([[0, 2], [3, 1]]))
    [0, 2, 1, 3]
    """
    part = {club: {club} for club in order}
    for home, away in fixtures.tolist():
        if part[home] is not part[away]:
            part[home] |= part[away]
            for club in part[away]:
                part[club] = part[home]
    together = {id(one): one for one in part.values() if len(one) > 1}.values()
    found: list[int] = []
    for one in sorted(together, key=lambda one: min(order.index(club) for club in one)):
        found += [club for club in order if club in one]
    found += [club for club in order if club not in found]
    ends = {0}
    for size in sizes:
        ends.add(max(ends) + size)
    at = 0
    for one in sorted(together, key=lambda one: found.index(min(one, key=found.index))):
        if at not in ends or at + len(one) not in ends:
            return order
        at += len(one)
    return found


def _brought(won: int, carried: str) -> tuple[int, int]:
    """Points taken along, and what rounding did: -1 helped by half a point, 1 lost half a point."""
    if carried == "halved_up":
        return (won + 1) // 2, -(won % 2)
    if carried == "halved_down":
        return won // 2, won % 2
    return won, 0


def placed_by_decision(
    done: Arrangement, placed: Mapping[int, int]
) -> tuple[list[str], list[int], list[tuple[Value, Value] | None]]:
    """Put clubs where a decision places them; the others close up."""
    words, order, values = [*done.words], [*done.order], [*done.values]
    for club, position in sorted(placed.items(), key=lambda item: item[1]):
        here = order.index(club)
        for column in (words, order, values):
            del column[here]
        if here < len(order) and here:
            above, below = done.points[order[here - 1]], done.points[order[here]]
            if above != below:
                words[here], values[here] = "points", (above, below)
        there = min(max(position - 1, 0), len(order))
        order.insert(there, club)
        words.insert(there, "placed" if there else "")
        values.insert(there, None)
        if there + 1 < len(order):
            words[there + 1], values[there + 1] = "placed", None
        words[0], values[0] = "", None
    return words, order, values
