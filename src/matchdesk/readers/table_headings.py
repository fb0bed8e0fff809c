"""Which league a published table is of, by the lines above it.

Archives write a table under headings of several kinds: "Segunda División (Liga Adelante)",
"Second Level 2000/01", "Grupo I", "Championship Playoff". What no word tells stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from matchdesk.core.competition import CompetitionId
from matchdesk.core.season import Season
from matchdesk.core.text import fold
from matchdesk.readers.competitions import COUNTRIES, competition_named

__all__ = ["TableOf", "country_of_word", "table_of"]

_LEVELS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), start=1
    )
}
_LEVEL = re.compile(rf"\b({'|'.join(_LEVELS)}|[1-8](?:st|nd|rd|th)) level\b")
_GROUP = re.compile(r"(?:grupo|group|gruppe|grupo) ([ivx]+|[0-9]{1,2}|[a-h])")
# Below it, one rank is made of several leagues that headings do not tell apart.
_LOWEST = 6
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_REGION = re.compile(r"\b(north|south|east|west|nord|sud|sued|ost|west|sudwest|nordost|bayern)\b")
_REGIONS = {"nord": "north", "sud": "south", "sued": "south", "ost": "east", "sudwest":
            "southwest", "nordost": "northeast", "bayern": "bavaria"}  # fmt: skip
_PARENTHESES = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"‹[^›]*›|\*\*|[#=_<>]+")
# Headings that say nothing about the league.
_PASSED = re.compile(
    r"(?:final |halfway |first half |second half )?(?:league )?table\b|nb\b|note\b|"
    r"participants|see also"
)
# Parts of a season: words → (phase, group).
_PARTS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = (
    (re.compile(r"\bregular (?:stage|season|phase)\b|\bgrunddurchgang\b"), ("league", "")),
    (re.compile(r"\b(?:championship|meister)\b.*\b(?:play ?off|group|round|stage|runde)\b"),
     ("split", "championship")),
    (re.compile(r"\b(?:relegation|abstiegs)\b.*\b(?:play ?off|group|round|stage|runde)\b"),
     ("split", "relegation")),
    (re.compile(r"\b(?:mittlere|middle) play ?off\b"), ("split", "middle")),
)  # fmt: skip
# What a country's leagues are called in archives, beside the names of competitions.
_CALLED: dict[tuple[str, str], str] = {
    ("en", "league division one"): "3",
    ("en", "league division two"): "4",
    ("en", "coca cola championship"): "2",
    ("en", "blue square premier"): "5",
    ("en", "conference national"): "5",
    ("en", "conference premier"): "5",
    ("en", "conference north"): "6.north",
    ("en", "conference south"): "6.south",
    ("en", "national league north"): "6.north",
    ("en", "national league south"): "6.south",
    ("es", "segunda division b"): "3",
    ("es", "primera rfef"): "3",
    ("br", "serie a"): "1",
}
_COUNTRY_OF_WORD = {word: code for code, words in COUNTRIES.items() for word in words}


@dataclass(frozen=True, slots=True)
class TableOf:
    """What a table is of; ``competition`` is None where no word tells."""

    competition: CompetitionId | None
    phase: str = ""
    group: str = ""


def country_of_word(word: str) -> str:
    """Country code of a country's name, "" if it is none.

    >>> country_of_word("Germany"), country_of_word("Spain"), country_of_word("Atlantis")
    ('de', 'es', '')
    """
    return _COUNTRY_OF_WORD.get(fold(word), "")


@lru_cache(maxsize=4096)
def _league(country: str, line: str, season: Season) -> str:
    """Level of a league by one heading line, "" where it tells none."""
    words = fold(_MARKS.sub(" ", line))
    level = _LEVEL.search(words)
    if level is not None:
        number = _LEVELS.get(level[1]) or int(level[1][0])
        region = _REGION.search(words)
        suffix = f".{_REGIONS.get(region[1], region[1])}" if region else ""
        return f"{number}{suffix}"
    plain = fold(_PARENTHESES.sub(" ", _MARKS.sub(" ", line)))
    plain = re.sub(r"\b[12][0-9]{3}(?: [0-9]{2,4})?\b", " ", plain)
    plain = re.sub(r"\b(?:nationwide )?football (?=league|conference)", "", plain).strip()
    plain = " ".join(plain.removeprefix("nationwide ").split())
    called = _CALLED.get((country, plain))
    if called is not None:
        return called
    if re.fullmatch(r"league division [1-3]", plain) and country == "en":
        plain = plain.removeprefix("league ")
    if not plain or len(plain) > 60:
        return ""
    found, _ = competition_named(f"{COUNTRIES[country][0]} {plain}", season)
    if found is None or not found.startswith(f"{country}.") or found.endswith(".playoff"):
        return ""
    rest = found.split(".", 1)[1]
    return rest if rest[0].isdigit() else ""


def table_of(lines: Sequence[str], country: str, season: Season) -> TableOf:
    """What a table is of, by the headings above it, the nearest last.

    >>> table_of(["Segunda División B", "Grupo II"], "es", Season(2010, True))
    TableOf(competition='es.3', phase='', group='2')
    """
    phase = group = level = ""
    for line in reversed(lines):
        words = fold(_MARKS.sub(" ", line))
        if not words or _PASSED.match(words):
            continue
        if not group and (found := _GROUP.fullmatch(words)):
            group = _ROMAN.get(found[1], found[1].upper())
            continue
        level = _league(country, line, season)
        if level:
            break
        part = next((part for pattern, part in _PARTS if pattern.search(words)), None)
        if part is None or phase:
            break  # A heading that says something else: what stands above it does not hold.
        phase, group = part[0], group or part[1]
    if not level or int(level[0]) > _LOWEST:
        return TableOf(None, phase, group)
    return TableOf(CompetitionId(f"{country}.{level}"), phase, group)
