"""Strengths of clubs as they move: what each match told, day by day.

A club has an attack and a defence, in logarithms of goals: standing (they drift slowly), form (fades
within weeks), and what it shows in shots beyond its goals. Home goals of a match are Poisson with

    log rate = goals of the competition + home advantage / 2 + attack of the home side - defence of
    the visitors,

and those of the visitors likewise, with half the home advantage taken off. Shots on target, shots
off target and corners are counts of the same strengths with loadings of their own. Between
countries the strength of each country's clubs comes in, known from continental matches alone.

After each match both clubs' strengths are updated: one Newton climb to the mode along the direction
in which the count looks, and the curvature there (an extended Kalman filter with a Poisson
observation; Fahrmeir 1992, "Posterior mode estimation by extended Kalman filtering", JASA 87).
Correlations between different clubs are let go: measured against the filter that keeps all of them
it forecasts as well, and takes time in proportion to the matches.

:func:`follow` is the definition, in matrices; :mod:`.strengths_kernel` the same compiled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from matchdesk.forecast.record import Flags, Floats, Record, Whole
from matchdesk.forecast.settings import COUNTS, SETTINGS, StrengthSettings

STATES = 6
"""Standing attack and defence, form of both, and what shows in shots beyond goals of both."""
ATTACK, DEFENCE, FORM_ATTACK, FORM_DEFENCE, SHOWN_ATTACK, SHOWN_DEFENCE = range(STATES)
_CLIMBS = 5
_KINDS = len(COUNTS)


@dataclass
class State:
    """What is known of all clubs and competitions after some matches.

    Attributes:
        mean, spread: float[club, state] and float[club, state, state]: means and covariances.
        seen: int[club], day to which they are brought; 0 for a club not met yet.
        level, level_spread: float[competition, count, 2]: usual count of a side and home advantage,
            means and variances. level_day: int[competition], 0 where none was played.
        country, country_spread: float[country]: strength of its clubs abroad, mean and variance.
        country_day: int[country].
    """

    mean: Floats
    spread: Floats
    seen: Whole
    level: Floats
    level_spread: Floats
    level_day: Whole
    country: Floats
    country_spread: Floats
    country_day: Whole

    def copy(self) -> State:
        """A state of its own."""
        return State(*(np.array(getattr(self, name)) for name in self.__dataclass_fields__))

    def arrays(self) -> tuple[Floats | Whole, ...]:
        """The arrays in order."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


@dataclass(frozen=True)
class Expected:
    """What is expected of some matches, before they are played.

    Attributes:
        rate: float[match, side], means of the logarithms of both sides' goals.
        spread: float[match, 3]: variances of both, and their covariance.
    """

    rate: Floats
    spread: Floats

    def __len__(self) -> int:
        return len(self.rate)

    def take(self, which: Whole | Flags) -> Expected:
        """Some of the matches."""
        return Expected(self.rate[which], self.spread[which])


def beginning(record: Record) -> State:
    """The state before the first match."""
    s = record.settings
    clubs = len(record.first)
    competitions = len(record.snapshot.competitions)
    countries = int(record.country.max(initial=0)) + 1
    mean, spread = np.zeros((clubs, STATES)), np.zeros((clubs, STATES, STATES))
    mean[:, ATTACK] = mean[:, DEFENCE] = record.first[:, 0]
    variance = record.first[:, 1] ** 2
    spread[:, ATTACK, ATTACK] = spread[:, DEFENCE, DEFENCE] = variance
    spread[:, ATTACK, DEFENCE] = spread[:, DEFENCE, ATTACK] = s.together * variance
    for state in (FORM_ATTACK, FORM_DEFENCE):
        spread[:, state, state] = s.form**2
    for state in (SHOWN_ATTACK, SHOWN_DEFENCE):
        spread[:, state, state] = s.shown**2
    level = np.zeros((competitions, _KINDS, 2))
    level[:, :, 0] = [math.log(count.level) for count in s.counts]
    level[:, :, 1] = s.home
    level_spread = np.tile([s.level_spread**2, s.home_spread**2], (competitions, _KINDS, 1))
    return State(
        mean=mean,
        spread=spread,
        seen=np.zeros(clubs, dtype=np.int64),
        level=level,
        level_spread=level_spread,
        level_day=np.zeros(competitions, dtype=np.int64),
        country=np.zeros(countries),
        country_spread=np.full(countries, s.country_spread**2),
        country_day=np.zeros(countries, dtype=np.int64),
    )


def numbers_of(settings: StrengthSettings) -> tuple[Floats, Floats]:
    """The settings as arrays: float[count, 4] (strength, shown, weight, score) and the drifts."""
    s = settings
    per_count = np.array([[c.strength, c.shown, c.weight, c.score] for c in s.counts])
    drifts = np.array(
        [s.drift, s.form**2, s.form_kept, s.shown_drift,
         s.level_drift, s.home_drift, s.country_drift, s.shown_summer]
    )  # fmt: skip
    return per_count, drifts


def follow(
    state: State,
    record: Record,
    places: Whole,
    blocks: Whole,
    expected: Flags,
) -> Expected:
    """Take matches in, one after the other; the state is changed in place.

    Args:
        state: what was known before them.
        record: the matches.
        places: int[n], which of them, in order.
        blocks: int[n], not falling. What is expected of a match is worked out at the beginning of
            its block, before any match of the block is taken in.
        expected: bool[n], of which matches it is wanted.

    Returns:
        Expected of n matches, NaN where not wanted.
    """
    per_count, drifts = numbers_of(record.settings)
    rate, spread = np.full((len(places), 2), np.nan), np.full((len(places), 3), np.nan)
    start = 0
    while start < len(places):
        end = start
        while end < len(places) and blocks[end] == blocks[start]:
            end += 1
        for n in range(start, end):
            if expected[n]:
                rate[n], spread[n] = _expect(state, record, int(places[n]), drifts)
        for n in range(start, end):
            if record.known[places[n]]:
                _take_in(state, record, int(places[n]), per_count, drifts)
        start = end
    return Expected(rate, spread)


def _brought(
    state: State, record: Record, place: int, side: int, drifts: Floats
) -> tuple[Floats, Floats]:
    """Mean and covariance of a side on the day of a match."""
    drift, form, form_kept, shown, _, _, _, shown_summer = drifts
    club = int((record.home if side == 0 else record.away)[place])
    mean, spread = state.mean[club].copy(), state.spread[club].copy()
    days = float(record.day[place] - state.seen[club]) if state.seen[club] else 0.0
    if days > 0:
        gone = days * drift * record.pace[place, side, 0]
        together = record.pace[place, side, 1]
        spread[:2, :2] += np.array([[1.0, together], [together, 1.0]]) * gone
        kept = form_kept ** (days / 7)
        fade = np.array([1.0, 1.0, kept, kept, 1.0, 1.0])
        mean, spread = mean * fade, spread * np.outer(fade, fade)
        for n in (FORM_ATTACK, FORM_DEFENCE):
            spread[n, n] += form * (1 - kept * kept)
        for n in (SHOWN_ATTACK, SHOWN_DEFENCE):
            spread[n, n] += shown * days
    kept, target, gained = record.before[place, side]
    if state.seen[club] and (kept != 1.0 or gained):
        fade = np.array([kept, kept, 1.0, 1.0, 1.0, 1.0])
        mean[:2] = target + kept * (mean[:2] - target)
        spread = spread * np.outer(fade, fade)
        together = record.pace[place, side, 1]
        spread[:2, :2] += gained * np.array([[1.0, together], [together, 1.0]])
        for n in (SHOWN_ATTACK, SHOWN_DEFENCE):
            spread[n, n] += shown_summer
    return mean, spread


def _level(state: State, record: Record, place: int, drifts: Floats) -> tuple[Floats, Floats]:
    """Mean and variance, float[count, 2], of a competition's levels on the day of a match."""
    number = int(record.competition[place])
    days = float(record.day[place] - state.level_day[number]) if state.level_day[number] else 0.0
    return state.level[number], state.level_spread[number] + max(days, 0.0) * drifts[4:6]


def _abroad(state: State, record: Record, place: int, drifts: Floats) -> tuple[Floats, Floats]:
    """Mean and variance, float[2], of the strength of both sides' countries; 0 for a home match."""
    own = [int(record.country[club]) for club in (record.home[place], record.away[place])]
    if own[0] == own[1]:
        return np.zeros(2), np.zeros(2)
    days = [
        max(float(record.day[place] - state.country_day[c]), 0.0) if state.country_day[c] else 0.0
        for c in own
    ]
    return state.country[own], state.country_spread[own] + np.array(days) * drifts[6]


def _looks(side: int, strength: float, shown: float, share: Floats) -> tuple[Floats, Floats]:
    """The directions in which a count of one side looks: at the home side's strengths, the other's."""
    own, other = np.zeros(STATES), np.zeros(STATES)
    own[[ATTACK, FORM_ATTACK]], own[SHOWN_ATTACK] = strength, shown
    other[[DEFENCE, FORM_DEFENCE]], other[SHOWN_DEFENCE] = -strength, -shown
    home, away = (own, other) if side == 0 else (other, own)
    return home * share[0], away * share[1]


def _expect(state: State, record: Record, place: int, drifts: Floats) -> tuple[Floats, Floats]:
    mean, spread = zip(
        *(_brought(state, record, place, side, drifts) for side in (0, 1)), strict=True
    )
    level, level_spread = _level(state, record, place, drifts)
    abroad, abroad_spread = _abroad(state, record, place, drifts)
    half = record.at_home[place] / 2
    rate, found, looks = np.zeros(2), np.zeros(3), []
    for side, sign in ((0, 1.0), (1, -1.0)):
        look = _looks(side, 1.0, 0.0, record.shown[place])
        rate[side] = level[0, 0] + sign * half * level[0, 1] + sign * (abroad[0] - abroad[1])
        rate[side] += look[0] @ mean[0] + look[1] @ mean[1] + record.shift[place, side]
        looks.append(look)
    for n, (one, two) in enumerate(((0, 0), (1, 1), (0, 1))):
        sign = 1.0 if one == two else -1.0
        found[n] = level_spread[0, 0] + sign * (
            half * half * level_spread[0, 1] + abroad_spread[0] + abroad_spread[1]
        )
        for k in (0, 1):
            found[n] += looks[one][k] @ spread[k] @ looks[two][k]
    return rate, found


def _take_in(state: State, record: Record, place: int, per_count: Floats, drifts: Floats) -> None:
    clubs = (int(record.home[place]), int(record.away[place]))
    number, day = int(record.competition[place]), int(record.day[place])
    mean, spread = map(
        list, zip(*(_brought(state, record, place, side, drifts) for side in (0, 1)), strict=True)
    )
    level, level_spread = (numbers.tolist() for numbers in _level(state, record, place, drifts))
    abroad, abroad_spread = (numbers.tolist() for numbers in _abroad(state, record, place, drifts))
    half, heavy = float(record.at_home[place]) / 2, float(record.weight[place])
    shift, told = record.shift[place].tolist(), record.counts[place].tolist()
    lead = min(max(told[0][0] - told[0][1], -3.0), 3.0)
    for kind, (strength, shown, weight, score) in enumerate(per_count.tolist()):
        weight *= heavy
        if weight <= 0 or math.isnan(told[kind][0]) or math.isnan(told[kind][1]):
            continue
        for side, sign in ((0, 1.0), (1, -1.0)):
            look = _looks(side, strength, shown, record.shown[place])
            # Beside the clubs' strengths: level and home advantage, and what both countries are worth.
            common, country = (1.0, sign * half), (sign * strength, -sign * strength)
            gain = [spread[k] @ look[k] for k in (0, 1)]
            rate = strength * shift[side] - sign * score * lead
            variance = 0.0
            for k in (0, 1):
                rate += (
                    float(look[k] @ mean[k]) + common[k] * level[kind][k] + country[k] * abroad[k]
                )
                variance += float(look[k] @ gain[k]) + common[k] ** 2 * level_spread[kind][k]
                variance += country[k] ** 2 * abroad_spread[k]
            mode = _mode(rate, variance, told[kind][side], weight)
            step = (mode - rate) / variance
            curve = 1 / (variance + 1 / (weight * math.exp(mode)))
            for k in (0, 1):
                mean[k] = mean[k] + gain[k] * step
                spread[k] = spread[k] - gain[k][:, None] * (gain[k] * curve)
                pull = common[k] * level_spread[kind][k]
                level[kind][k] += pull * step
                level_spread[kind][k] -= pull * pull * curve
                pull = country[k] * abroad_spread[k]
                abroad[k] += pull * step
                abroad_spread[k] -= pull * pull * curve
    for k in (0, 1):
        state.mean[clubs[k]], state.spread[clubs[k]] = mean[k], spread[k]
        state.seen[clubs[k]] = day
    state.level[number], state.level_spread[number] = level, level_spread
    state.level_day[number] = day
    own = [int(record.country[club]) for club in clubs]
    if own[0] != own[1]:
        for k in (0, 1):
            state.country[own[k]], state.country_spread[own[k]] = abroad[k], abroad_spread[k]
            state.country_day[own[k]] = day


def _mode(rate: float, variance: float, told: float, weight: float) -> float:
    """Mode of a logarithm of a rate: normal before, a Poisson count told; Newton from the mean."""
    mode = rate
    for _ in range(_CLIMBS):
        goals = math.exp(mode)
        mode += (weight * (told - goals) - (mode - rate) / variance) / (
            weight * goals + 1 / variance
        )
    return mode


__all__ = ["SETTINGS", "Expected", "State", "beginning", "follow", "numbers_of"]
