"""What counts as a record, as data.

An :class:`Event` is something that happens to a side in a match; a :class:`Run` is something that
holds match after match. Where they are looked for is a scope: the columns of
:class:`matchdesk.records.book.Outings` in which matches must agree. A new kind is a new line here,
and, if no test below fits, one small function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from matchdesk.records.book import Outings
from matchdesk.records.series import Bools, Ints

Scope = tuple[str, ...]
"""Columns in which matches must agree; () is every match of the club."""

PERIODS = ("season", "period", "year", "coach")
"""Columns that bound a scope in time; any other scope has no beginning."""


def _won(o: Outings) -> Bools:
    return np.asarray(o.margin > 0)


def _drew(o: Outings) -> Bools:
    return np.asarray(o.margin == 0)


def _lost(o: Outings) -> Bools:
    return np.asarray(o.margin < 0)


def _unbeaten(o: Outings) -> Bools:
    return np.asarray(o.margin >= 0)


def _winless(o: Outings) -> Bools:
    return np.asarray(o.margin <= 0)


def _scored(o: Outings) -> Bools:
    return np.asarray(o.scored > 0)


def _blank(o: Outings) -> Bools:
    return np.asarray(o.scored == 0)


def _conceded(o: Outings) -> Bools:
    return np.asarray(o.conceded > 0)


def _kept_out(o: Outings) -> Bools:
    return np.asarray(o.conceded == 0)


def _double(o: Outings) -> Bools:
    """The second win of the season over an opponent that a league meets twice."""
    series = o.series("other", "comp", "season")
    return np.asarray((series.run(o.margin > 0) == 2) & (series.place == 1) & (o.meetings == 2))


TESTS: Mapping[str, Callable[[Outings], Bools]] = {
    "won": _won,
    "drew": _drew,
    "lost": _lost,
    "unbeaten": _unbeaten,
    "winless": _winless,
    "scored": _scored,
    "blank": _blank,
    "conceded": _conceded,
    "kept_out": _kept_out,
    "double": _double,
}
"""Tests of a side's match, by the word that the catalogue uses."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a side in a match.

    Attributes:
        word: stable word, part of the kinds "first_<word>" and "<word>_of_season".
        test: word of :data:`TESTS`.
        told: what the side did, in the past. with_opponent: the same with "{}" for the opponent.
        noun: what is counted.
        without: what matches were in which it did not happen.
        over: what stands between it and the opponent.
        outcome: it is told by win, draw and defeat alone, not by goals.
        mirrored: against one opponent the same is told of the other side, so it is left out here.
    """

    word: str
    test: str
    told: str
    with_opponent: str
    noun: str
    without: str
    over: str = "against"
    outcome: bool = True
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Something that holds match after match.

    Attributes:
        word: stable word of the kind. test: word of :data:`TESTS`.
        noun: what it is called.
        told: what a side has done in "{}" (a number of matches).
        so_far: the same of a whole season so far, of "{}" (all matches, or their list after ": ");
            "" where it is not told.
        implied_by: runs that mean this one too, where they are as long.
        outcome, mirrored: as of events.
    """

    word: str
    test: str
    noun: str
    told: str
    so_far: str = ""
    implied_by: tuple[str, ...] = ()
    outcome: bool = True
    mirrored: bool = False


EVENTS: tuple[Event, ...] = (
    Event("win", "won", "won", "beat {}", "win",
          "without a win", "over"),
    Event("draw", "drew", "drew", "drew with {}", "draw",
          "without a draw", "with"),
    Event("defeat", "lost", "lost", "lost to {}", "defeat",
          "unbeaten", "by", mirrored=True),
    Event("goal", "scored", "scored", "scored against {}", "goal",
          "without a goal", outcome=False),
    Event("clean_sheet", "kept_out", "kept a clean sheet", "kept a clean sheet against {}",
          "clean sheet",
          "without a clean sheet", outcome=False),
    Event("conceded", "conceded", "conceded", "conceded against {}",
          "match with a goal conceded",
          "without conceding", outcome=False, mirrored=True),
    Event("blank", "blank", "failed to score", "failed to score against {}",
          "match without a goal",
          "with a goal in each", outcome=False, mirrored=True),
)  # fmt: skip

RUNS: tuple[Run, ...] = (
    Run("winning_run", "won", "winning run", "have won their last {}", "have won {}"),
    Run("unbeaten_run", "unbeaten", "unbeaten run", "are unbeaten in {}", "are unbeaten: {}",
        implied_by=("winning_run",)),
    Run("losing_run", "lost", "losing run", "have lost their last {}", "have lost {}", mirrored=True),
    Run("winless_run", "winless", "run without a win", "are without a win in {}", "have not won: {}",
        implied_by=("losing_run",), mirrored=True),
    Run("drawing_run", "drew", "run of draws", "have drawn their last {}"),
    Run("scoring_run", "scored", "run of matches with a goal", "have scored in each of their last {}",
        implied_by=("winning_run",), outcome=False),
    Run("clean_sheet_run", "kept_out", "run of clean sheets",
        "have kept a clean sheet in each of their last {}", "have yet to concede: {}", outcome=False),
    Run("blank_run", "blank", "run without a goal", "have not scored in their last {}",
        "have yet to score: {}", outcome=False, mirrored=True),
    Run("conceding_run", "conceded", "run of matches with a goal conceded",
        "have conceded in each of their last {}", implied_by=("losing_run",), outcome=False, mirrored=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """Something of a match that has a size.

    Attributes:
        word: stable word of the kind. of: word of :data:`MEASURES`.
        told: what it is called, "biggest win".
        least: size from which on it is told.
    """

    word: str
    of: str
    told: str
    least: int
    mirrored: bool = False


MEASURES: Mapping[str, Callable[[Outings], Ints]] = {
    "margin": lambda o: o.margin,
    "beaten_by": lambda o: -o.margin,
    "goals": lambda o: o.scored + o.conceded,
}
"""Sizes of a side's match, by the word that the catalogue uses."""

BIGGEST = Measure("biggest_win", "margin", "biggest win", 3)
HEAVIEST = Measure("heaviest_defeat", "beaten_by", "heaviest defeat", 4, mirrored=True)
HIGHEST = Measure("highest_scoring", "goals", "highest-scoring match", 6)
BEST_START = Measure("best_start", "points", "most points", 0)
WORST_START = Measure("worst_start", "points", "fewest points", 0)
SIZES: tuple[Measure, ...] = (BIGGEST, HEAVIEST, HIGHEST)
SIZE_OF = {measure.word: measure for measure in SIZES}

DOUBLE = Event("double", "double", "did the double", "did the double over {}",
               "double", "without a double", "over")  # fmt: skip
"""Told only where a look names it."""

RUN_OF = {run.word: run for run in RUNS}
EVENT_OF = {event.word: event for event in (*EVENTS, DOUBLE)}


@dataclass(frozen=True, slots=True)
class Look:
    """Where events or runs are looked for, and from what size on they are told.

    Attributes:
        scope: the columns.
        words: events or runs meant; empty for all.
        least: matches without the event before it; length of a run; number of the season.
        bits: least surprise by base rates.
        years: told in any case after so many years; 0 for never.
    """

    scope: Scope
    words: tuple[str, ...] = ()
    least: int = 1
    bits: float = 0.0
    years: int = 0

    @property
    def opponent(self) -> bool:
        """One opponent is meant."""
        return "other" in self.scope


_GOOD = ("win", "draw", "goal", "clean_sheet")

FIRSTS: tuple[Look, ...] = (
    Look(("other",), _GOOD),
    Look(("other", "venue"), _GOOD),
    Look(("other", "comp"), _GOOD),
    Look(("other", "comp", "venue"), _GOOD),
    Look(("other", "comp"), ("double",), least=3),
    Look(("comp",), ("win", "goal", "clean_sheet", "defeat", "draw")),
    Look(("comp", "venue"), ("win", "goal", "defeat")),
    Look(("comp", "round"), ("win",), least=2),
    Look(("kind", "country"), ("win",), least=2),
    Look(("kind", "country", "venue"), ("win",), least=2),
    Look(("town",), ("win",), least=2),
    Look(("period",), ("win", "defeat", "draw"), least=5, bits=2.0),
    Look(("period", "venue"), ("win", "defeat"), least=4, bits=2.0),
    Look(("comp", "season"), ("win", "defeat", "draw", "conceded"), least=4, bits=2.0),
    Look(("comp", "season", "venue"), ("win", "defeat", "conceded"), least=3, bits=2.0),
    Look(("coach",), ("defeat",), least=3, bits=2.0),
    Look(("coach", "venue"), ("defeat",), least=3, bits=2.0),
)
"""First ever in a scope: never before."""

SINCE: tuple[Look, ...] = (
    Look(("other",), _GOOD, least=3, bits=2.5, years=8),
    Look(("other", "venue"), _GOOD, least=3, bits=2.5, years=10),
    Look(("other", "comp"), _GOOD, least=4, bits=3.0, years=10),
    Look(("other", "comp", "venue"), _GOOD, least=4, bits=3.0, years=15),
    Look(("other", "comp"), ("double",), least=10, bits=2.0, years=10),
    Look((), least=4, bits=4.0),
    Look(("venue",), least=4, bits=4.0),
    Look(("comp",), least=4, bits=4.0),
    Look(("comp", "venue"), least=4, bits=4.0),
    Look(("kind", "country"), ("win",), least=4, bits=4.0),
    Look(("kind", "country", "venue"), ("win",), least=4, bits=4.0),
    Look(("town",), ("win",), least=3, bits=3.0, years=5),
)
"""First since: after so many matches without, or so many years."""

COUNTS: tuple[Look, ...] = (
    Look(("period",), ("defeat",), least=2, bits=1.0),
    Look(("period",), ("win", "draw", "clean_sheet"), least=4, bits=3.0),
    Look(("period", "venue"), ("defeat",), least=2),
    Look(("period", "venue"), ("win", "draw"), least=3, bits=2.5),
    Look(("comp", "season"), ("defeat",), least=2, bits=1.0),
    Look(("comp", "season"), ("win", "draw", "clean_sheet"), least=4, bits=3.0),
    Look(("comp", "season", "venue"), ("defeat",), least=2),
    Look(("comp", "season", "venue"), ("win", "draw"), least=3, bits=2.5),
    Look(("year",), ("defeat", "win"), least=4, bits=4.0),
    Look(("coach",), ("defeat",), least=2, bits=1.0),
    Look(("coach", "venue"), ("defeat",), least=2, bits=0.5),
)
"""How many of a season, of a calendar year, under a coach."""

_TOLD = ("winning_run", "unbeaten_run", "losing_run", "winless_run", "drawing_run",
         "clean_sheet_run", "blank_run")  # fmt: skip
_COMMON = ("scoring_run", "conceding_run")
"""What most matches bring: told where it has gone on for long."""

STREAKS: tuple[Look, ...] = (
    Look((), _TOLD, least=4, bits=3.5),
    Look(("venue",), _TOLD, least=3, bits=3.5),
    Look(("comp",), _TOLD, least=4, bits=3.5),
    Look(("comp", "venue"), _TOLD, least=3, bits=3.5),
    Look(("other",), _TOLD, least=3, bits=3.0),
    Look(("other", "venue"), _TOLD, least=3, bits=3.0),
    Look((), _COMMON, least=8, bits=6.0),
    Look(("venue",), _COMMON, least=8, bits=6.0),
    Look(("comp",), _COMMON, least=8, bits=6.0),
    Look(("comp", "venue"), _COMMON, least=8, bits=6.0),
    Look(("other",), ("scoring_run",), least=10, bits=5.0),
    Look(("coach",), ("unbeaten_run", "winning_run"), least=4, bits=3.5),
)
"""Runs, by their length."""

SO_FAR: tuple[Look, ...] = (
    Look(("period",), least=4, bits=3.0),
    Look(("period", "venue"), least=3, bits=2.5),
    Look(("comp", "season"), least=3, bits=2.5),
    Look(("comp", "season", "venue"), least=2, bits=1.5),
)
"""What holds in every match of a season so far."""

OF_ALL: frozenset[Scope] = frozenset(
    {(), ("venue",), ("other",), ("other", "venue"), ("period",), ("period", "venue"), ("year",)}
)
"""Scopes of all competitions that a scope of one competition says as well, where it is the only."""

EXTREMES: tuple[Look, ...] = (
    Look(("other",), ("biggest_win", "highest_scoring"), least=4, years=15),
    Look(("other", "venue"), ("biggest_win",), least=4, years=15),
    Look(("other", "comp"), ("biggest_win", "highest_scoring"), least=4, years=15),
    Look(("other", "comp", "venue"), ("biggest_win",), least=4, years=15),
    Look((), ("biggest_win", "heaviest_defeat"), least=40, years=10),
    Look(("comp",), ("biggest_win", "heaviest_defeat"), least=20, years=5),
    Look(("comp", "venue"), ("biggest_win", "heaviest_defeat"), least=20, years=5),
)
"""Biggest of its kind: never as big before, or not for so many years."""

STARTS = Look(("comp", "number"), least=3)
"""Points after so many matches of a league season, from the fifth on."""

FIRST_STARTS = 5

OF_THE_COMPETITION: tuple[Look, ...] = (
    Look(("comp",), ("biggest_win", "highest_scoring"), least=50, years=5),
    Look(("comp", "season"), ("biggest_win", "highest_scoring"), least=30),
)
"""Biggest of all clubs."""

OF_A_CLUB: tuple[Look, ...] = (
    Look((), least=3),
    Look(("venue",), least=3),
    Look(("comp",), least=3),
    Look(("comp", "venue"), least=3),
)
"""Longest runs that are told of a club, or of all clubs of a competition: whatever their surprise."""

OF_A_SEASON: tuple[Look, ...] = (
    Look(("comp", "season"), least=3),
    Look(("comp", "season", "venue"), least=3),
)
"""Longest runs that are told of a season."""

GREATEST: tuple[Look, ...] = (
    Look(("comp",), ("biggest_win", "heaviest_defeat", "highest_scoring")),
    Look(("comp", "venue"), ("biggest_win", "heaviest_defeat")),
)

RUNNING: tuple[Look, ...] = (
    Look(("comp",), least=3, bits=2.0),
    Look(("comp", "venue"), least=3, bits=2.0),
)
"""Streaks that are told while they run."""

LONGEST_SEASONS = 3
"""Seasons after the first of a series from which on a run is told as the longest."""

LONGEST_CLUB, LONGEST_COMPETITION = 5, 8
"""Lengths from which on a run is told as the longest of its club, of its competition."""

WINDOWS = (5, 6, 7, 8, 9, 10)
"""Last matches that are tried for "three wins in the last eight"."""

FORM: tuple[Look, ...] = (Look((), ("win",), bits=2.5), Look(("comp",), ("win",), bits=2.5))

CONTAINS: Mapping[str, tuple[str, ...]] = {
    "comp": ("kind",),
    "other": ("country", "town"),
    "season": ("period",),
    "round": ("comp",),
    "number": ("comp",),
}
"""Columns that another column implies: matches of one competition are of one class."""


@cache
def closure(scope: Scope) -> frozenset[str]:
    """All columns in which matches of a scope agree.

    >>> sorted(closure(("other", "comp")))
    ['comp', 'country', 'kind', 'other', 'town']
    """
    found = set(scope)
    for column in scope:
        found.update(CONTAINS.get(column, ()))
    return frozenset(found)


@cache
def narrower(one: Scope, other: Scope) -> bool:
    """True if every match of the first scope is in the second, and the scopes differ.

    >>> narrower(("other", "venue"), ("other",)), narrower(("comp",), ("venue",))
    (True, False)
    """
    return one != other and closure(other) <= closure(one)
