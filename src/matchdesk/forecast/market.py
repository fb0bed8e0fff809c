"""What bookmakers thought: odds of the ledger as probabilities, their margin taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.match import Odds
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.words import OddsTime
from matchdesk.forecast.record import Flags, Floats

PREFERRED: tuple[tuple[str, OddsTime], ...] = (
    ("Pinnacle", "closing"),
    ("average", "closing"),
    ("average (odds-average)", "closing"),
    ("Betfair Exchange", "closing"),
    ("Bet365", "closing"),
    ("average", "opening"),
    ("average (odds-average)", "opening"),
    ("Pinnacle", "opening"),
    ("Bet365", "opening"),
)
"""Which odds speak for the market: the first of these that a match has, else any but "maximum"."""


@dataclass(frozen=True)
class Market:
    """Probabilities of the market.

    Attributes:
        chances: float[match, 3], home win, draw, away win; NaN where no odds are held.
        sources: how many matches each bookmaker and time spoke for.
    """

    chances: Floats
    sources: tuple[tuple[str, int], ...]

    @property
    def held(self) -> Flags:
        """bool[match], where odds are held."""
        return np.asarray(np.isfinite(self.chances).all(axis=1))


def without_margin(odds: Floats) -> Floats:
    """Probabilities of decimal odds, the margin taken out in proportion; float[match, 3].

    >>> without_margin(np.array([[1.9, 3.8, 3.8]])).round(3).tolist()
    [[0.5, 0.25, 0.25]]
    """
    plain = 1.0 / np.asarray(odds, dtype=np.float64)
    found: Floats = plain / plain.sum(axis=-1, keepdims=True)
    return found


def market_of(snapshot: Snapshot, rows: Sequence[int]) -> Market:
    """Probabilities of the market for matches of a snapshot that are over."""
    keys = [int(snapshot.matches.key[row]) for row in rows]
    held = snapshot.store.odds(keys)
    odds = np.full((len(keys), 3), np.nan)
    sources: Counter[str] = Counter()
    for n, key in enumerate(keys):
        chosen = _chosen(held.get(key, ()))
        if chosen is not None:
            odds[n] = chosen.home_win, chosen.draw, chosen.away_win
            sources[f"{chosen.bookmaker}, {chosen.time}"] += 1
    return Market(without_margin(odds), tuple(sources.most_common()))


def _chosen(held: Sequence[Odds]) -> Odds | None:
    by_name = {(odds.bookmaker, odds.time): odds for odds in held}
    for name in PREFERRED:
        found = by_name.get(name)
        if found is not None:
            return found
    rest = [odds for odds in held if odds.bookmaker != "maximum"]
    return min(rest, key=lambda odds: (odds.time, odds.bookmaker), default=None)
