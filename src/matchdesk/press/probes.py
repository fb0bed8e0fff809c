"""Patterns asked of sentences: those that cannot match in one are known at one stroke.

What patterns need (:mod:`matchdesk.press.needs`) is looked for in a sentence by one automaton over
all of it (Aho and Corasick, "Efficient string matching", Communications of the ACM 18, 1975).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick

from matchdesk.press.needs import Needs, Parsed, edged, is_kind, kinds, met

_LATE = 30
"""Patterns that may be asked for one by one before the automaton is made anew with them."""
_OFTEN = 100
"""Texts after which it is made anew though they are fewer."""


class Probe:
    """A regular expression, and what a sentence must hold for it to match.

    Attributes:
        needs: sets of pieces; a sentence must hold one of each.
        indexed: True once :func:`dead_in` knows where it is dead.
    """

    def __init__(self, written: str) -> None:
        parsed = Parsed(written)
        self._pattern: Parsed | re.Pattern[str] = parsed
        self.needs: Needs = parsed.needs()
        self.indexed = False

    def _compiled(self) -> re.Pattern[str]:
        pattern = self._pattern
        if isinstance(pattern, Parsed):
            # Most are never asked for. The tree is big, and not needed any more.
            pattern = self._pattern = pattern.compiled()
        return pattern

    def every(self, text: str) -> Sequence[re.Match[str]]:
        """All its matches in a text in which it is not known to be dead."""
        if self.indexed or met(self.needs, text):
            return tuple(self._compiled().finditer(text))
        return ()


class _Index:
    """An automaton over what many probes need; it does not change."""

    def __init__(self, probes: dict[str, Probe]) -> None:
        numbers: dict[frozenset[str], int] = {}
        # Probes by the need that is least likely met, which comes first; all their needs as bits.
        first: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._always: list[str] = []
        for source, probe in probes.items():
            asked = [numbers.setdefault(one, len(numbers)) for one in probe.needs]
            if asked:
                first[asked[0]].append((source, sum(1 << number for number in asked)))
            else:
                self._always.append(source)
        bits: dict[str, int] = defaultdict(int)
        leads: dict[str, list[int]] = defaultdict(list)
        for one, number in numbers.items():
            for piece in one:
                bits[piece] |= 1 << number
                if number in first:
                    leads[piece].append(number)
        held = {piece: (mask, tuple(leads[piece])) for piece, mask in bits.items()}
        strings = [piece for piece in held if not is_kind(piece)]
        self.dead: dict[str, Sequence[re.Match[str]]] = dict.fromkeys(probes, ())
        self._first = dict(first)
        self._of_kind = {piece: of for piece, of in held.items() if is_kind(piece)}
        self._of_string = [held[piece] for piece in strings]
        self._automaton = AhoCorasick(strings)

    def living(self, text: str) -> list[str]:
        """The patterns that may match in a text."""
        hits = self._automaton.find_matches_as_indexes(edged(text), overlapping=True)
        of_string, of_kind = self._of_string, self._of_kind
        met = [of_string[piece] for piece in {piece for piece, _, _ in hits}]
        met += [of_kind[piece] for piece in kinds(text) if piece in of_kind]
        held = 0
        leads: set[int] = set()
        for bits, numbers in met:
            held |= bits
            leads.update(numbers)
        found = list(self._always)
        for number in leads:
            for source, asked in self._first[number]:
                if asked & held == asked:
                    found.append(source)
        return found


_probes: dict[str, Probe] = {}
_index = _Index({})
_asked = 0
"""Texts since the index was made."""


def probe_of(source: str) -> Probe | None:
    """The probe of a pattern, if it was asked for before."""
    return _probes.get(source)


def add_probe(source: str, written: str) -> Probe:
    """The probe of a pattern, from its source written out; later sentences are searched for it at one stroke."""
    found = _probes[source] = Probe(written)
    return found


def dead_in(text: str) -> dict[str, Sequence[re.Match[str]]]:
    """The patterns that match nowhere in a text, by their sources, each with its no matches."""
    global _index, _asked
    index = _index
    late = len(_probes) - len(index.dead)
    _asked += 1
    if late > _LATE or (late and _asked > _OFTEN):
        probes = dict(_probes)
        index = _index = _Index(probes)
        _asked = 0
        for one in probes.values():
            one.indexed = True
    found = dict(index.dead)
    for source in index.living(text):
        del found[source]
    return found
