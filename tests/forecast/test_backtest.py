from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Odds
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast import scores
from matchdesk.forecast.backtest import MODELS, backtest
from matchdesk.forecast.chances import chances_of, chances_of_fixtures, season_rows
from matchdesk.forecast.fixtures import Clubs, Fixture, competition_of, read_fixtures
from matchdesk.forecast.goals import outcomes
from matchdesk.forecast.market import market_of, without_margin
from matchdesk.forecast.model import Pair, model_of
from matchdesk.forecast.ratings import ratings
from tests.forecast.worlds import season, world

FIRST, LAST = Season(2011, True), Season(2012, True)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_walks_forward(model: str) -> None:
    found = backtest(world(), ["xx.1"], FIRST, LAST, model=model)  # type: ignore[arg-type]
    assert len(found) == 30 + 12
    np.testing.assert_allclose(found.chances.sum(axis=1), 1)
    told = json.loads(json.dumps(found.to_dict()))
    assert told["matches"] == 42
    assert told["market"] is None
    assert [s["season"] for s in told["per_season"]] == ["2011-12", "2012-13"]
    assert sum(b["forecasts"] for b in told["calibration"]) == 3 * 42


def test_nothing_from_after_the_moment_is_used() -> None:
    whole = season(6, 2010, seed=1) + season(6, 2011, seed=1)
    found = backtest(snapshot_of(whole), ["xx.1"], FIRST, FIRST)
    # A week of the season, asked at the end of the day before it.
    rows = found.rows.tolist()
    snapshot = snapshot_of(whole)
    monday = (snapshot.matches.day[rows] - 1) // 7 * 7
    day = dt.date.fromordinal(int(monday[12]))
    cut = [
        m if m.date is not None and m.date <= day else replace(m, status="scheduled", score=None)
        for m in whole
    ]
    asked = snapshot_of(cut, Moment(day))
    in_week = [n for n in range(len(rows)) if monday[n] == monday[12]]
    told = chances_of(asked, [rows[n] for n in in_week])
    for n, one in zip(in_week, told.matches, strict=True):
        assert (one.home_win, one.draw, one.away_win) == pytest.approx(
            tuple(found.chances[n]), abs=1e-12
        )


def test_the_market_is_compared_where_odds_are_held() -> None:
    odds = {
        n: (
            Odds("Pinnacle", "closing", 2.0, 3.4, 4.0),
            Odds("Bet365", "closing", 1.5, 3.0, 8.0),
        )
        for n in range(40, 60)
    }
    told = backtest(world(odds=odds), ["xx.1"], FIRST, LAST).to_dict()
    market = told["market"]
    assert isinstance(market, dict)
    assert market["matches"] == 20
    assert market["sources"] == {"Pinnacle, closing": 20}
    assert market["model"]["matches"] == 20
    low, high = market["difference"]["rps"]["low"], market["difference"]["rps"]["high"]
    assert low <= market["difference"]["rps"]["mean"] <= high


def test_the_margin_is_taken_out_in_proportion() -> None:
    odds = np.array([[2.0, 4.0, 4.0], [1.9, 3.8, 3.8]])
    np.testing.assert_allclose(without_margin(odds), [[0.5, 0.25, 0.25]] * 2)


def test_the_maximum_of_several_is_no_market() -> None:
    snapshot = world(odds={0: (Odds("maximum", "closing", 2.1, 3.6, 4.2),)})
    assert not market_of(snapshot, [0, 1]).held.any()


def test_predictions_are_written_match_by_match() -> None:
    found = backtest(world(), ["xx.1"], LAST, LAST)
    rows = list(csv.DictReader(io.StringIO(found.predictions())))
    assert len(rows) == 12
    assert sum(float(rows[0][name]) for name in scores.OUTCOMES) == pytest.approx(1, abs=1e-7)
    lines = found.predictions(as_json=True).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("first", "last", "model", "error", "told"),
    [
        (LAST, FIRST, "strengths", UsageError, "expected the earlier one first"),
        (FIRST, LAST, "guess", UsageError, "Found the model 'guess'"),
        (Season(1990, True), Season(1991, True), "strengths", UnknownName, "No result of xx.1"),
    ],
)
def test_a_wrong_call_is_refused(
    first: Season, last: Season, model: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        backtest(world(), ["xx.1"], first, last, model=model)  # type: ignore[arg-type]


def test_scores_of_known_forecasts() -> None:
    chances = np.array([[1.0, 0.0, 0.0], [1 / 3, 1 / 3, 1 / 3], [0.2, 0.3, 0.5]])
    result = np.array([0, 1, 2])
    np.testing.assert_allclose(scores.rps(chances, result), [0, 1 / 9, (0.04 + 0.25) / 2])
    np.testing.assert_allclose(scores.brier(chances, result), [0, 2 / 3, 0.04 + 0.09 + 0.25])
    np.testing.assert_allclose(scores.log_loss(chances, result), [0, np.log(3), -np.log(0.5)])


def test_calibration_of_a_forecaster_who_knows() -> None:
    rng = np.random.default_rng(3)
    chances = rng.dirichlet([3, 2, 2], 20_000)
    result = (rng.random(20_000)[:, None] > np.cumsum(chances, axis=1)).sum(axis=1)
    assert scores.calibration_error(chances, result) < 0.01
    low, high = scores.calibration_interval(chances, result)
    assert low < high < 0.02


def test_the_interval_of_a_difference_holds_it() -> None:
    rng = np.random.default_rng(4)
    found = scores.difference(rng.normal(0.1, 1, 500), np.zeros(500))
    assert found.low < found.mean < found.high


# Chances


def find(snapshot: Snapshot) -> object:
    clubs = {club.name: club for club in snapshot.clubs}

    def one(name: str, competition: str) -> Club:
        if name not in clubs:
            raise UnknownName(f"No club {name}", near=["Ashby"])
        return clubs[name]

    return one


def test_fixtures_of_a_file_need_not_be_held() -> None:
    snapshot = world()
    fixtures, left_out = read_fixtures(
        "Date,HT,AT\n14/04/2013,Ashby,Calder\n2013-04-15,Nobody Rovers,Ashby\n", "f.csv"
    )
    assert not left_out
    assert [f.date for f in fixtures] == [dt.date(2013, 4, 14), dt.date(2013, 4, 15)]
    told = chances_of_fixtures(snapshot, fixtures, find(snapshot))  # type: ignore[arg-type]
    assert [m.home.name for m in told.matches] == ["Ashby", "Nobody Rovers"]
    for match in told.matches:
        assert match.home_win + match.draw + match.away_win == pytest.approx(1)
    assert told.notes == (
        "Nobody Rovers is not held: taken for an ordinary club of its league. Nearest: Ashby.",
    )


def test_a_file_without_sides_is_refused() -> None:
    with pytest.raises(UsageError, match="the column away is missing"):
        read_fixtures("date,home\n", "f.csv")


def test_rows_that_cannot_be_used_are_left_out() -> None:
    fixtures, left_out = read_fixtures(
        "date;home;away\n32/13/2013;Ashby;Calder\n2013-01-01;Ashby;\n;Ashby;ASHBY\n"
        "2013-01-01;Ashby;Calder\n",
        "f.csv",
    )
    assert [f.home for f in fixtures] == ["Ashby"]
    assert [line.partition(": ")[0] for line in left_out] == ["f.csv:2", "f.csv:3", "f.csv:4"]
    assert "is no day" in left_out[0]


def test_a_name_means_a_club_of_the_league() -> None:
    here = season(6, 2011, seed=1)
    there = [
        replace(
            m,
            competition=CompetitionId("yy.1"),
            home=Club(ClubId(m.home.id.replace("xx", "yy")), m.home.name, "yy"),
            away=Club(ClubId(m.away.id.replace("xx", "yy")), m.away.name, "yy"),
        )
        for m in season(4, 2011, seed=2)
    ]
    clubs = Clubs(snapshot_of(here + there))
    assert clubs.find("Ashby", "yy.1").id == "yy.ashby"
    assert clubs.find("Ashby", "xx.1").id == "xx.ashby"
    assert clubs.find("Easton").id == "xx.easton"
    with pytest.raises(UnknownName, match="2 clubs answer"):
        clubs.find("Ashby")
    with pytest.raises(UnknownName, match="No club 'Easton'"):
        clubs.find("Easton", "yy.1")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("SP1", "es.1"), ("SPA2", "es.2"), ("HOL1", "nl.1"), ("ENG5", "en.5"), ("xx.1", "xx.1"),
     ("La Liga", ""), ("", ""), ("DNK1", "dk.1"), ("E0", "en.1")],
)  # fmt: skip
def test_leagues_as_files_write_them(written: str, meant: str) -> None:
    assert competition_of(world(), written) == meant


def test_a_stranger_while_the_season_runs_is_an_ordinary_club() -> None:
    snapshot = world(10, seasons=2, played=9)
    model = model_of(snapshot)
    running, later = (
        outcomes(model.expect_pairs([Pair(0, -1, 0, snapshot.day.toordinal() + days)])).chances[0]
        for days in (5, 90)
    )
    # A newcomer is weaker than those who are there.
    assert running[0] < later[0]


def test_no_fixtures_left() -> None:
    snapshot = world(played=None)
    assert season_rows(snapshot, "xx.1", LAST) == []
    with pytest.raises(UsageError, match="Found no fixtures"):
        chances_of_fixtures(snapshot, [], find(snapshot))  # type: ignore[arg-type]


def test_fixtures_of_the_past_are_told_of() -> None:
    snapshot = world()
    asked = [Fixture("Ashby", "Calder", snapshot.day - dt.timedelta(days=30))]
    told = chances_of_fixtures(snapshot, asked, find(snapshot))  # type: ignore[arg-type]
    assert "1 of 1 fixtures lie before" in told.notes[0]


def test_a_club_against_itself() -> None:
    snapshot = world()
    with pytest.raises(UsageError, match="which are one club"):
        chances_of_fixtures(snapshot, [Fixture("Ashby", "Ashby")], find(snapshot))  # type: ignore[arg-type]


def test_ratings_with_their_history() -> None:
    snapshot = world()
    found = ratings(snapshot, "xx.1", LAST, history=True)
    assert [t.rating for t in found.teams] == sorted((t.rating for t in found.teams), reverse=True)
    assert all(t.spread > 0 and t.matches == 4 for t in found.teams)
    for club, days in found.history:
        assert len(days) == 4
        assert days[-1][1] == pytest.approx(
            next(t.rating for t in found.teams if t.club == club), abs=0.15
        )
    assert json.dumps(found.to_dict())
