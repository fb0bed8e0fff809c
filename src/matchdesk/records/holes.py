"""Where a run cannot go on: seasons in between of which the ledger does not hold the club's matches."""

from __future__ import annotations

import numpy as np

from matchdesk.core.season import Season
from matchdesk.records.begun import begun
from matchdesk.records.book import OTHER, Book, Outings
from matchdesk.records.catalogue import Scope
from matchdesk.records.holdings import Holdings
from matchdesk.records.series import Bools

_BOUNDED = ("season", "period", "year", "coach", "other")
"""Scopes with one of these are not looked at: a season has no hole, and meetings may be years apart."""


class Holes:
    """Holes between the matches of clubs, worked out once for some outings."""

    def __init__(self, book: Book, outings: Outings, holdings: Holdings) -> None:
        self.book, self.outings, self.holdings = book, outings, holdings
        self._found: dict[bool, dict[tuple[int, int, int, int], bool]] = {True: {}, False: {}}

    def before(self, scope: Scope) -> Bools | None:
        """bool[outing]: seasons are not held between it and the one before it in its series.

        None where a scope can have none.
        """
        o = self.outings
        if not len(o) or any(column in scope for column in _BOUNDED):
            return None
        series, within = o.series(*scope), "comp" in scope
        season = o.season if within else o.period
        earlier = np.where(series.place > 0, series.order[series.rank - 1], np.arange(len(o)))
        # A code is twice the first year, and one more where a season has two.
        far = np.flatnonzero(season // 2 - season[earlier] // 2 > 1)
        if not len(far):
            return None
        broken = np.zeros(len(o), dtype=np.bool_)
        known = self._found[within]
        for place in far.tolist():
            comp = int(o.comp[place]) if within else int(o.kind[place] == OTHER)
            key = (int(o.club[place]), comp, int(season[earlier[place]]), int(season[place]))
            if key not in known:
                known[key] = (
                    self._in_competition(*key) if within else comp == 0 and self._at_all(*key)
                )
            broken[place] = known[key]
        return broken

    def _in_competition(self, club: int, comp: int, first: int, last: int) -> bool:
        competition = self.book.snapshot.competitions[comp]
        began = begun().get(competition)
        start, season = Season.of_code(first), Season.of_code(last)
        while True:
            earlier = began.before(season) if began else season.previous
            if earlier is None or earlier.start <= start.start:
                return False
            if not self.holdings.sound(competition, earlier, club):
                return True
            season = earlier

    def _at_all(self, club: int, _: int, first: int, last: int) -> bool:
        """A season in which nothing of a club is held, though its league was played."""
        league = begun().get(f"{self.book.club(club).country}.1")
        between = range(Season.of_code(first).start + 1, Season.of_code(last).start)
        return any(league is None or league.active(Season(y, league.first.split)) for y in between)
