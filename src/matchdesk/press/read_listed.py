"""Points of several sides in a row: lines of a short table, "Arsenal 12 27 Leicester 12 22", "Ajax (58), AZ (40)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_LINE = (
    r"^\W*(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):]? ?(?P<team>CLUB)(?: \([a-z .]{2,14}\))?[,:]? (?:- )?(?P<n>\d{1,3})"
    r"(?P<unit> ?(?:points?|pts)\b\.?)?(?: ?\((?P<goals>[+-]?\d{1,3})\))?\W*$"
)
_PAIR = r"(?P<team>CLUB),? (?P<games>\d{1,2})[, ]+(?P<n>\d{1,3})(?! ?[:-]? ?\d)(?= ?(?:[,;.]? ?(?:\d{1,2}[.)] ?)?CLUB|[,;.]|$))"
_BRACKET = r"(?P<team>CLUB) \((?P<n>\d{1,3})(?: ?(?:points|pts))?\)(?! ?\d)"
_HEAD = re.compile(
    r"\b(?:standings|classification|(?:league|final|top of the|bottom of the) table|table|how they stand|points)\b"
)
_OF_TABLE = re.compile(
    r"\b(?:points?|table|standings|third|fourth|fifth|second|place|top|leaders?|behind|ahead|followed)\b"
)
_LEAST = 3


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Points of the sides of a list."""
    lines = g.every(_LINE)
    if lines:
        yield from _line(g, ctx, lines[0])
        return
    pairs = g.every(_PAIR)
    if len(pairs) >= _LEAST and _played(pairs):
        head = _HEAD.search(g.plain, 0, pairs[0].start()) is not None or ctx.tabled
        firm = head or len(pairs) > _LEAST
        for m in pairs:
            yield _points(g, ctx, m, int(m["games"]), firm=firm)
        return
    listed = g.every(_BRACKET)
    if len(listed) >= _LEAST and _OF_TABLE.search(g.plain) and _falling(listed):
        for m in listed:
            yield _points(g, ctx, m, None, firm=True)
    short = len(g.plain) < 60 and not g.signs("club")
    ctx.tabled = short and _HEAD.search(g.plain) is not None


def _line(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    told = ctx.tabled or m["unit"] is not None or m["goals"] is not None
    if not told:
        return
    yield _points(g, ctx, m, None, firm=True)
    places = [Reading(team=c, number=int(m["place"])) for c in _clubs(g, ctx, m)]
    yield make("league_position", g, m.start("place"), m.end("team"), places, firm=ctx.tabled)


def _points(g: Gloss, ctx: Context, m: re.Match[str], games: int | None, *, firm: bool) -> Claim:
    readings = [Reading(team=c, number=int(m["n"]), other=games) for c in _clubs(g, ctx, m)]
    return make("points", g, m.start("team"), m.end(), readings, firm=firm and bool(readings))


def _clubs(g: Gloss, ctx: Context, m: re.Match[str]) -> Sequence[Club]:
    return ctx.team(g, m.start("team"), m.end("team"))


def _played(pairs: Sequence[re.Match[str]]) -> bool:
    """True if figures can be matches and points: at most three for a match, and as many as may be."""
    games = [int(m["games"]) for m in pairs]
    return (
        max(games) - min(games) <= 6
        and all(int(m["n"]) <= 3 * int(m["games"]) for m in pairs)
        and _falling(pairs)
    )


def _falling(items: Sequence[re.Match[str]]) -> bool:
    """True if the figures of a list fall, but for a slip."""
    numbers = [int(m["n"]) for m in items]
    rises = sum(b > a for a, b in pairwise(numbers))
    return rises <= len(numbers) // 8
