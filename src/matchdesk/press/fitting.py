"""The matches between the clubs that a report names, and how well it fits each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.match import Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import IntColumn, Rows, Snapshot
from matchdesk.press.claim import Mention
from matchdesk.press.mentions import clubs_in
from matchdesk.press.report import Report, Sentence
from matchdesk.press.told_of import Told, plain, scored_in

DAYS_BACK = 8
"""A report of a match appears within this many days after it."""

# A match must reach this much more than the next one to be the match.
CLEAR = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The match of a report, or why there is none.

    Attributes:
        row: row in the snapshot, ``NONE`` where no match is settled.
        match: the match as a value.
        reason: a sentence: how it was found, or why not.
        others: matches that fit as well.
        written: the day on which the report was written, as far as its matches tell; None where
            they do not.
        since: the day of its first match, where it is a diary of many days.
        open: of a report without a day, the matches that may be meant where that is not beyond doubt,
            likeliest first, each with the day of writing that it would give.
    """

    row: int
    match: Match | None
    reason: str
    others: tuple[Match, ...] = ()
    written: dt.date | None = None
    open: tuple[tuple[Match, dt.date], ...] = ()
    since: dt.date | None = None


class Table:
    """The matches between two clubs that a report names.

    Attributes:
        rows: their rows. day: ordinals. sides: bool[row], a sentence names both; ``score``: and
            tells the result there; ``anywhere``: the result stands somewhere in the text.
        code: the result as a number.
    """

    def __init__(self, snapshot: Snapshot, told: Told, day: dt.date | None) -> None:
        m = snapshot.matches
        self.snapshot, self.told = snapshot, told
        named = np.zeros(len(snapshot.clubs) or 1, dtype=np.bool_)
        named[list(told.weights)] = True
        if day is None:
            self.rows: Rows = np.flatnonzero(named[m.home] & named[m.away] & (m.day > 0))
        else:
            last = day.toordinal()
            near = np.flatnonzero((m.day > last - DAYS_BACK) & (m.day <= last + 1))
            self.rows = near[named[m.home[near]] & named[m.away[near]]]
        mine = m.take(self.rows)
        home, away = mine.result()
        played = home >= 0
        self.rows, home, away = self.rows[played], home[played], away[played]
        mine = mine.take(np.flatnonzero(played))
        self.day = mine.day
        size = len(snapshot.clubs)
        low = np.minimum(mine.home, mine.away).astype(np.int64)
        self.pair = low * size + np.maximum(mine.home, mine.away)
        pairs = np.array([a * size + b for a, b in told.pairs] or [-1], dtype=np.int64)
        self.sides = np.isin(self.pair, pairs)
        codes = [
            (a * size + b) * 1024 + _code(s) for (a, b), found in told.pairs.items() for s in found
        ]
        wanted = np.array(codes or [-1], dtype=np.int64)
        everywhere = np.array([_code(s) for s in told.scores] or [-1], dtype=np.int64)
        self.score = np.zeros(len(self.rows), dtype=np.bool_)
        self.anywhere = self.score.copy()
        self.code = _codes(home, away)
        for x, y in ((home, away), (mine.home_goals, mine.away_goals)):
            code = _codes(x, y)
            self.score |= np.isin(self.pair * 1024 + code, wanted)
            self.anywhere |= np.isin(code, everywhere)

    def inside(self, first: int, last: int) -> Rows:
        """Places of the matches from one day to another."""
        return np.flatnonzero((self.day >= first) & (self.day <= last))


def _code(score: Score) -> int:
    low, high = sorted(score)
    return min(high, 31) * 32 + min(low, 31)


def _codes(home: IntColumn, away: IntColumn) -> NDArray[np.int64]:
    high = np.clip(np.maximum(home, away), 0, 31).astype(np.int64)
    return np.asarray(high * 32 + np.clip(np.minimum(home, away), 0, 31))


def early(told: Told, table: Table, place: int) -> int:
    """The first sentence that tells a match's sides beside a score."""
    one, other = divmod(int(table.pair[place]), len(table.snapshot.clubs))
    return told.scored.get((int(one), int(other)), 10**9)


def opens(told: Told, table: Table, place: int) -> bool:
    """True if the report begins with a match's sides, and tells its result somewhere."""
    one, other = divmod(int(table.pair[place]), len(table.snapshot.clubs))
    begins = told.first.get((int(one), int(other)), 9) <= 1
    return begins and bool(table.anywhere[place])


def round_up(snapshot: Snapshot, told: Told, table: Table, places: Sequence[int]) -> Found:
    """A report of several matches: the one told of first stands for it."""

    def order(place: int) -> tuple[int, int]:
        return early(told, table, place), -int(table.day[place])

    chosen = sorted(places, key=order)
    row = int(table.rows[chosen[0]])
    match = snapshot.match(row)
    others = tuple(snapshot.match(int(table.rows[p])) for p in chosen[1:6])
    return Found(
        row,
        match,
        f"The report tells of {len(places)} matches, of {words_of(match)} first.",
        others,
    )


def rated_of(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: Table,
    places: Iterable[int],
) -> list[tuple[float, int]]:  # fmt: skip
    """How well a report fits each match over whose sides it names both."""
    m = snapshot.matches
    lead = clubs_in(x for x in mentions if x.start < report.body + 400)
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    heads = [s for s in report.sentences[:3] if s.end - s.start <= 80]
    rated: list[tuple[float, int]] = []
    for place in places:
        row = int(table.rows[place])
        home, away = int(m.home[row]), int(m.away[row])
        strong = told.weights[home], told.weights[away]
        value = min(strong) + 0.25 * max(strong)
        ids = (str(snapshot.clubs[home].id), str(snapshot.clubs[away].id))
        value += sum(1.0 for i in ids if lead.get(i, 0.0) >= 0.4)
        value += 0.5 if first is not None and any(str(c.id) in ids for c in first.clubs) else 0.0
        if any(headline(report, s, mentions, ids) for s in heads):
            value += 1.5
        value += 2.0 if table.score[place] else 1.0 if table.anywhere[place] else 0.0
        if opens(told, table, place):
            # The report begins with these two, and tells their result.
            value += 1.0 + min(strong)
        rated.append((float(value), int(place)))
    return rated


def leads(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    """True if one of the first sentences names both sides, and the first club is one of them."""
    for sentence in report.sentences[:5]:
        clubs = [
            x
            for x in mentions
            if x.kind == "club" and sentence.start <= x.start < sentence.end and x.clubs
        ]
        if clubs and all(any(side in x.clubs for x in clubs) for side in (match.home, match.away)):
            return True
    return False


def headline(
    report: Report, sentence: Sentence, mentions: Sequence[Mention], sides: tuple[str, str]
) -> bool:
    """True for a line like "A 1-2 B" of the two sides, whatever the score."""
    if sentence.end - sentence.start > 80:
        return False
    here = [x for x in mentions if sentence.start <= x.start < sentence.end and x.kind == "club"]
    both = all(any(side == str(c.id) for x in here for c in x.clubs) for side in sides)
    return both and bool(scored_in(plain(report.text[sentence.start : sentence.end])))


def words_of(match: Match) -> str:
    """A match in words: sides, result, day."""
    day = match.date.isoformat() if match.date else "no date"
    return f"{match.home.name} {match.result or '-'} {match.away.name} ({day})"
