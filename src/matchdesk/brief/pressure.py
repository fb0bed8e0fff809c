"""Pressure in numbers, without judgement: points at this stage, home defeats, form, runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matchdesk.brief.around import league_of
from matchdesk.brief.coverage import stretches
from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.outings import (
    FRIENDLY,
    Outing,
    Tally,
    by_competition,
    competitive,
    last_of,
    outings,
    season_outings,
)
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, in_words, keep, listed, short_day
from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.rules.edition import Points

SEASONS = 5
"""Seasons before this one that are compared, the last ones held."""
FORM = 6
"""Matches of the form line, the latest first."""
LONGEST_RUN = 3
"""Runs of fewer matches are not told."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Points after the same number of league matches in one season.

    ``points`` are those won in matches (decisions that take points off are not counted), with the
    points of that season's rulebook; None where fewer matches of the club are held, or none:
    ``elsewhere`` is True where the season is held in full and the club has none.
    """

    season: Season
    played: int
    points: int | None
    match_ids: tuple[str, ...] = ()
    elsewhere: bool = False

    def to_dict(self) -> dict[str, object]:
        """The figure as a JSON object."""
        return {
            "season": str(self.season),
            "played": self.played,
            "points": self.points,
            "elsewhere": self.elsewhere,
            "match_ids": list(self.match_ids),
        }


@dataclass(frozen=True, slots=True)
class Streak:
    """A run of matches up to the last one held; ``kind`` is one of ``STREAKS``."""

    kind: str
    outings: tuple[Outing, ...]

    @property
    def words(self) -> str:
        """The run in words."""
        return _STREAKS[self.kind][0].format(counted(len(self.outings), "match"))

    def to_dict(self) -> dict[str, object]:
        """The run as a JSON object."""
        return {
            "kind": self.kind,
            "length": len(self.outings),
            "from": str(self.outings[0].match.date) if self.outings[0].match.date else None,
            "match_ids": [o.match.id for o in self.outings],
        }


_STREAKS: dict[str, tuple[str, Callable[[Outing], bool]]] = {
    "won": ("won the last {}", lambda o: o.outcome == "W"),
    "unbeaten": ("unbeaten in the last {}", lambda o: o.outcome != "L"),
    "lost": ("lost the last {}", lambda o: o.outcome == "L"),
    "without_win": ("without a win in the last {}", lambda o: o.outcome != "W"),
    "scoring": ("scored in each of the last {}", lambda o: o.goals[0] > 0),
    "without_goal": ("no goal in the last {}", lambda o: o.goals[0] == 0),
    "clean_sheets": ("no goal conceded in the last {}", lambda o: o.goals[1] == 0),
}
STREAKS: tuple[str, ...] = tuple(_STREAKS)


@dataclass(frozen=True, slots=True)
class Pressure:
    """One side's figures.

    Attributes:
        league: competition of the points, "" where no league is held.
        stages: this season first, then earlier ones, latest first.
        home_defeats: of the season in all competitions held, friendlies apart, by day.
        home_played: tally of the home matches among which they were.
        form: the last matches of the season, the latest first.
        streaks: runs that end with the last match, those worth telling.
        competitions: names of the competitions counted.
    """

    club: Club
    league: str
    league_name: str
    stages: tuple[Stage, ...]
    home_defeats: tuple[Outing, ...]
    home_played: Tally
    form: tuple[Outing, ...]
    streaks: tuple[Streak, ...]
    competitions: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The figures as a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "competitions": list(self.competitions),
            "points_at_this_stage": {
                "competition": self.league or None,
                "seasons": [stage.to_dict() for stage in self.stages],
            },
            "home_defeats": {
                "count": len(self.home_defeats),
                "home_matches": self.home_played.to_dict(),
                "matches": [o.to_dict() for o in self.home_defeats],
            },
            "form": [o.to_dict() for o in self.form],
            "runs": [streak.to_dict() for streak in self.streaks],
        }

    def lines(self, setting: Setting) -> tuple[Block, ...]:
        """The figures in words."""
        told: list[Block] = [Line(self.club.name)]
        if self.stages and self.stages[0].played:
            now = self.stages[0]
            told.append(
                Line(
                    stages_words(self.stages),
                    "sub",
                    label=f"{self.league_name} points after {now.played}",
                    rows=now.match_ids,
                )
            )
        if self.home_played.played:
            told.append(
                Line(
                    self._home_words(setting),
                    "sub",
                    label="home defeats this season",
                    rows=tuple(o.match.id for o in self.home_defeats),
                )
            )
        if self.form:
            matches = ", ".join(
                keep(f"{o.outcome} {o.home_away} {o.opponent.name} ({_where(o)})")
                for o in self.form
            )
            told.append(
                Line(matches, "sub", label=f"last {in_words(len(self.form))}, latest first")
            )
        if self.streaks:
            told.append(Line(listed([s.words for s in self.streaks]), "sub", label="runs"))
        if len(told) == 1:
            told.append(Line("no match of the season is held yet", "sub"))
        return tuple(told)

    def _home_words(self, setting: Setting) -> str:
        matches = "match" if self.home_played.played == 1 else "matches"
        total = f"{len(self.home_defeats)} of {self.home_played.played} {matches}"
        if not self.home_defeats:
            return f"{total} ({', '.join(self.competitions)})"
        groups = by_competition(self.home_defeats)
        parts = []
        for competition, found in groups.items():
            told = ", ".join(
                keep(f"{o.opponent.name} {o.home_away} ({short_day(o.match.date, setting.day)})")
                for o in found
            )
            parts.append(f"{setting.name(competition, found[0].match.season)} {told}")
        return f"{total}: {'; '.join(parts)}"


def pressure(setting: Setting, club: Club) -> Pressure:
    """The figures of one side at the moment."""
    every = season_outings(setting, club)
    found = competitive(every)
    at_home = tuple(o for o in found if o.venue == "home")
    league = league_of(setting, club)
    names = dict.fromkeys(setting.name(o.match.competition, o.match.season) for o in found)
    return Pressure(
        club=club,
        league=league[0] if league else "",
        league_name=setting.name(*league) if league else "",
        stages=stages(setting, club, *league) if league else (),
        home_defeats=tuple(o for o in at_home if o.outcome == "L"),
        home_played=Tally.of(at_home),
        form=last_of(every, FORM),
        streaks=streaks(found),
        competitions=tuple(names),
    )


def stages(setting: Setting, club: Club, competition: str, season: Season) -> tuple[Stage, ...]:
    """Points of a club after as many league matches as it has played now, season by season."""
    held = [s for s in setting.now.seasons(competition) if s < season][-SEASONS:]
    now = _league(setting, club, competition, season)
    played = len(now)
    found = [_points(setting, competition, season, now, played)]
    for earlier in reversed(held):
        matches = _league(setting, club, competition, earlier)[:played]
        found.append(_points(setting, competition, earlier, matches, played))
    return tuple(found)


def _league(setting: Setting, club: Club, competition: str, season: Season) -> tuple[Outing, ...]:
    if not setting.is_league(competition):
        return ()
    return outings(setting, club, setting.now.select(competition, season, club=club))


def _points(
    setting: Setting, competition: str, season: Season, found: tuple[Outing, ...], played: int
) -> Stage:
    edition = setting.catalogue.edition(competition, season)
    rule = next((stage.points for stage in edition.stages), Points())
    total = Tally.of(found)
    points = total.won * rule.win + total.drawn * rule.draw + total.lost * rule.loss
    elsewhere = not found and bool(played) and setting.coverage(competition, season).complete
    enough = len(found) == played
    return Stage(season, played, points if enough else None, total.rows, elsewhere)


def streaks(found: tuple[Outing, ...]) -> tuple[Streak, ...]:
    """Runs that end with the last match; of two that say the same, the stronger one.

    Friendlies do not count.
    """
    told: list[Streak] = []
    for kind, (_, holds) in _STREAKS.items():
        count = 0
        for outing in reversed(found):
            if not holds(outing):
                break
            count += 1
        if count < LONGEST_RUN:
            continue
        covered = {"unbeaten": "won", "without_win": "lost"}.get(kind, "")
        if any(s.kind == covered and len(s.outings) == count for s in told):
            continue
        told.append(Streak(kind, found[-count:]))
    return tuple(told)


def section(setting: Setting, told: tuple[Pressure, ...]) -> Section:
    """Both sides."""
    blocks = tuple(line for side in told for line in side.lines(setting))
    counted_in = dict.fromkeys(name for side in told for name in side.competitions)
    if counted_in:
        note = f"Counted: {', '.join(counted_in)}."
        if any(o.match.competition == FRIENDLY for side in told for o in side.form):
            note += " Friendlies stand in the form line only."
        blocks = (*blocks, Line(note, "note"))
    return Section("pressure", "PRESSURE IN NUMBERS", blocks)


def stages_words(told: Sequence[Stage]) -> str:
    """Points at this stage, season by season; seasons without them together at the end.

    >>> told = [Stage(Season(2017, True), 19, 25), Stage(Season(2016, True), 19, None, (), True)]
    >>> print(*stages_words(told).split())
    2017-18 25 · in another league 2016-17
    """
    held = [keep(f"{s.season} {s.points}") for s in told if s.points is not None]
    for elsewhere, words in ((True, "in another league"), (False, "not held")):
        without = sorted(s.season for s in told if s.points is None and s.elsewhere == elsewhere)
        if without:
            held.append(f"{words} {stretches(without)}")
    return " · ".join(held)


def _where(outing: Outing) -> str:
    return {"home": "h", "away": "a", "neutral": "n"}[outing.venue]
