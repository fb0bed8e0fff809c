"""From the ledger's rows to a Snapshot at a moment."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    COLUMNS,
    NONE,
    IntColumn,
    Matches,
    Snapshot,
    leg_code,
    minutes_of,
    phase_code,
    status_code,
)
from matchdesk.ledger import column_cache, rulebooks, schema
from matchdesk.ledger.details import LedgerStore
from matchdesk.ledger.store import Ledger
from matchdesk.rules import calendar
from matchdesk.rules.visibility import season_over

_m = schema.match.c

# How a column of the table becomes whole numbers; plain ones are taken as they are.
_WORDS = ("competition", "round", "group", "ground", "zone", "note")
_DAYS = ("date", "drawn_on", "date_known_from", "not_after")
_NUMBERS = (
    "id", "home", "away", "nth", "neutral", "home_goals", "away_goals", "half_home", "half_away",
    "extra_home", "extra_away", "penalties_home", "penalties_away", "awarded_home",
    "awarded_away", "attendance",
)  # fmt: skip
_CODES = ("time", "season", "status", "phase", "leg")
# Columns that few matches fill.
_SPARSE = (
    "neutral", "extra_home", "extra_away", "penalties_home", "penalties_away", "awarded_home",
    "awarded_away", "attendance", "group", "ground", "note", "drawn_on", "date_known_from",
    "not_after", "leg",
)  # fmt: skip
_DENSE = tuple(n for n in (*_NUMBERS, *_WORDS, *_DAYS, *_CODES) if n not in _SPARSE)


def load(ledger: Ledger) -> Snapshot:
    """Everything the ledger holds, without a moment: see :func:`at`.

    A large ledger is kept as columns in the cache, so that the next process need not read it anew.
    """
    state = ledger.state
    kept = column_cache.read(ledger.label, state)
    if kept is None:
        kept = _read(ledger)
        column_cache.keep(ledger.label, state, kept)
    return replace(
        kept,
        moment=Moment(dt.date.max),
        store=LedgerStore(ledger, Moment(dt.date.max)),
        rulebooks=rulebooks.texts(ledger),
    )


def _read(ledger: Ledger) -> Snapshot:
    with ledger.reading() as connection, without_collector():
        clubs = _rows(
            connection,
            select(*(schema.club.c[n] for n in ("id", "key", "name", "country"))).order_by(
                schema.club.c.id
            ),
        )
        j, w = schema.joined.c, schema.witness.c.match
        joined = _pairs(_rows(connection, select(j.club, j.into)))
        seen = _pairs(
            _rows(connection, select(w, func.count()).group_by(w).having(func.count() != 1))
        )
        by_name = _by_name(connection, _DENSE)
        # What few matches have is read of those alone, and put in its places.
        some = or_(*(_m[name].is_not(None) for name in _SPARSE if name not in _WORDS),
                   *(_m[name] != "" for name in _SPARSE if name in _WORDS or name == "leg"))  # fmt: skip
        sparse = _by_name(connection, ("id", *_SPARSE), some)
    count = len(by_name["id"])
    columns: dict[str, IntColumn] = {
        name: np.array(by_name[name], dtype=np.int32) for name in _NUMBERS if name in by_name
    }
    places = np.searchsorted(columns["id"], np.array(sparse["id"], dtype=np.int32))
    for name in _SPARSE:
        if name in _NUMBERS:
            columns[name] = np.full(count, NONE, dtype=np.int32)
            columns[name][places] = np.array(sparse[name], dtype=np.int32)
        else:
            whole: list[Any] = [None if name in _DAYS else ""] * count
            for place, value in zip(places.tolist(), sparse[name], strict=True):
                whole[place] = value
            by_name[name] = whole
    words: dict[str, tuple[str, ...]] = {}
    for name in _WORDS:
        columns[name], words[name] = _coded(by_name[name], first=name != "competition")
    for name in _DAYS:
        columns[name] = _by_word(by_name[name], _ordinal)
    columns["day"] = columns.pop("date")
    columns["key"] = columns.pop("id")
    columns["time"] = _by_word(by_name["time"], minutes_of)
    columns["season"] = _by_word(by_name["season"], lambda text: Season.parse(text).code)
    columns["status"] = _by_word(by_name["status"], status_code)
    columns["phase"] = _by_word(by_name["phase"], phase_code)
    columns["leg"] = _by_word(by_name["leg"], leg_code)
    columns["witnesses"] = np.ones(count, dtype=np.int32)
    if seen:
        keys = columns["key"]
        places = np.searchsorted(keys, list(seen))
        counts = np.array(list(seen.values()), dtype=np.int32)
        here = (places < len(keys)) & (keys[np.minimum(places, len(keys) - 1)] == list(seen))
        columns["witnesses"][places[here]] = counts[here]
    answered = [row for row in clubs if row[0] not in joined]
    place = np.zeros(max((row[0] for row in clubs), default=0) + 1, dtype=np.int32)
    place[[row[0] for row in answered]] = np.arange(len(answered), dtype=np.int32)
    for club, into in joined.items():
        place[club] = place[into]
    for side in ("home", "away"):
        columns[side] = place[columns[side]]
    if joined:
        columns["nth"] = _counted(columns)
    return Snapshot(
        moment=Moment(dt.date.max),
        matches=Matches(*(columns[name] for name in COLUMNS)),
        clubs=tuple(Club(ClubId(row[1]), row[2], row[3]) for row in answered),
        competitions=tuple(CompetitionId(word) for word in words["competition"]),
        rounds=words["round"],
        groups=words["group"],
        grounds=words["ground"],
        zones=words["zone"],
        notes=words["note"],
    )


def at(whole: Snapshot, ledger: Ledger, moment: Moment) -> Snapshot:
    """What of the whole ledger was known at a moment."""
    store = LedgerStore(ledger, moment)
    known = calendar.known_at(replace(whole, store=store), moment)
    home, _ = known.matches.result()
    return replace(known, store=replace(store, over=known.matches.key[home >= 0]))


def last_day(ledger: Ledger) -> dt.date | None:
    """Day of the last result held, or of the last decision about one; None without results.

    If no result has a day it is that from which the last of their seasons is taken to be known.
    """
    c = schema.correction.c
    with ledger.reading() as connection:
        day = connection.execute(
            select(func.max(_m.date)).where(_m.status.in_(("played", "awarded")))
        ).scalar()
        decided = connection.execute(select(func.max(c.start)).where(c.revoked == "")).scalar()
        if day is None:
            seasons = connection.execute(
                select(_m.season).where(_m.status.in_(("played", "awarded"))).distinct()
            ).scalars()
            over = [season_over(Season.parse(season).code) for season in seasons]
            return dt.date.fromordinal(max(over)) if over else None
    return dt.date.fromisoformat(max(day, decided or day))


def _rows(connection: Connection, query: Select[Any]) -> list[Any]:
    return list(connection.execute(query).all())


def _by_name(
    connection: Connection, names: Sequence[str], where: ColumnElement[bool] | None = None
) -> dict[str, Sequence[Any]]:
    """Columns of the matches that count, by name, in the order of their numbers."""
    # What is unknown is coded by the database: it is quicker than asking each value here.
    asked: list[ColumnElement[Any]] = [
        func.coalesce(_m[name], NONE) if name in _NUMBERS else _m[name] for name in names
    ]
    query = select(*asked).where(_m.same_as.is_(None)).order_by(_m.id)
    rows = _rows(connection, query if where is None else query.where(where))
    if not rows:
        return {name: () for name in names}
    return dict(zip(names, zip(*rows, strict=True), strict=True))


@contextmanager
def without_collector() -> Iterator[None]:
    """Many rows made at once leave no cycles: looking for them takes as long as reading."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _pairs(rows: Sequence[Any]) -> dict[int, int]:
    return {int(row[0]): int(row[1]) for row in rows}


def _counted(columns: Mapping[str, IntColumn]) -> IntColumn:
    """Which meeting of its sides in its season each match is, in the order of the ledger."""
    met: dict[tuple[int, ...], int] = {}
    counted = []
    for pair in zip(
        *(columns[name].tolist() for name in ("competition", "season", "home", "away")),
        strict=True,
    ):
        met[pair] = met.get(pair, 0) + 1
        counted.append(met[pair])
    return np.array(counted, dtype=np.int32)


def _coded(values: Sequence[str], *, first: bool) -> tuple[IntColumn, tuple[str, ...]]:
    """Words as numbers in the order in which they come up.

    With ``first`` the empty word is number 0 even where it does not occur.
    """
    places: dict[str, int] = {"": 0} if first else {}
    for word in dict.fromkeys(values):
        places.setdefault(word, len(places))
    return np.array(list(map(places.__getitem__, values)), dtype=np.int32), tuple(places)


def _by_word(values: Sequence[Any], code: Callable[[Any], int]) -> IntColumn:
    """Codes of words that repeat: each is worked out once."""
    memo = {value: code(value) for value in set(values)}
    return np.array(list(map(memo.__getitem__, values)), dtype=np.int32)


def _ordinal(text: str | None) -> int:
    return dt.date.fromisoformat(text).toordinal() if text else NONE
