"""JSON with the line on which each object begins, so that every row knows where it stands."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

from matchdesk.errors import SourceError

__all__ = ["JsonObject", "objects_in", "read_json"]

_DEEPEST = 24
_SPACE = " \t\r\n"


class JsonObject(dict[str, Any]):
    """An object of a JSON text; ``line`` is the line on which it begins, from 1."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class _Text:
    """A JSON text while it is read."""

    def __init__(self, text: str, into: frozenset[str]) -> None:
        self.text = text
        self.into = into
        self.decoder = json.JSONDecoder()
        self.ends = [place for place, mark in enumerate(text) if mark == "\n"]

    def line(self, at: int) -> int:
        """Line of a place, from 1."""
        return bisect_right(self.ends, at - 1) + 1

    def skip(self, at: int) -> int:
        """The next place that is no space."""
        text = self.text
        while at < len(text) and text[at] in _SPACE:
            at += 1
        return at

    def mark(self, at: int) -> str:
        """The character at a place, "" past the end."""
        return self.text[at : at + 1]

    def wrong(self, at: int, expected: str) -> ValueError:
        """What stands there instead."""
        found = self.mark(at)
        return ValueError(f"line {self.line(at)}: found {found!r}, expected {expected}")

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """The value at a place, and where it ends."""
        if depth > _DEEPEST:
            raise self.wrong(at, f"at most {_DEEPEST} levels")
        mark = self.mark(at)
        if mark == "{":
            return self.object(at, depth)
        if mark == "[":
            return self.array(at, depth)
        value, end = self.decoder.raw_decode(self.text, at)
        return value, end

    def object(self, at: int, depth: int) -> tuple[JsonObject, int]:
        """An object, with the arrays of :attr:`into` read item by item."""
        found = JsonObject(self.line(at))
        at = self.skip(at + 1)
        if self.mark(at) == "}":
            return found, at + 1
        while True:
            if self.mark(at) != '"':
                raise self.wrong(at, "a name in quotes")
            key, at = self.decoder.raw_decode(self.text, at)
            at = self.skip(at)
            if self.mark(at) != ":":
                raise self.wrong(at, "a colon")
            at = self.skip(at + 1)
            if key in self.into:
                found[key], at = self.value(at, depth + 1)
            else:
                found[key], at = self.decoder.raw_decode(self.text, at)
            at = self.skip(at)
            if self.mark(at) == "}":
                return found, at + 1
            if self.mark(at) != ",":
                raise self.wrong(at, "a comma or }")
            at = self.skip(at + 1)

    def array(self, at: int, depth: int) -> tuple[list[Any], int]:
        """An array whose objects know their lines."""
        found: list[Any] = []
        at = self.skip(at + 1)
        if self.mark(at) == "]":
            return found, at + 1
        while True:
            value, at = self.value(at, depth + 1)
            found.append(value)
            at = self.skip(at)
            if self.mark(at) == "]":
                return found, at + 1
            if self.mark(at) != ",":
                raise self.wrong(at, "a comma or ]")
            at = self.skip(at + 1)


def read_json(text: str, file: str, into: frozenset[str]) -> Any:
    r"""Read a JSON text; the objects on the way down through ``into`` know their lines.

    Args:
        text: the whole text.
        file: its name, for the message.
        into: names whose values are read item by item.

    Raises:
        SourceError: it is no JSON.

    >>> read_json('{"a": [\n {"b": 1}]}', "x.json", frozenset({"a"}))["a"][0].line
    2
    """
    state = _Text(text, into)
    try:
        value, end = state.value(state.skip(0), 0)
        if state.skip(end) != len(text):
            raise state.wrong(state.skip(end), "the end of the file")
    except (ValueError, RecursionError) as fault:
        raise SourceError(
            f"{file}: no whole JSON text ({fault}); nothing was read", code="not-json"
        ) from None
    return value


def objects_in(value: object) -> list[JsonObject]:
    """The objects of an array; [] if it is none."""
    if not isinstance(value, list):
        return []
    return [item for item in value if isinstance(item, JsonObject)]
