"""CSV files of odds with the matches they are for: two further layouts.

*Average odds*: ``Date,country,league,Season,HomeTeam,AwayTeam,…,home_close,home_open,…``, the
average over bookmakers at opening and at kick-off. *Bet365 odds*: football-data.co.uk's names for
columns without its ``Div``, and goals as decimals ("1.0"); the league stands in the file's name
("SP1_2425"). See ``docs/formats/odds.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, OddsRow, OddsTime, Reading, Row
from matchdesk.core.season import Season
from matchdesk.readers.beyond_season import set_play_offs_apart
from matchdesk.readers.cells import name_cell, season_cell
from matchdesk.readers.checks import Fault, converted, shortened
from matchdesk.readers.competitions import competition_named, zone_of
from matchdesk.readers.football_data import DIVISIONS
from matchdesk.readers.match_rows import checked, goals_in
from matchdesk.readers.odds_columns import odds_of
from matchdesk.readers.seasons import season_on
from matchdesk.readers.sheet import Cells, header_has, known, sheet_of, take_records

__all__ = ["AverageOddsReader", "Bet365OddsReader"]

AVERAGE = (
    "date", "country", "league", "season", "hometeam", "awayteam", "fthg", "ftag",
    "home_close", "draw_close", "away_close", "home_open", "draw_open", "away_open",
)  # fmt: skip
BET365 = ("date", "hometeam", "awayteam", "fthg", "ftag", "b365h", "b365d", "b365a")
_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::[0-9]{2})?)?"
)
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")
_DIVISION_OF_FILE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,3}[0-9C])(?![A-Za-z0-9])")
_SEASON_OF_FILE = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})(?![0-9])")
# Not the average of football-data.co.uk, which is over other bookmakers and taken at another time.
AVERAGED = "average (odds-average)"
# Clocks of the two layouts: Central European time for every league, and three hours behind
# Greenwich the year round (both seen by comparing kick-offs with other sources).
AVERAGE_CLOCK = "Europe/Paris"
BET365_CLOCK = "America/Sao_Paulo"
# Matches of a season from which its guests and repeated pairings can be told.
# A match that stands twice is moved by weeks; months apart, it is another meeting.
_MOVED_DAYS = 120


class AverageOddsReader:
    """Reader of average odds; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "odds-average"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: league and season, and odds that open and close."""
        return header_has(head, *AVERAGE)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match, one for its opening and one for its closing odds.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, AVERAGE, _average)
        set_play_offs_apart(reading)
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading


@lru_cache(maxsize=65536)
def _moment(text: str) -> tuple[dt.date | None, str | None]:
    """Day and time of "2009-08-01 20:00:00"; midnight stands where the time is not known."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None, None
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        time = dt.time(int(found[4]), int(found[5])) if found[4] else None
    except ValueError:
        return None, None
    return day, f"{time:%H:%M}" if time else None


@lru_cache(maxsize=64)
def _league(country: str, league: str) -> CompetitionId | None:
    return competition_named(f"{country} {league.replace('-', ' ')}")[0]


def _average(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    competition = _league(known(cells["country"])[:60], known(cells["league"])[:60])
    if competition is None:
        raise Fault("unknown-competition",
                    f"{shortened(cells['country'])} {shortened(cells['league'])}",
                    "a league that the vocabulary holds")  # fmt: skip
    day, time = _moment(known(cells["date"]))
    if day is None:
        raise Fault("bad-date", f"Date is {shortened(cells['date'])!r}", "a day and a time")
    score = goals_in(cells, "fthg", "ftag")
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season_cell(cells["season"], "Season"),
        date=day,
        home=name_cell(cells["hometeam"], "HomeTeam", needed=True),
        away=name_cell(cells["awayteam"], "AwayTeam", needed=True),
        score=score,
        half_time=goals_in(cells, "hthg", "htag") if score is not None else None,
        status="scheduled" if score is None else "played",
        time=_local(day, time, AVERAGE_CLOCK, zone_of(competition)),
        zone=zone_of(competition),
    )
    rows: list[Row] = [checked(row, kept)]
    moments: tuple[tuple[OddsTime, str], ...] = (("opening", "open"), ("closing", "close"))
    for moment, ending in moments:
        trio = tuple(known(cells[f"{side}_{ending}"]) for side in ("home", "draw", "away"))
        found = _odds(trio, row, AVERAGED, moment, kept)
        if found is not None:
            rows.append(found)
    return rows


def _odds(
    trio: tuple[str, ...], row: MatchRow, bookmaker: str, time: OddsTime, kept: list[Problem]
) -> OddsRow | None:
    home, draw, away = trio
    if row.date is None or not (home or draw or away):
        return None
    return odds_of(
        (home, draw, away), row.origin, row.date, row.home, row.away, bookmaker, time, kept
    )


def _local(day: dt.date, time: str | None, clock: str, zone: str) -> str | None:
    return converted(day, time, clock, zone) if time and zone else None


class Bet365OddsReader:
    """Reader of Bet365 odds; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "odds-bet365"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: football-data.co.uk's columns with Bet365's odds, without ``Div``."""
        return header_has(head, *BET365) and "div" not in sheet_of(head).columns

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match, and one for its odds.

        Of a match that stands twice, once with odds and once without, the one without is refused.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        base = file.replace("\\", "/").rsplit("/", 1)[-1]
        code = _DIVISION_OF_FILE.search(base.upper().replace("_", " "))
        competition, zone = DIVISIONS.get(code[1], ("", "")) if code else ("", "")
        if hint.competition is not None:
            competition, zone = hint.competition, zone_of(hint.competition)
        season = hint.season or _season_of(text, base)

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return _bet365(cells, origin, kept, competition, zone, season)

        take_records(text, file, reading, BET365, take)
        _leave_doubles_out(reading)
        set_play_offs_apart(reading)
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading


def _season_of(text: str, base: str) -> Season | None:
    """The season that most days of a file lie in, else the one in its name."""
    days = re.findall(r"(?m)^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}),", text)
    counted = Counter(season_on(day, True).start for day in (_moment(d)[0] for d in days) if day)
    if counted:
        return Season(max(counted, key=lambda year: (counted[year], -year)), True)
    found = _SEASON_OF_FILE.search(base)
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return Season(2000 + int(found[1]), True)
    return None


def _bet365(
    cells: Cells,
    origin: Origin,
    kept: list[Problem],
    competition: str,
    zone: str,
    season: Season | None,
) -> Iterable[Row]:
    if not competition:
        raise Fault("no-competition", "no division in the name of the file",
                    "a name such as SP1_2425.csv, or --competition")  # fmt: skip
    if season is None:
        raise Fault("no-season", "no day and no season in the name", "a name such as SP1_2425.csv")
    day, _ = _moment(known(cells["date"]))
    if day is None:
        raise Fault("bad-date", f"Date is {shortened(cells['date'])!r}", "a day: 2024-08-15")
    found = _TIME.fullmatch(known(cells.get("time", "")))
    time = f"{int(found[1]):02d}:{found[2]}" if found else None
    score = goals_in(cells, "fthg", "ftag")
    row = MatchRow(
        origin=origin,
        competition=CompetitionId(competition),
        season=season,
        date=day,
        home=name_cell(cells["hometeam"], "HomeTeam", needed=True),
        away=name_cell(cells["awayteam"], "AwayTeam", needed=True),
        score=score,
        half_time=goals_in(cells, "hthg", "htag") if score is not None else None,
        status="scheduled" if score is None else "played",
        time=_local(day, time, BET365_CLOCK, zone),
        zone=zone,
    )
    rows: list[Row] = [checked(row, kept)]
    trio = tuple(known(cells[column]) for column in ("b365h", "b365d", "b365a"))
    odds = _odds(trio, row, "Bet365", "opening", kept)
    if odds is not None:
        rows.append(odds)
    return rows


def _leave_doubles_out(reading: Reading) -> None:
    """Refuse a match without odds that stands a second time with them."""
    with_odds = {(row.home, row.away): row.date for row in reading.rows if isinstance(row, OddsRow)}
    own = {(row.home, row.away, row.date) for row in reading.rows if isinstance(row, OddsRow)}
    rows: list[Row] = []
    for row in reading.rows:
        if isinstance(row, MatchRow) and (row.home, row.away, row.date) not in own:
            other = with_odds.get((row.home, row.away))
            if other is not None and row.date and abs((other - row.date).days) <= _MOVED_DAYS:
                reading.problems.append(
                    Problem(row.origin, "stands-twice",
                            f"{row.home} v {row.away} on {row.date}, without odds",
                            f"the match once: it stands on {other} too, with odds",
                            "row left out")
                )  # fmt: skip
                continue
        rows.append(row)
    reading.rows[:] = rows
