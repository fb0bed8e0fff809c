"""Reading the table: places, zones, points, gaps between sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import NAMED, make, subject

add_macros(
    TABLE=(
        r"(?:table|standings|league|division|COMP|log|pile|ladder|top flight|top-flight|group (?:[a-h]|\d)\b|group|"
        r"premier division|first division|second division|third division)"
    ),
    OFTABLE=r"(?: (?:in|of|on) (?:the |their )?(?:[a-z-]+ ){0,2}?TABLE)",
    LEADERS=r"(?:(?:the |league |group |runaway |current |table-topping )*(?:leaders?|pace-?setters?|front-?runners?|table-toppers))",
    STAND=(
        r"(?:sit|sits|sitting|sat|lie|lies|lying|lay|stand|stands|standing|stood|stay|stays|stayed|staying|remain|remains|"
        r"remained|remaining|are|is|were|was|languish|languishes|languishing|languished|rank|ranked|move|moved|moves|moving|"
        r"climb|climbs|climbed|climbing|rise|rises|rose|rising|jump|jumped|jumps|jumping|drop|drops|dropped|dropping|slip|"
        r"slipped|slips|slipping|slide|slid|fell|fall|falls|falling|fallen|struggling|up|down|back|finish|finished|finishing|"
        r"go|goes|went|going|now|currently|still|leapt|leap|occupy|occupying|provisionally|temporarily|hold|held|keep|kept|"
        r"consolidat(?:e|ed|es|ing)|take|took|taking|claim(?:ed|ing)?|regain(?:ed|ing)?|reclaim(?:ed|ing)?|return(?:ed|ing|s)?|"
        r"tumbl(?:e|ed|ing)|plunge[d]?|sink|sank|sunk|soar(?:ed|ing)?|end(?:ed)?|close[d]?|leaving them|reached|strengthen(?:ed|ing)?|cement(?:ed|ing)?)"
    ),
)
_GO = r"(?: (?:still|now|currently|only|just|up|down|back|provisionally|a lowly|a|to|into|in|at|on|from|the|all the way|rooted|temporarily|again|joint|outright|alone|clear|hold|of)){0,5}"
_PLACE = (
    r"(?:(?P<place>ORD)(?P<low> (?:from )?(?:bottom|last)|-bottom|-from-bottom)?|(?P<word>rock[- ]bottom|dead last|bottom|last|top|next to (?:bottom|last)|penultimate|"
    r"(?:the )?(?:summit|foot)|(?:the )?(?:lead|leadership)))"
)
_TAIL = r"(?P<tail>(?:[- ](?:place|spot|position|slot)\b)?OFTABLE?)"

_PLACED_BEFORE = r"(?P<place>ORD|top|bottom)[- ]placed (?:side |club )?(?P<team>CLUB)"
_VERB = rf"\b(?P<verb>STAND){_GO} {_PLACE}\b{_TAIL}"
_SPOT = rf"(?:in|into|to|up to|at|down in|down to|out of|from) (?:the )?(?P<place>ORD)(?P<low>-bottom| from bottom)?(?:[- ](?:place|spot|position|slot)\b| (?:place|spot|position)\b){_TAIL}"
_APPOSED = (
    r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges)), (?:who are |who were |who sit |currently |now |still |in |lying |sitting )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)(?=,| with| on| and|\.|$)(?! half| leg| minute| time)"
)
_LEFT = (
    r"\b(?:leav|lift|tak|put|send|sent|mov|keep|kept|drop|push|fir|propel|take|took|left|rais|carr|return)(?:e|es|s|ed|ing|ied|y)? "
    r"(?P<team>TEAM) (?:up |down |back |still |just |provisionally |temporarily )*(?:to |into |in |at |on )?(?:the )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)"
    r"(?= on |,|\.| with| and| behind|$|;| by| for| after| ahead| level)"
)
_TOP = (
    r"(?:(?P<word>league leaders|leaders|group leaders|runaway leaders|table-topping|table-toppers|pace-?setters|bottom club|bottom side|bottom team|"
    r"basement (?:club|side|boys)|rock-bottom|bottom-of-the-table|bottom-club|bottom) (?P<team>CLUB))"
)
_TOP_AFTER = r"(?P<team>CLUB), (?:the |who are |who were |now |still |currently )*(?P<word>league leaders|leaders|pace-?setters|table-toppers|bottom club|bottom side)(?=,|\.| |$)"
_GO_TOP = (
    r"\b(?P<verb>STAND)(?: (?:back|provisionally|temporarily|back to the|to the|on|at the|to|up to the|clear at the|joint|outright|the|at)){0,3} "
    r"(?P<word>top|summit|bottom|foot|leadership)\b(?P<tail>(?: spot)?OFTABLE?)(?! (?:scorer|corner|goal|form|side|man|player|class|of the (?:bill|world|class|agenda|penalty|box)|four|three|two|six|half|seed))"
)
_LEAD_TABLE = r"\b(?P<word>lead|leads|led|leading|head|heads|headed|top|tops|topped|topping) (?P<tail>(?:the )?(?:[a-z-]+ ){0,2}?(?:TABLE|standings))(?: by (?P<n>NUM) points?)?"
_PASSED = (
    r"\b(?:leapfrog(?:ged|ging|s)?|overtak(?:e|es|ing)|overtook|overhaul(?:ed|ing)?|(?:climb|mov|go|jump|ris)(?:e|ed|es|ing|s)? above|went above|rose above|moved? ahead of|went ahead of|replac(?:e|ed|ing)) "
    r"(?P<other>TEAM)(?P<tail>(?: (?:at|on|in|into|to) (?:the )?(?:top|summit|second|third|fourth|fifth|sixth|place)?)?)"
)
_ZONED = (
    r"(?P<out>(?:out of|outside|clear of|above|just above|away from) )?(?:(?:in|into|inside|deep in|rooted in|stuck in|still in|back in|to|within) )?(?:the )?"
    r"(?P<zone>relegation zone|drop zone|relegation places|bottom (?:two|three|four)|top (?:two|three|four|five|six|seven|ten|half)(?: of the TABLE)?|bottom half(?: of the TABLE)?|"
    r"(?:play-?off|champions league|european|europa league|promotion) (?:places|spots|positions|zone|place|spot))"
)

_NP = r"(?P<n>NUM)(?: point(?:s|s'|'s)?)?"
_OFF_TOP = r"(?P<n>NUM)(?: points?)? (?:off|behind|adrift of|from|shy of|adrift) (?:the )?(?:top(?: spot)?(?! (?:two|three|four|five|six|seven|half))|LEADERS(?! CLUB)|summit|lead|pace|first place)\b"
_BETWEEN = (
    r"(?P<n>NUM)(?P<unit> points?)? (?P<way>behind|ahead of|clear of|above|below|adrift of|off|in front of|better off than|shy of|more than|fewer than|beneath|of)"
    r"(?: (?:the )?(?:[a-z-]+ ){0,2}?(?:ORD-placed )?)? ?(?:(?:their|city|arch|arch-rivals|bitter|great|local|old|title|nearest|closest) ?){0,3}(?:rivals |leaders |champions |challengers |second-placed |third-placed |fourth-placed |fifth-placed |ORD-placed )?(?P<other>CLUB|(?:their )?(?:nearest|closest) (?:rivals|challengers|pursuers))"
)
_LEAD = (
    r"(?P<n>NUM)[- ]points? (?P<word>lead|advantage|cushion|gap|deficit|margin|buffer)(?P<tail>(?: at the (?:top|summit)(?: of (?:the )?TABLE)?)?)"
    r"(?: (?:over|on|from|to|between|ahead of|behind) (?:the )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB))?"
)
_CUT = (
    r"\b(?:cut|cuts|cutting|reduc(?:e|ed|es|ing)|clos(?:e|ed|es|ing)|narrow(?:ed|ing|s)?|trim(?:med|ming)?|extend(?:ed|ing|s)?|stretch(?:ed|ing|es)?|increas(?:e|ed|ing)|widen(?:ed|ing)?|halv(?:ed|ing)|slash(?:ed)?|open(?:ed|ing)? up|restor(?:e|ed|ing))"
    r" (?:the |their |its |CLUB's? |CLUB'? |PERSON's side's |a )?(?:[a-z'-]+ ){0,2}?(?P<word>lead|gap|advantage|deficit|margin|cushion)"
    r"(?:(?: at the (?:top|summit)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?| (?:over|on|to|behind|between) (?:the |their )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB|leaders|rivals)(?: and CLUB)?| back| again| temporarily| provisionally)){0,3}"
    r" to (?:just |only |a )?(?P<n>NUM)(?: points?\b|[- ]points?|(?= with|[.,;]| at| after| and|$))"
)
_IS_CUT = (
    r"(?P<word>lead|gap|advantage)(?: (?:at the (?:top|summit)(?: of (?:the )?TABLE)?|over|to|on|from|between|the|their|second-placed|third-placed|ORD-placed|leaders|rivals|(?P<other>CLUB)|and CLUB)){0,5}"
    r" (?:was|is|has been|had been|stands at|remains?|now|to|at|be|being) ?(?:now |just |only |still )?(?:cut |reduced |trimmed |down |extended |increased |stretched |back |whittled )?(?:to |at |down to )?(?:just |only )?(?P<n>NUM) points?\b"
)
_WITHIN = r"\bwithin (?:just |only )?(?P<n>NUM|a point|one point)(?: points?)? of (?:the )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB|LEADERS|top|summit|relegation zone|top four|safety)"
_CLEAR = r"(?P<n>NUM)(?: points?)? (?P<way>clear|ahead|behind|adrift|in front)(?! (?:of|from))(?P<tail>(?: at the (?:top|summit|bottom|foot)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?)?)"
_BY = r"\b(?P<way>lead|leads|led|leading|trail|trails|trailed|trailing) (?P<other>TEAM) by (?:just |only )?(?P<n>NUM) points?"
_ZONE = (
    r"(?P<n>NUM)(?: points?)? (?P<way>above|clear of|outside|from|off|short of|adrift of|behind|below|away from) (?:the )?"
    r"(?P<zone>relegation zone|drop zone|bottom (?:two|three)|drop|safety|relegation|top (?:four|three|two|six)|(?:champions league|european|play-?off|COMP|europa league) (?:places|spots|zone|place|spot)|(?:ORD) place)"
)
_LEVEL = r"(?:(?P<team>TEAM)(?P<gap>[^.;,]{0,40}?) )?level(?: at the top)?(?: on (?:\d+ )?points)? with (?:[a-z-]+ ){0,3}?(?P<other>TEAM)"
_POINTS = (
    r"\b(?:on|have|has|had|with|to|at|collected|amassed|boast|gathered|for|total of|up to|their|taken|earned|gained|reached|a) (?:just |only |a total of |a |still only )?(?P<n>\d{1,3}|NUM) "
    r"points\b(?! (?:behind|ahead|clear|adrift|above|below|off|from (?:the|safety|a|second|third|fourth|relegation)|lead|gap|deduct|dropped|in front|better|more|fewer|away|short|at stake|of|penalty))"
    r"(?: from (?:just |only |their |the )?(?:opening |first )?(?P<games>NUM)(?: (?:games|matches|outings|fixtures))?)?"
)
_BARE_POINTS = r"\b(?:CLUB|they|both) (?:both |each )?(?:have|are on|has|is on|had) (?P<n>\d{1,2})(?=,? (?:but|with|and|from|after)\b|[.,;]|$)(?! (?:goals|games|minutes|players|men|years|shots|wins))"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of the table in one sentence."""
    for found in (_places(g, ctx), _gaps(g, ctx)):
        taken: list[tuple[int, int]] = []
        for claim, start, end in found:
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield claim


_Found = Iterator[tuple[Claim, int, int]]


def _league(g: Gloss, ctx: Context, start: int, end: int) -> str:
    """The league that a stretch names, "" for the one that the side plays in."""
    for _, named in g.signs("competition", start, min(len(g.plain), end + 40)):
        found = ctx.competition(named)
        if found and not found.endswith(("cup", "supercup")):
            return found
    return ""


_NOT_NOW = re.compile(
    r"\b(?:final|before kick-?off|overnight|kicked off|began|started|would|could|will|had been|form table|home table|"
    r"all-time|scorers?|clubs?'? ranking|fifa|rankings?|world number|last season|last year|last term|previous|away table|"
    r"ended (?:the|last) (?:season|campaign)|finished (?:the|last) (?:season|campaign)|half of the season|at one stage|a year ago|"
    r"in (?:19|20)\d\d|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|at christmas|"
    r"(?:week|month|day)s? ago|trailed|once)\b"
)


def _firm(g: Gloss, start: int, end: int) -> bool:
    first, last = g.clause(start)
    a, b = max(0, min(first, start)), max(last, end)
    return not foreign_time(g, a, b) and not _NOT_NOW.search(g.plain[max(0, start - 40) : end + 40])


_STRONG = re.compile(
    r"sit|lie|lying|lay|languish|stand|stood|remain|stay|rank|climb|move|drop|slip|slid|rise|rose|up|down|leap|occup|"
    r"jump|tumbl|plung|fell|fall|sank|sink|consolidat|return|regain|reclaim|soar|cement|strengthen|finish|end(?:ed)?\b"
)


def _places(g: Gloss, ctx: Context) -> _Found:
    for source in (
        _PLACED_BEFORE,
        _TOP,
        _TOP_AFTER,
        _APPOSED,
        _LEFT,
        _VERB,
        _SPOT,
        _GO_TOP,
        _LEAD_TABLE,
    ):
        for m in pattern(source).finditer(g.plain):
            groups = m.groupdict()
            if source is _VERB and not _is_place(g, m):
                continue
            if source is _LEAD_TABLE and not _leads_table(g, m):
                continue
            place = _number(groups)
            at = m.start("place") if groups.get("place") else m.start("word")
            if not place or place > 30 or hedged(g.plain[max(g.clause(at)[0], at - 45) : at]):
                continue
            start, end = at, m.end("tail") if groups.get("tail") is not None else m.end()
            loose = source is _APPOSED and _BEHIND.search(g.plain, 0, m.start()) is not None
            if groups.get("team") and source is not _VERB:
                start = m.start()
            if source in (_VERB, _GO_TOP, _LEAD_TABLE):
                start = m.start()
            claim, first, last = _placed(g, ctx, m, place, start, end)
            yield replace(claim, firm=claim.firm and not loose), first, last
    yield from _passed(g, ctx)
    yield from _zoned(g, ctx)
    yield from _also(g, ctx)


_BEHIND = re.compile(r"\b(?:over|against|to|at|with|by|beat|beating|past|from) $")


def _number(groups: dict[str, str | None]) -> int:
    """The place that words tell, counted from the top; from the bottom where negative."""
    word = groups.get("word") or ""
    place = groups.get("place") or ""
    if place in ("top", "bottom"):
        return 1 if place == "top" else -1
    if place:
        number = ordinal_of(place) or 0
        return -number if groups.get("low") else number
    if re.search(r"next to|penultimate", word):
        return -2
    if re.search(r"bottom|basement|foot|last", word):
        return -1
    return 1


def _is_place(g: Gloss, m: re.Match[str]) -> bool:
    """Tell "are fourth" from other ordinals: a word of the table, or nothing, comes after it."""
    word = m["word"] or ""
    rest = g.plain[m.end() : m.end() + 30]
    if (
        word == "last"
        and re.match(r"[.,;]|$| and| with", rest)
        and m["verb"].split()[0]
        in (
            "are",
            "is",
            "were",
            "lie",
            "stay",
            "remain",
            "still",
            "finish",
            "finished",
            "end",
            "ended",
            "sit",
        )
    ):
        return True
    if word in ("last", "lead", "the lead", "leadership", "the leadership"):
        return bool(m["tail"].strip()) and "league" not in word
    if re.match(
        r" (?:half|leg|minutes?|time|season|year|week|month|goal|win|scorer|corner|man|gear|class|round|day)\b",
        rest,
    ):
        return False
    if m["tail"].strip():
        return True
    verb = m["verb"].split()[0]
    if word:
        return bool(
            re.match(
                r"(?: (?:on|with|after|and|but|by|for|ahead|behind|at|despite|following|as|going|thanks|courtesy)\b|[,.;]|$)",
                rest,
            )
        )
    if re.match(r" on (?:\d+|goal|points|head)| with (?:\d+|NUM)|,? (?:\d+|NUM) points?", rest):
        return True
    if re.match(r" (?:on|with|after|and|but|behind|ahead|,)|[,.;]|$", rest) and not re.match(
        r"^ (?:and|after) (?:ORD|last)", rest
    ):
        strong = _STRONG.match(verb) or (
            verb in ("are", "is", "were", "finished", "now", "still")
            and pattern(
                r"(?:CLUB[^.;]{0,60},|CLUB|\\bthey|\\bwho|'s (?:side|men|team)) (?:now |still )?$"
            ).search(g.plain, 0, m.start())
        )
        between = g.plain[max(0, m.start() - 30) : m.start()]
        return bool(strong) and not re.search(r"\b(?:go|come|came|coming|went)\b", between)
    return False


def _leads_table(g: Gloss, m: re.Match[str]) -> bool:
    return m["word"].startswith(("lead", "led")) or (
        bool(re.search(r"table|standings|COMP|group", m["tail"]))
        and not re.search(
            r"\b(?:a|the|his|their|powerful|firm|glancing|diving) $",
            g.plain[max(0, m.start() - 12) : m.start()],
        )
    )


def _placed(
    g: Gloss, ctx: Context, m: re.Match[str], place: int, start: int, end: int
) -> tuple[Claim, int, int]:
    groups = m.groupdict()
    clubs: tuple[Club, ...]
    sure = True
    if groups.get("team") and not groups.get("verb"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        if not (NAMED.search(m["team"]) and len(clubs) == 1):
            clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
            sure = bool(ctx.sides) and _ours(g, ctx)
    else:
        clubs, sure = _who(g, ctx, m.start())
    league = _league(g, ctx, m.start(), end)
    readings = [Reading(team=c, number=place, competition=league) for c in clubs]
    claim = make("league_position", g, start, end, readings, firm=sure and _firm(g, start, end))
    return claim, start, end


def _who(g: Gloss, ctx: Context, at: int) -> tuple[tuple[Club, ...], bool]:
    clubs, tight = subject(g, ctx, at)
    if tight is not None:
        return clubs, True
    return tuple(dict.fromkeys((*clubs, *ctx.sides))), bool(ctx.sides) and _ours(g, ctx)


def _ours(g: Gloss, ctx: Context) -> bool:
    """True if a sentence names no club but the sides, and nobody whom the ledger does not know."""
    named = [m for _, m in g.signs("club") if m.clubs]
    strange = [
        m
        for sign, m in g.names.items()
        if m.kind == "name" and not _OF_SOMEBODY.match(g.plain, g.plain.index(sign) + 1)
    ]
    return not strange and not ctx.foreign(g) and all(m.clubs[0] in ctx.sides for m in named)


_ELLIPTIC = r"(?:,|\band|\bwith) (?P<team>CLUB),? (?P<place>ORD)(?=[.;,]|$| and | on | with)"
_JOINT = r"\b(?P<verb>are|were|lie|remain|now|went|go|stay) (?:now |still )?(?P<word>joint (?:leaders|top))\b(?: with (?P<other>CLUB))?"
_DOWN = (
    r"(?P<team>CLUB(?:(?:, CLUB)*,? and CLUB)?) (?:go|went|are|were|have been|had been) (?:already )?(?:down|relegated)(?: (?:with|along with|together with) (?P<more>CLUB(?:(?:, CLUB)*,? and CLUB)?))?"
    r"|\b(?P<rel>relegated) (?P<team2>CLUB)"
)


def _also(g: Gloss, ctx: Context) -> _Found:
    """Places told in passing: "and Norwich fourth", joint leaders, the sides that go down."""
    told = pattern(
        r"\b(?:are|were|lie|is|sit|finish\w*|stand)\b[^.;]{0,20}\bORD|CLUB, ORD,"
    ).search(g.plain)
    if told is not None:
        for m in pattern(_ELLIPTIC).finditer(g.plain, told.start()):
            place = ordinal_of(m["place"]) or 0
            clubs = ctx.team(g, m.start("team"), m.end("team"))
            if 0 < place < 25:
                readings = [Reading(team=c, number=place) for c in clubs]
                start = m.start("team")
                claim = make(
                    "league_position", g, start, m.end(), readings, firm=_firm(g, start, m.end())
                )
                yield claim, start, m.end()
    for m in pattern(_JOINT).finditer(g.plain):
        clubs, _ = _who(g, ctx, m.start())
        readings = [Reading(team=c, number=1, word="joint") for c in clubs]
        yield (
            make("league_position", g, m.start(), m.end(), readings or [Reading()], firm=False),
            m.start(),
            m.end(),
        )
    for m in pattern(_DOWN).finditer(g.plain):
        if hedged(g.plain[max(0, m.start() - 25) : m.end()]) or re.match(
            r" (?:by|to|at|\d|in|after|\w+-\w+)", g.plain[m.end() : m.end() + 6]
        ):
            continue
        for _, named in g.signs("club", m.start(), m.end()):
            readings = [Reading(team=c, word="in:relegation zone") for c in named.clubs[:1]]
            if readings:
                yield (
                    make("league_position", g, m.start(), m.end(), readings, firm=not m["rel"]),
                    m.start(),
                    m.end(),
                )


_OF_SOMEBODY = re.compile(r"'s? (?:\w+ )?(?:side|team|men|charges|outfit|players|boys)\b")


def _passed(g: Gloss, ctx: Context) -> _Found:
    """A side that went above another."""
    for m in pattern(_PASSED).finditer(g.plain):
        others = ctx.team(g, m.start("other"), m.end("other"))
        if not NAMED.search(m["other"]) or hedged(g.plain[max(0, m.start() - 30) : m.start()]):
            continue
        clubs, sure = _who(g, ctx, m.start())
        readings = [
            Reading(team=c, opponent=o, word="above") for c in clubs for o in others if c != o
        ]
        if readings:
            claim = make(
                "league_position", g, m.start(), m.end(), readings,
                firm=sure and _firm(g, m.start(), m.end()),
            )  # fmt: skip
            yield claim, m.start(), m.end()


def _zoned(g: Gloss, ctx: Context) -> _Found:
    """A side in a part of the table, or out of it."""
    for m in pattern(_ZONED).finditer(g.plain):
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        if hedged(lead) or re.search(
            r"(?:NUM|\d|points?|from|off|of) $|\b(?:battle|fight|race|hopes|chase|chasing|push|bid|for|hunt|finish|towards?|closer|threat\w*|fears?|reach\w*|between) (?:a |the |for |to |in )*$",
            lead,
        ):
            continue
        inside = m[0].split(m["zone"])[0]
        if not inside.strip() or inside.strip() == "the":
            continue
        if pattern(r"\b(?:NUM|a)(?: points?)? $").search(lead):
            continue
        clubs, sure = _who(g, ctx, m.start())
        word = f"{'out' if m['out'] else 'in'}:{m['zone']}"
        league = (
            _league(g, ctx, max(0, m.start() - 30), m.end())
            if "champions league" not in m["zone"]
            else ""
        )
        readings = [
            Reading(
                team=c,
                word=word,
                competition=league if league.endswith((".1", ".2", ".3", ".4")) else "",
            )
            for c in clubs
        ]
        if readings:
            claim = make(
                "league_position", g, m.start(), m.end(), readings,
                firm=sure and _firm(g, m.start(), m.end()),
            )  # fmt: skip
            yield claim, m.start(), m.end()


def _gaps(g: Gloss, ctx: Context) -> _Found:
    for source, kind in (
        (_CUT, "cut"), (_IS_CUT, "cut"), (_BY, "by"), (_WITHIN, "within"), (_OFF_TOP, "top"), (_BETWEEN, "club"), (_LEAD, "lead"),
        (_ZONE, "zone"), (_CLEAR, "clear"), (_LEVEL, "level"),
    ):  # fmt: skip
        for m in pattern(source).finditer(g.plain):
            yield from _gap(g, ctx, m, kind)
    for m in pattern(_POINTS).finditer(g.plain):
        yield from _points(g, ctx, m, number_of(m["games"]) if m["games"] else None)
    for m in pattern(_BARE_POINTS).finditer(g.plain):
        yield from _points(g, ctx, m, None)


def _points(g: Gloss, ctx: Context, m: re.Match[str], games: int | None) -> _Found:
    number = number_of(m["n"])
    if number is None or number > 120 or hedged(g.plain[max(0, m.start() - 20) : m.end()]):
        return
    if (
        games is None
        and number < 4
        and re.search(
            r"\b(?:with|to|for|a|taken|earned|gained|their)\b", m[0][: m.start("n") - m.start()]
        )
    ):
        # "With three points": a win.
        return
    if re.search(
        r"\b(?:last|past|previous) $|\b(?:needs?|require|away|worth|drop\w*|lost|deduct\w*|dock\w*)\b",
        g.plain[max(0, m.start() - 25) : m.start()],
    ):
        return
    if pattern(r"^ (?:from|in|out of) (?:a possible|the last|their last|possible)").match(
        g.plain[m.end("n") + 7 : m.end() + 30]
    ):
        return
    named = [(at, x) for at, x in g.signs("club", 0, m.start("n")) if x.clubs]
    clubs: Sequence[Club]
    both = re.search(r"\bboth\b|\beach\b", m[0]) and len(named) > 1
    plural = re.search(r"\b(?:both|each|all)\b[^.,;]{0,12}$", g.plain[: m.start("n")]) is not None
    if both:
        clubs, sure = [named[-1][1].clubs[0]], True
    elif pattern("CLUB").match(m[0]):
        clubs, sure = ctx.team(g, m.start(), m.start() + 1), True
    else:
        clubs, sure = _who(g, ctx, m.start())
    league = _league(g, ctx, m.start(), m.end())
    readings = [Reading(team=c, number=number, other=games, competition=league) for c in clubs]
    if readings:
        firm = sure and _firm(g, m.start(), m.end()) and not (plural and not both)
        yield make("points", g, m.start("n"), m.end(), readings, firm=firm), m.start("n"), m.end()


def _gap(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> _Found:
    groups = m.groupdict()
    written = (groups.get("n") or "").replace("a point", "one").replace("one point", "one")
    number = 0 if kind == "level" else number_of(written)
    if number is None or hedged(g.plain[max(0, m.start() - 30) : m.start()]):
        return
    start, end = m.start(), m.end()
    other = groups.get("other") or ""
    if kind in ("club", "top", "clear", "zone") and "point" not in m[0]:
        # Without the word it must be plain from what stands before: "third on 66 points, 17 behind".
        if not re.search(
            r"points?[^.;]{0,40}$|\b(?:have|has|with|on) \d{1,3},? $|\b(?:now|are|is|sit|lie|stand|still|remain|just|only|stay|fall|fell|dropped|slipped|moved?|go|went) (?:[a-z]+ ){0,1}$",
            g.plain[max(0, start - 45) : start],
        ) or re.match(
            r" ?(?:minutes?|goals?|seconds?|games?)", g.plain[m.end("n") : m.end("n") + 9]
        ):
            return
        if kind == "club" and groups.get("way") in ("of", "off", "above", "below"):
            return
        if pattern(r"SCORE").search(g.plain[max(0, start - 6) : m.end("n") + 1]):
            return
    if kind == "club" and groups.get("way") == "of":
        return
    if kind == "level":
        if not re.search(
            r"points|top|table|leaders", g.plain[max(0, m.start() - 60) : m.end() + 40]
        ):
            return
    others: tuple[Club, ...] = ()
    if other and pattern("CLUB").search(other):
        others = ctx.team(g, m.start("other"), m.end("other"))
    elif other and kind in ("by", "level") and NAMED.search(other):
        others = ctx.team(g, m.start("other"), m.end("other"))
    if groups.get("team"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        sure = bool(NAMED.search(groups["team"])) or (bool(ctx.sides) and _ours(g, ctx))
    else:
        clubs, tight = subject(g, ctx, m.start(), others)
        sure = tight is not None or (bool(ctx.sides) and _ours(g, ctx))
        if tight is None:
            clubs = tuple(dict.fromkeys((*clubs, *(c for c in ctx.sides if c not in others))))
        elif kind == "club" and tight < start < tight + 40:
            start = tight
    league = _league(g, ctx, start, end)
    way = groups.get("way") or groups.get("word") or ""
    behind = re.search(r"behind|adrift|off|below|shy|deficit|fewer|short|trail", way) is not None
    readings = _gap_readings(kind, clubs, others, number, way, behind, other, groups, league, g, m)
    if readings:
        # A change of a lead may be told of either side, at some moment of the day.
        yield (
            make("points_gap", g, start, end, readings, firm=sure and _firm(g, start, end)),
            start,
            end,
        )


def _gap_readings(
    kind: str, clubs: Sequence[Club], others: Sequence[Club], number: int, way: str, behind: bool,
    other: str, groups: dict[str, str | None], league: str, g: Gloss, m: re.Match[str],
) -> list[Reading]:  # fmt: skip
    if kind == "top" or (kind == "within" and re.search(r"leader|top$|summit", other)):
        return [Reading(team=c, number=number, word="top", competition=league) for c in clubs]
    if kind == "within" and re.search(r"zone|four|safety", other):
        return [
            Reading(team=c, number=number, word=f"zone:{other}", competition=league) for c in clubs
        ]
    if kind == "zone":
        return [
            Reading(team=c, number=number, word=f"zone:{groups['zone']}", competition=league)
            for c in clubs
        ]
    if others:
        word = "level" if kind == "level" else "behind" if behind else "ahead"
        if re.search(r"gap|margin", way) or kind in ("cut", "within"):
            word = "between"
        if kind == "club" and way == "of":
            word = "between"
        pairs = [
            Reading(team=c, opponent=o, number=number, word=word, competition=league)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if kind == "cut" and len(clubs) > 1:
            pairs += [Reading(team=c, number=number, word="any", competition=league) for c in clubs]
        return pairs
    if kind == "club":
        # "Their nearest rivals": the next side in the table.
        return [Reading(team=c, number=number, word="any", competition=league) for c in clubs]
    if kind == "level":
        return []
    if kind in ("cut", "lead", "clear", "by"):
        found = [Reading(team=c, number=number, word="any", competition=league) for c in clubs]
        possessive = pattern(r"CLUB(?='s| )").search(m[0]) if kind == "cut" else None
        if possessive:
            named = g.mention(possessive[0])
            if named is not None:
                found += [
                    Reading(team=c, number=number, word="any", competition=league)
                    for c in named.clubs
                ]
        return found
    return []
