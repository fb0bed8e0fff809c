"""How far the ledger bears a statement: which seasons it holds in full, for whom, since when.

"Ever" is certain only where every season since the beginning is held that matters for the clubs
meant; "since" only where every one from there on is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchdesk.core.competition import country_of
from matchdesk.core.country import members, side_of
from matchdesk.core.english import listed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Rows, distinct, phase_code, status_code
from matchdesk.records.begun import Begun, begun
from matchdesk.records.book import CONTINENTAL, HOME, LEAGUE, NEUTRAL, Book
from matchdesk.rules.edition import Edition

_NEARLY = 0.95
_OPEN = (status_code("scheduled"), status_code("postponed"))
_GROUPS = tuple(phase_code(p) for p in ("qualifying", "league", "group", "group_2"))
# Ties of a round of known size.
_SIZES = {"final": 1, "semi_final": 2, "quarter_final": 4, "round_of_16": 8, "round_of_32": 16,
          "round_of_64": 32}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldSeason:
    """What is held of one season of a competition.

    Attributes:
        held: matches on record. expected: matches of the season, None where nothing tells.
        complete: all that have been played, or are drawn, are on record.
        missing: by club, how many of its matches are not held; None where nothing tells.
        clubs: clubs that play in it. every_club: all of its clubs are known.
    """

    season: Season
    held: int
    expected: int | None
    complete: bool
    missing: dict[int, int] | None
    clubs: frozenset[int]
    every_club: bool
    meetings: int

    def sound_for(self, club: int) -> bool:
        """All matches of a club in this season are held, or it plays none."""
        if self.complete:
            return True
        if club not in self.clubs:
            return self.every_club
        return self.missing is not None and self.missing[club] == 0


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back everything that matters is held.

    Attributes:
        start: first season from which on nothing is missing; None where the season asked about is
            itself not held in full.
        whole: it reaches back to the beginning.
        lacking: what stands in the way, in words; "" where nothing does.
    """

    start: Season | None
    whole: bool
    lacking: str = ""

    def covers(self, season: Season) -> bool:
        """Everything from that season on is held."""
        return self.whole or (self.start is not None and self.start.start <= season.start)


class Holdings:
    """What a book's snapshot holds, season by season; every answer is worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._seasons: dict[str, dict[Season, HeldSeason]] = {}
        self._pairs: dict[tuple[str, Season, int, int], bool] = {}
        self._reach: dict[tuple[object, ...], Reach] = {}
        self._all: dict[tuple[int, int, Season, int], tuple[str, ...]] = {}
        self._back: dict[tuple[str, int], tuple[Season, Season | None]] = {}
        self._own: dict[tuple[int, int], dict[str, Season]] = {}
        self._open: dict[str, list[tuple[str, Begun]]] = {}
        self._top: dict[tuple[str, Season, int], frozenset[int]] = {}
        self._lacks_of: dict[tuple[Season, int, int], tuple[str, ...]] = {}

    # One competition

    def seasons(self, competition: str) -> dict[Season, HeldSeason]:
        """Seasons of a competition of which any match is known, earliest first."""
        if competition not in self._seasons:
            m = self.book.snapshot.matches
            number = self.book.competition_number(competition)
            rows = np.flatnonzero(m.competition == number) if number >= 0 else np.empty(0, np.intp)
            rows = rows[np.argsort(m.season[rows], kind="stable")]
            codes = m.season[rows]
            found = {}
            for code in distinct(codes).tolist():
                low, high = np.searchsorted(codes, [code, code + 1])
                season = Season.of_code(int(code))
                found[season] = self._held(competition, season, rows[low:high])
            self._seasons[competition] = found
        return self._seasons[competition]

    def _held(self, competition: str, season: Season, rows: Rows) -> HeldSeason:
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        edition = self.book.catalogue.edition(competition, season)
        today = snapshot.day.toordinal()
        day, status = m.day[rows], m.status[rows]
        unplayed = ((status == _OPEN[0]) | (status == _OPEN[1])) & (day > 0) & (day < today)
        rows = rows[~unplayed & ~self.book.surplus[rows]]
        expected = self._declared.get((competition, season))
        sides = np.concatenate((m.home[rows], m.away[rows]))
        clubs = distinct(sides)
        stage = edition.stages[0] if edition.stages else None
        missing: dict[int, int] | None = None
        every_club = False
        if edition.kind == "league" and edition.held and edition.champion != "final" and stage:
            size = stage.clubs if stage.clubs is not None else len(clubs)
            if expected is None:
                expected = stage.expected(size)
            every_club = len(clubs) == size
            if every_club and stage.clubs is None:
                # How many there were is not told: all, if hardly a match among them is lacking.
                every_club = expected is not None and len(rows) >= _NEARLY * expected
            if stage.meetings and stage.split is None:
                each = stage.meetings * (size - 1)
                count = np.bincount(sides, minlength=int(clubs.max(initial=0)) + 1)
                missing = {c: each - int(count[c]) for c in clubs.tolist()}
        complete = expected is not None and len(rows) >= expected
        if not complete and expected is not None and edition.kind != "league":
            complete = len(rows) + self._undrawn(edition, rows) == expected and self._running(rows)
        return HeldSeason(
            season, len(rows), expected, complete, missing, frozenset(clubs.tolist()), every_club,
            stage.meetings if stage else 0,
        )  # fmt: skip

    @cached_property
    def _declared(self) -> dict[tuple[str, Season], int | None]:
        found: dict[tuple[str, Season], int | None] = {}
        for c in self.book.snapshot.declared:
            if not c.round:
                found.setdefault((c.competition, c.season), c.expected)
        return found

    def _running(self, rows: Rows) -> bool:
        """A match of the last two months, or one still to come."""
        day = self.book.snapshot.matches.day[rows]
        return bool((day > self.book.snapshot.day.toordinal() - 60).any() or (day <= 0).any())

    def _undrawn(self, edition: Edition, rows: Rows) -> int:
        """Matches of the rounds of known size of which nothing is known yet."""
        m, rounds = self.book.snapshot.matches, self.book.snapshot.rounds
        qualifying = m.phase[rows] == phase_code("qualifying")
        known = {rounds[n] for n in distinct(m.round[rows[~qualifying]]).tolist()}
        left = 0
        for name, size in _SIZES.items():
            if name in known:
                break
            left += size * max(edition.round_rule(name).legs, 1)
        return left

    def sound(self, competition: str, season: Season, one: int, other: int = -1) -> bool:
        """All matches of a season are held that a club (or a pair of clubs) plays in it."""
        held = self.seasons(competition).get(season)
        if held is None:
            return False
        if held.complete:
            return True
        if other < 0:
            return one >= 0 and held.sound_for(one)
        return (
            held.sound_for(one)
            or held.sound_for(other)
            or self._pair(competition, held, one, other)
        )

    def _pair(self, competition: str, held: HeldSeason, one: int, other: int) -> bool:
        """All meetings of a pair in a season are held."""
        if held.missing is None or not {one, other} <= held.clubs:
            return False
        key = (competition, held.season, min(one, other), max(one, other))
        if key not in self._pairs:
            m = self.book.snapshot.matches
            met = (
                ((m.home == one) & (m.away == other) | (m.home == other) & (m.away == one))
                & (m.competition == self.book.competition_number(competition))
                & (m.season == held.season.code)
            )
            self._pairs[key] = int(met.sum()) >= held.meetings
        return self._pairs[key]

    def reach(self, competition: str, upto: Season, one: int, other: int = -1) -> Reach:
        """How far back the matches of a club, or of a pair, are held in a competition."""
        key = (competition, upto.code, one, other)
        found = self._reach.get(key)
        if found is None:
            found = self._reach[key] = self._reached(competition, upto, one, other)
        return found

    def _reached(self, competition: str, upto: Season, one: int, other: int) -> Reach:
        known = begun().get(competition)
        start: Season | None = None
        season: Season | None = upto
        held = self.seasons(competition)
        while season is not None:
            complete = (h := held.get(season)) is not None and h.complete
            if complete:
                # Complete seasons in a row are skipped at once.
                start, season = self._complete_back(competition, season)
            elif self.sound(competition, season, one, other):
                start = season
                season = known.before(season) if known else season.previous
            else:
                break
        whole = start is not None and known is not None and season is None
        return Reach(start, whole, "" if whole else self._lacking(competition, start, upto))

    def _complete_back(self, competition: str, upto: Season) -> tuple[Season, Season | None]:
        """The first of the complete seasons in a row that end with one, and the one before it."""
        key = (competition, upto.code)
        if key not in self._back:
            known, held = begun().get(competition), self.seasons(competition)
            start, season = upto, known.before(upto) if known else upto.previous
            while season is not None and (h := held.get(season)) is not None and h.complete:
                start, season = season, known.before(season) if known else season.previous
            self._back[key] = (start, season)
        return self._back[key]

    def _lacking(self, competition: str, start: Season | None, upto: Season) -> str:
        """What is not held, in words: "no Copa del Rey in full before 2010-11"."""
        name = self.book.name(competition, None, start or upto)
        held, known = self.seasons(competition), begun().get(competition)
        if not held:
            return f"no {name}"
        if start is None:
            earlier = any(h.complete for s, h in held.items() if s < upto)
            return (
                f"no {name} {upto} in full" if earlier or len(held) == 1 else f"no {name} in full"
            )
        before = [h for s, h in held.items() if s < start]
        if not before:
            return f"no {name} before {start}"
        if not any(h.complete for h in before):
            return f"no {name} in full before {start}"
        gap = known.before(start) if known else start.previous
        name = self.book.name(competition, None, gap or start)
        return f"no {name} {gap}{' in full' if gap in held else ''}"

    # All competitions

    def all_reach(self, upto: Season, one: int, other: int, venue: int = -1) -> Reach:
        """How far back all competitive matches of a club, or of a pair, are held.

        ``venue`` leaves out competitions on neutral ground where it is home or away.
        """
        key = ("", upto, one, other, venue)
        found = self._reach.get(key)
        if found is None:
            season, start = upto, None
            lacking = self.lacking(season, one, other, venue)
            while not lacking:
                start, season = season, season.previous
                if season.start < self.first_year(one):
                    break
                lacking = self.lacking(season, one, other, venue)
            found = Reach(start, not lacking, self.words(lacking, season))
            self._reach[key] = found
        return found

    def first_year(self, club: int) -> int:
        """First year of any competition known that a club of its country could play in."""
        country = self.book.club(club).country
        listed = [b.first.start for b in begun().values() if country_of(b.competition) == country]
        return min(listed, default=1850)

    def lacking(
        self, season: Season, one: int, other: int = -1, venue: int = -1
    ) -> tuple[str, ...]:
        """Competitions of a season that may hold matches of a club (or pair) that are not held.

        Empty where everything is held. A pair needs less: what either of them did not play in, or
        what is held in full for one of them, can hold no meeting unknown.
        """
        key = (one, other, season, venue)
        if key not in self._all:
            found = self._lacks(season, one, venue)
            if found and other >= 0:
                theirs = self._lacks(season, other, venue)
                found = tuple(name for name in found if name in theirs)
            self._all[key] = found
        return self._all[key]

    def _lacks(self, season: Season, club: int, venue: int) -> tuple[str, ...]:
        key = (season, club, venue)
        if key not in self._lacks_of:
            self._lacks_of[key] = self._missing(season, club, venue)
        return self._lacks_of[key]

    def _missing(self, season: Season, club: int, venue: int) -> tuple[str, ...]:
        own = self.own(club, season)
        of = self.book.club(club)
        lacking = [c for c, code in own.items() if self._counts(c, code, venue)
                   and not self.sound(c, code, club)]  # fmt: skip
        if self.book.is_nation(club):
            # What a nation may have played is what is known of it, and friendlies without end.
            return tuple(dict.fromkeys((*lacking, *(() if lacking else ("friendly",)))))
        if not any(self.book.class_of(c) == LEAGUE for c in own):
            lacking.append(_league_of(of))
        for competition, known in self._open_to(of.country):
            if competition in own or not known.active(season):
                continue
            label = Season(season.start, known.first.split)
            if not self._counts(competition, label, venue):
                continue
            if competition.startswith(f"{of.country}."):
                if known.entry == "all" and not self.sound(competition, label, club):
                    lacking.append(competition)
                elif known.entry == "winners" and self._entitled(club, of, season):
                    lacking.append(competition)
            elif self._may_play_abroad(known, own, season, club):
                lacking.append(competition)
        return tuple(dict.fromkeys(lacking))

    def _open_to(self, country: str) -> list[tuple[str, Begun]]:
        """Competitions known that a country's clubs can play in, divisions left out."""
        if country not in self._open:
            self._open[country] = [
                (competition, known)
                for competition, known in begun().items()
                if known.entry != "league"
                and not side_of(competition)
                and (
                    country_of(competition) == country
                    or competition == "fifa.clubwc"
                    or country in members(country_of(competition))
                )
            ]
        return self._open[country]

    def _counts(self, competition: str, season: Season, venue: int) -> bool:
        """False for a competition on neutral ground where home or away is meant."""
        if venue < HOME or venue == NEUTRAL:
            return True
        known = begun().get(competition)
        if known is None or known.neutral_from is None:
            return True
        return season.start < known.neutral_from.start

    def own(self, club: int, season: Season) -> dict[str, Season]:
        """Competitions that a club plays in during a season, friendlies left out."""
        key = (club, season.code)
        if key not in self._own:
            names = self.book.snapshot.competitions
            found = self.book.seasons_of(club).get(season.code, set())
            self._own[key] = {names[c]: Season.of_code(s) for c, s in sorted(found)}
        return self._own[key]

    def _entitled(self, club: int, of: Club, season: Season) -> bool:
        """True unless it is sure that a club was neither champion nor cup finalist before."""
        before = season.previous
        league = f"{of.country}.1"
        table = self.seasons(league).get(before)
        if table is None or not table.complete:
            return True
        if club in table.clubs and club in self.top(league, before, 2):
            return True
        cup = f"{of.country}.cup"
        finals = self._finalists(cup, before)
        return not finals or club in finals

    def _may_play_abroad(
        self, known: Begun, own: dict[str, Season], season: Season, club: int
    ) -> bool:
        """True unless it is sure that a club plays in no such competition this season."""
        label = Season(season.start, known.first.split)
        if self.sound(known.competition, label, club):
            return False
        abroad = [c for c in own if self.book.class_of(c) == CONTINENTAL
                  and (b := begun().get(c)) is not None and b.entry == "places"]  # fmt: skip
        if known.entry == "winners":
            before = self.own(club, season.previous)
            finals = [c for c in before if self.book.class_of(c) == CONTINENTAL
                      and club in self._finalists(c, before[c])]  # fmt: skip
            return bool(finals)
        if not abroad:
            return self._may_have_qualified(known.competition, season, club)
        # Who drops out of the Champions League's groups goes on in the Europa League.
        return not all(self._went_on(c, own[c], club) for c in abroad)

    def _may_have_qualified(self, competition: str, season: Season, club: int) -> bool:
        """True unless the season before, held in full, cannot have given a club a place abroad.

        Places are counted generously: with those for fair play and of the Intertoto Cup. Of the
        years when cities and invitations counted nothing is sure, nor where play-offs decide.
        """
        country, before = self.book.club(club).country, season.previous
        table = self.seasons(f"{country}.1").get(before)
        if (
            not competition.startswith("uefa.")
            or competition == "uefa.fairs"
            or season.start < 1971
            or country == "be"
            or table is None
            or not table.complete
        ):
            return True
        if competition == "uefa.cl":
            places = 2 if season.start < 1997 else 5
        else:
            places = 0 if competition == "uefa.cwc" else 11 if 1995 <= season.start <= 2015 else 8
        if places and club in table.clubs and club in self.top(f"{country}.1", before, places):
            return True
        if competition == "uefa.cl":
            # The holders, whatever their place at home.
            return any(club in self._finalists(c, before) for c in ("uefa.cl", "uefa.el"))
        for cup, known in begun().items():
            if country_of(cup) == country and known.entry == "all" and known.active(before):
                finalists = self._finalists(cup, before)
                if not finalists or club in finalists:
                    return True
        return False

    def _went_on(self, competition: str, season: Season, club: int) -> bool:
        """A club is still in a competition, or went out in a knock-out round of it."""
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        rows = snapshot.season_rows(competition, season)
        rows = rows[(m.home[rows] == club) | (m.away[rows] == club)]
        if (~np.isin(m.phase[rows], _GROUPS)).any():
            return True
        day = m.day[rows]
        return bool((day > snapshot.day.toordinal() - 21).any() or (day <= 0).any())

    def _finalists(self, competition: str, season: Season) -> frozenset[int]:
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        if "final" not in snapshot.rounds or self.book.competition_number(competition) < 0:
            return frozenset()
        number = snapshot.rounds.index("final")
        rows = snapshot.season_rows(competition, season)
        rows = rows[m.round[rows] == number]
        return frozenset((*m.home[rows].tolist(), *m.away[rows].tolist()))

    def top(self, competition: str, season: Season, places: int) -> frozenset[int]:
        """Clubs of the first places of a season by points alone, level ones included."""
        key = (competition, season, places)
        if key not in self._top:
            self._top[key] = self._first_places(competition, season, places)
        return self._top[key]

    def _first_places(self, competition: str, season: Season, places: int) -> frozenset[int]:
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        rows = snapshot.season_rows(competition, season)
        home, away = self.book.result[0][rows], self.book.result[1][rows]
        over = home >= 0
        points: dict[int, int] = {}
        edition = self.book.catalogue.edition(competition, season)
        rule = edition.stages[0].points
        for h, a, x, y in zip(m.home[rows][over].tolist(), m.away[rows][over].tolist(),
                              home[over].tolist(), away[over].tolist(), strict=True):  # fmt: skip
            points[h] = points.get(h, 0) + (rule.win if x > y else rule.draw if x == y else 0)
            points[a] = points.get(a, 0) + (rule.win if y > x else rule.draw if x == y else 0)
        line = sorted(points.values(), reverse=True)[: places + 1]
        # One place more, for deductions and decisions that points alone do not show.
        return frozenset(c for c, n in points.items() if line and n >= line[-1])

    def words(self, lacking: tuple[str, ...], season: Season) -> str:
        """Competitions that are not held of a season, in words."""
        return _said(
            [
                self.book.name(c, None, season) if "." in c or c == "friendly" else c
                for c in lacking[:3]
            ],
            season,
        )


def _league_of(club: Club) -> str:
    return f"league of {club.name}"


def _said(lacking: list[str], season: Season) -> str:
    return f"no {listed(lacking, 'or')} of {season}" if lacking else ""
