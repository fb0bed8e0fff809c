"""A match as it goes: chances after every goal and red card, by exact convolution.

Minute by minute each side scores at most once, at its rate for the match times what the minute, the
score and the men on the pitch make of it; the distribution of scores is carried forward to the end.
Nothing is sampled. The rates are uncertain: they are looked at in nine points whose weights follow
from the goals so far. What is after 90 minutes follows the tie's own rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from matchdesk.errors import UsageError
from matchdesk.forecast import compiled
from matchdesk.forecast.goals import nodes
from matchdesk.forecast.record import Floats
from matchdesk.forecast.strengths import Expected
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.words import OF_TWO_LEGS

GRID = 12
"""Further goals of a side that are told apart."""
_EXTRA = 8
_LONG = 1 / 3
"""Extra time as a share of a match."""


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """What minute, score and cards do to a side's rate, in logarithms.

    Fitted to La Liga 2003-04 to 2009-10 by ``benchmarks/fit_live.py``.

    Attributes:
        growth, bend: linear and square in (minute - 45) / 45. early: in the first two minutes of a
            half. half_end, match_end: in minutes 45 and 90, added time included.
        lead: behind by three or more, two, one; level; ahead by one, two, three or more.
        own_red, other_red: for each man fewer of its own, and of the other side.
        added: minutes that are usually added to a half; later the rest fades.
    """

    growth: float = 0.169
    bend: float = -0.072
    early: float = -0.302
    half_end: float = 0.492
    match_end: float = 1.271
    lead: tuple[float, ...] = (0.26, 0.087, 0.061, 0.0, -0.053, -0.083, -0.159)
    own_red: float = -0.379
    other_red: float = 0.466
    added: tuple[float, float] = (3.0, 6.0)


SETTINGS = LiveSettings()


@lru_cache(maxsize=8)
def minutes(settings: LiveSettings = SETTINGS) -> Floats:
    """Share of a match's goals that falls in each minute, float[90]; sums to 1.

    Minutes 45 and 90 hold what is added to their half.
    """
    minute = np.arange(1, 91)
    u = (minute - 45) / 45
    weight = settings.growth * u + settings.bend * u * u
    weight += np.where(np.isin(minute, (1, 2, 46)), settings.early, 0.0)
    weight[44] += settings.half_end
    weight[89] += settings.match_end
    share: Floats = np.exp(weight)
    share /= share.sum()
    share.flags.writeable = False
    return share


@dataclass(frozen=True, slots=True)
class Standing:
    """How a match stands.

    Attributes:
        minute: played, 0 before kick-off, 90 with ``added`` in added time; over 90 in extra time.
        added: minutes of added time played, 0 outside of it.
        home, away: goals in this match, those of extra time included.
        red_home, red_away: men sent off.
        half_time: True in the break after the first half.
        over: True once the match has ended (or, before extra time, its 90 minutes).
        home_at_90, away_at_90: goals after 90 minutes, once extra time has begun; else None.
        kicks: winner of the shoot-out, "home" or "away"; "" where there was none.
    """

    minute: int = 0
    added: int = 0
    home: int = 0
    away: int = 0
    red_home: int = 0
    red_away: int = 0
    half_time: bool = False
    over: bool = False
    home_at_90: int | None = None
    away_at_90: int | None = None
    kicks: str = ""

    @property
    def extra_time(self) -> bool:
        """True in extra time."""
        return self.home_at_90 is not None


@dataclass(frozen=True, slots=True)
class TieTerms:
    """What a match means in its tie.

    Attributes:
        rule: legs and steps of the round.
        leg: 1 or 2; 0 for a single match.
        first: score of the first leg as (this match's home side, this match's visitors), in the
            second leg; None else. The visitors of this match were at home then.
        other_leg: what is expected of the second leg, in the first; home and away as then.
    """

    rule: RoundRule
    leg: int = 0
    first: tuple[int, int] | None = None
    other_leg: Expected | None = None


@dataclass(frozen=True, slots=True)
class LiveChances:
    """Chances at one moment of a match.

    Attributes:
        home_win, draw, away_win: after 90 minutes.
        goals_home, goals_away: expected after 90 minutes.
        through: of the home side and the visitors; None where the match is of no tie.
        by: how it goes through: step → (home side, visitors).
    """

    standing: Standing
    home_win: float
    draw: float
    away_win: float
    goals_home: float
    goals_away: float
    through: tuple[float, float] | None = None
    by: tuple[tuple[str, tuple[float, float]], ...] = field(default=())

    def to_dict(self, home: str, away: str) -> dict[str, object]:
        """As a JSON object."""
        s = self.standing
        told: dict[str, object] = {
            "minute": s.minute,
            "added": s.added or None,
            "score": f"{s.home}-{s.away}",
            "red_cards": [s.red_home, s.red_away],
            "home": home,
            "away": away,
            "home_win": self.home_win,
            "draw": self.draw,
            "away_win": self.away_win,
            "goals_home": self.goals_home,
            "goals_away": self.goals_away,
            "through": None,
        }
        if self.through is not None:
            told["through"] = {home: self.through[0], away: self.through[1]}
            told["through_by"] = {step: {home: both[0], away: both[1]} for step, both in self.by}
        return told


class Live:
    """A match in play.

    Args:
        expected: of the match before kick-off, one match.
        terms: of its tie, None where it is of none.
        settings: what minute, score and cards do.

    >>> even = Live(Expected(np.log([[1.4, 1.1]]), np.zeros((1, 3))))
    >>> before, after = even.at(Standing()), even.at(Standing(minute=80, home=1))
    >>> bool(after.home_win > before.home_win), bool(after.home_win > 0.8)
    (True, True)
    """

    def __init__(
        self,
        expected: Expected,
        terms: TieTerms | None = None,
        settings: LiveSettings = SETTINGS,
    ) -> None:
        if len(expected) != 1:
            raise UsageError(f"Found {len(expected)} matches, expected one.")
        rates, weights = nodes(expected)
        self.rates, self.weights = rates[0], weights
        self.terms, self.settings = terms, settings
        self.kernel = compiled.kernel("live_kernel")
        self.factors = _factors(settings)
        if terms is not None and terms.other_leg is not None:
            other, of_other = nodes(terms.other_leg)
            self.other = sum(
                w * np.outer(_poisson(a, GRID), _poisson(b, GRID))
                for w, (a, b) in zip(of_other, other[0], strict=True)
            )

    def at(self, standing: Standing) -> LiveChances:
        """Chances as the match stands.

        Raises:
            UsageError: minute, goals or cards that no match has.
        """
        s = standing
        if s.minute < 0 or min(s.home, s.away, s.red_home, s.red_away, s.added) < 0:
            raise UsageError(f"Found {s}, expected nothing below zero.", code="bad-standing")
        grid = self._scores(s)
        x = np.arange(GRID)[:, None] + (s.home if s.home_at_90 is None else s.home_at_90)
        y = np.arange(GRID)[None, :] + (s.away if s.away_at_90 is None else s.away_at_90)
        three = grid[x > y].sum(), grid[x == y].sum(), grid[x < y].sum()
        through: tuple[float, float] | None = None
        by: tuple[tuple[str, tuple[float, float]], ...] = ()
        if self.terms is not None:
            through, by = self._through(s, grid, x, y)
        return LiveChances(
            s, float(three[0]), float(three[1]), float(three[2]), float((grid * x).sum()),
            float((grid * y).sum()), through, by,
        )  # fmt: skip

    # The 90 minutes

    def _left(self, s: Standing) -> Floats:
        """Share of the match's goals that each minute still to come holds."""
        share = minutes(self.settings)
        if s.over or s.extra_time:
            return share[:0]
        left = share[min(s.minute, 90) :]
        if s.half_time:
            return share[45:]
        if s.added and s.minute in (45, 90):
            first, second = self.settings.added
            usual = first if s.minute == 45 else second
            rest = max(1.0 - s.added / usual, 0.0) if s.added < usual else 0.15
            left = np.concatenate(([share[s.minute - 1] * rest], left))
        elif s.minute in (45, 90):
            # The end of the half as such; its added time is still to come.
            left = np.concatenate(([share[s.minute - 1] * 0.75], left))
        return left

    def _weights(self, s: Standing) -> Floats:
        """Weights of the nine rates, after the goals so far."""
        played = 1.0 - float(self._left(s).sum())
        goals = (
            s.home if s.home_at_90 is None else s.home_at_90,
            s.away if s.away_at_90 is None else s.away_at_90,
        )
        told = self.weights * np.exp(-played * self.rates.sum(axis=1))
        told = told * self.rates[:, 0] ** goals[0] * self.rates[:, 1] ** goals[1]
        total = told.sum()
        weights: Floats = told / total if total > 0 else self.weights
        return weights

    def _scores(self, s: Standing) -> Floats:
        """Chances of the further goals of both sides until 90 minutes, float[GRID, GRID]."""
        left = _steps(self._left(s))
        men_home = self.settings.own_red * s.red_home + self.settings.other_red * s.red_away
        men_away = self.settings.own_red * s.red_away + self.settings.other_red * s.red_home
        rates = self.rates * np.exp([men_home, men_away])
        lead = s.home - s.away
        carry: Any = carried if self.kernel is None else self.kernel.carried
        grid: Floats = carry(rates, self._weights(s), left, self.factors, lead)
        return grid

    # What comes after

    def _through(
        self, s: Standing, grid: Floats, x: Any, y: Any
    ) -> tuple[tuple[float, float], tuple[tuple[str, tuple[float, float]], ...]]:
        assert self.terms is not None
        t = self.terms
        found: dict[str, list[float]] = {}
        x, y = np.broadcast_arrays(x, y)
        if t.leg == 1:
            self._first_leg(grid, x, y, found)
        else:
            first = t.first or (0, 0)
            legs = 2 if t.leg == 2 else 1
            for a, b in zip(*np.nonzero(grid > 1e-15), strict=True):
                self._settle(float(grid[a, b]), (int(x[a, b]), int(y[a, b])), first, legs, s, found)
        total = sum(one + other for one, other in found.values()) or 1.0
        by = tuple(
            (step, (both[0] / total, both[1] / total))
            for step, both in found.items()
            if both[0] or both[1]
        )
        return (sum(b[0] for _, b in by), sum(b[1] for _, b in by)), by

    def _settle(
        self,
        chance: float,
        last: tuple[int, int],
        first: tuple[int, int],
        legs: int,
        s: Standing,
        found: dict[str, list[float]],
    ) -> None:
        """Who goes through after this score of the last match, step by step."""
        assert self.terms is not None
        rule = self.terms.rule
        goals = (last[0] + first[0], last[1] + first[1])
        # Goals away: the visitors' here, the home side's in the first leg.
        away = (first[0], last[1]) if legs == 2 else (0, 0)
        steps = rule.decide
        if legs == 1:
            if last[0] != last[1]:
                _add(found, "single_match", chance, last[0] - last[1])
                return
            steps = tuple(step for step in steps if step not in OF_TWO_LEGS)
        for place, step in enumerate(steps):
            if step == "aggregate" and goals[0] != goals[1]:
                _add(found, step, chance, goals[0] - goals[1])
                return
            if step == "away_goals" and away[0] != away[1]:
                _add(found, step, chance, away[0] - away[1])
                return
            if step == "points" and legs == 2:
                one = _points(last[0], last[1]) + _points(first[0], first[1])
                other = _points(last[1], last[0]) + _points(first[1], first[0])
                if one != other:
                    _add(found, step, chance, one - other)
                    return
            if step in ("extra_time", "golden_goal", "silver_goal"):
                self._extra_time(chance, away, steps[place:], legs, s, found)
                return
            if step in ("penalties", "replay", "play_off", "toss", "lots", "better_rank"):
                self._kicks(found, step, chance, s)
                return
        self._kicks(found, "lots", chance, s)

    def _extra_time(
        self,
        chance: float,
        away: tuple[int, int],
        steps: Sequence[str],
        legs: int,
        s: Standing,
        found: dict[str, list[float]],
    ) -> None:
        """Extra time, exactly: both sides' goals are Poisson at a third of their rates."""
        scored = (0, 0)
        share = _LONG
        if s.extra_time and s.home_at_90 is not None and s.away_at_90 is not None:
            scored = (s.home - s.home_at_90, s.away - s.away_at_90)
            share = 0.0 if s.over else _LONG * max(120 - s.minute, 0) / 30
        weights = self._weights(s)
        grid = np.zeros((_EXTRA, _EXTRA))
        for weight, (a, b) in zip(weights, self.rates, strict=True):
            grid += weight * np.outer(_poisson(a * share, _EXTRA), _poisson(b * share, _EXTRA))
        rest = next(
            (w for w in steps[1:] if w not in ("away_goals_after_extra_time",)), "penalties"
        )
        late = "away_goals_after_extra_time" in steps and legs == 2
        for a in range(_EXTRA):
            for b in range(_EXTRA):
                p = chance * float(grid[a, b])
                one, other = scored[0] + a, scored[1] + b
                if p <= 0:
                    continue
                if one != other:
                    _add(found, steps[0], p, one - other)
                elif late and away[0] != away[1] + other:
                    _add(found, "away_goals_after_extra_time", p, away[0] - away[1] - other)
                else:
                    self._kicks(found, rest, p, s)

    def _kicks(self, found: dict[str, list[float]], step: str, chance: float, s: Standing) -> None:
        """A shoot-out, or what else is even, unless it is over."""
        if s.kicks:
            _add(found, step, chance, 1 if s.kicks == "home" else -1)
            return
        _add(found, step, chance / 2, 1)
        _add(found, step, chance / 2, -1)

    def _first_leg(self, grid: Floats, x: Any, y: Any, found: dict[str, list[float]]) -> None:
        """The second leg is still to come: it is looked at score by score."""
        assert self.terms is not None
        other = self.other / self.other.sum()
        here: dict[tuple[int, int], float] = {}
        for a, b in zip(*np.nonzero(grid > 1e-7), strict=True):
            here[int(x[a, b]), int(y[a, b])] = float(grid[a, b])
        # Seen from the second leg the sides have changed places.
        turned: dict[str, list[float]] = {}
        scores = [(a, b, float(other[a, b])) for a in range(GRID) for b in range(GRID)]
        for (home, away), p in here.items():
            for a, b, q in scores:
                if p * q > 1e-9:
                    self._settle(p * q, (a, b), (away, home), 2, Standing(over=True), turned)
        for step, (one, two) in turned.items():
            found[step] = [two, one]


def _points(own: int, other: int) -> int:
    return 3 if own > other else 1 if own == other else 0


def _add(found: dict[str, list[float]], step: str, chance: float, lead: int) -> None:
    both = found.setdefault(step, [0.0, 0.0])
    both[0 if lead > 0 else 1] += chance


def _poisson(rate: float, most: int) -> Floats:
    found = np.empty(most)
    found[0] = np.exp(-rate)
    for goals in range(1, most):
        found[goals] = found[goals - 1] * rate / goals
    return found


def _factors(settings: LiveSettings) -> Floats:
    """What a lead does to a rate, for leads from -(most) to +(most): float[7]."""
    factors: Floats = np.exp(np.array(settings.lead))
    return factors


def _steps(left: Floats) -> Floats:
    """Minutes with many goals are taken in several steps, so that one goal a step is enough."""
    if not len(left):
        return left
    usual = 1.5 / 90
    found: list[float] = []
    for share in left.tolist():
        parts = max(int(np.ceil(share / usual)), 1)
        found += [share / parts] * parts
    return np.array(found)


def carried(rates: Floats, weights: Floats, left: Floats, factors: Floats, lead: int) -> Floats:
    """Distribution of both sides' further goals, carried forward step by step.

    Args:
        rates: float[node, 2], goals of a whole match.
        weights: float[node].
        left: float[step], share of a match's goals in each step to come.
        factors: float[7], by a side's lead from -3 to +3.
        lead: of the home side now.

    Returns:
        float[GRID, GRID], home goals and away goals; sums to 1.
    """
    x, y = np.arange(GRID)[:, None], np.arange(GRID)[None, :]
    ahead = np.clip(lead + x - y, -3, 3)
    home, away = factors[ahead + 3], factors[3 - ahead]
    total = np.zeros((GRID, GRID))
    for node in range(len(rates)):
        grid = np.zeros((GRID, GRID))
        grid[0, 0] = 1.0
        up, down = rates[node, 0] * home, rates[node, 1] * away
        for share in left:
            one, other = grid * (share * up), grid * (share * down)
            # At the edge of the grid nothing more is counted.
            one[-1], other[:, -1] = 0.0, 0.0
            grid = grid - one - other
            grid[1:] += one[:-1]
            grid[:, 1:] += other[:, :-1]
        total += weights[node] * grid
    found: Floats = total / total.sum()
    return found
