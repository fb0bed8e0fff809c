"""Reading players' tallies over a season, and goals after a long wait."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reach import figure
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make

_NTH = (
    r"(?:\b(?:his|her|the \w+'s)|PERSON's) (?P<n>ORD) (?P<scope>(?:(?:league|premier league|cup|european|la liga|bundesliga|COMP|competitive|international|world cup) )*)"
    r"(?:goals? )?(?P<tail>(?:of|in|at|this|for|so far this) (?:the |this |these |his |NUM )?(?:[a-z'-]+ ){0,2}?(?:season|campaign|term|tournament|event|championship|qualifiers|qualifying|year|finals|COMP|(?:NUM )?(?:games|matches|appearances|outings)|club|country|competition|cup|league|world cup)(?: this season)?)"
)
_NTH_PLAIN = r"\b(?:his|her) (?P<n>ORD) (?P<scope>(?:league|premier league|cup|european|la liga|COMP|international|world cup) )goals?\b(?P<tail>)"
_HAS = (
    r"(?P<who>PERSON)(?:,? who|,)?(?: now| already| also)? (?:has|had|have|is on|on|with|(?:finish|end)(?:es|ed|s)? (?:the season )?(?:with|on)|mov(?:es|ed) (?:on )?to) (?:now |already |scored |hit |netted |a total of )*(?P<n>NUM)(?P<goals> (?:KINDS*)?goals?)?"
    r"(?P<tail>(?: (?:goals |of them )?(?:this season|for (?:CLUB|the (?:hosts|visitors|home side|champions|leaders|season))|in (?:the )?(?:league|cup|COMP)|in all competitions|in this season's (?:cup|COMP)|for the season|so far|already|this term|in the competition|in europe|at the tournament|at these finals|here|in the tournament|all told))?)"
)
_TOP = (
    r"(?P<who>PERSON)(?:,)? (?:is|was|are|finished as|finishes as|remains|being|ended as|leads|the)? ?(?:one of |among )?(?:the |their |his side's |CLUB's? |the (?:league|club|team|tournament)'s )?(?:leading |joint )?(?:top[- ]?scorers?|leading scorers?|top marksman|leading marksman|highest scorer)(?:[^.;]{0,40}?)(?: with| on|,) (?P<n>NUM)(?: goals)?"
    r"|(?:top[- ]?scorer|leading scorer|leading marksman)(?: in (?:the )?(?:[a-z]+ ?){1,2})?,? (?P<who2>PERSON),? (?:has|with|on|who has) (?P<n2>NUM)(?: goals)?"
    r"|(?P<who3>PERSON)[^.;]{0,30}?\b(?:scoring|goalscorers'?|scorers') (?:list|chart|charts) (?:with|on) (?P<n3>NUM)"
    r"|(?P<who4>PERSON)(?:'s)? (?:took|taking|takes|brought|bringing|moved|extended) his (?:league |season's |goal |own )*(?:tally|total|account)(?: for the season| this season| in the [a-z]+| in (?:the )?COMP)? to (?P<n4>NUM)"
    r"|(?P<n7>ORD) (?:KINDS)*goal of the (?:season|campaign) for (?P<who7>PERSON)"
    r"|(?P<n5>NUM)-goal (?:striker |forward |top scorer |marksman |winger )?(?P<who5>PERSON)"
)
_ALL_TOLD = r"(?:,|\b(?:and|to|of|for|with|has)) (?P<n>NUM|\d{1,2})(?: goals)?(?P<tail> (?:in all competitions|overall|all told|in all|for the season|this season)) ?(?=[.,;)]|$)"
_TOP_HERE = r"(?P<who>PERSON),? (?:is |was |who is )?(?:their|its|the|his side's|CLUB's) (?:leading |top )(?:goal)?-?scorer[a-z -]{0,30}? with (?P<n>NUM)(?: goals)?"
_REACH = (
    r"\b(?:tak(?:e|es|en|ing)|took|bring(?:s|ing)?|brought|mov(?:e|es|ed|ing)|lift(?:s|ed|ing)?|extend(?:s|ed|ing)?|push(?:ed|es|ing)?|rais(?:e|es|ed|ing)|improv(?:e|es|ed|ing)) "
    r"(?:(?:his|her|(?P<who>PERSON)'?s?'?|the (?:striker|forward|winger|midfielder|frenchman|argentine|brazilian|portuguese|spaniard|englishman|dutchman|norwegian|pole|egyptian|uruguayan|belgian|german)'?s?) ?(?P<scope>(?:own|personal|overall|career|goal|season'?s?|league|COMP|european|international|scoring|impressive|competition) )*(?:tally|total|haul|count|account|goals tally|record|goals)|him|himself|(?P<who2>PERSON)(?= (?:on |up )?to\b)|HIM(?= (?:on |up )?to\b)) ?"
    r"(?:for the season |of the season |this season |this term |so far |in (?:the )?(?:COMP|league|competition|tournament) |in all competitions |for CLUB |for the (?:club|campaign) )*(?:on |up )?(?:to|at) (?P<n>NUM)(?! (?:minutes|yards|points))(?: goals?)?(?P<tail>(?: (?:for the season|this season|this term|of the season|in (?:the )?(?:COMP|league)|in all competitions|in NUM (?:KINDS*)(?:games|matches|appearances)))*)"
)
_REACHED = (
    r"\b(?:(?:has|had|have|having|is on|with|scorer of) (?:now |already |also |so far |scored |netted |hit |got |found the net |been on target |a total of )*|to (?:reach|hit) |(?:reach(?:ed|ing)|has reached|move[ds]? on to|moving on to|went to|go(?:es)? to|is (?:now )?(?:on|up to)|up to|now on|tally of|total of|haul of|stands (?:at|on)) )(?P<n>NUM)(?P<goals> (?:KINDS)*goals?| times)?"
    r"(?P<tail>(?: (?:in (?:the |this |these )?(?:COMP|league|tournament|competition|finals|qualifiers|qualifying|championship|event)(?: this (?:season|term))?|for the (?:season|campaign)|this (?:season|term|campaign)|of the season|so far|"
    r"at (?:the|these|this) (?:finals|tournament|COMP)|in all competitions))+)"
)
_ALSO = r"(?P<who>PERSON)(?:,| has| with| have)? (?P<n>\d{1,2}|NUM)(?=[.,;)]|$| and| but| for (?:the |CLUB))"
_FOR = r"(?P<n>ORD)(?: (?:KINDS)*goals?)? of the (?:season|campaign|tournament|competition|finals|event|championship)"
_BARE = r"\b(?:his|her|PERSON's) (?P<n>ORD)(?: goal)?(?=[.,;]|$| (?:in|and|which|to|from|as|after|with)\b)"
_WAIT = (
    r"(?:\b(?:his|her)|PERSON's) first (?:league |cup |COMP |home |away |international |competitive )?goal (?:(?:for|at|in (?:the )?(?:league|COMP))(?: [a-z]+){0,3} )?(?:in (?P<n>NUM) (?:KINDS*)?(?:games|matches|appearances|outings|months|weeks)|since (?P<since>))"
    r"|(?P<drought>ended|ending|broke|snapped) (?:a|his) (?P<n2>NUM)[- ](?:game|match|month|week)[- ](?:goal )?drought"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of tallies in one sentence."""
    taken: list[tuple[int, int]] = []
    for source in (
        _TOP,
        _TOP_HERE,
        _HAS,
        _REACH,
        _REACHED,
        _NTH,
        _NTH_PLAIN,
        _FOR,
        _ALL_TOLD,
        _BARE,
    ):
        for m in g.every(source):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            claim = _tally(g, ctx, m, source)
            if claim is not None:
                taken.append(m.span())
                yield claim
                if source in (_TOP, _TOP_HERE, _HAS):
                    yield from _also(g, m.end(), claim, taken)
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


def _also(g: Gloss, at: int, claim: Claim, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Tallies of others told in the same breath: "Kane has 20 league goals and Alli 16"."""
    joint = r"(?:,? and |, |; )" + _ALSO
    while (m := pattern(joint).match(g.plain, at)) is not None:
        mention, number = g.mention(m["who"]), figure(m["n"])
        if mention is None or number is None or number > 60:
            return
        player = mention.ids[0] if len(mention.ids) == 1 else mention.text
        readings = [replace(r, player=player, number=number) for r in claim.readings[:1]]
        taken.append(m.span())
        yield make(claim.type, g, m.start("who"), m.end(), readings, firm=claim.firm)
        at = m.end()


def _tally(g: Gloss, ctx: Context, m: re.Match[str], source: str) -> Claim | None:
    groups = m.groupdict()
    written = next((groups[k] for k in ("n", "n2", "n3", "n4", "n5", "n7") if groups.get(k)), "")
    number = figure(written or "")
    if number is None or number > 90 or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
        return None
    if re.search(r"\bin (?:as many|(?:two|three|four|five|six|seven|\d) )", m[0]):
        # "His fourth in as many league games": of those alone.
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
        if _LATELY.match(g.plain, m.end()) and not tail:
            # "Has scored four goals in his last three games".
            return None
        after = g.plain[m.end() : m.end() + 14]
        if re.match(r" (?:minutes?|years?|caps?|points|men|games|matches|other|more|of)\b", after):
            return None
    if source is _BARE and number < 4:
        # His first three may be of this match.
        return None
    if source is _REACHED:
        kinds = [
            g.names[sign].kind for sign in g.plain[: m.start()] if sign in g.names
            and g.names[sign].kind in ("person", "name", "club")
        ]  # fmt: skip
        him = pattern("HIM").search(g.plain, 0, m.start()) is not None
        if "point" in g.plain or not (him or {*kinds} & {"person", "name"}):
            # A side's points or goals.
            return None
        if kinds[-1:] == ["club"] and not him and not _GOALS.search(g.plain, 0, m.end()):
            return None
    if source in (_NTH, _NTH_PLAIN, _FOR) and number < 2 and source is not _NTH_PLAIN:
        return None
    if (
        re.search(r"\b(?:club|country|career|international|world cup)\b", scope + " " + tail)
        or (source is _HAS and not _THIS_ONE.search(m[0]) and _CAREER.match(g.plain, m.end()))
        or (
            source in (_NTH, _NTH_PLAIN, _HAS)
            and _of_nations(g, ctx, m)
            and not _THIS_ONE.search(m[0])
        )
        or (
            source is _REACH
            and "league" not in m[0]
            and not _THIS_ONE.search(m[0])
            and _IN_CUP.search(m[0])
        )
    ):
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
    # "His 37th of the season, his 34th in the league": of each what is said of it.
    rest = _BEYOND.split(g.plain[m.end() : m.end() + 30])[0]
    for _, named in g.signs("competition", m.start(), m.end() + len(rest)):
        competition = ctx.competition(named) or competition
    if (
        not competition
        and ctx.match is not None
        and re.search(
            r"(?:in|of) (?:this|the)(?: season's)? (?:competition|tournament|event|championship|finals|qualifiers)|at (?:the|this) (?:tournament|finals)|these finals|qualifying|\bhere\b",
            m[0] + g.plain[m.end() : m.end() + 14],
        )
    ):
        competition = str(ctx.match.competition)
    if not competition and ctx.match is not None and is_nation(ctx.match.home):
        # For a nation nobody counts beyond the tournament.
        competition = str(ctx.match.competition)
    words = f"{m[0]} {rest}"
    if not competition:
        competition = (
            "league" if re.search(r"\bleague\b|premier league|la liga|bundesliga", words)
            else "europe" if re.search(r"\bin europe\b|european", words)
            else "cup" if re.search(r"\bcup\b", words)
            else ""
        )  # fmt: skip
    everything = "all" if "all competitions" in words else ""
    others = (
        _others(g, ctx, m, player)
        if source in (_NTH, _NTH_PLAIN, _FOR, _ALL_TOLD, _REACH, _REACHED, _BARE)
        else []
    )
    readings = [
        Reading(
            player=one, number=number, competition=competition, word=everything,
            other=number_of(in_games[1]) if in_games else None,
        )
        for one in (player, *others)
    ]  # fmt: skip
    # The matches of a qualifying go over more than one season.
    described = (ctx.match is not None and ctx.match.phase == "qualifying") or (
        source in (_REACH, _REACHED) and not g.signs("person", 0, m.end())
    )
    firm = kind == "season_tally" and not (
        in_games or described or "qualif" in words or source is _BARE
    )
    return make(kind, g, m.start(), m.end(), readings, firm=firm)


_BEYOND = re.compile(r"[,;:(]|--?|\b(?:his|her)\b")
_THIS_ONE = re.compile(r"\b(?:this|season|tournament|so far|already|campaign|these)\b")


# Goals of all his seasons.
_CAREER = re.compile(
    r" (?:against|for the (?:club|country|national)|in (?:his career|all)|for (?:his country|them)|in (?:\d+|the history))\b"
)
_IN_CUP = pattern(r"\b(?:competition|tournament|european|europe)\b|COMP")


def _of_nations(g: Gloss, ctx: Context, m: re.Match[str]) -> bool:
    """True if the words name a tournament of nations: its goals may be those of all its editions."""
    return any(
        ctx.competition(named) in ("fifa.wc", "uefa.euro", "conmebol.copa", "caf.afcon")
        for _, named in g.signs("competition", m.start(), m.end())
    )


def _others(g: Gloss, ctx: Context, m: re.Match[str], player: str) -> list[str]:
    """Others of whom "his" may be said: players named before who scored, else the last scorers."""
    if pattern("PERSON").search(m[0]):
        return []
    names = [
        x.ids[0] if len(x.ids) == 1 else x.text
        for _, x in reversed(g.signs("person", 0, m.start()))
    ]
    if (
        names
        and player == names[0]
        and ctx.scored_near(player)
        and not _SERVES.search(
            g.plain, max(0, g.signs("person", 0, m.start())[-1][0] - 16), m.start()
        )
    ):
        # "Sanchez scored from a penalty, his third goal": his who was just told of.
        return []
    if not any(ctx.scored_near(x) for x in names):
        names.append(ctx.scorer)
    if not names[:-1] and pattern("HIM").search(g.plain):
        # "The Welsh talisman", of whom nothing else is told.
        names += ctx.people
    return [x for x in dict.fromkeys(names) if x and x != player]


# "Headed in Garrincha's cross, his third", "beat Gordon for his second".
_SERVES = pattern(
    r"\b(?:from|by|of|past|beyond|with|for|over|beat|beating|after|off|to|and) (?:[a-z-]+ ){0,2}PERSON|PERSON's|PERSON[^.;]*\b(?:PERSON|he|him|who)\b"
)
_GOALS = re.compile(
    r"\b(?:scored|scoring|hat-trick|goals?|netted|struck|brace|equalis\w+|penalty|header)\b"
)
_LATELY = re.compile(
    r" (?:goals? )?(?:in|from) (?:his|the|as many|\d+|two|three|four|five|six|seven|eight|nine|ten|just|only) ?(?:last|past|previous|games|matches|appearances|\d+ |goals)?"
)
_LISTED = re.compile(r"\b(?:goals?|scored?|scorers?|tally|list|has \w+ (?:already|in|this))\b")


def _who(g: Gloss, ctx: Context, m: re.Match[str]) -> str:
    """The player a tally is of: named in the words, else the last one named, else the last scorer."""
    groups = m.groupdict()
    sign = next(
        (groups[k] for k in ("who", "who2", "who3", "who4", "who5", "who7") if groups.get(k)),
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
