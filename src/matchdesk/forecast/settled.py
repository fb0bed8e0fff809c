"""Published forecasts: kept with their seed, and scored when the result comes in.

What is published is never changed; publishing the same question at the same moment again keeps the
first answer. Scores are worked out when asked for, from what is known then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import insert, select

from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast.chances import Chances
from matchdesk.forecast.prospects import Forecast
from matchdesk.forecast.scores import brier, log_loss, result_of, rps
from matchdesk.ledger import lookup, schema
from matchdesk.ledger.store import Ledger
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.place import open_matches
from matchdesk.rules.table import Table, tables

MODEL = "strengths"


@dataclass(frozen=True, slots=True)
class Published:
    """One forecast on record.

    Attributes:
        made: day of the moment at which it was made. kind: "match" or "zone".
        subject: id of the match, or of the club. what: "result", or the zone.
        chances: of home win, draw and away win; or of the zone.
        seed, runs: of the simulation; None where nothing was drawn.
        came: 0 home win, 1 draw, 2 away win; 1 or 0 for a zone; None while it is open.
        log_loss, brier, rps: None while it is open; rps for matches alone.
    """

    made: str
    kind: str
    competition: str
    season: str
    subject: str
    what: str
    chances: tuple[float, ...]
    model: str
    seed: int | None
    runs: int | None
    came: int | None = None
    log_loss: float | None = None
    brier: float | None = None
    rps: float | None = None

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {
            "chances": list(self.chances)
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """All published forecasts, the open ones too, and the mean scores of those settled."""

    forecasts: tuple[Published, ...]

    def mean(self, kind: str, score: str) -> float | None:
        """Mean of a score over settled forecasts of a kind, None where there are none."""
        found = [
            value
            for one in self.forecasts
            if one.kind == kind and (value := getattr(one, score)) is not None
        ]
        return float(np.mean(found)) if found else None

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "published": len(self.forecasts),
            "settled": sum(one.came is not None for one in self.forecasts),
            "match": {s: self.mean("match", s) for s in ("log_loss", "rps", "brier")},
            "zone": {s: self.mean("zone", s) for s in ("log_loss", "brier")},
            "forecasts": [one.to_dict() for one in self.forecasts],
        }


def publish(ledger: Ledger, found: Chances | Forecast) -> int:
    """Keep a forecast; returns how many entries are new.

    Raises:
        LedgerReadOnly: the starter keeps nothing.
    """
    return _keep(ledger, _of_chances(found) if isinstance(found, Chances) else _of_forecast(found))


def _of_chances(found: Chances) -> list[dict[str, object]]:
    return [
        {
            "made": found.on.isoformat(), "kind": "match", "competition": one.competition,
            "season": one.match.split(":")[1], "subject": one.match, "what": "result",
            "chances": json.dumps([one.home_win, one.draw, one.away_win]), "model": MODEL,
            "seed": None, "runs": None,
        }
        for one in found.matches
        if one.match
    ]  # fmt: skip


def _of_forecast(found: Forecast) -> list[dict[str, object]]:
    return [
        {
            "made": found.on.isoformat(), "kind": "zone", "competition": found.competition,
            "season": str(found.season), "subject": str(team.club.id), "what": zone,
            "chances": json.dumps([chance]), "model": MODEL, "seed": found.seed,
            "runs": found.runs,
        }
        for team in found.teams
        for zone, chance in team.zones
    ]  # fmt: skip


_MARK = ("made", "kind", "competition", "season", "subject", "what", "model")


def _keep(ledger: Ledger, rows: Sequence[dict[str, object]]) -> int:
    p = schema.published.c
    with ledger.writing() as connection:
        held = {tuple(row) for row in connection.execute(select(*(p[n] for n in _MARK)))}
        fresh = [row for row in rows if tuple(row[n] for n in _MARK) not in held]
        if fresh:
            connection.execute(insert(schema.published), fresh)
    return len(fresh)


def settled(ledger: Ledger, snapshot: Snapshot, catalogue: Catalogue = BUILT_IN) -> Settled:
    """Published forecasts with what came of them, as known at the snapshot's moment."""
    p, catalogue = schema.published.c, catalogue.of(snapshot)
    with ledger.reading() as connection:
        rows = connection.execute(select(schema.published).order_by(p.id)).all()
    ends: dict[tuple[str, str], tuple[Table, ...]] = {}
    found = []
    for row in rows:
        one = Published(
            row.made, row.kind, row.competition, row.season, row.subject, row.what,
            tuple(json.loads(row.chances)), row.model, row.seed, row.runs,
        )  # fmt: skip
        if one.made > snapshot.day.isoformat():
            continue
        found.append(_scored(one, snapshot, ends, catalogue))
    return Settled(tuple(found))


def _scored(
    one: Published,
    snapshot: Snapshot,
    ends: dict[tuple[str, str], tuple[Table, ...]],
    catalogue: Catalogue,
) -> Published:
    came = (
        _match_came(one, snapshot)
        if one.kind == "match"
        else _zone_came(one, snapshot, ends, catalogue)
    )
    if came is None:
        return one
    values = {name: getattr(one, name) for name in one.__dataclass_fields__}
    values["came"] = came
    if one.kind == "match":
        chances, result = np.array([one.chances]), np.array([came])
        values |= {
            "log_loss": float(log_loss(chances, result)[0]),
            "brier": float(brier(chances, result)[0]),
            "rps": float(rps(chances, result)[0]),
        }
    else:
        chance = one.chances[0]
        given = chance if came else 1 - chance
        values |= {
            "log_loss": float(-np.log(max(given, 1e-12))),
            "brier": float((chance - came) ** 2),
        }
    return Published(**values)


def _match_came(one: Published, snapshot: Snapshot) -> int | None:
    try:
        match = snapshot.match(lookup.find_match(snapshot, one.subject))
    except UnknownName:
        return None
    if match.status != "played" or match.score is None:
        return None
    return int(result_of(np.array([match.score.home]), np.array([match.score.away]))[0])


def _zone_came(
    one: Published,
    snapshot: Snapshot,
    ends: dict[tuple[str, str], tuple[Table, ...]],
    catalogue: Catalogue,
) -> int | None:
    """Whether a club ended in a zone of a table that is over; None while it is open."""
    key = (one.competition, one.season)
    season = Season.parse(one.season)
    if key not in ends:
        try:
            ends[key] = tables(snapshot, one.competition, season, catalogue=catalogue)
        except UnknownName:
            ends[key] = ()
    edition = catalogue.edition(one.competition, season)
    for table in ends[key]:
        row = next((r for r in table.rows if r.team_id == one.subject), None)
        if row is None:
            continue
        stage = edition.stage(table.phase)
        expected = stage.expected(len(table.rows)) if stage is not None else None
        played = sum(r.played for r in table.rows) // 2
        if open_matches(snapshot, table, row.club)[1] or (expected or 0) > played:
            return None
        zones = stage.zones_at(row.position) if stage is not None else ()
        if stage is None or one.what not in {z.zone for z in stage.zones}:
            return None
        return int(one.what in zones)
    return None
