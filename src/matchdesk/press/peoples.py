"""What reports call the people of a country: "the Germans", "the Dutch champions", "the Scots".

Data: ``data/peoples.toml``, codes of countries as ids of clubs begin with them, and the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _peoples() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Countries by the word for their people, and by the adjective."""
    text = (files("matchdesk.press") / "data" / "peoples.toml").read_text(encoding="utf-8")
    nouns: dict[str, list[str]] = {}
    adjectives: dict[str, list[str]] = {}
    for code, words in tomllib.loads(text)["people"].items():
        for noun in words["nouns"]:
            nouns.setdefault(noun, []).append(code)
        for adjective in words["adjectives"]:
            adjectives.setdefault(adjective, []).append(code)
    return (
        {word: tuple(codes) for word, codes in nouns.items()},
        {word: tuple(codes) for word, codes in adjectives.items()},
    )


def _either(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SIDE = (
    r"(?:side|team|club|champions|giants|outfit|minnows|leaders|holders|visitors|hosts|debutants)"
)
_GOES_ON = (
    r"(?=,| (?:had|have|has|were|are|was|is|who|led|lost|drew|beat|took|went|scored|came|could|will|"
    r"must|needed|equalised|levelled|struck|did|won|play|face|lead|go|stay|finished|and|also|never)\b)"
)
# "Beat the French 3-2", "lost to the Dutch in Rotterdam": many, not one man.
_MANY = (
    rf"(?:{'|'.join(sorted((w for w in _peoples()[1] if re.search('[sc]h$', w)), key=len, reverse=True))})"
    r"(?=[.,;:)]|$| (?:\d|in|on|at|by|after|with|but|for|when|while|before|despite|last|this|earlier|later|to)\b)"
)

ADJECTIVES = rf"(?:{_either(_peoples()[1])})"
"""Pattern of the adjectives of peoples: "dutch", "west german"."""

DEMONYMS = rf"(?:{_either(_peoples()[0])})|{_MANY}|(?:{_either(_peoples()[1])})(?: (?:\w+ ){{0,2}}?{_SIDE}\b|{_GOES_ON})"
"""Pattern of a people without its article: "germans", "dutch champions", "dutch" before a verb."""

_NOUN = re.compile(rf"\b(?:{_either(_peoples()[0])})\b")
_ADJECTIVE = re.compile(rf"\b(?:{_either(_peoples()[1])})\b")


def people_of(words: str) -> tuple[str, ...]:
    """Codes of the countries whose people a phrase in small letters names; () if none.

    >>> people_of("the germans"), people_of("the dutch champions"), people_of("the leaders")
    (('de',), ('nl',), ())
    """
    nouns, adjectives = _peoples()
    noun = _NOUN.search(words)
    if noun is not None:
        return nouns[noun[0]]
    adjective = _ADJECTIVE.search(words)
    return adjectives[adjective[0]] if adjective is not None else ()
