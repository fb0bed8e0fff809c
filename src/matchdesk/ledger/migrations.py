"""Named, ordered changes of the ledger's tables, each in a transaction with its record.

A migration is never edited once released; a change of the tables is a new one at the end.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select

from matchdesk.errors import LedgerDamaged, LedgerNewer
from matchdesk.ledger import schema


def _first_tables(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    for key, value in (("version", "0"), ("state", "")):
        connection.execute(insert(schema.meta).values(key=key, value=value))


def _figures(connection: Connection) -> None:
    schema.figure.create(connection, checkfirst=True)


def _published(connection: Connection) -> None:
    schema.published.create(connection, checkfirst=True)


MIGRATIONS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("0001-first-tables", _first_tables),
    ("0002-figures", _figures),
    ("0003-published-forecasts", _published),
)


def applied(connection: Connection) -> tuple[str, ...]:
    """Names of the migrations a ledger has had, in order; empty for an empty file.

    Raises:
        LedgerDamaged: tables are there, but they are not a ledger's.
    """
    tables = set(inspect(connection).get_table_names())
    if schema.migration.name not in tables:
        if tables:
            raise LedgerDamaged(
                f"Found a database with the tables {', '.join(sorted(tables)[:5])}, expected a "
                "matchdesk ledger; nothing was changed. Name another file with --ledger."
            )
        return ()
    rows = connection.execute(select(schema.migration.c.name).order_by(schema.migration.c.place))
    return tuple(name for (name,) in rows)


def check(connection: Connection) -> bool:
    """True if the ledger is up to date.

    Raises:
        LedgerNewer: it has had migrations that this version does not know.
        LedgerDamaged: as :func:`applied`.
    """
    had = applied(connection)
    known = tuple(name for name, _ in MIGRATIONS)
    if had == known:
        return True
    if had != known[: len(had)]:
        unknown = [name for name in had if name not in known] or list(had)
        raise LedgerNewer(
            f"Found a ledger changed by {unknown[0]!r}, which this matchdesk does not know; "
            f"expected at most {known[-1]!r}; nothing was read or changed. Install the newer "
            "matchdesk that wrote it."
        )
    return False


def migrate(connection: Connection) -> None:
    """Bring a ledger up to date inside the caller's transaction."""
    if check(connection):
        return
    had = len(applied(connection))
    for place, (name, change) in enumerate(MIGRATIONS[had:], start=had):
        change(connection)
        connection.execute(insert(schema.migration).values(place=place, name=name))
