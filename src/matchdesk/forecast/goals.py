"""From rates to scores: how likely each score and each outcome of a match is.

Both sides' goals are Poisson around rates that are themselves uncertain: normal in logarithms, both
together. Low scores are put right as Dixon and Coles do (1997, "Modelling association football scores
and inefficiencies in the football betting market", Applied Statistics 46, equation 4.2).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matchdesk.forecast.record import Floats
from matchdesk.forecast.settings import SETTINGS
from matchdesk.forecast.strengths import Expected

MOST = 16
"""Goals of a side from 0 to this less one are told apart; more are next to impossible."""

# Nodes and weights of Gauss-Hermite quadrature with three points, for a standard normal.
_NODES = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])
_WEIGHTS = np.array([1.0, 4.0, 1.0]) / 6.0


class Outcome(NamedTuple):
    """Chances of home win, draw and away win, float[match, 3], and expected goals, float[match, 2]."""

    chances: Floats
    goals: Floats


def poisson(rate: Floats, most: int = MOST) -> Floats:
    """Chances of 0, 1, … goals, float[..., most]; what is beyond is put on the last.

    >>> poisson(np.array(1.0), 3).round(4).tolist()
    [0.3679, 0.3679, 0.2642]
    """
    rate = np.asarray(rate, dtype=np.float64)
    found = np.empty((*rate.shape, most))
    found[..., 0] = np.exp(-rate)
    for goals in range(1, most):
        found[..., goals] = found[..., goals - 1] * rate / goals
    found[..., -1] = np.maximum(1.0 - found[..., :-1].sum(axis=-1), 0.0)
    return found


def nodes(expected: Expected) -> tuple[Floats, Floats]:
    """Rates at which an uncertain pair of rates is looked at.

    Returns:
        Rates, float[match, node, 2], and the weight of each node, float[node].
    """
    first, second, both = expected.spread.T
    own = np.sqrt(np.maximum(first, 0.0))
    tied = np.divide(both, own, out=np.zeros_like(both), where=own > 0)
    rest = np.sqrt(np.maximum(second - tied**2, 0.0))
    one, two = (z.ravel() for z in np.meshgrid(_NODES, _NODES, indexing="ij"))
    home = expected.rate[:, :1] + own[:, None] * one
    away = expected.rate[:, 1:] + tied[:, None] * one + rest[:, None] * two
    weights = np.outer(_WEIGHTS, _WEIGHTS).ravel()
    # No side has ever scored 20 a match; a rate beyond is a fault of what little is known.
    return np.exp(np.clip(np.stack((home, away), axis=-1), -8.0, 3.0)), weights


def put_right(home: Floats, away: Floats, rho: float) -> tuple[Floats, Floats, Floats, Floats]:
    """What Dixon and Coles' correction adds to 0-0, 0-1, 1-0 and 1-1, before it is weighed.

    The four sum to zero: it moves chances between low scores, and no more than there are.
    """
    base = np.exp(-home - away) * home * away
    most = np.minimum(1.0 / np.maximum(home, 1e-12), 1.0 / np.maximum(away, 1e-12))
    moved = base * np.clip(rho, -most, np.minimum(1.0, 1.0 / np.maximum(home * away, 1e-12)))
    return -moved, moved, moved, -moved


def outcomes(expected: Expected, rho: float = SETTINGS.low_scores) -> Outcome:
    """Chances of home win, draw and away win.

    >>> even = Expected(np.log([[1.4, 1.1]]), np.zeros((1, 3)))
    >>> outcomes(even).chances.round(3).tolist()
    [[0.427, 0.289, 0.284]]
    """
    rates, weights = nodes(expected)
    home, away = rates[..., 0], rates[..., 1]
    p, q = poisson(home), poisson(away)
    below = np.cumsum(q, axis=-1) - q
    win = (p * below).sum(axis=-1)
    draw = (p * q).sum(axis=-1)
    loss = 1.0 - win - draw
    low, lost, won, high = put_right(home, away, rho)
    chances = np.stack((win + won, draw + low + high, loss + lost), axis=-1)
    chances = np.maximum(np.einsum("mnk,n->mk", chances, weights), 0.0)
    chances /= chances.sum(axis=-1, keepdims=True)
    return Outcome(chances, np.einsum("mnk,n->mk", rates, weights))


def scores(expected: Expected, rho: float = SETTINGS.low_scores, most: int = MOST) -> Floats:
    """Chances of every score, float[match, home goals, away goals]; each match sums to 1."""
    rates, weights = nodes(expected)
    found = np.zeros((len(expected), most, most))
    for node, weight in enumerate(weights):
        home, away = rates[:, node, 0], rates[:, node, 1]
        grid = poisson(home, most)[:, :, None] * poisson(away, most)[:, None, :]
        low, lost, won, high = put_right(home, away, rho)
        grid[:, 0, 0] += low
        grid[:, 0, 1] += lost
        grid[:, 1, 0] += won
        grid[:, 1, 1] += high
        found += weight * grid
    found = np.maximum(found, 0.0)
    whole: Floats = found / found.sum(axis=(1, 2), keepdims=True)
    return whole
