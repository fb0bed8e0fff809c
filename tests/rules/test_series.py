"""The table after every day: the same as the table of what was known on that day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Correction, Match
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.rules.calendar import known_at
from matchdesk.rules.series import tables_by_day
from matchdesk.rules.table import Table, table
from tests.rules.cases import a_club, a_match
from tests.rules.history import european_cup, league


def _season(matches: tuple[Match, ...], label: str) -> Snapshot:
    return snapshot_of([m for m in matches if str(m.season) == label])


def _slowly(held: Snapshot, found: Table, group: str = "") -> Table:
    known = known_at(held, Moment(found.on))
    return table(known, found.competition, found.season, group=group or None, phase=found.phase)


@pytest.mark.parametrize(
    ("name", "competition", "season"),
    [
        ("spain", "es.1", "1995-96"),
        ("spain", "es.1", "2017-18"),
        ("spain", "es.1", "1986-87"),
        ("england", "en.1", "1950-51"),
        ("germany", "de.1", "1968-69"),
        ("france", "fr.1", "1974-75"),
        ("france", "fr.1", "2019-20"),
        ("belgium", "be.1", "2011-12"),
        ("greece", "gr.1", "2019-20"),
        ("turkey", "tr.1", "2013-14"),
    ],
)
def test_each_day_is_the_table_of_that_day(
    shared: Path, name: str, competition: str, season: str
) -> None:
    held = _season(league(shared, name, competition), season)
    found = tables_by_day(held, competition, Season.parse(season))
    days = {m.date for m in (held.match(row) for row in range(len(held.matches)))}
    assert [t.on for t in found] == sorted(d for d in days if d)
    for one in found[:: max(1, len(found) // 25)] + found[-1:]:
        assert one == _slowly(held, one), one.on


def test_each_day_of_a_group(shared: Path) -> None:
    matches, _ = european_cup(shared)
    held = _season(matches, "2010-11")
    season = Season.parse("2010-11")
    for one in tables_by_day(held, "uefa.cl", season, group="A"):
        slow = _slowly(held, one, "A")
        assert (one.rows, one.undecided, one.final) == (slow.rows, slow.undecided, slow.final)
    with pytest.raises(UsageError, match="has 8 tables: group A, group B"):
        tables_by_day(held, "uefa.cl", season)
    with pytest.raises(UnknownName, match="no table of that phase or group"):
        tables_by_day(held, "uefa.cl", season, group="Z")


LINES = ("Ayr 1-0 Bury", "Bury 2-0 Clyde", "Clyde 0-0 Ayr", "Bury 0-0 Ayr [void]", "Ayr 2-1 Clyde")
SEASON = Season.parse("2017-18")


def _world(*decided: Correction) -> Snapshot:
    matches = [a_match(line, n, "es.1", "2017-18", phase="league") for n, line in enumerate(LINES)]
    store = MemoryStore(all_corrections=decided)
    return snapshot_of(matches, Moment.end_of("2018-06-30"), store)


def _decision(kind: str, value: str, start: dt.date | None, match: str = "") -> Correction:
    return Correction(
        CompetitionId("es.1"), SEASON, kind, a_club("Ayr").id, value, match, start, "x",  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    "decided",
    [
        (),
        (_decision("points_deducted", "3", dt.date(2018, 1, 3)),),
        (
            _decision("points_deducted", "15", dt.date(2018, 1, 1)),
            _decision("points_deducted", "-15", dt.date(2018, 1, 3)),
        ),
        (_decision("awarded", "0-3", dt.date(2018, 1, 3), "Ayr v Bury"),),
        (_decision("placed", "3", dt.date(2018, 1, 5)),),
    ],
    ids=["none", "taken", "taken and given back", "awarded later", "placed"],
)
def test_decisions_count_from_their_day(decided: tuple[Correction, ...]) -> None:
    held = _world(*decided)
    found = tables_by_day(held, "es.1", SEASON)
    assert [t.on.day for t in found] == [1, 2, 3, 5]
    for one in found:
        # Nothing is withheld here, so that the slow way needs no fixture list.
        m = held.matches
        day = one.on.toordinal()
        later = m.day > day
        cut = replace(m, status=m.status.copy(), home_goals=m.home_goals.copy())
        cut.status[later] = 0
        cut.home_goals[later] = -1
        slow = table(replace(held, matches=cut, moment=Moment(one.on)), "es.1", SEASON)
        assert (one.rows, one.undecided, one.decisions) == (
            slow.rows, slow.undecided, slow.decisions,
        ), one.on  # fmt: skip


def test_points_come_and_go() -> None:
    held = _world(
        _decision("points_deducted", "15", dt.date(2018, 1, 1)),
        _decision("points_deducted", "-15", dt.date(2018, 1, 3)),
    )
    found = tables_by_day(held, "es.1", SEASON)
    assert [t.row("Ayr").points for t in found] == [-12, -12, 4, 7]
