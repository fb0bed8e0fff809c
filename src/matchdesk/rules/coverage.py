"""How much of a season is held, and how many matches it has by its rulebook."""

from __future__ import annotations

import numpy as np

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Coverage
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Rows, Snapshot, distinct, leg_code
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import NO_DECISIONS
from matchdesk.rules.edition import Edition
from matchdesk.rules.field import POSTPONED, SCHEDULED, counted, in_stage

_PLAYED_AGAIN = [leg_code("replay"), leg_code("play-off")]


def coverage(
    snapshot: Snapshot, competition: str, season: Season, *, catalogue: Catalogue = BUILT_IN
) -> tuple[Coverage, ...]:
    """How much of a season the snapshot holds.

    ``held`` counts the matches on record: results, and fixtures of days still to come. A match
    whose day has passed and that has no result is not held. ``expected`` is what a source declares,
    else what the rulebook's calendar gives, else None.
    """
    rows = snapshot.season_rows(competition, season)
    m = snapshot.matches
    status, day = m.status[rows], m.day[rows]
    missing = (
        ((status == SCHEDULED) | (status == POSTPONED))
        & (day > 0)
        & (day < snapshot.day.toordinal())
    )
    declared = next(
        (
            c.expected
            for c in snapshot.declared
            if c.competition == competition and c.season == season and not c.round
        ),
        None,
    )
    expected = declared
    held = int(len(rows) - missing.sum())
    if expected is None:
        edition = catalogue.of(snapshot).edition(competition, season)
        expected = _calendar(snapshot, edition, rows)
        if expected is not None and held > expected:
            # Matches played for a place are no part of the league's calendar.
            outside = ~in_stage(
                snapshot, edition, edition.stages[0], counted(m, rows, NO_DECISIONS)
            ) | np.isin(m.leg[rows], _PLAYED_AGAIN)
            held -= int((outside & ~missing).sum())
    return (Coverage(CompetitionId(competition), season, held, expected),)


def _calendar(snapshot: Snapshot, edition: Edition, rows: Rows) -> int | None:
    """Matches that a league's season has by its rulebook; None for anything with ties."""
    if edition.kind != "league" or not edition.held or edition.champion == "final":
        return None
    stage = edition.stages[0]
    if stage.clubs is not None:
        return stage.expected(stage.clubs)
    m = snapshot.matches
    return stage.expected(len(distinct(np.concatenate((m.home[rows], m.away[rows])))))
