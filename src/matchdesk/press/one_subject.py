"""Figures of the table that one side is told in one breath: "are fourth with 12 points, two behind Leeds".

Each figure alone may be so of any side that the words can mean; told together they are of one. The
side of which most of them are so is meant, and a figure that is not so of it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Judged

_OF_A_TABLE = frozenset(("league_position", "points", "points_gap", "group_standing"))
NEAR = 150
"""Code points around a stretch in which figures of the same side can stand."""

# Words between two figures of one side: no name, no new clause with a subject of its own.
_GOES_ON = re.compile(
    r"(?!.*\b(?:while|whilst|whereas|when|where|who|whose|which|that|as|than|they|he|it|beat|beating|lost|won|"
    r"until|before|since|if|had|would|could|can|may|might|will|should|to come|his|her|goals?)\b)[a-z0-9 ,\n'()-]{0,45}"
)

_GOES_ON_ABOUT_IT = re.compile(r",|\s*(?:and|but|with|on|from)\b")


def settled(
    judged: Sequence[Judged], text: str, again: Callable[[Claim], Judged]
) -> tuple[Judged, ...]:
    """Claims with those that are told of one side held against that side alone.

    Args:
        judged: all claims of a report with their verdicts, in order.
        text: the report.
        again: the verdict on a claim with other readings.
    """
    found = list(judged)
    for places in _told_together(judged, text):
        side = _side_of([judged[n] for n in places], again)
        if side is None:
            continue
        for n in places:
            claim = judged[n].claim
            readings = [r for r in claim.readings if r.team == side]
            if readings and len(readings) < len(claim.readings):
                found[n] = replace(again(claim.with_readings(readings)), claim=claim)
    return tuple(found)


def _told_together(judged: Sequence[Judged], text: str) -> Iterator[list[int]]:
    """Places of claims that follow each other as figures of one side."""
    chain: list[int] = []
    for n, one in enumerate(judged):
        claim = one.claim
        if claim.type not in _OF_A_TABLE or claim.why_not:
            continue
        if chain:
            last = judged[chain[-1]].claim
            if claim.start < last.end:
                continue
            if _goes_on(text, last, claim):
                chain.append(n)
                continue
        if len(chain) > 1:
            yield chain
        chain = [n]
    if len(chain) > 1:
        yield chain


def _goes_on(text: str, one: Claim, other: Claim) -> bool:
    """True if some side can be the subject of both claims, and the words between go on about it."""
    between = _GOES_ON.fullmatch(text, one.end, other.start)
    if between is None or (
        # "Five behind Wimbledon in sixth": where those stand.
        one.type == "points_gap" and _GOES_ON_ABOUT_IT.match(between[0]) is None
    ):
        return False
    return bool({r.team for r in one.readings} & {r.team for r in other.readings} - {None})


def _side_of(told: Sequence[Judged], again: Callable[[Claim], Judged]) -> Club | None:
    """The side of which most of some figures are so, the likelier first; None where nothing tells it."""
    order = list(
        dict.fromkeys(r.team for one in told for r in one.claim.readings if r.team is not None)
    )
    if len(order) < 2:
        return None
    best: Club | None = None
    most = 0
    for team in order:
        found = [
            again(one.claim.with_readings(readings))
            for one in told
            if (readings := [r for r in one.claim.readings if r.team == team])
        ]
        if any(one.finding.void for one in found):
            # One of the figures cannot be told of it.
            continue
        right = sum(one.verdict == "supported" for one in found)
        if right > most:
            best, most = team, right
    return best
