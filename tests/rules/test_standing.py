"""Where clubs stand: leagues, cups, groups, and what comes next."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from matchdesk.core.match import Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UnknownName
from matchdesk.rules.calendar import cut, known_at
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.standing import (
    CupPlace,
    LeaguePlace,
    competitions_of,
    eliminated,
    last_results,
    next_fixtures,
    postponed_of,
    run,
    standing,
)
from tests.rules.worlds import a_match, end_of, league, night_world

S17 = Season.parse("2017-18")


def cup_place(
    snapshot: Snapshot, competition: str, club: str, catalogue: Catalogue = BUILT_IN
) -> CupPlace:
    found = standing(snapshot, competition, S17, f"xx.{club}", catalogue=catalogue)
    assert found.kind == "cup"
    assert found.cup is not None
    return found.cup


def league_place(snapshot: Snapshot, competition: str, club: str) -> LeaguePlace:
    found = standing(snapshot, competition, S17, f"xx.{club}")
    assert found.kind == "league"
    assert found.league is not None
    return found.league


def pairs(matches: tuple[Match, ...]) -> list[tuple[str, str, str]]:
    return [(str(m.date), m.home.name, m.away.name) for m in matches]


# The night ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(shared: Path) -> Snapshot:
    return night_world(shared)


@pytest.fixture(scope="module")
def night(whole: Snapshot) -> Snapshot:
    return known_at(whole, end_of("2018-01-24"))


def test_competitions_of_the_night(night: Snapshot) -> None:
    assert competitions_of(night, "xx.real-madrid") == (
        ("es.1", S17), ("es.cup", S17), ("uefa.cl", S17)
    )  # fmt: skip
    assert competitions_of(night, "xx.leganes") == (("es.1", S17), ("es.cup", S17))
    assert competitions_of(night, "xx.liverpool-fc") == (("uefa.cl", S17),)


def test_leagues_of_the_night(night: Snapshot) -> None:
    madrid = league_place(night, "es.1", "real-madrid")
    assert (madrid.position, madrid.points, madrid.played) == (4, 35, 19)
    assert (madrid.leader.name, madrid.behind_leader) == ("Barcelona", 19)
    assert (madrid.left, madrid.most) == (19, 92)
    leganes = league_place(night, "es.1", "leganes")
    assert (leganes.position, leganes.points, leganes.above_drop) == (13, 25, 9)
    leader = league_place(night, "es.1", "barcelona")
    assert (leader.behind_leader, leader.ahead_of_second) == (0, 11)
    europe = madrid.gap("uefa.cl")
    assert europe is not None
    assert (europe.inside, europe.ahead, europe.behind) == (True, 1, None)
    assert europe.ahead_of is not None
    assert europe.ahead_of.name == "Villarreal CF"


def test_cups_of_the_night(night: Snapshot) -> None:
    madrid = cup_place(night, "es.cup", "real-madrid")
    assert (madrid.state, madrid.round, madrid.next_match) == ("out", "quarter_final", None)
    assert madrid.tie is not None
    assert madrid.tie.decided_by == "away_goals"
    leganes = cup_place(night, "es.cup", "leganes")
    assert (leganes.state, leganes.round) == ("in", "semi_final")
    assert (leganes.drawn, leganes.opponent, leganes.tie) == (False, None, None)
    barcelona = cup_place(night, "es.cup", "barcelona")
    assert (barcelona.state, barcelona.round) == ("in", "quarter_final")
    assert barcelona.next_date == dt.date(2018, 1, 25)
    europe = cup_place(night, "uefa.cl", "real-madrid")
    assert (europe.state, europe.round, europe.next_date) == (
        "in", "round_of_16", dt.date(2018, 2, 14)
    )  # fmt: skip
    assert europe.opponent is not None
    assert europe.opponent.name == "Paris Saint-Germain"
    assert cup_place(night, "uefa.cl", "leganes").state == "not_entered"
    third = cup_place(night, "uefa.cl", "atletico-madrid")
    assert (third.state, third.round) == ("out", "group")
    assert third.reason == "Atlético Madrid finished 3rd in group C"


def test_next_and_last_of_the_night(night: Snapshot) -> None:
    assert pairs(next_fixtures(night, "xx.real-madrid", 2)) == [
        ("2018-01-27", "Valencia", "Real Madrid"),
        ("2018-02-03", "Levante UD", "Real Madrid"),
    ]
    assert pairs(postponed_of(night, "xx.leganes")) == [("None", "Leganés", "Real Madrid")]
    assert pairs(last_results(night, "xx.leganes", 2)) == [
        ("2018-01-24", "Real Madrid", "Leganés"),
        ("2018-01-21", "Espanyol Barcelona", "Leganés"),
    ] or pairs(last_results(night, "xx.leganes", 1)) == [("2018-01-24", "Real Madrid", "Leganés")]


def test_semi_finals_drawn(whole: Snapshot) -> None:
    drawn = known_at(whole, end_of("2018-01-26"))
    leganes = cup_place(drawn, "es.cup", "leganes")
    assert leganes.opponent is not None
    assert (leganes.opponent.name, leganes.drawn) == ("Sevilla", True)
    assert leganes.next_date == dt.date(2018, 1, 31)


def test_end_of_the_season(whole: Snapshot) -> None:
    end = known_at(whole, end_of("2018-06-01"))
    assert cup_place(end, "es.cup", "barcelona").state == "winners"
    assert cup_place(end, "es.cup", "sevilla").state == "runners_up"
    assert eliminated(end, "es.cup", S17, "xx.sevilla")
    assert cup_place(end, "es.cup", "leganes").round == "semi_final"
    assert cup_place(end, "uefa.cl", "real-madrid").state == "winners"
    barcelona = league_place(end, "es.1", "barcelona")
    assert (barcelona.over, barcelona.left, barcelona.most) == (True, 0, barcelona.points)
    assert [t.round for t in run(end, "es.cup", S17, "xx.leganes")] == [
        "round_of_32", "round_of_16", "quarter_final", "semi_final"
    ]  # fmt: skip


def test_a_group_going_on(whole: Snapshot) -> None:
    autumn = known_at(whole, end_of("2017-11-02"))
    place = cup_place(autumn, "uefa.cl", "atletico-madrid")
    assert (place.state, place.round) == ("in", "group")
    assert place.place is not None
    assert (place.place.position, place.place.group, place.place.left) == (3, "C", 2)
    assert place.next_date == dt.date(2017, 11, 22)
    done = known_at(whole, end_of("2017-12-06"))
    through = cup_place(done, "uefa.cl", "real-madrid")
    assert (through.state, through.round, through.drawn) == ("in", "round_of_16", False)


def test_the_first_round_overlaps_the_second(whole: Snapshot) -> None:
    on = known_at(whole, end_of("2017-09-05"))
    assert cup_place(on, "es.cup", "cd-calahorra").round == "round_2"
    formentera = cup_place(on, "es.cup", "sd-formentera")
    assert (formentera.state, formentera.round) == ("in", "round_1")
    assert cup_place(on, "es.cup", "real-union-de-irun").state == "out"


@pytest.mark.parametrize("day", ["2017-09-05", "2017-12-06", "2018-01-24", "2018-01-26"])
def test_cutting_is_asking(whole: Snapshot, day: str) -> None:
    moment = end_of(day)
    asked, left = known_at(whole, moment), known_at(cut(whole, moment.day), moment)
    for club in ("xx.real-madrid", "xx.leganes", "xx.atletico-madrid", "xx.cd-calahorra"):
        assert competitions_of(asked, club) == competitions_of(left, club)
        for competition, season in competitions_of(asked, club):
            one, other = (standing(s, competition, season, club) for s in (asked, left))
            assert one.to_dict() == other.to_dict()
            json.dumps(one.to_dict())


# Small worlds ---------------------------------------------------------------------------------


RULEBOOK = """
id = "xx.cup"
name = "Harbour Cup"
kind = "knockout"

[[edition]]
from = "1970-71"
source = { text = "Harbour Cup Regulations 1970, art. 9", mark = "S/H" }
decide = ["extra_time", "penalties"]
[edition.rounds]
default = { legs = 1 }
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "xx.cup.toml").write_text(RULEBOOK, encoding="utf-8")
    return BUILT_IN.with_folder(folder)


def cup(round_: str, home: str, away: str, day: str, score: tuple[int, int]) -> Match:
    return a_match(home, away, day, score, competition="xx.cup", phase="knockout", round=round_)


SEMIS = [
    cup("semi_final", "Ash", "Elm", "2018-05-01", (1, 0)),
    cup("semi_final", "Fir", "Oak", "2018-05-02", (0, 1)),
]


def test_third_place_is_still_to_play_for_a_beaten_semi_finalist(books: Catalogue) -> None:
    world = snapshot_of(
        [
            *SEMIS,
            cup("third_place", "Elm", "Fir", "2018-05-10", (2, 0)),
            cup("final", "Ash", "Oak", "2018-05-11", (2, 0)),
        ]
    )
    on = known_at(world, end_of("2018-05-03"))
    elm = cup_place(on, "xx.cup", "elm", books)
    assert (elm.state, elm.round, elm.next_date) == ("out", "semi_final", dt.date(2018, 5, 10))
    assert elm.opponent is not None
    assert elm.opponent.name == "Fir"
    ash = cup_place(on, "xx.cup", "ash", books)
    assert (ash.state, ash.round, ash.next_date) == ("in", "final", dt.date(2018, 5, 11))
    after = known_at(world, end_of("2018-05-11"))
    assert [cup_place(after, "xx.cup", c, books).state for c in ("ash", "oak", "elm", "fir")] == [
        "winners", "runners_up", "out", "out"
    ]  # fmt: skip


def test_a_bye_is_no_elimination_but_a_full_round_is(books: Catalogue) -> None:
    rounds = [
        cup("round_1", "Yew", "Bay", "2017-09-01", (1, 0)),
        cup("round_1", "Ivy", "Box", "2017-09-01", (1, 0)),
        cup("round_2", "Ivy", "Sun", "2017-10-01", (1, 0)),
    ]
    world = snapshot_of(rounds)
    on = known_at(world, end_of("2017-10-02"))
    yew = cup_place(on, "xx.cup", "yew", books)
    assert (yew.state, yew.round, yew.drawn) == ("in", "round_2", False)
    later = known_at(snapshot_of([*rounds, *SEMIS]), end_of("2018-05-02"))
    assert cup_place(later, "xx.cup", "yew", books).state == "out"


def test_a_tie_that_the_record_leaves_open(books: Catalogue) -> None:
    """A shoot-out is missing: who plays on tells who went out."""
    level = cup("quarter_final", "Ash", "Elm", "2018-04-01", (1, 1))
    fir = cup("quarter_final", "Fir", "Oak", "2018-04-01", (1, 0))
    semi = cup("semi_final", "Ash", "Fir", "2018-05-01", (1, 0))
    world = snapshot_of([level, fir, semi])
    on = known_at(world, end_of("2018-04-01"))
    assert cup_place(on, "xx.cup", "elm", books).state == "in"
    after = known_at(world, end_of("2018-05-01"))
    elm = cup_place(after, "xx.cup", "elm", books)
    assert (elm.state, elm.reason) == ("out", "Ash play in the next round")
    assert cup_place(after, "xx.cup", "ash", books).round == "final"


def test_not_entered_and_unknown() -> None:
    world = snapshot_of([*SEMIS, a_match("Yew", "Bay", "2018-05-01", (1, 0))])
    assert cup_place(world, "xx.cup", "yew") == CupPlace("not_entered")
    with pytest.raises(UnknownName, match=r"xx.nobody plays no match of this ledger"):
        standing(world, "xx.cup", S17, "xx.nobody")


def test_league_without_a_rulebook() -> None:
    matches = league(["Ash", "Elm", "Fir", "Oak"], dt.date(2017, 8, 5))
    world = known_at(snapshot_of(matches), end_of("2017-08-14"))
    place = league_place(world, "xx.1", "ash")
    assert (place.position, place.points, place.played, place.left, place.most) == (1, 6, 2, 4, 18)
    assert (place.zones, place.above_drop, place.over) == ((), None, False)
    results_only = snapshot_of(matches[:4])
    assert league_place(results_only, "xx.1", "ash").left is None


def test_relegation_places() -> None:
    """es.1 with twenty clubs: the last of all is behind the last safe place."""
    clubs = [f"Club {n:02d}" for n in range(20)]
    matches = league(clubs, dt.date(2017, 8, 19), competition="es.1")
    world = known_at(snapshot_of(matches), end_of("2017-12-20"))
    rows = [league_place(world, "es.1", c.lower()) for c in clubs]
    last = next(p for p in rows if p.position == 20)
    safe = next(p for p in rows if p.position == 17)
    drop = next(p for p in rows if p.position == 18)
    assert last.above_drop == last.points - safe.points
    assert safe.above_drop == safe.points - drop.points
    assert {p.left for p in rows} == {38 - p.played for p in rows}


def test_moment_before_a_match() -> None:
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2018-01-24", (1, 0), time="20:00"),
            a_match("Fir", "Ash", "2018-01-28", (1, 0)),
        ]
    )
    before = Moment.before(dt.date(2018, 1, 24), world.match(0).id)
    dates = [
        [str(m.date) for m in next_fixtures(known_at(world, moment), "xx.ash")]
        for moment in (before, replace(before, minute=60), end_of("2018-01-24"))
    ]
    assert dates == [["2018-01-24", "2018-01-28"], ["2018-01-28"], ["2018-01-28"]]


def test_seasons_that_a_day_lies_in() -> None:
    """The Copa final of 2019-20 was played in April 2021; the season of Rio is a calendar year."""
    s19, s20 = "2019-20", "2020-21"
    world = snapshot_of(
        [
            a_match("Ash", "Elm", "2020-03-04", (1, 0), competition="es.cup", season=s19,
                    phase="knockout", round="semi_final"),
            a_match("Ash", "Fir", "2021-04-03", (0, 1), competition="es.cup", season=s19,
                    phase="knockout", round="final"),
            a_match("Ash", "Oak", "2021-01-10", (1, 0), competition="es.cup", season=s20,
                    phase="knockout", round="round_of_32"),
            a_match("Ash", "Oak", "2021-02-10", (1, 0), competition="fifa.clubwc", season="2020",
                    phase="knockout", round="final"),
            a_match("Ash", "Yew", "2021-02-20", (1, 0), competition="friendly", season="2021"),
        ]
    )  # fmt: skip

    def labels(day: str, club: str) -> list[str]:
        on = known_at(world, end_of(day))
        return [f"{c} {s}" for c, s in competitions_of(on, club)]

    assert labels("2021-03-01", "xx.ash") == ["es.cup 2019-20", "es.cup 2020-21"]
    assert labels("2021-03-01", "xx.elm") == []
    assert labels("2021-04-04", "xx.ash") == ["es.cup 2020-21"]
    assert labels("2020-05-01", "xx.elm") == ["es.cup 2019-20"]
    assert labels("2021-02-09", "xx.ash") == [
        "es.cup 2019-20", "es.cup 2020-21", "fifa.clubwc 2020"
    ]  # fmt: skip


def test_unplayed_matches_of_old_seasons_are_not_postponed() -> None:
    old = a_match("Ash", "Elm", None, season="2010-11", status="postponed")
    new = a_match("Ash", "Elm", None, season="2017-18", status="postponed", round="3")
    moved = a_match("Elm", "Ash", "2018-01-01", season="2017-18", status="postponed", round="2")
    played = a_match("Fir", "Ash", "2018-01-20", (0, 0))
    world = known_at(snapshot_of([old, new, moved, played]), end_of("2018-01-24"))
    assert [m.round for m in postponed_of(world, "xx.ash")] == ["2", "3"]
    assert last_results(world, "xx.ash")[0].result == Score(0, 0)
