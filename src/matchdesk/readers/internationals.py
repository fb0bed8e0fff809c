"""CSV files of international results: matches, scorers, shoot-outs and former names of nations.

``date,home_team,away_team,home_score,away_score,tournament,city,country,neutral`` and three
smaller files beside it. A score is the one at the end of the match, extra time included. See
``docs/formats/internationals.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import (
    FactRow,
    GoalKind,
    GoalRow,
    Hint,
    MatchRow,
    NameRow,
    Reading,
    Row,
)
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.readers.cells import date_cell, minute_cell, name_cell, number_cell
from matchdesk.readers.checks import Fault, match_faults, shortened
from matchdesk.readers.meetings import number_meetings
from matchdesk.readers.nations import nation_code
from matchdesk.readers.sheet import Cells, header_has, known, take_records

__all__ = [
    "FormerNamesReader",
    "InternationalGoalsReader",
    "InternationalsReader",
    "ShootOutsReader",
    "tournament_id",
]

RESULTS = ("date", "home_team", "away_team", "home_score", "away_score", "tournament", "neutral")
GOALS = ("date", "home_team", "away_team", "team", "scorer", "minute", "own_goal", "penalty")
SHOOT_OUTS = ("date", "home_team", "away_team", "winner")
NAMES = ("current", "former", "start_date", "end_date")

TOURNAMENTS: dict[str, str] = {
    "friendly": "friendly",
    "fifa world cup": "fifa.wc",
    "uefa euro": "uefa.euro",
    "copa america": "conmebol.copa",
    "african cup of nations": "caf.afcon",
    "africa cup of nations": "caf.afcon",
    "afc asian cup": "afc.asian",
    "gold cup": "concacaf.gold",
    "concacaf championship": "concacaf.championship",
    "oceania nations cup": "ofc.nations",
    "uefa nations league": "uefa.nations",
    "concacaf nations league": "concacaf.nations",
    "confederations cup": "fifa.confederations",
    "olympic games": "fifa.olympics",
    "british home championship": "uefa.british_home",
    "nordic championship": "uefa.nordic",
    "central european international cup": "uefa.central_european",
    "baltic cup": "uefa.baltic",
    "balkan cup": "uefa.balkan",
}
# First or any word of a name → the confederation whose members meet there.
_CONFEDERATIONS: dict[str, str] = {
    **dict.fromkeys(("afc", "aff", "asean", "saff", "eaff", "waff", "asian", "gulf", "southeast",
                     "merdeka"), "afc"),
    **dict.fromkeys(("caf", "cecafa", "cosafa", "udeac", "uniffac", "cafa", "african",
                     "amilcar"), "caf"),
    **dict.fromkeys(("concacaf", "cfu", "uncaf", "cccf", "nafc", "caribbean", "windward"),
                    "concacaf"),
    **dict.fromkeys(("conmebol", "bolivarian"), "conmebol"),
    **dict.fromkeys(("ofc", "melanesia", "pacific", "oceania"), "ofc"),
    **dict.fromkeys(("uefa",), "uefa"),
}  # fmt: skip
_QUALIFYING = re.compile(r"(.+) qualif(?:ication|iers|ying)")
_TRUE_FALSE = {"TRUE": True, "FALSE": False, "1": True, "0": False, "YES": True, "NO": False}


@lru_cache(maxsize=1024)
def tournament_id(name: str) -> tuple[CompetitionId, bool]:
    """Id of a tournament, and whether its qualifiers are meant.

    A name that the vocabulary does not hold makes an id of its words, under the confederation that
    one of them names, else under FIFA.

    >>> tournament_id("UEFA Euro qualification"), tournament_id("King's Cup")
    (('uefa.euro', True), ('fifa.kings_cup', False))
    """
    words = fold(name)
    found = _QUALIFYING.fullmatch(words)
    plain = found[1] if found else words
    held = TOURNAMENTS.get(plain)
    if held is None:
        parts = plain.split()
        head = next((_CONFEDERATIONS[part] for part in parts if part in _CONFEDERATIONS), "fifa")
        rest = parts[1:] if parts[:1] == [head] and len(parts) > 1 else parts
        held = f"{head}.{'_'.join(rest)}"
    return CompetitionId(held), found is not None


def _sides(cells: Cells) -> tuple[str, str]:
    return (
        name_cell(known(cells["home_team"]), "home_team", needed=True),
        name_cell(known(cells["away_team"]), "away_team", needed=True),
    )


def _day(cells: Cells) -> dt.date:
    day = date_cell(known(cells["date"]), "date", needed=True)
    assert day is not None
    return day


def _truth(cells: Cells, column: str) -> bool | None:
    text = known(cells[column]).upper()
    if not text:
        return None
    if text not in _TRUE_FALSE:
        raise Fault("bad-word", f"{column} is {shortened(text)!r}", "TRUE or FALSE")
    return _TRUE_FALSE[text]


class InternationalsReader:
    """Reader of the matches; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the data set."""
        return "internationals"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *RESULTS)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row a match.

        A season is the year of the match; that of qualifiers is the year in which the tournament
        itself was next played, where the file holds it.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return (_match(cells, origin, kept, hint),)

        take_records(text, file, reading, RESULTS, take)
        if hint.season is None:
            _settle_qualifiers(reading)
        number_meetings(reading)
        return reading


def _match(cells: Cells, origin: Origin, kept: list[Problem], hint: Hint) -> MatchRow:
    day, (home, away) = _day(cells), _sides(cells)
    tournament = name_cell(known(cells["tournament"]), "tournament", needed=True)
    if not fold(tournament):
        raise Fault("unknown-competition", f"tournament {shortened(tournament)!r}", "a name")
    competition, qualifying = tournament_id(tournament)
    goals = [number_cell(known(cells[c]), c, 0, 149) for c in ("home_score", "away_score")]
    if (goals[0] is None) != (goals[1] is None):
        raise Fault("bad-score", "goals of one side alone", "goals of both sides")
    score = Score(goals[0], goals[1]) if goals[0] is not None and goals[1] is not None else None
    row = MatchRow(
        origin=origin,
        competition=hint.competition or competition,
        season=hint.season or Season(day.year, False),
        date=day,
        home=home,
        away=away,
        score=score,
        status="scheduled" if score is None else "played",
        phase="qualifying" if qualifying else "",
        neutral=_truth(cells, "neutral"),
        home_country=nation_code(home),
        away_country=nation_code(away),
    )
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    kept.extend(problems)
    return row


def _settle_qualifiers(reading: Reading) -> None:
    """Give qualifiers the season of the tournament that they lead to: the next that was not over yet."""
    ended: dict[str, dict[int, dt.date]] = {}
    for row in reading.rows:
        if isinstance(row, MatchRow) and row.phase != "qualifying" and row.date is not None:
            days = ended.setdefault(row.competition, {})
            days[row.season.start] = max(row.date, days.get(row.season.start, row.date))
    tournaments: Mapping[str, list[tuple[dt.date, int]]] = {
        name: sorted((day, year) for year, day in days.items()) for name, days in ended.items()
    }
    for place, row in enumerate(reading.rows):
        if not isinstance(row, MatchRow) or row.phase != "qualifying" or row.date is None:
            continue
        following = tournaments.get(row.competition, [])
        at = bisect_left(following, (row.date, 0))
        if at < len(following) and following[at][1] != row.season.start:
            reading.rows[place] = replace(row, season=Season(following[at][1], False))


class InternationalGoalsReader:
    """Reader of the scorers."""

    @property
    def name(self) -> str:
        """Word for the file."""
        return "internationals-goals"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *GOALS)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row a goal.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, GOALS, _goal)
        return reading


def _goal(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    day, (home, away) = _day(cells), _sides(cells)
    team = name_cell(known(cells["team"]), "team", needed=True)
    if team not in (home, away):
        raise Fault("team-not-playing", f"{team} in {home} v {away}", "one of the two sides")
    minute, added = minute_cell(known(cells["minute"]).removesuffix(".0"), "minute")
    kind: GoalKind = "goal"
    if _truth(cells, "own_goal"):
        kind = "own_goal"
    elif _truth(cells, "penalty"):
        kind = "penalty"
    yield GoalRow(
        origin=origin,
        date=day,
        home=home,
        away=away,
        team=team,
        player=name_cell(known(cells["scorer"]), "scorer"),
        minute=minute,
        added=added,
        kind=kind,
    )


class ShootOutsReader:
    """Reader of the shoot-outs, of which the file gives the winner alone."""

    @property
    def name(self) -> str:
        """Word for the file."""
        return "internationals-shootouts"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *SHOOT_OUTS) and not header_has(head, "home_score")

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A fact a shoot-out: who won it. The kicks and the competition are not in the file.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, SHOOT_OUTS, _shoot_out)
        return reading


def _shoot_out(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    day, (home, away) = _day(cells), _sides(cells)
    winner = name_cell(known(cells["winner"]), "winner", needed=True)
    if winner not in (home, away):
        raise Fault("team-not-playing", f"{winner} in {home} v {away}", "one of the two sides")
    yield FactRow(
        origin=origin,
        subject=f"{day} {home} v {away}",
        kind="shoot_out_winner",
        value=winner,
        start=day,
    )


class FormerNamesReader:
    """Reader of the names that nations bore before."""

    @property
    def name(self) -> str:
        """Word for the file."""
        return "internationals-names"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *NAMES)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A name a row, under the nation's name of today.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, NAMES, _former_name)
        return reading


def _former_name(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    start = date_cell(known(cells["start_date"]), "start_date")
    end = date_cell(known(cells["end_date"]), "end_date")
    if start is not None and end is not None and end < start:
        raise Fault("dates-reversed", f"{start} to {end}", "a span that ends after it begins")
    yield NameRow(
        origin=origin,
        id=name_cell(known(cells["current"]), "current", needed=True),
        kind="former",
        name=name_cell(known(cells["former"]), "former", needed=True),
        start=start,
        end=end,
    )
