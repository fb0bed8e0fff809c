"""What happens in a match, as one reads it or as the ledger holds it, and how it then stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Appearance, Card, Goal, Match
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.forecast.live import Live, LiveChances, Standing, shoot_out
from matchdesk.forecast.model import Model, Pair
from matchdesk.forecast.strengths import Expected
from matchdesk.forecast.ways import TieTerms
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import RoundRule
from matchdesk.rules.knockout import Tie, ties
from matchdesk.rules.words import OF_EXTRA_TIME

GOALS = frozenset({"goal", "penalty", "own_goal"})
REDS = frozenset({"red", "second_yellow"})
MOMENTS = frozenset(
    {
        "kick_off", "minute", "half_time", "second_half", "full_time", "extra_time", "penalties",
        "end",
    }
)  # fmt: skip
CORRECTIONS = frozenset({"no_goal", "no_red"})
KICK = "kick"
KINDS = (*sorted(GOALS | REDS), *sorted(CORRECTIONS), KICK, *sorted(MOMENTS))
_ALSO = {
    "red_card": "red", "sent_off": "red", "yellow_red": "second_yellow", "og": "own_goal",
    "goal_disallowed": "no_goal", "disallowed": "no_goal", "ruled_out": "no_goal",
    "goal_cancelled": "no_goal", "var_no_goal": "no_goal", "red_cancelled": "no_red",
    "ht": "half_time", "ft": "full_time", "et": "extra_time", "shoot_out": "penalties",
    "shootout": "penalties", "start": "kick_off", "kickoff": "kick_off", "shootout_kick": "kick",
}  # fmt: skip
_PASSED_OVER = ("yellow", "substitution", "sub", "corner", "injury", "comment")
_RED = re.compile(r"(?:red|second[ _-]yellow|yellow[ _-]red)\D{0,12}(\d{1,3})", re.IGNORECASE)
_DEFAULT = {"kick_off": 0, "half_time": 45, "second_half": 45, "full_time": 90, "extra_time": 90}
_LATEST_ADDED = 100
"""Minutes from 91 to this one, in a match that may go to extra time, are added time until an event
says that extra time has begun."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes:
        kind: a word of :data:`KINDS`.
        minute: from 1; 45 and 90 with ``added``. home: the side that a goal counts for, that was
            reduced, or that took the kick; None for a moment of the match.
        player: "" where not known. scored: whether a kick of a shoot-out went in.
    """

    kind: str
    minute: int
    added: int = 0
    home: bool | None = None
    player: str = ""
    scored: bool = False

    @property
    def is_goal(self) -> bool:
        """True for a goal of any kind."""
        return self.kind in GOALS


def events_of(
    goals: Sequence[Goal], appearances: Sequence[Appearance], cards: Sequence[Card] = ()
) -> list[Event]:
    """Goals and men sent off, as the ledger holds them, in order; those without a minute not.

    A man is sent off once, though line-up and incidents both tell of it.
    """
    found = [
        Event(goal.kind, goal.minute, goal.added or 0, goal.home, goal.player)
        for goal in goals
        if goal.minute is not None
    ]
    reds = [
        Event(card.kind, card.minute, card.added or 0, card.home, card.player)
        for card in cards
        if card.kind in REDS and card.minute is not None
    ]
    # A second yellow card may be told of as a red one too.
    for side in (True, False):
        seen: set[int] = set()
        for one in (red for red in reds if red.home is side):
            if one.minute not in seen:
                found.append(one)
                seen.add(one.minute)
        for part in appearances:
            red = _RED.search(part.cards)
            if red is not None and part.home is side:
                minute = int(red[1])
                if not any(abs(minute - other) <= 2 for other in seen):
                    found.append(Event("red", minute, 0, side, part.player))
                    seen.add(minute)
    return sorted(found, key=lambda e: (e.minute, e.added))


def events_on_record(snapshot: Snapshot, row: int) -> list[Event]:
    """:func:`events_of` a match of a snapshot."""
    return events_of(snapshot.goals_of(row), snapshot.appearances_of(row), snapshot.cards_of(row))


def may_be_long(live: Live) -> bool:
    """True if a match may go to extra time by the rules of its tie."""
    terms = live.terms
    return terms is not None and terms.leg != 1 and bool(OF_EXTRA_TIME & {*terms.rule.decide})


def read_event(text: str, match: Match, line: int = 0) -> Event | None:
    """One line of NDJSON: ``{"minute": 31, "kind": "goal", "team": "Leganés"}``.

    ``team`` is "home", "away", a name or an id of one of the two; for an own goal the side that it
    counts for. ``added`` holds minutes of added time. "type" and "side" do as well.

    Returns:
        None for what changes no chance, such as a yellow card or a substitution.

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
    written = next((told[key] for key in ("kind", "type", "event", "card") if key in told), "goal")
    kind = str(written).strip().casefold()
    kind = re.sub(r"[\s-]+", "_", kind)
    kind = _ALSO.get(kind, kind)
    if kind.startswith(_PASSED_OVER):
        return None
    if kind not in KINDS:
        raise UsageError(
            f"{where}found the kind {kind!r}, expected one of {', '.join(KINDS)}.",
            code="bad-event",
        )
    minute, added = _minute(told, where, kind)
    side = None
    if kind in GOALS | REDS | CORRECTIONS or kind == KICK:
        side = _side(told, match, where)
    scored = told.get("scored", told.get("goal"))
    if kind == KICK and not isinstance(scored, bool):
        raise UsageError(
            f'{where}found a kick with "scored" {scored!r}, expected true or false.',
            code="bad-event",
        )
    return Event(kind, minute, added, side, str(told.get("player", "")), bool(scored))


def _minute(told: dict[str, object], where: str, kind: str) -> tuple[int, int]:
    written = told.get("minute", _DEFAULT.get(kind, 0 if kind in _UNTIMED else None))
    added = told.get("added") or 0
    found = re.fullmatch(r"(\d{1,3})(?:\+(\d{1,2}))?'?", str(written).strip())
    if found is None or int(found[1]) > 120 or not re.fullmatch(r"\d{1,2}", str(added)):
        raise UsageError(
            f"{where}found the minute {written!r}, expected 0 to 120, or such as 45+2.",
            code="bad-event",
        )
    return int(found[1]), int(found[2] or 0) or int(str(added))


_UNTIMED = frozenset({KICK, "penalties", "end", *CORRECTIONS})


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


def late(standing: Standing, event: Event) -> bool:
    """True for what is told after its time: it counts, and the clock stays."""
    if event.minute == 0 or event.kind in _UNTIMED:
        return False
    if standing.half_time and event.minute <= 45 and event.kind not in MOMENTS:
        return True
    if standing.extra_time and event.minute <= 90:
        return event.kind != "extra_time"
    if event.kind in MOMENTS:
        return event.minute < standing.minute
    return (event.minute, event.added) < (standing.minute, standing.added)


def after(standing: Standing, event: Event, *, long: bool = True) -> Standing:
    """How the match stands after an event.

    Args:
        standing: before it.
        event: what happened.
        long: the match may go to extra time. Where it may not, minutes over 90 are added time.

    Raises:
        UsageError: a moment of the match that lies before what has happened already, a goal or a
            card taken back that there was not, a kick after the shoot-out is decided.
    """
    if not standing.extra_time and event.kind != "extra_time" and event.minute > 90:
        if not long or event.minute <= _LATEST_ADDED:
            event = replace(event, minute=90, added=event.minute - 90)
    if event.kind in CORRECTIONS:
        return _taken_back(standing, event)
    if event.kind == KICK:
        return _kicked(standing, event)
    if late(standing, event):
        if event.kind in MOMENTS:
            raise UsageError(
                f"Found {event.kind} in minute {event.minute} after minute {standing.minute}; "
                "expected moments of the match in order.",
                code="bad-event",
            )
        return _counted(standing, event)
    minute = max(event.minute, standing.minute)
    added = event.added if event.minute >= standing.minute else standing.added
    found = replace(standing, minute=minute, added=added, half_time=False, over=False)
    if minute > 90 and not found.extra_time:
        found = replace(found, home_at_90=standing.home, away_at_90=standing.away)
    if event.kind in GOALS | REDS:
        return _counted(found, event)
    if event.kind in ("half_time", "second_half"):
        return replace(found, half_time=True, added=0)
    if event.kind in ("full_time", "end"):
        return replace(
            found, over=True, minute=max(minute, 120 if found.extra_time else 90), added=0
        )
    if event.kind in ("extra_time", "penalties"):
        return _beyond(found, over=event.kind == "penalties")
    return found


def _counted(standing: Standing, event: Event) -> Standing:
    """A goal or a man sent off, put on the score; of the 90 minutes too, where it fell in them."""
    side = "home" if event.home else "away"
    if event.kind in REDS:
        return replace(standing, **{f"red_{side}": getattr(standing, f"red_{side}") + 1})
    changed = {side: getattr(standing, side) + 1}
    if standing.extra_time and event.minute <= 90:
        changed[f"{side}_at_90"] = getattr(standing, f"{side}_at_90") + 1
    return replace(standing, **changed)


def _taken_back(standing: Standing, event: Event) -> Standing:
    """A goal or a red card that does not stand."""
    side = "home" if event.home else "away"
    name = side if event.kind == "no_goal" else f"red_{side}"
    held = getattr(standing, name)
    if held == 0:
        what = "goal" if event.kind == "no_goal" else "red card"
        raise UsageError(
            f"Found {event.kind} of the {side} side, expected a {what} of that side before it.",
            code="bad-event",
        )
    changed: dict[str, int] = {name: held - 1}
    at_90 = getattr(standing, f"{side}_at_90")
    if name == side and at_90 is not None and held - 1 < at_90:
        changed[f"{side}_at_90"] = held - 1
    return replace(standing, **changed)  # type: ignore[arg-type]


def _beyond(standing: Standing, *, over: bool) -> Standing:
    """The 90 minutes are over: extra time begins, or the shoot-out."""
    if not standing.extra_time:
        standing = replace(standing, home_at_90=standing.home, away_at_90=standing.away)
    return replace(standing, over=over, minute=max(standing.minute, 90), added=0, half_time=False)


def _kicked(standing: Standing, event: Event) -> Standing:
    """A kick of the shoot-out."""
    found = _beyond(standing, over=True)
    if found.taken and shoot_out(found.taken, 0.5) in (0.0, 1.0):
        raise UsageError(
            "Found a kick after the shoot-out was decided; expected none.", code="bad-event"
        )
    return replace(found, taken=(*found.taken, (bool(event.home), event.scored)))


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
    again = _again(model, snapshot, rule, match)
    if legs == 1 or match.leg in ("replay", "play-off"):
        return TieTerms(rule, again=None if match.leg in ("replay", "play-off") else again)
    place = tie.rows.index(row)
    if place == 0:
        return TieTerms(rule, 1, None, _other_leg(model, snapshot, tie, match), again)
    first = tie.legs[0].result
    score = (first.away, first.home) if first is not None else None
    return TieTerms(rule, 2, score, again=again)


def _again(model: Model, snapshot: Snapshot, rule: RoundRule, match: Match) -> Expected | None:
    """What is expected of a replay at the other ground, or of a play-off on neutral ground."""
    step = next((step for step in rule.decide if step in ("replay", "play_off")), "")
    if not step:
        return None
    competition = snapshot.competitions.index(match.competition)
    home, away = snapshot.club_number(match.home), snapshot.club_number(match.away)
    if step == "play_off":
        return model.expect_pairs([Pair(home, away, competition, neutral=True)])
    turned = model.expect_pairs([Pair(away, home, competition)])
    return Expected(turned.rate[:, ::-1].copy(), turned.spread[:, [1, 0, 2]].copy())


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
    long = match.extra_time is not None
    yield "kick_off", live.at(standing)
    for event in events:
        if long and event.minute > 90 and not standing.extra_time:
            standing = after(standing, Event("extra_time", 90))
            yield "extra_time", live.at(standing)
        standing = after(standing, event, long=long)
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
