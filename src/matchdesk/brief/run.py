"""The way of both sides through the cup: every match of the competition this season."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.brief.layout import Cell, Column, Grid, Line, Section
from matchdesk.brief.outings import Outing, Tally, outings
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, score_of, short_day
from matchdesk.core.competition import round_words
from matchdesk.core.match import Club


@dataclass(frozen=True, slots=True)
class Way:
    """One side's matches in the competition up to the moment."""

    club: Club
    outings: tuple[Outing, ...]

    def to_dict(self) -> dict[str, object]:
        """The way as a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "matches": [outing.to_dict() for outing in self.outings],
        }


@dataclass(frozen=True, slots=True)
class CupRun:
    """Both ways through a competition that is decided in ties."""

    competition: str
    title: str
    ways: tuple[Way, Way]

    def to_dict(self) -> dict[str, object]:
        """Both ways as a JSON object."""
        return {"competition": self.competition, "teams": [way.to_dict() for way in self.ways]}

    def section(self, setting: Setting) -> Section:
        """Its words."""
        rows: list[tuple[Cell, ...]] = []
        folded: list[Line] = []
        for way in self.ways:
            rows.append((Cell(way.club.name, strong=True), Cell(""), Cell("")))
            folded.append(Line(way.club.name))
            if not way.outings:
                rows.append((Cell("  no match held yet"), Cell(""), Cell("")))
                folded.append(Line("no match held yet", "sub"))
            before = [o for o in way.outings if _qualifier(o)]
            if before and len(before) < len(way.outings):
                played = Tally.of(tuple(before))
                told = counted(played.played, "match")
                told += f": {played.won} won, {played.drawn} drawn, {played.lost} lost"
                ids = tuple(o.match.id for o in before)
                rows.append((Cell("  qualifying"), Cell(""), Cell(told, ids)))
                folded.append(Line(f"qualifying: {told}", "sub", rows=ids))
            for o in way.outings:
                if o in before and len(before) < len(way.outings):
                    continue
                stage = _stage(o)
                day = short_day(o.match.date, setting.day)
                told = f"{o.match.home.name} {o.home_away} {o.match.away.name}"
                more = score_of(o.match).removeprefix(o.home_away).strip(" ,")
                told = f"{told} ({more})" if more else told
                rows.append((Cell(f"  {stage}"), Cell(day), Cell(told, (o.match.id,))))
                folded.append(Line(f"{stage}, {day}: {told}", "sub", rows=(o.match.id,)))
        columns = (Column(), Column(align="right"), Column(wrap=True))
        blocks = (Grid(columns, tuple(rows), tuple(folded)),)
        return Section("run", self.title, blocks)


def cup_run(setting: Setting) -> CupRun | None:
    """The way of both sides; None where the competition is a league."""
    if not setting.ties:
        return None
    m = setting.match
    ways = tuple(
        Way(club, outings(setting, club, setting.now.select(m.competition, m.season, club=club)))
        for club in setting.sides
    )
    if not any(way.outings for way in ways):
        return None
    title = f"{setting.name(m.competition, m.season)} {m.season}: the way here".upper()
    return CupRun(m.competition, title, (ways[0], ways[1]))


def _qualifier(outing: Outing) -> bool:
    """True for a match of a qualifying group or one without a round, long before the finals."""
    m = outing.match
    return m.phase == "qualifying" and not m.round


def _stage(outing: Outing) -> str:
    m = outing.match
    told = f"group {m.group}" if m.group else round_words(m.round) if m.round else ""
    if m.leg:
        told += {"1": ", 1st leg", "2": ", 2nd leg"}.get(m.leg, f", {m.leg}")
    return told.strip(", ")
