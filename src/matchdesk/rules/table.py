"""League and group tables of a snapshot, every row with the reason for its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Coverage
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    BoolColumn,
    Matches,
    Snapshot,
    distinct,
    leg_code,
    phase_code,
    status_code,
)
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import Decisions, decisions
from matchdesk.rules.edition import Edition, Source, Stage
from matchdesk.rules.order import Value, World, arrange
from matchdesk.rules.shape import after_split, placed_by_decision, play_offs
from matchdesk.rules.words import ZONES, order_words

SCHEDULED, POSTPONED = status_code("scheduled"), status_code("postponed")
_EXTRA_LEGS = (leg_code("replay"), leg_code("play-off"))
ABANDONED, VOID = status_code("abandoned"), status_code("void")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One club in a table.

    Attributes:
        position: place from 1; level clubs stand in order of name and are listed as undecided.
        points: after deductions. ``deducted``: points taken off, 0 where none.
        zone: what the place means, "" where it means nothing.
        decided_by: word of the criterion that separates the row from the one above; "" for the
            first row, "undecided" where nothing does.
        reason: the same as a sentence, "" for the first row.
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
    reason: str = ""

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


@dataclass(frozen=True, slots=True)
class Table:
    """A table at a moment.

    Attributes:
        group: letter or number of the group, "" for a league. phase: "league", "group" …
        on: last day counted.
        undecided: groups of clubs that the rulebook's list does not separate.
        rule: source of the edition that gave the order.
        held: False where no rulebook is held for the season and the default was used.
        decisions: sources of the corrections that the table rests on.
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

    def to_dict(self) -> dict[str, object]:
        """The table as the contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "group": self.group,
            "phase": self.phase,
            "on": self.on.isoformat(),
            "rows": [row.to_dict() for row in self.rows],
            "undecided": [[club.name for club in clubs] for clubs in self.undecided],
            "rule": {
                "source": self.rule.text,
                "read": self.rule.read.isoformat() if self.rule.read else None,
                "mark": self.rule.mark,
                "held": self.held,
            },
            "coverage": [c.to_dict() for c in self.coverage],
        }


def table(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    group: str | None = None,
    phase: str | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Table:
    """One table of a competition and season as it stood at the snapshot's moment.

    Raises:
        UnknownName: no match of that season, group or phase is known, or it has no table.
        UsageError: there are several tables and no group was named.
    """
    found = tables(snapshot, competition, season, phase=phase, catalogue=catalogue)
    if group is not None:
        named = [t for t in found if fold(t.group) == fold(group)]
        if not named:
            raise UnknownName(
                f"no group {group!r} in {competition} {season}",
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
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Table, ...]:
    """All tables of a season, by phase and group.

    ``phase`` may also name a ranking across groups ("runners_up", "third_placed").

    Raises:
        UnknownName: no match of that season or phase is known, or it has no table.
    """
    edition = catalogue.edition(competition, season)
    rows = snapshot.select(competition, season)
    if not len(rows):
        raise UnknownName(f"no match of {competition} {season} is held", near=_near(snapshot))
    decided = decisions(snapshot, competition, season)
    matches = decided.applied(snapshot, rows)
    held = coverage(snapshot, competition, season, catalogue=catalogue)
    found: list[Table] = []
    for stage in edition.stages:
        part = matches.take(_in_stage(snapshot, edition, stage, matches))
        if not len(part):
            continue
        if stage.split is not None:
            # A split league is one table; its parts are sections of it.
            found.append(
                _one(snapshot, edition, stage, "", part, decided, held, competition, season)
            )
            continue
        for number in distinct(part.group):
            name = snapshot.groups[number]
            inside = part.take(part.group == number)
            found.append(
                _one(snapshot, edition, stage, name, inside, decided, held, competition, season)
            )
    found.sort(key=lambda t: t.group)
    order = [s.phase for s in edition.stages]
    found.sort(key=lambda t: order.index(t.phase))
    ranking = next(
        (s for s in edition.stages if s.ranking is not None and s.ranking.name == phase), None
    )
    if ranking is not None:
        return (_ranking(ranking, [t for t in found if t.phase == ranking.phase], edition),)
    if phase is not None:
        found = [t for t in found if t.phase == phase]
    if not found:
        what = f"phase {phase!r} of " if phase else ""
        ties = "" if edition.kind == "single" else "; its matches are ties"
        raise UnknownName(
            f"{what}{competition} {season} has no table{ties}", near=sorted(set(order))
        )
    return tuple(found)


def coverage(
    snapshot: Snapshot, competition: str, season: Season, *, catalogue: Catalogue = BUILT_IN
) -> tuple[Coverage, ...]:
    """How much of a season the snapshot holds.

    ``held`` counts the matches on record: results, and fixtures of days still to come. A match
    whose day has passed and that has no result is not held. ``expected`` is what a source declares,
    else what the rulebook's calendar gives, else None.
    """
    rows = snapshot.select(competition, season)
    m = snapshot.matches
    missing = (
        np.isin(m.status[rows], (SCHEDULED, POSTPONED))
        & (m.day[rows] > 0)
        & (m.day[rows] < snapshot.day.toordinal())
    )
    declared = next(
        (
            c.expected
            for c in snapshot.store.declared()
            if c.competition == competition and c.season == season and not c.round
        ),
        None,
    )
    expected = declared
    if expected is None:
        expected = _calendar(snapshot, catalogue.edition(competition, season), m.take(rows))
    held = int(len(rows) - missing.sum())
    return (Coverage(CompetitionId(competition), season, held, expected),)


def _calendar(snapshot: Snapshot, edition: Edition, matches: Matches) -> int | None:
    """Matches that a league's season has by its rulebook; None for anything with ties."""
    if edition.kind != "league" or not edition.held:
        return None
    return edition.stages[0].expected(_count(matches))


def _count(matches: Matches) -> int:
    return len(distinct(np.concatenate((matches.home, matches.away))))


def _in_stage(snapshot: Snapshot, edition: Edition, stage: Stage, matches: Matches) -> BoolColumn:
    """Which matches make the tables of a phase; matches that name no phase go where they fit."""
    chosen = np.asarray(matches.phase == phase_code(stage.phase))
    if stage.phase == "league":
        if stage.split is not None:
            chosen |= matches.phase == phase_code("split")
        chosen |= (matches.phase < 0) & ~_grouped(snapshot, matches) & _plain(snapshot, matches)
    elif stage.phase == "group":
        chosen |= (matches.phase < 0) & _grouped(snapshot, matches)
    return chosen


def _grouped(snapshot: Snapshot, matches: Matches) -> BoolColumn:
    return np.isin(matches.group, [n for n, name in enumerate(snapshot.groups) if name])


def _plain(snapshot: Snapshot, matches: Matches) -> BoolColumn:
    plain = [n for n, name in enumerate(snapshot.rounds) if not name or name.isdigit()]
    return np.isin(matches.round, plain)


def _one(
    snapshot: Snapshot,
    edition: Edition,
    stage: Stage,
    group: str,
    matches: Matches,
    decided: Decisions,
    held: tuple[Coverage, ...],
    competition: str,
    season: Season,
) -> Table:
    """One table of the matches given."""
    extra = np.isin(matches.leg, _EXTRA_LEGS)
    played_off = play_offs(matches.take(extra))
    matches = matches.take(~extra)
    numbers = distinct(np.concatenate((matches.home, matches.away)))
    named = sorted(
        (int(n) for n in numbers),
        key=lambda n: (fold(snapshot.clubs[n].name), snapshot.clubs[n].id),
    )
    clubs = [snapshot.clubs[n] for n in named]
    place = {number: n for n, number in enumerate(named)}
    local = np.full(len(snapshot.clubs), -1, dtype=np.int64)
    for number, index in place.items():
        local[number] = index
    fixtures = np.stack((local[matches.home], local[matches.away]), axis=1)
    scored, conceded = matches.result()
    over = scored >= 0
    open_ = np.isin(matches.status, (SCHEDULED, POSTPONED, ABANDONED)) | (
        ~over & (matches.status != VOID)
    )
    expected = stage.expected(len(clubs))
    settled = int(len(matches) - open_.sum())
    world = World(
        clubs=len(clubs),
        fixtures=fixtures[over],
        goals=np.stack((scored[over], conceded[over]), axis=1),
        points=stage.points,
        steps=stage.order,
        head_to_head_from=stage.head_to_head_from,
        meetings=stage.meetings,
        zones=stage.zones,
        season_done=not open_.any() and (expected is None or settled >= expected),
        deducted={place[c]: n for c, n in decided.deducted.items() if c in place},
        void=fixtures[matches.status == VOID],
        pending=fixtures[open_],
        ahead={
            (place[a], place[b]): word
            for (a, b), word in {**played_off, **decided.ahead}.items()
            if a in place and b in place
        },
    )
    if stage.split is not None:
        world = after_split(world, stage.split, fixtures, matches)
    done = arrange(world)
    words, order, values = placed_by_decision(
        done, {place[c]: p for c, p in decided.placed.items() if c in place}
    )
    sums = done.totals
    rows = tuple(
        TableRow(
            position=n + 1,
            club=clubs[c],
            played=sums.played[c],
            won=sums.won[c],
            drawn=sums.drawn[c],
            lost=sums.lost[c],
            goals_for=sums.goals_for[c],
            goals_against=sums.goals_against[c],
            points=done.points[c],
            deducted=world.deducted.get(c, 0),
            away_goals=sums.away_goals[c],
            away_wins=sums.away_wins[c],
            zone=stage.zone_at(n + 1),
            decided_by=words[n],
            reason=reason(words[n], values[n], clubs[order[n - 1]].name) if n else "",
        )
        for n, c in enumerate(order)
    )
    return Table(
        competition=CompetitionId(competition),
        season=season,
        group=group,
        phase=stage.phase,
        on=snapshot.day,
        rows=rows,
        undecided=tuple(tuple(clubs[c] for c in level) for level in done.undecided),
        rule=edition.source,
        coverage=held,
        held=edition.held,
        decisions=decided.sources,
    )


def _ranking(stage: Stage, groups: list[Table], edition: Edition) -> Table:
    """Clubs of one position in each group, ranked by their own figures."""
    ranking = stage.ranking
    if ranking is None or not groups:
        raise UnknownName(f"{edition.competition} {edition.start} has no ranking across groups")
    rows = [t.rows[ranking.position - 1] for t in groups if len(t.rows) >= ranking.position]

    def figures(row: TableRow) -> tuple[int, ...]:
        known = {
            "points": row.points,
            "goal_difference": row.goal_difference,
            "goals_for": row.goals_for,
            "wins": row.won,
            "away_goals": row.away_goals,
            "away_wins": row.away_wins,
        }
        return tuple(known.get(step.by, 0) for step in ranking.order)

    ranked = sorted(rows, key=lambda r: (tuple(-f for f in figures(r)), fold(r.team)))
    placed: list[TableRow] = []
    level: list[list[Club]] = []
    for n, row in enumerate(ranked):
        word, text = "", ""
        if n:
            above = ranked[n - 1]
            pairs = list(zip(ranking.order, figures(above), figures(row), strict=True))
            found = next(((s, a, b) for s, a, b in pairs if a != b), None)
            if found is None:
                word = "undecided"
                if level and level[-1][-1] == above.club:
                    level[-1].append(row.club)
                else:
                    level.append([above.club, row.club])
            else:
                word = found[0].word
            text = reason(word, (found[1], found[2]) if found else None, above.team)
        zone = "advance" if n < ranking.advance else ""
        placed.append(replace(row, position=n + 1, zone=zone, decided_by=word, reason=text))
    return replace(
        groups[0],
        group="",
        phase=ranking.name,
        rows=tuple(placed),
        undecided=tuple(tuple(clubs) for clubs in level),
    )


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


def _near(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.competitions)
