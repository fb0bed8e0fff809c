"""As :func:`.fit.derivatives`, compiled."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from matchdesk.forecast.record import Floats, Whole

if TYPE_CHECKING:
    from matchdesk.forecast.fit import Layout, Pairs


@njit(cache=True)
def _derivatives(
    theta: Any, home: Any, away: Any, competition: Any, at_home: Any, weight: Any, scored: Any,
    conceded: Any, low: Any, pool: Any, n: int, pools: int, competitions: int, slope: Any,
    curve: Any,
) -> float:  # fmt: skip
    at = 2 * n + 2 * pools
    rho = theta[-1]
    last = len(theta) - 1
    value = 0.0
    place, sign, side = np.zeros(11, np.int64), np.zeros(11), np.zeros(11, np.int64)
    for k in range(5):
        sign[k] = 1.0 if k in (0, 2, 4) else -1.0
        sign[k + 6] = sign[k]
        side[k + 6] = 1
    one, two, by_rho = np.zeros(2), np.zeros(3), np.zeros(2)
    active = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    if pools == 1:
        active = np.array([0, 1, 4, 5, 6, 7, 10])
    count = len(active)
    for p in range(len(home)):
        i, j, c = home[p], away[p], competition[p]
        place[0], place[1] = i, n + j
        place[2], place[3] = 2 * n + pool[i], 2 * n + pools + pool[j]
        place[4], place[5] = at + c, at + competitions + c
        sign[5] = at_home[p]
        place[6], place[7] = j, n + i
        place[8], place[9] = 2 * n + pool[j], 2 * n + pools + pool[i]
        place[10] = at + c
        home_rate, away_rate = 0.0, 0.0
        for k in range(6):
            home_rate += sign[k] * theta[place[k]]
        for k in range(6, 11):
            away_rate += sign[k] * theta[place[k]]
        x, y, w = math.exp(home_rate), math.exp(away_rate), weight[p]
        value += scored[p] * home_rate + conceded[p] * away_rate - w * (x + y)
        one[0], one[1] = scored[p] - w * x, conceded[p] - w * y
        two[0], two[1], two[2] = -w * x, -w * y, 0.0
        by_rho[0], by_rho[1] = 0.0, 0.0
        for q in range(4):
            times = low[p, q]
            if times == 0.0:
                continue
            factor = -1.0
            if q == 0:
                factor = -x * y
            elif q == 1:
                factor = x
            elif q == 2:
                factor = y
            tau = 1 + rho * factor
            if tau <= 0:
                return -math.inf
            value += times * math.log(tau)
            ratio = factor / tau
            slope[last] += times * ratio
            curve[last, last] -= times * ratio * ratio
            if q == 3:
                continue
            share = times * rho * ratio
            bend = share - times * (rho * ratio) ** 2
            mixed = times * factor / (tau * tau)
            if q != 2:
                one[0] += share
                two[0] += bend
                by_rho[0] += mixed
            if q != 1:
                one[1] += share
                two[1] += bend
                by_rho[1] += mixed
            if q == 0:
                two[2] += bend
        for u in range(count):
            a = active[u]
            s = side[a]
            slope[place[a]] += sign[a] * one[s]
            curve[last, place[a]] += sign[a] * by_rho[s]
            row = curve[place[a]]
            # Half of what stands on the diagonal: the other half comes with the transpose.
            row[place[a]] += sign[a] * sign[a] * two[s] / 2
            for v in range(u + 1, count):
                b = active[v]
                second = two[s] if s == side[b] else two[2]
                row[place[b]] += sign[a] * sign[b] * second
    curve[last, last] /= 2
    for a in range(last + 1):
        for b in range(a + 1):
            both = curve[a, b] + curve[b, a]
            curve[a, b] = both
            curve[b, a] = both
    return value


def derivatives(
    theta: Floats, pairs: Pairs, pool: Whole, layout: Layout
) -> tuple[float, Floats, Floats]:
    """As :func:`matchdesk.forecast.fit.derivatives`.

    With a single pool its mean has no derivatives: it is held at zero.
    """
    slope, curve = np.zeros(layout.size), np.zeros((layout.size, layout.size))
    value = _derivatives(
        theta, pairs.home, pairs.away, pairs.competition, pairs.at_home, pairs.weight,
        pairs.scored, pairs.conceded, pairs.low, pool, layout.clubs, layout.pools,
        layout.competitions, slope, curve,
    )  # fmt: skip
    return float(value), slope, curve


def warm() -> None:
    """Run the kernel once on one pair, so that it is compiled or loaded."""
    whole, floats = np.zeros(1, np.int64), np.ones(1)
    _derivatives(
        np.zeros(9), whole, whole, whole, floats, floats, floats, floats, np.ones((1, 4)),
        np.zeros(2, np.int64), 2, 1, 1, np.zeros(9), np.zeros((9, 9)),
    )  # fmt: skip
