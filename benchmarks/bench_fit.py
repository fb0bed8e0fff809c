"""How long a fit takes, and how good it is.

    python -m benchmarks.bench_fit [--peer PYTHON]

La Liga of engsoccerdata, up to 2016-17. ``--peer`` names a Python that has penaltyblog: its
Dixon-Coles model is fitted to the same matches in the same run, and both likelihoods compared.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
import statistics
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import SHARED, left_out, line, seconds, spread
from matchdesk.forecast.fit import Kind, fading, fit_goals

DATA = SHARED / "data"
LAST = 2016
Columns = dict[str, Any]


def read(name: str, **only: str) -> list[dict[str, str]]:
    """Rows of a compressed CSV for which some columns have the values given."""
    with gzip.open(DATA / name) as packed:
        rows = csv.DictReader(io.TextIOWrapper(packed, "utf-8"))
        return [row for row in rows if all(row[key] == value for key, value in only.items())]


def numbered(rows: list[dict[str, str]], away: str, goals: tuple[str, str]) -> Columns:
    """Clubs as numbers from 0, and goals."""
    numbers: dict[str, int] = {}
    return {
        "home": np.array([numbers.setdefault(row["home"], len(numbers)) for row in rows]),
        "away": np.array([numbers.setdefault(row[away], len(numbers)) for row in rows]),
        "home_goals": np.array([int(row[goals[0]]) for row in rows]),
        "away_goals": np.array([int(row[goals[1]]) for row in rows]),
        "clubs": len(numbers),
    }


def of_spain(seasons: int, rows: list[dict[str, str]]) -> Columns:
    """The last seasons up to 2016-17."""
    own = [row for row in rows if LAST - seasons < int(row["Season"]) <= LAST]
    return numbered(own, "visitor", ("hgoal", "vgoal"))


def fitted(columns: Columns, **more: Any) -> Any:
    """One fit."""
    four = (columns[name] for name in ("home", "away", "home_goals", "away_goals"))
    return fit_goals(*four, **more)


def singles(peer: str | None) -> None:
    """One to twenty seasons of one league."""
    rows = read("engsoccerdata/spain.csv.gz", tier="1", round="league")
    kinds: tuple[Kind, ...] = ("poisson", "dixon_coles")
    several = {n: of_spain(n, rows) for n in (1, 3, 10, 20)}
    for kind in kinds:
        for n, columns in several.items():
            taken = [1e3 * t for t in seconds(partial(fitted, columns, kind=kind), 25, 3)]
            clubs, matches = columns["clubs"], len(columns["home"])
            asked = {1: "; asked: about 1", 20: "; asked: under 5"}.get(n, "")
            line(f"fit/{kind}/{n} seasons", statistics.median(taken), "ms",
                 f"{matches} matches, {clubs} clubs; {spread(taken)}{asked}")  # fmt: skip
    if peer is None:
        left_out("fit/peer", "no --peer PYTHON with penaltyblog")
        return
    asked_of = "".join(
        json.dumps({k: v.tolist() for k, v in c.items() if k != "clubs"} | {"runs": 3}) + "\n"
        for c in several.values()
    )
    script = Path(__file__).with_name("peer_goals.py")
    done = subprocess.run(
        [peer, str(script)], input=asked_of, capture_output=True, text=True, check=True
    )
    for (n, columns), told in zip(several.items(), done.stdout.splitlines(), strict=True):
        theirs = json.loads(told)
        taken = seconds(partial(fitted, columns), 25, 3)
        own = fitted(columns)
        constant = sum(math.lgamma(g + 1) for g in (*columns["home_goals"], *columns["away_goals"]))
        ours = 1e3 * statistics.median(taken)
        line(f"fit/dixon_coles/{n} seasons/peer", theirs["ms"], "ms", "penaltyblog, median of 3")
        line(f"fit/dixon_coles/{n} seasons/times faster", theirs["ms"] / ours, "x", "asked: 50")
        line(f"fit/dixon_coles/{n} seasons/log likelihood above the peer's",
             own.log_likelihood - constant + theirs["nll"], "", "asked: not below 0")  # fmt: skip


def refits() -> None:
    """104 weekly fits, each to the three seasons before."""
    rows = read("engsoccerdata/spain.csv.gz", tier="1", round="league")
    own = [row for row in rows if 2011 < int(row["Season"]) <= LAST]
    columns = numbered(own, "visitor", ("hgoal", "vgoal"))
    day = np.array([np.datetime64(row["Date"]) for row in own]).astype(np.int64)
    last = int(day.max())
    weeks = [last - 7 * n for n in range(104)]

    def walk() -> None:
        for now in weeks:
            past = (day < now) & (day >= now - 3 * 365)
            part = {k: v[past] if k != "clubs" else v for k, v in columns.items()}
            fitted(part, weights=fading(now - day[past], 0.0018), ridge=3.0, clubs=part["clubs"])

    taken = seconds(walk, 3)
    line("fit/104 weekly refits", statistics.median(taken), "s", f"{spread(taken)}; asked: under 1")


def joint() -> None:
    """All leagues at once: a pool, goals and home advantage a league."""
    rows = read("multi_league_results_1993-2024.csv.gz")[:200_000]
    columns = numbered(rows, "away", ("home_goals", "away_goals"))
    leagues: dict[str, int] = {}
    league = np.array([leagues.setdefault(row["league"], len(leagues)) for row in rows])
    pool = np.zeros(columns["clubs"], dtype=np.int64)
    pool[columns["home"]] = league
    more = {"competition": league, "pool": pool, "ridge": 3.0, "pool_ridge": 1.0}
    taken = seconds(lambda: fitted(columns, **more), 3, 0)
    line("fit/joint", statistics.median(taken), "s",
         f"{len(rows)} matches, {columns['clubs']} clubs, {len(leagues)} leagues; {spread(taken)}; "
         "asked: under 10")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", help="a Python that has penaltyblog")
    asked = parser.parse_args()
    if not DATA.is_dir():
        left_out("fit", f"no data in {DATA}")
        return
    singles(asked.peer)
    refits()
    joint()


if __name__ == "__main__":
    main()
