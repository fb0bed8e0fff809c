"""From a table at a moment to the numbers that are played to its end, many times."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast.chance import level_of
from matchdesk.forecast.model import Model, Pair
from matchdesk.forecast.record import Floats
from matchdesk.forecast.strengths import Expected
from matchdesk.forecast.table_plain import (
    BY_CHANCE,
    CODES,
    FIRST_TABLE,
    Doubt,
    TableWorld,
    Whole,
)
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, OrderStep, Stage
from matchdesk.rules.field import Field, world_of
from matchdesk.rules.order import World
from matchdesk.rules.sums import match_points
from matchdesk.rules.table import SeasonTables

_NEVER = 1 << 20
"""A cut that no place reaches."""
_CUTS = 8
_MOST_CLUBS = 64


@dataclass(frozen=True)
class OpenTable:
    """A table with what is still to be played.

    Attributes:
        clubs: in the order of the world's numbers.
        rows: rows of the matches to come; -1 for one that no source lists yet.
        world: the numbers.
        doubt: of strengths.
        lines: places about which level clubs play a match of their own.
        rates: float[club, 2] and last (goals, home advantage): attack and defence as they stand.
        parted: it has fallen into parts.
    """

    competition: str
    season: Season
    edition: Edition
    stage: Stage
    group: str
    clubs: tuple[Club, ...]
    rows: tuple[int, ...]
    world: TableWorld
    doubt: Doubt
    lines: tuple[int, ...]
    rates: Floats
    parted: bool = False

    @property
    def to_come(self) -> int:
        """Matches still to be played that are known."""
        return len(self.rows)

    @property
    def splits(self) -> bool:
        """True if the league is still to fall into parts, with matches that nobody knows yet."""
        split = self.stage.split
        return split is not None and self.stage.stopped is None and not self.parted


def stream_of(*words: object) -> int:
    """A stream of chance of its own, whatever else is simulated.

    >>> stream_of("es.1", "2017-18") == stream_of("es.1", "2017-18")
    True
    """
    return FIRST_TABLE + (zlib.crc32("/".join(map(str, words)).encode()) & 0x3FFFFFFF)


def open_tables(
    model: Model, competition: str, season: Season, catalogue: Catalogue = BUILT_IN
) -> list[OpenTable]:
    """The tables of a season at the model's moment; empty for a competition of ties alone.

    Raises:
        UnknownName: no match of it is known.
    """
    snapshot = model.snapshot
    shared = SeasonTables.of(snapshot, competition, season, catalogue)
    return [
        open_table(model, shared, stage, group, field) for stage, group, field in shared.fields()
    ]


def open_table(
    model: Model, shared: SeasonTables, stage: Stage, group: str, field: Field
) -> OpenTable:
    """One table as numbers."""
    snapshot, season = model.snapshot, shared.season
    world = world_of(snapshot, stage, field, shared.decided)
    rows = [int(row) for row in field.matches.rows[field.open]]
    fixtures = [(int(a), int(b)) for a, b in field.fixtures[field.open].tolist()]
    if stage.stopped is not None and snapshot.day >= stage.stopped:
        rows, fixtures = [], []
    else:
        missing = _missing(stage, field, world)
        rows += [-1] * len(missing)
        fixtures += missing
    expected = _expected(model, shared, field, rows, fixtures)
    n = world.clubs
    played = world.goals.astype(np.int64)
    level = level_of(expected.rate) if len(rows) else np.zeros((0, 2), dtype=np.int64)
    steps = (
        world.section_steps if world.section is not None and world.section_steps else (world.steps)
    )
    to_come = np.array(fixtures, dtype=np.int64).reshape(-1, 2)
    both = np.concatenate((world.fixtures.astype(np.int64), to_come))
    coded, cuts = _steps(steps, world)
    return OpenTable(
        competition=str(shared.competition),
        season=season,
        edition=shared.edition,
        stage=stage,
        group=group,
        clubs=field.clubs,
        rows=tuple(rows),
        world=TableWorld(
            clubs=n,
            of=np.array(field.number, dtype=np.int64),
            home=both[:, 0].copy(),
            away=both[:, 1].copy(),
            played=len(played),
            score=played,
            level=level,
            points=(world.points.win, world.points.draw, world.points.loss),
            offset=_offset(world),
            steps=coded,
            cuts=cuts,
            section=_ints(world.section, n),
            half=_ints(world.half, n),
            before=_ints(world.before, n),
            stream=stream_of(shared.competition, season, stage.phase, group),
        ),
        doubt=doubt_of(model, shared, _horizon(model, rows)),
        lines=world.lines,
        rates=_rates(model, shared, field),
        parted=world.section is not None,
    )


def _rates(model: Model, shared: SeasonTables, field: Field) -> Floats:
    number = model.snapshot.competitions.index(shared.competition)
    attack, defence, level, home = means_of(model, number)
    of = list(field.number)
    return np.concatenate((np.stack((attack[of], defence[of]), axis=1), [[level, home]]))


def _ints(values: object, n: int) -> Whole:
    if values is None:
        return np.zeros(n, dtype=np.int64)
    return np.array(values, dtype=np.int64)


def _offset(world: World) -> Whole:
    """Points besides those of wins, draws and defeats."""
    fixtures, goals = world.fixtures, world.goals
    plain = np.zeros(world.clubs, dtype=np.int64)
    real = np.zeros(world.clubs, dtype=np.int64)
    if len(fixtures):
        lead = np.sign(goals[:, 0] - goals[:, 1])
        p = world.points
        np.add.at(plain, fixtures[:, 0], np.where(lead > 0, p.win, np.where(lead, p.loss, p.draw)))
        np.add.at(plain, fixtures[:, 1], np.where(lead < 0, p.win, np.where(lead, p.loss, p.draw)))
        home, away, _ = match_points(goals, p, world.late)
        np.add.at(real, fixtures[:, 0], home)
        np.add.at(real, fixtures[:, 1], away)
    if world.carried is not None:
        real = np.array(world.carried, dtype=np.int64)
    for club, taken in world.deducted.items():
        real[club] -= taken
    return real - plain


def _steps(steps: tuple[OrderStep, ...], world: World) -> tuple[Whole, Whole]:
    """The rulebook's list as numbers."""
    sizes = {"any": 0, "two": 2, "three_or_more": 3}
    coded = np.zeros((max(len(steps), 1), 4), dtype=np.int64)
    cuts = np.full((len(coded), _CUTS), -1, dtype=np.int64)
    for n, step in enumerate(steps):
        code = CODES.get(step.by, BY_CHANCE)
        coded[n] = code, int(step.among_tied), int(step.restart), sizes[step.clubs]
        if step.only_for:
            found: list[int] = []
            for wanted in step.only_for:
                if wanted == "title":
                    found.append(0)
                for zone in world.zones:
                    if zone.zone == wanted or (wanted == "europe" and zone.zone[:5] == "uefa."):
                        found += [c for c in (zone.first - 1, zone.last) if c > 0]
            found = (found or [_NEVER])[:_CUTS]
            cuts[n, : len(found)] = found
    return coded, cuts


def _missing(stage: Stage, field: Field, world: World) -> list[tuple[int, int]]:
    """Matches that the season must still bring though no source lists them.

    Where the field is complete and every pair meets equally often; in a league that has fallen into
    parts, every pair of a part besides. Of an odd number of meetings the last is at home for the
    side that had fewer matches at home.
    """
    n = len(field.clubs)
    if not stage.meetings or n < 2 or (stage.clubs is not None and n != stage.clubs):
        return []
    met = np.zeros((n, n), dtype=np.int64)
    for home, away in field.fixtures.tolist():
        met[home, away] += 1
    if not met.any():
        return []
    wanted = np.full((n, n), stage.meetings, dtype=np.int64)
    split = stage.split
    if split is not None:
        if split.after != stage.meetings * (n - 1):
            return []
        if world.section is not None:
            for one in range(n):
                for other in range(n):
                    if world.section[one] == world.section[other]:
                        wanted[one, other] += split.meetings_in(world.section[one])
    if (met + met.T > wanted).any():
        return []
    at_home = met.sum(axis=1)
    found: list[tuple[int, int]] = []
    for one in range(n):
        for other in range(one + 1, n):
            left = int(wanted[one, other] - met[one, other] - met[other, one])
            each = int(wanted[one, other]) // 2
            for home, away in ((one, other), (other, one)):
                more = min(max(each - int(met[home, away]), 0), left)
                found += [(home, away)] * more
                at_home[home] += more
                left -= more
            for _ in range(left):
                home, away = (one, other) if at_home[one] <= at_home[other] else (other, one)
                found.append((home, away))
                at_home[home] += 1
    return found


def _expected(
    model: Model,
    shared: SeasonTables,
    field: Field,
    rows: list[int],
    fixtures: list[tuple[int, int]],
) -> Expected:
    """What is expected of the matches to come, listed or not."""
    record = model.record
    number = model.snapshot.competitions.index(shared.competition)
    places = [record.place.get(row, -1) for row in rows]
    listed = [n for n, place in enumerate(places) if place >= 0]
    others = [n for n, place in enumerate(places) if place < 0]
    rate, spread = np.zeros((len(rows), 2)), np.zeros((len(rows), 3))
    if listed:
        found = model.expect([places[n] for n in listed])
        rate[listed], spread[listed] = found.rate, found.spread
    if others:
        pairs = [
            Pair(field.number[fixtures[n][0]], field.number[fixtures[n][1]], number) for n in others
        ]
        found = model.expect_pairs(pairs)
        rate[others], spread[others] = found.rate, found.spread
    return Expected(rate, spread)


def _horizon(model: Model, rows: list[int]) -> float:
    """Days from the moment to the middle of what is to come."""
    day = model.snapshot.day.toordinal()
    days = [int(d) for d in model.snapshot.matches.day[[r for r in rows if r >= 0]] if d > day]
    return float(np.mean(days) - day) if days else 30.0


def doubt_of(model: Model, shared: SeasonTables | None, days: float) -> Doubt:
    """How far strengths may be off so many days ahead; competitions between countries have more."""
    number = -1 if shared is None else model.snapshot.competitions.index(shared.competition)
    return doubt_in(model, number, days)


def doubt_in(model: Model, competition: int, days: float) -> Doubt:
    """As :func:`doubt_of`, by the number of the competition; -1 for none."""
    s, state = model.settings, model.state
    kept = s.form_kept ** (days / 7)
    spread = state.spread[:, :2, :2].copy()
    unseen = state.seen == 0
    form = state.spread[:, 2:4, 2:4] * kept * kept
    cross = state.spread[:, :2, 2:4] * kept
    spread = spread + form + cross + np.swapaxes(cross, 1, 2)
    spread[:, 0, 0] += s.drift * days + s.form**2 * (1 - kept * kept)
    spread[:, 1, 1] += s.drift * days + s.form**2 * (1 - kept * kept)
    spread[unseen, 0, 0] = spread[unseen, 1, 1] = model.record.first[unseen, 1] ** 2
    spread[unseen, 0, 1] = spread[unseen, 1, 0] = s.together * model.record.first[unseen, 1] ** 2
    spread *= model.shares(competition)[:, None, None] ** 2
    shock = np.zeros(2)
    if competition >= 0:
        shock = np.sqrt(state.level_spread[competition, 0] * np.array([1.0, 0.25]))
        if _abroad(model.snapshot, competition):
            abroad = state.country_spread[model.record.country]
            spread += abroad[:, None, None]
    first = np.sqrt(np.maximum(spread[:, 0, 0], 0.0))
    tied = np.divide(spread[:, 0, 1], first, out=np.zeros_like(first), where=first > 0)
    rest = np.sqrt(np.maximum(spread[:, 1, 1] - tied**2, 0.0))
    return Doubt(
        attack=np.ascontiguousarray(np.stack((first, np.zeros_like(first)), axis=1)),
        defence=np.ascontiguousarray(np.stack((tied, rest), axis=1)),
        shock=shock,
    )


def _abroad(snapshot: Snapshot, competition: int) -> bool:
    return snapshot.competitions[competition].split(".", 1)[0] in (
        "uefa", "fifa", "conmebol", "concacaf", "afc", "caf", "ofc",
    )  # fmt: skip


def without_doubt(table: OpenTable) -> OpenTable:
    """The same table with strengths taken as certain."""
    d = table.doubt
    return replace(
        table, doubt=Doubt(np.zeros_like(d.attack), np.zeros_like(d.defence), np.zeros(2))
    )


def means_of(model: Model, competition: int) -> tuple[Floats, Floats, float, float]:
    """Attack and defence of every club as they stand, goals and home advantage of a competition."""
    state = model.state
    attack = state.mean[:, 0] + state.mean[:, 2]
    defence = state.mean[:, 1] + state.mean[:, 3]
    share = model.shares(competition)
    attack, defence = attack * share, defence * share
    if competition >= 0 and _abroad(model.snapshot, competition):
        own = state.country[model.record.country]
        attack, defence = attack + own, defence + own
    if competition < 0:
        level = np.log(model.settings.counts[0].level), model.settings.home
    else:
        level = tuple(state.level[competition, 0].tolist())
    return attack, defence, float(level[0]), float(level[1])
