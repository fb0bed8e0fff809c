"""Answers that are tables, as data frames of polars and pandas."""

from __future__ import annotations

import datetime as dt
from html import escape
from importlib import import_module
from typing import Any

from matchdesk.errors import UsageError


class Framed:
    """An answer that is a table: a frame has the rows of its JSON, in order.

    Nested objects become columns of their own (``zones.champion``), lists stay lists, days are
    dates. Needs the extra ``frames``: ``pip install 'matchdesk[frames]'``.
    """

    __slots__ = ()

    def frame_rows(self) -> list[dict[str, object]]:
        """The rows, as in the JSON of the answer."""
        raise NotImplementedError

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``.

        Raises:
            UsageError: polars is not installed (``missing-extra``).
        """
        polars = _library("polars")
        return polars.DataFrame(_columns(self.frame_rows()), strict=False)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``.

        Raises:
            UsageError: pandas is not installed (``missing-extra``).
        """
        pandas = _library("pandas")
        columns = _columns(self.frame_rows())
        frame = pandas.DataFrame(columns)
        for name, values in columns.items():
            if any(isinstance(value, dt.date) for value in values):
                frame[name] = frame[name].astype("datetime64[s]")
        return frame

    def _repr_html_(self) -> str:
        """As a notebook shows it."""
        columns = _columns(self.frame_rows())
        heads = "".join(f"<th>{escape(name)}</th>" for name in columns)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_cell(value))}</td>' for value in row)}</tr>"
            for row in zip(*columns.values(), strict=True)
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(
            f"{name} is not installed. Install it with: pip install 'matchdesk[frames]'",
            code="missing-extra",
        ) from None


def _columns(rows: list[dict[str, object]]) -> dict[str, list[object]]:
    """Rows as columns, in the order in which they first appear; None where a row has none."""
    flat = [dict(_flat("", row)) for row in rows]
    names = dict.fromkeys(name for row in flat for name in row)
    return {name: [row.get(name) for row in flat] for name in names}


def _flat(before: str, told: dict[str, object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in told.items():
        if isinstance(value, dict):
            found += _flat(f"{before}{key}.", value)
        elif key == "date" and isinstance(value, str):
            found.append((before + key, dt.date.fromisoformat(value)))
        else:
            found.append((before + key, value))
    return found
