"""The files that people have: counts, scores and dates as published."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from matchdesk.core.rows import Hint, MatchRow, Reading
from matchdesk.errors import MatchdeskError
from matchdesk.readers.detect import decode, read_text

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
SPAIN = "openfootball-espana"
EUROPE = "openfootball-champions-league"


def texts_in(folder: str) -> list[str]:
    """Names of the match files of a folder; one empty name where the folder is not there."""
    found = sorted((SHARED / folder).glob("*/*.txt"))
    return [str(path.relative_to(SHARED)) for path in found] or [""]


def csvs(pattern: str) -> list[str]:
    """Names of the files of football-data.co.uk that match."""
    found = sorted((SHARED / "football-data.co.uk").glob(pattern))
    return [str(path.relative_to(SHARED)) for path in found] or [""]


@cache
def read(path: Path) -> Reading:
    """A file as the readers see it."""
    text, problems = decode(path.read_bytes(), path.name)
    reading = read_text(text, str(path), Hint())
    reading.problems[:0] = problems
    return reading


def matches(path: Path) -> list[MatchRow]:
    """The matches of a file."""
    return [row for row in read(path).rows if isinstance(row, MatchRow)]


@pytest.mark.parametrize("name", texts_in(SPAIN) + texts_in(EUROPE))
def test_a_football_txt_file_is_read_whole(shared: Path, name: str) -> None:
    path = shared / "data" / name
    reading = read(path)
    assert reading.refused == 0
    declared = re.search(r"^# Matches\s+(\d+)", path.read_text("utf-8"), re.MULTILINE)
    assert declared is not None
    assert reading.read == int(declared[1])
    allowed = {"no-score", "kick-off-zone"}
    assert {problem.code for problem in reading.problems} <= allowed


# Matches with a result, where a season is not complete.
PARTS = {"2024-25/2-liga2.txt": 453, "2025-26/2-liga2.txt": 131, "2026-27/1-liga.txt": 0}


@pytest.mark.parametrize("name", texts_in(SPAIN))
def test_every_season_has_its_results(shared: Path, name: str) -> None:
    path = shared / "data" / name
    results = sum(row.status in ("played", "awarded") for row in matches(path))
    part = next((count for end, count in PARTS.items() if name.endswith(end)), None)
    if part is not None:
        assert results == part
    elif name.endswith("1-liga.txt"):
        assert results == 380
    elif name.endswith("2-liga2.txt"):
        assert results == 462
    else:
        assert len(matches(path)) - results <= 1  # a dash for a score in 2020-21


@pytest.mark.parametrize("name", texts_in(SPAIN))
def test_every_matchday_of_a_league_is_whole(shared: Path, name: str) -> None:
    rows = matches(shared / "data" / name)
    if rows[0].competition == "es.cup":
        assert {row.phase for row in rows} == {"knockout"}
        return
    size = 10 if rows[0].competition == "es.1" else 11
    assert Counter(row.round for row in rows) == {
        str(n): size for n in range(1, 2 * (2 * size - 1) + 1)
    }


@pytest.mark.parametrize("name", texts_in(EUROPE))
def test_ties_have_both_legs(shared: Path, name: str) -> None:
    rows = [
        row for row in matches(shared / "data" / name) if row.phase in ("knockout", "qualifying")
    ]
    finals = [row for row in rows if row.round == "final"]
    assert all(row.leg in ("1", "2") for row in rows if row not in finals)
    assert [row.leg for row in finals] in ([""], [])
    assert sum(row.leg == "1" for row in rows) == sum(row.leg == "2" for row in rows)


@pytest.mark.parametrize("name", csvs("SP1_*.csv"))
def test_a_spanish_season_of_football_data_is_whole(shared: Path, name: str) -> None:
    reading = read(shared / "data" / name)
    assert (reading.refused, reading.problems) == (0, [])
    if "to-2025-12" not in name:
        assert len(matches(shared / "data" / name)) in (380, 462)
    (season,) = {str(row.season) for row in matches(shared / "data" / name)}
    assert f"{season[2:4]}{season[5:7]}" in name


@pytest.mark.parametrize("season", range(2012, 2025))
def test_two_sources_agree_on_day_and_score(shared: Path, season: int) -> None:
    label, code = f"{season}-{season % 100 + 1:02d}", f"{season % 100:02d}{season % 100 + 1:02d}"
    text = matches(shared / "data" / SPAIN / label / "1-liga.txt")
    table = matches(shared / "data" / "football-data.co.uk" / f"SP1_{code}.csv")
    assert Counter((row.date, row.score) for row in text) == Counter(
        (row.date, row.score) for row in table
    )
    if season < 2019:
        return
    # From then on both give kick-offs, one in local and one in British time.
    local = Counter((row.date, row.score, row.time) for row in text)
    british = Counter((row.date, row.score, row.time) for row in table)
    assert sum((local - british).values()) <= 2  # kick-offs put back by minutes


FUZZED = [*texts_in(SPAIN)[-3:], *texts_in(EUROPE)[-2:], *csvs("SP1_*.csv")[-2:]]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", FUZZED)
def test_damaged_bytes_break_rows_and_nothing_else(shared: Path, name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")
    data = bytearray((shared / "data" / name).read_bytes()[:60_000])
    for _ in range(chance.choice((1, 20, 400))):
        place = chance.randrange(len(data))
        change = chance.randrange(4)
        if change == 0:
            data[place] = chance.randrange(256)
        elif change == 1:
            del data[place : place + chance.randrange(40)]
        elif change == 2:
            data[place:place] = bytes(chance.randrange(1, 256) for _ in range(5))
        else:
            other = chance.randrange(len(data))
            data[place:place] = data[other : other + chance.randrange(200)]
    try:
        text, _ = decode(bytes(data), "x")
        reading = read_text(text, name, Hint())
    except MatchdeskError:
        return
    assert reading.read == len(reading.rows) + sum(p.refused for p in reading.problems)
