"""Groups of reports of one event: the night told once, errors marked, quotes to the right speaker."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.store import Ledger
from matchdesk.press import Check, Report, check
from matchdesk.press.shelf import Shelf

HERE = Path(__file__).parent
GROUPS: list[dict[str, Any]] = tomllib.loads((HERE / "groups.toml").read_text(encoding="utf-8"))[
    "group"
]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Check]:
    ledger = Ledger(tmp_path_factory.mktemp("groups") / "groups.sqlite")
    ledger.create()
    desk = Desk(ledger)
    assert not desk.import_paths(HERE / "groups").problems
    view = desk.at()
    shelf = Shelf(view._at)
    return {
        group["name"]: check(
            [Report.of_text(one["text"].strip(), one["file"]) if not one["file"].endswith("html")
             else _page(tmp_path_factory, one) for one in group["report"]],
            view._at, fallback=dt.date(2016, 12, 31), shelf=shelf,
        )
        for group in GROUPS
    }  # fmt: skip


def _page(folder: pytest.TempPathFactory, one: dict[str, Any]) -> Report:
    file = folder.mktemp("page") / one["file"]
    file.write_text(one["text"], encoding="utf-8")
    return Report.of_file(file)


@pytest.mark.parametrize("group", GROUPS, ids=[group["name"] for group in GROUPS])
def test_a_group_of_reports(checked: dict[str, Check], group: dict[str, Any]) -> None:
    done = checked[group["name"]]
    assert [r.match.id if r.match else r.why for r in done.reports] == [group["match"]] * len(done.reports)  # fmt: skip
    wrong = {(c.text, c.finding.reason) for r in done.reports for c in r.claims if c.verdict == "contradicted"}  # fmt: skip
    assert [w for w in wrong if not any(p in w[0] or w[0] in p for p in group["wrong"])] == []
    missed = [p for p in group["wrong"] if not any(p in w or w in p for w, _ in wrong)]
    assert missed == []
    quotes = [q for r in done.reports for q in r.quotes]
    for words, speaker in group["speakers"]:
        assert {q.speaker for q in quotes if q.text.startswith(words)} == {speaker}, words
    kinds = {topic.topic: topic.kind for topic in done.comparison}
    for name in group["agreed"]:
        assert {kind for topic, kind in kinds.items() if topic.startswith(name)} == {"agreed"}, name
    differ = [topic for topic, kind in kinds.items() if kind == "differ"]
    assert [d for d in differ if not d.startswith(tuple(group["differ"]))] == []
    assert [n for n in group["differ"] if not any(d.startswith(n) for d in differ)] == []


@pytest.mark.parametrize("group", GROUPS, ids=[group["name"] for group in GROUPS])
def test_the_account_of_a_group(checked: dict[str, Check], group: dict[str, Any]) -> None:
    (account,) = checked[group["name"]].accounts
    told = [s.text for s in account.sentences]
    assert [text for text in group["told"] if text not in told] == [], told
    assert len(set(told)) == len(told)
    assert all(s.sources for s in account.sentences)
    assert all(s.rows for s in account.sentences if s.basis in ("ledger", "refuted"))
    said = {one.text: one for _, everything in account.quotes for one in everything}
    for words, reports in group["same"]:
        (one,) = [said[text] for text in said if text.startswith(words)]
        assert len({source.file for source in one.sources}) == reports, words
    everybody = [speaker for speaker, _ in account.quotes if speaker]
    assert len({name.split()[-1].lower() for name in everybody}) == len(everybody), everybody
