"""Competitions, their phases and rounds, as words.

Ids are part of the JSON contract: ``<country or confederation>.<level or name>``, with
``.<group>`` for regional groups, ``.playoff`` for play-offs and ``.w`` for women's football.
What a competition is called and how it is decided stands in the rulebooks.
"""

from __future__ import annotations

import re
from typing import Literal, NewType

CompetitionId = NewType("CompetitionId", str)
ClubId = NewType("ClubId", str)

COMPETITION_ID = re.compile(r"^[a-z]{2,8}(\.[a-z0-9_]+)+$|^friendly$")

Phase = Literal["league", "group", "group_2", "knockout", "qualifying", "split"]
PHASES: tuple[Phase, ...] = ("qualifying", "league", "group", "group_2", "split", "knockout")

Leg = Literal["", "1", "2", "replay", "play-off"]
LEGS: tuple[Leg, ...] = ("", "1", "2", "replay", "play-off")

# Knock-out rounds in the order in which they are played. A rulebook may give another order.
ROUNDS: tuple[str, ...] = (
    "preliminary",
    *(f"qualifying_{n}" for n in range(1, 10)),
    "qualifying",
    *(f"round_{n}" for n in range(1, 10)),
    "play_off",
    "round_of_128",
    "round_of_64",
    "round_of_32",
    "round_of_16",
    "quarter_final",
    "semi_final",
    "third_place",
    "final",
)
_ROUND_ORDER = {name: place for place, name in enumerate(ROUNDS)}
# "round_1", "round_12", "16" (a matchday), "matchday_16" are all rounds.
ROUND = re.compile(r"^(?:[a-z][a-z0-9_]*|\d{1,3})$")

_CLUBS_LEFT = {
    "round_of_128": "last 128",
    "round_of_64": "last 64",
    "round_of_32": "last 32",
    "round_of_16": "last 16",
}


def country_of(competition: str) -> str:
    """The country or confederation in a competition's id.

    >>> country_of("es.cup"), country_of("friendly")
    ('es', '')
    """
    return competition.split(".", 1)[0] if "." in competition else ""


def round_order(name: str) -> tuple[int, str]:
    """Key that sorts rounds as they are usually played; matchdays by number.

    >>> sorted(["final", "round_2", "semi_final", "round_1"], key=round_order)
    ['round_1', 'round_2', 'semi_final', 'final']
    """
    if name.isdigit():
        return (int(name), "")
    return (1000 + _ROUND_ORDER.get(name, -1), name)


def round_words(name: str) -> str:
    """A round in the words of the game.

    >>> round_words("quarter_final"), round_words("round_of_16"), round_words("16")
    ('quarter-final', 'last 16', 'matchday 16')
    """
    if name.isdigit():
        return f"matchday {name}"
    if name in _CLUBS_LEFT:
        return _CLUBS_LEFT[name]
    if name.startswith("round_"):
        return f"round {name[6:]}"
    if name.startswith("qualifying_"):
        return f"qualifying round {name[11:]}"
    return {"preliminary": "preliminary round", "third_place": "match for third place"}.get(
        name, name.replace("_", "-")
    )
