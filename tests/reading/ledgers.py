"""The ledgers that the labelled reports are read against, built once and kept in a cache folder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tomllib
from pathlib import Path
from typing import Any

from matchdesk.desk import Desk
from matchdesk.ledger import starter
from matchdesk.ledger.store import Ledger
from tests.reading.corpus import FOLDER

DATA = FOLDER.parents[1] / "../shared/data"
"""Development data that may stand beside the repository."""

VARIABLE = "MATCHDESK_READING_CACHE"
"""Environment variable that names another cache folder."""


def wanted() -> dict[str, Any]:
    """Every ledger by name, as ``ledgers.toml`` lists them."""
    return tomllib.loads((FOLDER / "ledgers.toml").read_text(encoding="utf-8"))


def cache() -> Path:
    """Where built ledgers are kept: never in the repository."""
    from platformdirs import user_cache_path

    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("matchdesk", appauthor=False) / "reading"


def held(name: str) -> bool:
    """Whether all files of a ledger stand here."""
    return all((DATA / file).exists() for file in wanted()[name]["files"])


def desk(name: str, *, rebuild: bool = False) -> Desk:
    """A desk over one of the ledgers, imported first if it is not in the cache.

    The cache knows a ledger by its list of files; with ``rebuild`` it is imported anew, which is
    due when what reads or merges files has changed.
    """
    entry = wanted()[name]
    if not entry["files"]:
        return Desk(starter.open_starter())
    key = hashlib.sha256(repr(entry).encode()).hexdigest()[:8]
    file = cache() / f"{name}-{key}.sqlite"
    if rebuild or not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        for old in file.parent.glob(f"{part.name}*"):
            old.unlink()
        ledger = starter.copy_to(part) if entry["starter"] else Ledger(part)
        if not entry["starter"]:
            ledger.create()
        Desk(ledger).import_paths(*(DATA / one for one in entry["files"]))
        ledger.close()
        file.unlink(missing_ok=True)
        with sqlite3.connect(part) as whole:  # what its log still holds comes along
            whole.execute("VACUUM INTO ?", (str(file),))
        whole.close()
        for old in file.parent.glob(f"{part.name}*"):
            old.unlink()
    return Desk(Ledger(file))
