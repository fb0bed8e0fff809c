"""A sample of the labelled reports that needs no other files: the starter's, and a small ledger's.

The small ledger holds the World Cup of 1966 and one evening of qualifiers (``facts/``).
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.ledger.store import Ledger
from tests.reading import corpus
from tests.reading.corpus import FOLDER, Labelled, Score

SMALL = ("wembley-1966", "quito-and-the-rest-2017")
"""Reports read against the small ledger."""


def desks(folder: Path | None = None) -> dict[str, Desk]:
    """The two desks, by the ledger that the reports name; the small one is imported here."""
    ledger = Ledger((folder or Path(tempfile.mkdtemp())) / "small.sqlite")
    ledger.create()
    small = Desk(ledger)
    small.import_paths(FOLDER / "facts")
    return {"starter": Desk(open_starter()), "internationals": small}


def reports() -> tuple[Labelled, ...]:
    """The reports of the sample."""
    return tuple(
        entry for entry in corpus.of_set("dev") if entry.ledger == "starter" or entry.name in SMALL
    )


def score(over: dict[str, Desk]) -> Score:
    """What is found in the sample."""
    told = Score()
    for entry in reports():
        done = corpus.checked(over[entry.ledger], entry.text, entry.published)
        told.add(corpus.score(entry, done))
    return told
