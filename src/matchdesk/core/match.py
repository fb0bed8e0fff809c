"""Clubs, matches and what belongs to a match, as the ledger holds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matchdesk.core.competition import ClubId, CompetitionId, Leg
from matchdesk.core.problem import Origin
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.words import (
    CorrectionKind,
    GoalKind,
    LineupRole,
    NameKind,
    OddsTime,
    Status,
)


@dataclass(frozen=True, slots=True)
class Club:
    """A club (or national side): id, the name its fans write, country code in small letters."""

    id: ClubId
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a club, person or ground, with kind and the days it held."""

    subject: str
    kind: NameKind
    name: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal.

    ``home`` is True where it counts for the home side; own goals count for the side they help.
    ``label`` writes the minute as a desk does ("45+2'").
    """

    home: bool
    player: str
    minute: int | None = None
    added: int | None = None
    kind: GoalKind = "goal"
    assist: str = ""
    origin: Origin | None = None

    @property
    def label(self) -> str:
        """The minute in words of the game: "31'", "90+4'", "" where unknown."""
        if self.minute is None:
            return ""
        return f"{self.minute}+{self.added}'" if self.added else f"{self.minute}'"


@dataclass(frozen=True, slots=True)
class Appearance:
    """A player's part in a match; ``home`` is True for the home side."""

    home: bool
    player: str
    role: LineupRole
    on: str = ""
    off: str = ""
    cards: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A man sent off or shown a card; ``kind`` is yellow, red or second_yellow."""

    home: bool
    player: str
    kind: str
    minute: int | None = None
    added: int | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """Decimal odds of one bookmaker for home win, draw and away win; ``time`` opening or closing."""

    bookmaker: str
    time: OddsTime
    home_win: float
    draw: float
    away_win: float


@dataclass(frozen=True, slots=True)
class Spell:
    """A person at a club in a role, with the days it held."""

    person: str
    club: ClubId
    role: str
    also: tuple[str, ...] = ()
    position: str = ""
    nationality: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground and the club that plays there for a time."""

    name: str
    town: str = ""
    country: str = ""
    club: ClubId | None = None
    also: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A single fact. ``subject`` is the id of a club, match, competition or "comp season"."""

    subject: str
    kind: str
    value: str
    unit: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    source: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A sourced decision, counted from the day ``start``; see the contract for the kinds."""

    competition: CompetitionId
    season: Season
    kind: CorrectionKind
    subject: ClubId | str
    value: str
    match: str = ""
    start: dt.date | None = None
    source: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a season (or one of its rounds) the ledger holds, at a moment.

    ``expected`` is None where neither the calendar nor a source tells.
    """

    competition: CompetitionId
    season: Season
    held: int
    expected: int | None
    round: str = ""

    @property
    def complete(self) -> bool:
        """True only if the number of matches is known and all of them are held."""
        return self.expected is not None and self.held >= self.expected

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "competition": self.competition,
            "season": str(self.season),
            "held": self.held,
            "expected": self.expected,
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """One match as it was known at a moment.

    Scores are (home, visitors). ``score`` is after 90 minutes, ``extra_time`` after 120,
    ``penalties`` the shoot-out; ``awarded_score`` replaces the played one wherever it is given.
    A match still to be played has no score and the status ``scheduled`` or ``postponed``; its
    ``date`` is None where the day was not yet known.
    """

    id: str
    competition: CompetitionId
    season: Season
    date: dt.date | None
    home: Club
    away: Club
    status: Status = "scheduled"
    score: Score | None = None
    half_time: Score | None = None
    extra_time: Score | None = None
    penalties: Score | None = None
    awarded_score: Score | None = None
    time: str | None = None
    zone: str = ""
    phase: str = ""
    round: str = ""
    group: str = ""
    leg: Leg = ""
    ground: str = ""
    neutral: bool = False
    attendance: int | None = None
    drawn_on: dt.date | None = None
    date_known_from: dt.date | None = None
    not_after: dt.date | None = None
    note: str = ""
    origin: Origin | None = None

    @property
    def counts(self) -> bool:
        """True if the match is over and its result stands."""
        return self.status in ("played", "awarded") and self.result is not None

    @property
    def result(self) -> Score | None:
        """The score that counts: the awarded one, else after extra time, else after 90 minutes."""
        if self.status not in ("played", "awarded"):
            return None
        return self.awarded_score or self.extra_time or self.score
