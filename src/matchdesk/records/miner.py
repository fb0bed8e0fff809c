"""Finds what is rare: one pass a look over all matches, then what follows from another is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from matchdesk.records import catalogue
from matchdesk.records.book import AWAY, Book, Outings
from matchdesk.records.catalogue import EVENT_OF, RUN_OF, TESTS, Event, Look, Run, narrower
from matchdesk.records.series import Bools, Floats, Ints, Series

Family = Literal["first", "since", "count", "run", "so_far", "form"]

WEIGHT = 20.0
"""Matches of the ledger's average that a club's own rate begins with."""


@dataclass(slots=True)
class Seen:
    """Something rare that was seen, before it is put into words.

    Attributes:
        word: the event or run. outing: the match, from the subject's side.
        count: first: matches before it; since: matches in between; count: which one it was; run
            and so_far: its length; form: how many of the last ``last``.
        last: since: outing of the last time; run and so_far: outing at which it began.
        bits: surprise by base rates.
    """

    family: Family
    word: Event | Run
    look: Look
    outing: int
    count: int
    last: int
    bits: float
    folded: list[Seen] = field(default_factory=list)


class Rates:
    """How often things happen, by venue, in all that a ledger holds."""

    def __init__(self, book: Book) -> None:
        m = book.snapshot.matches
        home, away = book.result
        over = (home >= 0) & (m.neutral != 1)
        h, a = home[over], away[over]
        n = len(h)

        def rate(holds: Bools) -> float:
            return (float(holds.sum()) + 1.0) / (n + 2.0)

        win, draw, lose = rate(h > a), rate(h == a), rate(h < a)
        scored, conceded = rate(h > 0), rate(a > 0)
        middle = (win + lose) / 2
        goals = (scored + conceded) / 2
        self.by_venue: dict[str, tuple[float, float, float]] = {
            "won": (win, lose, middle),
            "drew": (draw, draw, draw),
            "lost": (lose, win, middle),
            "unbeaten": (1 - lose, 1 - win, 1 - middle),
            "winless": (1 - win, 1 - lose, 1 - middle),
            "scored": (scored, conceded, goals),
            "blank": (1 - scored, 1 - conceded, 1 - goals),
            "conceded": (conceded, scored, goals),
            "kept_out": (1 - conceded, 1 - scored, 1 - goals),
        }


class Miner:
    """All looks over some outings.

    Args:
        book: the snapshot. outings: all outings of the clubs meant.
        wanted: bool[outing], where records are asked for; all if not given.
    """

    def __init__(self, book: Book, outings: Outings, wanted: Bools | None = None) -> None:
        self.book, self.outings = book, outings
        self.wanted: Bools = (
            np.ones(len(outings), dtype=np.bool_) if wanted is None else wanted.copy()
        )
        if book.contested_rows:
            self.wanted &= ~np.isin(outings.row, list(book.contested_rows))
        self._rate: dict[str, Floats] = {}
        self._holds: dict[str, Bools] = {}
        self._changes: dict[catalogue.Scope, Ints] = {}

    @cached_property
    def _rates(self) -> Rates:
        return Rates(self.book)

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
            base = np.array(self._rates.by_venue[test])[o.venue]
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
            yield from self._runs(look)
        for look in catalogue.SO_FAR:
            yield from self._so_far(look)
        yield from self._form()

    def _meant(self, look: Look) -> Bools:
        """bool[outing]: where a look makes sense."""
        o = self.outings
        meant = self.wanted
        if "round" in look.scope:
            meant = meant & (o.round > 0) & (o.kind != 0)
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

    def _runs(self, look: Look) -> Iterator[Seen]:
        series = self.outings.series(*look.scope)
        meant = self._meant(look)
        if "venue" in look.scope and not look.opponent:
            meant = meant & (self.outings.venue <= AWAY)
        for run in [RUN_OF[w] for w in look.words] if look.words else catalogue.RUNS:
            if look.opponent and (run.mirrored or (run.word == "drawing_run")):
                continue
            length = series.run(self.holds(run.test))
            places = np.flatnonzero(meant & (length >= look.least))
            if not len(places):
                continue
            held = self._held(run.test)
            total = series.summed(held)
            begin = series.order[series.rank[places] - length[places] + 1]
            bits = total[places] + held[places] - total[begin]
            told = bits >= look.bits
            told &= self._mixed(look, series, places, begin)
            yield from self._made(
                "run", run, look, places[told], length[places][told], begin[told], bits[told]
            )

    def _so_far(self, look: Look) -> Iterator[Seen]:
        series = self.outings.series(*look.scope)
        meant = self._meant(look)
        if "venue" in look.scope:
            meant = meant & (self.outings.venue <= AWAY)
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

    def _form(self) -> Iterator[Seen]:
        """Few wins, or many, in the last matches of all competitions."""
        o, look = self.outings, catalogue.FORM
        series = o.series(*look.scope)
        win = self.holds("won")
        rate = self.rate("won")
        wins, likely = series.before(win) + win, series.summed(rate) + rate
        best = np.full(len(o), look.bits)
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
            # What happened in all of them, or in none, is a run.
            better = (bits > best[here]) & (won > 0)
            places = here[better]
            best[places], number[places], size[places] = bits[better], won[better], window
        places = np.flatnonzero(size)
        yield from self._made(
            "form", EVENT_OF["win"], look, places, number[places], size[places], best[places]
        )

    def _made(
        self,
        family: Family,
        word: Event | Run,
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
    """What does not follow from another, the rest folded under it; rarest and widest first."""
    listed = sorted(seen, key=_order)
    kept: list[Seen] = []
    for one in listed:
        for other in kept:
            if follows(one, other, outings):
                other.folded.append(one)
                break
        else:
            kept.append(one)
    return kept


def _order(one: Seen) -> tuple[int, int, float, int, str]:
    # Parents first: what holds of a whole season, then the wider scope, then the rarer.
    whole = 0 if one.family == "so_far" else 1
    return (whole, len(catalogue.closure(one.look.scope)), -one.bits, -one.count, one.word.word)


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
        return alike and (within or same) and one.last >= other.last
    if one.word != other.word:
        return False
    if one.family == "count":
        return other.family == "count" and within
    if one.family == "since":
        return other.family == "since" and within and one.last == other.last
    if one.family == "first":
        if other.family == "first":
            return within
        if other.family == "since" and within:
            series = outings.series(*one.look.scope)
            return int(series.order[series.first[one.outing]]) > other.last
    return False
