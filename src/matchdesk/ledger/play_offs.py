"""Matches that stand among a league's own and are not: second meetings after a whole season."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from matchdesk.core.season import Season
from matchdesk.rules.catalogue import BUILT_IN

__all__ = ["beyond_the_league", "ends_with_its_last_round"]

_A_LEAGUE = 8
"""Clubs from which a double round robin is told to be whole."""
_GUEST = 6
"""Most matches of a club that only plays in the play-offs."""
_BEFORE = 21
"""Days before the last day of the league on which clubs from below may begin theirs."""


class Meeting(Protocol):
    """A match held: its columns, and its witnesses (file to line)."""

    values: dict[str, Any]
    files: dict[int, int]


M = TypeVar("M", bound=Meeting)


def ends_with_its_last_round(competition: str, season: str) -> bool:
    """True if, by its rulebook, a league is one double round robin, with no part after it.

    Where it goes on in groups, the first matches of these are no play-offs.
    """
    edition = BUILT_IN.edition(competition, Season.parse(season))
    if not edition.held or len(edition.stages) != 1:
        return False
    stage = edition.stages[0]
    return stage.split is None and stage.meetings == 2


def beyond_the_league(pairs: Mapping[tuple[int, int], Sequence[M]]) -> list[M]:
    """Matches after the last day of a whole double round robin: its play-offs.

    Second meetings on the same ground, few, and given with the first by one file; and matches of
    clubs that play a few, all of them then: they come from the level below.
    """
    own: dict[tuple[int, int], list[M]] = {}
    counts: Counter[int] = Counter()
    for pair, meetings in pairs.items():
        listed = [
            held
            for held in meetings
            if held.values.get("same_as") is None and held.values["phase"] in ("", "league")
        ]
        if any(held.values["date"] is None for held in listed):
            return []
        if listed:
            own[pair] = sorted(listed, key=lambda held: str(held.values["date"]))
            counts.update({side: len(listed) for side in pair})
    if not counts:
        return []
    usual = sorted(counts.values())[len(counts) // 2]
    guests = {side for side, number in counts.items() if number <= min(_GUEST, usual // 4)}
    clubs = len(counts) - len(guests)
    first: list[M] = []
    beyond: list[M] = []
    from_below: list[M] = []
    for pair, listed in own.items():
        if guests.intersection(pair):
            from_below += listed
            continue
        first.append(listed[0])
        for other in listed[1:]:
            together = listed[0].files.keys() & other.files.keys()
            if listed[0].values["status"] != "played" or not together:
                return []
            beyond.append(other)
    if not (beyond or from_below) or len(beyond) > clubs or clubs < _A_LEAGUE:
        return []
    if len(first) != clubs * (clubs - 1):
        return []
    last = max(held.values["date"] for held in first)
    # The level below may end, and begin its play-offs, before the league does.
    soon = (dt.date.fromisoformat(last) - dt.timedelta(days=_BEFORE)).isoformat()
    after = all(held.values["date"] > last for held in beyond)
    return (
        [*beyond, *from_below] if after and all(h.values["date"] > soon for h in from_below) else []
    )
