"""Linear passes over matches grouped into series: counts, last times, runs.

All arrays are int64 or bool, one entry a side of a match ("outing"), in order of club and day; a
series is what shares a key. Every pass is linear in the outings once they are grouped.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Series:
    """Outings grouped by a key, each group in the order in which the outings stand.

    Attributes:
        order: outings, group after group.
        rank: place of each outing in ``order``.
        first: place in ``order`` at which the group of each outing begins.
        place: place of each outing within its group, from 0.

    Args:
        keys: what the outings of a group share.
        by: what orders them within it, the weightiest first; as they stand if not given.
    """

    def __init__(self, keys: Ints, by: tuple[Ints, ...] = ()) -> None:
        count = len(keys)
        self.order: Ints = (
            np.lexsort((*reversed(by), keys)) if by else np.argsort(keys, kind="stable")
        ).astype(np.int64)
        listed = keys[self.order]
        begins = np.ones(count, dtype=np.bool_)
        begins[1:] = listed[1:] != listed[:-1]
        places = np.arange(count, dtype=np.int64)
        starts = np.maximum.accumulate(np.where(begins, places, 0)) if count else places
        self.rank: Ints = np.empty(count, dtype=np.int64)
        self.rank[self.order] = places
        self.first: Ints = np.empty(count, dtype=np.int64)
        self.first[self.order] = starts
        self.place: Ints = self.rank - self.first
        self._starts = starts
        self._places = places

    def last(self, event: Bools) -> Ints:
        """Outing at which the event last came before each outing of its series; -1 for never."""
        if not len(event):
            return np.empty(0, dtype=np.int64)
        seen = np.maximum.accumulate(np.where(event[self.order], self._places, -1))
        before = np.concatenate((np.array([-1]), seen[:-1]))
        inside = before >= self._starts
        return self._back(np.where(inside, self.order[before], -1))

    def before(self, event: Bools) -> Ints:
        """How often the event came before each outing of its series."""
        return self.summed(event.astype(np.int64)).astype(np.int64)

    def summed(self, values: NDArray[Any]) -> NDArray[Any]:
        """Sum of the values before each outing of its series."""
        if not len(values):
            return values
        listed = values[self.order]
        total = np.cumsum(listed) - listed
        return self._back(total - total[self._starts])

    def run(self, holds: Bools, broken: Bools | None = None) -> Ints:
        """Outings in a row, this one last, at which a predicate holds; 0 where it does not.

        ``broken`` marks outings that cannot go on from the one before.
        """
        if not len(holds):
            return np.empty(0, dtype=np.int64)
        listed = holds[self.order]
        ended = np.maximum.accumulate(np.where(listed, -1, self._places))
        begins = np.maximum(ended + 1, self._starts)
        if broken is not None:
            begins = np.maximum(
                begins, np.maximum.accumulate(np.where(broken[self.order], self._places, 0))
            )
        return self._back(np.where(listed, self._places - begins + 1, 0))

    def most(self, values: Ints) -> Ints:
        """The greatest value before each outing of its series, -1 where it is the first."""
        if not len(values):
            return values
        listed = values[self.order]
        # Groups are told apart by an offset, so that one accumulate serves them all.
        span = int(listed.max()) - min(int(listed.min()), 0) + 2
        group = np.cumsum(self._starts == self._places) - 1
        lifted = listed + group * span
        seen = np.maximum.accumulate(lifted)
        before = np.concatenate((np.array([-1]), seen[:-1])) - group * span
        return self._back(np.where(self._places > self._starts, before, -1))

    def stretch(self, outing: int, count: int) -> Ints:
        """The outing and those before it in its series, ``count`` together, in order."""
        end = int(self.rank[outing]) + 1
        return self.order[end - count : end]

    def upto(self, outing: int) -> Ints:
        """All outings of the series up to this one."""
        return self.order[int(self.first[outing]) : int(self.rank[outing]) + 1]

    def _back(self, values: NDArray[Any]) -> NDArray[Any]:
        given = np.empty_like(values)
        given[self.order] = values
        return given
