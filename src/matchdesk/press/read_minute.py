"""Reading when goals fell: their minutes, and how long after the goal before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.score import Score
from matchdesk.press import scoring
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.clock import Time, times
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern, score_of
from matchdesk.press.goal_of import of_two_named
from matchdesk.press.goals_held import EARLIER
from matchdesk.press.goals_told import Frame
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make

LATER = (
    r"(?P<n>NUM) minutes? (?P<word>later|afterwards|after that|after(?=[.,;]|$| and )|on\b(?= ?[.,;]|$| and| but))|(?P<a>\ba|\bone|\bwithin a|\binside a) minute (?:later|afterwards|after|of (?:that|the restart))"
    r"|(?P<since>\b(?P<n7>NUM|a|one) minutes? (?:after|(?P<before>before)) (?=(?:[a-z-]+ ){0,3}(?:PERSON|CLUB|they|he|the (?:first|second|opener|equali[sz]er))))"
    r"|(?P<apart>(?P<n2>NUM) minutes apart)|(?P<space>\b(?:in|within|inside|over|during) (?:the )?(?:space of )?(?:a (?:spell|burst|period) of )?(?:a |just |only |barely |little more than )*(?P<n3>NUM)(?: [a-z-]+){0,2}?[- ]minutes?(?: (?:spell|span|burst|period))?)"
    r"|(?P<timed>\b(?P<n4>NUM)-minute (?:hat[- ]?trick|brace|double|treble))"
    r"|(?P<lasted>\b(?:lasted|(?:it )?took (?:them |him |TEAM )?|need(?:ed|ing)|stood for|held (?:it )?for) (?:just |only |barely |a mere |less than |all of |another |a further )*(?P<n5>NUM)(?: more)? minutes?|(?P<n6>NUM) minutes? (?:was|were) all)"
)
_MANY = (
    r"\b(?P<k>turn(?:ed|ing) (?:it|the (?:match|game|tie)) (?:round|around)|twice|three times|(?:two|three|four|five|six)(?= (?:[a-z-]+ ){0,2}(?:goals|strikes|headers)\b)|"
    r"(?<=scored )(?:two|three|four|five|six)|(?<=scoring )(?:two|three|four|five|six)|(?<=struck )(?:two|three|four)|(?<=hit )(?:two|three|four|five))"
    r"(?: [a-z-]+){0,4}? (?=(?:in|within|inside|over) (?:the )?(?:space of |a |just |only |\d|[a-z]+ minutes))"
)
_NONE = re.compile(r"\b(?:no goals?|without (?:a goal|scoring)|goal-?less|scoreless)\b")
_ANOTHER = r"[;:]|\b(?:and|but|before|as|when|while|after)\b"
# Whom the ball came from or went past, or where it was: nobody who did anything himself.
_NO_DOER = re.compile(
    r"\b(?:from|of|off|past|beyond|over|under|beneath|at|in|against|beat|beating|around|round|behind|through|leaving|giving|gave) "
    r"(?:(?:the|a|an|his) )?(?:[a-z-]+ ){0,2}$"
)


def _doer(g: Gloss, start: int, end: int) -> bool:
    """True if somebody is named between two places who may have done what is told there."""
    return any(
        g.plain[at + 1 : at + 3] != "'s" and not _NO_DOER.search(g.plain, max(0, at - 36), at)
        for at, _ in g.signs("person", start, end)
    )


NO_GOAL_OF = re.compile(
    r"\b(?:sent off|sending[- ]off|dismiss|booked|booking|replaced|came on|coming on|brought on|sent on|introduced|saved|yellow|red card|"
    r"substitut(?:ed|ion|ing)|missed|limped|stretcher|injur|went off|disallowed|ruled out|foul|denied|kick-?off|delayed|brought down|felled|tripped|upended|shot wide|headed wide|hit the (?:post|bar|woodwork|crossbar))"
)
_WHO_MISSED = re.compile(
    r"\b(?:who|which|whose|having)\b[^,;.]*\b(?:ruled out|disallowed|chalked off|saved|missed|hit the (?:bar|post|crossbar)|booked|sent off|replaced|gone close|went close|came on|come on|denied)\b[^,;.]*$"
)
# "Kane scored and in the 50th minute Dier was sent off": the time is of what follows it.
_JOINED_ON = re.compile(r"\b(?:and|but|while|then)(?: [a-z]+)? $")
_SOMETHING_ELSE = r",? (?:PERSON|CLUB|the |a |an |he |they |his |their )"


# "Wiped out an early goal by Bammou three minutes into the second half": when it was wiped out.
_UNDONE = re.compile(
    r"\b(?:(?:wip\w+|cancel\w+|ruled) out|answer\w+|overturn\w+|repl(?:y|ied) to|respon\w+ to|made up for|eras\w+|overc[ao]m\w+|overhaul\w+) (?:[a-z0-9'-]+ ){0,4}$"
)
# "Lampard scored and their grip tightened five minutes before the break": of what follows.
_SOMEBODY_ELSE = re.compile(
    r"\b(?:and|but|while|before|until) (?:their|his|the|its|a|an|there|they|it|that) (?!(?:second|third|fourth|other|winner|lead)\b)[a-z]+"
)


def read(g: Gloss, ctx: Context, frames: Sequence[Frame]) -> Iterator[Claim]:
    """Minutes and intervals of the goals that a sentence tells of."""
    told = times(g)
    scores: list[Score | None] = [*scores_in(g)] if frames else []
    named = [m.ids[0] if len(m.ids) == 1 else m.text for _, m in g.signs("person")]
    later = [m for m in g.every(LATER)]
    for time in told:
        if any(m["space"] and m.start() <= time.start < m.end() for m in later) and _many(
            g, time, frames
        ):
            continue
        frame = frame_for(g, time.start, time.end, frames)
        if _WHO_MISSED.search(g.plain, max(0, time.start - 70), time.start):
            # "Smolarek, who had a goal ruled out before the break, scored after 55 minutes".
            continue
        if frame is None or _NONE.search(g.plain, max(0, time.start - 22), time.start):
            continue
        tied = beside(g, time.start if time.origin < 0 else time.origin, time.end, frame)
        undone = (
            time.start >= frame.end
            and _UNDONE.search(g.plain, max(0, frame.start - 40), frame.start) is not None
        )
        inside = frame.start <= time.start < frame.end
        # Of somebody else, as like as not, who is named in between.
        tied = tied and not undone
        others = undone or (
            not tied
            and (
                _doer(g, frame.end, time.start)
                or _SOMEBODY_ELSE.search(g.plain, frame.end, time.start) is not None
            )
        )
        readings = [
            Reading(
                player=p,
                number=time.span[1] - 1 if time.span[0] == 1 else None,
                minutes=time.span,
                leg=leg,
                word=frame.effect,
                other=time.slack,
                # "Charbonnier's 87th-minute goal" is no other's, whoever else is named.
                players=() if inside else tuple(name for name in named if name != p),
                spare=others,
                named=tied
                and frame.timed
                and time.firm
                and time.exact
                and len(frame.who) == 1 == len(frame.who[0])
                and frame.source in ("SUBJECT", "OWNED", "NOUN", "AND", "HE"),
            )
            for p in frame.players
            for leg in frame.legs
        ]
        readings += [
            Reading(player=p, minutes=time.span, team=a, opponent=b)
            for p in frame.players
            for a, b in frame.met
            if time.exact
        ]
        if not frame.firm and time.exact:
            readings += [
                Reading(player=p, minutes=time.span, word="once", score=score)
                for p in frame.players
                for score in scores or [None]
            ]
        firm = (frame.firm or frame.timed) and time.firm and len(frame.who) == 1 and tied
        yield of_match(make("minute", g, time.start, time.end, readings, firm=firm), frame)
    for m in later:
        yield from _interval(g, ctx, frames, told, m)
    yield from _of_nobody(g, ctx, frames, told)


def scores_in(g: Gloss) -> list[Score]:
    """Scores that a sentence tells."""
    found = [score_of(m[0]) for m in g.every("SCORE")]
    return [score for score in dict.fromkeys(found) if score is not None][:2]


_NTH_GOAL = r"(?P<min>\b(?:(?P<n>\d{1,3})(?:st|nd|rd|th)|(?P<o>ORD))[- ]minute) (?:[a-z-]+ ){0,2}?(?P<goal>GOALNOUN)\b"


# What is said where a goal fell, though nobody is named.
_NO_EVENT = re.compile(
    r"\b(?:woodwork|the post|the bar|crossbar|'s post|stayed|remained|introduced|entered|missed|wide|(?:could|should|might|would) have|nearly|almost|skied|chances?|opportunity|attempt)\b"
)
# What leads to a penalty is told with the time of the goal.
_TO_THE_SPOT = re.compile(r"\b(?:brought down|felled|tripped|upended|foul\w*)\b")
_STAMPED = r"\(SCORE,? (?P<n>\d{1,3})(?:st|nd|rd|th|'|min)?\)"
_EVENT = re.compile(
    r"\b(?:goals?|scor\w+|equali[sz]\w+|breakthrough|lead|led|ahead|in front|behind|level\w*|penalty|nett?\w*|(?:one|two|three) up|struck|header|headed|home|"
    r"opener|winner|made it|makes it|paid off|deadlock|beaten|indignity|conced\w+|consolation|brace|opened|second|third|fourth|fifth|lifeline|reduced|halved|doubled|sealed|settled|wrapped|it was (?:one|two|three|four|\d-\d))\b"
)


def _of_nobody(
    g: Gloss, ctx: Context, frames: Sequence[Frame], told: Sequence[Time]
) -> Iterator[Claim]:
    """Minutes of goals whose scorer the sentence does not tell: "with an eighth-minute opener"."""
    for time in told:
        if frame_for(g, time.start, time.end, frames):
            continue
        exact = time.exact and time.span[0] != 90
        first, last = max(0, time.start - 80), min(len(g.plain), time.end + 60)
        before = re.split(r"[.;]", g.plain[first : time.start])[-1]
        after = re.split(r"[.;]", g.plain[time.end : last])[0]
        near = f"{before[-50:]} {after[:40]}"
        if NO_GOAL_OF.search(_TO_THE_SPOT.sub("", near)) or _NO_EVENT.search(near):
            continue
        if not exact or not (_EVENT.search(before) or _EVENT.search(after)):
            # "Late on a cross found Morrison": worth telling only if a goal fell then.
            told_near = _EVENT.search(before[-40:]) or _EVENT.search(after[:40])
            if time.span[1] - time.span[0] <= (60 if told_near else 12):
                reading = Reading(minutes=time.span, word="goal any", other=1)
                offer = make("minute", g, time.start, time.end, [reading], firm=False)
                yield replace(offer, offered=True)
        else:
            sure = time.firm and _of_the_match(g, ctx, time.start, time.end)
            reading = Reading(minutes=time.span, word="goal any", other=2 if sure else 1)
            claim = make("minute", g, time.start, time.end, [reading], firm=sure)
            yield replace(claim, hand=ctx.hand, only=True) if sure else claim
    for m in g.every(_STAMPED):
        # "Merino made sure (2-0, 79th)".
        reading = Reading(minutes=(int(m["n"]), int(m["n"])), word="goal any")
        stamp = make("minute", g, m.start("n"), m.end() - 1, [reading], firm=False)
        yield replace(stamp, offered=True)
    for m in g.every(_NTH_GOAL):
        if frame_for(g, m.start("min"), m.end("min"), frames) is not None:
            continue
        minute = int(m["n"]) if m["n"] else ordinal_of(m["o"]) or 0
        if 0 < minute <= 125 and not NO_GOAL_OF.search(g.plain, max(0, m.start() - 25), m.end()):
            sure = _of_the_match(g, ctx, m.start("min"), m.end("min"))
            reading = Reading(minutes=(minute, minute), word="goal any", other=2 if sure else 1)
            claim = make("minute", g, m.start(), m.end(), [reading], firm=sure)
            yield replace(claim, hand=ctx.hand, only=True) if sure else claim


_NOUN = r"(?:goals?|strikes?|headers?|penalty|winner|equali[sz]er|leveller|opener|breakthrough|consolation|volley)"
# What stands right before or behind a time that is of a goal and of nothing else.
_FELL = re.compile(
    rf"\b(?:{_NOUN}|lead|ahead|in front|behind|level)(?: (?:came|arrived|fell|was scored|followed))? (?:as early as |only |just |in the |in |on |after |with )*$"
)
_GOAL_OF_THE_TIME = re.compile(rf"(?: [a-z-]+){{0,2}} {_NOUN}\b")


def _of_the_match(g: Gloss, ctx: Context, start: int, end: int) -> bool:
    """True if a time is surely of a goal of the match in hand, which is that of the report and the only one told of here."""
    stamped = g.plain[start:end].endswith("minute")
    fell = (stamped and _GOAL_OF_THE_TIME.match(g.plain, end)) or _FELL.search(
        g.plain, max(0, start - 60), start
    )
    if ctx.goals is not None and ctx.hand >= 0 and len(ctx.goals(ctx.hand)) == 1:
        # There is one goal to mean.
        fell = fell or _EVENT.search(re.split(r"[.;,]", g.plain[max(0, start - 60) : start])[-1])
        fell = fell or _EVENT.match(g.plain, end + 1)
    alone = ctx.hand == ctx.main and not any(row != ctx.hand for row in (*ctx.also, *ctx.before))
    return (
        bool(fell)
        and ctx.hand >= 0
        and not _of_another_score(g, ctx)
        and (alone or of_two_named(g, ctx))
        and not ctx.foreign(g)
        and not foreign_time(g, *g.clause(start))
        and EARLIER.search(g.plain) is None
        and scoring.NO_GOAL.search(g.plain, max(0, start - 60), end + 60) is None
    )


def _of_another_score(g: Gloss, ctx: Context) -> bool:
    """True if a score that a sentence tells is not that of the match in hand."""
    match = ctx.value(ctx.hand) if ctx.value is not None else None
    result = match.result if match is not None else None
    return result is not None and any(
        score not in (result, result.swapped()) for score in scores_in(g)
    )


def of_match(claim: Claim, frame: Frame) -> Claim:
    """A claim of a goal, bound to the match that the goal is surely of."""
    return replace(claim, hand=frame.row, only=True) if frame.row >= 0 else claim


def _many(g: Gloss, time: Time, frames: Sequence[Frame]) -> bool:
    """True for a stretch in which several goals fell."""
    frame = frame_for(g, time.start, time.end, frames)
    return frame is not None and ((frame.number or 0) > 1 or len(frame.who) > 1)


def _interval(
    g: Gloss, ctx: Context, frames: Sequence[Frame], told: Sequence[Time], m: re.Match[str]
) -> Iterator[Claim]:
    number = (
        1
        if m["a"] or m["n7"] in ("a", "one")
        else number_of(m["n"] or m["n2"] or m["n3"] or m["n4"] or m["n5"] or m["n6"] or m["n7"])
    )
    if number is None:
        return
    if m["since"]:
        yield from _between(g, frames, number, m)
        return
    frame = frame_for(g, m.start(), m.end(), frames)
    if m["lasted"]:
        # "The lead lasted only two minutes before Mandzukic equalised": from the goal before to the next.
        after = [f for f in frames if m.end() <= f.start <= m.end() + 60]
        goals = [f.players for f in frames if f.end <= m.start()]
        since = goals[-1] if goals else ctx.last_goal
        if after and since:
            readings = [Reading(player=p, players=since, number=number) for p in after[0].players]
            sure = after[0].firm or after[0].timed
            firm = sure and len(after[0].who) == 1 and len(since) == 1
            yield of_match(make("interval", g, m.start(), m.end(), readings, firm=firm), after[0])
        return
    if m["apart"] or m["space"] or m["timed"]:
        yield from _stretch(g, ctx, frame, number, m)
        return
    if frame is None:
        # Of goals whose scorers are not told: any two, one after the other.
        reading = Reading(number=number, word="answer any")
        claim = make("interval", g, m.start(), m.end(), [reading], firm=False)
        yield replace(claim, offered=_EVENT.search(g.plain) is None)
        return
    others = g.signs("person", m.end(), min(g.clause(m.end() - 1)[1], m.end() + 45))
    if others and frame.end <= m.start():
        # "A minute later Lampard's shot": something that the goal before has no part in.
        return
    place = frames.index(frame)
    earlier = frames[place - 1].players if place else ctx.last_goal
    before = [t for t in told if t.end <= m.start()]
    if not place and before and before[-1].exact:
        # Counted from the time just told, not from a goal of the sentence before.
        earlier = ()
    # From the goal told right before: nothing else stands between that it may be counted from.
    at_once = not NO_GOAL_OF.search(g.plain[: m.start()]) and not _NO_EVENT.search(
        g.plain[: m.start()]
    )
    close = at_once and (bool(place) or 0 <= g.starts[0] - ctx.told_to < 6)
    if _ONCE_MORE.search(g.plain, max(0, m.start() - 40), m.start()):
        # "Italy were further behind eight minutes later": since the goal told before, whatever stands between.
        close = close or bool(place) or 0 <= g.starts[0] - ctx.told_to < 260
    readings = [
        Reading(player=p, players=earlier, number=number, named=close)
        for p in frame.players
        if earlier
    ]
    if before and before[-1].exact:
        # "Missed a penalty after 17 minutes, but Mbappé struck two minutes later".
        first, last = before[-1].span
        span = (first + number, last + number)
        readings += [
            Reading(player=p, number=number, minutes=span, other=1, word="later")
            for p in frame.players
        ]
    firm = (
        frame.firm
        and bool(readings)
        and (bool(place) or bool(before))
        and beside(g, m.start(), m.end(), frame)
    )
    readings = readings or [Reading(player=p, number=number) for p in frame.players]
    if not firm and not (before and before[-1].exact and frame.end <= m.start()):
        readings.append(Reading(number=number, word="answer any"))
    yield make("interval", g, m.start(), m.end(), readings, firm=firm)


# What a goal did to one told before it.
_ONCE_MORE = re.compile(
    r"\b(?:further (?:behind|ahead|in front)|doubled|two (?:up|down|ahead|behind|clear)|(?:it|the lead|the score) (?:was|became) (?:two|2-0)|level(?:led)?|equali[sz]ed|"
    r"(?:increased|extended|stretched) (?:their|its|the|his) (?:lead|advantage)|the (?:second|equali[sz]er|leveller) (?:came|arrived|followed))\b[^.;\ue000-\uefff]{0,14}$"
)


def _between(g: Gloss, frames: Sequence[Frame], number: int, m: re.Match[str]) -> Iterator[Claim]:
    """So many minutes before or after another goal: "three minutes after Ecuador had drawn level"."""
    told = [f.players for f in frames if f.end <= m.start()]
    other = [f.players for f in frames if m.end() <= f.start <= m.end() + 25]
    readings = [Reading(number=number, word="answer any")]
    both = bool(told and other)
    if both:
        mine, theirs = told[-1], other[0]
        if m["before"]:
            mine, theirs = theirs, mine
        readings += [Reading(player=p, players=theirs, number=number) for p in mine]
    if both or _EVENT.search(g.plain):
        claim = make("interval", g, m.start(), m.end(), readings, firm=False)
        yield replace(claim, offered=not both)


def _stretch(
    g: Gloss, ctx: Context, frame: Frame | None, number: int, m: re.Match[str]
) -> Iterator[Claim]:
    """Several goals within so many minutes."""
    count, turned = None, False
    for many in g.every(_MANY):
        if many.end() == m.start():
            said = many["k"]
            count = {"twice": 2, "three times": 3}.get(said) or number_of(said)
            if said.startswith("turn"):
                count, turned = 2, True
    if m["timed"]:
        count = 3 if re.search("hat|treble", m[0]) else 2
    if turned:
        frame = None
    if frame is not None:
        count = frame.number or (len(frame.who) if len(frame.who) > 1 else None) or count
    if m["space"] and not re.search(r"space|spell|span|burst|period", m[0]) and not count:
        return
    players = frame.players if frame is not None else ()
    if not players and not count:
        return
    mine = bool(frame is not None and frame.number and len(frame.who) == 1)
    reading = Reading(
        player=players[0] if players else "", players=players, number=number, other=count,
        word="span" if mine or (frame is not None and count == len(frame.who)) else "span all",
        named=m["timed"] is not None,
    )  # fmt: skip
    firm = (
        (frame.firm if frame is not None else True)
        and (mine or frame is None or (count == len(frame.who) and m["timed"] is None))
        and not ctx.foreign(g, m.start())
    )
    yield make("interval", g, m.start(), m.end(), [reading], firm=firm)


def beside(g: Gloss, start: int, end: int, frame: Frame) -> bool:
    """True if a time stands in the words of a goal or right beside them."""
    if frame.start <= start < frame.end:
        return True
    after = start >= frame.end
    first, last = (frame.end, start) if after else (end, frame.start)
    between = pattern(scoring.SERVED_BY).sub("", g.plain[first:last])
    limit = 50 if after else 25
    other = (
        _ANOTHER
        if after
        else _ANOTHER.replace("|as|when", r"|cancell\w+|repl\w+|answer\w*|matched|had")
    )
    if len(between) >= limit or pattern(other).search(between):
        return False
    return pattern("PERSON").search(between) is None or (after and not _doer(g, first, last))


_SMALL = frozenset("in on at after the a by just only with minutes minute".split())


def frame_for(g: Gloss, start: int, end: int, frames: Sequence[Frame]) -> Frame | None:
    """The goal that a time belongs to.

    The one it stands in, else the one before it in its clause, else the next.
    """
    for f in frames:
        if f.start <= start < f.end:
            # "Cambiasso, booked in the 20th minute, levelled": of what is put in.
            put_in = f"{g.plain[f.start : start]}{g.plain[end : f.verb]}" if start < f.verb else ""
            more = [w for w in re.findall(r"[a-z]+", put_in) if w not in _SMALL]
            return None if len(more) > 1 or NO_GOAL_OF.search(put_in) else f
    before = [f for f in frames if f.end <= start]
    after = [f for f in frames if f.start >= end]
    if after and after[0].start - end <= 1 and after[0].source == "NOUN":
        # "With a 59th minute goal by Hulk".
        return after[0]
    if before:
        last = before[-1]
        between = g.plain[last.end : start]
        if after:
            gap = g.plain[end : after[0].start]
            joined = re.search(r"\b(?:and|but|before|then|while)\b|[,;]", between)
            if (
                joined
                and len(gap.split()) <= 4
                and len(gap) < 32
                and not re.search(r"[;:.]|, (?:and|but|before)\b|^ (?:and|but|before)\b", gap)
            ):
                return after[0]
        if _JOINED_ON.search(between) and pattern(_SOMETHING_ELSE).match(g.plain, end):
            return None
        if len(between) < 90 and not NO_GOAL_OF.search(between):
            return last
        return None
    if after:
        # "In the 31st minute Eraso scored", with nothing but the players between.
        gap = g.plain[end : after[0].start]
        if (
            len(gap) < 45
            and not NO_GOAL_OF.search(gap)
            and not pattern(
                r"[;.]|\b(?:and|but|before|then|while|after|only for|sent off|red card|booked|injured)\b"
            ).search(gap)
        ):
            return after[0]
    return None
