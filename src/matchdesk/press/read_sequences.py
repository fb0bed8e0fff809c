"""Reading runs that no closer pattern has read: a word for a run, and how long it is, in any order.

"A barren league run of six games", "the only side still unbeaten", "dropped their first points", "twelve
matches since they last lost". Such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading, Venue
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import figure, scope_of
from matchdesk.press.read_annals import everybody
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_KINDS: tuple[tuple[str, str], ...] = (
    ("unbeaten", r"\b(?:unbeaten|undefeated|without (?:a )?(?:defeat|loss|losing|being beaten)|(?:not|n't|never) (?:been beaten|lost|tasted defeat)|last (?:tasted defeat|lost|beaten)|last (?:defeat|loss)|without a single (?:defeat|loss)|first (?:KINDS)*(?:defeat|loss))\b"),
    ("winless", r"\b(?:winless|without (?:a |an |any )?(?:KINDS)*(?:win|victory|success|winning)|barren|(?:not|n't|never|failed to) (?:won|win|beaten|tasted victory)|last (?:won|win|victory|success)|first (?:KINDS)*(?:win|victory|success)|wait for (?:a|their first) (?:KINDS)*(?:win|victory))\b"),
    ("winning", r"\b(?:winning|WINS|victorious|won|win|perfect|flawless|100 per ?cent|100%|hundred per ?cent|maximum points|dropped? (?:their|its) first points|beat|beating)\b"),
    ("losing", r"\b(?:losing|LOSSES|lost|beaten)\b"),
    ("drawing", r"\b(?:draws|drawn|drew|ties|tied|stalemates)\b"),
    ("clean", r"\b(?:without conceding|clean sheets?|shut-?outs?|not (?:conceded|let in a goal)|without (?:letting in|a goal against)|(?:yet|still) to concede|conceded)\b"),
    ("blank", r"\b(?:without (?:a goal|scoring|finding the net)|(?:not|n't|failed to) scor\w+|goalless|goal drought|blanks?)\b"),
    ("scoring", r"\b(?:scored|scoring|found the net) in\b"),
)  # fmt: skip
_LENGTH = (
    r"(?:(?<![\d:-])(?P<n>NUM)(?! ?[-:]\d)[- ](?:KINDS|more |other |previous |last |goalless )*(?:GAMES|run|streak|sequence)\b"
    r"|(?P<o>ORD)(?: (?:KINDS)*(?:GAMES|win|victory|defeat|loss|draw|success|clean sheet))? (?:ROWS|game-in-a-row|(?:time|match|game) (?:ROWS))|(?P<o2>ORD) (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*(?:[a-z-]+)"
    r"|\b(?P<x>NUM) (?:ROWS)|\b(?:lost|won|drawn|drew) (?P<both>both)\b|\b(?:in|for|of|to|now|the last|their last|their first|its last|gone) (?P<v>NUM)(?=[.,;:)]| and| but| in| at| since|$)|(?P<back>\bback-to-back|\bconsecutive|\bsuccessive)\b)"
)
_WHOLE = re.compile(
    r"\b(?:record|start|season|campaign|term|far|only|still|kept|keep|remain\w*|stay\w*|group|tournament|competition|qualif\w+|round|phase|points|this|yet)\b"
)
_ALL_ALONG = re.compile(
    r"unbeaten|undefeated|without (?!scor|a goal)|not|n't|never|winless|barren|failed|perfect|100|hundred|maximum|drop|clean|still|yet|flawless"
)
_OF_PLAYERS = re.compile(r"\b(?:he|his|him|goalkeeper|keeper|striker|forward)\b")
_THEN = re.compile(
    r"\b(?:had|when|last (?:season|term|year)|earlier|previous|before|from|between)\b"
)
_NOW = re.compile(r"\b(?:have|has|are|is|it's|they've|and) (?:now|still) |\bthis (?:is|was)\b")
_LONG_AGO = re.compile(
    r"\b(?:when|last (?:season|term|year)|in (?:19|20)\d\d|previous (?:best|record|run|longest|mark)|record|longest|equal\w*|surpass\w*|years? ago|once|history)\b"
)
# "Their fifth straight Serie A title", "a third final in a row".
_TITLE = pattern(
    r"ORD (?:(?:[a-z-]+|COMP) ){0,3}(?:titles?|crown|championship|finals?|season|year|cup|appearance|semi|quarter|time)\b|NUM (?:[a-z-]+ )?(?:titles|finals|seasons|years|cups|COMP)"
)
_NEAR = 55
_STOP = re.compile(r"[.;:]\s")


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Runs in one sentence."""
    told = [(kind, m) for kind, source in _KINDS for m in g.every(source)]
    if not told:
        return
    clubs: tuple[Club, ...] = ()
    taken: set[int] = set()
    for length in g.every(_LENGTH):
        near = sorted((_apart(m, length), at) for at, (_, m) in enumerate(told))
        for apart, at in near[:2]:
            kind, m = told[at]
            if apart > _NEAR or (apart and _STOP.search(g.plain, *_between(m, length))):
                continue
            clubs = clubs or everybody(g, ctx, m.start())[:6]
            claim = _run(g, ctx, kind, m, length, clubs)
            if claim is not None:
                taken.add(at)
                yield claim
    for at, (kind, m) in enumerate(told):
        if at in taken or not _ALL_ALONG.match(m[0]) or kind not in _ALL_KINDS:
            continue
        around = g.plain[max(0, m.start() - _NEAR) : m.end() + _NEAR]
        if _WHOLE.search(around) or (kind == "unbeaten" and _A_CLUB.match(g.plain, m.end())):
            yield _whole(g, ctx, kind, m)


_ALL_KINDS = ("unbeaten", "winless", "winning", "clean")
_A_CLUB = pattern(r" CLUB")


def _apart(one: re.Match[str], other: re.Match[str]) -> int:
    return max(other.start() - one.end(), one.start() - other.end(), 0)


def _between(one: re.Match[str], other: re.Match[str]) -> tuple[int, int]:
    return min(one.end(), other.end()), max(one.start(), other.start())


def _scopes(g: Gloss, ctx: Context, start: int, end: int) -> Iterator[tuple[Venue, str]]:
    """Venue and competition that may be meant."""
    scope = scope_of(g, ctx, start, end)
    competitions = (scope.competition,)
    here = pattern(
        r"\b(?:home|GROUND|here|at (?:the )?[a-z-]+ (?:stadium|arena|park|ground))\b|GROUND"
    ).search(g.plain)
    away = re.search(r"\b(?:away|travels|road|trips?|visits?)\b", g.plain)
    venues: list[Venue] = [scope.venue, ""]
    if here:
        venues.append("home")
    if away:
        venues.append("away")
    for venue in dict.fromkeys(venues):
        for competition in competitions:
            yield venue, competition


def _run(
    g: Gloss, ctx: Context, kind: str, m: re.Match[str], length: re.Match[str], clubs: Sequence[Club]
) -> Claim | None:  # fmt: skip
    written = next(
        (x for x in (length["n"], length["o"], length["o2"], length["x"], length["v"]) if x), ""
    )
    number = 2 if length["both"] or length["back"] else figure(written)
    if number is None or not 2 <= number <= 80:
        return None
    start, end = min(m.start(), length.start()), max(m.end(), length.end())
    if _TITLE.match(g.plain, length.start()) or _OF_PLAYERS.search(
        g.plain, max(0, start - 30), end
    ):
        return None
    # "First win in seven": six before it without one.
    first = kind in ("unbeaten", "winless") and m[0].startswith("first")
    then = _THEN.search(g.plain) and not _NOW.search(g.plain, max(0, start - 24), end)
    word = (
        f"loose:{kind}"
        + (":long" if _LONG_AGO.search(g.plain) else ":then" if then else "")
        + (":first" if first else "")
    )
    readings = [
        Reading(team=c, number=number, word=word, venue=venue, competition=competition)
        for venue, competition in _scopes(g, ctx, start, end)
        for c in clubs
    ]
    return (
        replace(make("run", g, start, end, readings, firm=False), offered=True)
        if readings
        else None
    )


def _whole(g: Gloss, ctx: Context, kind: str, m: re.Match[str]) -> Claim:
    readings = [
        Reading(team=c, word=f"{kind}:whole", venue=venue, competition=competition)
        for venue, competition in _scopes(g, ctx, m.start(), m.end())
        for c in everybody(g, ctx, m.start())[:8]
    ]
    return replace(make("run", g, m.start(), m.end(), readings, firm=False), offered=True)
