"""Cutting a ledger at a day and asking it gives what the whole gives at that day.

The cut is made in the file itself: later scores, goals, line-ups, decisions and pairings not yet
drawn are deleted with SQL, then both ledgers are asked the same questions.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from matchdesk.desk import Desk, View
from matchdesk.ledger import columns, starter
from matchdesk.ledger.store import Ledger
from matchdesk.rules import calendar

DAYS = ("2013-08-20", "2017-09-05", "2017-12-31", "2018-01-24", "2018-01-26", "2020-03-15")


def cut_file(day: str, target: Path) -> Ledger:
    """A copy of the starter as it would be if nothing had been entered after a day."""
    shutil.copyfile(starter.path(), target)
    whole = columns.load(starter.open_starter())
    left = calendar.cut(whole, dt.date.fromisoformat(day)).matches.key.tolist()
    file = sqlite3.connect(target)
    file.execute("CREATE TEMP TABLE kept (id INTEGER PRIMARY KEY)")
    file.executemany("INSERT INTO kept VALUES (?)", [(int(key),) for key in left])
    scores = (
        "home_goals away_goals half_home half_away extra_home extra_away penalties_home "
        "penalties_away awarded_home awarded_away attendance"
    ).split()
    file.execute(
        f"UPDATE match SET {', '.join(f'{name} = NULL' for name in scores)}, "
        "status = 'scheduled', note = '' WHERE date > ?",
        (day,),
    )
    for table in ("goal", "appearance"):
        file.execute(
            f"DELETE FROM {table} WHERE match IN (SELECT id FROM match WHERE date > ?)", (day,)
        )
    for table in ("goal", "appearance", "witness"):
        file.execute(f"DELETE FROM {table} WHERE match NOT IN (SELECT id FROM kept)")
    file.execute("DELETE FROM match WHERE id NOT IN (SELECT id FROM kept)")
    for table in ("spell", "ground", "fact", "correction"):
        file.execute(f"DELETE FROM {table} WHERE start > ?", (day,))
    for table in ("spell", "ground", "fact"):
        file.execute(f'UPDATE {table} SET "end" = NULL WHERE "end" > ?', (day,))
    file.commit()
    file.close()
    return Ledger(target)


@pytest.fixture(scope="module", params=DAYS)
def views(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[View]:
    day: str = request.param
    target = tmp_path_factory.mktemp("cut") / f"{day}.sqlite"
    return [Desk(starter.open_starter()).at(day), Desk(cut_file(day, target)).at(day)]


def test_the_cut_ledger_is_smaller(views: list[View]) -> None:
    whole, cut = (len(view.desk.whole.matches) for view in views)
    assert cut < whole


def test_results(views: list[View]) -> None:
    one, other = (view.results().to_dict() for view in views)
    assert one == other


def test_tables(views: list[View]) -> None:
    for competition in ("es.1", "uefa.cl"):
        one, other = (
            [t.to_dict() for t in view.tables(competition)]
            for view in views
            if competition in view.snapshot.competitions
        )
        assert one
        assert one == other


def test_ties(views: list[View]) -> None:
    for competition in ("es.cup", "uefa.cl"):
        one, other = ([t.to_dict() for t in view.ties(competition)] for view in views)
        assert one == other


def test_clubs(views: list[View]) -> None:
    one, other = ([c.to_dict() for c in view.clubs()] for view in views)
    assert one == other


def test_persons_facts_and_grounds(views: list[View]) -> None:
    for part in ("spells", "grounds", "corrections", "declared", "facts"):
        one, other = (getattr(view.snapshot.store, part)() for view in views)
        assert one == other
