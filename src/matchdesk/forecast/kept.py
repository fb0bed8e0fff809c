"""Strengths kept from one process to the next: the same matches and settings give the same state.

A state is a pure function of the columns of the record, the settings and the program, so its name is
a hash of those; nothing else decides what is read. Small states alone are kept, the newest few.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from matchdesk.core.snapshot import Snapshot
from matchdesk.forecast import compiled, strengths
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.model import Model, follow
from matchdesk.forecast.record import Record, Whole, columns_of, record_of
from matchdesk.forecast.settings import SETTINGS
from matchdesk.forecast.strengths import State

PLAIN = 10_000
"""Results known up to which strengths are followed without a compiler where none is needed else."""
_MOST_BYTES = 4_000_000
_MOST_FILES = 40


def model_at(
    snapshot: Snapshot, told: Told | None = None, *, few: int = 0, since: Model | None = None
) -> Model:
    """As :func:`.model.model_of`, with a state that is kept, if there is one.

    Args:
        snapshot: what is known.
        told: called with a line where kernels are compiled.
        few: matches known up to which no kernel is loaded, though it would be quicker.
        since: a model of an earlier moment: where what it knew begins what is known now, it is
            followed from there, to the same state.
    """
    record = record_of(snapshot, SETTINGS)
    places = np.flatnonzero(record.known)
    plain = len(places) <= few or not compiled.available()
    where = _folder() / f"{_name(record, plain)}.npz"
    state = _read(where, record)
    if state is None:
        state = strengths.beginning(record)
        if since is not None and _begins(since, record, places, state):
            state, places = since.state.copy(), places[int(since.record.known.sum()) :]
        if plain:
            blocks, none = np.zeros(len(places), dtype=np.int64), np.zeros(len(places), np.bool_)
            strengths.follow(state, record, places, blocks, none)
        else:
            follow(state, record, places, told=told)
        _keep(where, state)
    return Model(record, state)


def _begins(since: Model, record: Record, places: Whole, state: State) -> bool:
    """True if the first matches known are, column by column, those that a model has followed."""
    earlier = np.flatnonzero(since.record.known)
    if len(earlier) > len(places) or since.record.settings != record.settings:
        return False
    first = places[: len(earlier)]
    # The last column is of clubs, not of matches.
    *columns, countries = columns_of(record)
    *held, their_countries = columns_of(since.record)
    began = zip(state.arrays(), strengths.beginning(since.record).arrays(), strict=True)
    return (
        np.array_equal(countries, their_countries)
        and all(np.array_equal(one, other) for one, other in began)
        and all(
            np.array_equal(one[first], other[earlier], equal_nan=one.dtype.kind == "f")
            for one, other in zip(columns, held, strict=True)
        )
    )


def _folder() -> Path:
    kernels = compiled.folder()
    return kernels.with_name(kernels.name.replace("kernels-", "strengths-", 1))


@lru_cache(maxsize=1)
def _program() -> bytes:
    """A mark of the code that makes a state."""
    found = hashlib.sha256()
    for name in ("strengths.py", "strengths_kernel.py"):
        found.update(files("matchdesk.forecast").joinpath(name).read_bytes())
    return found.digest()


def _name(record: Record, plain: bool) -> str:
    """A hash of all that decides a state."""
    found = hashlib.sha256(_program())
    found.update(repr((plain, np.__version__, record.settings)).encode())
    began = strengths.beginning(record).arrays()
    for column in (*columns_of(record), *strengths.numbers_of(record.settings), *began):
        held = np.ascontiguousarray(column)
        found.update(repr((held.shape, held.dtype.str)).encode())
        found.update(held.tobytes())
    return found.hexdigest()[:40]


def _read(where: Path, record: Record) -> State | None:
    """A state that is kept; None where there is none, or it is damaged."""
    try:
        # Opened here, for a damaged file would be left open there.
        with where.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
            state = State(*(held[name] for name in State.__dataclass_fields__))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    fits = all(
        one.shape == other.shape and np.isfinite(one).all()
        for one, other in zip(state.arrays(), strengths.beginning(record).arrays(), strict=True)
    )
    return state if fits else None


def _keep(where: Path, state: State) -> None:
    """Keep a state for the next process; where that cannot be, nothing is lost but time."""
    if sum(array.nbytes for array in state.arrays()) > _MOST_BYTES:
        return
    partial = where.with_suffix(f".{os.getpid()}.npz")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        np.savez(partial, **dict(zip(State.__dataclass_fields__, state.arrays(), strict=True)))  # type: ignore[arg-type]
        partial.replace(where)
        held = sorted(where.parent.glob("*.npz"), key=lambda path: path.stat().st_mtime)
        for old in held[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
