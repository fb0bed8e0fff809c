"""docs/json.md names every key of a check, and no other."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import check
from matchdesk.press.report import Report

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
SECTIONS = ("check", "report", "claim", "quote", "topic", "account", "sentence of an account")


def _documented() -> dict[str, list[str]]:
    _, _, part = PAGE.read_text(encoding="utf-8").partition("\n# JSON of checked reports")
    return {
        p.partition("\n")[0]: re.findall(r"^\| `(\w+)` \|", p, re.MULTILINE)
        for p in part.split("\n## ")[1:]
    }


@pytest.fixture(scope="module")
def answers(starter: Desk) -> dict[str, dict[str, Any]]:
    def at(moment: Moment) -> Snapshot:
        return starter.at(moment).snapshot

    day = dt.date(2018, 1, 24)
    text = 'Real Madrid lost 2-1 to Leganés. "It is a failure," Zidane said.'
    reports = [Report.of_text(text, name, day) for name in ("a", "b")]
    told: Any = json.loads(json.dumps(check(reports, at, fallback=day).to_dict()))
    (account,) = told["accounts"]
    report = told["reports"][0]
    return {
        "check": told,
        "report": report,
        "claim": report["claims"][0],
        "quote": report["quotes"][0],
        "topic": told["comparison"][0],
        "account": account,
        "sentence of an account": account["sentences"][0],
    }


@pytest.mark.parametrize("section", SECTIONS)
def test_keys(answers: dict[str, dict[str, Any]], section: str) -> None:
    assert _documented()[section] == [*answers[section]]


def test_no_section_without_an_answer() -> None:
    assert tuple(_documented()) == SECTIONS
