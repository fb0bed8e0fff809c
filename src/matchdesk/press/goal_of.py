"""Whose a goal told of is: the match of its clause, and the side that it was for."""

from __future__ import annotations

import re
from itertools import pairwise

from matchdesk.core.match import Club
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context

_REACH = 150
"""Signs of a sentence within which a goal is of a match told of."""
_BEHIND = 60
_APART = 60
"""What a joint between a goal and two clubs counts for, in signs."""
_NEXT = re.compile(r",? (?:and|while|but|with) (?:the )?(?:[a-z-]+ )?")
_JOINT = re.compile(r";|\b(?:while|whereas|elsewhere|meanwhile)\b|, (?:and|but) ")


def match_of_goal(g: Gloss, ctx: Context, start: int, end: int) -> int:
    """Row of the match that a goal is surely of, where its sentence tells of several; else -1.

    The match is told by its two clubs, which stand side by side nearest to the goal.
    """
    if ctx.value is None:
        return -1
    named = [(at, m.clubs) for at, m in g.signs("club") if m.clubs]
    rows = [row for row in dict.fromkeys((ctx.hand, *ctx.also, *ctx.near)) if row >= 0]
    sides = {row: {ctx.value(row).home, ctx.value(row).away} for row in rows}
    pairs: list[tuple[int, int, int]] = []
    for (first, one), (last, other) in pairwise(named):
        row = next(
            (
                row
                for row in rows
                if any(a != b and sides[row] == {a, b} for a in one[:3] for b in other[:3])
            ),
            -1,
        )
        if _JOINT.search(g.plain, first, last) is None:
            # Two clubs that did not meet in these days stand for a match that is not known.
            pairs.append((first, last, row))
    met = {last for _, last, row in pairs if row >= 0}
    pairs = [pair for pair in pairs if pair[2] >= 0 or pair[0] not in met]
    known = {row for _, _, row in pairs if row >= 0}
    if len(known) == 1 and any(not sides[min(known)] & {*clubs[:3]} for _, clubs in named):
        # Of one match and a club apart: right behind its result a goal is of it.
        first, last, row = next(pair for pair in pairs if pair[2] >= 0)
        told = pattern("SCORE").search(g.plain, first, min(start, last + 30)) is not None
        near = _far(g, start, end, first, last) < _BEHIND and last < start
        alone = not any(last < at < start for at, _ in named)
        return row if told and near and alone else -1
    if len(known) < 2:
        return -1
    rated = sorted((_far(g, start, end, *pair[:2]), pair) for pair in pairs)
    best, (first, last, row) = rated[0]
    # Of a pair beyond the nearest one nothing is told here.
    rest = [
        far
        for far, (a, b, other) in rated
        if other != row
        and not (b <= first < start and last < start)
        and not (end <= first and last <= a)
    ]
    return row if best < _REACH and (not rest or rest[0] - best >= 30) else -1


def of_two_named(g: Gloss, ctx: Context) -> bool:
    """True if a sentence names both sides of the match in hand, and no other club."""
    named = [m.clubs for _, m in g.signs("club") if m.clubs]
    return (
        len(ctx.sides) == 2
        and all(any(side in clubs for clubs in named) for side in ctx.sides)
        and all({*clubs} & {*ctx.sides} for clubs in named)
    )


def _far(g: Gloss, start: int, end: int, first: int, last: int) -> int:
    """How far a goal stands from two clubs; one told after them rather than before."""
    if start > last:
        between, far = g.plain[last + 1 : start], start - last
    elif first >= end:
        between, far = g.plain[end:first], first - end + 20
        if _NEXT.fullmatch(between):
            far += _APART
    else:
        return 0
    return far + _APART * len(_JOINT.findall(between))


_PUT = (
    r"\b(?:put|puts|putting|fir(?:ed|es|ing)|shot|sen[dt]s?|head(?:ed|s|ing)?|gave|give[sn]?|giving|hand(?:ed|s|ing)|edg(?:ed|ing)|nudg(?:ed|ing)|"
    r"eas(?:ed|ing)|volley(?:ed|ing)|nodd(?:ed|ing)|brought|bring(?:ing)?|drew|haul(?:ed|ing)|pull(?:ed|ing)|dragg(?:ed|ing)|pegg(?:ed|ing)|took) (?P<team>TEAM) "
    r"(?:(?:well |firmly |back |straight )?(?:up|ahead|in front|level|into|in the lead|on level|on terms|"
    r"(?:one|two|three|four|five)(?: goals)? (?:up|ahead|clear|in front))|(?:a|the|an|their) (?:[a-z0-9-]+ ){0,3}?(?:lead|advantage|cushion|lifeline)\b)"
    r"|(?P<own>TEAM)'s? (?:[a-z-]+ ){0,2}(?:goals?|equali[sz]er|leveller|winner|opener|first|second|third|fourth|fifth|consolation)\b"
)
_FOR = r"(?: [a-z-]+){0,3}? for (?P<team>TEAM)(?= ?[,.;:]|$| (?:in|on|after|with|from|before|just|early|late|inside|within|when|but|and|at)\b)"


# "Rennes then retook the lead when his header …", "Italy, for whom he scored": told before the name.
_LED = (
    r"(?P<team>TEAM) (?:(?:then|soon|quickly|duly|again|first|also|almost immediately|immediately) ){0,2}"
    r"(?:(?:took|regained|retook|restored|grabbed|snatched|seized|extended|doubled|increased|stretched) (?:the|their|its|a) (?:[a-z-]+ )?(?:lead|advantage)|"
    r"(?:went|moved|forged|edged|surged) (?:back )?(?:ahead|in front|two up|further ahead)|(?:equali[sz]ed|levelled|drew level|pulled level|pulled one back|got one back|hit back|"
    r"opened the scoring|scored (?:first|again)|made it SCORE))\b[^.;\ue000-\ue3ff]{0,50}? ?\b(?:when|through|thanks to|as|with|via|from|courtesy of|by) [^.;\ue000-\ue3ff]{0,16}$"
    r"|(?P<whom>CLUB),? for whom (?:[a-z]+ ){0,2}$"
)
_LEVEL = re.compile(r"\b(?:equali[sz]\w+|levell?\w*|repl(?:y|ied)|respon\w+|one back)\b")


def side_of_goal(g: Gloss, ctx: Context, start: int, end: int) -> Club | None:
    """The side that the words of a goal say it was for, None where they do not."""
    put = pattern(_PUT).search(g.plain, start, end + 24)
    if put is not None and put.start() > end:
        put = None
    name = "own" if put is not None and put["own"] else "team"
    put = put or pattern(_FOR).match(g.plain, end)
    if put is None and (led := pattern(_LED).search(g.plain, max(0, start - 140), start)):
        if led["whom"] or not _LEVEL.search(g.plain, start, end):
            put, name = led, "whom" if led["whom"] else "team"
    if put is None:
        return None
    clubs = ctx.team(g, put.start(name), put.end(name))
    return clubs[0] if len(clubs) == 1 else None


def rows_of_side(ctx: Context, club: Club) -> list[int]:
    """Rows of the matches of these days that a side played."""
    if ctx.value is None:
        return []
    rows = dict.fromkeys((ctx.hand, *ctx.also, *ctx.near))
    return [row for row in rows if row >= 0 and club in (ctx.value(row).home, ctx.value(row).away)]
