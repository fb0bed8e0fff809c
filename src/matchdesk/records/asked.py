"""Two questions about single facts: when did it last happen, and what could a match bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matchdesk.core.english import counted, plain_day
from matchdesk.core.season import Season
from matchdesk.core.snapshot import COLUMNS, Matches, Snapshot, status_code
from matchdesk.errors import UsageError
from matchdesk.records.bearing import Sure
from matchdesk.records.book import VENUES, Book
from matchdesk.records.catalogue import EVENT_OF, TESTS, Event, Run
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Miner, Seen, fold
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.records.series import Ints

WHAT: tuple[str, ...] = tuple(EVENT_OF)
"""What can be asked for: words of events."""

_SYNONYMS = {"loss": "defeat", "lost": "defeat", "won": "win", "drew": "draw", "scored": "goal",
             "clean-sheet": "clean_sheet", "clean sheet": "clean_sheet"}  # fmt: skip
_CHANGED = ("home_goals", "away_goals", "status", "extra_home", "extra_away", "penalties_home",
            "penalties_away", "awarded_home", "awarded_away")  # fmt: skip


def event_of(what: str) -> Event:
    """The event meant by a word.

    Raises:
        UsageError: it is none.
    """
    word = _SYNONYMS.get(what.strip().lower(), what.strip().lower())
    if word not in EVENT_OF:
        raise UsageError(
            f"Found {what!r}, expected one of {', '.join(WHAT)}. Nothing was asked.",
            code="unknown-kind",
        )
    return EVENT_OF[word]


def venue_of(venue: str | None) -> int:
    """Number of a venue, -1 for any.

    Raises:
        UsageError: no such venue.
    """
    if venue is None:
        return -1
    if venue not in VENUES:
        raise UsageError(
            f"Found {venue!r}, expected one of {', '.join(VENUES)}. Nothing was asked.",
            code="unknown-scope",
        )
    return VENUES.index(venue)


def last_time(
    book: Book,
    club: int,
    what: str,
    *,
    opponent: int = -1,
    competition: str | None = None,
    venue: str | None = None,
) -> Record:
    """When something last happened to a club, and how many matches ago; or that it never did.

    Raises:
        UsageError: an unknown event or venue, or no match of that scope is held.
    """
    word, at = event_of(what), venue_of(venue)
    outings = book.of_clubs(club)
    chosen = outings.club == club
    if opponent >= 0:
        chosen &= outings.other == opponent
    if competition is not None:
        chosen &= outings.comp == book.competition_number(competition)
    if at >= 0:
        chosen &= outings.venue == at
    rows = np.flatnonzero(chosen)
    name = book.club(club).name
    scope = _scope(book, opponent, competition, venue)
    if not len(rows):
        raise UsageError(
            f"No match of {name} is held in this scope: {scope}. Nothing was counted.",
            code="empty-scope",
        )
    holdings = Holdings(book)
    sayer = Sayer(book, outings, holdings)
    happened = rows[TESTS[word.test](outings)[rows]]
    last = int(happened[-1]) if len(happened) else -1
    after = rows if last < 0 else rows[rows > last]
    sure = _sure(book, holdings, sayer, outings_rows=np.asarray(rows if last < 0 else rows[rows >= last]),
                 club=club, opponent=opponent, competition=competition, venue=at,
                 ever=last < 0)  # fmt: skip
    where = _where(book, sayer, competition, at)
    did = word.with_opponent.format(book.club(opponent).name) if opponent >= 0 else word.told
    if last < 0:
        held = "" if sure.certain else " held"
        verb = _participle(word, book.club(opponent).name if opponent >= 0 else None)
        met = counted(len(rows), "meeting" if opponent >= 0 else "match")
        told = f"{name} have never {verb}{where} in {met}{held}"
        row, start = int(outings.row[rows[-1]]), int(outings.day[rows[0]])
    else:
        day = plain_day(dt.date.fromordinal(int(outings.day[last])))
        met = "meeting" if opponent >= 0 else "match"
        ago = counted(len(after), met) + ("" if sure.certain else " held") + " since"
        told = f"{name} last {did}{where} on {day}, {sayer.fixture(last)}; {ago}"
        row, start = int(outings.row[last]), int(outings.day[last])
    made = sayer.made(
        f"last_{word.word}", told, sure, row=row, club=club, other=opponent,
        competition=competition, venue=venue, value=len(after),
        rows=[int(outings.row[r]) for r in (rows[-100:] if last < 0 else [last])], start=start,
        scope=scope, bits=0.0,
    )  # fmt: skip
    return made


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


def _where(book: Book, sayer: Sayer, competition: str | None, venue: int) -> str:
    told = (" at home", " away", " on neutral ground")[venue] if venue >= 0 else ""
    return told + (f" in {sayer.called(competition)}" if competition else "")


def _scope(book: Book, opponent: int, competition: str | None, venue: str | None) -> str:
    parts = [book.name(competition) if competition else "all competitions"]
    if venue:
        parts.append(venue)
    if opponent >= 0:
        parts.append(f"against {book.club(opponent).name}")
    return ", ".join(parts)


def _sure(
    book: Book,
    holdings: Holdings,
    sayer: Sayer,
    *,
    outings_rows: Ints,
    club: int,
    opponent: int,
    competition: str | None,
    venue: int,
    ever: bool,
) -> Sure:
    o = sayer.outings
    first = int(outings_rows[0])
    if competition is not None:
        upto = max(holdings.seasons(competition))
        reach = holdings.reach(competition, upto, club, opponent)
        begin = Season.of_code(int(o.season[first]))
        comps: tuple[str, ...] = (competition,)
    else:
        upto = Season.of_code(int(o.period.max()))
        reach = holdings.all_reach(upto, club, opponent, venue)
        begin = Season.of_code(int(o.period[first]))
        comps = tuple(
            dict.fromkeys(book.snapshot.competitions[int(o.comp[r])] for r in outings_rows)
        )
    certain = reach.whole if ever else reach.covers(begin)
    limits = f"the ledger holds {reach.lacking}" if not certain and reach.lacking else ""
    return Sure(certain, limits, "; ".join(sayer.span(c, upto) for c in comps))


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
