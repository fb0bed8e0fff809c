"""Published forecasts: kept with their seed, and scored when the result comes in.

What is published is never changed; publishing the same question at the same moment again keeps the
first answer. Scores are worked out when asked for, from what is known then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import insert, select

from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, match_id
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast.chances import Chances
from matchdesk.forecast.prospects import Forecast
from matchdesk.forecast.scores import brier, log_loss, result_of, rps
from matchdesk.ledger import lookup, schema
from matchdesk.ledger.store import Ledger
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.place import open_matches
from matchdesk.rules.table import Table, tables

MODEL = "strengths"


@dataclass(frozen=True, slots=True)
class Published:
    """One forecast on record.

    Attributes:
        made: day of the moment at which it was made. kind: "match", "zone" or "reach".
        subject: id of the match, or of the club. what: "result", the zone, or the round to play in
            ("winner" for the cup itself).
        chances: of home win, draw and away win; or of the zone or round.
        seed, runs: of the simulation; None where nothing was drawn.
        came: 0 home win, 1 draw, 2 away win; 1 or 0 for a zone or round; None while it is open.
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

    def calibration(self, kind: str) -> list[dict[str, object]]:
        """What was said and what came, in tenths; empty tenths are left out."""
        said: list[float] = []
        came: list[bool] = []
        for one in self.forecasts:
            if one.kind == kind and one.came is not None:
                said += one.chances
                came += [n == one.came for n in range(3)] if kind == "match" else [bool(one.came)]
        if not said:
            return []
        chances, happened = np.array(said), np.array(came, dtype=np.float64)
        which = np.minimum((chances * 10).astype(np.int64), 9)
        return [
            {
                "low": n / 10,
                "high": (n + 1) / 10,
                "forecasts": int((which == n).sum()),
                "said": float(chances[which == n].mean()),
                "came": float(happened[which == n].mean()),
            }
            for n in sorted(set(which.tolist()))
        ]

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "published": len(self.forecasts),
            "settled": sum(one.came is not None for one in self.forecasts),
            "match": {s: self.mean("match", s) for s in ("log_loss", "rps", "brier")},
            "zone": {s: self.mean("zone", s) for s in ("log_loss", "brier")},
            "reach": {s: self.mean("reach", s) for s in ("log_loss", "brier")},
            "calibration": {kind: self.calibration(kind) for kind in ("match", "zone", "reach")},
            "forecasts": [one.to_dict() for one in self.forecasts],
        }


def not_over(ledger: Ledger, found: Chances) -> Chances:
    """The chances of matches whose result the ledger does not hold: what came first is no forecast.

    Raises:
        UsageError: none is left.
    """
    asked = {one.match for one in found.matches if one.match}
    m, home, away = schema.match.c, schema.club.alias(), schema.club.alias()
    over: set[str] = set()
    with ledger.reading() as connection:
        for competition, season in sorted({tuple(one.split(":")[:2]) for one in asked}):
            played = connection.execute(
                select(home.c.key, away.c.key, m.nth)
                .join(home, home.c.id == m.home)
                .join(away, away.c.id == m.away)
                .where(m.competition == competition, m.season == season)
                .where(m.status.in_(("played", "awarded")))
            )
            year = Season.parse(season)
            over |= {match_id(competition, year, one, other, nth) for one, other, nth in played}
    over &= asked
    if asked and over == asked:
        listed = ", ".join(sorted(over)[:3])
        raise UsageError(
            f"Found --publish with {listed}, which the ledger holds the result of; expected matches "
            "to come. Nothing was published; ask without --publish.",
            code="already-played",
        )
    return replace(found, matches=tuple(one for one in found.matches if one.match not in over))


def publish(ledger: Ledger, found: Chances | Forecast) -> int:
    """Keep a forecast; returns how many entries are new.

    Raises:
        LedgerReadOnly: the starter keeps nothing.
        UsageError: chances of matches that are all over, see :func:`not_over`.
    """
    if isinstance(found, Chances):
        found = not_over(ledger, found)
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
    """Zones of tables, and rounds that are still open."""
    listed = []
    for team in found.teams:
        told = [("zone", zone, chance) for zone, chance in team.zones]
        told += [("reach", name, chance) for name, chance in team.reach if 0 < chance < 1]
        listed += [
            {
                "made": found.on.isoformat(), "kind": kind, "competition": found.competition,
                "season": str(found.season), "subject": str(team.club.id), "what": what,
                "chances": json.dumps([chance]), "model": MODEL, "seed": found.seed,
                "runs": found.runs,
            }
            for kind, what, chance in told
        ]  # fmt: skip
    return listed


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
    ends = _Ends(snapshot, catalogue)
    found = []
    for row in rows:
        one = Published(
            row.made, row.kind, row.competition, row.season, row.subject, row.what,
            tuple(json.loads(row.chances)), row.model, row.seed, row.runs,
        )  # fmt: skip
        if one.made > snapshot.day.isoformat():
            continue
        found.append(_scored(one, snapshot, ends))
    return Settled(tuple(found))


def _scored(one: Published, snapshot: Snapshot, ends: _Ends) -> Published:
    if one.kind == "match":
        came = _match_came(one, snapshot)
    elif one.kind == "reach":
        came = ends.reached(one.competition, one.season, one.subject, one.what)
    else:
        came = ends.zone(one)
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


class _Ends:
    """How seasons ended, each worked out once."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self.snapshot, self.catalogue = snapshot, catalogue
        self._tables: dict[tuple[str, str], tuple[Table, ...]] = {}
        self._ties: dict[tuple[str, str], tuple[Tie, ...]] = {}

    def zone(self, one: Published) -> int | None:
        """Whether a club ended in a zone of a table that is over; None while it is open."""
        key, season = (one.competition, one.season), Season.parse(one.season)
        edition = self.catalogue.edition(one.competition, season)
        if one.what == "champion" and edition.champion == "final":
            return self.reached(one.competition, one.season, one.subject, "winner")
        if key not in self._tables:
            try:
                self._tables[key] = tables(
                    self.snapshot, one.competition, season, catalogue=self.catalogue
                )
            except UnknownName:
                self._tables[key] = ()
        for table in self._tables[key]:
            row = next((r for r in table.rows if r.team_id == one.subject), None)
            if row is None:
                continue
            stage = edition.stage(table.phase)
            expected = stage.expected(len(table.rows)) if stage is not None else None
            played = sum(r.played for r in table.rows) // 2
            if open_matches(self.snapshot, table, row.club)[1] or (expected or 0) > played:
                return None
            zones = stage.zones_at(row.position) if stage is not None else ()
            held = set() if stage is None else {zone.zone for zone in stage.zones}
            if stage is not None and one.what == "advance" and "advance" not in held:
                return int(bool(stage.advance) and row.position <= (stage.advance or 0))
            return int(one.what in zones) if one.what in held else None
        return None

    def reached(self, competition: str, season: str, club: str, what: str) -> int | None:
        """Whether a club played in a round, or won the cup; None while it may still."""
        key = (competition, season)
        if key not in self._ties:
            try:
                found = ties(
                    self.snapshot, competition, Season.parse(season), catalogue=self.catalogue
                )
            except UnknownName:
                found = ()
            self._ties[key] = tuple(tie for tie in found if tie.phase != "qualifying")
        held = self._ties[key]
        last = next((tie for tie in held if tie.round == "final"), None)
        if what == "winner":
            if last is not None and last.winner is not None:
                return int(last.winner.id == club)
        elif any(tie.round == what and any(team.id == club for team in tie.teams) for tie in held):
            return 1
        out = any(tie.loser is not None and tie.loser.id == club for tie in held)
        over = last is not None and last.winner is not None
        return 0 if out or over else None
