"""The brief of small worlds: every kind of match, text, JSON and page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matchdesk.brief import Brief, compose
from matchdesk.brief.around import shown_places
from matchdesk.brief.outings import Outing
from matchdesk.brief.pressure import streaks
from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Club, Goal
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, MemoryStore, snapshot_of
from matchdesk.errors import UnknownName
from matchdesk.rules.calendar import cut
from matchdesk.rules.edition import Source
from matchdesk.rules.standing import standing
from matchdesk.rules.table import Table, TableRow
from tests.brief import golden
from tests.brief.worlds import (
    FINAL,
    FIRST_LEG,
    HARBOUR,
    LEAGUE_MATCH,
    MILL,
    NOW,
    ROVERS,
    RULES,
    SECOND_LEG,
    SPA,
    World,
    club,
    coast,
    ident,
    league,
    match,
    world,
)

KEYS = {
    "match", "result", "tie", "left", "chances", "tables", "records", "seasons", "meetings", "run", "pressure",
    "teams", "written", "sources", "coverage", "notes",
}  # fmt: skip


@pytest.fixture(scope="module")
def night() -> Brief:
    return coast().brief(SECOND_LEG, "2018-01-24")


@pytest.mark.parametrize("name", golden.CASES)
def test_golden(name: str) -> None:
    expected = (golden.FOLDER / name).read_text(encoding="utf-8")
    assert golden.CASES[name]() == expected


def test_every_key_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "brief.md").read_text(encoding="utf-8")
    assert {key for key in KEYS if f"`{key}" not in page} == set()


# Facts -----------------------------------------------------------------------------------------


def test_result_and_goals(night: Brief) -> None:
    told = _json(night)
    assert told.keys() == KEYS
    assert told["match"]["round_words"] == "semi-final, second leg"
    assert told["match"]["ground"] == "Quay Road"
    assert told["match"]["ground_from"] == "club"
    result = told["result"]
    assert (result["score"], result["half_time"]) == ("1-2", "0-1")
    assert [(g["player"], g["minute"], g["added"], g["team"], g["kind"], g["score"])
            for g in result["goals"]] == [
        ("Ibn Sorel", 31, None, "Rovers", "goal", "0-1"),
        ("Ada Reed", 47, None, "Harbour", "penalty", "1-1"),
        ("Ivo Strand", 90, 2, "Rovers", "own_goal", "1-2"),
    ]  # fmt: skip


def test_tie_with_both_legs_and_rule(night: Brief) -> None:
    tie = _json(night)["tie"]
    assert tie["through"] == "Rovers"
    assert tie["decided_by"] == "away_goals"
    assert tie["aggregate"] == [
        {"team": "Rovers", "team_id": "zz.rovers", "goals": 2},
        {"team": "Harbour", "team_id": "zz.harbour", "goals": 2},
    ]
    assert [leg["score"] for leg in tie["legs"]] == ["0-1", "1-2"]
    assert [leg["match_id"] for leg in tie["legs"]] == [FIRST_LEG, SECOND_LEG]
    assert tie["rule"]["source"] == "Harbour Cup rules, article 9"


def test_what_is_left(night: Brief) -> None:
    told = _json(night)["left"]
    home = {c["competition"]: c for c in told["home"]["competitions"]}
    away = {c["competition"]: c for c in told["away"]["competitions"]}
    assert (home["zz.cup"]["state"], home["zz.cup"]["round"]) == ("out", "semi_final")
    assert (away["zz.cup"]["state"], away["zz.cup"]["round"]) == ("in", "final")
    assert away["zz.cup"]["words"] == "final, opponent not yet drawn"
    assert away["zz.1"]["words"] == "2nd, 4 from 2, 1 behind Mill"
    assert [f["date"] for f in told["home"]["next"]] == ["2018-02-03", "2018-03-03", "2018-04-07"]
    assert [f["venue"] for f in told["home"]["next"]] == ["away", "home", "away"]


def test_opponent_is_named_once_drawn() -> None:
    told = _json(coast().brief(SECOND_LEG, "2018-01-27"))["left"]["away"]["competitions"][0]
    assert told["opponent"] == "Mill"
    assert told["words"] == "final v Mill, 5 May (neutral)".replace(" May", "\u00a0May")


def test_gaps_agree_with_the_standing(night: Brief) -> None:
    (table,) = _json(night)["tables"]
    for gap in table["gaps"]:
        place = standing(night.setting.now, "zz.1", NOW, gap["team_id"], catalogue=RULES).league
        assert place is not None
        assert gap["behind_leader"] == place.behind_leader
        assert gap["above_drop"] == place.above_drop
    assert table["shown"] == [1, 2, 3, 4]
    assert [gap["in_hand"] for gap in table["gaps"]] == [0, 1]


def test_home_defeats_and_points_at_this_stage(night: Brief) -> None:
    home, away = _json(night)["pressure"]
    defeats = home["home_defeats"]
    assert defeats["count"] == 2
    assert [m["score"] for m in defeats["matches"]] == ["1-2", "1-2"]
    assert [m["competition"] for m in defeats["matches"]] == ["zz.1", "zz.cup"]
    stages = home["points_at_this_stage"]["seasons"]
    assert [(s["season"], s["played"], s["points"]) for s in stages] == [
        ("2017-18", 3, 4),
        ("2016-17", 3, 7),
    ]
    assert [len(s["match_ids"]) for s in stages] == [3, 3]
    assert [m["outcome"] for m in away["form"]] == ["W", "L", "D", "W"]


def test_meetings_before_and_after_the_match() -> None:
    told = _json(coast().brief(SECOND_LEG, "2018-05-05"))["meetings"]
    assert told["held"] == 4
    assert told["since"] == 2016
    assert [w["wins"] for w in told["wins"]] == [3, 1]
    assert [m["date"] for m in told["later"]] == ["2018-02-03"]


def test_season_counts_home_away_and_neutral() -> None:
    rovers, mill = _json(coast().brief(FINAL, "2018-05-05"))["seasons"]
    cup = next(c for c in rovers["competitions"] if c["competition"] == "zz.cup")
    assert (cup["all"]["played"], cup["home"]["played"], cup["neutral"]["played"]) == (3, 1, 1)
    assert mill["total"]["all"] == {
        "played": 9, "won": 4, "drawn": 4, "lost": 1, "goals_for": 14, "goals_against": 8,
        "match_ids": mill["total"]["all"]["match_ids"],
    }  # fmt: skip
    assert len(mill["total"]["all"]["match_ids"]) == 9


def test_teams(night: Brief) -> None:
    told = _json(night)["teams"]
    assert told["home"]["coach"] == "Una Marsh"
    assert [p["player"] for p in told["away"]["players"]] == ["Ibn Sorel"]
    assert "Ada Reed (yellow 12, Bo Finch 70')" in night.text()


# Kinds of matches ------------------------------------------------------------------------------


def test_league_match_has_no_tie_and_no_run() -> None:
    told = _json(coast().brief(LEAGUE_MATCH, "2017-11-04"))
    assert told["tie"] is None
    assert told["run"] is None
    assert told["notes"] == ["Scorers not held.", "Line-ups not held."]


def test_preview_has_no_result_and_knows_nothing_later() -> None:
    brief = coast().brief(SECOND_LEG, "2018-01-20")
    told = _json(brief)
    assert told["result"] is None
    assert all(record["condition"] for record in told["records"])
    assert all(record["to"] == told["match"]["date"] for record in told["records"])
    assert told["match"]["facts"] == []
    assert told["match"]["attendance"] is None
    assert told["teams"] is None
    assert "not played yet" in brief.text()
    assert "Ibn Sorel" not in brief.text()
    assert told["tie"]["through"] is None


def test_first_leg_does_not_know_the_second() -> None:
    text = coast().brief(FIRST_LEG, "2018-01-10").text()
    assert "Ada Reed 89'" in text
    assert "Ibn Sorel" not in text
    assert "second leg   24 Jan   Harbour v Rovers" in text


@pytest.mark.parametrize(
    ("identity", "day"),
    [
        (SECOND_LEG, "2018-01-24"),
        (SECOND_LEG, "2018-01-20"),
        (FIRST_LEG, "2018-01-10"),
        (LEAGUE_MATCH, "2017-11-04"),
        (FINAL, "2018-05-05"),
    ],
)
def test_a_cut_ledger_tells_the_same(identity: str, day: str) -> None:
    whole = coast()
    less = World(cut(whole.whole, Moment.end_of(day).day))
    assert less.brief(identity, day).to_dict() == whole.brief(identity, day).to_dict()


def test_unknown_match_and_one_not_yet_drawn() -> None:
    with pytest.raises(UnknownName, match=r"knows no match zz\.cup:2017-18:zz\.rovers:zz\.mill"):
        coast().brief(FINAL, "2018-01-20")
    with pytest.raises(UnknownName, match="knows no match nonsense"):
        coast().brief("nonsense", "2018-01-20")


def test_club_without_a_league_is_named() -> None:
    other = club("Quarry")
    small = world(
        [
            *league(NOW, [("1", "2017-09-02", HARBOUR, MILL, "1-0")]),
            match("zz.cup", NOW, "2017-10-01", HARBOUR, other, "3-0", round="quarter_final"),
        ]
    )
    brief = small.brief(ident("zz.cup", NOW, HARBOUR, other), "2017-10-01")
    assert "No league of Quarry is held for 2017-18." in _json(brief)["notes"]
    assert "No league of Quarry is held for 2017-18." in brief.text()
    assert brief.tie is not None
    assert brief.tie.sentence == "Harbour go through: Harbour 3-0 Quarry."


def test_league_not_begun() -> None:
    small = world(
        [
            *league(NOW, [("1", "2017-09-02", HARBOUR, MILL, "1-0")]),
            match("zz.cup", NOW, "2017-08-12", HARBOUR, MILL, "0-1", round="quarter_final"),
        ]
    )
    brief = small.brief(ident("zz.cup", NOW, HARBOUR, MILL), "2017-08-12")
    assert _json(brief)["tables"] == []
    assert "Coast League 2017-18 has not begun at the end of 12 August 2017." in brief.text()


def test_group_match_shows_its_group_and_each_league() -> None:
    year = Season(2017, True)
    guests = [club(name, "yy") for name in ("Fjord", "Glade")]
    cup = [
        match("uefa.cl", year, day, home, away, score, phase="group", group="B", round=number)
        for number, day, home, away, score in (
            ("1", "2017-09-12", HARBOUR, guests[0], "1-1"),
            ("1", "2017-09-12", guests[1], MILL, "0-2"),
            ("2", "2017-09-26", MILL, HARBOUR, "0-1"),
            ("2", "2017-09-26", guests[0], guests[1], "2-2"),
        )
    ]
    small = world([*cup, *league(NOW, [("1", "2017-09-02", HARBOUR, ROVERS, "1-0")])])
    brief = small.brief(ident("uefa.cl", year, HARBOUR, guests[0]), "2017-09-12")
    tables = _json(brief)["tables"]
    assert [(t["competition"], t["group"]) for t in tables] == [("uefa.cl", "B"), ("zz.1", "")]
    assert [gap["team"] for gap in tables[0]["gaps"]] == ["Harbour", "Fjord"]
    assert "No league of Fjord is held for 2017-18." in brief.text()
    assert brief.tie is None


def test_national_sides_have_no_league_to_miss() -> None:
    year = Season(2018, False)
    sides = [club(name, "") for name in ("Norland", "Sudland", "Estland", "Westland")]
    cup = [
        match("fifa.wc", year, "2018-06-14", sides[0], sides[1], "5-0", phase="group", group="A",
              neutral=False),
        match("fifa.wc", year, "2018-06-15", sides[2], sides[3], "0-1", phase="group", group="A",
              neutral=True),
        match("fifa.wc", year, "2018-06-19", sides[0], sides[2], "3-1", phase="group", group="A"),
        match("friendly", year, "2018-03-27", sides[0], sides[1], "0-3"),
        match("friendly", Season(2016, False), "2016-03-27", sides[1], sides[0], "0-0"),
    ]  # fmt: skip
    brief = world(cup).brief(ident("fifa.wc", year, sides[0], sides[1]), "2018-06-14")
    told = _json(brief)
    assert told["notes"] == ["Scorers not held.", "Line-ups not held."]
    assert told["meetings"]["held"] == 2
    # The friendly stands in the form, it is no home defeat of the season.
    assert [m["outcome"] for m in told["pressure"][0]["form"]] == ["W", "L"]
    assert told["pressure"][0]["home_defeats"]["count"] == 0
    assert "Friendlies stand in the form line only." in brief.text()


def test_a_super_cup_of_a_calendar_year_belongs_to_the_clubs_season() -> None:
    year = Season(2017, False)
    small = world(
        [
            *league(NOW, [("1", "2017-08-20", HARBOUR, MILL, "1-0")]),
            match("uefa.supercup", year, "2017-08-08", HARBOUR, MILL, "2-1", neutral=True),
        ]
    )
    brief = small.brief(ident("uefa.supercup", year, HARBOUR, MILL), "2017-12-31")
    assert [told["season"] for told in _json(brief)["seasons"]] == ["2017-18", "2017-18"]
    names = [c["competition"] for c in _json(brief)["seasons"][0]["competitions"]]
    assert names == ["zz.1", "uefa.supercup"]


def test_awarded_void_and_abandoned_matches() -> None:
    small = world(
        [
            match("zz.1", NOW, "2017-09-02", HARBOUR, MILL, "2-1", awarded_score="0-3",
                  status="awarded", round="1"),
            match("zz.1", NOW, "2017-09-09", ROVERS, HARBOUR, "1-0", status="abandoned", round="2"),
            match("zz.1", NOW, "2017-09-16", SPA, HARBOUR, "1-0", status="void", round="3"),
        ]
    )  # fmt: skip
    awarded = small.brief(ident("zz.1", NOW, HARBOUR, MILL), "2017-12-01")
    assert awarded.text().startswith("HARBOUR 0-3 MILL")
    assert "awarded; 2-1 on the pitch" in awarded.text()
    assert _json(awarded)["pressure"][0]["home_defeats"]["count"] == 1
    abandoned = small.brief(ident("zz.1", NOW, ROVERS, HARBOUR), "2017-12-01")
    assert "abandoned at 1-0" in abandoned.text()
    assert "void at 1-0" in small.brief(ident("zz.1", NOW, SPA, HARBOUR), "2017-12-01").text()


def test_replay_and_partly_held_goals() -> None:
    cup = [
        match("zz.cup", NOW, "2017-10-01", HARBOUR, MILL, "1-1", round="quarter_final"),
        match("zz.cup", NOW, "2017-10-08", MILL, HARBOUR, "2-0", round="quarter_final",
              leg="replay"),
    ]  # fmt: skip
    snapshot = snapshot_of(cup, store=MemoryStore(goals_by_key={1: (Goal(True, "Lou Beck"),)}))
    small = World(snapshot)
    brief = small.brief(ident("zz.cup", NOW, MILL, HARBOUR), "2017-10-08")
    assert "Scorers of one goal not held." in brief.text()
    assert "1-0  Lou Beck\n" in brief.text()
    assert brief.result is not None
    assert brief.result.half_time is None


def test_half_time_follows_from_minutes_only_if_all_goals_are_held() -> None:
    cup = [match("zz.cup", NOW, "2017-10-01", HARBOUR, MILL, "2-1", round="quarter_final")]
    all_held = (
        Goal(True, "A", 45, 2), Goal(False, "B", 46), Goal(True, "C", 90),
    )  # fmt: skip
    for goals, half in ((all_held, Score(1, 0)), (all_held[:2], None)):
        store = MemoryStore(goals_by_key={0: goals})
        brief = compose(
            lambda moment, store=store: snapshot_of(cup, moment, store),  # type: ignore[misc]
            ident("zz.cup", NOW, HARBOUR, MILL),
            Moment.end_of("2017-10-01"),
            catalogue=RULES,
        )
        assert brief.result is not None
        assert brief.result.half_time == half


# Text and page ---------------------------------------------------------------------------------


def _every() -> Iterator[Brief]:
    whole = coast()
    for identity, day in (
        (SECOND_LEG, "2018-01-24"),
        (SECOND_LEG, "2018-01-20"),
        (FINAL, "2018-05-05"),
        (LEAGUE_MATCH, "2017-11-04"),
    ):
        yield whole.brief(identity, day)


@pytest.mark.parametrize("width", [40, 50, 64, 72, 80, 99, 100, 140])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    for brief in _every():
        for unicode in (True, False):
            lines = brief.text(width=width, unicode=unicode).splitlines()
            assert max(map(len, lines)) <= width
            assert all(line == line.rstrip() for line in lines)


def test_narrower_than_the_narrowest_is_the_narrowest(night: Brief) -> None:
    assert night.text(width=10) == night.text(width=40)


def test_every_fact_survives_a_narrow_page(night: Brief) -> None:
    def figures(text: str) -> set[str]:
        return set(re.findall(r"\d+-\d+|\d+'", text))

    # Columns of the table that are dropped hold goals for and against.
    assert figures(night.text(100)) - figures(night.text(50)) <= {"5-2", "2-1", "5-5", "1-5"}


def test_ascii_and_no_control_codes() -> None:
    for brief in _every():
        plain = brief.text(unicode=False)
        assert plain.isascii()
        assert "\x1b" not in brief.text()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00a0]", brief.text())


def test_colour_adds_control_codes_and_nothing_else(night: Brief) -> None:
    coloured = night.text(colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == night.text()


def test_short_stops_after_what_is_left(night: Brief) -> None:
    short = night.text(short=True)
    assert night.text().startswith(short.rstrip("\n"))
    assert "WHAT IS LEFT" in short
    assert "COAST LEAGUE," not in short
    assert "PRESSURE" not in short


def test_same_input_same_bytes() -> None:
    one, other = (coast().brief(SECOND_LEG, "2018-01-24") for _ in range(2))
    assert (one.text(), one.html(), one.json()) == (other.text(), other.html(), other.json())


HOSTILE = '<script>alert(1)</script> & "Sons" \x1b[31mRed\x07 \u202eevil'


@dataclass(frozen=True)
class _Report:
    file: str
    text: str


class _Check:
    """A check as the contract writes it, with hostile words."""

    def __init__(self) -> None:
        self.text = f"One\nTwo {HOSTILE} won\n"
        self.reports = (_Report("<b>a.txt", self.text), _Report("b.txt", "x"))

    def to_dict(self) -> dict[str, object]:
        start = self.text.index("<script>")

        def claim(verdict: str, kind: str, reason: str) -> dict[str, object]:
            return {
                "start": start, "end": start + len(HOSTILE), "text": HOSTILE, "type": kind,
                "claim": {}, "verdict": verdict, "reason": reason, "evidence": [], "coverage": [],
            }  # fmt: skip

        return {
            "reports": [
                {
                    "file": "<b>a.txt", "published": "2018-01-25", "match": "m",
                    "claims": [
                        claim("supported", "match_result", "so it was"),
                        claim("contradicted", "next_fixture", "it is <i>Mill</i> away"),
                        claim("supported", "minute", "31; a minute apart is taken as agreement"),
                        claim("cannot_say", "first_ever", "none among four"),
                        claim("cannot_say", "opinion", "opinion"),
                    ],
                    "quotes": [{"speaker": "U. Marsh", "text": "We lost", "start": 1, "end": 8}],
                    "messages": [],
                },
                {
                    "file": "b.txt", "published": None, "match": "m", "claims": [],
                    "quotes": [{"speaker": "", "text": "We have lost", "start": 5, "end": 17}],
                    "messages": [],
                },
            ],
            "comparison": [
                {"topic": "attendance", "agree": False, "statements": [
                    {"file": "<b>a.txt", "start": 0, "end": 1, "text": "8,000"},
                    {"file": "b.txt", "start": 0, "end": 1, "text": "9,000"}]},
                {"topic": "score", "agree": True, "statements": []},
            ],
            "same_quotes": [[{"file": "<b>a.txt", "start": 1, "end": 8},
                             {"file": "b.txt", "start": 5, "end": 17}]],
        }  # fmt: skip


def test_what_was_written() -> None:
    brief = coast().brief(SECOND_LEG, "2018-01-24", check=_Check())
    told = _json(brief)["written"]
    assert (told["claims"], told["supported"], told["contradicted"], told["cannot_say"]) == (
        5, 2, 1, 2,
    )  # fmt: skip
    assert [(f["kind"], f["report"], f["line"]) for f in told["findings"]] == [
        ("contradicted", "A", 2),
        ("near", "A", 2),
        ("open", "A", 2),
    ]
    assert told["same_quotes"] == [
        {"speaker": "U. Marsh", "text": "We lost", "reports": ["A", "B"]}
    ]
    assert [d["topic"] for d in told["differ"]] == ["attendance"]
    text = brief.text(140)
    assert "2 reports · 5 claims · 2 supported · 1 contradicted · 2 cannot be checked" in text
    assert "✘ report A, line 2" in text
    assert "Same words in two reports (A and B), U. Marsh: “We lost”" in text
    assert "Told differently, attendance: A “8,000”; B “9,000”" in text
    assert "x report A, line 2" in brief.text(unicode=False)


def test_nothing_contradicted_is_said() -> None:
    class Clean(_Check):
        def to_dict(self) -> dict[str, object]:
            told: Any = super().to_dict()
            told["reports"][0]["claims"] = told["reports"][0]["claims"][:1]
            return dict(told)

    text = coast().brief(SECOND_LEG, "2018-01-24", check=Clean()).text()
    assert "Nothing that can be checked is contradicted." in text


class _Page(HTMLParser):
    """Tags and attributes of a page; every opened tag must be closed."""

    void = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_escapes_hostile_names_and_has_no_script() -> None:
    evil = Club(HARBOUR.id, HOSTILE, "zz")
    cup = [match("zz.cup", NOW, "2017-10-01", evil, MILL, "2-1", round="quarter_final")]
    store = MemoryStore(goals_by_key={0: (Goal(True, HOSTILE, 1),)})
    small = World(snapshot_of(cup, store=store))
    brief = small.brief(ident("zz.cup", NOW, evil, MILL), "2017-10-01", check=_Check())
    html = brief.html()
    page = _Page()
    page.feed(html)
    assert not page.open
    assert page.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p",
        "span", "div", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "nav", "a", "h3",
        "svg", "rect", "path", "text", "details", "summary",
    }  # fmt: skip
    assert not any(name.startswith("on") or name in ("src", "style") for name, _ in page.attributes)
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;" in html
    for text in (html, brief.text(), brief.text(unicode=False)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert brief.text(unicode=False).isascii()


def test_page_is_self_contained(night: Brief) -> None:
    html = night.html()
    assert html.startswith("<!DOCTYPE html>")
    assert "<title>Harbour 1-2 Rovers, Harbour Cup 2017-18</title>" in html
    assert "http:" not in html.replace("http-equiv", "")
    assert "https:" not in html
    assert f'data-rows="{SECOND_LEG}"' in html


def _json(brief: Brief) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(brief.json())
    assert told == json.loads(json.dumps(brief.to_dict()))
    return told


def test_a_final_of_unknown_ground_is_neutral_where_the_rulebook_says_so() -> None:
    held = [match("zz.cup", NOW, "2018-05-05", ROVERS, MILL, "0-1", round="final")]
    told = snapshot_of(held)
    unknown = replace(told.matches, neutral=np.full(1, NONE, dtype=np.int32))
    for snapshot, neutral in ((told, False), (replace(told, matches=unknown), True)):
        brief = World(snapshot).brief(FINAL, "2018-05-05")
        assert brief.match.match.neutral is neutral
        assert brief.pressure[0].to_dict()["home_defeats"] == {
            "count": 0 if neutral else 1,
            "home_matches": brief.pressure[0].home_played.to_dict(),
            "matches": [o.to_dict() for o in brief.pressure[0].home_defeats],
        }
        assert ("neutral ground" in brief.text(short=True).splitlines()[1]) is neutral


@pytest.mark.parametrize(
    ("position", "last", "shown"),
    [
        (4, 20, (1, 2, 3, 4, 5)),
        (5, 20, (1, 2, 3, 4, 5, 6)),
        (6, 20, (1, 2, 3, 4, 5, 6, 7)),
        (13, 20, (1, 2, 3, 12, 13, 14)),
        (20, 20, (1, 2, 3, 19, 20)),
        (8, 8, (1, 2, 3, 4, 5, 6, 7, 8)),
    ],
)
def test_rows_that_are_shown(position: int, last: int, shown: tuple[int, ...]) -> None:
    rows = tuple(TableRow(n, club(f"Club {n}"), 1, 0, 1, 0, 0, 0, 1) for n in range(1, last + 1))
    day = Moment.end_of("2018-01-24").day
    table = Table(CompetitionId("zz.1"), NOW, "", "league", day, rows, (), Source("x"), ())
    assert shown_places(table, [rows[position - 1].club]) == shown


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ("WWW", ["won the last three matches", "scored in each of the last three matches",
                 "no goal conceded in the last three matches"]),
        ("LWWD", ["unbeaten in the last three matches",
                  "no goal conceded in the last three matches"]),
        ("WLLL", ["lost the last three matches", "no goal in the last three matches"]),
        ("WDLD", ["without a win in the last three matches", "no goal in the last three matches"]),
        ("WL", []),
        ("", []),
    ],
)  # fmt: skip
def test_runs(scores: str, told: list[str]) -> None:
    goals = {"W": (1, 0), "D": (0, 0), "L": (0, 1)}
    outings = tuple(
        Outing(
            match("zz.1", NOW, f"2017-09-{n:02d}", HARBOUR, MILL, "0-0"),
            HARBOUR, MILL, "home", goals[word], n,
        )
        for n, word in enumerate(scores, 1)
    )  # fmt: skip
    assert [streak.words for streak in streaks(outings)] == told
