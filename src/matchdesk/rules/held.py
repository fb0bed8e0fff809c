"""Tables and ties of a season as far as any are held: none is an answer here, not an error."""

from __future__ import annotations

from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import Catalogue
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.table import Table, tables


def held_tables(
    snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
) -> tuple[Table, ...]:
    """All tables of a season; none where it has none."""
    try:
        return tables(snapshot, competition, season, catalogue=catalogue)
    except UnknownName:
        return ()


def held_ties(
    snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
) -> tuple[Tie, ...]:
    """All ties of a season; none where it has none."""
    try:
        return ties(snapshot, competition, season, catalogue=catalogue)
    except UnknownName:
        return ()
