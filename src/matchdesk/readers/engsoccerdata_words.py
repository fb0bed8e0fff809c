"""Words of engsoccerdata: its files, tiers and divisions, rounds, legs and notes.

See ``docs/formats/engsoccerdata.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matchdesk.core.competition import Leg
from matchdesk.core.text import fold
from matchdesk.readers.competitions import COUNTRIES

__all__ = [
    "CUPS",
    "DECISIONS",
    "Stage",
    "country_of_file",
    "division_of",
    "leg_of",
    "non_league",
    "stage_of",
]

# Files of one competition; a league's file is called after its country.
CUPS: dict[str, str] = {
    "champs": "uefa.cl",
    "facup": "en.cup",
    "leaguecup": "en.leaguecup",
    "scotcup": "sco.cup",
}
_OTHER_FILES = {"safrica": "za", "mls": "us", "englandplayoffs": "en", "playoffs": "en"}
_COUNTRY_OF_WORD = {word: code for code, words in COUNTRIES.items() for word in words}

# The words that "pens" and "nonmatch" may hold instead of a shoot-out → the tie's last step.
DECISIONS: dict[str, str] = {
    "away goals": "away_goals",
    "coin toss": "toss",
    "walkover": "walkover",
}


@lru_cache(maxsize=256)
def country_of_file(stem: str) -> str:
    """Country code of a league's file by its name without folders and endings, "" if unknown.

    >>> country_of_file("germany2"), country_of_file("england5"), country_of_file("mine")
    ('de', 'en', '')
    """
    words = fold(stem)
    if words in _OTHER_FILES:
        return _OTHER_FILES[words]
    letters = re.sub(r"[0-9]+", " ", words).split()
    for length in (3, 2, 1):
        for first in range(len(letters) - length + 1):
            code = _COUNTRY_OF_WORD.get(" ".join(letters[first : first + length]))
            if code is not None:
                return code
    return ""


# Regional divisions of one tier, as they end: "3N", "2South"; "3a" and "3b" in 1939-40.
_REGIONS = {"n": "north", "s": "south", "north": "north", "south": "south", "a": "north",
            "b": "south"}  # fmt: skip
_DIVISION = re.compile(r"[0-9]?\s*([a-z]+)")
# Non-league play-offs: the letters of the competition that the clubs come from.
_NON_LEAGUE = {"N": "north", "S": "south", "I": "isthmian", "C": "central", "E": "east",
               "W": "west", "SW": "southwest", "SC": "south_central", "SE": "southeast"}  # fmt: skip


def division_of(division: str) -> str:
    """Region of a division within its tier, "" where it is the whole tier.

    >>> division_of("3N"), division_of("2South"), division_of("B1"), division_of("2")
    ('north', 'south', '', '')
    """
    found = _DIVISION.fullmatch(division.strip().casefold())
    return _REGIONS.get(found[1], "") if found else ""


def non_league(division: str) -> str:
    """A non-league competition as part of an id: "I.N" is the north of the Isthmian League.

    >>> non_league("I.N"), non_league("S.SW"), non_league("2")
    ('isthmian_north', 'south_southwest', '')
    """
    parts = division.strip().split(".")
    if not all(part in _NON_LEAGUE for part in parts):
        return ""
    return "_".join(_NON_LEAGUE[part] for part in parts)


@dataclass(frozen=True, slots=True)
class Stage:
    """Phase, round and group of a word in the column "round"."""

    phase: str
    round: str = ""
    group: str = ""


_STAGES: dict[str, Stage] = {
    "": Stage(""),
    "league": Stage("league"),
    "regular": Stage("league"),
    "phase2": Stage("split"),
    "l": Stage("group"),
    "prelim": Stage("knockout", "preliminary"),
    "prelimf": Stage("knockout", "preliminary"),
    "q-po": Stage("qualifying", "play_off"),
    "spf": Stage("knockout", "play_off"),
    "play_in": Stage("knockout", "play_off"),
    "r16": Stage("knockout", "round_of_16"),
    **dict.fromkeys(("qf", "q", "quarter-final", "conf_semi"), Stage("knockout", "quarter_final")),
    **dict.fromkeys(("sf", "s", "semi", "semi-final", "conf_final"),
                    Stage("knockout", "semi_final")),
    **dict.fromkeys(("3pp",), Stage("knockout", "third_place")),
    **dict.fromkeys(("f", "final", "mls_final"), Stage("knockout", "final")),
}  # fmt: skip
_ROUND = re.compile(r"(?:round ?)?([1-9])")
_QUALIFYING = re.compile(r"q-([1-9])")
_GROUP = re.compile(r"group ?([a-z0-9])(?:-(prelim|inter))?")


@lru_cache(maxsize=1024)
def stage_of(word: str) -> Stage | None:
    """What a word in the column "round" means, None if it is none of the vocabulary.

    >>> stage_of("GroupB-inter")
    Stage(phase='group_2', round='', group='B')
    >>> stage_of("Q-2").round, stage_of("Round1").round, stage_of("3rd Q")
    ('qualifying_2', 'round_1', None)
    """
    small = word.strip().casefold()
    if small in _STAGES:
        return _STAGES[small]
    if found := _ROUND.fullmatch(small):
        return Stage("knockout", f"round_{found[1]}")
    if found := _QUALIFYING.fullmatch(small):
        return Stage("qualifying", f"qualifying_{found[1]}")
    if found := _GROUP.fullmatch(small):
        return Stage("group_2" if found[2] == "inter" else "group", "", found[1].upper())
    return None


_LEG = re.compile(r"(?:leg)?([12])")


def leg_of(word: str) -> Leg | None:
    """A word in the columns "leg" and "tie", None if it is none of the vocabulary.

    A third match is a play-off; "none" stands beside byes and walkovers.

    >>> leg_of("leg2"), leg_of("replay3"), leg_of("initial"), leg_of("tie")
    ('2', 'replay', '', None)
    """
    small = word.strip().casefold()
    if small in ("", "0", "na", "none", "initial", "groups", "check_replay_data"):
        return ""
    if found := _LEG.fullmatch(small):
        return "1" if found[1] == "1" else "2"
    if small == "3":
        return "play-off"
    return "replay" if small.startswith("replay") else None
