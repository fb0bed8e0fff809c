"""Corrections of the ledger, listed, taken back and put in force again. None is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from matchdesk.errors import UnknownName
from matchdesk.ledger import schema
from matchdesk.ledger.store import Ledger

_c = schema.correction


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction as kept; ``revoked`` says why it was taken back, "" while it is in force."""

    number: int
    competition: str
    season: str
    kind: str
    subject: str
    value: str
    match: str
    start: str | None
    source: str
    revoked: str

    def to_dict(self) -> dict[str, object]:
        """The JSON object."""
        return {
            "number": self.number,
            "competition": self.competition,
            "season": self.season,
            "kind": self.kind,
            "subject": self.subject,
            "value": self.value,
            "match": self.match,
            "from": self.start,
            "source": self.source,
            "revoked": self.revoked,
        }


def entries(ledger: Ledger, number: int | None = None) -> tuple[Entry, ...]:
    """Every correction, those taken back too; or the one of a number.

    Raises:
        UnknownName: no correction of that number.
    """
    query = (
        select(
            _c.c.id, _c.c.competition, _c.c.season, _c.c.kind, _c.c.subject, _c.c.value,
            _c.c.match, _c.c.start, schema.source.c.title, _c.c.revoked,
        )
        .outerjoin(schema.file, schema.file.c.id == _c.c.file)
        .outerjoin(schema.source, schema.source.c.id == schema.file.c.source)
        .order_by(_c.c.id)
    )  # fmt: skip
    if number is not None:
        query = query.where(_c.c.id == number)
    with ledger.reading() as connection:
        found = tuple(
            Entry(
                number=row.id,
                competition=row.competition,
                season=row.season,
                kind=row.kind,
                subject=row.subject,
                value=row.value,
                match=row.match,
                start=row.start,
                source=row.title or "",
                revoked=row.revoked,
            )
            for row in connection.execute(query)
        )
    if number is not None and not found:
        raise UnknownName(
            f"No correction {number} in the ledger. `matchdesk corrections` lists them.",
            code="unknown-correction",
        )
    return found


def revoke(ledger: Ledger, number: int, reason: str) -> Entry:
    """Take a correction back, with the reason; an empty reason puts it in force again."""
    entries(ledger, number)
    with ledger.writing() as connection:
        connection.execute(update(_c).where(_c.c.id == number).values(revoked=reason))
    return entries(ledger, number)[0]
