"""Quotation marks: which stretches of a text stand between them.

Marks may be curly, straight, doubled single ones, guillemets, or single where they enclose
speech. An apostrophe is no mark. A stretch that is not closed in its paragraph runs to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENERS = '“„«"‟'
_CLOSE = {"“": '”"“', "„": '“”"', "«": "»", '"': '"”', "‟": '”"', "‘": "’'", "'": "'’"}
_BEFORE_OPEN = " \t\n\r([{—–―-/:,;.!?…\u00a0"
_ANY = re.compile(r"[“”„«»\"‟‘']|``")
# Words that begin with an apostrophe.
_CUT_SHORT = re.compile(
    r"[’'](?:\d|em\b|til\b|tis\b|twas\b|cause\b|n[’']|ello\b|bout\b|round\b|ere\b)", re.I
)
_SPEECH_END = ",.!?…—–-;:"
_LONGEST_SPEECH = 2500
"""Code points between single marks; past them an apostrophe was taken for a mark."""
_TRIES = 60
"""Single marks of a paragraph that may turn out to be apostrophes."""
_LINE_WRAP = 100
"""Columns of the widest hard-wrapped line; a longer one is a paragraph by itself."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between marks.

    Attributes:
        start, end: the words without the marks.
        opened, closed: place of the opening mark, and just after the closing one.
        paragraph: number of the paragraph.
        whole: False where no mark closes it.
        single: between single marks.
    """

    start: int
    end: int
    opened: int
    closed: int
    paragraph: int
    whole: bool = True
    single: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs by their first and last place; a line broken in mid-sentence goes on in the next."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text)]
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if not text[start:end].strip():
            continue
        if found and _goes_on(text, found[-1], start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    gap = text[before[1] : start]
    if gap.count("\n") > 1 or gap.count("\r") > 1:
        return False
    line = text[text.rfind("\n", before[0], before[1]) + 1 or before[0] : before[1]].rstrip()
    if not 40 <= len(line) <= _LINE_WRAP or line[-1:] in ".!?:”\"’'":
        return False
    head = text[start:end].lstrip()
    return head[:1] not in '“"‘•-—*' and (head[:1].islower() or len(line) > 55)


def stretches(text: str) -> list[Stretch]:
    """All stretches between marks, in order; one inside another is part of it."""
    found: list[Stretch] = []
    open_before = ""
    for number, (start, end) in enumerate(paragraphs(text)):
        inside = list(_marked(text, start, end, number, open_before))
        found += inside
        last = inside[-1] if inside else None
        open_before = text[last.opened] if last is not None and not last.whole else ""
    return found


def _marked(text: str, start: int, end: int, number: int, open_before: str) -> Iterator[Stretch]:
    at = start
    first = True
    tries = 0
    while (mark := _ANY.search(text, at, end)) is not None:
        at = mark.start()
        char = text[at]
        if char in _OPENERS and _opens(text, at, start, end):
            close, after = _closing(text, at, end)
            if text[at + 1 : close].strip():
                yield Stretch(_skip(text, at + 1, close), close, at, after, number, close < after)
            at, first = after if close < after else end, False
            continue
        if char in '”"»' and first and open_before in ("“", '"', "„", "«") and open_before:
            # The speech of the paragraph before goes on without a new opening mark.
            if at - start > 8:
                yield Stretch(start, at, start, at + 1, number)
            first = False
        if text.startswith(("''", "``"), at) and (
            text[at] == "`" or _opens(text, at + 1, start, end)
        ):
            # Wires print "`` We won, '' he said" with blanks inside.
            stop = text.find("''", at + 2, end)
            if stop > 0:
                words = _skip(text, at + 2, stop)
                last = stop
                while last > words and text[last - 1].isspace():
                    last -= 1
                if words < last:
                    yield Stretch(words, last, at, stop + 2, number)
                at = stop + 2
                continue
        if char in "‘'" and tries < _TRIES and (at == start or text[at - 1] in _BEFORE_OPEN):
            tries += 1
            single = _single(text, at, start, end, number, open_before)
            if single is not None:
                yield single
                at, first, tries = single.closed, False, 0
                continue
        at += 1


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """True if a double mark opens: words follow it, and none stand right before."""
    if at + 1 >= end or text[at + 1] in ' \t\n\r.,;:!?)”"':
        # A curly mark opens even before a blank or another mark.
        return text[at] in "“„«" and at + 1 < end and text[at + 1] not in '.,;:!?)”"'
    if text[at] != '"' or at == start:
        return True
    return text[at - 1] in _BEFORE_OPEN or text[at - 1] in "'‘" or not text[at - 1].isalnum()


def _closing(text: str, at: int, end: int) -> tuple[int, int]:
    """Where the words end and where the text goes on; the same place twice if nothing closes."""
    closers = _CLOSE[text[at]]
    for place in range(at + 1, end):
        char = text[place]
        if char not in closers:
            continue
        if char == '"' and text[at] == '"':
            follows = text[place + 1] if place + 1 < end else " "
            before = text[place - 1]
            if before.isspace() and follows.isalnum():
                # The next opening mark: this one was never closed.
                return place, place
        return place, place + 1
    return end, end


def _single(
    text: str, at: int, start: int, end: int, number: int, open_before: str
) -> Stretch | None:
    """Speech or a few words between single marks; None where the mark is an apostrophe."""
    if at + 1 >= end or not (text[at + 1].isalnum() or text[at + 1] in "…"):
        return None
    if _CUT_SHORT.match(text, at):
        return None
    short = 0
    for found in re.finditer(
        r"[’'](?![^\W_])|(?<=\s)[‘'](?=[^\W_])", text[at + 1 : min(end, at + _LONGEST_SPEECH)]
    ):
        place = at + 1 + found.start()
        before = text[place - 1]
        if before.isspace():
            if short or text[place] == "‘":
                break
            continue
        if before in _SPEECH_END or before in '”"':
            return Stretch(at + 1, place, at, place + 1, number, single=True)
        short = short or place
    if short:
        return Stretch(at + 1, short, at, short + 1, number, single=True)
    long = end - at > 60 and at == _skip(text, start, end)
    if long and (text[at] == "‘" or open_before in ("'", "‘")):
        # Speech that goes on in the next paragraph.
        return Stretch(at + 1, end, at, end, number, whole=False, single=True)
    return None


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
