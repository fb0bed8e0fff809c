"""The brief: all sections of one match at one moment."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from matchdesk.brief import around, behind, headline, html, marks, meetings, pressure, season, text
from matchdesk.brief import left as left_
from matchdesk.brief.around import Tables
from matchdesk.brief.coverage import Basis, SourceNotice, basis
from matchdesk.brief.headline import Occasion, Result
from matchdesk.brief.layout import Section
from matchdesk.brief.left import Left
from matchdesk.brief.meetings import Meetings
from matchdesk.brief.pressure import Pressure
from matchdesk.brief.run import CupRun, cup_run
from matchdesk.brief.season import SeasonSoFar
from matchdesk.brief.setting import Setting
from matchdesk.brief.teams import Teams, teams
from matchdesk.brief.tie import TieTold, tie_told
from matchdesk.brief.written import CheckAnswer, Written, written
from matchdesk.core.moment import Moment
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.records import Record
from matchdesk.rules.catalogue import BUILT_IN, Catalogue

if TYPE_CHECKING:
    from matchdesk.brief.chances import Outlook
    from matchdesk.forecast.swing import Night

SHORT = ("match", "tie", "left", "chances")
"""Sections of the short form."""


@dataclass(frozen=True)
class Brief:
    """All that a desk needs about one match, at one moment.

    Attributes:
        match, result, tie, run: what they say; ``result`` is None while the match is not over,
            ``tie`` and ``run`` where there is none.
        left, seasons, pressure: one for each side, home side first.
        written: None where no report was given; ``checked`` is the check that it rests on.
    """

    setting: Setting
    match: Occasion
    result: Result | None
    tie: TieTold | None
    left: tuple[Left, Left]
    tables: Tables
    seasons: tuple[SeasonSoFar, ...]
    meetings: Meetings
    run: CupRun | None
    pressure: tuple[Pressure, ...]
    records: tuple[Record, ...]
    teams: Teams
    written: Written | None
    basis: Basis
    checked: CheckAnswer | None = None
    ask_night: Callable[[], Night] | None = None

    @cached_property
    def chances(self) -> Outlook | None:
        """Chances goal by goal, before and after; None where they were not asked for."""
        if self.ask_night is None:
            return None
        from matchdesk.brief.chances import Outlook

        return Outlook(self.ask_night())

    @property
    def title(self) -> str:
        """The match in a few words."""
        m = self.match.match
        score = m.result if m.result is not None else "v"
        return f"{m.home.name} {score} {m.away.name}, {self.match.competition_name} {m.season}"

    def sections(self, short: bool = False) -> tuple[Section, ...]:
        """The sections as they are shown, in order.

        Args:
            short: stop after what is left.
        """
        told: list[Section | None] = [headline.section(self.match, self.result)]
        if self.tie is not None:
            told.append(self.tie.section(self.match.match))
        told.append(left_.section(self.setting, self.left))
        if self.chances is not None:
            told.append(self.chances.section(self.setting))
        if not short:
            told += self.tables.sections()
            told.append(marks.section(self.records))
            if self.run is not None:
                told.append(self.run.section(self.setting))
            told.append(season.section(self.seasons))
            told.append(self.meetings.section(self.setting))
            told.append(pressure.section(self.setting, self.pressure))
            told.append(self.teams.section())
            if self.written is not None:
                told.append(self.written.section())
            told.append(self.basis.section(self._not_held()))
        return tuple(section for section in told if section is not None)

    def text(
        self, width: int = 100, colour: bool = False, unicode: bool = True, short: bool = False
    ) -> str:
        """The brief as plain text.

        Args:
            width: columns of the page, 40 or more.
            colour: bold and faint print, as ANSI control codes; without it there are none.
            unicode: False for plain ASCII.
            short: stop after what is left.
        """
        return text.render(self.sections(short), width=width, colour=colour, unicode=unicode)

    def html(self, short: bool = False) -> str:
        """The brief as one page that needs nothing else.

        Every figure that rests on matches opens a panel with them, their rule and the coverage;
        each report stands with its sentences marked.

        Args:
            short: stop after what is left.
        """
        after: dict[str, str] = {}
        if self.tie is not None:
            from matchdesk.brief.bracket import bracket

            after["tie"] = bracket(self.tie, self.match.match)
        if self.chances is not None:
            after["chances"] = self.chances.svg()
        if self.checked is not None:
            from matchdesk.brief.report_html import in_brief
            from matchdesk.press import Check

            if isinstance(self.checked, Check):
                after["written"] = in_brief(self.checked)
        rows = behind.Behind(self.setting, self.basis, self.tie, self.tables)
        return html.render(
            self.sections(short), self.title, panels=html.Panels(rows.panel), after=after
        )

    def to_dict(self) -> dict[str, object]:
        """The brief as JSON; every key is described in ``docs/brief.md``.

        Dates are ISO, scores home-away, clubs by name with ids beside.
        """
        return {
            "match": self.match.to_dict(),
            "result": self.result.to_dict() if self.result else None,
            "tie": self.tie.to_dict() if self.tie else None,
            "left": {
                "home": self.left[0].to_dict(),
                "away": self.left[1].to_dict(),
            },
            "chances": self.chances.to_dict() if self.chances is not None else None,
            "tables": self.tables.to_dict(),
            "records": [record.to_dict() for record in self.records],
            "seasons": [told.to_dict() for told in self.seasons],
            "meetings": self.meetings.to_dict(),
            "run": self.run.to_dict() if self.run else None,
            "pressure": [told.to_dict() for told in self.pressure],
            "teams": self.teams.to_dict(),
            "written": self.written.to_dict() if self.written else None,
            "sources": self.basis.sources_dict(),
            "coverage": self.basis.coverage_dict(),
            "notes": [*self.tables.missing, *self._not_held()],
        }

    def _not_held(self) -> tuple[str, ...]:
        """What the ledger does not hold of the match itself."""
        told = [self.result.goals_words] if self.result and self.result.goals_words else []
        if self.result is not None and not self.teams.held:
            told.append("Line-ups not held.")
        return tuple(told)

    def json(self) -> str:
        """:meth:`to_dict` as text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def compose(
    at: Callable[[Moment], Snapshot],
    match_id: str,
    moment: Moment,
    *,
    check: CheckAnswer | None = None,
    sources: Sequence[SourceNotice] = (),
    chances: bool = False,
    catalogue: Catalogue = BUILT_IN,
) -> Brief:
    """The brief of one match.

    Args:
        at: gives the ledger at a moment.
        match_id: id of the match; it may be still to come.
        moment: what is known; later results, goals and draws are not used.
        check: reports about the match, checked.
        sources: sources of the ledger, as they are to be named.
        chances: also what was likely before and after; worked out when it is shown.
        catalogue: the rulebooks.

    Raises:
        UnknownName: the match was not on the calendar at the moment.
    """
    setting = Setting.of(at(moment), match_id, catalogue)
    home, away = setting.sides
    both = (left_.left(setting, home), left_.left(setting, away))
    tables = around.tables_around(setting)
    so_far = season.seasons(setting)
    met = meetings.meetings(setting)
    m = setting.match
    used: list[tuple[str, Season]] = [(m.competition, m.season)]
    used += [(t.table.competition, t.table.season) for t in tables.tables]
    used += [(part.coverage.competition, part.coverage.season) for told in so_far
             for part in told.parts if part.coverage is not None]  # fmt: skip
    ruled = [(t.table.competition, t.table.season) for t in tables.tables]
    if setting.tie is not None:
        ruled.insert(0, (m.competition, m.season))
    return Brief(
        setting=setting,
        match=headline.occasion(setting, moment),
        result=headline.result(setting),
        tie=tie_told(setting),
        left=both,
        tables=tables,
        seasons=so_far,
        meetings=met,
        run=cup_run(setting),
        pressure=tuple(pressure.pressure(setting, club) for club in setting.sides),
        records=marks.marks(setting),
        teams=teams(setting),
        written=written(check) if check is not None else None,
        basis=basis(setting, used, sources, ruled),
        checked=check,
        ask_night=_asking(at, match_id, moment, catalogue) if chances else None,
    )


def _asking(
    at: Callable[[Moment], Snapshot], match_id: str, moment: Moment, catalogue: Catalogue
) -> Callable[[], Night]:
    """A call that works out what the match did to the chances."""

    def ask() -> Night:
        from matchdesk.forecast.swing import night

        return night(at, match_id, moment, catalogue=catalogue)

    return ask
