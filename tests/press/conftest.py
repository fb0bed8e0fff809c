"""A desk over the starter ledger, opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.ledger.store import Ledger


@pytest.fixture(scope="session")
def starter() -> Desk:
    """The starter ledger."""
    return Desk(open_starter())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger of some rounds of several leagues (``facts/``)."""
    ledger = Ledger(tmp_path_factory.mktemp("small") / "small.sqlite")
    ledger.create()
    desk = Desk(ledger)
    desk.import_paths(Path(__file__).with_name("facts"))
    return desk
