"""Words of the table that several readers share: its names, its moment, the league that is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from matchdesk.press.claim import Claim
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.reference import Context, foreign_time

add_macros(
    FEW=r"(?:\b(?:just|only|a mere|a massive|a slender|a commanding|a healthy|now|still|no less than|fully|all of) )?",
    PTS=r"(?:(?:(?:precious|crucial|vital|scant|valuable|priceless|full|massive|slender|important|little|huge|big) )?(?:points?'?|pts))",
    GAPN=r"(?:NUM|\b(?:an?|one|a single|a solitary)(?= point))",
    EPITHETS=(
        r"(?:(?:the |their |its |his |last season's |fellow )?(?:(?:(?:[a-z]+|COMP) ){0,2}?(?:city |arch-?|bitter |great |local |old |title |nearest |closest )?"
        r"(?:rivals?|leaders?|champions|challengers|neighbours|pursuers|strugglers|holders|pace-?setters|ORD[- ]placed?|number two|number one|second-bottom|bottom club|closest|nearest|city|surprise|unbeaten),? )?)"
    ),
    RIVALS=r"(?:(?:their|its|the) (?:nearest|closest|next|chasing) (?:rivals?|challengers?|pursuers?|pack|opponents?))",
    TABLE=(
        r"(?:table|standings|league|division|COMP|log|pile|ladder|top flight|top-flight|group (?:[a-h]|\d)\b|group|"
        r"premier division|first division|second division|third division)"
    ),
    OFTABLE=r"(?: (?:in|of|on) (?:the |their |CLUB's? )?(?:(?:[a-z-]+|PERSON) ){0,2}?TABLE)",
    LEADERS=r"(?:(?:the |league |group |runaway |current |table-topping )*(?:leaders?|pace-?setters?|front-?runners?|table-toppers))",
    STAND=(
        r"(?:had (?:been|stood|lain|sat)|sit|sits|sitting|sat|lie|lies|lying|lay|stand|stands|standing|stood|stay|stays|stayed|staying|remain|remains|"
        r"remained|remaining|are|is|were|was|languish|languishes|languishing|languished|rank|ranked|move|moved|moves|moving|"
        r"climb|climbs|climbed|climbing|rise|rises|rose|rising|jump|jumped|jumps|jumping|drop|drops|dropped|dropping|slip|"
        r"slipped|slips|slipping|slide|slid|fell|fall|falls|falling|fallen|struggling|up|down|back|finish|finished|finishing|"
        r"go|goes|went|going|now|currently|still|leapt|leap|occup(?:y|ies|ied|ying)|provisionally|temporarily|holds?|held|keeps?|kept|"
        r"consolidat(?:e|ed|es|ing)|take|took|taking|claim(?:ed|ing)?|regain(?:ed|ing)?|reclaim(?:ed|ing)?|return(?:ed|ing|s)?|"
        r"c[oa]me|coming|leaping|sliding|tumbl(?:e|ed|ing)|plunge[d]?|sink|sank|sunk|soar(?:ed|ing)?|end(?:ed)?|close[d]?|leaving them|reached|strengthen(?:ed|ing)?|cement(?:ed|ing)?|"
        r"(?:finish|end|start|begin|began|started)(?:ed|s|ing)? the (?:day|night|evening|weekend|round|year|season|campaign)|find themselves|found themselves|(?:went|go) into the (?:break|new year|weekend))"
    ),
)
TALK = pattern(
    r"\bpoints?\b|\btable\b|\bstandings\b|\bleaders?\b|\btop\b|\bbottom\b|\bORD\b|\bchampions\b|\btitle\b|\bsafety\b|\brelegat\w+|\bfinish\w*|\blead(?:s|ing)?\b|COMP"
)

"""Words of a table, which make a bare figure one of points."""
# What a match has done to the table, or how it stands now; "second-placed" may be of before it.
_LEFT_SO = re.compile(
    r"\b(?:remain|stay|drop|slip|slid|fall|fell|sink|sank|climb|mov|ris|rose|go|went|leap|leapt|jump|leav|left|lift|"
    r"tumbl|plung|return|put|take|took|takes|keep|kept|stretch|extend|open|cut|trim|narrow|reduc|clos|are|is|'re|now|"
    r"sit|lie|stand|still|level|joined?|overt[ao]ok|leapfrog)(?:s|es|ed|d|ing|ped|ping|e|bed)?\b"
)
DOCKED = re.compile(r"\bdeduct\w*|\bdocked\b")
BEFORE_IT = re.compile(
    r"\b(?:were|was|had|before|previously|until|ahead of (?:the|this)|going into|go into|went into|came into|"
    r"come into|began|started|start|overnight|earlier|if|would|could|can|may|might|will)\b(?! left\b)"
)


_PARTS = re.compile(r"[.;:()]|, wh\w+\b|\b(?:while|but|although|though|as|when|after|before)\b")


def as_left(g: Gloss, claim: Claim, start: int, end: int) -> Claim:
    """A claim of the table, marked where its words tell what the matches just told have made of it."""
    if start < 0:
        return claim
    words = _PARTS.split(g.plain[max(0, start - 60) : start])[-1] + g.plain[start:end]
    if not _LEFT_SO.search(words) or BEFORE_IT.search(words):
        return claim
    return after_it(claim)


def after_it(claim: Claim) -> Claim:
    """A claim of the table as the matches told before it have left it."""
    return replace(claim, readings=tuple(replace(r, after=claim.start) for r in claim.readings))


_IN_IT = pattern(
    r",? ?(?:in|of|on|from|at the \w+ of|in group (?:[a-h]|\d{1,2})\b,? (?:of|in)) (?:the |their |this |CLUB's? )?(?:[a-z-]+ ){0,2}"
)


def league_named(g: Gloss, ctx: Context, start: int, end: int) -> str:
    """The league that a stretch names, "" for the one that the side plays in."""
    for at, named in g.signs("competition", start, min(len(g.plain), end + 40)):
        if at >= end and not _IN_IT.fullmatch(g.plain, end, at):
            # "Third on Saturday, but the Champions League is gone": of another.
            continue
        found = ctx.competition(named)
        if found and not found.endswith(("cup", "supercup")):
            return found
    return ""


_NOT_NOW = re.compile(
    r"\b(?:on top (?:when|until|before|for|in|from)|final|before kick-?off|overnight|kicked off|began|started|would|could|will|had been|form table|home table|"
    r"all-time|scorers?|clubs?'? ranking|fifa|rankings?|world number|last season|last year|last term|previous|away table|"
    r"ended (?:the|last) (?:season|campaign)|finished (?:the|last) (?:season|campaign)|half of the season|at one (?:stage|time|point)|a year ago|"
    r"in (?:19|20)\d\d|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|at christmas|"
    r"(?:week|month|day)s? ago|trailed|once|chances? (?:of|to)|hopes? of|(?:joy|dreams?|prospect|thrill|luxury|pressure|fears?|danger|risk|glory|days|idea|thought|possibility|verge|point|brink) of|since (?:they|he|we) |bid to|who finished|which finished|had (?:been|stood|climbed|dropped|slipped|risen|lain|led|topped|gone|moved|finished|sat)|"
    r"by then|at the time|that season|(?:19|20)\d\d-\d\d|halfway|new year|when (?:they|he|the season|play)(?! (?:beat|won|lost|drew|thrash\w+|hammer\w+|defeated|crush\w+|edged|were (?:held|beaten)|came from))|earlier|at the start|previously|"
    r"for (?:\w+ ){1,3}(?:weeks|days|months)|can (?:now |still |yet )?(?:go|move|climb|return|leapfrog|reclaim|overtake|pull|open|extend|rise|jump)|"
    r"(?:who|which) (?:were|was|led|topped|headed)|led (?:[a-z]+ ){1,3}after|after winning (?:their|its|the|all|both|just)\b[^,;.]{0,20}\b(?:first|opening|opener|two|three|four|five)|first group|second group|"
    r"(?:were|was|kept|stayed|remained|came out|looked) (?:(?:now|well|clearly|firmly|largely|completely|still|always|again) ){0,2}on top (?!of)|can (?:cut|reduce|narrow|close|trim)|first and second|second and third|momentary|briefly|for a (?:while|time|spell|day|night))\b"
)


_GOES_ON = re.compile(r"\b(?:and|but)(?: (?:now|still|so|are|is|have|has|thus))* $")
_PART = 8
"""Signs that make a part of a sentence between commas."""
_PUT_IN = re.compile(r",? (?:who|which|whose|that (?:would|could|will))\b[^,;.]{3,80},(?= )")
_ASIDE = re.compile(
    r"[;()]|, (?:and|but|while|who|which) |, (?=(?:have|has|are|is|lie|lies|sit|sits|stand|stands|remain|remains|stay|stays) )"
)


_STANDS = re.compile(r"(?:are|is|lie|lies|sit|sits|stand|stands|remain|remains|stay|stays)\b")
# What makes a match another one says nothing about when a table is told.
_OTHERS = re.compile(
    r"\bmeanwhile\b|\b(?:before|ahead of) (?:the|their|its) (?:meeting|replay)\b|\bmeetings?\b"
)


def firm_now(g: Gloss, start: int, end: int) -> bool:
    """True if words at a place speak of the table as it stands, not of another time."""
    first, last = g.clause(start)
    a, b = max(0, min(first, start)), max(last, end)
    # "Have not lost since October 2011, have 29 points": the time is of what stands before the comma.
    part = g.plain.rfind(", ", a, start)
    if part >= 0 and start - part > _PART:
        a = part + 2
    # "City, who had gone three without losing, are tenth": what is put in tells of before.
    lead = _PUT_IN.sub(",", g.plain[max(0, start - 90) : start])
    lead = _ASIDE.split(lead[-40:])[-1]
    if _GOES_ON.search(lead) is not None or (lead.endswith(", ") and _STANDS.match(g.plain, start)):
        # "When they lost at Gijon and stay eighth": as it stands now.
        lead = ""
    tail = re.split(r", | and | but ", _ASIDE.split(g.plain[end : end + 40])[0])[0]
    return not foreign_time(g, a, b, _OTHERS) and not _NOT_NOW.search(
        f"{lead}{g.plain[start:end]}{tail}"
    )
