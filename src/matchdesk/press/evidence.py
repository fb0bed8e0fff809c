"""Rows of evidence, and what they are called in a sentence: matches, fixtures, goals, places, ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.core.competition import round_words
from matchdesk.core.match import Appearance, Club, Goal, Match
from matchdesk.core.score import Score
from matchdesk.press.claim import Row
from matchdesk.rules.catalogue import competition_name
from matchdesk.rules.knockout import Tie
from matchdesk.rules.table import Table, TableRow


def to_come(match: Match) -> Match:
    """A match as it is known before it is played."""
    return replace(
        match, status="scheduled", score=None, half_time=None, extra_time=None, penalties=None,
        awarded_score=None, attendance=None, note="",
    )  # fmt: skip


def day_words(day: dt.date | None) -> str:
    """A day for people: "24 January 2018"."""
    return f"{day.day} {day:%B %Y}" if day else "a day not known"


def match_words(match: Match) -> str:
    """A match in words: "Real Madrid 1-2 Leganés (Copa del Rey, 24 January 2018)"."""
    score = str(match.result) if match.result else "v"
    tail = ""
    if match.extra_time:
        tail = " after extra time"
    if match.penalties:
        tail += f", {match.penalties} on penalties"
    name = competition_name(match.competition)
    return f"{match.home.name} {score} {match.away.name}{tail} ({name}, {day_words(match.date)})"


def fixture_words(match: Match, club: Club) -> str:
    """A fixture from a club's side: "Valencia away on 27 January 2018 (La Liga)"."""
    home = match.home == club
    other = match.away if home else match.home
    where = "on neutral ground" if match.neutral else "at home" if home else "away"
    if match.round == "final" and not match.leg and not match.neutral:
        # Sources leave out whose ground it is.
        where = "in the final"
    return (
        f"{other.name} {where} on {day_words(match.date)} ({competition_name(match.competition)})"
    )


def match_row(match: Match) -> Row:
    """A match as evidence."""

    def written(score: Score | None) -> str | None:
        return str(score) if score is not None else None

    return {
        "kind": "match" if match.result is not None else "fixture",
        "id": match.id,
        "date": match.date.isoformat() if match.date else None,
        "competition": match.competition,
        "season": str(match.season),
        "round": match.round,
        "leg": match.leg,
        "home": match.home.name,
        "away": match.away.name,
        "score": written(match.score or match.awarded_score),
        "half_time": written(match.half_time),
        "extra_time": written(match.extra_time),
        "penalties": written(match.penalties),
        "status": match.status,
    }


def goal_row(match: Match, goal: Goal) -> Row:
    """A goal as evidence."""
    return {
        "kind": "goal",
        "match": match.id,
        "date": match.date.isoformat() if match.date else None,
        "team": (match.home if goal.home else match.away).name,
        "player": goal.player,
        "minute": goal.minute,
        "added": goal.added,
        "goal": goal.kind,
    }


def table_row(table: Table, row: TableRow) -> Row:
    """A row of a table as evidence."""
    return {
        "kind": "table_row",
        "competition": table.competition,
        "season": str(table.season),
        "on": table.on.isoformat(),
        **row.to_dict(),
    }


def tie_row(tie: Tie) -> Row:
    """A tie as evidence."""
    return {"kind": "tie", **tie.to_dict()}


def lineup_row(match: Match, club: Club, player: Appearance) -> Row:
    """A place in a line-up as evidence."""
    return {
        "kind": "lineup",
        "match": match.id,
        "team": club.name,
        "player": player.player,
        "role": player.role,
    }


def goals_words(match: Match, goals: Sequence[Goal]) -> str:
    """Scorers in words: "Javier Eraso 31', Karim Benzema 47'"."""
    told = [
        f"{g.player}{' (own goal)' if g.kind == 'own_goal' else ''} {g.label}".strip()
        for g in goals
    ]
    return ", ".join(told) if told else "no goals"


def round_name(match: Match) -> str:
    """The round of a match in words."""
    return round_words(match.round) if match.round else match.phase or "match"
