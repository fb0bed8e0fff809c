"""What others say inside a report: messages that it embeds, and quotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.press.days import find_date

LONGEST_MESSAGE = 300
"""Code points of a message; the services that reports embed allow about as many."""

_SIGNED = re.compile(
    r"[—–―-]{1,2}[ \t]*(?P<author>[^()\n@—]{1,60}?)[ \t]*\((?P<handle>@\w{1,30})\)"
    r"(?P<date>[ \t]*(?:on[ \t]+)?\w{3,9}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4}"
    r"|[ \t]*\d{1,2}[ \t]+\w{3,9}\.?,?[ \t]+\d{4})?"
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


@dataclass(frozen=True, slots=True)
class Quote:
    """Words given as somebody's.

    Attributes:
        start, end: the words without the marks.
        speaker: as written ("Zidane", "the Frenchman"), "" where the report does not say.
        indirect: True where the words are reported, not quoted.
        message: number of the embedded message it stands in, -1 for none.
    """

    start: int
    end: int
    text: str
    speaker: str
    indirect: bool = False
    message: int = -1


def messages_in(text: str) -> tuple[Message, ...]:
    """Embedded messages in order: each ends with "— Author (@handle) date".

    A message reaches back over the lines before its signature, to the end of the message before
    it, an empty line, a line that ends its sentence, or the length that such a message can have.
    """
    found: list[Message] = []
    for m in _SIGNED.finditer(text):
        floor = found[-1].signed if found else 0
        end = m.start()
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
        if start >= end:
            continue
        day = find_date(m["date"]) if m["date"] else None
        found.append(
            Message(
                m["author"].strip(), m["handle"], day.day if day else None, text[start:end],
                start, end, m.end(),
            )
        )  # fmt: skip
    return tuple(found)


_SAY = (
    r"(?:said|says|say|told|tells|added|adds|admitted|admits|explained|insisted|insists|continued|"
    r"commented|conceded|declared|stated|claimed|remarked|reflected|confessed|concluded|joked|"
    r"argued|warned|wrote|tweeted|replied|revealed|stressed|noted|complained|lamented|enthused|"
    r"quipped|beamed|vowed|pointed out|acknowledged|agreed)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]+(?:[ \t]+(?:de|van|der|den|di|da|dos|el|al|von|la|le)?[ \t]?[A-ZÀ-Þ][\w'’.-]+){0,3})"
_ROLE = (
    r"(?:[Tt]he [\w-]+(?: (?:coach|manager|boss|captain|keeper|goalkeeper|striker|defender|"
    r"midfielder|forward|winger|president))?|(?:he|He|she|She))"
)
_AFTER = re.compile(
    rf"^[\s,]*(?:{_SAY}[ \t]+(?:[\w' -]{{0,40}}?(?:coach|manager|boss|captain|head coach|"
    rf"goalkeeper|striker|defender|midfielder|forward|winger|president|skipper),?[ \t]+)?(?P<a>{_NAME})"
    rf"|(?P<b>{_NAME}|{_ROLE})(?:,[^,\n\"“”]{{1,60}},)?[ \t]+(?:had |has |also |later |then |"
    rf"afterwards )?{_SAY}\b|{_SAY}[ \t]+(?P<c>{_ROLE}))"
)
_BEFORE = re.compile(
    rf"(?P<a>{_NAME}|{_ROLE})(?:,[^,\n\"“”]{{1,60}},)?[ \t]+(?:had |has |also |later |then |"
    rf"afterwards )?{_SAY}\b[^.!?\n\"“”]{{0,60}}[,:]\s*$"
)
_OPEN = '“"'
_SPEECH_END = ",.!?…—-"


def quotes_in(text: str, messages: Sequence[Message] = ()) -> tuple[Quote, ...]:
    """Quoted speech in order, with its speaker where the report names one.

    Marks may be curly, straight, or single where they enclose speech. A speech that runs over
    paragraphs opens each of them and closes the last. Words in marks that are no speech (a
    nickname, a title) are left out.
    """
    quotes: list[Quote] = []
    speaker = ""
    last_line = -9
    for number, line in enumerate(re.finditer(r"[^\r\n]+", text)):
        parts = list(_marked(text, line.start(), line.end()))
        if parts and number - last_line > 3:
            speaker = ""
        for place, (start, end, opened, closed) in enumerate(parts):
            inside = text[start:end].strip()
            after = text[closed : parts[place + 1][2] if place + 1 < len(parts) else line.end()]
            before = text[parts[place - 1][3] if place else line.start() : opened]
            named = _speaker(before, after)
            speech = (
                bool(named)
                or not inside[-1:].isalnum()
                or inside.count(" ") >= 4
                or (place == 0 and not before.strip())
            )
            if inside.count(" ") < 1 and not named:
                speech = False
            if not speech:
                continue
            if not named and place == 0 and not before.strip() and not speaker:
                named = _next_speaker(text, parts, place, line.end())
            if named:
                speaker = _carry(named, speaker)
            last_line = number
            inner = _inside(messages, start)
            who = messages[inner].author if inner >= 0 and not named else speaker
            quotes.append(Quote(start, end, text[start:end], who, False, inner))
    return tuple(quotes)


_TITLE = re.compile(
    r"^(?:Head )?(?:Coach|Manager|Boss|Captain|Skipper|Defender|Midfielder|Striker|Forward|Winger|"
    r"Goalkeeper|Keeper|President|Chairman)\s+"
)


def _carry(named: str, speaker: str) -> str:
    """A pronoun or a description right after a named speaker means the same person."""
    if named[:1].islower() or named.split()[0] in ("The", "He", "She"):
        return speaker or named
    return named


def _speaker(before: str, after: str) -> str:
    found = _AFTER.match(after)
    named = ""
    if found:
        named = next(group for group in (found["a"], found["b"], found["c"]) if group)
    else:
        found = _BEFORE.search(before)
        named = found["a"] if found else ""
    return _TITLE.sub("", named.rstrip(".'’-"))


def _next_speaker(
    text: str, parts: Sequence[tuple[int, int, int, int]], place: int, end: int
) -> str:
    for later in range(place + 1, len(parts)):
        stop = parts[later + 1][2] if later + 1 < len(parts) else end
        named = _speaker(text[parts[later - 1][3] : parts[later][2]], text[parts[later][3] : stop])
        if named:
            return named
    return ""


def _inside(messages: Sequence[Message], at: int) -> int:
    for number, message in enumerate(messages):
        if message.start <= at < message.signed:
            return number
    return -1


def _marked(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """Stretches between marks: (first, last of the words, place of the mark, after the close)."""
    parts = []
    at = start
    while at < end:
        char = text[at]
        if char == "“" or (char == '"' and (at + 1 < end and not text[at + 1].isspace())):
            close = "”" if char == "“" else '"'
            stop = text.find(close, at + 1, end)
            if stop < 0 and char == "“":
                stop = text.find('"', at + 1, end)
            last = stop if stop >= 0 else end
            parts.append((at + 1, last, at, last + 1 if stop >= 0 else end))
            at = last + 1
        elif char in "‘'" and (at == start or text[at - 1] in " \t([—–-"):
            stop = _single_close(text, at + 1, end)
            if stop > 0:
                parts.append((at + 1, stop, at, stop + 1))
                at = stop
            at += 1
        else:
            at += 1
    return [p for p in parts if text[p[0] : p[1]].strip()]


def _single_close(text: str, start: int, end: int) -> int:
    """Where speech in single marks ends: after its own full stop or comma; 0 if it is none."""
    for found in re.finditer(r"[’'](?=[\s.,;:!?)]|$)", text[start:end]):
        at = start + found.start()
        if at > start and text[at - 1] in _SPEECH_END:
            return at
    return 0
