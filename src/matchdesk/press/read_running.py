"""Reading scores on the way: at the break, at a minute, on aggregate and from the spot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.occasion import window_of
from matchdesk.press.read_cup import told_outcome
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make, past_relative, subject

AGG_RIGHT = (
    r"^(?: ?(?:winners? |win |victory |defeat |loss |lead |advantage |success |triumph |tie |draw )?(?:[a-z]+ )?(?:on|in|over|across)? ?\(?AGG"
    # "Got back to 4-4 in their tie".
    r"| in (?:the|their|this) (?:[a-z-]+ )?tie\b)"
)
AGG_LEFT = r"(?:AGG)(?: score| tally| lead| deficit| scoreline)?(?: of| was| is| at|:)? ?\(?$"
PENS_RIGHT = r"^ ?\(?(?:win |victory |defeat |loss )?(?:on (?:penalties|penalty kicks|kicks|pens\b|spot-?kicks)|(?:in|after|via|from|during|by) (?:a |the )?(?:penalty |penalties )?(?:shoot-?out|penalties|penalty kicks|spot-?kicks)|pens\b|penalties\b|penalty kicks\b)"
PENS_LEFT = r"(?:penalties|pens|shoot-?out|spot-?kicks)(?: \w+){0,3}?(?: by)? $"
HALF_RIGHT = r"^ ?(?:up |down |ahead |behind |lead |advantage |deficit |in front |to (?:the )?(?:CLUB|[a-z]+(?: [a-z]+)?) )?(?:at|by|before|going into|into|up to|until|for|of|heading into)? ?(?:HALF|(?<=at )the half|(?<=by )the half)\b"
HALF_LEFT = (
    r"(?:\bHALF)(?: score)?(?: was| stood at)?[ :(,]*(?:(?:and |where )?(?:it was |it is |it's |its )|with the score |(?:the )?(?:score-?board|board|score|scoreline) (?:showed|read|stood at|was) (?:an? )?(?:[a-z]+ )?|(?!w[io]n|beat|lo(?:st|s)|drew|draw|fell)[a-z]+ )?$"
    r"|\b(?:sides|teams|they|both|CLUB|side|team|[a-z]+s) (?:both |had |all )?(?:went|go|going|gone) (?:in|off)(?: at)? $"
    r"|\bfirst half,?(?: (?:and|it|that|which|had|was))* (?:end(?:ed|ing)|finish(?:ed|ing)|closed)(?: at)? $"
)
LEAD_RIGHT = r"^ ?(?:up|down|ahead|behind|lead|leads|advantage|deficit|in front|in arrears|cushion|to the good)\b"
LEAD_LEFT = (
    r"(?:made it|make it|making it|makes it|it was|was now|was then|led|lead|leading|leads|trailed|"
    r"trailing|trail|went|were|was|the score to|score|to go|go|going|gone|at|from|pegged back to|"
    r"back to|restored (?:a|the|their)|it to) $"
)
MINUTE_RIGHT = r"^[^.,;]{0,20}?(?:after|inside|within|by|in) (?:just |only |the )?(?P<n>NUM)(?:th|st|nd|rd)? minutes?"

_Drafts = Iterator[tuple[Claim, tuple[int, int]]]


def aggregate(
    g: Gloss, ctx: Context, m: re.Match[str], score: Score
) -> tuple[Claim, tuple[int, int]]:
    """A score over two legs."""
    right = pattern(AGG_RIGHT).match(g.plain[m.end() : m.end() + 60])
    end = m.end() + (right.end() if right else 0)
    left = pattern(AGG_LEFT).search(g.plain[: m.start()])
    first, last = g.clause(m.start())
    words = g.plain[max(0, m.start() - 40) : min(len(g.plain), end + 40)]
    going = re.search(
        r"\b(?:leading|led|lead|leads|trailed|trailing|trail|ahead|behind|up|down|deficit|advantage|"
        r"level|made it|put|it is|it's|makes it|now|back to)\b",
        words,
    )
    done = re.search(
        r"\b(?:finished|ended|won|win|winners|through|thru|final|lost|out|ft|(?:went|go|going) down)\b",
        words,
    )
    start = left.start() if left else m.start()
    lead = re.search(
        r"(?:the tie )?(?:finished|ended|leading|led|trailing|level(?:led)?) $",
        g.plain[: m.start()],
    )
    if lead:
        start = lead.start()
    clubs, tight = subject(g, ctx, m.start())
    given = _GIVEN.search(g.plain, 0, m.start())
    if given is not None:
        clubs, tight = ctx.team(g, *given.span("t")), given.start("t")
    window = window_of(g, start, end)
    if window is None:
        told = [w.past for w in g.whens if w.past is not None and w.end <= start]
        window = told[-1] if told else None
    word = "running" if going and not done else "final"
    third = _rivals(g, ctx, m, end)
    outcome: Outcome = ""
    if tight is not None and word == "final" and right is not None:
        outcome = told_outcome(
            g, past_relative(g.plain, tight), m.start(), g.plain[m.end() : end + 12]
        )
        if _COORDINATE.search(g.plain, tight, m.start()) and any(
            set(ctx.sides) & {*named.clubs} for _, named in g.signs("club", 0, tight)
        ):
            # "Sevilla drew with Zenit and won the tie 4-3 on aggregate": which of the two?
            outcome = ""
    readings = [
        Reading(team=team, opponent=other, score=score, word=word, window=window, outcome=outcome)
        for other in third
        for team in clubs
        if team != other
    ]
    if not readings and tight is not None and clubs and clubs[0] not in ctx.sides:
        # "Juventus went out 4-3 on aggregate": to whom is not told.
        readings = [
            Reading(team=clubs[0], opponent=side, score=score, word=word, window=window)
            for side in ctx.sides
        ]
    elsewhere = ctx.foreign(g, m.start()) and not third
    readings += [
        Reading(
            team=team,
            opponent=ctx.other(team),
            score=score,
            word=word,
            window=window,
            outcome=outcome,
        )
        for team in clubs
        if team in ctx.sides and not third
    ] or ([] if readings else [Reading(score=score, word=word)])
    claim = make(
        "aggregate", g, start, end, readings,
        firm=not elsewhere and (window is not None or not foreign_time(g, first, last)),
    )  # fmt: skip
    return claim, (start, end)


_COORDINATE = re.compile(r"\b(?:and|but|to) (?:[a-z]+ )?(?:won|win|lost|lose|went|go|took)\b")


# "Was enough to give Celta a 4-3 aggregate win".
_GIVEN = pattern(
    r"\b(?:g[ai]v(?:e|es|ing)|hand(?:s|ed|ing)|earn(?:s|ed|ing)|secur(?:ed|ing)|put|sent|send(?:s|ing)?) (?:the )?(?P<t>CLUB) (?:through |out )?(?:an? |on |with an? )?$"
)


def _rivals(g: Gloss, ctx: Context, m: re.Match[str], end: int) -> tuple[Club, ...]:
    """The side that an aggregate was against, if the words name one that is no side in hand."""
    first, _ = g.clause(m.start())
    before = pattern(
        r"(?:BEAT|beaten|LOST to|BEATEN by|knocked out|put out|eliminated|seen off|overcome|past|against|of|away to|draw (?:at|with)) (?:[a-z-]+ ){0,2}?(?P<o>CLUB)[^.;]{0,40}$"
    ).search(g.plain, max(0, first - 60), m.start())
    after = pattern(
        r"^[^.;,]{0,12}? ?(?:against|over|by|to|with|of) (?:[a-z-]+ ){0,2}?(?P<o>CLUB)"
    ).match(g.plain[end : end + 50])
    found: tuple[Club, ...] = ()
    if before is not None:
        found = ctx.team(g, before.start("o"), before.end("o"))
    elif after is not None:
        found = ctx.team(g, end + after.start("o"), end + after.end("o"))
    return found if found and any(c not in ctx.sides for c in found) else ()


def shootout(
    g: Gloss, ctx: Context, m: re.Match[str], score: Score
) -> tuple[Claim, tuple[int, int]]:
    """A score of kicks from the spot."""
    clubs, _ = subject(g, ctx, m.start())
    readings = [
        Reading(team=t, opponent=ctx.other(t), score=score, word="penalties") for t in clubs
    ] or [Reading(score=score, word="penalties")]
    right = pattern(PENS_RIGHT).match(g.plain[m.end() :])
    end = m.end() + (right.end() if right else 0)
    claim = make(
        "match_result",
        g,
        m.start(),
        end,
        readings,
        firm=not ctx.foreign(g, m.start()) and not foreign_time(g, *g.clause(m.start())),
    )
    return claim, (m.start(), end)


def by_kicks(g: Gloss, ctx: Context, m: re.Match[str]) -> tuple[Claim, tuple[int, int]]:
    """What a score of kicks tells besides: that they decided the tie."""
    clubs, _ = subject(g, ctx, m.start())
    readings = [
        Reading(team=t, opponent=o, word="penalties")
        for t in clubs
        if (o := ctx.other(t)) is not None
    ] or [Reading(word="penalties")]
    right = pattern(PENS_RIGHT).match(g.plain[m.end() :])
    end = m.end() + (right.end() if right else 0)
    claim = make("qualification_reason", g, m.start(), end, readings, firm=False)
    return claim, (m.start(), end)


_BEHIND = re.compile(
    r"\b(?:trail(?:ed|ing|s)?|fell|fall(?:en|ing)?|slipped|went down)(?: by| to)? $"
)
_BEHIND_AFTER = re.compile(r"^ (?:down|behind|in arrears|adrift|deficit)\b")
_AHEAD = re.compile(
    r"\b(?:led|leading|leads|lead|moved|raced|stormed|surged|cruised)(?: by| to| into a)? $"
)
# "Decided when the home side led 4-0": theirs, whoever is named before.
_HOME_OR_AWAY = re.compile(
    r"\bthe (?:(hosts|home (?:side|team))|visitors|away (?:side|team)|guests)\b[^.;,\ue000-\ue3ff]{0,22}$"
)
_AHEAD_AFTER = re.compile(r"^ (?:up|ahead|in front|clear|lead|leads|to the good)\b")


def running(
    g: Gloss, ctx: Context, m: re.Match[str], score: Score, kind: str, end: int,
    minute: int | None = None,
) -> tuple[Claim, tuple[int, int]]:  # fmt: skip
    """A score at the break, or on the way."""
    minutes = (minute, minute) if minute is not None else None
    outcome: Outcome = ""
    if "a" in m.groupdict():
        # "Half-time: City 1-0 QPR, Stoke 1-2 Bolton".
        pairs = [
            Reading(team=x, opponent=y, score=score, oriented=True, minutes=minutes)
            for x in ctx.team(g, m.start("a"), m.end("a"))
            for y in ctx.team(g, m.start("b"), m.end("b"))
            if x != y
        ]
        return make(kind, g, m.start(), end, pairs or [Reading(score=score)]), (m.start(), end)
    clubs, tight = subject(g, ctx, m.start())
    near_by = _HOME_OR_AWAY.search(g.plain, max(0, m.start() - 45), m.start())
    if near_by is not None and ctx.match is not None and not ctx.match.neutral:
        clubs, tight = ((ctx.match.home if near_by[1] else ctx.match.away),), near_by.start()
    if tight is not None and not m.re.groups:
        near = g.plain[max(0, m.start() - 25) : m.start()]
        after = g.plain[m.end() : m.end() + 12]
        if _BEHIND.search(near) or _BEHIND_AFTER.match(after):
            outcome = "loss"
        elif _AHEAD.search(near) or _AHEAD_AFTER.match(after):
            outcome = "win"
        if score.home == score.away:
            outcome = "draw" if outcome else ""
    readings = [
        Reading(team=t, opponent=ctx.other(t), score=score, minutes=minutes, outcome=outcome)
        for t in clubs
        if t in ctx.sides
    ] or [Reading(score=score, minutes=minutes)]
    if tight is None and not g.signs("club"):
        # "It was 1-0 at the break": in whatever match was just told of.
        readings.append(Reading(score=score, minutes=minutes, spare=True))
    firm = not ctx.foreign(g, m.start()) and not foreign_time(g, *g.clause(m.start()))
    firm = firm and _HAD.search(g.plain, max(0, m.start() - 60), m.start()) is None
    return make(
        kind, g, m.start(), end, readings, firm=firm and not _of_another_day(g, ctx, m.start())
    ), (
        m.start(),
        end,
    )


# "Bilbao had won 5-3 after leading 3-0 at half-time": of a match before.
_HAD = re.compile(r"\bhad (?:\w+ )?(?:won|lost|beaten|drawn|gone down|triumphed|thrashed)\b[^,;]*$")


def _of_another_day(g: Gloss, ctx: Context, at: int) -> bool:
    """True if the day named last before a place is not that of the match in hand."""
    day = ctx.match.date if ctx.match is not None else None
    told = [w.past for w in g.whens if w.past is not None and w.end <= at]
    return day is not None and bool(told) and not told[-1].holds(day)


def covered(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """True if a stretch overlaps one that is read already."""
    return any(a < end and start < b for a, b in taken)
