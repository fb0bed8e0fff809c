"""Reading runs and form: unbeaten in twelve, a fourth straight win, one win in nine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchdesk.core.match import Club
from matchdesk.press.candidates import bearers, candidates
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context, hedged, wished
from matchdesk.press.subjects import make, subject

add_macros(
    KINDS=(
        r"(?:(?:home|away|league|cup|european|competitive|top-flight|domestic|champions league|COMP|"
        r"consecutive|straight|successive|group|premier league|qualifying|playoff|play-off|championship|premiership|division|"
        r"international|conference|bundesliga|scoring|opening|regular-season|prem)[- ])"
    ),
    GAMES=r"(?:games?|matches|match|outings?|fixtures?|meetings?|ties|starts|visits|trips|attempts|encounters|clashes|qualifiers?|internationals?|derbies|contests)",
    LAST=r"(?:(?:(?:all|each|any|every one|both) )?(?:of )?(?:their|its|the|his|our|CLUB'?s?'?) )?(?:(?:last|past|previous|opening|first|most recent) )?",
    ROWS=r"(?:in a row|on the trot|on the spin|on the bounce|in succession|running|straight)",
    WINS=r"(?:wins?|victor(?:y|ies)|triumphs?|successes)",
    LOSSES=r"(?:defeats?|loss(?:es)?|reverses?|setbacks?)",
    SPELL=r"(?:run|streak|sequence|series|spell|start|record|stretch)",
    ANYPLACE=r"(?:(?:at home|away(?: from home)?|there|here|on the road|at (?:the )?GROUND|in the (?:league|COMP|top flight)|in COMP|in europe) )*",
    INPLACE=r"(?:at home |away(?: from home)? |on the road |there |here |on their travels )",
    ENDS=r"(?:(?= at home| away| at | in | since| and| but| or| nor| to | with| after| on| -|[.,;:)]|$))",
    HAVE=r"(?:(?:have|has|had|having)(?: now| also| still)?)",
)
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
    ("losing", rf"\b(?:lost|lose|losing|suffered) (?:a|an|the|their|its) {_N} (?:KINDS)*(?:game|match) ROWS"),
    ("winning", rf"\b(?:won|win|winning|claimed) (?:a|an|the|their|its) {_N} (?:KINDS)*(?:game|match) ROWS"),
    ("winning", rf"\b(?:won|win|winning) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)(?: KINDS*(?:game|match))?(?=[.,;]|$| and| with| at| to)"),
    ("losing", rf"\b(?:lost|lose|losing) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)(?: KINDS*(?:game|match))?(?=[.,;]|$| and| with| at| to)"),
    ("drawing", rf"\b(?:drew|drawn|draw) (?:a|an|the|their|its) {_N} (?:straight|successive|consecutive)? ?(?:KINDS*(?:game|match) ROWS|KINDS*(?:game|match))(?=[.,;]|$| and| with| at| to)"),
    ("clean", rf"\b(?:shut out|blanked|kept out) LAST{_N} (?:straight|successive|consecutive) (?:opponents|teams|sides|games|matches)"),
    ("unbeaten", rf"{_N} KINDS*GAMES (?:unbeaten|undefeated|without (?:a )?(?:single )?(?:defeat|loss|losing|being beaten))"),
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
    ("blank", rf"without (?:a goal|scoring) (?:in|for) LAST{_N} KINDS*GAMES|{_N.replace('P<n>', 'P<n2>')} KINDS*GAMES without (?:scoring|a goal)"),
    ("clean", rf"{_N} (?:KINDS)*(?:successive|consecutive|straight) (?:KINDS)*clean sheets?|{_N.replace('P<n>', 'P<n2>')} clean sheets? ROWS"),
    ("clean", rf"HAVE(?: not|n't) (?:conceded|let in a goal|conceded a goal) (?:in|for) LAST{_N}(?: KINDS*GAMES|ENDS)|without conceding (?:a goal )?(?:in|for) LAST{_N.replace('P<n>', 'P<n2>')} KINDS*GAMES"),
    ("scoring", rf"scored in (?:each of |every one of |all of )?LAST{_N} KINDS*GAMES"),
)  # fmt: skip

_FORM = (
    r"(?:\b(?P<verb>won|lost|drawn|drew|been beaten|beaten|unbeaten|undefeated|scored|failed to score|not scored|kept (?:a )?clean sheets?|conceded)(?: only| just| but)?(?: in)? (?P<n>NUM|once|twice) (?:of|in|from|out of) (?P<last>LAST)(?P<m>NUM)(?P<tail>(?: KINDS*GAMES)?)"
    r"|(?P<n2>NUM|(?!first)ORD|\b(?:a single|a solitary|a lone)) (?P<adj>KINDS*)(?P<noun>WINS|LOSSES|draws?) (?:at home |away )?(?:in|from|out of) (?:just |only |as few as |a row of )?(?P<last2>LAST)(?P<m2>NUM)(?P<tail2>(?: KINDS*GAMES)?)(?! (?:years?|months?|days?|weeks?|minutes?|seasons?)))"
)
_OVER = (
    r"(?:(?P<win>won|beaten|beat|defeated|got the better of)|(?P<loss>lost|lost to|been beaten by)|(?P<draw>drawn(?: with)?)) (?P<o>TEAM) "
    r"in (?:each of |all of |all )?LAST(?P<n>NUM) KINDS*GAMES"
)
_SINCE_RUN = (
    r"(?:(?P<unbeaten>(?:unbeaten|undefeated)(?: at home| away| in (?:the )?(?:COMP|league))*|HAVE(?: not|n't) (?:lost|been beaten)(?: an? (?:KINDS)*(?:game|match)| in any competition| in all competitions| at home| away| there| here| at (?:the )?GROUND| in (?:the )?(?:COMP|league)| to (?:the )?(?P<o1>TEAM)| against (?P<o3>TEAM))*)"
    r"|(?P<winless>winless(?: at home| away| in (?:the )?(?:COMP|league))*|without (?:a |an )?(?:KINDS)*(?:win|victory)(?: at home| away| there)?|HAVE(?: not|n't) (?:won|beaten (?P<o2>TEAM))(?: an? (?:KINDS)*(?:game|match)| in any competition| in all competitions| at home| away| there| here| at (?:the )?GROUND| at (?P<o4>CLUB)| in (?:the )?(?:COMP|league))*))"
    r"(?: since)"
)
_IN_YEAR = (
    r"(?:(?P<unbeaten>(?:unbeaten|undefeated)|HAVE(?: not|n't| yet to| still to) (?:lost|lose|been beaten|be beaten))|(?P<winless>winless|HAVE(?: not|n't| yet to| still to) (?:won|win)))"
    r"(?: at home| away| in (?:the )?(?:COMP|league)| a (?:KINDS)*(?:game|match))* "
    r"(?:in (?P<year>(?:19|20)\d\d)(?!-)|(?P<this>this (?:calendar )?year|since the (?:turn|start) of the year|since new year))(?! (?:with|final|edition))"
)
_LONG = r"(?:this season|all season|so far|throughout|this term|this campaign|all year|in the group|in (?:the |this )?(?:competition|tournament|group stage))"
_IN = r"(?: at home| away(?: from home)?| on the road| in (?:the )?(?:COMP|league|europe|top flight))*"
_WHOLE: tuple[tuple[str, str], ...] = (
    ("unbeaten", rf"\b(?:unbeaten|undefeated){_IN} {_LONG}"),
    ("unbeaten", rf"\b(?:remain|remains|remained|still|are|only|is) (?:still )?(?:the only )?(?:unbeaten|undefeated){_IN}(?: {_LONG})?(?=[.,;]| and| after|$)"),
    ("unbeaten", r"\b(?:are|is|stay|stays|remain|remains|still|also) (?:now |still |the only side |the only team )?(?:unbeaten|undefeated) in (?:all competitions|(?:the )?(?:COMP|league|hexagonal|group(?: [a-h])?|qualifying|qualifiers|qualification|tournament|competition)|europe)(?=[.,;]|$| and| but| this| all| so far)"),
    ("unbeaten", r"(?:keep|keeps|kept|keeping|maintain\w*|preserv\w+|retain\w*|protect\w*|still have|boast\w*|with) (?:their|its|an|the|his side's) (?:unbeaten|undefeated) (?:KINDS)*(?:record|start|run)(?: (?:to|of|in) (?:the |this |their )?(?:new )?(?:COMP|league|season|campaign|competition|tournament|group)| at home| away| this season)+"),
    ("unbeaten", rf"HAVE(?: not|n't| yet to| still to) (?:yet )?(?:lost|lose|been beaten|be beaten|fallen) (?:to|by|against) (?P<o>TEAM) {_LONG}"),
    ("winless", rf"HAVE(?: not|n't| yet to| still to) (?:yet )?(?:beaten|beat|won against|win against|defeated) (?P<o>TEAM) {_LONG}"),
    ("unbeaten", rf"HAVE (?:yet|still) to (?:lose|be beaten|taste defeat)(?! (?:to|against|by|at (?!home)))(?: a (?:KINDS)*(?:game|match))?{_IN}(?: {_LONG})?"),
    ("unbeaten", rf"(?:not|never) (?:yet )?(?:lost|been beaten|tasted defeat)(?: a (?:KINDS)*(?:game|match))?{_IN} {_LONG}"),
    ("unbeaten", r"\b(?:through|complet\w+|finish\w*) (?:the |a |an |their )?(?:whole |entire )?(?:KINDS)*(?:season|tournament|group|campaign|competition) (?:unbeaten|undefeated|without (?:a )?(?:losing|defeat|loss))"),
    ("winless", rf"HAVE (?:yet|still) to win(?: a (?:KINDS)*(?:game|match))?{_IN}(?: {_LONG}|(?=[.,;]| and|$))"),
    ("winless", rf"\b(?:still )?(?:without|looking for|searching for|seeking|chasing) (?:a|their first) (?:KINDS)*(?:win|victory){_IN} {_LONG}"),
    ("winless", rf"\b(?:winless|not won){_IN} {_LONG}"),
    ("winless", r"\b(?:still |yet |are |is |remain |remains )without (?:a|any|a single) (?:KINDS)*(?:win|victory) (?:in (?:the |this )?(?:COMP|league|group|tournament|competition|europe)|on the road|away from home|at home|away)(?=[.,;]|$| and| but| this| all| so)"),
    ("unbeaten", r"\b(?:unbeaten|undefeated) (?:KINDS)*start\b(?! (?:to|of) (?:NUM|the (?:year|month|new year|calendar)))(?P<scope>)"),
    ("unbeaten", rf"\b(?:are|is|were|remain|remains|stay) (?:themselves |also |now |still |alone )*(?:unbeaten|undefeated){_IN}(?=[.,;)]|$| and| but)"),
    ("winless", r"\b(?:is|are|remain|remains|stay|stays|still|was|were) (?:still |also |now )*winless(?=[.,;)(]|$| and| but| \(| in (?:the )?(?:league|COMP))"),
    ("winless", r"\bstill (?:without|looking for|searching for|seeking|chasing|awaiting|waiting for|await) (?:a|their first|its first) (?:KINDS)*(?:win|victory|points)(?=[.,;)(]|$| and| but| after| this| in )"),
    ("winless", r"\bHAVE(?: not|n't) (?:yet )?won (?:any|a single|a) (?:of )?(?:their |its )?(?:KINDS)*(?:GAMES)(?=[.,;)(]|$| and| but| this| so far| all)"),
    ("winning", r"\b(?:perfect|flawless|immaculate|unblemished|winning|100 per ?cent|100%) (?:KINDS)*(?:start|record)\b(?! (?:to|of) (?:NUM|the (?:year|month|new year|calendar)))(?P<scope>[^.;,]{0,30})"),
    ("winning", r"\b(?:100 per ?cent|100%|hundred per ?cent|perfect|flawless|one hundred per ?cent) (?:KINDS)*(?:start|record)(?P<scope>[^.;,]{0,30})"),
    ("winning", r"\bmaximum points from (?:their )?(?P<n>NUM)(?: KINDS*GAMES)"),
)  # fmt: skip
_END_BEFORE = re.compile(
    r"\b(?:end(?:ed|ing|s)?|los(?:e|t|ing) (?:their|its|an?)|surrender\w*|relinquish\w*|spoil\w*|ruin\w*|snap(?:ped|ping|s)?|halt(?:ed|ing|s)?|br(?:oke|eak|eaking|eaks)|stop(?:ped|ping|s)?|"
    r"brought|bring|brings|bringing|(?:an|the) end (?:to|of)|bounced back from|arrested)\b[^.;,]{0,45}$"
)
_END_AFTER = re.compile(
    r"^[^.;,]{0,30}?\b(?:came|come|coming|comes|was|were|brought|is|has been|had been|ended)? ?(?:to (?:an|a shuddering|an abrupt) end|ended|halted|snapped|broken|over\b(?! (?:the|all))|stopped)"
)
_CAME = re.compile(r"\b(?:end(?:ed|ing|s)?|snap\w*|halt\w*|br(?:oke|eak\w*)|an end)\b")


@dataclass(frozen=True)
class Scope:
    """What a run or a count is about: venue, competition, and the words "in all competitions"."""

    venue: Venue
    competition: str
    everything: bool


def scope_of(g: Gloss, ctx: Context, start: int, end: int) -> Scope:
    """The scope that a stretch and the words after it name."""
    stop = min(len(g.plain), end + 28)
    tail = re.split(
        r"[.;,]| and | but | as | after | when | with | by | before ", g.plain[end:stop]
    )[0]
    stop = end + len(tail)
    words = g.plain[start:end] + tail
    venue: Venue = ""
    if re.search(r"(?<!from )\bhome\b(?! side| team| win over)", words) or pattern(
        r"\bat (?:the )?GROUND"
    ).search(g.plain, start, min(len(g.plain), end + 12)):
        venue = "home"
    ahead = pattern(r"\bat home (?:they|CLUB|it|the \w+),? (?:are |have |had |were )?$").search(
        g.plain, max(0, start - 26), start
    )
    if ahead is not None:
        venue = "home"
    if re.search(r"\baway\b|\bon the road\b|\bon their travels\b", words):
        venue = "away" if not venue else ""
    lead = g.plain[max(0, start - 45) : start]
    if not venue and (before := _WHERE_FIRST.search(lead)) is not None:
        venue = "home" if before["home"] else "away"
    competition = ""
    for _, named in g.signs("competition", start, stop):
        competition = ctx.competition(named) or competition
    if not competition:
        if re.search(r"\bleague\b|top-flight|top flight", words):
            competition = "league"
        elif re.search(r"\bcup\b", words):
            competition = "cup"
        elif re.search(r"\beuropean\b|\bin europe\b|champions league", words):
            competition = "europe"
    return Scope(venue, competition, "in all competitions" in g.plain[start : end + 40])


_WHERE_FIRST = pattern(
    r"(?:^|[,;:.] |\b(?:and|but) )(?:(?P<home>at home|at (?:the )?GROUND)|away(?: from home)?|on the road|on their travels),? "
    r"(?:(?:they|it|CLUB|the \w+|who|have|has|are|is|were|had|now|also|still|only|just|lost|won) ){0,4}$"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of runs and form in one sentence."""
    taken: list[tuple[int, int]] = []
    for m in g.every(_SINCE_RUN):
        claim = _since(g, ctx, m)
        if claim is not None:
            taken.append((m.start(), m.end()))
            yield claim
    for m in g.every(_IN_YEAR):
        claim = None if _clash(taken, m) else _in_year(g, ctx, m)
        if claim is not None:
            taken.append(m.span())
            yield claim
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
        if claim is not None and not _clash(taken, m):
            taken.append(m.span())
            yield claim
    for kind, source in _WHOLE:
        for m in g.every(source):
            claim = None if _clash(taken, m) else _whole(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim
    for kind, source in _RUNS:
        for m in g.every(source):
            if _clash(taken, m):
                continue
            claim = _run(g, ctx, m, kind)
            if claim is not None:
                taken.append(m.span())
                yield claim


def _clash(taken: Sequence[tuple[int, int]], m: re.Match[str]) -> bool:
    return any(a < m.end() and m.start() < b for a, b in taken)


def figure(written: str) -> int | None:
    """A number or ordinal as a whole number; once and twice too.

    >>> figure("fourth"), figure("12"), figure("twice")
    (4, 12, 2)
    """
    if written in ("once", "twice"):
        return 1 if written == "once" else 2
    found = number_of(written)
    return found if found is not None else ordinal_of(written)


def whose(
    g: Gloss, ctx: Context, m: re.Match[str], *, ended: bool = False
) -> tuple[tuple[Club, ...], bool]:
    """Whose run or count it is, the likeliest first, and whether the words leave no doubt."""
    owner = pattern(
        r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges))'?s?'? (?:[a-z-]+ ){0,3}?$"
    ).search(g.plain, max(0, m.start() - 60), m.start())
    inside = pattern(r"CLUB(?='| )").search(m[0])
    if owner is not None and (owner[0].rstrip().endswith(("'s", "'", "s")) or "'" in owner[0]):
        possessive = re.search(r"'s?|s' ", g.plain[owner.start() : m.start()])
        if possessive or ended:
            found = ctx.team(g, owner.start("team"), owner.end("team"))
            if found:
                return found, len(found) == 1
    if inside is not None and "'" in m[0]:
        found = ctx.team(g, m.start() + inside.start(), m.start() + inside.end())
        if found:
            return found, len(found) == 1
    clubs, sure, tight = candidates(g, ctx, m.start())
    if ended and tight is not None:
        # Who ended a run is not whose it was.
        return tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.named))), True
    return clubs, sure


def _run(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    groups = m.groupdict()
    written = groups.get("n") or groups.get("n2") or ""
    number = 2 if written in ("back-to-back", "successive", "consecutive") else figure(written)
    if groups.get("same") and figure(groups["same"]) != number:
        return None
    if number is None or number < 2 or number > 120 or wished(g, m.start()):
        return None
    if kind == "scoring" and " his " in m[0]:
        # A player's run.
        return None
    if re.match(r" (?:tie|clash|encounter|showdown|first leg|second leg)\b", g.plain[m.end() :]):
        # "Won the last eight tie".
        return None
    if re.search(r"\b(?:title|champion\w*|season|final|cup win|trophy|promotion|year)\b", m[0]):
        return None
    ended = bool(_END_BEFORE.search(g.plain[max(0, m.start() - 60) : m.start()])) or bool(
        _END_AFTER.match(g.plain[m.end() : m.end() + 50])
    )
    if re.search(
        r"\b(?:equal\w*|match(?:ed|ing|es the)|record of|longest|previous (?:best|record|run|streak|mark|longest|sequence)|surpass\w*|last season|in (?:19|20)\d\d)\b",
        g.plain[max(0, m.start() - 40) : m.end() + 25],
    ):
        loose = True
    else:
        loose = False
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
    # "Won their first four": as the season began.
    loose = loose or re.search(r"\b(?:first|opening) ", m[0]) is not None
    # "After a run of eight wins ended, Chelsea": of whom, is told behind.
    loose = loose or (ended and re.match(r"\W*(?:after|following|with) ", g.plain) is not None)
    # "When they won five in a row": at another time.
    loose = loose or re.search(r"\bwhen\b[^,;.]{0,40}$", g.plain[: m.start()]) is not None
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m, ended=ended)
    rivals = rivals_of(g, ctx, m)
    if rivals.other and ctx.match is None:
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
    if not readings:
        return None
    return make(
        "run", g, m.start(), m.end(), readings, firm=not loose and sure and "loose" not in groups
    )


_ADDED = re.compile(
    r"\b(?:extend\w*|stretch\w*|lengthen\w*|increas\w*|made it|makes it|making it|chalked up|notched up|racked up|completed|now (?:have )?(?:won|lost|drawn)|took|taking|takes)\b"
)
_THEN = re.compile(
    r"\b(?:had|before|until|prior|previous(?:ly)?|earlier|came into|coming into|went into|going into|entered|last (?:week|month|season|weekend)|ago|seek\w*|looking|chas\w+|aim\w*|hop\w+|after|when|on the back of|following|off|could|if|with)\b"
)


def _is_now(g: Gloss, m: re.Match[str], written: str) -> bool:
    """True if the words tell of a run with the match in hand in it: "a fourth straight win"."""
    lead = g.plain[max(0, m.start() - 60) : m.start()]
    if _THEN.search(lead) or _THEN.search(g.plain[m.end() : m.end() + 30].split(",")[0]):
        return False
    ordinal = ordinal_of(written) is not None and number_of(written) is None
    return ordinal or _ADDED.search(lead[-40:] + m[0]) is not None


_SOMEWHERE = re.compile(
    r" (?:at|in) (?!(?:the |their )?(?:home\b|half|end\b|moment|top\b|foot\b|bottom|times?\b|least|all\b|league|season|cup\b|europe|row\b|group|both|every|each|which|this|what|competition|tournament|[\uec00-\uefff]))[a-z\ue400-\uebff]"
)
_OF_SEASON = re.compile(r"\b(?:this (?:season|term|campaign)|of the season|all season|so far)\b")


@dataclass(frozen=True)
class Rivals:
    """Against whom a run is counted.

    Attributes:
        named: sides that the words name, each of which may be meant.
        other: the other side of the match in hand is meant ("their last five meetings").
        alone: nobody else can be meant; where not, the run may be one against all.
        venue: "away" for visits.
    """

    named: tuple[Club, ...] = ()
    other: bool = False
    alone: bool = False
    venue: Venue = ""

    def of(self, ctx: Context, club: Club) -> list[Club | None]:
        """Opponents for a club's run, None for a run against all."""
        found: list[Club | None] = [c for c in self.named if c != club]
        if self.other and ctx.other(club) is not None:
            found.append(ctx.other(club))
        return found if self.alone and found else [*found, None]


_RIVALS = r"^(?: in (?:the )?(?:COMP|league|cup)| at home| away)?,? (?P<prep>against|over|to|at the hands of|with|by|at|vs?|versus) (?P<o>TEAM)"
_TIME_OF = pattern(
    r"^(?:lost to|beaten by|defeated by|went down to|lose to|beat|beaten|defeated|drew with|drawn with|held by|won at|lost at) (?P<o>TEAM)\b.* time\b"
)
_VISITS = re.compile(
    r"\b(?:visits|trips|journeys|travels|away (?:league |cup |top-flight )*(?:games|matches|fixtures|meetings))\b"
)
_MEETINGS = re.compile(r"\b(?:meetings?|encounters?|clashes|derbies|head-to-heads?)\b")
_ALL_OVER = pattern(r"\b(?:league|top-flight|competitive|COMP|european|domestic|cup)\b")


def rivals_of(g: Gloss, ctx: Context, m: re.Match[str]) -> Rivals:
    """Whom a run or a count is about: "a fifth straight win over United", "seven visits to City"."""
    visits, meetings = _VISITS.search(m[0]), _MEETINGS.search(m[0])
    time_of = _TIME_OF.search(m[0])
    if time_of is not None:
        # "Lost to City for the fifth straight time": to City, or to anybody.
        at = m.start() + time_of.start("o")
        found = bearers(g, ctx, ctx.team(g, at, m.start() + time_of.end("o")), compared=True)
        return Rivals(found)
    tail = pattern(_RIVALS).match(g.plain[m.end() : m.end() + 70])
    if tail is not None and (
        tail["prep"] in ("against", "over", "at the hands of", "v", "vs", "versus")
        or (tail["prep"] == "with" and re.search(r"\d|NUM", m[0]) is not None and " of " in m[0])
        or (tail["prep"] in ("to", "at") and visits is not None)
        or (tail["prep"] == "to" and not meetings)
        or (tail["prep"] == "with" and meetings is not None)
    ):
        at = m.end() + tail.start("o")
        found = bearers(g, ctx, ctx.team(g, at, m.end() + tail.end("o")), compared=True)
        return Rivals(
            found, alone=bool(visits or meetings), venue="away" if visits is not None else ""
        )
    if meetings is not None:
        return Rivals(other=True, alone=_ALL_OVER.search(m[0]) is None)
    if visits is not None and "away" not in visits[0]:
        return Rivals(other=True, venue="away")
    return Rivals()


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


def _whole(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> Claim | None:
    """A season or a tournament without a defeat, without a win, or with nothing but wins."""
    lead = g.plain[max(0, m.start() - 45) : m.start()]
    loose = re.search(r"\b(?:since|first|last|only (?:the )?ORD|when)\b", lead) is not None
    lead = lead[-30:]
    if hedged(lead.replace("never", "").replace("not ", "")) or _END_BEFORE.search(lead):
        return None
    tail = g.plain[m.end() : m.end() + 24]
    if re.search(
        r"\b(?:last|previous) (?:season|term|year)|\b(?:19|20)\d\d|since|\bin (?:NUM|\d)",
        m[0] + tail,
    ):
        return None
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    if loose or lead.endswith(" to "):
        # "Squeezed past Schalke to remain unbeaten": not of whom they met.
        clubs = tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.named, *ctx.reported)))
    competition = scope.competition
    if ctx.match is not None and re.search(
        r"in (?:the |this )?(?:group|competition|tournament|hexagonal|qualif)|of the (?:competition|tournament|group)", m[0]
    ):  # fmt: skip
        competition = str(ctx.match.competition)
    others: tuple[Club, ...] = ()
    if m.groupdict().get("o"):
        others = bearers(g, ctx, ctx.team(g, m.start("o"), m.end("o")), compared=True)
        clubs = tuple(c for c in clubs if c not in others) or clubs
    everything = "all" if scope.everything or "all competitions" in m[0] else ""
    readings = [
        Reading(team=c, word=f"{kind}:whole", venue=scope.venue, competition=competition,
                round=everything, opponent=other)
        for c in clubs
        for other in (others or (None,))
        if other != c
    ]  # fmt: skip
    if not readings:
        return None
    if re.search(r"\b(?:record|run)\b", m[0]) and not re.search(r"season|campaign|term", m[0]):
        # "Kept their unbeaten record in the league": since when?
        loose = True
    return make("run", g, m.start(), m.end(), readings, firm=sure and not loose)


def _in_year(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    """Without a defeat, or a win, in a year that is still going on."""
    if ctx.written is None or wished(g, m.start()):
        return None
    year = int(m["year"]) if m["year"] else ctx.written.year
    if year != ctx.written.year:
        return None
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    kind = "unbeaten" if m["unbeaten"] else "winless"
    first = dt.date(year, 1, 1)
    readings = [
        Reading(team=c, word=f"{kind}:from", window=Window(first, ctx.written), venue=scope.venue,
                competition=scope.competition, round="all" if scope.everything else "")
        for c in clubs
    ]  # fmt: skip
    return make("run", g, m.start(), m.end(), readings, firm=sure) if readings else None


def _since(g: Gloss, ctx: Context, m: re.Match[str]) -> Claim | None:
    window: Window | None = None
    end = m.end()
    for when in g.whens:
        if when.past is not None and m.end() - 7 <= when.start <= m.end() + 12:
            window, end = when.past, when.end
            break
    if window is None or wished(g, m.start()):
        return None
    kind = "unbeaten" if m["unbeaten"] else "winless"
    scope = scope_of(g, ctx, m.start(), m.end())
    clubs, sure = whose(g, ctx, m)
    opponents: tuple[Club, ...] = ()
    for name in ("o1", "o2", "o3"):
        if m[name]:
            opponents = ctx.team(g, m.start(name), m.end(name))
    venue = scope.venue
    host: tuple[Club, ...] = ()
    ground = g.signs("ground", m.start(), m.end())
    if ground and ground[0][1].clubs:
        host = ground[0][1].clubs[:1]
    if m["o4"]:
        host = ctx.team(g, m.start("o4"), m.end("o4"))[:1]
    readings = []
    for c in clubs:
        mine = [o for o in opponents if o != c][:1]
        other = mine[0] if mine else None
        at = venue
        if host and host[0] != c:
            other, at = host[0], "away"
        elif host:
            at = "home"
        readings.append(
            Reading(
                team=c, opponent=other, word=f"{kind}:since", window=window, venue=at,
                competition=scope.competition, round="all" if scope.everything else "",
            )
        )  # fmt: skip
    return make("run", g, m.start(), end, readings, firm=sure) if readings else None
