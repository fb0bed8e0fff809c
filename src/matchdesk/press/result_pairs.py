"""Results in figures: "A 1-2 B", "A 2, B 1", "A v B (1-0)", lists of a side's own."""

from __future__ import annotations

import re

from matchdesk.core.score import Score
from matchdesk.press import occasion, read_running
from matchdesk.press.claim import Claim, Reading, Venue
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.result_claim import Drafts, draft

_PAIR = r"(?P<a>CLUB)'? ?(?:\([a-z]\) )?(?P<score>\d{1,2} ?- ?\d{1,2})(?![\d-]) ?(?P<b>CLUB)"
_VERSUS = r"(?P<a>CLUB) (?P<x>\d{1,2}) (?:v|vs)\.? (?P<y>\d{1,2}) (?P<b>CLUB)"
_APART = r"(?P<a>CLUB)\.? (?:- )?(?P<x>\d{1,2})[.,]? (?:(?:-|vs?\.?|versus) )?(?P<b>CLUB) (?:- )?(?P<y>\d{1,2})(?!\d|'|-\d|[.,:]\d|\w| ?(?:st|nd|rd|th|points|min))"
_DASHED = (
    r"(?P<a>CLUB) ?(?:--?|v\.?|vs\.?|versus) ?(?P<b>CLUB)(?: (?:in|at) (?:(?:the )?(?:[a-z'-]+|GROUND|CLUB) ?){1,3})?:?,? ?\(?"
    r"(?P<score>\d{1,2} ?[-:] ?\d{1,2})(?![\d-])(?= ?[.,;()]| ?$| at | \()"
)
_LISTED = r"^\W{0,3}(?P<score>SCORE) (?P<prep>v|vs|versus|against|at|away to|at home to|home to|with|to)\.? (?P<obj>TEAM)"


_MOST = 15
"""So many goals no side has scored but long ago, in matches that are told of in other words."""


def pairs(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results in figures, but those that are only imagined."""
    for claim, stretch in _every(g, ctx):
        if _AS_IF.search(g.plain[: stretch[0]]) is None:
            yield claim, stretch


def _every(g: Gloss, ctx: Context) -> Drafts:
    """Results as in "A 1-2 B": home side first, or the side that is told of first."""
    for m in g.every(_PAIR):
        score = score_of(m["score"])
        if score is not None:
            yield _pair(g, ctx, m, score)
    for m in g.every(_VERSUS):
        yield _pair(g, ctx, m, Score(int(m["x"]), int(m["y"])))
    for m in g.every(_APART):
        # "Leeds 72, Derby 70, Stoke 68" are points.
        row = g.plain[: m.end()].endswith(",") or pattern(r"^, CLUB \d").match(g.plain, m.end())
        if int(m["x"]) < _MOST and int(m["y"]) < _MOST and not (row and "," in m[0]):
            yield _pair(g, ctx, m, Score(int(m["x"]), int(m["y"])))
    for m in g.every(_DASHED):
        score = score_of(m["score"])
        # "(17:30)" is when they begin.
        if score is not None and max(score) < _MOST:
            yield _pair(g, ctx, m, score)
            if _TO_COME.search(g.plain):
                yield _lead(g, ctx, m, score)
    listed = pattern(_LISTED).match(g.plain)
    if listed is not None and not pattern(r",? (?:at|by|before) (?:the )?HALF\b").match(
        g.plain, listed.end()
    ):
        score = score_of(listed["score"])
        about = ctx.header or ctx.sides
        others = ctx.team(g, listed.start("obj"), listed.end("obj"))
        if score is not None and others and about:
            venue: Venue = ctx.header_venue
            if listed["prep"].startswith(("away", "at ")) or listed["prep"] == "at":
                venue = "away" if "home" not in listed["prep"] else "home"
            readings = [
                Reading(
                    team=team, opponent=other, score=score, venue=venue,
                    competition=ctx.header_competition, word="listed",
                )
                for team in about for other in others if team != other
            ]  # fmt: skip
            if readings:
                yield draft("match_result", g, listed.start("score"), listed.end(), readings)


_TO_COME = re.compile(r"\b(?:to come|second legs?|return legs?|first legs?)\b")


def _lead(g: Gloss, ctx: Context, m: re.Match[str], score: Score) -> tuple[Claim, tuple[int, int]]:
    """How a tie stands whose second match is to come: "Still to come: A v B (2-0 to B)"."""
    readings = [
        Reading(team=x, opponent=y, score=score, word="running")
        for x in ctx.team(g, *m.span("a"))
        for y in ctx.team(g, *m.span("b"))
        if x != y
    ]
    return draft("aggregate", g, m.start("score"), m.end(), readings, firm=False)


_AS_IF = re.compile(
    r"\b(?:had (?:the|it|this) (?:\w+ )?(?:read|ended|been|finished)|something like|as if)\b[^.;]{0,40}$"
)
_HT_LEFT = re.compile(r"\b(?:ht|half-?time|at the break|at the interval)\W*$")


_FULL_TIME = re.compile(r"\bft\W*$|full[- ]?time\W*$")
_HALF_LISTED = re.compile(r"^\W*(?:ht|half[- ]?times?(?: scores?)?)\W+[^.;]*$")
_STAMPED = re.compile(r"^\W*(\d{1,3})(?:\+\d{1,2})?(?:'|’| ?min(?:s|ute|utes)?\b)")


def _pair(g: Gloss, ctx: Context, m: re.Match[str], score: Score) -> tuple[Claim, tuple[int, int]]:
    lead = g.plain[: m.start()]
    if _HT_LEFT.search(lead):
        return read_running.running(g, ctx, m, score, "half_time_score", m.end())
    kind = "match_result"
    stamp = _STAMPED.match(g.plain)
    if _HALF_LISTED.match(lead):
        kind = "half_time_score"
    elif ctx.live and not _FULL_TIME.search(lead) and (stamp or g.sentence.start > 60):
        if not stamp:
            return read_running.running(g, ctx, m, score, "score_at_minute", m.end())
        kind = "score_at_minute"
    a = ctx.team(g, m.start("a"), m.end("a"))
    b = ctx.team(g, m.start("b"), m.end("b"))
    if kind != "match_result":
        minutes = None
        if stamp and kind == "score_at_minute":
            minutes = (int(stamp[1]), int(stamp[1]))
        readings = [
            Reading(team=x, opponent=y, score=score, oriented=True, minutes=minutes)
            for x in a
            for y in b
            if x != y
        ]
        return draft(kind, g, m.start(), m.end(), readings)
    window = occasion.window_of(g, m.start(), m.end())
    # Nothing tells of another day: the meeting of these days is meant.
    now = window is None and not ctx.live and not (
        occasion.ANCIENT.search(g.plain) or occasion.ANOTHER.search(g.plain)
        or occasion.OTHER_DAY.search(g.plain) or _TO_COME.search(g.plain)
    )  # fmt: skip
    readings = [
        Reading(
            team=x, opponent=y, score=score, oriented=True, window=window, word="pair", named=now
        )
        for x in a
        for y in b
        if x != y
    ]
    hedge = hedged(g.plain[max(0, m.start() - 40) : m.start()])
    start = m.start() - 3 if g.plain[: m.start()].endswith("ft ") else m.start()
    return draft("match_result", g, start, m.end(), readings, firm=not hedge)
