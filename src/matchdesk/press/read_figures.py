"""Reading figures of results in any order, where no closer pattern has read them.

A number beside a result ("nine wins", "lost only three", "a second defeat", "all four") is one part,
over which matches it is told another, whose it is a third; each is looked for where it can stand. What
the words leave open (of the season, of the last matches, on the trot) gives a reading each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import NARROWER, OUTCOMES_OF, TOGETHER, figure, whose
from matchdesk.press.read_sums import Frame, frame_of
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make

_KINDS_MORE = (
    r"(?:KINDS|more |other |further |such |of (?:their|its|the|those) |[a-z]{2,12}ly |narrow |heavy |big |bad |"
    r"goalless |scoreless |one-sided |NUM-goal ){0,4}"
)
_QUANTITY = r"(?<![-:\w])(?:NUM(?! ?[-:]\d)|(?!first (?:half|leg|time))ORD|\b(?:no|not a single|not one|a single|a solitary|a lone|only|sole|lone|solitary|both|consecutive|successive|back-to-back)\b)"
_NOUN = rf"(?P<q>{_QUANTITY}) {_KINDS_MORE}(?P<noun>WINS|LOSSES|draws?|ties|stalemates?|clean sheets?|shut-?outs?)\b(?![- ](?:bonus|double))"
_BETWEEN = r"(?: (?:only|just|but|a mere|now|already|of|home|away|league|out|any|one of)\b){0,3}"
_VERB = (
    rf"\b(?P<verb>won|winning|lost|lose|losing|drawn|drew|drawing|tied|tying|beaten|tasted defeat|suffered defeat|tasted victory|scored|scoring|netted|conceded|conceding|let in|given up|gave up|allowed|shut out){_BETWEEN}"
    r" (?:(?P<each>all|both|every one|each|either)(?: of)?(?: (?:their|its|the|his|our))?(?: (?P<eachwhich>first|opening|last|previous|past|other))?(?: (?P<q2>NUM))?|(?:(?P<their>their|its|the|his|our) (?:(?P<which>first|opening|last|previous|past|next) )?)?(?P<q>NUM(?! ?[-:]\d)(?!-(?:nil|one|two|three|four|five|all))|once|twice|none))"
    rf"(?P<times> times)?(?: {_KINDS_MORE}(?P<games>GAMES|goals?))?\b"
)
_NOT = (
    r"\b(?:not|n't|never|without|yet to|failed to|still to|did not|has not|no longer) (?:been )?(?:have )?(?P<verb>won|win|winning|lost|lose|losing|drawn|beaten|scored|score|scoring|conceded|concede|conceding|let in|letting in|given up|give up|allow|allowed|allowing)"
    r"(?: (?:a|any|one|a single|anything)(?: of (?:their|its|the)(?: (?P<which>first|opening|last|previous|past))?(?: (?P<m>NUM))?)?)(?: (?:KINDS)*(?P<noun>GAMES|goals?|point))?"
)
_OF_THEM = r"\b(?P<verb>won|lost|drawn|drew|losing|winning|drawing)(?: (?:only|just|but|a mere)){0,2} (?P<q>NUM|none|all)(?: of (?:them|those|these))\b"
_ALONE = r"(?:CLUB'?s?|\b(?:their|its|a|the|his side's|and|only|an)) (?P<q>ORD)(?: (?P<adj>(?:KINDS){1,3}))?(?: one)?(?: (?:in|from|out of) (?:just |only )?(?:(?:their|its|the) )?(?:last )?(?P<as>as many)?(?P<m>NUM)?(?: (?:KINDS)*(?P<games>GAMES))?| (?P<all>in all competitions|in the league|of the (?:season|campaign)|this season))(?= |[.,;:)]|$)"
_SHAPES: tuple[tuple[str, str], ...] = (
    ("noun", _NOUN), ("of them", _OF_THEM), ("not", _NOT), ("verb", _VERB), ("alone", _ALONE),
)  # fmt: skip
_ONES = frozenset("only sole lone solitary single a".split())
_TWOS = frozenset("both consecutive successive back-to-back".split())
_ROW = pattern(
    r"\b(?:straight|successive|consecutive|back-to-back|ROWS|in succession|on end|running|in as many|without interruption)\b"
)
_ROW_NEXT = pattern(
    r",? ?(?:KINDS)*(?:(?:GAMES) )?(?:ROWS|in succession|on end|in as many|running)\b"
)
_COUNTED = pattern(
    r"\b(?:in|from|of|over|after|with|out of|played|for|their|its)(?: (?:just|only|the|their|its|last|first|past|previous|opening))* (?P<m>NUM) (?:(?:KINDS){0,3}(?:GAMES|qualifiers|rounds)\b)"
)
_UNBEATEN_IN = pattern(
    r"\b(?:unbeaten|undefeated|winless|without a win) (?:in|for|over) (?:their )?(?:last )?(?P<m>NUM)\b"
)
_LAST_TOLD = pattern(
    r"(?P<win>\b(?:WINS|WINNOUN|WON|BEAT|victorious|win)\b)|(?P<loss>\b(?:LOSSES|LOSSNOUN|LOST|BEATEN)\b)|(?P<draw>\b(?:draws?|DRAWNOUN|drew|drawn|held)\b)"
)
_KINDS: dict[str, str] = {"win": "won", "loss": "lost", "draw": "drawn"}
_RUNS: dict[str, str] = {"won": "winning", "lost": "losing", "drawn": "drawing", "clean": "clean"}
_ELSE = re.compile(
    r"\b(?:titles?|trophy|trophies|cups?|finals?|championships?|crowns?|sets|legs|seats?|(?<!all )(?<!this )(?<!the )(?<!of )seasons?|years|caps?|points?(?! from)|minutes|frames|corners|in \d{4}|tests|medals?|awards?|prizes?|votes?|toss|promotions?)\b"
)
_A_PLAYERS = re.compile(r"\b(?:he|his|him|himself|her|she)\b")
_AT_ANOTHER_TIME = re.compile(
    r"\b(?:had|last (?:season|term|year|month)|previous season|when|before|after|since|in (?:18|19|20)\d\d|until|ago|under|earlier|once|would|could|may|might|will|if|to|career|history|ever)\b"
)
_RECORD_AGAINST = re.compile(r"\b(?:record|form|results) (?:against|versus|with)\b")
_PERFECT = re.compile(r"\b(?:have|has|had|having)(?: \w+){0,2} $")
_IN_A_MATCH = re.compile(r" (?:against|past|to|at|in the|from|each)\b")
_A_SPELL = re.compile(
    r"\b(?:after|following|had|run|series|sequence|streak|spell|before|until|since|despite|from)\b"
)
_AGAINST = pattern(r"\b(?:against|over|versus|with|to|at) (?:the )?(?P<o>TEAM)")
_ROOM = 10
"""Sides of whom a figure may be told."""


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of figures in one sentence, beside those that were read in it already."""
    taken = [g.stretch(c) for c in claims if c.type in _OTHERS]
    for shape, source in _SHAPES:
        for m in g.every(source):
            at = m.start("q") if m.groupdict().get("q") else m.start()
            if any(a < m.end() and at < b for a, b in taken):
                continue
            claim = _figure(g, ctx, m, shape)
            if claim is not None:
                taken.append((at, m.end()))
                yield claim


_OTHERS = frozenset(
    "count run nth_of_season first_since first_ever head_to_head drought record season_tally career_tally "
    "title_count title_holder points points_gap next_fixture player_goals scorer".split()
)


def _number(written: str) -> int | None:
    if written in ("no", "not a single", "not one", "none"):
        return 0
    if written in _TWOS:
        return 2
    if written in _ONES or written.startswith("a "):
        return 1
    return figure(written)


def _figure(g: Gloss, ctx: Context, m: re.Match[str], shape: str) -> Claim | None:
    groups = m.groupdict()
    first, last = g.clause(m.start())
    lead = g.plain[max(first, m.start() - 40) : m.start()]
    if shape != "not" and hedged(lead):
        return None
    around = g.plain[m.start() : min(len(g.plain), m.end() + 14)]
    if _ELSE.search(around) or _A_PLAYERS.search(lead + m[0]):
        return None
    kind = _kind_of(g, m, shape)
    if not kind or NARROWER.match(g.plain, m.end()):
        return None
    written = groups.get("q") or groups.get("q2") or ""
    number = _number(written) if written else None
    frame = frame_of(g, ctx, m.start(), m.end())
    start = m.start("q") if groups.get("q") else m.start()
    row = shape != "not" and (
        _ROW.search(m[0]) is not None or _ROW_NEXT.match(g.plain, m.end()) is not None
    )
    totals: list[tuple[str, int | None]] = []
    if shape == "not":
        number = 0
        if groups.get("m"):
            totals.append(
                (
                    "last" if groups.get("which") not in ("first", "opening") else "first",
                    number_of(m["m"]),
                )
            )
    if kind in ("scored", "conceded") and not (
        shape == "not" or _PERFECT.search(lead) or frame.total is not None
    ):
        return None
    if kind in ("scored", "conceded") and (
        groups.get("each") or _IN_A_MATCH.match(g.plain, m.end())
    ):
        return None
    if groups.get("each"):
        number = 2 if m["each"] == "both" and number is None else number
        which = groups.get("eachwhich") or ""
        totals.append(
            (
                "first"
                if which in ("first", "opening")
                else "last"
                if which in ("last", "past", "previous")
                else "",
                number,
            )
        )
        row = row or bool(which)
        if number is None:
            # "Won every one": all that were played.
            return None
    if groups.get("their") and not groups.get("which"):
        # "Tied its three games": all that there were.
        if not groups.get("games"):
            return None
        totals.append(("", number))
    elif groups.get("which"):
        which = m["which"]
        totals.append(("first" if which in ("first", "opening") else "last", number))
        row = True
    if number is None or number > 60:
        return None
    if groups.get("as"):
        totals.append(("last", number))
        row = True
    elif groups.get("m") and shape == "alone":
        totals.append(("last", number_of(m["m"])))
    if (
        shape == "verb"
        and kind in ("won", "lost", "drawn")
        and not (
            groups.get("times")
            or groups.get("games")
            or groups.get("each")
            or groups.get("which")
            or written in ("once", "twice", "none")
            or row
            or frame.told
            or re.match(r" ?(?:[.,;)]|$|and |but |of |out of )", g.plain[m.end() :])
        )
    ):
        return None
    if frame.total is not None:
        totals.append((frame.which, frame.total))
    said = bool(totals) or frame.told
    # "Six matches, and let in three", "unbeaten in eight with seven wins".
    more = [
        number_of(x["m"])
        for p in (_COUNTED, _UNBEATEN_IN)
        for x in p.finditer(g.plain, 0, m.start())
    ]
    spare = (
        [("last", n) for n in more if n]
        + [("", n) for n in more if n]
        + [("first", n) for n in more if n]
    )
    sides, sure = whose(g, ctx, m)
    clubs = list(dict.fromkeys((*sides, *(() if sure else _nearby(g, ctx)))))[:_ROOM]
    spell = row or _A_SPELL.search(g.plain[max(0, m.start() - 40) : m.start()]) is not None
    stop = min(len(g.plain), max(frame.end, m.end()) + 40)
    versus = (
        _AGAINST.search(re.split(r"[,;.]", g.plain[:stop][m.end() :])[0])
        if m.end() < stop
        else None
    )
    others: tuple[Club, ...] = ()
    if versus is not None:
        others = ctx.team(g, m.end() + versus.start("o"), m.end() + versus.end("o"))
    readings = []
    for club in clubs:
        far = club not in sides
        told = [
            replace(one, spare=one.spare or far)
            for one in _readings(
                frame,
                club,
                kind,
                number,
                totals,
                spare,
                row=row,
                spell=spell,
            )
        ]
        against = [replace(one, opponent=o) for o in others if o != club for one in told]
        if against:
            told = [replace(one, spare=True) for one in told]
        readings += [*against, *told]
    if not readings:
        return None
    other_time = (
        foreign_time(g, first, min(len(g.plain), max(last, m.end()) + 30))
        or _AT_ANOTHER_TIME.search(g.plain[first : m.start()]) is not None
    )
    firm = (
        sure
        and said
        and not other_time
        and not others
        and TOGETHER.search(g.plain) is None
        and _RECORD_AGAINST.search(g.plain, first, m.start()) is None
        and not _THE_SAME.match(g.plain, m.end())
        and kind in ("won", "lost", "drawn")
        and shape in ("noun", "verb", "of them")
    )
    return make("count", g, start, max(m.end(), min(frame.end, m.end() + 40)), readings, firm=firm)


# "Drew both their fixtures against the same opposition".
_THE_SAME = re.compile(r" (?:against|with|over|to) (?:the same|those|these|both)\b")


def _kind_of(g: Gloss, m: re.Match[str], shape: str) -> str:
    """What is counted: results, goals, clean sheets; "" if it is nothing of a side."""
    groups = m.groupdict()
    word = groups.get("noun") or groups.get("verb") or ""
    if shape == "alone":
        told = None
        for told in _LAST_TOLD.finditer(g.plain, max(0, m.start() - 90), m.start()):  # noqa: B007
            pass
        if told is None:
            return ""
        outcome: Outcome = "win" if told["win"] else "loss" if told["loss"] else "draw"
        return _KINDS[outcome]
    verb = groups.get("verb") or ""
    if re.match(r"scor|net", verb):
        return "scored"
    if re.match(r"conced|let|giv|gav|allow", verb):
        return "conceded"
    if re.match(r"clean|shut", word):
        return "clean"
    if re.match(r"win|won|victor|triumph|success|tasted v", word):
        return "won"
    if re.match(r"draw|drew|tie|tying|stale", word):
        return "drawn"
    return "lost"


def _readings(
    frame: Frame, club: Club, kind: str, number: int, totals: Sequence[tuple[str, int | None]],
    spare: Sequence[tuple[str, int | None]], *, row: bool, spell: bool,
) -> Iterator[Reading]:  # fmt: skip
    """Every way to understand a figure of a side."""
    scope = "all" if frame.everything else ""
    outcome = OUTCOMES_OF.get(kind, "")
    base = Reading(
        team=club,
        number=number,
        outcome=outcome,
        venue=frame.venue,
        competition=frame.competition,
        round=scope,
    )
    run = _RUNS.get(kind)
    if row and run:
        yield replace(base, word=f"run:{run}")
        yield replace(base, word=f"run:{run}:ended", spare=True)
    if row and run and not totals:
        yield replace(base, word=f"run:{run}:past", spare=True)
        return
    for which, total in totals:
        if total is None or (number > total and kind not in ("scored", "conceded")):
            continue
        for way in (which,) if which else ("last", "first", ""):
            yield replace(base, word=f"sum:{kind}:{way}", other=total)
    if not totals:
        yield replace(base, word=f"sum:{kind}:", window=frame.window)
    loose = replace(base, spare=True)
    for which, total in spare:
        if total is not None and (number <= total or kind in ("scored", "conceded")):
            yield replace(loose, word=f"sum:{kind}:{which}", other=total)
    if totals:
        yield replace(loose, word=f"sum:{kind}:", window=frame.window)
    if run and number >= 2 and spell:
        yield replace(loose, word=f"run:{run}:least")
        yield replace(loose, word=f"run:{run}:past")


def _nearby(g: Gloss, ctx: Context) -> Iterator[Club]:
    """Sides of whom a figure may be told, besides those that the words point to."""
    for _, mention in g.signs("club"):
        yield from mention.clubs[:2]
    for club in (ctx.spoken, ctx.topic, *ctx.sides, *ctx.named[:4], *ctx.reported):
        if club is not None:
            yield club
