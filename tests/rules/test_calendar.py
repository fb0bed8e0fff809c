"""What was known at a moment: results hidden, pairings not yet drawn, dates withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Correction, Fact, Goal, Match
from matchdesk.core.moment import Moment
from matchdesk.core.rows import Status
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, match_id, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.calendar import ambiguous_on_day, cut, known_at, known_rows
from tests.rules import slow_calendar
from tests.rules.worlds import (
    a_match,
    copa_csv,
    end_of,
    football_txt,
    league,
    night_world,
    same,
    with_draw,
)


def matches_of(snapshot: Snapshot, competition: str, round_: str = "") -> list[Match]:
    rows = snapshot.select(competition, round=round_ or None)
    return [snapshot.match(row) for row in rows]


def meeting(snapshot: Snapshot, competition: str, home: str, away: str) -> Match | None:
    for m in matches_of(snapshot, competition):
        if (m.home.id, m.away.id) == (f"xx.{home}", f"xx.{away}"):
            return m
    return None


@pytest.fixture(scope="module")
def night(shared: Path) -> Snapshot:
    return night_world(shared)


# The season of the night ----------------------------------------------------------------------


def test_overlapping_rounds_of_the_cup(night: Snapshot) -> None:
    """Round 2 began on 5 September, before round 1 ended on the 6th."""
    before = known_at(night, end_of("2017-09-04"))
    assert matches_of(before, "es.cup", "round_2") == []
    after = known_at(night, end_of("2017-09-05"))
    second = matches_of(after, "es.cup", "round_2")
    assert len(second) == 22
    assert [m.status for m in second].count("played") == 2
    last = meeting(after, "es.cup", "sd-formentera", "sd-tarazona")
    assert last is not None
    assert (last.status, last.score, last.penalties) == ("scheduled", None, None)
    assert matches_of(after, "es.cup", "round_3") == []


@pytest.mark.parametrize(("day", "ties"), [("2018-01-24", 0), ("2018-01-25", 0), ("2018-01-26", 4)])
def test_semi_finals_appear_with_their_draw(shared: Path, day: str, ties: int) -> None:
    copa = copa_csv(shared / "data/night-2018-01-24/copa_2017-18.csv")
    drawn = snapshot_of(with_draw(copa, "semi_final", dt.date(2018, 1, 26)))
    assert len(matches_of(known_at(drawn, end_of(day)), "es.cup", "semi_final")) == ties


def test_a_later_draw_hides_a_pairing_that_is_decided(shared: Path) -> None:
    copa = copa_csv(shared / "data/night-2018-01-24/copa_2017-18.csv")
    drawn = snapshot_of(with_draw(copa, "semi_final", dt.date(2018, 1, 29)))
    assert matches_of(known_at(drawn, end_of("2018-01-28")), "es.cup", "semi_final") == []
    assert len(matches_of(known_at(drawn, end_of("2018-01-29")), "es.cup", "semi_final")) == 4


def test_the_evening_of_the_night(night: Snapshot) -> None:
    on = known_at(night, end_of("2018-01-24"))
    played = meeting(on, "es.cup", "real-madrid", "leganes")
    assert played is not None
    assert played.score == Score(1, 2)
    to_come = meeting(on, "es.cup", "barcelona", "rcd-espanyol")
    assert to_come is not None
    assert (to_come.status, to_come.date) == ("scheduled", dt.date(2018, 1, 25))
    last_16 = matches_of(on, "uefa.cl", "round_of_16")
    assert len(last_16) == 16
    assert all(m.status == "scheduled" and m.score is None for m in last_16)
    assert matches_of(on, "uefa.cl", "quarter_final") == []


def test_a_postponed_match_has_no_date_until_a_fortnight_before(night: Snapshot) -> None:
    """Leganés v Real Madrid of matchday 16 (15 to 18 December) was played on 21 February."""
    seen = {
        day: meeting(known_at(night, end_of(day)), "es.1", "leganes", "real-madrid")
        for day in ("2017-12-17", "2017-12-18", "2018-01-24", "2018-02-06", "2018-02-07")
    }
    told = {day: (m.status, m.date, m.time) for day, m in seen.items() if m is not None}
    assert told == {
        "2017-12-17": ("scheduled", None, None),
        "2017-12-18": ("postponed", None, None),
        "2018-01-24": ("postponed", None, None),
        "2018-02-06": ("postponed", None, None),
        "2018-02-07": ("scheduled", dt.date(2018, 2, 21), "18:45"),
    }


def test_the_league_in_february(night: Snapshot) -> None:
    on = known_at(night, end_of("2018-02-08"))
    league_matches = matches_of(on, "es.1")
    assert len(league_matches) == 380
    assert all(m.date is not None and m.date <= on.day for m in league_matches if m.score)
    undated = {(m.home.id, m.away.id) for m in league_matches if m.date is None}
    assert undated == {("xx.barcelona", "xx.villarreal-cf"), ("xx.sevilla", "xx.real-madrid")}
    assert matches_of(on, "es.cup", "final") == []
    assert len(matches_of(known_at(night, end_of("2018-02-09")), "es.cup", "final")) == 1


def test_last_16_follow_the_groups(night: Snapshot) -> None:
    assert matches_of(known_at(night, end_of("2017-12-06")), "uefa.cl", "round_of_16") == []
    assert len(matches_of(known_at(night, end_of("2017-12-07")), "uefa.cl", "round_of_16")) == 16


def test_fixtures_thirty_days_before(night: Snapshot) -> None:
    assert matches_of(known_at(night, end_of("2017-07-18")), "es.1") == []
    assert len(matches_of(known_at(night, end_of("2017-07-19")), "es.1")) == 380


def test_an_interrupted_season(shared: Path) -> None:
    """March 2020: until June nobody knew when the season would be finished."""
    file = shared / "data/openfootball-espana/2019-20/1-liga.txt"
    whole = snapshot_of(football_txt(file, "es.1", "2019-20"))
    on = known_at(whole, end_of("2020-03-15"))
    assert len(on.matches) == 380
    later = [m for m in matches_of(on, "es.1") if m.date is None or m.date > on.day]
    assert len(later) == 110, sorted({str(m.date) for m in later})
    assert all((m.score, m.status, m.date) == (None, "postponed", None) for m in later)
    assert same(known_at(on, end_of("2020-03-15")), on)
    assert same(known_at(cut(whole, dt.date(2020, 3, 15)), end_of("2020-03-15")), on)
    before = matches_of(known_at(whole, end_of("2020-03-06")), "es.1")
    assert len([m for m in before if m.status == "scheduled" and m.date is None]) == 110
    after = matches_of(known_at(whole, end_of("2020-06-05")), "es.1")
    assert min(m.date for m in after if m.score is None and m.date) == dt.date(2020, 6, 11)
    assert {m.status for m in after if m.score is None} == {"scheduled"}


def test_moments_inside_the_night(shared: Path) -> None:
    """No times in the cup's file: Alavés v Valencia of the same evening may be over or not."""
    copa = copa_csv(shared / "data/night-2018-01-24/copa_2017-18.csv")
    whole = snapshot_of(copa)
    night_id = match_id("es.cup", Season.parse("2017-18"), "xx.real-madrid", "xx.leganes")
    early, late = (
        Moment.before(dt.date(2018, 1, 24), night_id, reading) for reading in ("early", "late")
    )
    unsure = [whole.match(row) for row in ambiguous_on_day(whole, early)]
    assert [(m.home.id, m.away.id) for m in unsure] == [("xx.deportivo-alaves", "xx.valencia")]
    for moment, status in ((early, "scheduled"), (late, "played")):
        on = known_at(whole, moment)
        other = meeting(on, "es.cup", "deportivo-alaves", "valencia")
        this = meeting(on, "es.cup", "real-madrid", "leganes")
        assert other is not None
        assert this is not None
        assert other.status == status
        assert (this.status, this.score, this.date) == ("scheduled", None, dt.date(2018, 1, 24))
        minute = known_at(whole, replace(moment, minute=60))
        assert replace(minute, moment=moment).matches.home_goals.tolist() == (
            on.matches.home_goals.tolist()
        )


@pytest.mark.parametrize("day", ["2017-09-05", "2018-01-24", "2018-01-26", "2018-02-08"])
def test_cutting_the_season_of_the_night(night: Snapshot, day: str) -> None:
    moment = end_of(day)
    asked = known_at(night, moment)
    left = cut(night, moment.day)
    assert same(known_at(left, moment), asked)
    assert same(known_at(asked, moment), asked)
    kept = meeting(left, "es.1", "leganes", "real-madrid")
    assert kept is not None
    assert kept.date == dt.date(2018, 2, 21)


def test_every_moved_date_of_ten_seasons_is_withheld(shared: Path) -> None:
    """In La Liga between one and ten matches a season are played outside their matchday."""
    for season in ("2012-13", "2014-15", "2016-17", "2018-19", "2024-25"):
        file = shared / f"data/openfootball-espana/{season}/1-liga.txt"
        whole = snapshot_of(football_txt(file, "es.1", season))
        first = int(whole.matches.day.min())
        on = known_at(whole, Moment(dt.date.fromordinal(first - 20)))
        assert 1 <= int((on.matches.day < 0).sum()) <= 10


# Small worlds -----------------------------------------------------------------------------------

CLUBS = ["Ash", "Elm", "Fir", "Oak", "Yew", "Bay"]


def test_everything_later_is_hidden() -> None:
    later = a_match(
        "Ash", "Elm", "2017-09-02", (2, 2), phase="knockout", round="round_of_16",
        half_time=Score(1, 1), extra_time=Score(3, 3), penalties=Score(5, 4), attendance=900,
        awarded_score=Score(3, 0), note="awarded in October", status="awarded", ground="The Green",
        neutral=True, time="20:00",
    )  # fmt: skip
    on = known_at(snapshot_of([later]), end_of("2017-09-01"))
    assert on.match(0) == replace(
        later, id=on.match(0).id, status="scheduled", score=None, half_time=None, extra_time=None,
        penalties=None, awarded_score=None, attendance=None, note="",
    )  # fmt: skip


@pytest.mark.parametrize("status", ["void", "abandoned", "awarded"])
def test_what_became_of_a_match_is_not_known_before(status: str) -> None:
    world = snapshot_of([a_match("Ash", "Elm", "2017-09-02", (1, 0), status=status)])
    assert known_at(world, end_of("2017-09-01")).match(0).status == "scheduled"
    assert known_at(world, end_of("2017-09-02")).match(0).status == status


def test_final_does_not_wait_for_third_place() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-07-10", (1, 0), round="semi_final", phase="knockout"),
            a_match("Fir", "Oak", "2018-07-11", (1, 0), round="semi_final", phase="knockout"),
            a_match("Elm", "Oak", "2018-07-14", (1, 0), round="third_place", phase="knockout"),
            a_match("Ash", "Fir", "2018-07-15", (1, 0), round="final", phase="knockout"),
        ]
    )
    assert len(known_at(world, end_of("2018-07-11")).matches) == 2
    assert len(known_at(world, end_of("2018-07-12")).matches) == 4


def test_replay_and_play_off_appear_the_day_after() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-06", (1, 1), round="round_3", phase="knockout"),
            a_match("Elm", "Ash", "2018-01-16", (2, 2), round="round_3", leg="replay"),
            a_match("Ash", "Elm", "2018-01-22", (1, 0), round="round_3", leg="replay"),
            a_match("Fir", "Oak", "2018-01-08", (1, 0), round="round_3", phase="knockout"),
            a_match("Ash", "Fir", "2018-01-27", (1, 0), round="round_4", phase="knockout"),
        ]
    )
    days = ["2018-01-06", "2018-01-07", "2018-01-16", "2018-01-17", "2018-01-22", "2018-01-23"]
    assert [len(known_at(world, end_of(day)).matches) for day in days] == [2, 3, 3, 4, 4, 5]


def test_a_match_played_again_appears_after_the_void_one() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-06", (1, 1), status="abandoned", round="20"),
            a_match("Elm", "Ash", "2017-09-06", (1, 1), round="2"),
            a_match("Ash", "Elm", "2018-03-06", (0, 0), round="20"),
        ]
    )
    assert len(known_at(world, end_of("2018-01-06")).matches) == 2
    on = known_at(world, end_of("2018-01-07"))
    assert [on.match(row).status for row in range(3)] == ["abandoned", "played", "postponed"]
    assert on.match(2).date is None


def test_split_appears_when_the_league_before_is_over() -> None:
    first = league(CLUBS[:4], dt.date(2017, 8, 5))
    end = max(m.date for m in first if m.date)
    split = [a_match("Ash", "Elm", end + dt.timedelta(days=9), (0, 0), phase="split", round="7")]
    world = snapshot_of([*first, *split])
    assert len(known_at(world, Moment(end)).matches) == len(first)
    assert len(known_at(world, Moment(end + dt.timedelta(days=1))).matches) == len(first) + 1


def test_groups_between_two_knock_out_rounds() -> None:
    """As in the European Cup of 1991-92."""
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "1991-10-23", (1, 0), phase="knockout", round="round_of_16"),
            a_match("Fir", "Oak", "1991-10-23", (1, 0), phase="knockout", round="round_of_16"),
            a_match("Ash", "Fir", "1991-11-27", (1, 0), phase="group", group="A"),
            a_match("Fir", "Ash", "1992-04-15", (1, 0), phase="group", group="A"),
            a_match("Ash", "Fir", "1992-05-20", (1, 0), phase="knockout", round="final"),
        ]
    )
    days = ["1991-10-22", "1991-10-23", "1991-10-24", "1992-04-15", "1992-04-16"]
    assert [len(known_at(world, end_of(day)).matches) for day in days] == [2, 2, 4, 4, 5]


def test_qualifying_groups_knockout() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2017-07-11", (1, 0), phase="qualifying", round="qualifying_1"),
            a_match("Ash", "Oak", "2017-08-15", (1, 0), phase="qualifying", round="play_off"),
            a_match("Ash", "Fir", "2017-09-12", (1, 0), phase="group", group="A"),
            a_match("Fir", "Ash", "2017-12-05", (1, 0), phase="group", group="A"),
            a_match("Fir", "Yew", "2018-02-13", (1, 0), phase="knockout", round="play_off"),
            a_match("Fir", "Bay", "2018-03-13", (1, 0), phase="knockout", round="round_of_16"),
        ]
    )
    days = ["2017-06-10", "2017-06-11", "2017-07-12", "2017-08-16", "2017-12-06", "2018-02-14"]
    assert [len(known_at(world, end_of(day)).matches) for day in days] == [0, 1, 2, 4, 5, 6]


def test_second_leg_with_the_first_and_its_draw() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-31", (1, 0), round="semi_final", leg="1",
                    drawn_on=dt.date(2018, 1, 26)),
            a_match("Elm", "Ash", "2018-02-07", (1, 0), round="semi_final", leg="2"),
        ]
    )  # fmt: skip
    assert len(known_at(world, end_of("2018-01-25")).matches) == 0
    assert len(known_at(world, end_of("2018-01-26")).matches) == 2


def test_draw_date_never_hides_a_match_already_played() -> None:
    late = dt.date(2018, 3, 1)
    world = snapshot_of(
        [a_match("Ash", "Elm", "2018-01-31", (1, 0), round="semi_final", drawn_on=late)]
    )
    assert len(known_at(world, end_of("2018-01-30")).matches) == 0
    assert known_at(world, end_of("2018-01-31")).match(0).score == Score(1, 0)


def test_unknown_round_appears_with_its_own_tie() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-31", (1, 0), phase="knockout", leg="1"),
            a_match("Elm", "Ash", "2018-02-07", (1, 0), phase="knockout", leg="2"),
            a_match("Ash", "Fir", "2018-03-07", (1, 0), phase="knockout"),
        ]
    )
    days = ["2018-01-30", "2018-01-31", "2018-02-28", "2018-03-07"]
    assert [len(known_at(world, end_of(day)).matches) for day in days] == [0, 2, 2, 3]


def test_a_cup_that_names_no_phase() -> None:
    """The rulebook tells that the rounds of es.cup are knock-out rounds, even numbered ones."""
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2017-08-30", (1, 0), competition="es.cup", round="1"),
            a_match("Ash", "Fir", "2017-09-06", (1, 0), competition="es.cup", round="2"),
            a_match("Ash", "Oak", "2017-09-20", (1, 0), competition="es.cup"),
        ]
    )
    days = ["2017-08-30", "2017-08-31", "2017-09-19", "2017-09-20"]
    assert [len(known_at(world, end_of(day)).matches) for day in days] == [1, 2, 2, 3]


def test_recorded_day_of_the_fixture_list() -> None:
    matches = league(CLUBS[:4], dt.date(2017, 8, 19))
    fact = Fact("xx.1 2017-18", "fixtures_known_from", "2017-07-21")
    world = snapshot_of(matches, store=MemoryStore(all_facts=(fact,)))
    assert len(known_at(world, end_of("2017-07-20")).matches) == 0
    assert len(known_at(world, end_of("2017-07-21")).matches) == len(matches)
    assert len(known_at(world, end_of("2017-07-20"), facts=()).matches) == len(matches)


def test_recorded_day_of_a_date() -> None:
    matches = [
        replace(m, date=dt.date(2018, 2, 1), date_known_from=dt.date(2017, 12, 24))
        if m.round == "5" and m.home.name == "Ash"
        else m
        for m in league(CLUBS, dt.date(2017, 8, 19))
    ]
    world = snapshot_of(matches)
    moved = next(n for n, m in enumerate(matches) if m.date_known_from)
    seen = {
        day: known_at(world, end_of(day)).match(moved)
        for day in ("2017-09-01", "2017-10-01", "2017-12-23", "2017-12-24")
    }
    assert {day: (m.status, m.date) for day, m in seen.items()} == {
        "2017-09-01": ("scheduled", None),
        "2017-10-01": ("postponed", None),
        "2017-12-23": ("postponed", None),
        "2017-12-24": ("scheduled", dt.date(2018, 2, 1)),
    }


def test_a_match_brought_forward() -> None:
    matches = [
        replace(m, date=dt.date(2017, 8, 23)) if m.round == "9" and m.away.name == "Ash" else m
        for m in league(CLUBS, dt.date(2017, 8, 19))
    ]
    world = snapshot_of(matches)
    moved = next(n for n, m in enumerate(matches) if m.round == "9" and m.away.name == "Ash")
    before, after = (known_at(world, end_of(d)).match(moved) for d in ("2017-08-08", "2017-08-09"))
    assert (before.status, before.date) == ("scheduled", None)
    assert (after.status, after.date) == ("scheduled", dt.date(2017, 8, 23))


def test_a_matchday_in_two_halves_has_no_window() -> None:
    """Five matches in November and five in January: neither half is the one that was moved."""
    early, late = "2017-11-18", "2018-01-20"
    pairs = [
        ("Ash", "Elm", early),
        ("Fir", "Oak", early),
        ("Yew", "Bay", late),
        ("Ivy", "Box", late),
    ]
    world = snapshot_of([a_match(h, a, d, (1, 0), round="13") for h, a, d in pairs])
    on = known_at(world, end_of("2017-11-17"))
    assert [on.match(row).date for row in range(4)] == [
        dt.date.fromisoformat(day) for *_, day in pairs
    ]


def test_matches_without_a_date() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", None, (1, 0)),
            a_match("Elm", "Ash", None),
            a_match("Ash", "Elm", None, (2, 0), season="2016-17"),
        ]
    )
    assert len(known_at(world, end_of("2016-06-30")).matches) == 0
    on = known_at(world, end_of("2017-07-01"))
    assert [on.match(row).score for row in range(3)] == [None, None, Score(2, 0)]
    on = known_at(world, end_of("2018-06-30"))
    assert [on.match(row).score for row in range(3)] == [Score(1, 0), None, Score(2, 0)]


@pytest.mark.parametrize(
    ("kick_off", "early", "late"),
    [
        ("18:00", True, True),  # two hours before: over
        ("18:01", False, True),
        ("19:59", False, True),
        ("20:00", False, False),
        ("22:00", False, False),
        (None, False, True),
    ],
)
def test_matches_of_the_same_day(kick_off: str | None, early: bool, late: bool) -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-24", (1, 0), time="20:00"),
            a_match("Fir", "Oak", "2018-01-24", (1, 0), time=kick_off),
            a_match("Yew", "Bay", "2018-01-23", (1, 0)),
        ]
    )
    this = world.match(0).id
    for reading, known in (("early", early), ("late", late)):
        moment = Moment(dt.date(2018, 1, 24), this, None, reading)  # type: ignore[arg-type]
        on = known_at(world, moment)
        assert [on.match(row).status == "played" for row in range(3)] == [False, known, True]
        assert known_rows(world, moment).tolist() == [False, known, True]
    unsure = ambiguous_on_day(world, Moment(dt.date(2018, 1, 24), this))
    assert unsure.tolist() == ([1] if early != late else [])


@pytest.mark.parametrize(
    ("zone", "kick_off", "known"),
    [
        ("Europe/London", "18:00", False),  # 19:00 in Madrid
        ("Europe/London", "17:00", True),
        ("Nowhere/None", "10:00", False),  # a clock nobody knows
        ("", "18:00", True),
    ],
)
def test_kick_off_in_another_zone(zone: str, kick_off: str, known: bool) -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-24", (1, 0), time="20:00", zone="Europe/Madrid"),
            a_match("Fir", "Oak", "2018-01-24", (1, 0), time=kick_off, zone=zone),
        ]
    )
    moment = Moment.before(dt.date(2018, 1, 24), world.match(0).id, "early")
    assert known_rows(world, moment).tolist() == [False, known]


def test_draw_of_the_same_day_depends_on_the_reading() -> None:
    today = dt.date(2018, 1, 24)
    world = snapshot_of(
        [
            a_match("Ash", "Elm", today, (1, 0), round="quarter_final"),
            a_match("Fir", "Oak", "2018-02-07", (1, 0), round="semi_final", drawn_on=today),
        ]
    )
    this = world.match(0).id
    assert len(known_at(world, Moment.before(today, this, "early")).matches) == 1
    assert len(known_at(world, Moment.before(today, this, "late")).matches) == 2
    assert ambiguous_on_day(world, Moment.before(today, this)).tolist() == [1]
    assert ambiguous_on_day(world, Moment(today)).tolist() == []


def test_wrong_moments_are_refused() -> None:
    world = snapshot_of([a_match("Ash", "Elm", "2018-01-24", (1, 0))])
    with pytest.raises(UnknownName, match=r"no match 'xx.1:2017-18:xx.elm:xx.ash' is held"):
        known_at(world, Moment.before(dt.date(2018, 1, 24), "xx.1:2017-18:xx.elm:xx.ash"))
    with pytest.raises(UnknownName, match="no match 'tonight' is held"):
        known_at(world, Moment.before(dt.date(2018, 1, 24), "tonight"))
    with pytest.raises(UsageError, match="has the date 2018-01-24, the moment asked for lies on"):
        known_at(world, Moment.before(dt.date(2018, 1, 23), world.match(0).id))


def test_nothing_held() -> None:
    empty = snapshot_of([])
    assert len(known_at(empty, end_of("2018-01-24")).matches) == 0


def test_cut_takes_goals_and_decisions_of_later_days() -> None:
    matches = [a_match("Ash", "Elm", f"2017-09-0{n}", (1, 0)) for n in (1, 2)]
    season = Season.parse("2017-18")
    decisions = tuple(
        Correction(
            CompetitionId("xx.1"), season, "points_deducted", "xx.ash", "3", "", dt.date(2017, 9, n)
        )
        for n in (1, 2)
    )
    store = MemoryStore(
        goals_by_key={0: (Goal(True, "A"),), 1: (Goal(True, "B"),)}, all_corrections=decisions
    )
    left = cut(snapshot_of(matches, store=store), dt.date(2017, 9, 1))
    assert left.store.goals([0, 1]) == {0: (Goal(True, "A"),)}
    assert left.store.corrections() == decisions[:1]


# Random worlds ----------------------------------------------------------------------------------


@st.composite
def worlds(draw: st.DrawFn) -> list[Match]:
    """A league with moved matches, a cup with byes, replays and draws, and a cup with groups."""
    start = dt.date(2017, 8, 1) + dt.timedelta(days=draw(st.integers(0, 20)))
    matches: list[Match] = []
    shift = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 3, -2, 5, -6, 12, -15, 40, 70])
    kick_off = st.sampled_from([None, "16:00", "17:59", "20:00", "21:30"])
    for m in league(CLUBS[: draw(st.sampled_from([4, 6]))], start):
        assert m.date is not None
        day = max(m.date + dt.timedelta(days=draw(shift)), start)
        known_from = None
        if draw(st.integers(0, 30)) == 0:
            known_from = day - dt.timedelta(days=draw(st.integers(1, 60)))
        status: Status = draw(st.sampled_from([*["played"] * 20, "void", "awarded", "postponed"]))
        matches.append(
            replace(
                m,
                date=None if draw(st.integers(0, 40)) == 0 else day,
                date_known_from=known_from,
                status=status,
                score=None if status == "postponed" else m.score,
                time=draw(kick_off),
            )
        )
        if status == "void":
            again = day + dt.timedelta(days=draw(st.integers(3, 50)))
            matches.append(replace(m, date=again, time=draw(kick_off)))
    if draw(st.booleans()):
        end = max(m.date for m in matches if m.date)
        matches.append(
            a_match("Ash", "Elm", end + dt.timedelta(days=draw(st.integers(-9, 9))), (1, 1),
                    phase="split", round="11")
        )  # fmt: skip
    matches += draw(cups("xx.cup", start, groups=False))
    matches += draw(cups("xx.cl", start, groups=True))
    return matches


@st.composite
def cups(draw: st.DrawFn, competition: str, start: dt.date, *, groups: bool) -> list[Match]:
    """A cup whose rounds may overlap by a day or two."""
    matches: list[Match] = []
    left = list(draw(st.permutations(CLUBS)))
    day = start + dt.timedelta(days=draw(st.integers(-10, 30)))
    later = st.integers(0, 9)
    if groups:
        for m in league(left[:4], day, competition=competition, phase="group", group="A"):
            matches.append(m if draw(st.booleans()) else replace(m, round=""))
        day = max(m.date for m in matches if m.date)
        left = left[:2]
        if draw(st.booleans()):
            left.append("Ivy")
    names = ["round_of_16", "quarter_final", "semi_final", "final"]
    if not groups and draw(st.booleans()):
        names[0] = draw(st.sampled_from(["round_1", "first_stage", "preliminary"]))
    for name in names:
        if len(left) < 2:
            break
        day += dt.timedelta(days=draw(st.integers(-1, 20)))
        two_legs = draw(st.booleans())
        drawn = day - dt.timedelta(days=draw(st.integers(0, 10))) if draw(st.booleans()) else None
        through: list[str] = left[len(left) // 2 * 2 :]
        for home, away in zip(left[::2], left[1::2], strict=False):
            first = day + dt.timedelta(days=draw(later))
            legs = [(home, away, first, "1" if two_legs else "")]
            if two_legs:
                legs.append((away, home, first + dt.timedelta(days=7), "2"))
            if draw(st.integers(0, 4)) == 0:
                legs.append(
                    (home, away, legs[-1][2] + dt.timedelta(days=draw(later) + 1), "replay")
                )
            matches += [
                a_match(h, a, d, (1, 0), competition=competition, phase="knockout", round=name,
                        leg=leg, drawn_on=drawn)
                for h, a, d, leg in legs
            ]  # fmt: skip
            through.append(home)
        day = max(m.date for m in matches if m.date)
        left = through
    return matches


def held(matches: list[Match]) -> tuple[Snapshot, list[Match]]:
    """The snapshot of a world, and its matches with the ids they have in it."""
    whole = snapshot_of(matches)
    return whole, [whole.match(row) for row in range(len(matches))]


def some_day(data: st.DataObject, whole: Snapshot) -> dt.date:
    days = whole.matches.day[whole.matches.day > 0]
    return dt.date.fromordinal(data.draw(st.integers(int(days.min()) - 40, int(days.max()) + 2)))


def some_moment(data: st.DataObject, whole: Snapshot) -> Moment:
    if data.draw(st.booleans()):
        return Moment(some_day(data, whole))
    dated = np.flatnonzero(whole.matches.day > 0)
    m = whole.match(int(data.draw(st.sampled_from(dated.tolist()))))
    assert m.date is not None
    minute = data.draw(st.sampled_from([None, 60]))
    return Moment(m.date, m.id, minute, data.draw(st.sampled_from(["early", "late"])))


many = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@many
@given(worlds(), st.data())
def test_equals_the_slow_twin(world: list[Match], data: st.DataObject) -> None:
    whole, values = held(world)
    moment = some_moment(data, whole)
    on = known_at(whole, moment)
    fast = [replace(on.match(row), id="") for row in range(len(on.matches))]
    assert fast == [replace(m, id="") for m in slow_calendar.known_at(values, moment)]


@many
@given(worlds(), st.data())
def test_cutting_is_asking(world: list[Match], data: st.DataObject) -> None:
    whole, _ = held(world)
    day = some_day(data, whole)
    assert same(known_at(cut(whole, day), Moment(day)), known_at(whole, Moment(day)))
    before = day - dt.timedelta(days=data.draw(st.integers(0, 30)))
    assert same(known_at(cut(whole, day), Moment(before)), known_at(whole, Moment(before)))


@many
@given(worlds(), st.data())
def test_knowing_twice_is_knowing_once(world: list[Match], data: st.DataObject) -> None:
    whole, _ = held(world)
    moment = some_moment(data, whole)
    once = known_at(whole, moment)
    assert same(known_at(once, moment), once)


@many
@given(worlds(), st.data())
def test_what_was_known_stays_known(world: list[Match], data: st.DataObject) -> None:
    whole, _ = held(world)
    earlier, later = sorted((some_day(data, whole), some_day(data, whole)))
    first, second = (known_at(whole, Moment(day)) for day in (earlier, later))
    assert set(first.matches.key.tolist()) <= set(second.matches.key.tolist())
    for row in np.flatnonzero(known_rows(first, Moment(earlier))):
        again = second.row(int(first.matches.key[row]))
        assert first.match(int(row)) == second.match(again)


@many
@given(worlds(), st.data())
def test_early_knows_no_more_than_late(world: list[Match], data: st.DataObject) -> None:
    whole, _ = held(world)
    moment = some_moment(data, whole)
    readings: tuple[Moment, Moment] = (
        replace(moment, reading="early"),
        replace(moment, reading="late"),
    )
    early, late = (known_rows(whole, m) for m in readings)
    assert not bool((early & ~late).any())
    unsure = ambiguous_on_day(whole, moment)
    assert set(np.flatnonzero(late & ~early).tolist()) <= set(unsure.tolist())
    if not len(unsure):
        snapshots = [replace(known_at(whole, m), moment=moment) for m in readings]
        assert same(*snapshots)
