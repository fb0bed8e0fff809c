"""What shapes a table besides its matches: play-offs for a place, splits, places by decision."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchdesk.core.snapshot import Matches, phase_code
from matchdesk.rules.edition import Split
from matchdesk.rules.order import Arrangement, Ints, Value, World, arrange, totals


def play_offs(matches: Matches) -> dict[tuple[int, int], str]:
    """Who stands above whom by play-off matches for a place: they never enter the table itself.

    Over two legs the aggregate counts, then the last shoot-out.
    """
    scored, conceded = matches.result()
    balance: dict[tuple[int, int], int] = {}
    kicks: dict[tuple[int, int], int] = {}
    for n in range(len(matches)):
        home, away = int(matches.home[n]), int(matches.away[n])
        pair, sign = ((home, away), 1) if home < away else ((away, home), -1)
        if scored[n] < 0:
            balance.setdefault(pair, 0)
            continue
        balance[pair] = balance.get(pair, 0) + sign * int(scored[n] - conceded[n])
        if matches.penalties_home[n] >= 0:
            kicks[pair] = sign * int(matches.penalties_home[n] - matches.penalties_away[n])
    found: dict[tuple[int, int], str] = {}
    for (a, b), goals in balance.items():
        lead = goals or kicks.get((a, b), 0)
        if lead:
            found[(a, b) if lead > 0 else (b, a)] = "play_off"
    return found


def after_split(world: World, split: Split, fixtures: Ints, matches: Matches) -> World:
    """A league that has fallen into parts: the place before the split gives each club its part.

    Nothing changes until every club has played its matches before the split. Which matches those
    are is told by the phase, and where none is given by their number in order of day.
    """
    scored, _ = matches.result()
    over = scored >= 0
    if (matches.phase == phase_code("split")).any():
        before = matches.phase != phase_code("split")
    else:
        count = [0] * world.clubs
        before = np.ones(len(matches), dtype=np.bool_)
        for n, (home, away) in enumerate(fixtures.tolist()):
            before[n] = max(count[home], count[away]) < split.after
            count[home] += 1
            count[away] += 1
    first = np.asarray(before[over])
    early = replace(world, fixtures=world.fixtures[first], goals=world.goals[first])
    done = arrange(early)
    if min(done.totals.played, default=0) < split.after or sum(split.sizes) != world.clubs:
        return world
    section = [0] * world.clubs
    start = 0
    for part, size in enumerate(split.sizes):
        for club in done.order[start : start + size]:
            section[club] = part
        start += size
    late = totals(world.fixtures[~first], world.goals[~first], world.clubs, world.points)
    carried = []
    for club, won in enumerate(done.totals.points):
        brought = won
        if split.carried == "halved_up":
            brought = (won + 1) // 2
        elif split.carried == "halved_down":
            brought = won // 2
        carried.append(brought + late.points[club])
    return replace(world, section=section, carried=carried)


def placed_by_decision(
    done: Arrangement, placed: dict[int, int]
) -> tuple[list[str], list[int], list[tuple[Value, Value] | None]]:
    """Put clubs where a decision places them; the others close up."""
    words, order, values = [*done.words], [*done.order], [*done.values]
    for club, position in sorted(placed.items(), key=lambda item: item[1]):
        here = order.index(club)
        for column in (words, order, values):
            del column[here]
        if here < len(order) and here:
            words[here], values[here] = "points", None
        there = min(max(position - 1, 0), len(order))
        order.insert(there, club)
        words.insert(there, "placed" if there else "")
        values.insert(there, None)
        if there + 1 < len(order):
            words[there + 1], values[there + 1] = "placed", None
        words[0], values[0] = "", None
    return words, order, values
