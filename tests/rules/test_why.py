"""What separates two clubs, criterion by criterion."""

from __future__ import annotations

from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.table import table
from matchdesk.rules.why import Why, why
from tests.rules.cases import a_club, a_correction, a_match

SEASON = Season.parse("2017-18")


def _held(*lines: str, rule: str = "es.1 2017-18", ahead: str = "", **more: Any) -> Snapshot:
    competition, season = rule.split()
    more = {"phase": "league", **more}
    matches = [a_match(line, n, competition, season, **more) for n, line in enumerate(lines)]
    decided = (a_correction(competition, season, "ahead", "", ahead),) if ahead else ()
    store = MemoryStore(all_corrections=decided)
    return snapshot_of(matches, Moment.end_of("2018-06-30"), store)


def _chain(found: Why) -> list[tuple[str, object, bool]]:
    return [(c.word, c.values, c.separates) for c in found.chain]


def test_points() -> None:
    held = _held("Ayr 1-0 Bury", "Bury 0-0 Clyde", "Clyde 2-2 Ayr")
    found = why(held, "es.1", SEASON, "Bury", "Ayr")
    assert _chain(found) == [("points", (1, 4), True)]
    assert found.sentence == "Ayr stand above Bury on points, 4 to 1."
    assert (found.positions, found.decided_by) == ((3, 1), "points")
    assert found.above == a_club("Ayr")


def test_head_to_head_and_the_clubs_it_counts() -> None:
    lines = (
        "Ayr 1-0 Bury", "Bury 1-0 Ayr", "Ayr 3-0 Clyde", "Clyde 0-0 Ayr", "Bury 1-0 Clyde",
        "Clyde 0-0 Bury", "Dover 0-3 Clyde", "Clyde 3-0 Dover", "Dover 0-0 Ayr", "Ayr 0-0 Dover",
        "Bury 0-0 Dover", "Dover 0-0 Bury",
    )  # fmt: skip
    found = why(_held(*lines), "es.1", SEASON, "Bury", "Clyde")
    assert found.sentence == "Bury stand above Clyde on points, 9 to 8."
    found = why(_held(*lines), "es.1", SEASON, "Ayr", "Bury")
    assert _chain(found) == [
        ("points", (9, 9), False),
        ("head_to_head_goal_difference", (0, 0), False),
        ("goal_difference", (3, 1), True),
    ]
    told = found.to_dict()
    assert told["decided_by"] == "goal_difference"
    assert [c["among"] for c in told["chain"]] == [[], ["Ayr", "Bury"], []]  # type: ignore[attr-defined]
    assert [c["said"] for c in told["chain"]] == [  # type: ignore[attr-defined]
        "points: 9 and 9, level",
        "head-to-head goal difference: +0 and +0, level",
        "goal difference: +3 and +1",
    ]


def test_what_does_not_count_yet_is_said() -> None:
    held = _held("Ayr 1-0 Bury", "Bury v Ayr", "Bury 3-0 Clyde")
    found = why(held, "es.1", SEASON, "Ayr", "Bury")
    assert _chain(found) == [
        ("points", (3, 3), False),
        ("head_to_head_goal_difference", None, False),
        ("goal_difference", (1, 2), True),
    ]
    assert found.chain[1].note == "not used until all matches that it counts have been played"


def test_nothing_separates_them() -> None:
    found = why(_held("Bury 1-1 Ayr"), "es.1", SEASON, "Ayr", "Bury")
    assert (found.above, found.decided_by) == (None, "undecided")
    assert found.sentence == "Nothing held separates Ayr and Bury."
    assert found.chain[-1].word == "fair_play"
    assert found.chain[-1].note == "a decision is needed, and none is held"


def test_a_decision_stands_above_the_list() -> None:
    held = _held("Ayr 5-0 Bury", "Bury 1-0 Ayr", ahead="Bury > Ayr; play_off")
    found = why(held, "es.1", SEASON, "Ayr", "Bury")
    assert (found.decided_by, found.above) == ("play_off", a_club("Bury"))
    assert found.sentence == "Bury stand above Ayr: a play-off."


def test_goal_average_is_written_as_a_number() -> None:
    held = _held("Ayr 4-2 Bury", "Clyde 40-22 Dover", rule="en.1 1950-51")
    found = why(held, "en.1", Season.parse("1950-51"), "Ayr", "Clyde")
    assert found.sentence == "Ayr stand above Clyde on goal average, 2.000 to 1.818."
    assert found.to_dict()["chain"][1]["values"] == [2.0, 1.818182]  # type: ignore[index]


@pytest.mark.parametrize("rule", ["es.1 2017-18", "it.1 2015-16", "uefa.cl 2018-19", "br.1 2010"])
def test_the_chain_ends_in_the_word_of_the_row(rule: str) -> None:
    """For clubs next to each other the last criterion is the row's ``decided_by``."""
    lines = (
        "Ayr 1-0 Bury", "Bury 2-1 Ayr", "Ayr 1-1 Clyde", "Clyde 0-0 Ayr", "Bury 1-1 Clyde",
        "Clyde 0-0 Bury", "Dover 0-1 Clyde", "Clyde 1-1 Dover", "Dover 1-0 Ayr", "Ayr 2-0 Dover",
        "Bury 3-0 Dover", "Dover 1-0 Bury",
    )  # fmt: skip
    competition, label = rule.split()
    phase = {"phase": "group", "group": "A"} if competition == "uefa.cl" else {}
    held = _held(*lines, rule=rule, **phase)
    season = Season.parse(label)
    found = table(held, competition, season)
    for above, below in zip(found.rows, found.rows[1:], strict=False):
        asked = why(held, competition, season, below.club, above.team_id)
        assert asked.decided_by == below.decided_by
        assert asked.above == (above.club if below.decided_by != "undecided" else None)
        assert asked.positions == (below.position, above.position)


def test_wrong_calls() -> None:
    held = _held("Ayr 1-0 Bury")
    with pytest.raises(UnknownName, match="Ayr and Clyde stand in no table"):
        why(held, "es.1", SEASON, "Ayr", "Clyde")
    with pytest.raises(UsageError, match="same club twice"):
        why(held, "es.1", SEASON, "Ayr", "Ayr")
