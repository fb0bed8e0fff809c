"""One line a figure: name, value, unit, details, separated by tabs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = (REPOSITORY / ".." / "shared").resolve()
"""Development data that may stand beside the repository."""

COMMAND = Path(sys.executable).with_name("matchdesk")


def line(name: str, value: float, unit: str, details: str = "") -> None:
    """Print one figure."""
    print(f"{name}\t{value:.3f}\t{unit}\t{details}", flush=True)


def left_out(name: str, why: str) -> None:
    """Say that a figure could not be measured here."""
    print(f"{name}\t-\t-\t{why}", flush=True)


def seconds(
    work: Callable[[], object],
    runs: int = 5,
    warm: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Seconds of each counted run, after warm-up runs: of the wall, or of another clock."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(runs):
        began = clock()
        work()
        taken.append(clock() - began)
    return taken


def on_one_core(work: Callable[[], object], runs: int = 9) -> float:
    """Least processor seconds of a call, after one to warm up; other work does not count."""
    work()
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def spread(taken: Sequence[float]) -> str:
    """Least and most, as the details of a median."""
    return f"median of {len(taken)}, {min(taken):.3f} to {max(taken):.3f}"


def run(*arguments: str, expect: int = 0) -> str:
    """Run the command line as a process of its own; returns what it prints."""
    done = subprocess.run([str(COMMAND), *arguments], capture_output=True, text=True, check=False)
    if done.returncode != expect:
        raise SystemExit(f"matchdesk {' '.join(arguments)}: {done.returncode}: {done.stderr}")
    return done.stdout


def process(name: str, *arguments: str, asked: str = "", runs: int = 7) -> None:
    """Median wall time of a command as a process."""
    taken = seconds(lambda: run(*arguments), runs)
    line(name, statistics.median(taken), "s", f"{spread(taken)}; asked: {asked}")
