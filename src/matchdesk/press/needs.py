"""What a sentence must hold for a pattern to match in it at all.

A sentence is asked for some 300 patterns, nearly all of which cannot match: none of their words
stands in it. From a regular expression follow pieces of two or three signs of which one must
occur; sentences without them are not searched. A pattern from which nothing follows is searched
always, so an answer never depends on this module, only the time it takes.

The pieces come from the parse tree of :mod:`re` itself, so that syntax is read in one way only. It
is private there and has no types; the tests read every pattern through it, so a Python that changes
it is noticed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[frozenset[str], ...]
"""Sets of pieces; a text must hold one piece of each set."""

_ROOM = 0x400
_FIRST, _LAST = 0xE000, 0xEFFF
_DIGIT = "\\d"
_ASKED = 6
"""Sets asked for of a pattern, the least likely ones."""
_COMMON = frozenset(
    "the and ing ed er in to of re on at es st nd th he an or en it is ar te al".split()
)


def pieces(text: str) -> frozenset[str]:
    """Every two and three signs in a row of a gloss, and what kinds of names and digits it has."""
    found = {text[i : i + 3] for i in range(len(text) - 2)}
    found.update(text[i : i + 2] for i in range(len(text) - 1))
    for sign in set(text):
        if _FIRST <= (code := ord(sign)) <= _LAST:
            found.add(_name(code))
        elif sign.isdigit():
            found.add(_DIGIT)
    return frozenset(found)


@lru_cache(maxsize=4)
def _parsed(compiled: str) -> Any:
    """The parse tree of an expression: it is asked for its needs and its beginnings one after the other."""
    return parser.parse(compiled)


@cache
def needs(compiled: str) -> Needs:
    """What a text must hold for a regular expression, written out, to match in it."""
    tree = _parsed(compiled)
    if tree.state.flags & re.IGNORECASE:
        return ()
    found = sorted({_trimmed(one) for one in _whole(tree, "")}, key=_cost)
    return tuple(found[:_ASKED])


def met(wanted: Needs, held: frozenset[str]) -> bool:
    """Whether a text may hold what is wanted."""
    return not any(one.isdisjoint(held) for one in wanted)


# Every set of pieces that some pattern needs has a bit; all of a text are known at one stroke.
_bits: dict[str, int] = {}
_sets: list[frozenset[str]] = []


def asked(wanted: Needs) -> int:
    """Needs as bits, one for each set of pieces."""
    mask = 0
    for one in wanted:
        bit = 1 << len(_sets)
        _sets.append(one)
        mask |= bit
        for piece in one:
            _bits[piece] = _bits.get(piece, 0) | bit
    return mask


def answered(text: str) -> tuple[int, int]:
    """The bits of all needs that a text meets, and how many needs there are so far."""
    count, mask = len(_sets), 0
    for piece in pieces(text):
        mask |= _bits.get(piece, 0)
    return mask, count


_Signs = set[tuple[int, int]]
"""Ranges of code points."""


@cache
def begins(compiled: str) -> str:
    """The signs with which a match of a regular expression can begin, as a set of such; "" if any.

    Asked before the expression itself it spares most places of a text the whole of its alternatives.
    """
    tree = _parsed(compiled)
    if tree.state.flags & re.IGNORECASE:
        return ""
    signs, empty = _begin(tree)
    if signs is None or empty:
        return ""
    return "[" + "".join(_written(one) for one in sorted(signs)) + "]"


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


def _name(code: int) -> str:
    """The kind of a name's sign, as one piece."""
    return chr(code - (code - _FIRST) % _ROOM) + "?"


def _of(items: Iterable[tuple[Any, Any]], before: str) -> tuple[list[frozenset[str]], str]:
    """Needs of a sequence that follows some literal signs, and the literal signs at its end."""
    found: list[frozenset[str]] = []
    run = before
    for op, value in items:
        if op is ops.LITERAL:
            if _FIRST <= value <= _LAST:
                found.append(frozenset((_name(value),)))
            run += chr(value)
        elif op is ops.AT or op in (ops.ASSERT, ops.ASSERT_NOT):
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
        cheapest: frozenset[str] = min((_trimmed(one) for one in found), key=_cost)
        union |= cheapest
    return [frozenset(union)]


def _set(members: Sequence[tuple[Any, Any]]) -> list[frozenset[str]]:
    """What a set of signs needs: the kinds of names, or a digit, where it is only that."""
    union: set[str] = set()
    for op, value in members:
        if op is ops.RANGE and value[0] >= _FIRST and value[1] <= _LAST:
            union.update(_name(code) for code in range(value[0], value[1] + 1, _ROOM))
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            union.add(_DIGIT)
        else:
            return []
    return [frozenset(union)]


def _piece(run: str) -> tuple[frozenset[str], ...]:
    """The rarest piece of some signs in a row, if they are two at least."""
    if len(run) < 2:
        return ()
    cuts = {run[i : i + 3] for i in range(len(run) - 2)} or {run}
    return (frozenset((min(cuts, key=lambda cut: (_common(cut), cut)),)),)


def _trimmed(one: frozenset[str]) -> frozenset[str]:
    """A set without pieces that hold another of its pieces."""
    short = [piece for piece in one if len(piece) == 2]
    return frozenset(
        piece for piece in one if len(piece) == 2 or not any(cut in piece for cut in short)
    )


def _common(piece: str) -> float:
    """How likely a piece stands in a sentence, roughly."""
    if piece[-1] == "?" or piece == _DIGIT:
        return 0.6
    frequent = sum(sign in " etaoinsrhl" for sign in piece) / len(piece)
    return (0.5 if piece in _COMMON else 0.25 if len(piece) == 2 else 0.08) * (0.2 + frequent)


def _cost(one: frozenset[str]) -> float:
    """How likely a text holds one of them; the smaller, the better a question."""
    return sum(map(_common, one))
