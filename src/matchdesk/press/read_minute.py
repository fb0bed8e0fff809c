"""Reading when a goal was scored: the minute, and the time after the goal before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of, pattern
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make

NO_GOAL = re.compile(
    r"\b(?:not|never|fail|failed|fails|miss|missed|misses|missing|almost|nearly|could|would|should|might|disallowed|ruled|saved|save|"
    r"denied|deny|blocked|wide|over the bar|chance|without|if|unless|yet to|hit the (?:post|bar|"
    r"woodwork)|offside|assist|set up|after .{0,20} saw|try|tried|trying|hoping|hope|hit back|"
    r"no|refused|chalked|able|opportunity|claims? for|appeal)\b"
)


_MINUTE = (
    r"(?:(?P<nth>\b\d{1,3}|ORD)(?:st|nd|rd|th)?[- ]minute\b"
    r"|(?P<after>(?:after|on|by) (?:just |only |barely |about |around )?(?P<an>NUM)(?: and a half)? (?:minutes?|mins)\b(?! later| from| left|'))"
    r"|(?P<onn>\bon (?P<on>\d{1,2}|NUM)(?=[.,;:)]| and| but| before| after| when| with| as| to |$)(?! (?:goal|points|aggregate)))"
    r"|(?P<pair>in the (?P<p1>\d{1,3})(?:st|nd|rd|th)? and (?P<p2>\d{1,3})(?:st|nd|rd|th)?(?: minutes?)?)"
    r"|(?P<quarter>(?:on|after) a quarter of an hour|on the quarter[- ]hour)"
    r"|(?P<secs>(?:after|inside|within|in)(?: just| only)? (?:NUM|\d+) seconds)"
    r"|(?P<mid1>midway through the (?:first half|opening half))|(?P<mid2>midway through the second half)"
    r"|(?P<nearhalf>(?:(?:just|shortly|right|soon|moments) (?:before|past|after)|inside|inside the first|within) (?:the |an? )?half[- ](?:an )?hour(?: mark)?)"
    r"|(?P<nearhour>(?:just|shortly|right|soon|moments) (?:before|past|after|inside) the hour(?: mark)?)"
    r"|(?P<gone>with (?:just |only |barely )?(?P<gn>NUM) minutes? (?:on the clock|gone|played|on the watch))"
    r"|(?P<need>(?:needed|took|taking|needing|waited) (?:just |only |barely |all of |a mere )?(?P<nn>NUM) minutes? (?=to|for|before))"
    r"|(?P<xt>(?P<xn>a|NUM) minutes? into (?:the )?extra[- ]time)"
    r"|(?P<jb>(?:just|right|shortly|moments|immediately) before (?:the )?(?:HALF))|(?P<ja>(?:just|shortly|soon|right|straight|immediately) after (?:the )?(?:HALF|restart|hour|second half)|early in the second half|straight from the restart)"
    r"|(?P<lastn>(?:in|inside|within) the (?:last|final|closing) (?P<lnn>NUM) minutes)"
    r"|(?P<dying>(?:with the last kick|in the dying (?:minutes|moments|seconds)|in the closing (?:minutes|stages)|late on|deep into injury time))"
    r"|(?P<inthe>in the (?P<in>\d{1,3})(?:st|nd|rd|th)(?! minute)\b(?= ?[,.;:)-]| (?:and|but|to|as|when|put|before|from|for|with|after|by|through|then|while|courtesy|following|thanks|once|who)\b|$))"
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


@dataclass
class Frame:
    """A goal told of: who, where in the gloss, and what it did; ``either``: of one of these players."""

    start: int
    end: int
    players: tuple[str, ...]
    effect: str
    number: int | None
    firm: bool
    legs: tuple[str, ...] = ("",)
    timed: bool = False
    either: bool = False


NO_PART = re.compile(
    r"\b(?:sav(?:e|ed|es) (?:from|by)|cross|pass|assist\w*|corner|set up|replac\w+|substitut\w+|came on|sent on|on for|book\w+|yellow|red|sent off|"
    r"injur\w+|miss\w*|wide|over the bar|post\b|crossbar|woodwork|foul\w*|tackle\w*|disallowed|offside|said|suspended|without|"
    r"denied|blocked|season|last week|earlier|previous|whose|coach|manager|mother|father)\b"
)


def elsewhere(g: Gloss, ctx: Context) -> bool:
    """True where the sentence names a club that plays in none of the matches that it tells of."""
    named = [m for _, m in g.signs("club") if m.clubs]
    sides = {*ctx.told_sides}
    return any(not sides & {*m.clubs} for m in named) if named else ctx.elsewhere


PUT_IN = re.compile(
    r"\b(?:scor\w+|scrambl\w+|head(?:ed|s|ing)|fir(?:ed|es|ing)|struck|equali\w+|levell\w+|nett?ed|slott\w+|volley(?:ed|s)|finish\w+|"
    r"convert\w+|tapp\w+|goal|opener|winner|beat the|nodd\w+|swept|stabb\w+|pok\w+|bundl\w+|found the net|on target|lead|extended|brought|drew|restored|doubled|curl(?:ed|s)|drill(?:ed|s)|smash\w+|put (?:\w+ ){1,2}(?:ahead|in front|up|level)|added|made it)\b"
)


def minutes(g: Gloss, ctx: Context, frames: list[Frame]) -> Iterator[Claim]:
    """Minutes of goals, and the times between them."""
    for m in g.every(_MINUTE) if _TIME.search(g.plain) else ():
        frame = frame_for(g, m.start(), m.end(), frames) if frames else None
        span = _span(m)
        if span is None:
            continue
        if frame is None:
            yield from _of_a_goal(g, ctx, m, span)
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
            or m["nearhalf"]
            or m["nearhour"]
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
    for m in g.every(_LATER) if frames else ():
        frame = frame_for(g, m.start(), m.end(), frames)
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
        yield make("interval", g, m.start(), m.end(), readings, firm=frame.firm and place > 0)


_TIME = re.compile(
    r"minute|min|second|hour|\bon \d|in the \d|half|time|restart|break|interval|death|late|kick"
)
# A goal, whoever scored it: "City led after ten minutes", "… the equaliser in the 66th".
_GOAL = re.compile(
    r"\b(?:scor(?:ed|es|ing)|goals?|equali[sz]\w+|levell?(?:ed|er|ing)|opener|winner|(?:went|go|goes|going|move[ds]?|forged|were|back) (?:ahead|in front|level|up|two up|behind|down)|"
    r"(?:took|take|takes|taking|restored?|regained?|doubled?|extended|increased|stretched) (?:the|a|their|his|its) (?:[a-z0-9-]+ ){0,3}?(?:lead|advantage|cushion|margin)|nett?ed|"
    r"(?:fell|fall|falling) behind|made it|making it|makes it|broke the deadlock|opened the scoring|pulled (?:one|a goal) back|reduced the|halved the|"
    r"found the net|second|third|fourth|brace|hat-trick|penalty|convert\w*|head(?:ed|er)|fir(?:ed|es|ing)|slott?ed|tapp?ed|volley\w*|struck|free[- ]kick|"
    r"led|lead|ahead|in front|behind|level|reply|replied|response|breakthrough|consolation|hope|sealed|settled|sure)\b"
)
_NO_TIME = re.compile(
    r"\b(?:sent off|dismiss\w+|red card|ten men|10 men|nine men|second yellow|booked|caution\w*|replac\w+|substitut\w+|came on|brought on|introduced|"
    r"withdrawn|taken off|limped|hobbled|stretcher\w*|injur\w+|saved?|saves|hit the|struck the|rattled|against the (?:bar|post|crossbar)|crossbar|woodwork|wide|over the bar|"
    r"chances?|miss\w*|denied|block\w+|clear\w+ off|offside|disallowed|ruled out|var|foul\w*|free-kick was|corner|appeal\w*|delay\w*|"
    r"stopp(?:ed|age)|kick-?off|played|without|since|until|unbeaten|season|career|whistle|warm\w*|minutes? of (?:play|football|action)|"
    r"could|should|would|might|almost|nearly|close|tried|tries|trying|looked|not|no|never|did|held out|hold out|survived)\b"
)


def _of_a_goal(g: Gloss, ctx: Context, m: re.Match[str], span: tuple[int, int]) -> Iterator[Claim]:
    """A time beside words of a goal that no phrase tells of: of those named near, or of anybody."""
    start, end = m.span()
    first, last = g.clause(start)
    first, last = (
        max(min(first, start), start - 110),
        max(end, min(max(g.clause(end - 1)[1], end), end + 90)),
    )
    while first > 0 and start - first < 25:
        # "Bolic levelled, in the 64th minute": the clause before belongs to a short one.
        before = g.clause(max(0, first - 4))[0]
        if before >= first or re.search(r"[;:]|\b(?:but|while)\b", g.plain[before:first]):
            break
        first = max(before, start - 110)
    words = g.plain[first:start] + " " + g.plain[end:last]
    if not _GOAL.search(words) or _NO_TIME.search(words) or foreign_time(g, first, last):
        return
    people = [x.ids[0] if len(x.ids) == 1 else x.text for _, x in g.signs("person", first, last)]
    mine = [p for p in people if ctx.scored(p)]
    if not mine and re.search(r"\b(?:he|his)\b", words) and ctx.scorer:
        mine = [ctx.scorer]
    loose = m["stop"] or m["stroke"] or m["stop1"] or m["mid1"] or m["mid2"] or m["jb"] or m["ja"] or m["dying"] or m["nearhalf"] or m["nearhour"] or m["inside"]  # fmt: skip
    readings = [Reading(player=p, minutes=span) for p in mine] or [Reading(minutes=span)]
    firm = not loose and not elsewhere(g, ctx) and PUT_IN.search(words) is not None
    yield make("minute", g, start, end, readings, firm=firm)


def frame_for(g: Gloss, start: int, end: int, frames: list[Frame]) -> Frame | None:
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
    if m["nearhalf"]:
        return (24, 31) if "before" in m[0] else (1, 31) if "inside" in m[0] else (29, 37)
    if m["nearhour"]:
        return (52, 61) if "before" in m[0] else (59, 68)
    if m["gone"] or m["need"]:
        at = n("gn") or n("nn")
        return at, at + 1
    if m["xt"]:
        return 90 + n("xn"), 91 + n("xn")
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
