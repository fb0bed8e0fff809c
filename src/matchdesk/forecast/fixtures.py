"""Fixtures of a file, and the clubs and competitions that its words mean."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.competition import COMPETITION_ID, country_of
from matchdesk.core.country import CONFEDERATIONS, country_code
from matchdesk.core.match import Club
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold
from matchdesk.errors import UnknownName, UsageError
from matchdesk.ledger import likeness, lookup
from matchdesk.readers.football_data import DIVISIONS


@dataclass(frozen=True, slots=True)
class Fixture:
    """Two clubs as a file or a person names them; ``line`` is that of the file."""

    home: str
    away: str
    date: dt.date | None = None
    competition: str = ""
    neutral: bool = False
    line: int = 0


# Three letters that files write for countries, where FIFA has others.
_LETTERS = {
    word[:3]: word[4:]
    for word in """
SPA=es HOL=nl NLD=nl DEU=de PRT=pt CHE=ch DNK=dk GRC=gr HRV=hr BGR=bg SVN=si LVA=lv CHL=cl DZA=dz
ZAF=za URY=uy PRY=py SAU=sa IRN=ir ARE=ae NGA=ng CRI=cr GTM=gt HND=hn SLV=sv IDN=id MYS=my VNM=vn
KWT=kw OMN=om PHL=ph SDN=sd TZA=tz ZMB=zm ZWE=zw NIC=ni PRI=pr HTI=ht
""".split()
}
_LATE = 4
"""Codes of seasons, two a year: a club that played in a league since then is one of it."""
_NEAR = 12
"""Strangers for whom the nearest names are looked up."""

_COLUMNS = {
    "date": ("date",),
    "home": ("home", "hometeam", "home_team", "ht", "team1"),
    "away": ("away", "awayteam", "away_team", "at", "team2", "visitor"),
    "competition": ("competition", "div", "league", "lge"),
    "neutral": ("neutral",),
}
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%Y%m%d")


def read_fixtures(
    text: str, file: str, competition: Callable[[str], str] = str
) -> tuple[tuple[Fixture, ...], tuple[str, ...]]:
    """Fixtures of a CSV: columns date, home and away, and if it likes competition and neutral.

    Commas, semicolons or tabs part the columns.

    Args:
        text: the file's text.
        file: its name, for messages.
        competition: a league as written → its id, "" where nothing is known of it.

    Returns:
        The fixtures, and a line about each row that was left out.

    Raises:
        UsageError: a column is missing.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    parting = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=parting)
    header = [cell.strip().casefold() for cell in next(lines, [])]
    at = {
        name: next((header.index(word) for word in words if word in header), -1)
        for name, words in _COLUMNS.items()
    }
    missing = [name for name in ("home", "away") if at[name] < 0]
    if missing:
        raise UsageError(
            f"{file}: the column {' and '.join(missing)} is missing; expected date, home and away. "
            "Nothing was asked.",
            code="missing-column",
        )
    found, left_out = [], []
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue

        def cell(name: str, held: Sequence[str] = cells) -> str:
            return held[at[name]].strip() if 0 <= at[name] < len(held) else ""

        if not cell("home") or not cell("away"):
            left_out.append(
                f"{file}:{number}: a side is missing; expected home and away. Left out."
            )
            continue
        day = _day(cell("date"))
        if cell("date") and day is None:
            left_out.append(
                f"{file}:{number}: {cell('date')!r} is no day; expected one such as 2018-01-24. "
                "Left out."
            )
            continue
        if fold(cell("home")) == fold(cell("away")):
            left_out.append(
                f"{file}:{number}: {cell('home')} against itself; expected two clubs. Left out."
            )
            continue
        found.append(
            Fixture(
                cell("home"),
                cell("away"),
                day,
                competition(cell("competition")),
                cell("neutral").casefold() in ("yes", "1", "true"),
                number,
            )
        )
    return tuple(found), tuple(left_out)


def _day(text: str) -> dt.date | None:
    """A day as files write it; None where it is none."""
    for form in _DAYS:
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def competition_of(snapshot: Snapshot, written: str) -> str:
    """The id of a competition as a file writes it; "" where nothing is known of it.

    It may be an id, a name, a division of football-data.co.uk ("SP1"), or a country's three letters
    with a level ("ENG1").
    """
    if not written or COMPETITION_ID.match(written):
        return written
    if written.upper() in DIVISIONS:
        return DIVISIONS[written.upper()][0]
    letters, level = written[:-1].upper(), written[-1]
    country = _LETTERS.get(letters) or country_code(letters)
    if country and level.isdigit():
        return f"{country}.{level}"
    try:
        return lookup.find_competition(snapshot, written)
    except UnknownName:
        return ""


class Clubs:
    """The clubs that names in fixtures mean.

    A club answers to a name in a league if it has played there or is of that country: Everton in
    Chile's league is not Everton of Liverpool.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._names = lookup.names_of_clubs(snapshot)
        self._playing: dict[str, frozenset[int]] = {}
        self._called: dict[str, dict[frozenset[str], set[int]]] = {}
        self._asked = 0
        self.notes: list[str] = []

    def find(self, name: str, competition: str = "") -> Club:
        """The club meant.

        Raises:
            UnknownName, AmbiguousName: with the nearest names, for the first few of them.
        """
        clubs = self._snapshot.clubs
        direct = self._snapshot.club_number(name)
        if direct >= 0:
            return clubs[direct]
        numbers = self._names.get(fold(name), frozenset())
        country = country_of(competition)
        if country and numbers:
            at_home = frozenset(n for n in numbers if clubs[n].country == country)
            playing = self._players(competition)
            numbers = (numbers & playing) or (at_home if _national(country) else numbers)
        if len(numbers) > 1:
            shown = frozenset(n for n in numbers if fold(clubs[n].name) == fold(name))
            numbers = shown if len(shown) == 1 else numbers
        if len(numbers) == 1:
            return clubs[next(iter(numbers))]
        if numbers:
            listed = sorted(clubs[n].id for n in numbers)
            raise UnknownName(
                f"{len(numbers)} clubs answer to {name!r}: {', '.join(listed)}.",
                code="ambiguous-name",
                near=listed,
            )
        meant = self._by_words(name, competition)
        if meant is not None:
            note = f"{name} is taken for {meant.name}, the one club of {competition} so called."
            if note not in self.notes:
                self.notes.append(note)
            return meant
        self._asked += 1
        near: tuple[str, ...] = ()
        if self._asked <= _NEAR:
            choices = self._players(competition) or range(len(clubs))
            near = likeness.nearest(name, [clubs[n].name for n in choices])
        raise UnknownName(f"No club {name!r} in the ledger.", code="unknown-club", near=near)

    def _by_words(self, name: str, competition: str) -> Club | None:
        """The one club that played in a league of late and has all words of a name in one of its own.

        "Avispa" is Avispa Fukuoka in Japan's league; a fixture list is worth more with a club that
        is told than with a stranger.
        """
        wanted = frozenset(_words(name))
        if not wanted or not competition:
            return None
        if competition not in self._called:
            m = self._snapshot.matches
            rows = self._snapshot.select(competition)
            seasons = m.season[rows]
            late = rows[seasons >= seasons.max(initial=0) - _LATE]
            players = {*m.home[late].tolist(), *m.away[late].tolist()}
            called: dict[frozenset[str], set[int]] = {}
            for known, numbers in self._names.items():
                for number in numbers & players:
                    called.setdefault(frozenset(_words(known)), set()).add(number)
            self._called[competition] = called
        meant = {
            number
            for words, numbers in self._called[competition].items()
            if wanted <= words
            for number in numbers
        }
        return self._snapshot.clubs[meant.pop()] if len(meant) == 1 else None

    def _players(self, competition: str) -> frozenset[int]:
        """Clubs that have played in a competition."""
        found = self._playing.get(competition)
        if found is None:
            m = self._snapshot.matches
            rows = self._snapshot.select(competition) if competition else np.zeros(0, dtype=np.intp)
            found = frozenset({*m.home[rows].tolist(), *m.away[rows].tolist()})
            self._playing[competition] = found
        return found


def _words(name: str) -> list[str]:
    """Words of a club's name that tell something: no single letters, no FC and the like."""
    return [w for w in re.findall(r"\w+", fold(name)) if len(w) > 2]


def _national(country: str) -> bool:
    """True for a country, False for a confederation."""
    return country not in CONFEDERATIONS
