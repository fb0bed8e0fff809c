"""One edition of a rulebook: what governs a competition from one season to another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from matchdesk.core.competition import CompetitionId
from matchdesk.core.season import Season
from matchdesk.rules.words import OF_TIED

# "single": matches that make neither a table nor ties, such as friendlies.
Kind = Literal["league", "knockout", "groups_knockout", "single"]
KINDS: tuple[Kind, ...] = ("league", "knockout", "groups_knockout", "single")

HeadToHeadFrom = Literal["always", "tied_clubs_done", "season_done"]
HEAD_TO_HEAD_FROM: tuple[HeadToHeadFrom, ...] = ("always", "tied_clubs_done", "season_done")

Clubs = Literal["any", "two", "three_or_more"]
CLUBS: tuple[Clubs, ...] = ("any", "two", "three_or_more")

Carried = Literal["kept", "halved_up", "halved_down"]
CARRIED: tuple[Carried, ...] = ("kept", "halved_up", "halved_down")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an edition comes from.

    Attributes:
        text: the rulebook, article or data that it rests on, in words.
        read: day on which it was read, None where it is held from memory.
        mark: "S" sourced or "M" from memory, a stroke, and H, M or L for how sure.
    """

    text: str
    read: dt.date | None = None
    mark: str = ""

    def to_dict(self) -> dict[str, object]:
        """The source as a JSON object."""
        return {
            "text": self.text,
            "read": self.read.isoformat() if self.read else None,
            "mark": self.mark,
        }


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One criterion of a table's order.

    Attributes:
        by: word of :data:`matchdesk.rules.words.COMPUTED` or ``INPUTS``, or "again".
        among_tied: only the matches between the clubs that are level count.
        restart: clubs that stay level after it has separated others start again from the first
            criterion, with a mini-table of themselves alone.
        clubs: the step holds for any number of level clubs, for two, or for three or more.
        only_for: zones for which the step is used; empty for every place.
    """

    by: str
    among_tied: bool = False
    restart: bool = False
    clubs: Clubs = "any"
    only_for: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word of the answer (``decided_by``) when this step separates two clubs."""
        return OF_TIED[self.by] if self.among_tied else self.by


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of places: ``first`` to ``last``, both counted from 1, and what it means."""

    zone: str
    first: int
    last: int

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and self.first <= position <= self.last


@dataclass(frozen=True, slots=True)
class Points:
    """Points for a win, a draw and a defeat."""

    win: int = 3
    draw: int = 1
    loss: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """A league that falls into parts after a number of rounds.

    Attributes:
        after: matches of each club before the split.
        sizes: clubs in each part, from the top.
        meetings: matches of each pair of a part after it.
        carried: what becomes of the points won before.
    """

    after: int
    sizes: tuple[int, ...]
    meetings: int = 1
    carried: Carried = "kept"


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking across groups: the clubs of one position in each, and how many go on."""

    name: str
    position: int
    advance: int
    order: tuple[OrderStep, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase that is played for tables: the league itself, groups, a league phase.

    Attributes:
        phase: word of :data:`matchdesk.core.competition.PHASES`.
        groups: number of tables, 1 for a league.
        clubs: clubs in each table, None where it varies.
        meetings: matches of each pair; 0 where not every pair meets (a league phase).
        matches: matches of each club where ``meetings`` is 0.
        head_to_head_from: when criteria between level clubs begin to count in a table.
        advance: clubs of each group that go on, 0 for a league.
        ranking: ranking across groups, None where there is none.
    """

    phase: str
    points: Points
    order: tuple[OrderStep, ...]
    groups: int = 1
    clubs: int | None = None
    meetings: int = 2
    matches: int = 0
    head_to_head_from: HeadToHeadFrom = "always"
    zones: tuple[Zone, ...] = ()
    advance: int = 0
    ranking: Ranking | None = None
    split: Split | None = None

    def zones_at(self, position: int) -> tuple[str, ...]:
        """All zones of a place, as listed: the champion's place is one of Europe's too."""
        return tuple(z.zone for z in self.zones if position in z)

    def zone_at(self, position: int) -> str:
        """The first zone listed for a place, "" where there is none."""
        return next(iter(self.zones_at(position)), "")

    def expected(self, clubs: int) -> int | None:
        """Matches of one table of so many clubs, None where the rulebook does not tell."""
        if self.clubs is not None:
            clubs = self.clubs
        if clubs < 2:
            return None
        if not self.meetings:
            return clubs * self.matches // 2 if self.matches else None
        pairs = clubs * (clubs - 1) // 2 * self.meetings
        if self.split is not None:
            pairs += sum(n * (n - 1) // 2 for n in self.split.sizes) * self.split.meetings
        return pairs


@dataclass(frozen=True, slots=True)
class RoundRule:
    """How the ties of one round are played.

    Attributes:
        legs: 1 or 2; 0 where no rulebook tells.
        decide: steps in order, as of :data:`matchdesk.rules.words.TIE_STEPS`.
        ground: "" or "neutral".
    """

    round: str
    legs: int
    decide: tuple[str, ...]
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What governs one competition from one season to another.

    Attributes:
        held: False where no rulebook is held and the stated default is used.
        start, end: first and last season, None where open.
        stages: phases played for tables, in order.
        rounds: knock-out rounds that the rulebook names, in the order in which they are played.
        other_rounds: how every other round is played.
        fixtures_known_days: days before its first match from which a season's fixtures are known.
        note: what a reader of the table should know besides.
    """

    competition: CompetitionId
    name: str
    kind: Kind
    source: Source
    held: bool = True
    country: str = ""
    start: Season | None = None
    end: Season | None = None
    stages: tuple[Stage, ...] = ()
    rounds: tuple[RoundRule, ...] = ()
    other_rounds: RoundRule = RoundRule("default", 0, ("aggregate", "extra_time", "penalties"))
    fixtures_known_days: int = 30
    note: str = ""

    def governs(self, season: Season) -> bool:
        """True if the season lies between the first and last of this edition."""
        return (self.start is None or self.start <= season) and (
            self.end is None or season <= self.end
        )

    def stage(self, phase: str = "league") -> Stage | None:
        """The rules of a phase that is played for tables; None where there is no such phase."""
        return next((s for s in self.stages if s.phase == phase), None)

    def round_rule(self, name: str) -> RoundRule:
        """How the ties of a round are played."""
        for rule in self.rounds:
            if rule.round == name:
                return rule
        return replace(self.other_rounds, round=name)

    def round_place(self, name: str) -> int:
        """Place of a round in the rulebook's order, -1 where it does not name it."""
        return next((n for n, rule in enumerate(self.rounds) if rule.round == name), -1)


DEFAULT_ORDER = (OrderStep("points"), OrderStep("goal_difference"), OrderStep("goals_for"))
NO_RULEBOOK = "no rulebook held: 3-1-0, goal difference"


def default_edition(competition: str, name: str, country: str, kind: Kind | None = None) -> Edition:
    """What is used where no rulebook is held: 3-1-0, goal difference, goals; and it says so."""
    phases = {"knockout": ("group", "group_2"), "single": ()}.get(
        kind or "", ("league", "group", "group_2")
    )
    return Edition(
        competition=CompetitionId(competition),
        name=name,
        kind=kind or "league",
        source=Source(NO_RULEBOOK),
        held=False,
        country=country,
        stages=tuple(Stage(phase, Points(), DEFAULT_ORDER) for phase in phases),
    )
