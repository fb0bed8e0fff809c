"""Leagues that fall into parts: the second part of the season, drawn after the first."""

from __future__ import annotations

import numpy as np

from matchdesk.forecast.chance import Tables, drawn, level_of, start_of
from matchdesk.forecast.table_plain import (
    LOTS,
    Ends,
    Whole,
    shocks_by_run,
    strengths_by_run,
)
from matchdesk.forecast.worlds import OpenTable

_SECOND = 1 << 18
"""Places of a table's stream from here on are for the second part."""


def after_split(table: OpenTable, first: Ends, goals: Tables, seed: int) -> Ends:
    """Play the parts to their ends.

    Who meets whom follows from the places in each run. Where each pair meets once, the ground is
    drawn. Level clubs are put in order by points, halves, places before the split, goal difference
    and goals as far as the rulebook names them; what is left open falls by chance.
    """
    split = table.stage.split
    if split is None or sum(split.sizes) != table.world.clubs:
        return first
    runs = np.arange(len(first.position))
    order = np.argsort(first.position, axis=1, kind="stable")
    points = first.points.astype(np.int64)
    difference = first.difference.astype(np.int64)
    scored = first.scored.astype(np.int64)
    half = np.zeros_like(points)
    part_of = np.zeros(table.world.clubs, dtype=np.int64)
    part_of[:] = np.repeat(np.arange(len(split.sizes)), split.sizes)
    part = np.take_along_axis(
        np.tile(part_of, (len(runs), 1)), first.position.astype(np.int64) - 1, axis=1
    )
    # Points are carried already where the league has fallen into parts.
    for number in range(0 if table.parted else len(split.sizes)):
        carried = split.carried_in(number)
        inside = part == number
        if carried == "halved_up":
            half = np.where(inside, -(points % 2), half)
            points = np.where(inside, (points + 1) // 2, points)
        elif carried == "halved_down":
            half = np.where(inside, points % 2, half)
            points = np.where(inside, points // 2, points)
    draw = _Second(table, goals, seed, runs)
    start, place = 0, _SECOND
    p = table.stage.points
    for number, size in enumerate(split.sizes):
        meetings = split.meetings_in(number)
        for a in range(start, start + size):
            for b in range(a + 1, start + size):
                for meeting in range(meetings):
                    i, j = order[:, a], order[:, b]
                    if meetings % 2 and meeting == meetings - 1:
                        toss = (drawn(draw.start, runs, place) >> np.uint64(40)) & np.uint64(1)
                        i, j = np.where(toss, j, i), np.where(toss, i, j)
                    elif meeting % 2:
                        i, j = j, i
                    x, y = draw.goals(i, j, place)
                    place += 1
                    lead = np.sign(x - y)
                    points[runs, i] += np.where(lead > 0, p.win, np.where(lead < 0, p.loss, p.draw))
                    points[runs, j] += np.where(lead < 0, p.win, np.where(lead > 0, p.loss, p.draw))
                    difference[runs, i] += x - y
                    difference[runs, j] += y - x
                    scored[runs, i] += x
                    scored[runs, j] += y
        start += size
    lots = np.stack(
        [drawn(start_of(seed, LOTS), runs, table.world.stream + 1000 + n) >> np.uint64(1)
         for n in range(table.world.clubs)], axis=1
    ).astype(np.int64)  # fmt: skip
    known: dict[str, Whole] = {
        "points": points,
        "goal_difference": difference,
        "goals_for": scored,
        "half_point": half,
        "place_before_split": -first.position.astype(np.int64),
    }
    steps = split.order or table.stage.order
    keys = [known[s.by] for s in steps if s.by in known and not s.among_tied]
    # The last key counts first.
    ranked = np.lexsort(tuple([lots, *(-key for key in reversed(keys)), part]), axis=1)
    position = np.empty_like(first.position)
    np.put_along_axis(
        position, ranked, np.arange(1, table.world.clubs + 1, dtype=np.int16)[None, :], axis=1
    )
    return Ends(
        position,
        points.astype(np.int16),
        difference.astype(np.int16),
        scored.astype(np.int16),
        first.watched,
    )


class _Second:
    """Draws goals of any two clubs of a table in many runs."""

    def __init__(self, table: OpenTable, tables: Tables, seed: int, runs: Whole) -> None:
        self.tables, self.runs = tables, runs
        self.attack, self.defence = table.rates[:-1, 0], table.rates[:-1, 1]
        self.level, self.home = (float(v) for v in table.rates[-1])
        self.start = start_of(seed, table.world.stream)
        self.extra = strengths_by_run(seed, runs, table.world.of, table.doubt, tables)
        self.shock = shocks_by_run(seed, runs, table.world.stream, table.doubt, tables)

    def goals(self, home: Whole, away: Whole, place: int) -> tuple[Whole, Whole]:
        """Goals of both sides, int[run] each."""
        run = self.runs
        up = level_of(self.level + self.home / 2 + self.attack[home] - self.defence[away])
        down = level_of(self.level - self.home / 2 + self.attack[away] - self.defence[home])
        attack, defence = self.extra
        up = up + attack[run, home] - defence[run, away] + self.shock[0] + self.shock[1]
        down = down + attack[run, away] - defence[run, home] + self.shock[0] - self.shock[1]
        words = drawn(self.start, run, place)
        return self.tables.score(up, down, words & np.uint64(0xFFFFFFFF))
