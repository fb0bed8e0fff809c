"""A record: one rare fact, its sentence, the matches it rests on, and how sure it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from matchdesk.core.competition import CompetitionId
from matchdesk.core.english import capital
from matchdesk.core.match import Club, Match


@dataclass(frozen=True, slots=True)
class Record:
    """One rare fact.

    Attributes:
        kind: stable word, listed in ``docs/records.md``.
        statement: the fact in words, without a full stop.
        limits: what the ledger lacks for it to be sure, in words; "" where nothing.
        subject, opponent: clubs; the opponent is None where no single one is meant.
        competition: the one it was counted in, None for all competitions.
        venue: "home", "away", "neutral" from the subject's side, None for anywhere.
        value: the number in it: length of a run, number of a count, matches looked at for a first.
        start, end: days of the first and last match that it spans.
        match_ids: matches that it rests on, by day: those of a run, those counted, and for a first
            those in which it was looked for (at most :data:`matchdesk.records.said.LISTED`; of more
            only the match itself).
        scope: what was counted, in words.
        certain: True only where the ledger holds everything that could refute it.
        coverage: what is held of the scope, in words.
        rarity: surprise by base rates of the ledger, in bits: 10 is about once in a thousand.
        player: name of a scorer, "" where none is meant.
        folded: records that follow from this one.
        contested: ids of matches it rests on that files give otherwise, not settled.
        condition: for a match to come, what would bring it.
        ahead: the match that can extend a running streak; None where there is none.
    """

    kind: str
    statement: str
    limits: str
    subject: Club
    opponent: Club | None
    competition: CompetitionId | None
    venue: str | None
    value: int
    start: dt.date | None
    end: dt.date | None
    match_ids: tuple[str, ...]
    scope: str
    certain: bool
    coverage: str
    rarity: float
    player: str = ""
    folded: tuple[Record, ...] = ()
    contested: tuple[str, ...] = ()
    condition: str = ""
    ahead: Match | None = None

    @property
    def seasons(self) -> tuple[str, ...]:
        """Season of the first and of the last match that it rests on, as in their ids."""
        ends = (self.match_ids[:1] + self.match_ids[-1:]) if self.match_ids else ()
        return tuple(one.split(":")[1] for one in ends)

    @property
    def sentence(self) -> str:
        """The fact with what limits it."""
        more = f" ({self.limits})" if self.limits else ""
        doubt = " (rests on a result that files give differently)" if self.contested else ""
        return f"{self.statement}{more}{doubt}."

    @property
    def as_told(self) -> str:
        """The sentence; of a match to come with its condition, where it does not say so itself."""
        if not self.condition or self.statement.startswith("A "):
            return self.sentence
        return f"{capital(self.condition)}: {self.sentence}"

    def to_dict(self) -> dict[str, object]:
        """The record as the contract's JSON object."""
        told: dict[str, object] = {
            "kind": self.kind,
            "sentence": self.sentence,
            "subject": self.subject.name,
            "subject_id": self.subject.id,
            "opponent": self.opponent.name if self.opponent else None,
            "opponent_id": self.opponent.id if self.opponent else None,
            "competition": self.competition,
            "venue": self.venue,
            "value": self.value,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "seasons": list(self.seasons),
            "match_ids": list(self.match_ids),
            "scope": self.scope,
            "certain": self.certain,
            "coverage": self.coverage,
            "rarity": self.rarity,
            "player": self.player or None,
            "folded": [record.to_dict() for record in self.folded],
        }
        if self.contested:
            told["contested"] = list(self.contested)
        if self.condition:
            told["condition"] = self.condition
        if self.ahead is not None:
            told["next"] = {
                "match_id": self.ahead.id,
                "date": self.ahead.date.isoformat() if self.ahead.date else None,
                "home": self.ahead.home.name,
                "home_id": self.ahead.home.id,
                "away": self.ahead.away.name,
                "away_id": self.ahead.away.id,
            }
        return told
