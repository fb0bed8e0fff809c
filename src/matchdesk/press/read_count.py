"""Reading counts: the fourth home defeat of the season, three wins in five, the first ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press import read_sums
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.read_run import figure, scope_of, whose
from matchdesk.press.reference import Context, foreign_time, wished
from matchdesk.press.subjects import make, subject

add_macros(
    RESULTNOUN=r"(?:wins?|victor(?:y|ies)|defeats?|loss(?:es)?|draws?|triumphs?|reverses?|setbacks?|results?|clean sheets?|points?|games?|matches|match|goals?)",
    ROW=r"(?:successive|consecutive|straight|in a row|on the trot|on the spin|running|unbeaten)",
    SEASON=r"(?:this season|of the season|of the campaign|this term|this campaign|all season|so far this season|in the league|in all competitions|of 20\d\d-\d\d|this year|of the year|(?:of|in) (?:the|this) (?:group|tournament|competition|finals|campaign|hexagonal|qualif\w+)|in (?:the )?COMP)",
)
_NTH = (
    r"(?P<place>ORD) (?:(?:successive|consecutive|straight) )?(?P<adj>(?:(?:home|away|league|competitive|cup|COMP|domestic|european|top-flight) ?){0,3})"
    r"(?P<noun>win|victory|defeat|loss|draw|reverse|triumph|setback)\b(?P<tail>[^.;,]{0,45}?SEASON)?"
    r"(?P<scope>(?:,? in all competitions)?)"
    r"(?P<list>,? (?:after|following|having (?:also )?lost to|and comes after|to go with) (?:(?:the )?(?:[a-z]+ ){0,4}?(?:to|by|against|over|at|from) )?(?P<clubs>CLUB(?:, CLUB)*(?:,? (?:and|&) CLUB)?))?"
)
_COUNT_LIST = (
    r"(?P<team>TEAM)(?:'s)? (?:only |just |last |all )?(?P<n>NUM) (?P<adj>(?:home |away |league |cup |COMP |european |domestic )*)"
    r"(?P<noun>results|games|matches|wins|victories|defeats|losses|draws)(?P<where> at home| away)?(?P<tail> (?:so far )?this season| of the season| this term)?"
)
_COUNTABLE = re.compile(r" (?:results|games|matches|wins|victories|defeats|losses|draws)")
_TIMES = (
    r"(?P<verb>lost|won|drawn|beaten|been beaten) (?:only |just |but )?(?:(?P<n>NUM) times|(?P<once>once|twice))(?P<where> at home| away(?: from home)?| on the road)?"
    r"(?: (?:already|so far|in all competitions))*(?P<tail> (?:in the league |in COMP )?(?:this season|this term|this campaign|all season))"
)
_HAVE = (
    r"(?:have|has|had) (?:now |already |only |just )?(?:lost|won|drawn|suffered|recorded|collected) (?:only |just )?(?P<n>NUM) "
    r"(?:of (?:their|its) )?(?P<adj>(?:home |away |league |cup |COMP )*)(?P<noun>games|matches|wins|defeats|losses|draws|victories)(?P<where> at home| away)?(?P<tail> (?:so far )?(?:this season|this term|in all competitions|all season))"
)
_FIRST = r"(?P<core>first[- ]ever|(?:their|its|the club's|his side's|the|a|CLUB'?s?|this|club's|her|his|our) (?:very )?first\b|for the (?:very )?first time\b|never (?:before )?(?:lost|beaten|won|been|reached|scored|drawn)\b|maiden|record(?! of|ed| signing| holder)\b)"
_EVER = re.compile(
    r"\b(?:ever|in (?:their|its|the club's|club) history|in history|all-time|never|maiden|in (?:their|the club's) existence|"
    r"since (?:the club|they|it) (?:was|were) (?:founded|formed))\b"
)
_SINCE = pattern(
    r"\b(?:since|(?:in|for) (?:almost |over |more than |nearly |about |just over |just under |some )(?:a |an |NUM )?(?:KINDS)*(?:years?|months?|weeks?|decade|century)|in (?:their (?:last |past )?)?(?:\d+|NUM|almost|over|more than|nearly|\w+) (?:KINDS)*(?:years?|months?|games?|matches|weeks?|attempts|meetings|visits|seasons?|decade|century|days)|for (?:\d+|\w+) (?:years|months))\b"
)
_FIRST_TAIL = (
    r"(?:,? (?:here|there|at home|away(?: from home)?|on the road|at (?:the )?GROUND|in (?:the )?(?:COMP|league|competition|top flight)|in all competitions|"
    r"(?:over|against|to|away to|by|on|at)(?: the)? (?P<obj>TEAM)))*"
)
_HOPED = re.compile(
    r"\b(?:could|would|can|may|might|will|hop(?:e[sd]?|ing) to|aim\w* to|bid\w* to|looking to|trying to|tr(?:y|ies|ied) to|want(?:s|ed)? to|if)\b"
)
_SINCE_NEXT = re.compile(r",? (?:since|in|for|under)\b")
_SEASON = re.compile(
    r"\b(?:of the season|this season|this term|of the campaign|this campaign|of the year|this year|in (?:19|20)\d\d)\b"
)


_OPEN = re.compile(
    r"\b(?:since|under|in (?:19|20)\d\d|last (?:season|term|year)|calendar|in (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|history|ever|previous|career|on (?:the|their) way|with|without|when|all but)\b"
)
_COUNTED: tuple[tuple[str, str], ...] = (
    ("lost", r"^(?:only |just |a total of )?(?P<n>NUM) (?:KINDS)*(?:defeats|losses)(?P<tail>(?: in the league| in all| this season| all season| so far)*)(?=[.,;])"),
    ("won", r"^(?:only |just |a total of )?(?P<n>NUM) (?:KINDS)*(?:wins|victories)(?P<tail>(?: in the league| in all| this season| all season| so far)*)(?=[.,;])"),
    ("won", r"\bwon all (?P<n>NUM)(?: of (?:their|its|the))? (?P<all>(?:KINDS)*GAMES|(?:KINDS)*finals)\b(?! (?:against|with|between))(?P<tail>)"),
    ("lost", r"\b(?:lost|losing) all (?P<n>NUM)(?: of (?:their|its|the))? (?P<all>(?:KINDS)*GAMES|(?:KINDS)*finals)\b(?! (?:against|with|between))(?P<tail>)"),
    ("drawn", r"\b(?:drawn|drew|drawing) all (?P<n>NUM)(?: of (?:their|its|the))? (?P<all>(?:KINDS)*GAMES)\b(?! (?:against|with|between))(?P<tail>)"),
    ("notwon", r"\bdropp(?:ed|ing) points in (?:only |just )?(?P<n>NUM) of (?:their|its|the) (?:first |opening )?(?P<m>NUM)(?: KINDS*GAMES)?(?P<tail>)"),
    ("won", r"\b(?:won|win) (?P<n>NUM) of (?:the|their) (?P<m>NUM)(?=[.,;])(?P<tail>)"),
    ("scored", r"(?:scored|netted) (?:only |just |a mere )?(?P<n>NUM) (?:KINDS)*goals (?:at home|away(?: from home)?)(?P<tail>(?: all season| this season| in the league)*)(?P<m>)"),
    ("conceded", r"(?:conceded|let in|shipped|leaked) (?:only |just |a total of |a record )?(?P<n>\d{2,3}|eleven|twelve|thirteen|fourteen|fifteen) goals(?! (?:in|from|at|inside|within|to))(?P<tail>)(?P<m>)"),
    ("allbut", r"\bwon (?:all|every one of) (?:of )?(?:their|its|the) (?:KINDS)*(?:GAMES) (?:but|except|bar) (?P<n>NUM)(?P<tail>)"),
    ("lost", r"(?:CLUB'?s?|\b(?:their|its)) (?P<n>one|only|sole|solitary|lone|single) (?:KINDS*)(?:defeat|loss)(?: of the (?:season|campaign)| this season| so far)(?P<tail>)"),
    ("won", r"(?:CLUB'?s?|\b(?:their|its)) (?P<n>one|only|sole|solitary|lone|single) (?:KINDS*)(?:win|victory)(?: of the (?:season|campaign)| this season| so far)(?P<tail>)"),
    ("lost", r"\b(?:lost|losing) (?P<n>NUM) (?:KINDS*)(?:games|matches)(?P<tail> (?:along|on) the way)"),
    ("won", r"\b(?:won|win|winning) (?:only |just |but )?(?P<n>NUM|once|twice)(?: of (?:their|its) (?P<m>NUM))?(?: KINDS*(?:games?|match(?:es)?))(?! (?:in a row|running|on the|ago|in (?:NUM|succession)))(?P<tail>(?: (?:so far|this season|all season|this term|at home|away))*)"),
    ("lost", r"\b(?:lost|lose|losing|beaten|been beaten) (?:only |just |but )?(?:(?P<n>NUM|once|twice)(?: of (?:their|its) (?P<m>NUM))?(?: KINDS*(?:games|matches)| times)|(?P<once>once|twice))(?P<tail>(?: (?:so far|this season|all season|this term|all year|at home|away|in the league|on the way))*)(?! (?:in (?:NUM|\d|their|a row|succession)|running|on the (?:trot|spin|bounce)|straight|ago))"),
    ("drawn", r"\b(?:drawn|drew|drawing) (?:only |just )?(?P<n>NUM)(?: of (?:their|its) (?P<m>NUM))?(?: KINDS*(?:games|matches))(?! (?:in a row|running))(?P<tail>)"),
    ("lost", r"(?:(?P<m>NUM) KINDS*GAMES,? )?of which (?:they|it|CLUB) (?:have )?lost (?:just |only )?(?P<n>NUM)\b(?P<tail>)"),
    ("won", r"(?:(?P<m>NUM) KINDS*GAMES,? )?of which (?:they|it|CLUB) (?:have )?won (?:just |only )?(?P<n>NUM)\b(?P<tail>)"),
    ("lost", r"(?:\b(?:their|its)|CLUB'?s?) (?:only |sole )?(?P<n>one|only|two|three) (?:KINDS*)(?:defeats?|loss(?:es)?) (?:of|this|in) (?:the )?(?P<tail>(?:season|campaign|league|term)|this season)"),
    ("won", r"(?P<n>NUM) (?:KINDS*)(?:wins|victories) (?:from|in|out of) (?P<m>NUM) (?:KINDS*)(?:games|matches|starts)(?P<tail> (?:so far|this season|all season|this term|in charge)?)(?! at )"),
    ("record", r"played (?P<p>\d{1,2}),? won (?P<n>\d{1,2}|NUM),? (?:drawn|drew) (?P<d>\d{1,2}|NUM),? (?:and )?lost (?P<l>\d{1,2}|NUM)(?P<tail>)"),
    ("points", r"(?:taken|took|collected|picked up|gained|earned|won|managed|with|have|has|had|claimed|secured|mustered|taking|collecting|gathered|garnered) (?:only |just |but )?(?P<n>NUM|a|one|a single) points? (?:from|in|out of) (?:their|the|its) (?:last|past|previous|opening|first) (?P<m>NUM)(?: KINDS*GAMES)?(?P<tail>)"),
    ("possible", r"\b(?P<n>NUM|a single|one)(?: points?)? (?:from|out of|of) (?:a|the) (?:possible|maximum) (?P<m>NUM)(?: points)?(?P<tail>)"),
    ("possible", r"\b(?P<n>NUM|a single|one) (?:of|from|out of) (?:the|their) last (?P<m>NUM) points(?P<tail>)"),
    ("won", r"\b(?:won|win) (?:only |just |but )?(?:(?P<n>NUM) times|(?P<once>once|twice)) in (?:their |its |the )?(?:(?:opening|first|last|past) )?(?P<m>NUM) (?:KINDS*)GAMES(?P<tail>(?: so far| this season)?)"),
    ("lost", r"\b(?:lost|been beaten|beaten|lose) (?:only |just |but )?(?:(?P<n>NUM) times|(?P<once>once|twice)) in (?:their |its |the )?(?:(?:opening|first|last|past) )?(?P<m>NUM) (?:KINDS*)GAMES(?P<tail>(?: so far| this season)?)"),
    ("clean", r"\b(?:kept|keeping|keep|have|has|had|with|recorded|registered) (?:only |just |a league-high |a total of )?(?P<n>NUM) (?:KINDS)*(?:clean sheets|shut-?outs)(?: (?:in|from) (?:their |its |the )?(?P<which>first|opening|last|past|previous)? ?(?P<m>NUM)(?: KINDS*GAMES)?)?(?P<tail>(?: (?:in (?:the )?(?:league|COMP)|all season|this season|so far))*)"),
    ("dropped", r"\bdropp(?:ed|ing) (?:only |just |a mere )?(?P<n>NUM)(?:(?<!two)(?<!2)|(?= points? (?:all|this|so far|in|from)\b)) points?(?! of)(?: (?:from|in) (?:(?:their|the|its) )?(?:first |opening )?(?P<m>NUM)(?: KINDS*GAMES))?(?P<tail>(?: (?:in (?:the )?(?:league|COMP)|all season|this season|so far))*)"),
    ("scored", r"(?:scored|scoring|netted) (?:only |just |a total of |a league-high |as many as )?(?P<n>\d{2,3}|ten|eleven|twelve|thirteen|fourteen|fifteen) (?:(?:KINDS)*goals|times)(?! (?:in|from|at|inside|within|to|for|against))(?P<tail>(?: all season| this season)*)(?P<m>)"),
    ("scored", r"(?:scored|netted|hit|with) (?:only |just |a total of |more than )?(?P<n>NUM) (?:KINDS*)goals? (?:in|from) (?:their |its |the )?(?:(?:first|opening|last) )?(?P<m>NUM)? ?(?:KINDS*)(?:games|matches|outings)(?P<tail>)"),
    ("conceded", r"(?:conceded|let in|shipped|leaked) (?:only |just |a total of )?(?P<n>NUM) (?:KINDS)+goals?\b(?! in | from | at )(?P<tail>)(?P<m>)"),
    ("scored", r"(?:scored|netted) (?:only |just |a total of )?(?P<n>NUM) (?:KINDS)+goals?\b(?! in | from | at |,? his| for)(?P<tail>)(?P<m>)"),
    ("conceded", r"(?:conceded|let in|shipped|leaked) (?:only |just |a total of )?(?P<n>NUM)(?: (?:KINDS*)goals?)?(?: (?:in|from) (?:their |its |the )?(?:(?:first|opening|last) )?(?P<m>NUM)? ?(?:KINDS*)(?:games|matches|outings)| (?:all season|this season|in the league))(?P<tail>)"),
)  # fmt: skip


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of counts and firsts in one sentence."""
    taken: list[tuple[int, int]] = []
    for kind, source in _COUNTED:
        for m in g.every(source):
            claim = None if _clash(taken, m) else _counted(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for m in g.every(_NTH):
        if _clash(taken, m) or wished(g, m.start(), 25):
            continue
        claim = _nth(g, ctx, m)
        if claim is not None:
            taken.append(m.span())
            yield claim
    for source in (_COUNT_LIST, _TIMES, _HAVE):
        if source is _COUNT_LIST and not _COUNTABLE.search(g.plain):
            continue
        for m in g.every(source):
            if _clash(taken, m) or wished(g, m.start(), 25):
                continue
            claim = _count(g, ctx, m, source)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for m in g.every(_OF_THEM):
        claim = _of_them(g, ctx, m)
        if claim is not None and not any(a < m.end() and m.start("n") < b for a, b in taken):
            taken.append((m.start("n"), m.end()))
            yield claim
    yield from _last_cases(g, ctx)
    yield from _firsts(g, ctx, taken)
    yield from read_sums.read(g, ctx, taken)


_OF_THEM = r"\b(?P<verb>lost|won|drawn|defeats?|wins?|draws?)\b[^.;]{0,40}?,? (?P<n>NUM) of them (?P<where>away|at home|on the road)\b"


_LAST_CASE = (
    r"(?:\b(?:their|its)|CLUB'?s?|(?P<the>\bthe)) last (?P<adj>KINDS*)(?P<noun>defeat|loss|win|victory|draw)(?P<where> at home| away)?(?: of the season)?(?:,)? ?(?:was|came|had come|had been|being|were)? ?(?:back )?"
    r"(?:at|against|to|over|by|in|away to|away at|at home to|with) (?:the hands of )?(?:EPITHETS)?(?P<o>CLUB)"
    r"|\bthe last (?:side|team|club|visitors) to (?P<verb>beat|defeat|lose to|draw with|win at) (?:them|CLUB)(?P<where2> at home| away| here| there)?(?: in (?:the )?(?:league|COMP))? (?:was|were|are|is) (?P<o2>CLUB)"
)


_DATED_CASE = re.compile(r"(?: [a-z]+){0,3}? (?:came|was|were|dates|happened|had come|is)\b")


def _last_cases(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """The last defeat, or win, by its opponent: "their last defeat was at Everton"."""
    for m in g.every(_LAST_CASE):
        name = "o" if m["o"] else "o2"
        others = ctx.team(g, m.start(name), m.end(name))[:1]
        if _DATED_CASE.match(g.plain, m.end()):
            # "Their last win over United came in May 1991": the day is told, not the side.
            continue
        clubs, sure = whose(g, ctx, m)
        clubs = tuple(c for c in clubs if c not in others)
        verb = m["verb"] or ""
        outcome: Outcome = (
            _outcome(m["noun"])
            if m["noun"]
            else (
                "loss"
                if verb in ("beat", "defeat", "win at")
                else "win"
                if verb == "lose to"
                else "draw"
            )
        )
        scope = scope_of(g, ctx, m.start(), m.start(name))
        readings = [
            Reading(team=c, opponent=o, outcome=outcome, venue=scope.venue,
                    competition=scope.competition, word="last")
            for c in clubs for o in others
        ]  # fmt: skip
        if readings and not wished(g, m.start(), 25):
            yield make("first_since", g, m.start(), m.end(), readings, firm=sure and not m["the"])


def _of_them(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """A part of what was just counted: "lost 11 games, nine of them away"."""
    number = figure(m["n"])
    if number is None or wished(g, m.start(), 25):
        return None
    venue: Venue = "home" if m["where"] == "at home" else "away"
    clubs, sure = whose(g, ctx, m)
    verb = m["verb"]
    kind = "won" if verb.startswith("w") else "drawn" if verb.startswith("dr") else "lost"
    readings = [
        Reading(team=c, number=number, venue=venue, outcome=_outcome(verb), word=f"sum:{kind}:")
        for c in clubs
    ]
    at = m.start("n")
    firm = sure and not _OPEN.search(g.plain[m.start() : m.end()])
    return make("count", g, at, m.end(), readings, firm=firm) if readings else None


def _counted(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    groups = m.groupdict()
    if wished(g, m.start(), 25):
        return None
    if kind in ("won", "lost", "drawn") and _IN_A_ROW.search(g.plain, m.start(), m.end() + 18):
        # "Have won four league games on the spin" is a run.
        return None
    written = groups.get("n") or groups.get("once") or ""
    number = (
        1
        if written in ("only", "sole", "solitary", "lone", "single", "a", "a single")
        else figure(written)
    )
    if number is None or number > 130:
        return None
    if kind in ("scored", "clean"):
        first, _ = g.clause(m.start())
        named = [
            x.kind for x in (g.names.get(c) for c in g.plain[first : m.start()]) if x is not None
        ]
        close = [
            x.kind
            for x in (g.names.get(c) for c in g.plain[max(0, m.start() - 34) : m.start()])
            if x is not None
        ]
        if close and close[-1] in ("person", "name"):
            return None
        if (named and named[-1] in ("person", "name")) or re.search(
            r"\bh(?:e|is)\b", g.plain[first : m.start()]
        ):
            # A player's goals, not a side's.
            return None
    total = number_of(groups.get("m") or groups.get("p") or "")
    if total is not None and kind in ("won", "lost", "drawn") and _AGAINST.match(g.plain, m.end()):
        # Of meetings with one side.
        return None
    if groups.get("all"):
        if "final" in m[0]:
            return None
        total = number
    times = re.search(r" times in |\b(?:once|twice) in ", m[0]) is not None
    if (
        re.search(r"\b(?:last|past|previous)\b", m[0])
        and not times
        and kind not in ("points", "possible", "scored", "conceded", "clean")
    ):
        return None
    scope = scope_of(
        g,
        ctx,
        max(0, m.start() - 14)
        if g.plain[max(0, m.start() - 14) : m.start()].startswith("at home")
        else m.start(),
        m.end(),
    )
    venue = scope.venue
    lead = g.plain[max(0, m.start() - 22) : m.start()]
    if re.search(r"\bat home (?:they|it|we|CLUB)?", lead):
        venue = "home"
    elif re.search(r"\baway (?:they|from home they)", lead):
        venue = "away"
    clubs, sure = whose(g, ctx, m)
    more = ""
    if kind == "record":
        lost = 0 if groups["l"] in ("", "none", None) else figure(groups["l"] or "")
        more = f":{figure(groups['d'] or '')}:{lost}"
        if total is None and groups["l"]:
            total = number + (figure(groups["d"] or "") or 0) + (lost or 0)
    which = (
        "first"
        if re.search(r"\b(?:first|opening)\b", m[0])
        else "last"
        if re.search(r"\b(?:last|past|previous)\b", m[0])
        else ""
    )
    ways = [(which, total)]
    if kind == "possible":
        if not total or number > total:
            return None
        # "Seven points from a possible nine": of the last three, or of the first.
        kind = "points"
        which = "last" if re.search(r"\blast\b", m[0]) else ""
        ways = [
            (one, total // each)
            for each in ((3,) if ctx.written and ctx.written.year > 1996 else (3, 2))
            for one in ((which,) if which else ("last", "first", ""))
            if total % each == 0
        ]
    elif (
        kind == "points"
        and which == "last"
        and total
        and total % 3 == 0
        and not re.search(r"games|matches|outings|fixtures|starts|ties|meetings", m[0])
    ):
        # "Three points from the last 24": of so many points, or matches.
        ways = [("last", total), ("last", total // 3)]
    elif times and not which:
        ways = [("last", total), ("", total)]
    outcomes: dict[str, Outcome] = {"won": "win", "lost": "loss", "drawn": "draw"}
    outcome = outcomes.get(kind, "")
    readings = [
        Reading(
            team=c, number=number, other=of, outcome=outcome, venue=venue,
            competition=scope.competition, word=f"sum:{kind}:{way}{more}",
            round="all" if scope.everything else "",
        )
        for c in clubs
        for way, of in ways
    ]  # fmt: skip
    if not readings:
        return None
    near = g.plain[m.start() : m.end()] + g.plain[m.end() : m.end() + 26].split(",")[0]
    if kind == "record" and (
        not groups["l"]
        or re.search(
            r"\b(?:meetings?|encounters|head|against|between|met|earlier|history)\b", g.plain
        )
    ):
        sure = False
    if re.search(
        r"\bthere (?:have|had|has|were|was) (?:also |now |been )*$",
        g.plain[max(0, m.start() - 24) : m.start()],
    ):
        sure = False
    return make("count", g, m.start(), m.end(), readings, firm=sure and not _OPEN.search(near))


_TOLD_BY = re.compile(
    r"(?<!not )(?<!never )(?<!to )\b(lost|beaten|defeated|defeat|won|victory|win|beat|drew|drawn)\b(?! (?:here|there) before)"
)
_IN_A_ROW = pattern(
    r"\b(?:straight|successive|consecutive|back-to-back)\b|\b(?:s )?ROWS\b|\bon the (?:trot|spin|bounce)"
)


_AGAINST = pattern(r" (?:against|with|between|versus|over) (?:TEAM|the two)")


def _clash(taken: list[tuple[int, int]], m: re.Match[str]) -> bool:
    return any(a < m.end() and m.start() < b for a, b in taken)


def _outcome(noun: str) -> Outcome:
    if re.match(r"win|victor|triumph|won|beat$", noun):
        return "win"
    if re.match(r"draw", noun):
        return "draw"
    if re.match(r"defeat|loss|lost|reverse|setback|beaten|been", noun):
        return "loss"
    return ""


def _scope(g: Gloss, ctx: Context, words: str, start: int, end: int) -> tuple[Venue, str, str]:
    """Venue, competition ("" all that fit), and "all" where all competitions are named."""
    venue: Venue = ""
    if re.search(r"\bhome\b|\bat GROUND\b", words) or pattern(r"\bat (?:the )?GROUND").search(
        words
    ):
        venue = "home"
    elif re.search(r"\baway\b|on the road", words):
        venue = "away"
    competition = ""
    for _, named in g.signs("competition", start, end):
        competition = ctx.competition(named) or competition
    if not competition and re.search(r"\bleague\b|top-flight", words) and ctx.match is not None:
        competition = "league"
    elif not competition and re.search(r"\bcup\b", words):
        competition = "cup"
    elif not competition and re.search(r"\beuropean\b", words):
        competition = "europe"
    return venue, competition, "all" if "in all competitions" in words else ""


_OWNED_NTH = pattern(r"(?:\b(?:their|its)|CLUB'?s?'?|\b(?:side|team|men)'s) $")
_OF_HAND = re.compile(
    r"\b(?:of|in) (?:the|this) (?:group|tournament|competition|finals|hexagonal|qualif)"
)


def _nth(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    place = ordinal_of(m["place"])
    near = re.split(r"[.,;]| and | but ", g.plain[m.end() : m.end() + 30])[0]
    words = g.plain[m.start() : m.end()] + " " + near
    before = g.plain[max(0, m.start() - 12) : m.start()]
    if place is None or (place == 1 and not m["tail"]) or "ever" in words[:20]:
        return None
    owned = _OWNED_NTH.search(g.plain, 0, m.start()) is not None
    told = (
        m["tail"] or m["list"] or m["scope"] or _SEASON.search(words)
        or (owned and place > 1 and pattern(r"league|COMP|cup").search(m["adj"]))
    )  # fmt: skip
    if not told:
        return None
    if re.search(r"\b(?:straight|successive|consecutive)\b", m[0]) or _IN_A_ROW.search(
        g.plain, m.end("noun"), m.end("noun") + 20
    ):
        return None
    venue, competition, everything = _scope(g, ctx, words, m.start(), m.end() + len(near))
    if not competition and ctx.match is not None and _OF_HAND.search(words):
        competition = str(ctx.match.competition)
    outcome = _outcome(m["noun"])
    listed: tuple[Club, ...] = ()
    if m["clubs"]:
        listed = tuple(
            x.clubs[0] for _, x in g.signs("club", m.start("clubs"), m.end("clubs")) if x.clubs
        )
    start = m.start()
    clubs, sure, tight = candidates(g, ctx, m.start())
    possessive = pattern(r"(?P<team>CLUB)'s? (?:[a-z]+ )?$").search(g.plain[: m.start()])
    if possessive:
        start = possessive.start()
        clubs = ctx.team(g, start, possessive.end())
        sure = len(clubs) == 1
    elif re.search(r"\b(?:their|his|the|a) $", before) or tight is None:
        clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
    # "Their fourth home defeat" is said of the side that lost at home in the match in hand.
    fitting = tuple(c for c in clubs if _is_one(ctx, c, outcome, venue))
    sure = sure or (bool(fitting) and not ctx.foreign(g))
    readings = [
        Reading(
            team=c, clubs=listed, outcome=outcome, venue=venue, number=place,
            competition=competition, word=everything,
        )
        for c in fitting or clubs
    ]  # fmt: skip
    if not readings:
        return None
    end = m.end("tail") if m["tail"] else m.end("noun")
    if m["list"]:
        end = m.end("list")
    # "Their first defeat of the season came in October": of another day.
    first, last = g.clause(m.start())
    sure = sure and not (
        foreign_time(g, first, min(len(g.plain), max(last, end) + 40))
        or re.search(r"\b(?:had|came|since|earlier|when|last)\b", g.plain[first : end + 24])
    )
    return make("nth_of_season", g, start, end, readings, firm=sure)


_STAGES: tuple[tuple[str, str], ...] = (
    ("quarter_final", r"quarter-?finals?|last eight"), ("semi_final", r"semi-?finals?|last four"),
    ("round_of_16", r"last (?:16|sixteen)|round of 16|second round of the world cup"), ("final", r"(?<!semi-)(?<!semi)(?<!quarter-)(?<!quarter)\bfinal\b"),
)  # fmt: skip
_REACHED = re.compile(
    r"\b(?:in(?:to)?|reach\w*|reached|make|made|making|to|for|through to|advance\w*|qualif\w+|a|place in|spot in) (?:the |a |their |its )?(?:[a-z-]+ ){0,2}$"
)
_GOAL_FIRSTS: tuple[tuple[str, str], ...] = (
    ("scored", r"\b(?:scor(?:ed|ing|e|es)|netted|hit|put|score) (?P<n>NUM)(?: goals?| times)?\b(?! minutes)"),
    ("conceded", r"\b(?:conced(?:ed|ing)|let in|shipp(?:ed|ing)) (?P<n>NUM)(?: goals?)?\b"),
    ("blank", r"\b(?:fail(?:ed|ing|s)? to score|drew a blank|without scoring|did not score|goalless)\b"),
    ("clean", r"\b(?:kept (?:a )?clean sheet|clean sheet|shut-?out)\b"),
)  # fmt: skip


def _special_first(
    g: Gloss, ctx: Context, m: re.Match[str], clubs: Sequence[Club], start: int
) -> Claim | None:
    """Firsts since some day of goals in a match, and of rounds: "in the last eight for the first time since 2004"."""
    until, window, number, unit = _since(g, m.end())
    if window is None and number is None:
        return None
    first, last = max(0, m.start() - 80), min(len(g.plain), m.end() + 75)
    around = g.plain[first:last]
    at = m.start() - first
    known = [c for c in dict.fromkeys((*clubs, *candidates(g, ctx, m.start())[0]))]
    lead, tail = around[:at], around[at:]
    stage = next(
        (
            (name, x)
            for name, words in _STAGES
            for x in re.finditer(words, lead)
            if _REACHED.search(lead[: x.start()])
            and not re.match(
                r" (?:defeat|win|loss|victory|first leg|second leg|tie)", lead[x.end() :]
            )
        ),
        None,
    )
    for_time = m["core"].startswith("for the") or " time" in tail[: len(m[0]) + 6]
    if stage is not None and for_time:
        readings = [
            Reading(
                team=c, leg=stage[0], window=window, number=number, round=unit, word="since:stage"
            )
            for c in known
        ]
        return make("first_since", g, start, max(m.end(), until), readings, firm=False)
    person = g.signs("person", first, m.start())
    if for_time and not person:
        for test, source in _GOAL_FIRSTS:
            told = pattern(source).search(lead) or pattern(source).search(
                tail[: max(0, until - m.start())]
            )
            if told is None:
                continue
            count = number_of(told.groupdict().get("n") or "")
            if test in ("scored", "conceded") and (count is None or count > 12):
                continue
            scope = scope_of(
                g,
                ctx,
                first + (told.start() if told.string is lead else at + told.start()),
                m.end(),
            )
            readings = [
                Reading(team=c, window=window, number=number, round=unit, other=count, word=f"since:{test}",
                        competition=scope.competition, venue=scope.venue)
                for c in known
            ]  # fmt: skip
            return make("first_since", g, start, max(m.end(), until), readings, firm=False)
    return None


_SINCE_WHAT = (
    r"\bin (?:their |its |his )?(?:last |past |more than |over |nearly |almost |just over |just under |about )?(?P<n>NUM|a) (?P<adj>KINDS*)(?P<unit>games|matches|meetings|attempts|visits|trips|outings|years?|months?|weeks|days|seasons|decade)"
    r"|\bfor (?:over |about |just over |just under )?(?P<n2>NUM|a|almost a|more than a|nearly a|over a) (?P<unit2>years?|months?|weeks?|decade)"
)


def _since(g: Gloss, at: int) -> tuple[int, Window | None, int | None, str]:
    """What a first is counted from: where the words end, days, a number, and its unit."""
    for when in g.whens:
        if (
            when.past is not None
            and at - 12 <= when.start <= at + 60
            and re.search(
                r"since(?: the)?(?: end of)? ?$|since",
                g.plain[max(0, when.start - 14) : when.start + 6],
            )
        ):
            return when.end, when.past, None, ""
    m = pattern(_SINCE_WHAT).search(g.plain, max(0, at - 4), min(len(g.plain), at + 70))
    if m is None:
        return at, None, None, ""
    unit = (m["unit"] or m["unit2"] or "").rstrip("s")
    unit = {
        "matche": "match",
        "game": "match",
        "meeting": "match",
        "attempt": "match",
        "visit": "match",
        "trip": "match",
        "outing": "match",
    }.get(unit, unit)
    return m.end(), None, number_of((m["n"] or m["n2"] or "").split()[-1]), unit


def _is_one(ctx: Context, club: Club, outcome: Outcome, venue: Venue) -> bool:
    """True if the match in hand is such a result of a club."""
    match = ctx.match
    if match is None or match.result is None or club not in ctx.sides:
        return False
    home = match.home == club
    if venue and (match.neutral or (venue == "home") != home):
        return False
    mine = match.result if home else match.result.swapped()
    kind = "win" if mine.home > mine.away else "loss" if mine.home < mine.away else "draw"
    return kind == outcome


def _count(g: Gloss, ctx: Context, m: re.Match[str], source: str) -> Claim | None:
    groups = m.groupdict()
    number = number_of(groups.get("n") or "")
    if groups.get("once"):
        number = 1 if groups["once"] == "once" else 2
    if number is None:
        return None
    where = (
        (groups.get("where") or "")
        + " "
        + (groups.get("adj") or "")
        + " "
        + (groups.get("tail") or "")
    )
    if source is _COUNT_LIST and not groups.get("tail"):
        return None
    venue, competition, everything = _scope(g, ctx, where, m.start(), m.end())
    noun = groups.get("noun") or groups.get("verb") or ""
    if source is _HAVE and re.match(r"games|matches", noun):
        verb = re.search(r"lost|won|drawn", m[0])
        noun = verb[0] if verb else noun
    outcome = _outcome(noun)
    if source is _COUNT_LIST:
        clubs = ctx.team(g, m.start("team"), m.end("team"))
    else:
        clubs, tight = subject(g, ctx, m.start())
        if tight is None:
            clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
    readings = [
        Reading(
            team=c, outcome=outcome, venue=venue, number=number, competition=competition,
            word=everything,
        )
        for c in clubs
    ]  # fmt: skip
    if not readings:
        return None
    if source is _COUNT_LIST and not outcome and g.plain[m.end() :].strip().startswith(":"):
        # A list follows: its lines speak of the same side, ground and competition.
        ctx.header = clubs
        ctx.header_venue = venue
        ctx.header_competition = competition if "." in competition else ""
    return make("count", g, m.start(), m.end(), readings)


def _firsts(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    for m in g.every(_FIRST):
        if _clash(taken, m):
            continue
        if m["core"].startswith("for the") and _HOPED.search(g.plain, g.clause(m.start())[0], m.start()):  # fmt: skip
            continue
        tail = g.plain[m.start() : m.end() + 90]
        ever = bool(_EVER.search(tail)) or m["core"].startswith("for the") or m["core"] == "maiden"
        since = bool(_SINCE.search(g.plain[m.start() :]))
        if re.match(
            r"[^.]{0,12}first[- ](?:leg|half|team|minute|goal|choice|place|touch|time (?!in|since|ever|that)|round|game|match|player|man|side|xi|eleven|division|thing|ones?|two|three|few|name|of)",
            tail,
        ):
            if not ever or re.match(
                r"[^.]{0,12}first[- ](?:leg|half|team|choice|touch|xi|division|ones?|two|three|few)",
                tail,
            ):
                continue
        if not ever and not since:
            continue
        if _SEASON.search(tail) and not since and "ever" not in tail:
            continue
        end = m.end()
        stop = re.search(r"[.;,]|\s-\s| and | but ", g.plain[m.end() :])
        end = m.end() + (stop.start() if stop else len(g.plain) - m.end())
        noun = pattern(
            r"(?P<noun>win|victory|triumph|defeat|loss|draw|goals?|semi-?finals?|quarter-?finals?|finals?|title|trophy|point)\b"
        ).search(g.plain, m.start(), end)
        goes_on = pattern(_FIRST_TAIL).match(g.plain, noun.end()) if noun is not None else None
        against = goes_on if goes_on is not None and goes_on["obj"] else None
        start = m.start()
        owner = pattern(r"(?P<team>CLUB)'? ?$").search(g.plain[: m.start()])
        if g.signs("club", m.start(), m.end()):
            owner = m
        clubs: tuple[Club, ...] = ctx.sides
        if owner:
            start = owner.start()
            clubs = ctx.team(g, owner.start(), owner.end()) or ctx.sides
        else:
            found, _ = subject(g, ctx, m.start())
            clubs = tuple(dict.fromkeys((*found, *ctx.sides)))
        opponents: tuple[Club, ...] = ()
        outcome: Outcome = ""
        round_ = ""
        words = g.plain[max(0, m.start() - 60) : end]
        if m["core"].startswith("for the") and (noun is None or since):
            # "Lost for the first time in nine games".
            first, _ = g.clause(m.start())
            verb = _TOLD_BY.findall(g.plain, max(first, m.start() - 45), m.start())
            noun = None
            outcome = _outcome(verb[-1]) if verb else ""
        if noun is not None:
            outcome = _outcome(noun["noun"])
            if against is not None:
                opponents = ctx.team(g, against.start("obj"), against.end("obj"))
        deep = re.search(
            r"(semi-?final|quarter-?final|last (?:four|eight|16|sixteen)|\bfinal\b)", words
        )
        if deep and not outcome:
            round_ = (
                deep[1]
                .replace("semi-final", "semi_final")
                .replace("semifinal", "semi_final")
                .replace("quarter-final", "quarter_final")
                .replace("quarterfinal", "quarter_final")
                .replace("last four", "semi_final")
                .replace("last eight", "quarter_final")
            )
        here = bool(
            pattern(r"\b(?:here|there)\b|\bat (?:the )?GROUND|\bat home").search(
                g.plain[m.start() : end]
            )
        )
        readings = []
        for club in clubs:
            other = [o for o in opponents if o != club]
            mine: list[Club | None] = [*other]
            if not other:
                mine = [ctx.other(club) if club in ctx.sides and outcome else None]
            venue: Venue = ""
            if here and ctx.match is not None:
                venue = "home" if club == ctx.match.home else "away"
            readings += [
                Reading(
                    team=club, opponent=o, outcome=outcome, round=round_, venue=venue,
                    word="since" if since else "ever",
                )
                for o in mine
            ]  # fmt: skip
        kind = "first_since" if since else "first_ever"
        taken.append((start, end))
        special = _special_first(g, ctx, m, clubs, start) if since else None
        if special is not None:
            yield special
            continue
        firm = bool(outcome or round_)
        direct = pattern(
            r" (?:(?:PEOPLE|league|domestic|major|european) )*(?P<what>COMP|\b(?:title|championship|crown|trophy|scudetto)\b)(?! (?:game|match|goal|win|defeat|tie|final|meeting))"
        ).match(g.plain, m.end())
        if direct is not None and since:
            named = g.mention(direct["what"])
            competition = (ctx.competition(named) or "") if named is not None else ""
            if not competition and re.search(r"\bleague\b", direct[0]):
                competition = "league"
            until, window, number, unit = _since(g, direct.end())
            found, _, _ = candidates(g, ctx, m.start())
            readings = [
                Reading(team=c, competition=competition, word="title", window=window,
                        number=number if unit in ("year", "season") else None)
                for c in dict.fromkeys((*clubs, *found))
            ]  # fmt: skip
            if readings and (window is not None or number is not None):
                yield make("first_since", g, start, max(direct.end(), until), readings, firm=False)
            continue
        title = pattern(
            r"\b(?:won|win|winning|lifted|clinched|claimed|captured|secured|crowned|champions)\b[^.;]{0,30}?(?P<what>COMP|\b(?:title|championship|crown|trophy|champions|scudetto|league|cup)\b)[^.;]{0,25}$|\b(?:are|were|became|become|as|crowned|is) (?:the )?(?:new )?(?:(?P<whose>COMP|PEOPLE) )?champions\b[^.;]{0,20}$"
        ).search(g.plain, max(0, m.start() - 70), m.start())
        if title is not None and m["core"].startswith("for the"):
            named = g.mention(title["what"] or title["whose"])
            competition = (ctx.competition(named) or "") if named is not None else ""
            if not competition:
                competition = "cup" if title["what"] in ("cup", "trophy") else "league"
            clubs, _, _ = candidates(g, ctx, title.start())
            readings = [
                Reading(team=c, number=1, competition=competition, word="title") for c in clubs
            ]
            if readings and since:
                until, window, number, unit = _since(g, m.end())
                years = number if unit in ("year", "season") else None
                readings = [replace(one, window=window, number=years) for one in readings]
                yield make("first_since", g, start, max(m.end(), until), readings, firm=False)
            elif readings:
                yield make("first_ever", g, start, m.end(), readings, firm=False)
            continue
        if outcome and noun is not None:
            # "First win", "first home defeat": any other word in between makes it a narrower first.
            between = g.plain[m.end("core") : noun.start()]
            firm = (
                pattern(r"[- ]?(?:ever )?(?:KINDS)*").fullmatch(between.strip() + " ") is not None
                or not between.strip()
            )
        if since:
            scope = scope_of(g, ctx, m.start(), end)
            until, window, number, unit = _since(g, m.end())
            end = max(end, until)
            # Any other word in between makes it a narrower first.
            plain = noun is None or (
                firm
                and goes_on is not None
                and _SINCE_NEXT.match(g.plain, goes_on.end()) is not None
            )
            firm = bool(outcome) and plain and (window is not None or number is not None)
            in_hand = goes_on is not None and "in the competition" in goes_on[0]
            competition = scope.competition
            if in_hand and ctx.match is not None:
                competition = str(ctx.match.competition)
            readings = [
                replace(
                    one, window=window, number=number, round=unit, competition=competition,
                    venue=one.venue or scope.venue, opponent=one.opponent if opponents or (here and one.venue == "away") else None,
                )
                for one in readings
            ]  # fmt: skip
        yield make(kind, g, start, end, readings, firm=firm)
