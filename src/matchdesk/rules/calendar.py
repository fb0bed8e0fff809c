"""The ledger at a moment: what was known then, and nothing else.

:func:`known_at` turns everything a ledger holds into the :class:`~matchdesk.core.snapshot.Snapshot`
of a moment. Which matches were on the calendar is told by :mod:`matchdesk.rules.visibility`; here
results are hidden, and the dates of matches that were moved.

The rules, in words:

- A result is known from the end of its day. At the end of a day all matches up to that day are
  known. Just before a match, or at a minute of it, all earlier days are, and of the same day the
  matches that kicked off two hours earlier or more; of matches that began at the same time or
  later nothing is known. Where a kick-off time is missing, or less than two hours lie between, the
  moment's ``reading`` decides: "early" hides such a match, "late" takes it as over.
- The date of a match to come is the one the source gives now. A match of a numbered matchday that
  is dated more than four days outside the matchday's main block of days was moved: its date is
  withheld until 14 days before, and from the end of that block it is ``postponed``. A recorded
  ``date_known_from`` takes the place of the 14 days, for any match.
- A season that was broken off and taken up again (2019-20) has no dates for what was left until they
  were published, as the rulebook tells; what had been planned before is on no record.
- A match without a date counts as played from 30 June of a season of two years, 31 December of a
  calendar year.

Knowing twice is knowing once: ``known_at(known_at(x, m), m)`` equals ``known_at(x, m)``; and what
:func:`cut` leaves of a ledger tells as much about its day as the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np

from matchdesk.core.competition import country_of
from matchdesk.core.match import Fact
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    COLUMNS,
    NONE,
    BoolColumn,
    IntColumn,
    Matches,
    MemoryStore,
    Rows,
    Snapshot,
    distinct,
    match_id,
    status_code,
)
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.visibility import Calendar, calendar_on, undated_known

__all__ = ["ambiguous_on_day", "cut", "known_at", "known_rows"]

MATCH_MINUTES = 120
"""From kick-off to the end of a match, at most; a match with extra time may last longer."""

DATE_KNOWN_DAYS = 14
"""Days before a moved match from which its new date is taken as known."""

_SCHEDULED, _POSTPONED = status_code("scheduled"), status_code("postponed")
_RESULT_COLUMNS: tuple[str, ...] = (
    "home_goals", "away_goals", "half_home", "half_away", "extra_home", "extra_away",
    "penalties_home", "penalties_away", "awarded_home", "awarded_away", "attendance",
)  # fmt: skip


def known_at(
    whole: Snapshot,
    moment: Moment,
    *,
    facts: Sequence[Fact] | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Snapshot:
    """The ledger as it was known at a moment.

    Matches not yet on the calendar are left out. A match to come has no score, no attendance and
    no note, and is ``scheduled`` or ``postponed``; its ``day`` and ``time`` are ``NONE`` where its
    date was not yet known. Ground and side of the draw stay. The match whose minute is meant is
    under way: not over, without a score; its goals are the store's matter.

    Args:
        whole: everything the ledger holds; its own moment does not matter.
        moment: end of a day, before a match, or a minute of one.
        facts: the ledger's facts, of which only ``fixtures_known_from`` is used; asked of the
            store if not given.
        catalogue: the rulebooks, which tell the order of rounds and when fixtures are published.

    Returns:
        A snapshot with the same vocabularies and the same store. Rows keep their order.

    Raises:
        UnknownName: ``moment.match`` is no match of the ledger.
        UsageError: ``moment.match`` was played on another day.
    """
    return _view(whole, moment, facts, catalogue, withhold=True)


def cut(whole: Snapshot, day: dt.date, *, catalogue: Catalogue = BUILT_IN) -> Snapshot:
    """What a ledger would hold if nothing had been entered after a day.

    Later scores, goals and line-ups are gone, so are pairings not yet drawn; fixtures stay, with
    the dates that their source gives now. Asking it about that day gives the answers of the whole:
    ``known_at(cut(whole, day), Moment(day))`` equals ``known_at(whole, Moment(day))``.
    A :class:`~matchdesk.core.snapshot.MemoryStore` is cut too, any other store stays as it is.
    """
    left = _view(whole, Moment(day), None, catalogue, withhold=False)
    if isinstance(whole.store, MemoryStore):
        keys = {int(key) for key in left.matches.key[known_rows(left, Moment(day))]}
        left = replace(left, store=_store_until(whole.store, keys, day))
    return left


def known_rows(whole: Snapshot, moment: Moment) -> BoolColumn:
    """bool[match]: the result of a match was known at a moment.

    It is true of every match whose day is past, played or not: what the ledger says of it stands.

    Raises:
        UnknownName: ``moment.match`` is no match of the ledger.
        UsageError: ``moment.match`` was played on another day.
    """
    known, unsure, _ = _known(whole, moment)
    return known | unsure if moment.reading == "late" else known


def ambiguous_on_day(whole: Snapshot, moment: Moment, *, catalogue: Catalogue = BUILT_IN) -> Rows:
    """Rows on which the two readings of a moment differ; none at the end of a day.

    They are the matches of the same day that may have been over or not, and pairings drawn on that
    day that nothing else shows. If there are any, both readings should be tried where they matter.

    Raises:
        UnknownName: ``moment.match`` is no match of the ledger.
        UsageError: ``moment.match`` was played on another day.
    """
    if not moment.match:
        return np.empty(0, dtype=np.intp)
    _, unsure, _ = _known(whole, moment)
    day = moment.day.toordinal()
    if bool((whole.matches.drawn_on == day).any()):
        facts = whole.store.facts()
        early, late = (
            calendar_on(whole, day, drawn_by=by, facts=facts, catalogue=catalogue)
            for by in (day - 1, day)
        )
        unsure = unsure | (early.visible != late.visible)
    return np.flatnonzero(unsure)


def _view(
    whole: Snapshot,
    moment: Moment,
    facts: Sequence[Fact] | None,
    catalogue: Catalogue,
    *,
    withhold: bool,
) -> Snapshot:
    """The snapshot of a moment; with ``withhold`` False all dates stay."""
    known, unsure, under_way = _known(whole, moment)
    if moment.reading == "late":
        known = known | unsure
    day = moment.day.toordinal()
    early = bool(moment.match) and moment.reading == "early"
    calendar = calendar_on(
        whole,
        day,
        drawn_by=day - 1 if early else day,
        facts=whole.store.facts() if facts is None else facts,
        catalogue=catalogue,
    )
    notes = whole.notes if "" in whole.notes else (*whole.notes, "")
    visible = calendar.visible | under_way
    to_come = np.flatnonzero(visible & ~known)
    changed = _masked(whole.matches, to_come, calendar, moment, notes.index(""), withhold)
    if withhold and len(to_come):
        changed = _hidden(whole, to_come, moment, catalogue.of(whole), changed)
    columns = {name: changed.get(name, getattr(whole.matches, name)) for name in COLUMNS}
    matches = Matches(**columns)
    if not bool(visible.all()):
        matches = matches.take(np.flatnonzero(visible))
    return replace(whole, moment=moment, matches=matches, notes=notes)


def _masked(
    m: Matches, rows: Rows, calendar: Calendar, moment: Moment, no_note: int, withhold: bool
) -> dict[str, IntColumn]:
    """The columns that change, where ``rows`` are the matches not yet over."""
    if not len(rows):
        return {}
    changed = {name: getattr(m, name).copy() for name in (*_RESULT_COLUMNS, "status", "note")}
    for name in _RESULT_COLUMNS:
        changed[name][rows] = NONE
    changed["note"][rows] = no_note
    status = np.where(m.status[rows] == _POSTPONED, _POSTPONED, _SCHEDULED)
    if withhold:
        today = moment.day.toordinal()
        day, from_day = m.day[rows].astype(np.int64), m.date_known_from[rows]
        outside, window_end = calendar.outside[rows], calendar.window_end[rows]
        moved = np.where(from_day > 0, today < from_day, outside & (today < day - DATE_KNOWN_DAYS))
        moved &= day > today
        over = today - 1 if moment.match else today
        late = moved & outside & (day > window_end) & (window_end <= over)
        status[late] = _POSTPONED
        for name in ("day", "time"):
            changed[name] = getattr(m, name).copy()
            changed[name][rows[moved]] = NONE
    changed["status"][rows] = status
    return changed


def _hidden(
    whole: Snapshot,
    rows: Rows,
    moment: Moment,
    catalogue: Catalogue,
    changed: dict[str, IntColumn],
) -> dict[str, IntColumn]:
    """Dates after an interruption are unknown until they were published.

    What a season had planned before is on no record: those matches have no date until then, and are
    postponed once it is broken off.
    """
    m, today = whole.matches, moment.day.toordinal()
    for competition in distinct(m.competition[rows]).tolist():
        for one in catalogue.interruptions(whole.competitions[competition]):
            if today >= one.known.toordinal():
                continue
            here = rows[
                (m.competition[rows] == competition)
                & (m.season[rows] == one.season.code)
                & (m.day[rows] >= one.again.toordinal())
                & (m.date_known_from[rows] <= 0)
            ]
            for name in ("day", "time"):
                if name not in changed or changed[name] is getattr(m, name):
                    changed[name] = getattr(m, name).copy()
                changed[name][here] = NONE
            if today > one.last.toordinal():
                changed["status"][here] = _POSTPONED
    return changed


def _known(whole: Snapshot, moment: Moment) -> tuple[BoolColumn, BoolColumn, BoolColumn]:
    """bool[match] three times: surely known; known or not by the reading; the match itself."""
    m = whole.matches
    today = moment.day.toordinal()
    dated = m.day > 0
    none = np.zeros(len(m), dtype=np.bool_)
    if not moment.match:
        return (dated & (m.day <= today)) | undated_known(m, today), none, none
    row = _row_of(whole, moment)
    known = (dated & (m.day < today)) | undated_known(m, today - 1)
    known[row] = False
    unsure, under_way = none, none.copy()
    under_way[row] = True
    for other in np.flatnonzero(m.day == today):
        if other != row:
            gap = minutes_before(whole, int(other), row)
            if gap is None or 0 < gap < MATCH_MINUTES:
                unsure[other] = True
            elif gap >= MATCH_MINUTES:
                known[other] = True
    return known, unsure, under_way


def _row_of(whole: Snapshot, moment: Moment) -> int:
    """Row of the moment's match."""
    m = whole.matches
    parts = moment.match.split(":")
    rows = np.empty(0, dtype=np.intp)
    if len(parts) in (4, 5) and parts[0] in whole.competitions:
        try:
            season = Season.parse(parts[1]).code
            nth = int(parts[4]) if len(parts) == 5 else 1
        except ValueError:
            season, nth = NONE, NONE
        home, away = (whole.club_number(part) for part in parts[2:4])
        competition = whole.competitions.index(parts[0])
        rows = np.flatnonzero(
            (m.competition == competition)
            & (m.season == season)
            & (m.home == home)
            & (m.away == away)
            & (m.nth == nth)
        )
    if not len(rows):
        raise UnknownName(
            f"no match {moment.match!r} is held; expected an id such as "
            f"{match_id('es.cup', Season(2017, True), 'es.real-madrid', 'es.leganes')!r}",
            code="unknown-match",
        )
    row = int(rows[0])
    played_on = int(m.day[row])
    if played_on > 0 and played_on != moment.day.toordinal():
        raise UsageError(
            f"{moment.match} has the date {dt.date.fromordinal(played_on)}, the moment asked for "
            f"lies on {moment.day}; give the day of the match",
            code="moment",
        )
    return row


def minutes_before(whole: Snapshot, other: int, row: int) -> int | None:
    """Minutes by which one match kicked off before another of the same day; negative if after.

    None where a time is unknown, or the two clocks cannot be compared. A zone not given is taken
    to be that of the other match within a competition or a country.
    """
    m = whole.matches
    if m.time[other] < 0 or m.time[row] < 0:
        return None
    gap = int(m.time[row]) - int(m.time[other])
    zones = whole.zones[m.zone[other]], whole.zones[m.zone[row]]
    if zones[0] == zones[1] != "":
        return gap
    if all(zones):
        shifts = [_shift(zone, int(m.day[row])) for zone in zones]
        if shifts[0] is None or shifts[1] is None:
            return None
        return gap + shifts[0] - shifts[1]
    competitions = [whole.competitions[m.competition[r]] for r in (other, row)]
    if competitions[0] == competitions[1] or country_of(competitions[0]) == country_of(
        competitions[1]
    ):
        return gap
    return None


def _shift(zone: str, day: int) -> int | None:
    """Minutes by which a zone's clock is ahead of UTC at noon of a day; None if not known."""
    try:
        clock = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return None
    noon = dt.datetime.combine(dt.date.fromordinal(day), dt.time(12), clock)
    offset = noon.utcoffset()
    return None if offset is None else int(offset.total_seconds()) // 60


def _store_until(store: MemoryStore, keys: set[int], day: dt.date) -> MemoryStore:
    """A store without what belongs to later matches, or began later."""

    def begun(start: dt.date | None) -> bool:
        return start is None or start <= day

    return replace(
        store,
        goals_by_key={k: v for k, v in store.goals_by_key.items() if k in keys},
        appearances_by_key={k: v for k, v in store.appearances_by_key.items() if k in keys},
        cards_by_key={k: v for k, v in store.cards_by_key.items() if k in keys},
        all_spells=tuple(s for s in store.all_spells if begun(s.start)),
        all_facts=tuple(f for f in store.all_facts if begun(f.start)),
        all_corrections=tuple(c for c in store.all_corrections if begun(c.start)),
    )
