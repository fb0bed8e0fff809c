"""Archive pages of the RSSSF: the published tables in them; results are left to other formats.

A page begins "## Spain 2017/18"; under headings stand "Final Table:" and its rows::

     1.FC Barcelona                  38  28  9  1  99-29  93       Champions

Older pages print goals in two columns, or home and away apart. See ``docs/formats/rsssf.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, Reading, StandingRow
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.readers.cells import name_cell
from matchdesk.readers.checks import Fault, shortened
from matchdesk.readers.table_headings import TableOf, country_of_word, table_of

__all__ = ["RsssfReader"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_TITLE = re.compile(r"^##\s+(\D+?)\s+([12][0-9]{3}(?:[/-](?:[0-9]{2}|[0-9]{4}))?)\b")
# "Italy 1993/94", "Brazil 2012 Championship": the title of a page saved from the archive itself.
_BARE_TITLE = re.compile(
    r"^\s*(?P<country>[^\W\d_][^\d<>|,;]{2,30}?)\s+"
    r"(?P<season>[12][0-9]{3}(?:[/-](?:[0-9]{2}|[0-9]{4}))?)(?:\s+[^\W\d_][^\d<>|,;]{0,30})?\s*$"
)
_TITLE_WITHIN = 40
_TAG = re.compile(r"<[^<>]{1,200}>")
_PAGE = re.compile(r"rsssf\.(?:org|com)|§")
_PLACE = r"^\s{0,6}(?:(?P<place>[0-9]{1,2})(?:\s?[.)]|-(?=[^\W\d]))?|-\.?(?=\s?\w))?\s*(?P<name>\S.*?)\s+"
# "38  28  9  1  99-29  93  Champions"
_ROW = re.compile(
    _PLACE + r"(?P<played>[0-9]{1,3})\s+(?P<won>[0-9]{1,2})\s+(?P<drawn>[0-9]{1,2})\s+"
    r"(?P<lost>[0-9]{1,2})\s+(?P<gf>[0-9]{1,3})\s*[-:]\s*(?P<ga>[0-9]{1,3})\s+"
    r"(?P<points>-?[0-9]{1,3})(?:\s*[-:]\s*[0-9]{1,3})?(?![0-9.,:])(?P<rest>.*)$"
)
# "42  24  12   6  67  31  36  84", and with home and away apart "42 17 2 2 54 21 10 6 5 26 18 89 +41"
_COLUMNS = re.compile(
    _PLACE + r"(?P<numbers>(?:[+-]?[0-9]{1,3}\s+){7,13}[+-]?[0-9]{1,3})(?P<rest>\s.*|)$"
)
_RULE = re.compile(r"^[\s\-–=_.]{4,}$")
_TABLE = re.compile(r"^(?:final )?(?:league )?(?:table|standings)\b.*$")
_NOT_FINAL = re.compile(r"half ?way|winter|autumn|hinrunde|herbst|at (?:the )?break|after round")
_ROUND = re.compile(r"(?i)(?:round|matchday|day|spieltag|runde|jornada|rodada) [0-9]+")
_HEADING = re.compile(r"^(?:#{3,6}\s*(?P<hashed>.+?)|\*\*(?P<bold>.+?)\*\*)\s*$")
_PLAIN = re.compile(r"^[^\W\d_][^\[\];]{2,70}$")
_SCORE = re.compile(r"[0-9]\s*[-:]\s*[0-9]|\s{3,}")
_DEDUCTED = re.compile(r"\[-([0-9]{1,2})\]|\(-([0-9]{1,2})\)")
_FOOTNOTE = re.compile(r"\s*\[[0-9*]{1,2}\]\s*$")
_POINTS_AHEAD = re.compile(r"(.*\S)\s+([0-9]{1,3})")
_NOTES_FOR = 30
_TOWN = re.compile(r"\s*\((?:[^()]*)\)$")
_LONGEST = 400
_SET_OFF = 10
_NEAR = 6


@dataclass(slots=True)
class _Line:
    """One row of a table."""

    line: int
    place: int | None
    name: str
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    points: int
    rest: str


@dataclass(slots=True)
class _Table:
    """A table, with the headings that stand above it."""

    line: int
    headings: tuple[str, ...]
    title: str
    first: bool
    rows: list[_Line] = field(default_factory=list)
    notes: str = ""

    @property
    def clubs(self) -> frozenset[str]:
        """Names of its clubs, folded, without towns."""
        return frozenset(fold(_TOWN.sub("", row.name)) for row in self.rows)

    @property
    def most_played(self) -> int:
        """Matches of the club that has played most."""
        return max((row.played for row in self.rows), default=0)


class RsssfReader:
    """Reader of archive pages; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The archive's name."""
        return "rsssf"

    def recognises(self, name: str, head: str) -> bool:
        """By a title "## Country Season" on a page of the archive, or one and a table under it."""
        if name.casefold().endswith((".csv", ".json")):
            return False
        lines = _LINE_END.split(head)
        first = lines[:_TITLE_WITHIN]
        if _PAGE.search(head) is not None and any(_TITLE.match(line) for line in first):
            return True
        if not any(_bare_title(_TAG.sub("", line[:_LONGEST])) for line in first):
            return False
        return any(_ROW.match(_TAG.sub("", line[:_LONGEST])) for line in lines)

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each row of each final table whose league can be told.

        A table printed again further down is not read twice; one whose league no word tells is
        passed over with a problem.
        """
        page = _Page()
        for number, line in enumerate(_LINE_END.split(text), start=1):
            page.line(number, line[:_LONGEST])
        page.end_table()
        reading = Reading(self.name)
        season = hint.season or page.season
        kept: dict[tuple[str, str, str], _Table] = {}
        places: list[tuple[TableOf, _Table]] = []
        for table in page.tables:
            if season is None or not page.country:
                _tell(
                    reading,
                    file,
                    table,
                    Fault(
                        "no-season", "no heading such as ## Spain 2017/18", "a country and a season"
                    ),
                )
                continue
            if _NOT_FINAL.search(table.title) or _ROUND.match(" ".join(table.headings[-1:])):
                continue
            of = table_of(table.headings, page.country, season)
            if of.competition is None and table.first:
                # The first table of a page without headings is its country's first league.
                of = table_of(["first level"], page.country, season)
            if of.competition is None:
                if any(held.clubs == table.clubs for held in kept.values()):
                    continue  # The same league after a round, or once more at the end.
                _tell(
                    reading,
                    file,
                    table,
                    Fault(
                        "unknown-competition",
                        f"a table under {shortened(' | '.join(table.headings[-3:]), 90)!r}",
                        "a heading that names a league",
                    ),
                )
                continue
            key = (of.competition, of.phase, of.group)
            held = kept.get(key)
            if held is None:
                kept[key] = table
                places.append((of, table))
            elif held.clubs != table.clubs:
                _tell(
                    reading,
                    file,
                    table,
                    Fault(
                        "unknown-competition",
                        f"a second table of {of.competition} with other clubs",
                        "a heading that tells the two apart",
                    ),
                )
            elif _figures(held) != _figures(table) and held.most_played <= table.most_played:
                _tell(
                    reading,
                    file,
                    table,
                    Fault(
                        "tables-differ",
                        f"the table of {of.competition} again, with other figures",
                        f"the figures of line {held.line}",
                    ),
                )
        for of, table in places:
            assert season is not None
            _rows(reading, file, table, of, season)
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading


def _figures(table: _Table) -> set[tuple[int, ...]]:
    return {(r.played, r.won, r.drawn, r.goals_for, r.goals_against, r.points) for r in table.rows}


def _tell(reading: Reading, file: str, table: _Table, fault: Fault) -> None:
    """Tell why a table is passed over; its rows are not counted as read."""
    reading.problems.append(
        Problem(Origin(file, table.line), fault.code, fault.found, fault.expected,
                f"its {len(table.rows)} rows were passed over", refused=False)
    )  # fmt: skip


def _rows(reading: Reading, file: str, table: _Table, of: TableOf, season: Season) -> None:
    win = _points_for_a_win(table)
    assert of.competition is not None
    for number, row in enumerate(table.rows, start=1):
        origin = Origin(file, row.line)
        reading.read += 1
        try:
            if row.won + row.drawn + row.lost != row.played:
                raise Fault("bad-number", f"{row.won}, {row.drawn} and {row.lost} of {row.played}",
                            "won, drawn and lost that make up the matches played")  # fmt: skip
            club = name_cell(_TOWN.sub("", row.name), "club", needed=True)
        except Fault as fault:
            reading.problems.append(fault.problem(origin))
            continue
        reading.rows.append(
            StandingRow(
                origin=origin,
                competition=of.competition,
                season=season,
                position=row.place or number,
                club=club,
                played=row.played,
                won=row.won,
                drawn=row.drawn,
                lost=row.lost,
                goals_for=row.goals_for,
                goals_against=row.goals_against,
                points=row.points,
                deducted=_deducted(row, win, table.notes),
                phase=of.phase,
                group=of.group,
                note=shortened(row.rest, 120),
            )
        )


def _points_for_a_win(table: _Table) -> int:
    """2 or 3, whichever makes most rows right; 0 where neither does (halved points)."""
    right = {
        win: sum(win * row.won + row.drawn == row.points for row in table.rows) for win in (3, 2)
    }
    best = max(right, key=lambda win: right[win])
    return best if right[best] * 2 > len(table.rows) else 0


def _deducted(row: _Line, win: int, notes: str) -> int:
    """Points taken off: where the row lacks them, and a mark or a note says so."""
    if not win:
        return 0
    lacking = win * row.won + row.drawn - row.points
    if lacking <= 0:
        return 0
    marked = _DEDUCTED.search(row.rest)
    if marked is not None or "[*" in row.rest or "deduct" in notes:
        return lacking
    return 0


def _bare_title(line: str) -> tuple[str, str] | None:
    """Country code and season of a title without marks; None if a line is none.

    >>> _bare_title("Italy 1993/94"), _bare_title("Round 5"), _bare_title("Founded 1902")
    (('it', '1993/94'), None, None)
    """
    found = _BARE_TITLE.match(line)
    country = country_of_word(found["country"]) if found is not None else ""
    return (country, found["season"]) if found is not None and country else None


class _Page:
    """What is known while a page is read."""

    def __init__(self) -> None:
        self.country = ""
        self.season: Season | None = None
        self.tables: list[_Table] = []
        # Depth, words and line; ten is the depth of a line that is set off by blank ones.
        self.headings: list[tuple[int, str, int]] = []
        self.title = ""
        self.blank = True
        self.open: _Table | None = None
        self.last: tuple[_Table, int] | None = None
        self.seen_heading = False

    def _titled(self, country: str, season: str) -> None:
        self.end_table()
        self.country = self.country or country
        if self.season is None:
            try:
                self.season = Season.parse(season)
            except ValueError:
                self.season = None

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        if "<" in line:
            line = _TAG.sub("", line)
        text = line.strip()
        title = _TITLE.match(line)
        if title is not None:
            self._titled(country_of_word(title[1]), title[2])
            return
        if not self.country and number <= _TITLE_WITHIN and (bare := _bare_title(line)) is not None:
            self._titled(*bare)
            return
        row = _row_of(number, line) if text and text[0] not in "[#" else None
        if row is not None and (self.open is not None or row.place == 1 or self.title):
            self._add(number, row)
            return
        if self.open is not None and (not text or _RULE.match(line)):
            if not text:
                self.end_table()
            self.blank = not text
            return
        self.end_table()
        if self.last is not None and number - self.last[1] <= _NOTES_FOR:
            self.last[0].notes += f" {text.casefold()}"
        if not text:
            self.blank = True
            return
        heading = _HEADING.match(text)
        small = fold(text)
        if heading is not None:
            said = (heading["hashed"] or heading["bold"]).strip(" *")
            depth = text.count("#") if heading["hashed"] else _SET_OFF - 1
            self._heading(depth, said, number)
            self.title, self.seen_heading = "", True
        elif _TABLE.match(small) or _NOT_FINAL.search(small):
            if _TABLE.match(small) or "table" in small:
                self.title = small
        elif self.blank and _PLAIN.match(text) and not _SCORE.search(text):
            self._heading(_SET_OFF, text, number)
        elif self.title and not small.startswith(("pos", "p ", "nb")):
            self.title = ""
        self.blank = False

    def _heading(self, depth: int, text: str, number: int) -> None:
        self.headings = [entry for entry in self.headings if entry[0] < depth]
        self.headings.append((depth, text, number))

    def _add(self, number: int, row: _Line) -> None:
        if self.open is not None and row.place == 1 and self.open.rows:
            self.end_table()
        if self.open is None:
            self.open = _Table(
                line=number,
                headings=tuple(
                    text
                    for depth, text, line in self.headings
                    if depth < _SET_OFF or number - line <= _NEAR
                ),
                title=self.title,
                first=not self.tables and not self.seen_heading,
            )
        self.open.rows.append(row)
        self.blank = False

    def end_table(self) -> None:
        """Close the table that is open; two rows are none."""
        table, self.open = self.open, None
        if table is None:
            return
        self.title = ""
        if len(table.rows) >= 3:
            self.tables.append(table)
            self.last = (table, table.rows[-1].line)


def _row_of(number: int, line: str) -> _Line | None:
    """A row of a table, None if a line is none."""
    found = _COLUMNS.match(line)
    figures = _from_columns([int(n) for n in found["numbers"].split()]) if found else None
    if found is None or figures is None:
        found = _ROW.match(line)
        if found is None:
            return None
        figures = [int(found[name]) for name in
                   ("played", "won", "drawn", "lost", "gf", "ga", "points")]  # fmt: skip
    rest = found["rest"]
    place = int(found["place"]) if found["place"] else None
    played, won, drawn, lost, goals_for, goals_against, points = figures
    name = _FOOTNOTE.sub("", found["name"]).strip(" .")
    ahead = _POINTS_AHEAD.match(name)
    if ahead is not None and points == goals_for - goals_against:
        # "VASCO  26  19  10  6  3  31-14  17": points first, the difference last.
        if int(ahead[2]) in (2 * won + drawn, 3 * won + drawn):
            name, points = _FOOTNOTE.sub("", ahead[1]), int(ahead[2])
    if not any(c.isalpha() for c in name):
        return None
    return _Line(number, place, name, played, won, drawn, lost, goals_for,
                 goals_against, points, rest.strip())  # fmt: skip


def _from_columns(numbers: list[int]) -> list[int] | None:
    """Played, won, drawn, lost, goals for and against, points, out of plain columns."""
    if len(numbers) == 8:
        played, won, drawn, lost, goals_for, goals_against, difference, points = numbers
        if won + drawn + lost == played and goals_for - goals_against == difference:
            return [played, won, drawn, lost, goals_for, goals_against, points]
    if len(numbers) >= 12:
        played, *both = numbers[:11]
        home, away = both[:5], both[5:]
        won, drawn, lost, goals_for, goals_against = (
            h + a for h, a in zip(home, away, strict=True)
        )
        if won + drawn + lost == played:
            return [played, won, drawn, lost, goals_for, goals_against, numbers[11]]
    return None
