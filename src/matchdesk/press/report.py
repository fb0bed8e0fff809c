"""Press reports: their text, sentences, dateline, embedded messages and quotes.

The text as read is the file's own text, and every offset counts its code points, end exclusive.
A byte order mark is dropped. From HTML and Markdown the markup is taken off first (scripts and
styles with everything in them); offsets then count the text that is left.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path

from matchdesk.core.text import fold
from matchdesk.errors import SourceError
from matchdesk.press import markup
from matchdesk.press.days import MONTHS, find_date, likely
from matchdesk.press.messages import Message, messages_in
from matchdesk.press.speech import Quote, quotes_in

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", "")
LARGEST = 2_000_000
"""Bytes; a press report is a few thousand, so anything larger is another kind of file."""

MOST_TEXT = 200_000
"""Code points that are read; the longest features of newspapers have a third of it."""

MOST_SENTENCES = 600
"""Sentences that are read; the longest features of newspapers have half as many."""

LONGEST_SENTENCE = 1200
"""Code points; the longest sentences of newspapers have about half as many."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DATELINE = re.compile(
    r"^\W{0,3}(?:(?:date|dated|published|posted|updated|on)\b\W{0,3}){0,2}", re.IGNORECASE
)
# "Madrid: ", "MADRID (Agency) - ", "Madrid, Spain, Jan. 24, 2018 (Agency) --" in front of the first
# sentence of a report.
_MONTHNAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_PLACE = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de][\w.'\u2019-]{0,30}(?: [A-Z\u00c0-\u00de(][\w.'\u2019)-]{0,30}| (?:de|la|del|do|da|upon|on) ){0,4})"
    r"(?:, (?!" + _MONTHNAME + r" ?\d)(?:[A-Z][\w.'\u2019-]{0,30}\.? ?){1,3}){0,2}"
    r"(?:,? ?\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?P<day>"
    + _MONTHNAME
    + r" \d{1,2}(?:,? \d{4})?|\d{1,2} "
    + _MONTHNAME
    + r"(?:,? \d{4})?)\)?)?"
    r"\s*(?:[(/] ?[A-Z][^()\n/]{1,30}[)/](?! ?\d{1,2}(?: |$|\n))\s*(?:[-\u2013\u2014_:]{1,3}|\.(?=\s))?|(?:[-\u2013\u2014_]{1,3})(?=\s)|:(?=\s))"
)
_WIRE = re.compile(r"\(?(?:CNN|AP|Reuters|REUTERS|AFP|UPI|BBC)\)?(?: ?[-\u2013\u2014]{1,2}| *$)")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2})(?![\d./-])")
_PARTIAL = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)? ("
    + _MONTHNAME
    + r")|("
    + _MONTHNAME
    + r") (\d{1,2})(?:st|nd|rd|th)?)(?![\d-])"
)
_ABBREVIATIONS = frozenset(
    "st mr mrs ms dr jr sr v vs no nos fc afc utd jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun approx est prof gen capt sgt ft min mins agg etc "
    "eg ie cf".split()
)
# The end of a sentence: a mark, quotes that close with it, and space; or a mark run on ("not.I").
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|(?<=[a-z]{2})[.!?](?=(?:[A-Z][a-z]+|I)\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the text, and the number of the message it stands in (-1: none).

    ``paragraph`` counts the lines that hold text, from 0.
    """

    start: int
    end: int
    paragraph: int
    message: int = -1


@dataclass(frozen=True)
class Report:
    """One press report.

    Attributes:
        file: path as given ("-" for standard input).
        text: the text as read; where a page broke its lines, spaces stand for the breaks.
        published: day of the dateline, else of the latest embedded message, else None.
        dated_by: "dateline", "message", "caller" or "" where the report tells no day.
        place: town of the dateline, "" where there is none.
        body: where the first sentence begins, after the dateline. skipped: the stretch that the
            dateline fills. original: the text with its breaks, "" where it is as ``text``.
    """

    file: str
    text: str
    published: dt.date | None = None
    dated_by: str = ""
    place: str = ""
    body: int = 0
    messages: tuple[Message, ...] = field(default=(), repr=False)
    skipped: tuple[int, int] = (0, 0)
    original: str = field(default="", repr=False)

    def as_written(self, start: int, end: int) -> str:
        """A stretch of the text, as it stands in the file."""
        return (self.original or self.text)[start:end]

    @classmethod
    def of_text(cls, text: str, file: str = "-", published: dt.date | None = None) -> Report:
        """A report from its text.

        Args:
            text: the text as read; of a longer one no more than :data:`MOST_TEXT` is.
            file: what to call it in answers.
            published: its day, where the caller knows it; it wins over the dateline.

        >>> report = Report.of_text("date 2018-01-25 Madrid: Real lost 2-1.")
        >>> str(report.published), report.dated_by, report.place, report.body
        ('2018-01-25', 'dateline', 'Madrid', 24)
        """
        original = text[:MOST_TEXT]
        text = unbroken(original)
        original = "" if text == original else original
        messages = messages_in(text)
        day, place, body, skipped = _dateline(text)
        dated_by = "dateline" if day else ""
        if day is None:
            sent = [m.date for m in messages if m.date is not None]
            if sent:
                day, dated_by = max(sent), "message"
        if published is not None and likely(published):
            day, dated_by = published, "caller"
        return cls(file, text, day, dated_by, place, body, messages, skipped, original)

    @classmethod
    def of_file(cls, path: Path | str) -> Report:
        """Read a report from a file of plain text, Markdown or HTML.

        Raises:
            SourceError: no such file, a folder, empty, too large, or not text.
        """
        file = Path(path)
        try:
            if file.is_dir():
                raise SourceError(f"{path} is a folder; expected a report of text (one file each)")
            if file.stat().st_size > LARGEST:
                raise SourceError(f"{path} is larger than {LARGEST} bytes; expected a press report")
            raw = file.read_bytes()
        except OSError as error:
            raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error
        text = decode(raw, str(path))
        published: dt.date | None = None
        if markup.is_html(text, file.suffix):
            text, published = markup.report_of_page(text)
        elif file.suffix.lower() in (".md", ".markdown"):
            text = markup.text_of_markdown(text)
        if not text.strip():
            raise SourceError(f"{path} holds no text; expected a press report")
        report = cls.of_text(text, str(path))
        if report.dated_by != "dateline" and published is not None:
            return cls.of_text(text, str(path), published)
        return report

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, without the dateline and the signatures of messages.

        No more than :data:`MOST_SENTENCES`: what is longer is no report, and would take for ever.
        """
        every = _sentences(self.text, self.body, self.messages, self.skipped)
        return tuple(islice(every, MOST_SENTENCES))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What is set between quotation marks as speech, in order; speakers as written."""
        return quotes_in(self.text, self.messages)

    @cached_property
    def days_told(self) -> tuple[dt.date, ...]:
        """Every day that the text writes in full, either way where figures alone leave it open."""
        found: list[dt.date] = []
        at = 0
        while (one := find_date(self.text, at)) is not None and len(found) < 40:
            found.append(one.day)
            at = one.end
        for m in _NUMERIC.finditer(self.text):
            for day, month in ((m[1], m[3]), (m[3], m[1])):
                with suppress(ValueError):
                    found.append(dt.date(int(m[4]), int(month), int(day)))
        return tuple(dict.fromkeys(found[:60]))

    @cached_property
    def month_days(self) -> tuple[tuple[int, int], ...]:
        """Month and day of a dateline that leaves out the year ("LONDON, Jan. 5")."""
        found = []
        for m in _PARTIAL.finditer(self.text[:260]):
            month = MONTHS.get((m[2] or m[3]).rstrip(".").lower()[:3], 0)
            found.append((month, int(m[1] or m[4])))
        return tuple(found)

    def words(self) -> frozenset[str]:
        """Every word of the text in folded form, to know which names can stand in it.

        Of words that end in s what is left without it too: "Manchester Uniteds lead".
        """
        plain = frozenset(part for word in set(self.text.split()) for part in fold(word).split())
        return plain | {word[:-1] for word in plain if word[-1] == "s" and len(word) > 4}


# Lines of a page that breaks them at a width, and goes on with a small letter.
_WIDE = range(30, 110)
_BROKEN = 3
_BULLET = re.compile(r"\s*(?:[*•»>|-]|\d{1,3}[.)'’] )")


def unbroken(text: str) -> str:
    """A text whose lines were broken at a width, with spaces for those breaks; places stay.

    >>> unbroken("no breaks here")
    'no breaks here'
    """
    lines = list(re.finditer(r"[^\n]*", text))
    lines = [
        line for line in lines if line[0] or line.start() == 0 or text[line.start() - 1] == "\n"
    ]
    joints = []
    for one, other in pairwise(lines):
        a, b = one[0].strip(), other[0].strip()
        if len(a) in _WIDE and b[:1].isalnum() and not _BULLET.match(other[0]):
            joints.append((one, b, a[-1:] not in '.!?:\u201d"' and b[:1].islower()))
    sure = [len(one[0].strip()) for one, _, goes_on in joints if goes_on]
    if len(sure) < _BROKEN:
        return text
    width = max(sure)
    flat = list(text)
    for one, b, goes_on in joints:
        full = len(one[0].strip()) + 1 + len(b.split()[0]) > width - 2
        if goes_on or (full and len(one[0].strip()) <= width + 3):
            flat[one.end()] = " "
    return "".join(flat)


def decode(raw: bytes, name: str) -> str:
    """Text of a file: UTF-8, else the Windows code page of older newspaper files.

    Raises:
        SourceError: the bytes are no text.
    """
    if not raw.strip():
        raise SourceError(f"{name} is empty; expected a press report")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # What Windows editors call Unicode.
        with suppress(UnicodeDecodeError):
            wide = raw.decode("utf-16")
            if not _CONTROL.search(wide):
                return wide
    if b"\x00" in raw:
        raise SourceError(f"{name} is no text (it holds NUL bytes); expected a press report")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError as error:
            raise SourceError(f"{name} is no text in UTF-8; expected a press report") from error
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise SourceError(f"{name} is no text (control characters); expected a press report")
    return text


def read_reports(
    paths: Sequence[Path | str], *, texts: Sequence[str] = (), problems: list[str] | None = None
) -> tuple[Report, ...]:
    """Read reports from files and texts; a folder gives its text files in the order of their names.

    A string that is no path but a sentence or more is a text too. Texts without a file are called
    "text 1", "text 2" … in answers.

    Args:
        paths: files, folders and texts.
        texts: more texts.
        problems: what is wrong with files of a folder that cannot be read is put here, and the
            others are read; without it one such file is an error.

    Raises:
        SourceError: a path cannot be read, or a folder holds no report that can.
    """
    reports: list[Report] = []
    number = 0
    for given in paths:
        if isinstance(given, str) and _is_text(given):
            number += 1
            reports.append(Report.of_text(given, f"text {number}"))
            continue
        place = Path(given)
        folder = False
        with suppress(OSError):  # a name too long
            folder = place.is_dir()
        if not folder:
            reports.append(Report.of_file(given))
            continue
        try:
            entries = list(place.iterdir())
        except OSError as error:
            raise SourceError(f"{given} cannot be read: {error.strerror or error}") from error
        inside = sorted(
            p
            for p in entries
            if p.is_file() and p.suffix.lower() in SUFFIXES and not p.name.startswith(".")
        )
        if not inside:
            raise SourceError(f"{given} holds no report; expected files of text")
        before = len(reports)
        for file in inside:
            try:
                reports.append(Report.of_file(file))
            except SourceError as error:
                if problems is None or len(inside) == 1:
                    raise
                problems.append(f"{error}. It was left out.")
        if len(reports) == before:
            raise SourceError(
                f"{given} holds no report that can be read. {problems[-1] if problems else ''}".strip()
            )
    for number, text in enumerate(texts, number + 1):  # noqa: B020
        if not text.strip():
            raise SourceError(f"text {number} is empty; expected a press report")
        reports.append(Report.of_text(text, f"text {number}"))
    return tuple(reports)


def _is_text(given: str) -> bool:
    """True for words of a report, not for a path: of several lines, or a sentence that is no file.

    >>> _is_text("Leeds beat Hull 2-0 on Saturday."), _is_text("reports/leeds v hull.txt")
    (True, False)
    """
    if "\n" in given.strip() or len(given) > 1000:
        return True
    written = given.strip()
    if len(written.split()) < 3 or re.search(r"\.(?:txt|text|md|markdown|x?html?)$", written, re.I):
        return False
    with suppress(OSError):
        return not Path(given).exists()
    return True


_Stretch = tuple[int, int]


def _dateline(text: str) -> tuple[dt.date | None, str, int, _Stretch]:
    """Day, town, where the first sentence begins, and the stretch that the dateline fills."""
    head = text[:600]
    lead = _DATELINE.match(head)
    at = lead.end() if lead else 0
    day: dt.date | None = None
    found = find_date(head, at)
    if found is not None and found.start - at <= 2 and "\n" not in head[at : found.start]:
        day, at = found.day, found.end
        after = re.match(
            r"[ \t]*(?:[-\u2013\u2014|,:]|\d{1,2}[:.]\d{2}(?:\s*[A-Z]{2,4})?)*\s*", head[at:]
        )
        at += after.end() if after else 0
    else:
        at = 0
        day = _dated_line(text)
    start = at + len(text[at : at + 80]) - len(text[at : at + 80].lstrip())
    for number, line in enumerate(re.finditer(r"[^\n]+", text[: start + 700])):
        if number > 5:
            break
        begin = max(start, line.start())
        if begin >= line.end():
            continue
        begin += len(text[begin : line.end()]) - len(text[begin : line.end()].lstrip())
        first = find_date(text[begin : begin + 60], 0) if day is None or number else None
        if first is not None and first.start <= 3:
            mark = re.match(
                r"\s*(?:\([A-Z][^()\n]{1,30}\))?\s*(?:[-\u2013\u2014:|]{1,2}\s)?",
                text[begin + first.end : begin + 110],
            )
            stop = begin + first.end + (mark.end() if mark else 0)
            if number == 0 or (mark and mark[0].strip()):
                return (
                    day or first.day,
                    "",
                    _skip(text, stop) if number == 0 else start,
                    (begin, stop),
                )
        place = _PLACE.match(text, begin, min(line.end(), begin + 140))
        if place is None:
            wire = _WIRE.match(text, begin, min(line.end(), begin + 20))
            if wire is not None and number == 0:
                return day, "", _skip(text, wire.end()), (begin, wire.end())
            continue
        written = find_date(place["day"], 0) if place["day"] else None
        if written is not None:
            day = day or written.day
        if day or place["day"] or re.search(r"[(/]", place[0]):
            town = re.sub(r" \(.*", "", place["place"].strip())
            stretch = (begin, place.end())
            # Headlines that stand in front of it are read too.
            return day, town, _skip(text, place.end()) if number == 0 else start, stretch
    return day, "", start, (0, start)


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


_PLACES = re.compile(r"(?:[A-Z][\w'.-]*,? ?(?:(?:of|and|the|de|la|del|di|upon) )?){1,9}[,(-]? ?")


def _dated_line(text: str) -> dt.date | None:
    """A date on a line of its own: "By A. Writer / 24 January 2018", "Published: 24 January 2018"."""
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        if number > 400:
            break
        written = line[0].strip()
        led = _led(written) if number < 3 else None
        if led is not None:
            return led
        if len(written) > 90 or "@" in written:
            continue
        whole = find_date(written, 0)
        if whole is None:
            continue
        told = re.match(
            r"\W*(?:date|dated|published|posted|updated|last updated|created)\b", written, re.I
        )
        short = len(written) - (whole.end - whole.start) <= 24
        # "AL-AIN, United Arab Emirates 1996-12-06": names of places alone, then the day.
        placed = whole.end >= len(written.rstrip(" .")) and _PLACES.fullmatch(
            written, 0, whole.start
        )
        # "By Dan Mullery at the King Power, Monday 22 September 2014".
        signed = number < 8 and whole.end >= len(written.rstrip(" .)")) and written[:3] == "By "
        if ((short or placed) and number < 8) or told or signed:
            return whole.day
    return None


def _led(line: str) -> dt.date | None:
    """The day at the head of a line: "Bilbao, 31 May 2015. …", "LONDON _ May 11, 1996 _ …", "30/05/2015 - …"."""
    figures = _NUMERIC.match(line)
    if figures is not None and len(line) < 60:
        first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
        day, month = (first, second) if first > 12 else (second, first)
        # Both below thirteen may be either.
        if day > 12:
            with suppress(ValueError):
                return dt.date(year, month, day)
        return None
    whole = find_date(line[:90], 0)
    if whole is None:
        return None
    before, after = line[: whole.start], line[whole.end :]
    if _PLACES.fullmatch(before) and re.match(r"[.:] ?(?=[A-Z\u201c\"])", after):
        return whole.day
    if re.fullmatch(r"[A-Z][A-Za-z .,'()/-]{2,50} ?[-\u2013\u2014_]{1,2} ?", before) and re.match(
        r" ?[-\u2013\u2014_]{1,2}(?: |$)", after
    ):
        return whole.day
    return None


def _sentences(
    text: str, body: int, messages: Sequence[Message], skipped: _Stretch = (0, 0)
) -> Iterator[Sentence]:
    number = -1
    for line in re.finditer(r"[^\r\n]+", text):
        if line.end() <= body or not line[0].strip():
            continue
        number += 1
        begin = max(line.start(), body)
        if line.start() <= skipped[0] < line.end():
            begin = max(begin, skipped[1])
        for start, end, message in _stretches(begin, line.end(), messages):
            for first, last in _split(text, start, end):
                for a, b in _short(text, first, last):
                    yield Sentence(a, b, number, message)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of a length that people write; what has no stops is no prose."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield _trim(text, start, cut)
        start = cut
    if text[start:end].strip():
        yield _trim(text, start, end)


def _stretches(start: int, end: int, messages: Sequence[Message]) -> Iterator[tuple[int, int, int]]:
    """A line cut where messages begin and end; their signatures are left out."""
    at = start
    for number, message in enumerate(messages):
        if message.signed <= at or message.start >= end:
            continue
        if message.start > at:
            yield at, min(message.start, end), -1
        if message.end > at:
            yield max(at, message.start), min(message.end, end), number
        at = max(at, min(message.signed, end))
    if at < end:
        yield at, end, -1


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and not _ends(text, mark, end):
            continue
        if text[at : mark.end()].strip():
            yield _trim(text, at, mark.end())
        at = mark.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


# "1. FC Köln" ends no sentence after its number.
_NUMBERED = re.compile(r"(?:FC|FSV|SC|SV|FFC|VfL|SpVgg|Bundesliga|Liga|Divisjon|HNL|Lig)\b")


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """True unless the full stop belongs to an abbreviation, an initial or a number."""
    rest = text[mark.end() : end].lstrip()
    if rest[:1].islower():
        return False
    if mark[0] != ".":
        return True
    word = re.search(r"[\w]+$", text[: mark.start()][-24:])
    if word is None:
        return True
    if word[0].isdigit() and len(word[0]) < 3:
        # The number of a line: "1. Arsenal"; of a club or a league: "1. FC Köln".
        line = text[: mark.start()].rpartition("\n")[2]
        if _NUMBERED.match(rest) and line[-len(word[0]) - 1 :][:1] in (" ", word[0][:1]):
            return False
        return line.strip(" |*\t") != word[0]
    if len(word[0]) == 1 and word[0].isupper() and word[0] != "I":
        return False
    return word[0].lower() not in _ABBREVIATIONS or (
        word[0].islower() is False and len(word[0]) > 4
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
