"""What a sentence must hold for a pattern to match in it at all, and where a match can begin.

A sentence is asked for some 400 patterns, nearly all of which cannot match: none of their words
stands in it. From a regular expression follow strings of which one must occur; sentences without
them are not searched (:mod:`matchdesk.press.probes`). A pattern from which nothing follows is
searched always, so an answer never depends on this module, only the time it takes.

The strings come from the parse tree of :mod:`re` itself, so that syntax is read in one way only, and
once: the expression is compiled from the same tree. The tree is private there and has no types; the
tests read every pattern through it, so a Python that changes it is noticed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

compiler, ops, parser = (
    import_module(f"re.{name}") for name in ("_compiler", "_constants", "_parser")
)

Needs = tuple[frozenset[str], ...]
"""Sets of pieces; a text must hold one piece of each set."""

EDGE = "\0"
"""Stands in pieces, and in a text that is asked for them, where a word begins or ends."""
DIGIT = "\\d"
"""The piece that any digit is."""
_ROOM = 0x400
_FIRST, _LAST = 0xE000, 0xEFFF
_ASKED = 6
"""Sets asked for of a pattern, the least likely ones."""
_COMMON = frozenset(
    "the and ing ed er in to of re on at es st nd th he an or en it is ar te al a as by for with from "
    "his their was had has have that who after but".split()
)


class Parsed:
    """A regular expression read once: what it needs, where it can begin, and itself compiled."""

    def __init__(self, written: str) -> None:
        self._tree: Any = parser.parse(written)
        self._any_size = bool(self._tree.state.flags & re.IGNORECASE)

    def needs(self) -> Needs:
        """What a text must hold for the expression to match in it."""
        if self._any_size:
            return ()
        found = sorted(set(_whole(self._tree, "")), key=_cost)
        return tuple(found[:_ASKED])

    def begins(self) -> str:
        """The signs with which a match can begin, as a set of such; "" if any."""
        if self._any_size:
            return ""
        signs, empty = _begin(self._tree)
        if signs is None or empty:
            return ""
        return "[" + "".join(_written(one) for one in sorted(signs)) + "]"

    def compiled(self) -> re.Pattern[str]:
        """The expression, tried only where a match can begin. To be called once, at the end.

        The signs it can begin with, asked before, spare most places of a text all its alternatives.
        """
        if first := self.begins():
            self._tree.data[:0] = parser.parse(f"(?={first})").data
        found: re.Pattern[str] = compiler.compile(self._tree)
        return found


def edged(text: str) -> str:
    """A text with the edges of its words marked."""
    return _EDGES.sub(EDGE, text)


_EDGES = re.compile(r"\b")


def kinds(text: str) -> set[str]:
    """The kinds of names that a gloss has, and whether digits, as pieces."""
    return {
        kind_of(ord(sign)) if _FIRST <= ord(sign) <= _LAST else DIGIT
        for sign in set(_SPECIAL.findall(text))
    }


_SPECIAL = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]|\\d")


def kind_of(code: int) -> str:
    """The kind of a name's sign, as one piece."""
    return chr(code - (code - _FIRST) % _ROOM) + "?"


def is_kind(piece: str) -> bool:
    """Whether a piece is a kind of sign, not a string."""
    return piece == DIGIT or (len(piece) == 2 and piece[1] == "?" and _FIRST <= ord(piece[0]))


def met(wanted: Needs, text: str) -> bool:
    """Whether a text may hold what is wanted."""
    if not wanted:
        return True
    marked, special = edged(text), kinds(text)
    return all(
        any(piece in special if is_kind(piece) else piece in marked for piece in one)
        for one in wanted
    )


_Signs = set[tuple[int, int]]
"""Ranges of code points."""


def _begin(items: Iterable[tuple[Any, Any]]) -> tuple[_Signs | None, bool]:
    """First signs of a sequence (None: any), and whether it can match nothing."""
    found: _Signs = set()
    for op, value in items:
        if op is ops.AT or op in (ops.ASSERT, ops.ASSERT_NOT):
            continue
        signs, empty = _begin_of(op, value)
        if signs is None:
            return None, False
        found |= signs
        if not empty:
            return found, False
    return found, True


def _begin_of(op: Any, value: Any) -> tuple[_Signs | None, bool]:
    if op is ops.LITERAL:
        return {(value, value)}, False
    if op is ops.IN:
        return _ranges(value), False
    if op is ops.SUBPATTERN:
        return _begin(value[3])
    if op is ops.ATOMIC_GROUP:
        return _begin(value)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        signs, empty = _begin(value[2])
        return signs, empty or value[0] == 0
    if op is ops.BRANCH:
        ways = [_begin(way) for way in value[1]]
        union: _Signs = set()
        for signs, _ in ways:
            if signs is None:
                return None, False
            union |= signs
        return union, any(empty for _, empty in ways)
    return None, False


_DIGITS = (-1, -1)
"""Stands for every digit among the ranges of signs."""


def _written(one: tuple[int, int]) -> str:
    return "\\d" if one == _DIGITS else f"\\u{one[0]:04x}-\\u{one[1]:04x}"


def _ranges(members: Sequence[tuple[Any, Any]]) -> _Signs | None:
    """The ranges of a set of signs; None where it holds more than ranges and digits."""
    found: _Signs = set()
    for op, value in members:
        if op is ops.LITERAL:
            found.add((value, value))
        elif op is ops.RANGE:
            found.add((value[0], value[1]))
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            found.add(_DIGITS)
        else:
            return None
    return found


def _of(items: Iterable[tuple[Any, Any]], before: str) -> tuple[list[frozenset[str]], str]:
    """Needs of a sequence that follows some literal signs, and the literal signs at its end."""
    found: list[frozenset[str]] = []
    run = before
    for op, value in items:
        if op is ops.LITERAL:
            if _FIRST <= value <= _LAST:
                found.append(frozenset((kind_of(value),)))
            run = _longer(run, chr(value))
        elif op is ops.AT:
            if value is ops.AT_BOUNDARY and not run.endswith(EDGE):
                run += EDGE
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            continue  # these take up no sign
        elif op is ops.SUBPATTERN:
            inner, run = _of(value[3], run)
            found.extend(inner)
        elif op is ops.BRANCH:
            found.extend(_branches(value[1], run))
            run = ""
        else:
            found.extend(_piece(run))
            run = ""
            if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and value[0] > 0:
                found.extend(_whole(value[2], ""))
            elif op is ops.ATOMIC_GROUP:
                found.extend(_whole(value, ""))
            elif op is ops.IN:
                found.extend(_set(value))
    return found, run


def _longer(run: str, sign: str) -> str:
    """Literal signs and one more, with the edge of a word between them if there is one."""
    if run and run[-1] != EDGE and _of_word(run[-1]) != _of_word(sign):
        return run + EDGE + sign
    return run + sign


def _of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _whole(items: Iterable[tuple[Any, Any]], before: str) -> list[frozenset[str]]:
    found, run = _of(items, before)
    return [*found, *_piece(run)]


def _branches(ways: Sequence[Iterable[tuple[Any, Any]]], before: str) -> list[frozenset[str]]:
    """One set for all ways: the cheapest of each; none where one way needs nothing."""
    union: set[str] = set()
    for way in ways:
        found = _whole(way, before)
        if not found:
            return list(_piece(before))
        union |= sorted(found, key=_cost)[0]
    return [_trimmed(union)]


def _set(members: Sequence[tuple[Any, Any]]) -> list[frozenset[str]]:
    """What a set of signs needs: the kinds of names, or a digit, where it is only that."""
    union: set[str] = set()
    for op, value in members:
        if op is ops.RANGE and value[0] >= _FIRST and value[1] <= _LAST:
            union.update(kind_of(code) for code in range(value[0], value[1] + 1, _ROOM))
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            union.add(DIGIT)
        else:
            return []
    return [frozenset(union)]


def _piece(run: str) -> tuple[frozenset[str], ...]:
    """Some literal signs in a row, if a text does not hold them anyway."""
    return (frozenset((run,)),) if len(run) > 1 and run != EDGE + " " else ()


def _trimmed(union: set[str]) -> frozenset[str]:
    """A set without the pieces that begin with another of its pieces."""
    kept: list[str] = []
    for piece in sorted(union):
        if not kept or is_kind(kept[-1]) or not piece.startswith(kept[-1]):
            kept.append(piece)
    return frozenset(kept)


def _common(piece: str) -> float:
    """How likely a piece stands in a sentence, roughly."""
    if is_kind(piece):
        return 0.6
    word = piece.strip(EDGE + " ")
    return 0.5 if word in _COMMON else _BY_LENGTH[min(len(word), 5)]


_BY_LENGTH = (0.9, 0.7, 0.25, 0.08, 0.03, 0.015)


def _cost(one: frozenset[str]) -> tuple[float, list[str]]:
    """How likely a text holds one of them; the smaller, the better a question."""
    return sum(map(_common, one)), sorted(one)
