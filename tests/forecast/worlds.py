"""Small leagues and cups for the tests of forecasts; every number by a seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match, Odds
from matchdesk.core.moment import Moment
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of

NAMES = (
    "Ashby", "Birch Town", "Calder", "Dunmore", "Easton", "Fenwick", "Garth", "Harbour",
    "Irwell", "Jarrow", "Kelso", "Lune", "Marsh", "Nairn", "Orford", "Perth",
)  # fmt: skip


def club(number: int, country: str = "xx") -> Club:
    """The n-th club."""
    name = NAMES[number]
    return Club(ClubId(f"{country}.{name.lower().replace(' ', '-')}"), name, country)


def rounds(clubs: int) -> list[list[tuple[int, int]]]:
    """A double round robin by the circle method, home and away."""
    turn = list(range(clubs))
    first = []
    for number in range(clubs - 1):
        pairs = [(turn[k], turn[-1 - k]) for k in range(clubs // 2)]
        first.append([(b, a) if number % 2 else (a, b) for a, b in pairs])
        turn = [turn[0], turn[-1], *turn[1:-1]]
    return first + [[(b, a) for a, b in pairs] for pairs in first]


def season(
    clubs: int,
    start: int,
    *,
    seed: int,
    competition: str = "xx.1",
    played: int | None = None,
    spread: float = 0.3,
) -> list[Match]:
    """A season of weekly rounds from 1 September; of it so many rounds are played, all if None."""
    rng = np.random.default_rng([seed, start, clubs])
    strength = np.random.default_rng([seed, clubs]).normal(0, spread, clubs)
    held = Season(start, True)
    found = []
    listed = rounds(clubs)
    for number, pairs in enumerate(listed):
        day = dt.date(start, 9, 1) + dt.timedelta(days=7 * number)
        for home, away in pairs:
            lead = strength[home] - strength[away]
            goals = rng.poisson([1.5 * np.exp(lead), 1.15 * np.exp(-lead)])
            over = played is None or number < played
            found.append(
                Match(
                    id="",
                    competition=CompetitionId(competition),
                    season=held,
                    date=day,
                    home=club(home),
                    away=club(away),
                    status="played" if over else "scheduled",
                    score=Score(int(goals[0]), int(goals[1])) if over else None,
                    phase="league",
                    round=str(number + 1),
                )
            )
    return found


def world(
    clubs: int = 6,
    *,
    seasons: int = 3,
    played: int | None = 4,
    seed: int = 1,
    odds: Mapping[int, tuple[Odds, ...]] | None = None,
    figures: Mapping[int, tuple[tuple[int, int], ...]] | None = None,
) -> Snapshot:
    """Some whole seasons and one of which so many rounds are played."""
    matches: list[Match] = []
    for number in range(seasons):
        last = number == seasons - 1
        matches += season(clubs, 2010 + number, seed=seed, played=played if last else None)
    return snapshot_of(
        matches, store=MemoryStore(odds_by_key=odds or {}, figures_by_key=figures or {})
    )


def cup_tie(
    home: int,
    away: int,
    day: dt.date,
    *,
    round: str,
    score: str | None = None,
    leg: str = "",
    competition: str = "xx.cup",
) -> Match:
    """One match of a cup of 2012-13."""
    return Match(
        id="",
        competition=CompetitionId(competition),
        season=Season(2012, True),
        date=day,
        home=club(home),
        away=club(away),
        status="played" if score else "scheduled",
        score=Score.parse(score) if score else None,
        phase="knockout",
        round=round,
        leg=leg,  # type: ignore[arg-type]
    )


def with_cup(matches: Sequence[Match], day: dt.date | None = None) -> Snapshot:
    """Whole seasons of a league with the matches of a cup."""
    league = season(8, 2011, seed=3) + season(8, 2012, seed=3, played=6)
    held = [*league, *matches]
    return snapshot_of(held, Moment(day) if day else None)
