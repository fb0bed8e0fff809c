"""docs/json.md names every key of every answer, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.ledger.rulebooks import Added, Own
from matchdesk.rules.alive import Alive, StillIn
from matchdesk.rules.bracket import bracket
from matchdesk.rules.catalogue import rulebook
from matchdesk.rules.honours import champions
from matchdesk.rules.knockout import tie
from matchdesk.rules.table import table
from matchdesk.rules.why import why
from tests.rules.cases import a_match

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
SEASON = Season.parse("2017-18")


def documented() -> dict[str, list[str]]:
    """Keys of each section of the page."""
    rules, _, _ = PAGE.read_text(encoding="utf-8").partition("\n# ")
    parts = rules.split("\n## ")[1:]
    return {
        part.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in parts
    }


def held() -> Snapshot:
    more = {"competition": "es.1", "season": "2017-18", "phase": "league"}
    cup = {"competition": "es.cup", "season": "2017-18", "phase": "knockout", "round": "final"}
    return snapshot_of(
        [
            a_match("Ayr 1-0 Bury", 0, **more),
            a_match("Bury 1-0 Ayr", 1, **more),
            a_match("Ayr 1-0 Bury", 2, **cup),
        ],
        Moment.end_of("2018-06-30"),
    )


def answers() -> dict[str, dict[str, Any]]:
    """One object for each section."""
    snapshot = held()
    league: Any = table(snapshot, "es.1", SEASON).to_dict()
    final: Any = tie(snapshot, "es.cup", SEASON, "Ayr", "Bury").to_dict()
    rounds: Any = bracket(snapshot, "es.cup", SEASON).to_dict()
    honours: Any = champions(snapshot, "es.cup").to_dict()
    asked: Any = why(snapshot, "es.1", SEASON, "Ayr", "Bury").to_dict()
    own = Own("xx.1", "Own", (rulebook("es.1", SEASON),), ships=False)
    one = StillIn(league["competition"], "", SEASON, (), (), None)
    return {
        "table": league,
        "row of a table": league["rows"][0],
        "rule": league["rule"],
        "coverage": league["coverage"][0],
        "tie": final,
        "leg of a tie": final["legs"][0],
        "bracket": rounds,
        "place of a bracket": rounds["rounds"][0]["ties"][0],
        "champions": honours,
        "season of champions": honours["seasons"][0],
        "why": asked,
        "criterion": asked["chain"][0],
        "run": {"standing": {}, "ties": []},
        "alive": Alive("es", snapshot.day, ()).to_dict(),
        "competition of alive": one.to_dict(),
        "rules": rulebook("es.1", SEASON).to_dict(),
        "rulebooks of one's own": {**Added(own, "new").to_dict(), "ledger": ""},
    }


@pytest.mark.parametrize("section", [*answers()])
def test_keys(section: str) -> None:
    assert documented()[section] == [*answers()[section]]


def test_no_section_without_an_answer() -> None:
    assert [*documented()] == [*answers()]
