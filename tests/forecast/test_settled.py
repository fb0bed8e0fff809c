"""Published forecasts: kept once, scored when the result comes in."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.season import Season
from matchdesk.desk import Desk
from matchdesk.forecast.chances import chances_of
from matchdesk.forecast.settled import Settled, publish, settled
from matchdesk.forecast.simulate import forecast
from matchdesk.ledger import location, lookup
from matchdesk.rules.catalogue import Catalogue
from tests.ledger.test_postgres import database, shared_ledger, with_server

__all__ = ["database", "shared_ledger"]
RULES = """
id = "es.7"
name = "Norland League"
kind = "league"
[[edition]]
from = "1990-91"
source = { text = "made for the tests", mark = "M/L" }
points = { win = 3, draw = 1 }
order = ["points", "goal_difference", "goals_for"]
zones = { champion = 1, relegation = 4 }
"""
HEADER = "date,home,away,competition,season,score,phase,round,leg\n"
CLUBS = ("Ashby", "Birch", "Calder", "Dunmore")
PAIRS = [(a, b) for a in CLUBS for b in CLUBS if a != b]
CUP = [
    ("2023-10-01", "Ashby", "Birch", "2-0", "semi_final"),
    ("2023-10-02", "Calder", "Dunmore", "0-1", "semi_final"),
    ("2024-05-01", "Ashby", "Dunmore", "1-3", "final"),
]


def write(folder: Path, played: int, ties: int) -> Path:
    """A season of es.7 and its cup, played so far."""
    lines = []
    for n, (home, away) in enumerate(PAIRS):
        day = f"2023-{9 + n // 6:02d}-{1 + n % 6:02d}"
        lines.append(
            f"{day},{home},{away},es.7,2023-24,{f'{n % 3}-{n % 2}' if n < played else ''},,,"
        )
    for n, (day, home, away, score, name) in enumerate(CUP):
        if n < 2 or ties > 2:
            told = score if n < ties else ""
            lines.append(f"{day},{home},{away},es.cup,2023-24,{told},knockout,{name},")
    file = folder / "season.csv"
    file.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def rules(folder: Path) -> Catalogue:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "es.7.toml").write_text(RULES, encoding="utf-8")
    return Catalogue().with_folder(folder / "rules")


def published(desk: Desk, folder: Path) -> int:
    """The league's and the cup's forecasts and one match's chances, published at one moment."""
    snapshot = desk.at("2023-09-04").snapshot
    season = Season(2023, True)
    count = sum(
        publish(
            desk.ledger, forecast(snapshot, name, season, runs=300, seed=9, catalogue=rules(folder))
        )
        for name in ("es.7", "es.cup")
    )
    row = lookup.find_match(snapshot, "Calder v Ashby")
    return count + publish(desk.ledger, chances_of(snapshot, [row]))


def told(desk: Desk, folder: Path) -> Settled:
    return settled(desk.ledger, desk.at(None).snapshot, rules(folder))


def check(desk: Desk, folder: Path) -> None:
    desk.import_paths(write(folder, 4, 0))
    first = published(desk, folder)
    assert first > 10
    assert published(desk, folder) == 0
    before = told(desk, folder)
    assert len(before.forecasts) == first
    assert all(one.came is None for one in before.forecasts)
    desk.import_paths(write(folder, 12, 3))
    after = told(desk, folder)
    assert [one.chances for one in after.forecasts] == [one.chances for one in before.forecasts]
    assert {one.seed for one in after.forecasts if one.kind != "match"} == {9}
    by_kind: dict[str, list[Any]] = {}
    for one in after.forecasts:
        by_kind.setdefault(one.kind, []).append(one)
    match = by_kind["match"][0]
    assert match.came == 1
    assert match.log_loss == pytest.approx(-math.log(match.chances[1]))
    held = {(one.subject, one.competition, one.what): one.came for one in by_kind["reach"]}
    assert held["es.ashby", "es.cup", "final"] == 1
    assert held["es.birch", "es.cup", "final"] == 0
    assert held["es.dunmore", "es.cup", "winner"] == 1
    champions = [
        one for one in by_kind["zone"] if (one.competition, one.what) == ("es.7", "champion")
    ]
    assert sum(one.came for one in champions) == 1
    for one in by_kind["reach"]:
        given = one.chances[0] if one.came else 1 - one.chances[0]
        assert one.log_loss == pytest.approx(-math.log(given))
        assert one.brier == pytest.approx((one.chances[0] - one.came) ** 2)
    bins = after.calibration("reach")
    assert sum(int(str(held["forecasts"])) for held in bins) == len(by_kind["reach"])
    assert told(desk, folder).to_dict() == after.to_dict()


def test_forecasts_are_kept_once_and_scored(tmp_path: Path) -> None:
    check(Desk(location.to_write(str(tmp_path / "desk.sqlite"))), tmp_path)


@with_server
def test_the_same_on_a_server(tmp_path: Path, shared_ledger: Any) -> None:
    check(Desk(shared_ledger), tmp_path)
