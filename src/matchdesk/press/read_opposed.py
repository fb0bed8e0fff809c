"""Reading results that no closer pattern has read: a side, and a word of winning, losing or drawing nearby.

"A third win in a row, after Birmingham and West Bromwich", "their last was at Chelsea", "West Ham record
home wins". Who won against whom stands in no fixed order; such words may only be borne out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press import occasion
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import Window
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make, subject

_TOLD = re.compile(
    r"\b(?:(?P<win>beat|beats|beating|won|wins?|winning|winners?|victor(?:y|ies|ious)|triumph\w*|success(?:es)?|conquer\w+|thrash\w+|"
    r"hammer\w+|crush\w+|edg(?:ed|ing)|overc[ao]m(?:e|ing)|s(?:aw|een|ee|eeing) off|knock(?:ed|ing) out|put(?:ting)? out|eliminat\w+|"
    r"stunn\w+|shock\w*|upset\w*|rout\w*|g[eo]t(?:ting)? past|humbl\w+|surpris\w+|rolled over|t(?:ook|aking|ake) apart|avenged?|double over|(?:all )?three points)"
    r"|(?P<loss>beaten|defeat(?:s|ed)?|lost|lose|losing|loss|losses|setbacks?|revers(?:es?|als?)|undone|crash\w+|slump\w+|w[eo]nt down|going down|"
    r"fell|sunk|slip(?:ped|s)?(?! (?:in)?to\b| down| out| behind| back)|humiliat\w+|exit)"
    r"|(?P<draw>drew|draws?|drawn|drawing|held|holding|shar(?:ed|ing)|goal-?less|scoreless|stalemates?|replays?|tied|points?(?= (?:at|against|with|from|off|by|in)\b)))\b"
)
_TABLE = re.compile(
    r"\b(?:points? (?:behind|ahead|above|below|clear|adrift)|goal difference|behind|ahead of|above|below|level with|top of|clear of|next|"
    r"will|face|faces|meet|host|visit|travel|since|unlike|former|signed|joined|transfer|from the)\b"
)
_OWNED = re.compile(r"'s? |s' |-(?!\d)")
_NOT_A_SIDE = re.compile(
    r" (?:goalkeeper|keeper|defender|midfielder|striker|forward|winger|captain|manager|coach|boss|player|fan|supporter|bench|goal\b|area|box|net|half\b|defen[cs]e)"
)
# What stands between the word and the other side: "win" "over the Owls, and at", "beating" "so-called giants".
_LEADS = pattern(
    r",?(?: (?!(?:which|who|whose|that|when|while|as|but|after|before)\b)[a-z0-9'-]+| COMP| GROUND| CLUB| PERSON|,)*? (?:to|against|at|by|over|with|of|off|from|past|in|after|and|then) "
    r"(?:the |their |an? )?(?:[a-z'-]+ ){0,3}|(?:ly)? (?:the |their |an? )?(?:[a-z'-]+ ){0,3}(?:of )?"
)
_NEXT = pattern(
    r",?(?: (?:and|&) CLUB)?(?:,? (?:also|both|all|too|who|each|now|have|had|has|then|only|\w+ly)){0,3} $"
)
_REACH = 80
"""Signs before a side in which the word of its result stands."""


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Results in one sentence."""
    clubs = [(at, m.clubs) for at, m in g.signs("club") if m.clubs]
    if not clubs or ctx.written is None or ctx.live:
        return
    words = list(_TOLD.finditer(g.plain))
    if not words:
        return
    taken = [
        g.stretch(c)
        for c in claims
        if c.type in ("match_result", "next_fixture", "aggregate", "head_to_head")
    ]
    lately = Window(ctx.written - dt.timedelta(days=DAYS_BACK), ctx.written)
    for at, named in clubs:
        if any(start <= at < end for start, end in taken):
            continue
        behind = g.plain[at + 1 : at + 16]
        if _NOT_A_SIDE.match(behind):
            continue
        claim = _against(g, ctx, at, named, words) or _of(g, at, named, words, lately)
        if claim is not None:
            yield replace(claim, offered=True, firm=False)


def _outcome(m: re.Match[str], between: str) -> Outcome:
    """What a word tells of the side before it, with what leads from it to the other side."""
    if m["draw"]:
        return "draw"
    plain = re.match(r" (?:by|at|to|in|against|away|from|with|home|on)\b", between) is None
    if m["loss"] and m[0] in ("beaten", "defeated", "humiliated") and plain:
        # "Having beaten Reims".
        return "win"
    if m[0] == "defeat" and between.startswith((" of ", " over ")):
        return "win"
    return "win" if m["win"] else "loss"


def _against(
    g: Gloss, ctx: Context, at: int, named: tuple[Club, ...], words: Sequence[re.Match[str]]
) -> Claim | None:
    """A side whom somebody met, behind the word of the result."""
    before = [m for m in words if m.end() <= at and m.start() >= at - _REACH]
    if not before or _OWNED.match(g.plain, at + 1):
        return None
    m = before[-1]
    between = g.plain[m.end() : at]
    if not _LEADS.fullmatch(between) or _TABLE.search(between) or wished(g, m.start(), 40):
        return None
    found, _ = subject(g, ctx, m.start(), named[:1])
    listed = [c for _, x in g.signs("club", 0, m.start()) for c in x.clubs[:1]]
    teams = [c for c in dict.fromkeys((*found, *listed, *ctx.sides)) if c not in named][:5]
    window = occasion.window_of(g, m.start(), at + 1)
    outcome = _outcome(m, between)
    readings = [
        Reading(team=team, opponent=other, outcome=outcome, window=window)
        for team in teams for other in named[:2]
    ]  # fmt: skip
    alone = not g.signs("club", m.end(), at)
    start = m.start() if alone and len(between) < 40 else at
    return make("match_result", g, start, at + 1, readings) if readings else None


def _of(
    g: Gloss, at: int, named: tuple[Club, ...], words: Sequence[re.Match[str]], lately: Window
) -> Claim | None:
    """A side of which a result is told, with nothing of whom it met."""
    after = next((m for m in words if m.start() > at), None)
    if after is None or after.start() - at > 30 or len(named) > 1:
        return None
    if _NEXT.match(g.plain, at + 1, after.start()) is None or wished(g, after.start(), 30):
        return None
    window = occasion.window_of(g, at, after.end()) or lately
    outcome = _outcome(after, g.plain[after.end() : after.end() + 12])
    reading = Reading(team=named[0], outcome=outcome, window=window)
    return make("match_result", g, at, after.end(), [reading])
