"""Sides that a sentence names beside a match and that did not play in it.

"The London side, like Milan already through, beat the Turks 2-0", "Wimbledon, Leicester's semi-final
victims, lost at Blackburn", "Oman doing Australia a favour by beating Jordan": whoever seeks the two
sides of a result passes over these.
"""

from __future__ import annotations

from matchdesk.press.gloss import Gloss, pattern

_BESIDE = (
    r"(?:,|^|\b(?:but|and|who)) ?(?:just )?(?:like|unlike|alongside) (?:the )?CLUB"
    r"|CLUB'?s? (?:[a-z-]+ ){0,3}(?:victims?|conquerors?|tormentors?|successors?|bogey (?:side|team))\b"
    r"|\b(?:do|does|did|doing|done) (?:the )?CLUB (?:,? (?:and|&) CLUB )?an? (?:[a-z]+ )?(?:favou?r|service|good turn)\b"
    r"|\b(?:favou?r (?:for|to)|to the (?:delight|relief|dismay|horror|benefit) of) (?:the )?CLUB"
)
_WORDS = pattern(
    r"\b(?:like|unlike|alongside|victims?|conquerors?|tormentors?|successors?|bogey|favou?r|service|turn|delight|relief|dismay|horror|benefit)\b"
)


def beside(g: Gloss) -> frozenset[int]:
    """Places of such clubs in a sentence; asked for more than once."""
    if "_beside" not in g.__dict__:
        found: set[int] = set()
        if _WORDS.search(g.plain) is not None:
            for m in g.every(_BESIDE):
                found |= {at for at, _ in g.signs("club", *m.span())}
        g.__dict__["_beside"] = frozenset(found)
    kept: frozenset[int] = g.__dict__["_beside"]
    return kept
