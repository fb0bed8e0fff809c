"""The starter as it stands in the repository: sources, counts, and the facts of the night."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from matchdesk.core.rows import (
    CorrectionRow,
    CoverageRow,
    GoalRow,
    GroundRow,
    Hint,
    LineupRow,
    MatchRow,
    PersonRow,
    Row,
    SourceRow,
)
from matchdesk.core.score import Score
from matchdesk.readers.detect import read_text
from scripts.starter_clubs import Clubs

STARTER = Path(__file__).resolve().parents[2] / "starter"
FILES = sorted(STARTER.rglob("*.csv"))
NIGHT = dt.date(2018, 1, 24)


def read(path: Path) -> list[Row]:
    reading = read_text(path.read_text(encoding="utf-8"), path.name, Hint())
    assert [problem for problem in reading.problems if problem.refused] == []
    return reading.rows


@pytest.fixture(scope="module")
def clubs() -> Clubs:
    return Clubs()


@pytest.fixture(scope="module")
def rows() -> dict[Path, list[Row]]:
    return {path: read(path) for path in FILES}


@pytest.fixture(scope="module")
def matches(rows: dict[Path, list[Row]]) -> list[MatchRow]:
    return [row for held in rows.values() for row in held if isinstance(row, MatchRow)]


def of(rows: dict[Path, list[Row]], kind: type[Row]) -> list[Row]:
    return [row for held in rows.values() for row in held if isinstance(row, kind)]


def match(matches: list[MatchRow], home: str, away: str, season: str, **more: object) -> MatchRow:
    found = [
        row
        for row in matches
        if (row.home, row.away, str(row.season)) == (home, away, season)
        and all(getattr(row, name) == value for name, value in more.items())
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(STARTER)))
def test_files_name_known_sources(path: Path, rows: dict[Path, list[Row]]) -> None:
    sources = {
        row.source: row for row in rows[STARTER / "sources.csv"] if isinstance(row, SourceRow)
    }
    if path.parent != STARTER:
        assert path.parent.name in sources
        named = {row.source for row in rows[path]}
        assert named <= {"", *sources}
    assert all(row.licence for row in sources.values())
    for free in ("rsssf", "schochastics"):
        assert sources[free].notice


def test_clubs_are_written_as_display_names(matches: list[MatchRow], clubs: Clubs) -> None:
    displayed = set(clubs.display.values())
    for row in matches:
        for side in (row.home, row.away):
            assert side in (displayed if row.competition.startswith("es.") else clubs.display)


def test_counts(matches: list[MatchRow]) -> None:
    seasons = Counter((row.competition, str(row.season)) for row in matches)
    league = {season: n for (competition, season), n in seasons.items() if competition == "es.1"}
    assert league == {f"{y}-{y % 100 + 1:02d}": 380 for y in range(2012, 2027)}
    europe = {season: n for (competition, season), n in seasons.items() if competition == "uefa.cl"}
    assert europe == {f"{y}-{y % 100 + 1:02d}": 125 for y in range(2011, 2018)}
    cup = {season: n for (competition, season), n in seasons.items() if competition == "es.cup"}
    assert cup["2017-18"] == 112
    assert cup["2011-12"] == 113
    assert cup["2019-20"] == 126


def test_real_madrid_2017_18(matches: list[MatchRow]) -> None:
    season = Counter(
        row.competition
        for row in matches
        if {row.home, row.away} & {"Real Madrid", "es.real-madrid"} and row.season.start == 2017
    )
    assert season == {
        "es.1": 38,
        "uefa.cl": 13,
        "es.cup": 6,
        "es.supercup": 2,
        "fifa.clubwc": 2,
        "uefa.supercup": 1,
    }


def test_all_meetings(matches: list[MatchRow]) -> None:
    meetings = sorted(
        (row for row in matches if {row.home, row.away} == {"Real Madrid", "Leganés"}),
        key=lambda row: str(row.date),
    )
    assert len(meetings) == 17
    assert [str(row.extra_time or row.score) for row in meetings[:6]] == [
        "3-4", "1-2", "3-0", "2-4", "0-1", "1-2",
    ]  # fmt: skip
    assert (meetings[0].score, meetings[0].extra_time) == (Score(3, 3), Score(3, 4))


def test_the_tie(matches: list[MatchRow]) -> None:
    first = match(matches, "Leganés", "Real Madrid", "2017-18", competition="es.cup")
    second = match(matches, "Real Madrid", "Leganés", "2017-18", competition="es.cup")
    assert (first.date, first.score, first.leg) == (dt.date(2018, 1, 18), Score(0, 1), "1")
    assert (second.date, second.score, second.leg) == (NIGHT, Score(1, 2), "2")
    assert {first.round, second.round} == {"quarter_final"}


def test_goals_of_the_tie(rows: dict[Path, list[Row]]) -> None:
    goals = [row for row in of(rows, GoalRow) if isinstance(row, GoalRow)]
    found = [
        (row.date.day, row.team, row.player, row.minute)
        for row in goals
        if {row.home, row.away} == {"Real Madrid", "Leganés"}
        and row.date in (dt.date(2018, 1, 18), NIGHT)
    ]
    assert found == [
        (18, "Real Madrid", "Marco Asensio", 89),
        (24, "Leganés", "Javier Eraso", 31),
        (24, "Real Madrid", "Karim Benzema", 47),
        (24, "Leganés", "Gabriel Pires", 55),
    ]


def test_as_many_goals_as_the_score(rows: dict[Path, list[Row]], matches: list[MatchRow]) -> None:
    scores = {(row.date, row.home, row.away): row.extra_time or row.score for row in matches}
    counted: dict[tuple[dt.date, str, str], Counter[str]] = defaultdict(Counter)
    for row in of(rows, GoalRow):
        assert isinstance(row, GoalRow)
        counted[row.date, row.home, row.away][row.team] += 1
    for key, sides in counted.items():
        assert scores[key] == Score(sides[key[1]], sides[key[2]])
    assert sum(sum(sides.values()) for key, sides in counted.items() if key[0] == NIGHT) == 6


def test_seven_goals_against_deportivo(rows: dict[Path, list[Row]]) -> None:
    scorers = Counter(
        row.player
        for row in of(rows, GoalRow)
        if isinstance(row, GoalRow)
        and row.date == dt.date(2018, 1, 21)
        and row.team == "Real Madrid"
    )
    assert scorers == {"Nacho": 2, "Gareth Bale": 2, "Cristiano Ronaldo": 2, "Luka Modrić": 1}


def test_own_goals_and_penalties(rows: dict[Path, list[Row]]) -> None:
    kinds = Counter(
        row.kind
        for row in rows[STARTER / "schochastics" / "goals-es.1.csv"]
        if isinstance(row, GoalRow)
    )
    assert kinds["own_goal"] == 7
    assert kinds["penalty"] > 0
    europe = [
        row.player
        for row in rows[STARTER / "schochastics" / "goals-uefa.cl.csv"]
        if isinstance(row, GoalRow) and row.kind == "own_goal"
    ]
    assert europe == ["Raphaël Varane"]


def test_lineups_of_the_night(rows: dict[Path, list[Row]]) -> None:
    players = [row for row in of(rows, LineupRow) if isinstance(row, LineupRow)]
    assert {row.date for row in players} == {NIGHT}
    for team, subs in (("Real Madrid", 3), ("Leganés", 3)):
        roles = Counter(row.role for row in players if row.team == team)
        assert (roles["start"], roles["sub"]) == (11, subs)
        came_on = sorted(row.on for row in players if row.team == team and row.role == "sub")
        went_off = sorted(row.off for row in players if row.team == team and row.off)
        assert came_on == went_off
    out = {row.player for row in players if row.role == "not_in_squad"}
    assert {"Cristiano Ronaldo", "Gareth Bale"} <= out


def test_persons_stand_behind_the_lineups(rows: dict[Path, list[Row]]) -> None:
    known = {(row.club, row.person) for row in of(rows, PersonRow) if isinstance(row, PersonRow)}
    used = {(row.team, row.player) for row in of(rows, LineupRow) if isinstance(row, LineupRow)}
    assert used <= known
    gabriel = [
        row
        for row in of(rows, PersonRow)
        if isinstance(row, PersonRow) and row.person == "Gabriel Pires"
    ]
    assert [(row.position, row.nationality) for row in gabriel] == [("midfielder", "Brazil")]


def test_grounds_of_the_league(rows: dict[Path, list[Row]], matches: list[MatchRow]) -> None:
    homes = {
        row.club for row in of(rows, GroundRow) if isinstance(row, GroundRow) and row.end is None
    }
    league = {
        row.home for row in matches if row.competition == "es.1" and str(row.season) == "2017-18"
    }
    assert league <= homes


def test_ties_that_were_decided_elsewhere(
    rows: dict[Path, list[Row]], matches: list[MatchRow]
) -> None:
    decided = {
        (str(row.season), row.subject, row.value)
        for row in of(rows, CorrectionRow)
        if isinstance(row, CorrectionRow)
    }
    assert decided == {
        ("2011-12", "Alcoyano", "awarded"),
        ("2015-16", "Mirandés", "awarded"),
        ("2015-16", "Cádiz", "disqualification"),
    }
    refused = match(matches, "Racing Santander", "Real Sociedad", "2013-14", competition="es.cup")
    assert (refused.status, refused.awarded_score) == ("awarded", Score(0, 3))
    annulled = match(matches, "Hércules", "Alcoyano", "2011-12", competition="es.cup")
    assert annulled.status == "void"
    unplayed = match(matches, "Real Madrid", "Cádiz", "2015-16", competition="es.cup")
    assert (unplayed.status, unplayed.score) == ("void", None)


def test_finals_are_on_neutral_ground(matches: list[MatchRow]) -> None:
    finals = [
        row for row in matches if row.round == "final" and row.competition in ("es.cup", "uefa.cl")
    ]
    assert len(finals) == 15 + 7
    assert all(row.neutral for row in finals)


def test_semi_finals_were_drawn_two_days_later(matches: list[MatchRow]) -> None:
    drawn = {
        row.drawn_on
        for row in matches
        if (row.competition, str(row.season), row.round) == ("es.cup", "2017-18", "semi_final")
    }
    assert drawn == {dt.date(2018, 1, 26)}


def test_extra_time_is_told_apart(matches: list[MatchRow]) -> None:
    final = match(matches, "Real Madrid", "Barcelona", "2010-11", round="final")
    assert (final.score, final.extra_time) == (Score(0, 0), Score(1, 0))
    alaves = match(matches, "Alavés", "Valencia", "2017-18", competition="es.cup")
    assert (alaves.score, alaves.extra_time, alaves.penalties) == (
        Score(2, 1),
        Score(2, 1),
        Score(2, 3),
    )
    lisbon = match(matches, "es.real-madrid", "es.atletico-madrid", "2013-14", round="final")
    assert (lisbon.score, lisbon.extra_time) == (Score(1, 1), Score(4, 1))


def test_coverage_is_what_the_format_demands(rows: dict[Path, list[Row]]) -> None:
    declared = {
        (str(row.competition), str(row.season)): row.expected
        for row in of(rows, CoverageRow)
        if isinstance(row, CoverageRow) and not row.round
    }
    assert declared["es.cup", "2017-18"] == 112
    assert declared["es.cup", "2020-21"] == 127  # one score is not known
    assert declared["es.1", "2017-18"] == 380
    assert declared["uefa.cl", "2017-18"] == 125
    assert ("es.cup", "2003-04") not in declared


def test_unplayed_fixtures_have_no_invented_time(matches: list[MatchRow]) -> None:
    fixtures = [row for row in matches if row.status == "scheduled"]
    assert len(fixtures) == 380
    assert {row.time for row in fixtures} == {None}
