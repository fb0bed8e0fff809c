"""A side that nobody met: every match that the words can mean was against somebody else.

"They lost at West Ham on Saturday" leaves open who they are. But where nobody of whom the report
speaks met West Ham in those days, and the side that is meant has a match that fits but for whom it
met, the words name the wrong one, however loosely they stand in their sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from matchdesk.core.competition import country_of
from matchdesk.core.match import Club, Match
from matchdesk.press.almanac import YEAR, Almanac
from matchdesk.press.claim import Claim, Finding, Reading, Venue
from matchdesk.press.evidence import fixture_words, match_row, match_words
from matchdesk.press.judge_match import alike, fits_reading
from matchdesk.press.lexicon import towns
from matchdesk.press.mentions import is_nation

_SHORT = 35
"""Days of a window that names a day, a week or a month, not a season or a year."""
_BESIDE = 7
"""Days beside those told in which a match of the two may have been meant."""
_SOON = 40
"""Days ahead in which a match to come that is told without its day lies."""
_NARROW, _FORTNIGHT = dt.timedelta(days=3), dt.timedelta(days=14)
_JUST = dt.timedelta(days=21)
"""Back to where a match lies that words without a day may mean, though they look ahead."""
_WEEKS = dt.timedelta(days=60)
"""Back to where a match lies that a report tells of without a day."""
_HALF = dt.timedelta(days=200)
"""In so many days a side plays that still does."""


def far_fetched(book: Almanac, claim: Claim, r: Reading, found: Finding) -> bool:
    """True if only a match far from these days bears words out that tell neither a day nor a score.

    "They will face Derby in the third round" is not of a league match in half a year; "a win at Groningen"
    not of last spring.
    """
    if (
        r.window is not None
        or r.score is not None
        or not found.evidence
        or claim.type not in OF_TWO
    ):
        return False
    day = str(found.evidence[0].get("date") or "")
    if not day or found.evidence[0].get("kind") not in ("match", "fixture"):
        return False
    off = (dt.date.fromisoformat(day) - book.written).days
    others = r.team != claim.readings[0].team
    if claim.type == "next_fixture":
        return r.word != "left" and off > _SOON and (others or _in_a_cup(book, found))
    return (
        claim.told == "now" and off < -_WEEKS.days and not r.competition and r.word in ("", "now")
    )


def _in_a_cup(book: Almanac, found: Finding) -> bool:
    """True if the match in hand is one of a knock-out, and the one held is of something else."""
    ours = book.match
    if ours is None or ours.phase != "knockout":
        return False
    return str(found.evidence[0].get("competition") or ours.competition) != str(
        ours.competition
    ) or (str(found.evidence[0].get("season") or ours.season) != str(ours.season))


def misnamed(book: Almanac, claim: Claim, *, lately: bool = False) -> Finding | None:
    """A contradiction if nobody spoken of met the side that the words name, and a match fits but for it.

    ``lately``: these days are meant, whoever met whom before.
    """
    readings = [r for r in claim.readings if r.opponent is not None]
    others = {r.opponent for r in readings if r.opponent is not None}
    if len(readings) < len(claim.readings) or not 0 < len(others) <= 2:
        return None
    if any(r.team is None or r.word in _OTHERWISE for r in readings):
        return None
    if not others & book.named:
        # "A replay at Selhurst Park": whose ground that is says little of who plays there.
        return None
    window = readings[0].window
    if any(r.window != window for r in readings) or (
        window is not None and (window.last - window.first).days > _SHORT
    ):
        return None
    teams = {r.team for r in readings if r.team is not None}
    kinds = {is_nation(c) for c in (*teams, *others)}
    if len(kinds) > 1:
        return None
    if window is None and claim.type == "next_fixture" and True in kinds and book.match is not None:
        if book.match.phase == "qualifying" and not any(r.word == "next" for r in readings):
            # "The first four go to Qatar": where the finals are.
            return None
    told = (teams | book.named | {*book.sides, *claim.about}) - others
    if claim.type == "next_fixture":
        if len(teams) == len(others) == 1 and readings[0].word != "left":
            # A side named right before: nobody else is meant, and either name may be the wrong one.
            found = _to_come(book, readings, others, teams)
            if found is not None or any(r.competition for r in readings):
                return found
            return _to_come(book, [_turned(r) for r in readings], teams, others)
        return _to_come(book, readings, others, (teams | {*book.sides}) - others)
    if claim.opposed and not book.doubtful and book.match is not None:
        return _played(book, claim, readings, others, teams, told, lately=lately)
    return None


def _turned(r: Reading) -> Reading:
    """A fixture from the other end."""
    where = r.venue or r.word
    return replace(
        r,
        team=r.opponent,
        opponent=r.team,
        word="" if where else r.word,
        venue=_OTHER_END.get(where, ""),
    )


_OTHER_END: dict[str, Venue] = {"home": "away", "away": "home"}


OF_TWO = frozenset("match_result next_fixture".split())
_OTHERWISE = frozenset("penalties dropped listed pair drawn day".split())


def _met(book: Almanac, others: Iterable[Club], first: dt.date, last: dt.date) -> list[Match]:
    """The matches of some clubs in some days, be they over or to come, of all that is held."""
    whole = book.whole
    m = whole.matches
    numbers = [whole.club_number(c) for c in others]
    mine = (m.day >= first.toordinal()) & (m.day <= last.toordinal())
    mine &= np.isin(m.home, numbers) | np.isin(m.away, numbers)
    return [whole.match(row) for row in np.flatnonzero(mine).tolist()]


def _to_come(
    book: Almanac, readings: list[Reading], others: set[Club], told: set[Club]
) -> Finding | None:
    window, written = readings[0].window, book.written
    spare = dt.timedelta(days=_SOON if window is None else window.slack + _BESIDE)
    first, last = (written, written) if window is None else (window.first, window.last)
    if not _met(book, others, written - _HALF, written + _HALF):
        return None
    since = written - _JUST if window is None else first - spare
    theirs = _met(book, others, since, last + spare)
    if any({m.home, m.away} & told for m in theirs):
        return None
    # Of whom a sentence is may be misread, but they will be named somewhere.
    near = _NARROW if window is not None else _FORTNIGHT
    just = _met(book, others, first - _NARROW, last + near)
    if any({m.home, m.away} & book.named - others for m in just):
        return None
    for r in readings:
        assert r.team is not None
        assert r.opponent is not None
        for m in book.fixtures(r.team):
            if m.date is None or not (
                (m.date - written).days <= _SOON if window is None else window.holds(m.date)
            ):
                continue
            if not _placed(m, r) or r.competition not in ("", m.competition):
                continue
            if not _of_their_kind(book, m, r):
                return None
            so = f"{r.team.name} play {fixture_words(m, r.team)}, and nobody here meets {r.opponent.name}."
            cover = book.covered(((str(m.competition), m.season),))
            return Finding("contradicted", so, (match_row(m),), cover, certain=True)
    return None


def _placed(match: Match, r: Reading) -> bool:
    """True unless the words have the side at the other one's ground."""
    where = r.venue or r.word
    if where not in ("home", "away") or match.neutral:
        return True
    return (match.home == r.team) == (where == "home")


def _of_their_kind(book: Almanac, match: Match, r: Reading) -> bool:
    """True if the side told may be mistaken for the one met: a name of its own, and no cup that may not be held."""
    assert r.team is not None
    assert r.opponent is not None
    met = match.away if match.home == r.team else match.home
    if alike(r.opponent, met) or any({r.opponent.id, met.id} <= {*ids} for ids in towns().values()):
        # "At Sevilla", of Betis: in that town.
        return False
    abroad = r.team.country != r.opponent.country and not is_nation(r.team)
    return not abroad or country_of(str(match.competition)) != r.team.country


def _played(
    book: Almanac,
    claim: Claim,
    readings: list[Reading],
    others: set[Club],
    teams: set[Club],
    told: set[Club],
    *,
    lately: bool,
) -> Finding | None:
    window, written = readings[0].window, book.written
    year = written - dt.timedelta(days=YEAR)
    if window is not None and window.last < year:
        return None
    theirs = [m for m in _met(book, others, year, written) if m.result is not None]
    if not theirs or (claim.told != "now" and not lately and _once(book, readings)):
        return None
    since = written - _WEEKS if window is None else min(written - _WEEKS, window.first)
    for m in theirs:
        both = {m.home, m.away}
        near = m.date is not None and m.date >= since
        if both & teams and not lately:
            return None
        if (near or readings[0].score is not None) and any(
            fits_reading(m, replace(readings[0], team=c, opponent=None, oriented=False))
            for c in both & told
        ):
            return None
    for r in readings:
        assert r.team is not None
        assert r.opponent is not None
        first, last = since, written
        if window is not None:
            spare = dt.timedelta(days=1 + window.slack)
            first, last = window.first - spare, min(written, window.last + spare)
        for row in book.played(r.team, None, first, last):
            m = book.value(row)
            if not fits_reading(m, replace(r, opponent=None)) or r.competition not in (
                "",
                m.competition,
            ):
                continue
            if not _placed(m, r):
                continue
            if not _of_their_kind(book, m, r):
                return None
            so = f"That was {match_words(m)}; nobody here met {r.opponent.name}."
            cover = book.coverage(m.competition, m.season)
            return Finding("contradicted", so, (match_row(m),), cover, certain=True)
    return None


def _once(book: Almanac, readings: list[Reading]) -> bool:
    """True if one of the sides had that result against the one named, be it years ago."""
    return any(
        fits_reading(book.value(row), r, "any")
        for r in readings if r.team is not None
        for row in book.played(r.team, r.opponent)
    )  # fmt: skip
