"""Match sheets as agencies print them: sides, goals, scorers with their minutes, the score at the break.

"Chelsea (England) 4 (Gudjohnsen 8, Lampard 17) Barcelona (Spain) 2 (Ronaldinho 27pen, 38)",
"Scorers: Crespo 61", "Chelsea (3) 4 Barcelona (2) 2", "Halftime: 3-2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.read_scorers import labels
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_MARK = r"(?: ?(?:- ?)?\(?(?:pen(?:alty)?s?|p|og|o\.g\.|own goal|h|f)\b\.?\)?)"
_MINUTE = rf"['’]?\d{{1,3}}(?!\d|[,.]\d\d\d)(?: ?\+ ?\d{{1,2}})?(?:st|nd|rd|th)?(?:['’]| ?mins?\b)?{_MARK}?"
_ITEM = rf"(?P<who>PERSON|CLUB(?= ?\(?['’]?\d{{1,3}}(?:['’),]|$| pen| og)))(?P<before>{_MARK})?[,:]? ?\(?(?P<minutes>{_MINUTE}(?:(?:, ?| and |,? & |; ?| ){_MINUTE})*)\)?"
_ITEMS = rf"(?:(?:CLUB ?:? ?)?{_ITEM.replace('?P<who>', '?:').replace('?P<before>', '?:').replace('?P<minutes>', '?:')}(?:[,;.]| -|) ?(?:and )?)++"
_SIDE = r"CLUB(?: \((?!\d)[^()]{1,24}\))?"
_INSIDE = r"(?: ?\((?P<%s>[^()]{1,160})\))?"
_PAIR = (
    rf"(?P<a>{_SIDE})(?: \((?P<hx>\d{{1,2}})\))? (?P<x>\d{{1,2}}){_INSIDE % 'sa'}"
    rf"[ ,;:-]{{1,4}}(?P<b>{_SIDE})(?: \((?P<hy>\d{{1,2}})\))? (?P<y>\d{{1,2}}){_INSIDE % 'sb'}(?![\w'’])(?! ?(?:st|nd|rd|th|points|min))"
)
_HALF = r"\b(?:half[- ]?time|ht|h\.t\.)(?: score)? ?[:(=,-]? ?(?P<score>\d{1,2} ?[-:] ?\d{1,2})(?![\d-])"
_LIST = r"^\W*(?:CLUB(?=: )|goals?|goal-?scorers?|scorers?)(?: for CLUB)? ?[:-] ?"
_OWN = re.compile(r"\bog\b|o\.g\.|own goal")


@dataclass(frozen=True, slots=True)
class _Goals:
    """Goals of one player: his name, his stretch, the minutes with theirs, and if into his own net."""

    player: str
    start: int
    end: int
    minutes: tuple[tuple[int, int, int], ...]
    own: bool


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of a line of a sheet."""
    scored: list[tuple[int, int]] = []
    for m in g.every(_PAIR):
        yield from _pair(g, ctx, m)
        scored += [m.span(part) for part in ("sa", "sb") if m[part]]
    for m in g.every(_HALF):
        score = score_of(m["score"])
        if score is not None:
            yield make("half_time_score", g, m.start(), m.end(), [Reading(score=score)])
    listed = pattern(_LIST).match(g.plain)
    if any(kind == "other" for _, kind in labels(g)) or (ctx.listing == "other" and ":" in g.plain):
        # "Yellow Cards: Lee 64", and the other side's line after it.
        listed = None
    elif listed is not None and not _lineup(g):
        scored.append((listed.end(), len(g.plain)))
    elif pattern(rf"\W*{_ITEMS}\W*").fullmatch(g.plain):
        # Goals and nothing else; a line-up names its changes beside others.
        scored.append((0, len(g.plain)))
    for start, end in scored:
        for one in _goals(g, start, end):
            yield from _claims(g, one)


def _lineup(g: Gloss) -> bool:
    """True for a side with its changes: "Casillas; Ramos, … Beckham (Reyes 66), Emerson (Guti 46)"."""
    people = len(g.signs("person"))
    return people > 4 and people > 2 * len(pattern(_ITEM).findall(g.plain))


def _pair(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    """The result, and the score at the break where it stands beside the goals."""
    marked = m["sa"] or m["sb"] or m["hx"] or "(" in m["a"] or "(" in m["b"]
    gap = m.start("x") - 1
    # "Galatasaray. . . . .0": dots lead from the name to its goals.
    if not marked and g.ends[gap] - g.starts[gap] < 5:
        return
    a = ctx.team(g, m.start("a"), m.start("a") + 1)
    b = ctx.team(g, m.start("b"), m.start("b") + 1)
    pairs = [(x, y) for x in a for y in b if x != y]
    score = Score(int(m["x"]), int(m["y"]))
    if not pairs or max(score) > 31:
        return
    end = m.end("y")
    yield make(
        "match_result", g, m.start(), end,
        [Reading(team=x, opponent=y, score=score, oriented=True, word="pair") for x, y in pairs],
    )  # fmt: skip
    early = (m["hx"], m["hy"])
    if None in early and m["sa"] and m["sb"]:
        early = (m["sa"].strip(), m["sb"].strip())
    if all(value is not None and value.isdigit() for value in early):
        half = Score(int(early[0] or 0), int(early[1] or 0))
        if half.home <= score.home and half.away <= score.away:
            yield make(
                "half_time_score", g, m.start(), end,
                [Reading(team=x, opponent=y, score=half, oriented=True) for x, y in pairs],
            )  # fmt: skip


def _goals(g: Gloss, start: int, end: int) -> Iterator[_Goals]:
    for m in pattern(_ITEM).finditer(g.plain, start, end):
        mention = g.mention(m["who"])
        if mention is None:
            continue
        if mention.kind == "club" and " " in mention.text:
            continue
        minutes = []
        for one in re.finditer(r"(\d{1,3})(?: ?\+ ?\d{1,2})?", m["minutes"]):
            minute = int(one[1])
            if 0 < minute <= 125:
                at = m.start("minutes")
                minutes.append((minute, at + one.start(), at + one.end()))
        if minutes:
            person = mention.kind != "club" and len(mention.ids) == 1
            name = mention.ids[0] if person else mention.text
            yield _Goals(name, m.start(), m.end(), tuple(minutes), _OWN.search(m[0]) is not None)


def _claims(g: Gloss, one: _Goals) -> Iterator[Claim]:
    word = "own_goal" if one.own else ""
    yield make("scorer", g, one.start, one.minutes[0][1], [Reading(player=one.player, word=word)])
    for minute, start, end in one.minutes:
        reading = Reading(player=one.player, minutes=(minute, minute))
        yield make("minute", g, start, end, [reading])
    if len(one.minutes) > 1 and not one.own:
        number = len(one.minutes)
        yield make(
            "player_goals", g, one.start, one.end, [Reading(player=one.player, number=number)]
        )
