"""Goal lists of schochastics/football-data: one row a goal, gathered match by match."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from matchdesk.core.problem import Origin
from matchdesk.core.rows import GoalKind, GoalRow
from matchdesk.core.score import Score
from matchdesk.core.text import fold
from scripts.starter_clubs import Clubs, UnknownClub

FULL_TIME = 90

# "CD Leganés vs. Real Madrid 3:4 n.V.", "… 2:1 (Hinspiel 0:3)", "… 4:3 i.E."; "Wert." is awarded.
_GAME = re.compile(r"^(?P<home>.+?) vs\. (?P<away>.+?) (?P<score>\d+:\d+)(?P<rest>.*)$")
_MINUTE = re.compile(r"^(?P<minute>\d+)(?:\+(?P<added>\d+))?$")
HALF_ENDS = (45, 90, 105, 120)


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: minute and time added on, scorer, club it counts for, score after it."""

    minute: int
    added: int | None
    player: str
    club: str
    after: Score


@dataclass(frozen=True, slots=True)
class Listed:
    """One match of the list, with its goals in order.

    Attributes:
        result: score as the list's heading gives it; the shoot-out's where there was one.
        shoot_out, extra_time, awarded: what the heading says of how it ended.
    """

    season: int
    date: dt.date
    home: str
    away: str
    result: Score
    shoot_out: bool
    extra_time: bool
    awarded: bool
    goals: tuple[Goal, ...]

    @property
    def score(self) -> Score:
        """The running score after the last goal."""
        return self.goals[-1].after

    @property
    def whole(self) -> bool:
        """Whether every goal is there: the running score goes up to the result, goal by goal."""
        if not self.shoot_out and not self.awarded and self.score != self.result:
            return False
        before = Score(0, 0)
        for goal in self.goals:
            home = goal.after.home - before.home
            away = goal.after.away - before.away
            if (home, away) != ((1, 0) if goal.club == self.home else (0, 1)):
                return False
            before = goal.after
        return True

    def at_full_time(self) -> Score:
        """The score after 90 minutes."""
        inside = [goal.after for goal in self.goals if goal.minute <= FULL_TIME]
        return inside[-1] if inside else Score(0, 0)


def read_goals(
    path: Path, clubs: Clubs, country: str, first_season: int, of: str = ""
) -> dict[tuple[int, str, str], list[Listed]]:
    """Matches of a goal list by (first year of the season, home club, away club).

    Args:
        path: the list, compressed.
        clubs: the gazetteer.
        country: whose clubs play; "" for an international competition.
        first_season: earlier seasons are left out.
        of: only matches whose heading holds this name.

    Raises:
        UnknownClub: a club that the gazetteer lacks.
        ValueError: a line that says something else than a goal.
    """
    matches: dict[tuple[int, str, str], list[Listed]] = {}
    for (heading, date, season), goals in _by_match(path, first_season):
        if of not in heading:
            continue
        found = _GAME.match(heading)
        if found is None:
            raise ValueError(f"{path.name}: no match in {heading!r}")
        home, away = (clubs.id(found[side], country, season) for side in ("home", "away"))
        listed = Listed(
            season=season,
            date=date,
            home=home,
            away=away,
            result=Score.parse(found["score"]),
            shoot_out="i.E." in found["rest"],
            extra_time="n.V." in found["rest"],
            awarded="Wert." in found["rest"],
            goals=tuple(_goal(row, clubs, country, season, (home, away)) for row in goals),
        )
        matches.setdefault((season, home, away), []).append(listed)
    return matches


def _by_match(
    path: Path, first_season: int
) -> Iterator[tuple[tuple[str, dt.date, int], list[dict[str, str]]]]:
    matches: dict[tuple[str, dt.date, int], list[dict[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["season"][:4].isdigit() or int(row["season"][:4]) < first_season:
                continue
            heading = " ".join(row["game"].split())
            key = (heading, dt.date.fromisoformat(row["date"]), int(row["season"][:4]))
            matches.setdefault(key, []).append(row)
    yield from matches.items()


def _goal(
    row: dict[str, str], clubs: Clubs, country: str, season: int, sides: tuple[str, str]
) -> Goal:
    minute = _MINUTE.match(row["time"])
    if minute is None:
        raise ValueError(f"no minute of a goal: {row['time']!r}")
    club = clubs.id(row["scoring_team"], country, season)
    if club not in sides:
        raise UnknownClub(f"{row['scoring_team']!r} does not play in {row['game']!r}")
    return Goal(
        minute=int(minute["minute"]),
        added=int(minute["added"]) if minute["added"] else None,
        player=row["scoring_player"].strip(),
        club=club,
        after=Score(int(row["GH"]), int(row["GA"])),
    )


@dataclass(frozen=True, slots=True)
class Incident:
    """What the list of incidents adds to a goal: its kind, and time added on."""

    kind: GoalKind
    added: int | None


_INCIDENTS: Mapping[str, GoalKind] = {
    "Goal": "goal",
    "Penalty Awarded": "penalty",
    "Own goal": "own_goal",
}


def read_incidents(
    path: Path, clubs: Clubs, country: str, season: int
) -> dict[tuple[str, str], dict[Score, Incident]]:
    """Goals of a season by (home club, away club) and the score after them.

    A penalty that was missed has no score and is left out.
    """
    text = path.read_bytes()
    matches = json.loads(gzip.decompress(text) if path.suffix == ".gz" else text)
    found: dict[tuple[str, str], dict[Score, Incident]] = {}
    for match in matches:
        sides = [clubs.id(match[side].replace("-", " "), country, season) for side in _SIDES]
        goals = found.setdefault((sides[0], sides[1]), {})
        for incident in match["incident"]["incidents"]:
            kind = _INCIDENTS.get(incident["incident_type"])
            if kind is None or "home_score" not in incident:
                continue
            after = Score(int(incident["home_score"]), int(incident["away_score"]))
            added = int(incident["added_time"]) if incident.get("added_time") else None
            goals[after] = Incident(kind, added)
    return found


_SIDES = ("home", "away")


def goal_rows(
    listed: Listed,
    competition: str,
    clubs: Clubs,
    persons: Mapping[tuple[str, str], str],
    incidents: Mapping[Score, Incident] | None = None,
) -> list[GoalRow]:
    """The goals of one match as rows.

    Args:
        listed: the match, every goal of it.
        competition: decides how clubs are written.
        clubs: display names.
        persons: full name by (club, folded name) where a list writes a part of it.
        incidents: kinds by the score after the goal. Without them a goal by a known player of the
            other side is an own goal, and any other is "goal", penalties too.

    Raises:
        ValueError: a goal is missing.
    """
    if not listed.whole:
        raise ValueError(f"{listed.date} {listed.home} v {listed.away}: goals missing")
    rows = []
    for goal in listed.goals:
        incident = incidents.get(goal.after) if incidents else None
        other = listed.away if goal.club == listed.home else listed.home
        own = (other, fold(goal.player)) in persons and (
            goal.club,
            fold(goal.player),
        ) not in persons
        kind: GoalKind = incident.kind if incident else "own_goal" if own else "goal"
        side = other if kind == "own_goal" else goal.club
        added = goal.added
        if added is None and incident is not None and goal.minute in HALF_ENDS:
            added = incident.added
        rows.append(
            GoalRow(
                origin=Origin("", 0),
                date=listed.date,
                home=clubs.written(listed.home, competition),
                away=clubs.written(listed.away, competition),
                team=clubs.written(goal.club, competition),
                player=persons.get((side, fold(goal.player)), goal.player),
                minute=goal.minute,
                added=added,
                kind=kind,
            )
        )
    return rows
