"""Leagues as three publications spell them: one identity a club, and no two clubs one.

``spellings/COUNTRY.txt`` lists a club a line, its spellings parted by "|": short codes as result tables
use them, official names with and without FC, sponsors' and former names, names in other languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger import gazetteer
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger

FOLDER = Path(__file__).parent / "spellings"
COUNTRIES = sorted(file.stem for file in FOLDER.glob("*.txt"))
HEADER = "date,home,away,competition,season,score\n"
SOURCES = 3
LEAGUE = 16


def lines(country: str) -> list[list[str]]:
    text = (FOLDER / f"{country}.txt").read_text(encoding="utf-8")
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


def rounds(clubs: Sequence[int], first: dt.date) -> Iterator[tuple[dt.date, int, int]]:
    """A single round robin: in each round every club plays once."""
    ring = list(clubs) + [-1] * (len(clubs) % 2)
    for number in range(len(ring) - 1):
        day = first + dt.timedelta(weeks=number)
        for place in range(len(ring) // 2):
            one, other = ring[place], ring[-1 - place]
            if -1 not in (one, other):
                yield (day, one, other) if (number + place) % 2 else (day, other, one)
        ring[1:] = [ring[-1], *ring[1:-1]]


def season(country: str, clubs: Sequence[Sequence[str]], year: int, source: int) -> str:
    rows = []
    for number, (day, home, away) in enumerate(rounds(range(len(clubs)), dt.date(year, 8, 20))):
        names = [clubs[n][(source + n) % len(clubs[n])] for n in (home, away)]
        score = f"{(home * 7 + number) % 5}-{(away * 3 + number) % 4}"
        rows.append(
            f'{day},"{names[0]}","{names[1]}",{country}.1,{year}-{(year + 1) % 100:02d},{score}'
        )
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_spelling_is_one_club(country: str) -> None:
    owner: dict[str, str] = {}
    for spelt in lines(country):
        found = {
            gazetteer.in_turn(name, country, "", 2025)
            or ", ".join(entry.id for entry in gazetteer.look_up(name, country, ""))
            for name in spelt
        }
        assert len(found) == 1, (spelt, found)
        (club,) = found
        assert club, spelt
        assert owner.setdefault(club, spelt[0]) == spelt[0], f"{spelt[0]} and {owner[club]}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_three_sources_side_by_side(country: str, tmp_path: Path) -> None:
    clubs = lines(country)
    # Clubs of one town side by side in one league season, as the file lists them and shuffled.
    leagues = [clubs[first : first + LEAGUE] for first in range(0, len(clubs), LEAGUE)]
    leagues += [clubs[first::2][:LEAGUE] for first in (0, 1)]
    ledger = Ledger(tmp_path / "mine.sqlite")
    expected = 0
    for source in range(SOURCES):
        text = HEADER + "".join(
            season(country, league, 2032 - number, source) for number, league in enumerate(leagues)
        )
        (tmp_path / f"{source}.csv").write_text(text, encoding="utf-8")
        done = import_paths(ledger, [tmp_path / f"{source}.csv"])
        assert done.problems == []
        expected = expected or done.new
        assert (done.new, done.same) == ((expected, 0) if source == 0 else (0, expected))
    snapshot = Desk(ledger).at().snapshot
    assert len(snapshot.matches) == expected
    assert len(snapshot.clubs) == len(clubs)
    assert all(gazetteer.knows(club.id) for club in snapshot.clubs)


@pytest.mark.parametrize("country", ["it", "sco"])
def test_a_source_that_nobody_knows_is_settled_by_its_fixtures(
    country: str, tmp_path: Path
) -> None:
    """Every third club under a name of no list, in the first source or in the second."""
    clubs = lines(country)[:LEAGUE]
    strange = [
        [f"Zz {n} {spelt[0][::-1]}"] if n % 3 == 0 else spelt for n, spelt in enumerate(clubs)
    ]
    for number, order in enumerate([(clubs, strange), (strange, clubs)]):
        ledger = Ledger(tmp_path / f"{number}.sqlite")
        for source, league in enumerate(order):
            file = tmp_path / f"{number}-{source}.csv"
            file.write_text(HEADER + season(country, league, 2024, 0), encoding="utf-8")
            done = import_paths(ledger, [file])
        assert done.new == 0
        assert len(done.settled) == len(range(0, len(clubs), 3))
        playing = Desk(ledger).at().snapshot
        assert len(playing.clubs) == len(clubs)
        assert all(gazetteer.knows(club.id) for club in playing.clubs)
