"""CSV files of a World Cup database, men's and women's: matches, goals, cards, standings.

Every file has ``tournament_id`` ("WC-1930") and ``tournament_name``; those about matches give
``match_name`` ("France vs Mexico") and ``match_date``. A score is the one at the end of the match,
extra time included. See ``docs/formats/world-cup-database.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from matchdesk.core.competition import CompetitionId, Leg
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import (
    EventKind,
    EventRow,
    FactRow,
    GoalKind,
    GoalRow,
    Hint,
    MatchRow,
    Reading,
    Row,
    StandingRow,
)
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.readers.cells import date_cell, minute_cell, name_cell, number_cell, time_cell
from matchdesk.readers.checks import Fault, match_faults, shortened
from matchdesk.readers.meetings import number_meetings
from matchdesk.readers.nations import nation_code
from matchdesk.readers.sheet import Cells, Take, header_has, known, take_records

__all__ = ["WORLD_CUP_READERS", "WorldCupReader"]

_TOURNAMENT = re.compile(r"[A-Z]+-([12][0-9]{3})")
_MATCH = re.compile(r"(.+?) vs\.? (.+)")
_WOMEN = re.compile(r"\bwomen", re.IGNORECASE)
# Name of a stage → phase and round.
STAGES: dict[str, tuple[str, str]] = {
    "group stage": ("group", ""),
    "first round": ("group", ""),
    "first group stage": ("group", ""),
    "second group stage": ("group_2", ""),
    "final round": ("group_2", ""),
    "round of 16": ("knockout", "round_of_16"),
    "quarter-finals": ("knockout", "quarter_final"),
    "quarter-final": ("knockout", "quarter_final"),
    "semi-finals": ("knockout", "semi_final"),
    "semi-final": ("knockout", "semi_final"),
    "third-place match": ("knockout", "third_place"),
    "final": ("knockout", "final"),
}
_TRUE_FALSE = {"1": True, "0": False, "TRUE": True, "FALSE": False}


def _tournament(cells: Cells) -> tuple[CompetitionId, Season]:
    found = _TOURNAMENT.fullmatch(known(cells["tournament_id"]))
    if found is None:
        raise Fault("bad-season", f"tournament_id is {shortened(cells['tournament_id'])!r}",
                    "a tournament such as WC-1930")  # fmt: skip
    women = _WOMEN.search(cells["tournament_name"]) is not None
    return CompetitionId("fifa.wc.w" if women else "fifa.wc"), Season(int(found[1]), False)


def _stage(cells: Cells) -> tuple[str, str, str]:
    """Phase, round and group."""
    word = known(cells["stage_name"]).casefold()
    if word not in STAGES:
        raise Fault("unknown-round", f"stage {shortened(word)!r}", f"one of: {', '.join(STAGES)}")
    phase, round_ = STAGES[word]
    group = known(cells["group_name"]).removeprefix("Group ").upper()
    return phase, round_, group if phase.startswith("group") else ""


def _day(cells: Cells) -> dt.date:
    day = date_cell(known(cells["match_date"]), "match_date", needed=True)
    assert day is not None
    return day


def _truth(cells: Cells, column: str) -> bool:
    text = known(cells.get(column, "")).upper()
    if text and text not in _TRUE_FALSE:
        raise Fault("bad-word", f"{column} is {shortened(text)!r}", "1 or 0")
    return bool(text) and _TRUE_FALSE[text]


def _score(cells: Cells, home: str, away: str) -> Score | None:
    first = number_cell(known(cells[home]), home, 0, 149)
    second = number_cell(known(cells[away]), away, 0, 149)
    if (first is None) != (second is None):
        raise Fault("bad-score", "goals of one side alone", "goals of both sides")
    return None if first is None or second is None else Score(first, second)


def _match(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    competition, season = _tournament(cells)
    phase, round_, group = _stage(cells)
    home = name_cell(known(cells["home_team_name"]), "home_team_name", needed=True)
    away = name_cell(known(cells["away_team_name"]), "away_team_name", needed=True)
    end = _score(cells, "home_team_score", "away_team_score")
    longer = _truth(cells, "extra_time")
    kicks = None
    if _truth(cells, "penalty_shootout"):
        kicks = _score(cells, "home_team_score_penalties", "away_team_score_penalties")
    host = known(cells.get("country_name", ""))
    leg: Leg = "replay" if _truth(cells, "replay") else ""
    row = MatchRow(
        origin=origin,
        competition=competition,
        season=season,
        date=_day(cells),
        home=home,
        away=away,
        score=None if longer else end,
        extra_time=end if longer else None,
        penalties=kicks,
        status="scheduled" if end is None else "played",
        time=time_cell(known(cells.get("match_time", "")), "match_time"),
        phase=phase,
        round=round_,
        group=group,
        leg=leg,
        ground=name_cell(known(cells.get("stadium_name", "")), "stadium_name"),
        neutral=host not in (home, away) if host else None,
        home_country=nation_code(home),
        away_country=nation_code(away),
    )
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    kept.extend(problems)
    yield row


def _sides(cells: Cells) -> tuple[str, str, str]:
    """Home side, visitors, and which of them the row is about."""
    found = _MATCH.fullmatch(known(cells["match_name"]))
    if found is None:
        raise Fault("bad-match", f"match_name is {shortened(cells['match_name'])!r}", "A vs B")
    home = name_cell(found[1], "match_name", needed=True)
    away = name_cell(found[2], "match_name", needed=True)
    team = name_cell(known(cells["team_name"]), "team_name", needed=True)
    if team not in (home, away):
        raise Fault("team-not-playing", f"{team} in {home} v {away}", "one of the two sides")
    return home, away, team


def _player(cells: Cells) -> str:
    return name_cell(
        f"{known(cells['given_name'])} {known(cells['family_name'])}".strip(), "family_name"
    )


def _minute(cells: Cells) -> tuple[int | None, int | None]:
    minute, _ = minute_cell(known(cells["minute_regulation"]), "minute_regulation")
    added = number_cell(known(cells["minute_stoppage"]), "minute_stoppage", 0, 60)
    return minute, (added or None) if minute is not None else None


def _goal(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    home, away, team = _sides(cells)
    minute, added = _minute(cells)
    kind: GoalKind = "goal"
    if _truth(cells, "own_goal"):
        kind = "own_goal"
    elif _truth(cells, "penalty"):
        kind = "penalty"
    yield GoalRow(
        origin=origin,
        date=_day(cells),
        home=home,
        away=away,
        team=team,
        player=_player(cells),
        minute=minute,
        added=added,
        kind=kind,
    )


def _booking(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    home, away, team = _sides(cells)
    minute, added = _minute(cells)
    kind: EventKind
    if _truth(cells, "second_yellow_card"):
        kind = "second_yellow"
    elif _truth(cells, "red_card"):
        kind = "red"
    elif _truth(cells, "yellow_card"):
        kind = "yellow"
    else:
        raise Fault("bad-word", "no card", "1 in yellow_card, second_yellow_card or red_card")
    yield EventRow(
        origin=origin,
        date=_day(cells),
        home=home,
        away=away,
        team=team,
        player=_player(cells),
        kind=kind,
        minute=minute,
        added=added,
    )


def _group_standing(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    competition, season = _tournament(cells)
    phase, _, group = _stage(cells)
    numbers = {
        name: number_cell(known(cells[column]), column, 0, 999)
        for name, column in (
            ("position", "position"), ("played", "played"), ("won", "wins"), ("drawn", "draws"),
            ("lost", "losses"), ("goals_for", "goals_for"), ("goals_against", "goals_against"),
            ("points", "points"),
        )
    }  # fmt: skip
    position = numbers.pop("position")
    if not position:
        raise Fault("empty", "position is empty", "a place in the table")
    yield StandingRow(
        origin=origin,
        competition=competition,
        season=season,
        position=position,
        club=name_cell(known(cells["team_name"]), "team_name", needed=True),
        played=numbers["played"],
        won=numbers["won"],
        drawn=numbers["drawn"],
        lost=numbers["lost"],
        goals_for=numbers["goals_for"],
        goals_against=numbers["goals_against"],
        points=numbers["points"],
        phase=phase,
        group=group,
        note="advanced" if _truth(cells, "advanced") else "",
    )


def _final_standing(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    competition, season = _tournament(cells)
    position = number_cell(known(cells["position"]), "position", 1, 99)
    if position is None:
        raise Fault("empty", "position is empty", "a place in the tournament")
    yield StandingRow(
        origin=origin,
        competition=competition,
        season=season,
        position=position,
        club=name_cell(known(cells["team_name"]), "team_name", needed=True),
        note="final placing",
    )


def _kick(cells: Cells, origin: Origin, kept: list[Problem]) -> Iterable[Row]:
    home, away, team = _sides(cells)
    scored = "scored" if _truth(cells, "converted") else "missed"
    yield FactRow(
        origin=origin,
        subject=f"{_day(cells)} {home} v {away}",
        kind="shoot_out_kicks",
        value=f"{team}: {_player(cells) or 'unknown'} {scored}",
        start=_day(cells),
    )


@dataclass(frozen=True, slots=True)
class WorldCupReader:
    """Reader of one file of the database; see :class:`matchdesk.readers.detect.Reader`."""

    name: str
    needed: tuple[str, ...]
    take: Take
    # A column that only a wider file has.
    without: str = ""

    def recognises(self, name: str, head: str) -> bool:
        """By the header."""
        wider = self.without != "" and header_has(head, self.without)
        return header_has(head, *self.needed) and not wider

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each record.

        Raises:
            SourceError: a column is missing or stands twice.
        """
        reading = Reading(self.name)
        take_records(text, file, reading, self.needed, self.take)
        _settle_group_play_offs(reading)
        number_meetings(reading)
        _gather_kicks(reading)
        return reading


def _gather_kicks(reading: Reading) -> None:
    """The kicks of one shoot-out as one fact, in their order; it counts as one row read."""
    shoot_outs: dict[str, FactRow] = {}
    rows: list[Row] = []
    for row in reading.rows:
        if not isinstance(row, FactRow):
            rows.append(row)
            continue
        held = shoot_outs.get(row.subject)
        shoot_outs[row.subject] = (
            row if held is None else replace(held, value=f"{held.value}; {row.value}")
        )
    reading.read += len(rows) + len(shoot_outs) - len(reading.rows)
    reading.rows[:] = [*rows, *shoot_outs.values()]


def _settle_group_play_offs(reading: Reading) -> None:
    """Two sides of a group that meet again play off a place; the meeting is not of the table."""
    met: set[tuple[object, ...]] = set()
    for place, row in enumerate(reading.rows):
        if not isinstance(row, MatchRow) or row.phase not in ("group", "group_2"):
            continue
        pair = frozenset((row.home, row.away))
        meeting = (row.competition, row.season, row.phase, row.group, pair)
        if meeting in met and not row.leg:
            reading.rows[place] = replace(row, leg="play-off")
        met.add(meeting)


_OF_MATCH = ("tournament_id", "tournament_name", "match_name", "match_date", "team_name")
_OF_PLAYER = (*_OF_MATCH, "family_name", "given_name")
_AT_MINUTE = ("minute_regulation", "minute_stoppage")
_OF_STAGE = ("tournament_id", "tournament_name", "stage_name", "group_name")
WORLD_CUP_READERS: tuple[WorldCupReader, ...] = (
    WorldCupReader(
        "worldcup-matches",
        (*_OF_STAGE, "match_date", "home_team_name", "away_team_name", "home_team_score",
         "away_team_score", "extra_time", "penalty_shootout", "home_team_score_penalties",
         "away_team_score_penalties"),
        _match,
    ),
    WorldCupReader(
        "worldcup-goals", ("goal_id", *_OF_PLAYER, *_AT_MINUTE, "own_goal", "penalty"), _goal
    ),
    WorldCupReader(
        "worldcup-bookings",
        ("booking_id", *_OF_PLAYER, *_AT_MINUTE, "yellow_card", "red_card", "second_yellow_card"),
        _booking,
    ),
    WorldCupReader(
        "worldcup-standings",
        (*_OF_STAGE, "position", "team_name", "played", "wins", "draws", "losses", "goals_for",
         "goals_against", "points"),
        _group_standing,
    ),
    WorldCupReader("worldcup-kicks", ("penalty_kick_id", *_OF_PLAYER, "converted"), _kick),
    WorldCupReader(
        "worldcup-placings",
        ("tournament_id", "tournament_name", "position", "team_id", "team_name"),
        _final_standing,
        without="stage_name",
    ),
)  # fmt: skip
