"""Results without a score: "the loss to Leganés", "tonight's defeat", "A beat B", goals put past a side."""

from __future__ import annotations

import re
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import occasion, read_running
from matchdesk.press.claim import Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.result_claim import SPARED, Drafts, claim_of, draft, outcome_of_noun
from matchdesk.press.subjects import NAMED, make, subject

# "Had shocked Bayern with a goal after 27 seconds": no result yet.
_STARTLED = re.compile(r"(?:stun|shock|upset|punish|embarrass)")
_WITH_A_GOAL = pattern(
    r" (?:with|through|by) (?:an?|the|two|PERSON's?|their) (?:[a-z0-9-]+ ){0,4}?(?:goals?|strike|header|penalty|opener|start|free-?kick|double|finish|PERSON)\b"
    r"| (?:early|after|inside|within|in the) | by (?:taking|going|scoring|grabbing|racing|opening|snatching|equali[sz]ing|coming)\b"
)
_SOME_RIVALS = re.compile(r"(?:their|its|his|the) (?:[a-z]+ )?(?:rivals|opponents)")
_NO_SCORE = (
    r"(?P<when>tonight's|last night's|today's|yesterday's|\w+day's|this|the|a|that)? ?"
    r"(?P<adj>(?:[a-z'-]+ ){0,2}?)(?P<noun>win|victory|triumph|defeat|loss|draw|stalemate|exit)\b"
    r"(?: (?P<prep>to|against|over|at the hands of|by|with|at) (?P<obj>TEAM))?"
)
_BARE_BEAT = (
    r"(?P<subj>TEAM)(?:,[^,.;]{1,50},)?(?:,? who|,? which)?(?: had| have| has| also| then| duly| earlier| already| just| now| again| twice| once| later| only| still| both| all| [a-z]+ly){0,3} "
    r"(?P<verb>BEAT) (?P<obj>TEAM)"
)
# Of headlines: "Villa hammer Brighton".
_HEADLINE = (
    r"(?P<subj>TEAM)(?: also| both| all)? "
    r"(?P<verb>defeat|hammer|thrash|crush|stun|shock|edge(?: past| out)?|rout|demolish|outclass|humiliate|humble|sink|overcome|see off|thump|trounce|"
    r"overpower|down|outplay|pip|whip|wallop|destroy|batter|maul|eliminate|topple|upset|oust|dispatch|despatch|brush aside|sweep aside|get past) "
    r"(?P<obj>EPITHETS(?:CLUB))(?!'?s? (?:keeper|goalkeeper|defen|fans|side'?s))"
)
_BARE_LOST = (
    r"(?P<subj>TEAM)(?:,[^,.;]{1,50},)?(?:,? who|,? which)?(?: had| have| has| also| then| earlier| already| just| now| again| twice| once| later| only| still| both| all| [a-z]+ly){0,3} "
    r"(?:(?:was|were|been|being|got) (?:[a-z]+ly )?BEATEN(?: at home| away)? by|LOST(?: at home| away)? to) (?P<obj>TEAM)"
)
_BARE_DREW = (
    r"\b(?:drew|drawn) (?:at home )?(?:with|against|at) (?P<obj>CLUB(?:,? (?:and|&) CLUB)?)(?! \d)"
)
_ALL_WON = (
    r"(?P<list>CLUB(?:, CLUB)*,? (?:and|&) CLUB) (?:have |had )?(?:all |both |each )?"
    r"(?:(?P<won>won|triumphed|been victorious)|(?P<points>took|taken|claimed|picked up|earned) "
    r"(?:points|a point|something))(?: (?:at|away to|in|against|from) (?P<at>GROUND|TEAM|here))?"
)


_BOTH_DREW = (
    r"(?P<a>CLUB) and (?P<b>CLUB)(?:,? (?:in|at) (?:the )?GROUND)?,? (?:both )?(?:finished|drew|ended|ending|shared|played out|fought out|battled to|played to|had to settle for|could only draw)"
    r"(?: [a-z]+){0,3}? (?P<score>SCORE)"
)
_AGAIN = (
    r"(?P<a>CLUB) and (?P<b>CLUB) (?:must|will|have to|need to|are to|had to|go to|face|need) (?:[a-z]+ ){0,3}?(?:again|replay) "
    r"(?:[a-z]+ ){0,4}?(?:after|following) (?:a|an|their|the) (?:[a-z-]+ ){0,3}?(?P<score>SCORE)"
)
_UNANSWERED = (
    r"\b(?:hit|scored|struck|fired|netted|rattled in|ran in|banged in|put|plundered|knocked in) (?P<n>NUM) (?:goals )?(?:without reply|unanswered)"
    r"(?: (?:against|past|at) (?P<o>TEAM))?"
)
_PAST = r"\bput (?P<n>three|four|five|six|seven|eight|nine|ten) (?:goals )?past (?P<o>TEAM)"


def drawn(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results as in "A and B finished 2-2", and goals put past a side."""
    for m in (*g.every(_BOTH_DREW), *g.every(_AGAIN)):
        score = score_of(m["score"])
        if (
            score is None
            or read_running.covered(taken, m.start(), m.end())
            or hedged(g.plain[max(0, m.start() - 25) : m.start()])
        ):
            continue
        claim = claim_of(
            g, ctx, (m.start(), m.end()), ctx.team(g, m.start("a"), m.end("a")),
            ctx.team(g, m.start("b"), m.end("b")), score, "draw" if score.home == score.away else "", m[0],
        )  # fmt: skip
        yield claim, (m.start(), m.end())
    for m in g.every(_UNANSWERED):
        number = number_of(m["n"])
        if number is None or hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            continue
        others = ctx.team(g, m.start("o"), m.end("o")) if m["o"] else ()
        clubs, tight = subject(g, ctx, m.start(), others)
        claim = claim_of(
            g, ctx, (m.start(), m.end()), clubs, others, Score(number, 0), "win", m[0],
            sure=tight is not None,
        )  # fmt: skip
        yield claim, (m.start(), m.end())
    for m in g.every(_PAST):
        others = ctx.team(g, m.start("o"), m.end("o"))
        number = number_of(m["n"])
        clubs, _ = subject(g, ctx, m.start(), others)
        readings = [
            Reading(team=c, opponent=o, outcome="win", number=number, window=occasion.window_of(g, m.start(), m.end()))
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings and not hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            yield draft("match_result", g, m.start(), m.end(), readings, firm=False)


def listed_wins(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results as in "A, B and C all won at the ground": one claim a side."""
    for m in g.every(_ALL_WON):
        if hedged(g.plain[max(0, m.start() - 20) : m.end()]):
            continue
        if re.search(
            r"\b(?:by|to|against|at|with|over|from|past) $", g.plain[: m.start()]
        ) and not (re.search(r"\b(?:all|both|each)\b", m[0])):
            # "Held by Inter, and Milan won": no list.
            continue
        hosts: tuple[Club, ...] = ctx.sides
        if m["at"]:
            ground = g.mention(m["at"])
            if ground is not None and ground.kind == "ground" and ground.clubs:
                hosts = ground.clubs
            elif m["at"] != "here":
                hosts = ctx.team(g, m.start("at"), m.end("at")) or ctx.sides
            elif ctx.match is not None:
                hosts = (ctx.match.home,)
        for _, named in g.signs("club", m.start("list"), m.end("list")):
            readings = [
                Reading(
                    team=host, opponent=guest, outcome="loss" if m["won"] else "", venue="home",
                    word="" if m["won"] else "dropped",
                )
                for host in hosts for guest in named.clubs if host != guest
            ]  # fmt: skip
            if readings:
                claim = make("match_result", g, m.start(), m.end(), readings)
                yield claim, (m.start(), m.end())


def bare(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results without a score: "the loss to Leganés", "tonight's defeat", "A beat B"."""
    for source, core, outcome in (
        (_BARE_BEAT, r" BEAT ", "win"),
        (
            _HEADLINE,
            r" (?:defeat|hammer|thrash|crush|stun|shock|edge|rout|demolish|outclass|humiliate|humble|sink|overcome|see off|thump|trounce|overpower|down|outplay|pip|whip|wallop|destroy|batter|maul|eliminate|topple|upset|oust|d[ei]spatch|brush|sweep|get past) ",
            "win",
        ),
        (_BARE_LOST, r" (?:BEATEN(?: at home| away)? by|LOST(?: at home| away)? to) ", "loss"),
    ):
        if pattern(core).search(g.plain) is None:
            # Looking for the verb alone is quicker than for whose it may be.
            continue
        for m in g.every(source):
            if read_running.covered(taken, m.start(), m.end()) or hedged(
                g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.end()]
            ):
                continue
            if (
                outcome == "win"
                and _STARTLED.match(m["verb"])
                and _WITH_A_GOAL.match(g.plain, m.end())
            ):
                continue
            others = ctx.team(g, m.start("obj"), m.end("obj"))
            said = ctx.team(g, m.start("subj"), m.end("subj"))
            if NAMED.search(m["subj"]) and not NAMED.search(m["obj"]):
                # "Girona stunned the champions": whoever that is, it is not Girona.
                others = tuple(c for c in others if c not in said)
            subjects = tuple(c for c in said if c not in others)
            if not others and ctx.sides and subjects:
                others = tuple(c for c in ctx.sides if c not in subjects)
            if not pattern("CLUB").search(m["subj"]):
                subjects = tuple(
                    dict.fromkeys((*subjects, *(c for c in ctx.sides if c not in others)))
                )
            if others and subjects:
                claim = claim_of(
                    g, ctx, (m.start("subj"), m.end()), subjects, others, None,
                    "win" if outcome == "win" else "loss", m[0],
                )  # fmt: skip
                named_two = g.signs("club", m.start("subj"), m.end())
                both = len(named_two) == 2 and all(x.sure for _, x in named_two)
                if both and len(subjects) == len(others) == 1:
                    claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
                if _SOME_RIVALS.fullmatch(m["obj"]):
                    # "Beat their rivals": who knows which.
                    claim = replace(claim, firm=False, told="", anchors=())
                yield claim, (m.start(), m.end())
    for m in g.every(_BARE_DREW):
        if read_running.covered(taken, m.start(), m.end()) or hedged(
            g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.end()]
        ):
            continue
        subjects, _ = subject(g, ctx, m.start())
        for _, named in g.signs("club", m.start("obj"), m.end()):
            if named.clubs and any(c not in named.clubs for c in subjects):
                claim = claim_of(
                    g, ctx, (m.start(), m.end()), [c for c in subjects if c not in named.clubs],
                    named.clubs, None, "draw", m[0],
                )  # fmt: skip
                yield claim, (m.start(), m.end())
    for m in g.every(_NO_SCORE):
        at = m.start("noun")
        if read_running.covered(taken, at, m.end("noun")) or hedged(
            g.plain[max(g.clause(at)[0], at - 45) : at]
        ):
            continue
        when = m["when"] or ""
        if not (m["obj"] or when.endswith("'s")) or m["noun"] == "exit":
            continue
        if SPARED.search(g.plain[max(g.clause(at)[0], at - 45) : at]):
            continue
        if pattern(r"ORD|first|NUM").search(m["adj"] + when) or re.search(
            r"\b(?:ever|straight)\b", m["adj"]
        ):
            continue
        if pattern(
            r"(?:ORD|NUM|ever|successive|consecutive|straight|home|away) (?:[a-z]+ ){0,2}$"
        ).search(g.plain[max(0, m.start("noun") - 40) : m.start("noun")]):
            continue
        outcome2 = outcome_of_noun(m["noun"], m["prep"] or "")
        others = ctx.team(g, m.start("obj"), m.end("obj")) if m["obj"] else ()
        subjects, _ = subject(g, ctx, m.start(), others)
        subjects = tuple(dict.fromkeys((*subjects, *(c for c in ctx.sides if c not in others))))
        start = m.start("when") if when else m.start("noun")
        claim = claim_of(g, ctx, (start, m.end()), subjects, others, None, outcome2, m[0])
        if not re.match(r"tonight|last night|today|yesterday", when):
            claim = replace(claim, firm=False)
        yield claim, (m.start(), m.end())
