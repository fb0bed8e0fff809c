"""Verdicts on the break: the score then, who led, and in which half goals fell.

The goals with their minutes tell it; where they are not held, the score at the break does.
"""

from __future__ import annotations

from collections.abc import Iterator

from matchdesk.core.match import Goal
from matchdesk.core.score import Score
from matchdesk.press import judge_lead
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row
from matchdesk.press.evidence import goal_row, goals_words, match_row, match_words
from matchdesk.press.judge_match import between, outcome_of
from matchdesk.press.spelling import nearly_same

_LAST = 50
"""Last minute that may be told of the first half, time added on with it."""


def at_break(book: Almanac) -> Score | None:
    """The score at the break of the match in hand, None where nothing tells it."""
    if book.match is None:
        return None
    if book.match.half_time is not None:
        return book.match.half_time
    goals = book.goals(book.row)
    if not book.all_goals(book.row) or any(g.minute is None for g in goals):
        return None
    early = [g for g in goals if (g.minute or 0) <= 45]
    return Score(sum(g.home for g in early), sum(not g.home for g in early))


def half_time(book: Almanac, r: Reading) -> Finding:
    """The score at the break, who led then, or in which half goals fell."""
    if r.word == "goal count" and book.match is not None and book.all_goals(book.row):
        return judge_lead.course(book, r)
    if r.word.startswith("goal"):
        return _goals(book, r)
    return _standing(book, r)


def _standing(book: Almanac, r: Reading) -> Finding:
    there = between(book, r)
    if there is None:
        return Finding("cannot_say", "No match of the two in these days is held.", void=True)
    book = there
    if book.match is None:
        return Finding("cannot_say", "The report's match is not settled.")
    if r.team is not None and r.team not in book.sides:
        return _elsewhere(book, r)
    match = book.match
    held = at_break(book)
    evidence = (match_row(match), *(goal_row(match, g) for g in book.goals(book.row)))
    if held is None:
        return Finding("cannot_say", "The result is held, the half-time score is not.", evidence)
    told = f"Half-time: {match.home.name} {held} {match.away.name}."
    mine = held if r.team in (None, match.home) else held.swapped()
    right = not (r.outcome and r.team is not None) or outcome_of(mine) == r.outcome
    if r.number is not None:
        right = right and abs(mine.home - mine.away) == r.number
    if r.oriented and r.score is not None:
        right = mine == r.score
    if r.score is not None:
        right = right and sorted(held) == sorted(r.score)
    elif not r.outcome or r.team is None:
        return Finding("cannot_say", told, evidence)
    return Finding("supported" if right else "contradicted", told, evidence)


def _elsewhere(book: Almanac, r: Reading) -> Finding:
    """Of another match of these days: borne out, no more."""
    assert r.team is not None
    for other in reversed(book.recent.of(r.team)):
        view = book.about(other)
        if view is not book and r.team in view.sides:
            found = _standing(view, r)
            if found.verdict == "supported":
                return found
    return Finding("cannot_say", f"{r.team.name} did not play there.", void=True)


def _goals(book: Almanac, r: Reading) -> Finding:
    """So many goals in a half, or goals of players named."""
    if book.match is None:
        return Finding("cannot_say", "The goals of the match that is meant are not held.")
    goals = book.goals(book.row)
    told = f"{match_words(book.match)}: {goals_words(book.match, goals)}."
    evidence: tuple[Row, ...] = (match_row(book.match), *(goal_row(book.match, g) for g in goals))
    named = [[g for g in goals if nearly_same(p, g.player)] for p in r.players]
    known = bool(named) and all(mine and all(g.minute for g in mine) for mine in named)
    if not (r.word == "goals in" and known) and (
        not book.all_goals(book.row) or any(g.minute is None for g in goals)
    ):
        return _by_score(book, r, told, evidence)
    lo, hi = r.minutes or (1, 45)
    if r.word in ("goals all", "goals some"):
        if hi == 90:
            goals = tuple(g for g in goals if not (g.minute == 90 and g.added))
        shares = [(len([g for g in some if lo <= (g.minute or 0) <= hi]), len(some)) for some in _by_side(goals)]  # fmt: skip
        return Finding("supported" if _shared(r, shares) else "contradicted", told, evidence)
    if r.word == "goals split":
        theirs = [g for mine in named for g in mine]
        halves = [{(g.minute or 0) <= 45 for g in some} for some in (theirs, *_by_side(goals))]
        right = any(len(half) == 2 for half in halves)
        return Finding("supported" if right else "contradicted", told, evidence)
    if r.word == "goal by minute":
        return Finding("cannot_say", told, evidence, void=True)
    if r.word == "goal then":
        if r.team is not None and r.team not in book.sides:
            return Finding("cannot_say", f"{r.team.name} did not play there.", void=True)
        right = any(
            lo - 1 <= (g.minute or 0) <= hi
            and (r.team is None or g.home == (r.team == book.match.home))
            and (not r.player or nearly_same(r.player, g.player))
            for g in goals
        )
        return Finding("supported" if right else "cannot_say", told, evidence)
    if not known:
        return Finding("cannot_say", told, evidence)
    right = all(any(lo <= (g.minute or 0) <= hi for g in mine) for mine in named)
    return Finding("supported" if right else "contradicted", told, evidence)


def _by_score(book: Almanac, r: Reading, told: str, evidence: tuple[Row, ...]) -> Finding:
    """In which half goals fell by the score at the break, where the goals are not held in full."""
    match, half = book.match, at_break(book)
    if match is None or match.result is None or half is None or r.minutes is None:
        return Finding("cannot_say", f"The goals are not all held. {told}", evidence)
    if r.team is not None and r.team not in book.sides:
        return Finding("cannot_say", f"{r.team.name} did not play there.", void=True)
    whole = match.result
    lo, hi = r.minutes
    early = hi <= _LAST
    if not early and lo < 45:
        return Finding("cannot_say", f"The goals are not all held. {told}", evidence)
    told = f"Half-time: {match.home.name} {half} {match.away.name}."
    inside = half if early else Score(whole.home - half.home, whole.away - half.away)
    if r.word == "goals split":
        parts = [{half.home, whole.home - half.home}, {half.away, whole.away - half.away}]
        right = any(0 not in part for part in parts) or 0 not in {sum(half), sum(whole) - sum(half)}
        return Finding("supported" if right else "contradicted", told, evidence)
    sides = [(sum(inside), sum(whole)), (inside.home, whole.home), (inside.away, whole.away)]
    if r.word in ("goals all", "goals some"):
        if (lo, hi) not in ((1, 45), (46, 125)):
            return Finding("cannot_say", told, evidence)
        return Finding("supported" if _shared(r, sides) else "contradicted", told, evidence)
    mine = [sides[1 if r.team == match.home else 2]] if r.team is not None else sides[1:]
    if r.word == "goal count":
        right = any(n == r.number or (r.number == 1 and n > 0) for n, _ in mine)
        whole_half = (lo, hi) in ((1, 46), (45, 125))
        verdict = right or not whole_half
        return Finding("supported" if right and whole_half else "cannot_say" if verdict else "contradicted", told, evidence)  # fmt: skip
    wanted = max(1, len(r.players))
    right = any(n >= wanted for n, _ in mine) or sum(inside) >= wanted > 1
    return Finding("supported" if right else "contradicted", told, evidence)


def _shared(r: Reading, shares: list[tuple[int, int]]) -> bool:
    """True if the goals of the match or of one side fell so: inside, and in all."""
    return any(
        inside == r.number or (r.word == "goals all" and r.number is None and inside == every)
        for inside, every in shares
        if r.word == "goals some" or inside == every
    )


def _by_side(goals: tuple[Goal, ...]) -> Iterator[list[Goal]]:
    """All goals, those of the home side, those of the visitors."""
    yield list(goals)
    yield [g for g in goals if g.home]
    yield [g for g in goals if not g.home]
