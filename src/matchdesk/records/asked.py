"""Two questions about single facts: when did it last happen, and what could a match bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matchdesk.core.english import counted, plain_day
from matchdesk.core.snapshot import COLUMNS, Matches, Snapshot, status_code
from matchdesk.errors import UnknownName, UsageError
from matchdesk.records.book import Book, Outings
from matchdesk.records.catalogue import EVENT_OF, TESTS, Event, Run
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Miner, Seen, fold
from matchdesk.records.record import Record
from matchdesk.records.said import LISTED, Sayer
from matchdesk.records.scope import Scope
from matchdesk.records.series import Ints

WHAT: tuple[str, ...] = tuple(EVENT_OF)
"""What can be asked for: words of events."""

_SYNONYMS = {"loss": "defeat", "losse": "defeat", "lost": "defeat", "won": "win", "drew": "draw", "scored": "goal",
             "clean-sheet": "clean_sheet", "clean sheet": "clean_sheet"}  # fmt: skip
_CHANGED = ("home_goals", "away_goals", "status", "extra_home", "extra_away", "penalties_home",
            "penalties_away", "awarded_home", "awarded_away")  # fmt: skip


def event_of(what: str) -> Event:
    """The event meant by a word.

    Raises:
        UsageError: it is none.
    """
    plain = what.strip().lower()
    word = _SYNONYMS.get(plain, plain)
    if word not in EVENT_OF and plain.removesuffix("s") in (*EVENT_OF, *_SYNONYMS):
        word = _SYNONYMS.get(plain.removesuffix("s"), plain.removesuffix("s"))
    if word not in EVENT_OF:
        raise UsageError(
            f"Found {what!r}, expected one of {', '.join(WHAT)}. Nothing was asked.",
            code="unknown-kind",
        )
    return EVENT_OF[word]


def last_time(book: Book, club: int, what: str, scope: Scope) -> Record:
    """When something last happened to a club, and how many matches ago; or that it never did.

    Raises:
        UsageError: an unknown event or scope. UnknownName: no match of that scope is held.
    """
    word = event_of(what)
    outings = book.of_clubs(club)
    sayer = Sayer(book, outings, Holdings(book))
    rows = some(book, outings, club, scope)
    name = book.club(club).name
    happened = rows[TESTS[word.test](outings)[rows]]
    last = int(happened[-1]) if len(happened) else -1
    after = rows if last < 0 else rows[rows > last]
    begin = int(rows[0]) if last < 0 else last
    sure = scope.sure(sayer, club, begin, int(rows[-1]), ever=last < 0)
    where, other = scope.told(sayer), scope.other(book)
    met = "meeting" if other >= 0 else "match"
    held = "" if sure.certain else " held"
    if last < 0:
        verb = _participle(word, book.club(other).name if other >= 0 else None)
        never = "have not" if scope.bounded else "have never"
        told = f"{name} {never} {verb}{where} in {counted(len(rows), met)}{held}"
        at, start = int(rows[-1]), int(outings.day[rows[0]])
        resting = rows[-LISTED:]
    else:
        did = word.with_opponent.format(book.club(other).name) if other >= 0 else word.told
        day = plain_day(dt.date.fromordinal(int(outings.day[last])))
        ago = f"{counted(len(after), met)}{held} since"
        told = f"{name} last {did}{where} on {day}, {sayer.fixture(last)}; {ago}"
        at, start = last, int(outings.day[last])
        resting = happened[-1:]
    return sayer.made(
        f"last_{word.word}", told, sure, row=int(outings.row[at]), club=club, other=other,
        competition=scope.competition, venue=scope.venue, value=len(after),
        rows=[int(outings.row[r]) for r in resting], start=start, scope=scope.words(book),
        bits=0.0,
    )  # fmt: skip


def some(book: Book, outings: Outings, club: int, scope: Scope) -> Ints:
    """The club's outings of a scope.

    Raises:
        UnknownName: there is none, or no such opponent. UsageError: the scope is unknown.
    """
    rows = scope.of(book, outings, club)
    if not len(rows):
        raise UnknownName(
            f"No match of {book.club(club).name} is held in this scope: {scope.words(book)}. "
            "Nothing was counted.",
            code="empty-scope",
        )
    return rows


def _participle(word: Event, opponent: str | None) -> str:
    alone = {"win": "won", "draw": "drawn", "defeat": "lost", "goal": "scored",
             "clean_sheet": "kept a clean sheet", "conceded": "conceded",
             "blank": "failed to score"}[word.word]  # fmt: skip
    if opponent is None:
        return alone
    link = {"win": "beaten", "draw": "drawn with", "defeat": "lost to"}.get(
        word.word, f"{alone} against"
    )
    return f"{link} {opponent}"


# What a match to come could bring

_TRIED: tuple[tuple[tuple[int, int], bool, bool], ...] = (
    ((1, 0), True, False),
    ((1, 1), True, True),
    ((0, 1), True, False),
    ((0, 0), False, True),
)
"""Results that are tried; whether what is told by win, draw and defeat is meant, and by goals."""


def ahead(book: Book, row: int) -> Iterator[Record]:
    """The records that a match to come could bring, each with its condition.

    Raises:
        UsageError: the match is over, or has no date yet.
    """
    snapshot = book.snapshot
    m = snapshot.matches
    match = snapshot.match(row)
    if book.result[0][row] >= 0:
        raise UsageError(
            f"{match.id} is over: ask for its records. Nothing was tried.", code="match-over"
        )
    if m.day[row] <= 0:
        raise UsageError(
            f"{match.id} has no date that is known at the {snapshot.moment}. Nothing was tried.",
            code="no-date",
        )
    for goals, by_outcome, by_goals in _TRIED:
        tried = Book(
            _with_result(snapshot, row, goals), contested=book.contested, catalogue=book.catalogue
        )
        outings = tried.of_clubs(int(m.home[row]), int(m.away[row]))
        miner = Miner(tried, outings, np.asarray(outings.row == row))
        sayer = Sayer(tried, outings, Holdings(tried), ahead=True)
        for seen in miner.seen().values():
            meant = [s for s in seen if _meant(s, by_outcome, by_goals)]
            for one in fold(meant, outings):
                made = sayer.record(one)
                name = made.subject.name
                yield replace(made, condition=_condition(one, name))


def _meant(seen: Seen, by_outcome: bool, by_goals: bool) -> bool:
    if not isinstance(seen.word, Event | Run) or seen.family == "form":
        return False
    return by_outcome if seen.word.outcome else by_goals


def _condition(seen: Seen, name: str) -> str:
    """What must come about for it."""
    assert isinstance(seen.word, Event | Run)
    return {
        "won": f"if {name} win",
        "lost": f"if {name} lose",
        "drew": "if it is a draw",
        "unbeaten": f"if {name} do not lose",
        "winless": f"if {name} do not win",
        "scored": f"if {name} score",
        "blank": f"if {name} do not score",
        "conceded": f"if {name} concede",
        "kept_out": f"if {name} keep a clean sheet",
    }[seen.word.test]


def _with_result(snapshot: Snapshot, row: int, goals: tuple[int, int]) -> Snapshot:
    """The snapshot as it would be with a match played."""
    m = snapshot.matches
    changed = {name: getattr(m, name).copy() for name in _CHANGED}
    for name in _CHANGED:
        changed[name][row] = -1
    changed["home_goals"][row], changed["away_goals"][row] = goals
    changed["status"][row] = status_code("played")
    columns = {name: changed.get(name, getattr(m, name)) for name in COLUMNS}
    return replace(snapshot, matches=Matches(**columns))
