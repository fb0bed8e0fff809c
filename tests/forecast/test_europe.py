"""European places in forecasts: as the cups leave them, in each run."""

from __future__ import annotations

import pytest

import matchdesk
from matchdesk.core.season import Season
from matchdesk.forecast.simulate import forecast

_EUROPE = ("uefa.cl", "uefa.cl.qualifying", "uefa.el", "uefa.ecl")


@pytest.mark.parametrize("season", ["2013-14", "2014-15", "2018-19", "2020-21", "2021-22"])
def test_a_season_that_is_over_has_the_places_of_its_table(season: str) -> None:
    view = matchdesk.open().at(f"20{season[-2:]}-07-01")
    table = view.table("es.1", season)
    found = forecast(view.snapshot, "es.1", Season.parse(season), runs=20, swings=False)
    for row in table.rows:
        zones = dict(found.team(row.club).zones)
        here = {name for name in _EUROPE if zones.get(name)}
        # The champions' zone is told before Europe's.
        if row.position > 1:
            assert here == ({row.zone} & {*_EUROPE}), row.team
        assert all(zones[name] == 1 for name in here)


def test_a_cup_still_to_be_won_passes_its_place_on_in_some_runs() -> None:
    view = matchdesk.open().at("2018-01-24")
    found = forecast(view.snapshot, "es.1", Season(2017, True), runs=400, swings=False)
    chance = {name: sum(team.zone(name) for team in found.teams) for name in _EUROPE}
    assert chance["uefa.cl"] == pytest.approx(4, abs=0.6)
    assert chance["uefa.cl"] >= 4
    # Sixth is sure of a place in most runs: nearly all who may win the cup are above it.
    assert 2.5 < chance["uefa.el"] <= 3
