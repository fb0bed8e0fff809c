"""What a report claims, and what the ledger says to it.

A claim is the smallest part of a sentence that can be true or false alone. Reports speak loosely,
so a claim carries every sensible **reading** of its words ("his side" may be either side of the
match). The judge takes the kindest: a claim is contradicted only if every reading of it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Literal

from matchdesk.core.match import Club, Coverage
from matchdesk.core.score import Score
from matchdesk.press.days import Window

Verdict = Literal["supported", "contradicted", "cannot_say"]
Outcome = Literal["", "win", "draw", "loss"]
Venue = Literal["", "home", "away"]
Told = Literal["", "now", "past", "ever"]

Row = dict[str, object]
"""One row of evidence, ready for JSON; ``kind`` says what it is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim. What a type does not use stays empty.

    Attributes:
        team: the side spoken of. opponent: the other side, None where the words leave it open.
        clubs: a list of other sides ("after Barcelona and Betis").
        player, players: names, in full where the ledger knows them.
        score: (team, opponent) where ``outcome`` or ``oriented`` fixes whose goals come first,
            else as written.
        oriented: True if ``score`` is (team, opponent).
        outcome: for the team. venue: where the team played.
        competition, round, leg: words of the ledger, "" where not named.
        number: places, points, goals, a count. other: a second figure.
        minutes: first and last minute that the words allow.
        window: the days that the words allow.
        word: what the type needs more: the step that decided a tie, the role of a player, the
            effect of a goal, the kind of a count.
        spare: the side was named further back: the reading may support the words, no more.
        match: id of the match that the words point to ("tonight", "the first leg"), "" if none.
        named: both sides stand in the words, and nothing else can be meant.
        after: the words speak of the table as the matches told have left it ("drop to fifth"): where
            they stand in the text, -1 where they may be of another moment.
    """

    team: Club | None = None
    opponent: Club | None = None
    clubs: tuple[Club, ...] = ()
    player: str = ""
    players: tuple[str, ...] = ()
    score: Score | None = None
    oriented: bool = False
    outcome: Outcome = ""
    venue: Venue = ""
    competition: str = ""
    round: str = ""
    leg: str = ""
    number: int | None = None
    other: int | None = None
    minutes: tuple[int, int] | None = None
    window: Window | None = None
    word: str = ""
    match: str = ""
    spare: bool = False
    named: bool = False
    after: int = -1

    def to_dict(self) -> dict[str, object]:
        """The fields that say something; clubs by name with their ids beside them."""
        told: dict[str, object] = {}
        for part in fields(self):
            value = getattr(self, part.name)
            if (
                value is None
                or value == ""
                or value == ()
                or value is False
                or part.name in ("spare", "named", "after")
            ):
                continue
            if isinstance(value, Club):
                told[part.name] = value.name
                told[f"{part.name}_id"] = value.id
            elif part.name == "clubs":
                told["clubs"] = [club.name for club in self.clubs]
                told["clubs_id"] = [club.id for club in self.clubs]
            elif isinstance(value, Score):
                told[part.name] = str(value)
            elif isinstance(value, Window):
                told[part.name] = value.to_dict()
            elif isinstance(value, tuple):
                told[part.name] = list(value)
            else:
                told[part.name] = value
        return told


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a report, not yet judged.

    Attributes:
        type: a type of match reports (``match_result``, ``scorer``, ``points_gap`` …).
        start, end: its words in the text of the report, end exclusive.
        readings: every sensible reading, the plainest first; at least one.
        firm: False where the words are too loose to be contradicted by any data.
        said_by: the speaker, for a claim inside a quote or message.
        why_not: for claims that no ledger decides, why; "" for the others.
        hand: row of the match that the sentence speaks of, -1 where none is settled; ``also``:
            rows of other matches that it tells of.
        anchors: for a result, the clubs that its own words name (or whose ground they name), each
            with all that it may be; ``about``: the clubs that can have been the other side;
            ``dated``: the day told is counted from the day of writing; ``alone``: of one side, with
            nothing that tells whom it met, or when.
        told: of a result, the time of which the words speak: "now" of these days, "past" of another
            day of the last year, "ever" of any, "" where nothing may be held against them;
            ``opposed``: they tell the other side, too.
        only: the words are of the match in hand and of no other.
        offered: read so loosely that it is told of only if the data bear it out.
        direct: for a claim of the table, a side that it may be of stands in its words or right before;
            for a result, its words name the other side.
    """

    type: str
    start: int
    end: int
    readings: tuple[Reading, ...] = (Reading(),)
    firm: bool = True
    said_by: str = ""
    why_not: str = ""
    hand: int = -1
    also: tuple[int, ...] = ()
    anchors: tuple[tuple[Club, ...], ...] = ()
    about: tuple[Club, ...] = ()
    dated: bool = False
    alone: bool = False
    told: Told = ""
    opposed: bool = False
    only: bool = False
    direct: bool = False
    offered: bool = False

    def with_readings(self, readings: Sequence[Reading]) -> Claim:
        """The same words, understood otherwise."""
        return replace(self, readings=tuple(dict.fromkeys(readings)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What the ledger says to one reading.

    Attributes:
        verdict: the verdict for this reading.
        reason: a sentence: what is right, in which scope, and what the ledger does not hold.
        evidence: rows that the reason rests on.
        coverage: how much of the seasons used is held.
        void: the reading cannot be meant (the side has no such match), so another one is.
        certain: every match that could be meant was looked at, so that loose words are no excuse.
        far: what is held is so far off that something else is probably meant, if the words leave room;
            ``beyond``: so far that it is meant whatever the words.
        here: the match in hand is one of those told of, so that no side but those of it is meant.
        settled: the scope that is meant is held in full, so that what others leave open is no excuse.
        near: what is held differs by one or two from what is told, as reporters err.
    """

    verdict: Verdict
    reason: str
    evidence: tuple[Row, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    void: bool = False
    certain: bool = False
    far: bool = False
    beyond: bool = False
    here: bool = False
    settled: bool = False
    near: bool = False


def slip(held: int, told: int) -> bool:
    """True for figures that are as near as those that reporters mistake for one another.

    >>> slip(3, 1), slip(4, 3), slip(9, 7)
    (False, True, True)
    """
    return 0 < abs(held - told) <= (2 if min(held, told) > 5 else 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict, and the reading that the verdict is about."""

    claim: Claim
    text: str
    reading: Reading
    finding: Finding

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.finding.verdict

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        told: dict[str, object] = {
            "start": self.claim.start,
            "end": self.claim.end,
            "text": self.text,
            "type": self.claim.type,
            "claim": self.reading.to_dict(),
            "verdict": self.finding.verdict,
            "reason": self.finding.reason,
            "evidence": list(self.finding.evidence),
            "coverage": [held.to_dict() for held in self.finding.coverage],
        }
        if self.claim.said_by:
            told["said_by"] = self.claim.said_by
        return told


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    Attributes:
        kind: "club", "person", "ground" or "competition"; "name" for a name not in the ledger.
        start, end: its place.
        text: as written.
        clubs: the clubs that may be meant, the likeliest first; for a ground, whose it is; for a
            person, where the ledger knows the person.
        ids: competitions that may be meant; for persons the full names that fit.
        sure: False where a club is only guessed from one word of its name ("Madrid").
    """

    kind: Literal["club", "person", "ground", "competition", "name"]
    start: int
    end: int
    text: str
    clubs: tuple[Club, ...] = ()
    ids: tuple[str, ...] = ()
    sure: bool = True
    role: str = field(default="", compare=False)
