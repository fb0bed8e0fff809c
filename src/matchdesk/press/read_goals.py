"""Reading goals: who scored, when, with what effect, and how long after the goal before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.read_minute import (
    NO_GOAL,
    NO_PART,
    PUT_IN,
    Frame,
    elsewhere,
    frame_for,
    minutes,
)
from matchdesk.press.read_running import backs
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make

add_macros(
    GOALNOUN=(
        r"(?:goals?|winner|winning goal|equali[sz]er|leveller|opener|opening goal|brace|double|"
        r"hat[- ]?trick|treble|strike|header|penalty|spot-?kick|free-?kick|volley|finish|consolation|"
        r"effort|second|third|fourth|fifth|first|own goal|decider|late goal|double strike|tap-in|"
        r"double salvo|four goals|goal-?scorer)"
    ),
    PERSONS=(
        r"(?:PERSON(?: with (?:two|three|a pair)| twice)?(?: (?:and|&) PERSON|(?:, PERSON(?: with (?:two|three|a pair)| twice)?)+,? (?:and|&) PERSON)?)"
    ),
    LEADS=(
        r"(?:up|ahead|in front|level|back in (?:it|the game|front)|into the lead|in the lead|in control|"
        r"back on terms|(?:back )?on level terms|SCORE (?:up|ahead|in front|down)|SCORE)"
    ),
    STYLED=(
        r"(?:(?:the |a |his |their |fellow )?(?:[a-z][a-z'-]+ ){0,2}?(?:substitute|striker|forward|midfielder|defender|winger|captain|skipper|full-back|"
        r"centre-back|centre-half|teenager|youngster|debutant|playmaker|international|marksman|hitman|man|player) )?"
    ),
    LINK=r"(?:(?:who |then |also |had |has |have |duly |later |again |twice |both |each |all |soon |eventually |finally |[a-z]+ly )){0,4}",
)
_SCORED = (
    r"(?:scor(?:ed|es|ing)(?: twice\b| three times\b| four times\b| (?:the|a|an|his|another|two|both|three) (?:[a-z0-9'-]+ ){0,3}?GOALNOUN\b)?|nett(?:ed|ing)|nets|equali[sz](?:ed|es|ing|e)|levell?(?:ed|s|ing)?(?! (?:on points|with))|"
    r"made (?:sure|certain)(?= of| in| on| after| with| from|[.,;]|$)|did the rest|g[ai]v(?:e|es|ing) (?:TEAM|the [a-z]+) (?:[a-z]+ )?hope|closed (?:it|the scoring)|"
    r"(?:needed|took) (?:just |only )?NUM minutes to (?:score|put|open|equali[sz]e|level|make|find|double)|squirm(?:ed|ing) in|took advantage of [^.;,]{3,40} to (?:score|settle|make|put|level|equali[sz]e|seal)|"
    r"completed (?:it|the (?:scoring|rout|job|win|victory|comeback))|won it\b|settled (?:it|the (?:match|game|issue|contest))|ha[sd] (?:TEAM|them) level|"
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
_TO_SCORE = (
    r"(?P<who>PERSON)(?P<link>(?: (?!to\b|as\b|but\b|and\b|before\b|who\b|was\b|were\b|failed\b)[a-z0-9'-]+){0,7}?) to "
    r"(?P<what>score(?: twice| three times| again| the (?:[a-z-]+ )?GOALNOUN| his [a-z0-9]+)?|net\b(?: twice)?|equali[sz]e|level(?: the scores?| matters)?|make it SCORE|"
    r"(?:put|fire|send|head|edge|nudge) TEAM (?:LEADS|[a-z-]+ up)|(?:head|slot|tap|fire|sweep|volley|turn|drill|lash|poke|prod|stab|nod|curl|smash|hammer|slide|steer|squeeze|roll|bundle|thump|crash|power|convert|finish)"
    r"(?: (?:it|the ball|the rebound|him))? (?:home|in\b|past|into)|(?:halve|reduce|cut) the (?:deficit|arrears|lead)|(?:double|extend|restore|increase|stretch) (?:the|their|his side's|CLUB's) (?:[a-z-]+ )?(?:lead|advantage|cushion)|"
    r"pull (?:one|a goal) back|(?:grab|snatch|claim|get|add|bag|complete|score|hit|nick|seal|steal) (?:a|an|the|his|their|another) (?:[a-z0-9-]+ ){0,2}?GOALNOUN|break the deadlock|open the scoring)"
)
_FOR_HIM = (
    r"(?:set up|laid on|teed up|crossed for|squared for|pulled (?:it )?back for|provided|created|fed|found)(?: (?:the|a|an) (?P<kind>opener|equali[sz]er|winner|first|second|third|fourth|fifth|goal|leveller) for)? STYLED(?P<who>PERSON)"
    r"(?= (?:for (?:the|a|his) (?:opener|equali[sz]er|winner|first|second|third|fourth|fifth|last|leveller|goal)|in the \d|on \d|after \d|with \w+ minutes|to (?:score|make|net|head|fire|slot|tap|double|put|equali)))"
)
_HE_SCORED = rf"\b(?P<pro>he|the (?:[a-z-]+ )?(?:striker|forward|midfielder|defender|winger|substitute|captain|skipper|full-back|frenchman|spaniard|dutchman|swede|dane|brazilian|argentine|argentinian|argentinean|portuguese|german|italian|englishman|uruguayan|colombian|chilean|belgian|croat|croatian|pole|serb|norwegian|welshman|scot|irishman|ivorian|senegalese|egyptian|teenager|youngster)) (?P<link>LINK)(?P<what>{_SCORED})"
_WHO_SCORED = rf"(?P<who>PERSONS),? who (?P<link>LINK)(?P<what>{_SCORED})"
_NOUN = (
    r"(?:(?<!of )(?<!on )(?<!at )(?<!poor )(?<!weak )(?<!stray )(?<!loose )(?<!back )(?<!clearing )(?<!defensive )(?<!misplaced )(?<!down )\b(?P<kind>goals?|double|brace|hat-?trick|winner|equali[sz]er|opener|"
    r"second-half goals?|first-half goals?|own goal|penalties|strikes?|headers?|efforts?|free-?kicks?|one|two|three|four|both|a pair|another|another two|two more|"
    r"(?:(?:late|early|second-half|first-half|fine|superb|stunning|solo|quick|penalty) )(?:second|third|fourth|fifth)|one each|one apiece|two each|two apiece) "
    r"(?:(?<!two )(?<!both )(?<!three )(?<!four )(?<!another )(?<!more )(?<!pair )\w+ (?:\w+ )?)??"
    r"(?:from|by|for|courtesy of|through|via) STYLED(?P<who>PERSONS)(?!'))"
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
_THROUGH = r"(?<!close )(?<!chances )(?<!chance )(?<!danger )(?P<kind>through|thanks to|courtesy of) STYLED(?P<who>PERSONS)(?:'s)?(?= (?:\(|on|after|in the|before|midway|and\b|when)|[,.]|$)"
_STAMPED = r"(?P<who>PERSON) ?(?:\(|, ?)?(?P<min>\d{1,3})(?P<added> ?\+ ?\d{1,2})?(?P<mark>'|\)| ?(?:min|mins|pen|og)\b|,(?= PERSON \d)| pen\)| og\))"

_ASSIST = (
    r"(?:(?:pass|cross|ball|assist|corner|through-?ball|delivery|free-kick|flick|cut-?back|centre|lay-off|set-piece) "
    r"(?:from|by) (?P<a>PERSON)|(?P<b>PERSON)'s? (?:[a-z-]+ ){0,2}(?:pass|cross|corner|through-?ball|delivery|cut-?back|centre|assist))"
)
_HOW = (
    r"with (?:a|an|his) (?:[a-z0-9-]+ ){0,5}?(?:shot|header|strike|finish|volley|free-?kick|effort|drive|tap-in|overhead kick|chip|lob)\b"
    r"(?: (?:from|into|over|past)(?: [a-z0-9-]+){1,3})?"
)
_STARRED = r"(?P<who>PERSONS)(?P<gap>[^.;]{0,50}?) (?P<what>(?:after |while )?(?:starr(?:ed|ing)|shone|shining|impress(?:ed|ing)|feature[ds]|featuring|played|playing|starting|scoring|who scored) in (?:the |a |their )?(?:SCORE )?[^,.;]{0,60})"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of goals in one sentence."""
    frames = _frames(g, ctx)
    frames += _held(g, ctx, frames)
    frames += _of_him(g, ctx, frames)
    frames.sort(key=lambda f: f.start)
    for frame in frames:
        if frame.either:
            readings = [Reading(player=p, word=frame.effect) for p in frame.players]
            yield make("scorer", g, frame.start, frame.end, readings, firm=False)
            continue
        for player in frame.players:
            readings = [
                Reading(player=player, number=frame.number, word=frame.effect, leg=leg)
                for leg in frame.legs
            ]
            yield make("scorer", g, frame.start, frame.end, readings, firm=frame.firm)
            if frame.number is not None:
                told = [Reading(player=player, number=frame.number, leg=leg) for leg in frame.legs]
                yield make("player_goals", g, frame.start, frame.end, told, firm=frame.firm)
    yield from minutes(g, ctx, frames)
    yield from _seconds(g, ctx, frames)
    yield from _stamped(g, ctx)
    yield from _shouted(g, frames)
    yield from backs(g, ctx)
    yield from _details(g, frames)
    yield from _starred(g, ctx)
    if frames:
        ctx.scorer = frames[-1].players[0 if frames[-1].either else -1]


def _frames(g: Gloss, ctx: Context) -> list[Frame]:
    found: list[Frame] = []
    for source in (_WHO_SCORED, _SUBJECT, _TO_SCORE, _FOR_HIM, _CAME, _NOUN, _OWNED, _THROUGH):
        for m in g.every(source):
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
            if source is _TO_SCORE and re.search(r"\b(?:from|by|past|of|off) $", lead_in):
                # "A poor header from Barkley to make it 3-0": not his.
                continue
            if NO_GOAL.search(words) or NO_GOAL.search(lead_in) or _WASTED.match(after):
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
                not elsewhere(g, ctx)
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


def _of_him(g: Gloss, ctx: Context, frames: list[Frame]) -> list[Frame]:
    """Goals of "he" or "the striker": of somebody just spoken of, who is held to have scored."""
    found: list[Frame] = []
    for m in g.every(_HE_SCORED):
        if any(f.start < m.end() and m.start() < f.end for f in frames):
            continue
        first, last = g.clause(m.start())
        if NO_GOAL.search(g.plain[m.start() : m.end()]) or foreign_time(g, first, last):
            continue
        here = [x.ids[0] if len(x.ids) == 1 else x.text for _, x in g.signs("person", 0, m.start())]
        near = dict.fromkeys((*reversed(here), ctx.scorer, *ctx.people))
        mine = tuple(p for p in near if p and ctx.scored(p))
        if mine:
            effect, _ = _effect(m["what"])
            one = Frame(m.start(), m.end(), mine[:3], effect, None, False, timed=True, either=True)
            found.append(one)
    return found


_SERVED = re.compile(
    r"\b(?:on|to|onto|on to|met|meeting|from|after) (?:a|an|the|[^ ]+'s?)? ?(?:[a-z-]+ ){0,3}?(?:cross|pass|corner|free-kick)\b"
)
_GOALISH = re.compile(
    r"\b(?:goals?|scor\w+|net\w*|head\w*|shot|strik\w+|struck|penalt\w+|spot|equali\w+|levell\w+|lead|ahead|front|opener|"
    r"winner|home|in off|fir\w+|finish\w*|volley\w*|free-kick|curl\w+|drill\w+|slot\w+|tap\w*|deadlock|brace|twice|hat[- ]?trick|"
    r"reply|replied|answer\w*|add\w+|minute\w*|one back|second|third|fourth|target|score-?sheet|on \d+|got|made it|began|put|scrambl\w+|settled|sealed|turned|scorers|once|again|pounc\w+|rose to|latched|rebound|wrapped|sealed|secured|earned|rescued|saved a point|sent)\b"
)


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
        if not ctx.scored(name) and not ctx.scored_in(name):
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
        if not _GOALISH.search(lead + words) or NO_PART.search(words) or NO_PART.search(lead):
            continue
        if NO_GOAL.search(words) or foreign_time(g, first, last):
            continue
        more = g.plain[
            at : max(len(words) + at, min(at + 70, following[0] if following else at + 70))
        ]
        timed = PUT_IN.search(more) is not None and not elsewhere(g, ctx)
        found.append(Frame(at, at + 1, (name,), "", None, False, ("",), timed))
    return found


_SECOND = (
    r"(?P<nth>second|third|fourth) (?:goal )?(?:of the (?:night|game|match|evening|afternoon|day|half))|(?:his|the) (?P<nth2>second|third|fourth)(?= [.,;]|[.,;]| (?:in|on|after|from|with|and|before|minutes?)\b|$)(?! (?:league|goal of the season|cup))"
    r"|(?P<did>drew a blank|failed to score|was kept off the score-?sheet)|complet(?:ed|ing|es) (?:his|a) (?P<what>hat[- ]?trick|treble|double|brace)"
)


def _seconds(g: Gloss, ctx: Context, frames: list[Frame]) -> Iterator[Claim]:
    """Goals of one player in the match: his second of the night, a completed treble, none at all."""
    for m in g.every(_SECOND):
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
        firm = not foreign_time(g, *g.clause(m.start())) and not elsewhere(g, ctx)
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


_NOT_SCORERS = re.compile(
    r"\b(?:subs?|substitut\w+|bench|on for|yellow|red|cards?|booked|sent off|missed|assists?|line-?ups?)\b"
)


def _stamped(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Lists of scorers: "Eraso 31', Benzema 47'", "Benzema (47)"."""
    if _NOT_SCORERS.search(g.plain) or len(g.signs("person")) > 8:
        return
    listed = re.search(r"\b(?:goals?|scorers?)\b", g.plain) is not None
    for m in g.every(_STAMPED):
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
        for m in g.every(source):
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


def _details(g: Gloss, frames: list[Frame]) -> Iterator[Claim]:
    for m in g.every(_ASSIST):
        sign = m["a"] or m["b"]
        mention = g.mention(sign)
        if mention is None:
            continue
        near = frame_for(g, m.start(), m.end(), frames) if frames else None
        reading = Reading(
            player=near.players[0] if near else "",
            players=(mention.ids[0] if len(mention.ids) == 1 else mention.text,),
        )
        yield replace(
            make("assist", g, m.start(), m.end(), [reading], firm=False),
            why_not="Details of play are not in the ledger.",
        )
    for m in g.every(_HOW):
        if frames:
            yield replace(
                make("goal_description", g, m.start(), m.end(), [Reading()], firm=False),
                why_not="How a goal was scored is not in the ledger.",
            )


def _starred(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_STARRED):
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
