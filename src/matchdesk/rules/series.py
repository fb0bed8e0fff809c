"""The table after every day of a season, match by match instead of season by season."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from matchdesk.core.match import Coverage
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.calendar import known_at
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import Decisions, decisions
from matchdesk.rules.edition import Stage
from matchdesk.rules.field import VOID, Field, season_done
from matchdesk.rules.order import World, no_matches, put_in_order
from matchdesk.rules.shape import lines_of
from matchdesk.rules.sums import Running, match_points
from matchdesk.rules.table import SeasonTables, Table, TableRow, table


def tables_by_day(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    group: str | None = None,
    phase: str | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Table, ...]:
    """The table of a league or group at the end of every day on which a result came in.

    Each equals :func:`matchdesk.rules.table.table` of what was known on its day. Matches without a
    date are counted with the last day.

    Args:
        snapshot: the ledger at a moment.
        competition: its id.
        season: the season.
        group: which of several groups.
        phase: which of several phases.
        catalogue: the rulebooks.

    Raises:
        UnknownName: no match of that season, group or phase is known, or it has no table.
        UsageError: there are several tables and no group was named.
    """
    shared = SeasonTables.of(snapshot, competition, season, catalogue)
    found = [
        (stage, name, field)
        for stage, name, field in shared.fields(phase)
        if group is None or name.casefold() == group.casefold()
    ]
    if not found:
        raise UnknownName(
            f"{competition} {season} has no table of that phase or group",
            near=sorted({s.phase for s in shared.edition.stages}),
        )
    if len(found) > 1:
        names = ", ".join(f"{stage.phase} {name}".strip() for stage, name, _ in found)
        raise UsageError(
            f"{competition} {season} has {len(found)} tables: {names}; name a group and phase"
        )
    stage, name, field = found[0]
    if _one_by_one(shared, stage, field):
        return _Season(shared, stage, name, field).tables()
    return tuple(
        table(
            known_at(snapshot, Moment(dt.date.fromordinal(day)), catalogue=catalogue),
            competition,
            season,
            group=group,
            phase=stage.phase,
            catalogue=catalogue,
        )
        for day in _days(field)
    )


def _days(field: Field) -> list[int]:
    """Days with a result, in order."""
    day = field.matches.day[field.over]
    return sorted({*day[day > 0].tolist()})


def _one_by_one(shared: SeasonTables, stage: Stage, field: Field) -> bool:
    """True if nothing but results changes the table from day to day.

    Not so in leagues that split, that were stopped, and where results were changed or clubs
    placed by a decision, or a match was played for a place.
    """
    decided = shared.decided
    changed = decided.awarded or decided.void or decided.placed or decided.ahead
    return (
        stage.split is None
        and stage.stopped is None
        and not changed
        and not field.played_off
        and not field.beside
        and not bool((field.matches.day[field.over] <= 0).any())
    )


class _Season:
    """One table through its season."""

    def __init__(self, shared: SeasonTables, stage: Stage, name: str, field: Field) -> None:
        self.shared, self.stage, self.name, self.field = shared, stage, name, field
        m = field.matches
        settled = field.over | (m.status == VOID)
        rows = np.flatnonzero(settled)
        goals = np.stack((m.scored[rows], m.conceded[rows]), axis=1).astype(np.int64)
        late = None if field.late is None else field.late[rows]
        given = match_points(goals, stage.points, late)
        home, away = field.fixtures[rows, 0].tolist(), field.fixtures[rows, 1].tolist()
        self.matches = list(
            zip(
                m.day[rows].tolist(), field.over[rows].tolist(), home, away,
                goals[:, 0].tolist(), goals[:, 1].tolist(),
                *(column.tolist() for column in given), strict=True,
            )
        )  # fmt: skip
        self.pending = len(m)
        self.running = Running(len(field.clubs), field.fixtures)
        self.lines = lines_of(stage, len(field.clubs))
        starts = {
            c.start
            for c in shared.snapshot.corrections
            if c.competition == shared.competition and c.season == shared.season and c.start
        }
        self.changes = sorted(start.toordinal() for start in starts)
        open_ = m.day[field.open]
        self.passed = open_[(open_ > 0) & (open_ < shared.snapshot.day.toordinal())].tolist()
        self.deducted = self._taken(shared.decided)
        self.kept: dict[Any, TableRow] = {}

    def tables(self) -> tuple[Table, ...]:
        """One table for each day with a result."""
        found = []
        place, matches = 0, self.matches
        running, add = self.running, self.running.add
        for day in _days(self.field):
            while place < len(matches) and matches[place][0] <= day:
                _, over, home, away, scored, conceded, home_points, away_points, lead = matches[
                    place
                ]
                if over:
                    add(home, away, scored, conceded, (home_points, away_points, lead))
                else:
                    running.settle(home, away)
                place += 1
            found.append(self._table(day, place))
        return tuple(found)

    def _table(self, day: int, settled: int) -> Table:
        shared, stage, field, running = self.shared, self.stage, self.field, self.running
        on = dt.date.fromordinal(day)
        decided = shared.decided
        if self.changes and self.changes[-1] > day:
            decided = decisions(shared.snapshot, shared.competition, shared.season, day=on)
        world = World(
            clubs=len(field.clubs),
            fixtures=no_matches(),
            goals=no_matches(),
            points=stage.points,
            steps=stage.order,
            head_to_head_from=stage.head_to_head_from,
            meetings=stage.meetings,
            zones=stage.zones,
            season_done=season_done(field, stage, settled, self.pending - settled, day),
            deducted=self.deducted if decided is shared.decided else self._taken(decided),
            lines=self.lines,
        )
        done = put_in_order(world, running.totals, lambda: running.meetings)
        return shared.made(
            stage, self.name, field, world, done, on, self._coverage(day), decided, self.kept
        )

    def _taken(self, decided: Decisions) -> dict[int, int]:
        """Points taken off by place of the club."""
        place = self.field.place
        return {place[c]: n for c, n in decided.deducted.items() if c in place}

    def _coverage(self, day: int) -> tuple[Coverage, ...]:
        """Matches to come are on record; only those whose day has passed without a result are not."""
        if not self.passed:
            return self.shared.held
        last = self.shared.held[0]
        later = sum(open_ >= day for open_ in self.passed)
        return (Coverage(last.competition, last.season, last.held + later, last.expected),)
