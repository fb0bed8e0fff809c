"""Who said what: quotes with their speakers, reported speech apart, and what is no speech."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.desk import Desk
from matchdesk.press import check
from matchdesk.press.report import Report

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("speech.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_speakers(starter: Desk, case: dict[str, Any]) -> None:
    def at(moment: Moment) -> Snapshot:
        return starter.at(moment).snapshot

    text = case["text"].strip("\n")
    done = check([Report.of_text(text, "a")], at, fallback=dt.date(2018, 1, 26)).reports[0]
    for quote in done.quotes:
        assert text[quote.start : quote.end] == quote.text
    for indirect, key in ((False, "said"), (True, "reported")):
        found = [(q.speaker, fold(q.text)) for q in done.quotes if q.indirect is indirect]
        wanted = [(who, fold(words)) for who, words in case.get(key, []) if words]
        unmet = [
            (who, words)
            for who, words in wanted
            if not any(who == by and (words in held or held in words) for by, held in found)
        ]
        surplus = [
            (by, held)
            for by, held in found
            if not any(by == who and (words in held or held in words) for who, words in wanted)
        ]
        assert (unmet, surplus) == ([], []), found
    for words in case.get("no_speech", []):
        assert not [q for q in done.quotes if fold(words) in fold(q.text)]
