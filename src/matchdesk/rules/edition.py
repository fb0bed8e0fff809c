"""One edition of a rulebook: what governs a competition from one season to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from matchdesk.core.competition import ROUNDS, CompetitionId
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

When = Literal["always", "season_done"]
WHEN: tuple[When, ...] = ("always", "season_done")

# What of an edition may carry a mark of its own.
FACTS: tuple[str, ...] = ("points", "order", "zones", "split", "decide", "rounds", "bracket")
Fact = Literal["points", "order", "zones", "split", "decide", "rounds", "bracket"]

Champion = Literal["table", "final", "none"]
CHAMPION: tuple[Champion, ...] = ("table", "final", "none")

Line = Literal["title", "relegation", "europe"]
LINES: tuple[Line, ...] = ("title", "relegation", "europe")


_POINTS = ("win", "draw", "loss")


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

    @property
    def doubt(self) -> str:
        """How sure it is, in words, where it should be checked; "" for any other.

        >>> Source("Handbook", mark="M/L").doubt
        'from memory, confidence low'
        """
        kind, _, sure = self.mark.partition("/")
        if sure != "L":
            return ""
        return f"{'sourced' if kind == 'S' else 'from memory'}, confidence low"

    @property
    def said(self) -> str:
        """The text, with the doubt where there is one."""
        return f"{self.text} ({self.doubt})" if self.doubt else self.text

    def to_dict(self) -> dict[str, object]:
        """The source as a JSON object."""
        return {
            "text": self.text,
            "read": self.read.isoformat() if self.read else None,
            "mark": self.mark,
        }

    def rule_dict(self, held: bool) -> dict[str, object]:
        """The source as the ``rule`` of a table or tie."""
        return {
            "source": self.text,
            "read": self.read.isoformat() if self.read else None,
            "mark": self.mark,
            "doubt": self.doubt,
            "held": held,
        }


def weakest(marks: Iterable[str]) -> str:
    """The mark that says least: low before medium before high, memory before a source.

    >>> weakest(["S/H", "M/M", "S/M"])
    'M/M'
    """

    def strength(mark: str) -> tuple[int, int]:
        kind, _, sure = mark.partition("/")
        return ("LMH".find(sure[:1] or "?"), "MS".find(kind[:1] or "?"))

    return min((m for m in marks if m), key=strength, default="")


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
        when: "season_done" for a step that waits for the last match of the table.
    """

    by: str
    among_tied: bool = False
    restart: bool = False
    clubs: Clubs = "any"
    only_for: tuple[str, ...] = ()
    when: When = "always"

    @property
    def word(self) -> str:
        """The word of the answer (``decided_by``) when this step separates two clubs."""
        return OF_TIED[self.by] if self.among_tied else self.by

    def to_dict(self) -> dict[str, object]:
        """The criterion as a JSON object."""
        return {
            "by": self.word,
            "restart": self.restart,
            "clubs": self.clubs,
            "only_for": list(self.only_for),
            "when": self.when,
        }


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
    """Points for a win, a draw and a defeat.

    Attributes:
        extra_time_win, extra_time_loss: after extra time; None where extra time makes no
            difference.
        shoot_out_win, shoot_out_loss: after a shoot-out; None where a shoot-out leaves a draw.
        bonus_margin: a win by so many goals earns one point more; 0 where there is no bonus.
        bonus_goals: so many goals earn one point more, whatever the result; 0 likewise.
    """

    win: int = 3
    draw: int = 1
    loss: int = 0
    extra_time_win: int | None = None
    extra_time_loss: int | None = None
    shoot_out_win: int | None = None
    shoot_out_loss: int | None = None
    bonus_margin: int = 0
    bonus_goals: int = 0

    @property
    def beyond_ninety(self) -> bool:
        """True if points depend on what happened after 90 minutes."""
        return self.extra_time_win is not None or self.shoot_out_win is not None

    @property
    def most(self) -> int:
        """The most that one match can bring."""
        return max(self.win, self.draw) + bool(self.bonus_margin) + bool(self.bonus_goals)


@dataclass(frozen=True, slots=True)
class Split:
    """A league that falls into parts after a number of rounds.

    Attributes:
        after: matches of each club before the split.
        sizes: clubs in each part, from the top.
        meetings: matches of each pair of a part after it.
        carried: what becomes of the points won before.
        each_meetings, each_carried: the same for each part where the parts differ; empty where
            they do not. A part with 0 meetings has played its season.
        order: criteria in the parts where they are others than in the league; empty else.
    """

    after: int
    sizes: tuple[int, ...]
    meetings: int = 1
    carried: Carried = "kept"
    each_meetings: tuple[int, ...] = ()
    each_carried: tuple[Carried, ...] = ()
    order: tuple[OrderStep, ...] = ()

    def meetings_in(self, part: int) -> int:
        """Matches of each pair of a part, counted from 0, after the split."""
        return self.each_meetings[part] if self.each_meetings else self.meetings

    def carried_in(self, part: int) -> Carried:
        """What becomes of the points of a part, counted from 0."""
        return self.each_carried[part] if self.each_carried else self.carried


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
        play_off: lines of the table about which the two clubs on either side play a match if they
            are level on points when the season is over.
        stopped: last day played of a season that was broken off; from that day the table is final
            and ``final_order`` holds.
        final_order: criteria of a stopped season; empty where they are those of ``order``.
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
    play_off: tuple[Line, ...] = ()
    stopped: dt.date | None = None
    final_order: tuple[OrderStep, ...] = ()

    def zones_at(self, position: int) -> tuple[str, ...]:
        """All zones of a place, as listed: the champion's place is one of Europe's too."""
        return tuple(z.zone for z in self.zones if position in z)

    def zone_at(self, position: int) -> str:
        """The first zone listed for a place, "" where there is none."""
        return next(iter(self.zones_at(position)), "")

    def expected(self, clubs: int) -> int | None:
        """Matches of one table of so many clubs, None where the rulebook does not tell."""
        if self.stopped is not None:
            return None
        return self.matches_of(clubs if self.clubs is None else self.clubs)

    def matches_of(self, clubs: int) -> int | None:
        """Matches of a table of exactly so many clubs, None where the rulebook does not tell."""
        if clubs < 2:
            return None
        if not self.meetings:
            return clubs * self.matches // 2 if self.matches else None
        pairs = clubs * (clubs - 1) // 2 * self.meetings
        if self.split is not None and sum(self.split.sizes) == clubs:
            pairs += sum(
                n * (n - 1) // 2 * self.split.meetings_in(part)
                for part, n in enumerate(self.split.sizes)
            )
        return pairs

    def to_dict(self) -> dict[str, object]:
        """The phase as a JSON object."""
        p, split = self.points, self.split
        return {
            "phase": self.phase,
            "groups": self.groups,
            "clubs": self.clubs,
            "meetings": self.meetings or None,
            "matches": self.matches or None,
            "points": {
                key: value
                for key in p.__dataclass_fields__
                if (value := getattr(p, key)) is not None and (value or key in _POINTS)
            },
            "order": [step.to_dict() for step in self.order],
            "final_order": [step.to_dict() for step in self.final_order],
            "head_to_head_from": self.head_to_head_from,
            "play_off": list(self.play_off),
            "stopped": self.stopped.isoformat() if self.stopped else None,
            "zones": [{"zone": z.zone, "first": z.first, "last": z.last} for z in self.zones],
            "advance": self.advance,
            "ranking": {
                "name": self.ranking.name,
                "position": self.ranking.position,
                "advance": self.ranking.advance,
                "order": [step.to_dict() for step in self.ranking.order],
            }
            if self.ranking
            else None,
            "split": {
                "after": split.after,
                "sizes": list(split.sizes),
                "meetings": [split.meetings_in(part) for part, _ in enumerate(split.sizes)],
                "points": [split.carried_in(part) for part, _ in enumerate(split.sizes)],
                "order": [step.to_dict() for step in split.order],
            }
            if split
            else None,
        }

    def order_on(self, day: dt.date) -> tuple[OrderStep, ...]:
        """The criteria on a day: those of the season, or of its end where it was stopped."""
        if self.final_order and self.stopped is not None and day >= self.stopped:
            return self.final_order
        return self.order


@dataclass(frozen=True, slots=True)
class RoundRule:
    """How the ties of one round are played.

    Attributes:
        legs: 1 or 2; 0 where no rulebook tells.
        decide: steps in order, as of :data:`matchdesk.rules.words.TIE_STEPS`.
        ground: "" or "neutral".
        either: one match or two legs, as the record shows; ``legs`` is 1 then.
    """

    round: str
    legs: int
    decide: tuple[str, ...]
    ground: str = ""
    either: bool = False

    def to_dict(self) -> dict[str, object]:
        """The rule as a JSON object."""
        return {
            "round": self.round,
            "legs": self.legs or None,
            "either": self.either,
            "decide": list(self.decide),
            "ground": self.ground,
        }


@dataclass(frozen=True, slots=True)
class Interruption:
    """A season that was broken off and taken up again.

    Attributes:
        last: last day played before it. again: first day played after it.
        known: day on which the dates of what was still to play were published.
    """

    season: Season
    last: dt.date
    again: dt.date
    known: dt.date
    source: Source

    def to_dict(self) -> dict[str, object]:
        """The interruption as a JSON object."""
        return {
            "season": str(self.season),
            "last": self.last.isoformat(),
            "again": self.again.isoformat(),
            "known": self.known.isoformat(),
            "source": self.source.to_dict(),
        }


PLAY_OFF = "play_off"
FOR_A_PLACE = RoundRule(PLAY_OFF, 1, ("aggregate", "extra_time", "penalties"), either=True)
"""A match or two for a place in a league whose rulebook says nothing of how they are decided."""


@dataclass(frozen=True, slots=True)
class BracketRule:
    """A bracket that is fixed before it is played.

    Attributes:
        rounds: name of each round and its ties, in the order in which they are played. A side is
            "1A" (first of group A), "5" (fifth of the league phase), several of them with strokes
            ("3A/C/D", "9/10"), "w2" or "l2" (winner or loser of the second tie of the round
            before; the match for third place is no round before the final).
        thirds: for the winners listed, the groups whose third-placed clubs they meet, by the
            groups whose third-placed clubs went on ("ABCD" → "CDAB"); empty where none is held.
        thirds_for: the winners meant, such as "1A".
    """

    rounds: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    thirds: tuple[tuple[str, str], ...] = ()
    thirds_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CupPlace:
    """A place in Europe for the winner of a cup; ``finalist``: passed on to who lost the final."""

    cup: CompetitionId
    zone: str
    finalist: bool = False


@dataclass(frozen=True, slots=True)
class Average:
    """Relegation by points per match over so many seasons: the last ``relegated`` clubs go down."""

    seasons: int
    relegated: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A club's conference from one season to another; None where open."""

    club: str
    name: str
    start: Season | None = None
    end: Season | None = None


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
        champion: whether the table names the champion, the final, or nothing does.
        marks: how sure single facts are, where the source's own mark does not hold for them.
        bracket: rounds whose pairings follow from the round before; None where they are drawn.
        forfeit: goals of the winner where a result is awarded without a score; None where the
            rulebook does not tell.
        forfeit_better: True where the score on the pitch stands if it is better for the winner.
        ranked_by: competition whose table tells who is better placed, "" for the league of the
            same id without ".playoff".
        cups: cups whose winners are placed in Europe beside the league's places.
        average: relegation by the average of several seasons, None where there is none.
        ties_held: False where a league's rulebook says nothing of ties.
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
    champion: Champion = "table"
    marks: tuple[tuple[Fact, str], ...] = ()
    bracket: BracketRule | None = None
    forfeit: int | None = None
    forfeit_better: bool = False
    ranked_by: str = ""
    cups: tuple[CupPlace, ...] = ()
    average: Average | None = None
    ties_held: bool = True

    def mark(self, *facts: Fact) -> str:
        """How sure what rests on these facts is: the weakest of their marks."""
        own = dict(self.marks)
        return weakest(own.get(fact, self.source.mark) for fact in facts) or self.source.mark

    def source_of(self, *facts: Fact) -> Source:
        """The source, marked as the facts that an answer rests on are."""
        mark = self.mark(*facts)
        return self.source if mark == self.source.mark else replace(self.source, mark=mark)

    def to_dict(self) -> dict[str, object]:
        """The edition as a JSON object: what it says, with its source and marks."""
        return {
            "competition": self.competition,
            "name": self.name,
            "kind": self.kind,
            "held": self.held,
            "from": str(self.start) if self.start else None,
            "to": str(self.end) if self.end else None,
            "source": self.source.to_dict(),
            "marks": dict(self.marks),
            "champion": self.champion,
            "stages": [stage.to_dict() for stage in self.stages],
            "rounds": [rule.to_dict() for rule in (*self.rounds, self.other_rounds)]
            if self.ties_held and (self.kind != "league" or self.rounds)
            else [],
            "bracket": [
                {"round": name, "ties": [f"{a} v {b}" for a, b in sides]}
                for name, sides in self.bracket.rounds
            ]
            if self.bracket
            else [],
            "forfeit": self.forfeit,
            "cup_places": [
                {"cup": place.cup, "zone": place.zone, "finalist": place.finalist}
                for place in self.cups
            ],
            "promedio": {"seasons": self.average.seasons, "relegation": self.average.relegated}
            if self.average
            else None,
            "note": self.note,
        }

    def governs(self, season: Season) -> bool:
        """True if the season lies between the first and last of this edition."""
        return (self.start is None or self.start <= season) and (
            self.end is None or season <= self.end
        )

    def stage(self, phase: str = "league") -> Stage | None:
        """The rules of a phase that is played for tables; None where there is no such phase."""
        return next((s for s in self.stages if s.phase == phase), None)

    def round_rule(self, name: str, *, qualifying: bool = False) -> RoundRule:
        """How the ties of a round are played.

        With ``qualifying`` it is one of the qualifying phase: its "round_1" is the rulebook's
        "qualifying_1" where that is named.
        """
        if qualifying and name.startswith("round_") and name[6:].isdigit():
            own = f"qualifying_{name[6:]}"
            for rule in self.rounds:
                if rule.round == own:
                    return replace(rule, round=name)
        for rule in self.rounds:
            if rule.round == name:
                return rule
        if name == PLAY_OFF and self.kind == "league" and not self.ties_held:
            return FOR_A_PLACE
        return replace(self.other_rounds, round=name)

    def round_place(self, name: str) -> int:
        """Place of a round among those that the rulebook names, -1 where it does not."""
        return next((n for n, rule in enumerate(self.rounds) if rule.round == name), -1)

    @property
    def round_order(self) -> dict[str, int]:
        """Places of rounds: the rulebook's order, other known words where they usually stand."""
        return round_places(tuple(rule.round for rule in self.rounds))


@lru_cache(maxsize=256)
def round_places(named: tuple[str, ...]) -> dict[str, int]:
    """Places of rounds: those named in their order, other known words where they usually stand.

    >>> places = round_places(("final",))
    >>> places["semi_final"] < places["final"]
    True
    """
    usual = {word: place for place, word in enumerate(ROUNDS)}
    order = list(named)
    for word in ROUNDS:
        if word not in named:
            later = (n for n, w in enumerate(order) if usual.get(w, -1) > usual[word])
            order.insert(next(later, len(order)), word)
    return {word: place for place, word in enumerate(order)}


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
        champion="table" if (kind or "league") == "league" else "final",
        stages=tuple(Stage(phase, Points(), DEFAULT_ORDER) for phase in phases),
    )
