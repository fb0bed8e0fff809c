"""football.txt: fixtures and results as plain text, grouped under headings and dates.

The dialects that are read, and what is made of each word: ``docs/formats/football-txt.md``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from matchdesk.core.competition import CompetitionId, country_of
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import GoalRow, Hint, MatchRow, Reading, Row
from matchdesk.core.season import Season
from matchdesk.readers.checks import (
    Fault,
    converted,
    match_faults,
    shortened,
    without_contradictions,
)
from matchdesk.readers.competitions import PLACES_AT_STAKE, Heading, heading_of, zone_of
from matchdesk.readers.football_txt_dates import (
    Kick,
    day_at,
    kick_off_at,
    resolve_day,
    span_of,
)
from matchdesk.readers.football_txt_lines import (
    LONGEST_LINE,
    Fixture,
    fixture_of,
    goals_of,
    looks_like_match,
)
from matchdesk.readers.football_txt_ties import Entry, number_legs, phase_and_round
from matchdesk.readers.football_txt_words import UEFA_CLOCK, Section, home_zone, section_of

__all__ = ["FootballTxtReader"]

_BULLETS = "▪»▸•◦■►"
_HEADING = re.compile(r"^\s*(=+)\s*([^=].*?)\s*=*\s*$")
_ROUND_HEADING = re.compile(rf"^\s*([{_BULLETS}]+)\s*(.*?)\s*$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_META = re.compile(r"^\s*#+\s*(Dates?|Matches|Teams)\s+(.*)$")
_LINE_END = re.compile(r"\r\n|\r|\n")
_DATE_LINE = re.compile(r"^\s*\[([^\[\]]{5,30})\]\s*$")
# Days in brackets without their weekday, behind the round or under it: a page of the RSSSF archive, which
# has other leagues and cups below the first, under headings that are no headings here.
_ARCHIVE = re.compile(
    r"^(?:.*\bround [0-9]{1,2} )?\[(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [0-9]{1,2}\]",
    re.IGNORECASE | re.MULTILINE,
)
_LEVEL = re.compile(r"\.(?:[1-9](?:\.(?!playoff)[a-z]+)?)$")
_NUMBERED = re.compile(r"^\([0-9]{1,3}\)\s+")
# "Italy: ZENGA - BARESI, …", "Refs: …": line-ups and the like run on to the next blank line.
_LABEL = re.compile(r"^([^\W\d_][^():;@|]{1,40}):(?:\s|$)")
# "1/8 Finals" begins as a date would.
_FRACTION = re.compile(r"^1/(?:2|4|8|16|32|64)[ -]")
# Scorers behind a match whose bracket closes some lines further down.
_OPEN_SCORERS = re.compile(r"\([^()]*[^\W\d_]{2,} [0-9]{1,3}\b[^()]*$")
_MORE_SCORERS = re.compile(r"^[^()]*[0-9]{1,3}[^()]*\)?$")
_SCORER_LINES = 5
_BYE = re.compile(r"\s(?:bye|Freilos)$")


class FootballTxtReader:
    """Reader of football.txt; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """The format's name."""
        return "football.txt"

    def recognises(self, name: str, head: str) -> bool:
        """By a heading "= …" and, under it, a round, a date or a match.

        Never a Markdown file, nor a page of the RSSSF archive.
        """
        if name.casefold().endswith((".md", ".csv", ".json", ".html", ".htm")):
            return False
        if _ARCHIVE.search(head) is not None:
            return False
        titled = False
        for raw in _LINE_END.split(head)[:200]:
            line = _COMMENT.sub("", raw[:LONGEST_LINE]).strip()
            if not line:
                continue
            if not titled:
                titled = line.startswith("=") and _HEADING.match(line) is not None
                if not titled:
                    return False
                continue
            if _ROUND_HEADING.match(line) or " v " in line:
                return True
            dated = line[1:-1] if line[0] == "[" and line[-1] == "]" else line
            if (day := day_at(dated)) is not None and day.end == len(dated):
                return True
            said = section_of(line)
            if said != Section() and not said.unknown:
                return True
        return False

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """Rows and problems of one file.

        A row is a match line, or a goal in a goal list that agrees with the score of its match.
        """
        state = _State(file, hint)
        for number, raw in enumerate(_LINE_END.split(text), start=1):
            state.line(number, raw)
        return state.finish()


class _State:
    """What holds at a line: competition, headings, date, kick-off."""

    def __init__(self, file: str, hint: Hint) -> None:
        self.file = file
        self.hint = hint
        self.reading = Reading("football.txt")
        self.entries: list[Entry] = []
        self.heading = Heading("", None, None)
        self.sections: dict[int, Section] = {}
        self.section = Section()
        self.span: tuple[dt.date, dt.date] | None = None
        self.declared: tuple[int, int] | None = None
        self.day: dt.date | None = None
        self.before: dt.date | None = None
        self.kick: Kick | None = None
        self.kick_given = False
        self.ground = ""
        self.open_goals: list[str] | None = None
        self.goals_line = 0
        self.in_prose = False
        self.in_comment = False
        # Lines that the scorers behind a match may still go on for, up to their bracket.
        self.scorers_left = 0
        self.line_ups = 0
        self.unknown_before = -1
        self.target: Entry | None = None
        self.off_clock = 0
        self.off_clock_line = 0
        self.matches_read = 0

    # One line.

    def line(self, number: int, raw: str) -> None:
        """Take in one line."""
        if len(raw) > LONGEST_LINE:
            if not raw.isspace():
                self._unknown(number, raw)
            return
        if self.in_comment or raw.lstrip().startswith("<!--"):
            self.in_comment = "-->" not in raw
            return
        if "#" in raw:
            meta = _META.match(raw)
            if meta is not None:
                self._meta(number, meta[1], meta[2])
                return
            raw = _COMMENT.sub("", raw)
        line = raw.replace("\t", "  ").replace("\ufeff", "").rstrip()
        if not line.strip():
            self.in_prose = False
            return
        if self.in_prose:
            return
        if self.open_goals is not None and self._more_goals(line):
            return
        body = line.lstrip()
        if self.scorers_left and _MORE_SCORERS.match(body) is not None:
            self.scorers_left = 0 if body.endswith(")") else self.scorers_left - 1
            return
        self.scorers_left = 0
        if body[0] == "=" and (heading := _HEADING.match(body)) is not None:
            self._title(number, len(heading[1]), heading[2])
            return
        if body[0] in _BULLETS and (rounds := _ROUND_HEADING.match(body)) is not None:
            self._rounds(number, len(rounds[1]), rounds[2])
            return
        if "|" in body or _BYE.search(body):
            return  # "Group A | Real Madrid  Juventus …" lists the sides of a group.
        if (label := _LABEL.match(body)) is not None:
            if not self._bare_heading(number, label[1]):
                self.line_ups = self.line_ups or number
                self.in_prose = True
                return
            line = line.replace(label[0], " " * len(label[0]), 1).rstrip()
            body = line.lstrip()
            if not body:
                return
        dated = _DATE_LINE.match(body) if body[0] == "[" else None
        if dated is not None and self._date(number, dated[1]) == len(dated[1]):
            return
        if body[0] in "([" and not _NUMBERED.match(body) and self._begin_goals(number, body):
            return
        if _FRACTION.match(body) and self._bare_heading(number, body):
            return
        if (counted := _NUMBERED.match(body)) is not None:
            body = body[counted.end() :]  # "(73) 12:00 …": the number of the match
        at = len(line) - len(body)
        end = self._date(number, body)
        if end:
            at += end
            at += len(line[at:]) - len(line[at:].lstrip())
        if (counted := _NUMBERED.match(line[at:])) is not None:
            at += counted.end()
        self.kick_given = False
        kick = kick_off_at(line, at) if at < len(line) else None
        if kick is not None:
            self.kick, self.kick_given = kick, True
            at = kick.end
        rest = line[at:].strip()
        if rest.startswith("@ "):
            self.ground, rest = " ".join(rest[2:].split()), ""
        if not rest:
            return
        if not end and kick is None and self._bare_heading(number, rest):
            return
        self._match(number, rest, len(line) - len(line[at:].lstrip()))
        if _OPEN_SCORERS.search(rest) is not None:
            self.scorers_left = _SCORER_LINES

    def _problem(
        self, number: int, code: str, found: str, expected: str, done: str, refused: bool = False
    ) -> None:
        origin = Origin(self.file, number)
        self.reading.problems.append(Problem(origin, code, found, expected, done, refused))

    def _unknown(self, number: int, text: str) -> None:
        """Report a line that is passed over; of several in a row only the first."""
        first = number != self.unknown_before + 1
        self.unknown_before = number
        if not first:
            return
        self._problem(
            number, "unknown-line", repr(shortened(text, 60)),
            "a heading, a date, a match or a goal list", "passed over",
        )  # fmt: skip

    def _meta(self, number: int, word: str, rest: str) -> None:
        if word == "Matches":
            digits = rest.split()[0] if rest.split() else ""
            if digits.isascii() and digits.isdigit() and len(digits) < 7:
                self.declared = (number, int(digits))
        elif word in ("Date", "Dates"):
            self.span = span_of(rest) or self.span

    # Headings.

    def _title(self, number: int, level: int, text: str) -> None:
        self._fresh()
        heading = heading_of(text, self.file)
        if level > 1 and heading.season is None:
            said = section_of(text)
            if not said.unknown and said != Section():
                self.sections, self.section = {0: said}, said
                return
        self.sections, self.section = {}, Section()
        if heading.season is None and self.heading.season is not None:
            heading = replace(heading, season=self.heading.season)
        if heading.competition is None and level > 1:
            heading = replace(heading, competition=self.heading.competition)
        self.heading = heading
        for found, given in (
            (heading.competition, self.hint.competition),
            (heading.season, self.hint.season),
        ):
            if found is not None and given is not None and str(found) != str(given):
                self._problem(
                    number, "hint-differs", f"{found} in the heading {shortened(text, 60)!r}",
                    f"{given}, as given with the file", "read as the heading says",
                )  # fmt: skip
        if heading.qualifying:
            self.sections[0] = self.section = Section(phase="qualifying")

    def _rounds(self, number: int, level: int, text: str) -> None:
        self._fresh()
        above = self.sections.get(max((n for n in self.sections if n < level), default=-1))
        section = section_of(text, above or Section())
        self.sections = {n: s for n, s in self.sections.items() if n < level}
        self.sections[level] = self.section = section
        if section.unknown:
            self._problem(
                number, "unknown-round", repr(shortened(section.unknown, 60)),
                "a round, matchday, group or part of a season",
                "its matches were kept, with the words as a note",
            )  # fmt: skip

    def _bare_heading(self, number: int, text: str) -> bool:
        """A heading without its mark: "Matchday 1"."""
        words = text.rstrip(":")
        if len(words) > 60:
            return False
        said = section_of(words)
        if said == Section() or said.unknown:
            return False
        self._rounds(number, 1, words)
        return True

    def _fresh(self) -> None:
        self.day, self.kick, self.ground = None, None, ""
        self.open_goals, self.target = None, None

    # Dates.

    def _date(self, number: int, text: str) -> int:
        """Take the date that a text begins with; returns where it ends, 0 if there is none."""
        written = day_at(text)
        if written is None:
            return 0
        rest = text[written.end :]
        if rest and not rest[0].isspace():
            return 0
        season = self.season
        known = (season.start, season.split) if season is not None else None
        day, fits = resolve_day(written, known, self.span, self.before)
        shown = text[: written.end]
        if day is None:
            self._problem(
                number, "bad-date", repr(shortened(shown)), "a day of the season",
                "the matches below it were read without their day",
            )  # fmt: skip
        elif not fits:
            self._problem(
                number, "weekday-differs", repr(shortened(shown)),
                f"{day:%a}, for {day.isoformat()}", f"read as {day.isoformat()}",
            )  # fmt: skip
        self.day, self.kick, self.ground = day, None, ""
        self.before = day or self.before
        self.open_goals = None
        return written.end

    # Matches.

    @property
    def season(self) -> Season | None:
        """Season of the heading, else the one given with the file."""
        return self.heading.season or self.hint.season

    @property
    def competition(self) -> CompetitionId | None:
        """Competition of the heading, else the one given with the file."""
        return self.heading.competition or self.hint.competition

    def _match(self, number: int, text: str, indent: int) -> None:
        self.target = None
        origin = Origin(self.file, number)
        try:
            fixture = fixture_of(text)
            if fixture is None:
                if self.kick_given:
                    raise Fault("bad-match", repr(shortened(text)), "two sides: A v B")
                self._unknown(number, text)
                return
            self.reading.read += 1
            self.matches_read += 1
        except Fault as fault:
            self.reading.read += 1
            self.matches_read += 1
            self.reading.problems.append(fault.problem(origin))
            return
        try:
            row = self._row(fixture, origin, indent)
            faults, kept = match_faults(row, slots=True)
            if faults:
                row, left_out = without_contradictions(row)
                faults, kept = match_faults(row, slots=True)
                if faults:
                    raise faults[0]
                kept = [*left_out, *kept]
        except Fault as fault:
            self.reading.problems.append(fault.problem(origin))
            return
        span = self.span
        self.reading.problems.extend(
            problem
            for problem in kept
            # A day that the file itself declares is not odd, whatever the season is called.
            if problem.code != "date-outside-season"
            or span is None
            or row.date is None
            or not span[0] <= row.date <= span[1]
        )
        self.target = Entry(row, self.section, fixture.dash)
        self.entries.append(self.target)
        if fixture.goals:
            self._goals(number, fixture.goals)

    def _row(self, fixture: Fixture, origin: Origin, indent: int) -> MatchRow:
        competition, season, section = self.competition, self.season, self.section
        if competition is None:
            raise Fault(
                "no-competition",
                f"heading {shortened(self.heading.text, 60)!r}" if self.heading.text
                else "no heading",
                "a competition that the vocabulary holds, or --competition",
            )  # fmt: skip
        if season is None:
            raise Fault("no-season", f"heading {shortened(self.heading.text, 60)!r}",
                        "a season in the heading, or --season")  # fmt: skip
        league = _LEVEL.search(competition) is not None
        if section.playoff or (league and section.round and not section.group):
            if league and country_of(competition) in PLACES_AT_STAKE:
                competition = CompetitionId(f"{competition}.playoff")
        phase, round = phase_and_round(section, competition, league)
        time, zone = self._kick_off(fixture, competition, season, indent, round)
        words = [section.stage, section.unknown, fixture.note]
        return MatchRow(
            origin=origin,
            competition=competition,
            season=season,
            date=self.day,
            home=fixture.home,
            away=fixture.away,
            score=fixture.score,
            half_time=fixture.half_time,
            extra_time=fixture.extra_time,
            penalties=fixture.penalties,
            awarded_score=fixture.awarded_score,
            status=fixture.status,
            time=time,
            zone=zone,
            phase=phase,
            round=round,
            group=section.group,
            leg=section.leg,
            ground=fixture.ground or self.ground,
            note="; ".join(word for word in words if word),
            home_country=fixture.home_country,
            away_country=fixture.away_country,
        )

    def _kick_off(
        self, fixture: Fixture, competition: str, season: Season, indent: int, round: str
    ) -> tuple[str | None, str]:
        """Local time and zone of a match, (None, "") where they cannot be told."""
        kick = self.kick
        if kick is None or self.day is None:
            return None, ""
        if not self.kick_given:
            # A time holds for the lines below it that stand in the same column; a match that was
            # never played has none.
            if indent <= kick.column or fixture.status in ("awarded", "void"):
                return None, ""
        if kick.clock == "local" or kick.clock.startswith("UTC"):
            return kick.time, ""
        if not competition.startswith("uefa.") or competition.startswith("uefa.euro"):
            return kick.time, zone_of(competition)
        zone = "" if round == "final" else home_zone(fixture.home_country, season.start)
        local = converted(self.day, kick.time, UEFA_CLOCK, zone) if zone else None
        if local is None:
            self.off_clock += 1
            self.off_clock_line = self.off_clock_line or len(self.reading.problems)
            return None, ""
        return local, zone

    # Goals.

    def _begin_goals(self, number: int, body: str) -> bool:
        """A goal list under a match; True if the line is one (or is to be passed over as one)."""
        if not any(c.isdigit() for c in body) and self.target is not None:
            # "[postponed]" or "(at Wembley)" on a line of its own.
            self._unknown(number, body)
            return True
        if looks_like_match(body):
            return False
        self.open_goals, self.goals_line = [], number
        self._more_goals(body)
        return True

    def _more_goals(self, line: str) -> bool:
        """Add a line to the goal list that is open; False if it cannot belong to it."""
        assert self.open_goals is not None
        body = line.strip()
        if len(self.open_goals) > 20 or (self.open_goals and looks_like_match(body)):
            self.open_goals = None
            return False
        self.open_goals.append(body)
        text = " ".join(self.open_goals)
        if text.count("(") + text.count("[") <= text.count(")") + text.count("]"):
            self.open_goals = None
            self._goals(self.goals_line, text.strip()[1:-1])
        return True

    def _goals(self, number: int, text: str) -> None:
        entry = self.target
        if entry is None:
            return
        row = entry.row
        final = row.extra_time or row.score
        sides = goals_of(text)
        if sides is not None and final is not None and len(sides) == 1:
            # One list alone: all goals are of the side that scored.
            sides = [sides[0], []] if final.away == 0 else [[], sides[0]]
        if (
            sides is None
            or final is None
            or len(sides) != 2
            or (len(sides[0]), len(sides[1])) != final
            or row.date is None
        ):
            found = "a list that cannot be read"
            if sides is not None:
                found = f"goals {'-'.join(str(len(side)) for side in sides)}, score {final}"
            self._problem(
                number, "goals-differ", found, "one goal in the list for each of the score",
                "the match was kept, without its goals",
            )  # fmt: skip
            return
        entry.goals = [
            GoalRow(
                origin=Origin(self.file, number), date=row.date, home=row.home, away=row.away,
                team=team, player=strike.player, minute=strike.minute, added=strike.added,
                kind=strike.kind,
            )
            for team, side in ((row.home, sides[0]), (row.away, sides[1]))
            for strike in side
        ]  # fmt: skip

    # The whole file.

    def finish(self) -> Reading:
        """The reading, once every line is taken in."""
        reading = self.reading
        number_legs(self.entries)
        last = max(
            (e.row.date for e in self.entries if e.row.status == "played" and e.row.date),
            default=None,
        )
        rows: list[Row] = []
        for entry in self.entries:
            row = entry.row
            rows.append(row)
            rows.extend(entry.goals)
            reading.read += len(entry.goals)
            early = row.date is not None and last is not None and row.date < last
            if row.status == "scheduled" and early:
                reading.problems.append(
                    Problem(
                        row.origin, "no-score",
                        "a dash for a score" if entry.dash else "no score",
                        f"a score: matches up to {last} have one",
                        "kept as scheduled", refused=False,
                    )
                )  # fmt: skip
        reading.rows = rows
        if self.declared is not None and self.declared[1] != self.matches_read:
            self._problem(
                self.declared[0], "count-differs", f"{self.matches_read} match lines",
                f"{self.declared[1]}, as the file declares", "read as it stands",
            )  # fmt: skip
        if self.line_ups:
            self._problem(
                self.line_ups, "line-ups", "line-ups, officials or other lines under a label",
                "headings, dates, matches and goal lists", "passed over, here and below",
            )  # fmt: skip
        if self.off_clock:
            self._problem(
                0, "kick-off-zone",
                f"{self.off_clock} kick-offs on the clock of {UEFA_CLOCK}, at grounds whose clock "
                "the file does not tell",
                "the country of the ground", "kept, without those times",
            )  # fmt: skip
        reading.problems.sort(key=lambda problem: problem.origin.line)
        return reading
