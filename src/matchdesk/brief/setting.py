"""The match that a brief is about, and the snapshot that all its sections share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchdesk.core.country import home_country
from matchdesk.core.kept import Kept
from matchdesk.core.match import Club, Coverage, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import NONE, Rows, Snapshot, match_id
from matchdesk.errors import UnknownName
from matchdesk.rules.called import called
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.decisions import results_decided
from matchdesk.rules.edition import Edition
from matchdesk.rules.held import held_tables, held_ties
from matchdesk.rules.knockout import Tie
from matchdesk.rules.table import Table, coverage


@dataclass(frozen=True)
class Setting:
    """One match at a moment.

    Attributes:
        now: the snapshot of the moment.
        row: row of the match in it.
        match: the match, decisions of the ledger put in.
        catalogue: the rulebooks.
    """

    now: Snapshot
    row: int
    match: Match
    catalogue: Catalogue = BUILT_IN

    @classmethod
    def of(cls, snapshot: Snapshot, match: str, catalogue: Catalogue = BUILT_IN) -> Setting:
        """The setting of a match given by its id.

        Raises:
            UnknownName: the snapshot knows no such match at its moment.
        """
        now = replace(snapshot, store=Kept(snapshot.store))
        row = row_of(now, match)
        catalogue = catalogue.of(now)
        bare = cls(now, row, now.match(row), catalogue)
        return replace(bare, match=bare.match_at(row))

    @property
    def sides(self) -> tuple[Club, Club]:
        """Home side and visitors."""
        return (self.match.home, self.match.away)

    @property
    def day(self) -> dt.date:
        """Day from which days are told: that of the match, the moment's where it is not known."""
        return self.match.date or self.now.day

    def name(self, competition: str, season: Season | None = None) -> str:
        """What a competition is called, or was in a season; words of its id where nobody tells."""
        name = self.catalogue.name(competition)
        if name == competition and "." in name:
            words = name.partition(".")[2].split("_")
            name = " ".join(w.upper() if w in ("usa", "uae") else w.capitalize() for w in words)
        return called(competition, season, name) if season is not None else name

    @cached_property
    def edition(self) -> Edition:
        """The rulebook of the match's competition and season."""
        return self.catalogue.edition(self.match.competition, self.match.season)

    def is_league(self, competition: str) -> bool:
        """True for a league of clubs: by the level in its id, or by a rulebook of the user's own."""
        parts = competition.split(".")
        if "playoff" in parts or not home_country(competition):
            return False
        if parts[1].isdigit():
            return True
        edition = self.catalogue.edition(competition, self.match.season)
        return edition.held and edition.kind == "league"

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """All ties of the match's competition and season that are known; none in a league."""
        m = self.match
        return held_ties(self.now, m.competition, m.season, self.catalogue)

    @cached_property
    def tie(self) -> Tie | None:
        """The tie that the match belongs to."""
        return next((t for t in self.ties if self.row in t.rows), None)

    @cached_property
    def _tables(self) -> dict[tuple[str, Season], tuple[Table, ...]]:
        return {}

    def tables(self, competition: str, season: Season) -> tuple[Table, ...]:
        """All tables of a competition and season, each worked out once; none for a cup."""
        key = (competition, season)
        if key not in self._tables:
            self._tables[key] = held_tables(self.now, competition, season, self.catalogue)
        return self._tables[key]

    def coverage(self, competition: str, season: Season) -> Coverage:
        """How much of a season is held."""
        return coverage(self.now, competition, season, catalogue=self.catalogue)[0]

    @cached_property
    def _decided(self) -> dict[int, Score | None]:
        """Rows whose result a correction changes: the score that stands, None for a void match."""
        return results_decided(self.now)

    def match_at(self, row: int) -> Match:
        """The match of a row, decisions of the ledger put in."""
        match = self.now.match(row)
        if self._neutral_by_rule(row, match):
            match = replace(match, neutral=True)
        if row in self._decided:
            score = self._decided[row]
            if score is None:
                return replace(match, status="void")
            return replace(match, status="awarded", awarded_score=score)
        return match

    def _neutral_by_rule(self, row: int, match: Match) -> bool:
        """True where the ledger does not tell the ground and the rulebook puts it on neutral one.

        A tournament all of whose rounds are on neutral ground plays its groups there too.
        """
        if match.neutral or int(self.now.matches.neutral[row]) != NONE:
            return False
        edition = self.catalogue.edition(match.competition, match.season)
        rules = (*edition.rounds, edition.other_rounds)
        if match.group or not match.round or match.round.isdigit():
            return all(rule.ground == "neutral" for rule in rules)
        return edition.round_rule(match.round).ground == "neutral"

    def as_held(self, match: Match) -> Match:
        """A match that an engine gave, as :meth:`match_at` tells it."""
        return self.match_at(row_of(self.now, match.id))

    def order(self, row: int) -> tuple[int, int, int]:
        """Key that sorts rows by day, kick-off and place in the ledger."""
        m = self.now.matches
        day = int(m.day[row])
        return (day if day > 0 else dt.date.max.toordinal(), int(m.time[row]), row)

    def before(self, rows: Rows) -> Rows:
        """Of some rows, those of matches earlier than the match itself."""
        mine = self.order(self.row)
        return np.array([r for r in rows.tolist() if self.order(r) < mine], dtype=np.intp)


def row_of(snapshot: Snapshot, match: str) -> int:
    """Row of a match by its id.

    Raises:
        UnknownName: the snapshot knows no such match.
    """
    parts = match.split(":")
    if len(parts) in (4, 5):
        competition, season, home, away = parts[:4]
        try:
            rows = snapshot.select(competition, Season.parse(season), club=home)
        except ValueError:
            rows = np.empty(0, dtype=np.intp)
        m = snapshot.matches
        for row in rows.tolist():
            clubs = snapshot.clubs[m.home[row]], snapshot.clubs[m.away[row]]
            if (clubs[0].id, clubs[1].id) == (home, away):
                when = Season.of_code(int(m.season[row]))
                if match_id(competition, when, home, away, int(m.nth[row])) == match:
                    return int(row)
    raise UnknownName(
        f"The ledger knows no match {match} at the {snapshot.moment}. Ask for a later day, or name "
        "a match that was on the calendar then.",
        code="unknown-match",
    )
