"""Where the brief's figures come from, and how much of each competition is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.core.match import Coverage
from matchdesk.core.season import Season

STRETCHES = 4
"""Stretches of seasons that are named one by one."""
NAMED = 6
"""Sources that are named: those of the seasons counted, those that give most matches first. The JSON
has all of them."""


class SourceNotice(Protocol):
    """A source of the ledger, as :class:`matchdesk.ledger.overview.SourceNotice` tells it."""

    @property
    def source(self) -> str:
        """Its key."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def author(self) -> str:
        """Who made it, "" where not known."""

    @property
    def licence(self) -> str:
        """Its licence, "" where not known."""

    @property
    def notice(self) -> str:
        """The words that its licence wants to be shown, "" where none."""

    @property
    def address(self) -> str:
        """Where it was read, "" where not known."""

    @property
    def matches(self) -> int:
        """Matches of the ledger that it gives."""

    @property
    def seasons(self) -> frozenset[tuple[str, str]]:
        """Competitions and seasons of which it gives matches."""


@dataclass(frozen=True, slots=True)
class Span:
    """Seasons of one competition.

    Attributes:
        seasons: all of which any match is held, earliest first.
        complete: those of which all matches are held.
        running: the season that the moment lies in, if it is held.
        counted: False where nothing tells how many matches any of the seasons has.
    """

    competition: str
    name: str
    seasons: tuple[Season, ...]
    complete: tuple[Season, ...]
    running: Season | None
    counted: bool = True

    def words(self) -> str:
        """The seasons in words.

        >>> s = [Season(year, True) for year in range(2014, 2018)]
        >>> Span("es.cup", "Copa del Rey", tuple(s), tuple(s[1:3]), s[3]).words()
        'Copa del Rey 2014-15 to 2016-17 (complete 2015-16 to 2016-17), 2017-18 so far'
        >>> Span("es.1", "La Liga", tuple(s[:2]), tuple(s[:2]), None).words()
        'La Liga 2014-15 to 2015-16 (complete)'
        """
        past = [s for s in self.seasons if s != self.running]
        now = f"{self.running} so far" if self.running is not None else ""
        if not past:
            return f"{self.name} {now}".strip()
        done = [s for s in self.complete if s != self.running]
        told = f"{self.name} {stretches(past)}"
        if done == past:
            told += " (complete)"
        elif done:
            told += f" (complete {stretches(done)})"
        elif self.counted:
            told += " (in part)"
        return f"{told}, {now}" if now else told

    def to_dict(self) -> dict[str, object]:
        """The seasons as a JSON object."""
        return {
            "competition": self.competition,
            "name": self.name,
            "seasons": [str(s) for s in self.seasons],
            "complete": [str(s) for s in self.complete],
            "running": str(self.running) if self.running else None,
        }


def stretches(seasons: Iterable[Season]) -> str:
    """Seasons as stretches without a gap.

    >>> stretches([Season(2010, True), Season(2011, True), Season(2013, True)])
    '2010-11 to 2011-12, 2013-14'
    >>> stretches([Season(year, False) for year in range(1990, 2015, 4)])
    '7 seasons from 1990 to 2014'
    """
    found: list[list[Season]] = []
    for season in seasons:
        if found and season.previous == found[-1][-1]:
            found[-1].append(season)
        else:
            found.append([season])
    if len(found) > STRETCHES:
        # A tournament every other or fourth year, or a competition held here and there.
        count = sum(len(part) for part in found)
        return f"{count} seasons from {found[0][0]} to {found[-1][-1]}"
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in found
    )


def spans(setting: Setting, competitions: Sequence[str]) -> tuple[Span, ...]:
    """Seasons held of some competitions up to the season of the moment."""
    found = []
    for competition in competitions:
        seasons = setting.now.seasons(competition)
        if not seasons:
            continue
        held = {season: setting.coverage(competition, season) for season in seasons}
        last = seasons[-1]
        found.append(
            Span(
                competition=competition,
                name=setting.name(competition, seasons[-1]),
                seasons=seasons,
                complete=tuple(s for s in seasons if held[s].complete),
                running=last if running(setting, competition, last, held[last]) else None,
                counted=any(held[s].expected is not None for s in seasons),
            )
        )
    return tuple(found)


def running(setting: Setting, competition: str, season: Season, held: Coverage) -> bool:
    """True if a season is going on: matches are to come, or its last one was this week."""
    rows = setting.now.select(competition, season)
    days = setting.now.matches.day[rows]
    to_come = bool((days > setting.now.day.toordinal()).any() or (days <= 0).any())
    if to_come:
        return True
    return not held.complete and bool((days >= setting.now.day.toordinal() - 60).any())


@dataclass(frozen=True, slots=True)
class Basis:
    """Sources of the ledger, and the coverage of every season that the brief counts in."""

    sources: tuple[SourceNotice, ...]
    coverage: tuple[Coverage, ...]
    names: dict[str, str]
    running: frozenset[tuple[str, Season]]
    rules: tuple[tuple[str, str], ...]

    def sources_dict(self) -> list[dict[str, object]]:
        """The sources as JSON."""
        return [
            {
                "source": s.source,
                "title": s.title,
                "author": s.author,
                "licence": s.licence,
                "notice": s.notice,
                "address": s.address,
                "matches": s.matches,
            }
            for s in self.sources
        ]

    def coverage_dict(self) -> list[dict[str, object]]:
        """The coverage as JSON: the contract's objects, with the competition's name."""
        return [{**c.to_dict(), "name": self.names[c.competition]} for c in self.coverage]

    def section(self, missing: Sequence[str] = ()) -> Section:
        """Its words; ``missing`` is what is not held of the match itself."""
        blocks: list[Block] = []
        held = " · ".join(self._held(c) for c in self.coverage)
        if held:
            blocks.append(Line(f"Held: {held}"))
        if missing:
            blocks.append(Line(" ".join(missing)))
        for title, source in self.rules:
            blocks.append(Line(f"Rules of {title}: {source}"))
        counted = {(c.competition, str(c.season)) for c in self.coverage}
        giving = sorted((s for s in self.sources if s.seasons & counted), key=_by_matches)
        named = [s.title or s.source for s in giving[:NAMED]]
        rest = len(giving) - len(named)
        if rest:
            named.append(f"{rest} more")
        if named:
            blocks.append(Line(f"From: {' · '.join(named)}"))
        blocks.append(Line("Notices and licences of all sources: matchdesk sources", "note"))
        return Section("coverage", "SOURCES AND COVERAGE", tuple(blocks))

    def _held(self, c: Coverage) -> str:
        told = f"{self.names[c.competition]} {c.season}"
        if c.complete:
            return f"{told} complete"
        going_on = (c.competition, c.season) in self.running
        matches = "match" if c.held == 1 else "matches"
        if c.expected is None:
            return f"{told} {c.held} {matches}"
        so_far = " known so far" if going_on else ""
        return f"{told} {c.held} of {c.expected} matches{so_far}"


def basis(
    setting: Setting,
    used: Iterable[tuple[str, Season]],
    sources: Sequence[SourceNotice],
    ruled: Iterable[tuple[str, Season]],
) -> Basis:
    """Coverage of the seasons used, in the order in which they are first named.

    Args:
        setting: the match.
        used: competitions and seasons that the brief counts in.
        sources: sources of the ledger.
        ruled: those of them whose rulebook decides something in the brief.
    """
    wanted = tuple(dict.fromkeys(used))
    held = tuple(setting.coverage(competition, season) for competition, season in wanted)
    going_on = frozenset(
        (c.competition, c.season) for c in held if running(setting, c.competition, c.season, c)
    )
    names = {competition: setting.name(competition, season) for competition, season in wanted}
    rules = tuple(
        (setting.name(*pair), setting.catalogue.edition(*pair).source.text)
        for pair in dict.fromkeys(ruled)
    )
    return Basis(tuple(sources), held, names, going_on, rules)


def _by_matches(source: SourceNotice) -> int:
    return -source.matches
