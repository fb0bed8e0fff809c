"""Reading sums over a side's matches by their parts, in any order: goals for and against, records.

What is counted ("let in four", "five wins and three draws", "10-9-5") is looked for first; over which
matches stands somewhere near it, or nowhere: then it is the season, or the tournament, so far.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.reach import IN_THE_GROUP, figure, scope_of, whose
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make

add_macros(
    HITS=r"(?:scored|scoring|netted|netting|notched|plundered|racked up|managed|mustered|rattled in)",
    LETIN=r"(?:conceded|conceding|let in|letting in|shipped|shipping|leaked|leaking|allowed|allowing|given up|gave up)",
    BARELY=r"(?:(?:only|just|a mere|a paltry|a miserly|but|a total of|as many as|fully|all of|exactly|merely|no fewer than|no more than) )?",
)
_A = r"(?:\b(?:a|an|one|a single|a solitary|a lone) )"
_GOALS: tuple[tuple[str, str], ...] = (
    # How a side has done in front of goal, and at the back.
    ("scored", r"\b(?P<verb>HITS) BARELY(?:(?P<n>NUM) (?:(?:KINDS)*(?P<noun>goals?)|times)|(?P<once>once|twice))\b"),
    ("conceded", r"\b(?P<verb>LETIN) BARELY(?:(?P<n>NUM)(?: (?:(?:KINDS)*(?P<noun>goals?)|times))?|(?P<once>once|twice))\b"),
    ("scored", r"(?P<n>NUM) (?:KINDS)*(?P<noun>goals?) (?P<verb>scored|to (?:their|its) (?:name|credit))\b"),
    ("conceded", r"(?P<n>NUM) (?:KINDS)*(?P<noun>goals?)? ?(?P<verb>conceded|let in)\b"),
    ("scored", r"(?P<n>NUM) (?:KINDS)*(?P<noun>goals) (?P<verb>in)(?= (?:their |its |the |just |only |as many )?(?:last |past |first |opening |previous )?NUM (?:(?:KINDS|group [a-h] )*(?:GAMES|qualifiers)|days|weeks)\b)"),
    ("goals", r"(?P<verb>\b(?:outscor(?:ed|ing) (?:their |its |the )?(?:NUM )?(?:KINDS)*(?:opponents|opposition|rivals|group (?:rivals|opponents))|goal (?:aggregate|difference|record|tally|average) of|goals? (?:stand at|record reads)) )(?:by )?(?P<n>\d{1,2}) ?(?:-|to) ?(?P<more>\d{1,2})\b"),
)  # fmt: skip
_NONE: tuple[tuple[str, str], ...] = (
    ("conceded", r"(?P<not>\b(?:without|not|n't|never|no longer|yet to|still to)) (?:yet )?(?P<verb>conceding|conceded|concede|letting in|let in|shipping|shipped)(?: (?:a|any|a single|one) (?:KINDS)*goals?\b)?(?: (?:in|for|at) (?:any of )?LAST(?P<m>NUM)(?: KINDS*GAMES))?"),
    ("clean", r"(?P<not>\b(?:without|not|n't|never|yet to|still to)) (?:yet )?(?P<verb>kept|keep|keeping) a clean sheet\b"),
    ("conceded", r"(?P<not>\bno) goals? (?P<verb>conceded|let in)\b"),
    ("scored", r"(?P<not>\bwithout|not|n't|yet to|still to|failed to) (?:yet )?(?P<verb>scoring|scored|score|finding the net|found the net) (?:(?:a|any|a single) (?:KINDS)*goals?\b)(?: (?:in|for|at) (?:any of )?LAST(?P<m>NUM)(?: KINDS*GAMES))?"),
)  # fmt: skip
_ONE = rf"(?:(?:{_A}|BARELY(?:NUM|no) )(?:(?:KINDS|goalless|scoreless|narrow|heavy)[ -]?)*(?:WINS|LOSSES|draws?|ties)\b)"
_RESULTS = rf"{_ONE}(?:(?:, (?:and )?| and | and |, but | but (?:also )?| plus | to go with ){_ONE}){{1,2}}"
_SINGLE = rf"(?P<single>{_ONE})"
_OF_THOSE = r"(?P<n>NUM|all|none) of (?:them|which|those|these) (?:were |was |have been |having been |had been |been |are |in )?(?P<what>won|drawn|lost|victories|wins|draws|defeats|victory|defeat)\b"
_LEDGER = r"(?P<lead>CLUB(?:'s)?,? \(|\bimprov(?:ed|es|ing) to |\b(?:fell|falls|dropped|drops|slipped) to |\b(?:a|its|their|the) |\b(?:is|are|was|were|went|goes|go|gone|now|at|of|record) )(?P<n>\d{1,2})-(?P<b>\d{1,2})-(?P<c>\d{1,2})(?![-\d])(?P<tail>\)| record|)"
_LETTERS = r"(?P<letters>\b[wdl]\d{1,2}(?:,? (?:and )?[wdl]\d{1,2}){0,2})(?=\))"
_VERBS = r"\b(?:won|drawn|drew|lost) (?:all |just |only )?(?:NUM|none)(?: (?:KINDS)*(?:GAMES|times))?(?:(?:, (?:and )?| and | but | and (?:have |has )?| while )(?:won|drawn|drew|lost|losing|drawing) (?:just |only )?(?:NUM|none|once|twice)(?! (?:in a row|points?)\b)){1,2}"
_BEGUN = rf"\b(?:began|begun|begin|started|start|opened|open|kicked off|finished|ended)\b[^.;,]{{0,44}}? with {_SINGLE}"

_PERFECT = re.compile(
    r"(?:\b(?:have|has|had|having)|'ve|'s)(?: (?:now|already|also|only|still|just|since|so far|yet|not|n't|even|themselves|together|between them|all|thus far))* $"
)
_JOINED = re.compile(
    r"\b(?:have|has|had|having)\b[^.;]{0,80}?(?:,| and| but)(?: (?:only|just|have|has|had|now|yet))* $"
)
# Of the match in hand, or of a player.
_COUNTED_BEFORE = pattern(r"LAST(?P<m>NUM) (?:(?:KINDS) ?)*(?:GAMES)\b[^.;]{0,24}$")
_INSIDE = re.compile(
    r"\b(?:in (?:those|these|them|that|it)|half|minutes?|break|interval|half-time|extra time|stoppage|quarter of an hour|opener|equaliser|from (?:a|the)|after (?:\w+ )?(?:minutes?)|"
    r"(?:a|the|their) lead|spell|hour|seconds|kick-off|without reply|unanswered|tonight|night|penalt\w+|headers?|each)\b"
)
_FRAME = pattern(
    r"(?:\b(?:in|from|over|of|across|during|for|through|after) (?:each of |all of |all |both of )?LAST(?P<m>NUM)(?P<games> (?:KINDS|home |qualifying |previous )*(?:GAMES|qualifiers|finals)|(?=[.,;)]|$| and| but| to))"
    r"|(?P<season>\b(?:this season|so far|all season|of the season|this term|this campaign|all year|this year|thus far|to date|all tournament|all campaign|at these finals|at the finals|at the tournament|on the season)\b)"
    r"|(?P<here>\b(?:in|of|through|during|from) (?:the |their |its |this |these )?(?:whole |entire )?(?:KINDS)*(?:group(?: stage| matches| games| [a-h]\b)?|pool|section|competition|tournament|qualify\w+|qualifiers|qualification|finals|play-?offs|campaign|hexagonal)\b)"
    r"|\b(?P<comp>in (?:the )?COMP)"
    r"|\bin (?:the space of |just |only )?(?P<span>NUM) (?P<unit>days|weeks)"
    r"|(?P<place>\b(?:at home|away(?: from home)?|on the road)\b)"
    r"|\b(?P<league>in (?:the )?(?:league|top flight|all competitions))\b)"
)
# "Have lost their last three games by three goals or more, letting in ten".
_OF_GAMES = pattern(r"NUM (?:KINDS)*GAMES\b")
_ALL_OF_IT = re.compile(r"\b(?:season|tournament|group|campaign|finals|qualif\w+|year|so far)\b")
_BROKEN = re.compile(
    r"[.;:()]|, (?:while|whilst|who|which|when|with the|as)\b| (?:while|whilst|but|although|before|when|as they|and the|who) | and (?:they|it|[\ue000-\ue3ff]) (?:are|is|have|has|were|was|had|remain|stay|lie|sit)\b"
)
_OF_TABLE = re.compile(r"\b\d{1,3} points\b|\bpoints from\b")
_MEETINGS = re.compile(
    r"\b(?:meetings?|encounters?|clashes|visits|trips|head-to-head|against|versus|each other|between)\b"
)
_YEARS = re.compile(
    r"\b(?:last (?:season|term|year)|previous season|in (?:19|20)\d\d\b|since (?:19|20)\d\d|career|ever\b|history|under \w+|in charge|their last title)"
)


_SPAN = re.compile(
    r"[^.;,]{0,24}?\b(?:in|over|during|for) the (?:last|past|previous) (?P<n>[a-z]+|\d+) (?P<unit>days|weeks|months)\b"
)
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4}


def window_after(g: Gloss, ctx: Context, end: int) -> Window | None:
    """The days from which on a figure is told behind it: "since October", "in the last four months".

    First and last day on which its time may have begun.
    """
    if ctx.written is None:
        return None
    span = _SPAN.match(g.plain, end)
    if span is not None and (number := number_of(span["n"])):
        day = ctx.match.date if ctx.match is not None and ctx.match.date else ctx.written
        length = number * _DAYS[span["unit"]]
        return Window(
            day - dt.timedelta(days=round(length * 1.15)),
            day - dt.timedelta(days=round(length * 0.85)),
        )
    stop = min(len(g.plain), end + 40)
    for when in g.whens:
        if when.past is not None and end <= when.start <= stop and re.fullmatch(
            r"[^.;,]{0,22}?\b(?:since )?(?:the )?", g.plain[end : when.start]
        ) and re.search(r"\bsince\b", g.plain[end : when.start + 6]):  # fmt: skip
            return when.past
    return None


@dataclass(frozen=True)
class Frame:
    """Over which matches a sum is told.

    Attributes:
        which: "last", "first", or "" for all so far. total: how many, None if not told.
        window: days, where they are told. competition: an id, or a class.
        told: the words say it. end: where they end.
    """

    which: str
    total: int | None
    window: Window | None
    competition: str
    venue: Venue
    everything: bool
    told: bool
    end: int


def read(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Claims of sums in one sentence; ``taken`` are stretches that something has read."""
    for kind, source in g.alive(_GOALS):
        for m in g.every(source):
            claim = None if _clash(taken, m.span()) else _goals(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for kind, source in g.alive(_NONE):
        for m in g.every(source):
            claim = None if _clash(taken, m.span()) else _none(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for source, reader in (
        (_LEDGER, _ledger), (_LETTERS, _letters), (_VERBS, _verbs), (_RESULTS, _results), (_BEGUN, _begun), (_OF_THOSE, _of_those),
    ):  # fmt: skip
        for m in g.every(source):
            claim = None if _clash(taken, m.span()) else reader(g, ctx, m)
            if claim is not None:
                taken.append(m.span())
                yield claim


def _clash(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


def frame_of(g: Gloss, ctx: Context, start: int, end: int) -> Frame:
    """Over which matches: what the words around a stretch say of it."""
    stop = min(len(g.plain), end + 64)
    broken = _BROKEN.search(g.plain, end, stop)
    stop = broken.start() if broken is not None else stop
    first = max(0, start - 60)
    for cut in _BROKEN.finditer(g.plain, first, start):
        first = cut.end()
    scope = scope_of(g, ctx, start, end)
    which, total, window = "", None, None
    venue, competition, everything, told, last = (
        scope.venue, scope.competition, scope.everything, bool(scope.competition or scope.venue), end,
    )  # fmt: skip
    for m in (*_FRAME.finditer(g.plain, end, stop), *_FRAME.finditer(g.plain, first, start)):
        after = m.start() >= end
        if m["m"]:
            if not m["games"] and not re.search(
                r"\b(?:first|opening|last|past|previous|recent)\b", m[0]
            ):
                continue
            if not after and "points" in g.plain[max(0, m.start() - 8) : m.start()]:
                continue
            if total is not None or (not after and not re.search(r"(?:in|from|of|over)\b", m[0])):
                continue
            total = number_of(m["m"])
            which = (
                "first" if re.search(r"\b(?:first|opening)\b", m[0])
                else "last" if re.search(r"\b(?:last|past|previous|recent)\b", m[0])
                else ""
            )  # fmt: skip
            if re.search(r"\bhome\b", m[0]):
                venue = "home"
            elif re.search(r"\baway\b", m[0]):
                venue = "away"
        elif m["span"] and ctx.written is not None:
            each = 7 if m["unit"] == "weeks" else 1
            days = (number_of(m["span"]) or 0) * each
            day = ctx.match.date if ctx.match is not None and ctx.match.date else ctx.written
            first_day = day - dt.timedelta(days=days)
            window = Window(first_day, first_day)
        elif m["here"] and not competition and ctx.match is not None:
            competition = str(ctx.match.competition)
        elif m["place"] and not venue:
            venue = "home" if m["place"] == "at home" else "away"
        elif m["league"]:
            everything = everything or "all comp" in m[0]
            competition = competition or ("" if "all comp" in m[0] else "league")
        told = True
        if after:
            last = m.end()
    if not competition and (_OF_TABLE.search(g.plain[:start]) or (which == "first" and total)):
        # "55 points from 22 games and have let in nine": of the league.
        competition = "table"
    for when in g.whens:
        if when.past is not None and end <= when.start <= stop and re.search(
            r"\bsince\b", g.plain[max(end, when.start - 14) : when.start + 6]
        ):  # fmt: skip
            window, told, last = when.past, True, when.end
    for _, named in g.signs("competition", end, last):
        competition = competition or ctx.competition(named)
    return Frame(which, total, window, competition, venue, everything, told, last)


_A_PLAYER = r"(?:HIM|PERSON),? (?:has |had |who |now |also |already |alone |himself |)*$"


def _made(
    g: Gloss, ctx: Context, m: re.Match[str], frame: Frame, number: int | None, kind: str,
    more: Sequence[Sequence[int | None]] = ((),), *, firm: bool, outcome: Outcome = "",
    start: int | None = None, clubs: Sequence[Club] = (),
) -> Claim | None:  # fmt: skip
    start = m.start() if start is None else start
    if kind == "scored" and not clubs and pattern(_A_PLAYER).search(g.plain, 0, m.start()):
        # "The Frenchman has now scored 21 times".
        return None
    sides, sure = whose(g, ctx, m)
    sides = tuple(clubs) or sides
    ways = [frame.which]
    if frame.total is not None and not frame.which:
        # "In five games": of all so far, or the last five.
        ways = ["last", "", "first"]
    stage = "group" if IN_THE_GROUP.search(g.plain, m.start(), max(m.end(), frame.end)) else ""
    readings = [
        Reading(
            team=c, number=number, other=frame.total, outcome=outcome, venue=frame.venue,
            competition=frame.competition, window=frame.window,
            word=f"sum:{kind}:{way}" + "".join(f":{'' if n is None else n}" for n in one),
            round="all" if frame.everything else stage,
        )
        for c in sides
        for one in more
        for way in ways
    ]  # fmt: skip
    if not readings:
        return None
    if kind in ("mix", "won", "lost", "drawn"):
        pair = _VERSUS_NEXT.search(
            g.plain, m.end(), min(len(g.plain), max(m.end(), frame.end) + 30)
        )
        against = _against(g, ctx, m, readings)
        if pair is not None and against:
            # Of meetings with the side that is named.
            named = ctx.team(g, pair.start("o"), pair.end("o"))
            readings = [replace(x, spare=False) for x in against if x.opponent in named] or readings
            return make("count", g, start, max(m.end(), frame.end), readings, firm=firm and sure)
        readings += against
    if not clubs and _NEARBY.search(g.plain[: m.start()][-40:]) is None:
        # "They", "it", or nobody in these words: somebody else may be meant as well.
        readings += [
            replace(one, team=c, spare=True) for c in _others(ctx, sides) for one in readings[: len(more) * len(ways)]
        ]  # fmt: skip
    near = g.plain[max(0, start - 40) : max(frame.end, m.end()) + 24]
    open_to = _YEARS.search(near) is not None or _MEETINGS.search(near) is not None
    return make(
        "count", g, start, max(m.end(), frame.end), readings, firm=firm and sure and not open_to
    )


_VERSUS_NEXT = pattern(
    r"\b(?:against|versus|(?:meetings|games|matches|encounters) with|(?:visits|trips) to) (?P<o>TEAM)"
)
_VERSUS = pattern(
    r"\b(?:against|with|to|over|versus|at) (?P<o>TEAM)|\b(?:meetings?|encounters?|clashes|visits|trips|head-to-heads?)\b"
)


def _against(
    g: Gloss, ctx: Context, m: re.Match[str], readings: Sequence[Reading]
) -> list[Reading]:  # fmt: skip
    """The same of meetings with a side that the words, or those before them, name."""
    found = _VERSUS.search(g.plain)
    if found is None:
        return []
    named = ctx.team(g, found.start("o"), found.end("o")) if found["o"] else ()
    told: list[Reading] = []
    for one in readings:
        if one.team is None:
            continue
        rest = ctx.other(one.team)
        others = [*named, *([rest] if rest is not None else [])]
        parts = [int(n) for n in (str(one.number or 0), *one.word.split(":")[3:]) if n.isdigit()]
        for other in dict.fromkeys(others):
            if other == one.team:
                continue
            reading = replace(one, opponent=other, spare=True)
            told.append(reading)
            if one.other is None and one.word.startswith("sum:mix"):
                told.append(replace(reading, other=sum(parts), word=one.word.replace("mix:", "mix:last", 1)))  # fmt: skip
    return told[:24]


_NEARBY = pattern(
    r"CLUB(?:'s)?,? (?:(?:have|has|had|are|is|were|was|who|which|now|also|only|just|still|already|then|side|team|men|so|far|not|yet|to|been|went|begun|began|made|kept|and|the|a|but|having|all|season|it|unbeaten|with|themselves|improved|improves) ){0,6}$"
)


def _others(ctx: Context, sides: Sequence[Club]) -> list[Club]:
    """Others of whom words without a name may be said."""
    known = (ctx.spoken, ctx.topic, *ctx.sides, *ctx.named[:3], *ctx.reported)
    return [c for c in dict.fromkeys(known) if c is not None and c not in sides]


def _of_a_side(g: Gloss, m: re.Match[str]) -> bool:
    """False where the name nearest before is a player's, or "he" is."""
    first, _ = g.clause(m.start())
    named = [x.kind for x in (g.names.get(c) for c in g.plain[first : m.start()]) if x is not None]
    if named and named[-1] in ("person", "name") and not re.search(
        r"'s? (?:[a-z]+ ){0,2}(?:side|team|men|boys|charges)", g.plain[first : m.start()]
    ):  # fmt: skip
        return False
    return re.search(r"\bh(?:e|is|im)\b", g.plain[first : m.start()]) is None


def _goals(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    groups = m.groupdict()
    number = figure(groups.get("n") or groups.get("once") or "")
    if number is None or number > 160 or wished(g, m.start(), 25):
        return None
    if kind in ("scored", "goals") and not _of_a_side(g, m):
        return None
    frame = frame_of(g, ctx, m.start(), m.end())
    before = g.plain[max(0, m.start() - 90) : m.start()]
    perfect = _PERFECT.search(before) is not None or _JOINED.search(before) is not None
    counted = _COUNTED_BEFORE.search(before)
    if m["verb"].endswith("ing") and counted is not None and not frame.total:
        # "Have lost their last four league matches, conceding nine goals".
        lead = scope_of(g, ctx, m.start() - len(before) + counted.start(), m.start())
        which = "first" if re.search(r"first|opening", counted[0]) else "last" if re.search(r"last|past|previous", counted[0]) else ""  # fmt: skip
        frame = replace(frame, total=number_of(counted["m"]), which=which, told=True, competition=frame.competition or lead.competition, venue=frame.venue or lead.venue)  # fmt: skip
    around = g.plain[m.start() : max(m.end(), frame.end) + 30].split(".")[0]
    if _INSIDE.search(around) and not (perfect and frame.told):
        return None
    if not perfect and not frame.told and not (kind == "goals" or m["verb"].startswith("to ")):
        return None
    if frame.total == 1 or re.match(r" (?:past|against|to) (?:the )?CLUB", g.plain[m.end() :]):
        return None
    more: list[list[int | None]] = [[int(groups["more"])]] if kind == "goals" else [[]]
    part = m["verb"].endswith("ing") and not frame.told and _OF_GAMES.search(before) is not None
    whole = _ALL_OF_IT.search(g.plain[m.end() : max(m.end(), frame.end)]) is not None
    return _made(
        g,
        ctx,
        m,
        frame,
        number,
        kind,
        more,
        firm=not part and (perfect or whole or frame.total is not None),
    )


def _none(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    if kind == "scored" and not _of_a_side(g, m):
        return None
    frame = frame_of(g, ctx, m.start(), m.end())
    if m.groupdict().get("m"):
        frame = frame_of(
            g, ctx, m.start(), m.start() + m[0].index(" in") if " in" in m[0] else m.end()
        )
    lead = g.plain[max(0, m.start() - 40) : m.start()]
    perfect = re.search(r"\b(?:have|has|had|having)\b[^.;,]{0,16}$", lead) is not None
    counted = re.search(r"(?:NUM|\d|two|three|four|five|six|seven|eight|nine|ten) (?:[a-z]+ ){0,2}(?:games|matches|wins|in a row)[^.;]{0,24}$", lead) is not None  # fmt: skip
    if not (frame.told or perfect or counted) or _INSIDE.search(g.plain[m.start() : m.end() + 26]):
        return None
    return _made(g, ctx, m, frame, 0, kind, firm=frame.told and not counted)


def _ledger(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """American records, won-lost-drawn, and those of others, won-drawn-lost: "Seattle (10-9-5)"."""
    won, b, c = int(m["n"]), int(m["b"]), int(m["c"])
    if won + b + c > 60 or (won > 30 and b > 30):
        return None
    start = m.start("n")
    frame = frame_of(g, ctx, start, m.end())
    clubs: tuple[Club, ...] = ()
    if m["lead"].rstrip().endswith("(") and (named := g.mention(m["lead"][0])) is not None:
        clubs = named.clubs
        frame = Frame("", None, None, "", "", False, True, m.end())
    more = list(dict.fromkeys(((c, b), (b, c))))
    return _made(g, ctx, m, frame, won, "mix", more, firm=True, start=start, clubs=clubs)


def _letters(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """Letters with figures: "unbeaten in their last six away matches (W3 D3)"."""
    told = {x[0]: int(x[1:]) for x in re.findall(r"[wdl]\d{1,2}", m["letters"])}
    first = max(0, m.start() - 95)
    for cut in re.finditer(r"[.;:*]", g.plain[first : m.start()]):
        first = max(first, m.start() - 95 + cut.end()) if m.start() > 95 else cut.end()
    lead = g.plain[first : m.start()]
    counted = _COUNTED_IN.search(lead)
    scope = scope_of(g, ctx, first, m.start())
    total = number_of(counted["m"]) if counted is not None else None
    which = ""
    if counted is not None and re.search(r"last|past|previous", counted[0]):
        which = "last"
    season = re.search(r"this season|this term", lead) is not None
    frame = Frame(
        which, total, None, scope.competition, scope.venue, scope.everything, season, m.end()
    )
    three = [told.get("w"), told.get("d"), told.get("l")]
    if total is not None and sum(n or 0 for n in three) == total:
        three = [n or 0 for n in three]
    return _made(g, ctx, m, frame, three[0], "mix", [three[1:]], firm=False)


_GOES_BACK = re.compile(
    r"\b(?:which|that|they) (?:have |has |had )?(?:produced|brought|yielded|included|include|contained|featured|ended|resulted|consisted)\b[^.;]{0,20}$|"
    r"\b(?:yielding|producing|including|bringing|with)(?: just| only)? $|[:(] ?$"
)
_COUNTED_IN = pattern(r"LAST(?P<m>NUM) (?:(?:KINDS) ?)*(?:GAMES)\b(?! of)")
_PARTS = pattern(
    r"(?P<n>NUM|\bno|\ba single|\ba solitary|\ba lone|\ban?\b) (?:[a-z]+(?:-[a-z]+)? ){0,2}?(?:(?P<w>WINS)|(?P<l>LOSSES)|(?P<d>draws?|ties))\b"
)


def _parts_of(words: str) -> tuple[int | None, int | None, int | None]:
    """Won, drawn and lost as a list of results tells them; None where it does not."""
    told: dict[str, int | None] = {"w": None, "d": None, "l": None}
    for m in _PARTS.finditer(words):
        kind = "w" if m["w"] else "d" if m["d"] else "l"
        number = 0 if m["n"] == "no" else 1 if m["n"].startswith("a") else figure(m["n"])
        told[kind] = number
    return told["w"], told["d"], told["l"]


def _results(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """Results of several kinds: "five wins and three draws"."""
    won, drawn, lost = _parts_of(m[0])
    known = [n for n in (won, drawn, lost) if n is not None]
    if len(known) < 2 or wished(g, m.start(), 25):
        return None
    frame = frame_of(g, ctx, m.start(), m.end())
    lead = g.plain[max(0, m.start() - 95) : m.start()]
    counted = _COUNTED_IN.search(lead) if _GOES_BACK.search(lead) is not None else None
    if counted is not None and frame.total is None:
        # "Their first 11 home games, which have produced seven defeats and four draws".
        at = m.start() - len(lead) + counted.start()
        scope = scope_of(g, ctx, at, at + len(counted[0]))
        which = "first" if re.search(r"first|opening", counted[0]) else "last" if re.search(r"last|past|previous", counted[0]) else ""  # fmt: skip
        frame = replace(frame, total=number_of(counted["m"]), which=which, venue=scope.venue or frame.venue, competition=scope.competition or frame.competition, told=True)  # fmt: skip
    before = g.plain[max(0, m.start() - 60) : m.start()]
    # "With five wins and three draws" are all their matches; "a win and a draw" are the last ones.
    firm = frame.told or re.search(r"\b(?:unbeaten|have|has|record)\b", before) is not None
    shapes = [[drawn, lost]]
    claims_total = sum(known)
    if frame.total is None and not firm:
        frame = Frame("last", claims_total, frame.window, frame.competition, frame.venue, frame.everything, frame.told, frame.end)  # fmt: skip
    return _made(g, ctx, m, frame, won, "mix", shapes, firm=firm and frame.total is None)


_VERB_PARTS = pattern(
    r"(?P<verb>won|drawn|drew|lost|losing|drawing) (?:all |just |only )?(?P<n>NUM|none|once|twice)"
)


_OF_LAST = pattern(r",? (?:of|from|in|out of) LAST(?:NUM|few)")


def _verbs(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """Results of several kinds by their verbs: "have won six and lost two"."""
    told: dict[str, int | None] = {}
    for one in _VERB_PARTS.finditer(m[0]):
        told[one["verb"][:2]] = 0 if one["n"] == "none" else figure(one["n"])
    if len(told) < 2 or None in told.values() or wished(g, m.start(), 25):
        return None
    drawn = told.get("dr")
    frame = frame_of(g, ctx, m.start(), m.end())
    before = g.plain[max(0, m.start() - 60) : m.start()]
    firm = frame.told or _PERFECT.search(before) is not None
    # "One of their last four": of these, not of all.
    firm = firm and _OF_LAST.match(g.plain, m.end()) is None
    return _made(g, ctx, m, frame, told.get("wo"), "mix", [[drawn, told.get("lo")]], firm=firm)


def _begun(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """How a season was opened: "began the tournament with two draws"."""
    won, drawn, lost = _parts_of(m["single"])
    known = [n for n in (won, drawn, lost) if n is not None]
    if len(known) != 1 or wished(g, m.start(), 25) or "half" in m[0]:
        return None
    frame = frame_of(g, ctx, m.start("single"), m.end())
    which = "last" if re.match(r"\W*(?:finish|end)", m[0]) else "first"
    frame = Frame(which, known[0], None, frame.competition, frame.venue, frame.everything, True, frame.end)  # fmt: skip
    return _made(
        g, ctx, m, frame, won, "mix", [[drawn, lost]], firm=False, start=m.start("single")
    )  # fmt: skip


def _of_those(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """A part of the matches just counted: "34 points from 13 games, eleven of them won"."""
    lead = g.plain[max(0, m.start() - 70) : m.start()]
    counted = pattern(r"(?P<m>NUM) (?:KINDS)*(?:GAMES)\b[^.;]{0,30}$").search(lead)
    total = number_of(counted["m"]) if counted is not None else None
    number = total if m["n"] == "all" else 0 if m["n"] == "none" else figure(m["n"])
    if number is None or total is None or number > total:
        return None
    what = m["what"]
    kind = "won" if what[0] in "wv" else "drawn" if what.startswith("dr") else "lost"
    near = frame_of(g, ctx, m.start(), m.end())
    frame = Frame("", total, None, near.competition, near.venue, near.everything, True, m.end())
    return _made(g, ctx, m, frame, number, kind, firm=False)
