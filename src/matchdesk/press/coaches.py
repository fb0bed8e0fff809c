"""Coaches: whom a report itself introduces ("Deportivo coach Javier Irureta"), and whom one knows."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from matchdesk.core.match import Club
from matchdesk.core.text import fold
from matchdesk.errors import RuleError
from matchdesk.press.claim import Mention
from matchdesk.press.spelling import same_person

_SPELL = re.compile(r"(?P<name>\D+) (?P<first>\d{4})-(?P<last>\d{4})")


@cache
def _known() -> Mapping[str, tuple[tuple[str, str, int, int], ...]]:
    """Name in full, id of the club, first and last year, by the last word of the name.

    Raises:
        RuleError: the data file holds something else.
    """
    text = (files("matchdesk.press") / "data" / "coaches.toml").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, str, int, int]]] = {}
    for club, spells in tomllib.loads(text)["club"].items():
        for spell in spells:
            told = _SPELL.fullmatch(spell)
            if told is None:
                raise RuleError(f"coaches.toml: {club}: {spell!r}; expected a name and two years")
            last = fold(told["name"]).split()[-1]
            found.setdefault(last, []).append(
                (told["name"], club, int(told["first"]), int(told["last"]))
            )
    return {last: tuple(spells) for last, spells in found.items()}


@cache
def first_names() -> frozenset[str]:
    """First names of men of the game, folded, to tell "Bobby Charlton" from a club."""
    return frozenset(
        fold(name).split()[0]
        for spells in _known().values()
        for name, *_ in spells
        if len(fold(name).split()) > 1
    )


def known_for(name: str, day: dt.date | None) -> tuple[str, ...]:
    """Ids of the clubs that a person is known to have coached in the year of a day.

    >>> known_for("Arsène Wenger", dt.date(2004, 5, 1)), known_for("Wenger", dt.date(1990, 5, 1))
    (('en.arsenal',), ('fr.monaco',))
    """
    words = fold(name).split()
    if not words or day is None:
        return ()
    if words[-1] not in _known() and words[-1][-1] == "s":
        # "Wengers side", whose apostrophe is lost.
        words[-1] = words[-1][:-1]
        name = " ".join(words)
    return tuple(
        dict.fromkeys(
            club
            for full, club, first, last in _known().get(words[-1], ())
            if first <= day.year <= last and same_person(name, full)
        )
    )


def spells_of(last: str) -> tuple[tuple[str, int, int], ...]:
    """Clubs that persons of a last name (folded) coached, each with the first and the last year."""
    return tuple((club, first, until) for _, club, first, until in _known().get(last, ()))


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


_SQUAD = re.compile(
    r"(?:['\u2019`\u00b4]s?)? (?:[a-z-]{1,14} ){0,2}?(?:side|team|men|outfit|charges|troops|squad)\b"
)


def with_squads(
    text: str, mentions: Sequence[Mention], coached: Callable[[str], tuple[Club, ...]]
) -> list[Mention]:
    """Mentions with the clubs of coaches in their places: "Wenger's side" is as good as a club's name."""
    found = []
    for one in mentions:
        if one.kind in ("person", "name") and _SQUAD.match(text, one.end):
            clubs = coached(one.text)
            if len(clubs) == 1:
                one = Mention("club", one.start, one.end, one.text, clubs)
        found.append(one)
    return found


_NAMED_SQUAD = re.compile(
    r"(?P<name>(?:[A-Z\u00c0-\u00de][\w.-]{1,20} ){0,2}(?:(?:de|van|der|den|di|del|da|ten) ){0,2}[A-Z\u00c0-\u00de][\w-]{2,20})"
    r"['\u2019`\u00b4]?s? (?:[a-z-]{1,14} ){0,2}?(?:side|team|men|outfit|charges|troops)\b"
)


def squads_named(
    text: str, mentions: Sequence[Mention], day: dt.date | None, clubs: Mapping[str, Club]
) -> list[Mention]:
    """Mentions with the clubs that only their coaches tell: "Lippi's side beat Real Madrid"."""
    found = list(mentions)
    for m in _NAMED_SQUAD.finditer(text):
        ids = [club for club in known_for(m["name"], day) if club in clubs]
        start, end = m.span("name")
        if len(ids) == 1 and not any(x.start < end and start < x.end for x in mentions):
            found.append(Mention("club", start, end, m["name"], (clubs[ids[0]],)))
    return sorted(found, key=lambda x: x.start)
