"""Reading the table: places, parts of it, who stands above whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press import read_zone
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import NAMED, make
from matchdesk.press.table_words import as_left, firm_now, league_named

_GO = r"(?: from ORD(?:[- ]place)?)?(?: (?:(?:an?|one|two|three|four|five|six|seven|\d) (?:places?|spots?|rungs?|positions?)|their|its|distant|poor|lowly|respectable|creditable|still|now|already|currently|only|just|up|down|back|provisionally|a lowly|a|to|into|in|at|on|from|the|all the way|rooted|temporarily|again|joint|outright|alone|clear|hold|of)){0,5}"
_PLACE = (
    r"(?:(?P<place>ORD)(?P<low>[- ](?:(?:from|to)[- ])?(?:the )?(?:bottom|last)\b)?|(?P<word>rock[- ]bottom|one from (?:the )?bottom|dead last|bottom|last|top(?![- ](?:two|three|four|five|six|seven|eight|ten|half|flight|tier|\d))|next to (?:the )?(?:bottom|last)|penultimate|"
    r"(?:the )?(?:summit|foot)|(?:the )?(?:lead|leadership)))"
)
_TAIL = r"(?P<tail>(?:[- ](?:place|spot|position|slot)\b)?OFTABLE?)"

_PLACED_BEFORE = r"(?<!to-)(?P<place>ORD|top|bottom|last(?=-))(?:[- ]?placed,?|-place,?|[- ]place) (?:side |club |rivals |neighbours )?(?P<team>CLUB)"
# "Seventh Atromitos drew 1-1".
_BARE_BEFORE = r"(?:^|[.,;:] |\band |\bwhile |\bbut |\bby |\bto |\bat |\bagainst )(?P<place>ORD) (?P<team>CLUB)(?= (?:drew|won|lost|beat|were|are|had|have|went|earned|suffered|picked|moved|stayed|host|visit|play|face|come|was|is|,))"
# "A dull game against the side third from bottom".
_LOW_SIDE = r"(?<!-)(?P<place>ORD)(?P<low>(?: |-)from(?: |-)(?:the )?(?:bottom|foot)|-bottom)\b(?P<tail>OFTABLE?)(?! CLUB)"
_SECOND_LAST = r"(?P<word>(?:second|next)[- ]to[- ]last(?:[- ]placed?)?) (?P<team>CLUB)"
_NUMBERED = r"(?:number|no\.?) (?P<place>two|three|2|3) (?P<team>CLUB)"
_GIVEN = r"\b(?:gave|gives?|giving|hand(?:ed|s)?|earn(?:ed|s)?) (?P<team>TEAM) (?:the )?(?P<place>ORD)[- ](?:spot|place|position)\b(?P<tail>OFTABLE?)"
_AT_TOP = r"(?<!gap )(?<!lead )(?<!race )(?<!side )(?<!places )(?<!fight )(?<!battle )\bat (?:the )?(?P<word>top|summit|bottom|foot)\b(?P<tail>OFTABLE)"
_OPENS = r"^\W*(?P<place>ORD)(?P<tail>)(?=, (?:NUM|\d{1,2}) points? (?:clear|behind|off|above|adrift|from)|[.]?$)"
# "League Position: 14th" below a team list.
_POSITION = r"\b(?:position|league PERSON|table PERSON):? (?P<place>ORD)(?P<tail>)(?![ -](?:half|minute|leg|goal|in ))"
# "City league position after match: 16".
_POSITION_OF = r"(?P<team>CLUB)(?:'s)? (?:league |table )?position(?: [a-z]+){0,3}: ?(?P<place>\d{1,2}(?:st|nd|rd|th)?)(?P<tail>)\b(?![-:/])"
_BOTH_PLACED = (
    r"(?P<place>ORD) and (?P<second>ORD)[- ]?placed? (?:sides |clubs |teams )?(?P<team>CLUB) and (?P<other>CLUB)",
    r"(?P<team>CLUB) and (?P<other>CLUB),? (?:who (?:are|were|lie) |in |(?:now |currently |still )?(?:occupy |hold |fill |are in )?(?:the )?|(?:the )?(?:COMP'?s? |league's |division's )|now |are |were |lie |sit |finish(?:ed)? |end(?:ed)? |stand |stay |remain |move |moved up to )?(?P<place>ORD) and (?P<second>ORD)(?! (?:half|leg|goal|minute|season|time|round))",
)
_FROM_TO = r"\bfrom ORD (?:place |spot )?(?:in TABLE )?to (?P<place>ORD)\b(?P<tail>(?: place| spot)?)(?! (?:half|minute|leg|gear))"
_VERB = rf"\b(?P<verb>STAND){_GO} {_PLACE}\b{_TAIL}"
# "In second place is Bulgaria", "bottom of the table are Leeds".
_INVERTED = r"(?:^|[.;:,] |\b(?:and|but|while) )(?:(?:still |now )?in (?:the )?(?P<place>ORD)(?: place| spot| position)?(?P<tail>OFTABLE?)|(?P<word>(?:rock[- ])?bottom|top|last)(?P<tail2>OFTABLE)),? (?:is|are|were|was|sit|sits|lie|lies|stand|stands|come|comes|remain|remains) EPITHETS(?P<team>CLUB)"
# "Slip out of the play-off positions to eighth".
_ALL_THE_WAY = r"\b(?:slip|slid|drop|fall|fell|sink|sank|tumbl|plung|climb|mov|rise|rose|jump|leap)\w* (?!to |into )[^.;,:]{3,45}? (?:to|into) (?P<place>ORD)(?P<tail>(?:[- ](?:place|spot|position)\b)?OFTABLE?)(?=[.,;]|$| with (?:\d|NUM points)| on \d|,? (?:behind|ahead|above|below) )"
_SPOT = rf"(?:(?:sure|certain|assured|confident) of|t[ao]k(?:es?|en|ing) over|took over|sealed|secured|clinched|booked|confirmed|snatched|seized|in|into|to|up to|at|down in|down to|out of|from(?! (?:the |their |its )?ORD(?:[- ](?:place|spot|position))? (?:in TABLE )?to\b)|(?:grip|hold|grasp|claim) on|on to|onto) (?:the |their |its )?(?P<place>ORD)(?P<low>-bottom| from bottom)?(?:[- ](?:place|spot|position|slot)\b| (?:place|spot|position)\b){_TAIL}"
_APPOSED = (
    r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges)), (?:who are |who were |who sit |currently |now |still |in |lying |sitting )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)(?=,| with| on| and| after| behind|\.|$)(?! half| leg| minute| time)"
)
_LEFT = (
    r"\b(?:leav|lift|tak|put|send|sent|mov|keep|kept|drop|push|fir|propel|take|took|left|rais|carr|return)(?:e|es|s|ed|ing|ied|y)? "
    r"(?P<team>TEAM) (?:(?:above|past|ahead of|over) CLUB )?(?:up |down |back |still |just |provisionally |temporarily )*(?:to |into |in |at |on )?(?!(?:the )?lead\b)(?:the )?"
    rf"{_PLACE}(?P<tail>(?:[- ](?:place|spot|position))?OFTABLE?)"
    r"(?= on |,|\.| with| and| behind| following| despite| ahead|$|;| by| for| after| as | when | thanks| ahead| level| because| while| but)"
)
_TOP = (
    r"(?:(?P<word>(?:league |COMP )?leader|ORD[- ](?:from[- ])?bottom|league leaders|leaders|group leaders|runaway leaders|table-topping|table-toppers|pace-?setters|bottom club|bottom side|bottom team|"
    r"basement (?:club|side|boys)|basement|cellar-dwellers|tail-enders|wooden-spoonists|next-to-bottom|second-bottom|COMP leaders|division leaders|rock-bottom|bottom-of-the-table|bottom-club|bottom|number one) (?P<team>CLUB))"
)
# "The Championship's bottom side", "the league leaders": whoever that is of those spoken of.
_SIDE_OF = r"(?:\bthe (?:league|division|table)(?:'s)? |COMP'?s? |\b(?:top flight|league|division|premiership)'s )(?:current |runaway |surprise |new )?(?P<word>bottom (?:side|club|team)|basement (?:side|club)|leaders|pace-?setters|tail-enders)\b(?P<tail>)(?! CLUB|, CLUB)"
# "The 11th-placed side clung on".
_RANKED_SIDE = (
    r"\bthe (?P<place>ORD)-placed (?:side|club|team|outfit|visitors|hosts|londoners)\b(?P<tail>)"
)
_LEADERS_WHO = r"(?P<word>(?:league|group|COMP) leaders), (?P<team>CLUB)(?=[,.;]|$)"
_TOP_AFTER = r"(?P<team>CLUB), (?:the |who are |who were |now |still |currently )*(?P<word>league leaders|leaders|pace-?setters|table-toppers|bottom club|bottom side)(?=,|\.| |$)"
_GO_TOP = (
    r"\b(?P<verb>STAND)(?: (?:back|provisionally|temporarily|back to the|to the|on|at the|to|up to the|clear at the|joint|outright|the|at)){0,3} "
    r"(?P<word>top|summit|bottom|foot|leadership)\b(?P<tail>(?: spot)?OFTABLE?)(?! (?:scorer|corner|goal|form|side|man|player|class|flight|tier|division|of the (?:bill|world|class|agenda|penalty|box)|seed)|[- ](?:two|three|four|five|six|seven|eight|ten|half|\d))(?<!back foot)"
)
_HITS = r"\b(?P<verb>hit|hits|hitting|reach|reached|reaches|seized?|seizes) (?:the )?(?P<word>summit|top spot)\b(?P<tail>OFTABLE?)"
_HOLD = (
    r"\b(?:keep|keeps|kept|keeping|retain|retains|retained|maintain|maintains|maintained|strengthen\w*|tighten\w*) (?:its|their|the|a) (?:[a-z-]+ )?"
    r"(?:hold|grip|grasp) on (?:the )?(?:(?:[a-z-]+|COMP) ){0,5}?(?P<word>leadership|lead|top spot|first place|top)\b(?P<tail>OFTABLE?)"
)
_LEAD_WITH = r"(?P<team>CLUB),? (?:who )?(?:still |now )?(?P<word>lead|leads|top|tops|head|heads)(?P<tail>)(?= (?:with|on) (?:\d|NUM points)| by (?:NUM|an?) points?| (?:a|the) group\b)"
_LEAD_TABLE = r"(?<!\bat )(?<!\bat the )\b(?P<word>lead|leads|led|leading|head|heads|headed|top|tops|topped|topping) (?P<tail>(?:the |CLUB's? )?(?:[a-z-]+ ){0,2}?(?:TABLE|standings|pack))(?: by (?P<n>NUM) points?)?"
# "PSV, the champions, third with 72".
_AFTER_EPITHET = r"(?P<team>CLUB), (?:the|their|last|now|still|once) [^,.;]{3,30}, (?P<place>ORD)(?P<tail>)(?= (?:with|on) (?:\d|NUM))"
_IN_PLACE = r"\bin (?P<place>ORD)(?P<low>(?: from |-)bottom)?(?P<tail>OFTABLE?)(?=,? (?:with|on) \d| with NUM points|[.;]|, (?:NUM|\d+) points| behind CLUB| on goal)"
_NAMED_TOP = r"(?P<team>CLUB),? (?:now |still |back |again )?(?P<word>top|bottom|rock[- ]bottom|last)(?P<tail>OFTABLE)"
_LEADERS_NOW = (
    r"\b(?P<verb>are|were|is|remain|remained|became|become|as|now) (?:(?:now|still|the|new|sole|outright|runaway|clear|surprise|early|again|unlikely|only|joint|shock|unexpected|proud) ){0,4}"
    r"(?P<word>(?:league |group |table |division |COMP )?leaders)\b(?P<tail>)(?! of (?:men|the (?:team|group|dressing)))"
)
_KNOCKED = r"\b(?:knock|dislodg|displac|toppl|oust|depos|dethron|replac)\w* (?P<other>TEAM)(?P<word> (?:off|from|at|as) (?:the )?(?:top|summit|leaders|league leaders|perch|first place))(?P<tail>OFTABLE?)"
_PROP = r"\b(?P<word>prop(?:s|ped|ping)? up) (?P<tail>(?:the )?(?:rest|others?|table|standings|pile|(?:[a-z-]+ ){0,2}?TABLE))\b"
_TO_TOP = r"\bleapfrogg?\w* [^.,;]{3,40}? (?:to|at|into|and go|and went) (?:the )?(?P<word>top|summit)\b(?P<tail>OFTABLE?)"
_BARE_PLACE = r"(?:^|[:;,(-] ?)(?:they are |now |still |and |a distant |a poor |a lowly )?(?P<place>ORD)(?P<low>-bottom)?(?P<tail> in the (?:final |first division |league |premier league |overall )?(?:table|standings|league|division|league table))\b"
_PIPPED = r"\b(?:pip(?:s|ped)?|edged|beat) (?P<other>CLUB) (?:for|to|into) (?P<place>ORD)(?P<tail>(?: place| spot)?)(?=[.,;]| on| by| thanks| with|$)"
_GONE_TO = r"\b(?:take|takes|took|claim(?:ed|s)?|grab(?:bed|s)?|snatch(?:ed)?|secur(?:ed|es)) the (?P<place>ORD) (?:and final |and last )?(?:automatic )?(?:promotion|qualifying|champions league|european) (?:place|spot)(?P<tail>)"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of the table in one sentence."""
    taken: list[tuple[int, int]] = []
    for claim, start, end in _places(g, ctx):
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        yield as_left(g, claim, start, end)


_Found = Iterator[tuple[Claim, int, int]]


_STRONG = re.compile(
    r"had|start|begin|began|sit|lie|lying|lay|languish|stand|stood|remain|stay|rank|climb|mov(?:e|ing)|drop|slip|slid|ris(?:e|ing)|rose|up|down|leap|occup|"
    r"jump|tumbl|plung|fell|fall|sank|sink|consolidat|return|regain|reclaim|soar|cement|strengthen|finish|end(?:ed)?\b|find|found|went|go(?:es)?\b|c[oa]me"
)


_BEARING = (_PLACED_BEFORE, _BARE_BEFORE, _TOP, _TOP_AFTER, _SIDE_OF, _RANKED_SIDE, _LOW_SIDE)


def _places(g: Gloss, ctx: Context) -> _Found:
    yield from _both_placed(g, ctx)
    for source in (
        _INVERTED,
        _PLACED_BEFORE,
        _BARE_BEFORE,
        _FROM_TO,
        _TOP,
        _LEADERS_WHO,
        _SIDE_OF,
        _RANKED_SIDE,
        _TOP_AFTER,
        _SECOND_LAST,
        _NUMBERED,
        _GIVEN,
        _AT_TOP,
        _OPENS,
        _POSITION_OF,
        _POSITION,
        _APPOSED,
        _LEFT,
        _VERB,
        _ALL_THE_WAY,
        _SPOT,
        _GO_TOP,
        _HITS,
        _HOLD,
        _LEAD_WITH,
        _LEAD_TABLE,
        _AFTER_EPITHET,
        _IN_PLACE,
        _NAMED_TOP,
        _LEADERS_NOW,
        _KNOCKED,
        _PROP,
        _TO_TOP,
        _BARE_PLACE,
        _PIPPED,
        _GONE_TO,
        _LOW_SIDE,
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
            if (
                source is _PLACED_BEFORE
                and "placed" not in m[0]
                and g.plain[: m.start()].endswith("to ")
            ):
                # "Drop to fourth place".
                continue
            place = _number(groups)
            at = m.start("place") if groups.get("place") else m.start("word")
            if g.plain.endswith("back ", 0, at) and (groups.get("word") or "").endswith("foot"):
                continue
            if _ELSEWHERE.match(g.plain, m.end()):
                # "First on the scoresheet".
                continue
            if not place or place > 30:
                continue
            # "Failed to beat leaders Chelsea": they are, for all that.
            if _FIGHTS.search(g.plain, 0, m.start()):
                continue
            if source in _BEARING and g.plain[max(0, m.start() - 7) : at].endswith("at the "):
                # "At the bottom Sanfrecce drew 0-0": where the sentence looks.
                continue
            if re.search(r"\bfrom (?:the )?$", g.plain[:at]) and (
                groups.get("word") or groups.get("low") or _ON_TO.match(g.plain, m.end())
            ):
                # "Climbed from the foot of the table", "from second place to fifth".
                continue
            if source is _TOP and re.search(r"\b(?:at|near) the $", g.plain[: m.start()]):
                # "At the bottom Hiroshima drew": somewhere there.
                continue
            lead = g.plain[max(g.clause(at)[0], at - 45) : at]
            if source not in _BEARING and hedged(lead.replace("instead", "")):
                continue
            start, end = at, m.end("tail") if groups.get("tail") is not None else m.end()
            loose = source in (
                _AT_TOP,
                _OPENS,
                _FROM_TO,
                _SIDE_OF,
                _RANKED_SIDE,
                _LOW_SIDE,
                _BARE_BEFORE,
            ) or (source is _APPOSED and _BEHIND.search(g.plain, 0, m.start()) is not None)
            if groups.get("team") and source is not _VERB:
                start = m.start()
            if source in (_VERB, _GO_TOP, _LEAD_TABLE, _LEADERS_NOW, _KNOCKED, _PROP):
                start = m.start()
            claim, first, last = _placed(g, ctx, m, source, place, start, end)
            yield replace(claim, firm=claim.firm and not loose), first, last
    yield from read_zone.found(g, ctx)


def _both_placed(g: Gloss, ctx: Context) -> _Found:
    """Two sides with their places: "third and fourth placed Albacete and Betis"."""
    for source in _BOTH_PLACED:
        for m in g.every(source):
            for name, team in (("place", "team"), ("second", "other")):
                number = ordinal_of(m[name])
                clubs = ctx.team(g, m.start(team), m.end(team))
                readings = [Reading(team=c, number=number) for c in clubs]
                start = min(m.start(name), m.start(team)) if name == "place" else m.start(name)
                end = max(m.end(name), m.end(team)) if name == "second" else m.end(name)
                if readings and number and number < 25:
                    claim = make(
                        "league_position", g, start, end, readings, firm=firm_now(g, start, end)
                    )
                    yield claim, start, end


_ELSEWHERE = re.compile(
    r" (?:on the (?:score-?sheet|score sheet|ball|scene|mark)|to (?:score|strike|react|show|threaten|go close|the ball)|off the mark|out of the blocks)\b"
)
_LOOKS = re.compile(
    r"\W*(?:down |back |up )?(?:(?:at|near|towards) )?the (?:very )?(?:bottom|foot|top|basement|other end)\b"
    r"(?: of the \w+)?,"
)
_OF_NEXT = pattern(r"(?:d)? (?:side |club )?CLUB")
_BEHIND = re.compile(
    r"\b(?:over|against|to|at|with|by|beat|beating|past|from|(?:ahead|clear|adrift) of|behind|above|below) $"
)


_FROM_BOTTOM = re.compile(r"([a-z0-9]+)[- ](?:from[- ])?bottom$")
_ON_TO = pattern(r"(?: place| spot)?,? to (?:ORD|bottom|top|last|NUM)")
_FIGHTS = re.compile(
    r"\b(?:battl|fight|fought|vy|compet|jostl|scrap|chas|rac|aim|target|want|look|try|hop|expect)(?:e|es|ing|ed|s)? (?:it out )?(?:to|for) $"
)


def _number(groups: dict[str, str | None]) -> int:
    """The place that words tell, counted from the top; from the bottom where negative."""
    word = groups.get("word") or ""
    place = groups.get("place") or ""
    if place in ("top", "bottom", "last"):
        return 1 if place == "top" else -1
    if place:
        number = ordinal_of(place) or number_of(place) or 0
        return -number if groups.get("low") else number
    if (low := _FROM_BOTTOM.match(word)) is not None:
        return -(ordinal_of(low[1]) or 1)
    if re.search(r"(?:next|second)[- ]to|penultimate|one from|second-bottom", word):
        return -2
    if re.search(r"bottom|basement|prop|foot|last|cellar|tail-end|wooden", word):
        return -1
    return 1


def _is_place(g: Gloss, m: re.Match[str]) -> bool:
    """Tell "are fourth" from other ordinals: a word of the table, or nothing, comes after it."""
    word = m["word"] or ""
    rest = g.plain[m.end() : m.end() + 30].removeprefix(" again")
    if (
        word == "last"
        and re.match(r"[.,;]|$| and| with| in spite| despite| after| on \d", rest)
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
        r" (?:on|with|after|and|but|by|thanks|behind|ahead|despite|as|when|while|following|because|level|above|below|until|,)|[,.;]|$",
        rest,
    ) and not re.match(r"^ (?:and|after) (?:ORD|last)", rest):
        strong = _STRONG.match(verb) or (
            verb in ("are", "is", "were", "was", "finished", "now", "still")
            and pattern(
                r"(?:CLUB[^.;]{0,60},|CLUB|PERSON|\bthey|\bwho|'s (?:side|men|team)|\bpoints[^.;]{0,30},? (?:and|but)) (?:now |still )?$"
            ).search(g.plain, 0, m.start())
        )
        between = g.plain[max(0, m.start() - 30) : m.start()]
        return bool(strong) and not re.search(r"\b(?:go|come|came|coming|went)\b", between)
    return False


# "An early lead in the Group C opener".
_IN_A_MATCH = re.compile(
    r"[- ](?:\w+ ){0,2}(?:opener|match|game|tie|final|clash|meeting|fixture|encounter|decider|derby|contest)\b"
)


def _leads_table(g: Gloss, m: re.Match[str]) -> bool:
    if _IN_A_MATCH.match(g.plain, m.end()):
        return False
    return m["word"].startswith(("lead", "led")) or (
        bool(re.search(r"table|standings|COMP|group", m["tail"]))
        and not re.search(
            r"\b(?:a|the|his|their|powerful|firm|glancing|diving) $",
            g.plain[max(0, m.start() - 12) : m.start()],
        )
    )


# Where a side stood before the match told, or at the end of the season before.
_EARLIER = re.compile(
    r"\b(?:had (?:been|stood|lain|sat|started|begun|gone|come)|(?:start|begin|kick)(?:ed|ing|s)?|began|beginning|"
    r"(?:went|go|goes|came|come|comes|going|coming|gone) into|overnight|gave up|give up|surrender\w*)\b"
)
_BEFORE_THEM = re.compile(
    r"\b(?:before|beforehand|at kick-?off|overnight|prior to|previous (?:round|week|weekend)|going into|until (?:then|today|tonight|yesterday|last))\b"
)
_WAS = re.compile(r"\b(?:were|was|had|leaders?|placed|stood|lay|sat)\b")
_LAST_SEASON = re.compile(
    r"\blast (?:season|term|year|campaign)\b|\ba year ago\b|\btwelve months ago\b|\b(?:who|which) finished (?!the|with|on|in front)|\bprevious (?:season|campaign)\b"
)
_LAST_SEASON_TOLD = re.compile(r"\blast\b|\bago\b|\bprevious\b")
_ENDED = re.compile(r"\b(?:finish\w*|end(?:ed|ing)|came|coming|were|was|wound up)\b")


def _when_placed(g: Gloss, start: int, end: int) -> str:
    """The time of a place that is not of now: "last season", or "before" the match."""
    lead, tail = g.plain[max(0, start - 45) : start], g.plain[end : end + 32]
    words = lead[-14:] + g.plain[start:end]
    if _ENDED.search(words) and _LAST_SEASON.search(f"{lead}{g.plain[start:end]}{tail}"):
        return "last season"
    part = re.split(r"[.;:,]", lead)[-1] + g.plain[start:end]
    if _EARLIER.search(part) or (_WAS.search(part) and _BEFORE_THEM.search(tail)):
        return "before"
    return ""


def _opening(g: Gloss, end: int) -> tuple[Club, ...]:
    """The side that a sentence begins with, which does what an infinitive tells."""
    for at, mention in g.signs("club", 0, end):
        if g.plain[at + 1 : at + 3] != "'s" and not _OBJECT.search(g.plain, 0, at):
            return mention.clubs
    return ()


_OBJECT = re.compile(r"\b(?:over|against|at|of|with|by|to|from|on) (?:the )?$")


def _placed(
    g: Gloss, ctx: Context, m: re.Match[str], source: str, place: int, start: int, end: int
) -> tuple[Claim, int, int]:
    groups = m.groupdict()
    clubs: tuple[Club, ...]
    sure, whole = True, start
    if groups.get("team") and not groups.get("verb"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        if source is _LEAD_WITH and m[0][1] == "," and _BEHIND.search(g.plain, 0, m.start()):
            # "Netherlands, held to a draw by Sweden, leads with three points": not Sweden.
            clubs, sure, _ = candidates(g, ctx, m.start(), clubs)
        elif (source is _APPOSED and _BEHIND.search(g.plain, 0, m.start())) or not (
            NAMED.search(m["team"]) and len(clubs) == 1
        ):
            more, sure, _ = candidates(g, ctx, m.start())
            clubs = tuple(dict.fromkeys((*clubs, *more)))
    else:
        others = ctx.team(g, m.start("other"), m.end("other")) if groups.get("other") else ()
        clubs, sure, tight = candidates(g, ctx, m.start(), others)
        if tight is not None and _RIGHT_BEFORE.fullmatch(g.plain, tight, m.start()):
            # "Fenerbahce are second": the words are theirs, name and all.
            whole = tight
        if m[0].startswith("to ") or g.plain[: m.start()].endswith("to "):
            # "A held B on Saturday to go top": A did.
            clubs = tuple(dict.fromkeys((*_opening(g, m.start()), *clubs)))
        if source in (_SIDE_OF, _RANKED_SIDE):
            # "Drawing with the division's bottom club": whoever of those spoken of that is.
            here = (c for _, x in g.signs("club") for c in x.clubs)
            clubs = tuple(dict.fromkeys((*here, *clubs, *ctx.named, *ctx.sides)))
    league = league_named(g, ctx, m.start(), end)
    when = _when_placed(g, start, end)
    readings = [Reading(team=c, number=place, competition=league) for c in clubs]
    if place == 1 and _LEVEL_WITH.search(g.plain, max(0, start - 60), start):
        # "Level with Leverkusen on top of the table": on points.
        readings += [replace(r, word="joint") for r in readings]
    if when == "before":
        readings += [replace(r, word=when) for r in readings]
    elif when:
        # "Who finished second" may be of the season that is over now.
        now = readings if not _LAST_SEASON_TOLD.search(g.plain) else []
        readings = [*now, *(replace(r, word=when, competition="") for r in readings)]
    firm = sure and firm_now(g, start, end)
    return make("league_position", g, min(whole, start), end, readings, firm=firm), start, end


_LEVEL_WITH = re.compile(
    r"\b(?:level|tied|together|neck and neck) (?:on points )?with [^,.;]{2,40}$"
)
_RIGHT_BEFORE = pattern(r"CLUB,? (?:(?:who|now|still|also|have|had|has|then|already|duly) ){0,2}")
