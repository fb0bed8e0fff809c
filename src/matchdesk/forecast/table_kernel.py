"""As :func:`.table_plain.ends`, compiled. One call plays a stretch of runs, without the GIL."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matchdesk.forecast.chance import (
    GOLDEN,
    LOWEST,
    MIXED,
    MOST_CLUB,
    MOST_SHOCK,
    ONE,
    STEP,
    TWO,
    Tables,
    start_of,
)
from matchdesk.forecast.table_plain import (
    AGAIN,
    BY_CHANCE,
    LOTS,
    SHOCKS,
    STRENGTHS,
    Doubt,
    Ends,
    TableWorld,
    Whole,
)

_GOLDEN, _ONE, _TWO = np.uint64(GOLDEN), np.uint64(ONE), np.uint64(TWO)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
_S12, _S16, _S32 = np.uint64(12), np.uint64(16), np.uint64(32)
_4095, _FFFF = np.uint64(4095), np.uint64(0xFFFF)
_UNIT = np.uint64(1)
BLOCK = 64
"""Runs worked out side by side."""


@njit(cache=True, nogil=True)
def _mix(word: Any) -> Any:
    word = (word ^ (word >> _S30)) * _ONE
    word = (word ^ (word >> _S27)) * _TWO
    return word ^ (word >> _S31)


@njit(cache=True, nogil=True)
def _held(log_rate: float, most: Any) -> int:
    steps = math.floor(log_rate * STEP + 0.5)
    return int(min(max(steps, -most), most))


@njit(cache=True, nogil=True)
def _mini(
    order: Any, begin: Any, stop: Any, n: Any, home: Any, scores: Any, run: Any, win: Any, draw: Any,
    loss: Any, pair_first: Any, pair_listed: Any, among: Any,
) -> None:  # fmt: skip
    """Figures of the clubs of a stretch of the order over the matches between them.

    Six a club, by the criterion's code; those that a rulebook counts so.
    """
    for p in range(begin, stop):
        for k in range(6):
            among[6 * order[p] + k] = 0
    for p in range(begin, stop):
        one = order[p]
        for q in range(p + 1, stop):
            other = order[q]
            pair = one * n + other
            for k in range(pair_first[pair], pair_first[pair + 1]):
                m = pair_listed[k]
                score = np.int64(scores[m, run])
                x, y = score >> 4, score & 15
                i, j = 6 * one, 6 * other
                if home[m] != one:
                    i, j = j, i
                if x > y:
                    among[i] += win
                    among[j] += loss
                    among[i + 4] += 1
                elif x < y:
                    among[i] += loss
                    among[j] += win
                    among[j + 4] += 1
                else:
                    among[i] += draw
                    among[j] += draw
                among[i + 1] += x - y
                among[j + 1] += y - x
                among[i + 2] += x
                among[j + 2] += y
                among[i + 3] -= y
                among[j + 3] -= x
                among[j + 5] += y


@njit(cache=True, nogil=True)
def _overall(
    code: Any, order: Any, start: Any, end: Any, home: Any, away: Any, scores: Any, run: Any, key: Any,
    half: Any, before: Any, first: Any, listed: Any, figures: Any,
) -> None:  # fmt: skip
    """Figures of the clubs of a stretch of the order over all their matches."""
    for p in range(start, end):
        club = order[p]
        held = key[club]
        if code == 12:
            figures[club] = float(half[club])
            continue
        if code == 13:
            figures[club] = float(-before[club])
            continue
        if code >= 14:
            total = 0.0
            met = np.uint64(0)
            for k in range(first[club], first[club + 1]):
                m = listed[k]
                other = away[m] if home[m] == club else home[m]
                bit = _UNIT << np.uint64(other)
                if not met & bit:
                    met |= bit
                    total += _overall_plain(code - 14, key[other])
            figures[club] = total
            continue
        for_home: Any = 0
        against_home: Any = 0
        for_away: Any = 0
        against_away: Any = 0
        won: Any = 0
        won_away: Any = 0
        for k in range(first[club], first[club + 1]):
            m = listed[k]
            x, y = np.int64(scores[m, run] >> 4), np.int64(scores[m, run] & 15)
            if home[m] == club:
                for_home += x
                against_home += y
                won += 1 if x > y else 0
            else:
                for_away += y
                against_away += x
                won_away += 1 if y > x else 0
        figure = 0.0
        if code == 4:
            figure = float(won + won_away)
        elif code == 5:
            figure = float(for_away)
        elif code == 6:
            figure = float(won_away)
        elif code == 7:
            figure = float(for_away - against_away)
        elif code == 8:
            figure = float(for_home)
        elif code == 9:
            figure = float(for_home - against_home)
        elif code == 10:
            conceded = against_home + against_away
            figure = float(for_home + for_away) / float(conceded) if conceded else 1e9
        elif code == 11:
            matches = first[club + 1] - first[club]
            figure = float((held + (1 << 19)) >> 20) / matches if matches else 0.0
        figures[club] = figure


@njit(cache=True, nogil=True)
def _overall_plain(code: Any, held: Any) -> float:
    points = (held + (1 << 19)) >> 20
    if code == 0:
        return float(points)
    if code == 1:
        return float((held - (points << 20)) >> 10)
    return float(held & 1023)


@njit(cache=True, nogil=True)
def _arrange(
    size: Any, n: Any, keys: Any, rank: Any, section: Any, steps: Any, cuts: Any, first_tied: Any,
    quick: Any, home: Any, away: Any, scores: Any, win: Any, draw: Any, loss: Any, half: Any,
    before: Any, first: Any, listed: Any, pair_first: Any, pair_listed: Any, lots: Any, stream: Any,
    first_run: Any, out: Any, position: Any, points_out: Any, difference: Any, scored: Any,
) -> None:  # fmt: skip
    """Put the clubs in order, run by run; a stack of stretches of level clubs is the recursion.

    A block of runs at a time: numba counts the references to every array of a call. Clubs come in
    order of part, points, goal difference and goals.
    """
    order = np.arange(n)
    key, points = np.zeros(n, np.int64), np.zeros(n, np.int64)
    figures, figures_among = np.zeros(n), np.zeros(6 * n, np.int64)
    frames = np.zeros((n + 1, 6), np.int64)
    for run in range(size):
        for c in range(n):
            key[c] = keys[c, run]
            points[c] = (key[c] + (1 << 19)) >> 20
            order[rank[c, run]] = c
        top = 0
        start = 0
        while start < n:
            end = start + 1
            c = order[start]
            if quick:
                while (
                    end < n
                    and section[order[end]] == section[c]
                    and (points[order[end]] == points[c])
                ):
                    end += 1
                at = 1
            else:
                while end < n and section[order[end]] == section[c]:
                    end += 1
                at = 0
            lead = 0
            if end - start == 2:
                # Two clubs are most of what is level: their order follows from few differences.
                c, other = order[start], order[start + 1]
                won: Any = 0
                goals_more: Any = 0
                away_more: Any = 0
                for k in range(pair_first[c * n + other], pair_first[c * n + other + 1]):
                    m = pair_listed[k]
                    score = np.int64(scores[m, run])
                    x, y = score >> 4, score & 15
                    here = np.int64(home[m] == c) * 2 - 1
                    won += here * (np.int64(x > y) - np.int64(x < y)) * (win - loss)
                    goals_more += here * (x - y)
                    away_more -= here * y
                while at < len(steps):
                    code, among, wanted = steps[at, 0], steps[at, 1], steps[at, 3]
                    if wanted == 3:
                        at += 1
                        continue
                    if cuts[at, 0] >= 0 or code > 5 or code == 4 or code == 3:
                        break
                    if among:
                        lead = won
                        if code == 1 or code == 2:
                            lead = goals_more
                        elif code == 5:
                            lead = away_more
                    elif code == 0:
                        lead = points[c] - points[other]
                    elif code == 5:
                        break
                    else:
                        own, its = key[c] - (points[c] << 20), key[other] - (points[other] << 20)
                        lead = (
                            (own >> 10) - (its >> 10) if code == 1 else (own & 1023) - (its & 1023)
                        )
                    if lead != 0:
                        break
                    at += 1
                if lead < 0:
                    order[start], order[start + 1] = other, c
            if end - start > 1 and lead == 0:
                frames[top, 0], frames[top, 1], frames[top, 2] = start, end, at
                frames[top, 3], frames[top, 4], frames[top, 5] = 0, 0, 0
                top += 1
            start = end
        while top > 0:
            top -= 1
            start, end, at = frames[top, 0], frames[top, 1], frames[top, 2]
            # Clubs whose matches count among level ones: a stretch of the order, empty before any.
            begin, stop = frames[top, 3], frames[top, 4]
            # Their figures are kept by club: what is worked out for other stretches leaves them alone.
            counted_up = frames[top, 5]
            many = end - start
            done = False
            while at < len(steps):
                code, among, again, wanted = steps[at, 0], steps[at, 1], steps[at, 2], steps[at, 3]
                counted = stop - begin if stop > begin and among else many
                passed = wanted != 0 and (wanted == 2) != (counted == 2)
                if not passed and cuts[at, 0] >= 0:
                    passed = True
                    for k in range(cuts.shape[1]):
                        c = cuts[at, k]
                        if c < 0:
                            break
                        if (c == 0 and start == 0) or (c > 0 and start + 1 <= c < end):
                            passed = False
                if passed:
                    at += 1
                    continue
                if code == BY_CHANCE:
                    break
                if code == AGAIN:
                    if stop > begin and stop - begin != many:
                        begin, stop, counted_up, at = 0, 0, 0, first_tied
                        continue
                    at += 1
                    continue
                if among and code < 6:
                    if stop == begin:
                        begin, stop = start, end
                    if not counted_up:
                        _mini(
                            order, begin, stop, n, home, scores, run, win, draw, loss, pair_first,
                            pair_listed, figures_among,
                        )  # fmt: skip
                        counted_up = 1
                if among and code < 6:
                    for k in range(start, end):
                        figures[order[k]] = float(figures_among[6 * order[k] + code])
                elif code < 4:
                    for k in range(start, end):
                        c = order[k]
                        rest = key[c] - (points[c] << 20)
                        figures[c] = float(
                            points[c] if code == 0 else rest >> 10 if code == 1 else rest & 1023
                        )
                        if code == 3:
                            figures[c] = float((rest >> 10) - (rest & 1023))
                else:
                    _overall(
                        code, order, start, end, home, away, scores, run, key, half, before, first,
                        listed, figures,
                    )  # fmt: skip
                same = True
                for k in range(start + 1, end):
                    if figures[order[k]] != figures[order[start]]:
                        same = False
                if same:
                    at += 1
                    continue
                for k in range(start + 1, end):
                    c = order[k]
                    q = k - 1
                    while q >= start and figures[order[q]] < figures[c]:
                        order[q + 1] = order[q]
                        q -= 1
                    order[q + 1] = c
                k = start
                while k < end:
                    q = k + 1
                    while q < end and figures[order[q]] == figures[order[k]]:
                        q += 1
                    if q - k > 1:
                        frames[top, 0], frames[top, 1] = k, q
                        if again and at > 0:
                            frames[top, 2], frames[top, 3], frames[top, 4] = 0, 0, 0
                            frames[top, 5] = 0
                        else:
                            frames[top, 2], frames[top, 3], frames[top, 4] = at + 1, begin, stop
                            frames[top, 5] = counted_up
                        top += 1
                    k = q
                done = True
                break
            if not done:
                # By lot: each draws a number of its own.
                word = _mix(lots + np.uint64(first_run + run) * _GOLDEN)
                word = _mix(word + np.uint64(stream + 1) * _GOLDEN)
                for k in range(start + 1, end):
                    c = order[k]
                    mine = _mix(word + np.uint64(c + 1) * _GOLDEN)
                    q = k - 1
                    while q >= start and _mix(word + np.uint64(order[q] + 1) * _GOLDEN) > mine:
                        order[q + 1] = order[q]
                        q -= 1
                    order[q + 1] = c
        at = out + run
        for k in range(n):
            position[at, order[k]] = k + 1
            points_out[at, k] = points[k]
            difference[at, k] = (key[k] - (points[k] << 20)) >> 10
            scored[at, k] = key[k] & 1023


@njit(cache=True, nogil=True)
def _play(
    n: Any, of: Any, home: Any, away: Any, sides: Any, played: Any, level: Any, win: Any,
    draw: Any, loss: Any, key0: Any, codes: Any, first: Any, listed: Any, pair_first: Any,
    pair_listed: Any, steps: Any, cuts: Any, first_tied: Any, quick: Any, section: Any, half: Any,
    before: Any, attack: Any, defence: Any, shock: Any, slots: Any, bounds: Any, few_goals: Any,
    moved: Any, taken: Any, normal: Any, strengths: Any, shocks: Any, matches: Any,
    lots: Any, stream: Any, first_run: Any, watch: Any, position: Any, points_out: Any,
    difference: Any, scored: Any, watched: Any,
) -> None:  # fmt: skip
    """Runs side by side in blocks: match by match, so that the inner loops are over runs."""
    rank = np.zeros((n, BLOCK), np.int32)
    to_come = len(home) - played
    at_home, on_road = np.zeros((n, BLOCK), np.int64), np.zeros((n, BLOCK), np.int64)
    keys = np.zeros((n, BLOCK), np.int32)
    of_runs, bits = np.zeros(BLOCK, np.uint64), np.zeros(BLOCK, np.uint64)
    ups, downs = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    low, high = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    more, few = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    taken, win32 = np.int32(taken), np.int32(win)
    draw32, loss32 = np.int32(draw), np.int32(loss)
    # Rows are matches, played ones first.
    scores = np.zeros((len(home), BLOCK), np.uint8)
    for m in range(played):
        scores[m, :] = codes[m]
    begin = 0
    while begin < len(position):
        size = min(BLOCK, len(position) - begin)
        for r in range(size):
            run = np.uint64(first_run + begin + r)
            word = _mix(_mix(shocks + run * _GOLDEN) + np.uint64(stream + 1) * _GOLDEN)
            common = _held(shock[0] * normal[np.uintp(word & _4095)], MOST_SHOCK)
            edge = _held(shock[1] * normal[np.uintp((word >> _S12) & _4095)], MOST_SHOCK)
            of_run = _mix(strengths + run * _GOLDEN)
            for c in range(n):
                word = _mix(of_run + np.uint64(of[c] + 1) * _GOLDEN)
                one = normal[np.uintp(word & _4095)]
                two = normal[np.uintp((word >> _S12) & _4095)]
                up = _held(attack[of[c], 0] * one + attack[of[c], 1] * two, MOST_CLUB)
                down = _held(defence[of[c], 0] * one + defence[of[c], 1] * two, MOST_CLUB)
                # Both sides' levels in one number: the home side's low, the visitors' high.
                at_home[c, r] = up + common + edge + ((common - edge - down) << 32)
                on_road[c, r] = (up << 32) - down
                keys[c, r] = key0[c]
            of_runs[r] = _mix(matches + run * _GOLDEN)
        for m in range(to_come):
            i, j = sides[m] & 255, sides[m] >> 8
            own, other, base = at_home[i], on_road[j], level[m]
            if m & 1:
                for r in range(size):
                    bits[r] = bits[r] >> _S32
            else:
                place = np.uint64((m >> 1) + 1) * _GOLDEN
                for r in range(size):
                    bits[r] = _mix(of_runs[r] + place)
            for r in range(size):
                both = base + own[r] + other[r]
                ups[r] = both & 0xFFFFFFFF
                downs[r] = both >> 32
            for r in range(size):
                a, b = ups[r], downs[r]
                u, v = np.int32(bits[r] & _FFFF), np.int32((bits[r] >> _S16) & _FFFF)
                e = np.int32(slots[np.uintp((a << 8) + (u >> 8))])
                f = np.int32(slots[np.uintp((b << 8) + (v >> 8))])
                if e == MIXED:
                    x = 0
                    while bounds[np.uintp((a << 4) + x)] <= u:
                        x += 1
                    e = np.int32(x + 4096)
                if f == MIXED:
                    y = 0
                    while bounds[np.uintp((b << 4) + y)] <= v:
                        y += 1
                    f = np.int32(y + 4096)
                low[r] = e
                high[r] = f
                more[r] = moved[np.uintp(a)]
                few[r] = few_goals[np.uintp(b)]
            row, gains, gives = scores[played + m], keys[i], keys[j]
            for r in range(size):
                u, v = np.int32(bits[r] & _FFFF), np.int32((bits[r] >> _S16) & _FFFF)
                e, f = low[r], high[r]
                x = (e & 15) + np.int32((u & 255) >= (e >> 4))
                y = (f & 15) + np.int32((v & 255) >= (f >> 4))
                # Whether the visitors score none or one, if the home side scores none or one.
                share = few[r] & 0xFFFF
                bound = (few[r] >> 16) & 0xFFFF
                bound += ((more[r] * share) >> 16) * np.int32(x == 0)
                bound -= ((taken * share) >> 16) * np.int32(x == 1)
                small = np.int32(y < 2)
                y = y * (1 - small) + small * np.int32(v >= bound)
                row[r] = (x << 4) + y
                lead = x - y
                won, lost = np.int32(lead > 0), np.int32(lead < 0)
                even = (1 - won - lost) * draw32
                gains[r] += ((won * win32 + lost * loss32 + even) << 20) + (lead << 10) + x
                gives[r] += ((lost * win32 + won * loss32 + even) << 20) - (lead << 10) + y
        # How many clubs are before each one, by part, points, goal difference and goals.
        rank[:] = 0
        for i in range(n):
            for j in range(i):
                ahead = np.int32(section[j] < section[i])
                same = np.int32(section[j] == section[i])
                one, other, own, its = keys[i], keys[j], rank[i], rank[j]
                for r in range(size):
                    before_it = ahead | (same & np.int32(other[r] >= one[r]))
                    own[r] += before_it
                    its[r] += 1 - before_it
        _arrange(
            size, n, keys, rank, section, steps, cuts, first_tied, quick, home, away, scores, win,
            draw, loss, half, before, first, listed, pair_first, pair_listed, lots, stream,
            first_run + begin, begin, position, points_out, difference, scored,
        )  # fmt: skip
        for k in range(len(watch)):
            row = scores[played + watch[k]]
            for r in range(size):
                one, other = np.int64(row[r] >> 4), np.int64(row[r] & 15)
                watched[begin + r, k] = 1 if one > other else (-1 if one < other else 0)
        begin += size


def ends(
    world: TableWorld, doubt: Doubt, tables: Tables, seed: int, runs: NDArray[Any], watch: Whole
) -> Ends:
    """As :func:`matchdesk.forecast.table_plain.ends`; the runs must follow each other."""
    w = world
    n = w.clubs
    win, draw, loss = w.points
    key0 = np.zeros(n, dtype=np.int64)
    codes = np.zeros(len(w.home), dtype=np.uint8)
    score = np.minimum(w.score, 15)
    codes[: w.played] = score[:, 0] * 16 + score[:, 1]
    for m, (x, y) in enumerate(w.score.tolist()):
        i, j = int(w.home[m]), int(w.away[m])
        p, q = (win, loss) if x > y else (loss, win) if x < y else (draw, draw)
        key0[i] += (p << 20) + ((x - y) << 10) + x
        key0[j] += (q << 20) + ((y - x) << 10) + y
    key0 += w.offset << 20
    who = np.concatenate((w.home, w.away))
    listed = np.argsort(who, kind="stable") % max(len(w.home), 1)
    first = np.concatenate(([0], np.cumsum(np.bincount(who, minlength=n)))).astype(np.int64)
    pairs = np.concatenate((w.home * n + w.away, w.away * n + w.home))
    pair_listed = np.argsort(pairs, kind="stable") % max(len(w.home), 1)
    pair_first = np.concatenate(([0], np.cumsum(np.bincount(pairs, minlength=n * n)))).astype(
        np.int64
    )
    first_tied = next((k for k, s in enumerate(w.steps) if s[1]), 0)
    quick = int(len(w.steps) > 0 and w.steps[0, 0] == 0 and not w.steps[0, 1:].any())
    position = np.empty((len(runs), n), dtype=np.int16)
    points, difference = np.empty_like(position), np.empty_like(position)
    scored = np.empty_like(position)
    watched = np.empty((len(runs), len(watch)), dtype=np.int8)
    sides = (w.home[w.played :] | (w.away[w.played :] << 8)).astype(np.int32)
    # Counted from the lowest level of the tables.
    level = (w.level[:, 0] - LOWEST) + ((w.level[:, 1] - LOWEST) << 32)
    starts = [np.uint64(start_of(seed, s)) for s in (STRENGTHS, SHOCKS, w.stream, LOTS)]
    both = (tables.none.astype(np.int64) << 16) | tables.one
    play: Any = _play
    play(
        n, w.of, w.home, w.away, sides, w.played, level, win, draw, loss, key0, codes, first,
        listed, pair_first, pair_listed,
        w.steps, w.cuts, first_tied, quick, w.section, w.half, w.before, doubt.attack,
        doubt.defence, doubt.shock, tables.slots.ravel(), tables.bounds.ravel(),
        both.astype(np.uint32).view(np.int32), tables.moved,
        tables.taken, tables.normal, *starts, w.stream, int(runs[0]) if len(runs) else 0, watch, position, points, difference,
        scored, watched,
    )  # fmt: skip
    return Ends(position, points, difference, scored, watched)


def warm() -> None:
    """Run the kernel once on two clubs, so that it is compiled or loaded."""
    none = np.zeros(2, dtype=np.int64)
    world = TableWorld(
        2, np.arange(2), np.array([0, 1]), np.array([1, 0]), 0, np.zeros((0, 2), np.int64),
        np.zeros((2, 2), np.int64), (3, 1, 0), none, np.zeros((1, 4), np.int64),
        np.full((1, 8), -1), none, none, none, 16,
    )  # fmt: skip
    doubt = Doubt(np.zeros((2, 2)), np.zeros((2, 2)), np.zeros(2))
    ends(world, doubt, Tables(-0.05), 1, np.arange(2), np.zeros(1, np.int64))
