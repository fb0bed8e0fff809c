"""A club's fixtures and results in all its competitions, as known at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import BoolColumn, Rows, Snapshot, numbered, status_code
from matchdesk.errors import UnknownName

_TO_COME = [status_code("scheduled"), status_code("postponed")]
_POSTPONED = status_code("postponed")
_FRIENDLY = "friendly"

# A season whose years are over this long has no match to come, whatever a source left unfinished.
_SEASON_OVERRUN = dt.timedelta(days=400)


def competitions_of(
    snapshot: Snapshot, club: Club | ClubId | str, day: dt.date | None = None
) -> tuple[tuple[CompetitionId, Season], ...]:
    """Competitions of a club in the seasons that a day lies in, friendlies left out.

    A season of two years runs from 1 July to 30 June, another is its calendar year; a season that
    has begun and in which the club has a match to come counts too, whatever its label says (the
    Copa final of 2019-20 was played in April 2021). Sorted by id.

    Args:
        snapshot: the ledger at a moment.
        club: a club or its id.
        day: day meant; that of the moment if not given.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    rows = snapshot.select(club=club_of(snapshot, club))
    return _titles(snapshot, rows, (day or snapshot.day).toordinal())


def current_seasons(
    snapshot: Snapshot, clubs: BoolColumn
) -> tuple[tuple[CompetitionId, Season], ...]:
    """Competitions of some clubs in the seasons that the moment lies in, friendlies left out.

    Args:
        snapshot: the ledger at a moment.
        clubs: bool[club], the clubs that are meant.
    """
    m = snapshot.matches
    rows = np.flatnonzero(clubs[m.home] | clubs[m.away])
    return _titles(snapshot, rows, snapshot.day.toordinal())


def _titles(snapshot: Snapshot, rows: Rows, on: int) -> tuple[tuple[CompetitionId, Season], ...]:
    """Competitions and seasons of the matches that belong to a season which a day lies in."""
    current = rows[_current(snapshot, rows, on)]
    m = snapshot.matches
    pairs = {*zip(m.competition[current].tolist(), m.season[current].tolist(), strict=True)}
    named = [(snapshot.competitions[c], Season.of_code(s)) for c, s in pairs]
    return tuple(sorted(pair for pair in named if pair[0] != _FRIENDLY))


def next_fixtures(
    snapshot: Snapshot, club: Club | ClubId | str, n: int | None = None
) -> tuple[Match, ...]:
    """A club's next matches in all competitions, by day, friendlies included.

    Only matches whose date is known and that have not kicked off: at the end of a day those of
    later days; before a match that match itself. Matches without a date: :func:`postponed_of`.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    rows = to_come(snapshot, snapshot.select(club=club_of(snapshot, club)))
    return tuple(snapshot.match(int(row)) for row in rows[:n])


def postponed_of(snapshot: Snapshot, club: Club | ClubId | str) -> tuple[Match, ...]:
    """A club's matches still to play whose date is not known, by matchday, of current seasons.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    m = snapshot.matches
    rows = snapshot.select(club=club_of(snapshot, club))
    on = snapshot.day.toordinal()
    open_ = np.isin(m.status[rows], _TO_COME) & (
        (m.day[rows] <= 0) | ((m.status[rows] == _POSTPONED) & (m.day[rows] <= on))
    )
    found = [snapshot.match(int(row)) for row in rows[open_ & _current(snapshot, rows, on)]]
    return tuple(
        sorted(found, key=lambda f: (f.competition, int(f.round) if f.round.isdigit() else 0))
    )


def last_results(
    snapshot: Snapshot, club: Club | ClubId | str, n: int | None = None
) -> tuple[Match, ...]:
    """A club's last matches that are over and count, the latest first; friendlies included.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    rows = snapshot.select(club=club_of(snapshot, club))
    goals, _ = snapshot.matches.result()
    over = rows[(goals[rows] >= 0) & (snapshot.matches.day[rows] > 0)][::-1]
    return tuple(snapshot.match(int(row)) for row in over[:n])


def club_of(snapshot: Snapshot, club: Club | ClubId | str) -> Club:
    """The club of the ledger, by itself or its id.

    Raises:
        UnknownName: it plays no match of the snapshot's ledger.
    """
    number = snapshot.club_number(club)
    if number < 0:
        name = club.name if isinstance(club, Club) else str(club)
        raise UnknownName(f"{name} plays no match of this ledger", code="unknown-club")
    return snapshot.clubs[number]


def to_come(snapshot: Snapshot, rows: Rows) -> Rows:
    """Those of the rows whose match has a known date and has not kicked off, by day."""
    m = snapshot.matches
    on = snapshot.day.toordinal()
    moment = snapshot.moment
    later = m.day[rows] >= on if moment.match else m.day[rows] > on
    chosen = rows[np.isin(m.status[rows], _TO_COME) & later]
    if moment.match and moment.minute is not None:
        going_on = [row for row in chosen if snapshot.match(int(row)).id == moment.match]
        chosen = chosen[~np.isin(chosen, going_on)]
    return chosen


def _current(snapshot: Snapshot, rows: Rows, on: int) -> BoolColumn:
    """bool[row]: the season that a match belongs to is one that the day lies in."""
    m = snapshot.matches
    day = dt.date.fromordinal(on)
    codes, _, which = numbered(m.season[rows])
    labels = [_label_days(Season.of_code(int(code))) for code in codes]

    def told(true: Iterable[bool]) -> BoolColumn:
        return np.fromiter(true, dtype=np.bool_)[which] if len(codes) else np.empty(0, np.bool_)

    inside = told(first <= day <= last for first, last in labels)
    overrun = told(last < day <= last + _SEASON_OVERRUN for _, last in labels)
    ahead = told(day < first for first, _ in labels)
    entry = m.competition[rows].astype(np.int64) * (int(codes.max(initial=0)) + 1) + m.season[rows]
    open_ = np.isin(m.status[rows], _TO_COME) & ((m.day[rows] <= 0) | (m.day[rows] >= on))
    unfinished = np.isin(entry, entry[open_])
    begun = np.isin(entry, entry[(m.day[rows] > 0) & (m.day[rows] <= on)])
    current: BoolColumn = inside | (unfinished & (overrun | (ahead & begun)))
    return current


def _label_days(season: Season) -> tuple[dt.date, dt.date]:
    """First and last day of a season by its label."""
    if season.split:
        return dt.date(season.start, 7, 1), dt.date(season.start + 1, 6, 30)
    return dt.date(season.start, 1, 1), dt.date(season.start, 12, 31)
