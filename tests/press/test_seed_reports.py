"""Reports of others, with the claims that careful readers found in them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.press import check, read_reports

FOUND = 150
"""Gold claims that must be found, of 154."""


@pytest.fixture(scope="module")
def told(shared: Path, starter: Desk) -> dict[str, Any]:
    def at(moment: Moment) -> Snapshot:
        return starter.at(moment).snapshot

    reports = read_reports([shared / "reports"])
    return dict(check(reports, at, fallback=dt.date(2018, 1, 26)).to_dict())


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    text = (shared / "claims" / "seed_claims.json").read_text(encoding="utf-8")
    claims: list[dict[str, Any]] = json.loads(text)["claims"]
    return claims


def _accepted(claim: Mapping[str, Any]) -> list[str]:
    return list(claim.get("verdict_accepted") or [claim.get("verdict_starter", claim["verdict"])])


def _span(claim: Mapping[str, Any]) -> tuple[int, int]:
    return (
        claim.get("span_start", claim["char_start"]),
        claim.get("span_end", claim["char_end"]),
    )


def _claims(told: Mapping[str, Any], doc: str) -> list[dict[str, Any]]:
    report = next(r for r in told["reports"] if Path(r["file"]).name == doc)
    return list(report["claims"])


def _over(told: Mapping[str, Any], claim: Mapping[str, Any]) -> list[dict[str, Any]]:
    start, end = _span(claim)
    return [
        c
        for c in _claims(told, claim["doc"])
        if c["type"] == claim["type"] and c["start"] < end and start < c["end"]
    ]


def test_gold_claims_are_found(told: dict[str, Any], gold: list[dict[str, Any]]) -> None:
    missed = [(c["type"], c["claim"]) for c in gold if not _over(told, c)]
    assert len(gold) - len(missed) >= FOUND, missed


def test_decidable_claims_get_their_verdict(
    told: dict[str, Any], gold: list[dict[str, Any]]
) -> None:
    differing = []
    for claim in gold:
        accepted = _accepted(claim)
        if accepted == ["cannot_say"]:
            continue
        found = _over(told, claim)
        if found and not any(c["verdict"] in accepted for c in found):
            differing.append((claim["claim"], [(c["text"], c["verdict"]) for c in found]))
    assert differing == []


def test_nothing_is_contradicted_that_gold_does_not_contradict(
    told: dict[str, Any], gold: list[dict[str, Any]]
) -> None:
    wrong = []
    for report in told["reports"]:
        doc = Path(report["file"]).name
        for found in report["claims"]:
            if found["verdict"] != "contradicted":
                continue
            right = [
                c
                for c in gold
                if c["doc"] == doc
                and "contradicted" in _accepted(c)
                and found["start"] < _span(c)[1]
                and _span(c)[0] < found["end"]
            ]
            if not right:
                wrong.append((doc, found["text"], found["reason"]))
    assert wrong == []


def test_the_fixture_of_the_weekend_is_contradicted(told: dict[str, Any]) -> None:
    wrong = [c for c in _claims(told, "000_ae4377f836c6664f.txt") if c["verdict"] == "contradicted"]
    assert [c["type"] for c in wrong] == ["next_fixture"]
    assert "Levante" in wrong[0]["text"]
    assert "Valencia" in wrong[0]["reason"]
    fixtures = [(row["date"], row["home"], row["away"]) for row in wrong[0]["evidence"]]
    assert ("2018-01-27", "Valencia", "Real Madrid") in fixtures
    assert ("2018-02-03", "Levante", "Real Madrid") in fixtures


@pytest.mark.parametrize(
    ("doc", "kind", "words", "verdict"),
    [
        ("000_ae4377f836c6664f.txt", "first_ever", "first ever defeat", "cannot_say"),
        ("000_ae4377f836c6664f.txt", "first_ever", "first ever win", "cannot_say"),
        ("002_41b30bc39b603465.txt", "first_ever", "for the first time", "cannot_say"),
        ("000_ae4377f836c6664f.txt", "points_gap", "19 points", "supported"),
        ("001_f1683797de13b3f1.txt", "league_position", "fourth-placed", "supported"),
        ("002_41b30bc39b603465.txt", "league_position", "13th", "supported"),
        ("000_ae4377f836c6664f.txt", "nth_of_season", "fourth home loss", "supported"),
        ("002_41b30bc39b603465.txt", "qualification_reason", "on away goals", "supported"),
        ("002_41b30bc39b603465.txt", "minute", "32nd-minute", "supported"),
    ],
)
def test_verdicts_that_matter(
    told: dict[str, Any], doc: str, kind: str, words: str, verdict: str
) -> None:
    found = [c for c in _claims(told, doc) if c["type"] == kind and words in c["text"]]
    assert [c["verdict"] for c in found] == [verdict]


def test_a_first_says_what_was_seen(told: dict[str, Any]) -> None:
    first = next(
        c
        for c in _claims(told, "000_ae4377f836c6664f.txt")
        if c["type"] == "first_ever" and "defeat" in c["text"]
    )
    assert "five earlier meetings held since 2003" in first["reason"]


def test_the_three_tell_of_one_match(told: dict[str, Any]) -> None:
    assert {r["match"] for r in told["reports"]} == {"es.cup:2017-18:es.real-madrid:es.leganes"}
    assert [r["published"] for r in told["reports"]] == ["2018-01-24", "2018-01-25", "2018-01-25"]


def test_messages_and_same_words(told: dict[str, Any], shared: Path) -> None:
    cross = json.loads((shared / "claims" / "seed_cross.json").read_text(encoding="utf-8"))
    counted: Counter[tuple[str, str]] = Counter()
    for report in told["reports"]:
        for message in report["messages"]:
            counted[(Path(report["file"]).name, message["handle"])] += 1
    for held in cross["embedded_messages"]:
        assert counted[(held["doc"], held["speaker"] and held["handle"])] == held["count"]
    groups = [
        {(Path(q["file"]).name, q["start"], q["end"]) for q in group}
        for group in told["same_quotes"]
    ]
    sure = [g for g in cross["same_utterance"] if g["certainty"] == "high"]
    for utterance in sure:
        members = {(m["doc"], m["char_start"], m["char_end"]) for m in utterance["members"]}
        assert any(
            len([m for m in members if any(_meet(m, q) for q in group)]) >= 2 for group in groups
        ), utterance["gist"]
    alone = [
        (s["doc"], s["char_start"], s["char_end"])
        for s in cross["single_source_quotes"]
        if s["speaker"] == "Sergio Ramos"
    ]
    assert not any(_meet(s, q) for s in alone for group in groups for q in group)


def _meet(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def test_speakers(told: dict[str, Any]) -> None:
    speakers = {q["speaker"] for r in told["reports"] for q in r["quotes"]}
    assert speakers == {"Zinedine Zidane", "Sergio Ramos"}
