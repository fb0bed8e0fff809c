"""Days, places, lists and names as a desk writes them."""

from __future__ import annotations

import unicodedata

from matchdesk.core.english import MONTHS as MONTHS
from matchdesk.core.english import WEEKDAYS as WEEKDAYS
from matchdesk.core.english import capital as capital
from matchdesk.core.english import counted as counted
from matchdesk.core.english import in_words as in_words
from matchdesk.core.english import listed as listed
from matchdesk.core.english import long_day as long_day
from matchdesk.core.english import ordinal as ordinal
from matchdesk.core.english import place as place
from matchdesk.core.english import plain_day as plain_day
from matchdesk.core.english import short_day as short_day
from matchdesk.core.match import Club, Match

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
