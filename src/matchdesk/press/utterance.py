"""The same words twice: quotes of two reports that are one utterance, perhaps translated twice.

Quotes are compared sentence by sentence and clause by clause, by the words that carry their sense
and by the order of all their words. Words that every presser has ("we", "game", "played") prove
little; a denial is never the same as an assertion, nor one figure the same as another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from matchdesk.core.text import fold
from matchdesk.press.report import Report
from matchdesk.press.speech import Quote

_SHORT = (
    (r"[’']m\b", " am"), (r"[’']re\b", " are"), (r"[’']ve\b", " have"), (r"[’']ll\b", " will"),
    (r"\bcan[’']t\b|\bcannot\b", "can not"), (r"\bwon[’']t\b", "will not"),
    (r"n[’']t\b", " not"), (r"\b(it|that|he|she|there|what)[’']s\b", r"\1 is"),
    (r"[’']d\b", " would"),
)  # fmt: skip
_STOP = frozenset(
    "a an and are as at be been being but by for from had has have he her him his i if in is it its "
    "of on or our so some that the their them then there these they this those to was we were what "
    "when which who will with would you your did do does am me my us one up out just very all also "
    "not no never than more most now here how because can could should must may might into about".split()
)
_SAME = {
    word: group.split()[0]
    for group in (
        "coach manager boss trainer", "match game fixture encounter", "opponent rival opposition",
        "pick choose select chose chosen", "mistake error", "win victory triumph won",
        "lose lost loss defeat beaten", "many lot several", "angry annoyed furious cross",
        "happy pleased glad delighted satisfied content", "sad disappointed upset",
        "proud pride", "hard difficult tough", "first opening", "last final", "big huge great massive large",
        "continue carry keep go", "work labour", "fight battle struggle", "supporter fan",
        "player lad boy guy footballer", "deserve merit", "result score outcome",
        "responsible responsibility", "blame fault guilt", "answer solution remedy",
        "think believe feel", "say tell", "try attempt", "good well fine", "bad poor",
        "expect anticipate", "logical logic natural fair", "way manner regard thing respect",
        "team side", "second return", "goal strike", "finish end", "begin start", "chance opportunity",
    )
    for word in group.split()
}  # fmt: skip
_COMMON = frozenset(
    "match team player good bad win lose play goal season today tonight club work time point first "
    "last half day way think say know want get make take give come see big many thing start".split()
)
_LIGHT = 0.4
_SENSE = 0.55
"""Least share of sense that two quotes have in common."""
_ORDER = 0.65
"""Least share of all their words, in order."""
_PROVES = 1.2
"""Least weight of the words they share."""
_MANY = 400
"""Pieces that share a word; one that stands in more proves nothing."""
_CLAUSE = re.compile(r"[,;:–—]|\s-\s|\bbut\b|[.!?…]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a quote, or a clause of one, made ready for comparing."""

    file: str
    start: int
    end: int
    text: str
    speaker: frozenset[str]
    words: tuple[str, ...]
    sense: frozenset[str]
    denies: bool
    figures: frozenset[str]
    whole: bool

    def meets(self, other: Piece) -> bool:
        """True if two pieces share a place of one report."""
        return self.file == other.file and self.start < other.end and other.start < self.end


def same_words(quoted: Sequence[tuple[Report, Sequence[Quote]]]) -> tuple[tuple[Piece, ...], ...]:
    """Groups of pieces, of at least two reports, that are the same words of the same speaker."""
    if len(quoted) < 2:
        return ()
    pieces = [p for report, quotes in quoted for q in quotes for p in _pieces(report, q)]
    index: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        for word in piece.sense:
            index.setdefault(word, []).append(number)
    pairs: dict[tuple[int, int], float] = {}
    for numbers in index.values():
        if len(numbers) > _MANY:
            continue
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                if (one, other) in pairs or pieces[one].file == pieces[other].file:
                    continue
                pairs[one, other] = _alike(pieces[one], pieces[other])
    sure = [(value, a, b) for (a, b), value in pairs.items() if value > 0]
    # Whole sentences first, then the longer ones: a clause only speaks where its sentence did not.
    sure.sort(
        key=lambda p: (
            -(pieces[p[1]].whole + pieces[p[2]].whole),
            -p[0] * min(len(pieces[p[1]].words), len(pieces[p[2]].words)),
            p[1], p[2],
        )
    )  # fmt: skip
    groups: list[list[int]] = []
    of: dict[int, list[int]] = {}
    used: list[int] = []
    for _, a, b in sure:
        if a in of and b in of:
            continue
        if any(n not in of and any(pieces[n].meets(pieces[u]) for u in used) for n in (a, b)):
            continue
        group = of.get(a) or of.get(b)
        if group is None:
            group = []
            groups.append(group)
        for number in (a, b):
            if number not in of:
                group.append(number)
                of[number] = group
                used.append(number)
    return tuple(
        tuple(pieces[n] for n in sorted(group))
        for group in sorted(groups, key=min)
        if len({pieces[n].file for n in group}) > 1
    )


def _pieces(report: Report, quote: Quote) -> list[Piece]:
    """A quoted sentence, and its clauses where it has several."""
    if quote.indirect:
        return []
    found = [_piece(report, quote, quote.start, quote.end, True)]
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(quote.text)), len(quote.text)]
    clauses = [(a, b) for a, b in itertools.pairwise(cuts) if len(quote.text[a:b].split()) >= 3]
    if len(clauses) > 1:
        for a, b in clauses:
            start, end = quote.start + a, quote.start + b
            while end > start and report.text[end - 1] in " ,;:–—-\t\n":
                end -= 1
            while start < end and report.text[start].isspace():
                start += 1
            found.append(_piece(report, quote, start, end, False))
    return [piece for piece in found if piece.words]


def _piece(report: Report, quote: Quote, start: int, end: int, whole: bool) -> Piece:
    text = report.text[start:end]
    plain = text.lower()
    for short, full in _SHORT:
        plain = re.sub(short, full, plain)
    words = tuple(_SAME.get(w, w) for w in map(_stem, fold(plain).split()))
    words = tuple(_SAME.get(w, w) for w in words)
    return Piece(
        report.file, start, end, text, frozenset(fold(quote.speaker).split()), words,
        frozenset(w for w in words if w not in _STOP),
        bool({"not", "never", "no", "nobody", "nothing"} & set(words)),
        frozenset(w for w in words if w.isdigit() or w in _FIGURES), whole,
    )  # fmt: skip


_FIGURES = frozenset("two three four five six seven eight nine ten eleven twelve".split())


def _alike(a: Piece, b: Piece) -> float:
    """How surely two pieces are one utterance; 0 where they are not."""
    if a.speaker and b.speaker and not a.speaker & b.speaker:
        return 0.0
    if a.denies != b.denies or a.figures != b.figures:
        return 0.0
    if a.words == b.words and len(a.words) >= 3:
        return 1.0
    shared = a.sense & b.sense
    weight = _weight(shared)
    least, most = sorted((_weight(a.sense), _weight(b.sense)))
    sense = weight / least * (0.5 + 0.5 * weight / most) if least else 0.0
    order = _in_order(a.words, b.words)
    if a.sense == b.sense and len(shared) >= 2 and order >= _ORDER:
        return order
    if not shared - _COMMON:
        return 0.0
    if weight >= _PROVES and len(shared) >= 2 and sense >= _SENSE:
        return max(sense, order)
    if order >= _ORDER and weight >= 1.0 and min(len(a.words), len(b.words)) >= 4:
        return order
    return 0.0


def _weight(words: frozenset[str]) -> float:
    return sum(_LIGHT if w in _COMMON else 1.0 for w in words)


def _in_order(a: Sequence[str], b: Sequence[str]) -> float:
    """Share of the words of two pieces that stand in both in the same order."""
    if not a or not b:
        return 0.0
    before = [0] * (len(b) + 1)
    for one in a:
        row = [0]
        for place, other in enumerate(b, 1):
            row.append(before[place - 1] + 1 if one == other else max(row[-1], before[place]))
        before = row
    return 2 * before[-1] / (len(a) + len(b))


def _stem(word: str) -> str:
    if word in _SAME or word in _STOP:
        return word
    for tail, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(tail) and len(word) - len(tail) > 2 and not word.endswith("ss"):
            return word[: -len(tail)] + instead
    return word
