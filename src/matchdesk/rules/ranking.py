"""Rankings across groups: the clubs of one position in each, by their own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchdesk.core.text import fold
from matchdesk.errors import UnknownName
from matchdesk.rules.edition import Stage
from matchdesk.rules.order import Totals, World, arrange

if TYPE_CHECKING:
    from matchdesk.rules.table import SeasonTables, Table, TableRow


def across_groups(stage: Stage, groups: Sequence[Table], shared: SeasonTables) -> Table:
    """Clubs of one position in each group, ranked by their own figures."""
    ranking = stage.ranking
    if ranking is None or not groups:
        raise UnknownName(f"{shared.competition} {shared.season} has no ranking across groups")
    rows = [t.rows[ranking.position - 1] for t in groups if len(t.rows) >= ranking.position]
    rows.sort(key=lambda row: (fold(row.team), row.team_id))
    place = {shared.snapshot.club_number(row.club): n for n, row in enumerate(rows)}
    world = World(
        clubs=len(rows),
        fixtures=np.empty((0, 2), dtype=np.int64),
        goals=np.empty((0, 2), dtype=np.int64),
        points=stage.points,
        steps=ranking.order,
        season_done=True,
        ahead={
            (place[a], place[b]): word
            for (a, b), word in shared.decided.ahead.items()
            if a in place and b in place
        },
    )
    done = arrange(world, sums=sums_of(rows))
    placed = []
    for n, c in enumerate(done.order):
        above = rows[done.order[n - 1]].club if n else None
        zone = "advance" if n < ranking.advance else ""
        placed.append(
            replace(
                rows[c],
                position=n + 1,
                zone=zone,
                decided_by=done.words[n],
                values=done.values[n],
                above=above,
            )
        )
    return replace(
        groups[0],
        group="",
        phase=ranking.name,
        rows=tuple(placed),
        undecided=tuple(tuple(rows[c].club for c in level) for level in done.undecided),
        rule=shared.edition.source_of("points", "order"),
    )


def sums_of(rows: Sequence[TableRow]) -> Totals:
    """The figures of rows as sums; points are those left after deductions."""
    return Totals(
        played=[r.played for r in rows],
        won=[r.won for r in rows],
        drawn=[r.drawn for r in rows],
        lost=[r.lost for r in rows],
        goals_for=[r.goals_for for r in rows],
        goals_against=[r.goals_against for r in rows],
        points=[r.points for r in rows],
        away_goals=[r.away_goals for r in rows],
        away_goals_against=[0 for _ in rows],
        away_wins=[r.away_wins for r in rows],
    )
