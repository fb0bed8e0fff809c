"""The moment of a question: only what was known then may enter the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Reading = Literal["early", "late"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a day, the time just before a match, or a minute of a match.

    Attributes:
        day: local day of the ground.
        match: id of the match whose kick-off or minute is meant; "" for the end of the day.
        minute: minute of that match; None for the time just before kick-off.
        reading: with no kick-off times the order within a day is unknown. "early" takes every
            match of the day that may still be going on as not yet known, "late" takes every match
            that may be over as known. Both are tried where it matters.
    """

    day: dt.date
    match: str = ""
    minute: int | None = None
    reading: Reading = "late"

    @classmethod
    def end_of(cls, day: dt.date | str) -> Moment:
        """The end of a day, given as a date or as "2018-01-24".

        Raises:
            ValueError: no such day.
        """
        return cls(day if isinstance(day, dt.date) else dt.date.fromisoformat(day))

    @classmethod
    def before(cls, day: dt.date, match: str, reading: Reading = "late") -> Moment:
        """The time just before a match kicks off."""
        return cls(day, match, None, reading)

    def __str__(self) -> str:
        if self.day == dt.date.max:
            return "end of all that is held"
        if not self.match:
            return f"end of {self.day.isoformat()}"
        if self.minute is None:
            return f"before {self.match}"
        return f"minute {self.minute} of {self.match}"
