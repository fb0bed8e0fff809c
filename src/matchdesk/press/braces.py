"""How many goals a player scored, told by a number that stands anywhere near his name.

"A quick-fire brace", "the first of his two goals", "all four last night": told of only where somebody
just named is held to have scored just so often in a match told of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss
from matchdesk.press.reference import Context
from matchdesk.press.spelling import nearly_same
from matchdesk.press.subjects import make

_OFTEN = (
    r"\b(?P<n>brace|double\b(?! (?:bill|header|save|figures|chance))|hat[- ]?trick|treble|twice|"
    r"(?:both|two|three|four|five|all (?:two|three|four|five))(?: (?!minutes?\b|points?\b|matches\b|games\b|yards\b)[a-z'-]+){0,3}? (?:goals|headers|strikes|penalties|finishes)|"
    r"(?:both|two|three|four|all (?:three|four|five))(?= (?:as|in|of them|last|for|apiece|to|and|against|from|by)\b| ?[.,;)]|$))"
)


def read(g: Gloss, ctx: Context, told: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Numbers of goals that no words of a goal tell (``told``: where those stand)."""
    if ctx.goals is None:
        return
    people: list[str] | None = None
    for m in g.every(_OFTEN):
        if any(start < m.end() and m.start() < end for start, end in told):
            continue
        if people is None:
            named = [x.ids[0] if len(x.ids) == 1 else x.text for _, x in g.signs("person")]
            people = list(dict.fromkeys((*named, ctx.scorer, *ctx.last_goal, *ctx.people)))
        number = _number(m["n"])
        rows = [x for x in dict.fromkeys((ctx.hand, *ctx.also, *ctx.before)) if x >= 0]
        found = next(
            ((row, name) for row in rows for name in people if name and _scored(ctx, row, name) == number), None,
        )  # fmt: skip
        if found is not None:
            reading = Reading(player=found[1], number=number)
            claim = make("player_goals", g, m.start(), m.end(), [reading], firm=False)
            yield replace(claim, hand=found[0], only=True, offered=True)


def _number(words: str) -> int:
    if "trick" in words or words == "treble":
        return 3
    first = words.split()[1] if words.startswith("all ") else words.split()[0]
    return 2 if first in ("brace", "double", "twice", "both") else number_of(first) or 0


def _scored(ctx: Context, row: int, name: str) -> int:
    """Goals of a player in a match."""
    goals = ctx.goals(row) if ctx.goals is not None else ()
    return sum(goal.kind != "own_goal" and nearly_same(name, goal.player) for goal in goals)
