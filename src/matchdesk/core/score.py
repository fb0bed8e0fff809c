"""Scores: two whole numbers, home side first."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

# Two sides of one match have never scored more than 149 (an own-goal protest of 2002).
MOST_GOALS = 149
_SCORE = re.compile(r"^(\d{1,3})\s*[-–−:]\s*(\d{1,3})$")


class Score(NamedTuple):
    """Goals of a match: (home side, visitors), whole numbers.

    >>> Score.parse("1-2").swapped()
    Score(home=2, away=1)
    """

    home: int
    away: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2-1" (also "2:1", and with a dash or a minus sign).

        Raises:
            ValueError: anything else, or more goals than a match has ever had.
        """
        found = _SCORE.match(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is no score; expected two whole numbers such as 2-1")
        home, away = int(found[1]), int(found[2])
        if max(home, away) > MOST_GOALS:
            raise ValueError(f"{text!r} is no score: a side has never scored over {MOST_GOALS}")
        return cls(home, away)

    def swapped(self) -> Score:
        """The same score seen from the other side."""
        return Score(self.away, self.home)

    def __str__(self) -> str:
        return f"{self.home}-{self.away}"
