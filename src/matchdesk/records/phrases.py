"""The words that sentences about records are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from matchdesk.core.competition import round_words
from matchdesk.core.country import country_name
from matchdesk.core.english import counted, in_words, listed, plain_day
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.records.book import AWAY, CUP, HOME, NEUTRAL, VENUES, Book, Outings
from matchdesk.records.catalogue import TESTS, Event
from matchdesk.records.series import Bools

_NO_ARTICLE = (
    "Division 1",
    "Division 2",
    "La ",
    "Le ",
    "Serie ",
    "Ligue ",
    "League ",
    "Major League",
)
"""Beginnings of names that stand without an article."""


class Phrases:
    """Names, places, times and numbers of matches, for the outings of a book.

    With ``ahead`` they tell what a match to come would bring.
    """

    def __init__(self, book: Book, outings: Outings, *, ahead: bool = False) -> None:
        self.book, self.outings, self.ahead = book, outings, ahead
        self._tests: dict[str, Bools] = {}
        self._begin = self._end = -1

    def _test(self, word: Event) -> Bools:
        if word.test not in self._tests:
            self._tests[word.test] = TESTS[word.test](self.outings)
        return self._tests[word.test]

    def _name(self, outing: int) -> str:
        return self.book.club(int(self.outings.club[outing])).name

    def _club(self, outing: int) -> Club:
        return self.book.club(int(self.outings.club[outing]))

    def _day(self, outing: int) -> str:
        return plain_day(dt.date.fromordinal(int(self.outings.day[outing])))

    def _year(self, outing: int) -> int:
        return int(self.outings.year[outing])

    def _where(self, scope: Sequence[str], i: int, since: Season | None = None) -> str:
        """Venue, competition, round, country of a scope; of all clubs since a season."""
        o = self.outings
        told = ""
        if "venue" in scope:
            venue = int(o.venue[i])
            told = {HOME: " at home", AWAY: " away", NEUTRAL: " on neutral ground"}[venue]
            if venue == AWAY and "other" in scope:
                days = o.day[o.series(*scope).upto(i)].tolist()
                ground = self.book.ground_of(int(o.other[i]), days)
                told = f" at {_the(ground)}" if ground else told
        if "country" in scope:
            country = country_name(self.book.country_names[int(o.country[i])])
            if "venue" in scope and int(o.venue[i]) == AWAY:
                told = f" in {country}"
            else:
                told = f" against a club from {country}" + told
            uefa = self.book.snapshot.competitions[int(o.comp[i])].startswith("uefa.")
            told += " in European football" if uefa else " in continental football"
        if "town" in scope:
            told += " in a city derby"
        if "round" in scope:
            told += f" in the {round_words(self.book.snapshot.rounds[int(o.round[i])])}"
            told += f" of {self._comp(i)}"
        elif "comp" in scope:
            upto = Season.of_code(int(o.season[i]))
            comp = self.book.snapshot.competitions[int(o.comp[i])]
            told += f" in {self.called(comp, since, upto) if since else self._comp(i)}"
        return told

    def _comp(self, i: int) -> str:
        """The competition of an outing, as it was called since what is told of began."""
        o = self.outings
        first, last = self._seasons_told(i)
        return self.called(self.book.snapshot.competitions[int(o.comp[i])], first, last)

    def _seasons_told(self, i: int) -> tuple[Season, Season]:
        """First and last season that is told of, by what its competition is called."""
        end = self._end if self._end >= 0 else i
        first, last = (
            Season.of_code(int(self.outings.season[n])) for n in (self._told_from(i), end)
        )
        return first, last

    def _told_from(self, i: int) -> int:
        """The outing with which what is told of an outing began: itself, if nothing is said."""
        same = self._begin >= 0 and self.outings.comp[self._begin] == self.outings.comp[i]
        return self._begin if same else i

    def _this(self, i: int) -> str:
        """This competition in its season: "this Copa del Rey", "La Liga 2017-18"."""
        season = Season.of_code(int(self.outings.season[i]))
        name = self.book.name(int(self.outings.comp[i]), None, season)
        if int(self.outings.kind[i]) == CUP and self._takes_the(name):
            return f"this {name}"
        return f"{self._comp(i)}{self._of_season(i)}"

    def _of_season(self, i: int) -> str:
        """A season after the name of its competition."""
        competition = self.book.snapshot.competitions[int(self.outings.comp[i])]
        season = Season.of_code(int(self.outings.season[i]))
        return f" of {season}" if competition == "friendly" else f" {season}"

    def _takes_the(self, name: str) -> bool:
        return (
            name.endswith(" Cup")
            or name.startswith("2. ")
            or not (name.startswith(_NO_ARTICLE) or "." in name)
        )

    def called(
        self, competition: str, first: Season | None = None, last: Season | None = None
    ) -> str:
        """A competition as it stands in a sentence: "the Copa del Rey", "La Liga".

        With seasons as it was called then.
        """
        told = self.itself(competition, first, last)
        # Of a nation's matches "in the World Cup" most are played to get there.
        return f"{told} and its qualifiers" if competition in self.book.with_qualifiers else told

    def itself(
        self, competition: str, first: Season | None = None, last: Season | None = None
    ) -> str:
        """:meth:`called`, without the qualifiers: what one wins, or goes out of."""
        if competition == "friendly":
            return "friendlies"
        name = self.book.name(competition, first, last)
        return f"the {name}" if self._takes_the(name) else name

    def _bound(self, scope: Sequence[str], i: int) -> str:
        """The time that bounds a scope: of a season, a year, under a coach."""
        o = self.outings
        told = ""
        if "comp" in scope and "season" in scope:
            told = f" in {self._comp(i)}{self._of_season(i)}"
        elif "period" in scope:
            told = f" of {Season.of_code(int(o.period[i]))}"
        elif "year" in scope:
            told = f" of {int(o.year[i])}"
        return told + self._under(scope, i)

    def _under(self, scope: Sequence[str], i: int) -> str:
        if "coach" not in scope:
            return ""
        return f" under {self.book.coaches[int(self.outings.coach[i])][1]}"

    def _meetings(self, count: int, scope: Sequence[str], i: int, against: str = "") -> str:
        venue = int(self.outings.venue[i]) if "venue" in scope else -1
        one = {HOME: "home meeting", AWAY: "visit"}.get(venue, "meeting")
        told = counted(count, one)
        if against:
            told += f" to {against}" if venue == AWAY else f" with {against}"
        if venue == NEUTRAL:
            told += " on neutral ground"
        return told

    def _matches(self, count: int, scope: Sequence[str], i: int) -> str:
        """A number of matches of a scope: "43 La Liga matches", "three home matches in the Copa"."""
        o = self.outings
        venue = ""
        tail = ""
        if "venue" in scope:
            at = int(o.venue[i])
            venue = {HOME: "home ", AWAY: "away "}.get(at, "")
            tail = " on neutral ground" if at == NEUTRAL else ""
        told = counted(count, f"{venue}match") + tail
        if "round" in scope:
            return f"{told} in that round"
        if "comp" in scope:
            return f"{told} in {self._comp(i)}"
        return told

    def _short(self, i: int, score_first: bool = False) -> str:
        """Opponent and score in home-away order."""
        o = self.outings
        goals = (int(o.scored[i]), int(o.conceded[i]))
        home, away = goals if int(o.side[i]) == 0 else goals[::-1]
        name = self.book.club(int(o.other[i])).name
        mark = " (awarded)" if int(o.row[i]) in self.book.awarded_rows else ""
        return f"{home}-{away} {name}{mark}" if score_first else f"{name} {home}-{away}{mark}"

    def fixture(self, i: int) -> str:
        """The match with its score."""
        o = self.outings
        goals = (int(o.scored[i]), int(o.conceded[i]))
        if int(o.side[i]) == 0:
            return f"{self._name(i)} {goals[0]}-{goals[1]} {self._other(i)}"
        return f"{self._other(i)} {goals[1]}-{goals[0]} {self._name(i)}"

    def _other(self, i: int) -> str:
        return self.book.club(int(self.outings.other[i])).name

    def _each(self, rows: np.ndarray) -> str:
        """How many of some matches were in which competition."""
        o = self.outings
        comps = o.comp[rows].tolist()
        each = sorted(
            {c: comps.count(c) for c in dict.fromkeys(comps)}.items(), key=lambda one: -one[1]
        )
        if len(each) == 1:
            every = "all in " if len(rows) > 1 else "in "
            return f" ({every}{self._comp(int(rows[0]))})"
        told = [f"{in_words(n)} in {self._comp(int(rows[comps.index(c)]))}" for c, n in each]
        return f" ({listed(told)})"

    def _scope(self, scope: Sequence[str], i: int) -> str:
        """The scope in words."""
        o = self.outings
        parts = []
        first, last = self._seasons_told(i)
        name = self.book.name(int(o.comp[i]), first, last)
        parts.append(name if "comp" in scope else "all competitions")
        if "round" in scope:
            parts.append(round_words(self.book.snapshot.rounds[int(o.round[i])]))
        if "venue" in scope:
            parts.append(VENUES[int(o.venue[i])])
        if "other" in scope:
            parts.append(f"against {self.book.club(int(o.other[i])).name}")
        if "country" in scope:
            parts.append(
                f"against clubs from {country_name(self.book.country_names[int(o.country[i])])}"
            )
        if "town" in scope:
            parts.append("city derbies")
        if "season" in scope:
            parts.append(str(Season.of_code(int(o.season[i]))))
        if "period" in scope:
            parts.append(str(Season.of_code(int(o.period[i]))))
        if "year" in scope:
            parts.append(str(int(o.year[i])))
        if "coach" in scope:
            parts.append(f"under {self.book.coaches[int(o.coach[i])][1]}")
        return ", ".join(parts)

    def _tense(self, told: str) -> str:
        """What is so, or would be."""
        if not self.ahead:
            return told
        first, _, rest = told.partition(" ")
        if rest.startswith("not "):
            return f"would not {'be' if first == 'are' else 'have'} {rest.removeprefix('not ')}"
        return f"would {'be' if first == 'are' else 'have'} {rest}".rstrip()


def _the(ground: str) -> str:
    """A ground as it is written after "at".

    >>> _the("Santiago Bernabéu"), _the("The Valley")
    ('the Santiago Bernabéu', 'The Valley')
    """
    return ground if ground.lower().startswith("the ") else f"the {ground}"


def all_of(number: int) -> str:
    """All of a number.

    >>> all_of(2), all_of(5)
    ('both', 'all five')
    """
    return "both" if number == 2 else f"all {in_words(number)}"


def plural_round(name: str) -> str:
    """A round's words as the clubs in it are told.

    >>> plural_round("semi-final"), plural_round("last 16"), plural_round("final")
    ('semi-finals', 'last 16', 'final')
    """
    if name == "final" or name.startswith(("last ", "round ", "match ")):
        return name
    return name if name.endswith("s") else f"{name}s"
