"""JSON files of openfootball: a competition's season as ``{name, matches: […]}``.

Older files put the matches into ``rounds``, the sides into objects and the goals into columns of
their own (``score1``, ``score1i``, …). See ``docs/formats/football-json.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from matchdesk.core.competition import CompetitionId, country_of
from matchdesk.core.country import CONFEDERATIONS
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import GoalRow, Hint, MatchRow, Reading, Row, Status
from matchdesk.core.score import MOST_GOALS, Score
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.errors import SourceError
from matchdesk.readers.cells import date_cell, minute_cell, name_cell, time_cell
from matchdesk.readers.checks import (
    Fault,
    converted,
    match_faults,
    shortened,
    without_contradictions,
)
from matchdesk.readers.competitions import COUNTRIES, PLACES_AT_STAKE, heading_of, zone_of
from matchdesk.readers.football_txt_ties import Entry, number_legs, phase_and_round
from matchdesk.readers.football_txt_words import (
    STATUS_WORDS,
    UEFA_CLOCK,
    Section,
    home_zone,
    section_of,
)
from matchdesk.readers.json_lines import JsonObject, objects_in, read_json
from matchdesk.readers.nations import nation_code

__all__ = ["FootballJsonReader"]

_INTO = frozenset(("matches", "rounds"))
_COUNTRY = re.compile(r"^(.+?)\s+\(([A-Z]{3})\)$")
_ENDINGS = re.compile(r"(\.json|\.gz)+$")
_ID = re.compile(r"[a-z]{2,8}(?:\.[a-z0-9_]+)+")
_SEASON_OF_FOLDER = re.compile(r"[12][0-9]{3}(?:-(?:[0-9]{2}|[0-9]{4}))?")
_TIME = re.compile(r"([0-9]{1,2}:[0-9]{2})(?:\s+(UTC)[+-−]?[0-9:]*)?")
_HEAD = re.compile(r'\A\s*\{\s*"name"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*"(?:matches|rounds)"\s*:')
_LEVEL = re.compile(r"\.(?:[1-9](?:\.[a-z]+)?)$")
# A side that is still to be found: "Winner Match 12", "Sieger EF", "W61", "2B", "3A/B/C".
_SLOT = re.compile(
    r"(?:winner|sieger|loser|verlierer|runner-?up)\b.*|[WL][0-9]{1,3}|[1-4][A-L](?:/[A-L])*",
    re.IGNORECASE,
)
# Sides of a score, by the name it has in older files.
_OLD_SCORES = {
    "ft": ("score1", "score2"),
    "ht": ("score1i", "score2i"),
    "et": ("score1et", "score2et"),
    "p": ("score1p", "score2p"),
}


class FootballJsonReader:
    """Reader of football.json; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The format's name."""
        return "football.json"

    def recognises(self, name: str, head: str) -> bool:
        """By its beginning: an object with ``name``, then ``matches`` or ``rounds``."""
        return _HEAD.match(head) is not None

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file: a row a match, and one a goal where goals are given.

        Raises:
            SourceError: it is no JSON, or holds no matches.
        """
        whole = read_json(text, file, _INTO)
        if not isinstance(whole, JsonObject) or not (_INTO & whole.keys()):
            raise SourceError(
                f"{file}: a file of football.json is an object with name and matches; nothing was "
                "read",
                code="missing-column",
            )
        return _File(whole, file, hint).reading()


def _of_path(file: str) -> tuple[CompetitionId | None, Season | None]:
    """Competition and season in a path such as "2017-18/es.1.json"."""
    parts = file.replace("\\", "/").split("/")
    stem = _ENDINGS.sub("", parts[-1].casefold())
    head = stem.split(".", 1)[0]
    known = _ID.fullmatch(stem) is not None and (head in COUNTRIES or head in CONFEDERATIONS)
    competition = CompetitionId(stem) if known else None
    for part in reversed(parts[:-1]):
        if _SEASON_OF_FOLDER.fullmatch(part):
            try:
                return competition, Season.parse(part)
            except ValueError:
                continue
    return competition, None


class _File:
    """One file while it is read."""

    def __init__(self, whole: JsonObject, file: str, hint: Hint) -> None:
        self.whole = whole
        self.file = file
        self.read = Reading("football.json")
        title = whole.get("name")
        heading = heading_of(title if isinstance(title, str) else "", file)
        of_path, season = _of_path(file)
        self.title = heading.text
        self.qualifying = heading.qualifying
        # A heading may leave the country to the name of the file: "Premier League 2018/19".
        self.competition = hint.competition or of_path or heading.competition
        self.season = hint.season or heading.season or season
        for said, other in (
            (hint.competition, of_path or heading.competition),
            (hint.season, heading.season or season),
        ):
            if said is not None and other is not None and said != other:
                self.problem(0, "hint-differs", f"{other} in the file", f"{said}, as given with it",
                             f"read as {said}")  # fmt: skip
        self.unknown: set[str] = set()
        self.off_clock = 0

    def problem(self, line: int, code: str, found: str, expected: str, done: str) -> None:
        """Report something that leaves no row out."""
        self.read.problems.append(
            Problem(Origin(self.file, line), code, found, expected, done, refused=False)
        )

    def reading(self) -> Reading:
        """Rows and problems of the file."""
        reading = self.read
        entries: list[Entry] = []
        for match, round_ in self.matches():
            reading.read += 1
            origin = Origin(self.file, match.line)
            try:
                entry = self.entry(match, round_, origin)
            except Fault as fault:
                reading.problems.append(fault.problem(origin))
                continue
            entries.append(entry)
        number_legs(entries)
        last = max(
            (e.row.date for e in entries if e.row.status == "played" and e.row.date), default=None
        )
        rows: list[Row] = []
        for entry in entries:
            row = entry.row
            rows += [row, *entry.goals]
            reading.read += len(entry.goals)
            if row.status == "scheduled" and row.date and last and row.date < last:
                self.problem(row.origin.line, "no-score", "no score",
                             f"a score: matches up to {last} have one", "kept as scheduled")  # fmt: skip
        reading.rows = rows
        if self.off_clock:
            self.problem(0, "kick-off-zone", f"{self.off_clock} kick-off times on UEFA's clock",
                         "times at the ground", "those matches were kept, without their time")  # fmt: skip
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading

    def matches(self) -> Iterator[tuple[JsonObject, str]]:
        """Every match, with the name of the round above it."""
        yield from ((match, "") for match in self.objects(self.whole, "matches"))
        for part in self.objects(self.whole, "rounds"):
            name = part.get("name")
            for match in self.objects(part, "matches"):
                yield match, name if isinstance(name, str) else ""

    def objects(self, of: JsonObject, key: str) -> list[JsonObject]:
        """The objects of an array; what else stands in it is told and counted."""
        value = of.get(key)
        listed = objects_in(value)
        others = len(value) - len(listed) if isinstance(value, list) else int(value is not None)
        for _ in range(others):
            self.read.read += 1
            fault = Fault("bad-match", f"an entry of {key} that is no object", "an object in {}")
            self.read.problems.append(fault.problem(Origin(self.file, of.line)))
        return listed

    def section(self, match: Mapping[str, Any], above: str, line: int) -> Section:
        """Phase, round and group of a match by its words."""
        section = Section(phase="qualifying") if self.qualifying else Section()
        for word in (match.get("stage"), above, match.get("round"), match.get("group")):
            if not isinstance(word, str) or not word.strip():
                continue
            section = section_of(word, section)
            if section.unknown and section.unknown not in self.unknown:
                self.unknown.add(section.unknown)
                self.problem(line, "unknown-round", repr(shortened(section.unknown, 60)),
                             "a round, matchday, group or part of a season",
                             "its matches were kept, with the words as a note")  # fmt: skip
        return section

    def entry(self, match: JsonObject, above: str, origin: Origin) -> Entry:
        """The row of one match, and its goals."""
        competition, season = self.competition, self.season
        if competition is None:
            raise Fault("no-competition", f"name {shortened(self.title, 60)!r}",
                        "a competition that the vocabulary holds, or a file such as es.1.json")  # fmt: skip
        if season is None:
            raise Fault("no-season", f"name {shortened(self.title, 60)!r}",
                        "a season in the name, or a folder such as 2017-18")  # fmt: skip
        section = self.section(match, above, origin.line)
        league = _LEVEL.search(competition) is not None
        # "Playoffs - Championship, Matchday 27": the league goes on, in parts.
        goes_on = section.phase == "split" and section.matchday
        named = league and section.round and not section.group
        if (section.playoff and not goes_on) or named:
            if league and country_of(competition) in PLACES_AT_STAKE:
                competition = CompetitionId(f"{competition}.playoff")
        phase, round_ = phase_and_round(section, competition, league)
        home, home_country = _side(match, "team1")
        away, away_country = _side(match, "team2")
        scores = {name: _score(match, name) for name in _OLD_SCORES}
        status, awarded = _status(match, scores)
        if awarded is not None:
            scores = {}
        row = MatchRow(
            origin=origin,
            competition=competition,
            season=season,
            date=date_cell(_text(match, "date"), "date"),
            home=home,
            away=away,
            score=scores.get("ft"),
            half_time=scores.get("ht"),
            extra_time=scores.get("et"),
            penalties=scores.get("p"),
            awarded_score=awarded,
            status=status,
            phase=phase,
            round=round_,
            group=section.group,
            leg=section.leg,
            ground=_ground(match),
            note="; ".join(word for word in (section.stage, section.unknown) if word),
            home_country=home_country,
            away_country=away_country,
        )
        row = self.with_kick_off(row, _text(match, "time"))
        row, left_out = without_contradictions(row)
        faults, kept = match_faults(row, slots=True)
        if faults:
            raise faults[0]
        self.read.problems += [*left_out, *kept]
        return Entry(row, section, goals=self.goals(match, row))

    def with_kick_off(self, row: MatchRow, text: str) -> MatchRow:
        """The row with local time and zone, where they can be told."""
        found = _TIME.fullmatch(text)
        if found is None or row.date is None:
            if text:
                self.problem(row.origin.line, "bad-time", f"time {shortened(text)!r}",
                             "a time such as 21:30", "kept, without the time")  # fmt: skip
            return row
        try:
            time = time_cell(found[1], "time")
        except Fault as fault:
            self.problem(row.origin.line, fault.code, fault.found, fault.expected,
                         "kept, without the time")  # fmt: skip
            return row
        if found[2]:
            return replace(row, time=time)
        if not row.competition.startswith("uefa.") or row.competition == "uefa.euro":
            return replace(row, time=time, zone=zone_of(row.competition))
        zone = "" if row.round == "final" else home_zone(row.home_country, row.season.start)
        local = converted(row.date, time, UEFA_CLOCK, zone) if zone and time else None
        if local is None:
            self.off_clock += 1
            return row
        return replace(row, time=local, zone=zone)

    def goals(self, match: JsonObject, row: MatchRow) -> list[GoalRow]:
        """Goals of a match, [] where their number is not that of the score."""
        if "goals1" not in match and "goals2" not in match:
            return []
        found: list[GoalRow] = []
        final = row.extra_time or row.score
        counts = []
        try:
            for key, team in (("goals1", row.home), ("goals2", row.away)):
                listed = match.get(key) or []
                counts.append(len(listed) if isinstance(listed, list) else -1)
                if row.date is not None and isinstance(listed, list):
                    found += [_goal(goal, row, row.date, team) for goal in listed]
        except Fault as fault:
            self.problem(row.origin.line, fault.code, fault.found, fault.expected,
                         "the match was kept, without its goals")  # fmt: skip
            return []
        if final is None or tuple(counts) != final or row.date is None:
            if counts != [0, 0]:
                self.problem(row.origin.line, "goals-differ",
                             f"goals {'-'.join(map(str, counts))}, score {final}",
                             "one goal in the list for each of the score",
                             "the match was kept, without its goals")  # fmt: skip
            return []
        return found


def _text(match: Mapping[str, Any], key: str) -> str:
    value = match.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Fault("bad-word", f"{key} is {shortened(repr(value))}", "a text")
    return value.strip()


def _side(match: Mapping[str, Any], key: str) -> tuple[str, str]:
    """Name and country of a side."""
    value = match.get(key)
    code: object = ""
    if isinstance(value, dict):
        code = value.get("code")
        value = value.get("name")
    if not isinstance(value, str):
        raise Fault("empty", f"{key} is {shortened(repr(value))}", "the name of a side")
    found = _COUNTRY.match(value.strip())
    name = name_cell(found[1] if found else value, key, needed=True)
    if _SLOT.fullmatch(name):
        raise Fault("unknown-side", shortened(name), "a side that is already known")
    if found:
        return name, found[2]
    # The code of a national side is its country's; that of a club is not.
    return name, nation_code(name) if isinstance(code, str) and len(code) == 3 else ""


def _score(match: Mapping[str, Any], name: str) -> Score | None:
    value = match.get("score")
    if isinstance(value, dict):
        pair = value.get(name)
    elif isinstance(value, list):
        pair = value if name == "ft" else None
    else:
        first, second = _OLD_SCORES[name]
        pair = [match.get(first), match.get(second)]
        if pair == [None, None]:
            return None
    if pair is None or pair == []:
        return None
    if (
        not isinstance(pair, list)
        or len(pair) != 2
        or any(type(n) is not int or not 0 <= n <= MOST_GOALS for n in pair)
    ):
        raise Fault("bad-score", f"{name} is {shortened(repr(pair))}", "two whole numbers: [2, 1]")
    return Score(pair[0], pair[1])


def _status(
    match: Mapping[str, Any], scores: Mapping[str, Score | None]
) -> tuple[Status, Score | None]:
    """Status of a match, and the score that was awarded."""
    word = _text(match, "status")
    final = scores["et"] or scores["ft"]
    if not word:
        over = final is not None or scores["p"] is not None
        return ("played" if over else "scheduled"), None
    status = STATUS_WORDS.get(fold(word))
    if status is None:
        raise Fault("bad-word", f"status is {shortened(word)!r}",
                    f"one of: {' '.join(sorted(set(STATUS_WORDS.values())))}")  # fmt: skip
    if status == "awarded":
        return status, final
    if status == "postponed" and final is not None:
        return "played", None
    return status, None


def _ground(match: Mapping[str, Any]) -> str:
    """The ground, whose town may stand beside it."""
    value = match.get("ground", match.get("stadium"))
    if isinstance(value, dict):
        value = value.get("name")
    return name_cell(value, "ground") if isinstance(value, str) else ""


def _goal(goal: object, row: MatchRow, day: dt.date, team: str) -> GoalRow:
    if not isinstance(goal, dict):
        raise Fault("bad-text", f"goal {shortened(repr(goal))}", "an object with name and minute")
    name, minute = goal.get("name"), goal.get("minute")
    offset = goal.get("offset")
    if not isinstance(name, str):
        raise Fault("empty", f"scorer {shortened(repr(name))}", "a name")
    at, added = minute_cell(str(minute), "minute") if minute is not None else (None, None)
    if at is not None and type(offset) is int and 0 < offset <= 60:
        added = offset
    return GoalRow(
        origin=row.origin,
        date=day,
        home=row.home,
        away=row.away,
        team=team,
        player=name_cell(name, "scorer"),
        minute=at,
        added=added,
        kind="own_goal" if goal.get("owngoal") else "penalty" if goal.get("penalty") else "goal",
    )
