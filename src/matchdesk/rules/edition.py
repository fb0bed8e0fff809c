"""One edition of a rulebook, read from TOML and checked word by word.

An unknown key or word is refused with file, path and choice, so that a slip in a rules file is
found when it is loaded and not in a table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NoReturn

from matchdesk.core.competition import PHASES, CompetitionId
from matchdesk.core.season import Season
from matchdesk.errors import RuleError
from matchdesk.rules.words import (
    AGAIN,
    HEAD_TO_HEAD,
    INPUTS,
    OF_TIED,
    OF_TWO_LEGS,
    ORDER_WORDS,
    TIE_STEPS,
    ZONES,
)

Kind = Literal["league", "knockout", "groups_knockout"]
KINDS: tuple[Kind, ...] = ("league", "knockout", "groups_knockout")

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
    return Edition(
        competition=CompetitionId(competition),
        name=name,
        kind=kind or "league",
        source=Source(NO_RULEBOOK),
        held=False,
        country=country,
        stages=tuple(
            Stage(phase, Points(), DEFAULT_ORDER) for phase in ("league", "group", "group_2")
        ),
    )


class Reader:
    """Reads one rules file; every refusal names file, path and choice."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, path: str, message: str) -> NoReturn:
        """Raise :class:`RuleError` for a place in the file."""
        raise RuleError(f"{self.file}: {path}: {message}" if path else f"{self.file}: {message}")

    def word(self, path: str, value: object, kind: str, known: Sequence[str]) -> str:
        """A word out of a list."""
        if not isinstance(value, str) or value not in known:
            self.refuse(path, f'unknown {kind} "{value}"; known: {", ".join(known)}')
        return value

    def keys(self, path: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        """Refuse a key that is not known."""
        for key in table:
            if key not in known:
                self.refuse(path, f'unknown key "{key}"; known: {", ".join(known)}')

    def number(
        self, path: str, table: Mapping[str, Any], key: str, default: int | None, low: int = 0
    ) -> int | None:
        """A whole number, or the default where the key is missing."""
        if key not in table:
            return default
        value: object = table[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < low:
            self.refuse(f"{path}.{key}", f"expected a whole number from {low}, found {value!r}")
        return value

    def text(self, path: str, table: Mapping[str, Any], key: str, default: str | None = "") -> str:
        """A text; refused where it is missing and has no default."""
        value = table.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            self.refuse(f"{path}.{key}" if path else key, f"expected a text, found {value!r}")
        return value

    def season(self, path: str, table: Mapping[str, Any], key: str) -> Season | None:
        """A season, None where the key is missing."""
        if key not in table:
            return None
        try:
            return Season.parse(str(table[key]))
        except ValueError as error:
            raise RuleError(f"{self.file}: {path}.{key}: {error}") from None

    def listed(self, path: str, value: object) -> list[Any]:
        """A list."""
        if not isinstance(value, list):
            self.refuse(path, f"expected a list, found {value!r}")
        return value

    def mapped(self, path: str, value: object) -> dict[str, Any]:
        """A table of keys."""
        if not isinstance(value, dict):
            self.refuse(path, f"expected a table of keys, found {value!r}")
        return value

    def source(self, path: str, edition: Mapping[str, Any]) -> Source:
        """The source; an edition without one is refused."""
        if "source" not in edition:
            self.refuse(path, "has no source; expected source = { text = …, read = …, mark = … }")
        table = self.mapped(f"{path}.source", edition["source"])
        self.keys(f"{path}.source", table, ("text", "read", "mark"))
        read = table.get("read")
        if read is not None and not isinstance(read, dt.date):
            self.refuse(f"{path}.source.read", f"expected a date such as 2026-03-02, found {read}")
        return Source(
            self.text(f"{path}.source", table, "text", None),
            read,
            self.text(f"{path}.source", table, "mark"),
        )

    def points(self, path: str, value: object) -> Points:
        """Points for a win, a draw and a defeat."""
        table = self.mapped(path, value)
        self.keys(path, table, ("win", "draw", "loss"))
        if "win" not in table or "draw" not in table:
            self.refuse(path, "expected win and draw")
        win, draw = self.number(path, table, "win", 3), self.number(path, table, "draw", 1)
        return Points(win or 0, draw or 0, self.number(path, table, "loss", 0) or 0)

    def order(self, path: str, value: object, restart: bool) -> tuple[OrderStep, ...]:
        """The criteria of a table, as words or as tables of keys."""
        steps: list[OrderStep] = []
        for number, entry in enumerate(self.listed(path, value)):
            here = f"{path}[{number}]"
            table = {"by": entry} if isinstance(entry, str) else self.mapped(here, entry)
            self.keys(here, table, ("by", "among", "restart", "clubs", "only_for"))
            by = self.word(here, table.get("by"), "criterion", ORDER_WORDS)
            among = self.word(f"{here}.among", table.get("among", "all"), "choice", ("all", "tied"))
            tied = among == "tied" or by in HEAD_TO_HEAD
            by = HEAD_TO_HEAD.get(by, by)
            if tied and by not in OF_TIED:
                self.refuse(here, f'"{by}" is not counted among tied clubs; known: {[*OF_TIED]}')
            clubs = self.word(f"{here}.clubs", table.get("clubs", "any"), "choice", CLUBS)
            only_for = tuple(
                self.word(f"{here}.only_for", zone, "zone", ("title", "europe", *ZONES))
                for zone in self.listed(f"{here}.only_for", table.get("only_for", []))
            )
            again = bool(table.get("restart", restart)) and by != AGAIN and by not in INPUTS
            steps.append(OrderStep(by, tied, again, clubs, only_for))  # type: ignore[arg-type]
        if not steps or steps[0].by not in ("points", "points_per_match") or steps[0].among_tied:
            self.refuse(path, "expected points (or points_per_match) as the first criterion")
        return tuple(steps)

    def zones(self, path: str, value: object) -> tuple[Zone, ...]:
        """Zones: ``champion = 1`` or ``"uefa.cl" = [1, 4]``."""
        zones = []
        for zone, places in self.mapped(path, value).items():
            here = f"{path}.{zone}"
            self.word(here, zone, "zone", tuple(ZONES))
            ends = [places, places] if isinstance(places, int) else self.listed(here, places)
            if len(ends) != 2 or not all(isinstance(e, int) for e in ends) or ends[0] > ends[1]:
                self.refuse(here, f"expected a place or [first, last], found {places!r}")
            zones.append(Zone(zone, ends[0], ends[1]))
        return tuple(zones)

    def decide(self, path: str, value: object) -> tuple[str, ...]:
        """The steps that end a tie."""
        return tuple(
            self.word(f"{path}[{n}]", step, "step", tuple(TIE_STEPS))
            for n, step in enumerate(self.listed(path, value))
        )

    def rounds(
        self, path: str, value: object, decide: tuple[str, ...]
    ) -> tuple[tuple[RoundRule, ...], RoundRule]:
        """Rounds in order, and the rule for all others."""
        named: list[RoundRule] = []
        other = RoundRule("default", 0, decide)
        for name, entry in self.mapped(path, value).items():
            here = f"{path}.{name}"
            table = self.mapped(here, entry)
            self.keys(here, table, ("legs", "ground", "decide"))
            legs = self.number(here, table, "legs", 1, 1) or 1
            if legs > 2:
                self.refuse(f"{here}.legs", f"expected 1 or 2, found {legs}")
            steps = decide
            if "decide" in table:
                steps = self.decide(f"{here}.decide", table["decide"])
            if legs == 1:
                steps = tuple(s for s in steps if s not in OF_TWO_LEGS)
            ground = self.word(f"{here}.ground", table.get("ground", ""), "ground", ("", "neutral"))
            rule = RoundRule(name, legs, steps, ground)
            if name == "default":
                other = rule
            else:
                named.append(rule)
        return tuple(named), other

    def split(self, path: str, value: object) -> Split:
        """A split of a league."""
        table = self.mapped(path, value)
        self.keys(path, table, ("after", "sizes", "meetings", "points"))
        sizes = tuple(self.listed(f"{path}.sizes", table.get("sizes")))
        carried = self.word(f"{path}.points", table.get("points", "kept"), "choice", CARRIED)
        return Split(
            after=self.number(path, table, "after", 0, 1) or 0,
            sizes=sizes,
            meetings=self.number(path, table, "meetings", 1, 1) or 1,
            carried=carried,  # type: ignore[arg-type]
        )

    def stage(self, path: str, table: Mapping[str, Any], phase: str) -> Stage:
        """A phase that is played for tables."""
        for key in ("points", "order"):
            if key not in table:
                self.refuse(path, f"has no {key}")
        ranking = None
        order = self.order(f"{path}.order", table["order"], bool(table.get("restart", False)))
        if "ranking" in table:
            here = f"{path}.ranking"
            entry = self.mapped(here, table["ranking"])
            self.keys(here, entry, ("name", "position", "advance", "order"))
            ranking = Ranking(
                self.word(f"{here}.name", entry.get("name"), "ranking", RANKINGS),
                self.number(here, entry, "position", 2, 1) or 2,
                self.number(here, entry, "advance", 0) or 0,
                self.order(f"{here}.order", entry.get("order", []), False),
            )
        from_when = self.word(
            f"{path}.head_to_head_from",
            table.get("head_to_head_from", "always"),
            "choice",
            HEAD_TO_HEAD_FROM,
        )
        advance = self.number(path, table, "advance", 0) or 0
        zones = self.zones(f"{path}.zones", table.get("zones", {}))
        if advance and not any(z.zone == "advance" for z in zones):
            zones = (Zone("advance", 1, advance), *zones)
        meetings = self.number(path, table, "meetings", 2)
        return Stage(
            phase=phase,
            points=self.points(f"{path}.points", table["points"]),
            order=order,
            groups=self.number(path, table, "groups", 1, 1) or 1,
            clubs=self.number(path, table, "clubs", None, 2),
            meetings=2 if meetings is None else meetings,
            matches=self.number(path, table, "matches", 0) or 0,
            head_to_head_from=from_when,  # type: ignore[arg-type]
            zones=zones,
            advance=advance,
            ranking=ranking,
            split=self.split(f"{path}.split", table["split"]) if "split" in table else None,
        )

    def edition(self, path: str, table: Mapping[str, Any], head: Mapping[str, Any]) -> Edition:
        """One edition."""
        self.keys(path, table, EDITION_KEYS)
        kind: Any = self.word(f"{path}.kind", table.get("kind", head.get("kind")), "kind", KINDS)
        stages: list[Stage] = []
        if kind == "league":
            stages.append(self.stage(path, table, "league"))
        for number, entry in enumerate(self.listed(f"{path}.stage", table.get("stage", []))):
            here = f"{path}.stage[{number}]"
            own = self.mapped(here, entry)
            self.keys(here, own, ("phase", *STAGE_KEYS))
            phase = self.word(f"{here}.phase", own.get("phase"), "phase", PHASES)
            shared = {k: table[k] for k in SHARED_KEYS if k in table}
            stages.append(self.stage(here, {**shared, **own}, phase))
        if kind == "groups_knockout" and not stages:
            self.refuse(path, "has groups but no stage")
        decide: tuple[str, ...] = ()
        rounds: tuple[RoundRule, ...] = ()
        other = RoundRule("default", 0, ())
        if kind != "league" or "decide" in table:
            if "decide" not in table:
                self.refuse(path, "has no decide list")
            decide = self.decide(f"{path}.decide", table["decide"])
            rounds, other = self.rounds(f"{path}.rounds", table.get("rounds", {}), decide)
        fixtures = self.number(path, table, "fixtures_known_days", 30)
        return Edition(
            competition=CompetitionId(str(head["id"])),
            name=self.text("", head, "name", None),
            kind=kind,
            source=self.source(path, table),
            country=self.text("", head, "country"),
            start=self.season(path, table, "from"),
            end=self.season(path, table, "to"),
            stages=tuple(stages),
            rounds=rounds,
            other_rounds=other,
            fixtures_known_days=30 if fixtures is None else fixtures,
            note=self.text(path, table, "note"),
        )

    def editions(self, document: Mapping[str, Any]) -> tuple[Edition, ...]:
        """All editions of a file, earliest first."""
        self.keys("", document, HEAD_KEYS)
        found: list[Edition] = []
        before: dict[str, Any] = {}
        for number, entry in enumerate(self.listed("edition", document.get("edition", []))):
            path = f"edition[{number}]"
            table = self.mapped(path, entry)
            if table.get("otherwise", "") not in ("", "as before"):
                self.refuse(f"{path}.otherwise", 'expected "as before"')
            if "source" not in table:
                self.source(path, table)
            if "from" not in table:
                self.refuse(path, "has no first season (from)")
            if "otherwise" in table:
                if not before:
                    self.refuse(path, "there is no edition before it")
                kept = {k: v for k, v in before.items() if k not in ("from", "to", "note")}
                table = {**kept, **table}
            before = dict(table)
            edition = self.edition(path, table, document)
            if found:
                last = found[-1]
                start = edition.start
                if last.start is None or start is None or start <= last.start:
                    self.refuse(path, "expected to begin after the edition before it")
                if last.end is not None and start <= last.end:
                    self.refuse(path, f"overlaps edition[{number - 1}], which ends in {last.end}")
                if last.end is None:
                    # A later block replaces the one before it.
                    found[-1] = replace(last, end=start.previous)
            if edition.end is not None and edition.start and edition.end < edition.start:
                self.refuse(path, f"ends in {edition.end}, before it begins")
            found.append(edition)
        return tuple(found)


RANKINGS: tuple[str, ...] = ("runners_up", "third_placed")
STAGE_KEYS: tuple[str, ...] = (
    "points", "order", "restart", "groups", "clubs", "meetings", "matches",
    "head_to_head_from", "zones", "advance", "ranking", "split",
)  # fmt: skip
# What an edition says for all of its stages.
SHARED_KEYS: tuple[str, ...] = ("points", "order", "restart", "head_to_head_from")
EDITION_KEYS: tuple[str, ...] = (
    "from", "to", "otherwise", "source", "kind", "stage", "rounds", "decide",
    "fixtures_known_days", "note", *STAGE_KEYS,
)  # fmt: skip
HEAD_KEYS: tuple[str, ...] = ("id", "name", "names", "country", "kind", "edition")
