"""Ratings: strengths of clubs put in one figure, with their doubt, and how they came to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.frames import Framed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast import strengths
from matchdesk.forecast.model import Model, follow, model_of
from matchdesk.forecast.record import Floats

_LOOK = np.array([1.0, 0.0, 1.0, 0.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0, 1.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Rating:
    """Strength of one club at a moment.

    Attributes:
        rating: goals by which it would be ahead of an average club of the competition on neutral
            ground; spread: its standard deviation.
        attack, defence: factors on the goals of an average club: 1.2 scores a fifth more than
            average; a defence of 1.2 lets opponents score a fifth less.
        matches: its results in the season asked about.
    """

    club: Club
    rating: float
    spread: float
    attack: float
    defence: float
    matches: int

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "rating": self.rating,
            "spread": self.spread,
            "attack": self.attack,
            "defence": self.defence,
            "matches": self.matches,
        }


@dataclass(frozen=True, slots=True)
class Ratings(Framed):
    """Ratings of the clubs of a season, best first; ``history`` by club, day and rating."""

    competition: str
    season: Season
    on: dt.date
    teams: tuple[Rating, ...]
    history: tuple[tuple[Club, tuple[tuple[dt.date, float], ...]], ...] = ()

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a club, best first."""
        return [one.to_dict() for one in self.teams]

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        told: dict[str, object] = {
            "competition": self.competition,
            "season": str(self.season),
            "on": self.on.isoformat(),
            "teams": [rating.to_dict() for rating in self.teams],
        }
        if self.history:
            told["history"] = [
                {
                    "team": club.name,
                    "team_id": club.id,
                    "ratings": [{"date": day.isoformat(), "rating": r} for day, r in days],
                }
                for club, days in self.history
            ]
        return told


def ratings(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    history: bool = False,
    model: Model | None = None,
) -> Ratings:
    """Ratings of the clubs of a competition's season.

    With ``history`` also after every day on which one of them played in any competition.

    Raises:
        UnknownName: no match of that season is known.
    """
    held = model or model_of(snapshot)
    rows = snapshot.select(competition, season)
    if not len(rows):
        raise UnknownName(
            f"no match of {competition} {season} is known", near=sorted(snapshot.competitions)
        )
    m = snapshot.matches
    clubs = sorted({*m.home[rows].tolist(), *m.away[rows].tolist()})
    number = int(m.competition[rows[0]])
    base = float(np.exp(held.state.level[number, 0, 0]))
    goals, _ = m.result()
    played = np.concatenate((m.home[rows], m.away[rows]))[np.tile(goals[rows] >= 0, 2)]
    means = held.state.mean[clubs]
    own = means @ np.stack(_LOOK).T
    # Between countries their strengths count, too; within one they cancel.
    own = own + held.state.country[held.record.country[clubs]][:, None]
    middle = own.mean(axis=0)
    teams = []
    for place, club in enumerate(clubs):
        attack, defence = (own[place] - middle).tolist()
        spread = held.state.spread[club]
        slope = base * np.exp(attack) * _LOOK[0] + base * np.exp(-defence) * _LOOK[1]
        teams.append(
            Rating(
                snapshot.clubs[club],
                base * (float(np.exp(attack)) - float(np.exp(-defence))),
                float(np.sqrt(slope @ spread @ slope)),
                float(np.exp(attack)),
                float(np.exp(defence)),
                int((played == club).sum()),
            )
        )
    teams.sort(key=lambda r: (-r.rating, r.club.name))
    days = _history(held, clubs, base, season, number) if history else ()
    return Ratings(competition, season, snapshot.day, tuple(teams), days)


def _history(
    model: Model, clubs: Sequence[int], base: float, season: Season, competition: int
) -> tuple[tuple[Club, tuple[tuple[dt.date, float], ...]], ...]:
    """Ratings after each day of the season, against the mean of the season's clubs that day."""
    record = model.record
    own = record.known & (record.season == season.code) & (record.competition == competition)
    if not own.any():
        return ()
    first, last = int(record.day[own].min()), int(record.day[own].max())
    state = strengths.beginning(record)
    follow(state, record, np.flatnonzero(record.known & (record.day < first)))
    inside = np.flatnonzero(record.known & (record.day >= first) & (record.day <= last))
    found: dict[int, list[tuple[dt.date, float]]] = {club: [] for club in clubs}
    look = np.stack(_LOOK).T
    start = 0
    while start < len(inside):
        end = start
        while end < len(inside) and record.day[inside[end]] == record.day[inside[start]]:
            end += 1
        places = inside[start:end]
        strengths.follow(
            state, record, places, np.zeros(len(places), dtype=np.int64),
            np.zeros(len(places), dtype=np.bool_),
        )  # fmt: skip
        day = dt.date.fromordinal(int(record.day[places[0]]))
        means: Floats = state.mean[list(clubs)] @ look
        means = means - means.mean(axis=0)
        playing = {*record.home[places].tolist(), *record.away[places].tolist()}
        for place, club in enumerate(clubs):
            if club in playing:
                attack, defence = means[place].tolist()
                value = base * (float(np.exp(attack)) - float(np.exp(-defence)))
                found[club].append((day, value))
        start = end
    return tuple((model.snapshot.clubs[club], tuple(days)) for club, days in found.items())
