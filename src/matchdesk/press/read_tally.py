"""Reading players' tallies over a season, and goals after a long wait."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.read_run import figure
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make

_NTH = (
    r"(?:\b(?:his|her|the \w+'s)|PERSON's) (?P<n>ORD) (?P<scope>(?:(?:league|premier league|cup|european|la liga|bundesliga|COMP|competitive|international|world cup) )*)"
    r"(?:goals? )?(?P<tail>(?:of|in|this|for|so far this) (?:the |this |his |NUM )?(?:[a-z]+ ){0,2}?(?:season|campaign|term|tournament|year|finals|COMP|(?:NUM )?(?:games|matches|appearances|outings)|club|country|competition|cup|league|world cup)(?: this season)?)"
)
_NTH_PLAIN = r"\b(?:his|her) (?P<n>ORD) (?P<scope>(?:league|premier league|cup|european|la liga|COMP|international|world cup) )goals?\b(?P<tail>)"
_HAS = (
    r"(?P<who>PERSON)(?:,? who|,)?(?: now| already| also)? (?:has|had|have|is on|on|with|(?:finish|end)(?:es|ed|s)? (?:the season )?(?:with|on)|mov(?:es|ed) (?:on )?to) (?:now |already |scored |hit |netted |a total of )*(?P<n>NUM)(?P<goals> (?:KINDS*)?goals?)?"
    r"(?P<tail>(?: (?:goals |of them )?(?:this season|in (?:the )?(?:league|cup|COMP)|in all competitions|in this season's (?:cup|COMP)|for the season|so far|already|this term|in the competition|in europe|at the tournament|at these finals|here|in the tournament|all told))?)"
)
_TOP = (
    r"(?P<who>PERSON)(?:,)? (?:is|was|are|finished as|finishes as|remains|being|ended as|leads|the)? ?(?:the |their |his side's |CLUB's? |the (?:league|club|team|tournament)'s )?(?:leading |joint )?(?:top[- ]?scorer|leading scorer|top marksman|leading marksman|highest scorer)(?:[^.;]{0,40}?)(?: with| on|,) (?P<n>NUM)(?: goals)?"
    r"|(?:top[- ]?scorer|leading scorer|leading marksman)(?: in (?:the )?(?:[a-z]+ ?){1,2})?,? (?P<who2>PERSON),? (?:has|with|on|who has) (?P<n2>NUM)(?: goals)?"
    r"|(?P<who3>PERSON)[^.;]{0,30}?\b(?:scoring|goalscorers'?|scorers') (?:list|chart|charts) (?:with|on) (?P<n3>NUM)"
    r"|(?P<who4>PERSON)(?:'s)? (?:took|taking|takes|brought|bringing|moved|extended) his (?:league |season's |goal |own )*(?:tally|total|account)(?: for the season| this season| in the [a-z]+| in (?:the )?COMP)? to (?P<n4>NUM)"
    r"|(?P<who6>PERSON)(?:,? who)? (?:has|had) (?:now |already )?(?:scored|found the net|netted|struck|hit the target) (?P<n6>NUM) times (?:in (?:the )?(?:league|COMP)|this season|in all competitions|for CLUB)"
    r"|(?P<n7>ORD) (?:KINDS)*goal of the (?:season|campaign) for (?P<who7>PERSON)"
    r"|(?P<n5>NUM)-goal (?:striker |forward |top scorer |marksman |winger )?(?P<who5>PERSON)"
)
_ALL_TOLD = r"(?:,|\b(?:and|to|of|for|with|has)) (?P<n>NUM|\d{1,2})(?: goals)?(?P<tail> (?:in all competitions|overall|all told|in all|for the season|this season)) ?(?=[.,;)]|$)"
_TOP_HERE = r"(?P<who>PERSON),? (?:is |was |who is )?(?:their|its|the|his side's|CLUB's) (?:leading |top )(?:goal)?-?scorer[a-z -]{0,30}? with (?P<n>NUM)(?: goals)?"
_FOR = r"(?P<n>ORD) of the (?:season|campaign|tournament)"
_WAIT = (
    r"(?:\b(?:his|her)|PERSON's) first (?:league |cup |COMP |home |away |international |competitive )?goal (?:(?:for|at|in (?:the )?(?:league|COMP))(?: [a-z]+){0,3} )?(?:in (?P<n>NUM) (?:KINDS*)?(?:games|matches|appearances|outings|months|weeks)|since (?P<since>))"
    r"|(?P<drought>ended|ending|broke|snapped) (?:a|his) (?P<n2>NUM)[- ](?:game|match|month|week)[- ](?:goal )?drought"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of tallies in one sentence."""
    taken: list[tuple[int, int]] = []
    for source in (_TOP, _TOP_HERE, _HAS, _NTH, _NTH_PLAIN, _FOR, _ALL_TOLD):
        for m in g.every(source):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            claim = _tally(g, ctx, m, source)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for m in g.every(_WAIT):
        player = _who(g, ctx, m)
        number = number_of(m["n"] or m["n2"] or "")
        window = next(
            (w.past for w in g.whens if w.past and m.end() - 8 <= w.start <= m.end() + 4), None
        )
        if player and (number is not None or window is not None):
            unit = re.search(r"months?|weeks?", m[0])
            word = unit[0].rstrip("s") if unit else ""
            yield make(
                "drought", g, m.start(), m.end(),
                [Reading(player=player, number=number, window=window, word=word)],
            )  # fmt: skip


def _tally(g: Gloss, ctx: Context, m: re.Match[str], source: str) -> Claim | None:
    groups = m.groupdict()
    written = next(
        (groups[k] for k in ("n", "n2", "n3", "n4", "n5", "n6", "n7") if groups.get(k)), ""
    )
    number = figure(written or "")
    if number is None or number > 90 or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
        return None
    scope = (groups.get("scope") or "").strip()
    tail = (groups.get("tail") or "").strip()
    kind = "season_tally"
    if source is _HAS:
        whole = re.fullmatch(r"\W*", g.plain[: m.start()]) and re.match(
            r"[.;,]|$", g.plain[m.end() :]
        )
        if (
            not groups.get("goals")
            and not tail
            and not whole
            and not _LISTED.search(g.plain, 0, m.start())
        ):
            return None
        after = g.plain[m.end() : m.end() + 14]
        if re.match(r" (?:minutes?|years?|caps?|points|men|games|matches|other|more|of)\b", after):
            return None
    if source in (_NTH, _NTH_PLAIN, _FOR) and number < 2 and source is not _NTH_PLAIN:
        return None
    if re.search(r"\b(?:club|country|career|international|world cup)\b", scope + " " + tail):
        kind = "career_tally"
    if re.search(
        r"\b(?:game|match|night|leg|half|day|evening|afternoon|win|defeat|cap|title|trophy|medal)\b",
        tail,
    ):
        return None
    in_games = re.search(r"(\w+) (?:games|matches|appearances|outings)", tail)
    player = _who(g, ctx, m)
    if not player:
        return None
    competition = ""
    for _, named in g.signs("competition", m.start(), min(len(g.plain), m.end() + 30)):
        competition = ctx.competition(named) or competition
    if (
        not competition
        and ctx.match is not None
        and re.search(
            r"in (?:this|the) (?:competition|tournament)|at (?:the|this) tournament|these finals|\bhere\b",
            m[0],
        )
    ):
        competition = str(ctx.match.competition)
    words = m[0] + " " + g.plain[m.end() : m.end() + 32].split(",")[0]
    if not competition:
        competition = (
            "league" if re.search(r"\bleague\b|premier league|la liga|bundesliga", words)
            else "europe" if re.search(r"\bin europe\b|european", words)
            else "cup" if re.search(r"\bcup\b", words)
            else ""
        )  # fmt: skip
    everything = "all" if "all competitions" in words else ""
    others = _others(g, ctx, m, player) if source in (_NTH, _NTH_PLAIN, _FOR, _ALL_TOLD) else []
    readings = [
        Reading(
            player=one, number=number, competition=competition, word=everything,
            other=number_of(in_games[1]) if in_games else None,
        )
        for one in (player, *others)
    ]  # fmt: skip
    firm = kind == "season_tally" and not in_games
    return make(kind, g, m.start(), m.end(), readings, firm=firm)


def _others(g: Gloss, ctx: Context, m: re.Match[str], player: str) -> list[str]:
    """Others of whom "his" may be said: players named before, and the last scorer."""
    if pattern("PERSON").search(m[0]):
        return []
    names = [
        x.ids[0] if len(x.ids) == 1 else x.text
        for _, x in reversed(g.signs("person", 0, m.start()))
    ]
    return [x for x in dict.fromkeys((*names, ctx.scorer)) if x and x != player]


_LISTED = re.compile(r"\b(?:goals?|scored?|scorers?|tally|list|has \w+ (?:already|in|this))\b")


def _who(g: Gloss, ctx: Context, m: re.Match[str]) -> str:
    """The player a tally is of: named in the words, else the last one named, else the last scorer."""
    groups = m.groupdict()
    sign = next(
        (
            groups[k]
            for k in ("who", "who2", "who3", "who4", "who5", "who6", "who7")
            if groups.get(k)
        ),
        None,
    )
    mention = g.mention(sign)
    if mention is None:
        inside = g.signs("person", m.start(), m.end())
        before = g.signs("person", 0, m.start())
        if inside:
            mention = inside[0][1]
        elif before:
            mention = before[-1][1]
    if mention is None:
        return ctx.scorer
    return mention.ids[0] if len(mention.ids) == 1 else mention.text
