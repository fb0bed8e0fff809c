"""Reading what a side is: a second-tier club, winners of a group; and meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.read_run import figure, scope_of, whose
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make, subject

add_macros(
    SQUADS=r"(?:side|club|team|outfit|strugglers|leaders|champions|rivals|neighbours|minnows|opponents|opposition|newcomers|hosts|high-flyers|promotion-chasers|players|men|boys|part-timers)",
)

_LEVEL = (
    (0, r"non-league"),
    (1, r"top-flight|top flight|first-tier|top-tier|premier league|la liga|serie a|ligue 1|eredivisie|primera(?: division)?|elite"),
    (2, r"second-tier|second tier|second-flight|championship|serie b|ligue 2|segunda(?: division)?|2\. bundesliga|bundesliga 2|second bundesliga"),
    (3, r"third-tier|third tier|league one|serie c|segunda b|third-flight"),
    (4, r"fourth-tier|fourth tier|league two"),
    (5, r"conference|fifth-tier|national league"),
    (11, r"first[- ]division|division one"), (12, r"second[- ]division|division two"), (13, r"third[- ]division|division three"),
    (14, r"fourth[- ]division|division four"),
)  # fmt: skip
_WORDS = "|".join(words for _, words in _LEVEL)
_DIVISION = (
    rf"(?:(?:the |a |of |against |by |to |from |over |little |struggling )*(?P<level>{_WORDS}|bundesliga)(?:'s)? (?:SQUADS,? )?(?P<team>CLUB)"
    rf"|(?P<team2>CLUB), (?:the |a |an |who play in the |who are in the |now in the |currently |of the |playing in the )*(?:\w+ )?(?P<level2>{_WORDS})(?: SQUADS)?(?=,|\.| |$)"
    rf"|the (?:\w+ )?(?P<level3>{_WORDS}) SQUADS"
    rf"|CLUB (?:of|from) the (?P<level4>{_WORDS}))"
)
_GROUP = (
    r"(?:(?P<won>top(?:ped|s|ping)?|won|win|winning|head(?:ed|ing|s)?) (?:their |the )?(?P<g1>group(?: (?:[a-h]|\d{1,2})\b)?)(?! (?:game|match|stage|opener))"
    r"|(?P<verb>finish(?:ed|ing)?|qualif(?:y|ied|ying)|advanc(?:e|ed)|progress(?:ed)?|end(?:ed)?|went through|came|are|were|lie|sit|go through|through|stand|remain|moved?|climbed) (?:as |up |to )?(?P<place>ORD|top|bottom|last)(?: place)? (?:in|of|from) (?:their |the )?(?P<g2>group(?: (?:[a-h]|\d{1,2})\b)?)(?: (?:behind|ahead of) (?P<other>CLUB))?"
    r"|(?P<as>(?:as )?(?P<g3>group(?: (?:[a-h]|\d{1,2})\b)?) (?P<rank>winners|runners-up|leaders))(?: (?P<team>CLUB))?"
    r"|\bin (?P<g5>group (?:[a-h]|\d{1,2})\b)(?P<in>)"
    r"|(?P<top>(?:top|bottom|foot|leaders) of (?P<g4>group(?: (?:[a-h]|\d{1,2})\b))))"
)
_MET = (
    r"(?:(?P<win>beat(?:en)?|defeated|won against|won over)|(?P<loss>lost to|lost against|been beaten by|beaten by)|(?P<draw>drawn? with|drew with)|(?P<any>met|faced|played)) "
    r"(?P<o>TEAM) (?P<n>once|twice|three times|four times|NUM times)(?P<tail> (?:already |so far )?(?:this season|this term|this year|this campaign|last season))?"
)
_MET_TIMES = (
    r"\b(?:the )?(?:two |both |these |they |sides |teams |clubs |countries |pair |rivals )*(?:have |had )?(?:already |also )?(?:met|meet|faced each other|played each other) "
    r"(?P<n>once|twice|NUM times)(?P<comp> in (?:the )?COMP)?(?P<tail>(?: (?:already|so far|this season|this term|last season|before))*)"
)
_TWICE_WITH = r"\b(?P<verb>drew|drawn|beat|beaten|lost to|lost|won) (?P<n>twice) (?:with |against |to |over )?(?P<o>TEAM)(?P<tail>(?: in (?:the )?(?:group stage|group|COMP|league)| this season| last season)?)"
_BOTH = (
    r"\b(?P<verb>won|lost|drawn|drew) both (?:of )?(?:the |their |these )?(?:others|(?:previous |earlier |league |other |COMP )*(?:meetings|games|matches|encounters|clashes))"
    r"|\bbeaten in both (?:meetings|matches|games)(?P<beaten>)|\bboth (?:league |COMP |previous |earlier )*(?:meetings|games|matches)[^.;]{0,40}? (?:were|was|ended|had been) (?P<draw>goalless|drawn|draws|stalemates)"
)
_EARLIER = r"\b(?:in )?(?P<m>NUM) (?:earlier|previous|past) (?:meetings|encounters|matches|games)(?: with (?P<o>TEAM))?(?:, | )(?P<rest>[^.;]{0,40}?\b(?:never (?P<never>lost|won|beaten)|(?:won|lost|drawn) (?P<all>all)))"
_OF_MEETINGS = r"(?P<verb>won|lost|drawn|win|lose|scored in)(?: only| just)? (?P<n>NUM|once|twice|all|none|each|every one)(?: of)?(?: in)? (?:the |their |these |its )?(?P<last>(?:last|past|previous) )?(?P<m>NUM)(?P<row> [a-z]+)? (?:meetings|encounters|matches|games|clashes) (?:with|against|between) (?:the )?(?P<o>TEAM|sides|teams|two)"
_NTH_MEETING = (
    r"(?P<n>ORD|NUM) (?:meetings?|encounters?|clash(?:es)?) (?:between (?:the )?(?:(?:two |these )*(?:sides|teams|clubs|rivals)|(?P<a>CLUB) and (?P<b>CLUB))|of the (?:sides|teams|two))"
    r"(?P<tail>(?: (?:this season|in (?:NUM|\d+) (?:months|days|weeks|years)|since \d{4}))?)"
)
_LAST_MET = r"\b(?:last (?:time )?(?:that )?(?:the |these )?(?:two |both )?(?:sides |teams |clubs |countries |nations |pair )?(?:had )?met|(?:last|previous) (?:league |cup |competitive )?(?:meeting|encounter|clash))(?! of the)"
_NEVER = r"\b(?:have|has|had) never (?:before )?(?P<verb>lost to|beaten|won (?:at|against)|drawn with|been beaten by|lost (?:at|against)|lost a \w+ to) (?P<o>TEAM)"
_DOUBLE = r"\b(?:complet(?:e|ed|ing)|did|do|done|doing|claimed?) (?:a |the )?(?:league )?double over (?P<o>TEAM)"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of what a side is in one sentence."""
    yield from _divisions(g, ctx)
    yield from _groups(g, ctx)
    yield from _meetings(g, ctx)


def level_of(words: str) -> int:
    """The level that words name: 1 for the top; 11 and so on where they changed their meaning.

    >>> level_of("league two"), level_of("second division"), level_of("bundesliga")
    (4, 12, 1)
    """
    if words == "bundesliga":
        return 1
    return next((level for level, source in _LEVEL if re.fullmatch(source, words)), -1)


def _divisions(g: Gloss, ctx: Context) -> Iterator[Claim]:
    glossed = g.plain
    for sign, mention in g.names.items():
        # Names of leagues stand as signs; here their words tell the level.
        if mention.kind == "competition":
            written = mention.text.lower()
            if pattern(rf"(?:{_WORDS}|bundesliga)").fullmatch(written):
                glossed = glossed.replace(sign, "\x00")
    if "\x00" in glossed:
        yield from _by_sign(g, ctx)
    for m in g.every(_DIVISION):
        words = m["level"] or m["level2"] or m["level3"] or m["level4"]
        yield from _division(g, ctx, m.start(), m.end(), words, m["team"] or m["team2"], m)


_BY_SIGN = r"(?P<comp>COMP)(?:'s)? (?:SQUADS,? )?(?P<team>CLUB)|(?P<team2>CLUB), (?:of |from |in |the |who play in )*(?P<comp2>COMP)(?: SQUADS)?(?=,)|\bthe (?P<comp3>COMP) SQUADS(?! CLUB)"


def _by_sign(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_BY_SIGN):
        named = g.mention(m["comp"] or m["comp2"] or m["comp3"])
        if named is None:
            continue
        words = named.text.lower()
        if level_of(words) < 0:
            continue
        if (
            m["team"]
            and re.search(
                r"(?:in|of|the|from|won|win|on) $", g.plain[max(0, m.start() - 6) : m.start()]
            )
            and not pattern("SQUADS").search(m[0])
        ):
            if (
                not re.search(r"\bof $|\bfrom $", g.plain[max(0, m.start() - 6) : m.start()])
                and "the " not in g.plain[max(0, m.start() - 5) : m.start()]
            ):
                continue
        yield from _division(g, ctx, m.start(), m.end(), words, m["team"] or m["team2"], m)


def _division(
    g: Gloss, ctx: Context, start: int, end: int, words: str, team: str | None, m: re.Match[str]
) -> Iterator[Claim]:
    level = level_of(words)
    if level < 0 or hedged(g.plain[max(0, start - 20) : start]):
        return
    if team:
        at = g.plain.index(team, start)
        clubs: Sequence[Club] = ctx.team(g, at, at + 1)
        firm = True
    else:
        clubs, firm = ctx.sides, bool(ctx.sides)
    readings = [Reading(team=c, number=level, word=words) for c in clubs]
    if readings:
        yield make(
            "division", g, start, end, readings, firm=firm and not foreign_time(g, *g.clause(start))
        )


def _groups(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_GROUP):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 35) : m.start()]):
            continue
        written = m["g1"] or m["g2"] or m["g3"] or m["g4"] or m["g5"] or ""
        letter = re.search(r"group ([a-h]|\d{1,2})$", written)
        if (
            m["won"]
            and m["won"].startswith(("top", "head")) is False
            and letter is None
            and "group" not in m[0]
        ):
            continue
        place = 1
        if m["place"]:
            word = m["place"]
            place = (
                1 if word == "top" else -1 if word in ("bottom", "last") else ordinal_of(word) or 0
            )
        elif m["rank"]:
            place = 2 if m["rank"] == "runners-up" else 1
        elif m["top"] and re.match(r"bottom|foot", m["top"]):
            place = -1
        if m["team"]:
            clubs: Sequence[Club] = ctx.team(g, m.start("team"), m.end("team"))
            sure = True
        else:
            clubs, sure = whose(g, ctx, m)
        others = ctx.team(g, m.start("other"), m.end("other")) if m["other"] else ()
        readings = [
            Reading(
                team=c, number=place, opponent=others[0] if others and others[0] != c else None,
                word=letter[1] if letter else "",
            )
            for c in clubs
        ]  # fmt: skip
        if m["in"] is not None:
            readings = [Reading(team=c, word=letter[1]) for c in clubs if letter]
            sure = False
        if readings and place:
            yield make("group_standing", g, m.start(), m.end(), readings, firm=sure)


def _meetings(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_MET):
        number = figure(m["n"].split()[0])
        if number is None or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        outcome: Outcome = (
            "win" if m["win"] else "loss" if m["loss"] else "draw" if m["draw"] else ""
        )
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        tail = m["tail"] or ""
        when = "last" if "last season" in tail else "season" if tail else "ever"
        scope = scope_of(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=c, opponent=o, number=number, outcome=outcome, word=f"times:{when}",
                    competition=scope.competition, venue=scope.venue)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings, firm=bool(tail))
    yield from _each_other(g, ctx)
    for m in g.every(_OF_MEETINGS):
        total = number_of(m["m"])
        number = (
            total
            if m["n"] in ("all", "each", "every one")
            else 0
            if m["n"] == "none"
            else figure(m["n"])
        )
        if total is None or number is None or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        outcome = (
            "win" if m["verb"].startswith("w") else "draw" if m["verb"].startswith("d") else "loss"
        )
        named = pattern("CLUB").search(m["o"])
        others = ctx.team(g, m.start("o"), m.end("o")) if named else ()
        clubs, _ = subject(g, ctx, m.start(), others)
        scope = scope_of(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=c, opponent=o, number=number, other=total, outcome=outcome, word="last",
                    competition=scope.competition, venue=scope.venue)
            for c in clubs for o in (others or [x for x in [ctx.other(c)] if x]) if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings)
    for m in g.every(_NTH_MEETING):
        number = figure(m["n"])
        pair: Sequence[Club] = ctx.sides
        if m["a"]:
            pair = (
                *ctx.team(g, m.start("a"), m.end("a"))[:1],
                *ctx.team(g, m.start("b"), m.end("b"))[:1],
            )
        if number is None or len(pair) != 2:
            continue
        tail = m["tail"] or ""
        when = "season" if "season" in tail else "span" if tail else "ever"
        months = re.search(r"in (\w+) (months|days|weeks|years)", tail)
        days = 0
        if months:
            unit = {"days": 1, "weeks": 7, "months": 31, "years": 366}[months[2]]
            days = (number_of(months[1]) or 0) * unit
        reading = Reading(
            team=pair[0], opponent=pair[1], number=number, other=days or None, word=f"times:{when}"
        )
        yield make("head_to_head", g, m.start(), m.end(), [reading], firm=when == "season")
    yield from _last_met(g, ctx)
    for m in g.every(_NEVER):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        verb = m["verb"]
        outcome = (
            "draw"
            if verb.startswith("drawn")
            else "loss"
            if re.match(r"lost|been", verb)
            else "win"
        )
        scope = scope_of(g, ctx, m.start(), m.end())
        venue = "away" if verb.endswith("at") else scope.venue
        readings = [
            Reading(team=c, opponent=o, number=0, outcome=outcome, word="never", venue=venue,
                    competition=scope.competition)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings)
    for m in g.every(_DOUBLE):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        readings = [
            Reading(team=c, opponent=o, number=2, outcome="win", word="times:season", competition="league")
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            yield make("head_to_head", g, m.start(), m.end(), readings)


def _each_other(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Meetings of the two sides in hand: "met three times", "won both the others"."""

    def made(
        m: re.Match[str],
        pairs: Sequence[tuple[Club, Club]],
        number: int,
        outcome: Outcome,
        word: str,
    ) -> Claim:
        scope = scope_of(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=a, opponent=b, number=number, outcome=outcome, word=word,
                    competition=scope.competition, venue="")
            for a, b in pairs
        ]  # fmt: skip
        return make("head_to_head", g, m.start(), m.end(), readings, firm=False)

    named = tuple(dict.fromkeys(x.clubs[0] for _, x in g.signs("club") if x.clubs))
    two = named if len(named) == 2 else ctx.sides or ctx.reported
    pairs = [(two[0], two[1]), (two[1], two[0])] if len(two) == 2 else []
    for m in g.every(_MET_TIMES):
        number = figure(m["n"].split()[0])
        if number is not None and pairs and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            last = "last season" in m["tail"]
            yield made(m, pairs[:1], number, "", f"times:{'last' if last else 'season'}")
    for m in g.every(_TWICE_WITH):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _, _ = candidates(g, ctx, m.start(), others)
        verb = m["verb"]
        outcome: Outcome = "draw" if verb.startswith("dr") else "loss" if "lost" in verb else "win"
        both_ways = [(c, o) for c in clubs for o in others[:1] if c != o]
        if both_ways and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            yield made(
                m,
                both_ways,
                2,
                outcome,
                "times:last" if "last season" in m["tail"] else "times:season",
            )
    for m in g.every(_BOTH):
        if not pairs or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        outcome = (
            "draw" if m["draw"] or (m["verb"] or "").startswith("dr")
            else "win" if (m["verb"] or "").startswith("w")
            else "loss"
        )  # fmt: skip
        word = "times:last" if "last season" in m[0] else "times:season"
        yield made(m, pairs, 2, outcome, word)
    for m in g.every(_EARLIER):
        number = number_of(m["m"])
        if number is None:
            continue
        others = ctx.team(g, m.start("o"), m.end("o")) if m["o"] else ()
        sides = [
            (c, o) for c in ctx.sides for o in others or [x for x in [ctx.other(c)] if x] if c != o
        ]
        outcome = (
            "win"
            if m["all"] and "won" in m["rest"]
            else "loss"
            if m["never"] == "lost" or m["all"]
            else "win"
        )
        wanted = number if m["all"] else 0
        readings = [
            Reading(team=c, opponent=o, number=wanted, other=number, outcome=outcome, word="last")
            for c, o in sides
        ]
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings, firm=False)


def _last_met(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """When two sides met last."""
    for m in g.every(_LAST_MET):
        met = next(
            (w for w in g.whens if w.past is not None and m.end() - 2 <= w.start <= m.end() + 45),
            None,
        )
        named = tuple(dict.fromkeys(x.clubs[0] for _, x in g.signs("club") if x.clubs))
        pair = named if len(named) == 2 and not set(named) & set(ctx.sides) else ctx.sides
        if met is not None and len(pair) == 2:
            reading = Reading(
                team=pair[0], opponent=pair[1], number=1, window=met.past, word="lastmet"
            )
            yield make("head_to_head", g, m.start(), met.end, [reading])
