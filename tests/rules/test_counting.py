"""Tables of a part of the matches, and scores put in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UsageError
from matchdesk.rules.table import Table, table, tables
from tests.rules.cases import a_match

SEASON = Season.parse("2017-18")
LINES = (
    "Ayr 3-0 Bury", "Bury 1-0 Ayr", "Ayr 0-1 Clyde", "Clyde 2-2 Ayr", "Bury 4-0 Clyde",
    "Clyde v Bury",
)  # fmt: skip


def _held() -> Snapshot:
    matches = [a_match(line, n, "es.1", "2017-18", phase="league") for n, line in enumerate(LINES)]
    half = {0: "0-0", 1: "1-0", 2: "0-1", 3: "2-0"}
    matches = [
        replace(m, half_time=Score.parse(half[n])) if n in half else m
        for n, m in enumerate(matches)
    ]
    return snapshot_of(matches, Moment.end_of("2018-06-30"))


def _shown(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(r.team, r.played, r.points, r.goals_for, r.goals_against) for r in found.rows]


def test_home_and_away_make_the_whole() -> None:
    held = _held()
    home = table(held, "es.1", SEASON, venue="home")
    away = table(held, "es.1", SEASON, venue="away")
    whole = table(held, "es.1", SEASON)
    assert _shown(home) == [("Bury", 2, 6, 5, 0), ("Ayr", 2, 3, 3, 1), ("Clyde", 1, 1, 2, 2)]
    assert _shown(away) == [("Clyde", 2, 3, 1, 4), ("Ayr", 2, 1, 2, 3), ("Bury", 1, 0, 0, 3)]
    assert (home.counting, away.counting, whole.counting) == ("home matches", "away matches", "")
    for row in whole.rows:
        parts = [part.row(row.club) for part in (home, away)]
        for name in ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points"):
            assert sum(getattr(p, name) for p in parts) == getattr(row, name)
    assert {row.zone for row in home.rows} == {""}


def test_the_last_matches_of_each_club() -> None:
    held = _held()
    last = table(held, "es.1", SEASON, last=2)
    assert _shown(last) == [("Bury", 2, 6, 5, 0), ("Ayr", 2, 1, 2, 3), ("Clyde", 2, 1, 2, 6)]
    assert last.counting == "last 2 matches"
    assert last.rows[2].decided_by == "goal_difference"
    both = table(held, "es.1", SEASON, last=1, venue="home")
    assert _shown(both)[0] == ("Bury", 1, 3, 4, 0)
    assert both.counting == "home matches, last 1 of each club"
    # More than were played are all.
    every = _shown(table(held, "es.1", SEASON, last=99))
    assert sorted(every) == sorted(_shown(table(held, "es.1", SEASON)))


@pytest.mark.parametrize("last", [0, -3])
def test_a_last_that_means_nothing(last: int) -> None:
    with pytest.raises(UsageError, match="expected 1 or more"):
        table(_held(), "es.1", SEASON, last=last)


def test_half_time() -> None:
    found = table(_held(), "es.1", SEASON, half_time=True)
    assert _shown(found) == [("Clyde", 2, 6, 3, 0), ("Bury", 2, 4, 1, 0), ("Ayr", 4, 1, 0, 4)]
    assert found.counting == "scores at half-time, 1 match without one left out"


def test_a_score_put_in() -> None:
    held = _held()
    found = table(held, "es.1", SEASON, put_in={5: Score(9, 0)})
    assert _shown(found)[0] == ("Clyde", 4, 7, 12, 6)
    assert found.final
    # What is held stays what it was.
    assert not table(held, "es.1", SEASON).final
    assert held.match(5).score is None
    # Another score for a match that was played.
    other = table(held, "es.1", SEASON, put_in={0: Score(0, 5)})
    assert (other.row("Bury").goals_for, other.row("Ayr").goals_for) == (10, 2)


def test_each_group_is_cut_alike() -> None:
    matches = [
        a_match("Ayr 1-0 Bury", 0, "uefa.cl", "2017-18", phase="group", group="A"),
        a_match("Clyde 0-1 Dover", 1, "uefa.cl", "2017-18", phase="group", group="B"),
    ]
    found = tables(snapshot_of(matches), "uefa.cl", SEASON, venue="away")
    assert [(t.group, t.rows[0].team, t.rows[0].points) for t in found] == [
        ("A", "Ayr", 0), ("B", "Dover", 3),
    ]  # fmt: skip
