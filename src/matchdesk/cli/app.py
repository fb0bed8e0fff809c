"""Verbs of the command line.

Answers go to stdout, problems to stderr. Exit status 0: done; 1: a problem in the data or an
unknown name; 2: the call was wrong.
"""

from __future__ import annotations

import copy
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from typer.models import CommandInfo

from matchdesk.cli import forecast, keep, mend, press, records, rules
from matchdesk.cli.common import (
    JsonOption,
    LedgerOption,
    OnOption,
    SeasonOption,
    answer,
    as_text,
    desk,
    view,
)
from matchdesk.cli.fetch import fetch
from matchdesk.errors import MatchdeskError

app = typer.Typer(
    name="matchdesk",
    help="A match desk for association football.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from matchdesk import __version__

        typer.echo(f"matchdesk {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """A match desk for association football: results go in, what they mean comes out."""


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders.")],
    format: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="Default: found by itself.")
    ] = None,
    competition: Annotated[
        str | None,
        typer.Option("--competition", metavar="ID", help="For files that do not name theirs."),
    ] = None,
    season: Annotated[
        str | None,
        typer.Option("--season", metavar="S", help="For files that do not name theirs."),
    ] = None,
    ledger: LedgerOption = None,
    new_clubs: Annotated[
        bool,
        typer.Option("--new-clubs", help="Take names near a club held as new clubs, too."),
    ] = False,
    from_starter: Annotated[
        bool, typer.Option("--from-starter", help="Begin a new ledger as a copy of the starter.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take files of results into a ledger.

    All of them in one transaction: a broken row stays out, the good ones go in, and what is held
    is never overwritten.

    Example: matchdesk import SP1_1718.csv --ledger mine.sqlite
    """
    from matchdesk.cli import show
    from matchdesk.desk import hint_of
    from matchdesk.ledger import location
    from matchdesk.ledger.importing import import_paths

    done = import_paths(
        # Opened once the files are found, so that a wrong path leaves no new ledger behind.
        lambda: location.to_write(ledger, from_starter=from_starter),
        paths,
        format=format,
        hint=hint_of(competition, season),
        told=lambda line: typer.echo(line, err=True),
        every_name_new=new_clubs,
    )
    for line in show.problems(done.problems):
        typer.echo(line, err=True)
    if done.conflicting:
        typer.echo(show.in_conflict(done.conflicting), err=True)
    answer(done.to_dict(), as_json, lambda: show.imported(done))
    if done.conflicting or any(problem.refused for problem in done.problems):
        raise typer.Exit(1)


@app.command()
def results(
    competition: Annotated[
        str | None, typer.Argument(metavar="COMP", help="A competition, by id or name.")
    ] = None,
    club: Annotated[
        str | None, typer.Option("--club", metavar="C", help="Only this club's matches.")
    ] = None,
    season: SeasonOption = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List results and the fixtures known.

    Example: matchdesk results es.cup --club Leganés --season 2017-18 --on 2018-01-24
    """
    from matchdesk.cli import show

    found = view(ledger, on).results(competition, club=club, season=season)
    answer(found.to_dict, as_json, lambda: show.results(found))


app.command()(rules.table)


@app.command()
def tie(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    one: Annotated[str, typer.Argument(metavar="CLUB")],
    other: Annotated[str, typer.Argument(metavar="CLUB")],
    season: SeasonOption = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who goes through a tie, and why.

    Example: matchdesk tie es.cup "Real Madrid" Leganés --on 2018-01-24
    """
    from matchdesk.cli import show

    asked = view(ledger, on)
    found = asked.tie(competition, one, other, season)
    resting = asked.open_conflicts(competition, season, one, other)
    answer(found.to_dict, as_json, lambda: show.ties([found]), resting)


@app.command()
def ties(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    round: Annotated[
        str | None, typer.Option("--round", metavar="R", help="One round, such as semi_final.")
    ] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the ties of a cup, round by round.

    Example: matchdesk ties es.cup --round quarter_final --on 2018-01-24
    """
    from matchdesk.cli import show

    asked = view(ledger, on)
    found = asked.ties(competition, season, round=round)
    answer(
        lambda: {"ties": [one.to_dict() for one in found]},
        as_json,
        lambda: show.ties(found),
        asked.open_conflicts(competition, season),
    )


_VERBS: tuple[Callable[..., None], ...] = (
    rules.bracket,
    rules.champions,
    rules.why,
    rules.run,
    rules.alive,
    rules.rules,
    records.records,
    records.streaks,
    records.since,
    records.preview,
    forecast.ratings,
    forecast.chances,
    forecast.forecast,
    forecast.live,
    forecast.backtest,
    forecast.settled,
    press.check,
    press.brief,
    fetch,
    keep.export,
    keep.backup,
    keep.restore,
    mend.clubs,
    mend.coverage,
    mend.conflicts,
    mend.resolve,
    mend.corrections,
)
for _verb_of in _VERBS:
    app.command()(_verb_of)


@app.command()
def sources(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Print every source and its licence notice.

    Example: matchdesk sources
    """
    from matchdesk.cli import show

    found = desk(ledger).sources()
    answer(
        lambda: {"sources": [one.to_dict() for one in found]}, as_json, lambda: show.sources(found)
    )


@app.command()
def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended; nothing is thrown away.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how the ledger is, at a glance.

    With --repair a damaged file is copied row by row into a new one, and kept beside it.

    Example: matchdesk doctor --ledger mine.sqlite
    """
    from matchdesk.cli import show
    from matchdesk.cli.versions import versions
    from matchdesk.ledger.overview import coverage
    from matchdesk.ledger.repair import examine
    from matchdesk.ledger.repair import repair as mend_ledger

    asked = desk(ledger)
    if repair:
        done = mend_ledger(asked.ledger)
        answer(done.to_dict(), as_json, lambda: show.repaired(done))
        if done.lost:
            raise typer.Exit(1)
        return
    health = asked.health()
    findings = examine(asked.ledger)
    covered = coverage(asked.at(on).snapshot)
    found = {
        **health,
        "versions": versions(),
        "findings": [one.to_dict() for one in findings],
        "coverage": [one.to_dict() for one in covered],
    }
    answer(found, as_json, lambda: show.doctor(health, versions(), covered, findings))
    if health["integrity"] not in ("ok", ""):
        raise typer.Exit(1)


def _fail(errors: Sequence[dict[str, object]], status: int, as_json: bool) -> int:
    """One clear message on stderr; with ``--json`` the error object on stdout besides."""
    for error in errors:
        print(f"matchdesk: {error['message']}", file=sys.stderr)
    if as_json:
        # Where nothing can be written any more, standard error has told why.
        with suppress(OSError):
            print(as_text({"ok": False, "errors": list(errors)}), flush=True)
    return status


def _open_streams() -> None:
    """Stand-ins for streams that the caller closed: what is asked of them is nothing, no fault.

    In the order of their numbers, so that no ledger is opened under the number of one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))


def _leave_stdout() -> None:
    """Let what is left in the buffer go nowhere: the end of the program would stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _verb(arguments: Sequence[str]) -> str:
    """The verb of a call, to name its help."""
    return f"{arguments[0]} " if _registered(arguments[0]) else ""


def _registered(verb: str) -> list[CommandInfo]:
    """How a verb is registered; nothing where there is none of that name."""
    return [
        command
        for command in app.registered_commands
        if verb in (command.name, getattr(command.callback, "__name__", None))
    ]


def _called(arguments: Sequence[str]) -> typer.Typer:
    """The application with the verb that is called alone: building them all takes longer."""
    called = _registered(arguments[0]) if arguments else []
    if not called:
        return app
    alone = copy.copy(app)
    alone.registered_commands = called
    return alone


def main(argv: Sequence[str] | None = None) -> None:
    """Entry of the command ``matchdesk``."""
    arguments = [_as_typed(one) for one in (sys.argv[1:] if argv is None else argv)]
    # Loading modules makes much that stays and no cycles: looking for them takes a tenth of the time.
    gc.set_threshold(100_000, 20, 50)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a stand-in, never a traceback.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    try:
        status = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has gone (`… | head`): nothing is wrong.
        _leave_stdout()
        status = 0
    except OSError as error:
        # The answer stood in the buffer still when the disk behind it was full.
        print(f"matchdesk: The answer could not be written: {error.strerror}.", file=sys.stderr)
        _leave_stdout()
        status = 1
    if argv is None:
        # The process ends: to look through a million objects once more for cycles takes a second.
        gc.freeze()
    raise SystemExit(status)


def _as_typed(argument: str) -> str:
    """A word of the call in a locale that knows ASCII alone, as it was typed; a path stays."""
    if argument.isascii() or argument.isprintable() or os.path.exists(argument):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status."""
    as_json = "--json" in arguments
    try:
        done = typer.main.get_command(_called(arguments)).main(
            args=list(arguments), prog_name="matchdesk", standalone_mode=False
        )
        return int(done) if isinstance(done, int) else 0
    except MatchdeskError as error:
        return _fail([error.to_dict()], error.exit_status, as_json)
    except typer.TyperException as error:
        told = error.format_message()
        if not arguments:
            print(told, file=sys.stderr)
            return error.exit_code
        told = f"{told} See matchdesk {_verb(arguments)}--help."
        return _fail([{"code": "usage", "message": told, "near": []}], error.exit_code, as_json)
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        told = "Stopped; nothing was kept."
        return _fail([{"code": "stopped", "message": told, "near": []}], 1, as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        told = f"{error.filename or 'The system'}: {error.strerror or error}. Nothing was kept."
        return _fail([{"code": "system", "message": told, "near": []}], 1, as_json)
    except Exception as error:
        if os.environ.get("MATCHDESK_TRACEBACK"):
            raise
        told = (
            f"A fault of matchdesk itself: {type(error).__name__}: {error}. Nothing was kept. "
            "Run again with MATCHDESK_TRACEBACK=1 and report what it prints."
        )
        return _fail([{"code": "internal", "message": told, "near": []}], 1, as_json)
