"""Checking: the contract's JSON, the moment, which match, and charity where data are short."""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from pathlib import Path

import pytest

import matchdesk
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.errors import AmbiguousName, SourceError, UnknownName
from matchdesk.press import Check, Checked, check
from matchdesk.press.claim import Judged
from matchdesk.press.report import Report, read_reports

NIGHT = dt.date(2018, 1, 24)
MATCH = "es.cup:2017-18:es.real-madrid:es.leganes"


def _check(desk: Desk, *reports: Report, fallback: dt.date = NIGHT) -> Check:
    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    return check(reports, at, fallback=fallback)


def _told(desk: Desk, text: str, day: dt.date | None = NIGHT) -> Checked:
    return _check(desk, Report.of_text(text, "report", day)).reports[0]


def _one(done: Checked, kind: str) -> Judged:
    found = [c for c in done.claims if c.claim.type == kind]
    assert len(found) == 1, [(c.claim.type, c.text) for c in done.claims]
    return found[0]


def test_json_is_the_contracts(starter: Desk) -> None:
    text = (
        "date 2018-01-25 Real Madrid lost 2-1 to Leganés. “We were poor,” Zidane said.\n"
        "What a night.\n— Ann Fan (@annfan) January 24, 2018\n"
    )
    told = json.loads(json.dumps(_check(starter, Report.of_text(text, "a.txt")).to_dict()))
    assert set(told) == {"reports", "comparison", "same_quotes", "accounts", "problems"}
    (report,) = told["reports"]
    assert {"file", "published", "match", "claims", "quotes", "messages"} <= set(report)
    assert (report["file"], report["published"], report["match"]) == ("a.txt", "2018-01-25", MATCH)
    for claim in report["claims"]:
        assert set(claim) >= {
            "start", "end", "text", "type", "claim", "verdict", "reason", "evidence", "coverage",
        }  # fmt: skip
        assert claim["text"] == text[claim["start"] : claim["end"]]
        assert claim["verdict"] in ("supported", "contradicted", "cannot_say")
        for held in claim["coverage"]:
            assert set(held) == {"competition", "season", "held", "expected", "complete"}
    (quote,) = report["quotes"]
    assert (quote["speaker"], quote["indirect"]) == ("Zinedine Zidane", False)
    (message,) = report["messages"]
    assert set(message) == {"author", "handle", "date", "text", "start", "end"}
    result = next(c for c in report["claims"] if c["type"] == "match_result")
    assert result["evidence"][0]["id"] == MATCH
    assert result["claim"]["team_id"] == "es.real-madrid"


def test_a_report_is_judged_by_its_own_day(starter: Desk) -> None:
    text = "Real Madrid 1-2 Leganés\nReal Madrid are 19 points behind Barcelona."
    assert _one(_told(starter, text), "points_gap").verdict == "supported"
    later = "Leganés 1-3 Real Madrid\nReal Madrid are 19 points behind Barcelona."
    wrong = _one(_told(starter, later, dt.date(2018, 2, 21)), "points_gap")
    assert wrong.verdict == "contradicted"
    assert "14 points behind Barcelona" in wrong.finding.reason


def test_what_came_later_is_not_known(starter: Desk) -> None:
    text = "Real Madrid 1-2 Leganés\nLeganés face Sevilla in the semi-finals next week."
    done = _told(starter, text)
    for row in (row for c in done.claims for row in c.finding.evidence):
        assert str(row.get("date") or "") <= "2018-01-24" or row["kind"] in ("fixture", "tie")
    fixture = _one(done, "next_fixture")
    assert fixture.verdict != "supported"  # the draw was made on 26 January


def test_a_report_without_a_day(starter: Desk) -> None:
    text = "Real Madrid lost 2-1 to Leganés and went out on away goals. Eraso and Gabriel scored."
    near = _check(starter, Report.of_text(text), fallback=NIGHT).reports[0]
    assert near.match is not None
    assert near.match.id == MATCH
    far = _check(starter, Report.of_text(text), fallback=dt.date(2026, 1, 1)).reports[0]
    assert far.match is not None
    assert far.match.id == MATCH
    assert _one(far, "qualification_reason").verdict == "supported"


def test_without_a_day_or_a_match_nothing_is_said(starter: Desk) -> None:
    done = _told(starter, "Barcelona are 19 points ahead of Real Madrid and beat Eibar 9-0.", None)
    assert done.match is None
    assert {c.verdict for c in done.claims} == {"cannot_say"}
    assert all("no day" in c.finding.reason for c in done.claims if not c.claim.why_not)


def test_a_match_that_is_not_held_is_not_replaced_by_another(starter: Desk) -> None:
    text = (
        "Real Madrid lost 4-0 to Sporting Nowhere on Wednesday. Sporting Nowhere scored four times, "
        "and Madrid, who had beaten Deportivo 7-1 at the weekend, none."
    )
    done = _told(starter, text)
    assert done.match is None
    assert not [c for c in done.claims if c.verdict == "contradicted"]


def test_which_match(starter: Desk) -> None:
    report = Report.of_text("Real Madrid lost 2-1 to Leganés.", "a", NIGHT)
    assert _check(starter, report).the_match() == MATCH
    other = Report.of_text("Girona 2-1 Real Madrid", "b", dt.date(2017, 10, 29))
    with pytest.raises(AmbiguousName, match="2 matches") as caught:
        _check(starter, report, other).the_match()
    assert MATCH in caught.value.near
    with pytest.raises(UnknownName, match="fewer than two clubs"):
        _check(starter, Report.of_text("It rained.", "c", NIGHT)).the_match()


def test_two_matches_that_fit_as_well_settle_nothing(starter: Desk) -> None:
    text = "Alavés 2-1 Valencia. Real Madrid 1-2 Leganés."
    done = _told(starter, text)
    assert done.match is None
    assert len(done.others) == 2
    assert all(c.verdict == "supported" for c in done.claims if c.claim.type == "match_result")


def test_fixture_of_the_weekend(starter: Desk) -> None:
    text = "Real Madrid 1-2 Leganés\nReal Madrid play Levante this weekend."
    wrong = _one(_told(starter, text), "next_fixture")
    assert wrong.verdict == "contradicted"
    assert "Valencia away on 27 January 2018" in wrong.finding.reason
    assert "Levante away on 3 February 2018" in wrong.finding.reason


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("This was their fourth home defeat of the season.", "supported"),
        (
            "This was their fourth home defeat of the season, after Betis and Barcelona.",
            "supported",
        ),
        ("This was their third home defeat of the season in all competitions.", "contradicted"),
        (
            "This was their fourth home defeat of the season, after Girona and Betis.",
            "contradicted",
        ),
    ],
)
def test_counts_and_their_scope(starter: Desk, words: str, verdict: str) -> None:
    found = _one(_told(starter, f"Real Madrid lost 2-1 to Leganés. {words}"), "nth_of_season")
    assert found.verdict == verdict, found.finding.reason


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Leganés had never won at the Bernabéu: it was their first ever win there.", "cannot_say"),
        ("It was Real Madrid's first ever defeat to Leganés.", "cannot_say"),
        ("It was the first time that Real Madrid had ever lost to Leganés.", "cannot_say"),
    ],
)
def test_firsts(starter: Desk, words: str, verdict: str) -> None:
    done = _told(starter, f"Real Madrid 1-2 Leganés\n{words}")
    found = [c for c in done.claims if c.claim.type == "first_ever"]
    assert found
    assert {c.verdict for c in found} == {verdict}


def test_a_first_that_was_not_the_first(starter: Desk) -> None:
    text = "Leganés beat Real Madrid 1-0. It was Real Madrid's first ever defeat to Leganés."
    found = _one(_told(starter, text, dt.date(2019, 1, 16)), "first_ever")
    assert found.verdict == "contradicted"
    assert "24 January 2018" in found.finding.reason


@pytest.mark.parametrize(
    "words",
    [
        "Real Madrid could have won 5-0.",
        "Had it finished 3-3, Real Madrid would have gone through.",
        "Real Madrid need to win 4-0.",
        "They should have been 2-0 up at half-time.",
        "Sergio Ramos almost scored.",
        "Isco missed a penalty in the 80th minute.",
        "In 2009 Real Madrid lost 4-0 at home.",
        "Real Madrid's under-19 side won 6-0.",
    ],
)
def test_what_claims_nothing_is_not_held_against_anybody(starter: Desk, words: str) -> None:
    done = _told(starter, f"Real Madrid lost 2-1 to Leganés.\n{words}")
    assert not [c.text for c in done.claims if c.verdict == "contradicted"]


def test_minutes_one_apart_agree(starter: Desk) -> None:
    done = _told(starter, "Real Madrid 1-2 Leganés\nEraso scored in the 32nd minute.")
    found = _one(done, "minute")
    assert found.verdict == "supported"
    assert "a minute apart is taken as agreement" in found.finding.reason


def test_claims_inside_a_quote_say_whose_they_are(starter: Desk) -> None:
    text = "Real Madrid lost 2-1 to Leganés.\n“We still have the Champions League,” Ramos said."
    done = _told(starter, text)
    held = _one(done, "still_in")
    assert (held.verdict, held.claim.said_by) == ("supported", "Sergio Ramos")
    assert _one(done, "quote").verdict == "cannot_say"


def test_same_words_and_points_of_two_reports(starter: Desk) -> None:
    one = Report.of_text(
        "Real Madrid lost 2-1 to Leganés.\n“We were very poor today,” Zidane said.", "a", NIGHT
    )
    two = Report.of_text(
        'Leganés beat Real Madrid 3-1.\n"Today we were very poor," said Zidane.', "b", NIGHT
    )
    done = _check(starter, one, two)
    ((first, second),) = done.same_quotes
    assert (first.file, second.file) == ("a", "b")
    topic = next(t for t in done.comparison if t.topic.startswith("score"))
    assert not topic.agree
    assert [s.text for s in topic.statements] == [
        "Real Madrid lost 2-1 to Leganés",
        "Leganés beat Real Madrid 3-1",
    ]


def test_samples_hold_two_faults(starter: Desk) -> None:
    folder = Path(str(resources.files("matchdesk") / "samples"))
    done = _check(starter, *read_reports([folder]))
    assert done.the_match() == MATCH
    wrong = {
        Path(r.report.file).name: [c.claim.type for c in r.claims if c.verdict == "contradicted"]
        for r in done.reports
    }
    assert wrong == {
        "evening-post.txt": ["next_fixture"],
        "morning-courier.txt": ["nth_of_season"],
        "weekend-bulletin.txt": [],
    }


def test_reading_names_no_club_from_plain_words(starter: Desk) -> None:
    done = _told(
        starter, "Real Madrid 1-2 Leganés\nNice work from the sporting director, in real terms."
    )
    assert [c.claim.type for c in done.claims] == ["match_result"]


def test_nothing_to_read(starter: Desk) -> None:
    done = _told(starter, "0123456789 " * 200)
    assert done.claims == ()


def test_a_text_as_first_argument(starter: Desk) -> None:
    text = "MADRID, Jan 24, 2018 (Agency) - Real Madrid lost 2-1 at home to Leganes on Wednesday."
    view = starter.at()
    for given in (text, f"{text}\nThey went out on away goals."):
        (done,) = view.check(given).reports
        assert done.report.text == given
        assert done.match is not None
    assert [r.report.file for r in view.check(text, texts=[text]).reports] == ["text 1", "text 2"]
    for path in ("no such report.txt", "nothing", "x" * 300):
        with pytest.raises(SourceError, match="cannot be read"):
            view.check(path)


def test_a_ledger_that_begins_yesterday_contradicts_no_count(tmp_path: Path) -> None:
    file = tmp_path / "results.csv"
    file.write_text(
        "date,home,away,competition,season,score\n2024-03-02,Ashford,Bilston,xx.1,2023-24,2-1\n",
        encoding="utf-8",
    )
    desk = matchdesk.open(tmp_path / "ledger.sqlite")
    desk.import_paths(file)
    text = (
        "2 March 2024\n\nAshford beat Bilston 2-1 on Saturday. Ashford have won 10 of their last 12 "
        "and are unbeaten in nine. They have scored in 14 successive games. It was Bilston's fifth "
        "defeat in six matches and Ashford's eighth win of the season. Bilston have one point from "
        "their last six games. Ashford are third, four points behind Cotham."
    )
    (one,) = desk.at(None).check(text).reports
    assert [c.text for c in one.claims if c.verdict == "contradicted"] == []
    assert one.count("supported") >= 2
