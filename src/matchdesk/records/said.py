"""Puts what was seen into words, with the coverage that bears it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matchdesk.core.competition import CompetitionId
from matchdesk.core.english import counted, in_words, listed, ordinal, possessive
from matchdesk.core.season import Season
from matchdesk.records.bearing import Bearing, Sure
from matchdesk.records.book import VENUES
from matchdesk.records.catalogue import Event, Measure, Run
from matchdesk.records.miner import Seen
from matchdesk.records.phrases import all_of
from matchdesk.records.record import Record

LISTED = 100
"""Most matches that a first names as those in which it was looked for."""

_NAMED = 8
"""Most matches that a sentence lists."""


class Sayer(Bearing):
    """Words for the records of one book."""

    def record(self, seen: Seen) -> Record:
        """The record of something seen, with what is folded under it."""
        made = {
            "first": self._first,
            "since": self._since,
            "count": self._count,
            "run": self._run,
            "so_far": self._so_far,
            "form": self._form,
            "biggest": self._biggest,
            "start": self._start,
        }[seen.family](seen)
        if not seen.folded:
            return made
        return replace(made, folded=tuple(self.record(one) for one in seen.folded))

    # Families

    def _first(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = _event(seen)
        series = o.series(*scope)
        rows = series.upto(i)
        self._begin = int(rows[0])
        sure = self._sure(seen, ever=True, rows=rows)
        place = len(rows)
        did = self._did(word, seen)
        since = f" since {self._year(int(rows[0]))}"
        if self.ahead:
            told = self._would_be_first(word, seen)
            if "other" in scope:
                told += f" in {'' if sure.certain else 'the '}{self._meetings(place, scope, i)}"
                told += "" if sure.certain else f" held{since}"
            else:
                kind = self._matches(1, tuple(c for c in scope if c != "comp"), i)[4:]
                told += f"{self._bound(scope, i).replace(' of ', ' in ', 1)}, in their "
                told += f"{ordinal(place)} {kind}{'' if sure.certain else ' held'}"
        elif "other" in scope:
            met = self._meetings(place, scope, i)
            if sure.certain:
                told = f"{did} for the first time ever, in {met}"
            else:
                told = f"{did} for the first time in the {met} held{since}"
            told += self._before(word, rows, i)
        else:
            bound = self._bound(scope, i)
            ever = " ever" if sure.certain and not bound else ""
            held = "" if sure.certain else " held"
            kind = self._matches(1, tuple(c for c in scope if c != "comp"), i)[4:]
            if "season" in scope:
                did = f"{self._name(i)} {word.told}{self._where(scope[2:], i)}"
            elif "period" in scope:
                bound = f" in {bound.removeprefix(' of ')}"
            told = f"{did} for the first time{ever}{bound}, in their {ordinal(place)} {kind}{held}"
        return self._record(
            f"first_{word.word}", seen, told, sure, value=place, rows=self._looked(rows, i),
            start=int(rows[0]),
        )  # fmt: skip

    def _since(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = _event(seen)
        series = o.series(*scope)
        rows = series.stretch(i, seen.count + 2)
        self._begin = seen.last
        sure = self._sure(seen, ever=False, rows=rows)
        did = self._did(word, seen)
        day = self._day(seen.last)
        if "other" in scope:
            met = self._meetings(seen.count, scope, i)
        else:
            met = self._matches(seen.count, ("venue",) if "venue" in scope else (), i)
        held = "" if sure.certain else " held"
        told = f"{did} for the first time since {day}, after {met}{held} {word.without}"
        if self.ahead:
            told = f"{self._would_be_first(word, seen)} since {day}, "
            told += f"after {met}{held} {word.without}"
        return self._record(
            f"first_{word.word}_since", seen, told, sure, value=seen.count + 1,
            rows=(seen.last, i), start=seen.last,
        )  # fmt: skip

    def _count(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = _event(seen)
        rows = o.series(*scope).upto(i)
        self._begin = i
        happened = self._test(word)[rows]
        those = rows[happened]
        sure = self._sure(seen, ever=False, rows=rows)
        venue = f"{VENUES[o.venue[i]]} " if "venue" in scope else ""
        noun = f"{venue}{word.noun}".replace("neutral ", "neutral-ground ")
        name = possessive(self._name(i))
        bound = self._bound(scope, i)
        told = f"{name} {ordinal(seen.count)} {noun}"
        if self.ahead:
            at = {"home ": " at home", "away ": " away"}.get(venue, "")
            told = f"A {word.noun} would be {name} {ordinal(seen.count)}{at}"
        if "comp" not in scope and not sure.certain:
            told += f"{bound} in the competitions held"
        else:
            told += bound
        if len(those) - 1 <= _NAMED and word.outcome:
            told += f", after {listed([self._short(int(r)) for r in those[:-1]])}"
        if "comp" not in scope:
            told += self._each(those)
        return self._record(
            f"{word.word}_of_season" if "coach" not in scope and "year" not in scope
            else f"{word.word}_under_coach" if "coach" in scope else f"{word.word}_of_year",
            seen, told, sure, value=seen.count, rows=those.tolist(), start=int(those[0]),
        )  # fmt: skip

    def _run(self, seen: Seen) -> Record:
        i, scope = seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Run)
        series = self.outings.series(*scope)
        rows = series.stretch(i, seen.count)
        self._begin = int(rows[0])
        sure = self._sure(seen, ever=False, rows=rows)
        if "other" in scope:
            with_ = self.book.club(int(self.outings.other[i])).name
            matches = f"{self._meetings(seen.count, scope, i, against=with_)}"
        else:
            matches = self._matches(seen.count, scope, i)
        if seen.count > 3 or "other" in scope:
            tail = f", since {self._day(int(rows[0]))}"
        else:
            tail = f" ({listed([self._short(int(r)) for r in rows])})"
        held = "" if sure.certain else " held"
        verb = self._tense(word.told.format(matches + held))
        told = f"{self._name(i)} {verb}{self._under(scope, i)}{tail}"
        if seen.best:
            told += f", {self._longest(seen)}"
        return self._record(
            word.word, seen, told, sure, value=seen.count, rows=rows.tolist(), start=int(rows[0])
        )

    def _so_far(self, seen: Seen) -> Record:
        i, scope = seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Run)
        rows = self.outings.series(*scope).upto(i)
        self._begin = i
        sure = self._sure(seen, ever=False, rows=rows)
        where = self._where(scope, i)
        if len(rows) <= 6:
            told = listed([self._short(int(r), score_first=True) for r in rows])
        else:
            told = self._matches(len(rows), ("venue",) if "venue" in scope else (), i)
        verb = word.so_far
        season = self._bound(scope, i)
        if ": " not in verb:
            matches = self._matches(len(rows), ("venue",) if "venue" in scope else (), i)
            matches = matches.replace("two ", "both ") if len(rows) == 2 else f"all {matches}"
            sentence = f"{verb.format(matches)}{season}"
        else:
            head, _, _ = verb.partition(": {}")
            inside = "" if "comp" in scope else season.replace(" of ", " in ", 1)
            this = where if "comp" not in scope else self._where(("venue",) if "venue" in scope
                                                                else (), i)  # fmt: skip
            if "comp" in scope:
                inside = f" in {self._this(i)}"
            sentence = f"{head}{this}{inside}: {told}"
        return self._record(
            f"{word.word.removesuffix('_run')}_so_far", seen,
            f"{self._name(i)} {self._tense(sentence)}", sure,
            value=len(rows), rows=rows.tolist(), start=int(rows[0]),
        )  # fmt: skip

    def _form(self, seen: Seen) -> Record:
        i, scope = seen.outing, seen.look.scope
        rows = self.outings.series(*scope).stretch(i, seen.last)
        self._begin = int(rows[0])
        sure = self._sure(seen, ever=False, rows=rows)
        wins = counted(seen.count, "win")
        held = "" if sure.certain else " held"
        told = (
            f"{self._name(i)} {self._tense('have')} {wins} in their last {self._matches(seen.last, scope, i)}{held}: "
            f"{listed([self._short(int(r)) for r in rows])}"
        )
        return self._record(
            "wins_in_last", seen, told, sure, value=seen.count, rows=rows.tolist(),
            start=int(rows[0]),
        )  # fmt: skip

    def superlative(self, seen: Seen, *, running: bool = False) -> Record:
        """The longest run, or the biggest match, as what it is among all that are held."""
        o, i, scope = self.outings, seen.outing, seen.look.scope
        everyone = seen.every_club or seen.best == "competition"
        whole = o.joint(*scope) if everyone else o.series(*scope)
        series = np.flatnonzero(whole.first == whole.first[i])
        self._end = int(whole.order[int(whole.rank[series].max())])
        made = self._superlative(seen, running)
        self._end = -1
        return made

    def _superlative(self, seen: Seen, running: bool) -> Record:
        if isinstance(seen.word, Measure):
            return self._greatest(seen)
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Run)
        rows = o.series(*scope).stretch(i, seen.count)
        bounded = "season" in scope
        everyone = seen.best == "competition"
        upto = Season.of_code(int(o.season[i]))
        whole = o.joint(*scope) if everyone else o.series(*scope)
        self._begin = int(whole.order[whole.first[i]])
        whose = self._name(i)
        where = self._where(scope, i)
        if bounded:
            where += f" {upto}"
        noun = word.noun
        matches = counted(seen.count, "match")
        first, last = self._day(int(rows[0])), self._day(i)
        span = f"since {first}" if running else f"{first} to {last}"
        sure = self._sure(seen, ever=not bounded, rows=o.series(*scope).upto(i))
        if everyone:
            sure = self._sure_of_all(sure, scope, i)
            among = "" if sure.certain or bounded else " in the matches held"
            the = "The joint longest" if seen.shared else "The longest"
            told = f"{the} {noun}{where}{among}: {whose}, {matches}, {span}"
        else:
            among = "" if sure.certain or bounded else " in the matches held"
            told = f"{possessive(whose)} longest {noun}{where}{among}: {matches}, {span}"
        return self._record(
            f"longest_{word.word}", seen, told, sure, value=seen.count, rows=rows.tolist(),
            start=int(rows[0]),
        )  # fmt: skip

    def _greatest(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Measure)
        series = o.joint(*scope) if seen.every_club else o.series(*scope)
        end = int(series.first[i])
        rows = series.order[end : int(np.searchsorted(series.first[series.order], end, "right"))]
        bounded = "season" in scope
        self._begin = int(rows[0])
        sure = self._sure(seen, ever=not bounded, rows=rows)
        if seen.every_club:
            sure = self._sure_of_all(sure, scope, i)
        whose = "The" if seen.every_club else possessive(self._name(i))
        season = f" {Season.of_code(int(o.season[i]))}" if bounded else ""
        held = "" if sure.certain or bounded else " in the matches held"
        told = (
            f"{whose} {word.told}{self._where(scope, i)}{season}{held}: {self.fixture(i)}, "
            f"{self._day(i)}"
        )
        return self._record(
            word.word + ("_of_competition" if seen.every_club else ""), seen, told, sure,
            value=seen.count, rows=[i], start=i,
        )  # fmt: skip

    def _longest(self, seen: Seen) -> str:
        """Of which runs a run is the longest."""
        o, i, scope = self.outings, seen.outing, seen.look.scope
        upto = Season.of_code(int(o.season[i]))
        self._begin = int(o.series(*scope).upto(i)[0])
        if seen.best == "competition":
            competition = self.book.snapshot.competitions[int(o.comp[i])]
            whole = self.holdings.reach(competition, upto, -1).whole
            since = min(self.holdings.seasons(competition), default=upto)
            any_ = "side" if self.book.is_nation(int(o.club[i])) else "club"
            of = f"the longest of any {any_}{self._where(scope, i, since)}"
        elif "comp" in scope:
            competition = self.book.snapshot.competitions[int(o.comp[i])]
            whole = self.holdings.reach(competition, upto, int(o.club[i])).whole
            since = Season.of_code(int(o.season[o.series(*scope).upto(i)[0]]))
            of = f"their longest{self._where(scope, i)}"
        else:
            whole = False
            since = Season.of_code(int(o.period[o.series(*scope).upto(i)[0]]))
            of = f"their longest{self._where(scope, i)}"
        return f"{of} ever" if whole else f"{of} in the matches held since {since}"

    def _biggest(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Measure)
        series = o.joint(*scope) if seen.every_club else o.series(*scope)
        rows = series.upto(i)
        ever = seen.last < 0
        begin = rows if ever else rows[int(series.rank[seen.last] - series.first[i]) :]
        self._begin = int(begin[0])
        sure = self._sure(seen, ever=ever, rows=begin)
        where = self._where(scope, i)
        season = f" {Season.of_code(int(o.season[i]))}" if "season" in scope else ""
        if seen.every_club:
            whose, where = "the", where + season
            many = counted(len(rows) // 2, "match")
        elif "other" in scope:
            link = {"biggest_win": "over", "heaviest_defeat": "against"}.get(word.word, "with")
            whose, where = f"{possessive(self._name(i))}", f" {link} {self._other(i)}{where}"
            many = self._meetings(len(rows), ("venue",) if "venue" in scope else (), i)
        else:
            whose = possessive(self._name(i))
            many = self._matches(len(rows), ("venue",) if "venue" in scope else (), i)
        told = f"{self.fixture(i)}: {whose} {word.told}{where}"
        if not ever:
            told += f" since {self._day(seen.last)}"
        elif "season" in scope:
            told += " so far"
        elif sure.certain:
            told += f" ever, in {many}"
        else:
            told += f" in the {many} held since {self._year(int(rows[0]))}"
        return self._record(
            word.word + ("_of_competition" if seen.every_club else ""), seen, told, sure,
            value=seen.count, rows=[i] if ever else [seen.last, i],
            start=int(rows[0]) if ever else seen.last,
        )  # fmt: skip

    def _start(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Measure)
        seasons = o.series(*scope).upto(i)
        self._begin = i
        sure = self._sure(seen, ever=True, rows=seasons)
        those = o.series("comp", "season").upto(i)
        number = int(o.number[i])
        points = counted(seen.count, "point")
        many = in_words(len(seasons))
        among = f"in {many} seasons" if sure.certain else f"in the {many} seasons held"
        told = (
            f"{self._name(i)} have {points} after {counted(number, 'match')} of {self._comp(i)} "
            f"{Season.of_code(int(o.season[i]))}, their "
            f"{word.told.removesuffix(' points')} at that stage {among}, at three points a win"
        )
        return self._record(
            word.word, seen, told, sure, value=seen.count, rows=those.tolist(), start=int(those[0])
        )

    # The record

    def _record(
        self,
        kind: str,
        seen: Seen,
        told: str,
        sure: Sure,
        *,
        value: int,
        rows: Sequence[int],
        start: int,
    ) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        comp = self.book.snapshot.competitions[int(o.comp[i])]
        return self.made(
            kind,
            told,
            sure,
            row=int(o.row[i]),
            club=int(o.club[i]),
            other=int(o.other[i]) if "other" in scope else -1,
            competition=comp if "comp" in scope else None,
            venue=VENUES[int(o.venue[i])] if "venue" in scope else None,
            value=value,
            rows=[int(o.row[r]) for r in rows],
            start=int(o.day[start]),
            scope=self._scope(scope, i),
            bits=seen.bits,
        )

    def made(
        self,
        kind: str,
        told: str,
        sure: Sure,
        *,
        row: int,
        club: int,
        value: int,
        rows: Sequence[int],
        scope: str,
        bits: float,
        other: int = -1,
        competition: str | None = None,
        venue: str | None = None,
        start: int | None = None,
        player: str = "",
    ) -> Record:
        """A record of the match of a row.

        What is not said here is as in :class:`Record`. ``rows`` are the matches that it rests on,
        ``start`` is its first day as an ordinal, ``club`` and ``other`` are numbers of clubs.
        """
        m = self.book.snapshot.matches
        if self.book.awarded_rows:
            told += self._awarded(kind, row, rows)
        last = int(m.day[row])
        contested = self.book.contested_rows
        return Record(
            kind=kind,
            statement=told,
            limits=sure.limits,
            subject=self.book.club(club),
            opponent=self.book.club(other) if other >= 0 else None,
            competition=CompetitionId(competition) if competition else None,
            venue=venue,
            value=value,
            start=dt.date.fromordinal(last if start is None else start),
            end=dt.date.fromordinal(last),
            match_ids=self.book.ids(rows),
            scope=scope,
            certain=sure.certain,
            coverage=sure.coverage,
            rarity=round(bits, 1),
            player=player,
            contested=tuple(self.book.id(r) for r in rows if r in contested) if contested else (),
        )

    def _awarded(self, kind: str, row: int, rows: Sequence[int]) -> str:
        """That results were awarded, of the match itself or of those that it rests on."""
        awarded = self.book.awarded_rows.intersection(rows)
        if row in awarded and not kind.startswith("longest"):
            return ", by an awarded result"
        if not awarded:
            return ""
        return f", counting {counted(len(awarded), 'awarded result')}"

    def _did(self, word: Event, seen: Seen) -> str:
        """Who did what to whom, and where."""
        o, i, scope = self.outings, seen.outing, seen.look.scope
        told, against = word.told, word.with_opponent
        if "other" in scope:
            told = against.format(self.book.club(int(o.other[i])).name)
        return f"{self._name(i)} {told}{self._where(scope, i)}"

    def _would_be_first(self, word: Event, seen: Seen) -> str:
        """What would be a first, of a match to come: "A win would be Rovers' first over Mill"."""
        i, scope = seen.outing, seen.look.scope
        noun = {"conceded": "goal conceded", "double": "win"}.get(word.word, word.noun)
        told = f"A {noun} would be {possessive(self._name(i))} first"
        told += " double" if word.word == "double" else ""
        told += f" {word.over} {self._other(i)}" if "other" in scope else ""
        where = tuple(c for c in scope if c != "season" and (c != "comp" or "season" not in scope))
        return told + self._where(where, i)

    def _before(self, word: Event, rows: np.ndarray, i: int) -> str:
        """What the other side did in all matches before, where it is one thing."""
        if word.word != "win" or len(rows) < 3:
            return ""
        o, other = self.outings, self.book.club(int(self.outings.other[i])).name
        earlier = rows[:-1]
        lost = int((o.margin[earlier] < 0).sum())
        if lost == len(earlier):
            return f"; {other} won {all_of(lost)} before"
        return ""

    def _looked(self, rows: np.ndarray, i: int) -> list[int]:
        return rows.tolist() if len(rows) <= LISTED else [i]


def _event(seen: Seen) -> Event:
    assert isinstance(seen.word, Event)
    return seen.word
