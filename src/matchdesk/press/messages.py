"""Messages of others that a report embeds: who wrote them, when, and where they stand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from matchdesk.press.days import find_date

LONGEST_MESSAGE = 300
"""Code points of a message; the services that reports embed allow about as many."""

_DATE = (
    r"(?P<date>[ \t]{0,20}(?:[·•|,-][ \t]{0,20})?(?:on[ \t]+)?(?:\d{1,2}:\d{2}(?:[ \t]?[AaPp]\.?[Mm]\.?)?[ \t]{0,20}[·•,-]?[ \t]{0,20})?"
    r"(?:\w{3,9}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \t]+\w{3,9}\.?,?[ \t]+\d{4}|\d{4}-\d{2}-\d{2}))"
)
_AUTHOR = r"(?P<author>[^()\n@—]{1,60}?)"
_HANDLE = r"\(?(?P<handle>@\w{1,30})\)?"
# "— Author (@handle) January 24, 2018" at the end of a message.
_SIGNED = re.compile(
    rf"[—–―-]{{1,2}}[ \t]{{0,20}}{_AUTHOR}[ \t]{{0,20}}\((?P<handle>@\w{{1,30}})\){_DATE}?"
)
# The same without a dash, alone on the line below the message.
_BELOW = re.compile(
    rf"^[ \t]{{0,20}}{_AUTHOR}[ \t]{{0,20}}{_HANDLE}[ \t]{{0,20}}{_DATE}[ \t]{{0,20}}$", re.M
)
# "Author (@handle): words", or "Author (@handle) · 24 January 2018" alone above the words.
_BEFORE = re.compile(
    rf"^[ \t]{{0,20}}{_AUTHOR}[ \t]{{0,20}}\((?P<handle>@\w{{1,30}})\){_DATE}?[ \t]{{0,20}}:[ \t]{{0,20}}",
    re.M,
)
# A copied page: the author and the handle on lines of their own, then the words, then the day.
_COPIED = re.compile(
    r"^(?P<author>[^\n@]{2,60})\n[ \t]{0,20}(?P<handle>@\w{1,30})[ \t]{0,20}(?:·[^\n]*)?\n"
    r"(?P<words>(?:(?!@)[^\n]+\n?){1,6})",
    re.M,
)
_NO_AUTHOR = re.compile(
    r"\b(?:follow|twitter|tweet|via|email|contact|pic|photo|picture|image)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message embedded in a report; ``signed`` is where its signature ends."""

    author: str
    handle: str
    date: dt.date | None
    text: str
    start: int
    end: int
    signed: int

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "author": self.author,
            "handle": self.handle,
            "date": self.date.isoformat() if self.date else None,
            "text": self.text,
            "start": self.start,
            "end": self.end,
        }


def messages_in(text: str) -> tuple[Message, ...]:
    """Embedded messages in order, by their signatures.

    A message with its signature after it reaches back over the lines before, to the end of the
    message before it, an empty line, a line that ends its sentence, or the length that such a
    message can have. A day that no calendar has is no day.
    """
    if "@" not in text:
        return ()
    found: list[Message] = []
    for m in sorted(
        (*_SIGNED.finditer(text), *_BELOW.finditer(text)), key=lambda m: (m.start(), -m.end())
    ):
        floor = found[-1].signed if found else 0
        if m.start() < floor:
            continue
        start, end = _back(text, floor, m.start(), below=m.re is _BELOW)
        if start < end:
            found.append(_message(m, text, start, end, m.end()))
    for m in _BEFORE.finditer(text):
        stop = text.find("\n", m.end())
        stop = len(text) if stop < 0 else stop
        found.append(_message(m, text, m.end(), stop, stop))
    for m in _COPIED.finditer(text):
        found.append(_copied(m, text))
    return _apart(found)


def _back(text: str, floor: int, end: int, *, below: bool) -> tuple[int, int]:
    """Where the words before a signature begin and end."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    start = text.rfind("\n", floor, end) + 1 or floor
    while start > floor:
        line = text.rfind("\n", floor, start - 1) + 1 or floor
        before = text[line : start - 1].strip()
        if not before or before[-1] in '.!?”"' or end - line > LONGEST_MESSAGE:
            break
        start = line
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _message(m: re.Match[str], text: str, start: int, end: int, signed: int) -> Message:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    day = find_date(m["date"]) if m["date"] else None
    return Message(
        m["author"].strip(" \t,:-–—"), m["handle"], day.day if day else None, text[start:end],
        start, end, signed,
    )  # fmt: skip


def _copied(m: re.Match[str], text: str) -> Message:
    start, end = m.start("words"), m.end("words")
    day = None
    last = text.rfind("\n", start, end - 1) + 1
    if last > start:
        day = find_date(text[last:end])
        if day is not None:
            end = last
    while end > start and text[end - 1].isspace():
        end -= 1
    return Message(
        m["author"].strip(), m["handle"], day.day if day else None, text[start:end], start, end,
        m.end() if day else end,
    )  # fmt: skip


def _apart(found: list[Message]) -> tuple[Message, ...]:
    """In order, none inside another, none without words or with a call to follow as its author."""
    kept: list[Message] = []
    for message in sorted(found, key=lambda x: (x.start, -x.signed)):
        if not message.text or not message.author or _NO_AUTHOR.search(message.author):
            continue
        if kept and message.start < kept[-1].signed:
            continue
        kept.append(message)
    return tuple(kept)
