"""Records: every match of a league's history, one match, one match of a large ledger, the twin."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.figures import SHARED, left_out, line, seconds, spread
from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.snapshot import COLUMNS, Matches, Snapshot, snapshot_of
from matchdesk.records import all_records, records

SAMPLE = 2000


def many(one: Snapshot, times: int) -> Snapshot:
    """A snapshot repeated: as many countries, each with clubs of its own."""
    clubs, rows = len(one.clubs), len(one.matches)
    number = np.repeat(np.arange(times), rows)
    columns = {}
    for name in COLUMNS:
        column = np.tile(getattr(one.matches, name), times)
        if name == "key":
            column = np.arange(len(column))
        elif name == "competition":
            column = number
        elif name in ("home", "away"):
            column = column + number * clubs
        columns[name] = column.astype(np.int32)
    return replace(
        one,
        matches=Matches(**columns),
        competitions=(CompetitionId("es.1"), *(CompetitionId(f"x{n}.1") for n in range(1, times))),
        clubs=tuple(
            Club(ClubId(f"{c.id}-{n}"), c.name, c.country) for n in range(times) for c in one.clubs
        ),
    )


def main() -> None:
    """Measure the figures."""
    if not (SHARED / "data/engsoccerdata/spain.csv.gz").is_file():
        left_out("records of La Liga's history", "no data here")
        return
    from tests.records.slow import Slow, flat
    from tests.rules.history import league

    whole = snapshot_of(league(SHARED, "spain", "es.1"))
    began, worked = time.perf_counter(), time.process_time()
    everything = all_records(whole)
    taken, worked = time.perf_counter() - began, time.process_time() - worked
    found = sum(map(len, everything.values()))
    line(
        "every record of every match of La Liga", taken, "s",
        f"{len(whole.matches)} matches, {found} records, {worked:.1f} s of one core; "
        "asked: under 20 s on 2 cores",
    )  # fmt: skip
    rng = np.random.default_rng(2026)
    rows = rng.choice(len(whole.matches), 20, replace=False).tolist()
    times = [min(seconds(partial(records, whole, row), 3)) for row in rows]
    line(
        "records of one match", statistics.median(times) * 1000, "ms",
        f"{len(rows)} matches, best of 3 each, most {max(times) * 1000:.0f}; asked: under 150 ms",
    )  # fmt: skip
    large = many(whole, 15)
    last = len(whole.matches) - 100
    times = seconds(lambda: records(large, last), 5)
    line(
        "records of one match in a large ledger", statistics.median(times) * 1000, "ms",
        f"{len(large.matches)} matches, {spread(times)} s; asked: under 500 ms",
    )  # fmt: skip
    slow = Slow(whole)
    sample = rng.choice(len(whole.matches), SAMPLE, replace=False).tolist()
    began = time.perf_counter()
    expected = [slow.seen(row) for row in sample]
    taken = time.perf_counter() - began
    agree = sum(
        flat(everything.get(row, ())) == seen for row, seen in zip(sample, expected, strict=True)
    )
    line(
        "sampled matches on which the plain twin agrees", agree, f"of {SAMPLE}",
        f"{sum(map(len, expected))} records; the twin took {taken:.0f} s",
    )  # fmt: skip


if __name__ == "__main__":
    main()
