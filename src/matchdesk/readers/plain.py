"""matchdesk's own CSV files: results, goals, line-ups and what belongs to them.

UTF-8, a header, columns in any order, an empty cell where a value is unknown. A file is known by
its header. Columns and the words they allow: ``docs/formats/plain-csv.md``.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, Reading
from matchdesk.errors import SourceError
from matchdesk.readers.cells import header_line, rows_of, separator_of
from matchdesk.readers.checks import Fault, shortened
from matchdesk.readers.plain_kinds import KINDS, Kind

__all__ = ["PLAIN_READERS", "PlainReader"]

# No kind has a tenth of this; a header that has more is not one of ours.
MOST_COLUMNS = 300


@lru_cache(maxsize=64)
def _header(line: str) -> tuple[tuple[str, ...], str]:
    """Columns of a header line in small letters, and the separator; empty if it is none."""
    separator = separator_of(line)
    if line.count(separator) > MOST_COLUMNS:
        return (), separator
    for _, cells in rows_of(line, separator):
        if isinstance(cells, list):
            return tuple(cell.strip().casefold() for cell in cells), separator
        break
    return (), separator


def _nearest(column: str, header: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(column, [word for word in header if word], n=1, cutoff=0.7)
    return near[0] if near else ""


@lru_cache(maxsize=64)
def _kind_of(header: tuple[str, ...]) -> Kind | None:
    """The kind of file that a header begins, None if none.

    The one whose required columns are all there and which explains most of the header; else the
    one that was clearly meant, although a column is missing or misspelt: most of its required
    columns and half of the header must be there.
    """
    columns = set(header)
    fitting = [kind for kind in KINDS if columns.issuperset(kind.required)]
    if fitting:
        return max(fitting, key=lambda k: (len(columns & set(k.columns)), len(k.required)))
    best: tuple[float, Kind] | None = None
    for kind in KINDS:
        there = sum(column in columns for column in kind.required)
        if there < len(kind.required) / 2:
            continue
        near = sum(
            column not in columns and bool(_nearest(column, header)) for column in kind.required
        )
        share = sum(column in kind.columns for column in header) / max(len(header), 1)
        if there + near < max(2, len(kind.required) - 1) or share < 0.5:
            continue
        if best is None or there + share > best[0]:
            best = (there + share, kind)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reader of one kind of plain CSV; see :class:`matchdesk.readers.detect.Reader`."""

    kind: Kind

    @property
    def name(self) -> str:
        """The kind's name."""
        return self.kind.name

    def recognises(self, name: str, head: str) -> bool:
        """By the header alone; the name of the file does not matter."""
        header, _ = _header(header_line(head))
        found = _kind_of(header) if header else None
        return found is not None and found.name == self.kind.name

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file.

        Raises:
            SourceError: no header, a column twice, or a required column missing.
        """
        kind = self.kind
        header, separator = _header(header_line(text))
        # What the caller says stands in for an empty cell, or for the whole column.
        said = {
            column: str(value)
            for column, value in (("competition", hint.competition), ("season", hint.season))
            if value is not None and column in kind.required
        }
        self._check_header((*header, *(c for c in said if c not in header)), file)
        reading = Reading(kind.name)
        known = [(place, column) for place, column in enumerate(header) if column in kind.columns]
        width = len(header)
        rows = rows_of(text, separator)
        header_at, _ = next(rows)
        extra = [column for column in header if column and column not in kind.columns]
        if extra:
            found = ", ".join(shortened(column, 30) for column in extra[:10])
            reading.problems.append(
                Problem(
                    Origin(file, header_at), "unknown-column", found,
                    f"columns of {kind.name}: {', '.join(kind.columns)}",
                    "the rows were read without it", refused=False,
                )
            )  # fmt: skip
        for line, cells in rows:
            origin = Origin(file, line)
            reading.read += 1
            try:
                if isinstance(cells, Fault):
                    raise cells
                if len(cells) != width and (
                    len(cells) < width or any(cell.strip() for cell in cells[width:])
                ):
                    raise Fault("cells", f"{len(cells)} cells", f"{width}, as in the header")
                kept: list[Problem] = []
                by_column = {column: cells[place] for place, column in known}
                for column, value in said.items():
                    if not by_column.get(column, "").strip():
                        by_column[column] = value
                row = kind.build(by_column, origin, kept)
            except Fault as fault:
                reading.problems.append(fault.problem(origin))
            else:
                reading.rows.append(row)
                reading.problems.extend(kept)
        return reading

    def _check_header(self, header: tuple[str, ...], file: str) -> None:
        kind = self.kind
        if not header:
            raise SourceError(
                f"{file}: no header; a file of {kind.name} begins with: {','.join(kind.required)}",
                code="no-header",
            )
        twice = [c for c in dict.fromkeys(header) if c and header.count(c) > 1]
        if twice:
            raise SourceError(
                f"{file}: column {', '.join(map(repr, twice))} stands twice in the header, so its "
                "values cannot be told apart; nothing was read",
                code="duplicate-column",
            )
        missing = [column for column in kind.required if column not in header]
        if missing:
            near = [_nearest(column, header) for column in missing]
            words = [
                f"{column!r} (did you mean it by {other!r}?)" if other else repr(column)
                for column, other in zip(missing, near, strict=True)
            ]
            raise SourceError(
                f"{file}: a file of {kind.name} needs the column {', '.join(words)}; its header "
                f"has {', '.join(shortened(c, 30) for c in header[:40])}; nothing was read",
                code="missing-column",
                near=[other for other in near if other],
            )


PLAIN_READERS: tuple[PlainReader, ...] = tuple(PlainReader(kind) for kind in KINDS)
