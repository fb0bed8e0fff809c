"""Who "the champions", "the holders", "the leaders" are at the moment of a match in hand.

The sides of the match come first; where neither bears the role, the club that does is meant.
"""

from __future__ import annotations

import re
from typing import Literal

from matchdesk.core.match import Club
from matchdesk.press.almanac import Almanac
from matchdesk.rules.catalogue import rulebook

Role = Literal["champions", "holders", "leaders", "bottom"]

_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("holders", re.compile(r"\b(?:cup |trophy |title )?holders\b")),
    ("leaders", re.compile(r"\b(?:leaders|pace-?setters|front-?runners|table-toppers)\b")),
    (
        "bottom",
        re.compile(r"\b(?:bottom (?:club|side|team)|basement (?:club|side)|wooden spoonists)\b"),
    ),
    ("champions", re.compile(r"(?<!former )(?<!ex-)\bchampions\b(?! league)")),
)


def role_of(words: str) -> Role | None:
    """The role that a phrase names, None if it names none.

    >>> role_of("the new champions"), role_of("the league leaders"), role_of("the former champions")
    ('champions', 'leaders', None)
    """
    for role, told in _WORDS:
        if told.search(words):
            return role
    return None


class Roles:
    """Roles by the tables and honours of a report's day.

    Args:
        book: the ledger around the report.
    """

    def __init__(self, book: Almanac) -> None:
        self._book = book
        self._known: dict[tuple[Role, int], tuple[Club, ...]] = {}

    def bearers(self, role: Role, row: int) -> tuple[Club, ...]:
        """Clubs that bear a role as seen from a match, its sides first; () if none is known."""
        if (role, row) not in self._known:
            self._known[role, row] = self._bearers(role, self._book.about(row))
        return self._known[role, row]

    def _bearers(self, role: Role, book: Almanac) -> tuple[Club, ...]:
        found: dict[Club, None] = {}
        if role in ("champions", "holders") and book.match is not None:
            # Of the competition of the match itself: "the holders" of a cup.
            found.update(dict.fromkeys(self._winners(book, str(book.match.competition))))
        if role != "holders":
            for club in book.sides:
                league = book.league_of(club)
                if league is None:
                    continue
                competition, season = league
                if role == "champions":
                    found.update(dict.fromkeys(self._winners(book, competition)))
                    continue
                for day in book.moments()[:2]:
                    table = book.table(competition, season, day, club)
                    if table is not None and table.rows:
                        found[table.rows[0 if role == "leaders" else -1].club] = None
        sides = tuple(club for club in book.sides if club in found)
        return sides or tuple(found)

    def _winners(self, book: Almanac, competition: str) -> tuple[Club, ...]:
        """Winners of a competition's season, where it is over, and of the one before."""
        season = book.season_of(competition)
        if season is None:
            return ()
        editions = [season.previous]
        if rulebook(competition, season).kind == "league":
            editions.insert(0, season)
        else:
            held = [s for s in book.known.seasons(competition) if s.start < season.start]
            editions = [max(held)] if held else editions
        found = (book.winners(competition, edition) for edition in editions)
        return tuple(club for club in found if club is not None)
