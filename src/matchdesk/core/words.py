"""Words of the ledger: what a match, a goal, a name or a correction can be."""

from __future__ import annotations

from typing import Literal

Status = Literal["scheduled", "played", "awarded", "void", "abandoned", "postponed"]
STATUSES: tuple[Status, ...] = (
    "scheduled", "played", "awarded", "void", "abandoned", "postponed"
)  # fmt: skip
GoalKind = Literal["goal", "penalty", "own_goal"]
GOAL_KINDS: tuple[GoalKind, ...] = ("goal", "penalty", "own_goal")
LineupRole = Literal["start", "sub", "bench", "not_in_squad"]
LINEUP_ROLES: tuple[LineupRole, ...] = ("start", "sub", "bench", "not_in_squad")
NameKind = Literal["display", "official", "short", "nickname", "code", "alias", "former", "city"]
NAME_KINDS: tuple[NameKind, ...] = (
    "display", "official", "short", "nickname", "code", "alias", "former", "city"
)  # fmt: skip
ClubSide = Literal["", "w", "n", "nw"]
CLUB_SIDES: tuple[ClubSide, ...] = ("", "w", "n", "nw")
EventKind = Literal["yellow", "second_yellow", "red", "substitution"]
EVENT_KINDS: tuple[EventKind, ...] = ("yellow", "second_yellow", "red", "substitution")
OddsTime = Literal["opening", "closing"]
ODDS_TIMES: tuple[OddsTime, ...] = ("opening", "closing")
Settled = Literal["", "held", "other"]
SETTLED: tuple[Settled, ...] = ("", "held", "other")
CorrectionKind = Literal["points_deducted", "placed", "through", "ahead", "awarded", "void"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = (
    "points_deducted", "placed", "through", "ahead", "awarded", "void"
)  # fmt: skip
