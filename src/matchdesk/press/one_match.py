"""Results of which but one match can be meant, and that one ended otherwise.

Where the words name both sides, or a side and the days, all matches that they can mean are known. If
none of them had the score, and the one that fits but for the score is off by a goal or two, the words
are wrong, however loosely they stand in their sentence. Reporters err by a goal or by who the other
side was; what is further off is of a match that the words were not read to mean.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from matchdesk.core.match import Match
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.borne_out import had, nearly, stood, won
from matchdesk.press.claim import Claim, Finding, Reading
from matchdesk.press.evidence import match_row, match_words
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.judge_match import alike

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""
_DAY = dt.timedelta(days=1)


def otherwise(book: Almanac, claim: Claim) -> Finding | None:
    """A contradiction if the one match that is meant had another score, else None."""
    readings = list(claim.readings)
    if not readings or not claim.told or any(
        r.score is None or r.team is None or r.opponent is None or not r.outcome or r.number is not None
        or r.word in ("penalties", "dropped", "listed", "pair")
        for r in readings
    ):  # fmt: skip
        return None
    r = readings[0]
    window = r.window
    if any(x.window != window for x in readings):
        return None
    if claim.told == "ever" and r.word == "met":
        return None
    # Whose guests they were is told; that the match in hand may be meant, too, is a guess.
    placed = [x for x in readings if x.venue == "away"] or readings
    pairs = {frozenset((x.team, x.opponent)) for x in placed}
    short = window is not None and (window.last - window.first).days <= _SHORT
    if claim.opposed and len({x.opponent for x in placed}) == 1:
        if len(pairs) > 1 and _had(book, claim, placed[0]):
            return None
    elif len(pairs) > 1 or window is None or {r.team, r.opponent} != {*book.sides}:
        return None
    elif any(_had_elsewhere(book, x) for x in readings) or (
        not (short and (len(readings) == 1 or r.outcome == "draw")) and not _once(book, r)
    ):
        # Whom they met is not told: only days make sure of the match.
        return None
    near: list[Match] = []
    for one in readings:
        found = _met(book, claim, one)
        if found is None:
            return None
        near += found if one in placed else []
    near = list(dict.fromkeys(near)) or _against_another(book, claim, readings)
    if not near or (len(pairs) == 1 and len(near) > 1):
        return None
    told = f"The result held is {'; '.join(match_words(m) for m in near)}."
    cover = book.covered((m.competition, m.season) for m in near)
    evidence = tuple(match_row(m) for m in near)
    return Finding("contradicted", told, evidence, cover, certain=True)


def _against_another(book: Almanac, claim: Claim, readings: list[Reading]) -> list[Match]:
    """The match of the very day that had the score, against somebody else."""
    r = readings[0]
    assert r.team is not None
    assert r.opponent is not None
    if (
        not claim.opposed
        or len(readings) > 1
        or r.window is None
        or r.window.first != r.window.last
    ):
        return []
    first, last = _days(book, replace(r, window=None))
    if any(had(book.value(row), r) for row in book.played(r.team, r.opponent, first, last)):
        return []
    rows = book.played(r.team, None, r.window.first - _DAY, r.window.last + _DAY)
    return [
        m for m in map(book.value, rows)
        if stood(m, r) and won(m, r) and _placed(m, r) and not alike(r.opponent, m.away if m.home == r.team else m.home)
    ]  # fmt: skip


def _once(book: Almanac, r: Reading) -> bool:
    """True if two sides met but once in the days told, and those are no more than a year."""
    assert r.team is not None
    assert r.window is not None
    year = (r.window.last - r.window.first).days <= YEAR
    return year and len(book.played(r.team, r.opponent, r.window.first, r.window.last)) == 1


def _days(book: Almanac, r: Reading) -> tuple[dt.date, dt.date]:
    """First and last day of the matches that can be meant."""
    if r.window is None:
        return book.written - dt.timedelta(days=YEAR), book.written
    spare = dt.timedelta(days=max(1, r.window.slack))
    return r.window.first - spare, min(book.written, r.window.last + spare)


def _had(book: Almanac, claim: Claim, r: Reading) -> bool:
    """True if the other side had the score against anybody spoken of."""
    assert r.opponent is not None
    first, last = _days(book, r)
    anyone = replace(r, team=r.opponent, opponent=None)
    rows = book.played(r.opponent, None, first, last)
    return any(
        stood(match, anyone)
        for match in map(book.value, rows)
        if match.home in claim.about or match.away in claim.about
    )


def _met(book: Almanac, claim: Claim, r: Reading) -> list[Match] | None:
    """The meeting of the two that can be meant, if any; None if one of those in question had the score."""
    assert r.team is not None
    first, last = _days(book, r)
    rows = book.played(r.team, r.opponent, first, last)
    if not rows and claim.opposed and r.window is not None and (last - first).days <= _SHORT:
        # "Last week" may be ten days ago.
        rows = book.played(r.team, r.opponent, first - 5 * _DAY, min(book.written, last + 5 * _DAY))
    met = [m for m in map(book.value, rows) if m.result is not None]
    if claim.told == "past" and r.window is None and len(met) > 1:
        # Of another day: the match in hand is not the one meant.
        met = [m for m in met if book.match is None or m.id != book.match.id]
    for match in met:
        tie = book.tie_of(match.home, match.away, str(match.competition)) if match.round else None
        if had(match, r) or (tie is not None and sorted(tie.aggregate) == sorted(r.score or ())):
            return None
    near = [m for m in met if won(m, r) and nearly(m, r) and _placed(m, r) and not stood(m, r)]
    if r.window is None and claim.told == "ever":
        # It may have been long ago, but of these days or the cup in hand.
        lately = book.written - dt.timedelta(days=DAYS_BACK)
        near = [m for m in near if _same_cup(book.match, m) or (m.date or lately) > lately]
    return near


def _same_cup(ours: Match | None, match: Match) -> bool:
    return ours is not None and (ours.competition, ours.season) == (match.competition, match.season)


def _placed(match: Match, r: Reading) -> bool:
    """True unless the words have the side at the other one's ground."""
    return not r.venue or match.neutral or (match.home == r.team) == (r.venue == "home")


def _had_elsewhere(book: Almanac, r: Reading) -> bool:
    """True if the side had the score in the days told against anybody else."""
    assert r.team is not None
    assert r.window is not None
    spare = dt.timedelta(days=r.window.slack) + _DAY
    rows = book.played(r.team, None, r.window.first - spare, r.window.last + spare)
    anyone = replace(r, opponent=None)
    return any(stood(match, anyone) for match in map(book.value, rows))
