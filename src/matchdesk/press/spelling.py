"""Names of persons set side by side: one man, however reports and sources write him."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from matchdesk.core.text import fold


def same_person(one: str, other: str) -> bool:
    """True if two names can be one person's.

    One holds the other, or the surnames are equal and the first names begin alike.

    >>> same_person("Javi Eraso", "Javier Eraso"), same_person("Ronaldo", "Cristiano Ronaldo")
    (True, True)
    >>> same_person("Theo Hernández", "Lucas Hernández"), same_person("J. Eraso", "Javier Eraso")
    (False, True)
    >>> same_person("Eraso J.", "Javier Eraso"), same_person("Eraso T.", "Javier Eraso")
    (True, False)
    """
    a, b = _letters(one), _letters(other)
    if not a or not b:
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return short[0] in long or any(
            len(short[0]) >= 5 and word.startswith(short[0]) for word in long
        )
    if set(short) <= set(long):
        return True
    if short[-1] not in long:
        return False
    size = min(len(short[0]), len(long[0]))
    if size == 1:
        return short[0][0] == long[0][0]
    # "Mo Salah" and "Mohamed Salah", "Gabi Heinze" and "Gabriel Heinze".
    size = min(size, 3)
    return short[0][:size] == long[0][:size]


_SOUNDS = (
    ("tch", "ch"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("ch", "h"), ("sh", "s"), ("dj", "j"), ("dz", "j"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ij", "i"), ("y", "i"), ("j", "i"), ("w", "v"), ("c", "k"), ("q", "k"), ("tz", "z"),
    ("ss", "s"), ("h", ""), ("e", ""), ("o", "u"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """A word of a name as good as it sounds, for names written over from another alphabet."""
    for one, other in _SOUNDS:
        word = word[:1] + word[1:].replace(one, other)
    return re.sub(r"(.)\1+", r"\1", word)


_WHOLE = 9
"""Letters of a name that is known whole, however it is parted."""


@lru_cache(maxsize=16384)
def nearly_same(one: str, other: str) -> bool:
    """True if two names can be one scorer's, however they were written over.

    Meant for the few scorers of one match, not for all persons of a ledger.

    >>> nearly_same("Amr Zaky", "Amr Zaki"), nearly_same("Hosni Abd Rabou", "Hosny Abd Rabo")
    (True, True)
    >>> nearly_same("Ala'a Abdulzehra", "Alaa Abdul-Zahra")
    True
    >>> nearly_same("Arek Milik", "Arkadiusz Milik"), nearly_same("Silva", "Costa")
    (True, False)
    """
    if same_person(one, other):
        return True
    a, b = _letters(one), _letters(other)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    if (
        len(short) > 1
        and len("".join(short)) >= _WHOLE
        and _alike(_sound("".join(short)), _sound("".join(long)))
    ):
        # Parted otherwise.
        return True
    heard = [_sound(word) for word in long]
    last = _sound(short[-1])
    if len(last) < 3 or not any(
        _alike(last, word) for word in (heard[-1:] if len(short) > 1 else heard)
    ):
        return False
    return len(short) == 1 or _first(short[0]) == _first(long[0])


def _first(name: str) -> str:
    """The first sign of a first name as good as it sounds: "Yordan" and "Iordan"."""
    return {"y": "i", "j": "i", "c": "k", "q": "k", "w": "v"}.get(name[0], name[0])


def _alike(one: str, other: str) -> bool:
    """Sounds of two names that differ in no more than one sign, beyond the first."""
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    return OSA.distance(one, other) <= 1


@lru_cache(maxsize=8192)
def _letters(name: str) -> list[str]:
    """Words of a name; umlauts written as two letters are as good as one.

    Initials that a source writes behind the surname ("Mayoral B.") stand before it.
    """
    words = [
        "junior" if word == "jr" else re.sub(r"(?<=[aou])e(?=[^\Waeiou])", "", word)
        for word in fold(name).split()
    ]
    behind = 0
    while behind < len(words) - 1 and len(words[-1 - behind]) == 1:
        behind += 1
    return words[len(words) - behind :] + words[: len(words) - behind] if behind else words
