"""Goals that a sentence tells of: who is said to have scored, and with what effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchdesk.core.match import Club
from matchdesk.press import goals_held, scoring
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.goal_of import match_of_goal, rows_of_side, side_of_goal
from matchdesk.press.goal_verbs import chained, purpose, scored, verb_after
from matchdesk.press.goals_held import EARLIER
from matchdesk.press.reference import Context, employer, foreign_time


@dataclass
class Frame:
    """A goal told of.

    Attributes:
        start, end: its words in the gloss.
        who: the scorers, each with all whom a pronoun could mean.
        effect, number: what it did, how many goals of the player they tell of.
        firm: False where nothing can be held against the words.
        goal: the words surely tell a goal, of whatever match. now: they speak of these days.
        legs: legs of a tie that can be meant.
        timed: a time beside it is of the goal, though nothing is said of who scored.
        past: the sentence also tells of earlier matches.
        source: the pattern that tells it.
        row: row of the match that it is surely of, -1 where its sentence leaves that open.
        team: the side that it was for, where the words say so.
        places: where the scorers stand, one by one, if several are named.
        verb: where the words of the goal begin, after what is put in behind the name.
        met: pairs of clubs of whose earlier meetings it may be told.
        apart: it was for a side that does not play in the match in hand.
    """

    start: int
    end: int
    who: tuple[tuple[str, ...], ...]
    effect: str = ""
    number: int | None = None
    firm: bool = True
    goal: bool = True
    now: bool = True
    legs: tuple[str, ...] = ("",)
    timed: bool = False
    past: bool = False
    source: str = ""
    row: int = -1
    team: Club | None = None
    places: tuple[int, ...] = ()
    met: tuple[tuple[Club, Club], ...] = ()
    verb: int = 0
    apart: bool = False

    @property
    def players(self) -> tuple[str, ...]:
        """Everybody who may be meant."""
        return tuple(dict.fromkeys(name for one in self.who for name in one))


@dataclass(frozen=True)
class _Found:
    """Words of a goal before they are weighed."""

    source: str
    start: int
    end: int
    who: tuple[int, int]
    what: int
    kind: str
    adj: str = ""


def frames(g: Gloss, ctx: Context) -> list[Frame]:
    """Goals told of in one sentence, in order."""
    found: list[Frame] = []
    for one in _candidates(g):
        if any(f.start < one.end and one.start < f.end for f in found):
            continue
        frame = _weighed(g, ctx, one)
        if frame is not None:
            found.append(frame)
    found.sort(key=lambda f: f.start)
    found += list(_going_on(g, ctx, found))
    found += list(_the_other(g, ctx, found))
    spans = [(f.start, f.end) for f in found]
    found += [
        Frame(at, end, ((name,),), firm=False, goal=False, timed=timed)
        for at, end, name, timed in goals_held.held(g, ctx, spans)
    ]
    for frame in found:
        if frame.past or frame.legs != ("",) or frame.row >= 0:
            continue
        frame.row = match_of_goal(g, ctx, frame.start, frame.end)
        if frame.row >= 0 and frame.goal and frame.now and frame.source not in ("WHO", ""):
            # Whoever else is named, it was there.
            frame.firm = True
        _side(g, ctx, frame)
    return sorted(found, key=lambda f: f.start)


def _side(g: Gloss, ctx: Context, frame: Frame) -> None:
    """Take in the side that a goal is said to be for: another match than that in hand, if it is no side of it."""
    club = side_of_goal(g, ctx, frame.start, frame.end)
    row = frame.row if frame.row >= 0 else ctx.hand
    if club is None or row < 0 or ctx.value is None:
        return
    match = ctx.value(row)
    if club in (match.home, match.away):
        frame.team = club
    elif frame.row < 0:
        rows = rows_of_side(ctx, club)
        scored = [at for at in rows if any(ctx.scored_there(p, at) for p in frame.players)]
        rows = scored or [at for at in rows if at in ctx.also]
        if len(rows) == 1:
            frame.row, frame.team = rows[0], club
        else:
            frame.firm, frame.timed, frame.apart = False, False, True


def _candidates(g: Gloss) -> Iterator[_Found]:
    if g.signs("person"):
        yield from _by_verb(g)
        for source in ("CAME", "BY_HIM", "NOUN", "LISTED", "OWNED", "THROUGH", "SET_UP"):
            for m in g.every(getattr(scoring, source)):
                whole = source in ("CAME", "BY_HIM", "NOUN", "LISTED", "OWNED")
                yield _Found(
                    source, m.start() if whole else m.start("who"), m.end(), m.span("who"),
                    m.start(), m["kind"] or m.groupdict().get("kind2") or "", m.groupdict().get("adj") or "",
                )  # fmt: skip
    yield from _by_pronoun(g)
    yield from _of_him(g)


_HIS = r"(?P<who>HIM)'s (?P<adj>(?:[a-z0-9-]+ ){0,3}?)(?P<kind>equali[sz]er|winner|opener|goal|header|strike|penalty|free[- ]?kick|volley|effort|shot|drive|finish|second|third)\b"


def _by_verb(g: Gloss) -> Iterator[_Found]:
    """Players with a verb of scoring after their names."""
    late: list[_Found] = []
    for m in g.every(r"(?P<who>PERSONS)"):
        told = verb_after(g, m.end())
        who = m.span("who")
        governed = _GOVERNED.search(g.plain, max(0, m.start() - 24), m.start()) is not None
        if told is not None and not (governed and _DONE_BY.search(g.plain[: m.start()])):
            what, end, relative = told
            source = "WHO" if relative else "SUBJECT"
            if not relative and scoring.FOR_HIM.search(g.plain, max(0, m.start() - 40), m.start()):
                source = "FOR"
            people = g.signs("person", *who)
            if governed and len(people) > 1 and source == "SUBJECT":
                # "A shot by Belloumi and Madjer hooked it in": the last did.
                who = (people[-1][0], who[1])
            yield _Found(source, who[0], end, who, what, g.plain[what:end])
            continue
        then = None if governed else chained(g, m.start(), m.end())
        if then is not None:
            late.append(_Found("AND", m.start(), then[1], who, then[0], g.plain[slice(*then)]))
            continue
        far = None if governed else purpose(g, m.end())
        if far is not None:
            late.append(
                _Found("TO", m.start(), far[1], m.span("who"), far[0], g.plain[slice(*far)])
            )
    yield from late


def _by_pronoun(g: Gloss) -> Iterator[_Found]:
    for m in g.every(r"(?P<who>HIM)(?![\w'-])"):
        told = verb_after(g, m.end()) or chained(g, m.start(), m.end()) or purpose(g, m.end())
        if told is None or "who" in g.plain[m.end() : told[0]].split():
            continue
        yield _Found("HE", m.start(), told[1], m.span("who"), told[0], g.plain[told[0] : told[1]])


def _of_him(g: Gloss) -> Iterator[_Found]:
    """Goals of somebody who is not named: "the Spaniard's free-kick put them ahead"."""
    for m in g.every(_HIS):
        after = g.plain[m.end() : m.end() + 40]
        if _OF_EFFECT.match(after) or scoring.WENT_IN.search(
            g.plain, max(0, m.start() - 40), m.start()
        ):
            yield _Found("HE", m.start(), m.end(), m.span("who"), m.start("kind"), m["kind"])


# "Late strikes by A and B settled it": told by what stands before them. "Fine saves from C earned a draw".
_DONE_BY = re.compile(
    r"\b(?:goals?|strikes?|headers?|efforts?|penalties|volleys|finishes|saves?|stops?|display|performance|work|runs?|blunders?|errors?|mistakes?|handball|fouls?|dismissal|help) (?:from|by|through|of) (?:[a-z-]+ )?$"
)
_GOVERNED = re.compile(
    r"\b(?:from|by|of|off|past|over|against|to|beyond|beat|on|for|brought down|fouled|tripped|felled|floored|upended|pulled down|hauled down|replaced) (?:[a-z-]+ )?$"
)


def _weighed(g: Gloss, ctx: Context, one: _Found) -> Frame | None:
    """A frame of words found; None if they tell of no goal after all."""
    who = _pronoun(g, ctx, one) if one.source in ("HE",) else _players(g, *one.who)
    called = False
    if len(who) == 1 and _CALLED.search(g.plain, max(0, one.who[0] - 4), one.who[0]):
        _, mention = g.signs("person", *one.who)[0]
        if mention.kind == "name" and " " not in mention.text and not ctx.scored_near(mention.text):
            # "Diaz, the Dominican doubling the lead": a name for somebody told of before.
            who, called = _pronoun(g, ctx, one) or who, True
    if one.source == "WHO":
        # Of "A, B and C, who scored" the last is meant, whoever else may be.
        who = who[-1:]
    if not who or _no_goal(g, one):
        return None
    # "Two goals by Häßler": what stands before the name tells how many.
    words = g.plain[one.what : one.who[0]] if one.source == "NOUN" else one.kind
    effect, number = scoring.effect_of(f"{words} {one.adj}")
    if g.plain[max(0, one.what - 6) : one.what].endswith(("then ", "again ")):
        # "Struck before half-time, then twice in four minutes": so many more.
        number = None
    if len(who) > 1:
        # "Touré and Zabaleta put City level": the two did it together.
        effect = ""
        number = number if re.search(r"\b(?:each|apiece)\b", g.plain[one.start : one.end]) else None
    if (
        (one.source == "NOUN" and re.match(r"(?:a|another|the) ", one.kind))
        or re.search(r"\bmore$|\banother\b|\bfurther\b", one.kind)
        or re.match(r" more\b", g.plain[one.end :])
    ):
        number = None
    first, last = g.clause(one.start)
    clause = g.plain[first:last]
    near = g.plain[one.start : one.end + 45]
    leg = "1" if re.search(r"\bfirst[- ]leg\b", near) else ""
    past = EARLIER.search(g.plain, 0, one.end + 40) is not None
    now = (
        not past
        and not foreign_time(g, first, last)
        and not foreign_time(g, *g.clause(one.end - 1))
        and not _OF_A_SEASON.search(clause)
    )
    # A minute is held only against a goal that he did score, so other clubs may be spoken of.
    near_by = [
        m
        for at, m in g.signs("club", first, max(last, one.end))
        if m.clubs
        and not (one.source == "HE" and one.who[0] <= at < one.who[1])
        and not employer(g, at, ctx.sides)
    ]
    # Also of a match of these days of the clubs just named, in which he alone is held to have scored.
    told_of = {*ctx.told_sides, *_sides_of(ctx, who)}
    timed = (
        one.source != "WHO"
        and not past
        and not foreign_time(g, first, last)
        and not _OF_A_SEASON.search(clause)
        and all({*m.clubs} & told_of for m in near_by)
    )
    named = (
        one.source != "OWNED"
        or any(m.clubs for _, m in g.signs("club"))
        or _TO_EFFECT.match(g.plain[one.end : one.end + 40]) is not None
    )
    goal = named and (
        one.source not in ("TO", "SET_UP") or _TO_DO.match(g.plain, one.end) is not None
    )
    firm = now and goal and not elsewhere(g, ctx)
    taken = _TAKEN_BACK.search(g.plain, one.end, one.end + 140)
    if (
        taken is not None and not _OTHERS.search(g.plain, one.end, taken.start())
    ) or _THOUGHT.search(g.plain, max(0, one.start - 45), one.what):
        firm = timed = goal = False
    if _SINCE.search(g.plain, max(0, one.start - 40), one.start):
        # "Their first goal since Gerrard scored": on some other day.
        firm = timed = now = False
    if _OF_KICKS.search(g.plain, one.start, one.end):
        # Of a shoot-out, as like as not.
        firm = False
    if called:
        firm = timed = False
    if one.source == "WHO" and not leg:
        # "Oviedo, who scored the winner at Old Trafford": some other day.
        firm = False
    # A sentence that also tells of the first leg may mean a goal of that match.
    told = re.search(r"\bfirst[- ]leg\b", g.plain) is not None
    legs = (leg, "1") if told and not leg else (leg,)
    return Frame(
        one.start, one.end, who, effect, number, firm, goal, now, legs, timed, past,
        one.source, verb=one.what if one.source in ("SUBJECT", "WHO", "AND", "TO") else one.start,
        places=tuple(at for at, _ in g.signs("person", *one.who)) if len(who) > 1 else (),
    )  # fmt: skip


_CALLED = re.compile(r"\bthe $")
# "Broke through to score, only for the goal to be ruled out"; "thought he had won it".
_TAKEN_BACK = re.compile(
    r"\b(?:ruled out|disallowed|chalked off|struck off|(?:for|was) offside|ruled (?:[a-z]+ ){0,3}offside|overturned|cancelled by|offside flag|var (?:intervened|ruled|check))\b"
)
_SINCE = re.compile(r"\bsince (?!(?:the )?(?:break|interval|restart|half))(?:[a-z'-]+ ){0,2}$")
_OF_KICKS = re.compile(
    r"\b(?:decisive|deciding|crucial|final|last) (?:penalty|spot-?kick|kick)\b|\bstrik\w+ the ball\b"
)
_OTHERS = re.compile(r"\band (?:two|three|four|five|a|another|more|other)\b")
_THOUGHT = re.compile(
    r"\b(?:thought|believed|felt) (?:that )?(?:he|they|it|[^ ]+) (?:had|was|were)\b|\b(?:looked|seemed|appeared) (?:as if|as though|like)\b"
)
# "Setting up Essien to restore the lead": he did.
_TO_DO = re.compile(
    r" (?:to (?:score|make it|put|restore|level|equali[sz]e|head|tap|fire|slot|net|double|win it|seal|add|round off)|for (?:the|a|his) (?:[a-z-]+ )?(?:goal|winner|opener|equali[sz]er|leveller|first|second|third|fourth|fifth|lead))\b"
)
_OF_A_SEASON = re.compile(
    r"\b(?:season|goals (?:this|in)|career|(?<!doubled his )(?<!doubling his )(?<!doubled their )(?<!opened his )tally|his (?:\d+(?:st|nd|rd|th)|first|second|third|[a-z]+th) (?:goal )?(?:of the (?:season|campaign)|league|in \w+ (?:games|matches)|this season|for (?:the|his)))\b"
)
_OF_EFFECT = re.compile(
    r"^ (?:then |had |duly |also |soon )?(?:gave|put|made|opened|earned|secured|sealed|levelled|equalised|won|was enough|brought|"
    r"proved|settled|decided|cancelled|ensured|doubled|restored|reduced|halved|extended|completed|rounded|broke|ended|handed|sent|beat|found|flew|"
    r"in the|on|after|before|\(\d|to (?:win|level|seal|give|restore|make|put|double|equalise|settle|secure|snatch|rescue|open))"
)
_WITH_IT = re.compile(
    r"\b(?:with|through|to|via|thanks to|courtesy of|goal,|from) (?:(?:a|an|the|his|two|another) )?(?:[a-z0-9-]+ ){0,4}$"
)
_TO_EFFECT = re.compile(
    r"^ to (?:win|level|seal|give|restore|make it|put|double|equalise|settle|secure|snatch|rescue|open)\b"
)
_MAY_MISS = re.compile(
    r"header|strike|penalty|free[- ]?kick|volley|spot-?kick|goals?$|effort|shot|drive|lob|chip|finish|deflection|kick"
)


_ALMOST = re.compile(
    r"\b(?:nearly|almost|(?:could|might|should|would) (?:well )?have|close to|threat\w+|tr(?:ied|ying) to|hop(?:ed|ing) to|looked to|post|bar|crossbar|woodwork|upright|(?:went|came|going) close|chances?|opportunit(?:y|ies)|openings?)\b[^,;.]*$"
)
_CLOSE = re.compile(
    r"\b(?:woodwork|crossbar|hit the (?:post|bar)|(?:went|came|gone|going) close|chances?|wasted|squandered|rattled)\b[^,;.\ue000-\ue3ff]*$"
)
_SERVES = re.compile(
    r"(?:squeez|whip|curl|sw[e]+p|drill|slid|chip|dink|lob|flick|knock|roll|scoop|ben[dt]|cut|pull|play|arrow|screw|touch|hook|direct|clip|loop|lift|thread|float)[a-z]* in$"
)
_A_SERVICE = re.compile(
    r" (?:a|an|the|his|another|one) (?:[a-z-]+ ){0,3}(?:cross|centre|center|ball|delivery|corner|free[- ]?kick|pass)\b"
)
_REACHED = re.compile(r",? (?:that|which) (?:found|reached|picked out|was (?:met|headed|turned))\b")
_TAKEN_ON = re.compile(
    r",? (?:was|were|is) (?:(?:[a-z-]+ ){1,8}by |(?:only |well |just |[a-z]+ly )?(?:cleared|saved|parried|blocked|kept|pushed|tipped|met|helped|touched|turned|flicked|nodded|knocked) )"
)


def _no_goal(g: Gloss, one: _Found) -> bool:
    """True if the words tell of no goal: a miss, a wish, a save."""
    first, _ = g.clause(one.who[0])
    lead_in = g.plain[max(first, one.who[0] - 25) : one.who[0]]
    after = g.plain[one.end : one.end + 40]
    # What stands between commas tells of something else.
    verbal = one.source in ("SUBJECT", "WHO", "FOR", "TO", "HE", "AND")
    words = g.plain[max(one.who[1], one.what - 40) if verbal else one.start : one.end]
    if one.source in ("SUBJECT", "WHO", "AND"):
        words = g.plain[one.what - min(12, one.what - one.who[1]) : one.end]
    if one.source == "THROUGH" and (
        _ALMOST.search(g.plain[first : one.who[0]])
        or _CLOSE.search(g.plain, max(0, one.who[0] - 60), one.who[0])
    ):
        # "Nearly cut the deficit through Grosso", "hit the bar again and again through Weah".
        return True
    if _SERVES.match(one.kind) and _A_SERVICE.match(after):
        # "Squeezed in a low cross", which another put away.
        return True
    if _REACHED.match(after):
        # "Floated in a free kick that found Gaardsoe".
        return True
    if one.source == "NOUN" and _TAKEN_ON.match(g.plain[one.end : one.end + 70]):
        # "A header from Jordan was struck into the net by Dalglish".
        return True
    if one.source == "SET_UP":
        words = words.replace("set up", "")
    if one.source in ("FOR", "SET_UP"):
        lead_in = ""
    if scoring.NO_GOAL.search(words) or scoring.NO_GOAL.search(lead_in):
        return True
    if scoring.WASTED.match(after) or (one.kind.endswith(" off") and after.startswith(" the line")):
        return True
    if one.source == "NOUN" and one.kind in ("penalty", "spot-kick", "volley", "chip", "lob"):
        # Any of these may have missed, unless something was won with it.
        lead = g.plain[max(0, one.start - 50) : one.start]
        if not _WITH_IT.search(lead) and not _OF_EFFECT.match(g.plain[one.end : one.end + 40]):
            return True
    if one.source == "NOUN" and one.kind.startswith(
        ("free", "header", "effort", "strike", "penalty", "spot", "volley")
    ):
        # "Half-cleared a 35th minute free-kick from Crook": somebody else scored.
        if re.search(
            r"\b(?:clear\w*|parr\w+|sav\w+|block\w*|met|meeting|took|taking|collect\w+|controll\w+|latch\w+|turned|converted|volleyed|push\w+|tipp\w+|punch\w+|from|after|off)\b(?: [a-z0-9-]+){0,3} $",
            g.plain[: one.start],
        ):
            return True
    if one.source == "NOUN" and re.search(r"\b(?:for|through)\b", g.plain[one.what : one.who[0]]):
        # "A goal for Ronaldo" is his; "one for the future" nobody's.
        if not re.match(r"(?:one|two|three|goals?|a pair|hat|brace|double)", one.kind):
            return True
    went_in = one.kind == "own goal" or scoring.WENT_IN.search(
        g.plain, max(0, one.start - 60), one.who[0]
    )
    if one.source == "OWNED" and _MAY_MISS.search(one.kind) and not went_in:
        # "Benzema's header" may have gone wide: only with a word of its effect.
        stamped = re.search(r"minute|injury-time|stoppage-time", one.adj)
        if not (stamped and one.kind.startswith("goal")) and not _OF_EFFECT.match(after):
            return True
    return False


def _players(g: Gloss, start: int, end: int) -> tuple[tuple[str, ...], ...]:
    found = []
    for at, mention in g.signs("person", start, end):
        name = mention.ids[0] if len(mention.ids) == 1 else mention.text
        if pattern(" PERSON").match(g.plain, at + 1):
            # "Mohamed Dellah Yaly" is no Mohamed whom one knows.
            name = f"{mention.text} {g.signs('person', at + 1, at + 3)[0][1].text}"
        found.append((name,))
    return tuple(found)


def _pronoun(g: Gloss, ctx: Context, one: _Found) -> tuple[tuple[str, ...], ...]:
    """Whom "he" or "the striker" can mean: persons just named who are held to have scored."""
    names = [
        mention.ids[0] if len(mention.ids) == 1 else mention.text
        for _, mention in reversed(g.signs("person", 0, one.who[0]))
        if mention.kind == "person"
    ]
    for known in (names, [ctx.scorer, *ctx.people]):
        scored = tuple(dict.fromkeys(n for n in known if n and ctx.scored_near(n)))[:4]
        if scored:
            return (scored,)
    return ()


def _going_on(g: Gloss, ctx: Context, found: list[Frame]) -> Iterator[Frame]:
    """Goals told with another verb of the same player: "…, adding a second nine minutes later"."""
    if not found:
        return
    for m in g.every(scoring.GOES_ON):
        before = [f for f in found if f.end <= m.start() + 1]
        if not before:
            continue
        last = before[-1]
        if m.start() - last.end > 90 or pattern("PERSON|[.;]").search(g.plain, last.end, m.start()):
            continue
        told = scored(g, m.end())
        if told is None or any(f.start < told[1] and told[0] < f.end for f in found):
            continue
        words = g.plain[told[0] : told[1]]
        if scoring.NO_GOAL.search(g.plain[m.end() : told[1]]) or scoring.WASTED.match(
            g.plain[told[1] : told[1] + 25]
        ):
            continue
        effect, number = scoring.effect_of(words)
        between = g.plain[last.end : m.start()]
        firm = last.firm and len(last.who) == 1 and not pattern("CLUB").search(between)
        yield Frame(
            told[0], told[1], last.who[-1:], effect, number, firm, last.goal, last.now, last.legs,
            past=last.past, row=last.row,
        )  # fmt: skip


_NTH = r"\bthe (?:first|second|third|fourth|other|latter|last) (?:was|came|coming|followed|following|arrived|arriving|goal came|being)\b"


def _the_other(g: Gloss, ctx: Context, found: list[Frame]) -> Iterator[Frame]:
    """Goals told by their number alone: "the second came four minutes later"."""
    for m in g.every(_NTH):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        before = [f for f in found if f.end <= m.start()]
        if before:
            yield Frame(
                m.start(), m.end(), before[-1].who[-1:], firm=False, goal=False,
                timed=before[-1].timed,
            )  # fmt: skip
        elif ctx.last_goal and not g.signs("person", 0, m.start()):
            yield Frame(m.start(), m.end(), (ctx.last_goal,), firm=False, goal=False)


def _sides_of(ctx: Context, who: Sequence[Sequence[str]]) -> tuple[Club, ...]:
    """Sides of the other match of these days in which a player is held to have scored."""
    if len(who) != 1 or len(who[0]) != 1 or ctx.value is None or ctx.scored(who[0][0]):
        return ()
    rows = ctx.scored_in(who[0][0])
    if len(rows) != 1:
        return ()
    match = ctx.value(rows[0])
    return (match.home, match.away)


def elsewhere(g: Gloss, ctx: Context) -> bool:
    """True where the sentence names a club that plays in none of the matches that it tells of."""
    named = [m for at, m in g.signs("club") if m.clubs and not employer(g, at, ctx.sides)]
    sides = {*ctx.told_sides}
    return any(not sides & {*m.clubs} for m in named) if named else ctx.elsewhere
