"""Seasons that were never played, brought in as a plain CSV: every answer counted once more.

They have the form of the first seasons of La Liga: ten clubs, two points a win.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

import matchdesk
from matchdesk.desk import Desk
from matchdesk.records import Record

CLUBS = ("Ashby", "Borden", "Corby", "Denham", "Elston", "Farley", "Grayling", "Hexton",
         "Ilford", "Jarrow")  # fmt: skip
COMPETITION = "es.1"
YEARS = range(1928, 1934)
STRONG = {1929: "Corby", 1930: "Corby", 1931: "Corby", 1933: "Hexton"}
HOLDS = {
    "winning_run": lambda own, other: own > other,
    "unbeaten_run": lambda own, other: own >= other,
    "losing_run": lambda own, other: own < other,
    "winless_run": lambda own, other: own <= other,
    "drawing_run": lambda own, other: own == other,
    "scoring_run": lambda own, other: own > 0,
    "clean_sheet_run": lambda own, other: other == 0,
    "blank_run": lambda own, other: own == 0,
    "conceding_run": lambda own, other: other > 0,
}


@dataclass(frozen=True)
class Row:
    """One side's match."""

    day: str
    year: int
    club: str
    venue: str
    own: int
    other: int


def played() -> Iterator[tuple[str, int, str, str, int, int]]:
    """Double round robins, a round every four days, all of one round on one day."""
    rng = np.random.default_rng([2026, 5])
    for year in YEARS:
        day = np.datetime64(f"{year}-08-20")
        circle = list(rng.permutation(CLUBS))
        rounds = []
        for number in range(len(CLUBS) - 1):
            pairs = [(str(circle[n]), str(circle[-1 - n])) for n in range(len(CLUBS) // 2)]
            rounds.append([pair if number % 2 else pair[::-1] for pair in pairs])
            circle = [circle[0], circle[-1], *circle[1:-1]]
        for pairs in [*rounds, *[[pair[::-1] for pair in pairs] for pairs in rounds]]:
            for home, away in pairs:
                strong = STRONG.get(year)
                goals = rng.poisson(
                    (3.6 if home == strong else 1.5, 3.4 if away == strong else 1.1)
                )
                if strong in (home, away):
                    goals[1 if home == strong else 0] = rng.random() < 0.3
                yield str(day), year, home, away, int(goals[0]), int(goals[1])
            day += np.timedelta64(4, "D")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    found = []
    for day, year, home, away, x, y in played():
        found += [Row(day, year, home, "home", x, y), Row(day, year, away, "away", y, x)]
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("simulated")
    with (folder / "results.csv").open("w", newline="", encoding="utf-8") as file:
        written = csv.writer(file)
        written.writerow(("date", "home", "away", "competition", "season", "score"))
        for day, year, home, away, x, y in played():
            season = f"{year}-{(year + 1) % 100:02d}"
            written.writerow((day, home, away, COMPETITION, season, f"{x}-{y}"))
    held = matchdesk.open(folder / "ledger.sqlite")
    assert held.import_paths(folder / "results.csv").new == len(list(played()))
    return held


def runs(rows: list[Row], run: str) -> list[tuple[int, str, str]]:
    """Length, first and last day of every run."""
    groups = itertools.groupby(rows, key=lambda row: HOLDS[run](row.own, row.other))
    return [
        (len(those), those[0].day, those[-1].day)
        for holds, group in groups
        if holds and (those := list(group))
    ]


def every(told: tuple[Record, ...]) -> Iterator[Record]:
    for record in told:
        yield record
        yield from every(record.folded)


def span(record: Record) -> tuple[int, str, str]:
    assert record.start is not None
    assert record.end is not None
    return record.value, record.start.isoformat(), record.end.isoformat()


@pytest.mark.parametrize("venue", [None, "home", "away"])
def test_longest_runs_of_every_club(desk: Desk, rows: list[Row], venue: str | None) -> None:
    view = desk.at("1934-06-30")
    checked = 0
    for club in CLUBS:
        own = [row for row in rows if row.club == club and venue in (None, row.venue)]
        told = list(every(view.records(club)))
        for run in HOLDS:
            found = runs(own, run)
            most = max(found)[0]
            mine = [r for r in told if r.kind == f"longest_{run}" and r.venue == venue]
            if most < 3:
                assert not mine
                continue
            (record,) = mine
            assert span(record) in found
            assert (record.value, len(record.match_ids)) == (most, most)
            assert record.subject.name == club
            assert (record.competition, record.certain) == (COMPETITION, True)
            checked += 1
    assert checked > 40


@pytest.mark.parametrize("year", [None, 1930, 1932])
def test_longest_runs_of_the_league(desk: Desk, rows: list[Row], year: int | None) -> None:
    season = f"{year}-{(year + 1) % 100:02d}" if year else None
    told = list(every(desk.at("1934-06-30").records(COMPETITION, season)))
    for run, venue in itertools.product(HOLDS, (None, "home", "away")):
        found = {
            (*one, club)
            for club in CLUBS
            for one in runs(
                [r for r in rows if r.club == club and venue in (None, r.venue)
                 and year in (None, r.year)],
                run,
            )
        }  # fmt: skip
        most = max(one[0] for one in found)
        longest = {one for one in found if one[0] == most}
        mine = {
            (*span(r), r.subject.name)
            for r in told
            if r.kind == f"longest_{run}" and r.venue == venue
        }
        if most < 3:
            assert not mine
        elif len(longest) <= 3:
            assert mine == longest
        else:
            assert len(mine) == 1
            assert mine <= longest


def test_running_streaks(desk: Desk, rows: list[Row]) -> None:
    for day in ("1929-10-02", "1931-10-20", "1933-09-30"):
        told = desk.at(day).streaks(COMPETITION)
        assert told
        for record in told:
            own = [r for r in rows if r.club == record.subject.name and r.day <= day
                   and record.venue in (None, r.venue)]  # fmt: skip
            assert runs(own, record.kind)[-1] == span(record)
            assert record.end is not None
            assert own[-1].day == record.end.isoformat()


def test_seasons_without_a_defeat(desk: Desk, rows: list[Row]) -> None:
    view = desk.at("1934-06-30")
    expected = {
        (club, year)
        for club in CLUBS
        for year in YEARS
        if all(r.own >= r.other for r in rows if r.club == club and r.year == year)
    }
    assert expected
    told = [r for club in CLUBS for r in view.records(club, kinds=["unbeaten_season"])]
    assert {(r.subject.name, int(r.seasons[0][:4])) for r in told} == expected
    assert all(r.value == 2 * (len(CLUBS) - 1) == len(r.match_ids) for r in told)


def test_titles(desk: Desk, rows: list[Row]) -> None:
    points = {
        (year, club): sum(
            (2 if r.own > r.other else r.own == r.other)
            for r in rows if r.club == club and r.year == year
        )
        for year in YEARS for club in CLUBS
    }  # fmt: skip
    for year, strong in STRONG.items():
        told = desk.at("1934-06-30").records(COMPETITION, f"{year}-{(year + 1) % 100:02d}")
        titles = [r for r in told if r.kind == "title"]
        best = max(points[year, club] for club in CLUBS)
        assert points[year, strong] == best
        assert [r.subject.name for r in titles] == [strong]
        assert titles[0].seasons[-1] == f"{year}-{(year + 1) % 100:02d}"
    (row,) = desk.at("1934-06-30").records(COMPETITION, kinds=["titles_in_a_row"])
    assert (row.subject.name, row.value) == ("Corby", 3)
    assert row.seasons == ("1929-30", "1931-32")


def test_a_title_is_settled_when_nobody_can_catch_up(desk: Desk, rows: list[Row]) -> None:
    (title,) = desk.at("1934-06-30").records(COMPETITION, "1930-31", kinds=["title"])
    day = title.end
    assert day is not None
    total = 2 * (len(CLUBS) - 1)

    def lead(until: str) -> int:
        upto = [r for r in rows if r.year == 1930 and r.day <= until]
        points = {c: sum(2 if r.own > r.other else r.own == r.other for r in upto if r.club == c)
                  for c in CLUBS}  # fmt: skip
        left = {c: total - sum(r.club == c for r in upto) for c in CLUBS}
        return points["Corby"] - max(points[c] + 2 * left[c] for c in CLUBS if c != "Corby")

    days = sorted({r.day for r in rows if r.year == 1930})
    assert lead(day.isoformat()) > 0
    assert lead(days[days.index(day.isoformat()) - 1]) <= 0
    match_id = title.match_ids[-1]
    assert [r.value for r in desk.at(day).records(match_id, kinds=["title"])] == [title.value]
