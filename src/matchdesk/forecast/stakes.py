"""What a league match is worth to its sides: where in the season it stands and what is at stake.

Clubs for whom a season is decided score less and let more in; those who may still go down or win
the title do the opposite. Home advantage is smaller in the first matches of a season, and more
goals fall in the last ones. Measured on league matches from 2000 to 2012; ``docs/models/goals.md``
has the figures.

How open a boundary of the table is for a club, such as the one above the places of relegation, is

    1 / cosh(gap / (spread * sqrt(left)))²,

with the points between the club and the nearest place on the other side of it and the club's
matches left: 1 on the line, 0 where it can no longer be crossed. The table is that of the Monday
before the match, or the last one known. The boundaries are those usual for a league of its size and
level, for in most leagues no rulebook is held; leagues with another shape (groups, splits, matches
against some opponents more often) have no stakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.forecast.settings import StakeSettings

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

FEATURES = 5
"""Early in the season, late in it, nothing at stake, relegation open, title open."""
EARLY, LATE, NOTHING, SURVIVAL, TITLE = range(FEATURES)

_LEAST_CLUBS = 8
_SMALL = 14
"""Clubs up to which a league has one or two places of relegation."""
_MEETINGS = (2, 4, 3, 1)


@dataclass(frozen=True)
class Fixtures:
    """Matches of leagues in order of their days; every column has a number a match.

    Attributes:
        home, away: clubs. league: number of the competition, level: its level in the country.
        season: season codes. day: ordinals. dated: the day is known. known: the result counts.
        home_goals, away_goals: after 90 minutes, anything where not known.
    """

    home: Whole
    away: Whole
    league: Whole
    level: Whole
    season: Whole
    day: Whole
    dated: Flags
    known: Flags
    home_goals: Floats
    away_goals: Floats


def shifts(fixtures: Fixtures, settings: StakeSettings) -> Floats:
    """What is added to the logarithms of both sides' goals, float[match, 2]."""
    felt = features(fixtures, settings)
    weight = np.array([0.0, 0.0, settings.nothing, settings.survival, settings.title])
    lead = (felt[:, 0] - felt[:, 1]) @ weight + settings.early_home * felt[:, :, EARLY].mean(axis=1)
    level = settings.late_goals * felt[:, :, LATE].mean(axis=1)
    return np.stack((level + lead, level - lead), axis=1)


def features(fixtures: Fixtures, settings: StakeSettings) -> Floats:
    """What each side feels, float[match, side, feature]; 0 where the league has another shape."""
    found = np.zeros((len(fixtures.home), 2, FEATURES))
    key = fixtures.league * 1_000_000 + fixtures.season
    order = np.argsort(key, kind="stable")
    changed = np.flatnonzero(np.diff(key[order])) + 1
    meetings, doubts, league = 2, 0, -1
    for group in np.split(order, changed) if len(order) else ():
        number = int(fixtures.league[group[0]])
        if number != league:
            meetings, doubts, league = 2, 0, number
        clubs, local = np.unique(
            np.concatenate((fixtures.home[group], fixtures.away[group])), return_inverse=True
        )
        count = len(clubs)
        if count >= _LEAST_CLUBS and doubts < 2:
            found[group] = _season(fixtures, group, local, count, meetings * (count - 1), settings)
        # The shape of the seasons before tells that of the next.
        listed = np.bincount(local, minlength=count)
        regular = [k for k in _MEETINGS if (listed == k * (count - 1)).all()]
        if regular:
            meetings, doubts = regular[0], 0
        else:
            doubts += 1
    return found


def _season(
    fixtures: Fixtures, group: Whole, local: Whole, count: int, total: int, settings: StakeSettings
) -> Floats:
    """Features of the matches of one season, float[match, side, feature]."""
    n = len(group)
    home, away = local[:n], local[n:]
    weeks = (fixtures.day[group] - 1) // 7
    week = np.concatenate(([0], np.cumsum(np.diff(weeks) > 0)))
    known = np.flatnonzero(fixtures.known[group])
    lead = fixtures.home_goals[group[known]] - fixtures.away_goals[group[known]]
    won = np.where(lead > 0, 3.0, np.where(lead == 0, 1.0, 0.0)) + lead / 1000
    lost = np.where(lead < 0, 3.0, np.where(lead == 0, 1.0, 0.0)) - lead / 1000
    # Points, with the goal difference behind them, and matches played before each week.
    shape = (int(week[-1]) + 2, count)
    size = shape[0] * count
    at = (week[known] + 1) * count
    places = np.concatenate((at + home[known], at + away[known]))
    points = np.bincount(places, np.concatenate((won, lost)), size).reshape(shape).cumsum(axis=0)
    played = np.bincount(places, minlength=size).reshape(shape).cumsum(axis=0)
    ranked = -np.sort(-points, axis=1)[week]
    sides = np.stack((home, away), axis=1)
    own, had = points[week[:, None], sides], played[week[:, None], sides]
    left = np.maximum(total - had, 1).astype(np.float64)
    nth = np.where(fixtures.dated[group][:, None], _nth(home, away), had)
    top = (1, 2, 4, 6) if fixtures.level[group[0]] == 1 else (2, 6)
    down = (2, 1) if count <= _SMALL else (4, 3, 2)
    title = _open(own, left, ranked, 1, settings)
    up = np.max([_open(own, left, ranked, k, settings) for k in top], axis=0)
    stay = np.max([_open(own, left, ranked, count - k, settings) for k in down], axis=0)
    late = np.exp(-(left - 1) / settings.late)
    found = np.empty((n, 2, FEATURES))
    found[:, :, EARLY] = np.exp(-nth / settings.early)
    found[:, :, LATE] = np.exp(-np.maximum(total - nth - 1, 0) / settings.last)
    found[:, :, NOTHING] = 1 - np.maximum(up, stay)
    found[:, :, SURVIVAL] = stay * late
    found[:, :, TITLE] = title * late
    return found


def _nth(home: Whole, away: Whole) -> Whole:
    """How many matches of the season each side has before each match, int[match, 2]."""
    both = np.stack((home, away), axis=1).ravel()
    order = np.argsort(both, kind="stable")
    ordered = both[order]
    fresh = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    begin = np.flatnonzero(fresh)
    found = np.empty(len(both), dtype=np.int64)
    found[order] = np.arange(len(both)) - begin[np.cumsum(fresh) - 1]
    return found.reshape(-1, 2)


def _open(
    own: Floats, left: Floats, ranked: Floats, above: int, settings: StakeSettings
) -> NDArray[Any]:
    """How open the boundary below the first ``above`` places is, float[match, 2]."""
    last, next_ = ranked[:, above - 1 : above], ranked[:, above : above + 1]
    gap = np.abs(np.where(own >= last, own - next_, own - last))
    free = 1 / np.cosh(np.minimum(gap / (settings.spread * np.sqrt(left)), 30.0)) ** 2
    return np.where(gap > 3 * left, 0.0, free)
