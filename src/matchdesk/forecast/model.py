"""The model at a moment: strengths from all matches known, and what they say of matches to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast import compiled, strengths
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.record import (
    PAUSE,
    Flags,
    Floats,
    Record,
    Whole,
    columns_of,
    is_home_cup,
    level_of,
    pairs_in,
    record_of,
)
from matchdesk.forecast.settings import SETTINGS, StrengthSettings
from matchdesk.forecast.strengths import Expected, State

_SOME = 8
"""Clubs of a league whose season tells what an ordinary one of it is."""
_LATE = 3 * 365
"""Days after which a competition no longer tells what an ordinary one is like."""
FEW = 2_000
"""Matches up to which the plain twin is as quick as loading the kernel."""


@dataclass(frozen=True)
class Model:
    """Strengths of all clubs at a snapshot's moment.

    Attributes:
        record: the matches they come from, fixtures to come included.
        state: what is known of clubs and competitions.
    """

    record: Record
    state: State

    @property
    def snapshot(self) -> Snapshot:
        """Where the matches come from."""
        return self.record.snapshot

    @property
    def settings(self) -> StrengthSettings:
        """The settings of the model."""
        return self.record.settings

    @cached_property
    def fixtures(self) -> Whole:
        """Places in the record of the matches whose result is not known."""
        return np.flatnonzero(~self.record.known)

    def expect(self, places: Sequence[int] | Whole) -> Expected:
        """What is expected of matches of the record, as strengths are known now.

        A match without a known day, or with one that is over, is looked at as of the moment.
        """
        return self._expect(self.record.unplayed(self.snapshot.day.toordinal()), places)

    def expect_pairs(self, pairs: Sequence[Pair]) -> Expected:
        """What is expected of any two clubs, whether they have a fixture or not.

        A club that the snapshot does not hold is taken for an ordinary one of the competition
        while its season runs, since a newcomer would have been seen in it, and else for a newcomer;
        a competition that it does not hold for an ordinary one.
        """
        s, record = self.settings, self.record
        known = len(self.snapshot.clubs)
        strangers = sum((pair.home < 0) + (pair.away < 0) for pair in pairs)
        ordinary = len(self.snapshot.competitions)
        state = _widened(self.state, record, strangers)
        country = np.concatenate((record.country, np.zeros(strangers, dtype=np.int64)))
        clubs = np.empty((len(pairs), 2), dtype=np.int64)
        level = [level_of(name) for name in self.snapshot.competitions]
        for n, pair in enumerate(pairs):
            both = (pair.home, pair.away)
            for side in (0, 1):
                clubs[n, side] = both[side]
                if both[side] < 0:
                    clubs[n, side] = known
                    usual = self._usual(pair)
                    if usual is None:
                        depth = level[pair.competition] if pair.competition >= 0 else pair.depth
                        begin = -s.step_down * (max(depth, 1) - 1) - s.from_below
                        state.mean[known, :2] = begin
                    else:
                        state.mean[known], state.spread[known] = usual
                    country[known] = record.country[both[1 - side]] if both[1 - side] >= 0 else 0
                    known += 1
        now = self.snapshot.day.toordinal()
        day = np.array([max(p.day or now, now) for p in pairs], dtype=np.int64)
        competition = np.array(
            [p.competition if p.competition >= 0 else ordinary for p in pairs], dtype=np.int64
        )
        neutral = np.array([p.neutral for p in pairs], dtype=np.bool_)
        home, away = clubs[:, 0].copy(), clubs[:, 1].copy()
        shift, at_home = pairs_in(record, home, away, competition, day, neutral)
        several = replace(
            record,
            rows=np.zeros(len(pairs), dtype=np.intp),
            home=home,
            away=away,
            competition=competition,
            day=day,
            season=np.zeros(len(pairs), dtype=np.int64),
            known=np.zeros(len(pairs), dtype=np.bool_),
            at_home=at_home,
            weight=np.ones(len(pairs)),
            counts=np.full((len(pairs), len(s.counts), 2), np.nan),
            shift=shift,
            pace=np.tile([1.0, s.drift_together], (len(pairs), 2, 1)),
            shown=self._shown(clubs, competition),
            before=np.tile([1.0, 0.0, 0.0], (len(pairs), 2, 1)),
            country=country,
        )
        return replace(self, state=state)._expect(several, np.arange(len(pairs)))

    def shares(self, competition: int) -> Floats:
        """Share of their strengths that the clubs show in a competition, float[club].

        Args:
            competition: its number, -1 or beyond those of the snapshot for another.
        """
        s, names = self.settings, self.snapshot.competitions
        if 0 <= competition < len(names) and is_home_cup(names[competition]):
            return np.where(self._top, s.cup_top, s.cup_below)
        return np.ones(len(self.snapshot.clubs))

    def _shown(self, clubs: Whole, competition: Whole) -> Floats:
        """The same for both sides of pairs, float[pair, side]; strangers are no clubs of the top."""
        strangers = max(int(clubs.max(initial=0)) + 1 - len(self.snapshot.clubs), 0)
        found = np.ones(clubs.shape)
        for number in set(competition.tolist()):
            own = competition == number
            share = self.shares(number)
            cup = number < len(self.snapshot.competitions) and bool((share < 1).any())
            rest = np.full(strangers, self.settings.cup_below if cup else 1.0)
            found[own] = np.concatenate((share, rest))[clubs[own]]
        return found

    @cached_property
    def _top(self) -> Flags:
        """Which clubs last played in a top league, bool[club]."""
        record = self.record
        level = np.array([level_of(name) for name in self.snapshot.competitions], dtype=np.int64)
        of = level[record.competition]
        league = np.flatnonzero(of > 0)
        found = np.zeros(len(self.snapshot.clubs), dtype=np.bool_)
        # In the order of days: the last one stands.
        both = np.stack((record.home[league], record.away[league]), axis=1).ravel()
        found[both] = np.repeat(of[league] == 1, 2)
        return found

    def _usual(self, pair: Pair) -> tuple[Floats, Floats] | None:
        """Mean and covariance of the clubs of a league whose season runs; None for another."""
        if pair.competition not in self._running:
            return None
        last, clubs = self._running[pair.competition]
        if abs((pair.day or last) - last) > PAUSE:
            return None
        means = self.state.mean[clubs]
        return means.mean(axis=0), np.cov(means, rowvar=False) + self.state.spread[clubs].mean(
            axis=0
        )

    @cached_property
    def _running(self) -> dict[int, tuple[int, Whole]]:
        """Last day of each league's last season, and its clubs; for leagues with some clubs."""
        record = self.record
        found = {}
        for number, name in enumerate(self.snapshot.competitions):
            own = np.flatnonzero(record.known & (record.competition == number))
            if level_of(name) and len(own):
                of_season = own[record.season[own] == record.season[own[-1]]]
                clubs = np.unique(np.concatenate((record.home[of_season], record.away[of_season])))
                if len(clubs) >= _SOME:
                    found[number] = (int(record.day[own[-1]]), clubs)
        return found

    def _expect(self, record: Record, places: Sequence[int] | Whole) -> Expected:
        chosen = np.asarray(places, dtype=np.int64)
        blocks = np.zeros(len(chosen), dtype=np.int64)
        return follow(self.state, record, chosen, blocks, np.ones(len(chosen), dtype=np.bool_))


def _widened(state: State, record: Record, strangers: int) -> State:
    """A state with room for clubs and one competition that are not held."""
    s = record.settings
    begun = strengths.beginning(record)
    mean = np.concatenate((state.mean, np.zeros((strangers, strengths.STATES))))
    spread = np.zeros((strangers, strengths.STATES, strengths.STATES))
    variance = s.below_spread**2 + s.from_below**2
    spread[:, 0, 0] = spread[:, 1, 1] = variance
    spread[:, 0, 1] = spread[:, 1, 0] = s.together * variance
    level, level_spread = state.level, state.level_spread
    played = state.level_day > 0
    if len(level):
        latest = played & (state.level_day > state.level_day.max() - _LATE)
        usual = level[latest].mean(axis=0) if played.any() else begun.level[0]
        level = np.concatenate((level, usual[None]))
        level_spread = np.concatenate((level_spread, begun.level_spread[:1]))
    return replace(
        state,
        mean=mean,
        spread=np.concatenate((state.spread, spread)),
        seen=np.concatenate((state.seen, np.zeros(strangers, dtype=np.int64))),
        level=level,
        level_spread=level_spread,
        level_day=np.concatenate((state.level_day, np.zeros(1, dtype=np.int64))),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clubs that might meet.

    Attributes:
        home, away: club numbers of the snapshot, -1 for a club that it does not hold.
        competition: its number in the snapshot, -1 for one that it does not hold.
        day: proleptic ordinal; None for the moment.
        neutral: neither is at home.
        depth: level of a league that it does not hold, 0 where it is none.
    """

    home: int
    away: int
    competition: int = -1
    day: int | None = None
    neutral: bool = False
    depth: int = 0


def model_of(
    snapshot: Snapshot, settings: StrengthSettings = SETTINGS, told: Told | None = None
) -> Model:
    """Strengths from all matches of a snapshot that are known at its moment."""
    record = record_of(snapshot, settings)
    state = strengths.beginning(record)
    follow(state, record, np.flatnonzero(record.known), told=told)
    return Model(record, state)


def follow(
    state: State,
    record: Record,
    places: Whole,
    blocks: Whole | None = None,
    expected: Flags | None = None,
    told: Told | None = None,
) -> Expected:
    """As :func:`.strengths.follow`, compiled where there is much to do."""
    if blocks is None:
        blocks = np.zeros(len(places), dtype=np.int64)
    if expected is None:
        expected = np.zeros(len(places), dtype=np.bool_)
    if len(places) > FEW:
        kernel = compiled.kernel("strengths_kernel", told)
        if kernel is not None:
            rate, spread = kernel.follow_arrays(
                state.arrays(), columns_of(record), strengths.numbers_of(record.settings),
                places, blocks, expected,
            )  # fmt: skip
            return Expected(rate, spread)
    return strengths.follow(state, record, places, blocks, expected)


__all__ = ["Model", "Pair", "follow", "model_of"]
