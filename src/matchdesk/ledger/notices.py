"""Licence notices of sources that are not files: entered once, never overwritten."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from matchdesk.core.rows import SourceRow
from matchdesk.errors import LedgerMissing
from matchdesk.ledger import schema
from matchdesk.ledger.store import Ledger


def declare(ledger: Ledger, row: SourceRow) -> bool:
    """Enter a source with its licence and notice, unless the ledger has one of that name.

    Returns:
        True if it was entered. A notice that is held stays as it is.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    try:
        with ledger.reading() as connection:
            if _held(connection, row.source):
                return False
    except LedgerMissing:
        pass
    s = schema.source
    values = {
        "title": row.title, "author": row.author, "licence": row.licence, "notice": row.notice,
        "address": row.address, "read": row.read,
    }  # fmt: skip
    with ledger.writing() as connection:
        held = _held(connection, row.source)
        if held is None:
            connection.execute(insert(s).values(key=row.source, **values))
        elif not held:
            connection.execute(update(s).where(s.c.key == row.source).values(**values))
    return not held


def _held(connection: Connection, source: str) -> bool | None:
    """True for a source with a licence or notice, False for one without, None for none."""
    s = schema.source
    found = connection.execute(select(s.c.licence, s.c.notice).where(s.c.key == source)).first()
    return None if found is None else bool(found.licence or found.notice)
