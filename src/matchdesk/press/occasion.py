"""Of which occasion a result is told: the days, the ground, the competition and the sides that its words name."""

from __future__ import annotations

import re
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press import read_versus
from matchdesk.press.claim import Claim, Told
from matchdesk.press.days import When, Window
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, hedged

# What keeps a score from being held against the meetings of these days or of the last year.
_NO_ANCHOR = re.compile(
    r"\b(?:friendl\w+|pre-season|replay\w*|aggregate|agg|shoot-?out|penalties|pens|legs|shield|trophy|under-\d+|reserves?|"
    r"youth|testimonial|predict\w*|prediction|forecast|half-time|break|interval|odds|combined|total|together|women|tour\w*|"
    r"abandoned|awarded)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:ever|record|histor\w+|decades?|years?|final|finals|once|famous|legendary|memorable|cup|(?:18|19|20)\d\d)\b"
)
_ELSE = re.compile(
    r"\b(?:ago|last|previous\w*|earlier|before|when|first|second|season|since|other|another|run|began|started|opening|"
    r"month|week|summer|winter|christmas|in (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december))\b"
)
_AFTER_IT = r"^[^.;:,]{0,24}? (?:at|in|against|over|to|with|by|of|from|past|v|vs) (?:the )?(?:[a-z-]+ ){0,2}?(?P<x>CLUB|GROUND)"


def with_anchors(g: Gloss, ctx: Context, claim: Claim, stretch: tuple[int, int]) -> Claim:
    """A result with the clubs that its words surely name, and those that it may be about."""
    start, end = stretch
    if not all(
        r.score is not None and r.word not in ("penalties", "dropped", "listed")
        for r in claim.readings
    ):
        return claim
    near = g.plain[max(0, start - 50) : end + 50]
    if _NO_ANCHOR.search(near) or hedged(
        read_versus.ONLY.sub("", g.plain[max(0, start - 30) : start])
    ):
        return claim
    dated = all(r.window is not None for r in claim.readings)
    met = all(r.word == "met" for r in claim.readings)
    ours = g.sentence.paragraph <= 1 and all(
        {r.team, r.opponent} == {*ctx.sides} for r in claim.readings
    )
    if not dated and not met and not ours and _LONG_AGO.search(_beside(g, stretch)):
        return claim
    clubs = [(at, m) for at, m in g.signs("club", start, end) if m.clubs]
    grounds = [(at, m) for at, m in g.signs("ground", start, end) if m.clubs]
    after = pattern(_AFTER_IT).match(g.plain[end - 1 : end + 60])
    if after is not None and len(clubs) < 2:
        at = end - 1 + after.start("x")
        one = g.names[after["x"]]
        if one.clubs and at >= end:
            (clubs if one.kind == "club" else grounds).append((at, one))
    named = list(dict.fromkeys(m.clubs for _, m in sorted(clubs, key=lambda x: x[0])))
    if named and all(is_nation(c) for clubs_named in named for c in clubs_named):
        # "Beat Thailand 3-1 in Melbourne": nations do not meet the clubs of a town.
        grounds = []
    owners = [m.clubs for _, m in grounds if not any(set(m.clubs) & {*n} for n in named)]
    if len(named) < 2:
        named += owners[: 2 - len(named) if named else 1]
    if met and len(named) < 2 and len(ctx.sides) == 2:
        named = [(ctx.sides[0],), (ctx.sides[1],)]
    if not named or len(named) > 2:
        return claim
    if len(named) == 1 and not (
        all(r.opponent in named[0] for r in claim.readings)
        or (not clubs and all(r.team in named[0] for r in claim.readings))
    ):
        # "The day the Argentines won 5-0": against whom is not told, and it may be anyone.
        undated = all(r.window is None for r in claim.readings) and not g.whens
        sole = len(clubs) == 1 and clubs[0][1].sure and len(named[0]) == 1 and not grounds
        teams = {r.team for r in claim.readings} == {named[0][0]}
        if undated and sole and teams and not _ELSE.search(g.plain) and after is None:
            return replace(claim, anchors=tuple(named), alone=True)
        return claim
    told = dated and re.search(r"\b(?:before|earlier|previous|that)\b", g.plain) is None
    return replace(claim, anchors=tuple(named), about=about(g, ctx, claim), dated=told)


def about(g: Gloss, ctx: Context, claim: Claim) -> tuple[Club, ...]:
    """The clubs that can have been the other side of a result."""
    return tuple(
        dict.fromkeys(
            (
                *(c for _, m in g.signs("club") for c in m.clubs[:2]),
                *(c for r in claim.readings for c in (r.team, r.opponent) if c is not None),
                *ctx.named[:6], *ctx.told_sides, *ctx.home,
            )
        )
    )  # fmt: skip


# Words that point further back than a year.
ANCIENT = re.compile(
    r"\b(?:ever|record|history|historic|years?|decades?|ago|since|first|previous\w*|last (?:time|meeting|met|final|visit|encounter|win|defeat)|"
    r"(?:18|19|20)\d\d|final|once|earlier (?:meetings?|finals?)|friendly|then|former|legendary|famous|memorable|back in|when)\b"
)


LAST_MET = re.compile(
    r"\b(?:(?:last|previous|most recent|earlier|reverse|league|first) (?:\w+ ){0,2}?(?:meeting|encounter|clash|clasico|derby|fixture|meetings)|"
    r"(?:when|time|since) (?:they|the (?:two |same )?(?:sides|teams|clubs|pair|two)|these (?:two )?(?:sides|teams|clubs)) (?:last |had last )?(?:met|played|faced))\b"
)


def foreign_named(g: Gloss, ctx: Context) -> bool:
    """True if a sentence names a club that is no side of the match in hand."""
    return any(m.clubs[0] not in ctx.sides for _, m in g.signs("club") if m.clubs)


_ALWAYS = re.compile(
    r"\b(?:ever|histor\w+|decades?|years?|once|famous|legendary|memorable|finals|(?:18|19|20)\d\d|"
    r"(?<!unbeaten )(?<!cent )(?<!home )(?<!away )(?<!perfect )records?)\b"
)
_LOOSE = re.compile(
    r"\b(?:friendl\w+|pre-season|aggregate|agg|pens|legs|shield|under-\d+|u\d\d|reserves?|youth|testimonial|predict\w*|"
    r"prediction|forecast|odds|combined|total|women\w*|abandoned|awarded|simulat\w+|virtual|video game|fifa \d\d)\b"
)


def _beside(g: Gloss, stretch: tuple[int, int]) -> str:
    """The words about a result; without those between a side and what is told of it, set off by commas.

    "Feyenoord, who had waited 18 years, eased to a 3-1 victory" is of these days.
    """
    start, end = stretch
    words = _ASIDE.sub(" ", g.plain[start:end])
    return f"{g.plain[max(0, start - _NEAR) : start]}{words}{g.plain[end : end + _NEAR]}"


_NEAR = 70
"""Signs about a result in which words tell its time."""
_ASIDE = re.compile(r", (?:who|which|whose|where|when) [^,;.]{8,}(?=,)|\([^()]{8,}\)")


_AGO = re.compile(r"\b(?:ago|years? (?:later|before|earlier)|in (?:18|19|20)\d\d)\b")


def time_told(g: Gloss, stretch: tuple[int, int], *, dated: bool) -> Told:
    """The time of which the words of a result speak; "" where they may mean anything.

    ``dated``: they name a day or a week.
    """
    start, end = stretch
    before = re.split(r"[,;:]\s|\bhaving\b", g.plain[max(0, start - 30) : start])[-1]
    if _LOOSE.search(g.plain, max(0, start - 60), end + 50) or hedged(
        read_versus.ONLY.sub("", before)
    ):
        return ""
    if not dated and _ALWAYS.search(_beside(g, stretch)):
        return "ever"
    first, last = max(0, g.clause(start)[0] - 12), max(g.clause(end - 1)[1], end)
    words = g.plain[first:last]
    return (
        "past"
        if _AGO.search(re.split(r"[.;]", g.plain[end : end + 50])[0])
        or ANOTHER.search(words)
        or OTHER_DAY.search(words)
        or PREVIOUS.search(words)
        else "now"
    )


def leg_of(words: str) -> str:
    """Which leg of a tie some words name: "1", "2", "*" for both, "" for none."""
    if re.search(r"\b(?:first|opening|1st)[- ]leg\b", words):
        return "1"
    if re.search(r"\b(?:second|return|2nd)[- ]leg\b|\bthe return\b", words):
        return "2"
    if re.search(r"\b(?:both|each|either) (?:of the )?legs?\b", words):
        return "*"
    return ""


ANOTHER = re.compile(
    r"\b(?:had (?:already |also |just )?(?:\w+ed|won|lost|drew|drawn|gone|been|seen|put|held|beaten)|opening (?:day|weekend|match|game)|having|somewhere|the day|"
    r"another|other|earlier|before|previous\w*|final|last (?:\w+ )?(?:time|meeting|game|match|week|month|year|season)|first (?:leg|meeting)|"
    r"they (?:also|once)|a (?:week|month|year|fortnight)|days? (?:before|earlier|later)|ago|when|never|friendly|group)\b"
)
OTHER_DAY = re.compile(
    r"\b(?:(?:last|previous|first|earlier|second|reverse|other) (?:\w+ )?(?:meetings?|encounter|clash|fixture|game|match)|(?:last )?met\b|meetings?|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:years?|months?) (?:ago|earlier|before)|"
    r"last (?:season|year|term)|in (?:18|19|20)\d\d)\b"
)
PREVIOUS = re.compile(
    r"\b(?:previous (?:\w+ )?(?:match|game|outing|fixture)|last (?:\w+ )?(?:outing|game|match|time out)|last time out)\b(?! of)"
)


def in_competition(g: Gloss, ctx: Context, stretch: tuple[int, int]) -> str:
    """The competition of another match that the words after a result name, "" for the one in hand."""
    tail = re.split(r"[.;]", g.plain[stretch[1] : stretch[1] + 60])[0]
    m = pattern(r"\b(?:in|of) (?:the |this season's |their )?(?:[a-z]+ ){0,2}?(?P<c>COMP)").search(
        # What is put in before the result ("Arsenal, who won the cup, beat …") names none of its.
        g.plain[max(stretch[0], g.clause(stretch[1] - 1)[0]) : stretch[1] + len(tail)]
    )
    if m is None:
        # "The two met three times in the League Cup before Liverpool won the second replay 2-1."
        m = pattern(
            r"\bin (?:the )?(?P<c>COMP)[^.;]{0,20}\b(?:before|and|where|when)\b[^.;]{0,40}$"
        ).search(g.plain[: stretch[0] + 1])
    found = ctx.competition(g.mention(m["c"])) if m is not None else ""
    if ctx.match is not None and found == ctx.match.competition:
        return ""
    return found


def owners_of(g: Gloss, stretch: tuple[int, int]) -> tuple[Club, ...]:
    """Clubs of the ground or town that stands right behind a result."""
    m = pattern(r"^[^.;,]{0,22}? ?\b(?:at|in|on) (?:the |their )?(?P<g>GROUND)").match(
        g.plain[stretch[1] - 3 : stretch[1] + 45]
    )
    if m is None:
        m = pattern(r"\b(?:at|in) (?:the )?(?P<g>GROUND)$").search(g.plain[stretch[0] : stretch[1]])
    named = g.mention(m["g"]) if m is not None else None
    clubs = named.clubs if named is not None else ()
    # Norway's men and women are at home in the same places; reports of the one game tell of no other.
    return tuple(c for c in clubs if not c.id.endswith("-women")) or clubs


# "Unbeaten since December": till when, or from when, something has been so.
_SPAN = re.compile(r"\b(?:since|until|till) (?:early |late |mid-|last |the )?$")


def _of_another(g: Gloss, start: int, end: int, when: When) -> bool:
    """True for a day that is told of something else than the result beside it.

    "Unbeaten since December"; "3-0 in Barcelona, 1-0 at home to Athletic and 3-2 at Betis on Saturday":
    of the last one.
    """
    if _SPAN.search(g.plain, max(0, when.start - 22), when.start) or g.plain.startswith(("since ", "until "), when.start):  # fmt: skip
        return True
    last = when.past
    short = last is not None and (last.last - last.first).days <= 35
    return (
        short
        and when.start >= end
        and pattern("SCORE").search(g.plain, end, when.start) is not None
    )


def window_of(g: Gloss, start: int, end: int) -> Window | None:
    """The days named beside a stretch, looking back."""
    back = re.search(r"\b(?:when|where)\b[^,.;]{0,45}$", g.plain[:start])
    if back is not None or g.plain[start : start + 5] == "when ":
        # "In 1968, when they beat Benfica 4-1".
        named = [w for w in g.whens if w.past is not None and w.end <= start]
        if named:
            return named[-1].past
    first, last = g.clause(start)
    named = [w for w in g.whens if w.past is not None]
    inside = [
        w
        for w in named
        if first <= w.start < max(last, end)
        and w.kind not in ("season", "year")
        and ".." not in g.plain[end : w.start].replace(" ", "")
        and not _of_another(g, start, end, w)
    ]
    if not inside:
        # "Russia was through when it beat Italy, 2-0, on Saturday": the day stands in the score's clause.
        first, last = g.clause(end - 1)
        inside = [
            w for w in named
            if first <= w.start and end <= w.start < last and w.kind not in ("season", "year")
            and not _of_another(g, start, end, w)
        ]  # fmt: skip
    if inside:
        return min(inside, key=lambda w: abs(w.start - end)).past
    if not pattern(r"\bsince\b").search(g.plain[max(0, start - 12) : end + 30]):
        for when in named:
            # "Beat Benfica 4-1 in 1968", "won 3-0 last season".
            if start <= when.start < end and when.start < g.clause(end - 1)[0]:
                # "Arsenal, in their 17th season there, won 2-0": of what is put in between.
                continue
            if pattern(r"\bsince (?:[a-z]+ )?$").search(g.plain[: when.start]):
                continue
            if first - 14 <= when.start <= end + 40 and when.kind in ("season", "year"):
                if when.start < start and pattern("SCORE").search(g.plain, when.end, start):
                    continue
                return when.past
    for when in named:
        plain = g.plain[end : when.start]
        if plain.startswith(", ") and pattern(", SCORE").search(g.plain, start, end):
            # "Beat Italy, 2-0, on Saturday".
            plain = plain[1:]
        if (
            end <= when.start <= end + 25
            and not re.search("[,.;]", plain)
            and not _of_another(g, start, end, when)
        ):
            return when.past
    return None
