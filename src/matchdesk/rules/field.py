"""The matches of one table, as the engine counts them: clubs numbered by name, results as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.snapshot import (
    BoolColumn,
    IntColumn,
    Matches,
    Rows,
    Snapshot,
    distinct,
    leg_code,
    phase_code,
    status_code,
)
from matchdesk.rules.decisions import Decisions
from matchdesk.rules.edition import PLAY_OFF, Edition, Stage
from matchdesk.rules.order import World
from matchdesk.rules.shape import after_split, lines_of, play_offs
from matchdesk.rules.sums import Ints

PLAYED, AWARDED = status_code("played"), status_code("awarded")
SCHEDULED, POSTPONED = status_code("scheduled"), status_code("postponed")
ABANDONED, VOID = status_code("abandoned"), status_code("void")
_REPLAY, _PLAY_OFF = leg_code("replay"), leg_code("play-off")
_SPLIT = phase_code("split")


@dataclass(frozen=True, slots=True)
class Counted:
    """Columns of some matches with the decisions in force put in; every array is int[match].

    Attributes:
        rows: rows of the snapshot.
        scored, conceded: goals that count, home and visitors; -1 where none do.
    """

    rows: Rows
    home: IntColumn
    away: IntColumn
    phase: IntColumn
    round: IntColumn
    group: IntColumn
    leg: IntColumn
    status: IntColumn
    day: IntColumn
    scored: IntColumn
    conceded: IntColumn

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, which: Rows | BoolColumn) -> Counted:
        """The same columns for some of the matches."""
        return Counted(
            self.rows[which], self.home[which], self.away[which], self.phase[which],
            self.round[which], self.group[which], self.leg[which], self.status[which],
            self.day[which], self.scored[which], self.conceded[which],
        )  # fmt: skip


def counted(matches: Matches, rows: Rows, decided: Decisions) -> Counted:
    """The columns of these rows, with awarded and void results put in."""
    m = matches
    status = m.status[rows]
    late_home, late_away = m.extra_home[rows], m.extra_away[rows]
    given_home, given_away = m.awarded_home[rows], m.awarded_away[rows]
    scored = np.where(late_home >= 0, late_home, m.home_goals[rows])
    conceded = np.where(late_away >= 0, late_away, m.away_goals[rows])
    scored = np.where(given_home >= 0, given_home, scored)
    conceded = np.where(given_away >= 0, given_away, conceded)
    if decided.awarded or decided.void:
        where = {int(row): n for n, row in enumerate(rows)}
        status, scored, conceded = status.copy(), scored.copy(), conceded.copy()
        for row, score in decided.awarded.items():
            if row in where:
                scored[where[row]], conceded[where[row]] = score
                status[where[row]] = AWARDED
        for row in decided.void:
            if row in where:
                status[where[row]] = VOID
    stands = ((status == PLAYED) | (status == AWARDED)) & (scored >= 0) & (conceded >= 0)
    return Counted(
        rows, m.home[rows], m.away[rows], m.phase[rows], m.round[rows], m.group[rows], m.leg[rows],
        status, m.day[rows], np.where(stands, scored, -1), np.where(stands, conceded, -1),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """The clubs and matches of one table; clubs are numbered in order of name.

    Attributes:
        clubs: the clubs. number: their numbers in the snapshot. place: the other way round.
        matches: the matches, play-offs for a place left out.
        fixtures: int[match, 2], places of home side and visitors.
        over, open: bool[match], the result counts; the match is still to come.
        played_off: (club above, club below) → "play_off", by play-off matches for a place.
        beside: the same by ties that are no part of the league (a round of play-offs, or the
            competition of its play-offs): they settle only what the rules leave to a play-off.
        late: int[match], how matches went on (:func:`.sums.match_points`); None where no points
            depend on it.
    """

    clubs: tuple[Club, ...]
    number: tuple[int, ...]
    place: dict[int, int]
    matches: Counted
    fixtures: Ints
    over: BoolColumn
    open: BoolColumn
    played_off: dict[tuple[int, int], str]
    late: Ints | None
    beside: dict[tuple[int, int], str] = field(default_factory=dict)


def field_of(
    snapshot: Snapshot,
    stage: Stage,
    matches: Counted,
    ties: Counted | None = None,
    *,
    away_goals: bool = False,
) -> Field:
    """The field of one table; ``ties`` are those that may have been played for a place in it.

    ``away_goals`` tells whether they count in such ties over two legs.
    """
    extra = (matches.leg == _REPLAY) | (matches.leg == _PLAY_OFF)
    if stage.phase != "league" and any(step.by == "play_off" for step in stage.order):
        extra |= _once_more(snapshot, matches)
    played_off: dict[tuple[int, int], str] = {}
    if extra.any():
        played_off = play_offs(snapshot, matches.take(extra), away_goals=away_goals)
        matches = matches.take(~extra)
    numbers = distinct(np.concatenate((matches.home, matches.away)))
    numbers = numbers[np.argsort(snapshot.name_rank[numbers])]
    local = np.full(len(snapshot.clubs), -1, dtype=np.int64)
    local[numbers] = np.arange(len(numbers))
    number = tuple(numbers.tolist())
    place = {club: n for n, club in enumerate(number)}
    over = matches.scored >= 0
    return Field(
        clubs=tuple(snapshot.clubs[n] for n in number),
        number=number,
        place=place,
        matches=matches,
        fixtures=np.stack((local[matches.home], local[matches.away]), axis=1),
        over=over,
        open=~over & (matches.status != VOID),
        played_off={
            (place[a], place[b]): word
            for (a, b), word in played_off.items()
            if a in place and b in place
        },
        late=_late(snapshot, matches.rows) if stage.points.beyond_ninety else None,
        beside={
            (place[a], place[b]): word
            for (a, b), word in play_offs(snapshot, ties, away_goals=away_goals).items()
            if a in place and b in place
        }
        if ties is not None and len(ties)
        else {},
    )


def _once_more(snapshot: Snapshot, matches: Counted) -> BoolColumn:
    """Matches of a group in which each pair meets once that are a play-off for a place in it.

    They are called so, or are the second match of a pair, whether or not a file says what it is.
    """
    named = np.array([name == PLAY_OFF for name in snapshot.rounds], dtype=np.bool_)
    extra: BoolColumn = named[matches.round]
    met: set[tuple[int, int]] = set()
    for n, pair in enumerate(zip(matches.home.tolist(), matches.away.tolist(), strict=True)):
        pair = (min(pair), max(pair))
        extra[n] |= pair in met
        met.add(pair)
    return extra


def without_guests(matches: Counted) -> Counted:
    """A league that splits without clubs of other divisions that play in its second part only."""
    late = matches.phase == _SPLIT
    if not late.any() or late.all():
        return matches
    own = distinct(np.concatenate((matches.home[~late], matches.away[~late])))
    return matches.take(np.isin(matches.home, own) & np.isin(matches.away, own))


def season_done(field: Field, stage: Stage, settled: int, still_open: int, day: int) -> bool:
    """True once a table is final: every pair of its clubs has met as often as the rules say.

    Args:
        field: the table.
        stage: its rules.
        settled: matches that are over or void.
        still_open: matches on record that are still to come.
        day: ordinal of the day; a season that was stopped is done from its last day.
    """
    if stage.stopped is not None:
        return day >= stage.stopped.toordinal()
    if still_open:
        return False
    expected = stage.matches_of(len(field.clubs))
    return expected is not None and settled >= expected


def world_of(snapshot: Snapshot, stage: Stage, field: Field, decided: Decisions) -> World:
    """The table to be put in order, as it stands at the snapshot's moment."""
    m, over = field.matches, field.over
    still_open = int(field.open.sum())
    place = field.place
    world = World(
        clubs=len(field.clubs),
        fixtures=field.fixtures[over],
        goals=np.stack((m.scored[over], m.conceded[over]), axis=1).astype(np.int64),
        points=stage.points,
        steps=stage.order_on(snapshot.day),
        head_to_head_from=stage.head_to_head_from,
        meetings=stage.meetings,
        zones=stage.zones,
        season_done=season_done(
            field, stage, len(m) - still_open, still_open, snapshot.day.toordinal()
        ),
        deducted={place[c]: n for c, n in decided.deducted.items() if c in place},
        void=field.fixtures[m.status == VOID],
        pending=field.fixtures[field.open],
        ahead={
            **field.played_off,
            **{
                (place[a], place[b]): word
                for (a, b), word in decided.ahead.items()
                if a in place and b in place
            },
        },
        late=None if field.late is None else field.late[over],
        lines=lines_of(stage, len(field.clubs)),
        beside=field.beside,
    )
    if stage.split is not None:
        world = after_split(world, stage, field.fixtures, over, m.phase == _SPLIT)
    return world


def in_stage(snapshot: Snapshot, edition: Edition, stage: Stage, matches: Counted) -> BoolColumn:
    """Which matches make the tables of a phase; matches that name no phase go where they fit."""
    chosen = np.asarray(matches.phase == phase_code(stage.phase))
    silent = matches.phase < 0
    if stage.phase == "league":
        if stage.split is not None:
            chosen |= matches.phase == _SPLIT
        if silent.any():
            fits = silent & _plain(snapshot, matches)
            if edition.stage("group") is not None:
                fits &= ~_grouped(snapshot, matches)
            chosen |= fits
    elif stage.phase == "group" and silent.any():
        chosen |= silent & _grouped(snapshot, matches)
    return chosen


def _grouped(snapshot: Snapshot, matches: Counted) -> BoolColumn:
    named = np.array([bool(name) for name in snapshot.groups], dtype=np.bool_)
    return named[matches.group]


def _plain(snapshot: Snapshot, matches: Counted) -> BoolColumn:
    plain = np.array(
        [not w or w.isdigit() or w.startswith("matchday") for w in snapshot.rounds],
        dtype=np.bool_,
    )
    return plain[matches.round]


def _late(snapshot: Snapshot, rows: Rows) -> Ints:
    """How matches went on: 0 over after 90 minutes, 1 after extra time, 2 and -2 a shoot-out."""
    m = snapshot.matches
    kicks = m.penalties_home[rows].astype(np.int64) - m.penalties_away[rows]
    shot = (m.penalties_home[rows] >= 0) & (m.penalties_away[rows] >= 0)
    long = m.extra_home[rows] >= 0
    late: Ints = np.where(shot, 2 * np.sign(kicks), np.where(long, 1, 0))
    return late
