"""The rest of a season, many times: tables under their real order, cups to their finals.

One run plays everything that is still to come once, with strengths drawn once for the run, so that a
club that is better than thought is better everywhere. Chances are shares of runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import country_of
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast import compiled, table_numpy
from matchdesk.forecast.chance import Tables, drawn, start_of
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.conditions import Condition, supposed
from matchdesk.forecast.cups import Cup
from matchdesk.forecast.europe import Europe, europe
from matchdesk.forecast.model import Model, model_of
from matchdesk.forecast.prospects import (
    Forecast,
    Swing,
    cup_swings,
    next_matches,
    swings_of,
    teams_of,
)
from matchdesk.forecast.record import level_of
from matchdesk.forecast.splits import after_split
from matchdesk.forecast.table_plain import LOTS, Ends, Whole
from matchdesk.forecast.tie import CupRuns, Player
from matchdesk.forecast.worlds import OpenTable, open_tables, stream_of
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, Ranking
from matchdesk.rules.table import Table
from matchdesk.rules.table import tables as tables_of

RUNS = 10_000
SEED = 1
FEW_RUNS = 1_500
"""Runs of a season of 20 clubs up to which no compiler is needed."""
MOST_RUNS = 10_000_000
MOST_TRIED = 100
_CHUNK, _FEW = 2_500, 500
"""Runs at a time: compiled, and in arrays."""
_SMALL = 600_000
"""Matches to be drawn up to which arrays are as quick as loading the kernel."""
Progress = Callable[[int, int], None]


def forecast(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    threads: int | None = None,
    model: Model | None = None,
    told: Told | None = None,
    progress: Progress | None = None,
    swings: bool = True,
    conditions: Sequence[Condition] = (),
    kernels: bool = True,
    catalogue: Catalogue = BUILT_IN,
) -> Forecast:
    """Chances of every place, zone, round and trophy of a season still open.

    Args:
        snapshot: what is known.
        competition: which.
        season: of it.
        runs: how often the rest is played.
        seed: of chance; the same gives the same bytes.
        threads: how many work at it; it changes nothing but the time.
        model: strengths, if they are at hand.
        told: called with a line where kernels are compiled.
        progress: called with runs done and runs wanted.
        swings: also what the next matches can bring.
        conditions: what is supposed of matches to come. Runs are added until as many as wanted keep
            to it, up to :data:`MOST_TRIED` times as many.
        kernels: False to do without them, however many the runs; the answer is the same.
        catalogue: the rulebooks.

    Raises:
        UsageError: a number of runs below 1 or too large, a negative seed, a condition that is met
            in none of the runs.
        UnknownName: no match of the season is known.
    """
    check_call(runs, seed, threads)
    if any(one.score is not None for one in conditions):
        # Strengths learn from the score.
        snapshot, model = supposed(snapshot, conditions), None
    held = model or model_of(snapshot, told=told)
    catalogue = catalogue.of(snapshot)
    edition = catalogue.edition(competition, season)
    if not len(snapshot.season_rows(competition, season)):
        raise UnknownName(
            f"No match of {competition} {season} is known at the {snapshot.moment}.",
            code="unknown-season",
            near=sorted(snapshot.competitions),
        )
    tables = _tables(held, competition, season, catalogue)
    game = _Game(held, edition, competition, season, tables, seed, kernels, catalogue)
    watch = [next_matches(snapshot, table) if swings else [] for table in tables]
    chosen = [one for one in conditions if one.score is None]
    for number, table in enumerate(tables):
        rows = [one.row for one in chosen if one.row in table.rows]
        watch[number] += [n for n in map(table.rows.index, rows) if n not in watch[number]]
    tried = runs
    kept: NDArray[np.intp] | None = None
    while True:
        ends, cup = game.play(tried, watch, threads, told, progress)
        whole = ends
        if not chosen:
            break
        kept = np.flatnonzero(_keeping(snapshot, tables, ends, cup, watch, chosen, tried))
        most = min(MOST_RUNS, runs * MOST_TRIED)
        if len(kept) >= runs or tried == most:
            ends, cup = [one.take(kept[:runs]) for one in ends], cup and cup.take(kept[:runs])
            break
        tried = min(most, tried * (2 * runs // max(len(kept), 1) + 2))
    share = 1.0
    if kept is not None:
        share, count = len(kept) / tried, min(len(kept), runs)
        if not count:
            raise UsageError(
                f"Found {' and '.join(one.text for one in chosen)} in none of {tried:,} runs. "
                "Nothing can be told of what follows.",
                code="never-met",
            )
        runs = count
    # The cups are played in as many runs as the league was, before those supposed are taken.
    placed = game.europe(whole, tried)
    if placed is not None and kept is not None:
        placed = placed[0], placed[1][kept[:runs]]
    teams = teams_of(snapshot, edition, list(zip(tables, ends, strict=True)), cup, runs, placed)
    if not teams:
        raise UnknownName(
            f"{competition} {season} has neither a table nor a tie known at the {snapshot.moment}.",
            code="unknown-season",
        )
    found: list[Swing] = []
    if swings:
        for table, end, rows in zip(tables, ends, watch, strict=True):
            found += swings_of(snapshot, table, end, rows)
        if cup is not None:
            found += cup_swings(snapshot, cup)
    found.sort(key=lambda s: (-s.importance, s.match, s.club.id, s.zone))
    return Forecast(
        competition=competition,
        season=season,
        on=snapshot.day,
        runs=runs,
        seed=seed,
        results_known=int(held.record.known.sum()),
        to_come=sum(table.to_come for table in tables),
        teams=teams,
        swings=tuple(found[:40]),
        notes=tuple(_notes(edition, tables)),
        supposed=tuple(one.to_dict(snapshot) for one in conditions),
        share=share,
        ends=tuple(zip(tables, ends, strict=True)),
        cup=cup,
    )


@dataclass(frozen=True)
class _Game:
    """One competition's season, ready to be played."""

    model: Model
    edition: Edition
    competition: str
    season: Season
    tables: Sequence[OpenTable]
    seed: int
    kernels: bool
    catalogue: Catalogue

    def play(
        self,
        runs: int,
        watch: Sequence[Sequence[int]],
        threads: int | None,
        told: Told | None,
        progress: Progress | None,
    ) -> tuple[list[Ends], CupRuns | None]:
        """Ends of its tables, and its knock-out rounds where it has any."""
        goals = goal_tables(self.model.settings.low_scores)
        done = [not table.to_come and not table.splits for table in self.tables]
        stood: dict[tuple[str, str], Table] = {}
        if any(done):
            listed = tables_of(
                self.model.snapshot, self.competition, self.season, catalogue=self.catalogue
            )
            stood = {(one.phase, one.group): one for one in listed}
        over = [
            _final(table, stood.get((table.stage.phase, table.group)), runs) if done[n] else None
            for n, table in enumerate(self.tables)
        ]
        still = [n for n, one in enumerate(over) if one is None]
        played = play_tables(
            [self.tables[n] for n in still], goals, self.seed, runs, [watch[n] for n in still],
            threads, told, progress, kernels=self.kernels,
        )  # fmt: skip
        at = dict(zip(still, played, strict=True))
        ends = [at[n] if one is None else one for n, one in enumerate(over)]
        cup = None
        if self.edition.kind in ("knockout", "groups_knockout") or not self.tables:
            cup = play_cup(
                self.model, self.competition, self.season,
                list(zip(self.tables, ends, strict=True)), goals, self.seed, runs, self.catalogue,
            )  # fmt: skip
        return ends, cup

    def europe(self, ends: Sequence[Ends], runs: int) -> Europe | None:
        """European places as the cups of each run leave them; None where the table tells them."""
        if len(self.tables) != 1 or not self.edition.cups:
            return None

        def play(name: str) -> CupRuns | None:
            return replace(self, competition=name, edition=self.catalogue.edition(name, self.season),
                           tables=_tables(self.model, name, self.season, self.catalogue)).play(
                runs, [[]] * 99, None, None, None)[1]  # fmt: skip

        return europe(self.model.snapshot, self.edition, self.season, self.tables[0], ends[0], play)


def _tables(
    model: Model, competition: str, season: Season, catalogue: Catalogue
) -> Sequence[OpenTable]:
    """Tables of a competition; none where it has none."""
    try:
        return open_tables(model, competition, season, catalogue)
    except UnknownName:
        return []


def _keeping(
    snapshot: Snapshot,
    tables: Sequence[OpenTable],
    ends: Sequence[Ends],
    cup: CupRuns | None,
    watch: Sequence[Sequence[int]],
    conditions: Sequence[Condition],
    runs: int,
) -> NDArray[np.bool_]:
    """Runs in which everything came as supposed, bool[run]."""
    kept = np.ones(runs, dtype=np.bool_)
    for one in conditions:
        if one.lead is None:
            through = None if cup is None else cup.through_of(one.row)
            if through is None:
                raise UsageError(
                    f"Found {one.text!r}, but {snapshot.match(one.row).id} is of no tie; expected a "
                    "win, a draw or a score. Nothing was simulated.",
                    code="bad-condition",
                )
            kept &= through == one.through if one.through is not None else through != one.out
            continue
        lead = None if cup is None else cup.leads.get(one.row)
        for table, end, listed in zip(tables, ends, watch, strict=True):
            if one.row in table.rows:
                lead = end.watched[:, listed.index(table.rows.index(one.row))]
        if lead is None:
            raise UsageError(
                f"Found {one.text!r}, but {snapshot.match(one.row).id} is not played in the runs. "
                "Nothing was simulated.",
                code="bad-condition",
            )
        kept &= lead == one.lead
    return kept


def check_call(runs: int, seed: int, threads: int | None) -> None:
    """Refuse a call that cannot be meant.

    Raises:
        UsageError: runs, seed or threads out of bounds.
    """
    if not 1 <= runs <= MOST_RUNS:
        raise UsageError(
            f"Found {runs} runs, expected 1 to {MOST_RUNS:,}. Nothing was simulated.",
            code="bad-runs",
        )
    if not 0 <= seed < 1 << 63:
        raise UsageError(
            f"Found the seed {seed}, expected a whole number from 0. Nothing was simulated.",
            code="bad-seed",
        )
    if threads is not None and threads < 1:
        raise UsageError(
            f"Found {threads} threads, expected at least 1. Nothing was simulated.",
            code="bad-threads",
        )


@lru_cache(maxsize=4)
def goal_tables(rho: float) -> Tables:
    """Tables of goals for a correction of low scores; made once."""
    return Tables(rho)


def play_tables(
    tables: Sequence[OpenTable],
    goals: Tables,
    seed: int,
    runs: int,
    watch: Sequence[Sequence[int]],
    threads: int | None = None,
    told: Told | None = None,
    progress: Progress | None = None,
    *,
    kernels: bool = True,
) -> list[Ends]:
    """Play tables to their ends; split leagues are played in two parts."""
    to_draw = runs * sum(table.to_come for table in tables)
    kernel = None
    if to_draw > _SMALL and kernels:
        kernel = compiled.kernel("table_kernel", told)
    ends: Any = table_numpy.ends if kernel is None else kernel.ends
    found: list[Ends] = []
    chunk = _FEW if kernel is None else _CHUNK
    starts = range(0, runs, chunk)
    total, done = len(starts) * max(len(tables), 1), 0
    workers = threads or min(os.cpu_count() or 1, 8)
    for table, wanted in zip(tables, watch, strict=True):
        chosen = np.array(wanted, dtype=np.int64)

        def work(start: int, table: OpenTable = table, chosen: Whole = chosen) -> Ends:
            numbers = np.arange(start, min(start + chunk, runs))
            return ends(table.world, table.doubt, goals, seed, numbers, chosen)  # type: ignore[no-any-return]

        parts: list[Ends] = []
        if workers == 1 or kernel is None or len(starts) == 1:
            for start in starts:
                parts.append(work(start))
                done += 1
                if progress is not None:
                    progress(done * runs // total, runs)
        else:
            with ThreadPoolExecutor(workers) as pool:
                for part in pool.map(work, starts):
                    parts.append(part)
                    done += 1
                    if progress is not None:
                        progress(done * runs // total, runs)
        whole = Ends(
            np.concatenate([p.position for p in parts]),
            np.concatenate([p.points for p in parts]),
            np.concatenate([p.difference for p in parts]),
            np.concatenate([p.scored for p in parts]),
            np.concatenate([p.watched for p in parts]),
        )
        if table.splits:
            whole = after_split(table, whole, goals, seed)
        found.append(_lines(table, whole, seed))
    return found


def _lines(table: OpenTable, ends: Ends, seed: int) -> Ends:
    """Clubs level on points about a line play a match: either may win it."""
    for line in table.lines:
        if not table.to_come or not 0 < line < table.world.clubs:
            continue
        run = np.arange(len(ends.position))
        upper = (ends.position == line).argmax(axis=1)
        lower = (ends.position == line + 1).argmax(axis=1)
        level = ends.points[run, upper] == ends.points[run, lower]
        words = drawn(start_of(seed, LOTS), run, table.world.stream + line)
        swap = np.flatnonzero(level & ((words & np.uint64(1)) == 1))
        ends.position[swap, upper[swap]] = line + 1
        ends.position[swap, lower[swap]] = line
    return ends


def _final(table: OpenTable, held: Table | None, runs: int) -> Ends | None:
    """A table that is over stands as it does; None where its rules leave something open."""
    if held is None or held.undecided:
        return None
    place = {row.team_id: row for row in held.rows}
    position = np.array([place[club.id].position for club in table.clubs], dtype=np.int16)
    points = np.array([place[club.id].points for club in table.clubs], dtype=np.int16)
    rows = [place[club.id] for club in table.clubs]
    difference = np.array([row.goal_difference for row in rows], dtype=np.int16)
    scored = np.array([row.goals_for for row in rows], dtype=np.int16)
    return Ends(
        np.tile(position, (runs, 1)),
        np.tile(points, (runs, 1)),
        np.tile(difference, (runs, 1)),
        np.tile(scored, (runs, 1)),
        np.zeros((runs, 0), dtype=np.int8),
    )


def play_cup(
    model: Model,
    competition: str,
    season: Season,
    ends: Sequence[tuple[OpenTable, Ends]],
    goals: Tables,
    seed: int,
    runs: int,
    catalogue: Catalogue = BUILT_IN,
) -> CupRuns:
    """Play the knock-out rounds of a competition, with its groups as they ended in each run."""
    numbers = np.arange(runs)
    snapshot = model.snapshot
    competitions = {name: n for n, name in enumerate(snapshot.competitions)}
    entrants = _entrants(model, competition, season)
    rows = snapshot.season_rows(competition, season)
    m = snapshot.matches
    clubs = frozenset({*entrants, *m.home[rows].tolist(), *m.away[rows].tolist()})
    player = Player(
        model, competitions[competition], seed, numbers, goals,  # type: ignore[index]
        stream_of(competition, season), clubs, days=45.0,
    )  # fmt: skip
    last = [(t, e) for t, e in ends if t.stage.phase == ends[-1][0].stage.phase] if ends else []
    groups = {table.group: _places(table, one) for table, one in last}
    thirds = None
    if last:
        ranking = last[0][0].stage.ranking
        if ranking is not None:
            thirds = _ranked(ranking, last, groups, seed)
            if thirds is not None and not any(table.to_come for table, _ in last):
                sent = _ranked_already(snapshot, competition, season, ranking, catalogue)
                if sent is not None:
                    thirds = thirds[0], np.tile(sent, (runs, 1))
    phase = last[0][0].stage.phase if last else ""
    return Cup(
        model, competition, season, player, groups, thirds, entrants, catalogue, phase
    ).play()


def _places(table: OpenTable, ends: Ends) -> Whole:
    """Clubs of a table by place, int[run, place], as numbers of the snapshot."""
    order = np.argsort(ends.position, axis=1, kind="stable")
    found: Whole = table.world.of[order]
    return found


def _ranked(
    ranking: Ranking,
    ends: Sequence[tuple[OpenTable, Ends]],
    groups: dict[str, Whole],
    seed: int,
) -> tuple[tuple[str, ...], Whole] | None:
    """Clubs of one place in all groups that go on: points, goal difference, goals, then lots."""
    place = ranking.position - 1
    if any(clubs.shape[1] <= place for clubs in groups.values()):
        return None
    clubs = np.stack([groups[table.group][:, place] for table, _ in ends], axis=1)
    run = np.arange(len(clubs))
    lots = np.stack(
        [drawn(start_of(seed, LOTS), run, (1 << 30) + n) >> np.uint64(40)
         for n in range(clubs.shape[1])], axis=1
    )  # fmt: skip
    keys = [lots.astype(np.int64)]
    for name in ("scored", "difference", "points"):
        figures = [
            np.take_along_axis(
                getattr(one, name), (one.position == place + 1).argmax(axis=1)[:, None], 1
            )[:, 0]
            for _, one in ends
        ]
        keys.append(-np.stack(figures, axis=1).astype(np.int64))
    order = np.lexsort(keys, axis=1)[:, : ranking.advance]
    return tuple(table.group for table, _ in ends), np.take_along_axis(clubs, order, axis=1)


def _ranked_already(
    snapshot: Snapshot, competition: str, season: Season, ranking: Ranking, catalogue: Catalogue
) -> Whole | None:
    """Clubs that go on by a ranking that is settled, decisions about it put in; None while it is not."""
    try:
        (held,) = tables_of(snapshot, competition, season, phase=ranking.name, catalogue=catalogue)
    except (UnknownName, ValueError):
        return None
    sent = {row.team_id for row in held.rows if row.zone == "advance"}
    level = [{club.id for club in clubs} for clubs in held.undecided]
    if len(sent) != ranking.advance or any(one & sent and one - sent for one in level):
        return None
    return np.array([snapshot.club_number(row.club) for row in held.rows if row.team_id in sent])


def _entrants(model: Model, competition: str, season: Season) -> list[int]:
    """Clubs of the country's leagues of the season, higher leagues first, then by strength."""
    snapshot = model.snapshot
    country = country_of(competition)
    m = snapshot.matches
    strength = model.state.mean[:, :2].sum(axis=1)
    found: list[int] = []
    leagues = sorted(
        (level_of(name), name)
        for name in snapshot.competitions
        if country_of(name) == country and level_of(name) > 0
    )
    for _, name in leagues:
        rows = snapshot.season_rows(name, season)
        clubs = sorted({*m.home[rows].tolist(), *m.away[rows].tolist()})
        found += sorted((c for c in clubs if c not in found), key=lambda c: -strength[c])
    return found


def _notes(edition: Edition, tables: Sequence[OpenTable]) -> list[str]:
    notes = []
    if not edition.held:
        notes.append(edition.source.text)
    added: dict[str, int] = {}
    for table in tables:
        times = {1: "once", 2: "twice"}.get(table.stage.meetings, f"{table.stage.meetings} times")
        meet = f"every pair meets {times}"
        if table.parted:
            meet += ", and again in its part of the table"
        unlisted = sum(row < 0 for row in table.rows)
        if unlisted:
            added[meet] = added.get(meet, 0) + unlisted
    for meet, unlisted in added.items():
        were = (
            "match that no source lists was"
            if unlisted == 1
            else ("matches that no source lists were")
        )
        notes.append(f"{unlisted} {were} added: {meet}.")
    for table in tables:
        expected = table.stage.expected(table.world.clubs)
        here = f" of group {table.group}" if table.group else ""
        if expected is not None and table.stage.split is None and table.stage.stopped is None:
            left = expected - table.world.played - table.to_come
            if left > 0:
                notes.append(
                    f"1 match{here} is void or not on record: it was left out."
                    if left == 1
                    else f"{left} matches{here} are void or not on record: they were left out."
                )
        split = table.stage.split
        if table.splits and split is not None:
            notes.append(
                f"The league splits after {split.after} matches of each club; who meets whom after "
                "that, and where, was drawn in each run."
            )
        if not table.to_come and not table.splits and edition.kind == "league":
            notes.append("Every match is played: the chances are what happened.")
        p = table.stage.points
        if p.beyond_ninety or p.bonus_margin or p.bonus_goals:
            notes.append("Points for extra time, shoot-outs and bonuses to come are left out.")
    return list(dict.fromkeys(notes))
