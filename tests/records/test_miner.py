"""What is found, what is folded, and what makes no record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from matchdesk.core.match import Correction, Ground, Spell
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.records import Record, all_records, of_club, records
from matchdesk.records.catalogue import EVENTS, RUNS, closure, narrower
from matchdesk.records.miner import excess
from matchdesk.records.series import Series
from tests.records.worlds import background, club, match, meetings, world


def last(snapshot: Snapshot, **options: frozenset[str]) -> tuple[Record, ...]:
    return records(snapshot, len(snapshot.matches) - 1, contested=options.get("contested", ()))


def kinds(told: tuple[Record, ...]) -> set[str]:
    return {record.kind for record in told}


def sentence(told: tuple[Record, ...], kind: str) -> str:
    (found,) = [record.sentence for record in told if record.kind == kind]
    return found


# Series


@pytest.mark.parametrize("seed", range(6))
def test_series_equal_plain_loops(seed: int) -> None:
    rng = np.random.default_rng(seed)
    keys = rng.integers(0, 5, 60)
    event = rng.random(60) < 0.4
    values = rng.integers(0, 9, 60)
    series = Series(keys)
    for n in range(60):
        own = [k for k in range(n) if keys[k] == keys[n]]
        assert series.place[n] == len(own)
        assert series.before(event)[n] == sum(event[own])
        assert series.summed(values)[n] == sum(values[own])
        assert series.last(event)[n] == max([k for k in own if event[k]], default=-1)
        assert series.most(values)[n] == max([values[k] for k in own], default=-1)
        run = 0
        for k in reversed([*own, n]):
            if not event[k]:
                break
            run += 1
        assert series.run(event)[n] == run
        assert series.upto(n).tolist() == [*own, n]


def test_series_of_nothing() -> None:
    series = Series(np.empty(0, dtype=np.int64))
    assert len(series.last(np.empty(0, dtype=np.bool_))) == 0


def test_excess_is_the_binomial_tail() -> None:
    # Three or more of four with an even chance: 5/16.
    got = excess(np.array([3]), np.array([4]), np.array([0.5]))
    assert got[0] == pytest.approx(-np.log2(5 / 16))


def test_scopes_know_what_is_narrower() -> None:
    assert narrower(("other", "comp", "venue"), ("other",))
    assert narrower(("comp", "season"), ("period",))
    assert not narrower(("comp",), ("comp",))
    assert "kind" in closure(("comp",))


def test_words_of_the_catalogue_are_unique() -> None:
    words = [e.word for e in EVENTS] + [r.word for r in RUNS]
    assert len(words) == len(set(words))


# Firsts


def test_first_win_is_told_once_from_the_winner() -> None:
    told = last(world(meetings(["0-1", "0-2", "1-1", "2-1"])))
    (first,) = [r for r in told if r.kind == "first_win"]
    assert first.subject.name == "Rovers"
    assert first.value == 4
    assert "beat Mill in zz.1 for the first time in the four meetings held since 2000" in (
        first.sentence
    )
    # The venue follows from it.
    assert [r.venue for r in first.folded] == ["home"]


def test_no_first_where_it_happened_before() -> None:
    told = last(world(meetings(["2-1", "0-1", "0-2", "1-1", "0-3", "1-1", "2-1"])))
    assert "first_win" not in kinds(told)
    every = [one for record in told for one in (record, *record.folded)]
    found = [r.sentence for r in every if r.kind == "first_win_since" and r.opponent is not None]
    assert "beat Mill in zz.1 for the first time since 1 September 2000, after five" in found[0]


def test_first_meeting_is_no_first() -> None:
    assert not [k for k in kinds(last(world(meetings(["2-1"])))) if k.startswith("first")]


def test_a_draw_is_told_once() -> None:
    told = last(world(meetings(["0-1", "2-0", "1-0", "1-1"])))
    assert [r.subject.name for r in told if r.kind == "first_draw"] == ["Rovers"]


def test_extra_time_counts_and_a_shoot_out_is_a_draw() -> None:
    cup = [
        match(f"200{n}-10-01", "Rovers", "1-1", "Mill", competition="zz.cup", round="round_1",
              extra=extra, penalties=kicks)
        for n, (extra, kicks) in enumerate([("1-1", "5-4"), ("1-1", "3-4"), ("2-1", "")])
    ]  # fmt: skip
    told = last(world(cup))
    assert "first_win" in kinds(told)


# Runs


def test_runs_narrower_ones_are_folded() -> None:
    days = [f"2001-09-{day:02d}" for day in range(1, 7)]
    matches = [match(day, "Rovers", "3-0", f"Club {n}") for n, day in enumerate(days)]
    told = last(world([*meetings(["0-3", "0-3", "0-3"], 1990), *matches]))
    won = next(r for r in told if r.kind == "winning_so_far" and r.subject.name == "Rovers")
    assert (won.value, won.match_ids[0]) == (6, "zz.1:2001-02:zz.rovers:zz.club-0")
    # The same run without its season, at home, and unbeaten as long: they all follow.
    assert {"winning_run", "unbeaten_so_far"} <= {r.kind for r in won.folded}
    assert not {"winning_run", "unbeaten_run", "unbeaten_so_far"} & kinds(told)


def test_a_broken_run_is_told_as_first_since() -> None:
    matches = [match(f"2001-09-{n + 1:02d}", "Rovers", "2-0", f"Club {n}") for n in range(20)]
    told = last(world([*background(), match("2001-08-01", "Rovers", "0-1", "Mill"), *matches,
                       match("2001-10-01", "Rovers", "0-1", "Lane")]))  # fmt: skip
    assert "for the first time since 1 August 2001" in sentence(told, "first_defeat_since")


def test_double() -> None:
    matches = []
    for year in (2000, 2001, 2002):
        won = year == 2002
        matches.append(match(f"{year}-09-01", "Rovers", "2-0", "Mill", competition="es.1"))
        matches.append(
            match(f"{year + 1}-02-01", "Mill", "0-1" if won else "1-1", "Rovers",
                  competition="es.1", season=f"{year}-{(year + 1) % 100:02d}")
        )  # fmt: skip
    told = last(world(matches))
    assert "did the double over Mill in La Liga for the first time" in sentence(
        told, "first_double"
    )


# What makes no record


def test_void_and_abandoned_matches() -> None:
    before = meetings(["0-1", "0-2", "1-1"])
    for status in ("void", "abandoned"):
        told = last(world([*before, match("2010-09-01", "Rovers", "2-1", "Mill", status=status)]))
        assert told == ()
    # Nor do they stand in the way of one.
    told = last(
        world([match("1990-09-01", "Rovers", "5-0", "Mill", status="void"), *before,
               match("2010-09-01", "Rovers", "2-1", "Mill")])
    )  # fmt: skip
    assert next(r for r in told if r.kind == "first_win").value == 4


def test_the_same_match_given_twice_counts_once() -> None:
    held = meetings(["0-1", "0-2", "1-1", "2-1"])
    twice = [*held[:-4], held[-4], held[-4], *held[-3:]]
    first = next(r for r in last(world(twice)) if r.kind == "first_win")
    assert first.value == 4


def test_an_awarded_match_is_named_as_such() -> None:
    told = last(world([*meetings(["0-1", "0-2", "1-1"]),
                       match("2010-09-01", "Rovers", "0-1", "Mill", status="awarded",
                             awarded="3-0")]))  # fmt: skip
    assert "by an awarded result" in sentence(told, "first_win")


def test_a_decision_of_the_ledger_counts() -> None:
    held = [*meetings(["0-1", "0-2", "1-1"]), match("2010-09-01", "Rovers", "2-1", "Mill")]
    snapshot = world(held)
    row = len(held) - 1
    key = snapshot.match(row).id
    void = Correction(held[row].competition, held[row].season, "void", "", "", match=key)
    ruled = replace(snapshot, store=MemoryStore(all_corrections=(void,)))
    assert records(ruled, row) == ()


def test_contested_matches_make_no_record_and_are_told_of() -> None:
    snapshot = world(meetings(["0-1", "0-2", "1-1", "2-1"]))
    own = snapshot.match(len(snapshot.matches) - 1).id
    assert last(snapshot, contested=frozenset({own})) == ()
    other = snapshot.match(len(snapshot.matches) - 3).id
    first = next(r for r in last(snapshot, contested=frozenset({other})) if r.kind == "first_win")
    assert first.contested == (other,)
    assert "files give differently" in first.sentence
    assert first.to_dict()["contested"] == [other]


def test_later_matches_do_not_count() -> None:
    snapshot = world(meetings(["0-1", "0-2", "1-1", "2-1", "3-0", "0-4"]))
    row = len(snapshot.matches) - 3
    assert [r.value for r in records(snapshot, row) if r.kind == "first_win"] == [4]


def test_friendlies_of_clubs_do_not_count() -> None:
    friendly = match("1999-08-01", "Rovers", "4-0", "Mill", competition="friendly")
    first = last(world([friendly, *meetings(["0-1", "0-2", "1-1", "2-1"])]))
    assert next(r for r in first if r.kind == "first_win").value == 4


# Scopes


def test_under_the_present_coach() -> None:
    days = [f"2001-09-{n + 1:02d}" for n in range(9)]
    scores = ["0-1", "2-0", "1-0", "1-1", "2-0", "3-0", "1-0", "0-1", "0-2"]
    snapshot = world(
        [match(d, "Rovers", s, f"Club {n}") for n, (d, s) in enumerate(zip(days, scores,
                                                                           strict=True))]
    )  # fmt: skip
    spell = Spell("Ann Lake", club("Rovers").id, "coach", start=dt.date(2001, 9, 2))
    told = records(replace(snapshot, store=MemoryStore(all_spells=(spell,))), 7)
    assert any("under Ann Lake" in r.sentence for r in told for r in (r, *r.folded))


def test_city_derbies() -> None:
    held = [match(f"200{n}-09-01", "Rovers", s, "Mill" if n % 2 else "Lane")
            for n, s in enumerate(["0-1", "1-1", "0-3", "0-0", "1-2", "2-1"])]  # fmt: skip
    grounds = tuple(
        Ground(f"{name} Park", "Coast", "zz", club(name).id) for name in ("Rovers", "Mill", "Lane")
    )
    told = last(replace(world(held), store=MemoryStore(all_grounds=grounds)))
    assert any("in a city derby" in r.sentence for r in told)


def test_a_world_season_belongs_to_the_clubs_own_season() -> None:
    league = [match(f"2017-09-{n + 1:02d}", "Rovers", "0-1", f"Club {n}") for n in range(3)]
    world_cup = match("2017-12-16", "Rovers", "0-1", "Far", competition="fifa.clubwc",
                      season="2017", round="semi_final", neutral=True)  # fmt: skip
    told = last(world([*league, world_cup]))
    assert any("of 2017-18" in r.sentence and r.value == 4 for r in told)


def test_all_records_are_those_of_each_match() -> None:
    rng = np.random.default_rng([2026, 5])
    names = [f"Club {n}" for n in range(6)]
    matches = []
    for year in range(2000, 2004):
        day = dt.date(year, 9, 1)
        for home in names:
            for away in names:
                if home != away:
                    goals = rng.poisson(1.4, 2)
                    matches.append(match(day.isoformat(), home, f"{goals[0]}-{goals[1]}", away))
                    day += dt.timedelta(days=7)
    snapshot = world(sorted(matches, key=lambda m: m.date or dt.date.min))
    everything = all_records(snapshot)
    assert sum(map(len, everything.values())) > 200
    for row in range(len(snapshot.matches)):
        assert records(snapshot, row) == everything.get(row, ())


def test_shuffled_matches_of_other_days_change_nothing() -> None:
    held = meetings(["0-1", "0-2", "1-1", "2-1"])
    there = snapshot_of([held[-1], *held[:-1]], world(held).moment)
    assert [r.sentence for r in records(there, 0)] == [r.sentence for r in last(world(held))]


def test_a_club_with_one_match() -> None:
    assert of_club(world([match("2001-09-01", "Rovers", "2-1", "Mill")]), "zz.rovers") == ()
