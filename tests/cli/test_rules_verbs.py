"""Verbs about rules: what they print, as text and as JSON, and how they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from matchdesk.cli import rules as verbs
from matchdesk.cli.app import run
from matchdesk.errors import MatchdeskError

LEAGUE = """date,home,away,competition,season,score,half_time,status
2017-08-20,Rovers,Harbour,es.1,2017-18,1-0,0-0,played
2017-09-20,Harbour,Rovers,es.1,2017-18,0-0,0-0,played
2017-10-20,Rovers,Mill,es.1,2017-18,1-0,1-0,played
2017-11-20,Mill,Rovers,es.1,2017-18,2-0,0-0,played
2017-12-20,Harbour,Mill,es.1,2017-18,5-0,2-0,played
2018-02-20,Mill,Harbour,es.1,2017-18,,,scheduled
"""
CUP = """date,home,away,competition,season,score,extra_time,penalties,phase,round,leg
2018-01-10,Rovers,Harbour,es.cup,2017-18,1-0,,,knockout,semi_final,1
2018-01-17,Harbour,Rovers,es.cup,2017-18,2-1,,,knockout,semi_final,2
2018-01-11,Mill,Forge,es.cup,2017-18,0-0,,,knockout,semi_final,1
2018-01-18,Forge,Mill,es.cup,2017-18,0-2,,,knockout,semi_final,2
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with a small league and a cup."""
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "league.csv").write_text(LEAGUE, encoding="utf-8")
    (folder / "cup.csv").write_text(CUP, encoding="utf-8")
    path = str(folder / "small.sqlite")
    assert run(["import", str(folder / "league.csv"), str(folder / "cup.csv"), "--ledger", path,
                "--new-clubs"]) == 0  # fmt: skip
    return path


def said(verb: Callable[..., None], *arguments: str) -> Result:
    """What one call of a verb printed."""
    app = typer.Typer()
    app.command()(verb)
    return CliRunner().invoke(app, list(arguments))


def told(verb: Callable[..., None], *arguments: str) -> Any:
    """The JSON that one call of a verb printed."""
    result = said(verb, *arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def refused(verb: Callable[..., None], *arguments: str) -> MatchdeskError:
    """The error that a call raised."""
    result = said(verb, *arguments)
    assert isinstance(result.exception, MatchdeskError)
    return result.exception


def test_table_of_a_part(ledger: str) -> None:
    on = ("es.1", "--ledger", ledger, "--on", "2018-01-31")
    whole = told(verbs.table, *on)
    assert [(r["team"], r["points"]) for r in whole["rows"]] == [
        ("Rovers", 7), ("Harbour", 4), ("Mill", 3),
    ]  # fmt: skip
    home = told(verbs.table, *on, "--venue", "home")
    assert home["counting"] == "home matches"
    assert [(r["team"], r["points"], r["goals_for"]) for r in home["rows"]] == [
        ("Rovers", 6, 2), ("Harbour", 4, 5), ("Mill", 3, 2),
    ]  # fmt: skip
    text = said(verbs.table, *on, "--last", "1").stdout
    assert text.startswith("Counted: last match.\nLa Liga 2017-18")
    half = told(verbs.table, *on, "--half-time")
    assert half["counting"] == "scores at half-time"
    assert half["rows"][0]["team"] == "Rovers"


def test_a_score_put_in(ledger: str) -> None:
    on = ("es.1", "--ledger", ledger, "--on", "2018-01-31")
    found = told(verbs.table, *on, "--with", "2018-02-20 Mill v Harbour 0-1", "--why")
    assert [(r["team"], r["points"]) for r in found["rows"]] == [
        ("Rovers", 7), ("Harbour", 7), ("Mill", 3),
    ]  # fmt: skip
    assert found["rows"][1]["decided_by"] == "head_to_head_goal_difference"
    assert found["final"] is True
    error = refused(verbs.table, *on, "--with", "Mill v Harbour")
    assert "expected a match and a score" in error.message
    error = refused(verbs.table, *on, "--with", "2018-02-20 Mill v Rovers 1-0")
    assert error.code == "unknown-match"
    assert "expected home or away" in refused(verbs.table, *on, "--venue", "there").message


def test_bracket(ledger: str) -> None:
    found = told(verbs.bracket, "es.cup", "--ledger", ledger, "--on", "2018-01-31")
    (semi_finals,) = found["rounds"]
    assert (semi_finals["round"], semi_finals["phase"]) == ("semi_final", "knockout")
    assert [(t["slots"], t["through"]) for t in semi_finals["ties"]] == [
        (["Rovers", "Harbour"], "Rovers"), (["Mill", "Forge"], "Mill"),
    ]  # fmt: skip
    text = said(verbs.bracket, "es.cup", "--ledger", ledger, "--on", "2018-01-31").stdout
    assert text.splitlines()[0] == "Copa del Rey 2017-18"
    assert "Rovers go through on away goals: 2-2 on aggregate, one away goal to none." in text


def test_champions(ledger: str) -> None:
    found = told(verbs.champions, "es.1", "--ledger", ledger, "--on", "2018-01-31")
    (season,) = found["seasons"]
    assert (season["champion"], season["how"]) == (None, "")
    text = said(verbs.champions, "es.1", "--ledger", ledger).stdout
    assert "2017-18  –: Rovers lead; not all is played or held" in text


def test_why(ledger: str) -> None:
    on = ("es.1", "Rovers", "Mill", "--ledger", ledger, "--on", "2018-01-31")
    found = told(verbs.why, *on)
    assert (found["above"], found["decided_by"]) == ("Rovers", "points")
    assert found["chain"][0]["values"] == [7, 3]
    text = said(verbs.why, *on).stdout
    assert "Rovers stand above Mill on points, 7 to 3." in text
    assert "  1. points: 7 and 3" in text
    assert "Rule: RFEF" in text


def test_run_and_alive(ledger: str) -> None:
    on = ("--ledger", ledger, "--on", "2018-01-31")
    found = told(verbs.run, "Rovers", "es.cup", *on)
    assert found["standing"]["cup"]["state"] == "in"
    assert [t["round"] for t in found["ties"]] == ["semi_final"]
    assert "still in: final" in said(verbs.run, "Rovers", "es.cup", *on).stdout
    assert "out: Rovers go through" in said(verbs.run, "Harbour", "es.cup", *on).stdout
    found = told(verbs.alive, "ESP", *on)
    (cup,) = found["competitions"]
    assert [club["team"] for club in cup["clubs"]] == ["Mill", "Rovers"]
    assert cup["out"] == ["Forge", "Harbour"]
    text = said(verbs.alive, "es", *on).stdout
    assert "  Rovers: final" in text
    assert "  out: Forge, Harbour" in text
    assert refused(verbs.alive, "Atlantis", *on).message.startswith("No club of 'Atlantis'")


def test_rules() -> None:
    found = told(verbs.rules, "Copa del Rey", "--season", "2017-18")
    assert (found["competition"], found["season"], found["held"]) == ("es.cup", "2017-18", True)
    assert found["source"]["text"].startswith("Copa del Rey regulations")
    (quarter_final,) = (r for r in found["rounds"] if r["round"] == "quarter_final")
    assert quarter_final["decide"][1] == "away_goals"
    text = said(verbs.rules, "es.1", "--season", "2017-18").stdout
    assert text.startswith("# La Liga 2017-18 (`es.1`)")
    assert "18-20 relegation" in text
    every = told(verbs.rules, "es.1")
    assert len(every["editions"]) > 10
    none = told(verbs.rules, "en.5", "--season", "2017-18")
    assert (none["held"], none["source"]["text"]) == (
        False, "no rulebook held: 3-1-0, goal difference",
    )  # fmt: skip
    assert refused(verbs.rules, "Atlantis Cup").code == "unknown-competition"
    assert refused(verbs.rules, "xx.9", "--season", "2017-18").code == "unknown-competition"
    assert refused(verbs.rules, "es.1", "--season", "2017-19").code == "bad-season"
    assert "Name a competition" in refused(verbs.rules, "--season", "2017-18").message
    assert "La Liga" in said(verbs.rules).output


def test_every_verb_has_help_with_an_example() -> None:
    for verb in (
        verbs.table, verbs.bracket, verbs.champions, verbs.why, verbs.run, verbs.alive, verbs.rules
    ):  # fmt: skip
        assert "Example: matchdesk" in (verb.__doc__ or "")


def test_a_rulebook_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "xx.1"\n', encoding="utf-8")
    error = refused(verbs.rules, "--check", str(tmp_path / "own.toml"))
    assert (error.code, error.message) == ("rule", "own.toml: name: expected a text, found None")
