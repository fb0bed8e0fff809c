"""Frames of everything a ledger holds, and Parquet files of them. Needs polars, an extra."""

from __future__ import annotations

import datetime as dt
import io
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from matchdesk.core.rows import MatchRow, Row
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import match_id
from matchdesk.errors import UsageError
from matchdesk.ledger.exporting import Exported, export_folder, records
from matchdesk.ledger.holdings import Holdings, Part
from matchdesk.ledger.store import Ledger

if TYPE_CHECKING:
    import polars

# Columns that hold a club's id, and how its name beside it is called.
_CLUBS = {"home": "home_team", "away": "away_team", "team": "team_name", "club": "club_name"}


def export_parquet(
    ledger: Ledger, target: Path, *, part: Part | None = None, force: bool = False
) -> Exported:
    """Write one Parquet file a kind of record to a new folder.

    Raises:
        UsageError: polars is not installed (``missing-extra``), or the place is taken.
        MatchdeskError: the disk is full. LedgerError: the ledger cannot be read.
    """
    _polars()
    return export_folder(ledger, target, "parquet", _write, part or Part(), force=force)


def _write(holdings: Holdings, folder: Path, done: Exported) -> None:
    for kind, frame in frames(holdings).items():
        written = io.BytesIO()
        frame.write_parquet(written)
        # Written by us, so that a full disk is told as one.
        (folder / f"{kind}.parquet").write_bytes(written.getbuffer())
        done.files.append(f"{kind}.parquet")
        done.rows[kind] = frame.height


def frames(holdings: Holdings) -> dict[str, polars.DataFrame]:
    """One frame a kind of record that is held; dates are dates, goals whole numbers.

    Clubs stand by id with their name beside it, scores as two columns, files and lines where a row
    comes from as ``file`` and ``line``.

    Raises:
        UsageError: polars is not installed.
    """
    rows: dict[str, list[tuple[Row, str]]] = {
        kind: [(row, row.source) for row in listed] for kind, listed in records(holdings).items()
    }
    rows["sources"] = [(row, row.source) for row in holdings.sources()]
    for competition in holdings.competitions:
        for held in holdings.of_competition(competition):
            rows.setdefault(held.kind, []).append((held.row, held.source or held.row.source))
    names = {club.id: club.name for club in holdings.clubs()}
    return {kind: _frame(listed, names) for kind, listed in rows.items() if listed}


def _frame(rows: Sequence[tuple[Row, str]], names: dict[str, str]) -> polars.DataFrame:
    pl = _polars()
    kind = type(rows[0][0])
    data: dict[str, list[Any]] = {}
    schema: dict[str, Any] = {}
    if kind is MatchRow:
        data["match"] = [_match_id(row) for row, _ in rows if isinstance(row, MatchRow)]
        schema["match"] = pl.String
    for name, type_ in _columns(kind):
        values = [getattr(row, name) for row, _ in rows]
        if name == "source":
            values = [source for _, source in rows]
        if type_ is Score:
            for place, side in enumerate(("home", "away")):
                data[f"{name}_{side}"] = [None if v is None else v[place] for v in values]
                schema[f"{name}_{side}"] = pl.Int32
            continue
        data[name] = [str(v) if isinstance(v, Season) else v for v in values]
        schema[name] = _TYPES[type_](pl)
        if name in _CLUBS and kind.__name__ != "ClubRow":
            data[_CLUBS[name]] = [names.get(v) for v in values]
            schema[_CLUBS[name]] = pl.String
    data["file"] = [row.origin.file or None for row, _ in rows]
    data["line"] = [row.origin.line or None for row, _ in rows]
    schema |= {"file": pl.String, "line": pl.Int32}
    made: polars.DataFrame = pl.DataFrame(data, schema=schema)
    return made


def _match_id(row: MatchRow) -> str:
    return match_id(row.competition, row.season, row.home, row.away, row.meeting or 1)


_TYPES: dict[type, Callable[[Any], Any]] = {
    str: lambda pl: pl.String,
    int: lambda pl: pl.Int32,
    float: lambda pl: pl.Float64,
    bool: lambda pl: pl.Boolean,
    dt.date: lambda pl: pl.Date,
    Season: lambda pl: pl.String,
    tuple: lambda pl: pl.List(pl.String),
}


def _columns(kind: type[Row]) -> tuple[tuple[str, type], ...]:
    """Fields of a kind of row with the type of their values; None is allowed in all."""
    hints = typing.get_type_hints(kind)
    return tuple(
        (field.name, _plain(hints[field.name]))
        for field in fields(kind)
        if field.name not in ("origin", "home_country", "away_country")
    )


def _plain(hint: Any) -> type:
    if typing.get_origin(hint) in (Union, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    if isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if typing.get_origin(hint) is typing.Literal:
        return str
    found: type = typing.get_origin(hint) or hint
    return found


def _polars() -> Any:
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise UsageError(
            "Found no polars, which writes Parquet and frames. Nothing was written. Install it: "
            "pip install 'matchdesk[frames]'. Or choose --format csv or sqlite.",
            code="missing-extra",
        ) from error
    return pl
