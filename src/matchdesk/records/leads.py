"""The lead at the top of a league, day by day, and whether it was ever as big."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matchdesk.core.english import counted
from matchdesk.core.season import Season
from matchdesk.records.book import LEAGUE, Book
from matchdesk.records.holdings import Holdings
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer

LEAST = 5
"""Points of a lead from which on it is told."""

FROM_MATCH = 10
"""Matches played by the leader from which on a lead is told."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead at the end of a day: club, points ahead of the second, matches played by the club."""

    season: Season
    day: int
    club: int
    ahead: int
    played: int


class Leads:
    """Leads of the leagues of a book, season by season, by points alone."""

    def __init__(self, book: Book, holdings: Holdings, sayer: Sayer) -> None:
        self.book, self.holdings, self.sayer = book, holdings, sayer
        self._seasons: dict[tuple[str, Season], dict[int, Lead]] = {}

    def of(self, competition: str, season: Season) -> dict[int, Lead]:
        """The lead at the end of each day of a season on which there was one, by day."""
        key = (competition, season)
        if key not in self._seasons:
            self._seasons[key] = self._counted(competition, season)
        return self._seasons[key]

    def _counted(self, competition: str, season: Season) -> dict[int, Lead]:
        m, edition = self.book.snapshot.matches, self.book.catalogue.edition(competition, season)
        rows = self.book.snapshot.season_rows(competition, season)
        home, away = self.book.result[0][rows], self.book.result[1][rows]
        if not edition.stages or edition.stages[0].split is not None or len(set(m.group[rows])) > 1:
            return {}
        rule = edition.stages[0].points
        points: dict[int, int] = {}
        played: dict[int, int] = {}
        found: dict[int, Lead] = {}
        days = m.day[rows].tolist()
        last = 0
        for day, h, a, x, y in zip(
            days, m.home[rows].tolist(), m.away[rows].tolist(), home.tolist(), away.tolist(),
            strict=True,
        ):  # fmt: skip
            if x < 0 or day <= 0:
                continue
            if day != last:
                self._close(season, last, points, played, found)
                last = day
            for club, own, other in ((h, x, y), (a, y, x)):
                gained = rule.win if own > other else rule.draw if own == other else rule.loss
                points[club] = points.get(club, 0) + gained
                played[club] = played.get(club, 0) + 1
        self._close(season, last, points, played, found)
        return found

    def _close(
        self,
        season: Season,
        day: int,
        points: dict[int, int],
        played: dict[int, int],
        found: dict[int, Lead],
    ) -> None:
        if len(points) < 2:
            return
        ordered = sorted(points.values(), reverse=True)
        if ordered[0] > ordered[1]:
            first = max(points, key=lambda club: points[club])
            found[day] = Lead(season, day, first, ordered[0] - ordered[1], played[first])

    def records(self, row: int) -> Iterator[Record]:
        """The leader's record of a match after which its lead is the biggest at that stage."""
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        competition = snapshot.competitions[m.competition[row]]
        if self.book.class_of(competition) != LEAGUE:
            return
        season, day = Season.of_code(int(m.season[row])), int(m.day[row])
        lead = self.of(competition, season).get(day)
        if lead is None or lead.ahead < LEAST or lead.played < FROM_MATCH:
            return
        if lead.club not in (int(m.home[row]), int(m.away[row])):
            return
        win = self.book.catalogue.edition(competition, season).stages[0].points.win
        seasons = [
            s
            for s in self.holdings.seasons(competition)
            if s < season
            and (e := self.book.catalogue.edition(competition, s)).stages
            and e.stages[0].points.win == win
        ]
        if len(seasons) < 2:
            return
        for earlier in seasons:
            stage = [x.ahead for x in self.of(competition, earlier).values()
                     if x.played == lead.played]  # fmt: skip
            if stage and max(stage) >= lead.ahead:
                return
        name = self.book.club(lead.club).name
        sure = self.sayer.sure_of(competition, season, -1, since=seasons[0])
        own = np.asarray(snapshot.season_rows(competition, season))
        own = own[((m.home[own] == lead.club) | (m.away[own] == lead.club)) & (m.day[own] <= day)]
        told = (
            f"{name} lead {self.sayer.called(competition, None, season)} by {counted(lead.ahead, 'point')} after "
            f"{counted(lead.played, 'match')} of {season}, the biggest lead at that stage in the "
            f"{counted(len(seasons) + 1, 'season')} {'' if sure.certain else 'held '}with "
            f"{counted(win, 'point')} a win"
        )
        yield self.sayer.made(
            "lead_at_top", told, sure, row=row, club=lead.club, competition=competition,
            value=lead.ahead, rows=[int(r) for r in own], start=int(m.day[own[0]]),
            scope=f"{self.book.name(competition, None, season)}, leads after {lead.played} matches",
            bits=math.log2(len(seasons) + 1),
        )  # fmt: skip
