"""Short reports and what is said to their claims, from files that anybody can add to."""

from __future__ import annotations

import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from matchdesk.desk import Desk
from matchdesk.press import check
from matchdesk.press.report import Report

CASES: list[dict[str, Any]] = [
    case
    for name in ("judged.toml", "table.toml", "reference.toml", "counts.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["report"]
]


@pytest.mark.parametrize("case", CASES, ids=itemgetter("name"))
def test_judged(starter: Desk, small: Desk, case: dict[str, Any]) -> None:
    text = case["text"].strip()
    desk = small if case.get("ledger") == "small" else starter
    view = desk.at()
    report = Report.of_text(text, case["name"], case.get("published"))
    (done,) = check([report], view._at, fallback=view.moment.day, shelf=desk.shelf).reports
    assert (str(done.match.id) if done.match else "") == case["match"], done.why
    wrong = []
    expected = []
    for kind, words, verdict in case["claims"]:
        start = text.index(words)
        over = [
            c
            for c in done.claims
            if c.claim.type == kind and c.claim.start < start + len(words) and start < c.claim.end
        ]
        if verdict not in [c.verdict for c in over]:
            wrong.append((kind, words, [(c.text, c.verdict, c.finding.reason) for c in over]))
        if verdict == "contradicted":
            expected.append((start, start + len(words)))
    assert wrong == []
    false = [
        (c.claim.type, c.text, c.finding.reason)
        for c in done.claims
        if c.verdict == "contradicted"
        and not any(a < c.claim.end and c.claim.start < b for a, b in expected)
    ]
    assert false == []
