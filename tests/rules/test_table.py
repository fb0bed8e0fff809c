"""Tables of a snapshot: decisions, coverage, groups, splits, what is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Correction, Coverage, Match
from matchdesk.core.moment import Moment
from matchdesk.core.rows import CorrectionKind
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN
from matchdesk.rules.table import coverage, table, tables
from tests.rules.cases import a_club, a_correction, a_match

SEASON = Season.parse("2017-18")
KEYS = [
    "position", "team", "team_id", "played", "won", "drawn", "lost", "goals_for", "goals_against",
    "goal_difference", "points", "deducted", "zone", "decided_by",
]  # fmt: skip


def _world(
    *lines: str, corrections: tuple[Correction, ...] = (), on: str = "2018-06-30", **more: Any
) -> Snapshot:
    more = {"competition": "es.1", "season": "2017-18", "phase": "league", **more}
    matches = [a_match(line, n, **more) for n, line in enumerate(lines)]
    return snapshot_of(matches, Moment.end_of(on), MemoryStore(all_corrections=corrections))


def _decision(
    kind: CorrectionKind,
    value: str,
    subject: str = "",
    *,
    match: str = "",
    start: dt.date | None = None,
    competition: str = "es.1",
) -> Correction:
    return Correction(
        CompetitionId(competition),
        SEASON,
        kind,
        a_club(subject).id if subject else "",
        value,
        match,
        start,
        "the committee",
    )


def test_to_dict_is_the_contract() -> None:
    found = table(_world("Ayr 2-1 Bury", "Bury v Ayr"), "es.1", SEASON).to_dict()
    assert [*found] == [
        "competition", "season", "group", "phase", "on", "final", "counting", "notes", "rows",
        "undecided", "undecided_ids", "rule", "coverage",
    ]  # fmt: skip
    assert (found["competition"], found["season"]) == ("es.1", "2017-18")
    assert (found["group"], found["phase"], found["on"]) == ("", "league", "2018-06-30")
    rows = found["rows"]
    assert isinstance(rows, list)
    assert [*rows[0]] == KEYS
    assert rows[0] == {
        "position": 1, "team": "Ayr", "team_id": "xx.ayr", "played": 1, "won": 1, "drawn": 0,
        "lost": 0, "goals_for": 2, "goals_against": 1, "goal_difference": 1, "points": 3,
        "deducted": 0, "zone": "champion", "decided_by": "",
    }  # fmt: skip
    rule = found["rule"]
    assert isinstance(rule, dict)
    assert [*rule] == ["source", "read", "mark", "doubt", "held"]
    assert rule["source"].startswith("RFEF")
    assert found["coverage"] == [
        {"competition": "es.1", "season": "2017-18", "held": 1, "expected": 380, "complete": False}
    ]


def test_every_row_has_its_reason() -> None:
    lines = ("Ayr 2-0 Bury", "Bury 1-0 Ayr", "Clyde 1-1 Dover")
    found = table(_world(*lines), "es.1", SEASON)
    assert [(r.team, r.reason) for r in found.rows] == [
        ("Ayr", ""),
        ("Bury", "behind Ayr on head-to-head goal difference, -1 to +1"),
        ("Clyde", "behind Bury on points, 1-3"),
        (
            "Dover",
            "level with Clyde: the rules held do not separate them; shown in order of name",
        ),
    ]


def test_a_deduction_counts_from_its_day() -> None:
    taken = _decision("points_deducted", "3", "Ayr", start=dt.date(2018, 2, 1))
    before = table(_world("Ayr 1-0 Bury", corrections=(taken,), on="2018-01-31"), "es.1", SEASON)
    after = table(_world("Ayr 1-0 Bury", corrections=(taken,), on="2018-02-01"), "es.1", SEASON)
    assert (before.row("Ayr").points, before.row("Ayr").deducted) == (3, 0)
    assert (after.row("Ayr").points, after.row("Ayr").deducted) == (0, 3)
    assert after.decisions == ("the committee",)
    assert before.decisions == ()


def test_two_deductions_add_up() -> None:
    taken = (_decision("points_deducted", "6", "Ayr"), _decision("points_deducted", "2", "Ayr"))
    assert table(_world("Ayr 1-0 Bury", corrections=taken), "es.1", SEASON).rows[1].points == -5


@pytest.mark.parametrize(
    "match", ["es.1:2017-18:xx.ayr:xx.bury", "Ayr v Bury", "2018-01-01 Ayr v Bury"]
)
def test_awarded_and_void_by_correction(match: str) -> None:
    awarded = _decision("awarded", "0-3", match=match)
    found = table(_world("Ayr 1-0 Bury", corrections=(awarded,)), "es.1", SEASON)
    assert [(r.team, r.points, r.goals_for) for r in found.rows] == [("Bury", 3, 3), ("Ayr", 0, 0)]
    void = _decision("void", "", match=match)
    none = table(_world("Ayr 1-0 Bury", corrections=(void,)), "es.1", SEASON)
    assert [r.played for r in none.rows] == [0, 0]


def test_a_correction_leaves_the_snapshot_as_it_is() -> None:
    held = _world("Ayr 1-0 Bury", corrections=(_decision("awarded", "0-3", match="Ayr v Bury"),))
    table(held, "es.1", SEASON)
    assert held.match(0).awarded_score is None
    assert held.match(0).status == "played"


def test_a_club_is_placed_by_decision() -> None:
    placed = _decision("placed", "3", "Ayr")
    held = _world("Ayr 1-0 Bury", "Bury 0-0 Clyde", corrections=(placed,))
    found = table(held, "es.1", SEASON)
    assert [r.team for r in found.rows] == ["Clyde", "Bury", "Ayr"]
    assert found.rows[2].decided_by == "placed"
    assert found.rows[2].points == 3


def test_ahead_overrules_the_computed_order_of_two_clubs() -> None:
    held = _world(
        "Ayr 5-0 Bury", "Bury 1-0 Ayr", corrections=(_decision("ahead", "Bury > Ayr; play_off"),)
    )
    found = table(held, "es.1", SEASON)
    assert [(r.team, r.decided_by) for r in found.rows] == [("Bury", ""), ("Ayr", "play_off")]


def test_a_play_off_match_is_no_match_of_the_table() -> None:
    held = _world("Ayr 5-0 Bury", "Bury 1-0 Ayr", "Ayr 0-1 Bury [play-off]")
    found = table(held, "es.1", SEASON)
    assert [(r.team, r.played, r.decided_by) for r in found.rows] == [
        ("Bury", 2, ""), ("Ayr", 2, "play_off"),
    ]  # fmt: skip


def test_a_decision_about_a_club_that_is_not_there_changes_nothing() -> None:
    odd = (
        _decision("points_deducted", "3", "Nobody"),
        _decision("awarded", "0-3", match="Nobody v Ayr"),
        _decision("awarded", "three-nil", match="Ayr v Bury"),
        _decision("ahead", "Nobody > Ayr"),
    )
    assert table(_world("Ayr 1-0 Bury", corrections=odd), "es.1", SEASON).rows[0].points == 3


def test_unplayed_clubs_are_in_the_table() -> None:
    found = table(_world("Ayr 1-0 Bury", "Clyde v Dover"), "es.1", SEASON)
    assert [(r.team, r.played) for r in found.rows] == [
        ("Ayr", 1), ("Clyde", 0), ("Dover", 0), ("Bury", 1),
    ]  # fmt: skip


def test_other_competitions_and_rounds_stay_out() -> None:
    league = [a_match("Ayr 1-0 Bury", 0, "es.1", "2017-18", round="1")]
    cup = [a_match("Ayr 0-5 Bury", 1, "es.cup", "2017-18", phase="knockout", round="final")]
    after = [a_match("Ayr 0-5 Bury", 2, "es.1", "2017-18", phase="knockout", round="final")]
    found = table(snapshot_of(league + cup + after), "es.1", SEASON)
    assert [(r.team, r.points) for r in found.rows] == [("Ayr", 3), ("Bury", 0)]


def test_groups() -> None:
    matches = [
        a_match("Ayr 1-0 Bury", 0, "uefa.cl", "2017-18", phase="group", group="A"),
        a_match("Clyde 0-1 Dover", 1, "uefa.cl", "2017-18", phase="group", group="B"),
    ]
    held = snapshot_of(matches)
    found = tables(held, "uefa.cl", SEASON)
    assert [(t.phase, t.group, t.rows[0].team) for t in found] == [
        ("group", "A", "Ayr"), ("group", "B", "Dover"),
    ]  # fmt: skip
    assert found[0].rows[0].zone == "advance"
    assert table(held, "uefa.cl", SEASON, group="b").rows[0].team == "Dover"
    with pytest.raises(UsageError, match="has 2 tables: group A, group B; name a group"):
        table(held, "uefa.cl", SEASON)
    with pytest.raises(UnknownName, match="no group 'C'") as refused:
        table(held, "uefa.cl", SEASON, group="C")
    assert refused.value.near == ("A", "B")
    with pytest.raises(UnknownName, match="phase 'group_2'"):
        tables(held, "uefa.cl", SEASON, phase="group_2")


def test_what_has_no_table() -> None:
    held = _world("Ayr 1-0 Bury")
    with pytest.raises(UnknownName, match=r"no match of xx\.1 2017-18"):
        table(held, "xx.1", SEASON)
    cup = snapshot_of([a_match("Ayr 1-0 Bury", 0, "es.cup", "2017-18", round="final")])
    with pytest.raises(UnknownName, match="its matches are ties"):
        table(cup, "es.cup", SEASON)
    friendly = snapshot_of([a_match("Ayr 1-0 Bury", 0, "friendly", "2018")])
    with pytest.raises(UnknownName, match=r"has no table$"):
        table(friendly, "friendly", Season.parse("2018"))
    with pytest.raises(UnknownName, match="not in the table") as refused:
        table(held, "es.1", SEASON).row("Clyde")
    assert refused.value.near == ("Ayr", "Bury")


def test_no_rulebook_held_is_said() -> None:
    found = table(_world("Ayr 1-0 Bury", competition="xx.1"), "xx.1", SEASON)
    assert not found.held
    assert found.rule.text == "no rulebook held: 3-1-0, goal difference"
    assert found.coverage[0].expected is None


def test_coverage_of_a_snapshot() -> None:
    held = _world("Ayr 1-0 Bury", "Bury v Ayr", on="2018-01-01")
    found = coverage(held, "es.1", SEASON)[0]
    # The match to come is on record; once its day has passed without a result it is not held.
    assert (found.held, found.expected, found.complete) == (2, 380, False)
    late = replace(held, moment=Moment.end_of("2018-01-09"))
    assert coverage(late, "es.1", SEASON)[0].held == 1
    declared = Coverage(CompetitionId("es.1"), SEASON, 0, 2)
    told = replace(held, store=MemoryStore(all_declared=(declared,)))
    assert coverage(told, "es.1", SEASON)[0].complete


# ---- a league that splits ----


def _split_season() -> list[Match]:
    """Twelve clubs, three meetings; the club earlier in the alphabet wins each match."""
    names = [f"{letter}ton" for letter in "ABCDEFGHIJKL"]
    lines = []
    for turn in range(3):
        for number, first in enumerate(names):
            for second in names[number + 1 :]:
                lines.append(f"{first} 1-0 {second}" if turn % 2 else f"{second} 0-1 {first}")
    return [a_match(line, n, "sco.1", "2017-18") for n, line in enumerate(lines)]


def test_no_club_leaves_its_half_after_the_split() -> None:
    before = _split_season()
    assert len(before) == 198
    after = [
        a_match(f"Gton 1-0 {other}ton", 200 + n, "sco.1", "2017-18")
        for n, other in enumerate("HIJKL")
    ]
    after += [
        a_match(f"Fton 0-1 {other}ton", 300 + n, "sco.1", "2017-18")
        for n, other in enumerate("ABCDE")
    ]
    found = table(snapshot_of(before + after), "sco.1", SEASON)
    assert (found.row("Gton").points, found.row("Fton").points) == (60, 54)
    assert [r.team for r in found.rows[5:7]] == ["Fton", "Gton"]
    assert found.row("Gton").decided_by == "split"
    assert found.row("Gton").reason == "in the part of the league below Fton"
    assert (found.coverage[0].held, found.coverage[0].expected) == (208, 228)
    assert [r.zone for r in found.rows][:6] == ["champion"] + ["split_top"] * 5


def test_points_taken_off_after_the_split_move_no_club_to_the_other_half() -> None:
    names = [f"{letter}ton" for letter in "ABCDEFGHIJKL"]
    after = [
        a_match(f"{one} 0-0 {other}", 300 + n, "sco.1", "2017-18", phase="split")
        for half in (names[:6], names[6:])
        for n, (one, other) in enumerate(combinations(half, 2))
    ]
    taken = a_correction("sco.1", "2017-18", "points_deducted", "Fton", "60")
    league = [replace(m, phase="league") for m in _split_season()]
    held = snapshot_of(league + after, store=MemoryStore(all_corrections=(taken,)))
    found = table(held, "sco.1", SEASON)
    assert [r.team for r in found.rows] == names
    assert found.row("Fton").points == -1


def test_before_the_split_it_is_one_league() -> None:
    found = table(snapshot_of(_split_season()[:-1]), "sco.1", SEASON)
    assert "split" not in {r.decided_by for r in found.rows}


def test_halved_points(tmp_path: Path) -> None:
    (tmp_path / "sco.1.toml").write_text(
        'id = "sco.1"\nname = "Halved"\nkind = "league"\n[[edition]]\nfrom = "2000-01"\n'
        'source = { text = "Handbook" }\npoints = { win = 3, draw = 1 }\n'
        'order = ["points", "goal_difference"]\nmeetings = 3\n'
        'split = { after = 33, sizes = [6, 6], points = "halved_up" }\n'
    )
    own = BUILT_IN.with_folder(tmp_path)
    found = table(snapshot_of(_split_season()), "sco.1", SEASON, catalogue=own)
    assert [r.points for r in found.rows[:3]] == [50, 45, 41]  # 99, 90 and 81 before


def test_a_club_is_found_by_id_and_name() -> None:
    found = table(_world("Ayr 1-0 Bury"), "es.1", SEASON)
    assert found.row(ClubId("xx.bury")) == found.row("Bury") == found.row(a_club("Bury"))


def test_guests_of_a_second_part_are_no_clubs_of_the_league() -> None:
    """Belgium's second play-offs were played with clubs of the second division."""
    text = (
        'id = "xx.1"\nname = "Own"\nkind = "league"\n[[edition]]\nfrom = "2015-16"\n'
        'source = { text = "Handbook" }\nclubs = 4\npoints = { win = 3, draw = 1 }\n'
        'order = ["points", "goal_difference"]\n'
        'split = { after = 6, sizes = [2, 2], meetings = [2, 0], points = "kept" }\n'
    )
    clubs = ("Ayr", "Bury", "Clyde", "Dover")
    first = [
        f"{a} {1 if clubs.index(a) < clubs.index(b) else 0}-{int(clubs.index(a) > clubs.index(b))} {b}"
        for a in clubs for b in clubs if a != b
    ]  # fmt: skip
    later = ["Ayr 0-1 Bury", "Bury 1-0 Ayr", "Clyde 3-0 Guest", "Guest 0-3 Dover"]
    held = snapshot_of(
        [
            *(a_match(m, n, "xx.1", "2018-19", phase="league") for n, m in enumerate(first)),
            *(a_match(m, 50 + n, "xx.1", "2018-19", phase="split") for n, m in enumerate(later)),
        ]
    )
    found = table(
        held, "xx.1", Season.parse("2018-19"), catalogue=BUILT_IN.with_texts({"xx.1": text})
    )
    assert [(r.team, r.played, r.points) for r in found.rows] == [
        ("Ayr", 8, 18), ("Bury", 8, 18), ("Clyde", 6, 6), ("Dover", 6, 0),
    ]  # fmt: skip
