"""What enters from outside the results: decisions, better places, marks, and bad records."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Correction, Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import TieDataError
from matchdesk.rules.catalogue import BUILT_IN, rulebook
from matchdesk.rules.edition import weakest
from matchdesk.rules.knockout import tie, ties
from matchdesk.rules.table import table
from tests.rules.cases import a_club, a_match

SEASON = Season.parse("2017-18")


def _held(matches: list[Match], *decided: Correction) -> Snapshot:
    return snapshot_of(matches, Moment.end_of("2018-12-31"), MemoryStore(all_corrections=decided))


def _decision(kind: str, subject: str, value: str, match: str = "", **more: Any) -> Correction:
    competition = more.get("competition", "es.1")
    return Correction(
        CompetitionId(competition), more.get("season", SEASON), kind,  # type: ignore[arg-type]
        subject, value, match, more.get("start"), "the committee",
    )  # fmt: skip


def _league(*lines: str, competition: str = "es.1", season: str = "2017-18") -> list[Match]:
    return [a_match(line, n, competition, season, phase="league") for n, line in enumerate(lines)]


# ---- ahead: clubs by id in the subject, the word in the value, as a ledger keeps them ----


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("xx.bury > xx.ayr", "lots"),
        ("Bury > Ayr", "lots"),
        ("", "xx.bury > xx.ayr; lots"),
        ("lots", "Bury > Ayr"),
    ],
)
def test_ahead(subject: str, value: str) -> None:
    held = _held(_league("Ayr 1-1 Bury"), _decision("ahead", subject, value))
    found = table(held, "es.1", SEASON)
    assert [(r.team, r.decided_by) for r in found.rows] == [("Bury", ""), ("Ayr", "lots")]
    assert found.undecided == ()


def test_ahead_says_nothing_about_clubs_that_are_not_level() -> None:
    held = _held(_league("Ayr 1-0 Bury"), _decision("ahead", "Bury > Ayr", "lots"))
    assert [r.team for r in table(held, "es.1", SEASON).rows] == ["Ayr", "Bury"]


# ---- a result awarded without a score ----


@pytest.mark.parametrize(
    ("competition", "played", "score"),
    [
        ("es.1", "Ayr 1-0 Bury", (0, 3)),
        ("es.1", "Ayr 1-5 Bury", (1, 5)),
        ("de.1", "Ayr 1-5 Bury", (0, 2)),
        ("it.1", "Ayr 1-5 Bury", (0, 3)),
        ("en.1", "Ayr 1-0 Bury", (1, 0)),  # no rule held: nothing is changed
    ],
)
def test_a_forfeit(competition: str, played: str, score: tuple[int, int]) -> None:
    decided = _decision("awarded", a_club("Bury").id, "", "Ayr v Bury", competition=competition)
    found = table(_held(_league(played, competition=competition), decided), competition, SEASON)
    row = found.row("Ayr")
    assert (row.goals_for, row.goals_against) == score


def test_a_forfeit_in_a_tie() -> None:
    more = {"competition": "uefa.cl", "season": "2017-18", "phase": "knockout"}
    matches = [
        a_match("Ayr 2-0 Bury", 0, round="quarter_final", **more),
        a_match("Bury 1-0 Ayr", 1, round="quarter_final", **more),
    ]
    decided = _decision("awarded", a_club("Bury").id, "", "Bury v Ayr", competition="uefa.cl")
    found = tie(_held(matches, decided), "uefa.cl", SEASON, "Ayr", "Bury")
    assert (found.through, found.decided_by, found.aggregate) == ("Bury", "awarded", (2, 3))


# ---- the better place ----


def _promotion(*league: str) -> Snapshot:
    cup = {"competition": "es.2.playoff", "season": "2017-18", "phase": "knockout"}
    return _held(
        [
            *_league(*league, competition="es.2"),
            a_match("Ayr 1-0 Bury", 50, round="final", **cup),
            a_match("Bury 2-1 Ayr [aet 2-1]", 55, round="final", **cup),
        ]
    )


def _own() -> Any:
    """The Segunda with two clubs, so that its table is final after two matches."""
    text = (
        'id = "es.2"\nname = "Small"\nkind = "league"\n[[edition]]\nfrom = "2015-16"\n'
        'source = { text = "Handbook" }\nclubs = 2\npoints = { win = 3, draw = 1 }\n'
        'order = ["points", "goal_difference"]\n'
    )
    return BUILT_IN.with_texts({"es.2": text})


def test_the_better_place_goes_through() -> None:
    found = tie(
        _promotion("Ayr 0-1 Bury", "Bury 2-0 Ayr"), "es.2.playoff", SEASON, "Ayr", "Bury",
        catalogue=_own(),
    )  # fmt: skip
    assert (found.through, found.decided_by) == ("Bury", "better_rank")
    assert found.sentence == (
        "Bury win the final on the better place in the table: 2-2 on aggregate."
    )


@pytest.mark.parametrize("league", [(), ("Ayr 0-1 Bury",), ("Ayr 0-1 Bury", "Bury 0-1 Ayr")])
def test_without_a_final_table_it_stays_open(league: tuple[str, ...]) -> None:
    found = tie(_promotion(*league), "es.2.playoff", SEASON, "Ayr", "Bury", catalogue=_own())
    assert (found.through, found.decided_by, found.open_step) == (None, "undecided", "better_rank")
    assert "the better place in the table would decide" in found.sentence


# ---- how sure a rule is ----


def test_only_answers_that_rest_on_a_doubtful_rule_say_so() -> None:
    season = Season.parse("1930-31")
    lines = ("Ayr 4-2 Bury", "Clyde 40-22 Dover")
    held = _held(_league(*lines, season="1930-31"))
    level = table(held, "es.1", season)
    assert [r.decided_by for r in level.rows][1] == "goal_average"
    assert (level.rule.mark, level.rule.doubt) == ("M/L", "from memory, confidence low")
    assert level.rule.said.endswith("(from memory, confidence low)")
    plain = table(_held(_league("Ayr 4-2 Bury", season="1930-31")), "es.1", season)
    assert (plain.rule.mark, plain.rule.doubt) == ("S/H", "")
    assert level.to_dict()["rule"]["doubt"] == "from memory, confidence low"  # type: ignore[index]


def test_the_weakest_mark_holds() -> None:
    assert weakest(["S/H", "M/L", "S/M"]) == "M/L"
    assert weakest(["S/M", "M/M"]) == "M/M"
    assert weakest(["", ""]) == ""
    edition = rulebook("it.1", Season.parse("1995-96"))
    assert (edition.mark("points"), edition.mark("points", "order")) == ("S/H", "M/M")


def test_ties_carry_the_mark_of_their_rule() -> None:
    more = {"competition": "pt.cup", "season": "2017-18", "phase": "knockout"}
    (found,) = ties(_held([a_match("Ayr 1-0 Bury", 0, round="round_3", **more)]), "pt.cup", SEASON)
    assert found.rule.mark == "M/L"


# ---- records that cannot be ----


def _semi(*lines: str) -> Snapshot:
    more = {"competition": "uefa.cl", "season": "2017-18", "phase": "knockout"}
    return _held([a_match(line, n, round="semi_final", **more) for n, line in enumerate(lines)])


def test_three_clubs_in_a_tie() -> None:
    held = _semi("Ayr 1-0 Bury", "Clyde 1-0 Ayr")
    with pytest.raises(TieDataError, match="a tie has two clubs") as refused:
        tie(held, "uefa.cl", SEASON, "Ayr", "Bury")
    assert "Ayr meet Bury and Clyde in one round (semi-final)" in refused.value.message
    found = ties(held, "uefa.cl", SEASON)
    assert [(t.through, t.decided_by) for t in found] == [(None, "undecided")] * 2
    assert all(t.sentence.startswith("Undecided: Ayr meet") for t in found)
    # Whole ties beside it stay what they are.
    whole = ties(
        _semi("Ayr 1-0 Bury", "Clyde 1-0 Ayr", "Dover 2-0 Elgin", "Elgin 0-0 Dover"), "uefa.cl",
        SEASON,
    )  # fmt: skip
    assert [t.through for t in whole if t.teams[0].name == "Dover"] == ["Dover"]


def test_a_leg_that_is_missing() -> None:
    found = tie(_semi("Ayr 5-0 Bury"), "uefa.cl", SEASON, "Ayr", "Bury")
    assert (found.through, found.open_step) == (None, "leg")
    assert found.sentence == (
        "Ayr 5-0 Bury after one leg; the other leg is not held, so the semi-final tie is undecided."
    )


def test_level_penalties() -> None:
    held = _semi("Ayr 1-0 Bury", "Bury 1-0 Ayr [aet 1-0] [pens 4-4]")
    with pytest.raises(TieDataError, match="a shoot-out has a winner; correct the record"):
        tie(held, "uefa.cl", SEASON, "Ayr", "Bury")


def test_a_tie_without_round_or_phase() -> None:
    """Without a league phase, what has neither group nor round can only be a tie."""
    matches = [
        a_match("Ayr 1-0 Bury", 0, "uefa.cl", "2017-18"),
        a_match("Bury 2-1 Ayr", 1, "uefa.cl", "2017-18"),
    ]
    assert tie(_held(matches), "uefa.cl", SEASON, "Ayr", "Bury").decided_by == "away_goals"


def test_legs_called_the_wrong_way_round() -> None:
    """Extra time ends a tie: the match that has it is the second leg."""
    from dataclasses import replace

    more = {"competition": "uefa.cl", "season": "2017-18", "phase": "knockout"}
    one = replace(a_match("Bury 1-0 Ayr [aet 2-0]", 5, round="semi_final", **more), leg="1")
    two = replace(a_match("Ayr 1-0 Bury", 0, round="semi_final", **more), leg="2")
    found = tie(_held([one, two]), "uefa.cl", SEASON, "Ayr", "Bury")
    assert (found.through, found.decided_by) == ("Bury", "extra_time")


def test_a_correction_counts_from_its_day() -> None:
    later = _decision("points_deducted", ClubId("xx.ayr"), "3", start=dt.date(2019, 1, 1))
    held = _held(_league("Ayr 1-0 Bury"), later)
    assert table(held, "es.1", SEASON).row("Ayr").deducted == 0
