"""Shots and corners in the columns of football-data.co.uk: ``HS,AS,HST,AST,HC,AC``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import FigureRow, figures_of
from matchdesk.readers.checks import shortened

__all__ = ["COLUMNS", "FigureColumns", "figure_columns"]

# In the order of the row's fields.
COLUMNS = ("hs", "as", "hst", "ast", "hc", "ac")
# No side has had as many shots or corners in a match.
_MOST = 150


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Where shots and corners stand in a file; -1 where a column is missing."""

    places: tuple[int, ...]

    def rows(
        self,
        cells: Sequence[str],
        origin: Origin,
        day: dt.date | None,
        home: str,
        away: str,
        kept: list[Problem],
    ) -> list[FigureRow]:
        """The figures of one match, none or one; what cannot be read is told and left out."""
        if day is None:
            return []
        found: list[int | None] = []
        for place in self.places:
            text = cells[place].strip() if 0 <= place < len(cells) else ""
            whole = text.removesuffix(".0")
            if not whole:
                found.append(None)
            elif whole.isascii() and whole.isdigit() and int(whole[:4]) <= _MOST:
                found.append(int(whole))
            else:
                found.append(None)
                kept.append(
                    Problem(
                        origin,
                        "bad-number",
                        f"{COLUMNS[len(found) - 1].upper()} {shortened(text)!r}",
                        "shots or corners as a whole number",
                        "kept, without this figure",
                        refused=False,
                    )
                )
        if all(number is None for number in found):
            return []
        return [figures_of(origin, day, home, away, found)]


def figure_columns(header: Sequence[str]) -> FigureColumns:
    """The columns of shots and corners of a header in small letters.

    >>> figure_columns(["div", "hs", "as"]).places
    (1, 2, -1, -1, -1, -1)
    """
    return FigureColumns(tuple(header.index(c) if c in header else -1 for c in COLUMNS))
