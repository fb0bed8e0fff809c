"""Which club a written name means.

Evidence first: an id; an exact name (folded) of a club of the country; then the gazetteer. A name
that is none of these is a new club, and is counted. Nothing is decided by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select

from matchdesk.core.competition import ClubId
from matchdesk.core.match import Club
from matchdesk.core.rows import NameRow
from matchdesk.core.text import fold, slug
from matchdesk.ledger import gazetteer, schema


class Ambiguous(Exception):
    """A name that several clubs answer to; ``clubs`` are their ids."""

    def __init__(self, name: str, clubs: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.clubs = tuple(clubs)


@dataclass
class Clubs:
    """Clubs and names of a ledger inside one import.

    Attributes:
        added: clubs that this import made, in order.
    """

    connection: Connection
    added: list[Club] = field(default_factory=list)
    _number: dict[str, int] = field(default_factory=dict)
    _club: dict[int, Club] = field(default_factory=dict)
    _named: dict[str, set[int]] = field(default_factory=dict)
    _written: set[tuple[int, str, str, str | None]] = field(default_factory=set)
    _memo: dict[tuple[str, str], int] = field(default_factory=dict)
    _new_names: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.connection.execute(select(schema.club)):
            self._keep(row.id, Club(ClubId(row.key), row.name, row.country))
            self._named.setdefault(fold(row.name), set()).add(row.id)
        for row in self.connection.execute(select(schema.name)):
            self._named.setdefault(row.folded, set()).add(row.club)
            self._written.add((row.club, row.kind, row.name, row.start))

    def club(self, number: int) -> Club:
        """The club of a ledger number."""
        return self._club[number]

    def number(self, key: str) -> int | None:
        """Ledger number of a club id; None where it is not held."""
        return self._number.get(key)

    def known(self, name: str, country: str = "") -> set[int]:
        """Clubs held under a name (or id), in one country or, without it, in all."""
        direct = self._number.get(name)
        if direct is not None:
            return {direct}
        found = self._named.get(fold(name), set())
        if not country:
            return set(found)
        return {number for number in found if self._club[number].country == country}

    def find(self, name: str, country: str, file: int, line: int) -> int:
        """Ledger number of the club that a name means; makes the club where there is none yet.

        Args:
            name: as written, or an id.
            country: our code of the club's country; "" where the file does not say.
            file: ledger number of the file that gives the name.
            line: line of that file.

        Raises:
            Ambiguous: several clubs answer to it.
        """
        memo = self._memo.get((name, country))
        if memo is not None:
            return memo
        found = self.known(name, country)
        if not found:
            found = self._from_gazetteer(name, country, file, line)
        if len(found) > 1:
            raise Ambiguous(name, sorted(self._club[number].id for number in found))
        number = found.pop() if found else self._make(name, country, file, line)
        self._memo[name, country] = number
        return number

    def look_up(self, name: str, file: int, line: int, *, several: bool = False) -> set[int]:
        """Clubs that the gazetteer knows under a name, in any country; a single one is taken in.

        With ``several`` an ambiguous name gives those of its clubs that are held.

        Raises:
            Ambiguous: several clubs answer to it, and ``several`` is not asked for.
        """
        try:
            return self._from_gazetteer(name, "", file, line)
        except Ambiguous as error:
            if not several:
                raise
            return {self._number[key] for key in error.clubs if key in self._number}

    def add_name(self, number: int, row: NameRow, file: int) -> bool:
        """Keep a name of a club; False if it is held already."""
        start = row.start.isoformat() if row.start else None
        mark = (number, row.kind, row.name, start)
        if mark in self._written:
            return False
        self._written.add(mark)
        self._named.setdefault(fold(row.name), set()).add(number)
        self._new_names.append(
            {
                "club": number,
                "kind": row.kind,
                "name": row.name,
                "folded": fold(row.name),
                "start": start,
                "end": row.end.isoformat() if row.end else None,
                "file": file,
                "line": row.origin.line,
            }
        )
        if row.kind == "display" and self._club[number].name != row.name and row.end is None:
            self._rename(number, row.name)
        return True

    def make_with_id(self, key: str, name: str, file: int, line: int) -> int:
        """A club under a given id."""
        country = key.split(".", 1)[0] if "." in key else ""
        return self._insert(key, name, country, file, line)

    def flush(self) -> None:
        """Write the names gathered so far."""
        if self._new_names:
            self.connection.execute(insert(schema.name), self._new_names)
            self._new_names = []

    def _keep(self, number: int, club: Club) -> None:
        self._number[club.id] = number
        self._club[number] = club

    def _rename(self, number: int, name: str) -> None:
        held = self._club[number]
        self.connection.execute(
            schema.club.update().where(schema.club.c.id == number).values(name=name)
        )
        self._keep(number, Club(held.id, name, held.country))

    def _from_gazetteer(self, name: str, country: str, file: int, line: int) -> set[int]:
        if country:
            codes: tuple[str, ...] = (country,)
        elif "." in name and name.split(".", 1)[0] in gazetteer.countries():
            codes = (name.split(".", 1)[0],)
        else:
            codes = gazetteer.countries()
        keys: list[tuple[str, str]] = []
        for code in codes:
            book = gazetteer.country(code)
            ids = book.clubs.get(name) or book.clubs.get(fold(name), ())
            keys += [(code, key) for key in ids]
        if len(keys) > 1:
            raise Ambiguous(name, (key for _, key in keys))
        if not keys:
            return set()
        code, key = keys[0]
        held = self._number.get(key)
        if held is not None:
            return {held}
        rows = gazetteer.country(code).names[key]
        display = next((row.name for row in rows if row.kind == "display"), rows[0].name)
        number = self._insert(key, display, code, file, line)
        for row in rows:
            self.add_name(number, row, file)
        return {number}

    def _make(self, name: str, country: str, file: int, line: int) -> int:
        key = f"{country}.{slug(name)}" if country else slug(name)
        free, again = key, 1
        while free in self._number:
            again += 1
            free = f"{key}-{again}"
        number = self._insert(free, name.strip(), country, file, line)
        return number

    def _insert(self, key: str, name: str, country: str, file: int, line: int) -> int:
        result = self.connection.execute(
            insert(schema.club).values(key=key, name=name, country=country, file=file, line=line)
        )
        number = int(result.inserted_primary_key[0])  # type: ignore[index]
        club = Club(ClubId(key), name, country)
        self._keep(number, club)
        self._named.setdefault(fold(name), set()).add(number)
        self.added.append(club)
        return number
