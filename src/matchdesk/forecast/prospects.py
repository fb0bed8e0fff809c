"""What a simulation tells: chances of every club, and what single matches can bring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.frames import Framed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast.table_plain import Ends
from matchdesk.forecast.tie import CupRuns
from matchdesk.forecast.worlds import OpenTable
from matchdesk.rules.edition import Edition

if TYPE_CHECKING:
    from matchdesk.forecast.europe import Europe

Flags = NDArray[np.bool_]


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
    """What one match can bring: chances of a club's zone or round after each of its results.

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
class Forecast(Framed):
    """Chances of a competition's season from a moment on.

    Attributes:
        runs, seed: of the simulation. results_known: that the strengths rest on.
        to_come: matches of the tables that were played in each run.
        teams: by chance of the title, then of the places.
        swings: of the next matches, most important first.
        notes: what had to be assumed.
        supposed: of matches to come, see :mod:`.conditions`. share: of all runs that kept to it.
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
    supposed: tuple[dict[str, object], ...] = ()
    share: float = 1.0
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

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a club; a column for each zone and round."""
        return [one.to_dict() for one in self.teams]

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
            "if": list(self.supposed),
            "share": self.share,
        }


def teams_of(
    snapshot: Snapshot,
    edition: Edition,
    ends: Sequence[tuple[OpenTable, Ends]],
    cup: CupRuns | None,
    runs: int,
    placed: Europe | None = None,
) -> tuple[TeamForecast, ...]:
    """What is likely of every club, from the ends of its table and its way through the cup.

    ``placed`` tells what the places of the one table mean in Europe in each run, where cups decide
    it too.
    """
    reach: dict[int, list[tuple[str, float]]] = {}
    zones: dict[int, list[tuple[str, float]]] = {}
    if cup is not None:
        shares = {name: cup.share(name, len(snapshot.clubs)) for name in cup.order}
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
            if table.stage.ranking is not None and cup is not None and cup.ranked is not None:
                # Some go on from a place below, by a ranking across the groups.
                late = float((cup.ranked == club).any(axis=1).mean())
                own = [(name, p + late if name == "advance" else p) for name, p in own]
            if placed is not None:
                own = _in_europe(own, placed, position)
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


def _in_europe(
    own: list[tuple[str, float]], placed: Europe, position: NDArray[np.int16]
) -> list[tuple[str, float]]:
    """A club's zones with Europe's as the cups of each run leave them; ``position`` is int[run]."""
    names, zones = placed
    here = zones[np.arange(len(position)), position - 1]
    share = {name: float((here == n).mean()) for n, name in enumerate(names)}
    listed = [(name, share.pop(name, p)) for name, p in own]
    more = [
        (name, share[name]) for n, name in enumerate(names) if name in share and (zones == n).any()
    ]
    at = next(
        (n for n, (name, _) in enumerate(listed) if not name.startswith(("champion", "uefa."))),
        len(listed),
    )
    return [*listed[:at], *more, *listed[at:]]


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


def next_matches(snapshot: Snapshot, table: OpenTable) -> list[int]:
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


def swings_of(
    snapshot: Snapshot, table: OpenTable, ends: Ends, watch: Sequence[int]
) -> list[Swing]:
    """What each watched match of a table can bring to the two clubs that play it."""
    found = []
    w = table.world
    for column, n in enumerate(watch):
        result = ends.watched[:, column]
        for place in (int(w.home[w.played + n]), int(w.away[w.played + n])):
            position = ends.position[:, place]
            for zone, places in zone_places(table):
                inside = np.isin(position, sorted(places))
                found += _swing(snapshot, table.rows[n], table.clubs[place], zone, inside, result)
    return found


def cup_swings(snapshot: Snapshot, cup: CupRuns) -> list[Swing]:
    """What the next leg of every tie can bring to both sides: the next round, and the cup."""
    found = []
    for row, result in cup.leads.items():
        m = snapshot.matches
        for club in (int(m.home[row]), int(m.away[row])):
            wins = cup.winner == club
            inside = {"winner": wins}
            at = cup.order.index(cup.round_of[row]) + 1
            if at < len(cup.order):
                inside = {cup.order[at]: cup.plays_in(cup.order[at], club)} | inside
            for what, here in inside.items():
                found += _swing(snapshot, row, snapshot.clubs[club], what, here, result)
    return found


def _swing(
    snapshot: Snapshot, row: int, club: Club, what: str, inside: Flags, result: NDArray[np.int8]
) -> list[Swing]:
    """The swing of one match for one club; none where nothing is open."""
    share = float(inside.mean())
    if not 0 < share < 1 or result.min() == result.max():
        return []
    match = snapshot.match(row)
    three = [
        float(inside[result == lead].mean()) if (result == lead).any() else share
        for lead in (1, 0, -1)
    ]
    return [Swing(match.id, match.home, match.away, match.date, club, what, *three)]
