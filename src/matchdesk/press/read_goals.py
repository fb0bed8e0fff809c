"""Reading goals: who scored, when, with what effect, and how long after the goal before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern, score_of
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make, subject

add_macros(
    GOALNOUN=(
        r"(?:goals?|winner|winning goal|equali[sz]er|leveller|opener|opening goal|brace|double|"
        r"hat[- ]?trick|treble|strike|header|penalty|spot-?kick|free-?kick|volley|finish|consolation|"
        r"effort|second|third|fourth|fifth|first|own goal|decider|late goal|double strike|tap-in|"
        r"double salvo|four goals|goal-?scorer)"
    ),
    PERSONS=(
        r"(?:PERSON(?: with (?:two|three|a pair)| twice)?(?:,? (?:and|&) PERSON|(?:, PERSON(?: with (?:two|three|a pair)| twice)?)+,? (?:and|&) PERSON)?)"
    ),
    LEADS=(
        r"(?:up|ahead|in front|level|back in (?:it|the game|front)|into the lead|in the lead|in control|"
        r"back on terms|(?:back )?on level terms|SCORE (?:up|ahead|in front|down)|SCORE)"
    ),
    LINK=r"(?:(?:who |then |also |had |has |have |duly |later |again |twice |both |each |all |soon |eventually |finally |[a-z]+ly )){0,4}",
)
_SCORED = (
    r"(?:scor(?:ed|es|ing)(?: twice\b| three times\b| four times\b| (?:the|a|an|his|another|two|both|three) (?:[a-z0-9'-]+ ){0,3}?GOALNOUN\b)?|nett(?:ed|ing)|nets|equali[sz](?:ed|es|ing|e)|levell?(?:ed|s|ing)?(?! (?:on points|with))|"
    r"(?:open(?:ed|s|ing)) (?:the|their) (?:scoring|account)|br(?:oke|eaks|eaking) the deadlock|beg(?:an|un|in|ins) (?:it|the scoring|the rout)|"
    r"complet(?:ed|es|ing) (?:the scoring|the rout|the job|a (?:fine |memorable )?(?:win|victory|rout)|his (?:hat[- ]?trick|treble|double|brace))|"
    r"repl(?:ied|ies|ying)(?: for (?:TEAM|the [a-z]+))?|respond(?:ed|s|ing)(?= [.,;]| on| in| after| with| from|$)|hit back(?= [.,;]| on| in| after|$)|"
    r"round(?:ed|s|ing) (?:the (?:goal)?keeper|PERSON)|rac(?:ed|es|ing) (?:away|clear|through) to|cancel(?:led|s|ling) (?:it |that |PERSON's [a-z]+ )?out|"
    r"(?:wrap(?:ped|s|ping)?|rounded|finish(?:ed|es|ing)?) (?:things |it |the scoring )?(?:up|off)(?! the match)|"
    r"(?:smash|pull|claw|head|fir|slott|nodd|tapp|scrambl)(?:ed|es|ing|s)? one back|turn(?:ed|s|ing) (?:the match|it) (?:round|around)|"
    r"nodd(?:ed|ing|s)?(?: \w+){0,3}? in front|"
    r"(?:found|finds|finding|find|hit|hits|hitting|rippled|bulged) the (?:back of the )?(?:net|target)|"
    r"(?:beat|beats|beating) (?:the (?:[a-z]+ )?(?:goal)?keeper|PERSON) |(?:put|puts|putting|got|gets) (?:his|their) names? on the score-?sheet|"
    r"(?:brought|brings|drew|draws|drag(?:ged|s)|pull(?:ed|s)|haul(?:ed|s)|head(?:ed|s)|fir(?:ed|es)|shot|made|pegged) (?:TEAM|things|matters|it|the scores?) (?:back )?(?:on )?level(?: terms)?|"
    r"(?:extend|increas|stretch|added to|adds to)(?:ed|es|s|ing)? (?:the|their|his side's|CLUB'?s?'?) (?:lead|advantage)|"
    r"add(?:ed|s|ing) (?:another|a second|a third|a fourth|a fifth|a further|one more|two more|to the score)|"
    r"(?:claim|snatch|grabb|nick|pinch|stole|steal|snaffl|pounc|poach|secur|snar)(?:ed|es|s|ing)? (?:the|a|an|what proved) (?:[a-z-]+ ){0,3}?GOALNOUN|"
    r"(?:ma(?:de|kes|king)) (?:no mistake|the (?:breakthrough|game safe|points safe))|kill(?:ed|s) (?:off )?(?:the game|the contest|it off)|"
    r"(?:bundl|forc|prod|pok|stabb|scrambl|knock|roll|squeez|toe-pok|hook|steer|clipp|lift|slid|slott|tapp|turn|head|nudg)(?:ed|es|s|ing|d|t)? (?:the ball |it |a shot |a header )?(?:over the line|between the posts|into the (?:[a-z]+ ){0,3}(?:net|corner|goal)|goalwards and in)|"
    r"doubl(?:ed|es|ing) (?:the|their|his side's|CLUB'?s?'?) (?:lead|advantage)|"
    r"restor(?:ed|es|ing) (?:parity|(?:the|a|their|his side's|CLUB's) (?:[a-z-]+ ){0,2}?(?:lead|advantage|parity))|"
    r"(?:pull(?:ed|s|ing)|got|get|gets|grabbed) (?:one|a goal|a late goal) back|"
    r"(?:reduc(?:ed|es|ing)|halv(?:ed|es|ing)|cut(?:ting)?) the (?:deficit|arrears|lead)|"
    r"(?:head|tap|fir|slott|nodd|bundl|scrambl|tapp|sweep|swept|pok|prodd|drill|lash|curl|slid|rifl|smash|hammer|volley|stabb|"
    r"convert|stroke?|roll|thump|crash|blast|turn|steer|squeez|guid|chipp|dink|lobb|pounc|finish|bury|buri|tuck)"
    r"(?:ed|ing|es|s|e|d|t)? (?:it |the ball |the rebound |the penalty |a penalty |a shot |him |his shot )?"
    r"(?:home|in|into|past|over|from close range|the rebound|from the spot|the opener|the winner|the equali[sz]er|off)\b|"
    r"(?:made|makes|making|make) it (?:SCORE|two|three|four|five|six)|"
    r"(?:was|were|is|are|being) (?:also )?on target|(?:got|getting|get) (?:himself )?on the score-?sheet|"
    r"on the score-?sheet|"
    r"(?:put|puts|putting|fired|fires|firing|shot|sent|sends|head(?:ed|s)|gave|give[sn]?|giving|earned|won|hand(?:ed|s|ing)|edged|nudged)"
    r" (?:TEAM) (?:LEADS|(?:a|the|their|an) (?:[a-z0-9'-]+ ){0,4}?(?:lead|advantage|edge|win|victory|point|draw)\b)|"
    r"struck(?: (?:twice|early|late|first|again|on|in|after|from|with|for|just|a minute|\d))|"
    r"sealed (?:the|a|their|it|victory)|wrapped (?:it )?up|"
    r"(?:hit|hits|hitting|grabb(?:ed|ing)|snatch(?:ed|ing|es)?|bagg(?:ed|ing)|got|getting|claim(?:ed|ing)|"
    r"notch(?:ed|ing)|add(?:ed|s|ing)|complet(?:ed|es|ing)|plunder(?:ed)?|fired|headed|struck|curled|drilled|lashed|"
    r"helped himself to|registered|weighed in with|contributed|converted|tucked away|"
    r"dispatched|despatched|slotted|scoring|poached|rattled in|chipped in with) "
    r"(?:what proved (?:to be )?)?(?:the|a|an|his|another|two|three|both|four|one)? ?(?:[a-z0-9'-]+ ){0,3}?GOALNOUN\b"
    r"|with (?:two|three|four|a pair|both)(?= goals|[.,;]| and\b|$)|(?:two|one|three) (?:apiece|each)|(?:one|two|three) each"
    r"|(?:hit|hits|got|gets|getting|nett?ed|nets|bagg?ed|bags|grabs|headed|heads|notched|claimed|grabbed|plundered|struck|scored|scores|scoring|added|getting|adding) "
    r"(?:NUM times|NUM(?= [.,;]|[.,;]| and | as | in |$)|both|two|three|four|five|twice|it twice|all (?:two|three|four|five)|one|a pair|a second|two more|a hat[- ]?trick|his second|his third|the second|the third|the fourth|the fifth|the other|the others|those|another two)"
    r"(?! (?:minutes?|yards?|shots?|corners?|times|passes|chances|saves|points|cards?))\b"
    r"|(?:put|puts|putting|turn(?:ed|s)?|deflected|sliced|headed|diverted|knocked|bundled|poked)(?: \w+){0,3}? (?:through|into|past) (?:his|their) own (?:net|goal|keeper|goalkeeper))"
)
_SUBJECT = rf"(?P<who>PERSONS)(?:,[^.;\ue400-\ue7ff]{{1,60}}?,|, (?:on for|on as|on in place of|sent on for|who (?:had )?(?:replaced|come on for)|brought on for|a (?:late |half-time |second-half )?(?:substitute|replacement) for|a (?:summer |january )?signing from)[^.;,]{{1,60}},)? ?(?P<link>LINK)(?P<what>{_SCORED})"
_WHO_SCORED = rf"(?P<who>PERSONS),? who (?P<link>LINK)(?P<what>{_SCORED})"
_NOUN = (
    r"(?:(?<!of )(?<!on )(?<!at )(?<!poor )(?<!weak )(?<!stray )(?<!loose )(?<!back )(?<!clearing )(?<!defensive )(?<!misplaced )(?<!down )\b(?P<kind>goals?|double|brace|hat-?trick|winner|equali[sz]er|opener|"
    r"second-half goals?|first-half goals?|own goal|penalties|strikes?|headers?|efforts?|free-?kicks?|one) (?:\w+ ){0,2}?"
    r"(?:from|by|courtesy of|through|via) (?P<who>PERSONS)(?!'))"
)
_OWNED = (
    r"(?:\b(?:a|an|the|another|further|late|early|two|after|with|through|by|to|via|before|before a) )?(?P<who>PERSON)(?:'s?)? "
    r"(?P<adj>(?:(?!(?:men|side|team|players|on|in|of|to|at|for|with|and|was|were)\b)[a-z0-9'-]+ ){0,3}?)(?P<kind>equali[sz]er|winner|opener|goals?|header|strike|brace|double|hat-?trick|"
    r"penalty|own goal|leveller|tap-in|free-?kick|volley|spot-?kick|consolation|effort|shot|drive|lob|chip|finish|half-volley|deflection|overhead kick)\b"
)
_CAME = (
    r"(?P<kind>(?:opening |winning |first |second |third |fourth |only |decisive )?(?:goals?|opener|equali[sz]er|winner|leveller|breakthrough|reply|response|consolation|strike)) "
    r"(?:came|arrived|followed|was scored|was headed|was provided|was supplied)(?: [a-z0-9'-]+){0,8}? (?:from|through|via|by|courtesy of|when) (?P<who>PERSONS)(?!')"
)
_THROUGH = r"(?<!close )(?<!chances )(?<!chance )(?<!danger )(?P<kind>through|thanks to|courtesy of) (?P<who>PERSONS)(?:'s)?(?= (?:\(|on|after|in the|before|midway|and\b|when)|[,.]|$)"
_STAMPED = r"(?P<who>PERSON) ?(?:\(|, ?)?(?P<min>\d{1,3})(?P<added> ?\+ ?\d{1,2})?(?P<mark>'|\)| ?(?:min|mins|pen|og)\b|,(?= PERSON \d)| pen\)| og\))"
_NO_GOAL = re.compile(
    r"\b(?:not|never|fail|failed|fails|miss|missed|misses|missing|almost|nearly|could|would|should|might|disallowed|ruled|saved|save|"
    r"denied|deny|blocked|wide|over the bar|chance|without|if|unless|yet to|hit the (?:post|bar|"
    r"woodwork)|offside|assist|set up|after .{0,20} saw|try|tried|trying|hoping|hope|hit back|"
    r"no|refused|chalked|able|opportunity|claims? for|appeal)\b"
)

_MINUTE = (
    r"(?:(?P<nth>\b\d{1,3}|ORD)(?:st|nd|rd|th)?[- ]minute\b"
    r"|(?P<after>(?:after|on|by) (?:just |only |barely |about |around )?(?P<an>NUM)(?: and a half)? (?:minutes?|mins)\b(?! later| from| left|'))"
    r"|(?P<onn>\bon (?P<on>\d{1,2}|NUM)(?=[.,;:)]| and| but| before| after| when| with| as| to |$)(?! (?:goal|points|aggregate)))"
    r"|(?P<pair>in the (?P<p1>\d{1,3})(?:st|nd|rd|th)? and (?P<p2>\d{1,3})(?:st|nd|rd|th)? minutes?)"
    r"|(?P<quarter>(?:on|after) a quarter of an hour|on the quarter[- ]hour)"
    r"|(?P<secs>(?:after|inside|within|in)(?: just| only)? (?:NUM|\d+) seconds)"
    r"|(?P<mid1>midway through the (?:first half|opening half))|(?P<mid2>midway through the second half)"
    r"|(?P<jb>(?:just|right|shortly|moments|immediately) before (?:the )?(?:HALF))|(?P<ja>(?:just|shortly|soon|right|straight|immediately) after (?:the )?(?:HALF|restart|hour|second half)|early in the second half|straight from the restart)"
    r"|(?P<lastn>(?:in|inside|within) the (?:last|final|closing) (?P<lnn>NUM) minutes)"
    r"|(?P<dying>(?:with the last kick|in the dying (?:minutes|moments|seconds)|in the closing (?:minutes|stages)|late on|deep into injury time))"
    r"|(?P<inthe>in the (?P<in>\d{1,3})(?:st|nd|rd|th)(?! minute)\b(?= ?[,.;]| and | but | to | as | when | put |$))"
    r"|(?P<into>(?P<ion>NUM) minutes? (?:in\b|into the (?:match|game|first half|contest)))"
    r"|(?P<hb>(?P<hbn>a|NUM) minutes? (?:before|from|short of) (?:the )?(?:HALF|half-time))"
    r"|(?P<ha>(?P<han>a|NUM) minutes? (?:after|into|from) (?:the )?(?:restart|HALF|second half|second period|resumption|start of the second half))"
    r"|(?P<left>(?:with )?(?:just |only )?(?P<ln>a|NUM) minutes? (?:from (?:time|the end|full-?time|the final whistle)|left|remaining|to (?:go|play)|"
    r"before (?:time|the end|full-?time|the final whistle)))"
    r"|(?P<half>(?:on|after) (?:the )?half[- ]?(?:an )?hour(?: mark)?)|(?P<hour>(?:on|after) (?:the|an) hour(?: mark)?)"
    r"|(?P<stroke>(?:on|at) the stroke of (?:HALF|half-time))"
    r"|(?P<stop1>(?:in )?first-?half (?:stoppage|injury|added) time)"
    r"|(?P<stop>(?:in|into|deep into|of) (?:second-half )?(?:stoppage|injury|added) time|(?:stoppage|injury)-time|at the death|last-minute|last-gasp|in the (?:final|last|dying) (?:minute|seconds))"
    r"|(?P<inside>(?:inside|within) (?:the )?(?:first |opening )?(?P<isn>NUM) minutes)"
    r"|(?P<first>in the (?:first|opening) minute))"
)
_LATER = (
    r"(?P<n>NUM) minutes? (?P<word>later|afterwards|after that|after(?=[.,;]|$| and )|on\b(?= ?[.,;]|$| and| but))|(?P<a>a|one) minute (?:later|afterwards|after)"
    r"|(?P<apart>(?P<n2>NUM) minutes apart)|(?P<space>(?:in|within|inside) (?:the )?(?:space of )?(?:a |just |only )?(?P<n3>NUM)(?: [a-z-]+){0,2}?[- ]minutes?(?: (?:spell|span|burst|period))?)"
)
_ASSIST = (
    r"(?:(?:pass|cross|ball|assist|corner|through-?ball|delivery|free-kick|flick|cut-?back|centre|lay-off|set-piece) "
    r"(?:from|by) (?P<a>PERSON)|(?P<b>PERSON)'s? (?:[a-z-]+ ){0,2}(?:pass|cross|corner|through-?ball|delivery|cut-?back|centre|assist))"
)
_HOW = (
    r"with (?:a|an|his) (?:[a-z0-9-]+ ){0,5}?(?:shot|header|strike|finish|volley|free-?kick|effort|drive|tap-in|overhead kick|chip|lob)\b"
    r"(?: (?:from|into|over|past)(?: [a-z0-9-]+){1,3})?"
)
_BACK = (
    r"(?P<came>(?:came|come|coming|comes|fought|fight|fighting|battled|hit|rallied|rally|rallying|bounced|recovered|recovering|recover) (?:back )?from (?:behind|(?:being )?(?:a goal|two goals|three goals|one|two|three|four|NUM|SCORE)(?: goals?)? (?:down|behind|adrift|up)?|(?:a |an )?(?:(?:two|three|four)-goal|SCORE) (?:deficit|down)))"
    r"|(?P<twice>twice (?:came|coming|fought|come) (?:back )?from behind|came from behind twice)"
    r"|(?P<threw>(?:threw|throwing|thrown|let|letting|squander(?:ed|ing)?|surrender(?:ed|ing)?|blew|blowing|wast(?:ed|ing)|gave|giving|slipped) (?:away |slip |up )*(?:a |their |the )?(?P<size>(?:two|three|four|five|SCORE)(?:-|- | )?(?:goal)? ?)?(?:lead|advantage)(?: slip)?)"
    r"|(?P<over>overturn(?:ed|ing)? (?:a |an )?(?:(?P<size2>two|three|four|SCORE)-goal|SCORE|half-time|early)? ?(?:deficit|lead))"
    r"|(?P<fell>(?:after |despite )?(?:falling|fell|going|went|having gone|had gone|slipping|slipped) (?:a goal |two goals |three goals |one |two |three |SCORE )?(?:behind|down)(?! (?:to (?:a |an )?(?:[a-z-]+ ){0,2}(?:defeat|loss)|SCORE|in)))"
    r"|(?P<never>never (?:led|behind|trailed|looked back|in front))|(?P<start>led from start to finish|led throughout)"
)
_STARRED = r"(?P<who>PERSONS)(?P<gap>[^.;]{0,50}?) (?P<what>(?:after |while )?(?:starr(?:ed|ing)|shone|shining|impress(?:ed|ing)|feature[ds]|featuring|played|playing|starting|scoring|who scored) in (?:the |a |their )?(?:SCORE )?[^,.;]{0,60})"


@dataclass
class Frame:
    """A goal told of: who, where in the gloss, and what it did."""

    start: int
    end: int
    players: tuple[str, ...]
    effect: str
    number: int | None
    firm: bool
    legs: tuple[str, ...] = ("",)
    timed: bool = False


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of goals in one sentence."""
    frames = _frames(g, ctx)
    frames += _held(g, ctx, frames)
    frames.sort(key=lambda f: f.start)
    for frame in frames:
        for player in frame.players:
            readings = [
                Reading(player=player, number=frame.number, word=frame.effect, leg=leg)
                for leg in frame.legs
            ]
            yield make("scorer", g, frame.start, frame.end, readings, firm=frame.firm)
            if frame.number is not None:
                told = [Reading(player=player, number=frame.number, leg=leg) for leg in frame.legs]
                yield make("player_goals", g, frame.start, frame.end, told, firm=frame.firm)
    yield from _minutes(g, ctx, frames)
    yield from _seconds(g, ctx, frames)
    yield from _stamped(g, ctx)
    yield from _shouted(g, frames)
    yield from _backs(g, ctx)
    yield from _details(g, frames)
    yield from _starred(g, ctx)
    if frames:
        ctx.scorer = frames[-1].players[-1]


def _frames(g: Gloss, ctx: Context) -> list[Frame]:
    found: list[Frame] = []
    for source in (_WHO_SCORED, _SUBJECT, _CAME, _NOUN, _OWNED, _THROUGH):
        for m in pattern(source).finditer(g.plain):
            if any(f.start < m.end() and m.start("who") < f.end for f in found):
                continue
            players = _players(g, m)
            if source is _WHO_SCORED:
                # Of "A, B and C, who scored" the last is meant, whoever else may be.
                players = players[-1:]
            if not players:
                continue
            groups = m.groupdict()
            words = g.plain[m.start() : m.end()]
            first, _ = g.clause(m.start("who"))
            lead_in = g.plain[max(first, m.start("who") - 25) : m.start("who")]
            after = g.plain[m.end() : m.end() + 25]
            if source is _SUBJECT:
                # What stands between commas tells of something else.
                words = g.plain[m.start("link") : m.end()]
            if _NO_GOAL.search(words) or _NO_GOAL.search(lead_in) or _WASTED.match(after):
                continue
            kind = groups.get("kind") or groups.get("what") or ""
            if source is _OWNED and re.search(
                r"header|strike|penalty|free-?kick|volley|spot-?kick|goals?$|effort|shot|drive|lob|chip|finish|deflection|kick",
                kind,
            ):
                # "Benzema's header" may have gone wide: only with a word of its effect.
                tail = g.plain[m.end() : m.end() + 40]
                stamped = re.search(r"minute|injury-time|stoppage-time", groups.get("adj") or "")
                if not (stamped and kind.startswith("goal")) and not re.search(
                    r"^ (?:gave|put|made|opened|earned|secured|sealed|levelled|equalised|won|was enough|"
                    r"proved|settled|decided|cancelled|ensured|doubled|restored|reduced|halved|extended|completed|rounded|broke|"
                    r"in the|on|after|before|to (?:win|level|seal|give|restore|make|put|double|equalise|settle|secure|snatch|rescue))",
                    tail,
                ):  # fmt: skip
                    continue
            effect, number = _effect(kind + " " + (groups.get("adj") or ""))
            if len(players) > 1:
                # "Touré and Zabaleta put City level": the two did it together.
                effect, number = "", None
            clause = g.plain[slice(*g.clause(m.start()))]
            leg = ""
            near = g.plain[m.start() : m.end() + 45]
            if re.search(r"\bfirst[- ]leg\b", near):
                leg = "1"
            firm = (
                not _elsewhere(g, ctx)
                and not foreign_time(g, *g.clause(m.start()))
                and not foreign_time(g, *g.clause(m.end() - 1))
                and not re.search(
                    r"\b(?:season|goals (?:this|in)|career|tally|his (?:\d+(?:st|nd|rd|th)|first|second|third|ORD) (?:goal )?(?:of the (?:season|campaign)|league|in \w+ (?:games|matches)|this season|for (?:the|his)))\b",
                    clause,
                )
            )
            start = m.start("who") if source not in (_NOUN, _CAME) else m.start()
            if source is _OWNED:
                start = m.start()
            # A sentence that also tells of the first leg may mean a goal of that match.
            told = bool(re.search(r"\bfirst[- ]leg\b", g.plain))
            if source is _WHO_SCORED and not leg:
                # "Oviedo, who scored the winner at Old Trafford": some other day.
                firm = False
            legs = (leg, "1") if told and not leg else (leg,)
            found.append(Frame(start, m.end(), players, effect, number, firm, legs))
    return sorted(found, key=lambda f: f.start)


_SERVED = re.compile(
    r"\b(?:on|to|onto|on to|met|meeting|from|after) (?:a|an|the|[^ ]+'s?)? ?(?:[a-z-]+ ){0,3}?(?:cross|pass|corner|free-kick)\b"
)
_GOALISH = re.compile(
    r"\b(?:goals?|scor\w+|net\w*|head\w*|shot|strik\w+|struck|penalt\w+|spot|equali\w+|levell\w+|lead|ahead|front|opener|"
    r"winner|home|in off|fir\w+|finish\w*|volley\w*|free-kick|curl\w+|drill\w+|slot\w+|tap\w*|deadlock|brace|twice|hat[- ]?trick|"
    r"reply|replied|answer\w*|add\w+|minute\w*|one back|second|third|fourth|target|score-?sheet|on \d+|got|made it|began|put|scrambl\w+|settled|sealed|turned|scorers|once|again|pounc\w+|rose to|latched|rebound|wrapped|sealed|secured|earned|rescued|saved a point|sent)\b"
)
_NO_PART = re.compile(
    r"\b(?:sav(?:e|ed|es) (?:from|by)|cross|pass|assist\w*|corner|set up|replac\w+|substitut\w+|came on|sent on|on for|book\w+|yellow|red|sent off|"
    r"injur\w+|miss\w*|wide|over the bar|post\b|crossbar|woodwork|foul\w*|tackle\w*|disallowed|offside|said|suspended|without|"
    r"denied|blocked|season|last week|earlier|previous|whose|coach|manager|mother|father)\b"
)


def _elsewhere(g: Gloss, ctx: Context) -> bool:
    """True where the sentence names a club that plays in none of the matches that it tells of."""
    named = [m for _, m in g.signs("club") if m.clubs]
    sides = {*ctx.told_sides}
    return any(not sides & {*m.clubs} for m in named) if named else ctx.elsewhere


def _held(g: Gloss, ctx: Context, frames: list[Frame]) -> list[Frame]:
    """Goals that no pattern tells, of players who are held to have scored in the match in hand.

    They can only be borne out: the ledger helps to see them, so it cannot be held against them.
    """
    found: list[Frame] = []
    if ctx.goals is None or ctx.hand < 0:
        return found
    for at, mention in g.signs("person"):
        if any(f.start <= at < f.end for f in frames):
            continue
        name = mention.ids[0] if len(mention.ids) == 1 else mention.text
        if not ctx.scored(name):
            continue
        first, last = g.clause(at)
        stop = min(last, at + 90)
        following = [x for x, _ in g.signs("person", at + 1, stop)]
        if following:
            stop = following[0]
        if g.plain[at + 1 : at + 3] == "'s" and not _GOALISH.search(
            g.plain[at : min(at + 40, last)]
        ):
            continue
        words = g.plain[at : max(stop, min(len(g.plain), at + 30))]
        if g.plain[at + 1 : at + 3] != "'s":
            # "Pounced on a loose pass", "rose to the corner": somebody else's.
            words = _SERVED.sub("", words)
        lead = g.plain[max(first, at - 30) : at]
        if not _GOALISH.search(lead + words) or _NO_PART.search(words) or _NO_PART.search(lead):
            continue
        if _NO_GOAL.search(words) or foreign_time(g, first, last):
            continue
        more = g.plain[
            at : max(len(words) + at, min(at + 70, following[0] if following else at + 70))
        ]
        timed = _PUT_IN.search(more) is not None and not _elsewhere(g, ctx)
        found.append(Frame(at, at + 1, (name,), "", None, False, ("",), timed))
    return found


_PUT_IN = re.compile(
    r"\b(?:scor\w+|scrambl\w+|head(?:ed|s|ing)|fir(?:ed|es|ing)|struck|equali\w+|levell\w+|nett?ed|slott\w+|volley(?:ed|s)|finish\w+|"
    r"convert\w+|tapp\w+|goal|opener|winner|beat the|nodd\w+|swept|stabb\w+|pok\w+|bundl\w+|found the net|on target|lead|extended|brought|drew|restored|doubled|curl(?:ed|s)|drill(?:ed|s)|smash\w+|put (?:\w+ ){1,2}(?:ahead|in front|up|level)|added|made it)\b"
)
_SECOND = (
    r"(?P<nth>second|third|fourth) (?:goal )?(?:of the (?:night|game|match|evening|afternoon|day|half))|(?:his|the) (?P<nth2>second|third|fourth)(?= [.,;]|[.,;]| (?:in|on|after|from|with|and|before|minutes?)\b|$)(?! (?:league|goal of the season|cup))"
    r"|(?P<did>drew a blank|failed to score|was kept off the score-?sheet)|complet(?:ed|ing|es) (?:his|a) (?P<what>hat[- ]?trick|treble|double|brace)"
)


def _seconds(g: Gloss, ctx: Context, frames: list[Frame]) -> Iterator[Claim]:
    """Goals of one player in the match: his second of the night, a completed treble, none at all."""
    for m in pattern(_SECOND).finditer(g.plain):
        before = [f for f in frames if f.start <= m.start()]
        people = [x for _, x in g.signs("person", 0, m.start())]
        if m["did"] is None and before:
            player = before[-1].players[-1]
        elif people:
            last = people[-1]
            player = last.ids[0] if len(last.ids) == 1 else last.text
        elif ctx.scorer:
            player = ctx.scorer
        else:
            continue
        nth = m["nth"] or m["nth2"]
        what = m["what"] or ""
        number = 0 if m["did"] else {"second": 2, "third": 3, "fourth": 4}.get(nth or "", 0)
        if what:
            number = 2 if what in ("double", "brace") else 3
        word = "" if m["did"] or what else "least"
        firm = not foreign_time(g, *g.clause(m.start())) and not _elsewhere(g, ctx)
        if (
            m["nth2"]
            and not re.search(r"\bhis $", g.plain[m.start() : m.start() + 4])
            and not before
        ):
            continue
        yield make(
            "player_goals", g, m.start(), m.end(),
            [Reading(player=player, number=number, word=word)], firm=firm and not m["nth2"],
        )  # fmt: skip


_WASTED = re.compile(
    r"^ ?(?:wide|over|against the|off the|onto the|at the keeper|straight at|but (?:it|the))"
)


def _players(g: Gloss, m: re.Match[str]) -> tuple[str, ...]:
    names = []
    for _, mention in g.signs("person", m.start("who"), m.end("who")):
        names.append(mention.ids[0] if len(mention.ids) == 1 else mention.text)
    return tuple(names)


_SO_MANY = (
    r"\b(?:scor(?:ed|es|ing)|hit|hits|got|gets|nett?ed|bagged|headed|notched|claimed|grabbed|plundered|struck|with) "
    r"(?P<n>NUM)(?: times| goals| ?$)(?! (?:minute|yard|match|game))"
)


def _effect(words: str) -> tuple[str, int | None]:
    number = None
    told = pattern(_SO_MANY).search(words)
    if told is not None:
        number = number_of(told["n"])
    elif re.search(
        r"hat[- ]?trick|treble|three goals|\bhit three\b|\bscored three\b|all three", words
    ):
        number = 3
    elif re.search(r"\b(?:hit|scored|netted|bagged|plundered|all) four\b|four goals", words):
        number = 4
    elif re.search(r"\b(?:hit|scored|netted|bagged|all) five\b|five goals", words):
        number = 5
    elif (
        re.search(
            r"\b(?:brace|double\b(?! the)|twice|two goals|both goals|both|a pair|(?:got|headed|hit|scored|netted|bagged|getting|scoring|with) two|two (?:apiece|each)|with both|with a pair)\b",
            words,
        )
        and "doubled" not in words
    ):
        number = 2
    if "own goal" in words or re.search(r"\bown (?:net|keeper|goalkeeper)\b", words):
        return "own_goal", number
    if re.search(r"equali[sz]|level|parity|on terms", words):
        return "equaliser", number
    if re.search(r"winner|winning|decider|decisive", words):
        return "winner", number
    if re.search(r"opener|opened|opening|opens|deadlock", words):
        return "opener", number
    if re.search(r"\b(?:lead|ahead|in front|up|advantage)\b", words) and not re.search(
        r"doubl|restor|extend|cut|reduc|halv|wrapped up", words
    ):
        return "lead", number
    return "", number


def _minutes(g: Gloss, ctx: Context, frames: list[Frame]) -> Iterator[Claim]:
    if not frames:
        return
    for m in pattern(_MINUTE).finditer(g.plain):
        frame = _frame_for(g, m.start(), m.end(), frames)
        span = _span(m)
        if frame is None or span is None:
            continue
        readings = [
            Reading(player=p, minutes=span, leg=leg, word=frame.effect)
            for p in frame.players
            for leg in frame.legs
        ]
        loose = bool(
            m["stop"]
            or m["stroke"]
            or m["stop1"]
            or m["mid1"]
            or m["mid2"]
            or m["jb"]
            or m["ja"]
            or m["dying"]
            or (m["inside"] and not re.search(r"first|opening", m[0]))
        )
        yield make(
            "minute",
            g,
            m.start(),
            m.end(),
            readings,
            firm=(frame.firm or frame.timed) and not loose,
        )
    for m in pattern(_LATER).finditer(g.plain):
        frame = _frame_for(g, m.start(), m.end(), frames)
        number = 1 if m["a"] else number_of(m["n"] or m["n2"] or m["n3"])
        if frame is None or number is None:
            continue
        if m["space"] and not re.search(r"space|spell|span|burst", m[0]) and not frame.number:
            continue
        others = [
            x for _, x in g.signs("person", m.end(), min(g.clause(m.end() - 1)[1], m.end() + 45))
        ]
        if others and frame.end <= m.start():
            # "A minute later Lampard's shot": something that the goal before has no part in.
            continue
        if m["apart"] or m["space"]:
            readings = [
                Reading(player=p, players=frame.players, number=number, word="span")
                for p in frame.players[:1]
            ]
            yield make("interval", g, m.start(), m.end(), readings, firm=False)
            continue
        place = frames.index(frame)
        earlier = frames[place - 1].players[-1] if place else ctx.scorer
        readings = [
            Reading(player=p, players=(earlier,) if earlier else (), number=number)
            for p in frame.players[:1]
        ]
        yield make("interval", g, m.start(), m.end(), readings, firm=frame.firm and bool(earlier))


def _beside(g: Gloss, m: re.Match[str], frame: Frame) -> bool:
    """True if a time stands in the words of a goal or right beside them."""
    if frame.start <= m.start() < frame.end:
        return True
    if m.start() >= frame.end:
        between = g.plain[frame.end : m.start()]
        return (
            len(between) < 40
            and not re.search(r"[;:]|\b(?:and|but|before|as|when|while|after)\b", between)
            and not g.signs("person", frame.end, m.start())
        )
    return frame.start - m.end() <= 3


def _frame_for(g: Gloss, start: int, end: int, frames: list[Frame]) -> Frame | None:
    """The goal that a time belongs to.

    The one it stands in, else the one before it in its clause, else the next.
    """
    for f in frames:
        if f.start <= start < f.end:
            return f
    before = [f for f in frames if f.end <= start]
    after = [f for f in frames if f.start >= end]
    if before:
        last = before[-1]
        between = g.plain[last.end : start]
        if after:
            gap = g.plain[end : after[0].start]
            joined = re.search(r"\b(?:and|but|before|then|while)\b|[,;]", between)
            if joined and len(gap.split()) <= 3 and len(gap) < 25 and not re.search(r"[;:.]", gap):
                return after[0]
        if len(between) < 90 and not pattern(
            r"\b(?:sent off|booked|replaced|came on|saved|yellow|red card|substitut)"
        ).search(between):
            return last
        return None
    if after:
        # "In the 31st minute Eraso scored", with nothing but the players between.
        gap = g.plain[end : after[0].start]
        if len(gap) < 30 and not re.search(r"[;.]|\b(?:and|but|before|then|while|after)\b", gap):
            return after[0]
    return None


def _span(m: re.Match[str]) -> tuple[int, int] | None:
    """First and last minute that an expression means, counted from 1."""
    groups = m.groupdict()

    def n(name: str) -> int:
        return number_of(groups[name] or "") or 0

    if m["nth"]:
        at = number_of(m["nth"]) or ordinal_of(m["nth"]) or 0
        return (at, at) if at else None
    if m["after"]:
        return n("an"), n("an") + 1
    if m["onn"]:
        return n("on"), n("on") + 1
    if m["pair"]:
        return int(m["p1"]), int(m["p2"])
    if m["quarter"]:
        return 14, 17
    if m["secs"]:
        return 1, 1
    if m["mid1"]:
        return 15, 32
    if m["mid2"]:
        return 58, 77
    if m["jb"]:
        return 39, 46
    if m["ja"]:
        return (60, 66) if "hour" in m[0] else (45, 56)
    if m["lastn"]:
        return 90 - n("lnn"), 96
    if m["dying"]:
        return 80, 125
    if m["inthe"]:
        at = number_of(m["in"]) or ordinal_of(m["in"]) or 0
        return (at, at) if at else None
    if m["into"]:
        return n("ion"), n("ion") + 1
    if m["hb"]:
        return 45 - n("hbn"), 46 - n("hbn")
    if m["ha"]:
        return 45 + n("han"), 46 + n("han")
    if m["left"]:
        return 90 - n("ln"), 91 - n("ln")
    if m["half"]:
        return 29, 31
    if m["hour"]:
        return 59, 61
    if m["stroke"]:
        return 43, 46
    if m["stop1"]:
        return 45, 46
    if m["stop"]:
        return 88, 125
    if m["inside"]:
        return 1, n("isn")
    if m["first"]:
        return 1, 1
    return None


_NOT_SCORERS = re.compile(
    r"\b(?:subs?|substitut\w+|bench|on for|yellow|red|cards?|booked|sent off|missed|assists?|line-?ups?)\b"
)


def _stamped(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Lists of scorers: "Eraso 31', Benzema 47'", "Benzema (47)"."""
    if _NOT_SCORERS.search(g.plain) or len(g.signs("person")) > 8:
        return
    listed = re.search(r"\b(?:goals?|scorers?)\b", g.plain) is not None
    for m in pattern(_STAMPED).finditer(g.plain):
        minute = int(m["min"])
        inside = g.plain[: m.start()].count("(") > g.plain[: m.start()].count(")")
        if inside and not listed:
            # "Gaztañaga (Elustondo 66')": a change.
            continue
        if not 0 < minute <= 125 or (m["mark"] == ")" and "(" not in m[0]):
            continue
        mention = g.mention(m["who"])
        if mention is None:
            continue
        name = mention.ids[0] if len(mention.ids) == 1 else mention.text
        known = listed or m["mark"] == "'" or "pen" in m["mark"] or "og" in m["mark"]
        firm = listed or "pen" in m["mark"]
        reading = Reading(player=name, minutes=(minute, minute))
        if known:
            yield make("scorer", g, m.start(), m.start("min"), [Reading(player=name)], firm=firm)
        yield make("minute", g, m.start("min"), m.end(), [reading], firm=firm)


# "59' GOAL! A hat-trick for Ronaldo", "GOAL! City 1-0 QPR (Zabaleta 39)".
_SHOUT = (
    r"^\W*(?:(?P<min>\d{1,3})(?:\+\d{1,2})?(?:'| ?min(?:s|utes?)?\b)\W*)?go+a*l+s?\b\W+(?:(?:a |his )?(?P<hat>hat-trick )?(?:for|from|by) |it's |and it's )?"
    r"(?P<who>PERSON)(?!'s? (?:cross|corner|shot|header|free))"
)
_BESIDE = r"SCORE CLUB ?\((?P<who>PERSON),? (?P<min>\d{1,3})(?:\+\d{1,2})?(?:'|min)?\)"


def _shouted(g: Gloss, frames: list[Frame]) -> Iterator[Claim]:
    """Goals of reports that go minute by minute."""
    for source in (_SHOUT, _BESIDE):
        for m in pattern(source).finditer(g.plain):
            mention = g.mention(m["who"])
            if mention is None or any(f.start <= m.start("who") < f.end for f in frames):
                continue
            name = mention.ids[0] if len(mention.ids) == 1 else mention.text
            at = m.start("who")
            number = 3 if m.groupdict().get("hat") else None
            yield make("scorer", g, at, at + 1, [Reading(player=name, number=number)])
            if m["min"] and source is _BESIDE:
                minute = int(m["min"])
                reading = Reading(player=name, minutes=(minute, minute))
                yield make("minute", g, m.start("min"), m.end("min"), [reading])


_SIZES = {"a goal": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def _backs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A side that came from behind, or let a lead slip."""
    for m in pattern(_BACK).finditer(g.plain):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 25) : m.start()]):
            continue
        size = next((n for word, n in _SIZES.items() if re.search(rf"\b{word}\b", m[0])), 0)
        deficit = pattern(r"SCORE").search(m[0])
        if deficit is not None:
            told = score_of(deficit[0])
            size = abs(told.home - told.away) if told is not None else 0
        kind = (
            "threw" if m["threw"] else "twice" if m["twice"] else "never" if m["never"]
            else "start" if m["start"] else "fell" if m["fell"] else "came"
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


def _details(g: Gloss, frames: list[Frame]) -> Iterator[Claim]:
    for m in pattern(_ASSIST).finditer(g.plain):
        sign = m["a"] or m["b"]
        mention = g.mention(sign)
        if mention is None:
            continue
        near = _frame_for(g, m.start(), m.end(), frames) if frames else None
        reading = Reading(
            player=near.players[0] if near else "",
            players=(mention.ids[0] if len(mention.ids) == 1 else mention.text,),
        )
        yield replace(
            make("assist", g, m.start(), m.end(), [reading], firm=False),
            why_not="Details of play are not in the ledger.",
        )
    for m in pattern(_HOW).finditer(g.plain):
        if frames:
            yield replace(
                make("goal_description", g, m.start(), m.end(), [Reading()], firm=False),
                why_not="How a goal was scored is not in the ledger.",
            )


def _starred(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in pattern(_STARRED).finditer(g.plain):
        players = _players(g, m)
        opponents = [x.clubs[0] for _, x in g.signs("club", m.start("what"), m.end()) if x.clubs]
        window = next(
            (w.past for w in g.whens if w.past and m.start("what") <= w.start <= m.end() + 20), None
        )
        readings = [
            Reading(team=team, opponent=other, players=players, window=window)
            for other in opponents
            for team in ctx.sides
            if team != other
        ]
        if readings and players:
            yield make("player_in_match", g, m.start("what"), m.end(), readings, firm=False)
