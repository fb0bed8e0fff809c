"""docs/models/json.md names every key of the answers about chances."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.match import Odds
from matchdesk.core.season import Season
from matchdesk.forecast.backtest import backtest
from matchdesk.forecast.chances import chances_of
from matchdesk.forecast.ratings import ratings
from tests.forecast.worlds import world

PAGE = Path(__file__).resolve().parents[2] / "docs" / "models" / "json.md"
LAST = Season(2012, True)


def documented() -> dict[str, list[str]]:
    """Keys of each section of the page."""
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {
        part.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in parts
    }


def answers() -> dict[str, dict[str, Any]]:
    """One object for each section."""
    snapshot = world(odds={n: (Odds("Pinnacle", "closing", 2.0, 3.4, 4.0),) for n in range(60)})
    rated: Any = ratings(snapshot, "xx.1", LAST, history=True).to_dict()
    asked: Any = chances_of(snapshot, [0]).to_dict()
    walked: Any = backtest(snapshot, ["xx.1"], Season(2011, True), LAST).to_dict()
    return {
        "ratings": rated,
        "rating": rated["teams"][0],
        "chances": asked,
        "chances of a match": asked["matches"][0],
        "backtest": walked,
        "market of a backtest": walked["market"],
        "season of a backtest": walked["per_season"][0],
    }


@pytest.mark.parametrize("section", [*answers()])
def test_keys(section: str) -> None:
    assert documented()[section] == [*answers()[section]]
