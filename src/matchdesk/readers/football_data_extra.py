"""CSV files of football-data.co.uk: the layout for further leagues, all seasons in one file.

``Country,League,Season,Date,Time,Home,Away,HG,AG,Res`` and closing odds. Dates are ``dd/mm/yyyy``;
days and kick-off times are those of the British clock. See ``docs/formats/football-data.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, Reading, Row
from matchdesk.core.text import fold
from matchdesk.readers.beyond_season import set_play_offs_apart
from matchdesk.readers.cells import name_cell, season_cell
from matchdesk.readers.checks import Fault, shortened, zone_known
from matchdesk.readers.competitions import competition_named
from matchdesk.readers.football_data import CLOCK, day_of
from matchdesk.readers.match_rows import checked, goals_in, result_differs
from matchdesk.readers.meetings import number_meetings
from matchdesk.readers.odds_columns import odds_columns
from matchdesk.readers.sheet import Cells, header_has, known, sheet_of, take_records

__all__ = ["FootballDataExtraReader"]

NEEDED = ("country", "league", "season", "date", "home", "away", "hg", "ag")
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
# Where the day at the ground is the one before while it is night in Britain.
AMERICAS = frozenset(("ar", "br", "mx", "us"))
_STILL_THE_DAY_BEFORE = 6
# Cups among the matches of a league's file.
_CUPS = {"copa de la liga profesional": "copa_liga"}
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
        set_play_offs_apart(reading)
        number_meetings(reading)
        if off_clock:
            reading.problems.insert(
                0,
                Problem(Origin(file, 0), "kick-off-zone",
                        f"{off_clock} kick-off times on the British clock",
                        "times at the ground", "those matches were kept, without their time",
                        refused=False),
            )  # fmt: skip
        return reading


def _at_ground(
    day: dt.date, time: dt.time, competition: str, zone: str
) -> tuple[dt.date, str | None]:
    """Day and time at the ground of a kick-off on the British clock.

    Without a zone the time cannot be told; yet after midnight in Britain it is still the day
    before all over the Americas.
    """
    if zone and zone_known(zone) and zone_known(CLOCK):
        try:
            there = dt.datetime.combine(day, time, ZoneInfo(CLOCK)).astimezone(ZoneInfo(zone))
        except (KeyError, OverflowError):  # no database on this machine, the end of time
            return day, None
        return there.date(), f"{there:%H:%M}"
    late = time.hour < _STILL_THE_DAY_BEFORE and competition.split(".", 1)[0] in AMERICAS
    return (day - dt.timedelta(days=1) if late and day > dt.date.min else day), None


def _match(cells: Cells, origin: Origin, kept: list[Problem]) -> MatchRow:
    country, league = known(cells["country"]), known(cells["league"])
    competition, zone = _league(country[:60], league[:60])
    if competition is None:
        raise Fault("unknown-competition", f"{shortened(country)} {shortened(league)}",
                    f"a league of: {', '.join(LEAGUES)}")  # fmt: skip
    day = day_of(known(cells["date"]))
    if day is None:
        raise Fault("bad-date", shortened(cells["date"]) or "no date", "a day such as 18/08/2017")
    score = goals_in(cells, "hg", "ag")
    found = _TIME.fullmatch(known(cells.get("time", "")))
    date, time = day, None
    if found is not None:
        date, time = _at_ground(day, dt.time(int(found[1]), int(found[2])), competition, zone)
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season_cell(cells["season"].replace("/", "-"), "Season"),
        date=date,
        home=name_cell(cells["home"], "Home", needed=True),
        away=name_cell(cells["away"], "Away", needed=True),
        score=score,
        status="scheduled" if score is None else "played",
        time=time,
        zone=zone,
    )
    row = checked(row, kept)
    result_differs(row, known(cells.get("res", "")), kept)
    return row
