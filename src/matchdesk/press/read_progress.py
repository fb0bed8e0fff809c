"""Reading how far sides came, by a word that tells it and the sides that stand about it.

"Ajax, Juventus and Nantes crash out", "the Republic join England and Wales in reaching France", "Celta needed
extra time in Donetsk": the word is found, then the clubs of its clause, in whatever order. Such claims
can be borne out and no more; what can be held against the words is read by :mod:`read_cup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.read_cup import round_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make, subject

_OUT = (
    r"\b(?:(?P<act>(?:knock(?:ed|s|ing)?|dump(?:ed|s|ing)?|put(?:s|ting)?|boot(?:ed|s)?|turf(?:ed|s)?|sen[dt](?:s|ing)?) out|"
    r"eliminat(?:ed|es|e|ing)|oust(?:ed|s|ing)|(?:end(?:ed|s|ing)|denied)(?! (?:their|its) (?:[\w-]+ )?wait)(?= [^.;,]{0,25}(?:interest|hopes?|participation|run|place|campaign|journey)))"
    r"|(?:crash|bow|bundl|tumbl|slump|fall|fell|fallen|go|goes|went|gone|going)(?:ed|s|es|ing)? out\b|(?:are|is|were|was|be|been) (?:now |already |also |all |both )?out(?=[,.;:]|$| of | after | in | and | but | despite | at )"
    r"|(?:go|goes|went|going|gone|fly|flew|head|heading|sent|packed|on the way|on their way) home\b|failed to (?:qualify|reach|progress|advance|get (?:through|past))|"
    r"exit(?:s|ed|ing)?\b|elimination|out of the (?:running|competition|tournament|cup|reckoning)|miss(?:ed|es|ing)? out)"
)
_ON = (
    r"\b(?:qualif(?:y|ied|ies|ying)\b(?! (?:round|match|game|group|campaign|tie|stage|series|goal|for the (?:first|second))|(?<=qualifying) [a-z])|"
    r"(?:w[io]n|winning|came|come|comes|coming|get|gets|got|go|goes|went|gone|going|be|are|is|were|was|sail(?:ed|s)?|ease[sd]?|squeez(?:ed|es)|march(?:ed|es)?|cruis(?:ed|es)|scrap(?:ed|es)|put|sent|send|take|took|takes|already|safely) (?:[\ue000-\ue3ff] |them |their |side |safely |also |all |both |already ){0,2}(?:through|thru)\b|"
    r"advanc(?:e|ed|es|ing)|progress(?:ed|es|ing)\b|(?:reach(?:ed|es|ing)?|mak(?:e|es|ing)|made)(?= (?:it (?:to|into) )?(?:the |[\ue000-\uefff]|their |a ))|"
    r"(?:secur|book|seal|clinch|earn|claim|confirm|guarante)(?:e|es|ed|s|ing)(?= [^.;,]{0,50}\b(?:place|places|spot|spots|berths?|tickets?|passage|qualification)\b)|join(?:ed|s|ing)?(?= [^.;]{3,60} in )|(?:survive[sd]?|line-up))"
)
_STEPS = (
    r"\b(?:(?P<pens>(?:on|to|needed|need|via|after|by|through|in|from|of|an?|the|[\w-]+-kick|sudden-death) (?:a |the |sudden-death |tense |dramatic |marathon )?(?:penalties|penalty (?:shoot-?out|kicks)|shoot-?outs?|spot-?kicks)|shoot-?outs?)|"
    r"(?P<extra>extra[- ]time|overtime|a\.?e\.?t\b)|(?P<away>(?:on |by )?(?:the )?away[- ]goals?(?: rule)?))"
)
_LIST = r"CLUB(?:, (?:the )?(?:[a-z-]+ )?CLUB)*(?:,? (?:and|&) (?:the )?(?:[a-z-]+ ){0,2}?CLUB)"
_BY = r"(?:by|at the hands of|to|against|over|past|from) (?:the )?(?:[a-z-]+ ){0,2}?(?P<o>CLUB)"
_FINALS = re.compile(r"\b(?:qualif\w+|spot|place|ticket|berth|finals|reach\w*|join\w*)\b")
_WORDS = {"pens": "penalties", "extra": "extra_time", "away": "away_goals"}


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Loose claims of who is out, who goes on, and how it was decided."""
    if ctx.live:
        return
    yield from _out(g, ctx)
    yield from _on(g, ctx)
    yield from _decided(g, ctx)


def _wished(g: Gloss, at: int) -> bool:
    return (
        hedged(g.plain[max(g.clause(at)[0], at - 25) : at])
        or re.search(r"\b(?:to|of|for|can|be) $", g.plain[max(0, at - 5) : at]) is not None
    )


def _sides(g: Gloss, ctx: Context, at: int) -> list[tuple[tuple[Club, ...], int, int]]:
    """Of whom a word at a place is said: the clubs of the list before it, else its subject."""
    first = max(g.plain.rfind(". ", 0, at), g.plain.rfind("; ", 0, at)) + 1
    listed = [m for m in pattern(_LIST).finditer(g.plain, first, at)]
    clubs, tight = subject(g, ctx, at)
    for m in reversed(listed):
        named = [(x.clubs, place, place + 1) for place, x in g.signs("club", *m.span()) if x.clubs]
        if tight is None or m.start() <= tight < m.end():
            if len(g.signs("club", m.end(), at)) == 0:
                return named
    if clubs:
        few = clubs[:2] if tight is None else clubs[:1]
        start = tight if tight is not None and at - tight < 40 else at
        return [(few, start, at)]
    return [(ctx.sides, at, at)] if ctx.sides else []


def _opponent(g: Gloss, ctx: Context, end: int) -> tuple[Club, ...]:
    m = pattern(r"[^.;,]{0,25}? ?" + _BY).match(g.plain, end)
    return ctx.team(g, *m.span("o"))[:1] if m is not None else ()


def _cup(g: Gloss, ctx: Context, at: int) -> str:
    """The competition that the clause of a word names, "" if none."""
    first, last = g.clause(at)
    near = g.signs("competition", first, max(last, at)) or g.signs("competition", at, at + 60)
    return next((c for _, one in near if (c := ctx.competition(one))), "")


def _round(g: Gloss, at: int) -> str:
    m = pattern("ROUND").search(g.plain, at, min(len(g.plain), at + 60))
    names = round_of(m[0]) if m is not None else ()
    return names[0] if names else ""


def _out(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_OUT):
        if _wished(g, m.start()):
            continue
        competition = _cup(g, ctx, m.start())
        if m["act"]:
            gone = pattern(r"(?: (?:the|their|holders|hosts|champions|rivals|fellow|COMP|[a-z-]+)(?:'s)?)* (?P<o>CLUB)(?!'s)").match(g.plain, m.end())  # fmt: skip
            if gone is not None and not re.search(r"\bby\b", gone[0]):
                clubs = ctx.team(g, *gone.span("o"))[:1]
                yield from _loose("elimination", g, m.start(), gone.end(), clubs, competition=competition, word="gone")  # fmt: skip
                continue
        others = _opponent(g, ctx, m.end())
        for clubs, start, end in _sides(g, ctx, m.start()):
            stretch = (start, max(end, m.end()) if end == m.start() or end > start + 1 else end)
            for other in others or (None,):
                yield from _loose(
                    "elimination", g, *stretch, clubs, competition=competition, other=other,
                    round_=_round(g, m.end()), word="gone",
                )  # fmt: skip


def _on(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_ON):
        if _wished(g, m.start()):
            continue
        competition, stage = _cup(g, ctx, m.start()), _round(g, m.end())
        _, last = g.clause(m.start())
        nation = any(is_nation(c) for c in ctx.sides)
        finals = nation and not stage and _FINALS.search(m[0] + g.plain[m.end() : max(last, m.end())]) is not None  # fmt: skip
        weak = re.match(
            r"reach|mak|made|join|secur|book|seal|clinch|earn|claim|confirm|guarant", m[0]
        )
        if weak and not (stage or competition or finals):
            continue
        told = _sides(g, ctx, m.start())
        with_them = pattern(r" (?:the )?(?P<list>CLUB(?:, CLUB)*(?:,? (?:and|&) (?:the )?CLUB)?) in\b").match(g.plain, m.end())  # fmt: skip
        if m[0].startswith("join") and with_them is not None:
            told += [
                (x.clubs, at, at + 1)
                for at, x in g.signs("club", *with_them.span("list"))
                if x.clubs
            ]
        for clubs, start, end in told:
            stretch = (start, max(end, m.end()) if end == m.start() or end > start + 1 else end)
            yield from _loose(
                "qualification", g, *stretch, clubs, competition=competition, round_=stage,
                word="finals" if finals else "", sure=weak is None,
            )  # fmt: skip


def _decided(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_STEPS):
        if hedged(g.plain[max(g.clause(m.start())[0], m.start() - 12) : m.start()]):
            continue
        word = next(_WORDS[k] for k in _WORDS if m[k])
        around = [x.clubs[0] for at, x in g.signs("club", max(0, m.start() - 110), m.end() + 50) if x.clubs]  # fmt: skip
        clubs = tuple(dict.fromkeys((*(c for cs, _, _ in _sides(g, ctx, m.start()) for c in cs), *around, *ctx.sides)))  # fmt: skip
        yield from _loose("qualification_reason", g, m.start(), m.end(), clubs, word=word)


def _loose(
    kind: str, g: Gloss, start: int, end: int, clubs: Sequence[Club], *, competition: str = "",
    other: Club | None = None, round_: str = "", word: str = "", sure: bool = True,
) -> Iterator[Claim]:  # fmt: skip
    readings = [
        Reading(
            team=c, opponent=other, competition=competition, round=round_, word=word,
            named=sure and len(clubs) == 1 and kind != "qualification_reason",
        )
        for c in clubs if c != other
    ]  # fmt: skip
    if readings and end > start:
        yield make(kind, g, start, end, readings, firm=False)
