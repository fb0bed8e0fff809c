"""What is kept of a ledger between reports: names, and the answers of each day."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from weakref import ref

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Rows, Snapshot
from matchdesk.press.almanac import Memory
from matchdesk.press.lexicon import NameIndex
from matchdesk.press.rounds import Rounds
from matchdesk.rules.honours import Honours

At = Callable[[Moment], Snapshot]
"""The ledger at a moment."""

DAYS_KEPT = 24
"""Days whose answers are kept; a desk checks the reports of a few days again and again."""


_LATER = dt.date(9000, 1, 1)
_FILLED = 32
"""Snapshots kept with rounds put in, for as long as the desk keeps those without."""


class Shelf:
    """What is kept of one ledger; a ledger that has changed begins with an empty one.

    Args:
        at: the ledger at a moment; it should keep its answers.
    """

    def __init__(self, at: At) -> None:
        self._at = at
        self._clubs: object = None
        self._names: NameIndex | None = None
        self._days: OrderedDict[dt.date, Memory] = OrderedDict()
        self._rounds: Rounds | None = None
        self._filled: OrderedDict[int, tuple[ref[Snapshot], Snapshot]] = OrderedDict()
        self._whole: Snapshot | None = None
        self._rolls: dict[str, Honours | None] = {}
        self._editions: dict[str, Rows] = {}

    def known(self, day: dt.date) -> Snapshot:
        """The ledger at the end of a day, with the rounds of cups that it does not hold itself.

        Which round a match belonged to is told by all that was played later: reporters knew it from the draw.
        """
        snapshot = self._at(Moment.end_of(day))
        if snapshot.clubs is not self._clubs:
            self._clubs, self._names, self._rounds = snapshot.clubs, None, None
            self._days.clear()
            self._filled.clear()
            self._whole = None
            self._rolls.clear()
            self._editions.clear()
        held = self._filled.pop(id(snapshot), None)
        if held is None or held[0]() is not snapshot:
            filled = self.rounds().filled(snapshot)
            if filled is snapshot:
                return snapshot
            held = (ref(snapshot), filled)
        self._filled[id(snapshot)] = held
        while len(self._filled) > _FILLED:
            self._filled.popitem(last=False)
        return held[1]

    def whole(self) -> Snapshot:
        """All that the ledger holds."""
        if self._whole is None:
            self._whole = self.known(_LATER)
        return self._whole

    def rounds(self) -> Rounds:
        """Rounds and groups that the ledger does not hold itself, worked out once."""
        if self._rounds is None:
            self._rounds = Rounds.of(self._at(Moment.end_of(_LATER)))
        return self._rounds

    def names(self, snapshot: Snapshot) -> NameIndex:
        """Names of the ledger's clubs and grounds."""
        if self._names is None:
            self._names = NameIndex.of(snapshot)
        return self._names

    def memory(self, day: dt.date) -> Memory:
        """Answers of a day."""
        memory = self._days.pop(day, None) or Memory(
            later=self.whole,
            rounds=self.rounds,
            rolls=self._rolls,
            editions=self._editions,
        )
        self._days[day] = memory
        while len(self._days) > DAYS_KEPT:
            self._days.popitem(last=False)
        return memory
