"""Press reports: their text, sentences, dateline, embedded messages and quotes.

The text as read is the file's own text, and every offset counts its code points, end exclusive.
A byte order mark is dropped. From HTML and Markdown the markup is taken off first (scripts and
styles with everything in them); offsets then count the text that is left.
"""

from __future__ import annotations

import contextlib
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
from matchdesk.press.datelines import NUMERIC, PARTIAL, Stretch, dateline
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
_ABBREVIATIONS = frozenset(
    "st mr mrs ms dr jr sr v vs no nos fc afc utd jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun approx est prof gen capt sgt ft min mins agg etc "
    "eg ie cf".split()
)
# The end of a sentence: a mark, quotes that close with it, and space; or a mark run on ("not.I").
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|(?<=[a-z]{2})[.!?](?=(?:[A-Z][a-z]+|I)\s)")


_OPENING = 400
_ON_THIS_DAY = re.compile(r"\bon this (?:day|date) in ((?:18|19|20)\d\d)\b", re.IGNORECASE)


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
        text: the text as read.
        published: day of the dateline, else of the latest embedded message, else None.
        dated_by: "dateline", "message", "caller" or "" where the report tells no day.
        place: town of the dateline, "" where there is none.
        body: where the first sentence begins, after the dateline. skipped: the stretch that the
            dateline fills.
    """

    file: str
    text: str
    published: dt.date | None = None
    dated_by: str = ""
    place: str = ""
    body: int = 0
    messages: tuple[Message, ...] = field(default=(), repr=False)
    skipped: tuple[int, int] = (0, 0)

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
        text = text[:MOST_TEXT]
        messages = messages_in(text)
        day, place, body, skipped = dateline(text)
        dated_by = "dateline" if day else ""
        if day is None:
            sent = [m.date for m in messages if m.date is not None]
            if sent:
                day, dated_by = max(sent), "message"
        if published is not None and likely(published):
            day, dated_by = published, "caller"
        again = _ON_THIS_DAY.search(text, 0, _OPENING)
        if day is not None and again is not None and int(again[1]) < day.year:
            # Printed again years later: everything in it is of the day that it tells of.
            with contextlib.suppress(ValueError):  # the 29th of February
                day = day.replace(year=int(again[1]))
        return cls(file, text, day, dated_by, place, body, messages, skipped)

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
        for m in NUMERIC.finditer(self.text):
            for day, month in ((m[1], m[3]), (m[3], m[1])):
                with suppress(ValueError):
                    found.append(dt.date(int(m[4]), int(month), int(day)))
        return tuple(dict.fromkeys(found[:60]))

    @cached_property
    def month_days(self) -> tuple[tuple[int, int], ...]:
        """Month and day of a dateline that leaves out the year ("LONDON, Jan. 5")."""
        return _month_days(self.text[:260])

    @cached_property
    def days_of_years(self) -> tuple[tuple[int, int], ...]:
        """Months and days told anywhere in the text, with a year or without."""
        return tuple(dict.fromkeys(_month_days(self.text)))[:8]

    def words(self) -> frozenset[str]:
        """Every word of the text in folded form, to know which names can stand in it.

        Of words that end in s what is left without it too, and the s: "Manchester Uniteds lead", "Queen's Park".
        """
        plain = frozenset(part for word in set(self.text.split()) for part in fold(word).split())
        return plain | {"s"} | {word[:-1] for word in plain if word[-1] == "s" and len(word) > 4}


def _month_days(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        (MONTHS.get((m[2] or m[3]).rstrip(".").lower()[:3], 0), int(m[1] or m[4]))
        for m in PARTIAL.finditer(text)
    )


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


# What an agency tells its subscribers: "(Updates with Valencia score)", "(Reporting by A; Editing by B)".
_NOTE = re.compile(
    r"\((?:Updates|Adds|Recasts|Corrects|Correcting|Refiles|Writes through|Repeats|Fixes|Removes|"
    r"(?:Additional |Writing and )?(?:Reporting|Editing|Writing)\b)[^()]{0,200}\)\.?"
    # Links to other stories, told in the middle of this one.
    r"|\b(?:also read|read also|read more|read this|related|see also)\b ?[|:\u2013\u2014-][^\n]{5,200}",
    re.IGNORECASE,
)
_BROKEN = 25
"""Code points of the shortest line that breaks off in mid-sentence by the width of a page."""
_WIDEST = 110
"""Columns of the widest page; a longer line is a paragraph by itself."""
_LEADERS = re.compile(r"[^\W\d_][^.\d\n]{2,40}(?: ?\.){4,} ?\d{1,2}")
_STOPPED = re.compile(r"[.!?\u2026:;][\"\u201d\u2019')\]]*\s*$")
_NEW_LINE = re.compile(r"\s*(?:[*\u2022\u2013\u2014-]|\d{1,2}[.)] )")


# "Manchester United 3", "Liverpool. . . . .2".
_SIDE = re.compile(
    r"(?:1\. )?[A-Z\u00c0-\u00de][\w'\u2019&-]{0,20}\.?(?: [A-Z\u00c0-\u00de][\w'\u2019&-]{0,20}\.?){0,3}(?: +\(\d\))?[ .]{1,60}\d{1,2}(?!\d|[:.]\d)"
)
# "Norwich City. . .1", "POLAND (0) 5": with the scorers below.
_HEAD = re.compile(r"[A-Z\u00c0-\u00de][^.\d\n()]{2,30}(?: ?(?:\. ?){2,}| +\(\d\) +)\d{1,2}")
_SCORERS = re.compile(r"\(?[A-Z\u00c0-\u00de][^\d\n]{1,24} \(?\d{1,3}[^\n]{0,90}")

_LAST_SIDE = re.compile(r"(?:^|[^\w,.] ?)(?:[A-Z][\w'\u2019&-]{0,20}\.? ){1,3}\d{1,2}$")


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Lines of a text that hold any, those that a page's width has broken put together again.

    >>> text = "Real Madrid took their lead over\narch rivals Barcelona to six points."
    >>> paragraphs(text)
    [(0, 69)]
    """
    lines = [m.span() for m in re.finditer(r"[^\r\n]+", text) if m[0].strip()]
    broken = [_broken(text, one, other) for one, other in pairwise(lines)]
    widths = sorted(end - start for (start, end), over in zip(lines, broken, strict=False) if over)
    wide = widths[len(widths) // 2] * 13 // 20 if len(widths) > 2 else _WIDEST
    sides = [_SIDE.fullmatch(text[start:end].strip()) is not None for start, end in lines]
    for at, pair in enumerate(pairwise(sides)):
        if all(pair) and True not in (*sides[max(0, at - 1) : at], *sides[at + 2 : at + 3]):
            # "Manchester United 3" over "Juventus 2", and no more lines of the kind: no table.
            broken[at] = True
    heads = [at for at, line in enumerate(lines) if _HEAD.fullmatch(text[slice(*line)].strip())]
    for at, to in pairwise(heads):
        between = [text[slice(*line)].strip() for line in lines[at + 1 : to]]
        if len(between) in (1, 2) and all(_SCORERS.fullmatch(line) for line in between):
            broken[at:to] = [True] * (to - at)
    found: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(lines):
        if number and (broken[number - 1] or _full(text, lines[number - 1], (start, end), wide)):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _single_break(text: str, one: Stretch, other: Stretch) -> bool:
    gap = text[one[1] : other[0]]
    return gap.count("\n") < 2 and gap.count("\r") < 2 and one[1] - one[0] <= _WIDEST


def _broken(text: str, one: Stretch, other: Stretch) -> bool:
    """True if a line breaks off in mid-sentence, and the next goes on with a small letter."""
    line = text[slice(*one)].strip()
    if _LEADERS.fullmatch(line):
        # "Galatasaray. . . . .0" over "Manchester United. . . .0".
        return _single_break(text, one, other) and bool(
            _LEADERS.fullmatch(text[slice(*other)].strip())
        )
    head = text[slice(*other)].lstrip()[:1]
    return (
        head.islower()
        and len(line) >= _BROKEN
        and _single_break(text, one, other)
        and _STOPPED.search(line) is None
    )


def _full(text: str, one: Stretch, other: Stretch, wide: int) -> bool:
    """True if a line is as long as those that the page's width has broken, so that the next goes on with it."""
    line = text[slice(*one)].rstrip()
    if len(line) < wide or not _single_break(text, one, other):
        return False
    head = text[slice(*other)]
    return not head[:1].isspace() and _NEW_LINE.match(head) is None and not line.isupper()


def _sentences(
    text: str, body: int, messages: Sequence[Message], skipped: Stretch = (0, 0)
) -> Iterator[Sentence]:
    number = -1
    for first_line, last_line in paragraphs(text):
        if last_line <= body:
            continue
        number += 1
        begin = max(first_line, body)
        if first_line <= skipped[0] < last_line:
            begin = max(begin, skipped[1])
        for start, end, message in _stretches(begin, last_line, messages):
            for first, last in _split(text, start, end):
                if _NOTE.fullmatch(text, first, last):
                    continue
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


_LAST_FIGURE = re.compile(r" ?\d{1,2}[ \t]*(?:\n|$)")
_NAME_LINE = re.compile(r"(?:^|\n)[^\d\n.]{3,30}$")
_GOAL_LINE = re.compile(r"(?<!\d)\d ?[-:–] ?\d([.,:] \d{1,3})?$")
_MINUTE = re.compile(r"\d{1,3}[.:'’] ?[^\W\d]")


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """True unless the full stop belongs to an abbreviation, an initial or a number."""
    rest = text[mark.end() : end].lstrip()
    if rest[:1].islower() or rest[:1] == ".":
        return False
    if rest[:1].isdigit() and text[mark.start() - 1 : mark.start()] in (" ", "."):
        # Dots that lead from a name to its goals.
        return False
    if _LAST_FIGURE.match(text, mark.end()) and _NAME_LINE.search(text, 0, mark.start()):
        # "Norwich City. 1", and no more on that line.
        return False
    if mark[0] != ".":
        return True
    word = re.search(r"[\w]+$", text[: mark.start()][-24:])
    if word is None:
        return True
    listed = _GOAL_LINE.search(text, max(0, mark.start() - 12), mark.start())
    if listed is not None and (rest[:1].isupper() if listed[1] else _MINUTE.match(rest)):
        # "1-0. 18. Xavi." is one line of a list of goals.
        return False
    if word[0].isdigit() and len(word[0]) < 3:
        # The number of a line: "1. Arsenal"; of a club or a league: "1. FC Köln".
        line = text[: mark.start()].rpartition("\n")[2]
        if _LAST_SIDE.search(line[-30:]) and _SIDE.match(rest):
            # "Birmingham 3. Sunderland 2; Brighton 3": a slip for a comma in a list of results.
            return False
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
