"""Tables beside the league's own: conferences, and relegation by the average of several seasons."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from matchdesk.core.competition import ClubId
from matchdesk.core.match import Club, Fact, Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, check_text
from matchdesk.rules.table import table, tables
from tests.rules.cases import a_match

CLUBS = {
    name: Club(ClubId(f"us.{key}"), name)
    for name, key in (
        ("Columbus", "columbus-crew"), ("D.C.", "dc-united"), ("Chicago", "chicago-fire"),
        ("Galaxy", "la-galaxy"), ("Dallas", "dallas"),
    )
}  # fmt: skip


def _mls(season: str, *lines: str) -> Snapshot:
    from dataclasses import replace

    found: list[Match] = []
    for n, line in enumerate(lines):
        one = a_match(line, n, "us.1", season)
        found.append(replace(one, home=CLUBS[one.home.name], away=CLUBS[one.away.name]))
    return snapshot_of(found)


LINES = (
    "Columbus 1-0 D.C.", "D.C. 2-0 Chicago", "Galaxy 0-3 Chicago", "Dallas 1-0 Galaxy",
    "Columbus 0-1 Dallas", "Chicago 1-1 Columbus",
)  # fmt: skip


def test_all_matches_of_a_clubs_conference_count() -> None:
    held = _mls("2015", *LINES)
    east, west = tables(held, "us.1", Season.parse("2015"), phase="conference")
    assert (east.group, west.group) == ("East", "West")
    assert [(r.team, r.points, r.played) for r in east.rows] == [
        ("Chicago", 4, 3), ("Columbus", 4, 3), ("D.C.", 3, 2),
    ]  # fmt: skip
    assert [(r.team, r.points) for r in west.rows] == [("Dallas", 6), ("Galaxy", 0)]
    assert east.rows[1].decided_by == "goal_difference"
    # The league's own table stays one table.
    assert len(table(held, "us.1", Season.parse("2015")).rows) == 5
    assert table(held, "us.1", Season.parse("2015"), group="Eastern Conference") == east


def test_divisions_of_2001() -> None:
    found = tables(_mls("2001", *LINES), "us.1", Season.parse("2001"), phase="conference")
    assert [(t.group, {r.team for r in t.rows}) for t in found] == [
        ("Central", {"Columbus", "Chicago", "Dallas"}), ("East", {"D.C."}), ("West", {"Galaxy"}),
    ]  # fmt: skip


def test_facts_of_the_ledger_name_conferences_too() -> None:
    store = MemoryStore(
        all_facts=tuple(
            Fact(f"xx.{n}", "conference", c) for n, c in (("ayr", "North"), ("bury", "South"))
        )
    )
    held = snapshot_of([a_match("Ayr 1-0 Bury", 0, "xx.1", "2018")], store=store)
    found = tables(held, "xx.1", Season.parse("2018"), phase="conference")
    assert [(t.group, [r.team for r in t.rows]) for t in found] == [
        ("North", ["Ayr"]), ("South", ["Bury"]),
    ]  # fmt: skip


def test_without_conferences() -> None:
    held = snapshot_of([a_match("Ayr 1-0 Bury", 0, "es.1", "2018-19")])
    with pytest.raises(UnknownName, match="has no conferences that are known"):
        tables(held, "es.1", Season.parse("2018-19"), phase="conference")
    with pytest.raises(UnknownName, match="no table of the phase 'promedio'; it has league"):
        tables(held, "es.1", Season.parse("2018-19"), phase="promedio")


def _argentina(*seasons: Sequence[str]) -> Snapshot:
    found = [
        a_match(line, n, "ar.1", str(2020 + year))
        for year, lines in enumerate(seasons)
        for n, line in enumerate(lines)
    ]
    return snapshot_of(found)


def test_relegation_by_the_average_of_three_seasons() -> None:
    held = _argentina(
        ["Ayr 9-0 Bury", "Bury 0-9 Ayr"],  # 2020 no longer counts
        ["Ayr 0-1 Bury", "Bury 1-0 Ayr", "Ayr 0-0 Clyde", "Clyde 0-1 Bury"],
        ["Ayr 1-0 Bury", "Bury 2-0 Ayr", "Ayr 0-1 Clyde", "Clyde 0-1 Bury"],
        ["Ayr 3-0 Bury", "Bury 1-0 Ayr", "Ayr 0-0 Dover", "Dover 1-1 Ayr"],
    )
    (found,) = tables(held, "ar.1", Season.parse("2023"), phase="promedio")
    # Clyde went down; Dover count one season, two draws in two matches.
    assert [(r.team, r.points, r.played, r.zone) for r in found.rows] == [
        ("Bury", 18, 8, ""), ("Dover", 2, 2, ""), ("Ayr", 9, 10, "relegation"),
    ]  # fmt: skip
    assert [r.decided_by for r in found.rows] == ["", "points_per_match", "points_per_match"]
    assert found.phase == "promedio"
    assert [str(c.season) for c in found.coverage] == ["2021", "2022", "2023"]
    assert [r.zone for r in table(held, "ar.1", Season.parse("2023")).rows] == ["champion", "", ""]


def test_the_rulebook_says_so() -> None:
    rule = BUILT_IN.edition("ar.1", Season.parse("2022")).average
    assert rule is not None
    assert (rule.seasons, rule.relegated) == (3, 2)
    text = (
        'id = "xx.1"\nname = "Own"\nkind = "league"\n[[edition]]\nfrom = "2015"\n'
        'source = { text = "Handbook" }\npoints = { win = 3, draw = 1 }\norder = ["points"]\n'
        "promedio = { seasons = 2, relegation = 1 }\n"
    )
    (edition,) = check_text(text)
    assert edition.average is not None
    assert edition.average.seasons == 2
