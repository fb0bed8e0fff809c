"""A brief as one page that needs nothing else: no script, no other host, everything escaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import escape

from matchdesk.brief.layout import Block, Cell, Column, Grid, Item, Line, Section
from matchdesk.brief.words import tidy

_WIDE = re.compile(" {2,}")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
p { margin: .3rem 0; } .lead { font-size: 1.15rem; font-weight: 600; }
.sub { margin-left: 1.2rem; } .note, .aside { opacity: .75; font-size: .92rem; }
.label { display: inline-block; min-width: 15rem; opacity: .75; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; margin: .4rem 0; }
th, td { padding: .15rem .6rem; text-align: left; vertical-align: top; font-weight: 400; }
th { font-weight: 600; border-bottom: 1px solid; }
.right { text-align: right; font-variant-numeric: tabular-nums; } .strong { font-weight: 700; }
.inset { padding-left: 1.6rem; }
.mark { font-weight: 700; } ul { list-style: none; padding: 0; margin: .3rem 0; }
li { margin: .5rem 0; }
"""


def render(sections: Iterable[Section], title: str) -> str:
    """Sections as a page of HTML.

    Figures carry the ids of the matches that they rest on in ``data-rows``.

    Args:
        sections: in the order in which they are shown.
        title: title of the page, not yet escaped.
    """
    seen: Counter[str] = Counter()
    parts = []
    for section in sections:
        seen[section.key] += 1
        again = f"-{seen[section.key]}" if seen[section.key] > 1 else ""
        parts.append(_section(section, f"{section.key}{again}"))
    body = "\n".join(parts)
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_words(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _words(text: str) -> str:
    # A wide gap sets words apart in text; a page would close it up.
    return escape(_WIDE.sub(" \u2003", tidy(text).strip(" ")), quote=True)


def _section(section: Section, name: str) -> str:
    head = "h1" if section.key == "match" else "h2"
    parts = [f'<section id="{_words(name)}">']
    if section.title:
        parts.append(f"<{head}>{_words(section.title)}</{head}>")
    if section.aside:
        parts.append(f'<p class="aside">{_words(section.aside)}</p>')
    number = 0
    while number < len(section.blocks):
        block = section.blocks[number]
        if isinstance(block, Item):
            last = number
            while last < len(section.blocks) and isinstance(section.blocks[last], Item):
                last += 1
            items = (b for b in section.blocks[number:last] if isinstance(b, Item))
            parts.append(f"<ul>\n{''.join(_item(item) for item in items)}</ul>")
            number = last
            continue
        parts.append(_block(block))
        number += 1
    return "\n".join((*parts, "</section>"))


def _block(block: Block) -> str:
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Item):
        return _item(block)
    return _line(block)


def _line(line: Line) -> str:
    label = f'<span class="label">{_words(line.label)}</span> ' if line.label else ""
    aside = f' <span class="aside">{_words(line.aside)}</span>' if line.aside else ""
    return f'<p class="{line.style}"{_rows(line.rows)}>{label}{_words(line.text)}{aside}</p>'


def _item(item: Item) -> str:
    notes = "".join(f'<p class="sub">{_words(note)}</p>' for note in item.notes)
    mark = ""
    if item.mark:
        mark = f'<span class="mark" title="{_words(item.word)}">{_words(item.mark)}</span> '
    return f"<li>{mark}{_words(item.text)}{notes}</li>\n"


def _grid(grid: Grid) -> str:
    heads = "".join(f"<th{_class(column)}>{_words(column.title)}</th>" for column in grid.columns)
    head = f"<thead><tr>{heads}</tr></thead>" if any(c.title for c in grid.columns) else ""
    rows = "\n".join(
        "<tr>"
        + "".join(_cell(cell, column) for cell, column in zip(row, grid.columns, strict=True))
        + "</tr>"
        for row in grid.rows
    )
    return f'<div class="scroll"><table>{head}<tbody>\n{rows}\n</tbody></table></div>'


def _cell(cell: Cell, column: Column) -> str:
    inset = cell.text.startswith(" ")
    return f"<td{_class(column, cell.strong, inset)}{_rows(cell.rows)}>{_words(cell.text)}</td>"


def _class(column: Column, strong: bool = False, inset: bool = False) -> str:
    held = {"right": column.align == "right", "strong": strong, "inset": inset}
    words = [word for word, true in held.items() if true]
    return f' class="{" ".join(words)}"' if words else ""


def _rows(rows: tuple[str, ...]) -> str:
    return f' data-rows="{_words(" ".join(rows))}"' if rows else ""
