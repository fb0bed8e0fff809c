"""football-data.co.uk: header, dates, season, goals, kick-off times."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import CompetitionId
from matchdesk.core.rows import Hint, MatchRow, Reading
from matchdesk.core.season import Season
from matchdesk.errors import SourceError
from matchdesk.readers.detect import read_text, reader_for
from matchdesk.readers.football_data import DIVISIONS

HEADER = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR"


def read(rows: str, header: str = HEADER, name: str = "x.csv", hint: Hint | None = None) -> Reading:
    return read_text(f"{header}\n{rows}", name, hint or Hint(), format="football-data.co.uk")


def only(reading: Reading) -> MatchRow:
    (row,) = reading.rows
    assert isinstance(row, MatchRow)
    return row


@pytest.mark.parametrize("division", DIVISIONS)
def test_every_division_has_a_competition_and_a_clock(division: str) -> None:
    row = only(read(f"{division},18/08/17,A,B,1,0,H\n"))
    assert (row.competition, row.zone) == DIVISIONS[division]
    assert row.time is None


@pytest.mark.parametrize(
    ("written", "day", "season"),
    [
        ("18/08/17", "2017-08-18", "2017-18"),
        ("18/08/2017", "2017-08-18", "2017-18"),
        ("5/9/93", "1993-09-05", "1993-94"),
        ("28/05/00", "2000-05-28", "1999-00"),
        ("20/05/2018", "2018-05-20", "2017-18"),
    ],
)
def test_both_styles_of_dates_give_the_season(written: str, day: str, season: str) -> None:
    row = only(read(f"SP1,{written},A,B,1,0,H\n"))
    assert (str(row.date), str(row.season)) == (day, season)


def test_a_season_that_ends_late_is_one_season() -> None:
    days = ["16/08/2019", "10/03/2020", "11/06/2020", "19/07/2020", "02/08/2020"]
    reading = read("".join(f"I1,{day},A{n},B,1,0,H\n" for n, day in enumerate(days)))
    assert {str(row.season) for row in reading.rows if isinstance(row, MatchRow)} == {"2019-20"}
    assert reading.problems == []


def test_a_file_of_two_seasons_is_parted_in_summer() -> None:
    days = ["16/08/2019", "10/03/2020", "02/08/2020", "19/09/2020", "23/05/2021"]
    reading = read("".join(f"I1,{day},A{n},B,1,0,H\n" for n, day in enumerate(days)))
    seasons = [str(row.season) for row in reading.rows if isinstance(row, MatchRow)]
    assert seasons == ["2019-20"] * 3 + ["2020-21"] * 2


@pytest.mark.parametrize("name", ["SP1_1819.csv", "2018-19/SP1.csv", "a/2018-2019/SP1.csv.gz"])
def test_a_name_that_says_another_season_is_reported(name: str) -> None:
    reading = read("SP1,18/08/17,A,B,1,0,H\nSP1,20/05/18,B,A,1,0,H\n", name=name)
    (problem,) = reading.problems
    assert (problem.code, problem.refused) == ("season-differs", False)
    assert {str(row.season) for row in reading.rows if isinstance(row, MatchRow)} == {"2017-18"}


def test_what_is_said_decides_in_summer_alone() -> None:
    rows = "I1,26/07/2020,A,B,1,0,H\nI1,02/08/2020,B,A,1,0,H\n"
    assert str(only(read(rows.split("\n")[0], name="I1_1920.csv")).season) == "2019-20"
    hint = Hint(season=Season(2019, True))
    assert {str(r.season) for r in read(rows, hint=hint).rows if isinstance(r, MatchRow)} == {
        "2019-20"
    }


@pytest.mark.parametrize(
    ("division", "day", "time", "local"),
    [
        ("SP1", "15/08/2024", "18:00", "19:00"),
        ("E0", "15/08/2024", "18:00", "18:00"),
        ("P1", "15/01/2025", "20:15", "20:15"),
        ("G1", "15/01/2025", "17:30", "19:30"),
        ("T1", "15/08/2024", "17:30", "19:30"),  # Turkey keeps one time all year
        ("T1", "15/01/2025", "16:00", "19:00"),
        ("D1", "15/01/2025", "23:30", None),  # would be the day after
        ("D1", "15/01/2025", "late", None),
        ("D1", "15/01/2025", "", None),
    ],
)
def test_british_time_becomes_the_time_at_the_ground(
    division: str, day: str, time: str, local: str | None
) -> None:
    header = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR"
    row = only(read(f"{division},{day},{time},A,B,1,0,H\n", header))
    assert row.time == local


def test_trailing_columns_and_blank_rows_are_nothing() -> None:
    reading = read("SP1,18/08/17,A,B,1,0,H,,,\n,,,,,,,,,\n\n , ,,,,,,,,\n", f"{HEADER},,,")
    assert (reading.read, len(reading.rows), reading.problems) == (1, 1, [])


def test_goals_may_be_missing_or_decimal() -> None:
    row = only(read("SP1,18/08/17,A,B,2.0,0.0,H\n"))
    assert str(row.score) == "2-0"
    assert only(read("SP1,18/08/17,A,B,,,\n")).status == "scheduled"


def test_an_unknown_division_needs_no_guess() -> None:
    reading = read("ZZ,18/08/17,A,B,1,0,H\n,18/08/17,A,B,1,0,H\n")
    assert [p.code for p in reading.problems] == ["unknown-division"] * 2
    row = only(read(",18/08/17,A,B,1,0,H\n", hint=Hint(CompetitionId("es.1"))))
    assert row.competition == "es.1"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("Div,Date,HomeTeam,AwayTeam,FTR", "'fthg', 'ftag' is missing"),
        ("Div,Date,HomeTeam,FTHG,FTAG", "'awayteam' is missing"),
        ("Div,Date,Date,HomeTeam,AwayTeam,FTHG,FTAG", "'date' stands twice"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(header: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read("", header)


def test_the_header_is_known_with_quotes_and_semicolons() -> None:
    for header in (HEADER.replace(",", ";"), '"Div","Date","HomeTeam","AwayTeam","FTHG","FTAG"'):
        reader = reader_for("x.csv", header)
        assert reader is not None
        assert reader.name == "football-data.co.uk"


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(2017, 7, 20), dt.date(2018, 6, 10)),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=20,
    ),
    st.booleans(),
)
@settings(deadline=None)
def test_rows_written_are_rows_read(matches: list[tuple[dt.date, int, int]], short: bool) -> None:
    style = "%d/%m/%y" if short else "%d/%m/%Y"
    rows = "".join(
        f"SP1,{day:{style}},H{n},A,{home},{away},\n" for n, (day, home, away) in enumerate(matches)
    )
    reading = read(rows)
    assert reading.refused == 0
    found = [(r.date, *r.score) for r in reading.rows if isinstance(r, MatchRow) and r.score]
    assert found == matches


@given(st.text(st.sampled_from('SP1,/078ABx"\n;-\t é\x0c'), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_body_is_read_or_refused_row_by_row(body: str) -> None:
    reading = read(body)
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)
