"""CSV files of other providers: their header, their rows by column, and the count of both.

A reader of such a format gives one function that makes rows of one record; what it raises as a
:class:`~matchdesk.readers.checks.Fault` becomes a problem, and the next record is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Reading, Row
from matchdesk.errors import SourceError
from matchdesk.readers.cells import header_line, rows_of, separator_of
from matchdesk.readers.checks import Fault, shortened

__all__ = ["Cells", "Sheet", "Take", "header_has", "known", "sheet_of", "take_records"]

# Cells of one record by column, in small letters.
Cells = Mapping[str, str]
# Rows of one record; problems that its rows are kept with are added to the list.
Take = Callable[[Cells, Origin, list[Problem]], Iterable[Row]]

# What stands in a cell whose value is not known; "NA" is R's word.
_UNKNOWN = frozenset(("", "NA", "NaN", "nan", "None", "null", "not applicable"))
_MOST_COLUMNS = 400


def known(cell: str) -> str:
    """A cell without spaces at its ends, "" where it says that nothing is known.

    >>> known(" NA "), known("4-2 ")
    ('', '4-2')
    """
    text = cell.strip()
    return "" if text in _UNKNOWN else text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header of a file: its columns in small letters, and the mark between cells."""

    columns: tuple[str, ...]
    separator: str

    def has(self, *names: str) -> bool:
        """True if all these columns are there."""
        return all(name in self.columns for name in names)


@lru_cache(maxsize=256)
def _sheet(line: str) -> Sheet:
    separator = separator_of(line)
    if line.count(separator) > _MOST_COLUMNS:
        return Sheet((), separator)
    for _, cells in rows_of(line, separator):
        if isinstance(cells, list):
            return Sheet(
                tuple(cell.strip().lstrip("\ufeff").casefold() for cell in cells), separator
            )
        break
    return Sheet((), separator)


def sheet_of(text: str) -> Sheet:
    """The header of a text, without columns if its first line is none."""
    return _sheet(header_line(text))


def header_has(head: str, *names: str) -> bool:
    """True if the header of a file has all these columns."""
    return sheet_of(head).has(*names)


def take_records(
    text: str, file: str, reading: Reading, needed: tuple[str, ...], take: Take
) -> None:
    """Read every record of a text into a reading.

    Rows read = rows kept + rows refused: a record of which several rows are made counts as many,
    one that is refused counts one.

    Raises:
        SourceError: a needed column is missing or stands twice.
    """
    sheet = sheet_of(text)
    missing = [name for name in needed if name not in sheet.columns]
    if missing:
        raise SourceError(
            f"{file}: the column {', '.join(map(repr, missing))} is missing; a file of "
            f"{reading.format} has {', '.join(needed)}; its header has "
            f"{', '.join(shortened(c, 20) for c in sheet.columns[:14])}; nothing was read",
            code="missing-column",
        )
    twice = [name for name in needed if sheet.columns.count(name) > 1]
    if twice:
        raise SourceError(
            f"{file}: column {', '.join(map(repr, twice))} stands twice in the header, so its "
            "values cannot be told apart; nothing was read",
            code="duplicate-column",
        )
    columns, width = sheet.columns, len(sheet.columns)
    records = rows_of(text, sheet.separator)
    next(records, None)
    for line, cells in records:
        origin = Origin(file, line)
        reading.read += 1
        try:
            if isinstance(cells, Fault):
                raise cells
            if len(cells) != width:
                # Trailing empty cells say nothing; a missing one shifts all that follow.
                if len(cells) < width or any(cell.strip() for cell in cells[width:]):
                    raise Fault("cells", f"{len(cells)} cells", f"{width}, as in the header")
            kept: list[Problem] = []
            rows = list(take(dict(zip(columns, cells, strict=False)), origin, kept))
        except Fault as fault:
            reading.problems.append(fault.problem(origin))
        else:
            reading.read += len(rows) - 1
            reading.rows.extend(rows)
            reading.problems.extend(kept)
