"""What reports say of goals: verbs of scoring, nouns for goals, and who is said to have scored."""

from __future__ import annotations

import re

from matchdesk.press.days import number_of
from matchdesk.press.gloss import add_macros, pattern
from matchdesk.press.peoples import ADJECTIVES

# What a player is called where he is not named; "the striker", "the Austrian".
_POSITION = (
    r"(?:striker|forward|midfielder|defender|winger|substitute|sub|replacement|full-?back|left-?back|right-?back|wing-?back|"
    r"centre-?back|center-?back|centre-?half|centre-forward|skipper|captain|playmaker|teenager|youngster|veteran|hot-?shot|marksman|"
    r"hit-?man|poacher|front-?man|international|debutant|newcomer|loanee|signing|recruit|talisman|star|man|player|sweeper|schemer|wonderkid|prodigy|"
    r"goal-?poacher|target man|playmaker|spaniard|frenchman|dutchman|englishman|irishman|welshman|scotsman|scot|dane|swede|finn|pole|turk|croat|serb|"
    r"czech|argentine|brazilian|uruguayan|chilean|colombian|mexican)"
)
add_macros(
    GOALNOUN=(
        r"(?:goals?|winner|winning goal|equali[sz]er|leveller|opener|opening goal|brace|double|"
        r"hat[- ]?trick|treble|strike|header|penalty|spot-?kick|free-?kick|volley|finish|consolation|"
        r"effort|second|third|fourth|fifth|sixth|seventh|first|own goal|decider|late goal|double strike|tap-in|"
        r"double salvo|four goals|goal-?scorer|clincher|finishing touch|breakthrough)"
    ),
    PERSONS=(
        r"(?:PERSON(?: with (?:two|three|a pair)| twice)?(?:,? (?:and|&) (?:(?:the|his|fellow|substitute|captain|skipper|striker) (?:[a-z-]+,? ){0,2})?PERSON|(?:, PERSON(?: with (?:two|three|a pair)| twice)?)+,? (?:and|&) (?:(?:substitute|captain|skipper|striker) )?PERSON)?)"
    ),
    HIM=(
        rf"(?:(?<![\w'-])he|\bthe (?:\d\d-year-old|[a-z]+-year-old)(?: (?:(?:former|CLUB|{ADJECTIVES}) )?{_POSITION})?|\bthe (?:[a-z0-9-]+ ){{0,3}}?(?:PERSON |CLUB |CLUB's )?{_POSITION}|\bthe (?:(?:former|young|big|little|lanky|veteran|prolific) )?(?:{ADJECTIVES}))"
    ),
    LEADS=(
        r"(?:up|ahead|in front|level|back in (?:it|the game|front|contention)|into (?:the|a (?:[a-z0-9-]+ )?) ?lead|in the lead|in control|on (?:their|its|the) way|"
        r"back on terms|(?:back )?on level terms|SCORE (?:up|ahead|in front|down)|(?:one|two|three|four|five) (?:goals )?(?:up|ahead|in front|clear)|SCORE)"
    ),
)
# What is done to a ball that goes in: strokes of which "past" or "in" says enough, and others.
_SHOT = (
    r"(?:head|tap|fir|slott?|nodd?|bundl|scrambl|tapp|sweep|swept|pok|prodd?|drill|lash|curl|slid|rifl|smash|hammer|volley|stabb|side-?foot|"
    r"convert|stroke?|roll|thump|crash|blast|turn|steer|squeez|guid|chipp|dink|lobb|pounc|finish|bury|buri|tuck|ramm|power|whipp|bent|bend|glanc|knock|flick|touch|hook|loop|back-?heel|plac|"
    r"half-volley|thunder|arrow|rocket|spank|scoop|thrash|direct|plant|despatch|dispatch|unleash|screw)(?:ed|ing|es|s|e|d|t)?"
)
_SENT = (
    r"(?:driv|drov|clipp|forc|squirm|nudg|lift|rush|hit|shot|shoot|slamm|belt|crack|angl|scramb?l|bundl|struck|strik|send|sent|put|lay|laid|push|pull|drag|deflect|bounc|slip|chip|float|toe-?pok|stoop|div|slic|scuff|"
    r"bulg|work|edg|help|divert|rattl|met|meet|connect)(?:ed|ing|es|s|e|d|t|ted|ting|ged|ging)?"
)
_FROM_HIM = r"(?:(?:a|an|the|his|that) )?(?:[a-z-]+ ){0,2}?(?:PERSON|CLUB)(?:'s?)? (?:[a-z0-9-]+ ){0,3}?(?:cross|pass|corner|free[- ]?kick|ball|delivery|shot|centre|center|flick|knock-?down|header|through-?ball|lay-?off|cut-?back|set-?piece|effort|assist|cutback|feed|chip|lob|throw|dink|square ball) "
_BALL = rf"(?:{_FROM_HIM}|it |the ball |the rebound |the penalty |a penalty |a shot |him |his shot |his kick |his effort |his header |the kick |the cross |the loose ball |a free-?kick |the free-?kick |a loose ball |a cross |a corner |the corner |a (?:[a-z-]+ )?(?:shot|header|effort) )?"
_SOFTLY = r"(?:(?:[a-z]+ly|low|high|hard|straight|left-footed|right-footed|first time|first-time|neatly|back|just|in style|with ease|with his (?:left|right|head)(?: foot)?|with aplomb|from (?:\d+|[a-z]+) (?:yards|metres|meters)|from close range|from the spot|from the edge of the (?:area|box)),? ){0,2}"
_A_SHOT = r"(?:shot|free[- ]kick|header|effort|volley|drive|strike|lob|half-volley|penalty|spot[- ]kick|finish|curler|ball|rebound|chip|piledriver|rocket|screamer|thunderbolt|daisy-cutter|backheel|back heel)"
_SIDES = r"(?:the|their|his|his side's|his team's|a|its|CLUB'?s?'?)"
SCORED = (
    r"(?:scor(?:e|ed|es|ing)\b(?! draw)(?: (?:two|three|four|five|six|both|a pair|all (?:two|three|four|five))\b(?= [.,;]|[.,;]| (?:as|in|for|of|against|and|from|more|to|on|after|before|at|with|when|goals|while)\b|$)| twice\b| three times\b| four times\b| (?:the|a|an|his|another|two|both|three) (?:[a-z0-9'-]+ ){0,3}?GOALNOUN\b)?|"
    r"nett(?:ed|ing)|nets?(?= [.,;]| in| on| after| from| the| a| his|[.,;]|$)|equali[sz](?:ed|es|ing|e)|levell?(?:ed|s|ing)?(?! (?:on points|with))|"
    r"convert(?:ed|s|ing)?(?= (?:the|a|an|his|it|from|after|in|on|when|just|twice|PERSON|CLUB)\b|[.,;]|$)(?! (?:the|a) (?:chance|loft|church|side))|"
    r"open(?:ed|s|ing)? (?:the|their|his) (?:scoring|score|account)|br(?:oke|eaks|eaking|eak) the deadlock|beg(?:an|un|in|ins) (?:it|the scoring|the rout)|"
    r"(?:had|has|got|gets) (?:his|a|the) (?:second|third|fourth|hat[- ]?trick|treble)(?= (?:to|in|on|after|with|before|from|just|early|late|inside|within|two|three|four|five|six|seven|eight|nine|ten|\d)|[.,;]|$)|complet(?:e|ed|es|ing) (?:(?:the|a) (?:hat[- ]?trick|treble)|the scoring|the rout|the job|the win|the victory|a (?:fine |memorable |comfortable )?(?:win|victory|rout)|his (?:hat[- ]?trick|treble|double|brace)|it\b|a (?:[a-z-]+ )?(?:move|hat[- ]?trick|treble|double|brace|counter-?attack))|"
    r"repl(?:ied|ies|ying)(?: for (?:TEAM|the [a-z]+))?|respond(?:ed|s|ing)(?= [.,;]| on| in| after| with| from|$)|hit back(?= [.,;]| on| in| after|$)|"
    r"round(?:ed|s|ing) (?:the (?:goal)?keeper|PERSON)|rac(?:ed|es|ing) (?:away|clear|through) to|cancel(?:led|s|ling) (?:it |that |PERSON's \w+ )?out|"
    r"(?:wrap(?:ped|s|ping)?|round(?:ed|s|ing)?|finish(?:ed|es|ing)?) (?:things |it |the scoring |matters )?(?:up|off)(?! the match)|"
    r"(?:smash|pull|claw|head|fir|slott|nodd|tapp|scrambl|grabb|got|get)(?:ed|es|ing|s|e)? (?:one|a goal|a late goal) back|turn(?:ed|s|ing) (?:the match|it) (?:round|around)|"
    r"nodd(?:ed|ing|s)?(?: \w+){0,3}? in front|"
    r"(?:found|finds|finding|find|hit|hits|hitting|rippled|bulged|hit) (?:the )?(?:back of the )?(?:net|target)(?![- ]?ting)|"
    r"(?:beat|beats|beating) (?:(?:the |CLUB(?:'s)? )?(?:[a-z]+ ){0,3}?(?:(?:goal)?keeper|goalie|goalminder)|(?:the |CLUB(?:'s)? )?(?:[a-z]+ ){0,2}?PERSON)(?= |[.,;]|$)|"
    rf"with (?:a|an|his|another) (?:[a-z0-9-]+ ){{0,4}}?{_A_SHOT}(?: [a-z0-9-]+){{0,5}}? (?:into|past|beyond|over|inside|under|from)\b|"
    r"(?:chipp|lobb)(?:ed|ing) (?:the |an? )?(?:[a-z-]+ )?PERSON|(?:put|puts|putting|got|gets) (?:his|their) names? on the score-?sheet|"
    r"(?:brought|brings|bring|drew|drawn|draws|drag(?:ged|s)|pull(?:ed|s)|haul(?:ed|s)|head(?:ed|s)|fir(?:ed|es)|shot|made|pegged) (?:TEAM|things|matters|it|the scores?) (?:back )?(?:on )?level(?: terms)?|"
    rf"(?:extend|increas|stretch|added to|adds to|pad)(?:ed|es|s|ing|e|ded)? {_SIDES} (?:[a-z-]+ )?(?:lead|advantage)|"
    r"add(?:ed|s|ing)? (?:another|one|(?:a|the|his|their) (?:second|third|fourth|fifth|sixth|seventh|other)|a further|one more|two more|two|three|to the (?:score|tally|lead|total))|"
    r"(?:claim|snatch|grabb?|nick|pinch|stole|steal|snaffl|pounc|poach|secur|snar|earn)(?:ed|es|s|ing)? (?:the|a|an|what proved|his|another) (?:[a-z-]+ ){0,3}?GOALNOUN|"
    r"(?:ma(?:de|kes|king|ke)) (?:no mistake|up for (?:it|that|his miss|the miss)|sure|certain|amends|the (?:breakthrough|game safe|points safe|win safe|result safe)|it safe)|kill(?:ed|s)? (?:off )?(?:the game|the contest|it off|the match)|"
    r"(?:bundl|forc|prod|pok|stabb|scrambl|knock|roll|squeez|toe-pok|hook|steer|clipp|lift|slid|slott|tapp|turn|head|nudg)(?:ed|es|s|ing|d|t|e)? (?:the ball |it |a shot |a header )?(?:over the line|between the posts|into the (?:[a-z]+ ){0,3}(?:net|corner|goal)|goalwards and in)|"
    rf"doubl(?:ed|es|ing|e) {_SIDES} (?:lead|advantage|tally)|"
    rf"restor(?:ed|es|ing|e) (?:parity|{_SIDES} (?:[a-z-]+ ){{0,2}}?(?:lead|advantage|parity|margin|cushion))|"
    r"(?:pull(?:ed|s|ing)?|got|get|gets|grabbed) (?:one|a goal|a late goal) back|"
    r"(?:reduc(?:ed|es|ing|e)|halv(?:ed|es|ing|e)|cut(?:ting)?|narrow(?:ed|s|ing)?) the (?:deficit|arrears|lead|gap|margin)|"
    rf"{_SHOT} {_BALL}{_SOFTLY}(?:home|in|into|past|over(?= (?:the |a |his |their )?(?:[a-z]+ )?(?:(?:goal)?keeper|line|wall|PERSON(?!'s)))|under|beneath|beyond|from close range|the rebound|from the spot|the opener|the winner|the equali[sz]er|off|"
    r"(?:the|a|his|their) (?:[a-z-]+ )?(?:first|second|third|fourth|fifth|sixth|last|other))\b(?! (?:minute|half|leg|round|time|post|bar|man|player|game|match|booking|yellow|chance|corner|week|season))|"
    rf"(?:{_SHOT}|{_SENT}) (?:a|an|the|his|her|another|one) (?:[a-z0-9-]+ ){{0,4}}?{_A_SHOT}(?: [a-z-]+){{0,4}}? (?:into|past|beyond|under|beneath|over(?= (?:the |a )?(?:[a-z]+ )?(?:(?:goal)?keeper|wall|PERSON))|through|around|round|inside|home|in off)\b(?! (?:the )?(?:area|box|post|bar|midfield|crowd|stands?)\b)|"
    rf"(?:{_SENT}|{_SHOT}) {_BALL}{_SOFTLY}(?:home|in(?! (?:the|from|on|at|off|midfield|to|his|a|an|front|all|their)\b)|in (?:off|at) (?:a|the) (?:[a-z]+ )?(?:post|bar|crossbar|upright|woodwork)|in from (?:close|short|\d+|six|eight|ten|twelve|a|the edge|an?)|into the (?:[a-z]+ ){{0,3}}?(?:net|corner|goal|roof)|"
    rf"in (?:the|a|an|his|her) (?:[a-z0-9-]+ ){{0,3}}?(?:first|second|third|fourth|fifth|GOALNOUN|{_A_SHOT})(?! (?:half|leg)))\b|"
    rf"(?:{_SENT}|{_SHOT}) (?:it |the ball |his shot |a shot |his effort )(?:[a-z]+ )?(?:past|beyond|under|around|round|over) (?:the (?:[a-z]+ ){{0,2}}?(?:goal)?keeper|the wall|PERSON|his dive)|"
    r"(?:found|finds|finding|find|picked out|picks out|picking out|hit|hits) (?:the |an? )?(?:[a-z]+ ){0,3}?(?:corner|roof of the net|top of the net)\b(?! (?:flag|kick))|"
    r"(?:got|gets|getting|ran|walked|stuck|stretched|diverted|helped|kneed|chested) (?:it |the ball |a (?:leg|foot|toe|head) out to [a-z]+ )(?:in|home|over the line|into the (?:[a-z]+ ){0,2}(?:net|goal|corner)|past (?:the )?(?:[a-z]+ )?(?:keeper|goalkeeper|PERSON))\b|"
    r"(?:break|broke|breaking|lift|lifted) the (?:spell|tension|stalemate|resistance|silence|impasse)|(?:did|done|doing) the damage|(?:has |had )?w[io]n it\b(?= ?[!.,;]|$| for| in| with| on| from| at| after)|"
    r"w[io]n(?:ning)? the (?:tie|game|match|replay|points|derby|final)(?: for TEAM)? (?=(?:in the (?:\d|ORD|last|final|dying|closing)|after \d|on \d|with (?:a|an|his) [a-z -]{0,24}(?:header|shot|strike|penalty|goal|volley|free-kick|effort|minutes)|from the spot))|"
    r"(?:put|puts|putting) (?:it|the ball|one|the rebound|the penalty|the cross|a header) (?:in|away|past|into|over|beyond)\b|settle[sd]? (?:it|matters)\b|(?:saved?|rescued?) a point|"
    r"(?:scor|mark|grabb|hit|nett)(?:ed|es|ing|s) (?:from|with) |"
    r"side-?foot(?:ed|s|ing)? (?:the|a|an) (?:[a-z0-9-]+ ){0,3}?GOALNOUN|"
    r"(?:made|makes|making|make) (?:it (?:SCORE|two|three|four|five|six|level|all square)|(?:things|matters|the scores?) (?:level|all square))|"
    r"(?:(?:was|were|is|are|being) (?:also |all |both )?)?(?:on target(?=[.,;]| and\b| in\b| for\b|$)|among the (?:goals|scorers))|(?:got|getting|get) (?:himself )?(?:on|onto) the score-?sheet|"
    r"(?:all |both |also )?on the score-?sheet|(?:all |both |also )?on (?:target|the mark)(?=[.,;]| as\b| in\b| for\b| again\b|$)|pegg(?:ed|ing) (?:TEAM|his side) back|had the (?:last|final) (?:word|say)|"
    r"ti(?:ed|es|eing|ying) (?:it|the (?:score|game|match|tie)|things|matters)\b|"
    r"(?:put|puts|putting|fired|fires|fire|firing|shot|sent|sends|send|head(?:ed|s)?|gave|give[sn]?|giving|earned|won|hand(?:ed|s|ing)?|edged|nudged|eased|set)"
    r" (?:TEAM|his side|his team) (?:LEADS|through\b|into (?:the |a )?(?:next|last|quarter|semi|final|[a-z]+ round)|(?:well |firmly )?on (?:their|its|the) way|(?:a|the|their|an|some) (?:[a-z0-9'-]+ ){0,4}?(?:lead|advantage|edge|win|victory|point|draw|points|hope|lifeline|start)\b|hope\b)|"
    rf"(?:took|take|takes|had|{_SHOT}|{_SENT}) (?:TEAM|his side|his team) (?:LEADS)|again (?=(?:on|after) \d|in the \d)|"
    r"(?:set|put)(?:s|ting)? up (?:the|a) win\b|"
    r"struck(?: (?:twice|early|late|first|again|on|in|after|from|with|for|just|a minute|three|four|once|\d)|(?=[.,;]|$))|"
    r"(?:d[io](?:d|es)?|doing) the rest|once again found the net|"
    r"settl(?:e|ed|es|ing) (?:it|matters|things|(?:the|a) (?:[a-z-]+ )?(?:match|game|issue|tie|contest|outcome|points|derby|final|affair|result)|an? (?:SCORE|[a-z-]+) (?:win|affair|game|match|tie|contest))|"
    r"put(?:s|ting)? (?:the (?:result|game|match|outcome|tie|issue|contest)|it|matters|things) (?:beyond|to bed|to rest|out of)|ended (?:the argument|the contest|any)|"
    r"seal(?:ed|s|ing)? (?:the|a|their|it|victory|CLUB's|all|three)|wrapp?(?:ed|ing|s)? (?:it |things |the game |the points |matters )?up|"
    r"(?:clos|capp?|crown|finish|round|mark|seal|complet|celebrat|end)(?:ed|es|s|ing)? (?:it |things |off |the [a-z]+ |a [a-z-]+ [a-z]+ |his [a-z]+ )*with (?:a|an|his|the|two|another) (?:[a-z0-9-]+ ){0,3}?(?:GOALNOUN|goals)|"
    r"(?:hit|hits|hitting|grab(?:s|bed|bing)?|snatch(?:ed|ing|es)?|bag(?:s|ged|ging)?|got|get|gets|getting|claim(?:s|ed|ing)?|"
    r"notch(?:ed|ing)|add(?:ed|s|ing)?|complet(?:ed|es|ing|e)|plunder(?:ed)?|fired|headed|head|struck|curled|drilled|lashed|volleyed|slammed|smashed|rifled|tapped in|slotted in|nodded in|turned in|swept in|stroked in|rolled in|crashed in|"
    r"helped himself to|registered|weighed in with|contributed|converted|tucked away|provided|supplied|found|produced|scored from|"
    r"dispatched|despatched|slotted|scoring|poached|rattled in|chipped in with) "
    r"(?:what (?:proved|turned out) (?:to be )?)?(?:the|a|an|his|another|their|two|three|both|four|one)? ?(?:[a-z0-9'-]+ ){0,3}?GOALNOUN\b"
    r"|(?:had|got) (?:both|two|three|all (?:two|three|four)) (?:of )?(?:the |his |their )?(?:[a-z-]+ )?goals"
    r"|with (?:two|three|four|a pair|both)(?= goals|[.,;]| and\b|$)|(?:two|one|three) (?:apiece|each)|(?:one|two|three) each|(?:once|twice)(?=[.,;]| from the| in | before| and |$)"
    r"|(?:hit|hits|hitting|netting|bagging|grabbing|plundering|notching|heading|claiming|got|gets|get|getting|nett?ed|nets|bagg?ed|bags|grabs|headed|heads|notched|claimed|grabbed|plundered|struck|scored|scores|scoring|added|getting|adding|with) "
    r"(?:NUM times|NUM(?= [.,;]|[.,;]| and | as | in |$)|both|two|three|four|five|twice|it twice|all (?:two|three|four|five)|one|a pair|a second|two more|a hat[- ]?trick|his second|his third|the second|the third|the fourth|the fifth|the other|the others|those|another two)"
    r"(?! (?:minutes?|yards?|shots?|corners?|times|passes|chances|saves|points|cards?|other|good|great|of the best|penalty (?:appeals|claims)|attempts|efforts))\b"
    r"|(?:put|puts|putting|turns?|slic(?:es|ing)|divert(?:s|ing)|head(?:s|ing)|let|lets|[a-z]+ed)(?: (?!CLUB|PERSON)\S+){0,4}? (?:through|into|past) (?:his|their) own (?:net|goalkeeper|goal|keeper|custodian))"
)
ASIDE = (
    r"(?:,? (?:on \d{1,3}|after \d{1,3}|in the (?:\d{1,3}(?:st|nd|rd|th)|ORD))(?: minutes?)?,?|,[^.;\ue400-\ue7ff]{1,60}?,|, (?:PERSON's |CLUB's |COMP's |an? |the |one of |himself |his |now |once |formerly |still |again |already |on as |back |playing |making |starting |given |left |who )[^.;]{1,120}?,(?= (?:(?:had|has|then|duly|also) )?[a-z])|, (?:on for|on as|on in place of|sent on for|who (?:had )?(?:replaced|come on for)|brought on for|"
    r"a (?:late |half-time |second-half )?(?:substitute|replacement) for|a (?:summer |january )?signing from)[^.;,]{1,60},)"
)
LINK = re.compile(
    r"(?:who|then|also|had|has|have|duly|later|again|twice|both|each|all|soon|eventually|finally|promptly|still|to|"
    r"was there to|was on hand to|[a-z]+ly|at (?:long )?last|in the end|came (?:on|off the bench)(?: as (?:a )?substitute)? (?:and|to)|(?:stepped|popped|got|stood) up (?:and|to)|"
    r"(?:ran|broke|raced|went) (?:on|clear|through|away) (?:and|to)|rose (?:highest |well |above \w+ )?(?:and|to)|kept (?:his cool|calm) (?:and|to)) "
)
# "Crossed for Sissoko to halve the deficit", "for the Austrian to grab his second".
FOR_HIM = re.compile(
    r"\b(?:for|allow(?:ed|ing|s)|enabl(?:ed|ing)|leaving|left|let|invited|sent) (?:the )?(?:[a-z-]+ )?$"
)
# "Pounced on a loose ball to make it two", "needed five minutes to put his side in front".
TO_SCORE = re.compile(r"[^.;:,()]{3,80}? to (?=[a-z])")
# "…, adding a second nine minutes later", "and closed it with a fine second".
GOES_ON = r"(?:[,;](?: and| then| but| before| and then)?|\band|\bthen|\bbut|\bbefore) "
# "Hammered in a Moses Simon cross five minutes before the break", "from Xavi's corner".
SERVED_BY = r"(?:past|beyond|under|over|round|beating|behind) (?:[a-z-]+ ){0,2}?PERSON(?!'s)|(?:(?:from|off|after|on to|onto|at|with) )?(?:an? |the )?(?:[a-z-]+ ){0,2}?PERSON(?:'s?)? (?:[a-z-]+ ){0,3}?(?:cross|pass|corner|free[- ]?kick|ball|delivery|shot|centre|flick|knock-?down|header|through-?ball|lay-?off|cut-?back|set-?piece|effort)\b"
# "A Robert Huth own goal", "needed a late Drogba header": the words before it say that it went in.
WENT_IN = re.compile(
    r"\b(?:thanks to|through|courtesy of|need(?:ed|ing|s)?|cancell?(?:ed|ing) out|side of|repl(?:ied|ying) to|beaten by|undone by|won by|settled by|decided by|sunk by|"
    r"goals? (?:from|by|through|came from)|won (?:it )?with|virtue of|separated by|(?:w[io]ns?|won|beat|victory|win|winners?|success) [^.;]{0,40}?(?:by|on|with)) (?:a|an|the|two)?(?: ?[a-z0-9-]+){0,4} ?$"
)
_FROM = r"(?:from|by|courtesy of|through|via|each (?:from|by|for)|for) (?:(?:the |his |their |fellow |a )?(?:(?!(?:and|or|but|with|in|on|at|to|of|from|by|time|before|after|when|while|until|as)\b)[a-z0-9'-]+ ){0,3}?)"
NOUN = (
    r"(?:(?<!of )(?<!on )(?<!at )(?<!across )(?<!towards )\b(?P<kind>goals?|double|brace|hat-?trick|winner|equali[sz]er|opener|"
    r"second-half goals?|first-half goals?|own goals?|penalt(?:y|ies)|spot-kick|volley|tap-in|chip|lob|strikes?|headers?|efforts?|free-?kicks?|one|two|three|a pair(?: of goals)?|"
    r"(?:the|a|another) (?:[a-z-]+ )?(?:second|third|fourth|fifth|sixth)) (?:each |apiece |(?!(?:for|by|from)\b)\w+ ){0,2}?(?:(?:before|after|in|on either side of) (?:the )?(?:first half|second half|break|interval|half-?time|restart) |(?:in|within|inside) (?:the )?(?:[a-z]+ ){0,3}(?:\d+|[a-z]+) minutes )?"
    # "A header from a Gakpo corner": his is the corner.
    rf"(?P<by>{_FROM})(?P<who>PERSONS)(?!'| (?:[a-z-]+ ){{0,2}}(?:cross|corner|pass|free[- ]?kick|delivery|centre|ball|through-?ball|set-?piece|throw|lay-?off|cut-?back)\b))"
)
# "Three goals in the first half: Bergwijn, Kane and Moura".
LISTED = r"\b(?P<kind>(?:two|three|four|five|six|all) (?:[a-z-]+ )?goals)(?: (?:in|before|after|inside|within) (?:[a-z0-9-]+ ){1,4}?(?:half|break|interval|minutes))?: (?P<who>PERSONS)(?!'s)"
OWNED = (
    r"(?:\b(?:a|an|the|another|further|late|early|two|after|with|through|by|to|via|before|before a) )?(?P<who>PERSON)(?:'s?)? "
    r"(?P<adj>(?:(?!(?:men|side|team|players|on|in|of|to|at|for|with|and|was|were)\b)(?:[a-z0-9'-]+|CLUB|COMP) ){0,3}?)(?P<kind>equali[sz]er|winner|opener|goals?|header|strike|brace|double|hat-?trick|"
    r"penalty|own goal|leveller|tap-in|free[- ]?kick|volley|spot-?kick|consolation|effort|shot|drive|lob|chip|finish|half-volley|deflection|overhead kick|"
    r"(?:first|second|third|fourth|fifth)(?= (?:came|follow|arriv|was (?:a|the|scored|head)|on \d|in the \d|after \d|,)))\b"
)
CAME = (
    r"(?P<kind>(?:opening |winning |first |second |third |fourth |only |decisive )?(?:goals?|opener|equali[sz]er|winner|leveller|breakthrough|reply|response|consolation|strike|both|they|the first|the second|the third|the other|it))(?: (?:against|for|at|over|of) (?:the )?(?:CLUB|GROUND|[a-z-]+))? "
    r"(?:came|arrived|followed|was scored|were scored|was headed|was provided|was supplied)(?: [a-z0-9'-]+){0,8}? (?:from|through|via|by|courtesy of|when) (?P<who>PERSONS)(?!')"
)
# "A lead doubled just before half-time by Boga", "scored by Oviedo".
BY_HIM = (
    r"(?P<kind>(?:(?:turned|put|knocked|tapped|slotted|bundled|forced|converted|swept|finished|nodded|volleyed|fired|driven|rammed|prodded|poked|stabbed|steered|guided|hooked|rolled|tucked|buried|stroked|smashed|hammered|lashed)(?: (?:in|home|away|off|past [^ ]+))?|deflected in|(?:fumbled|turned|put|deflected|diverted|knocked|headed|sliced|bundled|steered|helped) into (?:his|their) own (?:net|goal)|scored|headed|doubled|converted|cancelled out|levelled|equalised|opened|restored|extended|increased|stretched|added|completed|sealed|settled|made|halved|reduced))"
    r"(?! (?:back|across|down|wide|over|clear|against|onto|behind|out|towards|into the path)\b)"
    r"(?: (?!by\b)[a-z0-9'-]+){0,6}?(?<! pass)(?<! cross)(?<! corner)(?<! centre)(?<! ball)(?<! delivery)(?<! move)(?<! free-kick)(?<! assist) by (?:(?:substitute|captain|skipper|striker|goalkeeper|keeper|defender|midfielder|winger|forward|teenager|full-back|centre-back|centre-half|debutant|the|his|fellow|young|veteran) ){0,2}(?P<who>PERSONS)(?!')"
)
THROUGH = r"(?:(?<!close )(?<!chances )(?<!chance )(?<!danger )(?P<kind>through|thanks to|courtesy of)|(?P<kind2>(?:behind|trail(?:ed|ing)|replying|replied|cancelling out|cancelled out|conced(?:ed|ing))(?: early| at the (?:break|interval)| at half-?time| before the (?:break|interval))?(?: to)?(?: an? (?:early|late) goal (?:by|from))?)) (?:(?:a|an|the) (?:[a-z-]+ ){0,2})?(?:[a-z]+ )?(?<!of )(?P<who>PERSONS)(?:'s(?: (?:early |late |first-half |second-half )?(?:goal|opener|strike|header|penalty|effort))?)?(?= (?:\(|on|after|in the|before|midway|and\b|when|twice)|[,.;]|$)"
SET_UP = r"(?P<kind>set(?:ting|s)? up|let(?:ting|s)? in|sen(?:t|d|ds|ding)(?= PERSONS (?:clear|away|through))|play(?:ed|ing|s) in|put(?:s|ting)?(?= PERSONS (?:clear|through))|slipp(?:ed|ing) in|releas(?:ed|ing)|free[d]|laid (?:it )?on (?:for|the (?:[a-z]+ )?for|goals? for|a goal for)|teed up|picked out|made (?:it|the (?:[a-z]+ )) for|fed|found|tee(?:ing|s) up|playing in|picking out|releasing|finding) (?!by )(?:the |a )?(?:[a-z-]+ )?(?P<who>PERSONS)(?= (?:clear|through|away|on|after|in the|for (?:the|a|his|another)|to (?:score|make|put|level|equalise|head|tap|fire)|with|midway|just|to)\b|[.,;]|$)"
NO_GOAL = re.compile(
    r"\b(?:not|never|fail|failed|fails|miss|missed|misses|missing|almost|nearly|could|would|should|might|disallowed|ruled|saved|save|"
    r"denied|deny|blocked|wide|over the bar|chances?|without|if|unless|yet to|"
    r"(?:hit|hits|hitting|struck|rattled|rattles|shook|clipped|grazed|against|onto) (?:the|a) (?:[a-z]+ ){0,2}?(?:post|bar|crossbar|woodwork|upright|frame)|offside|assist|set up|after .{0,20} saw|try|tried|trying|hoping|hope of|hopes?d? to|hit back|"
    r"no(?! mistake)|refused|chalked|able|opportunity|claims? for|appeal)\b"
)
WASTED = re.compile(
    r"^ ?(?:wide|over|against the|off (?:the|a)|(?:that|which) (?:came back|went|hit|struck|flew|rebounded|bounced|was (?:saved|blocked|cleared))|onto the|at the keeper|straight at|but (?:it|the)|(?:effort |goal |shot )?(?:ruled|disallowed|chalked|saved|cleared|blocked|cancelled out by var|struck off))"
)

_SO_MANY = (
    r"\b(?:scor(?:ed|es|ing)|hit|hits|hitting|got|gets|getting|nett?(?:ed|ing)|bagg(?:ed|ing)|head(?:ed|ing)|notch(?:ed|ing)|claim(?:ed|ing)|grabb(?:ed|ing)|"
    r"plunder(?:ed|ing)|struck|striking|with) (?P<n>NUM)(?: times| goals| apiece| each| ?$|(?=[.,;]))(?! (?:minute|yard|match|game))"
)


# "Struck before half-time, then twice in four minutes": so many more.
_MORE_THAN_TOLD = re.compile(r"(?<=\bthen )(?:twice|two|three)\b|(?<=\bagain )twice\b")


# "Put Bayern two goals up": of all who scored.
_GOALS_UP = re.compile(
    r"\b(?:two|three|four|five) goals (?:up|ahead|clear|in front|behind|down|adrift|to the good)\b"
)


# "With three from Lampard".
_SO_MANY_FROM = re.compile(
    r"(two|three|four|five) (?!(?:more|further|other|others|late|apiece)\b)(?:[a-z-]+ )?(?:goals |strikes |headers |penalties )?(?:from|by|for)\b"
)


def effect_of(words: str) -> tuple[str, int | None]:
    """What a goal did by the words for it, and how many goals they tell of.

    >>> effect_of("struck twice"), effect_of("grabbed the winner")
    (('', 2), ('winner', None))
    """
    number = None
    so_many = _SO_MANY_FROM.match(words)
    words = _MORE_THAN_TOLD.sub("", words)
    words = _GOALS_UP.sub("", words)
    told = pattern(_SO_MANY).search(words)
    if told is not None and told["n"] not in ("one", "1"):
        number = number_of(told["n"])
    elif so_many is not None:
        number = number_of(so_many[1])
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
            r"\b(?:brace|double\b(?! the)|twice|two (?:[a-z-]+ )?(?:goals|penalties|headers|free-kicks|spot-kicks|strikes)|both goals|both|a pair|(?:get|gets|got|had|headed|hit|scored|netted|bagged|getting|scoring|with) two|two (?:apiece|each)|with both|with a pair|two (?:from|by|for))\b",
            words,
        )
        and "doubled" not in words
    ):
        number = 2
    if "own goal" in words or re.search(r"\bown (?:net|goal|keeper|goalkeeper|custodian)\b", words):
        return "own_goal", number
    if re.search(r"equali[sz]|level|parity|on terms|\bti(?:ed|es|eing|ying)\b", words):
        return "equaliser", number
    if re.search(r"winner|winning|decider|decisive", words):
        return "winner", number
    if re.search(
        r"opener|opening (?:goal|strike)|open\w* (?:the|their) (?:scoring|score)|deadlock", words
    ):
        return "opener", number
    if re.search(r"\b(?:lead|ahead|in front|up|advantage)\b", words) and not re.search(
        r"doubl|restor|extend|increas|stretch|pad|cut|reduc|halv|narrow|wrapped up|added|two|three|four",
        words,
    ):
        return "lead", number
    return "", number
