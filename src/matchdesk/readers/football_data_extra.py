"""CSV files of football-data.co.uk: the layout for further leagues, all seasons in one file.

``Country,League,Season,Date,Time,Home,Away,HG,AG,Res`` and closing odds. Dates are ``dd/mm/yyyy``;
days and kick-off times are those of the British clock. See ``docs/formats/football-data.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, Reading, Row
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.core.text import fold
from matchdesk.readers.cells import name_cell, season_cell
from matchdesk.readers.checks import (
    Fault,
    converted,
    match_faults,
    shortened,
    without_contradictions,
)
from matchdesk.readers.competitions import competition_named
from matchdesk.readers.odds_columns import odds_columns
from matchdesk.readers.sheet import Cells, header_has, known, sheet_of, take_records

__all__ = ["FootballDataExtraReader"]

NEEDED = ("country", "league", "season", "date", "home", "away", "hg", "ag")
CLOCK = "Europe/London"
# Each country's league, and the clock of its grounds where the country keeps one.
LEAGUES: dict[str, tuple[str, str]] = {
    "argentina": ("ar.1", "America/Argentina/Buenos_Aires"),
    "austria": ("at.1", "Europe/Vienna"),
    "brazil": ("br.1", ""),
    "china": ("cn.1", "Asia/Shanghai"),
    "denmark": ("dk.1", "Europe/Copenhagen"),
    "finland": ("fi.1", "Europe/Helsinki"),
    "ireland": ("ie.1", "Europe/Dublin"),
    "japan": ("jp.1", "Asia/Tokyo"),
    "mexico": ("mx.1", ""),
    "norway": ("no.1", "Europe/Oslo"),
    "poland": ("pl.1", "Europe/Warsaw"),
    "romania": ("ro.1", "Europe/Bucharest"),
    "russia": ("ru.1", ""),
    "sweden": ("se.1", "Europe/Stockholm"),
    "switzerland": ("ch.1", "Europe/Zurich"),
    "usa": ("us.1", ""),
}
# Cups among the matches of a league's file.
_CUPS = {"copa de la liga profesional": "copa_liga"}
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")


@lru_cache(maxsize=256)
def _league(country: str, league: str) -> tuple[CompetitionId | None, str]:
    """Id and clock of a league, (None, "") where no table holds it."""
    place = LEAGUES.get(fold(country))
    cup = _CUPS.get(fold(league))
    if place is not None:
        name = f"{place[0].split('.')[0]}.{cup}" if cup else place[0]
        return CompetitionId(name), place[1]
    return competition_named(f"{country} {league}")[0], ""


class FootballDataExtraReader:
    """Reader of the site's second layout; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The site's name and its second layout."""
        return "football-data-extra"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: ``Country``, ``League``, ``Season``, ``Home``, ``Away``, ``HG``, ``AG``."""
        return header_has(head, *NEEDED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match and for each bookmaker's odds.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        columns = sheet_of(text).columns
        odds = odds_columns(columns)
        off_clock = 0

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            nonlocal off_clock
            row = _match(cells, origin, kept)
            off_clock += row.time is None and bool(known(cells.get("time", "")))
            places = tuple(cells.get(column, "") for column in columns)
            lines = odds.rows(places, origin, row.date, row.home, row.away, kept)
            return (row, *lines)

        take_records(text, file, reading, NEEDED, take)
        if off_clock:
            reading.problems.insert(
                0,
                Problem(Origin(file, 0), "kick-off-zone",
                        f"{off_clock} kick-off times on the British clock",
                        "times at the ground, on the day given",
                        "those matches were kept, without their time; the day of a late match may "
                        "be the one after", refused=False),
            )  # fmt: skip
        return reading


@lru_cache(maxsize=65536)
def _day(text: str) -> dt.date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return dt.date(year, int(found[2]), int(found[1]))
    except ValueError:
        return None


def _goals(cells: Cells) -> Score | None:
    numbers = []
    for column in ("hg", "ag"):
        text = known(cells[column]).removesuffix(".0")
        if text and not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_GOALS):
            raise Fault("bad-score", f"{column.upper()} is {shortened(text)!r}", "a whole number")
        numbers.append(int(text) if text else None)
    home, away = numbers
    if home is None and away is None:
        return None
    if home is None or away is None:
        raise Fault("bad-score", "goals of one side alone", "goals of both sides")
    return Score(home, away)


def _match(cells: Cells, origin: Origin, kept: list[Problem]) -> MatchRow:
    country, league = known(cells["country"]), known(cells["league"])
    competition, zone = _league(country[:60], league[:60])
    if competition is None:
        raise Fault("unknown-competition", f"{shortened(country)} {shortened(league)}",
                    f"a league of: {', '.join(LEAGUES)}")  # fmt: skip
    day = _day(known(cells["date"]))
    if day is None:
        raise Fault("bad-date", shortened(cells["date"]) or "no date", "a day such as 18/08/2017")
    score = _goals(cells)
    letter = known(cells.get("res", "")).upper()
    if score is not None and letter:
        follows = "H" if score.home > score.away else "A" if score.home < score.away else "D"
        if letter != follows:
            kept.append(
                Problem(origin, "result-differs", f"result {shortened(letter)}, score {score}",
                        f"result {follows}", "kept, with the score", refused=False)
            )  # fmt: skip
    found = _TIME.fullmatch(known(cells.get("time", "")))
    time = (
        converted(day, f"{int(found[1]):02d}:{found[2]}", CLOCK, zone) if found and zone else None
    )
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season_cell(cells["season"].replace("/", "-"), "Season"),
        date=day,
        home=name_cell(cells["home"], "Home", needed=True),
        away=name_cell(cells["away"], "Away", needed=True),
        score=score,
        status="scheduled" if score is None else "played",
        time=time,
        zone=zone,
    )
    row, left_out = without_contradictions(row)
    kept.extend(left_out)
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    kept.extend(problems)
    return row
