"""Datelines: on which day and where a report was written, as its first lines tell."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from matchdesk.press.days import find_date

Stretch = tuple[int, int]

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
# "Everton v Newcastle 17/08/96 3.00": day, month and year of a British sheet.
_SHEET_DAY = re.compile(
    r"[^\n]{3,50} (?:vs?|-)\.? [^\n]{3,50}?[ ,(-]{1,3}(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})(?![\d./-])"
)
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2})(?![\d./-])")
PARTIAL = re.compile(
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)? ("
    + _MONTHNAME
    + r")|("
    + _MONTHNAME
    + r") (\d{1,2})(?:st|nd|rd|th)?)(?![\d-])"
)


# "LONDON Nov 2 Real Madrid reached the last 16": nothing parts the day from what is told.
_BARE = re.compile(
    r"(?P<place>[A-Z][A-Z.' -]{2,30}?),? (?P<day>"
    + _MONTHNAME
    + r" \d{1,2}(?:,? \d{4})?|\d{1,2} "
    + _MONTHNAME
    + r"(?:,? \d{4})?) +(?=[A-Z\"\u201c])"
)
# "ANKARA, (Wire - 16th Oct, 2024) Argentina beat", "ROME, (Wire / Other Wire - 3rd Dec, 2005 ) -".
_BRACKETED = re.compile(
    r"(?P<place>[A-Z][\w.' -]{2,30}?),? ?\([^()\n]{2,60}?(?P<day>(?:\d{1,2}(?:st|nd|rd|th)? )?"
    + _MONTHNAME
    + r",? (?:\d{1,2}, ?)?\d{4}) ?\)\s*(?:[-\u2013\u2014:]{1,2}\s+)?"
)
# After a day at the head of a line: "December 3, 2005, Accra (AFP) -".
_WIRED = re.compile(
    r",?[ \t]{0,3}(?:[A-Z][\w.' -]{1,30})?\([A-Z][^()\n]{1,30}\)\s*(?:&\w{2,8};|[-\u2013\u2014:|]{1,2})?\s"
)


def dateline(text: str) -> tuple[dt.date | None, str, int, Stretch]:
    """Day, town, where the first sentence begins, and the stretch that the dateline fills."""
    head = text[:600]
    lead = _DATELINE.match(head)
    at = lead.end() if lead else 0
    day: dt.date | None = None
    found = find_date(head, at)
    if found is not None and found.start - at <= 2 and "\n" not in head[at : found.start]:
        day, at = found.day, found.end
        after = re.match(
            r"[ \t]*(?:[-\u2013\u2014|,:]|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp]\.?[Mm]\b\.?)?(?:\s*[A-Z]{2,4}\b)?)*\s*",
            head[at:],
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
            if mark is None or not mark[0].strip():
                mark = _WIRED.match(text[begin + first.end : begin + 110]) or mark
            stop = begin + first.end + (mark.end() if mark else 0)
            if number == 0 or (mark and mark[0].strip()):
                return (
                    day or first.day,
                    "",
                    _skip(text, stop) if number == 0 else start,
                    (begin, stop),
                )
        to = min(line.end(), begin + 140)
        place = (
            _BRACKETED.match(text, begin, to)
            or _PLACE.match(text, begin, to)
            or _BARE.match(text, begin, to)
        )
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
        told = _TOLD.match(written) or (number < 12 and _STAMPED.search(written))
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


_TOLD = re.compile(
    r"\W*(?:date|dated|published|posted|updated|last updated|created)\b", re.IGNORECASE
)
# What stands with the day on which a page was written: "Staff Reporter Published October 16, 2024 | 04:40 PM",
# "Page last updated at 16:57 GMT, Saturday, 3 December 2005", "May 14, 1995|From Tribune News Services".
_STAMPED = re.compile(
    r"^\W*(?:date|dated|created)\b|\b(?:[Pp]ublished|PUBLISHED|[Pp]osted|POSTED|[Uu]pdated|UPDATED|[Ff]iled|[Ff]irst published|[Pp]rinted)\b"
    r"|\d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\b|GMT|BST|IST|E[SD]T|CES?T|UTC|ET\b)|\b(?:GMT|BST|IST|ET)\b|\||\bXinhua\b|^www\.|\d\d:\d\d"
)


# "12 SPORT THE GAZETTE Monday May 9 1988 Soccer Swindon Town 0": the head of a page of a newspaper.
_MASTHEAD = re.compile(
    r"(?:[A-Z0-9\u2022][\w'.&\u2022-]*,? ){1,10}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? [\w ,.]{8,24}$"
)


def _led(line: str) -> dt.date | None:
    """The day at the head of a line: "Bilbao, 31 May 2015. …", "LONDON _ May 11, 1996 _ …", "30/05/2015 - …"."""
    sheet = _SHEET_DAY.match(line) if len(line) < 110 else None
    if sheet is not None:
        year = int(sheet[4])
        year += 0 if year > 99 else 2000 if year < 40 else 1900
        with suppress(ValueError):
            return dt.date(year, int(sheet[3]), int(sheet[1]))
    figures = NUMERIC.match(re.sub(r"^\W*(?:Filed|Date|Published|Posted|Updated)\W{1,3}", "", line))
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
    if _MASTHEAD.match(line, 0, whole.end):
        return whole.day
    if _PLACES.fullmatch(before) and re.match(r"[.:] ?(?=[A-Z\u201c\"])|, [A-Z][a-z]+day\b", after):
        return whole.day
    if re.match(r"[A-Z][a-z]", after) and "." not in before:
        # "Bremen Move to Top October 16, 2005Just a few weeks ago": a page's parts run together.
        return whole.day
    if not before.strip() and _WIRED.match(after):
        return whole.day
    if before.count("(") == before.count(")") + 1 and _BRACKETED.match(line):
        return whole.day
    if re.fullmatch(r"[A-Z][A-Za-z .,'()/-]{2,50} ?[-\u2013\u2014_]{1,2} ?", before) and re.match(
        r" ?[-\u2013\u2014_]{1,2}(?: |$)", after
    ):
        return whole.day
    return None
