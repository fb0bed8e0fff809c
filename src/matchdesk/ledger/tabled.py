"""Whom the names of a published table mean, where the ledger does not know them.

Evidence as for matches: a club of that league season that no other row of the table names, and
whose matches held give the very figures of the row. Else a name that is a club's but for a word
such as FC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from matchdesk.core.rows import StandingRow
from matchdesk.ledger import schema
from matchdesk.ledger.evidence import Found, Near
from matchdesk.ledger.identity import Ambiguous, Clubs, Scope, scope_of

Figures = tuple[int | None, ...]
"""Played, won, drawn, lost, goals for and against."""


@dataclass
class Tabled:
    """One import's published tables.

    Attributes:
        settled: names that evidence settled, in order.
    """

    connection: Connection
    clubs: Clubs
    settled: list[Found]
    _figures: dict[tuple[str, str], dict[int, Figures]] = field(default_factory=dict)

    def settle(self, rows: Iterable[tuple[StandingRow, int]]) -> None:
        """Keep names of tables that evidence settles as names of their clubs.

        Args:
            rows: rows of tables, each with the ledger's number of its file.
        """
        tables: dict[tuple[int, str, str, str, str], list[StandingRow]] = defaultdict(list)
        for row, file in rows:
            tables[file, row.competition, str(row.season), row.phase, row.group].append(row)
        books: dict[Scope, Near] = {}
        for (file, competition, season, *_), listed in tables.items():
            scope = scope_of(competition)
            named, unknown = self._names(listed, scope, file)
            if not unknown or not scope.country or scope.side.startswith("n"):
                continue
            figures = self._played(competition, season)
            for row in unknown:
                club, matches = _by_figures(row, figures, named), row.played or 0
                if club is None:
                    if scope not in books:
                        books[scope] = Near(self.clubs.names(scope))
                    club, matches = books[scope].but_for_form(row.club, named), 0
                if club is None or club in named:
                    continue
                named.add(club)
                self.clubs.call(club, row.club, "alias", file, row.origin.line)
                self.settled.append(Found(row.club, club, matches))

    def _names(
        self, rows: list[StandingRow], scope: Scope, file: int
    ) -> tuple[set[int], list[StandingRow]]:
        """Clubs that a table names, and the rows whose name no club has."""
        named: set[int] = set()
        unknown: list[StandingRow] = []
        for row in rows:
            try:
                club = self.clubs.sure(row.club, scope, file, row.origin.line, row.season.start)
            except Ambiguous:
                continue
            if club is None:
                unknown.append(row)
            else:
                named.add(club)
        return named, unknown

    def _played(self, competition: str, season: str) -> Mapping[int, Figures]:
        """Figures of each club by the matches held of a season."""
        if (competition, season) not in self._figures:
            m = schema.match.c
            query = select(m.home, m.away, m.home_goals, m.away_goals).where(
                m.competition == competition,
                m.season == season,
                m.status == "played",
                m.home_goals.is_not(None),
                m.same_as.is_(None),
            )
            sums: dict[int, list[int]] = defaultdict(lambda: [0] * 6)
            for home, away, scored, conceded in self.connection.execute(query):
                for club, own, other in ((home, scored, conceded), (away, conceded, scored)):
                    of = sums[self.clubs.answered(club)]
                    of[0] += 1
                    of[1 if own > other else 2 if own == other else 3] += 1
                    of[4] += own
                    of[5] += other
            self._figures[competition, season] = {club: tuple(of) for club, of in sums.items()}
        return self._figures[competition, season]


def _by_figures(row: StandingRow, figures: Mapping[int, Figures], named: set[int]) -> int | None:
    """The one club, not named in the table, with the figures of a row."""
    told = (row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against)
    if None in told:
        return None
    found = [club for club, own in figures.items() if own == told and club not in named]
    return found[0] if len(found) == 1 else None
