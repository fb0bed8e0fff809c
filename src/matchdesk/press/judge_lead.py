"""Verdicts on the course of a match: who led, by how much, who came back, in which half goals fell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from matchdesk.core.match import Goal, Match
from matchdesk.press.almanac import Almanac
from matchdesk.press.claim import Finding, Reading, Row
from matchdesk.press.evidence import goal_row, goals_words, match_row, match_words
from matchdesk.press.goal_effects import times_of
from matchdesk.press.spelling import nearly_same


def course(book: Almanac, r: Reading) -> Finding:
    """What a goal did to the score, and when: a lead taken, doubled, cut, a score made level."""
    if book.match is None or book.match.result is None:
        return Finding("cannot_say", "The report's match is not settled.")
    if r.team is not None and r.team not in book.sides:
        for other in reversed(book.recent.of(r.team)):
            view = book.about(other)
            if view is not book and r.team in view.sides:
                found = course(view, r)
                if found.verdict == "supported":
                    return found
        return Finding("cannot_say", "No match of that side in hand fits.")
    match, row = book.match, book.row
    goals = book.goals(row)
    evidence: tuple[Row, ...] = (match_row(match), *(goal_row(match, g) for g in goals))
    told = f"{match_words(match)}: {goals_words(match, goals)}."
    if not book.all_goals(row) or (r.minutes and any(g.minute is None for g in goals)):
        return Finding("cannot_say", f"The goals are not all held. {told}", evidence)
    if r.player and not any(nearly_same(r.player, g.player) for g in goals):
        return Finding("cannot_say", f"No goal of {r.player} is held. {told}", evidence)
    doing = list(_doing(match, goals, r))
    if r.minutes is None:
        if doing:
            return Finding("supported", told, evidence)
        if any(g.minute is None for g in goals):
            return Finding("cannot_say", f"The order of the goals is not held. {told}", evidence)
        return Finding("contradicted", told, evidence)
    lo, hi = r.minutes
    if r.word == "goal count":
        inside = [g for g in doing if lo <= (g.minute or 0) <= hi]
        right = len(inside) == r.number or (r.number == 1 and bool(inside))
        return Finding("supported" if right else "contradicted", told, evidence)
    times = [t for g in doing for t in times_of(g)]
    if any(lo - 1 <= t <= hi + 1 for t in times):
        return Finding("supported", told, evidence)
    if r.word == "goal any" and any(
        g.minute in (90, 120) and g.added is None and g.minute < lo for g in doing
    ):
        return Finding("supported", f"Time added on may be meant. {told}", evidence)
    slack = r.other or 1
    if (slack > 1 and any(lo - slack <= t <= hi + slack for t in times)) or not doing:
        return Finding("cannot_say", f"The words are not exact. {told}", evidence)
    if any(lo <= t <= hi for g in goals if g not in doing for t in times_of(g)):
        return Finding("cannot_say", f"The minute may be of another goal. {told}", evidence)
    if any(
        g.minute in (45, 90) and g.added is None and g.minute < lo <= g.minute + 15 for g in doing
    ):
        return Finding("cannot_say", f"Time added on may be meant. {told}", evidence)
    return Finding("contradicted", told, evidence)


def _doing(match: Match, goals: tuple[Goal, ...], r: Reading) -> Iterator[Goal]:
    """Goals of a side, or of a player, that did what the words say."""
    word = r.word.removeprefix("goal ")
    best = us = them = 0
    for goal in goals:
        if r.team is None:
            mine = nearly_same(r.player, goal.player)
            before = sum(g.home == goal.home for g in goals[: goals.index(goal)])
            us, them = before + 1, goals.index(goal) - before
        else:
            mine = goal.home == (r.team == match.home)
            us, them = us + mine, them + (not mine)
        lead = us - them
        right = {
            "lead": mine and lead == 1,
            "up": mine and (lead == r.number if r.number else lead == 1),
            "down": not mine and (lead == -r.number if r.number else lead == -1),
            "level": mine and lead == 0,
            "double": mine and lead == 2,
            "extend": mine and lead >= 2,
            "restore": mine and lead == (r.number or lead) and 0 < lead <= best,
            "reduce": mine and lead <= 0,
            "count": mine,
            "any": True,
            "nth": mine
            and (r.number in (us, _own(goals, goal)) or (r.other == 1 and r.number == us + them)),
            "score": mine and r.score is not None and {us, them} == {*r.score},
        }[word]
        if right:
            yield goal
        best = max(best, lead)


def _own(goals: tuple[Goal, ...], goal: Goal) -> int:
    """Which of its scorer's goals in the match a goal was."""
    return sum(g.player == goal.player for g in goals[: goals.index(goal) + 1])


def comeback(book: Almanac, r: Reading) -> Finding:
    """The course of a match: behind and back again, or ahead and caught."""
    if book.match is None or r.team is None or book.match.result is None:
        return Finding("cannot_say", "The report's match is not settled.")
    match, row = book.match, book.row
    if r.team not in book.sides:
        return _elsewhere_back(book, r)
    home = match.home == r.team
    goals = book.goals(row)
    evidence: tuple[Row, ...] = (match_row(match), *(goal_row(match, g) for g in goals))
    told = f"{match_words(match)}: {goals_words(match, goals)}."
    if not book.all_goals(row):
        half = match.half_time
        if half is not None and r.word in ("came", "fell", "threw"):
            lead = (half.home - half.away) * (1 if home else -1)
            if (lead < 0 and r.word != "threw") or (lead > 0 and r.word == "threw"):
                if not r.number or abs(lead) >= r.number:
                    return Finding("supported", f"Half-time {half}: {told}", evidence)
        return Finding("cannot_say", f"The goals are not all held. {told}", evidence)
    leads = [0]
    for goal in goals:
        leads.append(leads[-1] + (1 if goal.home == home else -1))
    worst, best, end = -min(leads), max(leads), leads[-1]
    falls = sum(a >= 0 > b for a, b in pairwise(leads))
    right = {
        "came": worst >= max(1, r.number or 1) and (end >= 0 or 0 in leads[leads.index(-worst) :]),
        "fell": worst >= max(1, r.number or 1),
        "threw": best >= max(1, r.number or 1) and end <= 0,
        "twice": falls >= 2,
        "never": best <= 0,
        "start": worst == 0 and bool(goals),
    }[r.word]
    if r.word == "came" and r.number and worst > r.number:
        return Finding("cannot_say", told, evidence)
    if right:
        return Finding("supported", told, evidence)
    same = {g.minute for g in goals if g.home} & {g.minute for g in goals if not g.home}
    if same or any(g.minute is None for g in goals):
        return Finding("cannot_say", f"The order of the goals is not held. {told}", evidence)
    if r.word in ("came", "fell") and book.tie is not None and len(book.tie.legs) > 1:
        return Finding("cannot_say", f"It may be said of the tie. {told}", evidence)
    return Finding("contradicted", told, evidence)


def _elsewhere_back(book: Almanac, r: Reading) -> Finding:
    """Of another match of these days."""
    assert r.team is not None
    for other in book.recent.of(r.team):
        view = book.about(other)
        if view is not book:
            return comeback(view, r)
    return Finding("cannot_say", "No match of that side is held in these days.")
