"""Lines of a league table that a report prints: "1. Arsenal 17 10 5 2 34 16 35"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_LINE = (
    r"^[\s|*·•-]*(?:(?:[a-z](?=\d))?(?P<place>\d{1,2})(?:st|nd|rd|th)?[.):=]?[\s|]+)?(?P<team>CLUB)(?: \([a-z]+\))?[\s|.:,]+"
    r"(?P<figures>(?:[+-]?\d{1,3}(?: ?[-:] ?\d{1,3})?\*?[\s|,]*){2,12})\W*$"
)
# A table whose lines have run together: "1 Galatasaray 5 4 1 0 13 3 13 2 Besiktas 6 4 …".
_RUN_ON = (
    r"(?<!\d)(?P<place>\d{1,2})[.)]? (?P<team>CLUB)(?: \([a-z]+\))? (?P<figures>\d{1,3}(?: [+-]?\d{1,3}){5,7}?)"
    r"(?=$| \d{1,2}[.)]? [a-z\ue000-\uefff]| ?\.{2,}| ?-{2,}| ?[;,.]| [a-z])"
)
# Without places: "Mexico 6 4 2 0 9 2 14 Costa Rica 6 3 2 1 9 4 11".
_UNPLACED = r"(?P<team>CLUB)(?: \([a-z]+\))? (?P<figures>\d{1,3}(?: [+-]?\d{1,3}){5,7})(?=$|[ .;,-]+[a-z\ue000-\uefff])"
_FIGURE = re.compile(r"(?<!\d)([+-]?\d{1,3})(?:(?:[-:] ?| [-:] )(\d{1,3}))?")

NAMES = (
    "played",
    "won",
    "drawn",
    "lost",
    "goals_for",
    "goals_against",
    "goal_difference",
    "points",
)
"""Figures of a line by name, in the order in which nearly all tables give them."""


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """The place and the figures of a line of a table."""
    m = pattern(_LINE).match(g.plain)
    if m is None:
        run_on = g.every(_RUN_ON)
        if len(run_on) > 1 and not _ascend([int(m["place"]) for m in run_on]):
            # What looks like a place ends the line before.
            run_on = g.every(_UNPLACED)
        for m in run_on if len(run_on) > 2 else ():
            yield from _line(g, ctx, m)
        return
    yield from _line(g, ctx, m)


def _ascend(places: list[int]) -> bool:
    return all(a < b for a, b in pairwise(places))


def _line(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    clubs = ctx.team(g, m.start("team"), m.end("team"))
    place = m.groupdict().get("place")
    figures = _figures(m["figures"], placed=place is not None)
    if not clubs or not figures:
        return
    word = "row " + " ".join(f"{name}={figures[name]}" for name in NAMES if name in figures)
    played, points = figures.get("played"), figures["points"]
    readings = [Reading(team=club, number=points, other=played, word=word) for club in clubs]
    yield make("points", g, m.start("team"), m.end("figures"), readings)
    if place:
        places = [Reading(team=club, number=int(place)) for club in clubs]
        yield make("league_position", g, m.start("place"), m.end("team"), places)


def _figures(written: str, *, placed: bool) -> dict[str, int]:
    """The figures of a line by name; empty where it is no line of a table.

    >>> _figures("17 10 5 2 34 16 35", placed=False)["points"]
    35
    >>> _figures("38 25 8 5 78:32 +46 83", placed=True)["goal_difference"]
    46
    >>> _figures("2 1", placed=False)
    {}
    """
    found: list[int] = []
    goals = -1
    signed = False
    for m in _FIGURE.finditer(written):
        signed = signed or m[1][0] in "+-"
        if m[2] is not None:
            if goals >= 0:
                return {}
            goals = len(found)
            found += [int(m[1]), int(m[2])]
        else:
            found.append(int(m[1]))
    match len(found):
        case 8:
            names: tuple[str, ...] = NAMES
        case 7:
            names = tuple(n for n in NAMES if n != "goal_difference")
        case 12 if goals < 0:
            return _home_and_away(found)
        case 6 if not signed and goals < 0 and found[0] != sum(found[1:4]):
            # Won, drawn and lost, and the goals: the matches are their sum.
            names = ("won", "drawn", "lost", "goals_for", "goals_against", "points")
        case 6:
            names = ("played", "won", "drawn", "lost", "goal_difference", "points")
        case 5:
            names = ("played", "won", "drawn", "lost", "points")
        case 4 if goals == 1:
            names = ("played", "goals_for", "goals_against", "points")
        case 3 if signed:
            names = ("played", "goal_difference", "points")
        case 2 if placed and not signed and goals < 0:
            names = ("played", "points")
        case _:
            return {}
    figures = dict(zip(names, found, strict=True))
    if goals >= 0 and names[goals] != "goals_for":
        return {}
    return figures if _sound(figures) else {}


def _home_and_away(found: list[int]) -> dict[str, int]:
    """Matches, then five figures at home and five away, then points."""
    home, away = found[1:6], found[6:11]
    both = [a + b for a, b in zip(home, away, strict=True)]
    names = ("played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
    figures = dict(zip(names, (found[0], *both, found[11]), strict=True))
    return figures if _sound(figures) else {}


def _sound(figures: dict[str, int]) -> bool:
    """True for figures that can be those of a table: all but one of their sums must hold."""
    if any(
        value < 0 for name, value in figures.items() if name not in ("goal_difference", "points")
    ):
        return False
    if not -20 <= figures["points"] <= 150 or figures.get("played", 0) > 60:
        return False
    won, drawn, lost = (figures.get(name) for name in ("won", "drawn", "lost"))
    if won is None or drawn is None or lost is None:
        return True
    sums = [figures["points"] in (way * won + drawn for way in (2, 3))]
    if "played" in figures:
        sums.append(figures["played"] == won + drawn + lost)
    if "goal_difference" in figures and "goals_for" in figures:
        made = figures["goals_for"] - figures["goals_against"]
        sums.append(figures["goal_difference"] == made)
    return sum(sums) >= max(1, len(sums) - 1)
