"""The swing of a night: what a match did to the chances of the two clubs that played it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast.events import events_of, live_of, replay
from matchdesk.forecast.live import LiveChances
from matchdesk.forecast.model import model_of
from matchdesk.forecast.prospects import Forecast
from matchdesk.forecast.simulate import RUNS, SEED, forecast
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.fixtures import competitions_of

_ZONES = ("champion", "uefa.cl", "promotion", "relegation")
"""Zones that a night is about, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One chance of a club before and after a match.

    Attributes:
        what: a zone ("champion", "uefa.cl", …), "winner" of a cup, or a round to be reached.
        before, after: chances; None where it was not open.
    """

    club: Club
    competition: str
    season: Season
    what: str
    before: float
    after: float

    @property
    def swing(self) -> float:
        """After less before."""
        return self.after - self.before

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "competition": self.competition,
            "season": str(self.season),
            "what": self.what,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class NightPoint:
    """Chances at one moment of the match: what happened, and how it then stood."""

    event: str
    chances: LiveChances


@dataclass(frozen=True, slots=True)
class Night:
    """What a match did.

    Attributes:
        match: its id. home, away: its clubs.
        line: chances at kick-off, after every goal and red card, and at the end.
        chances: before and after, competition by competition.
        runs, seed: of the simulations.
    """

    match: str
    home: Club
    away: Club
    line: tuple[NightPoint, ...]
    chances: tuple[Chance, ...]
    runs: int
    seed: int

    def of(self, club: Club | str) -> tuple[Chance, ...]:
        """The chances of one of the two clubs."""
        wanted = club.id if isinstance(club, Club) else club
        return tuple(c for c in self.chances if wanted in (c.club.id, c.club.name))

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "match": self.match,
            "line": [
                {"event": p.event, **p.chances.to_dict(self.home.name, self.away.name)}
                for p in self.line
            ],
            "chances": [c.to_dict() for c in self.chances],
            "runs": self.runs,
            "seed": self.seed,
        }


def night(
    before: Snapshot,
    after: Snapshot,
    row_before: int,
    row_after: int,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    catalogue: Catalogue = BUILT_IN,
) -> Night:
    """What a match did to the chances of its clubs.

    Args:
        before: the moment just before kick-off.
        after: a moment at which the result is known, such as the end of the day.
        row_before: row of the match in the first.
        row_after: in the second.
        runs: of the simulations.
        seed: the same for both, so that they differ by the match.
        catalogue: the rulebooks.
    """
    match = after.match(row_after)
    model = model_of(before)
    later = model_of(after)
    happened = events_of(after.goals_of(row_after), after.appearances_of(row_after))
    line = tuple(
        NightPoint(event, chances)
        for event, chances in replay(live_of(model, row_before, catalogue), happened, match)
    )
    found: list[Chance] = []
    held: dict[tuple[str, Season], tuple[Forecast | None, Forecast | None]] = {}
    for club in (match.home, match.away):
        for competition, season in _seasons(before, after, club):
            key = (competition, season)
            if key not in held:
                held[key] = tuple(  # type: ignore[assignment]
                    _asked(snapshot, competition, season, runs, seed, one, catalogue)
                    for snapshot, one in ((before, model), (after, later))
                )
            found += _chances(club, competition, season, *held[key])
    return Night(match.id, match.home, match.away, line, tuple(found), runs, seed)


def _seasons(before: Snapshot, after: Snapshot, club: Club) -> Sequence[tuple[str, Season]]:
    found: dict[tuple[str, Season], None] = {}
    for snapshot in (before, after):
        if snapshot.club_number(club) >= 0:
            found.update(dict.fromkeys(competitions_of(snapshot, club)))
    return list(found)


def _asked(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    runs: int,
    seed: int,
    model: object,
    catalogue: Catalogue,
) -> Forecast | None:
    try:
        return forecast(
            snapshot, competition, season, runs=runs, seed=seed, model=model, swings=False,  # type: ignore[arg-type]
            catalogue=catalogue,
        )  # fmt: skip
    except UnknownName:
        return None


def _chances(
    club: Club, competition: str, season: Season, before: Forecast | None, after: Forecast | None
) -> list[Chance]:
    """What was open before or is open after; what both held for certain is left out."""
    if before is None or after is None:
        return []
    try:
        one, two = before.team(club), after.team(club)
    except UnknownName:
        return []
    pairs: list[tuple[str, float, float]] = []
    if one.reach or two.reach:
        rounds = [n for n in dict.fromkeys((*dict(one.reach), *dict(two.reach))) if n != "winner"]
        pairs += [(n, one.reaches(n), two.reaches(n)) for n in (*rounds[-2:], "winner")]
    names = [n for n in _ZONES if n in dict(one.zones) and not one.reach]
    pairs += [(n, one.zone(n), two.zone(n)) for n in names]
    return [
        Chance(club, competition, season, what, a, b)
        for what, a, b in pairs
        if not (a == b and a in (0.0, 1.0))
    ]
