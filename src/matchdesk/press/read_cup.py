"""Reading competitions and days: who is out, who goes on and why, rounds, fixtures, grounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import When
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.read_result import make, subject
from matchdesk.press.reference import Context, foreign_time, hedged

ROUND_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"quarter-? ?finals?|last eight|last-eight|quarters\b", ("quarter_final",)),
    (r"semi-? ?finals?|last four|last-four|semis\b", ("semi_final",)),
    (r"last 16|last-16|last sixteen|round of 16|round-of-16|second knockout round|eighth-finals", ("round_of_16",)),
    (r"last 32|last-32|round of 32", ("round_of_32",)),
    (r"last 64|round of 64", ("round_of_64",)),
    (r"(?:ORD) qualifying round", ("qualifying",)),
    (r"group stages?|group phase", ("group",)),
    (r"(?P<nth>ORD) round", ("nth",)),
    (r"\bfinal\b(?! (?:whistle|minutes?|score|day|third|pass|word|game|round|quarter|ten|five|seconds|say|ball|stages?|touch))", ("final",)),
)  # fmt: skip
add_macros(
    ROUND="(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", w) for w, _ in ROUND_WORDS) + ")",
    CUPNAME=r"(?:COMP|cup|competition|tournament|europe|trophy)",
    OUTVERB=(
        r"(?:(?:crash|dump|knock|bow|go|went|gone|bundl|tumbl|slump|kick|boot|send|sent|fell|exit)(?:ed|s|ing|es)? out|"
        r"(?:were|was|are|is|been|being|now) (?:also )?(?:eliminated|knocked out|dumped out|out)|eliminated|ousted|exited|"
        r"dumped out|knocked out|out)"
    ),
)
_OUT = (
    r"\b(?P<verb>OUTVERB) (?:of|from|in|for) (?:the |this (?:season|year)'s )?['\"]?(?:[a-z]+ ){0,2}?['\"]?(?P<comp>CUPNAME)"
    r"|\bcrash(?:ed|ing)? to (?:an?|the|their) (?:[a-z-]+ ){0,3}?(?P<comp2>CUPNAME) exit"
    r"|(?P<team>CLUB)(?:'s?)? (?:[a-z-]+ ){0,3}?(?:exit|elimination|departure) (?:from (?:the )?(?P<comp3>CUPNAME))?"
    r"|\b(?:knocked out|eliminated|dumped out|ousted|put out|beaten) by (?:[a-z-]+ ){0,3}?(?P<by>CLUB)"
    r"|(?P<comp4>CUPNAME) exit"
)
_THROUGH = (
    r"\b(?P<verb>(?:go(?:es|ing)?|went|gone|send(?:s|ing)?|sent|get(?:s)?|got|put|are|is|were|march(?:ed)?|sail(?:ed)?|thru|"
    r"progress(?:ed|es|ing)?|advanc(?:e|ed|es|ing)|qualif(?:y|ied|ies|ying)|book(?:ed|s)? (?:their|a) (?:place|spot)|"
    r"edged|squeezed|scraped|reach(?:ed|es|ing)?|mak(?:e|ing)|made|through|claimed (?:their|a) place|moved|move|eased|cruised|secured)"
    r"(?: (?:their|his|the|CLUB|side|team|men|TEAM))?(?: (?:through|thru|on|it|safely|on to|a place|their place))?)"
    r"(?P<mid> (?:in|to|into|for)? ?(?:the |COMP )*(?:[a-z]+ ){0,1}?(?P<round>ROUND))"
)
_REASON = (
    r"\b(?:(?:on|via|thanks to|because of|by virtue of|courtesy of|under|by) (?:the )?(?P<away>away[- ]goals?(?: rule)?)|(?P<pens>on penalties|in (?:a|the) (?:penalty )?shoot-?out|"
    r"after (?:a |the )?(?:penalt(?:y|ies)|shoot-?out)|on spot-?kicks|via (?:a )?(?:penalty|shoot-?out))|(?P<extra>(?:after|in|following|needed) extra[- ]time)|"
    r"(?P<agg>on aggregate)|(?P<h2h>on head-to-head|head-to-head record)|(?P<toss>on the toss of a coin|by (?:a )?(?:coin toss|drawing of lots)))"
)
_REASON_CONTEXT = re.compile(
    r"\b(?:through|thru|out|lost|won|win|lose|tie|progress\w*|advanc\w*|qualif\w*|eliminat\w*|knocked|"
    r"beaten|exit\w*|reach\w*|semi\w*|quarter\w*|final|edged|decided|settled|round)\b"
)
_STILL = (
    r"(?:(?:we|they|TEAM) (?:are )?still (?:have|in|in with|involved in|alive in|fighting in) (?:the )?(?P<a>COMP)|"
    r"(?:still|remain|remains) (?:in|involved in|alive in) (?:the )?(?P<b>COMP)|"
    r"(?:make good|concentrate|focus|turn (?:their|his) attention|pin (?:their|his) hopes) (?:in|on|to) (?:the )?(?P<c>COMP)|"
    r"(?:despite|while|although) being in (?:the )?(?P<d>COMP))"
)
_PLAY = (
    r"\b(?:(?:will |to |must |now |next |then |also |they |who |where they |when they )*(?P<verb>play|plays|playing|face|faces|facing|host|hosts|hosting|meet|meets|meeting|visit|visits|visiting|travel to|travels to|"
    r"travelling to|entertain|entertains|entertaining|take on|takes on|taking on|welcome|welcomes|go to|heads? to|tackle|tackles|"
    r"(?:trip|visit|journey) to|(?:home |away )?(?:game|match|tie|clash|fixture|meeting|date|encounter|showdown|battle|derby) (?:with|against|at|away to|at home to)|are at home to|are away to|up against|away (?:at|to)|at home to)"
    r" (?:the |fellow |rivals |neighbours |league leaders |leaders |champions |struggling |[a-z-]+ ){0,3}?(?P<other>CLUB))"
)
_BY_WOULD = r"(?:dumped|knocked|put) out of (?:the )?(?P<comp>COMP) by (?P<other>CLUB)|(?:eliminat\w+|defeat|loss|beaten|losing) (?:by|to|against) (?P<other2>CLUB) (?:in (?:the )?(?P<comp2>COMP) )?would"
_LAST_CHANCE = r"(?:the |their |his )?(?:last|only|final|one) (?:remaining |realistic |real )?(?:chance|hope|opportunity|shot|route|competition|trophy)\b[^.;,]{0,60}"
_TITLES = (
    r"(?:(?P<which>defending |reigning |current )?(?P<what>european|spanish|english|italian|german|french|la liga|league|world|COMP|cup)? ?(?P<noun>champions|holders|cup holders|titleholders) (?P<team>CLUB))"
    r"|(?P<team2>CLUB), (?:the |who are the )?(?P<which2>defending |reigning )?(?P<what2>european|spanish|english|league|COMP|cup)? ?(?P<noun2>champions|holders),"
    r"|(?P<b2b>back-to-back (?P<what3>COMP|league|european) (?:titles|crowns|championships|triumphs))"
)
_VENUE = (
    r"\b(?:at|in|inside|on) (?:the |their |his |a )?(?:own |home |packed |famous |old |imposing |"
    r"rain-soaked |sold-out |half-empty )?(?P<ground>GROUND)(?: (?:home|stadium|turf|pitch))?"
    r"(?! (?:legend|great|chief|bosses|faithful|crowd|hero|regular|debut))"
)
_MATCH_WORD = (
    r"(?:leg|game|match|tie|clash|defeat|loss|win|victory|draw|exit|result|encounter|meeting|final|semi-final|"
    r"lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|night|went|played|fell|slipped|thrashed|rested|scored|held|rout|showing|performance|display)"
)
_REASONS = {
    "away": "away_goals",
    "pens": "penalties",
    "extra": "extra_time",
    "agg": "aggregate",
    "h2h": "head_to_head",
    "toss": "toss",
}


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of competitions, fixtures and days in one sentence."""
    yield from _out(g, ctx)
    yield from _reasons(g, ctx)
    yield from _rounds(g, ctx)
    yield from _still(g, ctx)
    yield from _fixtures(g, ctx)
    yield from _titles(g, ctx)
    yield from _venues(g, ctx)
    yield from _dates(g, ctx)
    for m in pattern(_LAST_CHANCE).finditer(g.plain):
        yield replace(
            make("last_chance", g, m.start(), m.end(), [Reading()], firm=False),
            why_not="A judgement: what a season still offers is weighed, not counted.",
        )


def _competition(g: Gloss, ctx: Context, start: int, end: int) -> str:
    for _, named in g.signs("competition", start, end):
        found = ctx.competition(named)
        if found:
            return found
    if (
        re.search(r"\bcup\b|\btrophy\b|\bcompetition\b|\btournament\b", g.plain[start:end])
        and ctx.match
    ):
        return ctx.match.competition
    return ""


def _both(ctx: Context, clubs: Sequence[Club], tight: int | None) -> tuple[Club, ...]:
    return tuple(clubs) if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))


_KNOCKED = (
    r"\b(?:knock(?:ed|s|ing)?|dump(?:ed|s|ing)?|sen[dt](?:s|ing)?|put|boot(?:ed)?|throw|threw) "
    r"(?P<obj>TEAM) (?:crashing |tumbling |spinning )?out(?: of (?:the )?(?P<comp>CUPNAME))?"
)


def _out(g: Gloss, ctx: Context) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for m in pattern(_KNOCKED).finditer(g.plain):
        if hedged(g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]):
            continue
        losers = ctx.team(g, m.start("obj"), m.end("obj"))
        winners, _ = subject(g, ctx, m.start(), losers)
        competition = _competition(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=a, opponent=b, competition=competition)
            for a in losers
            for b in winners
            if a != b
        ]
        taken.append(m.span())
        if readings:
            firm = not foreign_time(g, *g.clause(m.start())) and not ctx.foreign(g, m.start())
            yield make("elimination", g, m.start(), m.end(), readings, firm=firm)
    for m in pattern(_OUT).finditer(g.plain):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        if hedged(g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]):
            continue
        if (
            re.search(r"\bbeing (?:dumped|knocked)", g.plain[max(0, m.start() - 8) : m.end()])
            and "would" in g.plain[m.end() :]
        ):
            continue
        if re.match(r" ?(?:would|could|will)", g.plain[m.end() : m.end() + 8]):
            continue
        start, end = m.span()
        competition = _competition(g, ctx, start, end)
        if m["by"]:
            others = ctx.team(g, m.start("by"), m.end("by"))
            clubs, tight = subject(g, ctx, m.start(), others)
            clubs = _both(ctx, [c for c in clubs if c not in others], tight)
            readings = [
                Reading(team=c, opponent=o, competition=competition)
                for c in clubs for o in others if c != o
            ]  # fmt: skip
            tail = g.plain[end : end + 40]
            if g.plain[start:end].startswith("beaten") and not re.search(
                r"\b(?:in the|out)\b", tail
            ):
                continue
        else:
            if m["team"]:
                clubs = ctx.team(g, m.start("team"), m.end("team"))
                tight = start
                to = pattern(
                    r"^ ?(?:to|at the hands of|against) (?:[a-z-]+ ){0,2}?(?P<o>CLUB)"
                ).match(g.plain[end:])
                if to:
                    end += to.end()
            else:
                clubs, tight = subject(g, ctx, start)
                if tight is not None and start - tight < 30:
                    start = tight
            readings = [Reading(team=c, competition=competition) for c in _both(ctx, clubs, tight)]
        taken.append((start, end))
        firm = not foreign_time(g, *g.clause(m.start())) and not ctx.foreign(g, m.start())
        if readings:
            yield make("elimination", g, start, end, readings, firm=firm)


def _reasons(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_REASON).finditer(g.plain):
        word = next(_REASONS[k] for k in _REASONS if m[k])
        first, _ = g.clause(m.start())
        lead = g.plain[max(0, m.start() - 70) : m.start()]
        if not _REASON_CONTEXT.search(lead + g.plain[m.end() : m.end() + 30]) or hedged(
            g.plain[max(first, m.start() - 40) : m.start()]
        ):
            continue
        if word in ("aggregate", "extra_time") and pattern(r"SCORE ?$").search(lead):
            if word == "aggregate":
                continue
        verb = pattern(
            r"(?P<v>(?:send |sent |sending )?(?:TEAM )?\b(?:go|going|went|goes|lost|won|through|thru|progress\w*|advanc\w*|qualif\w*|out|knocked out|eliminated|tie|reach\w*)[^.;,]{0,45})$"
        ).search(g.plain[: m.start()])
        losing = bool(
            re.search(
                r"\b(?:lost|lose|losing|out|eliminated|knocked|exit|beaten|bowed)\b",
                verb["v"] if verb else lead[-40:],
            )
        )
        clubs, tight = subject(g, ctx, m.start())
        clubs = _both(ctx, clubs, tight)
        if ctx.match is None:
            clubs = ()
        start = verb.start("v") if verb else m.start()
        readings = [
            Reading(team=c, word=word, outcome="loss" if losing else "win")
            for c in clubs
            if c in ctx.sides
        ] or [Reading(word=word)]
        firm = (
            not ctx.foreign(g, m.start())
            and not foreign_time(g, first, m.end())
            and word != "extra_time"
        )
        yield make("qualification_reason", g, start, m.end(), readings, firm=firm)


def round_of(words: str) -> tuple[str, ...]:
    """Words of the ledger for a round as reports name it.

    >>> round_of("quarter-finals"), round_of("last 16")
    (('quarter_final',), ('round_of_16',))
    """
    for source, names in ROUND_WORDS:
        found = pattern(source).fullmatch(words) or pattern(source).match(words)
        if found:
            if names == ("nth",):
                return (f"round_{ordinal_of(found['nth']) or 0}",)
            return names
    return ()


def _rounds(g: Gloss, ctx: Context) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for m in pattern(_THROUGH).finditer(g.plain):
        names = round_of(m["round"])
        clause = g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]
        if not names or hedged(clause):
            continue
        clubs, tight = subject(g, ctx, m.start())
        competition = _competition(g, ctx, m.start(), min(len(g.plain), m.end() + 30))
        past = foreign_time(g, *g.clause(m.start())) and "for the first time" not in g.plain
        readings = [
            Reading(team=c, round=names[0], word="reach", competition=competition)
            for c in _both(ctx, clubs, tight)
        ]
        taken.append(m.span())
        if readings:
            yield make(
                "round",
                g,
                m.start(),
                m.end(),
                readings,
                firm=not past and not competition and not ctx.foreign(g, m.start()),
            )
    for m in pattern(
        r"(?:(?:in|at|from) (?:the |a |their )?)?(?:(?P<comp>COMP) )?(?P<round>ROUND)(?: (?:stage|tie|exit|stages|clash))?"
    ).finditer(g.plain):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        names = round_of(m["round"])
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        if not names or hedged(lead) or re.search(r"\bORD?$", lead):
            continue
        competition = ctx.competition(g.mention(m["comp"])) if m["comp"] else ""
        others = [
            c.clubs[0]
            for _, c in g.signs("club", m.start() - 40, m.end() + 40)
            if c.clubs and c.clubs[0] not in ctx.sides
        ]
        clubs, tight = subject(g, ctx, m.start())
        readings = [
            Reading(team=c, opponent=None, round=names[0], competition=competition, word="in")
            for c in _both(ctx, clubs, tight)
        ]
        firm = (
            not others
            and not ctx.foreign(g, m.start())
            and not foreign_time(g, *g.clause(m.start()))
            and bool(
                re.search(
                    r"\bin (?:the |a |their )?$|\bin (?:the )?",
                    g.plain[m.start() : m.start("round")],
                )
            )
            and bool(
                re.search(
                    r"knocked|out|exit|beaten|eliminated|lost|tie|dumped|leg", g.plain[: m.start()]
                )
            )
        )
        if readings:
            yield make("round", g, m.start(), m.end(), readings, firm=firm)


def _still(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_STILL).finditer(g.plain):
        sign = next(m[k] for k in "abcd" if m[k])
        competition = ctx.competition(g.mention(sign))
        if not competition or re.search(r"\b(?:not|no longer)\b", m[0]):
            continue
        clubs = ctx.pronoun(g, m.start()) or ctx.sides
        readings = [
            Reading(team=c, competition=competition)
            for c in tuple(dict.fromkeys((*clubs, *ctx.sides)))
        ]
        yield make("still_in", g, m.start(), m.end(), readings, firm=False)


def _fixtures(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_PLAY).finditer(g.plain):
        others = ctx.team(g, m.start("other"), m.end("other"))
        when = _ahead(g, m.start(), m.end())
        verb = m["verb"]
        first, last = g.clause(m.start())
        clause = g.plain[first:last]
        coming = when is not None and when.future is not None
        past_tense = re.search(
            r"\b(?:was|were|had|last (?:week|time|month|season|year|night)|after|having|beat|lost|drew|won|played|faced|met|hosted|visited)\b",
            g.plain[max(0, m.start() - 25) : m.start()],
        )
        next_word = re.search(
            r"\b(?:next|now|upcoming|forthcoming|up next|coming)\b",
            g.plain[max(0, m.start() - 40) : m.end() + 10],
        )
        if not coming and not next_word:
            continue
        if when is not None and when.past is not None and (past_tense or when.kind == "near"):
            continue
        if past_tense and not next_word:
            continue
        if re.search(
            r"\b(?:earlier|drawing|drew|losing|beating|winning|following|yesterday|ago)\b", clause
        ):
            continue
        if (
            hedged(
                clause.replace("should be a straightforward", "")
                .replace("will", "")
                .replace("must", "")
                .replace("should", "")
            )
            and not coming
        ):
            continue
        clubs, tight = subject(g, ctx, m.start("verb"))
        clubs = tuple(c for c in _both(ctx, clubs, tight) if c not in others)
        if tight is None and any(c in ctx.sides for c in clubs):
            clubs = tuple(c for c in clubs if c in ctx.sides)
        where = pattern(r"(?: [a-z]+){0,3}? (?:in|of) (?:the |their )?(?P<comp>COMP)").match(
            g.plain, m.end()
        )
        competition = ctx.competition(g.mention(where["comp"])) if where else ""
        window = when.future if when is not None else None
        readings = [
            Reading(team=c, opponent=o, window=window, competition=competition, word=_where(verb))
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        start, end = m.start(), m.end()
        if when is not None:
            start, end = min(start, when.start), max(end, when.end)
        vague = window is None or re.search(r"\bif\b|\bcould\b|\bmight\b|\bor\b", clause)
        if readings and others:
            yield make("next_fixture", g, start, end, readings, firm=not vague)
    for m in pattern(_BY_WOULD).finditer(g.plain):
        sign = m["other"] or m["other2"]
        mention = g.mention(sign)
        if mention is None or not re.search(r"\bwould\b|\bcould\b", g.plain[m.end() - 6 :]):
            continue
        comp = m["comp"] or m["comp2"]
        competition = ctx.competition(g.mention(comp)) if comp else ""
        readings = [
            Reading(team=c, opponent=o, competition=competition)
            for c in dict.fromkeys((*ctx.pronoun(g, m.start()), *ctx.sides))
            for o in mention.clubs
            if c != o
        ]
        yield make("next_fixture", g, m.start(), m.end(), readings, firm=False)


def _where(verb: str) -> str:
    if re.match(r"host|entertain|welcome|are at home|at home|home", verb):
        return "home"
    if re.match(r"visit|travel|go to|head|trip|journey|are away|away", verb):
        return "away"
    return ""


def _ahead(g: Gloss, start: int, end: int) -> When | None:
    """The day expression that belongs to a fixture: after it, else just before."""
    near = [w for w in g.whens if w.kind not in ("season", "year")]
    before = [w for w in near if start - 40 <= w.end <= start + 1]
    if before and re.search(r"^ (?:when|as|where)\b|^,? $", g.plain[before[-1].end : start] + " "):
        return before[-1]
    for when in near:
        gap = g.plain[end : when.start]
        if end <= when.start <= end + 60 and not re.search(r";|\b(?:and|but|will|while|after)\b", gap):
            return when
    return before[-1] if before else None


def _titles(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_TITLES).finditer(g.plain):
        what = m["what"] or m["what2"] or m["what3"] or ""
        which = m["which"] or m["which2"] or ""
        if m["b2b"]:
            clubs, tight = subject(g, ctx, m.start())
            named = pattern(r"(?P<t>CLUB)'s?[^.;,]{0,40}$").search(g.plain[: m.start()])
            if named:
                clubs = ctx.team(g, named.start("t"), named.end("t"))
                tight = named.start()
            clubs = _both(ctx, clubs, tight)
            which = "back-to-back"
        else:
            side = "team" if m["team"] else "team2"
            clubs = ctx.team(g, m.start(side), m.end(side))
        competition = ""
        signs = g.signs("competition", m.start(), m.end())
        if signs:
            competition = ctx.competition(signs[0][1])
        elif what == "european":
            competition = "european"
        elif what in ("spanish", "english", "italian", "german", "french", "league"):
            competition = "league"
        elif what == "world":
            competition = "world"
        if not clubs:
            continue
        readings = [Reading(team=c, competition=competition, word=which.strip()) for c in clubs]
        yield make(
            "title_holder", g, m.start(), m.end(), readings,
            firm=bool(competition and competition != "world") and (what == "european" or bool(which)),
        )  # fmt: skip


def _venues(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_VENUE).finditer(g.plain):
        named = g.mention(m["ground"])
        if named is None or hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            continue
        readings = [Reading(players=named.ids, clubs=named.clubs)]
        firm = not ctx.foreign(g) and not foreign_time(g, 0, len(g.plain))
        yield make("venue", g, m.start(), m.end(), readings, firm=firm)


def _dates(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Days on which something was played, as seen from the day of writing."""
    for when in g.whens:
        if when.past is None or when.kind not in _DAYS:
            continue
        first, last = g.clause(when.start)
        clause = g.plain[min(first, when.start) : max(last, when.end)]
        near = g.plain[max(first, when.start - 60) : max(last, when.end)]
        lead = g.plain[max(0, when.start - 15) : when.start]
        if not pattern(_MATCH_WORD).search(near) or hedged(lead) or _COMING.search(clause):
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
        if others:
            readings = [
                Reading(team=c, opponent=o, window=when.past) for o in others[:1] for c in ctx.sides
            ]
        else:
            readings = [Reading(window=when.past, leg=leg)]
        tail = re.match(_DAY_TAIL, g.plain[when.end :])
        end = when.end + (tail.end() if tail else 0)
        firm = when.kind == "weekday" and not others and bool(tail or _DONE.search(clause))
        firm = firm and not re.search(r"\b(?:since|until|before|after|training|press)\b", clause)
        firm = firm and not ctx.foreign(g)
        yield make("date", g, when.start, end, readings, firm=firm)


_DAYS = ("weekday", "week", "weekend", "near", "day", "count")
_DAY_TAIL = (
    r"(?:'s|') (?:[a-z-]+ ){0,2}?"
    r"(?:leg|match|game|final|tie|clash|defeat|win|loss|semi-final|quarter-final)\b"
)
_COMING = re.compile(
    r"\b(?:will|next|face|faces|facing|play|plays|travel|travels|host|hosts|visit|visits|wait|waits|"
    r"await|awaits|to come|upcoming|draw for|draw is|takes place|meet|meets)\b"
)
_DONE = re.compile(
    r"\b(?:lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|held|exit|dumped|defeated|"
    r"thrashed|slumped|went down|out of)\b"
)
