"""A club's place in a league or group table, and how far it is from the zones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.snapshot import Snapshot, leg_code, phase_code, status_code
from matchdesk.rules.edition import Edition, Stage
from matchdesk.rules.table import Table, TableRow

_OPEN = [status_code(s) for s in ("scheduled", "postponed", "abandoned")]
_ANOTHER_MATCH = [leg_code("replay"), leg_code("play-off")]


@dataclass(frozen=True, slots=True)
class ZoneGap:
    """How far a club is from the edges of a zone of its table, in points.

    Attributes:
        zone: word of the zone; ``first`` and ``last`` are its places, from 1.
        inside: the club stands in it.
        ahead: points more than the first club on the worse side of the nearest edge: above a zone
            the club at its first place, inside it the club below its last. None where there is
            none.
        behind: points less than the first club on the better side: below a zone the club at its
            last place, inside it the club above its first. None where there is none.
        ahead_of, behind_of: those clubs.
    """

    zone: str
    first: int
    last: int
    inside: bool
    ahead: int | None = None
    behind: int | None = None
    ahead_of: Club | None = None
    behind_of: Club | None = None

    def to_dict(self) -> dict[str, object]:
        """The gap as a JSON object."""
        return {
            "zone": self.zone,
            "first": self.first,
            "last": self.last,
            "inside": self.inside,
            "ahead": self.ahead,
            "ahead_of": self.ahead_of.name if self.ahead_of else None,
            "behind": self.behind,
            "behind_of": self.behind_of.name if self.behind_of else None,
        }


@dataclass(frozen=True, slots=True)
class LeaguePlace:
    """A club's place in a league or group table.

    Attributes:
        position: from 1. clubs: number of clubs in the table.
        shared_with: clubs that the rules held do not separate from it.
        leader: first of the table. behind_leader: points behind it; 0 for the leader.
        ahead_of_second: points ahead of the second, for the leader; else None.
        left: matches still to play; None where neither calendar nor rulebook tells.
        most: points with all of them won; None likewise, or where points are halved on the way.
        zones: gap to every zone of the table, in the order of places.
        over: every match of the table is played.
        settled: no result to come can change its place: it has played them all, and whoever has not
            cannot come level with it.
        table: the table itself.
    """

    position: int
    clubs: int
    points: int
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    zone: str
    leader: Club
    behind_leader: int
    ahead_of_second: int | None
    left: int | None
    most: int | None
    zones: tuple[ZoneGap, ...]
    shared_with: tuple[Club, ...]
    phase: str
    group: str
    over: bool
    settled: bool
    table: Table

    def gap(self, zone: str) -> ZoneGap | None:
        """The gap to a zone, None where the table has no such zone."""
        return next((g for g in self.zones if g.zone == zone), None)

    @property
    def above_drop(self) -> int | None:
        """Points above the first relegation place; negative inside it; None without relegation."""
        drop = self.gap("relegation")
        if drop is None:
            return None
        if drop.inside:
            return -drop.behind if drop.behind is not None else None
        return drop.ahead

    def to_dict(self) -> dict[str, object]:
        """The place as a JSON object, without the table."""
        return {
            "position": self.position,
            "clubs": self.clubs,
            "points": self.points,
            "played": self.played,
            "won": self.won,
            "drawn": self.drawn,
            "lost": self.lost,
            "goals_for": self.goals_for,
            "goals_against": self.goals_against,
            "zone": self.zone,
            "leader": self.leader.name,
            "leader_id": self.leader.id,
            "behind_leader": self.behind_leader,
            "ahead_of_second": self.ahead_of_second,
            "above_drop": self.above_drop,
            "left": self.left,
            "most": self.most,
            "zones": [gap.to_dict() for gap in self.zones],
            "shared_with": [club.name for club in self.shared_with],
            "phase": self.phase,
            "group": self.group,
            "over": self.over,
            "settled": self.settled,
        }


def league_place(snapshot: Snapshot, edition: Edition, found: Table, club: Club) -> LeaguePlace:
    """A club's place in one of its tables."""
    rows = found.rows
    row = found.row(club)
    stage = edition.stage(found.phase)
    open_, matches_open = open_matches(snapshot, found, club)
    left = 0 if found.final else _left(row, stage, len(rows), open_, edition)
    win = stage.points.win if stage else 3
    halved = stage is not None and stage.split is not None and stage.split.carried != "kept"
    zones = stage.zones if stage else ()
    over = found.final or (not matches_open and (left is None or left == 0))
    return LeaguePlace(
        position=row.position,
        clubs=len(rows),
        points=row.points,
        played=row.played,
        won=row.won,
        drawn=row.drawn,
        lost=row.lost,
        goals_for=row.goals_for,
        goals_against=row.goals_against,
        zone=row.zone,
        leader=rows[0].club,
        behind_leader=rows[0].points - row.points,
        ahead_of_second=row.points - rows[1].points
        if row.position == 1 and len(rows) > 1
        else None,
        left=left,
        most=None if left is None or halved else row.points + left * win,
        zones=tuple(
            _zone_gap(rows, row, z.zone, z.first, z.last)
            for z in sorted(zones, key=lambda z: (z.first, z.last))
            if z.first <= len(rows)
        ),
        shared_with=tuple(
            other
            for level in found.undecided
            if club.id in {c.id for c in level}
            for other in level
            if other.id != club.id
        ),
        phase=found.phase,
        group=found.group,
        over=over,
        settled=over
        or (
            left == 0
            and not (stage and stage.split)
            and _out_of_reach(snapshot, edition, found, row)
        ),
        table=found,
    )


def _out_of_reach(snapshot: Snapshot, edition: Edition, found: Table, row: TableRow) -> bool:
    """No club with matches left can come level with this one from below, or is level with it."""
    stage = edition.stage(found.phase)
    win = stage.points.win if stage else 3
    for other in found.rows:
        if other.club == row.club:
            continue
        open_, _ = open_matches(snapshot, found, other.club)
        left = _left(other, stage, len(found.rows), open_, edition)
        if left == 0 or other.points > row.points:
            continue
        if left is None or other.points + left * win >= row.points:
            return False
    return not any(row.club in level for level in found.undecided)


def _zone_gap(
    rows: tuple[TableRow, ...], row: TableRow, zone: str, first: int, last: int
) -> ZoneGap:
    """Points between a club and the edges of a zone."""
    last = min(last, len(rows))
    inside = first <= row.position <= last
    below = rows[first - 1] if row.position < first else None
    above = rows[last - 1] if row.position > last else None
    if inside:
        below = rows[last] if last < len(rows) else None
        above = rows[first - 2] if first > 1 else None
    return ZoneGap(
        zone=zone,
        first=first,
        last=last,
        inside=inside,
        ahead=row.points - below.points if below else None,
        behind=above.points - row.points if above else None,
        ahead_of=below.club if below else None,
        behind_of=above.club if above else None,
    )


def open_matches(snapshot: Snapshot, found: Table, club: Club) -> tuple[int, int]:
    """Matches of a table that are still to play: those of the club, and all."""
    m = snapshot.matches
    rows = snapshot.select(found.competition, found.season)
    numbers = [snapshot.club_number(row.club) for row in found.rows]
    phases = [phase_code(found.phase), phase_code("")]
    if found.phase == "league":
        phases.append(phase_code("split"))
    inside = (
        np.isin(m.phase[rows], phases)
        & np.isin(m.home[rows], numbers)
        & np.isin(m.away[rows], numbers)
        & np.isin(m.status[rows], _OPEN)
        & ~np.isin(m.leg[rows], _ANOTHER_MATCH)
    )
    number = snapshot.club_number(club)
    own = inside & ((m.home[rows] == number) | (m.away[rows] == number))
    return int(own.sum()), int(inside.sum())


def _left(
    row: TableRow, stage: Stage | None, clubs: int, open_: int, edition: Edition
) -> int | None:
    """Matches a club has still to play: what the rulebook's calendar gives, else the fixtures."""
    expected: int | None = None
    if edition.held and stage is not None:
        size = stage.clubs or clubs
        expected = stage.meetings * (size - 1) if stage.meetings else stage.matches or None
        if stage.split is not None:
            parts = set(stage.split.sizes)
            each = (parts.pop() - 1) * stage.split.meetings if len(parts) == 1 else None
            expected = stage.split.after + each if each is not None else None
    if expected is None:
        # Neither calendar nor rulebook tells: what is on record to come, if anything is.
        return open_ or None
    return max(expected - row.played, 0)
