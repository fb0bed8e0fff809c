"""Fit what minute, score and red cards do to a side's rate, and write ``forecast/data/live.toml``.

    python -m scripts.fit_live LEDGER WORLD_CUPS --from 2003-04 --to 2009-10 [--write]

LEDGER holds the league with goal minutes (and cards, where its files have them). Every match is seen
from the strengths known before its day, uncertain as they are: the rates are looked at in nine points,
and expectation and maximization take turns (Dempster, Laird and Rubin 1977, JRSS B 39): the points'
weights follow from the match's goals, the coefficients are a Poisson regression on side, minute and
score with those weights. Matches without the minute of every goal are left out.

WORLD_CUPS is the folder of the World Cup database, which has minutes of added time (of the men's and
women's tournaments since 1998) and every kick of a shoot-out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import matchdesk
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast import strengths
from matchdesk.forecast.events import Event, events_on_record
from matchdesk.forecast.goals import nodes
from matchdesk.forecast.live import LEAST, LiveSettings, minute_weights
from matchdesk.forecast.model import follow
from matchdesk.forecast.record import record_of
from matchdesk.forecast.strengths import Expected
from matchdesk.ledger import lookup

Floats = NDArray[np.float64]
OUT = Path(__file__).resolve().parents[1] / "src/matchdesk/forecast/data/live.toml"
NAMES = (
    "level", "growth", "bend", "early", "half_end", "match_end", "behind_3", "behind_2", "behind_1",
    "ahead_1", "ahead_2", "ahead_3", "own_red", "other_red",
)  # fmt: skip
_LEADS = {-3: 6, -2: 7, -1: 8, 1: 9, 2: 10, 3: 11}


@dataclass(frozen=True)
class Played:
    """Matches minute by minute.

    Attributes:
        expected: before each match. rows: of the snapshot.
        lead: int8[match, minute], of the home side at the beginning of the minute, -3 to 3.
        red: int8[match, side, minute], men sent off by then.
        goals: int8[match, side, minute].
    """

    expected: Expected
    rows: list[int]
    lead: NDArray[np.int8]
    red: NDArray[np.int8]
    goals: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.rows)


def expected_before(snapshot: Snapshot, rows: list[int]) -> Expected:
    """What was expected of matches before their day."""
    record = record_of(snapshot)
    state = strengths.beginning(record)
    places = np.flatnonzero(record.known)
    wanted = np.isin(record.rows[places], rows)
    _, blocks = np.unique(record.day[places], return_inverse=True)
    found = follow(state, record, places, blocks.astype(np.int64), wanted).take(wanted)
    order = {int(row): n for n, row in enumerate(record.rows[places][wanted])}
    return found.take(np.array([order[row] for row in rows]))


def played(snapshot: Snapshot, competition: str, first: str, last: str) -> Played:
    """The matches of some seasons whose goals all have their minute."""
    seasons = [
        season for season in snapshot.seasons(competition)
        if lookup.season_of(first) <= season <= lookup.season_of(last)
    ]  # fmt: skip
    rows, lists = [], []
    for season in seasons:
        for row in snapshot.season_rows(competition, season).tolist():
            match = snapshot.match(row)
            if match.status != "played" or match.score is None:
                continue
            told = events_on_record(snapshot, row)
            scored = [sum(e.is_goal and e.home is side for e in told) for side in (True, False)]
            if scored == [match.score.home, match.score.away]:
                rows.append(row)
                lists.append(told)
    lead = np.zeros((len(rows), 90), dtype=np.int8)
    red, goals = np.zeros((2, len(rows), 2, 90), dtype=np.int8)
    for n, told in enumerate(lists):
        for one in told:
            _put(one, lead[n], red[n], goals[n])
    return Played(expected_before(snapshot, rows), rows, np.clip(lead, -3, 3), red, goals)


def _put(
    one: Event, lead: NDArray[np.int8], red: NDArray[np.int8], goals: NDArray[np.int8]
) -> None:
    minute = min(max(one.minute, 1), 90) - 1
    if one.is_goal:
        goals[0 if one.home else 1, minute] += 1
        lead[minute + 1 :] += 1 if one.home else -1
    else:
        red[0 if one.home else 1, minute + 1 :] += 1


def cells(held: Played) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64], Floats]:
    """Sides and minutes with the same features, counted together for each match.

    Returns:
        features, float[kind, feature]; kind of each cell, int[cell]; match and side of each cell as
        one number; minutes of it, float[cell].
    """
    minute = np.arange(90)
    of_minute = [
        (int(m), int(m in (0, 1, 45)), int(m == 44), int(m == 89)) for m in minute
    ]  # fmt: skip
    kind = np.empty((len(held), 2, 90), dtype=np.int64)
    for side, sign in ((0, 1), (1, -1)):
        lead = sign * held.lead
        own = np.minimum(held.red[:, side], 2)
        other = np.minimum(held.red[:, 1 - side], 2)
        code = (lead + 3).astype(np.int64) * 9 + own * 3 + other
        kind[:, side] = code * 90 + minute
    listed, where = np.unique(kind, return_inverse=True)
    features = np.zeros((len(listed), len(NAMES)))
    for n, value in enumerate(listed.tolist()):
        code, m = divmod(value, 90)
        lead, reds = divmod(code, 9)
        u = (m + 1 - 45) / 45
        features[n, :6] = 1.0, u, u * u, *of_minute[m][1:]
        if lead != 3:
            features[n, _LEADS[lead - 3]] = 1.0
        features[n, 12], features[n, 13] = divmod(reds, 3)
    sides = np.repeat(np.arange(2 * len(held)), 90)
    return features, where.reshape(-1), sides, held.goals.reshape(-1).astype(np.float64)


def fit(held: Played, turns: int = 40) -> tuple[Floats, Floats, float]:
    """Coefficients in the order of :data:`NAMES`, their standard errors, and the log-likelihood."""
    rates, weights = nodes(held.expected)
    features, kind, side, goals = cells(held)
    count = len(held)
    theta = np.zeros(len(NAMES))
    scored = np.bincount(side, goals, 2 * count).reshape(count, 2)
    told = np.bincount(kind, goals, len(features))
    before, value = -np.inf, 0.0
    for _ in range(turns):
        per_kind = np.exp(features @ theta) / 90
        exposure = np.bincount(side, per_kind[kind], 2 * count).reshape(count, 2)
        logs = np.log(weights) + (
            np.einsum("ms,mns->mn", scored, np.log(rates))
            - np.einsum("ms,mns->mn", exposure, rates)
        )
        top = logs.max(axis=1, keepdims=True)
        share = np.exp(logs - top)
        value = float((top[:, 0] + np.log(share.sum(axis=1))).sum() + told @ (features @ theta))
        share /= share.sum(axis=1, keepdims=True)
        rate = np.einsum("mn,mns->ms", share, rates).reshape(-1) / 90
        at_risk = np.bincount(kind, rate[side], len(features))
        for _ in range(3):
            mean = at_risk * np.exp(features @ theta)
            curve = features.T @ (features * mean[:, None])
            theta = theta + np.linalg.solve(
                curve + 1e-9 * np.eye(len(theta)), features.T @ (told - mean)
            )
        if value - before < 1e-7:
            break
        before = value
    mean = at_risk * np.exp(features @ theta)
    curve = features.T @ (features * mean[:, None])
    return theta, np.sqrt(np.diag(np.linalg.inv(curve))), value


def settings_of(
    theta: Floats, kick: float, left_45: tuple[float, ...], left_90: tuple[float, ...]
) -> LiveSettings:
    """The coefficients as settings.

    Shares of the minutes sum to 1, so what they have in common goes into the level.
    """
    found = dict(zip(NAMES, theta.tolist(), strict=True))
    bare = LiveSettings(
        0.0, found["growth"], found["bend"], found["early"], found["half_end"], found["match_end"],
        (0.0,) * 7, 0.0, 0.0, left_45, left_90, kick,
    )  # fmt: skip
    level = found["level"] + float(np.log(np.exp(minute_weights(bare)).mean()))
    lead = (
        found["behind_3"], found["behind_2"], found["behind_1"], 0.0, found["ahead_1"],
        found["ahead_2"], found["ahead_3"],
    )  # fmt: skip
    return replace(
        bare,
        level=round(level, 4),
        **{name: round(found[name], 4) for name in NAMES[1:6]},
        lead=tuple(round(v, 4) for v in lead),
        own_red=round(found["own_red"], 4),
        other_red=round(found["other_red"], 4),
    )


def added_time(folder: Path, since: int = 1998) -> tuple[tuple[float, ...], tuple[float, ...], int]:
    """Share of the goals of minutes 45 and 90 that fall after 0, 1, 2, … minutes added to them."""
    counts = {45: np.zeros(20), 90: np.zeros(20)}
    for row in rows_of(folder / "goals.csv.gz"):
        minute = int(row["minute_regulation"])
        if minute in counts and int(row["match_date"][:4]) >= since:
            counts[minute][min(int(row["minute_stoppage"] or 0), 19)] += 1
    left = []
    for minute, until in ((45, 4), (90, 7)):
        held = counts[minute]
        after = (held.sum() - np.cumsum(held)) / held.sum()
        # While it is still being played a goal may still fall.
        left.append(tuple(round(max(float(v), LEAST), 3) for v in after[:until]))
    return left[0], left[1], int(sum(held.sum() for held in counts.values()))


def kicks(folder: Path) -> tuple[float, int]:
    """Share of the kicks of shoot-outs that went in, and their number."""
    went_in = [row["converted"] == "1" for row in rows_of(folder / "penalty_kicks.csv.gz")]
    return round(float(np.mean(went_in)), 3), len(went_in)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a compressed CSV."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Fit, print, and write if told to."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("ledger")
    asked.add_argument("world_cups", type=Path)
    asked.add_argument("--competition", default="es.1")
    asked.add_argument("--from", dest="first", default="2003-04")
    asked.add_argument("--to", dest="last", default="2009-10")
    asked.add_argument("--write", action="store_true")
    told = asked.parse_args()
    snapshot = matchdesk.open(told.ledger).whole
    held = played(snapshot, told.competition, told.first, told.last)
    theta, error, value = fit(held)
    print(f"{len(held)} matches, {int(held.goals.sum())} goals, log-likelihood {value:.2f}")
    for name, coefficient, spread in zip(NAMES, theta, error, strict=True):
        print(f"{name:10} {coefficient:+.4f}  ±{spread:.4f}")
    kick, taken = kicks(told.world_cups)
    first, second, late = added_time(told.world_cups)
    found = settings_of(theta, kick, first, second)
    print(found)
    if told.write:
        reds = int(held.red[:, :, -1].sum())
        OUT.write_text(
            "# What minute, score and red cards do to a side's rate; see docs/models/in-play.md.\n"
            f"# Made by scripts/fit_live.py from {told.competition} {told.first} to {told.last}: "
            f"{len(held)} matches,\n# {int(held.goals.sum())} goals, {reds} men sent off (schochastics/"
            "football-data, ODC-By; results football-data.co.uk);\n"
            f"# left_45 and left_90 from {late} goals of minutes 45 and 90 at World Cups since 1998, "
            f"kick from {taken} kicks\n# at World Cups (Fjelstul World Cup Database, CC-BY-SA).\n"
            "[settings]\n"
            + "".join(
                f"{name} = {list(v) if isinstance(v := getattr(found, name), tuple) else v}\n"
                for name in LiveSettings.__dataclass_fields__
            ),
            encoding="utf-8",
        )
        print(f"Written to {OUT}.")


if __name__ == "__main__":
    main()
