"""Checks that every format shares: one value at a time, then a match as a whole."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import MatchRow
from matchdesk.core.score import Score
from matchdesk.core.text import fold

__all__ = [
    "LONGEST_NAME",
    "Fault",
    "converted",
    "match_faults",
    "score_text",
    "season_window",
    "shortened",
    "without_contradictions",
    "zone_known",
]

LONGEST_NAME = 120
_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+){0,2}")
# A day further from its season than qualifying rounds ever were, in years, is a slip of the pen.
_FAR = 5
# What stands for a side that is not yet known, folded.
_PLACEHOLDERS = frozenset(("n n", "nn", "tbd", "tba", "tbc"))
# "Winner Group A", "3rd Group A/D/E/F", "Loser Match 61", "Sieger EF": who comes out of another match.
_COMES_OUT = re.compile(
    r"(?:winners?|losers?|runners? up|sieger|verlierer|[1-4](?:st|nd|rd|th)(?: place)?)"
    r"(?: (?:of|group|match|game|quarter final|semi final|ef|hf|vf|[a-p]|(?:qf|sf)?[0-9]{0,3}))+"
    r"|(?:best )?third placed(?: group)?(?: [a-p])*"
)
# "W49", "2B", "A1": the same in openfootball's short form; elsewhere these may be names.
_SLOT = re.compile(r"[wl][0-9]{1,3}|[1-4][a-p](?: ?[a-p])*|[a-p][1-6]")


class Fault(Exception):
    """A fault in one row, raised while it is read; the reader turns it into a Problem.

    Args:
        code: a key of :data:`matchdesk.readers.codes.CODES`.
        found: what stands there.
        expected: what should stand there.
    """

    def __init__(self, code: str, found: str, expected: str) -> None:
        super().__init__(code, found, expected)
        self.code = code
        self.found = found
        self.expected = expected

    def problem(self, origin: Origin, done: str = "row left out") -> Problem:
        """The fault as a problem that leaves the row out."""
        return Problem(origin, self.code, self.found, self.expected, done)


def shortened(text: str, length: int = 80) -> str:
    """Text as it is quoted in a problem: on one line, without control marks, not too long.

    >>> shortened("a" * 100, 12)
    'aaaaaaaaaaa…'
    """
    plain = " ".join(text[: 4 * length].split())
    plain = "".join(c if c.isprintable() else "·" for c in plain)
    return plain if len(plain) <= length else plain[: length - 1] + "…"


def score_text(score: Score | None) -> str:
    """A score in a problem."""
    return "none" if score is None else str(score)


@lru_cache(maxsize=1024)
def zone_known(name: str) -> bool:
    """True if the time zone database holds the name.

    On a machine without a database a name that looks like one is taken as it stands.
    """
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # no such key, a folder, a forbidden path
        return not _zones_held() and _ZONE.fullmatch(name) is not None
    return True


@lru_cache(maxsize=1)
def _zones_held() -> bool:
    try:
        ZoneInfo("Europe/London")
    except KeyError:
        return False
    return True


@lru_cache(maxsize=65536)
def converted(day: dt.date, time: str, zone: str, to: str) -> str | None:
    """A kick-off "HH:MM" on one clock as "HH:MM" on another.

    None if it would fall on another day there, or if this machine knows one of the zones not: the
    caller then leaves the time out.

    >>> converted(dt.date(2024, 8, 15), "18:00", "Europe/London", "Europe/Madrid")
    '19:00'
    """
    if zone == to:
        return time
    if not (_zones_held() and zone_known(zone) and zone_known(to)):
        return None
    hours, minutes = int(time[:2]), int(time[3:])
    try:
        there = dt.datetime.combine(day, dt.time(hours, minutes), ZoneInfo(zone)).astimezone(
            ZoneInfo(to)
        )
    except OverflowError:
        return None
    return f"{there:%H:%M}" if there.date() == day else None


def season_window(start: int, split: bool) -> tuple[dt.date, dt.date]:
    """First and last day on which a match of a season can be thought of.

    Wide on purpose: qualifiers begin in June, 2019-20 ended in August, some calendar-year leagues
    run into the spring that follows.
    """
    if not 1 < start < dt.MAXYEAR - 1:
        return dt.date.min, dt.date.max
    if split:
        return dt.date(start, 3, 1), dt.date(start + 1, 12, 31)
    return dt.date(start - 1, 10, 1), dt.date(start + 1, 6, 30)


def without_contradictions(row: MatchRow) -> tuple[MatchRow, list[Problem]]:
    """A match without the parts that its score rules out, and a problem for each.

    For the files of others, which cannot be mended by hand: a half-time score above the score, or
    a level shoot-out, is left out, and the result stays.
    """
    problems: list[Problem] = []
    faults, _ = match_faults(row)
    for fault in faults:
        if fault.code == "half-time-above-score":
            row = replace(row, half_time=None)
            done = "kept, without the half-time score"
        elif fault.code == "level-penalties":
            row = replace(row, penalties=None)
            done = "kept, without the shoot-out"
        else:
            continue
        problems.append(
            Problem(row.origin, fault.code, fault.found, fault.expected, done, refused=False)
        )
    return row, problems


def match_faults(row: MatchRow, *, slots: bool = False) -> tuple[list[Fault], list[Problem]]:
    """What cannot be true of a match: (faults for which it is left out, problems it is kept with).

    The caller raises or reports them; nothing is repaired here.

    Args:
        row: the match.
        slots: the format writes sides that are not yet known as "W49" or "2B".
    """
    faults: list[Fault] = []
    kept: list[Problem] = []
    sides = fold(row.home), fold(row.away)
    unknown = (_COMES_OUT, _SLOT) if slots else (_COMES_OUT,)
    if _PLACEHOLDERS.intersection(sides) or any(
        form.fullmatch(side) for form in unknown for side in sides
    ):
        faults.append(
            Fault("unknown-side", f"{row.home} v {row.away}", "sides that are already known")
        )
    elif row.home_country == row.away_country and fold(row.home) == fold(row.away):
        faults.append(Fault("same-club", f"{row.home} v {row.away}", "two different sides"))
    end, half = row.extra_time or row.score, row.half_time
    if half is not None:
        most = row.score or end
        if most is not None and (half.home > most.home or half.away > most.away):
            faults.append(
                Fault("half-time-above-score", f"{most} after {half} at half-time",
                      "a half-time score that the score can follow")
            )  # fmt: skip
    if row.extra_time is not None and row.score is not None:
        if row.extra_time.home < row.score.home or row.extra_time.away < row.score.away:
            faults.append(
                Fault("extra-time-below-score", f"{row.extra_time} after {row.score}",
                      "the score after 120 minutes, goals of the first 90 included")
            )  # fmt: skip
    if row.penalties is not None and row.penalties.home == row.penalties.away:
        faults.append(Fault("level-penalties", str(row.penalties), "a shoot-out with a winner"))
    known = end or row.awarded_score
    if row.status == "played" and known is None:
        if row.penalties is None:
            faults.append(
                Fault("played-without-score", "status played, no score",
                      "a score, or status scheduled, postponed, abandoned or void")
            )  # fmt: skip
        else:
            kept.append(
                Problem(row.origin, "score-unknown", f"shoot-out {row.penalties} alone",
                        "the score before it", "kept, without a score", refused=False)
            )  # fmt: skip
    elif row.status in ("scheduled", "postponed") and (known or row.penalties or half):
        shown = known or row.penalties or half
        faults.append(
            Fault("scheduled-with-score", f"status {row.status}, score {shown}",
                  "no score, or status played")
        )  # fmt: skip
    elif row.status == "awarded" and known is None:
        kept.append(
            Problem(row.origin, "awarded-without-score", "status awarded, no score",
                    "the score that was awarded", "kept; it decides nothing", refused=False)
        )  # fmt: skip
    if row.date is None:
        if known is not None and row.status in ("played", "awarded"):
            kept.append(
                Problem(row.origin, "no-date", "no date", "the day of the match",
                        "kept, without its day", refused=False)
            )  # fmt: skip
    else:
        first, last = season_window(row.season.start, row.season.split)
        if not first.year - _FAR <= row.date.year <= last.year + _FAR:
            # Kept, it would be the last result held, and with it the moment of every answer.
            faults.append(
                Fault("bad-date", f"{row.date} in season {row.season}",
                      f"a day from {first} to {last}")
            )  # fmt: skip
        elif not first <= row.date <= last:
            kept.append(
                Problem(row.origin, "date-outside-season", f"{row.date} in season {row.season}",
                        f"a day from {first} to {last}", "kept as it stands", refused=False)
            )  # fmt: skip
    return faults, kept
