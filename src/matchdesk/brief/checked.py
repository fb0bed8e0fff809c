"""Reports checked, as lines for a terminal: the text marked, one line a finding.

Marks are signs with numbers in square brackets, so that they read without colour and in ASCII.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from matchdesk.brief.layout import Block, Item, Line, Section
from matchdesk.brief.marked import KINDS, SIGNS, Kind, Mark, marks, stretches
from matchdesk.brief.words import capital, counted, listed, plain_day
from matchdesk.core.english import letter
from matchdesk.press import Check, Checked
from matchdesk.press.account import Account
from matchdesk.press.compare import Statement

SHOWN = 6000
"""Code points of a text that a terminal shows marked; of a longer one only the findings."""


def sections(check: Check) -> tuple[Section, ...]:
    """All that a check found: each report, then side by side, told once, and who said what."""
    found = [part for n, one in enumerate(check.reports) for part in report(one, letter(n))]
    letters = {one.report.file: letter(n) for n, one in enumerate(check.reports)}
    if len(check.reports) > 1:
        found += _comparison(check, letters)
    for account in check.accounts:
        found += _account(account, letters, many=len(check.reports) > 1)
    return tuple(found)


def report(one: Checked, label: str) -> tuple[Section, ...]:
    """One report: its head, its text with the claims marked, and its findings."""
    claims: Sequence[Mapping[str, Any]] = one.to_dict()["claims"]  # type: ignore[assignment]
    marked = marks(claims)
    counts = Counter(m.kind for m in marked)
    summed = " · ".join(f"{counts[k]} {SIGNS[k][1]}" for k in KINDS if counts[k])
    name = PurePath(one.report.file).name or one.report.file
    head: list[Block] = [Line(_written(one))]
    head.append(Line(f"{len(claims)} claims: {summed}" if claims else "No claims found."))
    shown = [m for m in marked if m.kind != "unsaid"]
    text: list[Block] = []
    if len(one.report.text) <= SHOWN:
        text = [Line(line, "plain") for line in _lines(one.report.text, shown)]
    findings: list[Block] = [
        _finding(m, one.report.text) for m in sorted(shown, key=lambda m: KINDS.index(m.kind))
    ]
    rest = Counter(str(m.claim.get("type", "")) for m in marked if m.kind == "unsaid")
    if rest:
        told = listed([_many(kind, count) for kind, count in rest.most_common()])
        findings.append(Line(f"Not decided by a ledger: {told}.", "note"))
    parts = [Section("report", f"REPORT {label}  {name}", tuple(head))]
    if text:
        parts.append(Section("text", "", tuple(text)))
    if findings:
        parts.append(Section("findings", "FINDINGS", tuple(findings)))
    return tuple(parts)


_SPOKEN = {
    "quote": ("quote", "quotes"), "opinion": ("opinion", "opinions"), "scene": ("scene", "scenes"),
    "attribution": ("signature", "signatures"), "question": ("question", "questions"),
    "quote_summary": ("reported speech", "reported speeches"),
    "form_judgement": ("judgement of form", "judgements of form"),
    "lineup_judgement": ("judgement of a line-up", "judgements of line-ups"),
}  # fmt: skip


def _many(kind: str, count: int) -> str:
    one, many = _SPOKEN.get(kind, (kind.replace("_", " "), kind.replace("_", " ")))
    return counted(count, one, many)


def _written(one: Checked) -> str:
    day = one.report.published
    told = f"Written {plain_day(day)}" if day else "Written on a day that it does not tell"
    if one.match is None:
        return f"{told}. No match: {one.why}"
    m = one.match
    when = f", {plain_day(m.date)}" if m.date else ""
    return f"{told}, of {m.home.name} {m.result or 'v'} {m.away.name}{when} ({m.id})"


def _lines(text: str, shown: Sequence[Mark]) -> list[str]:
    """The text line by line, each claim in square brackets behind its sign and number."""
    parts: list[str] = []
    for stretch in stretches(text, shown):
        mark = stretch.mark
        if mark is None or not stretch.first or not stretch.text.strip():
            # A claim that another one interrupts is marked where it begins.
            parts.append(stretch.text)
            continue
        body = stretch.text.strip()
        head, _, tail = stretch.text.partition(body)
        sign = SIGNS[mark.kind][0]
        flat = body.replace("\n", " ")
        parts.append(f"{head}[{sign}{mark.number} {flat}]{tail}")
    return [line for line in "".join(parts).splitlines() if line.strip()]


def _finding(mark: Mark, text: str) -> Item:
    claim = mark.claim
    sign, word = SIGNS[mark.kind]
    line = text.count("\n", 0, mark.start) + 1
    words = " ".join(str(claim.get("text", "")).split())
    said = f", said by {claim['said_by']}" if claim.get("said_by") else ""
    reason = str(claim.get("reason") or "")
    kind = str(claim.get("type", "")).replace("_", " ")
    lead = "" if mark.kind in ("supported", "unknown") else f"{word}: "
    told = f"{mark.number} line {line}, {kind}{said} “{words}”: {lead}{reason}".rstrip(": ")
    return Item(sign, word, told)


# Several reports ----------------------------------------------------------------------------------


def _by(statements: Sequence[Statement], letters: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(letters[s.file] for s in statements))


def _comparison(check: Check, letters: Mapping[str, str]) -> list[Section]:
    blocks: list[Block] = []
    agreed = [f"{t.topic} ({_by(t.statements, letters)})" for t in check.comparison if t.agree]
    if agreed:
        blocks.append(Line(f"Agreed: {'; '.join(agreed)}."))
    heads: tuple[tuple[str, str], ...] = (
        ("differ", "Differ"), ("compatible", "Told differently"), ("form", "Written differently"),
    )  # fmt: skip
    for kind, head in heads:
        for topic in check.comparison:
            if topic.kind != kind:
                continue
            sides = "; ".join(
                f"{label} {', '.join(words)}"
                for label, words in _sides(topic.statements, letters).items()
            )
            blocks.append(Line(f"{head}, {topic.topic}: {sides}"))
    alone = [t for t in check.comparison if t.kind == "one_report"]
    if alone:
        told = "; ".join(f"{t.topic} ({_by(t.statements, letters)})" for t in alone)
        blocks.append(Line(f"Told by one alone: {told}.", "note"))
    if not blocks:
        return []
    return [Section("comparison", "SIDE BY SIDE", tuple(blocks))]


def _sides(statements: Sequence[Statement], letters: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for s in statements:
        words = f"“{' '.join(s.text.split())}”"
        held = found.setdefault(letters[s.file], [])
        if words not in held:
            held.append(words)
    return found


def _account(account: Account, letters: Mapping[str, str], *, many: bool) -> list[Section]:
    parts: list[Section] = []
    if many:
        signs: dict[str, Kind] = {
            "ledger": "supported", "reported": "unknown", "differ": "near", "refuted": "contradicted",
        }  # fmt: skip
        told: list[Block] = [
            Item(SIGNS[signs[s.basis]][0], s.basis, f"{s.text} [{_by(s.sources, letters)}]")
            for s in account.sentences
        ]
        m = account.match
        if told:
            parts.append(
                Section(
                    "account", "THE AGREED ACCOUNT", tuple(told),
                    f"{m.home.name} {m.result or 'v'} {m.away.name}",
                )
            )  # fmt: skip
    blocks: list[Block] = []
    for speaker, said in account.quotes:
        blocks.append(Line(speaker or "Not told who", "lead"))
        for one in said:
            text = one.text.rstrip(",")
            words = f"{text} (reported speech)" if one.indirect else f"“{text}”"
            by = f" [{_by(one.sources, letters)}]" if many else ""
            blocks.append(Line(f"{capital(words) if one.indirect else words}{by}", "sub"))
    if blocks:
        parts.append(Section("quotes", "WHO SAID WHAT", tuple(blocks)))
    return parts
