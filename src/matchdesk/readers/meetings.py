"""Which meeting of two sides a match is, where they meet on one ground more than once a season."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from matchdesk.core.rows import MatchRow, Reading

__all__ = ["number_meetings"]


def number_meetings(reading: Reading) -> None:
    """Number the meetings, by day, of sides that meet on one ground more than once a season.

    For files that hold whole seasons: in one with gaps the second meeting may stand alone.
    """
    found: dict[tuple[str, int, str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(reading.rows):
        if isinstance(row, MatchRow):
            found[row.competition, row.season.code, row.home, row.away].append(place)
    for places in found.values():
        if len(places) < 2:
            continue
        rows = [(p, row) for p in places if isinstance(row := reading.rows[p], MatchRow)]
        rows.sort(key=lambda entry: (entry[1].date or dt.date.max, entry[0]))
        for number, (place, row) in enumerate(rows, start=1):
            reading.rows[place] = replace(row, meeting=number)
