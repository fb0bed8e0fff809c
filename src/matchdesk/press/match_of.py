"""Which match a report is about: from the sides that it names, the scores and the days.

A report tells of results: sides and scores that stand together in its sentences. Every match held
that fits one of them is a witness of the days on which the report was written; the days with most
witnesses are the report's, and of their matches the one that it tells of first and most is its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

import numpy as np
from numpy.typing import NDArray

from matchdesk.core.match import Match
from matchdesk.core.score import Score
from matchdesk.core.snapshot import NONE, IntColumn, Rows, Snapshot
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.days import WEEKDAYS
from matchdesk.press.gloss import MACROS, score_of
from matchdesk.press.mentions import clubs_in
from matchdesk.press.report import Report, Sentence

DAYS_BACK = 8
"""A report of a match appears within this many days after it."""

AHEAD = 12
"""A match to come is told of at most this many days before it."""

SPAN = 5
"""Days over which the matches of one round-up are spread."""

# A match must reach this much more than the next one to be the match.
_CLEAR = 0.75
# How sure the days of a report without a date must be, and by how much surer than any others.
_SURE, _SURER = 2.0, 0.6
_TOLD_MOST = 0.15


@dataclass(frozen=True, slots=True)
class Found:
    """The match of a report, or why there is none.

    Attributes:
        row: row in the snapshot, ``NONE`` where no match is settled.
        match: the match as a value.
        reason: a sentence: how it was found, or why not.
        others: matches that fit as well.
        written: the day on which the report was written, as far as its matches tell; None where
            they do not.
        open: where no match is settled for want of a day, the matches that may be meant, likeliest
            first, each with the day of writing that it would give.
    """

    row: int
    match: Match | None
    reason: str
    others: tuple[Match, ...] = ()
    written: dt.date | None = None
    open: tuple[tuple[Match, dt.date], ...] = ()


@dataclass
class Told:
    """What a report tells in its sentences.

    Attributes:
        pairs: two clubs (numbers, the lower first) → scores told of both in one sentence, and the
            first sentence that names both; ``scored``: that does so beside a score.
        scores: every score of the text. numbers: weights of the clubs named, by number.
        weekdays: weekdays named; of matches where the text says "on Friday".
        hosts: clubs at whose grounds, or at whose, something is told.
    """

    pairs: dict[tuple[int, int], set[Score]] = field(default_factory=dict)
    first: dict[tuple[int, int], int] = field(default_factory=dict)
    scored: dict[tuple[int, int], int] = field(default_factory=dict)
    scores: set[Score] = field(default_factory=set)
    weights: dict[int, float] = field(default_factory=dict)
    weekdays: frozenset[int] = frozenset()
    hosts: set[int] = field(default_factory=set)


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
    told = _told(report, mentions, snapshot)
    if len(told.weights) < 2:
        return Found(NONE, None, "The report names fewer than two clubs of the ledger.")
    table = _Table(snapshot, told, day)
    if day is None:
        return _anywhere(report, mentions, snapshot, told, table, goals)
    last = day.toordinal()
    near = _near(report, mentions, snapshot, told, table, last)
    ahead = _looks_ahead(report, told)
    if ahead or (near.match is None and not near.others):
        coming = _to_come(report, mentions, snapshot, told, table, last)
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
    if _BEHIND.search(opening) and _scored(_plain(opening)):
        return False
    if _VERSUS.fullmatch(opening) and not _scored(_plain(opening)):
        return True
    if _AHEAD.search(lead) is not None:
        return True
    # A headline and a byline tell no result; the sentences after them may tell many.
    soon = [s for s in told.scored.values() if s < 50_000]
    return not _scored(_plain(lead)) and not soon


# What the sentences tell ----------------------------------------------------------------------


def _told(report: Report, mentions: Sequence[Mention], snapshot: Snapshot) -> Told:
    told = Told()
    for club, weight in clubs_in(mentions).items():
        number = snapshot.club_number(club)
        if number >= 0:
            told.weights[number] = weight
    for m in mentions:
        for owner in m.clubs if m.kind == "ground" else ():
            number = snapshot.club_number(owner)
            if number >= 0:
                told.weights.setdefault(number, 0.3)
    clubs = [m for m in mentions if m.kind in ("club", "ground") and m.clubs]
    at = 0
    before: list[Mention] = []
    days, played_on = set(), set()
    heads = sum(1 for _ in takewhile(lambda s: report.text[s.start] in "*\u2022", report.sentences))
    for number, sentence in enumerate(report.sentences):
        # "* Messi on target as Barca win": what an agency's report says in short comes after its lead.
        place = number + 3 if number < heads else number - heads
        while at < len(clubs) and clubs[at].start < sentence.start:
            at += 1
        here = []
        while at < len(clubs) and clubs[at].start < sentence.end:
            here.append(clubs[at])
            at += 1
        text = _plain(report.text[sentence.start : sentence.end])
        days |= {WEEKDAYS[d] for d in _WEEKDAY.findall(text)}
        played_on |= {WEEKDAYS[d] for d in _ON_WEEKDAY.findall(text)}
        for m in here:
            if _AT.search(report.text, max(0, m.start - 8), m.start):
                told.hosts |= {n for c in m.clubs[:4] if (n := snapshot.club_number(c)) >= 0}
        scores = _scored(text)
        told.scores |= {score for score, _ in scores}
        _pairs(told, snapshot, place, sentence, here, before, scores)
        before = here or before
    told.weekdays = frozenset(played_on or days)
    return told


_AT = re.compile(r"\b(?:at|in) (?:the )?$")
_ON_WEEKDAY = re.compile(
    r"\bon (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:week|next))"
)
_WEEKDAY = re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")


def _pairs(
    told: Told, snapshot: Snapshot, place: int, sentence: Sentence, here: Sequence[Mention],
    before: Sequence[Mention], scores: Sequence[tuple[Score, int]],
) -> None:  # fmt: skip
    """Clubs that stand together, and the scores that stand between or beside them."""

    def numbers(m: Mention) -> list[int]:
        return [n for c in m.clubs[:16] if (n := snapshot.club_number(c)) >= 0]

    def put(one: Mention, other: Mention, score: Score | None, at: int = 0) -> None:
        for a in numbers(one):
            for b in numbers(other):
                if a != b:
                    key = (min(a, b), max(a, b))
                    told.first.setdefault(key, place)
                    found = told.pairs.setdefault(key, set())
                    if score is not None:
                        found.add(score)
                        told.scored.setdefault(key, place * 10_000 + min(at, 9_999))

    for one, other in pairwise(here):
        put(one, other, None)
    if len(here) == 3:
        put(here[0], here[2], None)
    for score, at in scores:
        where = sentence.start + at
        left = [m for m in here if m.start < where][-3:]
        right = [m for m in here if m.start >= where][:2]
        around = [*left, *right]
        if len({c for m in around for c in m.clubs[:1]}) < 2:
            around = [*before[-2:], *around]
        for i, one in enumerate(around):
            for other in around[i + 1 :]:
                put(one, other, score, at)


def _plain(text: str) -> str:
    plain = re.sub(r"[\ufe0f\u20e3]", "", text.lower()).replace("\n", " ")
    plain = re.sub(r"(?: ?\.){4,} ?", " ", plain) if ". ." in plain else plain
    # What is taken away is made up for at the end, so that places stay nearly right.
    return re.sub(r"[–—−‐‑]", "-", plain)


_SCORE = re.compile(MACROS["SCORE"])
# "Chelsea 2 Manchester City 1", "United 1, City 1".
_APART = re.compile(
    r"[^\W\d_] ?(\d{1,2}),? (?:- )?(?:[^\W\d_][^\W\d]*\.? ){1,4}(\d{1,2})(?![\w'’-])"
)


# "Chelsea (3) 4 Barcelona (2) 2", "Chelsea (England) 4 (Lampard 17) Barcelona (Spain) 2".
_SHEET = re.compile(
    r"[^\W\d_] ?(?:\([^()\n]{1,24}\) )?(\d{1,2})(?: ?\([^()\n]{1,160}\))?[ ,;:-]{1,4}"
    r"(?:[^\W\d_][^\W\d]*\.? ){1,4}(?:\([^()\n]{1,24}\) )?(\d{1,2})(?![\w'’-])"
)


def _scored(plain: str) -> list[tuple[Score, int]]:
    found = []
    for piece in _SCORE.finditer(plain):
        score = score_of(piece[0])
        if score is not None and max(score) <= 31:
            found.append((score, piece.start()))
    for apart in (*_APART.finditer(plain), *(_SHEET.finditer(plain) if "(" in plain else ())):
        found.append((Score(int(apart[1]), int(apart[2])), apart.start(1)))
    return found


def scores_of(text: str) -> frozenset[Score]:
    """Every score that a text tells, as written."""
    return frozenset(score for score, _ in _scored(_plain(text)))


# Matches that fit ------------------------------------------------------------------------------


class _Table:
    """The matches between two clubs that a report names.

    Attributes:
        rows: their rows. day: ordinals. sides: bool[row], a sentence names both; ``score``: and
            tells the result there; ``anywhere``: the result stands somewhere in the text.
        code: the result as a number.
    """

    def __init__(self, snapshot: Snapshot, told: Told, day: dt.date | None) -> None:
        m = snapshot.matches
        self.snapshot, self.told = snapshot, told
        named = np.zeros(len(snapshot.clubs) or 1, dtype=np.bool_)
        named[list(told.weights)] = True
        if day is None:
            self.rows: Rows = np.flatnonzero(named[m.home] & named[m.away] & (m.day > 0))
        else:
            last = day.toordinal()
            near = np.flatnonzero((m.day > last - DAYS_BACK) & (m.day <= last + 1))
            self.rows = near[named[m.home[near]] & named[m.away[near]]]
        mine = m.take(self.rows)
        home, away = mine.result()
        played = home >= 0
        self.rows, home, away = self.rows[played], home[played], away[played]
        mine = mine.take(np.flatnonzero(played))
        self.day = mine.day
        size = len(snapshot.clubs)
        low = np.minimum(mine.home, mine.away).astype(np.int64)
        self.pair = low * size + np.maximum(mine.home, mine.away)
        pairs = np.array([a * size + b for a, b in told.pairs] or [-1], dtype=np.int64)
        self.sides = np.isin(self.pair, pairs)
        codes = [
            (a * size + b) * 1024 + _code(s) for (a, b), found in told.pairs.items() for s in found
        ]
        wanted = np.array(codes or [-1], dtype=np.int64)
        everywhere = np.array([_code(s) for s in told.scores] or [-1], dtype=np.int64)
        self.score = np.zeros(len(self.rows), dtype=np.bool_)
        self.anywhere = self.score.copy()
        self.code = _codes(home, away)
        for x, y in ((home, away), (mine.home_goals, mine.away_goals)):
            code = _codes(x, y)
            self.score |= np.isin(self.pair * 1024 + code, wanted)
            self.anywhere |= np.isin(code, everywhere)

    def inside(self, first: int, last: int) -> Rows:
        """Places of the matches from one day to another."""
        return np.flatnonzero((self.day >= first) & (self.day <= last))


def _code(score: Score) -> int:
    low, high = sorted(score)
    return min(high, 31) * 32 + min(low, 31)


def _codes(home: IntColumn, away: IntColumn) -> NDArray[np.int64]:
    high = np.clip(np.maximum(home, away), 0, 31).astype(np.int64)
    return np.asarray(high * 32 + np.clip(np.minimum(home, away), 0, 31))


# A report with a day ---------------------------------------------------------------------------


def _near(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: _Table,
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
    rated = _rated(report, mentions, snapshot, told, table, places)
    if any(table.score[p] and _early(told, table, p) < 40_000 for _, p in rated):
        # A result told at the beginning goes before sides that are only named together.
        rated = [(v, p) for v, p in rated if table.score[p] or _opens(told, table, p)]
    rated = [(v - 0.3 * abs(last - int(table.day[p])), p) for v, p in rated]
    rated.sort(key=lambda r: (-r[0], -int(table.day[r[1]])))
    best, place = rated[0]
    row = int(table.rows[place])
    match = snapshot.match(row)
    if not _proved(report, mentions, told, table, place, last):
        return Found(
            NONE,
            None,
            f"The report may be about a match that is not held; the nearest held is {_words(match)}.",
            (match,),
        )
    close = [p for v, p in rated[1:] if best - v < _CLEAR and table.pair[p] != table.pair[place]]
    if close:
        scored = [p for p in (place, *close) if table.score[p]]
        if len(scored) >= 3 or (len(scored) == 2 and len(report.sentences) > 3):
            return _round_up(snapshot, told, table, [p for _, p in rated if table.score[p]])
        if len(scored) != 1:
            others = tuple(snapshot.match(int(table.rows[p])) for p in close[:5])
            listed = "; ".join(_words(x) for x in (match, *others))
            return Found(
                NONE, None, f"More than one match may be meant: {listed}.", (match, *others)
            )
    return Found(row, match, f"The report names both sides of {_words(match)}.")


def _early(told: Told, table: _Table, place: int) -> int:
    """The first sentence that tells a match's sides beside a score."""
    one, other = divmod(int(table.pair[place]), len(table.snapshot.clubs))
    return told.scored.get((int(one), int(other)), 10**9)


def _opens(told: Told, table: _Table, place: int) -> bool:
    """True if the report begins with a match's sides, and tells its result somewhere."""
    one, other = divmod(int(table.pair[place]), len(table.snapshot.clubs))
    begins = told.first.get((int(one), int(other)), 9) <= 1
    return begins and bool(table.anywhere[place])


def _round_up(snapshot: Snapshot, told: Told, table: _Table, places: Sequence[int]) -> Found:
    """A report of several matches: the one told of first stands for it."""

    def order(place: int) -> tuple[int, int]:
        return _early(told, table, place), -int(table.day[place])

    chosen = sorted(places, key=order)
    row = int(table.rows[chosen[0]])
    match = snapshot.match(row)
    others = tuple(snapshot.match(int(table.rows[p])) for p in chosen[1:6])
    return Found(
        row, match, f"The report tells of {len(places)} matches, of {_words(match)} first.", others
    )


def _rated(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: _Table,
    places: Iterable[int],
) -> list[tuple[float, int]]:  # fmt: skip
    """How well a report fits each match over whose sides it names both."""
    m = snapshot.matches
    lead = clubs_in(x for x in mentions if x.start < report.body + 400)
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    heads = [s for s in report.sentences[:3] if s.end - s.start <= 80]
    rated: list[tuple[float, int]] = []
    for place in places:
        row = int(table.rows[place])
        home, away = int(m.home[row]), int(m.away[row])
        strong = told.weights[home], told.weights[away]
        value = min(strong) + 0.25 * max(strong)
        ids = (str(snapshot.clubs[home].id), str(snapshot.clubs[away].id))
        value += sum(1.0 for i in ids if lead.get(i, 0.0) >= 0.4)
        value += 0.5 if first is not None and any(str(c.id) in ids for c in first.clubs) else 0.0
        if any(_headline(report, s, mentions, ids) for s in heads):
            value += 1.5
        value += 2.0 if table.score[place] else 1.0 if table.anywhere[place] else 0.0
        if _opens(told, table, place):
            # The report begins with these two, and tells their result.
            value += 1.0 + min(strong)
        rated.append((float(value), int(place)))
    return rated


def _proved(
    report: Report, mentions: Sequence[Mention], told: Told, table: _Table, place: int, last: int
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
    if table.score[place] and (_leads(report, mentions, match) or len(told.pairs) > 3):
        return True
    if table.anywhere[place]:
        often = least >= 0.5 * others and least >= 0.3 * most
        return often or table.score[place]
    if days <= 3 and any(_headline(report, s, mentions, ids) for s in report.sentences[:3]):
        return True
    opening = clubs_in(x for x in mentions if x.start < report.sentences[:2][-1].end)
    if days <= 2 and least >= others and all(opening.get(side, 0.0) >= 0.5 for side in ids):
        return True
    first = next((x for x in mentions if x.kind == "club" and x.start >= report.body), None)
    leads = first is not None and any(str(c.id) in ids for c in first.clubs)
    return leads and days <= 3 and least > others and least >= 0.3 * most


def _leads(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    """True if one of the first sentences names both sides, and the first club is one of them."""
    for sentence in report.sentences[:5]:
        clubs = [
            x
            for x in mentions
            if x.kind == "club" and sentence.start <= x.start < sentence.end and x.clubs
        ]
        if clubs and all(any(side in x.clubs for x in clubs) for side in (match.home, match.away)):
            return True
    return False


def _other_result(report: Report, mentions: Sequence[Mention], match: Match) -> bool:
    """True if the first result that the report tells of a side is against somebody else."""
    for sentence in report.sentences[:6]:
        text = _plain(report.text[sentence.start : sentence.end])
        clubs = [
            x
            for x in mentions
            if x.kind == "club" and sentence.start <= x.start < sentence.end and x.clubs
        ]
        here = [side for side in (match.home, match.away) if any(side in x.clubs for x in clubs)]
        scores = {score for score, _ in _scored(text)}
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


def _headline(
    report: Report, sentence: Sentence, mentions: Sequence[Mention], sides: tuple[str, str]
) -> bool:
    """True for a line like "A 1-2 B" of the two sides, whatever the score."""
    if sentence.end - sentence.start > 80:
        return False
    here = [x for x in mentions if sentence.start <= x.start < sentence.end and x.kind == "club"]
    both = all(any(side == str(c.id) for x in here for c in x.clubs) for side in sides)
    return both and bool(_scored(_plain(report.text[sentence.start : sentence.end])))


def _to_come(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: _Table,
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
    if not _leads(report, mentions, match):
        return None
    return Found(row, match, f"The report looks ahead to {_words(match)}.")


# A report without a day ------------------------------------------------------------------------


def _anywhere(
    report: Report, mentions: Sequence[Mention], snapshot: Snapshot, told: Told, table: _Table,
    goals: Scorers,
) -> Found:  # fmt: skip
    """The match of a report without a day: the days on which most of what it tells took place."""
    places = np.flatnonzero(table.score)
    named = np.flatnonzero(table.sides & ~table.score)
    rated = _rated(report, mentions, snapshot, told, table, places[:4000].tolist())
    worth = dict(zip([p for _, p in rated], [v for v, _ in rated], strict=True))
    windows = _windows(table, places)
    if not windows:
        # No result fits: goals may tell of the match all the same.
        pairs = _main_pairs(told, snapshot)
        chosen = [p for p in named.tolist() if int(table.pair[p]) in pairs][-200:]
        windows = {int(table.day[p]): [p] for p in chosen}
    words = report.words()
    minutes = {int(x) for x in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?(?= |-)", report.text)}
    scored: list[tuple[float, int, list[int]]] = []
    most: dict[int, float] = {}
    rough = sorted(
        windows.items(),
        key=lambda w: (-_witnesses(table, w[1]) - _hinted(report, told, w[0]), w[0]),
    )
    tops = {
        last: sorted(inside, key=lambda p: -worth.get(p, 0.0))[:4] for last, inside in rough[:60]
    }
    goals.hold(int(table.rows[p]) for top in tops.values() for p in top)
    for last, inside in rough[:60]:
        value = _witnesses(table, inside) + _hinted(report, told, last)
        value += max(_hosted(told, snapshot, int(table.rows[p])) for p in inside)
        seen = 0.0
        for place in tops[last]:
            seen = max(seen, _by_goals(goals(int(table.rows[place])), words, minutes))
        # A report is of the match that it tells of most, and recalls others.
        most[last] = _TOLD_MOST * max(worth.get(p, 0.0) for p in inside)
        scored.append((value + seen + most[last], last, inside))
    scored.sort(key=lambda s: (-s[0], s[1]))
    if not scored:
        return Found(
            NONE, None,
            "The report has no date, and no match held is told by its sides and score.",
        )  # fmt: skip
    best, last, inside = scored[0]
    rival = next((v for v, day, _ in scored[1:] if abs(day - last) > SPAN), 0.0)
    fitting = tuple(snapshot.match(int(table.rows[p])) for p in inside[:5])
    if best - most[last] < _SURE or best - rival < _SURER:
        others = [snapshot.match(int(table.rows[i[0]])) for _, _, i in scored[:5]]
        told_of = "; ".join(_words(x) for x in others[:4])
        return Found(
            NONE, None,
            f"The report has no date, and its sides, scores and scorers do not settle one match: {told_of}.",
            tuple(others) or fitting,
            open=_open(report, snapshot, table, scored, worth),
        )  # fmt: skip
    inside = sorted(inside, key=lambda p: -worth.get(p, 0.0))
    again = _met_again(table, inside[0]) if _TWO_LEGS.search(report.text) else None
    if again is not None:
        # It tells of both matches, so it was written after the second.
        inside = [again]
    place = inside[0]
    row = int(table.rows[place])
    match = snapshot.match(row)
    written = _written(report, max(int(table.day[p]) for p in inside))
    pairs_told = {int(table.pair[p]) for p in inside}
    close = [p for p in inside if worth.get(place, 0.0) - worth.get(p, 0.0) < _CLEAR]
    if len({int(table.pair[p]) for p in close}) > 1:
        found = _round_up(snapshot, told, table, close)
        return Found(found.row, found.match, found.reason, found.others, written)
    why = f"The report names both sides of {_words(match)}"
    if len(pairs_told) > 1:
        why += f", and {len(pairs_told) - 1} more results of those days"
    return Found(row, match, f"{why}.", (), written)


_SOON = 45
"""Days within which two sides play their second leg."""


_TWO_LEGS = re.compile(r"\b(?:[Ff]irst[ -]leg|[Ss]econd[ -]leg|[Aa]ggregate|[Aa]gg|return leg)\b")


def _met_again(table: _Table, place: int) -> int | None:
    """The second leg of a tie, of another result that is told beside the two sides too."""
    m = table.snapshot.matches
    later = [
        int(p)
        for p in np.flatnonzero(table.score & (table.pair == table.pair[place]))
        if 0 < int(table.day[p] - table.day[place]) <= _SOON
        and table.code[p] != table.code[place]
        and m.competition[table.rows[p]] == m.competition[table.rows[place]]
        and m.home[table.rows[p]] == m.away[table.rows[place]]
    ]
    return later[-1] if later else None


_OPEN = 8
"""So many matches at most are held against the whole text of a report without a day."""


def _open(
    report: Report, snapshot: Snapshot, table: _Table, scored: Sequence[tuple[float, int, list[int]]],
    worth: Mapping[int, float],
) -> tuple[tuple[Match, dt.date], ...]:  # fmt: skip
    """The matches that may be meant, of each stretch of days the one told of most."""
    found = []
    for value, last, inside in scored[:_OPEN]:
        if value < scored[0][0] - 1.2:
            break
        place = max(inside, key=lambda p: worth.get(p, 0.0))
        found.append((snapshot.match(int(table.rows[place])), _written(report, last)))
    return tuple(found)


def _hosted(told: Told, snapshot: Snapshot, row: int) -> float:
    """Whether the grounds that a text names are those of a match."""
    m = snapshot.matches
    home, away = int(m.home[row]) in told.hosts, int(m.away[row]) in told.hosts
    return 0.3 * (home - away)


def _written(report: Report, last: int) -> dt.date:
    """The day of writing: that of a dateline without a year, if it fits, else of the last match."""
    day = dt.date.fromordinal(last)
    for ahead in range(6):
        later = day + dt.timedelta(days=ahead)
        if (later.month, later.day) in report.month_days[:2]:
            return later
    return day


def _windows(table: _Table, places: Rows) -> dict[int, list[int]]:
    """Stretches of days by their last day, with the matches told in them."""
    order = places[np.argsort(table.day[places], kind="stable")]
    days = table.day[order]
    found: dict[int, list[int]] = {}
    for at, last in enumerate(days.tolist()):
        if at + 1 < len(days) and days[at + 1] == last:
            continue
        first = int(np.searchsorted(days, last - SPAN + 1))
        found[int(last)] = order[first : at + 1].tolist()
    return found


def _witnesses(table: _Table, inside: Sequence[int]) -> float:
    """How many results of the report fit; of clubs with one name only one counts."""
    seen: set[int] = set()
    number = 0.0
    for place in inside:
        home, away = divmod(int(table.pair[place]), len(table.snapshot.clubs))
        if home in seen and away in seen:
            continue
        strong = min(table.told.weights.get(home, 0.0), table.told.weights.get(away, 0.0))
        number += 1.0 if strong >= 0.7 else 0.5
        seen |= {home, away}
    return number


def _hinted(report: Report, told: Told, last: int) -> float:
    """What the days and years that the text names say for a day."""
    value = 0.0
    day = dt.date.fromordinal(last)
    full = [abs(last - d.toordinal()) for d in report.days_told]
    if full:
        value += 1.6 if min(full) <= 4 else -0.8
    for month, number in report.month_days:
        if any(
            (day + dt.timedelta(days=ahead)).timetuple()[1:3] == (month, number)
            for ahead in range(-4, 5)
        ):
            value += 1.0
            break
    else:
        value -= 0.6 if report.month_days else 0.0
    past = [int(y) for y in _SINCE.findall(report.text)]
    if past and day.year < max(past):
        value -= 0.8
    years = [int(y) for y in re.findall(r"\b((?:18|19|20)\d{2})\b", report.text)]
    years = [year for year in years if year not in past]
    if years:
        latest = max(years)
        if day.year < latest - 1:
            value -= 0.8
        elif day.year <= latest + 2:
            value += 0.5
    if told.weekdays:
        value += 0.4 if day.weekday() in told.weekdays else -0.2
    return value


_SINCE = re.compile(r"\b(?:[Ss]ince|after|until) (?:(?:[A-Z]\w+|\d{1,2}) )?((?:18|19|20)\d{2})\b")


def _by_goals(
    held: Sequence[tuple[str, int | None]], words: frozenset[str], minutes: set[int]
) -> float:
    """How many of a match's goals a report tells; less than nothing where it names no scorer."""
    if not held:
        return 0.0
    named = 0.0
    timed = 0
    scorers = {player for player, _ in held}
    for player in scorers:
        parts = fold(player).split()
        if parts and (
            parts[-1] in words or (len(parts) > 1 and len(parts[0]) > 4 and parts[0] in words)
        ):
            named += 1.0
    for _, minute in held:
        timed += minute is not None and bool({minute, minute - 1, minute + 1} & minutes)
    if not named:
        return -0.8 if len(scorers) > 1 else -0.4
    return min(2.4, 0.8 * named) + min(0.6, 0.2 * timed)


def _main_pairs(told: Told, snapshot: Snapshot) -> frozenset[int]:
    size = len(snapshot.clubs)
    ranked = sorted(
        told.first, key=lambda p: (-min(told.weights[p[0]], told.weights[p[1]]), told.first[p])
    )
    return frozenset(a * size + b for a, b in ranked[:2])


class Scorers:
    """Scorers of a snapshot's matches with their minutes, by row; each is asked for once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[int, tuple[tuple[str, int | None], ...]] = {}

    def hold(self, rows: Iterable[int]) -> None:
        """Ask for the goals of several matches at once."""
        asked = [row for row in dict.fromkeys(rows) if row not in self._known]
        if asked:
            keys = [int(k) for k in self._snapshot.matches.key[asked]]
            found = self._snapshot.store.goals(keys)
            for row, key in zip(asked, keys, strict=True):
                self._known[row] = tuple((g.player, g.minute) for g in found.get(key, ()))

    def __call__(self, row: int) -> Sequence[tuple[str, int | None]]:
        """Scorers of one match."""
        self.hold((row,))
        return self._known[row]


def _words(match: Match) -> str:
    day = match.date.isoformat() if match.date else "no date"
    return f"{match.home.name} {match.result or '-'} {match.away.name} ({day})"
