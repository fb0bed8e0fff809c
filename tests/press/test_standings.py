"""Points of several clubs in a row: what a list says of each of them is held against the table."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from tests.reading import corpus

DAY = dt.date(2018, 1, 22)
LEAD = "Barcelona won 5-0 at Real Betis in La Liga on Sunday.\n\n"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(open_starter())


def said(desk: Desk, text: str) -> list[tuple[str, str]]:
    done = corpus.checked(desk, LEAD + text, DAY)
    kinds = ("points", "league_position", "points_gap")
    return [(c.text, c.verdict) for c in done.claims if c.claim.type in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "1. Barcelona 54 (48)\n2. Atletico Madrid 43 (20)\n3. Valencia 40 (20)",
        "1. Barcelona 54 points\n2. Atletico Madrid 43 points\n3. Valencia 40 points",
        "Standings: Barcelona 20 54 Atletico Madrid 20 43 Valencia 20 40 Real Madrid 19 35",
        "Barcelona (54) lead the table, followed by Atletico (43), Valencia (40) and Villarreal (34).",
        "Barcelona have 54 points; Atletico Madrid have 43 and Valencia 40.",
        "Barcelona lead with 54 points, followed by Atletico (43), Valencia (40) and Villarreal (34).",
        "1. Barcelona (GP: 20; GD: +48; PTS: 54) 2. Atletico Madrid (GP: 20; PTS: 43) 3. Valencia (GP: 20; PTS: 40)",
    ],
)
def test_every_club_of_a_list_is_held_against_the_table(desk: Desk, text: str) -> None:
    right = said(desk, text)
    assert sum("Valencia" in one for one, _ in right) >= 1
    assert {verdict for _, verdict in right} == {"supported"}
    for true, false in (("43", "46"), ("54", "53")):
        wrong = said(desk, text.replace(true, false))
        assert "contradicted" in {verdict for _, verdict in wrong}, (true, false)


def test_numbers_behind_clubs_are_no_points_without_an_order(desk: Desk) -> None:
    assert said(desk, "Results: Valencia 1 Barcelona 3 Sevilla 2 Betis 0.") == []
    assert said(desk, "Barcelona 12 4 Valencia 9 30 Sevilla 2 17.") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Real Madrid are fourth with a game in hand on Barcelona.", "supported"),
        ("Real Madrid are fourth with three games in hand on Barcelona.", "contradicted"),
    ],
)
def test_games_in_hand(desk: Desk, text: str, verdict: str) -> None:
    assert [v for words, v in said(desk, text) if "hand" in words] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Valencia are third and have won 13 times. They have 31 points.", "contradicted"),
        ("Valencia are third and have won 13 times. They have 12 points.", "cannot_say"),
        ("Valencia have 12 points.", "contradicted"),
        ("It was a good night for Valencia. They are 20th.", "cannot_say"),
        ("It was a good night for Valencia. They are fourth.", "contradicted"),
        ("Valencia are 20th.", "contradicted"),
    ],
)
def test_what_is_far_off_is_an_error_only_where_the_side_stands_beside(
    desk: Desk, text: str, verdict: str
) -> None:
    assert said(desk, text)[-1][1] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Girona had 12 points after their first 10 games.", "supported"),
        ("Girona had 16 points after their first 10 games.", "contradicted"),
        ("Girona have 27 points from 20 games.", "supported"),
        ("Girona have 29 points from 20 games.", "contradicted"),
    ],
)
def test_points_after_so_many_matches(desk: Desk, text: str, verdict: str) -> None:
    assert said(desk, text)[0][1] == verdict
    assert {v for _, v in said(desk, text)} == {verdict}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Valencia, who beat Las Palmas 2-1, are third.", "supported"),
        ("Valencia meanwhile stay in third place.", "supported"),
        ("Valencia meanwhile stay in fifth place.", "contradicted"),
    ],
)
def test_a_place_is_of_the_side_that_the_clause_is_about(desk: Desk, text: str, told: str) -> None:
    assert [v for _, v in said(desk, text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "It is years since they knew the joy of sitting at the top of the table.",
        "Barcelona took an early lead in the league game.",
        "Real Betis: James, Barragan (79' Sergio Leon), Ruben Castro (85' Sanabria).",
        "Barcelona will play the winner of Valencia against Alaves on Thursday.",
    ],
)
def test_what_is_no_claim_of_these_days_is_not_called_false(desk: Desk, text: str) -> None:
    done = corpus.checked(desk, LEAD + text, DAY)
    assert [(c.claim.type, c.text) for c in done.claims if c.verdict == "contradicted"] == []


def test_a_count_since_the_last_match_is_answered(desk: Desk) -> None:
    # No match held is later than that day; asking for the room after it once failed.
    text = "Burnley beat Bilbao 1-0. They have won two since Monday."
    done = corpus.checked(desk, text, dt.date(2018, 1, 25))
    assert all(c.verdict == "cannot_say" for c in done.claims if c.claim.type == "count")
    assert any(c.text == "two since Monday" for c in done.claims)
