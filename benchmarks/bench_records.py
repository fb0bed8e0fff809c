"""Records: a league's history, one match, one of a large ledger, runs, well-known ones, the twin."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.figures import SHARED, left_out, line, seconds, spread
from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.snapshot import COLUMNS, Matches, Snapshot, snapshot_of
from matchdesk.records import all_records, records
from matchdesk.records.book import Book
from matchdesk.records.catalogue import RUNS, TESTS

SAMPLE = 2000


def many(one: Snapshot, times: int) -> Snapshot:
    """A snapshot repeated: as many countries, each with clubs of its own."""
    clubs, rows = len(one.clubs), len(one.matches)
    number = np.repeat(np.arange(times), rows)
    columns = {}
    for name in COLUMNS:
        column = np.tile(getattr(one.matches, name), times)
        if name == "key":
            column = np.arange(len(column))
        elif name == "competition":
            column = number
        elif name in ("home", "away"):
            column = column + number * clubs
        columns[name] = column.astype(np.int32)
    return replace(
        one,
        matches=Matches(**columns),
        competitions=(CompetitionId("es.1"), *(CompetitionId(f"x{n}.1") for n in range(1, times))),
        clubs=tuple(
            Club(ClubId(f"{c.id}-{n}"), c.name, c.country) for n in range(times) for c in one.clubs
        ),
    )


def runs(snapshot: Snapshot) -> Callable[[], None]:
    """The pass over all runs of all clubs of a snapshot, with its outings made ready."""
    outings = Book(snapshot).everything
    series, holds = outings.series("comp"), [TESTS[run.test](outings) for run in RUNS]

    def work() -> None:
        for one in holds:
            series.run(one)

    return work


def known() -> tuple[Sequence[Callable[[], None]], Sequence[Callable[[], None]]]:
    """Well-known records, true and false, each beside a query of its own on the files (SQL)."""
    from tests.records import test_history as history

    true: list[Callable[[], None]] = [
        *(partial(history.test_runs_that_are_well_known, SHARED, *one) for one in history.RUNS),
        *(
            partial(history.test_seasons_without_a_defeat, SHARED, *one)
            for one in history.UNBEATEN
        ),
        *(partial(history.test_won_there_for_the_first_time_since, SHARED, *one)
          for one in history.SINCE),
        partial(history.test_biggest_away_win_of_the_english_top_flight, SHARED),
        partial(history.test_eleven_titles_in_a_row, SHARED),
        partial(history.test_biggest_win_of_la_liga, SHARED),
        partial(history.test_leicesters_first_title_was_settled_by_others, SHARED),
        partial(history.test_levante_ended_the_longest_run_of_spain, SHARED),
    ]  # fmt: skip
    false = [
        partial(test, SHARED)
        for test in (
            history.test_not_the_longest_unbeaten_run_of_england,
            history.test_not_the_longest_unbeaten_run_of_spain,
            history.test_barcelona_did_not_stay_unbeaten_in_2017_18,
            history.test_liverpools_title_of_2020_was_not_their_first,
            history.test_real_madrids_biggest_league_win_is_not_11_1,
            history.test_nine_nil_in_1995_is_not_the_biggest_win_of_england,
            history.test_seven_two_is_not_liverpools_heaviest_defeat,
            history.test_getafe_have_beaten_barcelona,
            history.test_not_ever_in_a_league_whose_first_seasons_are_not_held,
            history.test_leganes_have_not_won_at_real_madrid_in_the_league,
            history.test_leverkusen_were_not_champions_before_2024,
            history.test_liverpools_home_run_is_not_the_longest_of_england,
            history.test_real_sociedad_did_not_win_the_title_of_1980,
        )
    ]
    return true, false


def right(checks: Sequence[Callable[[], None]]) -> int:
    """How many checks hold."""
    held = 0
    for check in checks:
        try:
            check()
        except AssertionError:
            continue
        held += 1
    return held


def main() -> None:
    """Measure the figures."""
    if not (SHARED / "data/engsoccerdata/spain.csv.gz").is_file():
        left_out("records of La Liga's history", "no data here")
        return
    from tests.records.slow import Slow, flat
    from tests.rules.history import league

    whole = snapshot_of(league(SHARED, "spain", "es.1"))
    began, worked = time.perf_counter(), time.process_time()
    everything = all_records(whole)
    taken, worked = time.perf_counter() - began, time.process_time() - worked
    found = sum(map(len, everything.values()))
    line(
        "every record of every match of La Liga", taken, "s",
        f"{len(whole.matches)} matches, {found} records, {worked:.1f} s of one core; "
        "asked: under 20 s on 2 cores",
    )  # fmt: skip
    rng = np.random.default_rng(2026)
    rows = rng.choice(len(whole.matches), 20, replace=False).tolist()
    worked = time.process_time()
    times = [min(seconds(partial(records, whole, row), 3)) for row in rows]
    worked = (time.process_time() - worked) / (len(rows) * 4)
    line(
        "records of one match", statistics.median(times) * 1000, "ms",
        f"{len(rows)} matches, best of 3 each, most {max(times) * 1000:.0f}, {worked * 1000:.0f} ms "
        "of one core on average; asked: under 150 ms",
    )  # fmt: skip
    large = many(whole, 15)
    last = len(whole.matches) - 100
    times = seconds(lambda: records(large, last), 5)
    line(
        "records of one match in a large ledger", statistics.median(times) * 1000, "ms",
        f"{len(large.matches)} matches, {spread(times)} s; asked: under 500 ms",
    )  # fmt: skip
    short, long = runs(whole), runs(large)
    one, many_ = (min(seconds(work, 5)) for work in (short, long))
    line(
        "runs of nine kinds of all clubs, one pass each", one * 1000, "ms",
        f"{len(whole.matches)} matches; {many_ * 1000:.0f} ms for {len(large.matches)}, "
        f"{many_ / one:.1f} times for {len(large.matches) / len(whole.matches):.0f} times the "
        "matches; asked: linear",
    )  # fmt: skip
    true, false = known()
    line("well-known records found", right(true), f"of {len(true)}", "asked: twelve")
    line("famous false ones not claimed", right(false), f"of {len(false)}", "asked: ten")
    slow = Slow(whole)
    sample = rng.choice(len(whole.matches), SAMPLE, replace=False).tolist()
    began = time.perf_counter()
    expected = [slow.seen(row) for row in sample]
    taken = time.perf_counter() - began
    agree = sum(
        flat(everything.get(row, ())) == seen for row, seen in zip(sample, expected, strict=True)
    )
    line(
        "sampled matches on which the plain twin agrees", agree, f"of {SAMPLE}",
        f"{sum(map(len, expected))} records; the twin took {taken:.0f} s",
    )  # fmt: skip


if __name__ == "__main__":
    main()
