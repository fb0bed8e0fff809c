"""Rows as a file gives them: names as written, nothing yet resolved.

A reader turns a file into rows and problems; the ledger resolves the names and keeps what is new.
``None`` and the empty string mean that the file does not say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from matchdesk.core.competition import CompetitionId, Leg
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.words import (
    CLUB_SIDES as CLUB_SIDES,
)
from matchdesk.core.words import (
    CORRECTION_KINDS as CORRECTION_KINDS,
)
from matchdesk.core.words import (
    EVENT_KINDS as EVENT_KINDS,
)
from matchdesk.core.words import (
    GOAL_KINDS as GOAL_KINDS,
)
from matchdesk.core.words import (
    LINEUP_ROLES as LINEUP_ROLES,
)
from matchdesk.core.words import (
    NAME_KINDS as NAME_KINDS,
)
from matchdesk.core.words import (
    ODDS_TIMES as ODDS_TIMES,
)
from matchdesk.core.words import (
    SETTLED as SETTLED,
)
from matchdesk.core.words import (
    STATUSES as STATUSES,
)
from matchdesk.core.words import (
    ClubSide as ClubSide,
)
from matchdesk.core.words import (
    CorrectionKind as CorrectionKind,
)
from matchdesk.core.words import (
    EventKind as EventKind,
)
from matchdesk.core.words import (
    GoalKind as GoalKind,
)
from matchdesk.core.words import (
    LineupRole as LineupRole,
)
from matchdesk.core.words import (
    NameKind as NameKind,
)
from matchdesk.core.words import (
    OddsTime as OddsTime,
)
from matchdesk.core.words import (
    Settled as Settled,
)
from matchdesk.core.words import (
    Status as Status,
)


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match as a file gives it.

    Attributes:
        home, away: names as written. ``home_country`` and ``away_country`` hold a country code in
            the file's own letters ("ESP") where it gives one.
        score: after 90 minutes. ``extra_time`` is the score after 120 (cumulative), ``penalties``
            the shoot-out; ``score`` stays None where only the one after extra time is known.
        time: local kick-off "HH:MM", None where unknown. ``zone``: IANA name, "" where unknown.
        round: a word of :data:`matchdesk.core.competition.ROUNDS`, or a matchday number.
        date_known_from, drawn_on, not_after: days from which the date was known, on which the
            pairing was drawn, before which a fixture must be played.
        meeting: which meeting of these sides at this ground in the season it is, from 1; None
            where the file does not say, which is clear where they meet there once.
    """

    origin: Origin
    competition: CompetitionId
    season: Season
    date: dt.date | None
    home: str
    away: str
    score: Score | None = None
    half_time: Score | None = None
    extra_time: Score | None = None
    penalties: Score | None = None
    awarded_score: Score | None = None
    status: Status = "scheduled"
    time: str | None = None
    zone: str = ""
    phase: str = ""
    round: str = ""
    group: str = ""
    leg: Leg = ""
    ground: str = ""
    neutral: bool | None = None
    attendance: int | None = None
    date_known_from: dt.date | None = None
    drawn_on: dt.date | None = None
    not_after: dt.date | None = None
    note: str = ""
    home_country: str = ""
    away_country: str = ""
    meeting: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal.

    ``team`` is the side it counts for; ``minute`` counts from 1, ``added`` is time added on at the
    end of that half ("45+2" is minute 45, added 2).
    """

    origin: Origin
    date: dt.date
    home: str
    away: str
    team: str
    player: str
    minute: int | None = None
    added: int | None = None
    kind: GoalKind = "goal"
    assist: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LineupRow:
    """One player's part in a match: minutes on and off, cards as written ("yellow 80")."""

    origin: Origin
    date: dt.date
    home: str
    away: str
    team: str
    player: str
    role: LineupRole
    on: str = ""
    off: str = ""
    cards: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's spell at a club: player, coach, president … with the days it held."""

    origin: Origin
    person: str
    club: str
    role: str
    also: tuple[str, ...] = ()
    position: str = ""
    nationality: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClubRow:
    """A club under its id, as a ledger holds it.

    Attributes:
        country: our code, "" where it has none.
        side: "" men's clubs, "w" women's, "n" national sides, "nw" women's national sides.
        into: id of the club that it was joined to, "" where it stands alone; ``reason`` says why.
    """

    origin: Origin
    id: str
    name: str
    country: str = ""
    side: ClubSide = ""
    into: str = ""
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of a club, and the days it held. ``id`` may be an id or a name already held."""

    origin: Origin
    id: str
    kind: NameKind
    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground, the town it stands in, and the club that plays there for a time."""

    origin: Origin
    ground: str
    town: str = ""
    country: str = ""
    club: str = ""
    also: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A single fact: subject (an id, a name or a match), kind, value, unit, and when it held."""

    origin: Origin
    subject: str
    kind: str
    value: str
    unit: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A sourced decision that results alone do not show; never an edit of a score.

    ``revoked`` says why it was taken back, "" while it is in force.
    """

    origin: Origin
    competition: CompetitionId
    season: Season
    kind: CorrectionKind
    subject: str
    value: str
    match: str = ""
    start: dt.date | None = None
    revoked: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where records come from: title, author, licence and its notice, address, day it was read."""

    origin: Origin
    source: str
    title: str
    author: str = ""
    licence: str = ""
    notice: str = ""
    address: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What a source declares: how many matches a season (or one round of it) has."""

    origin: Origin
    competition: CompetitionId
    season: Season
    expected: int
    round: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A card or a change of a match.

    ``player`` is who was booked, sent off or came on; ``other`` who went off in a substitution.
    """

    origin: Origin
    date: dt.date
    home: str
    away: str
    team: str
    player: str
    kind: EventKind
    minute: int | None = None
    added: int | None = None
    other: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class OddsRow:
    """Decimal odds of one bookmaker for home win, draw and away win, before or at kick-off.

    ``bookmaker`` is its name, or "average" or "maximum" over several (with the format's name behind
    it where sources average otherwise).
    """

    origin: Origin
    date: dt.date
    home: str
    away: str
    bookmaker: str
    time: OddsTime
    home_win: float
    draw: float
    away_win: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Shots and corners of a match: home side, visitors; None where the file does not say.

    ``on_target`` counts those of the shots that were.
    """

    origin: Origin
    date: dt.date
    home: str
    away: str
    shots_home: int | None = None
    shots_away: int | None = None
    on_target_home: int | None = None
    on_target_away: int | None = None
    corners_home: int | None = None
    corners_away: int | None = None
    source: str = ""


def figures_of(
    origin: Origin,
    date: dt.date,
    home: str,
    away: str,
    figures: Sequence[int | None],
    source: str = "",
) -> FigureRow:
    """A row of figures given in the order of its fields, from ``shots_home``."""
    shots, on_target, corners = figures[0:2], figures[2:4], figures[4:6]
    return FigureRow(
        origin, date, home, away, shots[0], shots[1], on_target[0], on_target[1], corners[0],
        corners[1], source,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One row of a published table: to compare with, never a result.

    ``deducted`` counts points taken off (positive); None where the page does not print a figure.
    ``goals_for`` and ``goals_against`` are None where only ratios are printed.
    """

    origin: Origin
    competition: CompetitionId
    season: Season
    position: int
    club: str
    played: int | None = None
    won: int | None = None
    drawn: int | None = None
    lost: int | None = None
    goals_for: int | None = None
    goals_against: int | None = None
    points: int | None = None
    deducted: int = 0
    phase: str = ""
    group: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A further source of a match that is given elsewhere; ``files`` of it give the match."""

    origin: Origin
    match: str
    files: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Where a source says otherwise of a match than is held.

    Attributes:
        match: id of the match.
        field: score, half_time, extra_time, penalties, awarded_score, date, status or goal.
        held, other: the value that the ledger had, and the one that ``source`` gives.
        settled: "" while it is open, "held" or "other" for the value that was taken.
        reason, settled_by: why, and where it is said.
    """

    origin: Origin
    match: str
    field: str
    held: str
    other: str
    settled: Settled = ""
    reason: str = ""
    settled_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RulebookRow:
    """A rulebook of the user's own: the id of its competition, and its TOML."""

    origin: Origin
    competition: str
    toml: str
    source: str = ""


Row = (
    MatchRow
    | GoalRow
    | LineupRow
    | PersonRow
    | ClubRow
    | NameRow
    | GroundRow
    | FactRow
    | CorrectionRow
    | SourceRow
    | CoverageRow
    | EventRow
    | OddsRow
    | FigureRow
    | StandingRow
    | WitnessRow
    | ConflictRow
    | RulebookRow
)


@dataclass(slots=True)
class Reading:
    """What a reader made of one file.

    Rows read = rows kept + rows refused; a problem that keeps its row has ``refused=False``.

    Attributes:
        format: name of the reader.
        read: rows seen.
        rows: rows kept, in the order of the file.
        problems: faults, in the order of the file.
    """

    format: str
    read: int = 0
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows left out."""
        return self.read - len(self.rows)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the caller says about a file that does not say it itself: competition, season."""

    competition: CompetitionId | None = None
    season: Season | None = None
