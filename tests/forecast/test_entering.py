"""Clubs that enter a cup after others have played, and fixtures whose clubs are named in part."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import matchdesk
from matchdesk.errors import UnknownName
from matchdesk.forecast.fixtures import Clubs

_HEAD = "date,home,away,competition,season,score,phase,round,leg,group\n"


def _ledger(tmp_path: Path, lines: list[str]) -> matchdesk.Desk:
    file = tmp_path / "results.csv"
    file.write_text(
        _HEAD + "".join(f"{line}{',' * (9 - line.count(','))}\n" for line in lines),
        encoding="utf-8",
    )
    desk = matchdesk.open(tmp_path / "ledger.sqlite")
    desk.import_paths(file)
    return desk


def _league_phase() -> list[str]:
    """36 clubs, each against the four on either side of it in a circle; the lower number wins."""
    day, lines = dt.date(2024, 9, 17), []
    for step in range(1, 5):
        for n in range(36):
            other = (n + step) % 36
            score = "1-0" if n < other else "0-1"
            lines.append(
                f"{day + dt.timedelta(7 * step)},Side {n:02},Side {other:02},uefa.cl,2024-25,{score},league,,"
            )
    return lines


@pytest.mark.parametrize(
    ("on", "fits"),
    [("2024-12-31", True), ("2025-02-13", True), ("2025-02-20", True), ("2025-02-20", False)],
)
def test_the_first_eight_meet_the_winners_of_the_play_off_round(
    tmp_path: Path, on: str, fits: bool
) -> None:
    lines = _league_phase()
    places = [
        row.club.name for row in _ledger(tmp_path, lines).at(None).table("uefa.cl", "2024-25").rows
    ]
    for better in range(8, 16):
        worse = 31 - better if fits else better + 8
        one, other = places[worse], places[better]
        lines += [
            f"2025-02-12,{one},{other},uefa.cl,2024-25,1-0,knockout,play_off,1",
            f"2025-02-19,{other},{one},uefa.cl,2024-25,2-0,knockout,play_off,2",
        ]
    (tmp_path / "whole").mkdir()
    view = _ledger(tmp_path / "whole", lines).at(on)
    teams = view.forecast("uefa.cl", "2024-25", runs=200).teams
    reach: dict[str, float] = {}
    for team in teams:
        for name, chance in team.reach:
            reach[name] = reach.get(name, 0.0) + chance
    assert reach == pytest.approx(
        {"play_off": 16, "round_of_16": 16, "quarter_final": 8, "semi_final": 4, "final": 2, "winner": 1}
    )  # fmt: skip
    first = next(team for team in teams if team.club.name == places[0])
    assert first.reaches("round_of_16") == 1


def test_a_club_named_in_part_is_the_one_of_its_league(tmp_path: Path) -> None:
    lines = [
        "2022-03-01,Wasps Harbourtown,Southport Old Boys,jp.1,2022,1-0,,,",
        "2022-03-08,Southport F. Mariners,Wasps Harbourtown,jp.1,2022,1-0,,,",
    ]
    clubs = Clubs(_ledger(tmp_path, lines).at(None).snapshot)
    assert clubs.find("Wasps", "jp.1").name == "Wasps Harbourtown"
    assert clubs.find("Southport Mariners", "jp.1").name == "Southport F. Mariners"
    assert len(clubs.notes) == 2
    with pytest.raises(UnknownName):
        clubs.find("Wasps", "en.1")


def _groups(competition: str, season: str, day: str, letters: str, meetings: int) -> list[str]:
    """Groups of four in which the lower number wins; thirds of later groups scored less."""
    lines = []
    for at, letter in enumerate(letters):
        sides = [f"{letter}{n}" for n in range(1, 5)]
        for i, one in enumerate(sides):
            for j, other in enumerate(sides):
                if i < j or (i > j and meetings == 2):
                    goals = len(letters) - at if min(i, j) == 2 else 1
                    score = f"{goals}-0" if i < j else f"0-{goals}"
                    on = dt.date.fromisoformat(day) + dt.timedelta(days=i > j)
                    lines.append(
                        f"{on},{one},{other},{competition},{season},{score},group,,,{letter}"
                    )
    return lines


@pytest.mark.parametrize(
    ("competition", "season", "day", "letters", "meetings", "known"),
    [
        ("uefa.cl", "2018-19", "2018-09-18", "ABCDEFGH", 2, []),
        ("uefa.cl", "2018-19", "2018-09-18", "ABCDEFGH", 2, ["A2 B1", "C2 D1", "E2 A1"]),
        ("uefa.euro", "2016", "2016-06-10", "ABCDEF", 1, []),
        ("uefa.euro", "2016", "2016-06-10", "ABCDEF", 1, ["A2 C2", "D1 B3"]),
    ],
)
def test_a_round_of_which_a_file_holds_a_part(
    tmp_path: Path,
    competition: str,
    season: str,
    day: str,
    letters: str,
    meetings: int,
    known: list[str],
) -> None:
    lines = _groups(competition, season, day, letters, meetings)
    later = dt.date.fromisoformat(day) + dt.timedelta(days=20)
    leg = "1" if meetings == 2 else ""
    for tie in known:
        one, other = tie.split()
        lines.append(
            f"{later},{one},{other},{competition},{season},1-0,knockout,round_of_16,{leg},"
        )
    view = _ledger(tmp_path, lines).at(None)
    teams = view.forecast(competition, season, runs=100).teams
    reach: dict[str, float] = {}
    for team in teams:
        for name, chance in team.reach:
            reach[name] = reach.get(name, 0.0) + chance
    assert reach == pytest.approx(
        {"round_of_16": 16, "quarter_final": 8, "semi_final": 4, "final": 2, "winner": 1}
    )
    chances = {team.club.name: team for team in teams}
    assert chances["A1"].reaches("round_of_16") == 1
    # Of the thirds the four best go on, by goals where the points are level.
    thirds = [chances[f"{letter}3"].reaches("round_of_16") for letter in letters]
    assert thirds == ([1, 1, 1, 1, 0, 0] if len(letters) == 6 else [0] * 8)
    assert sum(team.zone("advance") for team in teams) == pytest.approx(16)


def test_one_tie_of_a_cup_is_not_the_cup(tmp_path: Path) -> None:
    lines = ["2019-02-12,Norby,Sutham,uefa.cl,2018-19,2-1,knockout,round_of_16,1"]
    found = _ledger(tmp_path, lines).at(None).forecast("uefa.cl", "2018-19", runs=200)
    assert [name for name, _ in found.teams[0].reach] == [
        "round_of_16", "quarter_final", "semi_final", "final", "winner",
    ]  # fmt: skip
    assert all(0 < team.reaches("winner") < 0.9 for team in found.teams)


@pytest.mark.parametrize(
    ("competition", "season", "day", "letters", "expected"),
    [
        (
            "uefa.cl", "1999-00", "1999-09-14", "ABCDEFGH",
            {"group_2": 16, "quarter_final": 8, "semi_final": 4, "final": 2, "winner": 1},
        ),
        ("fifa.wc", "1974", "1974-06-13", "1234", {"group_2": 8, "final": 2, "winner": 1}),
        ("fifa.wc", "1950", "1950-06-24", "1234", {"group_2": 4, "winner": 1}),
    ],
)  # fmt: skip
def test_a_second_group_phase_comes_after_the_first(
    tmp_path: Path, competition: str, season: str, day: str, letters: str, expected: dict[str, int]
) -> None:
    lines = _groups(competition, season, day, letters, 2 if len(letters) == 8 else 1)
    teams = _ledger(tmp_path, lines).at(None).forecast(competition, season, runs=100).teams
    reach: dict[str, float] = {}
    for team in teams:
        for name, chance in team.reach:
            reach[name] = reach.get(name, 0.0) + chance
    assert reach == pytest.approx(expected)
