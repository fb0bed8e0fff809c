"""From the ledger's rows to a Snapshot at a moment."""

from __future__ import annotations

import datetime as dt
import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, count
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import (
    COLUMNS,
    NONE,
    BoolColumn,
    IntColumn,
    Matches,
    Rows,
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

# What every match has: numbers and the day packed into three whole numbers, and words into one text,
# so that few values cross from the database to Python. ``_BIT`` parts the words of such a text.
_BIT = "\x1f"
_CLUB, _GOAL = 2**20, 2**11
_EPOCH = dt.date(1970, 1, 1).toordinal()
_COUNTING = "FROM match WHERE same_as IS NULL"
_NUMBERS = f"""
SELECT CAST(id AS BIGINT) * {_GOAL**2} + COALESCE(home_goals + 1, 0) * {_GOAL}
         + COALESCE(away_goals + 1, 0),
       CAST(home AS BIGINT) * {_CLUB**2} + CAST(away AS BIGINT) * {_CLUB} + nth,
       COALESCE(CAST(REPLACE(date, '-', '') AS BIGINT), 0) * {_GOAL**2}
         + COALESCE(half_home + 1, 0) * {_GOAL} + COALESCE(half_away + 1, 0)
{_COUNTING} ORDER BY id"""
# Both are read off the index of the seasons.
_SEASONS = "SELECT competition, season, COUNT(*) FROM match GROUP BY 1, 2 ORDER BY 1, 2"
_BY_SEASON = "SELECT id FROM match ORDER BY competition, season"
# What only some matches have.
_WORDS = ("status", "phase", "leg", "time", "zone", "round", "group")
_SOME = f"""
SELECT id, status || '{_BIT}' || phase || '{_BIT}' || leg || '{_BIT}' || COALESCE(time, '')
         || '{_BIT}' || zone || '{_BIT}' || round || '{_BIT}' || "group"
{_COUNTING} AND (status <> 'played' OR phase <> '' OR leg <> ''
  OR time IS NOT NULL OR zone <> '' OR round <> '' OR "group" <> '') ORDER BY id"""
# What few have.
_FEW_NUMBERS = (
    "neutral", "extra_home", "extra_away", "penalties_home", "penalties_away", "awarded_home",
    "awarded_away", "attendance",
)  # fmt: skip
_FEW_DAYS = ("drawn_on", "date_known_from", "not_after")
_FEW_WORDS = ("ground", "note")
_FEW = f"""
SELECT id, {", ".join((*_FEW_NUMBERS, *_FEW_DAYS, *_FEW_WORDS))}
{_COUNTING} AND ({
    " OR ".join(
        [f"{name} IS NOT NULL" for name in (*_FEW_NUMBERS, *_FEW_DAYS)]
        + [f"{name} <> ''" for name in _FEW_WORDS]
    )
}) ORDER BY id"""
_SEEN = "SELECT match, COUNT(*) FROM witness GROUP BY match HAVING COUNT(*) <> 1"


_Columns = dict[str, IntColumn]
_Words = dict[str, tuple[str, ...]]
_CODES: dict[str, Callable[[str], int]] = {
    "status": status_code, "phase": phase_code, "leg": leg_code, "time": minutes_of,
}  # fmt: skip


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
        j = schema.joined.c
        joined = _pairs(_rows(connection, select(j.club, j.into)))
        numbers = np.fromiter(chain.from_iterable(_cursor(connection, _NUMBERS)), dtype=np.int64)
        seasons = _raw(connection, _SEASONS)
        by_season = np.fromiter(
            chain.from_iterable(_cursor(connection, _BY_SEASON)), dtype=np.int64
        )
        some = _raw(connection, _SOME)
        few = _raw(connection, _FEW)
        seen = _raw(connection, _SEEN)
        columns, words = _unpacked(numbers.reshape(-1, 3))
        _put_seasons(columns, words, seasons, by_season)
        _put_some(columns, words, some)
        _put_few(columns, words, few)
    columns["witnesses"] = np.ones(len(columns["key"]), dtype=np.int32)
    if seen:
        listed = np.array(seen, dtype=np.int32)
        places = np.searchsorted(columns["key"], listed[:, 0])
        # Matches that stand for another one are witnessed, too, and no rows here.
        here = _held(columns["key"], places, listed[:, 0])
        columns["witnesses"][places[here]] = listed[here, 1]
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
    """Day of the last result held, or of the last decision about one; None without matches.

    If no result has a day it is that from which the last of their seasons is taken to be known.
    Before the first result it is the day before the first match.
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
            if over:
                return dt.date.fromordinal(max(over))
            first = connection.execute(select(func.min(_m.date))).scalar()
            if first is None:
                return None
            day = (dt.date.fromisoformat(first) - dt.timedelta(days=1)).isoformat()
    return dt.date.fromisoformat(max(day, decided or day))


def _rows(connection: Connection, query: Select[Any]) -> list[Any]:
    return list(connection.execute(query).all())


def _raw(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    return list(_cursor(connection, query))


def _cursor(connection: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows as the driver gives them: half of the time of rows with names."""
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(query)
        yield from cursor
    finally:
        cursor.close()


def _held(keys: IntColumn, places: Rows, numbers: NDArray[Any]) -> BoolColumn:
    """Which of some numbers of matches are keys, and so stand at their places."""
    here = np.asarray(places < len(keys))
    here[here] = keys[places[here]] == numbers[here]
    return here


def _unpacked(numbers: NDArray[np.int64]) -> tuple[_Columns, _Words]:
    """Columns of what every match has; the others as they are where nothing is said."""
    count = len(numbers)
    goals, sides, days = numbers.T
    columns: _Columns = {"key": (goals // _GOAL**2).astype(np.int32)}
    for packed, home, away in (
        (goals, "home_goals", "away_goals"),
        (days, "half_home", "half_away"),
    ):
        columns[home] = (packed // _GOAL % _GOAL - 1).astype(np.int32)
        columns[away] = (packed % _GOAL - 1).astype(np.int32)
    columns["home"] = (sides // _CLUB**2).astype(np.int32)
    columns["away"] = (sides // _CLUB % _CLUB).astype(np.int32)
    columns["nth"] = (sides % _CLUB).astype(np.int32)
    columns["day"] = _ordinals(days // _GOAL**2)
    words: _Words = {}
    for name in (*_FEW_NUMBERS, *_FEW_DAYS, "time", "phase"):
        columns[name] = np.full(count, NONE, dtype=np.int32)
    for name in ("zone", "round", "group", *_FEW_WORDS):
        columns[name], words[name] = np.zeros(count, dtype=np.int32), ("",)
    columns["status"] = np.full(count, status_code("played"), dtype=np.int32)
    columns["leg"] = np.full(count, leg_code(""), dtype=np.int32)
    return columns, words


def _put_seasons(
    columns: _Columns,
    words: _Words,
    seasons: Sequence[tuple[Any, ...]],
    by_season: NDArray[np.int64],
) -> None:
    """Competition and season of each match; those first that come first."""
    keys = columns["key"]
    place = np.searchsorted(keys, by_season)
    which = np.repeat(np.arange(len(seasons)), [row[2] for row in seasons])
    here = _held(keys, place, by_season)
    place, which = place[here], which[here]
    of_row = np.zeros(len(keys), dtype=np.int32)
    of_row[place] = which
    first = np.full(len(seasons), len(keys), dtype=np.int64)
    np.minimum.at(first, which, place)
    order = [int(n) for n in np.argsort(first, kind="stable") if first[n] < len(keys)]
    rank = np.zeros(len(seasons), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    of_row = rank[of_row]
    listed = [seasons[n] for n in order]
    columns["competition"], words["competition"] = _coded(of_row, [row[0] for row in listed])
    columns["season"] = _values(of_row, [Season.parse(row[1]).code for row in listed])


def _put_some(columns: _Columns, words: _Words, some: Sequence[tuple[Any, ...]]) -> None:
    if not some:
        return
    numbers, texts = zip(*some, strict=True)
    places = np.searchsorted(columns["key"], np.array(numbers, dtype=np.int32))
    which, distinct = _numbered(texts)
    parts = dict(
        zip(_WORDS, zip(*(text.split(_BIT) for text in distinct), strict=True), strict=True)
    )
    for name, code in _CODES.items():
        memo = {word: code(word) for word in set(parts[name])}
        columns[name][places] = _values(which, [memo[word] for word in parts[name]])
    for name in ("zone", "round", "group"):
        columns[name][places], words[name] = _coded(which, parts[name], first=True)


def _put_few(columns: _Columns, words: _Words, few: Sequence[tuple[Any, ...]]) -> None:
    if not few:
        return
    numbers, *values = zip(*few, strict=True)
    places = np.searchsorted(columns["key"], np.array(numbers, dtype=np.int32))
    by_name = dict(zip((*_FEW_NUMBERS, *_FEW_DAYS, *_FEW_WORDS), values, strict=True))
    for name in _FEW_NUMBERS:
        listed = [NONE if value is None else value for value in by_name[name]]
        columns[name][places] = np.array(listed, dtype=np.int32)
    for name in _FEW_DAYS:
        columns[name][places] = _by_word(by_name[name], _ordinal)
    for name in _FEW_WORDS:
        which, distinct = _numbered(by_name[name])
        columns[name][places], words[name] = _coded(which, distinct, first=True)


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


def _numbered(values: Sequence[str]) -> tuple[IntColumn, list[str]]:
    """Each value's number in the order in which they come up, and the distinct values."""
    places: defaultdict[str, int] = defaultdict(count().__next__)
    which = np.fromiter(map(places.__getitem__, values), dtype=np.int32, count=len(values))
    return which, list(places)


def _coded(
    which: IntColumn, listed: Sequence[str], *, first: bool = False
) -> tuple[IntColumn, tuple[str, ...]]:
    """Words as numbers in the order in which they come up; ``which`` word of the list each has.

    With ``first`` the empty word is number 0 even where it does not occur.
    """
    places: dict[str, int] = {"": 0} if first else {}
    codes = [places.setdefault(word, len(places)) for word in listed]
    return _values(which, codes), tuple(places)


def _values(which: IntColumn, listed: Sequence[int]) -> IntColumn:
    return np.array(listed, dtype=np.int32)[which]


def _by_word(values: Sequence[Any], code: Callable[[Any], int]) -> IntColumn:
    """Codes of words that repeat: each is worked out once."""
    memo = {value: code(value) for value in set(values)}
    return np.fromiter(map(memo.__getitem__, values), dtype=np.int32, count=len(values))


def _ordinals(days: NDArray[np.int64]) -> IntColumn:
    """Ordinals of days as numbers such as 20180124, ``NONE`` for 0."""
    year, month, day = days // 10_000, days // 100 % 100, days % 100
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    since = months.astype("datetime64[D]").astype(np.int64) + day - 1
    return np.where(days > 0, since + _EPOCH, NONE).astype(np.int32)


def _ordinal(text: str | None) -> int:
    return dt.date.fromisoformat(text).toordinal() if text else NONE
