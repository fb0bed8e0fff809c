"""What is only known once a whole file of engsoccerdata is read.

Which seasons follow the calendar year, which days stand for none, which round is the
quarter-finals, and which match of a tie is its replay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from matchdesk.core.competition import CompetitionId
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import CorrectionRow, MatchRow, Reading
from matchdesk.core.season import Season
from matchdesk.readers.checks import match_faults, season_window
from matchdesk.readers.meetings import number_meetings

__all__ = ["settle"]

# More than a side can play in a day: all matches of a season on one day mean that no day is known.
_DUMMY_FROM = 30


def settle(reading: Reading, file: str, above: set[tuple[str, Season]]) -> None:
    """Settle seasons, days, rounds and legs of a reading, and put its problems in order.

    ``above``: play-offs (competition, season) in which a club of the tier above takes part.
    """
    _settle_seasons(reading)
    _tell_undated(reading, file)
    _settle_days(reading, file)
    _settle_play_offs(reading, above)
    _settle_rounds(reading)
    _settle_legs(reading)
    number_meetings(reading)
    reading.problems.sort(key=lambda problem: problem.origin.line)


def _seasons(reading: Reading) -> dict[tuple[str, Season], list[int]]:
    """Places of the matches of each competition and season."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, row in enumerate(reading.rows):
        if isinstance(row, MatchRow):
            found[row.competition, row.season.code].append(place)
    return {(name, Season.of_code(code)): places for (name, code), places in found.items()}


def _settle_seasons(reading: Reading) -> None:
    """A competition that plays from January to June of the year it is labelled with follows it."""
    spring: Counter[str] = Counter()
    dated: Counter[str] = Counter()
    for row in reading.rows:
        if isinstance(row, MatchRow) and row.date is not None:
            dated[row.competition] += 1
            if row.date.year == row.season.start and row.date.month <= 6:
                spring[row.competition] += 1
    calendar = {name for name, count in dated.items() if spring[name] * 5 > count}
    if calendar:
        reading.rows[:] = [
            replace(row, season=Season(row.season.start, False))
            if isinstance(row, (MatchRow, CorrectionRow)) and row.competition in calendar
            else row
            for row in reading.rows
        ]


def _settle_days(reading: Reading, file: str) -> None:
    """Take out days that stand for a whole season, and tell days far outside theirs.

    Such a day is the first of July on which the season begins; where its label is the year before,
    the label is one early.
    """
    for (competition, season), places in sorted(
        _seasons(reading).items(), key=lambda entry: (entry[0][0], entry[0][1].code)
    ):
        days = {row.date for row in _matches(reading, places)}
        day = next(iter(days)) if len(days) == 1 else None
        if day is not None and len(places) >= _DUMMY_FROM:
            line = reading.rows[places[0]].origin.line
            right = season
            if season.split and day == dt.date(season.start + 1, 7, 1):
                right = Season(season.start + 1, True)
                reading.problems.append(
                    Problem(Origin(file, line), "season-differs", f"{competition} {season}",
                            f"{right}, which begins with the day given, {day}",
                            f"read as {right}", refused=False)
                )  # fmt: skip
            reading.problems.append(
                Problem(Origin(file, line), "dummy-date",
                        f"{len(places)} matches of {competition} {right} on {day}",
                        "days on which they were played", "kept, without their days",
                        refused=False)
            )  # fmt: skip
            for place, row in zip(places, _matches(reading, places), strict=True):
                reading.rows[place] = replace(row, date=None, season=right)
            continue
        first, last = season_window(season.start, season.split)
        for row in _matches(reading, places):
            if row.date is not None and not first <= row.date <= last:
                _, problems = match_faults(row)
                reading.problems.extend(p for p in problems if p.code == "date-outside-season")


def _matches(reading: Reading, places: list[int]) -> list[MatchRow]:
    rows = [reading.rows[place] for place in places]
    return [row for row in rows if isinstance(row, MatchRow)]


def _settle_play_offs(reading: Reading, above: set[tuple[str, Season]]) -> None:
    """Play-offs in which a club of the tier above takes part are about places of that tier.

    They hang on the level whose places are at stake, seen from above.
    """
    for place, row in enumerate(reading.rows):
        if isinstance(row, MatchRow) and (row.competition, row.season) in above:
            _, level, rest = row.competition.split(".", 2)
            name = CompetitionId(f"en.{int(level) - 1}.{rest}")
            reading.rows[place] = replace(row, competition=name)


_NUMBERED = re.compile(r"round_([1-9])")


def _settle_rounds(reading: Reading) -> None:
    """Name the round before the semi-finals, and the qualifiers of a season with groups.

    A cup numbers its rounds up to the semi-finals; the last of them, of four ties, is the
    quarter-finals.
    """
    for (name, _), places in _seasons(reading).items():
        if name.rsplit(".", 1)[-1].isdigit():
            continue
        rows = _matches(reading, places)
        words = {row.round for row in rows}
        last = max((m[1] for m in map(_NUMBERED.fullmatch, words) if m), default="")
        if last and "semi_final" in words and "quarter_final" not in words:
            word = f"round_{last}"
            ties = {frozenset((row.home, row.away)) for row in rows if row.round == word}
            if len(ties) == 4:
                _replace_rounds(reading, places, word, round="quarter_final")
        if "preliminary" in words and "round_1" not in words:
            _replace_rounds(reading, places, "preliminary", phase="qualifying")


def _replace_rounds(reading: Reading, places: list[int], name: str, **changes: str) -> None:
    for place, row in zip(places, _matches(reading, places), strict=True):
        if row.round == name:
            reading.rows[place] = replace(row, **changes)  # type: ignore[arg-type]


def _settle_legs(reading: Reading) -> None:
    """Further matches of a tie: a play-off after two legs, a replay after a drawn match."""
    ties: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(reading.rows):
        if isinstance(row, MatchRow) and row.phase in ("knockout", "qualifying") and row.round:
            sides = frozenset((row.home, row.away))
            ties[row.competition, row.season, row.phase, row.round, sides].append(place)
    for places in ties.values():
        rows = _matches(reading, places)
        if len(rows) < 2:
            continue
        legs = {row.leg for row in rows}
        for place, row in zip(places, rows, strict=True):
            if row.leg == "replay" and "2" in legs:
                reading.rows[place] = replace(row, leg="play-off")
        if legs == {""}:
            by_day = sorted(zip(places, rows, strict=True), key=lambda p: p[1].date or dt.date.max)
            for (_, before), (place, row) in pairwise(by_day):
                if before.score is not None and before.score.home == before.score.away:
                    reading.rows[place] = replace(row, leg="replay")


def _tell_undated(reading: Reading, file: str) -> None:
    """One problem a season for the matches that stand without their day."""
    for (competition, season), places in _seasons(reading).items():
        undated = [
            row
            for row in _matches(reading, places)
            if row.date is None and row.status in ("played", "awarded")
        ]
        if undated:
            reading.problems.append(
                Problem(Origin(file, undated[0].origin.line), "no-date",
                        f"{len(undated)} matches of {competition} {season} without a day",
                        "the day of the match", "kept, without their days", refused=False)
            )  # fmt: skip
