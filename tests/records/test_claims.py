"""Claims about counts, runs and firsts: what is so, what is refuted, what cannot be said."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.match import Spell
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, snapshot_of
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import columns, starter
from matchdesk.records import Claims, Scope, records
from matchdesk.records.claims import run_of
from tests.records.worlds import background, club, match, world

SEASON = Season(2017, True)
HOME = Scope(season=SEASON, venue="home")


@pytest.fixture(scope="module")
def night() -> Claims:
    ledger = starter.open_starter()
    return Claims(columns.at(columns.load(ledger), ledger, Moment.end_of("2018-01-24")))


@pytest.mark.parametrize(
    ("number", "at_least", "holds"), [(4, False, True), (3, False, False), (5, False, False),
                                      (3, True, True), (5, True, False)],
)  # fmt: skip
def test_the_fourth_home_defeat(night: Claims, number: int, at_least: bool, holds: bool) -> None:
    found = night.is_count("es.real-madrid", "defeat", number, HOME, at_least=at_least)
    assert (found.holds, found.record.value, len(found.record.match_ids)) == (holds, 4, 4)
    assert found.record.scope == "all competitions, home, 2017-18"


def test_a_count_that_is_not_all_held(night: Claims) -> None:
    wins = Scope(season=SEASON)
    # Of the Club World Cup the final alone is held.
    assert night.is_count("es.real-madrid", "win", 24, wins).holds is None
    # Seventeenth the year before: not in Europe.
    assert night.is_count("es.leganes", "win", 12, wins).holds is False
    assert night.is_count("es.leganes", "win", 10, wins).holds is False
    assert night.is_count("es.leganes", "win", 10, wins, at_least=True).holds is True
    assert (
        night.is_count("es.leganes", "win", 7, Scope(competition="es.1", season=SEASON)).holds
        is True
    )


def test_runs(night: Claims) -> None:
    league = Scope(competition="es.1")
    assert night.is_run("es.barcelona", "unbeaten", 27, league).holds is True
    assert night.is_run("es.barcelona", "unbeaten", 26, league).holds is False
    assert night.is_run("es.barcelona", "unbeaten", 20, league, at_least=True).holds is True
    assert night.is_run("es.barcelona", "unbeaten", 30, league, at_least=True).holds is False
    none = night.run("es.real-madrid", "winning_run", Scope(within="cup"))
    assert (none.value, none.match_ids) == (0, ())
    assert "on no winning run" in none.sentence


def test_firsts(night: Claims) -> None:
    first = night.is_first("es.leganes", "win", Scope(opponent="es.real-madrid"))
    assert (first.holds, first.record.value, first.record.certain) == (None, 6, False)
    assert first.record.kind == "first_win"
    assert "no Copa del Rey in full before 2010-11" in first.record.sentence
    home = Scope(venue="home")
    refuted = night.is_first("es.real-madrid", "defeat", home, since=dt.date(2017, 12, 31))
    assert refuted.holds is False
    assert refuted.record.match_ids == ("es.1:2017-18:es.real-madrid:es.villarreal",)
    so = night.is_first("es.real-madrid", "defeat", home, since=dt.date(2018, 1, 13))
    assert (so.holds, so.record.kind) == (True, "first_defeat_since")


def test_scopes_in_combination(night: Claims) -> None:
    def count(what: str, **scope: object) -> tuple[int, int]:
        found = night.count("es.real-madrid", what, Scope(**scope))  # type: ignore[arg-type]
        return found.value, len(found.match_ids)

    assert count("draw", within="cup", season=SEASON) == (2, 2)
    assert count("win", country="de", year=2017) == (4, 4)
    assert count("win", country="de", year=2017, venue="away", within="european") == (2, 2)
    assert count("defeat", league="es.1", competition="es.cup", season=SEASON) == (1, 1)
    # Won on penalties in 2016: a draw.
    final = {"competition": "uefa.cl", "round": "final", "venue": "neutral"}
    assert (count("win", **final), count("draw", **final)) == ((2, 2), (1, 1))
    assert count("defeat", opponent="es.barcelona", year=2017, competition="es.1") == (2, 2)
    assert count("defeat", since=dt.date(2018, 1, 1), until=dt.date(2018, 1, 20)) == (1, 1)
    coach = night.count("es.real-madrid", "defeat", Scope(coach=True, venue="home"))
    assert coach.value == 7
    assert coach.scope == "all competitions, home, under the present coach"


def test_opponents_of_a_league_are_those_of_the_season() -> None:
    held = world([
        match("2000-09-01", "Rovers", "1-0", "Mill"),
        match("2000-09-08", "Mill", "0-0", "Lane"),
        match("2001-09-01", "Rovers", "2-0", "Mill", competition="zz.cup", round="round_1"),
        match("2001-09-08", "Mill", "0-0", "Lane", competition="zz.2"),
    ])  # fmt: skip
    claims = Claims(held)
    assert claims.count("zz.rovers", "win", Scope(league="zz.1")).value == 1
    assert claims.count("zz.rovers", "win", Scope(league="zz.2")).value == 1
    assert claims.count("zz.rovers", "win").value == 2


def test_under_a_coach_whose_days_are_held() -> None:
    store = MemoryStore(
        all_spells=(Spell("Ann Lake", club("Rovers").id, "coach", start=dt.date(2001, 1, 1)),)
    )
    held = snapshot_of(
        [match(f"{y}-09-01", "Rovers", "0-1", "Mill") for y in range(1999, 2004)], None, store
    )
    assert Claims(held).count("zz.rovers", "defeat", Scope(coach=True)).value == 3
    assert Claims(held).count("zz.rovers", "defeat").value == 5


def test_claims_that_cannot_be_asked(night: Claims) -> None:
    with pytest.raises(UnknownName, match="is held in this scope"):
        night.count("es.leganes", "win", Scope(competition="uefa.cl"))
    with pytest.raises(UnknownName, match="plays no match"):
        night.count("es.nobody", "win")
    with pytest.raises(UsageError, match="expected one of win"):
        night.count("es.leganes", "corner")
    with pytest.raises(UsageError, match="expected one of winning_run"):
        night.run("es.leganes", "lucky")
    with pytest.raises(UsageError, match="expected one of home, away, neutral"):
        night.count("es.leganes", "win", Scope(venue="moon"))
    with pytest.raises(UsageError, match="Nothing was judged"):
        night.is_first("es.real-madrid", "win", HOME)


def test_words_of_runs() -> None:
    assert [run_of(w).word for w in ("win", "unbeaten", "clean sheet run", "losing_run")] == [
        "winning_run", "unbeaten_run", "clean_sheet_run", "losing_run"]  # fmt: skip


# Two matches of a side on one day


def test_two_matches_of_one_day_are_read_in_both_orders() -> None:
    before = [match(f"1889-0{n}-01", "England", "1-0", f"Land {n}", competition="uefa.home_games",
                    season="1889") for n in range(1, 5)]  # fmt: skip
    day = [
        match("1890-03-15", "England", "2-0", "Wales", competition="uefa.home_games",
              season="1890"),
        match("1890-03-15", "Ireland", "1-0", "England", competition="uefa.home_games",
              season="1890"),
    ]  # fmt: skip
    held = [*background(), *before, *day]
    won = records(snapshot_of(held), len(held) - 2)
    runs = [r for r in won if r.kind == "winning_run" and r.venue is None]
    # Five in a row if it was the first match of the day; none if it was the second.
    assert [(r.value, r.certain) for r in runs] == [(5, False)]
    assert "which match of 15 March 1890 came first is not known" in runs[0].sentence
    alone = records(snapshot_of(held[:-1]), len(held) - 2)
    (run,) = [r for r in alone if r.kind == "winning_run" and r.venue is None]
    assert "came first" not in run.sentence
