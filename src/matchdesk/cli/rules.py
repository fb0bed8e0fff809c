"""Verbs about what results mean: tables of a part, brackets, honours, rulebooks, who is still in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matchdesk.cli.common import (
    JsonOption,
    LedgerOption,
    OnOption,
    SeasonOption,
    answer,
    view,
)
from matchdesk.errors import RuleError, UnknownName, UsageError
from matchdesk.rules.catalogue import BUILT_IN

if TYPE_CHECKING:
    from matchdesk.ledger.rulebooks import Added, Own
    from matchdesk.rules.catalogue import Catalogue
    from matchdesk.rules.edition import Edition
    from matchdesk.rules.table import Table


def table(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    group: Annotated[str | None, typer.Option("--group", metavar="G", help="One group.")] = None,
    phase: Annotated[str | None, typer.Option("--phase", metavar="P", help="One phase.")] = None,
    venue: Annotated[
        str | None, typer.Option("--venue", metavar="V", help="home or away matches only.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", help="The last N matches of each club.")
    ] = None,
    half_time: Annotated[
        bool, typer.Option("--half-time", help="As if matches had ended at half-time.")
    ] = False,
    put_in: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="SCORE", help="'[DATE] HOME v AWAY 3-0', put in."),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Say what separates clubs level on points.")
    ] = False,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a table as it stood on a day.

    The order is that of the rules of its season. A part of the matches (at home, of late, at
    half-time) is put in order by points and overall figures.

    Example: matchdesk table es.1 --on 2018-01-24
    """
    asked = view(ledger, on)
    part: dict[str, Any] = {
        "phase": phase, "venue": venue, "last": last, "half_time": half_time, "put_in": put_in or ()
    }  # fmt: skip
    resting = asked.open_conflicts(competition, season)
    found = asked.tables(competition, season, **part)
    if group is not None or len(found) == 1:
        one = asked.table(competition, season, group=group, **part)
        answer(
            lambda: _told(one, alone=group is None and bool(one.group)),
            as_json,
            lambda: _shown([one], why),
            resting,
        )
        return
    answer(
        lambda: {"groups": [one.to_dict() for one in found]},
        as_json,
        lambda: _shown(found, why),
        resting,
    )


def bracket(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who meets whom, round by round.

    Where the rules fix the bracket, rounds to come are in it with the places that their sides come
    from.

    Example: matchdesk bracket uefa.cl --on 2018-03-15
    """
    from matchdesk.cli import show_rules

    asked = view(ledger, on)
    found = asked.bracket(competition, season)
    answer(
        found.to_dict,
        as_json,
        lambda: show_rules.bracket(found),
        asked.open_conflicts(competition, season),
    )


def champions(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who won a competition, season by season.

    Example: matchdesk champions es.1
    """
    from matchdesk.cli import show_rules

    found = view(ledger, on).champions(competition)
    answer(found.to_dict, as_json, lambda: show_rules.honours(found))


def why(
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    one: Annotated[str, typer.Argument(metavar="CLUB")],
    other: Annotated[str, typer.Argument(metavar="CLUB")],
    season: SeasonOption = None,
    phase: Annotated[str | None, typer.Option("--phase", metavar="P", help="One phase.")] = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what separates two clubs in a table.

    Every criterion of the rules is shown with the figures of both, until one tells them apart.

    Example: matchdesk why es.1 "Real Betis" Alavés --on 2019-06-01
    """
    from matchdesk.cli import show_rules

    asked = view(ledger, on)
    found = asked.why(competition, one, other, season, phase=phase)
    answer(
        found.to_dict,
        as_json,
        lambda: show_rules.why(found),
        asked.open_conflicts(competition, season, one, other),
    )


def run(
    club: Annotated[str, typer.Argument(metavar="CLUB")],
    competition: Annotated[str, typer.Argument(metavar="COMP")],
    season: SeasonOption = None,
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a club's way through a cup, and where it stands.

    Example: matchdesk run Leganés es.cup --on 2018-01-24
    """
    from matchdesk.cli import show_rules

    asked = view(ledger, on)
    ties = asked.run(club, competition, season)
    stands = asked.standing(club, competition, season)
    answer(
        lambda: {"standing": stands.to_dict(), "ties": [tie.to_dict() for tie in ties]},
        as_json,
        lambda: show_rules.run(stands, ties),
        asked.open_conflicts(competition, season, club),
    )


def alive(
    country: Annotated[
        str, typer.Argument(metavar="COUNTRY", help="A country, by name or code (es, ESP).")
    ],
    ledger: LedgerOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List which clubs of a country are still in which cup.

    Example: matchdesk alive Spain --on 2018-01-24
    """
    from matchdesk.cli import show_rules

    found = view(ledger, on).alive(country)
    answer(found.to_dict, as_json, lambda: show_rules.alive(found))


def rules(
    competition: Annotated[
        str | None, typer.Argument(metavar="COMP", help="A competition, by id or name.")
    ] = None,
    season: SeasonOption = None,
    add: Annotated[
        Path | None,
        typer.Option("--add", metavar="FILE", help="Put a rulebook of your own into the ledger."),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Check a rulebook; nothing is changed."),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take your own rulebook of COMP out of the ledger.")
    ] = False,
    source: Annotated[
        bool, typer.Option("--toml", help="Print your own rulebook of COMP as it was added.")
    ] = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the rules of a competition in words, with their source.

    With --add a rulebook of your own is checked, word by word, and kept in the ledger: from then on
    every question uses it, and it travels with the ledger. Adding one of the same id replaces it.
    Without COMP the rulebooks are listed, your own first.

    Example: matchdesk rules es.cup --season 2017-18
    """
    from matchdesk.cli.names import call_by
    from matchdesk.core.season import Season
    from matchdesk.ledger import location, rulebooks
    from matchdesk.ledger.likeness import nearest
    from matchdesk.ledger.overview import competitions
    from matchdesk.rules.catalogue import check_file
    from matchdesk.rules.describe import describe, describe_all

    asked = [name for name, given in (("--add", add), ("--check", check), ("--remove", remove),
                                      ("--toml", source)) if given]  # fmt: skip
    if len(asked) > 1:
        raise UsageError(f"Found {' and '.join(asked)}, expected one of them. Nothing was changed.")
    if (add or check) and (competition or season):
        raise UsageError(
            f"Found {asked[0]} with a competition or season, expected the file alone: it names its "
            "competition itself. Nothing was changed."
        )
    if (remove or source) and (not competition or season):
        raise UsageError(
            f"Found {asked[0]} without a competition or with a season, expected the competition "
            f"alone: matchdesk rules xx.norland {asked[0]}. Nothing was changed."
        )
    if check is not None:
        editions = check_file(check)
        head = editions[0]
        answer(
            {
                "competition": head.competition,
                "name": head.name,
                "editions": [edition.to_dict() for edition in editions],
            },
            as_json,
            lambda: (
                f"{check.name}: {head.name} ({head.competition}), {_count(editions)}; every "
                "word is known.\n\n" + "\n".join(describe(edition) for edition in editions)
            ),
        )
        return
    if add is not None:
        # Before a ledger is made for it.
        try:
            check_file(add)
        except RuleError as error:
            raise RuleError(f"{error.message}. Nothing was added.") from None
        kept = location.to_write(ledger)
        done = rulebooks.add(kept, add)
        answer(
            lambda: {**done.to_dict(), "ledger": kept.label},
            as_json,
            lambda: _added(done, kept.label),
        )
        return
    held = location.to_read(ledger)
    books = rulebooks.catalogue(held)
    call_by(books)
    if competition is None:
        if season is not None:
            raise UsageError("Name a competition: matchdesk rules es.cup. Nothing was asked.")
        own = rulebooks.held(held)
        ships = [c for c in BUILT_IN.competitions if BUILT_IN.editions(c)]
        answer(
            lambda: {
                "own": [one.to_dict() for one in own],
                "ships": [{"competition": c, "name": BUILT_IN.name(c)} for c in ships],
            },
            as_json,
            lambda: _listed(own, ships),
        )
        return
    comp = _known(competition, books)
    if remove:
        rulebooks.remove(held, comp)
        answer(
            {"competition": comp, "done": "removed", "instead": comp in BUILT_IN.competitions},
            as_json,
            lambda: (
                f"Your rulebook of {books.name(comp)} ({comp}) is out of {held.label}; "
                + ("the one that ships is used again."
                   if comp in BUILT_IN.competitions
                   else "answers now rest on no rulebook, and say so.")
            ),
        )  # fmt: skip
        return
    if source:
        mine = dict(rulebooks.texts(held))
        if comp not in mine:
            rulebooks.remove(held, comp)  # Says that there is none, and which there are.
        answer({"competition": comp, "toml": mine[comp]}, as_json, lambda: mine[comp].rstrip())
        return
    if comp not in books.competitions and comp not in competitions(held):
        raise UnknownName(
            f"No competition {comp!r} in the rulebooks, and no match of it in the ledger. "
            "Nothing was asked; name one by its id, such as es.1.",
            code="unknown-competition",
            near=nearest(comp, books.competitions),
        )
    if season is None:
        answer(
            lambda: {
                "competition": comp,
                "name": books.name(comp),
                "editions": [edition.to_dict() for edition in books.editions(comp)],
            },
            as_json,
            lambda: describe_all(comp, books),
        )
        return
    try:
        year = Season.parse(season)
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was asked.", code="bad-season") from None
    edition = books.edition(comp, year)
    answer(
        lambda: {**edition.to_dict(), "season": str(year)},
        as_json,
        lambda: f"# {edition.name} {year} (`{comp}`)\n\n{describe(edition)}",
    )


def _count(editions: Sequence[Edition]) -> str:
    return "1 edition" if len(editions) == 1 else f"{len(editions)} editions"


def _added(done: Added, label: str) -> str:
    """What adding a rulebook did, and what comes next."""
    own = done.own
    named = f"{own.name} ({own.competition})"
    told = {
        "new": f"{named}: the rulebook is in {label}",
        "updated": f"{named}: the rulebook in {label} is replaced by this one",
        "same": f"{named}: {label} holds this very rulebook already; nothing was changed",
    }[done.done]
    lines = [f"{told}. It has {_count(own.editions)}, from {own.editions[0].start} on."]
    if own.ships:
        lines.append(
            "It stands before the one that ships with matchdesk; "
            f"`matchdesk rules {own.competition} --remove` brings that back."
        )
    lines.append(
        f"Results of the competition {own.competition} are now put in order by it; "
        f"`matchdesk rules {own.competition}` prints it in words."
    )
    return "\n".join(lines)


def _listed(own: Sequence[Own], ships: Sequence[str]) -> str:
    """The rulebooks of the ledger, then those that ship."""
    lines = ["Your own, kept in the ledger" if own else "None of your own is in the ledger."]
    for one in own:
        instead = "; instead of the one that ships" if one.ships else ""
        lines.append(
            f"  {one.competition:<16} {one.name} ({_count(one.editions)}, from "
            f"{one.editions[0].start}{instead})"
        )
    lines.append("\nThose that ship")
    lines += [f"  {comp:<16} {BUILT_IN.name(comp)}" for comp in ships]
    return "\n".join(lines)


def _told(one: Table, *, alone: bool) -> dict[str, object]:
    """A table; the only one of a season with groups is listed among its groups too."""
    told = one.to_dict()
    return {**told, "groups": [told]} if alone else told


def _shown(found: Sequence[Table], why: bool) -> str:
    """Tables as text, with what was counted where that is not all."""
    from matchdesk.cli import show

    told = show.tables(found, why=why)
    counted = next((table.counting for table in found if table.counting), "")
    return f"Counted: {counted}.\n{told}" if counted else told


def _known(written: str, books: Catalogue) -> str:
    """A competition of the rulebooks by id or name."""
    from matchdesk.core.competition import COMPETITION_ID
    from matchdesk.core.text import fold

    if written in books.competitions:
        return written
    named = {
        comp for comp, names in books.names().items()
        if fold(written) in {fold(name) for name in names}
    }  # fmt: skip
    if len(named) == 1:
        return named.pop()
    if not named and COMPETITION_ID.match(written):
        return written
    raise UnknownName(
        f"{'No' if not named else 'More than one'} competition {written!r} in the rulebooks. "
        "Name one by its id, such as es.1.",
        code="unknown-competition",
        near=sorted(named) or list(books.competitions)[:5],
    )
