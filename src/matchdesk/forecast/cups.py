"""Knock-out rounds to their end, many times: what is drawn, and draws of what is not.

Pairings not yet drawn are drawn by the bracket of the rulebook where there is one, else by lot: from
a group phase winners against others of another group, and of another country where the draw keeps
them apart; the winner of a group is at home in the second leg.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from matchdesk.core.season import Season
from matchdesk.core.snapshot import phase_code
from matchdesk.errors import UnknownName
from matchdesk.forecast.chance import drawn, start_of
from matchdesk.forecast.model import Model
from matchdesk.forecast.second_groups import second_groups
from matchdesk.forecast.slots import Slots
from matchdesk.forecast.tie import STEPS, STRANGER, Clubs, CupRuns, Player, play_tie
from matchdesk.forecast.worlds import stream_of
from matchdesk.rules.bracket import bracket
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition
from matchdesk.rules.knockout import Tie, ties

_TIES_OF = {
    "round_of_128": 64, "round_of_64": 32, "round_of_32": 16, "round_of_16": 8,
    "quarter_final": 4, "semi_final": 2, "final": 1,
}  # fmt: skip
_TRIES = 40
"""Draws of a round tried until no pair is barred."""


def _pair(tie: Tie) -> frozenset[str]:
    return frozenset(club.id for club in tie.teams)


def _before(tie: Tie, day: dt.date | None) -> bool:
    """True for a tie that began before a day."""
    return day is not None and any(leg.date is not None and leg.date < day for leg in tie.legs)


class Cup:
    """The rounds of one competition from a moment on.

    Args:
        model: strengths.
        competition, season: which.
        player: draws goals.
        groups: for each group its clubs by place, int[run, place]; empty without a group phase.
        entrants: clubs that may still come in, strongest first.
        phase: of the groups; a second group phase that is not drawn yet is played after them.
    """

    def __init__(
        self,
        model: Model,
        competition: str,
        season: Season,
        player: Player,
        groups: Mapping[str, Clubs] | None = None,
        thirds: tuple[tuple[str, ...], Clubs] | None = None,
        entrants: Sequence[int] = (),
        catalogue: Catalogue = BUILT_IN,
        phase: str = "",
    ) -> None:
        self.model, self.player = model, player
        self.snapshot = model.snapshot
        self.competition, self.season = competition, season
        self.catalogue = catalogue = catalogue.of(model.snapshot)
        self.edition: Edition = catalogue.edition(competition, season)
        self.groups = dict(groups or {})
        self.thirds, self.phase = thirds, phase
        self.entrants = list(entrants)
        self.runs = len(player.runs)
        self.slots = Slots(competition, season, self.edition, player, self.groups, thirds)
        try:
            found = ties(model.snapshot, competition, season, catalogue=catalogue)
        except UnknownName:
            found = ()
        if any(not tie.round for tie in found):
            raise UnknownName(
                f"Matches of {competition} {season} are held without their round, so what is left of "
                "it cannot be told. Import a file that has the rounds.",
                code="no-rounds",
            )
        begun = self._groups_begin() if self.groups else None
        self.known = [
            t for t in found
            if t.phase != "qualifying" and t.round != "third_place" and not _before(t, begun)
        ]  # fmt: skip
        self.done = CupRuns(ranked=thirds[1] if thirds is not None else None)

    def _groups_begin(self) -> dt.date | None:
        """First day of the groups; rounds that were played before it lead into them."""
        m = self.snapshot.matches
        rows = self.snapshot.season_rows(self.competition, self.season)
        phases = [phase_code(phase) for phase in ("league", "group", "group_2")]
        days = m.day[rows][np.isin(m.phase[rows], phases) & (m.day[rows] > 0)]
        return dt.date.fromordinal(int(days.min())) if len(days) else None

    def play(self) -> CupRuns:
        """Play to the final."""
        rounds: dict[str, list[Tie]] = {}
        for tie in self.known:
            rounds.setdefault(tie.round, []).append(tie)
        names = list(rounds)
        winners: Clubs | None = None
        for number, name in enumerate(names):
            last = number == len(names) - 1
            winners = self._known_round(name, self._in_order(name, rounds[name]), winners, last)
        name = names[-1] if names else ""
        if winners is not None:
            winners, name = self._joined(name, winners) or (winners, name)
        if winners is None:
            self._second_groups()
            winners, name = self._from_groups()
            if winners is None:
                return self.done
        while winners.shape[1] > 1 or self._more(name):
            name, count = self._following(name, winners.shape[1])
            if count > winners.shape[1]:
                more = np.full((self.runs, count - winners.shape[1]), STRANGER, dtype=np.int64)
                placed = [self.snapshot.club_number(c) for t in self.known for c in t.teams]
                winners = self._filled(np.concatenate((winners, more), axis=1), placed)
            winners = self._round(name, winners)
        self.done.winner = winners[:, 0]
        return self.done

    # Rounds of which something is known

    def _known_round(self, name: str, known: list[Tie], before: Clubs | None, last: bool) -> Clubs:
        """Winners of a round whose ties are known, all or some; int[run, tie]."""
        stream = stream_of(self.competition, self.season, name)
        if last:
            placed = self._known_in_bracket(name, known, before, stream)
            if placed is not None:
                return placed
        columns, clubs = [], []
        for number, tie in enumerate(known):
            a, b = (self.snapshot.club_number(club) for club in tie.teams)
            clubs += [a, b]
            columns.append(self._known_tie(tie, a, b, stream, number, name))
        self._reach(name, np.tile(np.array(clubs, dtype=np.int64), (self.runs, 1)))
        winners = np.stack(columns, axis=1)
        if not last:
            return winners
        # The draw of this round may not be complete: the others come from those still in.
        want = _TIES_OF.get(name, 0)
        if want > len(known) and before is not None:
            rest = self._rest(before, clubs, 2 * (want - len(known)))
            more = self._draw(name, rest, stream, len(known))
            winners = np.concatenate((winners, more), axis=1)
        elif before is None and self.groups:
            second = None
            if name == "play_off" and self._bracket_pairs(name) is None:
                second = self.slots.in_zone("play_off")
            if second is not None and second.shape[1] > len(known):
                rest = self._rest(second, clubs, second.shape[1] - len(known))
                rivals = self._filled(np.full_like(rest, STRANGER), clubs)
            elif want > len(known):
                rest, rivals = self._sides(clubs, want - len(known))
                rivals = self._mixed(rivals, stream)
            else:
                return winners
            pairs = np.stack((rest, rivals), axis=2).reshape(self.runs, -1)
            self._reach(name, pairs)
            more = self._play(name, pairs, stream, len(known), better_last=True)
            winners = np.concatenate((winners, more), axis=1)
        elif before is None and want > len(known):
            # A file that holds some ties of a cup: the others bring together whom nobody knows.
            rest = np.full((self.runs, 2 * (want - len(known))), STRANGER, dtype=np.int64)
            more = self._draw(name, self._filled(rest, clubs), stream, len(known))
            winners = np.concatenate((winners, more), axis=1)
        return winners

    def _sides(self, placed: list[int], wanted: int) -> tuple[Clubs, Clubs]:
        """Group winners and the others that go on and have no tie yet, int[run, wanted] each."""
        stage = self.edition.stages[-1] if self.edition.stages else None
        advance = stage.advance if stage is not None and stage.advance else 2
        columns = [
            table[:, place]
            for place in range(advance)
            for table in self.groups.values()
            if place < table.shape[1]
        ]
        if self.thirds is not None:
            columns += list(self.thirds[1].T)
        through = np.stack(columns, axis=1) if columns else np.empty((self.runs, 0), dtype=np.int64)
        rest = self._rest(through, placed, 2 * wanted)
        return rest[:, :wanted], rest[:, wanted:]

    def _known_in_bracket(
        self, name: str, known: list[Tie], before: Clubs | None, stream: int
    ) -> Clubs | None:
        """Winners of a round of which some ties are on record, the others as the rulebook has them.

        In the order of the bracket; None where it does not fix this round or tells no more.
        """
        pairs = self._bracket_pairs(name)
        if pairs is None or len(known) >= len(pairs) or not self._fits(name):
            return None
        clubs = self.slots.clubs(pairs, before)
        if clubs is None:
            return None
        by_pair = {_pair(tie): tie for tie in known}
        held = [by_pair.get(pair) if pair else None for pair in self._fixed[name]]
        sides = [side for pair in pairs for side in pair]
        for at, tie in enumerate(held):
            if tie is not None:
                clubs[:, 2 * at], clubs[:, 2 * at + 1] = (
                    self.snapshot.club_number(club) for club in tie.teams
                )
        open_ = [2 * at + n for at, tie in enumerate(held) if tie is None for n in (0, 1)]
        self.slots.without_twice(clubs, self.slots.clubs(pairs, before), open_, sides)
        self._reach(name, clubs)
        columns = []
        for at, tie in enumerate(held):
            a, b = clubs[:, 2 * at], clubs[:, 2 * at + 1]
            if tie is not None:
                columns.append(self._known_tie(tie, int(a[0]), int(b[0]), stream, at, name))
            else:
                both = np.stack((a, b), axis=1)
                columns.append(self._play(name, both, stream, at, better_last=True)[:, 0])
        return np.stack(columns, axis=1)

    @cached_property
    def _fixed(self) -> dict[str, list[frozenset[str]]]:
        """Round → its pairs in the order of a bracket that the rulebook fixes, empty if not known."""
        if self.edition.bracket is None or not self.edition.bracket.rounds:
            return {}
        try:
            held = bracket(
                self.snapshot, self.competition, self.season, catalogue=self.catalogue
            ).rounds
        except UnknownName:
            return {}
        # Ties that stand at no place follow those that do.
        places = {name: len(pairs) for name, pairs in self.edition.bracket.rounds}
        return {
            one.round: [
                _pair(t.tie) if t.tie is not None else frozenset()
                for t in one.ties[: places.get(one.round)]
            ]
            for one in held
            if one.phase != "qualifying"
        }

    def _in_order(self, name: str, known: list[Tie]) -> list[Tie]:
        """The ties of a round as the bracket has them: it says which winners meet."""
        if not self._fits(name):
            return known
        place = {pair: number for number, pair in enumerate(self._fixed.get(name, []))}
        return sorted(known, key=lambda tie: place[_pair(tie)])

    def _joined(self, name: str, winners: Clubs) -> tuple[Clubs, str] | None:
        """The round after one whose winners meet clubs sent straight there by their places.

        Its winners and its name; None where nobody enters after the round ``name``.
        """
        if not self.groups:
            return None
        rounds = self.edition.bracket.rounds if self.edition.bracket is not None else ()
        names = [held for held, _ in rounds]
        clubs: Clubs | None = None
        if name in names[:-1]:
            following, pairs = rounds[names.index(name) + 1]
            waiting = [side for pair in pairs for side in pair if side[0] not in "wl"]
            if waiting:
                clubs = self.slots.clubs(pairs, winners) if self._fits(name) else None
                if clubs is None:
                    return self._drawn_in(following, waiting, winners, 2 * len(pairs))
        elif name == "play_off" and not rounds:
            first = self.slots.in_zone("advance")
            if first is not None and first.shape[1] == winners.shape[1]:
                following = self._next("", 2 * first.shape[1])
                stream = stream_of(self.competition, self.season, following)
                rivals = self._mixed(winners, stream)
                clubs = np.stack((first, rivals), axis=2).reshape(self.runs, -1)
        if clubs is None:
            return None
        self._reach(following, clubs)
        stream = stream_of(self.competition, self.season, following)
        return self._play(following, clubs, stream, 0, better_last=True), following

    def _fits(self, name: str) -> bool:
        """True unless a tie on record stands at no place of the bracket that the rulebook fixes."""
        order = self._fixed.get(name, [])
        return all(_pair(tie) in order for tie in self.known if tie.round == name)

    def _drawn_in(
        self, name: str, waiting: list[str], winners: Clubs, size: int
    ) -> tuple[Clubs, str] | None:
        """A round in which the ties on record do not say whom those who wait for them meet: by lot."""
        seeds = self.slots.clubs(tuple(zip(waiting[::2], waiting[1::2], strict=False)), None)
        if seeds is None:
            return None
        clubs = np.full((self.runs, size), STRANGER, dtype=np.int64)
        entrants = np.concatenate((seeds, winners), axis=1)[:, :size]
        clubs[:, : entrants.shape[1]] = entrants
        stream = stream_of(self.competition, self.season, name)
        return self._draw(name, self._filled(clubs, []), stream, 0), name

    def _known_tie(self, tie: Tie, a: int, b: int, stream: int, number: int, name: str) -> Clubs:
        if tie.winner is not None:
            return np.full(self.runs, self.snapshot.club_number(tie.winner), dtype=np.int64)
        rule = self.edition.round_rule(name)
        legs = tie.legs_expected or rule.legs or 1
        one, other = np.full(self.runs, a), np.full(self.runs, b)
        known: list[tuple[int, int] | None] = []
        grounds: list[bool] = []
        for leg in tie.legs[:legs]:
            score = leg.result
            if score is not None and leg.extra_time is not None and leg.score is not None:
                score = leg.score
            known.append(None if score is None else (score.home, score.away))
            grounds.append(leg.neutral)
        last = tie.legs[legs - 1] if len(tie.legs) >= legs else None
        extra = None
        if last is not None and last.extra_time is not None and last.score is not None:
            extra = (last.extra_time.home - last.score.home, last.extra_time.away - last.score.away)
        winners, step, leads = play_tie(
            self.player, one, other, rule, legs, stream, number,
            neutral=rule.ground == "neutral" and legs == 1, known=known, extra=extra,
            grounds=grounds,
        )  # fmt: skip
        self.done.through[name, a, b] = winners
        for leg, lead in zip(tie.legs[:legs], leads, strict=False):
            if leg.result is None:
                self.done.leads[leg.row], self.done.round_of[leg.row] = lead, name
            self.done.tie_of[leg.row] = (name, a, b)
        self.done.steps[name, a, b] = {
            STEPS[code]: float((step == code).mean()) for code in sorted(set(step.tolist()))
        }
        return winners

    def _rest(self, before: Clubs, placed: list[int], wanted: int) -> Clubs:
        """Clubs of the round before that have no tie yet, filled up with those that may enter."""
        free = ~np.isin(before, placed)
        width = int(free.sum(axis=1).max(initial=0))
        found = np.full((self.runs, max(width, wanted)), STRANGER, dtype=np.int64)
        for column in range(before.shape[1]):
            here = free[:, column]
            at = free[:, :column].sum(axis=1)
            rows = np.flatnonzero(here)
            found[rows, at[rows]] = before[rows, column]
        return self._filled(found[:, :wanted], placed)

    def _filled(self, found: Clubs, placed: Sequence[int]) -> Clubs:
        """Empty places filled with clubs that may still enter."""
        fresh = [c for c in self.entrants if c not in placed]
        for club in fresh:
            empty = found == STRANGER
            if not empty.any():
                break
            there = (found == club).any(axis=1)
            first = empty.argmax(axis=1)
            rows = np.flatnonzero(empty.any(axis=1) & ~there)
            found[rows, first[rows]] = club
        return found

    # Rounds of which nothing is known

    @cached_property
    def _shape(self) -> dict[str, tuple[str, int]]:
        """Round → the round after it and its ties, as the last complete season held had them."""
        for season in reversed(self.snapshot.seasons(self.competition)):
            if season >= self.season:
                continue
            try:
                found = ties(self.snapshot, self.competition, season, catalogue=self.catalogue)
            except UnknownName:
                continue
            counts: dict[str, int] = {}
            for tie in found:
                if tie.phase != "qualifying" and tie.round != "third_place":
                    counts[tie.round] = counts.get(tie.round, 0) + 1
            if counts.get("final") == 1 and len(counts) > 1:
                names = list(counts)
                return {one: (after, counts[after]) for one, after in pairwise(names)}
        return {}

    def _more(self, name: str) -> bool:
        """True if rounds follow though one tie was the last known: others have yet to enter."""
        return name not in _TIES_OF and name in self._shape

    def _following(self, name: str, clubs: int) -> tuple[str, int]:
        """The next round and the clubs that play in it."""
        after = self._shape.get(name)
        if name not in _TIES_OF and after is not None and 2 * after[1] >= clubs:
            return after[0], 2 * after[1]
        return self._next(name, clubs), clubs

    def _next(self, name: str, clubs: int) -> str:
        """The round that so many clubs play."""
        for standard, count in _TIES_OF.items():
            if 2 * count == clubs:
                return standard
        names = [rule.round for rule in self.edition.rounds]
        if name in names and names.index(name) + 1 < len(names):
            return names[names.index(name) + 1]
        return f"last_{clubs}"

    def _round(self, name: str, entrants: Clubs) -> Clubs:
        """Winners of a round, its pairs by the bracket or by lot."""
        count = entrants.shape[1]
        size = 1 << (count - 1).bit_length()
        if size != count:
            more = np.full((self.runs, size - count), STRANGER, dtype=np.int64)
            entrants = self._filled(np.concatenate((entrants, more), axis=1), [])
        stream = stream_of(self.competition, self.season, name)
        pairs = self._bracket_pairs(name)
        if pairs is not None and all(s[0] == "w" for pair in pairs for s in pair):
            order = [int(s[1:]) - 1 for pair in pairs for s in pair]
            if max(order) < entrants.shape[1]:
                self._reach(name, entrants)
                return self._play(name, entrants[:, order], stream, 0)
        return self._draw(name, entrants, stream, 0)

    def _draw(self, name: str, clubs: Clubs, stream: int, first: int) -> Clubs:
        """A draw by lot, then the ties."""
        mixed = self._mixed(clubs, stream)
        self._reach(name, mixed)
        return self._play(name, mixed, stream, first)

    def _mixed(self, clubs: Clubs, stream: int) -> Clubs:
        """Clubs in an order by lot."""
        keys = np.stack(
            [drawn(start_of(self.player.seed, stream), self.player.runs, (1 << 16) + n)
             for n in range(clubs.shape[1])], axis=1
        )  # fmt: skip
        return np.take_along_axis(clubs, np.argsort(keys, axis=1, kind="stable"), axis=1)

    def _play(
        self, name: str, clubs: Clubs, stream: int, first: int, *, better_last: bool = False
    ) -> Clubs:
        """Winners of ties of neighbours: the first of each pair is at home first."""
        rule = self.edition.round_rule(name)
        legs = rule.legs if rule.legs in (1, 2) else (1 if name == "final" else 2)
        found = []
        for tie in range(clubs.shape[1] // 2):
            one, other = clubs[:, 2 * tie], clubs[:, 2 * tie + 1]
            if better_last:
                one, other = other, one
            winners, _, _ = play_tie(
                self.player, one, other, rule, legs, stream, first + tie,
                neutral=legs == 1 and (rule.ground == "neutral" or name == "final"),
            )  # fmt: skip
            found.append(winners)
        return np.stack(found, axis=1)

    def _bracket_pairs(self, name: str) -> tuple[tuple[str, str], ...] | None:
        fixed = self.edition.bracket
        if fixed is None:
            return None
        return dict(fixed.rounds).get(name)

    # From a group phase

    def _second_groups(self) -> None:
        """Play a second group phase of which nothing is on record: its groups stand for the first."""
        first, second = self.edition.stage("group"), self.edition.stage("group_2")
        if self.phase != "group" or first is None or second is None:
            return
        if self.edition.champion != "table" and second.groups * second.advance < 2:
            return  # How many groups there are is not held.
        stream = stream_of(self.competition, self.season, "group_2")
        found = second_groups(self.player, first, second, self.groups, stream)
        if found:
            self._reach("group_2", np.concatenate(list(found.values()), axis=1))
            self.groups = self.slots.groups = found

    def _from_groups(self) -> tuple[Clubs | None, str]:
        """The first round after groups or a league phase; int[run, tie] winners, and its name."""
        if not self.groups:
            return None, ""
        fixed = self.edition.bracket
        rounds = fixed.rounds if fixed is not None else ()
        to_win = [(name, pairs) for name, pairs in rounds if name != "third_place"]
        if to_win:
            name, pairs = to_win[0]
            clubs = self.slots.clubs(pairs, None)
            if clubs is not None:
                stream = stream_of(self.competition, self.season, name)
                self._reach(name, clubs)
                winners = self._play(name, clubs, stream, 0, better_last=True)
                return self._joined(name, winners) or (winners, name)
        second = self.slots.in_zone("play_off")
        if second is not None and self.slots.in_zone("advance") is not None:
            # Runners-up meet clubs from another competition before the group winners enter.
            rivals = self._filled(np.full_like(second, STRANGER), [])
            clubs = np.stack((second, rivals), axis=2).reshape(self.runs, -1)
            self._reach("play_off", clubs)
            stream = stream_of(self.competition, self.season, "play_off")
            winners = self._play("play_off", clubs, stream, 0, better_last=True)
            return self._joined("play_off", winners) or (winners, "play_off")
        stage = self.edition.stages[-1] if self.edition.stages else None
        advance = stage.advance if stage is not None and stage.advance else 2
        places = [c[:, :advance] for c in self.groups.values() if c.shape[1] >= advance]
        if not places:
            return None, ""
        even = len(places) & (len(places) - 1) == 0
        if advance == 2 and len(places) > 1 and even and self.thirds is None:
            return self._winners_and_runners_up(places)
        through = np.concatenate(places, axis=1)
        if self.thirds is not None:
            through = np.concatenate((through, self.thirds[1]), axis=1)
        if through.shape[1] == 1:
            return through, "final"
        # Clubs of another competition fill the round up, as after twelve groups.
        name = self._next("", 1 << (through.shape[1] - 1).bit_length())
        return self._round(name, through), name

    def _winners_and_runners_up(self, places: list[Clubs]) -> tuple[Clubs, str]:
        """Winners against runners-up of another group, of another country where it can be had."""
        count = len(places)
        name = self._next("", 2 * count)
        stream = stream_of(self.competition, self.season, name)
        first = np.stack([p[:, 0] for p in places], axis=1)
        second = np.stack([p[:, 1] for p in places], axis=1)
        country = np.append(self.model.record.country, -1)
        shared = len(set(country[first].ravel().tolist())) > 1
        rivals = np.tile(np.arange(count), (self.runs, 1))
        bad = np.ones(self.runs, dtype=np.bool_)
        own = np.arange(count)
        for attempt in range(_TRIES):
            left = np.flatnonzero(bad)
            if not len(left):
                break
            keys = np.stack(
                [drawn(start_of(self.player.seed, stream), self.player.runs[left],
                       (1 << 17) + attempt * count + n) for n in range(count)], axis=1
            )  # fmt: skip
            order = np.argsort(keys, axis=1, kind="stable")
            clash = (order == own).any(axis=1)
            if shared and attempt < _TRIES - 5:
                theirs = np.take_along_axis(country[second[left]], order, axis=1)
                clash |= (theirs == country[first[left]]).any(axis=1)
            good = left[~clash]
            rivals[good] = order[~clash]
            bad[good] = False
        if bad.any():
            rivals[bad] = np.roll(own, 1)
        other = np.take_along_axis(second, rivals, axis=1)
        clubs = np.stack((first, other), axis=2).reshape(self.runs, -1)
        self._reach(name, clubs)
        return self._play(name, clubs, stream, 0, better_last=True), name

    def _reach(self, name: str, clubs: Clubs) -> None:
        held = self.done.reached.get(name)
        if held is None:
            self.done.order.append(name)
            self.done.reached[name] = clubs
        else:
            self.done.reached[name] = np.concatenate((held, clubs), axis=1)
