"""Reading what a side is: a second-tier club, winners of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make

add_macros(
    SQUADS=r"(?:side|club|team|outfit|strugglers|leaders|champions|rivals|neighbours|minnows|opponents|opposition|newcomers|hosts|high-flyers|promotion-chasers|players|men|boys|part-timers|visitors|guests)",
)

_LEVEL = (
    (0, r"non-league"),
    (1, r"top-flight|top flight|first-tier|top-tier|premier league|la liga|serie a|ligue 1|eredivisie|primera(?: division)?|elite"),
    (2, r"second-tier|second tier|second-flight|(?:league )?championship|serie b|ligue 2|segunda(?: division)?|2\. bundesliga|bundesliga 2|second bundesliga"),
    (3, r"third-tier|third tier|league one|serie c|segunda b|third-flight"),
    (4, r"fourth-tier|fourth tier|league two"),
    (5, r"conference|fifth-tier|national league"),
    (11, r"first[- ]division|division one"), (12, r"second[- ]division|division two"), (13, r"third[- ]division|division three"),
    (14, r"fourth[- ]division|division four"),
)  # fmt: skip
_WORDS = "|".join(words for _, words in _LEVEL)
_DIVISION = (
    rf"(?:(?:the |a |of |against |by |to |from |over |little |struggling )*(?P<level>{_WORDS}|bundesliga)(?:'s)? (?:(?:promotion |title |play-off |relegation )?(?:contenders|chasers|hopefuls|rivals|strugglers|SQUADS),? )?(?P<team>CLUB)"
    rf"|(?P<team2>CLUB), (?:the |a |an |who play in the |who are in the |now in the |currently |of the |playing in the )*(?:\w+ )?(?P<level2>{_WORDS})(?: SQUADS)?(?=,|\.| |$)"
    rf"|the (?:\w+ )?(?P<level3>{_WORDS}) SQUADS"
    rf"|CLUB (?:of|from) the (?P<level4>{_WORDS}))"
)
_GROUP = (
    r"(?:(?P<won>top(?:ped|s|ping)?|won|win|winning|head(?:ed|ing|s)?) (?:their |the )?(?P<g1>group(?: (?:[a-h]|\d{1,2})\b)?)(?! (?:game|match|stage|opener))"
    r"|(?P<verb>finish(?:ed|ing)?|qualif(?:y|ied|ying)|advanc(?:e|ed)|progress(?:ed)?|end(?:ed)?|went through|came|are|were|lie|sit|go through|through|stand|remain|moved?|climbed) (?:as |up |to )?(?P<place>ORD|top|bottom|last)(?: place)? (?:in|of|from) (?:their |the )?(?P<g2>group(?: (?:[a-h]|\d{1,2})\b)?)(?: (?:behind|ahead of) (?P<other>CLUB))?"
    r"|(?P<as>(?:as )?(?P<g3>group(?: (?:[a-h]|\d{1,2})\b)?) (?P<rank>winners|runners-up|leaders))(?: (?P<team>CLUB))?"
    r"|(?:as |are |were |finished |the )?(?P<rank2>winners|runners-up|leaders) of (?P<g6>(?:their |the )?group(?: (?:[a-h]|\d{1,2})\b)?)(?! (?:stage|game|match))"
    r"|\b(?:lost|ceded|surrendered|conceded|lose) (?:the )?(?P<top2>top spot|first place|leadership|top place) (?:in|of) (?P<g7>(?:their |the )?group(?: (?:[a-h]|\d{1,2})\b)?) to (?P<team2>CLUB)"
    r"|(?P<g8>group (?:[a-h]|\d{1,2})\b) (?P<of>rivals|opponents|leaders|neighbours) (?P<team3>CLUB)"
    r"|\b(?P<g9>the group)'s? (?P<rank3>winners?|runners-up)\b"
    r"|\bin (?P<g5>group (?:[a-h]|\d{1,2})\b)(?P<in>)"
    r"|(?P<top>(?:top|bottom|foot|leaders) of (?P<g4>group(?: (?:[a-h]|\d{1,2})\b))))"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of what a side is in one sentence."""
    yield from _divisions(g, ctx)
    yield from _groups(g, ctx)


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


_BY_SIGN = r"(?P<comp>COMP)(?:'s)? (?:(?:promotion |title |play-off |relegation )?(?:contenders|chasers|hopefuls|rivals|strugglers|SQUADS),? )?(?P<team>CLUB)|(?P<team2>CLUB), (?:of |from |in |the |who play in )*(?P<comp2>COMP)(?: SQUADS)?(?=,)|\b(?:the|their|its|PERSON's) (?:\w+ )?(?P<comp3>COMP) SQUADS(?! CLUB)"


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
        # "The first fourth division side to get to the last four" is any.
        here = [c for _, x in g.signs("club") for c in x.clubs[:2]]
        known = (*ctx.sides, *here, ctx.spoken, ctx.topic, *ctx.reported)
        clubs = [c for c in dict.fromkeys(known) if c is not None]
        # "The League One visitors" may be of any match that is told of.
        firm = (
            m.groupdict().get("comp3") is None
            and bool(ctx.sides)
            and not re.match(r"the (?:first|second|third|only|last|other|next)\b", m[0])
        )
    readings = [Reading(team=c, number=level, word=words) for c in clubs]
    if readings:
        yield make(
            "division", g, start, end, readings, firm=firm and not foreign_time(g, *g.clause(start))
        )


_LISTED_AFTER = pattern(r"(?: (?:are|were))?:? (?:the )?CLUB(?:(?:,| and|, and) (?:the )?CLUB)+")


def _groups(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_GROUP):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 35) : m.start()]):
            continue
        written = next(
            (words for k, words in m.groupdict().items() if words and re.fullmatch(r"g\d", k)), ""
        )
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
        elif rank := m["rank"] or m["rank2"] or m["rank3"]:
            place = 2 if rank == "runners-up" else 1
        elif m["top"] and re.match(r"bottom|foot", m["top"]):
            place = -1
        named = next((k for k in ("team", "team2", "team3") if m[k]), "")
        if named:
            clubs: Sequence[Club] = ctx.team(g, m.start(named), m.end(named))
            sure = True
        else:
            clubs, sure, _ = candidates(g, ctx, m.start())
            if g.plain[: m.start()].endswith("to "):
                # "Had beaten Hungary and Brazil to win their group": of any side named, or in hand.
                here = (c for _, x in g.signs("club") for c in x.clubs)
                clubs = tuple(dict.fromkeys((*clubs, *here, *ctx.sides, *ctx.named)))
        others = ctx.team(g, m.start("other"), m.end("other")) if m["other"] else ()
        readings = [
            Reading(
                team=c, number=place, opponent=others[0] if others and others[0] != c else None,
                word=letter[1] if letter else "",
            )
            for c in clubs
        ]  # fmt: skip
        if m["in"] is not None or (m["of"] and m["of"] != "leaders"):
            readings = [Reading(team=c, word=letter[1]) for c in clubs if letter]
            sure = False
        if m["rank2"] or m["rank3"] or m["rank"]:
            listed = _LISTED_AFTER.match(g.plain, m.end())
            if listed is not None:
                # "The group winners were Argentina, Mexico and Brazil": each of its own group.
                for at, one in g.signs("club", listed.start(), listed.end()):
                    each = [Reading(team=c, number=place) for c in one.clubs]
                    yield make("group_standing", g, at, at + 1, each)
                continue
        if readings and place:
            yield make("group_standing", g, m.start(), m.end(), readings, firm=sure)
