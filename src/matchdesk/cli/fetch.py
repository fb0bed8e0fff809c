"""The verb ``fetch``: a file of results from where it is published, into the ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from matchdesk.fetch import Fetched, Progress, Source
    from matchdesk.fetch.transfer import Told
    from matchdesk.ledger.importing import Imported
    from matchdesk.ledger.store import Ledger


def fetch(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="openfootball, football.json or football-data.")
    ],
    competition: Annotated[
        str, typer.Argument(metavar="COMP", help="Our id (es.1) or the source's code (SP1).")
    ],
    season: Annotated[str, typer.Argument(metavar="SEASON", help="2017-18, 2018 or 1718.")],
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger", metavar="FILE|URL", help="The ledger to take it into; default: your own."
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask only the cache, not the source.")
    ] = False,
    only_download: Annotated[
        bool, typer.Option("--only-download", help="Keep the file; import nothing.")
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Where to keep files; default: your cache."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fetch a season of results from its source, and take it into a ledger.

    A file fetched before is only asked for its changes. Each source has its own terms: they are
    printed with the file.

    Example: matchdesk fetch football-data SP1 1718 --ledger mine.sqlite
    """
    from matchdesk.fetch import fetch as fetched_from
    from matchdesk.fetch import load_sources

    sources = load_sources()
    with _shown() as told:
        found = fetched_from(
            source, competition, season, cache=cache, sources=sources, offline=offline, told=told
        )
    done = None if only_download else _import(found, sources.named(found.source), ledger)
    if done is not None:
        for problem in done.problems:
            typer.echo(str(problem), err=True)
    if as_json:
        answer = {
            "fetched": found.to_dict(),
            "imported": done.to_dict() if done is not None else None,
        }
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        typer.echo(_told_of(found, done, offline))
    if done is not None and (done.refused or done.conflicting):
        raise typer.Exit(1)


def _import(found: Fetched, source: Source, ledger: str | None) -> Imported:
    from matchdesk.core.competition import CompetitionId
    from matchdesk.core.problem import Origin
    from matchdesk.core.rows import Hint, SourceRow
    from matchdesk.errors import SourceError
    from matchdesk.ledger import location
    from matchdesk.ledger.importing import import_paths
    from matchdesk.ledger.notices import declare

    notice = SourceRow(
        Origin("sources.toml", 0), source.id, source.title, author=source.author,
        licence=source.licence, notice=source.notice, address=source.home or source.base,
    )  # fmt: skip

    def opened() -> Ledger:
        into = location.to_write(ledger)
        declare(into, notice)
        return into

    hint = Hint(CompetitionId(found.competition) if found.competition else None, found.season)
    try:
        # The ledger is opened once the file is found to be readable: one that is not leaves no trace.
        return import_paths(
            opened, [found.path], hint=hint, told=lambda line: typer.echo(line, err=True)
        )
    except SourceError as error:
        raise SourceError(
            f"{error.message.rstrip('.')}. The file fetched is kept as {found.path}.",
            code=error.code,
            near=error.near,
        ) from error


def _told_of(found: Fetched, done: Imported | None, offline: bool) -> str:
    from matchdesk.cli import show

    if found.fresh:
        how = f"Fetched {found.address}, {found.size:,} bytes."
    elif offline:
        how = f"Taken from the cache; {found.address} was not asked."
    else:
        how = f"Unchanged since it was fetched: {found.address}."
    lines = [how, f"Kept as {found.path}.", found.notice]
    if done is not None:
        lines.append(show.imported(done))
    return "\n".join(lines)


@contextmanager
def _shown() -> Iterator[Told]:
    """Progress on stderr: a bar on a terminal; elsewhere only that, and why, it waits."""

    def waits(step: Progress) -> None:
        if step.step == "waiting":
            typer.echo(f"{step.address}: {step.reason}; trying again in {step.wait:g} s.", err=True)

    if not sys.stderr.isatty():
        yield waits
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)

        def draws(step: Progress) -> None:
            words = f"waiting {step.wait:g} s" if step.step == "waiting" else step.step
            bar.update(task, description=words, completed=step.received, total=step.expected)
            if step.step == "waiting":
                bar.console.print(f"{step.address}: {step.reason}", markup=False, highlight=False)

        yield draws
