"""The teams of the match: elevens, changes, cards, who was left out, coaches."""

from __future__ import annotations

from dataclasses import dataclass

from matchdesk.brief.layout import Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import keep
from matchdesk.core.match import Appearance, Club

COACH = "coach"


@dataclass(frozen=True, slots=True)
class Team:
    """One side's line-up as held; any part may be missing.

    Attributes:
        coach: those held as coach on the day, "" where none or several are.
        appearances: as held, in the order of the source.
    """

    club: Club
    coach: str
    appearances: tuple[Appearance, ...]

    def of(self, role: str) -> tuple[Appearance, ...]:
        """Those of one role: start, sub, bench, not_in_squad."""
        return tuple(a for a in self.appearances if a.role == role)

    def changes(self) -> dict[str, Appearance]:
        """Who came on for whom, by the player who went off.

        Only where one player went off and one came on in the same minute: nothing is guessed.
        """
        off: dict[str, list[Appearance]] = {}
        on: dict[str, list[Appearance]] = {}
        for a in self.appearances:
            if a.off:
                off.setdefault(a.off, []).append(a)
            if a.on:
                on.setdefault(a.on, []).append(a)
        return {
            gone[0].player: on[minute][0]
            for minute, gone in off.items()
            if len(gone) == 1 and len(on.get(minute, ())) == 1
        }

    def words(self) -> str:
        """Eleven with changes and cards, then others who came on."""
        changes = self.changes()
        told = []
        for a in self.of("start"):
            more = [a.cards] if a.cards else []
            if a.player in changes:
                sub = changes[a.player]
                card = f", {sub.cards}" if sub.cards else ""
                more.append(f"{sub.player} {sub.on}'{card}")
            elif a.off:
                more.append(f"off {a.off}'")
            told.append(keep(f"{a.player} ({', '.join(more)})" if more else a.player))
        shown = {sub.player for sub in changes.values()}
        others = [
            f"{a.player} {a.on}'".strip(" '") for a in self.of("sub") if a.player not in shown
        ]
        words = ", ".join(told)
        if others:
            words += f"; came on: {', '.join(others)}"
        return words

    def to_dict(self) -> dict[str, object]:
        """The line-up as a JSON object."""
        return {
            "team": self.club.name,
            "team_id": self.club.id,
            "coach": self.coach or None,
            "players": [
                {
                    "player": a.player,
                    "role": a.role,
                    "on": a.on or None,
                    "off": a.off or None,
                    "cards": a.cards or None,
                }
                for a in self.appearances
            ],
        }


@dataclass(frozen=True, slots=True)
class Teams:
    """Both teams, as far as they are held."""

    teams: tuple[Team, Team]

    @property
    def held(self) -> bool:
        """True if any line-up is held."""
        return any(team.appearances for team in self.teams)

    def to_dict(self) -> dict[str, object] | None:
        """The teams as JSON, None where no line-up is held."""
        if not self.held:
            return None
        return {"home": self.teams[0].to_dict(), "away": self.teams[1].to_dict()}

    def section(self) -> Section | None:
        """Their words; None where no line-up is held."""
        if not self.held:
            return None
        lines = []
        for team in self.teams:
            lines.append(Line(f"{team.club.name}{f' (coach {team.coach})' if team.coach else ''}"))
            lines.append(Line(team.words() or "line-up not held", "sub"))
            for role, words in (("bench", "on the bench"), ("not_in_squad", "not in the squad")):
                names = ", ".join(a.player for a in team.of(role))
                if names:
                    lines.append(Line(f"{words}: {names}", "sub"))
        return Section("teams", "TEAMS", tuple(lines))


def teams(setting: Setting) -> Teams:
    """The teams of the match; empty of a match not yet over."""
    over = setting.match.counts
    held = setting.now.appearances_of(setting.row) if over else ()
    home, away = setting.sides
    return Teams(
        (
            Team(home, coach_of(setting, home), tuple(a for a in held if a.home)),
            Team(away, coach_of(setting, away), tuple(a for a in held if not a.home)),
        )
    )


def coach_of(setting: Setting, club: Club) -> str:
    """Who coached a club on the day of the match, "" where the ledger does not tell one."""
    day = setting.match.date
    found = {
        spell.person
        for spell in setting.now.store.spells()
        if spell.club == club.id
        and spell.role == COACH
        and day is not None
        and (spell.start is None or spell.start <= day)
        and (spell.end is None or day <= spell.end)
    }
    return found.pop() if len(found) == 1 else ""
