"""Several reports side by side: agreement, difference, and the same words twice."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import Check, check, read_reports
from matchdesk.press.compare import Topic
from matchdesk.press.report import Report

NIGHT = dt.date(2018, 1, 24)
HEAD = "Real Madrid 1-2 Leganés\n"


def _check(desk: Desk, *texts: str) -> Check:
    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    reports = [
        Report.of_text(HEAD + text, name, NIGHT) for name, text in zip("abc", texts, strict=False)
    ]
    return check(reports, at, fallback=NIGHT)


def _topic(done: Check, name: str) -> Topic:
    found = [t for t in done.comparison if t.topic.startswith(name)]
    assert len(found) == 1, [t.topic for t in done.comparison]
    return found[0]


def _words(done: Check) -> list[list[str]]:
    return [[s.text for s in group] for group in done.same_quotes]


def test_one_report_is_compared_with_nothing(starter: Desk) -> None:
    assert _check(starter, "Eraso scored in the 31st minute.").comparison == ()


def test_facts_agree_from_either_side_and_within_a_minute(starter: Desk) -> None:
    done = _check(
        starter,
        "Eraso scored in the 31st minute. Real Madrid had won the first leg 1-0.",
        "Eraso scored in the 32nd minute. Leganés had lost the first leg 1-0.",
    )
    assert _topic(done, "time of Eraso").kind == "agreed"
    first = _topic(done, "score: Leganés v Real Madrid (2018-01-18)")
    assert (first.agree, [s.file for s in first.statements]) == (True, ["a", "b"])
    seen = _topic(done, "Leganés v Real Madrid (2018-01-18), from whose side")
    assert (seen.agree, seen.kind, seen.conflict) == (False, "form", "none")


@pytest.mark.parametrize(
    ("one", "two", "topic", "kind", "conflict"),
    [
        ("Eraso scored in the 31st minute.", "Eraso scored in the 40th minute.",
         "time of Eraso", "differ", "ledger"),
        ("Eraso scored in the 31st minute.", "Eraso scored just after the break.",
         "time of Eraso", "differ", "reports"),
        ("Eraso scored in the 31st minute.", "Eraso scored in the first half.",
         "time of Eraso", "compatible", "none"),
        ("Real Madrid are fourth in La Liga.", "Real Madrid are fifth in La Liga.",
         "place of Real Madrid", "differ", "ledger"),
        ("Real Madrid are fourth in La Liga.", "The cup is gone.",
         "place of Real Madrid", "one_report", "none"),
        ("Javier Eraso scored.", "Javi Eraso scored.", "name of Eraso", "form", "none"),
    ],
)  # fmt: skip
def test_kinds_of_difference(
    starter: Desk, one: str, two: str, topic: str, kind: str, conflict: str
) -> None:
    found = _topic(_check(starter, one, two), topic)
    assert (found.agree, found.kind, found.conflict) == (False, kind, conflict)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It's a logical result, they played their match and we did not.",
         "In the end the result is logical, as they played their game and we didn't."),
        ("It is up to me to find the solutions.", "So I must find solutions."),
        ("I picked the team and I was wrong in many regards.",
         "I choose the team – and I was wrong about many things."),
        ("I’m very proud of my players tonight.", "I am so proud of the lads tonight."),
    ],
)  # fmt: skip
def test_two_translations_are_one_utterance(starter: Desk, one: str, two: str) -> None:
    done = _check(starter, f"“{one}” Zidane said.", f'Zidane added: "{two}"')
    assert len(done.same_quotes) == 1
    assert {s.file for s in done.same_quotes[0]} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("We did what we had to do in the first leg.",
         "Winning 1-0 there and playing like this today, I am angry at that."),
        ("We played well as a team today.", "The team played a bad game today."),
        ("We have two games left to save the season.", "We have five games left to save it."),
        ("I will leave this club in the summer.", "I will not leave this club in the summer."),
        ("We have to learn from this defeat.", "You have to win a match like this one."),
        ("My players have part of the blame, but I am the most responsible.",
         "I am responsible for all of this."),
    ],
)  # fmt: skip
def test_merely_similar_words_are_not_merged(starter: Desk, one: str, two: str) -> None:
    done = _check(starter, f"“{one}” Zidane said.", f'Zidane added: "{two}"')
    assert done.same_quotes == (), _words(done)


def test_the_same_words_of_two_speakers_are_two(starter: Desk) -> None:
    words = "I am responsible for all of this."
    done = _check(starter, f'"{words}" said Zidane.', f'"{words}" said Ramos.')
    assert done.same_quotes == ()


def test_a_clause_is_matched_where_the_sentence_is_not(starter: Desk) -> None:
    done = _check(
        starter,
        "“I am the coach, and some players needed to rest after Sunday,” Zidane said.",
        '"I am the manager," Zidane said.',
    )
    assert _words(done) == [["I am the coach", "I am the manager"]]


def test_scores_that_differ_are_a_conflict(starter: Desk) -> None:
    done = _check(starter, "Leganés won 2-1.", "Leganés won 3-1.")
    topic = _topic(done, "score: Leganés v Real Madrid")
    assert (topic.agree, topic.kind) == (False, "differ")


@pytest.fixture(scope="module")
def told(shared: Path, starter: Desk) -> Check:
    def at(moment: Moment) -> Snapshot:
        return starter.at(moment).snapshot

    return check(read_reports([shared / "reports"]), at, fallback=dt.date(2018, 1, 26))


@pytest.fixture(scope="module")
def cross(shared: Path) -> dict[str, Any]:
    text = (shared / "claims" / "seed_cross.json").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    return held


def _docs(topic: Topic, members: list[dict[str, Any]]) -> set[str]:
    """Reports whose listed words a topic's statements touch."""
    return {
        member["doc"]
        for member in members
        for s in topic.statements
        if Path(s.file).name == member["doc"]
        and s.start < member["char_end"]
        and member["char_start"] < s.end
    }


def test_every_listed_agreement_and_difference(told: Check, cross: dict[str, Any]) -> None:
    for key, agree in (("agreements", True), ("differences", False)):
        for point in cross[key]:
            members = point.get("members") or point["values"]
            wanted = {m["doc"] for m in members}
            best = max((_docs(t, members) for t in told.comparison if t.agree is agree), key=len)
            assert best == wanted, point["point"]


def test_every_quote_has_its_speaker(told: Check, cross: dict[str, Any]) -> None:
    listed = [(u["speaker"], m, False) for u in cross["same_utterance"] for m in u["members"]]
    listed += [(m["speaker"], m, False) for m in cross["single_source_quotes"]]
    listed += [(m["speaker"], m, True) for m in cross["indirect_quotes"]]
    quotes = {Path(r.report.file).name: r.quotes for r in told.reports}
    for speaker, member, indirect in listed:
        over = [
            q.speaker
            for q in quotes[member["doc"]]
            if q.indirect is indirect
            and q.start < member["char_end"]
            and member["char_start"] < q.end
        ]
        assert over, member["text"]
        assert set(over) == {speaker}


def test_single_quotes_are_in_no_group(told: Check, cross: dict[str, Any]) -> None:
    grouped = [s for group in told.same_quotes for s in group]
    for member in cross["single_source_quotes"]:
        assert not [
            s
            for s in grouped
            if Path(s.file).name == member["doc"]
            and s.start < member["char_end"]
            and member["char_start"] < s.end
        ], member["text"]


def test_two_scorers_of_one_goal_differ(starter: Desk) -> None:
    done = _check(starter, "Gabriel Pires hit the winner.", "Isco hit the winner.")
    topic = _topic(done, "scorer of the winner")
    assert (topic.agree, topic.kind) == (False, "differ")


def test_counts_that_differ_are_one_topic(starter: Desk) -> None:
    done = _check(
        starter,
        "It was Real Madrid's third home defeat of the season in all competitions.",
        "It was Real Madrid's fourth home defeat of the season.",
    )
    topic = _topic(done, "which home defeat of the season: Real Madrid")
    assert (topic.kind, topic.conflict) == ("differ", "ledger")
