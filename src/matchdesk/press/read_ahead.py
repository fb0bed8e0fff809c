"""Reading fixtures that no closer pattern has read: a side, or a ground, beside words that look ahead.

Whom a side meets stands behind a preposition or a verb, or in a list that goes on; when, or that it is
still to come, stands somewhere in the sentence. Such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import Window
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.read_fixture import in_hand, opponents
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_WORDS_BETWEEN = (
    r"(?:(?!(?:and|but|or|who|which|while|when|after|before)\b)[a-z0-9-]+(?:'s?)? ){0,4}?"
)
_BESIDE = pattern(
    r"(?P<prep>\b(?:against|at|to|v|vs|versus|with|hosts?|meets?|faces?|plays?|visits?|receives?|entertains?|welcomes?|tackles?|beat|by|of|over|for|in|than|and|or|are|is|come|from)\b|[,;:»«(])\.? "
    rf"(?:the )?{_WORDS_BETWEEN}$"
)
_VISITORS = re.compile(
    r"^(?:[^.;]{0,50}?\b(?:are|is|be|as|,) (?:the )?(?:next )?(?:visitors|guests|opponents|hosts|up next)|,? (?:to )?(?:await|follow|come)|[^.;,]{0,12} ?\([han]\))"
)
_AHEAD = re.compile(
    r"\b(?:will|next|must|shall|before|ahead|remaining|left|to (?:play|come|go|face|meet|beat|host|visit)|games? in hand|match in hand|final|semi-?finals?|quarter-?finals?|last-?\d*|"
    r"would|could|if|set(?:s|ting)? up|await\w*|draw|drawn|fixtures?|upcoming|coming|still|have|has|lie|lies|tonight|tomorrow|today|now|then|face|faces|meets?|hosts?|visits?|plays?|go|goes)\b"
)
_STRONG = re.compile(
    r"\b(?:(?:will|must|would|could|can|next|now|then|still|if they|if it|yet to|has to|have to|is to|are to) (?:[a-z]+ )?(?:play|face|meet|host|visit|go|travel|beat|win|welcome|entertain|receive|take on|lose)|"
    r"(?:faces?|meets?|hosts?|visits?|plays?|goes to|go to|go against|goes against|tangles?|takes? on|tackles?|entertains?|welcomes?|receives?)|games? (?:in hand|left|against|at|with|to come)|match(?:es)? (?:in hand|left|against|at|with|to come)|fixtures?|trips?|visits?|"
    r"(?:up|set up|sets up|setting up|brought it|bring|earned|book\w*) (?:an?|the|their) (?:[a-z0-9-]+ ){0,3}(?:final|semi-?final|quarter-?final|match|meeting|clash|tie)|(?:semi-?|quarter-?)?finals? (?:with|against|at)|v|vs|versus|next)\b\.?[^.;]{0,50}$"
)
_READ = frozenset("next_fixture match_result aggregate".split())
_SCORED = pattern(r"^(?:'s?)? ?\(?(?:\d|SCORE)")


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of fixtures in one sentence, beside those that were read in it already."""
    coming: list[Window | None] = [
        w.future for w in g.whens if w.future is not None and w.kind not in ("season", "year", "month") and not in_hand(ctx, w)
    ]  # fmt: skip
    if not coming and _AHEAD.search(g.plain) is None:
        return
    if ctx.coming is not None:
        coming.append(ctx.coming)
    taken = [
        g.stretch(c)
        for c in claims if c.type in _READ and not c.why_not
    ]  # fmt: skip
    clubs = [c for _, x in g.signs("club") for c in x.clubs[:2]]
    known = (*clubs, ctx.spoken, ctx.topic, *ctx.sides, *ctx.reported, *ctx.named[:3])
    mine = [c for c in dict.fromkeys(known) if c is not None]
    for at, _ in (*g.signs("club"), *g.signs("ground")):
        if any(a <= at < b for a, b in taken) or _SCORED.match(g.plain, at + 1):
            continue
        beside = _BESIDE.search(g.plain, max(0, at - 45), at)
        visitors = _VISITORS.match(g.plain[at + 1 : at + 75]) is not None
        if beside is None and not visitors:
            continue
        # Without a day only words for a match to come tell of one.
        told = visitors or _STRONG.search(g.plain, max(0, at - 70), at) is not None
        others = opponents(g, ctx, at, at + 1, "at")
        readings = list(_readings(mine, others, [*coming, *([None] if told else [])]))
        if readings:
            claim = make("next_fixture", g, at, at + 1, readings, firm=False)
            yield replace(claim, offered=True)


def _readings(
    mine: Sequence[Club], others: Sequence[Club], coming: Sequence[Window | None]
) -> Iterator[Reading]:
    for window in coming:
        for other in others[:3]:
            for club in mine[:8]:
                if club != other:
                    yield Reading(team=club, opponent=other, window=window, word="drawn")
