"""A brief as plain text: short first, one section below another, folded at the width asked for.

No control code is ever written unless colour is asked for, and colour carries nothing that the
words do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matchdesk.brief.layout import Block, Column, Grid, Item, Line, Section
from matchdesk.brief.words import MONTHS, NO_BREAK, ascii_only, tidy, width_of

NARROWEST = 40
"""Columns; a page asked to be narrower is this wide."""
LABEL = 34
"""A label wider than this is no column of its own."""
LEAST = 22
"""A column that wraps is never narrower than this."""

_BLANKS = re.compile(r"( +)")
# "3 February" and "3 Feb" are not parted at the end of a line.
_DAY = re.compile(rf"\b(\d{{1,2}}) (?={'|'.join(month[:3] for month in MONTHS)})")
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render(
    sections: Iterable[Section], *, width: int = 100, colour: bool = False, unicode: bool = True
) -> str:
    """Sections as text; every line ends in a line feed and is at most ``width`` columns wide.

    Args:
        sections: in the order in which they are shown.
        width: columns of the page, at least :data:`NARROWEST`.
        colour: bold headings and faint notes, as ANSI control codes.
        unicode: False replaces every letter and mark that is not ASCII.
    """
    page = _Page(max(width, NARROWEST), colour, unicode)
    for section in sections:
        page.section(section)
    return "\n".join(page.lines).strip("\n") + "\n"


def fold(text: str, width: int, hang: int = 0) -> list[str]:
    """Lines of at most ``width`` columns, broken at blanks; later ones begin ``hang`` columns in.

    A word that is too long for a line is cut. Several blanks in a row stay where they are not at a
    break.

    >>> fold("Real Madrid's fourth home defeat", 20, 2)
    ["Real Madrid's fourth", '  home defeat']
    """
    lines: list[str] = []
    line, gap = "", ""
    for part in _BLANKS.split(text.strip(" ")):
        if not part:
            continue
        if part.isspace() and NO_BREAK not in part:
            gap = part
            continue
        word = part
        if line.strip() and width_of(line) + width_of(gap) + width_of(word) <= width:
            line += gap + word
            gap = ""
            continue
        if line.strip():
            lines.append(line)
        line, gap = " " * hang if lines else "", ""
        while width_of(line) + width_of(word) > width:
            cut = _head(word, width - width_of(line))
            lines.append(line + cut)
            line, word = " " * hang, word[len(cut) :]
        line += word
    if line.strip() or not lines:
        lines.append(line)
    return [line.replace(NO_BREAK, " ") for line in lines]


def _head(word: str, width: int) -> str:
    """As much of a word as fits; at least one letter."""
    used, count = 0, 0
    for letter in word:
        used += width_of(letter)
        if used > width and count:
            break
        count += 1
    return word[:count]


def _padded(text: str, width: int, column: Column) -> str:
    blanks = " " * max(width - width_of(text), 0)
    return blanks + text if column.align == "right" else text + blanks


@dataclass(slots=True)
class _Fit:
    """Columns of a table that are shown, and how wide."""

    shown: list[int]
    widths: dict[int, int]
    below: list[int]


class _Page:
    """Lines of text, one below another."""

    def __init__(self, width: int, colour: bool, unicode: bool) -> None:
        self.width = width
        self.colour = colour
        self.unicode = unicode
        self.lines: list[str] = []

    # Words ------------------------------------------------------------------------------------

    def say(self, text: str) -> str:
        """Text as it may be printed."""
        parts = (tidy(part) for part in text.split(NO_BREAK))
        return NO_BREAK.join(parts if self.unicode else (ascii_only(part) for part in parts))

    def put(self, line: str, style: str = "plain") -> None:
        """One finished line."""
        line = line.rstrip()
        if self.colour and line:
            code = {"title": _BOLD, "lead": _BOLD, "note": _DIM}.get(style, "")
            line = f"{code}{line}{_OFF}" if code else line
        self.lines.append(line)

    def words(self, text: str, indent: int = 0, hang: int = 2, style: str = "plain") -> None:
        """Folded words."""
        kept = _DAY.sub(rf"\1{NO_BREAK}", self.say(text))
        for line in fold(kept, self.width - indent, hang):
            self.put(" " * indent + line, style)

    # Sections ---------------------------------------------------------------------------------

    def section(self, section: Section) -> None:
        """One section, with a blank line above it."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        base = 0 if section.key in ("match", "tie") else 2
        blocks = list(section.blocks)
        title = self.say(section.title)
        first = blocks[0] if blocks else None
        if isinstance(first, Grid) and not section.aside and title:
            self.grid(first, base, title)
            del blocks[0]
        elif title or section.aside:
            self.beside(title, section.aside, 0, "title")
        number = 0
        while number < len(blocks):
            block = blocks[number]
            if isinstance(block, Line) and block.label:
                run = number
                while run < len(blocks) and _labelled(blocks[run]):
                    run += 1
                self.labelled(blocks[number:run], base)
                number = run
                continue
            self.block(block, base)
            number += 1

    def block(self, block: Block, base: int) -> None:
        """One block."""
        if isinstance(block, Grid):
            self.grid(block, base, "")
        elif isinstance(block, Item):
            mark = f"{block.mark} {block.text}" if block.mark else block.text
            self.words(mark, base, 4)
            for note in block.notes:
                self.words(note, base + 4, 2)
        elif block.aside:
            self.beside(self.say(block.text), block.aside, base + _inner(block), block.style)
        else:
            self.words(block.text, base + _inner(block), block.hang, block.style)

    def beside(self, text: str, aside: str, indent: int, style: str) -> None:
        """Words with others at the right edge, below where there is no room."""
        aside = self.say(aside)
        room = self.width - indent - width_of(text) - width_of(aside)
        if aside and room >= 3:
            self.put(" " * indent + text.replace(NO_BREAK, " ") + " " * room + aside, style)
            return
        if text:
            self.words(text, indent, 2, style)
        if aside:
            self.words(aside, indent, 2, "plain")

    def labelled(self, lines: Sequence[Block], base: int) -> None:
        """Lines with labels, in two columns where the page is wide enough."""
        held = [line for line in lines if isinstance(line, Line)]
        widest = max(width_of(self.say(line.label)) for line in held)
        for line in held:
            indent = base + _inner(line)
            label = self.say(line.label)
            if widest <= LABEL and self.width - indent - widest >= 2 * LEAST:
                folded = fold(self.say(line.text), self.width - indent - widest - 3)
                for number, part in enumerate(folded):
                    head = label if number == 0 else ""
                    blanks = " " * (widest - width_of(head) + 3)
                    self.put(" " * indent + head + blanks + part)
            else:
                self.words(f"{label}: {line.text}", indent, 2)

    # Tables -----------------------------------------------------------------------------------

    def grid(self, grid: Grid, base: int, title: str) -> None:
        """A table; its own heading line carries the section's title where there is room."""
        texts = [[self.say(cell.text) for cell in row] for row in grid.rows]
        heads = [self.say(column.title) for column in grid.columns]
        fit = self._fit(grid, texts, heads, self.width - base)
        if fit is None:
            if title:
                self.words(title, 0, 2, "title")
            for line in grid.folded:
                self.block(line, base)
            return
        self._widen(grid, heads, fit, base, title)
        self._head(grid, heads, fit, base, title)
        for cells in texts:
            self._row(grid.columns, cells, fit, base)

    def _widen(self, grid: Grid, heads: list[str], fit: _Fit, base: int, title: str) -> None:
        """Room for the section's title over the columns without a heading, where there is some."""
        leading: list[int] = []
        for n in fit.shown:
            if heads[n]:
                break
            leading.append(n)
        words = [n for n in leading if grid.columns[n].align == "left"]
        if not title or not words or len(leading) == len(fit.shown):
            return
        gaps = sum(grid.columns[n].gap for n in fit.shown[1:])
        used = base + sum(fit.widths[n] for n in fit.shown) + gaps
        lead = base + sum(fit.widths[n] for n in leading)
        lead += sum(grid.columns[n].gap for n in leading[1:])
        after = fit.shown[len(leading)]
        lead += grid.columns[after].gap
        if grid.columns[after].align == "right":
            lead += fit.widths[after] - width_of(heads[after])
        more = width_of(title) + 2 - lead
        if 0 < more <= self.width - used:
            fit.widths[words[-1]] += more

    def _head(self, grid: Grid, heads: list[str], fit: _Fit, base: int, title: str) -> None:
        """The heading line, if any column has a heading."""
        named = [n for n in fit.shown if heads[n]]
        line = ""
        for place, n in enumerate(fit.shown):
            gap = grid.columns[n].gap if place else 0
            line += " " * gap + _padded(heads[n], fit.widths[n], grid.columns[n])
        line = " " * base + line
        if title:
            free = len(line) - len(line.lstrip(" ")) if named else 0
            if named and width_of(title) + 2 <= free:
                self.put(title + line[width_of(title) :], "title")
                return
            self.words(title, 0, 2, "title")
        if named:
            self.put(line, "note" if title else "title")

    def _row(self, columns: Sequence[Column], cells: Sequence[str], fit: _Fit, base: int) -> None:
        folded = {}
        for n in fit.shown:
            inset = len(cells[n]) - len(cells[n].lstrip(" "))
            lines = fold(cells[n], fit.widths[n] - inset)
            folded[n] = [" " * inset + line for line in lines] if inset else lines
        for number in range(max((len(lines) for lines in folded.values()), default=0)):
            line = ""
            for place, n in enumerate(fit.shown):
                part = folded[n][number] if number < len(folded[n]) else ""
                gap = columns[n].gap if place else 0
                line += " " * gap + _padded(part, fit.widths[n], columns[n])
            self.put(" " * base + line)
        for n in fit.below:
            if cells[n]:
                self.words(cells[n], base + 4, 0, "note")

    def _fit(self, grid: Grid, texts: list[list[str]], heads: list[str], room: int) -> _Fit | None:
        """Which columns fit, and how wide; None where the folded form is to be used."""
        columns = grid.columns
        widths = {
            n: max([width_of(heads[n]), *(width_of(row[n]) for row in texts)])
            for n in range(len(columns))
        }
        # An empty column takes no room.
        shown = [n for n in range(len(columns)) if widths[n]]
        below: list[int] = []

        def needed() -> int:
            return sum(widths[n] for n in shown) + sum(columns[n].gap for n in shown[1:])

        wrapping = [n for n in shown if columns[n].wrap]
        while needed() > room and not wrapping:
            worst = max((columns[n].drop for n in shown), default=0)
            if not worst:
                break
            below += [n for n in shown if columns[n].drop == worst and columns[n].below]
            shown = [n for n in shown if columns[n].drop != worst]
        if needed() <= room:
            return _Fit(shown, widths, below)
        if wrapping:
            fixed = needed() - sum(widths[n] for n in wrapping)
            if self._share(widths, wrapping, room - fixed):
                return _Fit(shown, widths, below)
        if grid.folded:
            return None
        # The widest column of words gives way.
        words = [n for n in shown if columns[n].align == "left"] or shown
        widest = max(words, key=lambda n: widths[n])
        widths[widest] = max(widths[widest] - (needed() - room), 4)
        return _Fit(shown, widths, below)

    def _share(self, widths: dict[int, int], wrapping: list[int], room: int) -> bool:
        """Share room among columns that wrap: each what it needs, the others alike."""
        left = sorted(wrapping, key=lambda n: widths[n])
        while left:
            each = room // len(left)
            n = left.pop(0)
            if widths[n] > each:
                if each < LEAST:
                    return False
                widths[n] = each
            room -= widths[n]
        return True


def _inner(line: Line) -> int:
    return 2 if line.style == "sub" else 0


def _labelled(block: Block) -> bool:
    return isinstance(block, Line) and bool(block.label)
