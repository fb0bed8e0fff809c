"""Walking forward: every match forecast from what was known before its week, then scored."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from matchdesk.core.frames import Framed
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast import goals, strengths
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.fit import fading, fit_goals
from matchdesk.forecast.market import Market, market_of
from matchdesk.forecast.model import follow
from matchdesk.forecast.record import Flags, Floats, Record, Whole, record_of
from matchdesk.forecast.scores import (
    OUTCOMES,
    Bin,
    Difference,
    brier,
    calibration,
    calibration_error,
    calibration_interval,
    difference,
    log_loss,
    result_of,
    rps,
)
from matchdesk.forecast.settings import SETTINGS, StrengthSettings
from matchdesk.forecast.strengths import Expected

ModelName = Literal["strengths", "ridge", "dixon_coles", "poisson", "base_rates"]
MODELS: tuple[ModelName, ...] = ("strengths", "ridge", "dixon_coles", "poisson", "base_rates")

WEEK = 7
_WINDOW = 5 * 365
_RIDGE = {"ridge": (8.0, 0.002), "dixon_coles": (1e-3, 0.0018), "poisson": (1e-3, 0.0018)}
"""Ridge and fading a day of the models fitted anew each week."""
_USUAL = np.array([4.5, 2.7, 2.8])
"""Ten matches' worth of home wins, draws and away wins, before any is known."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Mean scores over some matches."""

    matches: int
    rps: float
    log_loss: float
    brier: float

    def to_dict(self) -> dict[str, float | int]:
        """As a JSON object."""
        return {
            "matches": self.matches,
            "rps": self.rps,
            "log_loss": self.log_loss,
            "brier": self.brier,
        }


@dataclass(frozen=True)
class Backtest(Framed):
    """What came of forecasting match by match.

    Attributes:
        competitions: ids. first, last: seasons. model: its name.
        rows: rows of the snapshot, in order of day. chances: float[match, 3]. expected: goals,
            float[match, 2]. result: 0 home win, 1 draw, 2 away win.
        base: base rates known at the same time. market: the bookmakers, where odds are held.
    """

    snapshot: Snapshot
    competitions: tuple[str, ...]
    first: Season
    last: Season
    model: ModelName
    rows: Whole
    chances: Floats
    expected: Floats
    result: Whole
    base: Floats
    market: Market
    seed: int = 2012
    _cache: dict[str, Floats] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def scored(self, chances: Floats, which: Flags | None = None) -> Scored:
        """Mean scores of some probabilities on some of the matches."""
        chosen = np.ones(len(self), dtype=np.bool_) if which is None else which
        p, r = chances[chosen], self.result[chosen]
        if not len(r):
            return Scored(0, float("nan"), float("nan"), float("nan"))
        return Scored(
            len(r), float(rps(p, r).mean()), float(log_loss(p, r).mean()), float(brier(p, r).mean())
        )

    @property
    def own(self) -> Scored:
        """Scores of the model on all matches."""
        return self.scored(self.chances)

    def against(self, other: Floats, which: Flags) -> dict[str, Difference]:
        """Differences of the model's scores to others', with intervals; negative is better."""
        p, q, r = self.chances[which], other[which], self.result[which]
        return {
            "log_loss": difference(log_loss(p, r), log_loss(q, r), seed=self.seed),
            "rps": difference(rps(p, r), rps(q, r), seed=self.seed),
        }

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The calibration table."""
        return calibration(self.chances, self.result)

    def to_dict(self) -> dict[str, object]:
        """As the contract's JSON object."""
        held = self.market.held
        everything = np.ones(len(self), dtype=np.bool_)
        own, base, on_market = self.own, self.scored(self.base), self.scored(self.chances, held)
        market = self.scored(self.market.chances, held)
        low, high = calibration_interval(self.chances, self.result, seed=self.seed)
        told: dict[str, object] = {
            "competitions": list(self.competitions),
            "from": str(self.first),
            "to": str(self.last),
            "model": self.model,
            **own.to_dict(),
            "base_rates": {**base.to_dict(), "difference": _told(self.against(self.base, everything))},
            "market": None,
            "calibration": [b.to_dict() for b in self.bins],
            "calibration_error": {
                "value": calibration_error(self.chances, self.result), "low": low, "high": high
            },
            "per_season": list(self._per_season()),
            "seed": self.seed,
        }  # fmt: skip
        if market.matches:
            reach = self.scored(self.base, held)
            told["market"] = {
                **market.to_dict(),
                "sources": dict(self.market.sources),
                "model": on_market.to_dict(),
                "base_rates": reach.to_dict(),
                "difference": _told(self.against(self.market.chances, held)),
                "share_of_the_way": {
                    "log_loss": _share(reach.log_loss, on_market.log_loss, market.log_loss),
                    "rps": _share(reach.rps, on_market.rps, market.rps),
                },
            }
        return told

    def _per_season(self) -> Iterable[dict[str, object]]:
        m = self.snapshot.matches
        held = self.market.held
        for competition in self.competitions:
            number = self.snapshot.competitions.index(competition)
            own = m.competition[self.rows] == number
            for code in sorted(set(m.season[self.rows[own]].tolist())):
                inside = own & (m.season[self.rows] == code)
                both = inside & held
                told = self.scored(self.chances, inside).to_dict()
                market = self.scored(self.market.chances, both)
                yield {
                    "competition": competition,
                    "season": str(Season.of_code(code)),
                    **told,
                    "base_rates": self.scored(self.base, inside).to_dict(),
                    "market": market.to_dict() if market.matches else None,
                    "model_where_market": (
                        self.scored(self.chances, both).to_dict() if market.matches else None
                    ),
                }

    def frame_rows(self) -> list[dict[str, object]]:
        """Every forecast with its result and the market's chances."""
        lines: list[dict[str, object]] = []
        market = self.market.held
        for n, row in enumerate(self.rows.tolist()):
            match = self.snapshot.match(row)
            lines.append(
                {
                    "id": match.id,
                    "date": match.date.isoformat() if match.date else None,
                    "competition": match.competition,
                    "season": str(match.season),
                    "home": match.home.name,
                    "away": match.away.name,
                    "home_win": round(float(self.chances[n, 0]), 8),
                    "draw": round(float(self.chances[n, 1]), 8),
                    "away_win": round(float(self.chances[n, 2]), 8),
                    "goals_home": round(float(self.expected[n, 0]), 6),
                    "goals_away": round(float(self.expected[n, 1]), 6),
                    "score": str(match.score) if match.score else None,
                    "result": OUTCOMES[int(self.result[n])],
                    **{
                        f"market_{name}": (
                            round(float(self.market.chances[n, k]), 8) if market[n] else None
                        )
                        for k, name in enumerate(OUTCOMES)
                    },
                }
            )
        return lines

    def predictions(self, *, as_json: bool = False) -> str:
        """:meth:`frame_rows` as CSV or JSON lines."""
        lines = self.frame_rows()
        if as_json:
            return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        return out.getvalue()


def _told(found: dict[str, Difference]) -> dict[str, dict[str, float]]:
    return {name: one.to_dict() for name, one in found.items()}


def _share(base: float, own: float, market: float) -> float | None:
    """Share of the way from base rates to the market; None where the market is no better."""
    return (base - own) / (base - market) if base > market else None


def backtest(
    snapshot: Snapshot,
    competitions: Sequence[str],
    first: Season,
    last: Season,
    *,
    model: ModelName = "strengths",
    settings: StrengthSettings = SETTINGS,
    seed: int = 2012,
    told: Told | None = None,
) -> Backtest:
    """Forecast every match of some seasons from what was known before its week, and score it.

    A week begins on Monday. Nothing of the week itself or later enters a forecast, and no odds.

    Raises:
        UsageError: the first season is after the last, or no such model.
        UnknownName: no result of these seasons is held.
    """
    if first.start > last.start:
        raise UsageError(
            f"Found seasons from {first} to {last}; expected the earlier one first. Nothing was "
            "asked.",
            code="bad-season",
        )
    if model not in MODELS:
        raise UsageError(
            f"Found the model {model!r}, expected one of {', '.join(MODELS)}. Nothing was asked.",
            code="bad-model",
        )
    record = record_of(snapshot, settings)
    numbers = [n for n, name in enumerate(snapshot.competitions) if name in competitions]
    start = record.season // 2
    wanted = (
        record.known
        & np.isin(record.competition, numbers)
        & (start >= first.start)
        & (start <= last.start)
    )
    if not wanted.any():
        raise UnknownName(
            f"No result of {', '.join(competitions)} from {first} to {last} is held. Import some, "
            "or ask for other seasons.",
            code="unknown-season",
        )
    # The week of a day, Monday first: day 1 of the calendar was a Monday.
    weeks = (record.day - 1) // WEEK
    base = _base_rates(record, wanted, weeks)
    if model == "strengths":
        found = _by_strengths(record, wanted, weeks, told)
        outcome = goals.outcomes(found, settings.low_scores)
        chances, expected = outcome.chances, outcome.goals
    elif model == "base_rates":
        chances, expected = base, np.full((int(wanted.sum()), 2), np.nan)
    else:
        chances, expected = _fitted(record, wanted, weeks, model)
    rows = record.rows[wanted].astype(np.int64)
    counted = record.counts[wanted, 0]
    return Backtest(
        snapshot=snapshot,
        competitions=tuple(competitions),
        first=first,
        last=last,
        model=model,
        rows=rows,
        chances=chances,
        expected=expected,
        result=result_of(counted[:, 0], counted[:, 1]),
        base=base,
        market=market_of(snapshot, rows.tolist()),
        seed=seed,
    )


def _by_strengths(
    record: Record, wanted: Flags, weeks: Whole, told: Told | None = None
) -> Expected:
    state = strengths.beginning(record)
    places = np.flatnonzero(record.known & (record.day <= record.day[wanted].max()))
    found = follow(state, record, places, weeks[places], wanted[places], told)
    return found.take(wanted[places])


def _base_rates(record: Record, wanted: Flags, weeks: Whole) -> Floats:
    """Shares of home wins, draws and away wins among earlier matches of the same competition."""
    found = np.empty((int(wanted.sum()), 3))
    place = np.full(len(record), -1, dtype=np.int64)
    place[wanted] = np.arange(len(found))
    for number in set(record.competition[wanted].tolist()):
        own = np.flatnonzero(record.known & (record.competition == number))
        counted = record.counts[own, 0]
        came = np.eye(3)[result_of(counted[:, 0], counted[:, 1])]
        before = np.concatenate((np.zeros((1, 3)), np.cumsum(came, axis=0))) + _USUAL
        begun = np.searchsorted(weeks[own], weeks[own], side="left")
        rates = before[begun]
        rates /= rates.sum(axis=1, keepdims=True)
        chosen = wanted[own]
        found[place[own[chosen]]] = rates[chosen]
    return found


def _fitted(record: Record, wanted: Flags, weeks: Whole, model: ModelName) -> tuple[Floats, Floats]:
    """A goal model fitted anew each week to the five years before, competition by competition."""
    ridge, rate = _RIDGE[model]
    chances, expected = np.empty((int(wanted.sum()), 3)), np.empty((int(wanted.sum()), 2))
    place = np.full(len(record), -1, dtype=np.int64)
    place[wanted] = np.arange(len(chances))
    for number in set(record.competition[wanted].tolist()):
        own = np.flatnonzero(record.known & (record.competition == number))
        for week in sorted(set(weeks[own[wanted[own]]].tolist())):
            now = week * WEEK + 1
            asked = own[wanted[own] & (weeks[own] == week)]
            past = own[(record.day[own] < now) & (record.day[own] >= now - _WINDOW)]
            clubs, local = np.unique(
                np.concatenate(
                    (record.home[past], record.away[past], record.home[asked], record.away[asked])
                ),
                return_inverse=True,
            )
            n, k = len(past), len(asked)
            at = place[asked]
            if not n:
                chances[at] = _USUAL / _USUAL.sum()
                expected[at] = np.nan
                continue
            fitted = fit_goals(
                local[:n], local[n : 2 * n], record.counts[past, 0, 0], record.counts[past, 0, 1],
                kind="poisson" if model == "poisson" else "dixon_coles",
                weights=fading(now - record.day[past], rate), ridge=ridge, clubs=len(clubs),
                at_home=np.ceil(record.at_home[past]),
            )  # fmt: skip
            rates = fitted.rates(
                local[2 * n : 2 * n + k], local[2 * n + k :], 0, np.ceil(record.at_home[asked])
            )
            outcome = goals.outcomes(Expected(rates, np.zeros((k, 3))), fitted.low_scores)
            chances[at], expected[at] = outcome.chances, outcome.goals
    return chances, expected
