"""A club's matches seen from its side, and tallies of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from matchdesk.brief.setting import Setting
from matchdesk.brief.words import short_day
from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Rows

Venue = Literal["home", "away", "neutral"]
VENUES: tuple[Venue, ...] = ("home", "away", "neutral")
Outcome = Literal["W", "D", "L"]

FRIENDLY = "friendly"


@dataclass(frozen=True, slots=True)
class Outing:
    """One match that is over, from the side of one club.

    Attributes:
        goals: its own goals and the opponent's, extra time included, kicks of a shoot-out not.
        row: row of the snapshot.
    """

    match: Match
    club: Club
    opponent: Club
    venue: Venue
    goals: tuple[int, int]
    row: int

    @property
    def outcome(self) -> Outcome:
        """Won, drawn or lost; a win in extra time is a win, a shoot-out leaves a draw."""
        own, other = self.goals
        return "W" if own > other else "L" if own < other else "D"

    @property
    def kicks(self) -> Score | None:
        """The shoot-out, its own kicks first."""
        score = self.match.penalties
        if score is None or self.match.home.id == self.club.id:
            return score
        return score.swapped()

    @property
    def home_away(self) -> str:
        """The score in home-away order of the match."""
        return str(self.match.result)

    def short(self, beside: Match | None = None, *, day: bool = True) -> str:
        """Opponent, score in home-away order, and the day: "Betis 0-1 (20 Sep)"."""
        told = f"{self.opponent.name} {self.home_away}"
        if not day:
            return told
        return f"{told} ({short_day(self.match.date, beside.date if beside else None)})"

    def to_dict(self) -> dict[str, object]:
        """The outing as a JSON object; ``score`` is written home-away of that match."""
        return {
            "match_id": self.match.id,
            "date": self.match.date.isoformat() if self.match.date else None,
            "competition": self.match.competition,
            "round": self.match.round,
            "home": self.match.home.name,
            "home_id": self.match.home.id,
            "away": self.match.away.name,
            "away_id": self.match.away.id,
            "score": str(self.match.result),
            "penalties": str(self.match.penalties) if self.match.penalties else None,
            "venue": self.venue,
            "outcome": self.outcome,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """Matches counted: won, drawn, lost, goals. ``rows`` are the ids of the matches."""

    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0
    rows: tuple[str, ...] = ()

    @classmethod
    def of(cls, outings: Iterable[Outing]) -> Tally:
        """The tally of some matches of one club."""
        held = list(outings)
        return cls(
            won=sum(o.outcome == "W" for o in held),
            drawn=sum(o.outcome == "D" for o in held),
            lost=sum(o.outcome == "L" for o in held),
            goals_for=sum(o.goals[0] for o in held),
            goals_against=sum(o.goals[1] for o in held),
            rows=tuple(o.match.id for o in held),
        )

    @property
    def played(self) -> int:
        """Matches counted."""
        return self.won + self.drawn + self.lost

    @property
    def goals(self) -> str:
        """Goals scored and conceded.

        >>> Tally(won=2, goals_for=5, goals_against=1).goals
        '5-1'
        """
        return f"{self.goals_for}-{self.goals_against}"

    def to_dict(self) -> dict[str, object]:
        """The tally as a JSON object, with the matches that it rests on."""
        return {
            "played": self.played,
            "won": self.won,
            "drawn": self.drawn,
            "lost": self.lost,
            "goals_for": self.goals_for,
            "goals_against": self.goals_against,
            "match_ids": list(self.rows),
        }


def outings(setting: Setting, club: Club, rows: Rows) -> tuple[Outing, ...]:
    """The matches of a club among some rows whose result stands, in their order."""
    found = []
    number = setting.now.club_number(club)
    m = setting.now.matches
    for row in rows.tolist():
        if number not in (int(m.home[row]), int(m.away[row])):
            continue
        match = setting.match_at(row)
        result = match.result
        if result is None:
            continue
        at_home = match.home.id == club.id
        found.append(
            Outing(
                match=match,
                club=club,
                opponent=match.away if at_home else match.home,
                venue="neutral" if match.neutral else "home" if at_home else "away",
                goals=(result.home, result.away) if at_home else (result.away, result.home),
                row=row,
            )
        )
    return tuple(found)


def season_of(setting: Setting, club: Club) -> Season:
    """The season that a club is in.

    That of the match; but a club that plays a season of two years is in that one, even in a
    competition that follows the calendar year (a Super Cup, a Club World Cup).
    """
    season = setting.match.season
    if season.split:
        return season
    day = setting.day
    across = Season(day.year if day.month >= 7 else day.year - 1, True)
    return across if len(setting.now.select(None, across, club=club)) else season


def season_rows(setting: Setting, club: Club) -> Rows:
    """Rows of a club's matches of its season in all competitions, by day.

    A season is told by its label; matches whose label is of the other kind (calendar years beside
    seasons of two years) count by their day, from 1 July to 30 June or within the year.
    """
    season = season_of(setting, club)
    m = setting.now.matches
    rows = setting.now.select(club=club)
    codes, days = m.season[rows], m.day[rows]
    first, last = season_days(season)
    same_kind = (codes % 2) == (season.code % 2)
    within = (days >= first) & (days <= last)
    return rows[np.where(same_kind, codes == season.code, within)]


def season_days(season: Season) -> tuple[int, int]:
    """Ordinals of the first and last day by which matches of other labels are counted in."""
    if season.split:
        start, end = dt.date(season.start, 7, 1), dt.date(season.start + 1, 6, 30)
    else:
        start, end = dt.date(season.start, 1, 1), dt.date(season.start, 12, 31)
    return start.toordinal(), end.toordinal()


def season_outings(setting: Setting, club: Club) -> tuple[Outing, ...]:
    """A club's matches of its season that are over, friendlies included."""
    return outings(setting, club, season_rows(setting, club))


def competitive(found: Sequence[Outing]) -> tuple[Outing, ...]:
    """Those that are no friendlies; all of them where nothing else is held."""
    serious = tuple(o for o in found if o.match.competition != FRIENDLY)
    return serious or tuple(found)


def by_competition(found: Iterable[Outing]) -> dict[str, list[Outing]]:
    """Matches by competition, in the order in which the competitions first come."""
    groups: dict[str, list[Outing]] = {}
    for outing in found:
        groups.setdefault(outing.match.competition, []).append(outing)
    return groups


def last_of(found: Sequence[Outing], count: int) -> tuple[Outing, ...]:
    """The last matches, the latest first."""
    return tuple(reversed(found[-count:]))
