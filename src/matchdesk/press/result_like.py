"""Results told without a score of their own: by another's, by goals put past a side, by a list in order.

"By the same score at Coventry", "Swansea's identical scoreline against Stoke", "Burnley took six goals at
Birmingham", "A and B beat C and D respectively", "the only goal at Ipswich". Whose they are is taken
from what stands about them in any order; loose as they are, they can be borne out and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import occasion, read_running
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.result_claim import Drafts
from matchdesk.press.subjects import make, subject

_AT = r"(?:away to|away at|at home to|at home against|at|in|against|with|over|to|past|on|v|from)"
_SAME = (
    r"\b(?:by |with )?(?:the |an? )?(?:same|identical|similar|like) (?:score(?:line)?|margin|result|fate|tally)\b"
    rf"(?:,? (?:[a-z-]+ ){{0,2}}?{_AT} (?:the )?(?P<o>GROUND|TEAM))?"
)
_GOALS = (
    r"\b(?:scor(?:ed|ing)|hit(?:ting)?|put(?:ting)?|took|taking|str[uo]ck|fir(?:ed|ing)|nett(?:ed|ing)|plunder(?:ed|ing)|rattl(?:ed|ing)(?: in)?|"
    r"bang(?:ed|ing) in|knock(?:ed|ing) in|r[au]n(?:ning)? in|smash(?:ed|ing)|had|with|and|,|(?P<in>conced(?:ed|ing)|let(?:ting)? in|shipp(?:ed|ing)|gave away)) "
    r"(?:a |as many as |another )?(?P<n>two|three|four|five|six|seven|eight|nine|ten|[2-9])(?: (?:more )?goals| times)? "
    r"(?P<prep>past|against|at|away to|to) (?:the )?(?P<o>TEAM)"
)
_ONLY = (
    r"\b(?:the|a) (?:only|single|lone|solitary) goal\b(?! (?:of (?:the (?:first|second|opening)|his|their)|for|of (?:[a-z]+ )?half|in (?:his|their|the last|NUM)))"
    rf"(?: of (?:the|a|an) (?:[a-z-]+ )?(?:game|match|night|contest|afternoon|evening|tie|encounter|affair|derby))?"
    rf"(?: (?:in|of) (?:(?:a|the|an|their|[\ue000-\ue3ff](?:'s?)?) )?(?:[a-z-]+ ){{0,2}}?(?:win|victory|defeat|success|triumph))?(?: {_AT} (?:the )?(?P<o>GROUND|TEAM))?"
)
_CLUBS = r"CLUB(?:'s?)?(?:, CLUB)*,? (?:and|&) (?:the )?CLUB(?:'s?)?"
_RESPECTIVELY = (
    rf"(?:(?:{_AT}|by) )?(?:the )?CLUB(?:, CLUB)*,? (?:and|&) (?:{_AT} )?(?:the )?CLUB,? respectively"
    rf"|\brespectively (?:{_AT}|by) (?:[a-z-]+ ){{0,4}}?CLUB(?:, (?:{_AT} )?CLUB)*,? (?:and|&) (?:{_AT} )?(?:the )?CLUB"
)
_FIRST_OF = re.compile(
    r"\b(?:(?P<draw>draw\w*|drew|tied)|(?P<loss>los[et]\w*|defeat(?:s|ed by)?|beaten|fell|went down)|(?P<win>w[io]n\w*|victor\w+|beat\w*|triumph\w*|success\w*|defeating))\b"
)
_ANOTHERS = re.compile(r"\b(?:goals?|hat-trick|header|penalt\w+|career|international)\b")


@dataclass(frozen=True)
class _Told:
    start: int
    end: int
    score: Score | None = None
    outcome: Outcome = ""
    number: int | None = None


def read(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results whose words hold no score, but tell one."""
    if ctx.live:
        return
    for found in (_same, _goals, _only, _blanked, _in_order):
        for claim, stretch in found(g, ctx):
            if not read_running.covered(taken, *stretch):
                yield claim, stretch


def _same(g: Gloss, ctx: Context) -> Drafts:
    """A result with the score that was told right before."""
    for m in g.every(_SAME):
        told = [x for x in g.every("SCORE") if x.end() <= m.start()]
        score = score_of(told[-1][0]) if told else ctx.told_score
        if score is not None:
            yield from _drafts(g, ctx, m, _Told(m.start(), m.end(), score))


def _goals(g: Gloss, ctx: Context) -> Drafts:
    """Goals that a side put past another: "four past Arsenal"."""
    for m in g.every(_GOALS):
        before = g.plain[max(0, m.start() - 40) : m.start()]
        if re.search("[\ue400-\ue7ff][^\ue000-\ue3ff.;]{0,25}$", before) or _ANOTHERS.search(
            before[-12:]
        ):
            # "Kane scored two against Leeds": a player's.
            continue
        plain = m[0].startswith(("and", ",", "had", "with"))
        if plain and not (m["prep"] in ("past", "against") or " goals" in m[0]):
            continue
        yield from _drafts(
            g, ctx, m,
            _Told(m.start("n") if plain else m.start(), m.end(), outcome="" if m["in"] else "win", number=number_of(m["n"])),
            theirs=m["in"] is not None,
        )  # fmt: skip


def _only(g: Gloss, ctx: Context) -> Drafts:
    """A match that had one goal."""
    for m in g.every(_ONLY):
        yield from _drafts(g, ctx, m, _Told(m.start(), m.end(), Score(1, 0)))


_BLANKED = r"\bheld (?:without a goal|goal-?less|scoreless) (?:at home )?(?P<prep>by|at|against) (?:the )?(?P<o>GROUND|TEAM)"


def _blanked(g: Gloss, ctx: Context) -> Drafts:
    """A draw told by what a side did not do: "held without a goal by Aston Villa"."""
    for m in g.every(_BLANKED):
        yield from _drafts(g, ctx, m, _Told(m.start(), m.end(), Score(0, 0)))


def _drafts(
    g: Gloss, ctx: Context, m: re.Match[str], told: _Told, *, theirs: bool = False
) -> Drafts:
    if hedged(g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]):
        return
    others: tuple[Club, ...] = ()
    ground: tuple[Club, ...] = ()
    if m["o"]:
        place = g.mention(m["o"]) if len(m["o"]) == 1 else None
        if place is not None and place.kind == "ground":
            ground = place.clubs
        else:
            others = ctx.team(g, *m.span("o"))
    owner = pattern(r"(?P<t>CLUB)(?:'s?)? (?:also )?$").search(g.plain, 0, m.start())
    if owner is not None:
        clubs = ctx.team(g, *owner.span("t"))
    else:
        clubs, _ = subject(g, ctx, m.start(), others[:1])
    clubs = tuple(c for c in dict.fromkeys((*clubs, *ctx.sides)) if c not in others)
    window = occasion.window_of(g, m.start(), m.end())
    outcome: Outcome = "draw" if told.score is not None and told.score.home == told.score.away else told.outcome  # fmt: skip
    readings = []
    for team in clubs:
        against = others or ground or ((rest,) if (rest := ctx.other(team)) is not None else ())
        for other in against:
            if other == team:
                continue
            one, two = (other, team) if theirs else (team, other)
            readings.append(
                Reading(
                    team=one, opponent=two, score=told.score, outcome=outcome, number=told.number,
                    window=window,
                )
            )  # fmt: skip
    if readings:
        yield _loose(g, told.start, told.end, readings), (told.start, told.end)


def _in_order(g: Gloss, ctx: Context) -> Drafts:
    """Results of one list of sides against another: "won at A and B respectively"."""
    if "respectively" not in g.plain:
        return
    for m in g.every(_RESPECTIVELY):
        others = [(at, x.clubs) for at, x in g.signs("club", *m.span()) if x.clubs]
        first = max(g.plain.rfind(".", 0, m.start()), g.plain.rfind(";", 0, m.start())) + 1
        mine: list[tuple[Club, ...]] = []
        begin = first
        for told in pattern(_CLUBS).finditer(g.plain, first, m.start()):
            named = [x.clubs for _, x in g.signs("club", *told.span()) if x.clubs]
            if len(named) == len(others):
                mine, begin = named, told.end()
        words = g.plain[begin : m.start()]
        outcomes = _outcomes(words, len(others))
        if not outcomes:
            continue
        if not mine:
            clubs, _ = subject(g, ctx, m.start())
            mine = [tuple(dict.fromkeys((*clubs[:2], *ctx.sides)))] * len(others)
        score = pattern("SCORE").search(words)
        result = score_of(score[0]) if score else None
        window = occasion.window_of(g, *m.span())
        for number, (at, against) in enumerate(others):
            readings = [
                Reading(team=t, opponent=o, outcome=outcomes[number], score=result, window=window)
                for t in mine[number] for o in against if t != o
            ]  # fmt: skip
            if readings:
                start = m.start() if number == 0 else at
                if number == 0 and score is not None:
                    start = begin + score.start()
                yield _loose(g, start, at + 1, readings), (start, at + 1)


def _outcomes(words: str, count: int) -> list[Outcome]:
    found: list[Outcome] = [
        "draw" if m["draw"] else "loss" if m["loss"] else "win" for m in _FIRST_OF.finditer(words)
    ]
    if len(found) == count:
        return found
    return [found[-1]] * count if found else []


def _loose(g: Gloss, start: int, end: int, readings: Sequence[Reading]) -> Claim:
    return replace(make("match_result", g, start, end, readings, firm=False), told="")
