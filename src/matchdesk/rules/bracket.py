"""The bracket of a competition: who meets whom in each round, and where they come from.

Where a rulebook fixes the bracket, rounds that are not drawn yet are in it with the places that their
sides come from ("1A", "winner of …"); elsewhere only rounds that are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from matchdesk.core.competition import ClubId, CompetitionId, round_words
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import BracketRule, Edition
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.table import Table, tables

_THIRD_PLACE = "third_place"


@dataclass(frozen=True, slots=True)
class BracketTie:
    """One place of a bracket.

    Attributes:
        slots: where each side comes from: "1B" (first of group B), "3" (third of the league
            phase), "9/10" (one of these), "winner of A v B", or the name of a club that enters here.
        teams: the clubs as far as they are known, in the order of ``slots``; None where not.
        tie: the tie itself, None while it is not drawn.
    """

    slots: tuple[str, str]
    teams: tuple[Club | None, Club | None]
    tie: Tie | None = None

    def to_dict(self) -> dict[str, object]:
        """The place as the contract's JSON object."""
        return {
            "slots": list(self.slots),
            "teams": [club.name if club else None for club in self.teams],
            "team_ids": [club.id if club else None for club in self.teams],
            "through": self.tie.through if self.tie else None,
            "through_id": self.tie.through_id if self.tie else None,
        }


@dataclass(frozen=True, slots=True)
class BracketRound:
    """One round of a bracket; ``phase`` is "qualifying" or "knockout"."""

    round: str
    phase: str
    ties: tuple[BracketTie, ...]

    def to_dict(self) -> dict[str, object]:
        """The round as the contract's JSON object."""
        return {
            "round": self.round,
            "phase": self.phase,
            "ties": [t.to_dict() for t in self.ties],
        }


@dataclass(frozen=True, slots=True)
class Bracket:
    """All rounds of a competition known at a moment, in the order in which they are played."""

    competition: CompetitionId
    season: Season
    rounds: tuple[BracketRound, ...]

    def to_dict(self) -> dict[str, object]:
        """The bracket as the contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "rounds": [r.to_dict() for r in self.rounds],
        }


def bracket(
    snapshot: Snapshot, competition: str, season: Season, *, catalogue: Catalogue = BUILT_IN
) -> Bracket:
    """The ties of a season by round, each side with where it comes from.

    Raises:
        UnknownName: no tie of that season is known, and no rulebook fixes its bracket.
    """
    catalogue = catalogue.of(snapshot)
    edition = catalogue.edition(competition, season)
    held = bool(len(snapshot.season_rows(competition, season)))
    try:
        found = ties(snapshot, competition, season, catalogue=catalogue)
    except UnknownName:
        if edition.bracket is None or not edition.bracket.rounds or not held:
            raise
        found = ()
    places = _Places(snapshot, edition, season, catalogue)
    drawn = _drawn(found, places)
    if edition.bracket is not None and edition.bracket.rounds:
        drawn = _Fixed(edition.bracket, drawn, places).rounds()
    return Bracket(
        CompetitionId(competition),
        season,
        tuple(BracketRound(name, phase, tuple(held)) for (name, phase), held in drawn),
    )


class _Places:
    """Places of the clubs in the last group or league phase, as far as it is over."""

    def __init__(
        self, snapshot: Snapshot, edition: Edition, season: Season, catalogue: Catalogue
    ) -> None:
        self.snapshot, self.edition, self.season = snapshot, edition, season
        self.catalogue = catalogue
        held: Sequence[Table] = ()
        if edition.kind != "knockout":
            try:
                held = tables(snapshot, edition.competition, season, catalogue=catalogue)
            except UnknownName:
                held = ()
        self.tables = [t for t in held if held and t.phase == held[-1].phase]
        every = [row for t in held for row in t.rows]
        self.label: dict[ClubId, str] = {
            row.team_id: f"{row.position}{t.group}" for t in held for row in t.rows
        }
        self.in_tables = {row.team_id for row in every}
        # Clubs that the rules do not separate may have any of the places that they share.
        self.labels = {club: {label} for club, label in self.label.items()}
        for table in self.tables:
            for clubs in table.undecided:
                shared = {self.label[club.id] for club in clubs}
                self.labels.update((club.id, shared) for club in clubs)
        self.club: dict[str, Club] = {}
        for table in self.tables:
            if self._over(table):
                level = {club.id for clubs in table.undecided for club in clubs}
                for row in table.rows:
                    if row.team_id not in level:
                        self.club[f"{row.position}{table.group}"] = row.club

    def _over(self, table: Table) -> bool:
        stage = self.edition.stage(table.phase)
        expected = stage.matches_of(len(table.rows)) if stage else None
        return expected is not None and sum(r.played for r in table.rows) >= 2 * expected

    def thirds(self) -> Mapping[str, str]:
        """For each winner that meets a third-placed club, that club's place; empty until known."""
        rule = self.edition.bracket
        stage = self.edition.stage(self.tables[0].phase) if self.tables else None
        if rule is None or not rule.thirds or stage is None or stage.ranking is None:
            return {}
        if not all(self._over(table) for table in self.tables):
            return {}
        try:
            (ranked,) = tables(
                self.snapshot,
                self.edition.competition,
                self.season,
                phase=stage.ranking.name,
                catalogue=self.catalogue,
            )
        except UnknownName:
            return {}
        sent = [row.club for row in ranked.rows if row.zone == "advance"]
        level = {club.id for clubs in ranked.undecided for club in clubs}
        edge = {row.team_id for row in ranked.rows if row.zone != "advance"}
        if len(sent) < stage.ranking.advance or (level & edge and level - edge):
            return {}
        groups = "".join(sorted(self.label[club.id][1:] for club in sent))
        meet = dict(rule.thirds).get(groups)
        if meet is None:
            return {}
        return {winner: f"3{group}" for winner, group in zip(rule.thirds_for, meet, strict=True)}


Drawn = list[tuple[tuple[str, str], list[BracketTie]]]


def _drawn(found: Sequence[Tie], places: _Places) -> Drawn:
    """The rounds that are drawn, each side with the tie or place that it comes from."""
    last_tie: dict[ClubId, Tie] = {}
    rounds: Drawn = []
    done: list[Tie] = []
    for tie in found:
        if not rounds or rounds[-1][0] != (tie.round, tie.phase):
            for before in done:
                if before.round != _THIRD_PLACE:
                    last_tie.update((club.id, before) for club in before.teams)
            done = []
            rounds.append(((tie.round, tie.phase), []))
        slots = (_slot(tie, 0, last_tie, places), _slot(tie, 1, last_tie, places))
        rounds[-1][1].append(BracketTie(slots, tie.teams, tie))
        done.append(tie)
    return rounds


def _slot(tie: Tie, side: int, last_tie: Mapping[ClubId, Tie], places: _Places) -> str:
    club = tie.teams[side]
    before = last_tie.get(club.id)
    if before is not None and (before.phase == tie.phase or club.id not in places.in_tables):
        a, b = before.teams
        out = "loser" if tie.round == _THIRD_PLACE else "winner"
        return f"{out} of {a.name} v {b.name}"
    return places.label.get(club.id, club.name) if tie.phase != "qualifying" else club.name


@dataclass(slots=True)
class _Node:
    """One place of a fixed bracket.

    ``kind`` tells places apart that the rulebook tells apart: two of the same kind are alike until
    the draw. ``round`` is the round in words ("quarter-finals").
    """

    round: str
    sides: tuple[str, str]
    kind: str
    tie: BracketTie | None = None
    before: list[_Node] = field(default_factory=list)


class _Fixed:
    """A bracket that the rulebook fixes, filled with what is drawn."""

    def __init__(self, rule: BracketRule, drawn: Drawn, places: _Places) -> None:
        self.rule, self.drawn, self.places = rule, drawn, places
        self.thirds = places.thirds()

    def rounds(self) -> Drawn:
        """All rounds: those before the fixed ones, then the fixed ones."""
        fixed = {(name, "knockout") for name, _ in self.rule.rounds}
        rounds: Drawn = [(which, held) for which, held in self.drawn if which not in fixed]
        rest = {which[0]: held for which, held in self.drawn if which in fixed}
        before: list[_Node] = []
        for name, sides in self.rule.rounds:
            nodes = [self._node(name, pair, before) for pair in sides]
            loose = list(rest.get(name, []))
            for node in nodes:
                fits = next((t for t in loose if self._fits(node, t)), None)
                if fits is not None:
                    node.tie = self._placed(node, fits)
                    loose.remove(fits)
            places = [node.tie or self._open(node) for node in nodes]
            rounds.append(((name, "knockout"), places + loose))
            if name != _THIRD_PLACE:
                before = nodes
        return rounds

    def _node(self, name: str, sides: tuple[str, str], before: Sequence[_Node]) -> _Node:
        kinds = [
            f"({before[int(side[1:]) - 1].kind})" if side[0] in "wl" else side for side in sides
        ]
        words = round_words(name)
        plural = words if words.startswith("last ") or words.endswith("round") else f"{words}s"
        return _Node(plural, sides, " v ".join(sorted(kinds)), before=list(before))

    def _fits(self, node: _Node, drawn: BracketTie) -> bool:
        """True if a tie that is drawn can stand at this place."""
        if drawn.tie is None:
            return False
        one, other = drawn.tie.teams
        first, second = node.sides
        return (self._from(one, first, node) and self._from(other, second, node)) or (
            self._from(other, first, node) and self._from(one, second, node)
        )

    def _placed(self, node: _Node, drawn: BracketTie) -> BracketTie:
        """A tie at its place; the bracket tells which place a club had that shares one."""
        slots = list(drawn.slots)
        for number, club in enumerate(drawn.teams):
            labels = self.places.labels.get(club.id, set()) if club else set()
            if slots[number] in labels and len(labels) > 1:
                meant = {place for side in node.sides if side[0] not in "wl"
                         for place in _one_of(side)} & labels  # fmt: skip
                slots[number] = min(meant, default=slots[number])
        return replace(drawn, slots=(slots[0], slots[1]))

    def _from(self, club: Club, side: str, node: _Node) -> bool:
        """True if a club comes from this side, or from one that is like it."""
        if side[0] not in "wl":
            return bool(self.places.labels.get(club.id, set()) & {*_one_of(side)})
        meant = node.before[int(side[1:]) - 1]
        return any(
            held.tie is not None and held.tie.tie is not None and club in held.tie.tie.teams
            for held in node.before
            if held.kind == meant.kind
        )

    def _open(self, node: _Node) -> BracketTie:
        """A place that is not drawn: where its sides come from, and who they are if that is known."""
        said, teams = [], []
        for number, side in enumerate(node.sides):
            text, club = self._side(side, node.sides[1 - number], node)
            said.append(text)
            teams.append(club)
        return BracketTie((said[0], said[1]), (teams[0], teams[1]))

    def _side(self, side: str, other: str, node: _Node) -> tuple[str, Club | None]:
        if side[0] not in "wl":
            if "/" in side and other in self.thirds:
                side = self.thirds[other]
            return side, self.places.club.get(side)
        out = "winner" if side[0] == "w" else "loser"
        meant = node.before[int(side[1:]) - 1]
        alike = [n for n in node.before if n.kind == meant.kind]
        if len(alike) == 1 and meant.tie is not None and meant.tie.tie is not None:
            tie = meant.tie.tie
            club = tie.winner if out == "winner" else tie.loser
            return f"{out} of {tie.teams[0].name} v {tie.teams[1].name}", club
        if any(s[0] in "wl" for s in meant.sides):
            return f"{out} of tie {side[1:]} of the {meant.round}", None
        first, second = (
            self._side(s, meant.sides[1 - n], meant)[0] for n, s in enumerate(meant.sides)
        )
        return f"{out} of {first} v {second}", None


def _one_of(side: str) -> list[str]:
    """The places that a side may mean.

    >>> _one_of("3A/C/D"), _one_of("9/10"), _one_of("1B")
    (['3A', '3C', '3D'], ['9', '10'], ['1B'])
    """
    first, *others = side.split("/")
    if not others:
        return [first]
    place = first.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return [first, *(other if other.isdigit() else f"{place}{other}" for other in others)]
