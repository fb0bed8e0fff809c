"""Dates and kick-off times of football.txt, and the year that a date may lack."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from matchdesk.core.text import fold
from matchdesk.readers.football_txt_words import DAYS, MONTHS

__all__ = ["Day", "Kick", "day_at", "kick_off_at", "resolve_day", "span_of"]


class Day(NamedTuple):
    """A date as written: any part may be missing but day and month."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    end: int


class Kick(NamedTuple):
    """A kick-off as written.

    ``time`` is "HH:MM", ``column`` the place where it stands, ``clock`` its name ("CET", "UTC+3",
    "" where none is given), ``end`` the place where the line goes on.
    """

    time: str
    column: int
    clock: str
    end: int


_WEEKDAY = r"(?:(?P<wd>[^\W\d_]{2,10})\.?,?\s+)?"
_END = r"(?![\w/])"
_DATES = (
    # Fri Aug 18 2017 · Tue Feb/13 2018 · June 26 · Aug 18, 2017
    re.compile(rf"{_WEEKDAY}(?P<mon>[^\W\d_]{{3,10}})\.?[ /]\s*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
               rf"(?:,?[ /](?P<y>[12][0-9]{{3}})(?![-0-9:.]))?{_END}"),
    # 14 June 1990 · Sat 19. Aug
    re.compile(rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})\.?[ /](?P<mon>[^\W\d_]{{3,10}})\.?"
               rf"(?:,?[ /](?P<y>[12][0-9]{{3}})(?![-0-9:.]))?{_END}"),
    # 2018-01-24
    re.compile(rf"{_WEEKDAY}(?P<y>[12][0-9]{{3}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){_END}"),
    # Th 26/3/26 · 26/03/2026
    re.compile(rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})"
               rf"(?:/(?P<y>[0-9]{{4}}|[0-9]{{2}}))?{_END}"),
    # 14.01. · 14.01.2016
    re.compile(rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\."
               rf"(?P<y>[0-9]{{4}}|[0-9]{{2}})?{_END}"),
)  # fmt: skip
_TIME = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-3])[:.h](?P<m>[0-5][0-9])(?![0-9.])(?:\s*(?P<clock>UTC\s?[±+-]?\s?"
    r"[0-9:]{0,5}|CES?T|GMT|BST|EES?T|WES?T))?(?:\s*\((?P<h2>[01]?[0-9]|2[0-3])[:.]"
    r"(?P<m2>[0-5][0-9])[^()]{0,20}\))?(?=\s|$)"
)


@lru_cache(maxsize=65536)
def day_at(text: str) -> Day | None:
    """The date at the beginning of a text, None if it begins with none.

    >>> day_at("Tue Feb/13 2018")
    Day(day=13, month=2, year=2018, weekday=1, end=15)
    >>> day_at("Real Madrid v Valencia CF")
    """
    for pattern in _DATES:
        found = pattern.match(text)
        if found is None:
            continue
        parts = found.groupdict()
        weekday = None
        if parts["wd"] is not None:
            weekday = DAYS.get(fold(parts["wd"]))
            if weekday is None:
                continue
        if "mon" in parts:
            month = MONTHS.get(fold(parts["mon"]), 0)
            if not month:
                continue
        else:
            month = int(parts["m"])
        year = int(parts["y"]) if parts.get("y") else None
        if year is not None and year < 100:
            year += 1900 if year >= 70 else 2000
        return Day(int(parts["d"]), month, year, weekday, found.end())
    return None


def kick_off_at(text: str, at: int = 0) -> Kick | None:
    """The kick-off at a place of a line, None if none stands there.

    A second time in brackets is the local one: "21:00 (20:00 UTC+1)".

    >>> kick_off_at("20.45  FC Porto")
    Kick(time='20:45', column=0, clock='', end=5)
    """
    found = _TIME.match(text, at)
    if found is None:
        return None
    if found["h2"] is not None:
        return Kick(f"{int(found['h2']):02d}:{found['m2']}", at, "local", found.end())
    clock = (found["clock"] or "").strip()
    return Kick(f"{int(found['h']):02d}:{found['m']}", at, clock, found.end())


def resolve_day(
    written: Day,
    season: tuple[int, bool] | None,
    span: tuple[dt.date, dt.date] | None,
    before: dt.date | None,
) -> tuple[dt.date | None, bool]:
    """The day meant by a date that may lack its year: (day, whether its weekday fits).

    The weekday, the span that the file declares (or its season) and a date not most of a year away
    from the one before are weighed; what is left is decided by nearness to the date before. Order
    alone would lose the year: a postponed match lies months after its matchday, and the next line
    goes back.

    Args:
        written: the date.
        season: (first year, whether it runs into the next).
        span: first and last day that the file declares.
        before: the date that stands before this one in the file.

    Returns:
        (None, True) if there is no such day in any year that could be meant.
    """
    if written.year is not None and season is not None and written.year - season[0] == 100:
        written = written._replace(year=season[0])  # "26.07.30" of 1930.
    if written.year is not None:
        years: tuple[int, ...] = (written.year,)
    elif span is not None:
        years = tuple(range(span[0].year, min(span[1].year, span[0].year + 3) + 1))
    elif season is not None:
        start, split = season
        years = (start, start + 1) if split else (start, start + 1, start - 1)
    elif before is not None:
        years = (before.year, before.year + 1, before.year - 1)
    else:
        return None, True
    days: list[dt.date] = []
    for year in years:
        try:
            days.append(dt.date(year, written.month, written.day))
        except ValueError:
            continue
    if not days:
        return None, True
    if span is None and season is not None and 1 < season[0] < dt.MAXYEAR - 1:
        start, split = season
        span = (
            (dt.date(start, 6, 1), dt.date(start + 1, 6, 30))
            if split
            else (dt.date(start, 1, 1), dt.date(start, 12, 31))
        )
    near = before or (span[0] if span is not None else days[0])

    def cost(day: dt.date) -> tuple[int, int]:
        points = 0
        if written.weekday is not None and day.weekday() != written.weekday:
            points += 2
        if span is not None:
            outside = max((span[0] - day).days, (day - span[1]).days, 0)
            points += 0 if not outside else 1 if outside <= 60 else 3
        if before is not None and abs((day - before).days) > 250:
            points += 2
        return points, abs((day - near).days)

    best = min(days, key=cost)
    return best, written.weekday is None or best.weekday() == written.weekday


def span_of(text: str) -> tuple[dt.date, dt.date] | None:
    """The days of a line "Date  Fri Aug 18 2017 - Sun May 20 2018".

    The first year may be left out; None if the line holds no span.

    >>> [str(day) for day in span_of("Thu Jul/10 - Thu Aug/28 2025 (49d)") or ()]
    ['2025-07-10', '2025-08-28']
    """
    first = day_at(text.strip())
    if first is None:
        return None
    rest = text.strip()[first.end :].strip()
    last = day_at(rest.lstrip("-–").strip()) if rest[:1] in ("-", "–") else None
    if last is None or last.year is None:
        return None
    try:
        end = dt.date(last.year, last.month, last.day)
        start = dt.date(first.year or last.year, first.month, first.day)
        if first.year is None and start > end:
            start = start.replace(year=last.year - 1)
    except ValueError:
        return None
    return (start, end) if start <= end else None
