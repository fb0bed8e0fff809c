"""Which match each sentence of a report speaks of.

A report of one match tells of others in passing; a round-up tells of many. A sentence speaks of
the match of the two clubs that it names, if they met in the days of the report; one that names no
other club goes on with the match before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.snapshot import NONE, Snapshot
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.lexicon import COMMON_NAMES

# "After Betis and Barcelona": two of a list, not the sides of a match; "A and B drew" is one.
_LISTED = re.compile(r"(?:'s)?(?:,|,? (?:and|or|&)(?: the)?) ")
_BOTH = re.compile(
    r" (?:both )?(?:drew|draw|shared|played|met|meet|fought|battled|finished|will|tied|cancelled)\b"
)


# What may stand in front of the club that a sentence is about.
_OPENS = re.compile(
    r"\W*(?:(?:But|And|Meanwhile|Elsewhere|In the other (?:game|match)|In [A-Z]\w+|Earlier|Later|While|"
    r"[A-Z][\w-]+-placed|Leaders|League leaders|Bottom club|Champions|Defending champions|Struggling|The|At)"
    r"[,:]? ?(?:the )?){0,3}",
)

_GOAL_OF = re.compile(
    r"\b(?:in front|ahead|level|the lead|equali[sz]\w+|scor(?:ed|es|ing)|nett?ed|headed|fired|struck|on target|goals? (?:from|by))\b"
)


# What may stand before and between the sides of a heading: "Group A: Poland 1-0 Peru", "A -- B (1-0)".
_LINE_HEAD = re.compile(r"\W{0,4}(?:(?:Group|Pool|GROUP) \w{1,5}[:,] ?)?")
_BETWEEN = re.compile(
    r"\s*(?:\d{1,2}\s*)?(?:--?|[\u2013\u2014]|vs?\.?|\d{1,2}\s*[-\u2013:]\s*\d{1,2}|,)\s*(?:\d{1,2}\s*)?",
    re.I,
)


_SOON = 25
"""Code points in which a sentence that is about another match names its first side."""
_LEGS = 45
"""Days within which the legs of a tie are played."""


class Recent:
    """The matches over in the days before a report.

    Args:
        snapshot: the ledger at the end of the report's day.
        last: ordinal of that day. back: how many days.
    """

    def __init__(self, snapshot: Snapshot, last: int, back: int = DAYS_BACK) -> None:
        m = snapshot.matches
        home, _ = m.result()
        rows = np.flatnonzero((m.day > last - back) & (m.day <= last) & (home >= 0))
        rows = rows[np.argsort(m.day[rows], kind="stable")]
        self._snapshot = snapshot
        self._pairs: dict[tuple[int, int], list[int]] = {}
        self._main = NONE
        self._of: dict[int, list[int]] = {}
        for row, a, b in zip(
            rows.tolist(), m.home[rows].tolist(), m.away[rows].tolist(), strict=True
        ):
            self._pairs.setdefault((min(a, b), max(a, b)), []).append(row)
            self._of.setdefault(a, []).append(row)
            self._of.setdefault(b, []).append(row)

    def met(self, one: Club, other: Club) -> int:
        """Row of the last match of two clubs in these days, ``NONE`` if there is none.

        Where a report is known to be about a match of others, the one nearest to its day.
        """
        a, b = self._snapshot.club_number(one), self._snapshot.club_number(other)
        rows = self._pairs.get((min(a, b), max(a, b)))
        if rows is None:
            return NONE
        if len(rows) > 1 and self._main != NONE and self._main not in rows:
            day = self._snapshot.matches.day
            return min(rows, key=lambda row: abs(int(day[row]) - int(day[self._main])))
        return rows[-1]

    def about(self, row: int) -> None:
        """Take the match that a report is about."""
        self._main = row

    def of(self, club: Club) -> Sequence[int]:
        """Rows of a club's matches in these days, earliest first."""
        return self._of.get(self._snapshot.club_number(club), ())


@dataclass(frozen=True, slots=True)
class Hand:
    """The match that a sentence speaks of.

    Attributes:
        row: its row, ``NONE`` where none is settled.
        also: rows of other matches that the sentence tells of.
        passing: the next sentence goes back to the match before.
    """

    row: int
    also: tuple[int, ...] = ()
    passing: bool = False


class Passages:
    """The matches of a report's sentences, asked for in their order.

    Args:
        recent: matches of the report's days.
        main: row of the match that the report is about.
    """

    def __init__(self, snapshot: Snapshot, recent: Recent, main: int) -> None:
        self._snapshot, self._recent = snapshot, recent
        recent.about(main)
        self.main = main
        self._now = main
        self._seen: list[int] = []
        # Its matches stand under headings of their own.
        self._titled = False

    def next(
        self, text: str, mentions: Sequence[Mention], start: int, *, about: bool = True,
        home: bool = False,
    ) -> Hand:  # fmt: skip
        """The match of the next sentence.

        Args:
            text: the report's text.
            mentions: the clubs that it names, in order.
            start: where it begins.
            about: False for a sentence that speaks of another time.
            home: it begins a paragraph with somebody's side, whom no club name tells.
        """
        hand = self._next(text, mentions, start, about=about, home=home)
        if not hand.passing:
            self._seen += [row for row in (hand.row, *hand.also) if row not in self._seen]
        return hand

    def _next(
        self, text: str, mentions: Sequence[Mention], start: int, *, about: bool, home: bool
    ) -> Hand:
        named = [m for m in mentions if m.kind == "club" and m.clubs]
        if not named:
            if home and self.main != NONE and not self._titled:
                self._now = self.main
            return Hand(self._now)
        grounds = [m for m in mentions if m.kind == "ground" and m.clubs]
        found = self._met(text, sorted([*named, *grounds], key=lambda m: m.start)) if about else []
        if found and self._headed(text, named, start, found[0]):
            self._titled = self._titled or found[0] != self.main
            self._now = found[0]
            return Hand(found[0], tuple(found[1:]))
        if (
            found
            and self._now != NONE
            and self.main not in found
            and self._aside(text, named, start)
        ):
            # "… five more than Barcelona, who were held 2-2 by Celta": told in passing.
            return Hand(self._now, tuple(found))
        if (
            self._titled
            and not (found and self._now in found)
            and not (found and named[0].start - start < _SOON)
        ):
            # Under a heading others are told of in passing.
            return Hand(self._now, tuple(found))
        if self.main in found:
            self._now = self.main
            return Hand(self.main, tuple(r for r in found if r != self.main))
        if found and not self._touches(self.main, found[0]):
            self._now = found[0]
            return Hand(found[0], tuple(found[1:]))
        for row in (self._now, self.main):
            if row != NONE and any(self._plays(row, c) for m in named for c in m.clubs[:2]):
                self._now = row
                return Hand(row, tuple(found))
        told = self._with_sides(named) if about else []
        if told:
            # "They beat France 2-1": a side of the match in hand against the club named.
            return Hand(self._now, tuple(told))
        back = [r for r in self._seen if r != NONE and self._plays(r, named[0].clubs[0])]
        if about and len(back) == 1 and len({m.clubs[0] for m in named}) == 1:
            # It goes on with a match told of before.
            self._now = back[0]
            return Hand(back[0])
        first = named[0]
        lead = text[start : first.start]
        if about and first.sure and len(first.clubs) == 1 and _OPENS.fullmatch(lead):
            played = self._recent.of(first.clubs[0])
            if played:
                return Hand(played[-1], passing=True)
        alone = {m.clubs for m in named}
        if (
            about
            and len(alone) == 1
            and first.sure
            and _GOAL_OF.search(text, start, first.end + 80)
        ):
            # "Then Newsome headed Leeds in front": a goal of a side that is not in hand.
            played = self._recent.of(first.clubs[0])
            if len(played) == 1 and len(first.clubs) == 1:
                return Hand(played[0], passing=True)
        return Hand(self._now)

    def leg_before(self, row: int) -> int:
        """Row of the match of the same two clubs in the weeks before one, ``NONE`` if there is none."""
        m = self._snapshot.matches
        if row == NONE:
            return NONE
        home, away, day = int(m.home[row]), int(m.away[row]), int(m.day[row])
        near = np.flatnonzero((m.day < day) & (m.day >= day - _LEGS))
        same = near[
            ((m.home[near] == home) & (m.away[near] == away))
            | ((m.home[near] == away) & (m.away[near] == home))
        ]
        return int(same[-1]) if len(same) else NONE

    def settled(
        self, mentions: Sequence[Mention], parts: Mapping[str, Sequence[Club]]
    ) -> list[Mention]:
        """Mentions of a sentence; of a shared word ("Rovers") the club that met another one named."""
        found = list(mentions)
        for number, one in enumerate(found):
            if one.kind != "club" or " " in one.text or not one.clubs or one.sure:
                continue
            could = parts.get(fold(one.text), ())
            if len(could) < 2 or fold(one.text) not in COMMON_NAMES:
                continue
            others = [m.clubs[0] for m in found if m is not one and m.kind == "club" and m.clubs]
            if any(self._recent.met(one.clubs[0], o) != NONE for o in others) or any(
                row != NONE and self._plays(row, one.clubs[0]) for row in (self._now, self.main)
            ):
                continue
            for club in could:
                if any(self._recent.met(club, o) != NONE for o in others if o != club):
                    found[number] = replace(one, clubs=(club,), sure=True)
                    break
        return found

    def _met(self, text: str, named: Sequence[Mention]) -> list[int]:
        """Rows of the matches between clubs named, neighbours first."""
        found: list[int] = []
        for gap in (1, 2):
            for one, other in zip(named, named[gap:], strict=False):
                if _LISTED.fullmatch(text, one.end, other.start) and not _BOTH.match(
                    text, other.end
                ):
                    continue
                for a in one.clubs[:3]:
                    for b in other.clubs[:3]:
                        row = self._recent.met(a, b) if a != b else NONE
                        if row != NONE and row not in found:
                            found.append(row)
        return found

    def _with_sides(self, named: Sequence[Mention]) -> list[int]:
        """Rows of the last matches between a side of the matches in hand and a club named alone."""
        m = self._snapshot.matches
        found: list[int] = []
        for row in dict.fromkeys((self._now, self.main)):
            if row == NONE:
                continue
            for side in (int(m.home[row]), int(m.away[row])):
                for mention in named:
                    met = self._recent.met(self._snapshot.clubs[side], mention.clubs[0])
                    if met != NONE and met not in found:
                        found.append(met)
        return found

    def _aside(self, text: str, named: Sequence[Mention], start: int) -> bool:
        """True if the other match stands in a clause that is hung on to the sentence."""
        for one, other in pairwise(named):
            a, b = one.clubs[0], other.clubs[0]
            if a != b and self._recent.met(a, b) != NONE:
                hung = (
                    re.match(r",? (?:who|which|where)\b", text[one.end : other.start]) is not None
                )
                return hung and one.start - start > 25
        return False

    def _headed(self, text: str, named: Sequence[Mention], start: int, row: int) -> bool:
        """True if a sentence opens with both sides of a match and nothing but its score: a new heading."""
        one, *rest = named
        if not rest or _LINE_HEAD.fullmatch(text, start, one.start) is None:
            return False
        return (
            _BETWEEN.fullmatch(text, one.end, rest[0].start) is not None
            and self._plays(row, one.clubs[0])
            and self._plays(row, rest[0].clubs[0])
        )

    def _touches(self, row: int, other: int) -> bool:
        """True if a side of one match plays in the other: "the 7-1 rout of Deportivo"."""
        if row == NONE:
            return False
        m = self._snapshot.matches
        return bool({int(m.home[row]), int(m.away[row])} & {int(m.home[other]), int(m.away[other])})

    def _plays(self, row: int, club: Club) -> bool:
        m = self._snapshot.matches
        number = self._snapshot.club_number(club)
        return number in (int(m.home[row]), int(m.away[row]))
