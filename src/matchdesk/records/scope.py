"""Which matches of a club a question is about, and how far the ledger bears an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from matchdesk.core.competition import ClubId, round_words
from matchdesk.core.country import country_name
from matchdesk.core.english import plain_day
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.errors import UsageError
from matchdesk.records.bearing import Bearing, Sure
from matchdesk.records.book import CONTINENTAL, CUP, LEAGUE, Book, Outings, venue_of
from matchdesk.records.series import Ints
from matchdesk.rules.fixtures import club_of

CLASSES = {"league": LEAGUE, "cup": CUP, "european": CONTINENTAL}
"""Words for ``within``: national leagues, national cups, competitions of several countries."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which matches of a club are meant; what is None is left open, all that is given must hold.

    Attributes:
        opponent: only against this club.
        competition: id of the one competition meant.
        within: "league", "cup" or "european": the kind of competition.
        venue: "home", "away" or "neutral", as the club sees it.
        season: of the competition, and of all competitions the club's own season.
        year: calendar year.
        since, until: first and last day.
        round: of the competition, as in its matches: "final", "quarter_final".
        country: code of the opponents' country, such as "de".
        league: id of the league that the opponents play in, in the season of the match.
        coach: under the coach of the last day; nothing where no spell is held.
    """

    opponent: Club | ClubId | str | None = None
    competition: str | None = None
    within: str | None = None
    venue: str | None = None
    season: Season | None = None
    year: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    round: str | None = None
    country: str | None = None
    league: str | None = None
    coach: bool = False

    def of(self, book: Book, outings: Outings, club: int) -> Ints:
        """int64[n]: the club's outings that are meant, in order.

        Raises:
            UsageError: an unknown venue or kind of competition. UnknownName: no such opponent.
        """
        o = outings
        chosen = o.club == club
        other = self.other(book)
        if other >= 0:
            chosen &= o.other == other
        if self.competition is not None:
            chosen &= o.comp == book.competition_number(self.competition)
        if self.within is not None:
            chosen &= o.kind == class_of(self.within)
        venue = venue_of(self.venue)
        if venue >= 0:
            chosen &= o.venue == venue
        if self.season is not None:
            column = o.season if self.competition is not None else o.period
            chosen &= column // 2 == self.season.start
        if self.year is not None:
            chosen &= o.year == self.year
        if self.since is not None:
            chosen &= o.day >= self.since.toordinal()
        if self.until is not None:
            chosen &= o.day <= self.until.toordinal()
        if self.round is not None:
            named = [n for n, word in enumerate(book.snapshot.rounds) if word == self.round]
            chosen &= np.isin(o.round, named)
        if self.country is not None:
            named = [n for n, code in enumerate(book.country_names) if code == self.country]
            chosen &= np.isin(o.country, named)
        if self.league is not None:
            chosen &= self._in_league(book, o)
        if self.coach:
            last = np.flatnonzero(chosen)
            spell = int(o.coach[last[-1]]) if len(last) else -1
            chosen &= (o.coach == spell) & (spell >= 0)
        return np.flatnonzero(chosen).astype(np.int64)

    def other(self, book: Book) -> int:
        """Number of the opponent, -1 for any.

        Raises:
            UnknownName: it plays no match of the snapshot.
        """
        if self.opponent is None:
            return -1
        return book.number(club_of(book.snapshot, self.opponent))

    def _in_league(self, book: Book, o: Outings) -> np.ndarray:
        m = book.snapshot.matches
        rows = np.flatnonzero(m.competition == book.competition_number(self.league or ""))
        size = len(book.snapshot.clubs)
        keys = [m.season[rows] // 2 * np.int64(size) + side[rows] for side in (m.home, m.away)]
        return np.isin(o.period // 2 * size + o.other, np.concatenate(keys))

    def words(self, book: Book) -> str:
        """The scope in words, its parts between commas."""
        parts = [book.name(self.competition) if self.competition else
                 {"league": "league matches", "cup": "cup matches",
                  "european": "European matches"}.get(self.within or "", "all competitions")]  # fmt: skip
        if self.round is not None:
            parts.append(round_words(self.round))
        if self.venue is not None:
            parts.append(self.venue)
        if self.opponent is not None:
            parts.append(f"against {book.club(self.other(book)).name}")
        if self.country is not None:
            parts.append(f"against clubs from {country_name(self.country)}")
        if self.league is not None:
            parts.append(f"against clubs of {book.name(self.league)}")
        if self.season is not None:
            parts.append(str(self.season))
        if self.year is not None:
            parts.append(str(self.year))
        if self.since is not None:
            parts.append(f"since {plain_day(self.since)}")
        if self.until is not None:
            parts.append(f"until {plain_day(self.until)}")
        if self.coach:
            parts.append("under the present coach")
        return ", ".join(parts)

    def told(self, sayer: Bearing) -> str:
        """The scope as it goes on in a sentence: " at home in La Liga in 2017-18"."""
        told = {"home": " at home", "away": " away", "neutral": " on neutral ground"}.get(
            self.venue or "", ""
        )
        if self.country is not None:
            told += f" against a club from {country_name(self.country)}"
        if self.league is not None:
            told += f" against a club of {sayer.called(self.league)}"
        if self.round is not None:
            told += f" in the {round_words(self.round)}"
        if self.competition is not None:
            told += f" {'of' if self.round else 'in'} {sayer.called(self.competition)}"
            told += f" {self.season}" if self.season is not None else ""
        else:
            told += {"league": " in the league", "cup": " in a cup",
                     "european": " in Europe"}.get(self.within or "", "")  # fmt: skip
            told += f" in {self.season}" if self.season is not None else ""
        if self.year is not None:
            told += f" in {self.year}"
        if self.since is not None:
            told += f" since {plain_day(self.since)}"
        if self.until is not None:
            told += f" until {plain_day(self.until)}"
        return told + (" under the present coach" if self.coach else "")

    @property
    def bounded(self) -> bool:
        """It has a beginning, so that earlier seasons do not matter."""
        return (
            self.season is not None or self.year is not None or self.since is not None
            or self.coach
        )  # fmt: skip

    def sure(self, sayer: Bearing, club: int, first: int, last: int, *, ever: bool) -> Sure:
        """How sure an answer is that rests on all matches of the scope from one outing to another.

        ``ever`` asks for all seasons since the beginning, unless the scope is bounded.
        """
        book, o, holdings = sayer.book, sayer.outings, sayer.holdings
        other, venue = self.other(book), venue_of(self.venue)
        ever = ever and not self.bounded
        if self.competition is not None:
            begin, upto = (Season.of_code(int(o.season[n])) for n in (first, last))
            upto = max(upto, max(holdings.seasons(self.competition)))
            if self.season is not None:
                begin = upto = Season.of_code(int(o.season[last]))
            reach = holdings.reach(self.competition, upto, club, other)
            certain = reach.whole if ever else reach.covers(begin)
            limits = "" if certain or not reach.lacking else f"the ledger holds {reach.lacking}"
            return Sure(certain, limits, sayer.span(self.competition, upto))
        begin, upto = (Season.of_code(int(o.period[n])) for n in (first, last))
        if self.season is None and self.year is None and self.until is None:
            upto = Season.of_code(int(o.period[o.club == club].max()))
        if self.since is not None:
            begin = min(begin, Season(self.since.year - (self.since.month < 7), begin.split))
        start = holdings.first_year(club) if ever else begin.start
        lacking: tuple[str, ...] = ()
        season = upto
        while not lacking and season.start >= start:
            lacking = self._of_class(book, holdings.lacking(season, club, other, venue))
            season = season if lacking else season.previous
        inside = np.flatnonzero(o.club[first : last + 1] == club) + first
        names = [book.snapshot.competitions[c] for c in dict.fromkeys(o.comp[inside].tolist())]
        limits = ""
        if lacking:
            # What is lacking of the competitions that were counted says more than another's gap.
            reaches = [holdings.reach(c, max(holdings.seasons(c)), club, other) for c in names]
            parts = [r.lacking for r in reaches if not (r.whole if ever else r.covers(begin))]
            limits = sayer.lack(parts or [holdings.words(lacking, season)])
        held = "; ".join(sayer.span(c, upto) for c in names)
        return Sure(not lacking, limits, held)

    def _of_class(self, book: Book, lacking: tuple[str, ...]) -> tuple[str, ...]:
        if self.within is None:
            return lacking
        wanted = class_of(self.within)
        return tuple(
            name for name in lacking
            if (book.class_of(name) if "." in name.split(" ")[0] else LEAGUE) == wanted
        )  # fmt: skip


def class_of(within: str) -> int:
    """Number of a kind of competition.

    Raises:
        UsageError: no such kind.
    """
    if within not in CLASSES:
        raise UsageError(
            f"Found {within!r}, expected one of {', '.join(CLASSES)}. Nothing was asked.",
            code="unknown-scope",
        )
    return CLASSES[within]
