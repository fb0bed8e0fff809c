"""Words of scoring said of a player, right after his name or after other verbs of his."""

from __future__ import annotations

import re

from matchdesk.press import scoring
from matchdesk.press.gloss import Gloss, pattern


def verb_after(g: Gloss, at: int) -> tuple[int, int, bool] | None:
    """Where words of scoring begin and end that are said of a name ending at a place; if by "who"."""
    give = scoring.FOR_HIM.search(g.plain, max(0, at - 40), at - 1) is not None
    relative = re.compile(r",? who ").match(g.plain, at)
    aside = pattern(scoring.ASIDE).match(g.plain, at)
    starts = [(relative.end(), True)] if relative is not None else [(at, False)]
    if aside is not None:
        starts.append((aside.end(), False))
    for start, by_who in starts:
        told = scored(g, start + (g.plain[start : start + 1] == " "), give)
        if told is not None:
            return (*told, by_who)
    return None


def scored(g: Gloss, at: int, give: bool = False) -> tuple[int, int] | None:
    """Words of scoring at a place, after at most four small words; "to score" where somebody sets it up."""
    compiled = pattern(scoring.SCORED)
    for _ in range(5):
        m = compiled.match(g.plain, at)
        if m is not None:
            beaten = pattern(_BEATEN).match(g.plain, m.end()) if _PAST.search(m[0]) else None
            return m.start(), beaten.end() if beaten is not None else m.end()
        link = scoring.LINK.match(g.plain, at)
        if link is None or (link[0] == "to " and not give):
            return None
        at = link.end()
    return None


_PLAIN_VERB = re.compile(
    r"(?:score|net|equali[sz]e|level|convert|open|break|begin|complete|cancel|wrap|round|finish|smash|pull|claw|turn|nod|find|beat|put|bring|draw|"
    r"extend|increase|stretch|pad|add|claim|snatch|grab|nick|pinch|steal|poach|secure|earn|make|kill|bundle|force|prod|poke|stab|scramble|roll|squeeze|hook|steer|"
    r"lift|slide|slot|tap|head|nudge|double|restore|get|reduce|halve|cut|narrow|fire|sweep|drill|lash|curl|rifle|hammer|volley|side-?foot|stroke|thump|crash|blast|"
    r"guide|chip|dink|lob|bury|tuck|ram|power|whip|bend|glance|knock|flick|touch|loop|backheel|place|send|give|hand|edge|ease|settle|seal|hit|bag|strike|take)\b"
)


# Another person or club, unless the ball was his: "pounced on a poor header from Barkley to …".
_SOMEBODY = r"CLUB(?!'s)|(?<!from )(?<!by )(?<!past )(?<!off )(?<!beyond )(?<!over )(?<!with )(?<!round )(?<!dispossessed )PERSON(?!'s)"


# Whom the ball went past belongs to the words of the goal.
_PAST = re.compile(r"(?:past|beyond|over|under|beneath|round|around|through)$")
_BEATEN = r" (?:the |a |CLUB(?:'s)? )?(?:[a-z]+ ){0,3}?(?:PERSON(?!'s)|(?:goal)?keeper\b|goalie\b)"

# What may stand before a player who does something: a joint of clauses, and what he is.
_DOER = (
    r"(?:^\W*|[,;:.(\"-] ?|\b(?:and|when|as|before|but|then|while|whilst|after|where|until|though|although|because|for|that|whereupon|only for|CLUB|CLUB's|COMP) )"
    r"(?:(?:the|a|his|their|fellow|substitute|sub|captain|skipper|young|veteran|former|old|man|half-time|teenage|team-mate|international|ROLE|NATION|[a-z0-9]+-year-old|[a-z]+(?:ian|ish|ese|can|man)),? ){0,4}$"
)
_THEN = re.compile(
    r"(?:,? and(?: then| so)?|, then|,? before|,| but) (?=[a-z])| (?=with (?:a|an|his|another) )"
)

# "Twisting past Wildschut and Suurbier": they only stood in the way.
_PASSED = r"\b(?:past|beyond|between|around|round|off) (?:[a-z]+ ){0,2}?PERSON(?!'s)(?:(?:,| and| then) (?:then )?PERSON(?!'s))*"


def chained(g: Gloss, start: int, at: int) -> tuple[int, int] | None:
    """Words of scoring after other verbs of the same player: "ran clear, held off Kean and scored"."""
    if (
        g.plain[at : at + 2] == "'s"
        or pattern(_DOER).search(g.plain[max(0, start - 60) : start]) is None
    ):
        return None
    aside = _ASIDE.search(g.plain, max(0, start - 40), start) is not None
    for m in _THEN.finditer(g.plain, at, min(at + 180, len(g.plain))):
        if aside and m[0].startswith(","):
            # "Struck, after keeper Vermeer had punched the ball to him, and settled it": no keeper did.
            return None
        stretch = pattern(_PASSED).sub("", g.plain[at : m.start()])
        if len(stretch.split()) < (1 if m[0] == " " else 2):
            continue
        if (
            re.search(r"[.;:()]", stretch)
            or pattern(_SOMEBODY).search(stretch)
            or _NO_DOER.search(stretch)
        ):
            return None
        told = scored(g, m.end())
        if told is not None:
            return told
    return None


_ASIDE = re.compile(r", (?:after|when|as|before|with|while)(?: (?!and\b)[a-z-]+){0,3} $")
# Others do something in between, or nothing is done by anybody.
_NO_DOER = re.compile(
    r"\b(?:who|which|whose|they|it was|he was replaced|was replaced|replaced|said|says|told|came on for|made way|off injured|sent off|dismissed|red card|second yellow)\b"
)


def purpose(g: Gloss, at: int) -> tuple[int, int] | None:
    """Words of scoring after a "to" further on: "… pounced on a loose pass to make it two"."""
    for m in scoring.TO_SCORE.finditer(g.plain, at, at + 84):
        stretch = g.plain[at : m.end()]
        if pattern(_SOMEBODY).search(stretch) or scoring.NO_GOAL.search(stretch):
            return None
        if _LAID_ON.search(stretch):
            # "Willems laid on Labyad's goal to give PSV the lead": not his.
            return None
        if _PLAIN_VERB.match(g.plain, m.end()) and not re.match(r"'s\b", g.plain[at : at + 2]):
            told = pattern(scoring.SCORED).match(g.plain, m.end())
            if told is not None:
                return told.span()
    return None


_LAID_ON = re.compile(
    r"\b(?:laid on|lays on|laying on|teed up|sets? up|setting up|created|provided|crossed for|assisted)\b"
)
