r"""Writing matchdesk's own CSV files: the twin of :mod:`matchdesk.readers.plain`.

The same rows give the same bytes: columns in a fixed order, ``\n`` at the end of each line, a
column that is empty in every row left out unless it is required. Text that a spreadsheet would
take for a formula gets an apostrophe before it, which the reader takes away. Reading what was
written gives the same rows (but for their origins).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

from matchdesk.core.rows import MatchRow, Row
from matchdesk.errors import UsageError
from matchdesk.readers.cells import escaped
from matchdesk.readers.plain_kinds import KINDS

__all__ = ["write", "write_results"]

# Columns whose name is not the row's field.
_FIELDS = {"from": "start", "to": "end"}
_KINDS = {kind.name: kind for kind in KINDS}


def _cell(value: object) -> str:
    if not isinstance(value, int) and not value:
        return ""
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "|".join(map(escaped, value))
    return str(value)


def write(kind: str, rows: Iterable[Row]) -> str:
    """A plain CSV of one kind, in the order of the rows.

    Args:
        kind: name of the kind: results, corrections, goals, lineups, events, odds, figures, standings,
            persons, clubs, names, facts, grounds, sources, coverage, witnesses or conflicts.
        rows: all of that kind.

    Raises:
        UsageError: no such kind, or a row of another one.
    """
    found = _KINDS.get(kind)
    if found is None:
        raise UsageError(f"no kind of file {kind!r}; known kinds: {', '.join(_KINDS)}")
    fields = [_FIELDS.get(column, column) for column in found.columns]
    table: list[list[str]] = []
    for row in rows:
        if not isinstance(row, found.row):
            raise UsageError(
                f"a row of {type(row).__name__} cannot be written to a file of {kind}; expected "
                f"{found.row.__name__}"
            )
        table.append([_cell(getattr(row, field)) for field in fields])
    used = [
        place
        for place, column in enumerate(found.columns)
        if column in found.required or any(cells[place] for cells in table)
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([found.columns[place] for place in used])
    writer.writerows([cells[place] for place in used] for cells in table)
    return out.getvalue()


def write_results(rows: Iterable[MatchRow]) -> str:
    r"""A plain CSV of results.

    >>> write_results([])
    'date,home,away,competition,season\n'
    """
    return write("results", rows)
