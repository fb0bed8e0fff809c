"""All that a ledger holds, in a form that does not depend on numbers, files and lines.

Two ledgers with equal contents give equal answers.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select

from matchdesk.ledger import schema
from matchdesk.ledger.copying import TABLES
from matchdesk.ledger.store import Ledger

Contents = dict[str, Counter[tuple[tuple[str, str], ...]]]

# What tells where the ledger came from, not what it holds.
_LEFT_OUT = frozenset({"meta", "file", "problem"})


def contents(ledger: Ledger) -> Contents:
    """Rows by table, each counted; a file stands for its source, a number for what it numbers."""
    with ledger.reading() as connection:

        def pairs(table: Any, *columns: str) -> dict[int, Any]:
            chosen = [table.c[name] for name in ("id", *columns)]
            return {row[0]: tuple(row[1:]) for row in connection.execute(select(*chosen))}

        sources, clubs = pairs(schema.source, "key"), pairs(schema.club, "key")
        meanings = {
            "source": sources,
            "club": clubs,
            "person": pairs(schema.person, "name"),
            "file": {
                number: sources.get(source)
                for number, (source,) in pairs(schema.file, "source").items()
            },
            "match": {
                number: (competition, season, clubs[home], clubs[away], nth)
                for number, (competition, season, home, away, nth) in pairs(
                    schema.match, "competition", "season", "home", "away", "nth"
                ).items()
            },
        }
        found: Contents = {}
        for table in TABLES:
            if table.name in _LEFT_OUT:
                continue
            listed = found[table.name] = Counter()
            for row in connection.execute(select(table)):
                told = []
                for column in table.columns:
                    if column.name in ("id", "line"):
                        continue
                    value: Any = row._mapping[column.name]
                    for key in column.foreign_keys:
                        value = meanings[key.column.table.name].get(value) if value else None
                    told.append((column.name, repr(value)))
                listed[tuple(told)] += 1
        return found


def differences(one: Contents, other: Contents) -> list[str]:
    """What one has and the other lacks, a line each; empty where they are equal."""
    told = []
    for table in one:
        for side, lacking in ((one, other), (other, one)):
            for row in (side[table] - lacking[table]).elements():
                values = ", ".join(f"{name} {value}" for name, value in row if value != "None")
                told.append(f"{'first' if side is one else 'second'} only: {table}: {values}")
    return told
