"""The ways in which a tie can go, from the distribution of the scores of its last match.

The steps of the round's rule are tried in order on all scores at once: what a step separates is
counted for it, the rest goes on to the next. In a first leg every score of the second is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from matchdesk.forecast.goals import nodes, poisson
from matchdesk.forecast.record import Floats
from matchdesk.forecast.strengths import Expected
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.words import OF_EXTRA_TIME, OF_TWO_LEGS

LONG = 1 / 3
"""Extra time as a share of a match."""
_EXTRA = 8
_GRID = 12
_NOTHING = 1e-9
"""Chance of a score below which it is left out where two legs are looked at together."""
_LOTS = ("penalties", "toss", "lots", "better_rank")


@dataclass(frozen=True, slots=True)
class TieTerms:
    """What a match means in its tie.

    Attributes:
        rule: legs and steps of the round.
        leg: 1 or 2; 0 for a single match.
        first: score of the first leg as (this match's home side, this match's visitors), in the
            second leg; None else. The visitors of this match were at home then.
        other_leg: what is expected of the second leg, in the first; home and away as then.
        again: what is expected of a replay or play-off, where the rule has one; home and away as in
            this match, whoever is at home then.
    """

    rule: RoundRule
    leg: int = 0
    first: tuple[int, int] | None = None
    other_leg: Expected | None = None
    again: Expected | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """What is known of the time after the 90 minutes of a tie's last match.

    Attributes:
        rates: float[node, 2] of a whole match, weights: float[node].
        share: of a match that is left of extra time. scored: in extra time so far.
        first: chance of the home side in the shoot-out, or what else is even.
    """

    rates: Floats
    weights: Floats
    share: float = LONG
    scored: tuple[int, int] = (0, 0)
    first: float = 0.5


@dataclass
class _Count:
    """Chances of both sides, home side of the last match first, by step."""

    by: dict[str, list[float]] = field(default_factory=dict)

    def add(self, step: str, home: float, away: float) -> None:
        both = self.by.setdefault(step, [0.0, 0.0])
        both[0] += home
        both[1] += away

    def settle(self, step: str, chance: Floats, lead: Any) -> None:
        """Count where one side leads, and take it out of ``chance``."""
        ahead, behind = lead > 0, lead < 0
        home, away = float(chance[ahead].sum()), float(chance[behind].sum())
        if home or away:
            self.add(step, home, away)
        chance[ahead | behind] = 0.0


@dataclass(frozen=True, slots=True)
class OtherLeg:
    """The second leg as it is seen from the first: chances of its scores, and of extra time in it."""

    scores: Floats
    late: Late

    @classmethod
    def of(cls, expected: Expected) -> OtherLeg:
        """From what is expected of it, home and away as then."""
        rates, weights = nodes(expected)
        return cls(_scores(expected), Late(rates[0], weights))


def ways(
    terms: TieTerms, grid: Floats, home: Any, away: Any, late: Late, other: OtherLeg | None = None
) -> tuple[tuple[float, float], tuple[tuple[str, tuple[float, float]], ...]]:
    """Chances of going through, and by which step.

    Args:
        terms: of the tie.
        grid: chances of the scores of this match after 90 minutes.
        home: goals of each place of the grid.
        away: likewise.
        late: of the time after them.
        other: of the second leg, in the first.

    Returns:
        Both sides' chances, and for each step both sides' chances; home side of this match first.
    """
    count = _Count()
    if terms.leg == 1:
        assert other is not None
        # Seen from the second leg the sides have changed places.
        second = other.scores
        here, there = np.nonzero(grid > _NOTHING), np.nonzero(second > _NOTHING)
        whole = np.outer(grid[here], second[there])
        x, y = (v[here][:, None] for v in np.broadcast_arrays(home, away))
        a, b = (v[None, :] for v in there)
        again = terms.again if terms.again is None else _turned(terms.again)
        _settle(replace(terms, again=again), whole, a, b, y, x, 2, other.late, count)
        for both in count.by.values():
            both.reverse()
    else:
        held = grid > 0
        x, y = np.broadcast_arrays(home, away)
        first = terms.first or (0, 0)
        _settle(
            terms, grid[held], x[held], y[held], first[0], first[1], 2 if terms.leg == 2 else 1, late,
            count,
        )  # fmt: skip
    total = sum(one + other for one, other in count.by.values()) or 1.0
    by = tuple(
        (step, (both[0] / total, both[1] / total)) for step, both in count.by.items() if any(both)
    )
    return (sum(both[0] for _, both in by), sum(both[1] for _, both in by)), by


def _settle(
    terms: TieTerms, chance: Floats, x: Any, y: Any, first_home: Any, first_away: Any, legs: int,
    late: Late, count: _Count,
) -> None:  # fmt: skip
    """Count every way from the scores of the last match and of the first."""
    chance = chance.copy()
    # Goals away: the visitors' here, the home side's in the first leg.
    abroad = first_home - y + 0 * x
    steps: tuple[str, ...] = terms.rule.decide
    if legs == 1:
        count.settle("single_match", chance, x - y)
        steps = tuple(step for step in steps if step not in OF_TWO_LEGS)
    for place, step in enumerate(steps):
        if step == "aggregate":
            count.settle(step, chance, x + first_home - y - first_away)
        elif step == "points" and legs == 2:
            count.settle(
                step, chance, _points(x, y) + _points(first_home, first_away)
                - _points(y, x) - _points(first_away, first_home),
            )  # fmt: skip
        elif step == "away_goals":
            count.settle(step, chance, abroad)
        elif step in OF_EXTRA_TIME:
            _extra_time(terms, steps[place:], chance, abroad, legs, late, count)
            return
        else:
            _rest(terms, steps[place:], float(chance.sum()), late, count)
            return
    _rest(terms, ("lots",), float(chance.sum()), late, count)


def _extra_time(
    terms: TieTerms, steps: tuple[str, ...], chance: Floats, abroad: Any, legs: int, late: Late,
    count: _Count,
) -> None:  # fmt: skip
    """Extra time, exactly: both sides' goals are Poisson at a third of their rates."""
    step, more = steps[0], steps[1:]
    after = "away_goals_after_extra_time"
    home, away, level = _played_on(step, late)
    everything = float(chance.sum())
    count.add(step, everything * home, everything * away)
    if after in more and legs == 2:
        for lead in np.unique(abroad[chance > 0]).tolist():
            part = float(chance[(abroad == lead)].sum())
            # The goals of extra time are away goals of the visitors.
            leads = lead - late.scored[1] - np.arange(len(level))
            count.add(
                after, part * float(level[leads > 0].sum()), part * float(level[leads < 0].sum())
            )
            _rest(terms, more, part * float(level[leads == 0].sum()), late, count)
        return
    _rest(terms, more, everything * float(level.sum()), late, count)


def _played_on(step: str, late: Late) -> tuple[float, float, Floats]:
    """Chances that either side leads after extra time, and of being level, by further goals away."""
    lead = late.scored[0] - late.scored[1]
    if step == "golden_goal":
        if lead:
            return float(lead > 0), float(lead < 0), np.zeros(1)
        both = late.rates.sum(axis=1)
        none = np.exp(-both * late.share)
        home = float(late.weights @ ((1 - none) * late.rates[:, 0] / both))
        even = float(late.weights @ none)
        return home, 1 - home - even, np.array([even])
    if step == "silver_goal" and late.share > LONG / 2:
        # It is over at the break if one side leads.
        one, other, still = _played_on("", replace(late, share=late.share - LONG / 2))
        ahead, behind, more = _played_on("", Late(late.rates, late.weights, LONG / 2))
        share = float(still.sum())
        return one + share * ahead, other + share * behind, np.convolve(still, more)
    up, down = (poisson(late.rates[:, side] * late.share, _EXTRA) for side in (0, 1))
    grid = np.einsum("n,na,nb->ab", late.weights, up, down)
    a, b = np.arange(_EXTRA)[:, None], np.arange(_EXTRA)[None, :]
    leads = lead + a - b
    level = np.where(leads == 0, grid, 0.0).sum(axis=0)
    return float(grid[leads > 0].sum()), float(grid[leads < 0].sum()), level


def _rest(
    terms: TieTerms, steps: tuple[str, ...], chance: float, late: Late, count: _Count
) -> None:
    """What extra time leaves level: a replay, a play-off, a shoot-out, lots."""
    steps = tuple(step for step in steps if step not in OF_TWO_LEGS)
    if not chance:
        return
    for place, step in enumerate(steps):
        if step in ("replay", "play_off") and terms.again is not None:
            grid = _scores(terms.again)
            a, b = np.arange(_GRID)[:, None], np.arange(_GRID)[None, :]
            home, away = float(grid[a > b].sum()), float(grid[a < b].sum())
            count.add(step, chance * home, chance * away)
            rates, weights = nodes(terms.again)
            left, more = chance * (1 - home - away), steps[place + 1 :]
            later = Late(rates[0], weights)
            if more and more[0] in OF_EXTRA_TIME:
                level = np.array([left])
                _extra_time(terms, more, level, np.zeros(1), 1, later, count)
            else:
                _rest(terms, more, left, later, count)
            return
        if step in OF_EXTRA_TIME:
            _extra_time(terms, steps[place:], np.array([chance]), np.zeros(1), 1, late, count)
            return
        if step in _LOTS:
            count.add(step, chance * late.first, chance * (1 - late.first))
            return
    count.add("lots", chance * late.first, chance * (1 - late.first))


def _scores(expected: Expected) -> Floats:
    """Chances of the scores of one match, float[_GRID, _GRID]."""
    rates, weights = nodes(expected)
    up, down = (poisson(rates[0, :, side], _GRID) for side in (0, 1))
    grid: Floats = np.einsum("n,na,nb->ab", weights, up, down)
    grid /= grid.sum()
    return grid


def _turned(expected: Expected) -> Expected:
    """The same with home and away changed."""
    return Expected(expected.rate[:, ::-1].copy(), expected.spread[:, [1, 0, 2]].copy())


def _points(own: Any, other: Any) -> Any:
    return 3 * (own > other) + 1 * (own == other)
