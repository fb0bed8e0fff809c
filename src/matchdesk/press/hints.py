"""What a text says of its match besides sides and scores: days, years, rounds, penalties, grounds, its heading."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from matchdesk.core.snapshot import Snapshot
from matchdesk.press.report import Report
from matchdesk.press.told_of import Told

YEARS = re.compile(r"\b((?:18|19|20)\d{2})\b")
"""Years of a text."""


def hinted(report: Report, told: Told, last: int) -> float:
    """What the days and years that the text names say for a day."""
    value = 0.0
    day = dt.date.fromordinal(last)
    full = [abs(last - d.toordinal()) for d in report.days_told]
    if full:
        value += 1.6 if min(full) <= 4 else -0.8
    for month, number in report.month_days:
        if any(
            (day + dt.timedelta(days=ahead)).timetuple()[1:3] == (month, number)
            for ahead in range(-4, 5)
        ):
            value += 1.0
            break
    else:
        value -= 0.6 if report.month_days else 0.0
    past = [int(y) for y in _SINCE.findall(report.text)]
    if past and day.year < max(past):
        value -= 0.8
    years = [int(y) for y in YEARS.findall(report.text)]
    years = [year for year in years if year not in past]
    if years:
        latest = max(years)
        if day.year < latest - 1:
            value -= 0.8
        elif day.year <= latest + 1:
            value += 0.5
        elif day.year <= latest + 6:
            # "Fourth in the World Cup of 1986": told of as past.
            value += 0.25
    seasons = [int(m[1]) for m in _SEASON.finditer(report.text, 0, 600) if _follows(m)]
    if seasons:
        # "Premier League 2020/21", above the report.
        inside = any((y, 7) <= (day.year, day.month) <= (y + 1, 7) for y in seasons)
        value += 0.8 if inside else -0.8
    if told.weekdays:
        value += 0.4 if day.weekday() in told.weekdays else -0.2
    return value


# "2020/21", "1998-99": of the sort that stands above a report.
_SEASON = re.compile(r"\b((?:18|19|20)\d{2})[/\u2013-](\d{2}|\d{4})\b(?![/-])")


def _follows(m: re.Match[str]) -> bool:
    """True if the second year of a season is the one after the first."""
    return int(m[2][-2:]) == (int(m[1]) + 1) % 100


_SINCE = re.compile(r"\b(?:[Ss]ince|after|until) (?:(?:[A-Z]\w+|\d{1,2}) )?((?:18|19|20)\d{2})\b")


def hosted(told: Told, snapshot: Snapshot, row: int) -> float:
    """Whether the grounds that a text names are those of a match."""
    m = snapshot.matches
    home, away = int(m.home[row]) in told.hosts, int(m.away[row]) in told.hosts
    return 0.3 * (home - away)


_STAGES = (
    ("quarter_final", re.compile(r"\bquarter-? ?finals?\b|\blast eight\b", re.I)),
    ("semi_final", re.compile(r"\bsemi-? ?finals?\b|\blast four\b", re.I)),
    ("final", re.compile(r"(?<!semi)(?<!quarter)(?<!semi[- ])(?<!quarter[- ])\bfinal\b(?= |\.|,)(?! (?:whistle|minute|day|third|round|group|place|score|table))", re.I)),
)  # fmt: skip
_STAGED, _OPENING = 0.4, 600
"""What a round is worth that is told in so many characters of the beginning, and penalties told and held."""
_SHOOT_OUT = re.compile(r"\bshoot-? ?out\b|\bon penalties\b|\bpenalty kicks\b", re.I)


def staged(report: Report, snapshot: Snapshot, row: int) -> float:
    """What the round that a text begins with, and the penalties that it tells, say for a match."""
    match = snapshot.match(row)
    value = 0.0
    for name, words in _STAGES:
        if match.round == name and words.search(report.text, 0, _OPENING):
            value += _STAGED
    if match.penalties is not None and _SHOOT_OUT.search(report.text):
        value += _STAGED
    return value


def headed(told: Told, snapshot: Snapshot, row: int) -> bool:
    """True if a heading gives a match's result, its home side first."""
    match = snapshot.match(row)
    m = snapshot.matches
    sides = int(m.home[row]), int(m.away[row])
    return any(
        sides == (home, away) and score in (match.score, match.result)
        for home, away, score in told.headed
    )


def soon_after(years: Sequence[int], day: int) -> bool:
    """True for a day of the years after the latest that a text names: "their first win since 2014"."""
    return bool(years) and 0 <= dt.date.fromordinal(day).year - max(years) <= _SINCE_YEARS


_SINCE_YEARS = 3
