"""Which match a report without a day is about: goals, sheets and lost letters tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.score import Score
from matchdesk.core.text import letters_lost
from matchdesk.desk import Desk
from matchdesk.press import check
from matchdesk.press.datelines import dateline
from matchdesk.press.report import Report, paragraphs
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


def test_the_coaches_named_tell_which_of_several_meetings_is_meant(starter: Desk) -> None:
    """The two drew 1-1 in 2016 and 2019, too."""
    text = (
        "Real Madrid and Barcelona drew 1-1 in the cup. Jose Mourinho was pleased with his men, "
        "Tito Vilanova less so."
    )
    checked = check(
        [Report.of_text(text)], lambda m: starter.at(m).snapshot, fallback=dt.date(2026, 1, 1)
    ).reports[0]
    assert checked.match is not None
    assert checked.match.date == dt.date(2013, 1, 30)


@pytest.mark.parametrize(
    "head",
    [
        "Norwich City. 1\n\nAston Villa. .2",
        "Norwich City. . . . .1\n\nMegson 12\n\nAston Villa. . . .2",
        "POLAND (0) 5\n(Smolarek 55, Lato 58)\nPERU (0) 1",
        "Werder Bremen 5\n1. FC Kaiserslautern 1",
    ],
)
def test_two_sides_below_each_other_with_their_goals_are_one_line(head: str) -> None:
    text = f"{head}\n\nIt was a cold night."
    start, end = paragraphs(text)[0]
    assert text[start:end] == head


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The heading names the home side first.
        ("Real Madrid 2 Barcelona 1\n\nIt was a warm afternoon.", dt.date(2013, 3, 2)),
        # The round with which it begins.
        (
            "Real Madrid beat Barcelona 2-1 in the final. It was a warm evening.",
            dt.date(2014, 4, 16),
        ),
    ],
)
def test_one_result_of_several_meetings_is_told_by_its_heading_or_round(
    starter: Desk, text: str, day: dt.date
) -> None:
    """Of the ledger's eight matches of the two with this result."""
    checked = check(
        [Report.of_text(text)], lambda m: starter.at(m).snapshot, fallback=dt.date(2026, 1, 1)
    ).reports[0]
    # Not beyond doubt, but likelier than any other.
    first = checked.match or checked.others[0]
    assert first.date == day
