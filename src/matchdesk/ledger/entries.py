"""Taking rows of every kind into the ledger, each compared with what is held.

``add`` answers with one word of the import's count: new, same, updated, conflicting, refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from sqlalchemy import Connection, Table, insert, select, update

from matchdesk.core.problem import Problem
from matchdesk.core.rows import (
    ClubRow,
    ConflictRow,
    CorrectionRow,
    CoverageRow,
    EventRow,
    FactRow,
    FigureRow,
    GoalRow,
    GroundRow,
    LineupRow,
    MatchRow,
    NameRow,
    OddsRow,
    PersonRow,
    Row,
    RulebookRow,
    SourceRow,
    StandingRow,
    WitnessRow,
)
from matchdesk.errors import RuleError
from matchdesk.ledger import rulebooks, schema
from matchdesk.ledger.belonging import Belonging, OfMatch
from matchdesk.ledger.clubs import rejoin
from matchdesk.ledger.identity import Ambiguous, Clubs, Scope
from matchdesk.ledger.merge import Merge
from matchdesk.ledger.naming import Naming, NearClub
from matchdesk.ledger.tabled import Tabled
from matchdesk.ledger.testimony import Testimony
from matchdesk.rules.catalogue import check_text

Outcome = Literal["new", "same", "updated", "conflicting", "refused"]

_MATCH = re.compile(r"^(\d{4}-\d{2}-\d{2})\s+(.+?)\s+v\s+(.+)$")
_SEASON = re.compile(r"^(\S+)\s+(\d{4}(?:-\d{2})?)$")
_NATIONS = Scope("", "n")
_MANY = 100_000
"""Matches kept in memory before they are written and let go."""

# Rows that refer to others come after them.
_PLACES: dict[type[Row], int] = {
    kind: place
    for place, kind in enumerate(
        (
            SourceRow, ClubRow, NameRow, MatchRow, GroundRow, PersonRow, CoverageRow, WitnessRow,
            GoalRow, LineupRow, EventRow, OddsRow, FigureRow, FactRow, CorrectionRow, StandingRow,
            ConflictRow, RulebookRow,
        )
    )
}  # fmt: skip


@dataclass
class Entries:
    """One import's way into the ledger."""

    connection: Connection
    clubs: Clubs
    problems: list[Problem] = field(default_factory=list)
    every_name_new: bool = False
    matches: Merge = field(init=False)
    naming: Naming = field(init=False)
    belonging: Belonging = field(init=False)
    testimony: Testimony = field(init=False)
    _joins: list[ClubRow] = field(default_factory=list)
    _held: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)
    _files: dict[tuple[int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.matches = Merge(self.connection, self.clubs)
        self.naming = Naming(
            self.connection, self.clubs, self.matches, self.problems, self.every_name_new
        )
        self.belonging = Belonging(self.connection, self.clubs, self.problems)
        self.testimony = Testimony(self.connection, self.clubs, self.problems)

    def begin(self, file: int, rows: Sequence[Row]) -> None:
        """Begin a file: read what is held of its seasons, and settle whom its names mean."""
        self.belonging.finder.begin()
        self.naming.begin(file, (row for row in rows if isinstance(row, MatchRow)))

    def end(self) -> None:
        """End a file, or a part of one; what was gathered is written when there is much of it."""
        if self.matches.size > _MANY:
            self.flush()
            self.matches.forget()

    def own(self, rows: Sequence[Row]) -> tuple[list[OfMatch], list[Row]]:
        """Rows that belong to a match which their own file gives, and the others."""
        written = self.belonging.finder.written
        own: list[OfMatch] = []
        others: list[Row] = []
        for row in rows:
            if isinstance(row, OfMatch) and (row.date, row.home, row.away) in written:
                own.append(row)
            else:
                others.append(row)
        self.belonging.prepare(own)
        return own, others

    def prepare_late(self, late: Sequence[tuple[Row, int]]) -> None:
        """Read the matches that rows of other files belong to; join the clubs that are one.

        Args:
            late: rows, each with the ledger's number of its file.
        """
        rows = [row for row, _ in late]
        for row in self._joins:
            rejoin(self.connection, self.clubs, row.id, row.into, row.reason)
        self._joins.clear()
        self.testimony.begin()
        self.belonging.finder.begin()
        days = [row.date for row in rows if isinstance(row, OfMatch)]
        days += [day for row in rows if (day := _day_of(row)) is not None]
        self.belonging.finder.prepare(days)
        tabled = Tabled(self.connection, self.clubs, self.naming.settled)
        tabled.settle((row, file) for row, file in late if isinstance(row, StandingRow))

    @staticmethod
    def place(row: Row) -> int:
        """Order in which kinds of rows are taken in."""
        return _PLACES[type(row)]

    def add(self, row: Row, file: int) -> Outcome:
        """Take one row in."""
        taking = cast(Callable[[Row, int], Outcome], _TAKING[type(row)].__get__(self))
        source = getattr(row, "source", "")
        if source and not isinstance(row, SourceRow):
            file = self._file_of(file, source)
        try:
            return taking(row, file)
        except Ambiguous as error:
            return self._refuse(
                row,
                "ambiguous-club",
                f"the name {error.name!r}, which {len(error.clubs)} clubs answer to",
                f"one of {', '.join(error.clubs)}",
            )

    def flush(self) -> None:
        """Write what was gathered."""
        self.clubs.flush()
        self.matches.flush()
        self.belonging.flush()
        self.testimony.flush()

    # Matches

    def _match(self, row: MatchRow, file: int) -> Outcome:
        try:
            home, away = self.naming.of(row, file)
        except NearClub as error:
            return self._refuse(
                row,
                "near-club",
                f"the name {error.name!r}, held under no club but near {', '.join(error.clubs)}",
                "a name of the ledger; add it with `matchdesk clubs CLUB --add-name NAME`, or "
                "take it as a new club with `import --new-clubs`",
            )
        if home == away:
            return self._refuse(
                row,
                "own-opponent",
                f"{row.home} v {row.away}, which are one club ({self.clubs.club(home).id})",
                "two clubs",
            )
        before = self.matches.newest
        outcome, held = self.matches.add(row, home, away, file)
        if self.matches.newest != before:
            self.belonging.new_match(held.number)
        self.belonging.finder.keep(row, held, turned=held.values["home"] != home)
        return outcome

    def _belonging(self, row: OfMatch, file: int) -> Outcome:
        return self.belonging.add(row, file)

    # Clubs, persons, grounds

    def _club_row(self, row: ClubRow, file: int) -> Outcome:
        number = self.clubs.number(row.id)
        if row.into:
            self._joins.append(row)
        if number is None:
            self.clubs.make(row, file)
            return "new"
        held = self.clubs.club(number)
        if (held.name, held.country) == (row.name, row.country):
            return "same"
        self.problems.append(
            Problem(
                row.origin,
                "differs",
                f"the club {row.id} as {row.name!r} of {row.country!r}",
                f"{held.name!r} of {held.country!r} as held",
                "the held value stays",
                refused=False,
            )
        )
        return "conflicting"

    def _witness(self, row: WitnessRow, file: int) -> Outcome:
        outcome = self.testimony.witness(row, file)
        for again in range(2, row.files + 1):
            if self.testimony.witness(row, self._file_again(file, again)) == "new":
                outcome = "new"
        return outcome

    def _conflict(self, row: ConflictRow, file: int) -> Outcome:
        return self.testimony.conflict(row, file)

    def _name(self, row: NameRow, file: int) -> Outcome:
        number = self.clubs.number(row.id)
        if number is None:
            known = self.clubs.known(row.id) or self.clubs.look_up(row.id, file, row.origin.line)
            if len(known) > 1:
                raise Ambiguous(row.id, sorted(self.clubs.club(n).id for n in known))
            if known:
                number = known.pop()
            elif (nation := self.clubs.sure(row.id, _NATIONS, file, row.origin.line)) is not None:
                number = nation
            elif re.fullmatch(r"[a-z]{2,4}\.[a-z0-9-]+", row.id):
                number = self.clubs.make_with_id(row.id, row.name, file, row.origin.line)
            else:
                return self._refuse(
                    row, "unknown-club", f"the club {row.id!r}", "a club id or a name held"
                )
        return "new" if self.clubs.add_name(number, row, file) else "same"

    def _person(self, row: PersonRow, file: int) -> Outcome:
        club = self._club_held(row, row.club, file)
        if club is None:
            return "refused"
        also = "|".join(row.also)
        person = self._person_number(row.person, also)
        mark = {"person": person, "club": club, "role": row.role, "start": _iso(row.start)}
        more = {"position": row.position, "nationality": row.nationality, "end": _iso(row.end)}
        return self._entry(schema.spell, mark, more, row, file)

    def _person_number(self, name: str, also: str) -> int:
        p = schema.person
        held = self.connection.execute(select(p.c.id, p.c.also).where(p.c.name == name)).first()
        if held is None:
            result = self.connection.execute(insert(p).values(name=name, also=also))
            return int(result.inserted_primary_key[0])  # type: ignore[index]
        names = [n for n in held.also.split("|") if n]
        fresh = [n for n in also.split("|") if n and n not in names]
        if fresh:
            self.connection.execute(
                update(p).where(p.c.id == held.id).values(also="|".join(names + fresh))
            )
        return int(held.id)

    def _ground(self, row: GroundRow, file: int) -> Outcome:
        club = None
        if row.club:
            club = self._club_held(row, row.club, file)
            if club is None:
                return "refused"
        mark = {"name": row.ground, "club": club, "start": _iso(row.start)}
        more = {
            "town": row.town, "country": row.country, "also": "|".join(row.also),
            "end": _iso(row.end),
        }  # fmt: skip
        return self._entry(schema.ground, mark, more, row, file)

    def _club_held(self, row: Row, name: str, file: int) -> int | None:
        """A club that must be known already (held, or in the gazetteer)."""
        known = self.clubs.known(name)
        if not known:
            known = self.clubs.look_up(name, file, row.origin.line)
        if len(known) > 1:
            raise Ambiguous(name, sorted(self.clubs.club(n).id for n in known))
        if known:
            return known.pop()
        self._refuse(row, "unknown-club", f"the club {name!r}", "a club of the ledger")
        return None

    # Facts, corrections, coverage, sources

    def _fact(self, row: FactRow, file: int) -> Outcome:
        subject = self._subject(row, row.subject, file)
        if subject is None:
            return "refused"
        mark = {"subject": subject, "kind": row.kind, "start": _iso(row.start)}
        more = {"value": row.value, "unit": row.unit, "end": _iso(row.end)}
        return self._entry(schema.fact, mark, more, row, file)

    def _subject(self, row: Row, written: str, file: int) -> str | None:
        """The id a fact is about: match, competition and season, club; else the words as given."""
        parts = _MATCH.match(written)
        if parts:
            day = _read_day(parts[1])
            if day is None:
                self._refuse(row, "bad-date", written, "a day such as 2018-01-24")
                return None
            found = self.belonging.finder.find(day, parts[2], parts[3], file, row.origin.line)
            if len(found) == 1:
                return found[0].id
            code = "ambiguous-match" if found else "unknown-match"
            listed = ", ".join(played.id for played in found)
            self._refuse(row, code, written, f"one of {listed}" if found else "a match held")
            return None
        if _SEASON.match(written) or written.count(":") >= 3:
            return written
        known = self.clubs.known(written) or self.clubs.look_up(written, file, row.origin.line)
        if len(known) > 1:
            raise Ambiguous(written, sorted(self.clubs.club(n).id for n in known))
        return self.clubs.club(known.pop()).id if known else written

    def _correction(self, row: CorrectionRow, file: int) -> Outcome:
        match = ""
        if row.match:
            found = self._subject(row, row.match, file)
            if found is None:
                return "refused"
            match = found
        subject = row.subject
        if row.kind == "ahead":
            sides = [side.strip() for side in (subject or row.value).split(">")]
            numbers = [self._club_of(row, side, file) for side in sides]
            if None in numbers:
                return "refused"
            subject = " > ".join(self.clubs.club(cast(int, n)).id for n in numbers)
        elif subject:
            number = self._club_of(row, subject, file)
            if number is None:
                return "refused"
            subject = self.clubs.club(number).id
        mark = {
            "competition": row.competition, "season": str(row.season), "kind": row.kind,
            "subject": subject, "match": match, "start": _iso(row.start), "value": row.value,
        }  # fmt: skip
        return self._entry(schema.correction, mark, {"revoked": row.revoked}, row, file)

    def _club_of(self, row: CorrectionRow, name: str, file: int) -> int | None:
        """The club that a name means in the competition and season of a decision."""
        scope = self.naming.scope(row.competition, "")
        number = self.clubs.sure(name, scope, file, row.origin.line, row.season.start)
        return self._club_held(row, name, file) if number is None else number

    def _coverage(self, row: CoverageRow, file: int) -> Outcome:
        mark = {"competition": row.competition, "season": str(row.season), "round": row.round}
        return self._entry(schema.declared, mark, {"expected": row.expected}, row, file)

    def _standing(self, row: StandingRow, file: int) -> Outcome:
        scope = self.naming.scope(row.competition, "")
        club = self.clubs.find(row.club, scope, file, row.origin.line, row.season.start)
        mark = {
            "competition": row.competition, "season": str(row.season), "phase": row.phase,
            "group": row.group, "club": club, "file": file,
        }  # fmt: skip
        more = {
            name: getattr(row, name)
            for name in (
                "position", "played", "won", "drawn", "lost", "goals_for", "goals_against",
                "points", "deducted", "note",
            )
        }  # fmt: skip
        return self._entry(schema.standing, mark, more, row, file)

    def _source(self, row: SourceRow, file: int) -> Outcome:
        s = schema.source
        values = {
            name: getattr(row, name)
            for name in ("title", "author", "licence", "notice", "address", "read")
        }
        held = self.connection.execute(select(s).where(s.c.key == row.source)).first()
        if held is None:
            self.connection.execute(insert(s).values(key=row.source, **values))
            return "new"
        if all(getattr(held, name) == value for name, value in values.items()):
            return "same"
        self.connection.execute(update(s).where(s.c.key == row.source).values(**values))
        return "new" if held.title == held.key and not held.licence else "updated"

    def _file_of(self, file: int, source: str) -> int:
        """The file entry for rows of a file that name a source of their own."""
        number = self._files.get((file, source))
        if number is not None:
            return number
        s, f = schema.source, schema.file
        held = self.connection.execute(select(s.c.id).where(s.c.key == source)).scalar()
        if held is None:
            result = self.connection.execute(insert(s).values(key=source, title=source))
            held = int(result.inserted_primary_key[0])  # type: ignore[index]
        whole = self.connection.execute(select(f).where(f.c.id == file)).one()
        number = self._file_like(whole, f"{whole.name}#{source}", held)
        self._files[file, source] = number
        return number

    def _file_again(self, file: int, again: int) -> int:
        """The entry for a further file of the same source."""
        mark = (file, f"#{again}")
        if mark not in self._files:
            f = schema.file
            whole = self.connection.execute(select(f).where(f.c.id == file)).one()
            self._files[mark] = self._file_like(whole, f"{whole.name}#{again}", whole.source)
        return self._files[mark]

    def _file_like(self, whole: Any, name: str, source: int | None) -> int:
        f = schema.file
        number = self.connection.execute(
            select(f.c.id).where(f.c.name == name, f.c.sha256 == whole.sha256)
        ).scalar()
        if number is None:
            result = self.connection.execute(
                insert(f).values(name=name, sha256=whole.sha256, format=whole.format, source=source)
            )
            number = result.inserted_primary_key[0]  # type: ignore[index]
        return int(number)

    # Shared

    def _entry(
        self, table: Table, mark: dict[str, Any], more: dict[str, Any], row: Row, file: int
    ) -> Outcome:
        """Keep a small record: new by its mark, filled in where it was empty, else compared."""
        held = self._held.get(table.name)
        names = tuple(mark)
        if held is None:
            held = self._held[table.name] = {
                tuple(found._mapping[n] for n in names): dict(found._mapping)
                for found in self.connection.execute(select(table))
            }
        key = tuple(mark.values())
        old = held.get(key)
        if old is None:
            values = {"file": file, "line": row.origin.line, **mark, **more}
            result = self.connection.execute(insert(table).values(**values))
            values["id"] = result.inserted_primary_key[0]  # type: ignore[index]
            held[key] = values
            return "new"
        fresh = {n: v for n, v in more.items() if v not in (None, "") and old[n] in (None, "")}
        if any(v not in (None, "") and old[n] not in (None, "", v) for n, v in more.items()):
            differing = next(
                n for n, v in more.items() if v not in (None, "") and old[n] not in (None, "", v)
            )
            self.problems.append(
                Problem(
                    row.origin,
                    "differs",
                    f"{differing} {more[differing]!r}",
                    f"{old[differing]!r} as held",
                    "the held value stays",
                    refused=False,
                )
            )
            return "conflicting"
        if not fresh:
            return "same"
        self.connection.execute(update(table).where(table.c.id == old["id"]).values(**fresh))
        old.update(fresh)
        return "updated"

    def _rulebook(self, row: RulebookRow, file: int) -> Outcome:
        try:
            editions = check_text(row.toml, row.origin.file)
        except RuleError as error:
            return self._refuse(row, "rules", error.message, "a rulebook; see docs/own-league.md")
        return rulebooks.keep(self.connection, editions[0].competition, row.toml)

    def _refuse(self, row: Row, code: str, found: str, expected: str) -> Outcome:
        self.problems.append(Problem(row.origin, code, found, expected, "row left out"))
        return "refused"


def _day_of(row: Row) -> dt.date | None:
    """Day of the match that a fact or correction names."""
    named = row.match if isinstance(row, CorrectionRow) else getattr(row, "subject", "")
    parts = _MATCH.match(named) if isinstance(named, str) else None
    return _read_day(parts[1]) if parts else None


def _read_day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


_TAKING: dict[type[Row], Any] = {
    MatchRow: Entries._match,
    ClubRow: Entries._club_row,
    NameRow: Entries._name,
    PersonRow: Entries._person,
    GroundRow: Entries._ground,
    GoalRow: Entries._belonging,
    LineupRow: Entries._belonging,
    EventRow: Entries._belonging,
    OddsRow: Entries._belonging,
    FigureRow: Entries._belonging,
    StandingRow: Entries._standing,
    FactRow: Entries._fact,
    CorrectionRow: Entries._correction,
    CoverageRow: Entries._coverage,
    SourceRow: Entries._source,
    WitnessRow: Entries._witness,
    ConflictRow: Entries._conflict,
    RulebookRow: Entries._rulebook,
}
