"""The tie in one plain sentence, both legs, and the rule that decides it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from matchdesk.brief.headline import goal_words
from matchdesk.brief.layout import Block, Line, Section
from matchdesk.brief.setting import Setting
from matchdesk.brief.words import plain_day, short_day
from matchdesk.core.match import Goal, Match
from matchdesk.rules.knockout import Tie

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LEGS = {"1": "first leg", "2": "second leg", "replay": "replay", "play-off": "play-off match"}


@dataclass(frozen=True, slots=True)
class TieTold:
    """The tie of a match.

    Attributes:
        tie: the answer of the rules.
        legs: its matches, in the order in which they are played.
        goals: goals of each leg, as held.
        rule_title: competition and season of the rule, in words.
        beside: day from which days are told.
    """

    tie: Tie
    legs: tuple[Match, ...]
    goals: tuple[tuple[Goal, ...], ...]
    rule_title: str
    beside: dt.date

    @property
    def sentence(self) -> str:
        """The tie in a sentence, days in words."""
        return days_in_words(self.tie.sentence, self.beside)

    def to_dict(self) -> dict[str, object]:
        """The contract's tie, with the ids of its matches and the rule it rests on."""
        told = self.tie.to_dict()
        legs = told["legs"]
        assert isinstance(legs, list)
        for leg, match in zip(legs, self.legs, strict=True):
            leg["match_id"] = match.id
            leg["leg"] = match.leg
        told["rule"] = {
            **self.tie.rule.to_dict(),
            "source": self.tie.rule.text,
            "held": self.tie.held,
            "steps": list(self.tie.steps),
            "words": self.tie.steps_words,
        }
        told["decision"] = self.tie.decision or None
        return told

    def section(self, match: Match) -> Section:
        """Its words; the match itself is not told again among the legs."""
        blocks: list[Block] = [Line(self.sentence, "lead")]
        two = self.tie.legs_expected == 2 or len(self.legs) > 1
        for number, leg in enumerate(self.legs, 1):
            if leg.id == match.id or not two:
                continue
            blocks.append(self._leg(leg, self.goals[number - 1], number))
        if self.tie.held:
            blocks.append(Line(f"Rule: {self.tie.steps_words} ({self.rule_title})", "sub"))
        else:
            blocks.append(Line(f"Rule: no rulebook held for {self.rule_title}", "sub"))
        if self.tie.decision:
            blocks.append(Line(f"Decision: {self.tie.decision}", "sub"))
        return Section("tie", "", tuple(blocks))

    def _leg(self, leg: Match, goals: tuple[Goal, ...], number: int) -> Line:
        # A match that a replay followed is no leg.
        single = self.tie.legs_expected == 1
        plain = {1: "first match"} if single else {1: "first leg", 2: "second leg"}
        name = _LEGS.get(leg.leg) or plain.get(number, "")
        middle = str(leg.result) if leg.result is not None else "v"
        told = f"{name}   {short_day(leg.date, self.beside)}   {leg.home.name} {middle} {leg.away.name}"
        if leg.extra_time is not None and leg.result is not None:
            told += " after extra time"
        if leg.penalties is not None:
            told += f", {leg.penalties} on penalties"
        if goals:
            told += "    " + ", ".join(goal_words(goal) for goal in goals)
        elif leg.result is not None and leg.result != (0, 0):
            told += "    scorers not held"
        return Line(told.strip(), "sub", rows=(leg.id,))


def tie_told(setting: Setting) -> TieTold | None:
    """The tie of the match; None for a match of a league or group."""
    tie = setting.tie
    if tie is None:
        return None
    legs = tuple(setting.match_at(row) for row in tie.rows)
    keys = [int(setting.now.matches.key[row]) for row in tie.rows]
    over = [key for key, leg in zip(keys, legs, strict=True) if leg.result is not None]
    goals = setting.now.store.goals(over)
    return TieTold(
        tie=tie,
        legs=legs,
        goals=tuple(goals.get(key, ()) for key in keys),
        rule_title=f"{setting.name(tie.competition, tie.season)} {tie.season}",
        beside=setting.day,
    )


def days_in_words(sentence: str, beside: dt.date) -> str:
    """A sentence with its ISO dates in words.

    >>> days_in_words("the second is at Leganés on 2018-01-24.", dt.date(2018, 1, 18))
    'the second is at Leganés on 24 January.'
    """

    def told(found: re.Match[str]) -> str:
        try:
            return plain_day(dt.date(*(int(part) for part in found.groups())), beside)
        except ValueError:
            return found[0]

    return _ISO.sub(told, sentence)
