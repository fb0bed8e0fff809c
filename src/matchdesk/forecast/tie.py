"""Ties played many times side by side: legs, away goals, extra time, penalties, replays.

Whole runs are worked out in arrays; a round has few ties, so no compiler is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchdesk.forecast.chance import Tables, drawn, level_of, start_of
from matchdesk.forecast.model import Model
from matchdesk.forecast.record import Floats
from matchdesk.forecast.table_numpy import score
from matchdesk.forecast.table_plain import Doubt, Whole, shocks_by_run, strengths_by_run
from matchdesk.forecast.worlds import doubt_in, means_of
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.words import OF_TWO_LEGS

STRANGER = -1
"""A club that nobody knows yet."""
_LONG = 1 / 3
"""Extra time as a share of a match."""
_PLACES = 64
"""Places of a stream kept for each tie."""

Clubs = NDArray[np.int64]


@dataclass
class CupRuns:
    """How a cup went in each run.

    Attributes:
        order: rounds in the order played.
        reached: round → int[run, side], clubs that play in it, STRANGER where nobody known.
        winner: int[run], STRANGER where nobody known.
        through: (round, club, club) → int[run], who goes through a tie that is open.
        steps: the same → share of runs by step.
        ranked: int[run, club], clubs that go on by a ranking across groups; None without one.
        leads: row of a match to come in an open tie → int8[run]: 1 home win after 90 minutes, 0 a
            draw, -1 away win. round_of: the same → round.
    """

    order: list[str] = field(default_factory=list)
    reached: dict[str, Clubs] = field(default_factory=dict)
    winner: Clubs = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    through: dict[tuple[str, int, int], Clubs] = field(default_factory=dict)
    steps: dict[tuple[str, int, int], dict[str, float]] = field(default_factory=dict)
    leads: dict[int, NDArray[np.int8]] = field(default_factory=dict)
    round_of: dict[int, str] = field(default_factory=dict)
    tie_of: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    ranked: Clubs | None = None

    def share(self, name: str, clubs: int) -> Floats:
        """Share of runs in which each club plays in a round, float[club]."""
        held = np.sort(self.reached[name], axis=1)
        # Two clubs that the ledger takes for one count once.
        held[:, 1:][held[:, 1:] == held[:, :-1]] = STRANGER
        counts = np.bincount(held[held >= 0].ravel(), minlength=clubs)
        found: Floats = counts / max(len(held), 1)
        return found

    def plays_in(self, name: str, club: int) -> NDArray[np.bool_]:
        """Whether a club plays in a round, bool[run]."""
        found: NDArray[np.bool_] = (self.reached[name] == club).any(axis=1)
        return found

    def through_of(self, row: int) -> Clubs | None:
        """Who goes through the open tie of a match, int[run]; None where it is of none."""
        return self.through.get(self.tie_of.get(row, ("", -1, -1)))

    def take(self, runs: Clubs) -> CupRuns:
        """The same in some runs; ``steps`` stay those of all."""
        return CupRuns(
            self.order,
            {name: held[runs] for name, held in self.reached.items()},
            self.winner[runs] if len(self.winner) else self.winner,
            {tie: held[runs] for tie, held in self.through.items()},
            self.steps,
            {row: held[runs] for row, held in self.leads.items()},
            self.round_of,
            self.tie_of,
            self.ranked[runs] if self.ranked is not None else None,
        )


@dataclass
class Player:
    """Draws goals of any two clubs in many runs.

    Attributes:
        model, competition: strengths, and the number of the competition.
        seed, runs: of chance.
        clubs: numbers of the clubs that can play.
        days: until the middle of what is to come.
    """

    model: Model
    competition: int
    seed: int
    runs: NDArray[Any]
    tables: Tables
    stream: int
    clubs: frozenset[int]
    days: float = 30.0
    doubt: Doubt = field(init=False)

    def __post_init__(self) -> None:
        self.doubt = doubt_in(self.model, self.competition, self.days)
        attack, defence, self.level, self.home = means_of(self.model, self.competition)
        clubs = np.array(sorted(self.clubs), dtype=np.int64)
        # Place of each club among those that can play; the last is a stranger's, numbered -1.
        self.place = np.zeros(len(self.model.snapshot.clubs) + 1, dtype=np.int64)
        self.place[clubs] = np.arange(len(clubs))
        self.place[-1] = len(clubs)
        # A stranger is what a club below those held would be.
        s = self.model.settings
        weak = float(np.min(self.model.record.first[:, 0], initial=0.0)) - s.from_below
        self.attack = np.append(attack[clubs], weak)
        self.defence = np.append(defence[clubs], weak)
        extra = strengths_by_run(self.seed, self.runs, clubs, self.doubt, self.tables)
        none = np.zeros((len(self.runs), 1), dtype=np.int64)
        self._attack, self._defence = (np.concatenate((e, none), axis=1) for e in extra)
        self._shock = shocks_by_run(self.seed, self.runs, self.stream, self.doubt, self.tables)

    def goals(
        self,
        home: Clubs,
        away: Clubs,
        stream: int,
        place: int,
        *,
        neutral: bool,
        share: float = 1.0,
        rows: Clubs | None = None,
    ) -> tuple[Whole, Whole]:
        """Goals of two sides, int[run] each; ``share`` of a match is played.

        ``rows`` names the runs meant, in which ``home`` and ``away`` are; all if not given.
        """
        run = np.arange(len(self.runs)) if rows is None else rows
        half = 0.0 if neutral else self.home / 2
        base = self.level + np.log(share)
        i, j = self.place[home], self.place[away]
        up = level_of(base + half + self.attack[i] - self.defence[j])
        down = level_of(base - half + self.attack[j] - self.defence[i])
        common, edge = self._shock[0][run], self._shock[1][run] * (0 if neutral else 1)
        up = up + self._attack[run, i] - self._defence[run, j] + common + edge
        down = down + self._attack[run, j] - self._defence[run, i] + common - edge
        words = drawn(start_of(self.seed, stream), self.runs[run], place)
        return score(self.tables, up, down, (words & np.uint64(0xFFFFFFFF)).astype(np.int64))

    def coin(self, stream: int, place: int) -> NDArray[np.bool_]:
        """A toss, bool[run]."""
        words = drawn(start_of(self.seed, stream), self.runs, place)
        tossed: NDArray[np.bool_] = (words & np.uint64(1)) == np.uint64(1)
        return tossed


def play_tie(
    player: Player,
    one: Clubs,
    other: Clubs,
    rule: RoundRule,
    legs: int,
    stream: int,
    tie: int,
    *,
    neutral: bool = False,
    known: Sequence[tuple[int, int] | None] = (),
    extra: tuple[int, int] | None = None,
    grounds: Sequence[bool] = (),
) -> tuple[Clubs, NDArray[np.int8], list[NDArray[np.int8]]]:
    """Who goes through, int[run], by which step, int8[run] (see :data:`STEPS`), and the legs' leads.

    Args:
        player: draws goals.
        one: int[run], at home in the first leg.
        other: int[run].
        rule: steps of the round.
        legs: 1 or 2.
        stream: where chance is drawn.
        tie: number of the tie in it.
        neutral: the only leg is on neutral ground.
        known: scores of legs already played, as (home, visitors) of that leg.
        extra: goals of extra time already played.
        grounds: neutral, leg by leg, where the record tells.
    """
    runs = len(player.runs)
    place = tie * _PLACES
    goals = np.zeros((runs, 2), dtype=np.int64)
    away = np.zeros((runs, 2), dtype=np.int64)
    points = np.zeros((runs, 2), dtype=np.int64)
    sides = ((one, other), (other, one))
    leads: list[NDArray[np.int8]] = []
    for leg in range(legs):
        host, guest = sides[leg]
        at = known[leg] if leg < len(known) else None
        if at is not None:
            x, y = np.full(runs, at[0]), np.full(runs, at[1])
        else:
            apart = grounds[leg] if leg < len(grounds) else neutral
            x, y = player.goals(host, guest, stream, place + leg, neutral=apart)
        leads.append(np.sign(x - y).astype(np.int8))
        own, their = (0, 1) if leg == 0 else (1, 0)
        goals[:, own] += x
        goals[:, their] += y
        away[:, their] += y
        points[:, own] += 3 * (x > y) + (x == y)
        points[:, their] += 3 * (y > x) + (x == y)
    found = np.zeros(runs, dtype=np.int64)  # 1 for one, 2 for other, 0 open
    step = np.zeros(runs, dtype=np.int8)

    def settle(lead: Whole, code: int) -> None:
        now = (found == 0) & (lead != 0)
        found[now] = np.where(lead[now] > 0, 1, 2)
        step[now] = code

    host, guest = sides[legs - 1]
    long: tuple[Whole, Whole] | None = None
    steps = rule.decide
    if legs == 1:
        settle(goals[:, 0] - goals[:, 1], STEPS.index("single_match"))
        steps = tuple(s for s in steps if s not in OF_TWO_LEGS)
    for number, name in enumerate(steps):
        code = STEPS.index(name) if name in STEPS else STEPS.index("lots")
        if name == "aggregate":
            settle(goals[:, 0] - goals[:, 1], code)
        elif name == "points":
            settle(points[:, 0] - points[:, 1], code)
        elif name == "away_goals":
            settle(away[:, 0] - away[:, 1], code)
        elif name in ("extra_time", "golden_goal", "silver_goal"):
            x, y = np.zeros(runs, dtype=np.int64), np.zeros(runs, dtype=np.int64)
            still = np.flatnonzero(found == 0)
            if extra is not None:
                x[:], y[:] = extra
            elif len(still):
                apart = grounds[legs - 1] if legs - 1 < len(grounds) else neutral
                x[still], y[still] = player.goals(
                    host[still], guest[still], stream, place + 8 + number, neutral=apart,
                    share=_LONG, rows=still,
                )  # fmt: skip
            long = (x, y)
            lead = x - y if legs == 1 else y - x
            settle(lead, code)
        elif name == "away_goals_after_extra_time":
            if long is not None:
                # The visitors of the second leg are the side at home in the first.
                late = away.copy()
                late[:, 0] += long[1]
                settle(late[:, 0] - late[:, 1], code)
        elif name in ("replay", "play_off"):
            apart = name == "play_off" or neutral
            hosts, guests = (other, one) if name == "replay" else (one, other)
            still = np.flatnonzero(found == 0)
            lead = np.zeros(runs, dtype=np.int64)
            if len(still):
                x, y = player.goals(
                    hosts[still], guests[still], stream, place + 16 + number, neutral=apart,
                    rows=still,
                )  # fmt: skip
                lead[still] = y - x if name == "replay" else x - y
            settle(lead, code)
        else:
            toss = player.coin(stream, place + 32 + number)
            settle(np.where(toss, 1, -1), code)
    toss = player.coin(stream, place + 63)
    settle(np.where(toss, 1, -1), STEPS.index("lots"))
    return np.where(found == 1, one, other), step, leads


STEPS: tuple[str, ...] = (
    "", "single_match", "aggregate", "points", "away_goals", "extra_time", "golden_goal",
    "silver_goal", "away_goals_after_extra_time", "penalties", "replay", "play_off", "toss",
    "lots", "better_rank",
)  # fmt: skip
