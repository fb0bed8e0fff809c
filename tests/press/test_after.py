"""A place or a gap that matches have left is that after them, whatever stood before."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from tests.reading import corpus

DAY = dt.date(2018, 1, 21)
"""Real Madrid, fifth with 32 points, beat Deportivo and went fourth; Barcelona, who had 51, won too."""
WON = "Real Madrid beat Deportivo La Coruña 7-1 at the Bernabéu on Sunday. "
BOTH = WON + "Barcelona won 5-0 at Real Betis. "


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(open_starter())


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (WON + "Real Madrid go fourth.", "supported"),
        (WON + "Real Madrid stay fifth.", "contradicted"),
        (WON + "Fifth-placed Real Madrid had lost the match before.", "supported"),
        (WON + "Real Madrid remain 19 points behind Barcelona.", "supported"),
        # Barcelona play later that day, but a report that means the hours before says so.
        (WON + "Real Madrid remain 16 points behind Barcelona.", "contradicted"),
        (
            WON + "Real Madrid remain 16 points behind Barcelona, who play Betis later on Sunday.",
            "supported",
        ),
        (WON + "For now, Real Madrid are 16 points behind Barcelona.", "supported"),
        (BOTH + "Real Madrid remain 19 points behind Barcelona.", "supported"),
        (BOTH + "Real Madrid remain 16 points behind Barcelona.", "contradicted"),
    ],
)
def test_what_stood_before_a_match_is_not_where_it_leaves_a_side(
    desk: Desk, text: str, verdict: str
) -> None:
    kinds = ("league_position", "points_gap")
    done = corpus.checked(desk, text, DAY)
    assert [c.verdict for c in done.claims if c.claim.type in kinds] == [verdict]
