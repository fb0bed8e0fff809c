"""Export: the whole ledger out again, or a part of it, in files that others can read.

The plain CSVs carry everything: taken into an empty ledger they give the same ledger. football.txt
carries fixtures, results and goals for people and their editors, SQLite everything for any SQL tool.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from matchdesk.core.problem import Problem
from matchdesk.core.rows import Hint, Row, SourceRow
from matchdesk.core.season import Season
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import columns, copying, football_txt_write, lookup
from matchdesk.ledger.holdings import Holdings, Part
from matchdesk.ledger.store import Ledger
from matchdesk.ledger.target import new_file, new_folder
from matchdesk.readers.detect import read_text
from matchdesk.readers.plain_write import write

FORMATS: tuple[str, ...] = ("csv", "parquet", "football.txt", "sqlite")
"""What an export may be; Parquet is written by :mod:`matchdesk.cli.frames`."""

# A source with such an id gives its name to a folder; another stands in a column.
_FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9_-]+)*")
# Names that some systems keep for themselves, and a folder of ours.
_TAKEN = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        "rulebooks",
        *(f"{w}{n}" for w in ("com", "lpt") for n in range(10)),
    )
)
_LONGEST_ID = 120


@dataclass
class Exported:
    """What an export wrote.

    Attributes:
        format: csv, parquet, football.txt or sqlite.
        path: the folder or file.
        files: names of the files, from that folder.
        rows: rows written of each kind.
        problems: what could not be written, each with its reason.
    """

    format: str
    path: Path
    files: list[str] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """The export as a JSON object."""
        return {
            "format": self.format,
            "path": str(self.path),
            "files": len(self.files),
            "rows": dict(self.rows),
            "problems": [problem.to_dict() for problem in self.problems],
        }


def part_of(ledger: Ledger, competition: str | None, season: str | None) -> Part:
    """The part of a ledger that is meant, by id or name of the competition, and season.

    Raises:
        UnknownName, AmbiguousName: no such competition or season held.
        UsageError: no season.
    """
    if competition is None and season is None:
        return Part()
    snapshot = columns.load(ledger)
    found = lookup.find_competition(snapshot, competition) if competition is not None else None
    if season is None:
        return Part(found)
    if found is not None:
        return Part(found, str(lookup.find_season(snapshot, found, season)))
    try:
        year = Season.parse(season)
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was written.", code="bad-season") from None
    if not len(snapshot.select(season=year)):
        raise UnknownName(
            f"The ledger knows no match of the season {year}. Nothing was written.",
            code="unknown-season",
        )
    return Part(None, str(year))


def export(
    ledger: Ledger,
    target: Path,
    *,
    format: str = "csv",
    part: Part | None = None,
    force: bool = False,
) -> Exported:
    """Write a ledger, or a part of it, to a folder (SQLite: to a file).

    It stands there whole or not at all. With ``force`` a former export is replaced.

    Raises:
        UsageError: no such format, or the place is taken or cannot be written.
        MatchdeskError: the disk is full. LedgerError: the ledger cannot be read.
    """
    meant = part or Part()
    if format == "sqlite":
        done = Exported(format, target)
        with new_file(target, force=force) as beside:
            done.rows.update(copying.readable_copy(ledger, beside, meant))
        done.files.append(target.name)
        return done
    writers: dict[str, Callable[[Holdings, Path, Exported], None]] = {
        "csv": _write_csv,
        "football.txt": _write_football_txt,
    }
    if format not in writers:
        raise UsageError(
            f"Found the format {format!r}; expected one of {', '.join(FORMATS)}. Nothing was "
            "written.",
            code="bad-format",
        )
    return export_folder(ledger, target, format, writers[format], meant, force=force)


def export_folder(
    ledger: Ledger,
    target: Path,
    format: str,
    writer: Callable[[Holdings, Path, Exported], None],
    part: Part,
    *,
    force: bool = False,
) -> Exported:
    """Let a writer fill a new folder from one state of the ledger.

    Raises:
        As :func:`export`.
    """
    done = Exported(format, target)
    with new_folder(target, force=force) as beside, ledger.reading() as connection:
        holdings = Holdings(connection, part)
        writer(holdings, beside, done)
        done.problems += holdings.problems
    return done


# Plain CSVs


def _write_csv(holdings: Holdings, folder: Path, done: Exported) -> None:
    keys = _Keys(holdings)
    used: set[str] = set()

    def put(name: str, kind: str, rows: Sequence[Row]) -> None:
        text, kept = _readable(kind, rows, done.problems)
        if kept:
            place = folder / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, "utf-8", newline="\n")
            done.files.append(name)
            done.rows[kind] += len(kept)
            used.update(row.source for row in kept)

    for kind, rows in records(holdings).items():
        put(f"{kind}.csv", kind, [replace(row, source=keys.id(row.source)) for row in rows])
    for competition in holdings.competitions:
        files: dict[tuple[str, str], list[Row]] = {}
        for held in holdings.of_competition(competition):
            row, source = held.row, held.source or held.row.source
            if held.source and keys.folder(source):
                mark = (f"{source}/", held.kind)
                used.add(source)
            else:
                mark = ("", held.kind)
                row = replace(row, source=keys.id(source))
            files.setdefault(mark, []).append(row)
        for (place, kind), rows in files.items():
            put(f"{place}{kind}-{competition}.csv", kind, rows)
    for competition, toml in holdings.rulebooks().items():
        (folder / "rulebooks").mkdir(exist_ok=True)
        (folder / "rulebooks" / f"{competition}.toml").write_text(toml, "utf-8", newline="\n")
        done.files.append(f"rulebooks/{competition}.toml")
        done.rows["rulebooks"] += 1
    put("sources.csv", "sources", keys.rows(None if holdings.part.whole else used))


def records(holdings: Holdings) -> dict[str, Sequence[Any]]:
    """Rows that belong to no match, by kind."""
    return {
        "clubs": holdings.clubs(),
        "names": holdings.names(),
        "persons": holdings.persons(),
        "grounds": holdings.grounds(),
        "coverage": holdings.coverage(),
        "facts": holdings.facts(),
        "corrections": holdings.corrections(),
        "standings": holdings.standings(),
    }


class _Keys:
    """Ids of sources as they can be written."""

    def __init__(self, holdings: Holdings) -> None:
        self.sources = holdings.sources()
        self._ids = {row.source: _id_of(row.source) for row in self.sources}

    def id(self, key: str) -> str:
        """A source's id in a cell; it is the key, unless that is too long to be one."""
        return self._ids.get(key) or _id_of(key)

    def rows(self, used: set[str] | None = None) -> list[SourceRow]:
        """The sources as they are written; those of some ids, or all."""
        return [
            replace(row, source=key, title=key if row.title == row.source else row.title)
            for row in self.sources
            if (key := self.id(row.source)) in (used if used is not None else (key,))
        ]

    def folder(self, key: str) -> bool:
        """True if a folder can bear the source's name."""
        return _FOLDER.fullmatch(key) is not None and key.split(".")[0] not in _TAKEN


def _id_of(key: str) -> str:
    """A source's key as one line that a cell can hold.

    >>> _id_of("Downloads/SP1.csv"), len(_id_of("x" * 300))
    ('Downloads/SP1.csv', 109)
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in key).split())
    if plain == key and len(key) <= _LONGEST_ID:
        return key
    return f"{plain[:100]} {hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _readable(kind: str, rows: Sequence[Row], problems: list[Problem]) -> tuple[str, Sequence[Row]]:
    """A file of rows that the reader takes back; those that it would refuse are left out."""
    text = write(kind, rows)
    if not rows or not read_text(text, kind, Hint(), kind).refused:
        return text, rows
    kept: list[Row] = []
    for row in rows:
        reading = read_text(write(kind, [row]), kind, Hint(), kind)
        if not reading.refused:
            kept.append(row)
            continue
        fault = next(problem for problem in reading.problems if problem.refused)
        problems.append(
            Problem(
                row.origin, "not-written", f"{fault.code}: {fault.found}", fault.expected,
                "left out of the export",
            )
        )  # fmt: skip
    return write(kind, kept), kept


# football.txt


def _write_football_txt(holdings: Holdings, folder: Path, done: Exported) -> None:
    for name, text, matches, problems in football_txt_write.files(holdings):
        place = folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
        done.files.append(name)
        done.rows["results"] += matches
        done.problems += problems
    # The text has no place for licences: they lie beside it.
    keys = _Keys(holdings)
    text, kept = _readable("sources", keys.rows(holdings.source_keys()), done.problems)
    if kept:
        (folder / "sources.csv").write_text(text, "utf-8", newline="\n")
        done.files.append("sources.csv")
        done.rows["sources"] += len(kept)
