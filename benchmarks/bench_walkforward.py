"""Forecasts of past seasons, week by week, against base rates, a ridge Dixon-Coles and closing odds.

    python -m benchmarks.bench_walkforward [--all] [--ledger FILE]

La Liga, Premier League, Bundesliga and Ligue 1, 2012-13 to 2021-22, on the files of
football-data.co.uk; with ``--all`` also on every league and cup that stands beside them. The same
with results alone, and by season. ``--ledger`` takes a ledger that is filled already.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

import matchdesk
from benchmarks.figures import SHARED, left_out, line, run
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast.backtest import Backtest, backtest
from matchdesk.forecast.record import Flags, Floats
from matchdesk.forecast.scores import difference, log_loss, result_of, rps
from matchdesk.forecast.settings import SETTINGS, StrengthSettings

LEAGUES = ("es.1", "en.1", "de.1", "fr.1")
FIRST, LAST = Season(2012, True), Season(2021, True)
DATA = SHARED / "data"
OTHERS = (
    "multi_league_results_1993-2024.csv.gz", "engsoccerdata", "openfootball-champions-league",
    "openfootball-espana",
)  # fmt: skip
RESULTS_ALONE = replace(
    SETTINGS,
    shots_together=SETTINGS.drift_together,
    counts=(SETTINGS.counts[0], *(replace(c, weight=0.0) for c in SETTINGS.counts[1:])),
)


def walked(snapshot: Snapshot, settings: StrengthSettings, model: str = "strengths") -> Backtest:
    """The backtest of the ten seasons."""
    return backtest(snapshot, LEAGUES, FIRST, LAST, model=model, settings=settings)  # type: ignore[arg-type]


def plain_rates(snapshot: Snapshot, found: Backtest) -> Floats:
    """Shares of home wins, draws and away wins of each league in all seasons before the first."""
    m = snapshot.matches
    chances = np.empty((len(found), 3))
    home, away = m.result()
    for number in set(m.competition[found.rows].tolist()):
        past = (m.competition == number) & (m.season < FIRST.code) & (home >= 0)
        past &= m.season >= Season(1993, True).code
        came = np.bincount(result_of(home[past], away[past]), minlength=3)
        chances[m.competition[found.rows] == number] = came / came.sum()
    return chances


def compare(name: str, found: Backtest, other: Backtest, base: Floats, held: Flags) -> None:
    """Print one model's lines."""
    own, ridge, result = found.chances[held], other.chances[held], found.result[held]
    market, rates = found.market.chances[held], base[held]
    for word, score in (("log loss", log_loss), ("RPS", rps)):
        gap = difference(score(own, result), score(ridge, result))
        begin, end = score(rates, result).mean(), score(market, result).mean()
        value = score(own, result).mean()
        share = (begin - value) / (begin - end)
        print(
            f"{name}: {word}\t{value:.5f}\t\t{len(own)} matches; base rates {begin:.5f}, ridge "
            f"{score(ridge, result).mean():.5f}, closing odds {end:.5f}; {share:.1%} of the way; "
            f"to ridge {gap.mean:+.5f} (95 % {gap.low:+.5f} to {gap.high:+.5f})",
            flush=True,
        )


def walk(name: str, snapshot: Snapshot) -> None:
    """All lines of one ledger."""
    began = time.perf_counter()
    own = walked(snapshot, SETTINGS)
    line(f"{name}: time of the walk", time.perf_counter() - began, "s", f"{len(own)} matches")
    ridge = walked(snapshot, SETTINGS, "ridge")
    closing = ("Pinnacle", "closing")
    odds = snapshot.store.odds([int(key) for key in snapshot.matches.key[own.rows]])
    held = np.array(
        [
            any((o.bookmaker, o.time) == closing for o in odds.get(int(key), ()))
            for key in snapshot.matches.key[own.rows]
        ]
    )
    base = plain_rates(snapshot, own)
    compare(f"{name}: dixon_coles", walked(snapshot, SETTINGS, "dixon_coles"), ridge, base, held)
    compare(f"{name}: strengths", own, ridge, base, held)
    compare(f"{name}: results alone", walked(snapshot, RESULTS_ALONE), ridge, base, held)
    m = snapshot.matches
    for league in LEAGUES:
        which = held & (m.competition[own.rows] == snapshot.competitions.index(league))
        compare(f"{name}: {league}", own, ridge, base, which)
    for code in sorted(set(m.season[own.rows].tolist())):
        which = held & (m.season[own.rows] == code)
        compare(f"{name}: {Season.of_code(code)}", own, ridge, base, which)
    three = [
        str(Season.of_code(c)) in ("2014-15", "2015-16", "2016-17") for c in m.season[own.rows]
    ]
    which = (
        held & np.array(three) & (m.competition[own.rows] == snapshot.competitions.index("es.1"))
    )
    compare(f"{name}: La Liga 2014-15 to 2016-17", own, ridge, base, which)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--ledger")
    asked = parser.parse_args()
    if asked.ledger:
        walk(Path(asked.ledger).stem, matchdesk.open(asked.ledger).at(None).snapshot)
        return
    if not DATA.is_dir():
        left_out("walk-forward", f"no data in {DATA}")
        return
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "walk.db")
        run("import", str(DATA / "football-data.co.uk"), "--ledger", ledger, "--json")
        walk("four leagues", matchdesk.open(ledger).at(None).snapshot)
        if asked.all:
            for name in OTHERS:
                run("import", str(DATA / name), "--ledger", ledger, "--json")
            walk("all leagues", matchdesk.open(ledger).at(None).snapshot)


if __name__ == "__main__":
    main()
