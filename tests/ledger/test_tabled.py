"""Names in published tables: settled by the figures of the row, never by likeness."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from sqlalchemy import select

from matchdesk.ledger import schema
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger

CLUBS = ("Rovers", "Harbour", "Mills", "Athletic")
# Every club beats those behind it.
RESULTS = "date,home,away,competition,season,score\n" + "".join(
    f"2031-{8 + number // 28:02}-{1 + number % 28:02},{home},{away},xx.1,2031-32,"
    f"{'1-0' if CLUBS.index(home) < CLUBS.index(away) else '0-2'}\n"
    for number, (home, away) in enumerate(permutations(CLUBS, 2))
)
TABLE = """competition,season,position,club,played,won,drawn,lost,goals_for,goals_against,points
xx.1,2031-32,1,The Old Town Club,6,6,0,0,9,0,18
xx.1,2031-32,2,Harbour,6,4,0,2,6,3,12
xx.1,2031-32,3,Mills,6,2,0,4,3,6,6
xx.1,2031-32,4,Nobody Knows Them,6,0,0,6,1,9,0
"""


def test_a_name_with_the_figures_of_one_club_is_that_club(tmp_path: Path) -> None:
    for name, text in (("results.csv", RESULTS), ("standings.csv", TABLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ledger = Ledger(tmp_path / "mine.sqlite")
    done = import_paths(ledger, [tmp_path / "results.csv", tmp_path / "standings.csv"])
    assert [(one.name, one.club, one.fixtures) for one in done.settled] == [
        ("The Old Town Club", "Rovers", 6)
    ]
    with ledger.reading() as connection:
        s, c = schema.standing.c, schema.club
        query = select(c.c.name).join(schema.standing, s.club == c.c.id).order_by(s.position)
        listed = connection.execute(query).scalars().all()
    assert listed == ["Rovers", "Harbour", "Mills", "Nobody Knows Them"]
    again = import_paths(ledger, [tmp_path / "results.csv", tmp_path / "standings.csv"])
    assert (again.new, again.updated, again.settled) == (0, 0, [])


def test_a_table_of_clubs_that_only_the_gazetteer_knows(tmp_path: Path) -> None:
    (tmp_path / "standings.csv").write_text(
        "competition,season,position,club,played,won,drawn,lost,goals_for,goals_against,points\n"
        "es.1,2031-32,1,Real Madrid,2,2,0,0,3,0,6\n"
        "es.1,2031-32,2,Leganés,2,0,0,2,0,3,0\n",
        encoding="utf-8",
    )
    ledger = Ledger(tmp_path / "mine.sqlite")
    done = import_paths(ledger, [tmp_path / "standings.csv"])
    assert (done.new, done.refused, done.problems) == (2, 0, [])
    with ledger.reading() as connection:
        s, c = schema.standing.c, schema.club
        query = select(c.c.key).join(schema.standing, s.club == c.c.id).order_by(s.position)
        assert connection.execute(query).scalars().all() == ["es.real-madrid", "es.leganes"]
