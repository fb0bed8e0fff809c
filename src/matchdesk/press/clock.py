"""Times of a match: "in the 67th minute", "just past the half hour", "with nine minutes left"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of

Span = tuple[int, int]

_NEAR = r"(?P<near>(?:(?:only |just |shortly |soon |right |moments |immediately |midway |barely |straight |a little |a few minutes )*(?:before|after|past|short of|shy of|into)|(?:just |right )?(?:on|inside|within|at|around|about|by|in|beyond)))"
_NTH = r"(?:\d{1,3}(?:st|nd|rd|th)|ORD)"
_JUST = r"(?:(?:a [a-z]+ |the )(?:first |opening )|just |only |barely |about |around |roughly |exactly |a mere |all of |little more than |less than |under |nearly )*"
_OF_HALF = r"(?P<of>first|second|opening|other|same)"

# Which half, and added time, extra time: what a count of minutes starts from.
_FROM = (
    r"(?:of|into|in) (?:the |their )?(?:(?P<from1>first half|opening half|first period)(?! of extra)|(?P<from2>second half|second period|restart)"
    r"|(?P<stopping>first-half )?(?P<fromstop>(?:second-half )?(?:stoppage|injury|added)(?: |-)time)"
    r"|(?P<fromx2>(?:the )?second (?:half|period) of extra[- ]time)|(?P<fromx>(?:the )?(?:first (?:half|period) of )?(?:extra[- ]time|overtime|extra period))|(?P<from0>match|game|contest|tie|half|final|encounter|proceedings))"
)

_WORDS = (
    rf"(?P<list>\bin the (?P<l1>\d{{1,3}})(?:st|nd|rd|th)(?P<l2>(?:, (?:the )?\d{{1,3}}(?:st|nd|rd|th))*)(?:,? (?:and|&) (?:the |in the )?(?P<l3>\d{{1,3}})(?:st|nd|rd|th))(?: minutes?)?\b)"
    rf"|(?P<also>\b(?:after|on|at) (?P<a1>\d{{1,3}})(?P<a2>(?:, \d{{1,3}})*) and (?P<a3>\d{{1,3}})(?: minutes?| mins?)?\b(?! (?:goals|points|games)))"
    rf"|(?P<nth>\b(?P<nn>{_NTH}|\d{{1,3}})(?: and (?:final|last))?[- ]minute\b(?! (?:spell|later|hat-?trick|brace|double|treble|burst|blitz|cameo|appearance|wait|break|delay|stoppage|period|stretch|span))(?: (?P<nof>{_FROM}))?)"
    r"|(?P<late>(?P<latew>a quarter of an hour|(?:the )?half[- ]?(?:an )?hour|half an hour|twenty minutes) (?:from (?:time|the end|full[- ]?time)|left|remaining|to (?:go|play)|before (?:time|the end)))"
    rf"|(?P<quarter>(?:{_NEAR} )?(?:(?:a |the first |the opening |(?<=after )|(?<=on )|(?<=inside )|(?<=within ))quarter of an hour|(?:the )?quarter[- ]hour))"
    rf"|(?P<halfhour>(?:{_NEAR.replace('near', 'near2')} )?(?:the |an |a )?(?:first |opening )?(?:half[- ]an[- ]hour|half[- ]hour|30-minute)(?: mark)?\b)"
    rf"|(?P<hour>\b{_NEAR.replace('near', 'near3')} (?:the|an) hour(?: mark)?\b(?! later))"
    rf"|(?P<mark>\b(?:on|at|around|by|past|before|after) the (?P<mn>\d{{1,2}})(?:th|st|nd|rd)?[- ]minute mark)"
    rf"|(?P<after>\b(?:after|on|by|at) {_JUST}(?P<an>NUM)(?: and a half)? (?:minutes?|mins)\b(?! later| left|'| remaining| to (?:go|play)| (?:from|before|of) (?:the |normal |regular |full[- ])?(?:time|end|final)\b)(?: (?P<aof>{_FROM.replace('from', 'ffrom').replace('stopping', 'fstopping')}))?)"
    r"|(?P<onn>\bon (?P<on>\d{1,2}|NUM)(?=[.,;:)]| and| but| before| after| when| with| as| to | from|$)(?! (?:goal|points|aggregate)))"
    r"|(?P<secs>\b(?:after|inside|within|in)(?: just| only)? (?:NUM|\d+) seconds)"
    r"|(?P<wi>\b(?:inside|within|in|during) (?:the (?:first|opening) )?(?:just |only |barely )?(?P<win>\ba|NUM) minutes? (?:of|after|from) (?:the )?(?:start of the )?(?:restart|second[- ]half|second[- ]period|resumption|HALF|change of ends)(?! whistle))"
    r"|(?P<w1>\bin the (?:first|opening) minute of the second[- ]half|(?:straight|right) from the (?:second-half )?(?:restart|kick-off of the second half))"
    rf"|(?P<hb>(?P<hbn>\ba|NUM) minutes? (?:(?:before|from|short of|off|to) (?:the )?(?:end of the first half|HALF|half-time)|(?:left|remaining|to go|to play) (?:of|in) the (?:first|opening) half)\b)"
    r"|(?P<ha>(?P<han>\ba|NUM) minutes? (?:after|into|from|past|of|following) (?:the )?(?:restart|HALF|second[- ]half|second period|resumption|start of the second half)|(?P<han2>NUM) minutes? into the second(?=[.,;]| (?:with|from|when|and|as|to)\b|$))"
    r"|(?P<shootout>(?P<son>\ba|NUM) minutes? (?:before|from|away from) (?:the )?(?:shoot-?out|penalt(?:y|ies)(?: shoot-?out)?)\b)"
    r"|(?P<hr>(?P<hrn>\ba|NUM) minutes? (?P<hrw>before|short of|shy of|after|past|beyond) (?:the )?(?P<hrt>hour|half[- ]hour)\b)"
    rf"|(?P<left>(?:with )?(?:(?:just |little |a little |well |slightly )?(?:(?P<over>over|more than)|(?P<under>under|less than|inside)) )?{_JUST}(?P<ln>\ba|NUM) minutes? (?:(?:from|of|off|short of|away from) (?:the )?(?:normal |regular |regulation )?(?:time|end|full[- ]?time|final whistle|finish|close)|(?:of (?:(?:normal |regular )?time|the (?:game|match|tie|contest)) |(?P<leftx0>of extra[- ]time ))?(?:still )?(?:left|remaining)|of (?:normal|regular|regulation) time|still (?:left|to play|remaining)|to (?:go|play|spare)|"
    r"before (?:the )?(?:time|end|full[- ]?time|final whistle|finish|close)(?! of the (?:first|opening))|(?:were |was )?(?:left|remaining) on the clock)\b(?P<leftx> (?:of|in) (?:the )?(?:extra[- ]time|overtime)| of the (?:second )?extra period)?(?! (?:of|in) the (?:first|opening) half))"
    rf"|(?P<into>(?P<ion>\ba(?= minute)|NUM) minutes? (?:in\b(?! (?:the|a|all|front|total|which))|(?P<iof>{_FROM.replace('from', 'gfrom').replace('stopping', 'gstopping')})(?! (?:left|remaining|to go|to play|still))))"
    rf"|(?P<clock>(?:(?P<from9>second (?:half|period)) (?:was |were |is )(?:just |only |barely )?)?(?:with |just |only |when )*(?P<cn>NUM) minutes (?:(?:were |was )?on the clock|gone|old|played|had (?:gone|been played|passed|elapsed)))"
    rf"|(?P<needed>\b(?:need(?:ed|ing)?|took|taking|taken|required|waited) (?:them |him |CLUB |PERSON )?{_JUST}(?P<neededn>NUM) minutes?\b(?P<neededof> (?:of|after) the (?:second half|restart|break|interval))?)"
    r"|(?P<midhalf>(?:midway|half-?way) (?:through|into) the (?P<mh>first|opening|second)(?: half| period)?)"
    r"|(?P<jb>(?:just|right|shortly|moments|immediately|seconds|minutes|not long|a few minutes|late|late on|soon) before (?:the )?(?:HALF)|(?:late|deep) in(?:to)? the (?:first|opening) half|(?:near|at) the end of the (?:first|opening) half|towards the end of the (?:first|opening) half)"
    r"|(?P<ja>(?:just|shortly|soon|right|straight|immediately|moments|seconds|minutes|not long|early) after (?:the )?(?:HALF|restart|resumption)|(?:early|soon|straight|just|(?:a )?few minutes) (?:in|into|after) the (?:start of the )?second half|straight from the restart|early after the break)"
    r"|(?P<lastn>\b(?:in|inside|within|during|over) the (?:last|final|closing) (?P<lnn>NUM) minutes)"
    r"|(?P<stop1>\b(?:in |deep into |deep in |into |of )?first[- ]?half (?:stoppage|injury|added)(?: |-)time|in (?:stoppage|injury|added) time (?:at the end )?(?:of|before|in) (?:the )?(?:first half|HALF)|in the (?:last|final) (?:minute|seconds) (?:of the first half|before (?:the )?HALF))"
    r"|(?P<stroke>\b(?:on|at|right on) the stroke of (?:the )?(?:HALF|half-time)|on the stroke of the interval)"
    r"|(?P<early>\bearly on\b|\b(?:in|inside|during) the (?:opening|early) (?:minutes|stages|exchanges|seconds|moments)|early in the (?:first half|match|game|piece))"
    r"|(?P<extra>\b(?:in|during|deep into|into) (?:the (?:first|second) (?:half|period) of )?(?:extra[- ]time|overtime)\b(?! (?:win|victory)))"
    r"|(?P<dying>\bwith (?:virtually |almost )?the last kick|in the (?:dying|final|closing) (?:minutes|moments|seconds|stages)|\blate on\b|deep into injury time|late in the (?:game|match|second half|day)|seconds from (?:time|the end)|(?:a few|few|the) minutes (?:before|from) (?:the end|time|full[- ]?time)|(?:in|inside|during|over) the (?:last|final|closing) (?:quarter of an hour|stages))"
    r"|(?P<stop>\b(?:in|into|deep into|of|during) (?:second-half |the )?(?:stoppage|injury|added) time|(?:stoppage|injury|added)-time|at the death|last-minute|last-gasp|in the (?:final|last|dying) (?:minute|seconds)|in the closing seconds|right at the (?:end|death)|stoppage time)"
    rf"|(?P<inword>\bin the (?P<inw>fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)(?=[.,;)]| (?:and(?! (?:final|last))|but|when|with|from|after|as)\b|$))"
    rf"|(?P<inthe>\bin (?:the|minute) (?P<in>\d{{1,3}})(?:st|nd|rd|th|)(?! (?:minute|season|round|place|time|match|game|meeting|league|cup|edition|anniversary|final|century|birthday|spot|position|attempt|title|win|defeat|goal))\b(?= ?[,.;)]| [a-z\ue400-\ue7ff]|$))"
    r"|(?P<inside>\b(?:inside|within|in|during) (?:the )?(?P<first>first |opening )?(?P<isn>NUM) minutes(?! (?:of (?:each|one another)|from|before|left|remaining|to (?:go|play)|into|past|after|either)\b))"
    r"|(?P<onmark>\bon (?P<onmn>\d{1,3})')"
    r"|(?P<opening>\bbefore a minute (?:had|was|has) (?:been )?(?:played|gone|passed|up)|with (?:less|no more|little more) than a minute (?:gone|played|on the clock)|\bin the (?:first|opening|very first) minute(?! of (?:the )?(?:(?:first|second)[- ]half |extra )?(?:stoppage|injury|added|time|extra))|inside (?:the (?:first|opening)|a) minute(?! of (?!the (?:kick|start|game|match)))|within (?:the (?:first|opening)|a) minute of (?:the )?(?:kick-?off|start|game|match)|straight from (?:the )?kick-?off)"
    r"|(?P<half>(?:in|during) the (?P<h1>first|opening|second)[- ](?:half|period|45 minutes)\b(?! of| injury| stoppage| added)|\b(?P<h2>first|second)-half\b(?! (?:injury|stoppage|added|display|performance|showing|pressure|onslaught|substitut))|\b(?P<h3>before|after) (?:the )?(?:HALF|restart|interval|break)\b)"
    r"|(?P<adj>\b(?P<adjw>early|late) (?:[a-z-]+ ){0,1}?(?=GOALNOUN\b))|(?P<veryend>\bat the very (?:end|death)|\b(?:on|at|right on|just before|seconds before) the (?:final|full-time|last) whistle|(?:seconds|moments) (?:from|before) (?:the )?(?:end|time|final whistle|full[- ]?time)\b)"
)
_BRACKET = r"(?P<bracket>\((?P<brn>\d{1,3})(?: ?\+ ?\d{1,2})?(?:'| ?min(?:ute)?s?\.?|(?:st|nd|rd|th)(?: minute)?)\))"
# Times begin with a word: that is asked before all their ways are tried.
CLOCK = rf"(?<!\w)(?:{_WORDS})|{_BRACKET}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time told in a sentence.

    Attributes:
        start, end: its place in the gloss.
        span: first and last minute that it means, counted from 1.
        slack: how many minutes beside the span are still no contradiction; sources differ by one.
        firm: False where the words may count from something else.
        exact: one minute is named. origin: where the list of minutes begins that it stands in.
    """

    start: int
    end: int
    span: Span
    slack: int = 1
    firm: bool = True
    exact: bool = False
    origin: int = -1


def times(g: Gloss) -> list[Time]:
    """Every time of a match that a sentence tells, in order."""
    found: list[Time] = []
    for m in g.every(CLOCK):
        found += _times(m)
    return found


def _times(m: re.Match[str]) -> Iterator[Time]:
    if m["list"] or m["also"]:
        # "In the 10th, 22nd and 78th minutes", "after 12 and 34 minutes".
        for one in re.finditer(r"\d{1,3}(?:st|nd|rd|th)?", m[0]):
            minute = int(re.sub(r"\D", "", one[0]))
            if 0 < minute <= 125:
                last = minute if m["list"] else minute + 1
                at = m.start() + one.start() if one.start() > 8 else m.start()
                yield Time(at, m.start() + one.end(), (minute, last), exact=True, origin=m.start())
        return
    told = _span(m)
    if told is not None:
        yield Time(m.start(), m.end(), *told)


def _span(m: re.Match[str]) -> tuple[Span, int, bool, bool] | None:
    """Span, slack, firm, exact."""
    said = {name for name, words in m.groupdict().items() if words is not None}

    def n(name: str) -> int:
        return number_of(m[name] or "") or 0

    if m["nth"]:
        at = number_of(m["nn"]) or ordinal_of(m["nn"]) or 0
        return _counted(said, "", at, at) if 0 < at <= 125 else None
    if m["late"]:
        at = 75 if "quarter" in m["latew"] else 70 if "twenty" in m["latew"] else 60
        return (at - 1, at + 2), 2, True, False
    if m["quarter"]:
        return (*_beside(m["near"] or "", 15), False)
    if m["halfhour"]:
        if m["near2"] is None:
            return None
        return (*_beside(m["near2"], 30), False)
    if m["hour"]:
        return (*_beside(m["near3"], 60), False)
    if m["mark"]:
        at = n("mn")
        return (*_beside(m["mark"].split()[0], at), True)
    if m["after"]:
        return _counted(said, "f", n("an"), n("an") + 1)
    if m["onn"]:
        return (n("on"), n("on") + 1), 1, True, True
    if m["secs"]:
        return (1, 2), 1, True, False
    if m["hb"]:
        return (45 - n("hbn"), 46 - n("hbn")), 1, True, True
    if m["ha"]:
        at = n("han") or n("han2")
        return (45 + at, 46 + at), 1, True, True
    if m["shootout"]:
        return (120 - n("son"), 121 - n("son")), 1, True, True
    if m["hr"]:
        hour = 60 if m["hrt"] == "hour" else 30
        at = hour + n("hrn") * (-1 if m["hrw"] in ("before", "short of", "shy of") else 1)
        return (at - 1, at + 1), 1, True, True
    if m["left"]:
        at = (120 if m["leftx"] or m["leftx0"] else 90) - n("ln")
        if m["over"] or m["under"]:
            span = (at - 5, at + 1) if m["over"] else (at, at + 6)
            return span, 3, True, False
        # Round figures are rounded ones: "with 15 minutes left".
        return (at, at + 1), 2 if n("ln") % 5 == 0 else 1, True, True
    if m["wi"]:
        return (45, 46 + n("win")), 1, True, False
    if m["w1"]:
        return (45, 47), 1, True, False
    if m["bracket"]:
        return (n("brn"), n("brn")), 1, True, True
    if m["onmark"]:
        return (n("onmn"), n("onmn")), 1, True, True
    if m["half"]:
        first = (m["h1"] or m["h2"] or m["h3"]) in ("first", "opening", "before")
        return ((1, 45) if first else (46, 125)), 1, True, False
    if m["adj"]:
        return ((1, 25), 20, True, False) if m["adjw"] == "early" else ((70, 125), 15, True, False)
    if m["veryend"]:
        return (87, 125), 4, True, False
    if m["into"]:
        return _counted(said, "g", n("ion"), n("ion") + 1)
    if m["clock"]:
        base = 45 if m["from9"] else 0
        return (base + n("cn"), base + n("cn") + 1), 1, True, True
    if m["needed"]:
        at = n("neededn") + (45 if m["neededof"] else 0)
        return (at, at + 1), 1, bool(m["neededof"]), True
    if m["inword"]:
        at = ordinal_of(m["inw"]) or 0
        return (at, at), 1, False, True
    if m["midhalf"]:
        return ((58, 77) if m["mh"] == "second" else (15, 32)), 8, True, False
    if m["jb"]:
        return (38, 46), 5, True, False
    if m["ja"]:
        return (45, 56), 6, True, False
    if m["lastn"]:
        return (90 - n("lnn"), 125), 1, True, False
    if m["stop1"]:
        return (45, 50), 2, True, False
    if m["stroke"]:
        return (43, 47), 3, True, False
    if m["early"]:
        return (1, 20), 20, True, False
    if m["extra"]:
        return (90, 125), 0, True, False
    if m["dying"]:
        return (80, 125), 12, True, False
    if m["stop"]:
        return (89, 125), 4, True, False
    if m["inthe"]:
        at = n("in")
        return ((at, at), 1, True, True) if 0 < at <= 125 else None
    if m["inside"]:
        return (1, n("isn") + 1), 1, m["first"] is not None, False
    if m["opening"]:
        return (1, 2), 1, True, False
    return None


def _counted(said: set[str], lead: str, first: int, last: int) -> tuple[Span, int, bool, bool]:
    """A count of minutes from where a half, added time or extra time begins."""
    if f"{lead}from2" in said:
        return (45 + first, 45 + last), 1, True, True
    if f"{lead}stopping" in said:
        return (45, 45 + last), 1, True, False
    if f"{lead}fromstop" in said:
        # Stoppage time of the match; a first half is said to be one.
        return (90, 90 + last), 1, False, False
    if f"{lead}fromx2" in said:
        return (105 + first, 105 + last), 1, True, True
    if f"{lead}fromx" in said:
        return (90 + first, 90 + last), 1, True, True
    return (first, last), 1, True, True


def _beside(near: str, at: int) -> tuple[Span, int, bool]:
    """Span, slack and firmness of "just past the half hour", "inside an hour"."""
    words = near.split()
    word = words[-1] if words else ""
    if near.endswith(("short of", "shy of")) or word == "before":
        return (at - 8, at), 6, True
    if word in ("past", "after", "beyond"):
        if len(words) == 1:
            # "After an hour" is on the hour.
            return (at - 1, at + (8 if word == "past" else 2)), 3, True
        return (at, at + 8), 6, True
    if word in ("inside", "within", "by", "in"):
        return (1, at + 1), 1, word == "inside"
    if word in ("around", "about"):
        return (at - 4, at + 4), 4, True
    return (at - 1, at + 1), 1, True
