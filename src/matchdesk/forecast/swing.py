"""The swing of a night: what a match did to the chances of the two clubs that played it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matchdesk.core.match import Club
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import UnknownName
from matchdesk.forecast.compiled import Told
from matchdesk.forecast.events import after as event_after
from matchdesk.forecast.events import events_on_record, live_of, may_be_long, replay
from matchdesk.forecast.kept import PLAIN, model_at
from matchdesk.forecast.live import LiveChances, Standing
from matchdesk.forecast.model import Model
from matchdesk.forecast.prospects import Forecast
from matchdesk.forecast.simulate import SEED, forecast
from matchdesk.ledger import lookup
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.fixtures import competitions_of

NIGHT_RUNS = 2_000
"""Runs of a page: few enough to do without a compiler."""
_ZONES = ("champion", "uefa.cl", "promotion", "relegation")
"""Zones that a night is about, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One chance of a club before and after a match.

    Attributes:
        what: a zone ("champion", "uefa.cl", …), "winner" of a cup, or a round to be reached.
        before: chance just before kick-off.
        after: at the end of the day; None while the match is not over.
    """

    club: Club
    competition: str
    season: Season
    what: str
    before: float
    after: float | None

    @property
    def swing(self) -> float:
        """After less before; 0 while the match is not over."""
        return 0.0 if self.after is None else self.after - self.before

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
        runs, seed: of the simulations. results_known: that the strengths before rest on.
    """

    match: str
    home: Club
    away: Club
    line: tuple[NightPoint, ...]
    chances: tuple[Chance, ...]
    runs: int
    seed: int
    results_known: int

    def of(self, club: Club | str) -> tuple[Chance, ...]:
        """The chances of one of the two clubs."""
        wanted = club.id if isinstance(club, Club) else club
        return tuple(c for c in self.chances if wanted in (c.club.id, c.club.name))

    @property
    def standard_error(self) -> float:
        """Of the least certain of the chances that were simulated."""
        held = [p for c in self.chances for p in (c.before, c.after) if p is not None]
        return math.sqrt(max((p * (1 - p) for p in held), default=0.0) / self.runs)

    def to_dict(self) -> dict[str, object]:
        """As a JSON object."""
        return {
            "match": self.match,
            "line": [
                {"event": p.event, **p.chances.to_dict(self.home.name, self.away.name)}
                for p in self.line
            ],
            "teams": [c.to_dict() for c in self.chances],
            "runs": self.runs,
            "seed": self.seed,
            "standard_error": self.standard_error,
            "results_known": self.results_known,
        }


def night(
    at: Callable[[Moment], Snapshot],
    match_id: str,
    moment: Moment,
    *,
    runs: int = NIGHT_RUNS,
    seed: int = SEED,
    told: Told | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Night:
    """What a match did to the chances of its clubs, or may do.

    Args:
        at: gives the ledger at a moment.
        match_id: id of the match.
        moment: what is known; the match may be still to come, or be going on.
        runs: of the simulations.
        seed: the same before and after, so that they differ by what happened.
        told: called with a line where kernels are compiled.
        catalogue: the rulebooks.

    Raises:
        UnknownName: the match was not on the calendar at the moment.
    """
    now = at(moment)
    row = lookup.find_match(now, match_id)
    match = now.match(row)
    over = match.result is not None
    before = now
    if match.date is not None and (over or moment.match):
        before = at(Moment.before(match.date, match.id))
    after: Snapshot | None = None
    if over and match.date is not None:
        # What came on later days is not this match's doing.
        after = now if now.day == match.date else at(Moment.end_of(match.date))
    model = model_at(before, told, few=PLAIN)
    line = _line(model, now, row, lookup.find_match(before, match_id), over, catalogue)
    later = model_at(after, told, few=PLAIN, since=model) if after is not None else None
    found: list[Chance] = []
    held: dict[tuple[str, Season], tuple[Forecast | None, Forecast | None]] = {}
    for club in (match.home, match.away):
        for asked in _seasons(before, after, club):
            if asked not in held:
                two = None if later is None else _asked(later, *asked, runs, seed, catalogue)
                held[asked] = _asked(model, *asked, runs, seed, catalogue), two
            found += _chances(club, *asked, *held[asked], later is None)
    known = int(model.record.known.sum())
    return Night(match.id, match.home, match.away, line, tuple(found), runs, seed, known)


def _line(
    model: Model, now: Snapshot, row: int, row_before: int, over: bool, catalogue: Catalogue
) -> tuple[NightPoint, ...]:
    """Chances as the match went, as far as its goals are known."""
    live = live_of(model, row_before, catalogue)
    match = now.match(row)
    happened = events_on_record(now, row)
    if over:
        return tuple(NightPoint(*point) for point in replay(live, happened, match))
    standing = Standing()
    found = [NightPoint("kick_off", live.at(standing))]
    for event in happened:
        standing = event_after(standing, event, long=may_be_long(live))
        found.append(NightPoint(event.kind, live.at(standing)))
    return tuple(found)


def _seasons(before: Snapshot, after: Snapshot | None, club: Club) -> Sequence[tuple[str, Season]]:
    found: dict[tuple[str, Season], None] = {}
    for snapshot in (before, after):
        if snapshot is not None and snapshot.club_number(club) >= 0:
            found.update(dict.fromkeys(competitions_of(snapshot, club)))
    return list(found)


def _asked(
    model: Model, competition: str, season: Season, runs: int, seed: int, catalogue: Catalogue
) -> Forecast | None:
    try:
        return forecast(
            model.snapshot, competition, season, runs=runs, seed=seed, model=model, swings=False,
            kernels=False, catalogue=catalogue,
        )  # fmt: skip
    except UnknownName:
        return None


def _chances(
    club: Club,
    competition: str,
    season: Season,
    before: Forecast | None,
    after: Forecast | None,
    to_come: bool,
) -> list[Chance]:
    """What was open before or is open after; what both held for certain is left out."""
    if before is None or (after is None and not to_come):
        return []
    try:
        one = before.team(club)
        two = one if after is None else after.team(club)
    except UnknownName:
        return []
    pairs: list[tuple[str, float, float]] = []
    if one.reach or two.reach:
        rounds = [n for n in dict.fromkeys((*dict(one.reach), *dict(two.reach))) if n != "winner"]
        pairs += [(n, one.reaches(n), two.reaches(n)) for n in (*rounds[-2:], "winner")]
    names = [n for n in _ZONES if n in dict(one.zones) and not one.reach]
    pairs += [(n, one.zone(n), two.zone(n)) for n in names]
    return [
        Chance(club, competition, season, what, a, None if to_come else b)
        for what, a, b in pairs
        if not (a == b and a in (0.0, 1.0))
    ]
