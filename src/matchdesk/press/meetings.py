"""Results told of in passing: all meetings that the words can mean, none of which had the score.

"They had gone down 2-0 at Villarreal on Sunday" leaves open who "they" are, and yet is wrong if
Villarreal beat nobody 2-0 whom the report speaks of. So a score is held against every meeting of the
side named with any side that can be meant; where none had it, the words are false, however loose.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

from matchdesk.core.match import Club, Match
from matchdesk.press.almanac import YEAR, Almanac, match_row, match_words
from matchdesk.press.claim import Claim, Finding, Reading
from matchdesk.press.judge_match import outcome_of
from matchdesk.press.match_of import DAYS_BACK

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""

_LATELY = 5
"""Days back of the results that a report tells of without a day."""
_MONTHS = 130
"""Days back in which "their 3-3 draw" may have been."""


def never(book: Almanac, claim: Claim) -> Finding | None:
    """A contradiction if no meeting of the clubs in question had the score told, else None."""
    readings = [r for r in claim.readings if r.score is not None]
    if not claim.anchors or not readings or len(readings) < len(claim.readings):
        return None
    if claim.alone:
        return _of_one(book, claim, readings)
    pairs = _pairs(claim)
    meant = {
        frozenset((r.team, r.opponent))
        for r in readings
        if r.team is not None and r.opponent is not None
    }
    window = next((r.window for r in readings if r.window is not None), None)
    if window is not None and any(r.window != window for r in readings):
        return None
    last = book.written
    if window is None:
        first = last - dt.timedelta(days=YEAR)
    else:
        spare = dt.timedelta(days=max(1, window.slack))
        first, last = window.first - spare, min(last, window.last + spare)
        if (window.last - window.first).days > _SHORT:
            return None
    before = all(r.word == "met" for r in readings)
    referent: list[Match] = []
    for pair in pairs:
        one, other = sorted(pair, key=lambda c: str(c.id))
        for row in book.played(one, other, first, last):
            match = book.value(row)
            if before and row in (book.row, claim.hand):
                # "Their last meeting" is not the match in hand.
                continue
            if _had(match, readings[0]) and (
                pair not in meant or any(_won(match, r) for r in readings if r.opponent in pair)
            ):
                return None
            if pair in meant if window is None else _inside(match, readings[0]):
                referent.append(match)
    if not referent and window is not None and window.first == window.last and claim.dated:
        found = _busy(book, claim, readings, window.first)
        if found is not None:
            return found
    if not referent and window is not None and window.first == window.last and claim.dated:
        found = _other_day(book, readings, window.first)
        if found is not None:
            return found
    if not referent and len(claim.anchors) == 1 and (window is None or claim.dated):
        return _mistaken(book, claim, readings)
    if not referent:
        return None
    if (
        window is None
        and not claim.firm
        and not any(
            m.date is not None and (book.written - m.date).days <= DAYS_BACK for m in referent
        )
    ):
        # Told without a day of sides that have not met lately: it may have been long ago.
        return None
    near = sorted(referent, key=lambda m: m.date or dt.date.min, reverse=True)[:3]
    told = "; ".join(match_words(m) for m in near)
    cover = book.covered((m.competition, m.season) for m in near)
    evidence = tuple(match_row(m) for m in near)
    return Finding("contradicted", f"The result held is {told}.", evidence, cover, certain=True)


def _busy(book: Almanac, claim: Claim, readings: list[Reading], day: dt.date) -> Finding | None:
    """Two sides that cannot have met on a day, since whoever is meant played another one then."""
    one = dt.timedelta(days=1)
    away: list[Match] = []
    for club in dict.fromkeys(r.team for r in readings):
        if club is None or club in claim.anchors[0]:
            return None
        played = [book.value(x) for x in book.played(club, None, day - one, day + one)]
        if not played or any({m.home, m.away} & {*claim.anchors[0]} for m in played):
            return None
        away += played[:1]
    others = [x for c in claim.anchors[0] for x in book.played(c, None, day - one, day + one)]
    if not others or len(claim.anchors) > 1:
        return None
    told = "; ".join(match_words(m) for m in away)
    evidence = tuple(match_row(m) for m in away)
    return Finding("contradicted", f"They did not meet then: {told}.", evidence, certain=True)


def _other_day(book: Almanac, readings: list[Reading], day: dt.date) -> Finding | None:
    """The very result of the two sides, some days before or after the one that is told."""
    week = dt.timedelta(days=6)
    for r in readings:
        if r.team is None or r.opponent is None or r.window is None or r.window.weekday is None:
            continue
        for row in book.played(r.team, r.opponent, day - week, min(day + week, book.written)):
            match = book.value(row)
            if _had(match, r) and _won(match, r) and match.date is not None:
                cover = book.coverage(match.competition, match.season)
                told = f"That was on {match.date:%A}: {match_words(match)}."
                return Finding("contradicted", told, (match_row(match),), cover, certain=True)
    return None


def _mistaken(book: Almanac, claim: Claim, readings: list[Reading]) -> Finding | None:
    """A result of these days that fits but for the other side, whom nobody in question met."""
    year = dt.timedelta(days=YEAR)
    for pair in _pairs(claim):
        one, other = sorted(pair, key=lambda c: str(c.id))
        met = [book.value(x) for x in book.played(one, other, book.written - year, book.written)]
        if any(_had(m, readings[0]) for m in met):
            return None
    for r in readings:
        if r.team is None or r.team in claim.anchors[0] or r.opponent not in claim.anchors[0]:
            continue
        first = r.window.first if r.window else book.written - dt.timedelta(days=_LATELY)
        last = min(r.window.last, book.written) if r.window else book.written
        for row in book.played(r.team, None, first, last):
            match = book.value(row)
            if _had(match, r) and _won(match, r):
                cover = book.coverage(match.competition, match.season)
                told = f"That was {match_words(match)}."
                return Finding("contradicted", told, (match_row(match),), cover, certain=True)
    return None


def _of_one(book: Almanac, claim: Claim, readings: list[Reading]) -> Finding | None:
    """A score of one side, as in "a 3-3 draw of Bolton", that no match of it had for months."""
    clubs = [c for named in claim.anchors for c in named]
    since = book.written - dt.timedelta(days=_MONTHS)
    near: list[Match] = []
    for club in clubs:
        rows = book.played(club, None, since, book.written)
        if any(_had(book.value(row), readings[0]) for row in rows):
            return None
        near += [book.value(row) for row in rows[:1]]
    if not near or any((book.written - (m.date or since)).days > _LATELY for m in near):
        return None
    told = "; ".join(match_words(m) for m in near)
    cover = book.covered((m.competition, m.season) for m in near)
    evidence = tuple(match_row(m) for m in near)
    return Finding(
        "contradicted", f"The last result held is {told}.", evidence, cover, certain=True
    )


def _pairs(claim: Claim) -> set[frozenset[Club]]:
    """Pairs of clubs that the words can mean."""
    if len(claim.anchors) > 1:
        return {frozenset((a, b)) for a, b in product(claim.anchors[0], claim.anchors[1]) if a != b}
    return {frozenset((a, b)) for a in claim.anchors[0] for b in claim.about if a != b}


def _inside(match: Match, r: Reading) -> bool:
    return r.window is not None and match.date is not None and r.window.holds(match.date)


def _had(match: Match, r: Reading) -> bool:
    """True if a match ended, or stood, with a score, whoever had the goals."""
    assert r.score is not None
    scores = (match.result, match.score, match.extra_time, match.half_time, match.penalties)
    return any(sorted(s) == sorted(r.score) for s in scores if s is not None)


def _won(match: Match, r: Reading) -> bool:
    """True if the side spoken of won, drew or lost as the words have it."""
    result = match.result
    if not r.outcome or result is None or r.team not in (match.home, match.away):
        return not r.outcome or r.team not in (match.home, match.away)
    if match.penalties is not None or match.score != result:
        return True
    mine = result if r.team == match.home else result.swapped()
    return r.outcome == outcome_of(mine)


def held_against(book: Almanac, claim: Claim, finding: Finding) -> Finding:
    """The finding of a result, or that no meeting had the score."""
    if finding.verdict == "supported" or claim.type != "match_result":
        return finding
    found = never(book, claim)
    return finding if found is None else replace(found)
