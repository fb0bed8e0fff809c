"""What a competition was called in a season: "European Cup" in 1959-60, "First Division" in 1980-81."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from matchdesk.core.season import Season


def called(competition: str, season: Season, today: str) -> str:
    """The name that a competition had in a season.

    Args:
        competition: its id.
        season: the season.
        today: its name of today, which stands where no other is held.

    >>> called("uefa.cl", Season(1959, True), "Champions League")
    'European Cup'
    >>> called("uefa.cl", Season(1992, True), "Champions League")
    'Champions League'
    """
    for first, last, name in _names().get(competition, ()):
        if first <= season.code <= last:
            return name
    return today


@cache
def _names() -> dict[str, tuple[tuple[int, int, str], ...]]:
    """Names of the past by competition, earliest first: code of the first and last season, name."""
    text = (files("matchdesk.rules") / "called.toml").read_text(encoding="utf-8")
    found: dict[str, list[tuple[int, int, str]]] = {}
    for entry in tomllib.loads(text)["name"]:
        first = Season.parse(entry["from"]).code if "from" in entry else 0
        last = Season.parse(entry["to"]).code
        found.setdefault(entry["competition"], []).append((first, last, entry["name"]))
    return {competition: tuple(names) for competition, names in found.items()}
