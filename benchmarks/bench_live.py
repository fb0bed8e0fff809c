"""A match as it goes: how good its chances are at half-time and every fifteen minutes, and how quick.

    python -m benchmarks.bench_live [LEDGER]

LEDGER holds La Liga with goal minutes; without one it is made of the files beside the repository. The
settings were fitted to 2003-04 to 2009-10; what is measured here are seasons after those.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import matchdesk
from benchmarks.figures import SHARED, left_out, line, on_one_core, run
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast.events import after, events_on_record, late
from matchdesk.forecast.live import Live, Standing
from matchdesk.forecast.scores import log_loss, result_of, rps
from matchdesk.forecast.ways import TieTerms
from matchdesk.rules.edition import RoundRule
from scripts.fit_live import Played, played

FIRST, LAST = "2010-11", "2012-13"
MINUTES = (0, 15, 30, 45, 60, 75)
_BINS = 10
Floats = NDArray[np.float64]


def ledger(folder: str) -> str | None:
    """A ledger of La Liga made of the files beside the repository; None where they are not."""
    data = SHARED / "data"
    named = [
        *sorted(data.glob("football-data.co.uk/SP1_*")),
        data / "goals/esp-primera-division.csv.gz",
        data / "goals/la-liga-incidents",
    ]
    if not all(path.exists() for path in named):
        return None
    made = str(Path(folder) / "la-liga.sqlite")
    run("import", *map(str, named), "--ledger", made)
    return made


def standings(snapshot: Snapshot, row: int) -> dict[int, Standing]:
    """How a match stood at each of :data:`MINUTES`; at 45 in the break."""
    happened = events_on_record(snapshot, row)
    found: dict[int, Standing] = {}
    for minute in MINUTES:
        standing = Standing()
        for event in happened:
            if event.minute <= minute and not late(standing, event):
                standing = after(standing, event, long=False)
        found[minute] = Standing(
            minute, 0, standing.home, standing.away, standing.red_home, standing.red_away,
            half_time=minute == 45,
        )  # fmt: skip
    return found


def calibration_error(chances: Floats, came: Floats) -> float:
    """Mean distance of what was said from what came, in tenths, weighed by forecasts."""
    place = np.minimum((chances * _BINS).astype(int), _BINS - 1).ravel()
    said = np.bincount(place, chances.ravel(), _BINS)
    happened = np.bincount(place, came.ravel(), _BINS)
    return float(np.abs(said - happened).sum() / chances.size)


def interval(chances: Floats, came: Floats, draws: int = 1000) -> tuple[float, float, float]:
    """95 % interval of the calibration error by drawing matches anew, and what chance alone gives."""
    rng = np.random.default_rng(2026)
    n = len(chances)
    found = []
    for _ in range(draws):
        chosen = rng.integers(0, n, n)
        found.append(calibration_error(chances[chosen], came[chosen]))
    perfect = []
    for _ in range(200):
        at = (rng.random(n)[:, None] > np.cumsum(chances, axis=1)).sum(axis=1).clip(0, 2)
        perfect.append(calibration_error(chances, np.eye(3)[at]))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high), float(np.mean(perfect))


def evaluate(snapshot: Snapshot, held: Played) -> None:
    """Scores at half-time and calibration by band."""
    m = snapshot.matches
    goals = [m.home_goals[held.rows].astype(np.int64), m.away_goals[held.rows].astype(np.int64)]
    result = result_of(*goals)
    came = np.eye(3)[result]
    told = {minute: np.zeros((len(held), 3)) for minute in MINUTES}
    for n, row in enumerate(held.rows):
        live = Live(held.expected.take(np.array([n])))
        for minute, standing in standings(snapshot, row).items():
            found = live.at(standing)
            told[minute][n] = found.home_win, found.draw, found.away_win
    for minute, chances in told.items():
        score, loss = float(rps(chances, result).mean()), float(log_loss(chances, result).mean())
        if minute == 45:
            line("half-time, La Liga 2010-11 to 2012-13, RPS", score, "rps",
                 f"{len(held)} matches; asked: better than 0.149")  # fmt: skip
            line("half-time, the same, log loss", loss, "nats", "asked: better than 0.788")
        else:
            line(f"minute {minute}", score, "rps", f"log loss {loss:.4f}")
    for minute, chances in told.items():
        low, high, perfect = interval(chances, came)
        line(
            f"calibration error at minute {minute}", calibration_error(chances, came), "",
            f"95 % {low:.4f} to {high:.4f}; {perfect:.4f} is what chance alone gives",
        )  # fmt: skip
    pooled = np.concatenate(list(told.values()))
    low, high, perfect = interval(pooled, np.tile(came, (len(MINUTES), 1)), 300)
    line(
        "calibration error, all bands", calibration_error(pooled, np.tile(came, (len(MINUTES), 1))),
        "", f"95 % {low:.4f} to {high:.4f}; chance alone {perfect:.4f}; asked: at most 0.02",
    )  # fmt: skip


def quick(held: Played) -> None:
    """Milliseconds of an update."""
    steps = ("aggregate", "away_goals", "extra_time", "away_goals_after_extra_time", "penalties")
    rule = RoundRule("quarter_final", 2, steps)
    one, other = held.expected.take(np.array([0])), held.expected.take(np.array([1]))
    for name, terms in (
        ("of a league match", None),
        ("of a second leg", TieTerms(rule, 2, (1, 0))),
        ("of a first leg", TieTerms(rule, 1, None, other)),
    ):
        live = Live(one, terms)
        at = [Standing(minute=k % 91, home=k % 3, away=k % 2) for k in range(200)]
        taken = on_one_core(lambda live=live, at=at: [live.at(s) for s in at])  # type: ignore[misc]
        line(f"an update {name}", taken * 5, "ms", "processor time, 200 a run; asked: under 1 ms")


def main() -> None:
    """Measure the figures."""
    with tempfile.TemporaryDirectory() as folder:
        named = sys.argv[1] if len(sys.argv) > 1 else ledger(folder)
        if named is None:
            left_out("in-play chances", "no data here")
            return
        snapshot = matchdesk.open(named).whole
        held = played(snapshot, "es.1", FIRST, LAST)
        evaluate(snapshot, held)
        quick(held)


if __name__ == "__main__":
    main()
