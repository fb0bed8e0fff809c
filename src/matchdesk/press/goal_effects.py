"""Goals as they are held: whose, when, and what they did to the score."""

from __future__ import annotations

from rapidfuzz import fuzz

from matchdesk.core.match import Goal, Match
from matchdesk.core.text import fold
from matchdesk.press.almanac import Almanac
from matchdesk.press.spelling import nearly_same, same_person

# Spellings of one surname in two alphabets are this alike; such names are never held against
# each other.
_ALIKE = 75


def by(goals: tuple[Goal, ...], player: str) -> list[Goal]:
    """Goals of a player; of one whose name is written otherwise where no other bears it."""
    mine = [g for g in goals if same_person(player, g.player)]
    return mine or [g for g in goals if nearly_same(player, g.player)]


def alike(player: str, goals: tuple[Goal, ...]) -> bool:
    """True if a player may be a scorer under another spelling; equal first names alone say nothing."""
    mine = fold(player).split()
    for g in goals:
        theirs = fold(g.player).split()
        for i, a in enumerate(mine):
            for j, b in enumerate(theirs):
                first = i == j == 0 and len(mine) > 1 and len(theirs) > 1
                if first or min(len(a), len(b)) <= 3:
                    continue
                if fuzz.ratio(a, b) >= _ALIKE:
                    return True
    return False


def had_effect(book: Almanac, word: str, match: Match, goals: tuple[Goal, ...], goal: Goal) -> bool:
    """True if a goal did what a word says: opened, levelled, won, put ahead, or went into its own net."""
    place = goals.index(goal)
    before = goals[:place]
    us = sum(g.home == goal.home for g in before)
    them = len(before) - us
    if word == "own_goal":
        return goal.kind == "own_goal"
    if word == "opener":
        return place == 0 or us == 0
    if word == "equaliser":
        return us + 1 == them or _level_on_aggregate(book, match, goals, place)
    if word == "lead":
        return us >= them
    # The winner: it put its side ahead for good, or settled the tie.
    after_us = sum(g.home == goal.home for g in goals)
    after_them = len(goals) - after_us
    if after_us > after_them and (us == after_them or _for_good(goals, goal, place)):
        return True
    last = goal == [g for g in goals if g.home == goal.home][-1]
    side = match.home if goal.home else match.away
    return last and book.tie is not None and book.tie.winner == side


def _for_good(goals: tuple[Goal, ...], goal: Goal, place: int) -> bool:
    """True if a goal put its side ahead, and it stayed ahead."""
    ahead = 0
    for at, g in enumerate(goals):
        ahead += 1 if g.home == goal.home else -1
        if (at < place and at == place - 1 and ahead > 0) or (at >= place and ahead <= 0):
            return False
    return True


def _level_on_aggregate(book: Almanac, match: Match, goals: tuple[Goal, ...], place: int) -> bool:
    tie = book.tie
    if tie is None or len(tie.legs) < 2 or tie.legs[0].result is None:
        return False
    first = tie.legs[0]
    result = first.result
    assert result is not None
    home = result.away if first.away == match.home else result.home
    away = result.home if first.away == match.home else result.away
    home += sum(g.home for g in goals[: place + 1])
    away += sum(not g.home for g in goals[: place + 1])
    return home == away


def times_of(goal: Goal) -> list[int]:
    """The minutes that a goal may be told with: without and with the time added on."""
    if goal.minute is None:
        return []
    return [goal.minute, goal.minute + goal.added] if goal.added else [goal.minute]
