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
from matchdesk.press import borne_out, one_match, slips
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.borne_out import stood, won
from matchdesk.press.claim import Claim, Finding, Outcome, Reading
from matchdesk.press.evidence import match_row, match_words
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.judge_match import alike, outcome_of

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""

_ONE = dt.timedelta(days=1)

_MONTH = 45
"""Days back in which a match of "last month", or one before the last, was played."""

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
            if _over_two(book, match, readings[0]):
                return None
            if stood(match, readings[0]) and (
                pair not in meant or any(won(match, r) for r in readings if r.opponent in pair)
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
            (m.date is not None and (book.written - m.date).days <= DAYS_BACK)
            or (claim.told in ("now", "past") and _same_cup(book.match, m))
            for m in referent
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
            if stood(match, r) and won(match, r) and match.date is not None:
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
        if any(stood(m, readings[0]) for m in met):
            return None
    for r in readings:
        if r.team is None or r.team in claim.anchors[0] or r.opponent not in claim.anchors[0]:
            continue
        first = r.window.first if r.window else book.written - dt.timedelta(days=_LATELY)
        last = min(r.window.last, book.written) if r.window else book.written
        for row in book.played(r.team, None, first, last):
            match = book.value(row)
            if stood(match, r) and won(match, r):
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
        if any(stood(book.value(row), readings[0]) for row in rows):
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


def held_against(book: Almanac, claim: Claim, finding: Finding) -> Finding:
    """The finding of a result, or that no meeting had the score."""
    if finding.verdict == "supported" or claim.type != "match_result":
        return finding
    found = (
        borne_out.of_any(book, claim)
        or never(book, claim)
        or missed(book, claim)
        or borne_out.of_meant(book, claim)
        or one_match.otherwise(book, claim)
        or slips.of_these_days(book, claim)
        or finding
    )
    if found.verdict == "supported":
        return slips.instead(book, claim, found) or found
    if found.verdict == "contradicted" and claim.told != "now":
        return borne_out.campaign(book, claim) or found
    return found


def missed(book: Almanac, claim: Claim) -> Finding | None:
    """A contradiction if a result is right in all but one detail, and no meeting had it, else None.

    The match that is meant is known by the details that are right: the two sides and who won (the
    score is wrong), the score and a side (the other one is), the sides and the score (it was the
    other way round).
    """
    readings = list(claim.readings)
    if not claim.told or any(
        r.word in ("penalties", "dropped", "listed")
        or r.team is None
        or r.number is not None
        or (
            r.score is not None
            and r.outcome
            and (r.score.home == r.score.away) != (r.outcome == "draw")
        )
        for r in readings
    ):
        return None
    if any(r.team is None for r in readings):
        return _of_somebody(book, claim, readings)
    met = all(r.word == "met" for r in readings)
    if not claim.opposed and not met:
        return _of_day(book, readings) or _in_hand(book, claim, readings)
    if any(r.opponent is None for r in readings):
        return None
    found: list[Match] = []
    teams = {r.team for r in readings}
    alone = len(teams) == 1
    for r in readings:
        assert r.team is not None
        ever = claim.told == "ever" and not met
        first = None if ever else book.written - dt.timedelta(days=YEAR)
        if first is not None and r.window is not None:
            first = min(first, r.window.first - dt.timedelta(days=r.window.slack + 1))
        rows = book.played(r.team, r.opponent, first, book.written)
        if met:
            rows = [row for row in rows if row not in (book.row, claim.hand)]
        if any(_true(book, book.value(row), r) for row in rows):
            return None
        near = _nearly(book, claim, r, rows)
        if near is None and alone and not met:
            near = _another(book, claim, r, rows)
        if near is not None:
            found.append(near)
        elif rows if r.window is None or len(teams) == 1 else _then(book, r, rows):
            # They have met, but not in these days: it may be that match.
            return None
    ours = book.match
    if not found and not alone and ours is not None and ours.date is not None:
        # Nobody who can be meant met that side, and the match in hand fits but for it.
        first, last = _days(book, claim, readings[0])
        found += [
            ours for r in readings
            if first <= ours.date <= last and r.outcome and r.team in (ours.home, ours.away)
            and r.score is not None and stood(ours, r) and won(ours, r)
            and r.opponent is not None and not any(alike(r.opponent, c) for c in book.sides)
        ][:1]  # fmt: skip
    if not found:
        return None
    told = "; ".join(match_words(m) for m in dict.fromkeys(found))
    cover = book.covered((m.competition, m.season) for m in found)
    evidence = tuple(match_row(m) for m in dict.fromkeys(found))
    return Finding("contradicted", f"The result held is {told}.", evidence, cover, certain=True)


def _then(book: Almanac, r: Reading, rows: list[int]) -> list[int]:
    """Those of some matches that were played in the days told, where those are a day or a few."""
    if r.window is None or (r.window.last - r.window.first).days > _SHORT:
        return rows
    slack = dt.timedelta(days=r.window.slack + 1)
    days = {row: book.value(row).date for row in rows}
    return [
        row for row, day in days.items()
        if day is not None and r.window.first - slack <= day <= r.window.last + slack
    ]  # fmt: skip


def _over_two(book: Almanac, match: Match, r: Reading) -> bool:
    """True for the score of both legs of a tie: "Barça put out Betis 6-3"."""
    if r.score is None or match.phase in ("league", "group", "group_2"):
        return False
    tie = book.tie_of(match.home, match.away, str(match.competition))
    return tie is not None and sorted(tie.aggregate) == sorted(r.score)


def _true(book: Almanac, match: Match, r: Reading) -> bool:
    """True if a result may be told of a match."""
    if r.score is not None and not stood(match, r):
        return _over_two(book, match, r)
    if r.score is None and match.round:
        tie = book.tie_of(match.home, match.away, str(match.competition))
        if tie is not None and tie.winner is not None:
            return (tie.winner == r.team) == (r.outcome == "win") or won(match, r)
    return won(match, r)


def _placed(book: Almanac, match: Match, r: Reading) -> bool:
    """True unless the words have the side at the other one's ground."""
    home = match.home == r.team
    return not r.venue or match.neutral or home == (r.venue == "home")


def _days(book: Almanac, claim: Claim, r: Reading) -> tuple[dt.date, dt.date]:
    """First and last day of the match that is meant."""
    if r.window is not None:
        spare = dt.timedelta(days=max(1, r.window.slack))
        return r.window.first - spare, min(book.written, r.window.last + spare)
    if r.word == "met":
        return book.written - dt.timedelta(days=YEAR), book.written
    back = DAYS_BACK if claim.told != "past" else _MONTH
    return book.written - dt.timedelta(days=back), book.written


def _nearly(book: Almanac, claim: Claim, r: Reading, rows: list[int]) -> Match | None:
    """The meeting of the two sides that is meant, with another score or winner."""
    if not r.outcome and r.word != "pair":
        return None
    first, last = _days(book, claim, r)
    for row in rows:
        match = book.value(row)
        inside = match.date is not None and first <= match.date <= last
        if r.window is None and claim.told == "now" and match.date is not None:
            # Of some weeks, or of the tournament in hand.
            near = book.written - dt.timedelta(days=_MONTH) <= match.date
            inside = inside or near or _same_cup(book.match, match)
        if r.window is None and row in (book.row, claim.hand):
            # Words of another day do not mean the match in hand.
            inside = inside and (claim.told == "now" or (claim.told == "ever" and claim.firm))
        if not inside or not _placed(book, match, r):
            continue
        if won(match, r) or (r.score is not None and stood(match, r)):
            return match
    return None


def _same_cup(ours: Match | None, match: Match) -> bool:
    return (
        ours is not None
        and ours.phase != "league"
        and (ours.competition, ours.season) == (match.competition, match.season)
    )


def _another(book: Almanac, claim: Claim, r: Reading, rows: list[int]) -> Match | None:
    """The match of one of the sides that is meant, against somebody else."""
    first, last = _days(book, claim, r)
    if r.word == "pair" and r.score is not None:
        r = replace(r, outcome=outcome_of(r.score), venue="home")
    if not r.outcome or (last - first).days > _MONTH + 2:
        return None
    if r.score is None and (rows or claim.told == "past" or claim.start > _LEAD):
        return None
    if any((day := book.value(row).date) is not None and first <= day <= last for row in rows):
        return None
    assert r.team is not None
    assert r.opponent is not None
    for row in book.played(r.team, None, first, last):
        match = book.value(row)
        if won(match, r) and _placed(book, match, r) and (r.score is None or stood(match, r)):
            other = match.away if match.home == r.team else match.home
            # "Ireland", "Freiburg": the other one of the name may be meant.
            return None if alike(r.opponent, other) else match
    return None


def _of_somebody(book: Almanac, claim: Claim, readings: list[Reading]) -> Finding | None:
    """A result against one side, by somebody whom the words do not tell: no match of it fits."""
    sides = {r.opponent for r in readings if r.team is None}
    if len(sides) != 1 or len(readings) > 1 or claim.told != "now" or not readings[0].outcome:
        return None
    (side,) = sides
    r = readings[0]
    if side is None or r.score is None:
        return None
    others: dict[Outcome, Outcome] = {"win": "loss", "loss": "win"}
    turned = others.get(r.outcome, r.outcome)
    r = replace(r, team=side, opponent=None, outcome=turned)
    first, last = _days(book, claim, r)
    rows = book.played(side, None, first - dt.timedelta(days=60), last)
    if any(stood(book.value(row), r) for row in rows):
        return None
    near = [m for m in map(book.value, rows) if m.date and m.date >= first and won(m, r)]
    ours = book.match
    if not near and ours is not None and ours.date is not None and first <= ours.date <= last:
        # "Yesterday they beat Benin 4-2": everything fits the match in hand but the other side.
        near = [ours] if stood(ours, r) and not any(alike(side, c) for c in book.sides) else []
    if len(near) != 1:
        return None
    cover = book.coverage(near[0].competition, near[0].season)
    told = f"The result held is {match_words(near[0])}."
    return Finding("contradicted", told, (match_row(near[0]),), cover, certain=True)


_LEAD = 450
"""Code points in which a report tells of its own match."""
_TOP = 900
"""Code points of a report in which a result without another side is that of its own match."""
_LATELY_WON = dt.timedelta(days=60)


def _in_hand(book: Almanac, claim: Claim, readings: list[Reading]) -> Finding | None:
    """A score of a side of the match in hand that neither this match nor its last ones had."""
    ours = book.about(claim.hand).match if claim.hand >= 0 else None
    if ours is None or claim.told != "now" or claim.start > _TOP or ours.result is None:
        return None
    if claim.said_by:
        return None
    for r in readings:
        if r.window is not None or r.score is None or not r.outcome or r.competition or r.leg:
            return None
        if r.team not in (ours.home, ours.away) or r.word == "previous":
            return None
        assert r.team is not None
        rows = book.played(r.team, None, book.written - _LATELY_WON, book.written)
        if any(_true(book, book.value(row), replace(r, outcome="")) for row in rows):
            return None
        goals = book.goals(claim.hand)
        stood = [
            (sum(g.home for g in goals[:n]), sum(not g.home for g in goals[:n]))
            for n in range(len(goals))
        ]
        if tuple(r.score) in stood or tuple(r.score.swapped()) in stood:
            return None
    if not any(won(ours, r) and _placed(book, ours, r) for r in readings):
        return None
    told = f"The result held is {match_words(ours)}."
    cover = book.coverage(ours.competition, ours.season)
    return Finding("contradicted", told, (match_row(ours),), cover, certain=True)


def _of_day(book: Almanac, readings: list[Reading]) -> Finding | None:
    """A score of a day on which no match of anybody who can be meant had it."""
    near: list[Match] = []
    for r in readings:
        if r.window is None or (r.window.last - r.window.first).days > 2:
            return None
        if r.score is None or not r.outcome:
            return None
        assert r.team is not None
        first, last = r.window.first, min(book.written, r.window.last)
        rows = book.played(r.team, None, first - _ONE, last + _ONE)
        if any(stood(book.value(row), r) for row in rows):
            return None
        inside = [book.value(row) for row in rows if _inside(book.value(row), r)]
        near += [m for m in inside if won(m, r) and _placed(book, m, r)]
    if not near or len({r.team for r in readings}) > 1:
        return None
    told = "; ".join(match_words(m) for m in dict.fromkeys(near))
    cover = book.covered((m.competition, m.season) for m in near)
    evidence = tuple(match_row(m) for m in dict.fromkeys(near))
    return Finding("contradicted", f"The result held is {told}.", evidence, cover, certain=True)
