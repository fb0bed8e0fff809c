"""Many ends of one table, plainly: goals drawn for every match to come, clubs put in order.

This defines what :mod:`.table_kernel` does. The order is that of :mod:`matchdesk.rules.order` at the
end of a season; where a decision would be needed (lots, a play-off, fair play) it falls by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.forecast.chance import (
    MOST_CLUB,
    MOST_SHOCK,
    Tables,
    drawn,
    level_of,
    start_of,
)
from matchdesk.forecast.record import Floats

Whole = NDArray[np.int64]
Small = NDArray[np.int16]

# Criteria, as the kernel knows them.
CODES: dict[str, int] = {
    "points": 0, "goal_difference": 1, "goals_for": 2, "goals_against": 3, "wins": 4,
    "away_goals": 5, "away_wins": 6, "away_goal_difference": 7, "home_goals": 8,
    "home_goal_difference": 9, "goal_average": 10, "points_per_match": 11, "half_point": 12,
    "place_before_split": 13, "opponents_points": 14, "opponents_goal_difference": 15,
    "opponents_goals": 16, "again": 30, "chance": 31,
}  # fmt: skip
AGAIN, BY_CHANCE = CODES["again"], CODES["chance"]

# Streams of chance of one seed.
STRENGTHS, SHOCKS, LOTS = 1, 2, 3
FIRST_TABLE = 16
"""Streams from here on are for tables and rounds, one each."""


@dataclass(frozen=True)
class TableWorld:
    """One table and its matches to come.

    Attributes:
        clubs: number of clubs. of: int[club], their numbers in the snapshot, which strengths go by.
        home, away: int[match]: matches played first, then those to come.
        played: number of matches played. score: int[played, 2].
        level: int[to come, 2], levels of the rates, home and visitors, at middling strengths.
        points: win, draw, defeat. offset: int[club], points besides: carried, deducted.
        steps: int[criterion, 4]: code, among level clubs (0, 1), begins again (0, 1), for how many
            clubs (0 any, 2 two, 3 three or more).
        cuts: int[criterion, 8]: places that must divide the level clubs for it to be used, -1 none;
            0 stands for the first place; a row of -1 for every place.
        section: int[club], part of a split league; zeros where there is none.
        half, before: int[club], see :class:`matchdesk.rules.order.World`.
        stream: stream of chance.
    """

    clubs: int
    of: Whole
    home: Whole
    away: Whole
    played: int
    score: Whole
    level: Whole
    points: tuple[int, int, int]
    offset: Whole
    steps: Whole
    cuts: Whole
    section: Whole
    half: Whole
    before: Whole
    stream: int


@dataclass(frozen=True)
class Doubt:
    """How far strengths may be off, run by run.

    Attributes:
        attack: float[club of the snapshot, 2], defence likewise: what two normal numbers add to the
            logarithm; the first is shared by both.
        shock: float[2], standard deviations of the goals of the competition and of half the home
            advantage.
    """

    attack: Floats
    defence: Floats
    shock: Floats


@dataclass(frozen=True)
class Ends:
    """Ends of a table.

    Attributes:
        position: int16[run, club], from 1. points, difference, scored: int16[run, club]: points, goal
            difference, goals.
        watched: int8[run, watched], 1 home win, 0 a draw, -1 away win.
    """

    position: Small
    points: Small
    difference: Small
    scored: Small
    watched: NDArray[np.int8]

    def take(self, runs: Whole) -> Ends:
        """The ends of some runs."""
        return Ends(*(getattr(self, name)[runs] for name in self.__dataclass_fields__))


def strengths_by_run(
    seed: int, runs: NDArray[Any], clubs: Whole, doubt: Doubt, tables: Tables
) -> tuple[Whole, Whole]:
    """Steps added to attack and defence of clubs, int[run, club] each.

    A club has the same in every competition of a run.
    """
    start = start_of(seed, STRENGTHS)
    words = drawn(start, runs[:, None], np.asarray(clubs)[None, :])
    one = tables.normal[(words & np.uint64(4095)).astype(np.int64)]
    two = tables.normal[((words >> np.uint64(12)) & np.uint64(4095)).astype(np.int64)]
    attack = doubt.attack[clubs, 0] * one + doubt.attack[clubs, 1] * two
    defence = doubt.defence[clubs, 0] * one + doubt.defence[clubs, 1] * two
    return level_of(attack, MOST_CLUB), level_of(defence, MOST_CLUB)


def shocks_by_run(
    seed: int, runs: NDArray[Any], stream: int, doubt: Doubt, tables: Tables
) -> tuple[Whole, Whole]:
    """Steps added to the goals of both sides, and to the home side's and off the visitors'."""
    words = drawn(start_of(seed, SHOCKS), runs, stream)
    one = tables.normal[(words & np.uint64(4095)).astype(np.int64)]
    two = tables.normal[((words >> np.uint64(12)) & np.uint64(4095)).astype(np.int64)]
    return (
        level_of(doubt.shock[0] * one, MOST_SHOCK),
        level_of(doubt.shock[1] * two, MOST_SHOCK),
    )


def ends(
    world: TableWorld, doubt: Doubt, tables: Tables, seed: int, runs: NDArray[Any], watch: Whole
) -> Ends:
    """Play a table to its end, once a run.

    Args:
        world: the table.
        doubt: of strengths.
        tables: of goals.
        seed: of chance.
        runs: numbers of the runs.
        watch: int[watched], matches to come whose result is wanted, counted among those to come.
    """
    w = world
    attack, defence = strengths_by_run(seed, runs, w.of, doubt, tables)
    common, edge = shocks_by_run(seed, runs, w.stream, doubt, tables)
    start = start_of(seed, w.stream)
    goals = np.empty((len(runs), len(w.home), 2), dtype=np.int64)
    goals[:, : w.played] = w.score
    for n in range(len(w.home) - w.played):
        i, j = int(w.home[w.played + n]), int(w.away[w.played + n])
        word = drawn(start, runs, n // 2) >> np.uint64(32 * (n % 2))
        up = w.level[n, 0] + attack[:, i] - defence[:, j] + common + edge
        down = w.level[n, 1] + attack[:, j] - defence[:, i] + common - edge
        goals[:, w.played + n, 0], goals[:, w.played + n, 1] = tables.score(
            up, down, word & np.uint64(0xFFFFFFFF)
        )
    lots = start_of(seed, LOTS)
    position = np.empty((len(runs), w.clubs), dtype=np.int16)
    points, scored = np.empty_like(position), np.empty_like(position)
    difference = np.empty_like(position)
    for n in range(len(runs)):
        order, won = put_in_order(w, goals[n], lots, int(runs[n]))
        points[n] = won
        position[n, order] = np.arange(1, w.clubs + 1)
        own = np.bincount(w.home, goals[n, :, 0], w.clubs)
        own += np.bincount(w.away, goals[n, :, 1], w.clubs)
        other = np.bincount(w.home, goals[n, :, 1], w.clubs)
        other += np.bincount(w.away, goals[n, :, 0], w.clubs)
        scored[n], difference[n] = own, own - other
    lead = np.sign(goals[:, w.played + watch, 0] - goals[:, w.played + watch, 1])
    return Ends(position, points, difference, scored, lead.astype(np.int8))


def put_in_order(world: TableWorld, goals: Whole, lots: int, run: int) -> tuple[list[int], Whole]:
    """Clubs in order for one run, and their points."""
    orderer = _Orderer(world, goals, lots, run)
    return orderer.order, orderer.points


class _Orderer:
    """One run's order; the steps of :class:`matchdesk.rules.order._Arranger` on plain arrays."""

    def __init__(self, world: TableWorld, goals: Whole, lots: int, run: int) -> None:
        self.world, self.goals = world, goals
        w = world
        win, draw, loss = w.points
        lead = np.sign(goals[:, 0] - goals[:, 1])
        self.home_points = np.where(lead > 0, win, np.where(lead < 0, loss, draw))
        self.away_points = np.where(lead < 0, win, np.where(lead > 0, loss, draw))
        self.points = (
            np.bincount(w.home, self.home_points, w.clubs)
            + np.bincount(w.away, self.away_points, w.clubs)
        ).astype(np.int64) + w.offset
        self.first_tied = next((n for n, s in enumerate(w.steps) if s[1]), 0)
        self.word = int(drawn(lots, np.array([run]), w.stream)[0])
        self.order: list[int] = []
        for part in sorted(set(w.section.tolist())):
            self._split([c for c in range(w.clubs) if w.section[c] == part], 0, [])

    def _split(self, clubs: list[int], at: int, mini: list[int]) -> None:
        if len(clubs) == 1:
            self.order.append(clubs[0])
            return
        steps = self.world.steps
        while at < len(steps):
            code, among, again, size = (int(v) for v in steps[at])
            if self._passed_over(at, size, mini if mini and among else clubs, len(clubs)):
                at += 1
                continue
            if code == BY_CHANCE:
                break
            if code == AGAIN:
                if mini and len(mini) != len(clubs):
                    mini, at = [], self.first_tied
                    continue
                at += 1
                continue
            if among and not mini:
                mini = clubs
            figures = {c: self._figure(code, c, mini if among else []) for c in clubs}
            ranked = sorted(clubs, key=lambda c: -figures[c])
            if figures[ranked[0]] == figures[ranked[-1]]:
                at += 1
                continue
            start = 0
            while start < len(ranked):
                end = start + 1
                while end < len(ranked) and figures[ranked[end]] == figures[ranked[start]]:
                    end += 1
                if again and at > 0:
                    self._split(ranked[start:end], 0, [])
                else:
                    self._split(ranked[start:end], at + 1, mini)
                start = end
            return
        self.order.extend(self._by_lot(clubs))

    def _passed_over(self, at: int, size: int, counted: list[int], count: int) -> bool:
        if size and (size == 2) != (len(counted) == 2):
            return True
        cuts = [int(c) for c in self.world.cuts[at] if c >= 0]
        if not cuts:
            return False
        above, below = len(self.order) + 1, len(self.order) + count
        return not any((above == 1) if c == 0 else above <= c < below for c in cuts)

    def _by_lot(self, clubs: list[int]) -> list[int]:
        """Level clubs by chance: each draws a number of its own."""
        from matchdesk.forecast.chance import GOLDEN, mixed

        def lot(club: int) -> int:
            return mixed((self.word + (club + 1) * GOLDEN) & ((1 << 64) - 1))

        return sorted(clubs, key=lot)

    def _figure(self, code: int, club: int, mini: list[int]) -> float:
        w, g = self.world, self.goals
        at_home, away = w.home == club, w.away == club
        if mini:
            inside = np.isin(w.home, mini) & np.isin(w.away, mini)
            at_home, away = at_home & inside, away & inside
        for_home, against_home = g[at_home, 0].sum(), g[at_home, 1].sum()
        for_away, against_away = g[away, 1].sum(), g[away, 0].sum()
        scored, conceded = for_home + for_away, against_home + against_away
        won_home = (g[at_home, 0] > g[at_home, 1]).sum()
        won_away = (g[away, 1] > g[away, 0]).sum()
        if code == 0:
            if mini:
                return float(self.home_points[at_home].sum() + self.away_points[away].sum())
            return float(self.points[club])
        if code == 10:
            return float(scored) / float(conceded) if conceded else 1e9
        if code == 11:
            played = int(at_home.sum() + away.sum())
            return float(self.points[club]) / played if played else 0.0
        if code >= 14:
            return self._opponents(code, club)
        return float(
            {
                1: scored - conceded, 2: scored, 3: -conceded, 4: won_home + won_away, 5: for_away,
                6: won_away, 7: for_away - against_away, 8: for_home, 9: for_home - against_home,
                12: w.half[club], 13: -w.before[club],
            }[code]
        )  # fmt: skip

    def _opponents(self, code: int, club: int) -> float:
        w = self.world
        others = {*w.away[w.home == club].tolist(), *w.home[w.away == club].tolist()}
        of = {14: 0, 15: 1, 16: 2}[code]
        return sum(self._figure(of, other, []) for other in sorted(others))
