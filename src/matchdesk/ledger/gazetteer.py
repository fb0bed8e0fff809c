"""Clubs and their names as they ship with the package: evidence for a name not yet held.

The gazetteer is plain ``names`` CSVs, one a country (``matchdesk/names/clubs-es.csv``). A club
found there enters a ledger under its id and with all its names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from matchdesk.core.rows import Hint, NameRow
from matchdesk.core.text import fold


@dataclass(frozen=True)
class Country:
    """Gazetteer of one country.

    Attributes:
        names: names of each club, by club id, in the order of the file.
        clubs: ids that answer to a folded name; more than one is an ambiguity.
    """

    names: dict[str, tuple[NameRow, ...]] = field(default_factory=dict)
    clubs: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def country(code: str) -> Country:
    """The gazetteer of a country; empty where none ships."""
    place = resources.files("matchdesk") / "names" / f"clubs-{code}.csv"
    if not code or not place.is_file():
        return Country()
    from matchdesk.readers import read_text

    reading = read_text(place.read_text(encoding="utf-8"), place.name, Hint())
    names: dict[str, tuple[NameRow, ...]] = {}
    clubs: dict[str, tuple[str, ...]] = {}
    for row in reading.rows:
        if not isinstance(row, NameRow):
            continue
        names[row.id] = (*names.get(row.id, ()), row)
        for key in (fold(row.name), row.id):
            if row.id not in clubs.get(key, ()):
                clubs[key] = (*clubs.get(key, ()), row.id)
    return Country(names, clubs)


@cache
def countries() -> tuple[str, ...]:
    """Codes of the countries that have a gazetteer."""
    folder = resources.files("matchdesk") / "names"
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            place.name.removeprefix("clubs-").removesuffix(".csv")
            for place in folder.iterdir()
            if place.name.startswith("clubs-") and place.name.endswith(".csv")
        )
    )
