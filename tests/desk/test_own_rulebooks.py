"""A ledger with rulebooks of its own: every question uses them, and they travel with the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import matchdesk
from matchdesk.cli.app import run
from matchdesk.core.moment import Moment
from matchdesk.errors import RuleError, UnknownName
from matchdesk.ledger import rulebooks
from matchdesk.ledger.backup import backup
from matchdesk.ledger.exporting import export
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger
from matchdesk.rules.calendar import cut, known_at

LEAGUE = """
id = "xx.norland"
name = "Norland League"
names = ["Norland County League"]
kind = "league"
country = "xx"

[[edition]]
from = "2018-19"
source = { text = "Handbook, rule 12", mark = "S/H" }
clubs = 3
points = { win = 2, draw = 1 }
order = ["points", "goals_for", "goal_difference"]
zones = { champion = 1, relegation = 3 }
"""
CUP = """
id = "xx.cup"
name = "Harbour Cup"
kind = "knockout"
country = "xx"

[[edition]]
from = "2018-19"
source = { text = "Cup regulations, article 9", mark = "S/H" }
decide = ["aggregate", "away_goals", "toss"]
rounds = { default = { legs = 2 } }
"""
# Two wins each: the rulebook's two points and its goals scored put Ayr first.
RESULTS = """date,home,away,competition,season,phase,round,leg,score
2018-09-01,Ayr Rovers,Bury Mills,xx.norland,2018-19,,,,3-4
2018-09-08,Bury Mills,Ayr Rovers,xx.norland,2018-19,,,,4-5
2018-09-15,Ayr Rovers,Clyde Harbour,xx.norland,2018-19,,,,1-0
2018-09-22,Bury Mills,Clyde Harbour,xx.norland,2018-19,,,,1-0
2018-09-29,Clyde Harbour,Ayr Rovers,xx.norland,2018-19,,,,2-1
2018-10-06,Clyde Harbour,Bury Mills,xx.norland,2018-19,,,,1-0
2018-10-13,Ayr Rovers,Clyde Harbour,xx.cup,2018-19,knockout,final,1,2-1
2018-10-20,Clyde Harbour,Ayr Rovers,xx.cup,2018-19,knockout,final,2,1-0
"""


@pytest.fixture
def mine(tmp_path: Path) -> Ledger:
    """A ledger with both rulebooks and their results."""
    for name, text in (("league.toml", LEAGUE), ("cup.toml", CUP), ("results.csv", RESULTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ledger = Ledger(tmp_path / "mine.sqlite")
    import_paths(ledger, [tmp_path / "results.csv"], every_name_new=True)
    assert rulebooks.add(ledger, tmp_path / "league.toml").done == "new"
    assert rulebooks.add(ledger, tmp_path / "cup.toml").done == "new"
    return ledger


Asked = Callable[..., dict[str, object]]


@pytest.fixture
def asked(mine: Ledger, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Ask a question on the command line; its JSON."""

    def ask(*arguments: str) -> dict[str, object]:
        status = run([*arguments, "--ledger", str(mine.path), "--json"])
        said = capsys.readouterr()
        assert status == 0, said.err
        told = json.loads(said.out)
        assert isinstance(told, dict)
        return told

    return ask


def test_tables_and_ties(asked: Asked) -> None:
    found = asked("table", "Norland County League")
    rows = [(r["team"], r["points"], r["zone"], r["decided_by"]) for r in found["rows"]]  # type: ignore[attr-defined]
    assert rows == [
        ("Ayr Rovers", 4, "champion", ""),
        ("Bury Mills", 4, "", "goals_for"),
        ("Clyde Harbour", 4, "relegation", "goals_for"),
    ]
    assert found["rule"]["source"] == "Handbook, rule 12"  # type: ignore[index]
    assert found["coverage"][0]["expected"] == 6  # type: ignore[index]
    tie = asked("tie", "xx.cup", "Ayr Rovers", "Clyde Harbour")
    assert (tie["through"], tie["decided_by"]) == ("Clyde Harbour", "away_goals")
    assert [t["decided_by"] for t in asked("ties", "Harbour Cup")["ties"]] == ["away_goals"]  # type: ignore[attr-defined]
    assert asked("bracket", "xx.cup")["rounds"][0]["ties"][0]["through"] == "Clyde Harbour"  # type: ignore[index]


def test_what_follows_from_them(asked: Asked) -> None:
    told = asked("champions", "xx.norland")
    assert told["name"] == "Norland League"
    assert told["seasons"][0]["champion"] == "Ayr Rovers"  # type: ignore[index]
    chain = asked("why", "xx.norland", "Ayr Rovers", "Bury Mills")
    assert "goals scored" in str(chain["sentence"])
    assert asked("run", "Clyde Harbour", "xx.cup")["standing"]["cup"]["state"] == "winners"  # type: ignore[index]
    teams = asked("forecast", "xx.norland", "--runs", "10")["teams"]
    first = {str(t["team"]): t["zones"].get("champion", 0) for t in teams}  # type: ignore[attr-defined]
    assert first["Ayr Rovers"] == 1
    listed = asked("results", "--club", "Ayr Rovers")["matches"]
    assert {m["competition_name"] for m in listed} == {"Norland League", "Harbour Cup"}  # type: ignore[attr-defined]
    assert asked("rules", "xx.norland", "--season", "2018-19")["held"]


def test_on_screen_competitions_have_their_names(
    mine: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--ledger", str(mine.path)]
    for question in (
        ["table", "xx.norland"], ["ties", "xx.cup"], ["bracket", "xx.cup"], ["coverage"],
        ["why", "xx.norland", "Ayr Rovers", "Bury Mills"], ["results"],
        ["brief", "2018-10-20 Clyde Harbour v Ayr Rovers"],
    ):  # fmt: skip
        assert run([*question, *at]) == 0
        said = capsys.readouterr().out
        assert "Norland League" in said or "Harbour Cup" in said, question
        assert "no rulebook held" not in said, question


def test_records_and_reports(mine: Ledger, tmp_path: Path) -> None:
    view = matchdesk.open(mine.path).at("2018-10-20")
    report = tmp_path / "report.txt"
    report.write_text(
        "20 October 2018\n\nClyde Harbour beat Ayr Rovers 1-0 and won the Harbour Cup on away goals.\n",
        encoding="utf-8",
    )
    told = view.check(report).to_dict()["reports"][0]  # type: ignore[index]
    assert {c["verdict"] for c in told["claims"]} == {"supported"}
    assert view.catalogue.name("xx.cup") == "Harbour Cup"


def test_they_travel_with_the_ledger(mine: Ledger, tmp_path: Path) -> None:
    held = rulebooks.texts(mine)
    assert [competition for competition, _ in held] == ["xx.cup", "xx.norland"]
    export(mine, tmp_path / "out")
    taken = Ledger(tmp_path / "taken.sqlite")
    assert import_paths(taken, [tmp_path / "out"]).refused == 0
    assert rulebooks.texts(taken) == held
    again = import_paths(taken, [tmp_path / "out"])
    assert (again.new, again.updated, again.refused) == (0, 0, 0)
    backup(mine, tmp_path / "copy.sqlite")
    assert rulebooks.texts(Ledger(tmp_path / "copy.sqlite")) == held


def test_a_cut_ledger_keeps_them(mine: Ledger) -> None:
    whole = matchdesk.open(mine.path).whole
    day = matchdesk.open(mine.path).at("2018-09-20").moment.day
    assert known_at(whole, Moment(day)).rulebooks == whole.rulebooks
    assert cut(whole, day).rulebooks == whole.rulebooks != ()


def test_replacing_and_removing(mine: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "league.toml"
    assert rulebooks.add(mine, file).done == "same"
    file.write_text(LEAGUE.replace("win = 2", "win = 4"), encoding="utf-8")
    assert rulebooks.add(mine, file).done == "updated"
    desk = matchdesk.open(mine.path)
    assert desk.at().table("xx.norland").rows[0].points == 8
    rulebooks.remove(mine, "xx.norland")
    table = desk.at().table("xx.norland")
    assert (table.held, table.rows[0].points) == (False, 6)
    with pytest.raises(
        UnknownName, match=r"no rulebook of your own for 'xx\.norland'; it holds xx\.cup"
    ):
        rulebooks.remove(mine, "xx.norland")


def test_one_that_ships_can_be_replaced(mine: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "liga.toml"
    file.write_text(LEAGUE.replace("xx.norland", "es.1"), encoding="utf-8")
    added = rulebooks.add(mine, file)
    assert (added.done, added.own.ships) == ("new", True)
    assert rulebooks.catalogue(mine).name("es.1") == "Norland League"


def test_a_slip_changes_nothing(mine: Ledger, tmp_path: Path) -> None:
    before = rulebooks.texts(mine)
    file = tmp_path / "league.toml"
    file.write_text(LEAGUE.replace("goals_for", "goal_for"), encoding="utf-8")
    with pytest.raises(RuleError, match=r'did you mean "goals_for"\?\); see line 13'):
        rulebooks.add(mine, file)
    (tmp_path / "rulebooks").mkdir()
    (tmp_path / "rulebooks" / "league.toml").write_text(file.read_text("utf-8"), "utf-8")
    taken = import_paths(mine, [tmp_path / "rulebooks" / "league.toml"])
    assert (taken.read, taken.refused) == (1, 1)
    assert "unknown criterion" in taken.problems[0].found
    assert rulebooks.texts(mine) == before


def test_wrong_calls(mine: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--ledger", str(mine.path)]
    for call, said in (
        (["--add", "league.toml", "--check", "cup.toml"], "--add and --check"),
        (["es.1", "--add", "league.toml"], "the file alone"),
        (["--remove"], "the competition alone"),
        (["xx.cup", "--toml", "--season", "2018-19"], "the competition alone"),
    ):
        assert run(["rules", *call, *at]) == 2
        assert said in capsys.readouterr().err
    assert run(["rules", "xx.none", "--remove", *at]) == 1
    assert "it holds xx.cup, xx.norland" in capsys.readouterr().err
    assert run(["rules", *at]) == 0
    assert "Harbour Cup (1 edition, from 2018-19)" in capsys.readouterr().out


def test_the_brief_of_an_own_league(mine: Ledger) -> None:
    """A league by its rulebook, not by its id; one place that means two things is told once."""
    desk = matchdesk.open(mine.path)
    text = desk.brief("2018-10-06 Clyde Harbour v Bury Mills").text()
    assert "NORLAND LEAGUE, end of 6 October" in text
    assert "No league of" not in text
    assert "Norland League points after 4" in text


def test_a_ledger_named_by_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.csv"
    results.write_text(RESULTS, encoding="utf-8")
    for call in (["table", "es.1"], ["import", str(results)]):
        assert run([*call, "--ledger", ""]) == 2
        assert "Found an empty --ledger" in capsys.readouterr().err
