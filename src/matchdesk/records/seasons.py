"""Whole league seasons of a club in which one thing held from the first match to the last."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.english import counted, listed, ordinal
from matchdesk.core.season import Season
from matchdesk.records.bearing import Sure
from matchdesk.records.book import AWAY, HOME, LEAGUE, VENUES, Book, Outings
from matchdesk.records.catalogue import RUNS, TESTS, Run
from matchdesk.records.holdings import Holdings
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer

LEAST = 10
"""Matches of a season from which on it is told."""

RARE = ("unbeaten_run", "winning_run", "winless_run", "losing_run")
"""Runs of which all seasons of a competition are looked through for who did so before."""


@dataclass(frozen=True, slots=True)
class Through:
    """A season that a club went through so.

    Attributes:
        run: what held. club: its number. venue: HOME, AWAY, or -1 for all matches.
        rows: all its matches of the season there, by day. last: outing of the last.
    """

    run: Run
    season: Season
    club: int
    venue: int
    rows: tuple[int, ...]
    last: int
    won: int
    drawn: int
    lost: int

    @property
    def kind(self) -> str:
        """Word of the kind."""
        return f"{self.run.word.removesuffix('_run')}_season"


class Seasons:
    """Whole seasons of the leagues of a book, each league worked out once."""

    def __init__(self, book: Book, holdings: Holdings, sayer: Sayer) -> None:
        self.book, self.holdings, self.sayer = book, holdings, sayer
        self._held: dict[str, tuple[Through, ...]] = {}

    def of(self, competition: str) -> tuple[Through, ...]:
        """Whole seasons of all clubs of a league, by the day of their last match."""
        if competition not in self._held:
            o = self.book.of_competition(competition)
            found = [one for columns in (("comp", "season"), ("comp", "season", "venue"))
                     for one in self._found(competition, o, columns)]  # fmt: skip
            self._held[competition] = tuple(
                sorted(found, key=lambda one: (int(o.day[one.last]), one.club, one.venue))
            )
        return self._held[competition]

    def _found(self, competition: str, o: Outings, columns: tuple[str, ...]) -> Iterator[Through]:
        series = o.series(*columns)
        size = np.bincount(series.first, minlength=len(o)) if len(o) else np.zeros(0, np.int64)
        last = (series.place + 1 == size[series.first]) & (series.place + 1 >= LEAST)
        if "venue" in columns:
            last &= o.venue <= AWAY
        for run in RUNS:
            if not run.so_far:
                continue
            length = series.run(TESTS[run.test](o))
            for place in np.flatnonzero(last & (length == series.place + 1)).tolist():
                season, club = Season.of_code(int(o.season[place])), int(o.club[place])
                if not self._over(competition, season, club):
                    continue
                rows = series.upto(place)
                margin = o.margin[rows]
                yield Through(
                    run, season, club, int(o.venue[place]) if "venue" in columns else -1,
                    tuple(o.row[rows].tolist()), place,
                    int((margin > 0).sum()), int((margin == 0).sum()), int((margin < 0).sum()),
                )  # fmt: skip

    def _over(self, competition: str, season: Season, club: int) -> bool:
        """All matches of a club in a season are on record, and over."""
        held = self.holdings.seasons(competition).get(season)
        if held is None or not held.sound_for(club):
            return False
        rows = self.book.snapshot.season_rows(competition, season)
        m = self.book.snapshot.matches
        own = rows[(m.home[rows] == club) | (m.away[rows] == club)]
        return bool((self.book.result[0][own] >= 0).all())

    def records(self, row: int) -> Iterator[Record]:
        """The whole seasons that a match was the last of, of either side."""
        m = self.book.snapshot.matches
        competition = self.book.snapshot.competitions[m.competition[row]]
        if self.book.class_of(competition) != LEAGUE:
            return
        for one in self.of(competition):
            if one.rows[-1] == row:
                yield self.record(competition, one)

    def record(self, competition: str, one: Through) -> Record:
        """A whole season in words: what it was made of, and who did so before."""
        name = self.book.club(one.club).name
        place = {HOME: " at home", AWAY: " away"}.get(one.venue, "")
        season = f"{self.sayer.called(competition, None, one.season)} {one.season}"
        parts = [
            f"{n} {word}"
            for n, word in ((one.won, "won"), (one.drawn, "drawn"), (one.lost, "lost"))
            if n
        ]
        matches = counted(len(one.rows), "match")
        did = {
            "unbeaten_run": f"went through {season} unbeaten{place}",
            "winning_run": f"won every match of {season}{place}",
            "losing_run": f"lost every match of {season}{place}",
            "winless_run": f"went through {season} without a win{place}",
            "clean_sheet_run": f"conceded no goal in {season}{place}",
            "blank_run": f"scored no goal in {season}{place}",
        }[one.run.word]
        told = f"{name} {did}: {matches}, {listed(parts)}"
        alike = [
            t for t in self.of(competition)
            if t.run == one.run and t.venue == one.venue and t.season <= one.season
        ]  # fmt: skip
        before = [t for t in alike if t.season < one.season]
        sure, tail = self._before(competition, one, before)
        clubs = sum(len(h.clubs) for h in self.holdings.seasons(competition).values())
        bits = math.log2(max(clubs, 2) / max(len(alike), 1))
        m = self.book.snapshot.matches
        return self.sayer.made(
            one.kind, told + tail, sure, row=one.rows[-1], club=one.club,
            competition=competition, venue=VENUES[one.venue] if one.venue >= 0 else None,
            value=len(one.rows), rows=one.rows, start=int(m.day[one.rows[0]]),
            scope=f"{self.book.name(competition, None, one.season)} {one.season}, "
                  f"{'all' if one.venue < 0 else VENUES[one.venue]} matches",
            bits=bits,
        )  # fmt: skip

    def _before(
        self, competition: str, one: Through, before: Sequence[Through]
    ) -> tuple[Sure, str]:
        """Who did so before; the season itself is certain, "the first" only with all seasons."""
        itself = self.sayer.sure_of(competition, one.season, one.club, since=one.season)
        if one.run.word not in RARE:
            return itself, ""
        own = [t for t in before if t.club == one.club]
        ever = self.sayer.sure_of(competition, one.season, -1, since=None)
        if not before:
            if not ever.certain:
                return itself, ""
            return ever, ", as no club had done before"
        last = before[-1]
        since = self.sayer.sure_of(competition, one.season, -1, since=last.season)
        if not since.certain or last.season == one.season.previous:
            return itself, ""
        others = [t for t in before if t.season == last.season]
        who = listed(list(dict.fromkeys(self.book.club(t.club).name for t in others)))
        tail = f", the first to do so since {who} in {last.season}"
        if ever.certain and len(before) < 3 and not own:
            number = len({t.club for t in before}) + 1
            tail = f", the {ordinal(number)} club to do so, after " + listed(
                [f"{self.book.club(t.club).name} in {t.season}" for t in before]
            )
        return since, tail
