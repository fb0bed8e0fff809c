"""JSON files of incidents: a season's matches with goals, cards and changes.

A list of ``{league, home, away, GH, GA, date, incident: {incidents: […], metadata: […]}}``; league
and sides are written as in addresses ("spanien_la-liga-2017-2018", "fc-barcelona"). See
``docs/formats/incidents.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import EventKind, EventRow, GoalKind, GoalRow, Hint, MatchRow, Reading
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.core.season import Season
from matchdesk.errors import SourceError
from matchdesk.readers.cells import date_cell, minute_cell, name_cell
from matchdesk.readers.checks import Fault, match_faults, shortened
from matchdesk.readers.competitions import COUNTRIES, competition_named
from matchdesk.readers.json_lines import JsonObject, objects_in, read_json

__all__ = ["IncidentsReader"]

_INTO = frozenset(("incident", "incidents", "metadata"))
_HEAD = re.compile(r'\A\s*\[\s*\{\s*"league"\s*:\s*"[^"]*"\s*,\s*"home"\s*:')
_LEAGUE = re.compile(r"([a-z-]+)_(.+?)-([12][0-9]{3})(?:-([12][0-9]{3}))?")
# German words for countries, as the addresses write them, that no other format has.
_COUNTRY_WORDS = {
    "frankreich": "fr", "niederlande": "nl", "belgien": "be", "tuerkei": "tr",
    "griechenland": "gr", "oesterreich": "at", "daenemark": "dk", "schweden": "se",
    "norwegen": "no", "russland": "ru", "polen": "pl", "schottland": "sco",
}  # fmt: skip
GOALS: dict[str, GoalKind] = {
    "Goal": "goal",
    "Own goal": "own_goal",  # under the side it counts for
    "Penalty Awarded": "penalty",  # with a running score where it went in
}
CARDS: dict[str, EventKind] = {"Yellow Card": "yellow", "Red Card": "red"}
CHANGE, CHANGE_OUT, CHANGE_IN = "Substitution", "Substitution - Out", "Substitution - In"
# Neither a goal, nor a card, nor a change.
PASSED_OVER = frozenset(("Goal Disallowed", "Not on pitch", "Missed Penalty", "Penalty Missed"))


class IncidentsReader:
    """Reader of incidents; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "incidents"

    def recognises(self, name: str, head: str) -> bool:
        """By its beginning: a list of objects with ``league`` and ``home``."""
        return _HEAD.match(head) is not None

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """A row for each match, goal, card and change.

        Raises:
            SourceError: it is no JSON, or no list of matches.
        """
        whole = read_json(text, file, _INTO)
        if not isinstance(whole, list):
            raise SourceError(
                f"{file}: a file of incidents is a list of matches; nothing was read",
                code="missing-column",
            )
        state = _File(file, hint)
        for match in objects_in(whole):
            state.match(match)
        state.finish()
        return state.reading


@lru_cache(maxsize=256)
def _league(word: str) -> tuple[CompetitionId | None, Season | None]:
    """Competition and season of "spanien_la-liga-2017-2018"."""
    found = _LEAGUE.fullmatch(word.strip().casefold())
    if found is None:
        return None, None
    try:
        season = Season.parse(f"{found[3]}-{found[4]}" if found[4] else found[3])
    except ValueError:
        season = None
    country = found[1].replace("-", " ")
    code = _COUNTRY_WORDS.get(found[1])
    if code is not None:
        country = COUNTRIES[code][0]
    return competition_named(f"{country} {found[2].replace('-', ' ')}", season)[0], season


class _File:
    """One file while it is read."""

    def __init__(self, file: str, hint: Hint) -> None:
        self.file = file
        self.hint = hint
        self.reading = Reading("incidents")
        self.lacking = 0
        self.passed_over: Counter[str] = Counter()

    def finish(self) -> None:
        """Tell what holds for the whole file."""
        if self.lacking:
            self.reading.problems.append(
                Problem(Origin(self.file, 0), "goals-missing",
                        f"{self.lacking} matches with fewer goals than their score",
                        "one goal in the list for each of the score",
                        "kept, with the goals that are there", refused=False)
            )  # fmt: skip
        if self.passed_over:
            said = ", ".join(
                f"{count} {word!r}" for word, count in sorted(self.passed_over.items())
            )
            self.reading.problems.append(
                Problem(Origin(self.file, 0), "unknown-incident", said,
                        f"one of: {', '.join((*GOALS, *CARDS, CHANGE))}", "passed over",
                        refused=False)
            )  # fmt: skip
        self.reading.problems.sort(key=lambda problem: problem.origin.line)

    def match(self, match: JsonObject) -> None:
        """Take in one match."""
        reading = self.reading
        origin = Origin(self.file, match.line)
        reading.read += 1
        try:
            row = self._row(match, origin)
        except Fault as fault:
            reading.problems.append(fault.problem(origin))
            return
        reading.rows.append(row)
        if row.score is None or row.date is None:
            return
        of_match = match.get("incident")
        items = of_match.get("incidents") if isinstance(of_match, dict) else None
        listed = objects_in(items)
        self._goals(listed, row, row.score, row.date)
        self._events(listed, row, row.date)

    def _row(self, match: Mapping[str, Any], origin: Origin) -> MatchRow:
        league = match.get("league")
        competition, season = _league(league if isinstance(league, str) else "")
        competition, season = self.hint.competition or competition, self.hint.season or season
        if competition is None:
            raise Fault("unknown-competition", f"league {shortened(repr(league))}",
                        "a league such as spanien_la-liga-2017-2018")  # fmt: skip
        if season is None:
            raise Fault("no-season", f"league {shortened(repr(league))}", "a league and its years")
        score = _score(match)
        day = match.get("date")
        venue = _about(match, "venue")
        row = MatchRow(
            origin=origin,
            competition=competition,
            season=season,
            date=date_cell(day if isinstance(day, str) else "", "date", needed=True),
            home=_side(match, "home"),
            away=_side(match, "away"),
            score=score,
            status="scheduled" if score is None else "played",
            ground=name_cell(venue, "venue"),
            attendance=_attendance(_about(match, "attendance")),
        )
        faults, kept = match_faults(row)
        if faults:
            raise faults[0]
        self.reading.problems.extend(kept)
        return row

    def _goals(
        self, items: Sequence[JsonObject], row: MatchRow, score: Score, day: dt.date
    ) -> None:
        """Goals of a match: those with a running score, and those that must be.

        A penalty without a running score went in only if the score lacks it.
        """
        sure: list[JsonObject] = []
        maybe: list[JsonObject] = []
        for item in items:
            word = item.get("incident_type")
            if word == "Penalty Awarded" and "home_score" not in item:
                maybe.append(item)
            elif isinstance(word, str) and word in GOALS:
                sure.append(item)
        taken = sure
        if _counted(sure) != score:
            with_all = [item for item in items if item in sure or item in maybe]
            with_running = [item for item in sure if "home_score" in item]
            for chosen in (with_all, with_running):
                if _counted(chosen) == score:
                    taken = chosen
                    break
            else:
                counted = _counted(sure)
                if counted.home > score.home or counted.away > score.away:
                    self._tell(row, "goals-differ", f"goals {counted}, score {score}",
                               "one goal in the list for each of the score",
                               "the match was kept, without its goals")  # fmt: skip
                    return
                self.lacking += 1
        for item in taken:
            try:
                goal = _goal(item, row, day, self.file)
            except Fault as fault:
                self.reading.read += 1
                self.reading.problems.append(fault.problem(Origin(self.file, item.line)))
                continue
            self.reading.read += 1
            self.reading.rows.append(goal)

    def _tell(self, row: MatchRow, code: str, found: str, expected: str, done: str) -> None:
        self.reading.problems.append(
            Problem(row.origin, code, found, expected, done, refused=False)
        )

    def _events(self, items: Sequence[JsonObject], row: MatchRow, day: dt.date) -> None:
        booked: set[tuple[str, str]] = set()
        off: dict[tuple[str, str], list[str]] = {}
        for item in items:
            if item.get("incident_type") == CHANGE_OUT:
                key = (str(item.get("team")), str(item.get("minute")))
                off.setdefault(key, []).append(str(item.get("player_name") or ""))
        for item in items:
            word = item.get("incident_type")
            if word in GOALS or word == CHANGE_OUT:
                continue
            if not isinstance(word, str) or word in PASSED_OVER:
                self.passed_over[str(word)[:40]] += 1
                continue
            self.reading.read += 1
            try:
                event = _event(item, word, row, day, self.file, booked, off)
            except Fault as fault:
                self.reading.problems.append(fault.problem(Origin(self.file, item.line)))
            else:
                self.reading.rows.append(event)


def _side(match: Mapping[str, Any], key: str) -> str:
    """A side, its hyphens as spaces."""
    value = match.get(key)
    if not isinstance(value, str):
        raise Fault("empty", f"{key} is {shortened(repr(value))}", "the name of a side")
    return name_cell(value.replace("-", " "), key, needed=True)


def _score(match: Mapping[str, Any]) -> Score | None:
    pair = (match.get("GH"), match.get("GA"))
    if pair == (None, None):
        return None
    home, away = pair
    if type(home) is not int or type(away) is not int or not 0 <= min(home, away):
        raise Fault("bad-score", f"GH, GA {shortened(repr(pair))}", "goals of both sides")
    if max(home, away) > MOST_GOALS:
        raise Fault("bad-score", f"GH, GA {pair}", f"at most {MOST_GOALS} goals")
    return Score(home, away)


def _about(match: Mapping[str, Any], key: str) -> str:
    """A word of the match's metadata, "" where there is none."""
    of_match = match.get("incident")
    listed = objects_in(of_match.get("metadata")) if isinstance(of_match, dict) else []
    value = next((item.get(key) for item in listed if item.get(key)), "")
    return value if isinstance(value, str) else ""


def _attendance(text: str) -> int | None:
    digits = re.sub(r"\s", "", text)
    return (
        int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
    )


def _counted(items: Sequence[Mapping[str, Any]]) -> Score:
    return Score(
        sum(item.get("team") == "home" for item in items),
        sum(item.get("team") == "away" for item in items),
    )


def _team(item: Mapping[str, Any], row: MatchRow) -> str:
    side = item.get("team")
    if side not in ("home", "away"):
        raise Fault("team-not-playing", f"team is {shortened(repr(side))}", "home or away")
    return row.home if side == "home" else row.away


def _name(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Fault("bad-text", f"{key} is {shortened(repr(value))}", "a name")
    return name_cell(value, key)


def _minute(item: Mapping[str, Any]) -> tuple[int | None, int | None]:
    value = item.get("minute")
    text = value if isinstance(value, str) else ""
    return minute_cell(text, "minute") if text not in ("", "0'") else (None, None)


def _goal(item: JsonObject, row: MatchRow, day: dt.date, file: str) -> GoalRow:
    minute, added = _minute(item)
    return GoalRow(
        origin=Origin(file, item.line),
        date=day,
        home=row.home,
        away=row.away,
        team=_team(item, row),
        player=_name(item, "player_name"),
        minute=minute,
        added=added,
        kind=GOALS[item["incident_type"]],
        assist=_name(item, "assist_player_name"),
    )


def _event(
    item: JsonObject,
    word: str,
    row: MatchRow,
    day: dt.date,
    file: str,
    booked: set[tuple[str, str]],
    off: Mapping[tuple[str, str], list[str]],
) -> EventRow:
    """A card or a change; a second yellow card of one player is one for which he leaves."""
    team = _team(item, row)
    minute, added = _minute(item)
    other = ""
    kind: EventKind
    if word in CARDS:
        kind, player = CARDS[word], _name(item, "player_name")
        if kind == "yellow" and player:
            kind = "second_yellow" if (team, player) in booked else kind
            booked.add((team, player))
    elif word == CHANGE:
        kind, player, other = "substitution", _name(item, "player_in"), _name(item, "player_out")
    elif word == CHANGE_IN:
        kind, player = "substitution", _name(item, "player_name")
        left = off.get((str(item.get("team")), str(item.get("minute"))), [])
        other = name_cell(left.pop(0), "player_name") if left else ""
    else:
        raise Fault("unknown-incident", f"incident_type {shortened(word)!r}",
                    f"one of: {', '.join((*GOALS, *CARDS, CHANGE))}")  # fmt: skip
    return EventRow(
        origin=Origin(file, item.line),
        date=day,
        home=row.home,
        away=row.away,
        team=team,
        player=player,
        kind=kind,
        minute=minute,
        added=added,
        other=other,
    )
