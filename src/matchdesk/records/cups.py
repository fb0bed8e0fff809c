"""Records of knock-out ties: turned round, rounds reached, exits, titles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchdesk.core.competition import ROUNDS, round_words
from matchdesk.core.english import counted, in_words, ordinal
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Rows, leg_code
from matchdesk.errors import UnknownName
from matchdesk.records.begun import begun
from matchdesk.records.book import CUP, LEAGUE, Book
from matchdesk.records.holdings import Holdings
from matchdesk.records.phrases import plural_round
from matchdesk.records.record import Record
from matchdesk.records.said import Sayer
from matchdesk.records.series import Ints
from matchdesk.rules.knockout import Tie, ties

_LEFT_IN = {"round_of_128": 128, "round_of_64": 64, "round_of_32": 32, "round_of_16": 16,
            "quarter_final": 8, "semi_final": 4, "final": 2}  # fmt: skip

_SUCH = 4
"""Earlier ties of the kind from which on it is told how many of them were turned round."""

_FAR_BEHIND = 3
"""Goals of a lost first leg away from which on ties of all clubs are looked through."""

_TOLD_FROM = 16
"""Clubs left in a round from which on it is told who reaches it for the first time."""

_NOT_PLAYED = ("walkover", "disqualification", "awarded")


@dataclass(frozen=True, slots=True)
class Decided:
    """A tie that is over; ``winner`` and ``loser`` are numbers of clubs.

    ``day`` and ``row`` are those of its last match. ``behind`` is by how many goals the winner
    lost the first of two legs, 0 if it did not; ``at_home`` whether it played that leg at home.
    ``lead`` is by how many goals that leg was won, by either side; 0 where it was level.
    """

    tie: Tie
    winner: int
    loser: int
    day: int
    row: int
    rows: tuple[int, ...]
    behind: int = 0
    at_home: bool = False
    lead: int = 0


class Cups:
    """The ties of a book; those of some clubs, or of whole competitions, each worked out once."""

    def __init__(self, book: Book, holdings: Holdings, sayer: Sayer) -> None:
        self.book, self.holdings, self.sayer = book, holdings, sayer
        self._ties: dict[tuple[str, frozenset[int] | None], tuple[Decided, ...]] = {}
        self._lost_at_home: dict[str, tuple[Decided, ...]] = {}
        self._levels: dict[int, dict[int, int]] = {}

    def ties_of(self, competition: str, clubs: frozenset[int] | None) -> tuple[Decided, ...]:
        """Decided ties of some clubs in a competition, or of all, by day."""
        key = (competition, clubs)
        if key not in self._ties:
            m = self.book.snapshot.matches
            chosen = m.competition == self.book.competition_number(competition)
            if clubs is not None:
                own = np.zeros(len(self.book.snapshot.clubs), dtype=np.bool_)
                own[list(clubs)] = True
                chosen &= own[m.home] | own[m.away]
            self._ties[key] = self._decided(competition, np.flatnonzero(chosen))
        return self._ties[key]

    def _decided(self, competition: str, rows: Rows) -> tuple[Decided, ...]:
        snapshot = self.book.snapshot
        part = replace(snapshot, matches=snapshot.matches.take(rows), store=self.book.store)
        found = []
        for season in part.seasons(competition):
            try:
                held = ties(part, competition, season, catalogue=self.book.catalogue)
            except UnknownName:
                continue
            found += [one for tie in held if (one := self._over(tie, rows)) is not None]
        return tuple(sorted(found, key=lambda one: (one.day, one.row)))

    def _over(self, tie: Tie, rows: Rows) -> Decided | None:
        """A tie with the rows of the whole snapshot; None while it is open."""
        legs = [leg for leg in tie.legs if leg.result is not None and leg.date is not None]
        if tie.winner is None or tie.loser is None or not legs:
            return None
        last = max(legs, key=lambda leg: (leg.date.toordinal() if leg.date else 0, leg.row))
        behind, at_home, lead = 0, False, 0
        first = tie.legs[0]
        if len(tie.legs) == 2 and first.leg == "1" and first.result is not None:
            at_home = first.home.id == tie.winner.id
            own, other = first.result if at_home else first.result.swapped()
            behind, lead = max(other - own, 0), abs(other - own)
        return Decided(
            tie,
            self.book.number(tie.winner),
            self.book.number(tie.loser),
            last.date.toordinal() if last.date else 0,
            int(rows[last.row]),
            tuple(int(rows[leg.row]) for leg in tie.legs),
            behind,
            at_home,
            lead,
        )

    # Records

    def records(self, row: int, clubs: frozenset[int] | None) -> Iterator[Record]:
        """The records of a match that ended a tie; none of any other."""
        m = self.book.snapshot.matches
        competition = self.book.snapshot.competitions[m.competition[row]]
        if self.book.class_of(competition) == LEAGUE:
            return
        held = self.ties_of(competition, clubs)
        one = next((t for t in held if t.row == row), None)
        if one is None or one.tie.phase == "qualifying":
            return
        before = [t for t in held if t.day < one.day or (t.day == one.day and t.row < one.row)]
        yield from self._turned(competition, one, before)
        yield from self._reached(competition, one)
        yield from self._lower(competition, one, before)
        yield from self._title(competition, one)

    def _turned(
        self, competition: str, one: Decided, before: Sequence[Decided]
    ) -> Iterator[Record]:
        """Went through after a lost first leg; and the other side's view of it."""
        if not one.behind:
            return
        tie, season = one.tie, one.tie.season
        winner, loser = self.book.club(one.winner), self.book.club(one.loser)
        first = tie.legs[0]
        where = "at home" if one.at_home else "away"
        told = f"{winner.name} went through after losing the first leg {first.result} {where}"
        value, bits = one.behind, 2.0
        rows = list(one.rows)
        start = first.date.toordinal() if first.date else None
        if one.at_home:
            # Of all clubs: how often who lost the first leg at home went on.
            such = [
                t for t in self._home_defeats(competition) if t.day <= one.day and t.row != one.row
            ]
            turned = [t for t in such if t.behind]
            bits = -math.log2((len(turned) + 1) / (len(such) + 2))
            if len(such) >= _SUCH:
                told += (
                    f", as happened in {in_words(len(turned)) if turned else 'none'} of the "
                    f"{in_words(len(such))} such ties of "
                    f"{self.sayer.itself(competition, None, one.tie.season)} held before"
                )
        elif one.behind >= _FAR_BEHIND:
            such = [t for t in self.ties_of(competition, None) if t.lead >= one.behind
                    and t.tie.decided_by not in _NOT_PLAYED and t.day <= one.day]  # fmt: skip
            turned = [t for t in such if t.behind and t.row != one.row]
            bits = -math.log2((len(turned) + 1) / (len(such) + 1))
            goals = counted(one.behind, "goal")
            told += f", the {ordinal(len(turned) + 1)} of {counted(len(such), 'tie')} held in " \
                    f"{self.sayer.itself(competition, min(t.tie.season for t in such), season)} " \
                    f"that was won after a first leg lost by {goals} or more"  # fmt: skip
        own = [
            t for t in before if t.at_home == one.at_home and t.behind and t.winner == one.winner
        ]
        if own and one.behind < 2 and not one.at_home:
            return
        sure = self.sayer.sure_of(competition, season, -1, since=None)
        yield self.sayer.made(
            "tie_turned_round", told, sure, row=one.row, club=one.winner, other=one.loser,
            competition=competition, venue="home" if one.at_home else "away", value=value,
            rows=rows, start=start,
            scope=f"{self.book.name(competition, None, one.tie.season)}, ties of two legs", bits=bits,
        )  # fmt: skip
        if not one.at_home:
            return
        led = [t for t in self._home_defeats(competition) if t.day < one.day
               and one.loser in (t.winner, t.loser) and self._won_away_first(t, one.loser)
               and t.tie.decided_by not in _NOT_PLAYED]  # fmt: skip
        out = [t for t in led if t.loser == one.loser]
        if led and not out:
            many = in_words(len(led))
            yield self.sayer.made(
                "first_leg_lead_lost",
                f"{loser.name} went out after winning the first leg away for the first time in the "
                f"{counted(len(led) + 1, 'such tie')} held; they had gone through in "
                f"{'both' if len(led) == 2 else 'the one' if len(led) == 1 else f'all {many}'} before",
                self.sayer.sure_of(competition, season, one.loser, since=None),
                row=one.row, club=one.loser, other=one.winner, competition=competition,
                venue="home", value=len(led) + 1,
                rows=[r for t in [*led, one] for r in t.rows],
                start=led[0].day,
                scope=f"{self.book.name(competition, None, one.tie.season)}, ties of two legs after a first leg won away",
                bits=-math.log2(1 / (len(led) + 2)),
            )  # fmt: skip

    def _won_away_first(self, one: Decided, club: int) -> bool:
        first = one.tie.legs[0]
        return first.away.id == self.book.club(club).id

    def _home_defeats(self, competition: str) -> tuple[Decided, ...]:
        """Ties of two legs whose first was lost by the home side, of all clubs, by day."""
        if competition not in self._lost_at_home:
            m = self.book.snapshot.matches
            home, away = self.book.result
            chosen = m.competition == self.book.competition_number(competition)
            rows = np.flatnonzero(chosen)
            lost = (m.leg[rows] == leg_code("1")) & (home[rows] >= 0) & (home[rows] < away[rows])
            clubs = len(self.book.snapshot.clubs)
            low = np.minimum(m.home[rows], m.away[rows]).astype(np.int64)
            high = np.maximum(m.home[rows], m.away[rows])
            key = ((m.season[rows] * np.int64(1000) + m.round[rows]) * clubs + low) * clubs + high
            rows = rows[np.isin(key, key[lost])]
            found = self._decided(competition, rows)
            # Who lost at home and went out is in it too, not behind.
            self._lost_at_home[competition] = tuple(
                t for t in found
                if len(t.tie.legs) == 2 and (s := t.tie.legs[0].result) and s.home < s.away
            )  # fmt: skip
        return self._lost_at_home[competition]

    def _rounds_after(self, one: Decided) -> list[str]:
        edition = self.book.catalogue.edition(one.tie.competition, one.tie.season)
        names = [rule.round for rule in edition.rounds]
        if one.tie.round not in names:
            names = list(ROUNDS)
        if one.tie.round not in names:
            return []
        later = names[names.index(one.tie.round) + 1 :]
        return [name for name in later if name != "third_place"]

    def _reached(self, competition: str, one: Decided) -> Iterator[Record]:
        """A round reached for the first time, or for the first time since."""
        ahead = self._rounds_after(one)
        if not ahead or _LEFT_IN.get(ahead[0], 99) > _TOLD_FROM:
            return
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        season = one.tie.season
        late = [n for n, word in enumerate(snapshot.rounds) if word in ahead]
        chosen = (m.competition == self.book.competition_number(competition)) & np.isin(
            m.round, late
        )
        rows = np.flatnonzero(chosen & (m.season < season.code))
        held = sorted({int(s) for s in m.season[rows]})
        mine = rows[(m.home[rows] == one.winner) | (m.away[rows] == one.winner)]
        name = self.book.name(competition, None, one.tie.season)
        winner = self.book.club(one.winner).name
        where = f"the {plural_round(round_words(ahead[0]))} of {self.sayer.itself(competition, None, one.tie.season)}"
        bits = self._share(competition, season, ahead[0])
        if not len(mine):
            if not held:
                return
            sure = self.sayer.sure_of(competition, season, one.winner, since=None)
            seasons = in_words(len(held) + 1)
            told = (
                f"{winner} reach {where} for the first time ever"
                if sure.certain
                else f"{winner} reach {where} for the first time in the {seasons} seasons held"
            )
            yield self.sayer.made(
                "first_round_reached", told, sure, row=one.row, club=one.winner,
                competition=competition, value=len(held) + 1, rows=one.rows,
                scope=f"{name}, seasons of which that round is held", bits=bits + 2,
            )  # fmt: skip
            return
        last = Season.of_code(int(m.season[mine].max()))
        if season.start - last.start < 4 * self._every(competition):
            return
        sure = self.sayer.sure_of(competition, season, one.winner, since=last)
        between = len([s for s in held if s > last.code])
        held_ = "" if sure.certain else " held"
        told = (
            f"{winner} reach {where} for the first time since {last}, after "
            f"{counted(between, 'season')}{held_} without"
        )
        yield self.sayer.made(
            "round_reached_since", told, sure, row=one.row, club=one.winner,
            competition=competition, value=between + 1, rows=one.rows,
            scope=f"{name} since {last}", bits=bits,
        )  # fmt: skip

    def _season_before(self, competition: str, season: Season) -> Season | None:
        """The season in which the cup was played before."""
        known = begun().get(competition)
        return known.before(season) if known else season.previous

    def _every(self, competition: str) -> int:
        known = begun().get(competition)
        return known.every if known else 1

    def _share(self, competition: str, season: Season, name: str) -> float:
        """Surprise of reaching a round: clubs left in it among those that began."""
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        rows = snapshot.season_rows(competition, season)
        clubs = len({*m.home[rows].tolist(), *m.away[rows].tolist()})
        left = _LEFT_IN.get(name, 0)
        return -math.log2(min(left / max(clubs, 1), 1.0)) if left else 1.0

    def _level(self, club: int, season: Season) -> int | None:
        """Division of a club in a season, from 1; 99 where it is below all that are held."""
        if club not in self._levels:
            m, number = self.book.snapshot.matches, self._divisions
            own = np.flatnonzero(
                ((m.home == club) | (m.away == club)) & (number[m.competition] > 0)
            )
            found: dict[int, int] = {}
            for code, level in zip(
                m.season[own].tolist(), number[m.competition[own]].tolist(), strict=True
            ):
                found[code] = min(level, found.get(code, level))
            self._levels[club] = found
        level = self._levels[club].get(season.code)
        if level is not None:
            return level
        top = self.holdings.seasons(f"{self.book.club(club).country}.1").get(season)
        return 99 if top is not None and (top.complete or top.every_club) else None

    @cached_property
    def _divisions(self) -> Ints:
        """int64[competition]: level of a league that is a division, else 0."""
        parts = [c.split(".") for c in self.book.snapshot.competitions]
        return np.array(
            [int(p[1]) if len(p) > 1 and p[1].isdigit() and self.book.classes[n] == LEAGUE else 0
             for n, p in enumerate(parts)],
            dtype=np.int64,
        )  # fmt: skip

    def _lower(self, competition: str, one: Decided, before: Sequence[Decided]) -> Iterator[Record]:
        """Knocked out by a club of a lower division."""
        if self.book.class_of(competition) != CUP:
            return
        season = one.tie.season
        upper, lower = self._level(one.loser, season), self._level(one.winner, season)
        if upper is None or lower is None or lower <= upper or upper == 99:
            return
        loser, winner = self.book.club(one.loser), self.book.club(one.winner)
        league = self.book.name(f"{loser.country}.{upper}", None, season)
        if lower == 99:
            below, distance = f"from outside {self._league(league)}", 1
        else:
            distance = lower - upper
            below = f"{counted(distance, 'division')} below"
        own = [t for t in before if one.loser in (t.winner, t.loser)]
        lost = 0
        met = 0
        last: Season | None = None
        for t in own:
            theirs = self._level(t.loser if t.winner == one.loser else t.winner, t.tie.season)
            mine = self._level(one.loser, t.tie.season)
            if theirs is not None and mine is not None and theirs > mine:
                met += 1
                if t.loser == one.loser:
                    lost += 1
                    last = t.tie.season
        name = self.book.name(competition, None, one.tie.season)
        told = f"{loser.name} go out of {self.sayer.itself(competition, None, one.tie.season)} to {winner.name}, a side {below}"
        since = season
        if last is not None:
            told += f", as they last did in {last}"
            since = last
        elif met:
            told += f", for the first time in {counted(met + 1, 'such tie')} held"
            since = own[0].tie.season
        yield self.sayer.made(
            "out_to_lower_side", told,
            self.sayer.sure_of(competition, season, one.loser, since=since),
            row=one.row, club=one.loser, other=one.winner, competition=competition, value=distance,
            rows=one.rows, scope=f"{name}, ties against sides of a lower division",
            bits=-math.log2((lost + 1) / (met + 2)) + distance - 1,
        )  # fmt: skip

    def _league(self, name: str) -> str:
        return name if name.startswith(("La ", "Serie ", "Ligue ")) else f"the {name}"

    def _title(self, competition: str, one: Decided) -> Iterator[Record]:
        """A final won: the how-manieth, and since when."""
        if one.tie.round != "final":
            return
        m, snapshot = self.book.snapshot.matches, self.book.snapshot
        season = one.tie.season
        edition = self.book.catalogue.edition(competition, season)
        if edition.champion == "table":
            return
        rows = np.flatnonzero(
            (m.competition == self.book.competition_number(competition))
            & (m.round == snapshot.rounds.index("final"))
        )
        finals = self._decided(competition, rows)
        won = [t for t in finals if t.winner == one.winner and t.tie.season < season]
        held = [t for t in finals if t.tie.season <= season]
        name, club = self.sayer.itself(competition, None, season), self.book.club(one.winner).name
        sure = self.sayer.sure_of(competition, season, -1, since=None)
        number = len(won) + 1
        if sure.certain:
            told = f"{club} win {name} for the {ordinal(number)} time"
        else:
            finals_held = counted(len(held), "final")
            told = f"{club} win {name} for the {ordinal(number)} time in the {finals_held} held"
        if len(held) < 2:
            return
        running, later = 1, season
        for earlier in reversed(won):
            if earlier.tie.season != self._season_before(competition, later):
                break
            running, later = running + 1, earlier.tie.season
        if running == number > 1:
            told = f"{club} win {name} for the {ordinal(number)} time running"
            told += "" if sure.certain else f", in the {counted(len(held), 'final')} held"
        elif running > 1:
            told += f", the {ordinal(running)} time running"
        elif won:
            told += f", and for the first time since {won[-1].tie.season}"
        yield self.sayer.made(
            "title", told, sure, row=one.row, club=one.winner, competition=competition,
            value=number, rows=[r for t in [*won, one] for r in t.rows],
            start=won[0].day if won else None, scope=f"{self.book.name(competition, None, one.tie.season)}, finals",
            bits=self._share(competition, season, "final") + 1,
        )  # fmt: skip
