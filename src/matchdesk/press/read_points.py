"""Reading points: how many a side has, told with the word or, where a table is spoken of, without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, hedged, wished
from matchdesk.press.subjects import NAMED, make
from matchdesk.press.table_words import DOCKED, TALK, as_left, firm_now, league_named

_NOT_POINTS = r"(?! (?:behind|ahead|clear|adrift|above|below|off|from (?:the|safety|a|second|third|fourth|relegation)|lead|gap|deduct|dropped|in front|better|more|fewer|away|short|at stake|of|penalty|back|to the good))"
_GAMES = r"(?: (?:from|in|after) (?:just |only |their |the )?(?:opening |first )?(?P<games>\d{1,2}|NUM)(?!\d| ?[-\u2013:] ?\d|st\b|nd\b|rd\b|th\b|-(?:placed|0|1)| (?:wins?|victories|goals|draws)\b)(?: (?:(?:league )?(?:games|matches|outings|fixtures|rounds)|(?=[.,;]|$| and| but)))?)?"
_POINTS = (
    r"\b(?:on|onto|have|has|had|with|to|at|collected|amassed|boast|gathered|for|total of|tally of|up to|their|taken|took|earned|gained|reached|a) (?:just |only |a total of |a |still only |now |still |also |one win and )?(?P<n>\d{1,3}|NUM|no|single|solitary|lone) "
    rf"PTS\b{_NOT_POINTS}{_GAMES}"
    rf"|\b(?:leav|tak|took|left|lift|mov|put|brought|bring|giv|gave|carr)\w* (?P<team6>TEAM) (?:up |on |still |now )?(?:to |on |onto |with )?(?:just |only )?(?P<n10>\d{{1,3}})(?: PTS\b{_NOT_POINTS}|(?=[.,;]| from| after))"
    rf"|\b(?:all|both|each) (?:now |still |are |have |were |had )*(?:on |locked on |tied on |level on )?(?P<n11>\d{{1,3}})(?: PTS\b{_NOT_POINTS}|(?=[.,;]))"
    rf"|CLUB(?:'s?|,)? (?:total of |tally of )?(?P<n8>\d{{1,3}}) PTS\b{_NOT_POINTS}"
    rf"|\b(?:climb(?:ed|s)?|mov(?:ed|es|e)|rose|rises?|went|goes|go) (?:up |on )?to (?P<n9>\d{{1,3}})(?=[.,;]| with | after | from |$)"
    rf"|\b(?:games|matches|record|wins?|draws?|defeats?|losses) and (?P<n12>NUM) PTS\b{_NOT_POINTS}"
    rf"|(?:^|: )(?P<n13>NUM) PTS(?=, | at the moment)|, (?P<n15>NUM) PTS (?=from )(?:from (?P<games2>NUM) (?:games|matches))"
    rf"|\bfinish(?:ed|es)? [^.;]{{3,40}} and (?P<n6>\d{{2,3}}) PTS\b{_NOT_POINTS}"
)
_POINTS_ALSO = rf"(?P<n>\d{{1,3}})[- ]point (?:mark|barrier|haul|tally|total)|\b(?:tally|total|points total|haul) (?:to|of|at|on) (?P<n2>\d{{1,3}})(?= PTS|[.,;]| from| with|$){_GAMES}"
_ENDS = r"(?=,? (?:but|with|and|from|after|to|while)\b|[.,;)]|$)(?! (?:goals|games|minutes|players|men|years|shots|wins|matches|points?)\b)"
_BARE = (
    rf"(?:CLUB(?:, (?:in )?ORD,)?|\b(?:they|both|who|side|team|men|which)\b)(?:,? (?:who|both|each|also|now|still) ?)?,? (?:both |each |also |now |still )?(?:have|are (?:now |still )?on|has|is on|had|were on|finish(?:ed)? (?:on|with)|end(?:ed)? (?:on|with)) (?:just |only |also )?(?P<n>\d{{1,3}}){_ENDS}"
    rf"|(?:ORD|\b(?:bottom|top|last|leaders|place|spot|position)\b),? (?:with|on) (?:just |only )?(?P<n2>NUM){_ENDS}"
    rf"|\b(?:level|tied|locked)(?: with (?:CLUB|both|them|all)(?:,? (?:and|,) CLUB)?)? (?:on|at) (?P<n3>\d{{1,3}}){_ENDS}"
    rf"|CLUB,? (?:with|on) (?P<n4>\d{{1,3}}){_ENDS}"
    # "Derby, 56 points, and Manchester, 55, have two to play".
    rf"|CLUB, (?P<n5>\d{{2,3}})(?=,|[.;]|$| with| and CLUB)"
    # "84 points to Barcelona's 78", "33 points to the 31 of Swansea".
    rf"|(?<=\d)(?: PTS)? (?:to|against|compared (?:to|with)) (?P<theirs>CLUB(?:'s?)? |the |their )?(?P<n7>\d{{1,3}})(?: of (?P<of>CLUB))?{_ENDS}"
)
# "Both took four", "have three apiece": of two sides that are spoken of.
_SHARED = rf"\b(?P<both>both|each|all)(?: of them)? (?:now |still |then )?(?:have|had|has|took|are on|were on|on|with|finish(?:ed)? (?:on|with)|end(?:ed)? (?:on|with)|stand on) (?P<n>NUM){_ENDS}|\b(?:have|had|on|with|took) (?P<n2>NUM)(?: PTS)? (?P<each>apiece|each)\b"
_NONE = (
    r"\b(?:(?:still |yet |now )?without a (?:single )?point(?:(?= from (?P<games>NUM))|(?=[.,;]|$| and| after| in| so far| this season))|(?:are|remain|still|stay|were) pointless"
    r"|(?:have|has|had|is|are) (?:still )?yet to (?:win|take|earn|pick up|collect|gain|register|get) (?:a|any|their first) (?:single )?points?|(?:have|has) (?P<none>none|nothing)(?=[.,;]|$))"
)
_LISTED = (
    r"(?<=\d)(?: points)?(?: (?:from|in) \d{1,2}(?: (?:games|matches))?)?(?:,| and| while| with|, with|, and|;) (?P<team5>CLUB)(?:'s?)? (?:have |on |with |had |are on )?(?P<n>\d{1,3})"
    r"(?= (?:from|in) \d|[.,;]| and CLUB|$)"
)
_AS_HAVE = r"\b(?:as|so) (?:have|has|do|does|are|did) (?P<team>CLUB)(?:(?: and|,) (?P<team2>CLUB)(?!,? who (?:are|have|lie) \w+))?"

_Found = Iterator[tuple[Claim, int, int]]


def found(g: Gloss, ctx: Context) -> _Found:
    """Claims of points, each with its place in the gloss."""
    told: int | None = None
    for source in (_POINTS, _POINTS_ALSO, _BARE, _LISTED):
        for m in g.every(source):
            for one in _points(g, ctx, m, bare=source is not _POINTS):
                told = one[0].readings[0].number or told
                yield one
    if told is not None:
        yield from _as_have(g, told)
    yield from _shared(g, ctx)
    yield from _none(g, ctx)


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


def _table_talked(g: Gloss, ctx: Context, end: int) -> bool:
    return ctx.told_points or TALK.search(g.plain, 0, end) is not None


def _in_group(ctx: Context) -> bool:
    """True if the match in hand is one of a group, where a few points are many."""
    match = ctx.match
    if match is None:
        return False
    nations = match.phase == "" and not match.round and is_nation(match.home)
    return nations or match.phase in ("group", "group_2", "qualifying")


def _shared(g: Gloss, ctx: Context) -> _Found:
    """Points that two sides have each."""
    for m in g.every(_SHARED):
        number = number_of(m["n"] or m["n2"])
        if number is None or number > 120 or not _table_talked(g, ctx, len(g.plain)):
            continue
        named = [(at, x) for at, x in g.signs("club", 0, m.start()) if x.clubs]
        clubs = [x.clubs[0] for _, x in named][-2:] if m["each"] or len(named) > 1 else []
        start, end = m.start("n" if m["n"] else "n2"), m.end()
        for club in clubs or ctx.sides:
            readings = [Reading(team=club, number=number)]
            pair = m["each"] is not None and _PAIR.search(g.plain, 0, m.start()) is not None
            firm = pair and len(clubs) == 2 and firm_now(g, start, end)
            yield make("points", g, start, end, readings, firm=firm), -1, -1


# "Giannina and Kifisia share last place with nine points each".
_PAIR = pattern(
    r"(?:^|[.;,] |\b(?:and|but|while) )(?:the )?CLUB and (?:the )?CLUB (?!.*CLUB)[^,.;]{3,50}$"
)


def _none(g: Gloss, ctx: Context) -> _Found:
    """A side that has no point yet."""
    for m in g.every(_NONE):
        if m["none"] and not re.search(r"\bpoints?\b|\bapiece\b|\beach\b", g.plain[: m.start()]) and not ctx.told_points:  # fmt: skip
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        readings = [Reading(team=c, number=0) for c in clubs]
        if readings:
            firm = sure and not m["none"] and firm_now(g, m.start(), m.end())
            yield make("points", g, m.start(), m.end(), readings, firm=firm), m.start(), m.end()


def _points(g: Gloss, ctx: Context, m: re.Match[str], *, bare: bool) -> _Found:
    groups = m.groupdict()
    name = next(k for k, words in groups.items() if words and re.fullmatch(r"n\d*", k))
    written = groups[name] or ""
    number = {"no": 0, "single": 1, "solitary": 1, "lone": 1}.get(written, number_of(written))
    at = m.start(name)
    if number is None or number > 120 or wished(g, m.start(), 20) or hedged(m[0]):
        return
    if name == "n2" and re.search(
        r"\b(?:his|her|goals?|scor\w+|scorers?)\b[^.;]{0,25}$", g.plain[: m.start("n2")]
    ):
        # "To take his league tally to 17": goals.
        return
    if bare and (number < 2 or not _table_talked(g, ctx, m.end())):
        return
    if name in ("n5", "n7") and not re.search(r"\b(?:points?|pts)\b", g.plain[: m.end()]):
        return
    bald = name == "n9" or (name in ("n10", "n11") and "point" not in m[0] and "pts" not in m[0])
    if bald and not _table_talked(g, ctx, m.start()):
        return
    told = groups.get("games") or groups.get("games2")
    games = number_of(told) if told else None
    lead = m[0][: at - m.start()]
    few = games is None and number < 4 and not _RANKED.search(g.plain, 0, at) and re.search(
        r"\b(?:with|to|for|a|taken|took|earned|gained|their)\b", lead
    ) is not None  # fmt: skip
    if few and not _in_group(ctx):
        # "With three points": a win.
        return
    if few and _APPOSED.search(g.plain, max(0, m.start() - 6), m.start()):
        # "Spain, with two points, are out".
        few = False
    if _GAP_TO.search(g.plain, 0, at):
        # "Brought the lead back to seven points".
        return
    if re.search(
        r"(?<!is )(?<!are )(?<!stay )(?<!remain )(?<!lie )\b(?:last|past|previous) $|\b(?:needs?|require|away|worth|drop(?:s|ped|ping)?(?! zone)|lost|deduct\w*|dock\w*)\b",
        g.plain[max(0, m.start() - 25) : m.start()],
    ):
        return
    if _OF_SO_MANY.match(g.plain, m.end(name)):
        return
    pair = _RESPECTIVELY.search(g.plain, 0, at)
    second = re.match(r" and (\d{1,3})\b", g.plain[m.end(name) :])
    if pair is not None and second is not None:
        # "Betis and Celta have 33 and 32".
        for part, count in (("a", number), ("b", int(second[1]))):
            each = [
                Reading(team=c, number=count) for c in ctx.team(g, pair.start(part), pair.end(part))
            ]
            start = at if part == "a" else m.end(name) + second.start(1)
            yield make("points", g, start, start + 2, each), -1, -1
        return
    clubs, sure = _whose(g, ctx, m, at)
    if clubs is None:
        for club in _last_two(g, at):
            one = Reading(team=club, number=number, other=games)
            firm = firm_now(g, m.start(), m.end())
            yield make("points", g, at, m.end(), [one], firm=firm), -1, -1
        return
    league = league_named(g, ctx, m.start(), m.end())
    readings = [Reading(team=c, number=number, other=games, competition=league) for c in clubs]
    if readings:
        ctx.told_points = True
        firm = sure and not few and firm_now(g, m.start(), m.end()) and not DOCKED.search(g.plain)
        # "Level on 80 points with Portsmouth" tells their gap, too.
        place = (-1, -1) if _LEVEL_ON.search(g.plain, 0, at) else (at, m.end())
        claim = make("points", g, at, m.end(), readings, firm=firm)
        yield as_left(g, claim, at, m.end()), *place


def _whose(g: Gloss, ctx: Context, m: re.Match[str], at: int) -> tuple[Sequence[Club] | None, bool]:
    """Of whom points are told, and whether of nobody else; None if of the last two sides named, each."""
    groups = m.groupdict()
    if groups.get("team5"):
        spoken = re.search(r"\bpoints\b", g.plain[: m.start() + 12])
        return (ctx.team(g, m.start("team5"), m.end("team5")), True) if spoken else ((), False)
    if groups.get("team6"):
        clubs = ctx.team(g, m.start("team6"), m.end("team6"))
        if NAMED.search(groups["team6"] or "") is not None and len(clubs) == 1:
            return clubs, True
    elif groups.get("of"):
        return ctx.team(g, m.start("of"), m.end("of")), True
    elif groups.get("n7"):
        inside = g.signs("club", m.start(), m.end())
        if inside:
            return inside[0][1].clubs, True
        # "With 52 points to 48": of those with whom they are compared.
        near = tuple(c for _, x in g.signs("club") for c in x.clubs)
        return tuple(dict.fromkeys((*near, *candidates(g, ctx, m.start())[0]))), False
    elif m[0][:1] in g.names and g.names[m[0][:1]].kind == "club":
        named = ctx.team(g, m.start(), m.start() + 1)
        if re.match(r",? (?:with|on) ", m[0][1:]) and _COMPARED.search(g.plain, 0, m.start()):
            # "A point ahead of United, with 89": not United's; without the comma, of either.
            clubs, sure, _ = candidates(g, ctx, m.start(), named)
            return (clubs if m[0][1] == "," else tuple(dict.fromkeys((*clubs, *named)))), sure
        return named, True
    elif (told := _WITH_THEM.search(g.plain, 0, at)) is not None:
        return ctx.team(g, told.start("t"), told.end("t")), True
    elif re.search(r"\b(?:both|each|all)\b[^.,;]{0,14}$", g.plain[:at]):
        # "Both have 72 points": of the last two sides named.
        clubs = tuple(_last_two(g, at))
        if _TWO.search(g.plain, 0, at) and len(clubs) == 2 and len(g.signs("club", 0, at)) < 3:
            return None, True
        if len(clubs) > 1:
            return clubs, True
    clubs, sure, _ = candidates(g, ctx, m.start())
    # "The seven-times champions of France moved up to 25 points": whoever they are.
    return clubs, sure and BY_TITLE.search(g.plain, 0, m.start()) is None


BY_TITLE = pattern(
    r"\bthe (?:[a-z0-9-]+ ){0,3}(?:champions|holders|winners|giants|runners-up)(?: of (?:[a-z]+|GROUND|CLUB|PERSON|COMP))? (?:have|has|are|is|moved?|went|go|climb\w*|stay\w*|remain\w*)[^.;]{0,30}$"
)
"""A side told by the title that it holds, so that nobody nearer is meant."""


def _last_two(g: Gloss, at: int) -> list[Club]:
    asides = [m.span() for m in _PUT_IN.finditer(g.plain, 0, at)]
    named = [
        x.clubs[0]
        for place, x in reversed(g.signs("club", 0, at))
        if x.clubs and not any(a < place < b for a, b in asides)
    ]
    return list(dict.fromkeys(named))[:2]


# "Chile and Ecuador - which beat Uruguay 1-0 - are both on 25 points".
_PUT_IN = re.compile(
    r"(?:\u2014|\u2013| --? )[^.;\u2013\u2014]{3,90}?(?:\u2014|\u2013| --? )|, (?:who|which) [^,.;]{3,90},"
)
_COMPARED = pattern(r"\b(?:ahead of|behind|above|below|clear of|adrift of|than) EPITHETS$")
_RESPECTIVELY = pattern(r"(?P<a>CLUB),? and (?:the )?(?P<b>CLUB) (?:[a-z]+ ){1,3}$")
_LEVEL_ON = re.compile(r"\b(?:level|tied|locked|joint) on $")
_OF_SO_MANY = pattern(
    r"(?: points)? (?:from|in|out of) (?:a possible|the last|their last|possible|their (?:opening|first))"
)
# "With Scotland second on 11 points", "Leeds, third, with 40".
_WITH_THEM = pattern(
    r"\b(?:with|and|while|,) (?P<t>CLUB),? (?:in |now )?ORD,? (?:on|with) (?:just |only )?$"
)
# "Third with no points", "who are bottom with two points", "are out with one point".
_RANKED = pattern(
    r"\b(?:are|is|were|was|lie|sit|remain|stay|stand|now|CLUB|who|finish\w*|rock|end(?:ed)?)\b,?[^.;,]{0,25}"
    r"\b(?:ORD|bottom|last|top|out|adrift)(?: place| spot)?(?: in (?:the )?(?:group(?: [a-h]\b)?|table|COMP))?,? (?:with|on) (?:just |only |a mere |a )?$"
)
_APPOSED = pattern(r"CLUB,? $")
_GAP_TO = re.compile(
    r"\b(?:lead|gap|advantage|cushion|deficit|margin|difference)\b[^.;]{0,60}?(?:\bback|\bdown|\bup|\bcut|\bout)? (?:to|at) (?:just |only |a mere )?$"
)
_TWO = pattern(
    r"(?:^|[.;,] |\b(?:and|but|while) )(?:the )?CLUB and (?:the )?CLUB (?:now |are |have )?(?:both|each) "
)
