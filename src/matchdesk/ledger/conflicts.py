"""Where files say otherwise: what is held, what another file says, and who settled it.

A conflict stays open until it is resolved with a reason and a source. Resolving may take the other
value; the one that was held is kept with the conflict, so that it can be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, update

from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import match_id
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import schema
from matchdesk.ledger.agreement import SCORES
from matchdesk.ledger.store import Ledger

_c, _m = schema.conflict, schema.match


@dataclass(frozen=True, slots=True)
class Conflict:
    """One difference between two files about one match.

    Attributes:
        number: what ``resolve`` takes. match: id of the match.
        field: score, half_time, extra_time, penalties, awarded_score, date, status or goal.
        held, other: the value held, and what ``origin`` says.
        resolved: "", "held" or "other". reason, source: why.
    """

    number: int
    match: str
    date: str | None
    home: str
    away: str
    field: str
    held: str
    other: str
    origin: str
    resolved: str
    reason: str
    source: str

    def to_dict(self) -> dict[str, object]:
        """The JSON object."""
        return {
            "number": self.number,
            "match": self.match,
            "date": self.date,
            "home": self.home,
            "away": self.away,
            "field": self.field,
            "held": self.held,
            "other": self.other,
            "said_by": self.origin,
            "resolved": self.resolved,
            "reason": self.reason,
            "source": self.source,
        }


def conflicts(
    ledger: Ledger,
    competition: str | None = None,
    season: Season | None = None,
    *,
    resolved: bool = False,
) -> tuple[Conflict, ...]:
    """Open conflicts, or with ``resolved`` those that were settled, in the order they came up."""
    query = _query().where((_c.c.resolved != "") if resolved else (_c.c.resolved == ""))
    if competition is not None:
        query = query.where(_m.c.competition == competition)
    if season is not None:
        query = query.where(_m.c.season == str(season))
    with ledger.reading() as connection:
        return tuple(_made(row) for row in connection.execute(query.order_by(_c.c.id)))


_RESULT = ("score", "extra_time", "penalties", "awarded_score", "status")


def contested(ledger: Ledger, day: str) -> frozenset[str]:
    """Ids of matches up to a day whose result files give differently, not settled.

    ``day`` is written YYYY-MM-DD. Differences of dates, half-times and goals do not count.
    """
    query = _query().where(
        (_c.c.resolved == "") & _c.c.field.in_(_RESULT) & (_m.c.date.is_(None) | (_m.c.date <= day))
    )
    with ledger.reading() as connection:
        return frozenset(_made(row).match for row in connection.execute(query))


def resolve(ledger: Ledger, number: int, take: str, *, reason: str, source: str) -> Conflict:
    """Settle a conflict: ``take`` "held" or "other".

    Raises:
        UnknownName: no such conflict. UsageError: no such choice, no reason or source, or a goal
            list, of which only the held one can be kept.
    """
    if take not in ("held", "other"):
        raise UsageError(
            f"Found {take!r}, expected held or other. Nothing was changed.", code="bad-choice"
        )
    if not reason.strip() or not source.strip():
        raise UsageError(
            "A conflict is settled with a reason and a source; one is missing. Nothing was "
            "changed. Give --reason and --source.",
            code="no-reason",
        )
    with ledger.writing() as connection:
        found = _one(connection, number)
        if found.resolved:
            raise UsageError(
                f"Conflict {number} is settled already ({found.resolved}: {found.reason}). Nothing "
                "was changed. Take that back first with --undo.",
                code="settled",
            )
        if take == "other":
            _set(connection, number, found.field, found.other)
        connection.execute(
            update(_c).where(_c.c.id == number).values(resolved=take, reason=reason, source=source)
        )
        return _one(connection, number)


def undo(ledger: Ledger, number: int) -> Conflict:
    """Open a settled conflict again; what was held before is held again.

    Raises:
        UnknownName: no such conflict. UsageError: it is open.
    """
    with ledger.writing() as connection:
        found = _one(connection, number)
        if not found.resolved:
            raise UsageError(f"Conflict {number} is open. Nothing was changed.", code="settled")
        if found.resolved == "other":
            _set(connection, number, found.field, found.held)
        connection.execute(
            update(_c).where(_c.c.id == number).values(resolved="", reason="", source="")
        )
        return _one(connection, number)


def _set(connection: Connection, number: int, field: str, value: str) -> None:
    match = connection.execute(select(_c.c.match).where(_c.c.id == number)).scalar()
    if field in SCORES:
        home, away = SCORES[field]
        score = Score.parse(value)
        values: dict[str, Any] = {home: score.home, away: score.away}
    elif field in ("date", "status"):
        values = {field: value}
    else:
        raise UsageError(
            f"A difference of {field} cannot be settled by taking the other. Nothing was changed. "
            "Keep the held one, or import a corrected list.",
            code="bad-choice",
        )
    connection.execute(update(_m).where(_m.c.id == match).values(**values))


def _query() -> Select[Any]:
    home, away = schema.club.alias("home_club"), schema.club.alias("away_club")
    return (
        select(
            _c.c.id, _c.c.field, _c.c.held, _c.c.other, _c.c.line, _c.c.resolved, _c.c.reason,
            _c.c.source, _m.c.competition, _m.c.season, _m.c.date, _m.c.nth,
            home.c.key.label("home_key"), home.c.name.label("home_name"),
            away.c.key.label("away_key"), away.c.name.label("away_name"),
            schema.file.c.name.label("file_name"),
        )
        .join(_m, _m.c.id == _c.c.match)
        .join(home, home.c.id == _m.c.home)
        .join(away, away.c.id == _m.c.away)
        .outerjoin(schema.file, schema.file.c.id == _c.c.file)
    )  # fmt: skip


def _made(row: Any) -> Conflict:
    season = Season.parse(row.season)
    return Conflict(
        number=row.id,
        match=match_id(row.competition, season, row.home_key, row.away_key, row.nth),
        date=row.date,
        home=row.home_name,
        away=row.away_name,
        field=row.field,
        held=row.held,
        other=row.other,
        origin=f"{row.file_name}:{row.line}" if row.file_name else "",
        resolved=row.resolved,
        reason=row.reason,
        source=row.source,
    )


def _one(connection: Connection, number: int) -> Conflict:
    row = connection.execute(_query().where(_c.c.id == number)).first()
    if row is None:
        raise UnknownName(
            f"No conflict {number} in the ledger. `matchdesk conflicts` lists them.",
            code="unknown-conflict",
        )
    return _made(row)
