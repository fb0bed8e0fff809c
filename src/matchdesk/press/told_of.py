"""What a report tells in its sentences: sides and scores that stand together, days and grounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from matchdesk.core.score import Score
from matchdesk.core.snapshot import Snapshot
from matchdesk.press.claim import Mention
from matchdesk.press.days import WEEKDAYS
from matchdesk.press.gloss import MACROS, score_of
from matchdesk.press.mentions import clubs_in
from matchdesk.press.report import Report, Sentence


@dataclass
class Told:
    """What a report tells in its sentences.

    Attributes:
        pairs: two clubs (numbers, the lower first) → scores told of both in one sentence, and the
            first sentence that names both; ``scored``: that does so beside a score.
        scores: every score of the text. numbers: weights of the clubs named, by number.
        weekdays: weekdays named; of matches where the text says "on Friday".
        hosts: clubs at whose grounds, or at whose, something is told.
        headed: home side, visitors and result as a heading gives them, "Chelsea 2 Arsenal 1".
    """

    pairs: dict[tuple[int, int], set[Score]] = field(default_factory=dict)
    first: dict[tuple[int, int], int] = field(default_factory=dict)
    scored: dict[tuple[int, int], int] = field(default_factory=dict)
    scores: set[Score] = field(default_factory=set)
    weights: dict[int, float] = field(default_factory=dict)
    weekdays: frozenset[int] = frozenset()
    hosts: set[int] = field(default_factory=set)
    headed: set[tuple[int, int, Score]] = field(default_factory=set)


def told_in(report: Report, mentions: Sequence[Mention], snapshot: Snapshot) -> Told:
    """What the sentences of a report tell."""
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
        text = plain(report.text[sentence.start : sentence.end])
        days |= {WEEKDAYS[d] for d in _WEEKDAY.findall(text)}
        played_on |= {WEEKDAYS[d] for d in _ON_WEEKDAY.findall(text)}
        for m in here:
            if _AT.search(report.text, max(0, m.start - 8), m.start):
                told.hosts |= {n for c in m.clubs[:4] if (n := snapshot.club_number(c)) >= 0}
        scores = scored_in(text)
        told.scores |= {score for score, _ in scores}
        if number < _HEADS:
            told.headed |= _headed(report.text, snapshot, sentence, here)
        _pairs(told, snapshot, place, sentence, here, before, scores)
        before = here or before
    told.weekdays = frozenset(played_on or days)
    return told


_AT = re.compile(r"\b(?:at|in) (?:the )?$")
_HEADS = 2
"""So many sentences at the beginning may be a heading."""
_GOALS = r"[ ,:(]{0,3}(\d{1,2})[ ,:)]{0,3}"
_HEADED = (
    (re.compile(_GOALS), re.compile(r"[ ,:(]{0,3}(\d{1,2})(?![\w'\u2019-])")),
    (re.compile(r"[ ,:(]{0,3}(\d{1,2}) ?[-\u2013\u2014:] ?(\d{1,2})[ ,:)]{0,3}"), re.compile("")),
)


def _headed(
    text: str, snapshot: Snapshot, sentence: Sentence, here: Sequence[Mention]
) -> set[tuple[int, int, Score]]:
    """A result as headings give it, the home side first: "Chelsea 2 Arsenal 1", "Chelsea 2-1 Arsenal"."""
    clubs = [m for m in here if m.kind == "club"][:2]
    if len(clubs) < 2 or clubs[0].start - sentence.start > 1:
        return set()
    one, other = clubs
    for between, after in _HEADED:
        middle = between.fullmatch(text, one.end, other.start)
        end = after.match(text, other.end, sentence.end)
        if middle is not None and end is not None:
            score = Score(*(int(g) for g in (*middle.groups(), *end.groups())))
            homes, aways = (
                [n for c in m.clubs[:16] if (n := snapshot.club_number(c)) >= 0] for m in clubs
            )
            return {(a, b, score) for a in homes for b in aways}
    return set()


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
        if set(one.clubs) == set(other.clubs):
            return
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


def plain(text: str) -> str:
    """A text in small letters with plain dashes, places nearly kept."""
    small = re.sub(r"[\ufe0f\u20e3]", "", text.lower()).replace("\n", " ")
    small = re.sub(r"(?: ?\.){4,} ?", " ", small) if ". ." in small else small
    # What is taken away is made up for at the end, so that places stay nearly right.
    return re.sub(r"[–—−‐‑]", "-", small)


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


# "Barcelona 1 Ronaldo 45 Real Madrid 0 Attendance: 115,000": scorers stand after a side's goals.
_SCORERS_BETWEEN = re.compile(
    r"^[^\W\d_][^\d\n]{2,30} (\d{1,2}) (?:[^\W\d_][^\W\d]*'?,? (?:[^\W\d_][^\W\d]*,? ){0,2}(?:\d{1,3}(?:pen|og)?,? |\([^()]{1,24}\),? ?){1,4}){1,8}"
    r"(?:[^\W\d_][^\W\d]*\.? ){1,4}(\d{1,2})(?= (?:att|half|[^\W\d_][^\W\d]*'?,? (?:[a-z]+ )?[\d(])|\s*$)"
)


def scored_in(small: str) -> list[tuple[Score, int]]:
    """Scores of a plain text with their places."""
    found = []
    for piece in _SCORE.finditer(small):
        score = score_of(piece[0])
        if score is not None and max(score) <= 31:
            found.append((score, piece.start()))
    for apart in (
        *_APART.finditer(small),
        *(_SHEET.finditer(small) if "(" in small else ()),
        *_SCORERS_BETWEEN.finditer(small),
    ):
        found.append((Score(int(apart[1]), int(apart[2])), apart.start(1)))
    return found


def scores_of(text: str) -> frozenset[Score]:
    """Every score that a text tells, as written."""
    return frozenset(score for score, _ in scored_in(plain(text)))
