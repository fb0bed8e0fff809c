"""Patterns asked of sentences: those that cannot match in one are known at one stroke.

What patterns need (:mod:`matchdesk.press.needs`) is looked for in a sentence by one automaton over
all of it (Aho and Corasick, "Efficient string matching", Communications of the ACM 18, 1975).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from matchdesk.press.needs import Needs, Parsed, edged, is_kind, kinds, met

_LATE = 30
"""Patterns that may be asked for one by one before the automaton is made anew with them."""


class Probe:
    """A regular expression, and what a sentence must hold for it to match.

    Attributes:
        needs: sets of pieces; a sentence must hold one of each.
        indexed: True once :func:`dead_in` knows where it is dead.
    """

    def __init__(self, written: str) -> None:
        self._parsed = Parsed(written)
        self.needs: Needs = self._parsed.needs()
        self.indexed = False

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return self._parsed.compiled()

    def every(self, text: str) -> Sequence[re.Match[str]]:
        """All its matches in a text in which it is not known to be dead."""
        if self.indexed or met(self.needs, text):
            return tuple(self._compiled.finditer(text))
        return ()


class _Index:
    """An automaton over what many probes need; it does not change."""

    def __init__(self, probes: dict[str, Probe]) -> None:
        numbers: dict[frozenset[str], int] = {}
        first: dict[int, list[tuple[str, frozenset[int]]]] = defaultdict(list)
        always = []
        for source, probe in probes.items():
            asked = [numbers.setdefault(one, len(numbers)) for one in probe.needs]
            if asked:
                # The least likely need comes first.
                first[asked[0]].append((source, frozenset(asked)))
            else:
                always.append(source)
        sets_of: dict[str, list[int]] = defaultdict(list)
        for one, number in numbers.items():
            for piece in one:
                sets_of[piece].append(number)
        self.dead: dict[str, Sequence[re.Match[str]]] = dict.fromkeys(probes, ())
        self._always = tuple(always)
        self._first = dict(first)
        self._kinds = {piece: of for piece, of in sets_of.items() if is_kind(piece)}
        strings = [piece for piece in sets_of if not is_kind(piece)]
        self._sets = [sets_of[piece] for piece in strings]
        self._automaton = AhoCorasick(strings)

    def living(self, text: str) -> list[str]:
        """The patterns that may match in a text."""
        held: set[int] = set()
        for kind in kinds(text):
            held.update(self._kinds.get(kind, ()))
        hits = self._automaton.find_matches_as_indexes(edged(text), overlapping=True)
        for piece in {piece for piece, _, _ in hits}:
            held.update(self._sets[piece])
        found = list(self._always)
        for number in held & self._first.keys():
            found += [source for source, asked in self._first[number] if asked <= held]
        return found


_probes: dict[str, Probe] = {}
_index = _Index({})


def probe_of(source: str) -> Probe | None:
    """The probe of a pattern, if it was asked for before."""
    return _probes.get(source)


def add_probe(source: str, written: str) -> Probe:
    """The probe of a pattern, from its source written out; later sentences are searched for it at one stroke."""
    found = _probes[source] = Probe(written)
    return found


def dead_in(text: str) -> dict[str, Sequence[re.Match[str]]]:
    """The patterns that match nowhere in a text, by their sources, each with its no matches."""
    global _index
    index = _index
    if len(_probes) - len(index.dead) > _LATE:
        probes = dict(_probes)
        _index = index = _Index(probes)
        for one in probes.values():
            one.indexed = True
    found = dict(index.dead)
    for source in index.living(text):
        del found[source]
    return found
