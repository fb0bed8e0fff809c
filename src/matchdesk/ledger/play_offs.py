"""Matches that stand among a league's own and are not: second meetings after a whole season."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

__all__ = ["beyond_the_league"]

_A_LEAGUE = 8
"""Clubs from which a double round robin is told to be whole."""


class Meeting(Protocol):
    """A match held: its columns, and its witnesses (file to line)."""

    values: dict[str, Any]
    files: dict[int, int]


M = TypeVar("M", bound=Meeting)


def beyond_the_league(pairs: Mapping[tuple[int, int], Sequence[M]]) -> list[M]:
    """Second meetings on the same ground, few and after the last day of a whole double round robin."""
    first: list[M] = []
    again: list[M] = []
    for meetings in pairs.values():
        own = [
            held
            for held in meetings
            if held.values.get("same_as") is None and held.values["phase"] in ("", "league")
        ]
        if any(held.values["date"] is None for held in own):
            return []
        own.sort(key=lambda held: held.values["date"])
        first += own[:1]
        for other in own[1:]:
            if own[0].values["status"] != "played" or not own[0].files.keys() & other.files.keys():
                return []
            again.append(other)
    clubs = {side for pair, meetings in pairs.items() if meetings for side in pair}
    if not again or len(again) * 2 > len(clubs) or len(clubs) < _A_LEAGUE:
        return []
    if len(first) != len(clubs) * (len(clubs) - 1):
        return []
    last = max(held.values["date"] for held in first)
    return again if all(held.values["date"] > last for held in again) else []
