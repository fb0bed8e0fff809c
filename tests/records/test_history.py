"""Well-known records, true and false, each checked by a query of its own on the files."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.records import Record, of_club, of_competition, records, since
from tests.rules.history import league, rows_of

LEAGUES = {"es.1": "spain", "en.1": "england", "de.1": "germany"}


@cache
def snapshot(shared: Path, competition: str) -> Snapshot:
    return snapshot_of(league(shared, LEAGUES[competition], competition))


@cache
def tables(shared: Path, competition: str) -> sqlite3.Connection:
    """The same file as rows of SQL: one a side's match, with result "W", "D" or "L"."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE side (day TEXT, season INT, club TEXT, other TEXT, home INT, own INT, "
        "against INT, result TEXT)"
    )
    for row in rows_of(shared / f"data/engsoccerdata/{LEAGUES[competition]}.csv.gz"):
        if row.get("tier", "1") not in ("1", "1.0") or row["hgoal"] == "NA":
            continue
        h, a = int(row["hgoal"]), int(row["vgoal"])
        for club, other, home, own, against in (
            (row["home"], row["visitor"], 1, h, a), (row["visitor"], row["home"], 0, a, h),
        ):  # fmt: skip
            result = "W" if own > against else "D" if own == against else "L"
            base.execute(
                "INSERT INTO side VALUES (?,?,?,?,?,?,?,?)",
                (row["Date"], int(float(row["Season"])), club, other, home, own, against, result),
            )
    return base


def longest(
    base: sqlite3.Connection, club: str, broken_by: Iterable[str], home: int | None = None
) -> tuple[int, str, str]:
    """Longest run of a club, by gaps and islands: length, first and last day."""
    breaks = ",".join(f"'{word}'" for word in broken_by)
    at = "" if home is None else f"AND home = {home}"
    query = f"""
        WITH own AS (SELECT day, result FROM side WHERE club = ? {at}),
        island AS (SELECT day, result IN ({breaks}) AS broken,
                          SUM(result IN ({breaks})) OVER (ORDER BY day) AS number FROM own)
        SELECT COUNT(*), MIN(day), MAX(day) FROM island WHERE NOT broken GROUP BY number
        ORDER BY 1 DESC, 2 LIMIT 1"""
    return tuple(base.execute(query, (club,)).fetchone())


def every(told: Iterable[Record]) -> Iterable[Record]:
    for record in told:
        yield record
        yield from every(record.folded)


def run_of(told: Iterable[Record], kind: str, venue: str | None = None) -> tuple[int, str, str]:
    found = [r for r in every(told) if r.kind == f"longest_{kind}" and r.venue == venue]
    assert len(found) == 1
    assert found[0].start is not None
    assert found[0].end is not None
    return found[0].value, found[0].start.isoformat(), found[0].end.isoformat()


RUNS = [
    # competition, club in the file, our id, run, what breaks it, at home only, well known as
    ("es.1", "FC Barcelona", "es.fc-barcelona", "unbeaten_run", "L", None, 43),
    ("en.1", "Arsenal", "en.arsenal", "unbeaten_run", "L", None, 49),
    ("en.1", "Nottingham Forest", "en.nottingham-forest", "unbeaten_run", "L", None, 42),
    ("de.1", "Bayern Munchen", "de.bayern-munchen", "unbeaten_run", "L", None, 53),
    ("es.1", "Real Sociedad", "es.real-sociedad", "unbeaten_run", "L", None, 38),
    ("es.1", "Real Madrid", "es.real-madrid", "unbeaten_run", "L", 1, 121),
    ("es.1", "FC Barcelona", "es.fc-barcelona", "winning_run", "DL", 1, 39),
    ("en.1", "Liverpool", "en.liverpool", "winning_run", "DL", 1, 24),
    ("en.1", "Liverpool", "en.liverpool", "unbeaten_run", "L", 1, 68),
    ("en.1", "Derby County", "en.derby-county", "winless_run", "W", None, 32),
    ("de.1", "Tasmania 1900 Berlin", "de.tasmania-1900-berlin", "winless_run", "W", None, 31),
]


@pytest.mark.parametrize(("competition", "name", "club", "run", "broken_by", "home", "known"), RUNS)
def test_runs_that_are_well_known(
    shared: Path,
    competition: str,
    name: str,
    club: str,
    run: str,
    broken_by: str,
    home: int | None,
    known: int,
) -> None:
    expected = longest(tables(shared, competition), name, broken_by, home)
    told = of_club(snapshot(shared, competition), club)
    venue = "home" if home else None
    assert run_of(told, run, venue)[0] == expected[0] == known
    first, last = run_of(told, run, venue)[1:]
    assert expected[1:] == (first, last)


def on(
    shared: Path, competition: str, day: str, home: str, away: str
) -> tuple[Snapshot, tuple[Record, ...]]:
    here = snapshot(shared, competition)
    date = dt.date.fromisoformat(day).toordinal()
    m = here.matches
    (row,) = [
        r
        for r in range(len(m))
        if m.day[r] == date
        and here.clubs[m.home[r]].name == home
        and here.clubs[m.away[r]].name == away
    ]
    return here, records(here, row)


SINCE = [
    ("2018-04-01", "Chelsea", "Tottenham Hotspur", "1990-02-10"),
    ("2020-01-22", "Manchester United", "Burnley", "1962-09-22"),
]


@pytest.mark.parametrize(("day", "home", "away", "last"), SINCE)
def test_won_there_for_the_first_time_since(
    shared: Path, day: str, home: str, away: str, last: str
) -> None:
    base = tables(shared, "en.1")
    query = (
        "SELECT MAX(day) FROM side WHERE club = ? AND other = ? AND NOT home AND result = 'W' "
        "AND day < ?"
    )
    assert base.execute(query, (away, home, day)).fetchone()[0] == last
    _, told = on(shared, "en.1", day, home, away)
    (found,) = [
        r
        for r in every(told)
        if r.kind == "first_win_since" and r.venue == "away" and r.opponent is not None
    ]
    assert (found.start, found.certain) == (dt.date.fromisoformat(last), True)
    assert found.subject.name == away


def test_biggest_away_win_of_the_english_top_flight(shared: Path) -> None:
    base = tables(shared, "en.1")
    query = "SELECT MAX(own - against) FROM side WHERE NOT home AND day < '2019-10-25'"
    assert base.execute(query).fetchone()[0] == 8
    _, told = on(shared, "en.1", "2019-10-25", "Southampton", "Leicester City")
    (found,) = [r for r in every(told) if r.kind == "biggest_win" and r.venue == "away"
                and r.opponent is None]  # fmt: skip
    assert (found.value, found.certain) == (9, True)


def test_eleven_titles_in_a_row(shared: Path) -> None:
    told = of_competition(snapshot(shared, "de.1"), "de.1")
    (found,) = [r for r in told if r.kind == "titles_in_a_row"]
    assert (found.subject.name, found.value) == ("Bayern Munchen", 11)
    base = tables(shared, "de.1")
    champions = base.execute(
        "SELECT season, club FROM (SELECT season, club, RANK() OVER (PARTITION BY season ORDER BY "
        "SUM(CASE result WHEN 'W' THEN 3 WHEN 'D' THEN 1 ELSE 0 END) DESC, SUM(own - against) DESC)"
        " AS place FROM side GROUP BY season, club) WHERE place = 1 AND season BETWEEN 2012 AND 2022"
    ).fetchall()
    assert {club for _, club in champions} == {"Bayern Munchen"}
    assert len(champions) == 11


def test_biggest_win_of_la_liga(shared: Path) -> None:
    told = of_competition(snapshot(shared, "es.1"), "es.1")
    (found,) = [r for r in told if r.kind == "biggest_win_of_competition"]
    query = "SELECT club, own, against FROM side ORDER BY own - against DESC LIMIT 1"
    club, own, against = tables(shared, "es.1").execute(query).fetchone()
    assert (club, own, against) == ("Athletic Bilbao", 12, 1)
    assert found.subject.name == club
    assert found.value == own - against


UNBEATEN = [
    ("en.1", "Preston North End", 1888, 22),
    ("en.1", "Arsenal", 2003, 38),
    ("es.1", "Athletic Bilbao", 1929, 18),
    ("es.1", "Real Madrid", 1931, 18),
    ("de.1", "Bayer Leverkusen", 2023, 34),
]


@pytest.mark.parametrize(("competition", "club", "season", "matches"), UNBEATEN)
def test_seasons_without_a_defeat(
    shared: Path, competition: str, club: str, season: int, matches: int
) -> None:
    query = (
        "SELECT club, COUNT(*) FROM side WHERE season = ? GROUP BY club "
        "HAVING SUM(result = 'L') = 0"
    )
    found = tables(shared, competition).execute(query, (season,)).fetchall()
    assert [number for _, number in found] == [matches]
    told = of_competition(snapshot(shared, competition), competition, Season(season, True))
    (record,) = [r for r in told if r.kind == "unbeaten_season" and r.venue is None]
    assert (record.subject.name, record.value, record.certain) == (club, matches, True)


def test_arsenal_were_the_second_club_without_a_defeat(shared: Path) -> None:
    told = of_competition(snapshot(shared, "en.1"), "en.1")
    found = [r for r in told if r.kind == "unbeaten_season"]
    assert [r.seasons[0] for r in found] == ["1888-89", "2003-04"]
    assert "the second club to do so, after Preston North End in 1888-89" in found[1].sentence


def test_leicesters_first_title_was_settled_by_others(shared: Path) -> None:
    _, told = on(shared, "en.1", "2016-05-02", "Chelsea", "Tottenham Hotspur")
    (title,) = [r for r in told if r.kind == "title"]
    assert (title.subject.name, title.value, title.certain) == ("Leicester City", 1, True)
    assert "their first title ever" in title.sentence
    base = tables(shared, "en.1")
    query = (
        "SELECT club, SUM(CASE result WHEN 'W' THEN 3 WHEN 'D' THEN 1 ELSE 0 END), COUNT(*) "
        "FROM side WHERE season = 2015 AND day <= ? GROUP BY club ORDER BY 2 DESC LIMIT 2"
    )
    for day, settled in (("2016-05-01", False), ("2016-05-02", True)):
        (first, points, _), (_, others, matches) = base.execute(query, (day,)).fetchall()
        assert first == "Leicester City"
        assert (points > others + 3 * (38 - matches)) is settled


def test_levante_ended_the_longest_run_of_spain(shared: Path) -> None:
    _, told = on(shared, "es.1", "2018-05-13", "Levante UD", "FC Barcelona")
    (ended,) = [r for r in told if r.kind == "first_defeat_since" and r.venue is None]
    assert (ended.subject.name, ended.value, ended.certain) == ("FC Barcelona", 44, True)
    assert "after 43 matches unbeaten" in ended.sentence


# Famous and false


def test_not_the_longest_unbeaten_run_of_england(shared: Path) -> None:
    """Nottingham Forest's 42 was passed by Arsenal's 49."""
    told = of_competition(snapshot(shared, "en.1"), "en.1")
    (found,) = [r for r in told if r.kind == "longest_unbeaten_run" and r.venue is None]
    assert (found.subject.name, found.value) == ("Arsenal", 49)


def test_leverkusen_were_not_champions_before_2024(shared: Path) -> None:
    told = of_competition(snapshot(shared, "de.1"), "de.1", Season(2023, True))
    (title,) = [r for r in told if r.kind == "title"]
    assert (title.subject.name, title.value) == ("Bayer Leverkusen", 1)


def test_liverpools_home_run_is_not_the_longest_of_england(shared: Path) -> None:
    """Chelsea's 86 at home is the longest of England, Liverpool's 68 is not."""
    told = of_competition(snapshot(shared, "en.1"), "en.1")
    found = [r for r in every(told) if r.kind == "longest_unbeaten_run" and r.venue == "home"]
    assert [(r.subject.name, r.value) for r in found] == [("Chelsea", 86)]


def test_real_sociedad_did_not_win_the_title_of_1980(shared: Path) -> None:
    """Unbeaten until the last day but one, and second."""
    told = of_competition(snapshot(shared, "es.1"), "es.1", Season(1979, True))
    assert not [r for r in told if r.kind == "unbeaten_season" and r.venue is None]
    assert not [r for r in told if r.kind == "title" and r.subject.name == "Real Sociedad"]


def test_not_the_longest_unbeaten_run_of_spain(shared: Path) -> None:
    """Real Madrid's 34 of 1988-89."""
    told = of_competition(snapshot(shared, "es.1"), "es.1")
    (found,) = [r for r in told if r.kind == "longest_unbeaten_run" and r.venue is None]
    assert found.subject.name == "FC Barcelona"


def test_barcelona_did_not_stay_unbeaten_in_2017_18(shared: Path) -> None:
    here = snapshot(shared, "es.1")
    row = int(here.select("es.1", Season(2017, True), club="es.fc-barcelona")[-1])
    told = records(here, row)
    assert not [r for r in every(told) if r.kind == "unbeaten_so_far"
                and r.subject.name == "FC Barcelona" and r.venue is None]  # fmt: skip


def test_liverpools_title_of_2020_was_not_their_first(shared: Path) -> None:
    told = of_competition(snapshot(shared, "en.1"), "en.1", Season(2019, True))
    (title,) = [r for r in told if r.kind == "title"]
    assert (title.subject.name, title.value) == ("Liverpool", 19)
    assert "the first since 1989-90" in title.sentence


def test_real_madrids_biggest_league_win_is_not_11_1(shared: Path) -> None:
    """The 11-1 of 1943 was in the cup."""
    told = of_club(snapshot(shared, "es.1"), "es.real-madrid")
    (found,) = [r for r in told if r.kind == "biggest_win" and r.venue is None]
    assert found.value == 9
    assert "11-1" not in found.sentence


def test_nine_nil_in_1995_is_not_the_biggest_win_of_england(shared: Path) -> None:
    _, told = on(shared, "en.1", "1995-03-04", "Manchester United", "Ipswich Town")
    assert not [r for r in told if r.kind == "biggest_win_of_competition" and "ever" in r.sentence]


def test_seven_two_is_not_liverpools_heaviest_defeat(shared: Path) -> None:
    _, told = on(shared, "en.1", "2020-10-04", "Aston Villa", "Liverpool")
    assert told
    assert not any(" ever" in r.sentence for r in every(told) if r.kind == "heaviest_defeat")


def test_getafe_have_beaten_barcelona(shared: Path) -> None:
    here = snapshot(shared, "es.1")
    found = since(here, "es.getafe-cf", "win", opponent="es.fc-barcelona", competition="es.1")
    assert found.kind == "last_win"
    assert "never" not in found.sentence


def test_not_ever_in_a_league_whose_first_seasons_are_not_held(shared: Path) -> None:
    late = [m for m in league(shared, "spain", "es.1") if m.season.start >= 1990]
    told = of_competition(snapshot_of(late), "es.1")
    assert told
    assert not any(r.certain for r in told if r.kind.startswith("longest"))
    assert not any(" ever" in r.sentence for r in told)


def test_leganes_have_not_won_at_real_madrid_in_the_league(shared: Path) -> None:
    """Their win there was in the cup, of which a ledger of the league knows nothing."""
    here = snapshot(shared, "es.1")
    found = since(here, "es.cd-leganes", "win", opponent="es.real-madrid", competition="es.1",
                  venue="away")  # fmt: skip
    assert "have never beaten Real Madrid away in La Liga" in found.sentence
    assert found.certain
    everywhere = since(here, "es.cd-leganes", "win", opponent="es.real-madrid")
    assert not everywhere.certain
