"""Patterns that end: no reader goes on for ever over text that was written to trap it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from benchmarks.bench_press import slowest
took, which = slowest(400)
print(which)
"""


def test_no_pattern_goes_on_for_ever() -> None:
    # A pattern that backtracks without bound would take hours; all of them together take seconds.
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
