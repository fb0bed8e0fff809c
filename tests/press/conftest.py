"""A desk over the starter ledger, opened once."""

from __future__ import annotations

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter


@pytest.fixture(scope="session")
def starter() -> Desk:
    """The starter ledger."""
    return Desk(open_starter())
