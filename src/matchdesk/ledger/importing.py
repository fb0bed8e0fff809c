"""Import: files → rows → one identity a club → merged into the ledger, in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, insert, select

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import (
    CorrectionRow,
    CoverageRow,
    FactRow,
    GoalRow,
    GroundRow,
    Hint,
    LineupRow,
    MatchRow,
    NameRow,
    PersonRow,
    Reading,
    Row,
    SourceRow,
)
from matchdesk.errors import SourceError
from matchdesk.ledger import schema
from matchdesk.ledger.entries import Entries
from matchdesk.ledger.identity import Clubs
from matchdesk.ledger.store import Ledger

# Rows that others refer to come first, whatever the order of the files.
_ORDER: tuple[type[Row], ...] = (
    SourceRow,
    NameRow,
    MatchRow,
    GroundRow,
    PersonRow,
    CoverageRow,
    GoalRow,
    LineupRow,
    FactRow,
    CorrectionRow,
)


# What a folder may hold besides results.
_PASSED_OVER = frozenset({"unknown-format", "empty-file", "not-text", "encoding"})


@dataclass
class Imported:
    """What an import did.

    ``read = new + same + updated + conflicting + refused``; ``new_clubs`` are display names.
    """

    read: int = 0
    new: int = 0
    same: int = 0
    updated: int = 0
    conflicting: int = 0
    refused: int = 0
    new_clubs: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "read": self.read,
            "new": self.new,
            "same": self.same,
            "updated": self.updated,
            "conflicting": self.conflicting,
            "refused": self.refused,
            "new_clubs": self.new_clubs,
            "problems": [problem.to_dict() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Input:
    """One file to import: its name as shown, its bytes' hash, and what the reader made of it."""

    name: str
    sha256: str
    source: str
    reading: Reading


def read_paths(
    paths: Sequence[Path | str],
    *,
    format: str | None = None,
    hint: Hint | None = None,
    told: Callable[[str], None] | None = None,
) -> list[Input]:
    """Read files and folders; nothing is written.

    A folder is taken with all files below it; those of no known format are left out and named
    through ``told`` (a file named itself must be readable).

    Raises:
        SourceError: a path is missing, empty, or (named itself) of no known format.
    """
    inputs: list[Input] = []
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not files:
                raise SourceError(
                    f"Found no file in the folder {path}; expected result files. Nothing was "
                    "imported. Name a folder or file that holds results.",
                    code="empty-folder",
                )
            found: list[Input] = []
            for file in files:
                try:
                    found.append(_read_file(file, path, format, hint))
                except SourceError as error:
                    if format is not None or error.code not in _PASSED_OVER:
                        raise
                    if told is not None:
                        told(error.message)
            if not found:
                raise SourceError(
                    f"Found {len(files)} files in the folder {path}, none of a format that "
                    "matchdesk reads. Nothing was imported. See docs/formats for what is read.",
                    code="unknown-format",
                )
            inputs += found
        else:
            inputs.append(_read_file(path, path.parent, format, hint))
    return inputs


def _read_file(path: Path, top: Path, format: str | None, hint: Hint | None) -> Input:
    from matchdesk.readers import decode, read_text

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            f"Found no file or folder {path}. Nothing was imported. Check the path.",
            code="missing-file",
        ) from None
    except OSError as error:
        raise SourceError(
            f"The file {path} may not be read ({error.strerror}). Nothing was imported.",
            code="unreadable-file",
        ) from error
    if not data.strip():
        raise SourceError(
            f"Found the empty file {path}; expected results. Nothing was imported.",
            code="empty-file",
        )
    name = _shown(path, top)
    text, problems = decode(data, str(path))
    reading = read_text(text, name, hint or Hint(), format)
    reading.problems[:0] = problems
    folder = PurePosixPath(name).parent.name
    return Input(name, hashlib.sha256(data).hexdigest(), folder, reading)


def _shown(path: Path, top: Path) -> str:
    """A file's name in the ledger, from the folder that was named.

    So it does not depend on where that folder lies.
    """
    return PurePosixPath(top.resolve().name, path.resolve().relative_to(top.resolve())).as_posix()


def import_inputs(ledger: Ledger, inputs: Sequence[Input]) -> Imported:
    """Merge what was read into the ledger: all of it, or after an error nothing."""
    with ledger.writing() as connection:
        return _Import(connection, inputs).run()


@dataclass
class _Import:
    connection: Connection
    inputs: Sequence[Input]
    done: Imported = field(default_factory=Imported)

    def run(self) -> Imported:
        files = self._files()
        clubs = Clubs(self.connection)
        entries = Entries(self.connection, clubs)
        for reading in (one.reading for one in self.inputs):
            self.done.read += reading.read
            self.done.refused += reading.refused
            self.done.problems += reading.problems
        entries.matches.load(
            {
                (row.competition, str(row.season))
                for one in self.inputs
                for row in one.reading.rows
                if isinstance(row, MatchRow)
            }
        )
        for kind in _ORDER:
            for one, file in zip(self.inputs, files, strict=True):
                for row in one.reading.rows:
                    if type(row) is kind:
                        self._count(entries.add(row, file))
            entries.flush()
        self.done.problems += entries.problems
        self.done.new_clubs = [club.name for club in clubs.added]
        self._keep_problems(files)
        return self.done

    def _count(self, outcome: str) -> None:
        setattr(self.done, outcome, getattr(self.done, outcome) + 1)

    def _files(self) -> list[int]:
        """Ledger numbers of the files, each with the source that its folder or name tells."""
        sources = {key: n for n, key in self.connection.execute(
            select(schema.source.c.id, schema.source.c.key)
        )}  # fmt: skip
        declared = {
            row.source
            for one in self.inputs
            for row in one.reading.rows
            if isinstance(row, SourceRow)
        }
        numbers = []
        for one in self.inputs:
            key = one.source if one.source in sources or one.source in declared else one.name
            if key not in sources:
                result = self.connection.execute(insert(schema.source).values(key=key, title=key))
                sources[key] = int(result.inserted_primary_key[0])  # type: ignore[index]
            numbers.append(self._file(one, sources[key]))
        return numbers

    def _file(self, one: Input, source: int) -> int:
        f = schema.file
        held = self.connection.execute(
            select(f.c.id).where(f.c.name == one.name, f.c.sha256 == one.sha256)
        ).scalar()
        if held is not None:
            return int(held)
        result = self.connection.execute(
            insert(f).values(
                name=one.name, sha256=one.sha256, format=one.reading.format, source=source
            )
        )
        return int(result.inserted_primary_key[0])  # type: ignore[index]

    def _keep_problems(self, files: Sequence[int]) -> None:
        p = schema.problem
        number = {one.name: file for one, file in zip(self.inputs, files, strict=True)}
        held = {
            tuple(row)
            for row in self.connection.execute(select(p.c.file, p.c.line, p.c.code, p.c.found))
        }
        fresh = []
        for problem in self.done.problems:
            mark = (
                number.get(problem.origin.file, files[0] if files else None),
                problem.origin.line, problem.code, problem.found,
            )  # fmt: skip
            if mark in held:
                continue
            held.add(mark)
            fresh.append(
                {
                    "file": mark[0], "line": mark[1], "code": mark[2], "found": mark[3],
                    "expected": problem.expected, "done": problem.done,
                }
            )  # fmt: skip
        if fresh:
            self.connection.execute(insert(p), fresh)


def import_paths(
    ledger: Ledger,
    paths: Sequence[Path | str],
    *,
    format: str | None = None,
    hint: Hint | None = None,
    told: Callable[[str], None] | None = None,
) -> Imported:
    """Import files and folders into a ledger, in one transaction; twice changes nothing."""
    return import_inputs(ledger, read_paths(paths, format=format, hint=hint, told=told))


def summary(problems: Iterable[Problem]) -> Counter[str]:
    """How often each kind of problem came up."""
    return Counter(problem.code for problem in problems)


def refuse(row: Row, code: str, found: str, expected: str, done: str = "row left out") -> Problem:
    """A problem that keeps a row out."""
    return Problem(Origin(row.origin.file, row.origin.line), code, found, expected, done)
