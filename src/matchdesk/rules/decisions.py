"""Corrections of the ledger, in the form in which the engines use them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from matchdesk.core.match import Correction
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Matches, Rows, Snapshot, match_id, status_code
from matchdesk.core.text import fold
from matchdesk.rules.catalogue import BUILT_IN, Catalogue
from matchdesk.rules.edition import Edition
from matchdesk.rules.words import INPUTS, TIE_ANSWERS

_BY_NAME = re.compile(r"^(?:(?P<date>\d{4}-\d{2}-\d{2})\s+)?(?P<home>.+?)\s+v\s+(?P<away>.+)$")


@dataclass(frozen=True, slots=True)
class Through:
    """A decision that names who goes through.

    ``row`` is a match of the tie, -1 where the decision names none.
    """

    club: int
    word: str
    row: int
    source: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in force about one competition and season; clubs are numbers of the snapshot.

    Attributes:
        deducted: points taken off, by club.
        placed: place given, by club.
        ahead: (club above, club below) → word of the decision, "" where it names none.
        through: who goes through.
        awarded: row → score that stands.
        void: rows that do not count.
        sources: sources of all of them, in order, without repeats.
    """

    deducted: Mapping[int, int] = field(default_factory=dict)
    placed: Mapping[int, int] = field(default_factory=dict)
    ahead: Mapping[tuple[int, int], str] = field(default_factory=dict)
    through: tuple[Through, ...] = ()
    awarded: Mapping[int, Score] = field(default_factory=dict)
    void: frozenset[int] = frozenset()
    sources: tuple[str, ...] = ()

    def applied(self, snapshot: Snapshot, rows: Rows) -> Matches:
        """The matches of these rows with awarded and void results put in."""
        matches = snapshot.matches.take(rows)
        for place in np.flatnonzero(np.isin(rows, [*self.awarded])):
            score = self.awarded[int(rows[place])]
            matches.awarded_home[place], matches.awarded_away[place] = score
            matches.status[place] = status_code("awarded")
        for place in np.flatnonzero(np.isin(rows, [*self.void])):
            matches.status[place] = status_code("void")
        return matches


NO_DECISIONS = Decisions()


def results_decided(snapshot: Snapshot) -> dict[int, Score | None]:
    """Rows whose result a correction in force changes: the score that stands, None for a void match."""
    found: dict[int, Score | None] = {}
    seasons = {
        (c.competition, c.season) for c in snapshot.corrections if c.kind in ("awarded", "void")
    }
    for competition, season in sorted(seasons, key=lambda s: (s[0], s[1].code)):
        decided = decisions(snapshot, competition, season)
        found.update(decided.awarded)
        found.update(dict.fromkeys(decided.void))
    return found


def decisions(
    snapshot: Snapshot,
    competition: str,
    season: Season,
    *,
    day: dt.date | None = None,
    catalogue: Catalogue = BUILT_IN,
) -> Decisions:
    """Corrections of a competition and season that are in force at the snapshot's moment.

    A correction that names a club or match that the snapshot does not hold changes nothing here. A
    result awarded without a score gets that of a forfeit, where the rulebook tells it.

    Args:
        snapshot: the ledger at a moment.
        competition: its id.
        season: the season.
        day: day on which they must be in force; that of the moment if not given.
        catalogue: the rulebooks.
    """
    on = snapshot.day if day is None else day
    held = [
        c
        for c in snapshot.corrections
        if c.competition == competition
        and c.season == season
        and (c.start is None or c.start <= on)
    ]
    if not held:
        return NO_DECISIONS
    finder = _Finder(snapshot, competition, season)
    deducted: dict[int, int] = {}
    placed: dict[int, int] = {}
    ahead: dict[tuple[int, int], str] = {}
    through: list[Through] = []
    awarded: dict[int, Score] = {}
    void: set[int] = set()
    for c in held:
        if c.kind == "ahead":
            for pair in finder.pairs(c.subject if ">" in c.subject else c.value):
                ahead[pair] = _word(c, tuple(INPUTS))
            continue
        row = finder.row(c.match)
        if c.kind == "void":
            if row >= 0:
                void.add(row)
                awarded.pop(row, None)
        elif c.kind == "awarded":
            score = _score(c.value)
            if row >= 0 and score is None:
                edition = catalogue.of(snapshot).edition(competition, season)
                score = _forfeit(snapshot, row, finder.club(str(c.subject)), edition)
            if row >= 0 and score is not None:
                awarded[row] = score
                void.discard(row)
        else:
            club = finder.club(str(c.subject))
            if club < 0:
                continue
            if c.kind == "points_deducted":
                deducted[club] = deducted.get(club, 0) + _number(c.value)
            elif c.kind == "placed":
                placed[club] = _number(c.value)
            elif c.kind == "through":
                word = c.value if c.value in TIE_ANSWERS else "awarded"
                through.append(Through(club, word, row, c.source))
    sources = tuple(dict.fromkeys(c.source for c in held if c.source))
    return Decisions(deducted, placed, ahead, tuple(through), awarded, frozenset(void), sources)


class _Finder:
    """Finds clubs and matches of one season by id or name."""

    def __init__(self, snapshot: Snapshot, competition: str, season: Season) -> None:
        self.snapshot = snapshot
        self.competition = competition
        self.season = season
        self.rows = snapshot.season_rows(competition, season)
        m = snapshot.matches
        self.numbers = {int(c) for c in (*m.home[self.rows], *m.away[self.rows])}
        self.by_name: dict[str, int] = {}
        for number in sorted(self.numbers):
            self.by_name.setdefault(fold(snapshot.clubs[number].name), number)

    def club(self, text: str) -> int:
        number = self.snapshot.club_number(text)
        return number if number in self.numbers else self.by_name.get(fold(text), -1)

    def pairs(self, text: str) -> Iterable[tuple[int, int]]:
        clubs = [self.club(part.strip()) for part in text.split(";")[0].split(">")]
        for number, above in enumerate(clubs):
            for below in clubs[number + 1 :]:
                if above >= 0 and below >= 0 and above != below:
                    yield above, below

    def row(self, text: str) -> int:
        """The row of a match named by id or as "DATE HOME v AWAY"; -1 if it is not held."""
        if not text:
            return -1
        m, clubs = self.snapshot.matches, self.snapshot.clubs
        named = _BY_NAME.match(text)
        pair = (self.club(named["home"]), self.club(named["away"])) if named else (-1, -1)
        date = named["date"] if named else None
        for row in self.rows:
            home, away = int(m.home[row]), int(m.away[row])
            if (home, away) == pair and (
                date is None or str(self.snapshot.match(int(row)).date) == date
            ):
                return int(row)
            held = match_id(
                self.competition, self.season, clubs[home].id, clubs[away].id, int(m.nth[row])
            )
            if held == text:
                return int(row)
        return -1


def _word(correction: Correction, known: tuple[str, ...]) -> str:
    said = (*correction.value.split(";"), str(correction.subject))
    return next((w.strip() for w in said if w.strip() in known), "")


def _forfeit(snapshot: Snapshot, row: int, winner: int, edition: Edition) -> Score | None:
    """The score of a match awarded to one side; None where no rulebook or side tells."""
    m = snapshot.matches
    home, away = int(m.home[row]), int(m.away[row])
    if edition.forfeit is None or winner not in (home, away):
        return None
    own, other = edition.forfeit, 0
    scored, conceded = int(m.home_goals[row]), int(m.away_goals[row])
    if edition.forfeit_better and scored >= 0 and conceded >= 0:
        mine, theirs = (scored, conceded) if winner == home else (conceded, scored)
        if mine - theirs > own:
            own, other = mine, theirs
    return Score(own, other) if winner == home else Score(other, own)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _score(text: str) -> Score | None:
    try:
        return Score.parse(text)
    except ValueError:
        return None
