"""Reading runs and form: unbeaten in twelve, a fourth straight win, one win in nine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press import read_spell
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.reach import (
    END_BEFORE,
    NARROWER,
    TOGETHER,
    Rivals,
    clash,
    figure,
    rivals_of,
    scope_of,
    whose,
)
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make, subject

_N = r"(?P<n>ORD|NUM)"
_WITHIN = r"(?:(?!\b(?:but|while|whilst|although)\b)[^.;,]){0,45}?"
_RUNNING = r"(?:(?:successive|consecutive|straight) (?:KINDS)*(?:game|match|time|outing|week|weekend)|(?:KINDS)*(?:game|match|time|outing|week|weekend) ROWS)"
_RUNS: tuple[tuple[str, str], ...] = (
    ("unbeaten", rf"\b(?:unbeaten|undefeated) (?:SPELL )?(?:now )?(?:at home |away |in the COMP |in all competitions )?(?:in|for|through|over|of|to|after|at|from) (?:just )?LAST{_N}(?: KINDS*GAMES)?"),
    ("unbeaten", rf"\bavoid(?:ed|ing)? defeat (?:in|for|over) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"(?:unbeaten|undefeated) (?:KINDS)*SPELL (?:now |still |has |had )*(?:stands|stood|is|was|reached|extends|goes|stretches) (?:now )?(?:at |to )?{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"(?:winless (?:KINDS)*SPELL|SPELL without a (?:win|victory)) (?:now |still |has |had )*(?:stands|stood|is|was|reached|extends|goes|stretches) (?:now )?(?:at |to )?{_N}(?: KINDS*GAMES|ENDS)"),
    ("winning", rf"winning (?:KINDS)*SPELL (?:now |still |has |had )*(?:stands|stood|is|was|reached|extends|goes|stretches) (?:now )?(?:at |to )?{_N}(?: KINDS*GAMES|ENDS)"),
    ("losing", rf"losing (?:KINDS)*SPELL (?:now |still |has |had )*(?:stands|stood|is|was|reached|extends|goes|stretches) (?:now )?(?:at |to )?{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"\bunbeaten (?:KINDS)*SPELL (?:in (?:the )?(?:COMP|league) )?(?:was |is |has been |had been )?(?:now )?(?:extended|stretched|taken|extends|stretches|lengthened|increased|increases|grew|grows|rose) (?:now )?to {_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"\bwinless (?:KINDS)*SPELL (?:in (?:the )?(?:COMP|league) )?(?:was |is |has been |had been )?(?:now )?(?:extended|stretched|taken|extends|stretches|lengthened|increased|increases|grew|grows|rose) (?:now )?to {_N}(?: KINDS*GAMES|ENDS)"),
    ("winning", rf"\bwinning (?:KINDS)*SPELL (?:in (?:the )?(?:COMP|league) )?(?:was |is |has been |had been )?(?:now )?(?:extended|stretched|taken|extends|stretches|lengthened|increased|increases|grew|grows|rose) (?:now )?to {_N}(?: KINDS*GAMES|ENDS)"),
    ("losing", rf"\blosing (?:KINDS)*SPELL (?:in (?:the )?(?:COMP|league) )?(?:was |is |has been |had been )?(?:now )?(?:extended|stretched|taken|extends|stretches|lengthened|increased|increases|grew|grows|rose) (?:now )?to {_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"\bunbeaten (?:KINDS)*SPELL (?:against|over|with) (?:the )?(?P<whom>TEAM) (?:was |is |has been |had been )?(?:now )?(?:extended |stretched |extends |stretches )?to {_N}(?: KINDS*GAMES|ENDS)"),
    ("winning", rf"\b(?:winners|victors|victorious) (?:of|in) (?:all |each |both )?(?:of )?(?:their|its) (?:last|past|previous) {_N}(?: KINDS*GAMES|ENDS)"),
    ("losing", rf"\b(?:beaten|defeated|losers) (?:of|in) (?:all |each |both )?(?:of )?(?:their|its) (?:last|past|previous) {_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", r"\b(?:it is|it's|it was|now) (?P<n>NUM) KINDS*GAMES since (?:TEAM|they) (?:last )?(?:lost|were beaten|tasted defeat|suffered defeat)"),
    ("winless", r"\b(?:it is|it's|it was|now) (?P<n>NUM) KINDS*GAMES since (?:TEAM|they) (?:last )?(?:won|tasted victory|had a win)"),
    ("winless", rf"\bno WINS (?:INPLACE)?(?:in|for|from) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winning", r"\b(?:made|makes|making) it (?P<n>NUM) (?:wins )?(?:out of|from|in) (?P<same>NUM)(?=[.,;]| and| so far| with| when|$)"),
    ("unbeaten", rf"HAVE(?: not|n't| never) (?:lost|been beaten|tasted defeat) ANYPLACE(?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"HAVE(?: not|n't) won ANYPLACE(?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", r"SPELL of (?P<n>NUM) KINDS*GAMES without (?:a |an )?(?:KINDS)*(?:win|victory)"),
    ("winless", rf"(?:failed|unable) to win (?:any of |in |for )*LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"{_N}[- ](?:KINDS)*(?:game|match)e?s?[- ](?:KINDS)*(?:unbeaten|undefeated)(?: (?:KINDS)*SPELL)?"),
    ("winless", rf"{_N}[- ](?:KINDS)*(?:game|match)e?s?[- ](?:KINDS)*winless(?: (?:KINDS)*SPELL)?"),
    ("unbeaten", rf"\bunbeaten (?:KINDS)*(?:SPELL )?(?:now )?to {_N} KINDS*GAMES"),
    ("winning", rf"HAVE(?: not|n't) (?:yet )?dropped a (?:single )?point (?:in|from) LAST{_N} KINDS*GAMES"),
    ("winning", rf"{_N} KINDS*GAMES without dropping a (?:single )?point"),
    ("losing", rf"\b(?:lost|lose|losing|suffered) (?:a|an|the|their|its) {_N} (?:KINDS)*(?:game|match) ROWS"),
    ("winning", rf"\b(?:won|win|winning|claimed) (?:a|an|the|their|its) {_N} (?:KINDS)*(?:game|match) ROWS"),
    ("winning", rf"\b(?:won|win|winning) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)(?: KINDS*(?:game|match))?(?=[.,;]|$| and| with| at| to)"),
    ("losing", rf"\b(?:lost|lose|losing) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)(?: KINDS*(?:game|match))?(?=[.,;]|$| and| with| at| to)"),
    ("drawing", rf"\b(?:drew|drawn|draw) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)? ?(?:KINDS*(?:game|match) ROWS|KINDS*(?:game|match))(?=[.,;]|$| and| with| at| to)"),
    ("clean", rf"\b(?:shut out|blanked|kept out) LAST{_N} (?:(?:straight|successive|consecutive) )?(?:opponents|teams|sides|games|matches)"),
    ("unbeaten", rf"{_N} KINDS*GAMES (?:ANYPLACE)?(?:unbeaten|undefeated|without (?:a )?(?:single )?(?:defeat|loss|losing|being beaten|tasting defeat|suffering (?:a )?defeat))"),
    ("winless", rf"(?:run|streak|sequence|series) of {_N} winless (?:KINDS)*GAMES"),
    ("unbeaten", rf"(?:run|streak|sequence|series) of {_N} (?:unbeaten|undefeated) (?:KINDS)*GAMES"),
    ("unbeaten", rf"(?:unbeaten|undefeated) (?:KINDS)*SPELL (?:that )?(?:stretch\w* |extend\w* |go\w* )?(?:back )?(?:to|of|at|over) {_N}(?: KINDS*GAMES)?"),
    ("unbeaten", rf"HAVE (?:not|n't|yet to)? ?(?:not )?(?:lost|been beaten|tasted defeat|suffered defeat|lose|be beaten) (?:in|for|any of|at home in|away in|there in|here in) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"HAVE (?:not|n't) (?:lost|been beaten) (?:at home|away|there|here) (?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"without (?:a )?(?:defeat|loss|losing) (?:in|for|over) LAST{_N}(?: KINDS*GAMES)?"),
    ("winning", rf"{_N} (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*WINS"),
    ("winning", rf"{_N} (?:KINDS)*WINS ROWS"),
    ("winning", r"(?:won|winning|win) (?:all |each |both |every one )?(?:of )?(?:their|its|the|his|our) (?:last|past|previous|opening|first|most recent) (?P<n>NUM)(?: KINDS*GAMES)?(?! (?:of|points|home games|goals))"),
    ("winning", rf"{_N}[- ](?:KINDS)*(?:game|match)[- ](?:KINDS)*winning SPELL"),
    ("winning", r"(?:won|win|winning) (?P<n>NUM) (?:KINDS*GAMES )?ROWS"),
    ("winning", r"(?:won|with) (?P<n>NUM) (?:wins )?(?:out )?of (?P<same>NUM)(?=[.,;]| and| so far| for| in all| since| under| at| this|$)(?! their)"),
    ("losing", r"lost (?P<n>NUM) (?:out )?of (?P<same>NUM)(?=[.,;]| and| so far| for| in all| since| under| at| this|$)(?! their)"),
    ("winless", rf"\b(?:no|without a|not a single|without) WINS (?:INPLACE)?after {_N}(?: KINDS*GAMES)"),
    ("unbeaten", rf"\b(?:no|without a|not a single|without) LOSSES (?:INPLACE)?after {_N}(?: KINDS*GAMES)"),
    ("winless", rf"nor away in {_N}"),
    ("winning", rf"winning (?:SPELL|start) (?:in (?:the )?COMP )?(?:to|of|at) {_N}(?: KINDS*GAMES)?"),
    ("winning", rf"(?:run|streak|sequence|series) of {_N} (?:KINDS)*(?:successive |consecutive |straight )?WINS"),
    ("losing", rf"{_N} (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*LOSSES"),
    ("losing", rf"{_N} (?:KINDS)*LOSSES ROWS"),
    ("losing", r"(?:lost|losing) (?:all |each |both |every one )?(?:of )?(?:their|its|the|his|our) (?:last|past|previous|opening|first|most recent) (?P<n>NUM)(?: KINDS*GAMES)?(?! (?:of|points))"),
    ("losing", rf"{_N}[- ](?:KINDS)*(?:game|match)[- ](?:KINDS)*losing SPELL"),
    ("losing", r"(?:lost) (?P<n>NUM) (?:KINDS*GAMES )?ROWS"),
    ("losing", rf"(?:losing (?:run|streak|sequence)|(?:run|sequence|series) of (?:KINDS)*LOSSES) (?:to|of|at) {_N}(?: KINDS*GAMES)?"),
    ("losing", rf"(?:run|streak|sequence|series) of {_N} (?:KINDS)*(?:successive |consecutive |straight )?LOSSES"),
    ("losing", rf"(?:lost|beaten|defeated|went down|lose)\b{_WITHIN} for (?:the|a) {_N} {_RUNNING}"),
    ("winning", rf"(?<!failed to )(?<!not )(?<!unable to )\b(?:won|win|beat|victorious)\b{_WITHIN} for (?:the|a) {_N} {_RUNNING}"),
    ("winless", rf"(?:fail(?:ed|s|ing)? to win|dropp(?:ed|ing) points|without a win|did not win|could not win|were unable to win|went winless|go winless)\b[^.;,]{{0,30}}? for (?:the|a) {_N} {_RUNNING}"),
    ("blank", rf"(?:failed to score|drew a blank|did not score|without (?:a goal|scoring))\b[^.;,]{{0,30}}? for (?:the|a) {_N} {_RUNNING}"),
    ("drawing", rf"(?:drew|drawn|held)\b{_WITHIN} for (?:the|a) {_N} {_RUNNING}"),
    ("clean", rf"(?:clean sheet|without conceding)\b[^.;,]{{0,30}}? for (?:the|a) {_N} {_RUNNING}"),
    ("unbeaten", rf"{_N} (?:KINDS*GAMES )?without (?:a )?(?:single )?(?:KINDS)*(?:defeat|loss|losing|being beaten)\b"),
    ("unbeaten", rf"\b(?:gone|go|went|going|now|is|are) {_N} (?:KINDS*GAMES )?(?:unbeaten|undefeated)"),
    ("unbeaten", rf"\b(?:no|not a single|without a) (?:KINDS)*LOSSES? (?:at home |away |there |here )?(?:in|for|from) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("unbeaten", rf"(?:not|never) (?:lost|been beaten)(?: at home| away| there| here)? (?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"\b(?:no|not a single|without a) (?:KINDS)*WINS (?:at home |away |there |here )?(?:in|for|from) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"{_N} (?:KINDS*GAMES )?without (?:a |an )?(?:single )?(?:KINDS)*(?:win|victory|winning)\b"),
    ("winning", rf"(?:won|win|winning) {_N} (?:straight|consecutive|successive|back-to-back)(?: KINDS*GAMES)?"),
    ("losing", rf"(?:lost|losing) {_N} (?:straight|consecutive|successive|back-to-back)(?: KINDS*GAMES)?"),
    ("winning", rf"(?:was|is|made it|makes it|now) {_N} (?:on the trot|on the spin|on the bounce)"),
    ("losing", r"HAVE (?:now )?lost (?P<n>NUM) (?:at home|away|on the road)(?=[.,;]|$)(?P<loose>)"),
    ("clean", rf"(?:not|without) (?:conceded|conceding|let in a goal)(?: a goal)? (?:in|for) LAST{_N} KINDS*GAMES"),
    ("winning", r"(?P<n>back-to-back|successive|consecutive) (?:KINDS)*(?:wins|victories|triumphs)"),
    ("losing", r"(?P<n>back-to-back|successive|consecutive) (?:KINDS)*(?:defeats|losses)"),
    ("drawing", r"(?P<n>back-to-back|successive|consecutive) (?:KINDS)*draws"),
    ("drawing", rf"{_N} (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*(?:stalemates?|draws?)"),
    ("drawing", rf"{_N} (?:KINDS)*(?:goalless )?draws? ROWS"),
    ("drawing", r"(?:drawn|drew) (?P<n>NUM) (?:KINDS*GAMES )?ROWS"),
    ("drawing", r"(?:drawn|drew) (?:all |each |both |every one )?(?:of )?(?:their|its|the) (?:last|past|previous) (?P<n>NUM)(?: KINDS*GAMES)?"),
    ("winless", rf"(?:winless|without (?:a |an )?(?:KINDS)*(?:win|victory|winning)) (?:SPELL )?(?:now )?(?:in|for|from|over|through|to|at|of) LAST{_N}(?: KINDS*GAMES)?"),
    ("winless", rf"{_N} KINDS*GAMES (?:winless|without (?:a |an )?(?:single )?(?:KINDS)*(?:win|victory|winning))"),
    ("winless", rf"HAVE(?: not|n't| failed to| yet to) (?:won|win|beat\w* anyone) (?:in|any of|for|at home in|away in|at home|away) ?(?:in |for )?LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("winless", rf"{_N}[- ](?:KINDS)*(?:game|match)[- ](?:KINDS)*winless SPELL"),
    ("blank", rf"HAVE(?: not|n't| failed to| yet to) (?:scored|score|found the net|find the net) (?:a goal )?(?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)"),
    ("blank", rf"without (?:a goal|scoring) (?:in|for) LAST{_N} KINDS*GAMES|{_N.replace('P<n>', 'P<n2>')} KINDS*GAMES without (?:scoring|a goal|registering (?:a )?goals?|finding the net|hitting the target|a goal)"),
    ("clean", rf"{_N} (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*clean sheets?|{_N.replace('P<n>', 'P<n2>')} clean sheets? ROWS"),
    ("clean", rf"HAVE(?: not|n't) (?:conceded|let in a goal|conceded a goal) (?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)|without conceding (?:a goal )?(?:in|for) LAST{_N.replace('P<n>', 'P<n2>')} KINDS*GAMES"),
    ("scoring", rf"scored in (?:each of |every one of |all of )?LAST{_N} KINDS*GAMES"),
)  # fmt: skip
_FORM = (
    r"(?:\b(?P<verb>won|lost|drawn|drew|been beaten|beaten|unbeaten|undefeated|scored|failed to score|not scored|kept (?:a )?clean sheets?|conceded)(?: only| just| but)?(?: in)? (?P<n>NUM|once|twice) (?:of|in|from|out of) (?P<last>LAST)(?P<m>NUM)(?P<tail>(?: KINDS*GAMES)?)(?! (?:years?|months?|days?|weeks?|minutes?|seasons?)\b)"
    r"|(?P<n2>NUM|(?!first)ORD|\b(?:a single|a solitary|a lone)) (?P<adj>KINDS*)(?P<noun>WINS|LOSSES|draws?) (?:at home |away )?(?:in|from|out of) (?:just |only |as few as |a row of )?(?P<last2>LAST)(?P<m2>NUM)(?P<tail2>(?: KINDS*GAMES)?)(?! (?:years?|months?|days?|weeks?|minutes?|seasons?)))"
)
_OVER = (
    r"(?:(?P<win>won|beaten|beat|defeated|got the better of)|(?P<loss>lost|lost to|been beaten by)|(?P<draw>drawn(?: with)?)) (?P<o>TEAM) "
    r"in (?:each of |all of |all )?LAST(?P<n>NUM) KINDS*GAMES"
)
_END_AFTER = re.compile(
    r"^[^.;,]{0,30}?\b(?:came|come|coming|comes|was|were|brought|is|has been|had been|ended)? ?(?:to (?:an|a shuddering|an abrupt) end|ended|halted|snapped|broken|stopped|(?:is|was|are|were|now) (?:all )?over\b)"
)
_CAME = re.compile(r"\b(?:end(?:ed|ing|s)?|snap\w*|halt\w*|br(?:oke|eak\w*)|an end)\b")


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of runs and form in one sentence."""
    taken: list[tuple[int, int]] = []
    yield from read_spell.since(g, ctx, taken)
    for m in g.every(_OVER):
        others = ctx.team(g, m.start("o"), m.end("o"))
        number = figure(m["n"])
        clubs, _ = subject(g, ctx, m.start(), others)
        scope = scope_of(g, ctx, m.start(), m.end())
        kind = "winning" if m["win"] else "losing" if m["loss"] else "drawing"
        if re.search(
            r"\b(?:not|never|without|yet to) $|n't $", g.plain[max(0, m.start() - 12) : m.start()]
        ):
            # "Have not lost to Sevilla in two meetings".
            if m["draw"]:
                continue
            kind = "winless" if m["win"] else "unbeaten"
        readings = [
            Reading(
                team=c,
                opponent=o,
                number=number,
                word=f"{kind}:least",
                venue=scope.venue,
                competition=scope.competition,
            )
            for c in clubs
            for o in others
            if c != o and number
        ]
        if readings:
            taken.append(m.span())
            yield make("run", g, m.start(), m.end(), readings)
    for m in g.every(_FORM):
        claim = _form(g, ctx, m)
        if claim is not None and not clash(taken, m):
            taken.append(m.span())
            yield claim
    yield from read_spell.whole(g, ctx, taken)
    yield from read_spell.over(g, ctx, taken)
    for kind, source in g.alive(_RUNS):
        for m in g.every(source):
            if clash(taken, m):
                continue
            claim = _run(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim


def _run(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    groups = m.groupdict()
    written = groups.get("n") or groups.get("n2") or ""
    number = 2 if written in ("back-to-back", "successive", "consecutive") else figure(written)
    if groups.get("same") and figure(groups["same"]) != number:
        return None
    lead = g.plain[max(0, m.start() - 60) : m.start()]
    nth = number is not None and ordinal_of(written) is not None and number_of(written) is None
    denied = (
        number is not None
        and nth
        and (_NOT_HAD.search(lead) is not None or _NOT_COME.match(g.plain, m.end()) is not None)
    )
    if denied and number is not None:
        # "Failing to get its tenth straight win": nine had been won.
        number -= 1
    elif wished(g, m.start()):
        return None
    if number is None or number < 2 or number > 120:
        return None
    if NARROWER.match(g.plain, m.end()):
        # "Won their last five FA Cup replays".
        return None
    if _AS_IF.search(g.plain, 0, m.start()):
        return None
    if kind == "scoring" and " his " in m[0]:
        # A player's run.
        return None
    if re.match(r" (?:tie|clash|encounter|showdown|first leg|second leg)\b", g.plain[m.end() :]):
        # "Won the last eight tie".
        return None
    if re.search(r"\b(?:title|champion\w*|season|final|cup win|trophy|promotion|year)\b", m[0]):
        return None
    if _OF_TITLES.match(g.plain, m.end()):
        # "Won seven consecutive titles".
        return None
    ended = (
        denied
        or END_BEFORE.search(lead) is not None
        or _END_AFTER.match(g.plain[m.end() : m.end() + 50]) is not None
    )
    if re.search(
        r"\b(?:equal\w*|match(?:ed|ing|es the)|record of|longest|previous (?:best|record|run|streak|mark|longest|sequence)|surpass\w*|last season|in (?:19|20)\d\d)\b",
        g.plain[max(0, m.start() - 40) : m.end() + 25],
    ):
        loose = long_ago = True
    else:
        loose, long_ago = denied, False
    if _THEN_WENT.search(lead) or _NARROW.search(m[0]) or _A_DERBY.match(g.plain, m.end()):
        # Of another year, of one stage, or of meetings with one side only.
        loose = long_ago = True
    had = pattern(r"(?<!who )\bhad (?:been |gone |now )?$").search(
        g.plain, max(0, m.start() - 14), m.start()
    )
    if (
        had
        and re.search(r"\b(?:previous|last|past)\b", m[0])
        and not re.search(
            r"\b(?:before|until|prior|when|till|in (?:19|20)\d\d)\b", g.plain[m.end() :]
        )
    ):
        # "Had won their previous four": before the match in hand.
        had = None
    if had or re.match(
        r"[^.;,]{0,12}\b(?:before|until|prior to|up to|till)\b", g.plain[m.end() : m.end() + 24]
    ):
        # Of another moment, which the words tell or leave to the reader.
        loose = True
    loose = loose or _IN_CHARGE.search(m[0]) is not None
    if _IN_SPITE.search(lead) or (_A_SPELL.search(m[0]) and _AFTER.search(lead)):
        # "Has lost three of its last four after an 11-match unbeaten streak".
        loose = True
    # "Won their first four": as the season began.
    loose = loose or re.search(r"\b(?:first|opening) ", m[0]) is not None
    # "After a run of eight wins ended, Chelsea": of whom, is told behind.
    loose = loose or (ended and re.match(r"\W*(?:after|following|with) ", g.plain) is not None)
    # "When they won five in a row": at another time.
    if re.search(r"\bwhen\b[^,;.]{0,40}$", g.plain[: m.start()]):
        loose = long_ago = True
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m, ended=ended)
    rivals = rivals_of(g, ctx, m)
    if groups.get("whom"):
        rivals = Rivals(ctx.team(g, m.start("whom"), m.end("whom")), alone=True)
    if rivals.other and ctx.match is None:
        loose = True
    there = _THERE.match(g.plain, m.end()) is not None
    if there or (not rivals.named and _OF_THEM.match(g.plain, m.end())):
        # "Their third win in a row there", "to their northern visitors": of meetings, too.
        loose = True
    if re.search(
        r"\b(?:there (?:have|had|has|were|was) (?:also |now |been )*|inflict\w+ |handed )$",
        g.plain[max(0, m.start() - 24) : m.start()],
    ):
        # "There have been three draws in a row": of whom, or between whom?
        loose = True
    exact = (ordinal_of(written) is not None and number_of(written) is None) or bool(
        re.search(
            r"run|streak|sequence|row|trot|spin|bounce|succession|running|straight|successive|consecutive|extend|unbeaten for|games unbeaten|matches unbeaten",
            m[0],
        )
    )
    if not scope.venue and _SOMEWHERE.match(g.plain, m.end()):
        # "Won 12 in a row at the Lane": a ground that is not known.
        loose = True
    within = re.match(
        r",? (?:so far )?(?:this (?:season|term|campaign|year)|of the season)",
        g.plain[m.end() : m.end() + 26],
    )
    season = _OF_SEASON.search(g.plain[m.start() : m.end() + 30].split(",")[0]) is not None
    word = (
        kind
        + (":ended" if ended else "")
        + (":season" if season else "")
        + (":season" if within else "" if exact and not rivals.named else ":least")
        + (
            ":now"
            if not rivals.named and _is_now(g, m, written) and not ended and not loose
            else ""
        )
    )
    # "A third straight win over United": over United, or the last of three.
    readings = [
        Reading(
            team=c, number=number, word=word, venue=scope.venue or rivals.venue,
            competition=scope.competition, opponent=rival, round="all" if scope.everything else "",
        )
        for c in clubs
        for rival in rivals.of(ctx, c)
    ]  # fmt: skip
    if there and ctx.match is not None and not ctx.match.neutral:
        readings += [
            replace(r, opponent=ctx.other(c), venue="home" if c == ctx.match.home else "away")
            for r in readings if (c := r.team) is not None and c in ctx.sides
        ]  # fmt: skip
    if not readings:
        return None
    if loose:
        # A run that was over before, or that the season began with.
        first = re.search(r"\b(?:first|opening) ", m[0]) is not None and kind in _STARTS
        way = "past:long" if long_ago else "past"
        past = [replace(r, word=f"{kind}:{way}", spare=True) for r in readings]
        if first:
            past = [
                replace(r, word="form:first", outcome=_STARTS[kind], other=number) for r in readings
            ] + past
        readings += past
    return make(
        "run", g, m.start(), m.end(), readings, firm=not loose and sure and "loose" not in groups
    )


# "It looked as though his goal had claimed an 11th successive win".
_AS_IF = re.compile(
    r"\b(?:look(?:ed|ing|s)|seem(?:ed|s)|felt|appear(?:ed|s)) (?:as (?:though|if)|like|to have)\b|\bon course for\b"
)
_NOT_HAD = re.compile(
    r"\b(?:failing to|(?:fail|fails|failed) to|miss(?:ed|es|ing)? out on|den(?:y|ied|ies|ying)|depriv\w+|robb\w+|short of|between [^ ]+ and|prevent\w+|spurn\w+)\b[^.;,]{0,40}$"
)
_IN_SPITE = re.compile(r"\b(?:in spite of|despite)\b[^.;,]{0,16}$")
_A_SPELL = re.compile(r"\b(?:streak|run|sequence|series|spell)\b")
_AFTER = re.compile(r"\b(?:after|following|on the back of) (?:an?|their|its) (?:[a-z-]+ ){0,2}$")
_OF_TITLES = pattern(
    r" (?:[a-z-]+ |COMP ){0,2}?(?:titles?|championships?|crowns?|troph(?:y|ies)|cups?(?! (?:games?|match|ties?))|finals?|seasons|years|medals|awards|sets|promotions?)\b"
)
# "A fourth successive win would not come".
_NOT_COME = re.compile(
    r"[^.;]{0,24}?\b(?:(?:would|did|could|was|were) (?:not|never) (?:to )?(?:come|arrive|be|materiali\w+|follow|happen)|never (?:came|arrived)|eluded|slipped away|(?:was|proved) beyond|went begging|was denied)\b"
)
_OF_THEM = re.compile(r" (?:to|against|over|by|at the hands of) (?:their|the|its|these|those) ")
_THERE = re.compile(r" (?:there|here)\b")
_THEN_WENT = re.compile(r"\b(?:then (?:going|went)|only once|back in (?:19|20)\d\d)\b[^.;]{0,40}$")
_NARROW = re.compile(
    r"\bin (?:the )?(?:knock-?out|group|semi|quarter|finals?\b|last (?:16|eight|four)|play-?offs?|(?:first|second) round|stage)"
)
_A_DERBY = pattern(
    r" in (?:the|this|these) (?:[\"'\u201c\u2018]|(?:[a-z-]+ |CLUB ){0,3}(?:derby|battle|cl[aá]sico|fixture|duel|rivalry|series|tie)\b)"
)
_STARTS: dict[str, Outcome] = {"winning": "win", "losing": "loss", "drawing": "draw"}


_ADDED = re.compile(
    r"\b(?:extend\w*|stretch\w*|lengthen\w*|increas\w*|made it|makes it|making it|chalked up|notched up|racked up|completed|now (?:have )?(?:won|lost|drawn)|took|taking|takes)\b"
)
_THEN = re.compile(
    r"\b(?:had|before|until|prior|previous(?:ly)?|earlier|came into|coming into|went into|going into|entered|last (?:week|month|season|weekend)|ago|seek\w*|looking|chas\w+|aim\w*|hop\w+|after|when|on the back of|following|off|could|if|with)\b"
)


# What follows of the match in hand is no other moment: "a ninth win in a row with a 1-0 victory".
_THEN_NEXT = re.compile(
    r"\b(?:had|before|until|prior|previous(?:ly)?|earlier|went|entered|last (?:week|month|season|weekend)|ago|could|if|when|following)\b|\b(?:after|with) (?!(?:a|an|the|their)? ?[^ ]{0,12}(?:\d-\d|win|victory|defeat|beating|losing))"
)


# "Eight points clear after stretching their run to 12": with today's match.
_ADDING = re.compile(
    r"\bafter (?=(?:stretch|extend|lengthen|increas|complet|mak|tak|claim|record|seal|rack|notch|chalk)\w*ing\b)"
)


def _is_now(g: Gloss, m: re.Match[str], written: str) -> bool:
    """True if the words tell of a run with the match in hand in it: "a fourth straight win"."""
    lead = _ADDING.sub("", g.plain[max(0, m.start() - 60) : m.start()])
    if _THEN.search(lead) or _THEN_NEXT.search(g.plain[m.end() : m.end() + 30].split(",")[0]):
        return False
    ordinal = ordinal_of(written) is not None and number_of(written) is None
    return ordinal or _ADDED.search(lead[-40:] + m[0]) is not None


_SOMEWHERE = re.compile(
    r" (?:at|in) (?!(?:the |their )?(?:home\b|ninety\b|90\b|normal\b|open\b|regulation\b|half|end\b|moment|top\b|foot\b|bottom|times?\b|least|all\b|league|season|cup\b|europe|row\b|group|both|every|each|which|this|what|competition|tournament|[\uec00-\uefff]))[a-z\ue400-\uebff]"
)
_OF_SEASON = re.compile(r"\b(?:this (?:season|term|campaign)|of the season|all season|so far)\b")


def _form(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    number = 1 if m["n2"] and m["n2"].startswith("a ") else figure(m["n"] or m["n2"])
    total = number_of(m["m"] or m["m2"])
    tail = m["tail"] or m["tail2"] or ""
    last = m["last"] or m["last2"] or ""
    if number is None or total is None or number > total or total > 60:
        return None
    counted = re.search(r"last|past|previous|opening|first|recent", last) is not None
    if m["verb"] and not counted and re.search(r"\b(?:their|its)\b", m[0]):
        # "Lost five of their 26 matches" is a count of the season.
        return None
    if not tail.strip() and not counted:
        # "One win in nine" is form; "two wins in three years" is not, nor "won 2 of 3 sets".
        if m["verb"] or not re.match(
            r" ?(?:[.,;]|$|and|but|in|games|matches|at|for|this|under)",
            g.plain[m.end() : m.end() + 12],
        ):
            return None
    if wished(g, m.start()):
        return None
    noun = m["verb"] or m["noun"]
    test = _GOALS_FORM.get(noun.split()[0], "")
    if noun.startswith("un"):
        test = "unbeaten"
    if test in ("scoring", "conceding") and re.search(r"(?:scored|conceded) (?!in\b)", m[0]):
        # "Scored five of their last nine goals".
        return None
    outcome: Outcome = (
        "win"
        if noun.startswith(("w", "v", "t", "su"))
        else "draw"
        if noun.startswith("d") and not noun.startswith("def")
        else "loss"
    )
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    start = "first" if re.search(r"opening|first", last) else "last"
    rivals = rivals_of(g, ctx, m)
    readings = [
        Reading(
            team=c, number=number, other=total, outcome=outcome, word=f"form:{start}" + (f":{test}" if test else ""),
            venue=scope.venue or rivals.venue, competition=scope.competition, opponent=rival,
            round="all" if scope.everything else "",
        )
        for c in clubs
        for rival in rivals.of(ctx, c)
    ]  # fmt: skip
    sure = sure and TOGETHER.search(g.plain) is None
    sure = sure and _IN_CHARGE.search(m[0] + g.plain[m.end() : m.end() + 22]) is None
    # "Following a stretch of four losses in five": what came before the matches in hand.
    sure = sure and _ENDED_RUN.search(g.plain[: m.start()]) is None
    return make("run", g, m.start(), m.end(), readings, firm=sure) if readings else None


_ENDED_RUN = pattern(
    r"\b(?:following|after|since|snapp\w+|end\w+|despite|before) (?:a|an|their|its|the) (?:[a-z]+ ){0,2}of $"
)
_GOALS_FORM = {
    "scored": "scoring",
    "failed": "blank",
    "not": "blank",
    "kept": "clean",
    "conceded": "conceding",
}
# Of a coach's time, of which the ledger knows no beginning.
_IN_CHARGE = re.compile(
    r"\b(?:his|her) (?:first|opening)\b|\bin charge\b|\b(?:as|since) (?:coach|manager|tak\w+|his|becoming|arriv\w+|replac\w+)\b|\bunder\b"
)
