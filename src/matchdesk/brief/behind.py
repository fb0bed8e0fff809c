"""What stands behind a figure: its matches with their sources, the rule that counts them, coverage."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.brief.around import Tables
from matchdesk.brief.coverage import Basis
from matchdesk.brief.html import Panel
from matchdesk.brief.setting import Setting, row_of
from matchdesk.brief.tie import TieTold
from matchdesk.brief.words import plain_day, score_of
from matchdesk.core.match import Match
from matchdesk.core.season import Season
from matchdesk.errors import UnknownName

WITNESSES = 3
"""Files that are named for a match; a match of a large ledger has many."""


@dataclass(frozen=True)
class Behind:
    """Panels of one brief."""

    setting: Setting
    basis: Basis
    tie: TieTold | None
    tables: Tables

    def panel(self, ids: tuple[str, ...]) -> Panel | None:
        """The panel of some matches by their ids; None where none of them is held."""
        setting = self.setting
        held: list[tuple[int, Match]] = []
        for match in ids:
            try:
                row = row_of(setting.now, match)
            except UnknownName:
                continue
            held.append((row, setting.match_at(row)))
        if not held:
            return None
        keys = [int(setting.now.matches.key[row]) for row, _ in held]
        sources = setting.now.store.witnesses(keys)
        rows = tuple(
            self._words(match, sources.get(key, ()))
            for key, (_, match) in zip(keys, held, strict=True)
        )
        seasons: dict[tuple[str, Season], None] = dict.fromkeys(
            (str(m.competition), m.season) for _, m in held
        )
        rules = dict.fromkeys(self._rule(c, s) for c, s in seasons)
        return Panel(rows, " ".join(r for r in rules if r), self._coverage(seasons))

    def _words(self, match: Match, sources: tuple[str, ...]) -> str:
        name = self.setting.name(match.competition, match.season)
        day = f", {plain_day(match.date)}" if match.date else ""
        told = f"{match.home.name} {score_of(match)} {match.away.name}, {name} {match.season}{day}"
        named = ", ".join(sources[:WITNESSES])
        more = f" and {len(sources) - WITNESSES} more" if len(sources) > WITNESSES else ""
        return f"{told} – from {named}{more}" if named else told

    def _rule(self, competition: str, season: Season) -> str:
        if self.tie is not None and (competition, season) == (
            self.tie.tie.competition,
            self.tie.tie.season,
        ):
            return f"{self.tie.rule_title}: {self.tie.tie.rule.text}."
        for around in self.tables.tables:
            table = around.table
            if (table.competition, table.season) == (competition, season):
                return f"{around.name} {season}: {table.rule.text}."
        return ""

    def _coverage(self, seasons: dict[tuple[str, Season], None]) -> str:
        told = [
            f"{self.basis.names[c.competition]} {c.season} "
            + (
                f"complete ({c.held} matches)"
                if c.complete
                else f"{c.held}{f' of {c.expected}' if c.expected is not None else ''} matches"
            )
            for c in self.basis.coverage
            if (c.competition, c.season) in seasons
        ]
        return "; ".join(told)
