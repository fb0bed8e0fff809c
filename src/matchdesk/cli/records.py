"""Verbs about what is rare: records, streaks, since, preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from matchdesk.cli.common import (
    JsonOption,
    LedgerOption,
    OnOption,
    SeasonOption,
    answer,
    desk,
)
from matchdesk.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from matchdesk.desk import Desk, View
    from matchdesk.records import Record

_CONTESTED = ("score", "extra_time", "penalties", "awarded_score", "status")


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
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is rare about a match, a club, or a competition.

    Each record with its scope and how far the ledger bears it; the rarest first. With a
    competition --season tells of one season, without it of all that are held.

    Example: matchdesk records "2018-01-24 Real Madrid v Leganés"
    """
    from matchdesk import records as engine
    from matchdesk.ledger import lookup

    asked = desk(ledger)
    if _names_a_match(what):
        if season is not None:
            raise UsageError("A match has one season: leave --season out. Nothing was asked.")
        view, match = asked.at_match(what, on)
        row = lookup.find_match(view.snapshot, match)
        found = engine.records(view.snapshot, row, contested=_contested(asked, view))
        of = what
    else:
        view = asked.at(on)
        snapshot = view.snapshot
        competition, club = _competition_or_club(view, what)
        if competition is not None:
            year = lookup.find_season(snapshot, competition, season) if season else None
            found = engine.of_competition(
                snapshot, competition, year, contested=_contested(asked, view)
            )
            of = competition
        else:
            if season is not None:
                raise UsageError(
                    "--season goes with a competition, not with a club. Nothing was asked."
                )
            found = engine.of_club(snapshot, club, contested=_contested(asked, view))
            of = club
    found = _chosen(found, kind, venue)
    _answer(found, as_json, f"No records of {of} in what is held.")


def streaks(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="K", help="Only this kind; repeatable.")
    ] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the runs that are going on in a competition, and which match can extend each.

    Example: matchdesk streaks es.1 --on 2018-01-24
    """
    from matchdesk import records as engine
    from matchdesk.ledger import lookup

    asked = desk(ledger)
    view = asked.at(on)
    comp = lookup.find_competition(view.snapshot, competition)
    year = lookup.find_season(view.snapshot, comp, season)
    found = engine.streaks(view.snapshot, comp, year, contested=_contested(asked, view))
    _answer(_chosen(found, kind, None), as_json, f"No runs of note in {comp} {year}.")


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
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say when something last happened to a club, and how many matches ago.

    Example: matchdesk since "Real Madrid" defeat --opponent Barcelona --venue home
    """
    from matchdesk import records as engine
    from matchdesk.ledger import lookup

    asked = desk(ledger)
    view = asked.at(on)
    snapshot = view.snapshot
    found = engine.since(
        snapshot,
        lookup.find_club(snapshot, club),
        what,
        opponent=lookup.find_club(snapshot, opponent) if opponent else None,
        competition=lookup.find_competition(snapshot, competition) if competition else None,
        venue=venue,
        contested=_contested(asked, view),
    )
    answer(found.to_dict(), as_json, lambda: found.sentence)


def preview(
    match: Annotated[str, typer.Argument(metavar="MATCH", help="A match still to come.")],
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell which records a coming match could bring.

    Example: matchdesk preview "2018-01-27 Valencia v Real Madrid" --on 2018-01-24
    """
    from matchdesk import records as engine
    from matchdesk.ledger import lookup

    asked = desk(ledger)
    view = asked.at(on)
    row = lookup.find_match(view.snapshot, match)
    found = engine.preview(view.snapshot, row, contested=_contested(asked, view))
    _answer(found, as_json, f"No records are at hand in {match}.")


def _names_a_match(what: str) -> bool:
    text = f" {what.lower().replace('.', '')} "
    return what.count(":") >= 3 or " v " in text or " vs " in text


def _competition_or_club(view: View, what: str) -> tuple[str | None, str]:
    """The competition meant, else the club.

    Raises:
        UnknownName: neither is held; with the nearest names of both.
    """
    from matchdesk.ledger import lookup

    try:
        return lookup.find_competition(view.snapshot, what), ""
    except UnknownName as no_competition:
        try:
            return None, lookup.find_club(view.snapshot, what).id
        except UnknownName as no_club:
            raise UnknownName(
                f"{no_club.message} Nor is it a competition that is held.",
                code=no_club.code,
                near=[*no_club.near, *no_competition.near],
            ) from None


def _contested(asked: Desk, view: View) -> frozenset[str]:
    """Ids of matches whose result files give differently and nobody has settled."""
    day = view.moment.day.isoformat()
    return frozenset(
        one.match
        for one in asked.conflicts()
        if one.field in _CONTESTED and (one.date is None or one.date <= day)
    )


def _chosen(
    found: Sequence[Record], kinds: Sequence[str] | None, venue: str | None
) -> tuple[Record, ...]:
    """Those of the kinds and venue asked for.

    Raises:
        UsageError: no such kind or venue.
    """
    from matchdesk.records.kinds import kind_of

    if venue is not None:
        from matchdesk.records.asked import venue_of

        venue_of(venue)
    wanted = {kind_of(kind) for kind in kinds or ()}
    return tuple(
        one
        for one in found
        if (not wanted or one.kind in wanted) and (venue is None or one.venue == venue)
    )


def _answer(found: Sequence[Record], as_json: bool, none: str) -> None:
    answer(
        lambda: {"records": [one.to_dict() for one in found]},
        as_json,
        lambda: "\n".join(_lines(found)) or none,
    )


def _lines(found: Iterable[Record]) -> Iterable[str]:
    for one in found:
        ahead = ""
        if one.ahead is not None:
            ahead = f" Next: {one.ahead.date} {one.ahead.home.name} v {one.ahead.away.name}."
        yield f"{one.sentence}{ahead}"
        for folded in one.folded:
            yield f"  so too: {folded.sentence}"
