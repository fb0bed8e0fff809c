"""Champions of leagues and winners of cups, season by season."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.english import counted, in_words, ordinal
from matchdesk.core.season import Season
from matchdesk.errors import MatchdeskError
from matchdesk.records.bearing import Sure
from matchdesk.records.begun import begun
from matchdesk.records.book import LEAGUE, Book
from matchdesk.records.holdings import Holdings
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.rules.table import table


@dataclass(frozen=True, slots=True)
class Title:
    """A season won.

    ``row`` is the match that settled it, on its ``day``: the champion's own of the day from which
    on nobody could catch up, or the pursuer's where the champion did not play; of a season that
    goes to its last day level, the champion's last match. ``over``: all matches have been played.
    """

    competition: str
    season: Season
    club: int
    day: int
    row: int
    over: bool = True


class Titles:
    """Champions of the leagues of a book, each league worked out once."""

    def __init__(self, book: Book, holdings: Holdings, sayer: Sayer) -> None:
        self.book, self.holdings, self.sayer = book, holdings, sayer

        self._held: dict[str, tuple[Title, ...]] = {}
        self._unclear: dict[str, list[Season]] = {}
        self._champions: dict[tuple[str, Season], Title | None] = {}

    def of(self, competition: str) -> tuple[Title, ...]:
        """Champions of a league's seasons held in full that are settled, earliest first."""
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
        key = (competition, season)
        if key not in self._champions:
            self._champions[key] = self._settled(competition, season)
        return self._champions[key]

    def _settled(self, competition: str, season: Season) -> Title | None:
        snapshot, m = self.book.snapshot, self.book.snapshot.matches
        if self.book.catalogue.edition(competition, season).champion != "table":
            return None
        rows = snapshot.season_rows(competition, season)
        if self.book.surplus[rows].any():
            # A table with more matches than were played crowns nobody.
            self._unclear.setdefault(competition, []).append(season)
            return None
        early = self._out_of_reach(competition, season)
        if not (self.book.result[0][rows] >= 0).all():
            return early
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
        if early is not None and early.club == number:
            return replace(early, over=True)
        return Title(competition, season, number, int(m.day[own[-1]]), int(own[-1]))

    def _out_of_reach(self, competition: str, season: Season) -> Title | None:
        """The champion, from the day on which nobody could reach its points any more.

        By points alone, so of a plain league only; all its matches must be known, as results or
        fixtures.
        """
        edition, m = self.book.catalogue.edition(competition, season), self.book.snapshot.matches
        held = self.holdings.seasons(competition).get(season)
        rows = self.book.snapshot.season_rows(competition, season)
        if held is None or not held.complete or len(edition.stages) != 1:
            return None
        stage = edition.stages[0]
        if stage.split is not None or len(set(m.group[rows].tolist())) > 1 or not len(rows):
            return None
        win, draw, loss = stage.points.win, stage.points.draw, stage.points.loss
        home, away = (side[rows] for side in self.book.result)
        sides = list(zip(m.home[rows].tolist(), m.away[rows].tolist(), strict=True))
        left: dict[int, int] = {}
        for pair in sides:
            for club in pair:
                left[club] = left.get(club, 0) + 1
        points = dict.fromkeys(left, 0)
        over = [n for n in np.lexsort((rows, m.day[rows])).tolist() if home[n] >= 0]
        for place, n in enumerate(over):
            for club, own, other in zip(sides[n], (home[n], away[n]), (away[n], home[n]),
                                        strict=True):  # fmt: skip
                points[club] += win if own > other else draw if own == other else loss
                left[club] -= 1
            day = int(m.day[rows[n]])
            if place + 1 < len(over) and int(m.day[rows[over[place + 1]]]) == day:
                continue
            first = max(points, key=lambda club: points[club])
            best = max(points[c] + win * left[c] for c in points if c != first)
            if points[first] > best:
                if not any(left.values()):
                    return None
                today = [k for k in over[: place + 1] if int(m.day[rows[k]]) == day]
                own_ = [k for k in today if first in sides[k]]
                near = max(
                    today,
                    key=lambda k: max(points[c] + win * left[c] for c in sides[k] if c != first),
                )
                row = int(rows[own_[-1] if own_ else near])
                return Title(competition, season, first, day, row, over=False)
        return None

    def records(self, row: int) -> Iterator[Record]:
        """The title that a match settled, of whichever club."""
        m = self.book.snapshot.matches
        competition = self.book.snapshot.competitions[m.competition[row]]
        season = Season.of_code(int(m.season[row]))
        if self.book.class_of(competition) != LEAGUE:
            return
        mine = self._champion(competition, season)
        if mine is not None and mine.row == row and mine in self.of(competition):
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
        sure = self._sure(title.competition, title.season, -1, since=None)
        name = self.sayer.called(title.competition, None, title.season)
        club = self.book.club(title.club).name
        verb = "win" if title.over else "are sure of"
        told = f"{club} {verb} {name} {title.season}"
        of = "" if sure.certain else f" in the {counted(len(seasons), 'season')} held"
        ever = " ever" if sure.certain and len(won) == 1 else ""
        told += f", their {ordinal(len(won))} title{ever}{of}"
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
        sure = self._sure(competition, last.season, -1, since=best[0].season)
        name = self.sayer.called(competition, best[0].season, last.season)
        times = "twice" if len(best) == 2 else f"{in_words(len(best))} times"
        told = (
            f"{self.book.club(last.club).name} won {name} {times} in a row, "
            f"{best[0].season} {'and' if len(best) == 2 else 'to'} {last.season}"
        )
        return self.sayer.made(
            "titles_in_a_row", told, sure, row=last.row, club=last.club, competition=competition,
            value=len(best), rows=[t.row for t in best], start=best[0].day,
            scope=f"{self.book.name(competition)}, seasons held in full",
            bits=float(4 * len(best)),
        )  # fmt: skip

    def _sure(self, competition: str, upto: Season, club: int, *, since: Season | None) -> Sure:
        """How sure a count of titles is; not at all across a season whose table is not told."""
        sure = self.sayer.sure_of(competition, upto, club, since=since)
        unclear = [s for s in self._unclear.get(competition, ()) if s <= upto]
        if not unclear:
            return sure
        name = self.book.name(competition, None, unclear[-1])
        limits = f"the ledger holds more matches of {name} {unclear[-1]} than were played"
        return Sure(False, "; ".join(p for p in (sure.limits, limits) if p), sure.coverage)

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
        sure = self._sure(competition, held[-1].season, -1, since=None)
        of = "" if sure.certain else f" in the {counted(len(held), 'season')} held"
        times = "twice" if len(won) == 2 else f"{in_words(len(won))} times"
        told = f"{self.book.club(club).name} have won {self.sayer.called(competition, held[0].season, held[-1].season)} most often: "
        told += f"{times}{of}"
        return self.sayer.made(
            "most_titles", told, sure, row=last.row, club=club, competition=competition,
            value=len(won), rows=[t.row for t in won], start=won[0].day,
            scope=f"{self.book.name(competition)}, seasons held in full",
            bits=float(len(won)),
        )  # fmt: skip
