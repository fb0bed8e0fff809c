"""Names like one that nobody bears: what a refusal suggests. Likeness suggests, it never decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matchdesk.core.text import fold

__all__ = ["NEAREST", "nearest", "nearest_of"]

NEAREST = 5
"""How many near names a refusal lists."""

_LEAST = 68.0
"""Likeness (0-100) from which a name is worth telling."""
_SHORTEST = 4
"""Letters of a word from which it may be the beginning of another."""
# One holds all the words of the other; one begins as the other; a word of it does.
_HOLDS, _BEGINS, _WORD_BEGINS = 92.0, 90.0, 76.0


def nearest(name: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Names like this one, best first; none where nothing is near.

    >>> nearest("Airdrie", ["Standard Liège", "Airdrie United", "Air", "Airdrieonians"])
    ('Airdrie United', 'Airdrieonians')
    >>> nearest("Leganez", ["Real Madrid", "Leganés", "Levante"]), nearest("Xyzzy", ["Ajax"])
    (('Leganés', 'Levante'), ())
    """
    return nearest_of(name, {choice: choice for choice in choices})


def nearest_of(name: str, choices: Mapping[str, str]) -> tuple[str, ...]:
    """What is called by the names most like this one, best first, each once.

    Args:
        name: a name that nobody bears.
        choices: names → what each is told as (several names may be of one club).
    """
    from rapidfuzz import fuzz, process

    wanted = fold(name)
    if not wanted:
        return ()
    words = wanted.split()
    folded: dict[str, list[str]] = {}
    for choice, told in choices.items():
        folded.setdefault(fold(choice), []).append(told)
    scored: dict[str, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        found = process.extract(
            wanted, list(folded), scorer=scorer, limit=None, score_cutoff=_LEAST
        )
        for held, likeness, _ in found:
            scored[held] = max(likeness, scored.get(held, 0.0))
    for held in folded:
        likeness = _by_words(wanted, words, held)
        if likeness > scored.get(held, 0.0):
            scored[held] = likeness
    best: dict[str, tuple[float, int, str]] = {}
    for held, likeness in scored.items():
        rank = (-likeness, abs(len(held) - len(wanted)), held)
        for told in folded[held]:
            best[told] = min(rank, best.get(told, rank))
    return tuple(sorted(best, key=lambda told: (*best[told], told))[:NEAREST])


def _by_words(wanted: str, words: list[str], held: str) -> float:
    """Likeness of two names by their words, folded; 0 where they tell nothing.

    The longer the part that both have, the nearer: "Airdrie" begins "Airdrieonians".
    """
    theirs = held.split()
    if not theirs:
        return 0.0
    one, other = set(words), set(theirs)
    shorter = min(wanted, held, key=len)
    if len(shorter) >= _SHORTEST and (one <= other or other <= one):
        return _HOLDS
    if len(shorter) >= _SHORTEST and (held.startswith(wanted) or wanted.startswith(held)):
        return _BEGINS
    beginnings = any(
        len(min(mine, word, key=len)) >= _SHORTEST
        and (mine.startswith(word) or word.startswith(mine))
        and mine != word
        for mine in words
        for word in theirs
    )
    return _WORD_BEGINS if beginnings else 0.0
