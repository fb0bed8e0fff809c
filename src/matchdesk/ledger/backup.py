"""Backup and restore: one file that holds the whole ledger, taken while others read and write."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import delete, func, select

from matchdesk.errors import LedgerDamaged, LedgerError, LedgerLocked, LedgerMissing, UsageError
from matchdesk.ledger import copying, schema
from matchdesk.ledger.store import Ledger
from matchdesk.ledger.target import new_file, set_aside


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup or restore did.

    Attributes:
        path: the file written, or the ledger (or its server) that was restored.
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
        UsageError: something lies at the target, or it cannot be written.
        LedgerError: the ledger cannot be read. MatchdeskError: the disk is full.
    """
    if ledger.path is not None and target.exists() and target.samefile(ledger.path):
        raise UsageError(
            f"Found the ledger itself at {target}; expected another place. Nothing was written.",
            code="place-taken",
        )
    # Brings a ledger of an older version up to date, and says what is wrong with it.
    with ledger.reading():
        pass
    with new_file(target, force=force) as beside:
        if ledger.path is None:
            copying.copy_to_file(ledger, beside)
        else:
            _copy_pages(ledger, beside)
        matches = checked(beside)
        size = beside.stat().st_size
    return Copied(str(target), matches, size)


def restore(file: Path, ledger: Ledger, *, force: bool = False) -> Copied:
    """Put a backup in the place of a ledger; the one replaced is kept as ``NAME.before-restore``.

    Into a server's database it goes in one transaction, and what it held is first kept in a file.

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
    if ledger.path.exists():
        if ledger.path.samefile(file):
            raise UsageError(
                f"Found the ledger itself in {file}; expected a backup of it. Nothing was changed."
            )
        if not force:
            raise UsageError(
                f"Found a ledger at {ledger.path}; it was left as it is. Say --force to replace it: "
                f"it is kept beside as {ledger.path.name}.before-restore.",
                code="place-taken",
            )
    kept: Path | None = None
    fresh = ledger.path.with_name(f"{ledger.path.name}.restored")
    with new_file(fresh, force=True) as beside:
        _copy_pages(Ledger(file, lock_seconds=ledger.lock_seconds), beside)
        matches = checked(beside)
        size = beside.stat().st_size
    try:
        if ledger.path.exists():
            kept = _set_aside(ledger)
        os.replace(fresh, ledger.path)
    except BaseException:
        if kept is not None and not ledger.path.exists():
            os.rename(kept, ledger.path)
        raise
    finally:
        fresh.unlink(missing_ok=True)
    ledger.close()
    return Copied(str(ledger.path), matches, size, kept)


def checked(file: Path) -> int:
    """Look a copy over: its pages, and that it is a ledger; returns the matches in it.

    Raises:
        LedgerDamaged, LedgerNewer: it is not whole, no ledger, or written by a newer matchdesk.
    """
    whole = Ledger(file)
    try:
        with whole.reading() as connection:
            matches = connection.execute(select(func.count()).select_from(schema.match)).scalar()
        with closing(sqlite3.connect(_address(file, "ro"), uri=True)) as opened:
            said = str(opened.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise _damaged(file, str(error)) from error
    finally:
        whole.close()
    if said != "ok":
        raise _damaged(file, said)
    return int(matches or 0)


def _damaged(file: Path, said: str) -> LedgerDamaged:
    return LedgerDamaged(
        f"The ledger in {file} is damaged ({said}). Nothing was changed. `matchdesk doctor --repair` "
        "may save what can still be read."
    )


def _copy_pages(ledger: Ledger, target: Path) -> None:
    """Copy a ledger file page by page, all of it from one state, into a single file."""
    assert ledger.path is not None
    # Says what is wrong with the file, and that it is a ledger we know.
    with ledger.reading():
        pass
    mode = "ro&immutable=1" if ledger.frozen else "ro"
    try:
        with (
            closing(
                sqlite3.connect(
                    _address(ledger.path, mode), uri=True, timeout=ledger.lock_seconds
                )
            ) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            # In one step: readers keep their state, so a writer cannot make it begin again.
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise
        if "locked" in str(error) or "busy" in str(error):
            raise _in_use(ledger) from error
        raise _damaged(ledger.path, str(error)) from error


def _set_aside(ledger: Ledger) -> Path:
    """Move a ledger away while no other process uses it; returns where it lies.

    Raises:
        LedgerLocked: another process reads or writes it.
    """
    assert ledger.path is not None
    held: sqlite3.Connection | None = None
    try:
        held = sqlite3.connect(
            _address(ledger.path, "rw"), uri=True, timeout=ledger.lock_seconds, isolation_level=None
        )
        # Leaving write-ahead mode needs the file alone, and takes the files beside it in.
        held.execute("PRAGMA journal_mode = DELETE")
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if held is not None and ("locked" in str(error) or "busy" in str(error)):
            held.close()
            raise _in_use(ledger) from error
    except sqlite3.DatabaseError:
        pass  # It is damaged: that is why it is replaced.
    try:
        if held is not None and os.name == "nt":
            held.close()  # A file that is open cannot be moved there.
        kept = set_aside(ledger.path, "before-restore")
        for ending in ("-wal", "-shm", "-journal"):
            beside = ledger.path.with_name(ledger.path.name + ending)
            if beside.exists():
                shutil.move(beside, kept.with_name(kept.name + ending))
        return kept
    finally:
        if held is not None:
            held.close()


def _in_use(ledger: Ledger) -> LedgerLocked:
    return LedgerLocked(
        f"The ledger {ledger.label} is used by another process and was not free within "
        f"{ledger.lock_seconds:g} s. Nothing was changed; try again when it is done."
    )


def _restore_to_server(file: Path, ledger: Ledger, *, force: bool) -> Copied:
    matches = checked(file)
    source = Ledger(file)
    with ledger.writing() as target:
        held = target.execute(select(func.count()).select_from(schema.file)).scalar()
        if held and not force:
            raise UsageError(
                f"Found a ledger with {held} files at {ledger.label}; it was left as it is. Say "
                "--force to replace it, and take a backup of it first.",
                code="place-taken",
            )
        for table in reversed(copying.TABLES):
            target.execute(delete(table))
        with source.reading() as connection:
            copying.copy_all(connection, target)
            copying.same_as(connection, target)
    source.close()
    return Copied(ledger.label, matches, 0)


def _address(file: Path, mode: str) -> str:
    return f"file:{quote(str(file.absolute()))}?mode={mode}"


def size_told(size: int) -> str:
    """A size in words.

    >>> size_told(2_621_440)
    '2.5 MB'
    """
    return f"{size / 2**20:.1f} MB"


__all__ = ["Copied", "LedgerError", "backup", "checked", "restore", "size_told"]
