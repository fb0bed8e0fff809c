"""Files as they come from other hands: copies, exports of spreadsheets, headings in other languages."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.rows import GoalRow, Hint, MatchRow, StandingRow
from matchdesk.readers.detect import read_text

HEADER = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR\n"


def matches(text: str, file: str) -> list[MatchRow]:
    return [row for row in read_text(text, file, Hint()).rows if isinstance(row, MatchRow)]


def goals(text: str, file: str) -> list[tuple[str, str, int | None, int | None, str]]:
    return [
        (row.team, row.player, row.minute, row.added, row.kind)
        for row in read_text(text, file, Hint()).rows
        if isinstance(row, GoalRow)
    ]


@pytest.mark.parametrize(
    "written",
    ["24/01/18", "24/01/2018", "24.01.2018", "24-01-18", "2018-01-24", "2018-01-24 00:00:00",
     "2018-01-24T20:45:00Z", "24/01/2018 20:45"],
)  # fmt: skip
def test_a_day_as_a_spreadsheet_wrote_it(written: str) -> None:
    (row,) = matches(f"{HEADER}SP1,{written},A Club,B Club,1,0,H\n", "SP1.csv")
    assert row.date == dt.date(2018, 1, 24)
    extra = "Country,League,Season,Date,Home,Away,HG,AG,Res\nBrazil,Serie A,2018,"
    (row,) = matches(f"{extra}{written},A Club,B Club,1,0,H\n", "BRA.csv")
    assert row.date == dt.date(2018, 1, 24)


def test_a_header_that_stands_again_is_no_row() -> None:
    rows = "SP1,24/01/18,A Club,B Club,1,0,H\n"
    reading = read_text(f"{HEADER}{rows}\ufeff{HEADER[:-1]},,\n{rows}{HEADER}", "SP1.csv", Hint())
    assert (reading.read, len(reading.rows), reading.problems) == (2, 2, [])


@pytest.mark.parametrize(
    ("home", "away", "status"),
    [("P", "P", "postponed"), ("A", "A", "abandoned"), ("-", "-", "scheduled"), ("", "", "scheduled")],
)  # fmt: skip
def test_a_mark_in_the_place_of_the_goals(home: str, away: str, status: str) -> None:
    (row,) = matches(f"{HEADER}SP1,24/01/18,A Club,B Club,{home},{away},\n", "SP1.csv")
    assert (row.score, row.status) == (None, status)


@pytest.mark.parametrize("marks", ["P,1", "1,A", "x,x"])
def test_half_a_mark_is_no_result(marks: str) -> None:
    reading = read_text(f"{HEADER}SP1,24/01/18,A Club,B Club,{marks},\n", "SP1.csv", Hint())
    assert [problem.code for problem in reading.problems] == ["bad-score"]


@pytest.mark.parametrize(
    ("heading", "day", "expected"),
    [
        ("▪ Apertura, Jornada 1", "Vie Jun 30 2023", dt.date(2023, 6, 30)),
        ("2ª Jornada", "[Sáb Ago/26]", dt.date(2023, 8, 26)),
        ("34^ Giornata", "[Dom 28 Aprile]", dt.date(2024, 4, 28)),
        ("1ª Rodada", "[Sáb 2/9]", dt.date(2023, 9, 2)),
        ("12. Spieltag", "Di. 5. Dez", dt.date(2023, 12, 5)),
        ("Spieltag 12", "So Mär 10 2024", dt.date(2024, 3, 10)),
        ("20ème journée", "[Sam Fév/3]", dt.date(2024, 2, 3)),
        ("Speelronde 3", "Zo 27 aug", dt.date(2023, 8, 27)),
    ],
)
def test_rounds_and_days_in_other_languages(heading: str, day: str, expected: dt.date) -> None:
    text = f"= Italian Serie A 2023/24\n\n{heading}\n{day}\n  A Club  2-1 (1-0)  B Club\n"
    (row,) = matches(text, "1-seriea.txt")
    assert row.date == expected
    assert row.round.isdigit()


@pytest.mark.parametrize(
    ("heading", "competition"),
    [
        ("Österr. Bundesliga 2013/14", "at.1"),
        ("Campeonato Brasileiro Série A 2024", "br.1"),
        ("Brasileirão Série B 2024", "br.2"),
        ("J. League Division 1 2013", "jp.1"),
        ("ÖFB Cup 2013/14", "at.cup"),
        ("USL Championship 2024", "us.2"),
        ("League of Ireland Premier Division 2024", "ie.1"),
    ],
)
def test_what_leagues_are_called(heading: str, competition: str) -> None:
    (row,) = matches(f"= {heading}\n\nMatchday 1\n[Sat Aug 3]\nA Club 1-0 B Club\n", "x.txt")
    assert row.competition == competition


@pytest.mark.parametrize("line", ["A Club [postponed] B Club", "A Club  v  B Club  [postponed]",
                                  "A Club ppd. B Club"])  # fmt: skip
def test_a_word_in_the_place_of_the_score(line: str) -> None:
    (row,) = matches(f"= Italian Serie A 2023/24\n\nMatchday 1\n[Sat Aug 26]\n{line}\n", "x.txt")
    assert (row.home, row.away, row.status, row.score) == ("A Club", "B Club", "postponed", None)


@pytest.mark.parametrize(
    "scorers",
    [
        "(Ann 48' pen., 90+2'; Bo 45+1' og, Cy 64')",
        "(Ann 48'pen, 90'+2'; Bo 45+1' (o.g.), Cy 64)",
        "(Ann 48pen, 90+2; Bo 45+1og, Cy 64)",
        "(Ann 48 (p), 90+2 - Bo 45+1 o.g., Cy 64)",
    ],
)
def test_penalties_and_own_goals_however_they_are_marked(scorers: str) -> None:
    text = f"= Euro 2032\n\nGroup A\n[Sat Jun 5]\nRovers 2-2 (0-1) Harbour  {scorers}\n"
    assert goals(text, "euro.txt") == [
        ("Rovers", "Ann", 48, None, "penalty"), ("Rovers", "Ann", 90, 2, "goal"),
        ("Harbour", "Bo", 45, 1, "own_goal"), ("Harbour", "Cy", 64, None, "goal"),
    ]  # fmt: skip


def test_scorers_that_do_not_fit_the_score_stay_a_note() -> None:
    text = "= Euro 2032\n\nGroup A\n[Sat Jun 5]\nRovers 3-2 Harbour  (Ann 48 - Bo 45)\n"
    assert goals(text, "euro.txt") == []
    assert matches(text, "euro.txt")[0].note == "Ann 48 - Bo 45"


@pytest.mark.parametrize(
    ("head", "tail"), [("", ""), ("<HTML><TITLE>Italy</TITLE>\n<H2>", "</H2><PRE>")]
)
def test_a_page_of_tables_saved_from_the_archive(head: str, tail: str) -> None:
    text = (
        f"{head}Italy 2031/32{tail}\n\nSerie A\n\nFinal Table:\n\n"
        " 1.ROVERS          34  19 12  3  36-15  69   Champions\n"
        " 2.Harbour         34  17 13  4  58-25  64\n"
        " 3.Mills           34  18  8  8  64-39  62\n"
    )
    reading = read_text(text, "ital32.html", Hint())
    rows = [row for row in reading.rows if isinstance(row, StandingRow)]
    assert [(row.competition, str(row.season), row.club, row.points) for row in rows] == [
        ("it.1", "2031-32", "ROVERS", 69), ("it.1", "2031-32", "Harbour", 64),
        ("it.1", "2031-32", "Mills", 62),
    ]  # fmt: skip


def test_what_is_no_match_in_a_list_of_them_is_counted() -> None:
    match = (
        '{"round":"Matchday 1","date":"2024-04-13","team1":"A Club","team2":"B Club","score":[2,1]}'
    )
    text = f'{{"name":"Brazil Série A 2024","matches":[{match},"x",5,null]}}'
    reading = read_text(text, "br.1.json", Hint())
    assert (reading.read, len(reading.rows), reading.refused) == (4, 1, 3)


def test_tables_with_points_first_and_footnotes() -> None:
    text = (
        "Brazil 2032\n\nSerie A\n\nFINAL TABLE\nTEAM    Pts  P   W  D  L   GF-GA  DIF\n"
        "1-ROVERS         26  19  10  6  3   31-14   17   Qualified\n"
        "2-Harbour [2]    25  19  11  3  5   37-23   14\n"
        "3-Mills-SP       24  19   9  6  4   16-13    3\n"
    )
    rows = [r for r in read_text(text, "braz32.txt", Hint()).rows if isinstance(r, StandingRow)]
    assert [(row.position, row.club, row.played, row.points) for row in rows] == [
        (1, "ROVERS", 19, 26), (2, "Harbour", 19, 25), (3, "Mills-SP", 19, 24),
    ]  # fmt: skip


def test_a_year_of_two_digits_is_one_of_its_season() -> None:
    (row,) = matches("= World Cup 1930\n\nGroup A\n26.07.30\nEngland 1-0 Spain\n", "wc.txt")
    assert row.date == dt.date(1930, 7, 26)


def test_the_end_of_a_note_is_no_match() -> None:
    text = "= Euro 1960\n\nGroup A\n[Sat Jun 5]\napparently awarded a 3-0 win to the Union.]\n"
    assert matches(text, "euro.txt") == []
