"""Days, places, lists and names as a desk writes them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

from matchdesk.core.match import Club, Match

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

# Marks that plain ASCII lacks, with what stands for them.
_PLAIN = str.maketrans(
    {
        "·": "-", "–": "-", "—": "-", "…": "...", "✘": "x", "✔": "ok", "≈": "~", "’": "'",
        "‘": "'", "“": '"', "”": '"', "×": "x", "−": "-", "→": "->", "ß": "ss", "ø": "o",
        "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E",
        "\u00a0": " ",
    }
)  # fmt: skip
# Marks that turn the direction of writing; a name has no need of them, and they can hide text.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


NO_BREAK = "\u00a0"
"""A blank at which a line is not broken."""


def keep(text: str) -> str:
    """Text that is not broken at its blanks."""
    return text.replace(" ", NO_BREAK)


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


def names_of(home: Club, away: Club) -> dict[str, str]:
    """What to call the two sides of a match, by id; told apart where they share a name."""
    if home.name != away.name:
        return {home.id: home.name, away.id: away.name}
    return {club.id: f"{club.name} ({club.country or club.id})" for club in (home, away)}


def score_of(match: Match) -> str:
    """The score that counts with what belongs to it, in home-away order.

    >>> from matchdesk.core.score import Score
    >>> from matchdesk.core.season import Season
    >>> cup = Match(
    ...     "m",
    ...     "es.cup",
    ...     Season(2017, True),
    ...     None,
    ...     Club("es.a", "A"),
    ...     Club("es.b", "B"),
    ...     status="played",
    ...     score=Score(1, 1),
    ...     extra_time=Score(2, 2),
    ...     penalties=Score(4, 5),
    ... )
    >>> score_of(cup)
    '2-2 after extra time, 4-5 on penalties'
    """
    result = match.result
    if result is None:
        return {"void": "void", "abandoned": "abandoned"}.get(match.status, "v")
    told = str(result)
    if match.awarded_score is not None or match.status == "awarded":
        return f"{told} awarded"
    if match.extra_time is not None:
        told += " after extra time"
    if match.penalties is not None:
        told += f"{',' if match.extra_time is not None else ''} {match.penalties} on penalties"
    return told


def tidy(text: str) -> str:
    r"""Text without control characters and without marks that turn the direction of writing.

    >>> tidy("Real\x1b[31m Madrid\n")
    'Real [31m Madrid '
    """
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in text
        if c not in _TURNING
    )


def ascii_only(text: str) -> str:
    """Text in plain ASCII: accents dropped, marks replaced, a letter without a plain form as "?".

    >>> ascii_only("Leganés · “32nd-minute lead” – ≈")
    'Leganes - "32nd-minute lead" - ~'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN)
    return plain.encode("ascii", "replace").decode("ascii")


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none.

    >>> width_of("Leganés"), width_of("東京")
    (7, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in ("W", "F")
        else 1
        for c in text
    )
