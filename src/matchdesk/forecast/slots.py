"""Clubs at the places of a bracket that the rulebook fixes: "1A", "9/10", "3A/B/F", "w2"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from matchdesk.core.season import Season
from matchdesk.forecast.tie import STRANGER, Clubs, Player
from matchdesk.forecast.worlds import stream_of
from matchdesk.rules.edition import Edition


@dataclass
class Slots:
    """Where the clubs of groups or a league phase stand in the bracket, run by run.

    Attributes:
        groups: for each group its clubs by place, int[run, place]; empty without a group phase.
        thirds: the groups, and the clubs that go on by a ranking across them, int[run, club].
    """

    competition: str
    season: Season
    edition: Edition
    player: Player
    groups: Mapping[str, Clubs]
    thirds: tuple[tuple[str, ...], Clubs] | None
    _by_key: dict[str, dict[tuple[str, int], str]] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.player.runs)

    def in_zone(self, zone: str) -> Clubs | None:
        """Clubs of all groups in the places of a zone, int[run, club]; None where there are none."""
        zones = self.edition.stages[-1].zones if self.edition.stages else ()
        found = [
            clubs[:, z.first - 1 : z.last]
            for clubs in self.groups.values()
            for z in zones
            if z.zone == zone and clubs.shape[1] >= z.last
        ]
        return np.concatenate(found, axis=1) if found else None

    def clubs(self, pairs: tuple[tuple[str, str], ...], winners: Clubs | None) -> Clubs | None:
        """Clubs of a bracket's round, int[run, side]; None where a side cannot be told."""
        found: list[Clubs] = []
        taken: dict[str, int] = {}
        for number, side in enumerate(s for pair in pairs for s in pair):
            column = self._side(side, taken, winners, number)
            if column is None:
                return None
            found.append(column)
        return np.stack(found, axis=1)

    def _side(
        self, side: str, taken: dict[str, int], winners: Clubs | None, number: int
    ) -> Clubs | None:
        if side[0] == "w" and winners is not None:
            at = int(side[1:]) - 1
            return winners[:, at] if at < winners.shape[1] else None
        if side[0] in "wl":
            return None
        digits = "".join(c for c in side.split("/")[0] if c.isdigit())
        letters = side[len(digits) :]
        if not letters or letters.startswith("/"):
            # Places of a single table: "5", or "9/10" of which one is drawn.
            table = self.groups.get("")
            if table is None:
                return None
            places = [int(word) for word in side.split("/")]
            turn = taken.get(side, 0)
            taken[side] = turn + 1
            if max(places) > table.shape[1]:
                return None
            if len(places) == 1:
                return table[:, places[0] - 1]
            stream = stream_of(self.competition, self.season, "places", side)
            toss = self.player.coin(stream, 0)
            pick = np.where(toss, turn, 1 - turn) % len(places)
            drawn_place: Clubs = table[np.arange(self.runs), np.array(places)[pick] - 1]
            return drawn_place
        place = int(digits)
        group = self.groups.get(letters)
        if "/" not in letters:
            if group is None or group.shape[1] < place:
                return None
            return group[:, place - 1]
        turn = taken.get(side, 0)
        taken[side] = turn + 1
        return self._third(side, turn)

    def _third(self, side: str, turn: int) -> Clubs | None:
        """Which third-placed club a winner meets, by the rulebook's table or by what it allows."""
        fixed = self.edition.bracket
        if self.thirds is None or fixed is None:
            return None
        through = self._thirds_through
        found = np.full(self.runs, STRANGER, dtype=np.int64)
        for key in set(through):
            rows = np.array([n for n, held in enumerate(through) if held == key])
            letter = self._letters(key).get((side, turn))
            if letter is not None:
                found[rows] = self.groups[letter][rows, 2]
        return found

    def _letters(self, key: str) -> dict[tuple[str, int], str]:
        """Group whose third-placed club stands at each place, where those of ``key`` go on.

        Places are sides of the bracket's first round such as "3A/B/F", counted where one comes twice.
        """
        if key in self._by_key:
            return self._by_key[key]
        fixed = self.edition.bracket
        assert fixed is not None
        places: list[tuple[str, int]] = []
        rivals: list[str] = []
        for one, other in (pair for _, pairs in fixed.rounds[:1] for pair in pairs):
            for side, rival in ((one, other), (other, one)):
                if side[0] == "3" and "/" in side:
                    places.append((side, sum(side == held for held, _ in places)))
                    rivals.append(rival)
        meant = dict(fixed.thirds).get(key, "")
        found: dict[tuple[str, int], str] = {}
        for place, rival in zip(places, rivals, strict=True):
            at = fixed.thirds_for.index(rival) if rival in fixed.thirds_for else -1
            if 0 <= at < len(meant):
                found[place] = meant[at]
        if len(found) < len(places):
            found = self._allowed(places, key) or dict(zip(places, key, strict=False))
        self._by_key[key] = found
        return found

    def _allowed(self, places: list[tuple[str, int]], key: str) -> dict[tuple[str, int], str]:
        """The first way to give each place a group that it names; empty where there is none."""
        if not places:
            return {}
        side = places[0][0]
        for letter in key:
            if letter in side[1:].split("/"):
                rest = self._allowed(places[1:], key.replace(letter, ""))
                if rest or len(places) == 1:
                    return {places[0]: letter} | rest
        return {}

    @property
    def _thirds_through(self) -> list[str]:
        """Groups whose third-placed clubs went on, in each run: "ABCD"."""
        assert self.thirds is not None
        letters = sorted(self.groups)
        third = np.stack([self.groups[letter][:, 2] for letter in letters], axis=1)
        chosen = [
            [letters[k] for k in range(len(letters)) if third[n, k] in set(row)]
            for n, row in enumerate(self.thirds[1].tolist())
        ]
        return ["".join(one) for one in chosen]

    @staticmethod
    def without_twice(
        clubs: Clubs, meant: Clubs | None, open_: list[int], sides: list[str]
    ) -> None:
        """Put clubs that have no place yet where an open place has one that has a tie on record."""
        assert meant is not None
        fixed = [n for n in range(clubs.shape[1]) if n not in open_]
        there = clubs[:, fixed]
        twice = (clubs[:, open_][:, :, None] == there[:, None, :]).any(axis=2)
        for run in np.flatnonzero(twice.any(axis=1)):
            row, at = clubs[run], [n for n, bad in zip(open_, twice[run], strict=True) if bad]
            here = {*row.tolist()}
            free = [n for n in range(len(row)) if meant[run, n] not in here]
            for place in at:
                like = [n for n in free if sides[n] == sides[place]] or free
                if like:
                    row[place] = meant[run, like[0]]
                    free.remove(like[0])
