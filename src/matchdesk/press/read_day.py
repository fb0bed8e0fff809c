"""Reading days and grounds: when and where a match was played."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.text import fold
from matchdesk.press import days
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import When, Window, number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.report import Report
from matchdesk.press.subjects import make

_VENUE = (
    r"\b(?:at|in|inside|on) (?:the |their |his |a )?(?:own |home |packed |famous |old |imposing |"
    r"rain-soaked |sold-out |half-empty )?(?P<ground>GROUND)(?: (?:home|stadium|turf|pitch))?"
    r"(?! (?:legend|great|chief|bosses|faithful|crowd|hero|regular|debut))"
)
_MATCH_WORD = (
    r"(?:put|hit|going down|leg|game|match|tie|clash|defeat|loss|win|victory|draw|exit|result|encounter|meeting|final|semi-final|"
    r"lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|night|went|played|fell|slipped|thrashed|rested|scored|held|rout|showing|performance|display)"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of days and grounds in one sentence."""
    yield from _venues(g, ctx)
    yield from _dates(g, ctx)
    yield from _apart(g, ctx)


_SHORT = 4
"""Days of an expression that names a day or a weekend."""
_SIDES = 6
"""So many of the sides spoken of are tried."""


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Days and grounds of whatever match of the sides spoken of; such words may only be borne out."""
    yield from _somewhere(g, ctx, claims)
    if not g.whens:
        return
    clubs = [c for _, x in g.signs("club") for c in x.clubs[:2]]
    known = (*clubs, ctx.spoken, ctx.topic, *ctx.sides, *ctx.reported)
    sides = [c for c in dict.fromkeys(known) if c is not None][:_SIDES]
    for when in g.whens:
        if when.kind not in _DAYS or _LENGTH.search(g.plain, 0, when.start):
            continue
        readings = [
            Reading(team=side, window=window, word=word)
            for window, word in ((when.past, "any"), (when.future, "fixture"))
            if window is not None and (window.last - window.first).days <= _SHORT
            for side in sides
        ]
        if readings:
            claim = make("date", g, when.start, when.end, readings, firm=False)
            yield replace(claim, offered=True)


_HOME_SIDE = r"\bthe (?:hosts|home (?:side|team|club)|visitors|visiting (?:side|team)|away (?:side|team)|guests|host nation)\b"
_AT = r"\b(?P<home>at home)\b(?! (?:to|against|in) )|\b(?P<away>away) (?:to|at) (?:[a-z-]+ ){0,2}?(?P<other>CLUB)|\b(?P<host>hosts?) (?P<team>CLUB)|\b(?:at|in) (?:the )?(?P<there>GROUND|CLUB)(?! \d)"


def _somewhere(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who was at home, and at whose ground, of the sides spoken of."""
    told = [g.stretch(c) for c in claims if c.type == "venue"]
    for m in g.every(_HOME_SIDE):
        claim = make("venue", g, m.start(), m.end(), [Reading(word="placed:")], firm=False)
        yield replace(claim, offered=True)
    for m in g.every(_AT):
        clubs = [c for _, x in g.signs("club") for c in x.clubs[:2]]
        sides = [c for c in dict.fromkeys((*clubs, ctx.spoken, ctx.topic, *ctx.sides)) if c is not None]  # fmt: skip
        if m["team"]:
            readings = [Reading(team=c, venue="home", word="placed:") for c in ctx.team(g, m.start("team"), m.end("team"))]  # fmt: skip
        elif m["home"]:
            readings = [Reading(team=c, venue="home", word="placed:") for c in sides[:_SIDES]]
        else:
            name = "other" if m["away"] else "there"
            named = g.mention(m[name])
            if named is None or (m["there"] and any(a < m.end() and m.start() < b for a, b in told)):  # fmt: skip
                continue
            readings = [
                Reading(team=c, clubs=named.clubs, word="placed:")
                for c in sides[:_SIDES]
                if named.clubs
            ]
        if readings:
            yield replace(make("venue", g, m.start(), m.end(), readings, firm=False), offered=True)


# "Unbeaten since Saturday", "until Sunday".
_LENGTH = re.compile(r"\b(?:since|until|till|from|by) $")


def _venues(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_VENUE):
        named = g.mention(m["ground"])
        if named is None or hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            continue
        readings = [Reading(players=named.ids, clubs=named.clubs)]
        town = fold(named.text) in ctx.lexicon.towns or any(is_nation(c) for c in named.clubs)
        firm = not ctx.foreign(g) and not foreign_time(g, 0, len(g.plain)) and not town
        # "Unbeaten against them this season: 1-1 at Old Trafford, 2-0": of another meeting.
        firm = firm and pattern(r"[:,] SCORE $").search(g.plain[: m.start()]) is None
        yield make("venue", g, m.start(), m.end(), readings, firm=firm)


_NO_MATCH = pattern(
    r"\b(?:bye|idle|rested)\b[^.;,]{0,12}$|, who (?:next )?(?:visit|host|face|meet|play|entertain|travel to|go to|take on|welcome) [^.;,]{0,40}$"
)


def _dates(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Days on which something was played, as seen from the day of writing."""
    for when in g.whens:
        ahead = ctx.match is not None and ctx.match.result is None
        ahead = ahead and when.future is not None
        if when.kind not in _DAYS:
            continue
        if _NO_MATCH.search(g.plain, max(0, when.start - 60), when.start):
            # "Who had a bye on Friday", "who visit Moscow on Tuesday".
            continue
        if (when.future if ahead else when.past) is None:
            yield from _someday(g, ctx, when)
            continue
        first, last = g.clause(when.start)
        clause = g.plain[min(first, when.start) : max(last, when.end)]
        near = g.plain[max(0, when.start - 60) : max(last, when.end)]
        lead = g.plain[max(0, when.start - 15) : when.start]
        told = bool(pattern(_MATCH_WORD).search(near) or pattern("SCORE").search(g.plain))
        told = told or (g.sentence.paragraph <= 1 and _DONE.search(g.plain) is not None)
        sure = told
        rest = g.plain[: when.start] + g.plain[when.end :]
        heading = (
            when.kind == "day"
            and len(re.sub(r"[^a-z]", "", rest)) <= _HEADING
            and not g.signs("club")
        )
        told = told or g.sentence.paragraph <= 1 or when.kind in ("weekday", "near") or heading
        clubs = [c.clubs[0] for _, c in g.signs("club", first, last) if c.clubs]
        told = told or (bool(clubs) and when.kind in ("week", "weekend", "day", "count", "month"))
        if when.kind == "year" and not sure:
            continue
        if not told or hedged(lead) or (_COMING.search(clause) and not ahead):
            yield from _someday(g, ctx, when)
            continue
        others = [
            c.clubs[0]
            for _, c in g.signs("club", when.start - 60, when.end + 5)
            if c.clubs and c.clubs[0] not in ctx.sides
        ]
        leg = ""
        if re.search(r"\bfirst[- ]leg\b", near):
            leg = "1"
        elif re.search(r"\bsecond[- ]leg\b|\breturn\b", near):
            leg = "2"
        if not others and when.future is not None and ahead:
            readings = [Reading(window=when.future)]
        elif others:
            # With a score beside it and one other side it is the day of their match.
            met = when.kind == "weekday" and len(set(others)) == 1 and pattern("SCORE").search(clause) is not None  # fmt: skip
            readings = [
                Reading(team=c, opponent=o, window=when.past, word="met" if met else "")
                for o in others[:1]
                for c in ctx.sides
            ] + [Reading(window=when.past, leg=leg)]
        else:
            readings = [Reading(window=when.past, leg=leg)]
        if heading and ctx.match is not None:
            readings.append(Reading(window=when.past, word="any", competition=str(ctx.match.competition)))  # fmt: skip
        tail = re.match(_DAY_TAIL, g.plain[when.end :])
        end = when.end + (tail.end() if tail else 0)
        firm = when.kind == "weekday" and not others and bool(tail or _DONE.search(clause))
        # The one day of the sentence that leads, of what was played: that of the match in hand.
        led = when.kind == "weekday" and not others and g.sentence.paragraph <= 1 and (
            _DONE.search(g.plain) is not None
            or (g.sentence.start < _LEAD and bool(clubs) and {*clubs} <= {*ctx.sides} and _NO_PLAY.search(g.plain) is None)
        )  # fmt: skip
        firm = firm or (led and sum(w.past is not None for w in g.whens) == 1)
        firm = firm and not re.search(r"\b(?:since|until|training|press)\b", clause)
        firm = firm and not re.search(r"\b(?:before|after)\b", g.plain[min(first, when.start) : when.start])  # fmt: skip
        firm = firm and sure and not ctx.foreign(g)
        if not firm and not ahead and when.kind != "month" and when.kind != "year":
            # Whoever is named, or spoken of, played on those days.
            told_of = [c for _, x in g.signs("club") for c in x.clubs[:2]]
            matches = when.kind == "weekday" and when.future is not None and _of_matches(g, when, clause)  # fmt: skip
            meant = (*told_of, *ctx.sides, *ctx.reported) if matches else clubs or (*ctx.sides, *ctx.reported)  # fmt: skip
            readings += [Reading(team=c, window=when.past, word="any") for c in dict.fromkeys(meant)]  # fmt: skip
            # Of what was played: then one of those told of must have been on that day.
            lost = _WHEN_THEY.match(g.plain, when.end) if when.kind == "weekday" else None
            if lost is not None and (whose := ctx.team(g, lost.start("c"), lost.end("c"))):
                # "Made sure on Friday when Albion lost": of Albion's match.
                readings = [Reading(team=c, window=when.past, word="any") for c in whose]
                yield make("date", g, when.start, end, readings, firm=len(whose) == 1)
                continue
            firm = matches and not foreign_time(g, first, last) and not _strangers(g, first, last)
            if firm:
                readings = [r if r.team else replace(r, word="played") for r in readings if r.opponent is None]  # fmt: skip
        yield make("date", g, when.start, end, readings, firm=firm)


def of_the_calendar(report: Report) -> Iterator[Claim]:
    """Days of the week of the days in full that a report tells: "Saturday 28 August 1993"."""
    for start, end, window in days.of_the_calendar(report.text):
        yield Claim("date", start, end, (Reading(window=window, word="calendar"),))


def _someday(g: Gloss, ctx: Context, when: When) -> Iterator[Claim]:
    """A day beside which no match is told of: one of the sides spoken of played then, or will."""
    if when.kind == "year" or (
        when.kind == "count" and re.search(r"year|season", g.plain[when.start : when.end])
    ):
        return
    clubs = [c for _, x in g.signs("club") for c in x.clubs[:2]]
    mine = dict.fromkeys((*clubs, *ctx.sides, *ctx.reported, *ctx.named[:4]))
    readings = [
        Reading(team=c, window=when.past, word="any") for c in mine if when.past is not None
    ]
    readings += [
        Reading(team=c, window=when.future, word="fixture") for c in mine if when.future is not None
    ]
    if readings:
        yield replace(make("date", g, when.start, when.end, readings, firm=False), offered=True)


_PLAYED = pattern(
    r"\b(?:WON|LOST|BEAT|BEATEN|drew|held|WINNOUN|LOSSNOUN|goals?|double|brace|hat-trick|scored|header|winner|equaliser)\b"
)
_NO_PLAY = re.compile(
    r"\b(?:said|says|told|announc\w+|sign\w*|sack\w+|appoint\w+|train\w*|reveal\w*|admit\w*|press|draw for|ruled|charg\w+|ban\w*|suspen\w+|news|report\w*|arriv\w+|fl[ey]w|transfer\w*|statement|"
    r"resign\w*|quit|confirm\w*|will|would|could|can|may|might|early hours|midnight|injur\w+|medical|deal|joined|moved|friendly|women\w*|under-\d+|born|died|funeral|if|unless|next|face|faces|host|hosts|meet|meets|play|plays|go to|goes to|travel|visit|visits|await\w*)\b"
)
_GAMES_OF = re.compile(
    r"'s (?:other |late |early |remaining |second |first )*(?:matches|games|results|ties|round|action)\b"
)


def _of_matches(g: Gloss, when: When, clause: str) -> bool:
    """True if a weekday is of what was played, and of nothing else."""
    if _GAMES_OF.match(g.plain, when.end):
        return pattern("SCORE|CLUB \\d").search(g.plain) is not None
    beside = g.plain[when.end : when.end + 60]
    if re.match(r" (?:as|when) ", beside):
        clause += beside.split(",")[0]
    if _BOUND.search(g.plain, 0, when.start):
        return False
    if _ACTION.search(g.plain, 0, when.start):
        return True
    return _PLAYED.search(clause) is not None and _NO_PLAY.search(clause) is None


_WHEN_THEY = pattern(
    r"(?: night| evening| afternoon)? when (?:the )?(?:[a-z-]+ ){0,3}(?P<c>CLUB) (?:were |was )?(?:lost|beat|drew|won|held|beaten|failed|slipped|went down|fell)\b"
)
_BOUND = re.compile(r"\b(?:since|until|till|before|after|by|from|ahead of|early) $")
_ACTION = re.compile(r"\b(?:action|results) (?:on|from) $|\b(?:action|results) $")
_HIS = re.compile(
    r"'s? (?:[a-z-]+ ){0,2}?(?:double|goals?|brace|header|hat-trick|strike|penalty|winner|equaliser|volley|free-kick|shot|effort)\b"
)


def _strangers(g: Gloss, first: int, last: int) -> bool:
    """True if somebody is named whom the ledger does not know, and who may be a side."""
    return any(not _HIS.match(g.plain, at + 1) for at, _ in g.signs("name", first, last))


_LEAD = 500
"""Code points in which a report tells when its own match was."""
_HEADING = 40
"""Letters beside a day in a line that heads what is told below it."""
_APART = r"\b(?P<n>NUM|a couple of|a) (?P<u>days?|weeks?|nights?) (?:after|before|since|on from) (?:(?:the|their|a|his|that|being|they|having|[a-z]+ing|were|had|been|[a-z]+ed|SCORE|beat|lost|drew|won|last|home|away|league|cup|defeat|win|victory|draw|loss|at|by|to|over|against|with|in|of|COMP|LOSSNOUN|WINNOUN) ){0,8}?EPITHETS(?P<o>CLUB)"


_ANOTHERS = pattern(r"\b(?:after|before) (?:the |[a-z-]+ )?CLUB$")
_ANOTHERS_VERB = re.compile(
    r" (?:had|have|has|were|was|lost|beat|drew|won|went|dropped|also|themselves|play|face|host|visit|meet)\b"
)


def _apart(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Days between two matches: "five days after beating Liverpool 1-0"."""
    if ctx.match is None:
        return
    for m in g.every(_APART):
        number = 2 if m["n"].startswith("a couple") else number_of(m["n"])
        others = ctx.team(g, m.start("o"), m.end("o"))
        if number is None or hedged(g.plain[max(0, m.start() - 15) : m.start()]):
            continue
        if _ANOTHERS.search(m[0]) and _ANOTHERS_VERB.match(g.plain, m.end()):
            # "A day after Olympiakos had dropped two points": of their match.
            continue
        weeks = m["u"].startswith("week")
        bound = _ABOUT.search(g.plain, 0, m.start()) is not None
        day = ctx.match.date or ctx.written
        if day is None:
            continue
        named = [c for _, x in g.signs("club") for c in x.clubs[:1] if c in ctx.sides and c not in others]  # fmt: skip
        mine = named or [c for c in (ctx.spoken, *ctx.sides) if c is not None and c not in others]
        readings = [
            Reading(
                team=c, opponent=o, window=Window(day, day, 0, m[0]), number=number * (7 if weeks else 1),
                other=(7 if weeks else 1) if bound else 3 if weeks else 0,
            )
            for c in dict.fromkeys(mine) for o in others
        ]  # fmt: skip
        if readings:
            end = m.start("u") + len(m["u"])
            yield make(
                "date",
                g,
                m.start(),
                end,
                readings,
                firm=(bool(named) or len(mine) == 1) and not bound,
            )


# "Less than three weeks since".
_ABOUT = re.compile(
    r"\b(?:(?:less|more|fewer|little more) than|under|over|nearly|almost|about|around|barely|just over|some) $"
)
_DAYS = ("year", "month", "weekday", "week", "weekend", "near", "day", "count")
_DAY_TAIL = (
    r"(?:'s|') (?:[a-z-]+ ){0,2}?"
    r"(?:leg|match|game|final|tie|clash|defeat|win|loss|semi-final|quarter-final)\b"
)
_COMING = re.compile(
    r"\b(?:will|next|face|faces|facing|play|plays|travel|travels|host|hosts|visit|visits|wait|waits|"
    r"await|awaits|to come|upcoming|draw for|draw is|takes place|meet|meets|(?:come|go|return)(?:e?s)? to|entertains?|welcomes?|takes? on)\b"
)
_DONE = re.compile(
    r"\b(?:lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|held|exit|dumped|defeated|"
    r"thrashed|slumped|went down|out of|beating|drawing|losing|winning|crushing|win|victory|defeat|draw|title|champions|humiliat\w+|qualified|booked|clinched|secured|advanced|reached)\b"
)
