"""Goals of players whom the ledger holds as scorers, where no pattern tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.press import scoring
from matchdesk.press.clock import times
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context, foreign_time

EARLIER = re.compile(
    r"\b(?:ago|(?:began|begun|opened|started) (?:their [a-z]+ |the [a-z]+ )?with|last (?:season|week|month|year|term|time|saturday|sunday|weekend)(?:'s)?|(?:fortnight|weeks?|days|months?|years?) (?:before|earlier)|"
    r"(?:previous|(?:their|its|the) (?:opening|first)) (?:\w+ )?(?:match|game|meeting|round|fixture|outing|qualifier)|the reverse fixture|earlier this season|in (?:january|february|march|april|june|july|august|september|october|november|december))\b"
)
_SERVED = re.compile(
    r"\b(?:on|to|onto|on to|met|meeting|from|after) (?:a|an|the|[^ ]+'s?)? ?(?:[a-z-]+ ){0,3}?(?:cross|pass|corner|free-kick)\b"
)
# Words that stand for a goal, whatever was said of the player before them.
_DONE = re.compile(
    r"\b(?:scor(?:ed|es|ing)|nett?ed|netting|headed|heading|shot|shooting|struck|volley(?:ed|ing)|equali[sz]\w+|levell\w+|(?<!\d )home(?! (?:win|victory|side|team|draw|defeat|game|match|fans|crowd|to|advantage)\b)|in off|fir(?:ed|ing)|finish(?:ed|ing)|"
    r"curl(?:ed|ing)|drill(?:ed|ing)|slot(?:ted|ting)|tapp(?:ed|ing)|hook(?:ed|ing)|lash(?:ed|ing)|smash(?:ed|ing)|chipp(?:ed|ing)|lobb(?:ed|ing)|clipp(?:ed|ing)|steer(?:ed|ing)|roll(?:ed|ing)|"
    r"prodd(?:ed|ing)|pok(?:ed|ing)|stabb(?:ed|ing)|swept|sweeping|drove|driving|whipp(?:ed|ing)|convert(?:ed|ing)|penalty|free[- ]kick|the net)\b"
)
_GOALISH = re.compile(
    r"\b(?:goals?|scor\w+|net\w*|head\w*|shot|strik\w+|struck|penalt\w+|spot|equali\w+|levell\w+|lead|ahead|front|opener|"
    r"winner|home|in off|fir\w+|finish\w*|volley\w*|free-kick|curl\w+|drill\w+|slot\w+|tap\w*|deadlock|brace|twice|hat[- ]?trick|"
    r"reply|replied|answer\w*|add\w+|minute\w*|one back|second|third|fourth|target|score-?sheet|on \d+|got|made it|began|put|scrambl\w+|settled|sealed|turned|scorers|once|again|pounc\w+|rose to|latched|rebound|wrapped|sealed|secured|earned|rescued|saved a point|sent|"
    r"half|time|double|both|made (?:sure|certain)|hit|won|win|victory|did the rest|stoppage|apiece|each|one|two|three|hope|fine|whipped|cross|beat|rescue\w*|mark(?:ed|ing)|decisive|decid\w+|level)\b|\(\d"
)
# Where the ball went, which is no corner kick.
_CORNER = re.compile(
    r"\b(?:(?:top|bottom|far|near|left|right|upper|lower|left-hand|right-hand|opposite|same) )+corner\b|\bcorner of the (?:net|goal)\b|\binto the corner\b"
)
_NO_PART = re.compile(
    r"\b(?:sav(?:e|ed|es) (?:from|by)|cross|pass|assist\w*|corner|set up|replac\w+|substitut(?:ed|ion)|introduced|marksman|came on|sent on|on for|book\w+|yellow|red|sent off|"
    r"injur\w+|miss\w*|brought down|felled|tripped|upended|tumbled|went down|wide|over the bar|post\b|crossbar|woodwork|foul\w*|tackle\w*|disallowed|offside|said|suspended|without|"
    r"denied|blocked|season|last week|earlier|previous|whose|coach|manager|mother|father)\b"
)


def held(
    g: Gloss, ctx: Context, told: Sequence[tuple[int, int]]
) -> list[tuple[int, int, str, bool]]:
    """Goals that no pattern tells, of players who are held to have scored in the match in hand.

    That he scored can only be borne out: the ledger helps to see it. When he did can be held
    against the words that stand right beside him. Each with its place, his name, and if a time
    beside it is of the goal.
    """
    more: list[tuple[int, int, str, bool]] = []
    clocks = None
    for at, name in _not_told(g, told):
        if not ctx.scored_near(name):
            continue
        if clocks is None:
            clocks = [t for t in times(g) if t.exact or t.span[1] - t.span[0] <= 5]
        first, last = g.clause(at)
        stop = min(last, at + 90)
        following = [x for x, _ in g.signs("person", at + 1, stop)]
        if following:
            stop = following[0]
        right = next(
            (t for t in clocks if (t.start > at and t.start - at < 100 and _same_breath(g, at, t.start))
             or (t.end <= at and at - t.end < 12 and ctx.hand >= 0)), None,
        )  # fmt: skip
        if right is not None and ctx.scored_at(name, right.span[0], right.span[1]):
            # "Brown rose to the cross after 56 minutes": so he did, whatever the words.
            more.append((at, at + 1, name, True))
            continue
        if g.plain[at + 1 : at + 3] == "'s" and not _GOALISH.search(
            g.plain[at : min(at + 40, last)]
        ):
            continue
        words = g.plain[at : max(stop, min(len(g.plain), at + 30))]
        if g.plain[at + 1 : at + 3] != "'s":
            # "Pounced on a loose pass", "rose to the corner": somebody else's.
            words = _SERVED.sub("", words)
        words = _CORNER.sub("goal", words)
        lead = g.plain[max(first, at - 30) : at]
        if not _GOALISH.search(lead + words) or _NO_PART.search(words) or _NO_PART.search(lead):
            continue
        if scoring.NO_GOAL.search(words) or foreign_time(g, first, last):
            continue
        timed = EARLIER.search(g.plain) is None
        end = at + 1
        done = _DONE.search(g.plain, at + 1, stop) if g.plain[at + 1 : at + 3] != "'s" else None
        if done is not None and _same_breath(g, at, done.start()):
            end = done.end()
        more.append((at, end, name, timed))
    return more


def _same_breath(g: Gloss, start: int, end: int) -> bool:
    """True if nothing stands between that begins another tale: no stop, no other player."""
    return pattern(r"[;.:]|PERSON(?!'s)").search(g.plain, start + 1, end) is None


_TALE = 130
"""Signs around a player within which words tell of goals."""
# Words that stand for goals, of whomever.
_GOAL = re.compile(
    r"\b(?:goals?|scor(?:ed|es|ing|ers?)|score-?sheet|nett?(?:ed|ing)|the net|equali[sz]\w+|levell?\w*|opener|winner|lead|ahead|in front|headed|heading|header|home|"
    r"strikes?|struck|penalty|deadlock|brace|hat[- ]?trick|replied|rescued|saved a point|shoot|shot|finish\w*|volley\w*|converted|two up|three up|one back|past|beat|"
    r"first|second|third|fourth|consolation|marks(?:man|men)|courtesy|own net|it was \d|made it|minutes?|gave|put|sealed|settled|hero|went in|over the line|rounded?|free-kick|tap-in|effort|on target|lobb\w*|lob|driv\w+|drove|saved|doubled|celebrat\w+|fired|firing|rifled|tapped|slotted|poked|prodded|curl\w+|chipped|rose|"
    r"broke away|stepped|swooped|pounced|aloft|struck|solo|superb|stunn\w+|screamer|thunder\w+|drill\w+|lash\w+|smash\w+|volley\w+|conver\w+|steer\w+|bundl\w+|scrambl\w+)\b|\d-\d|\(\d"
)
_PROVIDES = (
    r"(?:cross|pass|corner|ball|delivery|centre|center|service|assist|through-?ball|cut-?back|lay-off|throw|flick|knock-?down|foul|chance|run|work|shot|effort) (?:from|by|of|on) (?:[a-z-]+ ){0,2}$"
    r"|\b(?:set up|created|provided|laid on|served|supplied|fouled|tripped|upended|felled|brought down|saved|denied|booked|replaced|said|added|sent on|brought on|on for|off for|for|without|lost|missed|partner|coach|manager|goalkeeper|keeper) (?:by )?(?:[a-z-]+ )?$"
)
_DOES_NOT = (
    r"(?:'s? (?:[a-z-]+ ){0,2}(?:cross|pass|corner|ball|delivery|centre|through-?ball|cut-?back|assist|run|throw|flick|absence|injury|dismissal|side|team|men|miss|red card)\b)"
    r"|,? (?:(?:who|then|also|twice|later|again|soon|was|were|had|has|have|having|is|being|almost|nearly|could|should|might) ){0,4}"
    r"(?:miss(?:ed|es|ing)|booked|sent off|dismissed|substituted|replaced|injured|suspended|denied|said|says|told|admitted|limped|crossed|passed|centred|set up|setting up|laid on|laid off|fed|found(?! (?:space|room|himself|the net|the target))|released|picked out|"
    r"hit the (?:post|bar|crossbar|woodwork)|struck the (?:post|bar)|shot wide|headed (?:wide|over)|fired (?:wide|over)|went close|gone close|saved|cleared|blocked|fouled|brought down|handled|the (?:coach|manager))\b"
)


def _not_told(g: Gloss, told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Players of whose goals nothing has read yet, with their places."""
    for at, mention in g.signs("person"):
        if any(start <= at < end for start, end in told):
            continue
        if pattern(" PERSON").match(g.plain, at + 1):
            # "Robin van Persie", of whom a word was changed.
            continue
        yield at, mention.ids[0] if len(mention.ids) == 1 else mention.text


def mentioned(g: Gloss, ctx: Context, told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Players held to have scored who are named among words of goals, whatever these say of them.

    Told of only where the ledger bears it out: "goals from Wilson, Stanislas and former Blue Aké".
    """
    for at, name in may_have_scored(g, told):
        if ctx.scored_near(name):
            yield at, name


def may_have_scored(
    g: Gloss, told: Sequence[tuple[int, int]], *, whatever: bool = False
) -> Iterator[tuple[int, str]]:
    """Players named among words of goals, or of whatever, of whom nothing says that they did something else."""
    for at, name in _not_told(g, told):
        before = re.split(r"[.;!?]", g.plain[max(0, at - _TALE) : at])[-1]
        after = re.split(r"[.;!?]", g.plain[at + 1 : at + _TALE])[0]
        if not whatever and not _GOAL.search(before) and not _GOAL.search(after):
            continue
        if pattern(_PROVIDES).search(before) or pattern(_DOES_NOT).match(after):
            continue
        if foreign_time(g, *g.clause(at)) or EARLIER.search(f"{before[-60:]} {after[:60]}"):
            continue
        yield at, name
