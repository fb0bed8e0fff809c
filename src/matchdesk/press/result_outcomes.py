"""Outcomes told without a score: "defeats by A and B", "losing at A", "held by B", "a point at C"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import occasion, read_running
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import Window
from matchdesk.press.fitting import DAYS_BACK
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.result_claim import SPARED, Drafts, claim_of
from matchdesk.press.subjects import NAMED, make, subject

_OBJS = (
    r"(?P<objs>LEADIN(?:TEAM|GROUND)(?:(?:, (?:then )?|,? (?:and|&|or) )(?:at |to |by |against |over )?"
    r"(?:(?:the |to )?GROUND against )?(?:the )?CLUB(?!'s? (?!side|men)| (?:\d|are|were|have|had|is|was|will|who)))*)"
)
_VERBS = (
    r"\b(?:(?P<win>BEAT)(?: [a-z-]+ly)?"
    r"|(?P<won>WON)(?: (?!SCORE)[a-z-]+){0,3}? (?:at|against|away to|away at|over)"
    r"|(?P<beaten>BEATEN)(?: [a-z-]+){0,3}? (?:by|at the hands of|at)"
    r"|(?P<lost>LOST)(?: [a-z-]+){0,4}? (?:to|at|against|away to)"
    r"|(?P<drew>drew|drawing|drawn|tied|shared (?:the )?(?:points|spoils|honours))(?! level)(?: (?!level)[a-z-]+){0,3}? (?:with|at|against|away to)"
    r"|(?P<held>(?:was|were|been|being|are|is|,) held)(?: (?!to)[a-z-]+){0,3}? (?:by|at)"
    r"|(?P<slip>(?:slipped|tripped|slip|trip|slipping|tripping)(?: badly)? up|(?:dropp?(?:ed|ing)|shed(?:ding)?) (?:two )?points|came unstuck|come unstuck|"
    r"(?:fail(?:ed|s|ing)?|unable) to (?:win|beat))(?: [a-z-]+){0,3}?(?: (?:at|to|against|with|away to))?"
    rf") {_OBJS}"
)
_NOUNS = (
    r"\b(?P<noun>win|wins|victory|victories|triumphs?|successes|defeats?|loss|losses|reverses?|setbacks?|draws?|stalemates?|winner)(?! level)"
    r"(?: in (?:the |all )?(?:league|cup|competitions?|COMP))?(?:,? on the trot,?| in a row,?|(?: (?!in |on |of )[a-z'-]+){0,2}?) "
    r"(?P<prep>to|against|over|at|by|for|with|(?<=defeat )of|(?<=[a-z] )in(?= GROUND)|away to|at home to|at home against|away at|at the hands of) "
    rf"{_OBJS}"
)
_POINTS = (
    r"\b(?P<verb>earn|claim|t[oa]k|gain|pick|salvag|rescu|snatch|secur|shar|grabb?|collect|w[io]n|settl)[a-z]*(?: up| for)?(?P<whom> TEAM)? "
    r"(?:(?:a|an|the|all|their) )?(?:[a-z-]+ )?(?P<points>point|share of the (?:points|spoils)|(?:all )?three points|points|spoils|honours)\b"
    r"(?! (?:behind|ahead|clear|above|below|adrift|off|gap|lead|from (?:\w+ )?(?:games|matches)|each|to the good|in (?:the table|NUM)|more|fewer|per)|s? (?:they|he))"
    rf"(?: [a-z]+){{0,2}}?(?: (?:at|against|with|away to|from|over) {_OBJS})?"
)
_ALONE = (
    r"(?P<list>TEAM(?:, CLUB)*(?:,? (?:and|&) CLUB)?) (?:(?:also|both|all|again|only|then|each|duly|have|had|has|could only|just|already) ){0,2}"
    r"(?:(?P<won>won|triumphed|were victorious)|(?P<lost>lost)|(?P<drew>drew|draw)|"
    r"(?:suffered|slumped to|crashed to|fell to|went down to|tasted|slipped to|succumbed to)(?: [a-z-]+){0,3}? (?P<lostnoun>defeats?|loss(?:es)?|reverses?)|"
    r"(?:record|claim|secur|earn|pick|grabb?|enjoy|post|register|celebrat)ed(?: up)?(?: (?!point)[a-z-]+){0,3}? (?P<wonnoun>wins?|victor(?:y|ies)))"
    r"(?P<again>(?: (?:again|too|as well|once more|at home|away|away from home|on the road|by the odd goal|there|here))*)"
    r"(?= ?(?:[,.;]|$|and (?:are|were|have|is|remain|stay|now)|but|to (?:go|move|stay|remain|climb|slip|drop)|in their|on (?:\w+day|the same)|thanks|with a|as ))"
)
_EACH = (
    r"(?P<list>CLUB(?:, CLUB)*,? (?:and|&) CLUB),? (?:(?:also|both|all|each|then|duly|have|had|has) ){0,2}"
    r"(?:(?:(?P<won>WON)|(?P<lost>LOST)|(?P<drew>DREW))(?: by)? (?P<score>SCORE)(?! CLUB)|"
    # "A and B were impressive 3-1 winners", "A and B both suffered 2-0 defeats".
    r"(?:were|are|[a-z]+ed|won|had|came (?:away|home) with|fell to|went down to) (?:[a-z-]+ ){0,3}?(?P<score2>SCORE) "
    r"(?:(?P<wins>winners|victors|wins|victories|successes)|(?P<losses>losers|defeats|losses|reverses)|(?P<draws>draws|stalemates|ties)))"
)
# What may stand before an infinitive that tells of what was done.
_DONE = re.compile(
    r"\b(?:came (?:back )?from (?:behind|a goal down|two goals? down)|(?:came|fought|battled|bounced|hit|roared|stormed|rallied)(?: back)?|managed|went on|recovered|"
    r"rallied|struggl\w+|scored|goals?|penalty|header|strike|winner|double|brace|hat-trick|extra time|late|struck|helped|inspired|steered|fired|led|guided|returned|"
    r"first (?:team|side)|only (?:team|side)|needed (?:a|two|extra)[a-z -]*|deficit|down|behind)(?: [^.;:,]{0,60})? to $"
)
_NO_MATCH = re.compile(
    r"^(?:'s?\b(?! (?:side|men|team))| (?:goalkeepers?|keeper|defen[cs]e|defenders?|midfielders?|strikers?|captain|skipper|full-?back|centre-?back|offside|fans|supporters|"
    r"manager|coach|boss|players?|youth|reserves?|women|ladies|under)\b|[^.;,]{0,12}\b(?:would|will|could|might|may|should)\b)"
)
_COUNTED = pattern(
    r"\b(?:ORD|NUM|last|first|ever|successive|consecutive|straight|only|previous|maiden|another|of) (?:[a-z-]+ ){0,2}$"
)
_OWNER = pattern(r"(?P<owner>CLUB)(?:'s?)? (?:[a-z-]+ ){0,3}$")
_TITLES = re.compile(
    r" (?:the )?(?:[a-z]+ )?(?:title|league|cup|trophy|championship|toss|race|promotion|award)\b"
)


@dataclass(frozen=True)
class _Event:
    """Words of an outcome: their stretch, of whom they are told, and where the other side stands."""

    start: int
    end: int
    outcome: Outcome
    word: str = ""


def each(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """One score for each side of a list: "A and B both won 1-0"."""
    if len(g.signs("club")) < 2 or not g.every("SCORE"):
        return
    for m in g.every(_EACH):
        score = score_of(m["score"] or m["score2"])
        if score is None or read_running.covered(taken, m.start(), m.end()):
            continue
        if pattern(r"\bOPPOSED (?:the )?$").search(g.plain, max(0, m.start() - 22), m.start()) and (
            re.search(r"\b(?:both|all|each)\b", m[0]) is None
        ):
            # "Won at Bournemouth and Manchester City lost 2-1": no list.
            continue
        outcome: Outcome = "draw"
        if m["won"] or m["wins"]:
            outcome = "win"
        elif m["lost"] or m["losses"]:
            outcome = "loss"
        for _, named in g.signs("club", *m.span("list")):
            yield from _of(g, ctx, named.clubs[:1], m.span(), outcome, score)


def told(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Outcomes without a score that no plainer pattern has read."""
    if not g.signs("club") and not g.signs("ground"):
        return
    hints = {m[0] for m in _HINT.finditer(g.plain)}
    if not hints:
        return
    yield from _by_verbs(g, ctx, taken)
    if hints & _OF_NOUNS:
        yield from _by_nouns(g, ctx, taken)
    if hints & {"point", "spoil", "honour"}:
        yield from _by_points(g, ctx, taken)
    if hints & _OF_ALONE:
        yield from _by_themselves(g, ctx, taken)


# The stems of which one stands in every such sentence: to know soon that none does.
_HINT = re.compile(
    r"\b(?:wo[nr]|win|lo(?:st|ss|se|sing)|beat|defeat|draw|drew|held|tied|point|spoil|honour|victor|triumph|success|reverse|setback|stalemate|"
    r"slip|trip|stuck|fail|unable|past|off|out|top|better|[a-z]{3,9}(?=ed |ing |s ))"
)
_OF_NOUNS = frozenset(
    "win defeat draw loss victor triumph success reverse setback stalemate".split()
)
_OF_ALONE = frozenset("won lost drew draw triumph victor defeat loss reverse win".split())


def _by_verbs(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Of verbs with the other side behind them: "losing at A", "held by B"."""
    for m in g.every(_VERBS):
        if read_running.covered(taken, m.start(), m.end()):
            continue
        slip = m["slip"] is not None
        if not slip and not _claimed(g, m.start()):
            continue
        if _not_of_match(g, m):
            continue
        outcome: Outcome = (
            "" if slip else "win" if m["win"] or m["won"] else "loss" if m["beaten"] or m["lost"] else "draw"
        )  # fmt: skip
        if m["beaten"] and not pattern(
            r"(?:^\W*|[,(;] ?|\b(?:was|were|been|being|are|is|got|be|by|when|after|and|having|had|[a-z]+ly|then|then)) ?$"
        ).search(g.plain[: m.start()]):
            continue
        yield from _against(
            g, ctx, m, _Event(m.start(), m.end(), outcome, "dropped" if slip else "")
        )


def _by_nouns(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Of nouns: "defeats by A and B", "Northern Ireland's loss to C", "wins for D"."""
    for m in g.every(_NOUNS):
        at = m.start("noun")
        if read_running.covered(taken, at, m.end()) or not _claimed(g, at, 45):
            continue
        listed = len(g.signs("club", *m.span("objs"))) > 1
        listed = listed or re.search(r"\b(?:came|was) ", m[0]) is not None
        if (not listed and _COUNTED.search(g.plain[max(0, at - 40) : at])) or _not_of_match(g, m):
            continue
        lost = pattern(r"^(?:LOSSNOUN)").match(m["noun"]) is not None
        drawn = m["noun"].startswith(("draw", "stale"))
        whose = m["prep"] == "for" or (m["prep"] == "by" and not lost)
        outcome: Outcome = "draw" if drawn else "loss" if lost and m["prep"] != "of" else "win"
        if whose:
            for club, span in _named(g, ctx, m):
                yield from _of(
                    g, ctx, (club,), (at, span[1]) if span[0] < at + 40 else span, outcome
                )
            continue
        if m["noun"] == "winner" and m["prep"] not in ("against", "over", "at"):
            continue
        yield from _against(g, ctx, m, _Event(at, m.end(), outcome), verb=False)


def _by_points(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Of what a match brought: "a point at A", "all three points against B"."""
    for m in g.every(_POINTS):
        if read_running.covered(taken, m.start(), m.end()) or not _claimed(g, m.start()):
            continue
        shared = m["verb"] == "shar" or m["points"] == "point" or m["points"].startswith("share")
        if not shared and not re.search(r"points$", m["points"]):
            continue
        told = (
            re.match(r" ?(?:at|from|in|against|back|thanks|[.,;]|$)", g.plain[m.end() :])
            is not None
        )
        if (
            not shared
            and m["points"] == "points"
            and m["whom"] is None
            and m["objs"] is None
            and not told
        ):
            continue
        event = _Event(m.start(), m.end(), "draw" if shared else "win")
        if m["objs"] is not None:
            yield from _against(g, ctx, m, event, whom=m.span("whom") if m["whom"] else None)
        else:
            clubs = ctx.team(g, *m.span("whom")) if m["whom"] else subject(g, ctx, m.start())[0]
            yield from _of(g, ctx, clubs[:2], (m.start(), m.end()), event.outcome)


def _by_themselves(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Of sides against whom is not told: "Genoa and Napoli both suffered defeats"."""
    for m in g.every(_ALONE):
        if read_running.covered(taken, m.start(), m.end()) or not _claimed(g, m.start()):
            continue
        if _TITLES.match(g.plain, m.end()) or pattern(r"SCORE").match(g.plain, m.end() + 1):
            continue
        if pattern(r"\b(?:OPPOSED|with|than|behind|above|below) (?:the )?$").search(
            g.plain[: m.start()]
        ):
            continue
        outcome: Outcome = (
            "win" if m["won"] or m["wonnoun"] else "loss" if m["lost"] or m["lostnoun"] else "draw"
        )
        clubs = tuple(n.clubs[0] for _, n in g.signs("club", *m.span("list")) if n.clubs)
        if not clubs:
            if not NAMED.search(m["list"]):
                continue
            clubs = ctx.team(g, *m.span("list"))[:1]
        there = re.search(r"\b(?:there|here)$", m["again"]) is not None
        for club in clubs:
            near = [x.clubs[0] for _, x in g.signs("club", 0, m.start()) if x.clubs]
            against = tuple(
                c for c in (*reversed(near), ctx.topic, *ctx.sides) if c is not None and c != club
            )
            if there and club not in ctx.sides and against:
                yield from _there(g, ctx, club, against[:1], m.span(), outcome)
            else:
                yield from _of(g, ctx, (club,), (m.start(), m.end()), outcome)


def _there(
    g: Gloss, ctx: Context, club: Club, hosts: Sequence[Club], stretch: tuple[int, int], outcome: Outcome
) -> Drafts:  # fmt: skip
    """A result at the ground spoken of: "their first home defeat since September, when A won there"."""
    claim = claim_of(g, ctx, stretch, (club,), hosts, None, outcome, " away to ", sure=True)
    claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
    yield replace(claim, firm=False), stretch


def _claimed(g: Gloss, at: int, back: int = 30) -> bool:
    """True if the words at a place tell of what was, not of what is wished, feared or to come."""
    before = re.split(
        r"\b(?:before|after|following|respectively)\b",
        g.plain[max(g.clause(at)[0], at - back) : at],
    )[-1]
    if hedged(before) or SPARED.search(before):
        return False
    if before.endswith("to ") and not before.endswith(("led to ", "down to ", "slumped to ")):
        return _DONE.search(g.plain, 0, at) is not None
    return re.search(
        r"\b(?:can|to be|have yet|has yet|had yet|a) $", before
    ) is None or before.endswith(" a ")


def _not_of_match(g: Gloss, m: re.Match[str]) -> bool:
    """True where what follows is no side: "beat City's offside trap", "victory over Leeds would …"."""
    return (
        _NO_MATCH.match(g.plain, m.end()) is not None
        or pattern(r"[^.;,]{0,14}SCORE").match(g.plain, m.end()) is not None
        or g.plain[: m.end()].endswith(("'s", "'"))
        or pattern(r"\b(?:them|it|us|we)$").search(m[0]) is not None
    )


def _named(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[tuple[Club, tuple[int, int]]]:
    """Clubs of a list behind a word of a result, each with its place."""
    signs = [(at, n) for at, n in g.signs("club", *m.span("objs")) if n.clubs]
    for at, named in signs:
        yield named.clubs[0], (at, at + 1)
    if not signs and NAMED.search(m["objs"]):
        for club in ctx.team(g, *m.span("objs"))[:1]:
            yield club, m.span("objs")


def _against(
    g: Gloss, ctx: Context, m: re.Match[str], event: _Event, *, verb: bool = True,
    whom: tuple[int, int] | None = None,
) -> Drafts:  # fmt: skip
    """One claim for each of the other sides that a list names."""
    others = list(_named(g, ctx, m))
    owner = _OWNER.search(g.plain, max(0, event.start - 40), event.start)
    ground = not others and pattern("GROUND").search(m["objs"]) is not None
    if not others and not ground:
        return
    against = tuple(club for club, _ in others)
    if whom is not None:
        clubs, tight = ctx.team(g, *whom), whom[0]
    elif owner is not None and not verb:
        clubs, tight = ctx.team(g, *owner.span("owner")), owner.start("owner")
    else:
        clubs, found = subject(g, ctx, event.start, against[:1], verb=verb)
        tight = found if found is not None else -1
    clubs = tuple(c for c in clubs if c not in against)
    if tight < 0:
        clubs = tuple(dict.fromkeys((*clubs, *(c for c in ctx.sides if c not in against))))
    around = g.plain[event.start : event.end]
    if ground:
        if clubs:
            yield _final(g, ctx, clubs, (), (event.start, event.end), event, around, tight)
        return
    for number, (club, span) in enumerate(others):
        stretch = (event.start, span[1]) if number == 0 else span
        mine = tuple(c for c in clubs if c != club)
        if mine:
            yield _final(g, ctx, mine, (club,), stretch, event, around, tight)


def _final(
    g: Gloss, ctx: Context, clubs: Sequence[Club], others: Sequence[Club], stretch: tuple[int, int],
    event: _Event, around: str, tight: int,
) -> tuple[Claim, tuple[int, int]]:  # fmt: skip
    claim = claim_of(g, ctx, stretch, clubs, others, None, event.outcome, around, sure=tight >= 0)
    if event.word:
        claim = claim.with_readings([replace(r, word=event.word) for r in claim.readings])
    named = tight >= 0 and len(clubs) == len(others) == 1 and not occasion.ANCIENT.search(g.plain)
    if named and not event.word:
        claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
    return replace(claim, firm=False), stretch


def _of(
    g: Gloss, ctx: Context, clubs: Sequence[Club], stretch: tuple[int, int], outcome: Outcome,
    score: Score | None = None,
) -> Drafts:  # fmt: skip
    """What became of a side, against whom is not told: in the days told, else in these."""
    window = occasion.window_of(g, *stretch)
    if window is None and ctx.written is not None:
        window = Window(ctx.written - dt.timedelta(days=DAYS_BACK), ctx.written)
    readings = [Reading(team=c, outcome=outcome, window=window, score=score) for c in clubs]
    if readings:
        yield make("match_result", g, *stretch, readings, firm=False), stretch
