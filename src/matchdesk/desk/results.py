"""Results: matches and fixtures known at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from matchdesk.core.frames import Framed
from matchdesk.core.match import Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import Snapshot
from matchdesk.rules.catalogue import BUILT_IN
from matchdesk.rules.decisions import results_decided

if TYPE_CHECKING:
    from matchdesk.ledger.conflicts import Conflict


@dataclass(frozen=True)
class Results(Framed):
    """Matches known at a moment, in order; ``conflicts`` not settled that touch them."""

    snapshot: Snapshot
    rows: Sequence[int]
    conflicts: tuple[Conflict, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The matches as values."""
        return tuple(self.snapshot.match(row) for row in self.rows)

    @cached_property
    def decided(self) -> dict[str, Score | None]:
        """Ids of matches of which a decision changed the result: the score that stands, None for void."""
        changed = results_decided(self.snapshot)
        return {
            match.id: changed[row]
            for match, row in zip(self.matches, self.rows, strict=True)
            if row in changed
        }

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a match: its ``matches`` without goals and witnesses, which are lists."""
        listed = self.to_dict()["matches"]
        assert isinstance(listed, list)
        left_out = ("goals", "witnesses", "conflicts")
        return [{k: v for k, v in told.items() if k not in left_out} for told in listed]

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        snapshot = self.snapshot
        books = BUILT_IN.of(snapshot)
        keys = [int(snapshot.matches.key[row]) for row in self.rows]
        goals = snapshot.store.goals(keys)
        witnesses = snapshot.store.witnesses(keys)
        unsettled: dict[str, list[dict[str, object]]] = {}
        for conflict in self.conflicts:
            unsettled.setdefault(conflict.match, []).append(conflict.to_dict())
        listed = []
        for match, key in zip(self.matches, keys, strict=True):
            name = books.name(match.competition)
            told = _match_dict(match, name, goals.get(key, ()), witnesses.get(key, ()))
            if match.id in self.decided:
                score = self.decided[match.id]
                told["decision"] = {
                    "kind": "void" if score is None else "awarded",
                    "score": None if score is None else str(score),
                }
            if match.result is not None and match.id in unsettled:
                told["conflicts"] = unsettled[match.id]
            listed.append(told)
        return {"matches": listed}


def _match_dict(
    match: Match, competition_name: str, goals: Sequence[Any], witnesses: Sequence[str]
) -> dict[str, object]:
    def text(value: object) -> str | None:
        return None if value is None else str(value)

    return {
        "id": match.id,
        "date": text(match.date),
        "time": match.time,
        "zone": match.zone or None,
        "competition": match.competition,
        "competition_name": competition_name,
        "season": str(match.season),
        "phase": match.phase or None,
        "round": match.round or None,
        "group": match.group or None,
        "leg": match.leg or None,
        "home": match.home.name,
        "home_id": match.home.id,
        "away": match.away.name,
        "away_id": match.away.id,
        "score": text(match.score),
        "half_time": text(match.half_time),
        "extra_time": text(match.extra_time),
        "penalties": text(match.penalties),
        "awarded_score": text(match.awarded_score),
        "status": match.status,
        "neutral": match.neutral,
        "ground": match.ground or None,
        "attendance": match.attendance,
        "goals": [
            {
                "minute": goal.minute,
                "added": goal.added,
                "team": (match.home if goal.home else match.away).name,
                "team_id": (match.home if goal.home else match.away).id,
                "player": goal.player,
                "kind": goal.kind,
            }
            for goal in goals
        ],
        "witnesses": list(witnesses),
    }
