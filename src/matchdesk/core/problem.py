"""Faults found in data, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: file as given by the caller, line counted from 1 (0: the whole file)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the data.

    Attributes:
        origin: file and line.
        code: stable word, documented in ``docs/errors.md``.
        found: what stands there.
        expected: what should stand there.
        done: what was done with it ("row left out", "kept, without the time").
        refused: True if the row was left out of the ledger.
    """

    origin: Origin
    code: str
    found: str
    expected: str
    done: str
    refused: bool = True

    def __str__(self) -> str:
        return (
            f"{self.origin}: {self.code}: found {self.found}; expected {self.expected}. "
            f"{self.done[:1].upper()}{self.done[1:]}."
        )

    def to_dict(self) -> dict[str, object]:
        """The problem as the contract's JSON object."""
        return {
            "file": self.origin.file,
            "line": self.origin.line,
            "code": self.code,
            "found": self.found,
            "expected": self.expected,
            "done": self.done,
        }
