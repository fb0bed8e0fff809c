"""Looking a ledger over, and mending what can be mended without inventing anything.

``examine`` only reads. ``repair`` builds the indexes anew, takes away rows that belong to nothing,
and copies what can still be read out of a damaged file into a new one; what it cannot read it counts.
The damaged file is kept.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from matchdesk.errors import LedgerDamaged, LedgerLocked, LedgerNewer, LedgerReadOnly
from matchdesk.ledger import copying, migrations, schema
from matchdesk.ledger.backup import BESIDE, opened
from matchdesk.ledger.store import Ledger
from matchdesk.ledger.target import new_file, set_aside

MOST_FAULTS = 20
"""Faults of pages that are listed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        code: stable word, one of :data:`CODES`.
        found: what was found, with examples.
        count: how many.
        next: what to do about it.
        mended: True if ``repair`` can mend it.
    """

    code: str
    found: str
    count: int
    next: str
    mended: bool = False

    def __str__(self) -> str:
        return f"{self.code}: {self.found}. {self.next}"

    def to_dict(self) -> dict[str, object]:
        """The finding as a JSON object."""
        return {
            "code": self.code,
            "found": self.found,
            "count": self.count,
            "next": self.next,
            "repairable": self.mended,
        }


CODES: dict[str, str] = {
    "pages": "SQLite finds faults in the file.",
    "references": "Rows that point to a row which is not there.",
    "unfinished": "A file beside the ledger holds changes that were not yet taken in.",
    "leftovers": "Files that a stopped process left beside the ledger.",
    "no-witness": "Matches that no file gives.",
    "no-name": "Clubs without a name.",
    "same-name": "Clubs of one country and kind under one name.",
    "same-day": "The same two sides twice on one day in one competition.",
    "twice": "Names of a club that are held twice.",
    "dangling": "Facts and corrections of a match or club that is not held.",
    "too-many-goals": "More goals listed for a side than its score has.",
    "conflicts": "Open conflicts between files.",
    "problems": "Rows that files had and that were left out.",
}
"""Every code of a finding, with what it means."""


def examine(ledger: Ledger) -> list[Finding]:
    """Look a ledger over; nothing is changed. An empty list is a ledger in order.

    A damaged file gives the finding ``pages`` and what else can still be asked.

    Raises:
        LedgerMissing, LedgerNewer: there is none, or it is of a newer matchdesk.
    """
    found: list[Finding] = []
    if ledger.path is not None:
        found += _beside(ledger.path)
        found += _pages(ledger.path)
        found += _references(ledger.path)
    try:
        with ledger.reading() as connection:
            for look in _LOOKS:
                found += look(connection)
    except LedgerDamaged as error:
        if not any(finding.code == "pages" for finding in found):
            found.append(Finding("pages", error.message, 1, _REPAIR, True))
    return found


_REPAIR = "`matchdesk doctor --repair` saves what can be read."


def _beside(path: Path) -> Iterator[Finding]:
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        yield Finding(
            "unfinished",
            f"{wal.name} of {wal.stat().st_size} bytes",
            1,
            "It is part of the ledger: copy both, or let --repair take it in.",
            True,
        )
    left = [
        place.name
        for place in path.parent.iterdir()
        if place.name.startswith(f".{path.name}.") and place.name.endswith(".part")
    ]
    if left:
        yield Finding(
            "leftovers", _listed(left), len(left), "They can be deleted when no backup is running."
        )


def _pages(path: Path) -> Iterator[Finding]:
    try:
        with opened(path) as connection:
            said = [str(row[0]) for row in connection.execute(
                f"PRAGMA integrity_check({MOST_FAULTS})"
            )]  # fmt: skip
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    if said != ["ok"]:
        yield Finding("pages", _listed(said), len(said), _REPAIR, True)


def _references(path: Path) -> Iterator[Finding]:
    try:
        with opened(path) as connection:
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return  # Told with the pages.
    if broken:
        kinds = sorted({f"{table} without its {parent}" for table, _, parent, _ in broken})
        yield Finding(
            "references", _listed(kinds), len(broken), "--repair takes these rows away.", True
        )


def _no_witness(connection: Connection) -> Iterator[Finding]:
    m, w = schema.match, schema.witness
    query = _match_names().where(m.c.id.not_in(select(w.c.match)), m.c.same_as.is_(None))
    yield from _of_matches("no-witness", connection, query, "Import the file that gives them.")


def _same_day(connection: Connection) -> Iterator[Finding]:
    m = schema.match.c
    twice = (
        select(m.competition, m.season, m.home, m.away, m.date)
        .where(m.date.is_not(None), m.same_as.is_(None))
        .group_by(m.competition, m.season, m.home, m.away, m.date)
        .having(func.count() > 1)
        .subquery()
    )
    query = _match_names().join(
        twice,
        (twice.c.competition == m.competition)
        & (twice.c.season == m.season)
        & (twice.c.home == m.home)
        & (twice.c.away == m.away)
        & (twice.c.date == m.date),
    )
    yield from _of_matches("same-day", connection, query, "One of them is a slip of a file.")


def _too_many_goals(connection: Connection) -> Iterator[Finding]:
    m, g = schema.match, schema.goal
    scored = func.sum(g.c.home), func.count() - func.sum(g.c.home)
    listed = (
        select(g.c.match, scored[0].label("home"), scored[1].label("away"))
        .group_by(g.c.match)
        .subquery()
    )
    final = [func.coalesce(m.c[f"extra_{side}"], m.c[f"{side}_goals"]) for side in ("home", "away")]
    query = (
        _match_names()
        .join(listed, listed.c.match == m.c.id)
        .where((listed.c.home > final[0]) | (listed.c.away > final[1]))
    )
    yield from _of_matches(
        "too-many-goals", connection, query, "Compare the goal list with another file."
    )


def _no_name(connection: Connection) -> Iterator[Finding]:
    c = schema.club.c
    keys = [key for (key,) in connection.execute(select(c.key).where(func.trim(c.name) == ""))]
    if keys:
        yield Finding(
            "no-name", _listed(keys), len(keys),
            "Give them one: matchdesk clubs CLUB --add-name NAME --kind display.",
        )  # fmt: skip


def _same_name(connection: Connection) -> Iterator[Finding]:
    c, j = schema.club.c, schema.joined.c
    query = (
        select(func.min(c.name), func.count())
        .where(c.id.not_in(select(j.club)))
        .group_by(c.country, c.side, func.lower(c.name))
        .having(func.count() > 1)
    )
    names = [name for name, _ in connection.execute(query)]
    if names:
        yield Finding(
            "same-name", _listed(names), len(names),
            "Join those that are one club: matchdesk clubs CLUB --join OTHER.",
        )  # fmt: skip


def _twice(connection: Connection) -> Iterator[Finding]:
    names = [name for name, _ in connection.execute(_names_twice())]
    if names:
        yield Finding(
            "twice", _listed(names), len(names), "--repair keeps the first of each.", True
        )


def _names_twice() -> Select[Any]:
    # A database takes two names without a day for two; we do not.
    n = schema.name.c
    return (
        select(n.name, func.min(n.id))
        .group_by(n.club, n.kind, n.name, func.coalesce(n.start, ""))
        .having(func.count() > 1)
    )


def _dangling(connection: Connection) -> Iterator[Finding]:
    c, o, m = schema.club, schema.club.alias(), schema.match.c
    query = (
        select(m.competition, m.season, c.c.key, o.c.key, m.nth)
        .join(c, c.c.id == m.home)
        .join(o, o.c.id == m.away)
    )
    held = {
        f"{competition}:{season}:{home}:{away}" + (f":{nth}" if nth > 1 else "")
        for competition, season, home, away, nth in connection.execute(query)
    }
    f, d = schema.fact.c, schema.correction.c
    named = [subject for (subject,) in connection.execute(select(f.subject))]
    named += [match for (match,) in connection.execute(select(d.match).where(d.match != ""))]
    left = sorted({subject for subject in named if subject.count(":") >= 3} - held)
    if left:
        yield Finding(
            "dangling", _listed(left), len(left), "Import the matches, or correct the file."
        )


def _conflicts(connection: Connection) -> Iterator[Finding]:
    c = schema.conflict.c
    count = connection.execute(select(func.count()).where(c.resolved == "")).scalar() or 0
    if count:
        yield Finding(
            "conflicts", f"{count} open conflicts", int(count),
            "`matchdesk conflicts` lists them, `matchdesk resolve` settles them.",
        )  # fmt: skip


def _problems(connection: Connection) -> Iterator[Finding]:
    p = schema.problem.c
    query = select(p.code, func.count()).group_by(p.code).order_by(func.count().desc(), p.code)
    listed = [(code, int(count)) for code, count in connection.execute(query)]
    if listed:
        yield Finding(
            "problems",
            _listed([f"{code} {count}" for code, count in listed]),
            sum(count for _, count in listed),
            "Mend the files and import them again; docs/errors.md says what each code means.",
        )


_LOOKS = (
    _no_witness, _same_day, _too_many_goals, _no_name, _same_name, _twice, _dangling, _conflicts,
    _problems,
)  # fmt: skip


def _match_names() -> Select[Any]:
    m, home, away = schema.match.c, schema.club.alias("h"), schema.club.alias("a")
    return (
        select(
            m.date, m.competition, m.season, home.c.name.label("one"), away.c.name.label("other")
        )
        .select_from(schema.match)
        .join(home, home.c.id == m.home)
        .join(away, away.c.id == m.away)
    )


def _of_matches(
    code: str, connection: Connection, query: Select[Any], after: str
) -> Iterator[Finding]:
    rows = connection.execute(query.order_by(schema.match.c.id)).all()
    if rows:
        told = [f"{row.date or row.season} {row.one} v {row.other}" for row in rows]
        yield Finding(code, _listed(told), len(rows), after)


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - 5} more" if len(words) > 5 else ""
    return "; ".join(words[:5]) + more


# Mending


@dataclass
class Repaired:
    """What a repair did.

    Attributes:
        done: one sentence for each thing mended.
        rows: rows saved out of a damaged file, by table; empty where the file was whole.
        lost: rows that could not be read, or belonged to one that could not; by table.
        kept: where the damaged file lies now.
        left: what is still found afterwards.
    """

    done: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    kept: Path | None = None
    left: list[Finding] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """The JSON object."""
        return {
            "done": self.done,
            "rows": self.rows,
            "lost": self.lost,
            "kept": str(self.kept) if self.kept is not None else None,
            "left": [finding.to_dict() for finding in self.left],
        }


def repair(ledger: Ledger) -> Repaired:
    """Mend a ledger; what is mended and what is lost is told.

    A file whose tables are whole keeps its place: indexes are built anew, rows that point to nothing
    are taken away. A damaged one is copied row by row into a new file that takes its place, and is
    itself kept as ``NAME.before-repair``.

    Raises:
        LedgerMissing, LedgerReadOnly, LedgerLocked, LedgerNewer: as the names say.
        LedgerDamaged: nothing in it can be read.
    """
    if ledger.frozen:
        raise LedgerReadOnly("The starter ledger is never changed. Nothing was done.")
    done = Repaired()
    if ledger.path is not None:
        ledger.close()
        if not ledger.path.exists():
            with ledger.reading():
                pass  # Says that there is none.
        if not _reindexed(ledger.path, done):
            _recover(ledger.path, done)
        _take_in(ledger.path, done)
    _take_away(ledger, done)
    done.left = examine(ledger)
    return done


def _reindexed(path: Path, done: Repaired) -> bool:
    """Build the indexes anew; False if the tables themselves are damaged."""
    try:
        if not list(_pages(path)):
            return True
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            connection.execute("REINDEX")
            connection.commit()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "readonly" in str(error):
            raise
        return False
    if list(_pages(path)):
        return False
    done.done.append("The indexes were damaged and were built anew; no row was lost.")
    return True


def _take_in(path: Path, done: Repaired) -> None:
    """Take the changes that lie beside the ledger into it."""
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() or not wal.stat().st_size:
        return
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if not busy:
        done.done.append(f"The changes in {wal.name} were taken in.")


def _take_away(ledger: Ledger, done: Repaired) -> None:
    """Take away rows that point to nothing, and names held twice."""
    with ledger.writing() as connection:
        gone = _orphans(connection)
        for table, count in gone.items():
            done.lost[table] = done.lost.get(table, 0) + count
        if gone:
            told = ", ".join(f"{count} of {table}" for table, count in gone.items())
            done.done.append(f"Rows that belong to nothing were taken away: {told}.")
        n = schema.name.c
        twice = 0
        for row in connection.execute(_names_twice()).all():
            first = connection.execute(select(schema.name).where(n.id == row[1])).one()
            result = connection.execute(
                schema.name.delete().where(
                    n.club == first.club,
                    n.kind == first.kind,
                    n.name == first.name,
                    func.coalesce(n.start, "") == (first.start or ""),
                    n.id > first.id,
                )
            )
            twice += result.rowcount
        if twice:
            done.done.append(f"{twice} names that were held twice are held once.")


def _orphans(connection: Connection) -> dict[str, int]:
    """Take away rows whose parents are missing; those of tables above first."""
    gone: dict[str, int] = {}
    for table in copying.TABLES:
        for column in table.columns:
            for key in column.foreign_keys:
                missing = column.is_not(None) & column.not_in(select(key.column))
                if column.nullable and column.name in ("file", "source", "same_as"):
                    connection.execute(table.update().where(missing).values({column.name: None}))
                    continue
                count = connection.execute(table.delete().where(missing)).rowcount
                if count:
                    gone[table.name] = gone.get(table.name, 0) + count
    return gone


def _recover(path: Path, done: Repaired) -> None:
    """Copy every row that can be read into a new file, and put it in the place of the damaged one."""
    with new_file(path, force=True) as beside:
        # Parents may be lost: what points to them is taken away afterwards, and counted.
        engine = copying.new_ledger_file(beside, references=False)
        try:
            with _held(path) as source, engine.begin() as target:
                _known(source, path)
                for table in copying.TABLES:
                    rows, lost = _saved(source, table)
                    kept = _kept(target, table, rows)
                    done.rows[table.name] = kept
                    if lost + len(rows) - kept:
                        done.lost[table.name] = lost + len(rows) - kept
                for name, count in _orphans(target).items():
                    done.lost[name] = done.lost.get(name, 0) + count
                    done.rows[name] -= count
        finally:
            engine.dispose()
        if not any(done.rows[name] for name in ("match", "club", "file")):
            raise LedgerDamaged(
                f"Nothing can be read in {path} any more. It was left as it is. Restore a backup, "
                "or import the files again into a new ledger."
            )
        done.kept = set_aside(path, "before-repair")
        for ending in BESIDE:
            left = path.with_name(path.name + ending)
            if left.exists():
                os.replace(left, done.kept.with_name(done.kept.name + ending))
    done.done.append(
        f"{sum(done.rows.values())} rows were saved into a new file; the damaged one is kept as "
        f"{done.kept.name}."
    )


@contextmanager
def _held(path: Path) -> Iterator[sqlite3.Connection]:
    """A damaged file, opened to read what can be read; no other process writes meanwhile."""
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    connection.row_factory = sqlite3.Row
    with closing(connection):
        # Or a file shorter than it should be is refused as a whole.
        connection.execute("PRAGMA writable_schema = ON")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise LedgerLocked(
                    f"The ledger {path} is used by another process. Nothing was changed; try again "
                    "when it is done."
                ) from error
        yield connection


def _known(source: sqlite3.Connection, path: Path) -> None:
    """Refuse a ledger of a newer matchdesk, as far as it can still say so."""
    known = {name for name, _ in migrations.MIGRATIONS}
    try:
        had = [row[0] for row in source.execute("SELECT name FROM migration")]
    except sqlite3.DatabaseError:
        return
    for name in had:
        if name not in known:
            raise LedgerNewer(
                f"Found a ledger changed by {name!r} in {path}, which this matchdesk does not know. "
                "Nothing was changed. Install the newer matchdesk that wrote it."
            )


def _saved(source: sqlite3.Connection, table: Table) -> tuple[list[dict[str, Any]], int]:
    """Rows of a table that can be read, and how many places could not."""
    names = [column.name for column in table.columns]
    try:
        # A ledger of an older version has fewer columns.
        there = {row["name"] for row in source.execute(f'PRAGMA table_info("{table.name}")')}
        names = [name for name in names if name in there] or names
    except sqlite3.DatabaseError:
        pass
    columns = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT rowid AS "the row", {columns} FROM "{table.name}" NOT INDEXED'
    found: dict[int, dict[str, Any]] = {}

    def read(condition: str, order: str = "") -> bool:
        """Read rows until the first that cannot be; True if all of them were."""
        try:
            for row in source.execute(f"{query} WHERE {condition} ORDER BY rowid {order}"):
                values = dict(row)
                found[values.pop("the row")] = values
        except sqlite3.DatabaseError:
            return False
        return True

    if read("1"):
        return list(found.values()), 0
    low = max(found, default=0)
    lost = 0
    if not read(f"rowid > {low}", "DESC"):
        above = [key for key in found if key > low]
        high = min(above) if above else _last(source, table, low) + _BEYOND
        lost = _between(read, low, high)
    return [found[key] for key in sorted(found)], lost


_BEYOND = 1024
"""Rows looked for behind the last one that can be read."""


def _last(source: sqlite3.Connection, table: Table, low: int) -> int:
    """The highest row of a table that can be found where its end cannot be read."""
    last, step = low, 1
    while step < 2**40:
        try:
            row = source.execute(
                f'SELECT rowid FROM "{table.name}" NOT INDEXED WHERE rowid >= ? LIMIT 1',
                (last + step,),
            ).fetchone()
        except sqlite3.DatabaseError:
            row = None
        if row is not None:
            last, step = int(row[0]), 1
        else:
            step *= 2
    return last


def _between(read: Callable[[str], bool], low: int, high: int) -> int:
    """Read what lies between two rows, halving where a page is lost; counts the places lost."""
    spans = [(low + 1, high - 1)]
    lost = 0
    while spans:
        first, last = spans.pop()
        if first > last or read(f"rowid BETWEEN {first} AND {last}"):
            continue
        if first == last:
            lost += 1
            continue
        middle = (first + last) // 2
        spans += [(first, middle), (middle + 1, last)]
    return lost


def _kept(target: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows saved; one that contradicts another that was saved is left out."""
    if not rows:
        return 0
    again = "OR REPLACE" if table is schema.meta else "OR IGNORE"
    target.execute(table.insert().prefix_with(again), rows)
    kept = target.execute(select(func.count()).select_from(table)).scalar() or 0
    return min(int(kept), len(rows))
