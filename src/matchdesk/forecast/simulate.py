"""The rest of a season, many times: tables under their real order, cups to their finals.

One run plays everything that is still to come once, with strengths drawn once for the run, so that a
club that is better than thought is better everywhere. Chances are shares of runs.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.competition import country_of
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast import compiled, table_plain
from matchdesk.forecast.chance import Tables, drawn, start_of
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.cups import Cup, CupRuns, Player
from matchdesk.forecast.model import Model, model_of
from matchdesk.forecast.record import level_of
from matchdesk.forecast.splits import after_split
from matchdesk.forecast.table_plain import LOTS, Ends, Whole
from matchdesk.forecast.worlds import OpenTable, open_tables, stream_of
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, Ranking
from matchdesk.rules.table import tables as tables_of

RUNS = 10_000
SEED = 1
MOST_RUNS = 10_000_000
_CHUNK = 2_500
_SMALL = 60_000
"""Matches to be drawn up to which the plain twin is as quick as loading the kernel."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TeamForecast:
    """What is likely of one club in one competition.

    Attributes:
        points_mean, points_sd: of the end of the table; None in a cup.
        positions: chance of each place, from the first; empty in a cup.
        zones: chance of each zone. reach: chance to play in each round, and of "winner".
        standard_error: of the least certain of these chances, by the number of runs.
    """

    club: Club
    points_mean: float | None
    points_sd: float | None
    positions: tuple[float, ...]
    zones: tuple[tuple[str, float], ...]
    reach: tuple[tuple[str, float], ...]
    standard_error: float
    group: str = ""

    def zone(self, name: str) -> float:
        """Chance of a zone, 0 where the competition has none of that name."""
        return dict(self.zones).get(name, 0.0)

    def reaches(self, name: str) -> float:
        """Chance to play in a round, 0 where it is not played."""
        return dict(self.reach).get(name, 0.0)

    def to_dict(self) -> dict[str, object]:
        """As the contract's JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "group": self.group or None,
            "points_mean": self.points_mean,
            "points_sd": self.points_sd,
            "positions": list(self.positions),
            "zones": dict(self.zones),
            "reach": dict(self.reach),
            "standard_error": self.standard_error,
        }


@dataclass(frozen=True, slots=True)
class Swing:
    """What one match can bring: chances of a club's zone after each of its results.

    Attributes:
        home_win, draw, away_win: chance of the zone if the match ends so.
        importance: largest of the three less the least.
    """

    match: str
    home: Club
    away: Club
    date: dt.date | None
    club: Club
    zone: str
    home_win: float
    draw: float
    away_win: float

    @property
    def importance(self) -> float:
        """Largest of the three less the least."""
        three = (self.home_win, self.draw, self.away_win)
        return max(three) - min(three)

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "match": self.match,
            "home": self.home.name,
            "away": self.away.name,
            "date": self.date.isoformat() if self.date else None,
            "team": self.club.name,
            "team_id": self.club.id,
            "zone": self.zone,
            "home_win": self.home_win,
            "draw": self.draw,
            "away_win": self.away_win,
            "importance": self.importance,
        }


@dataclass(frozen=True)
class Forecast:
    """Chances of a competition's season from a moment on.

    Attributes:
        runs, seed: of the simulation. results_known: that the strengths rest on.
        to_come: matches of the tables that were played in each run.
        teams: by chance of the title, then of the places.
        swings: of the next matches, most important first.
        notes: what had to be assumed.
    """

    competition: str
    season: Season
    on: dt.date
    runs: int
    seed: int
    results_known: int
    to_come: int
    teams: tuple[TeamForecast, ...]
    swings: tuple[Swing, ...] = ()
    notes: tuple[str, ...] = ()
    ends: tuple[tuple[OpenTable, Ends], ...] = field(default=(), repr=False)
    cup: CupRuns | None = field(default=None, repr=False)

    def team(self, club: Club | str) -> TeamForecast:
        """The forecast of a club, by club, id or name.

        Raises:
            UnknownName: it is not in this competition.
        """
        wanted = club.id if isinstance(club, Club) else club
        for one in self.teams:
            if wanted in (one.club.id, one.club.name):
                return one
        raise UnknownName(
            f"{wanted} is not in {self.competition} {self.season}",
            near=[one.club.name for one in self.teams],
        )

    def to_dict(self) -> dict[str, object]:
        """As the contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "on": self.on.isoformat(),
            "runs": self.runs,
            "seed": self.seed,
            "results_known": self.results_known,
            "to_come": self.to_come,
            "teams": [one.to_dict() for one in self.teams],
            "swings": [one.to_dict() for one in self.swings],
            "notes": list(self.notes),
        }


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
        catalogue: the rulebooks.

    Raises:
        UsageError: a number of runs below 1 or too large, a negative seed.
        UnknownName: no match of the season is known.
    """
    check_call(runs, seed, threads)
    held = model or model_of(snapshot, told=told)
    catalogue = catalogue.of(snapshot)
    edition = catalogue.edition(competition, season)
    if not len(snapshot.season_rows(competition, season)):
        raise UnknownName(
            f"No match of {competition} {season} is known at the {snapshot.moment}.",
            code="unknown-season",
            near=sorted(snapshot.competitions),
        )
    try:
        tables = open_tables(held, competition, season, catalogue)
    except UnknownName:
        tables = []
    notes = _notes(edition, tables)
    goals = goal_tables(held.settings.low_scores)
    watch = [_next_matches(snapshot, table) if swings else [] for table in tables]
    over = [
        None if table.to_come or table.splits else _final(snapshot, table, runs, catalogue)
        for table in tables
    ]
    still = [n for n, one in enumerate(over) if one is None]
    played = play_tables(
        [tables[n] for n in still], goals, seed, runs, [watch[n] for n in still], threads, told,
        progress,
    )  # fmt: skip
    at = dict(zip(still, played, strict=True))
    ends = [at[n] if one is None else one for n, one in enumerate(over)]
    cup = None
    if edition.kind in ("knockout", "groups_knockout") or not tables:
        cup = play_cup(
            held, competition, season, list(zip(tables, ends, strict=True)), goals, seed, runs,
            catalogue,
        )  # fmt: skip
    teams = _teams(held, edition, list(zip(tables, ends, strict=True)), cup, runs)
    if not teams:
        raise UnknownName(
            f"{competition} {season} has neither a table nor a tie known at the {snapshot.moment}.",
            code="unknown-season",
        )
    found = [
        swing
        for table, end, rows in zip(tables, ends, watch, strict=True)
        for swing in _swings(snapshot, table, end, rows)
    ]
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
        notes=tuple(notes),
        ends=tuple(zip(tables, ends, strict=True)),
        cup=cup,
    )


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
) -> list[Ends]:
    """Play tables to their ends; split leagues are played in two parts."""
    to_draw = runs * sum(table.to_come for table in tables)
    kernel = None
    if to_draw > _SMALL:
        kernel = compiled.kernel("table_kernel", told)
    ends: Any = table_plain.ends if kernel is None else kernel.ends
    found: list[Ends] = []
    starts = range(0, runs, _CHUNK)
    total, done = len(starts) * max(len(tables), 1), 0
    workers = threads or min(os.cpu_count() or 1, 8)
    for table, wanted in zip(tables, watch, strict=True):
        chosen = np.array(wanted, dtype=np.int64)

        def work(start: int, table: OpenTable = table, chosen: Whole = chosen) -> Ends:
            numbers = np.arange(start, min(start + _CHUNK, runs))
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


def _final(snapshot: Snapshot, table: OpenTable, runs: int, catalogue: Catalogue) -> Ends | None:
    """A table that is over stands as it does; None where its rules leave something open."""
    held = next(
        (
            one
            for one in tables_of(snapshot, table.competition, table.season, catalogue=catalogue)
            if one.phase == table.stage.phase and one.group == table.group
        ),
        None,
    )
    if held is None or held.undecided:
        return None
    place = {row.team_id: row for row in held.rows}
    position = np.array([place[club.id].position for club in table.clubs], dtype=np.int16)
    points = np.array([place[club.id].points for club in table.clubs], dtype=np.int16)
    nothing = np.zeros((runs, len(points)), dtype=np.int16)
    return Ends(
        np.tile(position, (runs, 1)),
        np.tile(points, (runs, 1)),
        nothing,
        nothing,
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
    return Cup(model, competition, season, player, groups, thirds, entrants, catalogue).play()


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
    """Clubs of one place in all groups that go on; by points here, then by lot."""
    place = ranking.position - 1
    if any(clubs.shape[1] <= place for clubs in groups.values()):
        return None
    clubs = np.stack([groups[table.group][:, place] for table, _ in ends], axis=1)
    points = np.stack(
        [np.take_along_axis(one.points, (one.position == place + 1).argmax(axis=1)[:, None], 1)[:, 0]
         for _, one in ends], axis=1
    )  # fmt: skip
    run = np.arange(len(clubs))
    lots = np.stack(
        [drawn(start_of(seed, LOTS), run, (1 << 30) + n) >> np.uint64(40)
         for n in range(clubs.shape[1])], axis=1
    )  # fmt: skip
    score = points.astype(np.int64) * (1 << 24) + lots.astype(np.int64)
    order = np.argsort(-score, axis=1, kind="stable")[:, : ranking.advance]
    return tuple(table.group for table, _ in ends), np.take_along_axis(clubs, order, axis=1)


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


# What is told


def _teams(
    model: Model,
    edition: Edition,
    ends: Sequence[tuple[OpenTable, Ends]],
    cup: CupRuns | None,
    runs: int,
) -> tuple[TeamForecast, ...]:
    snapshot = model.snapshot
    reach: dict[int, list[tuple[str, float]]] = {}
    zones: dict[int, list[tuple[str, float]]] = {}
    if cup is not None:
        shares = {name: cup.reached[name].mean(axis=0) for name in cup.order}
        playing = np.flatnonzero(sum(shares.values(), np.zeros(len(snapshot.clubs))) > 0)
        for club in playing.tolist():
            reach[club] = [(name, float(shares[name][club])) for name in cup.order]
        if len(cup.winner):
            wins = np.bincount(cup.winner[cup.winner >= 0], minlength=len(snapshot.clubs)) / runs
            for club in reach:
                reach[club].append(("winner", float(wins[club])))
                if edition.champion == "final":
                    zones.setdefault(club, []).append(("champion", float(wins[club])))
    teams: dict[int, TeamForecast] = {}
    for table, one in ends:
        n = table.world.clubs
        for place, club in enumerate(table.world.of.tolist()):
            position = one.position[:, place]
            chances = np.bincount(position - 1, minlength=n)[:n] / runs
            own = [
                (name, float(sum(chances[k - 1] for k in range(1, n + 1) if k in places)))
                for name, places in zone_places(table)
            ]
            points = one.points[:, place].astype(np.float64)
            teams[club] = TeamForecast(
                club=table.clubs[place],
                points_mean=float(points.mean()),
                points_sd=float(points.std()),
                positions=tuple(chances.tolist()),
                zones=tuple(own + zones.get(club, [])),
                reach=tuple(reach.get(club, ())),
                standard_error=0.0,
                group=table.group,
            )
    for club, rounds in reach.items():
        if club not in teams:
            teams[club] = TeamForecast(
                snapshot.clubs[club], None, None, (), tuple(zones.get(club, ())), tuple(rounds), 0.0
            )
    listed = [_with_error(team, runs) for team in teams.values()]
    grouped = len(ends) > 1

    def key(team: TeamForecast) -> tuple[Any, ...]:
        win = team.reaches("winner") + sum(p for name, p in team.zones if name == "champion")
        means = sum((k + 1) * p for k, p in enumerate(team.positions))
        return (team.group if grouped else "", -win if not grouped else 0.0, means, team.club.name)

    return tuple(sorted(listed, key=key))


def zone_places(table: OpenTable) -> list[tuple[str, frozenset[int]]]:
    """Zones of a table, each with all its places."""
    found: dict[str, set[int]] = {}
    for zone in table.stage.zones:
        found.setdefault(zone.zone, set()).update(range(zone.first, zone.last + 1))
    if table.stage.advance and "advance" not in found:
        found["advance"] = set(range(1, table.stage.advance + 1))
    return [(name, frozenset(places)) for name, places in found.items()]


def _with_error(team: TeamForecast, runs: int) -> TeamForecast:
    """The standard error of the least certain chance, as of a share of independent runs."""
    chances = [*team.positions, *(p for _, p in team.zones), *(p for _, p in team.reach)]
    worst = max((p * (1 - p) for p in chances), default=0.0)
    return TeamForecast(
        team.club, team.points_mean, team.points_sd, team.positions, team.zones, team.reach,
        float(np.sqrt(max(worst, 0.0) / runs)), team.group,
    )  # fmt: skip


def _next_matches(snapshot: Snapshot, table: OpenTable) -> list[int]:
    """Places among those to come of the next match of every club."""
    m = snapshot.matches
    listed = [
        (int(m.day[row]) if m.day[row] > 0 else 1 << 30, n)
        for n, row in enumerate(table.rows)
        if row >= 0
    ]
    seen: set[int] = set()
    chosen = []
    for _, n in sorted(listed):
        row = table.rows[n]
        sides = {int(m.home[row]), int(m.away[row])}
        if not sides & seen:
            chosen.append(n)
        seen |= sides
    return chosen


def _swings(snapshot: Snapshot, table: OpenTable, ends: Ends, watch: Sequence[int]) -> list[Swing]:
    """What each watched match can bring to the two clubs that play it."""
    found = []
    w = table.world
    for column, n in enumerate(watch):
        match = snapshot.match(table.rows[n])
        result = ends.watched[:, column]
        for place in (int(w.home[w.played + n]), int(w.away[w.played + n])):
            position = ends.position[:, place]
            for zone, places in zone_places(table):
                inside = np.isin(position, sorted(places))
                if not 0 < inside.mean() < 1:
                    continue
                three = [
                    float(inside[result == lead].mean()) if (result == lead).any() else
                    float(inside.mean())
                    for lead in (1, 0, -1)
                ]  # fmt: skip
                found.append(
                    Swing(match.id, match.home, match.away, match.date, table.clubs[place], zone,
                          *three)
                )  # fmt: skip
    return found


def if_result(
    found: Forecast, match: str, lead: int, snapshot: Snapshot
) -> tuple[tuple[Club, tuple[float, ...]], ...]:
    """Chances of the places of every club in the runs in which a match ended so.

    Args:
        found: a forecast with swings.
        match: id of one of the next matches.
        lead: 1 home win, 0 a draw, -1 away win.
        snapshot: the one that was asked.

    Raises:
        UnknownName: the match is none of the next ones.
    """
    for table, ends in found.ends:
        watch = _next_matches(snapshot, table)
        for column, n in enumerate(watch):
            if snapshot.match(table.rows[n]).id != match or column >= ends.watched.shape[1]:
                continue
            inside: NDArray[np.bool_] = ends.watched[:, column] == lead
            held = ends.position[inside]
            return tuple(
                (
                    club,
                    tuple(
                        (
                            np.bincount(held[:, k] - 1, minlength=len(table.clubs))
                            / max(len(held), 1)
                        ).tolist()
                    ),
                )
                for k, club in enumerate(table.clubs)
            )
    raise UnknownName(f"{match} is none of the next matches of {found.competition}.")


def _notes(edition: Edition, tables: Sequence[OpenTable]) -> list[str]:
    notes = []
    if not edition.held:
        notes.append(edition.source.text)
    for table in tables:
        unlisted = sum(row < 0 for row in table.rows)
        if unlisted:
            notes.append(
                f"{unlisted} matches that no source lists were added: every pair meets "
                f"{table.stage.meetings} times."
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
