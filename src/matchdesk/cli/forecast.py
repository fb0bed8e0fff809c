"""Verbs about what is likely: ratings, chances, forecast, live, backtest, settled."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from matchdesk.errors import SourceError, UsageError

if TYPE_CHECKING:
    from matchdesk.forecast.live import LiveChances


def _told(line: str) -> None:
    typer.echo(line, err=True)


def ratings(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    history: Annotated[
        bool, typer.Option("--history", help="Also after every match of the season.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rate the clubs of a season, with the doubt about each.

    Example: matchdesk ratings es.1 --on 2018-01-24
    """
    from matchdesk.cli import show_forecast as show

    found = view(ledger, on).ratings(competition, season, history=history, told=_told)
    answer(found.to_dict, as_json, lambda: show.ratings(found))


def chances(
    match: Annotated[
        str | None, typer.Argument(metavar="MATCH", help="An id or '[DATE] HOME v AWAY'.")
    ] = None,
    fixtures: Annotated[
        Path | None,
        typer.Option("--fixtures", metavar="FILE", help="A CSV with date, home and away."),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Keep them in the ledger, to be scored later.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Chances of a match, or of the fixtures of a file.

    A match is seen from just before its kick-off, or from an earlier day. Rows of a file that cannot
    be used are told of and left out, and the exit status is 1.

    Example: matchdesk chances "2018-01-24 Real Madrid v Leganés"
    """
    from matchdesk.cli import show_forecast as show
    from matchdesk.forecast.chances import chances_of_fixtures
    from matchdesk.forecast.fixtures import Clubs, competition_of, read_fixtures
    from matchdesk.forecast.model import model_of

    if (match is None) == (fixtures is None):
        raise UsageError(
            "Expected either a match or --fixtures FILE. Nothing was asked.", code="no-match-named"
        )
    asked = desk(ledger)
    left_out: tuple[str, ...] = ()
    if match is not None:
        here, found = asked.at_match(match, on)
        answered = here.chances(found, told=_told)
    else:
        assert fixtures is not None
        try:
            written = fixtures.read_bytes()
        except OSError as error:
            raise SourceError(
                f"{fixtures} cannot be read ({error.strerror}). Nothing was asked; name a CSV file "
                "with date, home and away.",
                code="unreadable-file",
            ) from None
        try:
            text = written.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = written.decode("cp1252", errors="replace")
        snapshot = asked.at(on).snapshot
        listed, left_out = read_fixtures(
            text, str(fixtures), lambda league: competition_of(snapshot, league)
        )
        for line in left_out:
            _told(line)
        model = model_of(snapshot, told=_told)
        clubs = Clubs(snapshot)
        answered = chances_of_fixtures(snapshot, listed, clubs.find, model)
        answered = replace(answered, notes=(*answered.notes, *clubs.notes))
        for note in answered.notes:
            _told(note)
    if publish:
        from matchdesk.forecast.settled import not_over
        from matchdesk.forecast.settled import publish as keep

        still = not_over(asked.ledger, answered)
        if len(still.matches) < len(answered.matches):
            over = len(answered.matches) - len(still.matches)
            _told(f"{over} of the matches are over: their chances are not published.")
        _told(f"{keep(asked.ledger, still)} forecasts published.")
    answer(answered.to_dict, as_json, lambda: show.chances(answered))
    if left_out:
        raise typer.Exit(1)


def backtest(
    competitions: Annotated[list[str], typer.Argument(metavar="COMP", help="Leagues to test on.")],
    first: Annotated[str, typer.Option("--from", metavar="S", help="First season.")],
    last: Annotated[str, typer.Option("--to", metavar="S", help="Last season.")],
    model: Annotated[
        str, typer.Option("--model", metavar="NAME", help="strengths, ridge, dixon_coles, …")
    ] = "strengths",
    predictions: Annotated[
        Path | None,
        typer.Option(
            "--predictions", metavar="FILE", help="Write every forecast to FILE, CSV or NDJSON."
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw the calibration to FILE, an SVG."),
    ] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score forecasts of past seasons.

    Each match is forecast from what was known before its week, and compared with base rates and
    with the bookmakers, where the ledger holds odds.

    Example: matchdesk backtest es.1 --from 2014-15 --to 2016-17
    """
    from matchdesk.cli import show_forecast as show

    found = view(ledger, on).backtest(
        *competitions, first=first, last=last, model=model, told=_told
    )
    if predictions is not None:
        as_lines = predictions.suffix in (".json", ".ndjson", ".jsonl")
        _write(predictions, found.predictions(as_json=as_lines))
    if plot is not None:
        from matchdesk.forecast.plot import calibration_plot

        title = f"{', '.join(found.competitions)}, {found.first} to {found.last}"
        _write(plot, calibration_plot(found.bins, f"{title}: {len(found)} matches by {model}"))
    answer(found.to_dict, as_json, lambda: show.backtest(found))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} may not be written ({error.strerror}). Name another file.",
            code="unwritable-file",
        ) from error
    _told(f"Written to {path}.")


RunsOption = Annotated[
    int, typer.Option("--runs", metavar="N", help="How often the rest of the season is played.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="K", help="Of chance.")]


def forecast(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    runs: RunsOption = 10_000,
    seed: SeedOption = 1,
    threads: Annotated[
        int | None, typer.Option("--threads", metavar="N", help="Default: one a core.")
    ] = None,
    suppose: Annotated[
        list[str] | None,
        typer.Option(
            "--if",
            metavar="WHAT",
            help="Suppose a result: 'Real Madrid win', 'Valencia v Real Madrid 2-1'.",
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Keep it in the ledger, to be scored later.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Play the rest of a season many times.

    Every place, zone, round and trophy still open gets its chance, under the rules of the season.
    The same seed gives the same answer, whatever the number of threads. With --if, given once or
    more, it is told what follows if matches to come end so.

    Example: matchdesk forecast es.1 --on 2018-01-24 --if "Real Madrid win"
    """
    from matchdesk.cli import show_forecast as show

    asked = desk(ledger)
    if publish and suppose:
        raise UsageError(
            "Found --if with --publish; expected one of them. Nothing was simulated.",
            code="bad-condition",
        )
    with _progress(runs) as progress:
        found = asked.at(on).forecast(
            competition, season, runs=runs, seed=seed, suppose=suppose or (), threads=threads,
            told=_told, progress=progress,
        )  # fmt: skip
    if publish:
        from matchdesk.forecast.settled import publish as keep

        _told(f"{keep(asked.ledger, found)} forecasts published.")
    answer(found.to_dict, as_json, lambda: show.forecast(found))


@contextmanager
def _progress(runs: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr for long runs on a terminal; nothing else."""
    if runs < 100_000 or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Playing", total=runs)
        yield lambda done, total: bar.update(task, completed=done)


def live(
    match: Annotated[str, typer.Argument(metavar="MATCH", help="An id or '[DATE] HOME v AWAY'.")],
    replay: Annotated[
        bool, typer.Option("--replay", help="Replay a match whose goals are on record.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first line that cannot be used.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Follow a match: one JSON line of chances after every goal and red card.

    Reads them from standard input, one JSON object a line, such as
    {"minute": 31, "kind": "goal", "team": "Leganés"}. Kinds are goal, penalty, own_goal, red,
    second_yellow; no_goal and no_red, which take one back; kick (of the shoot-out, with "scored");
    and moments of the match: kick_off, minute, half_time, second_half, full_time, extra_time,
    penalties, end. A line that cannot be used is told of and left out, and the exit status is 1.

    Example: matchdesk live "2018-01-24 Real Madrid v Leganés" --replay
    """
    from matchdesk.core.moment import Moment
    from matchdesk.forecast import events
    from matchdesk.forecast.kept import PLAIN, model_at
    from matchdesk.forecast.live import Standing
    from matchdesk.ledger import lookup

    del as_json  # It is JSON in any case.
    asked = desk(ledger)
    here, found = asked.at_match(match, on)
    held = here.match(found)
    row = lookup.find_match(here.snapshot, found)
    before = here.snapshot
    if held.date is not None:
        before = asked.at(Moment.before(held.date, held.id)).snapshot
    model = model_at(before, _told, few=PLAIN)
    following = events.live_of(model, lookup.find_match(before, found))

    def tell(event: str, chances: LiveChances) -> None:
        told = {"event": event, **chances.to_dict(held.home.name, held.away.name)}
        typer.echo(json.dumps(told, ensure_ascii=False))

    if replay:
        if held.score is None:
            raise UsageError(
                f"{held.home.name} v {held.away.name} has no result known at the "
                f"{here.snapshot.moment}, so there is nothing to replay.",
                code="no-result",
            )
        happened = events.events_on_record(here.snapshot, row)
        result = held.extra_time or held.score
        goals = sum(event.is_goal for event in happened)
        if goals != result.home + result.away:
            _told(
                f"{goals} of {result.home + result.away} goals have a minute on record; the others "
                "are not replayed."
            )
        for event, chances in events.replay(following, happened, held):
            tell(event, chances)
        return
    standing, left_out = Standing(), 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        text = line.decode("utf-8", errors="replace")
        if not text.strip():
            continue
        try:
            now = events.read_event(text, held, number)
            if now is None:
                continue
            late = events.late(standing, now)
            standing = events.after(standing, now, long=events.may_be_long(following))
        except UsageError as error:
            said = str(error) if str(error).startswith("line ") else f"line {number}: {error}"
            if strict:
                raise UsageError(f"{said} Nothing after it was read.", code=error.code) from None
            _told(f"{said} Left out; the rest goes on.")
            left_out += 1
            continue
        if late:
            _told(
                f"line {number}: minute {now.minute} after minute {standing.minute}; it counts, and "
                "the clock stays."
            )
        tell(now.kind, following.at(standing))
    if left_out:
        raise typer.Exit(1)


def settled(ledger: LedgerOption = None, on: OnOption = None, as_json: JsonOption = False) -> None:
    """List published forecasts, scored as their results come in.

    Example: matchdesk settled
    """
    from matchdesk.cli import show_forecast as show
    from matchdesk.forecast.settled import settled as settle

    asked = desk(ledger)
    found = settle(asked.ledger, asked.at(on).snapshot)
    answer(found.to_dict, as_json, lambda: show.settled(found))
