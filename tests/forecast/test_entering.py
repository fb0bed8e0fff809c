"""Clubs that enter a cup after others have played, and fixtures whose clubs are named in part."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import matchdesk
from matchdesk.errors import UnknownName
from matchdesk.forecast.fixtures import Clubs

_HEAD = "date,home,away,competition,season,score,phase,round,leg\n"


def _ledger(tmp_path: Path, lines: list[str]) -> matchdesk.Desk:
    file = tmp_path / "results.csv"
    file.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
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
        "2022-03-01,Avispa Fukuoka,Yokohama FC,jp.1,2022,1-0,,,",
        "2022-03-08,Yokohama F. Marinos,Avispa Fukuoka,jp.1,2022,1-0,,,",
    ]
    clubs = Clubs(_ledger(tmp_path, lines).at(None).snapshot)
    assert clubs.find("Avispa", "jp.1").name == "Avispa Fukuoka"
    assert clubs.find("Yokohama Marinos", "jp.1").name == "Yokohama F. Marinos"
    assert len(clubs.notes) == 2
    with pytest.raises(UnknownName):
        clubs.find("Avispa", "en.1")
