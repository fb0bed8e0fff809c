"""Opening a ledger: for reading, for one transaction of writing, and what can stand in the way."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from matchdesk.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    MatchdeskError,
)
from matchdesk.ledger import migrations, schema, server

LOCK_SECONDS = 5.0
"""How long a writer waits for another one before it gives up."""

_MAGIC = b"SQLite format 3\x00"


@dataclass
class Ledger:
    """One ledger file (or database). Cheap to make; connects when asked.

    Attributes:
        path: the SQLite file; None for a database server named by ``url``.
        url: SQLAlchemy address of a database server, "" for a file.
        frozen: True for the starter, which is never written.
        lock_seconds: how long a writer waits for another.
    """

    path: Path | None
    url: str = ""
    frozen: bool = False
    lock_seconds: float = LOCK_SECONDS
    _readers: Engine | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Ledger({self.label!r})"

    @property
    def label(self) -> str:
        """How the ledger is named to a person; without the password of a server."""
        return server.shown(self.url) if self.url else str(self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads; sees one state throughout.

        Raises:
            LedgerMissing, LedgerDamaged, LedgerNewer, LedgerLocked: as the names say.
        """
        with self._told():
            if self._readers is None:
                self._readers = self._reader()
            with self._readers.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept at the end, or nothing if anything raises.

        Raises:
            LedgerReadOnly, LedgerLocked, LedgerDamaged, LedgerNewer: as the names say.
        """
        if self.frozen:
            raise LedgerReadOnly(
                "The starter ledger is never changed; expected a ledger of your own. "
                "Nothing was written. Name one with --ledger FILE (--from-starter seeds it)."
            )
        with self._told():
            if self.path is not None:
                self._look_at_file(create=True)
            engine = self._writer()
            try:
                with engine.begin() as connection:
                    if self.path is None:
                        server.lock(connection, self.lock_seconds)
                    migrations.migrate(connection)
                    yield connection
                    self._count_version(connection)
            finally:
                engine.dispose()
        self._forget_readers()

    def create(self) -> None:
        """Make sure that the ledger is there and up to date."""
        with self.writing():
            pass

    @property
    def version(self) -> int:
        """Grows with every transaction that wrote; caches are keyed by it."""
        with self.reading() as connection:
            found = connection.execute(
                select(schema.meta.c.value).where(schema.meta.c.key == "version")
            ).scalar()
        return int(found or 0)

    @property
    def state(self) -> str:
        """A word drawn anew by every transaction that wrote; "" where none is kept."""
        with self.reading() as connection:
            found = connection.execute(
                select(schema.meta.c.value).where(schema.meta.c.key == "state")
            ).scalar()
        return str(found or "")

    def close(self) -> None:
        """Let go of the file."""
        self._forget_readers()

    def _forget_readers(self) -> None:
        if self._readers is not None:
            self._readers.dispose()
            self._readers = None

    def _count_version(self, connection: Connection) -> None:
        now = connection.execute(
            select(schema.meta.c.value).where(schema.meta.c.key == "version")
        ).scalar()
        for key, value in (("version", str(int(now or 0) + 1)), ("state", uuid.uuid4().hex)):
            connection.execute(
                update(schema.meta).where(schema.meta.c.key == key).values(value=value)
            )

    def _reader(self) -> Engine:
        if self.path is None:
            engine = server.reader(self.url)
            self._check(engine)
            return engine
        self._look_at_file(create=False)
        # A reader of a ledger in write-ahead mode must be able to mend what a killed writer left, so
        # it opens for writing and then forbids itself to write. Where the file or its folder allows
        # no writing, it can only be read as one that nobody changes.
        modes = ("mode=ro&immutable=1",) if self.frozen else (
            "mode=rw", "mode=ro", "mode=ro&immutable=1",
        )  # fmt: skip
        for mode in modes[:-1]:
            engine = self._sqlite(mode, "BEGIN", query_only=True)
            try:
                self._check(engine)
            except DBAPIError as error:
                if not any(word in str(error) for word in ("unable to open", "readonly")):
                    raise
                engine.dispose()
            else:
                return engine
        engine = self._sqlite(modes[-1], "BEGIN", query_only=True)
        self._check(engine)
        return engine

    def _check(self, engine: Engine) -> None:
        with engine.connect() as connection:
            if migrations.check(connection):
                return
        if self.frozen:
            raise _behind(self.label)
        self.create()

    def _writer(self) -> Engine:
        if self.path is None:
            return server.writer(self.url)
        return self._sqlite("mode=rwc", "BEGIN IMMEDIATE", journal="WAL")

    def _sqlite(
        self, mode: str, begin: str, journal: str = "", *, query_only: bool = False
    ) -> Engine:
        assert self.path is not None
        address = f"file:{quote(str(self.path.absolute()))}?{mode}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(
                address, uri=True, timeout=self.lock_seconds, isolation_level=None
            )
            connection.execute("PRAGMA foreign_keys = ON")
            if journal:
                connection.execute(f"PRAGMA journal_mode = {journal}")
            if query_only:
                connection.execute("PRAGMA query_only = ON")
            return connection

        engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _look_at_file(self, *, create: bool) -> None:
        """Say clearly what is wrong with the file before a driver says it darkly."""
        assert self.path is not None
        path = self.path
        try:
            if path.is_dir():
                raise LedgerDamaged(
                    f"Found a folder at {path}, expected a ledger file. Nothing was changed; "
                    "name a file with --ledger."
                )
            if not path.exists():
                if not create:
                    raise LedgerMissing(
                        f"Found no ledger at {path}. Import results into it, or leave --ledger "
                        "out to use the starter ledger."
                    )
                if not path.parent.is_dir():
                    raise LedgerMissing(
                        f"Found no folder {path.parent} for the ledger {path.name}; nothing was "
                        "written. Make the folder, or name another file with --ledger."
                    )
                return
            with path.open("rb") as opened:
                head = opened.read(16)
        except PermissionError as error:
            raise LedgerError(
                f"The ledger {path} may not be read ({error.strerror}); nothing was done. "
                "Ask its owner for access, or name another file with --ledger."
            ) from error
        if head and head != _MAGIC:
            raise LedgerDamaged(
                f"Found no ledger in {path}: it does not begin as a SQLite file does. Nothing was "
                "changed. Name another file with --ledger, or restore a copy."
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the driver raises into our own errors."""
        try:
            yield
        except MatchdeskError:
            raise
        except (DBAPIError, sqlite3.Error) as error:
            if self.path is None and isinstance(error, DBAPIError):
                raise server.plain(error, self.label) from error
            raise self._plain(error) from error

    def _plain(self, error: Exception) -> LedgerError:
        said = str(getattr(error, "orig", error))
        if "locked" in said or "busy" in said:
            return LedgerLocked(
                f"The ledger {self.label} is being written by another process and was not free "
                f"within {self.lock_seconds:g} s. Nothing was changed; try again when it is done."
            )
        if "readonly" in said or "read-only" in said or "unable to open" in said:
            return LedgerReadOnly(
                f"The ledger {self.label} may not be written here ({said}). Nothing was changed; "
                "name another file with --ledger, or ask for write access to the file and folder."
            )
        if "disk" in said and "full" in said:
            return LedgerError(
                f"The disk that holds {self.label} is full; the whole import was taken back. "
                "Make room and run it again.",
                code="disk-full",
            )
        if "not a database" in said or "malformed" in said or "disk I/O" in said:
            return LedgerDamaged(
                f"The ledger {self.label} is damaged ({said}). Nothing was changed. Restore a "
                "copy, or import the files again into a new ledger."
            )
        if "no such table" in said or "no such column" in said:
            return LedgerDamaged(
                f"The ledger {self.label} lacks a part that every ledger has ({said}). Nothing was "
                "changed. Restore a copy, or import the files again into a new ledger."
            )
        return LedgerError(f"The ledger {self.label} could not be used: {said}. Nothing was kept.")


def integrity(ledger: Ledger) -> str:
    """What SQLite says of the file's pages: "ok", or the first fault; "" for a server."""
    if ledger.path is None:
        return ""
    with ledger.reading() as connection:
        return str(connection.execute(text("PRAGMA quick_check(1)")).scalar())


def _behind(label: str) -> LedgerDamaged:
    return LedgerDamaged(
        f"Found no ledger tables in {label}; expected a matchdesk ledger. Nothing was changed."
    )
