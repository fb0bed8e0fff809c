"""The order of a table: its slow twin, and what never changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchdesk.core.season import Season
from matchdesk.rules.catalogue import rulebook
from matchdesk.rules.edition import DEFAULT_ORDER, OrderStep, Points, Stage
from matchdesk.rules.order import Arrangement, World, arrange
from tests.rules.slow_order import Played, la_liga_order

NAMES = "ABCDEF"


def _stage(rule: str) -> Stage:
    competition, season = rule.split()
    return rulebook(competition, Season.parse(season)).stages[0]


@st.composite
def seasons(draw: st.DrawFn) -> tuple[int, list[Played]]:
    """Part of a double round robin with few goals, so that clubs are often level."""
    clubs = draw(st.integers(2, 5))
    pairs = [(a, b) for a in NAMES[:clubs] for b in NAMES[:clubs] if a != b]
    played = draw(st.lists(st.sampled_from(pairs), unique=True) | st.just(pairs))
    few = st.integers(0, draw(st.sampled_from([1, 2])))
    return clubs, [(h, v, draw(few), draw(few)) for h, v in played]


def _world(clubs: int, matches: list[Played], stage: Stage, **more: Any) -> World:
    fixtures = np.array(
        [(NAMES.index(h), NAMES.index(v)) for h, v, _, _ in matches], dtype=np.int64
    ).reshape(-1, 2)
    goals = np.array([(a, b) for _, _, a, b in matches], dtype=np.int64).reshape(-1, 2)
    return World(
        clubs,
        fixtures,
        goals,
        stage.points,
        stage.order,
        head_to_head_from=stage.head_to_head_from,
        meetings=2,
        season_done=len(matches) == clubs * (clubs - 1),
        zones=stage.zones,
        **more,
    )


def _sets(done: Arrangement) -> list[list[str]]:
    sets: list[list[str]] = []
    for club, word in zip(done.order, done.words, strict=True):
        if word == "undecided":
            sets[-1].append(NAMES[club])
        else:
            sets.append([NAMES[club]])
    return sets


@settings(max_examples=400, deadline=None)
@given(seasons())
def test_la_liga_order_equals_its_slow_twin(season: tuple[int, list[Played]]) -> None:
    clubs, matches = season
    done = arrange(_world(clubs, matches, _stage("es.1 2017-18")))
    assert _sets(done) == la_liga_order([*NAMES[:clubs]], matches)


RULES = ("es.1 2017-18", "it.1 2015-16", "uefa.cl 2018-19", "uefa.cl 2001-02", "en.1 2019-20",
         "en.1 1950-51", "en.2 1997-98", "de.1 2010-11", "fr.1 2018-19", "br.1 2010",
         "uefa.cl 2024-25", "xx.1 2000-01")  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_shuffled_matches_give_the_same_table(rule: str, data: st.DataObject) -> None:
    clubs, matches = data.draw(seasons())
    stage = _stage(rule)
    first = arrange(_world(clubs, matches, stage))
    again = arrange(_world(clubs, data.draw(st.permutations(matches)), stage))
    assert (first.order, first.words, first.points) == (again.order, again.words, again.points)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_order_is_whole_and_points_never_rise(rule: str, data: st.DataObject) -> None:
    clubs, matches = data.draw(seasons())
    taken = data.draw(st.dictionaries(st.integers(0, clubs - 1), st.integers(1, 4), max_size=1))
    done = arrange(_world(clubs, matches, _stage(rule), deducted=taken))
    assert sorted(done.order) == list(range(clubs))
    points = [done.points[c] for c in done.order]
    assert points == sorted(points, reverse=True)
    for place in range(1, clubs):
        if points[place] != points[place - 1]:
            assert done.words[place] == "points"
        else:
            assert done.words[place] not in ("points", "")
    assert sum(done.totals.played) == 2 * len(matches)
    assert sum(done.totals.goals_for) == sum(done.totals.goals_against)


@settings(max_examples=100, deadline=None)
@given(seasons(), st.integers(0, 3), st.integers(0, 3))
def test_a_match_of_two_others_changes_no_order_among_the_rest(
    season: tuple[int, list[Played]], scored: int, conceded: int
) -> None:
    """Two clubs join the league and meet only each other."""
    clubs, matches = season
    if clubs > 4:
        clubs, matches = 4, [m for m in matches if m[0] in "ABCD" and m[1] in "ABCD"]
    stage = _stage("es.1 2017-18")
    before = arrange(_world(clubs, matches, stage))
    fixtures = [*matches, (NAMES[clubs], NAMES[clubs + 1], scored, conceded)]
    after = arrange(_world(clubs + 2, fixtures, stage))
    assert [c for c in after.order if c < clubs] == before.order


def test_flat_restart_and_again_differ_as_written() -> None:
    # B 2-0 C, C 2-1 A, A 3-0 B: three points each; goal difference of the mini-table A +2, B -1,
    # C -1; goals B 2, C 2. Between B and C alone, B won.
    fixtures = np.array([[1, 2], [2, 0], [0, 1]])
    goals = np.array([[2, 0], [2, 1], [3, 0]])
    points = OrderStep("points")
    inner = tuple(
        OrderStep(by, among_tied=True) for by in ("points", "goal_difference", "goals_for")
    )
    flat = arrange(World(3, fixtures, goals, Points(), (points, *inner)))
    assert (flat.order[0], flat.undecided) == (0, [[1, 2]])
    again = arrange(World(3, fixtures, goals, Points(), (points, *inner, OrderStep("again"))))
    assert (again.order, again.words[2], again.undecided) == ([0, 1, 2], "head_to_head_points", [])
    restart = tuple(replace(step, restart=True) for step in inner)
    renewed = arrange(World(3, fixtures, goals, Points(), (points, *restart)))
    assert (renewed.order, renewed.words) == (again.order, again.words)


def test_a_criterion_that_needs_a_decision_lets_nothing_pass() -> None:
    """Cards before away goals: without the cards nobody knows whether away goals are reached."""
    fixtures, goals = np.array([[0, 1], [1, 0]]), np.array([[1, 1], [0, 0]])
    steps = (OrderStep("points"), OrderStep("fair_play"), OrderStep("away_goals"))
    assert arrange(World(2, fixtures, goals, Points(), steps)).undecided == [[0, 1]]
    decided = arrange(World(2, fixtures, goals, Points(), steps, ahead={(1, 0): ""}))
    assert (decided.order, decided.words[1]) == ([1, 0], "fair_play")


def test_a_title_play_off_is_for_the_title_only() -> None:
    steps = (
        OrderStep("points"),
        OrderStep("play_off", clubs="two", only_for=("title",)),
        OrderStep("goal_difference"),
    )
    fixtures = np.array([[0, 1], [1, 0], [0, 2], [1, 3], [2, 3], [3, 2]])
    goals = np.array([[5, 0], [1, 0], [1, 0], [1, 0], [3, 0], [1, 0]])
    # Level first and second once the season is over: open without the play-off.
    over = World(4, fixtures, goals, Points(), steps, season_done=True)
    assert arrange(over).undecided == [[0, 1]]
    assert arrange(over).words[3] == "goal_difference"
    # In mid-season goal difference shows who is ahead.
    assert arrange(World(4, fixtures, goals, Points(), steps)).words[1] == "goal_difference"
    # Once it is played it decides.
    done = arrange(
        World(4, fixtures, goals, Points(), steps, season_done=True, ahead={(1, 0): "play_off"})
    )
    assert (done.order[:2], done.words[1], done.undecided) == ([1, 0], "play_off", [])


def test_default_order_is_points_difference_goals() -> None:
    assert [s.word for s in DEFAULT_ORDER] == ["points", "goal_difference", "goals_for"]
