"""Marks of scorers, where goals are on record."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from matchdesk.core.english import counted, in_words, ordinal, plain_day, possessive
from matchdesk.core.match import Goal
from matchdesk.core.season import Season
from matchdesk.core.snapshot import distinct
from matchdesk.records.bearing import Sure
from matchdesk.records.book import Book, Outings
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer

BLOCK = 120
"""Last matches of a club that are looked through first."""

HAT_TRICK = 3
RUNNING = 3
"""Matches in a row with a goal from which on it is told."""

LATE = 90
NEWCOMER = 20
"""Matches of a club with goals on record before a first goal for it is told."""


class Scorers:
    """Marks of the scorers of a book's matches.

    Args:
        whole: look through all matches of a club at once, which pays when many are asked about.
    """

    def __init__(self, book: Book, outings: Outings, sayer: Sayer, *, whole: bool = False) -> None:
        self.book, self.outings, self.sayer, self.whole = book, outings, sayer, whole
        self._by_club: dict[int, tuple[int, int]] = {}
        clubs = outings.club
        edges = np.flatnonzero(np.diff(clubs, prepend=-1, append=-2))
        for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            self._by_club[int(clubs[low])] = (low, high)
        if whole:
            rows = distinct(outings.row)
            self.book.store.goals([int(k) for k in book.snapshot.matches.key[rows]])

    def records(self, row: int) -> Iterator[Record]:
        """The scorers' records of a match; none where its goals are not held."""
        goals = self._goals([row]).get(row, ())
        if not goals:
            return
        m = self.book.snapshot.matches
        for home, club in ((True, int(m.home[row])), (False, int(m.away[row]))):
            scored = [g for g in goals if g.home == home and g.kind != "own_goal" and g.player]
            if scored:
                yield from self._of(row, club, scored)

    def _goals(self, rows: Sequence[int]) -> dict[int, tuple[Goal, ...]]:
        keys = self.book.snapshot.matches.key
        held = self.book.store.goals([int(keys[r]) for r in rows])
        return {r: held[int(keys[r])] for r in rows if int(keys[r]) in held}

    def _of(self, row: int, club: int, scored: Sequence[Goal]) -> Iterator[Record]:
        low, high = self._by_club[club]
        here = low + int(np.flatnonzero(self.outings.row[low:high] == row)[0])
        history = _History(self, club, low, here)
        number = Counter(g.player for g in scored)
        for player in dict.fromkeys(g.player for g in scored):
            if number[player] >= HAT_TRICK:
                yield self._hat_trick(row, club, player, number[player], history)
            yield from self._first(row, club, player, history)
            yield from self._running(row, club, player, history)
        yield from self._quick(row, club, scored, history)
        yield from self._late(row, club, scored, history)

    def _sure(self, row: int) -> Sure:
        m = self.book.snapshot.matches
        competition = self.book.snapshot.competitions[m.competition[row]]
        season = Season.of_code(int(m.season[row]))
        return Sure(False, "", f"goals on record; {self.sayer.span(competition, season)}")

    def _made(
        self,
        kind: str,
        told: str,
        row: int,
        club: int,
        player: str,
        value: int,
        rows: Sequence[int],
        bits: float,
    ) -> Record:
        day = self.book.snapshot.matches.day[rows[0]]
        return self.sayer.made(
            kind, told, self._sure(row), row=row, club=club, value=value, rows=rows,
            start=int(day), scope="all competitions, matches whose goals are held", bits=bits,
            player=player,
        )  # fmt: skip

    def _hat_trick(
        self, row: int, club: int, player: str, number: int, history: _History
    ) -> Record:
        name = self.book.club(club).name
        those = [(r, p) for r, goals in history.all() for p, n in goals.items() if n >= HAT_TRICK]
        own = [r for r, p in those if p == player]
        what = "a hat-trick" if number == HAT_TRICK else counted(number, "goal")
        told = f"{player} scored {what} for {name}"
        if own:
            kind = f"{ordinal(len(own) + 1)} hat-trick"
            told += f", a {kind} for them among the goals held"
        elif those:
            last = plain_day(self._day(those[-1][0]))
            told += f", the first for them since {possessive(those[-1][1])} of {last}"
            told += " among the goals held"
        bits = -math.log2((len(those) + 1) / (len(history.all()) + 2))
        return self._made("hat_trick", told, row, club, player, number, [*own, row], bits)

    def _first(self, row: int, club: int, player: str, history: _History) -> Iterator[Record]:
        if history.last_of(player) is not None or len(history.all()) < NEWCOMER:
            return
        name = self.book.club(club).name
        first = self._day(history.all()[0][0]).year
        told = f"{possessive(player)} first goal for {name} among the goals held since {first}"
        scorers = len({p for _, goals in history.all() for p in goals})
        total = sum(n for _, goals in history.all() for n in goals.values())
        bits = -math.log2((scorers + 1) / (total + 2))
        yield self._made("first_goal_for", told, row, club, player, 1, [row], bits)

    def _running(self, row: int, club: int, player: str, history: _History) -> Iterator[Record]:
        rows = [row]
        for earlier, goals in history.backwards():
            if goals is None or player not in goals:
                break
            rows.append(earlier)
        if len(rows) < RUNNING:
            return
        rows.reverse()
        name = self.book.club(club).name
        told = (
            f"{player} has scored in {in_words(len(rows))} matches running for {name}, "
            f"since {plain_day(self._day(rows[0]))}"
        )
        share = history.share(player)
        yield self._made(
            "goals_in_matches_running", told, row, club, player, len(rows), rows,
            -math.log2(share) * len(rows),
        )  # fmt: skip

    def _quick(
        self, row: int, club: int, scored: Sequence[Goal], history: _History
    ) -> Iterator[Record]:
        """A goal in the first minute, and when the club last had one."""
        first = [g for g in scored if g.minute == 1]
        if not first:
            return
        earlier = history.minutes(lambda g: g.minute == 1)
        told = f"{first[0].player} scored in the first minute for {self.book.club(club).name}"
        told += (
            f", as last happened on {plain_day(self._day(earlier[-1]))} among the goals held"
            if earlier
            else ", for the first time among the goals held"
        )
        bits = -math.log2((len(earlier) + 1) / (len(history.all()) + 2))
        yield self._made("goal_in_first_minute", told, row, club, first[0].player, 1, [row], bits)

    def _late(
        self, row: int, club: int, scored: Sequence[Goal], history: _History
    ) -> Iterator[Record]:
        """The latest goal of the club among those held, in added time."""
        latest = max(scored, key=lambda g: (g.minute or 0, g.added or 0))
        if (latest.minute or 0) < LATE or not latest.added:
            return
        mark = (latest.minute or 0, latest.added)
        if history.minutes(lambda g: ((g.minute or 0), (g.added or 0)) >= mark):
            return
        told = (
            f"{possessive(latest.player)} goal ({latest.label}) is the latest of "
            f"{self.book.club(club).name} among the goals held"
        )
        number = len(history.all())
        if number < NEWCOMER:
            return
        yield self._made(
            "latest_goal", told, row, club, latest.player, mark[0] + mark[1], [row],
            math.log2(number + 1),
        )  # fmt: skip

    def _day(self, row: int) -> dt.date:
        return dt.date.fromordinal(int(self.book.snapshot.matches.day[row]))


class _History:
    """A club's goals before a match, the last matches first, the rest only where it matters."""

    def __init__(self, of: Scorers, club: int, low: int, here: int) -> None:
        self._of, self._club, self._low, self._here = of, club, low, here
        self._all: list[tuple[int, Counter[str]]] | None = None
        self._block: list[tuple[int, Counter[str] | None]] | None = None

    def _rows(self, low: int) -> list[int]:
        return [int(r) for r in self._of.outings.row[low : self._here]]

    def _counted(self, rows: list[int]) -> list[tuple[int, Counter[str] | None]]:
        goals = self._of._goals(rows)
        m = self._of.book.snapshot.matches
        result = self._of.book.result
        found: list[tuple[int, Counter[str] | None]] = []
        for r in rows:
            home = int(m.home[r]) == self._club
            own = int(result[0][r] if home else result[1][r])
            if r not in goals:
                # A match without goals has none on record, and none are missing.
                found.append((r, Counter() if own == 0 else None))
                continue
            found.append(
                (r, Counter(g.player for g in goals[r] if g.home == home and g.kind != "own_goal"))
            )
        return found

    def backwards(self) -> Iterator[tuple[int, Counter[str] | None]]:
        """Matches before, the last first; None where the goals of one are not held."""
        if self._block is None:
            self._block = self._counted(self._rows(max(self._low, self._here - BLOCK)))
        yield from reversed(self._block)

    def all(self) -> list[tuple[int, Counter[str]]]:
        """All matches before whose goals are held, in order."""
        if self._all is None:
            held = self._counted(self._rows(self._low))
            self._all = [(r, goals) for r, goals in held if goals]
        return self._all

    def last_of(self, player: str) -> int | None:
        """The last match before in which a player scored for the club."""
        for row, goals in self.backwards():
            if goals and player in goals:
                return row
        return next((r for r, goals in reversed(self.all()) if player in goals), None)

    def share(self, player: str) -> float:
        """How often a player scored in the last matches, with the average of two in five added."""
        held = [goals for _, goals in self.backwards() if goals is not None]
        return (sum(player in goals for goals in held) + 2) / (len(held) + 10)

    def minutes(self, test: Callable[[Goal], bool]) -> list[int]:
        """Matches before in which a goal of the club passes a test, in order."""
        rows = self._rows(self._low)
        m = self._of.book.snapshot.matches
        return [
            r
            for r, goals in self._of._goals(rows).items()
            if any(
                test(g) and g.home == (int(m.home[r]) == self._club) and g.kind != "own_goal"
                for g in goals
            )
        ]
