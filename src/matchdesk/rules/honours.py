"""The roll of honour of a competition: who won it, season by season, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matchdesk.core.competition import CompetitionId
from matchdesk.core.frames import Framed
from matchdesk.core.match import Club, Coverage
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, Stage
from matchdesk.rules.held import held_tables, held_ties
from matchdesk.rules.knockout import Tie
from matchdesk.rules.table import Table, coverage

How = Literal["table", "final", "none", ""]


@dataclass(frozen=True, slots=True)
class Honour:
    """One season.

    Attributes:
        champion, runners_up: None where the ledger does not tell.
        how: "table", "final", "none" where the season has no champion, "" where it is not known.
        reason: in a sentence, what made the champion, or why none is named.
        coverage: how much of the season is held.
    """

    season: Season
    champion: Club | None
    runners_up: Club | None
    how: How
    reason: str
    coverage: Coverage

    def to_dict(self) -> dict[str, object]:
        """The season as a JSON object."""
        return {
            "season": str(self.season),
            "champion": self.champion.name if self.champion else None,
            "champion_id": self.champion.id if self.champion else None,
            "runners_up": self.runners_up.name if self.runners_up else None,
            "runners_up_id": self.runners_up.id if self.runners_up else None,
            "how": self.how,
            "reason": self.reason,
            "coverage": self.coverage.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Honours(Framed):
    """All seasons of a competition of which anything is known, earliest first."""

    competition: CompetitionId
    name: str
    seasons: tuple[Honour, ...]

    @property
    def titles(self) -> tuple[tuple[Club, tuple[Season, ...]], ...]:
        """Champions with their seasons; most titles first, then by name."""
        won: dict[Club, list[Season]] = {}
        for one in self.seasons:
            if one.champion is not None:
                won.setdefault(one.champion, []).append(one.season)
        listed = [(club, tuple(seasons)) for club, seasons in won.items()]
        return tuple(sorted(listed, key=lambda item: (-len(item[1]), item[0].name)))

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a season."""
        return [one.to_dict() for one in self.seasons]

    def to_dict(self) -> dict[str, object]:
        """The roll of honour as a JSON object."""
        return {
            "competition": self.competition,
            "name": self.name,
            "seasons": [one.to_dict() for one in self.seasons],
            "titles": [
                {
                    "team": club.name,
                    "team_id": club.id,
                    "titles": len(seasons),
                    "seasons": [str(season) for season in seasons],
                }
                for club, seasons in self.titles
            ],
        }


def champions(snapshot: Snapshot, competition: str, *, catalogue: Catalogue = BUILT_IN) -> Honours:
    """Who won each season of a competition that the snapshot knows.

    A champion is named once the table is final, or the final is decided. Nothing is concluded from
    a season that is held in part.

    Raises:
        UnknownName: no match of the competition is known.
    """
    seasons = snapshot.seasons(competition)
    if not seasons:
        raise UnknownName(f"no match of {competition} is held", near=sorted(snapshot.competitions))
    catalogue = catalogue.of(snapshot)
    return Honours(
        CompetitionId(competition),
        catalogue.name(competition),
        tuple(_honour(snapshot, competition, season, catalogue) for season in seasons),
    )


def _honour(snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue) -> Honour:
    edition = catalogue.edition(competition, season)
    (held,) = coverage(snapshot, competition, season, catalogue=catalogue)
    if edition.champion == "none":
        reason = edition.note or edition.source.text
        return Honour(season, None, None, "none", f"no champion: {reason}", held)
    found = held_tables(snapshot, competition, season, catalogue)
    if edition.champion == "table" and found:
        return _by_table(season, found, edition.stage(found[-1].phase), held)
    return _by_final(snapshot, edition, season, catalogue, held)


def _by_table(
    season: Season, found: Sequence[Table], stage: Stage | None, held: Coverage
) -> Honour:
    last = [table for table in found if table.phase == found[-1].phase]
    if len(last) > 1:
        groups = ", ".join(table.group for table in last)
        return Honour(season, None, None, "", f"{len(last)} tables: {groups}", held)
    table = last[0]
    first, second = table.rows[0], table.rows[1] if len(table.rows) > 1 else None
    if not table.final:
        if not _out_of_reach(table, stage):
            reason = f"{first.team} lead; not all is played or held"
            return Honour(season, None, None, "", reason, held)
        reason = f"{first.points} points, more than any other club can reach"
        return Honour(season, first.club, None, "table", reason, held)
    level = next((clubs for clubs in table.undecided if first.club in clubs), ())
    if level:
        names = ", ".join(club.name for club in level)
        return Honour(season, None, None, "", f"level at the top, undecided: {names}", held)
    if second is None:
        return Honour(season, first.club, None, "table", f"{first.points} points", held)
    told = second.reason.removeprefix(f"behind {first.team} on ")
    shared = any(second.club in clubs for clubs in table.undecided)
    runners_up = None if shared else second.club
    reason = f"{first.points} points; {second.team} behind on {told}"
    return Honour(season, first.club, runners_up, "table", reason, held)


def _out_of_reach(table: Table, stage: Stage | None) -> bool:
    """True if no club can reach the points of the first, whatever its matches to come bring.

    Matches that lack in the ledger count as to come.
    """
    if stage is None or not stage.meetings or stage.split is not None:
        return False
    each = (len(table.rows) - 1) * stage.meetings
    if stage.clubs not in (None, len(table.rows)):
        return False
    first, *others = table.rows
    return all(
        row.points + (each - row.played) * stage.points.most < first.points for row in others
    )


def _by_final(
    snapshot: Snapshot, edition: Edition, season: Season, catalogue: Catalogue, held: Coverage
) -> Honour:
    last = final_of(held_ties(snapshot, edition.competition, season, catalogue))
    if last is None:
        return Honour(season, None, None, "", "the final is not known", held)
    if last.winner is None:
        return Honour(season, None, None, "", last.sentence, held)
    return Honour(season, last.winner, last.loser, "final", last.sentence, held)


def final_of(found: Sequence[Tie]) -> Tie | None:
    """The final among the ties of a season; the only tie where rounds have no names.

    None where it is not known.
    """
    finals = [t for t in found if t.round == "final" and t.phase != "qualifying"]
    if finals:
        return finals[-1]
    return found[0] if len(found) == 1 and not found[0].round else None
