"""Kinds of matchdesk's own CSV files: their columns, and how one row of each is made.

Columns and the words they allow: ``docs/formats/plain-csv.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from matchdesk.core.competition import LEGS, PHASES, Leg
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import (
    CLUB_SIDES,
    CORRECTION_KINDS,
    EVENT_KINDS,
    GOAL_KINDS,
    LINEUP_ROLES,
    NAME_KINDS,
    ODDS_TIMES,
    SETTLED,
    STATUSES,
    ClubRow,
    ClubSide,
    ConflictRow,
    CorrectionKind,
    CorrectionRow,
    CoverageRow,
    EventKind,
    EventRow,
    FactRow,
    FigureRow,
    GoalKind,
    GoalRow,
    GroundRow,
    LineupRole,
    LineupRow,
    MatchRow,
    NameKind,
    NameRow,
    OddsRow,
    OddsTime,
    PersonRow,
    Row,
    Settled,
    SourceRow,
    StandingRow,
    Status,
    WitnessRow,
    figures_of,
)
from matchdesk.core.score import Score
from matchdesk.core.text import fold
from matchdesk.readers.cells import (
    also_cell,
    competition_cell,
    date_cell,
    group_cell,
    minute_cell,
    name_cell,
    number_cell,
    odds_cell,
    round_cell,
    score_cell,
    season_cell,
    text_cell,
    time_cell,
    word_cell,
    yes_no_cell,
    zone_cell,
)
from matchdesk.readers.checks import Fault, match_faults, shortened

__all__ = ["KINDS", "TIE_WORDS", "Kind"]

# Steps that can end a tie, as the contract's ``decided_by`` names them.
TIE_WORDS: tuple[str, ...] = (
    "aggregate", "away_goals", "extra_time", "away_goals_after_extra_time", "penalties",
    "golden_goal", "silver_goal", "replay", "play_off", "toss", "lots", "better_rank", "points",
    "awarded", "walkover", "disqualification", "single_match",
)  # fmt: skip
# As the ledger makes them: a country and a name, or a name alone.
CLUB_ID = re.compile(r"(?:[a-z]{2,8}\.)?[a-z0-9]+(?:-[a-z0-9]+)*")
# The largest crowd ever counted at a match was under 200,000.
MOST_SPECTATORS = 250_000

# Cells of one row by column; a column that the file does not have is absent.
Cells = Mapping[str, str]
# Makes a row; raises Fault; may add problems that the row is kept with.
Build = Callable[[Cells, Origin, list[Problem]], Row]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of plain CSV: its columns, in the order in which they are written, and its rows."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    row: type[Row]
    build: Build

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns."""
        return self.required + self.optional


def _result(cells: Cells, origin: Origin, kept: list[Problem]) -> MatchRow:
    def get(column: str) -> str:
        return cells.get(column, "")

    def score(column: str) -> Score | None:
        return score_cell(get(column), column)

    home = name_cell(get("home"), "home", needed=True)
    away = name_cell(get("away"), "away", needed=True)
    normal, extra, penalties = score("score"), score("extra_time"), score("penalties")
    awarded = score("awarded_score")
    status = word_cell(get("status"), "status", STATUSES)
    if not status:
        if awarded is not None:
            status = "awarded"
        else:
            status = "played" if normal or extra or penalties else "scheduled"
    row = MatchRow(
        origin=origin,
        competition=competition_cell(get("competition"), "competition"),
        season=season_cell(get("season"), "season"),
        date=date_cell(get("date"), "date"),
        home=home,
        away=away,
        score=normal,
        half_time=score("half_time"),
        extra_time=extra,
        penalties=penalties,
        awarded_score=awarded,
        status=cast(Status, status),
        time=time_cell(get("time"), "time"),
        zone=zone_cell(get("zone"), "zone"),
        phase=word_cell(get("phase"), "phase", PHASES),
        round=round_cell(get("round"), "round"),
        group=group_cell(get("group"), "group"),
        leg=cast(Leg, word_cell(get("leg"), "leg", LEGS)),
        ground=name_cell(get("ground"), "ground"),
        neutral=yes_no_cell(get("neutral"), "neutral"),
        attendance=number_cell(get("attendance"), "attendance", 0, MOST_SPECTATORS),
        date_known_from=date_cell(get("date_known_from"), "date_known_from"),
        drawn_on=date_cell(get("drawn_on"), "drawn_on"),
        not_after=date_cell(get("not_after"), "not_after"),
        note=text_cell(get("note"), "note"),
        home_country=name_cell(get("home_country"), "home_country"),
        away_country=name_cell(get("away_country"), "away_country"),
        meeting=number_cell(get("meeting"), "meeting", 1, 99),
        source=name_cell(get("source"), "source"),
    )
    faults, problems = match_faults(row)
    if faults:
        raise faults[0]
    kept.extend(problems)
    return row


def _correction(cells: Cells, origin: Origin, kept: list[Problem]) -> CorrectionRow:
    kind = word_cell(cells["kind"], "kind", CORRECTION_KINDS)
    if not kind:
        raise Fault("empty", "kind is empty", f"one of: {' '.join(CORRECTION_KINDS)}")
    subject = name_cell(cells["subject"], "subject")
    value = text_cell(cells["value"], "value")
    match = name_cell(cells.get("match", ""), "match")
    if kind in ("awarded", "void"):
        if not match and (subject.count(":") >= 3 or " v " in subject):
            subject, match = "", subject
        if not (subject or match):
            raise Fault("empty", "subject and match are empty", "the match that is meant")
        if kind == "awarded":
            score_cell(value, "value")
    elif kind == "ahead" and not subject and ">" in value:
        # The two clubs may stand in either column, the word of the decision in the other.
        clubs, _, value = value.partition(";")
        subject, value = name_cell(clubs, "value"), value.strip()
    elif not subject:
        raise Fault("empty", "subject is empty", "the club that is meant")
    if kind in ("points_deducted", "placed"):
        least = -99 if kind == "points_deducted" else 1
        number = number_cell(value, "value", least, 999)
        if not number:
            raise Fault("bad-number", f"value is {value!r}", "a whole number of points or a place")
    elif kind == "through":
        value = word_cell(value, "value", TIE_WORDS)
    elif kind == "ahead":
        sides = [side.strip() for side in subject.split(">")]
        if len(sides) != 2 or not all(sides):
            raise Fault("bad-word", f"subject is {shortened(subject)!r}", "two clubs: A > B")
        if fold(sides[0]) == fold(sides[1]):
            raise Fault("same-club", shortened(subject), "two different clubs")
    return CorrectionRow(
        origin=origin,
        competition=competition_cell(cells["competition"], "competition"),
        season=season_cell(cells["season"], "season"),
        kind=cast(CorrectionKind, kind),
        subject=subject,
        value=value,
        match=match,
        start=date_cell(cells.get("from", ""), "from"),
        revoked=text_cell(cells.get("revoked", ""), "revoked"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _match(cells: Cells) -> tuple[dt.date, str, str]:
    home = name_cell(cells["home"], "home", needed=True)
    away = name_cell(cells["away"], "away", needed=True)
    if fold(home) == fold(away):
        raise Fault("same-club", f"{home} v {away}", "two different sides")
    day = date_cell(cells["date"], "date", needed=True)
    assert day is not None
    return day, home, away


def _team(cells: Cells, home: str, away: str) -> str:
    team = name_cell(cells["team"], "team", needed=True)
    if fold(team) not in (fold(home), fold(away)):
        raise Fault("team-not-playing", f"team {team} in {home} v {away}", "one of the two sides")
    return team


def _minute(cells: Cells) -> tuple[int | None, int | None]:
    """Minute and added time, which may stand in one cell ("90+4") or in two."""
    minute, inside = minute_cell(cells.get("minute", ""), "minute")
    added = number_cell(cells.get("added", ""), "added", 0, 60)
    if inside is not None and added is not None and inside != added:
        raise Fault("bad-minute", f"minute {minute}+{inside}, added {added}", "the same added time")
    added = inside if added is None else added
    if added is not None and minute is None:
        raise Fault("bad-minute", f"added {added} without a minute", "the minute it is added to")
    return minute, added


def _goal(cells: Cells, origin: Origin, kept: list[Problem]) -> GoalRow:
    day, home, away = _match(cells)
    team = _team(cells, home, away)
    minute, added = _minute(cells)
    return GoalRow(
        origin=origin,
        date=day,
        home=home,
        away=away,
        team=team,
        player=name_cell(cells["player"], "player"),
        minute=minute,
        added=added,
        kind=cast(GoalKind, word_cell(cells.get("kind", ""), "kind", GOAL_KINDS) or "goal"),
        assist=name_cell(cells.get("assist", ""), "assist"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _lineup(cells: Cells, origin: Origin, kept: list[Problem]) -> LineupRow:
    day, home, away = _match(cells)
    team = _team(cells, home, away)
    role = word_cell(cells["role"], "role", LINEUP_ROLES)
    if not role:
        raise Fault("empty", "role is empty", f"one of: {' '.join(LINEUP_ROLES)}")
    minutes = {}
    for column in ("on", "off"):
        minute, added = minute_cell(cells.get(column, ""), column)
        written = f"{minute}+{added}" if added is not None else str(minute)
        minutes[column] = "" if minute is None else written
    return LineupRow(
        origin=origin,
        date=day,
        home=home,
        away=away,
        team=team,
        player=name_cell(cells["player"], "player", needed=True),
        role=cast(LineupRole, role),
        on=minutes["on"],
        off=minutes["off"],
        cards=text_cell(cells.get("cards", ""), "cards"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _event(cells: Cells, origin: Origin, kept: list[Problem]) -> EventRow:
    day, home, away = _match(cells)
    team = _team(cells, home, away)
    kind = word_cell(cells["kind"], "kind", EVENT_KINDS)
    if not kind:
        raise Fault("empty", "kind is empty", f"one of: {' '.join(EVENT_KINDS)}")
    minute, added = _minute(cells)
    return EventRow(
        origin=origin,
        date=day,
        home=home,
        away=away,
        team=team,
        player=name_cell(cells["player"], "player"),
        kind=cast(EventKind, kind),
        minute=minute,
        added=added,
        other=name_cell(cells["other"], "other"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _odds(cells: Cells, origin: Origin, kept: list[Problem]) -> OddsRow:
    day, home, away = _match(cells)
    time = word_cell(cells["time"], "time", ODDS_TIMES)
    if not time:
        raise Fault("empty", "time is empty", f"one of: {' '.join(ODDS_TIMES)}")
    return OddsRow(
        origin=origin,
        date=day,
        home=home,
        away=away,
        bookmaker=name_cell(cells["bookmaker"], "bookmaker", needed=True),
        time=cast(OddsTime, time),
        home_win=odds_cell(cells["home_win"], "home_win"),
        draw=odds_cell(cells["draw"], "draw"),
        away_win=odds_cell(cells["away_win"], "away_win"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _figures(cells: Cells, origin: Origin, kept: list[Problem]) -> FigureRow:
    day, home, away = _match(cells)
    numbers = [number_cell(cells.get(name, ""), name, 0, 999) for name in _FIGURES]
    source = name_cell(cells.get("source", ""), "source")
    return figures_of(origin, day, home, away, numbers, source)


def _standing(cells: Cells, origin: Origin, kept: list[Problem]) -> StandingRow:
    def number(column: str, least: int = 0) -> int | None:
        return number_cell(cells.get(column, ""), column, least, 9999)

    position = number("position", 1)
    if position is None:
        raise Fault("empty", "position is empty", "the place in the table")
    return StandingRow(
        origin=origin,
        competition=competition_cell(cells["competition"], "competition"),
        season=season_cell(cells["season"], "season"),
        position=position,
        club=name_cell(cells["club"], "club", needed=True),
        played=number("played"),
        won=number("won"),
        drawn=number("drawn"),
        lost=number("lost"),
        goals_for=number("goals_for"),
        goals_against=number("goals_against"),
        points=number("points", -999),
        deducted=number("deducted", -999) or 0,
        phase=word_cell(cells.get("phase", ""), "phase", PHASES),
        group=group_cell(cells.get("group", ""), "group"),
        note=text_cell(cells.get("note", ""), "note"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _span(cells: Cells) -> dict[str, Any]:
    start = date_cell(cells.get("from", ""), "from")
    end = date_cell(cells.get("to", ""), "to")
    if start is not None and end is not None and end < start:
        raise Fault("dates-reversed", f"from {start} to {end}", "a span that ends after it begins")
    return {"start": start, "end": end}


def _person(cells: Cells, origin: Origin, kept: list[Problem]) -> PersonRow:
    return PersonRow(
        origin=origin,
        person=name_cell(cells["person"], "person", needed=True),
        club=name_cell(cells["club"], "club"),
        role=name_cell(cells["role"], "role", needed=True),
        also=also_cell(cells.get("also", ""), "also"),
        position=name_cell(cells.get("position", ""), "position"),
        nationality=name_cell(cells.get("nationality", ""), "nationality"),
        source=name_cell(cells.get("source", ""), "source"),
        **_span(cells),
    )


def _club(cells: Cells, origin: Origin, kept: list[Problem]) -> ClubRow:
    key = name_cell(cells["id"], "id", needed=True)
    if not CLUB_ID.fullmatch(key):
        raise Fault("bad-word", f"id is {shortened(key)!r}", "a club id such as es.leganes")
    return ClubRow(
        origin=origin,
        id=key,
        name=name_cell(cells["name"], "name", needed=True),
        country=name_cell(cells["country"], "country"),
        side=cast(ClubSide, word_cell(cells["side"], "side", CLUB_SIDES)),
        into=name_cell(cells.get("into", ""), "into"),
        reason=text_cell(cells.get("reason", ""), "reason"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _name(cells: Cells, origin: Origin, kept: list[Problem]) -> NameRow:
    kind = word_cell(cells["kind"], "kind", NAME_KINDS)
    if not kind:
        raise Fault("empty", "kind is empty", f"one of: {' '.join(NAME_KINDS)}")
    return NameRow(
        origin=origin,
        id=name_cell(cells["id"], "id", needed=True),
        kind=cast(NameKind, kind),
        name=name_cell(cells["name"], "name", needed=True),
        source=name_cell(cells.get("source", ""), "source"),
        **_span(cells),
    )


def _fact(cells: Cells, origin: Origin, kept: list[Problem]) -> FactRow:
    value = text_cell(cells["value"], "value")
    if not value:
        raise Fault("empty", "value is empty", "the value of the fact")
    return FactRow(
        origin=origin,
        subject=name_cell(cells["subject"], "subject", needed=True),
        kind=name_cell(cells["kind"], "kind", needed=True),
        value=value,
        unit=name_cell(cells.get("unit", ""), "unit"),
        source=name_cell(cells.get("source", ""), "source"),
        **_span(cells),
    )


def _ground(cells: Cells, origin: Origin, kept: list[Problem]) -> GroundRow:
    return GroundRow(
        origin=origin,
        ground=name_cell(cells["ground"], "ground", needed=True),
        town=name_cell(cells.get("town", ""), "town"),
        country=name_cell(cells.get("country", ""), "country"),
        club=name_cell(cells.get("club", ""), "club"),
        also=also_cell(cells.get("also", ""), "also"),
        source=name_cell(cells.get("source", ""), "source"),
        **_span(cells),
    )


def _source(cells: Cells, origin: Origin, kept: list[Problem]) -> SourceRow:
    return SourceRow(
        origin=origin,
        source=name_cell(cells["source"], "source", needed=True),
        title=name_cell(cells["title"], "title", needed=True),
        author=name_cell(cells.get("author", ""), "author"),
        licence=text_cell(cells.get("licence", ""), "licence"),
        notice=text_cell(cells.get("notice", ""), "notice"),
        address=text_cell(cells.get("address", ""), "address"),
        read=text_cell(cells.get("read", ""), "read"),
    )


def _coverage(cells: Cells, origin: Origin, kept: list[Problem]) -> CoverageRow:
    expected = number_cell(cells["expected"], "expected", 0, 100_000)
    if expected is None:
        raise Fault("empty", "expected is empty", "the number of matches")
    return CoverageRow(
        origin=origin,
        competition=competition_cell(cells["competition"], "competition"),
        season=season_cell(cells["season"], "season"),
        expected=expected,
        round=round_cell(cells.get("round", ""), "round"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _witness(cells: Cells, origin: Origin, kept: list[Problem]) -> WitnessRow:
    return WitnessRow(
        origin=origin,
        match=_match_id(cells),
        files=number_cell(cells["files"], "files", 1, 999) or 1,
        source=name_cell(cells["source"], "source", needed=True),
    )


def _conflict(cells: Cells, origin: Origin, kept: list[Problem]) -> ConflictRow:
    return ConflictRow(
        origin=origin,
        match=_match_id(cells),
        field=name_cell(cells["field"], "field", needed=True),
        held=text_cell(cells["held"], "held"),
        other=text_cell(cells["other"], "other"),
        settled=cast(Settled, word_cell(cells.get("settled", ""), "settled", SETTLED)),
        reason=text_cell(cells.get("reason", ""), "reason"),
        settled_by=text_cell(cells.get("settled_by", ""), "settled_by"),
        source=name_cell(cells.get("source", ""), "source"),
    )


def _match_id(cells: Cells) -> str:
    match = text_cell(cells["match"], "match")
    if match.count(":") not in (3, 4) or len(match.split()) != 1:
        raise Fault(
            "bad-match",
            f"match is {shortened(match)!r}",
            "the id of a match: competition:season:home:away",
        )
    return match


_SPAN = ("from", "to")
_FIGURES = (
    "shots_home", "shots_away", "on_target_home", "on_target_away", "corners_home", "corners_away"
)  # fmt: skip
KINDS: tuple[Kind, ...] = (
    Kind(
        "results",
        ("date", "home", "away", "competition", "season"),
        ("score", "half_time", "extra_time", "penalties", "awarded_score", "status", "time",
         "zone", "phase", "round", "group", "leg", "ground", "neutral", "attendance",
         "date_known_from", "drawn_on", "not_after", "home_country", "away_country", "meeting",
         "note", "source"),
        MatchRow,
        _result,
    ),
    Kind(
        "corrections",
        ("competition", "season", "kind", "subject", "value"),
        ("match", "from", "revoked", "source"),
        CorrectionRow,
        _correction,
    ),
    Kind(
        "lineups",
        ("date", "home", "away", "team", "player", "role"),
        ("on", "off", "cards", "source"),
        LineupRow,
        _lineup,
    ),
    Kind(
        "goals",
        ("date", "home", "away", "team", "player"),
        ("minute", "added", "kind", "assist", "source"),
        GoalRow,
        _goal,
    ),
    # ``other`` is needed, though it may be empty: it tells the file from one of goals.
    Kind(
        "events",
        ("date", "home", "away", "team", "player", "minute", "added", "kind", "other"),
        ("source",),
        EventRow,
        _event,
    ),
    Kind(
        "odds",
        ("date", "home", "away", "bookmaker", "time", "home_win", "draw", "away_win"),
        ("source",),
        OddsRow,
        _odds,
    ),
    Kind(
        "figures",
        ("date", "home", "away", *_FIGURES),
        ("source",),
        FigureRow,
        _figures,
    ),
    Kind(
        "standings",
        ("competition", "season", "position", "club"),
        ("phase", "group", "played", "won", "drawn", "lost", "goals_for", "goals_against",
         "points", "deducted", "note", "source"),
        StandingRow,
        _standing,
    ),
    Kind(
        "persons",
        ("person", "club", "role"),
        ("also", "position", "nationality", *_SPAN, "source"),
        PersonRow,
        _person,
    ),
    Kind(
        "clubs",
        ("id", "name", "country", "side"),
        ("into", "reason", "source"),
        ClubRow,
        _club,
    ),
    Kind("names", ("id", "kind", "name"), (*_SPAN, "source"), NameRow, _name),
    Kind(
        "facts", ("subject", "kind", "value"), ("unit", *_SPAN, "source"), FactRow, _fact
    ),
    Kind(
        "grounds",
        ("ground", "club"),
        ("town", "country", "also", *_SPAN, "source"),
        GroundRow,
        _ground,
    ),
    Kind(
        "sources",
        ("source", "title"),
        ("author", "licence", "notice", "address", "read"),
        SourceRow,
        _source,
    ),
    Kind("witnesses", ("match", "source", "files"), (), WitnessRow, _witness),
    Kind(
        "conflicts",
        ("match", "field", "held", "other"),
        ("settled", "reason", "settled_by", "source"),
        ConflictRow,
        _conflict,
    ),
    Kind("coverage", ("competition", "season", "expected"), ("round", "source"), CoverageRow,
         _coverage),
)  # fmt: skip
