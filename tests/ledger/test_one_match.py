"""One match is held once, whatever its sources call its round, its day or its home side.

Small files of made-up clubs; each test is one cause of a match that stood twice, or of a difference
between files that is none.
"""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select

from matchdesk.desk import Desk
from matchdesk.ledger import schema
from matchdesk.ledger.importing import Imported, import_paths
from matchdesk.ledger.store import Ledger

HEADER = "date,home,away,competition,season,score,extra_time,penalties,awarded_score,phase,round,leg,status\n"
GOALS = "date,home,away,team,player,minute,kind\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "mine.sqlite")


def take(ledger: Ledger, folder: Path, *files: tuple[str, str]) -> Imported:
    """Import files, given as name and text, at once."""
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    return import_paths(ledger, [folder / name for name, _ in files])


def row(
    date: str, home: str, away: str, score: str, competition: str = "xx.cup", **more: str
) -> str:
    cells = {"date": date, "home": home, "away": away, "competition": competition, "score": score}
    cells |= {"season": "2031-32", **more}
    return ",".join(cells.get(name, "") for name in HEADER.strip().split(",")) + "\n"


def held(ledger: Ledger, competition: str = "xx.cup") -> list[tuple[str, str, str]]:
    listed = Desk(ledger).at("2033-06-30").results(competition).to_dict()["matches"]
    assert isinstance(listed, list)
    return [(match["date"], match["home"], match["away"]) for match in listed]


def conflicts(ledger: Ledger) -> list[tuple[str, str, str, str]]:
    c = schema.conflict.c
    with ledger.reading() as connection:
        query = select(c.field, c.held, c.other, c.resolved).order_by(c.id)
        return [tuple(found) for found in connection.execute(query)]


def in_both_orders(folder: Path, one: str, other: str) -> list[Ledger]:
    """Ledgers of two files, each of which came first once."""
    found = []
    for number, files in enumerate(((one, other), (other, one))):
        place = folder / str(number)
        place.mkdir()
        ledger = Ledger(place / "mine.sqlite")
        for name, text in zip(("first.csv", "second.csv"), files, strict=True):
            take(ledger, place, (name, HEADER + text))
        found.append(ledger)
    return found


ONE = row("2031-09-01", "Rovers", "Harbour", "2-1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            row("2031-11-01", "Rovers", "Harbour", "2-1", "xx.1", round="9"),
            row("2031-12-20", "Rovers", "Harbour", "2-1", "xx.1", round="14"),
            id="a league numbers a postponed match otherwise",
        ),
        pytest.param(
            row("2031-11-01", "Rovers", "Harbour", "2-1", "xx.1", phase="knockout"),
            row("2031-10-31", "Rovers", "Harbour", "2-1", "xx.1", phase="qualifying"),
            id="phases have several names",
        ),
        pytest.param(
            ONE, row("", "Harbour", "Rovers", "1-2"), id="undated, the other side named first"
        ),
        pytest.param(
            ONE, row("2031-09-02", "Harbour", "Rovers", "1-2"), id="a neutral final a day apart"
        ),
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "2-1", leg="1"),
            row("2032-09-01", "Rovers", "Harbour", "2-1", leg="1"),
            id="a leg in the wrong year",
        ),
        pytest.param(
            ONE,
            row("2031-10-01", "Rovers", "Harbour", "2-1", round="round_1"),
            id="a slip in the month",
        ),
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "2-1", "xx.1"),
            row("2031-09-01", "Harbour", "Rovers", "1-2", "xx.1"),
            id="a league on neutral ground",
        ),
    ],
)
def test_one_match(tmp_path: Path, one: str, other: str) -> None:
    competition = "xx.1" if "xx.1" in one else "xx.cup"
    for ledger in in_both_orders(tmp_path, one, other):
        assert len(held(ledger, competition)) == 1
        assert [field for field, *_ in conflicts(ledger) if field != "date"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            ONE, row("2031-12-20", "Rovers", "Harbour", "0-1"), id="a replay months later"
        ),
        pytest.param(
            ONE, row("2031-09-08", "Harbour", "Rovers", "1-2"), id="a second leg that mirrors it"
        ),
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "2-1", "xx.1"),
            row("2032-03-01", "Rovers", "Harbour", "0-3", "xx.1"),
            id="another half of the season",
        ),
    ],
)
def test_two_matches(tmp_path: Path, one: str, other: str) -> None:
    competition = "xx.1" if "xx.1" in one else "xx.cup"
    for ledger in in_both_orders(tmp_path, one, other):
        assert len(held(ledger, competition)) == 2


def test_of_two_meetings_an_undated_row_is_the_one_that_ended_so(
    ledger: Ledger, tmp_path: Path
) -> None:
    both = row("2031-09-01", "Rovers", "Harbour", "4-1") + row(
        "2031-09-06", "Rovers", "Harbour", "7-2", leg="play-off"
    )
    take(ledger, tmp_path, ("one.csv", HEADER + both))
    done = take(
        ledger,
        tmp_path,
        ("two.csv", HEADER + row("", "Harbour", "Rovers", "2-7", round="play_off")),
    )
    assert (done.new, done.conflicting) == (0, 0)
    assert len(held(ledger)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "4-2"),
            row("2031-09-01", "Rovers", "Harbour", "2-2", extra_time="4-2"),
            id="the score after extra time as if it were the result",
        ),
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "3-0"),
            row("2031-09-01", "Rovers", "Harbour", "", awarded_score="3-0", status="awarded"),
            id="a tribunal's score as if it had been played",
        ),
        pytest.param(
            row("2031-09-01", "Rovers", "Harbour", "3-0"),
            row("2031-09-01", "Rovers", "Harbour", "1-1", awarded_score="3-0", status="awarded"),
            id="and the one on the pitch is known, too",
        ),
    ],
)
def test_results_that_agree(tmp_path: Path, one: str, other: str) -> None:
    found = []
    for ledger in in_both_orders(tmp_path, one, other):
        assert conflicts(ledger) == []
        match = Desk(ledger).at("2031-09-01").match("Rovers v Harbour")
        found.append((match.score, match.extra_time, match.awarded_score, match.status))
    assert found[0] == found[1]


def test_results_that_agree_stay_the_same_when_imported_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    one = HEADER + row("2031-09-01", "Rovers", "Harbour", "3-0")
    other = HEADER + row(
        "2031-09-01", "Rovers", "Harbour", "1-1", awarded_score="3-0", status="awarded"
    )
    files = ("one.csv", one), ("other.csv", other)
    take(ledger, tmp_path, *files)
    again = take(ledger, tmp_path, *files)
    assert (again.same, again.new, again.updated, again.conflicting) == (2, 0, 0, 0)


def test_another_result_after_extra_time_is_a_conflict(ledger: Ledger, tmp_path: Path) -> None:
    one = row("2031-09-01", "Rovers", "Harbour", "4-1")
    other = row("2031-09-01", "Rovers", "Harbour", "2-2", extra_time="4-2")
    take(ledger, tmp_path, ("one.csv", HEADER + one), ("other.csv", HEADER + other))
    assert conflicts(ledger) == [("score", "4-1", "2-2", "")]


def test_a_date_far_off_the_season_gives_way(tmp_path: Path) -> None:
    others = "".join(
        row(f"2031-{month}-0{day}", *sides, "1-0", "xx.1")
        for month, sides in ((10, ("Mills", "Athletic")), (11, ("Athletic", "Mills")))
        for day in (1,)
    ) + row("2031-12-01", "Mills", "Rovers", "1-0", "xx.1")
    right = others + row("2032-03-04", "Rovers", "Harbour", "2-1", "xx.1")
    wrong = others + row("2031-03-04", "Rovers", "Harbour", "2-1", "xx.1")
    for ledger, taken in zip(
        in_both_orders(tmp_path, right, wrong), ("held", "other"), strict=True
    ):
        assert ("2032-03-04", "Rovers", "Harbour") in held(ledger, "xx.1")
        assert [(field, resolved) for field, *_, resolved in conflicts(ledger)] == [("date", taken)]


def test_a_season_that_ran_late_keeps_its_days(tmp_path: Path) -> None:
    others = "".join(
        row(f"{month}-{day:02}", *sides, "1-0", "xx.1")
        for month, day, sides in (
            ("2031-08", 9, ("Mills", "Athletic")), ("2031-10", 1, ("Athletic", "Mills")),
            ("2031-12", 1, ("Mills", "Rovers")), ("2032-02", 1, ("Rovers", "Mills")),
            ("2032-07", 22, ("Athletic", "Rovers")),
        )
    )  # fmt: skip
    right = others + row("2032-07-26", "Rovers", "Harbour", "2-1", "xx.1")
    wrong = others + row("2031-07-26", "Rovers", "Harbour", "2-1", "xx.1")
    ledger = next(iter(in_both_orders(tmp_path, right, wrong)))
    assert ("2032-07-26", "Rovers", "Harbour") in held(ledger, "xx.1")
    assert [(field, resolved) for field, *_, resolved in conflicts(ledger)] == [("date", "")]


def test_a_fixture_is_not_moved_out_of_its_season(tmp_path: Path) -> None:
    def spring(year: int) -> str:
        sides = ("Mills", "Rovers"), ("Rovers", "Harbour"), ("Harbour", "Mills")
        return "".join(
            f"{year}-0{month}-04,{home},{away},xx.1,2031-32,,scheduled\n"
            for month, (home, away) in enumerate(sides, 1)
        )

    header = "date,home,away,competition,season,score,status\n"
    for number, years in enumerate(((2031, 2032), (2032, 2031))):
        (folder := tmp_path / str(number)).mkdir()
        ledger = Ledger(folder / "mine.sqlite")
        files = [(f"{year}.csv", header + spring(year)) for year in years]
        for _ in range(2):
            done = take(ledger, folder, *files)
        assert {day[:4] for day, *_ in held(ledger, "xx.1")} == {"2032"}
        assert done.updated == 0, "what was settled once stays so"


def test_the_play_offs_of_a_league_stand_apart_whoever_tells_them(tmp_path: Path) -> None:
    among = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1")
    apart = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1.playoff", round="final")
    for ledger in in_both_orders(tmp_path, among, apart):
        assert held(ledger, "se.1.playoff") == [("2032-06-01", "Rovers", "Harbour")]
        with ledger.reading() as connection:
            assert len(connection.execute(select(schema.match)).all()) == 1


def test_two_full_lists_of_goals_agree_in_one_import(ledger: Ledger, tmp_path: Path) -> None:
    def goals(*scored: tuple[str, str, str, str]) -> str:
        return GOALS + "".join(
            f"2031-09-01,Rovers,Harbour,{team},{player},{minute},{kind}\n"
            for team, player, minute, kind in scored
        )

    done = take(
        ledger,
        tmp_path,
        ("results.csv", HEADER + ONE),
        (
            "goals_one.csv",
            goals(
                ("Rovers", "Víctor", "12", "goal"),
                ("Rovers", "Ann Other", "80", "goal"),
                ("Harbour", "Bo Deer", "90", "goal"),
            ),
        ),
        (
            "goals_two.csv",
            goals(
                ("Rovers", "Rodríguez V.", "13", "goal"),
                ("Rovers", "Other", "80", "own_goal"),
                ("Harbour", "Deer", "90", "penalty"),
            ),
        ),
    )
    assert (done.conflicting, done.refused) == (0, 0)
    listed = Desk(ledger).at("2033-01-01").results("xx.cup").to_dict()["matches"][0]["goals"]  # type: ignore[index]
    assert [(goal["player"], goal["kind"]) for goal in listed] == [
        ("Víctor", "goal"), ("Ann Other", "own_goal"), ("Bo Deer", "penalty"),
    ]  # fmt: skip


def test_two_goals_of_a_player_a_minute_apart_are_two(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "= Euro 2032\n\nGroup A\n[Sat Jun 5]\nEngland 2-1 Spain\n  (Ann 80' (pen.), 81'; Bo 45')\n"
    )
    files = ("one.txt", text), ("two.txt", text.replace("80'", "79'").replace("81'", "80'"))
    done = take(ledger, tmp_path, *files)
    assert (done.new, done.conflicting, done.refused) == (4, 0, 0)
    listed = Desk(ledger).at("2033-01-01").results("uefa.euro").to_dict()["matches"][0]["goals"]  # type: ignore[index]
    assert [goal["minute"] for goal in listed] == [45, 80, 81]
    assert take(ledger, tmp_path, *files).new == 0


def test_play_offs_that_one_file_gives_among_the_league_stay_one_when_imported_again(
    tmp_path: Path,
) -> None:
    regular = row("2031-09-01", "Rovers", "Harbour", "2-1", "se.1")
    among = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1")
    apart = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1.playoff", round="final")
    files = ("one.csv", HEADER + regular + among), ("two.csv", HEADER + apart)
    for number, order in enumerate((files, files[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        ledger = Ledger(folder / "mine.sqlite")
        for file in order:
            take(ledger, folder, file)
        again = take(ledger, folder, *order)
        assert (again.new, again.updated, again.conflicting) == (0, 0, 0)
        assert held(ledger, "se.1") == [("2031-09-01", "Rovers", "Harbour")]
        assert held(ledger, "se.1.playoff") == [("2032-06-01", "Rovers", "Harbour")]


def test_a_play_off_that_ended_as_the_league_match_did_is_not_that_one(
    ledger: Ledger, tmp_path: Path
) -> None:
    regular = row("2031-09-01", "Rovers", "Harbour", "2-1", "se.1")
    apart = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1.playoff", round="final")
    take(ledger, tmp_path, ("one.csv", HEADER + regular), ("two.csv", HEADER + apart))
    among = row("2032-06-01", "Rovers", "Harbour", "2-1", "se.1")
    done = take(ledger, tmp_path, ("three.csv", HEADER + among))
    assert (done.new, done.conflicting) == (0, 0)
    assert len(held(ledger, "se.1")) == len(held(ledger, "se.1.playoff")) == 1


def test_second_meetings_after_a_whole_season_are_its_play_offs(tmp_path: Path) -> None:
    clubs = [f"Club {letter}" for letter in "ABCDEFGHIJ"]
    league = [
        row(f"2031-{8 + n // 28:02}-{1 + n % 28:02}", home, away, f"{n % 3}-1", "nl.1")
        for n, (home, away) in enumerate(permutations(clubs, 2))
    ]
    title = [
        row("2031-12-21", "Club A", "Club B", "1-1", "nl.1"),
        row("2031-12-24", "Club B", "Club A", "1-0", "nl.1"),
        row("2031-12-24", "Club J", "From Below", "1-0", "nl.1"),
    ]
    # A list of goals lacks matches without one, so that alone it is no whole season.
    part = "".join(league[:40] + title)
    for ledger in in_both_orders(tmp_path, part, "".join(league)):
        assert len(held(ledger, "nl.1")) == 90
        assert len(held(ledger, "nl.1.playoff")) == 3
    # Belgium's league goes on in groups: its first matches are no play-offs.
    (tmp_path / "be").mkdir()
    for ledger in in_both_orders(
        tmp_path / "be", part.replace("nl.1", "be.1"), "".join(league).replace("nl.1", "be.1")
    ):
        assert len(held(ledger, "be.1")) == 93


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_days_of_three_sources_are_settled_once(tmp_path: Path, order: tuple[int, ...]) -> None:
    others = "".join(
        row(f"2031-09-{day:02}", "Rovers", club, "1-0", leg="1")
        for day, club in enumerate(("Seaview", "Ashford", "Bilston"), 2)
    )
    files = [
        ("wrong.csv", HEADER + row("2032-09-01", "Rovers", "Harbour", "2-1", leg="1")),
        ("right.csv", HEADER + others + row("2031-09-01", "Rovers", "Harbour", "2-1", leg="1")),
        ("near.csv", HEADER + row("2031-09-02", "Rovers", "Harbour", "2-1", leg="1")),
    ]
    ledger = Ledger(tmp_path / "mine.sqlite")
    for number in order:
        take(ledger, tmp_path, files[number])
    before = conflicts(ledger)
    for number in (*order, *reversed(order)):
        done = take(ledger, tmp_path, files[number])
        assert (done.new, done.updated) == (0, 0)
    assert conflicts(ledger) == before
    day = next(day for day, _, club in held(ledger) if club == "Harbour")
    assert day.startswith("2031-09")


def test_two_days_are_set_against_each_other_once(tmp_path: Path) -> None:
    # The season's other days come later, and turn round which of the two looks like a slip.
    clubs = [f"Town {number:02}" for number in range(24)]
    late = "".join(row("2032-09-01", "Rovers", club, "1-0", leg="1") for club in clubs[:3])
    right = "".join(row("2031-09-01", "Rovers", club, "1-0", leg="1") for club in clubs[4:])
    one = ("one.csv", HEADER + late + row("2032-09-01", "Rovers", "Harbour", "2-1", leg="1"))
    two = ("two.csv", HEADER + row("2031-09-01", "Rovers", "Harbour", "2-1", leg="1"))
    ledger = Ledger(tmp_path / "mine.sqlite")
    for file in (one, two, ("three.csv", HEADER + right)):
        take(ledger, tmp_path, file)
    before = conflicts(ledger)
    assert [field for field, *_ in before] == ["date"]
    for file in (two, one, two):
        done = take(ledger, tmp_path, file)
        assert (done.new, done.updated) == (0, 0)
    assert conflicts(ledger) == before


def test_a_match_named_the_other_way_round_is_that_match_again(tmp_path: Path) -> None:
    one = row("2031-09-01", "Rovers", "Harbour", "2-1")
    other = row("2031-09-02", "Harbour", "Rovers", "1-2")
    for number, ledger in enumerate(in_both_orders(tmp_path, one, other)):
        before = conflicts(ledger)
        place = tmp_path / str(number)
        for file in sorted(place.glob("*.csv")):
            done = import_paths(ledger, [file])
            assert (done.new, done.updated) == (0, 0)
        assert len(held(ledger)) == 1
        assert conflicts(ledger) == before
