"""The labelled reports, and what was found in them set beside the labels."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import Checked, check
from matchdesk.press.claim import Judged
from matchdesk.press.report import Report

FILE = Path(__file__).with_name("reports.toml")


@dataclass(frozen=True)
class Label:
    """A claim that should be found."""

    type: str
    words: str
    verdict: str


@dataclass(frozen=True)
class Alteration:
    """One detail of a report changed."""

    words: str
    becomes: str
    type: str


@dataclass(frozen=True)
class Labelled:
    """A report with its labels."""

    name: str
    text: str
    published: dt.date
    match: str
    claims: tuple[Label, ...]
    altered: tuple[Alteration, ...]


@dataclass
class Score:
    """Found against labelled, by type."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def load() -> tuple[Labelled, ...]:
    """The corpus, in the order of its file."""
    document: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Labelled(
            name=entry["name"],
            text=entry["text"].strip(),
            published=entry["published"],
            match=entry["match"],
            claims=tuple(Label(**c) for c in entry["claims"]),
            altered=tuple(Alteration(**a) for a in entry["altered"]),
        )
        for entry in document["report"]
    )


def checked(desk: Desk, text: str, published: dt.date) -> Checked:
    """One report of a given day, checked against a desk's ledger."""

    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    report = Report.of_text(text, "report", published)
    return check([report], at, fallback=published).reports[0]


def over(done: Checked, kind: str, start: int, end: int) -> list[Judged]:
    """Claims of a type that overlap a stretch of the text."""
    return [
        one
        for one in done.claims
        if one.claim.type == kind and one.claim.start < end and start < one.claim.end
    ]


def place(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.find(words)
    assert start >= 0, f"{words!r} does not stand in the text"
    return start, start + len(words)


def score(desk: Desk, reports: tuple[Labelled, ...]) -> Score:
    """Every label looked for, in every report."""
    told = Score()
    for entry in reports:
        done = checked(desk, entry.text, entry.published)
        for label in entry.claims:
            told.labelled[label.type] += 1
            found = over(done, label.type, *place(entry.text, label.words))
            if not found:
                told.missed.append(f"{entry.name}: {label.type}: {label.words}")
                continue
            told.found[label.type] += 1
            if any(one.verdict == label.verdict for one in found):
                told.right[label.type] += 1
            else:
                said = "; ".join(
                    f"{one.text!r} {one.verdict}: {one.finding.reason}" for one in found
                )
                told.wrong.append(f"{entry.name}: {label.type}: {label.words}: {said}")
    return told
