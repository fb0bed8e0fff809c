"""Which match a report is about: from the sides that it names, the scores and the days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchdesk.core.match import Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE, BoolColumn, Snapshot
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.gloss import MACROS, score_of
from matchdesk.press.mentions import clubs_in
from matchdesk.press.report import Report, Sentence

DAYS_BACK = 8
"""A report of a match appears within this many days after it."""

# A match must reach this much more than the next one to be the match.
_CLEAR = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The match of a report, or why there is none.

    Attributes:
        row: row in the snapshot, ``NONE`` where no match is settled.
        match: the match as a value.
        reason: a sentence: how it was found, or why not.
        others: matches that fit as well.
    """

    row: int
    match: Match | None
    reason: str
    others: tuple[Match, ...] = ()


def match_of(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, fallback: dt.date | None = None
) -> Found:
    """Find the match that a report is about.

    Of the matches over by the snapshot's moment, and within :data:`DAYS_BACK` days before the
    report's day, the one whose sides and score the report names most. A report without a day is
    tried with ``fallback`` first; then the whole ledger is searched, and the match must be told by
    its score and its scorers.
    """
    weight = clubs_in(mentions)
    if len(weight) < 2:
        return Found(NONE, None, "The report names fewer than two clubs of the ledger.")
    day = report.published or fallback
    scores = _scores(report.text)
    if day is not None:
        near = _near(report, mentions, snapshot, day, scores)
        if report.published is not None or (near.match is not None and _told(near.match, scores)):
            return near
    return _anywhere(report, mentions, snapshot, scores)


def _near(
    report: Report,
    mentions: Sequence[Mention],
    snapshot: Snapshot,
    day: dt.date,
    scores: set[Score],
) -> Found:
    last = day.toordinal()
    m = snapshot.matches
    rated = _rated(report, mentions, snapshot, scores, (m.day > last - DAYS_BACK) & (m.day <= last))
    if not rated:
        weight = clubs_in(mentions)
        names = {str(club.id): club.name for club in snapshot.clubs}
        told = ", ".join(names[n] for n in sorted(weight, key=lambda c: -weight[c])[:4])
        return Found(
            NONE,
            None,
            f"No match between two of {told} is held in the {DAYS_BACK} days up to {day}.",
        )
    rated = [(value - 0.3 * (last - int(m.day[row])), row) for value, row in rated]
    rated.sort(key=lambda r: (-r[0], -int(m.day[r[1]])))
    best, row = rated[0]
    close = [r for v, r in rated[1:] if best - v < _CLEAR and _rivals(snapshot, row, r)]
    if close:
        return _one_of(snapshot, row, close)
    match = snapshot.match(row)
    if not _proved(report, mentions, match, scores, last - int(m.day[row])):
        return Found(
            NONE,
            None,
            f"The report may be about a match that is not held; the nearest held is {_words(match)}.",
            (match,),
        )
    return _one_of(snapshot, row, ())


def _proved(
    report: Report, mentions: Sequence[Mention], match: Match, scores: set[Score], days: int
) -> bool:
    """True if a report is surely about a match, and not about one that the ledger does not hold.

    Its sides must be the clubs that the report names most, both of them often; and its score is
    told, or the report begins with one of them. Or a sentence of the lead names both and the score.
    """
    weight = clubs_in(mentions)
    sides = (str(match.home.id), str(match.away.id))
    least, most = sorted(weight.get(side, 0.0) for side in sides)
    others = max((w for club, w in weight.items() if club not in sides), default=0.0)
    if _other_result(report, mentions, match):
        return False
    if _told(match, scores):
        often = least >= 0.5 * others and least >= 0.3 * most
        return often or _in_lead(report, mentions, match)
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    leads = first is not None and any(str(c.id) in sides for c in first.clubs)
    if days <= 3 and any(_headline(report, s, mentions, sides) for s in report.sentences[:3]):
        return True
    opening = clubs_in(x for x in mentions if x.start < report.sentences[:2][-1].end)
    if days <= 2 and least >= others and all(opening.get(side, 0.0) >= 0.5 for side in sides):
        return True
    return leads and days <= 3 and least > others and least >= 0.3 * most


def _other_result(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    """True if the first result that the report tells of a side is against somebody else."""
    for sentence in report.sentences[:6]:
        text = report.text[sentence.start : sentence.end]
        clubs = [
            x
            for x in mentions
            if x.kind == "club" and sentence.start <= x.start < sentence.end and x.clubs
        ]
        here = [side for side in (match.home, match.away) if any(side in x.clubs for x in clubs)]
        told = _scores(text)
        if not told or not here:
            continue
        if _told(match, told) or len(here) == 2:
            return False
        plain = re.sub(r"[–—−‐‑]", "-", text)
        if re.search(_AGAINST, plain):
            return True
    return False


_AGAINST = (
    r"(?:lost|beat(?:en)?|won|drew|defeat|victory|win|loss|draw|down|held)\b[^,.;]{0,30}?\d{1,2}-\d{1,2}"
    r"[^,.;]{0,20}? (?:to|against|over|by|at|with) (?:the )?[A-Z]"
    r"|\d{1,2}-\d{1,2}[^,.;]{0,20}? (?:defeat|win|victory|loss|draw)\b[^,.;]{0,12}? "
    r"(?:to|against|over|by|at|with) (?:the )?[A-Z]"
)


def _headline(
    report: Report, sentence: Sentence, mentions: Sequence[Mention], sides: tuple[str, str]
) -> bool:
    """True for a line like "A 1-2 B" of the two sides, whatever the score."""
    if sentence.end - sentence.start > 80:
        return False
    here = [x for x in mentions if sentence.start <= x.start < sentence.end and x.kind == "club"]
    both = all(any(side == str(c.id) for x in here for c in x.clubs) for side in sides)
    return both and bool(_scores(report.text[sentence.start : sentence.end]))


def _in_lead(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    for sentence in report.sentences[:4]:
        here = [x for x in mentions if sentence.start <= x.start < sentence.end and x.clubs]
        clubs = [x for x in here if x.kind == "club"]
        both = all(any(side in x.clubs for x in clubs) for side in (match.home, match.away))
        if not both or not any(side in clubs[0].clubs for side in (match.home, match.away)):
            continue
        if _told(match, _scores(report.text[sentence.start : sentence.end])):
            return True
    return False


def _anywhere(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, scores: set[Score]
) -> Found:
    """The match of a report without a day: its score and at least one scorer must be told."""
    every = np.ones(len(snapshot.matches), dtype=np.bool_)
    rated = _rated(report, mentions, snapshot, scores, every)
    fitting = [(v, r) for v, r in rated if _told(snapshot.match(r), scores)]
    fitting.sort(key=lambda r: -r[0])
    words = report.words()
    weight = clubs_in(mentions)
    second = sorted(weight.values(), reverse=True)[1]
    proved: list[tuple[float, int]] = []
    for _, row in fitting[:40]:
        match = snapshot.match(row)
        scorers = {g.player for g in snapshot.goals_of(row)}
        named = sum(_named(fold(player).split(), words) for player in scorers)
        most_named = all(weight.get(str(c.id), 0.0) >= second for c in (match.home, match.away))
        if scorers and most_named and named >= max(1.0, len(scorers) / 2):
            proved.append((named, row))
    proved.sort(key=lambda p: -p[0])
    if not proved:
        return Found(
            NONE, None,
            "The report has no date, and no match held is told by its sides, score and scorers.",
            tuple(snapshot.match(r) for _, r in fitting[:5]),
        )  # fmt: skip
    most, row = proved[0]
    return _one_of(snapshot, row, [r for n, r in proved[1:] if n == most])


def _named(player: list[str], words: frozenset[str]) -> float:
    """How surely a player is named in a report: by the surname, or less by the first name."""
    if player[-1:] and player[-1] in words:
        return 1.0
    return 0.5 if player[:1] and len(player[0]) > 3 and player[0] in words else 0.0


def _one_of(snapshot: Snapshot, row: int, close: Sequence[int]) -> Found:
    match = snapshot.match(row)
    if close:
        others = tuple(snapshot.match(r) for r in close[:5])
        told = "; ".join(_words(x) for x in (match, *others))
        return Found(NONE, None, f"More than one match may be meant: {told}.", (match, *others))
    return Found(row, match, f"The report names both sides of {_words(match)}.")


def _told(match: Match, scores: set[Score]) -> bool:
    """True if the report gives the score of a match, either side first."""
    held = [s for s in (match.result, match.score) if s is not None]
    return any(s in scores or s.swapped() in scores for s in held)


def _rated(
    report: Report,
    mentions: Sequence[Mention],
    snapshot: Snapshot,
    scores: set[Score],
    among: BoolColumn,
) -> list[tuple[float, int]]:
    """How well a report fits each match over whose sides it names both."""
    weight = clubs_in(mentions)
    m = snapshot.matches
    strength = np.array([weight.get(str(club.id), 0.0) for club in snapshot.clubs] or [0.0])
    home, away = strength[m.home], strength[m.away]
    goals_home, goals_away = m.result()
    rows = np.flatnonzero((home > 0) & (away > 0) & (goals_home >= 0) & among)
    lead = clubs_in(x for x in mentions if x.start < report.body + 400)
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    rated: list[tuple[float, int]] = []
    for row in rows.tolist():
        value = min(home[row], away[row]) + 0.25 * max(home[row], away[row])
        ids = (str(snapshot.clubs[m.home[row]].id), str(snapshot.clubs[m.away[row]].id))
        value += sum(1.0 for i in ids if lead.get(i, 0.0) >= 0.4)
        value += 0.5 if first is not None and any(str(c.id) in ids for c in first.clubs) else 0.0
        if any(_headline(report, s, mentions, ids) for s in report.sentences[:3]):
            value += 1.5
        held = {
            Score(int(goals_home[row]), int(goals_away[row])),
            Score(int(m.home_goals[row]), int(m.away_goals[row])),
        }
        if any(s in scores or s.swapped() in scores for s in held):
            value += 1.5
        rated.append((float(value), row))
    return rated


def _rivals(snapshot: Snapshot, one: int, other: int) -> bool:
    """True unless the second match is an earlier meeting of the same two sides (a first leg)."""
    m = snapshot.matches
    return {int(m.home[one]), int(m.away[one])} != {int(m.home[other]), int(m.away[other])}


def _words(match: Match) -> str:
    day = match.date.isoformat() if match.date else "no date"
    return f"{match.home.name} {match.result or '-'} {match.away.name} ({day})"


def _scores(text: str) -> set[Score]:
    plain = re.sub(r"[\ufe0f\u20e3]", "", text.lower())
    plain = re.sub(r"[–—−‐‑]", "-", plain)
    found = set()
    for piece in re.finditer(MACROS["SCORE"], plain):
        score = score_of(piece[0])
        if score is not None:
            found.add(score)
    for apart in _APART.finditer(text):
        found.add(Score(int(apart[1]), int(apart[2])))
    return found


# "Chelsea 2 Manchester City 1", "United 1, City 1".
_APART = re.compile(r"[^\W\d_] (\d{1,2}),? (?:- )?(?:[^\W\d_][^\W\d]*\.? ){1,4}(\d{1,2})(?![\w'’])")
