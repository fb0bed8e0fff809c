"""CSV files of footballcsv: one league and season a file, and a table of many leagues.

``Date,Team 1,FT,HT,Team 2`` (older files: ``Round`` in front, ``ET``, ``P`` and ``Comments``
behind); the competition and the season stand in the path: ``2017-18/es.1.csv``. The table of many
leagues has ``league,season,date,home,away,home_goals,away_goals,ht_home,ht_away``.
See ``docs/formats/footballcsv.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.country import country_code
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, MatchRow, Reading, Row
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.readers.beyond_season import set_play_offs_apart
from matchdesk.readers.cells import date_cell, name_cell, score_cell, season_cell
from matchdesk.readers.checks import Fault, shortened
from matchdesk.readers.football_txt_words import DAYS, MONTHS
from matchdesk.readers.match_rows import checked, goals_in
from matchdesk.readers.meetings import number_meetings
from matchdesk.readers.sheet import Cells, header_has, known, take_records

__all__ = ["FootballCsvReader", "ManyLeaguesReader", "league_id"]

NEEDED = ("date", "team 1", "ft", "team 2")
MANY = ("league", "season", "date", "home", "away", "home_goals", "away_goals")
# Countries that footballcsv writes otherwise than ids do.
_COUNTRIES = {"eng": "en", "sco": "sco", "wal": "wal", "nir": "nir", "mls": "us"}
_LEAGUE = re.compile(r"([a-z]{2,8})\.([1-9][0-9]?|cup|cl|el|[a-z]{2,12})((?:\.[a-z0-9]+)*)")
_DATE = re.compile(
    r"(?:\(W?[0-9]+\)\s*)?(?:([A-Za-z]{2,9})\s+)?([A-Za-z]{3,9})\s+([0-9]{1,2})\s+([0-9]{4})"
)
_DATE_DAY_FIRST = re.compile(
    r"(?:\(W?[0-9]+\)\s*)?(?:([A-Za-z]{2,9})\s+)?([0-9]{1,2})\s+([A-Za-z]{3,9})\s+([0-9]{4})"
)
_TEAM_NOTE = re.compile(r"\s*\([0-9]{1,2}\)$")  # "Arsenal (1)": the place in the table before
_SEASON = re.compile(r"(?<![0-9])([12][0-9]{3}(?:-(?:[0-9]{2}|[0-9]{4}))?)(?![0-9-])")
_SCORE = re.compile(r"([0-9]{1,3})\s*[-–:]\s*([0-9]{1,3})")
_UNKNOWN = frozenset(("?", "-", "?-?", "n/a"))


@lru_cache(maxsize=1024)
def league_id(code: str) -> CompetitionId | None:
    """Id of a competition by footballcsv's code, None where it is none.

    >>> league_id("eng.2"), league_id("es.1"), league_id("summary")
    ('en.2', 'es.1', None)
    """
    found = _LEAGUE.fullmatch(code.strip().casefold())
    if found is None:
        return None
    country = _COUNTRIES.get(found[1]) or country_code(found[1]) or found[1]
    return CompetitionId(f"{country}.{found[2]}{found[3]}")


def _of_path(file: str) -> tuple[CompetitionId | None, Season | None]:
    """Competition and season in the path of a file."""
    parts = re.sub(r"(\.csv|\.gz)+$", "", file.replace("\\", "/").casefold()).split("/")
    season = None
    for part in reversed(parts):
        written = _SEASON.search(part)
        if written is not None:
            try:
                season = Season.parse(written[1])
            except ValueError:
                continue
            break
    words = re.split(r"[_\s]", parts[-1])
    competition = next((c for c in map(league_id, words) if c is not None), None)
    return competition, season


@dataclass(frozen=True, slots=True)
class _File:
    """What holds for a whole file."""

    competition: CompetitionId | None
    season: Season | None


class FootballCsvReader:
    """Reader of one league and season; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The project's name."""
        return "footballcsv"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: ``Date``, ``Team 1``, ``FT``, ``Team 2``."""
        return header_has(head, *NEEDED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file; the hint counts where the path does not say.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        competition, season = _of_path(file)
        reading = Reading(self.name)
        for said, other in ((hint.competition, competition), (hint.season, season)):
            if said is not None and other is not None and said != other:
                reading.problems.append(
                    Problem(Origin(file, 0), "hint-differs", f"{other} in the path",
                            f"{said}, as given with it", f"read as {said}", refused=False)
                )  # fmt: skip
        about = _File(hint.competition or competition, hint.season or season)

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return (_match(cells, origin, kept, about),)

        take_records(text, file, reading, NEEDED, take)
        set_play_offs_apart(reading)
        number_meetings(reading)
        return reading


@lru_cache(maxsize=65536)
def _day(text: str) -> tuple[dt.date | None, bool]:
    """A day as footballcsv writes it, and whether its day of the week fits."""
    if text[:4].isdigit():
        return date_cell(text, "Date"), True
    if found := _DATE.fullmatch(text):
        weekday, month, day = found[1], found[2], found[3]
    elif found := _DATE_DAY_FIRST.fullmatch(text):
        weekday, day, month = found[1], found[2], found[3]
    else:
        return None, True
    try:
        date = dt.date(int(found[4]), MONTHS.get(month.casefold(), 0), int(day))
    except ValueError:
        return None, True
    known_as = DAYS.get(weekday.casefold()) if weekday else None
    return date, known_as is None or known_as == date.weekday()


def _score(cell: str, column: str) -> Score | None:
    text = known(cell)
    if not text or text in _UNKNOWN:
        return None
    found = _SCORE.fullmatch(text)
    if found is None:
        raise Fault("bad-score", f"{column} is {shortened(text)!r}", "a score such as 2-1")
    return score_cell(f"{found[1]}-{found[2]}", column)


def _match(cells: Cells, origin: Origin, kept: list[Problem], about: _File) -> MatchRow:
    if about.competition is None:
        raise Fault("no-competition", "no code in the path", "a path such as 2017-18/es.1.csv")
    written = known(cells["date"])
    date, fits = _day(written)
    if written and date is None:
        raise Fault("bad-date", f"Date is {shortened(written)!r}", "a day: Fri Aug 18 2017")
    if about.season is None:
        raise Fault("no-season", "no season in the path", "a path such as 2017-18/es.1.csv")
    if not fits:
        kept.append(
            Problem(origin, "weekday-differs", shortened(written), f"{date:%a}, the day of the date",
                    "kept, with the date", refused=False)
        )  # fmt: skip
    score = _score(cells["ft"], "FT")
    extra = _score(cells.get("et", ""), "ET")
    round_, number = known(cells.get("round", "")), ""
    if found := re.fullmatch(r"(?:matchday|round|md)?\s*([0-9]{1,3})", round_.casefold()):
        number = found[1]
    row = MatchRow(
        origin=origin,
        competition=about.competition,
        season=about.season,
        date=date,
        home=name_cell(_TEAM_NOTE.sub("", cells["team 1"]), "Team 1", needed=True),
        away=name_cell(_TEAM_NOTE.sub("", cells["team 2"]), "Team 2", needed=True),
        score=score,
        half_time=_score(cells.get("ht", ""), "HT"),
        extra_time=extra,
        penalties=_score(cells.get("p", ""), "P"),
        status="played" if score or extra else "scheduled",
        round=number,
        note=name_cell(cells.get("comments", ""), "Comments"),
    )
    return _checked(row, kept)


def _checked(row: MatchRow, kept: list[Problem]) -> MatchRow:
    """The row without contradictions, its problems told."""
    if row.status == "scheduled" and row.half_time is not None:
        kept.append(
            Problem(row.origin, "scheduled-with-score", f"half-time {row.half_time}, no score",
                    "a score, or no half-time score", "kept, without the half-time score",
                    refused=False)
        )  # fmt: skip
        row = replace(row, half_time=None)
    return checked(row, kept)


class ManyLeaguesReader:
    """Reader of a table of many leagues and seasons."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "many-leagues"

    def recognises(self, name: str, head: str) -> bool:
        """By the header: a league, a season, and goals in columns of their own."""
        return header_has(head, *MANY)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file; every row names its league and season.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return (_match_of_many(cells, origin, kept),)

        take_records(text, file, reading, MANY, take)
        set_play_offs_apart(reading)
        number_meetings(reading)
        return reading


def _match_of_many(cells: Cells, origin: Origin, kept: list[Problem]) -> MatchRow:
    competition = league_id(cells["league"])
    if competition is None:
        raise Fault("no-competition", f"league is {shortened(cells['league'])!r}", "a code: es.1")
    score = goals_in(cells, "home_goals", "away_goals")
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season_cell(cells["season"], "season"),
        date=date_cell(known(cells["date"]), "date"),
        home=name_cell(cells["home"], "home", needed=True),
        away=name_cell(cells["away"], "away", needed=True),
        score=score,
        half_time=goals_in(cells, "ht_home", "ht_away"),
        status="played" if score else "scheduled",
    )
    return _checked(row, kept)
