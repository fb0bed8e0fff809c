"""Which club a written name means.

Evidence first: an id; an exact name (folded) of a club of the country; the gazetteer; fixtures that
the name shares with a club held (:mod:`matchdesk.ledger.evidence`). A name that is none of these and
near no club is a new club, and is counted; one that is near a club is refused with the nearest
names. Nothing is decided by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select

from matchdesk.core.competition import ClubId
from matchdesk.core.country import allies, country_code, home_country, members, side_of
from matchdesk.core.match import Club
from matchdesk.core.rows import NAME_KINDS, ClubRow, NameKind, NameRow
from matchdesk.core.text import fold, slug, spelt_out
from matchdesk.ledger import gazetteer, schema


class Ambiguous(Exception):
    """A name that several clubs answer to; ``clubs`` are their ids."""

    def __init__(self, name: str, clubs: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.clubs = tuple(clubs)


@dataclass(frozen=True, slots=True)
class Scope:
    """Among which clubs a name is looked for.

    Attributes:
        country: our code; "" where neither the competition nor the file says it.
        side: "" men's clubs, "w" women's, "n" national sides, "nw" women's national sides.
        confederation: whose clubs play, where the country is not known.
    """

    country: str
    side: str = ""
    confederation: str = ""


def scope_of(competition: str, written_country: str = "") -> Scope:
    """The scope of a name in a competition; ``written_country`` as a file writes it ("ESP")."""
    country = country_code(written_country) or home_country(competition)
    head = competition.split(".", 1)[0]
    return Scope(country, side_of(competition), head if not country else "")


ANYWHERE = Scope("")


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
    _side: dict[int, str] = field(default_factory=dict)
    _named: dict[str, set[int]] = field(default_factory=dict)
    _written: set[tuple[int, str, str, str | None]] = field(default_factory=set)
    _memo: dict[tuple[str, Scope, str], int] = field(default_factory=dict)
    _new_names: list[dict[str, object]] = field(default_factory=list)
    _joined: dict[int, int] = field(default_factory=dict)
    _listed_as: dict[str, int] = field(default_factory=dict)
    # Clubs and folded names that they bore once.
    _past: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        c, j = schema.club.c, schema.joined.c
        for number, key, name, country, side in self.connection.execute(
            select(c.id, c.key, c.name, c.country, c.side)
        ):
            self._keep(number, Club(ClubId(key), name, country), side)
            self._index(name, number)
        n = schema.name.c
        for club, kind, name, start, end in self.connection.execute(
            select(n.club, n.kind, n.name, n.start, n.end)
        ):
            self._index(name, club)
            if end:
                self._past.add((club, fold(name)))
            self._written.add((club, kind, name, start))
        self._joined = {club: into for club, into in self.connection.execute(
            select(j.club, j.into)
        )}  # fmt: skip

    def club(self, number: int) -> Club:
        """The club of a ledger number."""
        return self._club[number]

    def number(self, key: str) -> int | None:
        """Ledger number of a club id; None where it is not held."""
        return self._number.get(key)

    def answered(self, number: int) -> int:
        """The club that is answered for: another one where two were joined."""
        return self._joined.get(number, number)

    def joined(self, one: int, other: int) -> None:
        """Take note that a club is answered for as another from now on."""
        for club, into in self._joined.items():
            if into == one:
                self._joined[club] = other
        self._joined[one] = other
        self._memo.clear()

    def names(self, scope: Scope, *, listed: bool = False) -> dict[str, int]:
        """Folded names of the clubs held in a scope.

        With ``listed`` those of the gazetteer, too; a club that is not held has a number below 0,
        which :meth:`take` makes a club of the ledger.
        """
        found = {
            name: number
            for name, numbers in self._named.items()
            for number in numbers
            if self._within(number, scope)
        }
        if listed:
            for name, key in gazetteer.names(scope.country, scope.side):
                held = self._number.get(key)
                if held is None and key not in self._listed_as:
                    self._listed_as[key] = -1 - len(self._listed_as)
                found.setdefault(name, self._listed_as[key] if held is None else held)
        return found

    def take(self, number: int, file: int, line: int) -> int:
        """Ledger number of a club that :meth:`names` gave; taken in where it was not held."""
        if number >= 0:
            return self.answered(number)
        key = next(key for key, listed in self._listed_as.items() if listed == number)
        held = self._number.get(key)
        if held is not None:
            return held
        side = "w" if key.endswith("-women") else ""
        return self._from_gazetteer(key, Scope(key.split(".", 1)[0], side), file, line).pop()

    def known(self, name: str, scope: Scope = ANYWHERE) -> set[int]:
        """Clubs held under a name (or id) in a scope; without a country, in all countries."""
        direct = self._number.get(name)
        if direct is not None:
            return {direct}
        found = self._named.get(fold(name))
        if not found:
            return set()
        within = {number for number in found if self._within(number, scope)}
        if len(within) > 1 and scope.confederation:
            at_home = members(scope.confederation)
            within = {n for n in within if self._club[n].country in at_home} or within
        # Of two clubs joined the one that is answered for.
        return {self.answered(number) for number in within}

    def _within(self, number: int, scope: Scope) -> bool:
        if scope is ANYWHERE:
            return True
        if self._side[number] != scope.side:
            return False
        # A nation's name says which it is, whatever code a file gives it.
        national = scope.side.startswith("n")
        return national or not scope.country or self._club[number].country == scope.country

    def sure(self, name: str, scope: Scope, file: int, line: int, year: int = 0) -> int | None:
        """The club that a name means beyond doubt; None where it is held under no such name.

        ``year`` is the one in which the season begins, 0 where it is not known.

        Raises:
            Ambiguous: several clubs answer to it.
        """
        turn = gazetteer.in_turn(name, scope.country, scope.side, year) if year else ""
        memo = self._memo.get((name, scope, turn))
        if memo is not None:
            return memo
        if turn:
            found = self._from_gazetteer(turn, scope, file, line)
        else:
            found = self._meant(name, scope, file, line)
        if len(found) > 1:
            raise Ambiguous(name, sorted(self._club[number].id for number in found))
        if not found:
            return None
        number = found.pop()
        self._memo[name, scope, turn] = number
        return number

    def find(self, name: str, scope: Scope, file: int, line: int, year: int = 0) -> int:
        """Ledger number of the club that a name means; makes the club where there is none yet.

        Args:
            name: as written, or an id.
            scope: among which clubs it is looked for.
            file: ledger number of the file that gives the name.
            line: line of that file.
            year: in which the season begins; 0 where it is not known.

        Raises:
            Ambiguous: several clubs answer to it.
        """
        number = self.sure(name, scope, file, line, year)
        if number is None:
            number = self._memo[name, scope, ""] = self._make(name, scope, file, line)
        return number

    def _meant(self, name: str, scope: Scope, file: int, line: int) -> set[int]:
        """Clubs that a name may mean in a scope.

        Where no country is known, a club of that name that is not held yet may be meant as well as
        one that is; the one that everyone calls so comes first.
        """
        found = self.known(name, scope)
        if not found:
            found = self._from_gazetteer(name, scope, file, line)
            for country in () if found else allies(scope.country):
                allied = Scope(country, scope.side)
                found = found or self.known(name, allied)
                found = found or self._from_gazetteer(name, allied, file, line)
            return found
        if len(found) > 1:
            found = self._bearer(name, found)
        if scope.country or scope.side.startswith("n") or name in self._number:
            return found
        named: dict[str, str] = {self._club[number].id: self._club[number].name for number in found}
        for entry in self._listed(name, scope):
            number = self._number.get(entry.id)
            if number is None or self._joined.get(number) not in found:
                named.setdefault(entry.id, entry.display)
        if len(named) > 1:
            at_home = members(scope.confederation)
            named = {k: v for k, v in named.items() if k.split(".", 1)[0] in at_home} or named
        if len(named) > 1:
            named = _called_so(name, named) or named
        if len(named) > 1:
            raise Ambiguous(name, sorted(named))
        (key,) = named
        held = self._number.get(key)
        return {held} if held is not None else self._from_gazetteer(key, scope, file, line)

    def _bearer(self, name: str, found: set[int]) -> set[int]:
        """Of several clubs the one that everyone calls so, else the one that is still called so."""
        shown = _called_so(name, {self._club[n].id: self._club[n].name for n in found})
        still = {n for n in found if (n, fold(name)) not in self._past}
        if shown:
            return {self._number[key] for key in shown}
        return still if len(still) == 1 else found

    def in_turn(self, name: str, year: int) -> set[int]:
        """Clubs held that bore a name in a year which is another's now; of all countries."""
        keys = {gazetteer.in_turn(name, "", side, year) for side in ("", "w", "n", "nw")}
        return {self._number[key] for key in keys if key in self._number}

    def look_up(self, name: str, file: int, line: int, *, several: bool = False) -> set[int]:
        """Clubs that the gazetteer knows under a name, in any country; a single one is taken in.

        With ``several`` an ambiguous name gives those of its clubs that are held.

        Raises:
            Ambiguous: several clubs answer to it, and ``several`` is not asked for.
        """
        try:
            return self._from_gazetteer(name, ANYWHERE, file, line)
        except Ambiguous as error:
            if not several:
                raise
            return {self._number[key] for key in error.clubs if key in self._number}

    def rank(self, number: int, name: str) -> int:
        """How much a name is a club's own, 0 the most: as it is shown, official, short, others."""
        if fold(self._club[number].name) == fold(name):
            return 0
        kinds = [kind for club, kind, held, _ in self._written
                 if club == number and fold(held) == fold(name)]  # fmt: skip
        return min((1 + NAME_KINDS.index(kind) for kind in kinds), default=1 + len(NAME_KINDS))

    def namesake(self, name: str, scope: Scope, club: int, file: int, line: int) -> int:
        """The other club of this very name: held already, or made."""
        for number in sorted(self._named.get(fold(name), ())):
            if number != club and self._within(number, scope) and self._club[number].name == name:
                return self.answered(number)
        return self._make(name, scope, file, line)

    def call(self, number: int, name: str, kind: NameKind, file: int | None, line: int) -> None:
        """Keep a spelling of a club, found by evidence."""
        from matchdesk.core.problem import Origin

        self.add_name(number, NameRow(Origin("", line), "", kind, name), file)

    def add_name(self, number: int, row: NameRow, file: int | None) -> bool:
        """Keep a name of a club; False if it is held already."""
        start = row.start.isoformat() if row.start else None
        mark = (number, row.kind, row.name, start)
        if mark in self._written:
            return False
        self._written.add(mark)
        self._index(row.name, number)
        if row.end:
            self._past.add((number, fold(row.name)))
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

    def make(self, row: ClubRow, file: int | None) -> int:
        """A club as another ledger holds it."""
        return self._insert(row.id, row.name, Scope(row.country, row.side), file, row.origin.line)

    def make_with_id(self, key: str, name: str, file: int | None, line: int) -> int:
        """A club under a given id."""
        country = key.split(".", 1)[0] if "." in key else ""
        side = "w" if key.endswith("-women") else ""
        return self._insert(key, name, Scope(country, side), file, line)

    def flush(self) -> None:
        """Write the names gathered so far."""
        if self._new_names:
            self.connection.execute(insert(schema.name), self._new_names)
            self._new_names = []

    def _index(self, name: str, number: int) -> None:
        for key in {fold(name), spelt_out(name)}:
            self._named.setdefault(key, set()).add(number)

    def _keep(self, number: int, club: Club, side: str) -> None:
        self._number[club.id] = number
        self._club[number] = club
        self._side[number] = side

    def _rename(self, number: int, name: str) -> None:
        held = self._club[number]
        self.connection.execute(
            schema.club.update().where(schema.club.c.id == number).values(name=name)
        )
        self._club[number] = Club(held.id, name, held.country)

    def _listed(self, name: str, scope: Scope) -> list[gazetteer.Entry]:
        """Clubs of the gazetteer that a name may mean in a scope."""
        found = gazetteer.look_up(name, scope.country, scope.side)
        if len(found) > 1 and scope.confederation:
            at_home = members(scope.confederation)
            found = [entry for entry in found if entry.country in at_home] or found
        if len(found) > 1 and not scope.country:
            shown = _called_so(name, {entry.id: entry.display for entry in found})
            found = [entry for entry in found if entry.id in shown] or found
        return found

    def _from_gazetteer(self, name: str, scope: Scope, file: int, line: int) -> set[int]:
        found = self._listed(name, scope)
        if len(found) > 1:
            raise Ambiguous(name, (entry.id for entry in found))
        if not found:
            return set()
        entry = found[0]
        held = self._number.get(entry.id)
        if held is not None:
            return {self.answered(held)}
        kept = Scope(entry.country, scope.side if scope is not ANYWHERE else entry.side)
        number = self._insert(entry.id, entry.display, kept, file, line)
        for row in entry.names:
            self.add_name(number, row, file)
        return {number}

    def _make(self, name: str, scope: Scope, file: int | None, line: int) -> int:
        last = slug(name) + ("-women" if scope.side.endswith("w") else "")
        key = f"{scope.country}.{last}" if scope.country else last
        free, again = key, 1
        while free in self._number or gazetteer.is_nation(free):
            again += 1
            free = f"{key}-{again}"
        number = self._insert(free, name.strip(), scope, file, line)
        # Kept as a name, too, so that it is not lost when the club is given another to show.
        self.call(number, name.strip(), "display", file, line)
        return number

    def _insert(self, key: str, name: str, scope: Scope, file: int | None, line: int) -> int:
        result = self.connection.execute(
            insert(schema.club).values(
                key=key, name=name, country=scope.country, side=scope.side, file=file, line=line
            )
        )
        number = int(result.inserted_primary_key[0])  # type: ignore[index]
        club = Club(ClubId(key), name, scope.country)
        self._keep(number, club, scope.side)
        self._index(name, number)
        self.added.append(club)
        return number


def _called_so(name: str, clubs: Mapping[str, str]) -> dict[str, str]:
    """The one of several clubs (id → display name) that everyone calls so; none if there are more.

    >>> _called_so("Arsenal", {"en.arsenal": "Arsenal", "ru.arsenal-tula": "Arsenal Tula"})
    {'en.arsenal': 'Arsenal'}
    """
    shown = {key: shown for key, shown in clubs.items() if fold(shown) == fold(name)}
    return shown if len(shown) == 1 else {}
