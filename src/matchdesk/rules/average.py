"""Relegation by the average of several seasons (promedio): points per match, seasons added up.

A club counts the seasons that it played in the division, the season asked about the last of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchdesk.core.competition import ClubId
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import Catalogue
from matchdesk.rules.edition import Average, OrderStep, Points
from matchdesk.rules.order import Totals, World, arrange

if TYPE_CHECKING:
    from matchdesk.rules.table import SeasonTables, Table, TableRow

PHASE = "promedio"
"""What this table is called where tables of a phase are asked for."""


def average_table(shared: SeasonTables, rule: Average, catalogue: Catalogue) -> Table:
    """The clubs of a season by their points per match over the seasons that count.

    ``played``, goals and points are sums of those seasons, deductions taken off.

    Raises:
        UnknownName: no table of the season is known.
    """
    snapshot, competition = shared.snapshot, shared.competition
    seasons = [s for s in snapshot.seasons(competition) if s <= shared.season][-rule.seasons :]
    by_season: dict[Season, tuple[Table, ...]] = {
        season: _league(snapshot, competition, season, catalogue) for season in seasons
    }
    now = by_season.get(shared.season, ())
    if not now:
        raise UnknownName(f"{competition} {shared.season} has no table")
    rows: dict[ClubId, list[TableRow]] = {row.team_id: [] for table in now for row in table.rows}
    for found in by_season.values():
        for table in found:
            for row in table.rows:
                if row.team_id in rows:
                    rows[row.team_id].append(row)
    listed = sorted(
        (own for own in rows.values()), key=lambda own: (fold(own[-1].team), own[-1].team_id)
    )
    sums = _sums(listed)
    world = World(
        clubs=len(listed),
        fixtures=np.empty((0, 2), dtype=np.int64),
        goals=np.empty((0, 2), dtype=np.int64),
        points=Points(),
        steps=(OrderStep("points_per_match"),),
        season_done=all(table.final for table in now),
    )
    done = arrange(world, sums=sums)
    placed = []
    for n, c in enumerate(done.order):
        last = listed[c][-1]
        placed.append(
            replace(
                last,
                position=n + 1,
                played=sums.played[c], won=sums.won[c], drawn=sums.drawn[c], lost=sums.lost[c],
                goals_for=sums.goals_for[c], goals_against=sums.goals_against[c],
                points=sums.points[c], deducted=sum(row.deducted for row in listed[c]),
                away_goals=sums.away_goals[c], away_wins=sums.away_wins[c],
                zone="relegation" if n >= len(done.order) - rule.relegated else "",
                decided_by=done.words[n],
                values=done.values[n],
                above=listed[done.order[n - 1]][-1].club if n else None,
            )
        )  # fmt: skip
    return replace(
        now[0],
        group="",
        phase=PHASE,
        rows=tuple(placed),
        undecided=tuple(tuple(listed[c][-1].club for c in level) for level in done.undecided),
        coverage=tuple(
            dict.fromkeys(c for found in by_season.values() for t in found for c in t.coverage)
        ),
        rule=shared.edition.source_of("zones"),
        final=world.season_done,
    )


def _league(
    snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
) -> tuple[Table, ...]:
    from matchdesk.rules.table import tables  # Which knows of this table in its turn.

    try:
        return tables(snapshot, competition, season, phase="league", catalogue=catalogue)
    except UnknownName:
        return ()


def _sums(listed: list[list[TableRow]]) -> Totals:
    def summed(name: str) -> list[int]:
        return [sum(getattr(row, name) for row in own) for own in listed]

    names = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points",
             "away_goals", "away_wins")  # fmt: skip
    return Totals(**{name: summed(name) for name in names}, away_goals_against=[0 for _ in listed])
