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
began = time.perf_counter()
whole = columns.load(ledger)
taken = time.perf_counter() - began
print(len(whole.matches), taken)
"""


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


def snapshot(ledger: Path) -> tuple[int, float]:
    """Matches, and the seconds to have a snapshot of everything, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", SNAPSHOT, str(ledger)], capture_output=True, text=True, check=True
    )
    matches, taken = done.stdout.split()
    return int(matches), float(taken)


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
        taken, done, peak = take(one, data / "multi_league_results_1993-2024.csv.gz")
        line("import of multi_league_results", taken, "s", f"{told(done)}; asked: under 15 s")
        line("its peak memory", peak, "MB", "asked: under 1024 MB")
        two = Path(folder) / "archive.sqlite"
        taken, done, _ = take(two, data / "engsoccerdata")
        line("import of all engsoccerdata files", taken, "s", f"{told(done)}; asked: under 40 s")
        taken, done, _ = take(two, data / "multi_league_results_1993-2024.csv.gz")
        line("then multi_league_results into it", taken, "s", told(done))
        for file in (Path(folder) / "cache").glob("columns-*"):
            file.unlink()
        matches, taken = snapshot(two)
        line("snapshot of everything, first", taken, "s", f"{matches} matches; asked: under 1.5 s")
        again = [snapshot(two)[1] for _ in range(5)]
        line(
            "snapshot of everything, again in a new process",
            statistics.median(again) * 1000,
            "ms",
            "asked: under 50 ms",
        )
        times = []
        for _ in range(5):
            began = time.perf_counter()
            run("table", "es.1", "--season", "2017-18", "--ledger", str(two))
            times.append(time.perf_counter() - began)
        line("one table cold, of that ledger", statistics.median(times), "s", "asked: under 0.8 s")


if __name__ == "__main__":
    main()
