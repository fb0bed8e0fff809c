"""Days as reports name them: dates in full, weekdays, "this weekend", "in three weeks' time"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu",
         "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    word: number
    for number, word in enumerate(
        "nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"zero": 0, "a": 1, "an": 1, "a couple of": 2, "a dozen": 12}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAYS_LONG = "|".join(name for name in WEEKDAYS if name.endswith("day"))
_DATE = re.compile(
    rf"(?P<iso>\b(\d{{4}})-(\d{{2}})-(\d{{2}})\b)(?:T[\d:.]+Z?)?"
    rf"|\b(?:(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\w{{0,6}}\.?,?\s+)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{_MONTH})\.?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in full and its place in the text."""

    day: dt.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """The days that an expression can mean, both ends included.

    Attributes:
        first, last: the days meant by a plain reading.
        slack: days more on either side that a kind reading allows ("in three weeks' time").
        words: what the expression is called in a sentence.
        weekday: 0 Monday … 6 Sunday where a weekday is named, else None.
    """

    first: dt.date
    last: dt.date
    slack: int = 0
    words: str = ""
    weekday: int | None = None

    def holds(self, day: dt.date) -> bool:
        """True if the day can be meant."""
        if self.weekday is not None and self.slack == 0 and day.weekday() != self.weekday:
            return False
        spare = dt.timedelta(days=self.slack)
        return self.first - spare <= day <= self.last + spare

    def to_dict(self) -> dict[str, object]:
        """First and last day, ISO."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat(), "words": self.words}


def find_date(text: str, start: int = 0) -> FoundDate | None:
    """The first date in full at or after ``start``; days that no calendar has are passed over.

    >>> find_date("— A. Writer, January 24, 2018").day
    datetime.date(2018, 1, 24)
    """
    for found in _DATE.finditer(text, start):
        try:
            if found["iso"]:
                day = dt.date.fromisoformat(found["iso"])
            else:
                day = dt.date(
                    int(found["y1"] or found["y2"]),
                    MONTHS[(found["m1"] or found["m2"]).lower()],
                    int(found["d1"] or found["d2"]),
                )
        except ValueError:
            continue
        if likely(day):
            return FoundDate(day, found.start(), found.end())
    return None


_CALENDAR = re.compile(
    rf"\b(?P<wd>{_WEEKDAYS_LONG}),? (?:the )?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?),? (?P<y>(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)


def of_the_calendar(text: str) -> Iterator[tuple[int, int, Window]]:
    """Days of the week told with a day in full, with their places: a calendar says whether they are."""
    for m in _CALENDAR.finditer(text):
        try:
            day = dt.date(
                int(m["y"]), MONTHS[(m["m1"] or m["m2"]).lower()], int(m["d1"] or m["d2"])
            )
        except ValueError:
            continue
        yield m.start(), m.end(), Window(day, day, 0, m[0], WEEKDAYS[m["wd"].lower()])


def likely(day: dt.date) -> bool:
    """True for a day on which somebody can have written about football."""
    return _FIRST <= day.year <= _LAST


_FIRST, _LAST = 1840, 2199


def number_of(word: str) -> int | None:
    """A whole number in words or figures, None if it is none.

    >>> number_of("three"), number_of("15"), number_of("a"), number_of("many")
    (3, 15, 1, None)
    """
    word = word.strip().lower()
    if word.isdecimal():
        return int(word) if len(word) < 5 else None
    return NUMBERS.get(word)


def _week(day: dt.date, weeks: int) -> tuple[dt.date, dt.date]:
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
    return monday, monday + dt.timedelta(days=6)


def _month(day: dt.date, months: int) -> tuple[dt.date, dt.date]:
    place = day.year * 12 + day.month - 1 + months
    first = dt.date(place // 12, place % 12 + 1, 1)
    after = dt.date((place + 1) // 12, (place + 1) % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FEASTS = r"(?:boxing day|new year's (?:day|eve)|new years (?:day|eve)|christmas (?:day|eve)|st stephen's day|easter (?:sunday|monday|saturday)|good friday)"
_EXPRESSIONS = re.compile(
    r"\b(?:"
    r"(?P<in>(?:in|within) (?P<in_n>\w+|a couple of) (?P<in_u>day|week|month)s?['’]?(?: time)?)"
    r"|(?P<ago>(?P<ago_n>\w+|a couple of) (?P<ago_u>day|week|month|year|season)s? "
    r"(?:ago|earlier|before|previously)\b)"
    r"|(?P<hence>(?P<hence_n>a couple of|\w+) (?P<hence_u>day|week)s? (?:later|from now|hence))"
    r"|(?P<fortnight>in a fortnight(?:['’]s time)?|a fortnight (?:ago|earlier|before)|a fortnight (?:from now|hence|later))"
    r"|(?P<weekend>(?P<we>this|this coming|the coming|the|next|last|the following) weekend)"
    r"|(?P<span>(?P<sp>this|next|last|the following|the coming|this coming|earlier this|later this|the previous) "
    r"(?P<sp_u>week|month|year|season|summer|winter|term|campaign))"
    r"|(?P<near>to-?night|to-?day|this (?:evening|afternoon|morning)|yesterday|to-?morrow"
    r"|last (?:night|evening))"
    r"|(?P<mid>(?:(?P<mid_p>this|last|next) |in )?mid-?week)\b"
    rf"|(?:on )?(?P<figures>(?P<f1>\d{{1,2}})(?P<fs>[./])(?P<f2>\d{{1,2}})(?P=fs)(?P<f3>(?:19|20)?\d\d))(?![\d./])"
    rf"|(?P<day>(?:(?:on )?(?P<dw>{_WEEKDAY}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,? (?:the )?)?(?:(?P<dd>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<dm>{_MONTH})\b|"
    rf"(?P<em>{_MONTH})\.? (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\b(?!-)))(?:,? (?P<dy>\d{{4}}))?"
    rf"|(?P<feast>(?:on )?{_FEASTS})\b"
    rf"|(?P<pair>(?:(?:on|over) )?(?:the )?weekend of (?P<pm>{_MONTH})\.? (?P<p1>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:-|/|and|&) ?(?P<p2>\d{{1,2}})(?:st|nd|rd|th)?)?)\b"
    r"|(?P<beside>the (?P<bs_u>day|night|week|month|weekend|season|year) (?P<bs_w>before|earlier|previously|after|later)(?=[.,;:)]|$| (?:and|but|by|when|with|at|to|had|was|were|against|they|that)\b))"
    rf"|(?P<wnum>(?:on )?(?P<wn_d>{_WEEKDAY}),? (?:\((?P<wn>\d{{1,2}})\)|(?:the )?(?P<wn2>\d{{1,2}})(?:st|nd|rd|th)\b(?!-)))"
    r"|(?P<wday>(?P<wd_p>(?:on|last|next|this|this coming|until|by|since|previous|(?:on )?the (?:following|next)) )?"
    r"(?P<wd>mon|tues|wednes|thurs|fri|satur|sun)day)\b(?:(?P<wd_n> week\b)|(?P<wd_a> after(?=[.,;]|$| (?:next|that)\b))|(?P<wd_b> before(?= |[.,;]|$)(?! (?:the|they|a|their|facing|playing|hosting|travelling|last)\b)))?"
    rf"|(?P<month>(?:in|last|next|this|since|until|during|early|late|mid)(?: the)?(?: (?:end|start|beginning|middle) of)?(?: (?:early|late|mid|last))?[ -](?P<mn>{_MONTH})\b(?!\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?![-:])))"
    r"(?:(?:,| of)? (?P<my>\d{4})| (?P<mly>last year|of last year|the previous year))?"
    r"|(?P<year>(?:in|since|back in|of|until) (?P<yy>(?:19|20)\d{2}))(?![-\d/])"
    r")"
)
_DAY_STEMS = {"mon": 0, "tues": 1, "wednes": 2, "thurs": 3, "fri": 4, "satur": 5, "sun": 6}


@dataclass(frozen=True, slots=True)
class When:
    """A day expression in a sentence.

    Attributes:
        start, end: its place in the string searched.
        past: the days if the sentence looks back, None if it cannot.
        future: the days if the sentence looks ahead, None if it cannot.
        kind: "near" (tonight, today), "day", "weekday", "weekend", "week", "month", "season",
            "year", "count" (in three weeks).
    """

    start: int
    end: int
    past: Window | None
    future: Window | None
    kind: str


def find_when(plain: str, written: dt.date) -> list[When]:
    """Day expressions of a sentence in small letters, as seen from the day it was written.

    >>> when = find_when("they face psg in three weeks' time", dt.date(2018, 1, 25))[0]
    >>> when.future.first, when.future.slack, when.past
    (datetime.date(2018, 2, 15), 3, None)
    """
    found = []
    for m in _EXPRESSIONS.finditer(plain):
        reading = _meaning(m, written)
        if reading is not None:
            kind, past, future = reading
            found.append(When(m.start(), m.end(), past, future, kind))
    return found


_Reading = tuple[str, "Window | None", "Window | None"]


def _meaning(m: re.Match[str], day: dt.date) -> _Reading | None:
    words = m[0]
    if m["in"] or m["hence"]:
        number = number_of(m["in_n"] or m["hence_n"])
        unit = m["in_u"] or m["hence_u"]
        return None if number is None else _steps(number, unit, day, words)
    if m["ago"]:
        number = number_of(m["ago_n"])
        return (
            None
            if number is None
            else _steps(-number, m["ago_u"], day, words, told="ago" not in words)
        )
    if m["fortnight"]:
        back = re.search(r"ago|earlier|before", words)
        return _steps(-2 if back else 2, "week", day, words)
    if m["weekend"]:
        return _weekend(m["we"], day, words)
    if m["span"]:
        return _span(m["sp"], m["sp_u"], day, words)
    if m["mid"]:
        return _midweek(m["mid_p"] or "", day, words)
    if m["near"]:
        return _near(words, day)
    if m["figures"]:
        return _figures(m, day)
    if m["day"]:
        return _day(m, day)
    if m["feast"]:
        return _feast(words, day)
    if m["pair"]:
        return _days_of(m, day)
    if m["beside"]:
        return _beside(m["bs_u"], m["bs_w"], day, words)
    if m["wnum"]:
        return _numbered(m, day)
    if m["wday"]:
        number = _DAY_STEMS[m["wd"]]
        if m["wd_a"] or "the " in (m["wd_p"] or ""):
            # "The following Saturday": after a match that is told of.
            first, last = day + dt.timedelta(days=1), day + dt.timedelta(days=27)
            return "weekday", None, Window(first, last, 0, words, number)
        if m["wd_b"]:
            # "The Sunday before": of a match that is told of.
            last = day - dt.timedelta(days=2)
            return "weekday", Window(day - dt.timedelta(days=20), last, 0, words, number), None
        if m["wd_n"]:
            # "Saturday week": the one after the coming one.
            after = day + dt.timedelta(days=(number - day.weekday()) % 7 + 7)
            return "weekday", None, Window(after, after, 0, words, number)
        return _weekday((m["wd_p"] or "").strip(), number, day, words)
    if m["month"]:
        return _named_month(m, day)
    year = int(m["yy"])
    return "year", Window(dt.date(year, 1, 1), dt.date(year, 12, 31), 0, words), None


def _steps(
    number: int, unit: str, day: dt.date, words: str, *, told: bool = False
) -> _Reading | None:
    """Days, weeks … from the day of writing; ``told``: from a match told of, some days before it."""
    if abs(number) > 600:
        return None
    if unit in ("year", "season"):
        if day.year + number < 2:
            return None
        first, last = dt.date(day.year + number, 1, 1), dt.date(day.year + number, 12, 31)
        return "year", Window(first, last, 366, words), None
    if unit == "month":
        first, last = _month(day, number)
        window = Window(first, last, 10, words)
    else:
        days = number * (7 if unit == "week" else 1)
        target = day + dt.timedelta(days=days)
        # "In three weeks' time" is meant to within half a week; days to within one.
        window = Window(target, target, (3 if unit == "week" else 1) + 4 * told, words)
    return ("count", None, window) if number > 0 else ("count", window, None)


def _weekend(which: str, day: dt.date, words: str) -> _Reading:
    saturday = day - dt.timedelta(days=(day.weekday() - 5) % 7)
    before = Window(saturday, saturday + dt.timedelta(days=1), 1, words)
    if day.weekday() >= 5:
        # On the weekend itself the coming one may be meant as well.
        following = saturday + dt.timedelta(days=7)
        coming = Window(saturday, following + dt.timedelta(days=1), 1, words)
    else:
        following = saturday + dt.timedelta(days=7)
        coming = Window(following, following + dt.timedelta(days=1), 1, words)
    if which == "last":
        if day.weekday() >= 5:
            before = Window(
                saturday - dt.timedelta(days=7), saturday + dt.timedelta(days=1), 1, words
            )
        return "weekend", before, None
    if which in ("next", "the following"):
        # Next weekend: the coming one or the one after it.
        last = following + dt.timedelta(days=1 if day.weekday() >= 5 else 8)
        return "weekend", None, Window(coming.first, last, 1, words)
    if which == "the":
        return "weekend", before, coming
    if which == "this" and day.weekday() in (0, 1):
        return "weekend", before, coming
    return "weekend", coming if day.weekday() >= 5 else None, coming


def _span(which: str, unit: str, day: dt.date, words: str) -> _Reading | None:
    if unit in ("season", "term", "campaign", "year", "summer", "winter"):
        if which == "last":
            first, last = dt.date(day.year - 2, 7, 1), dt.date(day.year, 7, 31)
            return "season", Window(first, min(last, day), 0, words), None
        if which == "next":
            first = dt.date(day.year, 6, 1)
            return "season", None, Window(first, dt.date(day.year + 2, 7, 1), 0, words)
        # "This season" says nothing about the day.
        return None
    if which == "the previous":
        # Before the match told of: within the last three weeks.
        if unit != "week":
            return None
        return (
            "week",
            Window(day - dt.timedelta(days=20), day - dt.timedelta(days=3), 0, words),
            None,
        )
    step = {"next": 1, "the following": 1, "last": -1}.get(which, 0)
    if which in ("the coming", "this coming", "later this"):
        step = 0
    if unit == "week":
        first, last = _week(day, step)
        # "Last week", said on a Thursday, may be the seven days before; "next week" likewise.
        if step < 0:
            if day.weekday() > 4:
                # At the weekend the days before it may be meant.
                last = day - dt.timedelta(days=2)
            return "week", Window(min(first, day - dt.timedelta(days=7)), last, 0, words), None
        if step > 0:
            return "week", None, Window(first, max(last, day + dt.timedelta(days=7)), 0, words)
    else:
        first, last = _month(day, step)
        if step < 0:
            return "month", Window(first, last, 0, words), None
        if step > 0:
            return "month", None, Window(first, last, 0, words)
    window = Window(first, last, 0, words)
    return ("week" if unit == "week" else "month"), window, window


def _midweek(which: str, day: dt.date, words: str) -> _Reading:
    """Tuesday to Thursday, a day earlier or later at most."""
    tuesday = day - dt.timedelta(days=(day.weekday() - 1) % 7)
    before = Window(tuesday, min(day, tuesday + dt.timedelta(days=2)), 1, words)
    coming = tuesday + dt.timedelta(days=0 if day < tuesday + dt.timedelta(days=3) else 7)
    last = coming + dt.timedelta(days=9 if which == "next" else 2)
    after = Window(max(day, coming), last, 1, words)
    past = None if which == "next" else before
    return "week", past, None if which == "last" else after


def _near(words: str, day: dt.date) -> _Reading:
    one = dt.timedelta(days=1)
    if words == "yesterday" or words.startswith("last"):
        return "near", Window(day - one, day - one, 0, words), None
    if words in ("tomorrow", "to-morrow"):
        return "near", None, Window(day + one, day + one, 0, words)
    # Reports written after midnight still say "tonight".
    return "near", Window(day - one, day, 0, words), Window(day, day, 0, words)


def _day(m: re.Match[str], day: dt.date) -> _Reading | None:
    number, month = int(m["dd"] or m["ed"]), MONTHS[m["dm"] or m["em"]]
    # "Sunday 18 June": a day of the week that the date is not makes it wrong.
    weekday = _weekday_of(m["dw"]) if m["dw"] else None
    try:
        if m["dy"]:
            return _on(dt.date(int(m["dy"]), month, number), day, m[0], weekday)
        same = dt.date(day.year, month, number)
        before = same if same <= day else dt.date(day.year - 1, month, number)
        after = same if same >= day else dt.date(day.year + 1, month, number)
    except ValueError:
        return None
    return "day", Window(before, before, 0, m[0], weekday), Window(after, after, 0, m[0], weekday)


def _on(on: dt.date, day: dt.date, words: str, weekday: int | None = None) -> _Reading:
    window = Window(on, on, 0, words, weekday)
    return "day", window if on <= day else None, window if on >= day else None


def _days_of(m: re.Match[str], day: dt.date) -> _Reading | None:
    """A weekend told by its days: "the weekend of April 14-15"."""
    month, first = MONTHS[m["pm"]], int(m["p1"])
    last = int(m["p2"] or first)
    try:
        days = [
            (dt.date(year, month, first), dt.date(year, month, last))
            for year in (day.year - 1, day.year, day.year + 1)
        ]
    except ValueError:
        return None
    if last < first:
        return None
    before = max(one for one in days if one[0] <= day)
    after = min(one for one in days if one[1] >= day)
    return "weekend", Window(*before, 1, m[0]), Window(*after, 1, m[0])


def _beside(unit: str, which: str, day: dt.date, words: str) -> _Reading | None:
    """Beside a match told of, days or weeks before the day of writing: "the week before"."""
    length = {"day": 1, "night": 1, "weekend": 8, "week": 8, "month": 45}.get(unit)
    if length is None:
        return None
    one = dt.timedelta(days=1)
    if which in ("after", "later"):
        # Told of what was played, and of what was drawn up.
        ahead = Window(day + one, day + (length + 7) * one, 1, words)
        return "count", Window(day - 10 * one, day, 0, words), ahead
    return "count", Window(day - (length + 10) * one, day - one * (length > 1), 0, words), None


def _weekday_of(word: str) -> int:
    return next(number for stem, number in _DAY_STEMS.items() if word[:3] == stem[:3])


def _figures(m: re.Match[str], day: dt.date) -> _Reading | None:
    """A day in figures alone: "23.06.90", "3/4/2001"; either way round, the one nearer to the day of writing."""
    first, second, year = int(m["f1"]), int(m["f2"]), int(m["f3"])
    if year < 100:
        year += day.year // 100 * 100
        year -= 100 if year > day.year + 1 else 0
    found = []
    for number, month in ((first, second), (second, first)):
        try:
            found.append(dt.date(year, month, number))
        except ValueError:
            continue
    if not found or not likely(found[0]):
        return None
    near = [one for one in found if abs((one - day).days) <= _NEAR]
    return _on((near or found)[0], day, m[0])


_NEAR = 45
"""Days from the day of writing within which a day in figures is meant, if it may be two."""


def _numbered(m: re.Match[str], day: dt.date) -> _Reading | None:
    """A weekday with its number in the month: "Sunday (7)", "Saturday the 12th"."""
    number, weekday = int(m["wn"] or m["wn2"]), _weekday_of(m["wn_d"])
    for ahead in range(17):
        for one in (day + dt.timedelta(days=ahead), day - dt.timedelta(days=ahead)):
            if one.day == number:
                return _on(one, day, m[0], weekday)
    return _weekday("", weekday, day, m[0])


def _feast(words: str, day: dt.date) -> _Reading:
    """The feasts on which matches are played, the last one before the day of writing and the next one."""

    def on(year: int) -> dt.date:
        if "easter" in words or "good friday" in words:
            moved = next(n for word, n in (("saturday", -1), ("sunday", 0), ("monday", 1), ("friday", -2)) if word in words)  # fmt: skip
            return easter(year) + dt.timedelta(days=moved)
        if "new year" in words:
            return dt.date(year, 12, 31) if "eve" in words else dt.date(year, 1, 1)
        return dt.date(year, 12, 24 if "eve" in words else 25 if "christmas" in words else 26)

    years = [on(year) for year in (day.year - 1, day.year, day.year + 1)]
    before = max(one for one in years if one <= day)
    after = min(one for one in years if one >= day)
    return "day", Window(before, before, 0, words), Window(after, after, 0, words)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2024), easter(1999)
    (datetime.date(2024, 3, 31), datetime.date(1999, 4, 4))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    n = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + n + 32) % 7
    month = (h - n + r + 90) // 25
    return dt.date(year, month, (h - n + r + month + 19) % 32)


def _weekday(lead: str, number: int, day: dt.date, words: str) -> _Reading:
    before = day - dt.timedelta(days=(day.weekday() - number) % 7)
    after = day + dt.timedelta(days=(number - day.weekday()) % 7)
    past: Window | None = Window(before, before, 0, words, number)
    future: Window | None = Window(after, after, 0, words, number)
    if after == day:
        # "On Sunday", written on a Sunday: the day itself or the one a week on.
        future = Window(after, after + dt.timedelta(days=7), 0, words, number)
    if lead in ("last", "previous", "since"):
        first = before - dt.timedelta(days=7)
        past, future = Window(first, before, 0, words, number), None
    elif lead in ("next", "this coming"):
        # Said on a Sunday, "next Sunday" is none of that day.
        first = max(after, day + dt.timedelta(days=1 if lead == "next" else 0))
        past, future = None, Window(first, after + dt.timedelta(days=7), 0, words, number)
    return "weekday", past, future


def _named_month(m: re.Match[str], day: dt.date) -> _Reading:
    month = MONTHS[m["mn"]]
    if m["mly"]:
        first, last = _month(dt.date(day.year - 1, month, 1), 0)
        return "month", Window(first, last, 0, m[0]), None
    if m["my"]:
        first, last = _month(dt.date(int(m["my"]), month, 1), 0)
        window = Window(first, last, 0, m[0])
        return "month", window if first <= day else None, window if last >= day else None
    this = dt.date(day.year, month, 1)
    before = this if this <= day else dt.date(day.year - 1, month, 1)
    after = this if _month(this, 0)[1] >= day else dt.date(day.year + 1, month, 1)
    return (
        "month",
        Window(*_month(before, 0), 0, m[0]),
        Window(*_month(after, 0), 0, m[0]),
    )
