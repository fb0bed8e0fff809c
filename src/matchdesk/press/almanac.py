"""What the ledger says around a report, as known when it was written.

Meetings, ties, tables and fixtures come from the rules engines; nothing is counted here that they
count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from matchdesk.core.match import Appearance, Club, Coverage, Goal, Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, IntColumn, Rows, Snapshot, phase_code
from matchdesk.errors import MatchdeskError
from matchdesk.press.evidence import to_come
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.lexicon import Lexicon
from matchdesk.press.mentions import is_nation
from matchdesk.press.passages import Recent
from matchdesk.press.rounds import Rounds
from matchdesk.records.book import Book
from matchdesk.records.holdings import Holdings
from matchdesk.rules import calendar, conference
from matchdesk.rules import standing as standings
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.honours import Honours
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.table import Table, coverage, tables

_AHEAD = 200
"""Days ahead of which reports tell what is to be played."""
YEAR = 400
"""Days over which an earlier meeting may still be "the" meeting of two sides."""


@dataclass
class Memory:
    """Answers of one day, kept for all reports written on it.

    ``later``: all that it holds, to know what was bound to come. ``rounds``: rounds and groups worked out.
    Kept for all days: ``rolls``, who won what, and ``editions``, rows of each competition, both of all that it holds.
    """

    later: Callable[[], Snapshot] | None = None
    rounds: Callable[[], Rounds] | None = None
    rolls: dict[str, Honours | None] = field(default_factory=dict)
    editions: dict[str, Rows] = field(default_factory=dict)
    tables: dict[tuple[dt.date, str, Season], tuple[Table, ...]] = field(default_factory=dict)
    goals: dict[int, tuple[Goal, ...]] = field(default_factory=dict)
    lineups: dict[int, tuple[Appearance, ...]] = field(default_factory=dict)
    coverage: dict[tuple[str, Season], tuple[Coverage, ...]] = field(default_factory=dict)
    standings: dict[tuple[str, str], standings.Standing | None] = field(default_factory=dict)
    entered: dict[str, tuple[tuple[str, Season], ...]] = field(default_factory=dict)
    ties: dict[tuple[str, Season], tuple[Tie, ...]] = field(default_factory=dict)
    winners: dict[tuple[str, Season], Club | None] = field(default_factory=dict)
    honours: dict[str, Honours | None] = field(default_factory=dict)
    recent: dict[tuple[int, int], Recent] = field(default_factory=dict)
    values: dict[int, Match] = field(default_factory=dict)
    fixtures: dict[str, tuple[Match, ...]] = field(default_factory=dict)
    results: tuple[IntColumn, IntColumn] | None = None
    book: Book | None = None
    holdings: Holdings | None = None


class Almanac:
    """Answers for one report.

    Args:
        known: the ledger at the end of the day on which the report was written.
        written: that day.
        match: the match in hand, None where none is settled. row: its row in ``known``.
        lexicon: names of persons, to know a player from a stranger.
        memory: answers that another report of the same day has asked for.

    Attributes:
        guessed: the report tells no day; that of writing is one that its matches tell. doubtful: and another match
            may be its own.
        back: days over which the matches of the report are spread, up to that of writing.
        staged: the report tells of a stage, or a group, of a league.
        early: the report says that others have still to play on the day, so that the table is one of before.
        main: the day of the report's own match, whichever is in hand. named: the clubs that the report names.
    """

    def __init__(
        self,
        known: Snapshot,
        written: dt.date,
        match: Match | None,
        row: int,
        lexicon: Lexicon,
        memory: Memory | None = None,
    ) -> None:
        self.known = known
        self.written = written
        self.match = match
        self.row = row
        self.lexicon = lexicon
        self._memory = memory if memory is not None else Memory()
        self.catalogue: Catalogue = BUILT_IN.of(known)
        self.guessed = False
        self.doubtful = False
        self.back = DAYS_BACK
        self.early = False
        self.staged = False
        self.main = match.date if match is not None else None
        self.named: frozenset[Club] = frozenset()
        self._views: dict[int, Almanac] = {}
        self.told: dict[str, tuple[dt.date, int]] = {}
        """Clubs whose result of the last days the report tells, its day, and where in the text."""

    def about(self, row: int) -> Almanac:
        """The same answers with another match in hand."""
        if row == self.row:
            return self
        if row not in self._views:
            match = self.known.match(row) if row != NONE else None
            view = Almanac(self.known, self.written, match, row, self.lexicon, self._memory)
            view.told, view.early, view.main = self.told, self.early, self.main
            view.named, view.staged = self.named, self.staged
            view.guessed, view.doubtful, view.back = self.guessed, self.doubtful, self.back
            self._views[row] = view
        return self._views[row]

    @property
    def recent(self) -> Recent:
        """Matches over in the days before the report."""
        last = self.written.toordinal()
        if (last, self.back) not in self._memory.recent:
            self._memory.recent[last, self.back] = Recent(self.known, last, self.back)
        return self._memory.recent[last, self.back]

    @property
    def memory(self) -> Memory:
        """Answers kept for the day."""
        return self._memory

    @property
    def whole(self) -> Snapshot:
        """All that the ledger holds, also of later days."""
        return self._memory.later() if self._memory.later is not None else self.known

    def all_of(self, competition: str) -> Rows:
        """Rows of a competition in all that the ledger holds, also of later days."""
        held = self._memory.editions
        if competition not in held:
            held[competition] = self.whole.select(competition)
        return held[competition]

    @property
    def records(self) -> Book:
        """The results seen from each side, for runs, counts and firsts."""
        if self._memory.book is None:
            self._memory.book = Book(self.known)
        return self._memory.book

    @property
    def holdings(self) -> Holdings:
        """How far back everything is held."""
        if self._memory.holdings is None:
            self._memory.holdings = Holdings(self.records)
        return self._memory.holdings

    @property
    def _results(self) -> tuple[IntColumn, IntColumn]:
        if self._memory.results is None:
            self._memory.results = self.known.matches.result()
        return self._memory.results

    @property
    def sides(self) -> tuple[Club, ...]:
        """Home side and visitors of the match in hand."""
        return (self.match.home, self.match.away) if self.match else ()

    def other(self, club: Club) -> Club | None:
        """The other side of the match in hand."""
        if self.match is None or club not in self.sides:
            return None
        return self.match.away if club == self.match.home else self.match.home

    @property
    def day(self) -> dt.date:
        """Day of the match in hand, else the day of writing."""
        if self.match is not None and self.match.date is not None:
            return self.match.date
        return self.written

    # Matches ----------------------------------------------------------------------------------

    def played(
        self, club: Club, other: Club | None = None, first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> list[int]:  # fmt: skip
        """Rows of matches of a club (against another) that are over, the latest first."""
        m = self.known.matches
        number = self.known.club_number(club)
        mine = (m.home == number) | (m.away == number)
        if other is not None:
            theirs = self.known.club_number(other)
            mine &= (m.home == theirs) | (m.away == theirs)
        mine &= (self._results[0] >= 0) & (m.day > 0)
        if first is not None:
            mine &= m.day >= first.toordinal()
        if last is not None:
            mine &= m.day <= last.toordinal()
        rows = np.flatnonzero(mine)
        return [int(r) for r in rows[np.argsort(-m.day[rows], kind="stable")]]

    def value(self, row: int) -> Match:
        """The match of a row."""
        held = self._memory.values
        if row not in held:
            held[row] = self.known.match(row)
        return held[row]

    def goals(self, row: int) -> tuple[Goal, ...]:
        """Goals held of a match."""
        held = self._memory.goals
        if row not in held:
            held[row] = self.known.goals_of(row)
        return held[row]

    def hold_goals(self, rows: Sequence[int]) -> None:
        """Ask for the goals of several matches at once."""
        held = self._memory.goals
        asked = [row for row in rows if row not in held]
        if asked:
            keys = self.known.matches.key[asked]
            found = self.known.store.goals([int(k) for k in keys])
            held.update(
                (row, found.get(int(key), ())) for row, key in zip(asked, keys, strict=True)
            )

    def all_goals(self, row: int) -> bool:
        """True if every goal of a match is held."""
        result = self.value(row).result
        if result is None:
            return False
        goals = self.goals(row)
        return (sum(g.home for g in goals), sum(not g.home for g in goals)) == result

    def lineup(self, row: int, club: Club) -> tuple[Appearance, ...]:
        """Line-up held of a side."""
        home = self.value(row).home == club
        return tuple(a for a in self.appearances(row) if a.home == home)

    def appearances(self, row: int) -> tuple[Appearance, ...]:
        """Line-ups held of a match, both sides."""
        held = self._memory.lineups
        if row not in held:
            held[row] = self.known.appearances_of(row)
        return held[row]

    # The tie in hand --------------------------------------------------------------------------

    @cached_property
    def tie(self) -> Tie | None:
        """The tie that the match in hand belongs to, None for a league match."""
        if self.match is None or self.match.phase in ("league", "group", "group_2"):
            return None
        found = self.ties(str(self.match.competition), self.match.season)
        return next((t for t in found if self.row in t.rows), None)

    def ties(self, competition: str, season: Season) -> tuple[Tie, ...]:
        """All ties of a cup's season."""
        held = self._memory.ties
        if (competition, season) not in held:
            try:
                held[competition, season] = tuple(ties(self.known, competition, season))
            except MatchdeskError:
                held[competition, season] = ()
        return held[competition, season]

    def tie_of(self, one: Club, other: Club | None, competition: str = "") -> Tie | None:
        """The last tie of a club (against another) over the past two years, that in hand first."""
        if self.tie is not None and one in self.tie.teams and other in (None, *self.tie.teams):
            return self.tie
        first = self.day - dt.timedelta(days=500 if other is None else 730)
        seen: set[tuple[str, Season]] = set()
        for row in self.played(one, other, first, self.written):
            match = self.value(row)
            name = str(match.competition)
            if (competition and name != competition) or (name, match.season) in seen:
                continue
            if self.catalogue.edition(name, match.season).kind == "league" and not match.round:
                continue
            if other is None and len(seen) > 3:
                break
            for tie in self.ties(name, match.season):
                if row in tie.rows and (other is None or other in tie.teams):
                    return tie
            if other is None:
                seen.add((name, match.season))
        return None

    def leg(self, number: str) -> int:
        """Row of a leg of the tie in hand, ``NONE`` where there is none."""
        if self.tie is None or len(self.tie.legs) < 2:
            return NONE
        place = int(number) - 1
        return self.tie.legs[place].row if place < len(self.tie.legs) else NONE

    # Seasons ----------------------------------------------------------------------------------

    def season_start(self, day: dt.date | None = None) -> dt.date:
        """The day from which on a side's matches belong to the season of a day, that in hand if none.

        A season that ran into July, or longer, is over before.
        """
        day = day or self.day
        if self.match is not None and not self.match.season.split:
            return dt.date(day.year, 1, 1)
        start = dt.date(day.year if day.month >= 7 else day.year - 1, 7, 1)
        if self.match is None or self.match.date is None or abs((self.match.date - day).days) > 60:
            return start
        # That of the match in hand: one of 2019-20 may be played in July 2020.
        start = dt.date(self.match.season.start, 7, 1)
        m = self.known.matches
        before = self.known.season_rows(str(self.match.competition), self.match.season.previous)
        if not len(before):
            return start
        last = dt.date.fromordinal(max(1, int(m.day[before].max())))
        return max(start, min(last, start + dt.timedelta(days=80)) + dt.timedelta(days=1))

    # Tables -----------------------------------------------------------------------------------

    def moments(self) -> list[dt.date]:
        """Days at whose end a table may be meant: of the match, of writing, and the day before."""
        one = dt.timedelta(days=1)
        days = [self.day, self.written, self.day - one, self.written - one]
        return list(dict.fromkeys(d for d in days if d <= self.written))

    def _season_on(self, competition: str, season: Season, day: dt.date) -> Snapshot:
        """One season as it was known at the end of a day; cutting what is known gives the same."""
        rows = self.known.season_rows(competition, season)
        part = replace(self.known, matches=self.known.matches.take(rows))
        return part if day == self.written else calendar.known_at(part, Moment.end_of(day))

    def league_of(self, club: Club) -> tuple[str, Season] | None:
        """The league that a club plays in on the day, None where none is held."""
        held = self._memory.entered
        if club.id not in held:
            try:
                found = standings.competitions_of(self.known, club, self.day)
            except MatchdeskError:
                found = ()
            held[club.id] = tuple((str(c), s) for c, s in found)
        for competition, season in held[club.id]:
            if self.catalogue.edition(competition, season).kind == "league":
                return competition, season
        return None

    def season_of(self, competition: str) -> Season | None:
        """The season of a competition that the day lies in."""
        if self.match is not None and competition == self.match.competition:
            return self.match.season
        best: Season | None = None
        for season in self.known.seasons(competition):
            first, last = (
                (dt.date(season.start, 7, 1), dt.date(season.start + 1, 7, 31))
                if season.split
                else (dt.date(season.start, 1, 1), dt.date(season.start, 12, 31))
            )
            if first <= self.day <= last:
                best = season
        return best

    def table(self, competition: str, season: Season, day: dt.date, club: Club) -> Table | None:
        """The table that holds a club at the end of a day."""
        key = (day, competition, season)
        held = self._memory.tables
        if key not in held:
            try:
                held[key] = tables(self._season_on(competition, season, day), competition, season)
            except MatchdeskError:
                held[key] = ()
        found = [t for t in held[key] if any(r.team_id == club.id for r in t.rows)]
        if (
            not found
            and self._memory.rounds is not None
            and is_nation(club)
            and not self._proper(competition, season, day)
        ):
            found = [
                t
                for t in self._qualifying(self._memory.rounds(), competition, season, day)
                if any(r.team_id == club.id for r in t.rows)
            ]
        # Through one group into the next: the last that has begun.
        found = [t for t in found if t.row(club).played] or found[:1]
        return found[-1] if found else None

    def conference(
        self, competition: str, season: Season, day: dt.date, club: Club
    ) -> Table | None:
        """The table of a club's conference at the end of a day, None where the league has none."""
        key = (day, f"{competition} {conference.PHASE}", season)
        held = self._memory.tables
        if key not in held:
            part = self._season_on(competition, season, day)
            try:
                held[key] = tables(part, competition, season, phase=conference.PHASE)
            except MatchdeskError:
                held[key] = ()
        return next((t for t in held[key] if any(r.team_id == club.id for r in t.rows)), None)

    def _proper(self, competition: str, season: Season, day: dt.date) -> bool:
        """True if a tournament has begun by a day: what qualifies for it is over, and its groups are others."""
        m = self.known.matches
        rows = self.known.season_rows(competition, season)
        proper = m.phase[rows] != phase_code("qualifying")
        return bool((proper & (m.day[rows] <= day.toordinal()) & (m.day[rows] > 0)).any())

    def _qualifying(
        self, rounds: Rounds, competition: str, season: Season, day: dt.date
    ) -> tuple[Table, ...]:
        """The tables of the groups by which nations qualify for a tournament, where no source names them."""
        key = (day, f"{competition} qualifying", season)
        held = self._memory.tables
        if key not in held:
            part = rounds.with_groups(self._season_on(competition, season, day))
            try:
                held[key] = tables(part, competition, season)
            except MatchdeskError:
                held[key] = ()
        return held[key]

    def coverage(self, competition: str, season: Season) -> tuple[Coverage, ...]:
        """How much of a season is held."""
        held = self._memory.coverage
        if (competition, season) not in held:
            try:
                held[competition, season] = coverage(self.known, competition, season)
            except MatchdeskError:
                held[competition, season] = ()
        return held[competition, season]

    def covered(self, pairs: Iterable[tuple[str, Season]]) -> tuple[Coverage, ...]:
        """Coverage of several seasons."""
        return tuple(c for pair in dict.fromkeys(pairs) for c in self.coverage(*pair))

    def standing(self, competition: str, club: Club) -> standings.Standing | None:
        """Where a club stood in a competition when the report was written."""
        season = self.season_of(competition)
        if season is None:
            return None
        held = self._memory.standings
        key = (f"{competition} {season}", str(club.id))
        if key not in held:
            try:
                held[key] = standings.standing(self.known, competition, season, club)
            except MatchdeskError:
                held[key] = None
        return held[key]

    def fixtures(self, club: Club) -> tuple[Match, ...]:
        """Matches of a club still to come, by day, without a word of how they ended.

        To those of the fixture lists come those that were played later, of the next months: a reporter
        knows of a draw, of a replay and of the day that was found for a match. Where the day of the draw
        is held, none is known before it.
        """
        held = self._memory.fixtures
        if club.id not in held:
            try:
                listed = standings.next_fixtures(self.known, club)
            except MatchdeskError:
                listed = ()
            of_list = {m.id for m in listed}
            later = [m for m in self._later(club) if m.id not in of_list]
            held[club.id] = tuple(sorted((*listed, *later), key=_by_day))
        return held[club.id]

    def _later(self, club: Club) -> Iterator[Match]:
        """Matches of cups and nations that were played later, but none that followed from a later result."""
        whole = self.whole
        m, today = whole.matches, self.written.toordinal()
        number = whole.club_number(club)
        mine = ((m.home == number) | (m.away == number)) & (m.day > today)
        for row in np.flatnonzero(mine & (m.day <= today + _AHEAD)).tolist():
            match = whole.match(row)
            if self.catalogue.edition(str(match.competition), match.season).kind == "league":
                # What is known of a league is the calendar's: a date may be withheld.
                continue
            if match.drawn_on is not None and match.drawn_on > self.written:
                continue
            if not self._followed(row):
                yield to_come(match)

    def _followed(self, row: int) -> bool:
        """True if who meets in a knock-out match hung on a match that was yet to be played."""
        whole = self.whole
        match, m = whole.match(row), whole.matches
        if match.phase != "knockout":
            return False
        sides = [int(m.home[row]), int(m.away[row])]
        rows = whole.season_rows(str(match.competition), match.season)
        before = (m.day[rows] > self.written.toordinal()) & (m.day[rows] < m.day[row])
        theirs = np.isin(m.home[rows], sides) | np.isin(m.away[rows], sides)
        # The first leg settles no pairing; a first match that was drawn does.
        return any(
            (earlier := whole.match(other)).round != match.round
            or earlier.phase != match.phase
            or not match.leg
            for other in rows[before & theirs].tolist()
        )

    def undated(self, club: Club) -> tuple[Match, ...]:
        """Matches of a club still to come, without a date."""
        try:
            return standings.postponed_of(self.known, club)
        except MatchdeskError:
            return ()

    def winners(self, competition: str, season: Season) -> Club | None:
        """Who won a league or cup season that is over, None where that is not held in full."""
        held = self._memory.winners
        if (competition, season) not in held:
            held[competition, season] = self._winner(competition, season)
        return held[competition, season]

    def _winner(self, competition: str, season: Season) -> Club | None:
        edition = self.catalogue.edition(competition, season)
        try:
            if edition.kind == "league":
                found = tables(self.known, competition, season)
                held = coverage(self.known, competition, season)
                if found and all(c.complete for c in held) and not self._open(competition, season):
                    return found[-1].rows[0].club
                return None
            final = ties(self.known, competition, season, round="final")
        except MatchdeskError:
            return None
        return final[-1].winner if final else None

    def _open(self, competition: str, season: Season) -> bool:
        m = self.known.matches
        rows = self.known.select(competition, season)
        goals, _ = m.result()
        return bool((goals[rows] < 0).any())


def _by_day(match: Match) -> dt.date:
    return match.date or dt.date.max
