"""The same match from two files is one match with two witnesses.

What a file adds is filled in; what it says otherwise is a conflict and changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, func, select, update

from matchdesk.core.competition import country_of
from matchdesk.core.rows import MatchRow
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.ledger import schema
from matchdesk.ledger.agreement import (
    PLAY_OFFS,
    SCORES,
    another,
    beside,
    clash,
    days_between,
    end_of,
    is_league,
    other_way_round,
    played_again,
    settle_award,
    settle_scores,
)
from matchdesk.ledger.bulk import insert_many
from matchdesk.ledger.evidence import Fixture
from matchdesk.ledger.identity import Clubs
from matchdesk.ledger.play_offs import beyond_the_league, ends_with_its_last_round
from matchdesk.readers.competitions import PLACES_AT_STAKE

Outcome = Literal["new", "same", "updated", "conflicting"]

DAYS_APART = 3
"""Two cup matches of the same home and away side within so many days are one match."""

# What a later file may add, but not change; a difference in these is no conflict about the match.
_DETAILS = ("zone", "phase", "round", "group", "leg", "ground", "note")
_MORE = ("neutral", "attendance", "drawn_on", "date_known_from", "not_after")
_OVER = frozenset({"played", "awarded", "void", "abandoned"})
FIELDS: tuple[str, ...] = (
    "competition", "season", "home", "away", "nth", "date", "time", "status",
    *_DETAILS, *_MORE, *(column for pair in SCORES.values() for column in pair),
)  # fmt: skip
_COLUMNS = (*FIELDS, "file", "line")
_of = itemgetter(*_COLUMNS)
_PART = 500
_A_WEEK = 7
_A_SLIP = 200
"""Days between two dates of one match from which one of them is a slip."""
_ALONE = 40
"""Days that one date lies further from the other matches of the season than the other, to be the slip."""
_A_SEASON = 310
"""Days from the middle of a season beyond which other matches do not count for that."""


@dataclass(slots=True)
class Held:
    """One match of the ledger inside an import.

    ``files`` are its witnesses, file number to line; ``fresh`` until it is written.
    """

    number: int
    values: dict[str, Any]
    files: dict[int, int]
    fresh: bool = False

    @property
    def goals(self) -> tuple[int | None, int | None]:
        """Goals of both sides at the end, extra time included; None where unknown."""
        values = self.values
        if values["extra_home"] is not None:
            return values["extra_home"], values["extra_away"]
        return values["home_goals"], values["away_goals"]


def _within(season: str, day: int) -> bool:
    """True if a day can lie in a season: from June to the August of the year after, or in its year."""
    told = Season.parse(season)
    if told.split:
        first, last = dt.date(told.start, 6, 15), dt.date(told.start + 1, 8, 31)
    else:
        first, last = dt.date(told.start, 1, 1), dt.date(told.start + 1, 3, 31)
    return first.toordinal() <= day <= last.toordinal()


@dataclass
class Merge:
    """Matches of the competitions and seasons that an import touches.

    ``add`` takes rows with resolved clubs; ``flush`` writes.
    """

    connection: Connection
    clubs: Clubs
    # Matches of each season, by home and away side as they are answered for.
    _seasons: dict[tuple[str, str], dict[tuple[int, int], list[Held]]] = field(default_factory=dict)
    _new: list[Held] = field(default_factory=list)
    _changed: dict[int, Held] = field(default_factory=dict)
    _witnesses: list[tuple[int, int, int]] = field(default_factory=list)
    # Match, field, held and other value, file and line; which was taken, why, by whom.
    _conflicts: list[tuple[int, str, str, str, int, int, str, str, str]] = field(
        default_factory=list
    )
    _known_conflicts: set[tuple[int, str, str]] = field(default_factory=set)
    # Seasons in which a side is at home to another more than once.
    _often: set[tuple[str, str]] = field(default_factory=set)
    # Seasons in which a match was made since they were last looked through for play-offs.
    _touched: set[tuple[str, str]] = field(default_factory=set)
    _last: int = 0
    _size: int = 0

    def __post_init__(self) -> None:
        number, c = schema.match.c.id, schema.conflict.c
        self._last = self.connection.execute(select(func.max(number))).scalar() or 0
        for match, name, held, other, resolved in self.connection.execute(
            select(c.match, c.field, c.held, c.other, c.resolved)
        ):
            self._known_conflicts.add((match, name, other))
            if resolved == "other":
                self._known_conflicts.add((match, name, held))

    @property
    def newest(self) -> int:
        """Number of the last match made."""
        return self._last

    @property
    def size(self) -> int:
        """How many matches are kept in memory."""
        return self._size

    def forget(self) -> None:
        """Let go of what is written; seasons asked for again are read again."""
        self._seasons.clear()
        self._size = 0

    def load(self, seasons: Iterable[tuple[str, str]]) -> None:
        """Read the matches held of these competitions and seasons, and of their play-offs."""
        asked = dict.fromkeys(pair for season in seasons for pair in (season, beside(season)))
        wanted = [pair for pair in asked if pair[0] and pair not in self._seasons]
        self._seasons.update((pair, {}) for pair in wanted)
        by_competition: dict[str, list[str]] = {}
        for competition, season in wanted:
            by_competition.setdefault(competition, []).append(season)
        for competition, listed in by_competition.items():
            for first in range(0, len(listed), _PART):
                self._load(competition, listed[first : first + _PART])

    def _load(self, competition: str, seasons: Sequence[str]) -> None:
        m, w = schema.match, schema.witness
        chosen = (m.c.competition == competition) & m.c.season.in_(seasons)
        numbers: dict[int, Held] = {}
        for row in self.connection.execute(select(m).where(chosen).order_by(m.c.id)):
            values = dict(row._mapping)
            held = Held(values.pop("id"), values, {})
            numbers[held.number] = held
            season = (competition, values["season"])
            pairs = self._seasons[season]
            meetings = pairs.setdefault(self._sides(values["home"], values["away"]), [])
            # One that is the same as another since clubs were joined comes last.
            if values["same_as"] is None:
                second = sum(one.values.get("same_as") is None for one in meetings)
                meetings.insert(second, held)
            else:
                meetings.append(held)
            if values["nth"] > 1:
                self._often.add(season)
        self._size += len(numbers)
        if numbers:
            lines = select(w.c.match, w.c.file, w.c.line).join(m, m.c.id == w.c.match)
            for number, file, line in self.connection.execute(lines.where(chosen)):
                numbers[number].files[file] = line

    def _sides(self, home: int, away: int) -> tuple[int, int]:
        return self.clubs.answered(home), self.clubs.answered(away)

    def sides(self, season: tuple[str, str], file: int) -> set[int]:
        """Clubs of which other files than this one give a match of a season."""
        return {
            side
            for pair, meetings in self._seasons.get(season, {}).items()
            if any(held.files.keys() != {file} for held in meetings)
            for side in pair
        }

    def rename(self, season: tuple[str, str], club: int, meant: int) -> None:
        """Give the matches that are held of a club in a season to the club that played them."""
        pairs: dict[tuple[int, int], list[Held]] = {}
        for meetings in self._seasons.get(season, {}).values():
            for held in meetings:
                values = held.values
                for side in ("home", "away"):
                    if self.clubs.answered(values[side]) == club:
                        values[side] = meant
                        if not held.fresh:
                            self._changed[held.number] = held
                pairs.setdefault(self._sides(values["home"], values["away"]), []).append(held)
        self._seasons[season] = pairs

    def fixtures(self, season: tuple[str, str], file: int) -> Iterator[Fixture]:
        """Matches over that other files give of a season, as evidence for names."""
        for (one, other), meetings in self._seasons.get(season, {}).items():
            for held in meetings:
                home, away = held.goals
                date = held.values["date"]
                if home is None or away is None or date is None or held.files.keys() == {file}:
                    continue
                day = dt.date.fromisoformat(date).toordinal()
                yield Fixture(day, one, other, Score(home, away))

    def add(self, row: MatchRow, home: int, away: int, file: int) -> tuple[Outcome, Held]:
        """Take one match in: new, the same as held, more than held, or otherwise than held."""
        values = _values(row, home, away)
        line = row.origin.line
        season = (values["competition"], values["season"])
        if season not in self._seasons:
            self.load([season])  # Let go of since the file began.
        meetings = self._seasons[season].setdefault(self._sides(home, away), [])
        held = self._same(meetings, values, file, line, row.meeting)
        if held is not None and self._of_another_day(held, values, file, line):
            # Two that met in the league may have met again, on this very day, in its play-offs.
            again = self._of_play_offs(values, file, line)
            if again is not None and again.values["date"] == values["date"]:
                held = again
        if held is None or self._doubtful(held, values):
            # On this day, and with this result, the sides may have met the other way round.
            turned = self._turned(values, file, line)
            if turned is not None:
                held, values = turned, other_way_round(values)
        if held is None:
            held = self._of_play_offs(values, file, line)
        if held is None:
            taken = {one.values["nth"] for one in meetings}
            values["nth"] = (
                row.meeting
                if row.meeting and row.meeting not in taken
                else next(n for n in count(1) if n not in taken)
            )
            if meetings or values["nth"] > 1:
                self._often.add(season)
            self._touched.add(season)
            self._size += 1
            values["file"], values["line"] = file, line
            self._last += 1
            held = Held(self._last, values, {file: line}, fresh=True)
            meetings.append(held)
            self._new.append(held)
            self._witnesses.append((held.number, file, line))
            return "new", held
        if file not in held.files:
            held.files[file] = line
            self._witnesses.append((held.number, file, line))
        return self._compare(held, values, file, line), held

    def _turned(self, values: dict[str, Any], file: int, line: int) -> Held | None:
        """The match that another file gives with the other side at home.

        On neutral ground sources name the sides in either order. In a league they may not: there
        it must be the same day and the same result.
        """
        season = (values["competition"], values["season"])
        meetings = self._seasons[season].get(self._sides(values["away"], values["home"]), ())
        if not meetings:
            return None
        again = next((held for held in meetings if held.files.get(file) == line), None)
        if again is not None:
            return again
        league, end = is_league(values["competition"]), end_of(other_way_round(values))
        for held in meetings:
            own = held.files.get(file, line)
            same_end = end is not None and end == end_of(held.values)
            if values["date"] is not None and held.values["date"] == values["date"]:
                if own == line and (same_end or not league):
                    return held
                # One file that gives a single match in both orders: a club plays once a day.
                if own != line and same_end and not (league or values["leg"]):
                    return held
        if league or end is None:
            return None
        likely = [
            held
            for held in meetings
            if file not in held.files
            and end_of(held.values) == end
            and days_between(held.values, values) in (None, 1)
            and not (held.values["leg"] and values["leg"] and values["leg"] != held.values["leg"])
        ]
        return likely[0] if len(likely) == 1 else None

    @staticmethod
    def _of_another_day(held: Held, values: dict[str, Any], file: int, line: int) -> bool:
        """True if a row of a league's matches is held of another day, and not by this very line."""
        return (
            held.values["date"] != values["date"]
            and is_league(values["competition"])
            and held.files.get(file) != line
        )

    def _of_play_offs(self, values: dict[str, Any], file: int, line: int) -> Held | None:
        """The match that another file gives in a league's play-offs, or among those of the league.

        Who tells them apart is right: a match held in the league moves to its play-offs.
        """
        here = (values["competition"], values["season"])
        there = beside(here)
        pairs = self._seasons.get(there)
        sides = self._sides(values["home"], values["away"])
        if not pairs or values["date"] is None:
            return None
        held = next(
            (
                one
                for one in pairs.get(sides, ())
                if one.files.get(file, line) == line
                and (apart := days_between(one.values, values)) is not None
                and (apart == 0 or (apart == 1 and end_of(one.values) == end_of(values)))
            ),
            None,
        )
        if held is None or not here[0].endswith(PLAY_OFFS):
            return held
        pairs[sides].remove(held)
        self._move(held, here)
        return held

    def _move(self, held: Held, season: tuple[str, str]) -> None:
        """Give a match, taken out of its own season, to the competition of another."""
        sides = self._sides(held.values["home"], held.values["away"])
        meetings = self._seasons[season].setdefault(sides, [])
        taken = {one.values["nth"] for one in meetings}
        held.values["competition"] = season[0]
        held.values["nth"] = next(n for n in count(1) if n not in taken)
        meetings.append(held)
        if not held.fresh:
            self._changed[held.number] = held

    def _settle_play_offs(self) -> None:
        """Tell matches after a whole double round robin apart from it: play-offs, whoever gave them.

        A file that gives both meetings says that they are two. A match that was not played to its
        end is played again, and no play-off.
        """
        for season in self._touched & self._seasons.keys():
            if not is_league(season[0]) or not ends_with_its_last_round(*season):
                continue
            beyond = beyond_the_league(self._seasons[season])
            for held in beyond:
                if country_of(season[0]) in PLACES_AT_STAKE:
                    sides = self._sides(held.values["home"], held.values["away"])
                    self._seasons[season][sides].remove(held)
                    self._move(held, beside(season))
                elif held.values["phase"] != "knockout":
                    held.values["phase"] = "knockout"
                    if not held.fresh:
                        self._changed[held.number] = held
        self._touched.clear()

    def _same(
        self,
        meetings: list[Held],
        values: dict[str, Any],
        file: int,
        line: int,
        meeting: int | None,
    ) -> Held | None:
        """The match held that a row means, among the meetings of the same sides in the season."""
        for held in meetings:
            if held.files.get(file) == line:
                return held
        for held in meetings:
            if held.values["date"] == values["date"] and values["date"] is not None:
                return held
        if meeting is not None:
            # Unless both day and result are others: a list with gaps numbers otherwise.
            numbered = next((held for held in meetings if held.values["nth"] == meeting), None)
            if numbered is not None and not another(numbered.values, values):
                return numbered
        likely = [held for held in meetings if self._ended_so(held, values, file)]
        if len(likely) == 1:
            return likely[0]
        if meeting is None:
            return next((held for held in meetings if self._may_be(held, values, file)), None)
        return None

    @staticmethod
    def _doubtful(held: Held, values: dict[str, Any]) -> bool:
        """True if neither day nor result of a match held are those of a row."""
        ends = end_of(held.values), end_of(values)
        return days_between(held.values, values) not in (None, 0) and ends[0] != ends[1]

    def _ended_so(self, held: Held, values: dict[str, Any], file: int) -> bool:
        """True if a meeting ended as a row says, and only words or the day tell the two apart.

        Sources number rounds and name phases in their own ways, and put matches on wrong days.
        """
        old = held.values
        end = end_of(values)
        if end is None or file in held.files or end_of(old) != end:
            return False
        apart = days_between(old, values)
        if apart is None or apart <= DAYS_APART:
            return True
        if is_league(values["competition"]):
            return self._once(values) or apart <= _A_WEEK
        if old["leg"] and values["leg"]:
            return bool(old["leg"] == values["leg"])
        slip = old["date"][8:] == values["date"][8:]  # Another month or year, the same day of it.
        return (apart <= _A_WEEK or slip) and not clash(old, values)

    def _once(self, values: dict[str, Any]) -> bool:
        """True if a side is at home to another once in a league season, as far as is known."""
        return (values["competition"], values["season"]) not in self._often

    def _may_be(self, held: Held, values: dict[str, Any], file: int) -> bool:
        old = held.values
        league = is_league(values["competition"])
        once = league and self._once(values)
        for name in ("leg", "phase", "round", "group"):
            # A league numbers its rounds, and sources number those of postponed matches otherwise.
            if not (once and name == "round") and clash(old, values, name):
                return False
        apart = days_between(old, values)
        if apart is None:
            return True
        if file in held.files and played_again(old, values):
            return False
        if apart <= DAYS_APART:
            return True
        if file in held.files:
            # One file gives a match once; so many days apart, it is another meeting.
            return False
        if old["status"] not in _OVER or values["status"] not in _OVER:
            return True
        if another(old, values):
            return False
        # In one round a side is at home to the same visitors once, whatever the day.
        if values["round"] and old["round"] == values["round"]:
            return True
        return once

    def _nearer(self, old: dict[str, Any], values: dict[str, Any]) -> bool | None:
        """Of two dates of a match, is the new one right? None if both may be.

        A date far off the season (a year written wrong) is no witness against one within it.
        """
        ours, theirs = (dt.date.fromisoformat(v["date"]).toordinal() for v in (old, values))
        if abs(ours - theirs) < _A_SLIP:
            return None
        inside = _within(values["season"], ours), _within(values["season"], theirs)
        if inside[0] != inside[1]:
            return inside[1]
        alone = self._alone(values, old, ours), self._alone(values, old, theirs)
        return None if abs(alone[0] - alone[1]) <= _ALONE else alone[0] > alone[1]

    def _alone(self, values: dict[str, Any], old: dict[str, Any], day: int) -> int:
        """Days between a day and the nearest other match of a season."""
        days = sorted(
            dt.date.fromisoformat(held.values["date"]).toordinal()
            for meetings in self._seasons[values["competition"], values["season"]].values()
            for held in meetings
            if held.values["date"] is not None and held.values is not old
        )
        middle = days[len(days) // 2] if days else day
        near = [one for one in days if abs(one - middle) <= _A_SEASON]
        return min((abs(one - day) for one in near), default=0)

    def _settled_date(
        self, held: Held, values: dict[str, Any], better: bool, file: int, line: int
    ) -> bool:
        """Keep two dates of which one is a slip as a conflict that is settled.

        False if the two were set against each other before: then it stays as it is.
        """
        ours, theirs = str(held.values["date"]), str(values["date"])
        marks = {(held.number, "date", ours if better else theirs), (held.number, "date", theirs)}
        new = not marks & self._known_conflicts
        if new:
            self._known_conflicts |= marks
            off = ours if better else theirs
            taken, why = ("other" if better else "held"), f"{off} is far off the season"
            self._conflicts.append(
                (held.number, "date", ours, theirs, file, line, taken, why, "the season's dates")
            )
        return new

    def _compare(self, held: Held, values: dict[str, Any], file: int, line: int) -> Outcome:
        changes: dict[str, Any] = {}
        clashes: list[tuple[str, str, str]] = []
        old = held.values
        was_over, is_over = old["status"] in _OVER, values["status"] in _OVER
        for name, (home, away) in SCORES.items():
            ours, theirs = (old[home], old[away]), (values[home], values[away])
            if theirs == (None, None) or ours == theirs:
                continue
            if ours == (None, None):
                changes[home], changes[away] = theirs
            else:
                clashes.append((name, f"{ours[0]}-{ours[1]}", f"{theirs[0]}-{theirs[1]}"))
        settle_scores(old, values, changes, clashes)
        if values["date"] and values["date"] != old["date"]:
            better = self._nearer(old, values) if old["date"] is not None else True
            if better is not None and old["date"] is not None and (was_over or not is_over):
                if self._settled_date(held, values, better, file, line) and better:
                    changes["date"] = values["date"]
            elif old["date"] is None or (not was_over and (is_over or not clashes)):
                changes["date"] = values["date"]
            elif is_over:
                clashes.append(("date", str(old["date"]), str(values["date"])))
        if values["time"] and values["time"] != old["time"]:
            if old["time"] is None or "date" in changes:
                changes["time"] = values["time"]
        if values["status"] != old["status"] and not settle_award(old, values, changes, clashes):
            if not was_over:
                if is_over or values["status"] == "postponed":
                    changes["status"] = values["status"]
            elif is_over:
                clashes.append(("status", old["status"], values["status"]))
        for name in _DETAILS:
            if values[name] and not old[name]:
                changes[name] = values[name]
        for name in _MORE:
            if values[name] is not None and old[name] is None:
                changes[name] = values[name]
        for field_name, held_value, other in clashes:
            mark = (held.number, field_name, other)
            if mark not in self._known_conflicts:
                self._known_conflicts.add(mark)
                self._conflicts.append(
                    (held.number, field_name, held_value, other, file, line, "", "", "")
                )
        changes = {name: value for name, value in changes.items() if old[name] != value}
        if clashes:
            # A file that contradicts itself about one match is not trusted to add to it.
            return "conflicting"
        if not changes:
            return "same"
        old.update(changes)
        if not held.fresh:
            self._changed[held.number] = held
        return "updated"

    def flush(self) -> None:
        """Write what was gathered."""
        self._settle_play_offs()
        m = schema.match
        if self._new:
            insert_many(
                self.connection,
                m,
                ("id", *_COLUMNS),
                [(held.number, *_of(held.values)) for held in self._new],
            )
            for held in self._new:
                held.fresh = False
            self._new = []
        if self._changed:
            names = [name for name in FIELDS if name != "season"]
            self.connection.execute(
                update(m)
                .where(m.c.id == bindparam("the_id"))
                .values({name: bindparam(f"new_{name}") for name in names}),
                [
                    {"the_id": held.number, **{f"new_{n}": held.values[n] for n in names}}
                    for held in self._changed.values()
                ],
            )
            self._changed = {}
        insert_many(self.connection, schema.witness, ("match", "file", "line"), self._witnesses)
        self._witnesses = []
        columns = ("match", "field", "held", "other", "file", "line")
        insert_many(
            self.connection,
            schema.conflict,
            (*columns, "resolved", "reason", "source"),
            self._conflicts,
        )
        self._conflicts = []


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _values(row: MatchRow, home: int, away: int) -> dict[str, Any]:
    values: dict[str, Any] = {
        "competition": row.competition,
        "season": str(row.season),
        "home": home,
        "away": away,
        "nth": 1,
        "date": _iso(row.date),
        "time": row.time,
        "zone": row.zone,
        "status": row.status,
        "phase": row.phase,
        "round": row.round,
        "group": row.group,
        "leg": row.leg,
        "ground": row.ground,
        "neutral": None if row.neutral is None else int(row.neutral),
        "attendance": row.attendance,
        "drawn_on": _iso(row.drawn_on),
        "date_known_from": _iso(row.date_known_from),
        "not_after": _iso(row.not_after),
        "note": row.note,
    }
    for name, (first, second) in SCORES.items():
        score: Score | None = getattr(row, name)
        values[first], values[second] = score or (None, None)
    return values
