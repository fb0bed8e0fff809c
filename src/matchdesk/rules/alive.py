"""Which clubs of a country are still in which competition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from matchdesk.core.competition import CompetitionId
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.fixtures import current_seasons
from matchdesk.rules.standing import CupPlace, SeasonStandings, Standing


@dataclass(frozen=True, slots=True)
class StillIn:
    """The clubs of a country that are still in one competition, and those that have won it.

    Attributes:
        clubs: where each club that is still in stands, by name.
        out: clubs of the country that are out.
        winner: the club of the country that has won it, None where none has.
    """

    competition: CompetitionId
    name: str
    season: Season
    clubs: tuple[Standing, ...]
    out: tuple[Club, ...]
    winner: Club | None

    def to_dict(self) -> dict[str, object]:
        """The competition as a JSON object."""

        def one(held: Standing) -> dict[str, object]:
            cup = held.cup or CupPlace("in")
            return {
                "team": held.club.name,
                "team_id": held.club.id,
                "round": cup.round,
                "opponent": cup.opponent.name if cup.opponent else None,
                "opponent_id": cup.opponent.id if cup.opponent else None,
                "drawn": cup.drawn,
                "next_date": cup.next_date.isoformat() if cup.next_date else None,
            }

        return {
            "competition": self.competition,
            "name": self.name,
            "season": str(self.season),
            "clubs": [one(held) for held in self.clubs],
            "out": [club.name for club in self.out],
            "out_ids": [club.id for club in self.out],
            "winner": self.winner.name if self.winner else None,
            "winner_id": self.winner.id if self.winner else None,
        }


@dataclass(frozen=True, slots=True)
class Alive:
    """Which clubs of a country are still in which competition; leagues are left out."""

    country: str
    on: dt.date
    competitions: tuple[StillIn, ...]

    def to_dict(self) -> dict[str, object]:
        """The answer as a JSON object."""
        return {
            "country": self.country,
            "on": self.on.isoformat(),
            "competitions": [one.to_dict() for one in self.competitions],
        }


def alive(snapshot: Snapshot, country: str, *, catalogue: Catalogue = BUILT_IN) -> Alive:
    """Which clubs of a country are still in a cup or a European competition at the moment.

    Args:
        snapshot: the ledger at a moment.
        country: code of the country, such as "es".
        catalogue: the rulebooks.

    Raises:
        UnknownName: no club of that country is held.
    """
    catalogue = catalogue.of(snapshot)
    own = np.array([club.country == country for club in snapshot.clubs], dtype=np.bool_)
    if not own.any():
        known = sorted({club.country for club in snapshot.clubs if club.country})
        raise UnknownName(f"no club of {country!r} is held", near=known)
    listed = []
    for competition, season in current_seasons(snapshot, own):
        shared = SeasonStandings(snapshot, competition, season, catalogue)
        if shared.is_league and not shared.ties:
            continue
        m, rows = snapshot.matches, snapshot.season_rows(competition, season)
        numbers = {*m.home[rows].tolist(), *m.away[rows].tolist()}
        clubs = sorted((snapshot.clubs[n] for n in numbers if own[n]), key=lambda club: club.name)
        held = [shared.of(club) for club in clubs]
        still = tuple(s for s in held if s.cup is not None and s.cup.state == "in")
        out = tuple(s.club for s in held if s.eliminated)
        winner = next((s.club for s in held if s.cup and s.cup.state == "winners"), None)
        if still or out or winner:
            listed.append(
                StillIn(competition, catalogue.name(competition), season, still, out, winner)
            )
    return Alive(country, snapshot.day, tuple(listed))
