"""The matches of a snapshot as the models take them: clubs, levels, counts and what came before.

A match counts if it was played to its end; a score given by decision says nothing about strength.
Goals are those of 90 minutes; where only the score after extra time is known, the match is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import country_of
from matchdesk.core.country import side_of
from matchdesk.core.snapshot import Rows, Snapshot, phase_code, status_code
from matchdesk.forecast import stakes
from matchdesk.forecast.grounds import closed
from matchdesk.forecast.settings import COUNTS, SETTINGS, StrengthSettings

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_PLAYED = status_code("played")
_TO_COME = (status_code("scheduled"), status_code("postponed"))
_ABANDONED = status_code("abandoned")
_LEVEL = re.compile(r"^([a-z]{2,4})\.(\d+)(?!.*playoff)")
_CONFEDERATIONS = frozenset({"uefa", "fifa", "conmebol", "concacaf", "afc", "caf", "ofc"})
UNKNOWN_LEVEL = 0
_CUPS = frozenset({"cup", "leaguecup", "cup2"})
_FAR = 10**7
PAUSE = 45
"""Days without a match after which a season is over."""
_SHOP, _SOME = 4, 8
"""Seasons, the one asked about included, that tell whether clubs go down; clubs of a league."""
_SHAPED = 8
"""Season codes, four years, whose matches tell the shape of a league."""


@dataclass(frozen=True)
class Record:
    """Matches in the order of their days, with what the models need of each.

    Attributes:
        snapshot: where they come from.
        rows: rows of the snapshot.
        home, away: club numbers of the snapshot. competition: its number.
        day: proleptic ordinal; matches without a known day come last.
        season: season codes.
        known: the result counts for the models.
        at_home: 1 where the home side plays at home, 0 on neutral ground.
        weight: how much the match tells; 1 but for friendlies.
        counts: float[match, count, side], in the order of :data:`COUNTS`; NaN where not known.
        shift: float[match, side], what the state of the league adds to the logarithms of goals.
        pace: float[match, side, 2]: by how much faster the side's strengths drift than in a top
            league, and how much attack and defence drift together.
        shown: float[match, side], share of its strengths that the side shows: less in cups of its
            country.
        before: float[match, side, 3]: what to do with the side's strengths before this match: share
            kept, the value that it is kept from, and variance gained. (1, 0, 0) but for the first
            match of a league season.
        first: float[club, 2]: mean and standard deviation of a club's strengths before its first
            match.
        country: int[club], number of the club's country.
        settings: the settings they were made with.
    """

    snapshot: Snapshot
    rows: Rows
    home: Whole
    away: Whole
    competition: Whole
    day: Whole
    season: Whole
    known: Flags
    at_home: Floats
    weight: Floats
    counts: Floats
    shift: Floats
    pace: Floats
    shown: Floats
    before: Floats
    first: Floats
    country: Whole
    settings: StrengthSettings

    def __len__(self) -> int:
        return len(self.rows)

    def unplayed(self, day: int) -> Record:
        """The same matches, none of them played, and none of them before a day."""
        known = np.zeros(len(self), dtype=np.bool_)
        days = np.where(self.day == _FAR, day, np.maximum(self.day, day))
        return replace(self, known=known, day=days)

    @cached_property
    def place(self) -> dict[int, int]:
        """Place in this record of each row of the snapshot."""
        return {int(row): n for n, row in enumerate(self.rows)}


def record_of(snapshot: Snapshot, settings: StrengthSettings = SETTINGS) -> Record:
    """The matches of a snapshot as the models take them, fixtures to come included."""
    m = snapshot.matches
    status = m.status
    goals = (m.home_goals >= 0) & (m.away_goals >= 0)
    known = (status == _PLAYED) & goals & (m.day > 0) & (m.awarded_home < 0)
    to_come = np.isin(status, (*_TO_COME, _ABANDONED))
    rows = np.flatnonzero(known | to_come)
    day = np.where(m.day[rows] > 0, m.day[rows], _FAR).astype(np.int64)
    rows = rows[np.lexsort((rows, m.time[rows], day))]
    day = np.where(m.day[rows] > 0, m.day[rows], _FAR).astype(np.int64)
    competition = m.competition[rows].astype(np.int64)
    home, away = m.home[rows].astype(np.int64), m.away[rows].astype(np.int64)
    season = m.season[rows].astype(np.int64)
    friendly = np.array([c == "friendly" for c in snapshot.competitions], dtype=np.bool_)
    before, first = _levels(snapshot, home, away, competition, season, day, settings)
    kept = known[rows]
    counts = _counts(snapshot, rows, kept)
    shift = np.zeros((len(rows), 2))
    leagues = np.flatnonzero(_plain_leagues(snapshot, rows, competition))
    shift[leagues] = stakes.shifts(
        _fixtures(snapshot, home, away, competition, season, day, kept, counts[:, 0], leagues),
        settings.stakes,
    )
    pace, shown = _by_league(snapshot, home, away, competition, kept, counts, settings)
    return Record(
        snapshot=snapshot,
        rows=rows,
        home=home,
        away=away,
        competition=competition,
        day=day,
        season=season,
        known=kept,
        at_home=_at_home(snapshot, m.neutral[rows] == 1, competition, day, settings),
        weight=np.where(friendly[competition], settings.friendly, 1.0),
        counts=counts,
        shift=shift,
        pace=pace,
        shown=shown,
        before=before,
        first=first,
        country=_countries(snapshot, home, away, competition),
        settings=settings,
    )


def _at_home(
    snapshot: Snapshot, neutral: Flags, competition: Whole, day: Whole, settings: StrengthSettings
) -> Floats:
    """Share of home advantage, float[match]."""
    empty = closed(snapshot.competitions, competition, day, snapshot.day)
    return np.where(neutral, 0.0, np.where(empty, settings.closed_home, 1.0))


def _by_league(
    snapshot: Snapshot,
    home: Whole,
    away: Whole,
    competition: Whole,
    known: Flags,
    counts: Floats,
    settings: StrengthSettings,
) -> tuple[Floats, Floats]:
    """How strengths drift, and how much of them is shown; see :class:`Record`.

    How fast they drift goes by the level of the league that a club last played in; how much
    together, by whether shots were held of its last match.
    """
    s = settings
    level = np.array([level_of(c) for c in snapshot.competitions], dtype=np.int64)[competition]
    cup = np.array([is_home_cup(c) for c in snapshot.competitions], dtype=np.bool_)[competition]
    shots = known & ~np.isnan(counts[:, 1, 0])
    who = np.stack((home, away), axis=1).ravel()
    order = np.argsort(who, kind="stable")
    match, club = order // 2, who[order]
    pace, shown = np.empty((len(order), 2)), np.empty(len(order))
    at = _last(level[match] > 0, club, before=False)
    last = np.where(at >= 0, level[match[at]], 0)
    pace[order, 0] = np.where(last > 1, s.below_pace, 1.0)
    shown[order] = np.where(cup[match], np.where(last == 1, s.cup_top, s.cup_below), 1.0)
    at = _last(known[match], club, before=True)
    told = (at >= 0) & shots[match[at]]
    pace[order, 1] = np.where(told, s.shots_together, s.drift_together)
    return pace.reshape(-1, 2, 2), shown.reshape(-1, 2)


def is_national(competition: str) -> bool:
    """True for a competition of national sides."""
    return "n" in side_of(competition)


def is_home_cup(competition: str) -> bool:
    """True for a cup of one country's clubs.

    >>> (
    ...     is_home_cup("es.cup"),
    ...     is_home_cup("es.1"),
    ...     is_home_cup("es.supercup"),
    ...     is_home_cup("uefa.cl"),
    ... )
    (True, False, False, False)
    """
    country, _, name = competition.partition(".")
    return bool(country) and country not in _CONFEDERATIONS and name.split(".")[0] in _CUPS


def _last(which: Flags, club: Whole, *, before: bool) -> Whole:
    """Place of the last entry of the same club that is one of some, or -1; entries club by club."""
    if not len(which):
        return np.zeros(0, dtype=np.int64)
    last = np.maximum.accumulate(np.where(which, np.arange(len(which)), -1))
    if before:
        last = np.concatenate(([-1], last[:-1]))
    own: Whole = np.where(club[np.maximum(last, 0)] == club, last, -1)
    return own


def _plain_leagues(snapshot: Snapshot, rows: Rows, competition: Whole) -> Flags:
    """Which matches are of a league's one table, not of groups, play-offs or second phases."""
    m = snapshot.matches
    level = np.array([level_of(c) for c in snapshot.competitions], dtype=np.int64)
    whole = np.array([not name for name in snapshot.groups], dtype=np.bool_)
    plain = (m.phase[rows] < 0) | (m.phase[rows] == phase_code("league"))
    flags: Flags = (level[competition] > 0) & plain & whole[m.group[rows]]
    return flags


def _fixtures(
    snapshot: Snapshot,
    home: Whole,
    away: Whole,
    competition: Whole,
    season: Whole,
    day: Whole,
    known: Flags,
    goals: Floats,
    chosen: Whole,
) -> stakes.Fixtures:
    level = np.array([level_of(c) for c in snapshot.competitions], dtype=np.int64)
    return stakes.Fixtures(
        home=home[chosen],
        away=away[chosen],
        league=competition[chosen],
        level=level[competition[chosen]],
        season=season[chosen],
        day=day[chosen],
        dated=day[chosen] < _FAR,
        known=known[chosen],
        home_goals=goals[chosen, 0],
        away_goals=goals[chosen, 1],
    )


def pairs_in(
    record: Record, home: Whole, away: Whole, competition: Whole, day: Whole, neutral: Flags
) -> tuple[Floats, Floats]:
    """Shifts and shares of home advantage of matches that the record does not hold.

    Args:
        record: what is held.
        home: int[pair], clubs; any number beyond those of the record for a stranger.
        away: likewise.
        competition: int[pair], beyond those of the record for one that it does not hold.
        day: int[pair], ordinals.
        neutral: bool[pair].

    Returns:
        float[pair, side] and float[pair], as in :class:`Record`.
    """
    snapshot, s = record.snapshot, record.settings
    held = competition < len(snapshot.competitions)
    at_home = np.where(neutral, 0.0, 1.0)
    at_home[held] = _at_home(snapshot, neutral[held], competition[held], day[held], s)
    shift = np.zeros((len(home), 2))
    plain = _plain_leagues(snapshot, record.rows, record.competition)
    for number in sorted(set(competition[held].tolist())):
        asked = np.flatnonzero(competition == number)
        own = plain & (record.competition == number)
        over = np.flatnonzero(own & record.known)
        if not len(over):
            continue
        season = int(record.season[over[-1]])
        running = asked[np.abs(day[asked] - record.day[over[-1]]) <= PAUSE]
        if not len(running):
            continue
        # The seasons before tell the shape of the league.
        near = np.flatnonzero(own & (record.season >= season - _SHAPED) & (record.season <= season))
        far, n = np.zeros(len(running), dtype=np.int64), len(running)
        columns = (
            np.concatenate((record.home[near], home[running])),
            np.concatenate((record.away[near], away[running])),
            np.concatenate((record.competition[near], far + number)),
            np.concatenate((record.season[near], far + season)),
            np.concatenate((record.day[near], day[running])),
            np.concatenate((record.known[near], far > 0)),
            np.concatenate((record.counts[near, 0], np.zeros((n, 2)))),
        )
        order = np.argsort(columns[4], kind="stable")
        found = stakes.shifts(_fixtures(snapshot, *columns, order), s.stakes)
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        shift[running] = found[back[len(near) :]]
    return shift, at_home


def _counts(snapshot: Snapshot, rows: Rows, known: Flags) -> Floats:
    m = snapshot.matches
    found = np.full((len(rows), len(COUNTS), 2), np.nan)
    found[known, 0, 0] = m.home_goals[rows[known]]
    found[known, 0, 1] = m.away_goals[rows[known]]
    held = snapshot.store.figures(m.key[rows[known]].tolist())
    told = np.where(held < 0, np.nan, held.astype(np.float64))
    shots, on_target, corners = told[:, 0], told[:, 1], told[:, 2]
    inside = np.isnan(shots) | np.isnan(on_target) | (on_target <= shots)
    found[known, 1] = on_target
    found[known, 2] = np.where(inside, shots - on_target, np.nan)
    found[known, 3] = corners
    return found


def _countries(snapshot: Snapshot, home: Whole, away: Whole, competition: Whole) -> Whole:
    """Number of each club's country; national sides, and women's clubs, are worlds of their own."""
    names: dict[str, int] = {}
    found = []
    women = np.array(["w" in side_of(cup) for cup in snapshot.competitions], dtype=np.bool_)
    women = women[competition]
    nations = np.array([is_national(cup) for cup in snapshot.competitions], dtype=np.bool_)[
        competition
    ]
    of_women, of_clubs = (np.zeros(len(snapshot.clubs), dtype=np.bool_) for _ in (0, 1))
    national = np.zeros(len(snapshot.clubs), dtype=np.bool_)
    for column in (home, away):
        of_women[column[women]] = True
        national[column[nations]] = True
        of_clubs[column[~nations]] = True
    national &= ~of_clubs
    for number, club in enumerate(snapshot.clubs):
        word = "nations" if national[number] else club.country
        found.append(names.setdefault(f"{word}.w" if of_women[number] else word, len(names)))
    return np.array(found, dtype=np.int64)


def level_of(competition: str) -> int:
    """Level of a league in its country, 1 the highest; 0 for what is no league of a country.

    >>> level_of("es.1"), level_of("en.2"), level_of("es.cup"), level_of("uefa.cl")
    (1, 2, 0, 0)
    """
    found = _LEVEL.match(competition)
    if found is None or found[1] in _CONFEDERATIONS:
        return UNKNOWN_LEVEL
    return int(found[2])


def _levels(
    snapshot: Snapshot,
    home: Whole,
    away: Whole,
    competition: Whole,
    season: Whole,
    day: Whole,
    settings: StrengthSettings,
) -> tuple[Floats, Floats]:
    """What to do before each match, and where each club begins; see :class:`Record`."""
    s = settings
    n, clubs = len(home), len(snapshot.clubs)
    before = np.zeros((n, 2, 3))
    before[:, :, 0] = 1.0
    first = np.tile([0.0, s.newcomer_spread], (clubs, 1))
    level = np.array([level_of(c) for c in snapshot.competitions], dtype=np.int64)
    league = level[competition] > 0
    names = snapshot.competitions
    # The first season held of each league: its clubs are no newcomers.
    opening: dict[int, int] = {}
    lowest: dict[str, int] = {}
    for number in set(competition[league].tolist()):
        opening[number] = int(season[competition == number].min())
        country = country_of(names[number])
        lowest[country] = max(lowest.get(country, 0), int(level[number]))
    # Every club and league season, in order, with the first match of it.
    places = np.flatnonzero(league)
    who = np.concatenate((home[places], away[places]))
    where = np.concatenate((places, places))
    side = np.repeat(np.array([0, 1]), len(places))
    order = np.lexsort((where, season[where], who))
    who, where, side = who[order], where[order], side[order]
    fresh = np.ones(len(who), dtype=np.bool_)
    fresh[1:] = (who[1:] != who[:-1]) | (season[where[1:]] != season[where[:-1]])
    met = _first_places(home, away, clubs)
    closed_shops = _closed_shops(competition[where[fresh]], season[where[fresh]], who[fresh])
    last: dict[int, tuple[int, float]] = {}
    for club, place, at in zip(
        who[fresh].tolist(), where[fresh].tolist(), side[fresh].tolist(), strict=True
    ):
        number, code = int(competition[place]), int(season[place])
        mean = -s.step_down * (int(level[number]) - 1)
        below = mean - s.from_below
        begins = below if code > opening[number] else mean
        had = last.get(club)
        years = (code - had[0]) // 2 if had is not None else 0
        if had is not None and years <= 1:
            kept = s.kept_closed if (number, code) in closed_shops else s.kept
            before[place, at] = (kept, had[1], s.summer)
        elif had is not None or _years_between(season[met[club]], code):
            # Long away from a league, or seen in cups of earlier seasons alone.
            kept = s.kept_away ** max(years, 1)
            before[place, at] = (kept, begins, s.below_spread**2 * (1 - kept**2))
        if had is None and not _years_between(season[met[club]], code):
            first[club] = (begins, s.newcomer_spread if begins == mean else s.below_spread)
        elif had is None:
            first[club] = _in_cups(snapshot, club, int(competition[met[club]]), lowest, s)
        last[club] = (code, mean)
    for club in np.flatnonzero(met < n).tolist():
        if club not in last:
            first[club] = _in_cups(snapshot, club, int(competition[met[club]]), lowest, s)
    return before, first


def _closed_shops(competition: Whole, season: Whole, club: Whole) -> set[tuple[int, int]]:
    """Seasons (number of the competition, code) of leagues from which no club goes down.

    Told by the seasons before: in none of the last few did a club leave.
    """
    of: dict[int, dict[int, set[int]]] = {}
    for number, code, who in zip(competition.tolist(), season.tolist(), club.tolist(), strict=True):
        of.setdefault(number, {}).setdefault(code, set()).add(who)
    found = set()
    for number, seasons in of.items():
        codes = sorted(seasons)
        stayed = [seasons[a] <= seasons[b] for a, b in pairwise(codes)]
        for n in range(_SHOP, len(codes)):
            if all(stayed[n - _SHOP : n - 1]) and len(seasons[codes[n - 1]]) >= _SOME:
                found.add((number, codes[n]))
    return found


def _years_between(earlier: int, later: int) -> bool:
    """True if two season codes are not of the same year."""
    return bool(int(later) // 2 > int(earlier) // 2)


def _in_cups(
    snapshot: Snapshot, club: int, cup: int, lowest: dict[str, int], settings: StrengthSettings
) -> tuple[float, float]:
    """Where a club begins that is seen in a cup before any league: below those held, or abroad."""
    country = snapshot.clubs[club].country
    own = country_of(snapshot.competitions[cup])
    if is_national(snapshot.competitions[cup]) or not country:
        return 0.0, settings.nation_spread
    if country in lowest:
        below = settings.step_down * lowest[country] + settings.below_leagues
        return -below, settings.newcomer_spread
    return (settings.abroad if own in _CONFEDERATIONS else 0.0), settings.newcomer_spread


def _first_places(home: Whole, away: Whole, clubs: int) -> Whole:
    """Place of each club's first match; past the end where it has none."""
    found = np.full(clubs, len(home), dtype=np.int64)
    for column in (away, home):
        numbers, places = np.unique(column, return_index=True)
        found[numbers] = np.minimum(found[numbers], places)
    return found


def columns_of(record: Record) -> tuple[NDArray[Any], ...]:
    """The columns in the order in which the strengths take them."""
    return (
        record.home, record.away, record.competition, record.day, record.known, record.at_home,
        record.weight, record.counts, record.shift, record.pace, record.shown,
        record.before, record.country,
    )  # fmt: skip
