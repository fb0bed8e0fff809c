"""A desk over the starter ledger."""

from __future__ import annotations

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter


@pytest.fixture(scope="session")
def starter() -> Desk:
    """The starter ledger, opened once."""
    return Desk(open_starter())
