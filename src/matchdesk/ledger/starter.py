"""The starter ledger: reviewable CSV in the repository, one SQLite file in the wheel."""

from __future__ import annotations

import os
import shutil
import sqlite3
from importlib import resources
from pathlib import Path

from matchdesk.errors import LedgerMissing, SourceError
from matchdesk.ledger.store import Ledger


def path() -> Path:
    """Where the starter's SQLite file lies.

    Raises:
        LedgerMissing: it was not built (only in a checkout).
    """
    place = Path(str(resources.files("matchdesk") / "data" / "starter.sqlite"))
    if not place.is_file():
        raise LedgerMissing(
            f"Found no starter ledger at {place}. Run `make starter` in the checkout, or name a "
            "ledger of your own with --ledger."
        )
    return place


def open_starter() -> Ledger:
    """The starter ledger, which is only ever read."""
    return Ledger(path(), frozen=True)


def copy_to(target: Path) -> Ledger:
    """A ledger of the user's own that begins as the starter; whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copyfile(path(), beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return Ledger(target)


def build(folder: Path, target: Path) -> None:
    """Import the starter's CSVs into a new file in rollback mode; the same CSVs, the same bytes.

    Raises:
        SourceError: a row is refused, in conflict or otherwise a problem: the starter holds none.
    """
    from matchdesk.ledger.importing import import_paths

    ledger = Ledger(target)
    done = import_paths(ledger, [folder])
    ledger.close()
    faults = [problem for problem in done.problems if problem.refused]
    if faults or done.conflicting or done.refused:
        told = "\n".join(str(problem) for problem in done.problems[:20])
        raise SourceError(
            f"Found {done.refused} rows refused and {done.conflicting} in conflict in {folder}; "
            f"expected none. Nothing was shipped. Mend the CSV.\n{told}"
        )
    with sqlite3.connect(target) as connection:
        # Drawn by chance in any other ledger; the same CSVs must give the same bytes.
        connection.execute("UPDATE meta SET value = 'starter' WHERE key = 'state'")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("ANALYZE")
    connection.close()
    again = sqlite3.connect(target)
    again.execute("VACUUM")
    again.close()
