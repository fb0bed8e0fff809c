"""How good forecasts were: scores of probabilities, calibration, intervals of differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchdesk.forecast.record import Floats, Whole

OUTCOMES = ("home_win", "draw", "away_win")
RESAMPLES = 2_000
"""Samples of the bootstrap."""
LEVEL = 0.95
_LEAST = 1e-12


def result_of(home_goals: Whole, away_goals: Whole) -> Whole:
    """0 home win, 1 draw, 2 away win; int[match].

    >>> result_of(np.array([2, 1, 0]), np.array([0, 1, 3])).tolist()
    [0, 1, 2]
    """
    found: Whole = np.where(home_goals > away_goals, 0, np.where(home_goals == away_goals, 1, 2))
    return found


def log_loss(chances: Floats, result: Whole) -> Floats:
    """Minus the natural logarithm of what the result was given; float[match]. Less is better.

    Good (1952), "Rational decisions", JRSS B 14.
    """
    given = chances[np.arange(len(result)), result]
    found: Floats = -np.log(np.maximum(given, _LEAST))
    return found


def rps(chances: Floats, result: Whole) -> Floats:
    """Ranked probability score over home win, draw, away win; float[match]. Less is better.

    Half the sum of squared differences of the cumulated probabilities (Epstein 1969, "A scoring
    system for probability forecasts of ranked categories", J. Appl. Meteor. 8; the half as in
    Constantinou and Fenton 2012).

    >>> rps(np.array([[1.0, 0.0, 0.0]]), np.array([2])).tolist()
    [1.0]
    """
    told = np.eye(3)[result]
    off = np.cumsum(chances, axis=1)[:, :2] - np.cumsum(told, axis=1)[:, :2]
    found: Floats = (off**2).sum(axis=1) / 2
    return found


def brier(chances: Floats, result: Whole) -> Floats:
    """Sum of squared differences over the three outcomes; float[match]. Less is better.

    Brier (1950), "Verification of forecasts expressed in terms of probability", Mon. Wea. Rev. 78.
    """
    found: Floats = ((chances - np.eye(3)[result]) ** 2).sum(axis=1)
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean difference of a score between two forecasts of the same matches, with its interval."""

    mean: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """As a JSON object."""
        return {"mean": self.mean, "low": self.low, "high": self.high}


def difference(one: Floats, other: Floats, *, seed: int = 2012) -> Difference:
    """Mean of ``one - other``, and the 95 % interval of a paired bootstrap over matches.

    Efron (1979), "Bootstrap methods: another look at the jackknife", Ann. Statist. 7.
    """
    gap = one - other
    if not len(gap):
        return Difference(float("nan"), float("nan"), float("nan"))
    rng = np.random.default_rng([seed, len(gap)])
    means = np.empty(RESAMPLES)
    for n in range(RESAMPLES):
        means[n] = gap[rng.integers(0, len(gap), len(gap))].mean()
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Difference(float(gap.mean()), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like probability: how many, what was said, what came."""

    low: float
    high: float
    forecasts: int
    said: float
    came: float

    def to_dict(self) -> dict[str, float | int]:
        """As a JSON object."""
        return {
            "from": self.low,
            "to": self.high,
            "forecasts": self.forecasts,
            "said": self.said,
            "came": self.came,
        }


def calibration(chances: Floats, result: Whole, bins: int = 10) -> tuple[Bin, ...]:
    """All three probabilities of every match, in bins of like size; empty bins are left out."""
    said = chances.ravel()
    came = np.eye(3)[result].ravel()
    which = np.minimum((said * bins).astype(np.int64), bins - 1)
    found = []
    for n in range(bins):
        inside = which == n
        if inside.any():
            found.append(
                Bin(n / bins, (n + 1) / bins, int(inside.sum()), float(said[inside].mean()),
                    float(came[inside].mean()))
            )  # fmt: skip
    return tuple(found)


def calibration_error(chances: Floats, result: Whole, bins: int = 10) -> float:
    """Expected calibration error: mean distance of said and came over :func:`calibration`.

    Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian
    binning", AAAI.
    """
    held = calibration(chances, result, bins)
    total = sum(b.forecasts for b in held)
    return sum(b.forecasts * abs(b.said - b.came) for b in held) / total if total else 0.0


def calibration_interval(
    chances: Floats, result: Whole, bins: int = 10, *, seed: int = 2012
) -> tuple[float, float]:
    """95 % interval of :func:`calibration_error`, by a bootstrap over matches."""
    rng = np.random.default_rng([seed, len(result)])
    found = []
    for _ in range(RESAMPLES // 10):
        which = rng.integers(0, len(result), len(result))
        found.append(calibration_error(chances[which], result[which], bins))
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
