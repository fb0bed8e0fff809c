"""Reading the course of a match: who led, by how much, and who came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.clock import times
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern, score_of
from matchdesk.press.goals_told import Frame
from matchdesk.press.read_minute import frame_for, of_match
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make, subject

_BACK = (
    r"(?P<came>(?:came|come|coming|comes|fought|fight|fighting|battled|hit|rallied|rally|rallying|bounced|recovered|recovering|recover) (?:back )?from (?:behind|(?:being )?(?:a goal|two goals|three goals|one|two|three|four|NUM|SCORE)(?: goals?)? (?:down|behind|adrift|up)?|(?:a |an )?(?:(?:two|three|four)-goal|SCORE) (?:deficit|down)))"
    r"|(?P<twice>twice (?:came|coming|fought|come) (?:back )?from behind|came from behind twice)"
    r"|(?P<threw>(?:threw|throwing|thrown|let|letting|squander(?:ed|ing)?|surrender(?:ed|ing)?|blew|blowing|wast(?:ed|ing)|gave|giving|slipped) (?:away |slip |up )*(?:a |their |the )?(?P<size>(?:two|three|four|five|SCORE)(?:-|- | )?(?:goal)? ?)?(?:lead|advantage)(?: slip)?)"
    r"|(?P<over>overturn(?:ed|ing)? (?:a |an )?(?:(?P<size2>two|three|four|SCORE)-goal|SCORE|half-time|early)? ?(?:deficit|lead))"
    r"|(?P<fell>(?:after |despite )?(?:falling|fell|going|went|having gone|had gone|slipping|slipped) (?:a goal |two goals |three goals |one |two |three |SCORE )?(?:behind|down)(?! (?:to (?:a |an )?(?:[a-z-]+ ){0,2}(?:defeat|loss)|SCORE|in)))"
    r"|(?P<were>(?:being|having been|had been|found themselves) (?:a goal|(?:two|three|four) goals) (?:down|behind|adrift)(?! (?:to (?:a |an )?(?:[a-z-]+ ){0,2}(?:defeat|loss)|in|from|on aggregate)))"
    r"|(?P<lost>los(?:t|ing|e) (?:a|the|their) (?P<size4>two|three|four)-goal (?:lead|advantage))"
    r"|(?P<never>never (?:led|behind|trailed|looked back|in front))|(?P<start>led from start to finish|led throughout)"
)


_N = r"(?:a goal|one|two|three|four|five|six|1|2|3|4|5|6)"
_LEAD = (
    r"(?P<lead>\b(?:took|takes?|taking|grabb(?:ed|ing)|snatch(?:ed|ing)|seiz(?:ed|ing)|regain(?:ed|ing)|reclaim(?:ed|ing)|"
    r"(?:edg|mov|rac|storm|surg|swe|cruis|burst|shot|jump)(?:ed|ing|pt|eping)? into|went into|(?:built|opened|established|earned|secured|held)(?: up)?|rushed to|raced to|were given|handed) "
    r"(?:the|a|an|their) (?:(?!(?:of|from|in|to)\b)[a-z0-9-]+ ){0,2}?(?:(?P<size>two|three|four|five|six)[- ]goals? )?(?:half-time |interval )?(?:lead|advantage|cushion)\b"
    r"(?! (?:of \w+ points|in the (?:table|league|group|standings|title|race)|at the top|over|into the (?:second|return)|from the first|on aggregate|at the head)))"
    rf"|(?P<ahead>\b(?:went|goes?|going|gone|moved|got|edged|forged|pulled|stormed|raced|were|was|found themselves|having been|been|put) (?:(?P<size2>{_N}) (?:goals? )?)?(?P<way>ahead|in front|up|down|behind)\b"
    r"(?! (?:in the (?:table|league|group|standings|tie)|to|with|by|of|on (?:points|aggregate)|\d|their|the|at the top)))"
    r"|(?P<level>\b(?:equali[sz](?:ed|es|ing)|(?:drew|draw|got|pulled|came|were (?:back|soon)|hauled themselves|fought their way) (?:back )?(?:on )?level(?: terms)?\b(?! on points| with| at the)|levelled(?: (?:matters|things|the scores?|it|the match|the tie))?(?! (?:on points|with))))"
    r"|(?P<double>\bdoubl(?:ed|ing|e) (?:their|its|the|his side's|that|an? [a-z-]+) (?:lead|advantage))"
    r"|(?P<extend>\b(?:extend|increas|stretch)(?:ed|ing) (?:their|its|the|that) (?:lead|advantage)(?! (?:at|over|to|in the)))"
    r"|(?P<restore>\brestor(?:ed|ing) (?:their|its|the|a) (?:(?P<size3>two|three|four)[- ]goal )?(?:lead|cushion|advantage|margin))"
    r"|(?P<reduce>\b(?:pulled|got|grabbed|clawed) (?:one|a goal) back|(?:halv|reduc)(?:ed|ing) the (?:deficit|arrears)(?! to))"
    r"|(?P<slip>\blet(?:ting)? (?:slip )?(?:a|their) (?P<size4>two|three|four)[- ]goal (?:lead|advantage|cushion))"
)
_UP = re.compile(r"\b(one|two|three|four|five)(?: goals)? (?:up|ahead|in front|clear)\b")


def read(g: Gloss, ctx: Context, frames: Sequence[Frame]) -> Iterator[Claim]:
    """Claims of leads taken, kept and lost in one sentence, whose scorers may be named beside."""
    yield from _backs(g, ctx)
    yield from _course(g, ctx, frames)
    yield from _given(g, ctx, frames)
    yield from _of_players(g, frames)


def _course(g: Gloss, ctx: Context, frames: Sequence[Frame]) -> Iterator[Claim]:
    """What a goal of a side did: took the lead, made it level, made the lead two."""
    told: list[Frame] = []
    found: list[tuple[re.Match[str], list[Reading], bool]] = []
    for m in g.every(_LEAD):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 25) : m.start()]):
            continue
        if any(f.start <= m.start() < f.end for f in frames):
            continue
        said = next(
            k
            for k in ("lead", "ahead", "level", "double", "extend", "restore", "reduce", "slip")
            if m[k]
        )
        size = next(
            (
                _SIZES.get(m[k], number_of(m[k]))
                for k in ("size", "size2", "size3", "size4")
                if m[k]
            ),
            None,
        )
        word = said
        if said == "ahead":
            word = "down" if m["way"] in ("down", "behind") else "up"
            if (size is None and m["ahead"].split()[0] in ("were", "was", "been", "put")) or (
                m["ahead"].startswith("having been") and size is None
            ):
                continue
        if said == "slip":
            word = "up"
        if said == "lead" and size is not None:
            word = "up"
        clubs, tight = subject(g, ctx, m.start())
        near = re.search(
            r"(?:CLUB|[.;]|\b(?:he|who|which)\b)", g.plain[max(0, m.start() - 12) : m.start()]
        )
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
        if not clubs:
            continue
        readings = [Reading(team=c, word=f"goal {word}", number=size) for c in clubs]
        firm = (
            tight is not None
            and near is None
            and not ctx.foreign(g, m.start())
            and not foreign_time(g, *g.clause(m.start()))
            and ctx.match is not None
            and all(c in ctx.sides for c in clubs)
        )
        yield make("score_at_minute", g, m.start(), m.end(), readings, firm=firm)
        told.append(Frame(m.start(), m.end(), (), timed=firm))
        found.append((m, readings, firm))
    if not told:
        return
    for time in times(g):
        frame = frame_for(g, time.start, time.end, told)
        if frame is None:
            continue
        between = (frame.end, time.start) if frame.end <= time.start else (time.end, frame.start)
        if any(between[0] <= f.start < between[1] for f in frames):
            continue
        m, readings, firm = found[told.index(frame)]
        timed = [replace(r, minutes=time.span, other=time.slack) for r in readings]
        yield make("minute", g, time.start, time.end, timed, firm=firm and time.firm)


_GIVEN = (
    r"\b(?:(?:g[ai]v(?:e|es|ing|en)|hand(?:ed|s|ing)?|put(?:s|ting)?|sen[dt](?:s|ing)?|fir(?:e|ed|es|ing)|shot|head(?:ed|s|ing)?|had|have|has) (?P<team>TEAM|his side|his team) (?:(?:back |well |firmly )?(?P<up>ahead|in front|in the lead|into (?:the|a) lead|(?:the|a|an) (?:[a-z0-9-]+ ){0,2}?(?:lead|advantage)\b)|(?P<level>(?:back )?(?:on )?level(?: terms)?)|(?P<size>two|three|four|five)(?: goals)? (?:up|ahead|clear|in front))"
    r"|(?P<eq>(?:the|an|their|his|CLUB's|PERSON's|late|early|dramatic) (?:[a-z-]+ )?(?:equali[sz]er|leveller))|(?P<first>(?:the|an|their|his|PERSON's|CLUB's) (?:[a-z-]+ )?(?:opener|opening goal|first goal of the (?:game|match|night))|(?:break|broke|broken|breaking) the deadlock|(?:make|made|making) the breakthrough))\b"
)


def _given(g: Gloss, ctx: Context, frames: Sequence[Frame]) -> Iterator[Claim]:
    """What a goal did for a side, whoever scored it: borne out, no more."""
    for m in g.every(_GIVEN):
        if any(f.start < m.end() and m.start() < f.end and f.effect for f in frames):
            continue
        if hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        word = "level" if m["level"] or m["eq"] else "up" if m["size"] else "lead"
        size = _SIZES.get(m["size"]) if m["size"] else None
        clubs = ctx.team(g, *m.span("team")) if m["team"] else ()
        readings = [Reading(team=c, word=f"goal {word}", number=size) for c in clubs or ctx.sides]
        if readings:
            claim = make("score_at_minute", g, m.start(), m.end(), readings, firm=False)
            yield replace(claim, offered=True)


_NTH_GOAL = (
    r"\b(?:a|the|their|its|another|CLUB's) (?:[a-z-]+ )?(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth)(?![\w-])(?! (?:successive|straight|consecutive|different|top|home|away|league|half|period|minute|leg|round|place|time|season|match|game|goal of|win|in|defeat|year|day|week|penalty|corner|spell|final|tier|division)\b)"
    r"|\bm(?:ade|aking|akes?) it (?P<count>two|three|four|five|six|seven|eight)(?! (?:in|wins|from|games|matches|points|out|years|defeats|draws)\b)"
)
_MADE_IT = r"\b(?:m(?:ade|aking|akes?) it|for|to) (?P<score>SCORE)"
_DID = {
    "double": re.compile(
        r"\bdoubl(?:ed|es|ing|e) (?:the|their|his side's|his team's|its) (?:[a-z-]+ )?(?:lead|advantage)"
    ),
    "restore": re.compile(
        r"\brestor(?:ed|es|ing|e) (?:[^ ]+ ){1,2}?(?:(?P<size>two|three|four)[- ]goal )?(?:lead|advantage|cushion|margin)"
    ),
    "reduce": re.compile(
        r"\b(?:pulled|got|grabbed|clawed|headed|fired|scored|smashed|hit) (?:one|a goal) back|\b(?:halv|reduc|narrow)(?:ed|es|ing|e) the (?:deficit|arrears|margin|gap)|\bcut the (?:deficit|lead)"
    ),
    "extend": re.compile(
        r"\b(?:extend|increas|stretch)(?:ed|ing) (?:the|their|its) (?:lead|advantage)"
    ),
}


def _of_players(g: Gloss, frames: Sequence[Frame]) -> Iterator[Claim]:
    """The score that a player's goal made: level, in front, the third, 3-1."""
    for frame in frames:
        word = {"equaliser": "level", "lead": "lead", "opener": "lead"}.get(frame.effect, "")
        size = _UP.search(g.plain, frame.start, frame.end + 24)
        if size is not None:
            word = "up"
        if word:
            number = _SIZES.get(size[1]) if size is not None else None
            readings = [
                Reading(player=p, word=f"goal {word}", number=number) for p in frame.players
            ]
            end = max(frame.end, size.end() if size is not None else 0)
            yield of_match(
                make("score_at_minute", g, frame.start, end, readings, firm=False), frame
            )
        for what, number, score, (start, end) in _made(g, frame):
            readings = [
                Reading(
                    player=p, word=f"goal {what}", number=number, score=score,
                    other=1 if g.plain.startswith("the ", start) else None,
                )
                for p in frame.players
            ]  # fmt: skip
            firm = frame.firm and len(frame.who) == 1 and frame.legs == ("",)
            yield of_match(make("score_at_minute", g, start, end, readings, firm=firm), frame)


def _made(
    g: Gloss, frame: Frame
) -> Iterator[tuple[str, int | None, Score | None, tuple[int, int]]]:
    """What the words of a goal say of the score that it made."""
    stop = min(len(g.plain), frame.end + 12)
    for m in pattern(_NTH_GOAL).finditer(g.plain, max(frame.start, frame.verb), stop):
        number = number_of(m["count"]) if m["count"] else ordinal_of(m["nth"])
        if len(frame.who) == 1 and m.start() < frame.end + 4:
            yield "nth", number, None, (max(frame.start, m.start()), m.end())
    for m in pattern(_MADE_IT).finditer(g.plain, frame.start, frame.end + 24):
        score = score_of(m["score"])
        if score is not None and len(frame.who) == 1 and m.start() < frame.end + 4:
            yield "score", None, score, (m.start(), m.end())
    for what, words in _DID.items():
        told = words.search(g.plain, frame.start, frame.end + 30)
        if told is not None and told.start() < frame.end + 2:
            size = told.groupdict().get("size")
            yield what, _SIZES.get(size) if size else None, None, told.span()


_COMEBACK = r"\b(?:come-?back|fight-?back|turn-?around|(?:hit|struck|fought|came|rallied) back|turned (?:it|things|the (?:match|game|tie)) (?:a)?round)\b"
_SIZES = {"a goal": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def _backs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A side that came from behind, or let a lead slip."""
    for m in g.every(_BACK):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 25) : m.start()]):
            continue
        size = next((n for word, n in _SIZES.items() if re.search(rf"\b{word}\b", m[0])), 0)
        deficit = pattern(r"SCORE").search(m[0])
        if deficit is not None:
            told = score_of(deficit[0])
            size = abs(told.home - told.away) if told is not None else 0
        kind = (
            "threw" if m["threw"] or m["lost"] else "twice" if m["twice"] else "never" if m["never"]
            else "start" if m["start"] else "fell" if m["fell"] or m["were"] else "came"
        )  # fmt: skip
        if kind == "threw" and not re.search(r"lead|advantage", m[0]):
            continue
        if m["never"] and "looked" in m["never"]:
            continue
        clubs, tight = subject(g, ctx, m.start())
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
        readings = [Reading(team=c, number=size or None, word=kind) for c in clubs]
        firm = (
            tight is not None and not ctx.foreign(g) and not foreign_time(g, *g.clause(m.start()))
        )
        if readings:
            yield make("comeback", g, m.start(), m.end(), readings, firm=firm)
    for m in g.every(_COMEBACK):
        if hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        clubs, tight = subject(g, ctx, m.start())
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
        if clubs:
            readings = [Reading(team=c, word="came") for c in clubs]
            claim = make("comeback", g, m.start(), m.end(), readings, firm=False)
            yield replace(claim, offered=True)
