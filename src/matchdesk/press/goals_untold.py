"""Goals held whose scorers a report names nowhere: who is said to have scored in their stead.

Where a report tells a goal by its minute, or by what it did, and the ledger holds just such a goal of
somebody whom the report does not name, then it is that goal that is told of, whoever is named beside it.
A true report names him who scored, so that little else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from matchdesk.core.match import Goal
from matchdesk.core.text import fold
from matchdesk.press import scoring
from matchdesk.press.clock import Span, Time
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.goal_effects import times_of
from matchdesk.press.goals_held import may_have_scored
from matchdesk.press.goals_told import Frame
from matchdesk.press.read_minute import NO_GOAL_OF, beside, frame_for
from matchdesk.press.reference import Context, employer
from matchdesk.press.spelling import nearly_same

_ALIKE = 72
"""How alike a word of the text and a surname are that may be one."""


def untold(ctx: Context, row: int) -> tuple[Goal, ...]:
    """Goals of a match whose scorers no word of the report can name."""
    if row < 0 or ctx.goals is None or not ctx.words:
        return ()
    if row not in ctx.untold:
        ctx.untold[row] = tuple(g for g in ctx.goals(row) if not _named(ctx, g.player))
    return ctx.untold[row]


def _named(ctx: Context, player: str) -> bool:
    words = fold(player).split()
    if not words or any(word in ctx.words for word in words[-1:] + words[1:]):
        return True
    return any(
        process.extractOne(word, ctx.words, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
        for word in words[1:] or words
        if len(word) > 3
    )


def shows(
    g: Gloss, ctx: Context, frame: Frame, clocks: Sequence[Time], told: Sequence[Frame]
) -> tuple[int, Span | None]:
    """Row of the match of which a goal told by its time or its effect is, though somebody else is held to have scored it; with the time."""
    if not frame.source or len(frame.who) != 1 or len(frame.who[0]) != 1 or frame.apart:
        return -1, None
    name = frame.who[0][0]
    if ctx.scored_near(name):
        return -1, None
    rows = [frame.row] if frame.row >= 0 else rows_told(ctx)
    rows = [row for row in rows if _of_its_sides(g, ctx, row, frame.start, frame.end)]
    for t in clocks:
        if t.span[1] - t.span[0] > 2 or not _his(g, frame, t, told):
            continue
        # A time at which no such goal fell tells that another match is meant.
        row = -1 if _scored_then(ctx, name, t.span) else fallen(g, ctx, rows, t.span)
        return row, t.span if row >= 0 else None
    if not stranger(ctx, name):
        return -1, None
    for m in g.every(LATER):
        if (
            _soon(g, m.start(), m.end(), frame.start, frame.end)
            and (row := after(g, ctx, rows, m["n"])) >= 0
        ):
            return row, None
    if frame.past or not (frame.now or frame.row >= 0):
        return -1, None
    for row in rows[:4]:
        goals = tuple(ctx.goals(row)) if ctx.goals is not None else ()
        for goal in untold(ctx, row):
            if _for_side(ctx, row, frame, goal) and _did(frame, goals, goal):
                return row, None
    if (
        frame.source in _PLAIN
        and not (frame.effect or frame.number)
        and ctx.hand in rows
        and not ctx.foreign(g, frame.start)
        and any(
            {*m.clubs} & {*ctx.sides} and not employer(g, at, ctx.sides)
            for at, m in g.signs("club")
        )
        and any(_for_side(ctx, ctx.hand, frame, goal) for goal in untold(ctx, ctx.hand))
    ):
        return ctx.hand, None
    return -1, None


_PLAIN = frozenset("SUBJECT AND NOUN THROUGH TO".split())


def _his(g: Gloss, frame: Frame, t: Time, told: Sequence[Frame]) -> bool:
    """True if a time is told of a goal, or stands before its words with no other goal between."""
    owner = frame_for(g, t.start, t.end, told)
    if owner is frame:
        return beside(g, t.start if t.origin < 0 else t.origin, t.end, frame)
    return (
        owner is None
        and t.end <= frame.start < t.end + _LEAD_IN
        and not any(t.end <= f.start < frame.start for f in told)
        and _JOINT.search(g.plain, t.end, frame.start) is None
    )


_JOINT = re.compile(r"[;:.]|\b(?:and|but|while|after|before|when|had)\b")


def _of_its_sides(g: Gloss, ctx: Context, row: int, start: int, end: int) -> bool:
    """True if the clubs named in a clause are sides of a match."""
    match = ctx.value(row) if ctx.value is not None else None
    first, last = g.clause(start)
    return match is not None and all(
        {match.home, match.away} & {*m.clubs}
        for at, m in g.signs("club", first, max(last, end))
        if m.clubs and not employer(g, at, (match.home, match.away))
    )


_LEAD_IN = 110
"""Signs of a sentence that may stand between a time and the goal that fell then."""


def stranger(ctx: Context, name: str) -> bool:
    """True for a player who is held to have scored in no match of these days of any club of the report."""
    return not ctx.scored_near(name) and not ctx.scored_around(name)


def _scored_then(ctx: Context, name: str, span: Span) -> bool:
    """True if a player is held to have scored about that time in any match of these days."""
    return ctx.goals is not None and any(
        span[0] - 2 <= t <= span[1] + 2
        for row in ctx.near
        for goal in ctx.goals(row)
        if nearly_same(name, goal.player)
        for t in times_of(goal)
    )


def rows_told(ctx: Context) -> list[int]:
    """Rows of the matches that a sentence may tell of, the likeliest first: the last those of the day whose sides were both just named."""
    rows = [ctx.hand, *ctx.also, *ctx.before[:1], ctx.main]
    if ctx.value is not None and ctx.hand >= 0 and (day := ctx.value(ctx.hand).date) is not None:
        rows += [
            x for x in ctx.near
            if {(v := ctx.value(x)).home, v.away} <= {*ctx.named}
            and v.date is not None and abs((v.date - day).days) <= 1
        ]  # fmt: skip
    return [row for row in dict.fromkeys(rows) if row >= 0]


def fallen(g: Gloss, ctx: Context, rows: Sequence[int], span: Span, *, sure: bool = True) -> int:
    """Row of a match in which a goal that the report tells of nobody fell at a time; -1 if none."""
    for row in rows:
        for goal in _unspoken(g, ctx, row) if sure else untold(ctx, row):
            if any(span[0] - 1 <= t <= span[1] + 1 for t in times_of(goal)):
                return row
    return -1


def _unspoken(g: Gloss, ctx: Context, row: int) -> list[Goal]:
    """Goals of a match whose scorers neither a sentence nor those right before it name."""
    here = [m.text for _, m in g.signs("person")] + [*ctx.people[:3]]
    return [
        goal
        for goal in (ctx.goals(row) if ctx.goals is not None else ())
        if goal in untold(ctx, row) or not any(nearly_same(name, goal.player) for name in here)
    ]


def after(g: Gloss, ctx: Context, rows: Sequence[int], count: str) -> int:
    """Row of a match in which a goal that the report tells of nobody fell so many minutes after the one before; -1 if none."""
    number = number_of(count)
    for row in rows[:3]:
        goals = tuple(ctx.goals(row)) if ctx.goals is not None else ()
        for goal in _unspoken(g, ctx, row):
            place = goals.index(goal)
            if (
                place
                and number is not None
                and any(
                    abs(t - since - number) <= 1
                    for t in times_of(goal)
                    for since in times_of(goals[place - 1])
                )
            ):
                return row
    return -1


def _soon(g: Gloss, start: int, end: int, first: int, last: int) -> bool:
    """True if words of time stand in the words of a goal, or beside them with nobody between."""
    if first <= start < last:
        return True
    if start >= last:
        return start - last < 50 and _one_tale(g, last, start)
    return end <= first < end + 60 and _one_tale(g, end, first)


def _for_side(ctx: Context, row: int, frame: Frame, goal: Goal) -> bool:
    match = ctx.value(row) if ctx.value is not None else None
    if match is None or frame.team is None:
        return True
    return frame.team == (match.home if goal.home else match.away)


def _did(frame: Frame, goals: Sequence[Goal], goal: Goal) -> bool:
    """True if a goal did what the words of another say."""
    place = goals.index(goal)
    us = sum(x.home == goal.home for x in goals[:place])
    them = place - us
    if frame.number is not None and frame.number > 1:
        return sum(x.player == goal.player for x in goals) == frame.number
    if frame.effect == "opener":
        return place == 0
    if frame.effect == "equaliser":
        return us + 1 == them
    if frame.effect == "lead":
        return us == them
    if frame.effect == "winner":
        after = sum(x.home == goal.home for x in goals)
        return us == len(goals) - after
    return frame.effect == "own_goal" and goal.kind == "own_goal"


def others(
    g: Gloss, ctx: Context, told: Sequence[Frame], clocks: Sequence[Time]
) -> Iterator[tuple[int, str, int, Span | None]]:
    """Players beside words of a goal that no pattern tells, in the stead of him who is held to have scored it.

    Each with his place, his name, the row of the match, and the time that tells the goal.
    """
    spans = [(f.start, f.end) for f in told]
    # Who passed to somebody who is said to have scored did not.
    last = max(
        (f.start for f in told if f.goal and not any(ctx.scored_near(p) for p in f.players)),
        default=-1,
    )
    rows: list[int] | None = None
    goalish: set[int] | None = None
    for at, name in may_have_scored(g, spans, whatever=True):
        if at < last or ctx.scored_near(name):
            continue
        if rows is None or goalish is None:
            rows = rows_told(ctx)
            goalish = {place for place, _ in may_have_scored(g, spans)}
        here = [row for row in rows if _of_its_sides(g, ctx, row, at, at + 1)]
        row, span = _by_time(g, ctx, here, at, told, clocks, sure=at in goalish)
        if row >= 0 and not stranger(ctx, name) and (span is None or _scored_then(ctx, name, span)):
            row = -1
        if row < 0 and at in goalish:
            row = _by_the_rest(g, ctx, here, at)
        if row >= 0:
            yield at, name, row, span


def _by_time(
    g: Gloss, ctx: Context, rows: Sequence[int], at: int, told: Sequence[Frame],
    clocks: Sequence[Time], *, sure: bool,
) -> tuple[int, Span | None]:  # fmt: skip
    """``sure``: words of goals stand beside the player, so that whoever scored may be named elsewhere in the report."""
    for t in clocks:
        then = t.start > at and t.start - at < 90 and _one_tale(g, at + 1, t.start)
        before = t.end <= at and at - t.end < 60 and _one_tale(g, t.end, at)
        around = g.plain[max(0, min(at, t.start) - 45) : max(at, t.end) + 45]
        if NO_GOAL_OF.search(around) or scoring.NO_GOAL.search(around):
            continue
        if not (then or before) or frame_for(g, t.start, t.end, told) is not None:
            continue
        row = fallen(g, ctx, rows, t.span, sure=sure)
        if row >= 0:
            return row, t.span
    for m in g.every(LATER) if sure else ():
        if _soon(g, m.start(), m.end(), at, at + 1) and (row := after(g, ctx, rows, m["n"])) >= 0:
            return row, None
    return -1, None


LATER = r"(?P<n>NUM) minutes? (?:later|afterwards|after that)"


def _one_tale(g: Gloss, start: int, end: int) -> bool:
    """True if nobody else does anything between two places, and no card or change is told."""
    between = g.plain[start:end]
    return pattern(r"[;:.]|PERSON(?!'s)").search(between) is None and not NO_GOAL_OF.search(between)


def _by_the_rest(g: Gloss, ctx: Context, rows: Sequence[int], at: int) -> int:
    """Row of the match in which others of the same list scored."""
    for m in g.every(_LIST):
        if not m.start() <= at < m.end():
            continue
        told = _OF_GOALS.search(g.plain, max(0, m.start() - 40), m.start()) or _THEY_DID.match(
            g.plain, m.end()
        )
        if told is None or scoring.NO_GOAL.search(g.plain, max(0, m.start() - 40), m.end() + 40):
            continue
        names = [x.ids[0] if len(x.ids) == 1 else x.text for _, x in g.signs("person", *m.span())]
        for row in rows[:3]:
            there = sum(ctx.scored_there(name, row) for name in names)
            if untold(ctx, row) and there * 2 >= len(names) > 1:
                return row
    return -1


_LIST = (
    r"PERSON(?: \([^()]{1,20}\))?(?:(?:, | and |, and )(?:(?:substitute|striker|captain|midfielder|defender|winger|forward) )?"
    r"PERSON(?! with)(?: \([^()]{1,20}\))?)+"
)
_OF_GOALS = re.compile(
    r"\b(?:goals?|strikes?|headers?|efforts?|courtesy|thanks|scorers?|marksmen)\b[^.;\ue000-\uefff]{0,24}$"
)
_THEY_DID = re.compile(
    r"(?: (?:all|both|each|also))*,? (?:scor|nett|struck|(?:were |was )?(?:the )?(?:successful )?(?:on target|on the mark|on the score-?sheet|scorers|marksmen)|"
    r"found the net|got the goals|with the goals|did the damage)"
)
