"""Reading what a side did in other seasons: a title, a round, a place in a tournament, and when or how often.

What is told ("the title", "the last four", "the World Cup", "the top flight") is one part, and when or how
often ("since 1998", "25 years ago", "for the third time in seven years", "a fourth in a row") another; they
stand in any order in one clause. Such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates, of_a_kind
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.read_titles import named_title
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_NOT_THIS = r"(?! (?:match|game|tie|goal|win|victory|success|defeat|loss|draw|point|group|place|race|rivals?|contenders?|challenge|favou?rites?|hopes?|ambitions?|run-in|bid|hunt|chase|battle|fight)\b)"
_WHAT = (
    r"(?P<title>\b(?:titles?|championships?|crowns?|champ(?:ion)?s?|winners?|holders?|title-?holders?|scudett[oi]|troph(?:y|ies)|crowned)\b(?! league)"
    + _NOT_THIS
    + r"|\b(?:w[oi]n(?:ning|s)?|lift\w*|claim\w*|clinch\w*|took|taken|captur\w+|seal\w*|retain\w*) (?:(?:the|their|its|an?|it|that|last|only|[a-z-]+ed) ){0,2}(?:PEOPLE )?(?:COMP|cups?|leagues?|double|it)(?![a-z])(?! (?:match|game|tie|group|final|semi|quarter|point|place))"
    r"|(?<=[\uec00-\uefff] )(?:victory|triumph|wins?|success)\b|\bdid so\b)"
    r"|(?P<runner>\b(?:runners?-up|(?:beaten|losing|defeated) finalists?)\b)"
    r"|(?P<final>(?<!semi-)(?<!semi)(?<!quarter-)(?<!quarter)\bfinal(?:ists?|s)?\b(?! (?:whistle|minutes?|day|third|round|score|match|group|quarter|game|table|standings|stages?|four|eight|hour|fling|say|place|draw|appearance since)))"
    r"|(?P<semi_final>\bsemi-?final(?:s|ists?)?\b|\blast four\b)"
    r"|(?P<quarter_final>\bquarter-?final(?:s|ists?)?\b|\blast eight\b)"
    r"|(?P<round_of_16>\blast (?:16|sixteen)\b|\bround of (?:16|sixteen)\b|\bknock-?out (?:stages?|phase|rounds?)\b|\bknockouts\b)"
    r"|(?P<round_of_32>\blast 32\b|\bround of 32\b)"
    r"|(?P<nth_round>\b(?P<nr>third|fourth|fifth|sixth|second)[- ]round\b)"
    r"|(?P<top>\btop[- ](?:flight|division|tier)\b|\bfirst division\b|\bamong the elite\b)"
    r"|(?P<entry>COMP(?: finals)?(?! (?:titles?|crowns?|champ(?:ion)?s?|holders?|winners?|trophy|final\b|semi|quarter|qualif))" + _NOT_THIS + r"|\b(?:the|at|a|world cup|this|major) (?:finals|tournament)\b)"
)  # fmt: skip
_YEAR = r"(?:18|19|20)\d\d"
_UNITS = r"(?:years?|seasons?|decades?|editions?|tournaments?|attempts?|campaigns?)"
_HOW = (
    rf"(?P<since>\bsince (?:the )?(?:[a-z]+ ){{0,2}}?(?P<sy>{_YEAR})(?:[-/](?P<sy2>\d\d(?:\d\d)?))?)"
    rf"|(?P<gap>\b(?:in|for|after|ended?|ending|end of|waited|an?|the) (?:the |their |its |an? )?(?:almost |nearly |more than |over |about |just over )?(?P<gn>NUM|a)(?: |-)(?P<gu>years?|seasons?|decades?)(?:-long|-old)?(?: (?:wait|absence|drought|exile|hiatus|gap|trophy drought|title drought|without))?)"
    rf"|(?P<ago>\b(?P<an>NUM|a|an) (?P<au>years?|seasons?|decades?) (?:ago|earlier|previously|before|after|later|on))"
    rf"|(?P<times>\b(?:(?P<tn>NUM)[- ]times?|(?P<tw>once|twice|thrice))(?: (?:in|over) (?:the |their |its )?(?:last |previous |past )?(?P<tm>NUM) {_UNITS})?)"
    rf"|(?P<nth>(?<![\d:-])(?P<on>ORD)(?P<orow> (?:successive|consecutive|straight))?(?:(?: [a-z-]+| COMP| CLUB){{0,2}}?(?P<orow2> (?:in a row|running|in succession|on the trot)))?(?:(?: [a-z-]+| COMP| CLUB){{0,2}}?(?P<oin> (?:in|over) (?:just |only |the )?(?:last |past )?(?P<om>NUM) {_UNITS}))?)(?= |[.,;:)]|$)"
    rf"|(?P<straight>\b(?P<xn>NUM) (?:(?:[a-z-]+ |COMP ){0,2}(?:in a row|running|in succession)|successive|consecutive|straight))"
    rf"|(?P<year>(?<![\d-])(?P<yy>{_YEAR})(?:[-/](?P<yy2>\d\d(?:\d\d)?))?\b(?!-\d))"
)  # fmt: skip
_NO_MORE = r"(?! time (?:since|in (?:a|over|more|almost|nearly|some|about|\d|[a-z]+ (?:years|seasons|attempts))))"
_EVER = re.compile(
    rf"first[- ]ever\b|\bfor the (?:very )?first{_NO_MORE} time\b|\b(?:a|their|its|whose|'s) (?:maiden|first)\b{_NO_MORE}|\bnever\b|\bdebut\b|\bfirst timers?\b|\bnewcomers?\b"
)
_REFERENCE = (
    r"(?P<old>(?:-times?|\btimes?|\bformer|\bex|\bpast|\btwice|\bonce|\bfuture|\bpotential|\bworthy|\bgroup|\bno)[- ])?(?P<which>\b(?:defending|reigning|current|deposed|outgoing|remain\w*|still|as|the|were|are) )?"
    r"(?P<what>(?:\b(?:PEOPLE|premiership|premier league|first division|second division|african|asian|continental|south american|title)\b|COMP)(?:(?: and | & )(?:PEOPLE|COMP))?[- ])?"
    r"(?P<noun>\b(?:champ(?:ion)?s?|(?:title-?|cup[- ])?holders?|cup[- ]winners|(?<=[\uec00-\uefff] )winners)\b)(?! (?:league|of (?!\uec00-\uefff|europe|england|italy|spain|france|germany|the world)|elect))"
)
_TITLE_AT_ALL = re.compile(
    r"champ|holder|winner|title|crown|troph|scudett|cup|[\uec00-\uefff]|final|last (?:four|eight|16|32|sixteen)|round|knock-?out|top[- ](?:flight|div|tier)|first division|elite|tournament|did so"
)
_TIMED = re.compile(
    r"(?:18|19|20)\d\d|\bsince\b|\bago\b|\btime|\bfirst\b|\bsecond\b|\bthird\b|th\b|\bonce\b|\btwice\b|years?\b|seasons?\b|straight|success|consecutive|in a row|never|maiden|debut|newcomer"
)
_BREAK = re.compile(r"[.;]\s")
_NEAR = 75
_MOST = 12


@dataclass(frozen=True)
class _How:
    """When or how often: the kind, its figures and its place."""

    kind: str
    start: int
    end: int
    number: int
    other: int | None = None


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of other seasons in one sentence."""
    if _TITLE_AT_ALL.search(g.plain) is None:
        return
    yield from _references(g, ctx)
    if _TIMED.search(g.plain) is None:
        return
    hows = list(_hows(g))
    if not hows:
        return
    whats = [m for m in g.every(_WHAT)]
    seen: set[tuple[str, int, str]] = set()
    for how in hows:
        near = sorted(
            (m for m in whats if _close(g, m, how)),
            key=lambda m: max(m.start() - how.end, how.start - m.end(), 0),
        )
        for m in near[:3]:
            stage = next(k for k, v in m.groupdict().items() if v and k != "nr")
            if (stage, how.start, how.kind) in seen:
                continue
            seen.add((stage, how.start, how.kind))
            claim = _claim(g, ctx, m, stage, how)
            if claim is not None:
                yield claim


def _close(g: Gloss, m: re.Match[str], how: _How) -> bool:
    """True if what is told and when stand near enough, with no stop between them."""
    if m.start() < how.end and how.start < m.end():
        return how.kind in ("nth", "gap")
    first, last = (m.end(), how.start) if m.end() <= how.start else (how.end, m.start())
    return last - first <= _NEAR and _BREAK.search(g.plain, first, last) is None


def _hows(g: Gloss) -> Iterator[_How]:
    for m in g.every(_HOW):
        groups = m.groupdict()
        kind = next(
            k for k in ("since", "gap", "ago", "times", "nth", "straight", "year") if groups[k]
        )
        if kind in ("since", "year"):
            year, more = (
                (groups["sy"], groups["sy2"]) if kind == "since" else (groups["yy"], groups["yy2"])
            )
            yield _How(kind, m.start(), m.end(), int(year), 1 if more else None)
        elif kind in ("gap", "ago"):
            number = number_of(groups["gn" if kind == "gap" else "an"])
            unit = groups["gu" if kind == "gap" else "au"]
            if number is not None:
                yield _How(kind, m.start(), m.end(), number * (10 if unit.startswith("d") else 1))
        elif kind == "times":
            word = groups["tw"]
            number = {"once": 1, "twice": 2, "thrice": 3}.get(word or "") or number_of(
                groups["tn"] or ""
            )
            if number:
                yield _How(kind, m.start(), m.end(), number, number_of(groups["tm"] or ""))
        elif kind == "straight":
            number = number_of(groups["xn"])
            if number:
                yield _How("row", m.start(), m.end(), number)
        else:
            number = ordinal_of(groups["on"])
            row = groups["orow"] or groups["orow2"] or _ROW.match(g.plain, m.end())
            if number and number > 1 and _OF_WHAT.match(g.plain, m.start("on")):
                yield _How(
                    "row" if row else "nth",
                    m.start(),
                    m.end(),
                    number,
                    number_of(groups["om"] or ""),
                )
    for e in _EVER.finditer(g.plain):
        yield _How("ever", e.start(), e.end(), 1)


_OF_WHAT = pattern(
    r"ORD (?:(?!(?:half|leg|goal|minute|place|division|round|in|on|at|after|with|of|to|and|but)\b)[a-z'-]+ |COMP ){0,3}(?:time|titles?|crown|championship|cup|COMP|finals?|semi|quarter|appearance|trophy|triumph|champion|season|year|tournament|edition|last|knock|in a row|running)"
)
_ROW = re.compile(
    r"(?: (?:year|season|time|edition|final|tournament|championship|title))? (?:in a row|running|in succession|on the trot)\b"
)
_TYPES = {
    "since": "first_since", "gap": "first_since", "ago": "title_holder", "times": "count", "nth": "count",
    "row": "run", "year": "title_holder", "ever": "first_ever",
}  # fmt: skip


def _claim(g: Gloss, ctx: Context, m: re.Match[str], stage: str, how: _How) -> Claim | None:
    of_title = stage in ("title", "runner")
    if how.kind in ("ago", "year") and not of_title and stage != "final":
        return None
    kind = _TYPES[how.kind]
    if of_title and how.kind in ("times", "nth", "row"):
        kind = "title_count"
    rounds = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
    if stage == "nth_round":
        stage = f"round_{rounds[m['nr']]}"
    readings = [
        Reading(
            team=club, competition=competition, round=stage, number=how.number, other=how.other,
            word=f"annals:{how.kind}",
        )
        for competition in _competitions(g, ctx, m, how)
        for club in everybody(g, ctx, min(m.start(), how.start))
    ]  # fmt: skip
    if not readings:
        return None
    start, end = how.start, how.end
    if abs(m.start() - how.end) < 12 or abs(how.start - m.end()) < 12:
        start, end = min(start, m.start()), max(end, m.end())
    return replace(make(kind, g, start, end, readings, firm=False), offered=True)


def _competitions(g: Gloss, ctx: Context, m: re.Match[str], how: _How) -> tuple[str, ...]:
    """Competitions that are meant, the likeliest first: named beside, named in the sentence, in hand."""
    first, last = min(m.start(), how.start) - 40, max(m.end(), how.end) + 30
    found = [named_title(g, ctx, m[0])]
    if re.search(r"\bfirst division\b|\btop[- ]|\belite\b", m[0]):
        return ("league",)
    found += [ctx.competition(named) for _, named in g.signs("competition", max(0, first), last)]
    words = g.plain[max(0, first) : last]
    if re.search(r"\bleague\b|scudetto", words):
        found.append("league")
    if re.search(r"\bcups?\b|troph", words):
        found.append("cup")
    if re.search(r"\beurope(?:an)?\b", words):
        found.append("european")
    people = re.search(
        r"\b(?:spanish|english|italian|german|french|dutch|portuguese|belgian|scottish|turkish|greek)\b",
        words,
    )
    if people is not None:
        found.append(named_title(g, ctx, people[0]))
    told = [x for x in dict.fromkeys(found) if x]
    hand = str(ctx.match.competition) if ctx.match is not None else ""
    return tuple(dict.fromkeys((*told, hand, *([] if told else ["league", "cup"]))))[:5]


def everybody(g: Gloss, ctx: Context, at: int) -> tuple[Club, ...]:
    """Sides that can be meant, the likeliest first."""
    found = dict.fromkeys(candidates(g, ctx, at)[0][:6])
    for _, mention in g.signs("club"):
        found.update(dict.fromkeys(mention.clubs[:2]))
    for club in (ctx.spoken, ctx.topic, *ctx.sides, *ctx.named[:5], *ctx.reported):
        if club is not None:
            found[club] = None
    return of_a_kind(ctx, tuple(found))[:_MOST]


def _references(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A side called by the title that it holds: "the champions", "the Cup holders", "reigning French champs"."""
    for m in g.every(_REFERENCE):
        what = (m["what"] or "").strip(" -")
        if m["old"] or not (m["which"] or what or re.search(r"holder|cup", m["noun"])):
            continue
        parts = [p for p in re.split(r" (?:and|&) ", what) if p] or [""]
        first, last = m.start("what") if what else m.start(), m.end()
        years = [int(y) for y in re.findall(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)", g.plain)]
        for part in parts:
            title = named_title(g, ctx, part)
            if not title and re.search(r"premier|division|title", part):
                title = "league"
            hand = str(ctx.match.competition) if ctx.match is not None else ""
            titles = (
                (title,)
                if title
                else ("cup", hand)
                if re.search(r"holder|cup", m["noun"])
                else ("league", hand, "european")
            )
            clubs = everybody(g, ctx, m.end())
            readings = [
                Reading(team=c, competition=t, round="title", number=year, word="annals:holder")
                for t in titles if t for year in (None, *years[:2]) for c in clubs
            ]  # fmt: skip
            if readings:
                yield replace(
                    make("title_holder", g, first, last, readings, firm=False), offered=True
                )
