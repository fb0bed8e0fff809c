"""Clubs and their names as they ship with the package: evidence for a name not yet held.

The gazetteer is plain ``names`` CSVs, one a country (``matchdesk/names/clubs-es.csv``), and one of
the national sides (``nations.csv``). A club found there enters a ledger under its id and with all
its names. ``turns.csv`` lists names that several clubs bore in turn, with the years of each.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from matchdesk.core.rows import FactRow, Hint, NameRow, Row
from matchdesk.core.text import fold, spelt_out

_NATIONS = "nations.csv"
_TURNS = "turns.csv"
_LINKS = "links.csv"
LINKS = {
    "successor_of": "succeeded_by",
    "merged_into": "merger_of",
    "split_from": "split_into",
    "takes_place_of": "place_taken_by",
}
"""How one club is linked to another, and how the other is to it."""
_WOMEN = "-women"


@dataclass(frozen=True, slots=True)
class Entry:
    """One club of the gazetteer; ``side`` as in :class:`matchdesk.ledger.identity.Scope`."""

    id: str
    country: str
    side: str
    names: tuple[NameRow, ...]

    @property
    def display(self) -> str:
        """The name that is shown."""
        return next((row.name for row in self.names if row.kind == "display"), self.names[0].name)


@dataclass(frozen=True)
class Book:
    """Gazetteer of one country, or of the national sides.

    Attributes:
        entries: by club id. named: ids that answer to a folded name, or to an id.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)


def look_up(name: str, country: str, side: str) -> list[Entry]:
    """Clubs that answer to a name; without a country, in all of them."""
    if side.startswith("n"):
        found = _in_book(_book(_NATIONS), name)
        women = [entry for entry in found if entry.id.endswith(_WOMEN)]
        return women if side == "nw" else [entry for entry in found if entry not in women]
    if country:
        codes: tuple[str, ...] = (country,)
    elif "." in name and name.split(".", 1)[0] in countries():
        codes = (name.split(".", 1)[0],)
    else:
        codes = countries()
    return [
        entry
        for code in codes
        for entry in _in_book(_book(f"clubs-{code}.csv"), name)
        if entry.side == side
    ]


def names(country: str, side: str) -> list[tuple[str, str]]:
    """Folded names of a country's clubs, each with the id of the club."""
    book = _book(f"clubs-{country}.csv")
    return [
        (name, key)
        for name, keys in book.named.items()
        for key in keys
        if name != key and book.entries[key].side == side
    ]


def knows(key: str) -> bool:
    """True for the id of a club or national side of the gazetteer."""
    return is_nation(key) or key in _book(f"clubs-{key.split('.', 1)[0]}.csv").entries


def is_nation(key: str) -> bool:
    """True for the id of a national side of the gazetteer."""
    return key in _book(_NATIONS).entries


def in_turn(name: str, country: str, side: str, year: int) -> str:
    """The club that bore a name in a season beginning in ``year``; "" if the name was never shared.

    A name stands in ``turns.csv`` for those years in which another club than the one of
    :func:`look_up` bore it.

    >>> in_turn("Yugoslavia", "", "n", 1998), in_turn("Yugoslavia", "", "n", 1990)
    ('rs.serbia', '')
    """
    for turn in _turns().get(fold(name), ()):
        if turn.first <= year <= turn.last and turn.side == side:
            if not country or side.startswith("n") or turn.id.startswith(f"{country}."):
                return turn.id
    return ""


def bearers(name: str) -> tuple[str, ...]:
    """Clubs that bore a name in years in which another club than now was called so.

    >>> bearers("Airdrieonians")
    ('sco.airdrieonians-1878',)
    """
    key = fold(name)
    # The files are read as tables only for a name that stands in them at all.
    return _bearers().get(key, ()) if key in _turns_folded() else ()


@cache
def _turns_folded() -> str:
    return fold((_folder() / _TURNS).read_text(encoding="utf-8"))


@cache
def _bearers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(_TURNS):
        held = found.get(fold(row.name), ())
        found[fold(row.name)] = held if row.id in held else (*held, row.id)
    return found


def links(key: str) -> tuple[tuple[str, str], ...]:
    """Clubs that a club is linked to by founding anew, merger or parting: (kind, id), both ways.

    >>> links("en.milton-keynes-dons"), links("en.aldershot")
    ((('takes_place_of', 'en.wimbledon'),), (('succeeded_by', 'en.aldershot-town'),))
    """
    return _links().get(key, ())


@cache
def _links() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _read(_LINKS):
        if isinstance(row, FactRow) and row.kind in LINKS:
            for one, kind, other in (
                (row.subject, row.kind, row.value), (row.value, LINKS[row.kind], row.subject),
            ):  # fmt: skip
                found[one] = (*found.get(one, ()), (kind, other))
    return found


def shown(key: str) -> str:
    """The name that a club of the gazetteer is shown by; its id where it is not listed."""
    entry = _book(_NATIONS).entries.get(key)
    entry = entry or _book(f"clubs-{key.split('.', 1)[0]}.csv").entries.get(key)
    return entry.display if entry else key


@dataclass(frozen=True, slots=True)
class _Turn:
    first: int
    last: int
    side: str
    id: str


@cache
def _turns() -> dict[str, tuple[_Turn, ...]]:
    nations = _book(_NATIONS).entries
    found: dict[str, tuple[_Turn, ...]] = {}
    for row in _rows(_TURNS):
        side = nations[row.id].side if row.id in nations else "w" if row.id.endswith(_WOMEN) else ""
        turn = _Turn(
            row.start.year if row.start else dt.MINYEAR,
            row.end.year if row.end else dt.MAXYEAR,
            side,
            row.id,
        )
        found[fold(row.name)] = (*found.get(fold(row.name), ()), turn)
    return found


@cache
def countries() -> tuple[str, ...]:
    """Codes of the countries that have a gazetteer."""
    folder = _folder()
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(
            place.name.removeprefix("clubs-").removesuffix(".csv")
            for place in folder.iterdir()
            if place.name.startswith("clubs-") and place.name.endswith(".csv")
        )
    )


def _folder() -> Traversable:
    return resources.files("matchdesk") / "names"


def _in_book(book: Book, name: str) -> list[Entry]:
    ids = book.named.get(name) or book.named.get(fold(name), ())
    return [book.entries[key] for key in ids]


def _rows(file: str) -> list[NameRow]:
    return [row for row in _read(file) if isinstance(row, NameRow)]


def _read(file: str) -> list[Row]:
    place = _folder() / file
    if not place.is_file():
        return []
    # All of its files are plain; the readers of other formats stay unloaded.
    from matchdesk.readers.plain import PLAIN_READERS

    text = place.read_text(encoding="utf-8")
    reader = next(one for one in PLAIN_READERS if one.recognises(place.name, text))
    return reader.read(text, place.name, Hint()).rows


@cache
def _book(file: str) -> Book:
    names: dict[str, list[NameRow]] = {}
    named: dict[str, tuple[str, ...]] = {}
    for row in _rows(file):
        names.setdefault(row.id, []).append(row)
        for key in (fold(row.name), row.id):
            if row.id not in named.get(key, ()):
                named[key] = (*named.get(key, ()), row.id)
    for rows in names.values():
        for row in rows:
            named.setdefault(spelt_out(row.name), (row.id,))
    national = file == _NATIONS
    entries = {
        key: Entry(
            key,
            key.split(".", 1)[0] if "." in key else "",
            ("n" if national else "") + ("w" if key.endswith(_WOMEN) else ""),
            tuple(rows),
        )
        for key, rows in names.items()
    }
    return Book(entries, named)
