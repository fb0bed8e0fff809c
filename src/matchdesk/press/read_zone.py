"""Reading parts of the table: zones, who stands above whom, who goes down, places told in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import NAMED, make
from matchdesk.press.table_words import firm_now, league_named

_SHARED = r"\b(?:share|shares|sharing|shared) (?:the )?(?P<word>lead|top spot|leadership|first place|top place|last place|bottom place|bottom spot)\b(?! for| until| at half)"
_OFF_BOTTOM = r"\b(?:off|away from|up from|(?:climb|mov|ris|lift|hoist|rais|rose)(?:e|es|s|ed|ing)? (?:\w+ )?from) (?:the )?(?P<b>bottom|foot)(?: of the TABLE)?(?! (?:two|three|four|half|corner|of the (?:box|post)))"
_PASSED = (
    r"\b(?:leapfrog(?:ged|ging|s)?|overtak(?:e|es|ing)|overtook|overhaul(?:ed|ing)?|(?:climb|mov|go|jump|ris)(?:e|ed|es|ing|s)? above|went above|rose above|moved? ahead of|went ahead of|replac(?:e|ed|ing)) "
    r"(?P<other>TEAM)(?P<tail>(?: (?:at|on|in|into|to) (?:the )?(?:top|summit|second|third|fourth|fifth|sixth|place)?)?)"
    r"|\b(?:jump(?:ed|s|ing)? (?:over|past|ahead of)|pass(?:ed|es|ing)?|vault(?:ed|s|ing)? (?:over|above)) (?P<other2>CLUB)(?= (?:in|on) (?:the )?(?:[a-z-]+ )?TABLE| (?:in)?to (?:the )?ORD| with an? )"
    r"|\b(?:slip(?:s|ped|ping)?|drop(?:s|ped|ping)?|fall(?:s|en|ing)?|fell|sinks?|sank|sunk|tumbl(?:e|es|ed|ing)|slid(?:e|es|ing)?|stay(?:s|ed)?|remain(?:s|ed)?) (?:back |just |one place |a place )?(?:below|beneath|under) EPITHETS(?P<under>CLUB)"
    r"|\b(?:leapfrogged|overtaken|overhauled|replaced|displaced|passed) (?:at the (?:top|summit) )?by (?:[a-z-]+ ){0,2}(?P<by>CLUB)"
)
_ZONED = (
    r"(?P<out>(?:out of|outside|clear of|above|just above|away from) )?(?:(?:in|into|inside|deep in|rooted in|stuck in|still in|back in|to|within) )?(?:the )?"
    r"(?P<zone>relegation zone|drop zone|relegation places|bottom (?:two|three|four|[2-4])\b|top (?:two|three|four|five|six|seven|eight|ten|half|[2-9]|10)\b(?! (?:goals?|scorers?|players?|flight))(?: of the TABLE)?|bottom half(?: of the TABLE)?|"
    r"(?:final |last |automatic )?(?:play-?off|champions league|european|europa league|promotion|automatic) (?:places|spots|positions|zone|place|spot))"
)
_ELLIPTIC = r"(?:,|\band|\bwith) (?P<team>CLUB),? (?P<place>ORD)(?=[.;,]|$| and | on | with)"
_JOINT = r"\b(?:are|were|lie|remain|now|went|go|stay|as|became|become|sit) (?:now |still |in |at )?(?P<word>joint[- ](?:leaders|top|first))\b(?: with (?P<other>CLUB))?"
_DOWN = (
    r"(?P<team>CLUB(?:(?:, CLUB){0,3},? and CLUB)?),? (?:who )?(?:go|went|are|were|have been|had been|already|are already)? ?(?:already |now )?(?:down|relegated|doomed)(?: (?:with|along with|together with) (?P<more>CLUB(?:(?:, CLUB){0,3},? and CLUB)?))?"
    r"|\b(?P<rel>relegated) (?P<team2>CLUB)"
)


_Found = Iterator[tuple[Claim, int, int]]


def found(g: Gloss, ctx: Context) -> _Found:
    """Claims of parts of the table, each with its place in the gloss."""
    yield from _passed(g, ctx)
    yield from _zoned(g, ctx)
    yield from _also(g, ctx)


def _also(g: Gloss, ctx: Context) -> _Found:
    """Places told in passing: "and Norwich fourth", joint leaders, the sides that go down."""
    told = pattern(
        r"\b(?:are|were|lie|is|sit|finish\w*|stand|stay\w*|remain\w*|mov\w+|climb\w*|level|points)\b[^.;]{0,20}\bORD|CLUB, (?:in |now |lying )?ORD,"
        r"|\bpoints? (?:with|behind|ahead)\b"
    ).search(g.plain)
    if told is not None:
        for m in pattern(_ELLIPTIC).finditer(g.plain, told.start()):
            place = ordinal_of(m["place"]) or 0
            clubs = ctx.team(g, m.start("team"), m.end("team"))
            if 0 < place < 25:
                readings = [Reading(team=c, number=place) for c in clubs]
                start = m.start("team")
                claim = make(
                    "league_position", g, start, m.end(), readings, firm=firm_now(g, start, m.end())
                )
                yield claim, start, m.end()
    for m in (*g.every(_JOINT), *g.every(_SHARED)):
        clubs, _, _ = candidates(g, ctx, m.start())
        place = -1 if m["word"].startswith(("last", "bottom")) else 1
        readings = [Reading(team=c, number=place, word="joint") for c in clubs]
        yield from _said(g, m, readings, sure=False)
    for m in g.every(_OFF_BOTTOM):
        if hedged(g.plain[max(0, m.start() - 30) : m.start()]) or pattern(
            r"(?:NUM|\bpoints?) $"
        ).search(g.plain, max(0, m.start() - 12), m.start()):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        yield from _said(g, m, [Reading(team=c, word="out:bottom one") for c in clubs], sure=sure)
    for m in g.every(_DOWN):
        if hedged(g.plain[max(0, m.start() - 25) : m.end()]) or re.match(
            r" (?:by|to|at|\d|in|after|\w+-\w+)", g.plain[m.end() : m.end() + 6]
        ):
            continue
        for _, named in g.signs("club", m.start(), m.end()):
            readings = [Reading(team=c, word="in:relegation zone") for c in named.clubs[:1]]
            if readings:
                firm = re.search(r"relegated|doomed", m[0]) is not None and not m["rel"]
                claim = make("league_position", g, m.start(), m.end(), readings, firm=firm)
                yield claim, m.start(), m.end()


def _said(g: Gloss, m: re.Match[str], readings: Sequence[Reading], *, sure: bool) -> _Found:
    """What a stretch says of somebody's place; nothing where it is nobody's."""
    if readings:
        firm = sure and firm_now(g, m.start(), m.end())
        yield (
            make("league_position", g, m.start(), m.end(), readings, firm=firm),
            m.start(),
            m.end(),
        )


def _passed(g: Gloss, ctx: Context) -> _Found:
    """A side that went above another."""
    for m in g.every(_PASSED):
        name = next(k for k in ("other", "other2", "under", "by") if m[k])
        others = ctx.team(g, m.start(name), m.end(name))
        if not NAMED.search(m[name]) or hedged(g.plain[max(0, m.start() - 30) : m.start()]):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start(), others if name in ("under", "by") else ())
        pairs = [(c, o) for c in clubs for o in others if c != o]
        if name in ("under", "by"):
            pairs = [(o, c) for c, o in pairs]
        readings = [Reading(team=c, opponent=o, word="above") for c, o in pairs]
        yield from _said(g, m, readings, sure=sure)
        into = _INTO.match(g.plain, m.end(name)) if name in ("other", "other2") else None
        if into is not None and readings:
            # "Move above Norway into third": the place, too.
            places = [Reading(team=c, number=ordinal_of(into["place"])) for c in clubs]
            firm = sure and firm_now(g, m.start(), into.end())
            claim = make("league_position", g, into.start("place"), into.end(), places, firm=firm)
            yield claim, -1, -1


_INTO = pattern(
    r"(?:,? and)? (?:up )?(?:in|into|to|for) (?:the )?(?P<place>ORD)(?: place| spot)?\b(?! (?:half|minute|leg|time|round))"
)


def _zoned(g: Gloss, ctx: Context) -> _Found:
    """A side in a part of the table, or out of it."""
    for m in g.every(_ZONED):
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        if hedged(lead) or re.search(
            r"(?:NUM|\d|points?|from|off|of) $|\b(?:battle|fight|race|hopes|chase|chasing|push|bid|for|hunt|finish|towards?|close|closer|near|nearer|edge|brink|verge|sight|threat\w*|fears?|reach\w*|between|spot|place|berth|slot|finish\w*) (?:a |the |for |to |in )*$",
            lead,
        ):
            continue
        inside = m[0].split(m["zone"])[0]
        if not inside.strip() or inside.strip() == "the":
            continue
        if pattern(r"\b(?:NUM|a)(?: points?)? $").search(lead):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        word = f"{'out' if m['out'] else 'in'}:{m['zone']}"
        league = (
            league_named(g, ctx, max(0, m.start() - 30), m.end())
            if "champions league" not in m["zone"]
            else ""
        )
        readings = [
            Reading(
                team=c,
                word=word,
                competition=league if league.endswith((".1", ".2", ".3", ".4")) else "",
            )
            for c in clubs
        ]
        yield from _said(g, m, readings, sure=sure)
