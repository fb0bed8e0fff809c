"""Reading results: who beat whom and how, aggregates, scores at the break and on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import (
    occasion,
    read_half,
    read_running,
    read_versus,
    result_bare,
    result_like,
    result_outcomes,
    result_pairs,
    result_place,
)
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern, score_of
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.result_claim import Drafts, claim_of, outcome_of_noun
from matchdesk.press.subjects import make, subject

_PREP = r"(?:at home to|at home against|away to|away at|at the hands of|to|against|over|by|with|at|v|vs|versus|of|from|past)"


_NOUN_RIGHT = (
    r"^ ?(?P<adj>(?:[a-z'-]+ ){0,4}?)(?P<noun>WINNOUN|LOSSNOUN|DRAWNOUN)\b"
    rf"(?:(?P<between>(?: \w+| GROUND){{0,3}}?) (?P<prep>{_PREP}) (?P<obj>TEAM))?"
)
_VERB_LEFT = (
    r"(?:(?P<passive>(?:was|were|been|being|are|is|got|be) (?:\w+ly |well |soundly )?BEATEN)(?:(?: at home| away)? by(?P<pobj> TEAM))?"
    r"|(?P<beat>BEAT)(?P<bobj> TEAM)?|(?P<lost>LOST)(?:(?: at home| away)? (?P<lprep>to|against|at|away to)(?P<lobj> TEAM))?|(?P<won>WON)|"
    r"(?P<drew>DREW)(?:(?: at home| away)? (?:with|against)(?P<dobj> TEAM))?)"
    r"(?P<rest>(?: (?:[a-z'-]+|GROUND|COMP|PERSON)){0,6}?) ?,?(?: by| to)? ?\(?$"
)
_AFTER_OBJ = (
    rf"^(?P<between>(?:,? (?:[a-z'-]+|GROUND|COMP|PERSON)){{0,4}}?) (?P<prep>{_PREP}) (?P<obj>TEAM)"
)


# "Beat Rangers 1-0 on Saturday, go to United": where they go next.
_ON_THE_WAY = re.compile(
    r"\b(?:go|goes|going|travel|travels|trip|head|heads|return|move|moves|next|now)\b"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of results in one sentence."""
    taken: list[tuple[int, int]] = []
    results: list[tuple[int, Claim]] = []
    for found in (
        result_pairs.pairs,
        result_outcomes.each,
        _versus,
        result_bare.drawn,
        _anchored,
        result_bare.listed_wins,
        read_half.at_break,
        result_bare.bare,
        result_like.read,
        result_outcomes.told,
    ):
        for claim, stretch in found(g, ctx, taken):
            taken.append(stretch)
            if claim.type == "match_result":
                if found is not result_like.read:
                    claim = _timed(g, ctx, occasion.with_anchors(g, ctx, claim, stretch), stretch)
                claim = (
                    claim if claim.about else replace(claim, about=occasion.about(g, ctx, claim))
                )
                results.append((stretch[1], claim))
                yield from result_place.placed(g, claim, stretch)
            yield claim
    for claim in (*_rest(g, ctx, taken, results), *_bracketed(g, ctx, taken)):
        yield claim if claim.about else replace(claim, about=occasion.about(g, ctx, claim))
    scores = g.every("SCORE")
    ctx.told_score = score_of(scores[-1][0]) if scores else ctx.told_score


def _timed(g: Gloss, ctx: Context, claim: Claim, stretch: tuple[int, int]) -> Claim:
    """A result with the time of which its words speak."""
    if _by_stranger(g, stretch):
        # A name that nobody knows may be of a side, which others have not met.
        return replace(claim, anchors=(), firm=False, told="")
    if _TIMES.search(g.plain, *stretch) or _SO_OFTEN.match(g.plain, stretch[1]):
        # "The Lions have beaten the Eagles three times": of more matches than one.
        loose = claim.with_readings([replace(r, named=False) for r in claim.readings])
        return replace(loose, anchors=(), firm=False, told="")
    if _PUT_OUT.search(g.plain, *stretch) and all(r.score is None for r in claim.readings):
        # "A win that knocked out Ghana": of a group others may put a side out.
        return replace(claim, firm=False, told="")
    if _ANOTHERS.search(g.plain, *stretch) or _IN_TURN.search(
        g.plain, stretch[0], min(len(g.plain), stretch[1] + 40)
    ):
        # "The win over Stuttgart and the 1-1 draw in Athens": the score is of another match.
        return replace(claim, anchors=(), firm=False, told="")
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
        pairs = {frozenset((r.team, r.opponent)) for r in claim.readings}
        if len(pairs) > 1 or any(None in pair for pair in pairs):
            return claim
    return replace(claim, told=occasion.time_told(g, stretch, dated=dated), opposed=opposed)


def _bracketed(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Scores behind a club whose verb nothing has read: "A survived a scare against B (2-1 a.e.t.)"."""
    for piece, clubs in read_versus.loose(g, taken):
        if ctx.live:
            continue
        window = occasion.window_of(g, piece.at, piece.after)
        readings = [
            Reading(team=a, opponent=b, score=piece.score, window=window)
            for number, a in enumerate(clubs)
            for b in clubs[number + 1 :]
        ]
        bracket = pattern(r"CLUB'? ?\($").search(g.plain, 0, piece.at) is not None
        claim = make("match_result", g, piece.at, piece.after, readings, firm=False)
        if bracket and len(clubs) == 2:
            claim = occasion.with_anchors(g, ctx, claim, (piece.start, piece.after))
        row = " -" in g.plain[piece.at : piece.after]
        both = pattern(r"SCORE,? \($").search(g.plain, max(0, piece.at - 12), piece.at) is not None
        if len(clubs) == 2 and not row and not both:
            # No figures of a table ("3 -3"), and no aggregate behind a score ("2-1 (5-2)").
            claim = _timed(g, ctx, replace(claim, opposed=True), (piece.start, piece.after))
        yield claim


def _by_stranger(g: Gloss, stretch: tuple[int, int]) -> bool:
    """True if the words before a result are said of a name that the ledger does not know."""
    before = [
        (at, m)
        for kind in ("club", "person")
        for at, m in g.signs(kind, max(0, stretch[0] - 60), stretch[0])
    ]
    if not before:
        return False
    at, named = max(before, key=lambda x: x[0])
    return named.kind == "name" and _SAYS.fullmatch(g.plain, at + 1, stretch[0]) is not None


_PUT_OUT = re.compile(r"\b(?:(?:knock|put|dump|sen)\w* out|eliminat\w+|oust\w*)\b")
_TIMES = pattern(r"\b(?:BEAT|BEATEN|LOST|WON|DREW) (?:[a-z]+ )?(?:once|twice|thrice|NUM times)\b")
_SO_OFTEN = pattern(r" (?:only )?(?:once|twice|thrice|NUM times|on NUM occasions)\b")
_ANOTHERS = pattern(
    r"(?:WINNOUN|LOSSNOUN|DRAWNOUN) (?:over|against|at|by|to|with|of) (?:the )?CLUB,? and (?:the|an?) (?:[a-z]+ )?SCORE"
)
# "A 3-0 win and a 2-1 victory over Guinea and Gabon respectively": which is of whom is told by the order.
_IN_TURN = re.compile(r"\brespectively\b")
_SAYS = re.compile(r",? (?:who|which)\b[^,.;]*")
_SAID = r"\b(?:BEAT|LOST|WON|DREW|BEATEN|WINNOUN|LOSSNOUN|DRAWNOUN)\b"


def _rest(
    g: Gloss, ctx: Context, taken: list[tuple[int, int]], results: Sequence[tuple[int, Claim]]
) -> Iterator[Claim]:
    """Scores that go on with what stands before them: "Reims 4-3 in 1956, Fiorentina 2-0 in 1957".

    What they mean is loose: they can be borne out, and are not held against anybody.
    """
    live = ctx.live
    told = [claim for _, claim in sorted(results, key=lambda x: x[0])]
    for piece, named in read_versus.left(g, taken):
        if live or " -" in g.plain[piece.at : piece.after]:
            # "Poland 3 -3 1" are figures of a table.
            continue
        before = [x for x in told if x.end <= g.starts[piece.at]]
        words = g.plain[piece.start : piece.end]
        plain = pattern(_SAID).search(words) is None
        window = occasion.window_of(g, piece.at, piece.after)
        if not any(w.past == window and w.end > piece.start for w in g.whens):
            # "3-0 in the semi-final of 1961 and 3-1 in the final": of what was told before.
            window = None
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
            told.append(claim)
            yield _timed(g, ctx, replace(claim, opposed=bool(named)), (start, end))


def _versus(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
    """Results whose two sides stand with their score in one piece of the sentence."""
    for one in list(read_versus.told(g, ctx, taken)):
        claim = claim_of(
            g, ctx, (one.start, one.end), one.teams, one.others, one.score, one.outcome,
            g.plain[one.piece.start : one.piece.end], sure=True,
        )  # fmt: skip
        near = g.plain[one.piece.start : min(len(g.plain), one.end + 40)]
        dated = all(r.window is not None for r in claim.readings)
        few = max(len(one.teams), len(one.others)) <= 3
        if one.named and few and (dated or not occasion.ANCIENT.search(near)):
            claim = claim.with_readings([replace(r, named=True) for r in claim.readings])
        yield claim, (one.start, one.end)


def _anchored(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Drafts:
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
        before = _THANKS.split(g.plain[max(first, start - 50) : start])[-1]
        if hedged(read_versus.ONLY.sub("", before)):
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
            yield read_running.by_kicks(g, ctx, m)
        elif _at_half(left, right, score):
            yield read_running.running(g, ctx, m, score, "half_time_score", end)
        elif pattern(read_running.HALF_RIGHT).match(right) or (
            pattern(read_running.HALF_LEFT).search(left) and not _AT_THE_END.match(right)
        ):
            stop = pattern(read_running.HALF_RIGHT).match(right)
            yield read_running.running(
                g, ctx, m, score, "half_time_score", end + (stop.end() if stop else 0)
            )
        else:
            result = _result(g, ctx, start, end, score)
            noun = pattern(_NOUN_RIGHT).match(right)
            if noun is None and _STANDING.search(left):
                continue
            if _MADE_UP.match(right):
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


def _at_half(left: str, right: str, score: Score) -> bool:
    """True for a score in brackets behind another that it can have grown to: "a 2-1 (1-1) win"."""
    whole = _WHOLE.search(left)
    if whole is None or not right.startswith(")"):
        return False
    return score.home <= int(whole[1]) and score.away <= int(whole[2])


_WHOLE = re.compile(r"\b(\d{1,2}) ?[-:] ?(\d{1,2}),? \($")
# "Goalless at half-time and 2-2 after 90 minutes".
_AT_THE_END = re.compile(
    r" (?:after (?:90|ninety|normal|extra|120)|at (?:full|the (?:end|final))|by full|when (?:it|the match) ended)"
)
# What a result as a noun hangs on, so that it is of whom the clause is about: "moved up with a 2-1 win".
_CARRIED = re.compile(
    r"\b(?:with|after|following|thanks to|through|courtesy of|by virtue of|on the back of|via|by|to|for|had|secur\w+|claim\w*|"
    r"earn\w*|record\w+|complet\w+|enjoy\w+|clinch\w+|seal\w*|register\w+|post\w+|celebrat\w+|suffer\w*|endur\w+|snatch\w+|"
    r"grabb\w+|took|tak(?:e|es|ing)|picked up|picking up|scor\w+|battl\w+|fought|earned|settled|managed|produc\w+|notch\w+|"
    r"chalked up|ran up|saw (?:out|off)|held (?:on|out) (?:for|to)|clung (?:on )?(?:for|to)|hung on (?:for|to)|wrapped up|rounded off|closed out|ground out|grinding out|pulled off|completed) (?:a |an |their |his |the )?(?:[a-z'-]+ ){0,4}$"
)
_PASSIVE = re.compile(r"(?:^|[,(;] ?|\b(?:and|but|been|being) )$")
# "Their record in the cup now stands at 4-3": of meetings, not of goals.
_STANDING = re.compile(
    r"\b(?:stands?|stood|record|tally|head-to-head|count)\b[^.;]{0,20} (?:at|to|of|is) $"
)
# "Could be vital, thanks to a 2-2 draw": what is behind it was.
_THANKS = re.compile(r"\b(?:thanks to|courtesy of|following|after) ")
# "Overcame a 4-0 first-leg deficit": what they made up for.
_MADE_UP = re.compile(r" (?:first|opening)[- ]leg (?:deficit|disadvantage|arrears)\b")
_ALONE = re.compile(r"^(?:[.,!;]|$| but | and )")
_BY_PLACE = (
    r"^,? (?:(?!SCORE|CLUB)(?:[a-z]+[a-z'-]* ){0,2}?(?:thriller|cracker|epic|classic|affair|battle|bore|encounter|clash|result|scoreline|slugfest|goalfest|"
    r"see-saw|contest|spectacle|barnstormer|nailbiter|tussle|duel|success|start) )?(?P<prep>at home to|at home against|away to|away at|at|against|with|to|over|v|past|in|by) "
    r"(?:the )?(?P<obj>GROUND|TEAM)"
)


_HELPED = (
    r"\b(?:fir|lift|steer|guid|help|inspir|propell?|power|sweep|eas|lead|carr|shoot|head|condemn|consign|send|sen|swep|led|shot|took)(?:ed|es|ing|s|ied|t)? "
    r"LEADIN(?P<t>CLUB)(?: on their way)? to (?:(?:an?|the|their) )?(?:[a-z-]+ ){0,3}$"
    r"|\b(?:gave|giv(?:es?|ing|en)|earn(?:s|ed|ing)?|hand(?:s|ed|ing)?|secur(?:es?|ed|ing)|w[io]n|snatch(?:ed|es|ing)|clinch(?:ed|es|ing)|seal(?:ed|s|ing)) "
    r"LEADIN(?P<u>CLUB) (?:an?|their|the) (?:[a-z-]+ ){0,3}$"
)
_AWAY = " away to "
_THERE = (
    # "At Forest, where they went down 3-1", "in the Camp Nou, where it ended 2-2".
    r"\b(?:at|in|to|from|of|against|with) (?:the )?LEADIN(?P<x>CLUB|GROUND),? where [^,;.]{0,40}$"
    # "Came away from Huddersfield with a 2-2 draw", "their visit to Leeds ended in a 3-1 defeat".
    r"|\b(?:(?:came|come|coming|went|return(?:ed|ing|s)?|emerged?|travelled)(?: [a-z]+){0,2} from|(?:visit|trip|journey|travelled|return) to) "
    r"(?:the )?LEADIN(?P<y>CLUB|GROUND) (?:with|and|end(?:ed|ing) (?:in|with)|brought(?: them)?|yielded|produced) (?:[a-z-]+ ){0,4}$"
    # "Stumbled against Dortmund and lost 3-2", "went to Goodison and won 4-0".
    r"|\b(?P<how>(?:stumbl|struggl|fought|battl|labour|toil)\w*(?: [a-z]+)? against|(?:went|go|goes|travell?ed|came|headed) to|"
    r"(?:visit|host|fac|entertain|welcom|tackl)\w+) (?:[a-z-]+ ){0,3}(?P<z>CLUB|GROUND),? (?:and|but|where) (?:[a-z]+ ){0,2}$"
)
_SOME_RIVALS = re.compile(
    r"(?:their|its|his) (?:[a-z-]+ ){0,2}(?:rivals|opponents|neighbours|neighbors)"
)


def _there(g: Gloss, ctx: Context, at: int) -> tuple[tuple[Club, ...], int, bool] | None:
    """The club whom the words before a result lead to, where they do, and whether it was at home."""
    m = pattern(_THERE).search(g.plain, max(0, at - 100), at)
    named = g.mention(m["x"] or m["y"] or m["z"]) if m is not None else None
    if m is None or named is None or not named.clubs:
        return None
    if m["how"] and re.search(r"\b(?:before|later|eventually|by the end)\b", g.plain[: m.start()]):
        # "Before the month was up, they went to Leeds and were beaten": after these days.
        return None
    near = [c for c in named.clubs if c in ctx.sides or c in ctx.named or c in ctx.reported]
    if not near and named.kind != "club":
        return None
    away = m["how"] is None or m["how"].endswith(" to") or m["how"].startswith("visit")
    return ((near or list(named.clubs))[0],), m.start(), away


def _result(
    g: Gloss, ctx: Context, start: int, end: int, score: Score
) -> tuple[Claim, tuple[int, int]] | None:
    left, right = g.plain[:start], g.plain[end:]
    outcome: Outcome = ""
    opponents: tuple[Club, ...] = ()
    first, last = start, end
    verb_at = start
    vague = False
    noun = pattern(_NOUN_RIGHT).match(right)
    extra = ""
    verb = pattern(_VERB_LEFT).search(left)
    if noun is not None:
        bare = re.match(r" (of|on)\b", right[noun.end("noun") :]) if not noun["prep"] else None
        outcome = outcome_of_noun(noun["noun"], noun["prep"] or (bare[1] if bare else ""))
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
                vague = not pattern("CLUB|PERSON").search(verb[part])
        extra = verb["rest"] or ""
        if verb["lprep"] in ("at", "away to"):
            extra += _AWAY
        after = pattern(_AFTER_OBJ).match(right)
        if (
            after is not None
            and not opponents
            and not _ON_THE_WAY.search(after["between"] or "")
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
    went = -1
    if not opponents and (there := _there(g, ctx, verb_at)):
        opponents, went, away = there
        extra += _AWAY if away else ""
    rivals = noun is not None and noun["obj"] and _SOME_RIVALS.fullmatch(noun["obj"])
    carried = noun is None or _CARRIED.search(left) is not None
    subjects, tight = subject(g, ctx, verb_at, () if rivals else opponents, verb=carried)
    if went >= 0 and tight is None:
        # "Valencia had gone to Eibar, where they lost": who had gone there.
        gone, at = subject(g, ctx, went, opponents)
        subjects, tight = (gone, at) if at is not None else (subjects, tight)
    if rivals and tight is not None and len(subjects) == 1 and (rest := ctx.other(subjects[0])):
        # "Over their league rivals": whoever the other side of the match is.
        opponents = (rest,)
    beside = pattern(r"(?P<t>CLUB),? $").search(g.plain, max(0, start - 6), start)
    if (
        noun is not None
        and re.match(r"winners|losers|victors", noun["noun"])
        and beside is not None
    ):
        # "Bayer Leverkusen, 2-0 winners over Bochum".
        told = ctx.team(g, beside.start("t"), beside.end("t"))
        subjects, tight = tuple(c for c in told if c not in opponents), beside.start("t")
    if (
        noun is not None
        and noun["prep"] == "by"
        and re.match(r"(?:win|victory|triumph|success)$", noun["noun"])
        and pattern("CLUB").search(noun["obj"])
    ):
        # "The 1-0 win by Bordeaux".
        subjects, opponents, tight = opponents, (), end + noun.start("obj")
        if len(subjects) == 1 and (rest := ctx.other(subjects[0])):
            opponents = (rest,)
    given = (
        pattern(r" for (?:the )?(?P<t>CLUB)(?! (?:in|at) (?:the )?(?:first|last))").match(
            right, noun.end("noun")
        )
        if noun is not None and not noun["obj"]
        else None
    )
    if given is not None and outcome:
        # "Completed a 4-3 win for Liverpool".
        told = ctx.team(g, end + given.start("t"), end + given.end("t"))
        subjects, tight = told, end + given.start("t")
    helped = (
        pattern(_HELPED).search(left, max(0, start - 70))
        if noun is not None and not given
        else None
    )
    if helped is not None:
        # "Fired Newcastle to a 3-0 win".
        sign = "t" if helped["t"] else "u"
        told = ctx.team(g, *helped.span(sign))
        told = tuple(c for c in told if c not in opponents)
        if len(told) == 1:
            subjects, tight = told, helped.start(sign)
    if verb is not None and noun is None and tight is not None and first - tight < 40:
        first = min(first, tight)
    around = g.plain[max(0, start - 70) : min(len(g.plain), last + 45)]
    claim = claim_of(
        g, ctx, (first, last), subjects, opponents, score, outcome, around + extra,
        sure=tight is not None,
    )  # fmt: skip
    if noun is not None and noun["obj"] and not pattern("CLUB").search(noun["obj"]):
        # "A 3-1 win over the northern Germans": by whichever of the two they are not.
        claim = claim.with_readings(
            [
                *claim.readings,
                *(
                    replace(r, team=r.opponent, opponent=r.team)
                    for r in claim.readings
                    if r.team in ctx.sides and r.opponent in ctx.sides and not r.venue
                ),
            ]
        )
    if vague and len(opponents) > 1:
        # "Beat the hosts 4-2", of two sides who are nobody's hosts: it may be anyone.
        claim = replace(claim, firm=False, anchors=(), opposed=False)
    return claim, (min(first, start), last)
