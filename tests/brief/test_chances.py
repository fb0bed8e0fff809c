"""The chances of the night, on the starter ledger; and of matches of other kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matchdesk.brief import Brief, compose
from matchdesk.brief.chances import share
from matchdesk.brief.text import render
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast import compiled
from matchdesk.ledger import columns, starter

MATCH = "es.cup:2017-18:es.real-madrid:es.leganes"


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Any:
    ledger = starter.open_starter()
    whole = columns.load(ledger)
    held: dict[Moment, Snapshot] = {}

    def known(moment: Moment) -> Snapshot:
        if moment not in held:
            held[moment] = columns.at(whole, ledger, moment)
        return held[moment]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(compiled.VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield known


@pytest.fixture(scope="module")
def brief(at: Any) -> Brief:
    return compose(at, MATCH, Moment.end_of("2018-01-24"), chances=True)


def test_the_night_goal_by_goal(brief: Brief) -> None:
    told = json.loads(brief.json())["chances"]
    line = [(p["event"], p["minute"], p["through"]["Real Madrid"]) for p in told["line"]]
    assert [(event, minute) for event, minute, _ in line] == [
        ("kick_off", 0), ("goal", 31), ("goal", 47), ("goal", 55), ("full_time", 90),
    ]  # fmt: skip
    chances = [chance for _, _, chance in line]
    assert chances[-1] == 0
    assert 0.9 < chances[0] < 1
    # Down after 31 minutes, up after 47, down after 55.
    assert chances[0] > chances[1] < chances[2] > chances[3] > 0.4
    assert told["line"][-1]["through_by"] == {"away_goals": {"Real Madrid": 0, "Leganés": 1}}


def test_what_both_may_win_before_and_after(brief: Brief) -> None:
    assert brief.chances is not None
    night = brief.chances.night
    held = {(str(c.club.id), c.competition, c.what): (c.before, c.after) for c in night.chances}
    before, after = held["es.real-madrid", "es.cup", "winner"]
    assert (before > 0.2, after) == (True, 0)
    before, after = held["es.leganes", "es.cup", "semi_final"]
    assert (before < 0.1, after) == (True, 1)
    for what in (("es.1", "champion"), ("es.1", "uefa.cl"), ("uefa.cl", "winner")):
        before, after = held["es.real-madrid", *what]
        assert after is not None
        assert before >= after > 0
    assert (night.runs, night.seed) == (2_000, 1)


def test_it_stands_in_text_page_and_json(brief: Brief) -> None:
    text = brief.text(short=True)
    assert "CHANCES" in text
    assert "before kick-off" in text
    assert "Copa del Rey: winners" in text
    narrow = brief.text(width=40, short=True)
    assert "1-2, 55': Real Madrid go through" in " ".join(narrow.split())
    page = brief.html()
    assert '<section id="chances">' in page
    assert "Chances of going through, minute by minute" in page
    assert " style=" not in page


def test_the_same_night_is_the_same_bytes(at: Any, brief: Brief) -> None:
    # The second time strengths are read from the cache.
    again = compose(at, MATCH, Moment.end_of("2018-01-24"), chances=True)
    assert again.json() == brief.json()
    assert list(Path(compiled.folder()).parent.glob("strengths-*/*.npz"))


def test_a_match_to_come_has_chances_now(at: Any) -> None:
    told = compose(
        at, "es.1:2017-18:es.valencia:es.real-madrid", Moment.end_of("2018-01-24"), chances=True
    )
    assert told.chances is not None
    night = told.chances.night
    assert [point.event for point in night.line] == ["kick_off"]
    assert all(c.after is None for c in night.chances)
    section = told.chances.section(told.setting)
    assert section is not None
    text = render([section])
    assert "Valencia win" in text
    assert "→" not in text


@pytest.mark.parametrize("chance", [0.0, 1e-6, 0.0004, 0.05, 0.0995, 0.5, 0.9, 0.96, 0.9996, 1.0])
def test_only_what_is_certain_is_said_to_be(chance: float) -> None:
    assert (share(chance) == "0") is (chance == 0)
    assert (share(chance) == "100 %") is (chance == 1)


def test_nothing_is_told_twice_and_nothing_that_did_not_move(at: Any, brief: Brief) -> None:
    text = brief.text(short=True)
    # Who goes through stands goal by goal; the same chance from a simulation beside it does not.
    assert "Copa del Rey: semi-final" not in text
    assert "La Liga: champions" not in text  # 0.2 % before and after
    league = "es.1:2022-23:es.real-madrid:es.almeria"
    told = compose(at, league, Moment.end_of("2023-04-29"), chances=True).text(short=True)
    assert "La Liga: champions" in told
    assert "Copa del Rey: winners" not in told
    assert "at the end" not in told  # no goal of it has a minute


def test_a_final_is_won_not_gone_through(at: Any) -> None:
    final = "uefa.cl:2017-18:es.real-madrid:en.liverpool"
    told = compose(at, final, Moment.end_of("2018-05-26"), chances=True).text()
    assert "Real Madrid win   Liverpool win" in told
    assert "go through" not in told.split("CHANCES")[1].split("LA LIGA")[0]
    assert "Champions League: winners" not in told
    assert "for the fourth time in the seven finals held, the third time running" in " ".join(
        told.split()
    )


def test_a_place_that_nothing_can_change_is_final(at: Any) -> None:
    """Mallorca and Oviedo had played; Villarreal and Atlético, far above, had not."""
    match = "es.1:2025-26:es.mallorca:es.real-oviedo"
    told = " ".join(compose(at, match, Moment.end_of("2026-05-23")).text(width=200).split())
    assert "finished 18th, 42 points from 38, in the relegation places" in told
    # One of its seven "firsts" against a side met twice would be noise.
    assert "first time in the two" not in told
    assert told.count("defeat in La Liga 2025-26") == 1
