"""Rolls of honour, and who is still in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UnknownName
from matchdesk.rules.alive import alive
from matchdesk.rules.calendar import known_at
from matchdesk.rules.honours import champions
from tests.rules.cases import a_match
from tests.rules.history import european_cup, league, world_cup
from tests.rules.worlds import night_world


def test_champions_of_spain(shared: Path) -> None:
    found = champions(snapshot_of(league(shared, "spain", "es.1")), "es.1")
    titles = {club.name: len(seasons) for club, seasons in found.titles}
    assert titles == {
        "Real Madrid": 36, "FC Barcelona": 28, "Atletico Madrid": 11, "Athletic Bilbao": 8,
        "Valencia CF": 6, "Real Sociedad": 2, "Deportivo La Coruna": 1, "Real Betis": 1,
        "Sevilla FC": 1,
    }  # fmt: skip
    assert found.titles[0][0].name == "Real Madrid"
    last = found.seasons[-1]
    assert (str(last.season), last.how) == ("2024-25", "table")
    assert last.reason.startswith("88 points; Real Madrid behind on points, ")
    assert all(one.champion is not None for one in found.seasons)
    # A match of 1979-80 is not held; no club could have passed the first by it.
    (part,) = (one for one in found.seasons if not one.coverage.complete)
    assert (str(part.season), part.coverage.held, part.runners_up) == ("1979-80", 305, None)
    assert part.reason == "53 points, more than any other club can reach"


def test_champions_of_europe(shared: Path) -> None:
    matches, _ = european_cup(shared)
    found = champions(snapshot_of(matches), "uefa.cl")
    by_season = {str(one.season): one for one in found.seasons}
    assert by_season["1955-56"].champion is not None
    assert by_season["1955-56"].champion.name == "Real Madrid"
    final = by_season["1998-99"]
    assert (final.champion and final.champion.name, final.runners_up and final.runners_up.name) == (
        "Manchester United", "Bayern Munich",
    )  # fmt: skip
    assert final.how == "final"
    assert final.reason == "Manchester United win the final: Manchester United 2-1 Bayern Munich."
    assert all(one.champion is not None for one in found.seasons)


def test_a_world_cup_decided_by_a_table(shared: Path) -> None:
    found = champions(snapshot_of(world_cup(shared)), "fifa.wc")
    by_year = {str(one.season): one for one in found.seasons}
    assert (by_year["1950"].how, by_year["1950"].champion and by_year["1950"].champion.name) == (
        "table", "Uruguay",
    )  # fmt: skip
    assert {one.how for year, one in by_year.items() if year != "1950"} == {"final"}


def test_a_stopped_season_without_champions(shared: Path) -> None:
    found = champions(snapshot_of(league(shared, "holland", "nl.1")), "nl.1")
    (stopped,) = (one for one in found.seasons if str(one.season) == "2019-20")
    assert (stopped.how, stopped.champion) == ("none", None)
    assert stopped.reason.startswith("no champion: Eredivisie 2019-20, stopped in March")


def test_nothing_is_concluded_from_a_part() -> None:
    held = snapshot_of([a_match("Ayr 1-0 Bury", 0, "es.1", "2017-18")])
    (one,) = champions(held, "es.1").seasons
    assert (one.champion, one.how, one.reason) == (
        None, "", "Ayr lead; not all is played or held",
    )  # fmt: skip
    assert one.coverage.complete is False
    told = champions(held, "es.1").to_dict()
    assert told["titles"] == []
    with pytest.raises(UnknownName, match=r"no match of xx\.1 is held"):
        champions(held, "xx.1")


def test_two_champions_of_one_table_are_none() -> None:
    lines = ["Ayr 1-0 Bury", "Bury 1-0 Ayr"]
    held = snapshot_of([a_match(line, n, "es.1", "2017-18") for n, line in enumerate(lines)])
    (one,) = champions(held, "es.1").seasons
    assert one.reason == "level at the top, undecided: Ayr, Bury"


# ---- who is still in ----


@pytest.fixture(scope="module")
def night(shared: Path) -> Snapshot:
    return known_at(night_world(shared), Moment.end_of("2018-01-24"))


def _with_countries(held: Snapshot) -> Snapshot:
    spanish = {
        row.home
        for n in range(len(held.matches))
        if (row := held.match(n)).competition != "uefa.cl"
    }
    clubs = tuple(replace(club, country="es" if club in spanish else "xx") for club in held.clubs)
    return replace(held, clubs=clubs)


def test_who_is_still_in_on_the_night(night: Snapshot) -> None:
    found = alive(_with_countries(night), "es")
    held = {one.competition: [s.club.name for s in one.clubs] for one in found.competitions}
    assert held == {
        "es.cup": ["Barcelona", "Leganés", "RCD Espanyol", "Sevilla", "Valencia"],
        "uefa.cl": ["Barcelona", "Real Madrid", "Sevilla"],
    }
    (cup,) = (one for one in found.competitions if one.competition == "es.cup")
    assert "Real Madrid" in {club.name for club in cup.out}
    told = cup.to_dict()
    (leganes,) = (c for c in told["clubs"] if c["team"] == "Leganés")  # type: ignore[attr-defined]
    assert (leganes["round"], leganes["opponent"], leganes["drawn"]) == ("semi_final", None, False)
    assert told["winner"] is None


def test_no_such_country(night: Snapshot) -> None:
    with pytest.raises(UnknownName, match="no club of 'zz' is held"):
        alive(_with_countries(night), "zz")


def test_a_winner_is_named() -> None:
    matches = [
        a_match("Ayr 1-0 Bury", 0, "es.cup", "2017-18", phase="knockout", round="final"),
    ]
    held = snapshot_of(matches, Moment.end_of("2018-02-01"))
    held = replace(held, clubs=tuple(replace(club, country="es") for club in held.clubs))
    (cup,) = alive(held, "es").competitions
    assert cup.winner is not None
    assert (cup.winner.name, cup.clubs, [c.name for c in cup.out]) == ("Ayr", (), ["Bury"])
    assert str(cup.season) == str(Season.parse("2017-18"))
