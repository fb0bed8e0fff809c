"""Where the home side is at home: neutral grounds, and matches before empty stands.

When matches were played behind closed doors stands in ``data/closed_doors.toml``, with its source.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import country_of


@lru_cache(maxsize=1)
def closed_doors() -> tuple[dict[str, tuple[tuple[int, int], ...]], int]:
    """First and last days (ordinals) by country or confederation, and the day all was announced."""
    text = (
        resources.files("matchdesk.forecast").joinpath("data/closed_doors.toml").read_text("utf-8")
    )
    told = tomllib.loads(text)
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for period in told["period"]:
        days = (period["from"].toordinal(), period["to"].toordinal())
        for country in period["countries"]:
            found[country] = (*found.get(country, ()), days)
    return found, told["announced"].toordinal()


def closed(
    competitions: Sequence[str],
    competition: NDArray[np.int64],
    day: NDArray[np.int64],
    now: dt.date,
) -> NDArray[np.bool_]:
    """Which matches are before empty stands, as known at a moment; bool[match].

    Args:
        competitions: ids.
        competition: int[match], places in them.
        day: int[match], ordinals.
        now: the moment.
    """
    periods, announced = closed_doors()
    found = np.zeros(len(day), dtype=np.bool_)
    if now.toordinal() < announced:
        return found
    least = min(first for of in periods.values() for first, _ in of)
    most = max(last for of in periods.values() for _, last in of)
    inside = np.flatnonzero((day >= least) & (day <= most))
    for number in set(competition[inside].tolist()):
        own = inside[competition[inside] == number]
        for first, last in periods.get(country_of(competitions[number]), ()):
            found[own] |= (day[own] >= first) & (day[own] <= last)
    return found
