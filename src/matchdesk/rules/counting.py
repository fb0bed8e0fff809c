"""Tables of a part of the matches: at home, away, of late, at half-time; and scores put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE, BoolColumn, Snapshot, status_code
from matchdesk.errors import UsageError
from matchdesk.rules.edition import Stage
from matchdesk.rules.order import Arrangement, World, put_in_order
from matchdesk.rules.sums import Ints, meetings_of, sided_totals
from matchdesk.rules.words import AGAIN, INPUTS

if TYPE_CHECKING:
    from matchdesk.rules.field import Field

Venue = Literal["home", "away"]
VENUES: tuple[Venue, ...] = ("home", "away")

_LATER_COLUMNS = ("extra_home", "extra_away", "penalties_home", "penalties_away",
                  "awarded_home", "awarded_away")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counting:
    """What of the matches is counted.

    Attributes:
        venue: each match for the home side alone, or for the visitors; None for both.
        last: the last so many matches of each club; None for all.
        half_time: the score at half-time instead of the result.
    """

    venue: Venue | None = None
    last: int | None = None
    half_time: bool = False

    @property
    def everything(self) -> bool:
        """True if all matches are counted as they ended."""
        return self.venue is None and self.last is None and not self.half_time


def part_world(
    snapshot: Snapshot, stage: Stage, field: Field, counting: Counting
) -> tuple[World, Arrangement, str]:
    """The table of a part of the matches, and what was counted in words.

    Level clubs are put in order by the overall criteria of the rulebook's list: criteria between
    level clubs, decisions, deductions and zones are about whole seasons.

    Raises:
        UsageError: ``last`` below 1.
    """
    if counting.last is not None and counting.last < 1:
        raise UsageError(
            f"Found the last {counting.last} matches, expected 1 or more. Nothing was asked.",
            code="bad-number",
        )
    over = field.over
    matches = field.matches
    scored, conceded = matches.scored, matches.conceded
    said = []
    if counting.half_time:
        m = snapshot.matches
        scored, conceded = m.half_home[matches.rows], m.half_away[matches.rows]
        known = over & (scored >= 0) & (conceded >= 0)
        left_out = int((over & ~known).sum())
        over = known
        said.append("scores at half-time")
        if left_out:
            matches_ = "match" if left_out == 1 else "matches"
            said.append(f"{left_out} {matches_} without one left out")
    fixtures = field.fixtures[over]
    goals = np.stack((scored[over], conceded[over]), axis=1).astype(np.int64)
    counts = np.ones((len(fixtures), 2), dtype=np.bool_)
    if counting.venue is not None:
        counts[:, 1 if counting.venue == "home" else 0] = False
        said.insert(0, "home matches" if counting.venue == "home" else "away matches")
    if counting.last is not None:
        _keep_last(fixtures, counts, counting.last, len(field.clubs))
        many = "match" if counting.last == 1 else f"{counting.last} matches"
        of = f"last {counting.last} of each club" if said else f"last {many}"
        said.append(of)
    late = None if field.late is None or counting.half_time else field.late[over]
    world = World(
        clubs=len(field.clubs),
        fixtures=fixtures,
        goals=goals,
        points=stage.points,
        steps=tuple(
            replace(step, clubs="any")
            for step in stage.order_on(snapshot.day)
            if not step.among_tied and not step.only_for and step.by not in INPUTS
            and step.by != AGAIN
        ),
        meetings=stage.meetings,
        late=late,
    )  # fmt: skip
    sums = sided_totals(fixtures, goals, world.clubs, stage.points, late, counts)
    done = put_in_order(
        world, sums, lambda: meetings_of(fixtures, goals, world.clubs, stage.points, late)
    )
    return world, done, ", ".join(said)


def _keep_last(
    fixtures: Ints,
    counts: BoolColumn,
    last: int,
    clubs: int,
) -> None:
    """Leave in ``counts`` only the last matches of each club; matches are in order of day."""
    seen = [0] * clubs
    for n in range(len(fixtures) - 1, -1, -1):
        for side in (0, 1):
            if counts[n, side]:
                club = int(fixtures[n, side])
                seen[club] += 1
                counts[n, side] = seen[club] <= last


def suppose(snapshot: Snapshot, scores: Mapping[int, Score]) -> Snapshot:
    """The snapshot as if some matches had ended otherwise, or were over already.

    Args:
        snapshot: the ledger at a moment; it stays as it is.
        scores: score after 90 minutes by row of the snapshot. Extra time, penalties and awards of
            these matches are taken away.
    """
    m = snapshot.matches
    rows = np.array(sorted(scores), dtype=np.intp)
    changed = {name: getattr(m, name).copy() for name in (*_LATER_COLUMNS, "home_goals",
                                                          "away_goals", "status")}  # fmt: skip
    for name in _LATER_COLUMNS:
        changed[name][rows] = NONE
    changed["home_goals"][rows] = [scores[int(row)].home for row in rows]
    changed["away_goals"][rows] = [scores[int(row)].away for row in rows]
    changed["status"][rows] = status_code("played")
    return replace(snapshot, matches=replace(m, **changed))
