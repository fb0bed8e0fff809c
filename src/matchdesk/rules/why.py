"""What separates two clubs in a table: every criterion tried, with both figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.counting import Counting
from matchdesk.rules.edition import Stage
from matchdesk.rules.field import Field, world_of
from matchdesk.rules.order import Value, Weighed, World, arrange
from matchdesk.rules.table import SeasonTables, Table
from matchdesk.rules.words import AGAIN, in_words, order_words

# Criteria whose figures are turned round, so that more is better.
_TURNED = ("goals_against", "place_before_split")

_WHY_NOT = {
    "not_meant": "not used for the places that they share",
    "no_decision": "a decision is needed, and none is held",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion on the way.

    Attributes:
        word: word of the criterion, as in ``decided_by``.
        values: figures of the two clubs, in the order in which they were named; None where the
            criterion was passed over.
        separates: True for the one that tells them apart.
        among: clubs whose matches made the mini-table; empty for overall criteria.
        note: why it was passed over, "" where it was not.
    """

    word: str
    values: tuple[Value, Value] | None
    separates: bool
    among: tuple[Club, ...] = ()
    note: str = ""

    @property
    def said(self) -> str:
        """The criterion in words, with both figures."""
        said = order_words(self.word)
        if self.among and len(self.among) > 2:
            said += f" (matches among {in_words([club.name for club in self.among])})"
        if self.values is None:
            return f"{said}: {self.note}" if self.note else said
        figures = [_written(self.word, value) for value in self.values]
        return f"{said}: {figures[0]} and {figures[1]}" + ("" if self.separates else ", level")

    def to_dict(self) -> dict[str, object]:
        """The criterion as a JSON object; fractions as decimal numbers."""
        return {
            "criterion": self.word,
            "values": [_plain(value) for value in self.values] if self.values else None,
            "separates": self.separates,
            "among": [club.name for club in self.among],
            "among_ids": [club.id for club in self.among],
            "note": self.note,
            "said": self.said,
        }


@dataclass(frozen=True, slots=True)
class Why:
    """What separates two clubs.

    Attributes:
        clubs: the two clubs in the order in which they were named.
        positions: their places.
        above: the one placed higher, None where nothing separates them.
        decided_by: word of what separates them, "undecided" where nothing does.
        chain: the criteria in the order in which they were tried.
        table: the table they stand in.
    """

    competition: CompetitionId
    season: Season
    clubs: tuple[Club, Club]
    positions: tuple[int, int]
    above: Club | None
    decided_by: str
    chain: tuple[Criterion, ...]
    table: Table

    @property
    def sentence(self) -> str:
        """The answer in a sentence."""
        one, other = self.clubs
        if self.above is None:
            return f"Nothing held separates {one.name} and {other.name}."
        below = other if self.above.id == one.id else one
        last = self.chain[-1] if self.chain else None
        if last is None or not last.separates or last.values is None:
            return f"{self.above.name} stand above {below.name}: {order_words(self.decided_by)}."
        first = self.above.id == one.id
        mine, theirs = last.values if first else last.values[::-1]
        return (
            f"{self.above.name} stand above {below.name} on {order_words(last.word)}, "
            f"{_written(last.word, mine)} to {_written(last.word, theirs)}."
        )

    def to_dict(self) -> dict[str, object]:
        """The answer as a JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "group": self.table.group,
            "phase": self.table.phase,
            "on": self.table.on.isoformat(),
            "teams": [club.name for club in self.clubs],
            "team_ids": [club.id for club in self.clubs],
            "positions": list(self.positions),
            "above": self.above.name if self.above else None,
            "above_id": self.above.id if self.above else None,
            "decided_by": self.decided_by,
            "chain": [criterion.to_dict() for criterion in self.chain],
            "sentence": self.sentence,
            "rule": self.table.rule.rule_dict(self.table.held),
        }


def why(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    a: Club | ClubId | str,
    b: Club | ClubId | str,
    *,
    phase: str | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Why:
    """What separates two clubs in their table, criterion by criterion until one tells them apart.

    Args:
        snapshot: the ledger at a moment.
        competition: its id.
        season: the season.
        a: a club, its id or display name.
        b: the other one.
        phase: which of several phases; the last in which both stand in one table if not given.
        catalogue: the rulebooks.

    Raises:
        UnknownName: one of them stands in no table, or they stand in different ones.
        UsageError: the same club twice.
    """
    shared = SeasonTables.of(snapshot, competition, season, catalogue)
    numbers = [_number(snapshot, club) for club in (a, b)]
    if numbers[0] == numbers[1]:
        raise UsageError("Found the same club twice, expected two clubs. Nothing was asked.")
    held = [
        (stage, name, field)
        for stage, name, field in shared.fields(phase)
        if all(number in field.place for number in numbers)
    ]
    if not held:
        names = " and ".join(_name(club) for club in (a, b))
        raise UnknownName(f"{names} stand in no table of {competition} {season} together")
    stage, name, field = held[-1]
    return _asked(shared, stage, name, field, (field.place[numbers[0]], field.place[numbers[1]]))


def _asked(
    shared: SeasonTables, stage: Stage, name: str, field: Field, pair: tuple[int, int]
) -> Why:
    one, other = pair
    weighed: list[Weighed] = []
    world = world_of(shared.snapshot, stage, field, shared.decided)
    arrange(world, told=weighed.append)
    table = shared.one(stage, name, field, Counting())
    place = {row.team_id: row.position for row in table.rows}
    clubs = (field.clubs[one], field.clubs[other])
    positions = (place[clubs[0].id], place[clubs[1].id])
    above = clubs[0] if positions[0] < positions[1] else clubs[1]
    chain = _chain(world, field, weighed, pair)
    last = chain[-1] if chain else None
    level = any(all(club in clubs_ for club in clubs) for clubs_ in table.undecided)
    if level:
        decided, higher = "undecided", None
    elif last is not None and last.separates and _agrees(last, positions):
        decided, higher = last.word, above
    else:
        # A decision stands above the list.
        lower = table.rows[max(positions) - 1]
        chain = tuple(c for c in chain if not c.separates)
        decided, higher = lower.decided_by or "placed", above
    return Why(shared.competition, shared.season, clubs, positions, higher, decided, chain, table)


def _agrees(last: Criterion, positions: tuple[int, int]) -> bool:
    if last.values is None:
        return True
    better = last.values[0] > last.values[1]
    if last.word in _TURNED:
        better = not better
    return better == (positions[0] < positions[1])


def _chain(
    world: World, field: Field, weighed: list[Weighed], pair: tuple[int, int]
) -> tuple[Criterion, ...]:
    one, other = pair
    section = world.section
    if section is not None and section[one] != section[other]:
        return (Criterion("split", (section[other], section[one]), separates=True),)
    chain: list[Criterion] = []
    for step in weighed:
        if one not in step.clubs or other not in step.clubs or step.word == AGAIN:
            continue
        if step.why_not == "number":
            continue
        if step.why_not:
            if not any(c.word == step.word and c.note for c in chain):
                chain.append(Criterion(step.word, None, False, note=_note(step)))
            continue
        mine, theirs = step.figures[one], step.figures[other]
        apart = mine != theirs
        if step.word in _TURNED:
            mine, theirs = -mine, -theirs
        again = chain and any(
            c.word == step.word and c.values == (mine, theirs) and not c.separates for c in chain
        )
        if apart or not again:
            among = tuple(field.clubs[c] for c in step.among)
            chain.append(Criterion(step.word, (mine, theirs), apart, among))
        if apart:
            break
    return tuple(chain)


def _note(step: Weighed) -> str:
    if step.why_not != "not_finished":
        return _WHY_NOT.get(step.why_not, "")
    if step.word.startswith("head_to_head"):
        return "not used until all matches that it counts have been played"
    return "not used before the season is over"


def _number(snapshot: Snapshot, club: Club | ClubId | str) -> int:
    number = snapshot.club_number(club)
    if number >= 0:
        return number
    return next((n for n, c in enumerate(snapshot.clubs) if c.name == club), -1)


def _name(club: Club | ClubId | str) -> str:
    return club.name if isinstance(club, Club) else str(club)


def _plain(value: Value) -> int | float:
    return round(float(value), 6) if isinstance(value, Fraction) else int(value)


def _written(word: str, value: Value) -> str:
    if isinstance(value, Fraction):
        return f"{float(value):.3f}"
    return f"{value:+d}" if "difference" in word else str(value)
