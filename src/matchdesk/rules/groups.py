"""The bracket of a competition: who meets whom in each round, and where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.table import Table, tables


@dataclass(frozen=True, slots=True)
class BracketTie:
    """One place of a bracket.

    Attributes:
        slots: where each side comes from: "1B" (first of group B), "3" (third of the league
            phase), "winner of A v B", or the name of a club that enters here.
        tie: the tie itself.
    """

    slots: tuple[str, str]
    tie: Tie

    def to_dict(self) -> dict[str, object]:
        """The place as the contract's JSON object."""
        return {
            "slots": list(self.slots),
            "teams": [club.name for club in self.tie.teams],
            "through": self.tie.through,
        }


@dataclass(frozen=True, slots=True)
class BracketRound:
    """One round of a bracket."""

    round: str
    ties: tuple[BracketTie, ...]

    def to_dict(self) -> dict[str, object]:
        """The round as the contract's JSON object."""
        return {"round": self.round, "ties": [t.to_dict() for t in self.ties]}


@dataclass(frozen=True, slots=True)
class Bracket:
    """All rounds of a competition known at a moment, in the order in which they are played."""

    competition: CompetitionId
    season: Season
    rounds: tuple[BracketRound, ...]

    def to_dict(self) -> dict[str, object]:
        """The bracket as the contract's JSON object."""
        return {"rounds": [r.to_dict() for r in self.rounds]}


def bracket(
    snapshot: Snapshot, competition: str, season: Season, *, catalogue: Catalogue = BUILT_IN
) -> Bracket:
    """The ties of a season by round, each side with where it comes from.

    Rounds whose pairings are not known at the snapshot's moment are not in it.

    Raises:
        UnknownName: no tie of that season is known.
    """
    found = ties(snapshot, competition, season, catalogue=catalogue)
    places = _group_places(snapshot, competition, season, catalogue)
    last_tie: dict[ClubId, Tie] = {}
    rounds: list[tuple[str, list[BracketTie]]] = []
    done: list[Tie] = []
    for tie in found:
        if not rounds or rounds[-1][0] != _label(tie):
            for before in done:
                for club in before.teams:
                    last_tie[club.id] = before
            done = []
            rounds.append((_label(tie), []))
        first, second = (_slot(tie, n, last_tie, places) for n in (0, 1))
        rounds[-1][1].append(BracketTie((first, second), tie))
        done.append(tie)
    return Bracket(
        CompetitionId(competition),
        season,
        tuple(BracketRound(name, tuple(held)) for name, held in rounds),
    )


def _label(tie: Tie) -> str:
    return tie.round


def _slot(tie: Tie, side: int, last_tie: dict[ClubId, Tie], places: dict[ClubId, str]) -> str:
    club = tie.teams[side]
    before = last_tie.get(club.id)
    if before is not None and (before.phase == tie.phase or club.id not in places):
        a, b = before.teams
        lost = tie.round == "third_place"
        return f"{'loser' if lost else 'winner'} of {a.name} v {b.name}"
    return places.get(club.id, club.name) if tie.phase != "qualifying" else club.name


def _group_places(
    snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
) -> dict[ClubId, str]:
    """Place of each club in the last group or league phase it has finished."""
    try:
        held: Sequence[Table] = tables(snapshot, competition, season, catalogue=catalogue)
    except UnknownName:
        return {}
    return {row.team_id: f"{row.position}{t.group}" for t in held for row in t.rows}
