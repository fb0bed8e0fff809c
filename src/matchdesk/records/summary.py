"""Records of a club and of a competition as a whole, and the streaks that are running."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from matchdesk.core.match import Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import status_code
from matchdesk.records import catalogue
from matchdesk.records.book import AWAY, HOME, LEAGUE, Book, Outings
from matchdesk.records.catalogue import Look
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Miner, Seen, follows
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.records.seasons import Seasons
from matchdesk.records.series import Bools
from matchdesk.records.titles import Titles

_TO_COME = (status_code("scheduled"), status_code("postponed"))


class Summary:
    """Superlatives of a book."""

    def __init__(self, book: Book, holdings: Holdings) -> None:
        self.book, self.holdings = book, holdings

    def of_club(self, club: int) -> list[Record]:
        """Longest runs, biggest and heaviest, best and worst start, titles of one club."""
        outings = self.book.of_clubs(club)
        miner = Miner(self.book, outings, holdings=self.holdings)
        sayer = Sayer(self.book, outings, self.holdings)
        seen = [
            one
            for look in catalogue.OF_A_CLUB
            for run in catalogue.RUNS
            for one in miner.longest(look, run)
        ]
        seen += [one for look in catalogue.GREATEST for one in miner.greatest(look)]
        found = [self._told(one, sayer, outings) for one in self._folded(seen, outings)]
        found += [sayer.record(one) for one in miner.best_starts()]
        titles = Titles(self.book, self.holdings, sayer)
        seasons = Seasons(self.book, self.holdings, sayer)
        comps = sorted({int(c) for c in outings.comp[outings.kind == LEAGUE]})
        for comp in comps:
            competition = self.book.snapshot.competitions[comp]
            found += [
                seasons.record(competition, one)
                for one in seasons.of(competition)
                if one.club == club and one.venue < 0
            ]
            won = [t for t in titles.of(competition) if t.club == club]
            found += [titles.record(won[-1])] if won else []
            found += titles.longest(competition, club)
        return found

    def of_competition(self, competition: str, season: Season | None) -> list[Record]:
        """Longest runs of any club, biggest matches, titles; of all seasons or of one."""
        outings = self.book.of_competition(competition)
        wanted = np.ones(len(outings), dtype=np.bool_)
        if season is not None:
            wanted = outings.season == season.code
        miner = Miner(self.book, outings, np.asarray(wanted), self.holdings)
        sayer = Sayer(self.book, outings, self.holdings)
        runs = catalogue.OF_A_CLUB[2:] if season is None else catalogue.OF_A_SEASON
        seen = [
            one
            for look in runs
            for run in catalogue.RUNS
            for one in miner.longest(look, run, joint=True)
        ]
        columns = ("comp",) if season is None else ("comp", "season")
        biggest = Look(columns, ("biggest_win", "highest_scoring"))
        seen += miner.greatest(biggest, joint=True)
        found = [self._told(one, sayer, outings) for one in self._folded(seen, outings)]
        if self.book.class_of(competition) == LEAGUE:
            titles = Titles(self.book, self.holdings, sayer)
            seasons = Seasons(self.book, self.holdings, sayer)
            found += [
                seasons.record(competition, one)
                for one in seasons.of(competition)
                if (one.season == season if season else one.venue < 0)
            ]
            if season is None:
                found += titles.longest(competition)
                most = titles.most(competition)
                found += [most] if most is not None else []
            else:
                found += [titles.record(t) for t in titles.of(competition) if t.season == season]
                found += self._fallen(miner, sayer, outings)
        return found

    def _fallen(self, miner: Miner, sayer: Sayer, outings: Outings) -> list[Record]:
        """Records of a club or of the competition that fell in the season, each at its end."""
        best: dict[tuple[str, int, int], Seen] = {}
        for look in catalogue.STREAKS:
            if "comp" not in look.scope:
                continue
            for one in miner.runs(look):
                key = (one.word.word, one.last, len(look.scope))
                if one.best == "competition" and (key not in best or one.count > best[key].count):
                    best[key] = one
        return [sayer.record(one) for one in best.values()]

    def _folded(self, seen: Iterable[Seen], outings: Outings) -> list[Seen]:
        kept: list[Seen] = []
        order = sorted(
            seen, key=lambda one: (len(catalogue.closure(one.look.scope)), -one.bits, one.outing)
        )
        for one in order:
            parent = next(
                (
                    other
                    for other in kept
                    if outings.club[one.outing] == outings.club[other.outing]
                    and one.family == other.family
                    and one.outing <= other.outing
                    and (one.family == "run" or one.outing == other.outing)
                    and follows(one, other, outings)
                ),
                None,
            )
            if parent is None:
                kept.append(one)
            else:
                parent.folded.append(one)
        return kept

    def _told(self, seen: Seen, sayer: Sayer, outings: Outings) -> Record:
        series = outings.series(*seen.look.scope)
        end = int(series.rank[seen.outing]) + 1
        last = end == len(outings) or bool(
            series.first[series.order[end]] != series.first[seen.outing]
        )
        made = sayer.superlative(seen, running=seen.family == "run" and last and self._current(
            outings, seen.outing))  # fmt: skip
        folded = tuple(sayer.superlative(one) for one in seen.folded)
        return replace(made, folded=folded) if folded else made

    def _current(self, outings: Outings, outing: int) -> bool:
        """The match is of the last season of its competition, and that season goes on."""
        competition = self.book.snapshot.competitions[int(outings.comp[outing])]
        seasons = self.holdings.seasons(competition)
        return max(seasons).code == int(outings.season[outing])

    # What is running

    def streaks(self, competition: str, season: Season) -> list[Record]:
        """Streaks that are running in a season's competition, each with who can extend it."""
        outings = self.book.of_competition(competition)
        until = outings.season <= season.code
        miner = Miner(self.book, outings, holdings=self.holdings)
        sayer = Sayer(self.book, outings, self.holdings)
        found = []
        for look in catalogue.RUNNING:
            last = self._last(outings, look, season, np.asarray(until))
            miner.wanted = last
            for one in miner.runs(look):
                made = sayer.record(one)
                found.append(replace(made, ahead=self._next(outings, one, season)))
        kept = []
        for record in found:
            wider = [r for r in found if r.subject == record.subject and r.venue is None
                     and r.kind == record.kind and record.venue is not None
                     and set(record.match_ids) <= set(r.match_ids)]  # fmt: skip
            if not wider:
                kept.append(record)
        return kept

    def _last(self, outings: Outings, look: Look, season: Season, until: Bools) -> Bools:
        """bool[outing]: the last of its series by the season's end, of clubs of the season."""
        series = outings.series(*look.scope)
        last = np.zeros(len(outings), dtype=np.bool_)
        listed = until[series.order]
        for first in np.flatnonzero(np.diff(series.first[series.order], prepend=-1)).tolist():
            group = series.order[first:]
            size = int(np.searchsorted(series.first[group], first, "right"))
            inside = np.flatnonzero(listed[first : first + size])
            if len(inside):
                outing = int(group[inside[-1]])
                last[outing] = outings.season[outing] == season.code
        return last

    def _next(self, outings: Outings, seen: Seen, season: Season) -> Match | None:
        """The club's next match of the season at the venue of the streak."""
        snapshot, m = self.book.snapshot, self.book.snapshot.matches
        competition = snapshot.competitions[int(outings.comp[seen.outing])]
        rows = snapshot.season_rows(competition, season)
        club = int(outings.club[seen.outing])
        venue = int(outings.venue[seen.outing]) if "venue" in seen.look.scope else -1
        own = np.zeros(len(rows), dtype=np.bool_)
        if venue != AWAY:
            own |= m.home[rows] == club
        if venue != HOME:
            own |= m.away[rows] == club
        ahead = rows[own & np.isin(m.status[rows], _TO_COME) & (m.day[rows] > 0)]
        ahead = ahead[m.day[ahead] >= snapshot.day.toordinal()]
        return snapshot.match(int(ahead[0])) if len(ahead) else None
