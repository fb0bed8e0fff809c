"""Reading the course of a match: who led, by how much, and who came back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make, subject

_BACK = (
    r"(?P<came>(?:came|come|coming|comes|fought|fight|fighting|battled|hit|rallied|rally|rallying|bounced|recovered|recovering|recover) (?:back )?from (?:behind|(?:being )?(?:a goal|two goals|three goals|one|two|three|four|NUM|SCORE)(?: goals?)? (?:down|behind|adrift|up)?|(?:a |an )?(?:(?:two|three|four)-goal|SCORE) (?:deficit|down)))"
    r"|(?P<twice>twice (?:came|coming|fought|come) (?:back )?from behind|came from behind twice)"
    r"|(?P<threw>(?:threw|throwing|thrown|let|letting|squander(?:ed|ing)?|surrender(?:ed|ing)?|blew|blowing|wast(?:ed|ing)|gave|giving|slipped) (?:away |slip |up )*(?:a |their |the )?(?P<size>(?:two|three|four|five|SCORE)(?:-|- | )?(?:goal)? ?)?(?:lead|advantage)(?: slip)?)"
    r"|(?P<over>overturn(?:ed|ing)? (?:a |an )?(?:(?P<size2>two|three|four|SCORE)-goal|SCORE|half-time|early)? ?(?:deficit|lead))"
    r"|(?P<fell>(?:after |despite )?(?:falling|fell|going|went|having gone|had gone|slipping|slipped) (?:a goal |two goals |three goals |one |two |three |SCORE )?(?:behind|down)(?! (?:to (?:a |an )?(?:[a-z-]+ ){0,2}(?:defeat|loss)|SCORE|in)))"
    r"|(?P<never>never (?:led|behind|trailed|looked back|in front))|(?P<start>led from start to finish|led throughout)"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of leads taken, kept and lost in one sentence."""
    yield from _backs(g, ctx)


_SIZES = {"a goal": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def _backs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A side that came from behind, or let a lead slip."""
    for m in g.every(_BACK):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 25) : m.start()]):
            continue
        size = next((n for word, n in _SIZES.items() if re.search(rf"\b{word}\b", m[0])), 0)
        deficit = pattern(r"SCORE").search(m[0])
        if deficit is not None:
            told = score_of(deficit[0])
            size = abs(told.home - told.away) if told is not None else 0
        kind = (
            "threw" if m["threw"] else "twice" if m["twice"] else "never" if m["never"]
            else "start" if m["start"] else "fell" if m["fell"] else "came"
        )  # fmt: skip
        if kind == "threw" and not re.search(r"lead|advantage", m[0]):
            continue
        if m["never"] and "looked" in m["never"]:
            continue
        clubs, tight = subject(g, ctx, m.start())
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
        readings = [Reading(team=c, number=size or None, word=kind) for c in clubs]
        firm = (
            tight is not None and not ctx.foreign(g) and not foreign_time(g, *g.clause(m.start()))
        )
        if readings:
            yield make("comeback", g, m.start(), m.end(), readings, firm=firm)
