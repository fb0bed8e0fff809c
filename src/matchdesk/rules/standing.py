"""Where a club stands: its place in a league, its round in a cup, what comes next.

Everything is as known at the snapshot's moment. A cup's next opponent is None while the draw is
still to come; a match whose new date was not yet known is no next fixture but a postponed one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, Stage
from matchdesk.rules.fixtures import (
    club_of,
    competitions_of,
    last_results,
    next_fixtures,
    postponed_of,
    to_come,
)
from matchdesk.rules.held import held_tables, held_ties
from matchdesk.rules.knockout import Tie
from matchdesk.rules.place import LeaguePlace, ZoneGap, league_place, open_matches
from matchdesk.rules.table import Table, TableRow, tables

__all__ = [
    "CupPlace",
    "LeaguePlace",
    "SeasonStandings",
    "Standing",
    "ZoneGap",
    "competitions_of",
    "eliminated",
    "last_results",
    "next_fixtures",
    "postponed_of",
    "run",
    "standing",
]

CupState = Literal["in", "out", "winners", "runners_up", "not_entered"]
Kind = Literal["league", "cup"]

# Ties of a round when it is complete, and the round after it.
_TIES_OF = {
    "round_of_128": 64, "round_of_64": 32, "round_of_32": 16, "round_of_16": 8,
    "quarter_final": 4, "semi_final": 2, "final": 1,
}  # fmt: skip
_NEXT_ROUND = dict(zip(list(_TIES_OF), list(_TIES_OF)[1:], strict=False))


@dataclass(frozen=True, slots=True)
class CupPlace:
    """How far a club has come in a cup.

    Attributes:
        state: ``in``; ``out``; ``winners``; ``runners_up``; ``not_entered`` where no match of it
            is known.
        round: the round in which it stands, or went out; "" where that is not known. In a group
            phase the word of the phase.
        tie: the tie of that round; None in a group phase and while the next round is not drawn.
        place: its place in the group or league phase, while that is where it stands or where it
            went out.
        opponent: in the next match; None where not yet drawn, or nothing is left to play.
        drawn: False while the club is through and its next round is not known yet.
        next_match: the next match of this cup with a known date.
        reason: in a sentence, what decided it; "" while nothing has.
    """

    state: CupState
    round: str = ""
    tie: Tie | None = None
    place: LeaguePlace | None = None
    opponent: Club | None = None
    drawn: bool = True
    next_match: Match | None = None
    reason: str = ""

    @property
    def next_date(self) -> dt.date | None:
        """Day of the next match, None where there is none or its day is not known."""
        return self.next_match.date if self.next_match else None

    def to_dict(self) -> dict[str, object]:
        """The place as a JSON object."""
        return {
            "state": self.state,
            "round": self.round,
            "tie": self.tie.to_dict() if self.tie else None,
            "place": self.place.to_dict() if self.place else None,
            "opponent": self.opponent.name if self.opponent else None,
            "opponent_id": self.opponent.id if self.opponent else None,
            "drawn": self.drawn,
            "next_match": self.next_match.id if self.next_match else None,
            "next_date": self.next_date.isoformat() if self.next_date else None,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a club stands in a competition: ``league`` or ``cup`` is given, as ``kind`` says."""

    competition: CompetitionId
    season: Season
    club: Club
    kind: Kind
    league: LeaguePlace | None = None
    cup: CupPlace | None = None

    @property
    def eliminated(self) -> bool:
        """True for a club that is out of a cup or has lost its final."""
        return self.cup is not None and self.cup.state in ("out", "runners_up")

    def to_dict(self) -> dict[str, object]:
        """The standing as a JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "team": self.club.name,
            "team_id": self.club.id,
            "kind": self.kind,
            "league": self.league.to_dict() if self.league else None,
            "cup": self.cup.to_dict() if self.cup else None,
        }


def standing(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    club: Club | ClubId | str,
    *,
    catalogue: Catalogue = BUILT_IN,
) -> Standing:
    """Where a club stands in a competition.

    Args:
        snapshot: the ledger at the moment asked for.
        competition: its id; one that is not held gives ``not_entered``.
        season: which season of it.
        club: a club or its id.
        catalogue: rulebooks.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    return SeasonStandings(snapshot, competition, season, catalogue).of(club_of(snapshot, club))


class SeasonStandings:
    """Tables and ties of a season, made once for all of its clubs."""

    def __init__(
        self, snapshot: Snapshot, competition: str, season: Season, catalogue: Catalogue
    ) -> None:
        catalogue = catalogue.of(snapshot)
        self.snapshot, self.season, self.catalogue = snapshot, season, catalogue
        self.competition = CompetitionId(competition)
        self.edition = catalogue.edition(competition, season)
        self.tables = held_tables(snapshot, competition, season, catalogue)
        self.ties = held_ties(snapshot, competition, season, catalogue)
        self.is_league = _is_league(self.edition, self.tables, self.ties)

    def of(self, club: Club) -> Standing:
        """Where a club stands."""
        mine = [t for t in self.tables if any(row.team_id == club.id for row in t.rows)]
        if mine and self.is_league:
            place = league_place(self.snapshot, self.edition, mine[-1], club)
            return Standing(self.competition, self.season, club, "league", league=place)
        cup = _Cup(self, club).place()
        return Standing(self.competition, self.season, club, "cup", cup=cup)


def eliminated(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    club: Club | ClubId | str,
    *,
    catalogue: Catalogue = BUILT_IN,
) -> bool:
    """True if a club is out of a cup: its tie went against it, or its group is over without it.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    return standing(snapshot, competition, season, club, catalogue=catalogue).eliminated


def run(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    club: Club | ClubId | str,
    *,
    catalogue: Catalogue = BUILT_IN,
) -> tuple[Tie, ...]:
    """A club's ties of a cup season, round by round; empty where it has none.

    Raises:
        UnknownName: the club plays no match of the snapshot's ledger.
    """
    held = club_of(snapshot, club)
    return tuple(t for t in held_ties(snapshot, competition, season, catalogue) if _plays(t, held))


def _plays(tie: Tie, club: Club) -> bool:
    return any(team.id == club.id for team in tie.teams)


def _is_league(edition: Edition, found: Sequence[Table], held: Sequence[Tie]) -> bool:
    """A rulebook says so; without one, a season of one table and no ties is a league."""
    if edition.held or edition.kind != "league":
        return edition.kind == "league"
    return not any(t.group for t in found) and not held


class _Cup:
    """A club's way through one cup season."""

    def __init__(self, shared: SeasonStandings, club: Club) -> None:
        self.snapshot, self.edition, self.season = shared.snapshot, shared.edition, shared.season
        self.club, self.catalogue = club, shared.catalogue
        self.tables, self.ties = shared.tables, shared.ties
        self.own = [t for t in self.ties if _plays(t, club)]
        own_rows = self.snapshot.select(self.edition.competition, self.season, club=club)
        next_rows = to_come(self.snapshot, own_rows)
        self.next_match = self.snapshot.match(int(next_rows[0])) if len(next_rows) else None

    def place(self) -> CupPlace:
        """Where the club stands."""
        main = [t for t in self.own if t.round != "third_place"]
        mine = [t for t in self.tables if any(r.team_id == self.club.id for r in t.rows)]
        last_tie = main[-1] if main else None
        last_table = mine[-1] if mine else None
        if last_tie is None and last_table is None:
            return CupPlace("not_entered")
        if last_tie is None or (last_table is not None and not self._after(last_tie, last_table)):
            assert last_table is not None
            return self._in_group(last_table)
        return self._in_tie(last_tie)

    def _after(self, tie: Tie, table: Table) -> bool:
        """True if a tie follows a group phase, by their first days."""
        if tie.phase == "qualifying":
            return False
        days = [leg.date for leg in tie.legs if leg.date]
        m = self.snapshot.matches
        rows = self.snapshot.select(table.competition, table.season, phase=table.phase)
        begun = m.day[rows]
        begun = begun[begun > 0]
        if not days or not len(begun):
            return True
        return min(days).toordinal() >= int(begun.min())

    def _in_tie(self, tie: Tie) -> CupPlace:
        other = tie.other(self.club)
        if tie.winner is None:
            successor = self._later_tie_of(other, tie)
            if successor is not None:
                return CupPlace(
                    "out", tie.round, tie, reason=f"{other.name} play in the next round"
                )
            if self._shut_out(tie.round):
                return CupPlace("out", tie.round, tie, reason=self._missing())
            return self._still_in(CupPlace("in", tie.round, tie, opponent=other))
        if tie.winner.id != self.club.id:
            state: CupState = "runners_up" if self._is_final(tie) else "out"
            return self._still_in(CupPlace(state, tie.round, tie, reason=tie.sentence))
        if self._is_final(tie):
            return CupPlace("winners", tie.round, tie, reason=tie.sentence)
        if self._shut_out(tie.round):
            return CupPlace("out", tie.round, tie, reason=self._missing())
        return CupPlace("in", self._round_after(tie), drawn=False, reason=tie.sentence)

    def _still_in(self, place: CupPlace) -> CupPlace:
        """With the next match of this cup: the next leg, or the match for third place."""
        if self.next_match is None:
            return place
        at_home = self.next_match.home.id == self.club.id
        return CupPlace(
            place.state,
            place.round,
            place.tie,
            opponent=self.next_match.away if at_home else self.next_match.home,
            next_match=self.next_match,
            reason=place.reason,
        )

    def _in_group(self, found: Table) -> CupPlace:
        place = league_place(self.snapshot, self.edition, found, self.club)
        stage = self.edition.stage(found.phase)
        here = CupPlace("in", found.phase, place=place)
        if not place.over:
            return self._still_in_group(here)
        row = found.row(self.club)
        first = self._first_round_after(found)
        if first is not None and len([t for t in self.ties if t.round == first]) >= _TIES_OF.get(
            first, 10**6
        ):
            # The next round is known in full and the club is not in it.
            return CupPlace("out", found.phase, place=place, reason=self._finished(row, found))
        advance = row.zone in ("advance", "play_off") or (
            stage is not None and 0 < row.position <= stage.advance
        )
        if not advance and stage is not None and stage.ranking is not None:
            if row.position == stage.ranking.position:
                if not self._all_over(found.phase):
                    return here
                advance = self._ranked_through(stage)
        if advance or stage is None or not (stage.advance or stage.zones):
            return CupPlace(
                "in",
                self._round_after_group(row, stage, first),
                place=place,
                drawn=False,
                reason=self._finished(row, found),
            )
        return CupPlace("out", found.phase, place=place, reason=self._finished(row, found))

    def _round_after_group(self, row: TableRow, stage: Stage | None, first: str | None) -> str:
        """The round that a club reaches from its group, "" where nothing tells."""
        if stage is None:
            return first or ""
        has_play_off = any(z.zone == "play_off" for z in stage.zones)
        if has_play_off and row.zone == "play_off":
            return "play_off"
        if first is not None and not has_play_off:
            return first
        through = stage.groups * stage.advance
        if has_play_off:
            # The play-off round halves its clubs, and they join those already through.
            play_off = [z.last - z.first + 1 for z in stage.zones if z.zone == "play_off"]
            direct = [z.last - z.first + 1 for z in stage.zones if z.zone == "advance"]
            through = sum(direct) + sum(play_off) // 2
        elif stage.ranking is not None:
            through += stage.ranking.advance
        later = [s for s in self.edition.stages if s.phase > stage.phase and s.phase != "split"]
        if later:
            return later[0].phase
        return next((name for name, count in _TIES_OF.items() if count * 2 == through), "")

    def _still_in_group(self, here: CupPlace) -> CupPlace:
        with_next = self._still_in(here)
        return CupPlace(
            "in",
            here.round,
            place=here.place,
            opponent=with_next.opponent,
            next_match=with_next.next_match,
        )

    def _finished(self, row: TableRow, found: Table) -> str:
        where = f"group {found.group}" if found.group else "the league phase"
        return f"{self.club.name} finished {_ordinal_word(row.position)} in {where}"

    def _all_over(self, phase: str) -> bool:
        return all(
            open_matches(self.snapshot, t, t.rows[0].club)[1] == 0
            for t in self.tables
            if t.phase == phase
        )

    def _ranked_through(self, stage: Stage) -> bool:
        if stage.ranking is None:
            return False
        try:
            ranked = tables(
                self.snapshot,
                self.edition.competition,
                self.season,
                phase=stage.ranking.name,
                catalogue=self.catalogue,
            )
        except UnknownName:
            return False
        return any(
            r.team_id == self.club.id and r.zone == "advance" for t in ranked for r in t.rows
        )

    def _first_round_after(self, found: Table) -> str | None:
        """The first knock-out round that is known to follow a group phase."""
        return next((t.round for t in self.ties if self._after(t, found)), None)

    def _later_tie_of(self, club: Club, tie: Tie) -> Tie | None:
        """A tie of a later round that a club plays, the match for third place aside."""
        place = self.ties.index(tie)
        return next(
            (
                t
                for t in self.ties[place + 1 :]
                if _plays(t, club)
                and (t.round, t.phase) != (tie.round, tie.phase)
                and t.round != "third_place"
            ),
            None,
        )

    def _missing(self) -> str:
        return f"{self.club.name} are not among the clubs of the next round"

    def _is_final(self, tie: Tie) -> bool:
        """The final; or the only tie of a competition whose rounds have no names."""
        if tie.round == "final":
            return tie.phase != "qualifying"
        return not tie.round and len(self.ties) == 1 and not self.tables

    def _shut_out(self, name: str) -> bool:
        """True if a later round is known in full: the club plays in none."""
        later = [n for n in _TIES_OF if n != name and _follows(n, name)]
        return any(
            sum(t.round == n and t.phase != "qualifying" for t in self.ties) >= _TIES_OF[n]
            for n in later
        )

    def _round_after(self, tie: Tie) -> str:
        """The round after one, "" where neither rulebook nor ledger tells."""
        name = tie.round
        if name in _NEXT_ROUND:
            return _NEXT_ROUND[name]
        later = [t for t in self.ties[self.ties.index(tie) + 1 :] if t.round != name]
        if tie.phase == "qualifying":
            later = [t for t in later if t.phase == "qualifying"]
            if not later and self.edition.stages:
                return self.edition.stages[0].phase
        if later:
            return later[0].round
        names = [rule.round for rule in self.edition.rounds]
        if name in names and name != names[-1]:
            return names[names.index(name) + 1]
        return ""


def _follows(later: str, name: str) -> bool:
    """True if one round of known size comes after another round."""
    order = list(_TIES_OF)
    return name not in order or order.index(later) > order.index(name)


def _ordinal_word(number: int) -> str:
    """A place as it is written.

    >>> [_ordinal_word(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
