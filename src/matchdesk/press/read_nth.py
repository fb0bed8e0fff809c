"""Reading ordinals whose noun stands further back: "their third in a row", "for the fourth time".

What is counted is the result told last before: a win, a defeat or a draw of the side spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.candidates import bearers
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import figure, scope_of, whose
from matchdesk.press.reference import Context, foreign_time, wished
from matchdesk.press.subjects import make

_ROWED = (
    r"\b(?:their|its|a|the|his side's|only their|only its) (?P<n>(?!first|second half|second leg)ORD)(?P<adj> KINDS*)?(?: at home| away(?: from home)?| on the road)? ?"
    r"(?:(?P<row>ROWS|in succession)|in (?:their |the |its |just |only |as few as )?(?:last |past )?(?P<m>NUM)(?P<games>(?: KINDS*GAMES)?)(?! (?:years?|months?|days?|weeks?|minutes?|seasons?|attempts at))"
    r"|(?P<season>(?:of the|this) (?:season|campaign|term|year)|in the league|so far|all season)|(?P<venue>at home|away(?: from home)?|on the road)(?: this season| all season)?)(?=[.,;)]|$| and| but| as| while| with| since| since| when| -|in all| this| for| to )"
)
_TIME = (
    r"\bfor (?:the|a|only the|just the) (?P<n>ORD) time (?:(?P<season>(?:this|all) (?:season|term|campaign|year)|of the season)|in (?:the |this |their |his )?(?P<comp>COMP|league|group(?: stage)?|hexagonal|qualif\w+|competition|tournament|campaign)(?: this season)?"
    r"|in (?:their |the |its |just |only |as few as )?(?:last |past )?(?P<m>NUM) (?:(?P<games>KINDS*GAMES)|(?P<unit>weeks|days|months)))"
)
_THAT = r"\b(?:the|a|only the|just the) (?P<n>ORD) time (?:(?P<season>(?:this|all) (?:season|term|campaign|year))|in (?:their |the |its |just |only )?(?:last |past )?(?P<m>NUM) (?:KINDS*GAMES))(?: that)? (?P<t>TEAM) (?:have |has |had )(?P<verb>lost|been beaten|won|drawn)"
_MEETING = (
    r"\b(?:the|their|a|this was the|only the) (?P<n>(?!first)ORD) (?:meeting|encounter|clash)(?: (?:of|between) (?:the )?(?:two )?(?:sides|teams|clubs|rivals|pair))? (?:(?P<season>(?:of the|this) (?:season|campaign|term))|in (?:the space of |just |only )?(?P<m>NUM) (?P<unit>days|weeks|months))"
    r"|\b(?:met|meet|meeting|played|faced|facing)(?: each other)? for (?:the|a) (?P<n2>(?!first)ORD) time (?:(?P<season2>this (?:season|campaign|term))|in (?:the space of |just |only )?(?P<m2>NUM) (?P<unit2>days|weeks|months))"
)
_AGAIN = r"\b(?:the|a) (?P<n>ORD) time in (?:just |only |the space of )?(?P<m>NUM) (?P<unit>weeks|days|months)(?= that)"
_MATCH_OF_GOALS = r"\b(?P<n>\d{1,2}|NUM)-goal (?:[a-z]+ )?(?:thriller|feast|epic|spectacle|bonanza|classic|match|game|encounter|extravaganza|drama|goalfest|spectacular)\b|\b(?:game|match|contest|tie|thriller|encounter|feast) of (?P<n2>NUM) goals\b"
_TOLD = pattern(
    r"(?P<win>\b(?:WINS|WINNOUN|WON|BEAT|victorious)\b)|(?P<loss>\b(?:LOSSES|LOSSNOUN|LOST|BEATEN)\b)|(?P<draw>\b(?:draws?|DRAWNOUN|drew|drawn|held)\b)|"
    r"(?P<other>\b(?:goals?|goalless|scored|strikes?|header|penalty|spot-kick|hat-trick|titles?|trophy|red cards?|cards?|dismissed|sent off|headed|tapped|netted|converted|booking|cups?|finals?|crown|championship|"
    r"appearances?|cap|start|clean sheets?|assists?|brace|opener|equaliser|own goal|his)\b)"
)
_VERBS: dict[str, Outcome] = {"lost": "loss", "been beaten": "loss", "won": "win", "drawn": "draw"}
_AS_BEATEN = re.compile(r"\b(?:was|were|been|being|be|get|got) (?:[a-z]+ly )?$")
_DEFEAT_OF = pattern(
    r"(?:defeat|thrashing|demolition|beating|humiliation) of (?:[a-z-]+ ){0,3}CLUB"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of ordinals without a noun of their own in one sentence."""
    yield from _of_meetings(g, ctx)
    for source in (_ROWED, _TIME, _THAT):
        if source is not _ROWED and " time " not in g.plain:
            continue
        for m in g.every(source):
            claim = _ordinal(g, ctx, m)
            if claim is not None:
                yield claim


_DAYS = {"weeks": 7, "days": 1, "months": 31}


def _of_meetings(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """How often the sides have met, and how many goals their match had."""
    for m in g.every(_MEETING):
        number = figure(m["n"] or m["n2"])
        if ctx.match is None or number is None or ctx.foreign(g) or wished(g, m.start(), 24):
            continue
        span = number_of(m["m"] or m["m2"] or "")
        days = span * _DAYS[m["unit"] or m["unit2"]] if span else None
        home, away = ctx.sides
        reading = Reading(
            team=home, opponent=away, number=number, other=days,
            word="times:span" if days else "times:season",
        )  # fmt: skip
        yield make("head_to_head", g, m.start(), m.end(), [reading], firm=days is None)
    for m in g.every(_AGAIN):
        number = figure(m["n"])
        claim = _in_days(g, ctx, m, number) if number is not None else None
        if claim is not None:
            yield claim
    for m in g.every(_MATCH_OF_GOALS):
        number = number_of(m["n"] or m["n2"])
        if ctx.match is not None and number is not None and number > 2:
            reading = Reading(team=ctx.match.home, number=number, word="goals:")
            yield make("arithmetic", g, m.start(), m.end(), [reading], firm=not ctx.foreign(g))


def told_before(g: Gloss, at: int) -> tuple[Outcome, int]:
    """The result told last before a place, and where its word stands; "" if it is none."""
    start = max(0, at - 110)
    last = None
    for last in _TOLD.finditer(g.plain, start, at):  # noqa: B007
        pass
    if last is None or last["other"] or ";" in g.plain[last.end() : at]:
        return "", at
    outcome: Outcome = "win" if last["win"] else "loss" if last["loss"] else "draw"
    if last["win"] and _AS_BEATEN.search(g.plain[max(0, last.start() - 14) : last.start()]):
        outcome = "loss"
    if _DEFEAT_OF.match(g.plain, last.start()):
        outcome = "win"
    return outcome, last.start()


_GOALLESS = re.compile(r"\b(?:goal-?less|scoreless|score draw|0-0|nil-nil)\b")


def _ordinal(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    groups = m.groupdict()
    number = figure(m["n"])
    outcome, at = told_before(g, m.start())
    if groups.get("verb"):
        outcome, at = _VERBS[m["verb"]], m.start()
    if number is None or not outcome or wished(g, at, 24):
        return None
    clubs, sure = whose(g, ctx, m)
    if groups.get("t"):
        clubs = ctx.team(g, m.start("t"), m.end("t"))
        sure = len(clubs) == 1
    if not clubs:
        return None
    if _OF_WHOM.search(g.plain, max(0, m.start() - 16), m.start()):
        # "Gave San Jose a win over Colorado, its third in succession": of either.
        clubs, sure = tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.named[:4]))), False
    # Of draws without goals alone, perhaps.
    sure = sure and re.search(r"goalless|scoreless|0-0|score draw", _adjectives(g, at)) is None
    scope = scope_of(g, ctx, m.start(), m.end())
    venue: Venue = scope.venue
    kind = {"win": "winning", "loss": "losing", "draw": "drawing"}[outcome]
    everything = "all" if scope.everything else ""
    if groups.get("row"):
        readings = [
            Reading(team=c, number=number, word=kind, venue=venue, competition=scope.competition,
                    round=everything)
            for c in clubs
        ]  # fmt: skip
        return make("run", g, m.start(), m.end(), readings, firm=sure)
    if groups.get("unit"):
        return _in_days(g, ctx, m, number)
    if groups.get("m"):
        total = number_of(m["m"])
        if total is None or number > total or number < 2:
            return None
        readings = [
            Reading(team=c, number=number, other=total, outcome=outcome, word="form:last",
                    venue=venue, competition=scope.competition, round=everything)
            for c in clubs
        ]  # fmt: skip
        return make("run", g, m.start(), m.end(), readings, firm=sure)
    # "Another goalless draw, their 12th": of those, not of all draws.
    sure = sure and _GOALLESS.search(g.plain, max(0, at - 16), m.start()) is None
    competition = scope.competition
    named = groups.get("comp") or ""
    if named and not competition and ctx.match is not None and "league" not in named:
        competition = str(ctx.match.competition)
    inherited = _adjectives(g, at)
    if not competition and "league" in inherited:
        competition = "league"
    readings = [
        Reading(team=c, number=number, outcome=outcome, venue=venue, competition=competition,
                word=everything)
        for c in clubs
    ]  # fmt: skip
    first, last = g.clause(m.start())
    sure = sure and not foreign_time(g, first, min(len(g.plain), max(last, m.end()) + 40))
    return make("nth_of_season", g, m.start(), m.end(), readings, firm=sure)


_OF_WHOM = pattern(r"\b(?:over|against|to|at|by|with) (?:the |[a-z-]+ )?CLUB, $")


def _adjectives(g: Gloss, at: int) -> str:
    """What stands before the noun counted: "a ninth league" of "a ninth league defeat"."""
    return g.plain[max(0, at - 22) : at]


def _in_days(g: Gloss, ctx: Context, m: re.Match[str], number: int) -> Claim | None:
    """One side over another for the second time in three weeks."""
    after = pattern(r" (?:that )?(?P<t>TEAM) (?:have|has|had) (?P<verb>beaten|lost to|drawn with) (?P<o>TEAM)").match(
        g.plain, m.end()
    )  # fmt: skip
    span = number_of(m["m"])
    if after is None or span is None:
        return None
    days = span * _DAYS[m["unit"]]
    sides = ctx.team(g, after.start("t"), after.end("t"))
    others = bearers(g, ctx, ctx.team(g, after.start("o"), after.end("o")))
    outcomes: dict[str, Outcome] = {"beaten": "win", "lost to": "loss"}
    told = outcomes.get(after["verb"], "draw")
    readings = [
        Reading(team=c, opponent=o, number=number, other=days, outcome=told, word="times:span")
        for c in sides
        for o in others
        if c != o
    ]
    return make("head_to_head", g, m.start(), after.end(), readings) if readings else None
