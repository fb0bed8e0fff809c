"""What all verbs share: options, the ledger and the view, answers as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from matchdesk.desk import Desk, View
    from matchdesk.ledger.conflicts import Conflict

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
    from matchdesk.cli.names import call_by
    from matchdesk.desk import open
    from matchdesk.ledger import rulebooks

    asked = open(ledger)
    call_by(rulebooks.catalogue(asked.ledger))
    return asked


def view(ledger: str | None, on: str | None) -> View:
    """The view at a day."""
    return desk(ledger).at(on)


def answer(
    told: dict[str, object] | Callable[[], dict[str, object]],
    as_json: bool,
    shown: Callable[[], str],
    resting_on: Sequence[Conflict] = (),
) -> None:
    """Print an answer: its JSON object, or its text.

    ``resting_on`` are differences between files, not settled, that the answer rests on: it says so.
    """
    if not as_json:
        typer.echo(shown())
        if resting_on:
            from matchdesk.cli import show

            typer.echo("\nThis rests on matches of which files say otherwise:")
            typer.echo(show.conflicts(resting_on))
        return
    answered = told() if callable(told) else told
    if resting_on:
        answered = {**answered, "conflicts": [one.to_dict() for one in resting_on]}
    typer.echo(as_text(answered))


def as_text(told: object) -> str:
    """JSON as it is printed."""
    return json.dumps(told, ensure_ascii=False, indent=2)
