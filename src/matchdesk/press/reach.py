"""Over whom and over which matches words reach: the scope they name, whose they are, against whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.press.candidates import bearers, candidates
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context

add_macros(
    KINDS=(
        r"(?:(?:home|away|league|cup|european|competitive|top-flight|domestic|champions league|COMP|"
        r"consecutive|straight|successive|group|premier league|qualifying|playoff|play-off|championship|premiership|division|"
        r"international|conference|bundesliga|scoring|opening|regular-season|prem)[- ])"
    ),
    GAMES=r"(?:games?|matches|match|outings?|fixtures?|meetings?|ties|starts|visits|trips|attempts|encounters|clashes|qualifiers?|internationals?|derbies|contests)",
    LAST=r"(?:(?:(?:all|each|any|every one|both) )?(?:of )?(?:their|its|the|his|our|CLUB'?s?'?) )?(?:(?:last|past|previous|opening|first|most recent) )?",
    ROWS=r"(?:in a row|on the trot|on the spin|on the bounce|in succession|running|straight)",
    WINS=r"(?:wins?\b|victor(?:y|ies)|triumphs?|success(?:es)?\b)",
    LOSSES=r"(?:defeats?|loss(?:es)?|reverses?|setbacks?)",
    SPELL=r"(?:run|streak|sequence|series|spell|start|record|stretch)",
    ANYPLACE=r"(?:(?:at home|away(?: from home)?|there|here|on the road|at (?:the )?GROUND|in the (?:league|COMP|top flight)|in COMP|in europe) )*",
    INPLACE=r"(?:at home |away(?: from home)? |on the road |there |here |on their travels )",
    ENDS=r"(?:(?= at home| away| at | in | since| and| but| or| nor| to | with| after| on| -|[.,;:)]|$))",
    HAVE=r"(?:(?:have|has|had|having)(?: now| also| still)?)",
)


@dataclass(frozen=True)
class Scope:
    """What a run or a count is about: venue, competition, and the words "in all competitions"."""

    venue: Venue
    competition: str
    everything: bool


def scope_of(g: Gloss, ctx: Context, start: int, end: int) -> Scope:
    """The scope that a stretch and the words after it name."""
    stop = min(len(g.plain), end + 28)
    tail = _ANOTHER.split(g.plain[end:stop])[0]
    stop = end + len(tail)
    words = g.plain[start:end] + tail
    venue: Venue = ""
    if re.search(r"(?<!from )\bhome\b(?! side| team| win over)", words) or pattern(
        r"\bat (?:the )?GROUND"
    ).search(g.plain, start, min(stop, end + 12)):
        venue = "home"
    ahead = pattern(r"\bat home (?:they|CLUB|it|the \w+),? (?:are |have |had |were )?$").search(
        g.plain, max(0, start - 26), start
    )
    if ahead is not None:
        venue = "home"
    if re.search(r"\bon (?:their|its|the) own (?:turf|soil|patch|ground|pitch|doorstep)\b", words):
        venue = "home"
    if re.search(r"\baway\b|\bon the road\b|\bon their travels\b", words):
        venue = "away" if not venue else ""
    lead = g.plain[max(0, start - 45) : start]
    if not venue and (before := _WHERE_FIRST.search(lead)) is not None:
        venue = "home" if before["home"] else "away"
    if not venue and (before := _OWN_RECORD.search(lead)) is not None:
        # "Boosted its home record to 16 wins".
        venue = "home" if before["home"] else "away"
    competition = ""
    for _, named in g.signs("competition", start, stop):
        competition = ctx.competition(named) or competition
    if not competition:
        if re.search(r"\bleague\b|top-flight|top flight", words):
            competition = "league"
        elif re.search(r"\bcup\b", words):
            competition = "cup"
        elif re.search(r"\beuropean\b|\bin europe\b|champions league", words):
            competition = "europe"
    return Scope(venue, competition, "in all competitions" in g.plain[start : end + 40])


# Where what is told of a figure ends: "their third win boosted a fine home record".
_ANOTHER = re.compile(
    r"[.;,]| (?:and|but|as|since|after|when|with|by|before|that|which|who|while|to|boost\w*|mov\w+|took|tak\w+|lift\w*|see[ns]?|saw|put\w*|left|leav\w+|"
    r"kept|keep\w*|gave|giv\w+|sent|send\w*|end(?:ed|ing|s)|extend\w*|mean[st]?|made|mak\w+|earn\w*|cut\w*|ha[sd]|have|was|were|is|are) "
)
_OWN_RECORD = re.compile(
    r"\b(?:(?P<home>home)|away) (?:record|form|run)\b(?! (?:in|of|at))[^.;]{0,30}$"
)
_WHERE_FIRST = pattern(
    r"(?:^|[,;:.] |\b(?:and|but) )(?:(?P<home>at home|at (?:the )?GROUND)|away(?: from home)?|on the road|on their travels),? "
    r"(?:(?:they|it|CLUB|the \w+|who|have|has|are|is|were|had|now|also|still|only|just|lost|won) ){0,4}$"
)


_AWAY = re.compile(
    r"\b(?:away from home|on (?:the road|their travels|its travels|their own travels)|away (?:form|record|games?|matches|wins?|defeats?|days|run|trips))\b"
)
_AT_HOME = re.compile(r"\bat home\b|\bhome (?:form|record|games?|matches|wins?|defeats?|run)\b")
_PLACED = re.compile(r"\b(?:in|at|to|against|over|with|v|visits? to|trips? to) (?:the )?$")
_WIDE = 6
"""Readings of a claim that are tried in another scope: those of the sides named first."""


def widened(g: Gloss, claim: Claim) -> Claim:
    """A figure with the scopes that its sentence names elsewhere: they may bear it out, no more.

    "Their awful form on the road, losing their last four"; "two defeats for Wales in Cyprus".
    """
    if any(r.venue or r.opponent for r in claim.readings) or len(claim.readings) > 2 * _WIDE:
        return claim
    readings = claim.readings[:_WIDE]
    more: list[Reading] = []
    if _AWAY.search(g.plain) is not None:
        more += [replace(r, venue="away", spare=True) for r in readings]
    if _AT_HOME.search(g.plain) is not None:
        more += [replace(r, venue="home", spare=True) for r in readings]
    for at, mention in g.signs("club"):
        if _PLACED.search(g.plain, max(0, at - 14), at):
            more += [
                replace(r, opponent=club, spare=True)
                for r in readings
                for club in mention.clubs[:2]
                if r.team is not None and club != r.team
            ]
    return claim.with_readings([*claim.readings, *more[: 2 * _WIDE]]) if more else claim


def figure(written: str) -> int | None:
    """A number or ordinal as a whole number; once and twice too.

    >>> figure("fourth"), figure("12"), figure("twice")
    (4, 12, 2)
    """
    if written in ("once", "twice"):
        return 1 if written == "once" else 2
    found = number_of(written)
    return found if found is not None else ordinal_of(written)


def whose(
    g: Gloss, ctx: Context, m: re.Match[str], *, ended: bool = False
) -> tuple[tuple[Club, ...], bool]:
    """Whose run or count it is, the likeliest first, and whether the words leave no doubt."""
    owner = pattern(
        r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges))'?s?'? (?:[a-z-]+ ){0,3}?$"
    ).search(g.plain, max(0, m.start() - 60), m.start())
    inside = pattern(r"CLUB(?='| )").search(m[0])
    if owner is not None and (owner[0].rstrip().endswith(("'s", "'", "s")) or "'" in owner[0]):
        possessive = re.search(r"'s?|s' ", g.plain[owner.start() : m.start()])
        # "A loss at Espanyol that ended its run": not theirs.
        if possessive or (ended and not _BETWEEN_OWNER.search(owner[0])):
            found = ctx.team(g, owner.start("team"), owner.end("team"))
            if found:
                return found, len(found) == 1
    if inside is not None and "'" in m[0]:
        found = ctx.team(g, m.start() + inside.start(), m.start() + inside.end())
        if found:
            return found, len(found) == 1
    side = _A_SIDE.search(g.plain, max(0, m.start() - 60), m.start())
    if side is not None and (found := ctx.team(g, side.start("team"), side.end("team"))):
        # "Faced a Mallorca team without a win in seven".
        return found, len(found) == 1
    clubs, sure, tight = candidates(g, ctx, m.start())
    if _OF_OTHERS.search(g.plain, max(0, m.start() - 48), m.start()):
        # "A defence that kept a clean sheet", "opponents who have not won there": of whom they met.
        return tuple(dict.fromkeys((*clubs, *ctx.sides))), False
    if ended and tight is not None:
        # Who ended a run is not whose it was.
        here = [c for _, x in g.signs("club") for c in x.clubs]
        return tuple(
            dict.fromkeys((*clubs, *ctx.sides, *(here if len(here) > 1 else ctx.named)))
        ), True
    return clubs, sure


_A_SIDE = pattern(
    r"\ban? (?:[a-z-]+ ){0,2}(?P<team>CLUB) (?:team|side|outfit|squad|eleven)(?: (?:that|which|who) (?:is|are|was|were|has|have|had)(?: been| gone)?)? $"
)
_OF_OTHERS = re.compile(
    r"\b(?:defen[cs]e|opponents?|opposition|attack|goalkeeper|keeper|back line|rearguard|an? (?:[a-z-]+ )?(?:side|team)) (?:that|which|who)\b[^.;,]{0,20}$"
)
_BETWEEN_OWNER = re.compile(r"\b(?:its|their|that|which|who|the|an?)\b")


@dataclass(frozen=True)
class Rivals:
    """Against whom a run is counted.

    Attributes:
        named: sides that the words name, each of which may be meant.
        other: the other side of the match in hand is meant ("their last five meetings").
        alone: nobody else can be meant; where not, the run may be one against all.
        venue: "away" for visits.
    """

    named: tuple[Club, ...] = ()
    other: bool = False
    alone: bool = False
    venue: Venue = ""

    def of(self, ctx: Context, club: Club) -> list[Club | None]:
        """Opponents for a club's run, None for a run against all."""
        found: list[Club | None] = [c for c in self.named if c != club]
        if self.other and ctx.other(club) is not None:
            found.append(ctx.other(club))
        return found if self.alone and found else [*found, None]


_RIVALS = r"^(?: in (?:the )?(?:COMP|league|cup)| at home| away)?,? (?P<prep>against|over|to|at the hands of|with|by|at|vs?|versus) (?P<o>TEAM)"
_TIME_OF = pattern(
    r"^(?:lost to|beaten by|defeated by|went down to|lose to|beat|beaten|defeated|drew with|drawn with|held by|won at|lost at) (?P<o>TEAM)(?!\w).* time\b"
)
_VISITS = re.compile(
    r"\b(?:visits|trips|journeys|travels|away (?:league |cup |top-flight )*(?:games|matches|fixtures|meetings))\b"
)
_MEETINGS = re.compile(r"\b(?:meetings?|encounters?|clashes|derbies|head-to-heads?)\b")
_ALL_OVER = pattern(r"\b(?:league|top-flight|competitive|COMP|european|domestic|cup)\b")


def rivals_of(g: Gloss, ctx: Context, m: re.Match[str]) -> Rivals:
    """Whom a run or a count is about: "a fifth straight win over United", "seven visits to City"."""
    visits, meetings = _VISITS.search(m[0]), _MEETINGS.search(m[0])
    time_of = _TIME_OF.search(m[0])
    if time_of is not None:
        # "Lost to City for the fifth straight time": to City, or to anybody.
        at = m.start() + time_of.start("o")
        found = bearers(g, ctx, ctx.team(g, at, m.start() + time_of.end("o")))
        return Rivals(found)
    tail = pattern(_RIVALS).match(g.plain[m.end() : m.end() + 70])
    if tail is not None and (
        tail["prep"] in ("against", "over", "at the hands of", "v", "vs", "versus")
        or (tail["prep"] == "with" and re.search(r"\d|NUM", m[0]) is not None and " of " in m[0])
        or (tail["prep"] in ("to", "at") and visits is not None)
        or (tail["prep"] == "to" and not meetings)
        or (tail["prep"] == "with" and meetings is not None)
    ):
        at = m.end() + tail.start("o")
        found = bearers(g, ctx, ctx.team(g, at, m.end() + tail.end("o")))
        return Rivals(
            found, alone=bool(visits or meetings), venue="away" if visits is not None else ""
        )
    if meetings is not None:
        return Rivals(other=True, alone=_ALL_OVER.search(m[0]) is None)
    if visits is not None and "away" not in visits[0]:
        return Rivals(other=True, venue="away")
    return Rivals()


SEASON = re.compile(
    r"\b(?:of the season|this season|this term|of the campaign|this campaign|of the year|this year|in (?:19|20)\d\d)\b"
)


def clash(taken: Sequence[tuple[int, int]], m: re.Match[str]) -> bool:
    """True if something has read a stretch of these words."""
    return any(a < m.end() and m.start() < b for a, b in taken)


NARROWER = pattern(
    r" (?:KINDS|COMP ){0,2}(?:replays|finals|shoot-?outs|semi-finals|quarter-finals|play-offs|openers|derbies|friendlies)\b"
)
"""Words that make matches of one kind of those counted."""
TOGETHER = re.compile(r"\b(?:between them|combined|together|collectively|in total between)\b")
"""Words that tell a figure of several sides taken together."""
IN_THE_GROUP = re.compile(r"\b(?:in|of) (?:the|their|its) (?:group|pool|section)\b(?! of)")
"""Words that keep a figure to the group stage of the competition in hand."""
OUTCOMES_OF: dict[str, Outcome] = {"won": "win", "lost": "loss", "drawn": "draw"}
"""Outcome of the matches that a count of some kind counts."""


def outcome_of(noun: str) -> Outcome:
    """The result that a noun or a verb names, "" if none."""
    if re.match(r"win|victor|triumph|success|won|beat$", noun):
        return "win"
    if re.match(r"draw", noun):
        return "draw"
    if re.match(r"defeat|loss|lost|reverse|setback|beaten|been", noun):
        return "loss"
    return ""


END_BEFORE = re.compile(
    r"\b(?:end(?:ed|ing|s)?|los(?:e|t|ing) (?:their|its|an?)|surrender\w*|relinquish\w*|spoil\w*|ruin\w*|snap(?:ped|ping|s)?|halt(?:ed|ing|s)?|br(?:oke|eak|eaking|eaks)|stop(?:ped|ping|s)?|"
    r"(?:brought|bring|brings|bringing)(?= (?:to )?an? (?:[a-z]+ )?(?:end|halt|close|stop)\b| down\b)|(?:an|the) end (?:to|of)|bounced back from|arrested)\b[^.;,]{0,45}$"
)
