"""The cases of ``tests/cases``: tables and ties, readable by football people."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import pytest

from matchdesk.errors import TieDataError
from matchdesk.rules.knockout import tie, ties
from matchdesk.rules.table import table
from tests.rules.cases import load, table_world, tie_world, totals_world


@pytest.mark.parametrize(
    "case",
    load("tables.toml") + load("tables_by_rule.toml") + load("groups.toml") + load("nations.toml"),
    ids=itemgetter("name"),
)
def test_table(case: dict[str, Any]) -> None:
    snapshot, competition, season = table_world(case)
    found = table(snapshot, competition, season)
    assert [f"{r.team} {r.points}" for r in found.rows] == case["order"]
    assert [r.decided_by for r in found.rows] == ["", *case["decided_by"]]
    if "undecided" in case:
        assert [[c.name for c in level] for level in found.undecided] == case["undecided"]
    assert [r.position for r in found.rows] == [*range(1, len(found.rows) + 1)]


FINISHES = load("finishes.toml")


@pytest.mark.parametrize("case", [c for c in FINISHES if "results" in c], ids=itemgetter("name"))
def test_finish_between_level_clubs(case: dict[str, Any]) -> None:
    test_table(case)


@pytest.mark.parametrize("case", [c for c in FINISHES if "totals" in c], ids=itemgetter("name"))
def test_finish_by_figures(case: dict[str, Any]) -> None:
    snapshot, competition, season = totals_world(case)
    found = table(snapshot, competition, season)
    clubs = [line.rsplit(" ", 1)[0] for line in case["order"]]
    own = [row for row in found.rows if row.team in clubs]
    assert [f"{row.team} {row.points}" for row in own] == case["order"]
    assert [row.decided_by for row in own[1:]] == case["decided_by"]


@pytest.mark.parametrize(
    "case",
    load("ties.toml") + load("ties_by_rule.toml") + load("ties_history.toml"),
    ids=itemgetter("name"),
)
def test_tie(case: dict[str, Any]) -> None:
    snapshot, competition, season, round_ = tie_world(case)
    listed = ties(snapshot, competition, season, round=round_)[0]
    a, b = listed.teams
    if "fault" in case:
        with pytest.raises(TieDataError, match=case["fault"]):
            tie(snapshot, competition, season, a, b)
        assert case["fault"] in listed.fault
        assert (listed.through, listed.decided_by) == (None, "undecided")
        return
    found = tie(snapshot, competition, season, b.name, a.id)
    assert found == listed
    assert (found.through, found.decided_by) == (case.get("through"), case["decided_by"])
    assert found.open_step == case.get("next", "")
    if "aggregate" in case:
        assert f"{found.aggregate[0]}-{found.aggregate[1]}" == case["aggregate"]
    if "sentence" in case:
        assert found.sentence == case["sentence"]
    assert found.sentence.endswith(".")
    assert found.decided_by in found.to_dict().values()
