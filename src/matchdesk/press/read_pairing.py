"""Reading fixtures told without a verb of theirs: lists and headings, "the two meet again", visitors, rounds with a day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.read_fixture import (
    ahead,
    competition_of,
    in_hand,
    on_day,
    round_named,
    stretch_end,
    where_of,
    with_day,
)
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of fixtures in lists, headings and in other words than those for playing somebody."""
    _heading(g, ctx)
    yield from _visitors(g, ctx)
    yield from _pairs(g, ctx)
    yield from _listed(g, ctx)
    yield from _two_meet(g, ctx)
    yield from _somebody(g, ctx)
    yield from _whom(g, ctx)
    yield from _goes_on(g, ctx)
    yield from _winners(g, ctx)
    yield from _to_come(g, ctx)
    yield from _named(g, ctx)
    yield from _rounds(g, ctx)
    yield from _feared(g, ctx)


_FIXTURES = re.compile(
    r"\b(?:fixtures?|(?:next|coming|remaining|upcoming|forthcoming) (?:[a-z]+ )?(?:matches|games|round|matchday)|coming up|to come|still to \w+|to play|programme)\b"
)


def _heading(g: Gloss, ctx: Context) -> None:
    """Days that a heading tells for the fixtures below it: "Saturday, September 30", "Tuesday's fixtures"."""
    coming = [w for w in g.whens if w.future is not None]
    if len(coming) != 1 or g.signs("club"):
        return
    when = coming[0]
    rest = g.plain[: when.start] + g.plain[when.end :]
    if len(re.sub(r"[^a-z]", "", rest)) <= 6 or _FIXTURES.search(rest):
        ctx.coming = when.future


_VISITORS = (
    r"(?P<guest>CLUB),? (?:will )?(?:come|comes|are coming|arrive|arrives|travel|travels|are the (?:next )?visitors?|are next(?! (?:in|to|on|up|at|against|face|play|week))|pay a visit|visit)(?: (?:to town|to (?:the )?GROUND|calling|here|there|next|at (?:the )?GROUND)|(?<=come|omes|rive) to (?:the )?CLUB)?(?! CLUB)(?! to CLUB)"
    r"|\b(?:next|coming) (?:opponents?|visitors?|guests?|rivals?|hosts?)(?: at home)? (?:are|is|will be|:) EPITHETS(?P<next>CLUB)"
    r"|\b(?:next|up next)(?! (?:season|year|month|week|term|campaign|round|stage|summer|[a-z]+day|and)\b)(?: up)?(?: for (?P<team>TEAM|[a-z ]{2,20}?))?:? (?:is|are|comes?|come|game is|match is|fixture is|assignment is|outing is)?:? ?(?:an? |the )?(?:[a-z-]+ ){0,3}?(?:(?P<how>home|away|trip|visit|journey) )?(?:(?:game|match|tie|clash|meeting|date|fixture|derby|visit|trip|journey) )?(?P<prep>against|with|to|at home to|at|away to|away at|of) EPITHETS(?P<up>CLUB)"
    r"|\bnext (?:up )?for (?P<team2>TEAM) (?:is|are|comes?|will be) (?:[a-z-]+ ){0,2}?EPITHETS(?P<up2>CLUB)"
)


def _visitors(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Fixtures told from the other end: "Bayern come to town on Sunday", "up next: the visit of Barnsley"."""
    for m in g.every(_VISITORS):
        name = next((k for k in ("guest", "next", "up", "up2") if m[k]), "")
        others = ctx.team(g, m.start(name), m.end(name))
        when = ahead(g, m.start(), m.end())
        window = when.future if when is not None else None
        then = re.search(r"\b(?:then|after that|before|later|followed)\b", g.plain[max(0, m.start() - 40) : m.start()])  # fmt: skip
        if window is not None and then:
            # "On Friday they go to Girona, and then Madrid come": on no day that is told.
            window = None
        if name == "guest" and window is None and not then:
            continue
        first, last = g.clause(m.start())
        if hedged(g.plain[first:last].replace("will", "")) or not others:
            continue
        if name == "guest" and not re.search(
            r"\bwhen\b|\bas\b|visitors?|to town|calling|to \S|here|next|\bcomes?$|\barrives?$",
            m[0] + g.plain[max(0, m.start() - 8) : m.start()],
        ):
            continue
        if name == "guest" and _WITH.search(g.plain, 0, m.start()):
            # "Charlton, who drew with Leeds, come to Goodison": not Leeds.
            continue
        clubs, sure, _ = candidates(g, ctx, m.start(), others)
        team = "team" if m["team"] else "team2" if m["team2"] else ""
        if team and pattern("CLUB").search(m[team]):
            clubs, sure = ctx.team(g, m.start(team), m.end(team)), True
        if name == "guest":
            # "Anderlecht come to Glasgow": the hosts stand behind.
            hosts = [c for _, x in g.signs("club", m.end("guest"), m.end()) for c in x.clubs]
            clubs = tuple(hosts) or clubs
        prep = m["prep"] or ""
        away = re.search(r"\bat$|away", prep) or (m["how"] or "") in ("away", "trip", "journey")
        where = "away" if away or (m["how"] == "visit" and prep != "of") else ""
        at_home = name == "guest" or m["how"] == "home" or prep in ("at home to", "of")
        where = "home" if at_home else where
        readings = [
            Reading(team=c, opponent=o, window=window, word=where if window is not None or name == "guest" else "next")
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if not readings:
            continue
        if window is not None and when is not None:
            ctx.coming = window
            yield from on_day(g, when, readings)
        stretch = with_day(g, when if window is not None else None, m.start(), m.end())
        # "Next up for Barcelona is Eibar": the very next.
        firm = sure and (window is not None or (name != "guest" and not then))
        yield make("next_fixture", g, *stretch, readings, firm=firm)


_WITH = re.compile(r"\b(?:with|to|against|by|over|at|from|of|beat|behind|above) (?:the )?$")
_PAIRS = r"(?P<a>CLUB) (?:v|vs|versus|against|-)\.? (?P<b>CLUB)(?! ?\d)|\b(?:match|game|meeting|clash|derby|tie|duel) (?:of|between) (?P<c>CLUB) and (?P<d>CLUB)|(?<!play )(?<!plays )(?<!meet )(?<!meets )(?<!face )(?<!faces )(?<!host )(?<!hosts )(?<!visit )(?<!to )(?<!at )(?<!against )(?P<e>CLUB) and (?P<f>CLUB) (?:will |then |also )?(?:meet|play each other|face each other|clash|face off)\b"
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_OVER = re.compile(
    r"\b(?:last (?!two|four|eight|16)|results?|ended|finished|beat|drew|was|were|had|met|when)\b"
)


def _pairs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "Aston Villa v Leeds United" as a heading, in a list of fixtures, or with a day; "Brazil and Chile meet"."""
    found = g.every(_PAIRS)
    if not found:
        return
    rest = g.plain
    for m in reversed(found):
        rest = rest[: m.start()] + rest[m.end() :]
    rest = _BRACKETS.sub("", rest)
    for when in g.whens:
        rest = rest.replace(g.plain[when.start : when.end], "")
    heading = len(re.sub(r"[^a-z]", "", re.sub(r"\b(?:next|fixtures?|gmt|bst|cet|kick-?off|ko|at|on|and|group [a-h])\b", "", rest))) <= 8  # fmt: skip
    for m in found:
        a, b = next((x, y) for x, y in (("a", "b"), ("c", "d"), ("e", "f")) if m[x])
        told = [w for w in g.whens if w.future is not None]
        behind = [w for w in told if m.end() <= w.start <= m.end() + 30]
        before = [w for w in told if w.end <= m.start()]
        meet = a == "e"
        if _WINNER_OF.search(g.plain, max(0, m.start() - 40), m.start()):
            # "Will play the winner of Panama against El Salvador".
            continue
        round_ = round_named(g.plain[m.end() : m.end() + 45]) if not heading else ""
        if m[0][1:4] == " - " and not (heading and (before or _FIXTURES.search(g.plain))):
            continue
        if not heading and not behind and not meet and not round_ and not _FIXTURES.search(g.plain):
            continue
        if _OVER.search(g.plain) and not meet:
            continue
        if meet and re.search(r"\b(?:when|was|were|had|after|since)\b", g.plain[max(0, m.start() - 30) : m.start()]):  # fmt: skip
            continue
        days = [*before[-1:], *behind[:1]] if heading else [*behind[:1], *before[-1:]]
        window = days[0].future if days else ctx.coming if not told else None
        competition = competition_of(g, ctx, m.end())
        if round_ and not competition and ctx.match is not None and ctx.match.round:
            competition = str(ctx.match.competition)
        readings = [
            Reading(
                team=one, opponent=other, window=window, competition=competition,
                word="home" if window is not None and m["a"] and heading else "",
            )
            for one in ctx.team(g, m.start(a), m.end(a))
            for other in ctx.team(g, m.start(b), m.end(b))
            if one != other
        ]  # fmt: skip
        if not readings:
            continue
        if days:
            yield from on_day(g, days[0], readings)
        yield make("next_fixture", g, m.start(a), m.end(b), readings, firm=bool(days))


_WINNER_OF = re.compile(
    r"\b(?:winners?|losers?|victors?) (?:of|from|in|between) (?:the )?(?:[a-z-]+ ){0,3}$"
)
_PLACE = r"(?: ?\((?P<w>h|a|n|home|away)\)| (?P<w2>home|away|\(h\)|\(a\)))"
_LISTED = rf"(?P<other>CLUB){_PLACE}"


def _listed(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "April 15: Barnet (A), April 18: Yeovil (H)": the fixtures of the side spoken of."""
    found = g.every(_LISTED)
    listing = _FIXTURES.search(g.plain) is not None or "(" in g.plain
    if not found or not listing or not (ctx.coming or g.whens or _FIXTURES.search(g.plain)):
        return
    for m in found:
        others = ctx.team(g, m.start("other"), m.end("other"))
        before = [w for w in g.whens if w.end <= m.start() <= w.end + 12]
        behind = [w for w in g.whens if m.end() <= w.start <= m.end() + 6]
        told = [w for w in (*before, *behind) if w.future is not None]
        if not told and _FIXTURES.search(g.plain) is None:
            continue
        where = where_of("", f" ({(m['w'] or m['w2'] or '').strip('()')})") if m["w"] != "n" else ""
        mine = [c for c in (ctx.spoken, ctx.topic, *ctx.sides) if c is not None]
        readings = [
            Reading(team=c, opponent=o, window=told[-1].future if told else None, word=where)
            for c in dict.fromkeys(mine) for o in others if c != o
        ]  # fmt: skip
        if readings:
            if told:
                yield from on_day(g, told[-1], readings)
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=bool(told))


_TWO_MEET = (
    r"\b(?:the |these )?(?:two|pair|same two|sides|clubs|teams|old rivals|they|both)(?: sides| clubs| teams| rivals| neighbours)? (?:will |are to |are due to )?(?:now |then )?"
    r"(?:meet|face each other|play each other|clash|do battle|face off|square up)(?: again| once more)?\b(?! CLUB)(?! the )"
    r"|\b(?:second leg|return(?: leg| match| game| meeting)?|replay|rematch|deciding match|decider)(?: is| will be| comes| takes place| to be played| at (?:the )?GROUND| in GROUND)*(?=[:,]? (?:on|next|in|at|tomorrow|[a-z]+day|january|february|march|april|may|june|july|august|september|october|november|december|\d)\b)"
)


def _two_meet(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Fixtures whose sides stand before their word: "the two meet again on Wednesday", "(replay 16 January)"."""
    for m in g.every(_TWO_MEET):
        when = ahead(g, m.start(), m.end())
        window = when.future if when is not None else None
        first, last = g.clause(m.start())
        if when is None or window is None or hedged(g.plain[first:last].replace("will", "")):
            continue
        if in_hand(ctx, when):
            continue
        if re.search(r"\b(?:was|were|won|lost|beat|drew|had)\b", g.plain[first : m.start()] + g.plain[m.end() : when.start]):  # fmt: skip
            continue
        if g.signs("club", m.start(), when.end):
            continue
        near = list(
            dict.fromkeys(
                x.clubs[0] for at, x in g.signs("club", 0, m.start())
                if x.clubs and _WITH.search(g.plain, 0, at) is None
            )
        )  # fmt: skip
        told = [tuple(near[-2:])] if len(near) >= 2 else []
        if len(near) != 2:
            told += [ctx.sides, ctx.reported, ctx.named[:2]]
            told += [(x, y) for x in (near or ctx.named[:4]) for y in (*ctx.sides, *ctx.named[:4]) if x != y]  # fmt: skip
        leg = _LEG.match(m[0]) is not None and ctx.match is not None
        competition = str(ctx.match.competition) if leg and ctx.match is not None else ""
        if leg and not near:
            told = [ctx.sides or ctx.reported]
        readings = [
            Reading(team=pair[0], opponent=pair[1], window=window, competition=competition)
            for pair in dict.fromkeys(told) if len(pair) == 2
        ]  # fmt: skip
        if readings:
            one = len({frozenset(pair) for pair in (ctx.sides, ctx.reported) if pair}) == 1
            firm = (len(near) == 2 or (not near and one and _LEG.match(m[0]) is not None)) and when.kind != "near"  # fmt: skip
            yield from on_day(g, when, readings)
            end = stretch_end(g, when, m.end())
            yield make("next_fixture", g, *with_day(g, when, m.start(), end), readings, firm=firm)


_LEG = re.compile(r"second leg|return|replay|rematch")
_SOMEBODY = r"\b(?P<verb>plays?|(?:are|is) (?:at home|away|in action|back in action|on the road)|returns? to action|finish(?:es)?|resumes?)\b(?: again| next)?(?= (?:on|next|in|this|tomorrow|at home on|away on|[a-z]+day)\b)"


def _somebody(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A side has a match on a day, against whom is not told: "they play again on Sunday"."""
    for m in g.every(_SOMEBODY):
        when = ahead(g, m.start(), m.end())
        if when is None or when.future is None or not m.end() <= when.start <= m.end() + 12:
            continue
        clubs, _, _ = candidates(g, ctx, m.start())
        readings = [Reading(team=c, window=when.future) for c in clubs]
        if readings:
            yield make("next_fixture", g, m.start(), when.end, readings, firm=False)


_WHOM = r"(?P<other>CLUB),? (?:whom|who|which|the side|the team) (?:they|we|he|it|(?P<team>TEAM)) (?:will |now |next |then |must |also )?(?P<verb>meets?|faces?|plays?|hosts?|visits?|entertains?|receives?|welcomes?|takes? on|travels? to|goes? to|go to)\b"


def _whom(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "Two behind Arsenal, whom they meet on Sunday"."""
    for m in g.every(_WHOM):
        others = ctx.team(g, m.start("other"), m.end("other"))
        when = ahead(g, m.start("verb"), m.end())
        window = when.future if when is not None else None
        if not others or (when is not None and window is None):
            continue
        if m["team"] and pattern("CLUB").search(m["team"]):
            clubs, sure = ctx.team(g, m.start("team"), m.end("team")), True
        else:
            clubs, sure, _ = candidates(g, ctx, m.start("other"), others)
            clubs = tuple(dict.fromkeys((*clubs, *(c for c in ctx.sides if c not in others))))
        where = where_of(m["verb"])
        readings = [
            Reading(team=c, opponent=o, window=window, word=where)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            if when is not None:
                yield from on_day(g, when, readings)
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=sure and window is not None)  # fmt: skip


_GOES_ON = r"(?:,|;| and| while|, while|, and) (?P<team>CLUB) (?P<verb>to|at|host|hosts|at home to|away to|away at|entertain|visit|meet|play|face|go to|v|against|travel to) EPITHETS(?P<other>CLUB)"
_TOLD = re.compile(
    r"\b(?:plays?|faces?|hosts?|meets?|visits?|travels? to|go(?:es)? to|entertains?|takes? on|welcomes?|receives?|finish(?:es)?|ends?|completes?)\b"
)


def _goes_on(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "Sevilla go to Atlético at the weekend, Leicester to West Ham": the verb and the day hold for both."""
    for m in g.every(_GOES_ON):
        coming = [w for w in g.whens if w.future is not None]
        if not coming or not _TOLD.search(g.plain, 0, m.start() + 1):
            continue
        when = ahead(g, m.start("verb"), m.end()) or (coming[0] if len(coming) == 1 else None)
        if when is None or when.future is None:
            continue
        where = where_of("travel" if m["verb"] == "to" else m["verb"])
        readings = [
            Reading(team=c, opponent=o, window=when.future, word=where)
            for c in ctx.team(g, m.start("team"), m.end("team"))
            for o in ctx.team(g, m.start("other"), m.end("other")) if c != o
        ]  # fmt: skip
        if readings:
            firm = re.match(r"to|at\b|v|against", m["verb"]) is None or len(coming) == 1
            yield make("next_fixture", g, m.start("team"), m.end(), readings, firm=firm)


_WINNERS = r"\b(?:next|faces?|meets?|plays?|takes? on|against|await|awaits?|hosts?|visits?)\b[^.;]{0,40}?\b(?:winners?|survivors?) (?:of|between|from) (?:[a-z'-]+ ){0,5}?(?P<a>CLUB)(?:'s?)?(?: and| v| vs\\.?| against|[- ][a-z ]{0,20}(?:with|against)) (?:[a-z-]+ )?(?P<b>CLUB)"


def _winners(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "next for Argentina are the winners of Spain and Yugoslavia"."""
    for m in g.every(_WINNERS):
        first, _ = g.clause(m.start())
        before = [x for at, x in g.signs("club", first, m.start("a")) if x.clubs]
        clubs = before[-1].clubs if before else candidates(g, ctx, m.start())[0]
        others = [o for part in "ab" for o in ctx.team(g, m.start(part), m.end(part))[:2]]
        readings = [Reading(team=c, opponent=o) for c in clubs[:4] for o in others if c != o]
        if readings and not hedged(g.plain[first : m.start()]):
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=False)


_TO_COME = r"(?P<other>CLUB) (?:(?:still )?to (?:come|face|play|follow)\b(?! (?:their|at|in|for|a))|awaits?\b|(?:are|is|lies?) (?:in wait|waiting))"


def _to_come(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "have two points and Brazil to come"."""
    for m in g.every(_TO_COME):
        others = ctx.team(g, m.start("other"), m.end("other"))
        clubs, _, _ = candidates(g, ctx, m.start(), others)
        readings = [Reading(team=c, opponent=o) for c in clubs for o in others if c != o]
        if readings:
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=False)


_CLASSIC = ("es.barcelona", "es.real-madrid")
_NAMED = r"\b(?P<el>(?:el )?clasico)\b|\b(?:before|ahead of|for|await|is|are|until|and then|with|face) (?:the |their |this |next |a )?(?:[a-z-]+ )*?(?:meeting|clash|showdown|derby|encounter|match|game|date|rematch|return)\b(?! (?:with|against|at|to|of|between|v))"


def _named(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A match to come of sides that stand before its word: "four points behind Madrid, ahead of the meeting next week"."""
    for m in g.every(_NAMED):
        when = ahead(g, m.start(), m.end())
        if when is None or when.future is None or g.signs("club", m.start(), m.end()):
            continue
        if in_hand(ctx, when) or (when.kind == "month" and when.past is not None):
            continue
        if not m["el"] and when.past is not None and not _SOON.search(m[0]):
            continue
        near = list(dict.fromkeys(x.clubs[0] for _, x in g.signs("club", 0, m.start()) if x.clubs))
        pairs = [tuple(near[-2:]), (near[0], near[-1])] if len(near) >= 2 else []
        if m["el"]:
            pairs = [tuple(ctx.clubs[one] for one in _CLASSIC if one in ctx.clubs)]
        pairs += [(side, club) for club in near[-1:] for side in (*ctx.sides, *ctx.reported)]
        pairs.append(ctx.named[:2])
        readings = [
            Reading(team=pair[0], opponent=pair[1], window=when.future)
            for pair in dict.fromkeys(pairs) if len(pair) == 2 and pair[0] != pair[1]
        ]  # fmt: skip
        if readings:
            yield from on_day(g, when, readings)
            yield make("next_fixture", g, *with_day(g, when, m.start(), m.end()), readings, firm=False)  # fmt: skip


_SOON = re.compile(r"^(?:before|ahead of|await|until|face)")


def _rounds(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Days of rounds to come: "the semi-finals are on Thursday", "Sunday's final"."""
    for when in g.whens:
        window = when.future
        if window is None or when.kind in ("season", "year", "month") or in_hand(ctx, when):
            continue
        first, last = g.clause(when.start)
        words = g.plain[max(first, when.start - 70) : min(last, when.end + 45)]
        name = _round_in(words)
        if not name or _BEEN.search(words) or (when.past is not None and not _AHEAD.search(words)):
            continue
        named = [x for _, x in g.signs("competition", first, last)]
        competition = next((c for x in named if (c := ctx.competition(x))), "")
        if named and not competition:
            continue
        of_cup = ctx.match is not None and ctx.match.round != "" and not named
        firm = of_cup and not ctx.foreign(g) and when.kind in ("weekday", "day")
        reading = Reading(window=window, round=name, competition=competition)
        yield make("next_fixture", g, when.start, when.end, [reading], firm=firm)


def _round_in(words: str) -> str:
    if re.search(r"\b(?:play-?off for third|third[- ]place)", words):
        return "third_place"
    if re.search(r"\b(?:deciding match|decider|title match)\b", words):
        return "final"
    return round_named(words)


_BEEN = re.compile(r"\b(?:was|were|won|lost|beat|drew|had|beaten|reached|after|since|last|knocked|crashed|put|went)\b")  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:is|are|will|next|to be|on|in|for|against|meet|play|takes? place|face|before)\b|'s\b"
)


_BY_WOULD = r"(?:dumped|knocked|put) out of (?:the )?(?P<comp>COMP) by (?P<other>CLUB)|(?:eliminat\w+|defeat|loss|beaten|losing) (?:by|to|against) (?P<other2>CLUB) (?:in (?:the )?(?P<comp2>COMP) )?would"


def _feared(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Told as "being dumped out of Europe by Paris Saint-Germain would …"."""
    for m in g.every(_BY_WOULD):
        sign = m["other"] or m["other2"]
        mention = g.mention(sign)
        if mention is None or not re.search(r"\bwould\b|\bcould\b", g.plain[m.end() - 6 :]):
            continue
        comp = m["comp"] or m["comp2"]
        competition = ctx.competition(g.mention(comp)) if comp else ""
        readings = [
            Reading(team=c, opponent=o, competition=competition)
            for c in ctx.sides
            for o in mention.clubs
            if c != o
        ]
        firm = bool(competition) and bool(m["comp"])
        if readings:
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=firm)
