"""What all verbs share: options, the ledger and the view, answers as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from matchdesk.desk import Desk, View

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE|URL",
        help="The ledger to ask; default: your own if there is one, else the starter.",
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="What was known at the end of this day; default: the last result held.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
SeasonOption = Annotated[
    str | None,
    typer.Option("--season", metavar="S", help="2017-18 or 2018; default: the one at that day."),
]


def desk(ledger: str | None) -> Desk:
    """The desk over the ledger named."""
    from matchdesk.desk import open

    return open(ledger)


def view(ledger: str | None, on: str | None) -> View:
    """The view at a day."""
    return desk(ledger).at(on)


def answer(
    told: dict[str, object] | Callable[[], dict[str, object]],
    as_json: bool,
    shown: Callable[[], str],
) -> None:
    """Print an answer: its JSON object, or its text."""
    if not as_json:
        typer.echo(shown())
        return
    typer.echo(as_text(told() if callable(told) else told))


def as_text(told: object) -> str:
    """JSON as it is printed."""
    return json.dumps(told, ensure_ascii=False, indent=2)
