"""Verbs about what is rare: records, streaks, since, preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from matchdesk.cli.common import JsonOption, LedgerOption, OnOption, SeasonOption, answer, desk

if TYPE_CHECKING:
    from matchdesk.records import Record

SHOWN = 20
"""Records that are printed unless all are asked for; JSON holds them all."""

AllOption = Annotated[bool, typer.Option("--all", help="Print all, not the first twenty.")]


def records(
    what: Annotated[
        str, typer.Argument(metavar="MATCH|CLUB|COMP", help="'[DATE] HOME v AWAY', club or league.")
    ],
    season: SeasonOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help="Only this kind; repeatable.")
    ] = None,
    venue: Annotated[
        str | None, typer.Option("--venue", metavar="V", help="Only home, away or neutral.")
    ] = None,
    every: AllOption = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is rare about a match, a club, or a competition.

    Each record with its scope and how far the ledger bears it; the rarest first. With a
    competition --season tells of one season, without it of all that are held.

    Example: matchdesk records "2018-01-24 Real Madrid v Leganés"
    """
    from matchdesk.desk import names_a_match

    asked = desk(ledger)
    view = asked.at_match(what, on)[0] if names_a_match(what) else asked.at(on)
    found = view.records(what, season, kinds=kind or (), venue=venue)
    none = f"No records of {what} in what is held."
    if not found and names_a_match(what) and view.match(what).id in view.contested:
        none = (
            f"Files give the result of {what} differently and nobody has settled it, so that no "
            "record is made of it. `matchdesk conflicts` shows both."
        )
    _answer(found, as_json, none, every)


def streaks(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help="Only this kind; repeatable.")
    ] = None,
    every: AllOption = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the runs that are going on in a competition, and which match can extend each.

    Example: matchdesk streaks es.1 --on 2018-01-24
    """
    view = desk(ledger).at(on)
    found = view.streaks(competition, season, kinds=kind or ())
    _answer(found, as_json, f"No runs of note in {competition}.", every)


def since(
    club: Annotated[str, typer.Argument(metavar="CLUB")],
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="win, draw, defeat, goal, clean_sheet …")
    ],
    opponent: Annotated[
        str | None, typer.Option("--opponent", metavar="C", help="Only against this club.")
    ] = None,
    competition: Annotated[
        str | None, typer.Option("--competition", metavar="COMP", help="Only in this one.")
    ] = None,
    venue: Annotated[
        str | None, typer.Option("--venue", metavar="V", help="home, away or neutral.")
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--in", metavar="KIND", help="Only in league, cup or european matches."),
    ] = None,
    season: SeasonOption = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="Y", help="Only in this calendar year.")
    ] = None,
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="CC", help="Only against clubs of this country."),
    ] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say when something last happened to a club, and how many matches ago.

    Example: matchdesk since "Real Madrid" defeat --opponent Barcelona --venue home
    """
    found = (
        desk(ledger)
        .at(on)
        .since(
            club,
            what,
            opponent=opponent,
            competition=competition,
            venue=venue,
            within=within,
            season=season,
            year=year,
            country=country,
        )
    )
    answer(found.to_dict(), as_json, lambda: found.sentence)


def preview(
    match: Annotated[str, typer.Argument(metavar="MATCH", help="A match still to come.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help="Only this kind; repeatable.")
    ] = None,
    every: AllOption = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell which records a coming match could bring.

    Example: matchdesk preview "2018-01-27 Valencia v Real Madrid" --on 2018-01-24
    """
    found = desk(ledger).at(on).preview(match, kinds=kind or ())
    _answer(found, as_json, f"No records are at hand in {match}.", every)


def _answer(found: Sequence[Record], as_json: bool, none: str, every: bool) -> None:
    shown = found if every else found[:SHOWN]
    more = len(found) - len(shown)
    rest = [f"… and {more} more; --all tells them."] if more else []
    answer(
        lambda: {"records": [one.to_dict() for one in found]},
        as_json,
        lambda: "\n".join([*_lines(shown), *rest]) or none,
    )


def _lines(found: Iterable[Record]) -> Iterable[str]:
    for one in found:
        ahead = ""
        if one.ahead is not None:
            ahead = f" Next: {one.ahead.date} {one.ahead.home.name} v {one.ahead.away.name}."
        yield f"{one.as_told}{ahead}"
        for folded in one.folded:
            if not folded.kind.endswith("_so_far") or not one.kind.endswith("_season"):
                yield f"  so too: {folded.sentence}"
