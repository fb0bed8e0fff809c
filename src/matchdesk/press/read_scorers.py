"""Reading lists of scorers: "1-0. 18. Xavi.", "1:0 Milla 106", "Goals: Touré 12, Nasri (pen) 34", "39 mins: GOAL!"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.goals_told import Frame
from matchdesk.press.reference import Context, Line
from matchdesk.press.subjects import make

_MIN = r"\d{1,3}(?!\d| ?[-:] ?\d)(?: ?\+ ?\d{1,2})?(?:'| ?mins?\b\.?|m\b)?"
_NOTE = r"(?: ?\(?(?:pens?|p|og|o\.g\.?|own goal|penalty)(?: [\d'+]{1,6})?\)?(?![a-z]))?"
_MINS = rf"(?P<mins>{_MIN}{_NOTE}(?:(?:, ?| and | & | ?/ ?){_MIN}{_NOTE})*)"
_NOT_A_MINUTE = r"(?! ?(?:[-:] ?\d|goals?|caps?|years?|games?|apps|st\b|nd\b|rd\b|th\b|%|\d|times|yards?|appearances|matches|points))"
_ITEM = rf"(?P<who>PERSON)(?:'s? (?:[a-z-]+ ){{1,5}}(?=\())?(?P<gap>(?: ?\(?(?:pens?|p|og|o\.g\.?|own goal|penalty|free-kick|fk)\)?,?)?(?:,? ?[(\[] ?| |, ?)(?:pen,? )?){_MINS}{_NOT_A_MINUTE}(?P<close> ?[)\]])?"
_BY_SCORE = (
    rf"(?<![\d:-])(?P<score>\d{{1,2}} ?[-:] ?\d{{1,2}})(?:(?:[ .,:;-]{{1,3}}|,? \(?)(?:m(?:in)?\.? ?)?(?P<min>\d{{1,3}}(?: ?\+ ?\d{{1,2}})?)(?:'|\.|:|\)| ?mins?\b|m\b|,)[ .:,-]{{0,3}}(?P<by>PERSON)"
    rf"|[ .,:;-]{{1,3}}\(?(?:[a-z]{{1,3}}\.? ){{0,3}}(?P<who>PERSON),?(?: ?\(?(?:pens?|p|og|own goal|penalty)\)?,?)? ?\(?,? ?{_MINS}(?![\d-]))"
)
# What must stand right before the first of a list that has neither scores nor strokes.
_LABEL = (
    r"(?:\b(?:goals?|scorers?|goal-?scorers?)(?: for CLUB)? ?(?:[:-]|\.(?= )) ?(?:CLUB[: -]{0,3})?\(?|SCORE CLUB ?[:.(,-]{0,3} ?|CLUB ?\(|"
    r"CLUB ?(?:\(\d{1,2}\))? {0,3}\d{1,2} ?[(.:,-]{1,2} ?)(?:[a-z]{1,3}\.? ){0,3}$"
)
_NEXT = r"^ ?[,;&/)\].|-]{0,4} ?(?:and |--? |\| )?(?:CLUB(?: \d{1,2})? ?[:(-]{0,2} ?)?\(?(?:[a-z]{1,3}\.? ){0,3}$"
_OTHER_LIST = re.compile(
    r"\b(?:subs?|substitut\w+|bench|on for|yellow|red cards?|cards?|booked|bookings?|cautions?|cautioned|sent off|missed|assists?|line-?ups?|"
    r"refer\w+|attendance|att|golden (?:boot|shoe)|(?:top|leading)[- ](?:goal-?)?scorers?|scoring chart|marksmen)\b"
)
_GOAL_LIST = re.compile(r"(?<!top )(?<!top-)(?<!leading )\b(?:goals?|scorers?|goal-?scorers?)\b")


def read(g: Gloss, ctx: Context, told: Sequence[Frame]) -> Iterator[Claim]:
    """Scorers and minutes of lists in one sentence."""
    taken: list[tuple[int, int]] = []
    told_by = labels(g)
    if re.match(r"[^\w]*:", g.plain) is None:
        ctx.listing = ""

    def label_of(at: int) -> str:
        return next((kind for place, kind in reversed(told_by) if place < at), ctx.listing)

    for m in g.every(_BY_SCORE):
        sign = "by" if m["by"] else "who"
        words = m["min"] or m["mins"]
        if label_of(m.start()) == "other":
            continue
        at = m.start("min") if m["min"] else m.start("mins")
        yield from _scored(g, m.start(sign), at, words, True, True)
        taken.append(m.span())
    listed_to = -1
    for m in g.every(_ITEM):
        if any(a < m.end() and m.start() < b for a, b in taken):
            listed_to = m.end()
            continue
        label = label_of(m.start())
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        mine = [f for f in told if f.start <= m.start() < f.end]
        ours = bool(mine)
        follows = listed_to >= 0 and pattern(_NEXT).match(g.plain[listed_to : m.start()])
        listed = label != "other" and (
            pattern(_LABEL).search(lead) is not None or bool(follows)
        )  # fmt: skip
        inside = g.plain.count("(", 0, m.start()) > g.plain.count(")", 0, m.start())
        stroke = re.search(r"'|pen|\bog\b|own", m["gap"] + m["mins"]) is not None
        bracket = "(" in m["gap"] or "[" in m["gap"]
        if label == "other" or (inside and not listed):
            # "Gaztañaga (Elustondo 66')": a change.
            continue
        if not (listed or stroke or (bracket and m["close"] is not None)):
            continue
        if len(g.signs("person")) > 12 and not (listed or ours or stroke):
            continue
        if listed:
            listed_to = m.end()
        firm = listed or (bracket and any(f.firm for f in mine))
        yield from _scored(
            g, m.start("who"), m.start("mins"), m["mins"], firm, (listed or stroke) and not ours
        )
    ctx.listing = label_of(len(g.plain)) if len(g.plain) < 160 else ""
    yield from _shouted(g, ctx)


def labels(g: Gloss) -> list[tuple[int, str]]:
    """Words that tell what the names after them are a list of, with their places."""
    found = [(m.start(), "other") for m in _OTHER_LIST.finditer(g.plain)]
    found += [(m.start(), "goals") for m in _GOAL_LIST.finditer(g.plain)]
    # "Yellow Cards" may pass for a name.
    found += [
        (at, "other") for at, m in g.signs("person") if _OTHER_LIST.search(m.text.lower())
    ]  # fmt: skip
    return sorted(found)


def _scored(g: Gloss, who: int, at: int, words: str, firm: bool, known: bool) -> Iterator[Claim]:
    """A scorer with his minutes."""
    mention = g.mention(g.plain[who])
    if mention is None:
        return
    name = mention.ids[0] if len(mention.ids) == 1 else mention.text
    minutes = [
        (int(m[1]), int(m[2] or 0), m.start(), m.end())
        for m in re.finditer(r"(\d{1,3})(?: ?\+ ?(\d{1,2}))?", words)
    ]
    if not minutes or not all(0 < first <= 125 for first, *_ in minutes):
        return
    if known:
        yield make("scorer", g, who, who + 1, [Reading(player=name)], firm=firm)
    for first, added, start, end in minutes:
        span = (first, first + added)
        reading = Reading(player=name, minutes=span)
        yield make("minute", g, at + start, at + end, [reading], firm=firm)


_STAMP = r"^[^\w\ue000-\uefff]*(?P<min>\d{1,3})(?: ?\+ ?(?P<added>\d{1,2}))?(?:'|(?:st|nd|rd|th)? ?min(?:ute)?s?\b\.?|th\b(?=\W*$)| ?[:-] (?! ?\d))"
_GOAL_SHOUT = re.compile(
    r"\bgo+a+l+s?\b ?(?:[!:]|- )|\bgo{2,}a*l|\bpenalty! |\bpenalty!$|penalty (?:scored|converted)|^\W*(?:it's )?\d ?- ?\d ?!|^\W*own goal"
)
_NO_SHOUT = re.compile(
    r"\bno goal\b|\bdisallowed\b|\boffside\b|\bvar\b|\bruled out\b|\bsaved\b|\bmissed\b"
)


def _shouted(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Goals of reports that go minute by minute: some goal fell in the minute of the line."""
    for m in g.every(_STAMP):
        minute = int(m["min"]) + int(m["added"] or 0)
        if 0 < minute <= 130:
            start, end = g.place(m.start("min"), m.end())
            ctx.line = Line(start, end, int(m["min"]), minute)
    line = ctx.line
    if line is None or g.sentence.start - line.end > 300:
        return
    if (
        not line.goal
        and _GOAL_SHOUT.search(g.plain) is not None
        and _NO_SHOUT.search(g.plain) is None
    ):
        line.goal = True
        reading = Reading(minutes=(line.first, line.last), word="goal any", other=3)
        yield Claim("minute", line.start, line.end, (reading,), firm=ctx.live)
    if line.goal:
        for at, mention in g.signs("person"):
            name = mention.ids[0] if len(mention.ids) == 1 else mention.text
            if ctx.scored_at(name, line.first - 1, line.last + 1):
                yield make("scorer", g, at, at + 1, [Reading(player=name)], firm=False)
