"""A match as it goes: chances after every goal and red card, by exact convolution.

Both sides score at their rates for the match times what the minute, the score and the men on the pitch
make of them. Minute by minute the rates of both sides rise and fall together, so the distribution of
scores at the end is that of a Markov chain over scores after a certain share of the match; it is worked
out by uniformization (Jensen 1953; every term is positive, nothing is sampled). The rates are
uncertain: they are looked at in nine points whose weights follow from the goals so far. What is after
90 minutes follows the tie's own rules, see :mod:`.ways`.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from matchdesk.errors import UsageError
from matchdesk.forecast.goals import nodes
from matchdesk.forecast.record import Floats
from matchdesk.forecast.strengths import Expected
from matchdesk.forecast.ways import LONG, Late, OtherLeg, TieTerms, ways

GRID = 12
"""Further goals of a side that are told apart."""
_TAIL, _MOST_STEPS = 1e-13, 200
LEAST = 0.05
"""Least share of the goals of minute 45 or 90 that is still to come while it is being played."""


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """What minute, score and cards do to a side's rate, in logarithms.

    Held in ``data/live.toml`` with what they were fitted to; ``scripts/fit_live.py`` makes it.

    Attributes:
        level: added to every rate.
        growth, bend: linear and square in (minute - 45) / 45. early: in the first two minutes of the
            match and the first of the second half. half_end, match_end: in minutes 45 and 90, added
            time included.
        lead: behind by three or more, two, one; level; ahead by one, two, three or more.
        own_red, other_red: for each man fewer of its own, and of the other side.
        left_45: share of the goals of minute 45 and what is added to it that fall after 0, 1, 2, …
            minutes of added time; the last is for later ones. left_90: likewise.
        kick: share of kicks of a shoot-out that go in.
    """

    level: float
    growth: float
    bend: float
    early: float
    half_end: float
    match_end: float
    lead: tuple[float, ...]
    own_red: float
    other_red: float
    left_45: tuple[float, ...]
    left_90: tuple[float, ...]
    kick: float


@lru_cache(maxsize=1)
def held_settings() -> LiveSettings:
    """The settings that ship."""
    text = files("matchdesk.forecast").joinpath("data/live.toml").read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(text)["settings"]
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return LiveSettings(**values)


@lru_cache(maxsize=8)
def minutes(settings: LiveSettings) -> Floats:
    """Share of a match's goals that falls in each minute, float[90]; sums to 1.

    Minutes 45 and 90 hold what is added to their half.
    """
    share: Floats = np.exp(minute_weights(settings))
    share /= share.sum()
    share.flags.writeable = False
    return share


def minute_weights(settings: LiveSettings) -> Floats:
    """What each minute does to a rate, in logarithms, float[90]."""
    u = (np.arange(1, 91) - 45) / 45
    weight: Floats = settings.growth * u + settings.bend * u * u
    weight[[0, 1, 45]] += settings.early
    weight[44] += settings.half_end
    weight[89] += settings.match_end
    return weight


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
        taken: kicks of the shoot-out so far, in order: (by the home side, went in).
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
    taken: tuple[tuple[bool, bool], ...] = ()

    @property
    def extra_time(self) -> bool:
        """True in extra time."""
        return self.home_at_90 is not None


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
        if s.taken:
            told["kicks"] = [
                {"team": home if at_home else away, "scored": scored} for at_home, scored in s.taken
            ]
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
        settings: LiveSettings | None = None,
    ) -> None:
        if len(expected) != 1:
            raise UsageError(f"Found {len(expected)} matches, expected one.")
        self.settings = settings or held_settings()
        rates, weights = nodes(expected)
        self.rates, self.weights = rates[0] * math.exp(self.settings.level), weights
        self.terms = terms
        self.other: OtherLeg | None = None
        if terms is not None and terms.leg == 1:
            if terms.other_leg is None:
                raise UsageError("Found a first leg, expected what is known of the second.")
            self.other = OtherLeg.of(terms.other_leg)
        self.factors: Floats = np.exp(np.array(self.settings.lead))

    def at(self, standing: Standing) -> LiveChances:
        """Chances as the match stands.

        Raises:
            UsageError: minute, goals or cards that no match has.
        """
        s = standing
        if s.minute < 0 or min(s.home, s.away, s.red_home, s.red_away, s.added) < 0:
            raise UsageError(f"Found {s}, expected nothing below zero.", code="bad-standing")
        weights, rates = self._weights(s), self._rates(s)
        grid = carried(rates, weights, float(self._left(s).sum()), self.factors, s.home - s.away)
        x = np.arange(GRID)[:, None] + (s.home if s.home_at_90 is None else s.home_at_90)
        y = np.arange(GRID)[None, :] + (s.away if s.away_at_90 is None else s.away_at_90)
        three = grid[x > y].sum(), grid[x == y].sum(), grid[x < y].sum()
        through: tuple[float, float] | None = None
        by: tuple[tuple[str, tuple[float, float]], ...] = ()
        if self.terms is not None:
            through, by = ways(self.terms, grid, x, y, self._late(s, rates, weights), self.other)
        return LiveChances(
            s, float(three[0]), float(three[1]), float(three[2]), float((grid * x).sum()),
            float((grid * y).sum()), through, by,
        )  # fmt: skip

    def _left(self, s: Standing) -> Floats:
        """Share of the match's goals that each minute still to come of the 90 holds."""
        share = minutes(self.settings)
        if s.over or s.extra_time:
            return share[:0]
        if s.half_time:
            return share[45:]
        left = share[min(s.minute, 90) :]
        if s.minute in (45, 90):
            rest = self.settings.left_45 if s.minute == 45 else self.settings.left_90
            now = rest[min(s.added, len(rest) - 1)]
            left = np.concatenate(([share[s.minute - 1] * now], left))
        return left

    def _rates(self, s: Standing) -> Floats:
        """Rates of a whole match with the men that are on the pitch, float[node, 2]."""
        own, other = self.settings.own_red, self.settings.other_red
        men = [own * s.red_home + other * s.red_away, own * s.red_away + other * s.red_home]
        rates: Floats = self.rates * np.exp(men)
        return rates

    def _weights(self, s: Standing) -> Floats:
        """Weights of the nine points, after the goals of the 90 minutes so far."""
        played = 1.0 - float(self._left(s).sum())
        home = s.home if s.home_at_90 is None else s.home_at_90
        away = s.away if s.away_at_90 is None else s.away_at_90
        told = self.weights * np.exp(-played * self.rates.sum(axis=1))
        told = told * self.rates[:, 0] ** home * self.rates[:, 1] ** away
        total = told.sum()
        weights: Floats = told / total if total > 0 else self.weights
        return weights

    def _late(self, s: Standing, rates: Floats, weights: Floats) -> Late:
        """What is known of extra time and of the shoot-out."""
        scored, share = (0, 0), LONG
        if s.home_at_90 is not None and s.away_at_90 is not None:
            scored = (s.home - s.home_at_90, s.away - s.away_at_90)
            share = 0.0 if s.over else LONG * max(120 - s.minute, 0) / 30
        first = 0.5
        if s.kicks:
            first = 1.0 if s.kicks == "home" else 0.0
        elif s.taken:
            first = shoot_out(s.taken, self.settings.kick)
        return Late(rates, weights, share, scored, first)


def carried(rates: Floats, weights: Floats, share: float, factors: Floats, lead: int) -> Floats:
    """Distribution of both sides' further goals.

    Args:
        rates: float[node, 2], goals of a whole match.
        weights: float[node].
        share: of a match's goals that is still to come.
        factors: float[7], by a side's lead from -3 to +3.
        lead: of the home side now.

    Returns:
        float[GRID, GRID], home goals and away goals; sums to 1.
    """
    x, y = np.arange(GRID)[:, None], np.arange(GRID)[None, :]
    ahead = np.clip(lead + x - y, -3, 3)
    up = rates[:, 0, None, None] * factors[ahead + 3]
    down = rates[:, 1, None, None] * factors[3 - ahead]
    # At the edge of the grid nothing more is counted.
    up[:, -1], down[:, :, -1] = 0.0, 0.0
    fastest = (up + down).max(axis=(1, 2))
    flows = np.stack((up, down)) / fastest[:, None, None]
    stays = 1.0 - flows[0] - flows[1]
    held = np.zeros((len(rates), GRID, GRID))
    held[:, 0, 0] = 1.0
    flat = held.reshape(len(rates), -1)
    mean = fastest * share
    term = np.exp(-mean)
    total = (weights * term) @ flat
    reached, step, gone = term.copy(), 0, np.empty_like(flows)
    while step < _MOST_STEPS and (1.0 - reached).max() > _TAIL:
        step += 1
        np.multiply(held, flows, out=gone)
        held *= stays
        held[:, 1:] += gone[0, :, :-1]
        held[:, :, 1:] += gone[1, :, :, :-1]
        term *= mean / step
        reached += term
        total += (weights * term) @ flat
    found: Floats = total.reshape(GRID, GRID)
    found /= found.sum()
    return found


def shoot_out(taken: tuple[tuple[bool, bool], ...], kick: float) -> float:
    """Chance that the home side wins a shoot-out of five each, then pair by pair.

    The side that took the first kick takes the first of every pair (Laws of the Game, Law 10).

    >>> shoot_out(((True, True), (False, False)), 0.75) > 0.6
    True
    >>> shoot_out(((True, True), (False, False)) * 3, 0.75)
    1.0
    """
    first = taken[0][0]
    scored = {
        side: sum(goal for at_home, goal in taken if at_home == side) for side in (True, False)
    }
    count = {side: sum(at_home == side for at_home, _ in taken) for side in (True, False)}
    return _shoot_out(first, scored[True], scored[False], count[True], count[False], kick)


@lru_cache(maxsize=4096)
def _shoot_out(first: bool, home: int, away: int, by_home: int, by_away: int, kick: float) -> float:
    left_home, left_away = max(5 - by_home, 0), max(5 - by_away, 0)
    if by_home <= 5 and by_away <= 5:
        if home > away + left_away:
            return 1.0
        if away > home + left_home:
            return 0.0
    if min(by_home, by_away) >= 5 and by_home == by_away:
        # Pair by pair both are as likely to be ahead.
        return 0.5 if home == away else float(home > away)
    turn = first if by_home == by_away else by_home < by_away
    if turn:
        scored = _shoot_out(first, home + 1, away, by_home + 1, by_away, kick)
        missed = _shoot_out(first, home, away, by_home + 1, by_away, kick)
    else:
        scored = _shoot_out(first, home, away + 1, by_home, by_away + 1, kick)
        missed = _shoot_out(first, home, away, by_home, by_away + 1, kick)
    return kick * scored + (1 - kick) * missed


__all__ = [
    "GRID", "LONG", "Live", "LiveChances", "LiveSettings", "Standing", "TieTerms", "carried",
    "held_settings", "minutes", "shoot_out",
]  # fmt: skip
