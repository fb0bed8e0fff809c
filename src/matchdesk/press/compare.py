"""Several reports side by side: where they agree, where they differ, and the same words twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.text import fold
from matchdesk.press.claim import Judged
from matchdesk.press.report import Report
from matchdesk.press.speech import Quote

_STOP = frozenset(
    "a an and are as at be but by for from had has have he i in is it its of on or our so some that "
    "the their them then there they this to was we were what when which who will with you your "
    "did do does not s t m re ve all me my am".split()
)
_ALIKE = 0.5
"""Two quotes are the same words if they share at least this part of their own words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one report."""

    file: str
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {"file": self.file, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Topic:
    """One point on which several reports speak."""

    topic: str
    agree: bool
    statements: tuple[Statement, ...]

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON object."""
        return {
            "topic": self.topic,
            "agree": self.agree,
            "statements": [s.to_dict() for s in self.statements],
        }


def compare(judged: Sequence[tuple[Report, str, Sequence[Judged]]]) -> tuple[Topic, ...]:
    """Points on which at least two reports of one match speak, in the order of the first.

    Args:
        judged: each report, the id of its match, and its claims.

    Claims are set together by what they are about; they agree where they give the same value.
    """
    topics: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    for report, match, claims in judged:
        for one in claims if match else ():
            for topic, value in _points(one):
                statement = Statement(report.file, one.claim.start, one.claim.end, one.text)
                topics.setdefault((match, topic), []).append((value, statement))
    found = []
    for (_, topic), told in topics.items():
        if len({s.file for _, s in told}) < 2:
            continue
        agree = _agree([value for value, _ in told])
        found.append(Topic(topic, agree, tuple(s for _, s in told)))
    return tuple(found)


def _points(one: Judged) -> list[tuple[str, str]]:
    """What a claim is about, and what it says of it; nothing for opinions and quotes."""
    r = one.reading
    kind = one.claim.type
    if one.claim.why_not:
        return []
    team = r.team.name if r.team else ""
    other = r.opponent.name if r.opponent else ""
    pair = " v ".join(sorted(x for x in (team, other) if x))
    if kind == "match_result" and r.score is not None and pair:
        return [(f"score: {pair}{_when(one)}", "-".join(map(str, sorted(r.score))))]
    if kind == "aggregate" and r.score is not None and r.word == "final":
        return [("aggregate", "-".join(map(str, sorted(r.score))))]
    if kind == "qualification_reason":
        return [("how the tie was decided", r.word)]
    if kind == "points_gap" and r.number is not None:
        return [
            (f"points between {pair}" if other else f"points to the top: {team}", str(r.number))
        ]
    if kind == "league_position":
        return [(f"place of {team}", str(r.number))]
    if kind == "minute" and r.minutes is not None:
        name = fold(r.player).split()[-1:] or [""]
        return [
            (f"minute of {name[0].capitalize()}{_goal(one, r.minutes)}", f"minute {r.minutes[0]}")
        ]
    if kind == "scorer":
        return [(f"goal: {r.player.split()[-1]}", "scored")]
    if kind == "next_fixture":
        where = f" ({r.competition})" if r.competition else ""
        if r.window is not None:
            where += f" from {r.window.first.isoformat()}"
        return [(f"next for {team}{where}", other)]
    if kind in ("nth_of_season", "first_ever"):
        return [(f"{kind.replace('_', ' ')}: {team} {r.outcome}", str(r.number or r.round))]
    if kind == "elimination" and team:
        return [(f"out: {team}", "out")]
    if kind in ("squad_omission", "lineup", "squad_inclusion"):
        return [
            (f"{kind.replace('_', ' ')}: {fold(p).split()[-1].capitalize()}", kind)
            for p in r.players
        ]
    return []


def _agree(values: Sequence[str]) -> bool:
    """True if all values are the same; minutes may be one apart, or both in time added on."""
    if len(set(values)) == 1:
        return True
    if not all(value.startswith("minute ") for value in values):
        return False
    minutes = [int(value[7:]) for value in values]
    return max(minutes) - min(minutes) <= 1 or min(minutes) >= 88


def _goal(one: Judged, minutes: tuple[int, int]) -> str:
    """The goal that a minute is of: the nearest of the player's goals held."""
    held = [m for row in one.finding.evidence if isinstance(m := row.get("minute"), int)]
    if not held:
        return ""
    nearest = min(held, key=lambda m: abs(m - minutes[0]))
    return f" ({nearest}')"


def _when(one: Judged) -> str:
    """Day of the match that a claim is about, in brackets."""
    for row in one.finding.evidence:
        if row.get("kind") == "match" and row.get("date"):
            return f" ({row['date']})"
    return ""


def same_quotes(
    quoted: Sequence[tuple[Report, Sequence[Quote]]],
) -> tuple[tuple[Statement, ...], ...]:
    """Groups of quotes, of at least two reports, that are the same words of the same speaker.

    Sentences are compared by the words that carry their sense; speakers must agree where both are
    named.
    """
    pieces: list[tuple[Statement, str, frozenset[str]]] = []
    for report, quotes in quoted:
        for quote in quotes:
            words = frozenset(_stem(w) for w in fold(quote.text).split() if w not in _STOP)
            if words:
                statement = Statement(report.file, quote.start, quote.end, quote.text)
                pieces.append((statement, quote.speaker, words))
    groups: list[list[int]] = []
    for number, piece in enumerate(pieces):
        best, most = None, 0.0
        for group in groups:
            for member in group:
                value = _alike(pieces[member], piece)
                if value > most:
                    best, most = group, value
        if best is not None and most >= _ALIKE:
            best.append(number)
        else:
            groups.append([number])
    return tuple(
        tuple(pieces[i][0] for i in group)
        for group in groups
        if len({pieces[i][0].file for i in group}) > 1
    )


def _alike(
    one: tuple[Statement, str, frozenset[str]], other: tuple[Statement, str, frozenset[str]]
) -> float:
    a, b = one[2], other[2]
    if one[1] and other[1] and not set(fold(one[1]).split()) & set(fold(other[1]).split()):
        return 0.0
    shared = len(a & b)
    if shared < 2 and min(len(a), len(b)) > 1:
        return 0.0
    return shared / min(len(a), len(b)) * (0.5 + 0.5 * shared / max(len(a), len(b)))


def _stem(word: str) -> str:
    for tail in ("ing", "ed", "es", "s"):
        if word.endswith(tail) and len(word) - len(tail) > 3:
            return word[: -len(tail)]
    return word
