"""What was written about the match, checked: what is wrong, what is near, what cannot be told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Protocol

from matchdesk.brief.layout import Block, Item, Line, Section
from matchdesk.brief.marked import kind_of
from matchdesk.brief.words import counted, listed, plain_day
from matchdesk.core.english import letter

VERDICTS = ("supported", "contradicted", "cannot_say")
QUOTED = 90
"""Letters of a report's own words that are shown; longer ones end in "…"."""
_MARKS = {"contradicted": ("✘", "wrong"), "near": ("≈", "near"), "open": ("?", "cannot be checked")}


class CheckAnswer(Protocol):
    """The answer of ``press.check``: its JSON is all that is needed."""

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim worth a line.

    Attributes:
        kind: "contradicted"; "near": supported, but only within a tolerance; "open": cannot be
            checked, with what was seen.
        label: letter of the report. line: line of its text, from 1; None where it is not known.
    """

    kind: str
    label: str
    file: str
    line: int | None
    start: int
    end: int
    text: str
    type: str
    reason: str

    def to_dict(self) -> dict[str, object]:
        """The finding as a JSON object."""
        return {
            "kind": self.kind,
            "report": self.label,
            "file": self.file,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "type": self.type,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Written:
    """All reports together.

    Attributes:
        reports: (letter, file, day or "", counts by verdict) of each.
        quotes: words that several reports quote: (speaker, words, letters).
        differ: what the reports tell differently: (topic, (letter, words) …).
        check: the whole check, as JSON.
    """

    reports: tuple[tuple[str, str, str, Mapping[str, int]], ...]
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    quotes: tuple[tuple[str, str, tuple[str, ...]], ...]
    differ: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    check: Mapping[str, Any]

    @property
    def claims(self) -> int:
        """Claims of all reports."""
        return sum(self.counts[verdict] for verdict in VERDICTS)

    def to_dict(self) -> dict[str, object]:
        """Counts, findings and same quotes, and the whole check beside them."""
        return {
            "reports": [
                {"report": label, "file": file, "published": day or None, **counts}
                for label, file, day, counts in self.reports
            ],
            "claims": self.claims,
            **self.counts,
            "findings": [finding.to_dict() for finding in self.findings],
            "same_quotes": [
                {"speaker": speaker or None, "text": text, "reports": list(labels)}
                for speaker, text, labels in self.quotes
            ],
            "differ": [
                {
                    "topic": topic,
                    "statements": [{"report": label, "text": text} for label, text in told],
                }
                for topic, told in self.differ
            ],
            "check": dict(self.check),
        }

    def section(self) -> Section:
        """Its words."""
        blocks: list[Block] = [
            Line(f"{label}  {PurePath(file).name}{_dated(day)}", "note")
            for label, file, day, _ in self.reports
        ]
        for finding in self.findings:
            mark, word = _MARKS[finding.kind]
            line = f", line {finding.line}" if finding.line is not None else ""
            text = f"report {finding.label}{line}   “{_short(finding.text)}”"
            blocks.append(Item(mark, word, text, (finding.reason,) if finding.reason else ()))
        if self.counts["contradicted"] == 0 and self.claims:
            blocks.append(Line("Nothing that can be checked is contradicted."))
        blocks += self._quotes()
        for topic, told in self.differ:
            sides = "; ".join(f"{label} “{_short(text)}”" for label, text in told)
            blocks.append(Line(f"Told differently, {topic.replace('_', ' ')}: {sides}"))
        aside = " · ".join(
            (
                counted_figure(len(self.reports), "report"),
                counted_figure(self.claims, "claim"),
                f"{self.counts['supported']} supported",
                f"{self.counts['contradicted']} contradicted",
                f"{self.counts['cannot_say']} cannot be checked",
            )
        )
        return Section("written", "WHAT WAS WRITTEN", tuple(blocks), aside)

    def _quotes(self) -> list[Block]:
        """Words that several reports quote, those of one speaker in the same reports together."""
        groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
        for speaker, text, labels in self.quotes:
            groups.setdefault((labels, speaker), []).append(f"“{_short(text)}”")
        return [
            Line(
                f"Same words in {counted(len(labels), 'report')} ({listed(labels)})"
                f"{f', {speaker}' if speaker else ''}: {'; '.join(texts)}"
            )
            for (labels, speaker), texts in groups.items()
        ]


def written(check: CheckAnswer) -> Written:
    """What a check found, as far as a brief shows it."""
    told: dict[str, Any] = dict(check.to_dict())
    reports: Sequence[Mapping[str, Any]] = told.get("reports", [])
    texts = _texts(check)
    labels = [letter(number) for number in range(len(reports))]
    label_of = {str(r.get("file", "")): label for r, label in zip(reports, labels, strict=True)}
    findings: list[Finding] = []
    heads = []
    for report, label in zip(reports, labels, strict=True):
        file = str(report.get("file", ""))
        claims: Sequence[Mapping[str, Any]] = report.get("claims", [])
        counts = Counter(str(claim.get("verdict", "")) for claim in claims)
        heads.append(
            (label, file, str(report.get("published") or ""), {v: counts[v] for v in VERDICTS})
        )
        for claim in claims:
            kind = kind_of(claim)
            if kind in _MARKS:
                findings.append(_finding(kind, label, file, claim, texts.get(file)))
    order = list(_MARKS)
    findings.sort(key=lambda f: (order.index(f.kind), f.label, f.start))
    total = {v: sum(head[3][v] for head in heads) for v in VERDICTS}
    return Written(
        tuple(heads), total, tuple(findings), _quotes(told, label_of), _differ(told, label_of), told
    )


def counted_figure(number: int, one: str) -> str:
    """A figure with its noun.

    >>> counted_figure(3, "report"), counted_figure(1, "claim")
    ('3 reports', '1 claim')
    """
    return f"{number} {one}{'' if number == 1 else 's'}"


def _finding(
    kind: str, label: str, file: str, claim: Mapping[str, Any], text: str | None
) -> Finding:
    start = int(claim.get("start", 0))
    line = claim.get("line")
    if line is None and text is not None:
        line = text.count("\n", 0, start) + 1
    return Finding(
        kind=kind,
        label=label,
        file=file,
        line=line,
        start=start,
        end=int(claim.get("end", start)),
        text=str(claim.get("text", "")),
        type=str(claim.get("type", "")),
        reason=str(claim.get("reason", "")),
    )


def _quotes(
    told: Mapping[str, Any], label_of: Mapping[str, str]
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    held = {
        (str(report.get("file", "")), int(quote["start"]), int(quote["end"])): quote
        for report in told.get("reports", [])
        for quote in report.get("quotes", [])
    }
    found = []
    for group in told.get("same_quotes", []):
        labels = tuple(
            dict.fromkeys(
                label_of.get(str(q.get("file", "")), str(q.get("file", ""))) for q in group
            )
        )
        # A group may hold clauses: the quote is the one around it.
        quotes = [
            quote
            for q in group
            for (file, start, end), quote in held.items()
            if file == str(q.get("file", "")) and start <= q["start"] and q["end"] <= end
        ]
        if not quotes:
            continue
        speaker = next((str(q["speaker"]) for q in quotes if q.get("speaker")), "")
        found.append((speaker, str(quotes[0].get("text", "")), labels))
    return tuple(found)


def _differ(
    told: Mapping[str, Any], label_of: Mapping[str, str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    found = []
    for topic in told.get("comparison", []):
        if topic.get("agree") is not False or topic.get("conflict", "reports") != "reports":
            continue
        sides = tuple(
            (label_of.get(str(s.get("file", "")), str(s.get("file", ""))), str(s.get("text", "")))
            for s in topic.get("statements", [])
        )
        found.append((str(topic.get("topic", "")), sides))
    return tuple(found)


def _texts(check: object) -> dict[str, str]:
    """Texts of the reports by file, where the check still holds them."""
    found: dict[str, str] = {}
    for held in getattr(check, "reports", ()):
        report = getattr(held, "report", held)
        file, text = getattr(report, "file", None), getattr(report, "text", None)
        if isinstance(file, str) and isinstance(text, str):
            found[file] = text
    return found


def _dated(day: str) -> str:
    try:
        return f" ({plain_day(dt.date.fromisoformat(day))})"
    except ValueError:
        return ""


def _short(text: str) -> str:
    """A report's own words on one line, cut after a word where they are long."""
    plain = " ".join(text.split()).strip("“”\"'")
    if len(plain) <= QUOTED:
        return plain
    return plain[:QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
