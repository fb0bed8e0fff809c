"""How many matches of a club may have been played in some days and are not on record.

A scope that is not held in full leaves a run or a count open only as far as the calendar has room:
a cup has its months and its rounds, Europe its midweeks, and who went out plays no more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import country_of
from matchdesk.core.season import Season
from matchdesk.press.almanac import Almanac

MIDWEEK = frozenset(("uefa.cl", "uefa.el", "uefa.ecl", "uefa.cwc"))
"""Competitions that are played from Tuesday to Thursday, in rounds a week or more apart."""

_MANY = 40
"""Matches of a season from which on a cup seems to be held as a whole, if not without gaps."""
_GROUPS = 90
"""As many, for a European cup whose group stage is among them."""
_GROUP_GAMES = 6
_NEXT_ROUND = 10
"""Days after a club's last match by which others have gone on without it."""
_CUP_ROUNDS = 8
"""Most matches of a club of the first divisions in a season's cup, second legs and replays too."""
_WITH_GROUPS = frozenset(("tr.cup", "sco.leaguecup", "pt.leaguecup"))
_CUP_STEP = 12
"""Days from one round of a cup to the next, at least, over some rounds."""
_ABROAD_STEP = 11
_FRIENDLIES = 200
"""Days in which it may have played a friendly that is not on record."""
_INTERNATIONALS = 700
"""Days in which a nation may have played one match more than those on record."""
# Months in which clubs of the first divisions play for a cup; any but June where none is named.
_MONTHS: dict[str, frozenset[int]] = {
    "fr.cup": frozenset((12, 1, 2, 3, 4, 5, 6)),
    "en.supercup": frozenset((8,)),
    "de.supercup": frozenset((7, 8)),
    "fr.supercup": frozenset((7, 8)),
    "es.supercup": frozenset((8, 1, 10, 11, 12)),
    "it.supercup": frozenset((8, 9, 12, 1, 2)),
    "uefa.supercup": frozenset((8, 9, 10, 11, 12, 1, 2)),
    "fifa.clubwc": frozenset((12, 1, 2, 6, 7)),
}
_NOT_IN_SUMMER = frozenset((8, 9, 10, 11, 12, 1, 2, 3, 4, 5))


def room(
    book: Almanac, number: int, missing: Sequence[tuple[str, Season]], days: NDArray[np.int64], end: int
) -> int:  # fmt: skip
    """Most matches of a club that may lie, not held, between the days of those that are.

    Args:
        book: the ledger around the report.
        number: the club.
        missing: competitions with their seasons that are not held in full.
        days: ordinals of the club's matches from the first that matters on, earliest first.
        end: ordinal up to which to look, that of the last of these or of the day of writing.
    """
    if not missing or not len(days):
        return 0
    start = int(days[0])
    if book.records.is_nation(number):
        # Internationals are on record all over the world; a friendly may be of some other list.
        if not any(name == "friendly" for name, _ in missing):
            return (end - start) // (2 * _INTERNATIONALS)
        return int(end - start > _FRIENDLIES) + (end - start) // _INTERNATIONALS
    abroad: dict[str, int] = defaultdict(int)
    at_home = 0
    leagues = False
    for name, season in missing:
        most = _most(book, name, season, number, start, end)
        if name in MIDWEEK:
            abroad[name] += most
        else:
            at_home += most
            leagues = leagues or (most > 0 and not _is_cup(name))
    # A side plays in one European competition at a time.
    most = at_home + max(abroad.values(), default=0)
    if not most:
        return 0
    stops = np.append(days, end)
    if all(name in MIDWEEK for name, _ in missing):
        return min(most, _midweeks(stops))
    if not leagues:
        # Nobody plays more for cups than that, beside a league.
        most = min(most, 2 * len(days) // 3 + 2)
    # A side needs three days for a match.
    return min(most, int(np.maximum(0, np.diff(stops) // 3 - 1).sum()))


def _is_cup(competition: str) -> bool:
    return competition.endswith("cup") or competition in MIDWEEK or competition == "fifa.clubwc"


def _most(
    book: Almanac, competition: str, season: Season, number: int, start: int, end: int
) -> int:
    """Most matches of a club that a season of a competition may lack within some days."""
    if not _is_cup(competition):
        seasons = book.holdings.seasons(competition)
        if season not in seasons and (whole := Season(season.start, not season.split)) in seasons:
            # Of a league that is played from spring to autumn.
            season = whole
        held = seasons.get(season)
        lacking = held.missing.get(number) if held is not None and held.missing else None
        if lacking is None:
            lacking = _behind(book, competition, season, number, end)
        return 60 if lacking is None else max(0, lacking)
    start, end = _within(season, start, end)
    if start > end:
        return 0
    months = _months(book, competition, season, number)
    if not any(month in months for month in _months_of(start, end)):
        return 0
    if competition.endswith("supercup"):
        return 2
    if competition == "fifa.clubwc":
        # For who won in Europe the season before.
        m = book.known.matches
        finals = book.known.select("uefa.cl", season=season.previous, round="final")
        won = [number in (int(m.home[row]), int(m.away[row])) for row in finals]
        return 3 if any(won) or not won else 0
    rows = book.known.season_rows(competition, season)
    if len(rows) >= _MANY:
        return _of_held(book, competition, rows, number, (start, end), season)
    if len(book.known.season_rows(competition, season.previous)) >= _MANY:
        # Held last season, and this one has hardly begun.
        return 1
    if competition in MIDWEEK:
        likely = _may_be_abroad(book, season, number)
        return min(19, (end - start) // _ABROAD_STEP + 1) if likely else 0
    rounds = _CUP_ROUNDS + (6 if competition in _WITH_GROUPS else 0)
    return min(rounds, (end - start) // _CUP_STEP + 1)


_ROUNDS = 4
"""Rounds of a league by which its clubs can be set side by side."""


def _behind(book: Almanac, competition: str, season: Season, number: int, end: int) -> int | None:
    """How many matches fewer of a club than of any other are held of a league by a day.

    For leagues of which nobody tells how many matches there are: they are held round by round.
    """
    m = book.known.matches
    rows = book.known.season_rows(competition, season)
    rows = rows[(m.day[rows] > 0) & (m.day[rows] <= end)]
    sides = np.concatenate((m.home[rows], m.away[rows]))
    counts = np.bincount(sides, minlength=number + 1)
    if counts.max(initial=0) < _ROUNDS or not counts[number]:
        return None
    return int(counts.max() - counts[number])


def _may_be_abroad(book: Almanac, season: Season, number: int) -> bool:
    """True unless a club's place of the season before, that is held, makes a European cup unlikely.

    Who came in by fair play or by the summer's cup are few.
    """
    country, before = book.records.club(number).country, season.previous
    table = book.holdings.seasons(f"{country}.1").get(before)
    if table is None or not table.complete or season.start < _BY_PLACES:
        return True
    places = _ABROAD if country == "en" and season.start < _MORE_ABROAD else _ABROAD + 2
    if number in book.holdings.top(f"{country}.1", before, places):
        return True
    m = book.known.matches
    finals = [
        int(row)
        for cup in (f"{country}.cup", f"{country}.leaguecup", *MIDWEEK)
        for row in book.known.select(cup, season=before, round="final")
    ]
    return any(number in (int(m.home[row]), int(m.away[row])) for row in finals)


_IN_AUGUST = 1998
"""From this season on the match of the European cup winners opens it."""
_BY_PLACES = 1971
_MORE_ABROAD = 2000
_ABROAD = 4
"""Places of a league that lead to Europe, but for one or two."""


def _of_held(
    book: Almanac,
    competition: str,
    rows: NDArray[np.intp],
    number: int,
    days: tuple[int, int],
    season: Season,
) -> int:
    """Most matches lacking of a cup that is held match by match: sources leave out few."""
    m, (start, end) = book.known.matches, days
    plays = (m.home[rows] == number) | (m.away[rows] == number)
    mine = rows[plays]
    if not np.any((m.day[rows[~plays]] >= start) & (m.day[rows[~plays]] <= end)):
        # Nobody played for it in these days.
        return 0
    if not len(mine):
        groups = competition in MIDWEEK and len(rows) >= _GROUPS
        # Who is in no group of a European cup can have played in its summer rounds alone.
        return 0 if groups and start > dt.date(season.start, 9, 10).toordinal() else 1
    if competition in MIDWEEK and len(rows) >= _GROUPS and len(mine) >= _GROUP_GAMES:
        # Its groups are held, and so is what comes after them.
        return 0 if start > dt.date(season.start, 9, 10).toordinal() else 1
    between = _rounds_between(
        m.round[rows].astype(np.int64), m.day[rows].astype(np.int64), plays, start, end
    )
    if between is not None:
        return min(1, between)
    last = int(m.day[mine].max())
    others = int(m.day[rows].max())
    return 0 if start >= last and others > last + _NEXT_ROUND else 1


def _rounds_between(
    rounds: NDArray[np.int64],
    days: NDArray[np.int64],
    plays: NDArray[np.bool_],
    start: int,
    end: int,
) -> int | None:
    """Rounds of some days, between a club's first and last, of which none of its matches is held.

    None where the rounds are not known.
    """
    if (rounds < 0).any():
        return None
    first, last = int(days[plays].min()), int(days[plays].max())
    inside = ~plays & (days >= max(start, first)) & (days <= min(end, last))
    return len({*rounds[inside].tolist()} - {*rounds[plays].tolist()})


def _months(book: Almanac, competition: str, season: Season, number: int) -> frozenset[int]:
    if competition == "en.cup":
        own = book.holdings.own(number, season)
        first = any(name in ("en.1", "en.2") for name in own)
        return frozenset((1, 2, 3, 4, 5)) if first else frozenset((8, 9, 10, 11, 12, 1, 2, 3, 4, 5))
    if competition == "uefa.supercup" and season.start >= _IN_AUGUST:
        return frozenset((8,))
    if competition == "es.supercup":
        return frozenset((1,)) if season.start >= 2019 else _MONTHS[competition]
    if competition in _MONTHS:
        return _MONTHS[competition]
    if competition.endswith("supercup"):
        return frozenset((7, 8, 9, 12, 1))
    if competition in MIDWEEK:
        return _NOT_IN_SUMMER | {6, 7}
    return _NOT_IN_SUMMER | ({6} if country_of(competition) != "en" else set())


def _within(season: Season, start: int, end: int) -> tuple[int, int]:
    if season.split:
        first, last = dt.date(season.start, 7, 1), dt.date(season.start + 1, 7, 31)
    else:
        first, last = dt.date(season.start, 1, 1), dt.date(season.start, 12, 31)
    return max(start, first.toordinal()), min(end, last.toordinal())


def _months_of(start: int, end: int) -> set[int]:
    day, last = dt.date.fromordinal(start), dt.date.fromordinal(end)
    count = (last.year - day.year) * 12 + last.month - day.month
    return {(day.month - 1 + step) % 12 + 1 for step in range(min(count, 11) + 1)}


def _midweeks(days: NDArray[np.int64]) -> int:
    """Weeks between these days in which a side may have played in Europe.

    That is between July and the middle of December or from February to May, two days after a match
    and two before the next.
    """
    found = 0
    for first, last in zip(days[:-1].tolist(), days[1:].tolist(), strict=True):
        weeks = {
            dt.date.fromordinal(day).isocalendar()[:2]
            for day in range(first + 2, min(last - 1, first + 120))
            if dt.date.fromordinal(day).weekday() in (1, 2, 3) and _in_europe(day)
        }
        found += len(weeks)
    return found


def _in_europe(day: int) -> bool:
    date = dt.date.fromordinal(day)
    return (7, 1) <= (date.month, date.day) <= (12, 17) or (2, 1) <= (date.month, date.day) <= (
        5,
        31,
    )
