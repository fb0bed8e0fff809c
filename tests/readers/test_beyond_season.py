"""What a list of results holds beside the league: play-offs, slots of a draw, scorers on lines of their own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import permutations

import pytest

from matchdesk.core.rows import GoalRow, Hint, MatchRow
from matchdesk.core.score import Score
from matchdesk.readers.detect import read_text

CLUBS = [f"Club {letter}" for letter in "ABCDEFGHIJ"]


def season(*tail: tuple[str, str, int]) -> str:
    """A double round robin in the form of footballcsv, and matches some days after it."""
    day = dt.date(2031, 8, 1)
    lines = ["Date,Team 1,FT,Team 2"]
    for number, (home, away) in enumerate(permutations(CLUBS, 2)):
        lines.append(f"{day + dt.timedelta(2 * number):%Y-%m-%d},{home},1-0,{away}")
    last = day + dt.timedelta(2 * number)
    lines += [f"{last + dt.timedelta(after):%Y-%m-%d},{a},1-0,{b}" for a, b, after in tail]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("file", "tail", "apart"),
    [
        ("2031-32/se.1.csv", [], {}),
        (
            "2031-32/se.1.csv",
            [("Club A", "From Below", 5), ("From Below", "Club A", 9)],
            {"se.1.playoff": 2},
        ),
        ("2031-32/be.1.csv", [("Club A", "Club B", 5)], {"be.1.playoff": 1}),
        ("2031-32/jp.1.csv", [("Club A", "Club B", 5)], {"jp.1 knockout": 1}),
        # A league that goes on in parts: nobody can say what is beyond it.
        ("2031-32/be.1.csv", [(a, b, 5) for a, b in permutations(CLUBS[:4], 2)], {}),
    ],
    ids=["none", "a club from below", "a place at stake", "the title", "a second phase"],
)
def test_play_offs_of_a_list(
    file: str, tail: list[tuple[str, str, int]], apart: dict[str, int]
) -> None:
    reading = read_text(season(*tail), file, Hint())
    rows = [row for row in reading.rows if isinstance(row, MatchRow)]
    counted = Counter(f"{row.competition} {row.phase}".strip() for row in rows)
    league = file.split("/")[1].removesuffix(".csv")
    assert counted.pop(league) == 90 + len(tail) - sum(apart.values())
    assert counted == apart
    told = [problem.found for problem in reading.problems if problem.code == "play-offs-apart"]
    assert len(told) == bool(apart)


def football_txt(*lines: str) -> list[MatchRow]:
    text = "\n".join(("= Euro 2032", "", "Group A", "[Sat Jun 5]", *lines)) + "\n"
    return [row for row in read_text(text, "euro.txt", Hint()).rows if isinstance(row, MatchRow)]


def test_scorers_on_further_lines_are_no_match() -> None:
    rows = football_txt(
        "Rovers  6-1 Harbour    (E.Kraus 31, 39, Brunnen 43, 47, Kohl 27,",
        "                        Dopp 67 - Brung 3)",
        "Mills  2-0 Athletic    (Ander 2, 3)",
    )
    assert [(row.home, row.away) for row in rows] == [("Rovers", "Harbour"), ("Mills", "Athletic")]


@pytest.mark.parametrize(
    ("line", "extra", "penalties"),
    [
        ("Rovers  2-1 Harbour   (aet/gg)", Score(2, 1), None),
        ("Rovers  1-0 Harbour   (aet/sg)    @ Town Ground", Score(1, 0), None),
        ("Rovers  1-1 Harbour    (9-8 pen)", None, Score(9, 8)),
    ],
)
def test_how_a_match_ended_is_no_part_of_a_name(
    line: str, extra: Score | None, penalties: Score | None
) -> None:
    (row,) = football_txt(line)
    assert (row.away, row.extra_time, row.penalties) == ("Harbour", extra, penalties)


@pytest.mark.parametrize(
    "slot",
    [
        "Winner Group A",
        "3rd Group A/D/E/F",
        "Runner-up Group C",
        "Loser Match 61",
        "W49",
        "2B",
        "A1",
    ],
)
def test_the_slot_of_a_draw_is_no_club(slot: str) -> None:
    assert football_txt(f"{slot} v Harbour  @ Town Ground") == []


def test_an_own_goal_is_told_by_whom_its_scorer_plays_for() -> None:
    head = "scoring_player,scoring_team,time,GH,GA,game,date,season\n"
    listed = [
        ("Deer", "Harbour", 10, "0,1", "Mills vs. Harbour 0:1", "2031-10-01"),
        ("Deer", "Rovers", 20, "1,0", "Rovers vs. Harbour 1:0", "2031-12-01"),
        ("Ann", "Rovers", 30, "1,0", "Rovers vs. Mills 1:0", "2031-12-08"),
        ("Bo", "Mills", 40, "0,1", "Harbour vs. Mills 0:1", "2031-12-15"),
        ("Bo", "Harbour", 41, "1,1", "Harbour vs. Athletic 1:1", "2032-02-15"),
        ("Bo", "Mills", 42, "1,1", "Mills vs. Harbour 1:1", "2032-03-15"),
        ("Cy", "Harbour", 80, "1,2", "Mills vs. Harbour 1:2", "2032-05-15"),
        ("Cy", "Mills", 81, "1,0", "Mills vs. Harbour 1:0", "2032-05-25"),
    ]
    rows = "".join(f"{p},{t},{m},{r},{g},{d},2031-2032\n" for p, t, m, r, g, d in listed)
    reading = read_text(head + rows, "eng-premier-league.csv", Hint())
    own = [r.player for r in reading.rows if isinstance(r, GoalRow) and r.kind == "own_goal"]
    # Bo scored twice for Mills and once for Harbour, against others; which of Cy's two it is, nobody knows.
    assert own == ["Deer"]
