"""Verbs that carry a ledger elsewhere and back: export, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchdesk.cli.common import JsonOption, LedgerOption, answer

if TYPE_CHECKING:
    from matchdesk.ledger.backup import Copied
    from matchdesk.ledger.exporting import Exported

ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace what is there; see the help above.")
]


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A new folder (SQLite: a file).")
    ],
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FMT", help="csv, parquet, football.txt or sqlite."),
    ] = "csv",
    competition: Annotated[
        str | None, typer.Option("--competition", metavar="COMP", help="Only this competition.")
    ] = None,
    season: Annotated[
        str | None, typer.Option("--season", metavar="S", help="Only this season.")
    ] = None,
    force: ForceOption = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole ledger out, or a part of it.

    The plain CSVs carry everything: imported into an empty ledger they give the same ledger. The
    folder stands there whole or not at all; one that is not empty is left alone. With --force a
    former export is replaced, and a folder with other files is kept as FOLDER.before-export.

    Example: matchdesk export my-ledger --ledger mine.sqlite
    """
    from matchdesk.ledger import location
    from matchdesk.ledger.exporting import export as write
    from matchdesk.ledger.exporting import part_of

    chosen = location.to_read(ledger)
    part = part_of(chosen, competition, season)
    if format == "parquet":
        from matchdesk.cli.frames import export_parquet

        done = export_parquet(chosen, folder, part=part, force=force)
    else:
        done = write(chosen, folder, format=format, part=part, force=force)
    for problem in done.problems:
        typer.echo(str(problem), err=True)
    answer(done.to_dict(), as_json, lambda: _exported(done))
    if done.problems:
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: ForceOption = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy the ledger into one file, while others may read and write it.

    The copy is checked, and is a ledger like any other. A file that is there is left alone, unless
    --force replaces it.

    Example: matchdesk backup monday.sqlite --ledger mine.sqlite
    """
    from matchdesk.ledger import location
    from matchdesk.ledger.backup import backup as copy

    done = copy(location.to_read(ledger), file, force=force)
    answer(done.to_dict(), as_json, lambda: f"{_matches(done)} in {done.path}.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    force: ForceOption = False,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FILE|URL", help="The ledger to restore; default: your own."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Put a backup in the place of the ledger.

    A backup that is damaged, or of a newer matchdesk, is refused. A ledger that is there is left
    alone; with --force it is replaced, and kept beside as NAME.before-restore.

    Example: matchdesk restore monday.sqlite --ledger mine.sqlite --force
    """
    from matchdesk.ledger import location
    from matchdesk.ledger.backup import restore as put_back

    done = put_back(file, location.to_restore(ledger), force=force)
    kept = f" What was there is kept in {done.kept}." if done.kept is not None else ""
    answer(done.to_dict(), as_json, lambda: f"{_matches(done)} in {done.path}.{kept}")


def _matches(done: Copied) -> str:
    return f"{done.matches} {'match' if done.matches == 1 else 'matches'}"


def _exported(done: Exported) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in done.rows.items())
    files = f"{len(done.files)} {'file' if len(done.files) == 1 else 'files'}"
    told = [f"{files} in {done.path}: {counts or 'nothing held'}."]
    if done.problems:
        told.append(f"{len(done.problems)} could not be carried as they are, each told above.")
    return "\n".join(told)
