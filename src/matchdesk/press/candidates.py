"""Everybody of whom a figure can be said: for claims whose subject the words leave open.

A figure that fits nobody who can be meant is wrong, whoever is meant. So where the subject is not
sure, all sides named nearby are readings, and the claim may still be held against the data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchdesk.core.match import Club
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context
from matchdesk.press.subjects import subject

_APPOSED = pattern(
    r"(?P<team>CLUB)(?:'s? (?:[a-z]+ ){0,2}(?:side|team|men))?,? \(?(?:who (?:are|were|have|had|lie|sit|stand|is|now|lead|trail|remain|stay) |which (?:are|is) |"
    r"(?:are|were|is|was|lie|lies|sit|sits|stand|stands|remain|remains|stay|stays|have|had|has|moved?|go|went|finish(?:ed)?|end(?:ed)?) )?"
    r"(?:now |still |also |just |only |currently |up |down |back |to |on |with |at |in |all |already |a |the ){0,4}$"
)
FOR_WHOM = pattern(
    r"(?P<team>CLUB), (?:for|to) (?:whom|which) (?:it|this|that) (?:was|is) (?:[a-z]+ ){0,2}$"
)
"""Whose what follows is: "Rangers, for whom this was a first defeat"."""
# "And Sevilla, who won 3-2 against Betis, are fourth".
_PUT_IN = pattern(
    r"(?:^|[.;] |, (?:and|but|while|with) |\b(?:and|but|while) )(?P<team>CLUB), (?:who|which) [^,;.]{3,75}, (?=(?:are|is|were|lie|lies|sit|sits|stand|stands|remain|remains|stay|stays|have|has|had|move|moved|go|went|drop|dropped|climb|climbed) |$)$"
)
_IS = re.compile(
    r" (?:are|is|were|was|lie|lies|sit|sits|stand|stands|remain|remains|stay|stays|have|has) "
)
_LEFT = pattern(
    r"\b(?:leav|left|keep|kept|put|lift|hoist|mov|took|tak|send|sent|push|drop|plung|carr|rais|gav|giv|hand|earn|grant|condemn|consign|inflict)(?:e|es|s|ed|ing|ped|ping|ied|ies)? (?P<team>TEAM|PERSON)(?! [a-z]+ed\b)(?: (?:in )?ORD,)?[^.;,]{0,45}$"
)
_IN = re.compile(r" (?:(?:in|on|at|down in|up in) (?:the )?)?$")
_GOVERNED = re.compile(
    r"\b(?:points?|places?|\d|one|two|three|four|five|six|seven|eight|nine|ten) (?:behind|ahead of|above|below|clear of|off|adrift of|more than|fewer than|from) (?:the )?(?:[a-z-]+ ){0,2}$"
)
_BY = re.compile(r"\b(?:by|to|at|against|with|over|from|of) (?:the )?(?:[a-z-]+ ){0,2}$")
_HOSTS = re.compile(r"\b(?:hosts|home side|home team|visitors|guests|away side|away team)\b")
_COMPARED = re.compile(
    r"\b(?:behind|ahead of|above|below|than|clear of|off|over|from|against|adrift of|level with) (?:the )?(?:[a-z-]+ ){0,2}$"
)
_COMPARED_TOO = pattern(
    r"\b(?:behind|ahead of|above|below|than|clear of|off|adrift of|level with) (?:the )?CLUB(?: and|,| or) (?:the )?$"
)
_SQUAD = pattern(r"PERSON's (?:\w+ )?(?:side|team|men|outfit|charges|players|boys)\b")


GENERIC = frozenset(
    "united city town rovers athletic county wanderers albion rangers real sporting inter racing".split()
)
"""Words that many clubs are called by."""


def bearers(g: Gloss, ctx: Context, clubs: Sequence[Club]) -> tuple[Club, ...]:
    """Clubs, and with each that is called by such a word alone those spoken of that bear it, too."""
    found = dict.fromkeys(clubs)
    spoken = (*ctx.sides, *ctx.reported, *ctx.named)
    for mention in g.names.values():
        word = mention.text.lower()
        if mention.kind == "club" and word in GENERIC and set(mention.clubs) & set(clubs):
            found.update(dict.fromkeys(c for c in spoken if word in c.name.lower().split()))
    return tuple(found)


def candidates(
    g: Gloss, ctx: Context, at: int, others: Sequence[Club] = ()
) -> tuple[tuple[Club, ...], bool, int | None]:
    """Clubs of which words at a place can be said, the likeliest first.

    ``others`` are no subjects: the words name them as the side that is compared with.

    Returns the clubs; whether nobody else can be meant; and where the subject begins if it stands
    right before and is the only reading.
    """
    clubs, sure, tight = _candidates(g, ctx, at, others)
    found = tuple(c for c in bearers(g, ctx, clubs) if c in clubs or c not in others)
    return of_a_kind(ctx, found), sure, tight


def of_a_kind(ctx: Context, clubs: Sequence[Club]) -> tuple[Club, ...]:
    """Of clubs and nations those that are what the sides are: Jordan Pickford is no Jordanian team."""
    kinds = {is_nation(c) for c in ctx.sides or ctx.reported}
    kept = tuple(c for c in clubs if is_nation(c) in kinds)
    return kept or tuple(clubs)


def _candidates(
    g: Gloss, ctx: Context, at: int, others: Sequence[Club]
) -> tuple[tuple[Club, ...], bool, int | None]:
    if len(others) > 1:
        # A name that may be of either side: whichever it is, the other may be the subject.
        others = ()
    put_in = _PUT_IN.search(g.plain, max(0, at - 110), at)
    if put_in is not None:
        named = tuple(
            c for c in ctx.team(g, put_in.start("team"), put_in.end("team")) if c not in others
        )
        if len(named) == 1:
            return named, True, put_in.start("team")
    apposed = _APPOSED.search(g.plain, max(0, at - 60), at)
    if (
        apposed is not None
        and _COMPARED.search(g.plain[: apposed.start("team")])
        and re.match(r", (?:with|and|on|in|up|down|still|now) ", g.plain[apposed.end("team") :])
    ):
        # "Spurs are second, four points behind Chelsea, with 74 points": not Chelsea's.
        apposed = None
    if apposed is not None and _COMPARED_TOO.search(g.plain, 0, apposed.start("team")):
        # "Third, four points behind Liverpool and Arsenal with two games in hand": not Arsenal's.
        apposed = None
    if (
        apposed is not None
        and _BY.search(g.plain, 0, apposed.start("team"))
        and re.match(r", (?:and|but) ", g.plain[apposed.end("team") :])
    ):
        # "Lost at QPR, and are now 24 points adrift": those who lost.
        apposed = None
    if (
        apposed is not None
        and g.plain[apposed.end("team") : at] == " to "
        and _BY.search(g.plain, 0, apposed.start("team"))
    ):
        # "A win over Swansea to go third": those who won.
        apposed = None
    if (
        apposed is not None
        and re.match(
            r", (?:are|were|is|was|remain|stay|lie|sit|have|had)", g.plain[apposed.end("team") :]
        )
        and _BY.search(g.plain, 0, apposed.start("team"))
    ):
        # "Caen, beaten at home by Nancy, are 19th": the clause put in ends with Nancy.
        apposed = None
    whom = FOR_WHOM.search(g.plain, max(0, at - 60), at)
    if whom is not None and len(named := ctx.team(g, whom.start("team"), whom.end("team"))) == 1:
        return named, True, whom.start("team")
    left = _LEFT.search(g.plain, max(0, at - 70), at)
    if left is not None and apposed is None and not g.signs("club", left.end("team"), at):
        # "To beat Burton and leave them a point off the drop": of whom they leave there.
        named = ctx.team(g, left.start("team"), left.end("team"))
        named = tuple(c for c in named if c not in others)
        if len(named) == 1 and pattern("CLUB").search(left["team"]):
            return named, True, left.start("team")
    told, tight = subject(g, ctx, at, others)
    if apposed is not None and _COMPARED.search(g.plain, 0, apposed.start("team")):
        # "Still a point behind City in second", "the gap to Sevilla in third": of either.
        if _IN.match(g.plain, apposed.end("team"), at):
            behind = subject(g, ctx, apposed.start("team") - 1)[0]
            named = ctx.team(g, apposed.start("team"), apposed.end("team"))
            return tuple(dict.fromkeys((*behind, *named, *told))), True, None
    if apposed is not None and _GOVERNED.search(g.plain, 0, apposed.start("team")):
        # "Second, four points behind Chelsea, with 74": of who is behind; "Chelsea, who have 78".
        if re.match(r",? (?:now )?(?:with|on|and|but)\b", g.plain[apposed.end("team") :]):
            apposed = None
    if apposed is not None:
        named = ctx.team(g, apposed.start("team"), apposed.end("team"))
        named = tuple(c for c in named if c not in others)
        if len(named) == 1 and (tight is None or told == named):
            return named, True, apposed.start("team")
        if len(named) > 1 and _IS.search(apposed[0]):
            # A name that two clubs bear: one of them, and nobody else.
            return named, True, None
        told = tuple(dict.fromkeys((*named, *told)))
        tight = None
    if tight is not None and _named_there(g, ctx, tight, told):
        return told, True, tight
    found = dict.fromkeys(told)
    for _, mention in reversed(g.signs("club", 0, at)):
        found.update(dict.fromkeys(mention.clubs))
    for _, mention in g.signs("club", at):
        found.update(dict.fromkeys(mention.clubs))
    for last in (ctx.spoken, ctx.topic):
        if last is not None:
            found[last] = None
    found.update(dict.fromkeys((*ctx.named, *ctx.sides, *ctx.reported)))
    clubs = tuple(c for c in found if c not in others)
    return clubs, bool(clubs) and not _stranger(g, ctx, at), None


def _named_there(g: Gloss, ctx: Context, at: int, told: Sequence[Club]) -> bool:
    """True if a subject names its side, by name or by a coach whom the ledger knows."""
    phrase = pattern("TEAM").match(g.plain, at)
    if phrase is None or pattern("CLUB").search(phrase[0]) or _HOSTS.search(phrase[0]):
        return True
    coach = g.mention(phrase[0][0])
    return (
        coach is not None and coach.kind == "person" and set(told) == {*ctx.coached_by(coach.text)}
    )


def _stranger(g: Gloss, ctx: Context, at: int) -> bool:
    """True if the name nearest before a place is nobody whom the ledger knows: a club, perhaps."""
    last = None
    for place in range(at - 1, -1, -1):
        mention = g.names.get(g.plain[place])
        if mention is not None and mention.kind in ("name", "club", "person"):
            last = place, mention
            break
    if last is None:
        return False
    place, mention = last
    if mention.kind != "name":
        return False
    if at - place <= 2:
        # "Rock-bottom Nobodies are": of nobody else.
        return True
    squad = _SQUAD.match(g.plain, place)
    if squad is not None:
        # "Nobody's side": a coach whom the ledger does not know, of a side that stands nearby.
        return False
    return not any(m.clubs for _, m in g.signs("club", 0, place)) and not ctx.sides
