"""European places as cup winners leave them: seasons of ``tests/cases/european_places.toml``."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from operator import itemgetter
from typing import Any

import pytest

from matchdesk.core.match import Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import snapshot_of
from matchdesk.rules.calendar import known_at
from matchdesk.rules.series import tables_by_day
from matchdesk.rules.table import table
from tests.rules.cases import a_match, load


def league_of(order: list[str], clubs: int, league: str, season: str) -> list[Match]:
    """A season in which the better of two clubs wins every match."""
    names = [*order, *(f"Zz {n:02}" for n in range(clubs - len(order)))]
    return [
        a_match(f"{a} {'1-0' if names.index(a) < names.index(b) else '0-1'} {b}", 0, league, season)
        for a, b in itertools.permutations(names, 2)
    ]


def world(case: dict[str, Any]) -> tuple[list[Match], str, Season]:
    """The league of a case, all on 1 January, and its finals, a day apart."""
    league, season = case["league"].split()
    matches = league_of(case["order"], case["clubs"], league, season)
    for n, (cup, line) in enumerate(case["finals"].items(), 1):
        matches.append(a_match(line, n, cup, season, phase="knockout", round="final"))
    return matches, league, Season.parse(season)


@pytest.mark.parametrize("case", load("european_places.toml"), ids=itemgetter("name"))
def test_places(case: dict[str, Any]) -> None:
    matches, league, season = world(case)
    found = table(snapshot_of(matches), league, season)
    assert [row.team for row in found.rows[: len(case["order"])]] == case["order"]
    assert found.rows[0].zone == "champion"
    for zone, clubs in case["places"].items():
        assert [row.team for row in found.rows if row.zone == zone] == clubs, zone
    assert bool(found.notes) == bool(case["finals"])


def test_before_a_final_nothing_is_known_of_its_winner() -> None:
    case = next(c for c in load("european_places.toml") if c["league"] == "en.1 2023-24")
    matches, league, season = world(case)
    whole = snapshot_of(matches, Moment(dt.date(2019, 1, 1)))
    zones = {}
    for day in (1, 2, 3):
        known = known_at(whole, Moment(dt.date(2018, 1, day)))
        found = table(known, league, season)
        zones[day] = {row.team: row.zone for row in found.rows if row.position in (5, 6, 7, 8)}
    assert zones[1] == {"Tottenham": "uefa.el", "Chelsea": "", "Newcastle": "", "United": ""}
    assert zones[2] == {"Tottenham": "uefa.el", "Chelsea": "", "Newcastle": "", "United": "uefa.el"}
    assert zones[3] == {**zones[2], "Chelsea": "uefa.ecl"}


def test_a_final_not_decided_gives_nothing() -> None:
    case = next(c for c in load("european_places.toml") if c["league"] == "en.1 2023-24")
    matches, league, season = world(case)
    level = [
        replace(m, score=None, status="scheduled") if m.competition == "en.cup" else m
        for m in matches
    ]
    found = table(snapshot_of(level), league, season)
    assert found.row("United").zone == ""


def test_tables_by_day_know_the_cups_of_their_day() -> None:
    case = next(c for c in load("european_places.toml") if c["league"] == "en.1 2023-24")
    matches, league, season = world(case)
    # The last league match is played after both finals.
    late = [replace(matches[0], date=dt.date(2018, 1, 5)), *matches[1:]]
    whole = snapshot_of(late, Moment(dt.date(2019, 1, 1)))
    first, last = tables_by_day(whole, league, season)
    for found in (first, last):
        assert found == table(known_at(whole, Moment(found.on)), league, season)
    assert (first.row("United").zone, last.row("United").zone) == ("", "uefa.el")
