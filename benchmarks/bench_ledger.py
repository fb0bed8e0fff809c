"""Large imports, snapshots of everything, and one table of a large ledger, each as a process."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import SHARED, left_out, line, run

SNAPSHOT = """
import sys, time
from pathlib import Path
from matchdesk.ledger import columns
from matchdesk.ledger.store import Ledger
ledger = Ledger(Path(sys.argv[1]))
began, used = time.perf_counter(), time.process_time()
whole = columns.load(ledger)
print(len(whole.matches), time.perf_counter() - began, time.process_time() - used)
"""


def processor() -> float:
    """Processor seconds of the processes that ended: what a machine with other work does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def take(ledger: Path, *paths: Path) -> tuple[float, dict[str, object], float]:
    """Import as a process: seconds, what it says, peak memory in MB."""
    command = [sys.executable, "-m", "matchdesk.cli", "import", "--json", "--ledger", str(ledger)]
    began = time.perf_counter()
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    taken = time.perf_counter() - began
    if done.returncode > 1:
        raise SystemExit(done.stderr[-2000:])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return taken, json.loads(done.stdout), peak


def snapshot(ledger: Path) -> tuple[int, float, float]:
    """Matches, seconds and processor seconds to have a snapshot of everything, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", SNAPSHOT, str(ledger)], capture_output=True, text=True, check=True
    )
    matches, taken, used = done.stdout.split()
    return int(matches), float(taken), float(used)


def told(done: dict[str, object]) -> str:
    """Counts of an import in a few words."""
    kinds = ("read", "new", "same", "updated", "conflicting", "refused")
    return ", ".join(f"{kind} {done[kind]}" for kind in kinds)


def main() -> None:
    """Measure the figures."""
    data = SHARED / "data"
    if not data.is_dir():
        left_out("large imports", "no data here")
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MATCHDESK_CACHE"] = str(Path(folder) / "cache")
        one = Path(folder) / "leagues.sqlite"
        before = processor()
        taken, done, peak = take(one, data / "multi_league_results_1993-2024.csv.gz")
        used = f"{processor() - before:.1f} s of processor"
        line(
            "import of multi_league_results", taken, "s", f"{told(done)}; {used}; asked: under 15 s"
        )
        line("its peak memory", peak, "MB", "asked: under 1024 MB")
        two = Path(folder) / "archive.sqlite"
        before = processor()
        taken, done, _ = take(two, data / "engsoccerdata")
        used = f"{processor() - before:.1f} s of processor"
        line(
            "import of all engsoccerdata files",
            taken,
            "s",
            f"{told(done)}; {used}; asked: under 40 s",
        )
        taken, done, _ = take(two, data / "multi_league_results_1993-2024.csv.gz")
        line("then multi_league_results into it", taken, "s", told(done))
        for file in (Path(folder) / "cache").glob("columns-*"):
            file.unlink()
        matches, taken, cost = snapshot(two)
        details = f"{matches} matches; {cost:.2f} s of processor; asked: under 1.5 s"
        line("snapshot of everything, first", taken, "s", details)
        again = [snapshot(two)[1] for _ in range(5)]
        line(
            "snapshot of everything, again in a new process",
            statistics.median(again) * 1000,
            "ms",
            "asked: under 50 ms",
        )
        times, spent = [], []
        for _ in range(5):
            began, before = time.perf_counter(), processor()
            run("table", "es.1", "--season", "2017-18", "--ledger", str(two))
            times.append(time.perf_counter() - began)
            spent.append(processor() - before)
        used = f"{statistics.median(spent):.2f} s of processor"
        line(
            "one table cold, of that ledger",
            statistics.median(times),
            "s",
            f"{used}; asked: under 0.8 s",
        )


if __name__ == "__main__":
    main()
