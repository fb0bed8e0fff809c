from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast.conditions import read_conditions
from matchdesk.forecast.live import Live, Standing, TieTerms
from matchdesk.forecast.model import Pair, model_of
from matchdesk.forecast.prospects import Forecast
from matchdesk.forecast.simulate import forecast
from matchdesk.rules.catalogue import Catalogue
from matchdesk.rules.table import table
from tests.forecast.worlds import cup_tie, season, with_cup, world

YEAR = Season(2012, True)
RULES = """
id = "xx.1"
name = "Norland League"
kind = "league"
[[edition]]
from = "1990-91"
source = { text = "made for the tests", mark = "M/L" }
points = { win = 3, draw = 1 }
order = ["points", "goal_difference", "goals_for"]
zones = { champion = 1, "uefa.cl" = [1, 2], relegation = [5, 6] }
"""
SPLIT = """
id = "xx.1"
name = "Norland League"
kind = "league"
[[edition]]
from = "1990-91"
source = { text = "made for the tests", mark = "M/L" }
clubs = 6
points = { win = 3, draw = 1 }
order = ["points", "goal_difference", "goals_for"]
split = { after = 10, sizes = [3, 3], meetings = 1, points = "kept" }
zones = { champion = 1, split_top = [1, 3], relegation = 6 }
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "xx.1.toml").write_text(RULES, encoding="utf-8")
    return Catalogue().with_folder(folder)


def asked(snapshot: Snapshot, rules: Catalogue, **more: object) -> Forecast:
    settings: dict[str, object] = {"runs": 400, "seed": 3, "catalogue": rules, **more}
    return forecast(snapshot, "xx.1", YEAR, **settings)  # type: ignore[arg-type]


def test_chances_sum_to_one(rules: Catalogue) -> None:
    found = asked(world(), rules)
    assert found.to_come == 18
    for team in found.teams:
        assert sum(team.positions) == pytest.approx(1)
        assert team.zone("uefa.cl") == pytest.approx(sum(team.positions[:2]))
        assert 0 < team.standard_error <= 0.5 / 20
    for place in range(6):
        assert sum(team.positions[place] for team in found.teams) == pytest.approx(1)
    assert sum(team.zone("champion") for team in found.teams) == pytest.approx(1)
    assert sum(team.zone("relegation") for team in found.teams) == pytest.approx(2)


def test_what_is_certain_has_one_and_what_is_impossible_none(rules: Catalogue) -> None:
    found = asked(world(played=10), rules)
    told = table(world(played=10), "xx.1", YEAR, catalogue=rules)
    assert found.to_come == 0
    for row in told.rows:
        team = found.team(row.club)
        assert team.positions[row.position - 1] == 1
        assert (team.points_mean, team.points_sd) == (row.points, 0)
    assert found.notes == ("Every match is played: the chances are what happened.",)


def test_a_lead_too_large_to_be_lost(rules: Catalogue) -> None:
    matches = season(6, 2012, seed=1, played=9)
    leader = matches[0].home
    won = [
        replace(
            m,
            score=type(m.score)(5, 0) if m.home.id == leader.id else type(m.score)(0, 5),
        )
        if m.score is not None and leader.id in (m.home.id, m.away.id)
        else m
        for m in matches
    ]
    found = asked(snapshot_of(won), rules)
    assert found.team(leader).zone("champion") == 1
    assert all(t.zone("champion") == 0 for t in found.teams if t.club.id != leader.id)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_same_seed_gives_the_same_bytes(rules: Catalogue, threads: int) -> None:
    model = model_of(world())
    # Enough to be compiled and parted.
    one = asked(world(), rules, model=model, runs=40_000)
    other = asked(world(), rules, model=model, runs=40_000, threads=threads)
    assert one.to_dict() == other.to_dict()
    assert asked(world(), rules, model=model, runs=40_000, seed=4).to_dict() != one.to_dict()


def test_fewer_runs_are_the_first_of_more(rules: Catalogue) -> None:
    few, many = asked(world(), rules, runs=200), asked(world(), rules, runs=5_000)
    np.testing.assert_array_equal(few.ends[0][1].position, many.ends[0][1].position[:200])


def test_shares_agree_with_the_chances_of_the_last_match(rules: Catalogue) -> None:
    # All but one match played: the shares of its results are the chances of the match.
    matches = season(6, 2012, seed=1, played=10)
    last = replace(matches[-1], status="scheduled", score=None)
    snapshot = snapshot_of([*season(6, 2011, seed=1), *matches[:-1], last])
    model = model_of(snapshot)
    found = asked(snapshot, rules, model=model, runs=40_000)
    _, ends = found.ends[0]
    from matchdesk.forecast.goals import outcomes

    chances = outcomes(model.expect(model.fixtures), model.settings.low_scores).chances[0]
    for lead, chance in zip((1, 0, -1), chances, strict=True):
        share = float((ends.watched[:, 0] == lead).mean())
        # Four standard errors, and rates rounded to 1/64.
        assert share == pytest.approx(chance, abs=4 * np.sqrt(0.25 / 40_000) + 0.002)


def test_matches_that_no_source_lists_are_added(rules: Catalogue) -> None:
    whole = world()
    rows = np.flatnonzero(whole.matches.home_goals >= 0)
    results = replace(whole, matches=whole.matches.take(rows))
    found = asked(results, rules)
    assert found.to_come == asked(whole, rules).to_come
    assert "were added" in found.notes[0]
    for team in found.teams:
        assert team.points_mean == pytest.approx(
            asked(whole, rules).team(team.club).points_mean, abs=1.0
        )


def test_the_next_matches_swing_the_chances(rules: Catalogue) -> None:
    snapshot = world()
    found = asked(snapshot, rules, runs=2_000)
    assert found.swings
    first = found.swings[0]
    assert first.importance == max(s.importance for s in found.swings)
    own = next(s for s in found.swings if s.club.id == s.home.id and s.zone == "champion")
    assert own.home_win > own.away_win
    # The same runs in which the match is won are those of the condition.
    won = f"{own.home.name} v {own.away.name} home win"
    supposed = asked(snapshot, rules, runs=2_000, conditions=conditions(snapshot, won))
    assert supposed.runs == 2_000
    tried = round(2_000 / supposed.share)
    assert abs(supposed.team(own.club).zone("champion") - own.home_win) < 0.06
    assert tried > 2_000


def conditions(snapshot: Snapshot, *texts: str) -> object:
    return read_conditions(snapshot, "xx.1", YEAR, texts)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{home} v {away} home win", {"result": "home_win"}),
        ("{home} v {away} away win", {"result": "away_win"}),
        ("{home} v {away} draw", {"result": "draw"}),
        ("{home} v {away} {away} win", {"result": "away_win"}),
        ("{away} beat {home}", {"result": "away_win"}),
        ("{home} draw with {away}", {"result": "draw"}),
        ("{home} win", {"result": "home_win"}),
        ("{away} lose", {"result": "home_win"}),
        ("{day} {home} v {away} 4-0", {"score": "4-0"}),
    ],
)
def test_what_is_supposed_is_read(text: str, result: dict[str, str]) -> None:
    snapshot = world()
    row = int(np.flatnonzero(snapshot.matches.result()[0] < 0)[0])
    match = snapshot.match(row)
    written = text.format(home=match.home.name, away=match.away.name, day=match.date)
    (found,) = read_conditions(snapshot, "xx.1", YEAR, [written])
    told = found.to_dict(snapshot)
    assert (found.row, {key: told[key] for key in result}) == (row, result)


def test_a_supposed_score_is_as_good_as_a_result(rules: Catalogue) -> None:
    snapshot = world()
    row = int(np.flatnonzero(snapshot.matches.result()[0] < 0)[0])
    match = snapshot.match(row)
    text = f"{match.home.name} v {match.away.name} 5-0"
    supposed = asked(snapshot, rules, conditions=conditions(snapshot, text))
    m = snapshot.matches
    goals = [np.array(m.home_goals), np.array(m.away_goals), np.array(m.status)]
    played = int(m.status[np.flatnonzero(m.result()[0] >= 0)[0]])
    goals[0][row], goals[1][row], goals[2][row] = 5, 0, played
    matches = replace(m, home_goals=goals[0], away_goals=goals[1], status=goals[2])
    real = asked(replace(snapshot, matches=matches), rules)
    assert supposed.to_dict()["teams"] == real.to_dict()["teams"]
    assert supposed.share == 1


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Ashby fly"], "Found the condition 'Ashby fly'"),
        (["Ashby win", "Ashby draw"], "two conditions of one match"),
    ],
)
def test_what_cannot_be_supposed_is_refused(texts: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        conditions(world(), *texts)


def test_nothing_can_be_supposed_of_a_season_that_is_over() -> None:
    with pytest.raises(UnknownName, match="No match of Ashby is to come"):
        conditions(world(played=10), "Ashby win")


def test_a_league_that_splits(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "xx.1.toml").write_text(SPLIT, encoding="utf-8")
    rules = Catalogue().with_folder(folder)
    found = asked(world(), rules)
    assert "splits after 10" in found.notes[0]
    for team in found.teams:
        assert sum(team.positions) == pytest.approx(1)
    # Points go on after the split: two matches more of each club.
    most = asked(world(played=10), rules)
    before = table(world(played=10), "xx.1", YEAR, catalogue=rules)
    gained = [most.team(row.club).points_mean or 0 - row.points for row in before.rows]
    assert min(gained) > 0
    upper = {row.club.id for row in before.rows[:3]}
    assert {t.club.id for t in most.teams if t.zone("split_top") == 1} == upper


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"runs": 0}, "Found 0 runs"),
        ({"runs": -5}, "Found -5 runs"),
        ({"seed": -1}, "Found the seed -1"),
        ({"threads": 0}, "Found 0 threads"),
    ],
)
def test_a_wrong_call_is_refused(rules: Catalogue, more: dict[str, int], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        asked(world(), rules, **more)


def test_a_season_that_is_not_known(rules: Catalogue) -> None:
    with pytest.raises(UnknownName, match=r"No match of xx\.1 2031-32"):
        forecast(world(), "xx.1", Season(2031, True), catalogue=rules)


def test_a_league_with_one_match(rules: Catalogue) -> None:
    one = replace(season(4, 2012, seed=1)[0], status="scheduled", score=None)
    found = asked(snapshot_of([one], Moment(dt.date(2012, 8, 30))), rules)
    assert len(found.teams) == 2
    assert sum(team.zone("champion") for team in found.teams) == pytest.approx(1)


# Cups


def cup(snapshot: Snapshot, runs: int = 4_000) -> Forecast:
    return forecast(snapshot, "xx.cup", YEAR, runs=runs, seed=2)


def semi_finals() -> list[object]:
    day = dt.date(2012, 10, 3)
    return [
        cup_tie(0, 1, day, round="semi_final", leg="1", score="1-0"),
        cup_tie(1, 0, dt.date(2012, 12, 3), round="semi_final", leg="2"),
        cup_tie(2, 3, day, round="semi_final", leg="1", score="0-2"),
        cup_tie(3, 2, dt.date(2012, 12, 3), round="semi_final", leg="2"),
    ]


def test_a_cup_is_played_to_its_final() -> None:
    found = cup(with_cup(semi_finals(), dt.date(2012, 10, 20)))  # type: ignore[arg-type]
    assert sum(team.reaches("winner") for team in found.teams) == pytest.approx(1)
    assert sum(team.reaches("final") for team in found.teams) == pytest.approx(2)
    assert all(team.reaches("semi_final") == 1 for team in found.teams)
    by_name = {team.club.name: team for team in found.teams}
    assert by_name["Dunmore"].reaches("final") > 0.7


def test_shares_of_a_tie_are_the_chances_of_the_match_in_play() -> None:
    snapshot = with_cup(semi_finals(), dt.date(2012, 10, 20))  # type: ignore[arg-type]
    found = cup(snapshot, runs=40_000)
    model = model_of(snapshot)
    one, other = (snapshot.club_number(f"xx.{name}") for name in ("ashby", "birch-town"))
    number = snapshot.competitions.index("xx.cup")
    # The same steps as a rulebook that is not held has: aggregate, extra time, penalties.
    from matchdesk.rules.catalogue import BUILT_IN

    rule = BUILT_IN.edition("xx.cup", YEAR).round_rule("semi_final")
    day = dt.date(2012, 12, 3).toordinal()
    exact = Live(model.expect_pairs([Pair(other, one, number, day)]), TieTerms(rule, 2, (0, 1)))
    told = exact.at(Standing())
    assert told.through is not None
    share = found.team("Ashby").reaches("final")
    # Minute by minute and at once are not quite the same model.
    assert share == pytest.approx(told.through[1], abs=0.025)


def test_a_cup_that_is_over() -> None:
    final = cup_tie(0, 1, dt.date(2012, 10, 3), round="final", score="2-0")
    found = cup(with_cup([final], dt.date(2012, 10, 20)))
    assert found.team("Ashby").reaches("winner") == 1
    assert found.team("Birch Town").reaches("winner") == 0


def test_a_round_not_yet_drawn_pairs_every_club_once() -> None:
    ties = [
        cup_tie(2 * n, 2 * n + 1, dt.date(2012, 10, 3), round="quarter_final", score="2-0")
        for n in range(4)
    ]
    found = cup(with_cup(ties, dt.date(2012, 10, 20)))
    winners = ["Ashby", "Calder", "Easton", "Garth"]
    assert all(found.team(name).reaches("semi_final") == 1 for name in winners)
    assert sum(found.team(name).reaches("final") for name in winners) == pytest.approx(2)
    assert sum(found.team(name).reaches("winner") for name in winners) == pytest.approx(1)


def test_the_same_seed_gives_the_same_cup() -> None:
    snapshot = with_cup(semi_finals(), dt.date(2012, 10, 20))  # type: ignore[arg-type]
    assert cup(snapshot).to_dict() == cup(snapshot).to_dict()


@pytest.mark.parametrize("rounds", [4, 10])
def test_a_league_that_splits_without_a_calendar(tmp_path_factory: object, rounds: int) -> None:
    folder = tmp_path_factory.mktemp("split")  # type: ignore[attr-defined]
    (folder / "xx.1.toml").write_text(SPLIT, encoding="utf-8")
    rules = Catalogue().with_folder(folder)
    whole = world(played=rounds)
    results = replace(
        whole, matches=whole.matches.take(np.flatnonzero(whole.matches.home_goals >= 0))
    )
    found = asked(results, rules)
    assert "were added" in found.notes[0]
    # Ten matches of each club, then each club of a half once.
    points = sum(team.points_mean or 0 for team in found.teams)
    assert 2 * 36 <= points <= 3 * 36
    assert sum(team.zone("split_top") for team in found.teams) == pytest.approx(3)
    assert all(sum(team.positions) == pytest.approx(1) for team in found.teams)
    if rounds == 10:
        assert found.to_come == 6
        table_then = table(results, "xx.1", YEAR, catalogue=rules)
        upper = {row.club.id for row in table_then.rows[:3]}
        assert {t.club.id for t in found.teams if t.zone("split_top") == 1} == upper


def test_only_what_is_possible_has_a_chance(rules: Catalogue) -> None:
    # Every way the last round can go, by narrow and by very high scores, against the chances.
    matches = season(6, 2012, seed=5, played=9)
    found = asked(snapshot_of(matches), rules, runs=20_000)
    last = [n for n, match in enumerate(matches) if match.status == "scheduled"]
    assert len(last) == 3
    scores = [(1, 0), (30, 0), (0, 0), (0, 1), (0, 30)]
    possible: dict[str, set[int]] = {}
    for way in itertools.product(scores, repeat=3):
        for n, (home, away) in zip(last, way, strict=True):
            matches[n] = replace(matches[n], status="played", score=Score(home, away))
        for row in table(snapshot_of(matches), "xx.1", YEAR, catalogue=rules).rows:
            possible.setdefault(row.club.id, set()).add(row.position)
    for team in found.teams:
        seen = {place for place, chance in enumerate(team.positions, 1) if chance > 0}
        assert seen <= possible[team.club.id]
        if len(possible[team.club.id]) == 1:
            assert max(team.positions) == 1


def test_nothing_from_after_the_moment_is_used(rules: Catalogue) -> None:
    from matchdesk.rules import calendar

    whole = snapshot_of([*season(6, 2011, seed=1), *season(6, 2012, seed=1)])
    day = dt.date(2012, 10, 10)
    told = [
        asked(calendar.known_at(held, Moment(day)), rules).to_dict()
        for held in (whole, calendar.cut(whole, day))
    ]
    assert told[0] == told[1]
    assert told[0]["to_come"] == 12


def tournament(name: str, start: int, rounds: int) -> Snapshot:
    """Six groups of four nations; so many rounds of them are played."""
    pairs = [[(0, 1), (2, 3)], [(0, 2), (3, 1)], [(3, 0), (1, 2)]]
    rng = np.random.default_rng([7, start])
    held = []
    for number, group in enumerate("ABCDEF"):
        clubs = [
            Club(ClubId(f"xx.n{4 * number + k}"), f"Nation {4 * number + k}", "") for k in range(4)
        ]
        for turn, listed in enumerate(pairs):
            for home, away in listed:
                goals = rng.poisson(1.2, 2)
                over = turn < rounds
                held.append(
                    Match(
                        id="", competition=CompetitionId(name), season=Season(start, False),
                        date=dt.date(start, 6, 10 + 4 * turn), home=clubs[home], away=clubs[away],
                        status="played" if over else "scheduled",
                        score=Score(int(goals[0]), int(goals[1])) if over else None, phase="group",
                        group=group, neutral=True,
                    )
                )  # fmt: skip
    return snapshot_of(held, Moment(dt.date(start, 6, 9 + 4 * rounds)))


@pytest.mark.parametrize(("name", "year"), [("fifa.wc", 1994), ("uefa.euro", 2016)])
@pytest.mark.parametrize("rounds", [1, 3])
def test_third_placed_go_where_the_bracket_has_them(name: str, year: int, rounds: int) -> None:
    found = forecast(tournament(name, year, rounds), name, Season(year, False), runs=300, seed=4)
    assert found.cup is not None
    for round_name, count in (
        ("round_of_16", 16),
        ("quarter_final", 8),
        ("final", 2),
        ("winner", 1),
    ):
        assert sum(team.reaches(round_name) for team in found.teams) == pytest.approx(count)
    # Nobody is drawn twice.
    for row in found.cup.reached["round_of_16"]:
        assert len(set(row.tolist())) == 16
    assert sum(team.zone("champion") for team in found.teams) == pytest.approx(1)


def test_the_desk_asks_in_one_call() -> None:
    import matchdesk

    night = matchdesk.open().at("2018-01-24")
    found = night.forecast("es.cup", runs=300, seed=5, suppose=["Barcelona go through"])
    assert found.team("Barcelona").reaches("semi_final") == 1
    assert found.team("Espanyol").reaches("semi_final") == 0
    assert found.share < 1
    assert (found.runs, found.seed) == (300, 5)
    assert night.forecast("es.cup", runs=300, seed=5).share == 1


def test_a_cup_without_rounds_is_not_guessed_at() -> None:
    held = [cup_tie(0, 1, dt.date(2012, 10, 3), round="", score="2-0")]
    with pytest.raises(UnknownName, match="held without their round") as error:
        cup(with_cup(held, dt.date(2012, 10, 20)))
    assert error.value.code == "no-rounds"


def test_rounds_before_the_groups_lead_into_them() -> None:
    # A preliminary tie of May does not take the place of the bracket out of the groups.
    held = tournament("fifa.wc", 1994, 1)
    matches = [held.match(row) for row in range(len(held.matches.day))]
    early = replace(
        matches[0], id="", date=dt.date(1994, 5, 1), phase="knockout", round="round_1", group="",
        away=Club(ClubId("xx.n99"), "Nation 99", ""), status="played", score=Score(2, 0),
    )  # fmt: skip
    whole = snapshot_of([early, *matches], held.moment)
    found = forecast(whole, "fifa.wc", Season(1994, False), runs=200, seed=4)
    assert sum(team.reaches("round_of_16") for team in found.teams) == pytest.approx(16)
    assert all(team.reaches("round_1") == 0 for team in found.teams)
