"""What belongs to a match: goals, line-ups, cards and changes, odds, shots.

A row names its match by day and sides. The match is looked for among those that the same file gives,
then among all that the ledger holds on that day, or one day off it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sqlalchemy import Connection, Table, select, update

from matchdesk.core.problem import Problem
from matchdesk.core.rows import (
    EventRow,
    FigureRow,
    GoalRow,
    LineupRow,
    MatchRow,
    OddsRow,
    Row,
)
from matchdesk.core.season import Season
from matchdesk.core.snapshot import match_id
from matchdesk.core.text import fold
from matchdesk.ledger import schema
from matchdesk.ledger.bulk import insert_many
from matchdesk.ledger.identity import Clubs
from matchdesk.ledger.merge import Held

Outcome = Literal["new", "same", "updated", "conflicting", "refused"]
FIGURE_COLUMNS: tuple[str, ...] = (
    "shots_home", "shots_away", "on_target_home", "on_target_away", "corners_home", "corners_away"
)  # fmt: skip

OfMatch = GoalRow | LineupRow | EventRow | OddsRow | FigureRow

MINUTES_APART = 1
"""Two lists that give one goal so far apart agree."""

_PART = 500


@dataclass(slots=True)
class Played:
    """A match that rows are looked up by; ``goals`` at the end, extra time included.

    ``turned`` if the rows name its sides in the other order.
    """

    number: int
    id: str
    day: dt.date
    home: int
    away: int
    goals: tuple[int | None, int | None]
    turned: bool = False


@dataclass
class Finder:
    """Matches by day and sides."""

    connection: Connection
    clubs: Clubs
    written: dict[tuple[dt.date, str, str], Played] = field(default_factory=dict)
    _by_sides: dict[tuple[int, int], list[Played]] | None = None
    _span: tuple[dt.date, dt.date] | None = None

    def begin(self) -> None:
        """Forget the names that the last file wrote."""
        self.written.clear()

    def keep(self, row: MatchRow, held: Held, *, turned: bool = False) -> None:
        """Remember a match under the names that its file writes, perhaps in the other order."""
        if row.date is None:
            return
        values = held.values
        self.written[row.date, row.home, row.away] = Played(
            held.number,
            match_id(
                row.competition,
                row.season,
                self.clubs.club(values["home"]).id,
                self.clubs.club(values["away"]).id,
                values["nth"],
            ),
            row.date,
            values["home"],
            values["away"],
            held.goals,
            turned,
        )

    def prepare(self, days: Iterable[dt.date]) -> None:
        """Read the matches held around the days that rows will ask for."""
        listed = list(days)
        self._by_sides = {}
        if not listed:
            return
        day = dt.timedelta(days=1)
        first, last = min(listed), max(listed)
        span = (
            first - day if first > dt.date.min else first,
            last + day if last < dt.date.max else last,
        )
        m = schema.match
        query = select(
            m.c.id, m.c.competition, m.c.season, m.c.home, m.c.away, m.c.nth, m.c.date,
            m.c.home_goals, m.c.away_goals, m.c.extra_home, m.c.extra_away,
        ).where(
            m.c.date.between(span[0].isoformat(), span[1].isoformat()), m.c.same_as.is_(None)
        )  # fmt: skip
        for row in self.connection.execute(query):
            number, competition, season, home, away, nth, date, hg, ag, eh, ea = row
            home, away = self.clubs.answered(home), self.clubs.answered(away)
            name = match_id(
                competition,
                Season.parse(season),
                self.clubs.club(home).id,
                self.clubs.club(away).id,
                nth,
            )
            goals = (hg if eh is None else eh, ag if ea is None else ea)
            played = Played(number, name, dt.date.fromisoformat(date), home, away, goals)
            self._by_sides.setdefault((home, away), []).append(played)

    def find(self, day: dt.date, home: str, away: str, file: int, line: int) -> Sequence[Played]:
        """Matches that may be meant; one if it is clear.

        Raises:
            Ambiguous: several clubs answer to a name, and they have no such match.
        """
        known = self.written.get((day, home, away))
        if known is not None:
            return [known]
        if self._by_sides is None:
            self.prepare([day])
        assert self._by_sides is not None
        at_home = self._clubs(home, day, file, line)
        visiting = self._clubs(away, day, file, line)
        found = [
            played
            for one in at_home
            for other in visiting
            for played in self._by_sides.get((one, other), ())
            if abs((played.day - day).days) <= 1
        ]
        exact = [played for played in found if played.day == day]
        found = exact or found
        if not found:
            found = [
                replace(played, turned=True)
                for one in at_home
                for other in visiting
                for played in self._by_sides.get((other, one), ())
                if played.day == day
            ]
        if len(found) == 1:
            self.written[day, home, away] = found[0]
        return found

    def _clubs(self, name: str, day: dt.date, file: int, line: int) -> set[int]:
        known = self.clubs.known(name)
        for year in (day.year - 1, day.year):  # The season began in one of them.
            known |= self.clubs.in_turn(name, year)
        return known or self.clubs.look_up(name, file, line, several=True)


@dataclass
class Belonging:
    """One import's rows that belong to matches."""

    connection: Connection
    clubs: Clubs
    problems: list[Problem]
    finder: Finder = field(init=False)
    _goals: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    _entries: dict[str, dict[int, dict[tuple[Any, ...], dict[str, Any]]]] = field(
        default_factory=dict
    )
    _pending: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _changed: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    _fresh: set[int] = field(default_factory=set)
    _clashes: set[tuple[int, str]] | None = None

    def __post_init__(self) -> None:
        self.finder = Finder(self.connection, self.clubs)

    def new_match(self, number: int) -> None:
        """A match made by this import: nothing belongs to it yet, so nothing need be read."""
        self._fresh.add(number)

    def prepare(self, rows: Sequence[OfMatch]) -> None:
        """Read what is held of the matches that these rows name."""
        numbers: dict[str, set[int]] = {}
        for row in rows:
            known = self.finder.written.get((row.date, row.home, row.away))
            if known is not None and known.number not in self._fresh:
                numbers.setdefault(_TABLES[type(row)].name, set()).add(known.number)
        for table, wanted in numbers.items():
            self._read(schema.metadata.tables[table], sorted(wanted))

    def add(self, row: OfMatch, file: int) -> Outcome:
        """Take one row in."""
        found = self.finder.find(row.date, row.home, row.away, file, row.origin.line)
        if len(found) != 1:
            wanted = f"{row.date.isoformat()} {row.home} v {row.away}"
            if found:
                listed = ", ".join(played.id for played in found)
                return self._refuse(row, "ambiguous-match", wanted, f"one of {listed}")
            return self._refuse(row, "unknown-match", wanted, "a match of the ledger")
        match = found[0]
        if match.turned:
            row = _other_way_round(row)
        if isinstance(row, OddsRow):
            mark: dict[str, Any] = {
                "match": match.number, "bookmaker": row.bookmaker, "time": row.time
            }  # fmt: skip
            more: dict[str, Any] = {
                "home_win": row.home_win, "draw": row.draw, "away_win": row.away_win
            }  # fmt: skip
            return self._entry(schema.odds, match.number, mark, more, row, file)
        if isinstance(row, FigureRow):
            told = {name: getattr(row, name) for name in FIGURE_COLUMNS}
            return self._entry(
                schema.figure, match.number, {"match": match.number}, told, row, file
            )
        side = self._side(row, match)
        if side is None:
            return self._refuse(
                row, "unknown-team", f"the team {row.team!r}", f"{row.home} or {row.away}"
            )
        if isinstance(row, GoalRow):
            return self._goal(row, match, side, file)
        mark = {"match": match.number, "home": side, "player": row.player}
        if isinstance(row, LineupRow):
            more = {"role": row.role, "on": row.on, "off": row.off, "cards": row.cards}
            return self._entry(schema.appearance, match.number, mark, more, row, file)
        mark = {**mark, "kind": row.kind, "minute": row.minute}
        more = {"added": row.added, "other": row.other}
        return self._entry(schema.event, match.number, mark, more, row, file)

    def flush(self) -> None:
        """Write what was gathered; goals written are read again where they are asked for."""
        for number in {goal["match"] for goal in self._pending.get("goal", ())}:
            self._goals.pop(number, None)
            self._fresh.discard(number)
        for name, rows in self._pending.items():
            if rows:
                columns = tuple(rows[0])
                insert_many(
                    self.connection,
                    schema.metadata.tables[name],
                    columns,
                    [tuple(row[column] for column in columns) for row in rows],
                )
                rows.clear()
        for name, changed in self._changed.items():
            table = schema.metadata.tables[name]
            for number, values in changed.items():
                self.connection.execute(update(table).where(table.c.id == number).values(**values))
            changed.clear()

    def _side(self, row: GoalRow | LineupRow | EventRow, match: Played) -> int | None:
        if row.team == row.home:
            return 1
        if row.team == row.away:
            return 0
        known = self.clubs.known(row.team)
        sides = [side for side, number in ((1, match.home), (0, match.away)) if number in known]
        return sides[0] if len(sides) == 1 else None

    def _read(self, table: Table, numbers: Sequence[int]) -> None:
        """Read what is held of some matches, those not read before."""
        if table is schema.goal:
            wanted = [n for n in numbers if n not in self._goals]
            self._goals.update((n, []) for n in wanted)
        else:
            held = self._entries.setdefault(table.name, {})
            wanted = [n for n in numbers if n not in held]
            held.update((n, {}) for n in wanted)
        for first in range(0, len(wanted), _PART):
            part = wanted[first : first + _PART]
            query = select(table).where(table.c.match.in_(part)).order_by(table.c.match)
            if "id" in table.c:
                query = query.order_by(table.c.id)
            for found in self.connection.execute(query):
                values = dict(found._mapping)
                if table is schema.goal:
                    self._goals[values["match"]].append(values)
                else:
                    marks = _MARKS[table.name]
                    key = tuple(values[name] for name in marks)
                    self._entries[table.name][values["match"]][key] = values

    def _goal(self, row: GoalRow, match: Played, side: int, file: int) -> Outcome:
        listed = self._goals.get(match.number)
        if listed is None:
            if match.number in self._fresh:
                self._goals[match.number] = []
            else:
                self._read(schema.goal, [match.number])
            listed = self._goals[match.number]
        # A line may list several goals: two of one player, a minute apart, are two.
        told = (row.origin.line, row.minute, row.added)
        for goal in listed:
            if goal["home"] != side or not _same_goal(goal, row):
                continue
            if goal.setdefault("taken", {}).setdefault(file, told) != told:
                continue  # Another row of this file is that goal already.
            return self._more_of_goal(goal, row)
        total = match.goals[0 if side else 1]
        scored = sum(goal["home"] == side for goal in listed)
        if total is None or scored >= total:
            if total is not None and any(
                goal.get("taken", {}).get(file) is None for goal in listed if goal["home"] == side
            ):
                return self._goal_clash(row, match, listed, file)
            return self._refuse(
                row,
                "goal-too-many",
                f"a goal of {row.team} in {match.id}",
                "a match with a score" if total is None else f"at most {total} of that side",
            )
        goal = {
            "match": match.number, "home": side, "player": row.player, "minute": row.minute,
            "added": row.added, "kind": row.kind, "assist": row.assist, "file": file,
            "line": row.origin.line,
        }  # fmt: skip
        self._pending.setdefault("goal", []).append(goal)
        listed.append({**goal, "taken": {file: told}, "pending": goal})
        return "new"

    def _more_of_goal(self, goal: dict[str, Any], row: GoalRow) -> Outcome:
        fresh = {
            name: value
            for name, value in (("minute", row.minute), ("assist", row.assist))
            if value and not goal[name]
        }
        if goal["kind"] == "goal" and row.kind != "goal":
            fresh["kind"] = row.kind  # Many lists mark no penalties and no own goals.
        if not fresh:
            return "same"
        goal.update(fresh)
        if "id" not in goal:
            goal["pending"].update(fresh)
            return "updated"
        self._changed.setdefault("goal", {}).setdefault(goal["id"], {}).update(fresh)
        return "updated"

    def _goal_clash(
        self, row: GoalRow, match: Played, listed: list[dict[str, Any]], file: int
    ) -> Outcome:
        """A goal that the held list, full by the score, does not have: the lists differ."""
        ours = "; ".join(f"{goal['player']} {goal['minute'] or '?'}".strip() for goal in listed)
        other = f"{row.player} {row.minute or '?'}".strip()
        if self._clashes is None:
            c = schema.conflict.c
            query = select(c.match, c.other).where(c.field == "goal")
            self._clashes = {(number, said) for number, said in self.connection.execute(query)}
        if (match.number, other) not in self._clashes:
            self._clashes.add((match.number, other))
            self._pending.setdefault("conflict", []).append(
                {
                    "match": match.number, "field": "goal", "held": ours, "other": other,
                    "file": file, "line": row.origin.line, "resolved": "", "reason": "", "source": "",
                }
            )  # fmt: skip
        return "conflicting"

    def _entry(
        self,
        table: Table,
        number: int,
        mark: dict[str, Any],
        more: dict[str, Any],
        row: OfMatch,
        file: int,
    ) -> Outcome:
        """Keep a record of a match: new by its mark, filled in where empty, else compared."""
        of_table = self._entries.setdefault(table.name, {})
        if number not in of_table:
            if number in self._fresh:
                of_table[number] = {}
            else:
                self._read(table, [number])
        key = tuple(mark.values())
        old = of_table[number].get(key)
        if old is None:
            values = {**mark, **more, "file": file, "line": row.origin.line}
            of_table[number][key] = values
            self._pending.setdefault(table.name, []).append(values)
            return "new"
        fresh = {n: v for n, v in more.items() if v not in (None, "") and old[n] in (None, "")}
        for name, value in more.items():
            if value in (None, "") or old[name] in (None, "", value):
                continue
            self.problems.append(
                Problem(
                    row.origin,
                    "differs",
                    f"{name} {value!r}",
                    f"{old[name]!r} as held",
                    "the held value stays",
                    refused=False,
                )
            )
            return "conflicting"
        if not fresh:
            return "same"
        old.update(fresh)
        if "id" in old:
            self._changed.setdefault(table.name, {}).setdefault(old["id"], {}).update(fresh)
        return "updated"

    def _refuse(self, row: Row, code: str, found: str, expected: str) -> Outcome:
        self.problems.append(Problem(row.origin, code, found, expected, "row left out"))
        return "refused"


_TABLES: dict[type[Row], Table] = {
    GoalRow: schema.goal,
    LineupRow: schema.appearance,
    EventRow: schema.event,
    OddsRow: schema.odds,
    FigureRow: schema.figure,
}
_MARKS = {
    "appearance": ("match", "home", "player"),
    "event": ("match", "home", "player", "kind", "minute"),
    "odds": ("match", "bookmaker", "time"),
    "figure": ("match",),
}


def _other_way_round(row: OfMatch) -> OfMatch:
    """The same row with the sides in the order in which the match is held."""
    if isinstance(row, OddsRow):
        row = replace(row, home_win=row.away_win, away_win=row.home_win)
    elif isinstance(row, FigureRow):
        row = replace(
            row,
            shots_home=row.shots_away, shots_away=row.shots_home,
            on_target_home=row.on_target_away, on_target_away=row.on_target_home,
            corners_home=row.corners_away, corners_away=row.corners_home,
        )  # fmt: skip
    return replace(row, home=row.away, away=row.home)


def _same_goal(goal: dict[str, Any], row: GoalRow) -> bool:
    """The same goal in two lists: scorer alike, minutes near each other where both are known."""
    if goal["minute"] is not None and row.minute is not None:
        if abs(goal["minute"] - row.minute) > MINUTES_APART:
            return False
    ours, theirs = fold(goal["player"]), fold(row.player)
    if ours == theirs or not ours or not theirs:
        return True
    one, other = set(ours.split()), set(theirs.split())
    return bool(one & other) or _initial(one, other) or _initial(other, one)


def _initial(one: Set[str], other: Set[str]) -> bool:
    """True if words hold an initial of others: "Rodríguez V." may be the Víctor of another list."""
    return any(len(word) == 1 and any(name[0] == word for name in other) for word in one)
