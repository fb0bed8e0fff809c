"""Which match a report is about: from the sides that it names, the scores and the days.

A report tells of results: sides and scores that stand together in its sentences. Every match held
that fits one of them is a witness of the days on which the report was written; the days with most
witnesses are the report's, and of their matches the one that it tells of first and most is its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np

from matchdesk.core.match import Match
from matchdesk.core.snapshot import NONE, Snapshot
from matchdesk.press.claim import Mention
from matchdesk.press.fitting import (
    CLEAR,
    DAYS_BACK,
    Found,
    Table,
    early,
    headline,
    leads,
    opens,
    rated_of,
    round_up,
    words_of,
)
from matchdesk.press.mentions import clubs_in
from matchdesk.press.report import Report
from matchdesk.press.told_of import Told, plain, scored_in, told_in
from matchdesk.press.undated import Scorers, anywhere, of_old

AHEAD = 12
"""A match to come is told of at most this many days before it."""


def match_of(
    report: Report,
    mentions: Sequence[Mention],
    snapshot: Snapshot,
    *,
    day: dt.date | None,
    goals: Scorers,
) -> Found:
    """Find the match that a report is about.

    Args:
        report: the report.
        mentions: its names, clubs with all their candidates.
        snapshot: the ledger at the end of the report's day or later.
        day: the report's day; None where it tells none, and the whole snapshot is searched.
        goals: scorers of a match, to tell two matches with one result apart.
    """
    told = told_in(report, mentions, snapshot)
    if len(told.weights) < 2:
        return Found(NONE, None, "The report names fewer than two clubs of the ledger.")
    table = Table(snapshot, told, day)
    if day is None:
        return anywhere(report, mentions, snapshot, told, table, goals)
    last = day.toordinal()
    near = _near(report, mentions, snapshot, told, table, last)
    ahead = _looks_ahead(report, told)
    if ahead or (near.match is None and not near.others):
        coming = _to_come(report, mentions, snapshot, told, table, last)
        if coming is None and near.match is None:
            coming = of_old(report, mentions, snapshot, told, goals, day)
        return coming if coming is not None else near
    return near


_AHEAD = re.compile(
    r"\b(?:will (?:host|face|meet|play|visit|travel|take on|welcome|be without|look|hope|try)|preview|ahead of|look(?:s|ing)? to|aim(?:s|ing)? to|"
    r"hop(?:e|es|ing) to|(?:hosts?|faces?|meets?|visits?|welcomes?|takes? on|travels? to|entertains?|go(?:es)? to|plays?)\b[^.;]{0,60}\b(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|this (?:weekend|week|saturday|sunday|evening)|next))"
)
_BEHIND = re.compile(
    r"\b(?:beat|beaten|won|lost|drew|held|thrashed|crushed|defeated|scored|edged|stunned|knocked|win over|victory|defeat|draw)\b"
)


# "Aston Villa vs Leeds United" as a heading.
_VERSUS = re.compile(r"[^.!?]{3,40} (?:vs?\.?|versus) [^.!?]{3,60}")


def _looks_ahead(report: Report, told: Told) -> bool:
    """True if the first sentences tell of a match to come and of no result."""
    lead = " ".join(report.text[s.start : s.end] for s in report.sentences[:2]).lower()
    first = report.sentences[0] if report.sentences else None
    opening = report.text[first.start : first.end].lower() if first is not None else ""
    if _BEHIND.search(opening) and scored_in(plain(opening)):
        return False
    if _VERSUS.fullmatch(opening) and not scored_in(plain(opening)):
        return True
    if _AHEAD.search(lead) is not None:
        return True
    # A headline and a byline tell no result; the sentences after them may tell many.
    soon = [s for s in told.scored.values() if s < 50_000]
    return not scored_in(plain(lead)) and not soon


def _near(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: Table,
    last: int,
) -> Found:  # fmt: skip
    places = table.inside(last - DAYS_BACK + 1, last + 1)
    # A match of the day after is meant only where its result is told: another time zone.
    places = places[(table.day[places] <= last) | table.score[places]]
    if not len(places):
        names = [
            snapshot.clubs[n].name for n in sorted(told.weights, key=lambda n: -told.weights[n])
        ]
        day = dt.date.fromordinal(last)
        return Found(
            NONE,
            None,
            f"No match between two of {', '.join(names[:4])} is held in the {DAYS_BACK} days up to {day}.",
        )
    rated = rated_of(report, mentions, snapshot, told, table, places)
    if any(table.score[p] and early(told, table, p) < 40_000 for _, p in rated):
        # A result told at the beginning goes before sides that are only named together.
        rated = [(v, p) for v, p in rated if table.score[p] or opens(told, table, p)]
    rated = [(v - 0.3 * abs(last - int(table.day[p])), p) for v, p in rated]
    rated.sort(key=lambda r: (-r[0], -int(table.day[r[1]])))
    best, place = rated[0]
    row = int(table.rows[place])
    match = snapshot.match(row)
    if not _proved(report, mentions, told, table, place, last):
        return Found(
            NONE,
            None,
            f"The report may be about a match that is not held; the nearest held is {words_of(match)}.",
            (match,),
        )
    close = [p for v, p in rated[1:] if best - v < CLEAR and table.pair[p] != table.pair[place]]
    if close:
        scored = [p for p in (place, *close) if table.score[p]]
        if len(scored) >= 3 or (len(scored) == 2 and len(report.sentences) > 3):
            return round_up(snapshot, told, table, [p for _, p in rated if table.score[p]])
        if len(scored) != 1:
            others = tuple(snapshot.match(int(table.rows[p])) for p in close[:5])
            listed = "; ".join(words_of(x) for x in (match, *others))
            return Found(
                NONE, None, f"More than one match may be meant: {listed}.", (match, *others)
            )
    return Found(row, match, f"The report names both sides of {words_of(match)}.")


def _proved(
    report: Report, mentions: Sequence[Mention], told: Told, table: Table, place: int, last: int
) -> bool:
    """True if a report is surely about a match, and not about one that the ledger does not hold.

    Its result is told beside its sides, which are the clubs that the report names most; or the
    report begins with them, and tells of no result against somebody else.
    """
    m = table.snapshot.matches
    row = int(table.rows[place])
    match = table.snapshot.match(row)
    weight = told.weights
    sides = (int(m.home[row]), int(m.away[row]))
    ids = (str(match.home.id), str(match.away.id))
    least, most = sorted(weight.get(side, 0.0) for side in sides)
    others = max((w for club, w in weight.items() if club not in sides), default=0.0)
    days = last - int(table.day[place])
    if _other_result(report, mentions, match):
        return False
    if table.score[place] and (leads(report, mentions, match) or len(told.pairs) > 3):
        return True
    if table.anywhere[place]:
        often = least >= 0.5 * others and least >= 0.3 * most
        return often or table.score[place]
    if days <= 3 and any(headline(report, s, mentions, ids) for s in report.sentences[:3]):
        return True
    opening = clubs_in(x for x in mentions if x.start < report.sentences[:2][-1].end)
    if days <= 2 and least >= others and all(opening.get(side, 0.0) >= 0.5 for side in ids):
        return True
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    begins = first is not None and any(str(c.id) in ids for c in first.clubs)
    return begins and days <= 3 and least > others and least >= 0.3 * most


def _other_result(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    """True if the first result that the report tells of a side is against somebody else."""
    for sentence in report.sentences[:6]:
        text = plain(report.text[sentence.start : sentence.end])
        clubs = [
            x
            for x in mentions
            if x.kind == "club" and sentence.start <= x.start < sentence.end and x.clubs
        ]
        here = [side for side in (match.home, match.away) if any(side in x.clubs for x in clubs)]
        scores = {score for score, _ in scored_in(text)}
        if not scores or not here:
            continue
        held = [s for s in (match.result, match.score) if s is not None]
        if any(s in scores or s.swapped() in scores for s in held) or len(here) == 2:
            return False
        original = re.sub(r"[–—−‐‑]", "-", report.text[sentence.start : sentence.end])
        if re.search(_AGAINST, original):
            return True
    return False


_AGAINST = (
    r"(?:lost|beat(?:en)?|won|drew|defeat|victory|win|loss|draw|down|held)\b[^,.;]{0,30}?\d{1,2}-\d{1,2}"
    r"[^,.;]{0,20}? (?:to|against|over|by|at|with) (?:the )?[A-Z]"
    r"|\d{1,2}-\d{1,2}[^,.;]{0,20}? (?:defeat|win|victory|loss|draw)\b[^,.;]{0,12}? "
    r"(?:to|against|over|by|at|with) (?:the )?[A-Z]"
)


def _to_come(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: Table,
    last: int,
) -> Found | None:  # fmt: skip
    """The match to come that a report looks ahead to: the first of sides that its lead names."""
    m = snapshot.matches
    pairs = {pair for pair, place in told.first.items() if place <= 1}
    if not pairs:
        return None
    home, _ = m.result()
    rows = np.flatnonzero((home < 0) & (m.day >= last) & (m.day <= last + AHEAD))
    # Written in the morning: played by the end of the day, and the result is not told.
    tonight = table.rows[(table.day == last) & ~table.score]
    rows = np.sort(np.concatenate([rows, tonight]))
    found = [
        (int(m.day[row]), int(row))
        for row in rows.tolist()
        if (min(int(m.home[row]), int(m.away[row])), max(int(m.home[row]), int(m.away[row])))
        in pairs
    ]
    if not found:
        return None
    row = min(found)[1]
    match = snapshot.match(row)
    if not leads(report, mentions, match):
        return None
    return Found(row, match, f"The report looks ahead to {words_of(match)}.")
