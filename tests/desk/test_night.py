"""24 January 2018 from the starter ledger: the facts of the night, at the end of the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.desk import Desk, View
from matchdesk.errors import UnknownName, UsageError


@pytest.fixture(scope="module")
def night(starter: Desk) -> View:
    return starter.at("2018-01-24")


def listed(view: View, *args: Any, **kwargs: Any) -> list[str]:
    return [
        f"{m.date} {m.home.name} {m.score or 'v'} {m.away.name}"
        for m in view.results(*args, **kwargs).matches
    ]


def test_the_tie(night: View) -> None:
    told = night.tie("es.cup", "Real Madrid", "Leganés").to_dict()
    assert told["through"] == "Leganés"
    assert told["through_id"] == "es.leganes"
    assert told["decided_by"] == "away_goals"
    assert told["aggregate"] == [
        {"team": "Leganés", "team_id": "es.leganes", "goals": 2},
        {"team": "Real Madrid", "team_id": "es.real-madrid", "goals": 2},
    ]
    legs = told["legs"]
    assert isinstance(legs, list)
    assert [(leg["date"], leg["home"], leg["score"]) for leg in legs] == [
        ("2018-01-18", "Leganés", "0-1"),
        ("2018-01-24", "Real Madrid", "1-2"),
    ]


def test_the_table(night: View) -> None:
    rows = night.table("es.1").rows
    assert [(r.position, r.team, r.points, r.played) for r in rows[:5]] == [
        (1, "Barcelona", 54, 20),
        (2, "Atlético Madrid", 43, 20),
        (3, "Valencia", 40, 20),
        (4, "Real Madrid", 35, 19),
        (5, "Villarreal", 34, 20),
    ]
    leganes = night.table("es.1").row("Leganés")
    assert (leganes.position, leganes.points, leganes.played) == (13, 25, 19)


def test_home_defeats_of_real_madrid(night: View) -> None:
    lost = [
        m
        for m in night.results(club="Real Madrid", season="2017-18").matches
        if m.home.id == "es.real-madrid"
        and not m.neutral
        and m.result
        and m.result[0] < m.result[1]
    ]
    assert [(str(m.date), m.away.name, str(m.result)) for m in lost] == [
        ("2017-09-20", "Real Betis", "0-1"),
        ("2017-12-23", "Barcelona", "0-3"),
        ("2018-01-13", "Villarreal", "0-1"),
        ("2018-01-24", "Leganés", "1-2"),
    ]


def test_home_cup_results(night: View) -> None:
    home = [
        f"{m.score} {m.away.name}"
        for m in night.results("es.cup", club="Real Madrid", season="2017-18").matches
        if m.home.id == "es.real-madrid"
    ]
    assert home == ["2-2 Fuenlabrada", "2-2 Numancia", "1-2 Leganés"]


def test_what_comes_next(night: View) -> None:
    coming = [
        line
        for line in listed(night, club="Real Madrid", season="2017-18")
        if " v " in line and "2018-01-24" < line < "2018-02-15"
    ]
    assert coming == [
        "2018-01-27 Valencia v Real Madrid",
        "2018-02-03 Levante v Real Madrid",
        "2018-02-10 Real Madrid v Real Sociedad",
        "2018-02-14 Real Madrid v Paris Saint-Germain",
    ]


def test_meetings_before_that_night(starter: Desk) -> None:
    before = starter.at(
        Moment.before(dt.date(2018, 1, 24), "es.cup:2017-18:es.real-madrid:es.leganes")
    )
    met = [
        m
        for m in before.results(club="Leganés").matches
        if "es.real-madrid" in (m.home.id, m.away.id) and m.result is not None
    ]
    assert len(met) == 5
    for match in met:
        assert match.result is not None
        real_at_home = match.home.id == "es.real-madrid"
        assert (match.result.home > match.result.away) is real_at_home


def test_goals_and_half_time(night: View) -> None:
    row = night.results("es.cup", club="Leganés", season="2017-18")
    match = next(m for m in row.to_dict()["matches"] if m["date"] == "2018-01-24")  # type: ignore[attr-defined]
    assert [(g["minute"], g["team"], g["player"]) for g in match["goals"]] == [
        (31, "Leganés", "Javier Eraso"),
        (47, "Real Madrid", "Karim Benzema"),
        (55, "Leganés", "Gabriel Pires"),
    ]
    first = next(m for m in row.to_dict()["matches"] if m["date"] == "2018-01-18")  # type: ignore[attr-defined]
    assert [(g["minute"], g["player"]) for g in first["goals"]] == [(89, "Marco Asensio")]


@pytest.mark.parametrize(
    ("day", "semi_finals"), [("2018-01-24", 0), ("2018-01-25", 0), ("2018-01-26", 2)]
)
def test_the_draw_of_the_semi_finals(starter: Desk, day: str, semi_finals: int) -> None:
    ties = starter.at(day).ties("es.cup")
    assert len([tie for tie in ties if tie.round == "semi_final"]) == semi_finals


def test_overlapping_rounds_in_september_2017(starter: Desk) -> None:
    ties = starter.at("2017-09-05").ties("es.cup", "2017-18")
    rounds = {tie.round: [t for t in ties if t.round == tie.round] for tie in ties}
    # Round 2 began on the 5th, before the last tie of round 1 was played on the 6th.
    assert len(rounds["round_1"]) == 18
    assert sum(tie.through is None for tie in rounds["round_1"]) == 1
    assert len(rounds["round_2"]) == 22
    assert sum(tie.through is not None for tie in rounds["round_2"]) == 2
    assert "round_3" not in rounds


def test_a_postponed_match_is_withheld(starter: Desk) -> None:
    def postponed(day: str) -> tuple[str, str | None]:
        match = starter.at(day).match("es.1:2017-18:es.leganes:es.real-madrid")
        return match.status, str(match.date) if match.date else None

    assert postponed("2018-01-24") == ("postponed", None)
    assert postponed("2018-02-07") == ("scheduled", "2018-02-21")
    assert postponed("2018-02-21") == ("played", "2018-02-21")


def test_march_2020(starter: Desk) -> None:
    """The season stopped after matchday 27; the table stands as it stood."""
    table = starter.at("2020-03-15").table("es.1")
    assert [(r.team, r.played, r.points) for r in table.rows[:2]] == [
        ("Barcelona", 27, 58),
        ("Real Madrid", 27, 56),
    ]
    final = starter.at("2020-07-19").table("es.1", "2019-20")
    assert [(r.team, r.points) for r in final.rows[:2]] == [("Real Madrid", 87), ("Barcelona", 82)]


@pytest.mark.parametrize(
    ("season", "champion", "points"),
    [
        ("2012-13", "Barcelona", 100),
        ("2013-14", "Atlético Madrid", 90),
        ("2016-17", "Real Madrid", 93),
        ("2020-21", "Atlético Madrid", 86),
        ("2024-25", "Barcelona", 88),
    ],
)
def test_champions(starter: Desk, season: str, champion: str, points: int) -> None:
    first = starter.at(dt.date.max).table("es.1", season).rows[0]
    assert (first.team, first.points) == (champion, points)


def test_the_default_moment_is_the_last_result(starter: Desk) -> None:
    view = starter.at()
    last = max(m.date for m in view.results().matches if m.date and m.result)
    assert view.moment.day == last


def test_wrong_names_are_refused_with_near_ones(night: View) -> None:
    with pytest.raises(UnknownName, match="Leganés") as refused:
        night.results("es.cup", club="Leganez")
    assert refused.value.near[0] == "Leganés"
    with pytest.raises(UnknownName, match="No competition 'Copa del Ray'"):
        night.table("Copa del Ray")
    with pytest.raises(UnknownName, match="seasons held: 2012-13"):
        night.table("es.1", "1999-00")
    with pytest.raises(UsageError, match="no season"):
        night.table("es.1", "2017-19")
    with pytest.raises(UnknownName, match="no match Barcelona v Leganés on 2018-01-24"):
        night.match("2018-01-24 Barcelona v Leganés")
    with pytest.raises(UsageError, match="names no match"):
        night.match("the one with the away goals")


def test_clubs_by_any_name(night: View) -> None:
    for name in ("es.leganes", "Leganés", "leganes", "CD Leganés", "Los Pepineros"):
        assert night.clubs(name)[0].id == "es.leganes"
