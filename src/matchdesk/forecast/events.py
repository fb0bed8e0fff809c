"""What happens in a match, as one reads it or as the ledger holds it, and how it then stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Appearance, Goal, Match
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast.live import Live, LiveChances, Standing, TieTerms
from matchdesk.forecast.model import Model, Pair
from matchdesk.forecast.strengths import Expected
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.knockout import Tie, ties

GOALS = frozenset({"goal", "penalty", "own_goal"})
REDS = frozenset({"red", "red_card", "second_yellow", "sent_off"})
MOMENTS = frozenset(
    {"kick_off", "minute", "half_time", "full_time", "extra_time", "penalties", "end"}
)
_RED = re.compile(r"(?:red|second[ _-]yellow|yellow[ _-]red)\D{0,12}(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        kind: a word of :data:`GOALS`, :data:`REDS` or :data:`MOMENTS`.
        minute: from 1; 45 and 90 with ``added``. home: the side that a goal counts for, or that was
            reduced; None for a moment of the match.
        player: "" where not known.
    """

    kind: str
    minute: int
    added: int = 0
    home: bool | None = None
    player: str = ""


def events_of(goals: Sequence[Goal], appearances: Sequence[Appearance]) -> list[Event]:
    """Goals and men sent off, as the ledger holds them, in order; those without a minute not."""
    found = [
        Event(goal.kind, goal.minute, goal.added or 0, goal.home, goal.player)
        for goal in goals
        if goal.minute is not None
    ]
    for one in appearances:
        red = _RED.search(one.cards)
        if red is not None:
            found.append(Event("red", int(red[1]), 0, one.home, one.player))
    return sorted(found, key=lambda e: (e.minute, e.added))


def read_event(text: str, match: Match, line: int = 0) -> Event:
    """One line of NDJSON: ``{"minute": 31, "kind": "goal", "team": "Leganés"}``.

    ``team`` is "home", "away", a name or an id of one of the two; for an own goal the side that it
    counts for. ``added`` holds minutes of added time. "type" and "side" do as well.

    Raises:
        UsageError: no JSON object, no such kind or team, a minute that no match has.
    """
    where = f"line {line}: " if line else ""
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise UsageError(
            f"{where}found {text.strip()[:60]!r}, expected a JSON object such as "
            '{"minute": 31, "kind": "goal", "team": "home"}.',
            code="bad-event",
        )
    kind = str(told.get("kind", told.get("type", "goal"))).strip().casefold().replace(" ", "_")
    if kind not in GOALS | REDS | MOMENTS and not kind.startswith("yellow"):
        raise UsageError(
            f"{where}found the kind {kind!r}, expected one of "
            f"{', '.join(sorted(GOALS | REDS | MOMENTS))}.",
            code="bad-event",
        )
    minute, added = _minute(told, where, kind)
    side = None
    if kind in GOALS | REDS:
        side = _side(told, match, where)
    return Event(kind, minute, added, side, str(told.get("player", "")))


def _minute(told: dict[str, object], where: str, kind: str) -> tuple[int, int]:
    default = {"kick_off": 0, "half_time": 45, "full_time": 90, "end": 90, "extra_time": 90}
    written = told.get("minute", default.get(kind))
    added = told.get("added") or 0
    found = re.fullmatch(r"(\d{1,3})(?:\+(\d{1,2}))?'?", str(written).strip())
    if found is None or int(found[1]) > 120 or not str(added).isdigit():
        raise UsageError(
            f"{where}found the minute {written!r}, expected 0 to 120, or such as 45+2.",
            code="bad-event",
        )
    return int(found[1]), int(found[2] or 0) or int(str(added))


def _side(told: dict[str, object], match: Match, where: str) -> bool:
    team = str(told.get("team", told.get("side", ""))).strip()
    for home, club in ((True, match.home), (False, match.away)):
        if team.casefold() == ("home" if home else "away"):
            return home
        if team and (team == club.id or fold(team) == fold(club.name)):
            return home
    raise UsageError(
        f"{where}found the team {team!r}, expected home, away, {match.home.name} or "
        f"{match.away.name}.",
        code="bad-event",
        near=[match.home.name, match.away.name],
    )


def after(standing: Standing, event: Event) -> Standing:
    """How the match stands after an event.

    Raises:
        UsageError: the event lies before what has happened already.
    """
    if (event.minute, event.added) < (standing.minute, standing.added) and event.minute < (
        standing.minute
    ):
        raise UsageError(
            f"Found minute {event.minute} after minute {standing.minute}; expected events in "
            "order.",
            code="bad-event",
        )
    minute = max(event.minute, standing.minute)
    found = replace(standing, minute=minute, added=event.added, half_time=False, over=False)
    if minute > 90 and not found.extra_time:
        found = replace(found, home_at_90=standing.home, away_at_90=standing.away)
    if event.kind in GOALS:
        if event.home:
            return replace(found, home=found.home + 1)
        return replace(found, away=found.away + 1)
    if event.kind in REDS:
        if event.home:
            return replace(found, red_home=found.red_home + 1)
        return replace(found, red_away=found.red_away + 1)
    if event.kind == "half_time":
        return replace(found, half_time=True)
    if event.kind in ("full_time", "end"):
        return replace(found, over=True)
    if event.kind in ("extra_time", "penalties") and not found.extra_time:
        found = replace(found, home_at_90=found.home, away_at_90=found.away)
    return replace(found, over=event.kind == "penalties")


def terms_of(model: Model, row: int, catalogue: Catalogue = BUILT_IN) -> TieTerms | None:
    """What a match means in its tie, as known at the model's moment; None where it is of none."""
    snapshot = model.snapshot
    match = snapshot.match(row)
    try:
        found = ties(snapshot, match.competition, match.season, catalogue=catalogue)
    except UnknownName:
        return None
    tie = next((t for t in found if row in t.rows), None)
    if tie is None:
        return None
    rule = (
        catalogue.of(snapshot)
        .edition(match.competition, match.season)
        .round_rule(tie.round, qualifying=tie.phase == "qualifying")
    )
    legs = tie.legs_expected or rule.legs or 1
    if legs == 1 or match.leg in ("replay", "play-off"):
        return TieTerms(rule)
    place = tie.rows.index(row)
    if place == 0:
        return TieTerms(rule, 1, None, _other_leg(model, snapshot, tie, match))
    first = tie.legs[0].result
    return TieTerms(rule, 2, (first.away, first.home) if first is not None else None)


def _other_leg(model: Model, snapshot: Snapshot, tie: Tie, match: Match) -> Expected:
    competition = snapshot.competitions.index(match.competition)
    home, away = snapshot.club_number(match.away), snapshot.club_number(match.home)
    day = tie.legs[1].date.toordinal() if len(tie.legs) > 1 and tie.legs[1].date else None
    return model.expect_pairs([Pair(home, away, competition, day)])


def live_of(model: Model, row: int, catalogue: Catalogue = BUILT_IN) -> Live:
    """A match of the snapshot, ready to be followed; the snapshot must not know its result."""
    snapshot = model.snapshot
    m = snapshot.matches
    place = model.record.place.get(row)
    if place is not None and not model.record.known[place]:
        expected = model.expect([place])
    else:
        expected = model.expect_pairs(
            [
                Pair(int(m.home[row]), int(m.away[row]), int(m.competition[row]),
                     int(m.day[row]) if m.day[row] > 0 else None, bool(m.neutral[row] == 1))
            ]
        )  # fmt: skip
    return Live(expected, terms_of(model, row, catalogue))


def replay(live: Live, events: Iterable[Event], match: Match) -> Iterator[tuple[str, LiveChances]]:
    """Chances at kick-off, after every event and at the end, as the match is on record."""
    standing = Standing()
    yield "kick_off", live.at(standing)
    for event in events:
        standing = after(standing, event)
        yield event.kind, live.at(standing)
    yield "full_time", live.at(end_of(standing, match))


def end_of(standing: Standing, match: Match) -> Standing:
    """How a match on record ended."""
    if match.score is None:
        return replace(standing, over=True)
    last = match.extra_time or match.score
    kicks = ""
    if match.penalties is not None:
        kicks = "home" if match.penalties.home > match.penalties.away else "away"
    long = match.extra_time is not None
    return Standing(
        minute=120 if long else 90,
        home=last.home,
        away=last.away,
        red_home=standing.red_home,
        red_away=standing.red_away,
        over=True,
        home_at_90=match.score.home if long else None,
        away_at_90=match.score.away if long else None,
        kicks=kicks,
    )
