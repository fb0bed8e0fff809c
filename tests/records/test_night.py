"""Records of Real Madrid 1-2 Leganés, 24 January 2018, from the starter ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.ledger import columns, lookup, starter
from matchdesk.records import Record, records
from matchdesk.records.order import weight

NIGHT = "2018-01-24 Real Madrid v Leganés"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    ledger = starter.open_starter()
    return columns.at(columns.load(ledger), ledger, Moment.end_of("2018-01-24"))


@pytest.fixture(scope="module")
def night(snapshot: Snapshot) -> tuple[Record, ...]:
    return records(snapshot, lookup.find_match(snapshot, NIGHT))


def every(told: tuple[Record, ...]) -> Iterator[Record]:
    for record in told:
        yield record
        yield from every(record.folded)


def one(told: tuple[Record, ...], kind: str, club: str, **wanted: object) -> Record:
    found = [
        r
        for r in every(told)
        if r.kind == kind
        and r.subject.id == club
        and all(getattr(r, name) == value for name, value in wanted.items())
    ]
    assert len(found) == 1, [r.sentence for r in found]
    return found[0]


def test_first_win_in_six_meetings(night: tuple[Record, ...]) -> None:
    first = one(night, "first_win", "es.leganes", venue=None, competition=None)
    assert first.opponent is not None
    assert (first.opponent.id, first.value, first.certain) == ("es.real-madrid", 6, False)
    assert "for the first time in the six meetings held since 2003" in first.sentence
    assert "no Copa del Rey in full before 2010-11" in first.sentence
    assert (len(first.match_ids), first.start) == (6, dt.date(2003, 12, 18))
    assert "ever" not in first.sentence


def test_first_win_and_first_goals_at_the_bernabeu(night: tuple[Record, ...]) -> None:
    for kind in ("first_win", "first_goal"):
        first = one(night, kind, "es.leganes", venue="away", competition=None)
        assert "at the Santiago Bernabéu" in first.sentence
        assert (first.value, first.certain) == (2, False)


def test_fourth_home_defeat_with_the_other_three(night: tuple[Record, ...]) -> None:
    fourth = one(night, "defeat_of_season", "es.real-madrid", venue="home", competition=None)
    assert (fourth.value, fourth.certain) == (4, True)
    for part in ("fourth home defeat of 2017-18", "Real Betis 0-1", "Barcelona 0-3",
                 "Villarreal 0-1", "three in La Liga and one in the Copa del Rey"):  # fmt: skip
        assert part in fourth.sentence
    assert len(fourth.match_ids) == 4


def test_three_home_cup_matches_without_a_win(night: tuple[Record, ...]) -> None:
    three = one(night, "winless_so_far", "es.real-madrid", venue="home", competition="es.cup")
    assert (three.value, three.certain) == (3, True)
    assert "2-2 Fuenlabrada, 2-2 Numancia and 1-2 Leganés" in three.sentence


def test_tie_turned_round_after_a_home_defeat(night: tuple[Record, ...]) -> None:
    turned = one(night, "tie_turned_round", "es.leganes")
    assert "after losing the first leg 0-1 at home" in turned.sentence
    lost = one(night, "first_leg_lead_lost", "es.real-madrid")
    assert "they had gone through in all eight before" in lost.sentence
    assert not lost.certain


def test_first_semi_final_as_far_as_the_ledger_goes(night: tuple[Record, ...]) -> None:
    first = one(night, "first_round_reached", "es.leganes")
    assert "the semi-finals of the Copa del Rey for the first time in the eight seasons held" in (
        first.sentence
    )
    assert not first.certain


def test_three_wins_in_the_last_eight(night: tuple[Record, ...]) -> None:
    form = one(night, "wins_in_last", "es.real-madrid", competition=None)
    assert form.value == 3
    assert len(form.match_ids) == 8
    assert "three wins in their last eight matches" in form.sentence


def test_the_same_fact_is_not_said_twice(night: tuple[Record, ...]) -> None:
    sentences = [record.sentence for record in every(night)]
    assert len(sentences) == len(set(sentences))
    assert not [r for r in every(night) if r.kind == "first_defeat" and r.opponent is not None]


def test_rarest_and_widest_first(night: tuple[Record, ...]) -> None:
    assert [weight(r) for r in night] == sorted((weight(r) for r in night), reverse=True)
    assert {r.kind for r in night[:6]} >= {"tie_turned_round", "first_round_reached", "first_win"}


def test_json(night: tuple[Record, ...]) -> None:
    told = night[0].to_dict()
    for key in ("kind", "sentence", "subject", "opponent", "competition", "venue", "value", "from",
                "to", "match_ids", "scope", "certain", "coverage", "rarity", "subject_id",
                "opponent_id"):  # fmt: skip
        assert key in told
    assert told["to"] == "2018-01-24"
