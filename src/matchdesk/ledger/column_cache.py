"""Columns of a large ledger kept in a file, so that the next process need not read them anew.

The file carries the state of the ledger it was made from: a word that every transaction that writes
draws anew. A file of another state, another version of the columns, or one that was cut short is
not used. It can be deleted at any time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import mmap
import os
from pathlib import Path
from typing import Any

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import COLUMNS, Matches, Snapshot

FROM = 20_000
"""Matches from which a ledger is worth a file."""

VARIABLE = "MATCHDESK_CACHE"
_MAGIC = b"matchdesk columns 1\n"
_WORDS = ("competitions", "rounds", "groups", "grounds", "zones", "notes")


def read(label: str, state: str) -> Snapshot | None:
    """The columns of a ledger in this state; None where there are none that can be trusted."""
    if not state:
        return None
    try:
        with _path(label).open("rb") as opened:
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    return _unpacked(memoryview(data), state)


def keep(label: str, state: str, snapshot: Snapshot) -> None:
    """Keep the columns of a large ledger; whole or not at all. A full disk is no fault."""
    if not state or len(snapshot.matches) < FROM:
        return
    path = _path(label)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as opened:
                for part in _packed(snapshot, state):
                    opened.write(part)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError:
        return


def _path(label: str) -> Path:
    named = os.environ.get(VARIABLE)
    if named:
        folder = Path(named).expanduser()
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("matchdesk", appauthor=False)
    shown = label if "://" in label else str(Path(label).resolve())
    return folder / f"columns-{hashlib.sha256(shown.encode()).hexdigest()[:20]}"


def _packed(snapshot: Snapshot, state: str) -> list[bytes]:
    words: dict[str, Any] = {name: getattr(snapshot, name) for name in _WORDS}
    words["clubs"] = [[club.id, club.name, club.country] for club in snapshot.clubs]
    words["columns"] = list(COLUMNS)
    words["matches"] = len(snapshot.matches)
    head = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    body = [np.ascontiguousarray(getattr(snapshot.matches, n), dtype="<i4") for n in COLUMNS]
    mark = hashlib.sha256(state.encode() + hashlib.sha256(head).digest()).digest()
    size = len(head).to_bytes(8, "little")
    # The mark stands at both ends: a file cut short lacks the second.
    first = _MAGIC + size + mark
    return [first, b" " * (-len(first) % 8), head, *(part.tobytes() for part in body), mark]


def _unpacked(data: memoryview, state: str) -> Snapshot | None:
    start = len(_MAGIC) + 8 + 32
    if len(data) < start + 32 or bytes(data[: len(_MAGIC)]) != _MAGIC:
        return None
    size = int.from_bytes(data[len(_MAGIC) : len(_MAGIC) + 8], "little")
    mark = bytes(data[len(_MAGIC) + 8 : start])
    first = start + (-start % 8)
    head = bytes(data[first : first + size])
    if mark != hashlib.sha256(state.encode() + hashlib.sha256(head).digest()).digest():
        return None
    words = json.loads(head)
    count, begin = int(words["matches"]), first + size
    if words["columns"] != list(COLUMNS) or len(data) != begin + 4 * count * len(COLUMNS) + 32:
        return None
    if bytes(data[-32:]) != mark:
        return None
    body = np.frombuffer(data, dtype="<i4", count=count * len(COLUMNS), offset=begin)
    columns = body.reshape(len(COLUMNS), count)
    return Snapshot(
        moment=Moment(dt.date.max),
        matches=Matches(*columns),
        clubs=tuple(Club(ClubId(key), name, country) for key, name, country in words["clubs"]),
        competitions=tuple(CompetitionId(word) for word in words["competitions"]),
        rounds=tuple(words["rounds"]),
        groups=tuple(words["groups"]),
        grounds=tuple(words["grounds"]),
        zones=tuple(words["zones"]),
        notes=tuple(words["notes"]),
    )
