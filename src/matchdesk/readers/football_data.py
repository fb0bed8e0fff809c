"""CSV files of football-data.co.uk: the main layout, one league and season a file.

``Div,Date,(Time,)HomeTeam,AwayTeam,FTHG,FTAG,FTR,(HTHG,HTAG,HTR,)…``: full-time and half-time
goals and the result as a letter, then match statistics and odds. Dates are ``dd/mm/yy`` or
``dd/mm/yyyy``; kick-off times (from 2019-20 on) are on the British clock wherever the match is
played. See ``docs/formats/football-data.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, Reading, Row, Status
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.core.season import Season
from matchdesk.errors import SourceError
from matchdesk.readers.cells import header_line, name_cell, rows_of, separator_of
from matchdesk.readers.checks import (
    Fault,
    converted,
    match_faults,
    shortened,
    without_contradictions,
)
from matchdesk.readers.figure_columns import figure_columns
from matchdesk.readers.odds_columns import odds_columns

__all__ = ["CLOCK", "DIVISIONS", "FootballDataReader", "day_of"]

# The site's division codes. Each league with the zone of its grounds; grounds of the Canary
# Islands, Madeira and the Azores keep another clock, which the ledger alone can know.
DIVISIONS: dict[str, tuple[str, str]] = {
    "E0": ("en.1", "Europe/London"),
    "E1": ("en.2", "Europe/London"),
    "E2": ("en.3", "Europe/London"),
    "E3": ("en.4", "Europe/London"),
    "EC": ("en.5", "Europe/London"),
    "SC0": ("sco.1", "Europe/London"),
    "SC1": ("sco.2", "Europe/London"),
    "SC2": ("sco.3", "Europe/London"),
    "SC3": ("sco.4", "Europe/London"),
    "D1": ("de.1", "Europe/Berlin"),
    "D2": ("de.2", "Europe/Berlin"),
    "I1": ("it.1", "Europe/Rome"),
    "I2": ("it.2", "Europe/Rome"),
    "SP1": ("es.1", "Europe/Madrid"),
    "SP2": ("es.2", "Europe/Madrid"),
    "F1": ("fr.1", "Europe/Paris"),
    "F2": ("fr.2", "Europe/Paris"),
    "N1": ("nl.1", "Europe/Amsterdam"),
    "B1": ("be.1", "Europe/Brussels"),
    "P1": ("pt.1", "Europe/Lisbon"),
    "T1": ("tr.1", "Europe/Istanbul"),
    "G1": ("gr.1", "Europe/Athens"),
}
# All these leagues begin a season in the summer and end it in the next year.
CLOCK = "Europe/London"
REQUIRED = ("div", "date", "hometeam", "awayteam")
# Older files of some leagues write HG, AG, Res.
GOALS = (("fthg", "ftag", "ftr"), ("hg", "ag", "res"))
HALF_TIME = (("hthg", "htag", "htr"),)
# Odds and shots stand in further columns (odds_columns, figure_columns).

# Copies of these files come with the day as a spreadsheet or a database wrote it.
_DATE = re.compile(
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[ T][0-9:.]{4,12}Z?)?"
    r"|(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:[ T][0-9:.]{4,12}Z?)?"
)
# In the place of the goals of both sides.
_MARKS: dict[str, Status] = {
    "p": "postponed", "pp": "postponed", "post": "postponed", "postp": "postponed",
    "ppd": "postponed", "a": "abandoned", "abd": "abandoned", "aban": "abandoned",
    "-": "scheduled", "?": "scheduled",
}  # fmt: skip
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")
_SEASON_OF_FILE = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})(?![0-9])")
_SEASON_OF_FOLDER = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-_]([0-9]{2}|[0-9]{4})(?![0-9])")
# Two-digit years: the site's files begin in 1993.
_CENTURY = 70
# Days: a season and its pauses; the shortest break between two.
_LONGEST_SEASON = 400
_SUMMER = 14


@dataclass(slots=True)
class _Raw:
    """A row between the first look (which gives the season) and the second."""

    line: int
    cells: list[str]
    day: dt.date | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of one file stand."""

    width: int
    div: int
    date: int
    home: int
    away: int
    time: int | None
    goals: tuple[int, int, int | None]
    half: tuple[int, int] | None
    attendance: int | None


class FootballDataReader:
    """Reader of the site's main layout; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The site's name."""
        return "football-data.co.uk"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: ``Div``, ``Date``, ``HomeTeam`` and ``AwayTeam``."""
        columns = _header(header_line(head))[0]
        return all(column in columns for column in REQUIRED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match, its shots, and each bookmaker's odds, and problems of one file.

        The season follows from the dates (split at the turn of the summer), and is compared with
        the file's name ("SP1_1718") and the hint; the dates win.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        header, separator = _header(header_line(text))
        columns = _columns_of(header, file)
        odds, figures = odds_columns(header), figure_columns(header)
        reading = Reading(self.name)
        raws: list[_Raw] = []
        rows = rows_of(text, separator)
        next(rows, None)
        for line, cells in rows:
            reading.read += 1
            if isinstance(cells, Fault):
                raws.append(_Raw(line, [], fault=cells))
            else:
                raws.append(_first_look(line, cells, columns))
        season_at = _seasons(raws, file, hint, reading.problems)
        for raw in raws:
            origin = Origin(file, raw.line)
            kept: list[Problem] = []
            try:
                row = _match(raw, columns, origin, season_at, hint, kept)
            except Fault as fault:
                reading.problems.append(fault.problem(origin))
            else:
                reading.rows.append(row)
                of_match = (raw.cells, origin, row.date, row.home, row.away, kept)
                lines: list[Row] = [*odds.rows(*of_match), *figures.rows(*of_match)]
                reading.rows.extend(lines)
                reading.read += len(lines)
                reading.problems.extend(kept)
        return reading


def _header(line: str) -> tuple[list[str], str]:
    separator = separator_of(line)
    return [cell.strip(' "\ufeff').casefold() for cell in line.split(separator)], separator


def _columns_of(header: list[str], file: str) -> _Columns:
    wanted = [*REQUIRED, "time", "attendance", *(c for g in (*GOALS, *HALF_TIME) for c in g)]
    twice = [column for column in wanted if header.count(column) > 1]
    if twice:
        raise SourceError(
            f"{file}: column {', '.join(map(repr, twice))} stands twice in the header, so its "
            "values cannot be told apart; nothing was read",
            code="duplicate-column",
        )
    at = {column: place for place, column in reversed(list(enumerate(header)))}
    goals = next((names for names in GOALS if names[0] in at and names[1] in at), None)
    missing = [column for column in REQUIRED if column not in at]
    if goals is None:
        missing += [column for column in GOALS[0][:2] if column not in at]
    if missing or goals is None:
        raise SourceError(
            f"{file}: the column {', '.join(map(repr, missing))} is missing; a file of "
            "football-data.co.uk has Div, Date, HomeTeam, AwayTeam, FTHG and FTAG; its header has "
            f"{', '.join(shortened(c, 20) for c in header[:12])}; nothing was read",
            code="missing-column",
        )
    half = next(((at[h], at[a]) for h, a, _ in HALF_TIME if h in at and a in at), None)
    return _Columns(
        width=len(header),
        div=at["div"],
        date=at["date"],
        home=at["hometeam"],
        away=at["awayteam"],
        time=at.get("time"),
        goals=(at[goals[0]], at[goals[1]], at.get(goals[2])),
        half=half,
        attendance=at.get("attendance"),
    )


@lru_cache(maxsize=65536)
def day_of(text: str) -> dt.date | None:
    """A day as these files write it: 24/01/18, 24/01/2018, 24.01.2018 or 2018-01-24, with a time or not."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    if found["y"] is not None:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    else:
        year, month, day = int(found[4]), int(found[3]), int(found[1])
        if len(found[4]) == 2:
            year += 1900 if year >= _CENTURY else 2000
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _first_look(line: int, cells: list[str], columns: _Columns) -> _Raw:
    needed = max(columns.div, columns.date, columns.home, columns.away, *columns.goals[:2])
    raw = _Raw(line, cells)
    if len(cells) <= needed:
        raw.fault = Fault("cells", f"{len(cells)} cells", f"{columns.width}, as in the header")
    else:
        text = cells[columns.date].strip()
        raw.day = day_of(text)
        if raw.day is None:
            raw.fault = Fault("bad-date", shortened(text) or "no date", "a day such as 18/08/17")
    return raw


def _seasons(
    raws: list[_Raw], file: str, hint: Hint, problems: list[Problem]
) -> Callable[[dt.date], Season]:
    """The season of a day in this file.

    A file holds one season as a rule, and then the dates say which: the one in which most of its
    days lie. A file that spans more than one is parted at its summers.
    """
    days = sorted({raw.day for raw in raws if raw.day is not None})
    if not days:
        return lambda day: hint.season or Season(_first_year(day), True)
    if (days[-1] - days[0]).days > _LONGEST_SEASON:
        starts = _summers(days)
        return lambda day: Season(_first_year(day, starts), True)
    counted = Counter(_first_year(raw.day) for raw in raws if raw.day is not None)
    start = max(counted, key=lambda year: (counted[year], -year))
    season = Season(start, True)
    said = ((hint.season, "given with it"), (_season_named(file), "in its name"))
    summer_only = days[0] >= dt.date(days[-1].year, 5, 20) and days[-1].month < 10
    for other, whose in said:
        if other is None or other == season:
            continue
        if summer_only and other in (season.previous, Season(start + 1, True)):
            # A few weeks of summer may end one season or begin the next: what is said decides.
            season = other
        else:
            problems.append(
                Problem(
                    Origin(file, 0),
                    "season-differs",
                    f"season {other} {whose}",
                    f"{season}, as its dates say",
                    f"read as {season}",
                    refused=False,
                )
            )
        break
    return lambda day: season


def _first_year(day: dt.date, starts: dict[int, dt.date] | None = None) -> int:
    """First year of the season of a day; a season seldom begins before mid-July."""
    begins = (starts or {}).get(day.year) or dt.date(day.year, 7, 15)
    return day.year if day >= begins else day.year - 1


def _summers(days: list[dt.date]) -> dict[int, dt.date]:
    """First day of the season that begins in each year: the day after the longest summer gap."""
    longest: dict[int, tuple[int, dt.date]] = {}
    for before, after in pairwise(days):
        if 5 <= before.month and 7 <= after.month <= 10 and before.year == after.year:
            gap = ((after - before).days, after)
            longest[after.year] = max(longest.get(after.year, (_SUMMER, after)), gap)
    return {year: day for year, (gap, day) in longest.items() if gap > _SUMMER}


def _season_named(file: str) -> Season | None:
    """The season in the name of a file: "SP1_1718.csv", or of its folder: "2017-18/SP1.csv"."""
    parts = file.replace("\\", "/").split("/")
    for found in _SEASON_OF_FILE.finditer(parts[-1].removesuffix(".gz")):
        start, end = int(found[1]), int(found[2])
        if (start + 1) % 100 == end:
            return Season(start + (1900 if start >= _CENTURY else 2000), True)
    for part in reversed(parts[-3:]):
        written = _SEASON_OF_FOLDER.search(part)
        if written is not None:
            try:
                return Season.parse(f"{written[1]}-{written[2]}")
            except ValueError:
                continue
    return None


def _marked(cells: list[str], home: int, away: int) -> Status | None:
    """The status that a mark in the place of both sides' goals gives; None where none stands."""
    marks = {
        cells[place].strip().casefold() if place < len(cells) else "" for place in (home, away)
    }
    return _MARKS.get(marks.pop()) if len(marks) == 1 else None


def _goals(cells: list[str], home: int, away: int, what: str) -> Score | None:
    def number(place: int) -> int | None:
        text = cells[place].strip() if place < len(cells) else ""
        if not text:
            return None
        whole = text.removesuffix(".0")  # spreadsheets turn a column with gaps into decimals
        if not (whole.isascii() and whole.isdigit() and int(whole[:6]) <= MOST_GOALS):
            raise Fault("bad-score", f"{what} {shortened(text)!r}", "goals as a whole number")
        return int(whole)

    first, second = number(home), number(away)
    if first is None and second is None:
        return None
    if first is None or second is None:
        raise Fault("bad-score", f"{what} of one side alone", "goals of both sides")
    return Score(first, second)


def _match(
    raw: _Raw,
    columns: _Columns,
    origin: Origin,
    season_at: Callable[[dt.date], Season],
    hint: Hint,
    kept: list[Problem],
) -> MatchRow:
    if raw.fault is not None:
        raise raw.fault
    cells, day = raw.cells, raw.day
    assert day is not None
    if any(cell.strip() for cell in cells[columns.width :]):
        raise Fault("cells", f"{len(cells)} cells", f"{columns.width}, as in the header")
    division = cells[columns.div].strip().upper()
    competition, zone = DIVISIONS.get(division, ("", ""))
    if not competition:
        if hint.competition is None or division:
            raise Fault(
                "unknown-division",
                shortened(division) or "no division",
                f"one of: {' '.join(DIVISIONS)}",
            )
        competition = hint.competition
        zone = next((z for c, z in DIVISIONS.values() if c == competition), "")
    marked = _marked(cells, *columns.goals[:2])
    score = None if marked else _goals(cells, *columns.goals[:2], "goals")
    half = _goals(cells, *columns.half, "half-time goals") if columns.half and not marked else None
    letter_at = columns.goals[2]
    letter = cells[letter_at].strip().upper() if letter_at and letter_at < len(cells) else ""
    if score is not None and letter:
        follows = "H" if score.home > score.away else "A" if score.home < score.away else "D"
        if letter != follows:
            kept.append(
                Problem(origin, "result-differs", f"result {shortened(letter)}, score {score}",
                        f"result {follows}", "kept, with the score", refused=False)
            )  # fmt: skip
    row = MatchRow(
        origin=origin,
        competition=CompetitionId(competition),
        season=season_at(day),
        date=day,
        home=name_cell(cells[columns.home], "HomeTeam", needed=True),
        away=name_cell(cells[columns.away], "AwayTeam", needed=True),
        score=score,
        half_time=half,
        status=marked or ("scheduled" if score is None else "played"),
        time=_kick_off(cells, columns, day, zone),
        zone=zone,
        phase="league",
        attendance=_attendance(cells, columns, origin, kept),
    )
    faults, problems = match_faults(row)
    if faults:
        row, left_out = without_contradictions(row)
        kept.extend(left_out)
        faults, problems = match_faults(row)
        if faults:
            raise faults[0]
    kept.extend(problems)
    return row


def _kick_off(cells: list[str], columns: _Columns, day: dt.date, zone: str) -> str | None:
    if columns.time is None or columns.time >= len(cells):
        return None
    found = _TIME.fullmatch(cells[columns.time].strip())
    if found is None or not zone:
        return None
    return converted(day, f"{int(found[1]):02d}:{found[2]}", CLOCK, zone)


def _attendance(
    cells: list[str], columns: _Columns, origin: Origin, kept: list[Problem]
) -> int | None:
    if columns.attendance is None or columns.attendance >= len(cells):
        return None
    text = cells[columns.attendance].strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text[:9]) <= 250_000:
        # The site writes 0 where it does not know.
        return int(text) or None
    kept.append(
        Problem(origin, "bad-number", f"attendance {shortened(text)!r}", "a whole number",
                "kept, without the attendance", refused=False)
    )  # fmt: skip
    return None
