"""A club's results in the scopes that words can mean, and what the ledger lacks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, phase_code
from matchdesk.press import unheld
from matchdesk.press.almanac import Almanac
from matchdesk.records.book import AWAY, CONTINENTAL, CUP, HOME, LEAGUE, Outings
from matchdesk.records.catalogue import TESTS
from matchdesk.rules.catalogue import competition_name, rulebook

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

LIVES = {
    "unbeaten": "unbeaten", "winning": "won", "losing": "lost", "winless": "winless",
    "drawing": "drew", "scoring": "scored", "blank": "blank", "clean": "kept_out",
    "conceding": "conceded",
}  # fmt: skip
"""Words of runs, and the tests of the records engine that they hold by."""

OUTCOMES = {"win": "won", "draw": "drew", "loss": "lost"}


@dataclass(frozen=True)
class Form:
    """A club's matches in one scope, earliest first.

    Attributes:
        words: the scope ("the league", "all competitions held").
        places: places of its outings. outings: those of the club.
        exact: True if the words name this scope and no other.
        opponent: the side against which these matches are, None for all.
        sided: only those at home, or away.
    """

    book: Almanac
    club: Club
    words: str
    outings: Outings
    places: Places
    competitions: tuple[str, ...]
    exact: bool
    opponent: Club | None = None
    sided: bool = False

    def __len__(self) -> int:
        return len(self.places)

    def held(self, test: str) -> Flags:
        """bool[match]: a test of the records engine holds of it."""
        return np.asarray(TESTS[test](self.outings)[self.places])

    def run(self, test: str, upto: int | None = None, *, kicks: bool = False) -> int:
        """Length of the run that the last match (the one before ``upto``) extends.

        ``kicks``: a shoot-out won is a win, and one lost a defeat.
        """
        flags = self.held(test)
        if kicks and test in ("won", "lost"):
            flags = flags | (self._kicks() == (1 if test == "won" else -1))
        flags = flags[:upto]
        fails = np.flatnonzero(~flags)
        return len(flags) - (int(fails[-1]) + 1 if len(fails) else 0)

    def _kicks(self) -> NDArray[np.int64]:
        """int[match]: 1 for a shoot-out won, -1 for one lost, 0 without one."""
        m, rows = self.book.known.matches, self.outings.row[self.places]
        side = np.where(self.outings.side[self.places] == 0, 1, -1)
        home, away = m.penalties_home[rows], m.penalties_away[rows]
        return np.asarray(np.sign(np.where(home >= 0, home - away, 0)) * side)

    def rows(self, first: int, last: int | None = None) -> list[int]:
        """Rows of the matches from one place to another."""
        return [int(r) for r in self.outings.row[self.places[first:last]]]

    def place_of(self, row: int) -> int:
        """Place of a match among them, ``NONE`` if it is none of them."""
        found = np.flatnonzero(self.outings.row[self.places] == row)
        return int(found[0]) if len(found) else NONE

    def days(self) -> NDArray[np.int64]:
        """Ordinals of the matches."""
        return np.asarray(self.outings.day[self.places])

    def missing(self, first: int) -> tuple[str, ...]:
        """What is not held in full of this scope alone, from a match on.

        Unlike :meth:`lacking` it takes the scope for the one that is meant, named or not.
        """
        return _names(self._missing(first))

    def _missing(self, first: int) -> list[tuple[str, Season]]:
        if not self.competitions:
            return self._lacking(first)
        return replace(self, exact=True)._lacking(first)

    def room(self, first: int, last: int | None = None, since: dt.date | None = None) -> int:
        """Most matches that may lie, not held, between two of these: from one place to another.

        ``last`` None: up to the day of writing. ``since``: from that day on, not from the first.
        """
        if not len(self.places):
            return 0
        first = min(first, len(self.places) - 1)
        missing = self._missing(first)
        if not missing:
            return 0
        number = self.book.records.number(self.club)
        days = np.unique(self.outings.day[self.outings.club == number])
        start = int(self.outings.day[self.places[first]])
        end = self.book.written.toordinal()
        if last is not None and last < len(self.places):
            end = int(self.outings.day[self.places[last]])
        if since is not None:
            start = min(start, since.toordinal())
            days = np.insert(days[days > start], 0, start)
        most = unheld.room(self.book, number, missing, days[(days >= start) & (days <= end)], end)
        # Of those at home and away about half; a cup may draw one at home twice.
        return min(most, most // 2 + 2) if self.sided else most

    @property
    def apart(self) -> bool:
        """True for cups alone, where the words do not name them and the match in hand is of a league.

        They may bear the words out, and refute nothing: the league is meant, or all together.
        """
        kinds = set(self.outings.kind[self.places].tolist())
        if self.exact or LEAGUE in kinds or not kinds:
            return False
        if self.book.records.is_nation(self.book.records.number(self.club)):
            return False
        match = self.book.match
        return match is None or rulebook(match.competition, match.season).kind == "league"

    def lacking(self, first: int) -> tuple[str, ...]:
        """What is not held in full of this scope, from a match on; () where nothing is missing."""
        if not len(self.places):
            return ("all of it",)
        return _names(self._lacking(first))

    def _lacking(self, first: int) -> list[tuple[str, Season]]:
        number = self.book.records.number(self.club)
        held = self.book.holdings
        if not len(self.places):
            return []
        place = self.places[max(0, min(first, len(self.places) - 1))]
        start = int(self.outings.period[place])
        periods = self.outings.period[self.places]
        codes = sorted(set(periods[periods >= start].tolist()))
        missing: list[tuple[str, Season]] = []
        for code in codes:
            season = Season.of_code(code)
            if self.exact and self.words == _LEAGUE_WORDS:
                # A side plays in one league: the others need not be held.
                own = [
                    c
                    for c, _ in held.own(number, season).items()
                    if self.book.records.class_of(c) == LEAGUE
                ]
                missing += [(c, season) for c in own if not _sound(self.book, c, season, number)]
            elif self.exact and self.competitions:
                missing += [
                    (competition, season)
                    for competition in self.competitions
                    if not _sound(self.book, competition, season, number)
                ]
            else:
                other = self.book.records.number(self.opponent) if self.opponent else NONE
                missing += [
                    (c, season) for c in held.lacking(season, number, other)
                    if (c != "friendly" or self.words != _OFFICIAL)
                    and (self.words != _DOMESTIC or c.startswith(f"{self.club.country}."))
                ]  # fmt: skip
        return missing


def _names(missing: list[tuple[str, Season]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(competition_name(competition) for competition, _ in missing))


def _sound(book: Almanac, competition: str, season: Season, number: int) -> bool:
    """All matches of a club in a season of a competition are held, or it plays none there."""
    seasons = book.holdings.seasons(competition)
    for label in (season, Season(season.start, not season.split)):
        if label in seasons:
            return book.holdings.sound(competition, label, number)
    return False


def forms(
    book: Almanac, club: Club, *, competition: str = "", venue: str = "", opponent: Club | None = None,
    last: dt.date | None = None, first: dt.date | None = None, everything: bool = False,
) -> list[Form]:  # fmt: skip
    """The scopes that words allow, the widest first.

    Args:
        book: the ledger around the report.
        club: whose matches.
        competition: an id, "league", "cup", "europe", or "" where the words name none.
        venue: "home", "away" or "".
        opponent: only matches against this side.
        last: day up to which they were played; that of writing if not given.
        first: day from which on they were played.
        everything: the words say "in all competitions".
    """
    number = book.records.number(club)
    if number == NONE:
        return []
    outings = book.records.of_clubs(number)
    upto = (last or book.written).toordinal()
    chosen = (outings.club == number) & (outings.day <= upto)
    if first is not None:
        chosen &= outings.day >= first.toordinal()
    if venue:
        chosen &= outings.venue == (HOME if venue == "home" else AWAY)
    if opponent is not None:
        chosen &= outings.other == book.records.number(opponent)
    if not book.records.is_nation(number):
        last_day = int(outings.day[(outings.club == number) & (outings.day <= upto)].max(initial=0))
        if upto - last_day > _BREAK:
            # What is held of the club ends long before: nothing is known of its form.
            return []
    return [
        Form(
            book,
            club,
            words,
            outings,
            np.flatnonzero(chosen & inside),
            names,
            exact,
            opponent,
            bool(venue),
        )
        for words, inside, names, exact in _scopes(book, outings, competition, everything)
        if words != _LEAGUE_WORDS or _goes_on(outings, number, inside, upto)
    ]


def campaigns(
    book: Almanac, club: Club, venue: str = "", opponent: Club | None = None
) -> list[Form]:  # fmt: skip
    """A club's matches of the competition in hand in its whole season, and of each phase of it.

    Qualifying of nations runs over more than one year; the phase in hand comes first. Empty where no
    match is in hand, or the club plays no part in it.
    """
    number = book.records.number(club)
    if number == NONE or book.match is None or book.row == NONE:
        return []
    m, outings = book.known.matches, book.records.of_clubs(number)
    chosen = (outings.club == number) & (outings.day <= book.written.toordinal())
    chosen &= outings.comp == book.records.competition_number(str(book.match.competition))
    chosen &= outings.season == m.season[book.row]
    if venue:
        chosen &= outings.venue == (HOME if venue == "home" else AWAY)
    if opponent is not None:
        chosen &= outings.other == book.records.number(opponent)
    name = str(book.match.competition)
    words = f"{competition_name(name)} {book.match.season}"
    phase = m.phase[outings.row]
    found: dict[tuple[int, ...], Form] = {}
    group = (m.group[outings.row] == m.group[book.row]) & (
        m.round[outings.row] == m.round[book.row]
    )
    for inside in (
        phase == m.phase[book.row],
        (phase == m.phase[book.row]) & group,
        np.ones(len(outings), dtype=np.bool_),
        (phase == phase_code("group")) | (phase == phase_code("group_2")),
    ):
        places = np.flatnonzero(chosen & np.asarray(inside))
        if len(places):
            form = Form(book, club, words, outings, places, (name,), False, opponent, bool(venue))
            found.setdefault(tuple(places.tolist()), form)
    return list(found.values())


_LEAGUE_WORDS = "the league"
_OFFICIAL = "competitive matches"
_DOMESTIC = "domestic competitions"
_BREAK = 150
"""Days from the last match of a season to the first one of the next, at most."""


def _goes_on(outings: Outings, number: int, inside: Flags, upto: int) -> bool:
    """True if some of these matches of a club lie no longer back than a season's break."""
    mine = (outings.club == number) & inside & (outings.day <= upto)
    return upto - int(outings.day[mine].max(initial=0)) <= _BREAK


def _scopes(
    book: Almanac, outings: Outings, competition: str, everything: bool
) -> Iterator[tuple[str, Flags, tuple[str, ...], bool]]:
    names = book.known.competitions
    every = np.ones(len(outings), dtype=np.bool_)

    def some(inside: Flags) -> tuple[str, ...]:
        recent = inside & (outings.day > book.day.toordinal() - 800)
        return tuple(str(names[c]) for c in sorted(set(outings.comp[recent].tolist())))

    league = np.asarray(outings.kind == LEAGUE)
    if competition == "league":
        yield _LEAGUE_WORDS, league, some(league), True
        return
    if competition == "cup":
        cups = np.asarray(outings.kind == CUP)
        yield "the cups", cups, some(cups), True
        for name in some(cups):
            inside = np.asarray(outings.comp == book.records.competition_number(name))
            yield competition_name(name), inside, (name,), True
        return
    if competition == "europe":
        europe = np.asarray(outings.kind == CONTINENTAL)
        yield "Europe", europe, some(europe), True
        return
    if competition:
        inside = np.asarray(outings.comp == book.records.competition_number(competition))
        yield competition_name(competition), inside, (competition,), True
        if book.match is not None and str(book.match.competition) == competition:
            yield from _phases(book, outings, inside, exact=True)
        return
    yield "all competitions held", every, (), False
    if everything:
        return
    if not bool(league.all()):
        yield _LEAGUE_WORDS, league, some(league), False
        domestic = np.asarray((outings.kind == LEAGUE) | (outings.kind == CUP))
        yield _DOMESTIC, domestic, (), False
    if "friendly" in names and bool((outings.comp == book.records.competition_number("friendly")).any()):  # fmt: skip
        # Of a nation: those that count for something.
        official = np.asarray(outings.comp != book.records.competition_number("friendly"))
        yield _OFFICIAL, official, (), False
    if book.match is not None and book.match.competition in names:
        hand = str(book.match.competition)
        inside = np.asarray(outings.comp == book.records.competition_number(hand))
        yield competition_name(hand), inside, (hand,), False
        yield from _phases(book, outings, inside, exact=False)


def _phases(
    book: Almanac, outings: Outings, inside: Flags, *, exact: bool
) -> Iterator[tuple[str, Flags, tuple[str, ...], bool]]:
    """The groups, or the qualifiers, of the competition in hand: "they have lost all four games"."""
    assert book.match is not None
    if book.match.phase not in ("group", "group_2", "qualifying") or book.row == NONE:
        return
    hand = str(book.match.competition)
    phase = book.known.matches.phase
    inside = inside & np.asarray(phase[outings.row] == phase[book.row])
    yield f"{competition_name(hand)}, {book.match.phase.replace('_', ' ')}", inside, (hand,), exact
