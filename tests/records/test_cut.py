"""Cutting the ledger at a day gives the same records as asking at that day."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.match import Fact, Ground, Spell
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot
from matchdesk.errors import UsageError
from matchdesk.ledger import columns, starter
from matchdesk.records import (
    Claims,
    Scope,
    of_club,
    of_competition,
    preview,
    records,
    since,
    streaks,
)
from matchdesk.rules.calendar import cut, known_at

DAYS = ("2014-05-10", "2017-09-20", "2018-01-24", "2018-03-10")


@pytest.fixture(scope="module")
def whole() -> Snapshot:
    """The starter with its store in memory, so that it can be cut."""
    snapshot = columns.load(starter.open_starter())
    store = snapshot.store
    keys = [int(k) for k in snapshot.matches.key]
    held: tuple[Spell, ...] = store.spells()
    grounds: tuple[Ground, ...] = store.grounds()
    facts: tuple[Fact, ...] = store.facts()
    return Snapshot(
        moment=snapshot.moment,
        matches=snapshot.matches,
        clubs=snapshot.clubs,
        competitions=snapshot.competitions,
        rounds=snapshot.rounds,
        groups=snapshot.groups,
        grounds=snapshot.grounds,
        zones=snapshot.zones,
        notes=snapshot.notes,
        store=MemoryStore(
            goals_by_key=store.goals(keys),
            all_spells=tuple(s for s in held if s.end is None),
            all_grounds=grounds,
            all_facts=facts,
            all_corrections=store.corrections(),
            all_declared=store.declared(),
        ),
    )


@pytest.mark.parametrize("day", DAYS)
def test_cut_and_whole_tell_the_same(whole: Snapshot, day: str) -> None:
    date = dt.date.fromisoformat(day)
    moment = Moment(date)
    one, other = known_at(whole, moment), known_at(cut(whole, date), moment)
    m = one.matches
    goals, _ = m.result()
    played = [r for r in range(len(m)) if m.day[r] == date.toordinal() and goals[r] >= 0]
    recent = [r for r in range(len(m)) if date.toordinal() - 3 <= m.day[r] <= date.toordinal()
              and goals[r] >= 0][:8]  # fmt: skip
    assert recent
    for row in {*played[:6], *recent}:
        assert records(one, row) == records(other, other.row(int(m.key[row])))
    for club in ("es.real-madrid", "es.barcelona"):
        assert of_club(one, club) == of_club(other, club)
    season = max(one.seasons("es.1"))
    assert of_competition(one, "es.1", season) == of_competition(other, "es.1", season)
    assert streaks(one, "es.1", season) == streaks(other, "es.1", season)
    assert of_competition(one, "es.cup") == of_competition(other, "es.cup")
    for what in ("defeat", "win", "clean_sheet"):
        for competition, venue in ((None, None), ("es.1", None), (None, "away")):
            told = [
                since(known, "es.real-madrid", what, competition=competition, venue=venue)
                for known in (one, other)
            ]
            assert told[0] == told[1]
    claims = [Claims(known) for known in (one, other)]
    for run in ("unbeaten", "winning", "scoring"):
        assert claims[0].run("es.barcelona", run) == claims[1].run("es.barcelona", run)
    assert claims[0].is_count("es.barcelona", "win", 9, Scope(season=season)) == claims[1].is_count(
        "es.barcelona", "win", 9, Scope(season=season)
    )


def test_previews_of_cut_and_whole(whole: Snapshot) -> None:
    date = dt.date(2018, 1, 24)
    one, other = (known_at(known, Moment(date)) for known in (whole, cut(whole, date)))
    m = one.matches
    ahead = [r for r in range(len(m)) if date.toordinal() < m.day[r] <= date.toordinal() + 4]
    assert ahead
    for row in ahead[:4]:
        told = preview(one, row)
        assert told
        assert told == preview(other, other.row(int(m.key[row])))


def test_before_the_match_its_day_is_not_over(whole: Snapshot) -> None:
    """Just before a match of the evening, what was played earlier that day is known, it is not."""
    evening = next(
        r for r in range(len(whole.matches))
        if whole.match(r).id == "es.cup:2017-18:es.real-madrid:es.leganes"
    )  # fmt: skip
    before = known_at(whole, Moment.before(dt.date(2018, 1, 24), whole.match(evening).id))
    at_night = known_at(whole, Moment.end_of("2018-01-24"))
    count = [
        Claims(known).count("es.real-madrid", "defeat", Scope(season=Season(2017, True),
                                                              venue="home")).value
        for known in (before, at_night)
    ]  # fmt: skip
    assert count == [3, 4]
    with pytest.raises(UsageError, match="not over"):
        records(before, before.row(int(whole.matches.key[evening])))


def test_later_matches_of_the_whole_do_not_change_a_record(whole: Snapshot) -> None:
    """Asked about later, the night keeps its firsts and counts."""
    at_night = known_at(whole, Moment.end_of("2018-01-24"))
    later = known_at(whole, Moment.end_of("2020-06-30"))
    key = next(
        int(k)
        for k, h, a, d in zip(at_night.matches.key, at_night.matches.home, at_night.matches.away,
                              at_night.matches.day, strict=True)
        if d == dt.date(2018, 1, 24).toordinal() and at_night.clubs[h].id == "es.real-madrid"
        and at_night.clubs[a].id == "es.leganes"
    )  # fmt: skip
    one = {r.statement for r in records(at_night, at_night.row(key))}
    other = {r.statement for r in records(later, later.row(key))}
    assert {s for s in one if "first time in the six" in s} <= other
