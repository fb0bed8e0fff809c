"""Reading matches in hand: "with two games in hand", "having played a game more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make
from matchdesk.press.table_words import BEFORE_IT, after_it, firm_now

_HAND = (
    r"\b(?:with|have|has|having|but|and|cushion of|still|also|extra) (?:still |also |but |now )?(?P<n>NUM|an?(?: extra)?) (?:games?|match(?:es)?) (?:in|at) hand"
    r"(?: (?:over|on|of|from) (?:the )?(?:EPITHETS(?P<other>CLUB)|(?P<both>both|leaders|them|top|rest)))?"
)
# "Having played two games more", "from a game less", "with the same number of games played".
_PLAYED = (
    r"\b(?:having|have|has|had|after) (?:now |also |already )?played (?P<n>NUM|an?|one) (?:games?|match(?:es)?) (?P<way>more|fewer|less)\b(?: than (?:EPITHETS(?P<other>CLUB)|them|the leaders))?"
    r"|\b(?:with|from|on|having played|have played|played|but|and) (?P<n2>NUM|an?|one) (?P<way2>more|fewer|less) (?:games?|match(?:es)?)(?: played)?\b|\b(?:with|from|in|having played|played) (?P<n3>NUM|an?|one) (?:games?|match(?:es)?) (?P<way3>more|fewer|less)\b"
    r"|\b(?:with|from|having played|have played|after|on) (?P<same>the same (?:number|amount) of (?:games|matches))(?: played)?"
)
_SUBJECT = pattern(
    r"\b(?:although|though|but|and|while|as|with) (?:the )?CLUB(?:,? (?:who|which|still|now|also|have|has|had))* ?$"
)
_COMPARED = re.compile(
    r"\b(?:behind|ahead(?: of)?|above|below|adrift(?: of)?|clear(?: of)?|off|back)\b(?! (?:the|in|at) (?:pitch|field))"
)


def found(g: Gloss, ctx: Context) -> Iterator[tuple[Claim, int, int]]:
    """Matches that a side has played fewer than another; they take no place from other claims."""
    for source in (_HAND, _PLAYED):
        for m in g.every(source):
            yield from _in_hand(g, ctx, m)


def _in_hand(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[tuple[Claim, int, int]]:
    groups = m.groupdict()
    name = next(k for k in ("n", "n2", "n3", "same") if groups.get(k))
    words = (groups[name] or "").removesuffix(" extra")
    number = 0 if name == "same" else number_of(words)
    others = ctx.team(g, m.start("other"), m.end("other")) if groups.get("other") else ()
    # "Four points behind Liverpool with two games in hand": of whoever is behind.
    compared = [x for x in _COMPARED.finditer(g.plain, 0, m.start())]
    at = m.start()
    if compared and " who " not in g.plain[:at] and not _SUBJECT.search(g.plain, 0, at):
        at = compared[-1].start()
    clubs, sure, _ = candidates(g, ctx, at, others)
    rivals: Sequence[Club | None] = others or _compared_with(g, ctx, compared, m.start())
    if not rivals:
        near = [c for _, x in g.signs("club") for c in x.clubs if c not in clubs[:1]]
        rivals = tuple(dict.fromkeys((*near, *ctx.named)))
    pairs = [(c, o) for c in clubs for o in rivals if c != o]
    if "more" in (groups.get("way"), groups.get("way2"), groups.get("way3")):
        # Whoever has played more has none in hand: the others have.
        word = "played more"
    else:
        word = "hand"
    readings = [Reading(team=c, opponent=o, number=number, word=word) for c, o in pairs]
    if number is not None and readings and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
        firm = sure and name != "same" and firm_now(g, m.start(), m.end())
        claim = make("points_gap", g, m.start(name), m.end(), readings, firm=firm)
        if not BEFORE_IT.search(g.plain, max(0, m.start() - 60), m.end()):
            claim = after_it(claim)
        yield claim, -1, -1


def _compared_with(
    g: Gloss, ctx: Context, compared: Sequence[re.Match[str]], at: int
) -> Sequence[Club | None]:
    """With whom a side was compared right before: a club, or (None) the leaders or the next."""
    if not compared or at - compared[-1].end() > 60:
        return ()
    told = _RIVALS_THEN.match(g.plain, compared[-1].end(), at)
    if told is None:
        return ()
    named = [c for _, x in g.signs("club", told.start(), told.end()) for c in x.clubs]
    return tuple(dict.fromkeys(named)) or (None,)


# "… behind Liverpool, with", "… clear of their nearest rivals and with", "… back with".
_RIVALS_THEN = pattern(
    r"(?: EPITHETS(?:CLUB)(?:(?:,| and) EPITHETS(?:CLUB))?| RIVALS| LEADERS| the top)?(?:,| and| but)*(?: still| also| now)* ?$"
)
