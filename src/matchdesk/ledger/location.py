"""Which ledger a question is asked of."""

from __future__ import annotations

import os
from pathlib import Path

from matchdesk.errors import UsageError
from matchdesk.ledger import server, starter
from matchdesk.ledger.store import Ledger

VARIABLE = "MATCHDESK_DATA"
"""Environment variable that names another data folder."""


def user_ledger() -> Path:
    """Where the user's own ledger lies, in the platform's data folder."""
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder) / "ledger.sqlite"
    from platformdirs import user_data_path

    return user_data_path("matchdesk", appauthor=False) / "ledger.sqlite"


def to_read(named: str | None) -> Ledger:
    """The ledger named; else the user's own if there is one, else the starter.

    A named file that does not exist is created empty.
    """
    if named is not None:
        ledger = _named(named)
        if ledger.path is not None and not ledger.path.exists():
            ledger.create()
        return ledger
    own = user_ledger()
    return Ledger(own) if own.is_file() else starter.open_starter()


def to_write(named: str | None, *, from_starter: bool = False) -> Ledger:
    """The ledger named (``from_starter`` seeds a new one), else the user's own.

    The user's own begins as a copy of the starter.

    Raises:
        UsageError: ``from_starter`` for a ledger that exists.
    """
    if named is not None:
        ledger = _named(named)
        if from_starter:
            if ledger.path is None or ledger.path.exists():
                raise UsageError(
                    f"Found a ledger at {ledger.label}; --from-starter seeds only a new file. "
                    "Nothing was changed. Leave it out, or name another file."
                )
            return starter.copy_to(ledger.path)
        return ledger
    own = user_ledger()
    return Ledger(own) if own.is_file() else starter.copy_to(own)


def to_restore(named: str | None) -> Ledger:
    """The ledger named, else the user's own; nothing is made where there is none yet."""
    if named is not None:
        return _named(named)
    own = user_ledger()
    own.parent.mkdir(parents=True, exist_ok=True)
    return Ledger(own)


def _named(named: str) -> Ledger:
    if not named.strip():
        # A variable that is not set must not end in the user's own ledger.
        raise UsageError(
            "Found an empty --ledger, expected a file. Nothing was done; name one, or leave --ledger "
            "out for your own."
        )
    if named.startswith("sqlite:///"):
        return Ledger(Path(named.removeprefix("sqlite:///")).expanduser())
    if "://" in named:
        return Ledger(None, url=server.address(named))
    return Ledger(Path(named).expanduser())
