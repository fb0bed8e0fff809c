"""Cells of a CSV file: splitting them, and reading one value at a time.

A value that cannot be read raises :class:`~matchdesk.readers.checks.Fault`; the caller turns it
into a Problem and goes on with the next row.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from matchdesk.core.competition import COMPETITION_ID, ROUND, CompetitionId
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.readers.checks import LONGEST_NAME, Fault, shortened, zone_known

__all__ = [
    "LONGEST_CELL",
    "also_cell",
    "competition_cell",
    "date_cell",
    "escaped",
    "group_cell",
    "header_line",
    "minute_cell",
    "name_cell",
    "number_cell",
    "odds_cell",
    "round_cell",
    "rows_of",
    "score_cell",
    "season_cell",
    "separator_of",
    "text_cell",
    "time_cell",
    "unescaped",
    "word_cell",
    "yes_no_cell",
    "zone_cell",
]

# Longer than any licence notice; the csv module stops at 131,072 characters by itself.
LONGEST_CELL = 100_000
_SEPARATORS = ",;\t"
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_UNCLOSED = 20
# What a spreadsheet takes for a formula, behind any apostrophes; numbers are harmless.
_FORMULA = re.compile(r"'*[=+\-@\t]")
_MARKS = frozenset("'=+-@\t")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_MINUTE = re.compile(r"([0-9]{1,3})(?:\s*\+\s*([0-9]{1,2}))?['’]?")
_GROUP = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,19}")


def header_line(text: str) -> str:
    """The first line that is not blank."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip("\r")
        if line.strip():
            return line
        start = end + 1
    return ""


def separator_of(header: str) -> str:
    """The mark between the cells: the one of comma, semicolon and tab that the header has most.

    >>> separator_of("date;home;away,x")
    ';'
    """
    return max(_SEPARATORS, key=header.count)


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Rows of a CSV text with the line on which each begins, the header too; blank rows are none.

    A row whose cells are all empty is blank; so is a header that stands again, as in files put
    one behind the other. A row that breaks the quoting is given as a Fault and
    the next line is read afresh, so a quote that is never closed costs one row and not the rest.
    """
    # Not str.splitlines: it takes form feeds and U+2028 for line ends, which may stand in a cell.
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    first, unclosed = 0, 0
    header: list[str] | None = None
    while first < len(lines):
        # Past a number of unclosed quotes every line is a row: no cell runs over several lines.
        last = len(lines) if unclosed < _MOST_UNCLOSED else first + 1
        reader = csv.reader(
            (f"{lines[n]}\n" for n in range(first, last)), delimiter=separator, strict=True
        )
        before = 0
        while True:
            start = first + before + 1
            try:
                cells = next(reader)
            except StopIteration:
                first = last
                break
            except csv.Error as fault:
                if "unexpected end of data" in str(fault):
                    yield start, Fault("quotes", "a quote that is never closed", "a closing quote")
                    unclosed += 1
                    first = start
                    break
                # The csv module starts afresh with the next line by itself.
                yield start, Fault("quotes", str(fault), "cells in whole quotes, or in none")
                before = reader.line_num
                continue
            before = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = cells
            elif cells[0].lstrip("\ufeff") == header[0] and _again(cells, header):
                continue
            yield start, cells


def _again(cells: list[str], header: list[str]) -> bool:
    """True for the header once more; columns without a name at the end may differ."""
    one, other = ([cell.strip() for cell in row] for row in (cells, header))
    one[0] = one[0].lstrip("\ufeff")
    for row in (one, other):
        while row and not row[-1]:
            row.pop()
    return one == other


def escaped(text: str) -> str:
    """Text as it stands in a cell: with an apostrophe before what a spreadsheet would calculate.

    That is text which begins with "=", "+", "-", "@" or a tab, plain numbers aside.

    >>> escaped("=SUM(A1)"), escaped("-3"), escaped("'=x"), escaped("Real Madrid")
    ("'=SUM(A1)", '-3', "''=x", 'Real Madrid')
    """
    if text[:1] not in _MARKS or not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def unescaped(cell: str) -> str:
    """The text of a cell without the apostrophe of :func:`escaped`."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def text_cell(cell: str, column: str) -> str:
    """Free text: spaces at the ends are cut, line breaks inside stay."""
    if len(cell) > LONGEST_CELL:
        raise Fault("bad-text", f"{column}: {len(cell)} characters", f"at most {LONGEST_CELL}")
    text = unescaped(cell.strip()).strip()
    if not text.isprintable():
        for mark in text:
            if not mark.isprintable() and not mark.isspace():
                _refuse_mark(mark, column)
    return text


def _refuse_mark(mark: str, column: str) -> None:
    # Joiners and direction marks are part of some scripts; control characters are not.
    if unicodedata.category(mark) in ("Cc", "Cs", "Cn"):
        raise Fault("bad-text", f"{column} holds U+{ord(mark):04X}", "text without control marks")


# What a page or a sheet puts around a name to turn its direction, and marks without a width: copied
# along, they would turn the line of every answer, or make a second club of the same letters.
_DIRECTIONS = dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x00AD, 0x200B, 0xFEFF)
)


def name_cell(cell: str, column: str, *, needed: bool = False) -> str:
    """A name: one line, single spaces; "" only where it is not needed.

    One that begins as a formula is refused, unless an apostrophe says that it is text.
    """
    name = (
        cell if cell.isalnum() else " ".join(text_cell(cell, column).translate(_DIRECTIONS).split())
    )
    if not name:
        if needed:
            raise Fault("empty", f"{column} is empty", "a name")
        return ""
    if name[0] in "=@" and cell.strip()[0] != "'":
        raise Fault("formula", f"{column} is {shortened(name)!r}", "a name, not a formula")
    if len(name) > LONGEST_NAME:
        raise Fault(
            "bad-text",
            f"{column} has {len(name)} characters",
            f"a name of at most {LONGEST_NAME}",
        )
    return name


@lru_cache(maxsize=65536)
def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def date_cell(cell: str, column: str, *, needed: bool = False) -> dt.date | None:
    """A day "2018-01-24", None where empty."""
    text = cell.strip()
    if not text:
        if needed:
            raise Fault("empty", f"{column} is empty", "a day such as 2018-01-24")
        return None
    day = _day(text) if _DATE.fullmatch(text) else None
    if day is None:
        raise Fault("bad-date", f"{column} is {shortened(text)!r}", "a day such as 2018-01-24")
    return day


@lru_cache(maxsize=4096)
def _season(text: str) -> Season | None:
    try:
        return Season.parse(text)
    except ValueError:
        return None


def season_cell(cell: str, column: str) -> Season:
    """A season "2017-18" or "2018"."""
    text = cell.strip()
    season = _season(text) if text else None
    if season is None or not 1850 <= season.start <= 2199:
        raise Fault("bad-season", f"{column} is {shortened(text)!r}", "a season: 2017-18 or 2018")
    return season


def competition_cell(cell: str, column: str) -> CompetitionId:
    """A competition id."""
    text = cell.strip()
    if not COMPETITION_ID.match(text):
        raise Fault(
            "bad-competition",
            f"{column} is {shortened(text)!r}",
            "a competition id such as es.1, es.cup, uefa.cl or friendly",
        )
    return CompetitionId(text)


@lru_cache(maxsize=4096)
def _score(text: str) -> Score | None:
    try:
        return Score.parse(text)
    except ValueError:
        return None


def score_cell(cell: str, column: str) -> Score | None:
    """A score "2-1", None where empty."""
    text = cell.strip()
    if not text:
        return None
    score = _score(text)
    if score is None:
        raise Fault("bad-score", f"{column} is {shortened(text)!r}", "a score such as 2-1")
    return score


def number_cell(cell: str, column: str, least: int, most: int) -> int | None:
    """A whole number within bounds, None where empty."""
    text = cell.strip()
    if not text:
        return None
    plain = text[1:] if text[0] in "+-" else text
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 12):
        raise Fault("bad-number", f"{column} is {shortened(text)!r}", "a whole number")
    number = int(text)
    if not least <= number <= most:
        raise Fault("bad-number", f"{column} is {number}", f"a number from {least} to {most}")
    return number


def odds_cell(cell: str, column: str) -> float:
    """Decimal odds "2.35", above 1."""
    text = cell.strip()
    if not text:
        raise Fault("empty", f"{column} is empty", "decimal odds such as 2.35")
    if _NUMBER.fullmatch(text) and 1.0 < (odds := float(text.replace(",", "."))) <= 10_000:
        return odds
    raise Fault("bad-number", f"{column} is {shortened(text)!r}", "decimal odds such as 2.35")


def time_cell(cell: str, column: str) -> str | None:
    """A time of day as "HH:MM", None where empty."""
    text = cell.strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if found is None:
        raise Fault("bad-time", f"{column} is {shortened(text)!r}", "a time such as 21:30")
    return f"{int(found[1]):02d}:{found[2]}"


def zone_cell(cell: str, column: str) -> str:
    """The name of a time zone, "" where empty."""
    text = cell.strip()
    if text and not zone_known(text):
        raise Fault("bad-zone", f"{column} is {shortened(text)!r}", "a zone such as Europe/Madrid")
    return text


def word_cell(cell: str, column: str, words: tuple[str, ...]) -> str:
    """One of the words that a column allows, in small letters; "" where empty."""
    text = cell.strip()
    if not text or text in words:
        return text
    small = text.casefold()
    if small in words:
        return small
    shown = " ".join(word for word in words if word)
    raise Fault("bad-word", f"{column} is {shortened(text)!r}", f"one of: {shown}")


_ROUNDS = {
    "f": "final", "sf": "semi_final", "semi": "semi_final", "semifinal": "semi_final",
    "qf": "quarter_final", "quarterfinal": "quarter_final", "3rd_place": "third_place",
    "third_place_match": "third_place", "third_place_play_off": "third_place",
    "third_place_playoff": "third_place", "playoff": "play_off", "play_offs": "play_off",
    "playoffs": "play_off", "preliminary_round": "preliminary",
    **{f"{word}{n}": f"round_of_{n}" for n in (16, 32, 64, 128) for word in ("r", "last_", "last")},
}  # fmt: skip
_LETTER = re.compile(r"(?:group|gruppe|grupo|groupe|girone|poule|pool)[\s_-]*(\w)", re.IGNORECASE)


def round_cell(cell: str, column: str) -> str:
    """A round in the words of the contract, or a matchday number; "" where empty.

    Hyphens, capitals, plurals and the usual short forms are read too. "Round 5" is not: it may be a
    matchday or a round of a cup.

    >>> round_cell("Quarter-finals", "round"), round_cell("R16", "round"), round_cell("7", "round")
    ('quarter_final', 'round_of_16', '7')
    """
    text = cell.strip()
    small = re.sub(r"[\s-]+", "_", text.casefold())
    small = small.removesuffix("s") if small.endswith("finals") else small
    small = _ROUNDS.get(small, small)
    if text and (not ROUND.match(small) or (small != text and re.match(r"round_\d", small))):
        raise Fault(
            "bad-word",
            f"{column} is {shortened(text)!r}",
            "a matchday number or a round such as round_of_16, quarter_final, semi_final, final",
        )
    return small


def group_cell(cell: str, column: str) -> str:
    """A group: the bare letter, number or short word; "" where empty.

    >>> group_cell("Group b", "group"), group_cell("c", "group"), group_cell("East", "group")
    ('B', 'C', 'East')
    """
    text = cell.strip()
    if found := _LETTER.fullmatch(text):
        return found[1].upper()
    if text and not _GROUP.fullmatch(text):
        raise Fault("bad-word", f"{column} is {shortened(text)!r}", "a group such as A or 1")
    return text.upper() if len(text) == 1 else text


def yes_no_cell(cell: str, column: str) -> bool | None:
    """The words "yes" and "no" (or true and false, 1 and 0), None where empty."""
    said = {"true": "yes", "1": "yes", "y": "yes", "false": "no", "0": "no", "n": "no"}
    word = word_cell(said.get(cell.strip().casefold(), cell), column, ("yes", "no"))
    return word == "yes" if word else None


def minute_cell(cell: str, column: str) -> tuple[int | None, int | None]:
    """A minute of a match "31", "90+4": (minute, added); (None, None) where empty.

    >>> minute_cell("45+2", "minute"), minute_cell("31", "minute")
    ((45, 2), (31, None))
    """
    text = cell.strip()
    if not text:
        return None, None
    found = _MINUTE.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= 130:
        raise Fault(
            "bad-minute", f"{column} is {shortened(text)!r}", "a minute from 1 to 130, or 90+4"
        )
    return int(found[1]), int(found[2]) if found[2] else None


def also_cell(cell: str, column: str) -> tuple[str, ...]:
    """Other names, separated by "|"."""
    if not cell.strip():
        return ()
    names = (name_cell(part, column) for part in cell.split("|"))
    return tuple(dict.fromkeys(name for name in names if name))
