"""Columns of a ledger against its rows read one by one: the same matches, in the same order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import COLUMNS
from matchdesk.ledger import clubs, columns, schema
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger

STARTER = Path(__file__).resolve().parents[2] / "src/matchdesk/data/starter.sqlite"

HEADER = (
    "date,home,away,competition,season,score,half_time,extra_time,penalties,awarded_score,time,zone,"
    "phase,round,group,leg,ground,neutral,attendance,status,date_known_from,drawn_on,not_after,note\n"
)
ROWS = """\
2031-09-01,Rovers,Harbour Town,xx.1,2031-32,2-1,1-1,,,,20:45,Europe/Madrid,,1,,,Quay,no,12000,,,,,"wet, dark"
2031-09-08,Harbour Town,Rovers,xx.1,2031-32,149-0,0-0,,,,,,,2,,,,,,,,,,
2031-09-15,Mills,Rovers,xx.1,2031-32,,,,,,,,,3,,,,,,scheduled,,,2031-09-20,
,Rovers,Mills,xx.1,2031-32,,,,,,,,,4,,,,,,scheduled,2031-09-01,,,
2031-10-01,Rovers,Mills,xx.cup,2031-32,1-1,0-1,2-2,5-4,,,,knockout,final,,,Bowl,yes,0,,,2031-09-10,,
2031-10-02,Quarry,Mills,xx.cup,2031-32,,,,,0-3,,,group,1,B,,,,,awarded,,,,
2031-10-09,Mills,Quarry,xx.cup,2031-32,0-0,,,,,,,group,2,B,2,,,,abandoned,,,,
1999-01-01,Quarry,Mills,xx.9,1999,3-2,,,,,,,,,,,,,,,,,,
"""


def slow(ledger: Ledger) -> list[tuple[int, int, Match]]:
    """Key, witnesses and match of every row, each value taken by name: the definition."""
    with ledger.reading() as connection:
        j = schema.joined.c
        into = {row.club: row.into for row in connection.execute(select(j.club, j.into))}
        names = {row.id: row for row in connection.execute(select(schema.club))}
        w = schema.witness.c
        counted = select(w.match, func.count()).group_by(w.match)
        seen = {number: files for number, files in connection.execute(counted)}
        m = schema.match
        found = []
        for row in connection.execute(select(m).where(m.c.same_as.is_(None)).order_by(m.c.id)):
            held = row._mapping
            home, away = (names[into.get(held[side], held[side])] for side in ("home", "away"))

            def score(one: str, other: str, of: object = held) -> Score | None:
                pair = of[one], of[other]  # type: ignore[index]
                return None if None in pair else Score(*pair)

            def day(name: str, of: object = held) -> dt.date | None:
                text = of[name]  # type: ignore[index]
                return dt.date.fromisoformat(text) if text else None

            again = f":{held['nth']}" if held["nth"] > 1 else ""
            match = Match(
                id=f"{held['competition']}:{held['season']}:{home.key}:{away.key}{again}",
                competition=CompetitionId(held["competition"]),
                season=Season.parse(held["season"]),
                date=day("date"),
                home=Club(ClubId(home.key), home.name, home.country),
                away=Club(ClubId(away.key), away.name, away.country),
                status=held["status"],
                score=score("home_goals", "away_goals"),
                half_time=score("half_home", "half_away"),
                extra_time=score("extra_home", "extra_away"),
                penalties=score("penalties_home", "penalties_away"),
                awarded_score=score("awarded_home", "awarded_away"),
                neutral=held["neutral"] == 1,
                attendance=held["attendance"],
                drawn_on=day("drawn_on"),
                date_known_from=day("date_known_from"),
                not_after=day("not_after"),
                **{
                    name: held[name]
                    for name in ("time", "zone", "phase", "round", "group", "leg", "ground", "note")
                },
            )
            found.append((held["id"], seen.get(held["id"], 1), match))
    return found


def fast(ledger: Ledger) -> list[tuple[int, int, Match]]:
    whole = columns.load(ledger)
    assert all(getattr(whole.matches, name).dtype == np.int32 for name in COLUMNS)
    return [
        (int(whole.matches.key[row]), int(whole.matches.witnesses[row]), whole.match(row))
        for row in range(len(whole.matches))
    ]


@pytest.fixture
def odd(tmp_path: Path) -> Ledger:
    """A ledger in which every column says something somewhere."""
    (tmp_path / "one.csv").write_text(HEADER + ROWS, encoding="utf-8")
    (tmp_path / "two.csv").write_text(
        "date,home,away,competition,season,score\n2031-09-01,Rovers,Harbour Town,xx.1,2031-32,2-1\n",
        encoding="utf-8",
    )
    ledger = Ledger(tmp_path / "odd.sqlite")
    done = import_paths(ledger, [tmp_path / "one.csv", tmp_path / "two.csv"])
    assert (done.new, done.same, done.refused) == (8, 1, 0)
    return ledger


def test_every_column_as_the_rows_say(odd: Ledger) -> None:
    assert fast(odd) == slow(odd)
    assert [witnesses for _, witnesses, _ in fast(odd)] == [2, 1, 1, 1, 1, 1, 1, 1]


def test_after_a_join(odd: Ledger) -> None:
    ids = {club.name: club.id for club in columns.load(odd).clubs}
    clubs.join(odd, ids["Quarry"], ids["Harbour Town"], "one club")
    assert fast(odd) == slow(odd)


def test_an_empty_ledger(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "empty.sqlite")
    ledger.create()
    assert fast(ledger) == slow(ledger) == []


def test_the_starter() -> None:
    ledger = Ledger(STARTER, frozen=True)
    rows = slow(ledger)
    assert len(rows) > 8_000
    assert fast(ledger) == rows
