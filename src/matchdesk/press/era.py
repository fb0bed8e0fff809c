"""The years of which a text speaks, by the persons that it names: who scored for its clubs then, and who led them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.coaches import spells_of
from matchdesk.press.report import Report

Goals = Callable[[int], Sequence[tuple[str, int | None]]]
"""Scorers of a match with their minutes, by row."""

_AROUND = 330
"""Days on either side of a day in which a player of its sides has scored for one of them."""
_CLUBS = 3
"""So many of the clubs named most are looked at."""
_EACH, _MOST, _COACH = 0.35, 6, 0.7
"""What a player is worth who scored in those days, how many count, and what a coach is worth."""
_RIVAL, _RIVALS, _PLAYED_FOR = 0.25, 6, 0.4
"""What a club is worth that plays for the same title, how many count, and what it is that the title is named."""


class Era:
    """Who is named in a report, and how well that fits a day.

    Args:
        report: the report. mentions: its names.
        snapshot: the ledger. weights: how strongly each club (a number) is named. goals: scorers, by row.
    """

    def __init__(
        self, report: Report, mentions: Sequence[Mention], snapshot: Snapshot,
        weights: Mapping[int, float], goals: Goals,
    ) -> None:  # fmt: skip
        self._snapshot, self._goals = snapshot, goals
        self._names = _capitals(report.text, mentions)
        ranked = sorted(weights, key=lambda n: (-weights[n], n))
        self._clubs = [n for n in ranked if weights[n] >= 0.5]
        ids = {str(snapshot.clubs[n].id) for n in self._clubs}
        self._competitions = {c for x in mentions if x.kind == "competition" for c in x.ids}
        self._spells = [
            (first, last)
            for name in self._names
            for club, first, last in spells_of(name)
            if club in ids
        ]

    def rows(self, day: int, sides: Iterable[int] = ()) -> list[int]:
        """Rows of the matches of some sides, and of the clubs named most, in the days around one."""
        m = self._snapshot.matches
        clubs = list(dict.fromkeys((*sides, *self._clubs)))[:_CLUBS]
        near = np.flatnonzero((m.day > day - _AROUND) & (m.day <= day + _AROUND))
        mine = np.isin(m.home[near], clubs) | np.isin(m.away[near], clubs)
        return [int(row) for row in near[mine]]

    def worth(self, day: int, rows: Iterable[int]) -> float:
        """How well the persons named fit a day; ``rows`` are the matches around it."""
        seen = {
            parts[-1]
            for row in rows
            for player, _ in self._goals(row)
            if (parts := fold(player).split()) and parts[-1] in self._names
        }
        return _EACH * min(_MOST, len(seen)) + self.coached(day)

    def among(self, row: int) -> float:
        """How well the other clubs named fit a match: those that played for the same title in its season."""
        m = self._snapshot.matches
        same = (m.competition == m.competition[row]) & (m.season == m.season[row])
        rest = {c for c in self._clubs if c not in (m.home[row], m.away[row])}
        inside = rest & {*m.home[same].tolist(), *m.away[same].tolist()}
        named = str(self._snapshot.match(row).competition) in self._competitions
        return _RIVAL * min(_RIVALS, len(inside)) + _PLAYED_FOR * named

    def coached(self, day: int) -> float:
        """What it says for a day that one of the persons named coached then."""
        return _COACH * self.led(day)

    def led(self, day: int) -> bool:
        """True if one of the persons named coached one of the clubs named in the year of a day."""
        year = dt.date.fromordinal(day).year
        return any(first <= year <= last for first, last in self._spells)


_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'\u2019-]{2,}")


def _capitals(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Words with a capital letter that are no part of a club's name, folded, as persons' names are."""
    taken = sorted((m.start, m.end) for m in mentions if m.kind in ("club", "ground"))
    at = 0
    found: set[str] = set()
    for word in _CAPITAL.finditer(text):
        while at < len(taken) and taken[at][1] <= word.start():
            at += 1
        if at < len(taken) and taken[at][0] <= word.start():
            continue
        for part in fold(re.sub(r"['\u2019]s?$", "", word[0])).split():
            # "Uniteds", whose apostrophe is lost.
            found |= {part, part[:-1]} if part[-1] == "s" and len(part) > 4 else {part}
    return frozenset(found)
