from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.moment import Moment
from matchdesk.errors import UsageError
from matchdesk.forecast import live
from matchdesk.forecast.events import (
    KICK,
    Event,
    after,
    events_of,
    late,
    live_of,
    read_event,
    replay,
)
from matchdesk.forecast.goals import outcomes, poisson
from matchdesk.forecast.live import Live, Standing, TieTerms, held_settings, minutes, shoot_out
from matchdesk.forecast.model import model_of
from matchdesk.forecast.strengths import Expected
from matchdesk.rules.edition import RoundRule
from tests.forecast.worlds import cup_tie, with_cup

EVEN = Expected(np.log([[1.5, 1.1]]), np.array([[0.02, 0.02, 0.0]]))
AWAY_GOALS = ("aggregate", "away_goals", "extra_time", "away_goals_after_extra_time", "penalties")


def test_the_shares_of_the_minutes_sum_to_one() -> None:
    share = minutes(held_settings())
    assert share.sum() == pytest.approx(1)
    assert share[45:].sum() > share[:45].sum()


@pytest.mark.parametrize("lead", [-4, 0, 2])
def test_the_distribution_is_that_of_very_small_steps(lead: int) -> None:
    # A plain twin: in a step so short that both sides together score at most once, step by step.
    rng = np.random.default_rng(8)
    rates, weights = np.exp(rng.normal(0.2, 0.3, (3, 2))), np.array([0.2, 0.5, 0.3])
    factors, share, steps = np.exp(rng.normal(0, 0.1, 7)), 0.7, 3000
    found = live.carried(rates, weights, share, factors, lead)
    x, y = np.arange(live.GRID)[:, None], np.arange(live.GRID)[None, :]
    ahead = np.clip(lead + x - y, -3, 3)
    plain = np.zeros_like(found)
    for weight, (a, b) in zip(weights, rates, strict=True):
        grid = np.zeros_like(found)
        grid[0, 0] = 1
        up, down = a * share / steps * factors[ahead + 3], b * share / steps * factors[3 - ahead]
        for _ in range(steps):
            one, other = grid * up, grid * down
            grid = grid - one - other
            grid[1:] += one[:-1]
            grid[:, 1:] += other[:, :-1]
        plain += weight * grid
    np.testing.assert_allclose(found, plain, atol=2e-4)
    assert found.sum() == pytest.approx(1)


def test_without_what_the_score_does_both_sides_are_poisson() -> None:
    rates = np.array([[1.7, 0.9]])
    found = live.carried(rates, np.ones(1), 0.5, np.ones(7), 0)
    np.testing.assert_allclose(
        found[:8, :8],
        np.outer(poisson(np.array(0.85)), poisson(np.array(0.45)))[:8, :8],
        atol=1e-12,
    )


def test_before_kick_off_it_is_near_the_chances_of_the_match() -> None:
    flat = replace(held_settings(), lead=(0.0,) * 7, level=0.0)
    told = Live(EVEN, settings=flat).at(Standing())
    plain = outcomes(EVEN, 0.0).chances[0]
    assert (told.home_win, told.draw, told.away_win) == pytest.approx(tuple(plain), abs=1e-6)


def test_at_the_end_all_is_certain() -> None:
    told = Live(EVEN).at(Standing(minute=90, home=2, away=2, over=True))
    assert (told.home_win, told.draw, told.away_win) == (0, 1, 0)


@pytest.mark.parametrize("minute", [0, 20, 45, 70, 90])
def test_chances_sum_to_one(minute: int) -> None:
    rule = RoundRule("semi_final", 2, AWAY_GOALS)
    told = Live(EVEN, TieTerms(rule, 2, (1, 0))).at(Standing(minute=minute, home=1, away=2))
    assert told.home_win + told.draw + told.away_win == pytest.approx(1)
    assert told.through is not None
    assert sum(told.through) == pytest.approx(1)
    assert sum(sum(both) for _, both in told.by) == pytest.approx(1)


def test_goals_cards_and_time_move_the_chances_as_they_should() -> None:
    match = Live(EVEN)
    start = match.at(Standing(minute=60))
    assert match.at(Standing(minute=60, home=1)).home_win > start.home_win
    assert match.at(Standing(minute=60, red_away=1)).home_win > start.home_win
    assert match.at(Standing(minute=80)).draw > start.draw
    late = match.at(Standing(minute=90, added=4))
    assert match.at(Standing(minute=90)).draw < late.draw < 1


@pytest.mark.parametrize(
    ("first", "score", "kicks", "through"),
    [
        ((0, 1), (1, 0), "", None),  # level, no away goals more: extra time is to come
        ((1, 0), (1, 2), "", 1),  # two away goals to one
        ((1, 0), (0, 1), "home", 0),  # decided by penalties
    ],
)
def test_ties_are_decided_by_their_rules(
    first: tuple[int, int], score: tuple[int, int], kicks: str, through: int | None
) -> None:
    terms = TieTerms(RoundRule("semi_final", 2, AWAY_GOALS), 2, first)
    over = Standing(
        minute=120 if kicks else 90, home=score[0], away=score[1], over=True, kicks=kicks,
        home_at_90=score[0] if kicks else None, away_at_90=score[1] if kicks else None,
    )  # fmt: skip
    told = Live(EVEN, terms).at(over)
    assert told.through is not None
    if through is None:
        assert 0.3 < told.through[0] < 0.8
    else:
        assert told.through[through] == pytest.approx(1)


def test_away_goals_in_extra_time_put_the_visitors_through() -> None:
    terms = TieTerms(RoundRule("semi_final", 2, AWAY_GOALS), 2, (1, 0))
    # 1-1 on aggregate and on away goals after 90; a goal each in extra time.
    told = Live(EVEN, terms).at(
        Standing(minute=120, home=1, away=2, over=True, home_at_90=0, away_at_90=1)
    )
    assert told.through is not None
    assert list(told.through) == pytest.approx([0, 1])
    assert dict(told.by)["away_goals_after_extra_time"][1] == pytest.approx(1)


def test_the_first_leg_looks_forward_to_the_second() -> None:
    snapshot = with_cup(
        [
            cup_tie(0, 1, dt.date(2012, 10, 10), round="semi_final", leg="1"),
            cup_tie(1, 0, dt.date(2012, 10, 24), round="semi_final", leg="2"),
        ],
        dt.date(2012, 10, 9),
    )
    row = int(snapshot.select("xx.cup")[0])
    match = live_of(model_of(snapshot), row)
    level, ahead = match.at(Standing()), match.at(Standing(minute=80, home=2))
    assert level.through is not None
    assert ahead.through is not None
    assert sum(level.through) == pytest.approx(1)
    assert ahead.through[0] > level.through[0]


def test_a_match_is_replayed_from_its_goals() -> None:
    snapshot = with_cup([cup_tie(0, 1, dt.date(2012, 10, 10), round="final")], dt.date(2012, 10, 9))
    row = int(snapshot.select("xx.cup")[0])
    match = snapshot.match(row)
    happened = [Event("goal", 10, 0, True), Event("red", 50, 0, False), Event("goal", 90, 3, False)]
    lines = list(replay(live_of(model_of(snapshot), row), happened, match))
    assert [event for event, _ in lines] == ["kick_off", "goal", "red", "goal", "full_time"]
    assert [f"{c.standing.home}-{c.standing.away}" for _, c in lines[:4]] == [
        "0-0",
        "1-0",
        "1-0",
        "1-1",
    ]
    assert lines[3][1].standing.added == 3


def test_events_are_read_from_lines() -> None:
    snapshot = with_cup([cup_tie(0, 1, dt.date(2012, 10, 10), round="final")], dt.date(2012, 10, 9))
    match = snapshot.match(int(snapshot.select("xx.cup")[0]))
    assert read_event('{"minute": 31, "kind": "goal", "team": "ashby"}', match) == Event(
        "goal", 31, 0, True
    )
    assert read_event('{"minute": "45+2", "type": "Red card", "side": "away"}', match) == Event(
        "red", 45, 2, False
    )
    assert read_event('{"minute": 60, "kind": "yellow_card", "team": "home"}', match) is None
    assert read_event('{"kind": "kick", "team": "home", "scored": true}', match) == Event(
        KICK, 0, 0, True, "", True
    )
    assert read_event('{"kind": "half_time"}', match) == Event("half_time", 45)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("goal!", "expected a JSON object"),
        ('{"minute": 131, "team": "home"}', "found the minute 131"),
        ('{"minute": 3, "kind": "offside", "team": "home"}', "found the kind 'offside'"),
        ('{"minute": 3, "team": "Elsewhere"}', "found the team 'Elsewhere'"),
        ('{"minute": 3, "added": -2, "team": "home"}', "found the minute 3"),
        ('{"kind": "kick", "team": "home"}', "expected true or false"),
        ("[1, 2]", "expected a JSON object"),
    ],
)
def test_what_cannot_be_is_refused(line: str, told: str) -> None:
    snapshot = with_cup([cup_tie(0, 1, dt.date(2012, 10, 10), round="final")], dt.date(2012, 10, 9))
    match = snapshot.match(int(snapshot.select("xx.cup")[0]))
    with pytest.raises(UsageError, match=told):
        read_event(line, match)


def test_a_goal_told_late_counts_and_the_clock_stays() -> None:
    standing, goal = Standing(minute=20), Event("goal", 10, 0, True)
    assert late(standing, goal)
    assert after(standing, goal) == Standing(minute=20, home=1)
    assert after(Standing(minute=45, half_time=True), goal) == Standing(45, 0, 1, half_time=True)
    long = Standing(95, 0, 1, 1, home_at_90=1, away_at_90=1)
    assert after(long, Event("goal", 90, 2, False)) == replace(long, away=2, away_at_90=2)


@pytest.mark.parametrize(
    ("standing", "event", "told"),
    [
        (Standing(minute=60), Event("half_time", 45), "Found half_time in minute 45 after minute 60"),
        (Standing(minute=60), Event("no_goal", 0, 0, True), "expected a goal of that side before it"),
        (Standing(minute=60, red_away=1), Event("no_red", 0, 0, True), "expected a red card"),
        (
            Standing(120, over=True, home_at_90=0, away_at_90=0,
                     taken=((True, True), (False, False)) * 3),
            Event("kick", 0, 0, True, "", True), "after the shoot-out was decided",
        ),
    ],
)  # fmt: skip
def test_what_cannot_follow_is_refused(standing: Standing, event: Event, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        after(standing, event)


def test_a_match_from_kick_off_to_the_last_kick() -> None:
    told = [
        Event("goal", 12, 0, True), Event("no_goal", 13, 0, True), Event("half_time", 45),
        Event("second_half", 45), Event("red", 60, 0, False), Event("minute", 93),
        Event("full_time", 90), Event("extra_time", 90), Event("goal", 100, 0, False),
        Event("goal", 118, 0, True), Event("end", 120), Event("penalties", 0),
        *(Event("kick", 0, 0, n % 2 == 0, "", n % 2 == 0) for n in range(6)),
    ]  # fmt: skip
    standing = Standing()
    seen = []
    for event in told:
        standing = after(standing, event)
        seen.append((standing.minute, standing.home, standing.away, standing.over))
    assert seen[:4] == [(12, 1, 0, False), (12, 0, 0, False), (45, 0, 0, False), (45, 0, 0, False)]
    assert seen[5:9] == [
        (90, 0, 0, False), (90, 0, 0, True), (90, 0, 0, False), (100, 0, 1, False),
    ]  # fmt: skip
    assert (standing.home_at_90, standing.away_at_90, standing.red_away) == (0, 0, 1)
    single = TieTerms(RoundRule("final", 1, ("extra_time", "penalties")))
    assert Live(EVEN, single).at(standing).through == (1, 0)


def test_minutes_over_ninety_are_added_time_where_no_extra_time_may_follow() -> None:
    assert after(Standing(minute=88), Event("goal", 94, 0, True), long=False) == Standing(90, 4, 1)


@pytest.mark.parametrize("kick", [0.6, 0.75])
def test_a_shoot_out_is_counted_to_its_end(kick: float) -> None:
    # Against twenty thousand shoot-outs; five standard errors.
    rng = np.random.default_rng(3)
    taken = ((True, True), (False, True), (True, False))
    won = 0
    for _ in range(20_000):
        score, count, turn = [1, 1], [2, 1], 1
        while True:
            score[turn] += rng.random() < kick
            count[turn] += 1
            turn = 1 - turn
            left = [max(5 - count[0], 0), max(5 - count[1], 0)]
            if min(count) < 5 and max(count) <= 5:
                if score[0] > score[1] + left[1] or score[1] > score[0] + left[0]:
                    break
            elif count[0] == count[1] and score[0] != score[1]:
                break
        won += score[0] > score[1]
    assert shoot_out(taken, kick) == pytest.approx(won / 20_000, abs=5 * 0.5 / np.sqrt(20_000))


@pytest.mark.parametrize(
    ("step", "state", "home"),
    [
        ("golden_goal", Standing(95, 0, 1, 0, home_at_90=0, away_at_90=0), 1.0),
        ("silver_goal", Standing(105, 0, 0, 1, over=True, home_at_90=0, away_at_90=0), 0.0),
        ("extra_time", Standing(120, 0, 2, 1, over=True, home_at_90=1, away_at_90=1), 1.0),
    ],
)
def test_goals_of_extra_time_decide_by_their_rule(step: str, state: Standing, home: float) -> None:
    terms = TieTerms(RoundRule("final", 1, (step, "penalties")))
    told = Live(EVEN, terms).at(state)
    assert told.through is not None
    assert told.through[0] == pytest.approx(home)
    assert dict(told.by)[step][0] == pytest.approx(home)


def test_a_replay_is_looked_at_at_the_other_ground() -> None:
    other = Expected(np.log([[0.6, 2.4]]), np.array([[0.02, 0.02, 0.0]]))
    rule = RoundRule("round_1", 1, ("replay", "extra_time", "penalties"))
    level = Standing(minute=90, home=1, away=1, over=True)
    told = Live(EVEN, TieTerms(rule, again=other)).at(level)
    assert told.through is not None
    assert told.through[0] < 0.3
    assert sum(told.through) == pytest.approx(1)
    assert {step for step, _ in told.by} == {"replay", "extra_time", "penalties"}


@pytest.mark.parametrize("steps", [AWAY_GOALS, ("aggregate", "extra_time", "penalties"), (
    "aggregate", "extra_time", "away_goals_after_extra_time", "play_off", "toss")])  # fmt: skip
def test_a_first_leg_is_every_second_leg_weighed(steps: tuple[str, ...]) -> None:
    # At the end of the first leg it is the second leg before its kick-off, seen from the other side.
    rule = RoundRule("semi_final", 2, steps)
    second = Expected(np.log([[1.9, 0.8]]), np.array([[0.02, 0.02, 0.0]]))
    flat = replace(held_settings(), lead=(0.0,) * 7, level=0.0)
    after_one = Live(EVEN, TieTerms(rule, 1, None, second), flat).at(
        Standing(minute=90, home=1, away=1, over=True)
    )
    before_two = Live(second, TieTerms(rule, 2, (1, 1)), flat).at(Standing())
    assert after_one.through is not None
    assert before_two.through is not None
    assert after_one.through == pytest.approx(before_two.through[::-1], abs=1e-6)


def test_events_of_a_record_without_minutes() -> None:
    assert events_of((), ()) == []
    assert Moment(dt.date(2012, 1, 1)).minute is None
