"""Coverage rules: "ever" only where everything that matters is held; and the words otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchdesk.core.match import Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import RuleError
from matchdesk.records import Record, of_club, of_competition, records
from matchdesk.records.begun import _read, begun
from matchdesk.records.book import Book
from matchdesk.records.holdings import Holdings
from matchdesk.rules.catalogue import BUILT_IN
from matchdesk.rules.table import coverage
from tests.records.worlds import match, world

CLUBS = tuple(f"Club {n}" for n in range(10))


def season(year: int, *, left_out: tuple[str, str] | None = None, clubs: int = 10) -> list[Match]:
    """A La Liga season of ten clubs as it was from 1928-29 on: the first named always wins."""
    return [
        match(f"{year}-{10 + n // 60:02d}-{n % 28 + 1:02d}", home, "1-0" if home < away else "0-1",
              away, competition="es.1", country="es")
        for n, (home, away) in enumerate(
            (h, a) for h in CLUBS[:clubs] for a in CLUBS[:clubs] if h != a
        )
        if (home, away) != left_out
    ]  # fmt: skip


def upset(year: int) -> Match:
    """Club 9 beats Club 0 away, in the month after the other matches."""
    return match(f"{year + 1}-01-15", "Club 0", "0-1", "Club 9", competition="es.1", country="es")


def won_at_last(matches: list[Match], year: int) -> Record:
    """The first win of Club 9 over Club 0, in the last season of some."""
    held = [
        m for m in matches
        if not (m.home.name == "Club 0" and m.away.name == "Club 9" and m.season.start == year)
    ]  # fmt: skip
    snapshot = world([*held, upset(year)])
    told = records(snapshot, len(snapshot.matches) - 1)
    found = [
        r
        for record in told
        for r in (record, *record.folded)
        if r.kind == "first_win" and r.opponent is not None and r.venue is None
    ]
    assert len(found) == 1
    return found[0]


def seasons(first: int, last: int) -> list[Match]:
    return [m for year in range(first, last + 1) for m in season(year)]


def test_ever_where_every_season_since_the_beginning_is_held() -> None:
    record = won_at_last(seasons(1928, 1931), 1931)
    assert record.certain
    assert "for the first time ever, in eight meetings" in record.sentence
    assert record.limits == ""


def test_not_ever_where_the_first_season_is_missing() -> None:
    record = won_at_last(seasons(1929, 1931), 1931)
    assert not record.certain
    assert "ever" not in record.sentence
    assert "in the six meetings held since 1929" in record.sentence
    assert "the ledger holds no La Liga before 1929-30" in record.sentence


def test_a_gap_is_named() -> None:
    record = won_at_last([*season(1928), *seasons(1930, 1931)], 1931)
    assert not record.certain
    assert "the ledger holds no La Liga 1929-30" in record.sentence


def test_a_season_short_of_a_match_of_others_does_not_matter() -> None:
    short = [m for y in range(1928, 1932)
             for m in season(y, left_out=("Club 4", "Club 5") if y == 1929 else None)]  # fmt: skip
    assert won_at_last(short, 1931).certain


def test_a_season_short_of_their_own_match_does() -> None:
    short = [m for y in range(1928, 1932)
             for m in season(y, left_out=("Club 9", "Club 0") if y == 1929 else None)]  # fmt: skip
    record = won_at_last(short, 1931)
    assert not record.certain
    assert "no La Liga 1929-30 in full" in record.sentence


def test_seasons_not_played_are_no_gap() -> None:
    known = begun()["es.1"]
    assert known.before(Season.parse("1939-40")) == Season.parse("1935-36")
    assert known.before(known.first) is None


def test_a_competition_of_unknown_beginning_is_never_certain() -> None:
    held = [
        match(m.date.isoformat(), m.home.name, str(m.score), m.away.name, competition="zz.9")
        for m in seasons(1928, 1930)
        if m.date is not None
    ]
    snapshot = world([*held, match("1931-01-15", "Club 0", "0-1", "Club 9", competition="zz.9",
                                   season="1931-32")])  # fmt: skip
    told = records(snapshot, len(snapshot.matches) - 1)
    firsts = [r for record in told for r in (record, *record.folded) if r.kind == "first_win"]
    assert firsts
    assert not any(r.certain for r in firsts)


def test_a_cup_beside_the_league_takes_the_certainty_of_all_competitions() -> None:
    cup = match("1930-06-01", "Club 9", "0-2", "Club 0", competition="es.cup", country="es",
                season="1929-30", round="final", neutral=True)  # fmt: skip
    matches = sorted([*seasons(1928, 1931), cup], key=lambda m: m.date.toordinal() if m.date else 0)
    held = [
        m for m in matches
        if not (m.home.name == "Club 0" and m.away.name == "Club 9" and m.season.start == 1931)
    ]  # fmt: skip
    snapshot = world([*held, upset(1931)])
    told = records(snapshot, len(snapshot.matches) - 1)
    firsts = [r for record in told for r in (record, *record.folded)
              if r.kind == "first_win" and r.opponent is not None and r.venue is None]  # fmt: skip
    by_scope = {str(r.competition or ""): r for r in firsts}
    assert not by_scope[""].certain
    assert "no Copa del Rey" in by_scope[""].sentence
    assert by_scope["es.1"].certain
    # What is certain is not hidden under what is not.
    uncertain = [r for r in told if r.kind == "first_win" and not r.certain]
    assert uncertain
    assert not any(one.certain for r in uncertain for one in r.folded)


def test_declared_numbers_make_a_cup_complete() -> None:
    rounds = [
        match("2001-01-10", "Rovers", "0-1", "Mill", competition="zz.cup", round="semi_final"),
        match("2001-01-11", "Lane", "0-1", "Quay", competition="zz.cup", round="semi_final"),
        match("2001-04-11", "Mill", "2-1", "Quay", competition="zz.cup", round="final"),
    ]
    for number, complete in ((3, True), (5, False)):
        held = Holdings(Book(world(rounds, declared=[("zz.cup", "2000-01", number)])))
        assert held.seasons("zz.cup")[Season.parse("2000-01")].complete is complete


def test_a_running_cup_is_complete_so_far_if_only_undrawn_rounds_are_missing() -> None:
    semis = [
        match("2001-01-10", "Rovers", "0-1", "Mill", competition="es.cup", round="semi_final",
              leg="1", season="2006-07"),
        match("2001-01-11", "Lane", "0-1", "Quay", competition="es.cup", round="semi_final",
              leg="1", season="2006-07"),
        match("2001-01-17", "Mill", "0-1", "Rovers", competition="es.cup", round="semi_final",
              leg="2", season="2006-07"),
        match("2001-01-18", "Quay", "0-1", "Lane", competition="es.cup", round="semi_final",
              leg="2", season="2006-07"),
    ]  # fmt: skip
    for number, complete in ((5, True), (6, False)):
        snapshot = world(semis, declared=[("es.cup", "2006-07", number)])
        held = Holdings(Book(snapshot)).seasons("es.cup")[Season.parse("2006-07")]
        assert held.complete is complete


def test_holdings_count_as_the_coverage_of_the_rules(shared: Path) -> None:
    from matchdesk.core.snapshot import snapshot_of
    from tests.rules.history import league

    snapshot: Snapshot = snapshot_of(league(shared, "germany", "de.1"))
    held = Holdings(Book(snapshot))
    for one, found in held.seasons("de.1").items():
        (told,) = coverage(snapshot, "de.1", one)
        assert (found.held, found.expected) == (told.held, told.expected)
        assert found.complete == told.complete


def test_a_run_does_not_go_on_across_a_missing_season() -> None:
    held = [*season(1928), *season(1930)]
    snapshot = world(held)
    rows = [n for n in range(len(held)) if held[n].home.name == "Club 0"]
    told = [r for one in records(snapshot, rows[-1]) for r in (one, *one.folded)
            if r.kind == "winning_run" and r.subject.name == "Club 0"]  # fmt: skip
    assert told
    assert all(r.start is not None and r.start.year >= 1930 for r in told)
    (longest,) = [r for r in of_club(snapshot, "es.club-0") if r.kind == "longest_winning_run"
                  and r.venue is None]  # fmt: skip
    assert longest.value == 18


def test_a_run_goes_on_across_years_in_another_division() -> None:
    """The season in between is held in full, without the club: nothing is missing."""
    elsewhere = {name: f"Town {n}" for n, name in enumerate(CLUBS)}
    between = [
        match(str(m.date), elsewhere[m.home.name], str(m.score), elsewhere[m.away.name],
              competition="es.1", country="es")
        for m in season(1929)
    ]  # fmt: skip
    snapshot = world([*season(1928), *between, *season(1930)])
    (longest,) = [r for r in of_club(snapshot, "es.club-0") if r.kind == "longest_winning_run"
                  and r.venue is None]  # fmt: skip
    assert (longest.value, longest.certain) == (36, True)


def test_a_match_given_again_on_another_day_makes_no_record() -> None:
    """Each pair meets once at a ground: the same again, or of a cup, is none of the league's."""
    held = [*season(1928), *season(1929)]
    again = match("1930-01-25", "Club 0", "3-0", "Club 1", competition="es.1", country="es")
    one, other = world(held), world([*held, again])
    assert records(other, len(held)) == ()
    runs = [
        [r.value for r in of_club(known, "es.club-0") if r.kind == "longest_winning_run"]
        for known in (one, other)
    ]
    assert runs[0] == runs[1]
    assert Holdings(Book(other)).seasons("es.1")[Season(1929, True)].held == 90
    titles = [
        [r for r in of_competition(known, "es.1") if r.kind == "titles_in_a_row"]
        for known in (one, other)
    ]
    assert (titles[0][0].value, titles[0][0].certain) == (2, True)
    assert not titles[1]


def test_data_of_beginnings() -> None:
    for competition, known in begun().items():
        assert BUILT_IN.name(competition)
        assert known.first.start >= 1850
        assert all(season.start > known.first.start for season in known.not_played)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"begun": "1990-91", "entry": "all", "colour": 1}, "unknown key 'colour'"),
        ({"begun": "1990-91", "entry": "some"}, "unknown entry 'some'"),
        ({"entry": "all"}, "expected begun"),
    ],
)
def test_bad_data_is_refused(entry: dict[str, object], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        _read("begun.toml: zz.1", "zz.1", entry)
