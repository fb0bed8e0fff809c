"""Finds what is rare: one pass a look over all matches, then what follows from another is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from matchdesk.core.season import Season
from matchdesk.records import catalogue
from matchdesk.records.book import AWAY, LEAGUE, Book, Outings
from matchdesk.records.catalogue import (
    EVENT_OF,
    MEASURES,
    RUN_OF,
    SIZE_OF,
    TESTS,
    Event,
    Look,
    Measure,
    Run,
    narrower,
)
from matchdesk.records.holdings import Holdings
from matchdesk.records.holes import Holes
from matchdesk.records.series import Bools, Floats, Ints, Series

Family = Literal["first", "since", "count", "run", "so_far", "form", "biggest", "start"]
Word = Event | Run | Measure
Best = Literal["", "club", "competition"]

WEIGHT = 20.0
"""Matches of the ledger's average that a club's own rate begins with."""

SHARED = 3
"""Longest runs that are as long as each other and still all told."""

LONGER = 0.3
"""Bits that a longer window may be less surprising by and is still told."""


@dataclass(slots=True)
class Seen:
    """Something rare that was seen, before it is put into words.

    Attributes:
        word: the event or run. outing: the match, from the subject's side.
        count: first: matches before it; since: matches in between; count: which one it was; run
            and so_far: its length; form: how many of the last ``last``; biggest: the size; start:
            the points.
        last: since: outing of the last time; run and so_far: outing at which it began; biggest:
            outing at which it was last as big, -1 for never.
        bits: surprise by base rates.
        best: longest run, or most points, of the club so far, or of the whole competition.
        every_club: it was looked for among all clubs of the competition.
        shared: another club's is as long.
    """

    family: Family
    word: Word
    look: Look
    outing: int
    count: int
    last: int
    bits: float
    best: Best = ""
    every_club: bool = False
    shared: bool = False
    folded: list[Seen] = field(default_factory=list)


class Miner:
    """All looks over some outings.

    Args:
        book: the snapshot. outings: all outings of the clubs meant.
        wanted: bool[outing], where records are asked for; all if not given.
        holdings: what is held of the book, if it is known already.
    """

    def __init__(
        self,
        book: Book,
        outings: Outings,
        wanted: Bools | None = None,
        holdings: Holdings | None = None,
    ) -> None:
        self.book, self.outings = book, outings
        self.holdings = holdings or Holdings(book)
        self.holes = Holes(book, outings, self.holdings)
        self.wanted: Bools = (
            np.ones(len(outings), dtype=np.bool_) if wanted is None else wanted.copy()
        )
        if book.contested_rows:
            self.wanted &= ~np.isin(outings.row, list(book.contested_rows))
        self._rate: dict[str, Floats] = {}
        self._holds: dict[str, Bools] = {}
        self._longest: dict[int, Longest] = {}
        self._changes: dict[catalogue.Scope, Ints] = {}

    def holds(self, test: str) -> Bools:
        """bool[outing]: a test of the catalogue."""
        if test not in self._holds:
            self._holds[test] = TESTS[test](self.outings)
        return self._holds[test]

    def rate(self, test: str) -> Floats:
        """float[outing]: how likely it was before the match, by club, venue and the ledger's rate."""
        if test not in self._rate:
            o = self.outings
            own = o.series("venue")
            base = np.array(self.book.rates.by_venue[test])[o.venue]
            self._rate[test] = (own.before(self.holds(test)) + WEIGHT * base) / (own.place + WEIGHT)
        return self._rate[test]

    def _waited(self, test: str) -> Floats:
        return np.asarray(-np.log2(1 - self.rate(test)))

    def _held(self, test: str) -> Floats:
        return np.asarray(-np.log2(self.rate(test)))

    # The looks

    def seen(self) -> dict[int, list[Seen]]:
        """What is rare, by outing, not yet folded."""
        found: dict[int, list[Seen]] = {}
        for one in self._every():
            found.setdefault(one.outing, []).append(one)
        return found

    def _every(self) -> Iterator[Seen]:
        for look in catalogue.FIRSTS:
            yield from self._firsts(look)
        for look in catalogue.SINCE:
            yield from self._since(look)
        for look in catalogue.COUNTS:
            yield from self._counts(look)
        for look in catalogue.STREAKS:
            yield from self.runs(look)
        for look in catalogue.SO_FAR:
            yield from self._so_far(look)
        for look in catalogue.FORM:
            yield from self._form(look)
        for look in catalogue.EXTREMES:
            yield from self._biggest(look, self.outings.series(*look.scope))
        yield from self._starts()

    def _meant(self, look: Look) -> Bools:
        """bool[outing]: where a look makes sense."""
        o = self.outings
        meant = self.wanted
        if "round" in look.scope:
            finals = [n for n, word in enumerate(self.book.snapshot.rounds) if word == "final"]
            meant = meant & (o.round > 0) & (o.kind != LEAGUE) & ~np.isin(o.round, finals)
        if "venue" in look.scope and not look.opponent:
            meant = meant & (o.venue <= AWAY)
        if "country" in look.scope:
            own = self.book.countries[o.club] if len(o) else o.club
            meant = meant & (o.kind == 2) & (o.country != own)
        if "town" in look.scope:
            meant = meant & (o.town == 1)
        if "coach" in look.scope:
            meant = meant & (o.coach >= 0)
        return meant

    def _mixed(self, look: Look, series: Series, places: Ints, begin: Ints) -> Bools:
        """bool[place]: a look at all competitions has more than one to look at.

        Where all matches from ``begin`` on are of one competition it would say more than is held;
        the look at that competition says it.
        """
        if "comp" in look.scope or look.scope not in catalogue.OF_ALL:
            return np.ones(len(places), dtype=np.bool_)
        if look.scope not in self._changes:
            o = self.outings
            last = series.last(np.ones(len(o), dtype=np.bool_))
            change = np.zeros(len(o), dtype=np.int64)
            inside = last >= 0
            change[inside] = o.comp[last[inside]] != o.comp[inside]
            self._changes[look.scope] = series.summed(change) + change
        total = self._changes[look.scope]
        return np.asarray(total[places] > total[begin])

    def _events(self, look: Look) -> Iterator[tuple[Event, Bools]]:
        """Events of a look with bool[outing]: it happened where the look makes sense."""
        o = self.outings
        meant = self._meant(look)
        for event in [EVENT_OF[w] for w in look.words] if look.words else catalogue.EVENTS:
            if look.opponent and event.mirrored:
                continue
            here = meant & self.holds(event.test)
            if look.opponent and event.word == "draw":
                here &= o.side == 0
            yield event, here

    def _firsts(self, look: Look) -> Iterator[Seen]:
        series = self.outings.series(*look.scope)
        for event, here in self._events(look):
            holds = self.holds(event.test)
            here = here & (series.place >= look.least) & (series.last(holds) < 0)
            places = np.flatnonzero(here)
            places = places[self._mixed(look, series, places, series.order[series.first[places]])]
            if not len(places):
                continue
            bits = series.summed(self._waited(event.test))[places]
            yield from self._made("first", event, look, places, series.place[places], None, bits)

    def _since(self, look: Look) -> Iterator[Seen]:
        o, series = self.outings, self.outings.series(*look.scope)
        for event, here in self._events(look):
            last = series.last(self.holds(event.test))
            here = here & (last >= 0)
            gap = series.place - series.place[last] - 1
            here &= gap >= 1
            places = np.flatnonzero(here)
            if not len(places):
                continue
            waited = self._waited(event.test)
            total = series.summed(waited)
            before = last[places]
            bits = total[places] - total[before] - waited[before]
            long_ago = o.day[places] - o.day[before] >= 365 * look.years if look.years else False
            told = (bits >= look.bits) & (gap[places] >= look.least) | long_ago
            told &= gap[places] >= min(look.least, 2)
            told &= self._mixed(look, series, places, before)
            yield from self._made(
                "since", event, look, places[told], gap[places][told], before[told], bits[told]
            )

    def _counts(self, look: Look) -> Iterator[Seen]:
        series = self.outings.series(*look.scope)
        for event, here in self._events(look):
            number = series.before(self.holds(event.test)) + 1
            places = np.flatnonzero(here & (number >= look.least))
            places = places[self._mixed(look, series, places, series.order[series.first[places]])]
            if not len(places):
                continue
            rate = self.rate(event.test)
            played = series.place[places] + 1
            likely = (series.summed(rate)[places] + rate[places]) / played
            bits = excess(number[places], played, likely)
            told = bits >= look.bits
            yield from self._made(
                "count", event, look, places[told], number[places][told], None, bits[told]
            )

    def runs(self, look: Look) -> Iterator[Seen]:
        """Runs by their length, at every match that extends one."""
        series = self.outings.series(*look.scope)
        broken = self.holes.before(look.scope)
        meant = self._meant(look)
        for run in [RUN_OF[w] for w in look.words] if look.words else catalogue.RUNS:
            if look.opponent and (run.mirrored or (run.word == "drawing_run")):
                continue
            length = series.run(self.holds(run.test), broken)
            places = np.flatnonzero(meant & (length >= look.least))
            if not len(places):
                continue
            held = self._held(run.test)
            total = series.summed(held)
            begin = series.order[series.rank[places] - length[places] + 1]
            bits = total[places] + held[places] - total[begin]
            told = bits >= look.bits
            told &= self._mixed(look, series, places, begin)
            best = np.zeros(len(places), dtype=np.bool_)
            if not look.opponent and "coach" not in look.scope:
                best = length[places] > np.maximum(
                    series.most(length)[begin], catalogue.LONGEST_CLUB - 1
                )
                # A record of their first seasons says little.
                o, since = self.outings, series.order[series.first[places]]
                best &= o.period[places] // 2 - o.period[since] // 2 >= catalogue.LONGEST_SEASONS
            for seen, longest in zip(
                self._made(
                    "run", run, look, places[told], length[places][told], begin[told], bits[told]
                ),
                best[told].tolist(),
                strict=True,
            ):
                if longest:
                    seen.best = "club"
                    if (
                        "comp" in look.scope
                        and seen.count >= catalogue.LONGEST_COMPETITION
                        and self._of_age(seen.outing)
                    ):
                        self._of_any_club(seen, run)
                yield seen

    def longest(self, look: Look, run: Run, *, joint: bool = False) -> Iterator[Seen]:
        """The longest run of every series of a look, or with ``joint`` of all clubs together.

        Series of one competition, venue or season by the columns of the look; ``wanted`` bounds
        where a run may end. Of runs as long the first.
        """
        o, series = self.outings, self.outings.series(*look.scope)
        here = self._meant(look)
        broken = self.holes.before(look.scope)
        length = np.where(here, series.run(self.holds(run.test), broken), 0)
        group = o.joint(*look.scope) if joint else series
        if not len(o):
            return
        if joint:
            # Among all clubs what is rare is rare by the average of all.
            held = -np.log2(np.array(self.book.rates.by_venue[run.test])[o.venue])
        else:
            held = self._held(run.test)
        total = series.summed(held) + held
        # The greatest of each group; of many equals the first by day.
        order = np.lexsort((o.day, -length, group.first))
        begins = np.concatenate(([True], np.diff(group.first[order]) != 0))
        greatest = length[order[begins]][np.cumsum(begins) - 1]
        equal = length[order] == greatest
        number = np.bincount(np.cumsum(begins) - 1, weights=equal)[np.cumsum(begins) - 1]
        few = joint & (number <= SHARED)
        chosen = begins | (equal & few)
        shared = dict(zip(order.tolist(), (number > 1).tolist(), strict=True))
        places = order[chosen]
        places = places[length[places] >= max(look.least, 2)]
        begin = series.order[series.rank[places] - length[places] + 1]
        bits = total[places] - total[begin] + held[begin]
        told = (bits >= look.bits) & self._mixed(look, series, places, begin)
        for seen in self._made(
            "run", run, look, places[told], length[places][told], begin[told], bits[told]
        ):
            seen.best = "competition" if joint else "club"
            seen.shared = joint and shared[seen.outing]
            yield seen

    def greatest(self, look: Look, *, joint: bool = False) -> Iterator[Seen]:
        """The biggest of every series, by its measures; of equals the first by day."""
        o = self.outings
        series = o.joint(*look.scope) if joint else o.series(*look.scope)
        if not len(o):
            return
        for measure in [SIZE_OF[word] for word in look.words]:
            meant = self.wanted & self._meant(look)
            if joint and measure.word == "highest_scoring":
                meant = meant & (o.side == 0)
            size = np.where(meant, MEASURES[measure.of](o), -1)
            order = np.lexsort((o.day, -size, series.first))
            firsts = order[np.concatenate(([True], np.diff(series.first[order]) != 0))]
            places = firsts[size[firsts] >= measure.least]
            share = self.book.rates.share(measure.of)
            begin = series.order[series.first[places]]
            places = places[self._mixed(look, series, places, begin)]
            bits = -np.log2(share[np.minimum(size[places], len(share) - 1)])
            for seen in self._made("biggest", measure, look, places, size[places],
                                   np.full(len(places), -1), bits):  # fmt: skip
                seen.every_club = joint
                yield seen

    def best_starts(self) -> Iterator[Seen]:
        """The most and the fewest points after ten, twenty … matches of any of a club's seasons."""
        found: dict[tuple[str, int, int], Seen] = {}
        for seen in self._starts():
            number = int(self.outings.number[seen.outing])
            if number % 10 == 0:
                # A later season that was better still takes its place.
                found[seen.word.word, int(self.outings.comp[seen.outing]), number] = seen
        yield from found.values()

    def _of_age(self, outing: int) -> bool:
        """The competition has been played for some seasons."""
        o = self.outings
        held = self.holdings.seasons(self.book.snapshot.competitions[int(o.comp[outing])])
        season = Season.of_code(int(o.season[outing]))
        return sum(s < season for s in held) >= catalogue.LONGEST_SEASONS

    def _of_any_club(self, seen: Seen, run: Run) -> None:
        """Marks a run that is the longest of any club of its competition so far."""
        comp = int(self.outings.comp[seen.outing])
        if comp not in self._longest:
            outings = self.book.of_competition(self.book.snapshot.competitions[comp])
            self._longest[comp] = Longest(outings, Holes(self.book, outings, self.holdings))
        if self._longest[comp].first(run, seen.look.scope, self.outings, seen.outing, seen.count):
            seen.best = "competition"

    def _biggest(self, look: Look, series: Series, every_club: bool = False) -> Iterator[Seen]:
        o = self.outings
        for measure in [SIZE_OF[word] for word in look.words]:
            size = MEASURES[measure.of](o)
            meant = self._meant(look) & (size >= measure.least) & (series.place >= look.least)
            if (look.opponent or every_club) and measure.word == "highest_scoring":
                meant &= o.side == 0
            share = self.book.rates.share(measure.of)
            for least in range(measure.least, int(size.max(initial=0)) + 1):
                places = np.flatnonzero(meant & (size == least))
                if every_club:
                    places = self._alone_on_its_day(series, size, places)
                if not len(places):
                    continue
                last = series.last(size >= least)[places]
                long_ago = (last >= 0) & (o.day[places] - o.day[last] >= 365 * (look.years or 1000))
                places, last = (a[(last < 0) | long_ago] for a in (places, last))
                begin = np.where(last >= 0, last, series.order[series.first[places]])
                told = self._mixed(look, series, places, begin)
                bits = np.full(len(places), -np.log2(share[min(least, len(share) - 1)]))
                for seen in self._made(
                    "biggest", measure, look, places[told],
                    np.full(int(told.sum()), least), last[told], bits[told],
                ):  # fmt: skip
                    seen.every_club = every_club
                    yield seen

    def _alone_on_its_day(self, series: Series, size: Ints, places: Ints) -> Ints:
        """Without those that another match of the same day equals or exceeds.

        In which order matches of a day were played is not told, so neither was the biggest before.
        """
        day = self.outings.day

        def alone(place: int) -> bool:
            at = int(series.rank[place])
            for step in (1, -1):
                near = at + step
                while 0 <= near < len(day):
                    other = int(series.order[near])
                    if day[other] != day[place] or series.first[other] != series.first[place]:
                        break
                    same = self.outings.row[other] == self.outings.row[place]
                    if size[other] >= size[place] and not same:
                        return False
                    near += step
            return True

        return np.array([p for p in places.tolist() if alone(p)], dtype=np.int64)

    def of_all_clubs(self) -> dict[int, list[Seen]]:
        """What is the biggest of its competition, by outing."""
        found: dict[int, list[Seen]] = {}
        for look in catalogue.OF_THE_COMPETITION:
            for one in self._biggest(look, self.outings.joint(*look.scope), every_club=True):
                found.setdefault(one.outing, []).append(one)
        return found

    def _starts(self) -> Iterator[Seen]:
        """Most or fewest points of a club's league seasons after so many matches."""
        o, look = self.outings, catalogue.STARTS
        series = o.series(*look.scope)
        here = self.wanted & (o.kind == LEAGUE) & (o.number >= catalogue.FIRST_STARTS)
        here &= (series.place >= look.least) & (o.group == 0)
        most, least = series.most(o.points), 200 - series.most(200 - o.points)
        for word, told in (
            (catalogue.BEST_START, here & (o.points > most)),
            (catalogue.WORST_START, here & (o.points < least)),
        ):
            places = np.flatnonzero(told)
            bits = np.log2(series.place[places] + 1)
            yield from self._made("start", word, look, places, o.points[places], None, bits)

    def _so_far(self, look: Look) -> Iterator[Seen]:
        series = self.outings.series(*look.scope)
        meant = self._meant(look)
        for run in catalogue.RUNS:
            if not run.so_far:
                continue
            length = series.run(self.holds(run.test))
            here = meant & (length == series.place + 1) & (length >= look.least)
            places = np.flatnonzero(here)
            if not len(places):
                continue
            held = self._held(run.test)
            bits = series.summed(held)[places] + held[places]
            begin = series.order[series.first[places]]
            told = (bits >= look.bits) & self._mixed(look, series, places, begin)
            yield from self._made(
                "so_far", run, look, places[told], length[places][told], begin[told], bits[told]
            )

    def _form(self, look: Look) -> Iterator[Seen]:
        """Few wins in the last matches."""
        o = self.outings
        series = o.series(*look.scope)
        win = self.holds("won")
        rate = self.rate("won")
        wins, likely = series.before(win) + win, series.summed(rate) + rate
        best = np.full(len(o), look.bits)
        told = np.zeros(len(o))
        number = np.zeros(len(o), dtype=np.int64)
        size = np.zeros(len(o), dtype=np.int64)
        for window in catalogue.WINDOWS:
            here = np.flatnonzero(self.wanted & (series.place >= window - 1))
            before = series.order[series.rank[here] - window + 1]
            won = wins[here] - wins[before] + win[before]
            chance = (likely[here] - likely[before] + rate[before]) / window
            bits = np.where(
                won < window * chance,
                excess(window - won, np.full(len(here), window), 1 - chance),
                0.0,
            )
            # What happened in none of them is a run. Of windows much alike the longer says more.
            better = (bits > best[here] - LONGER) & (bits >= look.bits) & (won > 0)
            places = here[better]
            best[places] = np.maximum(best[places], bits[better])
            told[places], number[places], size[places] = bits[better], won[better], window
        places = np.flatnonzero(size)
        begin = series.order[series.rank[places] - size[places] + 1]
        places = places[self._mixed(look, series, places, begin)]
        yield from self._made(
            "form", EVENT_OF["win"], look, places, number[places], size[places], told[places]
        )

    def _made(
        self,
        family: Family,
        word: Word,
        look: Look,
        places: Ints,
        counts: Ints,
        last: Ints | None,
        bits: Floats,
    ) -> Iterator[Seen]:
        before = [-1] * len(places) if last is None else last.tolist()
        for outing, count, other, surprise in zip(
            places.tolist(), counts.tolist(), before, bits.tolist(), strict=True
        ):
            yield Seen(family, word, look, outing, count, other, surprise)


class Longest:
    """When a length of a run was first reached in a competition, by any club."""

    def __init__(self, outings: Outings, holes: Holes) -> None:
        self.outings, self.holes = outings, holes
        self._days: dict[tuple[str, int], tuple[Ints, Ints]] = {}

    def first(
        self, run: Run, scope: catalogue.Scope, outings: Outings, outing: int, length: int
    ) -> bool:
        """True if no other run was as long by that day."""
        venue = int(outings.venue[outing]) if "venue" in scope else -1
        key = (run.word, venue)
        if key not in self._days:
            o = self.outings
            lengths = o.series(*scope).run(TESTS[run.test](o), self.holes.before(scope))
            if venue >= 0:
                lengths = np.where(o.venue == venue, lengths, 0)
            order = np.lexsort((lengths, o.day))
            self._days[key] = (o.day[order], lengths[order])
        days, lengths = self._days[key]
        until = int(np.searchsorted(days, outings.day[outing], side="right"))
        # Every run passes through each length once: the first to reach this one is alone in it.
        return int((lengths[:until] == length).sum()) == 1


def excess(number: Ints, played: Ints, likely: Floats) -> Floats:
    """Surprise of so many or more among so many matches, in bits: the binomial tail.

    >>> excess(np.array([2]), np.array([2]), np.array([0.5])).round(2).tolist()
    [2.0]
    """
    if not len(number):
        return np.empty(0, dtype=np.float64)
    chance = np.clip(likely, 1e-9, 1 - 1e-9)
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, int(played.max()) + 1)))))
    rest = played - number
    term = np.exp(
        logs[played] - logs[number] - logs[rest]
        + number * np.log(chance) + rest * np.log1p(-chance)
    )  # fmt: skip
    total = term.copy()
    odds = chance / (1 - chance)
    for step in range(int(rest.max())):
        left = np.maximum(rest - step, 0)
        term = term * odds * left / (number + step + 1)
        total += term
    return np.asarray(np.abs(-np.log2(np.minimum(total, 1.0))))


def fold(seen: Iterable[Seen], outings: Outings) -> list[Seen]:
    """What does not follow from another, the rest folded under it."""
    kept: list[Seen] = []
    placed: list[tuple[Seen, Seen]] = []
    for one in sorted(seen, key=_order):
        root = next((root for other, root in placed if follows(one, other, outings)), None)
        if root is None:
            kept.append(one)
            root = one
        else:
            root.folded.append(one)
        placed.append((one, root))
    return kept


def _order(one: Seen) -> tuple[int, int, int, float, int, str]:
    # Parents first: what holds of a whole season, then the wider scope, then what implies more,
    # then the rarer.
    whole = 0 if one.family == "so_far" else 1
    implied = len(one.word.implied_by) if isinstance(one.word, Run) else 0
    width = len(catalogue.closure(one.look.scope))
    return (whole, width, implied, -one.bits, -one.count, one.word.word)


def follows(one: Seen, other: Seen, outings: Outings) -> bool:
    """True if the first follows from the second, or says the same."""
    within = narrower(one.look.scope, other.look.scope)
    same = one.look.scope == other.look.scope
    if isinstance(one.word, Run) and isinstance(other.word, Run):
        alike = one.word == other.word or other.word.word in one.word.implied_by
        if one.family == "so_far":
            return other.family == "so_far" and alike and (within or same)
        if other.family == "so_far":
            # The same matches, told without their season.
            return alike and one.last == other.last and narrower(other.look.scope, one.look.scope)
        alike &= not one.best or other.best == one.best
        return alike and (within or same) and one.last >= other.last
    if one.word != other.word or one.every_club != other.every_club:
        return False
    if one.family == "biggest":
        return other.family == "biggest" and within and one.last in (other.last, -1)
    if one.family == "form":
        return other.family == "form"
    if one.family == "count":
        # So many at home do not follow from so many in all, unless they are the same.
        same_place = ("venue" in one.look.scope) == ("venue" in other.look.scope)
        if other.family == "count" and one.count == other.count and same_place:
            # The same ones, told of a coach or a year.
            inner, outer = ("comp" in scope for scope in (one.look.scope, other.look.scope))
            return inner or not outer
        return other.family == "count" and within and (same_place or one.count == other.count)
    if one.family == "since":
        return other.family == "since" and within and one.last == other.last
    if one.family == "first":
        if other.family == "first":
            return within
        if other.family == "since" and within:
            series = outings.series(*one.look.scope)
            return int(series.order[series.first[one.outing]]) > other.last
    return False
