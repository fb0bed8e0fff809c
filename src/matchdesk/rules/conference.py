"""Conferences: tables of some clubs of a league, in which all their matches count.

Who belongs to which is data: the rulebook's list, and facts of the ledger (``subject`` a club, ``kind``
"conference", ``value`` its name), which come first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchdesk.core.competition import ClubId
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import Catalogue
from matchdesk.rules.field import Field, world_of
from matchdesk.rules.order import Totals, World, arrange, totals

if TYPE_CHECKING:
    from matchdesk.rules.table import SeasonTables, Table

PHASE = "conference"
"""What the tables of conferences are called where tables of a phase are asked for."""


def members(
    snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
) -> dict[ClubId, str]:
    """Name of the conference of each club in a season; empty for a league without."""
    found = {
        ClubId(one.club): one.name
        for one in catalogue.of(snapshot).conferences(competition)
        if (one.start is None or one.start <= season) and (one.end is None or season <= one.end)
    }
    if found or competition in snapshot.competitions:
        year = season.start
        found |= {
            ClubId(fact.subject): fact.value
            for fact in snapshot.store.facts()
            if fact.kind == PHASE
            and (fact.start is None or fact.start.year <= year + season.split)
            and (fact.end is None or fact.end.year >= year)
        }
    return found


def conferences(shared: SeasonTables, catalogue: Catalogue) -> tuple[Table, ...]:
    """The table of each conference, in order of name.

    Raises:
        UnknownName: no conference of the league's season is known.
    """
    known = members(shared.snapshot, shared.competition, shared.season, catalogue)
    league = shared.fields("league") if known else []
    inside: dict[str, list[int]] = {}
    for _, _, field in league[:1]:
        for place, club in enumerate(field.clubs):
            if club.id in known:
                inside.setdefault(known[club.id], []).append(place)
    if not inside:
        raise UnknownName(f"{shared.competition} {shared.season} has no conferences that are known")
    stage, _, field = league[0]
    whole = world_of(shared.snapshot, stage, field, shared.decided)
    sums = totals(whole.fixtures, whole.goals, whole.clubs, whole.points, whole.late)
    found = []
    for name, places in sorted(inside.items()):
        part = _field_of(field, places)
        world = _world_of(whole, places)
        done = arrange(world, sums=_sums_of(sums, places))
        made = shared.made(
            replace(stage, zones=(), phase=PHASE), name, part, world, done, shared.snapshot.day
        )
        found.append(made)
    return tuple(found)


def _field_of(field: Field, places: list[int]) -> Field:
    number = tuple(field.number[p] for p in places)
    return replace(
        field,
        clubs=tuple(field.clubs[p] for p in places),
        number=number,
        place={club: n for n, club in enumerate(number)},
    )


def _world_of(whole: World, places: list[int]) -> World:
    """The same table of some clubs; matches among them alone for what is counted between them."""
    local = np.full(whole.clubs, -1, dtype=np.int64)
    local[places] = np.arange(len(places))
    moved = local[whole.fixtures]
    both = (moved >= 0).all(axis=1)
    here = {club: n for n, club in enumerate(places)}
    return World(
        clubs=len(places),
        fixtures=moved[both],
        goals=whole.goals[both],
        points=whole.points,
        steps=whole.steps,
        head_to_head_from=whole.head_to_head_from,
        meetings=whole.meetings,
        season_done=whole.season_done,
        deducted={here[c]: n for c, n in whole.deducted.items() if c in here},
        late=None if whole.late is None else whole.late[both],
        ahead={
            (here[a], here[b]): word
            for (a, b), word in whole.ahead.items()
            if a in here and b in here
        },
    )


def _sums_of(sums: Totals, places: list[int]) -> Totals:
    return Totals(
        **{name: [getattr(sums, name)[p] for p in places] for name in Totals.__dataclass_fields__}
    )
