"""Whom the names of one file mean: settled once a file, before its rows are taken in.

The order is that of :mod:`matchdesk.ledger.identity`. Fixtures outrank a name: where a file's name is
held by one club, but all that the file says of it in a season is what the ledger holds of another,
it means that other one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import Connection, or_, select

from matchdesk.core.problem import Problem
from matchdesk.core.rows import MatchRow
from matchdesk.ledger import gazetteer, schema
from matchdesk.ledger.agreement import is_league
from matchdesk.ledger.clubs import rejoin
from matchdesk.ledger.evidence import Found, Near, contradicted, shared_fixtures
from matchdesk.ledger.identity import Ambiguous, Clubs, Scope, scope_of
from matchdesk.ledger.merge import Merge

A_SEASON = 6
"""Days of a name in a league season from which it can be told from another name of its club."""

SAME_DAYS = 0.25
"""Share of its days on which the other name plays, too, from which the two are two clubs."""

Season = tuple[str, str]
"""Competition and season."""


class NearClub(Exception):
    """A name held under no club, but near some; ``clubs`` are their display names."""

    def __init__(self, name: str, clubs: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.clubs = tuple(clubs)


@dataclass
class Naming:
    """One import's names.

    Attributes:
        settled: names that evidence settled, in order.
    """

    connection: Connection
    clubs: Clubs
    matches: Merge
    problems: list[Problem]
    every_name_new: bool = False
    settled: list[Found] = field(default_factory=list)
    _scopes: dict[tuple[str, str], Scope] = field(default_factory=dict)
    _near: dict[tuple[str, Scope], list[str]] = field(default_factory=dict)
    # What a name means in one season, against the club that bears it.
    _here: dict[tuple[Season, str], int] = field(default_factory=dict)

    def begin(self, file: int, rows: Iterable[MatchRow]) -> None:
        """Begin a file: read what is held of its seasons, and settle whom its names mean."""
        self._near.clear()
        self._here.clear()
        seasons: dict[Season, list[MatchRow]] = {}
        for row in rows:
            seasons.setdefault((row.competition, str(row.season)), []).append(row)
        self.matches.load(seasons)
        unknown: dict[tuple[str, Scope], int] = {}
        sure = {season: self._sure(matches, unknown, file) for season, matches in seasons.items()}
        self._against_names(seasons, sure, file)
        named: set[int] = set()
        for season, matches in seasons.items():
            strange = {name for name, _ in unknown}
            known = sure[season]
            named.update(known.values())
            if any(row.home in strange or row.away in strange for row in matches):
                for found in shared_fixtures(matches, known, self.matches.fixtures(season, file)):
                    self._settle(found, unknown, file)
                    named.add(found.club)
        if unknown and not self.every_name_new:
            self._settle_forms(unknown, named, file)
            self._refuse_near(unknown, named)

    def of(self, row: MatchRow, file: int) -> tuple[int, int]:
        """Ledger numbers of the two sides of a match.

        Raises:
            NearClub, Ambiguous: as the names say.
        """
        home, away = (
            self._of(name, country, row, file)
            for name, country in ((row.home, row.home_country), (row.away, row.away_country))
        )
        return home, away

    def _of(self, name: str, country: str, row: MatchRow, file: int) -> int:
        if self._here:
            meant = self._here.get(((row.competition, str(row.season)), name))
            if meant is not None:
                return meant
        scope = self.scope(row.competition, country)
        near = self._near.get((name, scope)) if self._near else None
        if near is not None:
            raise NearClub(name, self._shown(near))
        return self.clubs.find(name, scope, file, row.origin.line, row.season.start)

    def scope(self, competition: str, country: str) -> Scope:
        """The scope of a name in a competition, with the country that the file gives the club."""
        scope = self._scopes.get((competition, country))
        if scope is None:
            scope = self._scopes[competition, country] = scope_of(competition, country)
        return scope

    def _sure(
        self, matches: Sequence[MatchRow], unknown: dict[tuple[str, Scope], int], file: int
    ) -> dict[str, int]:
        """Names of one season whose club is sure; the others go into ``unknown`` with their line."""
        known: dict[str, int] = {}
        for row in matches:
            for name, country in ((row.home, row.home_country), (row.away, row.away_country)):
                if name in known:
                    continue
                scope = self.scope(row.competition, country)
                if (name, scope) in unknown:
                    continue
                try:
                    number = self.clubs.sure(name, scope, file, row.origin.line, row.season.start)
                except Ambiguous:
                    continue
                if number is None:
                    unknown[name, scope] = row.origin.line
                else:
                    known[name] = number
        return known

    # Names against which the fixtures speak

    def _against_names(
        self,
        seasons: Mapping[Season, Sequence[MatchRow]],
        sure: Mapping[Season, dict[str, int]],
        file: int,
    ) -> None:
        joins: dict[int, Found] = {}
        for season, matches in seasons.items():
            known = sure[season]
            playing = self.matches.sides(season, file)
            twice = _two_names(matches, known) if is_league(season[0]) else set()
            doubtful = {name for name, club in known.items() if club not in playing} | twice
            held = self.matches.fixtures(season, file) if playing and doubtful else ()
            for found in contradicted(matches, known, doubtful, held):
                named = known[found.name]
                twice.discard(found.name)
                if named == found.club:
                    continue
                if self._one_club(named, found.club):
                    joins[named] = found
                    continue
                # The one that plays in another league that season is not the one meant.
                if self._elsewhere(found.club, season, sure):
                    self.matches.rename(season, found.club, named)
                    self._tell(found, named, season, matches, held=True)
                    continue
                self._here[season, found.name] = known[found.name] = found.club
                self._tell(found, named, season, matches)
            self._apart(twice, known, season, matches, file)
        for named, found in joins.items():
            self._join(named, found)
        if joins:
            self.matches.load(seasons)
            for known in sure.values():
                known.update({name: self.clubs.answered(n) for name, n in known.items()})

    def _apart(
        self,
        twice: set[str],
        known: dict[str, int],
        season: Season,
        matches: Sequence[MatchRow],
        file: int,
    ) -> None:
        """Names of one club in a league season that are two clubs: the best of them keeps it."""
        for club in sorted({known[name] for name in twice}):
            listed = sorted(
                (name for name, number in known.items() if number == club and name in twice),
                key=lambda name: (self.clubs.rank(club, name), name),
            )
            taken = any(n == club for name, n in known.items() if name not in twice)
            for name in listed if taken else listed[1:]:
                first = next(row for row in matches if name in (row.home, row.away))
                country = first.home_country if first.home == name else first.away_country
                scope = self.scope(season[0], country)
                number = self.clubs.namesake(name, scope, club, file, first.origin.line)
                self._here[season, name] = known[name] = number
                bearer = self.clubs.club(club)
                self.problems.append(
                    Problem(
                        first.origin,
                        "two-names-of-a-club",
                        f"{name!r} and another name of {bearer.name} ({bearer.id}), which meet or "
                        f"play on the same days in {' '.join(season)}",
                        "two names of one club never to do so",
                        f"{name} taken as a club of its own",
                        refused=False,
                    )
                )

    def _elsewhere(self, club: int, season: Season, sure: Mapping[Season, dict[str, int]]) -> bool:
        """True if a club plays in another league of that season, by this file or by what is held."""
        for other, known in sure.items():
            if other[1] == season[1] and other != season and is_league(other[0]):
                if club in known.values():
                    return True
        self.clubs.flush()
        self.matches.flush()
        m = schema.match.c
        query = (
            select(m.competition)
            .where(m.season == season[1], or_(m.home == club, m.away == club))
            .distinct()
        )
        listed = self.connection.execute(query).scalars()
        return any(is_league(other) and other != season[0] for other in listed)

    def _tell(
        self,
        found: Found,
        named: int,
        season: Season,
        matches: Sequence[MatchRow],
        *,
        held: bool = False,
    ) -> None:
        """Say that a name meant another club than the one that bears it, in the file or as held."""
        first = next(row for row in matches if found.name in (row.home, row.away))
        meant, bearer = self.clubs.club(found.club), self.clubs.club(named)
        where = " ".join(season)
        evidence = f"{found.fixtures} with the same day, opponent and score"
        if held:
            told = (
                f"matches of {where} held of {meant.name} ({meant.id}), which plays in another league "
                f"then, that are those of {found.name!r} here, {evidence}",
                f"matches of {bearer.name} ({bearer.id})",
                f"the matches held of {where} are those of {bearer.name} from now on",
            )
        else:
            told = (
                f"the name {found.name!r}, which {bearer.name} ({bearer.id}) bears, for matches of "
                f"{where} that are held of {meant.name} ({meant.id}), {evidence}",
                f"a name of {meant.name}",
                f"taken as {meant.name} in that season",
            )
        self.problems.append(Problem(first.origin, "name-of-another", *told, refused=False))

    def _one_club(self, one: int, other: int) -> bool:
        """True if two clubs may be one: not both are known to be two, and they never met.

        Two clubs of the gazetteer are two; so are two that play in one league season.
        """
        if all(gazetteer.knows(self.clubs.club(number).id) for number in (one, other)):
            return False
        self.clubs.flush()
        self.matches.flush()
        m = schema.match.c
        played: dict[int, set[Season]] = defaultdict(set)
        for number in (one, other):
            query = select(m.competition, m.season, m.home, m.away).where(
                or_(m.home == number, m.away == number)
            )
            for competition, season, home, away in self.connection.execute(query):
                if {home, away} == {one, other}:
                    return False
                if is_league(competition):
                    played[number].add((competition, season))
        return not played[one] & played[other]

    def _join(self, named: int, found: Found) -> None:
        """Answer for two clubs of the ledger as one: the one of the gazetteer, else the name's."""
        one, other = found.club, named
        if gazetteer.knows(self.clubs.club(one).id):
            one, other = other, one
        self.clubs.flush()
        self.matches.flush()
        keys = self.clubs.club(one).id, self.clubs.club(other).id
        rejoin(self.connection, self.clubs, *keys, "shared fixtures")
        self.clubs.joined(one, other)
        self.settled.append(Found(self.clubs.club(one).name, other, found.fixtures))
        self.matches.forget()

    # Names that no club has

    def _settle(self, found: Found, unknown: dict[tuple[str, Scope], int], file: int) -> None:
        """A name that shared fixtures settle is kept as a name of the club."""
        marks = [mark for mark in unknown if mark[0] == found.name]
        for name, scope in marks:
            line = unknown.pop((name, scope))
            self.clubs.call(found.club, name, "alias", file, line)
        if marks:
            self.settled.append(found)

    def _settle_forms(
        self, unknown: dict[tuple[str, Scope], int], named: set[int], file: int
    ) -> None:
        """Names that are a club's but for a word such as FC, if the file does not name that club."""
        books: dict[Scope, Near] = {}
        for (name, scope), line in list(unknown.items()):
            if scope.side.startswith("n") or not scope.country:
                continue
            if scope not in books:
                books[scope] = Near(self.clubs.names(scope, listed=True))
            club = books[scope].but_for_form(name, named)
            if club is None:
                continue
            club = self.clubs.take(club, file, line)
            del unknown[name, scope]
            self.clubs.call(club, name, "alias", file, line)
            self.settled.append(Found(name, club, 0))
            named.add(club)

    def _refuse_near(self, unknown: dict[tuple[str, Scope], int], named: set[int]) -> None:
        """Names without evidence that are near a club held, which the file does not name."""
        books: dict[Scope, Near] = {}
        for name, scope in unknown:
            if scope.side.startswith("n"):
                continue  # Names of nations are a closed set, and many are near each other.
            if scope not in books:
                books[scope] = Near(self.clubs.names(scope))
            near = books[scope].to(name, named)
            if near:
                self._near[name, scope] = near

    def _shown(self, near: Sequence[str]) -> list[str]:
        """Display names of the clubs that these folded names belong to."""
        return list(
            dict.fromkeys(
                self.clubs.club(number).name
                for name in near[:5]
                for number in sorted(self.clubs.known(name))
            )
        )


def _two_names(matches: Sequence[MatchRow], known: Mapping[str, int]) -> set[str]:
    """Names of one club that cannot be: they play on the same days (or meet) through a season."""
    if len(set(known.values())) == len(known):
        return set()
    by_club: dict[int, list[str]] = defaultdict(list)
    for name, club in known.items():
        by_club[club].append(name)
    several = {name for names in by_club.values() if len(names) > 1 for name in names}
    days: dict[str, set[dt.date]] = defaultdict(set)
    for row in matches:
        for name in {row.home, row.away} & several:
            if row.date is not None:
                days[name].add(row.date)
    found: set[str] = set()
    for names in by_club.values():
        for one, other in combinations(names, 2):
            fewer = min(len(days[one]), len(days[other]))
            both = len(days[one] & days[other])
            if fewer >= A_SEASON and both > 1 and both >= SAME_DAYS * fewer:
                found |= {one, other}
    return found
