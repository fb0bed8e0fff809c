"""Several reports side by side: what they agree on, where they differ, what one alone tells.

Every report is cut into *points*: a topic, what it says of it, and the words. Points of one topic
are set together. Claims give most of them (``points``); how a thing is told gives the rest
(``telling``: forms of names, how a goal came, why a player was missing, who takes the blame).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from matchdesk.core.match import Match
from matchdesk.press import points, telling
from matchdesk.press.claim import Judged
from matchdesk.press.points import Point
from matchdesk.press.report import Report
from matchdesk.press.speech import Quote
from matchdesk.press.utterance import same_words

Kind = Literal["agreed", "compatible", "form", "differ", "one_report"]
Conflict = Literal["none", "slight", "reports", "ledger"]


class Told(Protocol):
    """A report that was checked."""

    @property
    def report(self) -> Report:
        """The report."""

    @property
    def match(self) -> Match | None:
        """Its match."""

    @property
    def claims(self) -> tuple[Judged, ...]:
        """Its claims."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Its quotes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one report; ``value`` is what they say of the topic."""

    file: str
    start: int
    end: int
    text: str
    value: str = ""

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        told: dict[str, object] = {
            "file": self.file,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }
        if self.value:
            told["value"] = self.value
        return told


@dataclass(frozen=True, slots=True)
class Topic:
    """One point of which a report speaks.

    Attributes:
        topic: what it is about, in words.
        agree: True where at least two reports speak of it and say the same.
        kind: "agreed"; "compatible": told differently, and both can be true; "form": the same
            thing in other words; "differ"; "one_report": only one tells it.
        conflict: "none", "slight" (loose words that do not quite fit), "reports" (they cannot both
            be right), "ledger" (what is told is wrong in the ledger).
        statements: the words of each report, in order.
    """

    topic: str
    agree: bool
    statements: tuple[Statement, ...]
    kind: Kind = "agreed"
    conflict: Conflict = "none"

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "topic": self.topic,
            "agree": self.agree,
            "kind": self.kind,
            "conflict": self.conflict,
            "statements": [s.to_dict() for s in self.statements],
        }


def compare(told: Sequence[Told]) -> tuple[Topic, ...]:
    """Points of the reports of one match, set together; nothing for a single report.

    In the order of the first report that speaks of each: first what they agree on, then where they
    differ, then what only one tells.
    """
    if len(told) < 2:
        return ()
    groups: dict[tuple[str, str], list[tuple[Point, Statement]]] = {}
    many: dict[str, int] = {}
    for one in told:
        match = str(one.match.id) if one.match is not None else ""
        many[match] = many.get(match, 0) + 1
    for one in told:
        match = str(one.match.id) if one.match is not None else ""
        if not match or many[match] < 2:
            continue
        for point in (*points.of(one.claims, one.match), *telling.of(one)):
            statement = Statement(
                one.report.file, point.start, point.end,
                one.report.text[point.start : point.end], point.said,
            )  # fmt: skip
            groups.setdefault((match, point.topic), []).append((point, statement))
    found = [topic for (_, name), held in groups.items() if (topic := _topic(name, held))]
    order: dict[Kind, int] = {
        "agreed": 0, "differ": 1, "compatible": 2, "form": 3, "one_report": 4
    }  # fmt: skip
    return tuple(sorted(found, key=lambda t: order[t.kind]))


def _topic(name: str, held: Sequence[tuple[Point, Statement]]) -> Topic | None:
    statements = tuple(dict.fromkeys(statement for _, statement in held))
    files = {s.file for s in statements}
    shape = held[0][0].shape
    wrong = any(point.wrong for point, _ in held)
    values = [point.value for point, _ in held]
    if len(files) < 2:
        if shape in ("form", "told") and not (shape == "told" and len(set(values)) > 1):
            # A way of putting it that nothing stands against.
            return None
        return Topic(name, False, statements, "one_report", "ledger" if wrong else "none")
    if shape == "form":
        if len(set(values)) == 1:
            return None
        return Topic(name, False, statements, "form")
    if points.agree(values):
        return Topic(name, True, statements, "agreed", "ledger" if wrong else "none")
    if shape == "told":
        slight = any(point.slight for point, _ in held)
        return Topic(name, False, statements, "compatible", "slight" if slight else "none")
    if points.compatible(held_points := [point for point, _ in held]):
        return Topic(name, False, statements, "compatible")
    known = all(point.right for point in held_points)
    conflict: Conflict = "none" if known else "ledger" if wrong else "reports"
    return Topic(name, False, statements, "compatible" if known else "differ", conflict)


def same_quotes(
    quoted: Sequence[tuple[Report, Sequence[Quote]]],
) -> tuple[tuple[Statement, ...], ...]:
    """Groups of quotes, of at least two reports, that are the same words of the same speaker."""
    return tuple(
        tuple(Statement(p.file, p.start, p.end, p.text) for p in group)
        for group in same_words(quoted)
    )
