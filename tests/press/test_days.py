"""Day expressions, counted from the day of writing."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.press.days import find_when, number_of

THURSDAY = dt.date(2018, 1, 25)


def _days(text: str, written: dt.date = THURSDAY) -> tuple[str, str]:
    (when,) = find_when(text, written)
    past = f"{when.past.first} {when.past.last}" if when.past else ""
    future = f"{when.future.first} {when.future.last}" if when.future else ""
    return past, future


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("lost on wednesday", "2018-01-24 2018-01-24", "2018-01-31 2018-01-31"),
        ("lost tonight", "2018-01-24 2018-01-25", "2018-01-25 2018-01-25"),
        ("lost last night", "2018-01-24 2018-01-24", ""),
        ("lost last week", "2018-01-15 2018-01-21", ""),
        ("play this weekend", "", "2018-01-27 2018-01-28"),
        ("won at the weekend", "2018-01-20 2018-01-21", "2018-01-27 2018-01-28"),
        ("play next month", "", "2018-02-01 2018-02-28"),
        ("play in three weeks' time", "", "2018-02-15 2018-02-15"),
        ("won six days earlier", "2018-01-19 2018-01-19", ""),
        ("won a fortnight ago", "2018-01-11 2018-01-11", ""),
        ("play on february 14", "2017-02-14 2017-02-14", "2018-02-14 2018-02-14"),
        ("play on 14 february 2018", "", "2018-02-14 2018-02-14"),
        ("play in february", "2017-02-01 2017-02-28", "2018-02-01 2018-02-28"),
        ("won in 2003", "2003-01-01 2003-12-31", ""),
        ("play on sunday (28)", "", "2018-01-28 2018-01-28"),
        ("play on saturday the 27th", "", "2018-01-27 2018-01-27"),
        ("sunday 28 january", "2017-01-28 2017-01-28", "2018-01-28 2018-01-28"),
        ("won on 6/1/18", "2018-01-06 2018-01-06", ""),
        ("won on 23.12.17", "2017-12-23 2017-12-23", ""),
        ("won on boxing day", "2017-12-26 2017-12-26", "2018-12-26 2018-12-26"),
        ("won on easter monday", "2017-04-17 2017-04-17", "2018-04-02 2018-04-02"),
        ("play saturday week", "", "2018-02-03 2018-02-03"),
        ("won in november last year", "2017-11-01 2017-11-30", ""),
        ("won the previous week", "2018-01-05 2018-01-22", ""),
        ("play the following saturday", "", "2018-01-26 2018-02-21"),
    ],
)
def test_expressions(words: str, past: str, future: str) -> None:
    assert _days(words) == (past, future)


def test_weeks_have_slack() -> None:
    (when,) = find_when("in three weeks' time", THURSDAY)
    assert when.future is not None
    assert when.future.holds(dt.date(2018, 2, 14))
    assert not when.future.holds(dt.date(2018, 2, 20))


@pytest.mark.parametrize(
    "words", ["on 31 february", "in many weeks", "this season", "he may score"]
)
def test_what_names_no_day(words: str) -> None:
    assert find_when(words, THURSDAY) == []


@pytest.mark.parametrize("day", [dt.date(2020, 2, 29), dt.date(1999, 12, 31), dt.date(2018, 1, 1)])
def test_any_day_can_be_the_day_of_writing(day: dt.date) -> None:
    for words in ("next month", "last month", "this weekend", "on monday", "two years ago"):
        assert len(find_when(words, day)) == 1


def test_numbers() -> None:
    assert [number_of(w) for w in ("seven", "19", "a couple of", "99999", "")] == [
        7,
        19,
        2,
        None,
        None,
    ]
