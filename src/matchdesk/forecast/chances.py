"""Chances of single matches: home win, draw, away win, and the goals expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from matchdesk.core.frames import Framed
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast.fixtures import Fixture
from matchdesk.forecast.goals import outcomes, scores
from matchdesk.forecast.model import Model, Pair, model_of
from matchdesk.forecast.record import Floats, level_of

_LIKELY = 5
"""Scores that an answer lists."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Chances of one match after 90 minutes.

    Attributes:
        date: day, None where not known. competition: id, "" where the match has none.
        home, away: clubs; one without an id is not held and was taken for a newcomer.
        home_win, draw, away_win: sum to 1.
        goals_home, goals_away: expected.
        likely: the likeliest scores, home goals, away goals and chance.
        match: id of the match; "" for one that is not held.
    """

    date: dt.date | None
    competition: str
    home: Club
    away: Club
    home_win: float
    draw: float
    away_win: float
    goals_home: float
    goals_away: float
    likely: tuple[tuple[int, int, float], ...] = ()
    match: str = ""

    def to_dict(self) -> dict[str, object]:
        """As the contract's JSON object."""
        return {
            "id": self.match or None,
            "date": self.date.isoformat() if self.date else None,
            "competition": self.competition or None,
            "home": self.home.name,
            "home_id": self.home.id or None,
            "away": self.away.name,
            "away_id": self.away.id or None,
            "home_win": self.home_win,
            "draw": self.draw,
            "away_win": self.away_win,
            "goals_home": self.goals_home,
            "goals_away": self.goals_away,
            "scores": [{"score": f"{h}-{a}", "chance": p} for h, a, p in self.likely],
        }


@dataclass(frozen=True, slots=True)
class Chances(Framed):
    """Chances of some matches, as known at a day.

    Attributes:
        on: day of the moment. matches: in the order asked for.
        matches_known: results that the strengths rest on.
        notes: what was assumed, such as a club that is not held.
    """

    on: dt.date
    matches: tuple[Chance, ...]
    matches_known: int
    notes: tuple[str, ...] = field(default=())

    def frame_rows(self) -> list[dict[str, object]]:
        """A row a match."""
        return [one.to_dict() for one in self.matches]

    def to_dict(self) -> dict[str, object]:
        """As the contract's JSON object."""
        return {
            "on": self.on.isoformat(),
            "matches": [chance.to_dict() for chance in self.matches],
            "results_known": self.matches_known,
            "notes": list(self.notes),
        }


def chances_of(
    snapshot: Snapshot,
    rows: Sequence[int],
    model: Model | None = None,
) -> Chances:
    """Chances of matches of a snapshot, by row.

    A match that is over is looked at as if it were to be played now: ask at a moment before it.
    """
    held = model or model_of(snapshot)
    m = snapshot.matches
    pairs = [
        Pair(int(m.home[r]), int(m.away[r]), int(m.competition[r]), int(m.day[r]) or None,
             bool(m.neutral[r] == 1))
        for r in rows
    ]  # fmt: skip
    places = [held.record.place.get(int(row)) for row in rows]
    if all(place is not None and not held.record.known[place] for place in places):
        expected = held.expect([place for place in places if place is not None])
    else:
        expected = held.expect_pairs(pairs)
    found = outcomes(expected, held.settings.low_scores)
    grids = scores(expected, held.settings.low_scores)
    listed = []
    for n, row in enumerate(rows):
        match = snapshot.match(int(row))
        listed.append(
            _chance(match.date, match.competition, match.home, match.away, found.chances[n],
                    found.goals[n], grids[n], match.id)
        )  # fmt: skip
    return Chances(snapshot.day, tuple(listed), int(held.record.known.sum()))


def chances_of_fixtures(
    snapshot: Snapshot,
    fixtures: Sequence[Fixture],
    find: Callable[[str, str], Club],
    model: Model | None = None,
) -> Chances:
    """Chances of fixtures that need not be in the ledger.

    Args:
        snapshot: what is known.
        fixtures: pairs of names.
        find: name and competition → the club meant; UnknownName for one that is not held, which is
            then taken for an ordinary club of the league, or at its beginning for a newcomer.
        model: strengths, if they are at hand.

    Raises:
        UsageError: no fixtures, or a club against itself.
    """
    if not fixtures:
        raise UsageError(
            "Found no fixtures; expected at least one line with date, home and away. Nothing was "
            "asked.",
            code="no-fixtures",
        )
    held = model or model_of(snapshot)
    competitions = {name: n for n, name in enumerate(snapshot.competitions)}
    notes: list[str] = []
    pairs: list[Pair] = []
    clubs: list[tuple[Club, Club]] = []
    for fixture in fixtures:
        sides = []
        for name in (fixture.home, fixture.away):
            try:
                club = find(name, fixture.competition)
            except UnknownName as error:
                club = Club("", name)  # type: ignore[arg-type]
                several = error.code == "ambiguous-name"
                note = (
                    f"{name} may be {' or '.join(error.near)}: taken for a club not held."
                    if several
                    else f"{name} is not held: taken for an ordinary club of its league."
                )
                near = f" Nearest: {', '.join(error.near)}." if error.near and not several else ""
                if note + near not in notes:
                    notes.append(note + near)
            sides.append(club)
        if sides[0].id and sides[0].id == sides[1].id:
            raise UsageError(
                f"Found {fixture.home} v {fixture.away}, which are one club ({sides[0].id}); "
                "expected two. Nothing was asked.",
                code="own-opponent",
            )
        clubs.append((sides[0], sides[1]))
        numbers = [snapshot.club_number(club.id) if club.id else -1 for club in sides]
        competition = competitions.get(fixture.competition, -1)  # type: ignore[call-overload]
        if competition < 0 and not fixture.competition:
            competition = _league_of(held, numbers)
        day = fixture.date.toordinal() if fixture.date else None
        depth = level_of(fixture.competition)
        pairs.append(Pair(numbers[0], numbers[1], competition, day, fixture.neutral, depth))
    before = sum(fixture.date is not None and fixture.date < snapshot.day for fixture in fixtures)
    if before:
        notes.insert(
            0,
            f"{before} of {len(fixtures)} fixtures lie before {snapshot.day}, up to which results "
            "are known; --on names an earlier day.",
        )
    expected = held.expect_pairs(pairs)
    found = outcomes(expected, held.settings.low_scores)
    grids = scores(expected, held.settings.low_scores)
    listed = []
    for n, (fixture, (home, away)) in enumerate(zip(fixtures, clubs, strict=True)):
        listed.append(
            _chance(
                fixture.date,
                fixture.competition,
                home,
                away,
                found.chances[n],
                found.goals[n],
                grids[n],
            )
        )
    known = int(held.record.known.sum())
    return Chances(snapshot.day, tuple(listed), known, tuple(notes))


def _league_of(model: Model, clubs: Sequence[int]) -> int:
    """The competition that two clubs last played in together, or the home side last; else -1."""
    record = model.record
    known = record.known
    last = -1
    for club in clubs:
        if club >= 0:
            own = np.flatnonzero(known & ((record.home == club) | (record.away == club)))
            if len(own):
                last = int(record.competition[own[-1]])
                break
    return last


def _chance(
    date: dt.date | None,
    competition: str,
    home: Club,
    away: Club,
    chances: Floats,
    goals: Floats,
    grid: Floats,
    match: str = "",
) -> Chance:
    order = np.argsort(-grid, axis=None, kind="stable")[:_LIKELY]
    likely = tuple(
        (int(n) // grid.shape[1], int(n) % grid.shape[1], float(grid.flat[n])) for n in order
    )
    return Chance(
        date, competition, home, away, float(chances[0]), float(chances[1]), float(chances[2]),
        float(goals[0]), float(goals[1]), likely, match,
    )  # fmt: skip


def season_rows(snapshot: Snapshot, competition: str, season: Season) -> list[int]:
    """Rows of the fixtures of a season still to be played, by day."""
    home, _ = snapshot.matches.result()
    rows = snapshot.select(competition, season)
    return [int(row) for row in rows if home[row] < 0]
