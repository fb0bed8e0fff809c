"""The rest of a season: seasons a second on one core, a whole Spanish season with its cups, cold runs.

    python -m benchmarks.bench_simulate [--peer PYTHON]

PYTHON is an interpreter that has penaltyblog; its line is measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time

import numpy as np

import matchdesk
from benchmarks.figures import (
    COMMAND,
    SHARED,
    left_out,
    line,
    on_one_core,
    process,
    seconds,
    spread,
)
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast import table_kernel, table_plain
from matchdesk.forecast.model import model_of
from matchdesk.forecast.simulate import forecast, goal_tables
from matchdesk.forecast.worlds import open_tables

SEASON = Season(2017, True)
RUNS = 20_000
_NONE = np.zeros(0, dtype=np.int64)


def full_seasons(snapshot: Snapshot) -> float:
    """Full seasons of 20 clubs a second under Spain's order; returns that of the kernel."""
    model = model_of(snapshot)
    (table,) = open_tables(model, "es.1", SEASON)
    goals = goal_tables(model.settings.low_scores)
    few = np.arange(500)
    plain = on_one_core(lambda: table_plain.ends(table.world, table.doubt, goals, 1, few, _NONE), 3)
    quick = on_one_core(
        lambda: table_kernel.ends(table.world, table.doubt, goals, 1, np.arange(RUNS), _NONE)
    )
    one = table_plain.ends(table.world, table.doubt, goals, 1, few, _NONE)
    other = table_kernel.ends(table.world, table.doubt, goals, 1, few, _NONE)
    same = all(np.array_equal(getattr(one, n), getattr(other, n)) for n in ("position", "points"))
    rate, slow = RUNS / quick, len(few) / plain
    line(
        "full 20-club seasons with head-to-head, one core", rate, "seasons/s",
        f"{table.to_come} matches, processor time; asked: at least 300,000",
    )  # fmt: skip
    line("the same, plain twin", slow, "seasons/s", f"ratio {rate / slow:.0f}; equal: {same}")
    return rate


def peer(python: str | None, ours: float) -> None:
    """The same with penaltyblog's grids, NumPy and Python."""
    program = SHARED / "bench/peer_season_sim.py"
    data = SHARED / "data/engsoccerdata/spain.csv.gz"
    if python is None or not program.exists() or not data.exists():
        left_out("penaltyblog with head-to-head in Python", "no interpreter or data named")
        return
    import gzip

    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "spain.csv")
        with gzip.open(data, "rb") as held, open(plain, "wb") as out:
            out.write(held.read())
        done = subprocess.run(
            [python, program.name, plain], cwd=program.parent, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
    for told in done.stdout.splitlines():
        name, value, unit, *_ = told.split("\t")
        if unit == "seasons/s":
            line(f"penaltyblog, {name}", float(value), unit, f"ratio {ours / float(value):.0f}")


def whole_season() -> None:
    """Every competition that a Spanish season has, 10,000 runs each, from two days."""
    desk = matchdesk.open()
    for day in ("2017-09-01", "2018-01-24"):
        snapshot = desk.at(day).snapshot
        model = model_of(snapshot)
        named = [
            name for name in ("es.1", "es.cup", "es.supercup", "uefa.cl", "uefa.supercup")
            if len(snapshot.season_rows(name, SEASON))
        ]  # fmt: skip

        def play(names: list[str] = named, at: Snapshot = snapshot, by: object = model) -> None:
            for name in names:
                forecast(at, name, SEASON, runs=10_000, model=by)  # type: ignore[arg-type]

        taken, busy = seconds(play), on_one_core(play, 3)
        line(
            f"10,000 runs of the season from {day}", statistics.median(taken), "s",
            f"{', '.join(named)}; {spread(taken)}; {busy:.3f} s of processor time; asked: under 1 s "
            "warm",
        )  # fmt: skip


def cold() -> None:
    """The verb as a user runs it: first with nothing compiled, then again."""
    with tempfile.TemporaryDirectory() as folder:
        held = os.environ.get("MATCHDESK_CACHE")
        os.environ["MATCHDESK_CACHE"] = folder
        try:
            began = time.perf_counter()
            done = subprocess.run(
                [str(COMMAND), "forecast", "es.1", "--on", "2018-01-24"], capture_output=True,
                text=True, check=True,
            )  # fmt: skip
            line(
                "first forecast, kernels compiled", time.perf_counter() - began, "s",
                f"asked: under 30 s, with a message; said: {done.stderr.splitlines()[:1]}",
            )  # fmt: skip
            process(
                "cold forecast es.1", "forecast", "es.1", "--on", "2018-01-24",
                asked="under 2.5 s",
            )  # fmt: skip
            process("cold forecast es.cup", "forecast", "es.cup", "--on", "2018-01-24")
            process("cold live --replay", "live", "2018-01-24 Real Madrid v Leganés", "--replay")
        finally:
            os.environ.pop("MATCHDESK_CACHE")
            if held is not None:
                os.environ["MATCHDESK_CACHE"] = held


def main() -> None:
    """Measure the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peer", metavar="PYTHON", help="an interpreter that has penaltyblog")
    named = asked.parse_args()
    ours = full_seasons(matchdesk.open().at("2017-08-17").snapshot)
    peer(named.peer, ours)
    whole_season()
    cold()


if __name__ == "__main__":
    main()
