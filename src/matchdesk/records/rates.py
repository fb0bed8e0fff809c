"""Base rates of a ledger: how often things happen, against which rarity is measured."""

from __future__ import annotations

import numpy as np

from matchdesk.core.snapshot import IntColumn
from matchdesk.records.series import Bools, Floats


class Rates:
    """How often things happen, by venue, in all that a ledger holds.

    Args:
        home, away: int32[match], goals that count, -1 where a match is not over.
        neutral: int32[match], 1 on neutral ground; such matches are left out.

    Attributes:
        by_venue: for each test of the catalogue its share at home, away, on neutral ground.
    """

    def __init__(self, home: IntColumn, away: IntColumn, neutral: IntColumn) -> None:
        over = (home >= 0) & (neutral != 1)
        h, a = home[over], away[over]
        n = len(h)

        def rate(holds: Bools) -> float:
            return (float(holds.sum()) + 1.0) / (n + 2.0)

        win, draw, lose = rate(h > a), rate(h == a), rate(h < a)
        scored, conceded = rate(h > 0), rate(a > 0)
        middle = (win + lose) / 2
        goals = (scored + conceded) / 2
        self.by_venue: dict[str, tuple[float, float, float]] = {
            "won": (win, lose, middle),
            "drew": (draw, draw, draw),
            "lost": (lose, win, middle),
            "unbeaten": (1 - lose, 1 - win, 1 - middle),
            "winless": (1 - win, 1 - lose, 1 - middle),
            "scored": (scored, conceded, goals),
            "blank": (1 - scored, 1 - conceded, 1 - goals),
            "conceded": (conceded, scored, goals),
            "kept_out": (1 - conceded, 1 - scored, 1 - goals),
            "double": (win * lose, win * lose, win * lose),
        }
        top = 20
        size = np.minimum(np.abs(h - a), top)
        self.margins = _shares(size, top) / 2
        self.goals = _shares(np.minimum(h + a, top), top)

    def share(self, measure: str) -> Floats:
        """float[size]: share of sides' matches with so much or more, sizes above 20 as 20."""
        return self.goals if measure == "goals" else self.margins


def _shares(sizes: IntColumn, top: int) -> Floats:
    """float[size]: share of matches of that size or more."""
    count = np.bincount(sizes, minlength=top + 1).astype(np.float64)
    return np.asarray((count[::-1].cumsum()[::-1] + 0.5) / (len(sizes) + 1.0))
