"""The build step: small cases of its decisions, and the same bytes from the same sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin
from matchdesk.core.rows import MatchRow
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from scripts import build_starter
from scripts.starter_checks import check_progress
from scripts.starter_clubs import Clubs
from scripts.starter_copa import Difference, with_ending
from scripts.starter_goals import Goal, Listed
from scripts.starter_openfootball import (
    BadSource,
    with_legs,
    with_matchdays,
    without_placeholders,
)

DAY = dt.date(2019, 12, 17)
EIBAR, GETAFE, GIRONA, HUESCA = "es.eibar", "es.getafe", "es.girona", "es.huesca"


def row(home: str, away: str, score: str = "", **more: object) -> MatchRow:
    plain = MatchRow(
        origin=Origin("made.csv", 1),
        competition=CompetitionId("es.cup"),
        season=Season(2019, True),
        date=DAY,
        home=home,
        away=away,
        score=Score.parse(score) if score else None,
        status="played",
        round="round_1",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def listed(*goals: tuple[int, str], result: str, end: str = "") -> Listed:
    """A goal list of Eibar v Getafe: (minute, club) in order."""
    after = Score(0, 0)
    held = []
    for minute, club in goals:
        after = Score(after.home + (club == EIBAR), after.away + (club == GETAFE))
        held.append(Goal(minute, None, "N. N.", club, after))
    return Listed(
        season=2019,
        date=DAY,
        home=EIBAR,
        away=GETAFE,
        result=Score.parse(result),
        shoot_out=end == "shoot-out",
        extra_time=end == "extra time",
        awarded=False,
        goals=tuple(held),
    )


@pytest.fixture(scope="module")
def clubs() -> Clubs:
    return Clubs()


def test_goal_of_extra_time_moves_the_score(clubs: Clubs) -> None:
    seen: list[Difference] = []
    goals = listed((17, EIBAR), (80, GETAFE), (110, EIBAR), result="2-1", end="extra time")
    ended = with_ending(row(EIBAR, GETAFE, "2-1"), goals, clubs, seen)
    assert (ended.score, ended.extra_time) == (Score(1, 1), Score(2, 1))
    assert len(seen) == 1


def test_shoot_out_written_as_a_score(clubs: Clubs) -> None:
    goals = listed((24, EIBAR), (90, GETAFE), result="4-5", end="shoot-out")
    ended = with_ending(row(EIBAR, GETAFE, "4-5"), goals, clubs, [])
    assert (ended.score, ended.extra_time, ended.penalties) == (
        Score(1, 1),
        Score(1, 1),
        Score(4, 5),
    )


def test_score_after_90_minutes_from_the_goals(clubs: Clubs) -> None:
    goals = listed((12, EIBAR), (44, GETAFE), (99, GETAFE), result="1-2", end="extra time")
    before = row(EIBAR, GETAFE, extra_time=Score(1, 2))
    ended = with_ending(before, goals, clubs, [])
    assert (ended.score, ended.extra_time) == (Score(1, 1), Score(1, 2))


def test_score_after_90_minutes_without_goals(clubs: Clubs) -> None:
    goalless = with_ending(row(EIBAR, GETAFE, extra_time=Score(0, 2)), None, clubs, [])
    assert goalless.score == Score(0, 0)
    unknown = with_ending(row(EIBAR, GETAFE, extra_time=Score(1, 2)), None, clubs, [])
    assert unknown.score is None


def test_second_leg_tells_nothing_without_goals(clubs: Clubs) -> None:
    leg = row(EIBAR, GETAFE, extra_time=Score(2, 0), leg="2")
    assert with_ending(leg, None, clubs, []).score is None


def test_minute_that_leaves_a_winner_is_not_believed(clubs: Clubs) -> None:
    goals = listed((44, EIBAR), (66, GETAFE), (84, GETAFE), (111, EIBAR), result="5-4",
                   end="shoot-out")  # fmt: skip
    before = row(EIBAR, GETAFE, extra_time=Score(2, 2), penalties=Score(5, 4))
    assert with_ending(before, goals, clubs, []).score is None


def test_sources_that_disagree_on_the_goals(clubs: Clubs) -> None:
    with pytest.raises(ValueError, match="goal list 1-0"):
        with_ending(row(EIBAR, GETAFE, "2-0"), listed((3, EIBAR), result="1-0"), clubs, [])


def test_missing_goal_leaves_the_match_alone(clubs: Clubs) -> None:
    short = listed((3, EIBAR), result="2-0")
    assert not short.whole
    match = row(EIBAR, GETAFE, "2-0")
    assert with_ending(match, short, clubs, []) == match


def test_legs_by_date() -> None:
    second = row(GETAFE, EIBAR, "1-0", date=dt.date(2020, 3, 3), round="semi_final")
    first = row(EIBAR, GETAFE, "2-1", date=dt.date(2020, 2, 11), round="semi_final")
    single = row(GIRONA, HUESCA, "0-0", round="semi_final")
    assert [match.leg for match in with_legs([second, single, first])] == ["2", "", "1"]


def group(*pairs: tuple[str, str, int]) -> list[MatchRow]:
    return [
        row(home, away, "1-0", phase="group", group="A", round="", date=dt.date(2017, 9, day))
        for home, away, day in pairs
    ]


def test_matchdays_of_a_group() -> None:
    rows = group(
        (EIBAR, GETAFE, 13), (GIRONA, HUESCA, 12), (EIBAR, GIRONA, 26), (GETAFE, HUESCA, 27)
    )
    assert [match.round for match in with_matchdays(rows)] == ["1", "1", "2", "2"]


def test_club_twice_on_a_matchday_is_refused() -> None:
    with pytest.raises(BadSource, match="plays twice"):
        with_matchdays(group((EIBAR, GETAFE, 12), (EIBAR, GIRONA, 13)))


def test_one_time_for_a_whole_matchday_is_no_time() -> None:
    planned = [
        row(home, away, status="scheduled", round=matchday, time=time, zone="Europe/Madrid")
        for home, away, matchday, time in (
            (EIBAR, GETAFE, "1", "17:00"),
            (GIRONA, HUESCA, "1", "17:00"),
            (EIBAR, GIRONA, "2", "21:00"),
            (GETAFE, HUESCA, "2", "18:30"),
        )
    ]
    times = [match.time for match in without_placeholders(planned)]
    assert times == [None, None, "21:00", "18:30"]


ROUNDS = ("semi_final", "final")


def knockout() -> list[MatchRow]:
    return [
        row(EIBAR, GETAFE, "1-0", round="semi_final", leg="1"),
        row(GETAFE, EIBAR, "2-1", round="semi_final", leg="2"),  # 2-2, Eibar on away goals
        row(GIRONA, HUESCA, "0-0", round="semi_final", extra_time=Score(0, 0),
            penalties=Score(3, 4)),
        row(EIBAR, HUESCA, "0-2", round="final"),
    ]  # fmt: skip


def test_winners_play_on() -> None:
    assert check_progress(knockout(), ROUNDS, {}, fresh=False) == []


def test_loser_who_plays_on_is_found() -> None:
    rows = [*knockout()[:3], row(GETAFE, HUESCA, "0-2", round="final")]
    faults = check_progress(rows, ROUNDS, {}, fresh=False)
    assert "final: es.getafe had gone out" in faults
    assert "final: winners missing ['es.eibar']" in faults


def test_decision_overrides_the_score() -> None:
    rows = [*knockout()[:3], row(GETAFE, HUESCA, "0-2", round="final")]
    decided = {frozenset((EIBAR, GETAFE)): GETAFE}
    assert check_progress(rows, ROUNDS, decided, fresh=False) == []


def test_same_bytes_again(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_starter.main([str(shared / "data"), "--out", str(tmp_path)]) == 0
    assert "decided between two sources: 32" in capsys.readouterr().out
    built = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv"))
    assert len(built) == 10
    for path in built:
        assert (tmp_path / path).read_bytes() == (build_starter.STARTER / path).read_bytes()
