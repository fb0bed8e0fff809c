"""The agreed account: the event once, every sentence sourced, nothing of a scene as a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import Check, check, read_reports
from matchdesk.press.account import Account, Sentence
from matchdesk.press.report import Report

NIGHT = dt.date(2018, 1, 24)
ONE = (
    "Real Madrid lost 2-1 to Leganés. Eraso scored in the 32nd minute and Benzema levelled. "
    "The fans booed the players off. Real Madrid play Levante this weekend.\n"
    '"I am responsible," Zidane said. Zidane admitted that his team had been poor.'
)
TWO = (
    "Leganés beat Real Madrid 2-1 on Wednesday. Javier Eraso put Leganés ahead after 40 minutes.\n"
    '"I am responsible," said Zinedine Zidane. "We must react."'
)


def _account(desk: Desk, *texts: str, day: dt.date = NIGHT) -> Account:
    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    reports = [Report.of_text(t, n, day) for t, n in zip(texts, "ab", strict=False)]
    (account,) = check(reports, at, fallback=day).accounts
    return account


def _with(account: Account, words: str) -> Sentence:
    found = [s for s in account.sentences if words in s.text]
    assert len(found) == 1, [s.text for s in account.sentences]
    return found[0]


def test_the_event_once(starter: Desk) -> None:
    account = _account(starter, ONE, TWO)
    result = account.sentences[0]
    assert result.text == (
        "Leganés beat Real Madrid 2-1 away in the quarter-final, second leg, of the Copa del Rey on "
        "24 January 2018."
    )
    assert {s.file for s in result.sources} == {"a", "b"}
    assert result.basis == "ledger"
    assert [row["kind"] for row in result.rows] == ["match"]
    texts = [s.text for s in account.sentences]
    assert len(set(texts)) == len(texts)
    goal = _with(account, "Javier Eraso scored for Leganés in the 31st minute.")
    assert {s.file for s in goal.sources} == {"a", "b"}


def test_scenes_enter_as_reported_and_by_whom(starter: Desk) -> None:
    scene = _with(_account(starter, ONE, TWO), "booing")
    assert (scene.text, scene.basis, scene.rows) == ("Report A tells of booing.", "reported", ())
    assert scene.sources[0].text == "The fans booed the players off."


def test_differences_and_what_is_right(starter: Desk) -> None:
    account = _account(starter, ONE, TWO)
    differ = _with(account, "The reports differ on the time of Eraso's goal")
    assert differ.basis == "differ"
    assert "32' (report A)" in differ.text
    assert "40' (report B)" in differ.text
    wrong = _with(account, "this weekend")
    assert wrong.basis == "refuted"
    assert "Valencia away on 27 January 2018" in wrong.text
    assert wrong.rows


def test_who_said_what(starter: Desk) -> None:
    account = _account(starter, ONE, TWO)
    ((speaker, said),) = account.quotes
    assert speaker == "Zinedine Zidane"
    assert [(q.text, q.indirect, [s.file for s in q.sources]) for q in said] == [
        ("I am responsible", False, ["a", "b"]),
        ("his team had been poor", True, ["a"]),
        ("We must react.", False, ["b"]),
    ]


def test_claims_inside_quotes_are_no_facts_of_the_account(starter: Desk) -> None:
    text = 'Real Madrid lost 2-1 to Leganés.\n"We are fourth in La Liga," Zidane said.'
    account = _account(starter, text)
    assert not [s for s in account.sentences if "4th" in s.text]


def _matches(account: Account) -> Sequence[str]:
    return [s.text for s in account.sentences if s.basis == "ledger"]


@pytest.mark.parametrize(
    ("text", "day", "first"),
    [
        ("Girona beat Real Madrid 2-1.", dt.date(2017, 10, 29),
         "Girona beat Real Madrid 2-1 at home in La Liga on 29 October 2017."),
        ("Real Madrid drew 2-2 with Numancia.", dt.date(2018, 1, 10),
         "Real Madrid and Numancia drew 2-2 in the last 16, second leg, of the Copa del Rey on "
         "10 January 2018."),
        ("Real Madrid beat Juventus 4-1 in Cardiff.", dt.date(2017, 6, 3),
         "Real Madrid beat Juventus 4-1 on neutral ground in the final of the Champions League on "
         "3 June 2017."),
    ],
)  # fmt: skip
def test_results_in_words(starter: Desk, text: str, day: dt.date, first: str) -> None:
    assert _matches(_account(starter, text, day=day))[0] == first


@pytest.fixture(scope="module")
def seed(shared: Path, starter: Desk) -> Check:
    def at(moment: Moment) -> Snapshot:
        return starter.at(moment).snapshot

    return check(read_reports([shared / "reports"]), at, fallback=dt.date(2018, 1, 26))


def test_every_sentence_is_sourced(seed: Check) -> None:
    (account,) = seed.accounts
    texts = {r.report.file: r.report.text for r in seed.reports}
    for sentence in account.sentences:
        assert sentence.sources
        for s in sentence.sources:
            assert texts[s.file][s.start : s.end] == s.text
        if sentence.basis == "ledger":
            assert sentence.rows, sentence.text
    told = " ".join(s.text for s in account.sentences)
    assert "booing" in told
    assert "150 away fans were there, by report A." in told
    refuted = [s.text for s in account.sentences if s.basis == "refuted"]
    assert any("Levante" in t and "Valencia" in t for t in refuted)
