"""Reading the break: who led then, and in which half goals fell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.clock import times
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.goals_told import Frame
from matchdesk.press.read_minute import frame_for
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make, subject

_Drafts = Iterator[tuple[Claim, tuple[int, int]]]

_COUNT = (
    r"\b(?:scor(?:ed|ing)|hit|netted|struck|had|got|added|(?:won|win|victory|victories)(?: [^ ,.;]+){0,6}? with) "
    r"(?P<n>a|two|three|four|five|six|twice|three times|four times|one)(?: (?:more|further|late|quick|goals?|of them|times)){0,2}"
    r"(?: (?P<half1>first|second)[- ]half (?:goals?|strikes?|headers?|efforts?))?"
)
_HALF_TIME = r"(?: (?:(?:both |all |each )?(?:coming |scored )?)?(?:in|during) the (?P<half2>first|second|opening) (?:half|period)\b| (?P<before>before|by) (?:the )?HALF\b| (?P<after>after) (?:the )?(?:HALF|restart)\b)"
_BOTH_IN = rf",? (?P<all>both(?: goals)?|all(?: the goals)?|(?:two|three) of them|the goals|each)(?:,| were| coming| came| scored)*{_HALF_TIME}"
_WHEN = r"(?:(?:in|during) the (?P<half>first|second|opening)[- ](?:half|period)\b|(?P<side>before|after|by) (?:the )?(?:HALF|restart|interval|break)\b)"
_SHARE = (
    r"\b(?:(?P<all>all (?:of )?(?:the |their |its )?(?:goals|(?:two|three|four|five|six|seven|eight)(?: of them| goals| of the goals)?)|both(?: (?:of )?(?:the |their |its |of the )?goals| of them)?)|(?P<some>(?:one|two|three|four|five|six) of (?:them|the goals|those))|"
    r"(?P<count>(?:two|three|four|five|six|seven) goals|(?:no|without a|without any) goals?))(?:,? (?:all|both|were|was|had|being|having|came|come|coming|fell|falling|scored|arriving|arrived|netted|been)\b){0,3},? "
    + _WHEN
)
_BARREN = (
    r"\b(?:goal-?less|scoreless|barren) (?:first|opening) (?P<n>NUM) minutes\b|\b(?P<n2>NUM) minutes (?:had (?:gone|passed) )?without a goal\b|\bno goals? in (?:regulation|normal)(?: time)?\b|"
    r"\b(?P<extra>(?:nobody|no one|neither side|neither team) scored in extra[- ]time|no goals? in extra[- ]time|extra[- ]time (?:was|proved|stayed) goal-?less)"
)
_SPLIT = r"\b(?:(?:one|a goal|goals?|strikes?|scored|scoring|netted|both|headers?|once)(?: [a-z]+){0,2}? )?(?:on )?(?:either|each) side of (?:the )?(?:HALF|interval|break)\b|\b(?:a goal|one|goals) in (?:each|either) half\b"
_GOALLESS_HALF = (
    r"\b(?:(?:goal-?less|scoreless|blank|barren) (?:first|opening) (?:half|period|45)"
    r"|(?:first|opening) (?:half|period|45 minutes),? (?:without (?:a |any )?(?:goals?|score)|with no goals|(?:that|which) (?:saw|brought|had|produced|yielded) no goals?)"
    r"|(?:no goals?|no score|no scoring|neither side|neither team|nobody)(?: (?:had|was|were|has|came|been|scored|to show|found the net|managed (?:a goal|to score)))* (?:in the first half|(?:at|by|before) (?:the )?HALF))\b"
)
_ONLY = (
    r"\b(?:only|lone|sole|solitary) goal (?:of|in|before|after) (?:the |a |an )?(?:(?!(?:game|match|night)\b)[a-z-]+ ){0,2}?"
    r"(?:(?P<half>first|second|opening)[- ](?:half|period)|(?P<own>half)(?!-)|(?P<break>HALF))\b"
)

_SIZE = r"(?:a goal|one|two|three|four|five|six|[1-6])"
add_macros(
    STANDS=(
        rf"(?:(?P<size>{_SIZE})(?:[- ]goals?)? (?:(?P<up>up|ahead|in front|clear|to the good)|(?P<down>down|behind|adrift|in arrears))"
        rf"|(?P<size2>{_SIZE})[- ]goal (?:(?P<up2>lead|advantage|cushion)|(?P<down2>deficit))"
        r"|(?P<up3>up|ahead|in front|in the lead|into the lead|leading|led|leads?|with (?:a|the) lead|(?:the|a|their) (?:lead|advantage))|(?P<down3>down|behind|trail(?:ed|ing|s)?|in arrears)"
        r"|(?P<level>level|all square|on level terms|on terms|goal-?less|scoreless))\b"
    )
)
# Words for the break, for what is led then, and for how a side stands.
_BREAK = (
    r"\b(?:(?P<at>(?:at|by|before|going into|heading into|into|until|till|approaching|come|reached|for|on the stroke of) (?:the )?HALF)"
    r"|(?P<noun>(?:half-?time|half time|interval) (?:lead|advantage|cushion|(?P<behind>deficit|arrears)))"
    r"|(?P<went>(?<!shot )(?<!ball )(?<!header )(?<!effort )(?<!kick )(?:went|go|goes|going|gone|trooped|trudged|walked) (?:in|off)|turned (?:round|around))(?= (?:at the break |at half-?time )?STANDS))\b"
)
_STANDS = r"\bSTANDS"
# "Had chances to add to their lead before the break": none was taken.
_CHANCES = re.compile(
    r"\b(?:add(?:ed|ing)? to|extend\w*|doubl\w+|increas\w+|stretch\w*|chances?|could|should|might|nearly|almost|lucky|fortunate|to (?:take|regain|restore|be|have|go))\b"
)


def at_break(g: Gloss, ctx: Context, _taken: list[tuple[int, int]]) -> _Drafts:
    """Who led at the break and by how much, where the words give no score."""
    for m in g.every(_BREAK):
        found = _beside(g, m)
        if found is None:
            continue
        s, start, end = found
        if pattern("SCORE").search(g.plain, max(0, start - 10), end):
            continue
        if hedged(g.plain[max(0, start - 30) : start]):
            continue
        parts = s.groupdict() if s is not None else {}
        ahead = parts.get("up") or parts.get("up2") or parts.get("up3")
        behind = parts.get("down") or parts.get("down2") or parts.get("down3")
        if s is None:
            behind = m["behind"]
        outcome: Outcome = (
            "draw"
            if parts.get("level")
            else "loss"
            if behind
            else "win"
            if ahead or s is None
            else ""
        )
        told = parts.get("size") or parts.get("size2")
        size = 1 if told == "a goal" else number_of(told) if told else None
        clubs, tight = subject(g, ctx, start)
        mine = list(clubs) if tight is not None else [c for c in clubs if c in ctx.sides]
        if tight is None:
            mine = list(dict.fromkeys((*mine, *ctx.sides)))
        readings = [Reading(team=c, opponent=ctx.other(c), outcome=outcome, number=size) for c in mine]  # fmt: skip
        firm = (
            not ctx.foreign(g, start)
            and not foreign_time(g, *g.clause(start))
            and m["noun"] is None
            and _CHANCES.search(g.plain, max(0, start - 45), start) is None
        )
        if readings:
            yield make("half_time_score", g, start, end, readings, firm=firm), (start, end)


_FAR = 40
"""Signs between the break and how a side stood then."""


def _beside(g: Gloss, m: re.Match[str]) -> tuple[re.Match[str] | None, int, int] | None:
    """How a side stands beside a word for the break, and where both stand together."""
    if m["noun"]:
        return None, m.start(), m.end()
    stands = [s for s in g.every(_STANDS) if re.search(r"[,.;:]", g.plain[s.end() : m.start()]) is None and 0 <= m.start() - s.end() <= _FAR]  # fmt: skip
    if stands and m["at"]:
        s = stands[-1]
        between = g.plain[s.end() : m.start()]
        near = between == " " or m["at"].startswith("at ") or s["size"] or s["size2"]
        if near and not _GOES_ON.search(between):
            return s, s.start(), m.end()
    if m["went"]:
        after = next((s for s in g.every(_STANDS) if 0 <= s.start() - m.end() <= 20), None)
        if after is not None:
            return after, m.start(), after.end()
    if m["at"] and m["at"].startswith(("at ", "by ")):
        after = next((s for s in g.every(_STANDS) if 0 <= s.start() - m.end() <= 25), None)
        if after is not None and re.fullmatch(r",? (?:(?:they|it|we|CLUB|[\ue000-\ue3ff]|the [a-z]+|he|were|was|had|still|a) ?){0,4}", g.plain[m.end() : after.start()]):  # fmt: skip
            return after, m.start(), after.end()
    return None


# "Led until Smith scored before the break".
_GOES_ON = re.compile(
    r"\b(?:and|but|until|when|before|after|who|which|with|as|while|equali\w+|level\w*|scor\w+)\b"
)


def read(g: Gloss, ctx: Context, frames: Sequence[Frame]) -> Iterator[Claim]:
    """In which half goals fell."""
    for m in g.every(_GOALLESS_HALF):
        firm = not ctx.foreign(g, m.start()) and not foreign_time(g, *g.clause(m.start()))
        yield make(
            "half_time_score", g, m.start(), m.end(), [Reading(score=Score(0, 0))], firm=firm
        )
    for frame in frames:
        # "Two first-half goals from Arnautovic gave …": the noun may stand before his name.
        lead = pattern(
            r"(?:first|second)-half goals? (?:from|by|for) (?:PERSON(?:,? and )?)*$"
        ).search(g.plain, max(0, frame.start - 40), frame.start)
        begin = lead.start() if lead is not None else max(frame.start, frame.verb)
        words = g.plain[begin : frame.end]
        inside = re.search(r"\b(?P<half>first|second)[- ]half\b", words) or pattern(
            r"\b(?P<before>before)(?: the)? HALF\b"
        ).search(words)
        after = pattern(_BOTH_IN).match(g.plain, frame.end)
        if inside is not None:
            late = inside.groupdict().get("half") == "second"
            start, end = begin, frame.end
        elif after is not None:
            late = after["half2"] == "second" or after["after"] is not None
            start, end = after.start("all"), after.end()
        else:
            continue
        readings = [
            Reading(players=frame.players, minutes=(45, 125) if late else (1, 46), word="goals in")
        ]
        yield make("half_time_score", g, start, end, readings, firm=False)
    told = times(g) if g.every(_COUNT) else []
    for m in g.every(_COUNT):
        rest = pattern(_HALF_TIME).match(g.plain, m.end())
        time = next(
            (t for t in told if 0 <= t.start - m.end() <= 2 and t.span[0] == 1 and t.firm), None
        )
        if m["half1"] is None and rest is None and time is None:
            continue
        late = m["half1"] == "second" or (
            rest is not None and (rest["half2"] == "second" or rest["after"])
        )
        span = time.span if time is not None else (45, 125) if late else (1, 46)
        if any(f.start <= m.start() < f.end for f in frames):
            continue
        count = {"a": 1, "twice": 2, "three times": 3, "four times": 4}.get(m["n"]) or number_of(
            m["n"]
        )
        clubs, tight = subject(g, ctx, m.start())
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
        readings = [Reading(team=c, word="goal count", number=count, minutes=span) for c in clubs]
        end = rest.end() if rest is not None else time.end if time is not None else m.end()
        if readings:
            yield make("half_time_score", g, m.start(), end, readings, firm=False)
    for m in g.every(_SHARE):
        late = m["half"] == "second" or m["side"] == "after"
        said = m["all"] or m["some"] or m["count"]
        word = "goals all" if m["all"] else "goals some"
        number = 2 if said.startswith("both") else 0 if said.startswith(("no", "without")) else next(
            (n for w in said.split() if w != "one" or m["some"] for n in [number_of(w)] if n), None
        )  # fmt: skip
        reading = Reading(word=word, number=number, minutes=(46, 125) if late else (1, 45))
        firm = not ctx.foreign(g, m.start()) and not foreign_time(g, *g.clause(m.start()))
        yield make("half_time_score", g, m.start(), m.end(), [reading], firm=firm)
    for m in g.every(_ONLY):
        late = m["break"] is not None and " after " in m[0]
        halves = [(1, 45), (46, 125)] if m["own"] else [(46, 125) if m["half"] == "second" or late else (1, 45)]  # fmt: skip
        readings = [Reading(word="goals some", number=1, minutes=span) for span in halves]
        yield make("half_time_score", g, m.start(), m.end(), readings, firm=False)
    for m in g.every(_BARREN):
        span = (91, 120) if m["extra"] else (1, number_of(m["n"] or m["n2"] or "") or 90)
        firm = not ctx.foreign(g, m.start()) and not foreign_time(g, *g.clause(m.start()))
        # Whether time added on counts as normal time is told either way.
        firm = firm and span != (1, 90)
        reading = Reading(word="goals some", number=0, minutes=span)
        yield make("half_time_score", g, m.start(), m.end(), [reading], firm=firm)
    for m in g.every(_SPLIT):
        near = frame_for(g, m.start(), m.end(), frames) if frames else None
        reading = Reading(word="goals split", players=near.players if near is not None else ())
        yield make("half_time_score", g, m.start(), m.end(), [reading], firm=False)


_OF_A_HALF = re.compile(r"\b(?:half|half-?time|break|interval|restart)\b")


def beside_minutes(g: Gloss, claims: Sequence[Claim]) -> Iterator[Claim]:
    """In which half goals fell that are told with their time: borne out, no more."""
    for claim in claims:
        lo, hi = claim.readings[0].minutes or (0, 0)
        if claim.type != "minute" or hi == 0 or (hi > 50 and lo < 45):
            continue
        at, end = g.stretch(claim)
        word = "goal then" if _OF_A_HALF.search(g.plain, at, end) else "goal by minute"
        readings = [
            Reading(player=r.player if r.word != "once" else "", team=r.team, minutes=(lo, hi), word=word)
            for r in claim.readings
        ]  # fmt: skip
        told = replace(claim, type="half_time_score", firm=False, offered=True)
        yield told.with_readings(readings)
