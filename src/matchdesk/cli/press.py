"""Verbs of what was written: ``check`` and ``brief``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchdesk.cli.common import JsonOption, LedgerOption, OnOption, as_text, desk
from matchdesk.errors import MatchdeskError, SourceError, UsageError

if TYPE_CHECKING:
    from matchdesk.desk import View
    from matchdesk.press import Check

FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FMT", help="text, html or json.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write it to a file.")
]


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE", help="Reports, or folders; - reads one from standard input."
        ),
    ] = None,
    match: Annotated[
        str | None,
        typer.Option("--match", metavar="MATCH", help="The match that they tell of, if not found."),
    ] = None,
    format: FormatOption = "text",
    out: OutOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="VERDICT", help="contradicted: exit 1 if any claim is."),
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option("--watch", metavar="FOLDER", help="Check its reports again as they change."),
    ] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check every claim of a report.

    Each gets a verdict (supported, contradicted, cannot be checked) with its evidence, judged by
    what was known when the report was written. Several reports are set side by side and told once.

    Example: matchdesk check report.txt --fail-on contradicted
    """
    wanted = _format(format, as_json)
    if fail_on not in (None, "contradicted", "cannot_say"):
        raise UsageError(
            f"Found --fail-on {fail_on!r}; expected contradicted or cannot_say. Nothing was checked.",
            code="bad-verdict",
        )
    if not files and watch is None:
        raise UsageError(
            "Found no report; expected files, folders or --watch FOLDER. Nothing was checked.",
            code="no-reports",
        )
    if files and watch is not None:
        raise UsageError(
            "Found files and --watch; expected one of them. Nothing was checked.", code="usage"
        )
    from matchdesk.cli.written import check_target

    check_target(out)
    asked = desk(ledger).at(on)
    if watch is not None:
        _watch(asked, watch, match, wanted, out, fail_on)
        return
    paths, texts = _inputs(files or [])
    found = asked.check(*paths, texts=texts, match=match)
    _give(_shown(found, wanted, plain=out is not None), out)
    _untold(found)
    for problem in found.problems:
        typer.echo(f"matchdesk: {problem}", err=True)
    if found.problems or (fail_on and _failing(found, fail_on)):
        raise typer.Exit(1)


def brief(
    match: Annotated[
        str | None, typer.Argument(metavar="MATCH", help="'[DATE] HOME v AWAY' or an id.")
    ] = None,
    reports: Annotated[
        list[Path] | None,
        typer.Option("--reports", metavar="PATH", help="Reports of the match, or a folder."),
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Use the three sample reports that ship.")
    ] = False,
    format: FormatOption = "text",
    out: OutOption = None,
    short: Annotated[
        bool, typer.Option("--brief", help="Stop after what is left to play for.")
    ] = False,
    chances: Annotated[
        bool,
        typer.Option("--chances/--no-chances", help="What was likely before and after."),
    ] = True,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell a match on one page.

    Result, tie, what is left to play for, tables, seasons so far, meetings, and what was written,
    checked. With --reports and no match it finds the match they tell of.

    Example: matchdesk brief "2018-01-24 Real Madrid v Leganés"
    """
    from matchdesk.cli import show
    from matchdesk.cli.written import check_target

    wanted = _format(format, as_json)
    check_target(out)
    paths = list(reports or ())
    if samples:
        from importlib import resources

        paths.append(Path(str(resources.files("matchdesk") / "samples")))
    found = desk(ledger).brief(match, reports=paths, on=on, chances=chances)
    if wanted == "json":
        text = as_text(found.to_dict())
    elif wanted == "html":
        text = found.html(short=short)
    else:
        text = show.brief(found, short=short, plain=out is not None)
    _give(text, out)
    left = found.checked.to_dict().get("problems") if found.checked is not None else None
    if left and isinstance(left, list):
        for problem in left:
            typer.echo(f"matchdesk: {problem}", err=True)
        raise typer.Exit(1)


def _format(format: str, as_json: bool) -> str:
    if format not in ("text", "html", "json"):
        raise UsageError(
            f"Found the format {format!r}; expected text, html or json. Nothing was written.",
            code="bad-format",
        )
    return "json" if as_json else format


def _inputs(files: list[Path]) -> tuple[list[Path], list[str]]:
    """Paths, and the text of standard input where ``-`` names it."""
    texts: list[str] = []
    if Path("-") in files:
        from matchdesk.press.report import decode

        texts.append(decode(sys.stdin.buffer.read(), "standard input"))
    return [f for f in files if f != Path("-")], texts


def _shown(found: Check, wanted: str, *, plain: bool) -> str:
    """An answer in one of the three forms."""
    if wanted == "json":
        return as_text(found.to_dict())
    if wanted == "html":
        from matchdesk.brief.report_html import check_page

        return check_page(found)
    from matchdesk.cli import show

    return show.check(found, plain=plain)


def _give(text: str, out: Path | None) -> None:
    """Print an answer, or put it into a file."""
    text = text.rstrip("\n")
    if out is None:
        typer.echo(text)
        return
    from matchdesk.cli.written import write_whole

    write_whole(out, text + "\n")
    typer.echo(f"Written to {out}.", err=True)


def _untold(found: Check) -> None:
    """Say on stderr which reports settle no match: their claims were hardly checked."""
    for one in found.reports:
        if one.match is None:
            typer.echo(
                f"matchdesk: {one.report.file}: {one.why} Name the match with --match.", err=True
            )


def _failing(found: Check, verdict: str) -> bool:
    return any(one.count(verdict) for one in found.reports)


def _watch(
    asked: View, folder: Path, match: str | None, wanted: str, out: Path | None, fail_on: str | None
) -> None:
    """Check the reports of a folder as they appear and change, until Ctrl-C."""
    from matchdesk.cli.watch import Folder
    from matchdesk.press.report import SUFFIXES

    if not folder.is_dir():
        raise SourceError(f"{folder} is no folder; expected one of reports to watch")
    target = out.resolve() if out is not None else None
    watched = Folder(
        folder,
        lambda p: (
            p.suffix.lower() in SUFFIXES and not p.name.startswith(".") and p.resolve() != target
        ),
    )
    typer.echo(f"Watching {folder}; Ctrl-C ends it.", err=True)
    failing: dict[Path, bool] = {}
    try:
        for look in watched.looks():
            for file in look.gone:
                failing.pop(file, None)
                typer.echo(f"{file}: gone.", err=True)
            changed = False
            for file in look.ready:
                try:
                    found = asked.check(file, match=match)
                except (MatchdeskError, OSError) as error:
                    # It may be half-written: it is looked at again before it is told.
                    if not watched.again(file):
                        typer.echo(f"matchdesk: {error}", err=True)
                    continue
                watched.read(file)
                changed = True
                failing[file] = bool(fail_on and _failing(found, fail_on))
                if out is None:
                    _print(found, wanted)
                    _untold(found)
            if out is not None and (changed or look.gone) and failing:
                _give(_shown(asked.check(*sorted(failing), match=match), wanted, plain=True), out)
    except KeyboardInterrupt:
        typer.echo("Stopped watching.", err=True)
    if any(failing.values()):
        raise typer.Exit(1)


def _print(found: Check, wanted: str) -> None:
    """One answer of a watched folder: JSON on a line of its own."""
    if wanted == "json":
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        typer.echo(_shown(found, wanted, plain=False))
    sys.stdout.flush()
