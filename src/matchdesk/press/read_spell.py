"""Reading spells told by when they began: unbeaten all season, this year, or since some day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from matchdesk.core.match import Club
from matchdesk.press.candidates import bearers
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import Window
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import END_BEFORE, clash, scope_of, whose
from matchdesk.press.reference import Context, hedged, wished
from matchdesk.press.subjects import make

_SINCE_RUN = (
    r"(?:(?P<unbeaten>(?:unbeaten|undefeated)(?: at home| away| in (?:the )?(?:COMP|league))*|HAVE(?: not|n't) (?:lost|been beaten)(?: an? (?:KINDS)*(?:game|match)| in any competition| in all competitions| at home| away| there| here| at (?:the )?GROUND| in (?:the )?(?:COMP|league)| to (?:the )?(?P<o1>TEAM)| against (?P<o3>TEAM))*)"
    r"|(?P<winless>winless(?: at home| away| in (?:the )?(?:COMP|league))*|without (?:a |an )?(?:KINDS)*(?:win|victory)(?: at home| away| there)?|HAVE(?: not|n't) (?:won|beaten (?P<o2>TEAM))(?: an? (?:KINDS)*(?:game|match)| in any competition| in all competitions| at home| away| there| here| at (?:the )?GROUND| (?:at|in) (?P<o4>CLUB)| in (?:the )?(?:COMP|league))*))"
    r"(?: since)"
)
_IN_YEAR = (
    r"(?:(?P<unbeaten>(?:unbeaten|undefeated)|HAVE(?: not|n't| yet to| still to) (?:lost|lose|been beaten|be beaten))|(?P<winless>winless|HAVE(?: not|n't| yet to| still to) (?:won|win)))"
    r"(?: at home| away| in (?:the )?(?:COMP|league)| a (?:KINDS)*(?:game|match))* "
    r"(?:in (?P<year>(?:19|20)\d\d)(?!-)|(?P<this>this (?:calendar )?year|since the (?:turn|start) of the year|since new year))(?! (?:with|final|edition))"
)
_LONG = r"(?:this season|all season|so far|throughout|this term|this campaign|all year|in the group|in (?:the |this )?(?:competition|tournament|group stage))"
_IN = r"(?: at (?:the )?GROUND| at home| away(?: from home)?| on the road| in (?:the )?(?:COMP|league|europe|top flight))*"
_WHOLE: tuple[tuple[str, str], ...] = (
    ("unbeaten", rf"\b(?:unbeaten|undefeated){_IN} {_LONG}"),
    ("unbeaten", rf"\b(?:remain|remains|remained|still|are|only|is) (?:still )?(?:the only )?(?:unbeaten|undefeated){_IN}(?: {_LONG})?(?=[.,;]| and| after|$)"),
    ("unbeaten", r"\b(?:are|is|stay|stays|remain|remains|still|also) (?:now |still |the only side |the only team )?(?:unbeaten|undefeated) in (?:all competitions|(?:the )?(?:COMP|league|hexagonal|group(?: [a-h])?|qualifying|qualifiers|qualification|tournament|competition)|europe)(?=[.,;]|$| and| but| this| all| so far)"),
    ("unbeaten", r"(?:(?:keep|keeps|kept|keeping)(?: up| alive)?|maintain\w*|preserv\w+|retain\w*|protect\w*|still have|boast\w*|with) (?:their|its|an|the|his side's) (?:unbeaten|undefeated) (?:KINDS)*(?:record|start|run)(?: (?:to|of|in) (?:the |this |their )?(?:new )?(?:COMP|league|season|campaign|competition|tournament|group)| at home| away| this season)+"),
    ("unbeaten", rf"HAVE(?: not|n't| yet to| still to) (?:yet )?(?:lost|lose|been beaten|be beaten|fallen) (?:to|by|against) (?P<o>TEAM) {_LONG}"),
    ("winless", rf"HAVE(?: not|n't| yet to| still to) (?:yet )?(?:beaten|beat|won against|win against|defeated) (?P<o>TEAM) {_LONG}"),
    ("unbeaten", rf"HAVE (?:yet|still) to (?:lose|be beaten|taste defeat)(?! (?:to|against|by|at (?!home)))(?: a (?:KINDS)*(?:game|match))?{_IN}(?: {_LONG})?"),
    ("unbeaten", rf"(?:not|never) (?:yet )?(?:lost|been beaten|tasted defeat)(?: a (?:KINDS)*(?:game|match))?{_IN} {_LONG}"),
    ("unbeaten", r"\b(?:through|complet\w+|finish\w*) (?:the |a |an |their )?(?:whole |entire )?(?:KINDS)*(?:season|tournament|group|campaign|competition) (?:unbeaten|undefeated|without (?:a )?(?:losing|defeat|loss))"),
    ("winless", rf"HAVE (?:yet|still) to win(?: a (?:KINDS)*(?:game|match))?{_IN}(?: {_LONG}|(?=[.,;]| and|$))"),
    ("winless", rf"\b(?:still )?(?:without|looking for|searching for|seeking|chasing) (?:a|their first) (?:KINDS)*(?:win|victory){_IN} {_LONG}"),
    ("winless", rf"\b(?:winless|not won){_IN} {_LONG}"),
    ("winless", r"\b(?:still |yet |are |is |remain |remains )without (?:a|any|a single) (?:KINDS)*(?:win|victory) (?:in (?:the |this )?(?:COMP|league|group|tournament|competition|europe)|on the road|away from home|at home|away)(?=[.,;]|$| and| but| this| all| so)"),
    ("unbeaten", r"\b(?:unbeaten|undefeated) (?:KINDS)*start\b(?! (?:to|of) (?:NUM|the (?:year|month|new year|calendar)))(?P<scope>)"),
    ("unbeaten", rf"\b(?:are|is|were|remain|remains|stay) (?:themselves |also |now |still |alone )*(?:unbeaten|undefeated){_IN}(?=[.,;)]|$| and| but)"),
    ("winless", r"\b(?:is|are|remain|remains|stay|stays|still|was|were) (?:still |also |now )*winless(?=[.,;)(]|$| and| but| \(| in (?:the )?(?:league|COMP))"),
    ("winless", r"\bstill (?:without|looking for|searching for|seeking|chasing|awaiting|waiting for|await) (?:a|their first|its first) (?:KINDS)*(?:win|victory|points)(?=[.,;)(]|$| and| but| after| this| in )"),
    ("winless", r"\bHAVE(?: not|n't) (?:yet )?won (?:any|a single|a) (?:of )?(?:their |its )?(?:KINDS)*(?:GAMES)(?=[.,;)(]|$| and| but| this| so far| all)"),
    ("winning", r"(?<!the )\b(?:perfect|flawless|immaculate|unblemished|winning|100 per ?cent|100%) (?:KINDS)*(?:start|record)\b(?! (?:to|of) (?:NUM|the (?:year|month|new year|calendar)))(?P<scope>[^.;,]{0,30})"),
    ("winning", r"(?<!the )\b(?:100 per ?cent|100%|hundred per ?cent|perfect|flawless|one hundred per ?cent) (?:KINDS)*(?:start|record)(?P<scope>[^.;,]{0,30})"),
    ("unbeaten", r"\b(?:although|though|while|despite being|yet) (?:still )?(?:unbeaten|undefeated)(?=[.,;)]|$)"),
    ("winning", r"\bmaximum points from (?:their )?(?P<n>NUM)(?: KINDS*GAMES)"),
)  # fmt: skip


_LAST_CASE = (
    r"(?:(?:\b(?:their|its)|CLUB'?s?) last (?:KINDS)*(?P<noun>defeat|loss|reverse|win|victory|success)\b"
    r"|\blast (?P<verb>won|lost|were beaten|was beaten|been beaten|tasted defeat|tasted victory|beat|suffered defeat)\b)"
)
_LAST_OF = pattern(
    r"(?: an? (?:KINDS)*(?:game|match|tie|point))?(?: \d{1,2}-\d{1,2})?(?: (?P<prep>at|against|to|over|by|in|away to|at home to|away at|with) (?:the )?(?:EPITHETS)?(?P<o>CLUB|GROUND)| (?:there|here|at home|away|on the road|in (?:the )?(?:COMP|league)))*"
)
_THEN_WHEN = re.compile(
    r"[^.;:]{0,32}? ?(?:was|were|came|coming|dates?(?: back)?|dated|being|had come|happened|back|way back|as long ago as|in|on|,)? ?"
)
_SOME: tuple[tuple[str, str], ...] = (
    ("unbeaten", r"\b(?:lost|lose|loses|losing|surrender\w*|relinquish\w*|ended|ends|end of|an end to|halted|halts) (?:their|its|CLUB'?s?|an?) (?:(?:long|fine|proud|impressive|remaining|COMP|league|season's|home|away) )*(?:unbeaten|undefeated) (?:KINDS)*(?:run|record|start|streak|sequence|home record)\b(?! (?:of|to|at|stretching to) NUM)"),
    ("winless", r"\b(?:back|return\w*|bounc\w+ back|got back) to (?:winning ways|the winning habit|winning form|winning)\b"),
)  # fmt: skip


def over(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Spells that are over, of no length told, and last cases of which the day is told."""
    for kind, source in g.alive(_SOME):
        for m in g.every(source):
            if clash(taken, m) or wished(g, m.start()):
                continue
            clubs, _ = whose(g, ctx, m, ended=True)
            scope = scope_of(g, ctx, m.start(), m.end())
            readings = [
                Reading(team=c, word=f"{kind}:over", venue=scope.venue, competition=scope.competition)
                for c in clubs
            ]  # fmt: skip
            if readings:
                taken.append(m.span())
                yield make("run", g, m.start(), m.end(), readings, firm=False)
    for m in g.every(_LAST_CASE):
        claim = None if clash(taken, m) or wished(g, m.start()) else _last_case(g, ctx, m)
        if claim is not None:
            yield claim


def _last_case(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """The last defeat or win, by its day: "their last win there came in May 1991"."""
    told = _LAST_OF.match(g.plain, m.end())
    assert told is not None
    when = next(
        (
            w for w in g.whens
            if w.past is not None and w.start >= m.end()
            and (w.start <= told.end() + 2 or _THEN_WHEN.fullmatch(g.plain, told.end(), w.start))
        ),
        None,
    )  # fmt: skip
    if when is None or when.past is None:
        return None
    lost = (m["noun"] or m["verb"]) not in ("win", "victory", "success", "won", "tasted victory", "beat")  # fmt: skip
    others: tuple[Club, ...] = ()
    scope = scope_of(g, ctx, m.start(), told.end())
    away = False
    if told["o"]:
        named = g.mention(told["o"])
        others = ctx.team(g, told.start("o"), told.end("o")) if named is None or named.kind == "club" else named.clubs  # fmt: skip
        away = told["prep"] in ("at", "in", "away to", "away at")
    clubs, sure = whose(g, ctx, m)
    readings = [
        Reading(
            team=c, opponent=o, window=when.past, competition=scope.competition,
            venue="away" if away and o is not None else scope.venue,
            word=f"{'unbeaten' if lost else 'winless'}:since",
        )
        for c in clubs
        for o in (tuple(o for o in others[:2] if o != c) or (None,))
    ]  # fmt: skip
    firm = sure and m["noun"] is not None and not told["o"]
    return make("run", g, m.start(), when.end, readings, firm=firm) if readings else None


def since(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Unbeaten, or without a win, since some day or in a year."""
    for m in g.every(_SINCE_RUN):
        claim = _since(g, ctx, m)
        if claim is not None:
            if not _SO_MANY.search(g.plain, 0, m.start()):
                taken.append((m.start(), m.end()))
            yield claim
    for m in g.every(_IN_YEAR):
        claim = None if clash(taken, m) else _in_year(g, ctx, m)
        if claim is not None:
            taken.append(m.span())
            yield claim


def whole(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """A whole season, or start, of one kind: unbeaten, winless, perfect."""
    for kind, source in g.alive(_WHOLE):
        for m in g.every(source):
            claim = None if clash(taken, m) else _whole(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim


def _whole(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    """A season or a tournament without a defeat, without a win, or with nothing but wins."""
    lead = g.plain[max(0, m.start() - 45) : m.start()]
    loose = re.search(r"\b(?:since|first|last|only (?:the )?ORD|when)\b", lead) is not None
    lead = lead[-30:]
    if hedged(lead.replace("never", "").replace("not ", "")) or END_BEFORE.search(lead):
        return None
    tail = g.plain[m.end() : m.end() + 24]
    if re.search(
        r"\b(?:last|previous) (?:season|term|year)|\b(?:19|20)\d\d|since|\bin (?:NUM|\d)",
        m[0] + tail,
    ):
        return None
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    # "At Goodison we have not won": whoever writes.
    sure = sure and not lead.endswith(" we ")
    if loose or lead.endswith(" to "):
        # "Squeezed past Schalke to remain unbeaten": not of whom they met.
        clubs = tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.named, *ctx.reported)))
    competition = scope.competition
    if ctx.match is not None and re.search(
        r"in (?:the |this )?(?:group|competition|tournament|hexagonal|qualif)|of the (?:competition|tournament|group)", m[0]
    ):  # fmt: skip
        competition = str(ctx.match.competition)
    others: tuple[Club, ...] = ()
    if m.groupdict().get("o"):
        others = bearers(g, ctx, ctx.team(g, m.start("o"), m.end("o")))
        clubs = tuple(c for c in clubs if c not in others) or clubs
    everything = "all" if scope.everything or "all competitions" in m[0] else ""
    readings = [
        Reading(team=c, word=f"{kind}:whole", venue=scope.venue, competition=competition,
                round=everything, opponent=other)
        for c in clubs
        for other in (others or (None,))
        if other != c
    ]  # fmt: skip
    if not readings:
        return None
    if re.search(r"\b(?:record|run)\b", m[0]) and not re.search(r"season|campaign|term", m[0]):
        # "Kept their unbeaten record in the league": since when?
        loose = True
    return make("run", g, m.start(), m.end(), readings, firm=sure and not loose)


def _in_year(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """Without a defeat, or a win, in a year that is still going on."""
    if ctx.written is None or wished(g, m.start()):
        return None
    year = int(m["year"]) if m["year"] else ctx.written.year
    if year != ctx.written.year:
        return None
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    kind = "unbeaten" if m["unbeaten"] else "winless"
    first = dt.date(year, 1, 1)
    readings = [
        Reading(team=c, word=f"{kind}:from", window=Window(first, ctx.written), venue=scope.venue,
                competition=scope.competition, round="all" if scope.everything else "")
        for c in clubs
    ]  # fmt: skip
    return make("run", g, m.start(), m.end(), readings, firm=sure) if readings else None


# "Nine games without a win since they beat Newcastle": how long it is, is told, too.
_SO_MANY = pattern(r"(?:NUM|ORD) (?:KINDS)*GAMES $")
_A_RESULT = pattern(
    r" (?:a|an|the|their|its|losing|beating|going|being|that|winning|defeat|they)\b[^;.]{0,70}?"
)
_MET = pattern(
    r"(?: [a-z0-9,-]+){0,7}? (?:at|to|by|against|with|over|beat|beating|defeating|in) (?:EPITHETS)?(?P<o>CLUB|GROUND)"
    # "Since Ipswich beat them here".
    r"| (?:EPITHETS)?(?P<by>CLUB) (?:last )?(?:beat|won|thrashed|hammered|defeated|overcame|edged)\b"
)


def _since_meeting(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    """Unbeaten, or without a win, since a match with a side that is named, on no day that is told."""
    met = _MET.match(g.plain, m.end())
    if met is None:
        return None
    by = "by" if met["by"] else "o"
    if met["by"] and kind != "unbeaten":
        return None
    named = g.mention(met[by])
    others = ctx.team(g, met.start(by), met.end(by)) if named is None or named.kind == "club" else named.clubs  # fmt: skip
    clubs, _ = whose(g, ctx, m)
    scope = scope_of(g, ctx, m.start(), m.end())
    readings = [
        Reading(team=c, opponent=o, outcome="loss" if kind == "unbeaten" else "win", word="last",
                venue=scope.venue, competition=scope.competition)
        for c in clubs for o in others[:2] if c != o
    ]  # fmt: skip
    return make("first_since", g, m.start(), met.end(), readings, firm=False) if readings else None


def _since(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    window: Window | None = None
    end = m.end()
    for when in g.whens:
        if when.past is not None and m.end() - 7 <= when.start <= m.end() + 12:
            window, end = when.past, when.end
            break
        if when.past is not None and _A_RESULT.fullmatch(g.plain, m.end(), when.start):
            # "Have not lost since a 2-1 defeat at Levante in January".
            window, end = when.past, when.end
            break
    if wished(g, m.start()):
        return None
    kind = "unbeaten" if m["unbeaten"] else "winless"
    if window is None:
        return _since_meeting(g, ctx, m, kind)
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    opponents: tuple[Club, ...] = ()
    for name in ("o1", "o2", "o3"):
        if m[name]:
            opponents = ctx.team(g, m.start(name), m.end(name))
    venue = scope.venue
    host: tuple[Club, ...] = ()
    ground = g.signs("ground", m.start(), m.end())
    if ground and ground[0][1].clubs:
        host = ground[0][1].clubs[:1]
    if m["o4"]:
        host = ctx.team(g, m.start("o4"), m.end("o4"))[:1]
    readings = []
    for c in clubs:
        mine = [o for o in opponents if o != c][:1]
        other = mine[0] if mine else None
        at = venue
        if host and host[0] != c:
            other, at = host[0], "away"
        elif host:
            at = "home"
        readings.append(
            Reading(
                team=c, opponent=other, word=f"{kind}:since", window=window, venue=at,
                competition=scope.competition, round="all" if scope.everything else "",
            )
        )  # fmt: skip
    return make("run", g, m.start(), end, readings, firm=sure) if readings else None
