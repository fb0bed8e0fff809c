"""What can go wrong when matchdesk is called, as one tree.

Faults in data are values (:class:`matchdesk.core.problem.Problem`); a wrong call is an exception::

    MatchdeskError                 everything below; carries code, message, near
    ├── UnknownName                no club, competition, season, match … of that name held
    │   └── AmbiguousName          more than one could be meant
    ├── LedgerError                the ledger file cannot be used as asked
    │   ├── LedgerMissing          no such file, and the question needs one
    │   ├── LedgerDamaged          not a ledger, or its pages are broken
    │   ├── LedgerNewer            written by a newer matchdesk
    │   ├── LedgerLocked           another process is writing
    │   └── LedgerReadOnly         a write was asked of a ledger that allows none
    ├── SourceError                a file or folder to read is missing, empty or of no known format
    ├── FetchError                 a file could not be fetched, or not be kept
    ├── RuleError                  a rules file says something the engine does not know
    ├── TieDataError               scores that no tie can have (level penalties, three clubs, …)
    └── UsageError                 the call itself is wrong (exit status 2 on the command line)
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "AmbiguousName",
    "FetchError",
    "LedgerDamaged",
    "LedgerError",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerNewer",
    "LedgerReadOnly",
    "MatchdeskError",
    "RuleError",
    "SourceError",
    "TieDataError",
    "UnknownName",
    "UsageError",
]


class MatchdeskError(Exception):
    """Base of every exception raised on purpose.

    Args:
        message: one or two plain sentences: what was found, expected, done, what to do next.
        code: stable word for programs, documented in ``docs/errors.md``.
        near: the nearest names, best first, where a name was not found.
        exit_status: status of the command line; 1 a problem in the data or an unknown name,
            2 a wrong call.
    """

    code = "error"
    exit_status = 1

    def __init__(self, message: str, *, code: str | None = None, near: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.near = tuple(near)
        if code is not None:
            self.code = code

    def to_dict(self) -> dict[str, object]:
        """The error as the JSON object used on the command line and over HTTP."""
        return {"code": self.code, "message": self.message, "near": list(self.near)}


class UnknownName(MatchdeskError):
    """A club, competition, season, group, round or match that the ledger does not hold."""

    code = "unknown-name"


class AmbiguousName(UnknownName):
    """A name or match that more than one record answers to; ``near`` lists them."""

    code = "ambiguous-name"


class LedgerError(MatchdeskError):
    """The ledger cannot be used as asked."""

    code = "ledger"


class LedgerMissing(LedgerError):
    """No ledger file there."""

    code = "ledger-missing"


class LedgerDamaged(LedgerError):
    """The file is not a matchdesk ledger, or it is broken."""

    code = "ledger-damaged"


class LedgerNewer(LedgerError):
    """The ledger was written by a newer matchdesk than this one."""

    code = "ledger-newer"


class LedgerLocked(LedgerError):
    """Another process holds the ledger for writing."""

    code = "ledger-locked"


class LedgerReadOnly(LedgerError):
    """A write was asked of a ledger that allows none."""

    code = "ledger-read-only"


class SourceError(MatchdeskError):
    """A file or folder to read is missing, empty, or of no known format."""

    code = "source"


class FetchError(MatchdeskError):
    """A file of results could not be fetched; nothing half-fetched is kept."""

    code = "fetch"


class RuleError(MatchdeskError):
    """A rules file holds a key, word or edition that cannot be used; names file and path."""

    code = "rule"


class TieDataError(MatchdeskError):
    """Scores that no tie can have."""

    code = "tie-data"


class UsageError(MatchdeskError):
    """The call itself is wrong."""

    code = "usage"
    exit_status = 2
