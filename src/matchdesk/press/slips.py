"""Results that are a slip away from the one match of these days that their words can mean.

Words may be loose ("Forest played brilliantly, winning 3-0 after leading 1-0 at half-time"): whose the
score is stands somewhere in the sentence, or only in the report. But where all that they can mean is a
match of two sides, these met in the days told, no meeting of theirs had the score, and neither had it
of late against anybody spoken of, a score that is off by a goal or two is the reporter's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from matchdesk.core.match import Club, Match
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.borne_out import nearly, stood, won
from matchdesk.press.claim import Claim, Finding, Reading
from matchdesk.press.evidence import match_row, match_words
from matchdesk.press.fitting import DAYS_BACK

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""
_OF_LATE = 60
"""Days back in which another match that is spoken of was played."""
_SLIP = 2
"""Goals by which a score that is told wrong differs, in all."""
_MANY = 4
"""Pairs of sides that a claim may leave open."""
_OTHER_KINDS = frozenset("penalties dropped listed previous met".split())


def of_these_days(book: Almanac, claim: Claim, back: int = 2 * YEAR) -> Finding | None:
    """A contradiction if the match that is meant ended otherwise, by a slip of the pen; else None.

    ``back``: days over which meetings of the two count, where the words tell no time.
    """
    readings = claim.readings
    pairs = _pairs(claim)
    if not claim.told or claim.said_by or not 0 < len(pairs) <= _MANY:
        return None
    score = readings[0].score
    if not claim.opposed and (
        (score is not None and score.home == score.away)
        or any(pair != {*book.sides} for pair in pairs)
    ):
        # "Broke a 1-1 tie", "in need of a 1-1 draw"; "City went down 4-2": of whom is not sure.
        return None
    if not claim.firm and len(pairs) > 1 and not readings[0].outcome:
        # "Their last home defeat was against Bursaspor, 3-2": neither whose nor how it ended is told right there.
        return None
    window = readings[0].window
    if any(r.window != window for r in readings):
        return None
    first, last = book.written - dt.timedelta(days=DAYS_BACK), book.written
    if window is not None:
        if (window.last - window.first).days > _SHORT:
            return None
        spare = dt.timedelta(days=max(1, window.slack))
        first, last = window.first - spare, min(last, window.last + spare)
    near: list[tuple[frozenset[Club], Match]] = []
    for pair in pairs:
        for row, match in _met(book, claim, pair, back):
            inside = match.date is not None and first <= match.date <= last
            inside = inside or (window is None and claim.opposed and _of_the_cup(book, match))
            if _so(book, row, match, claim, inside and window is None):
                return None
            if inside:
                near.append((pair, match))
    # The likeliest side is the one that met them then.
    if not near or near[0][0] != pairs[0]:
        return None
    mine = [r for r in readings if r.opponent is not None and {r.team, r.opponent} == near[0][0]]
    meant = [m for _, m in near if any(_slipped(m, r) for r in mine)]
    if not meant or _elsewhere(book, claim, readings[0], len(pairs) == 1):
        return None
    told = f"The result held is {match_words(meant[0])}."
    cover = book.coverage(meant[0].competition, meant[0].season)
    return Finding("contradicted", told, (match_row(meant[0]),), cover, certain=True)


def instead(book: Almanac, claim: Claim, finding: Finding) -> Finding | None:
    """The same of a result that only a match of another side, or of long ago, bears out; else None.

    "Jordan beat Syria 3-1" is not of Japan, who did so three years before.
    """
    r = claim.readings[0]
    if claim.type != "match_result" or claim.told not in ("now", "past") or not claim.opposed:
        return None
    if r.window is not None or r.score is None or r.team is None or r.opponent is None:
        return None
    if not claim.firm and not r.outcome and len(_pairs(claim)) > 1:
        return None
    day = next((str(x.get("date") or "") for x in finding.evidence if x.get("kind") == "match"), "")
    if not day or dt.date.fromisoformat(day) > book.written - dt.timedelta(days=_OF_LATE):
        return None
    mine = frozenset((r.team, r.opponent))
    first = claim.with_readings([x for x in claim.readings if {x.team, x.opponent} == mine])
    return of_these_days(book, first, _OF_LATE if claim.told == "now" else 2 * YEAR)


def _pairs(claim: Claim) -> list[frozenset[Club]]:
    """Pairs of sides of which the words may tell, the likeliest first; none if they leave a side open."""
    pairs: dict[frozenset[Club], None] = {}
    for r in claim.readings:
        if r.score is None or r.team is None or r.opponent is None or r.number is not None:
            return []
        if r.word in _OTHER_KINDS or r.leg or r.competition:
            return []
        pairs[frozenset((r.team, r.opponent))] = None
    return list(pairs)


def _met(
    book: Almanac, claim: Claim, pair: frozenset[Club], back: int
) -> Iterator[tuple[int, Match]]:
    """Meetings of a pair that words may mean which tell no year."""
    one, other = sorted(pair, key=lambda c: str(c.id))
    first = None if claim.told == "ever" else book.written - dt.timedelta(days=back)
    for row in book.played(one, other, first, book.written):
        match = book.value(row)
        if match.result is not None:
            yield row, match


def _so(book: Almanac, row: int, match: Match, claim: Claim, on_the_way: bool) -> bool:
    """True if a score may be told of a match: as its result, over both legs, at the break, or on the way."""
    r = claim.readings[0]
    assert r.score is not None
    if stood(match, r):
        return True
    if match.round:
        tie = book.tie_of(match.home, match.away, str(match.competition))
        if tie is not None and sorted(tie.aggregate) == sorted(r.score):
            return True
    return on_the_way and _on_the_way(book, row, match, r)


def _on_the_way(book: Almanac, row: int, match: Match, r: Reading) -> bool:
    """True if it may have stood so before the end."""
    result = match.extra_time or match.result
    assert r.score is not None
    if result is None:
        return True
    told, held = sorted(r.score), sorted(result)
    if told[0] > held[0] or told[1] > held[1]:
        return False
    goals = book.goals(row)
    if len(goals) != sum(result):
        return True
    homes = [sum(g.home for g in goals[: n + 1]) for n in range(len(goals))]
    return any(sorted((home, n + 1 - home)) == told for n, home in enumerate(homes))


def _of_the_cup(book: Almanac, match: Match) -> bool:
    """True for a match of the cup's season in hand: "in the first round Villa had beaten Besiktas"."""
    ours = book.match
    if ours is None or ours.phase == "league":
        return False
    return (ours.competition, ours.season) == (match.competition, match.season)


def _slipped(match: Match, r: Reading) -> bool:
    """True for a score off by a goal or two, or by as many for either side of a draw."""
    assert r.score is not None
    result = match.extra_time or match.result
    if result is None or not won(match, r):
        return False
    drawn = r.score.home == r.score.away
    if (result.home == result.away) != drawn:
        # "4-4 it was": on the way.
        return False
    if drawn:
        return True
    if r.outcome:
        return nearly(match, r)
    # Whose goals come first is not told.
    apart = sum(abs(a - b) for a, b in zip(sorted(result), sorted(r.score), strict=True))
    return 0 < apart <= _SLIP


def _elsewhere(book: Almanac, claim: Claim, r: Reading, one: bool) -> bool:
    """True if a side spoken of had the score of late, against another one or, where they are many, anybody."""
    sides = dict.fromkeys(c for x in claim.readings for c in (x.team, x.opponent) if c is not None)
    spoken = dict.fromkeys((*sides, *claim.about))
    since = book.written - dt.timedelta(days=_OF_LATE)
    for club in list(spoken)[:8]:
        for row in book.played(club, None, since, book.written):
            match = book.value(row)
            among = match.home in spoken and match.away in spoken
            if (among or (not one and club in sides)) and stood(match, r):
                return True
    return False
