"""Reading the stage of a competition wherever its name stands: rounds, groups, matchdays, legs.

Of which side or match it is told is left open; such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of
from matchdesk.press.read_cup import round_of
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_HINT = re.compile(
    r"\b(?:rounds?|finals?|semi|quarter|last|group|week|match-?day|match|day|leg|gameweek|matchweek)\b|semi|quarter"
)
_ROUND = r"(?P<round>ROUND)(?: stage)?"
_GROUP = r"\b(?:group|pool) (?P<g>[a-h]|[1-8]|one|two|three|four|five|six|seven|eight)\b"
_DAY = (
    r"(?P<nth>ORD)[ -](?:round|match-?day|match day|week|gameweek|day)\b(?! of the season)"
    r"|\b(?:week|match-?day|match day|round|gameweek|matchweek|day) (?P<n>NUM)\b"
)
_LEG = r"\b(?P<leg>first|second|return)[- ]leg\b"
# "The final", not "the final pieces".
_FINAL = re.compile(
    r"$|[.,;:!?)'-]| (?:of|in|on|at|against|with|to|when|after|and|by|between|for|last|where|but|as|here|there|again)\b"
)
_ROUNDS = 7
"""So many rounds a cup has."""
_SIDES = 8
"""So many of the sides spoken of are tried."""


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Stages named in a sentence, but where a claim that can be held against the data tells them."""
    if _HINT.search(g.plain) is None:
        return
    firm = [(c.start, c.end) for c in claims if c.type == "round" and c.firm]
    clubs = [c for _, x in g.signs("club") for c in x.clubs[:2]]
    known = (*clubs, ctx.spoken, ctx.topic, *ctx.sides, *ctx.reported, *ctx.named[:3])
    sides = [c for c in dict.fromkeys(known) if c is not None][:_SIDES]
    for start, end, stage in _stages(g):
        if any(a < g.ends[end - 1] and g.starts[start] < b for a, b in firm):
            continue
        readings = [Reading(team=side, round=stage, word="stage") for side in sides]
        if readings:
            yield replace(make("round", g, start, end, readings, firm=False), offered=True)


def _stages(g: Gloss) -> Iterator[tuple[int, int, str]]:
    """Where stages are named, and which."""
    for m in g.every(_ROUND):
        for name in round_of(m["round"])[:1]:
            if name != "final" or _FINAL.match(g.plain, m.end()):
                yield m.start(), m.end(), name
    for m in g.every(_GROUP):
        number = number_of(m["g"])
        yield m.start(), m.end(), f"group:{number or m['g'].upper()}"
    for m in g.every(_DAY):
        day = ordinal_of(m["nth"]) if m["nth"] else number_of(m["n"])
        # "The second round" is one of a cup.
        if day and not (day <= _ROUNDS and "round" in m[0]):
            yield m.start(), m.end(), f"day:{day}"
    for m in g.every(_LEG):
        yield m.start(), m.end(), f"leg:{1 if m['leg'] == 'first' else 2}"
