"""Rulebooks of the user's own, kept in the ledger so that they travel with it.

What is kept is the file as it was given: its text, checked before it goes in. A rulebook stands before
one that ships for the same competition.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from matchdesk.errors import UnknownName
from matchdesk.ledger import schema
from matchdesk.ledger.store import Ledger
from matchdesk.rules.catalogue import BUILT_IN, Catalogue, check_text, text_of
from matchdesk.rules.edition import Edition

_r = schema.rulebook.c

Outcome = Literal["new", "same", "updated"]


@dataclass(frozen=True, slots=True)
class Own:
    """A rulebook of the ledger.

    Attributes:
        editions: its editions, earliest first.
        ships: matchdesk brings a rulebook for the competition too; this one stands before it.
    """

    competition: str
    name: str
    editions: tuple[Edition, ...]
    ships: bool

    def to_dict(self) -> dict[str, object]:
        """The rulebook as a JSON object."""
        return {
            "competition": self.competition,
            "name": self.name,
            "editions": len(self.editions),
            "from": str(self.editions[0].start),
            "instead_of_ours": self.ships,
        }


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a rulebook did: "new", "updated" (another was held), or "same"."""

    own: Own
    done: Outcome

    def to_dict(self) -> dict[str, object]:
        """The answer as a JSON object."""
        return {**self.own.to_dict(), "done": self.done}


def texts(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """The ledger's rulebooks, (competition, TOML), in order of competition."""
    with ledger.reading() as connection:
        return tuple(
            (row.competition, row.toml)
            for row in connection.execute(select(_r.competition, _r.toml).order_by(_r.competition))
        )


def catalogue(ledger: Ledger) -> Catalogue:
    """The rulebooks that ship, with those of the ledger before them."""
    return BUILT_IN.with_texts(dict(texts(ledger)))


def held(ledger: Ledger) -> tuple[Own, ...]:
    """The ledger's rulebooks, read and checked.

    Raises:
        RuleError: one of them holds what this version does not know.
    """
    return tuple(_own(check_text(toml, f"{comp}.toml")) for comp, toml in texts(ledger))


def add(ledger: Ledger, file: Path) -> Added:
    """Check a rules file and keep it in the ledger; it takes the place of one of the same id.

    Raises:
        RuleError: the file holds something that cannot be used; nothing is changed then.
        LedgerError: the ledger cannot be written.
    """
    text = text_of(file)
    own = _own(check_text(text, file.name))
    with ledger.writing() as connection:
        done = keep(connection, own.competition, text)
    return Added(own, done)


def keep(connection: Connection, competition: str, text: str) -> Outcome:
    """Put a checked rulebook into the ledger, inside the caller's transaction."""
    now = connection.execute(select(_r.toml).where(_r.competition == competition)).scalar()
    if now == text:
        return "same"
    if now is None:
        connection.execute(insert(schema.rulebook).values(competition=competition, toml=text))
        return "new"
    connection.execute(
        update(schema.rulebook).where(_r.competition == competition).values(toml=text)
    )
    return "updated"


def remove(ledger: Ledger, competition: str) -> str:
    """Take a rulebook out of the ledger again; returns its text.

    Raises:
        UnknownName: the ledger holds none for the competition.
    """
    mine = dict(texts(ledger))
    if competition not in mine:
        listed = ", ".join(mine) or "none"
        raise UnknownName(
            f"The ledger holds no rulebook of your own for {competition!r}; it holds {listed}. "
            "Nothing was changed.",
            code="unknown-rulebook",
            near=sorted(mine),
        )
    with ledger.writing() as connection:
        connection.execute(delete(schema.rulebook).where(_r.competition == competition))
    return mine[competition]


def _own(editions: tuple[Edition, ...]) -> Own:
    first = editions[0]
    ships = first.competition in BUILT_IN.competitions
    return Own(first.competition, first.name, editions, ships)
