"""Numbers by chance that any machine and any number of threads draw alike, and goals from them.

Every number is a function of the seed, the run, a stream and a place in it (Steele, Lea and Flood
2014, "Fast splittable pseudorandom number generators", OOPSLA: the mixing of SplitMix64), so runs
can be worked out in any order. Goals are drawn by looking up a 16-bit number in a table of the
Poisson distribution for rates in steps of 1/64 of a logarithm.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.forecast.record import Floats

Words = NDArray[np.uint64]

GOLDEN = 0x9E3779B97F4A7C15
ONE, TWO = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1

STEP = 64
"""Steps of a table to one of a logarithm."""
LOWEST, HIGHEST = -4 * STEP, 4 * STEP
LEVELS = HIGHEST - LOWEST + 1
# Together they never leave the table: two clubs, the goals of the competition, home advantage.
MOST_LEVEL, MOST_CLUB, MOST_SHOCK = 144, 48, 8
MOST_GOALS = 15
MIXED = 0xFFFF
"""Marks a slot of the table in which more than two numbers of goals fall."""


def mixed(word: int) -> int:
    """SplitMix64's finalizer, on plain whole numbers."""
    word = ((word ^ (word >> 30)) * ONE) & _MASK
    word = ((word ^ (word >> 27)) * TWO) & _MASK
    return word ^ (word >> 31)


def start_of(seed: int, stream: int) -> int:
    """Where a stream of a seed begins."""
    return mixed((mixed(seed & _MASK) + stream * GOLDEN) & _MASK)


def mix(words: Words) -> Words:
    """As :func:`mixed`, on arrays."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(ONE)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(TWO)
    mixed_up: Words = words ^ (words >> np.uint64(31))
    return mixed_up


def drawn(start: int, runs: NDArray[Any], place: int | NDArray[Any]) -> Words:
    """Words of a stream for some runs; ``place`` counts from 0 and goes with ``runs``."""
    with np.errstate(over="ignore"):
        of_run = mix(np.uint64(start) + runs.astype(np.uint64) * np.uint64(GOLDEN))
        at = np.asarray(place, dtype=np.uint64) + np.uint64(1)
        return mix(of_run + at * np.uint64(GOLDEN))


def _quantiles() -> Floats:
    """Normal quantiles at the middles of 4096 equal parts, by Newton from a logistic guess."""
    p = (np.arange(4096) + 0.5) / 4096
    x = np.log(p / (1 - p)) / 1.702
    for _ in range(60):
        cdf = np.array([0.5 * math.erfc(-v / math.sqrt(2)) for v in x])
        density = np.exp(-x * x / 2) / math.sqrt(2 * math.pi)
        move = (cdf - p) / density
        x = x - np.clip(move, -0.5, 0.5)
        if np.abs(move).max() < 1e-13:
            break
    # Symmetric to the last bit.
    quantiles: Floats = (x - x[::-1]) / 2
    return quantiles


class Tables:
    """Tables of goals for every level of a rate.

    Attributes:
        bounds: int32[level, 16], of 65536: numbers below the n-th bound have at most n goals.
        slots: uint16[level, 256], for the upper 8 bits of a number: the least goals in its lower 4
            bits, above them the lower 8 bits from which there is one more; or MIXED.
        none, one: int32[level], chance of no goal and of one, of 65536.
        moved: int32[level]: what Dixon and Coles' correction takes of a chance of one goal of the
            visitors if the home side scores none, by the level of the home side.
        taken: what it adds to that chance if the home side scores one, of 65536.
        normal: float[4096], quantiles.
    """

    def __init__(self, rho: float) -> None:
        rates = np.exp((LOWEST + np.arange(LEVELS)) / STEP)
        bounds = np.zeros((LEVELS, MOST_GOALS + 1))
        chance = np.exp(-rates)
        total = chance.copy()
        bounds[:, 0] = total
        for goals in range(1, MOST_GOALS):
            chance = chance * rates / goals
            total = total + chance
            bounds[:, goals] = total
        self.bounds = np.minimum(np.floor(bounds * 65536 + 0.5), 65536).astype(np.int32)
        self.bounds[:, MOST_GOALS] = 65536
        firsts = np.arange(256) * 256
        low = (self.bounds[:, None, :] <= firsts[None, :, None]).sum(axis=2)
        high = (self.bounds[:, None, :] <= firsts[None, :, None] + 255).sum(axis=2)
        next_bound = np.take_along_axis(self.bounds, np.minimum(low, MOST_GOALS), axis=1)
        more = np.where(high == low + 1, next_bound - firsts, 256)
        self.slots = np.where(high > low + 1, MIXED, (more << 4) | low).astype(np.uint16)
        self.none = self.bounds[:, 0].copy()
        self.one = self.bounds[:, 1] - self.bounds[:, 0]
        strength = -min(rho, 0.0)
        self.moved = np.minimum(np.floor(rates * strength * 65536), 65535).astype(np.int32)
        self.taken = int(strength * 65536)
        self.normal = _quantiles()

    def goals(self, level: NDArray[Any], number: NDArray[Any]) -> NDArray[np.int64]:
        """Goals at levels of a rate for 16-bit numbers."""
        found: NDArray[np.int64] = (self.bounds[level - LOWEST] <= number[..., None]).sum(axis=-1)
        return found

    def score(
        self, home: NDArray[Any], away: NDArray[Any], words: NDArray[Any]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Goals of both sides, int[...] each, at levels of their rates, for 32-bit numbers.

        The correction of low scores leaves the home side's goals as they are and moves the bound
        between none and one of the visitors': further up after none of the home side, down after
        one. That is Dixon and Coles' distribution to the last digit of the numbers.
        """
        words = words.astype(np.int64)
        number = (words >> 16) & 0xFFFF
        x, y = self.goals(home, words & 0xFFFF), self.goals(away, number)
        one = self.one[away - LOWEST].astype(np.int64)
        bound = self.none[away - LOWEST].astype(np.int64)
        bound = bound + np.where(x == 0, (self.moved[home - LOWEST] * one) >> 16, 0)
        bound = bound - np.where(x == 1, (self.taken * one) >> 16, 0)
        return x, np.where(y < 2, number >= bound, y).astype(np.int64)


def level_of(log_rate: Floats, most: int = MOST_LEVEL) -> NDArray[np.int64]:
    """The level of a logarithm of a rate, float[...] → int[...]; what is beyond is put at the end."""
    steps = np.floor(np.asarray(log_rate) * STEP + 0.5)
    return np.clip(steps, -most, most).astype(np.int64)
