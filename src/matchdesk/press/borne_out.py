"""Results that bear words out, where what stands around them led to another side or another time.

"Qatar had begun with a 2-0 defeat, then beat China 2-0 and Kuwait 3-0": whose the last score is stands
far from it. The readings of a claim follow the grammar of the sentence; here the clubs spoken of are
tried beside the one that surely stands at the score. Such a result can only support the words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.claim import Claim, Finding, Outcome, Reading
from matchdesk.press.evidence import match_row, match_words, tie_row
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.judge_match import outcome_of
from matchdesk.press.mentions import is_nation

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""
_WEEKS = 50
"""Days back in which a match was played that a report tells of without a day."""
_NEARLY = 2
"""Goals by which a score that is told wrong differs, in all."""
_TURNED: dict[Outcome, Outcome] = {"win": "loss", "loss": "win"}


def had(match: Match, r: Reading) -> bool:
    """True if a match ended with a score, whoever had the goals."""
    assert r.score is not None
    scores = (match.result, match.score, match.extra_time, match.penalties)
    return any(sorted(s) == sorted(r.score) for s in scores if s is not None)


def stood(match: Match, r: Reading) -> bool:
    """True if a match ended with a score, or stood so at the break."""
    at_half = match.half_time
    return had(match, r) or (at_half is not None and sorted(at_half) == sorted(r.score or ()))


def won(match: Match, r: Reading) -> bool:
    """True if the side spoken of won, drew or lost as the words have it."""
    result = match.result
    if not r.outcome or result is None or r.team not in (match.home, match.away):
        return not r.outcome or r.team not in (match.home, match.away)
    if match.penalties is not None or match.score != result:
        return True
    mine = result if r.team == match.home else result.swapped()
    return r.outcome == outcome_of(mine)


def nearly(match: Match, r: Reading) -> bool:
    """True for a score off by a goal or two."""
    assert r.score is not None
    scores = (match.result, match.score, match.extra_time)
    home = match.home == r.team
    for score in scores:
        if score is None:
            continue
        mine = score if home else score.swapped()
        ours = r.score if _order(r.score, r.outcome) else r.score.swapped()
        if 0 < abs(mine.home - ours.home) + abs(mine.away - ours.away) <= _NEARLY:
            return True
    return False


def _order(score: Score, outcome: str) -> bool:
    """True if the goals of the side spoken of come first: "lost 2-1" has the winners' first."""
    return (score.home >= score.away) == (outcome != "loss")


def _scored(claim: Claim) -> list[Reading]:
    """The readings with a score; none of a claim whose words mean something else."""
    if any(r.word in ("penalties", "dropped", "listed") for r in claim.readings):
        return []
    return [r for r in claim.readings if r.score is not None]


def of_meant(book: Almanac, claim: Claim) -> Finding | None:
    """A result of the sides that the words can mean, at any time that they allow."""
    readings = _scored(claim)
    if not readings:
        return None
    first: dt.date | None = book.written - dt.timedelta(days=YEAR)
    window = next((r.window for r in readings if r.window is not None), None)
    # A season or a year may be of what is put in; a day, a week or a month is meant.
    near = window is not None and (book.written - window.last).days <= DAYS_BACK
    long = window is not None and ((window.last - window.first).days > _SHORT or near)
    others = dict.fromkeys(r.opponent for r in readings if r.opponent is not None)
    teams = dict.fromkeys(r.team for r in readings if r.team is not None)
    met = any(
        row not in (book.row, claim.hand)
        for t in teams
        for o in list(others)[:4]
        if t != o
        for row in book.played(t, o, first, book.written)
    )
    if claim.told == "ever" and not met:
        first = None
    r = readings[0]
    for other in list(others)[:4]:
        for team in teams if met else dict.fromkeys((*teams, *claim.about)):
            if team == other:
                continue
            told = replace(r, team=team, opponent=other)
            for row in book.played(team, other, first, book.written):
                match = book.value(row)
                if not (had(match, told) and won(match, told)):
                    continue
                days = match.date is not None and (book.written - match.date).days <= DAYS_BACK
                if (
                    window is None
                    or (match.date is not None and window.holds(match.date))
                    or (days and long)
                ):
                    return _so(book, match)
    return None


def of_any(book: Almanac, claim: Claim) -> Finding | None:
    """A result of the side that stands at the score and any that the report just spoke of, of these weeks."""
    readings = _scored(claim)
    if not readings or any(r.named for r in readings):
        return None
    r = readings[0]
    if not claim.opposed:
        return _against_any(book, claim, readings)
    others = list(dict.fromkeys(x.opponent for x in readings if x.opponent is not None))[:4]
    others = _standing(claim, others)
    near = (book.written - dt.timedelta(days=DAYS_BACK)) if r.window is None else None
    teams = {x.team for x in readings}
    for other in others:
        rows = _lately(book, claim, r, other)
        if len(teams) == 1 and claim.firm and _has_met(book, rows, r):
            # The two met in those days: nobody else is meant.
            continue
        for row in rows:
            match = book.value(row)
            rest = match.away if match.home == other else match.home
            turned = replace(
                r, team=other, opponent=rest, outcome=_TURNED.get(r.outcome, r.outcome)
            )
            # Of these days nobody else is meant; of weeks ago only whom the report spoke of.
            just = (
                near is not None
                and match.date is not None
                and match.date >= near
                and not claim.firm
            )
            if (just or rest in claim.about) and had(match, turned) and won(match, turned):
                return _so(book, match)
    return _over_both(book, claim, r, others)


def _has_met(book: Almanac, rows: Iterable[int], r: Reading) -> bool:
    return any(
        r.team in (m.home, m.away) and r.outcome and won(m, r) and nearly(m, r)
        for m in map(book.value, rows)
    )


def _over_both(book: Almanac, claim: Claim, r: Reading, others: Iterable[Club]) -> Finding | None:
    """The score of a whole tie: "they had beaten Levski 5-4 in the last round"."""
    assert r.score is not None
    if r.outcome not in ("win", "loss") or r.window is not None:
        return None
    for other in others:
        for team in claim.about[:8]:
            tie = book.tie_of(team, other) if team != other else None
            if tie is None or len(tie.legs) != 2 or sorted(tie.aggregate) != sorted(r.score):
                continue
            if tie.winner == (other if r.outcome == "loss" else team):
                return Finding("supported", tie.sentence, (tie_row(tie),))
    return None


def _against_any(book: Almanac, claim: Claim, readings: Iterable[Reading]) -> Finding | None:
    """Whom they met is not told: any of those that the report just spoke of."""
    for r in readings:
        if r.team is None:
            continue
        for row in _lately(book, claim, r, r.team):
            match = book.value(row)
            rest = match.away if match.home == r.team else match.home
            told = r.window is not None and (r.window.last - r.window.first).days <= 2
            if (
                (told or rest in claim.about)
                and had(match, r)
                and won(match, replace(r, opponent=rest))
            ):
                return _so(book, match)
    return None


def _standing(claim: Claim, others: Iterable[Club]) -> list[Club]:
    """Of the other sides those that the words themselves name."""
    named = {club for anchor in claim.anchors for club in anchor}
    return [o for o in others if o in named] or list(others)


def _lately(book: Almanac, claim: Claim, r: Reading, club: Club) -> list[int]:
    """Rows of a club's matches in the days told, else of these weeks and of the cup in hand."""
    window = r.window
    if window is not None:
        if (window.last - window.first).days > _SHORT:
            return []
        slack = dt.timedelta(days=window.slack)
        return book.played(club, None, window.first - slack, min(book.written, window.last + slack))
    back = dt.timedelta(days=_WEEKS)
    if r.score is not None and (max(r.score) >= 5 or sum(r.score) >= 7):
        # So rare a score is no chance.
        back = dt.timedelta(days=YEAR if claim.told != "ever" else YEAR * 6)
    return book.played(club, None, book.written - back, book.written)


def outdated(book: Almanac, claim: Claim, r: Reading, finding: Finding) -> Finding | None:
    """Of a result borne out by a meeting of long ago, though the two met in these days: that one is meant.

    "Arsenal beat Leeds 3-1", with a day or a season nowhere near, is not last season's match.
    """
    if claim.type != "match_result" or not claim.told or r.window is not None or not r.outcome:
        return None
    if claim.told != "now" and (claim.told == "past" or {r.team, r.opponent} == {*book.sides}):
        return None
    if r.team is None or r.opponent is None or r.score is None or r.word not in ("", "now"):
        return None
    day = next((str(x.get("date") or "") for x in finding.evidence if x.get("kind") == "match"), "")
    if not day or dt.date.fromisoformat(day) > book.written - dt.timedelta(days=2 * _WEEKS):
        return None
    row = book.recent.met(r.team, r.opponent)
    if row == NONE and claim.told == "now":
        lately = book.written - dt.timedelta(days=_WEEKS)
        rows = book.played(r.team, r.opponent, lately, book.written)
        if len(rows) != 1:
            return None
        row = rows[0]
    if row == NONE:
        return None
    match = book.value(row)
    home = match.home == r.team
    placed = not r.venue or match.neutral or home == (r.venue == "home")
    if had(match, r) or not won(match, r) or not placed:
        return None
    sure = claim.opposed and len({x.team for x in claim.readings}) == 1
    cover = book.coverage(match.competition, match.season)
    told = f"The result held is {match_words(match)}."
    return Finding(
        "contradicted" if sure else "cannot_say", told, (match_row(match),), cover, certain=sure
    )


def campaign(book: Almanac, claim: Claim) -> Finding | None:
    """Of nations, told of another day: a meeting of the two years that a cup and its qualifiers take."""
    for r in claim.readings:
        if r.team is None or r.opponent is None or r.score is None or r.window is not None:
            continue
        if not (is_nation(r.team) and is_nation(r.opponent)):
            continue
        for row in book.played(r.team, r.opponent, book.written - dt.timedelta(days=2 * YEAR)):
            match = book.value(row)
            if had(match, r) and won(match, r):
                return _so(book, match)
    return None


def once(book: Almanac, claim: Claim) -> Finding | None:
    """Of a report that tells no day, about its own two sides: another meeting that had the result.

    Where its match is beyond doubt, one of the year before.
    """
    first = None if book.doubtful else book.written - dt.timedelta(days=YEAR)
    for r in claim.readings:
        if r.team is None or r.opponent is None or r.score is None:
            continue
        if {r.team, r.opponent} != {*book.sides}:
            continue
        for row in book.played(r.team, r.opponent, first):
            match = book.value(row)
            if had(match, r) and won(match, r):
                told = f"The report tells no day, and there was {match_words(match)}."
                return Finding("cannot_say", told, (match_row(match),))
    return None


def _so(book: Almanac, match: Match) -> Finding:
    cover = book.coverage(match.competition, match.season)
    return Finding("supported", f"{match_words(match)}.", (match_row(match),), cover)
