"""What is supposed: results of matches to come, as a person writes them, and what follows from them.

A score is put in the record, and the strengths learn from it. A win or a draw, or who goes through,
leaves the score open: of the runs only those count in which it came so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matchdesk.core.match import Club
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, status_code
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import lookup

_PAIR = re.compile(
    r"^(?:(\d{4}-\d{2}-\d{2})\s+)?(.+?)\s+(v|vs|beat|beats|draw with|draws with|lose to|loses to)\.?"
    r"\s+(.+)$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"^(.+?)\s+(wins?|draws?|loses?|go through|goes through|go out|goes out)$", re.IGNORECASE
)
_TOLD = re.compile(
    r"^(.+?)\s+(\d{1,2})\s*[-:]\s*(\d{1,2})$|^(.+?)\s+(draw|home win|away win)$", re.I
)
_FORMS = (
    "'Real Madrid win', 'Real Madrid beat Valencia', 'Real Madrid v Valencia 2-1', "
    "'2018-02-10 Real Madrid v Real Sociedad draw' or 'Leganés go through'"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One match to come and what is supposed of it.

    Attributes:
        text: as written. row: of the snapshot.
        score: supposed, home and away; None where only ``lead`` or ``through`` is.
        lead: 1 home win, 0 draw, -1 away win; None where it is not that.
        through: number of the club that goes through the tie; None where it is not that.
        out: number of the club that does not.
    """

    text: str
    row: int
    score: tuple[int, int] | None = None
    lead: int | None = None
    through: int | None = None
    out: int | None = None

    def to_dict(self, snapshot: Snapshot) -> dict[str, object]:
        """As a JSON object."""
        match = snapshot.match(self.row)
        words = {1: "home_win", 0: "draw", -1: "away_win"}
        return {
            "text": self.text,
            "match": match.id,
            "home": match.home.name,
            "away": match.away.name,
            "score": None if self.score is None else f"{self.score[0]}-{self.score[1]}",
            "result": None if self.lead is None else words[self.lead],
            "through": _name(snapshot, self.through),
            "out": _name(snapshot, self.out),
        }


def _name(snapshot: Snapshot, club: int | None) -> str | None:
    return None if club is None else snapshot.clubs[club].name


def read_conditions(
    snapshot: Snapshot, competition: str, season: Season, texts: Sequence[str]
) -> tuple[Condition, ...]:
    """What is meant by conditions as written.

    Raises:
        UsageError: not a condition, or two of one match.
        UnknownName: no such club, or no such match to come.
    """
    found = tuple(_read(snapshot, competition, season, text.strip()) for text in texts)
    rows = [one.row for one in found]
    if len(set(rows)) < len(rows):
        raise UsageError(
            "Found two conditions of one match, expected one. Nothing was simulated.",
            code="bad-condition",
        )
    return found


def _read(snapshot: Snapshot, competition: str, season: Season, text: str) -> Condition:
    asked = _Asked(snapshot, competition, season, text)
    told = _TOLD.match(text)
    subject = (told[1] or told[4]) if told else text
    pair = _PAIR.match(subject)
    if pair is not None and told is not None and pair[3].lower() in ("v", "vs"):
        row = asked.match(pair[2], pair[4], pair[1], at_home=True)
        if told[5]:
            return Condition(
                text, row, lead={"draw": 0, "home win": 1, "away win": -1}[told[5].lower()]
            )
        return Condition(text, row, score=(int(told[2]), int(told[3])))
    pair = _PAIR.match(text)
    if pair is not None and pair[3].lower() not in ("v", "vs"):
        club, row = asked.club(pair[2]), asked.match(pair[2], pair[4], pair[1])
        return Condition(text, row, lead=asked.lead(row, club, pair[3].lower()))
    if pair is not None:
        side = _SIDE.match(pair[4])
        if side is not None and side[2].lower().startswith("win"):
            # "A v B B win": the club that wins is named after the pair.
            words = side[1].split()
            for at in range(1, len(words)):
                rest, name = " ".join(words[:at]), " ".join(words[at:])
                if fold(name) in (fold(rest), fold(pair[2])):
                    row = asked.match(pair[2], rest, pair[1], at_home=True)
                    return Condition(text, row, lead=asked.lead(row, asked.club(name), "win"))
        raise asked.refused()
    side = _SIDE.match(text)
    if side is None:
        raise asked.refused()
    club, word = asked.club(side[1]), side[2].lower()
    row = asked.next_of(club)
    number = snapshot.club_number(club)
    if word.startswith("go"):
        if "through" in word:
            return Condition(text, row, through=number)
        return Condition(text, row, out=number)
    return Condition(text, row, lead=asked.lead(row, club, word))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Names of one condition looked up in one season."""

    snapshot: Snapshot
    competition: str
    season: Season
    text: str

    def refused(self) -> UsageError:
        return UsageError(
            f"Found the condition {self.text!r}, expected one such as {_FORMS}. Nothing was "
            "simulated.",
            code="bad-condition",
        )

    def club(self, name: str) -> Club:
        return lookup.find_club(
            self.snapshot, name.strip(), competition=self.competition, season=self.season
        )

    def open_rows(self) -> list[int]:
        """Matches of the season still to come, by day; those without a day last."""
        m = self.snapshot.matches
        home, _ = m.result()
        rows = self.snapshot.season_rows(self.competition, self.season)
        listed = [int(row) for row in rows if home[row] < 0 and m.status[row] != _VOID]
        return sorted(listed, key=lambda row: (int(m.day[row]) if m.day[row] > 0 else 1 << 30, row))

    def match(self, one: str, other: str, day: str | None, *, at_home: bool = False) -> int:
        """The next match of two clubs."""
        sides = (
            self.snapshot.club_number(self.club(one)),
            self.snapshot.club_number(self.club(other)),
        )
        m = self.snapshot.matches
        for row in self.open_rows():
            meant = (int(m.home[row]), int(m.away[row]))
            if meant != sides and (at_home or meant[::-1] != sides):
                continue
            held = self.snapshot.match(row)
            if day is None or (held.date is not None and held.date.isoformat() == day):
                return row
        raise self._none_to_come(f"{one} v {other}" + (f" on {day}" if day else ""))

    def next_of(self, club: Club) -> int:
        """The next match of a club."""
        number = self.snapshot.club_number(club)
        m = self.snapshot.matches
        for row in self.open_rows():
            if number in (int(m.home[row]), int(m.away[row])):
                return row
        raise self._none_to_come(f"of {club.name}")

    def lead(self, row: int, club: Club, word: str) -> int:
        if word.startswith("draw"):
            return 0
        at_home = int(self.snapshot.matches.home[row]) == self.snapshot.club_number(club)
        won = word.startswith(("win", "beat"))
        return 1 if at_home == won else -1

    def _none_to_come(self, what: str) -> UnknownName:
        near = [self.snapshot.match(row) for row in self.open_rows()[:5]]
        listed = [f"{match.home.name} v {match.away.name}" for match in near]
        hint = f" Next: {', '.join(listed)}." if listed else ""
        return UnknownName(
            f"No match {what} is to come in {self.competition} {self.season} at the "
            f"{self.snapshot.moment}.{hint} Nothing was simulated.",
            code="unknown-match",
            near=listed,
        )


_VOID, _PLAYED = status_code("void"), status_code("played")


def supposed(snapshot: Snapshot, conditions: Sequence[Condition]) -> Snapshot:
    """The snapshot with supposed scores on record, each on its day, at the latest the moment's."""
    given = [one for one in conditions if one.score is not None]
    if not given:
        return snapshot
    m = snapshot.matches
    columns = {
        name: np.array(getattr(m, name)) for name in ("home_goals", "away_goals", "status", "day")
    }
    for one in given:
        assert one.score is not None
        columns["home_goals"][one.row], columns["away_goals"][one.row] = one.score
        columns["status"][one.row] = _PLAYED
        if columns["day"][one.row] <= 0:
            columns["day"][one.row] = snapshot.day.toordinal()
    return replace(snapshot, matches=replace(m, **columns))
