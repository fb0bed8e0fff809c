"""A sentence as the patterns read it: small letters, names as single signs, places kept.

Patterns of claims are regular expressions over the gloss. Capital words in a pattern stand for
pieces of the game's language (:data:`MACROS`): CLUB is any club named, SCORE a score, ORD an
ordinal. Every sign of the gloss knows the code points of the text that it stands for.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypeVar

from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Mention
from matchdesk.press.days import NUMBERS, When, find_when, number_of
from matchdesk.press.probes import add_probe, dead_in, probe_of
from matchdesk.press.report import Sentence

_SIGNS = {"club": 0xE000, "person": 0xE400, "name": 0xE400, "ground": 0xE800, "competition": 0xEC00}
_ROOM = 0x400
_Kind = TypeVar("_Kind", bound=str)
_PLAIN = str.maketrans({
    "‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "…": ".",
})  # fmt: skip

_N = "|".join(sorted((w for w in NUMBERS if w not in ("a", "an")), key=len, reverse=True))
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_TENS = "twen thir for fif six seven eigh nine".split()
ORDINALS = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
    | {f"{ten}tieth": 10 * tens for tens, ten in enumerate(_TENS, 2)}
    | {
        f"{ten}ty-{unit}": 10 * tens + n
        for tens, ten in enumerate(_TENS, 2)
        for n, unit in enumerate(_UNITS, 1)
    }
)
_O = f"(?:(?:{'|'.join(_TENS)})ty-)?(?:{'|'.join(_UNITS)})|{'|'.join(_TEENS)}|(?:{'|'.join(_TENS)})tieth"
_NOT_A_SCORE = r"(?! ?-?(?:minutes?|mins?|yards?|metres?|meters?|years?|games?|matches|men|favou?rites?|outsiders?|formation|bst|gmt|cet|[ap]\.?m\b|local time))"

MACROS: dict[str, str] = {
    "CLUB": r"[\ue000-\ue3ff]",
    "PERSON": r"[\ue400-\ue7ff]",
    "GROUND": r"[\ue800-\uebff]",
    "COMP": r"[\uec00-\uefff]",
    "SCORE": (
        r"(?:(?<![\d-])\d{1,2} ?[-:] ?(?!0\d)\d{1,2}(?![\d:-])" + _NOT_A_SCORE + r"|\b(?:"
        rf"{_N})(?:-(?:nil|zero|one|two|three|four|five|six|seven)| (?:nil|zero))\b(?!-(?:all|goal|point|match|year))"
        r"|\b(?:\d|one|two|three|four)-(?:all|apiece|nil)\b|\b(?:goal-?less|scoreless)\b(?! (?:\w+ )?(?:first|second|opening|half|half-?time|spell|period|start|run|streak|month|stretch|drought|hour|minutes|games|matches|forward|striker|strikers|since|in (?:his|their|the last|NUM)))"
        # "Gyan and Muntari scored a goal each".
        r"|(?<!scored )(?<!scoring )(?<!added )(?<!got )(?<!with )\b(?:a|one|two|three|four) goals? (?:apiece|each)\b(?! (?:for|by|from))"
        r"|\b(?:two|three|four|five|six|seven|eight) goals to (?:nil|none|nothing|one|two|three|four|five)\b)"
    ),
    "NUM": rf"\b(?:\d{{1,3}}|{_N})",
    "ORD": rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|{_O})",
    "THE": r"(?:the |a |an |their |its |his |our |this |that )?",
    "ADJ": r"(?:[a-z][a-z'-]* ){0,3}?",
}
_CAPITALS = re.compile(r"(?:(?<![\\A-Za-z])|(?<=\\b))[A-Z]{3,}(?![A-Za-z])")


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A regular expression over glosses, its macros written out."""
    return re.compile(_written_out(source))


def add_macros(**more: str) -> None:
    """Define macros in terms of those that stand; only modules of this package call it."""
    for name, source in more.items():
        MACROS[name] = _written_out(source)


def _written_out(source: str) -> str:
    return _CAPITALS.sub(lambda m: MACROS[m[0]], source)


@dataclass(frozen=True)
class Gloss:
    """One sentence, glossed.

    Attributes:
        plain: the gloss.
        starts, ends: for each sign the code points of the report that it stands for.
        names: the mentions by their signs.
        whens: day expressions, places counted in the gloss.
        sentence: the sentence. quoted: True inside quotation marks, sign by sign.
    """

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: dict[str, Mention]
    sentence: Sentence
    whens: tuple[When, ...] = field(default=())

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the text for a stretch of the gloss."""
        while end > start and self.plain[end - 1] in " ,;:":
            end -= 1
        while start < end and self.plain[start] in " ,;:":
            start += 1
        return self.starts[start], self.ends[end - 1]

    def stretch(self, claim: Claim) -> tuple[int, int]:
        """Where a claim of the text stands in the gloss."""
        return bisect_left(self.starts, claim.start), bisect_left(self.starts, claim.end)

    def mention(self, sign: str | None) -> Mention | None:
        """The mention of a sign."""
        return self.names.get(sign) if sign else None

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, Mention]]]:
        """Mentions with their places, by their kinds; a name that nobody knows may be a person's."""
        found: dict[str, list[tuple[int, Mention]]] = {}
        for at, sign in enumerate(self.plain):
            if (named := self.names.get(sign)) is not None:
                found.setdefault(named.kind, []).append((at, named))
                if named.kind == "name":
                    found.setdefault("person", []).append((at, named))
        return found

    def every(self, source: str) -> Sequence[re.Match[str]]:
        """All matches of a pattern in the sentence; several readers ask for the same ones."""
        found = self._found.get(source)
        if found is None:
            probe = probe_of(source) or add_probe(source, _written_out(source))
            found = self._found[source] = probe.every(self.plain)
        return found

    def alive(self, sources: Iterable[tuple[_Kind, str]]) -> list[tuple[_Kind, str]]:
        """Of patterns with their kinds those that are not known to match nowhere."""
        found = self._found
        return [one for one in sources if found.get(one[1], True)]

    @cached_property
    def _found(self) -> dict[str, Sequence[re.Match[str]]]:
        return dead_in(self.plain)

    def signs(self, kind: str, start: int = 0, end: int | None = None) -> list[tuple[int, Mention]]:
        """Mentions of a kind in a stretch of the gloss, with their places."""
        places = self._places.get(kind, ())
        if not start and end is None:
            return list(places)
        stop = len(self.plain) if end is None else end
        return [(at, named) for at, named in places if start <= at < stop]

    @cached_property
    def _joints(self) -> tuple[tuple[int, int], ...]:
        return tuple(m.span() for m in _JOINTS.finditer(self.plain))

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a place: between commas, dashes and the words that join clauses."""
        start, end = 0, len(self.plain)
        for first, last in self._joints:
            if last <= at:
                start = last
            elif first >= at:
                end = first
                break
        return start, end


_JOINTS = re.compile(
    r"[,;:()]\s|\s-+\s|\s(?:but|while|whilst|although|though|despite|before|after|when|as|and|"
    r"who|which|where|because|since|until|with|having|yet)\s"
)


_OWNED = re.compile(
    r"['\u2019`\u00b4](?= (?:[a-z-]{1,14} ){0,2}(?:side|team|men|outfit|charges|troops|squad)\b(?!-))"
    r"|(?= (?:side|team|men|outfit|charges)\b(?!-))"
)


def _leads(text: str, at: int) -> bool:
    """True for a dot of those that lead from a name to a figure: "Galatasaray. . . . .0"."""
    if text[at] != ".":
        return False
    after = _LEADING.match(text, at + 1, at + 90)
    if after is None:
        return False
    # "Norwich City. 1", and no more on that line.
    return after[1] is not None or (after[0].count(".") + text[max(0, at - 8) : at].count(".") >= 3)


_LEADING = re.compile(r"(?: ?\.)* ?\d{1,2}([ \t]*(?:\n|$))?")


class _Small(dict[int, str]):
    """Each sign of a text as the patterns know it: small, plain, without accents."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        char = " " if char.isspace() else char.translate(_PLAIN)
        small = self[code] = unicodedata.normalize("NFD", char.lower())[:1] or char
        return small


_SMALL = _Small()
_UNSEEN = "\ufe0f\u20e3\u200d\u200b\u00ad"
"""Marks of keycap digits and invisible signs, which belong to what stands before them."""
_UNEVEN = re.compile(rf"  |\. ?\.|[{_UNSEEN}]")


def gloss(
    text: str, sentence: Sentence, mentions: Sequence[Mention], written: dt.date | None
) -> Gloss:
    """Gloss one sentence.

    Args:
        text: the report's text.
        sentence: its place.
        mentions: all mentions of the report, in order.
        written: day from which day expressions count; None leaves them out.
    """
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    names: dict[str, Mention] = {}
    inside = [m for m in mentions if m.start >= sentence.start and m.end <= sentence.end]
    upcoming = {m.start: m for m in inside}
    at = sentence.start
    while at < sentence.end:
        named = upcoming.get(at)
        if named is not None and len(names) < _ROOM:
            sign = chr(_SIGNS[named.kind] + len(names))
            names[sign] = named
            plain.append(sign)
            starts.append(at)
            ends.append(named.end)
            at = named.end
            owned = _OWNED.match(text, at) if named.kind in ("person", "name") else None
            if owned is not None:
                # "Venables' side", "Venables side": as good as "Venables's side".
                for char in "'s":
                    plain.append(char)
                    starts.append(at)
                    ends.append(owned.end())
                at = owned.end()
            continue
        stop = min((m.start for m in inside if m.start > at), default=sentence.end)
        small = text[at:stop].translate(_SMALL)
        if not _UNEVEN.search(small) and not (small[0] == " " and plain and plain[-1] == " "):
            plain += small
            starts += range(at, stop)
            ends += range(at + 1, stop + 1)
        else:
            _uneven(text, at, small, plain, starts, ends)
        at = stop
    joined = "".join(plain)
    whens = tuple(find_when(joined, written)) if written is not None else ()
    return Gloss(joined, tuple(starts), tuple(ends), names, sentence, whens)


def _uneven(
    text: str, start: int, small: str, plain: list[str], starts: list[int], ends: list[int]
) -> None:
    """Gloss signs between names of which some fall together: several spaces, dots that lead to a figure."""
    for at, char in enumerate(small, start):
        if char in _UNSEEN:
            if ends:
                ends[-1] = at + 1
            continue
        sign = " " if char == "." and _leads(text, at) else char
        if sign == " " and plain and plain[-1] == " ":
            ends[-1] = at + 1
        else:
            plain.append(sign)
            starts.append(at)
            ends.append(at + 1)


_NOTHING = {"none": 0, "nothing": 0}


def score_of(written: str) -> Score | None:
    """A score as a report writes it, first figure first.

    >>> score_of("2-1"), score_of("three-nil"), score_of("1-all"), score_of("goalless")
    (Score(home=2, away=1), Score(home=3, away=0), Score(home=1, away=1), Score(home=0, away=0))
    """
    written = written.strip()
    if written.startswith(("goal", "score")):
        return Score(0, 0)
    parts = re.split(r" goals to | goals? (?=apiece|each)| ?[-:] ?| ", written, maxsplit=1)
    if len(parts) != 2:
        return None
    first = number_of(parts[0])
    second = (
        first
        if parts[1] in ("all", "apiece", "each")
        else _NOTHING.get(parts[1], number_of(parts[1]))
    )
    if first is None or second is None:
        return None
    return Score(first, second)


def ordinal_of(written: str) -> int | None:
    """An ordinal as a number.

    >>> ordinal_of("fourth"), ordinal_of("13th")
    (4, 13)
    """
    if written in ORDINALS:
        return ORDINALS[written]
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else None
