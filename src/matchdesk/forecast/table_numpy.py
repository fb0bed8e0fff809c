"""As :func:`.table_plain.ends`, all runs side by side in arrays: for small jobs, without a compiler."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.forecast.chance import GOLDEN, LOWEST, MIXED, Tables, Words, drawn, mix, start_of
from matchdesk.forecast.table_plain import (
    AGAIN,
    BY_CHANCE,
    LOTS,
    Doubt,
    Ends,
    TableWorld,
    Whole,
    shocks_by_run,
    strengths_by_run,
)

_ONE = np.uint64(1)


def ends(
    world: TableWorld, doubt: Doubt, tables: Tables, seed: int, runs: NDArray[Any], watch: Whole
) -> Ends:
    """As :func:`matchdesk.forecast.table_plain.ends`."""
    w = world
    home, away = w.home[w.played :], w.away[w.played :]
    attack, defence = strengths_by_run(seed, runs, w.of, doubt, tables)
    common, edge = shocks_by_run(seed, runs, w.stream, doubt, tables)
    own, other = (common + edge)[:, None], (common - edge)[:, None]
    up = w.level[:, 0] + attack[:, home] - defence[:, away] + own
    down = w.level[:, 1] + attack[:, away] - defence[:, home] + other
    both = drawn(start_of(seed, w.stream), runs[:, None], np.arange((len(home) + 1) // 2)[None, :])
    words = np.empty((len(runs), 2 * both.shape[1]), dtype=np.int64)
    words[:, ::2] = (both & np.uint64(0xFFFFFFFF)).astype(np.int64)
    words[:, 1::2] = (both >> np.uint64(32)).astype(np.int64)
    x, y = score(tables, up, down, words[:, : len(home)])
    goals = np.empty((2, len(runs), len(w.home)), dtype=np.int64)
    goals[0, :, : w.played], goals[1, :, : w.played] = w.score[:, 0], w.score[:, 1]
    goals[0, :, w.played :], goals[1, :, w.played :] = x, y
    season = _Season(w, goals)
    lots = drawn(start_of(seed, LOTS), runs, w.stream)
    position = _Order(w, season, lots).place + 1
    lead = np.sign(goals[0][:, w.played + watch] - goals[1][:, w.played + watch])
    return Ends(
        position.astype(np.int16),
        season.points.astype(np.int16),
        season.difference.astype(np.int16),
        season.scored.astype(np.int16),
        lead.astype(np.int8),
    )


def score(tables: Tables, home: Whole, away: Whole, words: Whole) -> tuple[Whole, Whole]:
    """As :meth:`.Tables.score`, by the slots of the tables."""
    number = words >> 16
    x, y = _goals(tables, home, words & 0xFFFF), _goals(tables, away, number)
    small = np.nonzero(y < 2)
    level, first = away[small] - LOWEST, x[small]
    one, bound = tables.one[level].astype(np.int64), tables.none[level].astype(np.int64)
    bound += np.where(first == 0, (tables.moved[home[small] - LOWEST] * one) >> 16, 0)
    bound -= np.where(first == 1, (tables.taken * one) >> 16, 0)
    y[small] = number[small] >= bound
    return x, y


def _goals(tables: Tables, level: Whole, number: Whole) -> Whole:
    slot = tables.slots[level - LOWEST, number >> 8].astype(np.int64)
    found: Whole = (slot & 15) + ((number & 255) >= (slot >> 4))
    mixed = np.nonzero(slot == MIXED)
    found[mixed] = tables.goals(level[mixed], number[mixed])
    return found


class _Season:
    """Sums of every club in every run, int[run, club]; those that are seldom asked for when they are."""

    def __init__(self, world: TableWorld, goals: Whole) -> None:
        self.world, self.x, self.y = world, goals[0], goals[1]
        n = world.clubs
        self.at_home = [np.flatnonzero(world.home == c) for c in range(n)]
        self.abroad = [np.flatnonzero(world.away == c) for c in range(n)]
        win, draw, loss = world.points
        lead = np.sign(self.x - self.y)
        self.own = np.where(lead > 0, win, np.where(lead < 0, loss, draw))
        self.others = np.where(lead < 0, win, np.where(lead > 0, loss, draw))
        self.points = self._sum(self.own, self.others) + world.offset
        self.scored = self._sum(self.x, self.y)
        self.conceded = self._sum(self.y, self.x)
        self.difference = self.scored - self.conceded

    def _sum(self, at_home: Any, abroad: Any) -> Whole:
        found = np.zeros((len(self.x), self.world.clubs), dtype=np.int64)
        for c in range(self.world.clubs):
            if at_home is not None:
                found[:, c] += at_home[:, self.at_home[c]].sum(axis=1)
            if abroad is not None:
                found[:, c] += abroad[:, self.abroad[c]].sum(axis=1)
        return found

    def overall(self, code: int) -> Any:
        """A criterion over all matches, [run, club]."""
        w, x, y = self.world, self.x, self.y
        if code >= 14:
            of = (self.points, self.difference, self.scored)[code - 14]
            met = np.zeros((w.clubs, w.clubs), dtype=np.int64)
            met[w.home, w.away] = met[w.away, w.home] = 1
            return of @ met
        if code == 10:
            let = self.conceded
            return np.where(let > 0, self.scored / np.where(let > 0, let, 1), 1e9)
        if code == 11:
            played = np.bincount(np.concatenate((w.home, w.away)), minlength=w.clubs)
            return np.where(played > 0, self.points / np.maximum(played, 1), 0.0)
        plain = {0: self.points, 1: self.difference, 2: self.scored, 3: -self.conceded}
        if code in plain:
            return plain[code]
        if code in (12, 13):
            return np.tile(w.half if code == 12 else -w.before, (len(x), 1))
        if code == 4:
            return self._sum(x > y, y > x)
        return {
            5: lambda: self._sum(None, y), 6: lambda: self._sum(None, y > x),
            7: lambda: self._sum(None, y - x), 8: lambda: self._sum(x, None),
            9: lambda: self._sum(x - y, None),
        }[code]()  # fmt: skip

    def among(self, code: int, club: int, runs: Whole, mini: Words) -> Any:
        """A criterion of one club over its matches against the clubs of ``mini``, [run]."""
        total = np.zeros(len(runs), dtype=np.int64)
        for side, rows in ((0, self.at_home[club]), (1, self.abroad[club])):
            rival = (self.world.away if side == 0 else self.world.home)[rows].astype(np.uint64)
            counted = (mini[:, None] >> rival[None, :]) & _ONE == _ONE
            at = np.ix_(runs, rows)
            own, their = (self.x[at], self.y[at]) if side == 0 else (self.y[at], self.x[at])
            if code == 0:
                value = (self.own if side == 0 else self.others)[at]
            elif code == 1:
                value = own - their
            elif code == 2:
                value = own
            elif code == 3:
                value = -their
            elif code == 4:
                value = (own > their).astype(np.int64)
            else:
                value = own if side == 1 else np.zeros_like(own)
            total += (value * counted).sum(axis=1)
        return total


class _Order:
    """The order of all runs at once: groups of level clubs are parted step by step.

    Attributes:
        place: int[run, club], clubs before the group that a club is in.
        at: int[run, club], the step that its group has come to.
        mini: uint64[run, club], the clubs among which matches count for it, a bit each; 0 for none.
    """

    def __init__(self, world: TableWorld, season: _Season, lots: Words) -> None:
        self.world, self.season = world, season
        runs, n = season.points.shape
        before = (world.section[:, None] > world.section[None, :]).sum(axis=1)
        self.place = np.tile(before, (runs, 1)).astype(np.int64)
        self.at = np.zeros((runs, n), dtype=np.int64)
        self.mini = np.zeros((runs, n), dtype=np.uint64)
        self.bits = _ONE << np.arange(n, dtype=np.uint64)
        self.first_tied = next((k for k, s in enumerate(world.steps) if s[1]), 0)
        with np.errstate(over="ignore"):
            numbers = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(GOLDEN)
            self.lots = mix(lots[:, None] + numbers[None, :])
        count = len(world.steps)
        first = world.steps[0] if count else np.ones(4, dtype=np.int64)
        plain = not first[[0, 1, 3]].any() and (world.cuts[0] < 0).all()
        if plain and not world.section.any():
            # Points come first in nearly every list: sorted, they part the clubs at once.
            self._by_points(season.points)
        left = np.arange(runs)
        while True:
            # Only runs in which clubs are still level are looked at.
            ranked = np.sort(self.place[left], axis=1)
            left = left[(ranked[:, 1:] == ranked[:, :-1]).any(axis=1)]
            if not len(left):
                return
            level = self.place[left]
            same = level[:, :, None] == level[:, None, :]
            size = same.sum(axis=2)
            step = int(self.at[left][size > 1].min())
            here = (size > 1) & (self.at[left] == step)
            if step >= count or int(world.steps[step, 0]) == BY_CHANCE:
                self._part(left, here, same, self.lots[left], rising=True)
            else:
                self._take(left, here, same, size, step)

    def _by_points(self, points: Whole) -> None:
        """The first step, where it is points and there are no parts."""
        ranked = np.argsort(-points, axis=1, kind="stable")
        held = np.take_along_axis(points, ranked, axis=1)
        place = np.arange(points.shape[1])[None, :].repeat(len(points), axis=0)
        place[:, 1:][held[:, 1:] == held[:, :-1]] = 0
        np.put_along_axis(self.place, ranked, np.maximum.accumulate(place, axis=1), axis=1)
        self.at[:] = 1

    def _take(self, left: Whole, here: Any, same: Any, size: Whole, step: int) -> None:
        """One step for every group that has come to it."""
        code, among, again, wanted = (int(v) for v in self.world.steps[step])
        mini, at = self.mini[left], self.at[left]
        counted = size
        if among or code == AGAIN:
            members = np.zeros(size.shape, dtype=np.int64)
            for bit in self.bits:
                members += mini & bit > 0
        if among:
            counted = np.where(mini > 0, members, size)
        used = here.copy()
        if wanted:
            used &= (wanted == 2) == (counted == 2)
        cuts = [int(c) for c in self.world.cuts[step] if c >= 0]
        if cuts:
            above = self.place[left] + 1
            below = above - 1 + size
            told = np.zeros(size.shape, dtype=np.bool_)
            for c in cuts:
                told |= (above == 1) if c == 0 else (above <= c) & (c < below)
            used &= told
        at[here & ~used] = step + 1
        if code == AGAIN:
            fresh = used & (mini > 0) & (members != size)
            mini[fresh], at[fresh] = 0, self.first_tied
            at[used & ~fresh] = step + 1
            self.mini[left], self.at[left] = mini, at
            return
        if among:
            group = (same * self.bits[None, None, :]).sum(axis=2, dtype=np.uint64)
            mini = np.where(used & (mini == 0), group, mini)
        figures = np.zeros(size.shape)
        if among:
            for club in range(self.world.clubs):
                rows = np.flatnonzero(used[:, club])
                if len(rows):
                    figures[rows, club] = self.season.among(
                        code, club, left[rows], mini[rows, club]
                    )
        else:
            figures = np.asarray(self.season.overall(code), dtype=np.float64)[left]
        self.mini[left], self.at[left] = mini, at
        parted = self._part(left, used, same, figures, rising=False)
        mini, at = self.mini[left], self.at[left]
        at[used] = step + 1
        if again and step > 0:
            at[parted], mini[parted] = 0, 0
        self.mini[left], self.at[left] = mini, at

    def _part(self, left: Whole, used: Any, same: Any, figures: Any, *, rising: bool) -> Any:
        """Put the clubs of groups in order of a figure; returns which were in a group that parted."""
        one, other = figures[:, :, None], figures[:, None, :]
        group = same & used[:, :, None]
        ahead = group & ((other < one) if rising else (other > one))
        self.place[left] += ahead.sum(axis=2)
        return (group & (other != one)).any(axis=2)
