"""What was known at a moment, taken from a whole ledger in process."""

from __future__ import annotations

import datetime as dt
import statistics
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.figures import line, seconds, spread
from matchdesk.core.competition import CompetitionId
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import COLUMNS, Snapshot
from matchdesk.ledger import columns
from matchdesk.ledger.starter import open_starter
from matchdesk.rules.calendar import known_at


def many(one: Snapshot, times: int) -> Snapshot:
    """A snapshot repeated, spread over 40 competitions and the years."""
    number = np.repeat(np.arange(times), len(one.matches))
    repeated = {}
    for name in COLUMNS:
        column = np.tile(getattr(one.matches, name), times)
        if name == "key":
            column = np.arange(len(column), dtype=np.int32)
        elif name == "competition":
            column = (number % 40).astype(np.int32)
        elif name == "season":
            column = (column + 2 * (number // 40)).astype(np.int32)
        elif name == "day":
            column = np.where(column > 0, column + 365 * (number // 40), column).astype(np.int32)
        repeated[name] = column
    competitions = tuple(CompetitionId(f"c{n}.1") for n in range(40))
    return replace(one, matches=type(one.matches)(**repeated), competitions=competitions)


def main() -> None:
    """Measure the figures."""
    whole = columns.load(open_starter())
    for name, snapshot in (("the starter", whole), ("110 starters", many(whole, 110))):
        middle = Moment(dt.date.fromordinal(int(np.median(snapshot.matches.day))))
        taken = seconds(partial(known_at, snapshot, middle))
        line(
            f"known at a moment, {name}",
            statistics.median(taken) * 1000,
            "ms",
            f"{len(snapshot.matches)} matches, {spread(taken)} s",
        )


if __name__ == "__main__":
    main()
