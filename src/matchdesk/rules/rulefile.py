"""Reads rules files: TOML in, editions out, every word checked.

An unknown key or word is refused with file, path and choice, so that a slip in a rules file is
found when it is loaded and not in a table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, NoReturn

from matchdesk.core.competition import COMPETITION_ID, PHASES, CompetitionId
from matchdesk.core.season import Season
from matchdesk.errors import RuleError
from matchdesk.rules.edition import (
    CARRIED,
    CHAMPION,
    CLUBS,
    FACTS,
    HEAD_TO_HEAD_FROM,
    KINDS,
    LINES,
    WHEN,
    Average,
    BracketRule,
    CupPlace,
    Edition,
    Interruption,
    Member,
    OrderStep,
    Points,
    Ranking,
    RoundRule,
    Source,
    Split,
    Stage,
    Zone,
)
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

EUROPEAN: tuple[str, ...] = tuple(zone for zone in ZONES if zone.startswith("uefa."))
RANKINGS: tuple[str, ...] = ("runners_up", "third_placed")
STAGE_KEYS: tuple[str, ...] = (
    "points", "order", "restart", "groups", "clubs", "meetings", "matches",
    "head_to_head_from", "zones", "advance", "ranking", "split", "play_off", "stopped",
    "final_order",
)  # fmt: skip
# What an edition says for all of its stages.
SHARED_KEYS: tuple[str, ...] = ("points", "order", "restart", "head_to_head_from")
EDITION_KEYS: tuple[str, ...] = (
    "from", "to", "otherwise", "source", "kind", "stage", "rounds", "decide",
    "fixtures_known_days", "note", "marks", "champion", "bracket", "forfeit", "ranked_by",
    "cup_places", "promedio",
    *STAGE_KEYS,
)  # fmt: skip
POINTS_KEYS: tuple[str, ...] = (
    "win", "draw", "loss", "extra_time_win", "extra_time_loss", "shoot_out_win",
    "shoot_out_loss", "bonus_margin", "bonus_goals",
)  # fmt: skip
# What an edition "as before" does not take from the one before it.
NOT_AS_BEFORE: tuple[str, ...] = ("from", "to", "note", "marks", "stopped", "final_order")
_MARK = re.compile(r"[SM]/[HML]")
_EDITION = re.compile(r"edition\[(\d+)\](.*)")
_SIDE = re.compile(r"(\d{1,2}(/\d{1,2})*|\d[A-Z](/[A-Z])*|[wl]\d{1,2})")
HEAD_KEYS: tuple[str, ...] = (
    "id",
    "name",
    "names",
    "country",
    "kind",
    "interrupted",
    "conferences",
    "edition",
)


def line_of(lines: Sequence[str], path: str) -> int:
    """The line, from 1, at which a path of a rules file is written; 0 where it cannot be told.

    >>> line_of(["id = 'xx.1'", "[[edition]]", "from = '1999-00'", "clubs = 0"], "edition[0].clubs")
    4
    """
    start, end, rest = 0, len(lines), path
    named = _EDITION.match(path)
    if named:
        headers = [n for n, line in enumerate(lines) if line.strip().startswith("[[edition]]")]
        number = int(named[1])
        if number >= len(headers):
            return 0
        start = headers[number]
        end = headers[number + 1] if number + 1 < len(headers) else end
        rest = named[2].removeprefix(".")
    found = start + 1 if named else 0
    for word in (part.split("[")[0] for part in rest.split(".") if part):
        key = re.compile(rf"^\s*\[*(?:[\w.]*\.)?[\"']?{re.escape(word)}[\"']?\s*[\]=]")
        inside = re.compile(rf"[\s,{{][\"']?{re.escape(word)}[\"']?\s*=")
        here = max(found - 1, start)
        place = next((n for n in range(here, end) if key.match(lines[n])), None)
        if place is None:
            place = next((n for n in range(here, end) if inside.search(lines[n])), None)
        if place is None:
            break
        found = place + 1
    return found


class RuleFile:
    """Reads one rules file; every refusal names file, path and choice."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.text_lines = text.splitlines()

    def refuse(self, path: str, message: str) -> NoReturn:
        """Raise :class:`RuleError` for a place in the file."""
        line = line_of(self.text_lines, path)
        said = f"{message}; see line {line}" if line else message
        raise RuleError(f"{self.file}: {path}: {said}" if path else f"{self.file}: {said}")

    def word(self, path: str, value: object, kind: str, known: Sequence[str]) -> str:
        """A word out of a list."""
        if not isinstance(value, str) or value not in known:
            meant = get_close_matches(str(value), known, 1)
            near = f' (did you mean "{meant[0]}"?)' if meant else ""
            self.refuse(path, f'unknown {kind} "{value}"; known: {", ".join(known)}{near}')
        return value

    def keys(self, path: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        """Refuse a key that is not known."""
        for key in table:
            if key not in known:
                meant = get_close_matches(key, known, 1)
                near = f' (did you mean "{meant[0]}"?)' if meant else ""
                self.refuse(path, f'unknown key "{key}"; known: {", ".join(known)}{near}')

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
            self.refuse(f"{path}.{key}", str(error))

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
        mark = self.text(f"{path}.source", table, "mark")
        return Source(
            self.text(f"{path}.source", table, "text", None),
            read,
            self.mark(f"{path}.source.mark", mark) if mark else "",
        )

    def mark(self, path: str, value: object) -> str:
        """How sure a fact is: "S/H" … "M/L"."""
        if not isinstance(value, str) or not _MARK.fullmatch(value):
            self.refuse(
                path,
                f"found {value!r}, expected S (sourced) or M (from memory), a stroke, and H, M or L "
                'for how sure it is, such as "S/H"',
            )
        return value

    def points(self, path: str, value: object) -> Points:
        """Points for a win, a draw and a defeat."""
        table = self.mapped(path, value)
        self.keys(path, table, POINTS_KEYS)
        if "win" not in table or "draw" not in table:
            self.refuse(path, "expected win and draw, such as { win = 3, draw = 1 }")
        held = {key: self.number(path, table, key, None) for key in POINTS_KEYS if key in table}
        return Points(**{key: number for key, number in held.items() if number is not None})

    def order(self, path: str, value: object, restart: bool) -> tuple[OrderStep, ...]:
        """The criteria of a table, as words or as tables of keys."""
        steps: list[OrderStep] = []
        for number, entry in enumerate(self.listed(path, value)):
            here = f"{path}[{number}]"
            table = {"by": entry} if isinstance(entry, str) else self.mapped(here, entry)
            self.keys(here, table, ("by", "among", "restart", "clubs", "only_for", "from"))
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
            when = self.word(f"{here}.from", table.get("from", "always"), "choice", WHEN)
            again = bool(table.get("restart", restart)) and by != AGAIN and by not in INPUTS
            steps.append(
                OrderStep(by, tied, again, clubs, only_for, when)  # type: ignore[arg-type]
            )
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

    def cup_places(self, path: str, value: object) -> tuple[CupPlace, ...]:
        """Cups whose winners are placed in Europe."""
        found = []
        for number, entry in enumerate(self.listed(path, value)):
            here = f"{path}[{number}]"
            table = self.mapped(here, entry)
            self.keys(here, table, ("cup", "zone", "finalist"))
            cup = self.text(here, table, "cup", None)
            if not COMPETITION_ID.match(cup):
                self.refuse(f"{here}.cup", f"found {cup!r}, expected a competition such as es.cup")
            zone = self.word(f"{here}.zone", table.get("zone"), "zone", EUROPEAN)
            found.append(CupPlace(CompetitionId(cup), zone, bool(table.get("finalist", False))))
        return tuple(found)

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
            either = table.get("legs") == [1, 2]
            legs = 1 if either else self.number(here, table, "legs", 1, 1) or 1
            if legs > 2:
                self.refuse(f"{here}.legs", f"expected 1 or 2, found {legs}")
            steps = decide
            if "decide" in table:
                steps = self.decide(f"{here}.decide", table["decide"])
            if legs == 1 and not either:
                steps = tuple(s for s in steps if s not in OF_TWO_LEGS)
            ground = self.word(f"{here}.ground", table.get("ground", ""), "ground", ("", "neutral"))
            rule = RoundRule(name, legs, steps, ground, either)
            if name == "default":
                other = rule
            else:
                named.append(rule)
        return tuple(named), other

    def split(self, path: str, value: object, restart: bool) -> Split:
        """A split of a league."""
        table = self.mapped(path, value)
        self.keys(path, table, ("after", "sizes", "meetings", "points", "order"))
        after = self.number(path, table, "after", None, 1)
        if after is None:
            self.refuse(path, "has no after: the matches of each club before the split")
        sizes = self.listed(f"{path}.sizes", table.get("sizes"))
        if not sizes or not all(isinstance(n, int) and n > 0 for n in sizes):
            self.refuse(f"{path}.sizes", f"expected the clubs of each part, found {sizes!r}")
        each_meetings: list[Any] = []
        each_carried: list[Any] = []
        for part, _ in enumerate(sizes):
            for key, default, into in (
                ("meetings", 1, each_meetings), ("points", "kept", each_carried)
            ):  # fmt: skip
                given = table.get(key, default)
                if isinstance(given, list):
                    if len(given) != len(sizes):
                        self.refuse(f"{path}.{key}", f"expected {len(sizes)}, one for each part")
                    given = given[part]
                into.append(given)
        for part, count in enumerate(each_meetings):
            if not isinstance(count, int) or count < 0:
                self.refuse(f"{path}.meetings[{part}]", f"expected a whole number, found {count!r}")
        for part, word in enumerate(each_carried):
            self.word(f"{path}.points[{part}]", word, "choice", CARRIED)
        alike = len({*each_meetings}) == len({*each_carried}) == 1
        order: tuple[OrderStep, ...] = ()
        if "order" in table:
            order = self.order(f"{path}.order", table["order"], restart)
        return Split(
            after=after,
            sizes=tuple(sizes),
            meetings=each_meetings[0],
            carried=each_carried[0],
            each_meetings=() if alike else tuple(each_meetings),
            each_carried=() if alike else tuple(each_carried),
            order=order,
        )

    def bracket(self, path: str, value: object) -> BracketRule:
        """A bracket that is fixed before it is played."""
        table = dict(self.mapped(path, value))
        thirds: list[tuple[str, str]] = []
        winners: tuple[str, ...] = ()
        if "thirds" in table:
            here = f"{path}.thirds"
            given = self.mapped(here, table.pop("thirds"))
            self.keys(here, given, ("winners", "table"))
            winners = tuple(map(str, self.listed(f"{here}.winners", given.get("winners"))))
            for groups, meet in self.mapped(f"{here}.table", given.get("table")).items():
                if not isinstance(meet, str) or sorted(meet) != sorted(groups):
                    self.refuse(f"{here}.table.{groups}", f"expected its letters, found {meet!r}")
                thirds.append((groups, meet))
        rounds: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        for name, entry in table.items():
            ties: list[tuple[str, str]] = []
            for number, said in enumerate(self.listed(f"{path}.{name}", entry)):
                sides = str(said).split(" v ")
                if len(sides) != 2 or not all(_SIDE.fullmatch(side) for side in sides):
                    self.refuse(
                        f"{path}.{name}[{number}]",
                        f'found {said!r}, expected two sides such as "1A v 2B", "w1 v w2"',
                    )
                ties.append((sides[0], sides[1]))
            rounds.append((name, tuple(ties)))
        return BracketRule(tuple(rounds), tuple(thirds), winners)

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
        stopped = table.get("stopped")
        if stopped is not None and not isinstance(stopped, dt.date):
            self.refuse(f"{path}.stopped", f"expected a date such as 2020-03-08, found {stopped!r}")
        restart = bool(table.get("restart", False))
        final_order: tuple[OrderStep, ...] = ()
        if "final_order" in table:
            final_order = self.order(f"{path}.final_order", table["final_order"], restart)
        play_off = tuple(
            self.word(f"{path}.play_off[{n}]", line, "line", LINES)
            for n, line in enumerate(self.listed(f"{path}.play_off", table.get("play_off", [])))
        )
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
            split=self.split(f"{path}.split", table["split"], restart)
            if "split" in table
            else None,
            play_off=play_off,  # type: ignore[arg-type]
            stopped=stopped,
            final_order=final_order,
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
        other = RoundRule("default", 0, ("aggregate", "extra_time", "penalties"))
        if kind == "knockout" or "decide" in table:
            if "decide" not in table:
                self.refuse(path, "has no decide list: the steps that end a tie, in order")
            decide = self.decide(f"{path}.decide", table["decide"])
            rounds, other = self.rounds(f"{path}.rounds", table.get("rounds", {}), decide)
        fixtures = self.number(path, table, "fixtures_known_days", 30)
        usual = {"league": "table", "single": "none"}.get(kind, "final")
        champion = self.word(f"{path}.champion", table.get("champion", usual), "choice", CHAMPION)
        marks = tuple(
            (self.word(f"{path}.marks", fact, "fact", FACTS), self.mark(f"{path}.marks.{fact}", m))
            for fact, m in self.mapped(f"{path}.marks", table.get("marks", {})).items()
        )
        given = self.mapped(f"{path}.forfeit", table.get("forfeit", {}))
        self.keys(f"{path}.forfeit", given, ("goals", "keep_better"))
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
            champion=champion,  # type: ignore[arg-type]
            marks=marks,  # type: ignore[arg-type]
            bracket=self.bracket(f"{path}.bracket", table["bracket"])
            if "bracket" in table
            else None,
            forfeit=self.number(f"{path}.forfeit", given, "goals", None, 1),
            forfeit_better=bool(given.get("keep_better", False)),
            ranked_by=self.text(path, table, "ranked_by"),
            average=self.average(f"{path}.promedio", table["promedio"])
            if "promedio" in table
            else None,
            cups=self.cup_places(f"{path}.cup_places", table.get("cup_places", [])),
            ties_held="decide" in table,
        )

    def average(self, path: str, value: object) -> Average:
        """Relegation by the average of several seasons."""
        table = self.mapped(path, value)
        self.keys(path, table, ("seasons", "relegation"))
        seasons = self.number(path, table, "seasons", None, 1)
        if seasons is None:
            self.refuse(path, "has no seasons: how many count")
        return Average(seasons, self.number(path, table, "relegation", 0) or 0)

    def conferences(self, document: Mapping[str, Any]) -> tuple[Member, ...]:
        """Which conference each club belongs to, and when."""
        found = []
        for number, entry in enumerate(self.listed("conferences", document.get("conferences", []))):
            here = f"conferences[{number}]"
            table = self.mapped(here, entry)
            self.keys(here, table, ("club", "name", "from", "to"))
            found.append(
                Member(
                    self.text(here, table, "club", None),
                    self.text(here, table, "name", None),
                    self.season(here, table, "from"),
                    self.season(here, table, "to"),
                )
            )
        return tuple(found)

    def interruptions(self, document: Mapping[str, Any]) -> tuple[Interruption, ...]:
        """Seasons that were broken off and taken up again."""
        found = []
        for number, entry in enumerate(self.listed("interrupted", document.get("interrupted", []))):
            here = f"interrupted[{number}]"
            table = self.mapped(here, entry)
            self.keys(here, table, ("season", "last", "again", "known", "source"))
            season = self.season(here, table, "season")
            if season is None:
                self.refuse(here, "has no season")
            days: list[dt.date] = []
            for key in ("last", "again", "known"):
                day = table.get(key)
                if not isinstance(day, dt.date):
                    self.refuse(
                        f"{here}.{key}", f"expected a date such as 2020-03-10, found {day!r}"
                    )
                days.append(day)
            if not days[0] < days[1]:
                self.refuse(here, "expected again after last")
            last, again, known = days
            found.append(Interruption(season, last, again, known, self.source(here, table)))
        return tuple(found)

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
                kept = {k: v for k, v in before.items() if k not in NOT_AS_BEFORE}
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
