from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest

from matchdesk.core.moment import Moment
from matchdesk.errors import UsageError
from matchdesk.forecast import live, live_kernel
from matchdesk.forecast.events import Event, after, events_of, live_of, read_event, replay
from matchdesk.forecast.goals import outcomes
from matchdesk.forecast.live import Live, LiveSettings, Standing, TieTerms, minutes
from matchdesk.forecast.model import model_of
from matchdesk.forecast.strengths import Expected
from matchdesk.rules.edition import RoundRule
from tests.forecast.worlds import cup_tie, with_cup

EVEN = Expected(np.log([[1.5, 1.1]]), np.array([[0.02, 0.02, 0.0]]))
AWAY_GOALS = ("aggregate", "away_goals", "extra_time", "away_goals_after_extra_time", "penalties")


def test_the_shares_of_the_minutes_sum_to_one() -> None:
    share = minutes()
    assert share.sum() == pytest.approx(1)
    assert share[45:].sum() > share[:45].sum()


@pytest.mark.parametrize("lead", [-4, 0, 2])
def test_the_kernel_equals_its_twin(lead: int) -> None:
    rng = np.random.default_rng(8)
    rates, weights = np.exp(rng.normal(0.2, 0.3, (9, 2))), np.full(9, 1 / 9)
    left, factors = live._steps(minutes()[30:]), np.exp(rng.normal(0, 0.1, 7))
    plain = live.carried(rates, weights, left, factors, lead)
    quick = live_kernel.carried(rates, weights, left, factors, lead)
    np.testing.assert_allclose(quick, plain, atol=1e-14)
    assert plain.sum() == pytest.approx(1)


def test_the_convolution_is_exact() -> None:
    # Three steps, every way they can go, against the distribution carried forward.
    rate, left, factors = np.array([[1.2, 0.8]]), np.array([0.1, 0.2, 0.1]), np.ones(7)
    factors[4] = 0.5
    found = live.carried(rate, np.ones(1), left, factors, 0)
    chances: dict[tuple[int, int], float] = {}
    for way in itertools.product((0, 1, 2), repeat=3):
        x = y = 0
        p = 1.0
        for share, who in zip(left, way, strict=True):
            up = rate[0, 0] * share * factors[3 + np.clip(x - y, -3, 3)]
            down = rate[0, 1] * share * factors[3 - np.clip(x - y, -3, 3)]
            p *= (1 - up - down, up, down)[who]
            x, y = x + (who == 1), y + (who == 2)
        chances[x, y] = chances.get((x, y), 0) + p
    for (x, y), p in chances.items():
        assert found[x, y] == pytest.approx(p, abs=1e-12)


def test_before_kick_off_it_is_near_the_chances_of_the_match() -> None:
    flat = LiveSettings(lead=(0.0,) * 7)
    told = Live(EVEN, settings=flat).at(Standing())
    plain = outcomes(EVEN, 0.0).chances[0]
    assert (told.home_win, told.draw, told.away_win) == pytest.approx(tuple(plain), abs=0.006)


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
        "red_card", 45, 2, False
    )
    assert read_event('{"kind": "half_time"}', match).minute == 45


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("goal!", "expected a JSON object"),
        ('{"minute": 131, "team": "home"}', "found the minute 131"),
        ('{"minute": 3, "kind": "corner", "team": "home"}', "found the kind 'corner'"),
        ('{"minute": 3, "team": "Elsewhere"}', "found the team 'Elsewhere'"),
    ],
)
def test_what_cannot_be_is_refused(line: str, told: str) -> None:
    snapshot = with_cup([cup_tie(0, 1, dt.date(2012, 10, 10), round="final")], dt.date(2012, 10, 9))
    match = snapshot.match(int(snapshot.select("xx.cup")[0]))
    with pytest.raises(UsageError, match=told):
        read_event(line, match)


def test_events_come_in_order() -> None:
    with pytest.raises(UsageError, match="Found minute 10 after minute 20"):
        after(Standing(minute=20), Event("goal", 10, 0, True))


def test_events_of_a_record_without_minutes() -> None:
    assert events_of((), ()) == []
    assert Moment(dt.date(2012, 1, 1)).minute is None
