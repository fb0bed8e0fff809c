"""The miner against its plain twin: the same looks, by other means."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from matchdesk.core.match import Ground, Match, Spell
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.records import records
from tests.records.slow import Slow, flat
from tests.records.worlds import club, match
from tests.rules.history import league

NAMES = ("Rovers", "Mill", "Lane", "Quay", "Bay", "Cape")


def small_world(seed: int) -> Snapshot:
    """Seasons of a league and a cup, with neutral ground, coaches and a shared town."""
    rng = np.random.default_rng([2026, seed])
    matches: list[Match] = []
    for year in range(2000, 2004):
        day = dt.date(year, 8, 15)
        for home in NAMES:
            for away in NAMES:
                if home != away:
                    goals = rng.poisson((1.5, 1.1))
                    matches.append(match(day.isoformat(), home, f"{goals[0]}-{goals[1]}", away))
                    day += dt.timedelta(days=int(rng.integers(0, 12)))
        for number in range(6):
            home, away = (str(name) for name in rng.choice(NAMES, 2, replace=False))
            goals = rng.poisson((1.5, 1.1))
            matches.append(
                match(
                    (dt.date(year, 10, 1) + dt.timedelta(days=20 * number)).isoformat(),
                    home, f"{goals[0]}-{goals[1]}", away, competition="zz.cup",
                    round="final" if number == 5 else "round_1", neutral=number == 5,
                )
            )  # fmt: skip
    store = MemoryStore(
        all_spells=(
            Spell("Ann Lake", club("Rovers").id, "coach", start=dt.date(2001, 1, 1)),
            Spell("Bo Reed", club("Mill").id, "coach", start=dt.date(2000, 7, 1),
                  end=dt.date(2002, 3, 1)),
        ),
        all_grounds=tuple(
            Ground(f"{name} Park", "Coast", "zz", club(name).id) for name in ("Rovers", "Mill")
        ),
    )  # fmt: skip
    order = rng.permutation(len(matches))
    return snapshot_of([matches[n] for n in order], None, store)


@pytest.mark.parametrize("seed", range(4))
def test_small_worlds(seed: int) -> None:
    snapshot = small_world(seed)
    slow = Slow(snapshot)
    found = 0
    for row in range(len(snapshot.matches)):
        expected = slow.seen(row)
        assert flat(records(snapshot, row)) == expected, snapshot.match(row).id
        found += len(expected)
    assert found > 500


def test_la_liga(shared: Path) -> None:
    snapshot = snapshot_of(league(shared, "spain", "es.1"))
    slow = Slow(snapshot)
    rng = np.random.default_rng([2026, 11])
    for row in rng.choice(len(snapshot.matches), 25, replace=False).tolist():
        assert flat(records(snapshot, row)) == slow.seen(row), snapshot.match(row).id
