"""Reading the table: places, parts of it, who stands above whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import NAMED, make

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
        r"tumbl(?:e|ed|ing)|plunge[d]?|sink|sank|sunk|soar(?:ed|ing)?|end(?:ed)?|close[d]?|leaving them|reached|strengthen(?:ed|ing)?|cement(?:ed|ing)?|"
        r"(?:finish|end|start|begin|began|started)(?:ed|s)? the (?:day|night|evening|weekend|round|year|season|campaign)|find themselves|found themselves|(?:went|go) into the (?:break|new year|weekend))"
    ),
)
_GO = r"(?: from ORD(?:[- ]place)?)?(?: (?:(?:one|two|three|four|five|six|seven|\d) (?:places?|spots?|rungs?|positions?)|still|now|currently|only|just|up|down|back|provisionally|a lowly|a|to|into|in|at|on|from|the|all the way|rooted|temporarily|again|joint|outright|alone|clear|hold|of)){0,5}"
_PLACE = (
    r"(?:(?P<place>ORD)(?P<low> (?:from )?(?:the )?(?:bottom|last)\b|-bottom|-from-bottom)?|(?P<word>rock[- ]bottom|one from (?:the )?bottom|dead last|bottom|last|top|next to (?:the )?(?:bottom|last)|penultimate|"
    r"(?:the )?(?:summit|foot)|(?:the )?(?:lead|leadership)))"
)
_TAIL = r"(?P<tail>(?:[- ](?:place|spot|position|slot)\b)?OFTABLE?)"

_PLACED_BEFORE = r"(?<!to-)(?<!to )(?P<place>ORD|top|bottom|last(?=-))(?:[- ]placed,?|-place,?|[- ]place) (?:side |club |rivals |neighbours )?(?P<team>CLUB)"
_SECOND_LAST = r"(?P<word>(?:second|next)[- ]to[- ]last(?:[- ]placed?)?) (?P<team>CLUB)"
_NUMBERED = r"(?:number|no\.?) (?P<place>two|three|2|3) (?P<team>CLUB)"
_GIVEN = r"\b(?:gave|gives?|giving|hand(?:ed|s)?|earn(?:ed|s)?) (?P<team>TEAM) (?:the )?(?P<place>ORD)[- ](?:spot|place|position)\b(?P<tail>OFTABLE?)"
_AT_TOP = r"(?<!gap )(?<!lead )(?<!race )(?<!side )(?<!places )(?<!fight )(?<!battle )\bat (?:the )?(?P<word>top|summit|bottom|foot)\b(?P<tail>OFTABLE)"
_OPENS = r"(?:^\W*|\bposition:? )(?P<place>ORD)(?P<tail>)(?=, (?:NUM|\d{1,2}) points? (?:clear|behind|off|above|adrift|from)|[.]?$)"
_BOTH_PLACED = r"(?P<place>ORD) and (?P<second>ORD)[- ]placed? (?P<team>CLUB) and (?P<other>CLUB)"
_FROM_TO = r"\bfrom ORD (?:place |spot )?(?:in TABLE )?to (?P<place>ORD)\b(?P<tail>(?: place| spot)?)(?! (?:half|minute|leg|gear))"
_VERB = rf"\b(?P<verb>STAND){_GO} {_PLACE}\b{_TAIL}"
_SPOT = rf"(?:in|into|to|up to|at|down in|down to|out of|from|(?:grip|hold|grasp|claim) on|on to|onto) (?:the |their |its )?(?P<place>ORD)(?P<low>-bottom| from bottom)?(?:[- ](?:place|spot|position|slot)\b| (?:place|spot|position)\b){_TAIL}"
_APPOSED = (
    r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges)), (?:who are |who were |who sit |currently |now |still |in |lying |sitting )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)(?=,| with| on| and| after| behind|\.|$)(?! half| leg| minute| time)"
)
_LEFT = (
    r"\b(?:leav|lift|tak|put|send|sent|mov|keep|kept|drop|push|fir|propel|take|took|left|rais|carr|return)(?:e|es|s|ed|ing|ied|y)? "
    r"(?P<team>TEAM) (?:up |down |back |still |just |provisionally |temporarily )*(?:to |into |in |at |on )?(?!(?:the )?lead\b)(?:the )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)"
    r"(?= on |,|\.| with| and| behind|$|;| by| for| after| as | when | thanks| ahead| level)"
)
_TOP = (
    r"(?:(?P<word>(?:league |COMP )?leader|league leaders|leaders|group leaders|runaway leaders|table-topping|table-toppers|pace-?setters|bottom club|bottom side|bottom team|"
    r"basement (?:club|side|boys)|basement|cellar-dwellers|tail-enders|wooden-spoonists|next-to-bottom|second-bottom|COMP leaders|division leaders|rock-bottom|bottom-of-the-table|bottom-club|bottom|number one) (?P<team>CLUB))"
)
_LEADERS_WHO = r"(?P<word>(?:league|group|COMP) leaders), (?P<team>CLUB)(?=[,.;]|$)"
_TOP_AFTER = r"(?P<team>CLUB), (?:the |who are |who were |now |still |currently )*(?P<word>league leaders|leaders|pace-?setters|table-toppers|bottom club|bottom side)(?=,|\.| |$)"
_GO_TOP = (
    r"\b(?P<verb>STAND)(?: (?:back|provisionally|temporarily|back to the|to the|on|at the|to|up to the|clear at the|joint|outright|the|at)){0,3} "
    r"(?P<word>top|summit|bottom|foot|leadership)\b(?P<tail>(?: spot)?OFTABLE?)(?! (?:scorer|corner|goal|form|side|man|player|class|of the (?:bill|world|class|agenda|penalty|box)|four|three|two|six|half|seed))"
)
_HITS = r"\b(?P<verb>hit|hits|hitting|reach|reached|reaches|seized?|seizes) (?:the )?(?P<word>summit|top spot)\b(?P<tail>OFTABLE?)"
_HOLD = (
    r"\b(?:keep|keeps|kept|keeping|retain|retains|retained|maintain|maintains|maintained|strengthen\w*|tighten\w*) (?:its|their|the|a) (?:[a-z-]+ )?"
    r"(?:hold|grip|grasp) on (?:the )?(?:(?:[a-z-]+|COMP) ){0,5}?(?P<word>leadership|lead|top spot|first place|top)\b(?P<tail>OFTABLE?)"
)
_LEAD_WITH = r"(?P<team>CLUB),? (?:who )?(?:still |now )?(?P<word>lead|leads|top|tops|head|heads)(?P<tail>)(?= (?:with|on) (?:\d|NUM points)| by (?:NUM|an?) points?| (?:a|the) group\b)"
_LEAD_TABLE = r"\b(?P<word>lead|leads|led|leading|head|heads|headed|top|tops|topped|topping) (?P<tail>(?:the )?(?:[a-z-]+ ){0,2}?(?:TABLE|standings))(?: by (?P<n>NUM) points?)?"
_IN_PLACE = r"\bin (?P<place>ORD)(?P<low>(?: from |-)bottom)?(?P<tail>OFTABLE?)(?=,? (?:with|on) \d| with NUM points|[.;]|, (?:NUM|\d+) points| behind CLUB| on goal)"
_NAMED_TOP = r"(?P<team>CLUB),? (?:now |still |back |again )?(?P<word>top|bottom|rock[- ]bottom|last)(?P<tail>OFTABLE)"
_LEADERS_NOW = (
    r"\b(?P<verb>are|were|is|remain|remained|became|become|as|now) (?:(?:now|still|the|new|sole|outright|runaway|clear|surprise|early|again) ){0,4}"
    r"(?P<word>(?:league |group |table |division |COMP )?leaders)\b(?P<tail>)(?! of (?:men|the (?:team|group|dressing)))"
)
_KNOCKED = r"\b(?:knock|dislodg|displac|toppl|oust|depos|dethron|replac)\w* (?P<other>TEAM)(?P<word> (?:off|from|at|as) (?:the )?(?:top|summit|leaders|league leaders|perch|first place))(?P<tail>OFTABLE?)"
_PROP = r"\b(?P<word>prop(?:s|ped|ping)? up) (?P<tail>(?:the )?(?:rest|others?|table|standings|pile|(?:[a-z-]+ ){0,2}?TABLE))\b"
_TO_TOP = r"\bleapfrogg?\w* [^.,;]{3,40}? (?:to|at|into|and go|and went) (?:the )?(?P<word>top|summit)\b(?P<tail>OFTABLE?)"
_BARE_PLACE = r"(?:^|[:;,(-] ?)(?:they are |now |still |and |a distant |a poor |a lowly )?(?P<place>ORD)(?P<low>-bottom)?(?P<tail> in the (?:final |first division |league |premier league |overall )?(?:table|standings|league|division|league table))\b"
_PIPPED = r"\b(?:pip(?:s|ped)?|edged|beat) (?P<other>CLUB) (?:for|to|into) (?P<place>ORD)(?P<tail>(?: place| spot)?)(?=[.,;]| on| by| thanks| with|$)"
_GONE_TO = r"\b(?:take|takes|took|claim(?:ed|s)?|grab(?:bed|s)?|snatch(?:ed)?|secur(?:ed|es)) the (?P<place>ORD) (?:and final |and last )?(?:automatic )?(?:promotion|qualifying|champions league|european) (?:place|spot)(?P<tail>)"
_SHARED = r"\b(?:share|shares|sharing|shared) (?:the )?(?P<word>lead|top spot|leadership|first place|top place)\b(?! for| until| at half)"
_OFF_BOTTOM = r"\b(?:off|away from|up from) (?:the )?(?P<b>bottom|foot)(?: of the TABLE)?(?! (?:two|three|four|half|corner|of the (?:box|post)))"
_PASSED = (
    r"\b(?:leapfrog(?:ged|ging|s)?|overtak(?:e|es|ing)|overtook|overhaul(?:ed|ing)?|(?:climb|mov|go|jump|ris)(?:e|ed|es|ing|s)? above|went above|rose above|moved? ahead of|went ahead of|replac(?:e|ed|ing)) "
    r"(?P<other>TEAM)(?P<tail>(?: (?:at|on|in|into|to) (?:the )?(?:top|summit|second|third|fourth|fifth|sixth|place)?)?)"
)
_ZONED = (
    r"(?P<out>(?:out of|outside|clear of|above|just above|away from) )?(?:(?:in|into|inside|deep in|rooted in|stuck in|still in|back in|to|within) )?(?:the )?"
    r"(?P<zone>relegation zone|drop zone|relegation places|bottom (?:two|three|four)|top (?:two|three|four|five|six|seven|ten|half)(?: of the TABLE)?|bottom half(?: of the TABLE)?|"
    r"(?:play-?off|champions league|european|europa league|promotion) (?:places|spots|positions|zone|place|spot))"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of the table in one sentence."""
    taken: list[tuple[int, int]] = []
    for claim, start, end in _places(g, ctx):
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        yield as_left(g, claim, start, end)


# What a match has done to the table, or how it stands now; "second-placed" may be of before it.
_LEFT_SO = re.compile(
    r"\b(?:remain|stay|drop|slip|slid|fall|fell|sink|sank|climb|mov|ris|rose|go|went|leap|leapt|jump|leav|left|lift|"
    r"tumbl|plung|return|put|take|took|takes|keep|kept|stretch|extend|open|cut|trim|narrow|reduc|clos|are|is|'re|now|"
    r"sit|lie|stand|still|level|joined?|overt[ao]ok|leapfrog)(?:s|es|ed|d|ing|ped|ping|e|bed)?\b"
)
_BEFORE_IT = re.compile(
    r"\b(?:were|was|had|before|previously|until|ahead of (?:the|this)|going into|go into|went into|came into|"
    r"come into|began|started|start|overnight|earlier|if|would|could|can|may|might|will)\b"
)


_PARTS = re.compile(r"[.;:()]|, wh\w+\b|\b(?:while|but|although|though|as|when|after|before)\b")


def as_left(g: Gloss, claim: Claim, start: int, end: int) -> Claim:
    """A claim of the table, marked where its words tell what the matches just told have made of it."""
    if start < 0:
        return claim
    words = _PARTS.split(g.plain[max(0, start - 60) : start])[-1] + g.plain[start:end]
    if not _LEFT_SO.search(words) or _BEFORE_IT.search(words):
        return claim
    return replace(claim, readings=tuple(replace(r, after=claim.start) for r in claim.readings))


_Found = Iterator[tuple[Claim, int, int]]


def league_named(g: Gloss, ctx: Context, start: int, end: int) -> str:
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
    r"(?:week|month|day)s? ago|trailed|once|chances? (?:of|to)|hopes? of|bid to|who finished|which finished|had (?:been|stood|climbed|dropped|slipped|risen|lain|led|topped|gone|moved|finished|sat)|"
    r"by then|at the time|that season|(?:19|20)\d\d-\d\d|halfway|new year|when (?:they|he|the season|play)|earlier|at the start|previously|"
    r"for (?:\w+ ){1,3}(?:weeks|days|months))\b"
)


def firm_now(g: Gloss, start: int, end: int) -> bool:
    """True if words at a place speak of the table as it stands, not of another time."""
    first, last = g.clause(start)
    a, b = max(0, min(first, start)), max(last, end)
    return not foreign_time(g, a, b) and not _NOT_NOW.search(g.plain[max(0, start - 40) : end + 40])


_STRONG = re.compile(
    r"sit|lie|lying|lay|languish|stand|stood|remain|stay|rank|climb|move|drop|slip|slid|rise|rose|up|down|leap|occup|"
    r"jump|tumbl|plung|fell|fall|sank|sink|consolidat|return|regain|reclaim|soar|cement|strengthen|finish|end(?:ed)?\b|find|found|went|go(?:es)?\b"
)


_BEARING = (_PLACED_BEFORE, _TOP, _TOP_AFTER)


def _places(g: Gloss, ctx: Context) -> _Found:
    for source in (
        _PLACED_BEFORE,
        _FROM_TO,
        _TOP,
        _LEADERS_WHO,
        _TOP_AFTER,
        _SECOND_LAST,
        _NUMBERED,
        _GIVEN,
        _AT_TOP,
        _OPENS,
        _APPOSED,
        _LEFT,
        _VERB,
        _SPOT,
        _GO_TOP,
        _HITS,
        _HOLD,
        _LEAD_WITH,
        _LEAD_TABLE,
        _IN_PLACE,
        _NAMED_TOP,
        _LEADERS_NOW,
        _KNOCKED,
        _PROP,
        _TO_TOP,
        _BARE_PLACE,
        _PIPPED,
        _GONE_TO,
    ):
        for m in g.every(source):
            groups = m.groupdict()
            if source is _VERB and not _is_place(g, m):
                continue
            if source in (_VERB, _SPOT) and _OF_NEXT.match(g.plain, m.end()):
                # "Goes to third-placed Nice".
                continue
            if source is _LEAD_TABLE and not _leads_table(g, m):
                continue
            if (looks := _LOOKS.match(g.plain)) is not None and m.start() < looks.end():
                # "Down at the bottom, QPR are …": where the sentence looks, nobody's place.
                continue
            place = _number(groups)
            at = m.start("place") if groups.get("place") else m.start("word")
            if not place or place > 30:
                continue
            # "Failed to beat leaders Chelsea": they are, for all that.
            if source not in _BEARING and hedged(g.plain[max(g.clause(at)[0], at - 45) : at]):
                continue
            start, end = at, m.end("tail") if groups.get("tail") is not None else m.end()
            loose = source in (_AT_TOP, _OPENS, _FROM_TO) or (
                source is _APPOSED and _BEHIND.search(g.plain, 0, m.start()) is not None
            )
            if groups.get("team") and source is not _VERB:
                start = m.start()
            if source in (_VERB, _GO_TOP, _LEAD_TABLE, _LEADERS_NOW, _KNOCKED, _PROP):
                start = m.start()
            claim, first, last = _placed(g, ctx, m, place, start, end)
            yield replace(claim, firm=claim.firm and not loose), first, last
    for m in g.every(_BOTH_PLACED):
        for name, team in (("place", "team"), ("second", "other")):
            readings = [
                Reading(team=c, number=ordinal_of(m[name]))
                for c in ctx.team(g, m.start(team), m.end(team))
            ]
            start, end = (m.start(), m.end("team")) if name == "place" else (m.start(name), m.end())
            if readings:
                yield make("league_position", g, start, end, readings), start, end
    yield from _passed(g, ctx)
    yield from _zoned(g, ctx)
    yield from _also(g, ctx)


_LOOKS = re.compile(
    r"\W*(?:down |back |up )?(?:(?:at|near|towards) )?the (?:very )?(?:bottom|foot|top|basement|other end)\b"
    r"(?: of the \w+)?,"
)
_OF_NEXT = pattern(r"(?:d)? (?:side |club )?CLUB")
_BEHIND = re.compile(r"\b(?:over|against|to|at|with|by|beat|beating|past|from) $")


def _number(groups: dict[str, str | None]) -> int:
    """The place that words tell, counted from the top; from the bottom where negative."""
    word = groups.get("word") or ""
    place = groups.get("place") or ""
    if place in ("top", "bottom", "last"):
        return 1 if place == "top" else -1
    if place:
        number = ordinal_of(place) or number_of(place) or 0
        return -number if groups.get("low") else number
    if re.search(r"(?:next|second)[- ]to|penultimate|one from|second-bottom", word):
        return -2
    if re.search(r"bottom|basement|prop|foot|last|cellar|tail-end|wooden", word):
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
    if not word and g.plain[: m.start("place")].endswith(("in the ", "on the ")):
        return False  # "Turned down in the 16th": a minute.
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
    if (
        verb in ("are", "is", "lie", "were")
        and re.search(
            r"\b(?:and|but) (?:now |still )?$", g.plain[max(0, m.start() - 12) : m.start()]
        )
        and re.match(r"[.;,]|$| and have\b| with\b| on \d", rest)
        and re.search(r"[.;,]|$", rest)
    ):
        return True
    if re.match(
        r" (?:on|with|after|and|but|by|thanks|behind|ahead|despite|,)|[,.;]|$", rest
    ) and not re.match(r"^ (?:and|after) (?:ORD|last)", rest):
        strong = _STRONG.match(verb) or (
            verb in ("are", "is", "were", "finished", "now", "still")
            and pattern(
                r"(?:CLUB[^.;]{0,60},|CLUB|\bthey|\bwho|'s (?:side|men|team)|\bpoints[^.;]{0,30},? (?:and|but)) (?:now |still )?$"
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
        if (m.re is pattern(_APPOSED) and _BEHIND.search(g.plain, 0, m.start())) or not (
            NAMED.search(m["team"]) and len(clubs) == 1
        ):
            more, sure, _ = candidates(g, ctx, m.start())
            clubs = tuple(dict.fromkeys((*clubs, *more)))
    else:
        others = ctx.team(g, m.start("other"), m.end("other")) if groups.get("other") else ()
        clubs, sure, _ = candidates(g, ctx, m.start(), others)
    league = league_named(g, ctx, m.start(), end)
    readings = [Reading(team=c, number=place, competition=league) for c in clubs]
    claim = make("league_position", g, start, end, readings, firm=sure and firm_now(g, start, end))
    return claim, start, end


_ELLIPTIC = r"(?:,|\band|\bwith) (?P<team>CLUB),? (?P<place>ORD)(?=[.;,]|$| and | on | with)"
_JOINT = r"\b(?:are|were|lie|remain|now|went|go|stay|as|became|become|sit) (?:now |still |in |at )?(?P<word>joint[- ](?:leaders|top|first))\b(?: with (?P<other>CLUB))?"
_DOWN = (
    r"(?P<team>CLUB(?:(?:, CLUB){0,3},? and CLUB)?),? (?:who )?(?:go|went|are|were|have been|had been|already|are already)? ?(?:already |now )?(?:down|relegated|doomed)(?: (?:with|along with|together with) (?P<more>CLUB(?:(?:, CLUB){0,3},? and CLUB)?))?"
    r"|\b(?P<rel>relegated) (?P<team2>CLUB)"
)


def _also(g: Gloss, ctx: Context) -> _Found:
    """Places told in passing: "and Norwich fourth", joint leaders, the sides that go down."""
    told = pattern(
        r"\b(?:are|were|lie|is|sit|finish\w*|stand|stay\w*|remain\w*|mov\w+|climb\w*|level|points)\b[^.;]{0,20}\bORD|CLUB, (?:in |now |lying )?ORD,"
        r"|\bpoints? (?:with|behind|ahead)\b"
    ).search(g.plain)
    if told is not None:
        for m in pattern(_ELLIPTIC).finditer(g.plain, told.start()):
            place = ordinal_of(m["place"]) or 0
            clubs = ctx.team(g, m.start("team"), m.end("team"))
            if 0 < place < 25:
                readings = [Reading(team=c, number=place) for c in clubs]
                start = m.start("team")
                claim = make(
                    "league_position", g, start, m.end(), readings, firm=firm_now(g, start, m.end())
                )
                yield claim, start, m.end()
    for m in (*g.every(_JOINT), *g.every(_SHARED)):
        clubs, _, _ = candidates(g, ctx, m.start())
        readings = [Reading(team=c, number=1, word="joint") for c in clubs]
        if readings:
            claim = make("league_position", g, m.start(), m.end(), readings, firm=False)
            yield claim, m.start(), m.end()
    for m in g.every(_OFF_BOTTOM):
        if hedged(g.plain[max(0, m.start() - 30) : m.start()]) or pattern(
            r"(?:NUM|\bpoints?) $"
        ).search(g.plain, max(0, m.start() - 12), m.start()):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        readings = [Reading(team=c, word="out:bottom one") for c in clubs]
        if readings:
            firm = sure and firm_now(g, m.start(), m.end())
            claim = make("league_position", g, m.start(), m.end(), readings, firm=firm)
            yield claim, m.start(), m.end()
    for m in g.every(_DOWN):
        if hedged(g.plain[max(0, m.start() - 25) : m.end()]) or re.match(
            r" (?:by|to|at|\d|in|after|\w+-\w+)", g.plain[m.end() : m.end() + 6]
        ):
            continue
        for _, named in g.signs("club", m.start(), m.end()):
            readings = [Reading(team=c, word="in:relegation zone") for c in named.clubs[:1]]
            if readings:
                yield (
                    make(
                        "league_position",
                        g,
                        m.start(),
                        m.end(),
                        readings,
                        firm=re.search(r"relegated|doomed", m[0]) is not None and not m["rel"],
                    ),
                    m.start(),
                    m.end(),
                )


def _passed(g: Gloss, ctx: Context) -> _Found:
    """A side that went above another."""
    for m in g.every(_PASSED):
        others = ctx.team(g, m.start("other"), m.end("other"))
        if not NAMED.search(m["other"]) or hedged(g.plain[max(0, m.start() - 30) : m.start()]):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        readings = [
            Reading(team=c, opponent=o, word="above") for c in clubs for o in others if c != o
        ]
        if readings:
            claim = make(
                "league_position", g, m.start(), m.end(), readings,
                firm=sure and firm_now(g, m.start(), m.end()),
            )  # fmt: skip
            yield claim, m.start(), m.end()


def _zoned(g: Gloss, ctx: Context) -> _Found:
    """A side in a part of the table, or out of it."""
    for m in g.every(_ZONED):
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
        clubs, sure, _ = candidates(g, ctx, m.start())
        word = f"{'out' if m['out'] else 'in'}:{m['zone']}"
        league = (
            league_named(g, ctx, max(0, m.start() - 30), m.end())
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
                firm=sure and firm_now(g, m.start(), m.end()),
            )  # fmt: skip
            yield claim, m.start(), m.end()
