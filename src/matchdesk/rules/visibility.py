"""Which matches were on the calendar on a day: fixture lists, draws, and rounds that follow.

The matches of a competition's season fall into *stages*: a league, the groups, a split, each
knock-out round. A stage is *open* on a day if its matches were known then:

- from the day on which one of its matches is played, in any case;
- the first stage held: from the fixture list, that is ``fixtures_known_days`` of the rulebook
  before its first match, or from a recorded fact ``fixtures_known_from`` (subject
  "competition season", value an ISO date);
- every later stage: from the day after the last match of the stage before, once all of that are
  over. The match for third place is no stage before the final.

A pairing with a recorded draw date is on the calendar from that date, whatever came before, and
not earlier unless its round is being played. Both legs appear together. A replay or play-off match
appears the day after the match that made it necessary; so does a match played again because the
first was void or abandoned. A knock-out match whose round is unknown appears when its tie begins:
nothing tells whether it follows from other results.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import ROUNDS
from matchdesk.core.match import Fact
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    NONE,
    BoolColumn,
    IntColumn,
    Matches,
    Rows,
    Snapshot,
    distinct,
    leg_code,
    numbered,
    phase_code,
    status_code,
)
from matchdesk.rules.catalogue import BUILT_IN, Catalogue

Ordinals = NDArray[np.int64]

NEVER = 4_000_000
"""Stands for "no day" where the earliest counts; later than ``date.max.toordinal()``."""

FIXTURES_KNOWN_FROM = "fixtures_known_from"
"""Kind of the fact that records from when a season's fixtures were known."""

WINDOW_DAYS = 5
"""A matchday's main block: so many days in a row (Friday to Tuesday, a midweek round)."""
WINDOW_SLACK = 4
"""Days before or after the main block that still belong to the matchday."""

# No season's fixtures are published earlier than this; a bound, so that old seasons cost nothing.
_LONGEST_NOTICE = 400

_SETTLED = np.array([status_code(s) for s in ("played", "awarded", "void", "abandoned")])
_ANNULLED = np.array([status_code(s) for s in ("void", "abandoned")])
_AGAIN = np.array([leg_code("replay"), leg_code("play-off")])
_QUALIFYING, _LEAGUE, _KNOCKOUT = (phase_code(p) for p in ("qualifying", "league", "knockout"))

_KNOCKOUT_WORDS = frozenset(ROUNDS) - {f"round_{n}" for n in range(1, 10)}
_NO_ROUND = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What of a ledger was on the calendar on a day.

    Attributes:
        visible: bool[match], the matches that were known to come, or were played.
        outside: bool[match], league and group matches dated outside their matchday's window.
        window_end: int32[match], last day of the matchday's main block, ``NONE`` where the match
            has no such window.
    """

    visible: BoolColumn
    outside: BoolColumn
    window_end: IntColumn


def calendar_on(
    whole: Snapshot,
    day: int,
    *,
    drawn_by: int | None = None,
    facts: Sequence[Fact] = (),
    catalogue: Catalogue = BUILT_IN,
) -> Calendar:
    """What was on the calendar on a day.

    Args:
        whole: everything the ledger holds.
        day: ordinal of the day.
        drawn_by: ordinal of the last day whose draws were made; the same day if not given.
        facts: facts of the ledger; only ``fixtures_known_from`` is looked at.
        catalogue: the rulebooks.
    """
    m = whole.matches
    dated = m.day > 0
    past = dated & (m.day <= day)
    visible = past.copy()
    outside = np.zeros(len(m), dtype=np.bool_)
    window_end = np.full(len(m), NONE, dtype=np.int32)
    rows = _rows_to_judge(m, past, day)
    if len(rows):
        drawn = day if drawn_by is None else drawn_by
        part = _Part(whole, rows, day, drawn, facts, catalogue)
        visible[rows] = part.visible()
        outside[rows] = part.outside
        window_end[rows] = part.window_end
    return Calendar(visible, outside, window_end)


def season_over(code: int) -> int:
    """Ordinal of the day by which a season is taken to be over where its matches have no date.

    30 June for a season of two years, 31 December for a calendar year; later than most, so that
    an undated result is rather known too late than too early.

    >>> dt.date.fromordinal(season_over(Season.parse("2017-18").code)).isoformat()
    '2018-06-30'
    """
    season = Season.of_code(int(code))
    last = dt.date(season.start + 1, 6, 30) if season.split else dt.date(season.start, 12, 31)
    return last.toordinal()


def season_begun(code: int) -> int:
    """Ordinal of the day on which a season without any date is taken to begin.

    1 July of its first year, 1 January for a calendar year.
    """
    season = Season.of_code(int(code))
    return dt.date(season.start, 7 if season.split else 1, 1).toordinal()


def undated_known(matches: Matches, day: int) -> BoolColumn:
    """Matches without a date that are over by the end of a day because their season is."""
    known = np.zeros(len(matches), dtype=np.bool_)
    rows = np.flatnonzero((matches.day <= 0) & np.isin(matches.status, _SETTLED))
    if len(rows):
        codes, _, which = numbered(matches.season[rows])
        over = np.array([season_over(code) <= day for code in codes], dtype=np.bool_)
        known[rows] = over[which]
    return known


def _rows_to_judge(m: Matches, past: BoolColumn, day: int) -> Rows:
    """Rows of the competition-seasons that have matches to come and may be on the calendar."""
    if bool(past.all()):
        return np.empty(0, dtype=np.intp)
    low = int(m.season.min())
    span = int(m.season.max()) - low + 1
    place = m.competition.astype(np.int64) * span + (m.season - low)
    size = (int(m.competition.max()) + 1) * span
    to_come = np.bincount(place[~past], minlength=size) > 0
    near = (m.day <= day + _LONGEST_NOTICE) | ((m.drawn_on > 0) & (m.drawn_on <= day))
    wanted = to_come & (np.bincount(place[near], minlength=size) > 0)
    return np.flatnonzero(wanted[place])


@dataclass(slots=True)
class _Stage:
    """One stage of one competition-season; ordinals, ``NEVER`` where there is no such day."""

    number: int
    phase: int
    round: str
    knockout: bool
    first: int
    last: int
    played: bool
    over: bool
    listed: int
    recorded: int
    undated: bool


class _Part:
    """The matches of the competition-seasons in question, with what their calendar needs.

    All arrays run over ``rows`` (int64 or bool [row]) or over stages.
    """

    def __init__(
        self,
        whole: Snapshot,
        rows: Rows,
        day: int,
        drawn_by: int,
        facts: Sequence[Fact],
        catalogue: Catalogue,
    ) -> None:
        self.whole, self.on, self.drawn_by = whole, day, drawn_by
        self.catalogue = catalogue.of(whole)
        self.m = m = whole.matches.take(rows)
        self.day: Ordinals = np.where(m.day > 0, m.day, NEVER).astype(np.int64)
        self.past: BoolColumn = self.day <= day
        self.facts = _recorded(facts)

        season_low = int(m.season.min())
        span = int(m.season.max()) - season_low + 1
        self.entry = m.competition.astype(np.int64) * span + (m.season - season_low)
        self.knockout, self.roundless = self._kinds()
        word = np.where(self.knockout, m.round, NONE).astype(np.int64)
        phase = np.where(m.phase == NONE, np.where(self.knockout, _KNOCKOUT, _LEAGUE), m.phase)
        self.phase: Ordinals = phase.astype(np.int64)
        key = (self.entry * 8 + self.phase) * (len(whole.rounds) + 1) + word + 1
        _, self.one_row, self.stage = numbered(key)
        self.stages = len(self.one_row)

        self._ties()
        self._windows()

    # What each match is ---------------------------------------------------------------------

    def _kinds(self) -> tuple[BoolColumn, BoolColumn]:
        """Which matches are knock-out matches, and which of those have no round."""
        m = self.m
        words = self.whole.rounds
        named = np.array([bool(w) and not _matchday(w) for w in words], dtype=np.bool_)[m.round]
        sure = np.array([w in _KNOCKOUT_WORDS for w in words], dtype=np.bool_)[m.round]
        empty = np.array([w == _NO_ROUND for w in words], dtype=np.bool_)[m.round]
        in_group = np.array([bool(g) for g in self.whole.groups], dtype=np.bool_)[m.group]
        qualifying = (m.phase == _QUALIFYING) & ~in_group & (named | empty)
        plain = m.phase == NONE
        knockout = (m.phase == _KNOCKOUT) | qualifying | (plain & sure)
        # Without a phase the kind of competition tells, and where no rulebook is held the round.
        unsure = plain & ~sure & ~in_group
        for competition in distinct(m.competition[unsure]).tolist():
            here = unsure & (m.competition == competition)
            kind = self.catalogue.head(self.whole.competitions[competition]).get("kind", "")
            if kind == "knockout":
                knockout |= here
            elif not kind:
                knockout |= here & named
        return knockout, knockout & empty

    def _title(self, row: int) -> tuple[str, Season]:
        return (
            self.whole.competitions[self.m.competition[row]],
            Season.of_code(int(self.m.season[row])),
        )

    def _ties(self) -> None:
        """Draw dates shared by both legs; the match that a replay follows; when a tie begins."""
        m, n = self.m, len(self.day)
        self.drawn: Ordinals = np.where(m.drawn_on > 0, m.drawn_on, NEVER).astype(np.int64)
        self.begins = self.day
        self.again: BoolColumn = np.isin(m.leg, _AGAIN)
        self.after: Ordinals = np.full(n, NEVER, dtype=np.int64)
        annulled = np.isin(m.status, _ANNULLED)
        if not (
            self.again.any() or annulled.any() or self.roundless.any() or (m.drawn_on > 0).any()
        ):
            return
        clubs = len(self.whole.clubs)
        low, high = np.minimum(m.home, m.away), np.maximum(m.home, m.away)
        pair = (self.stage.astype(np.int64) * clubs + low) * clubs + high
        _, _, tie = numbered(pair)
        for column in ("drawn", "begins"):
            earliest = np.full(int(tie.max()) + 1, NEVER, dtype=np.int64)
            np.minimum.at(earliest, tie, getattr(self, column))
            setattr(self, column, earliest[tie])
        follows = self.again.copy()
        if annulled.any():
            # Played again on the same ground after a void or abandoned match.
            before, this = _neighbours((m.key, self.day, m.home, tie))
            rematch = (tie[before] == tie[this]) & (m.home[before] == m.home[this])
            rematch &= annulled[before]
            self.again[this[rematch]] = True
            self.after[this[rematch]] = self.day[before[rematch]]
        before, this = _neighbours((m.key, self.day, tie))
        follows = (tie[before] == tie[this]) & follows[this]
        self.after[this[follows]] = self.day[before[follows]]

    def _windows(self) -> None:
        """Main block of every matchday, and the matches dated outside it.

        The block is the stretch of :data:`WINDOW_DAYS` days that holds the most matches of the
        matchday, the earliest of equals; it counts if it holds more than half of them. Taking
        away matches outside a block never moves it, so a withheld date changes no other.
        """
        m, n = self.m, len(self.day)
        self.outside: BoolColumn = np.zeros(n, dtype=np.bool_)
        self.window_end: IntColumn = np.full(n, NONE, dtype=np.int32)
        named = np.array([w != _NO_ROUND for w in self.whole.rounds], dtype=np.bool_)[m.round]
        league = ~self.knockout & named
        judged = np.flatnonzero(
            league & (self.day < NEVER) & ~self.again & (m.date_known_from <= 0)
        )
        if not len(judged):
            return
        matchday = self.stage.astype(np.int64) * len(self.whole.rounds) + m.round
        numbers, _, which = numbered(matchday[judged])
        first, last = main_blocks(which, self.day[judged])
        mine = np.searchsorted(numbers, matchday)
        mine[mine == len(numbers)] = 0
        has = league & (numbers[mine] == matchday) & (first[mine] < NEVER) & (self.day < NEVER)
        first, last = first[mine], last[mine]
        self.outside = has & ((self.day < first - WINDOW_SLACK) | (self.day > last + WINDOW_SLACK))
        self.window_end[has] = last[has]

    # When it was known ------------------------------------------------------------------------

    def visible(self) -> BoolColumn:
        """bool[row]: the match was on the calendar."""
        played, opened = self._open_stages()
        played, opened = played[self.stage], opened[self.stage]
        drawn = self.drawn <= self.drawn_by
        unrecorded = self.drawn == NEVER
        begun = self.begins <= self.on
        stage_tells = np.where(self.roundless, begun, np.where(unrecorded, opened, played))
        fresh = drawn | stage_tells
        known: BoolColumn = self.past | np.where(self.again, self.after < self.on, fresh)
        return known

    def _open_stages(self) -> tuple[BoolColumn, BoolColumn]:
        """bool[stage] twice: a match of the stage is played by the day; the stage is open."""
        played = np.zeros(self.stages, dtype=np.bool_)
        opened = np.zeros(self.stages, dtype=np.bool_)
        entries = self.entry[self.one_row]
        stages = self._stage_values()
        # The keys are sorted, so the stages of one competition-season stand together.
        cuts = np.flatnonzero(np.diff(entries)) + 1
        for group in np.split(np.arange(self.stages), cuts):
            mine = [stages[number] for number in group]
            for stage in mine:
                played[stage.number] = opened[stage.number] = stage.played
            if not all(stage.played for stage in mine):
                self._open_later(mine, opened)
        return played, opened

    def _open_later(self, mine: list[_Stage], opened: BoolColumn) -> None:
        """Open the stages of one competition-season that no match of their own has opened."""
        title = self._title(int(self.one_row[mine[0].number]))
        before: _Stage | None = None
        for stage in _in_order(mine, title, self.catalogue):
            if not stage.played:
                opened[stage.number] = (
                    self._listed(stage, title)
                    if before is None
                    else before.over and before.last < self.on
                )
            if stage.round != "third_place":
                before = stage

    def _listed(self, stage: _Stage, title: tuple[str, Season]) -> bool:
        """True if the first stage's fixtures were known."""
        fact = self.facts.get(f"{title[0]} {title[1]}")
        if fact is not None:
            return fact <= self.on
        if stage.recorded <= self.on:
            return True
        if stage.listed < NEVER:
            if stage.listed > self.on + _LONGEST_NOTICE:
                return False
            return stage.listed - self.catalogue.edition(*title).fixtures_known_days <= self.on
        return stage.undated and season_begun(title[1].code) <= self.on

    def _stage_values(self) -> list[_Stage]:
        """Every stage, in the order of its number."""
        m = self.m
        known = self.past | undated_known(m, self.on)
        regular = ~self.again & ~self.outside
        own = regular & (self.drawn == NEVER)
        plain = own & (m.date_known_from <= 0)
        first = self._earliest(self.day, regular)
        last = np.full(self.stages, NONE, dtype=np.int64)
        dated = self.day < NEVER
        np.maximum.at(last, self.stage[dated], self.day[dated])
        played = self._any(self.past)
        over = ~self._any(~(known & np.isin(m.status, _SETTLED)))
        listed = self._earliest(self.day, plain)
        recorded = self._earliest(m.date_known_from.astype(np.int64), own & ~plain)
        undated = self._any(own & ~dated)
        words = self.whole.rounds
        return [
            _Stage(
                number=n,
                phase=int(self.phase[row]),
                round=words[m.round[row]] if self.knockout[row] else _NO_ROUND,
                knockout=bool(self.knockout[row]),
                first=int(first[n]),
                last=int(last[n]),
                played=bool(played[n]),
                over=bool(over[n]),
                listed=int(listed[n]),
                recorded=int(recorded[n]),
                undated=bool(undated[n]),
            )
            for n, row in enumerate(self.one_row)
        ]

    def _any(self, rows: BoolColumn) -> BoolColumn:
        return np.bincount(self.stage[rows], minlength=self.stages) > 0

    def _earliest(self, days: Ordinals, rows: BoolColumn) -> Ordinals:
        earliest = np.full(self.stages, NEVER, dtype=np.int64)
        np.minimum.at(earliest, self.stage[rows], days[rows])
        return earliest


def main_blocks(group: NDArray[np.intp], days: Ordinals) -> tuple[Ordinals, Ordinals]:
    """First and last day of each group's densest stretch of :data:`WINDOW_DAYS` days.

    Args:
        group: int[match], numbers 0..n-1, none left out.
        days: int64[match], ordinals.

    Returns:
        int64[group] twice; ``NEVER`` where no stretch holds more than half of the group.

    >>> first, last = main_blocks(np.zeros(4, dtype=np.intp), np.array([10, 11, 13, 80]))
    >>> int(first[0]), int(last[0])
    (10, 13)
    """
    order = np.lexsort((days, group))
    group, days = group[order], days[order]
    place = group.astype(np.int64) * (2 * NEVER) + days
    n = len(place)
    held = np.searchsorted(place, place + (WINDOW_DAYS - 1), side="right") - np.arange(n)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    sizes = np.diff(np.append(starts, n))
    most = np.maximum.reduceat(held, starts)
    is_most = held == np.repeat(most, sizes)
    at = np.minimum.reduceat(np.where(is_most, np.arange(n), n), starts)
    counts = most * 2 > sizes
    return (
        np.where(counts, days[at], NEVER).astype(np.int64),
        np.where(counts, days[at + most - 1], NEVER).astype(np.int64),
    )


def _neighbours(keys: tuple[NDArray[Any], ...]) -> tuple[Rows, Rows]:
    """Rows next to each other when sorted, the last key first: (each row, the one after it)."""
    order = np.lexsort(keys)
    return order[:-1], order[1:]


def _matchday(word: str) -> bool:
    """True for "16" and "matchday_16"."""
    return word.isdigit() or word.startswith("matchday")


def _recorded(facts: Sequence[Fact]) -> dict[str, int]:
    """Recorded days from which fixtures were known, by "competition season"."""
    days: dict[str, int] = {}
    for fact in facts:
        if fact.kind == FIXTURES_KNOWN_FROM:
            try:
                days[fact.subject] = dt.date.fromisoformat(fact.value).toordinal()
            except ValueError:
                continue  # a value that is no date says nothing; the ledger reports it on import
    return days


def _in_order(
    stages: list[_Stage], title: tuple[str, Season], catalogue: Catalogue
) -> list[_Stage]:
    """The stages of a competition-season in the order in which they are played.

    Qualifying comes first. Leagues, groups and splits follow in that order; a knock-out round
    stands after those that have begun before it (in 1991-92 the European Cup's groups came
    between two knock-out rounds and the final). Among themselves knock-out rounds follow the
    rulebook; a round of unknown name goes by its first day.
    """
    if len(stages) == 1:
        return stages
    places = catalogue.edition(*title).round_order
    ordered: list[_Stage] = []
    for qualifying in (True, False):
        part = [s for s in stages if (s.phase == _QUALIFYING) == qualifying]
        tables = sorted((s for s in part if not s.knockout), key=lambda s: s.phase)
        rounds = sorted(
            (s for s in part if s.knockout and s.round in places), key=lambda s: places[s.round]
        )
        for other in sorted(
            (s for s in part if s.knockout and s.round not in places),
            key=lambda s: (s.first, s.round),
        ):
            later = (n for n, s in enumerate(rounds) if s.first > other.first)
            rounds.insert(next(later, len(rounds)), other)
        done = 0
        for stage in rounds:
            begun = sum(t.first <= stage.first for t in tables)
            while done < begun:
                ordered.append(tables[done])
                done += 1
            ordered.append(stage)
        ordered.extend(tables[done:])
    return ordered
