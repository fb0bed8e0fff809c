"""As :func:`.live.carried`, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from matchdesk.forecast.live import GRID
from matchdesk.forecast.record import Floats


@njit(cache=True, nogil=True)
def _carried(rates: Any, weights: Any, left: Any, home: Any, away: Any, total: Any) -> None:
    n = len(home)
    grid, after = np.zeros((n, n)), np.zeros((n, n))
    for node in range(len(rates)):
        for a in range(n):
            for b in range(n):
                grid[a, b] = 0.0
        grid[0, 0] = 1.0
        far = 0
        for k in range(len(left)):
            up, down = rates[node, 0] * left[k], rates[node, 1] * left[k]
            # So far at most as many goals as steps.
            far = min(far + 1, n - 1)
            for a in range(far + 1):
                for b in range(far + 1):
                    held = grid[a, b]
                    stays = held
                    if a < n - 1:
                        stays -= held * (up * home[a, b])
                    if b < n - 1:
                        stays -= held * (down * away[a, b])
                    if a > 0:
                        stays += grid[a - 1, b] * (up * home[a - 1, b])
                    if b > 0:
                        stays += grid[a, b - 1] * (down * away[a, b - 1])
                    after[a, b] = stays
            for a in range(far + 1):
                for b in range(far + 1):
                    grid[a, b] = after[a, b]
        for a in range(n):
            for b in range(n):
                total[a, b] += weights[node] * grid[a, b]


def carried(rates: Floats, weights: Floats, left: Floats, factors: Floats, lead: int) -> Floats:
    """As :func:`matchdesk.forecast.live.carried`."""
    x, y = np.arange(GRID)[:, None], np.arange(GRID)[None, :]
    ahead = np.clip(lead + x - y, -3, 3)
    total = np.zeros((GRID, GRID))
    _carried(rates, weights, left, factors[ahead + 3], factors[3 - ahead], total)
    found: Floats = total / total.sum()
    return found


def warm() -> None:
    """Run the kernel once, so that it is compiled or loaded."""
    carried(np.ones((1, 2)), np.ones(1), np.full(2, 0.01), np.ones(7), 0)
