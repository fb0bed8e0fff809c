"""Reading what parts sides level on points: "top on goal difference"."""

from __future__ import annotations

from collections.abc import Iterator

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make
from matchdesk.press.table_words import as_left

_BY_GOALS = (
    r"\b(?:on|by|only on|by virtue of|thanks to|courtesy of|because of|due to|with|having|have|had|has)(?: an?| the| their| its)? "
    r"(?:better |superior |inferior |worse |slightly |far |much )*(?:goal[- ]difference|goal[- ]average|goals scored|head[- ]to[- ]head(?: record| results)?)\b"
)
# Read as a gap already: "above Chelsea on goal difference".
_TOLD = pattern(
    r"\b(?:behind|ahead of|above|below) EPITHETS(?:CLUB) (?:only |purely |just |merely )?$"
    r"|\b(?:trail|trails|trailing|lead|leads|head) EPITHETS(?:CLUB) (?:only |purely |just )?$"
)
_RIVAL = pattern(
    r"(?:behind|ahead of|above|below|from|over|than|replac\w+|overt\w+|pass\w*|with) EPITHETS(?P<o>CLUB)(?:,? and EPITHETS(?P<o2>CLUB))?"
)
_STANDS = pattern(
    r"\b(?:ORD|top|bottom|summit|lead|leads|leaders?|leading|ahead|above|behind|below|qualif\w+|advanc\w+|go(?:es)? through|"
    r"relegat\w+|promot\w+|title|champions?|placed?|topp\w+|head|heads|surviv\w+|stay\w*|went|table|group|points)\b"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims that goals, or the matches between them, part two sides."""
    for m in g.every(_BY_GOALS):
        if _TOLD.search(g.plain, 0, m.start()) or wished(g, m.start(), 60):
            continue
        if not _STANDS.search(g.plain, max(0, m.start() - 90), min(len(g.plain), m.end() + 50)):
            continue
        first = max(0, m.start() - 70)
        named = [
            *_RIVAL.finditer(g.plain, first, m.start()),
            *_RIVAL.finditer(g.plain, m.end(), min(len(g.plain), m.end() + 30)),
        ]
        rivals: list[Club] = []
        for told in named[-1:]:
            for part in ("o", "o2"):
                if told[part]:
                    rivals += ctx.team(g, told.start(part), told.end(part))
        clubs, _, _ = candidates(g, ctx, m.start(), rivals[:1])
        readings = [Reading(team=c, word="by_goals") for c in clubs if c not in rivals[:1]]
        if rivals:
            pairs = [
                Reading(team=c, opponent=o, word="by_goals")
                for c in clubs
                for o in rivals
                if c != o
            ]
            readings = [*pairs, *readings]
        if readings:
            # Among the best of other groups, or in another year, goals may have told, too.
            claim = make("group_standing", g, m.start(), m.end(), readings, firm=False)
            yield as_left(g, claim, m.start(), m.end())
