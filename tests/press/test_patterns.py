"""Patterns that end: no reader goes on for ever over text that was written to trap it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from benchmarks.bench_press import growth, slowest
# A pattern twice as long at work on twice as much is linear, four times quadratic; cubic is eight.
for _, name, compiled, piece in slowest(400)[:8]:
    times, taken = growth(compiled, piece, 400)
    if times > 6.5 and taken > 0.04:
        print(f"{name} on {piece!r}: {times:.1f} times as long on twice as much")
"""


def test_no_pattern_goes_on_for_ever() -> None:
    # One that backtracks without bound would take hours; all of them together take seconds.
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
