"""Writing football.txt: the twin of :mod:`matchdesk.readers.football_txt`.

One file a season of a competition: headings of rounds, groups and legs, days, kick-offs, scores with
half-time, extra time and penalties, grounds, notes, goals. Every file is read back before it is
given out. A match that would come back otherwise is written without what is in the way (goals, note,
ground, kick-off), and what the format cannot carry is told.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matchdesk.core.competition import CompetitionId, country_of, round_order, round_words
from matchdesk.core.country import home_country, trigram
from matchdesk.core.problem import Problem
from matchdesk.core.rows import GoalRow, Hint, MatchRow
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.ledger.holdings import Holdings
from matchdesk.readers.checks import converted
from matchdesk.readers.competitions import competition_named, names_of, zone_of
from matchdesk.readers.detect import read_text
from matchdesk.readers.football_txt_words import UEFA_CLOCK, Section, home_zone, section_of
from matchdesk.rules.catalogue import competition_name

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_PHASES = {
    "league": "League phase", "group": "Group stage", "group_2": "Second group stage",
    "knockout": "Knockout", "qualifying": "Qualifying", "split": "Split",
}  # fmt: skip
_ROUNDS = {
    "round_of_16": "Round of 16", "round_of_32": "Round of 32", "round_of_64": "Round of 64",
    "round_of_128": "Round of 128", "quarter_final": "Quarter-finals", "semi_final": "Semi-finals",
    "third_place": "Third place", "preliminary": "Preliminary round", "play_off": "Play-offs",
    "final": "Final", "qualifying": "Qualifying round",
}  # fmt: skip
_LEGS = {"1": "1st leg", "2": "2nd leg", "replay": "Replay", "play-off": "Play-off match"}
_SPLIT_SIDES = re.compile(r"\s(?:v|vs)\.?\s|[\[\]@|#()]|\d\s?[-–:]\s?\d|^[=(]|:\s|\s{2,}|\s-\s")
_LEAGUE = re.compile(r"\.[1-9](?:\.(?!playoff)[a-z]+)?$")
_WIDTH = 100
# What a match is written without, until it reads back; clubs then stand under their ids.
_LESS = ("goals", "note", "ground", "time", "names", "round")
_BLAMED = {
    "goals": "goals", "ground": "ground", "time": "time", "names": "names", "round": "round",
    "group or leg": "round", "score": "note", "status": "note",
}  # fmt: skip


@dataclass
class _Line:
    """One match on its way out; ``without`` holds what is left out so that it reads back."""

    row: MatchRow
    goals: list[GoalRow]
    without: list[str] = field(default_factory=list)
    line: int = 0

    def has(self, part: str) -> bool:
        """True if a part is still written."""
        return part not in self.without


def files(holdings: Holdings) -> Iterator[tuple[str, str, int, list[Problem]]]:
    """Each season of each competition: name of its file, text, matches in it, what is missing."""
    names = _names(holdings)
    for competition in holdings.competitions:
        seasons: dict[str, list[MatchRow]] = defaultdict(list)
        goals: dict[tuple[dt.date, str, str], list[GoalRow]] = defaultdict(list)
        for held in holdings.of_competition(competition):
            if isinstance(held.row, MatchRow):
                seasons[str(held.row.season)].append(held.row)
            elif isinstance(held.row, GoalRow):
                goals[held.row.date, held.row.home, held.row.away].append(held.row)
        for season, rows in seasons.items():
            lines = []
            for row in rows:
                scored = [] if row.date is None else goals.get((row.date, row.home, row.away), [])
                lines.append(_Line(row, scored))
            text, problems = _Sheet(CompetitionId(competition), rows[0].season, lines, names).made()
            yield f"{competition}/{season}.txt", text, len(lines), problems


@dataclass
class _Names:
    """Clubs by id: the name shown and the code of the country, "" where it has none."""

    shown: dict[str, str]
    country: dict[str, str]

    def of(self, club: str, line: _Line) -> tuple[str, str]:
        """A club as it is written in a match, and the country behind it, "" where none is."""
        name = self.shown[club] if line.has("names") else club
        code = trigram(self.country[club])
        if home_country(line.row.competition) or name == club:
            return name, ""
        return name, code


def _names(holdings: Holdings) -> _Names:
    clubs = holdings.clubs()
    # A name that two clubs of a country answer to says neither of them.
    answered: dict[tuple[str, str], set[str]] = defaultdict(set)
    country = {club.id: club.country for club in clubs}
    for club in clubs:
        answered[club.country, fold(club.name)].add(club.id)
    for name in holdings.names():
        answered[country[name.id], fold(name.name)].add(name.id)
    shown = {
        club.id: club.name
        if len(answered[club.country, fold(club.name)]) == 1 and not _SPLIT_SIDES.search(club.name)
        else club.id
        for club in clubs
    }
    return _Names(shown, country)


@dataclass
class _Sheet:
    """One season of one competition as text."""

    competition: CompetitionId
    season: Season
    lines: list[_Line]
    names: _Names

    def made(self) -> tuple[str, list[Problem]]:
        """The text, read back, and what it does not carry."""
        for _ in range(len(_LESS) + 1):
            text = self._text()
            missing = self._missing(text)
            again = False
            for line, wrong in missing:
                blamed = [_BLAMED[word] for word in wrong if word in _BLAMED]
                # Where the fault is not clear, one part after the other is left out.
                guessed = () if set(wrong) <= {"zone", *_BLAMED} else _LESS
                left = [
                    part for part in (*blamed, *guessed) if line.has(part) and _held(line, part)
                ]
                if left:
                    line.without.append(left[0])
                    again = True
            if not again:
                break
        problems = [
            Problem(
                line.row.origin,
                "not-written",
                f"{self.names.shown[line.row.home]} v {self.names.shown[line.row.away]}: {what}",
                "what football.txt can carry",
                "the match was written without it",
            )
            for line, what in self._told(missing)
        ]
        return text, problems

    def _told(self, missing: list[tuple[_Line, list[str]]]) -> Iterator[tuple[_Line, str]]:
        still = {id(line): wrong for line, wrong in missing}
        for line in self.lines:
            what = [part for part in line.without if part != "names"] + still.get(id(line), [])
            if what:
                yield line, ", ".join(dict.fromkeys(what))

    def _missing(self, text: str) -> list[tuple[_Line, list[str]]]:
        """Matches that come back otherwise than they are held, and in what."""
        reading = read_text(text, f"{self.season}.txt", Hint(), "football.txt")
        read = {row.origin.line: row for row in reading.rows if isinstance(row, MatchRow)}
        scored: dict[tuple[dt.date, str, str], list[GoalRow]] = defaultdict(list)
        for goal in reading.rows:
            if isinstance(goal, GoalRow):
                scored[goal.date, goal.home, goal.away].append(goal)
        found = []
        for line in self.lines:
            back = read.get(line.line)
            if back is None:
                found.append((line, ["the match as a whole"]))
                continue
            wrong = self._different(line, back)
            if line.has("goals") and _told(line):
                goals = scored.get((back.date, back.home, back.away), []) if back.date else []
                if len(goals) != len(line.goals):
                    wrong.append("goals")
            if wrong:
                found.append((line, wrong))
        return found

    def _different(self, line: _Line, back: MatchRow) -> list[str]:
        row = line.row
        wrong = []
        written = (self.names.of(row.home, line), self.names.of(row.away, line))
        read = ((back.home, back.home_country), (back.away, back.away_country))
        if written != read:
            wrong.append("names")
        for part in ("competition", "season", "date", "status"):
            if getattr(row, part) != getattr(back, part):
                wrong.append(part)
        if _result(row) != _result(back):
            wrong.append("score")
        if line.has("round"):
            # A league is a league, and two legs are two legs, whether or not a file says so.
            if (row.phase and row.phase != back.phase) or row.round != back.round:
                wrong.append("round")
            if row.group != back.group or (row.leg and row.leg != back.leg):
                wrong.append("group or leg")
        if line.has("time") and row.time is not None:
            if row.time != back.time:
                wrong.append("time")
            elif row.zone and row.zone != back.zone:
                wrong.append("zone")
        if line.has("ground") and row.ground != back.ground:
            wrong.append("ground")
        return wrong

    # The text

    def _text(self) -> str:
        out = [f"= {_heading(self.competition, self.season)}", "", f"# Matches  {len(self.lines)}"]
        sections: dict[tuple[str, ...], list[_Line]] = defaultdict(list)
        for line in self.lines:
            sections[_section_key(line)].append(line)
        headings = {key: self._section(key) for key in sections}
        # What has no heading comes before the first one, or it would stand below another's.
        for key in sorted(
            sections, key=lambda key: (headings[key] != "", _first(sections[key], key))
        ):
            out += ["", *([f"▪ {headings[key]}"] if headings[key] else [])]
            day: dt.date | None = None
            listed = sorted(
                sections[key],
                key=lambda line: (line.row.date or dt.date.min, line.row.time or ""),
            )
            for line in listed:
                if line.row.date is not None and line.row.date != day:
                    day = line.row.date
                    out.append(
                        f"{_DAYS[day.weekday()]} {_MONTHS[day.month - 1]} {day.day} {day.year}"
                    )
                out.append(self._match(line))
                line.line = len(out)
                out += self._goals(line)
        return "\n".join(out) + "\n"

    def _section(self, key: tuple[str, ...]) -> str:
        """A heading that the reader takes for this phase, round, group and leg."""
        phase, round, group, leg, stage = key
        league = _LEAGUE.search(self.competition) is not None
        # The order matters: a later part says more of the earlier ones, or takes their place.
        parts = []
        if stage:
            parts.append(stage)
        if group:
            parts.append(f"Group {group}")
        if phase and phase not in ("knockout", "group") and not (league and phase == "league"):
            parts.append(_PHASES[phase])
        elif phase in ("knockout", "group") and not round and not group:
            parts.append(_PHASES[phase])
        if round.isdigit():
            parts.append(f"Matchday {round}")
        elif round.startswith("qualifying_"):
            parts.append(f"Round {round[11:]}")
        elif re.fullmatch(r"round_\d+", round):
            parts.append(f"Round {round[6:]}")
        elif round:
            parts.append(_ROUNDS.get(round, round_words(round)))
        if leg:
            parts.insert(len(parts) - (round == "play_off"), _LEGS[leg])
        return ", ".join(dict.fromkeys(parts))

    def _match(self, line: _Line) -> str:
        row = line.row
        home, away = (
            f"{name} ({code})" if code else name
            for name, code in (self.names.of(row.home, line), self.names.of(row.away, line))
        )
        said = [f"{home} v {away}"]
        if (score := _score(row)) != "":
            said.append(score)
        if row.ground and line.has("ground"):
            said.append(f"@ {row.ground}")
        said += [f"[{note}]" for note in _notes(line)]
        kick = self._kick_off(row) if line.has("time") else ""
        return f"  {kick}  {'  '.join(said)}" if kick else f"  {'  '.join(said)}"

    def _kick_off(self, row: MatchRow) -> str:
        """The kick-off so that the reader finds the local one, "" where it could not."""
        if row.time is None or row.date is None:
            return ""
        european = row.competition.startswith("uefa.") and not row.competition.startswith(
            "uefa.euro"
        )
        if not european:
            if row.zone and row.zone == zone_of(row.competition):
                return row.time
        elif row.round != "final":
            zone = home_zone(trigram(self.names.country[row.home]), row.season.start)
            if zone and zone == row.zone:
                there = converted(row.date, row.time, zone, UEFA_CLOCK)
                if there is not None:
                    return there
        return f"{row.time} ({row.time} local)"

    def _goals(self, line: _Line) -> list[str]:
        if not line.has("goals") or not _told(line):
            return []
        sides = []
        for team in (line.row.home, line.row.away):
            listed = [_goal(goal) for goal in line.goals if goal.team == team]
            sides.append(", ".join(listed) or "-")
        return textwrap.wrap(
            f"({'; '.join(sides)})", _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 7,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _held(line: _Line, part: str) -> bool:
    """True if a match has a part that it could be written without."""
    row = line.row
    return {
        "goals": bool(line.goals),
        "note": bool(row.note),
        "ground": bool(row.ground),
        "time": row.time is not None,
        "names": True,
        "round": bool(row.phase or row.round or row.group or row.leg),
    }[part]


def _told(line: _Line) -> bool:
    """True if the goals of a match are whole: each with scorer and minute, as many as the score."""
    final = line.row.extra_time or line.row.score
    if final is None or not line.goals or line.row.status != "played":
        return False
    at_home = sum(goal.team == line.row.home for goal in line.goals)
    whole = all(goal.player and goal.minute is not None for goal in line.goals)
    return whole and (at_home, len(line.goals) - at_home) == final


def _goal(goal: GoalRow) -> str:
    minute = f"{goal.minute}+{goal.added}'" if goal.added else f"{goal.minute}'"
    kind = {"penalty": " (pen.)", "own_goal": " (o.g.)"}.get(goal.kind, "")
    return f"{goal.player} {minute}{kind}"


def _result(row: MatchRow) -> tuple[object, ...]:
    """What counts of a match: an awarded score stands alone."""
    if row.status == "awarded":
        return (row.awarded_score or row.extra_time or row.score,)
    return (row.score, row.half_time, row.extra_time, row.penalties)


def _score(row: MatchRow) -> str:
    """The scores of a match in the order in which the format writes them."""
    if row.status == "awarded":
        final = row.awarded_score or row.extra_time or row.score
        return str(final) if final is not None else ""
    said = []
    if row.penalties is not None:
        said.append(f"{row.penalties} pen.")
    if row.extra_time is not None:
        said.append(f"{row.extra_time} a.e.t.")
    inside = [str(score) for score in (row.score, row.half_time) if score is not None]
    if row.penalties is None and row.extra_time is None and row.score is not None:
        said.append(str(row.score))
        inside = inside[1:]
    if inside and said:
        said.append(f"({', '.join(inside)})")
    return " ".join(said)


def _notes(line: _Line) -> list[str]:
    """The word of the status, and the note, each in brackets of its own."""
    row = line.row
    word = {
        "awarded": "awarded", "void": "cancelled", "abandoned": "abandoned",
        "postponed": "postponed",
    }.get(row.status, "")  # fmt: skip
    _, note = _stage_and_note(row)
    if not line.has("note"):
        note = ""
    if row.status == "awarded" and row.score is not None and row.awarded_score is not None:
        word = f"awarded; originally {row.score}"
    if word and fold(note).startswith(fold(word)):
        word = ""
    return [" ".join(said.split()) for said in (word, note) if said]


def _stage_and_note(row: MatchRow) -> tuple[str, str]:
    """Name of a part of the season that begins a note, as the reader puts it there; the rest."""
    first, _, rest = row.note.partition("; ")
    said = section_of(first) if first else Section()
    if said.stage and said.stage == fold(first) and not said.unknown and not said.playoff:
        return first, rest
    return "", row.note


def _section_key(line: _Line) -> tuple[str, ...]:
    row = line.row
    if not line.has("round"):
        return ("", "", "", "", "")
    stage = _stage_and_note(row)[0] if line.has("note") else ""
    return (row.phase, row.round, row.group, row.leg, stage)


def _first(lines: Sequence[_Line], key: tuple[str, ...]) -> tuple[object, ...]:
    """Sections in the order of their first day; those without days last."""
    days = [line.row.date for line in lines if line.row.date is not None]
    phase, round, group, leg, _ = key
    return (min(days, default=dt.date.max), phase, round_order(round), group, leg)


def _heading(competition: CompetitionId, season: Season) -> str:
    """A heading that the reader takes for this competition and season; with the id if need be."""
    years = f"{season.start}/{(season.start + 1) % 100:02d}" if season.split else str(season.start)
    country = country_of(competition)
    for name in (competition_name(competition), *names_of(competition)):
        for words in (name, f"{country} {name}"):
            if competition_named(words, season) == (competition, False):
                return f"{name} {years}"
    return f"{competition} {years}"
