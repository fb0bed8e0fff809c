"""Points taken off and results changed by decision, in seasons where they are known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Correction
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.rules.table import Table, table
from tests.rules.history import club, league


@cache
def _league(shared: Path, name: str, competition: str) -> Snapshot:
    return snapshot_of(league(shared, name, competition))


def _decided(
    held: Snapshot, competition: str, season: str, *given: tuple[str, str, str, str]
) -> Table:
    country = competition[:2]
    store = MemoryStore(
        all_corrections=tuple(
            Correction(
                CompetitionId(competition), Season.parse(season), kind,  # type: ignore[arg-type]
                club(who, country).id if who else "", value, match, source="the league",
            )
            for kind, who, value, match in given
        )
    )  # fmt: skip
    return table(replace(held, store=store), competition, Season.parse(season))


@pytest.mark.parametrize(
    ("name", "competition", "season", "taken", "expected"),
    [
        (
            "england", "en.1", "1990-91", {"Arsenal": 2, "Manchester United": 1},
            {"Arsenal": (1, 83), "Manchester United": (6, 59)},
        ),
        ("england", "en.1", "1996-97", {"Middlesbrough": 3}, {"Middlesbrough": (19, 39)}),
        ("england", "en.1", "2009-10", {"Portsmouth": 9}, {"Portsmouth": (20, 19)}),
        (
            "england", "en.1", "2023-24", {"Everton": 8, "Nottingham Forest": 4},
            {"Everton": (15, 40), "Nottingham Forest": (17, 32)},
        ),
        ("germany", "de.1", "1993-94", {"Dynamo Dresden": 4}, {"Dynamo Dresden": (13, 30)}),
        ("germany", "de.1", "1999-00", {"Eintracht Frankfurt": 2}, {"Eintracht Frankfurt": (14, 39)}),
        ("germany", "de.1", "2003-04", {"1. FC Kaiserslautern": 3},
         {"1. FC Kaiserslautern": (15, 36)}),
        ("france", "fr.1", "2023-24", {"Montpellier HSC": 1}, {"Montpellier HSC": (12, 41)}),
        ("holland", "nl.1", "2023-24", {"Vitesse": 18}, {"Vitesse": (18, 6)}),
    ],
)  # fmt: skip
def test_points_taken_off(
    shared: Path,
    name: str,
    competition: str,
    season: str,
    taken: dict[str, int],
    expected: dict[str, tuple[int, int]],
) -> None:
    given = [("points_deducted", who, str(points), "") for who, points in taken.items()]
    found = _decided(_league(shared, name, competition), competition, season, *given)
    rows = {row.team: row for row in found.rows}
    assert {team: (rows[team].position, rows[team].points) for team in expected} == expected
    assert {team: rows[team].deducted for team in taken} == taken


def test_a_result_awarded_otherwise(shared: Path) -> None:
    """Union Berlin v Bochum of December 2024: 1-1 on the pitch, awarded 0-2 and so in the file."""
    held = _league(shared, "germany", "de.1")
    official = table(held, "de.1", Season.parse("2024-25"))
    names = [row.team for row in official.rows]
    bochum = next(n for n in names if "Bochum" in n)
    union = next(n for n in names if "Union" in n)
    where = f"{union} v {bochum}"
    pitch = _decided(held, "de.1", "2024-25", ("awarded", "", "1-1", where))
    assert pitch.row(bochum).points == official.row(bochum).points - 2
    assert pitch.row(union).points == official.row(union).points + 1
    assert pitch.row(bochum).goals_for == official.row(bochum).goals_for - 1
    assert pitch.row(union).goals_for == official.row(union).goals_for + 1
    assert pitch.decisions == ("the league",)
    # Without a score it is that of a forfeit, which is 2-0 in Germany.
    forfeited = _decided(held, "de.1", "2024-25", ("awarded", bochum, "", where))
    assert forfeited.rows == official.rows


def test_a_match_declared_void(shared: Path) -> None:
    held = _league(shared, "spain", "es.1")
    season = Season.parse("2016-17")
    match = next(m for row in range(len(held.matches)) if (m := held.match(row)).season == season)
    found = _decided(held, "es.1", "2016-17", ("void", "", "", match.id))
    assert found.row(match.home).played == found.row(match.away).played == 37
    assert sum(row.played for row in found.rows) == 758
