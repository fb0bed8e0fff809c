"""Reading places, points and gaps of a table in any order, where no closer pattern has read them.

An ordinal, a number of points or a bare figure beside words of a table is one part; whose it is stands
somewhere near. Such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.read_standing import level_of
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make
from matchdesk.press.table_words import league_named

_RANK = (
    r"(?<![-\d])(?:(?P<place>ORD)(?P<low>[- ](?:from|to)[- ](?:the )?(?:bottom|last|foot)\b|[- ]bottom\b)?|\b(?:no\.?|number|position:?|match:) ?(?P<n>\d{1,2}|two|three|four)\b(?!-)"
    r"|\b(?P<second>runners?-up)\b|\b(?P<first>leaders?|front-?runners?|pace-?setters?|top|summit|head)\b|\b(?P<last>bottom|foot|last|tail|basement|rear|worst)\b)"
)
_PLACE_NEXT = pattern(
    r"(?:-placed?| placed?| spot| position| slot| finishers?| overall| teams?| sides?| clubs?)\b|OFTABLE|(?:,? (?:with|on|at|to|and|but|behind|ahead|after|level|while|as|having|thanks|for|by|despite|again|when|who|since|above|below|"
    r"following|in|against|until|going|because|before)\b)|[ ]?[.,;:)(]| -|$"
)
_PLACE_BEFORE = pattern(
    r"(?:CLUB|COMP|\bthey|\bwho|\b(?:side|team|men|club|it|which|in|into|to|as|the|of|at|are|is|were|was|be|be[ei]n|remain\w*|stay\w*|keep\w*|kept|STAND|finish\w*|end\w*|c[ao]me|coming|ranked|seeded)|,|\band|[(\[:-])'?s?"
    r"(?: (?:now|still|already|currently|again|only|just|joint|comfortably|currently|provisionally|up|down|back|a|an|the|their|its|in|to|at|into|on|from|distant|poor|lowly|of|rooted|all|alone|clear|doggedly)){0,4} ?$"
)
_OTHER_ORDER = re.compile(
    r" (?:half|leg|goal|minute|time|season|year|week|month|win|defeat|draw|loss|corner|gear|class|round|day|division|tier|game|match|scorer|flight|man|men)|-(?:half|minute|time|round|half-time|year|leg|choice)"
)
# "Got the second in the 54th minute", "the 2002 runners-up".
_OF_GOALS = re.compile(
    r"\b(?:got|get|add\w*|scor\w+|fir(?:ed|ing)|grab\w*|nett\w+|head(?:ed|ing)|made|making|hit|struck|for|notch\w*|convert\w*|slott\w+|claim\w*|bagg\w*|with|before|and|but|goal,?) (?:the|his|a) (?:\w+ )?$|\b(?:18|19|20)\d\d $"
)
_ZONED = pattern(
    r"(?:TABLE|standings|\bpoints?\b|\bpts\b|\bplaced?\b|\bpositions?\b|\brelegat\w+|\bclub\b|\bside\b|\bleague\b|COMP|\bgroup\b)"
)
_A_PLACE = pattern(r"[- ](?:placed?|spot|position)\b|OFTABLE|,? (?:with|on) NUM|, (?:NUM|\d)")
_WORDED = pattern(
    r"(?:[- ](?:of|in|placed?|club|side|team|place|spot|two|three|four)\b|OFTABLE|[.,;)]|$| with| on (?:\d|goal)| and| after| CLUB| -| behind| ahead)"
)
_SHARE = re.compile(
    r" (?P<many>two|three|four|five|six|half|2|3|4)\b(?= (?:sides|clubs|teams|places?|of|are|is|were|all|both|now|after|in|with|and|on|to)\b|[.,;)]|$)"
)
_TALK = pattern(
    r"\bpoints?\b|\bpts\b|\btable\b|\bstandings\b|\bleaders?\b|\bplaced?\b|\bposition\b|\btop\b|\bbottom\b|\brelegat\w+|\bORD\b|\brunners?-up\b|\blevel\b|\bgap\b|\blead\b"
)
_POINTS = r"(?<![-\d])(?P<n>NUM|\bno\b|\bnone\b|\ba single\b)(?! ?[-:] ?\d)(?P<unit>[- ]?(?:[a-z]+ )?(?:points?|pts)\b)?(?:,? (?:from|in|after|out of) (?:just |only |their |the |its |\w+ ){0,2}?(?P<games>NUM) (?:league )?(?:games|matches|outings|qualifiers))?"
_BARE_BEFORE = pattern(
    r"\b(?:on|with|to|at|have|has|had|having|reach(?:ed|es)?|(?:total|tally|gap|lead|margin|haul|advantage|cushion|deficit) of|by|against|are|is|and|finish\w* with|mark|only|just|now)(?: (?:just|only|now|each|both|a|the|still|a total of|CLUB's?)){0,2} $|CLUB'?s? ?[:(-]? ?$|[:(] ?$"
)
_BARE_NEXT = re.compile(
    r" ?[.,;:)]|$| (?:points?|pts|each|apiece|in|from|after|and|but|with|while|to|ahead|behind|clear|above|below|more|fewer|better|adrift|as|off|of a)\b| -|-|(?= \d\. )"
)
_GAP_NEXT = re.compile(
    r"(?: points?| pts)? (?:ahead|behind|clear|above|below|more|fewer|less|better|adrift|off|further|apart|in front|back|from|separat\w+|between|shy|short|away|in hand|of|over|up|lead|advantage|gap|cushion)\b"
)
_GAP_BEFORE = re.compile(
    r"\b(?:by|lead|gap|advantage|margin|cushion|deficit|distance|difference|of|to|into|behind|within|trail\w*|just|only|and)(?: (?:a|of|to|at|just|only|down|mere|precious|CLUB))* $"
)
_NOT_OF_A_TABLE = re.compile(
    r" ?(?:minutes?|mins?|goals?|years?|games?|match(?:es)?|times|weeks?|months?|days?|seasons?|more [a-z]+ [a-z]+|yards?|metres?|men|players?|wins?|defeats?|draws?|losses|titles?|%|per|million|pounds|euros|a\.?m|p\.?m|o'clock|corners?|shots?|-(?!point)[a-z]|st\b|nd\b|rd\b|th\b|'|/)"
)
# "Ipswich 4, Manchester United 0": a result.
_SCORE_OF = pattern(r"CLUB \d{1,2},? CLUB|\d, CLUB \d(?! ?(?:points|pts))")
_SUPPOSED = re.compile(
    r"\b(?:can|could|would|will|might|may|if|chances? (?:to|of)|should|need(?:s|ed|ing)?|require[sd]?|enough to|opportunity|win and)\b"
)
_MOST = 5
"""Sides of whom a figure may be told."""
_OF_A_TABLE = frozenset("league_position points points_gap group_standing".split())


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of the table in one sentence, beside those that were read in it already."""
    talk = _TALK.search(g.plain) is not None
    yield from _divisions(g, ctx, claims)
    if not talk and not ctx.told_points:
        return
    # "Can go top with a win": as it stands, or as it would.
    supposed = _SUPPOSED.search(g.plain) is not None
    taken = [g.stretch(c) for c in claims if c.type in _OF_A_TABLE and (c.firm or not supposed)]
    scores = [m.span() for m in g.every("SCORE")]

    def free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in (*taken, *scores))

    for m in g.every(_RANK):
        if free(*m.span()) and (place := _place(g, m)) is not None:
            taken.append(m.span())
            yield from _offer(g, ctx, "league_position", m, place, supposed=supposed)
    for m in g.every(_POINTS):
        if free(m.start(), m.end("n")):
            yield from _figure(g, ctx, m, supposed=supposed)


def _place(g: Gloss, m: re.Match[str]) -> Reading | None:
    """The place that a word tells, None where it tells none."""
    start, end = m.span()
    if _OTHER_ORDER.match(g.plain, end) or (
        not m["last"] and not m["first"] and _OF_GOALS.search(g.plain, max(0, start - 30), start)
    ):
        return None
    before = _PLACE_BEFORE.search(g.plain, max(0, start - 60), start) is not None
    if m["place"] or m["n"]:
        number = ordinal_of(m["place"] or "") or number_of(m["n"] or "") or 0
        if not 0 < number < 25 or not before or not _PLACE_NEXT.match(g.plain, end):
            return None
        if number == 1 and not _A_PLACE.match(g.plain, end):
            return None
        return Reading(number=-number if m["low"] else number)
    if m["second"]:
        return Reading(number=2)
    near = g.plain[max(0, start - 30) : end + 30]
    share = _SHARE.match(g.plain, end)
    if share is not None and not m["last"] is m["first"] is None:
        word = "top" if m["first"] else "bottom"
        return Reading(word=f"in:{word} {share['many']}") if before else None
    if not before or not _WORDED.match(g.plain, end):
        return None
    if m[0].startswith(
        ("top", "summit", "head", "bottom", "foot", "last", "tail", "rear", "worst")
    ):
        if not _ZONED.search(near):
            return None
    return Reading(number=1 if m["first"] else -1)


def _figure(g: Gloss, ctx: Context, m: re.Match[str], *, supposed: bool) -> Iterator[Claim]:
    """A number of points, or of points between sides."""
    number = 0 if m["n"] in ("no", "none") else 1 if m["n"] == "a single" else number_of(m["n"])
    at, end = m.start("n"), m.end("n")
    if number is None or number > 120 or _NOT_OF_A_TABLE.match(g.plain, end):
        return
    if _SCORE_OF.search(g.plain, max(0, at - 3), end + 4):
        return
    lead = g.plain[max(0, at - 40) : at]
    gap = _GAP_NEXT.match(g.plain, end) is not None or _GAP_BEFORE.search(lead) is not None
    if m["unit"] is None and not (
        (gap or _BARE_BEFORE.search(lead)) and _BARE_NEXT.match(g.plain, end)
    ):
        return
    if m["unit"] is None and number < 2 and not gap:
        return
    games = number_of(m["games"]) if m["games"] else None
    points = Reading(number=number, other=games)
    if gap and number < 40:
        yield from _gaps(g, ctx, m, number, supposed=supposed)
    if not _GAP_NEXT.match(g.plain, end) or games is not None:
        yield from _offer(g, ctx, "points", m, points, supposed=supposed)


def _sides(g: Gloss, ctx: Context, at: int) -> list[Club]:
    """Of whom a figure may be told: those named nearest, then the one spoken of."""
    named = sorted(
        ((at - place if place < at else 2 * (place - at), x) for place, x in g.signs("club")),
        key=lambda one: one[0],
    )
    clubs, sure, _ = candidates(g, ctx, at)
    near = [c for _, x in named[:3] for c in x.clubs[:2]]
    return list(dict.fromkeys((*clubs[: 1 if sure else 2], *near, *clubs[:2])))[:_MOST]


def _offer(
    g: Gloss, ctx: Context, kind: str, m: re.Match[str], told: Reading, *, supposed: bool
) -> Iterator[Claim]:
    start, end = m.start(), m.end()
    league = league_named(g, ctx, start, end)
    readings = [replace(told, team=c, competition=league) for c in _sides(g, ctx, start)]
    if supposed and not told.word:
        readings += [replace(r, word="if") for r in readings]
    if readings:
        yield replace(make(kind, g, start, end, readings, firm=False), offered=True)


def _gaps(
    g: Gloss, ctx: Context, m: re.Match[str], number: int, *, supposed: bool
) -> Iterator[Claim]:
    sides = _sides(g, ctx, m.start())
    pairs = [
        Reading(team=a, opponent=b, number=number, word="between")
        for n, a in enumerate(sides)
        for b in sides[n + 1 :]
    ]
    alone = [
        Reading(team=c, number=number, word=word) for c in sides[:2] for word in ("lead", "trail")
    ]
    then: list[Reading] = []
    if supposed:
        here = [replace(r, word="if") for r in pairs]
        back = [replace(r, team=r.opponent, opponent=r.team) for r in here]
        then = [*here, *back, *(replace(r, word="if") for r in alone[::2])]
    readings = [*pairs, *alone, *then]
    if readings:
        claim = make("points_gap", g, m.start("n"), m.end("n"), readings, firm=False)
        yield replace(claim, offered=True)


_LOWER = (
    r"\b(?P<words>(?:first|second|third|fourth)[- ]division|(?:second|third|fourth)[- ]tier|(?:second|third)[- ]flight|division (?:one|two|three|four)|"
    r"division (?P<after>first|second|third|fourth)|second bundesliga|non-league)\b|(?P<comp>COMP)"
    # "Portsmouth of the First".
    r"|CLUB,? (?:of|from|in) the (?P<of>first|second|third|fourth)(?=[.,;)]| (?:and|who|had|have|were|are|was|put|won|lost|beat|drew|held|went|took|came|made|gave)\b)"
)
_TOP_LEVEL = 1


def _divisions(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Divisions told of a side that stands near, or of those in hand: "Lincoln City, of the Second Division"."""
    told = [g.stretch(c) for c in claims if c.type == "division"]
    for m in g.every(_LOWER):
        if any(a < m.end() and m.start() < b for a, b in told):
            continue
        named = g.mention(m["comp"])
        words = (named.text.lower() if named is not None else m["words"]) or ""
        words = f"{m['after'] or m['of']} division" if m["after"] or m["of"] else words
        start = m.start("of") if m["of"] else m.start()
        level = level_of(words)
        if level < 0 or level == _TOP_LEVEL:
            continue
        clubs = dict.fromkeys((*_sides(g, ctx, m.start())[:3], *ctx.sides))
        readings = [Reading(team=c, number=level, word=words) for c in clubs]
        if readings:
            claim = make("division", g, start, m.end(), readings, firm=False)
            yield replace(claim, offered=True)
