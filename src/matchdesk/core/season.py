"""Seasons: a year and a half of two years, or one calendar year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_LABEL = re.compile(r"^(\d{4})(?:[-/–](\d{2}|\d{4}))?$")


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """One season of a competition.

    Attributes:
        start: year in which it begins.
        split: True for a season that ends in the next year ("2017-18"), False for one that
            follows the calendar year ("2018").
    """

    start: int
    split: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2017-18", "2017/18", "2017-2018", "1999-00" or "2018".

        Raises:
            ValueError: anything else, or years that do not follow each other.

        >>> str(Season.parse("1999/2000")), str(Season.parse("2018"))
        ('1999-00', '2018')
        """
        found = _LABEL.match(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is no season; expected 2017-18 or 2018")
        start, end = int(found[1]), found[2]
        if end is None:
            return cls(start, False)
        if (start + 1) % (100 if len(end) == 2 else 10000) != int(end):
            raise ValueError(f"{text!r} is no season: {end} does not follow {start}")
        return cls(start, True)

    @property
    def code(self) -> int:
        """One whole number that sorts as seasons do: twice the year, and one if it is split."""
        return self.start * 2 + int(self.split)

    @classmethod
    def of_code(cls, code: int) -> Self:
        """The season of a :attr:`code`."""
        return cls(code // 2, bool(code % 2))

    @property
    def previous(self) -> Season:
        """The season before, of the same kind."""
        return Season(self.start - 1, self.split)

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02d}" if self.split else str(self.start)
