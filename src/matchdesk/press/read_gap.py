"""Reading points: how many a side has, and how many lie between sides, places and zones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import bearers, candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import NAMED, make
from matchdesk.press.table_words import BEFORE_IT, after_it, as_left, firm_now, league_named

add_macros(
    FEW=r"(?:\b(?:just|only|a mere|a massive|a slender|a commanding|a healthy|now|still|no less than|fully|all of) )?",
    PTS=r"(?:points?'?|pts)",
    GAPN=r"(?:NUM|\b(?:an?|one|a single|a solitary)(?= point))",
    EPITHETS=(
        r"(?:(?:the |their |its |his |last season's |fellow )?(?:(?:(?:[a-z]+|COMP) ){0,2}?(?:city |arch-?|bitter |great |local |old |title |nearest |closest )?"
        r"(?:rivals?|leaders?|champions|challengers|neighbours|pursuers|strugglers|holders|pace-?setters|ORD-placed|ORD-place|number two|number one|second-bottom|bottom club|closest|nearest|city|surprise|unbeaten),? )?)"
    ),
    RIVALS=r"(?:(?:their|its|the) (?:nearest|closest|next|chasing) (?:rivals?|challengers?|pursuers?|pack|opponents?))",
)
_OBJECT = r"(?: EPITHETS(?:(?P<other>CLUB)|(?P<next>RIVALS)))"
_WAY = (
    r"(?P<way>behind|ahead of|clear of|above|below|adrift of|off|in front of|better off than|worse off than|better than|shy of|"
    r"more than|fewer than|less than|beneath|clear from|away from|back (?:from|of)|short of|in arrears of)"
)
_TOP = r"(?P<n>GAPN)(?: PTS)? (?:off|behind|adrift of|from|shy of|adrift|short of|back from|away from) (?:the )?(?:top(?: spot| place| of the TABLE)?(?! (?:two|three|four|five|six|seven|half|flight|scorer))|LEADERS(?! CLUB)|summit|lead|pace|first place)\b"
_BETWEEN = rf"(?P<n>GAPN)(?P<unit> PTS)? {_WAY}{_OBJECT}"
_LEAD = (
    r"(?P<n>NUM)[- ]points? (?P<word>lead|advantage|cushion|gap|deficit|margin|buffer)(?P<tail>(?: at the (?:top|summit|head)(?: of (?:the )?TABLE)?)?)"
    r"(?: (?:over|on|from|to|between|ahead of|behind|above)(?P<obj>(?: EPITHETS(?P<other>CLUB))?))?"
)
_LEAD_OF = (
    r"\b(?P<word>lead|advantage|cushion|gap|deficit|margin)(?P<tail>(?: at the (?:top|summit|head)(?: of (?:the )?TABLE)?)?) of FEW(?P<n>GAPN) PTS"
    r"(?: (?:over|on|from|to|ahead of)(?P<obj>(?: EPITHETS(?P<other>CLUB))?))?"
)
_CUT = (
    r"\b(?:cut|cuts|cutting|reduc(?:e|ed|es|ing)|clos(?:e|ed|es|ing)|narrow(?:ed|ing|s)?|trim(?:med|ming)?|extend(?:ed|ing|s)?|stretch(?:ed|ing|es)?|increas(?:e|ed|ing)|widen(?:ed|ing)?|halv(?:ed|ing)|bridg(?:ed|ing|es)|ke(?:ep|eps|pt|eping)|maintain(?:ed|ing|s)?|clos(?:ed|ing|es) up|slash(?:ed)?|open(?:ed|ing)? up|restor(?:e|ed|ing))"
    r" (?:the |their |its |CLUB's? |CLUB'? |PERSON's side's |a )?(?:[a-z'-]+ ){0,2}?(?P<word>lead|gap|advantage|deficit|margin|cushion)"
    r"(?:(?: at the (?:top|summit)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?| in (?:the )?(?:COMP|table|league|title race|standings)| (?:over|on|to|behind|between|with|from) (?:the |their |its )?(?:[a-z-]+ |COMP ){0,2}?(?P<other>CLUB|leaders|rivals|safety)(?: and CLUB)?| in ORD| back| again| temporarily| provisionally)){0,3}"
    r" (?:to|at) FEW(?:a )?(?P<n>GAPN)(?: PTS\b|[- ]points?|(?= with|[.,;]| at| after| and|$))"
)
_IS_CUT = (
    r"(?P<word>lead|gap|advantage)(?: (?:at the (?:top|summit)(?: of (?:the )?TABLE)?|in (?:the )?(?:COMP|table|standings|title race)|over|to|on|from|between|with|the|their|its|arch|nearest|closest|city|second-placed|third-placed|ORD-placed?|leaders|rivals|(?P<other>CLUB)|and CLUB)){0,5}"
    r" (?:was|is|has been|had been|stands at|remains?|now|(?:back |up |down )?to|at|be|being) ?(?:now |just |only |still )?(?:cut |reduced |trimmed |down |extended |increased |stretched |back |whittled |halved )?(?:in half |by half )?(?:to |at |down to )?FEW(?P<n>GAPN) PTS\b"
)
_WITHIN = r"\bwithin FEW(?P<n>GAPN)(?: PTS)? of (?:the )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB|LEADERS|(?:automatic(?: promotion)?|play-?off|promotion|european|champions league) (?:places?|spots?|zone|slots?)|top four|top two|top three|top six|top|summit|relegation zone|safety|second place|third place|fourth place)"
_CLEAR = r"(?P<n>GAPN)(?: PTS)? (?P<way>clear|ahead|behind|adrift|in front|back|better off|to the good|in arrears|worse off|further (?:back|behind|adrift))(?! (?:of|from|than)\b)(?P<tail>(?: at the (?:top|summit|bottom|foot)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?)?)"
_BY = r"\b(?P<way>lead|leads|led|leading|trail|trails|trailed|trailing|top|tops|topped|head|heads|headed)(?:(?: (?P<other>TEAM)(?:, (?:who|which)[^.;]{3,60},)?)| (?:the )?(?:[a-z]+ )?(?:TABLE|way|standings|field))? by FEW(?P<n>GAPN) PTS(?: (?:from|over|ahead of|to)(?: EPITHETS(?P<from>CLUB)))?"
_ZONE = (
    r"(?P<n>GAPN)(?: PTS)? (?P<way>above|clear of|outside|from|off|short of|adrift of|behind|below|away from|shy of|ahead of) (?:the )?"
    r"(?P<zone>relegation zone|relegation places|drop zone|bottom (?:two|three|four)|drop|safety|relegation|danger zone|top (?:four|three|two|five|six)|(?:ORD )?(?:and final )?(?:champions league|european|(?:relegation )?play-?off|COMP|europa league|uefa cup|(?:automatic )?promotion|automatic|qualification|qualifying) (?:places|spots|zone|place|spot|positions|slots?|berths?)|(?:ORD)(?:[ -]place\b| spot))"
)
_SAVED = (
    r"\b(?P<saved>surviv(?:e|ed|es|ing)|stay(?:ed|s)? up|(?:ke[ep]p?t?s?|keeping) (?:them|CLUB) up|(?:are|were) safe|escape(?:d|s)?|avoid(?:ed)? (?:relegation|the drop))(?: [a-z]+){0,3}? by FEW(?P<n>GAPN) PTS\b"
    r"|\b(?P<down>(?:went|go|goes|going|sent|sends?) (?:them |CLUB )?down|(?:are|were) relegated)(?: [a-z]+){0,3}? by FEW(?P<n2>GAPN) PTS\b"
    r"|\bmiss(?:ed|es|ing)?(?: out)?(?: on)? (?:the |a )?(?P<missed>europe(?:an)?(?: football| place)?|champions league|automatic promotion|promotion|play-?offs?)(?: [a-z]+){0,2}? by FEW(?P<n3>GAPN) PTS\b"
)
_LEVEL = (
    r"(?P<team4>CLUB) and EPITHETS(?P<other4>CLUB) (?:are|were|remain|finished|stand|sit|now) (?:now |still |both |all )?(?:level|tied|locked together|neck and neck) on (?:\d+ )?points|"
    r"(?:(?P<team>TEAM)(?P<gap>[^.;,]{0,40}?) )?(?:level|tied|equal)(?: at the top)?(?: on (?:\d+ )?(?:points)?)? with EPITHETS(?P<other>TEAM)"
    r"|\b(?P<team7>)(?:(?<=points, )|(?<=\d, )|(?<=matches, )|(?<=games, ))the same (?:number |total |tally |points )?as EPITHETS(?P<other7>CLUB)"
    r"|\b(?:have|has|with|on) the same (?:number of |tally of )?points (?:as|total as) EPITHETS(?P<other2>TEAM)"
    r"|\b(?:trail|trails|trailing|lead|leads|head) EPITHETS(?P<other5>CLUB) (?:only |purely |just )?(?:on|by) (?:goal difference|goal average|goals scored|head-to-head)"
    r"|\b(?:behind|ahead of|above|below) EPITHETS(?P<other3>CLUB) (?:only |purely |just |merely )?(?:on|by|by virtue of) (?:an? )?(?:(?:better|superior|inferior|worse) )?(?:goal difference|goal average|goals scored|head-to-head)"
)
_EVEN = re.compile(
    r"level|tied|equal|locked|neck|same|goal (?:difference|average)|goals scored|head-to-head"
)
_SIDED = re.compile(r"between|separat|divid|apart")
_SIDES = (
    r"(?:(?:gap|difference|lead|margin) between EPITHETS(?P<team>CLUB) and EPITHETS(?P<other>CLUB) (?:is|was|remains(?: at)?|stands at|stays(?: at)?|now|at the top is|to|of|at) (?:now |still )?FEW(?P<n>GAPN) PTS\b"
    r"|(?P<n2>GAPN) PTS (?:now |still )?(?:separat(?:e|es|ed|ing)|between|divid(?:e|es|ed)) EPITHETS(?P<team2>CLUB) (?:and|from) EPITHETS(?P<other2>CLUB)"
    r"|EPITHETS(?P<team3>CLUB) and EPITHETS(?P<other3>CLUB)[^.;,]{0,20}? (?:are |were )?separated by FEW(?P<n3>GAPN) PTS)"
)
_SEPARATE = r"(?P<n>GAPN) PTS (?:separat(?:e|es|ed|ing)|between) (?:the )?(?:top two|two sides|two teams|two|them|sides|teams|pair)|(?P<n3>GAPN) PTS apart\b|separated by FEW(?P<n2>GAPN) PTS"
_NOT_POINTS = r"(?! (?:behind|ahead|clear|adrift|above|below|off|from (?:the|safety|a|second|third|fourth|relegation)|lead|gap|deduct|dropped|in front|better|more|fewer|away|short|at stake|of|penalty|back|to the good))"
_GAMES = r"(?: (?:from|in|after) (?:just |only |their |the )?(?:opening |first )?(?P<games>\d{1,2}|NUM)(?: (?:(?:league )?(?:games|matches|outings|fixtures|rounds)|(?=[.,;]|$| and| but)))?)?"
_POINTS = (
    r"\b(?:on|have|has|had|with|to|at|collected|amassed|boast|gathered|for|total of|tally of|up to|their|taken|took|earned|gained|reached|a) (?:just |only |a total of |a |still only |now |still |also |one win and )?(?P<n>\d{1,3}|NUM|no|single|solitary|lone) "
    rf"PTS\b{_NOT_POINTS}{_GAMES}"
    rf"|\b(?:leav|tak|took|left|lift|mov|put|brought|bring|giv|gave|carr)\w* (?P<team6>TEAM) (?:up |on |still |now )?(?:to |on |with )?(?:just |only )?(?P<n10>\d{{1,3}})(?: PTS\b{_NOT_POINTS}|(?=[.,;]| from| after))"
    rf"|\b(?:all|both|each) (?:now |still |are |have |were |had )*(?:on |locked on |tied on |level on )?(?P<n11>\d{{1,3}})(?: PTS\b{_NOT_POINTS}|(?=[.,;]))"
    rf"|CLUB's? (?:total of |tally of )?(?P<n8>\d{{1,3}}) PTS\b{_NOT_POINTS}"
    rf"|\b(?:climb(?:ed|s)?|mov(?:ed|es|e)|rose|rises?|went|goes|go) (?:up |on )?to (?P<n9>\d{{1,3}})(?=[.,;]| with | after | from |$)"
    rf"|\b(?:games|matches|record|wins?|draws?|defeats?|losses) and (?P<n12>NUM) PTS\b{_NOT_POINTS}"
    rf"|(?:^|: )(?P<n13>NUM) PTS(?=, | at the moment)"
    rf"|\bfinish(?:ed|es)? [^.;]{{3,40}} and (?P<n6>\d{{2,3}}) PTS\b{_NOT_POINTS}"
)
_POINTS_ALSO = rf"(?P<n>\d{{1,3}})[- ]point (?:mark|barrier|haul|tally|total)|\b(?:tally|total|points total|haul) (?:to|of|at|on) (?P<n2>\d{{1,3}})(?= PTS|[.,;]| from| with|$){_GAMES}"
_ENDS_POINTS = r"(?=,? (?:but|with|and|from|after|to|while)\b|[.,;)]|$)(?! (?:goals|games|minutes|players|men|years|shots|wins|matches|points?)\b)"
_BARE = (
    rf"(?:CLUB(?:, (?:in )?ORD,)?|\b(?:they|both|who|side|team|men|which)\b)(?:,? (?:who|both|each|also|now|still) ?)?,? (?:both |each |also |now |still )?(?:have|are (?:now |still )?on|has|is on|had|were on|finish(?:ed)? (?:on|with)|end(?:ed)? (?:on|with)) (?:just |only |also )?(?P<n>\d{{1,3}}){_ENDS_POINTS}"
    rf"|(?:ORD|\b(?:bottom|top|last|leaders|place|spot|position)\b),? (?:with|on) (?:just |only )?(?P<n2>NUM){_ENDS_POINTS}"
    rf"|\blevel (?:with CLUB )?on (?P<n3>\d{{1,3}}){_ENDS_POINTS}"
    rf"|CLUB,? (?:with|on) (?P<n4>\d{{1,3}}){_ENDS_POINTS}"
)
_LISTED = (
    r"(?<=\d)(?: points)?(?: (?:from|in) \d{1,2}(?: (?:games|matches))?)?(?:,| and| while| with|, with|, and|;) (?P<team5>CLUB)(?:'s?)? (?:have |on |with |had |are on )?(?P<n>\d{1,3})"
    r"(?= (?:from|in) \d|[.,;]| and CLUB|$)"
)
_HAND = (
    r"\b(?:with|have|has|having|but|and|cushion of|still|also|extra) (?:still |also |but |now )?(?P<n>NUM|an?(?: extra)?) (?:games?|match(?:es)?) (?:in|at) hand"
    r"(?: (?:over|on|of|from) (?:the )?(?:EPITHETS(?P<other>CLUB)|(?P<both>both|leaders|them|top|rest)))?"
)
_COMPARED = re.compile(
    r"\b(?:behind|ahead(?: of)?|above|below|adrift(?: of)?|clear(?: of)?|off|back)\b(?! (?:the|in|at) (?:pitch|field))"
)
_PLACES = pattern(r"\b(?:top|lead|leads|leaders?|summit|clear|first|second|bottom|ORD)\b")
_DOCKED = re.compile(r"\bdeduct\w*|\bdocked\b")
_AS_HAVE = r"\b(?:as|so) (?:have|has|do|does|are|did) (?P<team>CLUB)(?:(?: and|,) (?P<team2>CLUB)(?!,? who (?:are|have|lie) \w+))?"
_TALK = pattern(
    r"\bpoints?\b|\btable\b|\bstandings\b|\bleaders?\b|\btop\b|\bbottom\b|\bORD\b|\bchampions\b|\btitle\b|\bsafety\b|\brelegat\w+|\bfinish\w*|\blead(?:s|ing)?\b|COMP"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of points and gaps in one sentence."""
    taken: list[tuple[int, int]] = []
    for claim, start, end in _found(g, ctx):
        if any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        yield as_left(g, claim, start, end)


_Found = Iterator[tuple[Claim, int, int]]


def _found(g: Gloss, ctx: Context) -> _Found:
    for source, kind in (
        (_SIDES, "sides"), (_SAVED, "saved"), (_CUT, "cut"), (_IS_CUT, "cut"), (_BY, "by"), (_WITHIN, "within"), (_TOP, "top"), (_ZONE, "zone"),
        (_BETWEEN, "club"), (_LEAD, "lead"), (_LEAD_OF, "lead"), (_CLEAR, "clear"), (_LEVEL, "level"),
        (_SEPARATE, "two"),
    ):  # fmt: skip
        if source is _LEVEL and not _EVEN.search(g.plain):
            continue
        if source in (_SIDES, _SEPARATE) and not _SIDED.search(g.plain):
            continue
        for m in g.every(source):
            yield from _gap(g, ctx, m, kind)
    told: int | None = None
    for source in (_POINTS, _POINTS_ALSO, _BARE, _LISTED):
        for m in g.every(source):
            for one in _points(g, ctx, m, bare=source is not _POINTS):
                told = one[0].readings[0].number or told
                yield one
    if told is not None:
        yield from _as_have(g, told)
    yield from _in_hand(g, ctx)


def _in_hand(g: Gloss, ctx: Context) -> _Found:
    """Matches that a side has played fewer than another: "with two games in hand"."""
    for m in g.every(_HAND):
        number = number_of(m["n"].removesuffix(" extra"))
        others = ctx.team(g, m.start("other"), m.end("other")) if m["other"] else ()
        # "Four points behind Liverpool with two games in hand": of whoever is behind.
        compared = [x for x in _COMPARED.finditer(g.plain, 0, m.start())]
        at = compared[-1].start() if compared and " who " not in g.plain[: m.start()] else m.start()
        clubs, sure, _ = candidates(g, ctx, at, others)
        rivals: Sequence[Club | None] = others or _compared_with(g, ctx, compared, m.start())
        if not rivals:
            near = [c for _, x in g.signs("club") for c in x.clubs if c not in clubs[:1]]
            rivals = tuple(dict.fromkeys((*near, *ctx.named)))
        readings = [
            Reading(team=c, opponent=o, number=number, word="hand")
            for c in clubs
            for o in rivals
            if c != o
        ]
        if number and readings and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            firm = sure and firm_now(g, m.start(), m.end())
            claim = make("points_gap", g, m.start("n"), m.end(), readings, firm=firm)
            if not BEFORE_IT.search(g.plain, max(0, m.start() - 60), m.end()):
                claim = after_it(claim)
            yield claim, -1, -1


def _compared_with(
    g: Gloss, ctx: Context, compared: Sequence[re.Match[str]], at: int
) -> Sequence[Club | None]:
    """With whom a side was compared right before: a club, or (None) the leaders or the next."""
    if not compared or at - compared[-1].end() > 60:
        return ()
    told = _RIVALS_THEN.match(g.plain, compared[-1].end(), at)
    if told is None:
        return ()
    named = [c for _, x in g.signs("club", told.start(), told.end()) for c in x.clubs]
    return tuple(dict.fromkeys(named)) or (None,)


# "… behind Liverpool, with", "… clear of their nearest rivals and with", "… back with".
_RIVALS_THEN = pattern(
    r"(?: EPITHETS(?:CLUB)(?:(?:,| and) EPITHETS(?:CLUB))?| RIVALS| LEADERS| the top)?(?:,| and| but)*(?: still| also| now)* ?$"
)


def _as_have(g: Gloss, told: int) -> _Found:
    """Points of another side, as many as those just told: "as have Wednesday"."""
    for m in g.every(_AS_HAVE):
        for name in ("team", "team2"):
            named = g.mention(m[name])
            if named is not None and named.clubs:
                readings = [Reading(team=c, number=told) for c in named.clubs]
                at = m.start(name)
                start = m.start() if name == "team" else at
                yield make("points", g, start, at + 1, readings), start, at + 1


def _written(groups: dict[str, str | None], *names: str) -> tuple[str, str]:
    """The group that holds a number, and its words."""
    name = next((n for n in names if groups.get(n)), "n")
    return name, (groups.get(name) or "").strip()


def _number(words: str) -> int | None:
    return 1 if words in ("a", "an", "a single", "a solitary") else number_of(words)


def _points(g: Gloss, ctx: Context, m: re.Match[str], *, bare: bool) -> _Found:
    groups = m.groupdict()
    name, written = _written(
        groups, "n", "n2", "n3", "n4", "n6", "n8", "n9", "n10", "n11", "n12", "n13"
    )
    number = {"no": 0, "single": 1, "solitary": 1, "lone": 1}.get(written) or number_of(written)
    number = 0 if written == "no" else number
    at = m.start(name)
    if number is None or number > 120 or hedged(g.plain[max(0, m.start() - 20) : m.end()]):
        return
    if groups.get("n2") and re.search(
        r"\b(?:his|her|goals?|scor\w+|scorers?)\b[^.;]{0,25}$", g.plain[: m.start("n2")]
    ):
        # "To take his league tally to 17": goals.
        return
    if bare and (number < 2 or (not _TALK.search(g.plain, 0, m.end()) and not ctx.told_points)):
        return
    bald = groups.get("n9") or (
        (groups.get("n10") or groups.get("n11")) and "point" not in m[0] and "pts" not in m[0]
    )
    if bald and not (_TALK.search(g.plain, 0, m.start()) or ctx.told_points):
        return
    games = number_of(groups["games"]) if groups.get("games") else None
    lead = m[0][: at - m.start()]
    if games is None and number < 4 and not _RANKED.search(g.plain, 0, at) and re.search(
        r"\b(?:with|to|for|a|taken|took|earned|gained|their)\b", lead
    ):  # fmt: skip
        # "With three points": a win.
        return
    if _GAP_TO.search(g.plain, 0, at):
        # "Brought the lead back to seven points".
        return
    if re.search(
        r"(?<!is )(?<!are )(?<!stay )(?<!remain )(?<!lie )\b(?:last|past|previous) $|\b(?:needs?|require|away|worth|drop\w*|lost|deduct\w*|dock\w*)\b",
        g.plain[max(0, m.start() - 25) : m.start()],
    ):
        return
    if pattern(r"(?: points)? (?:from|in|out of) (?:a possible|the last|their last|possible|their (?:opening|first))").match(
        g.plain, m.end(name)
    ):  # fmt: skip
        return
    named = [(place, x) for place, x in g.signs("club", 0, at) if x.clubs]
    clubs: Sequence[Club]
    if groups.get("team5"):
        clubs, sure = ctx.team(g, m.start("team5"), m.end("team5")), True
        if not re.search(r"\bpoints\b", g.plain[: m.start() + 12]):
            return
    elif groups.get("team6"):
        clubs = ctx.team(g, m.start("team6"), m.end("team6"))
        sure = NAMED.search(groups["team6"] or "") is not None and len(clubs) == 1
        if not sure:
            clubs, sure, _ = candidates(g, ctx, m.start())
    elif m[0][:1] in g.names and g.names[m[0][:1]].kind == "club":
        clubs, sure = ctx.team(g, m.start(), m.start() + 1), True
    elif re.search(r"\b(?:both|each|all)\b[^.,;]{0,14}$", g.plain[:at]):
        # "Both have 72 points": of the last two sides named.
        clubs = tuple(dict.fromkeys(x.clubs[0] for _, x in reversed(named)))[:2]
        if _TWO.search(g.plain, 0, at) and len(clubs) == 2 and len(named) < 3:
            for club in clubs:
                one = Reading(team=club, number=number, other=games)
                firm = firm_now(g, m.start(), m.end())
                yield make("points", g, at, m.end(), [one], firm=firm), -1, -1
            return
        if len(clubs) < 2:
            clubs, sure, _ = candidates(g, ctx, m.start())
        else:
            sure = True
    else:
        clubs, sure, _ = candidates(g, ctx, m.start())
    league = league_named(g, ctx, m.start(), m.end())
    readings = [Reading(team=c, number=number, other=games, competition=league) for c in clubs]
    if readings:
        ctx.told_points = True
        firm = sure and firm_now(g, m.start(), m.end()) and _DOCKED.search(g.plain) is None
        yield make("points", g, at, m.end(), readings, firm=firm), at, m.end()


# "Third with no points", "who are bottom with two points", "are out with one point".
_RANKED = pattern(
    r"\b(?:are|is|were|was|lie|sit|remain|stay|stand|now|CLUB|who|finish\w*|rock|end(?:ed)?)\b,?[^.;,]{0,25}"
    r"\b(?:ORD|bottom|last|top|out|adrift)(?: place| spot)?(?: in (?:the )?(?:group(?: [a-h]\b)?|table|COMP))?,? (?:with|on) (?:just |only |a mere |a )?$"
)
_GAP_TO = re.compile(
    r"\b(?:lead|gap|advantage|cushion|deficit|margin|difference)\b[^.;]{0,60}?(?:\bback|\bdown|\bup|\bcut|\bout)? (?:to|at) (?:just |only |a mere )?$"
)
_OVER = pattern(
    r"\b(?:over|against|at|to|with|of|beat|beating|past) EPITHETS(?P<o>CLUB),? (?:and|for|to (?:take|open|hold)) (?:a|their|an) $"
)
_TAKEN = re.compile(
    r"\b(?:t[ao]k(?:e|es|en|ing)|took|w[io]n|gained|earned|picked up|got|dropped) (?:\w+ ){0,2}$"
)
_TWO = pattern(
    r"(?:^|[.;,] |\b(?:and|but|while) )(?:the )?CLUB and (?:the )?CLUB (?:now |are |have )?(?:both|each) "
)


def _gap(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> _Found:
    groups = m.groupdict()
    _, written = _written(groups, "n", "n2", "n3")
    number = 0 if kind == "level" else _number(written)
    if number is None or _wished(g.plain[max(0, m.start() - 30) : m.start()]):
        return
    start, end = m.start(), m.end()
    with_points = re.search(r"\b(?:points?|pts)\b", m[0]) is not None
    talk = True
    if kind in ("club", "top", "clear", "zone") and not with_points:
        if not _without_points(g, m, kind, groups, ctx.told_points):
            return
        talk = (
            ctx.told_points
            or re.search(r"\bpoints?\b", g.plain[:start]) is not None
            or (_PLACED.search(g.plain, max(0, start - 40), start) is not None)
        )
    if kind == "club" and groups.get("way") == "off" and _TAKEN.search(g.plain, 0, start):
        # "Took four points off City": what was won from them.
        return
    if kind == "lead" and not groups.get("other"):
        # "A 1-0 win over Malaga and a six-point lead": of those who beat Malaga.
        beaten = _OVER.search(g.plain, 0, start)
        given = ctx.team(g, beaten.start("o"), beaten.end("o")) if beaten is not None else ()
    else:
        given = ()
    if kind == "level" and "other4" in groups and groups["other4"]:
        pass
    elif kind == "level" and not (m["other2"] or m["other3"] or m["other5"] or m["other7"]) and not re.search(
        r"points|top|table|leaders|place|second|third|fourth|bottom| on \d", g.plain[max(0, m.start() - 60) : m.end() + 40]
    ):  # fmt: skip
        return
    names = ("other", "other2", "other3", "other4", "other5", "other7")
    other = next((groups[k] for k in names if groups.get(k)), "") or ""
    where = next((k for k in names if groups.get(k)), "other")
    others: tuple[Club, ...] = ()
    if other and (
        pattern("CLUB").search(other) or (kind in ("by", "level") and NAMED.search(other))
    ):
        others = ctx.team(g, m.start(where), m.end(where))
    if len(others) == 1:
        # "United": whoever of those spoken of bears the word.
        others = bearers(g, ctx, others, compared=True)
    if groups.get("from"):
        others = ctx.team(g, m.start("from"), m.end("from"))
    if kind == "sides":
        name = next(k for k in ("team", "team2", "team3") if groups.get(k))
        clubs, sure = ctx.team(g, m.start(name), m.end(name)), True
    elif groups.get("team4"):
        clubs, sure = ctx.team(g, m.start("team4"), m.end("team4")), True
    elif groups.get("team"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        sure = NAMED.search(groups["team"] or "") is not None and len(clubs) == 1
        if not sure:
            clubs, sure, _ = candidates(g, ctx, m.start(), others)
    else:
        clubs, sure, _ = candidates(g, ctx, m.start(), others or given)
    league = league_named(g, ctx, start, end)
    way = groups.get("way") or groups.get("word") or ""
    readings = _readings(kind, clubs, others, number, way, other, groups, league)
    rivals = _RIVALS_AFTER.match(g.plain, end) if kind == "clear" and not others else None
    if rivals is not None:
        # "Three points behind their London rivals": of somebody who was named before.
        behind = "behind" if way in ("behind", "adrift", "back") else "ahead"
        near = tuple(dict.fromkeys((*(c for _, x in g.signs("club") for c in x.clubs), *ctx.named)))
        readings = [
            Reading(team=c, opponent=o, number=number, word=behind, competition=league)
            for c in clubs[:3]
            for o in near
            if c != o
        ]
        sure = False
    if kind == "cut":
        for _, named in g.signs("club", m.start(), m.end()):
            readings += [
                Reading(team=c, number=number, word="any", competition=league) for c in named.clubs
            ]
    if readings:
        firm = sure and talk and firm_now(g, start, end)
        loose = kind == "clear" and way in ("ahead", "in front") and not groups.get("tail")
        if loose and not _PLACES.search(g.plain, 0, start):
            firm = False  # "And are a point ahead": of whom is not said.
        if kind == "clear" and re.match(r" (?:their|the|his|its|both|all|each) ", g.plain[end:]):
            firm = False
        yield make("points_gap", g, start, end, readings, firm=firm), start, end


_PLACED = pattern(
    r"\b(?:ORD|top|bottom|second|leaders|last|clear)\b[^.;]{0,12}$|\b(?:lie|sit|stand|stay|remain|are now|finish(?:ed)?|are still) $"
)
_BEFORE = pattern(
    r"points?[^.;]{0,60}$|\b(?:have|has|with|on) \d{1,3},? (?:and |but )?$|\b(?:now|are|is|sit|lie|stand|still|remain(?:s|ed)?|stay(?:s|ed)|just|only|stay|fall|fell|dropped|slipped|moved?|go|went|finish(?:ed)?) (?:[a-z]+ ){0,1}$"
    r"|\b(?:ORD|top|bottom|last)\b(?: place)?,? (?:and |but )?(?:just |only |now |still )?$|,? (?:and|but|,) (?:just |only )?$"
)


_RIVALS_AFTER = pattern(
    r" (?:of )?(?:their|the|its|his) (?:(?:[a-z-]+|GROUND|COMP|CLUB|PERSON) ){0,3}(?:rivals?|neighbours?|neighbors?|opponents?|visitors|hosts|conquerors|victims|champions|holders)\b"
)
_MODAL = re.compile(
    r"\b(?:could|would|should|might|may|must|can|will|if|unless|not|never|n't|no longer|without)\b"
)


def _wished(lead: str) -> bool:
    """True where the words before a gap wish or imagine it; "to avoid the drop, moving to within a point" does not."""
    before, comma, after = lead.rpartition(", ")
    return hedged(after) or (comma != "" and hedged(before) and _MODAL.search(before) is not None)


def _without_points(
    g: Gloss, m: re.Match[str], kind: str, groups: dict[str, str | None], told: bool
) -> bool:
    """True where a gap without the word must be one of points: a table is or was spoken of."""
    way = groups.get("way") or ""
    if kind == "club" and re.search(
        r"\bpoints?,? (?:and )?(?:just |only |now )?$", g.plain[max(0, m.start() - 20) : m.start()]
    ):
        return True
    if kind == "club" and way in ("off", "above", "below", "away from", "better than", "short of"):
        return False
    if kind == "clear" and way in ("back", "to the good", "better off"):
        return False
    if kind == "clear" and re.match(
        r" with (?:an?|one|two|three|four|\d) (?:games?|match(?:es)?) (?:to play|in hand|to go|left|remaining)",
        g.plain[m.end() :],
    ):
        return True
    after = g.plain[m.end("n") : m.end("n") + 9]
    if re.match(r" ?(?:minutes?|goals?|seconds?|games?|places?|yards?|metres?)", after):
        return False
    if pattern("SCORE").search(g.plain[max(0, m.start() - 6) : m.end("n") + 1]):
        return False
    lead = g.plain[max(0, m.start() - 40) : m.start()]
    if re.search(
        r"\bgoals?\b|\bminutes?\b|\bhalf-?time\b|\binterval\b",
        # "Concede a goal, lead the group with nine points, three ahead of": what was said before.
        re.split(r"\bpoints?\b", lead)[-1] + g.plain[m.start() : m.end() + 25],
    ):
        return False
    return _BEFORE.search(g.plain, max(0, m.start() - 70), m.start()) is not None and (
        told or _TALK.search(g.plain) is not None
    )


def _readings(
    kind: str, clubs: Sequence[Club], others: Sequence[Club], number: int, way: str, other: str,
    groups: dict[str, str | None], league: str,
) -> list[Reading]:  # fmt: skip
    behind = re.search(
        r"behind|adrift|(?<!better )off|below|shy|deficit|fewer|less|short|trail|worse|arrears|back",
        way,
    )

    def all_of(word: str) -> list[Reading]:
        return [Reading(team=c, number=number, word=word, competition=league) for c in clubs]

    if kind == "top" or (kind == "within" and re.search(r"leader|top$|summit", other)):
        return all_of("top")
    if kind == "within" and re.search(r"zone|two|three|four|six|safety|place|spot|slot", other):
        return all_of(f"zone:{other}")
    if kind == "saved":
        missed = groups["missed"] or ""
        zone = (
            "relegation zone" if groups["saved"] else "safety" if groups["down"]
            else "promotion places" if "promotion" in missed
            else "play-off places" if "play" in missed
            else "champions league places" if "champions" in missed
            else "european places"
        )  # fmt: skip
        return all_of(f"zone:{zone}")
    if other == "safety":
        return all_of("zone:safety")
    if kind == "zone":
        return all_of(f"zone:{groups['zone']}")
    if kind == "two":
        return all_of("any")
    if others:
        word = "level" if kind == "level" else "behind" if behind else "ahead"
        if kind in ("cut", "within", "lead", "sides"):
            word = "between"
        pairs = [
            Reading(team=c, opponent=o, number=number, word=word, competition=league)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        return pairs + all_of("any") if kind == "cut" else pairs
    if kind in ("lead", "clear") and re.search(r"top|summit|head", groups.get("tail") or ""):
        # "A six-point lead at the top": the leader's, whoever the subject is.
        return all_of("any")
    if kind in ("clear", "by") or (
        kind == "lead" and re.search(r"lead|advantage|cushion|buffer", way)
    ):
        trailing = behind is not None or re.match(r"trail", way) is not None
        return all_of("trail" if trailing else "lead")
    if kind in ("club", "cut", "lead"):
        # "Their nearest rivals": the next side in the table.
        return all_of("any")
    return []
