"""Odds in the columns of football-data.co.uk: which bookmaker, opening or closing.

Three columns a bookmaker and moment: ``B365H,B365D,B365A``; a ``C`` before the last letter marks
closing odds (``B365CH``). Those without it were taken a few days before the match and count as
opening. Totals and handicaps are not read. See ``docs/formats/odds.md``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import OddsRow, OddsTime
from matchdesk.readers.checks import shortened

__all__ = ["BOOKMAKERS", "LONGEST_ODDS", "OddsColumns", "odds_columns", "odds_of"]

# Letters before H, D, A (and before C for closing odds) → bookmaker. Where two spellings stand for
# one, a file holds either.
BOOKMAKERS: dict[str, str] = {
    "b365": "Bet365",
    "ps": "Pinnacle",
    "p": "Pinnacle",
    "bfe": "Betfair Exchange",
    "avg": "average",
    "bbav": "average",
    "max": "maximum",
    "bbmx": "maximum",
    "1xb": "1xBet",
    "bf": "Betfair",
    "bfd": "Betfred",
    "bmgm": "BetMGM",
    "bs": "Blue Square",
    "bv": "BetVictor",
    "bw": "Bwin",
    "cl": "Coral",
    "gb": "Gamebookers",
    "iw": "Interwetten",
    "lb": "Ladbrokes",
    "sb": "Sportingbet",
    "sj": "Stan James",
    "so": "Sporting Odds",
    "sy": "Stanleybet",
    "vc": "VC Bet",
    "wh": "William Hill",
}
# Slips of the site's own headers.
_ALIASES = {"b36ca": "b365ca"}
# Odds are above 1; a side that nobody believes in has stood at 501.
LONGEST_ODDS = 1001.0


@dataclass(frozen=True, slots=True)
class OddsColumns:
    """Where the odds of a file stand: bookmaker, moment, places of home win, draw, away win."""

    columns: tuple[tuple[str, OddsTime, int, int, int], ...]
    # Places past this are past the odds: most rows can be told empty by it.
    first: int

    def rows(
        self,
        cells: Sequence[str],
        origin: Origin,
        day: dt.date | None,
        home: str,
        away: str,
        kept: list[Problem],
    ) -> list[OddsRow]:
        """Odds of one match; what cannot be read is told in ``kept`` and left out."""
        rows: list[OddsRow] = []
        if day is None or len(cells) <= self.first:
            return rows
        width = len(cells)
        for bookmaker, time, at_home, at_draw, at_away in self.columns:
            if at_away >= width or at_home >= width or at_draw >= width:
                continue
            trio = (cells[at_home], cells[at_draw], cells[at_away])
            if not (trio[0] or trio[1] or trio[2]):
                continue
            row = odds_of(trio, origin, day, home, away, bookmaker, time, kept)
            if row is not None:
                rows.append(row)
        return rows


def odds_columns(header: Sequence[str]) -> OddsColumns:
    """The odds columns of a header.

    Args:
        header: columns in small letters. A bookmaker counts only with all three columns.

    >>> found = odds_columns(["div", "b365h", "b365d", "b365a", "psch", "pscd", "psca"])
    >>> [(bookmaker, time) for bookmaker, time, *_ in found.columns]
    [('Bet365', 'opening'), ('Pinnacle', 'closing')]
    """
    at = {_ALIASES.get(name, name): place for place, name in reversed(list(enumerate(header)))}
    found: list[tuple[str, OddsTime, int, int, int]] = []
    moments: tuple[tuple[OddsTime, str], ...] = (("opening", ""), ("closing", "c"))
    for time, mark in moments:
        taken: set[str] = set()
        for letters, bookmaker in BOOKMAKERS.items():
            names = [f"{letters}{mark}{side}" for side in "hda"]
            if bookmaker not in taken and all(name in at for name in names):
                taken.add(bookmaker)
                found.append((bookmaker, time, at[names[0]], at[names[1]], at[names[2]]))
    found.sort(key=lambda column: column[2])
    return OddsColumns(tuple(found), min((column[2] for column in found), default=1 << 30))


def odds_of(
    trio: tuple[str, str, str],
    origin: Origin,
    day: dt.date,
    home: str,
    away: str,
    bookmaker: str,
    time: OddsTime,
    kept: list[Problem],
) -> OddsRow | None:
    """One bookmaker's odds of a match, None (and a problem) where one of the three is wrong."""
    try:
        win, draw, loss = float(trio[0]), float(trio[1]), float(trio[2])
        fits = (
            1.0 < win <= LONGEST_ODDS and 1.0 < draw <= LONGEST_ODDS and 1.0 < loss <= LONGEST_ODDS
        )
    except ValueError:
        fits = False
        if not any(cell.strip() for cell in trio):
            return None
    if not fits:
        kept.append(
            Problem(
                origin,
                "bad-odds",
                f"{bookmaker}, {time}: {shortened(' '.join(repr(cell.strip()) for cell in trio))}",
                "three decimal odds above 1",
                "kept, without these odds",
                refused=False,
            )
        )
        return None
    return OddsRow(origin, day, home, away, bookmaker, time, win, draw, loss)
