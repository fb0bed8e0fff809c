"""Copying a ledger table by table: between engines, into a file for other tools, out of damage."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    create_engine,
    func,
    insert,
    or_,
    select,
    text,
)
from sqlalchemy.exc import OperationalError

from matchdesk.ledger import migrations, schema
from matchdesk.ledger.holdings import Part
from matchdesk.ledger.store import Ledger

_MANY = 5_000
"""Rows carried at once."""

TABLES: tuple[Table, ...] = tuple(
    table for table in schema.metadata.sorted_tables if table is not schema.migration
)
"""Every table but the record of migrations, those that others refer to first."""

# Counted in the answer, in words that other formats use.
_WORDS = {
    "match": "results", "goal": "goals", "appearance": "lineups", "event": "events", "odds": "odds",
    "figure": "figures",
    "standing": "standings", "club": "clubs", "name": "names", "spell": "persons",
    "ground": "grounds", "fact": "facts", "correction": "corrections", "declared": "coverage",
    "source": "sources", "witness": "witnesses", "conflict": "conflicts", "rulebook": "rulebooks",
}  # fmt: skip


def copy_all(source: Connection, target: Connection, part: Part | None = None) -> dict[str, int]:
    """Copy every row of one ledger into another that has the same, empty tables.

    Returns:
        Rows copied, by table.
    """
    counts: dict[str, int] = {}
    chosen = part or Part()
    for table in TABLES:
        query = _cut(table, chosen)
        keys = list(table.primary_key)
        counts[table.name] = put(
            target, table, source.execute(query.order_by(*keys)).partitions(_MANY)
        )
    after(target)
    return counts


def put(target: Connection, table: Table, parts: Iterable[Sequence[Any]]) -> int:
    """Insert rows of a table in parts; those of ``meta`` replace what a new ledger begins with."""
    count = 0
    for rows in parts:
        values = [dict(row._mapping) for row in rows]
        if not values:
            continue
        if table is schema.meta:
            target.execute(table.delete().where(table.c.key.in_([one["key"] for one in values])))
        if table is schema.match:
            # A match may be the same as a later one, which is not there yet.
            values = [{**one, "same_as": None} for one in values]
        target.execute(insert(table), values)
        count += len(values)
    return count


def after(target: Connection) -> None:
    """Let a server count on from the numbers that were copied."""
    if target.dialect.name != "postgresql":
        return
    for table in TABLES:
        if "id" not in table.c:
            continue
        top = target.execute(select(func.max(table.c.id))).scalar()
        if top is not None:
            target.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :top)"),
                {"name": f'"{table.name}"', "top": int(top)},
            )


def same_as(source: Connection, target: Connection) -> None:
    """Mark the matches of the target that are the same as another, as the source does."""
    m = schema.match
    held = set(target.execute(select(m.c.id)).scalars())
    for number, same in source.execute(
        select(m.c.id, m.c.same_as).where(m.c.same_as.is_not(None))
    ).all():
        if number in held and same in held:
            target.execute(m.update().where(m.c.id == number).values(same_as=same))


def _cut(table: Table, part: Part) -> Select[Any]:
    """A query for the rows of a table that belong to a part of the ledger."""
    query = select(table)
    if part.whole:
        return query
    if "competition" in table.c and "season" in table.c:
        return part.of(query, table)
    if table is schema.rulebook:
        if part.competition is None:
            return query
        return query.where(table.c.competition == part.competition)
    if "match" in table.c:
        m = schema.match
        return query.where(table.c.match.in_(part.of(select(m.c.id), m)))
    if table is schema.fact:
        return query.where(_about(part))
    if table is schema.person:
        spell = schema.spell.c
        return query.where(table.c.id.in_(select(spell.person).where(_plays(spell.club, part))))
    if table is schema.club:
        j = schema.joined.c
        into = select(j.into).where(_plays(j.club, part))
        return query.where(or_(_plays(table.c.id, part), table.c.id.in_(into)))
    if "club" in table.c:
        return query.where(_plays(table.c.club, part))
    return query


def _plays(club: ColumnElement[Any], part: Part) -> ColumnElement[bool]:
    """True of clubs that play in a part of the ledger, or stand in its published tables."""
    m, s = schema.match, schema.standing
    return or_(
        club.in_(part.of(select(m.c.home), m)),
        club.in_(part.of(select(m.c.away), m)),
        club.in_(part.of(select(s.c.club), s)),
    )


def _about(part: Part) -> ColumnElement[bool]:
    """Facts of matches and seasons of a part, by the ids that they begin with, and of its clubs."""
    subject, club = schema.fact.c.subject, schema.club.c
    competition, season = part.competition or "%", part.season or "%"
    return or_(
        subject.like(f"{competition}:{season}:%"),
        subject.like(f"{competition} {season}"),
        subject.in_(select(club.key).where(_plays(club.id, part))),
    )


def new_ledger_file(path: Path, *, references: bool = True) -> Engine:
    """An engine on a new SQLite file with a ledger's tables, in rollback mode.

    Without ``references`` a row may point to one that is not there.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA foreign_keys = {'ON' if references else 'OFF'}")
        return connection

    engine = create_engine("sqlite://", creator=connect)
    with engine.begin() as connection:
        migrations.migrate(connection)
    return engine


def copy_to_file(ledger: Ledger, path: Path, part: Part | None = None) -> dict[str, int]:
    """Copy a ledger, on whatever engine, into a new SQLite file; returns rows by table."""
    with ledger.reading() as source:
        try:
            engine = new_ledger_file(path)
            try:
                with engine.begin() as target:
                    counts = copy_all(source, target, part)
                    same_as(source, target)
            finally:
                engine.dispose()
        except OperationalError as error:
            if "full" not in str(error.orig):
                raise
            # The disk of the copy, not that of the ledger.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    return counts


def readable_copy(ledger: Ledger, path: Path, part: Part | None = None) -> dict[str, int]:
    """A single SQLite file for any SQL tool: the ledger's tables, and views with names.

    It is in rollback mode, so that nothing lies beside it, and is a ledger like any other.

    Returns:
        Rows written, by kind.
    """
    counts = copy_to_file(ledger, path, part)
    connection = sqlite3.connect(path)
    try:
        for statement in VIEWS:
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    return {_WORDS[name]: count for name, count in counts.items() if name in _WORDS and count}


def _score(home: str, away: str) -> str:
    return f"CASE WHEN {home} IS NOT NULL THEN {home} || '-' || {away} END"


_SIDES = """
    JOIN club h ON h.id = m.home
    JOIN club a ON a.id = m.away
"""
_MATCH_OF = """
    m.date, m.competition, m.season, h.name AS home_team, a.name AS away_team,
    h.key AS home_id, a.key AS away_id
"""
_FROM_FILE = "LEFT JOIN file f ON f.id = x.file LEFT JOIN source s ON s.id = f.source"

VIEWS: tuple[str, ...] = (
    f"""CREATE VIEW results AS SELECT
    m.id, m.date, m.time, m.zone, m.competition, m.season, m.phase, m.round, m."group", m.leg,
    h.name AS home_team, a.name AS away_team,
    {_score("m.home_goals", "m.away_goals")} AS score,
    {_score("m.half_home", "m.half_away")} AS half_time,
    {_score("m.extra_home", "m.extra_away")} AS extra_time,
    {_score("m.penalties_home", "m.penalties_away")} AS penalties,
    {_score("m.awarded_home", "m.awarded_away")} AS awarded_score,
    m.status, m.ground, m.neutral, m.attendance, m.note, h.key AS home_id, a.key AS away_id,
    (SELECT count(*) FROM witness w WHERE w.match = m.id) AS witnesses, s.title AS source
    FROM "match" m {_SIDES}
    LEFT JOIN file f ON f.id = m.file LEFT JOIN source s ON s.id = f.source
    WHERE m.same_as IS NULL""",
    f"""CREATE VIEW goals AS SELECT {_MATCH_OF},
    CASE WHEN x.home THEN h.name ELSE a.name END AS team,
    x.player, x.minute, x.added, x.kind, x.assist, s.title AS source, x.match AS match_number
    FROM goal x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}
    ORDER BY m.date, x.match, x.minute IS NULL, x.minute, x.added, x.id""",
    f"""CREATE VIEW lineups AS SELECT {_MATCH_OF},
    CASE WHEN x.home THEN h.name ELSE a.name END AS team,
    x.player, x.role, x."on", x."off", x.cards, s.title AS source, x.match AS match_number
    FROM appearance x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}""",
    f"""CREATE VIEW events AS SELECT {_MATCH_OF},
    CASE WHEN x.home THEN h.name ELSE a.name END AS team,
    x.player, x.kind, x.minute, x.added, x.other, s.title AS source, x.match AS match_number
    FROM event x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}""",
    f"""CREATE VIEW match_odds AS SELECT {_MATCH_OF},
    x.bookmaker, x.time, x.home_win, x.draw, x.away_win, s.title AS source,
    x.match AS match_number
    FROM odds x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}""",
    f"""CREATE VIEW match_figures AS SELECT {_MATCH_OF},
    x.shots_home, x.shots_away, x.on_target_home, x.on_target_away, x.corners_home,
    x.corners_away, s.title AS source, x.match AS match_number
    FROM figure x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}""",
    f"""CREATE VIEW published_tables AS SELECT
    x.competition, x.season, x.phase, x."group", x.position, c.name AS team, x.played, x.won,
    x.drawn, x.lost, x.goals_for, x.goals_against, x.points, x.deducted, x.note, s.title AS source
    FROM standing x JOIN club c ON c.id = x.club {_FROM_FILE}
    ORDER BY x.competition, x.season, x.phase, x."group", x.position""",
    """CREATE VIEW club_names AS SELECT c.key AS club_id, c.name AS club, c.country, n.kind, n.name,
    n.start AS "from", n."end" AS "to"
    FROM club c LEFT JOIN name n ON n.club = c.id""",
    f"""CREATE VIEW persons AS SELECT p.name AS person, p.also, c.name AS club, x.role, x.position,
    x.nationality, x.start AS "from", x."end" AS "to", s.title AS source
    FROM spell x JOIN person p ON p.id = x.person JOIN club c ON c.id = x.club {_FROM_FILE}""",
    f"""CREATE VIEW open_conflicts AS SELECT {_MATCH_OF}, x.id AS number, x.field, x.held, x.other,
    s.title AS said_by
    FROM conflict x JOIN "match" m ON m.id = x.match {_SIDES} {_FROM_FILE}
    WHERE x.resolved = ''""",
)
"""Views of the copy for other tools, with clubs and sources by name."""
