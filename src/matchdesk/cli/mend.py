"""Verbs that keep a ledger trustworthy: clubs, coverage, conflicts, corrections."""

from __future__ import annotations

from typing import Annotated

import typer

from matchdesk.cli.common import (
    JsonOption,
    LedgerOption,
    OnOption,
    SeasonOption,
    answer,
    desk,
    view,
)
from matchdesk.errors import UsageError


def clubs(
    name: Annotated[str | None, typer.Argument(metavar="CLUB", help="One club.")] = None,
    add_name: Annotated[
        str | None, typer.Option("--add-name", metavar="NAME", help="A name of this club.")
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="K", help="Kind of the name that is added.")
    ] = "alias",
    join: Annotated[
        str | None,
        typer.Option("--join", metavar="OTHER", help="Answer for OTHER as this club from now on."),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option("--split", metavar="ID", help="Take the join of that club id away again."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why clubs are joined.")] = "",
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the clubs, or show one with its names.

    With --add-name, --join or --split the names of the ledger are mended; nothing is lost: a join
    can be split again.

    Example: matchdesk clubs Leganés
    """
    from matchdesk.cli import show
    from matchdesk.core.rows import NAME_KINDS
    from matchdesk.ledger import clubs as names

    asked = desk(ledger)
    if split is not None:
        into = names.split(asked.ledger, split)
        answer(
            {"club_id": split, "was_joined_into": into},
            as_json,
            lambda: f"{split} and {into} are two clubs again.",
        )
        return
    if name is None and (add_name or join):
        raise UsageError("Name the club: matchdesk clubs CLUB --add-name NAME.")
    if add_name is not None:
        if kind not in NAME_KINDS:
            raise UsageError(
                f"Found the kind {kind!r}, expected one of {', '.join(NAME_KINDS)}. Nothing was "
                "changed.",
                code="bad-kind",
            )
        club = asked.at(on).clubs(name)[0]
        added = names.add_name(asked.ledger, club.id, add_name, kind=kind)
        told = f"{add_name} is {'now' if added else 'already'} a name of {club.name} ({club.id})."
        answer({"club_id": club.id, "name": add_name, "added": added}, as_json, lambda: told)
        return
    if join is not None:
        here = asked.at(on)
        one, other = here.clubs(name)[0], here.clubs(join)[0]
        done = names.join(asked.ledger, other.id, one.id, reason)
        told = (
            f"{other.name} ({other.id}) is answered for as {one.name} ({one.id}): {done.same} "
            f"matches of both are one, {done.conflicts} of them with another score. "
            f"Take it back with --split {other.id}."
        )
        answer(done.to_dict(), as_json, lambda: told)
        return
    found = asked.at(on).clubs(name)
    answer(
        lambda: {"clubs": [one.to_dict() for one in found]},
        as_json,
        lambda: show.clubs(found, whole=name is not None),
    )


def coverage(
    competition: Annotated[
        str | None, typer.Argument(metavar="COMP", help="One competition.")
    ] = None,
    season: SeasonOption = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what the ledger holds in full.

    Example: matchdesk coverage es.1
    """
    from matchdesk.cli import show

    found = view(ledger, on).coverage(competition, season)
    answer(
        lambda: {"coverage": [one.to_dict() for one in found]},
        as_json,
        lambda: show.coverage(found),
    )


def conflicts(
    competition: Annotated[
        str | None, typer.Argument(metavar="COMP", help="One competition.")
    ] = None,
    season: SeasonOption = None,
    settled: Annotated[bool, typer.Option("--settled", help="Those settled.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where files say otherwise.

    Example: matchdesk conflicts es.1
    """
    from matchdesk.cli import show

    found = desk(ledger).conflicts(competition, season, resolved=settled)
    answer(
        lambda: {"conflicts": [one.to_dict() for one in found]},
        as_json,
        lambda: show.conflicts(found),
    )


def resolve(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `conflicts` lists it.")],
    take: Annotated[str, typer.Option("--take", metavar="WHICH", help="held or other.")] = "held",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    source: Annotated[str, typer.Option("--source", help="Where it is said.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Open it again.")] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Settle a conflict, with reason and source.

    Example: matchdesk resolve 3 --take other --reason "match report" --source "club yearbook"
    """
    from matchdesk.cli import show
    from matchdesk.ledger import conflicts as kept

    asked = desk(ledger)
    done = (
        kept.undo(asked.ledger, number)
        if undo
        else kept.resolve(asked.ledger, number, take, reason=reason, source=source)
    )
    answer(done.to_dict(), as_json, lambda: show.conflicts([done]))


def corrections(
    revoke: Annotated[
        int | None, typer.Option("--revoke", metavar="NUMBER", help="Take one back.")
    ] = None,
    restore: Annotated[
        int | None, typer.Option("--restore", metavar="NUMBER", help="Put it in force again.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.")] = "",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions that results do not show.

    Points deducted, results awarded or void, ties decided otherwise: they come in by `import` as
    sourced entries, and can be taken back.

    Example: matchdesk corrections
    """
    from matchdesk.cli import show
    from matchdesk.ledger import decisions

    asked = desk(ledger)
    if revoke is not None:
        if not reason.strip():
            raise UsageError(
                "A correction is taken back with a reason. Nothing was changed. Give --reason.",
                code="no-reason",
            )
        found: tuple[decisions.Entry, ...] = (decisions.revoke(asked.ledger, revoke, reason),)
    elif restore is not None:
        found = (decisions.revoke(asked.ledger, restore, ""),)
    else:
        found = decisions.entries(asked.ledger)
    answer(
        lambda: {"corrections": [one.to_dict() for one in found]},
        as_json,
        lambda: show.corrections(found, asked.whole),
    )
