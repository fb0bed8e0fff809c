"""Reading gaps of points: between sides, places and zones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press import read_hand, read_points
from matchdesk.press.candidates import bearers, candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import NAMED, make
from matchdesk.press.table_words import TALK, as_left, firm_now, league_named

_OBJECT = (
    r"(?: EPITHETS(?:(?P<other>CLUB|PERSON's (?:side|men|team|outfit|charges))|(?P<next>RIVALS)))"
)
_WAY = (
    r"(?P<way>behind|ahead of|clear of|above|below|adrift of|off|in front of|better off than|worse off than|better than|shy of|"
    r"more than|fewer than|less than|beneath|clear from|away from|back (?:from|of)|short of|in arrears of)"
)
_TOP = r"(?P<n>GAPN)(?: PTS)? (?:off|behind|adrift of|from|shy of|adrift|short of|back from|away from) (?:the )?(?:top(?: spot| place| of the TABLE)?(?! (?:two|three|four|five|six|seven|half|flight|scorer))|LEADERS(?! CLUB)|summit|lead|pace|first place)\b"
_BETWEEN = rf"(?P<n>GAPN)(?P<unit> PTS)?(?: and (?:NUM|an?) places?)? {_WAY}{_OBJECT}"
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
    r"(?:(?: at the (?:top|summit)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?| in (?:the )?(?:COMP|table|league|title race|standings)| (?:over|on|to|behind|between|with|from) (?:the |their |its )?(?:[a-z-]+ |COMP ){0,2}?(?P<other>CLUB|leaders|rivals|safety|champions|holders|challengers|pursuers|neighbours|runners-up|pack)(?: and CLUB)?| in ORD| back| again| temporarily| provisionally)){0,3}"
    r" (?:to|at) FEW(?:a )?(?P<n>GAPN)(?: PTS\b|[- ]points?|(?= with|[.,;]| at| after| and|$))"
)
_IS_CUT = (
    r"(?P<word>lead|gap|advantage)(?: (?:at the (?:top|summit)(?: of (?:the )?TABLE)?|in (?:the )?(?:COMP|table|standings|title race)|over|to|on|from|between|with|the|their|its|arch|nearest|closest|city|second-placed|third-placed|ORD-placed?|leaders|rivals|(?P<other>CLUB)|and CLUB)){0,5}"
    r" (?:was|is|has been|had been|stands at|remains?|gr[eo]w(?:n|s)?|r[io]se[ns]?|went|go(?:es)?|stretche[ds]|widen(?:ed|s)|shr[ai]nks?|shrunk|narrow(?:ed|s)|clos(?:ed|es)|now|(?:back |up |down )?to|at|be|being) ?(?:now |just |only |still )?(?:cut |reduced |trimmed |down |extended |increased |stretched |back |whittled |halved )?(?:in half |by half )?(?:to |at |down to )?FEW(?P<n>GAPN) PTS\b"
)
_WITHIN = r"\bwithin FEW(?P<n>GAPN)(?: PTS)? of (?:the )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB|LEADERS|(?:automatic(?: promotion)?|play-?off|promotion|european|champions league) (?:places?|spots?|zone|slots?)|top four|top two|top three|top six|top|summit|relegation zone|safety|second place|third place|fourth place)"
_CLEAR = r"(?P<n>GAPN)(?: PTS)? (?P<way>clear|ahead|behind|adrift|in front|back|better off|to the good|in arrears|worse off|further (?:back|behind|adrift))(?:(?! (?:of|from|than)\b)|(?= (?:of |than )(?:their|its|his) (?:[a-z-]+ ){0,2}(?:rivals?|neighbours?|neighbors?|opponents?|visitors|hosts|conquerors|victims)\b)| of (?:the |their )?(?:pair|two|rest|(?:chasing )?pack|field|others|them|both)\b)(?P<tail>(?: at the (?:top|summit|bottom|foot)(?: of (?:the )?(?:[a-z-]+ ){0,1}TABLE)?)?)"
_BY = r"\b(?P<way>lead|leads|led|leading|trail|trails|trailed|trailing|top|tops|topped|head|heads|headed)(?:(?: (?P<other>TEAM)(?:, (?:who|which)[^.;]{3,60},)?)| (?P<table>(?:the )?(?:[a-z]+ )?(?:TABLE|way|standings|field)))? by FEW(?P<n>GAPN) PTS(?: (?:from|over|ahead of|to)(?: EPITHETS(?P<from>CLUB)))?"
_ZONE = (
    r"(?P<n>GAPN)(?: PTS)? (?P<way>above|clear of|outside|from|off|short of|adrift of|behind|below|away from|shy of|ahead of) (?:the )?"
    r"(?P<zone>relegation zone|relegation places|drop zone|bottom (?:two|three|four)|drop|safety|relegation|danger zone|danger\b|trouble\b|top (?:four|three|two|five|six)|(?:ORD )?(?:and final )?(?:champions league|european|(?:relegation )?play-?off|COMP|europa league|uefa cup|(?:automatic )?promotion|automatic|qualification|qualifying) (?:places|spots|zone|place|spot|positions|slots?|berths?)|(?:ORD)(?:[ -]place\b| spot)(?!,? CLUB))"
)
_SAVED = (
    r"\b(?P<saved>surviv(?:e|ed|es|ing)|stay(?:ed|s)? up|(?:ke[ep]p?t?s?|keeping) (?:them|CLUB) up|(?:are|were) safe|escape(?:d|s)?|avoid(?:ed)? (?:relegation|the drop))(?: [a-z]+){0,3}? by FEW(?P<n>GAPN) PTS\b"
    r"|\b(?P<down>(?:went|go|goes|going|sent|sends?) (?:them |CLUB )?down|(?:are|were) relegated)(?: [a-z]+){0,3}? by FEW(?P<n2>GAPN) PTS\b"
    r"|\bmiss(?:ed|es|ing)?(?: out)?(?: on)? (?:the |a )?(?P<missed>europe(?:an)?(?: football| place)?|champions league|automatic promotion|promotion|play-?offs?)(?: [a-z]+){0,2}? by FEW(?P<n3>GAPN) PTS\b"
)
_LEVEL = (
    r"(?P<team4>CLUB) and EPITHETS(?P<other4>CLUB) (?:are|were|remain|finished|stand|sit|now) (?:now |still |both |all )?(?:level|tied|locked together|neck and neck) on (?:\d+ )?points|"
    r"(?:(?P<team>TEAM)(?P<gap>[^.;,]{0,40}?) )?(?:on level (?:points|terms)|(?:level|tied|equal)(?: at the top)?(?: on (?:\d+ )?(?:points)?)?) with EPITHETS(?P<other>TEAM)"
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
    r"|(?P<n2>GAPN) PTS (?:now |still )?(?:separat(?:e|es|ed|ing)|between|divid(?:e|es|ed)) EPITHETS(?P<team2>CLUB)(?: ?\([^)]*\))?(?:, EPITHETS(?:CLUB)(?: ?\([^)]*\))?)*,? (?:and|from) EPITHETS(?P<other2>CLUB)"
    r"|EPITHETS(?P<team3>CLUB) and EPITHETS(?P<other3>CLUB)[^.;,]{0,20}? (?:are |were )?separated by FEW(?P<n3>GAPN) PTS)"
)
# "Only four points covered the top seven".
_SPAN = r"(?P<n>GAPN) PTS (?:now |still )?(?:cover(?:s|ed|ing)?|separat(?:e|es|ed|ing)|between|divid(?:e|es|ed)|span(?:s|ned)?|split) (?:the )?(?:(?P<low>bottom)|top|first|leading) (?P<many>NUM)\b|\b(?:(?P<low2>bottom)|top|leading) (?P<many2>NUM) (?:sides |clubs |teams |places )?(?:are |were |is |now |still |all )*separated by FEW(?P<n2>GAPN) PTS"
_SEPARATE = r"(?P<n>GAPN) PTS (?:separat(?:e|es|ed|ing)|between) (?:the )?(?:top two|two sides|two teams|two|them|sides|teams|pair)|(?P<n3>GAPN) PTS apart\b|separated by FEW(?P<n2>GAPN) PTS"
_PLACES = pattern(r"\b(?:top|lead|leads|leaders?|summit|clear|first|second|bottom|ORD)\b")


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
        (_SPAN, "span"), (_SEPARATE, "two"),
    ):  # fmt: skip
        if source is _LEVEL and not _EVEN.search(g.plain):
            continue
        if source in (_SIDES, _SEPARATE) and not _SIDED.search(g.plain):
            continue
        for m in g.every(source):
            yield from _gap(g, ctx, m, kind)
    yield from read_points.found(g, ctx)
    yield from read_hand.found(g, ctx)


def _written(groups: dict[str, str | None], *names: str) -> tuple[str, str]:
    """The group that holds a number, and its words."""
    name = next((n for n in names if groups.get(n)), "n")
    return name, (groups.get(name) or "").strip()


def _number(words: str) -> int | None:
    return 1 if words in ("a", "an", "a single", "a solitary") else number_of(words)


_OVER = pattern(
    r"\b(?:over|against|at|to|with|of|beat|beating|past) EPITHETS(?P<o>CLUB),? (?:and|for|to (?:take|open|hold)) (?:a|their|an) $"
)
_TAKEN = re.compile(
    r"\b(?:t[ao]k(?:e|es|en|ing)|took|w[io]n|gained|earned|picked up|got|dropped) (?:\w+ ){0,2}$"
)


def _gap(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> _Found:
    groups = m.groupdict()
    _, written = _written(groups, "n", "n2", "n3")
    number = 0 if kind == "level" else _number(written)
    if number is None or _wished(g.plain, m.start()):
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
    if other and NAMED.search(other):
        others = ctx.team(g, m.start(where), m.end(where))
    if other and not others and pattern("PERSON").search(other):
        # "Below Fernandez's side", of a coach whom the ledger does not know: a side in hand.
        others = ctx.sides
    if len(others) == 1:
        # "United": whoever of those spoken of bears the word.
        others = bearers(g, ctx, others)
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
    if kind == "clear" and _SEES_THEM.search(g.plain, 0, start):
        # "A win against Genk sees them go twelve points clear": of whom the report tells.
        clubs, sure = tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.reported))), False
    sure = sure and read_points.BY_TITLE.search(g.plain, 0, start) is None
    # "A point above Real Madrid and behind Barcelona": not of Real Madrid.
    sure = sure and _OF_ANOTHER.search(g.plain, 0, start) is None
    league = league_named(g, ctx, start, end)
    if groups.get("zone"):
        for _, named in g.signs("competition", m.start("zone"), m.end("zone")):
            # "Off the Champions League places": where the places lead to, not the table's league.
            groups["zone"] = _LEADS_TO.get(ctx.competition(named), "european places")
            league = ""
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
    if kind == "clear" and rivals is None and not groups.get("tail") and len(clubs) > 0:
        # "Beat Reading and are a point ahead": of those just named, perhaps.
        word = "behind" if way in _BEHIND_THEM else "ahead"
        near = tuple(dict.fromkeys(c for _, x in g.signs("club", 0, start) for c in x.clubs))
        readings += [
            Reading(team=clubs[0], opponent=o, number=number, word=word, competition=league)
            for o in near
            if o != clubs[0]
        ]
        # "Pressed Reading, who lost at home, and are a point ahead": or those of them.
        readings += [
            Reading(team=o, opponent=clubs[0], number=number, word=word, competition=league)
            for o in near
            if o != clubs[0] and ", who " in g.plain[:start]
        ]
    if kind in ("cut", "lead") and not others and clubs:
        # "Beat AZ to increase the gap to four points": of those just named, perhaps.
        readings += [
            Reading(team=clubs[0], opponent=o, number=number, word="between", competition=league)
            for _, named in g.signs("club")
            for o in named.clubs[:1]
            if o != clubs[0]
        ]
    if kind == "cut":
        for _, named in g.signs("club", m.start(), m.end()):
            readings += [
                Reading(team=c, number=number, word="any", competition=league) for c in named.clubs
            ]
    if readings:
        firm = sure and talk and firm_now(g, start, end)
        if (
            kind == "cut"
            and "point" not in g.plain[start:end]
            and _SCORED.search(g.plain, 0, start)
        ):
            # "Haaland cut the gap to one": of the match.
            firm = False
        loose = kind == "clear" and way in ("ahead", "in front") and not groups.get("tail")
        if loose and not _PLACES.search(g.plain, 0, start):
            firm = False  # "And are a point ahead": of whom is not said.
        if kind == "clear" and re.match(r" (?:their|the|his|its|both|all|each) ", g.plain[end:]):
            firm = False
        told = end
        if kind == "club" and groups.get("other") and _RANKED.search(g.plain, m.end("way"), end):
            # "Two points clear of fifth-placed Freiburg": that they are fifth is told beside it.
            told = m.end("way")
        yield make("points_gap", g, start, told, readings, firm=firm), start, end


_SCORED = pattern(r"(?:PERSON|\bgoals?|\bheader|\bpenalty|\bstrike|\bminutes?|\bshot)[^.;]{0,40}$")
_OF_ANOTHER = pattern(
    r"\b(?:above|ahead of|clear of|behind|below|off) EPITHETS(?:CLUB) (?:and|but) (?:now |still |just |only )?$"
)
_SEES_THEM = re.compile(
    r"\b(?:sees?|saw|puts?|leaves?|left|takes?|took|sends?|sent|moves?|moved|lifts?|lifted|keeps?|kept) (?:them|it) (?:(?:go|move|pull|stay|up) )?$"
)
_RANKED = pattern(r"\bORD\b|leader|champion|bottom|top\b")
_LEADS_TO = {"uefa.cl": "champions league places"}
_BEHIND_THEM = frozenset(("behind", "adrift", "back", "worse off", "in arrears"))
_PLACED = pattern(
    r"\b(?:ORD|top|bottom|second|leaders|last|clear)\b[^.;]{0,12}$|\b(?:lie|sit|stand|stay|remain|are now|finish(?:ed)?|are still) $"
)
_BEFORE = pattern(
    r"points?[^.;]{0,60}$|\b(?:have|has|with|on) \d{1,3},? (?:and |but )?$|\b(?:now|are|is|sit|lie|stand|still|remain(?:s|ed)?|stay(?:s|ed)|just|only|stay|fall|fell|dropped|slipped|moved?|go|went|finish(?:ed)?) (?:[a-z]+ ){0,1}$"
    r"|\b(?:ORD|top|bottom|last)\b(?: place)?,? (?:and |but )?(?:just |only |now |still )?$|,? (?:and|but|,) (?:just |only )?$"
)


_RIVALS_AFTER = pattern(
    r" (?:of |than )?(?:their|the|its|his) (?:(?:[a-z-]+|GROUND|COMP|CLUB|PERSON) ){0,3}(?:rivals?|neighbours?|neighbors?|opponents?|visitors|hosts|conquerors|victims|champions|holders)\b"
)
_MODAL = re.compile(
    r"\b(?:could|would|should|might|may|must|can|will|if|unless|not|never|n't|no longer|without)\b"
)


# "The places that would take them up, two points behind Antwerp": what is put in.
_WHICH = re.compile(r"\b(?:that|which) (?:would|could|will|might) [^,]*$")


def _wished(plain: str, at: int) -> bool:
    """True where the words before a gap wish or imagine it; "to avoid the drop, moving to within a point" does not."""
    before, comma, after = plain[max(0, at - 30) : at].rpartition(", ")
    if hedged(after) or not comma:
        return hedged(after)
    aside = _WHICH.search(plain, max(0, at - 90), at - len(after) - len(comma))
    return aside is None and hedged(before) and _MODAL.search(before) is not None


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
        told or TALK.search(g.plain) is not None
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
    if kind == "span":
        many = number_of(groups["many"] or groups["many2"] or "") or 0
        return all_of(f"span:{-many if groups['low'] or groups['low2'] else many}")
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
        if kind == "by" and not trailing and groups.get("table"):
            # "Top the table by two points": of whoever is first.
            return all_of("first")
        return all_of("trail" if trailing else "lead")
    if kind in ("club", "cut", "lead"):
        # "Their nearest rivals": the next side in the table.
        return all_of("any")
    return []
