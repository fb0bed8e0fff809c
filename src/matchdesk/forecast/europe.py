"""European places in each run of a season: the cups are played along with the league.

Who wins a cup has its place in Europe, or passes it on, and holders of European cups are placed
besides (:mod:`matchdesk.rules.europe`). What that makes of a table depends only on the places of
the clubs concerned, so each such case is worked out once for all runs in which it came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import ClubId
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast.table_plain import Ends
from matchdesk.forecast.tie import CupRuns
from matchdesk.forecast.worlds import OpenTable
from matchdesk.rules.edition import Edition, Stage
from matchdesk.rules.europe import RANKS, Qualifier, european, placed_by_cups

_OUTSIDE = Club(ClubId("xx.outside"), "outside")
_DAY = dt.date.min

Europe = tuple[tuple[str, ...], NDArray[np.int8]]
"""Zones, and int8[run, place] which of them a place has in a run; -1 for none."""


def europe(
    snapshot: Snapshot,
    edition: Edition,
    season: Season,
    table: OpenTable,
    ends: Ends,
    play: Callable[[str], CupRuns | None],
) -> Europe | None:
    """The European places of a league in each run; None where no cup of its rulebook is held.

    Args:
        snapshot: what is known.
        edition: the league's rulebook.
        season: the season.
        table: the league.
        ends: how it ended in each run.
        play: plays a cup of the season to its end, None where that cannot be done.
    """
    given: list[tuple[str, bool, bool]] = []
    columns: list[NDArray[np.int64]] = []
    for place in placed_by_cups(edition, season):
        if not len(snapshot.season_rows(place.cup, season)):
            continue
        try:
            cup = play(place.cup)
        except UnknownName:
            continue
        if cup is None or not len(cup.winner):
            continue
        given.append((place.zone, place.passes_on, place.finalist))
        columns += [
            _places(table, ends, cup.winner),
            _places(table, ends, _beaten(cup) if place.finalist else cup.winner),
        ]
    if not given:
        return None
    cases, of_run = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    zones = np.stack([_case(table.stage, table.world.clubs, given, case) for case in cases])
    return RANKS, zones[of_run.reshape(-1)]


def _places(table: OpenTable, ends: Ends, clubs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place in the table of one club in each run, int[run]; 0 where it is not in it."""
    inside = table.world.of[None, :] == clubs[:, None]
    found: NDArray[np.int64] = np.where(inside, ends.position, 0).sum(axis=1).astype(np.int64)
    return found


def _beaten(cup: CupRuns) -> NDArray[np.int64]:
    """Who lost the final in each run; STRANGER where it is not known."""
    final = cup.reached[cup.order[-1]]
    lost = np.where(final == cup.winner[:, None], -1, final)
    found: NDArray[np.int64] = lost.max(axis=1)
    return found


def _case(
    stage: Stage, clubs: int, given: Sequence[tuple[str, bool, bool]], places: NDArray[np.int64]
) -> NDArray[np.int8]:
    """What each place means where clubs of these places won the cups and lost the finals."""
    order = [Club(ClubId(f"xx.{n}"), str(n)) for n in range(1, clubs + 1)]
    found = []
    for at, (zone, passes_on, finalist) in enumerate(given):
        winner, beaten = (
            order[place - 1] if place else _OUTSIDE
            for place in places[2 * at : 2 * at + 2].tolist()
        )
        found.append(Qualifier(winner, beaten if finalist else None, zone, "", _DAY, passes_on))
    found.sort(key=lambda one: RANKS.index(one.zone))
    held, _ = european(stage, order, found, _DAY)
    return np.array(
        [RANKS.index(held[club.id]) if club.id in held else -1 for club in order], dtype=np.int8
    )
