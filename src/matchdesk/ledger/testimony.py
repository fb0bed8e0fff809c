"""What an exported ledger says of matches by their id: further witnesses, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from matchdesk.core.problem import Problem
from matchdesk.core.rows import ConflictRow, WitnessRow
from matchdesk.ledger import schema
from matchdesk.ledger.identity import Clubs

Outcome = Literal["new", "same", "updated", "conflicting", "refused"]

_Meeting = tuple[int, int, int]


@dataclass
class Testimony:
    """One import's witnesses and conflicts."""

    connection: Connection
    clubs: Clubs
    problems: list[Problem]
    _matches: dict[tuple[str, str], dict[_Meeting, int]] = field(default_factory=dict)
    _held: dict[tuple[str, str], set[tuple[int, int]]] = field(default_factory=dict)
    _pending: list[dict[str, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Forget what was read: matches were written since."""
        self._matches.clear()
        self._held.clear()

    def witness(self, row: WitnessRow, file: int) -> Outcome:
        """A file that gives a match which another gives already."""
        number = self._match(row)
        if number is None:
            return "refused"
        season = _season(row.match)
        if season not in self._held:
            m, w = schema.match.c, schema.witness.c
            query = (
                select(w.match, w.file)
                .join(schema.match, m.id == w.match)
                .where(m.competition == season[0], m.season == season[1])
            )
            self._held[season] = {(match, of) for match, of in self.connection.execute(query)}
        held = self._held[season]
        if (number, file) in held:
            return "same"
        held.add((number, file))
        self._pending.append({"match": number, "file": file, "line": row.origin.line})
        return "new"

    def conflict(self, row: ConflictRow, file: int) -> Outcome:
        """A difference between two files, open or settled; held once."""
        number = self._match(row)
        if number is None:
            return "refused"
        c = schema.conflict
        mark = (c.c.match == number, c.c.field == row.field, c.c.other == row.other)
        if self.connection.execute(select(c.c.id).where(*mark)).first() is not None:
            return "same"
        values: dict[str, Any] = {
            "match": number, "field": row.field, "held": row.held, "other": row.other,
            "resolved": row.settled, "reason": row.reason, "source": row.settled_by,
            "file": file, "line": row.origin.line,
        }  # fmt: skip
        self.connection.execute(insert(c).values(**values))
        return "new"

    def flush(self) -> None:
        """Write what was gathered."""
        if self._pending:
            self.connection.execute(insert(schema.witness), self._pending)
            self._pending = []

    def _match(self, row: WitnessRow | ConflictRow) -> int | None:
        """Number of a match by its id; a problem where none is held."""
        season = _season(row.match)
        if season not in self._matches:
            m = schema.match.c
            query = select(m.id, m.home, m.away, m.nth).where(
                m.competition == season[0], m.season == season[1]
            )
            self._matches[season] = {
                (home, away, nth): number
                for number, home, away, nth in self.connection.execute(query)
            }
        _, _, home, away, *nth = f"{row.match}:::".split(":")[:5]
        one, other = self.clubs.number(home), self.clubs.number(away)
        meeting = int(nth[0]) if nth and nth[0].isdigit() else 1
        number = None
        if one is not None and other is not None:
            number = self._matches[season].get((one, other, meeting))
        if number is None:
            self.problems.append(
                Problem(row.origin, "unknown-match", row.match, "a match held", "row left out")
            )
        return number


def _season(match: str) -> tuple[str, str]:
    competition, season, *_ = f"{match}::".split(":")
    return competition, season
