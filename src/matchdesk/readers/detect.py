"""Which format a file is in, and reading it: decode, recognise, read."""

from __future__ import annotations

import codecs
import difflib
from typing import Protocol

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import Hint, Reading
from matchdesk.core.text import fold
from matchdesk.errors import SourceError, UsageError
from matchdesk.readers.checks import shortened
from matchdesk.readers.datahub import DatahubReader
from matchdesk.readers.engsoccerdata import DeductionsReader, EngsoccerdataReader
from matchdesk.readers.football_data import FootballDataReader
from matchdesk.readers.football_data_extra import FootballDataExtraReader
from matchdesk.readers.football_json import FootballJsonReader
from matchdesk.readers.football_txt import FootballTxtReader
from matchdesk.readers.footballcsv import FootballCsvReader, ManyLeaguesReader
from matchdesk.readers.goal_list import GoalListReader
from matchdesk.readers.incidents import IncidentsReader
from matchdesk.readers.internationals import (
    FormerNamesReader,
    InternationalGoalsReader,
    InternationalsReader,
    ShootOutsReader,
)
from matchdesk.readers.odds_tables import AverageOddsReader, Bet365OddsReader
from matchdesk.readers.plain import PLAIN_READERS
from matchdesk.readers.published_tables import (
    DeductedPointsReader,
    PointsTablesReader,
    PublishedTablesReader,
)
from matchdesk.readers.rsssf import RsssfReader
from matchdesk.readers.rulebook import RulebookReader
from matchdesk.readers.worldcup_database import WORLD_CUP_READERS

__all__ = [
    "HEAD",
    "READERS",
    "Reader",
    "beginning",
    "decode",
    "read_text",
    "reader_for",
    "reader_named",
]

# Characters of a file that a reader is shown to recognise it.
HEAD = 4096


class Reader(Protocol):
    """One format."""

    @property
    def name(self) -> str:
        """Word for ``--format``, stable."""

    def recognises(self, name: str, head: str) -> bool:
        """True if a file of this name (without folders) and beginning is of the format."""

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of a whole file; ``file`` is the name for origins.

        Raises:
            SourceError: the file as a whole cannot be read (a column is missing, …). A fault in
                one row never raises.
        """


# The first that recognises a file reads it: narrow formats before wide ones.
READERS: tuple[Reader, ...] = (
    RulebookReader(),
    FootballDataReader(),
    FootballDataExtraReader(),
    FootballCsvReader(),
    ManyLeaguesReader(),
    EngsoccerdataReader(),
    DeductionsReader(),
    GoalListReader(),
    AverageOddsReader(),
    Bet365OddsReader(),
    DatahubReader(),
    InternationalsReader(),
    InternationalGoalsReader(),
    ShootOutsReader(),
    FormerNamesReader(),
    *WORLD_CUP_READERS,
    PublishedTablesReader(),
    PointsTablesReader(),
    DeductedPointsReader(),
    FootballJsonReader(),
    IncidentsReader(),
    *PLAIN_READERS,
    RsssfReader(),
    FootballTxtReader(),
)


def reader_for(name: str, head: str) -> Reader | None:
    r"""The reader of a file by its name and its beginning, None if no format fits.

    >>> found = reader_for("mine.csv", "date,home,away,competition,season,score\n")
    >>> found.name if found else None
    'results'
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = head[:HEAD].removeprefix("\ufeff")
    return next((reader for reader in READERS if reader.recognises(base, shown)), None)


def reader_named(name: str) -> Reader:
    """The reader of a format by its word.

    Raises:
        UsageError: no such format; ``near`` holds the nearest words.
    """
    wanted = fold(name)
    for reader in READERS:
        if fold(reader.name) == wanted:
            return reader
    words = {fold(reader.name): reader.name for reader in READERS}
    near = [words[w] for w in difflib.get_close_matches(wanted, words, n=3, cutoff=0.4)]
    raise UsageError(
        f"no format {name!r}; known formats: {', '.join(reader.name for reader in READERS)}",
        code="unknown-format",
        near=near,
    )


def read_text(text: str, file: str, hint: Hint, format: str | None = None) -> Reading:
    """Read one file, its text already decoded.

    Args:
        text: the whole file.
        file: its name as the caller knows it; it stands in every origin.
        hint: competition and season, where the file does not say them.
        format: a reader's name; None to recognise it.

    Raises:
        SourceError: of no known format, or it cannot be read as a whole.
        UsageError: no such format.
    """
    text = text.removeprefix("\ufeff")
    reader = reader_named(format) if format is not None else reader_for(file, text[:HEAD])
    if reader is None:
        raise SourceError(
            f"{file}: of no known format: {beginning(text)}; expected a header such as "
            "date,home,away,competition,season,score, or one of the formats of docs/formats, which "
            "--format names. Nothing was imported",
            code="unknown-format",
        )
    return reader.read(text, file, hint)


def beginning(text: str) -> str:
    """What a file of no known format begins with, in a few words."""
    first = next((line for line in text[:HEAD].splitlines() if line.strip()), "")
    return f"its first line is {shortened(first)!r}" if first else "it is empty"


# What people take for a table of text, by the bytes that it begins with.
_OTHER_FILES = {
    b"PK\x03\x04": "this is a workbook, or an archive under another name, and no text; save the "
    "sheet as CSV, or call the archive .zip",
    b"\xd0\xcf\x11\xe0": "this is an old workbook or document and no text; save the sheet as CSV",
    b"%PDF": "this is a PDF and no text; copy its results into a CSV",
}


def decode(data: bytes, file: str = "") -> tuple[str, list[Problem]]:
    """Text of a file, and what was wrong with its encoding.

    UTF-8 with or without a byte order mark, UTF-16 with one; anything else is read as
    Windows-1252 and kept with the problem ``encoding``.

    Raises:
        SourceError: it holds NUL characters, so it is no text.

    >>> decode("Leganés".encode("cp1252"))[0]
    'Leganés'
    """
    problems: list[Problem] = []
    where = f"{file}: " if file else ""
    for begun, told in _OTHER_FILES.items():
        if data.startswith(begun):
            raise SourceError(f"{where}{told}; nothing was read", code="not-text")
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise SourceError(
                f"{where}it begins as UTF-16 but cannot be read so ({fault.reason} at byte "
                f"{fault.start}); save it as UTF-8",
                code="encoding",
            ) from None
        line = data[: fault.start].count(b"\n") + 1
        # Five byte values mean nothing in Windows-1252; each becomes U+FFFD, and nothing is lost
        # in silence: the problem says so.
        text = data.decode("cp1252", errors="replace")
        problems.append(
            Problem(
                Origin(file, line), "encoding", f"byte 0x{data[fault.start]:02X}, not UTF-8",
                "UTF-8", "the file was read as Windows-1252", refused=False,
            )
        )  # fmt: skip
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SourceError(
            f"{where}line {line} holds a NUL character, so this is no text file; nothing was read",
            code="not-text",
        )
    return text, problems
