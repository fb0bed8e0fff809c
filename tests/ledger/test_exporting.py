"""Export: what is written and taken into an empty ledger gives the same ledger."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin
from matchdesk.core.rows import (
    STATUSES,
    ClubRow,
    ConflictRow,
    CorrectionRow,
    CoverageRow,
    EventRow,
    FactRow,
    FigureRow,
    GoalRow,
    GroundRow,
    LineupRow,
    MatchRow,
    NameRow,
    OddsRow,
    PersonRow,
    Row,
    SourceRow,
    StandingRow,
    Status,
    WitnessRow,
)
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.desk import Desk
from matchdesk.errors import MatchdeskError, UnknownName, UsageError
from matchdesk.ledger import clubs as by_hand
from matchdesk.ledger import conflicts, decisions
from matchdesk.ledger.exporting import export, part_of
from matchdesk.ledger.holdings import Part
from matchdesk.ledger.importing import Imported, import_paths
from matchdesk.ledger.store import Ledger
from matchdesk.ledger.target import MANIFEST
from matchdesk.readers.checks import match_faults
from matchdesk.readers.plain_write import write
from tests.ledger.contents import contents, differences

HERE = Origin("x.csv", 0)
SEASON = Season(2031, True)
KIND_OF: dict[type[Row], str] = {
    SourceRow: "sources", ClubRow: "clubs", NameRow: "names", MatchRow: "results",
    GoalRow: "goals", LineupRow: "lineups", EventRow: "events", OddsRow: "odds",
    FigureRow: "figures",
    PersonRow: "persons", GroundRow: "grounds", FactRow: "facts", CorrectionRow: "corrections",
    CoverageRow: "coverage", StandingRow: "standings", WitnessRow: "witnesses",
    ConflictRow: "conflicts",
}  # fmt: skip


def put(folder: Path, rows: Sequence[Row], name: str = "") -> None:
    """Write rows of several kinds, each kind to its file."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in dict.fromkeys(KIND_OF[type(row)] for row in rows):
        of_kind = [row for row in rows if KIND_OF[type(row)] == kind]
        (folder / f"{name}{kind}.csv").write_text(write(kind, of_kind), "utf-8", newline="\n")


def take(path: Path, *sources: Path) -> tuple[Ledger, Imported]:
    ledger = Ledger(path)
    return ledger, import_paths(ledger, sources, every_name_new=True)


def round_trip(ledger: Ledger, folder: Path) -> tuple[Ledger, Path]:
    """Export a ledger and take it into an empty one."""
    done = export(ledger, folder / "out")
    assert done.problems == []
    back, taken = take(folder / "back.sqlite", folder / "out")
    assert (taken.refused, taken.conflicting, taken.same) == (0, 0, 0)
    assert taken.new == taken.read == sum(done.rows.values())
    return back, folder / "out"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def match(home: str, away: str, day: str | None, score: str = "", **more: object) -> MatchRow:
    row = MatchRow(
        HERE, CompetitionId("xx.1"), SEASON, dt.date.fromisoformat(day) if day else None, home,
        away, Score.parse(score) if score else None, status="played" if score else "scheduled",
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


# A ledger with one of everything.


@pytest.fixture
def rich(tmp_path: Path) -> Ledger:
    """Two sources, three files and work by hand: conflicts settled, clubs joined, one revoked."""
    day = dt.date(2031, 9, 1)
    put(
        tmp_path / "in",
        [
            SourceRow(
                HERE, "almanac", "The Almanac", "A. Author", "CC0", "Thanks.\nTwice.", "x.org"
            ),
            SourceRow(HERE, "press", "Press reports", licence="-3 of 4"),
        ],
    )
    put(
        tmp_path / "in" / "almanac",
        [
            match("Rovers", "Harbour", "2031-09-01", "2-1", round="1", half_time=Score(1, 1),
                  time="21:30", zone="Europe/Madrid", ground="The Quay", attendance=812,
                  neutral=False, note="=late start"),
            match("Athletic", "Mills", "2031-09-02", "0-0", round="1"),
            match("Harbour", "Rovers", "2031-10-01", round="2",
                  date_known_from=day, not_after=dt.date(2032, 5, 1)),
            match("Rovers", "Mills", None, round="3"),
            match("Rovers", "Harbour", "2032-02-01", "2-1", round="21"),
            match("Mills", "Rovers", "2031-11-01", status="postponed", round="4"),
            match("Mills", "Harbour", "2031-11-02", "1-0", status="void", round="4"),
            match("Harbour", "Athletic", "2031-11-03", status="abandoned", round="4"),
            match("Athletic", "Rovers", "2031-11-04", "1-2", status="awarded", round="4",
                  awarded_score=Score(3, 0)),
            match("Rovers", "Mills", "2032-01-10", "1-1", competition=CompetitionId("xx.cup"),
                  extra_time=Score(2, 2), penalties=Score(4, 2), phase="knockout",
                  round="quarter_final", leg="1", drawn_on=day),
            match("Rovers", "Harbour", "2032-01-20", competition=CompetitionId("xx.cup"),
                  status="played", extra_time=Score(3, 2), phase="knockout", round="semi_final"),
            GoalRow(HERE, day, "Rovers", "Harbour", "Rovers", "A. Ash", 12),
            GoalRow(HERE, day, "Rovers", "Harbour", "Rovers", "A. Ash", 12),
            GoalRow(HERE, day, "Rovers", "Harbour", "Harbour", "B. Birch", 45, 2, "penalty", "C"),
            LineupRow(HERE, day, "Rovers", "Harbour", "Rovers", "A. Ash", "start", "", "45+2",
                      "yellow 80"),
            EventRow(HERE, day, "Rovers", "Harbour", "Rovers", "A. Ash", "yellow", 80),
            EventRow(HERE, day, "Rovers", "Harbour", "Rovers", "D. Dogwood", "substitution", 90, 3,
                     "A. Ash"),
            OddsRow(HERE, day, "Rovers", "Harbour", "average", "closing", 1.95, 3.4, 4.333),
            FigureRow(HERE, day, "Rovers", "Harbour", 14, 9, 5, None, 7, 3),
            PersonRow(HERE, "Eve Elm", "Rovers", "coach", ("Elm", "Coach Elm"), "", "xx",
                      dt.date(2030, 7, 1), dt.date(2031, 12, 1)),
            PersonRow(HERE, "Eve Elm", "Mills", "coach", start=dt.date(2032, 1, 1)),
            GroundRow(HERE, "The Quay", "Harbour Town", "xx", "Rovers", ("Quay", "=Quay"),
                      dt.date(1920, 1, 1)),
            GroundRow(HERE, "National Ground"),
            FactRow(HERE, "Rovers", "budget", "12", "million", dt.date(2031, 7, 1)),
            FactRow(HERE, "2031-09-01 Rovers v Harbour", "referee", "+F. Fir"),
            FactRow(HERE, "xx.1 2031-32", "ball", "round"),
            FactRow(HERE, "the game", "is", "good"),
            CorrectionRow(HERE, CompetitionId("xx.1"), SEASON, "points_deducted", "Mills", "3",
                          start=day),
            CorrectionRow(HERE, CompetitionId("xx.1"), SEASON, "ahead", "Mills > Rovers", "lots"),
            CorrectionRow(HERE, CompetitionId("xx.cup"), SEASON, "through", "Rovers", "lots",
                          "2032-01-10 Rovers v Mills"),
            CoverageRow(HERE, CompetitionId("xx.1"), SEASON, 12),
            CoverageRow(HERE, CompetitionId("xx.cup"), SEASON, 2, "quarter_final"),
            StandingRow(HERE, CompetitionId("xx.1"), SEASON, 1, "Rovers", 6, 3, 2, 1, 9, 4, 11,
                        note="champions"),
            StandingRow(HERE, CompetitionId("xx.1"), SEASON, 2, "Mills", points=5, deducted=3),
        ],
    )  # fmt: skip
    put(
        tmp_path / "in" / "press",
        [
            match("Rovers", "Harbour", "2031-09-01", "3-1", round="1"),
            match("Athletic", "Mills", "2031-09-02", "0-0", round="1"),
            match("Rovers Town", "Athletic", "2031-12-01", "1-1", round="5"),
        ],
    )
    put(tmp_path / "more", [match("Athletic", "Mills", "2031-09-03", "0-0", round="1")])
    ledger, done = take(tmp_path / "rich.sqlite", tmp_path / "in", tmp_path / "more")
    assert done.refused == 0, done.problems
    assert done.conflicting == 2
    put(
        tmp_path / "in" / "names",
        [
            NameRow(HERE, "Rovers", "nickname", "The Gulls", dt.date(1950, 1, 1), source="almanac"),
            NameRow(HERE, "Rovers", "display", "Rovers FC", source="almanac"),
        ],
    )
    import_paths(ledger, [tmp_path / "in" / "names"])
    by_hand.join(ledger, "xx.rovers-town", "xx.rovers", "one club, two names")
    first, second = conflicts.conflicts(ledger)
    assert (first.other, second.other) == ("3-1", "2031-09-03")
    conflicts.resolve(ledger, first.number, "other", reason="photo", source="the club's book")
    decisions.revoke(ledger, 2, "drawn anew")
    return ledger


def test_everything_comes_back(rich: Ledger, tmp_path: Path) -> None:
    back, out = round_trip(rich, tmp_path)
    assert differences(contents(rich), contents(back)) == []
    again = export(back, tmp_path / "again")
    assert again.problems == []
    assert files_of(tmp_path / "again") == files_of(out)


def test_answers_are_the_same(rich: Ledger, tmp_path: Path) -> None:
    back, _ = round_trip(rich, tmp_path)
    for day in ("2031-09-01", "2032-01-15", "2032-06-30"):
        one, other = Desk(rich).at(day), Desk(back).at(day)
        results, results_back = one.results(), other.results()
        assert [m.id for m in results.matches] == [m.id for m in results_back.matches]
        for held, given_back in zip(results.matches, results_back.matches, strict=True):
            assert held == given_back
        assert one.tie("xx.cup", "Rovers", "Mills").to_dict() == (
            other.tie("xx.cup", "Rovers", "Mills").to_dict()
        )
        assert [c.to_dict() for c in one.clubs()] == [c.to_dict() for c in other.clubs()]


def test_the_layout_of_the_folder(rich: Ledger, tmp_path: Path) -> None:
    done = export(rich, tmp_path / "out")
    assert sorted(done.files) == sorted(set(files_of(tmp_path / "out")) - {MANIFEST})
    assert set(done.files) == {
        "sources.csv", "clubs.csv", "names.csv", "persons.csv", "grounds.csv", "facts.csv",
        "corrections.csv", "coverage.csv", "standings.csv", "witnesses-xx.1.csv",
        "conflicts-xx.1.csv", "almanac/results-xx.1.csv", "almanac/results-xx.cup.csv",
        "almanac/goals-xx.1.csv", "almanac/lineups-xx.1.csv", "almanac/events-xx.1.csv",
        "almanac/odds-xx.1.csv", "almanac/figures-xx.1.csv", "press/results-xx.1.csv",
    }  # fmt: skip
    # A file that came without a source gives its name, which no folder can bear.
    witnesses = (tmp_path / "out" / "witnesses-xx.1.csv").read_text("utf-8")
    assert "xx.1:2031-32:xx.athletic:xx.mills,more/results.csv,1\n" in witnesses


def test_text_that_a_spreadsheet_would_calculate(rich: Ledger, tmp_path: Path) -> None:
    export(rich, tmp_path / "out")
    results = (tmp_path / "out" / "almanac" / "results-xx.1.csv").read_text("utf-8")
    assert "'=late start" in results
    facts = (tmp_path / "out" / "facts.csv").read_text("utf-8")
    assert "'+F. Fir" in facts
    assert "Quay|'=Quay" in (tmp_path / "out" / "grounds.csv").read_text("utf-8")
    for file in (tmp_path / "out").rglob("*.csv"):
        for line in file.read_text("utf-8").splitlines():
            assert not any(cell[:1] in ("=", "@", "+", "\t") for cell in line.split(","))


def test_meetings_more_than_one_keep_their_numbers(rich: Ledger, tmp_path: Path) -> None:
    export(rich, tmp_path / "out")
    header, *rows = (tmp_path / "out" / "almanac" / "results-xx.1.csv").read_text().splitlines()
    place = header.split(",").index("meeting")
    numbered = {row.split(",")[0]: row.split(",")[place] for row in rows}
    assert (numbered["2031-09-01"], numbered["2032-02-01"]) == ("1", "2")
    assert numbered["2031-09-02"] == ""


def test_a_part_is_whole_in_itself(rich: Ledger, tmp_path: Path) -> None:
    done = export(rich, tmp_path / "out", part=part_of(rich, "xx.cup", None))
    assert done.rows["results"] == 2
    assert done.rows["goals"] == 0
    assert done.rows["clubs"] == 3
    back, taken = take(tmp_path / "back.sqlite", tmp_path / "out")
    assert (taken.refused, taken.conflicting) == (0, 0)
    held, given_back = contents(rich), contents(back)
    for table, rows in given_back.items():
        assert rows - held[table] == {}, table
    listed = (tmp_path / "out" / "sources.csv").read_text("utf-8")
    assert "press" not in listed
    assert "The Almanac" in listed


def test_a_season_or_competition_that_is_not_held(rich: Ledger) -> None:
    with pytest.raises(UnknownName, match=r"No competition 'yy\.1'"):
        part_of(rich, "yy.1", None)
    with pytest.raises(UnknownName, match="no match of the season 1999-00"):
        part_of(rich, None, "1999-00")
    with pytest.raises(UsageError, match="no season"):
        part_of(rich, None, "soon")
    assert part_of(rich, "xx.1", "2031/32") == Part("xx.1", "2031-32")
    assert part_of(rich, None, "2031-32") == Part(None, "2031-32")


def test_two_matches_of_one_day_are_told_not_mixed_up(tmp_path: Path) -> None:
    day = dt.date(2031, 9, 1)
    put(
        tmp_path / "in",
        [
            match("Rovers", "Mills", "2031-09-01", "1-0"),
            GoalRow(HERE, day, "Rovers", "Mills", "Rovers", "A. Ash", 12),
        ],
    )
    put(
        tmp_path / "in",
        [match("Rovers", "Mills", "2031-09-01", "2-0", competition=CompetitionId("xx.cup"))],
        "cup-",
    )
    # The goal is of either: it is refused on the way in.
    ledger, done = take(tmp_path / "a.sqlite", tmp_path / "in")
    assert done.problems[0].code == "ambiguous-match"
    (tmp_path / "in" / "cup-results.csv").rename(tmp_path / "cup-results.csv")
    ledger, _ = take(tmp_path / "b.sqlite", tmp_path / "in")
    import_paths(ledger, [tmp_path / "cup-results.csv"])
    done_out = export(ledger, tmp_path / "out")
    (problem,) = done_out.problems
    assert problem.code == "not-written"
    assert "goals of 2031-09-01" in problem.found


# Any small ledger.

NAMES = ["Rovers", "Harbour", "Mills", "Ünion", "=Plus", "'Ash", "@Home", "+1 Club", "東京"]
COMPETITIONS = [CompetitionId(c) for c in ("xx.1", "xx.cup", "xx.1.w", "friendly", "uefa.cl")]
SEASONS = [Season(2031, True), Season(2032, False)]
DAYS = st.dates(dt.date(2031, 8, 1), dt.date(2032, 7, 31))
SCORES = st.builds(Score, st.integers(0, 3), st.integers(0, 3))
PLAYERS = st.sampled_from(["A. Ash", "B. Birch", "=C", "Dogwood", ""])


T = TypeVar("T")


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@st.composite
def matches(draw: st.DrawFn) -> MatchRow:
    home, away = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    status: Status = draw(st.sampled_from((*STATUSES, "played")))
    score = draw(SCORES)
    extra = draw(maybe(st.just(Score(score.home + 1, score.away + 1))))
    row = MatchRow(
        HERE,
        draw(st.sampled_from(COMPETITIONS)),
        draw(st.sampled_from(SEASONS)),
        draw(DAYS) if draw(st.integers(0, 5)) else None,
        home,
        away,
        score=score if draw(st.integers(0, 4)) else None,
        half_time=draw(maybe(st.just(Score(0, 0)))),
        extra_time=extra,
        penalties=draw(st.sampled_from([None, Score(4, 2), Score(2, 3)])),
        awarded_score=draw(st.sampled_from([None, Score(3, 0)])) if status == "awarded" else None,
        status=status,
        time=draw(st.sampled_from([None, "15:00", "21:30"])),
        zone=draw(st.sampled_from(["", "Europe/Madrid"])),
        phase=draw(st.sampled_from(["", "league", "knockout", "group"])),
        round=draw(st.sampled_from(["", "1", "2", "quarter_final"])),
        group=draw(st.sampled_from(["", "A", "B"])),
        leg=draw(st.sampled_from(["", "1", "2", "replay", "play-off"])),
        ground=draw(st.sampled_from(["", "The Quay", "=Ground"])),
        neutral=draw(st.sampled_from([None, True, False])),
        attendance=draw(st.sampled_from([None, 0, 812])),
        date_known_from=draw(maybe(DAYS)),
        drawn_on=draw(maybe(DAYS)),
        not_after=draw(maybe(DAYS)),
        note=draw(st.sampled_from(["", "-late", "two\nlines", 'a, "b"; c'])),
    )
    if status in ("scheduled", "postponed"):
        row = replace(row, score=None, half_time=None, extra_time=None, penalties=None)
    if status == "played" and row.score is None and row.extra_time is None:
        row = replace(row, score=score)
    return row


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[str, list[Row]]]:
    """Files of several sources: matches, some given again otherwise, and what belongs to them."""
    held = [row for row in draw(st.lists(matches(), min_size=1, max_size=12)) if not faulty(row)]
    files: list[tuple[str, list[Row]]] = [("almanac", list(held))]
    for folder in ("press", "papers/one", "papers/two"):
        again: list[Row] = []
        for row in draw(st.lists(st.sampled_from(held), max_size=4)) if held else []:
            other = row
            if draw(st.booleans()) and row.score is not None:
                other = replace(row, score=draw(SCORES), half_time=None, extra_time=None)
            if draw(st.integers(0, 3)) == 0 and row.date is not None:
                other = replace(other, date=row.date + dt.timedelta(days=draw(st.integers(1, 5))))
            if not faulty(other):
                again.append(other)
        again += draw(st.lists(matches().filter(lambda row: not faulty(row)), max_size=2))
        files.append((folder, again))
    told: list[Row] = []
    for row in held:
        if row.date is None:
            continue
        of = (HERE, row.date, row.home, row.away)
        for _ in range(draw(st.integers(0, 2))):
            team = draw(st.sampled_from([row.home, row.away]))
            minute = draw(maybe(st.integers(1, 120)))
            belonging: list[Row] = [
                GoalRow(*of, team, draw(PLAYERS), minute, None, "penalty", "E. Elm"),
                LineupRow(*of, team, "A. Ash", "start", "", "90+1", "red 90"),
                EventRow(*of, team, draw(PLAYERS), "red", minute),
                OddsRow(*of, "average", "closing", 1.5, 3.25, 7.0),
            ]
            told.append(draw(st.sampled_from(belonging)))
    club, season = st.sampled_from(NAMES[:4]), st.sampled_from(SEASONS)
    competition = st.sampled_from(COMPETITIONS[:2])
    start, end = sorted(draw(st.tuples(DAYS, DAYS)))
    told += draw(
        st.lists(
            st.one_of(
                st.builds(NameRow, st.just(HERE), club, st.sampled_from(["alias", "display"]),
                          st.sampled_from(["The Gulls", "=Gulls", "Gulls"]), maybe(st.just(start)),
                          maybe(st.just(end))),
                st.builds(PersonRow, st.just(HERE), st.sampled_from(["Eve", "Elm"]), club,
                          st.just("coach"), st.sampled_from([(), ("E.",), ("E.", "=E")])),
                st.builds(GroundRow, st.just(HERE), st.sampled_from(["Quay", "Pier"]), club=club),
                st.builds(FactRow, st.just(HERE), st.sampled_from(["xx.rovers", "the game"]), st.just("budget"),
                          st.sampled_from(["12", "-3", "=1+1"]), start=maybe(st.just(start))),
                st.builds(CorrectionRow, st.just(HERE), competition, season,
                          st.just("points_deducted"), club, st.sampled_from(["3", "6"])),
                st.builds(CoverageRow, st.just(HERE), competition, season, st.integers(0, 9),
                          st.sampled_from(["", "1"])),
                st.builds(StandingRow, st.just(HERE), competition, season, st.integers(1, 3), club,
                          points=st.integers(-3, 9)),
            ),
            max_size=8,
        )
    )  # fmt: skip
    files.append(("papers/three", told))
    return files


def faulty(row: MatchRow) -> bool:
    return bool(match_faults(row)[0])


@given(worlds())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_any_ledger_comes_back(world: list[tuple[str, list[Row]]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "in", [SourceRow(HERE, "almanac", "The Almanac", notice="=none")])
        for place, rows in world:
            put(folder / "in" / place, rows)
        ledger, _ = take(folder / "one.sqlite", folder / "in")
        take(folder / "one.sqlite", folder / "in")  # Now names find the clubs they belong to.
        done = export(ledger, folder / "out")
        unclear = [problem for problem in done.problems if " of 20" not in problem.found]
        assert unclear == []
        back, taken = take(folder / "back.sqlite", folder / "out")
        assert [problem for problem in taken.problems if problem.refused] == []
        told = differences(contents(ledger), contents(back))
        if not done.problems:
            assert told == []
            export(back, folder / "again")
            assert files_of(folder / "again") == files_of(folder / "out")
        else:
            # Two matches of one day: what belongs to either is left out, and told.
            assert len(told) <= len(done.problems)


# football.txt


def same_matches(one: Ledger, other: Ledger, *, but: Sequence[str] = ()) -> None:
    """Matches of two ledgers are the same in what football.txt can carry."""
    listed, listed_back = (
        sorted(Desk(ledger).at(dt.date.max).results().matches, key=lambda m: m.id)
        for ledger in (one, other)
    )
    assert [m.id for m in listed] == [m.id for m in listed_back]
    for held, back in zip(listed, listed_back, strict=True):
        for part in (
            "date", "status", "score", "half_time", "extra_time", "penalties", "time", "round",
            "group", "leg", "ground",
        ):  # fmt: skip
            if part not in but:
                assert getattr(held, part) == getattr(back, part), (held.id, part)
        assert held.result == back.result


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                match("Rovers", "Harbour", "2031-09-01", "2-1", round="1", half_time=Score(1, 1)),
                match("Athletic", "Mills", "2031-09-01", "0-0", round="1", time="20:45"),
                match("Harbour", "Athletic", "2031-09-08", round="2"),
                match("Mills", "Rovers", None, round="2"),
                match("Harbour", "Mills", "2031-10-08", round="3", status="postponed"),
                match("Athletic", "Rovers", "2031-10-08", "0-1", round="3", status="abandoned"),
            ],
            id="league",
        ),
        pytest.param(
            [
                replace(row, competition=CompetitionId("es.cup"), phase="knockout")
                for row in (
                    match("Rovers", "Harbour", "2031-09-01", "2-1", round="round_1"),
                    match("Athletic", "Mills", "2031-10-01", "1-1", round="round_of_16",
                          extra_time=Score(2, 2), penalties=Score(3, 4), half_time=Score(1, 0)),
                    match("Rovers", "Mills", "2031-11-01", "1-2", round="quarter_final", leg="1"),
                    match("Mills", "Rovers", "2031-11-15", "0-1", round="quarter_final", leg="2",
                          extra_time=Score(1, 1)),
                    match("Rovers", "Mills", "2031-11-20", "1-1", round="semi_final", leg="replay",
                          penalties=Score(5, 4)),
                    match("Mills", "Harbour", "2031-11-21", "3-0", round="semi_final",
                          leg="play-off", ground="The Quay"),
                    match("Mills", "Rovers", "2031-12-01", round="final", status="played",
                          extra_time=Score(2, 1)),
                )
            ],
            id="cup",
        ),
        pytest.param(
            [
                replace(row, competition=CompetitionId("uefa.cl"))
                for row in (
                    match("Rovers", "Harbour", "2031-09-01", "2-1", phase="group", group="A",
                          round="1"),
                    match("Athletic", "Mills", "2031-09-01", "0-0", phase="group", group="B",
                          round="1"),
                    match("Rovers", "Mills", "2031-10-01", "0-0", phase="group_2", group="A"),
                    match("Rovers", "Athletic", "2031-11-01", "4-0", phase="league", round="3"),
                    match("Rovers", "Peers", "2031-07-01", "4-0", phase="qualifying",
                          round="qualifying_2", leg="1"),
                    match("Peers", "Rovers", "2031-07-08", "4-0", phase="qualifying",
                          round="play_off", leg="2"),
                    match("Rovers", "Harbour", "2032-05-01", "2-1", phase="knockout",
                          round="final"),
                    match("Rovers", "Mills", "2032-05-01", "2-1", phase="split", round="31"),
                )
            ],
            id="groups",
        ),
    ],
)  # fmt: skip
def test_football_txt_comes_back(rows: list[MatchRow], tmp_path: Path) -> None:
    put(tmp_path / "in", rows)
    ledger, _ = take(tmp_path / "one.sqlite", tmp_path / "in")
    done = export(ledger, tmp_path / "out", format="football.txt")
    assert done.problems == []
    back, taken = take(tmp_path / "back.sqlite", tmp_path / "out")
    assert [problem for problem in taken.problems if problem.refused] == []
    same_matches(ledger, back)


def test_football_txt_with_goals_sources_and_what_it_cannot_carry(
    rich: Ledger, tmp_path: Path
) -> None:
    done = export(rich, tmp_path / "out", format="football.txt")
    assert {Path(name).as_posix() for name in done.files} == {
        "xx.1/2031-32.txt", "xx.cup/2031-32.txt", "sources.csv",
    }  # fmt: skip
    text = (tmp_path / "out" / "xx.1" / "2031-32.txt").read_text("utf-8")
    assert text.startswith("= xx.1 2031/32\n")
    assert "The Almanac" in (tmp_path / "out" / "sources.csv").read_text("utf-8")
    assert (
        "  21:30 (21:30 local)  Rovers FC v Harbour  3-1 (1-1)  @ The Quay  [=late start]\n" in text
    )
    assert [problem.found for problem in done.problems] == ["Rovers FC v Harbour: zone"]


def test_football_txt_reads_as_a_person_would_write_it(tmp_path: Path) -> None:
    day = dt.date(2018, 1, 24)
    put(
        tmp_path / "in",
        [
            replace(
                match("Real Madrid", "Leganés", "2018-01-24", "1-2", phase="knockout",
                      round="quarter_final", leg="2", time="21:30", zone="Europe/Madrid",
                      ground="Santiago Bernabéu", half_time=Score(0, 1)),
                competition=CompetitionId("es.cup"), season=Season(2017, True),
            ),
            GoalRow(HERE, day, "Real Madrid", "Leganés", "Leganés", "Javier Eraso", 31),
            GoalRow(HERE, day, "Real Madrid", "Leganés", "Real Madrid", "Karim Benzema", 47),
            GoalRow(HERE, day, "Real Madrid", "Leganés", "Leganés", "Gabriel", 90, 2, "penalty"),
        ],
    )  # fmt: skip
    ledger, _ = take(tmp_path / "one.sqlite", tmp_path / "in")
    export(ledger, tmp_path / "out", format="football.txt")
    assert (tmp_path / "out" / "es.cup" / "2017-18.txt").read_text("utf-8") == (
        "= Copa del Rey 2017/18\n"
        "\n"
        "# Matches  1\n"
        "\n"
        "▪ Quarter-finals, 2nd leg\n"
        "Wed Jan 24 2018\n"
        "  21:30  Real Madrid v Leganés  1-2 (0-1)  @ Santiago Bernabéu\n"
        "      (Karim Benzema 47'; Javier Eraso 31', Gabriel 90+2' (pen.))\n"
    )
    back, _ = take(tmp_path / "back.sqlite", tmp_path / "out")
    same_matches(ledger, back)
    snapshot = Desk(back).at("2018-01-24").snapshot
    assert [goal.label for goal in snapshot.goals_of(0)] == ["31'", "47'", "90+2'"]


def test_names_that_would_be_misread_stand_as_ids(tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        [
            match("Rovers v Mills", "Harbour", "2031-09-01", "2-1"),
            match("Sporting 1-0", "1. FC Harbour", "2031-09-02", "2-1", note="postponed once"),
            match("Club (ABC)", "Mills @ Sea", "2031-09-03", "2-1", ground="A [b]"),
        ],
    )
    ledger, _ = take(tmp_path / "one.sqlite", tmp_path / "in")
    done = export(ledger, tmp_path / "out", format="football.txt")
    text = (tmp_path / "out" / "xx.1" / "2031-32.txt").read_text("utf-8")
    assert "  xx.rovers-v-mills v Harbour  2-1\n" in text
    assert "  xx.sporting-1-0 v 1. FC Harbour  2-1\n" in text
    assert "  xx.club-abc v xx.mills-sea  2-1" in text
    assert sorted(problem.found.split(": ")[1] for problem in done.problems) == ["ground", "note"]


# SQLite


def test_one_file_for_any_sql_tool(rich: Ledger, tmp_path: Path) -> None:
    done = export(rich, tmp_path / "out.sqlite", format="sqlite")
    assert done.rows["goals"] == 3
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out.sqlite")] == ["out.sqlite"]
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        shown = connection.execute(
            "SELECT home_team, away_team, score, half_time, witnesses, source FROM results "
            "WHERE date = '2031-09-01'"
        ).fetchall()
        assert shown == [("Rovers FC", "Harbour", "3-1", "1-1", 2, "The Almanac")]
        views = [
            n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type='view'")
        ]
        for view in views:
            connection.execute(f"SELECT * FROM {view}").fetchall()
    copy = Ledger(tmp_path / "out.sqlite")
    assert differences(contents(rich), contents(copy)) == []


def test_a_part_as_sqlite(rich: Ledger, tmp_path: Path) -> None:
    export(rich, tmp_path / "part.sqlite", format="sqlite", part=Part("xx.cup"))
    with closing(sqlite3.connect(tmp_path / "part.sqlite")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM results").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM club").fetchone() == (3,)
    held, given = contents(rich), contents(Ledger(tmp_path / "part.sqlite"))
    for table, rows in given.items():
        assert rows - held[table] == {}, table


# Where it goes


def test_a_folder_that_is_not_empty_is_left_alone(rich: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(rich, out)  # An empty folder is as good as none.
    before = files_of(out)
    with pytest.raises(UsageError, match="not empty") as error:
        export(rich, out, format="football.txt")
    assert error.value.code == "place-taken"
    assert files_of(out) == before
    export(rich, out, format="football.txt", force=True)
    assert "xx.1/2031-32.txt" in files_of(out)
    assert not (out / "clubs.csv").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out")] == ["out"]


def test_what_is_no_export_is_kept_even_by_force(rich: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "diary.txt").write_text("mine")
    export(rich, out, force=True)
    assert "clubs.csv" in files_of(out)
    assert (tmp_path / "out.before-export" / "diary.txt").read_text() == "mine"
    # A former export with a file of the user's in it is kept, too.
    (out / "notes.txt").write_text("mine, too")
    export(rich, out, force=True)
    assert (tmp_path / "out.before-export-2" / "notes.txt").read_text() == "mine, too"


def test_the_folder_one_is_in_is_never_moved(
    rich: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "deep")
    for place in (tmp_path / "here", Path("..")):
        with pytest.raises(UsageError, match="holds the one you are in"):
            export(rich, place, force=True)


def test_places_that_cannot_be(rich: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Found no folder") as error:
        export(rich, tmp_path / "no" / "out")
    assert error.value.code == "missing-folder"
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="Found a file"):
        export(rich, tmp_path / "file")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="Found a folder"):
        export(rich, tmp_path / "folder", format="sqlite")
    with pytest.raises(UsageError, match="Found a file"):
        export(rich, tmp_path / "file", format="sqlite")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    with pytest.raises(UsageError, match="Found a link"):
        export(rich, tmp_path / "link", force=True)
    with pytest.raises(UsageError, match="expected one of csv, parquet") as error:
        export(rich, tmp_path / "out", format="docx")
    assert error.value.code == "bad-format"


@pytest.mark.parametrize("format", ["csv", "football.txt", "sqlite"])
@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EACCES, "unwritable-file")]
)
def test_a_disk_that_refuses_leaves_nothing(
    rich: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    number: int,
    code: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "place" / "out"
    target.parent.mkdir()
    export(rich, target, format=format)
    before = target.read_bytes() if target.is_file() else files_of(target)
    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(MatchdeskError) as error:
        export(rich, target, format=format, force=True)
    assert error.value.code == code
    assert [place.name for place in target.parent.iterdir()] == ["out"]
    assert (target.read_bytes() if target.is_file() else files_of(target)) == before


def test_what_a_killed_export_left_is_swept_away(rich: Ledger, tmp_path: Path) -> None:
    gone = 2**22 + 1  # No process has such a number.
    left = tmp_path / f".out.{gone}.part"
    left.mkdir()
    (left / "half.csv").write_text("half")
    other = tmp_path / f".out.{os.getppid()}.part"
    other.mkdir()
    export(rich, tmp_path / "out")
    assert not left.exists()
    assert other.exists(), "another process may still be writing it"
    shutil.rmtree(other)


_EXPORT = """
    import sys
    from pathlib import Path
    from matchdesk.ledger.exporting import export
    from matchdesk.ledger.store import Ledger
    print("ready", flush=True)
    export(Ledger(Path(sys.argv[1])), Path(sys.argv[2]), format=sys.argv[3], force=True)
"""


@pytest.mark.parametrize("format", ["csv", "sqlite"])
def test_killed_at_any_point_it_leaves_nothing_half(tmp_path: Path, format: str) -> None:
    """A real SIGKILL in rounds spread over the time an export takes."""
    draw = random.Random(20180124)
    target = tmp_path / "place" / "out"
    target.parent.mkdir()
    clubs = [f"Club {number}" for number in range(40)]
    day = dt.date(2031, 8, 1)
    put(
        tmp_path / "in",
        [
            match(home, away, str(day + dt.timedelta(days=place)), f"{place % 4}-{place % 3}")
            for place, home in enumerate(clubs)
            for away in clubs
            if home != away
        ],
    )
    ledger, _ = take(tmp_path / "mine.sqlite", tmp_path / "in")
    ledger.close()

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_EXPORT), str(ledger.path), str(target), format],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def held() -> object:
        return target.read_bytes() if target.is_file() else files_of(target)

    with start() as timed:
        assert timed.stdout is not None
        assert timed.stdout.readline() == "ready\n"
        began = time.monotonic()
        timed.wait()
        takes = time.monotonic() - began
    whole = held()
    for round_ in range(4):
        if round_ % 2 and target.is_dir():
            shutil.rmtree(target)
        elif round_ % 2:
            target.unlink(missing_ok=True)
        with start() as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(takes * draw.random())
            process.kill()
        if target.exists():
            assert held() == whole
        aside = target.with_name("out.before-export")
        if aside.exists():  # Killed between the two moves: the former one is whole, and kept.
            assert files_of(aside) == whole
            shutil.rmtree(aside)
    with start() as last:
        last.wait()
    assert held() == whole
    assert [place.name for place in target.parent.iterdir()] == ["out"]


def test_an_empty_ledger(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "empty.sqlite")
    ledger.create()
    for format in ("csv", "football.txt"):
        done = export(ledger, tmp_path / format, format=format)
        assert (done.files, dict(done.rows)) == ([], {})
        assert set(files_of(tmp_path / format)) == {MANIFEST}
