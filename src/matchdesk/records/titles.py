"""Champions of leagues and winners of cups, season by season."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchdesk.core.english import in_words, ordinal
from matchdesk.core.season import Season
from matchdesk.errors import MatchdeskError
from matchdesk.records.begun import begun
from matchdesk.records.book import LEAGUE, Book
from matchdesk.records.holdings import Holdings
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.rules.table import table


@dataclass(frozen=True, slots=True)
class Title:
    """A season won; ``day`` is that of its last match, ``row`` the champion's last match."""

    competition: str
    season: Season
    club: int
    day: int
    row: int


class Titles:
    """Champions of the leagues of a book, each league worked out once."""

    def __init__(self, book: Book, holdings: Holdings, sayer: Sayer) -> None:
        self.book, self.holdings, self.sayer = book, holdings, sayer

    @cached_property
    def _held(self) -> dict[str, tuple[Title, ...]]:
        return {}

    def of(self, competition: str) -> tuple[Title, ...]:
        """Champions of a league's seasons that are over and held in full, earliest first."""
        if competition not in self._held:
            found = []
            for season, held in self.holdings.seasons(competition).items():
                if held.complete or (held.missing is not None and held.expected is not None
                                     and held.expected - held.held <= 1):  # fmt: skip
                    title = self._champion(competition, season)
                    if title is not None:
                        found.append(title)
            self._held[competition] = tuple(found)
        return self._held[competition]

    def _champion(self, competition: str, season: Season) -> Title | None:
        snapshot, m = self.book.snapshot, self.book.snapshot.matches
        if self.book.catalogue.edition(competition, season).champion != "table":
            return None
        rows = snapshot.season_rows(competition, season)
        if not (self.book.result[0][rows] >= 0).all():
            return None
        try:
            final = table(snapshot, competition, season, catalogue=self.book.catalogue)
        except MatchdeskError:
            return None
        known, rows_of = begun().get(competition), final.rows
        if known is not None and season in known.no_champion and not final.decisions:
            return None
        number = self.book.number(rows_of[0].club)
        if len(rows_of) > 1 and rows_of[1].decided_by == "undecided":
            return None
        own = rows[(m.home[rows] == number) | (m.away[rows] == number)]
        return Title(competition, season, number, int(m.day[rows].max()), int(own[-1]))

    def records(self, row: int) -> Iterator[Record]:
        """The title that a match of a league's last day settled."""
        m = self.book.snapshot.matches
        competition = self.book.snapshot.competitions[m.competition[row]]
        season = Season.of_code(int(m.season[row]))
        if self.book.class_of(competition) != LEAGUE:
            return
        rows = self.book.snapshot.season_rows(competition, season)
        if int(m.day[row]) < int(m.day[rows].max()):
            return
        held = self.of(competition)
        mine = next((t for t in held if t.season == season and t.row == row), None)
        if mine is not None:
            yield self.record(mine)

    def record(self, title: Title) -> Record:
        """A title: the how-manieth, how many in a row, since when."""
        held = [t for t in self.of(title.competition) if t.season <= title.season]
        won = [t for t in held if t.club == title.club]
        in_a_row = 1
        seasons = [t.season for t in held]
        for number in range(len(held) - 1, 0, -1):
            if held[number - 1].club != title.club or not self._next(
                *held[number - 1 : number + 1]
            ):
                break
            in_a_row += 1
        sure = self.sayer.sure_of(title.competition, title.season, -1, since=None)
        name = self.sayer.called(title.competition)
        club = self.book.club(title.club).name
        told = f"{club} win {name} {title.season}"
        of = "" if sure.certain else f" in the {len(seasons)} seasons held"
        told += f", their {ordinal(len(won))} title{of}"
        if in_a_row > 1:
            told += f", the {ordinal(in_a_row)} in a row"
        elif len(won) > 1:
            told += f", the first since {won[-2].season}"
        clubs = len(self.holdings.seasons(title.competition)[title.season].clubs)
        return self.sayer.made(
            "title", told, sure, row=title.row, club=title.club, competition=title.competition,
            value=len(won), rows=[t.row for t in won], start=won[0].day,
            scope=f"{self.book.name(title.competition)}, seasons held in full",
            bits=math.log2(max(clubs, 2)) * in_a_row,
        )  # fmt: skip

    def longest(self, competition: str, club: int | None = None) -> list[Record]:
        """Most titles of a league in a row, of one club or of any; of equals all, none below two."""
        held = self.of(competition)
        runs: list[list[Title]] = []
        run: list[Title] = []
        for title in held:
            follows = bool(run) and run[-1].club == title.club and self._next(run[-1], title)
            run = [*run, title] if follows else [title]
            if follows:
                runs[-1] = run
            else:
                runs.append(run)
        runs = [one for one in runs if club is None or one[-1].club == club]
        most = max(map(len, runs), default=0)
        return [self._in_a_row(competition, one) for one in runs if len(one) == most > 1]

    def _in_a_row(self, competition: str, best: list[Title]) -> Record:
        last = best[-1]
        sure = self.sayer.sure_of(competition, last.season, -1, since=best[0].season)
        name = self.sayer.called(competition)
        told = (
            f"{self.book.club(last.club).name} won {name} {in_words(len(best))} times "
            f"in a row, {best[0].season} to {last.season}"
        )
        return self.sayer.made(
            "titles_in_a_row", told, sure, row=last.row, club=last.club, competition=competition,
            value=len(best), rows=[t.row for t in best], start=best[0].day,
            scope=f"{self.book.name(competition)}, seasons held in full",
            bits=float(4 * len(best)),
        )  # fmt: skip

    def _next(self, one: Title, other: Title) -> bool:
        """No season was played between two titles."""
        known = begun().get(one.competition)
        before = known.before(other.season) if known else other.season.previous
        return before == one.season

    def most(self, competition: str) -> Record | None:
        """Most titles of a league."""
        held = self.of(competition)
        if len(held) < 2:
            return None
        clubs = [t.club for t in held]
        number = np.bincount(clubs)
        club = int(number.argmax())
        if (number == number.max()).sum() > 1:
            return None
        won = [t for t in held if t.club == club]
        last = won[-1]
        sure = self.sayer.sure_of(competition, held[-1].season, -1, since=None)
        of = "" if sure.certain else f" of the {len(held)} seasons held"
        told = f"{self.book.club(club).name} have won {self.sayer.called(competition)} most often: "
        told += f"{len(won)} times{of}"
        return self.sayer.made(
            "most_titles", told, sure, row=last.row, club=club, competition=competition,
            value=len(won), rows=[t.row for t in won], start=won[0].day,
            scope=f"{self.book.name(competition)}, seasons held in full",
            bits=float(len(won)),
        )  # fmt: skip
