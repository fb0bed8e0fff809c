"""League and group tables of a snapshot, every row with the reason for its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.frames import Framed
from matchdesk.core.match import Club, Coverage
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import BoolColumn, Rows, Snapshot, distinct
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules import average, conference
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.counting import Counting, Venue, part_world, suppose
from matchdesk.rules.coverage import coverage
from matchdesk.rules.decisions import Decisions, decisions
from matchdesk.rules.edition import PLAY_OFF, Edition, Fact, Source, Stage
from matchdesk.rules.europe import Qualifier, european, qualifiers
from matchdesk.rules.field import (
    Counted,
    Field,
    counted,
    field_of,
    in_stage,
    without_guests,
    world_of,
)  # fmt: skip
from matchdesk.rules.order import Arrangement, Value, World, arrange
from matchdesk.rules.ranking import across_groups
from matchdesk.rules.shape import placed_by_decision
from matchdesk.rules.words import ZONES, in_words, order_words

__all__ = ["Table", "TableRow", "coverage", "reason", "table", "tables", "zone_words"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One club in a table.

    Attributes:
        position: place from 1; level clubs stand in order of name and are listed as undecided.
        points: after deductions. ``deducted``: points taken off, 0 where none.
        zone: what the place means, "" where it means nothing.
        decided_by: word of the criterion that separates the row from the one above; "" for the
            first row, "undecided" where nothing does.
        values: the two figures compared, (above, here); None where there are none.
        above: the club in the row above, None for the first row.
    """

    position: int
    club: Club
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    points: int
    deducted: int = 0
    away_goals: int = 0
    away_wins: int = 0
    zone: str = ""
    decided_by: str = ""
    values: tuple[Value, Value] | None = None
    above: Club | None = None

    @property
    def goal_difference(self) -> int:
        """Goals scored less goals conceded."""
        return self.goals_for - self.goals_against

    @property
    def team(self) -> str:
        """Display name of the club."""
        return self.club.name

    @property
    def team_id(self) -> ClubId:
        """Id of the club."""
        return self.club.id

    @property
    def reason(self) -> str:
        """Why the row stands below the one above it, as a sentence; "" for the first row."""
        if self.above is None:
            return ""
        return reason(self.decided_by, self.values, self.above.name)

    def to_dict(self) -> dict[str, object]:
        """The row as the contract's JSON object."""
        return {
            "position": self.position,
            "team": self.team,
            "team_id": self.team_id,
            "played": self.played,
            "won": self.won,
            "drawn": self.drawn,
            "lost": self.lost,
            "goals_for": self.goals_for,
            "goals_against": self.goals_against,
            "goal_difference": self.goal_difference,
            "points": self.points,
            "deducted": self.deducted,
            "zone": self.zone,
            "decided_by": self.decided_by,
        }


# A row's figures, with places of clubs instead of the clubs.
_Figures = tuple[
    int, int, int, int, int, int, int, int, int, int, int, int, str, str,
    tuple[Value, Value] | None, int,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table(Framed):
    """A table at a moment.

    Attributes:
        group: letter or number of the group, "" for a league. phase: "league", "group" …
        on: last day counted.
        undecided: groups of clubs that the rulebook's list does not separate.
        rule: source of the edition that gave the order, marked as what the answer rests on is.
        held: False where no rulebook is held for the season and the default was used.
        decisions: sources of the corrections that the table rests on.
        counting: what of the matches was counted, in words; "" for all of them.
        final: every match of the table has been played, or its season was stopped.
        notes: what its European places rest on besides, in sentences.
    """

    competition: CompetitionId
    season: Season
    group: str
    phase: str
    on: dt.date
    rows: tuple[TableRow, ...]
    undecided: tuple[tuple[Club, ...], ...]
    rule: Source
    coverage: tuple[Coverage, ...]
    held: bool = True
    decisions: tuple[str, ...] = ()
    counting: str = ""
    final: bool = False
    notes: tuple[str, ...] = ()

    def row(self, club: Club | ClubId | str) -> TableRow:
        """The row of a club, by club, id or display name.

        Raises:
            UnknownName: the club is not in this table.
        """
        wanted = club.id if isinstance(club, Club) else club
        for row in self.rows:
            if wanted in (row.team_id, row.team):
                return row
        raise UnknownName(
            f"{wanted} is not in the table of {self.competition} {self.season}",
            near=[row.team for row in self.rows],
        )

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a club, first to last."""
        return [one.to_dict() for one in self.rows]

    def to_dict(self) -> dict[str, object]:
        """The table as the contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "group": self.group,
            "phase": self.phase,
            "on": self.on.isoformat(),
            "final": self.final,
            "counting": self.counting,
            "notes": list(self.notes),
            "rows": [row.to_dict() for row in self.rows],
            "undecided": [[club.name for club in clubs] for clubs in self.undecided],
            "undecided_ids": [[club.id for club in clubs] for clubs in self.undecided],
            "rule": self.rule.rule_dict(self.held),
            "coverage": [c.to_dict() for c in self.coverage],
        }


def table(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    group: str | None = None,
    phase: str | None = None,
    venue: Venue | None = None,
    last: int | None = None,
    half_time: bool = False,
    put_in: Mapping[int, Score] | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Table:
    """One table of a competition and season as it stood at the snapshot's moment.

    Args:
        snapshot: the ledger at a moment.
        competition: its id.
        season: the season.
        group: which of several groups.
        phase: which of several phases; the latest if a group is named without it.
        venue: "home" or "away" counts each match for that side alone.
        last: counts only the last so many matches of each club.
        half_time: counts the scores at half-time.
        put_in: scores put in, by row of the snapshot, as if these matches had ended so.
        catalogue: the rulebooks.

    Raises:
        UnknownName: no match of that season, group or phase is known, or it has no table.
        UsageError: there are several tables and no group was named; ``last`` below 1.
    """
    found = tables(
        snapshot,
        competition,
        season,
        phase=phase,
        venue=venue,
        last=last,
        half_time=half_time,
        put_in=put_in,
        catalogue=catalogue,
    )
    if group is not None:
        named = [t for t in found if fold(t.group) == fold(group)]
        if not named and phase is None:
            named = _conference(snapshot, competition, season, group, catalogue)
        if not named:
            raise UnknownName(
                f"no group {group!r} in {competition} {season}; it has {_groups(found)}",
                near=[t.group for t in found if t.group],
            )
        if phase is None and len({t.phase for t in named}) > 1:
            # The later phase, unless another is asked for.
            named = named[-1:]
        found = tuple(named)
    if len(found) > 1:
        raise UsageError(
            f"{competition} {season} has {len(found)} tables: "
            f"{', '.join(f'{t.phase} {t.group}'.strip() for t in found)}; name a group and phase"
        )
    return found[0]


def tables(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    phase: str | None = None,
    venue: Venue | None = None,
    last: int | None = None,
    half_time: bool = False,
    put_in: Mapping[int, Score] | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Table, ...]:
    """All tables of a season, by phase and group; arguments as for :func:`table`.

    ``phase`` may also name a ranking across groups ("runners_up", "third_placed"), the tables of
    conferences ("conference") or relegation by the average of several seasons ("promedio").

    Raises:
        UnknownName: no match of that season or phase is known, or it has no table.
        UsageError: ``last`` below 1.
    """
    if put_in:
        snapshot = suppose(snapshot, put_in)
    season_ = SeasonTables.of(snapshot, competition, season, catalogue)
    if phase == conference.PHASE:
        return conference.conferences(season_, catalogue)
    if phase == average.PHASE and season_.edition.average is not None:
        return (average.average_table(season_, season_.edition.average, catalogue),)
    counting = Counting(venue, last, half_time)
    ranking = next(
        (s for s in season_.edition.stages if s.ranking is not None and s.ranking.name == phase),
        None,
    )
    found = [
        season_.one(stage, group, field, counting)
        for stage, group, field in season_.fields(ranking.phase if ranking else phase)
    ]
    if ranking is not None:
        return (across_groups(ranking, found, season_),)
    if not found:
        phases = _phases(season_)
        if phase and phases:
            raise UnknownName(
                f"{competition} {season} has no table of the phase {phase!r}; it has "
                f"{in_words(phases)}",
                near=phases,
            )
        ties = "" if season_.edition.kind == "single" else "; its matches are ties"
        raise UnknownName(f"{competition} {season} has no table{ties}", near=phases)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SeasonTables:
    """What the tables of one season share: rules, decisions, coverage."""

    snapshot: Snapshot
    competition: CompetitionId
    season: Season
    edition: Edition
    rows: Rows
    decided: Decisions
    held: tuple[Coverage, ...]
    qualified: tuple[Qualifier, ...] = ()
    sources: dict[tuple[Fact, ...], Source] = field(default_factory=dict)

    @classmethod
    def of(
        cls, snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
    ) -> SeasonTables:
        """The season at the snapshot's moment.

        Raises:
            UnknownName: no match of it is held.
        """
        rows = snapshot.season_rows(competition, season)
        if not len(rows):
            raise UnknownName(f"no match of {competition} {season} is held", near=_near(snapshot))
        catalogue = catalogue.of(snapshot)
        edition = catalogue.edition(competition, season)
        return cls(
            snapshot,
            CompetitionId(competition),
            season,
            edition,
            rows,
            decisions(snapshot, competition, season, catalogue=catalogue),
            coverage(snapshot, competition, season, catalogue=catalogue),
            qualifiers(snapshot, edition, season, catalogue),
        )

    def fields(self, phase: str | None = None) -> list[tuple[Stage, str, Field]]:
        """The tables of the season: stage, name of the group, matches; in the order shown."""
        matches = counted(self.snapshot.matches, self.rows, self.decided)
        found: list[tuple[Stage, str, Field]] = []
        for stage in self.edition.stages:
            # A split league is one table: its second part is asked for as the league.
            parts = (stage.phase, "split") if stage.split is not None else (stage.phase,)
            if phase is not None and phase not in parts:
                continue
            inside = in_stage(self.snapshot, self.edition, stage, matches)
            part = matches if inside.all() else matches.take(inside)
            if not len(part):
                continue
            if stage.split is not None:
                part = without_guests(part)
            numbers = [] if stage.split is not None else distinct(part.group).tolist()
            if len(numbers) < 2:
                # A split league is one table; its parts are sections of it.
                name = self.snapshot.groups[numbers[0]] if numbers else ""
                ties = self._for_a_place(stage, matches, inside)
                away = "away_goals" in self.edition.round_rule(PLAY_OFF).decide
                one = field_of(self.snapshot, stage, part, ties, away_goals=away)
                found.append((stage, name, one))
                continue
            names = sorted((self.snapshot.groups[n], n) for n in numbers)
            ties = self._for_a_place(stage, matches, inside)
            if ties is not None:
                # Clubs of one group may meet again in later rounds: those decide no place in it.
                named = [name == PLAY_OFF for name in self.snapshot.rounds]
                ties = ties.take(np.array(named, dtype=np.bool_)[ties.round])
            for name, number in sorted(names, key=lambda named: (len(named[0]), named)):
                group = part.take(part.group == number)
                found.append((stage, name, field_of(self.snapshot, stage, group, ties)))
        return found

    def _for_a_place(self, stage: Stage, matches: Counted, inside: BoolColumn) -> Counted | None:
        """Ties that may have been played for a place in a league; None where its rules know none.

        They stand beside the league's matches, or in the competition of its play-offs.
        """
        if not stage.play_off and not any(step.by == "play_off" for step in stage.order):
            return None
        rows = matches.rows[~inside]
        beside = self.snapshot.season_rows(f"{self.competition}.playoff", self.season)
        if not len(rows) and not len(beside):
            return None
        return counted(
            self.snapshot.matches, np.concatenate((rows, beside)).astype(np.intp), self.decided
        )

    def _source(self, facts: tuple[Fact, ...]) -> Source:
        """The source, marked as the facts that an answer rests on are."""
        held = self.sources.get(facts)
        if held is None:
            held = self.sources[facts] = self.edition.source_of(*facts)
        return held

    def one(self, stage: Stage, group: str, field: Field, counting: Counting) -> Table:
        """One of the tables."""
        if counting.everything:
            world = world_of(self.snapshot, stage, field, self.decided)
            return self.made(stage, group, field, world, arrange(world), self.snapshot.day)
        world, done, said = part_world(self.snapshot, stage, field, counting)
        whole = replace(stage, zones=())
        made = self.made(whole, group, field, world, done, self.snapshot.day)
        return replace(made, counting=said, decisions=())

    def made(
        self,
        stage: Stage,
        group: str,
        field: Field,
        world: World,
        done: Arrangement,
        on: dt.date,
        held: tuple[Coverage, ...] | None = None,
        decided: Decisions | None = None,
        kept: dict[_Figures, TableRow] | None = None,
    ) -> Table:
        """The table of an arrangement; coverage and decisions are those of the moment if not given.

        ``kept`` are rows made before, which may be used again: they are values.
        """
        words, order, values = done.words, done.order, done.values
        decided = self.decided if decided is None else decided
        placed = decided.placed
        if placed and any(c in field.place for c in placed):
            words, order, values = placed_by_decision(
                done, {field.place[c]: p for c, p in placed.items() if c in field.place}
            )
        sums, points, clubs, deducted = done.totals, done.points, field.clubs, world.deducted
        zones = _zones(stage, len(order))
        notes: tuple[str, ...] = ()
        if self.qualified and stage.zones and stage.phase == "league":
            zones, notes = _with_cups(zones, stage, [clubs[c] for c in order], self.qualified, on)
        rows = []
        above = -1
        for n, c in enumerate(order):
            said: _Figures = (
                n + 1, c, sums.played[c], sums.won[c], sums.drawn[c], sums.lost[c],
                sums.goals_for[c], sums.goals_against[c], points[c], deducted.get(c, 0),
                sums.away_goals[c], sums.away_wins[c], zones[n], words[n], values[n], above,
            )  # fmt: skip
            row = kept.get(said) if kept is not None else None
            if row is None:
                row = TableRow(said[0], clubs[c], *said[2:15], clubs[above] if above >= 0 else None)
                if kept is not None:
                    kept[said] = row
            rows.append(row)
            above = c
        facts: list[Fact] = ["points"]
        if any(word not in ("", "points") for word in words):
            facts.append("order")
        if world.section is not None:
            facts.append("split")
        return Table(
            competition=self.competition,
            season=self.season,
            group=group,
            phase=stage.phase,
            on=on,
            rows=tuple(rows),
            undecided=tuple(tuple(clubs[c] for c in level) for level in done.undecided),
            rule=self._source(tuple(facts)),
            coverage=self.held if held is None else held,
            held=self.edition.held,
            decisions=decided.sources,
            final=world.season_done,
            notes=notes,
        )


def _with_cups(
    zones: list[str],
    stage: Stage,
    order: Sequence[Club],
    found: Sequence[Qualifier],
    on: dt.date,
) -> tuple[list[str], tuple[str, ...]]:
    """The zones with European places as cups and their holders leave them."""
    placed, notes = european(stage, order, found, on)
    if not notes:
        return zones, notes
    return [
        zone if zone and zone[:5] != "uefa." else placed.get(club.id, "")
        for zone, club in zip(zones, order, strict=True)
    ], notes


def _zones(stage: Stage, clubs: int) -> list[str]:
    """The first zone listed for each place."""
    zones = [""] * clubs
    for zone in reversed(stage.zones):
        zones[zone.first - 1 : zone.last] = [zone.zone] * (
            min(zone.last, clubs) - min(zone.first - 1, clubs)
        )
    return zones


def reason(word: str, values: tuple[Value, Value] | None, above: str) -> str:
    """Why a row stands below the one above it, as a sentence.

    >>> reason("head_to_head_points", (4, 1), "Barcelona")
    'behind Barcelona on head-to-head points, 1-4'
    >>> reason("goal_difference", (12, -3), "Barcelona")
    'behind Barcelona on goal difference, -3 to +12'
    """
    if word == "undecided":
        return f"level with {above}: the rules held do not separate them; shown in order of name"
    if word == "placed":
        return f"placed below {above} by a decision"
    if word == "split":
        return f"in the part of the league below {above}"
    said = f"behind {above} on {order_words(word)}"
    if values is None:
        return said
    upper, lower = values
    if isinstance(upper, Fraction) or isinstance(lower, Fraction):
        return f"{said}, {float(lower):.3f} to {float(upper):.3f}"
    if "difference" in word:
        return f"{said}, {lower:+d} to {upper:+d}"
    return f"{said}, {lower}-{upper}"


def zone_words(zone: str) -> str:
    """A zone as it is said.

    >>> zone_words("uefa.cl")
    'Champions League'
    """
    return ZONES.get(zone, zone)


def _conference(
    snapshot: Snapshot, competition: str, season: Season, name: str, catalogue: Catalogue
) -> list[Table]:
    """The table of a conference, where a group of that name is none of the league's."""
    try:
        found = tables(snapshot, competition, season, phase=conference.PHASE, catalogue=catalogue)
    except UnknownName:
        return []
    return [t for t in found if fold(name).split()[0].startswith(fold(t.group))]


def _phases(season: SeasonTables) -> list[str]:
    """Phases of a season of which there are tables, rankings and averages among them."""
    found = list(dict.fromkeys(stage.phase for stage, _, _ in season.fields()))
    for stage in season.edition.stages:
        if stage.ranking is not None and stage.phase in found:
            found.append(stage.ranking.name)
    if season.edition.average is not None:
        found.append(average.PHASE)
    return found


def _groups(found: Sequence[Table]) -> str:
    names = list(dict.fromkeys(t.group for t in found if t.group))
    return f"the groups {', '.join(names)}" if names else "no groups"


def _near(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.competitions)
