"""As :mod:`.strengths`, compiled: the same arguments taken apart, the same answers, loops only."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from matchdesk.forecast.record import Floats, Whole

_CLIMBS = 5


@njit(cache=True)
def _brought(
    mean: Any,
    spread: Any,
    seen: int,
    day: int,
    pace: Any,
    before: Any,
    drifts: Any,
    m: Any,
    p: Any,
) -> None:
    drift, form, form_kept, shown = drifts[0], drifts[1], drifts[2], drifts[3]
    for a in range(6):
        m[a] = mean[a]
        for b in range(6):
            p[a, b] = spread[a, b]
    if seen == 0:
        return
    days = float(day - seen)
    if days > 0:
        gone = days * drift * pace[0]
        p[0, 0] += gone
        p[1, 1] += gone
        p[0, 1] += gone * pace[1]
        p[1, 0] += gone * pace[1]
        kept = form_kept ** (days / 7)
        for a in range(2, 4):
            m[a] *= kept
            for b in range(6):
                p[a, b] *= kept
                p[b, a] *= kept
        for a in range(2, 4):
            p[a, a] += form * (1 - kept * kept)
        for a in range(4, 6):
            p[a, a] += shown * days
    kept, target, gained = before[0], before[1], before[2]
    if kept != 1.0 or gained != 0.0:
        for a in range(2):
            m[a] = target + kept * (m[a] - target)
            for b in range(6):
                p[a, b] *= kept
                p[b, a] *= kept
        p[0, 0] += gained
        p[1, 1] += gained
        p[0, 1] += gained * pace[1]
        p[1, 0] += gained * pace[1]
        for a in range(4, 6):
            p[a, a] += drifts[7]


@njit(cache=True)
def _count(
    m: Any, p: Any, g: Any, level: Any, level_spread: Any, abroad: Any, abroad_spread: Any,
    share: Any, side: int, half: float, strength: float, shown: float, shift: float, told: float,
    weight: float,
) -> None:  # fmt: skip
    own, other = side, 1 - side
    sign = 1.0 if side == 0 else -1.0
    rate = shift + level[0] + sign * half * level[1] + sign * strength * (abroad[0] - abroad[1])
    mine, theirs = strength * share[own], strength * share[other]
    mine_shown, theirs_shown = shown * share[own], shown * share[other]
    rate += mine * (m[own, 0] + m[own, 2]) + mine_shown * m[own, 4]
    rate -= theirs * (m[other, 1] + m[other, 3]) + theirs_shown * m[other, 5]
    variance = level_spread[0] + half * half * level_spread[1]
    variance += strength * strength * (abroad_spread[0] + abroad_spread[1])
    for a in range(6):
        g[own, a] = mine * (p[own, a, 0] + p[own, a, 2]) + mine_shown * p[own, a, 4]
        g[other, a] = -theirs * (p[other, a, 1] + p[other, a, 3]) - theirs_shown * p[other, a, 5]
    variance += mine * (g[own, 0] + g[own, 2]) + mine_shown * g[own, 4]
    variance -= theirs * (g[other, 1] + g[other, 3]) + theirs_shown * g[other, 5]
    mode = rate
    for _ in range(_CLIMBS):
        goals = math.exp(mode)
        mode += (weight * (told - goals) - (mode - rate) / variance) / (
            weight * goals + 1 / variance
        )
    step = (mode - rate) / variance
    curve = 1 / (variance + 1 / (weight * math.exp(mode)))
    for k in range(2):
        for a in range(6):
            m[k, a] += g[k, a] * step
            for b in range(6):
                p[k, a, b] -= g[k, a] * g[k, b] * curve
    pull = level_spread[0]
    level[0] += pull * step
    level_spread[0] -= pull * pull * curve
    pull = sign * half * level_spread[1]
    level[1] += pull * step
    level_spread[1] -= pull * pull * curve
    for k in range(2):
        pull = sign * strength * abroad_spread[k]
        if k == 1:
            pull = -pull
        abroad[k] += pull * step
        abroad_spread[k] -= pull * pull * curve


@njit(cache=True)
def _follow(
    mean: Any, spread: Any, seen: Any, level: Any, level_spread: Any, level_day: Any,
    country: Any, country_spread: Any, country_day: Any,
    home: Any, away: Any, competition: Any, day: Any, known: Any, at_home: Any, weights: Any,
    counts: Any, moved: Any, pace: Any, shares: Any, before: Any, of_club: Any,
    per_count: Any, drifts: Any, places: Any, blocks: Any, expected: Any, rate: Any, found: Any,
) -> None:  # fmt: skip
    m, p, g = np.zeros((2, 6)), np.zeros((2, 6, 6)), np.zeros((2, 6))
    club, own = np.zeros(2, np.int64), np.zeros(2, np.int64)
    abroad, abroad_spread = np.zeros(2), np.zeros(2)
    kinds = len(per_count)
    n = len(places)
    start = 0
    while start < n:
        end = start
        while end < n and blocks[end] == blocks[start]:
            end += 1
        for part in range(2):
            for k in range(start, end):
                t = places[k]
                if part == 0 and not expected[k]:
                    continue
                if part == 1 and not known[t]:
                    continue
                club[0], club[1] = home[t], away[t]
                number = competition[t]
                for side in range(2):
                    c = club[side]
                    _brought(mean[c], spread[c], seen[c], day[t], pace[t, side], before[t, side], drifts,
                             m[side], p[side])  # fmt: skip
                    own[side] = of_club[c]
                    abroad[side], abroad_spread[side] = 0.0, 0.0
                elsewhere = own[0] != own[1]
                if elsewhere:
                    for side in range(2):
                        o = own[side]
                        abroad[side] = country[o]
                        abroad_spread[side] = country_spread[o]
                        if country_day[o] != 0:
                            abroad_spread[side] += max(day[t] - country_day[o], 0) * drifts[6]
                half = at_home[t] / 2
                days = 0.0
                if level_day[number] != 0:
                    days = max(float(day[t] - level_day[number]), 0.0)
                if part == 0:
                    common = level_spread[number, 0, 0] + days * drifts[4]
                    edge = half * half * (level_spread[number, 0, 1] + days * drifts[5])
                    edge += abroad_spread[0] + abroad_spread[1]
                    for side in range(2):
                        a, o = side, 1 - side
                        sign = 1.0 if side == 0 else -1.0
                        rate[k, side] = (
                            level[number, 0, 0] + sign * half * level[number, 0, 1]
                            + sign * (abroad[0] - abroad[1])
                            + shares[t, a] * (m[a, 0] + m[a, 2])
                            - shares[t, o] * (m[o, 1] + m[o, 3]) + moved[t, side]
                        )  # fmt: skip
                        found[k, side] = (
                            common + edge
                            + shares[t, a] ** 2 * (p[a, 0, 0] + p[a, 2, 2] + 2 * p[a, 0, 2])
                            + shares[t, o] ** 2 * (p[o, 1, 1] + p[o, 3, 3] + 2 * p[o, 1, 3])
                        )  # fmt: skip
                    found[k, 2] = common - edge
                    for side in range(2):
                        found[k, 2] -= shares[t, side] ** 2 * (
                            p[side, 0, 1] + p[side, 0, 3] + p[side, 2, 1] + p[side, 2, 3]
                        )
                    continue
                for kind in range(kinds):
                    level_spread[number, kind, 0] += days * drifts[4]
                    level_spread[number, kind, 1] += days * drifts[5]
                lead = min(max(counts[t, 0, 0] - counts[t, 0, 1], -3.0), 3.0)
                for kind in range(kinds):
                    weight = per_count[kind, 2] * weights[t]
                    told = counts[t, kind]
                    if weight <= 0 or math.isnan(told[0]) or math.isnan(told[1]):
                        continue
                    for side in range(2):
                        shift = -per_count[kind, 3] * lead
                        if side == 1:
                            shift = -shift
                        shift += per_count[kind, 0] * moved[t, side]
                        _count(m, p, g, level[number, kind], level_spread[number, kind], abroad,
                               abroad_spread, shares[t], side, half, per_count[kind, 0], per_count[kind, 1],
                               shift, told[side], weight)  # fmt: skip
                for side in range(2):
                    c = club[side]
                    for a in range(6):
                        mean[c, a] = m[side, a]
                        for b in range(6):
                            spread[c, a, b] = p[side, a, b]
                    seen[c] = day[t]
                level_day[number] = day[t]
                if elsewhere:
                    for side in range(2):
                        country[own[side]] = abroad[side]
                        country_spread[own[side]] = abroad_spread[side]
                        country_day[own[side]] = day[t]
        start = end


def follow_arrays(
    state: tuple[Floats | Whole, ...], columns: tuple[Any, ...], settings: tuple[Floats, Floats],
    places: Whole, blocks: Whole, expected: Any,
) -> tuple[Floats, Floats]:  # fmt: skip
    """As :func:`matchdesk.forecast.strengths.follow`, on arrays; the state is changed in place."""
    rate, found = np.full((len(places), 2), np.nan), np.full((len(places), 3), np.nan)
    follow: Any = _follow
    follow(*state, *columns, *settings, places, blocks, expected, rate, found)
    return rate, found


def warm() -> None:
    """Run the kernel once on nothing, so that it is compiled or loaded."""
    floats, whole = np.zeros, np.zeros(1, np.int64)
    state = (
        floats((1, 6)), floats((1, 6, 6)), whole.copy(), floats((1, 4, 2)), floats((1, 4, 2)),
        whole.copy(), floats(1), floats(1), whole.copy(),
    )  # fmt: skip
    columns = (
        whole, whole, whole, whole, np.zeros(1, np.bool_), floats(1), floats(1),
        floats((1, 4, 2)), floats((1, 2)), floats((1, 2, 2)), floats((1, 2)),
        floats((1, 2, 3)), whole,
    )  # fmt: skip
    none = np.zeros(0, np.int64)
    follow_arrays(state, columns, (floats((4, 4)), floats(8)), none, none, np.zeros(0, np.bool_))
