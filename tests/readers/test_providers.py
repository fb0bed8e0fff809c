"""Formats of other providers on the files that people have: counts as their sources state."""

from __future__ import annotations

import csv
import gzip
import tarfile
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

from matchdesk.core.rows import (
    CorrectionRow,
    EventRow,
    GoalRow,
    Hint,
    MatchRow,
    OddsRow,
    Reading,
    StandingRow,
)
from matchdesk.readers.detect import decode, read_text

# Rows of each file, by what they are read as.
ENGSOCCERDATA = {
    "spain": 27_335, "england": 208_028, "germany": 38_918, "germany2": 17_290, "france": 29_558,
    "holland": 20_776, "belgium": 8_394, "turkey": 9_786, "greece": 7_902, "champs": 6_556,
    "leaguecup": 7_495, "englandplayoffs": 764, "england5": 22_473, "mls": 4_995,
    "safrica": 4_320, "england1939": 128,
}  # fmt: skip
GOALS = {
    "bel-pro-league": 16_217, "dfb-pokal": 15_925, "eng-fa-cup": 11_623, "eng-league-cup": 10_925,
    "eng-premier-league": 35_830, "esp-copa-del-rey": 6_047, "esp-primera-division": 33_661,
    "europa-league": 8_016, "fra-coupe-de-france": 6_464, "fra-ligue-1": 30_235,
    "ned-eredivisie": 31_694, "nor-eliteserien": 16_424,
}  # fmt: skip


def text_of(path: Path) -> str:
    """The text of a file, decompressed."""
    data = path.read_bytes()
    return decode(gzip.decompress(data) if path.suffix == ".gz" else data, path.name)[0]


@lru_cache(maxsize=4)
def read(path: Path) -> Reading:
    """A file as the readers see it; the law of counts holds."""
    reading = read_text(text_of(path), str(path).removesuffix(".gz"), Hint())
    return lawful(reading)


def lawful(reading: Reading) -> Reading:
    """Rows read = rows kept + rows refused, and each refused row has its problem."""
    assert reading.refused == sum(problem.refused for problem in reading.problems)
    return reading


def kinds(reading: Reading) -> Counter[str]:
    """How many rows of each kind."""
    return Counter(type(row).__name__ for row in reading.rows)


def codes(reading: Reading) -> Counter[str]:
    """How often each problem came up."""
    return Counter(problem.code for problem in reading.problems)


def matches(reading: Reading) -> list[MatchRow]:
    """The matches of a reading."""
    return [row for row in reading.rows if isinstance(row, MatchRow)]


# engsoccerdata


@pytest.mark.parametrize("name", ENGSOCCERDATA)
def test_a_file_of_engsoccerdata_is_read_whole(shared: Path, name: str) -> None:
    reading = read(shared / "data" / "engsoccerdata" / f"{name}.csv.gz")
    assert reading.format == "engsoccerdata"
    assert (kinds(reading)["MatchRow"], reading.refused) == (ENGSOCCERDATA[name], 0)


def test_the_fa_cup_without_its_byes(shared: Path) -> None:
    reading = read(shared / "data" / "engsoccerdata" / "facup.csv.gz")
    assert kinds(reading)["MatchRow"] + codes(reading)["bye"] == 17_080
    finals = [row for row in matches(reading) if row.round == "final" and row.leg == ""]
    assert Counter(row.season for row in finals).most_common(1)[0][1] == 1
    last = Counter(row.round for row in matches(reading) if row.season.start == 2016)
    assert (last["quarter_final"], last["semi_final"], last["final"]) == (4, 2, 1)


def test_the_european_cup_has_its_tosses_and_phases(shared: Path) -> None:
    reading = read(shared / "data" / "engsoccerdata" / "champs.csv.gz")
    assert kinds(reading)["CorrectionRow"] == 7
    assert {row.value for row in reading.rows if isinstance(row, CorrectionRow)} == {"toss"}
    rows = matches(reading)
    assert sum(row.awarded_score is not None for row in rows) == 2
    assert Counter(row.phase for row in rows if row.season.start == 2000)["group_2"] == 48
    assert sum(row.leg == "play-off" for row in rows) == 33
    assert sum(row.penalties is not None for row in rows) == 56
    level = [row for row in rows if row.penalties is not None and row.extra_time is not None]
    assert all(row.season.split for row in rows)
    assert len(level) == 56


def test_french_seasons_of_one_day_are_dated_by_it(shared: Path) -> None:
    rows = matches(read(shared / "data" / "engsoccerdata" / "france.csv.gz"))
    early = Counter(str(row.season) for row in rows if row.date is None)
    assert early == {"1933-34": 182, **dict.fromkeys(
        ("1934-35", "1935-36", "1936-37", "1937-38"), 240
    )}  # fmt: skip


def test_spanish_seasons_follow_each_other(shared: Path) -> None:
    rows = matches(read(shared / "data" / "engsoccerdata" / "spain.csv.gz"))
    played = {row.season.start for row in rows}
    assert set(range(1928, 2025)) - played == {1936, 1937, 1938}
    parts = Counter((row.phase, row.group) for row in rows if row.season.start == 1986)
    assert parts == {
        ("league", ""): 306,
        ("split", "A"): 30,
        ("split", "B"): 30,
        ("split", "C"): 30,
    }
    (awarded,) = [row for row in rows if row.status == "awarded"]
    assert (str(awarded.awarded_score), awarded.score) == ("0-1", None)


def test_american_seasons_are_calendar_years(shared: Path) -> None:
    rows = matches(read(shared / "data" / "engsoccerdata" / "mls.csv.gz"))
    assert {row.season.split for row in rows} == {False}
    assert {row.competition for row in rows} == {"us.1"}


def test_points_deducted(shared: Path) -> None:
    reading = read(shared / "data" / "engsoccerdata" / "deductions.csv")
    assert (reading.read, reading.refused) == (45, 1)


# footballcsv


def test_every_file_of_the_archive_and_the_table_made_of_it(shared: Path) -> None:
    folder = shared / "data"
    read_rows, results, places = 0, 0, set()
    with tarfile.open(folder / "footballcsv-cache.footballdata.tar.gz") as archive:
        members = [m for m in archive if m.name.endswith(".csv")]
        for member in members:
            file = archive.extractfile(member)
            assert file is not None
            reading = lawful(read_text(decode(file.read())[0], member.name, Hint()))
            assert (reading.format, reading.refused) == ("footballcsv", 0)
            read_rows += reading.read
            results += sum(row.score is not None for row in matches(reading))
            places |= {(row.competition, row.season) for row in matches(reading)}
    assert (len(members), read_rows, results) == (643, 225_988, 225_985)
    many = read(folder / "multi_league_results_1993-2024.csv.gz")
    assert (many.format, many.read, many.refused) == ("many-leagues", 225_985, 0)
    assert {(row.competition, row.season) for row in matches(many)} == places


# datahub


def test_the_data_sets_of_datahub_agree_with_their_source(shared: Path) -> None:
    folder = shared / "data"
    scores: dict[tuple[str, int], Counter[object]] = {}
    count = 0
    with tarfile.open(folder / "datahub-football" / "datasets-es-en-de-fr.tar.gz") as archive:
        for member in archive:
            if not member.name.endswith(".csv"):
                continue
            file = archive.extractfile(member)
            assert file is not None
            reading = lawful(read_text(decode(file.read())[0], member.name, Hint()))
            assert (reading.format, reading.refused) == ("datahub", 0)
            count += reading.read
            for row in matches(reading):
                key = (str(row.competition), row.season.start)
                scores.setdefault(key, Counter())[row.date, row.score, row.half_time] += 1
    assert (count, len(scores)) == (47_353, 132)
    table = matches(read(folder / "football-data.co.uk" / "SP1_1718.csv"))
    assert scores["es.1", 2017] == Counter((row.date, row.score, row.half_time) for row in table)


# football.json


def test_every_football_json(shared: Path) -> None:
    read_rows, refused, files = 0, Counter[str](), 0
    with tarfile.open(shared / "data" / "football.json" / "football.json-all.tar.gz") as archive:
        for member in archive:
            if not member.name.endswith(".json"):
                continue
            file = archive.extractfile(member)
            assert file is not None
            reading = lawful(read_text(decode(file.read())[0], member.name, Hint()))
            assert reading.format == "football.json"
            files += 1
            read_rows += reading.read
            refused.update(p.code for p in reading.problems if p.refused)
    assert (files, read_rows, refused) == (240, 79_801, {"unknown-side": 5})


@pytest.mark.parametrize("season", range(2012, 2024))
def test_two_forms_of_one_source_agree(shared: Path, season: int) -> None:
    label = f"{season}-{season % 100 + 1:02d}"
    rows = matches(read(shared / "data" / "football.json" / label / "es.1.json"))
    text = matches(read(shared / "data" / "openfootball-espana" / label / "1-liga.txt"))

    def marks(listed: list[MatchRow]) -> Counter[tuple[object, ...]]:
        return Counter((row.date, row.round, row.score) for row in listed)

    assert marks(rows) == marks(text)


# Goal lists


@pytest.mark.parametrize("name", GOALS)
def test_a_goal_list_is_read_whole(shared: Path, name: str) -> None:
    reading = read(shared / "data" / "goals" / f"{name}.csv.gz")
    assert reading.format == "goal-list"
    counted = kinds(reading)
    left_out = codes(reading)["goals-differ"]
    assert counted["GoalRow"] + reading.refused == GOALS[name]
    assert reading.refused <= left_out
    assert reading.refused <= 3


def test_another_confederation_in_the_list_of_the_champions_league(shared: Path) -> None:
    reading = read(shared / "data" / "goals" / "champions-league_to_2017-18.csv.gz")
    assert kinds(reading)["GoalRow"] + reading.refused == 7_988
    refused = [p for p in reading.problems if p.refused]
    assert {p.code for p in refused} == {"other-competition"}
    assert not any(row.season.start == 2008 for row in matches(reading))


@pytest.mark.parametrize("season", [*range(2010, 2016), 2017])  # 2016-17 is not in the list
def test_goals_and_results_of_a_league_agree(shared: Path, season: int) -> None:
    listed = matches(read(shared / "data" / "goals" / "esp-primera-division.csv.gz"))
    label = f"{season % 100:02d}{season % 100 + 1:02d}"
    table = matches(read(shared / "data" / "football-data.co.uk" / f"SP1_{label}.csv"))

    def scores(rows: list[MatchRow]) -> Counter[object]:
        return Counter(
            row.score
            for row in rows
            if row.score is not None and row.score != (0, 0) and row.season.start == season
        )

    assert scores(listed) == scores(table)


# Incidents


@pytest.mark.parametrize("season", range(2000, 2025))
def test_incidents_of_a_season(shared: Path, season: int) -> None:
    folder = shared / "data" / "goals" / "la-liga-incidents"
    (path,) = folder.glob(f"spanien_la-liga-{season}-*")
    reading = read(path)
    assert (reading.format, reading.refused) == ("incidents", 0)
    assert {(row.competition, row.season.start) for row in matches(reading)} == {("es.1", season)}
    assert len(matches(reading)) == 380
    if season >= 2003:
        scored = sum(sum(row.score) for row in matches(reading) if row.score)
        goals = [row for row in reading.rows if isinstance(row, GoalRow)]
        assert scored - len(goals) <= 2
        events = Counter(row.kind for row in reading.rows if isinstance(row, EventRow))
        assert events["substitution"] > 1_000
        assert min(events["yellow"], events["red"] + events["second_yellow"]) > 50


# Odds


def test_odds_of_a_season_of_football_data(shared: Path) -> None:
    reading = read(shared / "data" / "football-data.co.uk" / "SP1_1718.csv")
    odds = [row for row in reading.rows if isinstance(row, OddsRow)]
    assert Counter((row.bookmaker, row.time) for row in odds) == {
        ("Bet365", "opening"): 380, ("Pinnacle", "opening"): 380, ("average", "opening"): 380,
        ("maximum", "opening"): 380, ("Pinnacle", "closing"): 379, ("Bwin", "opening"): 380,
        ("Interwetten", "opening"): 380, ("Ladbrokes", "opening"): 379, ("VC Bet", "opening"): 380,
        ("William Hill", "opening"): 380,
    }  # fmt: skip
    for row in odds:
        assert 0.9 < 1 / row.home_win + 1 / row.draw + 1 / row.away_win < 1.2


def test_the_second_layout(shared: Path) -> None:
    for name, count in (("FIN", 2544), ("NOR", 3382), ("ROU", 4021), ("RUS", 3304),
                        ("SWZ", 2554), ("USA", 5816)):  # fmt: skip
        reading = read(shared / "data" / "football-data.co.uk" / f"extra_{name}.csv.gz")
        assert (reading.format, reading.refused) == ("football-data-extra", 0)
        assert kinds(reading)["MatchRow"] == count


def test_average_odds(shared: Path) -> None:
    paths = sorted((shared / "data" / "odds-average").glob("*.csv.gz"))
    readings = [read(path) for path in paths]
    assert {reading.format for reading in readings} == {"odds-average"}
    assert sum(kinds(reading)["MatchRow"] for reading in readings) == 31_234
    assert sum(kinds(reading)["OddsRow"] for reading in readings) == 62_468
    german = next(r for r in readings if matches(r)[0].competition.startswith("de."))
    whole = Counter(row.season.start for row in matches(german) if row.competition == "de.1")
    assert all(whole[season] == 306 for season in range(2016, 2024))


def test_bet365_odds_without_the_doubles(shared: Path) -> None:
    paths = sorted((shared / "data" / "odds-other-format").glob("*.csv.gz"))
    readings = {path.name[:8]: read(path) for path in paths}
    refused = {name: r.refused for name, r in readings.items() if r.refused}
    assert refused == {"SP1_2526": 11, "T1_2526.": 1}
    total = sum(kinds(reading)["MatchRow"] for reading in readings.values())
    assert total + 12 == 4_656


# Internationals and World Cups


def test_internationals(shared: Path) -> None:
    folder = shared / "data" / "internationals"
    for name, format, count in (
        ("results.csv.gz", "internationals", 49_520),
        ("goalscorers.csv.gz", "internationals-goals", 47_914),
        ("shootouts.csv", "internationals-shootouts", 683),
        ("former_names.csv", "internationals-names", 36),
    ):
        reading = read(folder / name)
        assert (reading.format, reading.read, reading.refused) == (format, count, 0)


def test_world_cups_in_two_sources(shared: Path) -> None:
    folder = shared / "data"
    cups = matches(read(folder / "worldcup-fjelstul" / "matches.csv.gz"))
    assert len(cups) == 1_248
    every = matches(read(folder / "internationals" / "results.csv.gz"))

    def ends(rows: list[MatchRow]) -> Counter[tuple[object, ...]]:
        return Counter(
            (row.date, *sorted(row.extra_time or row.score or ()))
            for row in rows
            if row.competition == "fifa.wc" and row.season.start in range(1994, 2023, 4)
            and row.phase != "qualifying"
        )  # fmt: skip

    assert sum((ends(cups) - ends(every)).values()) == 0


@pytest.mark.parametrize(
    ("name", "format", "count"),
    [
        ("goals", "worldcup-goals", 3_637),
        ("bookings", "worldcup-bookings", 3_178),
        ("group_standings", "worldcup-standings", 626),
        ("tournament_standings", "worldcup-placings", 120),
        ("penalty_kicks", "worldcup-kicks", 43),
    ],
)
def test_a_file_of_the_world_cup_database(shared: Path, name: str, format: str, count: int) -> None:
    reading = read(shared / "data" / "worldcup-fjelstul" / f"{name}.csv.gz")
    assert (reading.format, reading.read, reading.refused) == (format, count, 0)


# Published tables


def pages(shared: Path) -> dict[str, Reading]:
    """Every archive page with tables, by its name."""
    found: dict[str, Reading] = {}
    for path in (shared / "data" / "rsssf-espana" / "tables").glob("span*.txt"):
        found[path.name] = read(path)
    for country in ("england", "deutschland"):
        with tarfile.open(shared / "data" / f"rsssf-{country}.tar.gz") as archive:
            for member in archive:
                name = member.name.rsplit("/", 1)[-1]
                if "/tables/" not in member.name or not name.endswith(".txt"):
                    continue
                file = archive.extractfile(member)
                assert file is not None
                found[name] = lawful(read_text(decode(file.read())[0], member.name, Hint()))
    return found


def test_pages_give_the_published_tables_of_the_first_leagues(shared: Path) -> None:
    path = shared / "data" / "tables" / "published_final_tables_top_flight.csv"
    wanted: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    names = ("pos", "played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
    with path.open(encoding="utf-8") as file:
        for record in csv.DictReader(file):
            wanted[record["source_file"]].add(tuple(int(record[name]) for name in names))
    assert sum(map(len, wanted.values())) == 1_936
    found = pages(shared)
    for name, rows in wanted.items():
        assert found[name].format == "rsssf"
        table = {
            (row.position, row.played, row.won, row.drawn, row.lost, row.goals_for,
             row.goals_against, row.points)
            for row in found[name].rows
            if isinstance(row, StandingRow) and row.competition.endswith(".1")
        }  # fmt: skip
        assert table == rows, name
    deducted = {
        (str(row.season), row.club): row.deducted
        for reading in found.values()
        for row in reading.rows
        if isinstance(row, StandingRow) and row.deducted and row.competition.endswith(".1")
    }
    assert deducted == {
        ("1996-97", "Middlesbrough"): 3, ("2009-10", "Portsmouth"): 9, ("2023-24", "Everton"): 8,
        ("2023-24", "Nottingham Forest"): 4, ("1999-00", "SG Eintracht Frankfurt"): 2,
        ("2003-04", "1.FC Kaiserslautern"): 3,
    }  # fmt: skip


def test_gathered_tables(shared: Path) -> None:
    folder = shared / "data" / "tables"
    top = read(folder / "published_final_tables_top_flight.csv")
    assert (top.format, top.read, top.refused) == ("tables", 1_936, 0)
    every = read(folder / "rsssf_published_tables.csv")
    assert every.read == 11_889
    firsts = Counter(
        str(row.competition) for row in every.rows if isinstance(row, StandingRow) and not row.phase
    )
    assert (firsts["es.1"], firsts["en.1"], firsts["de.1"]) == (280, 560, 1_096)
    points = read(folder / "fbref_tables_to_2019-20.csv")
    assert (points.format, points.read) == ("points-tables", 1_778)
    assert codes(points) == {"unfinished-table": 78}
    deducted = read(folder / "points_deductions_rsssf.csv")
    assert (deducted.format, deducted.read) == ("deducted-points", 105)
    assert set(codes(deducted)) == {"unknown-competition"}
