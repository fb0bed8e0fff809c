"""Who stands above whom: whole numbers in, an order and its reasons out.

The criteria are a rulebook's list; the first that separates level clubs decides. Three ways of going
on with the clubs that stay level are written in the list, never assumed:

- flat: a mini-table is built once, from the first head-to-head criterion on, and kept;
- restart: as soon as a criterion has separated some clubs, those still level start again from the
  first criterion with a mini-table of themselves alone;
- "again": after all head-to-head criteria, a part of the clubs that is still level gets them once
  more on its own matches only.

Lots, fair play, play-offs and coefficients are decisions: without one the clubs stay undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.rules.edition import HeadToHeadFrom, OrderStep, Points, Zone
from matchdesk.rules.words import AGAIN, INPUTS

Ints = NDArray[np.integer[Any]]
Value = int | Fraction

# A goal average without a goal conceded stands above every other.
NO_GOAL_CONCEDED = Fraction(10**9)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of every club; each list has one whole number a club.

    ``points`` are those won on the pitch; deductions come off in :func:`arrange`.
    """

    played: list[int]
    won: list[int]
    drawn: list[int]
    lost: list[int]
    goals_for: list[int]
    goals_against: list[int]
    points: list[int]
    away_goals: list[int]
    away_goals_against: list[int]
    away_wins: list[int]


def totals(fixtures: Ints, goals: Ints, clubs: int, points: Points) -> Totals:
    """Sums of every club over the matches that count.

    Args:
        fixtures: int[match, 2], club numbers 0..clubs-1: home, visitors.
        goals: int[match, 2], goals: home, visitors.
        clubs: number of clubs.
        points: points for a win, a draw and a defeat.

    >>> totals(np.array([[0, 1]]), np.array([[2, 1]]), 2, Points()).points
    [3, 0]
    """
    home, away = fixtures[:, 0], fixtures[:, 1]
    scored, conceded = goals[:, 0], goals[:, 1]

    def count(who: Ints, weight: Ints | None = None) -> NDArray[np.int64]:
        if weight is None:
            return np.bincount(who, minlength=clubs)
        return np.bincount(who, weights=weight, minlength=clubs).astype(np.int64)

    home_win, away_win = scored > conceded, scored < conceded
    away_wins = count(away[away_win])
    won = count(home[home_win]) + away_wins
    lost = count(away[home_win]) + count(home[away_win])
    played = count(home) + count(away)
    drawn = played - won - lost
    away_goals, away_against = count(away, conceded), count(away, scored)
    return Totals(
        played=played.tolist(),
        won=won.tolist(),
        drawn=drawn.tolist(),
        lost=lost.tolist(),
        goals_for=(count(home, scored) + away_goals).tolist(),
        goals_against=(count(home, conceded) + away_against).tolist(),
        points=(won * points.win + drawn * points.draw + lost * points.loss).tolist(),
        away_goals=away_goals.tolist(),
        away_goals_against=away_against.tolist(),
        away_wins=away_wins.tolist(),
    )


@dataclass(frozen=True, slots=True)
class Meetings:
    """What every club did against every other: lists of lists, [club][opponent].

    Attributes:
        points, wins, goals, away_goals: of the club against the opponent.
        settled: matches of the pair that are over, void ones included.
        pending: matches of the pair still to come.
    """

    points: list[list[int]]
    wins: list[list[int]]
    goals: list[list[int]]
    away_goals: list[list[int]]
    settled: list[list[int]]
    pending: list[list[int]]


def meetings_of(world: World) -> Meetings:
    """What every club did against every other."""
    n = world.clubs
    home, away = world.fixtures[:, 0], world.fixtures[:, 1]
    scored, conceded = world.goals[:, 0], world.goals[:, 1]
    there, back = home * n + away, away * n + home

    def square(place: Ints, weight: Ints | None = None) -> NDArray[np.int64]:
        sums = np.bincount(place, weights=weight, minlength=n * n)
        return sums.astype(np.int64).reshape(n, n)

    home_wins, away_wins = square(there[scored > conceded]), square(back[scored < conceded])
    draws = square(there[scored == conceded])
    wins = home_wins + away_wins
    draws = draws + draws.T
    p = world.points
    points = wins * p.win + draws * p.draw + wins.T * p.loss
    away_goals = square(back, conceded)
    settled = square(there)
    if len(world.void):
        settled = settled + square(world.void[:, 0] * n + world.void[:, 1])
    pending = square(world.pending[:, 0] * n + world.pending[:, 1])
    return Meetings(
        points=points.tolist(),
        wins=wins.tolist(),
        goals=(square(there, scored) + away_goals).tolist(),
        away_goals=away_goals.tolist(),
        settled=(settled + settled.T).tolist(),
        pending=(pending + pending.T).tolist(),
    )


def no_matches() -> Ints:
    """An empty int[0, 2]."""
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class World:
    """One table to be put in order.

    Clubs are numbered by name: that is the order shown where the rules leave it open.

    Attributes:
        clubs: number of clubs.
        fixtures, goals: int[match, 2] of the matches that count: home, visitors.
        points: points for a win, a draw and a defeat.
        steps: the criteria.
        head_to_head_from: when criteria among level clubs begin to count.
        meetings: matches of each pair in a whole season; 0 where not every pair meets.
        season_done: True once every match of the table has been played.
        deducted: points taken off, by club.
        carried: points brought into the table, by club (a split that halves points); None where
            points are those of the matches.
        section: part of a split league, 0 the highest; None where there is no split.
        zones: what the places mean, for steps that are used for some of them only.
        void, pending: int[match, 2], matches declared void and matches still to come.
        ahead: decisions: (club above, club below) → word of the decision, "" where it names none.
    """

    clubs: int
    fixtures: Ints
    goals: Ints
    points: Points
    steps: tuple[OrderStep, ...]
    head_to_head_from: HeadToHeadFrom = "always"
    meetings: int = 2
    season_done: bool = False
    deducted: Mapping[int, int] = field(default_factory=dict)
    carried: Sequence[int] | None = None
    section: Sequence[int] | None = None
    zones: tuple[Zone, ...] = ()
    void: Ints = field(default_factory=no_matches)
    pending: Ints = field(default_factory=no_matches)
    ahead: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Clubs in order, with the reason for each place.

    Attributes:
        order: club numbers from the top.
        words: for each place the word that separates it from the one above; "" for the first.
        values: for each place the two figures compared, (above, here); None where there are none.
        points: points of every club, deductions taken off.
        totals: sums of every club.
        undecided: groups of clubs that the list does not separate.
    """

    order: list[int]
    words: list[str]
    values: list[tuple[Value, Value] | None]
    points: list[int]
    totals: Totals
    undecided: list[list[int]]


def arrange(world: World) -> Arrangement:
    """Put the clubs of a table in order by the rulebook's list.

    >>> from matchdesk.rules.edition import DEFAULT_ORDER
    >>> fixtures, goals = np.array([[0, 1], [1, 2], [2, 0]]), np.array([[1, 0], [1, 0], [3, 0]])
    >>> done = arrange(World(3, fixtures, goals, Points(), DEFAULT_ORDER))
    >>> done.order, done.words
    ([2, 1, 0], ['', 'goal_difference', 'goal_difference'])
    """
    sums = totals(world.fixtures, world.goals, world.clubs, world.points)
    points = [
        won - world.deducted.get(club, 0)
        for club, won in enumerate(sums.points if world.carried is None else world.carried)
    ]
    return _Arranger(world, sums, points).run()


class _Arranger:
    """One run of :func:`arrange`; holds what the steps share."""

    def __init__(self, world: World, sums: Totals, points: list[int]) -> None:
        self.world = world
        self.sums = sums
        self.points = points
        self.steps = world.steps
        self.order: list[int] = []
        self.words: list[str] = []
        self.values: list[tuple[Value, Value] | None] = []
        self.undecided: list[list[int]] = []
        self._meetings: Meetings | None = None
        self.first_tied = next((n for n, s in enumerate(self.steps) if s.among_tied), 0)

    @property
    def meetings(self) -> Meetings:
        if self._meetings is None:
            self._meetings = meetings_of(self.world)
        return self._meetings

    def run(self) -> Arrangement:
        everyone = list(range(self.world.clubs))
        section = self.world.section
        if section is None:
            self._split(everyone, 0, None, False)
        else:
            for part in sorted(set(section)):
                start = len(self.order)
                self._split([c for c in everyone if section[c] == part], 0, None, False)
                if start:
                    self.words[start], self.values[start] = "split", None
        if self.words:
            self.words[0], self.values[0] = "", None
        self._overrule()
        return Arrangement(
            self.order, self.words, self.values, self.points, self.sums, self.undecided
        )

    def _place(self, club: int) -> None:
        self.order.append(club)
        self.words.append("")
        self.values.append(None)

    def _split(self, clubs: list[int], at: int, mini: list[int] | None, overall: bool) -> None:
        """Place level clubs, going on with criterion ``at``.

        ``mini`` is the set whose matches make the mini-table, None before the first criterion
        that needs one. ``overall`` is True once the set's matches were found unfinished: then
        only overall criteria are used for it.
        """
        if len(clubs) == 1:
            self._place(clubs[0])
            return
        while at < len(self.steps):
            step = self.steps[at]
            if not self._applies(step, clubs, mini):
                pass
            elif step.by in INPUTS:
                blocks = self._decided(clubs)
                if len(blocks) > 1:
                    self._blocks(blocks, step, at, mini, overall)
                    return
                # A decision that is not held: nothing after it may take its place.
                break
            elif step.by == AGAIN:
                if mini is not None and len(mini) != len(clubs):
                    mini, at = None, self.first_tied
                    continue
            elif step.among_tied and not overall:
                if mini is None:
                    mini = clubs
                if not self._counts(mini):
                    overall, mini = True, None
                elif self._by_value(clubs, at, mini, overall):
                    return
            elif not step.among_tied and self._by_value(clubs, at, mini, overall):
                return
            at += 1
        blocks = self._decided(clubs)
        if len(blocks) > 1:
            self._blocks(blocks, OrderStep("lots"), len(self.steps), mini, overall)
            return
        self.undecided.append(clubs)
        for number, club in enumerate(clubs):
            self._place(club)
            if number:
                self.words[-1] = "undecided"

    def _applies(self, step: OrderStep, clubs: list[int], mini: list[int] | None) -> bool:
        """True if a step is meant for so many level clubs and for the places they share."""
        if step.clubs != "any":
            count = len(mini if mini is not None and step.among_tied else clubs)
            if (step.clubs == "two") != (count == 2):
                return False
        if not step.only_for:
            return True
        # What is played for a title or against relegation is settled when the season is over.
        if not self.world.season_done:
            return False
        above, below = len(self.order) + 1, len(self.order) + len(clubs)
        for wanted in step.only_for:
            if wanted == "title":
                if above == 1:
                    return True
                continue
            for zone in self.world.zones:
                meant = zone.zone == wanted or (wanted == "europe" and zone.zone[:5] == "uefa.")
                if meant and (above < zone.first <= below or above <= zone.last < below):
                    return True
        return False

    def _by_value(self, clubs: list[int], at: int, mini: list[int] | None, overall: bool) -> bool:
        """Separate clubs by the figure of a step; False if all are level."""
        step = self.steps[at]
        value = self._figure(step, mini)
        figures = {club: value(club) for club in clubs}
        ranked = sorted(clubs, key=lambda club: -figures[club])
        if figures[ranked[0]] == figures[ranked[-1]]:
            return False
        blocks: list[list[int]] = [[ranked[0]]]
        for club in ranked[1:]:
            if figures[club] == figures[blocks[-1][0]]:
                blocks[-1].append(club)
            else:
                blocks.append([club])
        again = step.restart and at > 0 and not overall
        for number, block in enumerate(blocks):
            start = len(self.order)
            if again:
                self._split(block, 0, None, False)
            else:
                self._split(block, at + 1, mini, overall)
            if number:
                self.words[start] = step.word
                here, above = figures[block[0]], figures[blocks[number - 1][0]]
                if step.by == "goals_against":
                    here, above = -here, -above
                self.values[start] = (above, here)
        return True

    def _blocks(
        self,
        blocks: list[tuple[list[int], str]],
        step: OrderStep,
        at: int,
        mini: list[int] | None,
        overall: bool,
    ) -> None:
        for number, (block, word) in enumerate(blocks):
            start = len(self.order)
            self._split(block, at + 1, mini, overall)
            if number:
                self.words[start] = word or step.by

    def _decided(self, clubs: list[int]) -> list[tuple[list[int], str]]:
        """Level clubs in blocks by the decisions held: (clubs, word of the decision above them)."""
        inside = {pair: w for pair, w in self.world.ahead.items() if {*pair} <= {*clubs}}
        if not inside:
            return [(clubs, "")]
        below: dict[int, set[int]] = {club: set() for club in clubs}
        for above, under in inside:
            below[above].add(under)
        for via in clubs:
            for club in clubs:
                if via in below[club]:
                    below[club] |= below[via]
        ranked = sorted(clubs, key=lambda club: -len(below[club]))
        blocks: list[tuple[list[int], str]] = [([], "")]
        for number, club in enumerate(ranked):
            rest = ranked[number:]
            placed = ranked[:number]
            if placed and all(c in below[p] for p in placed for c in rest):
                words = [inside[p, c] for p in blocks[-1][0] for c in rest if (p, c) in inside]
                blocks.append(([club], next((w for w in words if w), "")))
            else:
                blocks[-1][0].append(club)
        return [(sorted(block), word) for block, word in blocks]

    def _overrule(self) -> None:
        """A decision about two clubs stands above the computed order, for those two only."""
        for (above, below), word in self.world.ahead.items():
            upper, lower = self.order.index(above), self.order.index(below)
            if upper < lower:
                continue
            self.order[upper], self.order[lower] = below, above
            self.words[upper], self.values[upper] = word or "play_off", None
            if lower:
                self.values[lower] = None

    def _counts(self, mini: list[int]) -> bool:
        """True if criteria among these clubs count already."""
        when = self.world.head_to_head_from
        if when == "always":
            return True
        if when == "season_done":
            return self.world.season_done
        meetings = self.meetings
        return all(
            meetings.settled[a][b] >= self.world.meetings and not meetings.pending[a][b]
            for number, a in enumerate(mini)
            for b in mini[number + 1 :]
        )

    def _figure(self, step: OrderStep, mini: list[int] | None) -> Any:
        """The figure of a step as a function of the club; more is better."""
        if step.among_tied:
            return self._mini_figure(step.by, mini or [])
        s, points = self.sums, self.points
        match step.by:
            case "points":
                return points.__getitem__
            case "goal_difference":
                return lambda c: s.goals_for[c] - s.goals_against[c]
            case "goals_for":
                return s.goals_for.__getitem__
            case "goals_against":
                return lambda c: -s.goals_against[c]
            case "wins":
                return s.won.__getitem__
            case "away_goals":
                return s.away_goals.__getitem__
            case "away_wins":
                return s.away_wins.__getitem__
            case "away_goal_difference":
                return lambda c: s.away_goals[c] - s.away_goals_against[c]
            case "home_goals":
                return lambda c: s.goals_for[c] - s.away_goals[c]
            case "home_goal_difference":
                return lambda c: (
                    s.goals_for[c] - s.away_goals[c] - s.goals_against[c] + s.away_goals_against[c]
                )
            case "goal_average":
                return lambda c: goal_average(s.goals_for[c], s.goals_against[c])
            case "points_per_match":
                return lambda c: Fraction(points[c], s.played[c]) if s.played[c] else Fraction(0)
        return self._opponents_figure(step.by)

    def _mini_figure(self, by: str, mini: list[int]) -> Any:
        m = self.meetings
        match by:
            case "points":
                return lambda c: sum(m.points[c][o] for o in mini)
            case "goal_difference":
                return lambda c: sum(m.goals[c][o] - m.goals[o][c] for o in mini)
            case "goals_for":
                return lambda c: sum(m.goals[c][o] for o in mini)
            case "away_goals":
                return lambda c: sum(m.away_goals[c][o] for o in mini)
            case _:
                return lambda c: sum(m.wins[c][o] for o in mini)

    def _opponents_figure(self, by: str) -> Any:
        """Sums over the opponents that a club has met or will meet, as in a league phase."""
        m, s = self.meetings, self.sums
        if by == "opponents_points":
            figure = self.points
        elif by == "opponents_goals":
            figure = s.goals_for
        else:
            figure = [f - a for f, a in zip(s.goals_for, s.goals_against, strict=True)]
        return lambda c: sum(
            figure[o] for o in range(self.world.clubs) if m.settled[c][o] or m.pending[c][o]
        )


def goal_average(goals_for: int, goals_against: int) -> Fraction:
    """Goals scored over goals conceded, exactly; without a goal conceded it is highest.

    >>> goal_average(80, 40)
    Fraction(2, 1)
    """
    if goals_against:
        return Fraction(goals_for, goals_against)
    return NO_GOAL_CONCEDED + goals_for if goals_for else Fraction(0)
