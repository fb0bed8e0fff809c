"""Where a result was played, as the words about it have it: "lost at home to A", "won 2-1 at B", "beaten in Turin"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading, Venue
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import hedged
from matchdesk.press.subjects import make

_PLACE = (
    r"\b(?:(?P<home>at home|on (?:their|its) own (?:ground|pitch|turf)|home (?:win|victory|defeat|loss|draw|reverse))|"
    r"(?P<away>away (?:to|at|from home|win|victory|defeat|loss|draw|success)|on the road|on their travels)|"
    r"at (?:the )?LEADIN(?P<club>CLUB)(?!'s? )|(?:at|in) (?:the |their )?(?P<ground>GROUND))"
)
_FAR = 26
"""Signs behind a result in which its place may be told."""


def placed(g: Gloss, claim: Claim, stretch: tuple[int, int]) -> Iterator[Claim]:
    """The place of a result, as a claim of its own."""
    readings = [r for r in claim.readings if r.team is not None and r.opponent is not None]
    if not readings or any(
        r.word in ("penalties", "dropped", "listed", "pair", "met") for r in readings
    ):
        return
    first = max(g.clause(stretch[0])[0], stretch[0] - 12)
    last = min(len(g.plain), stretch[1] + _FAR)
    for m in g.every(_PLACE):
        if not first <= m.start() < last or hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            continue
        between = g.plain[stretch[1] : m.start()]
        if any(sign in between for sign in ",;.") or pattern("CLUB|SCORE| and ").search(between):
            return
        told = [t for r in readings if (t := _of(g, r, m["home"], m["away"], m["club"], m["ground"])) is not None]  # fmt: skip
        if told:
            alone = len({r.team for r in told}) == 1 and claim.opposed and claim.told != ""
            yield replace(
                make("venue", g, m.start(), m.end(), told, firm=alone), told=claim.told, only=True
            )
        return


def _of(
    g: Gloss, r: Reading, home: str | None, away: str | None, club: str | None, ground: str | None
) -> Reading | None:
    venue: Venue = "home" if home else "away"
    if club is not None:
        named = g.mention(club)
        if named is None or r.opponent not in named.clubs:
            return None
    if ground is not None:
        place = g.mention(ground)
        if place is None or not place.clubs:
            return None
        return replace(r, word="of_result", venue="", clubs=place.clubs, players=place.ids)
    if home is None and away is None and club is None:
        return None
    return replace(r, word="of_result", venue=venue)
