"""The plain twin of the miner: one query a look, over lists, in the words of its definition.

Slow and plain on purpose. It shares the catalogue (the data) with the miner, nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from matchdesk.core.country import home_country, side_of
from matchdesk.core.match import Match
from matchdesk.core.snapshot import Snapshot
from matchdesk.records import catalogue
from matchdesk.records.catalogue import EVENT_OF, EVENTS, RUN_OF, RUNS, Look
from matchdesk.records.record import Record
from matchdesk.rules.catalogue import BUILT_IN, Catalogue

HELD: dict[str, Callable[[Side], bool]] = {
    "won": lambda o: o.scored > o.conceded,
    "drew": lambda o: o.scored == o.conceded,
    "lost": lambda o: o.scored < o.conceded,
    "unbeaten": lambda o: o.scored >= o.conceded,
    "winless": lambda o: o.scored <= o.conceded,
    "scored": lambda o: o.scored > 0,
    "blank": lambda o: o.scored == 0,
    "conceded": lambda o: o.conceded > 0,
    "kept_out": lambda o: o.conceded == 0,
}


@dataclass(frozen=True)
class Side:
    """One side's match; fields have the names of the columns of scopes."""

    club: str
    other: str
    match: Match
    order: tuple[int, int, int]
    comp: str
    season: str
    kind: str
    period: str
    venue: str
    scored: int
    conceded: int
    round: str
    country: str
    town: bool
    year: int
    coach: str
    home_side: bool


class Slow:
    """The twin over one snapshot."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue = BUILT_IN) -> None:
        self.snapshot, self.catalogue = snapshot, catalogue
        self.sides: dict[str, list[Side]] = {}
        self.spells = [s for s in snapshot.store.spells() if s.role == "coach" and s.start]
        self.towns: dict[str, set[str]] = {}
        for ground in snapshot.store.grounds():
            if ground.club and ground.town:
                self.towns.setdefault(ground.club, set()).add(ground.town)
        self.split: set[str] = set()
        for row in range(len(snapshot.matches)):
            match = snapshot.match(row)
            if match.season.split and match.counts:
                self.split |= {match.home.id, match.away.id}
        self.rates = self._rates()
        for row in range(len(snapshot.matches)):
            match = snapshot.match(row)
            if match.result is None or match.date is None or match.competition == "friendly":
                continue
            for home in (True, False):
                side = self._side(match, row, home)
                self.sides.setdefault(side.club, []).append(side)
        for club, listed in self.sides.items():
            listed.sort(key=lambda s: s.order)
            seen: set[tuple[Any, ...]] = set()
            kept = []
            for side in listed:
                key = (side.match.home.id, side.match.away.id, side.match.date)
                if key not in seen:
                    seen.add(key)
                    kept.append(side)
            self.sides[club] = kept
        self.chances: dict[str, list[dict[str, float]]] = {
            club: self._chances(listed) for club, listed in self.sides.items()
        }

    def _side(self, match: Match, row: int, home: bool) -> Side:
        club, other = (match.home, match.away) if home else (match.away, match.home)
        result = match.result
        assert result is not None
        assert match.date is not None
        scored, conceded = result if home else result.swapped()
        neutral = match.neutral or self._neutral(match, row)
        return Side(
            club=club.id,
            other=other.id,
            match=match,
            order=(match.date.toordinal(), int(self.snapshot.matches.time[row]), row),
            comp=match.competition,
            season=str(match.season),
            kind=self._kind(match.competition),
            period=self._period(match, club.id),
            venue="neutral" if neutral else "home" if home else "away",
            scored=scored,
            conceded=conceded,
            round=match.round,
            country=other.country,
            town=self._same_town(club.id, other.id),
            year=match.date.year,
            coach=self._coach(club.id, match),
            home_side=home,
        )

    def _neutral(self, match: Match, row: int) -> bool:
        if int(self.snapshot.matches.neutral[row]) != -1 or not (match.round or match.phase):
            return False
        edition = self.catalogue.edition(match.competition, match.season)
        if edition.kind == "league":
            return False
        if not match.round or match.round.isdigit():
            return all(r.ground == "neutral" for r in (*edition.rounds, edition.other_rounds))
        return edition.round_rule(match.round).ground == "neutral"

    def _kind(self, competition: str) -> str:
        if side_of(competition).startswith("n"):
            return "nations"
        if not home_country(competition):
            return "continental"
        kind = self.catalogue.head(competition).get("kind", "league")
        return "league" if kind == "league" and not competition.endswith(".playoff") else "cup"

    def _period(self, match: Match, club: str) -> str:
        if match.season.split or club not in self.split:
            return str(match.season)
        assert match.date is not None
        start = match.date.year if match.date.month >= 7 else match.date.year - 1
        return f"{start}-{(start + 1) % 100:02d}"

    def _same_town(self, one: str, other: str) -> bool:
        return bool(self.towns.get(one, set()) & self.towns.get(other, set()))

    def _coach(self, club: str, match: Match) -> str:
        day = match.date
        assert day is not None
        held = [
            s.person
            for s in self.spells
            if s.club == club and s.start is not None and s.start <= day
            and (s.end is None or day <= s.end)
        ]  # fmt: skip
        return held[0] if len(held) == 1 else ""

    # Chances

    def _rates(self) -> dict[str, dict[str, float]]:
        """How often each test holds at home, away and on neutral ground, over all results."""
        m = self.snapshot.matches
        home, away = m.result()
        scores = [
            (int(h), int(a))
            for h, a, n in zip(home, away, m.neutral, strict=True)
            if h >= 0 and a >= 0 and n != 1
        ]

        def share(test: Callable[[int, int], bool]) -> float:
            return (sum(test(h, a) for h, a in scores) + 1) / (len(scores) + 2)

        win, draw, lose = (
            share(lambda h, a: h > a), share(lambda h, a: h == a), share(lambda h, a: h < a)
        )  # fmt: skip
        scored, conceded = share(lambda h, a: h > 0), share(lambda h, a: a > 0)
        at_home = {"won": win, "drew": draw, "lost": lose, "scored": scored, "conceded": conceded}
        away_ = {"won": lose, "drew": draw, "lost": win, "scored": conceded, "conceded": scored}
        neutral = {
            "won": (win + lose) / 2, "drew": draw, "lost": (win + lose) / 2,
            "scored": (scored + conceded) / 2, "conceded": (scored + conceded) / 2,
        }  # fmt: skip
        for table in (at_home, away_, neutral):
            table["unbeaten"] = 1 - table["lost"]
            table["winless"] = 1 - table["won"]
            table["blank"] = 1 - table["scored"]
            table["kept_out"] = 1 - table["conceded"]
        return {"home": at_home, "away": away_, "neutral": neutral}

    def _chances(self, listed: list[Side]) -> list[dict[str, float]]:
        """For each match, how likely each test was before it."""
        count: dict[str, dict[str, float]] = {v: dict.fromkeys(HELD, 0.0) for v in self.rates}
        played = dict.fromkeys(self.rates, 0)
        chances = []
        for side in listed:
            own = count[side.venue]
            chances.append(
                {
                    test: (own[test] + 20 * self.rates[side.venue][test])
                    / (played[side.venue] + 20)
                    for test in HELD
                }
            )
            for test, holds in HELD.items():
                own[test] += holds(side)
            played[side.venue] += 1
        return chances

    # The looks

    def seen(self, row: int) -> set[tuple[object, ...]]:
        """All that is rare about a match, as (kind, club, opponent, competition, venue, value,
        from, to, scope columns)."""
        match = self.snapshot.match(row)
        found: set[tuple[object, ...]] = set()
        beside = self._beside(match, row)
        for later in (beside, {row}) if beside else (set(),):
            for club in (match.home.id, match.away.id):
                held = self.sides.get(club, [])
                listed = sorted(held, key=lambda s: (s.order[0], s.order[2] in later, s.order))
                here = [n for n, side in enumerate(listed) if side.order[2] == row]
                if here:
                    self.chances[club] = self._chances(listed)
                    found |= set(self._of(listed, here[0]))
                    self.chances[club] = self._chances(held)
        return found

    def _beside(self, match: Match, row: int) -> set[int]:
        """Other matches of either side on that day: they have no times in these worlds."""
        assert match.date is not None
        return {
            side.order[2]
            for club in (match.home.id, match.away.id)
            for side in self.sides.get(club, [])
            if side.order[0] == match.date.toordinal() and side.order[2] != row
            and {side.club, side.other} != {match.home.id, match.away.id}
        }  # fmt: skip

    def _of(self, listed: list[Side], now: int) -> Iterator[tuple[object, ...]]:
        side = listed[now]
        for look in catalogue.FIRSTS:
            if not self._makes_sense(look, side) or look.words == ("double",):
                continue
            before = self._series(listed, now, look)[:-1]
            if len(before) < look.least or not self._wide(listed, look, [*before, now]):
                continue
            for word in look.words:
                event = EVENT_OF[word]
                test = HELD[event.test]
                if not test(side) or any(test(listed[n]) for n in before):
                    continue
                if self._told_of_the_other(look, event, side):
                    continue
                yield self._told(f"first_{word}", listed, now, before[0], look, len(before) + 1)
        for look in catalogue.SINCE:
            if not self._makes_sense(look, side) or look.words == ("double",):
                continue
            for event in [EVENT_OF[w] for w in look.words] or list(EVENTS):
                found = self._since(listed, now, look, event)
                if found is not None:
                    yield found
        for look in catalogue.COUNTS:
            if not self._makes_sense(look, side):
                continue
            places = self._series(listed, now, look)
            if not self._wide(listed, look, places):
                continue
            for word in look.words:
                event = EVENT_OF[word]
                those = [n for n in places if HELD[event.test](listed[n])]
                if not HELD[event.test](side) or len(those) < look.least:
                    continue
                chance = sum(self._chance(listed, n, event.test) for n in places) / len(places)
                if self._tail(len(those), len(places), chance) >= look.bits - 1e-9:
                    suffix = (
                        "under_coach" if "coach" in look.scope
                        else "of_year" if "year" in look.scope else "of_season"
                    )  # fmt: skip
                    yield self._told(f"{word}_{suffix}", listed, now, those[0], look, len(those))
        for look in catalogue.STREAKS:
            if not self._makes_sense(look, side):
                continue
            if "venue" in look.scope and side.venue == "neutral" and "other" not in look.scope:
                continue
            places = self._series(listed, now, look)
            for run in [RUN_OF[w] for w in look.words] or list(RUNS):
                if "other" in look.scope and (run.mirrored or run.word == "drawing_run"):
                    continue
                length = 0
                while length < len(places) and HELD[run.test](listed[places[-1 - length]]):
                    length += 1
                if length < look.least:
                    continue
                those = places[-length:]
                bits = sum(-math.log2(self._chance(listed, n, run.test)) for n in those)
                if bits >= look.bits - 1e-9 and self._wide(listed, look, those):
                    yield self._told(run.word, listed, now, those[0], look, length)
        for look in catalogue.SO_FAR:
            if "venue" in look.scope and side.venue == "neutral":
                continue
            places = self._series(listed, now, look)
            for run in RUNS:
                if not run.so_far or len(places) < look.least:
                    continue
                if not all(HELD[run.test](listed[n]) for n in places):
                    continue
                bits = sum(-math.log2(self._chance(listed, n, run.test)) for n in places)
                if bits >= look.bits - 1e-9 and self._wide(listed, look, places):
                    yield self._told(
                        f"{run.word.removesuffix('_run')}_so_far", listed, now, places[0], look,
                        len(places),
                    )  # fmt: skip

    def _since(
        self, listed: list[Side], now: int, look: Look, event: catalogue.Event
    ) -> tuple[object, ...] | None:
        side, test = listed[now], HELD[event.test]
        if not test(side) or self._told_of_the_other(look, event, side):
            return None
        if "other" in look.scope and event.mirrored:
            return None
        before = self._series(listed, now, look)[:-1]
        last = next((n for n in reversed(before) if test(listed[n])), None)
        if last is None:
            return None
        between = [n for n in before if n > last]
        if not between or len(between) < min(look.least, 2):
            return None
        bits = sum(-math.log2(1 - self._chance(listed, n, event.test)) for n in between)
        days = side.order[0] - listed[last].order[0]
        long_ago = look.years > 0 and days >= 365 * look.years
        if not (bits >= look.bits - 1e-9 and len(between) >= look.least) and not long_ago:
            return None
        if not self._wide(listed, look, [last, *between, now]):
            return None
        return self._told(f"first_{event.word}_since", listed, now, last, look, len(between) + 1)

    def _series(self, listed: list[Side], now: int, look: Look) -> list[int]:
        """Matches up to this one that agree with it in the columns of a scope, in order."""
        side = listed[now]
        columns = look.scope
        return [
            n
            for n in range(now + 1)
            if all(getattr(listed[n], column) == getattr(side, column) for column in columns)
        ]

    def _makes_sense(self, look: Look, side: Side) -> bool:
        if "round" in look.scope and (side.round in ("", "final") or side.kind == "league"):
            return False
        if "venue" in look.scope and "other" not in look.scope and side.venue == "neutral":
            return False
        if "country" in look.scope and (
            side.kind != "continental" or side.country == self._country(side.club)
        ):
            return False
        if "town" in look.scope and not side.town:
            return False
        return not ("coach" in look.scope and not side.coach)

    def _country(self, club: str) -> str:
        return self.snapshot.clubs[self.snapshot.club_number(club)].country

    def _wide(self, listed: list[Side], look: Look, places: list[int]) -> bool:
        """A look at all competitions has more than one among its matches."""
        if look.scope not in catalogue.OF_ALL:
            return True
        return len({listed[n].comp for n in places}) > 1

    def _told_of_the_other(self, look: Look, event: catalogue.Event, side: Side) -> bool:
        if "other" not in look.scope:
            return False
        return event.mirrored or (event.word == "draw" and not side.home_side)

    def _chance(self, listed: list[Side], n: int, test: str) -> float:
        return float(self.chances[listed[n].club][n][test])

    def _tail(self, number: int, played: int, chance: float) -> float:
        """Surprise of so many or more, term by term."""
        total = 0.0
        for k in range(number, played + 1):
            total += math.comb(played, k) * math.pow(chance, k) * math.pow(1 - chance, played - k)
        return abs(-math.log2(min(total, 1.0)))

    def _told(
        self, kind: str, listed: list[Side], now: int, first: int, look: Look, value: int
    ) -> tuple[object, ...]:
        side = listed[now]
        return (
            kind,
            side.club,
            side.other if "other" in look.scope else None,
            side.comp if "comp" in look.scope else None,
            side.venue if "venue" in look.scope else None,
            value,
            listed[first].match.date,
            side.match.date,
        )


KINDS = (
    {f"first_{e.word}" for e in EVENTS}
    | {f"first_{e.word}_since" for e in EVENTS}
    | {f"{w}_{s}" for w in ("win", "draw", "defeat", "clean_sheet")
       for s in ("of_season", "of_year", "under_coach")}
    | {r.word for r in RUNS}
    | {f"{r.word.removesuffix('_run')}_so_far" for r in RUNS if r.so_far}
)  # fmt: skip
"""Kinds that the twin knows."""


def flat(records: tuple[Record, ...]) -> set[tuple[object, ...]]:
    """Records, folded ones too, in the form of :meth:`Slow.seen`."""
    found: set[tuple[object, ...]] = set()
    for record in records:
        if record.kind in KINDS:
            found.add(
                (
                    record.kind,
                    record.subject.id,
                    record.opponent.id if record.opponent else None,
                    record.competition,
                    record.venue,
                    record.value,
                    record.start,
                    record.end,
                )
            )
        found |= flat(record.folded)
    return found
