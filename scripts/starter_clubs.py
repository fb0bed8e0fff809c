"""Clubs of the starter: names as the sources write them, as ids and display names.

The gazetteer of the package decides (``src/matchdesk/names``). What it cannot decide is one name
that two clubs bore in turn; :data:`BORNE_IN_TURN` says which of them a source means in a season.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from matchdesk.core.country import home_country, members
from matchdesk.core.text import fold

NAMES = Path(__file__).resolve().parents[1] / "src" / "matchdesk" / "names"

# (folded name, first and last season by their first year) → club. The gazetteer gives the name to
# the other club, or to none.
BORNE_IN_TURN: Mapping[str, tuple[tuple[int, int, str], ...]] = {
    # UE Lleida went out of business in 2011; Lleida Esportiu kept being called by its name.
    "ue lleida": ((2011, 9999, "es.lleida-esportiu"),),
    # The Asociación Deportiva of 1996 ended in 2012; the club of today took its name in 2013.
    "ad ceuta": ((1996, 2011, "es.ceuta-1996"),),
    "ceuta": ((1996, 2011, "es.ceuta-1996"),),
    # The old Unión Deportiva ended in 2013.
    "ud salamanca": ((2013, 9999, "es.salamanca-uds"),),
    # The old CD Logroñés ended in 2009.
    "logrones": ((2009, 9999, "es.logrones-ud"),),
    # One source of 2010-11 calls Granada CF so; the scorers of the match are theirs.
    "cd granada": ((2010, 2010, "es.granada"),),
}


class UnknownClub(Exception):
    """A source names a club that the gazetteer does not know, or knows twice."""


class Clubs:
    """Every club of the gazetteer: ids by folded name and country, and display names by id."""

    def __init__(self, folder: Path = NAMES) -> None:
        """Read every ``clubs-*.csv`` of a folder.

        Raises:
            UnknownClub: a name that two clubs of a country bear, or a club without a display name.
        """
        self.display: dict[str, str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        for path in sorted(folder.glob("clubs-*.csv")):
            country = path.stem.removeprefix("clubs-")
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self._add(country, row["id"], row["kind"], row["name"])

    def _add(self, country: str, club: str, kind: str, name: str) -> None:
        held = self._ids.setdefault((country, fold(name)), club)
        if held != club:
            raise UnknownClub(f"{name!r} is {held} and {club}")
        if kind == "display" and self.display.setdefault(club, name) != name:
            raise UnknownClub(f"{club} has two display names: {self.display[club]!r}, {name!r}")

    def id(self, name: str, country: str, season: int) -> str:
        """The club that a source means.

        Args:
            name: as written.
            country: code of the country whose clubs can be meant; "" for any.
            season: first year of the season.

        Raises:
            UnknownClub: not in the gazetteer.
        """
        key = fold(name)
        for first, last, club in BORNE_IN_TURN.get(key, ()) if country == "es" else ():
            if first <= season <= last:
                return club
        found = (
            {self._ids[country, key]}
            if (country, key) in self._ids
            else {club for (_, held), club in self._ids.items() if held == key and not country}
        )
        if len(found) > 1:  # Of the international competitions the starter holds UEFA's alone.
            found = {club for club in found if club.split(".", 1)[0] in members("uefa")} or found
        if len(found) != 1:
            raise UnknownClub(f"{name!r} ({country}, {season}): {sorted(found) or 'no such club'}")
        return found.pop()

    def written(self, club: str, competition: str) -> str:
        """The club as the starter's files write it in a competition.

        At home its display name, which no other club of the country bears; elsewhere its id.
        """
        return self.display[club] if home_country(competition) else club

    def display_names(self, clubs: Iterable[str]) -> list[str]:
        """Display names, sorted."""
        return sorted(self.display[club] for club in clubs)
