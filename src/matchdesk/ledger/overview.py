"""The ledger at a glance: sources with their notices, clubs, coverage, health."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import func, select

from matchdesk.core.match import Coverage, Name
from matchdesk.core.snapshot import Snapshot
from matchdesk.ledger import gazetteer, schema
from matchdesk.ledger.columns import last_day
from matchdesk.ledger.store import Ledger, integrity
from matchdesk.rules.table import coverage as season_coverage


@dataclass(frozen=True, slots=True)
class SourceNotice:
    """One source: title, author, licence, its notice, address, and the matches it gives.

    ``seasons`` are those of which it gives any match: competition and season.
    """

    source: str
    title: str
    author: str
    licence: str
    notice: str
    address: str
    read: str
    files: int
    matches: int
    seasons: frozenset[tuple[str, str]] = frozenset()

    def to_dict(self) -> dict[str, object]:
        """The source as a JSON object."""
        told = asdict(self)
        del told["seasons"]
        return told


def sources(ledger: Ledger) -> tuple[SourceNotice, ...]:
    """Every source of the ledger, in the order in which they came."""
    s, f, w, m = schema.source, schema.file, schema.witness, schema.match
    seasons: dict[int, set[tuple[str, str]]] = {}
    with ledger.reading() as connection:
        for source, competition, season in connection.execute(
            select(f.c.source, m.c.competition, m.c.season)
            .join(w, w.c.file == f.c.id)
            .join(m, m.c.id == w.c.match)
            .distinct()
        ):
            seasons.setdefault(source, set()).add((competition, season))
        rows = connection.execute(
            select(s, func.count(func.distinct(f.c.id)), func.count(w.c.match))
            .outerjoin(f, f.c.source == s.c.id)
            .outerjoin(w, w.c.file == f.c.id)
            .group_by(*s.c)
            .order_by(s.c.id)
        ).all()
    return tuple(
        replace(SourceNotice(*row[1:]), seasons=frozenset(seasons.get(row[0], ()))) for row in rows
    )


def coverage(snapshot: Snapshot) -> tuple[Coverage, ...]:
    """Coverage of every competition and season known at the moment."""
    return tuple(
        covered
        for competition in sorted(snapshot.competitions)
        for season in snapshot.seasons(competition)
        for covered in season_coverage(snapshot, competition, season)
    )


@dataclass(frozen=True, slots=True)
class ClubEntry:
    """A club of the ledger: its names, and how many matches of which competitions it plays.

    ``links`` are clubs it succeeded, merged with or parted from, as (kind, id, name), both ways.
    """

    id: str
    name: str
    country: str
    names: tuple[Name, ...]
    links: tuple[tuple[str, str, str], ...]
    matches: int
    competitions: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None

    def to_dict(self) -> dict[str, object]:
        """The club as a JSON object."""
        return {
            "club": self.name,
            "club_id": self.id,
            "country": self.country,
            "names": [
                {
                    "kind": one.kind,
                    "name": one.name,
                    "from": one.start.isoformat() if one.start else None,
                    "to": one.end.isoformat() if one.end else None,
                }
                for one in self.names
            ],
            "links": [
                {"kind": kind, "club": name, "club_id": key} for kind, key, name in self.links
            ],
            "matches": self.matches,
            "competitions": list(self.competitions),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def competitions(ledger: Ledger) -> frozenset[str]:
    """Competitions of which a match is held, by id."""
    with ledger.reading() as connection:
        return frozenset(
            connection.execute(select(schema.match.c.competition).distinct()).scalars()
        )


def clubs(snapshot: Snapshot) -> tuple[ClubEntry, ...]:
    """Clubs that play a match known at the moment, by name."""
    m = snapshot.matches
    listed: dict[int, list[int]] = {}
    for row, (home, away) in enumerate(zip(m.home.tolist(), m.away.tolist(), strict=True)):
        listed.setdefault(home, []).append(row)
        listed.setdefault(away, []).append(row)
    names: dict[str, list[Name]] = {}
    for name in snapshot.store.names():
        names.setdefault(name.subject, []).append(name)
    linked = _links(snapshot)
    entries = []
    for number, rows in listed.items():
        club = snapshot.clubs[number]
        days = m.day[rows]
        days = days[days > 0]
        entries.append(
            ClubEntry(
                id=club.id,
                name=club.name,
                country=club.country,
                names=tuple(names.get(club.id, ())),
                links=linked(club.id),
                matches=len(rows),
                competitions=tuple(
                    sorted(snapshot.competitions[c] for c in np.unique(m.competition[rows]))
                ),
                first=dt.date.fromordinal(int(days.min())) if len(days) else None,
                last=dt.date.fromordinal(int(days.max())) if len(days) else None,
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.id)))


def _links(snapshot: Snapshot) -> Callable[[str], tuple[tuple[str, str, str], ...]]:
    """What gives the links of a club: those of the gazetteer, and facts of the ledger."""
    shown = {club.id: club.name for club in snapshot.clubs}
    told: dict[str, list[tuple[str, str]]] = {}
    for fact in snapshot.store.facts():
        if fact.kind in gazetteer.LINKS:
            told.setdefault(fact.subject, []).append((fact.kind, fact.value))
            told.setdefault(fact.value, []).append((gazetteer.LINKS[fact.kind], fact.subject))

    def links(key: str) -> tuple[tuple[str, str, str], ...]:
        pairs = dict.fromkeys((*gazetteer.links(key), *told.get(key, ())))
        return tuple(
            (kind, other, shown.get(other) or gazetteer.shown(other)) for kind, other in pairs
        )

    return links


def health(ledger: Ledger) -> dict[str, Any]:
    """Counts of every record kind, what SQLite says of the file, the last day held."""
    kinds = {
        "clubs": schema.club,
        "names": schema.name,
        "matches": schema.match,
        "goals": schema.goal,
        "appearances": schema.appearance,
        "spells": schema.spell,
        "grounds": schema.ground,
        "facts": schema.fact,
        "corrections": schema.correction,
        "sources": schema.source,
        "files": schema.file,
        "problems": schema.problem,
    }
    with ledger.reading() as connection:
        counts = {
            word: int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)
            for word, table in kinds.items()
        }
        c = schema.conflict
        counts["open_conflicts"] = int(
            connection.execute(
                select(func.count()).select_from(c).where(c.c.resolved == "")
            ).scalar()
            or 0
        )
        last_migration = connection.execute(
            select(schema.migration.c.name).order_by(schema.migration.c.place.desc()).limit(1)
        ).scalar()
    last = last_day(ledger)
    return {
        "ledger": ledger.label,
        "read_only": ledger.frozen,
        "integrity": integrity(ledger),
        "tables": last_migration,
        "version": ledger.version,
        "last_result": last.isoformat() if last else None,
        "counts": counts,
    }
