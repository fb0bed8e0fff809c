"""The brief of Real Madrid 1-2 Leganés, 24 January 2018, from the starter ledger."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from matchdesk.brief import Brief, compose
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.ledger import columns, starter

MATCH = "es.cup:2017-18:es.real-madrid:es.leganes"
NIGHT = Moment.end_of("2018-01-24")


@pytest.fixture(scope="module")
def at() -> Any:
    ledger = starter.open_starter()
    whole = columns.load(ledger)

    def known(moment: Moment) -> Snapshot:
        return columns.at(whole, ledger, moment)

    return known


@pytest.fixture(scope="module")
def brief(at: Any) -> Brief:
    return compose(at, MATCH, NIGHT)


@pytest.fixture(scope="module")
def told(brief: Brief) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(brief.json())
    return found


def test_result(told: dict[str, Any]) -> None:
    result = told["result"]
    assert (result["score"], result["half_time"]) == ("1-2", "0-1")
    assert [(g["player"], g["minute"]) for g in result["goals"]] == [
        ("Javier Eraso", 31),
        ("Karim Benzema", 47),
        ("Gabriel Pires", 55),
    ]


def test_tie(told: dict[str, Any]) -> None:
    tie = told["tie"]
    assert (tie["through"], tie["decided_by"]) == ("Leganés", "away_goals")
    assert [side["goals"] for side in tie["aggregate"]] == [2, 2]
    assert [(leg["date"], leg["score"]) for leg in tie["legs"]] == [
        ("2018-01-18", "0-1"),
        ("2018-01-24", "1-2"),
    ]


def test_first_leg_scorer(brief: Brief) -> None:
    line = next(line for line in brief.text().splitlines() if "first leg" in line)
    assert "18 Jan   Leganés 0-1 Real Madrid" in line
    assert "Asensio 89'" in line


def test_table(told: dict[str, Any]) -> None:
    (table,) = (t for t in told["tables"] if t["competition"] == "es.1")
    rows = {row["position"]: row for row in table["rows"]}
    assert [(rows[n]["team_id"], rows[n]["points"]) for n in (1, 2, 3, 4, 5, 13)] == [
        ("es.barcelona", 54),
        ("es.atletico-madrid", 43),
        ("es.valencia", 40),
        ("es.real-madrid", 35),
        ("es.villarreal", 34),
        ("es.leganes", 25),
    ]
    assert [rows[n]["played"] for n in (1, 4, 13)] == [20, 19, 19]
    assert {1, 2, 3, 4, 5, 13} <= set(table["shown"])
    gap = next(gap for gap in table["gaps"] if gap["team_id"] == "es.real-madrid")
    assert (gap["behind_leader"], gap["in_hand"]) == (19, 1)


def test_home_defeats(told: dict[str, Any]) -> None:
    defeats = told["pressure"][0]["home_defeats"]
    assert defeats["count"] == 4
    assert [(m["date"], m["away_id"], m["score"]) for m in defeats["matches"]] == [
        ("2017-09-20", "es.real-betis", "0-1"),
        ("2017-12-23", "es.barcelona", "0-3"),
        ("2018-01-13", "es.villarreal", "0-1"),
        ("2018-01-24", "es.leganes", "1-2"),
    ]


def test_home_results_in_the_cup(told: dict[str, Any]) -> None:
    record = next(r for r in told["records"] if r["kind"] == "winless_so_far")
    for part in ("2-2 Fuenlabrada", "2-2 Numancia", "1-2 Leganés", "have not won at home"):
        assert part in record["sentence"]


def test_what_is_left(told: dict[str, Any]) -> None:
    home, away = told["left"]["home"], told["left"]["away"]
    assert [(f["date"], f["venue"], f["home_id"]) for f in home["next"][:2]] == [
        ("2018-01-27", "away", "es.valencia"),
        ("2018-02-03", "away", "es.levante"),
    ]
    words = {c["competition"]: c for c in home["competitions"]}
    assert words["uefa.cl"]["opponent"] == "Paris Saint-Germain"
    assert (words["uefa.cl"]["round"], words["uefa.cl"]["next_date"]) == (
        "round_of_16",
        "2018-02-14",
    )
    assert words["es.cup"]["state"] == "out"
    cup = next(c for c in away["competitions"] if c["competition"] == "es.cup")
    assert (cup["state"], cup["round"], cup["opponent"]) == ("in", "semi_final", None)
    assert "semi-finals, opponent not yet drawn" in cup["words"]


def test_head_to_head(told: dict[str, Any]) -> None:
    met = told["meetings"]
    assert met["held"] == 5
    assert {w["team_id"]: w["wins"] for w in met["wins"]} == {
        "es.real-madrid": 5,
        "es.leganes": 0,
    }
    assert met["later"] == []


def test_nothing_of_later_days(brief: Brief) -> None:
    text = brief.text() + brief.json()
    assert "2018-02-21" not in text, "the new date of matchday 16 was not known yet"
    assert "Sevilla FC" not in text


def test_other_matches_of_the_starter(at: Any) -> None:
    """One match in many, of every competition held: a brief is made, on any page."""
    whole = at(Moment.end_of("2026-06-30"))
    step = max(len(whole.matches) // 25, 1)
    for row in range(0, len(whole.matches), step):
        match = whole.match(row)
        if match.date is None:
            continue
        found = compose(at, match.id, Moment(match.date))
        assert max(map(len, found.text(50).splitlines())) <= 50
        assert found.to_dict()["match"]
        assert found.html()


def test_quick_as_a_process() -> None:
    """Cold, without reports: the imports a brief needs bring in no language pipeline."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys, matchdesk.brief; print('spacy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
