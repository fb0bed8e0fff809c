"""Days, numbers, places and lists as a desk writes them in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth",
)  # fmt: skip


def long_day(day: dt.date | None) -> str:
    """A day in full.

    >>> long_day(dt.date(2018, 1, 24))
    'Wednesday 24 January 2018'
    """
    if day is None:
        return "day not known"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def plain_day(day: dt.date | None, beside: dt.date | None = None) -> str:
    """A day without its weekday; the year only where it is not that of the day beside it.

    >>> plain_day(dt.date(2018, 1, 27), dt.date(2018, 1, 24))
    '27 January'
    >>> plain_day(dt.date(2017, 9, 20), dt.date(2018, 1, 24))
    '20 September 2017'
    """
    if day is None:
        return "day not known"
    year = "" if beside is not None and day.year == beside.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def short_day(day: dt.date | None, beside: dt.date | None = None) -> str:
    """A day in brief, the year only where it lies more than ten months from the day beside it.

    >>> short_day(dt.date(2017, 9, 20), dt.date(2018, 1, 24)), short_day(dt.date(2003, 12, 18))
    ('20 Sep', '18 Dec 2003')
    """
    if day is None:
        return "day not known"
    near = beside is not None and abs((day - beside).days) < 300
    return f"{day.day} {MONTHS[day.month - 1][:3]}{'' if near else f' {day.year}'}"


def place(number: int) -> str:
    """A place in a table.

    >>> [place(n) for n in (1, 2, 3, 4, 11, 13, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '13th', '22nd']
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def ordinal(number: int) -> str:
    """Which one in a count, written out where it is small.

    >>> ordinal(4), ordinal(21)
    ('fourth', '21st')
    """
    return _ORDINALS[number] if 0 < number < len(_ORDINALS) else place(number)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "meeting"), counted(5, "meeting"), counted(0, "defeat"), counted(14, "match")
    ('one meeting', 'five meetings', 'no defeats', '14 matches')
    """
    if not many:
        many = f"{one}es" if one.endswith(("ch", "sh", "s", "x")) else f"{one}s"
    figure = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{figure} {one if number == 1 else many}"


def in_words(number: int) -> str:
    """A number as it is written in a sentence.

    >>> in_words(6), in_words(14)
    ('six', '14')
    """
    return _NUMBERS[number] if 0 < number < len(_NUMBERS) else str(number)


def listed(items: Sequence[str], joint: str = "and") -> str:
    """A list as it is said.

    >>> listed(["Betis 0-1", "Barcelona 0-3", "Villarreal 0-1"])
    'Betis 0-1, Barcelona 0-3 and Villarreal 0-1'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def capital(text: str) -> str:
    """A sentence with its first letter large, the rest as it stands.

    >>> capital("out in the quarter-finals")
    'Out in the quarter-finals'
    """
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """A name as an owner.

    >>> possessive("Real Madrid"), possessive("Leganés")
    ("Real Madrid's", "Leganés'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def letter(number: int) -> str:
    """Letter of the first, second … of several reports, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    head = letter(number // 26 - 1) if number >= 26 else ""
    return head + chr(ord("A") + number % 26)
