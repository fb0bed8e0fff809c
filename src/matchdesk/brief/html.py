"""A page that needs nothing else: no script, no other host, everything escaped.

Figures that rest on matches are links to a panel with those rows; a panel opens without a script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from matchdesk.brief.layout import Block, Cell, Column, Grid, Item, Line, Section
from matchdesk.brief.style import POLICY, STYLE
from matchdesk.brief.words import tidy

_WIDE = re.compile(" {2,}")
_SCORE = re.compile(r"(?<![\w-])\d{1,2}-\d{1,2}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands behind a figure: its matches in words, the rule and the coverage."""

    rows: tuple[str, ...]
    rule: str = ""
    coverage: str = ""


@dataclass
class Panels:
    """The panels that a page links to; each set of matches has one.

    Args:
        tell: gives the panel of some match ids, None where nothing is known of them.
    """

    tell: Callable[[tuple[str, ...]], Panel | None] = lambda ids: None
    _numbers: dict[tuple[str, ...], tuple[int, Panel]] = field(default_factory=dict)

    def link(self, ids: tuple[str, ...]) -> str:
        """Where the panel of some matches is, "" where there is none."""
        if not ids:
            return ""
        if ids not in self._numbers:
            panel = self.tell(ids)
            if panel is None or not panel.rows:
                return ""
            self._numbers[ids] = (len(self._numbers) + 1, panel)
        return f"#rows-{self._numbers[ids][0]}"

    def html(self) -> str:
        """All panels that were linked to."""
        return "\n".join(
            f'<section class="panel" id="rows-{number}" aria-label="Rows behind the figure">'
            f'<a class="close" href="#top">close</a><h3>{_many(panel.rows)}</h3>'
            f"<ul>{''.join(f'<li>{words(row)}</li>' for row in panel.rows)}</ul>"
            + (f"<p>Rule: {words(panel.rule)}</p>" if panel.rule else "")
            + (f'<p class="note">Held: {words(panel.coverage)}</p>' if panel.coverage else "")
            + "</section>"
            for number, panel in self._numbers.values()
        )


def _many(rows: Sequence[str]) -> str:
    return "It rests on one match" if len(rows) == 1 else f"It rests on {len(rows)} matches"


def page(title: str, body: str, contents: Sequence[tuple[str, str]] = ()) -> str:
    """A whole page.

    Args:
        title: not yet escaped.
        body: the page's own HTML, everything in it escaped.
        contents: (id, words) of the sections that it lists at the top.
    """
    listed = "".join(
        f'<li><a href="#{words(key)}">{words(told)}</a></li>' for key, told in contents
    )
    nav = f'<nav aria-label="Sections"><ul>{listed}</ul></nav>\n' if listed else ""
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{words(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body id="top">\n{nav}<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


def render(
    sections: Iterable[Section],
    title: str,
    *,
    panels: Panels | None = None,
    after: Mapping[str, str] | None = None,
) -> str:
    """Sections as a page of HTML.

    Figures carry the ids of the matches that they rest on in ``data-rows``.

    Args:
        sections: in the order in which they are shown.
        title: title of the page, not yet escaped.
        panels: what stands behind figures; without it they are no links.
        after: HTML, escaped, to stand at the end of a section, by its key.
    """
    panels = panels or Panels()
    seen: Counter[str] = Counter()
    parts: list[str] = []
    contents: list[tuple[str, str]] = []
    for section in sections:
        seen[section.key] += 1
        again = f"-{seen[section.key]}" if seen[section.key] > 1 else ""
        name = f"{section.key}{again}"
        extra = (after or {}).get(section.key, "") if not again else ""
        parts.append(_section(section, name, panels, extra))
        if section.title and section.key != "match":
            contents.append((name, section.title))
    return page(title, "\n".join([*parts, panels.html()]), contents)


def words(text: str) -> str:
    """Text escaped for a page, without control characters."""
    # A wide gap sets words apart in text; a page would close it up.
    return escape(_WIDE.sub(" \u2003", tidy(text).strip(" ")), quote=True)


def _section(section: Section, name: str, panels: Panels, extra: str) -> str:
    head = "h1" if section.key == "match" else "h2"
    parts = [f'<section id="{words(name)}">']
    if section.title:
        parts.append(f"<{head}>{words(section.title)}</{head}>")
    if section.aside:
        parts.append(f'<p class="aside">{words(section.aside)}</p>')
    number = 0
    while number < len(section.blocks):
        block = section.blocks[number]
        if isinstance(block, Item):
            last = number
            while last < len(section.blocks) and isinstance(section.blocks[last], Item):
                last += 1
            items = (b for b in section.blocks[number:last] if isinstance(b, Item))
            parts.append(f'<ul class="plain">\n{"".join(_item(item) for item in items)}</ul>')
            number = last
            continue
        parts.append(_block(block, panels))
        number += 1
    if extra:
        parts.append(extra)
    return "\n".join((*parts, "</section>"))


def _block(block: Block, panels: Panels) -> str:
    if isinstance(block, Grid):
        return _grid(block, panels)
    if isinstance(block, Item):
        return _item(block)
    return _line(block, panels)


def _line(line: Line, panels: Panels) -> str:
    aside = f' <span class="aside">{words(line.aside)}</span>' if line.aside else ""
    told = f"{_whole(words(line.text))}{aside}{_behind(line.rows, panels)}"
    if line.label:
        return (
            f'<div class="labelled {line.style}"{_rows(line.rows)}>'
            f'<span class="label">{words(line.label)}</span> <span>{told}</span></div>'
        )
    return f'<p class="{line.style}"{_rows(line.rows)}>{told}</p>'


def _whole(told: str) -> str:
    """Words with their scores kept on one line."""
    return _SCORE.sub(r'<span class="nb">\g<0></span>', told)


def _behind(rows: tuple[str, ...], panels: Panels) -> str:
    """A link to the rows of a sentence."""
    href = panels.link(rows)
    count = len(rows)
    what = "the match" if count == 1 else f"{count} matches"
    return f' <a class="note" href="{href}">({what})</a>' if href else ""


def _item(item: Item) -> str:
    notes = "".join(f'<p class="sub">{words(note)}</p>' for note in item.notes)
    mark = ""
    if item.mark:
        mark = (
            f'<span class="verdict" aria-hidden="true">{words(item.mark)}</span> '
            f'<span class="verdict">{words(item.word)}</span> · '
        )
    return f"<li>{mark}{words(item.text)}{notes}</li>\n"


def _grid(grid: Grid, panels: Panels) -> str:
    heads = "".join(
        f'<th scope="col"{_class(column)}>{words(column.title)}</th>' for column in grid.columns
    )
    head = f"<thead><tr>{heads}</tr></thead>" if any(c.title for c in grid.columns) else ""
    caption = f"<caption>{words(grid.caption)}</caption>" if grid.caption else ""
    rows = "\n".join(
        "<tr>"
        + "".join(
            _cell(cell, column, panels) for cell, column in zip(row, grid.columns, strict=True)
        )
        + "</tr>"
        for row in grid.rows
    )
    return f'<div class="scroll"><table>{caption}{head}<tbody>\n{rows}\n</tbody></table></div>'


def _cell(cell: Cell, column: Column, panels: Panels) -> str:
    inset = cell.text.startswith(" ")
    href = panels.link(cell.rows) if cell.text.strip() else ""
    told = words(cell.text)
    if href:
        told = f'<a class="figure" href="{href}">{told}</a>'
    return f"<td{_class(column, cell.strong, inset)}{_rows(cell.rows)}>{told}</td>"


def _class(column: Column, strong: bool = False, inset: bool = False) -> str:
    held = {"right": column.align == "right", "strong": strong, "inset": inset}
    chosen = [word for word, true in held.items() if true]
    return f' class="{" ".join(chosen)}"' if chosen else ""


def _rows(rows: tuple[str, ...]) -> str:
    return f' data-rows="{words(" ".join(rows))}"' if rows else ""
