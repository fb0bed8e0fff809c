"""CSV files of published tables and of points deducted, gathered from archives and sites.

``country,season,pos,team,played,won,drawn,lost,goals_for,goals_against,points,…``, a second layout
that holds every table of a page with its heading, a third with points and goal difference alone,
and the deductions. See ``docs/formats/published-tables.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import CorrectionRow, Hint, Reading, Row, StandingRow
from matchdesk.core.season import Season
from matchdesk.readers.cells import name_cell, number_cell, season_cell
from matchdesk.readers.checks import Fault, shortened
from matchdesk.readers.competitions import COUNTRIES
from matchdesk.readers.sheet import Cells, header_has, known, take_records
from matchdesk.readers.table_headings import TableOf, country_of_word, table_of

__all__ = ["DeductedPointsReader", "PointsTablesReader", "PublishedTablesReader"]

FULL = (
    "country", "season", "pos", "team", "played", "won", "drawn", "lost", "goals_for",
    "goals_against", "points",
)  # fmt: skip
POINTS = ("season", "league", "pos", "team", "played", "points", "goal_difference")
DEDUCTED = ("country", "season", "heading", "team", "points_deducted")


def _country(cells: Cells) -> str:
    code = country_of_word(known(cells["country"])[:60])
    if not code:
        raise Fault("unknown-competition", f"country {shortened(cells['country'])!r}",
                    "the name of a country")  # fmt: skip
    return code


def _heading_lines(cells: Cells) -> list[str]:
    """Lines of a heading, whose parts stand between bars; what is a result is no heading."""
    return [part.strip() for part in cells["heading"].split("|") if part.strip()]


def _of(cells: Cells, country: str, season: Season) -> TableOf:
    """What a row's table is of."""
    if "heading" not in cells:
        return TableOf(CompetitionId(f"{country}.1"))
    of = table_of(_heading_lines(cells), country, season)
    if of.competition is None and known(cells.get("table_no_in_file", "")) == "1":
        # The first table of a page is its country's first league.
        return TableOf(CompetitionId(f"{country}.1"), of.phase, of.group)
    return of


class PublishedTablesReader:
    """Reader of full tables; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "tables"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *FULL)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each row of a final table whose league its heading tells.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        first: dict[tuple[str, str, str, str], str] = {}

        def take(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
            return (_full(cells, origin, first, hint),)

        take_records(text, file, reading, FULL, take)
        return reading


def _number(cells: Cells, column: str, least: int = 0) -> int | None:
    return number_cell(known(cells[column]), column, least, 999)


def _position(cells: Cells) -> int:
    position = _number(cells, "pos", 1)
    if position is None:
        raise Fault("empty", "pos is empty", "a place in the table")
    return position


def _full(
    cells: Cells, origin: Origin, first: dict[tuple[str, str, str, str], str], hint: Hint
) -> StandingRow:
    country = _country(cells)
    season = hint.season or season_cell(cells["season"], "season")
    heading = cells.get("heading", "")
    if "halfway" in heading.casefold():
        raise Fault("unfinished-table", "a table of half a season", "a final table")
    of = _of(cells, country, season)
    competition = hint.competition or of.competition
    if competition is None:
        raise Fault("unknown-competition", f"heading {shortened(heading, 60)!r}",
                    "a heading that names a league")  # fmt: skip
    if "table_no_in_file" in cells:
        key = (competition, str(season), of.phase, of.group)
        number = known(cells["table_no_in_file"])
        if first.setdefault(key, number) != number:
            raise Fault("stands-twice", f"table {shortened(number)} of {competition} {season}",
                        f"table {first[key]} alone")  # fmt: skip
    played, won, drawn, lost = (_number(cells, c) for c in ("played", "won", "drawn", "lost"))
    if None not in (played, won, drawn, lost) and played != (won or 0) + (drawn or 0) + (lost or 0):
        raise Fault("bad-number", f"{won}, {drawn} and {lost} of {played}",
                    "won, drawn and lost that make up the matches played")  # fmt: skip
    return StandingRow(
        origin=origin,
        competition=competition,
        season=season,
        position=_position(cells),
        club=name_cell(known(cells["team"]), "team", needed=True),
        played=played,
        won=won,
        drawn=drawn,
        lost=lost,
        goals_for=_number(cells, "goals_for"),
        goals_against=_number(cells, "goals_against"),
        points=_number(cells, "points", -99),
        deducted=_number(cells, "points_deducted") or 0 if "points_deducted" in cells else 0,
        phase=of.phase,
        group=of.group,
        note=shortened(known(cells.get("note", "")), 120),
    )


class PointsTablesReader:
    """Reader of tables that give points and goal difference alone."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "points-tables"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *POINTS)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each row of a table; tables of a season under way are left out.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, POINTS, _points)
        _leave_unfinished_out(reading)
        return reading


def _points(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    league = known(cells["league"]).casefold()
    code = league if league in COUNTRIES else country_of_word(league[:60])
    if not code:
        raise Fault("unknown-competition", f"league {shortened(league)!r}", "a country's code")
    difference = number_cell(known(cells["goal_difference"]), "goal_difference", -999, 999)
    yield StandingRow(
        origin=origin,
        competition=CompetitionId(f"{code}.1"),
        season=season_cell(cells["season"], "season"),
        position=_position(cells),
        club=name_cell(known(cells["team"]), "team", needed=True),
        played=_number(cells, "played"),
        points=_number(cells, "points", -99),
        note=f"goal difference {difference:+d}" if difference is not None else "",
    )


def _leave_unfinished_out(reading: Reading) -> None:
    """Refuse tables in which no club has yet met every other."""
    tables: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, row in enumerate(reading.rows):
        if isinstance(row, StandingRow):
            tables[row.competition, row.season.code].append(place)
    left_out: set[int] = set()
    for places in tables.values():
        rows = [row for row in (reading.rows[p] for p in places) if isinstance(row, StandingRow)]
        most = max((row.played for row in rows if row.played is not None), default=None)
        if most is not None and most < len(rows) - 1:
            left_out.update(places)
            reading.problems.extend(
                Problem(row.origin, "unfinished-table",
                        f"{row.competition} {row.season} after {row.played} matches",
                        "a final table", "row left out")
                for row in rows
            )  # fmt: skip
    if left_out:
        reading.problems.sort(key=lambda problem: problem.origin.line)
        reading.rows[:] = [row for n, row in enumerate(reading.rows) if n not in left_out]


class DeductedPointsReader:
    """Reader of points deducted."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "deducted-points"

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        return header_has(head, *DEDUCTED)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A correction for each row whose league its heading tells.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, DEDUCTED, _deducted)
        return reading


def _deducted(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    season = season_cell(cells["season"], "season")
    of = table_of(_heading_lines(cells), _country(cells), season)
    if of.competition is None:
        raise Fault("unknown-competition", f"heading {shortened(cells['heading'], 60)!r}",
                    "a heading that names a league")  # fmt: skip
    points = number_cell(known(cells["points_deducted"]), "points_deducted", 1, 99)
    if points is None:
        raise Fault("empty", "points_deducted is empty", "a number of points")
    yield CorrectionRow(
        origin=origin,
        competition=of.competition,
        season=season,
        kind="points_deducted",
        subject=name_cell(known(cells["team"]), "team", needed=True),
        value=str(points),
    )
