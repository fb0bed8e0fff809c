"""The names that ship: one club a name in a country, and every spelling of the sources known."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from matchdesk.core.rows import Hint, NameRow
from matchdesk.core.text import fold
from matchdesk.readers.detect import read_text
from scripts.starter_clubs import NAMES, Clubs, UnknownClub

FILES = sorted(NAMES.glob("clubs-*.csv"))
COUNTRIES = [path.stem.removeprefix("clubs-") for path in FILES]


def names(country: str) -> list[NameRow]:
    path = NAMES / f"clubs-{country}.csv"
    reading = read_text(path.read_text(encoding="utf-8"), path.name, Hint())
    assert reading.problems == []
    rows = [row for row in reading.rows if isinstance(row, NameRow)]
    assert len(rows) == reading.read
    return rows


@pytest.fixture(scope="module")
def clubs() -> Clubs:
    return Clubs()


def by_name(country: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in names(country):
        found[fold(row.name)].add(row.id)
    return found


@pytest.mark.parametrize("country", COUNTRIES)
def test_one_club_a_name(country: str) -> None:
    shared_names = {name: ids for name, ids in by_name(country).items() if len(ids) > 1}
    assert shared_names == {}
    assert "" not in by_name(country)


@pytest.mark.parametrize("country", COUNTRIES)
def test_one_display_name_a_club(country: str) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in names(country):
        assert row.id.startswith(f"{country}.")
        kinds[row.id].append(row.kind)
    assert [club for club, held in kinds.items() if held.count("display") != 1] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_files_are_sorted_and_hold_no_name_twice(country: str) -> None:
    rows = [(row.id, row.kind, row.name) for row in names(country)]
    assert [club for club, _, _ in rows] == sorted(club for club, _, _ in rows)
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    ("written", "club"),
    [
        ("Ath Madrid", "es.atletico-madrid"),
        ("Atlético de Madrid", "es.atletico-madrid"),
        ("Atletico Madrid", "es.atletico-madrid"),
        ("Ath Bilbao", "es.athletic-bilbao"),
        ("Athletic Club", "es.athletic-bilbao"),
        ("Athletic", "es.athletic-bilbao"),
        ("Espanol", "es.espanyol"),
        ("Espanyol Barcelona", "es.espanyol"),
        ("Barcelona", "es.barcelona"),
        ("Barça", "es.barcelona"),
        ("FC Barcelona B", "es.barcelona-b"),
        ("Sociedad", "es.real-sociedad"),
        ("La Coruna", "es.deportivo"),
        ("Vallecano", "es.rayo-vallecano"),
        ("Sp Gijon", "es.sporting-gijon"),
        ("Leganes", "es.leganes"),
        ("CD Alaves", "es.alaves"),
        ("Los Blancos", "es.real-madrid"),
        ("Real Madrid Castilla", "es.real-madrid-b"),
        ("Pepineros", "es.leganes"),
        ("Colchoneros", "es.atletico-madrid"),
    ],
)
def test_spanish_spellings(clubs: Clubs, written: str, club: str) -> None:
    assert clubs.id(written, "es", 2017) == club


@pytest.mark.parametrize(
    ("written", "season", "club"),
    [
        ("UE Lleida", 1993, "es.ue-lleida"),
        ("UE Lleida", 2012, "es.lleida-esportiu"),
        ("AD Ceuta", 2010, "es.ceuta-1996"),
        ("AD Ceuta", 2019, "es.ceuta"),
        ("UD Salamanca", 2011, "es.salamanca"),
        ("UD Salamanca", 2018, "es.salamanca-uds"),
        ("Logroñés", 1995, "es.logrones-cd"),
    ],
)
def test_names_borne_in_turn(clubs: Clubs, written: str, season: int, club: str) -> None:
    assert clubs.id(written, "es", season) == club


def test_unknown_name_is_refused(clubs: Clubs) -> None:
    with pytest.raises(UnknownClub, match="no such club"):
        clubs.id("Nowhere Rovers", "es", 2017)


def test_name_of_two_countries_is_refused_without_one(clubs: Clubs) -> None:
    assert clubs.id("Sporting", "pt", 2017) == "pt.sporting-cp"
    with pytest.raises(UnknownClub, match="sporting"):
        clubs.id("Sporting", "", 2017)


def test_spellings_of_four_sources(shared: Path, clubs: Clubs) -> None:
    countries = {"Spain": "es", "England": "en", "Germany": "de", "France": "fr"}
    spelt: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (shared / "data" / "aliases" / "crosswalk_from_fixtures.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            country = countries[row["country"]]
            club = clubs.id(row["other_name"], country, 2000)
            spelt[country, row["engsoccerdata_name"]].add(club)
            spelt[country, row["engsoccerdata_name"]].add(
                clubs.id(row["engsoccerdata_name"], country, 2000)
            )
    several = {name: ids for name, ids in spelt.items() if len(ids) > 1}
    # One source writes both clubs of Ajaccio as one.
    assert several == {("fr", "AC Ajaccio"): {"fr.ajaccio", "fr.gfc-ajaccio"}}


def test_two_clubs_of_a_league_season_stay_two(shared: Path, clubs: Clubs) -> None:
    written: dict[tuple[str, str], set[str]] = defaultdict(set)
    path = shared / "data" / "multi_league_results_1993-2024.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            written[row["league"], row["season"]].add(row["home"])
    merged = []
    for (league, season), sides in written.items():
        country = league.split(".")[0].replace("eng", "en")
        found: dict[str, list[str]] = defaultdict(list)
        for side in sorted(sides):
            try:
                found[clubs.id(side, country, int(season[:4]))].append(side)
            except UnknownClub:
                continue
        merged += [(league, same) for same in found.values() if len(same) > 1]
    # One club under two spellings in one season of the source.
    assert sorted(merged) == [
        ("ar.1", ["Colon Santa FE", "Colon Santa Fe"]),
        ("no.1", ["Ham-Kam", "HamKam"]),
        ("pl.1", ["Gornik Z.", "Gornik Zabrze"]),
        ("ro.1", ["U Craiova", "Univ. Craiova"]),
    ]
