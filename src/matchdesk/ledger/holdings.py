"""What a ledger holds, as rows such as files give them: the way out.

Clubs stand under their ids, so that taking the rows into an empty ledger gives the same ledger. What
is held of a match stands with the source that first gave it; further sources are its witnesses, and
what they say otherwise are conflicts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import (
    ClubRow,
    ConflictRow,
    CorrectionRow,
    CoverageRow,
    EventRow,
    FactRow,
    FigureRow,
    GoalRow,
    GroundRow,
    LineupRow,
    MatchRow,
    NameRow,
    OddsRow,
    PersonRow,
    Row,
    SourceRow,
    StandingRow,
    WitnessRow,
)
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import match_id
from matchdesk.ledger import schema
from matchdesk.ledger.agreement import SCORES
from matchdesk.readers.checks import without_contradictions


@dataclass(frozen=True, slots=True)
class Part:
    """Which matches are meant: all, those of a competition, of a season, or of both."""

    competition: str | None = None
    season: str | None = None

    @property
    def whole(self) -> bool:
        """True if nothing is left out."""
        return self.competition is None and self.season is None

    def of(self, query: Select[Any], table: Table) -> Select[Any]:
        """A query on a table that has columns ``competition`` and ``season``, cut to the part."""
        if self.competition is not None:
            query = query.where(table.c.competition == self.competition)
        if self.season is not None:
            query = query.where(table.c.season == self.season)
        return query

    def has(self, competition: str, season: str) -> bool:
        """True if a season of a competition belongs to the part."""
        return self.competition in (None, competition) and self.season in (None, season)


@dataclass(frozen=True, slots=True)
class Held:
    """One row of a competition.

    ``source`` is the key of the source that gives it; "" where none is known, or the row says it.
    """

    kind: str
    row: Row
    source: str


@dataclass
class Holdings:
    """Rows of a ledger, read in one transaction.

    Attributes:
        problems: what could not be given as a row, or only without a part of it.
    """

    connection: Connection
    part: Part = Part()
    problems: list[Problem] = field(default_factory=list)

    # Keys

    @cached_property
    def _club(self) -> dict[int, str]:
        c = schema.club.c
        return dict(self._rows(select(c.id, c.key)))

    @cached_property
    def _file(self) -> dict[int, tuple[str, str]]:
        """File number → its name, and the key of its source."""
        f, s = schema.file, schema.source
        query = select(f.c.id, f.c.name, s.c.key).outerjoin(s, s.c.id == f.c.source)
        return {number: (name, key or "") for number, name, key in self._rows(query)}

    def _source(self, file: int | None) -> str:
        return self._file[file][1] if file in self._file else ""

    def _origin(self, row: Any) -> Origin:
        return Origin(self._file[row.file][0] if row.file in self._file else "", row.line or 0)

    @cached_property
    def competitions(self) -> tuple[str, ...]:
        """Competitions of which any match is held, by id."""
        m = schema.match
        query = self.part.of(select(m.c.competition).distinct(), m)
        return tuple(sorted(competition for (competition,) in self._rows(query)))

    @cached_property
    def _clubs_used(self) -> set[int]:
        """Clubs of the part: those that play in it or stand in its tables, and those joined."""
        m, t, j = schema.match, schema.standing, schema.joined
        used: set[int] = set()
        for row in self._rows(self.part.of(select(m.c.home, m.c.away).distinct(), m)):
            used.update(row)
        used.update(n for (n,) in self._rows(self.part.of(select(t.c.club).distinct(), t)))
        for club, into in self._rows(select(j.c.club, j.c.into)):
            if club in used:
                used.add(into)
        return used

    def _in_part(self, club: int | None) -> bool:
        return self.part.whole or club in self._clubs_used

    def source_keys(self) -> set[str]:
        """Keys of the sources that give a match or goal of the part."""
        m, w, g = schema.match, schema.witness, schema.goal
        files: set[int] = set()
        for table in (w, g):
            query = select(table.c.file).distinct().join_from(table, m, m.c.id == table.c.match)
            files.update(n for (n,) in self._rows(self.part.of(query, m)) if n is not None)
        return {self._source(file) for file in files}

    # Records that belong to no match

    def sources(self) -> list[SourceRow]:
        """Every source, in the order in which they came."""
        rows = self._rows(select(schema.source).order_by(schema.source.c.id))
        return [
            SourceRow(
                Origin("", 0), row.key, row.title, row.author, row.licence, row.notice, row.address,
                row.read,
            )
            for row in rows
        ]  # fmt: skip

    def clubs(self) -> list[ClubRow]:
        """Clubs under their ids."""
        j = schema.joined.c
        joined = {
            club: (into, why) for club, into, why in self._rows(select(j.club, j.into, j.reason))
        }
        found = []
        for row in self._rows(select(schema.club).order_by(schema.club.c.id)):
            if not self._in_part(row.id):
                continue
            into, why = joined.get(row.id, (None, ""))
            found.append(
                ClubRow(
                    self._origin(row),
                    row.key,
                    row.name,
                    row.country,
                    row.side,
                    self._club[into] if into is not None else "",
                    why,
                    self._source(row.file),
                )
            )
        return found

    def names(self) -> list[NameRow]:
        """Names of clubs."""
        return [
            NameRow(
                self._origin(row),
                self._club[row.club],
                row.kind,
                row.name,
                _date(row.start),
                _date(row.end),
                self._source(row.file),
            )
            for row in self._rows(select(schema.name).order_by(schema.name.c.id))
            if self._in_part(row.club)
        ]

    def persons(self) -> list[PersonRow]:
        """Spells of persons; other names of a person stand with the first."""
        p, s = schema.person.c, schema.spell
        query = select(s, p.name, p.also).join(schema.person, p.id == s.c.person).order_by(s.c.id)
        told: set[str] = set()
        found = []
        for row in self._rows(query):
            if not self._in_part(row.club):
                continue
            also = () if row.name in told else tuple(word for word in row.also.split("|") if word)
            told.add(row.name)
            found.append(
                PersonRow(
                    self._origin(row),
                    row.name,
                    self._club[row.club],
                    row.role,
                    also,
                    row.position,
                    row.nationality,
                    _date(row.start),
                    _date(row.end),
                    self._source(row.file),
                )
            )
        return found

    def grounds(self) -> list[GroundRow]:
        """Grounds; of a part of the ledger those of its clubs."""
        return [
            GroundRow(
                self._origin(row),
                row.name,
                row.town,
                row.country,
                self._club[row.club] if row.club is not None else "",
                tuple(word for word in row.also.split("|") if word),
                _date(row.start),
                _date(row.end),
                self._source(row.file),
            )
            for row in self._rows(select(schema.ground).order_by(schema.ground.c.id))
            if self._in_part(row.club)
        ]

    def facts(self) -> list[FactRow]:
        """Facts; of a part of the ledger those of its matches, seasons and clubs."""
        clubs = {self._club[number] for number in self._clubs_used}
        return [
            FactRow(
                self._origin(row),
                row.subject,
                row.kind,
                row.value,
                row.unit,
                _date(row.start),
                _date(row.end),
                self._source(row.file),
            )
            for row in self._rows(select(schema.fact).order_by(schema.fact.c.id))
            if self.part.whole or self._about(row.subject, clubs)
        ]

    def _about(self, subject: str, clubs: set[str]) -> bool:
        match subject.split(":"):
            case [competition, season, _, _, *_]:
                return self.part.has(competition, season)
        words = subject.split(" ")
        return subject in clubs or (len(words) == 2 and self.part.has(words[0], words[1]))

    def corrections(self) -> list[CorrectionRow]:
        """Corrections, those taken back too."""
        c = schema.correction
        return [
            CorrectionRow(
                self._origin(row),
                CompetitionId(row.competition),
                Season.parse(row.season),
                row.kind,
                row.subject,
                row.value,
                row.match,
                _date(row.start),
                row.revoked,
                self._source(row.file),
            )
            for row in self._rows(self.part.of(select(c), c).order_by(c.c.id))
        ]

    def coverage(self) -> list[CoverageRow]:
        """Numbers of matches that sources declare."""
        d = schema.declared
        return [
            CoverageRow(
                self._origin(row),
                CompetitionId(row.competition),
                Season.parse(row.season),
                row.expected,
                row.round,
                self._source(row.file),
            )
            for row in self._rows(self.part.of(select(d), d).order_by(d.c.id))
        ]

    def standings(self) -> list[StandingRow]:
        """Rows of published tables."""
        t = schema.standing
        return [
            StandingRow(
                self._origin(row),
                CompetitionId(row.competition),
                Season.parse(row.season),
                row.position,
                self._club[row.club],
                row.played,
                row.won,
                row.drawn,
                row.lost,
                row.goals_for,
                row.goals_against,
                row.points,
                row.deducted or 0,
                row.phase,
                row.group,
                row.note,
                self._source(row.file),
            )
            for row in self._rows(self.part.of(select(t), t).order_by(t.c.id))
        ]

    def rulebooks(self) -> dict[str, str]:
        """The user's own rulebooks: competition → TOML."""
        r = schema.rulebook.c
        return {
            competition: toml
            for competition, toml in self._rows(select(r.competition, r.toml))
            if self.part.competition in (None, competition)
        }

    # Matches and what belongs to them

    def of_competition(self, competition: str) -> Iterator[Held]:
        """Matches of a competition, then what belongs to them."""
        yield from self._matches(competition)
        for table, kind in (
            (schema.goal, "goals"),
            (schema.appearance, "lineups"),
            (schema.event, "events"),
            (schema.odds, "odds"),
            (schema.figure, "figures"),
        ):
            yield from self._belonging(table, kind, competition)
        yield from self._witnesses(competition)
        yield from self._conflicts(competition)

    def _matches(self, competition: str) -> Iterator[Held]:
        m = schema.match
        here = self.part.of(select(m), m).where(m.c.competition == competition)
        rows = self._rows(here.order_by(m.c.id))
        meetings = Counter((row.season, row.home, row.away) for row in rows)
        for row in rows:
            often = meetings[row.season, row.home, row.away] > 1 or row.nth > 1
            yield Held("results", self._match_row(row, often), self._source(row.file))

    def _match_row(self, row: Any, often: bool) -> MatchRow:
        scores = {
            name: _score(row._mapping[home], row._mapping[away])
            for name, (home, away) in SCORES.items()
        }
        whole = MatchRow(
            origin=self._origin(row),
            competition=CompetitionId(row.competition),
            season=Season.parse(row.season),
            date=_date(row.date),
            home=self._club[row.home],
            away=self._club[row.away],
            status=row.status,
            time=row.time,
            zone=row.zone,
            phase=row.phase,
            round=row.round,
            group=row.group,
            leg=row.leg,
            ground=row.ground,
            neutral=None if row.neutral is None else bool(row.neutral),
            attendance=row.attendance,
            date_known_from=_date(row.date_known_from),
            drawn_on=_date(row.drawn_on),
            not_after=_date(row.not_after),
            note=row.note,
            meeting=row.nth if often else None,
            score=scores["score"],
            half_time=scores["half_time"],
            extra_time=scores["extra_time"],
            penalties=scores["penalties"],
            awarded_score=scores["awarded_score"],
        )
        # Two files may each give a part that the other rules out.
        plain, problems = without_contradictions(whole)
        self.problems += problems
        return plain

    def _witnesses(self, competition: str) -> Iterator[Held]:
        """Sources of each match beyond the file that first gave it, with the number of files."""
        m, w = schema.match, schema.witness
        query = (
            self._of_match(w, w.c.file, m.c.file.label("first"))
            .where(m.c.competition == competition)
            .order_by(m.c.id, w.c.file)
        )
        order = {row.source: place for place, row in enumerate(self.sources())}
        for _, rows in groupby(self._rows(query), key=lambda row: row.number):
            listed = list(rows)
            files = Counter(self._source(row.file) for row in listed if row.file != row.first)
            for source, count in sorted(files.items(), key=lambda pair: order.get(pair[0], -1)):
                if not source:
                    self._left_out(
                        Origin(self._file[listed[0].file][0], 0),
                        f"a witness of {self._match_id(listed[0])}",
                        "a file with its source",
                    )
                    continue
                row = WitnessRow(Origin("", 0), self._match_id(listed[0]), count, source)
                yield Held("witnesses", row, "")

    def _conflicts(self, competition: str) -> Iterator[Held]:
        m, c = schema.match, schema.conflict
        query = self._of_match(c, *c.c).where(m.c.competition == competition).order_by(c.c.id)
        for row in self._rows(query):
            said = ConflictRow(
                self._origin(row),
                self._match_id(row),
                row.field,
                row.held,
                row.other,
                row.resolved,
                row.reason,
                row.source,
                self._source(row.file),
            )
            yield Held("conflicts", said, "")

    def _of_match(self, table: Table, *columns: ColumnElement[Any]) -> Select[Any]:
        """A query on what belongs to matches, with what makes up their ids."""
        m = schema.match
        query = select(
            m.c.id.label("number"), m.c.competition, m.c.season, m.c.home.label("at_home"),
            m.c.away.label("visiting"), m.c.nth, *columns,
        ).join_from(table, m, m.c.id == table.c.match)  # fmt: skip
        return self.part.of(query, m)

    def _match_id(self, row: Any) -> str:
        return match_id(
            row.competition,
            Season.parse(row.season),
            self._club[row.at_home],
            self._club[row.visiting],
            row.nth,
        )

    @cached_property
    def _unclear(self) -> set[tuple[str, int, int]]:
        """Days and sides that several matches have, in different competitions."""
        m = schema.match
        seen: set[tuple[str, int, int]] = set()
        twice: set[tuple[str, int, int]] = set()
        query = self.part.of(select(m.c.date, m.c.home, m.c.away), m).where(m.c.date.is_not(None))
        for row in self._rows(query):
            mark = (row.date, row.home, row.away)
            (twice if mark in seen else seen).add(mark)
        return twice

    def _belonging(self, table: Table, kind: str, competition: str) -> Iterator[Held]:
        m = schema.match
        order = [m.c.id, table.c.id] if "id" in table.c else [m.c.id, *table.primary_key]
        query = (
            self.part.of(
                select(table, m.c.date, m.c.home.label("at_home"), m.c.away.label("visiting"))
                .join(m, m.c.id == table.c.match),
                m,
            )
            .where(m.c.competition == competition)
            .order_by(*order)
        )  # fmt: skip
        for row in self._rows(query):
            home, away = self._club[row.at_home], self._club[row.visiting]
            if row.date is None or (row.date, row.at_home, row.visiting) in self._unclear:
                self._left_out(
                    self._origin(row),
                    f"{kind} of {row.date or 'a match without a day'} {home} v {away}",
                    "one match of those sides on a known day",
                )
                continue
            day, origin = dt.date.fromisoformat(row.date), self._origin(row)
            yield Held(kind, _row_of(kind, row, origin, day, home, away), self._source(row.file))

    def _left_out(self, origin: Origin, found: str, expected: str) -> None:
        self.problems.append(
            Problem(origin, "not-written", found, expected, "left out of the export")
        )

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        return self.connection.execute(query).all()


def _row_of(kind: str, row: Any, origin: Origin, day: dt.date, home: str, away: str) -> Row:
    if kind == "odds":
        return OddsRow(
            origin, day, home, away, row.bookmaker, row.time, row.home_win, row.draw, row.away_win
        )
    if kind == "figures":
        return FigureRow(
            origin, day, home, away, row.shots_home, row.shots_away, row.on_target_home,
            row.on_target_away, row.corners_home, row.corners_away,
        )  # fmt: skip
    team = home if row.home else away
    if kind == "goals":
        return GoalRow(
            origin, day, home, away, team, row.player, row.minute, row.added, row.kind, row.assist
        )
    if kind == "lineups":
        return LineupRow(
            origin, day, home, away, team, row.player, row.role, row.on, row.off, row.cards
        )
    return EventRow(
        origin, day, home, away, team, row.player, row.kind, row.minute, row.added, row.other
    )


def _score(home: int | None, away: int | None) -> Score | None:
    return None if home is None or away is None else Score(home, away)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
