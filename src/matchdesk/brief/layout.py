"""What a brief is made of before it is text or a page: sections of lines, tables and marks.

Sections build these once; :mod:`.text` and :mod:`.html` lay them out. So the words are the same
everywhere. A cell may name the matches that its figure rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right", "centre"]
Style = Literal["plain", "lead", "sub", "note"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure or name in a table; ``rows`` are ids of the matches that it rests on."""

    text: str
    rows: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: heading, "" for none; a section's own title then takes its place.
        drop: where the page is narrow, columns with the highest number go first; 0 stays.
        below: where the column is dropped, its cells stand on a line of their own below.
        wrap: long cells go on in the next line.
        gap: blanks before the column.
    """

    title: str = ""
    align: Align = "left"
    drop: int = 0
    below: bool = False
    wrap: bool = False
    gap: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a few words, folded at the width of the page.

    ``label`` stands before it in a column of its own, as wide as the widest label beside it.
    ``aside`` stands at the right edge where there is room, else below; lines that go on begin
    ``hang`` columns in.
    """

    text: str
    style: Style = "plain"
    label: str = ""
    aside: str = ""
    rows: tuple[str, ...] = ()
    hang: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A marked finding with what belongs to it below; ``mark`` is a sign, ``word`` says it."""

    mark: str
    word: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``folded`` is what stands in its place where its columns do not fit."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: tuple[Line, ...] = ()
    caption: str = ""


Block = Line | Item | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """One section: a key (that of the JSON), a title in small letters, and its blocks."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    aside: str = ""


def cells(*texts: str) -> tuple[Cell, ...]:
    """Cells without more than their text."""
    return tuple(Cell(text) for text in texts)
