"""A second group phase that is not drawn yet: who comes in is dealt to its groups by lot and plays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matchdesk.forecast.chance import drawn, start_of
from matchdesk.forecast.tie import Clubs, Player
from matchdesk.rules.edition import Stage

_APART = 1 << 8
"""Places of a stream between two matches."""


def second_groups(
    player: Player, first: Stage, second: Stage, groups: Mapping[str, Clubs], stream: int
) -> dict[str, Clubs]:
    """Clubs of each second group by place, int[run, place].

    Winners are dealt out first, then runners-up, so that each group has as many of either. Level
    clubs are told apart by goal difference, goals and lots. Empty where the numbers do not fit.
    """
    pots = [
        np.stack([table[:, place] for table in groups.values()], axis=1)
        for place in range(first.advance)
        if all(table.shape[1] > place for table in groups.values())
    ]
    count = sum(pot.shape[1] for pot in pots)
    if count < 2 * second.groups or count % second.groups:
        return {}
    field = np.concatenate([_mixed(player, pot, stream, n) for n, pot in enumerate(pots)], axis=1)
    return {
        chr(ord("A") + n): _played(player, second, field[:, n :: second.groups], stream, n)
        for n in range(second.groups)
    }


def _mixed(player: Player, pot: Clubs, stream: int, number: int) -> Clubs:
    start = start_of(player.seed, stream)
    keys = [drawn(start, player.runs, (1 << 28) + 64 * number + n) for n in range(pot.shape[1])]
    return np.take_along_axis(
        pot, np.argsort(np.stack(keys, axis=1), axis=1, kind="stable"), axis=1
    )


def _played(player: Player, stage: Stage, clubs: Clubs, stream: int, number: int) -> Clubs:
    size = clubs.shape[1]
    points, scored, lead = (np.zeros(clubs.shape, dtype=np.int64) for _ in range(3))
    pairs = [
        (a, b) for a in range(size) for b in range(size) if a < b or (a > b and stage.meetings == 2)
    ]
    for n, (a, b) in enumerate(pairs):
        place = _APART * (len(pairs) * number + n + 1)
        own, other = player.goals(
            clubs[:, a], clubs[:, b], stream, place, neutral=stage.meetings == 1
        )
        win, draw = stage.points.win, stage.points.draw
        points[:, a] += np.where(own > other, win, np.where(own == other, draw, 0))
        points[:, b] += np.where(other > own, win, np.where(own == other, draw, 0))
        for club, mine, theirs in ((a, own, other), (b, other, own)):
            scored[:, club] += mine
            lead[:, club] += mine - theirs
    start = start_of(player.seed, stream)
    lots = [drawn(start, player.runs, (1 << 29) + 64 * number + n) for n in range(size)]
    order = np.lexsort((np.stack(lots, axis=1), -scored, -lead, -points), axis=1)
    return np.take_along_axis(clubs, order, axis=1)
