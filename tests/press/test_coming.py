"""Matches to come in a report: what its reporter could know, and nothing that a later result settled."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from tests.reading import corpus


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(open_starter())


@pytest.mark.parametrize(
    ("day", "text", "said"),
    [
        # The semi-finals were still to be played: no final was known.
        ("2018-04-20", "Real Madrid beat Juventus. Real Madrid meet Liverpool on 26 May.", "cannot_say"),
        # Both had got there.
        ("2018-05-03", "Liverpool lost 4-2 at Roma. Real Madrid meet Liverpool on 26 May.", "supported"),
        # Postponed, its day not yet told: that of a league is the calendar's to know.
        ("2018-01-25", "Real Madrid lost 2-1 to Leganes. Leganes host Real Madrid on 21 February.", "cannot_say"),
        ("2018-02-14", "Real Madrid beat PSG 3-1. Leganes host Real Madrid on 21 February.", "supported"),
    ],
)  # fmt: skip
def test_a_match_to_come_is_known_no_earlier_than_it_could_be(
    desk: Desk, day: str, text: str, said: str
) -> None:
    done = corpus.checked(desk, text, dt.date.fromisoformat(day))
    assert {c.verdict for c in done.claims if c.claim.type == "next_fixture"} == {said}
