"""Import: files → rows → one identity a club → merged into the ledger, in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, insert, select

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import ClubRow, Hint, MatchRow, NameRow, Row, SourceRow
from matchdesk.errors import SourceError
from matchdesk.ledger import column_cache, columns, schema
from matchdesk.ledger.entries import Entries
from matchdesk.ledger.identity import Clubs
from matchdesk.ledger.inputs import File, files
from matchdesk.ledger.store import Ledger
from matchdesk.readers.detect import beginning, decode, read_text, reader_for, reader_named

# Files that others refer to come first, whatever their order; and rows that refer to matches and
# clubs come last.
_FIRST = ("sources", "clubs", "names")
_EARLY: tuple[type[Row], ...] = (SourceRow, ClubRow, NameRow, MatchRow)

# Rows of a long file after which what was gathered may be written.
_PART = 10_000

# What a folder or archive may hold besides results.
_PASSED_OVER = frozenset({"unknown-format", "empty-file", "not-text", "encoding"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A name not held before, and the club that shared fixtures show it to mean."""

    name: str
    club: str
    fixtures: int


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
    settled: list[Settled] = field(default_factory=list)
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
            "settled_names": [
                {"name": one.name, "club": one.club, "fixtures": one.fixtures}
                for one in self.settled
            ],
            "problems": [problem.to_dict() for problem in self.problems],
        }


def import_paths(
    ledger: Ledger | Callable[[], Ledger],
    paths: Sequence[Path | str],
    *,
    format: str | None = None,
    hint: Hint | None = None,
    told: Callable[[str], None] | None = None,
    every_name_new: bool = False,
) -> Imported:
    """Import files and folders into a ledger, in one transaction; twice changes nothing.

    Args:
        ledger: the ledger, or what opens it once the files are found to be readable.
        paths: see :func:`matchdesk.ledger.inputs.files`.
        format: name of the reader, for all files; None to find it by each file.
        hint: competition and season for files that do not say theirs.
        told: gets one sentence for each file that is passed over.
        every_name_new: take a name that is near a club held, without evidence, as a new club.

    Raises:
        SourceError: a file named cannot be read, or a folder holds nothing that can.
        LedgerError: the ledger cannot be written; nothing of the import is kept.
    """
    planned = _plan(paths, format, hint or Hint(), told or (lambda _: None))
    opened = ledger if isinstance(ledger, Ledger) else ledger()
    with opened.writing() as connection, columns.without_collector():
        done = _Import(connection, planned, hint or Hint(), every_name_new).run()
    if done.new + done.updated >= column_cache.FROM:
        columns.load(opened)  # Kept for the first question, which would wait for it.
    return done


@dataclass(frozen=True, slots=True)
class _Planned:
    """A file whose format is known."""

    file: File
    format: str
    text: str
    problems: list[Problem]


def _plan(
    paths: Sequence[Path | str], format: str | None, hint: Hint, told: Callable[[str], None]
) -> list[_Planned]:
    """Find and decode every file and its format, before the ledger is touched."""
    if format is not None:
        reader_named(format)
    planned: list[_Planned] = []
    seen = 0
    for file in files(paths, told):
        seen += 1
        try:
            planned.append(_decoded(file, format))
        except SourceError as error:
            if file.named or error.code not in _PASSED_OVER:
                raise
            told(error.message)
    if seen and not planned:
        raise SourceError(
            f"Found {seen} files, none of a format that matchdesk reads. Nothing was imported. "
            "See docs/formats for what is read.",
            code="unknown-format",
        )
    if not seen:
        raise SourceError(
            "Found no file that can be read in what was named. Nothing was imported.",
            code="empty-folder",
        )
    order = {name: place for place, name in enumerate(_FIRST)}
    return sorted(planned, key=lambda one: order.get(one.format, len(order)))


def _decoded(file: File, format: str | None) -> _Planned:
    text, problems = decode(file.data, file.name)
    reader = reader_named(format) if format is not None else reader_for(file.name, text)
    if reader is None and not file.named:
        raise SourceError(
            f"{file.name}: passed over, of no known format: {beginning(text)}",
            code="unknown-format",
        )
    if reader is None:
        read_text(text, file.name, Hint(), None)  # Says what was found and what is known.
        raise AssertionError("a file without reader was read")
    return _Planned(file, reader.name, text, problems)


@dataclass
class _Import:
    connection: Connection
    planned: Sequence[_Planned]
    hint: Hint
    every_name_new: bool
    done: Imported = field(default_factory=Imported)
    _sources: dict[str, int] = field(default_factory=dict)
    _files: dict[str, int] = field(default_factory=dict)

    def run(self) -> Imported:
        s = schema.source
        self._sources = dict(self.connection.execute(select(s.c.key, s.c.id)).all())
        clubs = Clubs(self.connection)
        entries = Entries(self.connection, clubs, every_name_new=self.every_name_new)
        late: list[tuple[Row, int]] = []
        for one in self.planned:
            try:
                reading = read_text(one.text, one.file.name, self.hint, one.format)
            except SourceError as error:
                if one.file.named:
                    raise
                self.done.problems.append(_left_out(one.file.name, error))
                continue
            self.done.read += reading.read
            self.done.refused += reading.refused
            self.done.problems += one.problems
            self.done.problems += reading.problems
            # A rulebook is kept as it is: it is no source of results.
            number = 0 if one.format == "rulebook" else self._file(one, reading.rows)
            entries.begin(number, reading.rows)
            rest: list[Row] = []
            for place, row in enumerate(reading.rows, start=1):
                if place % _PART == 0:
                    entries.end()
                if type(row) in _EARLY:
                    self._count(entries.add(row, number))
                else:
                    rest.append(row)
            if one.format == "sources":
                self._sources = dict(self.connection.execute(select(s.c.key, s.c.id)).all())
            own, others = entries.own(rest)
            for row in own:
                self._count(entries.add(row, number))
            late += [(row, number) for row in others]
            entries.end()
        entries.flush()
        entries.prepare_late(late)
        for row, number in sorted(late, key=lambda pair: entries.place(pair[0])):
            self._count(entries.add(row, number))
        entries.flush()
        self.done.problems += entries.problems
        self.done.new_clubs = [club.name for club in clubs.added]
        self.done.settled = [
            Settled(found.name, clubs.club(found.club).name, found.fixtures)
            for found in entries.naming.settled
        ]
        self._keep_problems()
        return self.done

    def _count(self, outcome: str) -> None:
        setattr(self.done, outcome, getattr(self.done, outcome) + 1)

    def _file(self, one: _Planned, rows: Sequence[Row]) -> int:
        """Ledger number of a file, with the source that its folder or name tells.

        A file whose rows all name their sources is no source of its own.
        """
        name = one.file.name
        folder = PurePosixPath(name).parent.name
        key = folder if folder in self._sources else name
        named = bool(rows) and all(row.source for row in rows)
        if key not in self._sources and not named:
            result = self.connection.execute(insert(schema.source).values(key=key, title=key))
            self._sources[key] = int(result.inserted_primary_key[0])  # type: ignore[index]
        f = schema.file
        digest = hashlib.sha256(one.file.data).hexdigest()
        held = self.connection.execute(
            select(f.c.id).where(f.c.name == name, f.c.sha256 == digest)
        ).scalar()
        if held is None:
            result = self.connection.execute(
                insert(f).values(
                    name=name, sha256=digest, format=one.format, source=self._sources.get(key)
                )
            )
            held = result.inserted_primary_key[0]  # type: ignore[index]
        self._files[name] = int(held)
        return int(held)

    def _keep_problems(self) -> None:
        p = schema.problem
        held = {
            tuple(row)
            for row in self.connection.execute(select(p.c.file, p.c.line, p.c.code, p.c.found))
        }
        first = next(iter(self._files.values()), None)
        fresh = []
        for problem in self.done.problems:
            file = self._files.get(problem.origin.file, first)
            mark = (file, problem.origin.line, problem.code, problem.found)
            if mark in held:
                continue
            held.add(mark)
            fresh.append(
                {
                    "file": file, "line": problem.origin.line, "code": problem.code,
                    "found": problem.found, "expected": problem.expected, "done": problem.done,
                }
            )  # fmt: skip
        if fresh:
            self.connection.execute(insert(p), fresh)


def _left_out(name: str, error: SourceError) -> Problem:
    """A file of a folder or archive that cannot be read: the others go in."""
    return Problem(
        Origin(name, 0), error.code, error.message, "a file that can be read", "file left out"
    )


def summary(problems: Iterable[Problem]) -> Counter[str]:
    """How often each kind of problem came up."""
    return Counter(problem.code for problem in problems)
