"""Reading results: who beat whom and how, aggregates, scores at the break and on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import occasion, read_running, read_versus
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import NAMED, make, subject

_PAIR = r"(?P<a>CLUB)'? ?(?:\([a-z]\) )?(?P<score>\d{1,2} ?- ?\d{1,2})(?![\d-]) ?(?P<b>CLUB)"
_VERSUS = r"(?P<a>CLUB) (?P<x>\d{1,2}) (?:v|vs)\.? (?P<y>\d{1,2}) (?P<b>CLUB)"
_APART = r"(?P<a>CLUB) (?P<x>\d{1,2}),? (?:- )?(?P<b>CLUB) (?P<y>\d{1,2})(?![\d'-]|[.,:]\d|\w| ?(?:st|nd|rd|th|points|min))"
_DASHED = r"(?P<a>CLUB) ?(?:-|v\.?|vs\.?|versus) ?(?P<b>CLUB):?,? ?(?P<score>\d{1,2} ?[-:] ?\d{1,2})(?![\d-])(?= ?[.,;()]| ?$| at | \()"
_LISTED = r"^\W{0,3}(?P<score>SCORE) (?P<prep>v|vs|versus|against|at|away to|at home to|home to|with|to)\.? (?P<obj>TEAM)"
_PREP = r"(?:at home to|at home against|away to|away at|at the hands of|to|against|over|by|with|at|v|vs|versus|of|from|past)"


_NOUN_RIGHT = (
    r"^ ?(?P<adj>(?:[a-z'-]+ ){0,4}?)(?P<noun>WINNOUN|LOSSNOUN|DRAWNOUN)\b"
    rf"(?:(?P<between>(?: \w+| GROUND){{0,3}}?) (?P<prep>{_PREP}) (?P<obj>TEAM))?"
)
_NO_SCORE = (
    r"(?P<when>tonight's|last night's|today's|yesterday's|\w+day's|this|the|a|that)? ?"
    r"(?P<adj>(?:[a-z'-]+ ){0,2}?)(?P<noun>win|victory|triumph|defeat|loss|draw|stalemate|exit)\b"
    r"(?: (?P<prep>to|against|over|at the hands of|by|with|at) (?P<obj>TEAM))?"
)
_VERB_LEFT = (
    r"(?:(?P<passive>(?:was|were|been|being|are|is|got|be) (?:\w+ly |well |soundly )?BEATEN)(?:(?: at home| away)? by(?P<pobj> TEAM))?"
    r"|(?P<beat>BEAT)(?P<bobj> TEAM)?|(?P<lost>LOST)(?:(?: at home| away)? to(?P<lobj> TEAM))?|(?P<won>WON)|"
    r"(?P<drew>DREW)(?:(?: at home| away)? (?:with|against)(?P<dobj> TEAM))?)"
    r"(?P<rest>(?: (?:[a-z'-]+|GROUND|COMP|PERSON)){0,6}?) ?,?(?: by| to)? ?\(?$"
)
_AFTER_OBJ = (
    rf"^(?P<between>(?:,? (?:[a-z'-]+|GROUND|COMP)){{0,4}}?) (?P<prep>{_PREP}) (?P<obj>TEAM)"
)
_BARE_BEAT = (
    r"(?P<subj>TEAM)(?:,[^,.;]{1,50},)?(?:,? who|,? which)?(?: had| have| has| also| then| duly| earlier| already| just| now| again| twice| once| later| only| still| both| all| [a-z]+ly){0,3} "
    r"(?P<verb>BEAT) (?P<obj>TEAM)"
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


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of results in one sentence."""
    taken: list[tuple[int, int]] = []
    results: list[tuple[int, Claim]] = []
    for found in (
        _pairs,
        _versus,
        _drawn,
        _anchored,
        _listed_wins,
        read_running.led_at_break,
        _bare,
    ):
        for claim, stretch in found(g, ctx, taken):
            taken.append(stretch)
            if claim.type == "match_result":
                claim = _timed(g, ctx, occasion.with_anchors(g, ctx, claim, stretch), stretch)
                results.append((stretch[1], claim))
            yield claim
    yield from _rest(g, ctx, taken, results)


def _timed(g: Gloss, ctx: Context, claim: Claim, stretch: tuple[int, int]) -> Claim:
    """A result with the time of which its words speak."""
    dated = any(
        r.window is not None and (r.window.last - r.window.first).days < 35 for r in claim.readings
    )
    named = {
        club
        for kind in ("club", "ground")
        for _, m in g.signs(kind, stretch[0], min(len(g.plain), stretch[1] + 28))
        for club in m.clubs
    }
    opposed = claim.opposed or all(
        r.word == "pair" or (r.opponent in named and r.team is not None) for r in claim.readings
    )
    ours = all(r.team in ctx.sides and r.opponent in ctx.sides for r in claim.readings)
    ours = ours and not occasion.foreign_named(g, ctx)
    if not (opposed or claim.told or ours or all(r.word == "met" for r in claim.readings)):
        # Neither whose it was nor against whom is told for sure.
        return claim
    return replace(claim, told=occasion.time_told(g, stretch, dated=dated), opposed=opposed)


_SAID = r"\b(?:BEAT|LOST|WON|DREW|BEATEN|WINNOUN|LOSSNOUN|DRAWNOUN)\b"


def _rest(
    g: Gloss, ctx: Context, taken: list[tuple[int, int]], results: Sequence[tuple[int, Claim]]
) -> Iterator[Claim]:
    """Scores that go on with what stands before them: "Reims 4-3 in 1956, Fiorentina 2-0 in 1957".

    What they mean is loose: they can be borne out, and are not held against anybody.
    """
    live = ctx.live
    for piece, named in read_versus.left(g, taken):
        if live:
            continue
        before = [claim for end, claim in results if end <= piece.at]
        words = g.plain[piece.start : piece.end]
        plain = pattern(_SAID).search(words) is None
        window = occasion.window_of(g, piece.at, piece.after)
        readings: list[Reading] = []
        if before:
            for r in before[-1].readings:
                team = r.team if r.team is not None else None
                if team is None:
                    continue
                outcome: Outcome = r.outcome if plain else ""
                if piece.score.home == piece.score.away:
                    outcome = "draw"
                elif outcome == "draw":
                    outcome = ""
                others = [c for c in named if c != team] or ([r.opponent] if r.opponent else [])
                readings += [
                    Reading(team=team, opponent=o, score=piece.score, outcome=outcome, window=window)
                    for o in others
                ]  # fmt: skip
        else:
            clubs = dict.fromkeys(
                (*(c for c in (ctx.topic, ctx.spoken) if c is not None), *ctx.sides)
            )
            for team in clubs:
                others = [c for c in named if c != team]
                rest = ctx.other(team)
                others = others or ([rest] if rest is not None and not named else [])
                readings += [
                    Reading(team=team, opponent=o, score=piece.score, window=window) for o in others
                ]
            if named and not readings:
                readings = [Reading(team=c, score=piece.score, window=window) for c in named[:2]]
        if readings:
            start, end = piece.at, piece.after
            near = [p for p, _ in piece.clubs if p < piece.at and piece.at - p < 30]
            start = near[0] if near and before else start
            claim = make("match_result", g, start, end, readings, firm=False)
            claim = occasion.with_anchors(g, ctx, claim, (start, end))
            yield _timed(g, ctx, replace(claim, opposed=bool(named)), (start, end))


_Drafts = Iterator[tuple[Claim, tuple[int, int]]]


def _pairs(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
    """Results as in "A 1-2 B": home side first, or the side that is told of first."""
    for m in g.every(_PAIR):
        score = score_of(m["score"])
        if score is not None:
            yield _pair(g, ctx, m, score)
    for m in g.every(_VERSUS):
        yield _pair(g, ctx, m, Score(int(m["x"]), int(m["y"])))
    for m in g.every(_APART):
        # "Leeds 72, Derby 70, Stoke 68" are points.
        row = g.plain[: m.end()].endswith(",") or pattern(r"^, CLUB \d").match(g.plain, m.end())
        if int(m["x"]) < 15 and int(m["y"]) < 15 and not (row and "," in m[0]):
            yield _pair(g, ctx, m, Score(int(m["x"]), int(m["y"])))
    for m in g.every(_DASHED):
        score = score_of(m["score"])
        if score is not None:
            yield _pair(g, ctx, m, score)
    listed = pattern(_LISTED).match(g.plain)
    if listed is not None:
        score = score_of(listed["score"])
        about = ctx.header or ctx.sides
        others = ctx.team(g, listed.start("obj"), listed.end("obj"))
        if score is not None and others and about:
            venue: Venue = ctx.header_venue
            if listed["prep"].startswith(("away", "at ")) or listed["prep"] == "at":
                venue = "away" if "home" not in listed["prep"] else "home"
            readings = [
                Reading(
                    team=team, opponent=other, score=score, venue=venue,
                    competition=ctx.header_competition, word="listed",
                )
                for team in about for other in others if team != other
            ]  # fmt: skip
            if readings:
                yield _draft("match_result", g, listed.start("score"), listed.end(), readings)


_HT_LEFT = re.compile(r"\b(?:ht|half-?time|at the break|at the interval)\W*$")


_FULL_TIME = re.compile(r"\bft\W*$|full[- ]?time\W*$")
_HALF_LISTED = re.compile(r"^\W*(?:ht|half[- ]?times?(?: scores?)?)\W+[^.;]*$")
_STAMPED = re.compile(r"^\W*(\d{1,3})(?:\+\d{1,2})?(?:'|’| ?min(?:s|ute|utes)?\b)")


def _pair(g: Gloss, ctx: Context, m: re.Match[str], score: Score) -> tuple[Claim, tuple[int, int]]:
    lead = g.plain[: m.start()]
    if _HT_LEFT.search(lead):
        return read_running.running(g, ctx, m, score, "half_time_score", m.end())
    kind = "match_result"
    stamp = _STAMPED.match(g.plain)
    if _HALF_LISTED.match(lead):
        kind = "half_time_score"
    elif ctx.live and not _FULL_TIME.search(lead) and (stamp or g.sentence.start > 60):
        if not stamp:
            return read_running.running(g, ctx, m, score, "score_at_minute", m.end())
        kind = "score_at_minute"
    a = ctx.team(g, m.start("a"), m.end("a"))
    b = ctx.team(g, m.start("b"), m.end("b"))
    if kind != "match_result":
        minutes = None
        if stamp and kind == "score_at_minute":
            minutes = (int(stamp[1]), int(stamp[1]))
        readings = [
            Reading(team=x, opponent=y, score=score, oriented=True, minutes=minutes)
            for x in a
            for y in b
            if x != y
        ]
        return _draft(kind, g, m.start(), m.end(), readings)
    window = occasion.window_of(g, m.start(), m.end())
    readings = [
        Reading(team=x, opponent=y, score=score, oriented=True, window=window, word="pair")
        for x in a
        for y in b
        if x != y
    ]
    hedge = hedged(g.plain[max(0, m.start() - 40) : m.start()])
    start = m.start() - 3 if g.plain[: m.start()].endswith("ft ") else m.start()
    return _draft("match_result", g, start, m.end(), readings, firm=not hedge)


def _versus(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
    """Results whose two sides stand with their score in one piece of the sentence."""
    for one in list(read_versus.told(g, ctx, taken)):
        claim = _claim_of(
            g, ctx, (one.start, one.end), one.teams, one.others, one.score, one.outcome,
            g.plain[one.piece.start : one.piece.end], sure=True,
        )  # fmt: skip
        near = g.plain[one.piece.start : min(len(g.plain), one.end + 40)]
        dated = all(r.window is not None for r in claim.readings)
        few = max(len(one.teams), len(one.others)) <= 3
        if one.named and few and (dated or not occasion.ANCIENT.search(near)):
            claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
        yield claim, (one.start, one.end)


_BOTH_DREW = (
    r"(?P<a>CLUB) and (?P<b>CLUB) (?:both )?(?:finished|drew|ended|shared|played out|fought out|battled to|played to|had to settle for|could only draw)"
    r"(?: [a-z]+){0,3}? (?P<score>SCORE)"
)
_UNANSWERED = (
    r"\b(?:hit|scored|struck|fired|netted|rattled in|ran in|banged in|put|plundered|knocked in) (?P<n>NUM) (?:goals )?(?:without reply|unanswered)"
    r"(?: (?:against|past|at) (?P<o>TEAM))?"
)
_PAST = r"\bput (?P<n>three|four|five|six|seven|eight|nine|ten) (?:goals )?past (?P<o>TEAM)"


def _drawn(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
    """Results as in "A and B finished 2-2", and goals put past a side."""
    for m in g.every(_BOTH_DREW):
        score = score_of(m["score"])
        if (
            score is None
            or read_running.covered(taken, m.start(), m.end())
            or hedged(g.plain[max(0, m.start() - 25) : m.start()])
        ):
            continue
        claim = _claim_of(
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
        claim = _claim_of(
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
            yield _draft("match_result", g, m.start(), m.end(), readings, firm=False)


def _anchored(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
    """Claims that hang on a score."""
    for m in g.every("SCORE"):
        if any(a <= m.start() < b for a, b in taken):
            continue
        score = score_of(m[0])
        if score is None or score.home > 25 or score.away > 25:
            continue
        start, end = m.start(), m.end()
        left, right = g.plain[max(0, start - 80) : start], g.plain[end : end + 90]
        first, _ = g.clause(start)
        if hedged(read_versus.ONLY.sub("", g.plain[max(first, start - 50) : start])):
            continue
        if pattern(read_running.AGG_RIGHT).match(right) or pattern(read_running.AGG_LEFT).search(
            left
        ):
            yield read_running.aggregate(g, ctx, m, score)
        elif score.home != score.away and (
            pattern(read_running.PENS_RIGHT).match(right)
            or pattern(read_running.PENS_LEFT).search(left)
        ):
            yield read_running.shootout(g, ctx, m, score)
        elif pattern(read_running.HALF_RIGHT).match(right) or pattern(
            read_running.HALF_LEFT
        ).search(left):
            stop = pattern(read_running.HALF_RIGHT).match(right)
            yield read_running.running(
                g, ctx, m, score, "half_time_score", end + (stop.end() if stop else 0)
            )
        else:
            result = _result(g, ctx, start, end, score)
            noun = pattern(_NOUN_RIGHT).match(right)
            if noun is None and _STANDING.search(left):
                continue
            led = pattern(read_running.LEAD_RIGHT).match(right) or (
                noun is None and pattern(read_running.LEAD_LEFT).search(left) and result is None
            )
            minute = pattern(read_running.MINUTE_RIGHT).match(right)
            if led or (minute and noun is None):
                stop_at = end + (minute.end() if minute else 0)
                yield read_running.running(
                    g, ctx, m, score, "score_at_minute", stop_at,
                    number_of(minute["n"]) if minute else None,
                )  # fmt: skip
            elif result is not None:
                yield result
            elif ctx.live and _ALONE.match(right) and not left.strip(" .,!'\"")[-1:].isalpha():
                yield read_running.running(g, ctx, m, score, "score_at_minute", end)


# What a result as a noun hangs on, so that it is of whom the clause is about: "moved up with a 2-1 win".
_CARRIED = re.compile(
    r"\b(?:with|after|following|thanks to|through|courtesy of|by virtue of|on the back of|via|by|to|for|had|secur\w+|claim\w*|"
    r"earn\w*|record\w+|complet\w+|enjoy\w+|clinch\w+|seal\w*|register\w+|post\w+|celebrat\w+|suffer\w*|endur\w+|snatch\w+|"
    r"grabb\w+|took|tak(?:e|es|ing)|picked up|picking up|scor\w+|battl\w+|fought|earned|settled|managed|produc\w+|notch\w+|"
    r"chalked up|ran up|ground out|grinding out|pulled off|completed) (?:a |an |their |his |the )?(?:[a-z'-]+ ){0,4}$"
)
_PASSIVE = re.compile(r"(?:^|[,(;] ?|\b(?:and|but|been|being) )$")
_LAST_THERE = re.compile(r"\b(?:last|previous) (home|away) (?:game|match|outing|fixture)\b")
# "Their record in the cup now stands at 4-3": of meetings, not of goals.
_STANDING = re.compile(
    r"\b(?:stands?|stood|record|tally|head-to-head|count)\b[^.;]{0,20} (?:at|to|of|is) $"
)
_ALONE = re.compile(r"^(?:[.,!;]|$| but | and )")
_BY_PLACE = (
    r"^,? (?:(?!SCORE|CLUB)(?:[a-z]+[a-z'-]* ){0,2}?(?:thriller|cracker|epic|classic|affair|battle|bore|encounter|clash|result|scoreline|slugfest|goalfest|"
    r"see-saw|contest|spectacle|barnstormer|nailbiter|tussle|duel|success|start) )?(?P<prep>at home to|at home against|away to|away at|at|against|with|to|over|v|past|in|by) "
    r"(?:the )?(?P<obj>GROUND|TEAM)"
)


def _result(
    g: Gloss, ctx: Context, start: int, end: int, score: Score
) -> tuple[Claim, tuple[int, int]] | None:
    left, right = g.plain[:start], g.plain[end:]
    outcome: Outcome = ""
    opponents: tuple[Club, ...] = ()
    first, last = start, end
    verb_at = start
    noun = pattern(_NOUN_RIGHT).match(right)
    extra = ""
    verb = pattern(_VERB_LEFT).search(left)
    if noun is not None:
        bare = re.match(r" (of|on)\b", right[noun.end("noun") :]) if not noun["prep"] else None
        outcome = _outcome_of(noun["noun"], noun["prep"] or (bare[1] if bare else ""))
        extra = noun["adj"] or ""
        last = end + (noun.end() if noun["obj"] else noun.end("noun"))
        if noun["obj"]:
            opponents = ctx.team(g, end + noun.start("obj"), end + noun.end("obj"))
    elif verb is not None:
        verb_at = verb.start()
        first = verb.start()
        if verb["passive"] or verb["lost"]:
            outcome = "loss"
        elif (
            verb["beat"]
            and not verb["bobj"]
            and pattern(r"^BEATEN$").match(verb["beat"])
            and _PASSIVE.search(left[: verb.start()])
        ):
            # "West Bromwich, humbled 4-1 at Maine Road".
            outcome = "" if left[: verb.start()].endswith(("and ", "but ")) else "loss"
        elif verb["beat"] or verb["won"]:
            outcome = "win"
        elif score.home == score.away:
            outcome = "draw"
        for part in ("bobj", "pobj", "lobj", "dobj"):
            if verb[part]:
                opponents = ctx.team(g, verb.start(part) + 1, verb.end(part))
        extra = verb["rest"] or ""
        after = pattern(_AFTER_OBJ).match(right)
        if (
            after is not None
            and not opponents
            and not foreign_time(g, end, end + after.start("obj"))
        ):
            opponents = ctx.team(g, end + after.start("obj"), end + after.end("obj"))
            extra += after["between"] or ""
            last = end + after.end()
    else:
        placed = pattern(_BY_PLACE).match(right)
        if placed is None or not pattern("GROUND|CLUB").search(placed["obj"]):
            return None
        last = end + placed.end()
        if pattern("CLUB").search(placed["obj"]):
            opponents = ctx.team(g, end + placed.start("obj"), end + placed.end("obj"))
        extra = placed["prep"]
    if score.home == score.away:
        outcome = "draw" if outcome in ("", "draw") else outcome
    if outcome and outcome != "draw" and score.home == score.away:
        # "Lost 1-1" is decided by something else (away goals, penalties): leave the score.
        outcome = "draw"
    carried = noun is None or _CARRIED.search(left) is not None
    subjects, tight = subject(g, ctx, verb_at, opponents, verb=carried)
    beside = pattern(r"(?P<t>CLUB),? $").search(g.plain, max(0, start - 6), start)
    if (
        noun is not None
        and re.match(r"winners|losers|victors", noun["noun"])
        and beside is not None
    ):
        # "Bayer Leverkusen, 2-0 winners over Bochum".
        told = ctx.team(g, beside.start("t"), beside.end("t"))
        subjects, tight = tuple(c for c in told if c not in opponents), beside.start("t")
    if verb is not None and noun is None and tight is not None and first - tight < 40:
        first = min(first, tight)
    around = g.plain[max(0, start - 70) : min(len(g.plain), last + 45)]
    return (
        _claim_of(
            g,
            ctx,
            (first, last),
            subjects,
            opponents,
            score,
            outcome,
            around + extra,
            sure=tight is not None,
        ),
        (min(first, start), last),
    )


def _claim_of(
    g: Gloss,
    ctx: Context,
    stretch: tuple[int, int],
    subjects: Sequence[Club],
    opponents: Sequence[Club],
    score: Score | None,
    outcome: Outcome,
    around: str,
    sure: bool = False,
) -> Claim:
    venue: Venue = ""
    if re.search(r"\b(?:home (?:defeat|loss|win|draw|reverse|humiliation)|at home)\b", around):
        venue = "home"
    elif re.search(r"\baway (?:defeat|loss|win|draw|to)\b", around):
        venue = "away"
    elif re.search(r"^ (?:at|away to|away at) ?$", " " + around[-9:]):
        venue = "away"
    near = g.plain[stretch[0] : stretch[1] + 40]
    clause = g.clause(stretch[0])
    last_one = _LAST_THERE.search(g.plain, max(0, stretch[0] - 40), stretch[1] + 50)
    if last_one is not None:
        venue = "home" if last_one[1] == "home" else "away"
    competition = occasion.in_competition(g, ctx, stretch)
    owners = occasion.owners_of(g, stretch)
    if not opponents and ctx.match is not None and tuple(subjects) == (ctx.match.away,):
        # "Porto won 1-0 in Bilbao": the match in hand is the one there.
        opponents = tuple(o for o in owners if o == ctx.match.home)
    word = (
        "previous"
        if occasion.PREVIOUS.search(g.plain, max(0, stretch[0] - 30), stretch[1] + 60)
        else ""
    )
    leg = occasion.leg_of(g.plain[max(clause[0], stretch[0] - 14) : max(clause[1], stretch[1])])
    window = occasion.window_of(g, *stretch)
    readings = []
    for team in subjects:
        mine = [o for o in opponents if o != team]
        if not mine and not opponents:
            other = ctx.other(team)
            mine = [other] if other is not None else []
        readings += [
            Reading(
                team=team, opponent=o, score=score, outcome=outcome, venue=venue, leg=leg,
                window=window, competition=competition, word=word,
            )
            for o in mine
        ]  # fmt: skip
        if not opponents and owners and team not in owners:
            # "A 3-2 win in Turin": against a club of the town.
            readings = [
                *(
                    Reading(team=team, opponent=o, score=score, outcome=outcome, venue="away", leg=leg,
                            window=window, competition=competition, word=word)
                    for o in owners
                ),
                *readings,
            ]  # fmt: skip
    if opponents and not sure:
        # "A 3-1 win at Rochdale saw them go top": of whoever met that side in these days.
        met = [m for m in ctx.lately if m.home in opponents or m.away in opponents]
        others = [m.away if m.home in opponents else m.home for m in met]
        readings += [
            Reading(
                team=team, opponent=o, score=score, outcome=outcome, venue=venue, leg=leg,
                window=window, competition=competition, word=word,
            )
            for team in others for o in opponents
            if team not in subjects and team not in opponents and (team in ctx.named or team in ctx.reported)
        ]  # fmt: skip
    if not readings and sure and len(subjects) == 1:
        readings = [
            Reading(
                team=subjects[0], score=score, outcome=outcome, venue=venue, leg=leg, window=window
            )
        ]
    if not readings:
        readings = [
            Reading(team=None, opponent=o, score=score, outcome=outcome, leg=leg, window=window)
            for o in opponents
        ] or [Reading(score=score, outcome=outcome, leg=leg, window=window)]
    firm = not (window is None and foreign_time(g, *g.clause(stretch[0])))
    firm = firm and not (competition and not opponents)
    firm = firm and not (owners and not opponents and not any(t in owners for t in subjects))
    firm = firm and not re.search(r"\bshoot-?out\b", near)
    if not opponents and not leg:
        # Whom they met is not told: only the lead is sure to speak of the match in hand.
        lead = g.sentence.paragraph <= 1 and g.sentence.start < 700
        told = len(subjects) == 1 or (bool(subjects) and subjects[0] in ctx.sides)
        day = window is not None and window.weekday is not None
        words = g.plain[clause[0] : max(clause[1], stretch[1])] if day else g.plain
        firm = (
            firm
            and lead
            and told
            and not (occasion.ANOTHER.search(words) or occasion.OTHER_DAY.search(g.plain))
        )
    if score is None:
        firm = firm and g.sentence.paragraph <= 1 and g.sentence.start < 350
    elif pattern(r"SCORE,? and SCORE").search(
        g.plain, max(0, stretch[0] - 8), min(len(g.plain), stretch[1] + 12)
    ):
        # "1-0 and 1-2": two matches.
        firm = False
    firm = firm and not (
        window is None and occasion.OTHER_DAY.search(g.plain, 0, max(clause[1], stretch[1]))
    )
    if (
        opponents
        and not word
        and firm
        and (window is None or not set(opponents) & set(ctx.sides))
        and not occasion.ANOTHER.search(g.plain[max(0, clause[0] - 1) : max(clause[1], stretch[1])])
    ):
        # Nothing points to another day: the meeting of these days is meant, and no other.
        readings = [replace(one, word="now") for one in readings]
    if set(opponents) & set(ctx.sides) and set(subjects) & set(ctx.sides):
        if (
            g.sentence.paragraph > 1
            and g.sentence.start > 400
            and ctx.told_right
            and score is not None
            and set(ctx.sides) == set(ctx.home)
        ):
            # The report has told the result already: another score is another meeting's.
            right = ctx.match.result if ctx.match is not None else None
            firm = firm and (right is None or sorted(right) == sorted(score))
        firm = firm and not occasion.ANOTHER.search(
            g.plain[max(0, clause[0] - 1) : max(clause[1], stretch[1])]
        )
    firm = firm and (bool(opponents) or not ctx.foreign(g, stretch[0]))
    if (
        score is not None
        and occasion.LAST_MET.search(g.plain)
        and not occasion.foreign_named(g, ctx)
    ):
        # "The last time they met, in December, Real won 2-0": the two sides, whatever the day.
        readings = [
            replace(r, named=True, word="met")
            if r.team and r.opponent and {r.team, r.opponent} <= {*ctx.sides} else r
            for r in readings
        ]  # fmt: skip
    claim = make("match_result", g, *stretch, readings, firm=firm)
    against = bool(opponents or (owners and set(subjects) - set(owners)))
    return replace(claim, opposed=against, told="now" if sure or against else "")


def _outcome_of(noun: str, prep: str) -> Outcome:
    if pattern(r"^DRAWNOUN").match(noun):
        return "draw"
    hard = re.match(r"rout|thrash|hammer|demol|maul|drub|beating|hiding|humbling|humiliation", noun)
    if noun.startswith("defeat") and prep in ("of", "on"):
        # "A 3-0 defeat of Atlético": they lost.
        return "win"
    if hard:
        if prep in ("of", "over"):
            return "win"
        if prep in ("by", "to", "at the hands of", "at home to", "from"):
            return "loss"
        return ""
    return "win" if pattern(r"^WINNOUN").match(noun) else "loss"


def _listed_wins(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
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


def _bare(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> _Drafts:
    """Results without a score: "the loss to Leganés", "tonight's defeat", "A beat B"."""
    for source, core, outcome in (
        (_BARE_BEAT, r" BEAT ", "win"),
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
                claim = _claim_of(
                    g, ctx, (m.start("subj"), m.end()), subjects, others, None,
                    "win" if outcome == "win" else "loss", m[0],
                )  # fmt: skip
                named_two = g.signs("club", m.start("subj"), m.end())
                both = len(named_two) == 2 and all(x.sure for _, x in named_two)
                if both and len(subjects) == len(others) == 1:
                    claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
                yield claim, (m.start(), m.end())
    for m in g.every(_BARE_DREW):
        if read_running.covered(taken, m.start(), m.end()) or hedged(
            g.plain[max(g.clause(m.start())[0], m.start() - 30) : m.end()]
        ):
            continue
        subjects, _ = subject(g, ctx, m.start())
        for _, named in g.signs("club", m.start("obj"), m.end()):
            if named.clubs and any(c not in named.clubs for c in subjects):
                claim = _claim_of(
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
        if pattern(r"ORD|first|NUM").search(m["adj"] + when) or re.search(
            r"\b(?:ever|straight)\b", m["adj"]
        ):
            continue
        if pattern(
            r"(?:ORD|NUM|ever|successive|consecutive|straight|home|away) (?:[a-z]+ ){0,2}$"
        ).search(g.plain[max(0, m.start("noun") - 40) : m.start("noun")]):
            continue
        outcome2 = _outcome_of(m["noun"], m["prep"] or "")
        others = ctx.team(g, m.start("obj"), m.end("obj")) if m["obj"] else ()
        subjects, _ = subject(g, ctx, m.start(), others)
        subjects = tuple(dict.fromkeys((*subjects, *(c for c in ctx.sides if c not in others))))
        start = m.start("when") if when else m.start("noun")
        claim = _claim_of(g, ctx, (start, m.end()), subjects, others, None, outcome2, m[0])
        if not re.match(r"tonight|last night|today|yesterday", when):
            claim = replace(claim, firm=False)
        yield claim, (m.start(), m.end())


def _draft(
    kind: str, g: Gloss, start: int, end: int, readings: Sequence[Reading], *, firm: bool = True
) -> tuple[Claim, tuple[int, int]]:
    return make(kind, g, start, end, readings, firm=firm), (start, end)
