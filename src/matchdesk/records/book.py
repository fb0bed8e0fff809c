"""What records are mined from: the results that stand, seen from each side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.country import CONFEDERATIONS, country_name, home_country, side_of
from matchdesk.core.english import ordinal
from matchdesk.core.kept import Kept
from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    AWARDED,
    NONE,
    IntColumn,
    Rows,
    Snapshot,
    distinct,
    match_id,
    numbered,
    phase_code,
)
from matchdesk.errors import UsageError
from matchdesk.records.begun import begun
from matchdesk.records.rates import Rates
from matchdesk.records.series import Bools, Ints, Series
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import results_decided
from matchdesk.rules.edition import Edition

HOME, AWAY, NEUTRAL = 0, 1, 2
VENUES: tuple[str, ...] = ("home", "away", "neutral")

LEAGUE, CUP, CONTINENTAL, OTHER = 0, 1, 2, 3
"""Classes of competitions: national leagues, other national ones, clubs of several countries."""

_JULY = 7
_LAST = 100_000
"""After every kick-off of a day."""


@dataclass(frozen=True)
class Outings:
    """Matches that count, each twice: once from either side; arrays are int64[outing].

    They stand in order of club, day, kick-off and row.

    Attributes:
        club, other: numbers of the clubs of the snapshot.
        row: row of the match in the snapshot. day: its ordinal.
        side: 0 for the home side as the match is named, 1 for the visitors.
        comp, season: as in the columns. kind: class of the competition.
        period: season of the club's year that the day lies in, as a season's code.
        venue: HOME, AWAY or NEUTRAL. scored, conceded: goals; extra time counts, kicks do not.
        round, group: as in the columns. country: number of the opponent's.
        town: 1 where both clubs play in one town. year: calendar year.
        coach: number of the coach's spell on the day, -1 where none or several are held.
        meetings: how often two clubs meet in the league's season, 0 where nothing tells.
    """

    club: Ints
    other: Ints
    row: Ints
    side: Ints
    day: Ints
    comp: Ints
    season: Ints
    kind: Ints
    period: Ints
    venue: Ints
    scored: Ints
    conceded: Ints
    round: Ints
    group: Ints
    country: Ints
    town: Ints
    year: Ints
    coach: Ints
    meetings: Ints

    def __len__(self) -> int:
        return len(self.club)

    @cached_property
    def margin(self) -> Ints:
        """Goals scored less goals conceded, int64[outing]."""
        return self.scored - self.conceded

    @cached_property
    def number(self) -> Ints:
        """Which match of its club in this season of this competition, from 1."""
        return self.series("comp", "season").place + 1

    @cached_property
    def points(self) -> Ints:
        """Points of the club in this season of this competition after the match, three for a win."""
        gained = np.where(self.margin > 0, 3, np.where(self.margin == 0, 1, 0)).astype(np.int64)
        return np.asarray(self.series("comp", "season").summed(gained) + gained)

    @cached_property
    def _series(self) -> dict[tuple[str, ...], Series]:
        return {}

    def series(self, *columns: str) -> Series:
        """Outings of one club that agree in the columns named; worked out once."""
        if columns not in self._series:
            self._series[columns] = Series(self._keys(self.club, columns))
        return self._series[columns]

    def joint(self, *columns: str) -> Series:
        """Outings of all clubs that agree in the columns named, by day; worked out once."""
        key = ("", *columns)
        if key not in self._series:
            keys = self._keys(np.zeros(len(self), dtype=np.int64), columns)
            self._series[key] = Series(keys, by=(self.day, self.row, self.side))
        return self._series[key]

    def _keys(self, keys: Ints, columns: tuple[str, ...]) -> Ints:
        for name in columns:
            column = getattr(self, name)
            low = int(column.min()) if len(column) else 0
            span = (int(column.max()) - low if len(column) else 0) + 1
            keys = keys * span + (column - low)
        return keys


class Book:
    """A snapshot with all that the miner needs of it, each part worked out when first asked for.

    Args:
        snapshot: the ledger at a moment.
        contested: ids of matches whose result another file gives otherwise, and nobody has settled:
            they make no record, and what rests on them says so.
        catalogue: the rulebooks.
        later: rows of matches that are taken as the last of their day.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        contested: Collection[str] = (),
        catalogue: Catalogue = BUILT_IN,
        later: Collection[int] = (),
    ) -> None:
        self.snapshot = snapshot
        self.store = Kept(snapshot.store)
        self.catalogue = catalogue.of(snapshot)
        self.contested = frozenset(contested)
        self.later = frozenset(later)
        self._ids: dict[int, str] = {}
        self._outings: dict[tuple[str, object], Outings] = {}
        self._seasons_of: dict[int, dict[int, set[tuple[int, int]]]] = {}
        self._editions: dict[tuple[int, int], Edition] = {}
        self._neutral_rounds: dict[tuple[int, int, int], bool] = {}

    # The results

    @cached_property
    def result(self) -> tuple[IntColumn, IntColumn]:
        """Goals that count, home and away, with the decisions of the ledger put in."""
        home, away = self.snapshot.matches.result()
        for row, score in self._decided.items():
            home[row], away[row] = (NONE, NONE) if score is None else score
        return home, away

    @cached_property
    def _decided(self) -> dict[int, Score | None]:
        """Rows whose result a correction changes; None for void."""
        return results_decided(self.snapshot)

    @cached_property
    def awarded_rows(self) -> frozenset[int]:
        """Rows whose result was awarded, not played for."""
        m = self.snapshot.matches
        rows = np.flatnonzero((m.status == AWARDED) | (m.awarded_home >= 0)).tolist()
        return frozenset((*rows, *(row for row, score in self._decided.items() if score)))

    @cached_property
    def _counts(self) -> Bools:
        """bool[match]: over, dated, and no friendly of clubs."""
        m = self.snapshot.matches
        counts = (self.result[0] >= 0) & (m.day > 0) & ~self.surplus
        friendly = [n for n, c in enumerate(self.snapshot.competitions) if c == "friendly"]
        if friendly:
            # National sides count their friendlies; clubs do not.
            played = np.isin(m.competition, friendly)
            counts &= ~played | self._nation[m.home]
        return np.asarray(counts)

    @cached_property
    def surplus(self) -> Bools:
        """bool[match]: a league's match of two clubs that have met there as often as they do.

        Where a pair meets once at each ground in a season, a second result there is the same match
        with another date, or one of another competition: it makes no record.
        """
        m = self.snapshot.matches
        found = np.zeros(len(m), dtype=np.bool_)
        if not len(m):
            return found
        # The last place is that of no round, NONE.
        words = self.snapshot.rounds
        plain = np.array([*(not word or word.isdigit() for word in words), False])
        league = self.classes[m.competition] == LEAGUE
        over = (self.result[0] >= 0) & league & plain[m.round]
        again = np.flatnonzero(over & (m.nth > 1))
        if not len(again):
            return found
        # Only clubs that met again are looked up among the first meetings of all.
        hosts = np.zeros(len(self.snapshot.clubs), dtype=np.bool_)
        guests = hosts.copy()
        hosts[m.home[again]] = guests[m.away[again]] = True
        clubs = np.int64(max(len(self.snapshot.clubs), 1))
        season = m.competition.astype(np.int64) * 10_000 + m.season
        pair = (season * clubs + m.home) * clubs + m.away
        first = np.flatnonzero(over & (m.nth == 1) & hosts[m.home] & guests[m.away])
        again = again[np.isin(pair[again], pair[first])]
        for row in again.tolist():
            edition = self.edition(int(m.competition[row]), int(m.season[row]))
            stages = edition.stages
            found[row] = (
                edition.held and len(stages) == 1 and stages[0].split is None
                and stages[0].meetings == 2
            )  # fmt: skip
        return found

    def is_nation(self, club: int) -> bool:
        """The club is a national side."""
        return bool(self._nation[club])

    @cached_property
    def _nation(self) -> Bools:
        """bool[club]: a national side, told by the competitions it plays in."""
        m = self.snapshot.matches
        sides = np.array(
            [side_of(c).startswith("n") and c != "friendly" for c in self.snapshot.competitions],
            dtype=np.bool_,
        )
        nation = np.zeros(len(self.snapshot.clubs), dtype=np.bool_)
        if len(m):
            rows = np.flatnonzero(sides[m.competition])
            nation[m.home[rows]] = True
            nation[m.away[rows]] = True
        return nation

    @cached_property
    def rates(self) -> Rates:
        """Base rates of all that is held."""
        return Rates(*self.result, self.snapshot.matches.neutral)

    # Sides of matches

    def of_clubs(self, *clubs: int) -> Outings:
        """All outings of some clubs."""
        key = ("clubs", tuple(sorted(clubs)))
        if key not in self._outings:
            m = self.snapshot.matches
            own = np.zeros(len(self.snapshot.clubs), dtype=np.bool_)
            own[list(clubs)] = True
            rows = np.flatnonzero(self._counts & (own[m.home] | own[m.away]))
            self._outings[key] = self._of(rows, own)
        return self._outings[key]

    def same_day(self, row: int) -> frozenset[int]:
        """Other matches of either side on its day, where no kick-off times tell which came first."""
        m = self.snapshot.matches
        both = (m.home[row], m.away[row])
        near = np.flatnonzero((m.day == m.day[row]) & self._counts)
        own = near[np.isin(m.home[near], both) | np.isin(m.away[near], both)]
        other = own[own != row]
        # The same sides on the same day are one match, given twice.
        same = np.isin(m.home[other], both) & np.isin(m.away[other], both)
        unknown = (m.time[other] < 0) | (m.time[row] < 0) | (m.time[other] == m.time[row])
        return frozenset(other[~same & unknown].tolist())

    def doubtful(self, outings: Outings) -> tuple[int, ...]:
        """Rows of matches of which a side plays another on the same day, in no known order."""
        o, m = outings, self.snapshot.matches
        same = np.flatnonzero((np.diff(o.day) == 0) & (np.diff(o.club) == 0))
        rows = {int(r) for place in same.tolist() for r in o.row[place : place + 2]}
        return tuple(sorted(row for row in rows if m.day[row] > 0 and self.same_day(row)))

    def seasons_of(self, club: int) -> dict[int, set[tuple[int, int]]]:
        """Competitions and seasons that a club plays in, by the code of its own season."""
        if club not in self._seasons_of:
            held = next(
                (o for (what, of), o in self._outings.items()
                 if what == "clubs" and (of is None or (isinstance(of, tuple) and club in of))),
                None,
            )  # fmt: skip
            outings = held if held is not None else self.of_clubs(club)
            own = np.flatnonzero(outings.club == club)
            found: dict[int, set[tuple[int, int]]] = {}
            for period, comp, code in zip(
                outings.period[own].tolist(), outings.comp[own].tolist(),
                outings.season[own].tolist(), strict=True,
            ):  # fmt: skip
                found.setdefault(period, set()).add((comp, code))
            self._seasons_of[club] = found
        return self._seasons_of[club]

    def edition(self, competition: int, season: int) -> Edition:
        """The rulebook of a competition and season, given by their numbers in the columns."""
        key = (competition, season)
        if key not in self._editions:
            self._editions[key] = self.catalogue.edition(
                self.snapshot.competitions[competition], Season.of_code(season)
            )
        return self._editions[key]

    def of_competition(self, competition: str) -> Outings:
        """All outings in one competition."""
        key = ("competition", competition)
        if key not in self._outings:
            m = self.snapshot.matches
            number = self.competition_number(competition)
            self._outings[key] = self._of(
                np.flatnonzero(self._counts & (m.competition == number)), None
            )
        return self._outings[key]

    @property
    def everything(self) -> Outings:
        """All outings of all clubs."""
        key = ("clubs", None)
        if key not in self._outings:
            self._outings[key] = self._of(np.flatnonzero(self._counts), None)
        return self._outings[key]

    def _of(self, rows: Rows, own: Bools | None) -> Outings:
        """Outings of some matches; with ``own`` only those of its clubs."""
        m = self.snapshot.matches
        day = m.day[rows].astype(np.int64)
        # The same sides on the same day are one match, given twice.
        pair = (m.home[rows].astype(np.int64) * len(self.snapshot.clubs) + m.away[rows]) * (
            4_000_000
        ) + day
        _, kept, _ = numbered(pair)
        rows = rows[np.sort(kept)]
        home_goals, away_goals = self.result[0][rows], self.result[1][rows]
        neutral = self._neutral(rows)
        club = np.concatenate((m.home[rows], m.away[rows])).astype(np.int64)
        other = np.concatenate((m.away[rows], m.home[rows])).astype(np.int64)
        here = np.where(neutral, NEUTRAL, HOME)
        there = np.where(neutral, NEUTRAL, AWAY)
        both = np.concatenate((rows, rows)).astype(np.int64)
        venue = np.concatenate((here, there)).astype(np.int64)
        side = np.repeat(np.arange(2, dtype=np.int64), len(rows))
        scored = np.concatenate((home_goals, away_goals)).astype(np.int64)
        conceded = np.concatenate((away_goals, home_goals)).astype(np.int64)
        if own is not None:
            mine = own[club]
            club, other, both, venue = club[mine], other[mine], both[mine], venue[mine]
            scored, conceded, side = scored[mine], conceded[mine], side[mine]
        day = m.day[both].astype(np.int64)
        time = m.time[both].astype(np.int64)
        if self.later:
            time[np.isin(both, list(self.later))] = _LAST
        order = np.lexsort((both, time, day, club))
        club, other, both = club[order], other[order], both[order]
        day = day[order]
        comp = m.competition[both].astype(np.int64)
        season = m.season[both].astype(np.int64)
        return Outings(
            club=club,
            other=other,
            row=both,
            side=side[order],
            day=day,
            comp=comp,
            season=season,
            kind=self.classes[comp] if len(comp) else comp,
            period=self._period(club, day, season),
            venue=venue[order],
            scored=scored[order],
            conceded=conceded[order],
            round=m.round[both].astype(np.int64),
            group=m.group[both].astype(np.int64),
            country=self.countries[other] if len(other) else other,
            town=self._derby(club, other),
            year=_years(day),
            coach=self._coach(club, day),
            meetings=self._meetings(comp, season),
        )

    def _neutral(self, rows: Rows) -> Bools:
        """On neutral ground, by the ledger, and where it is silent by the rulebook."""
        m = self.snapshot.matches
        neutral = m.neutral[rows] == 1
        silent = (m.neutral[rows] == NONE) & ((m.round[rows] > 0) | (m.phase[rows] >= 0))
        if not silent.any():
            return np.asarray(neutral)
        loose = np.flatnonzero(silent)
        comp, season = m.competition[rows[loose]], m.season[rows[loose]]
        key = (comp.astype(np.int64) * 10_000 + season) * len(self.snapshot.rounds) + m.round[
            rows[loose]
        ]
        _, first, which = numbered(key)
        told = np.array(
            [self._neutral_round(int(comp[n]), int(season[n]), int(m.round[rows[loose[n]]]))
             for n in first],
            dtype=np.bool_,
        )  # fmt: skip
        neutral = np.asarray(neutral).copy()
        neutral[loose] = told[which]
        return neutral

    def _neutral_round(self, competition: int, season: int, round: int) -> bool:
        key = (competition, season, round)
        if key not in self._neutral_rounds:
            name, edition = self.snapshot.rounds[round], self.edition(competition, season)
            if edition.kind == "league":
                neutral = False
            elif not name or name.isdigit():
                rules = (*edition.rounds, edition.other_rounds)
                neutral = all(rule.ground == "neutral" for rule in rules)
            else:
                neutral = edition.round_rule(name).ground == "neutral"
            self._neutral_rounds[key] = neutral
        return self._neutral_rounds[key]

    def _period(self, club: Ints, day: Ints, season: Ints) -> Ints:
        """The club's own season that a day lies in.

        A match of a season that follows the calendar year (a world club cup) belongs to the
        season from July to June, if the club plays seasons of two years.
        """
        split = season % 2 == 1
        period = season.copy()
        if not len(season) or bool(split.all()):
            return period
        # A nation's years are those of the calendar: a World Cup's qualifiers take three.
        nation = self._nation[club]
        period[nation] = 2 * _years(day)[nation]
        split = split & ~nation
        of_two_years = np.zeros(len(self.snapshot.clubs), dtype=np.bool_)
        of_two_years[club[split]] = True
        for place in np.flatnonzero(~split & ~nation & of_two_years[club]).tolist():
            date = dt.date.fromordinal(int(day[place]))
            year = date.year if date.month >= _JULY else date.year - 1
            period[place] = Season(year, True).code
        return period

    @cached_property
    def with_qualifiers(self) -> frozenset[str]:
        """Competitions of nations of which qualifying matches are held."""
        m = self.snapshot.matches
        qualifying = np.unique(m.competition[m.phase == phase_code("qualifying")])
        return frozenset(
            self.snapshot.competitions[c] for c in qualifying.tolist() if self.classes[c] == OTHER
        )

    # What the columns stand for

    @cached_property
    def classes(self) -> Ints:
        """int64[competition]: its class."""
        return np.array([self.class_of(c) for c in self.snapshot.competitions], dtype=np.int64)

    def class_of(self, competition: str) -> int:
        """League, national cup, a competition of several countries, or another."""
        if side_of(competition).startswith("n"):
            return OTHER
        if not home_country(competition):
            return CONTINENTAL
        kind = self.catalogue.head(competition).get("kind", "league")
        return LEAGUE if kind == "league" and not competition.endswith(".playoff") else CUP

    @cached_property
    def countries(self) -> Ints:
        """int64[club]: number of its country in :attr:`country_names`."""
        places = {name: n for n, name in enumerate(self.country_names)}
        return np.array([places[c.country] for c in self.snapshot.clubs], dtype=np.int64)

    @cached_property
    def country_names(self) -> tuple[str, ...]:
        """Codes of all countries of clubs."""
        return tuple(sorted({c.country for c in self.snapshot.clubs}))

    @cached_property
    def towns(self) -> dict[int, frozenset[str]]:
        """Towns in which a club's grounds stand, by club; only where they are held."""
        found: dict[int, set[str]] = {}
        for ground in self.store.grounds():
            if ground.club is not None and ground.town:
                number = self.snapshot.club_number(ground.club)
                if number >= 0:
                    found.setdefault(number, set()).add(ground.town)
        return {club: frozenset(towns) for club, towns in found.items()}

    def _derby(self, club: Ints, other: Ints) -> Ints:
        """1 where both clubs play in one town, as far as grounds are held, else 0."""
        town = np.zeros(len(club), dtype=np.int64)
        held = self.towns
        if len(held) < 2:
            return town
        listed = {a: [b for b in held if b != a and held[a] & held[b]] for a in held}
        for one, others in listed.items():
            if others:
                town[(club == one) & np.isin(other, others)] = 1
        return town

    @cached_property
    def coaches(self) -> tuple[tuple[int, str, int, int], ...]:
        """Spells of coaches whose first day is held: club, name, first and last day."""
        last = dt.date.max.toordinal()
        return tuple(
            (
                self.snapshot.club_number(spell.club),
                spell.person,
                spell.start.toordinal(),
                spell.end.toordinal() if spell.end else last,
            )
            for spell in self.store.spells()
            if spell.role == "coach" and spell.start is not None
        )

    def _meetings(self, comp: Ints, season: Ints) -> Ints:
        """How often two clubs meet in a league's season, 0 for a cup and where nothing tells."""
        codes, first, which = numbered(comp * 10_000 + season)
        found = np.zeros(len(codes), dtype=np.int64)
        for place, outing in enumerate(first.tolist()):
            edition = self.edition(int(comp[outing]), int(season[outing]))
            if edition.held and edition.kind == "league" and edition.stages:
                found[place] = edition.stages[0].meetings
        return found[which] if len(codes) else comp

    def _coach(self, club: Ints, day: Ints) -> Ints:
        coach = np.full(len(club), -1, dtype=np.int64)
        held = np.zeros(len(club), dtype=np.int64)
        for number, (of, _, start, end) in enumerate(self.coaches):
            inside = (club == of) & (day >= start) & (day <= end)
            coach[inside] = number
            held += inside
        coach[held > 1] = -1
        return coach

    # Names

    def id(self, row: int) -> str:
        """Id of the match of a row."""
        found = self._ids.get(row)
        if found is None:
            m, s = self.snapshot.matches, self.snapshot
            found = self._ids[row] = match_id(
                s.competitions[m.competition[row]],
                Season.of_code(int(m.season[row])),
                s.clubs[m.home[row]].id,
                s.clubs[m.away[row]].id,
                int(m.nth[row]),
            )
        return found

    def ids(self, rows: Sequence[int]) -> tuple[str, ...]:
        """Ids of the matches of some rows."""
        return tuple([self.id(row) for row in rows])

    def club(self, number: int) -> Club:
        """The club of a number."""
        return self.snapshot.clubs[number]

    def competition_number(self, competition: str) -> int:
        """Number of a competition, -1 where no match of it is held."""
        try:
            return self.snapshot.competitions.index(CompetitionId(competition))
        except ValueError:
            return NONE

    def name(
        self, competition: int | str, first: Season | None = None, last: Season | None = None
    ) -> str:
        """What a competition is called today, or was from one season to another (or in one)."""
        if not isinstance(competition, str):
            competition = self.snapshot.competitions[competition]
        if competition == "friendly":
            return "friendlies"
        name, known = self.catalogue.name(competition), begun().get(competition)
        if known is None:
            return plain_name(competition) if name == competition else name
        if last is not None and known.eras:
            name = known.called(first or last, last) or name
        return known.name or name if name == competition else name

    def number(self, club: Club | ClubId | str) -> int:
        """Number of a club, -1 where it plays no match of the snapshot."""
        return self.snapshot.club_number(club)

    @cached_property
    def contested_rows(self) -> frozenset[int]:
        """Rows of contested matches."""
        m = self.snapshot.matches
        sides = [
            (self.number(parts[2]), self.number(parts[3]))
            for written in self.contested
            if len(parts := written.split(":")) >= 4
        ]
        held = [(home, away) for home, away in sides if home >= 0 and away >= 0]
        if not held:
            return frozenset()
        # Rows of clubs in question first: of a large ledger's few are left.
        homes, aways = (np.zeros(len(self.snapshot.clubs), dtype=np.bool_) for _ in range(2))
        homes[[home for home, _ in held]] = True
        aways[[away for _, away in held]] = True
        rows = np.flatnonzero(homes[m.home] & aways[m.away])
        pairs = m.home[rows].astype(np.int64) * len(self.snapshot.clubs) + m.away[rows]
        wanted = [home * len(self.snapshot.clubs) + away for home, away in held]
        return frozenset(
            row for row in rows[np.isin(pairs, wanted)].tolist() if self.id(row) in self.contested
        )

    def ground_of(self, club: int, days: Sequence[int]) -> str:
        """The ground on which a club has played at home on all of some days, "" if not known."""
        wanted = self.club(club).id
        held = [g for g in self.store.grounds() if g.club == wanted]
        first, last = min(days), max(days)
        for ground in held:
            start = ground.start.toordinal() if ground.start else 0
            end = ground.end.toordinal() if ground.end else last
            if start <= first and last <= end and (len(held) == 1 or start or ground.end):
                return ground.name
        return ""

    def seasons_between(self, outings: Outings, places: Ints) -> tuple[Season, ...]:
        """Seasons of some outings, earliest first."""
        return tuple(Season.of_code(int(c)) for c in distinct(outings.season[places]))


def plain_name(competition: str) -> str:
    """What a competition without a rulebook is called, told from its id.

    >>> plain_name("ng.1"), plain_name("hu.cup"), plain_name("at.1.playoff")
    ('first division of Nigeria', 'cup of Hungary', 'first division of Austria play-offs')
    >>> plain_name("uefa.british_home"), plain_name("de.4.west"), plain_name("harbour-cup")
    ('British Home', 'fourth division of Germany (West)', 'harbour-cup')
    """
    base, _, tail = competition.removesuffix(".playoff").partition(".")
    if not tail or (base not in CONFEDERATIONS and country_name(base) == base.upper()):
        return competition
    level, _, group = tail.partition(".")
    if level.isdigit():
        told = f"{ordinal(int(level))} division of {country_name(base)}"
    elif level == "cup":
        told = f"cup of {country_name(base)}"
    else:
        told = " ".join(word.capitalize() for word in level.split("_"))
    told += f" ({group.replace('_', ' ').capitalize()})" if group else ""
    return f"{told} play-offs" if competition.endswith(".playoff") else told


def _years(day: Ints) -> Ints:
    """Calendar years of ordinals."""
    if not len(day):
        return day
    first = dt.date.fromordinal(int(day.min())).year
    last = dt.date.fromordinal(int(day.max())).year
    begins = np.array([dt.date(y, 1, 1).toordinal() for y in range(first, last + 1)])
    return np.searchsorted(begins, day, side="right") - 1 + first


def venue_of(venue: str | None) -> int:
    """Number of a venue, -1 for any.

    Raises:
        UsageError: no such venue.
    """
    if venue is None:
        return -1
    if venue not in VENUES:
        raise UsageError(
            f"Found {venue!r}, expected one of {', '.join(VENUES)}. Nothing was asked.",
            code="unknown-scope",
        )
    return VENUES.index(venue)
