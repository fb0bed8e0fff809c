"""Each side's season so far, by competition, at home and away."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.brief.layout import Block, Cell, Column, Grid, Line, Section
from matchdesk.brief.outings import (
    FRIENDLY,
    VENUES,
    Outing,
    Tally,
    by_competition,
    season_of,
    season_outings,
)
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import keep
from matchdesk.core.match import Club, Coverage
from matchdesk.core.season import Season


@dataclass(frozen=True, slots=True)
class Part:
    """A club's matches in one competition (or in all, with the id ""): all, home, away, neutral."""

    competition: str
    name: str
    whole: Tally
    venues: tuple[Tally, Tally, Tally]
    coverage: Coverage | None = None

    def to_dict(self) -> dict[str, object]:
        """The part as a JSON object."""
        return {
            "competition": self.competition or None,
            "name": self.name,
            "all": self.whole.to_dict(),
            **{venue: tally.to_dict() for venue, tally in zip(VENUES, self.venues, strict=True)},
            "coverage": self.coverage.to_dict() if self.coverage else None,
        }


@dataclass(frozen=True, slots=True)
class SeasonSoFar:
    """A club's season up to the moment."""

    club: Club
    season: Season
    parts: tuple[Part, ...]
    total: Part | None

    def to_dict(self) -> dict[str, object]:
        """The season as a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "season": str(self.season),
            "competitions": [part.to_dict() for part in self.parts],
            "total": self.total.to_dict() if self.total else None,
        }


def season_so_far(setting: Setting, club: Club, found: tuple[Outing, ...]) -> SeasonSoFar:
    """A club's season from its matches that are over."""
    season = season_of(setting, club)
    groups = by_competition(found)
    # The league first, then the competitions with most matches.
    names = sorted(groups, key=lambda name: (not setting.is_league(name), -len(groups[name]), name))
    parts = tuple(
        _part(
            competition,
            setting.name(competition, groups[competition][-1].match.season)
            if competition != FRIENDLY
            else "Friendlies",
            groups[competition],
            setting.coverage(competition, groups[competition][-1].match.season),
        )
        for competition in names
    )
    counted = [o for o in found if o.match.competition != FRIENDLY]
    serious = sum(name != FRIENDLY for name in groups)
    total = None
    if serious > 1:
        words = "All, friendlies apart" if FRIENDLY in groups else "All competitions"
        total = _part("", words, counted, None)
    return SeasonSoFar(club, season, parts, total)


def seasons(setting: Setting) -> tuple[SeasonSoFar, ...]:
    """The season of each side, home side first."""
    return tuple(
        season_so_far(setting, club, season_outings(setting, club)) for club in setting.sides
    )


def _part(competition: str, name: str, found: list[Outing], coverage: Coverage | None) -> Part:
    home, away, neutral = (Tally.of(o for o in found if o.venue == venue) for venue in VENUES)
    return Part(competition, name, Tally.of(found), (home, away, neutral), coverage)


def section(told: tuple[SeasonSoFar, ...]) -> Section | None:
    """Both seasons; None where neither side has played."""
    if not any(season.parts for season in told):
        return None
    columns = [Column(), Column("P", "right", gap=3)]
    for venue in ("", "home ", "away "):
        columns += [Column(f"{venue}W  D  L", "right", gap=3), Column("F-A", "right")]
    rows: list[tuple[Cell, ...]] = []
    folded: list[Line] = []
    for season in told:
        blank = (Cell(""),) * (len(columns) - 1)
        rows.append((Cell(f"{season.club.name} {season.season}", strong=True), *blank))
        folded.append(Line(f"{season.club.name} {season.season} (won-drawn-lost, goals)"))
        if not season.parts:
            rows.append((Cell("  no match held yet"), *blank))
            folded.append(Line("no match held yet", "sub"))
        for part in season.parts + ((season.total,) if season.total else ()):
            rows.append(_row(part))
            folded.append(Line(part_words(part), "sub"))
    blocks: list[Block] = [Grid(tuple(columns), tuple(rows), tuple(folded))]
    blocks += [Line(words, "note") for words in map(neutral_words, told) if words]
    return Section("seasons", "THE SEASON SO FAR", tuple(blocks))


def _row(part: Part) -> tuple[Cell, ...]:
    row = [Cell(f"  {part.name}"), Cell(str(part.whole.played), part.whole.rows)]
    for tally in (part.whole, *part.venues[:2]):
        figures = keep(f"{tally.won} {tally.drawn:2d} {tally.lost:2d}")
        row.append(Cell(figures if tally.played else "–", tally.rows))
        row.append(Cell(tally.goals if tally.played else "–", tally.rows))
    return tuple(row)


def neutral_words(season: SeasonSoFar) -> str:
    """Matches on neutral ground, which are neither home nor away; "" where there are none."""
    told = [
        f"{part.name} {_figures(part.venues[2])}" for part in season.parts if part.venues[2].played
    ]
    return (
        f"{season.club.name} on neutral ground (won-drawn-lost): {'; '.join(told)}." if told else ""
    )


def part_words(part: Part) -> str:
    """One competition in words, for narrow pages.

    >>> one = Tally(won=1, goals_for=2)
    >>> part_words(Part("es.1", "La Liga", one, (one, Tally(), Tally())))
    'La Liga: 1 played, 1-0-0, 2-0; home 1-0-0, 2-0'
    """
    told = [f"{part.name}: {part.whole.played} played, {_figures(part.whole)}"]
    for venue, tally in zip(VENUES, part.venues, strict=True):
        if tally.played:
            told.append(f"{venue} {_figures(tally)}")
    return "; ".join(told)


def _figures(tally: Tally) -> str:
    return f"{tally.won}-{tally.drawn}-{tally.lost}, {tally.goals}"
