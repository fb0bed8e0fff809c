"""Taking rows of every kind into the ledger, each compared with what is held.

``add`` answers with one word of the import's count: new, same, updated, conflicting, refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from sqlalchemy import Connection, Table, insert, select, update

from matchdesk.core.country import country_code, home_country
from matchdesk.core.problem import Problem
from matchdesk.core.rows import (
    CorrectionRow,
    CoverageRow,
    FactRow,
    GoalRow,
    GroundRow,
    LineupRow,
    MatchRow,
    NameRow,
    PersonRow,
    Row,
    SourceRow,
)
from matchdesk.core.season import Season
from matchdesk.core.snapshot import match_id
from matchdesk.core.text import fold
from matchdesk.ledger import schema
from matchdesk.ledger.identity import Ambiguous, Clubs
from matchdesk.ledger.merge import Merge

Outcome = Literal["new", "same", "updated", "conflicting", "refused"]

_MATCH = re.compile(r"^(\d{4}-\d{2}-\d{2})\s+(.+?)\s+v\s+(.+)$")
_SEASON = re.compile(r"^(\S+)\s+(\d{4}(?:-\d{2})?)$")


@dataclass(slots=True)
class _Played:
    """A match that goals, line-ups and facts are looked up by."""

    number: int
    id: str
    day: dt.date
    home: int
    away: int
    goals: tuple[int | None, int | None]


@dataclass
class Entries:
    """One import's way into the ledger."""

    connection: Connection
    clubs: Clubs
    problems: list[Problem] = field(default_factory=list)
    matches: Merge = field(init=False)
    _by_club: dict[int, list[_Played]] | None = None
    _sources: dict[str, int] | None = None
    _held: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)
    _pending: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _goals: dict[int, list[dict[str, Any]]] | None = None
    _files: dict[tuple[int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.matches = Merge(self.connection)

    def add(self, row: Row, file: int) -> Outcome:
        """Take one row in."""
        taking = cast(Callable[[Row, int], Outcome], _TAKING[type(row)].__get__(self))
        source = getattr(row, "source", "")
        if source and not isinstance(row, SourceRow):
            file = self._file_of(file, source)
        try:
            return taking(row, file)
        except Ambiguous as error:
            return self._refuse(
                row,
                "ambiguous-club",
                f"the name {error.name!r}, which {len(error.clubs)} clubs answer to",
                f"one of {', '.join(error.clubs)}",
            )

    def flush(self) -> None:
        """Write what was gathered; called after each kind of row."""
        self.clubs.flush()
        self.matches.flush()
        for table, rows in self._pending.items():
            if rows:
                self.connection.execute(insert(schema.metadata.tables[table]), rows)
                rows.clear()
        self._by_club = None

    # Matches

    def _match(self, row: MatchRow, file: int) -> Outcome:
        country = home_country(row.competition)
        home = self._club(row, row.home, country_code(row.home_country) or country, file)
        away = self._club(row, row.away, country_code(row.away_country) or country, file)
        if home == away:
            return self._refuse(
                row,
                "own-opponent",
                f"{row.home} v {row.away}, which are one club ({self.clubs.club(home).id})",
                "two clubs",
            )
        return self.matches.add(row, home, away, file)

    def _club(self, row: Row, name: str, country: str, file: int) -> int:
        return self.clubs.find(name, country, file, row.origin.line)

    # Clubs, persons, grounds

    def _name(self, row: NameRow, file: int) -> Outcome:
        number = self.clubs.number(row.id)
        if number is None:
            known = self.clubs.known(row.id)
            if len(known) > 1:
                raise Ambiguous(row.id, sorted(self.clubs.club(n).id for n in known))
            if known:
                number = known.pop()
            elif re.fullmatch(r"[a-z]{2,4}\.[a-z0-9-]+", row.id):
                number = self.clubs.make_with_id(row.id, row.name, file, row.origin.line)
            else:
                return self._refuse(
                    row, "unknown-club", f"the club {row.id!r}", "a club id or a name held"
                )
        return "new" if self.clubs.add_name(number, row, file) else "same"

    def _person(self, row: PersonRow, file: int) -> Outcome:
        club = self._club_held(row, row.club, file)
        if club is None:
            return "refused"
        also = "|".join(row.also)
        person = self._person_number(row.person, also)
        mark = {"person": person, "club": club, "role": row.role, "start": _iso(row.start)}
        more = {"position": row.position, "nationality": row.nationality, "end": _iso(row.end)}
        return self._entry(schema.spell, mark, more, row, file)

    def _person_number(self, name: str, also: str) -> int:
        p = schema.person
        held = self.connection.execute(select(p.c.id, p.c.also).where(p.c.name == name)).first()
        if held is None:
            result = self.connection.execute(insert(p).values(name=name, also=also))
            return int(result.inserted_primary_key[0])  # type: ignore[index]
        names = [n for n in held.also.split("|") if n]
        fresh = [n for n in also.split("|") if n and n not in names]
        if fresh:
            self.connection.execute(
                update(p).where(p.c.id == held.id).values(also="|".join(names + fresh))
            )
        return int(held.id)

    def _ground(self, row: GroundRow, file: int) -> Outcome:
        club = None
        if row.club:
            club = self._club_held(row, row.club, file)
            if club is None:
                return "refused"
        mark = {"name": row.ground, "club": club, "start": _iso(row.start)}
        more = {
            "town": row.town, "country": row.country, "also": "|".join(row.also),
            "end": _iso(row.end),
        }  # fmt: skip
        return self._entry(schema.ground, mark, more, row, file)

    def _club_held(self, row: Row, name: str, file: int) -> int | None:
        """A club that must be known already (held, or in the gazetteer)."""
        known = self.clubs.known(name)
        if not known:
            known = self.clubs.look_up(name, file, row.origin.line)
        if len(known) > 1:
            raise Ambiguous(name, sorted(self.clubs.club(n).id for n in known))
        if known:
            return known.pop()
        self._refuse(row, "unknown-club", f"the club {name!r}", "a club of the ledger")
        return None

    # What belongs to a match

    def _goal(self, row: GoalRow, file: int) -> Outcome:
        match, side = self._match_and_side(row, row.team, file)
        if match is None or side is None:
            return "refused"
        if self._goals is None:
            self._goals = {}
            for held in self.connection.execute(select(schema.goal)):
                self._goals.setdefault(held.match, []).append(dict(held._mapping))
        listed = self._goals.setdefault(match.number, [])
        for goal in listed:
            if goal["home"] == side and _same_goal(goal, row):
                if goal.get("taken") != (file, row.origin.line) and "taken" in goal:
                    continue
                goal["taken"] = (file, row.origin.line)
                return self._more_of_goal(goal, row)
        total = match.goals[0 if side else 1]
        if total is None or sum(goal["home"] == side for goal in listed) >= total:
            if listed and any(goal["home"] == side for goal in listed) and total is not None:
                return self._clash(match.number, "goal", listed, row, file)
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
        self._pending.setdefault("goal", []).append(dict(goal))
        listed.append({**goal, "taken": (file, row.origin.line)})
        return "new"

    def _more_of_goal(self, goal: dict[str, Any], row: GoalRow) -> Outcome:
        fresh = {
            name: value
            for name, value in (("minute", row.minute), ("assist", row.assist))
            if value and not goal[name]
        }
        if not fresh or "id" not in goal:
            return "same"
        self.connection.execute(
            update(schema.goal).where(schema.goal.c.id == goal["id"]).values(**fresh)
        )
        goal.update(fresh)
        return "updated"

    def _clash(
        self, match: int, what: str, listed: list[dict[str, Any]], row: GoalRow, file: int
    ) -> Outcome:
        ours = "; ".join(f"{goal['player']} {goal['minute'] or '?'}" for goal in listed)
        mark = {"match": match, "field": what, "other": f"{row.player} {row.minute or '?'}"}
        self._entry(schema.conflict, mark, {"held": ours}, row, file)
        return "conflicting"

    def _lineup(self, row: LineupRow, file: int) -> Outcome:
        match, side = self._match_and_side(row, row.team, file)
        if match is None or side is None:
            return "refused"
        mark = {"match": match.number, "home": side, "player": row.player}
        more = {"role": row.role, "on": row.on, "off": row.off, "cards": row.cards}
        return self._entry(schema.appearance, mark, more, row, file)

    def _match_and_side(
        self, row: GoalRow | LineupRow, team: str, file: int
    ) -> tuple[_Played | None, int | None]:
        match = self._find_match(row, row.date, row.home, row.away, file)
        if match is None:
            return None, None
        for side, name, number in ((1, row.home, match.home), (0, row.away, match.away)):
            if team == name or number in self.clubs.known(team):
                return match, side
        self._refuse(row, "unknown-team", f"the team {team!r}", f"{row.home} or {row.away}")
        return match, None

    def _find_match(
        self, row: Row, day: dt.date, home: str, away: str, file: int
    ) -> _Played | None:
        """The match of two sides on a day, or one day off it."""
        if self._by_club is None:
            self._by_club = self._index()
        at_home = self.clubs.known(home) or self.clubs.look_up(home, file, row.origin.line)
        visiting = self.clubs.known(away) or self.clubs.look_up(away, file, row.origin.line)
        found = [
            played
            for number in at_home
            for played in self._by_club.get(number, ())
            if played.away in visiting and abs((played.day - day).days) <= 1
        ]
        exact = [played for played in found if played.day == day]
        found = exact or found
        if len(found) == 1:
            return found[0]
        wanted = f"{day.isoformat()} {home} v {away}"
        if found:
            held = ", ".join(played.id for played in found)
            self._refuse(row, "ambiguous-match", wanted, f"one of {held}")
        else:
            self._refuse(row, "unknown-match", wanted, "a match of the ledger")
        return None

    def _index(self) -> dict[int, list[_Played]]:
        m = schema.match
        index: dict[int, list[_Played]] = {}
        query = select(
            m.c.id, m.c.competition, m.c.season, m.c.home, m.c.away, m.c.nth, m.c.date,
            m.c.home_goals, m.c.away_goals, m.c.extra_home, m.c.extra_away,
        ).where(m.c.date.is_not(None))  # fmt: skip
        for row in self.connection.execute(query):
            number, competition, season, home, away, nth, date, hg, ag, eh, ea = row
            name = match_id(
                competition, Season.parse(season), self.clubs.club(home).id,
                self.clubs.club(away).id, nth,
            )  # fmt: skip
            goals = (hg if eh is None else eh, ag if ea is None else ea)
            played = _Played(number, name, dt.date.fromisoformat(date), home, away, goals)
            index.setdefault(home, []).append(played)
        return index

    # Facts, corrections, coverage, sources

    def _fact(self, row: FactRow, file: int) -> Outcome:
        subject = self._subject(row, row.subject, file)
        if subject is None:
            return "refused"
        mark = {"subject": subject, "kind": row.kind, "start": _iso(row.start)}
        more = {"value": row.value, "unit": row.unit, "end": _iso(row.end)}
        return self._entry(schema.fact, mark, more, row, file)

    def _subject(self, row: Row, written: str, file: int) -> str | None:
        """The id a fact is about: match, competition and season, club; else the words as given."""
        parts = _MATCH.match(written)
        if parts:
            match = self._find_match(row, dt.date.fromisoformat(parts[1]), parts[2], parts[3], file)
            return match.id if match else None
        if _SEASON.match(written) or written.count(":") >= 3:
            return written
        known = self.clubs.known(written) or self.clubs.look_up(written, file, row.origin.line)
        if len(known) > 1:
            raise Ambiguous(written, sorted(self.clubs.club(n).id for n in known))
        return self.clubs.club(known.pop()).id if known else written

    def _correction(self, row: CorrectionRow, file: int) -> Outcome:
        match = ""
        if row.match:
            found = self._subject(row, row.match, file)
            if found is None:
                return "refused"
            match = found
        subject = row.subject
        if row.kind == "ahead":
            sides = [side.strip() for side in (subject or row.value).split(">")]
            numbers = [self._club_held(row, side, file) for side in sides]
            if None in numbers:
                return "refused"
            subject = " > ".join(self.clubs.club(cast(int, n)).id for n in numbers)
        elif subject:
            number = self._club_held(row, subject, file)
            if number is None:
                return "refused"
            subject = self.clubs.club(number).id
        mark = {
            "competition": row.competition, "season": str(row.season), "kind": row.kind,
            "subject": subject, "match": match, "start": _iso(row.start), "value": row.value,
        }  # fmt: skip
        return self._entry(schema.correction, mark, {}, row, file)

    def _coverage(self, row: CoverageRow, file: int) -> Outcome:
        mark = {"competition": row.competition, "season": str(row.season), "round": row.round}
        return self._entry(schema.declared, mark, {"expected": row.expected}, row, file)

    def _source(self, row: SourceRow, file: int) -> Outcome:
        s = schema.source
        values = {
            name: getattr(row, name)
            for name in ("title", "author", "licence", "notice", "address", "read")
        }
        held = self.connection.execute(select(s).where(s.c.key == row.source)).first()
        if held is None:
            self.connection.execute(insert(s).values(key=row.source, **values))
            return "new"
        if all(getattr(held, name) == value for name, value in values.items()):
            return "same"
        self.connection.execute(update(s).where(s.c.key == row.source).values(**values))
        return "new" if held.title == held.key and not held.licence else "updated"

    def _file_of(self, file: int, source: str) -> int:
        """The file entry for rows of a file that name a source of their own."""
        number = self._files.get((file, source))
        if number is not None:
            return number
        s, f = schema.source, schema.file
        held = self.connection.execute(select(s.c.id).where(s.c.key == source)).scalar()
        if held is None:
            result = self.connection.execute(insert(s).values(key=source, title=source))
            held = int(result.inserted_primary_key[0])  # type: ignore[index]
        whole = self.connection.execute(select(f).where(f.c.id == file)).one()
        name = f"{whole.name}#{source}"
        number = self.connection.execute(
            select(f.c.id).where(f.c.name == name, f.c.sha256 == whole.sha256)
        ).scalar()
        if number is None:
            result = self.connection.execute(
                insert(f).values(name=name, sha256=whole.sha256, format=whole.format, source=held)
            )
            number = int(result.inserted_primary_key[0])  # type: ignore[index]
        self._files[file, source] = int(number)
        return int(number)

    # Shared

    def _entry(
        self, table: Table, mark: dict[str, Any], more: dict[str, Any], row: Row, file: int
    ) -> Outcome:
        """Keep a small record: new by its mark, filled in where it was empty, else compared."""
        held = self._held.get(table.name)
        names = tuple(mark)
        if held is None:
            held = self._held[table.name] = {
                tuple(found._mapping[n] for n in names): dict(found._mapping)
                for found in self.connection.execute(select(table))
            }
        key = tuple(mark.values())
        old = held.get(key)
        if old is None:
            values = {**mark, **more, "file": file, "line": row.origin.line}
            result = self.connection.execute(insert(table).values(**values))
            values["id"] = result.inserted_primary_key[0]  # type: ignore[index]
            held[key] = values
            return "new"
        fresh = {n: v for n, v in more.items() if v not in (None, "") and old[n] in (None, "")}
        if any(v not in (None, "") and old[n] not in (None, "", v) for n, v in more.items()):
            differing = next(
                n for n, v in more.items() if v not in (None, "") and old[n] not in (None, "", v)
            )
            self.problems.append(
                Problem(
                    row.origin,
                    "differs",
                    f"{differing} {more[differing]!r}",
                    f"{old[differing]!r} as held",
                    "the held value stays",
                )
            )
            return "conflicting"
        if not fresh:
            return "same"
        self.connection.execute(update(table).where(table.c.id == old["id"]).values(**fresh))
        old.update(fresh)
        return "updated"

    def _refuse(self, row: Row, code: str, found: str, expected: str) -> Outcome:
        self.problems.append(Problem(row.origin, code, found, expected, "row left out"))
        return "refused"


def _same_goal(goal: dict[str, Any], row: GoalRow) -> bool:
    """The same goal in two lists: scorer alike, minutes at most one apart where both are known."""
    if goal["minute"] is not None and row.minute is not None:
        if abs(goal["minute"] - row.minute) > 1:
            return False
    ours, theirs = fold(goal["player"]), fold(row.player)
    if ours == theirs or not ours or not theirs:
        return True
    return bool(set(ours.split()) & set(theirs.split()))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


_TAKING: dict[type[Row], Any] = {
    MatchRow: Entries._match,
    NameRow: Entries._name,
    PersonRow: Entries._person,
    GroundRow: Entries._ground,
    GoalRow: Entries._goal,
    LineupRow: Entries._lineup,
    FactRow: Entries._fact,
    CorrectionRow: Entries._correction,
    CoverageRow: Entries._coverage,
    SourceRow: Entries._source,
}
