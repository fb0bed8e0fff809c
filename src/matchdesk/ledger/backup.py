"""Backup and restore: one file that holds the whole ledger, taken while others read and write."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, delete, func, select
from sqlalchemy.pool import StaticPool

from matchdesk.errors import LedgerDamaged, LedgerError, LedgerLocked, LedgerMissing, UsageError
from matchdesk.ledger import copying, migrations, schema
from matchdesk.ledger.store import Ledger
from matchdesk.ledger.target import new_file, set_aside

BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite may keep beside its own."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or restore did.

    Attributes:
        path: the file written, or the ledger (file or server) that was restored.
        matches: matches in it.
        size: bytes of the file; 0 on a server.
        kept: where the ledger that was replaced lies now; None if there was none.
    """

    path: str
    matches: int
    size: int
    kept: Path | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON object."""
        return {
            "path": self.path,
            "matches": self.matches,
            "size": self.size,
            "kept": str(self.kept) if self.kept is not None else None,
        }


def backup(ledger: Ledger, target: Path, *, force: bool = False) -> Copied:
    """Copy a ledger into one file, as it is at this moment; a writer at work is not disturbed.

    The copy is a ledger like any other, in a single file. A ledger on a server is copied into a
    file too.

    Raises:
        UsageError: something lies at the target (``force`` replaces a file), or it cannot be written.
        LedgerError: the ledger cannot be read, or is damaged. MatchdeskError: the disk is full.
    """
    if ledger.path is not None and _same(target, ledger.path):
        raise UsageError(
            f"Found the ledger itself at {target}; expected another place. Nothing was written.",
            code="place-taken",
        )
    if ledger.path is not None and not ledger.path.is_file():
        raise LedgerMissing(f"Found no ledger at {ledger.path}. Nothing was written.")
    with new_file(target, force=force) as beside:
        if ledger.path is None:
            copying.copy_to_file(ledger, beside)
        else:
            _copy_pages(ledger.path, beside, ledger)
        matches = _whole(beside, ledger.label)
        return Copied(str(target), matches, beside.stat().st_size)


def restore(file: Path, ledger: Ledger, *, force: bool = False) -> Copied:
    """Put a backup in the place of a ledger; the one replaced is kept as ``NAME.before-restore``.

    The backup itself is only read. On a server it goes in one transaction, and what was there is
    gone: take a backup of it first.

    Args:
        file: a backup, or any other ledger file.
        ledger: the ledger to replace, or one that is not there yet.
        force: True to replace one that is there.

    Raises:
        LedgerMissing, LedgerDamaged, LedgerNewer: the file is missing, no whole ledger, or written
            by a newer matchdesk.
        UsageError: there is a ledger, and ``force`` was not said.
        LedgerLocked: another process uses the ledger.
    """
    if not file.is_file():
        raise LedgerMissing(f"Found no file {file} to restore. Nothing was changed.")
    if ledger.frozen:
        raise UsageError(
            "The starter ledger is never changed. Nothing was restored. Name a ledger with --ledger."
        )
    if ledger.path is None:
        return _restore_to_server(file, ledger, force=force)
    if _same(file, ledger.path):
        raise UsageError(
            f"Found the ledger itself in {file}; expected a backup of it. Nothing was changed."
        )
    if ledger.path.exists() and not force:
        raise UsageError(
            f"Found a ledger at {ledger.path}; it was left as it is. Say --force to replace it: it "
            f"is kept beside as {ledger.path.name}.before-restore.",
            code="place-taken",
        )
    kept: Path | None = None
    try:
        with new_file(ledger.path, force=True) as beside:
            _copy_pages(file, beside, ledger)
            matches = _whole(beside, str(file))
            size = beside.stat().st_size
            if ledger.path.exists():
                kept = _set_aside(ledger)
    except BaseException:
        if kept is not None and not ledger.path.exists():
            os.rename(kept, ledger.path)
        raise
    ledger.close()
    return Copied(str(ledger.path), matches, size, kept)


def _restore_to_server(file: Path, ledger: Ledger, *, force: bool) -> Copied:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        _copy_pages(file, copy, ledger)
        matches = _whole(copy, str(file))
        with ledger.writing() as target:
            held = target.execute(select(func.count()).select_from(schema.file)).scalar()
            if held and not force:
                raise UsageError(
                    f"Found a ledger of {held} files at {ledger.label}; it was left as it is. Take "
                    "a backup of it, then say --force to replace it.",
                    code="place-taken",
                )
            target.execute(schema.match.update().values(same_as=None))
            for table in reversed(copying.TABLES):
                if table is not schema.meta:
                    target.execute(delete(table))
            with Ledger(copy, frozen=True).reading() as source:
                copying.copy_all(source, target)
                copying.same_as(source, target)
    return Copied(ledger.label, matches, 0)


@contextmanager
def opened(file: Path, *, seconds: float = 5.0) -> Iterator[sqlite3.Connection]:
    """A connection that only reads a ledger file, however it was left.

    Raises:
        sqlite3.DatabaseError: it cannot be opened or read.
    """
    # To read what a killed writer left, SQLite must be able to write; where it may not, the file
    # can only be read as one that nobody changes.
    connection: sqlite3.Connection | None = None
    for mode in ("rw", "ro", "ro&immutable=1"):
        try:
            connection = sqlite3.connect(_address(file, mode), uri=True, timeout=seconds)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
            said = str(error)
            if mode.startswith("ro&") or not ("unable to open" in said or "readonly" in said):
                raise
        else:
            break
    assert connection is not None
    with closing(connection):
        yield connection


def _copy_pages(file: Path, target: Path, ledger: Ledger) -> None:
    """Copy a ledger file page by page, all of it from one state, into a single file."""
    try:
        with opened(file, seconds=ledger.lock_seconds) as source:
            with closing(sqlite3.connect(target)) as copy:
                # In one step, so that a writer cannot make it begin again.
                source.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "full" in said:
            raise
        if "locked" in said or "busy" in said:
            raise _in_use(ledger) from error
        if "unable to open" in said:
            raise LedgerError(
                f"The ledger {file} may not be read ({said}). Nothing was changed. Ask its owner for "
                "access."
            ) from error
        raise _damaged(str(file), said) from error


def _whole(file: Path, label: str) -> int:
    """Look a copy over: that it is a ledger, up to date, its pages whole; returns its matches.

    Raises:
        LedgerDamaged, LedgerNewer: it is not.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
            with engine.begin() as inside:
                if not migrations.applied(inside):
                    raise LedgerDamaged(
                        f"Found no ledger in {label}: it has no tables. Nothing was changed. Name "
                        "another file."
                    )
                migrations.migrate(inside)
                matches = inside.execute(select(func.count()).select_from(schema.match)).scalar()
            said = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            engine.dispose()
    except sqlite3.DatabaseError as error:
        raise _damaged(label, str(error)) from error
    if said != "ok":
        raise _damaged(label, said)
    return int(matches or 0)


def _set_aside(ledger: Ledger) -> Path:
    """Move a ledger away while no other process uses it; returns where it lies.

    Raises:
        LedgerLocked: another process reads or writes it.
    """
    assert ledger.path is not None
    ledger.close()
    held = sqlite3.connect(
        _address(ledger.path, "rw"), uri=True, timeout=ledger.lock_seconds, isolation_level=None
    )
    try:
        try:
            # Leaving write-ahead mode needs the file alone, and takes in what lies beside it.
            held.execute("PRAGMA journal_mode = DELETE")
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise _in_use(ledger) from error
        except sqlite3.DatabaseError:
            pass  # It is damaged: that is why it is replaced.
        if os.name == "nt":
            held.close()  # A file that is open cannot be moved there.
        kept = set_aside(ledger.path, "before-restore")
        for ending in BESIDE:
            beside = ledger.path.with_name(ledger.path.name + ending)
            if beside.exists():
                os.replace(beside, kept.with_name(kept.name + ending))
        return kept
    finally:
        held.close()


def _in_use(ledger: Ledger) -> LedgerLocked:
    return LedgerLocked(
        f"The ledger {ledger.label} is used by another process and was not free within "
        f"{ledger.lock_seconds:g} s. Nothing was changed; try again when it is done."
    )


def _damaged(label: str, said: str) -> LedgerDamaged:
    if "not a database" in said:
        return LedgerDamaged(
            f"Found no ledger in {label}: it does not begin as a SQLite file does. Nothing was "
            "changed. Name another file."
        )
    return LedgerDamaged(
        f"The ledger in {label} is damaged ({said}). Nothing was changed. `matchdesk doctor --repair` "
        "may save what can still be read."
    )


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _address(file: Path, mode: str) -> str:
    return f"file:{quote(str(file.absolute()))}?mode={mode}"
