"""Reading players' runs: "for the 11th match running", "six in his last five games"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import figure
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make

_RUNNING = (
    r"(?P<who>PERSON)[^.;]{0,60}?\b(?:scor(?:ed|ing|es)|netted|netting|found the net|on target|on the scoresheet|struck|striking|goal)\b[^.;,]{0,30}? (?:for (?:a|the) |in (?:a|his) )"
    r"(?P<n>ORD) (?:KINDS)*(?:(?:consecutive|successive|straight) (?:KINDS)*(?:match|game|appearance|outing)|(?:match|game|appearance|outing) (?:ROWS|in succession))"
    r"|(?P<who2>PERSON)[^.;]{0,40}?\b(?:has|have|had|having) (?:now )?scored in (?:each of |every one of |all of |all )?(?:his )?(?:last |past |previous )?(?P<n2>NUM) (?:(?:consecutive|successive|straight) )?(?:KINDS)*(?:matches|games|appearances|outings)(?P<row> ROWS| in succession)?"
)
_LATELY = (
    r"(?P<who>PERSON)[^.;]{0,60}?\b(?P<n>NUM|ORD)(?: goals?)? (?:in|from) (?:his|as many|the) (?:last |past |previous )?(?P<m>NUM)?(?: KINDS)*(?P<games> (?:KINDS)*(?:games|matches|appearances|outings|starts))"
    r"|\b(?:his|PERSON's) (?P<n2>ORD)(?: goal| strike)? in (?:just |only )?(?:his (?:last )?)?(?P<m2>NUM)(?P<games2>(?: KINDS*(?:games|matches|appearances|outings|starts))?)(?=[.,;)]|$| and| but| to| as| for| since)"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of players' runs in one sentence."""
    for m in g.every(_RUNNING):
        number = figure(m["n"] or m["n2"] or "")
        player = _named(g, m["who"] or m["who2"])
        if number is None or number < 2 or not player or wished(g, m.start(), 24):
            continue
        if m["n2"] and not (m["row"] or re.search(r"each|every|all|last|past|previous|consec|success|straight", m[0])):  # fmt: skip
            continue
        readings = [Reading(player=player, number=number, competition=_league(m[0]), word="streak")]
        at = m.start("n") if m["n"] else m.start("n2")
        yield make("run", g, at, m.end(), readings)
    for m in g.every(_LATELY):
        written = m["n"] or m["n2"] or ""
        number = figure(written)
        total = number if "as many" in m[0] else number_of(m["m"] or m["m2"] or "")
        player = _named(g, m["who"]) or _before(g, ctx, m)
        if number is None or total is None or total < 2 or not player or wished(g, m.start(), 24):
            continue
        readings = [
            Reading(player=player, number=number, other=total, competition=_league(m[0]), word="lately")
        ]  # fmt: skip
        at = m.start("n") if m["n"] else m.start("n2")
        yield make("season_tally", g, at, m.end(), readings)


def _named(g: Gloss, sign: str | None) -> str:
    mention = g.mention(sign)
    if mention is None:
        return ""
    return mention.ids[0] if len(mention.ids) == 1 else mention.text


def _before(g: Gloss, ctx: Context, m: re.Match[str]) -> str:
    """Whose "his" is: a player in the words or the last one named, else the last scorer."""
    found = g.signs("person", m.start(), m.end()) or g.signs("person", 0, m.start())
    return _named(g, g.plain[found[-1][0]]) if found else ctx.scorer


_LEAGUE = pattern(r"\b(?:league|premier league|bundesliga|top-flight)\b")


def _league(words: str) -> str:
    return "league" if _LEAGUE.search(words) else ""
