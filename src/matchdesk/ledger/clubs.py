"""Names of clubs by hand: add one, join two clubs, split them again without loss.

Joining changes no match: the ledger remembers that one club is answered for as another, and which of
their matches are the same one. Splitting takes that away.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select, update

from matchdesk.core.problem import Origin
from matchdesk.core.rows import NameKind, NameRow
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import schema
from matchdesk.ledger.identity import Clubs
from matchdesk.ledger.merge import DAYS_APART
from matchdesk.ledger.store import Ledger

_m = schema.match
_JOINED = "joined: "


@dataclass(frozen=True, slots=True)
class Joined:
    """What a join did: matches that both clubs had, and those whose scores differ."""

    club: str
    into: str
    same: int
    conflicts: int

    def to_dict(self) -> dict[str, object]:
        """The JSON object."""
        return {
            "club_id": self.club,
            "into_id": self.into,
            "same_matches": self.same,
            "conflicts": self.conflicts,
        }


def add_name(
    ledger: Ledger,
    club: str,
    name: str,
    *,
    kind: NameKind = "alias",
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> bool:
    """Keep a name of a club, by the club's id; False if it is held already.

    Raises:
        UnknownName: no such club.
    """
    with ledger.writing() as connection:
        clubs = Clubs(connection)
        number = _number(clubs, club)
        row = NameRow(Origin("by hand", 0), club, kind, name, start, end)
        added = clubs.add_name(number, row, None)
        clubs.flush()
    return added


def join(ledger: Ledger, club: str, into: str, reason: str = "") -> Joined:
    """Answer for one club as another from now on, by their ids.

    Raises:
        UnknownName: no such club.
        UsageError: a club with itself, one joined already, or two that met each other.
    """
    with ledger.writing() as connection:
        clubs = Clubs(connection)
        one, other = _number(clubs, club), _number(clubs, into)
        if one == other:
            raise UsageError(f"{club} cannot be joined with itself. Nothing was changed.")
        j = schema.joined
        listed = connection.execute(
            select(j).where(or_(j.c.club.in_((one, other)), j.c.into == one))
        ).all()
        if listed:
            raise UsageError(
                f"{club} or {into} is part of a join already. Nothing was changed. "
                "Split it first with --split."
            )
        _never_met(connection, one, other, club, into)
        connection.execute(insert(j).values(club=one, into=other, reason=reason))
        same, conflicts = _mark_same(connection, one, other, club)
    return Joined(club, into, same, conflicts)


def split(ledger: Ledger, club: str) -> str:
    """Take a join away; returns the id of the club it was joined into.

    Raises:
        UnknownName: no such club. UsageError: it is joined with none.
    """
    with ledger.writing() as connection:
        clubs = Clubs(connection)
        number = _number(clubs, club)
        j = schema.joined
        into = connection.execute(select(j.c.into).where(j.c.club == number)).scalar()
        if into is None:
            raise UsageError(f"{club} is joined with no other club. Nothing was changed.")
        connection.execute(delete(j).where(j.c.club == number))
        of_club = select(_m.c.id).where(or_(_m.c.home == number, _m.c.away == number))
        connection.execute(update(_m).where(_m.c.id.in_(of_club)).values(same_as=None))
        c = schema.conflict
        connection.execute(delete(c).where(c.c.reason == f"{_JOINED}{club}", c.c.resolved == ""))
        return clubs.club(int(into)).id


def rejoin(connection: Connection, clubs: Clubs, club: str, into: str, reason: str) -> None:
    """Join two clubs as another ledger had them joined; nothing where one of them is missing."""
    one, other = clubs.number(club), clubs.number(into)
    j = schema.joined
    if one is None or other is None or one == other:
        return
    if connection.execute(select(j.c.id).where(j.c.club.in_((one, other)))).first() is None:
        connection.execute(insert(j).values(club=one, into=other, reason=reason))
        _mark_same(connection, one, other, club)


def _number(clubs: Clubs, key: str) -> int:
    number = clubs.number(key)
    if number is None:
        raise UnknownName(f"No club {key!r} in the ledger.", code="unknown-club")
    return number


def _never_met(connection: Connection, one: int, other: int, club: str, into: str) -> None:
    """Two clubs that met, or play in one league season, are two clubs."""
    met = connection.execute(
        select(_m.c.competition, _m.c.season, _m.c.date).where(
            or_(
                (_m.c.home == one) & (_m.c.away == other),
                (_m.c.home == other) & (_m.c.away == one),
            )
        )
    ).first()
    if met is not None:
        raise UsageError(
            f"{club} and {into} met in {met.competition} {met.season} ({met.date}), so they are two "
            "clubs. Nothing was changed."
        )


def _mark_same(connection: Connection, one: int, other: int, club: str) -> tuple[int, int]:
    """Find matches that both clubs have: the same opponent, competition, season and day."""
    held: dict[tuple[object, ...], list[Row[Any]]] = {}
    for row in connection.execute(_of(other)):
        held.setdefault(_mark(row, other), []).append(row)
    same = conflicts = 0
    for row in connection.execute(_of(one)).all():
        twins = [twin for twin in held.get(_mark(row, one), ()) if _one_day(row.date, twin.date)]
        if not twins:
            continue
        twin = twins[0]
        same += 1
        connection.execute(update(_m).where(_m.c.id == row.id).values(same_as=twin.id))
        ours, theirs = (twin.home_goals, twin.away_goals), (row.home_goals, row.away_goals)
        if None not in (*ours, *theirs) and ours != theirs:
            conflicts += 1
            connection.execute(
                insert(schema.conflict).values(
                    match=twin.id,
                    field="score",
                    held=f"{ours[0]}-{ours[1]}",
                    other=f"{theirs[0]}-{theirs[1]}",
                    file=row.file,
                    line=row.line,
                    reason=f"{_JOINED}{club}",
                )
            )
    return same, conflicts


def _of(number: int) -> Select[Any]:
    return select(_m).where(or_(_m.c.home == number, _m.c.away == number))


def _mark(row: Row[Any], number: int) -> tuple[object, ...]:
    at_home = row.home == number
    return (row.competition, row.season, at_home, row.away if at_home else row.home)


def _one_day(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    days = abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)
    return days <= DAYS_APART
