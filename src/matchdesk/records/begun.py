"""When competitions began and who plays in them: dated data, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from matchdesk.core.season import Season
from matchdesk.errors import RuleError

Entry = Literal["", "league", "all", "winners", "places"]
ENTRIES: tuple[str, ...] = ("league", "all", "winners", "places")
_KEYS = (
    "name",
    "eras",
    "throughout",
    "begun",
    "ended",
    "every",
    "not_played",
    "entry",
    "neutral_from",
    "no_champion",
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a competition's seasons.

    Attributes:
        first: its first season; last: its last, None while it goes on.
        every: years between two seasons.
        not_played: seasons that were left out.
        entry: who plays in it. neutral_from: from when all its matches are on neutral ground.
        no_champion: seasons whose title was taken away or given to another by a decision, which
            results alone do not show.
        name: what it is called, "" where its rulebook says so.
        eras: what it was called from which season on, in order; empty where that never changed.
        throughout: what it is called over several eras.
    """

    competition: str
    first: Season
    last: Season | None = None
    every: int = 1
    not_played: frozenset[Season] = frozenset()
    entry: Entry = ""
    neutral_from: Season | None = None
    no_champion: frozenset[Season] = frozenset()
    name: str = ""
    eras: tuple[tuple[Season, str], ...] = ()
    throughout: str = ""

    def called(self, first: Season, last: Season) -> str:
        """What it was called from one season to another; "" where that never changed.

        >>> begun()["en.1"].called(Season(2003, True), Season(2003, True))
        'Premier League'
        >>> begun()["en.1"].called(Season(1963, True), Season(2003, True))
        'English top flight'
        """
        names = [
            [name for start, name in self.eras if start.start <= season.start][-1:]
            for season in (first, last)
        ]
        if not names[1]:
            return ""
        return names[1][0] if names[0] == names[1] else self.throughout

    def active(self, season: Season) -> bool:
        """True if it was played in a season (of either kind that begins in that year)."""
        return (
            self.first.start <= season.start
            and (self.last is None or season.start <= self.last.start)
            and season not in self.not_played
            and (season.start - self.first.start) % self.every == 0
        )

    def before(self, season: Season) -> Season | None:
        """The season played before another; None before the first."""
        earlier = season
        while earlier.start > self.first.start:
            earlier = Season(earlier.start - self.every, earlier.split)
            if earlier not in self.not_played:
                return earlier if earlier.start >= self.first.start else None
        return None


@cache
def begun() -> Mapping[str, Begun]:
    """All competitions whose beginning is known, by id.

    Raises:
        RuleError: the data file holds something unknown.
    """
    name = "begun.toml"
    text = (files("matchdesk.records") / "data" / name).read_text(encoding="utf-8")
    return {
        competition: _read(f"{name}: {competition}", competition, entry)
        for competition, entry in tomllib.loads(text)["competition"].items()
    }


def _read(where: str, competition: str, entry: Mapping[str, object]) -> Begun:
    for key in entry:
        if key not in _KEYS:
            raise RuleError(f"{where}: unknown key {key!r}; known: {', '.join(_KEYS)}")
    word = str(entry.get("entry", ""))
    if word not in ENTRIES:
        raise RuleError(f"{where}: unknown entry {word!r}; known: {', '.join(ENTRIES)}")

    def season(key: str) -> Season | None:
        return Season.parse(str(entry[key])) if key in entry else None

    left_out, revoked = entry.get("not_played", []), entry.get("no_champion", [])
    first = season("begun")
    if first is None or not isinstance(left_out, list) or not isinstance(revoked, list):
        raise RuleError(f"{where}: expected begun, and not_played as a list of seasons")
    return Begun(
        competition,
        first,
        season("ended"),
        int(str(entry.get("every", 1))),
        frozenset(Season.parse(str(s)) for s in left_out),
        word,  # type: ignore[arg-type]
        season("neutral_from"),
        frozenset(Season.parse(str(s)) for s in revoked),
        str(entry.get("name", "")),
        _eras(where, entry.get("eras", [])),
        str(entry.get("throughout", "")),
    )


def _eras(where: str, written: object) -> tuple[tuple[Season, str], ...]:
    if not isinstance(written, list) or not all(
        isinstance(era, list) and len(era) == 2 for era in written
    ):
        raise RuleError(f"{where}: expected eras as a list of pairs of season and name")
    return tuple((Season.parse(str(start)), str(name)) for start, name in written)
