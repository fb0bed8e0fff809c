"""Fit penaltyblog's Dixon-Coles model to matches read from standard input; run by bench_fit.

Runs in an environment that has penaltyblog, and knows nothing of matchdesk. One JSON object a line
in (home, away, home_goals, away_goals, runs), one out (milliseconds, minus log-likelihood).
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time


def main() -> None:
    """Answer every line."""
    models = importlib.import_module("penaltyblog.models")
    numpy = importlib.import_module("numpy")
    for line in sys.stdin:
        told = json.loads(line)
        taken = []
        for _ in range(told["runs"]):
            began = time.perf_counter()
            model = models.DixonColesGoalModel(
                *(numpy.array(told[name]) for name in ("home_goals", "away_goals", "home", "away"))
            )
            model.fit()
            taken.append(time.perf_counter() - began)
        value = float(model._res.fun)
        print(json.dumps({"ms": 1000 * statistics.median(taken), "nll": value}), flush=True)


if __name__ == "__main__":
    main()
