"""Rounds that no source names, told by who plays on."""

from __future__ import annotations

import datetime as dt

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, match_id, snapshot_of
from matchdesk.press.rounds import Rounds

DAY = dt.date(2011, 1, 5)


def _match(number: int, home: str, away: str, score: tuple[int, int], competition: str) -> Match:
    def club(name: str) -> Club:
        return Club(ClubId(f"xx.{name.lower()}"), name, "xx")

    season = Season(2010, True) if competition == "es.cup" else Season(2011, False)
    return Match(
        match_id(competition, season, home, away), CompetitionId(competition), season,
        DAY + dt.timedelta(days=number), club(home), club(away), "played", Score(*score),
    )  # fmt: skip


def _told(
    *rows: tuple[int, str, str, tuple[int, int]], competition: str = "es.cup"
) -> dict[str, str]:
    matches = [_match(*row, competition) for row in rows]
    later = _match(200, "A", "B", (0, 0), "es.1")
    whole: Snapshot = snapshot_of([*matches, later])
    names = Rounds.of(whole).names
    return {f"{m.home.name}{m.away.name}": names.get(key, "") for key, m in enumerate(matches)}


CUP = (
    (0, "A", "E", (2, 0)), (0, "B", "F", (1, 0)), (0, "C", "G", (1, 0)), (0, "D", "H", (1, 0)),
    (7, "E", "A", (0, 0)), (7, "F", "B", (0, 0)), (7, "G", "C", (0, 0)), (7, "H", "D", (0, 0)),
    (20, "A", "B", (1, 0)), (20, "C", "D", (1, 0)), (27, "B", "A", (0, 0)), (27, "D", "C", (0, 0)),
)  # fmt: skip


def test_rounds_of_a_cup_over_two_legs() -> None:
    told = _told(*CUP, (60, "A", "C", (2, 1)))
    assert told["AC"] == "final"
    assert {told[k] for k in ("AB", "BA", "CD", "DC")} == {"semi_final"}
    assert {told[k] for k in ("AE", "HD")} == {"quarter_final"}


def test_a_cup_that_is_not_over_tells_nothing() -> None:
    assert set(_told(*CUP).values()) == {""}


def test_the_last_day_of_a_group_is_no_final() -> None:
    group = (
        (0, "A", "B", (1, 0)), (0, "C", "D", (1, 0)), (4, "A", "C", (1, 0)), (4, "B", "D", (1, 0)),
        (8, "A", "D", (1, 0)), (9, "B", "C", (1, 0)),
    )  # fmt: skip
    assert set(_told(*group, competition="fifa.confederations").values()) == {""}


def test_final_and_third_place_after_groups() -> None:
    group = (
        (0, "A", "B", (1, 0)), (0, "E", "F", (1, 0)), (3, "A", "C", (1, 0)), (3, "E", "G", (1, 0)),
        (6, "B", "C", (1, 0)), (6, "F", "G", (1, 0)),
    )  # fmt: skip
    told = _told(
        *group, (9, "A", "F", (1, 0)), (9, "E", "B", (0, 0)), (12, "F", "E", (1, 0)), (12, "A", "B", (1, 0)),
        competition="fifa.confederations",
    )  # fmt: skip
    assert told["AB"] == "final"
    assert (told["FE"], told["AF"], told["EB"]) == ("third_place", "semi_final", "semi_final")
    assert told["BC"] == ""
