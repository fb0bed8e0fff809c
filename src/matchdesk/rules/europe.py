"""European places that depend on more than the table: cup winners, and holders of European cups.

A cup's place goes to its winner. If the winner is placed as well or better by the league, the place
goes to the next club of the league; while a rulebook says so (until 2013-14), the losing finalist had
it before that if the winner was in the Champions League. Who wins the Champions League, the Europa League or the Conference League is placed
besides: nobody moves for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.competition import ClubId
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition, Stage
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.visibility import season_over
from matchdesk.rules.words import ZONES

RANKS: tuple[str, ...] = ("uefa.cl", "uefa.cl.qualifying", "uefa.el", "uefa.ecl")
"""Zones of Europe, best first."""

# Holders: competition, zone of its winner, first season of the rule.
_HOLDERS: tuple[tuple[str, str, Season], ...] = (
    ("uefa.cl", "uefa.cl", Season(2005, True)),
    ("uefa.el", "uefa.el", Season(2009, True)),
    ("uefa.el", "uefa.cl", Season(2014, True)),
    ("uefa.ecl", "uefa.el", Season(2021, True)),
)


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A club that a cup places in Europe.

    Attributes:
        winner: who won it; ``finalist`` lost the final and has the place in its stead, None where
            the rule does not know that.
        zone: the place.
        cup: name of the cup.
        since: day on which the final was decided; the end of its season where it has no date.
        passes_on: the place goes on where the winner does not need it.
    """

    winner: Club
    finalist: Club | None
    zone: str
    cup: str
    since: dt.date
    passes_on: bool


@dataclass(frozen=True, slots=True)
class PlacedByCup:
    """A cup that places its winner in Europe; fields as of :class:`Qualifier`."""

    cup: str
    zone: str
    passes_on: bool
    finalist: bool = False


def placed_by_cups(edition: Edition, season: Season) -> tuple[PlacedByCup, ...]:
    """The cups that place a club of this league: its own, then Europe's; empty without its own."""
    if not edition.cups:
        return ()
    own = [PlacedByCup(place.cup, place.zone, True, place.finalist) for place in edition.cups]
    holders = {comp: zone for comp, zone, start in _HOLDERS if season >= start}
    return (*own, *(PlacedByCup(comp, zone, False) for comp, zone in holders.items()))


def qualifiers(
    snapshot: Snapshot, edition: Edition, season: Season, catalogue: Catalogue = BUILT_IN
) -> tuple[Qualifier, ...]:
    """Who is placed by a cup that is decided at the snapshot's moment; best places first.

    Empty for a league whose rulebook names no cup.
    """
    found: list[Qualifier] = []
    for place in placed_by_cups(edition, season):
        last = _final(snapshot, place.cup, season, catalogue)
        if last is not None and last.winner is not None:
            finalist = last.loser if place.finalist else None
            found.append(
                Qualifier(
                    last.winner, finalist, place.zone, catalogue.name(place.cup),
                    _day(last), place.passes_on,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: RANKS.index(one.zone)))


def _day(final: Tie) -> dt.date:
    return final.decided_on or dt.date.fromordinal(season_over(final.season.code))


def _final(snapshot: Snapshot, cup: str, season: Season, catalogue: Catalogue) -> Tie | None:
    if cup not in snapshot.competitions:
        return None
    try:
        found = ties(snapshot, cup, season, round="final", catalogue=catalogue)
    except UnknownName:
        return None
    return next((t for t in reversed(found) if t.phase != "qualifying"), None)


def european(
    stage: Stage, order: Sequence[Club], found: Sequence[Qualifier], on: dt.date
) -> tuple[dict[ClubId, str], tuple[str, ...]]:
    """European places of a league's clubs on a day, and what they rest on, in sentences.

    Args:
        stage: the league, whose zones tell what its places mean without any cup.
        order: its clubs from the top.
        found: who is placed by a cup.
        on: the day.
    """
    berths = [
        zone
        for place in range(1, len(order) + 1)
        for zone in stage.zones_at(place)
        if zone in RANKS
    ]
    direct: dict[ClubId, str] = {}
    here = {club.id for club in order}
    notes: list[str] = []
    for one in found:
        if one.since > on:
            continue
        by_league = _by_league(order, berths, direct)
        words = ZONES[one.zone]
        if not one.passes_on:
            if one.winner.id in here and _better(one.zone, by_league.get(one.winner.id)):
                # The holder's own place in the league is left empty.
                direct[one.winner.id] = one.zone
                notes.append(f"{one.winner.name} won the {one.cup}: {words}.")
            continue
        taken = one.winner
        if not _better(one.zone, by_league.get(taken.id)):
            told = f"{taken.name} won the {one.cup} and are placed already"
            in_champions_league = by_league.get(taken.id, "").startswith("uefa.cl")
            if (
                in_champions_league
                and one.finalist is not None
                and _better(one.zone, by_league.get(one.finalist.id))
            ):
                taken = one.finalist
                notes.append(f"{told}: {taken.name}, who lost the final, have the place ({words}).")
            else:
                berths = sorted([*berths, one.zone], key=RANKS.index)
                notes.append(f"{told}: the next club of the league has the place ({words}).")
                continue
        else:
            notes.append(f"{taken.name} won the {one.cup}: {words}.")
        if taken.id in here:
            direct[taken.id] = one.zone
    holders = {one.winner.id for one in found if not one.passes_on}
    return {**_by_league(order, berths, direct, holders), **direct}, tuple(notes)


def _by_league(
    order: Sequence[Club],
    berths: Sequence[str],
    direct: dict[ClubId, str],
    holders: frozenset[ClubId] | set[ClubId] = frozenset(),
) -> dict[ClubId, str]:
    """The league's places down the table; clubs placed by a cup are passed over.

    A holder of a European cup uses up the place that it would have had.
    """
    left = list(berths)
    found: dict[ClubId, str] = {}
    for club in order:
        if not left:
            break
        if club.id in direct:
            if club.id in holders and not _better(left[0], direct[club.id]):
                left.pop(0)
            continue
        found[club.id] = left.pop(0)
    return found


def _better(zone: str, than: str | None) -> bool:
    return than is None or RANKS.index(zone) < RANKS.index(than)
