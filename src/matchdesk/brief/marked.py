"""A report's text with its claims marked: which stretch carries which verdict.

Claims overlap (a quote holds a score, a score a venue), so the text is cut where any begins or
ends, and each stretch shows the gravest claim over it: a contradicted one before all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

Kind = Literal["contradicted", "near", "open", "supported", "unknown", "unsaid"]

KINDS: tuple[Kind, ...] = ("contradicted", "near", "open", "supported", "unknown", "unsaid")
"""Gravest first."""

SIGNS: dict[Kind, tuple[str, str]] = {
    "contradicted": ("✘", "contradicted"),
    "near": ("≈", "supported, within a tolerance"),
    "open": ("?", "cannot be checked in full"),
    "supported": ("✔", "supported"),
    "unknown": ("·", "cannot be checked"),
    "unsaid": ("", "not decided by a ledger"),
}
"""The sign of each kind, and the word that says the same."""

FIRSTS = frozenset({"first_ever", "first_since", "record"})
"""Types of claims that a ledger bears only as far as it reaches: worth a line when it cannot say."""

UNSAID = frozenset(
    "quote quote_summary attribution opinion form_judgement scene question lineup_judgement".split()
)
"""Types that nobody checks against results."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim on the text: its number from 1 in the order of the text, and its kind.

    What no ledger decides has the number 0.
    """

    number: int
    kind: Kind
    start: int
    end: int
    claim: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text under one mark, or under none; ``first`` where its mark begins here."""

    text: str
    mark: Mark | None
    first: bool = False


def kind_of(claim: Mapping[str, Any]) -> Kind:
    """How a claim is shown."""
    verdict, sort = claim.get("verdict"), claim.get("type")
    if verdict == "contradicted":
        return "contradicted"
    if verdict == "supported":
        return "near" if _tolerated(claim) else "supported"
    if sort in FIRSTS:
        return "open"
    return "unsaid" if sort in UNSAID else "unknown"


def marks(claims: Sequence[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """The claims of a report as marks, in the order of the text."""
    ordered = sorted(claims, key=lambda c: (int(c.get("start", 0)), -int(c.get("end", 0))))
    found: list[Mark] = []
    number = 0
    for claim in ordered:
        kind = kind_of(claim)
        number += kind != "unsaid"
        shown = 0 if kind == "unsaid" else number
        found.append(Mark(shown, kind, int(claim.get("start", 0)), int(claim.get("end", 0)), claim))
    return tuple(found)


def stretches(text: str, marked: Sequence[Mark]) -> tuple[Stretch, ...]:
    """The text in stretches; put together they are the whole text."""
    cuts = {0, len(text)}
    for one in marked:
        cuts |= {min(max(one.start, 0), len(text)), min(max(one.end, 0), len(text))}
    places = sorted(cuts)
    found: list[Stretch] = []
    seen: set[int] = set()
    live: list[Mark] = []
    ahead = sorted(marked, key=lambda m: m.start)
    after = 0
    for a, b in pairwise(places):
        while after < len(ahead) and ahead[after].start <= a:
            live.append(ahead[after])
            after += 1
        live = [m for m in live if m.end > a]
        over = [m for m in live if m.end >= b]
        mark: Mark | None = min(over, key=_gravest) if over else None
        if found and found[-1].mark is mark:
            found[-1] = Stretch(found[-1].text + text[a:b], mark, found[-1].first)
            continue
        found.append(Stretch(text[a:b], mark, mark is not None and mark.number not in seen))
        if mark is not None:
            seen.add(mark.number)
    return tuple(found)


def _gravest(mark: Mark) -> tuple[int, int]:
    """The gravest first; of those alike the shorter one."""
    return KINDS.index(mark.kind), mark.end - mark.start


def _tolerated(claim: Mapping[str, Any]) -> bool:
    """True if a claim is right only within a tolerance: its evidence or its reason says so."""
    told = claim.get("claim", {})
    span = told.get("minutes") if isinstance(told, Mapping) else None
    held = [
        row["minute"]
        for row in claim.get("evidence", [])
        if isinstance(row, Mapping) and isinstance(row.get("minute"), int)
    ]
    if claim.get("type") == "minute" and span and held:
        return not any(min(span) <= minute <= max(span) for minute in held)
    return "apart is taken as agreement" in str(claim.get("reason", ""))
