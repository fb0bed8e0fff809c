"""Which season a day belongs to, where a file does not say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from matchdesk.core.season import Season

__all__ = ["calendar_year", "season_on"]


def calendar_year(days: Iterable[dt.date]) -> bool:
    """True if seasons follow the calendar year: more is played at midsummer than at midwinter.

    >>> calendar_year([dt.date(2019, 4, 1), dt.date(2019, 6, 20)])
    True
    """
    summer = winter = 0
    for day in days:
        summer += (6, 5) <= (day.month, day.day) <= (7, 10)
        winter += day.month == 1 or (12, 5) <= (day.month, day.day)
    return summer > winter


def season_on(day: dt.date, split: bool) -> Season:
    """The season of a day: a split one begins in July.

    >>> str(season_on(dt.date(2018, 1, 24), True)), str(season_on(dt.date(2018, 1, 24), False))
    ('2017-18', '2018')
    """
    if not split:
        return Season(day.year, False)
    return Season(day.year if day.month >= 7 else day.year - 1, True)
