"""A report on a page: its text with the claims marked, and the evidence of each beside it.

Nothing of a report reaches the page unescaped, and no mark relies on colour: each has a sign, a
number and a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from matchdesk.brief.evidence import coverage_words, row_words
from matchdesk.brief.html import page, words
from matchdesk.brief.marked import KINDS, SIGNS, Kind, Mark, Stretch, marks, stretches
from matchdesk.brief.words import capital, plain_day
from matchdesk.core.english import letter
from matchdesk.press import Check, Checked
from matchdesk.press.account import Account
from matchdesk.press.compare import Statement

_LONGEST = 200_000
"""Code points of a text that are shown; a report is a few thousand."""


def check_page(check: Check) -> str:
    """Reports checked, as one page: every text marked, side by side, and told once."""
    parts = ["<h1>What was written, checked</h1>", _summary(check)]
    contents = []
    for number, one in enumerate(check.reports):
        label = letter(number)
        parts.append(report(one, label))
        contents.append((f"report-{label}", f"Report {label}"))
    if len(check.reports) > 1 and check.comparison:
        parts.append(comparison(check))
        contents.append(("comparison", "Side by side"))
    for number, account in enumerate(check.accounts):
        parts.append(told_once(account, check, number))
        contents.append((f"account-{number}", "The agreed account"))
        if account.quotes:
            parts.append(sheet(account, check, number))
            contents.append((f"quotes-{number}", "Who said what"))
    return page("What was written, checked", "\n".join(parts), contents)


def in_brief(check: Check) -> str:
    """The reports as a part of a brief: each marked, then side by side, told once, and quotes."""
    parts = [report(one, letter(number), 3) for number, one in enumerate(check.reports)]
    if len(check.reports) > 1 and check.comparison:
        parts.append(comparison(check, 3))
    for number, account in enumerate(check.accounts):
        parts.append(told_once(account, check, number, 3))
        if account.quotes:
            parts.append(sheet(account, check, number, 3))
    return "\n".join(parts)


def _summary(check: Check) -> str:
    total: Counter[Kind] = Counter()
    wrong: list[str] = []
    for number, one in enumerate(check.reports):
        label = letter(number)
        for mark in marks(one.to_dict()["claims"]):  # type: ignore[arg-type]
            total[mark.kind] += 1
            if mark.kind == "contradicted":
                text = " ".join(str(mark.claim.get("text", "")).split())
                wrong.append(
                    f'<li><a href="#{label}-{mark.number}">Report {label}: “{words(text)}”</a>'
                    f"<br>{words(str(mark.claim.get('reason', '')))}</li>"
                )
    counted = " · ".join(f"{total[kind]} {words(SIGNS[kind][1])}" for kind in KINDS if total[kind])
    told = f"<p>{len(check.reports)} report{'s' if len(check.reports) != 1 else ''}: {counted or 'no claims'}.</p>"
    if not wrong:
        return told + "<p>Nothing that can be checked is contradicted.</p>"
    return (
        f'{told}<h2>Contradicted</h2><ul class="findings">'
        + "".join(item.replace("<li>", '<li class="contradicted">', 1) for item in wrong)
        + "</ul>"
    )


def report(one: Checked, label: str, level: int = 2) -> str:
    """One report: the text on the left, its findings on the right (below where it is narrow)."""
    told = one.to_dict()
    claims: Sequence[Mapping[str, Any]] = told["claims"]  # type: ignore[assignment]
    marked = marks(claims)
    text = one.report.text[:_LONGEST]
    parts = stretches(text, [m for m in marked if m.kind != "unsaid" and m.start < _LONGEST])
    anchored = {s.mark.number for s in parts if s.mark is not None and s.first}
    shown = [m for m in marked if m.kind != "unsaid"]
    unsaid = [m for m in marked if m.kind == "unsaid"]
    counts = Counter(m.kind for m in marked)
    counted = " · ".join(f"{counts[k]} {words(SIGNS[k][1])}" for k in KINDS if counts[k])
    name = words(PurePath(one.report.file).name or one.report.file)
    items = "".join(_finding(m, label, m.number in anchored) for m in shown)
    more = ""
    if unsaid:
        listed = "".join(
            f"<li>“{words(' '.join(str(m.claim.get('text', '')).split()))}” "
            f'<span class="soft">{words(str(m.claim.get("reason", "")))}</span></li>'
            for m in unsaid
        )
        more = f"<details><summary>{len(unsaid)} not decided by a ledger: quotes, opinions, scenes</summary><ul>{listed}</ul></details>"
    cut = (
        f'<p class="note">Only the first {_LONGEST} letters are shown.</p>'
        if len(one.report.text) > _LONGEST
        else ""
    )
    return (
        f'<section id="report-{label}"><h{level}>Report {label} · {name}</h{level}>'
        f'<p class="aside">{_written(one)} · {counted or "no claims"}</p>'
        f'<div class="sheet"><article class="text" aria-label="Text of report {label}, claims marked">'
        f"{_text(parts, label)}</article>"
        f'<div><ol class="findings" aria-label="Findings in report {label}">{items}</ol></div></div>{more}{cut}</section>'
    )


def _written(one: Checked) -> str:
    day = one.report.published
    how = {"dateline": "by its dateline", "message": "by its messages", "caller": "as told"}
    told = (
        f"Written {words(plain_day(day))} ({how.get(one.report.dated_by, 'as told')})"
        if day
        else "Written on a day that it does not tell"
    )
    if one.match is None:
        return f"{told} · {words(one.why)}"
    m = one.match
    date = f", {plain_day(m.date)}" if m.date else ""
    return f"{told} · tells of {words(f'{m.home.name} {m.result or chr(118)} {m.away.name}{date}')}"


def _text(parts: Sequence[Stretch], label: str) -> str:
    """The text as paragraphs; a mark that goes over a line's end is closed and opened again."""
    lines: list[list[str]] = [[]]
    for stretch in parts:
        pieces = stretch.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, piece in enumerate(pieces):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(_stretch(piece, stretch.mark, label, stretch.first and not number))
    return "".join(f"<p>{''.join(line)}</p>" for line in lines if line)


def _stretch(piece: str, mark: Mark | None, label: str, first: bool) -> str:
    # Blanks at the edges stay: words() would take them off.
    head = " " if piece[:1].isspace() else ""
    tail = " " if piece[-1:].isspace() and len(piece) > 1 else ""
    told = f"{head}{words(piece)}{tail}"
    if mark is None:
        return told
    sign, word = SIGNS[mark.kind]
    lead = ""
    if first:
        spoken = "" if mark.kind == "supported" else f'<span class="vh">{word}: </span>'
        lead = f"<sup>{sign}{mark.number}</sup>{spoken}"
    name = f' id="{label}-t{mark.number}"' if first else ""
    return (
        f'{head}<mark class="{mark.kind}"><a{name} href="#{label}-{mark.number}" title="{word}">'
        f"{lead}{words(piece)}</a></mark>{tail}"
    )


def _finding(mark: Mark, label: str, anchored: bool) -> str:
    sign, word = SIGNS[mark.kind]
    claim = mark.claim
    text = " ".join(str(claim.get("text", "")).split())
    if anchored:
        text_at = f'<a href="#{label}-t{mark.number}">“{words(text)}”</a>'
    else:
        text_at = f"“{words(text)}”"
    said = f" (said by {words(str(claim['said_by']))})" if claim.get("said_by") else ""
    kind = words(str(claim.get("type", "")).replace("_", " "))
    reason = f"<p>{words(str(claim['reason']))}</p>" if claim.get("reason") else ""
    return (
        f'<li class="{mark.kind}" id="{label}-{mark.number}"><span class="verdict">{sign}{mark.number} '
        f'{capital(word)}</span> <span class="soft">{kind}</span><br>{text_at}{said}{reason}'
        f"{_evidence(claim.get('evidence') or [], claim.get('coverage') or [])}</li>"
    )


def _evidence(rows: Sequence[Mapping[str, Any]], held: Sequence[Mapping[str, Any]]) -> str:
    if not rows and not held:
        return ""
    many = f"{len(rows)} row{'s' if len(rows) != 1 else ''}" if rows else "coverage"
    listed = "".join(f"<li>{words(row_words(row))}</li>" for row in rows)
    coverage = coverage_words(held)
    tail = f'<p class="note">Held: {words(coverage)}</p>' if coverage else ""
    body = f"<ul>{listed}</ul>" if listed else ""
    return f"<details><summary>Evidence: {many}</summary>{body}{tail}</details>"


# Several reports ----------------------------------------------------------------------------------


def _sources(check: Check, statements: Sequence[Statement]) -> str:
    """Which report says it, with its words."""
    labels = {one.report.file: letter(n) for n, one in enumerate(check.reports)}
    told = []
    for s in statements:
        text = " ".join(s.text.split())
        label = labels.get(s.file, "?")
        told.append(f'<li><a href="#report-{label}">{label}</a> “{words(text)}”</li>')
    return f"<ul>{''.join(told)}</ul>"


def comparison(check: Check, level: int = 2) -> str:
    """What the reports agree on, where they differ, what one alone tells."""
    heads = (
        ("differ", "Where they cannot all be right"),
        ("agreed", "What at least two agree on"),
        ("compatible", "Told differently, and both can be true"),
        ("form", "Written differently"),
        ("one_report", "Told by one report alone"),
    )
    parts = [f'<section id="comparison"><h{level}>Side by side</h{level}>']
    for kind, title in heads:
        topics = [t for t in check.comparison if t.kind == kind]
        if not topics:
            continue
        items = "".join(
            f"<details><summary>{words(capital(t.topic))} "
            f'<span class="soft">{_letters(check, t.statements)}</span></summary>'
            f"{_sources(check, t.statements)}</details>"
            for t in topics
        )
        shown = " open" if kind == "differ" else ""
        parts.append(f"<details{shown}><summary>{title} ({len(topics)})</summary>{items}</details>")
    return "\n".join([*parts, "</section>"])


def _letters(check: Check, statements: Sequence[Statement]) -> str:
    files = {s.file for s in statements}
    return ", ".join(letter(n) for n, one in enumerate(check.reports) if one.report.file in files)


def told_once(account: Account, check: Check, number: int, level: int = 2) -> str:
    """The event once, each sentence with its sources and rows."""
    names = {
        "ledger": "in the ledger",
        "reported": "as reported",
        "differ": "reports differ",
        "refuted": "refuted",
    }
    items = []
    for s in account.sentences:
        rows = "".join(f"<li>{words(row_words(row))}</li>" for row in s.rows)
        behind = _sources(check, s.sources) + (f"<p>Rows:</p><ul>{rows}</ul>" if rows else "")
        held = coverage_words([c.to_dict() for c in s.coverage])
        behind += f'<p class="note">Held: {words(held)}</p>' if held else ""
        items.append(
            f'<li>{words(s.text)} <span class="basis {s.basis}">{names[s.basis]}</span>'
            f"<details><summary>Told by {_letters(check, s.sources)}</summary>{behind}</details></li>"
        )
    m = account.match
    return (
        f'<section id="account-{number}"><h{level}>The agreed account · {words(f"{m.home.name} v {m.away.name}")}</h{level}>'
        f'<p class="note">In our own words. What only reports can know stands as reported, never as a fact.</p>'
        f'<ul class="plain">{"".join(items)}</ul></section>'
    )


def sheet(account: Account, check: Check, number: int, level: int = 2) -> str:
    """What each speaker said."""
    parts = [f'<section id="quotes-{number}"><h{level}>Who said what</h{level}>']
    for speaker, said in account.quotes:
        parts.append(f"<h{level + 1}>{words(speaker or 'Not told who')}</h{level + 1}>")
        for one in said:
            told = words(one.text.rstrip(","))
            text = (
                f'{told} <span class="soft">(reported speech)</span>'
                if one.indirect
                else f"“{told}”"
            )
            parts.append(
                f'<blockquote>{text} <span class="soft">{_letters(check, one.sources)}</span></blockquote>'
            )
    return "\n".join([*parts, "</section>"])
