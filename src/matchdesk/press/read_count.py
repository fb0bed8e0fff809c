"""Reading counts: the fourth home defeat of the season, three wins in five, the first ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.core.match import Club
from matchdesk.press import read_firsts, read_sums
from matchdesk.press.candidates import FOR_WHOM, candidates
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reach import (
    IN_THE_GROUP,
    OUTCOMES_OF,
    SEASON,
    TOGETHER,
    clash,
    figure,
    outcome_of,
    scope_of,
    whose,
)
from matchdesk.press.reference import Context, foreign_time, wished
from matchdesk.press.subjects import make, subject

add_macros(
    RESULTNOUN=r"(?:wins?|victor(?:y|ies)|defeats?|loss(?:es)?|draws?|triumphs?|reverses?|setbacks?|results?|clean sheets?|points?|games?|matches|match|goals?)",
    ROW=r"(?:successive|consecutive|straight|in a row|on the trot|on the spin|running|unbeaten)",
    SEASON=r"(?:this season|of the (?:(?:COMP|league|domestic) )?(?:season|campaign)|this term|this campaign|all season|so far this season|in the league|in all competitions|of 20\d\d-\d\d|this year|of the year|(?:of|in) (?:the|this) (?:group|tournament|competition|finals|campaign|hexagonal|qualif\w+)|in (?:the )?COMP)",
)
_NTH = (
    r"(?P<place>ORD) (?:(?P<whose>CLUB) )?(?:(?:successive|consecutive|straight) )?(?P<adj>(?:(?:home|away|league|competitive|cup|COMP|domestic|european|top-flight) ?){0,3})"
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
    ("won", r"(?P<n>NUM) (?:KINDS*)(?:wins|victories) (?:from|in|out of) (?P<m>NUM) (?:KINDS*)(?:games|matches|starts)(?P<tail>(?: (?:so far|this season|all season|this term|in charge))?)(?! at )"),
    ("record", r"played (?P<p>\d{1,2}),? won (?P<n>\d{1,2}|NUM),? (?:drawn|drew) (?P<d>\d{1,2}|NUM),? (?:and )?lost (?P<l>\d{1,2}|NUM)(?P<tail>)"),
    ("points", r"(?:taken|took|collected|picked up|gained|earned|won|managed|with|have|has|had|claimed|secured|mustered|taking|collecting|gathered|garnered) (?:only |just |but )?(?P<n>NUM|a|one|a single) points? (?:from|in|out of) (?:their|the|its) (?:last|past|previous|opening|first) (?P<m>NUM)(?: KINDS*GAMES)?(?P<tail>)"),
    ("points", r"(?:taken|took|collected|picked up|gained|earned|managed|mustered|taking|collecting|gathered|garnered) (?:only |just |but )?(?P<n>NUM|a|one|a single) points? (?:from|in|out of) (?P<m>NUM) (?:KINDS)*GAMES(?P<tail>)"),
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
    """Claims of counts, sums and firsts in one sentence."""
    taken: list[tuple[int, int]] = []
    for kind, source in g.alive(_COUNTED):
        for m in g.every(source):
            claim = None if clash(taken, m) else _counted(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for m in g.every(_NTH):
        if clash(taken, m) or wished(g, m.start(), 25):
            continue
        claim = _nth(g, ctx, m)
        if claim is not None:
            taken.append(m.span())
            yield claim
    for source in (_COUNT_LIST, _TIMES, _HAVE):
        if source is _COUNT_LIST and not _COUNTABLE.search(g.plain):
            continue
        for m in g.every(source):
            if clash(taken, m) or wished(g, m.start(), 25):
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
    yield from read_firsts.read(g, ctx, taken)
    yield from read_sums.read(g, ctx, taken)


_OF_THEM = r"\b(?P<verb>lost|won|drawn|defeats?|wins?|draws?)\b[^.;]{0,40}?,? (?P<n>NUM) of them (?P<where>away|at home|on the road)\b"


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
        Reading(team=c, number=number, venue=venue, outcome=outcome_of(verb), word=f"sum:{kind}:")
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
    sure = sure and TOGETHER.search(g.plain) is None
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
    if groups.get("all") and not which:
        # "Lost all three of their games": of the stage or the cup in hand.
        ways += [("last", total), ("first", total)]
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
    elif total and not which and (times or kind in ("scored", "conceded", "clean", "points")):
        ways = [("last", total), ("", total)]
    outcome = OUTCOMES_OF.get(kind, "")
    window = read_sums.window_after(g, ctx, m.end()) if kind in ("won", "lost", "drawn") else None
    stage = "group" if IN_THE_GROUP.search(g.plain, m.start(), m.end() + 24) else ""
    readings = [
        Reading(
            team=c, number=number, other=of, outcome=outcome, venue=venue,
            competition=scope.competition, word=f"sum:{kind}:{way}{more}",
            round="all" if scope.everything else stage, window=window,
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
    type_ = "points" if kind == "points" else "count"
    return make(type_, g, m.start(), m.end(), readings, firm=sure and not _OPEN.search(near))


_IN_A_ROW = pattern(
    r"\b(?:straight|successive|consecutive|back-to-back)\b|\b(?:s )?ROWS\b|\bon the (?:trot|spin|bounce)"
)
_AGAINST = pattern(r" (?:against|with|between|versus|over) (?:TEAM|the two)")


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


_IT_WAS = re.compile(
    r"(?:^|[,;] )\W*(?:it|that|this) (?:was|is) (?:only |just |also )?(?:their|the) $"
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
        m["tail"] or m["list"] or m["scope"] or SEASON.search(words)
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
    outcome = outcome_of(m["noun"])
    listed: tuple[Club, ...] = ()
    if m["clubs"]:
        listed = tuple(
            x.clubs[0] for _, x in g.signs("club", m.start("clubs"), m.end("clubs")) if x.clubs
        )
    start = m.start()
    clubs, sure, tight = candidates(g, ctx, m.start())
    fits = True
    possessive = pattern(r"(?P<team>CLUB)'s? (?:[a-z]+ )?$").search(g.plain[: m.start()])
    if m["whose"]:
        # "Responsible for the third Ajax defeat of the season".
        clubs = ctx.team(g, m.start("whose"), m.end("whose"))
        sure = len(clubs) == 1
    elif possessive:
        start = possessive.start()
        clubs = ctx.team(g, start, possessive.end())
        sure = len(clubs) == 1
    elif FOR_WHOM.search(g.plain, max(0, m.start() - 60), m.start()):
        # Nobody else's.
        fits = False
    elif re.search(r"\b(?:their|his|the|a) $", before) or tight is None:
        clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
    # "Their fourth home defeat" is said of the side that lost at home in the match in hand.
    fitting = tuple(c for c in clubs if fits and _is_one(ctx, c, outcome, venue))
    sure = sure or (bool(fitting) and not ctx.foreign(g))
    here = {c for _, x in g.signs("club") for c in x.clubs}
    last_two = [c for c in ctx.named if c not in here][:2]
    if fitting and not {*last_two} & {*ctx.sides} and _IT_WAS.search(g.plain, 0, m.start()):
        # "It was their first win", behind another match: of a side of that.
        fitting = tuple(dict.fromkeys((*fitting, *last_two)))
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
    # "A second victory over top-flight opponents": of some of those played.
    sure = sure and _OVER_SOME.match(g.plain, max(m.end("noun"), 0)) is None
    # "Their first defeat of the season came in October": of another day.
    first, last = g.clause(m.start())
    sure = sure and not (
        foreign_time(g, first, min(len(g.plain), max(last, end) + 40))
        or re.search(
            r"\b(?:had(?! (?:only |just )?(?:their|its|an?|the) $)|came|since|earlier|when|last)\b",
            g.plain[first : m.start()],
        )
        or re.search(r"\b(?:had|came|since|earlier|when|last)\b", g.plain[m.start() : end + 24])
    )
    return make("nth_of_season", g, start, end, readings, firm=sure)


_OVER_SOME = re.compile(
    r"(?: at home| away)? (?:over|against|to|at the hands of) (?:[a-z-]+ ){0,3}(?:opponents?|opposition|sides|teams|clubs)\b"
)


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
    outcome = outcome_of(noun)
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
