"""Which match a report without a day is about: goals, sheets and lost letters tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.score import Score
from matchdesk.core.text import letters_lost
from matchdesk.press.datelines import dateline
from matchdesk.press.told_of import plain, scored_in


@pytest.mark.parametrize(
    ("line", "score"),
    [
        ("Villarreal 1 Soriano 45 Getafe 0 Attendance: 15,000", Score(1, 0)),
        ("Leeds United 3 Brown 12, 44 White 80 Derby County 2 Green 7 (pen)", Score(3, 2)),
        ("Girona 2 Garcia 3 Lopez 20 Eibar 2", Score(2, 2)),
    ],
)
def test_a_sheet_with_scorers_between_the_sides_tells_its_score(line: str, score: Score) -> None:
    assert score in {found for found, _ in scored_in(plain(line))}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Derby v Coventry 14/09/96 3.00", dt.date(1996, 9, 14)),
        ("Stoke City v Port Vale, 1.2.03", dt.date(2003, 2, 1)),
    ],
)
def test_a_sheet_of_two_sides_bears_the_day_of_the_match(line: str, day: dt.date) -> None:
    assert dateline(f"{line}\n\nIt was a quiet afternoon.")[0] == day


def test_names_are_known_without_the_letters_that_a_text_lost() -> None:
    assert letters_lost("Atlético") == ("atltico", "atl tico")
    assert letters_lost("Getafe") == ()
