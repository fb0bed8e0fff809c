"""Coaches whom a report itself introduces: "Deportivo coach Javier Irureta", "Capello's Milan"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matchdesk.core.match import Club
from matchdesk.press.claim import Mention

_OFFICE = (
    r"(?:head |caretaker |interim |first-team |player-|new |former )?(?:coach|manager|boss|trainer)"
)
# What stands between the club and the person.
_CLUB_FIRST = re.compile(
    rf"(?:['\u2019]s?)?,? (?:(?:[A-Z][a-z]+|[a-z]+-?(?:born|year-old)) )?{_OFFICE},? (?:Sir |Mr\.? |Dr\.? )?"
    rf"|,? (?:who are |now )?(?:coached|managed|led|guided) by (?:Sir |Mr\.? )?|['\u2019]s? {_OFFICE},? ",
)
# What stands between the person and the club.
_PERSON_FIRST = re.compile(
    rf",? (?:the |now )?(?:{_OFFICE}) (?:of |at )(?:the )?(?:[a-z]+ ){{0,2}}"
    r"|['\u2019]s? (?:[a-z][a-z-]+ ){0,2}"
    rf"|,? (?:who|whose)? ?(?:coaches|manages|took charge of|is in charge of|in charge of) "
)
_AFTER = re.compile(rf"(?:['\u2019]s?)? {_OFFICE}\b")
_APPOSED = re.compile(r", the ")
_FORMER = re.compile(r"\b(?:former|ex-?|old|then|future|next|previous|one-time)\b", re.I)


def introduced(text: str, mentions: Sequence[Mention]) -> list[tuple[str, Club]]:
    """Persons with the club whose coach the text calls them, in the order of the text."""
    return list(_introduced(text, [m for m in mentions if m.kind in ("club", "person", "name")]))


def _introduced(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Club]]:
    for one, other in pairwise(mentions):
        between = text[one.end : other.start]
        if len(between) > 45 or _FORMER.search(between):
            continue
        if _FORMER.search(text[max(0, one.start - 8) : one.start]):
            continue
        if one.kind == "club" and other.kind != "club":
            if len(one.clubs) == 1 and _CLUB_FIRST.fullmatch(between):
                yield other.text, one.clubs[0]
        elif one.kind != "club" and other.kind == "club" and len(other.clubs) == 1:
            if _PERSON_FIRST.fullmatch(between) and not _AFTER.match(text, other.end):
                yield one.text, other.clubs[0]
            elif _APPOSED.fullmatch(between) and _AFTER.match(text, other.end):
                yield one.text, other.clubs[0]
