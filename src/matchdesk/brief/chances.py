"""Chances: how the match stood goal by goal, and what both sides may still win, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from matchdesk.brief.html import words
from matchdesk.brief.layout import Cell, Column, Grid, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.core.competition import round_words
from matchdesk.forecast.swing import Chance, Night, NightPoint
from matchdesk.rules.table import zone_words

_WIDE, _TALL, _LEFT, _TOP, _FLOOR = 640, 150, 46, 16, 116


def share(chance: float) -> str:
    """A chance in whole per cent, with a tenth where it is near nothing or near certain.

    >>> share(0.0), share(0.004), share(0.346), share(0.996), share(1.0)
    ('0', '0.4 %', '35 %', '99.6 %', '100 %')
    """
    if chance <= 0:
        return "0"
    if chance >= 1:
        return "100 %"
    if 0.0995 <= chance < 0.9005:
        return f"{100 * chance:.0f} %"
    return (
        "<0.1 %" if chance < 0.0005 else ">99.9 %" if chance > 0.9995 else f"{100 * chance:.1f} %"
    )


class Outlook:
    """The chances of one match, told.

    Args:
        night: what the match did, or may do.
    """

    def __init__(self, night: Night) -> None:
        self.night = night

    def to_dict(self) -> dict[str, object]:
        """As a JSON object: ``line`` and ``teams``; see ``docs/brief.md``."""
        return self.night.to_dict()

    @cached_property
    def tie(self) -> bool:
        """True where the line is of going through, not of winning the match."""
        return self.night.line[0].chances.through is not None

    def _both(self, point: NightPoint) -> tuple[float, float]:
        c = point.chances
        return c.through if c.through is not None else (c.home_win, c.away_win)

    def section(self, setting: Setting) -> Section | None:
        """Its words; None where nothing is open."""
        night = self.night
        blocks: list[Line | Grid] = []
        final = setting.match.round == "final"
        what = "go through" if self.tie and not final else "win"
        points = night.line
        if len(points) == 2 and points[1].event == "full_time":
            # No goal has its minute: how it ended stands above.
            points = points[:1]
        if len(points) > 1 or 0 < self._both(points[0])[0] < 1:
            rows = []
            for point in points:
                one, other = self._both(point)
                more = () if self.tie else (share(point.chances.draw),)
                cells = (_label(point), share(one), *more, share(other))
                rows.append(
                    tuple(
                        Cell(text, (night.match,) if n == 0 else ()) for n, text in enumerate(cells)
                    )
                )
            heads = [f"{night.home.name} {what}", f"{night.away.name} {what}"]
            if not self.tie:
                heads.insert(1, "draw")
            columns = (Column(), *(Column(head, align="right", gap=3) for head in heads))
            folded = []
            for point in points:
                one, other = self._both(point)
                folded.append(
                    Line(f"{_label(point)}: {night.home.name} {what} {share(one)}, "
                         f"{night.away.name} {share(other)}", "sub")
                )  # fmt: skip
            blocks.append(Grid(columns, tuple(rows), tuple(folded)))
        table = self._table(setting)
        if table is not None:
            blocks.append(table)
        if not blocks:
            return None
        told = f"From {night.results_known:,} results known before the match"
        if table is not None:
            told += (
                f"; {night.runs:,} runs of what is left, seed {night.seed}, off by "
                f"{200 * night.standard_error:.1f} points at most in 19 of 20"
            )
        blocks.append(Line(f"{told}.", "note"))
        return Section("chances", "CHANCES", tuple(blocks))

    def _table(self, setting: Setting) -> Grid | None:
        """What both sides may still win, before and after."""
        night = self.night
        keys = list(dict.fromkeys((c.competition, c.what) for c in night.chances))
        if self.tie:
            # What the tie itself decides is told above it, goal by goal.
            decided = [key for key in keys if key[0] == setting.match.competition][:1]
            keys = [key for key in keys if key not in decided]
        keys = [key for key in keys if any(
            _moved(c) for c in night.chances if (c.competition, c.what) == key)]  # fmt: skip
        # One place that means two things (the champions go up) is told once.
        seen: dict[tuple[str, ...], tuple[str, str]] = {}
        for key in keys:
            seen.setdefault((key[0], *self._cells(*key)), key)
        keys = list(seen.values())
        if not keys:
            return None
        rows = []
        folded: list[Line] = []
        for club in (night.home, night.away):
            told = [c for c in night.of(club) if (c.competition, c.what) in keys]
            folded += [Line(club.name)] if told else []
            for chance in told:
                folded.append(Line(f"{_what(setting, chance)}: {_change(chance)}", "sub"))
        for competition, what in keys:
            first = next(c for c in night.chances if (c.competition, c.what) == (competition, what))
            both = (Cell(text) for text in self._cells(competition, what))
            rows.append((Cell(_what(setting, first)), *both))
        columns = (
            Column("before and after" if self._over else "now"),
            Column(night.home.name, gap=3),
            Column(night.away.name, gap=3),
        )
        return Grid(columns, tuple(rows), tuple(folded))

    def _cells(self, competition: str, what: str) -> tuple[str, ...]:
        """One chance of both clubs; a dash for one that has none."""
        both = (
            _of(self.night.of(c), competition, what) for c in (self.night.home, self.night.away)
        )
        return tuple("–" if chance is None else _change(chance) for chance in both)

    @property
    def _over(self) -> bool:
        return any(c.after is not None for c in self.night.chances)

    def svg(self) -> str:
        """The line of chances of both sides over the minutes, "" where there is nothing to draw."""
        points = self.night.line
        if len(points) < 2:
            return ""
        last = max(90, *(p.chances.standing.minute for p in points))
        what = "going through" if self.tie else "winning"
        marks, home, away = [], [], []
        level: tuple[float, float] | None = None
        for number, point in enumerate(points):
            s = point.chances.standing
            x = _LEFT + (_WIDE - _LEFT - 20) * min(s.minute, last) / last
            one, other = (_FLOOR - (_FLOOR - _TOP) * p for p in self._both(point))
            if level is not None:
                home.append(f"H{x:.0f}")
                away.append(f"H{x:.0f}")
            home.append(f"{'V' if level else f'M{x:.0f} '}{one:.1f}")
            away.append(f"{'V' if level else f'M{x:.0f} '}{other:.1f}")
            level = one, other
            if 0 < number < len(points) - 1:
                marks.append(
                    f'<text class="faint" x="{x:.0f}" y="{_FLOOR + 18}" text-anchor="middle">'
                    f"{s.home}-{s.away}</text>"
                )
        axis = "".join(
            f'<text class="faint" x="{_LEFT - 8}" y="{_FLOOR - (_FLOOR - _TOP) * p + 5:.0f}" '
            f'text-anchor="end">{round(100 * p)}</text>'
            for p in (0, 0.5, 1)
        )
        title = f"Chances of {what}, minute by minute"
        return (
            f'<svg viewBox="0 0 {_WIDE} {_TALL}" role="img" aria-label="{words(title)}">'
            f'<path class="faint" d="M{_LEFT} {_TOP}V{_FLOOR}H{_WIDE - 20}"/>{axis}'
            f'<path class="home" d="{"".join(home)}"/><path class="away" d="{"".join(away)}"/>'
            f"{''.join(marks)}</svg>"
            f'<p class="note">{words(title)}: {words(self.night.home.name)} the full line, '
            f"{words(self.night.away.name)} the broken one.</p>"
        )


def _of(chances: Sequence[Chance], competition: str, what: str) -> Chance | None:
    return next((c for c in chances if (c.competition, c.what) == (competition, what)), None)


def _label(point: NightPoint) -> str:
    s = point.chances.standing
    at = f"{s.minute}+{s.added}'" if s.added else f"{s.minute}'"
    if point.event == "kick_off":
        return "before kick-off"
    if point.event == "full_time":
        return "at the end"
    told = {"red": "red card", "second_yellow": "red card", "extra_time": "extra time"}
    what = told.get(point.event)
    return f"{s.home}-{s.away}, {at}" if what is None else f"{what}, {s.home}-{s.away}, {at}"


def _what(setting: Setting, chance: Chance) -> str:
    name = setting.name(chance.competition)
    if chance.what == "winner":
        return f"{name}: winners"
    zone = zone_words(chance.what)
    return f"{name}: {round_words(chance.what) if zone == chance.what else zone}"


def _moved(chance: Chance) -> bool:
    """A chance that the match changed, as it is told, or may change."""
    return chance.after is None or share(chance.before) != share(chance.after)


def _change(chance: Chance) -> str:
    if chance.after is None:
        return share(chance.before)
    return f"{share(chance.before)} → {share(chance.after)}"
