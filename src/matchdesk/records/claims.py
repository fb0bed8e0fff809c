"""Is it so? Counts, runs and firsts that somebody claims, held against the ledger at its moment.

One counter-example refutes; that nothing is found supports only where everything is held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import ClubId
from matchdesk.core.english import counted, listed, plain_day
from matchdesk.core.match import Club
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UsageError
from matchdesk.records.asked import event_of, some
from matchdesk.records.book import Book, Outings
from matchdesk.records.catalogue import RUN_OF, TESTS, Run
from matchdesk.records.holdings import Holdings
from matchdesk.records.record import Record
from matchdesk.records.said import LISTED, Sayer
from matchdesk.records.scope import Scope
from matchdesk.records.series import Ints
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.fixtures import club_of

_NAMED = 8
"""Most matches that a sentence lists."""

Side = Club | ClubId | str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the ledger says to a claim.

    Attributes:
        holds: True: it is so, and nothing is missing that could refute it; False: the matches of
            ``record`` refute it; None: the ledger does not reach far enough to say.
        record: what is held: the number, the matches it rests on, scope and coverage.
    """

    holds: bool | None
    record: Record


class Claims:
    """Questions about the clubs of one snapshot; what several of them share is worked out once.

    Args:
        snapshot: the ledger at the moment of the claim: nothing later is known.
        contested: ids of matches whose result files give differently; what rests on them says so.
        catalogue: the rulebooks.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        contested: Collection[str] = (),
        catalogue: Catalogue = BUILT_IN,
    ) -> None:
        self.book = Book(snapshot, contested=contested, catalogue=catalogue)
        self.holdings = Holdings(self.book)
        self._sayers: dict[int, Sayer] = {}

    # What is held

    def count(self, club: Side, what: str, scope: Scope = Scope()) -> Record:  # noqa: B008
        """How often something happened to a club in a scope; ``what`` is a word of an event.

        Raises:
            UsageError: an unknown event or scope.
            UnknownName: a club plays no match of the snapshot, or none of the scope is held.
        """
        number, sayer = self._of(club)
        o, word = sayer.outings, event_of(what)
        rows = some(self.book, o, number, scope)
        those = rows[TESTS[word.test](o)[rows]]
        sure = scope.sure(sayer, number, int(rows[0]), int(rows[-1]), ever=True)
        held = "" if sure.certain else " held"
        told = (
            f"{self.book.club(number).name}: {counted(len(those), word.noun, _many(word.noun))}"
            f"{scope.told(sayer)} in {counted(len(rows), 'match')}{held}"
        )
        if 0 < len(those) <= _NAMED:
            told += f" ({listed([sayer.fixture(int(n)) for n in those])})"
        return self._made(
            f"count_{word.word}", told, sayer, number, scope, sure_rows=rows, rows=those,
            value=len(those), ever=True,
        )  # fmt: skip

    def run(self, club: Side, run: str, scope: Scope = Scope()) -> Record:  # noqa: B008
        """The run of a club that stands at the moment; its length is 0 where there is none.

        ``run`` is a word of :data:`matchdesk.records.catalogue.RUNS`, such as "unbeaten_run".

        Raises:
            UsageError: an unknown run or scope.
            UnknownName: a club plays no match of the snapshot, or none of the scope is held.
        """
        number, sayer = self._of(club)
        o, word = sayer.outings, run_of(run)
        rows = some(self.book, o, number, scope)
        holds = TESTS[word.test](o)[rows]
        broken = np.flatnonzero(~holds)
        those = rows[int(broken[-1]) + 1 :] if len(broken) else rows
        name = self.book.club(number).name
        if len(those):
            told = f"{name} {word.told.format(counted(len(those), 'match'))}{scope.told(sayer)}"
            told += f", since {plain_day(self._day(o, those[0]))}"
        else:
            told = (
                f"{name} are on no {word.noun}{scope.told(sayer)}: {sayer.fixture(int(rows[-1]))}"
            )
        return self._made(
            word.word, told, sayer, number, scope, sure_rows=those if len(those) else rows[-1:],
            rows=those, value=len(those), ever=len(those) == len(rows),
        )  # fmt: skip

    # Is it so?

    def is_count(
        self,
        club: Side,
        what: str,
        number: int,
        scope: Scope = Scope(),  # noqa: B008
        *,
        at_least: bool = False,
    ) -> Finding:
        """Is it the number claimed ("their fourth home defeat of the season")?

        More than were claimed refute it, unless it says "at least"; fewer only where all matches
        of the scope are held.

        Raises:
            As :meth:`count`.
        """
        found = self.count(club, what, scope)
        if at_least and found.value >= number:
            return Finding(True, replace(found, limits=""))
        if found.value > number:
            return Finding(False, found)
        if not found.certain:
            return Finding(None, found)
        return Finding(found.value == number, found)

    def is_run(
        self,
        club: Side,
        run: str,
        length: int,
        scope: Scope = Scope(),  # noqa: B008
        *,
        at_least: bool = False,
    ) -> Finding:
        """Is the run that stands at the moment as long as claimed ("unbeaten in eight")?

        A match that breaks it among the last so many refutes it where those are all held; a longer
        one refutes it unless the claim says "at least".

        Raises:
            As :meth:`run`.
        """
        found = self.run(club, run, scope)
        if not found.certain:
            return Finding(None, found)
        if at_least:
            return Finding(found.value >= length, found)
        return Finding(found.value == length, found)

    def is_first(
        self,
        club: Side,
        what: str,
        scope: Scope = Scope(),  # noqa: B008
        *,
        day: dt.date | None = None,
        since: dt.date | None = None,
    ) -> Finding:
        """Did something happen for the first time ever, or since a day, on the last day of the scope?

        ``day`` is that of the match in question; without it the club's last of the scope. A time
        before refutes it, whatever else is held. ``since`` is the day of the time before, or the
        first of the year named: what happened on it does not count.

        Raises:
            UsageError: as :meth:`count`, or nothing of the kind happened on that day.
            UnknownName: a club plays no match of the snapshot.
        """
        number, sayer = self._of(club)
        o, word = sayer.outings, event_of(what)
        rows = some(self.book, o, number, scope)
        happened = TESTS[word.test](o)[rows]
        at = rows[-1] if day is None else next(
            (n for n in rows[::-1] if int(o.day[n]) == day.toordinal()), None
        )  # fmt: skip
        if at is None or not bool(TESTS[word.test](o)[at]):
            told = plain_day(day if at is None else self._day(o, at))
            raise UsageError(
                f"{self.book.club(number).name} {word.told} on no {told} in this scope: "
                f"{scope.words(self.book)}. Nothing was judged.",
                code="empty-scope",
            )
        before = rows[(rows < at)]
        times = rows[happened & (rows < at)]
        if since is not None:
            times = times[o.day[times] > since.toordinal()]
            before = before[o.day[before] > since.toordinal()]
        name, other = self.book.club(number).name, scope.other(self.book)
        did = word.with_opponent.format(self.book.club(other).name) if other >= 0 else word.told
        if len(times):
            last = int(times[-1])
            told = f"{name} last {did}{scope.told(sayer)} on {plain_day(self._day(o, last))}"
            told += f", {sayer.fixture(last)}"
            found = self._made(
                f"last_{word.word}", told, sayer, number, scope, sure_rows=rows[rows <= at],
                rows=times, value=len(times), ever=since is None, at=int(at),
            )  # fmt: skip
            return Finding(False, found)
        told = f"{name} {did}{scope.told(sayer)} for the first time"
        told += f" since {plain_day(since)}" if since else ""
        told += f", after {counted(len(before), 'match')} {word.without}"
        looked = np.append(before, at)
        found = self._made(
            f"first_{word.word}{'_since' if since else ''}", told, sayer, number, scope,
            sure_rows=looked, rows=looked, value=len(looked), ever=since is None, at=int(at),
            since=since,
        )  # fmt: skip
        return Finding(True if found.certain else None, found)

    # The record

    def _of(self, club: Side) -> tuple[int, Sayer]:
        number = self.book.number(club_of(self.book.snapshot, club))
        if number not in self._sayers:
            outings = self.book.of_clubs(number)
            self._sayers[number] = Sayer(self.book, outings, self.holdings)
        return number, self._sayers[number]

    def _day(self, o: Outings, outing: int | np.int64) -> dt.date:
        return dt.date.fromordinal(int(o.day[outing]))

    def _made(
        self,
        kind: str,
        told: str,
        sayer: Sayer,
        club: int,
        scope: Scope,
        *,
        sure_rows: Ints,
        rows: Ints,
        value: int,
        ever: bool,
        at: int | None = None,
        since: dt.date | None = None,
    ) -> Record:
        o = sayer.outings
        first, last = int(sure_rows[0]), int(sure_rows[-1])
        reach = replace(scope, since=since) if since is not None else scope
        sure = reach.sure(sayer, club, first, last, ever=ever and since is None)
        end = last if at is None else at
        start = int(rows[0]) if len(rows) else end
        return sayer.made(
            kind, told, sure, row=int(o.row[end]), club=club, other=scope.other(self.book),
            competition=scope.competition, venue=scope.venue, value=value,
            rows=[int(o.row[n]) for n in rows[-LISTED:]], start=int(o.day[start]),
            scope=scope.words(self.book), bits=0.0,
        )  # fmt: skip


_OF_EVENTS = {"win": "winning_run", "defeat": "losing_run", "draw": "drawing_run",
              "goal": "scoring_run"}  # fmt: skip


def run_of(word: str) -> Run:
    """The run meant by a word.

    Raises:
        UsageError: it is none.
    """
    plain = word.strip().lower().replace(" ", "_")
    plain = _OF_EVENTS.get(plain, plain)
    plain = plain if plain in RUN_OF else f"{plain}_run"
    if plain not in RUN_OF:
        raise UsageError(
            f"Found {word!r}, expected one of {', '.join(RUN_OF)}. Nothing was asked.",
            code="unknown-kind",
        )
    return RUN_OF[plain]


def _many(noun: str) -> str:
    return noun.replace("match ", "matches ") if noun.startswith("match ") else ""
