"""How sure a statement is, and what it lacks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.english import counted, listed
from matchdesk.core.season import Season
from matchdesk.records.begun import Begun, begun
from matchdesk.records.book import Book, Outings
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Seen
from matchdesk.records.phrases import Phrases

_LACKS = 3
"""Most competitions that a sentence names as not held."""


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a statement is.

    Attributes:
        certain: nothing is missing that could refute it.
        limits: what is missing, in words; "" where nothing, or where it is not known what.
        coverage: what is held.
    """

    certain: bool
    limits: str
    coverage: str


class Bearing(Phrases):
    """What the holdings of a book bear."""

    def __init__(
        self, book: Book, outings: Outings, holdings: Holdings, *, ahead: bool = False
    ) -> None:
        super().__init__(book, outings, ahead=ahead)
        self.holdings = holdings
        self._held: dict[tuple[str, int], str] = {}

    def _sure(self, seen: Seen, *, ever: bool, rows: np.ndarray) -> Sure:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        club = -1 if seen.every_club else int(o.club[i])
        other = int(o.other[i]) if "other" in scope else -1
        first = int(rows[0])
        bounded = any(c in scope for c in ("season", "period", "year", "coach"))
        if "comp" in scope:
            competition = self.book.snapshot.competitions[int(o.comp[i])]
            upto = Season.of_code(int(o.season[i]))
            reach = self.holdings.reach(competition, upto, club, other)
            begin = Season.of_code(int(o.season[first]))
            certain = reach.whole if ever and not bounded else reach.covers(begin)
            limits = "" if certain else self.lack([reach.lacking])
            return Sure(certain, limits, self._spans((competition,), upto, club, other))
        venue = int(o.venue[i]) if "venue" in scope else -1
        upto = Season.of_code(int(o.period[i]))
        begin = Season.of_code(int(o.period[first]))
        reach = self.holdings.all_reach(upto, club, other, venue)
        certain = reach.whole if ever and not bounded else reach.covers(begin)
        comps = dict.fromkeys(o.comp[rows[::-1]].tolist())
        names = tuple(self.book.snapshot.competitions[c] for c in comps)
        limits = ""
        if not certain:
            lacks = []
            if not bounded:
                lacks = [
                    self.holdings.reach(c, self._season_in(c, upto, i), club, other) for c in names
                ]
            lacking = [r.lacking for r in lacks if not (r.whole if ever else r.covers(begin))]
            if not lacking and reach.lacking:
                lacking = [reach.lacking]
            limits = self.lack(lacking)
        return Sure(certain, limits, self._spans(names, upto, club, other))

    def _sure_of_all(self, sure: Sure, scope: Sequence[str], i: int) -> Sure:
        """How sure a statement about all clubs of a competition is."""
        competition = self.book.snapshot.competitions[int(self.outings.comp[i])]
        if "season" in scope:
            season = Season.of_code(int(self.outings.season[i]))
            reach = self.holdings.reach(competition, season, -1)
            certain = reach.covers(season)
        else:
            last = max(self.holdings.seasons(competition))
            reach = self.holdings.reach(competition, last, -1)
            certain = reach.whole
        limits = "" if certain else self.lack([reach.lacking])
        return Sure(certain, limits, sure.coverage)

    def sure_of(self, competition: str, upto: Season, club: int, *, since: Season | None) -> Sure:
        """How sure a statement about a competition is: since a season, or ever where None."""
        reach = self.holdings.reach(competition, upto, club)
        certain = reach.whole if since is None else reach.covers(since)
        limits = "" if certain else self.lack([reach.lacking])
        return Sure(certain, limits, self.span(competition, upto))

    def _season_in(self, competition: str, period: Season, outing: int) -> Season:
        """The season of a competition that a club's period is, as it is labelled there."""
        o = self.outings
        if self.book.snapshot.competitions[int(o.comp[outing])] == competition:
            return Season.of_code(int(o.season[outing]))
        held = self.holdings.seasons(competition)
        return max((s for s in held if s.start <= period.start), default=period)

    def lack(self, lacking: Sequence[str]) -> str:
        """What is not held, as a clause: "the ledger holds no La Liga before 2012-13"."""
        told = list(dict.fromkeys(part for part in lacking if part))
        if len(told) > _LACKS:
            more = counted(len(told) - _LACKS, "competition")
            told = [*told[:_LACKS], f"{more} more only in part"]
        return f"the ledger holds {listed(told)}" if told else ""

    def _spans(self, competitions: Sequence[str], upto: Season, club: int, other: int) -> str:
        """What is held of some competitions up to a season, in words."""
        if len(competitions) == 1:
            return self.span(competitions[0], upto)
        return "; ".join([self.span(c, upto) for c in competitions])

    def span(self, competition: str, upto: Season) -> str:
        """What is held of a competition up to a season, in words."""
        key = (competition, upto.code)
        if key not in self._held:
            held = [
                h for s, h in self.holdings.seasons(competition).items() if s.start <= upto.start
            ]
            known = begun().get(competition)
            whole = _stretches([h.season for h in held if h.complete], known)
            part = _stretches([h.season for h in held if not h.complete], known)
            whole_ = [h.season for h in held if h.complete] or [h.season for h in held]
            name = self.book.name(competition, *((whole_[0], whole_[-1]) if whole_ else ()))
            told = f"{name} {whole} in full" if whole else f"{name} {part} in part"
            self._held[key] = f"{told}, {part} in part" if whole and part else told
        return self._held[key]


def _stretches(seasons: Sequence[Season], known: Begun | None = None) -> str:
    """Seasons as stretches without a gap; seasons that were not played are none.

    >>> _stretches([Season(2010, True), Season(2011, True), Season(2013, True)])
    '2010-11 to 2011-12, 2013-14'
    """
    found: list[list[Season]] = []
    for season in seasons:
        before = known.before(season) if known else season.previous
        if found and before == found[-1][-1]:
            found[-1].append(season)
        else:
            found.append([season])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in found
    )
