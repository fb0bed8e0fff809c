"""What belongs to matches and clubs, read from the ledger when a snapshot is asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Select, Table, select

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import (
    Appearance,
    Card,
    Correction,
    Coverage,
    Fact,
    Goal,
    Ground,
    Name,
    Odds,
    Spell,
)
from matchdesk.core.moment import Moment
from matchdesk.core.problem import Origin
from matchdesk.core.season import Season
from matchdesk.core.snapshot import FIGURES, NONE, Figures, IntColumn
from matchdesk.ledger import schema
from matchdesk.ledger.store import Ledger

_m = schema.match.c
_LAST = 10**9
_PART = 500
"""Keys asked for in one query, below every database's limit of variables."""
_FEW = 3_000
"""Keys from which a whole table is read instead."""


_CARDS = ("yellow", "red", "second_yellow")


@dataclass(frozen=True)
class LedgerStore:
    """What belongs to matches, read from the ledger when asked for; see ``core.snapshot.Store``.

    ``over`` holds the keys of the matches whose result is known at the moment, in order; None for
    all.
    """

    ledger: Ledger
    moment: Moment
    over: IntColumn | None = None

    def goals(self, keys: Sequence[int]) -> Mapping[int, tuple[Goal, ...]]:
        """Goals of these matches in order; of a match going on, those up to the minute."""
        table = schema.goal
        found: dict[int, list[Goal]] = {}
        for row in self._belonging(table, keys):
            known = self._known(row.match)
            if not known and not self._scored(row):
                continue
            found.setdefault(row.match, []).append(
                Goal(
                    home=bool(row.home),
                    player=row.player,
                    minute=row.minute,
                    added=row.added,
                    kind=row.kind,
                    assist=row.assist,
                    origin=_origin(row),
                )
            )
        for goals in found.values():
            goals.sort(key=lambda g: (_LAST if g.minute is None else g.minute, g.added or 0))
        return {key: tuple(goals) for key, goals in found.items()}

    def _scored(self, goal: Any) -> bool:
        """A goal of the match that is going on, at or before the minute of the moment."""
        minute = self.moment.minute
        return (
            minute is not None
            and goal.minute is not None
            and goal.minute <= minute
            and goal.match == self._going_on()
        )

    def _going_on(self) -> int | None:
        competition, season, home, away, *nth = self.moment.match.split(":")
        one, other = schema.club.alias(), schema.club.alias()
        query = (
            select(_m.id)
            .join(one, one.c.id == _m.home)
            .join(other, other.c.id == _m.away)
            .where(
                _m.competition == competition,
                _m.season == season,
                one.c.key == home,
                other.c.key == away,
                _m.nth == int(nth[0] if nth else 1),
            )
        )
        with self.ledger.reading() as connection:
            return connection.execute(query).scalar()

    def appearances(self, keys: Sequence[int]) -> Mapping[int, tuple[Appearance, ...]]:
        """Line-ups of these matches."""
        found: dict[int, list[Appearance]] = {}
        for row in self._belonging(schema.appearance, keys):
            if self._known(row.match):
                found.setdefault(row.match, []).append(
                    Appearance(
                        home=bool(row.home),
                        player=row.player,
                        role=row.role,
                        on=row.on,
                        off=row.off,
                        cards=row.cards,
                        origin=_origin(row),
                    )
                )
        return {key: tuple(listed) for key, listed in found.items()}

    def cards(self, keys: Sequence[int]) -> Mapping[int, tuple[Card, ...]]:
        """Cards of these matches that sources give with their minutes, of those that are over."""
        found: dict[int, list[Card]] = {}
        for row in self._belonging(schema.event, keys):
            if row.kind in _CARDS and self._known(row.match):
                found.setdefault(row.match, []).append(
                    Card(bool(row.home), row.player, row.kind, row.minute, row.added)
                )
        return {key: tuple(listed) for key, listed in found.items()}

    def witnesses(self, keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Files and lines that give these matches."""
        w, f = schema.witness, schema.file
        found: dict[int, list[str]] = {}
        for part in _parts(keys):
            query = (
                select(w.c.match, f.c.name, w.c.line)
                .join(f, f.c.id == w.c.file)
                .where(w.c.match.in_(part))
                .order_by(w.c.match, f.c.id)
            )
            for match, name, line in self._rows(query):
                found.setdefault(match, []).append(f"{name}:{line}")
        return {key: tuple(listed) for key, listed in found.items()}

    def odds(self, keys: Sequence[int]) -> Mapping[int, tuple[Odds, ...]]:
        """Bookmakers' odds of those of these matches that are over."""
        o = schema.odds.c
        found: dict[int, list[Odds]] = {}
        for part in _parts([key for key in keys if self._known(int(key))]):
            query = (
                select(o.match, o.bookmaker, o.time, o.home_win, o.draw, o.away_win)
                .where(o.match.in_(part))
                .order_by(o.match, o.bookmaker, o.time)
            )
            for match, *told in self._rows(query):
                found.setdefault(match, []).append(Odds(*told))
        return {key: tuple(listed) for key, listed in found.items()}

    def figures(self, keys: Sequence[int]) -> Figures:
        """Shots and corners of those of these matches that are over."""
        f = schema.figure.c
        found = np.full((len(keys), len(FIGURES), 2), NONE, dtype=np.int32)
        query = select(
            f.match, f.shots_home, f.shots_away, f.on_target_home, f.on_target_away,
            f.corners_home, f.corners_away,
        )  # fmt: skip
        parts: Iterable[Select[Any]] = [query]
        if len(keys) < _FEW:
            parts = [query.where(f.match.in_(part)) for part in _parts(keys)]
        asked = np.asarray(keys, dtype=np.int64)
        order = np.argsort(asked, kind="stable")
        for part in parts:
            rows = [[NONE if n is None else n for n in row] for row in self._rows(part)]
            if not rows or not len(asked):
                continue
            told = np.array(rows, dtype=np.int64)
            if self.over is not None:
                told = told[np.isin(told[:, 0], self.over)]
            at = np.minimum(np.searchsorted(asked, told[:, 0], sorter=order), len(asked) - 1)
            at = order[at]
            held = asked[at] == told[:, 0]
            found[at[held]] = told[held, 1:].reshape(-1, len(FIGURES), 2)
        return found

    def names(self) -> tuple[Name, ...]:
        """Names of all clubs."""
        n, c = schema.name.c, schema.club.c
        query = select(c.key, n.kind, n.name, n.start, n.end).join(schema.club, c.id == n.club)
        into = self._joined()
        listed = [
            Name(into.get(row.key, row.key), row.kind, row.name, _date(row.start), _date(row.end))
            for row in self._rows(query.order_by(n.id))
        ]
        # The name and id of a club that was joined into another are names of that one.
        for key, other in into.items():
            name = self._rows(select(c.name).where(c.key == key))[0][0]
            listed += [Name(other, "alias", name), Name(other, "alias", key)]
        return tuple(listed)

    def _joined(self) -> dict[str, str]:
        """Ids of clubs joined into another, and the other's."""
        one, other = schema.club.alias(), schema.club.alias()
        j = schema.joined.c
        query = (
            select(one.c.key, other.c.key)
            .select_from(schema.joined)
            .join(one, one.c.id == j.club)
            .join(other, other.c.id == j.into)
        )
        return {row[0]: row[1] for row in self._rows(query)}

    def spells(self) -> tuple[Spell, ...]:
        """Spells begun by the moment; an end that was still to come is not told."""
        s, p, c = schema.spell.c, schema.person.c, schema.club.c
        query = (
            select(
                p.name, p.also, c.key, s.role, s.position, s.nationality, s.start, s.end,
                s.file, s.line, schema.file.c.name.label("file_name"),
            )
            .join(schema.person, p.id == s.person)
            .join(schema.club, c.id == s.club)
            .outerjoin(schema.file, schema.file.c.id == s.file)
            .order_by(s.id)
        )  # fmt: skip
        return tuple(
            Spell(
                person=row.name,
                club=ClubId(row.key),
                role=row.role,
                also=_list(row.also),
                position=row.position,
                nationality=row.nationality,
                start=_date(row.start),
                end=self._end(row.end),
                origin=_origin(row),
            )
            for row in self._rows(query)
            if self._begun(row.start)
        )

    def grounds(self) -> tuple[Ground, ...]:
        """Grounds and the clubs that play there."""
        g, c = schema.ground.c, schema.club.c
        query = (
            select(g.name, g.town, g.country, c.key, g.also, g.start, g.end, g.line,
                   schema.file.c.name.label("file_name"))
            .outerjoin(schema.club, c.id == g.club)
            .outerjoin(schema.file, schema.file.c.id == g.file)
            .order_by(g.id)
        )  # fmt: skip
        return tuple(
            Ground(
                name=row.name,
                town=row.town,
                country=row.country,
                club=ClubId(row.key) if row.key else None,
                also=_list(row.also),
                start=_date(row.start),
                end=self._end(row.end),
                origin=_origin(row),
            )
            for row in self._rows(query)
            if self._begun(row.start)
        )

    def facts(self) -> tuple[Fact, ...]:
        """Facts known by the moment; a fact of a match once that is over."""
        f = schema.fact.c
        query = (
            select(f.subject, f.kind, f.value, f.unit, f.start, f.end, f.line,
                   schema.file.c.name.label("file_name"),
                   schema.source.c.title.label("source"))
            .outerjoin(schema.file, schema.file.c.id == f.file)
            .outerjoin(schema.source, schema.source.c.id == schema.file.c.source)
            .order_by(f.id)
        )  # fmt: skip
        return tuple(
            Fact(
                subject=row.subject,
                kind=row.kind,
                value=row.value,
                unit=row.unit,
                start=_date(row.start),
                end=self._end(row.end),
                source=row.source or "",
                origin=_origin(row),
            )
            for row in self._rows(query)
            if self._begun(row.start)
        )

    def corrections(self) -> tuple[Correction, ...]:
        """Corrections in force at the moment."""
        c = schema.correction.c
        query = (
            select(c.competition, c.season, c.kind, c.subject, c.value, c.match, c.start, c.line,
                   schema.file.c.name.label("file_name"),
                   schema.source.c.title.label("source"))
            .where(c.revoked == "")
            .outerjoin(schema.file, schema.file.c.id == c.file)
            .outerjoin(schema.source, schema.source.c.id == schema.file.c.source)
            .order_by(c.id)
        )  # fmt: skip
        return tuple(
            Correction(
                competition=CompetitionId(row.competition),
                season=Season.parse(row.season),
                kind=row.kind,
                subject=row.subject,
                value=row.value,
                match=row.match,
                start=_date(row.start),
                source=row.source or "",
                origin=_origin(row),
            )
            for row in self._rows(query)
            if self._begun(row.start)
        )

    def declared(self) -> tuple[Coverage, ...]:
        """Numbers of matches that sources declare."""
        d = schema.declared.c
        return tuple(
            Coverage(
                CompetitionId(row.competition), Season.parse(row.season), 0, row.expected, row.round
            )
            for row in self._rows(
                select(d.competition, d.season, d.expected, d.round).order_by(d.id)
            )
        )

    def _known(self, key: int) -> bool:
        if self.over is None:
            return True
        # A number of the array's own kind: for another, numpy copies the whole array.
        place = int(self.over.searchsorted(self.over.dtype.type(key)))
        return place < len(self.over) and int(self.over[place]) == key

    def _begun(self, start: str | None) -> bool:
        return start is None or start <= self.moment.day.isoformat()

    def _end(self, end: str | None) -> dt.date | None:
        day = _date(end)
        return day if day is not None and day <= self.moment.day else None

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self.ledger.reading() as connection:
            return connection.execute(query).all()

    def _belonging(self, table: Table, keys: Sequence[int]) -> Iterable[Any]:
        columns = [*table.c, schema.file.c.name.label("file_name")]
        for part in _parts(keys):
            query = (
                select(*columns)
                .outerjoin(schema.file, schema.file.c.id == table.c.file)
                .where(table.c.match.in_(part))
                .order_by(table.c.match, table.c.id)
            )
            yield from self._rows(query)


def _parts(keys: Sequence[int]) -> Iterable[list[int]]:
    plain = [int(key) for key in keys]
    for first in range(0, len(plain), _PART):
        yield plain[first : first + _PART]


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split("|") if word)


def _origin(row: Any) -> Origin | None:
    return Origin(row.file_name, row.line or 0) if row.file_name else None
