"""Rounds of football.txt: what a match's headings make of it, and the legs of its tie."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace

from matchdesk.core.rows import GoalRow, MatchRow
from matchdesk.readers.football_txt_words import Section

__all__ = ["Entry", "number_legs", "phase_and_round"]


@dataclass(slots=True)
class Entry:
    """A match row with what is only known once the whole file is read."""

    row: MatchRow
    section: Section
    dash: bool = False
    goals: list[GoalRow] = field(default_factory=list)


def phase_and_round(section: Section, competition: str, league: bool) -> tuple[str, str]:
    """Phase and round in the words of the contract, by the kind of competition."""
    phase, round, number = section.phase, section.round, section.number
    cup = competition.endswith(".playoff") or not league
    if number is not None and not round:
        if phase == "qualifying" and not section.matchday:
            round = f"qualifying_{number}"
        elif section.matchday or phase in ("league", "group", "group_2", "split") or not cup:
            round = str(number)
        else:
            round = f"round_{number}"
            phase = phase or "knockout"
    if not phase:
        if league and not cup:
            phase = "league"
        elif number is not None and section.matchday:
            phase = "group" if cup and not competition.endswith(".playoff") else "league"
        elif cup:
            phase = "knockout" if round else ""
    return phase, round


def number_legs(entries: list[Entry]) -> None:
    """Mark both legs of the ties of a round, or its replays.

    Two matches of the same sides with the ground changed are two legs. In a round where other
    ties were settled in one match and every second match follows a draw, they are replays.
    """
    rounds: dict[tuple[object, ...], dict[frozenset[tuple[str, str]], list[Entry]]] = {}
    for entry in entries:
        row = entry.row
        if row.phase not in ("knockout", "qualifying") or row.leg or row.group:
            continue
        where = (row.competition, row.season, row.phase, row.round, entry.section.stage)
        sides = frozenset(((row.home, row.home_country), (row.away, row.away_country)))
        rounds.setdefault(where, defaultdict(list))[sides].append(entry)
    for ties in rounds.values():
        double = [
            sorted(tie, key=lambda e: e.row.date or dt.date.max)
            for tie in ties.values()
            if len(tie) == 2 and tie[0].row.home != tie[1].row.home
        ]
        settled = any(len(tie) == 1 and _settled(tie[0].row) for tie in ties.values())
        replays = settled and all(_drawn(tie[0].row) for tie in double)
        for first, second in double:
            if replays:
                second.row = replace(second.row, leg="replay")
            else:
                first.row = replace(first.row, leg="1")
                second.row = replace(second.row, leg="2")


def _drawn(row: MatchRow) -> bool:
    end = row.extra_time or row.score
    return end is not None and end.home == end.away and row.penalties is None


def _settled(row: MatchRow) -> bool:
    end = row.awarded_score or row.extra_time or row.score
    return end is not None and (end.home != end.away or row.penalties is not None)
