"""The tables around both sides, with the gaps that matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from matchdesk.brief.coverage import running
from matchdesk.brief.layout import Block, Cell, Column, Grid, Line, Section
from matchdesk.brief.outings import season_of, season_rows
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import counted, keep, place, plain_day
from matchdesk.core.competition import ClubId, country_of
from matchdesk.core.country import home_country
from matchdesk.core.match import Club, Match
from matchdesk.core.season import Season
from matchdesk.rules.table import Table, TableRow, zone_words

SMALL = 8
"""A table of so many clubs is shown whole."""
TOP = 3
"""Places from the top that are always shown."""

# Competitions of confederations that clubs play; the others there are for national sides.
_CLUB_CUPS = frozenset(
    {"cl", "el", "ecl", "cwc", "fairs", "supercup", "intertoto", "clubwc", "lib", "sud",
     "recopa", "champions"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a club stands: points to the leader, to its neighbours and to the drop.

    A gap is in points and never below 0. ``drop`` is the best placed club in the relegation places,
    None where the table names none; ``above_drop`` is negative for a club that stands there: then
    it counts the points to the last safe place.
    """

    row: TableRow
    leader: TableRow
    above: TableRow | None
    below: TableRow | None
    edge: TableRow | None
    above_drop: int | None
    in_hand: int
    lower_half: bool

    @property
    def behind_leader(self) -> int:
        """Points behind the leader."""
        return self.leader.points - self.row.points

    def words(self) -> str:
        """The gaps in a sentence."""
        told = [f"{self.row.team} {place(self.row.position)}"]
        if self.above is not None:
            told.append(_behind(self.leader.points - self.row.points, self.leader.team))
            if self.above.club.id != self.leader.club.id:
                told.append(_behind(self.above.points - self.row.points, self.above.team))
        if self.below is not None:
            ahead = self.row.points - self.below.points
            told.append(
                f"{ahead} ahead of {self.below.team}" if ahead else f"level with {self.below.team}"
            )
        if self.above_drop is not None and self.edge is not None:
            inside = self.row.zone == "relegation"
            if inside or self.lower_half:
                words = keep(drop_words(self.above_drop, inside))
                told.append(f"{words} ({self.edge.team})")
        return f"{told[0]}: {', '.join(told[1:])}." if len(told) > 1 else f"{told[0]}."

    def to_dict(self) -> dict[str, object]:
        """The gaps as a JSON object, in points."""
        row = self.row

        def beside(other: TableRow | None) -> dict[str, object] | None:
            if other is None:
                return None
            return {
                "team": other.team,
                "team_id": other.team_id,
                "points": abs(other.points - row.points),
            }

        return {
            "team": row.team,
            "team_id": row.team_id,
            "position": row.position,
            "points": row.points,
            "played": row.played,
            "behind_leader": self.behind_leader,
            "leader": self.leader.team,
            "leader_id": self.leader.team_id,
            "above": beside(self.above),
            "below": beside(self.below),
            "above_drop": self.above_drop,
            "in_hand": self.in_hand,
        }


@dataclass(frozen=True, slots=True)
class TableAround:
    """One table with the rows that are shown of it, and the gaps of one or both sides."""

    table: Table
    name: str
    shown: tuple[int, ...]
    gaps: tuple[Gap, ...]
    rows_of: dict[str, tuple[str, ...]]
    beside: dt.date
    running: bool

    def to_dict(self) -> dict[str, object]:
        """The contract's table, with ``shown`` (places), ``gaps``, and matches by club shown."""
        return {
            **self.table.to_dict(),
            "name": self.name,
            "shown": list(self.shown),
            "gaps": [gap.to_dict() for gap in self.gaps],
            "match_ids": {club: list(ids) for club, ids in self.rows_of.items()},
        }

    def section(self) -> Section:
        """Its words."""
        table = self.table
        sides = {gap.row.club.id for gap in self.gaps}
        usual = usual_played(table)
        lines: list[tuple[Cell, ...]] = []
        before = 0
        for position in self.shown:
            row = table.rows[position - 1]
            if before and position > before + 1:
                lines.append((Cell("…"), *(Cell("") for _ in range(10))))
            before = position
            ids = self.rows_of.get(row.club.id, ())
            behind = table.rows[0].points - row.points
            lines.append(
                (
                    Cell(str(position)),
                    Cell(row.team, strong=row.club.id in sides),
                    Cell(_in_hand(usual - row.played)),
                    Cell(str(row.played), ids),
                    Cell(str(row.won), ids),
                    Cell(str(row.drawn), ids),
                    Cell(str(row.lost), ids),
                    Cell(f"{row.goals_for}-{row.goals_against}", ids),
                    Cell(str(row.points), ids, strong=True),
                    Cell(str(behind) if position > 1 else "–", ids),
                    Cell(_zone(row.zone, table.final)),
                )
            )
        columns = (
            Column(align="right"),
            Column(),
            Column(drop=2, below=True),
            Column("P", "right"),
            Column("W", "right", drop=4),
            Column("D", "right", drop=4),
            Column("L", "right", drop=4),
            Column("F-A", "right", drop=3),
            Column("Pts", "right"),
            Column("Gap", "right", drop=1),
            Column(drop=5),
        )
        blocks: list[Block] = [Grid(columns, tuple(lines))]
        blocks += [Line(gap.words(), "sub") for gap in self.gaps]
        for gap in self.gaps:
            if gap.row.decided_by not in ("", "points") and gap.row.reason:
                blocks.append(Line(f"{gap.row.team} {gap.row.reason}.", "note"))
            if gap.row.deducted:
                points = counted(gap.row.deducted, "point")
                blocks.append(Line(f"{gap.row.team}: {points} deducted.", "note"))
        if not table.held:
            blocks.append(Line(f"Order: {table.rule.text}.", "note"))
        for held in table.coverage:
            # A season that goes on has matches still to be listed; only an old one lacks some.
            if held.expected is not None and not held.complete and not self.running:
                blocks.append(
                    Line(f"{held.held} of {held.expected} matches of the season held.", "note")
                )
        title = self.name.upper()
        if table.group:
            title += f" GROUP {table.group.upper()}"
        return Section(
            "tables", f"{title}, end of {plain_day(table.on, self.beside)}", tuple(blocks)
        )


def _zone(zone: str, final: bool) -> str:
    """What a place means; before the end nobody is champion or through."""
    if not final and zone in ("champion", "advance"):
        return "" if zone == "champion" else "a place that goes through"
    return zone_words(zone)


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables around both sides, and what is missing: clubs whose league is not held."""

    tables: tuple[TableAround, ...]
    missing: tuple[str, ...]

    def to_dict(self) -> list[dict[str, object]]:
        """The tables as JSON."""
        return [table.to_dict() for table in self.tables]

    def sections(self) -> tuple[Section, ...]:
        """One section a table; what is missing stands below the last."""
        found = [table.section() for table in self.tables]
        notes = tuple(Line(told, "note") for told in self.missing)
        if notes and found:
            last = found[-1]
            found[-1] = Section(last.key, last.title, (*last.blocks, *notes))
        elif notes:
            found.append(Section("tables", "TABLES", notes))
        return tuple(found)


def tables_around(setting: Setting) -> Tables:
    """The table of the match itself, if it has one, and the league of each side."""
    wanted: dict[tuple[str, Season], list[Club]] = {}
    missing = []
    m = setting.match
    for club in setting.sides:
        if setting.tie is None and setting.tables(m.competition, m.season):
            _add(wanted, (m.competition, m.season), club)
        league = league_of(setting, club)
        if league is not None:
            _add(wanted, league, club)
        elif plays_for_a_club(setting, club):
            missing.append(f"No league of {club.name} is held for {season_of(setting, club)}.")
    found = []
    for (competition, season), clubs in wanted.items():
        places: dict[tuple[str, str], list[Club]] = {}
        for club in clubs:
            table = _with(setting.tables(competition, season), club, setting.match.phase)
            if table is not None:
                places.setdefault((table.phase, table.group), []).append(club)
        for (phase, group), inside in places.items():
            table = next(
                t
                for t in setting.tables(competition, season)
                if (t.phase, t.group) == (phase, group)
            )
            if not any(row.played for row in table.rows):
                named = f"{setting.name(competition, season)} {season}"
                missing.append(f"{named} has not begun at the end of {plain_day(table.on)}.")
                continue
            found.append(_around(setting, table, inside))
    return Tables(tuple(found), tuple(missing))


def _add(wanted: dict[tuple[str, Season], list[Club]], key: tuple[str, Season], club: Club) -> None:
    clubs = wanted.setdefault(key, [])
    if club not in clubs:
        clubs.append(club)


def league_of(setting: Setting, club: Club) -> tuple[str, Season] | None:
    """Competition and season of the league in which a club plays; None where none is held."""
    rows = season_rows(setting, club)
    m = setting.now.matches
    counts = Counter(
        (setting.now.competitions[m.competition[row]], int(m.season[row]))
        for row in rows.tolist()
        if setting.is_league(setting.now.competitions[m.competition[row]])
    )
    if not counts:
        return None
    # A club may stand in two for a while (a split year); the one with most matches is its league.
    (competition, code), _ = max(counts.items(), key=lambda item: (item[1], item[0][1]))
    return competition, Season.of_code(code)


def plays_for_a_club(setting: Setting, club: Club) -> bool:
    """True if a side plays in any competition of clubs, so that it must have a league."""
    m = setting.now.matches
    rows = setting.now.select(club=club)
    found = {setting.now.competitions[number] for number in m.competition[rows].tolist()}
    return any(home_country(c) or (country_of(c) and c.split(".")[1] in _CLUB_CUPS) for c in found)


def _with(tables: tuple[Table, ...], club: Club, phase: str) -> Table | None:
    """The table that a club stands in: that of the phase, else the latest one."""
    own = [t for t in tables if any(row.club.id == club.id for row in t.rows)]
    same = [t for t in own if t.phase == phase]
    return (same or own)[-1] if own else None


def usual_played(table: Table) -> int:
    """Matches that most clubs of a table have played; the larger number of two as frequent."""
    counts = Counter(row.played for row in table.rows)
    return max(counts, key=lambda played: (counts[played], played), default=0)


def _around(setting: Setting, table: Table, clubs: list[Club]) -> TableAround:
    gaps = tuple(gap_of(table, club) for club in clubs)
    shown = shown_places(table, clubs)
    rows_of: dict[str, tuple[str, ...]] = {}
    for position in shown:
        club = table.rows[position - 1].club
        rows = setting.now.select(table.competition, table.season, club=club)
        found = (setting.match_at(row) for row in rows.tolist())
        rows_of[club.id] = tuple(m.id for m in found if m.counts and _in_table(m, table))
    return TableAround(
        table, setting.name(table.competition, table.season), shown_places(table, clubs), gaps, rows_of,
        setting.day,
        running(setting, table.competition, table.season, table.coverage[0]),
    )  # fmt: skip


def _in_table(match: Match, table: Table) -> bool:
    """True if a match counts in a table: of its group, or no match of a tie."""
    if table.group:
        return match.group == table.group and match.phase in ("", table.phase)
    return match.phase not in ("knockout", "qualifying")


def gap_of(table: Table, club: Club | ClubId) -> Gap:
    """Where a club stands in a table."""
    row = table.row(club)
    n = row.position - 1
    drop = [r for r in table.rows if r.zone == "relegation"]
    safe = [r for r in table.rows if r.zone != "relegation"]
    above_drop = None
    edge = drop[0] if drop else None
    if drop and safe:
        above_drop = (
            row.points - safe[-1].points
            if row.zone == "relegation"
            else row.points - drop[0].points
        )
        edge = safe[-1] if row.zone == "relegation" else drop[0]
    return Gap(
        row=row,
        leader=table.rows[0],
        above=table.rows[n - 1] if n else None,
        below=table.rows[n + 1] if n + 1 < len(table.rows) else None,
        edge=edge,
        above_drop=above_drop,
        in_hand=max(usual_played(table) - row.played, 0),
        lower_half=2 * row.position > len(table.rows),
    )


def shown_places(table: Table, clubs: list[Club]) -> tuple[int, ...]:
    """Places that are shown: all of a small table, else the top and those around each club.

    A single place between two that are shown is shown too.
    """
    last = len(table.rows)
    if last <= SMALL:
        return tuple(range(1, last + 1))
    shown = set(range(1, TOP + 1))
    for club in clubs:
        position = table.row(club).position
        shown |= {position - 1, position, position + 1}
    shown |= {p for p in range(2, last) if p - 1 in shown and p + 1 in shown}
    return tuple(sorted(p for p in shown if 1 <= p <= last))


def drop_words(above: int, inside: bool) -> str:
    """Points above the drop, or to safety for a club in it.

    >>> drop_words(9, False), drop_words(-3, True), drop_words(0, True)
    ('9 above the drop', '3 from safety', 'level with safety on points')
    """
    if not above:
        return f"level with {'safety' if inside else 'the drop'} on points"
    return f"{-above} from safety" if inside else f"{above} above the drop"


def _behind(points: int, team: str) -> str:
    return f"{points} behind {team}" if points else f"level with {team}"


def _in_hand(matches: int) -> str:
    if not matches:
        return ""
    if matches < 0:
        return "a match more" if matches == -1 else f"{counted(-matches, 'match')} more"
    return "a match in hand" if matches == 1 else f"{counted(matches, 'match')} in hand"
