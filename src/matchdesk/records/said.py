"""Puts what was seen into words, with the coverage that bears it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.competition import CompetitionId, round_words
from matchdesk.core.country import country_name
from matchdesk.core.english import counted, in_words, listed, ordinal, plain_day, possessive
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.records.begun import Begun, begun
from matchdesk.records.book import AWAY, CUP, HOME, NEUTRAL, VENUES, Book, Outings
from matchdesk.records.catalogue import TESTS, Event, Measure, Run
from matchdesk.records.holdings import Holdings
from matchdesk.records.miner import Seen
from matchdesk.records.record import Record
from matchdesk.records.series import Bools

LISTED = 100
"""Most matches that a first names as those in which it was looked for."""

_NAMED = 8
"""Most matches that a sentence lists."""


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a statement is.

    Attributes:
        certain: nothing is missing that could refute it.
        limits: what is missing, in words; "" where nothing, or where it is not known what.
        coverage: what is held.
    """

    certain: bool
    limits: str
    coverage: str


class Sayer:
    """Words for records of one book.

    With ``ahead`` they tell what a match to come would bring.
    """

    def __init__(
        self, book: Book, outings: Outings, holdings: Holdings, *, ahead: bool = False
    ) -> None:
        self.book, self.outings, self.holdings = book, outings, holdings
        self.ahead = ahead
        self._held: dict[tuple[str, int], str] = {}
        self._tests: dict[str, Bools] = {}

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
        sure = self._sure(seen, ever=True, rows=rows)
        place = len(rows)
        did = self._did(word, seen)
        since = f" since {self._year(int(rows[0]))}"
        if "other" in scope:
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
                verb = f"would {word.would[0]}" if self.ahead else word.told
                did, bound = f"{self._name(i)} {verb}{self._where(scope[2:], i)}{bound}", ""
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
        sure = self._sure(seen, ever=False, rows=rows)
        did = self._did(word, seen)
        day = self._day(seen.last)
        if "other" in scope:
            met = self._meetings(seen.count, scope, i)
        else:
            met = self._matches(seen.count, ("venue",) if "venue" in scope else (), i)
        if sure.certain:
            told = f"{did} for the first time since {day}, after {met} without"
        else:
            told = f"{did} for the first time since {day}, after {met} held without"
        return self._record(
            f"first_{word.word}_since", seen, told, sure, value=seen.count + 1,
            rows=(seen.last, i), start=seen.last,
        )  # fmt: skip

    def _count(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = _event(seen)
        rows = o.series(*scope).upto(i)
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
            inside = "" if "comp" in scope else season
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
        if isinstance(seen.word, Measure):
            return self._greatest(seen)
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Run)
        rows = o.series(*scope).stretch(i, seen.count)
        bounded = "season" in scope
        everyone = seen.best == "competition"
        upto = Season.of_code(int(o.season[i]))
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
            told = f"The longest {noun}{where}{among}: {whose}, {matches}, {span}"
        else:
            among = "" if sure.certain or bounded else " in the matches held"
            told = f"{possessive(whose)} longest {noun}{where}{among}: {matches}, {span}"
        return self._record(
            f"longest_{word.word}", seen, told, sure, value=seen.count, rows=rows.tolist(),
            start=int(rows[0]),
        )  # fmt: skip

    def _sure_of_all(self, sure: Sure, scope: Sequence[str], i: int) -> Sure:
        """How sure a statement about all clubs of a competition is."""
        competition = self.book.snapshot.competitions[int(self.outings.comp[i])]
        if "season" in scope:
            season = Season.of_code(int(self.outings.season[i]))
            reach = self.holdings.reach(competition, season, -1)
            certain = reach.covers(season)
        else:
            last = max(self.holdings.seasons(competition))
            reach = self.holdings.reach(competition, last, -1)
            certain = reach.whole
        limits = "" if certain else self._lack([reach.lacking])
        return Sure(certain, limits, sure.coverage)

    def _greatest(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Measure)
        series = o.joint(*scope) if seen.every_club else o.series(*scope)
        end = int(series.first[i])
        rows = series.order[end : int(np.searchsorted(series.first[series.order], end, "right"))]
        bounded = "season" in scope
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
        if seen.best == "competition":
            competition = self.book.snapshot.competitions[int(o.comp[i])]
            whole = self.holdings.reach(competition, upto, -1).whole
            since = min(self.holdings.seasons(competition), default=upto)
            of = f"the longest of any club{self._where(scope, i)}"
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

    def fixture(self, i: int) -> str:
        """The match with its score."""
        o = self.outings
        goals = (int(o.scored[i]), int(o.conceded[i]))
        if int(o.side[i]) == 0:
            return f"{self._name(i)} {goals[0]}-{goals[1]} {self._other(i)}"
        return f"{self._other(i)} {goals[1]}-{goals[0]} {self._name(i)}"

    def _other(self, i: int) -> str:
        return self.book.club(int(self.outings.other[i])).name

    def _start(self, seen: Seen) -> Record:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        word = seen.word
        assert isinstance(word, Measure)
        seasons = o.series(*scope).upto(i)
        sure = self._sure(seen, ever=True, rows=seasons)
        those = o.series("comp", "season").upto(i)
        number = int(o.number[i])
        points = counted(seen.count, "point")
        many = in_words(len(seasons))
        among = f"in {many} seasons" if sure.certain else f"in the {many} seasons held"
        told = (
            f"{self._name(i)} have {points} after {number} matches of {self._comp(i)} "
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
        if self.book.awarded(row):
            told += ", by an awarded result"
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

    def sure_of(self, competition: str, upto: Season, club: int, *, since: Season | None) -> Sure:
        """How sure a statement about a competition is: since a season, or ever where None."""
        reach = self.holdings.reach(competition, upto, club)
        certain = reach.whole if since is None else reach.covers(since)
        limits = "" if certain else self._lack([reach.lacking])
        return Sure(certain, limits, self.span(competition, upto))

    def called(self, competition: str) -> str:
        """A competition as it stands in a sentence: "the Copa del Rey", "La Liga"."""
        name = self.book.name(competition)
        return f"the {name}" if self._takes_the(name) else name

    # How sure

    def _sure(self, seen: Seen, *, ever: bool, rows: np.ndarray) -> Sure:
        o, i, scope = self.outings, seen.outing, seen.look.scope
        club = -1 if seen.every_club else int(o.club[i])
        other = int(o.other[i]) if "other" in scope else -1
        first = int(rows[0])
        bounded = any(c in scope for c in ("season", "period", "year", "coach"))
        if "comp" in scope:
            competition = self.book.snapshot.competitions[int(o.comp[i])]
            upto = Season.of_code(int(o.season[i]))
            reach = self.holdings.reach(competition, upto, club, other)
            begin = Season.of_code(int(o.season[first]))
            certain = reach.whole if ever and not bounded else reach.covers(begin)
            limits = "" if certain else self._lack([reach.lacking])
            return Sure(certain, limits, self._spans((competition,), upto, club, other))
        venue = int(o.venue[i]) if "venue" in scope else -1
        upto = Season.of_code(int(o.period[i]))
        begin = Season.of_code(int(o.period[first]))
        reach = self.holdings.all_reach(upto, club, other, venue)
        certain = reach.whole if ever and not bounded else reach.covers(begin)
        comps = dict.fromkeys(o.comp[rows[::-1]].tolist())
        names = tuple(self.book.snapshot.competitions[c] for c in comps)
        limits = ""
        if not certain:
            lacks = []
            if not bounded:
                lacks = [
                    self.holdings.reach(c, self._season_in(c, upto, i), club, other) for c in names
                ]
            lacking = [r.lacking for r in lacks if not (r.whole if ever else r.covers(begin))]
            if not lacking and reach.lacking:
                lacking = [reach.lacking]
            limits = self._lack(lacking)
        return Sure(certain, limits, self._spans(names, upto, club, other))

    def _season_in(self, competition: str, period: Season, outing: int) -> Season:
        """The season of a competition that a club's period is, as it is labelled there."""
        o = self.outings
        if self.book.snapshot.competitions[int(o.comp[outing])] == competition:
            return Season.of_code(int(o.season[outing]))
        held = self.holdings.seasons(competition)
        return max((s for s in held if s.start <= period.start), default=period)

    def _lack(self, lacking: Sequence[str]) -> str:
        told = list(dict.fromkeys(part for part in lacking if part))
        return f"the ledger holds {listed(told)}" if told else ""

    def _spans(self, competitions: Sequence[str], upto: Season, club: int, other: int) -> str:
        """What is held of some competitions up to a season, in words."""
        if len(competitions) == 1:
            return self.span(competitions[0], upto)
        return "; ".join([self.span(c, upto) for c in competitions])

    def span(self, competition: str, upto: Season) -> str:
        """What is held of a competition up to a season, in words."""
        key = (competition, upto.code)
        if key not in self._held:
            held = [
                h for s, h in self.holdings.seasons(competition).items() if s.start <= upto.start
            ]
            known = begun().get(competition)
            whole = _stretches([h.season for h in held if h.complete], known)
            part = _stretches([h.season for h in held if not h.complete], known)
            name = self.book.name(competition)
            told = f"{name} {whole} in full" if whole else f"{name} {part} in part"
            self._held[key] = f"{told}, {part} in part" if whole and part else told
        return self._held[key]

    # Words

    def _tense(self, told: str) -> str:
        """What is so, or would be."""
        if not self.ahead:
            return told
        first, _, rest = told.partition(" ")
        return f"would {'be' if first == 'are' else 'have'} {rest}".rstrip()

    def _test(self, word: Event) -> Bools:
        if word.test not in self._tests:
            self._tests[word.test] = TESTS[word.test](self.outings)
        return self._tests[word.test]

    def _name(self, outing: int) -> str:
        return self.book.club(int(self.outings.club[outing])).name

    def _club(self, outing: int) -> Club:
        return self.book.club(int(self.outings.club[outing]))

    def _day(self, outing: int) -> str:
        return plain_day(dt.date.fromordinal(int(self.outings.day[outing])))

    def _year(self, outing: int) -> int:
        return int(self.outings.year[outing])

    def _did(self, word: Event, seen: Seen) -> str:
        """Who did what to whom, and where."""
        o, i, scope = self.outings, seen.outing, seen.look.scope
        told, against = word.told, word.with_opponent
        if self.ahead:
            told, against = (f"would {verb}" for verb in word.would)
        if "other" in scope:
            told = against.format(self.book.club(int(o.other[i])).name)
        return f"{self._name(i)} {told}{self._where(scope, i)}"

    def _where(self, scope: Sequence[str], i: int) -> str:
        """Venue, competition, round, country of a scope."""
        o = self.outings
        told = ""
        if "venue" in scope:
            venue = int(o.venue[i])
            told = {HOME: " at home", AWAY: " away", NEUTRAL: " on neutral ground"}[venue]
            if venue == AWAY and "other" in scope:
                days = o.day[o.series(*scope).upto(i)].tolist()
                ground = self.book.ground_of(int(o.other[i]), days)
                told = f" at {_the(ground)}" if ground else told
        if "country" in scope:
            country = country_name(self.book.country_names[int(o.country[i])])
            if "venue" in scope and int(o.venue[i]) == AWAY:
                told = f" in {country}"
            else:
                told = f" against a club from {country}" + told
            uefa = self.book.snapshot.competitions[int(o.comp[i])].startswith("uefa.")
            told += " in European football" if uefa else " in continental football"
        if "town" in scope:
            told += " in a city derby"
        if "round" in scope:
            told += f" in the {round_words(self.book.snapshot.rounds[int(o.round[i])])}"
            told += f" of the {self.book.name(int(o.comp[i]))}"
        elif "comp" in scope:
            told += f" in {self._comp(i)}"
        return told

    def _comp(self, i: int) -> str:
        return self.called(self.book.snapshot.competitions[int(self.outings.comp[i])])

    def _this(self, i: int) -> str:
        """This competition in its season: "this Copa del Rey", "La Liga 2017-18"."""
        name = self.book.name(int(self.outings.comp[i]))
        if int(self.outings.kind[i]) == CUP and self._takes_the(name):
            return f"this {name}"
        return f"{self._comp(i)} {Season.of_code(int(self.outings.season[i]))}"

    def _takes_the(self, name: str) -> bool:
        return not name.startswith(("La ", "Serie ", "Ligue ", "Le ")) and "." not in name

    def _bound(self, scope: Sequence[str], i: int) -> str:
        """The time that bounds a scope: of a season, a year, under a coach."""
        o = self.outings
        told = ""
        if "comp" in scope and "season" in scope:
            told = f" in {self._comp(i)} {Season.of_code(int(o.season[i]))}"
        elif "period" in scope:
            told = f" of {Season.of_code(int(o.period[i]))}"
        elif "year" in scope:
            told = f" of {int(o.year[i])}"
        return told + self._under(scope, i)

    def _under(self, scope: Sequence[str], i: int) -> str:
        if "coach" not in scope:
            return ""
        return f" under {self.book.coaches[int(self.outings.coach[i])][1]}"

    def _meetings(self, count: int, scope: Sequence[str], i: int, against: str = "") -> str:
        venue = int(self.outings.venue[i]) if "venue" in scope else -1
        one = {HOME: "home meeting", AWAY: "visit"}.get(venue, "meeting")
        told = counted(count, one)
        if against:
            told += f" to {against}" if venue == AWAY else f" with {against}"
        if venue == NEUTRAL:
            told += " on neutral ground"
        return told

    def _matches(self, count: int, scope: Sequence[str], i: int) -> str:
        """A number of matches of a scope: "43 La Liga matches", "three home matches in the Copa"."""
        o = self.outings
        venue = ""
        tail = ""
        if "venue" in scope:
            at = int(o.venue[i])
            venue = {HOME: "home ", AWAY: "away "}.get(at, "")
            tail = " on neutral ground" if at == NEUTRAL else ""
        told = counted(count, f"{venue}match") + tail
        if "round" in scope:
            return f"{told} in that round"
        if "comp" in scope:
            return f"{told} in {self._comp(i)}"
        return told

    def _short(self, i: int, score_first: bool = False) -> str:
        """Opponent and score in home-away order."""
        o = self.outings
        goals = (int(o.scored[i]), int(o.conceded[i]))
        home, away = goals if int(o.side[i]) == 0 else goals[::-1]
        name = self.book.club(int(o.other[i])).name
        mark = " (awarded)" if self.book.awarded(int(o.row[i])) else ""
        return f"{home}-{away} {name}{mark}" if score_first else f"{name} {home}-{away}{mark}"

    def _before(self, word: Event, rows: np.ndarray, i: int) -> str:
        """What the other side did in all matches before, where it is one thing."""
        if word.word != "win" or len(rows) < 3:
            return ""
        o, other = self.outings, self.book.club(int(self.outings.other[i])).name
        earlier = rows[:-1]
        lost = int((o.margin[earlier] < 0).sum())
        if lost == len(earlier):
            return f"; {other} won {_all(lost)} before"
        return ""

    def _each(self, rows: np.ndarray) -> str:
        """How many of some matches were in which competition."""
        o = self.outings
        comps = o.comp[rows].tolist()
        each = {c: comps.count(c) for c in dict.fromkeys(comps)}
        if len(each) == 1:
            every = "all in " if len(rows) > 1 else "in "
            return f" ({every}{self._comp(int(rows[0]))})"
        return f" ({', '.join(f'{self.book.name(c)} {n}' for c, n in each.items())})"

    def _scope(self, scope: Sequence[str], i: int) -> str:
        """The scope in words."""
        o = self.outings
        parts = []
        parts.append(self.book.name(int(o.comp[i])) if "comp" in scope else "all competitions")
        if "round" in scope:
            parts.append(round_words(self.book.snapshot.rounds[int(o.round[i])]))
        if "venue" in scope:
            parts.append(VENUES[int(o.venue[i])])
        if "other" in scope:
            parts.append(f"against {self.book.club(int(o.other[i])).name}")
        if "country" in scope:
            parts.append(
                f"against clubs from {country_name(self.book.country_names[int(o.country[i])])}"
            )
        if "town" in scope:
            parts.append("city derbies")
        if "season" in scope:
            parts.append(str(Season.of_code(int(o.season[i]))))
        if "period" in scope:
            parts.append(str(Season.of_code(int(o.period[i]))))
        if "year" in scope:
            parts.append(str(int(o.year[i])))
        if "coach" in scope:
            parts.append(f"under {self.book.coaches[int(o.coach[i])][1]}")
        return ", ".join(parts)

    def _looked(self, rows: np.ndarray, i: int) -> list[int]:
        return rows.tolist() if len(rows) <= LISTED else [i]


def _event(seen: Seen) -> Event:
    assert isinstance(seen.word, Event)
    return seen.word


def _the(ground: str) -> str:
    """A ground as it is written after "at".

    >>> _the("Santiago Bernabéu"), _the("The Valley")
    ('the Santiago Bernabéu', 'The Valley')
    """
    return ground if ground.lower().startswith("the ") else f"the {ground}"


def _stretches(seasons: Sequence[Season], known: Begun | None = None) -> str:
    """Seasons as stretches without a gap; seasons that were not played are none.

    >>> _stretches([Season(2010, True), Season(2011, True), Season(2013, True)])
    '2010-11 to 2011-12, 2013-14'
    """
    found: list[list[Season]] = []
    for season in seasons:
        before = known.before(season) if known else season.previous
        if found and before == found[-1][-1]:
            found[-1].append(season)
        else:
            found.append([season])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in found
    )


def _all(number: int) -> str:
    """All of a number.

    >>> _all(2), _all(5)
    ('both', 'all five')
    """
    return "both" if number == 2 else f"all {in_words(number)}"


def plural_round(name: str) -> str:
    """A round's words as the clubs in it are told.

    >>> plural_round("semi-final"), plural_round("last 16"), plural_round("final")
    ('semi-finals', 'last 16', 'final')
    """
    if name == "final" or name.startswith(("last ", "round ", "match ")):
        return name
    return name if name.endswith("s") else f"{name}s"
