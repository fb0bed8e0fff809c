"""Goals, minutes and the course of a match, told in the many ways in which reports tell them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.ledger.store import Ledger
from matchdesk.press import Checked, check, scoring
from matchdesk.press.report import Report
from matchdesk.press.shelf import Shelf
from matchdesk.press.spelling import nearly_same

HERE = Path(__file__).parent
HEAD = (
    "LEICESTER, Sept 21, 2014 (Agency) - Leicester City beat Manchester United 5-3 in the Premier "
    "League on Sunday.\n\n"
)
LINES = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))["lines"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Checked]:
    ledger = Ledger(tmp_path_factory.mktemp("goals") / "goals.sqlite")
    ledger.create()
    desk = Desk(ledger)
    assert not desk.import_paths(HERE / "groups").problems
    view = desk.at()
    shelf = Shelf(view._at)

    def read(line: str) -> Checked:
        report = Report.of_text(HEAD + line, "report")
        day = dt.date(2016, 12, 31)
        return check([report], view._at, fallback=day, shelf=shelf).reports[0]

    return read


@pytest.mark.parametrize(("line", "claims"), LINES, ids=[line[:60] for line, _ in LINES])
def test_a_line(
    told: Callable[[str], Checked], line: str, claims: list[tuple[str, str, str]]
) -> None:
    found = [c for c in told(line).claims if c.claim.start >= len(HEAD)]
    for kind, words, verdict in claims:
        start = (HEAD + line).index(words, len(HEAD))
        over = [
            c.verdict
            for c in found
            if c.claim.type == kind and c.claim.start < start + len(words) and start < c.claim.end
        ]
        assert verdict in over, (kind, words, [(c.claim.type, c.text, c.verdict) for c in found])
    wrong = [words for _, words, verdict in claims if verdict == "contradicted"]
    alarms = [
        (c.claim.type, c.text)
        for c in found
        if c.verdict == "contradicted" and not any(w in c.text or c.text in w for w in wrong)
    ]
    assert alarms == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Amr Zaky", "Amr Zaki", True),
        ("Hosni Abd Rabou", "Hosny Abd Rabo", True),
        ("Arek Milik", "Arkadiusz Milik", True),
        ("Michael Klauss", "Michael Klauß", True),
        ("Yevhen Konoplyanka", "Yevgen Konoplianka", True),
        ("Ronaldo", "Ronaldinho", False),
        ("Thiago Silva", "David Silva", False),
        ("Costa", "Cosmin", False),
        ("Muller", "Miller", False),
    ],
)
def test_names_written_over(one: str, other: str, same: bool) -> None:
    assert nearly_same(one, other) is same


def test_goals_told_after_others_are_so_many_more() -> None:
    assert scoring.effect_of("struck early, then twice") == ("", None)
    assert scoring.effect_of("struck twice") == ("", 2)
