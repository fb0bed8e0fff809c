"""The ledger at a moment, as columns of whole numbers.

Engines take a :class:`Snapshot` and know no database. What was not known at the moment is not in
it: a match to come is there as a fixture without score, a pairing not yet drawn is not there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import LEGS, PHASES, ClubId, CompetitionId
from matchdesk.core.match import (
    Appearance,
    Card,
    Club,
    Correction,
    Coverage,
    Fact,
    Goal,
    Ground,
    Match,
    Name,
    Odds,
    Spell,
)
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.core.words import STATUSES

IntColumn = NDArray[np.int32]
BoolColumn = NDArray[np.bool_]
Rows = NDArray[np.intp]

NONE = -1
"""Stands for "unknown" in every column of goals, times and indices."""

FIGURES: tuple[str, ...] = ("shots", "shots_on_target", "corners")
Figures = NDArray[np.int32]
"""int32[match, figure, side] in the order of :data:`FIGURES`: home side, visitors; ``NONE`` where
unknown."""

_PHASE: dict[str, int] = {"": NONE}
_PHASE.update((name, place) for place, name in enumerate(PHASES))
_LEG: dict[str, int] = {name: place for place, name in enumerate(LEGS)}
_STATUS: dict[str, int] = {name: place for place, name in enumerate(STATUSES)}
PLAYED = _STATUS["played"]
AWARDED = _STATUS["awarded"]


@dataclass(frozen=True, slots=True)
class Matches:
    """Columns of all matches of a snapshot; every array is int32[match], ``NONE`` where unknown.

    Attributes:
        key: number of the match in the ledger.
        competition, home, away, round, group, ground, zone, note: indices into the snapshot's
            vocabularies.
        season: :attr:`matchdesk.core.season.Season.code`.
        day: proleptic ordinal of the date (``date.toordinal``); ``NONE`` where not yet known.
        time: local kick-off, minutes after midnight.
        status: index into :data:`matchdesk.core.rows.STATUSES`; phase and leg likewise.
        home_goals, away_goals: after 90 minutes; ``half_``, ``extra_`` (after 120 minutes,
            cumulative), ``penalties_`` and ``awarded_`` likewise.
        nth: which meeting of this home and away side in this competition and season, from 1.
        drawn_on, date_known_from, not_after: ordinals.
        witnesses: files that give this match. neutral: 1 yes, 0 no.
    """

    key: IntColumn
    competition: IntColumn
    season: IntColumn
    day: IntColumn
    time: IntColumn
    zone: IntColumn
    home: IntColumn
    away: IntColumn
    nth: IntColumn
    status: IntColumn
    phase: IntColumn
    round: IntColumn
    group: IntColumn
    leg: IntColumn
    ground: IntColumn
    neutral: IntColumn
    home_goals: IntColumn
    away_goals: IntColumn
    half_home: IntColumn
    half_away: IntColumn
    extra_home: IntColumn
    extra_away: IntColumn
    penalties_home: IntColumn
    penalties_away: IntColumn
    awarded_home: IntColumn
    awarded_away: IntColumn
    attendance: IntColumn
    drawn_on: IntColumn
    date_known_from: IntColumn
    not_after: IntColumn
    witnesses: IntColumn
    note: IntColumn

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: Rows | BoolColumn) -> Matches:
        """The same columns for some of the matches."""
        if rows.dtype == np.bool_:
            rows = np.flatnonzero(rows)
        return Matches(*(getattr(self, column).take(rows) for column in COLUMNS))

    def result(self) -> tuple[IntColumn, IntColumn]:
        """Goals that count, home and away: awarded, else after extra time, else after 90 minutes.

        ``NONE`` where the match is not over or its result does not stand.
        """
        over = (self.status == PLAYED) | (self.status == AWARDED)
        home = np.where(self.extra_home >= 0, self.extra_home, self.home_goals)
        away = np.where(self.extra_away >= 0, self.extra_away, self.away_goals)
        home = np.where(self.awarded_home >= 0, self.awarded_home, home)
        away = np.where(self.awarded_away >= 0, self.awarded_away, away)
        over &= (home >= 0) & (away >= 0)
        return (
            np.where(over, home, NONE).astype(np.int32),
            np.where(over, away, NONE).astype(np.int32),
        )


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Matches))


class Store(Protocol):
    """Where a snapshot finds what belongs to its matches, as far as known at its moment.

    The ledger implements it with queries; :class:`MemoryStore` with values in memory.
    """

    def goals(self, keys: Sequence[int]) -> Mapping[int, tuple[Goal, ...]]:
        """Goals of these matches in order, by match key; a match without goals held is absent."""

    def appearances(self, keys: Sequence[int]) -> Mapping[int, tuple[Appearance, ...]]:
        """Line-ups of these matches, by match key."""

    def cards(self, keys: Sequence[int]) -> Mapping[int, tuple[Card, ...]]:
        """Cards of these matches with their minutes, of those that are over, by match key."""

    def witnesses(self, keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Sources that give these matches ("file:line"), by match key."""

    def odds(self, keys: Sequence[int]) -> Mapping[int, tuple[Odds, ...]]:
        """Bookmakers' odds of these matches, of those that are over, by match key."""

    def figures(self, keys: Sequence[int]) -> Figures:
        """Shots and corners of these matches, of those that are over; see :data:`FIGURES`."""

    def names(self) -> tuple[Name, ...]:
        """Names of all clubs."""

    def spells(self) -> tuple[Spell, ...]:
        """Persons and their spells, those begun by the moment."""

    def grounds(self) -> tuple[Ground, ...]:
        """Grounds and the clubs that play there."""

    def facts(self) -> tuple[Fact, ...]:
        """Facts known by the moment."""

    def corrections(self) -> tuple[Correction, ...]:
        """Corrections in force at the moment."""

    def declared(self) -> tuple[Coverage, ...]:
        """Numbers of matches that sources declare; ``held`` is 0 here."""


@dataclass(frozen=True)
class MemoryStore:
    """A :class:`Store` of values in memory, for tests and for users' own snapshots."""

    goals_by_key: Mapping[int, tuple[Goal, ...]] = field(default_factory=dict)
    appearances_by_key: Mapping[int, tuple[Appearance, ...]] = field(default_factory=dict)
    all_names: tuple[Name, ...] = ()
    all_spells: tuple[Spell, ...] = ()
    all_grounds: tuple[Ground, ...] = ()
    all_facts: tuple[Fact, ...] = ()
    all_corrections: tuple[Correction, ...] = ()
    all_declared: tuple[Coverage, ...] = ()
    odds_by_key: Mapping[int, tuple[Odds, ...]] = field(default_factory=dict)
    figures_by_key: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    cards_by_key: Mapping[int, tuple[Card, ...]] = field(default_factory=dict)

    def goals(self, keys: Sequence[int]) -> Mapping[int, tuple[Goal, ...]]:
        """See :class:`Store`."""
        return {k: self.goals_by_key[k] for k in keys if k in self.goals_by_key}

    def appearances(self, keys: Sequence[int]) -> Mapping[int, tuple[Appearance, ...]]:
        """See :class:`Store`."""
        return {k: self.appearances_by_key[k] for k in keys if k in self.appearances_by_key}

    def cards(self, keys: Sequence[int]) -> Mapping[int, tuple[Card, ...]]:
        """See :class:`Store`."""
        return {k: self.cards_by_key[k] for k in keys if k in self.cards_by_key}

    def witnesses(self, keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """See :class:`Store`."""
        return {}

    def odds(self, keys: Sequence[int]) -> Mapping[int, tuple[Odds, ...]]:
        """See :class:`Store`."""
        return {k: self.odds_by_key[k] for k in keys if k in self.odds_by_key}

    def figures(self, keys: Sequence[int]) -> Figures:
        """See :class:`Store`."""
        found = np.full((len(keys), len(FIGURES), 2), NONE, dtype=np.int32)
        for place, key in enumerate(keys):
            if key in self.figures_by_key:
                found[place] = self.figures_by_key[key]
        return found

    def names(self) -> tuple[Name, ...]:
        """See :class:`Store`."""
        return self.all_names

    def spells(self) -> tuple[Spell, ...]:
        """See :class:`Store`."""
        return self.all_spells

    def grounds(self) -> tuple[Ground, ...]:
        """See :class:`Store`."""
        return self.all_grounds

    def facts(self) -> tuple[Fact, ...]:
        """See :class:`Store`."""
        return self.all_facts

    def corrections(self) -> tuple[Correction, ...]:
        """See :class:`Store`."""
        return self.all_corrections

    def declared(self) -> tuple[Coverage, ...]:
        """See :class:`Store`."""
        return self.all_declared


@dataclass(frozen=True)
class Snapshot:
    """The ledger at a moment.

    Attributes:
        moment: what "now" is.
        matches: the columns.
        clubs, competitions, rounds, groups, grounds, zones, notes: vocabularies that the columns
            index.
        store: goals, line-ups, persons and the rest, loaded when asked for.
        rulebooks: the ledger's own rulebooks, (competition, TOML); they stand before those that
            ship, whatever the moment.
    """

    moment: Moment
    matches: Matches
    clubs: tuple[Club, ...]
    competitions: tuple[CompetitionId, ...]
    rounds: tuple[str, ...] = ("",)
    groups: tuple[str, ...] = ("",)
    grounds: tuple[str, ...] = ("",)
    zones: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ("",)
    store: Store = field(default_factory=MemoryStore)
    rulebooks: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> dt.date:
        """Day of the moment."""
        return self.moment.day

    @cached_property
    def _club_index(self) -> dict[ClubId, int]:
        return {club.id: number for number, club in enumerate(self.clubs)}

    @cached_property
    def _row_of_key(self) -> dict[int, int]:
        return {int(key): row for row, key in enumerate(self.matches.key)}

    @cached_property
    def name_rank(self) -> IntColumn:
        """int32[club]: place of each club when all are sorted by folded name, then by id."""
        order = sorted(
            range(len(self.clubs)), key=lambda n: (fold(self.clubs[n].name), self.clubs[n].id)
        )
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return rank

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Corrections in force at the moment, asked of the store once."""
        return self.store.corrections()

    @cached_property
    def declared(self) -> tuple[Coverage, ...]:
        """Numbers of matches that sources declare, asked of the store once."""
        return self.store.declared()

    @cached_property
    def _selected(self) -> dict[tuple[str, int], Rows]:
        return {}

    def season_rows(self, competition: str, season: Season) -> Rows:
        """Rows of a competition's season as :meth:`select` gives them, kept and read-only."""
        key = (competition, season.code)
        rows = self._selected.get(key)
        if rows is None:
            rows = self._selected[key] = self.select(competition, season)
            rows.flags.writeable = False
        return rows

    def club_number(self, club: ClubId | Club | str) -> int:
        """Index of a club in :attr:`clubs`, ``NONE`` if it plays no match of the snapshot."""
        return self._club_index.get(club.id if isinstance(club, Club) else ClubId(club), NONE)

    def row(self, key: int) -> int:
        """Row of a match by its ledger key, ``NONE`` if it is not known at the moment."""
        return self._row_of_key.get(key, NONE)

    def select(
        self,
        competition: str | None = None,
        season: Season | None = None,
        *,
        club: ClubId | Club | str | None = None,
        phase: str | None = None,
        round: str | None = None,
        group: str | None = None,
    ) -> Rows:
        """Rows of the matches of a competition, season, club, phase, round or group, by date.

        A name that the snapshot does not hold selects nothing. Matches without a known date come
        last; within a day the order is by kick-off, then as in the ledger.
        """
        m = self.matches
        chosen: BoolColumn = np.ones(len(m), dtype=np.bool_)
        if competition is not None:
            chosen &= m.competition == _place(self.competitions, competition)
        if season is not None:
            chosen &= m.season == season.code
        if club is not None:
            number = self.club_number(club)
            chosen &= (m.home == number) | (m.away == number) if number >= 0 else False
        if phase is not None:
            chosen &= m.phase == _PHASE.get(phase, -2)
        if round is not None:
            chosen &= m.round == _place(self.rounds, round)
        if group is not None:
            chosen &= m.group == _place(self.groups, group)
        rows = np.flatnonzero(chosen)
        day = np.where(m.day[rows] > 0, m.day[rows], np.iinfo(np.int32).max)
        return rows[np.lexsort((rows, m.time[rows], day))]

    def seasons(self, competition: str) -> tuple[Season, ...]:
        """Seasons of a competition of which any match is known, earliest first."""
        # Not numpy's unique, which loads masked arrays: half of the time of a short question.
        codes = set(self.matches.season[self.select(competition)].tolist())
        return tuple(Season.of_code(code) for code in sorted(codes))

    def match(self, row: int) -> Match:
        """The match of a row, as a value."""
        m = self.matches
        r = int(row)

        def score(home: IntColumn, away: IntColumn) -> Score | None:
            return Score(int(home[r]), int(away[r])) if home[r] >= 0 and away[r] >= 0 else None

        competition = self.competitions[m.competition[r]]
        season = Season.of_code(int(m.season[r]))
        home, away = self.clubs[m.home[r]], self.clubs[m.away[r]]
        time = int(m.time[r])
        return Match(
            id=match_id(competition, season, home.id, away.id, int(m.nth[r])),
            competition=competition,
            season=season,
            date=_date(m.day[r]),
            home=home,
            away=away,
            status=STATUSES[m.status[r]],
            score=score(m.home_goals, m.away_goals),
            half_time=score(m.half_home, m.half_away),
            extra_time=score(m.extra_home, m.extra_away),
            penalties=score(m.penalties_home, m.penalties_away),
            awarded_score=score(m.awarded_home, m.awarded_away),
            time=f"{time // 60:02d}:{time % 60:02d}" if time >= 0 else None,
            zone=self.zones[m.zone[r]],
            phase=PHASES[m.phase[r]] if m.phase[r] >= 0 else "",
            round=self.rounds[m.round[r]],
            group=self.groups[m.group[r]],
            leg=LEGS[m.leg[r]],
            ground=self.grounds[m.ground[r]],
            neutral=bool(m.neutral[r] == 1),
            attendance=int(m.attendance[r]) if m.attendance[r] >= 0 else None,
            drawn_on=_date(m.drawn_on[r]),
            date_known_from=_date(m.date_known_from[r]),
            not_after=_date(m.not_after[r]),
            note=self.notes[m.note[r]],
        )

    def goals_of(self, row: int) -> tuple[Goal, ...]:
        """Goals of one match in order; empty where none are held."""
        key = int(self.matches.key[row])
        return self.store.goals([key]).get(key, ())

    def appearances_of(self, row: int) -> tuple[Appearance, ...]:
        """Line-ups of one match; empty where none are held."""
        key = int(self.matches.key[row])
        return self.store.appearances([key]).get(key, ())

    def cards_of(self, row: int) -> tuple[Card, ...]:
        """Cards of one match; empty where none are held."""
        key = int(self.matches.key[row])
        return self.store.cards([key]).get(key, ())


def match_id(competition: str, season: Season, home: str, away: str, nth: int = 1) -> str:
    """Id of a match: who meets whom in which competition and season; it survives a new date.

    >>> match_id("es.cup", Season(2017, True), "es.real-madrid", "es.leganes")
    'es.cup:2017-18:es.real-madrid:es.leganes'
    """
    again = f":{nth}" if nth > 1 else ""
    return f"{competition}:{season}:{home}:{away}{again}"


def snapshot_of(
    matches: Iterable[Match], moment: Moment | None = None, store: MemoryStore | None = None
) -> Snapshot:
    """A snapshot of matches in memory; the n-th match has the ledger key n, from 0.

    Nothing is hidden: give the matches as they were known. Without a moment it is the end of the
    last day on which one of them was over.
    """
    held = list(matches)
    if moment is None:
        days = [m.date for m in held if m.date is not None and m.counts]
        moment = Moment(max(days, default=dt.date.min))
    words: dict[str, dict[Any, int]] = {
        "clubs": {}, "competitions": {}, "rounds": {"": 0}, "groups": {"": 0},
        "grounds": {"": 0}, "zones": {"": 0}, "notes": {"": 0},
    }  # fmt: skip

    def place(vocabulary: str, word: object) -> int:
        return words[vocabulary].setdefault(word, len(words[vocabulary]))

    meetings: dict[tuple[object, ...], int] = {}
    table: list[tuple[int, ...]] = []
    for key, m in enumerate(held):
        pair = (m.competition, m.season, m.home.id, m.away.id)
        meetings[pair] = meetings.get(pair, 0) + 1
        table.append(
            (
                key,
                place("competitions", m.competition),
                m.season.code,
                _ordinal(m.date),
                minutes_of(m.time),
                place("zones", m.zone),
                place("clubs", m.home),
                place("clubs", m.away),
                meetings[pair],
                _STATUS[m.status],
                _PHASE[m.phase],
                place("rounds", m.round),
                place("groups", m.group),
                _LEG[m.leg],
                place("grounds", m.ground),
                int(m.neutral),
                *(m.score or (NONE, NONE)),
                *(m.half_time or (NONE, NONE)),
                *(m.extra_time or (NONE, NONE)),
                *(m.penalties or (NONE, NONE)),
                *(m.awarded_score or (NONE, NONE)),
                NONE if m.attendance is None else m.attendance,
                _ordinal(m.drawn_on),
                _ordinal(m.date_known_from),
                _ordinal(m.not_after),
                1,
                place("notes", m.note),
            )
        )
    return Snapshot(
        moment=moment,
        matches=columns_of(table),
        clubs=tuple(words["clubs"]),
        competitions=tuple(words["competitions"]),
        rounds=tuple(words["rounds"]),
        groups=tuple(words["groups"]),
        grounds=tuple(words["grounds"]),
        zones=tuple(words["zones"]),
        notes=tuple(words["notes"]),
        store=store or MemoryStore(),
    )


def columns_of(table: Sequence[Sequence[int]]) -> Matches:
    """Columns from rows of whole numbers in the order of :data:`COLUMNS`."""
    if not table:
        return Matches(*(np.empty(0, dtype=np.int32) for _ in COLUMNS))
    return Matches(*np.ascontiguousarray(np.array(table, dtype=np.int32).T))


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Distinct values, sorted: numpy's ``unique`` without loading masked arrays."""
    if not len(values):
        return values
    listed = np.sort(values)
    return listed[np.concatenate(([True], listed[1:] != listed[:-1]))]


def numbered(values: NDArray[Any]) -> tuple[NDArray[Any], Rows, Rows]:
    """Distinct values, sorted; the first place of each; and the number of each value."""
    if not len(values):
        return values, np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    order = np.argsort(values, kind="stable")
    listed = values[order]
    begins = np.concatenate(([True], listed[1:] != listed[:-1]))
    which = np.empty(len(values), dtype=np.intp)
    which[order] = np.cumsum(begins) - 1
    return listed[begins], order[begins], which


def minutes_of(time: str | None) -> int:
    """Minutes after midnight of "HH:MM", ``NONE`` where unknown."""
    if not time:
        return NONE
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _ordinal(day: dt.date | None) -> int:
    return NONE if day is None else day.toordinal()


def _date(ordinal: int) -> dt.date | None:
    return dt.date.fromordinal(int(ordinal)) if ordinal > 0 else None


def _place(words: tuple[Any, ...], word: str) -> int:
    try:
        return words.index(word)
    except ValueError:
        return -2


def status_code(status: str) -> int:
    """Number of a status in the columns."""
    return _STATUS[status]


def phase_code(phase: str) -> int:
    """Number of a phase in the columns, ``NONE`` for ""."""
    return _PHASE[phase]


def leg_code(leg: str) -> int:
    """Number of a leg in the columns."""
    return _LEG[leg]
