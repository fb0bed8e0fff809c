"""Ties of a snapshot: decisions, sentences, brackets, what never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Correction, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import TieDataError, UnknownName, UsageError
from matchdesk.rules.bracket import bracket
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.knockout import Tie, tie, ties
from matchdesk.rules.tie import TieLeg, decide_tie
from matchdesk.rules.words import TIE_ANSWERS
from tests.rules.cases import a_club, a_match

SEASON = Season.parse("2017-18")


def _cup(*rounds: tuple[str, list[str]], store: MemoryStore | None = None, **more: Any) -> Snapshot:
    more = {"competition": "es.cup", "season": "2017-18", "phase": "knockout", **more}
    matches: list[Match] = []
    for round_, lines in rounds:
        for line in lines:
            matches.append(a_match(line, len(matches), round=round_, **more))
    return snapshot_of(matches, Moment.end_of("2018-06-30"), store)


def test_to_dict_is_the_contract() -> None:
    held = _cup(("quarter_final", ["Leganés 0-1 Real Madrid", "Real Madrid 1-2 Leganés"]))
    assert tie(held, "es.cup", SEASON, "Real Madrid", "Leganés").to_dict() == {
        "competition": "es.cup",
        "season": "2017-18",
        "round": "quarter_final",
        "teams": ["Leganés", "Real Madrid"],
        "team_ids": ["xx.leganes", "xx.real-madrid"],
        "legs": [
            {
                "date": "2018-01-01", "home": "Leganés", "home_id": "xx.leganes",
                "away": "Real Madrid", "away_id": "xx.real-madrid", "score": "0-1",
                "extra_time": None, "penalties": None, "status": "played",
            },
            {
                "date": "2018-01-02", "home": "Real Madrid", "home_id": "xx.real-madrid",
                "away": "Leganés", "away_id": "xx.leganes", "score": "1-2",
                "extra_time": None, "penalties": None, "status": "played",
            },
        ],
        "aggregate": [
            {"team": "Leganés", "team_id": "xx.leganes", "goals": 2},
            {"team": "Real Madrid", "team_id": "xx.real-madrid", "goals": 2},
        ],
        "through": "Leganés",
        "through_id": "xx.leganes",
        "decided_by": "away_goals",
        "next_step": "",
        "sentence": "Leganés go through on away goals: 2-2 on aggregate, two away goals to one.",
        "note": "",
        "rule": {
            "source": "Copa del Rey regulations as summarised for 2017-18 and 2018-19: first three "
            "rounds one match, from the last 32 two legs with away goals, counted in extra time "
            "too; final one match",
            "read": None,
            "mark": "S/H",
            "doubt": "",
            "held": True,
        },
    }  # fmt: skip


def test_what_a_brief_needs() -> None:
    held = _cup(("quarter_final", ["Leganés 0-1 Real Madrid", "Real Madrid 1-2 Leganés"]))
    found = tie(held, "es.cup", SEASON, "Real Madrid", "Leganés")
    assert (found.winner, found.loser) == (a_club("Leganés"), a_club("Real Madrid"))
    assert found.away_goals == (2, 1)
    assert found.rows == (0, 1)
    assert found.steps_words == (
        "two legs; level on aggregate: away goals, then extra time, then away goals, those of "
        "extra time included, then penalties"
    )
    assert found.rule.text.startswith("Copa del Rey regulations")
    assert str(found.decided_on) == "2018-01-02"
    first = _cup(("quarter_final", ["Leganés 0-1 Real Madrid", "Real Madrid v Leganés"]))
    still = tie(first, "es.cup", SEASON, "Real Madrid", "Leganés")
    assert (still.open_step, still.decided_by, still.through) == ("leg", "undecided", None)
    assert still.sentence == (
        "Leganés 0-1 Real Madrid after the first leg; the second is at Real Madrid on 2 January 2018."
    )


def test_the_last_of_several_ties() -> None:
    held = _cup(
        ("round_of_16", ["Ayr 1-0 Bury", "Bury 0-0 Ayr"]),
        ("final", ["Ayr 0-1 Bury"]),
        ("semi_final", ["Ayr 1-0 Clyde", "Clyde 0-0 Ayr"]),
    )
    assert tie(held, "es.cup", SEASON, "Ayr", "Bury").round == "final"
    assert tie(held, "es.cup", SEASON, "Ayr", "Bury", round="round_of_16").through == "Ayr"
    assert [t.round for t in ties(held, "es.cup", SEASON)] == [
        "round_of_16", "semi_final", "final",
    ]  # fmt: skip
    assert [t.round for t in ties(held, "es.cup", SEASON, round="final")] == ["final"]


def test_clubs_that_do_not_meet() -> None:
    held = _cup(("final", ["Ayr 0-1 Bury"]))
    with pytest.raises(UnknownName, match="Ayr and Clyde do not meet in a tie") as refused:
        tie(held, "es.cup", SEASON, "Ayr", "Clyde")
    assert refused.value.near == ("Bury",)
    with pytest.raises(UsageError, match="Found Ayr twice, expected two clubs"):
        tie(held, "es.cup", SEASON, "Ayr", "Ayr")
    with pytest.raises(UnknownName, match=r"no tie of es\.cup 1999-00"):
        ties(held, "es.cup", Season.parse("1999-00"))
    with pytest.raises(UnknownName, match="in the semi-final is known"):
        ties(held, "es.cup", SEASON, round="semi_final")


def test_a_bad_tie_never_hides_the_others() -> None:
    held = _cup(("round_1", ["Ayr 1-1 Bury [aet 1-1] [pens 4-4]", "Clyde 2-0 Dover"]))
    found = ties(held, "es.cup", SEASON)
    assert [t.through for t in found] == [None, "Clyde"]
    assert "level" in found[0].fault
    assert "expected" not in found[1].sentence


def test_three_legs_without_labels_are_refused() -> None:
    held = _cup(("quarter_final", ["Ayr 1-0 Bury", "Bury 1-0 Ayr", "Ayr 2-0 Bury"]))
    with pytest.raises(TieDataError, match="3 legs are over; a tie has two"):
        tie(held, "es.cup", SEASON, "Ayr", "Bury")


def test_both_legs_at_one_club_are_refused() -> None:
    held = _cup(("quarter_final", ["Ayr 1-0 Bury", "Ayr 1-0 Bury"]))
    with pytest.raises(TieDataError, match="at home in both legs"):
        tie(held, "es.cup", SEASON, "Ayr", "Bury")


def _through(value: str, subject: str, match: str = "") -> MemoryStore:
    decision = Correction(
        CompetitionId("es.cup"), SEASON, "through", a_club(subject).id, value, match,
        source="the committee",
    )  # fmt: skip
    return MemoryStore(all_corrections=(decision,))


def test_a_decision_finds_its_tie() -> None:
    rounds = (
        ("round_1", ["Ayr 2-0 Bury"]),
        ("round_2", ["Clyde 2-0 Ayr"]),
        ("round_of_16", ["Clyde 0-0 Dover", "Dover v Clyde"]),
    )
    # No match named: the tie that Ayr would have lost.
    held = _cup(*rounds, store=_through("disqualification", "Ayr"))
    found = {t.round: t for t in ties(held, "es.cup", SEASON)}
    assert (found["round_2"].through, found["round_1"].through) == ("Ayr", "Ayr")
    assert found["round_2"].decision == "the committee"
    # The match named.
    held = _cup(*rounds, store=_through("walkover", "Bury", "Ayr v Bury"))
    assert ties(held, "es.cup", SEASON, round="round_1")[0].decided_by == "walkover"
    # The open tie.
    held = _cup(*rounds, store=_through("walkover", "Clyde"))
    found = {t.round: t for t in ties(held, "es.cup", SEASON)}
    assert (found["round_of_16"].through, found["round_of_16"].decided_by) == ("Clyde", "walkover")
    assert found["round_of_16"].sentence == "Clyde go through by a walkover."


def test_neutral_ground_and_labels_of_legs() -> None:
    one = replace(a_match("Ayr 1-0 Bury", 0, "es.cup", "2017-18", round="semi_final"), leg="2")
    two = replace(a_match("Bury 0-0 Ayr", 5, "es.cup", "2017-18", round="semi_final"), leg="1")
    found = tie(snapshot_of([one, two]), "es.cup", SEASON, "Ayr", "Bury")
    # The label says which leg is which, whatever the days.
    assert [club.name for club in found.teams] == ["Bury", "Ayr"]
    assert [leg.leg for leg in found.legs] == ["1", "2"]


def test_without_a_rulebook_one_match_alone_is_open() -> None:
    held = _cup(("round_1", ["Ayr 1-0 Bury"]), competition="xx.cup")
    found = ties(held, "xx.cup", SEASON)[0]
    assert (found.decided_by, found.held) == ("undecided", False)
    assert "no rulebook" in found.sentence
    two = _cup(("round_1", ["Ayr 1-0 Bury", "Bury 2-0 Ayr"]), competition="xx.cup")
    assert ties(two, "xx.cup", SEASON)[0].through == "Bury"


def test_replays_of_a_single_match() -> None:
    rule = RoundRule("round_1", 1, ("replay",))
    first = TieLeg(0, Score(1, 1))
    assert decide_tie([first], rule).open_step == "replay"
    second = TieLeg(1, Score(2, 2), leg="replay")
    assert decide_tie([first, second], rule).open_step == "replay"
    third = TieLeg(0, Score(0, 1), leg="replay")
    done = decide_tie([first, second, third], rule)
    assert (done.through, done.step) == (1, "replay")
    # A replay that is not labelled is one all the same.
    assert decide_tie([first, TieLeg(1, Score(2, 0))], rule).step == "replay"


# ---- what never changes ----

DECIDE = {
    "away goals": ("aggregate", "away_goals", "extra_time", "away_goals_after_extra_time", "penalties"),
    "no away goals": ("aggregate", "extra_time", "penalties"),
    "play-off": ("aggregate", "play_off", "toss"),
    "points": ("points", "aggregate", "penalties"),
    "better place": ("aggregate", "extra_time", "better_rank"),
}  # fmt: skip


@st.composite
def two_legs(draw: st.DrawFn) -> list[TieLeg]:
    few = st.integers(0, 2)
    first = TieLeg(0, Score(draw(few), draw(few)), leg="1")
    second = TieLeg(1, Score(draw(few), draw(few)), leg="2")
    return [first, second]


@pytest.mark.parametrize("name", DECIDE)
@settings(max_examples=80, deadline=None)
@given(legs=two_legs())
def test_swapping_the_sides_swaps_the_answer(name: str, legs: list[TieLeg]) -> None:
    rule = RoundRule("semi_final", 2, DECIDE[name])
    done = decide_tie(legs, rule)
    swapped = decide_tie([replace(leg, home=1 - leg.home) for leg in legs], rule)
    assert swapped.through == (None if done.through is None else 1 - done.through)
    assert (swapped.step, swapped.open_step) == (done.step, done.open_step)
    assert swapped.aggregate == done.aggregate[::-1]
    assert swapped.away_goals == done.away_goals[::-1]
    assert done.step in TIE_ANSWERS
    assert (done.through is None) == (done.step == "undecided")
    assert (done.open_step == "") == (done.through is not None)


@settings(max_examples=80, deadline=None)
@given(legs=two_legs())
def test_away_goals_by_hand(legs: list[TieLeg]) -> None:
    done = decide_tie(legs, RoundRule("semi_final", 2, DECIDE["away goals"]))
    (a, b), (c, d) = legs[0].score or (0, 0), legs[1].score or (0, 0)
    if a + d != b + c:
        assert (done.through, done.step) == (0 if a + d > b + c else 1, "aggregate")
    elif d != b:
        assert (done.through, done.step) == (0 if d > b else 1, "away_goals")
    else:
        assert (done.through, done.open_step) == (None, "extra_time")


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_shuffled_matches_give_the_same_ties(data: st.DataObject) -> None:
    lines = ["Ayr 1-0 Bury", "Bury 1-1 Ayr", "Clyde 2-1 Dover", "Dover 1-0 Clyde"]
    matches = [
        a_match(line, n, "es.cup", "2017-18", round="semi_final") for n, line in enumerate(lines)
    ]
    moment = Moment.end_of("2018-06-30")
    first = ties(snapshot_of(matches, moment), "es.cup", SEASON)
    mixed = data.draw(st.permutations(matches))
    again = ties(snapshot_of(mixed, moment), "es.cup", SEASON)
    assert [t.to_dict() for t in first] == [t.to_dict() for t in again]


# ---- brackets ----


def test_bracket_names_where_each_side_comes_from() -> None:
    groups = [
        a_match(line, n, "uefa.cl", "2017-18", phase="group", group=group)
        for n, (group, line) in enumerate(
            [("A", "Ayr 1-0 Bury"), ("B", "Clyde 1-0 Dover"), ("A", "Bury 0-1 Ayr")]
        )
    ]
    knockout = [
        a_match(line, 10 + n, "uefa.cl", "2017-18", phase="knockout", round=round_)
        for n, (round_, line) in enumerate(
            [
                ("semi_final", "Bury 1-0 Clyde"),
                ("semi_final", "Clyde 0-0 Bury"),
                ("semi_final", "Dover 0-2 Ayr"),
                ("semi_final", "Ayr 0-0 Dover"),
                ("final", "Ayr 1-0 Bury"),
            ]
        )
    ]
    found = bracket(snapshot_of([*groups, *knockout]), "uefa.cl", SEASON).to_dict()
    assert [r["round"] for r in found["rounds"]] == ["semi_final", "final"]  # type: ignore[attr-defined]
    semi_finals, final = (r["ties"] for r in found["rounds"])  # type: ignore[attr-defined]
    assert semi_finals == [
        {
            "slots": ["2A", "1B"], "teams": ["Bury", "Clyde"], "team_ids": ["xx.bury", "xx.clyde"],
            "through": "Bury", "through_id": "xx.bury",
        },
        {
            "slots": ["2B", "1A"], "teams": ["Dover", "Ayr"], "team_ids": ["xx.dover", "xx.ayr"],
            "through": "Ayr", "through_id": "xx.ayr",
        },
    ]  # fmt: skip
    assert final == [
        {
            "slots": ["winner of Dover v Ayr", "winner of Bury v Clyde"], "teams": ["Ayr", "Bury"],
            "team_ids": ["xx.ayr", "xx.bury"], "through": "Ayr", "through_id": "xx.ayr",
        }
    ]  # fmt: skip


def test_bracket_of_a_cup_begins_with_names() -> None:
    found = bracket(
        _cup(("round_1", ["Ayr 1-0 Bury"]), ("final", ["Ayr v Clyde"])), "es.cup", SEASON
    )
    assert found.rounds[0].ties[0].slots == ("Ayr", "Bury")
    assert found.rounds[1].ties[0].slots == ("winner of Ayr v Bury", "Clyde")
    assert isinstance(found.rounds[1].ties[0].tie, Tie)


@pytest.mark.parametrize(
    ("competition", "season", "round_", "legs"),
    [("uefa.cl", "2020-21", "round_1", 1), ("uefa.cl", "2020-21", "qualifying_3", 1),
     ("uefa.cl", "2020-21", "play_off", 2), ("uefa.cl", "2021-22", "round_2", 2),
     ("uefa.el", "2020-21", "round_3", 1), ("en.cup", "2024-25", "round_2", 1)],
)  # fmt: skip
def test_rounds_of_the_qualifying_phase(
    competition: str, season: str, round_: str, legs: int
) -> None:
    """They may be called round_1 as well: the phase tells them from rounds of the cup proper."""
    match = a_match("Ayr 2-0 Bury", 0, competition, season, phase="qualifying", round=round_)
    (found,) = ties(snapshot_of([match]), competition, Season.parse(season))
    assert (found.legs_expected, found.round) == (legs, round_)
    assert found.decided_by == ("single_match" if legs == 1 else "undecided")
    if competition == "en.cup":
        assert found.steps[0] == "replay"
