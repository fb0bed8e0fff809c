"""A ledger on a database server that several desks share: connecting, locking, plain errors.

The server is PostgreSQL. One writer works at a time, under an advisory lock that lasts as long as
its transaction; readers see one state and are never blocked.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from matchdesk.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    UsageError,
)

CONNECT_SECONDS = 10
"""How long a server may take to answer at all."""

_WRITERS = 0x6D617463686473
"""Number of the advisory lock that a writer holds; locks are counted by database."""

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


def address(written: str) -> str:
    """The address of a server as the driver wants it.

    Raises:
        UsageError: it is no address, or of another kind of server.

    >>> address("postgresql://desk@localhost/results")
    'postgresql+psycopg://desk@localhost/results'
    """
    try:
        url = make_url(written)
    except ArgumentError as error:
        raise UsageError(
            f"Found the ledger address {written.split('@')[-1]!r}; expected one such as "
            "postgresql://USER@HOST/DATABASE, or a file. Nothing was done.",
            code="bad-address",
        ) from error
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.drivername != "postgresql+psycopg":
        raise UsageError(
            f"Found the ledger address {shown(url)}; expected a file, or a PostgreSQL database: "
            "postgresql://USER@HOST/DATABASE. Nothing was done.",
            code="bad-address",
        )
    return url.render_as_string(hide_password=False)


def shown(url: str | URL) -> str:
    """An address as it is shown: without the password."""
    return make_url(url).render_as_string(hide_password=True)


def reader(url: str) -> Engine:
    """An engine whose transactions only read, each of one state of the ledger."""
    engine = _engine(
        url, isolation_level="REPEATABLE READ", pool_pre_ping=True,
        execution_options={"postgresql_readonly": True},
    )  # fmt: skip
    # Connections are kept for the next question, and closed when nobody asks any more.
    weakref.finalize(engine, engine.pool.dispose)
    return engine


def writer(url: str) -> Engine:
    """An engine for one transaction that writes; :func:`lock` comes first in it."""
    return _engine(url, poolclass=NullPool)


def lock(connection: Connection, seconds: float) -> None:
    """Become the only writer until the transaction ends.

    Raises:
        DBAPIError: another writer did not end in time.
    """
    connection.execute(text(f"SET LOCAL lock_timeout = {max(1, int(seconds * 1000))}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _WRITERS})


def _engine(url: str, **options: Any) -> Engine:
    try:
        return create_engine(url, connect_args={"connect_timeout": CONNECT_SECONDS}, **options)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise UsageError(
            f"The ledger {shown(url)} is on a PostgreSQL server, and its driver psycopg is not "
            "installed. Nothing was done. Install it: pip install 'matchdesk[postgres]'.",
            code="missing-extra",
        ) from error


# SQLSTATE, whole or its first two letters → the error, and what to say.
_SAID: Mapping[str, tuple[type[LedgerError], str]] = {
    "55P03": (
        LedgerLocked,
        "is being written by another desk and was not free in time. Nothing was changed; try again "
        "when it is done.",
    ),
    "25006": (
        LedgerReadOnly,
        "may only be read. Nothing was changed; ask its owner for the right to write.",
    ),
    "42501": (
        LedgerReadOnly,
        "may not be used so by this user. Nothing was changed; ask its owner for the right.",
    ),
    "3D000": (LedgerMissing, "has no such database. Make it first: createdb NAME."),
    "28": (LedgerError, "does not let this user in. Check user name and password."),
    "42P01": (
        LedgerDamaged,
        "lacks a table that every ledger has. Nothing was changed; restore a backup.",
    ),
    "42703": (
        LedgerDamaged,
        "lacks a column that every ledger has. Nothing was changed; restore a backup.",
    ),
    "XX": (LedgerDamaged, "has damaged data. Nothing was changed; restore a backup."),
}


# The driver tells no SQLSTATE where the server refuses the connection itself.
_REFUSALS = (
    (re.compile(r'database ".*" does not exist'), "3D000"),
    (
        re.compile(r"authentication failed|role \".*\" does not exist|no pg_hba\.conf entry"),
        "28000",
    ),
    (re.compile(r"too many (?:clients|connections)"), "53300"),
)


def _state_of(said: str) -> str:
    return next((state for words, state in _REFUSALS if words.search(said)), "")


def plain(error: DBAPIError, label: str) -> LedgerError:
    """What the driver raised, in our words."""
    said = " ".join(str(error.orig).split())
    state = str(getattr(error.orig, "sqlstate", None) or _state_of(said))
    for key in (state, state[:2]):
        if key and key in _SAID:
            kind, words = _SAID[key]
            return kind(f"The ledger {label} {words} ({said})")
    if state == "53300":
        return LedgerLocked(
            f"The server of the ledger {label} has no connection free ({said}). Nothing was changed; "
            "try again."
        )
    if state[:2] == "53":
        return LedgerError(
            f"The server of the ledger {label} has no room left ({said}); nothing was kept.",
            code="disk-full",
        )
    if not state or state[:2] in ("08", "57"):
        return LedgerError(
            f"The server of the ledger {label} did not answer ({said}). Nothing was kept. Check "
            "that it runs and can be reached from here.",
            code="ledger-unreachable",
        )
    return LedgerError(f"The ledger {label} could not be used: {said}. Nothing was kept.")
