"""Reading lists of scorers: "1-0. 18. Xavi.", "Goals: Touré 12, Nasri (pen) 34", "39 mins: GOAL!".

Names and minutes stand side by side wherever goals are listed: behind a label, behind a side and its
score, behind each score in its turn, in brackets, or alone on their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.goals_told import Frame
from matchdesk.press.reference import Context, Line
from matchdesk.press.subjects import make

_MARK = r"(?: ?(?:- ?)?\(?(?:pens?|penalty|p|og|o\.g\.?|own goal|free-kick|fk|h|f)\b\.?\)?)"
_MIN = rf"['(]?\d{{1,3}}(?!\d| ?[-:] ?\d|[,.]\d\d\d)(?:'? ?\+ ?\d{{1,2}})?(?:st|nd|rd|th)?(?:'| ?mins?\b\.?| minutes?\b|m\b)?{_MARK}?\)?"
_MINS = rf"(?P<mins>{_MIN}(?:(?:, ?| and | & | ?/ ?|; ?| ?\+ ?| ){_MIN})*)"
_NOT_A_MINUTE = r"(?! ?(?:[-:] ?\d|goals?|caps?|years?|games?|apps|%|\d|times|yards?|appearances|matches|points))"
_WHO = r"(?P<who>PERSON|CLUB(?= ?\(?['’]?\d{1,3}(?:['’),]|$| pen| og)))"
_ITEM = rf"{_WHO}(?:'s? (?:[a-z-]+ ){{1,5}}(?=\())?(?P<gap>{_MARK}?,?:?(?:,? ?[(\[] ?| |, ?)(?:pens?[.,:]? ?)?){_MINS}{_NOT_A_MINUTE}(?P<close> ?[)\]])?"
_BY_SCORE = (
    rf"(?<![\d:-])(?P<score>\d{{1,2}} ?[-:] ?\d{{1,2}})(?!-\d)(?:(?:[ .,:;-]{{1,3}}|,? \(?)(?:m(?:in)?\.? ?)?(?P<min>\d{{1,3}}(?: ?\+ ?\d{{1,2}})?)(?:'|\.|:|\)| ?mins?\b|m\b|,)[ .:,-]{{0,3}}(?P<by>PERSON)"
    rf"|[ .,:;-]{{1,3}}\(?(?:[a-z]{{1,3}}\.? ){{0,3}}(?P<who>PERSON),?{_MARK}?,? ?\(?,? ?{_MINS}(?![\d-]))"
)
_BY_MINUTE = r"(?:\b(?:goals?|goal-?scorers?|scorers?) ?[:-] ?|, |; |and )(?P<min>\d{1,3})(?: ?\+ ?\d{1,2})?(?:'| ?mins?\b\.?| minutes?\b|th minute\b|m\b),?:? (?P<by>PERSON)(?= ?[,;.(]| and |$)"
# What must stand right before the first of a list that has neither scores nor strokes.
_LABEL = (
    r"(?:\b(?:goals?|scorers?|goal-?scorers?)(?: for CLUB)? ?(?:[:-]|\.(?= )) ?(?:CLUB[: -]{0,3})?\(?|SCORE CLUB ?[:.(,-]{0,3} ?|CLUB ?\(|"
    r"^\W*CLUB: |CLUB ?(?:\([^()]{1,24}\))? {0,3}\d{1,2} ?[(.:,-]{1,2} ?)(?:[a-z]{1,3}\.? ){0,3}$"
)
_NEXT = r"^ ?[,;&/)\].|-]{0,4} ?(?:and |--? |\| )?(?:CLUB(?: \d{1,2})? ?[:(-]{0,2} ?)?\(?(?:[a-z]{1,3}\.? ){0,3}$"
_OTHER_LIST = re.compile(
    r"\b(?:subs?|substitut\w+|bench|on for|yellow|red cards?|cards?|booked|bookings?|cautions?|cautioned|sent off|missed|assists?|line-?ups?|"
    r"refer\w+|attendance|att|golden (?:boot|shoe)|(?:top|leading)[- ](?:goal-?)?scorers?|scoring chart|marksmen)\b"
)
_GOAL_LIST = re.compile(r"(?<!top )(?<!top-)(?<!leading )\b(?:goals?|scorers?|goal-?scorers?)\b")
_OWN = re.compile(r"\bog\b|o\.g|own goal")


@dataclass(frozen=True, slots=True)
class _Item:
    """A player in a list, with his minutes.

    Attributes:
        player: his name. start, end: his words. minutes: first and last minute meant by each figure,
            with its place.
        listed: it stands in a list of goals for sure. stroke: the figures are marked as minutes.
        own: into his own net. frame: it stands in the words of a goal, which tell of him already.
    """

    player: str
    start: int
    end: int
    minutes: tuple[tuple[int, int, int, int], ...]
    listed: bool
    stroke: bool = False
    own: bool = False
    frame: Frame | None = None


def read(g: Gloss, ctx: Context, told: Sequence[Frame]) -> Iterator[Claim]:
    """Scorers and minutes of lists in one sentence."""
    told_by = labels(g)
    if re.match(r"[^\w]*:", g.plain) is None:
        ctx.listing = ""
    items = list(_items(g, told, told_by, ctx.listing))
    row = _match_of(ctx, items)
    if row >= 0:
        ctx.listed = row
    for one in items:
        for claim in _claims(g, one, held=row >= 0):
            if row >= 0 and row != ctx.hand and claim.firm:
                claim = replace(claim, hand=row, only=True)
            yield claim
    ctx.listing = _label_at(told_by, len(g.plain), ctx.listing) if len(g.plain) < 160 else ""
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


def _label_at(told_by: Sequence[tuple[int, str]], at: int, before: str) -> str:
    return next((kind for place, kind in reversed(told_by) if place < at), before)


def _items(
    g: Gloss, told: Sequence[Frame], told_by: Sequence[tuple[int, str]], listing: str
) -> Iterator[_Item]:
    taken: list[tuple[int, int]] = []
    for source in (_BY_SCORE, _BY_MINUTE):
        for m in g.every(source):
            sign = "by" if m["by"] else "who"
            at = "min" if m["min"] else "mins"
            if _label_at(told_by, m.start(), listing) == "other":
                continue
            taken.append(m.span())
            # "Goal - 80 minutes, Viduka": minutes before names may be of anything.
            sure = source is _BY_SCORE
            one = _item(g, m, sign, at, listed=sure, stroke=True)
            if one is not None:
                yield one
    found = [m for m in g.every(_ITEM) if not any(a < m.end() and m.start() < b for a, b in taken)]
    alone = bool(found) and pattern(_ALONE).fullmatch(_without(g.plain, found)) is not None
    people = len(g.signs("person"))
    lineup = people > 4 and people > 2 * len(found)
    listed_to = max((b for _, b in taken), default=-1)
    for m in found:
        label = _label_at(told_by, m.start(), listing)
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        ours = next((f for f in told if f.start <= m.start() < f.end), None)
        follows = listed_to >= 0 and pattern(_NEXT).match(g.plain[listed_to : m.start()])
        named = pattern(_LABEL).search(lead) is not None and not (lineup and label != "goals")
        listed = label != "other" and (named or bool(follows) or alone)
        inside = g.plain.count("(", 0, m.start()) > g.plain.count(")", 0, m.start())
        stroke = re.search(r"'|pen|\bog\b|own", m["gap"] + m["mins"]) is not None
        bracket = "(" in m["gap"] or "[" in m["gap"]
        if bracket and _CHANGE.match(g.plain, m.end()):
            # "Dublin (79' Angel)": who came on for him.
            continue
        if label == "other" or (inside and not listed):
            # "Gaztañaga (Elustondo 66')": a change.
            continue
        if not (listed or stroke or (bracket and (m["close"] or m["mins"].endswith(")")))):
            continue
        if people > 12 and not (listed or ours or stroke):
            continue
        if _club(g, m["who"]) and not (named or follows):
            # "Wolves 2 Brighton 3": no player of that name.
            continue
        if listed:
            listed_to = m.end()
        firm = listed or (bracket and ours is not None and ours.firm)
        one = _item(g, m, "who", "mins", listed=firm, stroke=stroke, frame=ours)
        if one is not None:
            yield one


_CHANGE = pattern(r"['\u2019]? ?(?:for )?(?:PERSON|[a-z][a-z' -]{2,24})\)")
_ALONE = r"(?:[^\w\ue400-\ue7ff]|\d|and|\b(?:goals?|scorers?|goal-?scorers?|ht|ft|aet))*"


def _without(plain: str, found: Sequence[re.Match[str]]) -> str:
    """A sentence without the players and minutes found in it."""
    for m in reversed(found):
        plain = plain[: m.start()] + plain[m.end() :]
    return plain


def _club(g: Gloss, sign: str) -> bool:
    """True for a name that is a club's, and may be a player's all the same."""
    mention = g.mention(sign)
    return mention is not None and mention.kind == "club"


def _item(
    g: Gloss, m: re.Match[str], sign: str, at: str, *, listed: bool, stroke: bool = False,
    frame: Frame | None = None,
) -> _Item | None:  # fmt: skip
    mention = g.mention(m[sign])
    if mention is None or (mention.kind == "club" and " " in mention.text):
        return None
    place = m.start(at)
    minutes = tuple(
        (int(one[1]), int(one[1]) + int(one[2] or 0), place + one.start(), place + one.end())
        for one in _FIGURE.finditer(m[at])
    )
    if not minutes or not all(0 < first <= 125 for first, *_ in minutes):
        return None
    person = mention.kind != "club" and len(mention.ids) == 1
    name = mention.ids[0] if person else mention.text
    own = _OWN.search(m[0]) is not None
    return _Item(name, m.start(sign), m.end(), minutes, listed, stroke, own, frame)


# "90+5", "45 + 2"; what is joined otherwise is another goal: "36' + 80'".
_FIGURE = re.compile(r"(\d{1,3})(?:(?:(?<=45)|(?<=90)|(?<=105)|(?<=120))'? ?\+ ?(\d{1,2}))?")


def _match_of(ctx: Context, items: Sequence[_Item]) -> int:
    """Row of the match that a list is of: most of its goals are held there. -1 if nothing is.

    Of a match that is only near both names and minutes must speak; a single line after another of the
    match in hand may be wrong altogether.
    """
    listed = [one for one in items if one.listed]
    best, most = (ctx.hand if len(items) == 1 and ctx.listed == ctx.hand else -1), 0
    for row in dict.fromkeys((ctx.hand, *ctx.also, *ctx.before, ctx.main, *ctx.near)):
        told = [
            (
                ctx.scored_there(one.player, row),
                any(ctx.goal_at(row, first, last) for first, last, *_ in one.minutes),
            )
            for one in listed
        ]
        right = sum(2 * scored + timed for scored, timed in told)
        if right > most and (row == ctx.hand or sum(a and b for a, b in told) * 2 > len(told)):
            best, most = row, right
        if best == ctx.hand and most >= 2 * len(listed):
            break
    return best


def _claims(g: Gloss, one: _Item, *, held: bool) -> Iterator[Claim]:
    """A scorer with his minutes; nothing is held against a list of a match that nobody knows."""
    firm = one.listed and held
    word = "own_goal" if one.own else ""
    if (one.listed or one.stroke) and one.frame is None:
        reading = Reading(player=one.player, word=word)
        yield make("scorer", g, one.start, one.start + 1, [reading], firm=firm)
        if one.listed and len(one.minutes) > 1 and not one.own:
            reading = Reading(player=one.player, number=len(one.minutes))
            yield make("player_goals", g, one.start, one.end, [reading], firm=firm)
    for first, last, start, end in one.minutes:
        yield make(
            "minute", g, start, end, [Reading(player=one.player, minutes=(first, last))], firm=firm
        )


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
