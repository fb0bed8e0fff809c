"""Cutting the ledger at a day gives the same records as asking at that day."""

from __future__ import annotations

import datetime as dt

import pytest

from matchdesk.core.match import Fact, Ground, Spell
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import MemoryStore, Snapshot
from matchdesk.ledger import columns, starter
from matchdesk.records import of_club, of_competition, records, streaks
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
