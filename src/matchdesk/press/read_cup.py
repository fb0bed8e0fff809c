"""Reading competitions and days: who is out, who goes on and why, rounds, fixtures, grounds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern, score_of
from matchdesk.press.reference import Context, both, foreign_time, hedged
from matchdesk.press.subjects import make, subject

# "Won the last 16 matches", "got the last four minutes from the end": no round.
_COUNTED = (
    r"(?! (?:minutes?|games?|matches|meetings|times|days|weeks|years|months|seasons|outings|trips|visits|league|away|"
    r"home|to|encounters|points|rounds|european|premier|previous|goals|editions|finals)\b)"
)
_OF_CUP = r" (?:the |this |their |that )?(?:[a-z'-]+ ){0,2}(?:COMP|cup|competition|tournament|championships?|qualif\w+|pokal|copa)"
ROUND_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"quarter-? ?finals?|last eight{_COUNTED}|last-eight|quarters\b", ("quarter_final",)),
    (rf"semi-? ?finals?|last four{_COUNTED}|last-four|semis\b", ("semi_final",)),
    (rf"last 16{_COUNTED}|last-16|last sixteen{_COUNTED}|round of 16|round-of-16|second knockout round|eighth-finals", ("round_of_16",)),
    (rf"last 32{_COUNTED}|last-32|round of 32", ("round_of_32",)),
    (rf"last 64{_COUNTED}|round of 64", ("round_of_64",)),
    (r"(?:ORD) qualifying round", ("qualifying",)),
    (r"group stages?|group phase", ("group",)),
    (rf"(?P<nth>ORD)[ -]round(?! (?:of(?!{_OF_CUP})|draw|pick)\b)|round (?P<nth2>one|two|three|four|five|six)\b", ("nth",)),
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
    r"\b(?P<verb>OUTVERB) (?:of|from|in|for) (?:the |this (?:season|year)'s )?['\"]?(?:[a-z]+ ){0,2}?['\"]?(?P<comp>CUPNAME)(?: (?:by|at the hands of) (?:EPITHETS)(?P<by2>CLUB))?"
    r"|\bcrash(?:ed|ing)? to (?:an?|the|their) (?:[a-z-]+ ){0,3}?(?P<comp2>CUPNAME) exit"
    r"|(?P<team>CLUB)(?:'s?)? (?:[a-z-]+ ){0,3}?(?:(?:exit|elimination) (?:from (?:the )?(?P<comp3>CUPNAME))?|departure from (?:the )?(?P<comp6>CUPNAME))"
    r"|\b(?:knocked out|eliminated|dumped out|ousted|put out|beaten) by (?:[a-z-]+ ){0,3}?(?P<by>CLUB)"
    r"|\bleft (?:the )?(?P<comp7>COMP|competition|tournament)(?! (?:final|semi|place|spot|without|with|in|as|table|leaders))"
    r"|\bexit(?:ed|s|ing)? (?:from )?(?:the )?(?:[a-z]+ ){0,1}?(?P<comp5>CUPNAME)"
    r"|\b(?:were|was|have been|has been|had been|been) (?:also |duly |thus )?(?:eliminated|knocked out|dumped out|put out)\b(?! (?:by|of|from|in|at|on|for|after|a|un))(?P<plain>)"
    r"|\b(?:went|go|goes|bow(?:ed|s)|crash(?:ed|es)|dumped|knocked|tumbled|fell|beaten|eliminated)(?: out)? (?:in|at) the (?P<round>ROUND)(?: stage)?\b(?P<plain2>)"
    r"|(?P<comp4>CUPNAME) exit"
)
_THROUGH = (
    r"\b(?P<verb>(?:go(?:es|ing)?|went|gone|send(?:s|ing)?|sent|get(?:s)?|got|put|are|is|were|march(?:ed)?|sail(?:ed)?|thru|"
    r"progress(?:ed|es|ing)?|advanc(?:e|ed|es|ing)|qualif(?:y|ied|ies|ying)|book(?:ed|s)? (?:their|a) (?:place|spot)|"
    r"(?:will |to )?(?:play|feature|appear)(?= in)|join(?:ed|s)?(?= [^.;,]{3,30} in the)|(?:seal|secur|clinch|earn|claim|book)(?:ed|s|ing)?(?= (?:a|their) (?:place|spot|berth) in)|(?:seal|secur|clinch|earn|claim|book)(?:ed|s|ing)?(?= (?:a|their) ROUND (?:place|spot|berth))|are now(?= in)|is now(?= in)|edged|squeezed|scraped|reach(?:ed|es|ing)?|mak(?:e|ing)|made|through|claimed (?:their|a) place|moved|move|eased|cruised|secured)"
    r"(?: (?:their|his|the|a|CLUB|side|team|men|TEAM))?(?: (?:through|thru|on|it|safely|on to|place|spot|berth|a place|their place|the other [a-z-]+|CLUB))?)"
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
_LAST_CHANCE = r"(?:the |their |his )?(?:last|only|final|one) (?:remaining |realistic |real )?(?:chance|hope|opportunity|shot|route|competition|trophy)\b[^.;,]{0,60}"
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
    yield from _first_legs(g, ctx)
    yield from _put_out(g, ctx)
    yield from _on_the_way(g, ctx)
    for m in g.every(_LAST_CHANCE):
        yield replace(
            make("last_chance", g, m.start(), m.end(), [Reading()], firm=False),
            why_not="A judgement: what a season still offers is weighed, not counted.",
        )


UNKNOWN = "?"
"""A competition that the ledger does not hold."""


def _competition(g: Gloss, ctx: Context, start: int, end: int) -> str:
    named = g.signs("competition", start, end)
    for _, one in named:
        found = ctx.competition(one)
        if found:
            return found
    elsewhere = ctx.match is not None and not ctx.match.competition.startswith("uefa.")
    if named or (elsewhere and re.search(r"\beurope\b", g.plain[start:end])):
        return UNKNOWN
    if (
        re.search(r"\bcup\b|\btrophy\b|\bcompetition\b|\btournament\b", g.plain[start:end])
        and ctx.match
    ):
        return ctx.match.competition
    return ""


_KNOCKED = (
    r"\b(?:knock(?:ed|s|ing)?|dump(?:ed|s|ing)?|sen[dt](?:s|ing)?|put|boot(?:ed)?|throw|threw) "
    r"(?P<obj>TEAM) (?:of (?:the )?(?:COMP|[a-z]+ (?:division|tier|league)|league (?:one|two)) )?(?:crashing |tumbling |spinning )?out(?: of (?:the )?(?P<comp>CUPNAME))?"
    r"|\b(?:knock(?:ed|s|ing)? out|dump(?:ed|s|ing)? out|eliminat(?:ed|es|ing)|oust(?:ed|s|ing)|put out) EPITHETS(?P<obj2>CLUB)(?: (?:from|of|in) (?:the )?(?P<comp2>CUPNAME))?"
)


def _out(g: Gloss, ctx: Context) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for m in g.every(_KNOCKED):
        if hedged(g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]):
            continue
        name = "obj" if m["obj"] else "obj2"
        losers = ctx.team(g, m.start(name), m.end(name))
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
            # "Had knocked them out in each of the last two seasons".
            firm = firm and not g.plain[: m.start()].endswith(("had ", "have "))
            yield make("elimination", g, m.start(), m.end(), readings, firm=firm)
    for m in g.every(_OUT):
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
        by = "by" if m["by"] else "by2"
        if m[by]:
            others = ctx.team(g, m.start(by), m.end(by))
            clubs, tight = subject(g, ctx, m.start(), others)
            clubs = both(ctx, [c for c in clubs if c not in others], tight)
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
            readings = [Reading(team=c, competition=competition) for c in both(ctx, clubs, tight)]
        taken.append((start, end))
        firm = not foreign_time(g, *g.clause(m.start()))
        clause = g.plain[slice(*g.clause(m.start()))]
        firm = firm and _OFTEN.search(clause) is None
        # "Knocked out by Numancia": the third club is the claim itself.
        firm = firm and not (ctx.elsewhere if m[by] else ctx.foreign(g, m.start()))
        if m["round"]:
            names = round_of(m["round"])
            readings = [replace(one, round=names[0] if names else "") for one in readings]
            firm = firm and tight is not None and "out" in m[0]
        elif m["plain"] is not None:
            firm = firm and tight is not None
        if readings:
            yield make("elimination", g, start, end, readings, firm=firm)


# "Knocked out at this stage in each of the past three seasons": of other years too.
_OFTEN = re.compile(
    r"\b(?:each of|every (?:season|year)|(?:past|last|previous) (?:two|three|four|five|six|few|\d+) (?:seasons|years|editions|campaigns)|"
    r"(?:19|20)\d\d|year before|season before|always|often|usually|never|again|twice|three times|years running|in a row)\b"
)
# "They were going out on away goals until …": how it stood on the way.
_PASSING = re.compile(
    r"\b(?:were|was|are|is|be|been|looked|seemed|on course|about|set) (?:to )?(?:be )?(?:going|heading|headed|go|on (?:the|their) way) "
    r"(?:out|through)\b[^.;,]{0,20}$"
)


# "With the tie level on aggregate", "ahead on away goals": how it stands, not what decided it.
_STANDS = re.compile(
    r"\b(?:level|levelled|levels|tied|square|locked(?: together)?|drawn|equal|even|ahead|behind|up|down|lead|leads|led|leading|trail|trailed|"
    r"trailing|trails|in front|advantage|deficit|all|lead it|one-all|it|(?:level(?:l?ed|s|l?ing)?|squar(?:ed|es|ing)) (?:the )?(?:tie|it|things|matters|scores?))(?: (?:just|still|only|now|then|narrowly|again|at \S+))? $"
)
# "Lost the title on head-to-head": of a table.
_OF_TABLE = re.compile(r"\b(?:title|league|group|table|relegat\w+|promot\w+|points|season)\b")


# "Had put out Everton on penalties".
_PUT_THEM_OUT = re.compile(
    r"(?<!been )(?<!were )(?<!was )(?<!are )(?<!is )(?<!be )(?<!being )"
    r"\b(?:put|putting|knock(?:ed|ing)|dump(?:ed|ing)|sent|sending) (?:out [^.;,]{0,30}|[^.;,]{1,30} out )$"
)


def _reasons(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_REASON):
        word = next(_REASONS[k] for k in _REASONS if m[k])
        first, _ = g.clause(m.start())
        lead = g.plain[max(0, m.start() - 70) : m.start()]
        if not _REASON_CONTEXT.search(lead + g.plain[m.end() : m.end() + 30]) or hedged(
            g.plain[max(first, m.start() - 40) : m.start()]
        ):
            continue
        if _PASSING.search(lead) or (word in ("aggregate", "away_goals") and _STANDS.search(lead)):
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
        losing = (
            losing
            and not re.search(r"\b(?:ran|run|runs) out\b", lead)
            and not _PUT_THEM_OUT.search(lead)
        )
        clubs, tight = subject(g, ctx, m.start())
        clubs = both(ctx, clubs, tight)
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
        before = [x.clubs[0] for _, x in g.signs("club", 0, m.start()) if x.clubs]
        after = pattern(r" ?(?:against|over|from) (?:the )?(?:[a-z-]+ ){0,2}(?P<o>CLUB)").match(
            g.plain, m.end()
        )
        if after is not None:
            before += ctx.team(g, after.start("o"), after.end("o"))[:1]
        # "Came through the last 16 on penalties", told of the semi-final.
        stage = pattern("ROUND").search(g.plain, first, m.end())
        firm = (
            firm
            and stage is None
            and _competition(g, ctx, first, m.end())
            in ("", ctx.match and str(ctx.match.competition))
        )
        firm = firm and not (before and before[-1] not in ctx.sides)
        if before and before[-1] not in ctx.sides:
            # "Lost 5-3 at Manchester City and went through on away goals": of another tie.
            mine = [c for c in dict.fromkeys((*clubs, *before[:-1])) if c != before[-1]]
            readings += [
                Reading(team=c, opponent=before[-1], word=word, outcome="loss" if losing else "win")
                for c in mine
            ]
        yield make("qualification_reason", g, start, m.end(), readings, firm=firm)


_ROUNDS_OF_A_CUP = 9


def round_of(words: str) -> tuple[str, ...]:
    """Words of the ledger for a round as reports name it.

    >>> round_of("quarter-finals"), round_of("last 16")
    (('quarter_final',), ('round_of_16',))
    """
    for source, names in ROUND_WORDS:
        found = pattern(source).fullmatch(words) or pattern(source).match(words)
        if found:
            if names == ("nth",):
                number = ordinal_of(found["nth"]) if found["nth"] else number_of(found["nth2"])
                # "The 17th round" is one of a league.
                return (f"round_{number or 0}",) if (number or 0) <= _ROUNDS_OF_A_CUP else ()
            return names
    return ()


def _rounds(g: Gloss, ctx: Context) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for m in g.every(_THROUGH):
        names = round_of(m["round"])
        clause = g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.start()]
        if not names or hedged(clause) or _AHEAD.search(g.plain, max(0, m.start() - 30), m.end()):
            continue
        clubs, tight = subject(g, ctx, m.start())
        sent = g.signs("club", m.start(), m.start("mid"))
        if len(sent) == 1 and sent[0][1].clubs:
            # "The result sent Arsenal through": whom it sent.
            clubs, tight = sent[0][1].clubs, sent[0][0]
        if tight is not None and _BEATEN_BY.search(g.plain, 0, tight):
            # "A win over Gambia that put them in the last 16": not whom they beat.
            clubs, tight = (
                tuple(dict.fromkeys((*(c for c in ctx.sides if c not in clubs), *clubs))),
                None,
            )
        competition = _competition(g, ctx, m.start(), min(len(g.plain), m.end() + 30))
        past = foreign_time(g, *g.clause(m.start())) and "for the first time" not in g.plain
        readings = [
            Reading(team=c, round=names[0], word="reach", competition=competition)
            for c in both(ctx, clubs, tight)
        ]
        taken.append(m.span())
        if readings:
            yield make(
                "round",
                g,
                m.start(),
                m.end(),
                readings,
                firm=not past
                and (
                    not competition
                    or (ctx.match is not None and competition == ctx.match.competition)
                )
                and not ctx.foreign(g, m.start()),
            )
    for m in pattern(
        r"(?:(?:in|at|from) (?:the |a |their )?)?(?:(?P<comp>COMP) )?(?P<round>ROUND)(?: (?:stage|tie|exit|stages|clash|replay))?(?: of (?:the |this season's |their )?(?P<of>COMP))?"
    ).finditer(g.plain):
        if any(a < m.end() and m.start() < b for a, b in taken):
            continue
        names = round_of(m["round"])
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        if not names or hedged(lead) or re.search(r"\bORD?$", lead):
            continue
        sign = m["comp"] or m["of"]
        competition = ctx.competition(g.mention(sign)) if sign else ""
        others = [
            c.clubs[0]
            for _, c in g.signs("club", m.start() - 40, m.end() + 40)
            if c.clubs and c.clubs[0] not in ctx.sides
        ]
        clubs, tight = subject(g, ctx, m.start())
        word = "in"
        gone = _GONE.search(g.plain[: m.start()], g.clause(m.start())[0])
        if gone is not None:
            losers, tight = subject(g, ctx, gone.start())
            clubs, word = losers or clubs, "out"
        year = _year_of(g, ctx, m.start(), m.end())
        rivals = [o for o in dict.fromkeys(others) if o not in clubs[:1]]
        readings = [
            Reading(team=c, opponent=o, round=names[0], competition=competition, word=word)
            for o in rivals[-1:]
            for c in both(ctx, clubs, tight)
            if c != o
        ]
        beaten = _OF_TIE.search(g.plain[: m.start()], max(0, m.start() - 70))
        if beaten is not None:
            readings = [
                Reading(team=c, opponent=o, round=names[0], competition=competition, word=word)
                for o in ctx.team(g, beaten.start("o"), beaten.end("o"))
                for c in both(ctx, clubs, tight)
                if c != o
            ]
        else:
            readings += [
                Reading(team=c, opponent=None, round=names[0], competition=competition, word=word)
                for c in both(ctx, clubs, tight)
            ]
        if year is not None:
            readings = [replace(one, window=year) for one in readings]
        firm = beaten is not None or (
            not others
            and not ctx.foreign(g, m.start())
            and not foreign_time(g, *g.clause(m.start()))
            and not _LOOKING.search(g.plain)
            and bool(
                re.search(
                    r"\bin (?:the |a |their )?$|\bin (?:the )?",
                    g.plain[m.start() : m.start("round")],
                )
                or (
                    re.search(r" (?:tie|clash)$", m[0])
                    and re.search(
                        r"\b(?:won|lost|drew|win|beaten in|this) (?:the |their |a |this )?$", lead
                    )
                )
            )
            and bool(
                re.search(
                    r"knocked|out\b|exit|beaten|beat\b|eliminated|lost|won\b|win\b|victory|defeat|drew\b|draw\b|tie|dumped|leg\b",
                    g.plain[: m.start()],
                )
            )
        )
        if readings:
            yield make("round", g, m.start(), m.end(), readings, firm=firm)


_BEATEN_BY = re.compile(
    r"\b(?:over|against|beat|beats|beating|defeat of|past|down|downed|downs|edged|defeated|stunned) (?:the |a )?(?:[a-z-]+ ){0,2}$"
)


def _year_of(g: Gloss, ctx: Context, start: int, end: int) -> Window | None:
    """The year of another round than those of these days: "last year's final", "the semi-final of 1961"."""
    before = re.search(r"\b(?:(?P<last>last|previous) (?:year|season|term)'?s?|(?P<y>(?:18|19|20)\d\d)(?:-\d\d)?) (?:[a-z-]+ )?$", g.plain[max(0, start - 26) : start])  # fmt: skip
    after = re.match(r"(?: (?:of|in|back in))?(?: the)? (?:(?P<last>last|previous) (?:year|season|term)|(?P<y>(?:18|19|20)\d\d)\b)", g.plain[end : end + 30])  # fmt: skip
    found = before or after
    if found is None or ctx.written is None:
        return None
    year = ctx.written.year - 1 if found["last"] else int(found["y"])
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31), words=found[0].strip())


# "Had eliminated the holders Barcelona in the last 16": in which round they met.
_OF_TIE = pattern(
    r"\b(?:beat|beaten|beating|eliminated|put out|knocked out|defeated|overcame|got past|edged|lost to|beaten by|saw off|removed|ousted|went out to|(?:loss|defeat|exit|win|victory|triumph|success|upset) (?:to|by|against|over|at the hands of)) (?:[a-z-]+ ){0,4}(?P<o>CLUB)(?:,? SCORE)?,? $"
)
# "Went out on penalties in the semi-finals": in which round a side lost.
_GONE = re.compile(
    r"\b(?:(?:go(?:es|ing|ne)?|went|bow(?:ed|s|ing)?|crash(?:ed|es|ing)?|knocked|dumped|put|tumbl(?:ed|ing)|turfed) out|"
    r"eliminated|exited|fell|lost|(?<!have )(?<!has )(?<!had )(?<!having )beaten)\b[^.;]{0,30}$"
)
_LOOKING = re.compile(
    r"\b(?:will|would|could|draw for|reach\w*|last (?:season|year|term)|(?:19|20)\d\d|earlier|previous|again|next|awaits?|face|faces|meet|meets|play|plays|since|ago|before|then|first time|twice|year)\b"
)
_AHEAD = re.compile(
    r"\b(?:to|for|hop\w+ of|chance of|dream\w* of|towards|if|would|could|can|try\w*|last year|last season|last time|once|in (?:19|20)\d\d|had) (?:\w+ ){0,2}$|\b(?:last (?:year|season|term))\b"
)


def told_outcome(g: Gloss, start: int, end: int, after: str) -> Outcome:
    """Whether a side is said to have won or lost a tie by the words before an aggregate, or right after it."""
    noun = re.match(
        r" ?(?:aggregate )?(?:(winners?|win|victory|success|triumph)|(defeat|loss))\b", after
    )
    if noun is not None:
        handed = re.search(
            r"\b(?:suffer\w*|slump\w*|slip\w*|crash\w*|to an?) $", g.plain[start:end]
        )
        return ("loss" if noun[2] else "win") if not (noun[1] and handed) else ""
    found: Outcome = ""
    for m in _DECIDED.finditer(g.plain, start, end):
        passive = re.search(
            r"\b(?:were|was|are|is|been|being|be) (?:\w+ )?$",
            g.plain[max(0, m.start() - 18) : m.start()],
        )
        if m["turn"]:
            found = "loss" if passive else "win" if m["obj"] else ""
        else:
            found = "win" if m["won"] else "loss"
    return found


_DECIDED = pattern(
    r"\b(?:(?P<won>won|win|wins|winning|through|progress\w*|advanc\w*|qualif\w*)|(?P<lost>lost|lose|losing|went out|going out|go out|goes out|bow\w* out|went down|crash\w*|fell)"
    r"|(?P<turn>eliminat\w+|knock\w* out|dump\w* out|beat|beaten|beating|defeat\w*|oust\w*)(?P<obj> (?:the |[a-z-]+ )?(?:CLUB))?)\b"
)


_FIRST_LEG = (
    r"(?:\b(?P<verb>trail(?:ed|ing|s)?|led|lead(?:s|ing)?|(?:were|are|was|is) (?:ahead|behind|up|down)) (?:by )?(?P<s1>SCORE) (?:from|after|following) the (?:first leg|opening leg|first match|first game)"
    r"|\b(?:took|take|takes|taking|carr(?:y|ied|ies|ying)|held|hold|holding|brought|bring|had|have|has|with|defend(?:ed|ing)?|protect(?:ed|ing)?|overturn(?:ed|ing)?|overc[ao]m(?:e|ing)) a (?:[a-z-]+ )?(?P<s2>SCORE) (?:first[- ]leg )?(?P<noun>lead|advantage|deficit|defeat|loss|cushion) (?:into|from|for|going into|after|in) the (?:second leg|return|first leg|rematch|return leg|first match)"
    r"|\b(?:went|go|going|came|come|gone) into the (?:second leg|return|return leg|rematch|match|game) (?P<s3>SCORE) (?P<word>up|down|ahead|behind)"
    r"|\b(?:their|a|the|his|its|that|[a-z]+'s) (?:[a-z-]+ )?(?P<s5>SCORE) (?P<noun2>lead|advantage|deficit|defeat|loss|cushion|win|victory) (?:from|in|of) the (?:first leg|opening leg|first match|first game)"
    r"|\b(?:overturn(?:ed|ing)?|turn(?:ed|ing)? (?:round|around)|wip(?:e|ed|ing) out|overc[ao]m(?:e|ing)|defend(?:ed|ing)?|protect(?:ed|ing)?|claw(?:ed|ing)? back|with|holding|held|have|had|having|hosted|nursing|pull(?:ed|ing)? back) "
    r"(?:a|an|their|the|its|that) (?:[a-z-]+ )?(?P<s6>SCORE) (?P<noun3>lead|advantage|deficit|cushion)(?! (?:at|by|inside|after|before|with|through|when|in the (?:first|second) half|on|until))"
    r"|\b(?P<done>had won|had lost|won|lost|winning|losing) (?P<s4>SCORE) in the first (?:match|game|meeting of the tie)(?! (?:of the season|this season)))"
)


def _first_legs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """How the first leg of the tie in hand ended, told from the second."""
    for m in g.every(_FIRST_LEG):
        score = score_of(next(m[k] for k in ("s1", "s2", "s3", "s4", "s5", "s6") if m[k]))
        if score is None:
            continue
        if m["s6"] is None and hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        if m["s6"] is not None and (ctx.match is None or ctx.match.leg != "2"):
            # Only before the second match of a tie there is a lead to defend.
            continue
        words = m["noun3"] or m["verb"] or m["noun"] or m["noun2"] or m["word"] or m["done"] or ""
        behind = re.search(r"trail|behind|down|deficit|defeat|loss|lost|losing", words)
        level = score.home == score.away
        clubs, tight = subject(g, ctx, m.start())
        if m["s6"] and g.plain.endswith("with ", 0, m.start()):
            # "Lyon are at home to Porto with a 1-0 lead": whose it is, the sentence leaves open.
            clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
        readings = [
            Reading(
                team=c, opponent=ctx.other(c), score=score, word="first",
                outcome="draw" if level else "loss" if behind else "win",
            )
            for c in clubs if c in ctx.sides
        ]  # fmt: skip
        if readings:
            firm = tight is not None and not foreign_time(g, *g.clause(m.start()))
            yield make("aggregate", g, m.start(), m.end(), readings, firm=firm)


# "Beating Levante 8-2 on aggregate, Atlético 4-1 and Sevilla 3-0"; "put out Betis 6-3 and Almería 7-0".
_PUT_OUT = (
    r"(?:(?P<out>\b(?:put(?:ting)? out|knock(?:ed|ing) out|eliminat(?:ed|ing)|oust(?:ed|ing)) (?:the )?EPITHETS)|(?P<list>(?:, |,? and )(?:the )?))"
    r"(?P<o>CLUB) (?P<s>SCORE)(?! (?:on |over |away|at (?!GROUND)|after))"
)
_SUMMED = r"SCORE (?:on |over |in )?AGG"


# "Stretching their aggregate lead to 2-0", "(Agg 3-3".
_STOOD = r"\b(?:aggregate (?:lead|advantage|score|scoreline|deficit|total)|agg\b)(?: (?:to|of|at|was|is|now|stood at))?:? ?(?P<s>SCORE)"


def _on_the_way(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """How a tie stood over both legs."""
    for m in g.every(_STOOD):
        score = score_of(m["s"])
        if (
            score is None
            or len(ctx.sides) < 2
            or hedged(g.plain[max(0, m.start() - 25) : m.start()])
        ):
            continue
        word = "final" if m[0].startswith("agg ") or m[0].startswith("agg:") else "running"
        readings = [Reading(team=ctx.sides[0], opponent=ctx.sides[1], score=score, word=word)]
        yield make("aggregate", g, m.start(), m.end(), readings, firm=not ctx.foreign(g, m.start()))


def _put_out(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Aggregates told in a list, or with the side that was put out."""
    found = g.every(_PUT_OUT)
    summed = pattern(_SUMMED).search(g.plain) if found else None
    first = summed.start() if summed is not None else len(g.plain)
    for m in found:
        if not (m["out"] or m.start() > first):
            continue
        if m["out"]:
            first = min(first, m.start())
        score = score_of(m["s"])
        others = ctx.team(g, m.start("o"), m.end("o"))
        if score is None or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        clubs, _ = subject(g, ctx, min(first, m.start()), others)
        readings = [
            Reading(team=c, opponent=o, score=score, word="either")
            for c in dict.fromkeys((*clubs, *ctx.sides)) for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("aggregate", g, m.start("o"), m.end(), readings)


def _still(g: Gloss, ctx: Context) -> Iterator[Claim]:
    if not g.signs("competition"):
        return
    for m in g.every(_STILL):
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
