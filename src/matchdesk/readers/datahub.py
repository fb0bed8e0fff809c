"""CSV files of datahub's football data sets: results of one league and season, without its name.

``Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,…``: football-data.co.uk's columns without
``Div``; league and season stand in the path, ``la-liga/season-1718.csv``. See
``docs/formats/datahub.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, Reading, Row
from matchdesk.core.season import Season
from matchdesk.readers.cells import name_cell
from matchdesk.readers.checks import Fault, shortened
from matchdesk.readers.competitions import competition_named, zone_of
from matchdesk.readers.match_rows import checked, goals_in, result_differs
from matchdesk.readers.seasons import season_on
from matchdesk.readers.sheet import Cells, known, sheet_of, take_records

__all__ = ["DatahubReader"]

NEEDED = ("date", "hometeam", "awayteam", "fthg", "ftag")
# Columns of the layouts that have these and more.
_OTHERS = ("div", "b365h", "league", "season")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_SEASON = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})(?![0-9])")
_CENTURY = 70


class DatahubReader:
    """Reader of the data sets; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The publisher's name."""
        return "datahub"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: results without a division, a league or odds."""
        sheet = sheet_of(head)
        return sheet.has(*NEEDED) and not any(column in sheet.columns for column in _OTHERS)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row a match; the hint counts where the path does not say.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        parts = file.replace("\\", "/").casefold().split("/")
        found = (competition_named(part.replace("-", " "))[0] for part in reversed(parts[:-1]))
        competition = hint.competition or next((c for c in found if c is not None), None)
        season = hint.season or _season_in(parts[-1])
        days: Counter[int] = Counter()

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            row = _match(cells, origin, kept, competition, season)
            if row.date is not None:
                days[season_on(row.date, True).start] += 1
            return (row,)

        take_records(text, file, reading, NEEDED, take)
        if season is not None and days and season.start not in days:
            reading.problems.insert(
                0,
                Problem(Origin(file, 0), "season-differs", f"{season} in the path",
                        f"{Season(days.most_common(1)[0][0], True)}, as its dates say",
                        f"read as {season}", refused=False),
            )  # fmt: skip
        return reading


def _season_in(name: str) -> Season | None:
    """The season in a name: "season-1718.csv"."""
    for found in _SEASON.finditer(name):
        start, end = int(found[1]), int(found[2])
        if (start + 1) % 100 == end:
            return Season(start + (1900 if start >= _CENTURY else 2000), True)
    return None


@lru_cache(maxsize=65536)
def _day(text: str) -> dt.date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    if found[1]:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        day, month, year = int(found[4]), int(found[5]), int(found[6])
        if len(found[6]) == 2:
            year += 1900 if year >= _CENTURY else 2000
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _match(
    cells: Cells,
    origin: Origin,
    kept: list[Problem],
    competition: CompetitionId | None,
    season: Season | None,
) -> MatchRow:
    if competition is None:
        raise Fault(
            "no-competition",
            "no league in the path",
            "a path as la-liga/season-1718.csv, or --competition and --season",
        )
    day = _day(known(cells["date"]))
    if day is None:
        raise Fault("bad-date", f"Date is {shortened(cells['date'])!r}", "a day: 2017-08-18")
    score = goals_in(cells, "fthg", "ftag")
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season or season_on(day, True),
        date=day,
        home=name_cell(cells["hometeam"], "HomeTeam", needed=True),
        away=name_cell(cells["awayteam"], "AwayTeam", needed=True),
        score=score,
        half_time=goals_in(cells, "hthg", "htag") if score is not None else None,
        status="scheduled" if score is None else "played",
        zone=zone_of(competition),
    )
    row = checked(row, kept)
    result_differs(row, known(cells.get("ftr", "")), kept)
    return row
