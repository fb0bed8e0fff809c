"""Reading fixtures: who plays whom next, and when.

A fixture has four parts that reporters put in any order: a word for it (a verb of the present, a noun
such as "trip"), the side spoken of, the other one, and a day. Each is looked for where it can stand;
the ledger tells whether there is such a match.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.core.text import fold
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading, Venue
from matchdesk.press.days import When, Window
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.lexicon import nations
from matchdesk.press.peoples import DEMONYMS, people_of
from matchdesk.press.read_cup import round_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make

add_macros(
    # Verbs of a match to come: of the present, and those that "before", "will" or "to" stand before.
    MEETS=(
        r"(?:plays? (?:host to|away (?:to|at)|at home (?:to|against)|with|at|against)|play(?:s|ing)?|fac(?:e|es|ing)|host(?:s|ing)?|meet(?:s|ing)?|visit(?:s|ing)?|"
        r"travel(?:s|ling|ing)? (?:away |next |then )?to|go(?:es|ing)? (?:away |next |then )?to|receiv(?:e|es|ing)|entertain(?:s|ing)?|tak(?:e|es|ing) on|welcom(?:e|es|ing)|head(?:s|ing)? (?:off )?(?:to|for)|tackl(?:e|es|ing)|"
        r"playing (?:host to|away (?:to|at)|at home (?:to|against)|with|at|against)|clash(?:es|ing)? with|locks? horns with|do(?:es)? battle with|com(?:e|es|ing) up against|squares? (?:up|off) (?:to|against)|"
        r"mak(?:e|es|ing) (?:the|a) (?:[a-z-]+ )?(?:trip|journey|visit) to|tak(?:e|es|ing) (?:his|her|their|the) (?:men|team|side|players|charges) to|"
        r"(?:are|is|be) (?:at home to|away to|away at|at|up against)|prepar(?:e|es|ing) for|(?:defends?|protects?|carry|carries|takes?|taking|holds?) (?:a|their|its) (?:[a-z-]+ )?SCORE (?:[a-z-]+ )?(?:lead|advantage|cushion)(?: [a-z]+)?? (?:over|against|to|into)|ha(?:ve|s)(?= (?:[a-z]+ )?CLUB(?: here\b| at home\b| at GROUND| away\b| next\b| to (?:come|play|face|meet|deal with|contend with|beat|negotiate)\b| left\b| still\b| waiting| in the COMP| on [a-z]+day))|"
        r"(?:finish|finishes|end|ends|complete|close) (?:the|their) (?:season|campaign|programme|group) (?:at|away to|at home to|against|away at)|"
        r"(?:finish|finishes|start|starts|begin|begins|resume|resumes) (?:at home to|at home against|away to|away at)|"
        r"returns? to (?:action|the field|league action) (?:[a-z]+ )?(?:against|at|with|away to|at home to|to face)|resumes? (?:against|at|with)|(?:back |next )?in action (?:against|at|with|away to|at home to))"
    ),
    # Nouns for one.
    GAME=(
        r"(?:(?:(?:home|away|league|cup|next|final|last|big|crucial|first|second|tough|difficult|tricky|midweek|crunch|vital|potential|possible|mouth-?watering|title|relegation|local|european|COMP|top-of-the-table|ROUND) )*"
        r"(?:game|match|tie|clash|fixture|meeting|date|encounter|showdown|battle|derby|test|appointment|assignment|task|rematch|replay|contest|duel|trip|visit|journey|return|second leg|qualifier|return (?:leg|match|game)|play-?off|quarter-? ?final|semi-? ?final|final|last-16 tie)"
        r"(?: (?:is|comes|will be))?(?: next)?)"
    ),
)

_BETWEEN = r"(?:(?!(?:to|before|after|in|on|against|with|and|of|at|without|joining|but|while|who|which|that|when|as|from|by|than)\b)[a-z0-9-]+(?:'s?)? ){0,5}?"
_OTHER = rf"{_BETWEEN}(?P<other>CLUB|GROUND|PERSON|(?<=the )(?:{DEMONYMS})\b)"
_PLAY = rf"\b(?P<verb>MEETS) {_OTHER}"
_GAME = rf"\b(?P<verb>GAME|action|away|at home|home|up against) (?P<prep>against|with|away to|away at|at home to|at home against|home to|at|to|versus|v|of|in) {_OTHER}"
# "Are back in action on Sunday at Getafe", "not playing until Sunday at Middlesbrough".
_PLAY_ON = (
    r"\b(?P<verb>(?:plays?|travels?|goes?|heads?|returns?|(?:are|is|be) (?:away|at home|in action|back in action|back on the road|on the road|back|next up)|not playing|in action)(?: again| next)?)"
    rf"(?: on| this| next| until)? [a-z]+day(?: (?:night|evening|afternoon|lunchtime))?,? (?P<prep>against|at home to|at home against|away to|away at|at|to|with) {_OTHER}"
)
_AGAINST = rf"\b(?P<verb>against) {_OTHER}(?= in (?:the |a |their |that )?(?:COMP |european |continental |[a-z]+ ){{0,2}}(?:ROUND|next (?:round|stage)))"
_BEAT = rf"\b(?P<verb>wins?|beats?|winning|beating|victory|draws?|avoids? defeat|(?:a )?(?:point|points|result|draw|win))(?: (?:away|at home))?(?: (?P<prep>at|against|with|over|to|away to|away at|at home to|in))? {_OTHER}"


_DAY_BESIDE = re.compile(
    r"\b(?:a|one|the) (?:day|night) (?:later|after|(?P<back>earlier|before))\b|\bthe (?:following|next) (?:day|evening|night)\b|\b24 hours later\b"
)
# "The crisis facing Brazil" is no match; "go to Los Angeles to meet Chivas" is one with Chivas.
_FACING = re.compile(
    r"\b(?:crisis|problems?|tasks?|challenges?|questions?|dilemma|difficult(?:y|ies)|troubles?|issues?|choices?) facing$"
)
_THERE_TO_MEET = r"[^.;,]{0,24} to (?:meet|play|face|take on) [^.;,]{0,16}CLUB"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of fixtures in one sentence."""
    taken: list[tuple[int, int]] = []
    for source in (_PLAY, _PLAY_ON, _GAME, _AGAINST, _BEAT):
        for m in g.every(source):
            at = m.start("other")
            if any(a <= at < b for a, b in taken):
                continue
            if _FACING.search(g.plain, max(0, m.start() - 16), m.end("verb")) or (
                pattern(_THERE_TO_MEET).match(g.plain, m.end())
            ):
                continue
            claims = list(
                _told(g, ctx, m, of_verb=source in (_PLAY, _PLAY_ON), won=source is _BEAT)
            )
            if claims:
                taken.append((m.start("other"), m.end("other")))
            yield from claims


def opponents(g: Gloss, ctx: Context, start: int, end: int, verb: str = "") -> tuple[Club, ...]:
    """Clubs that the word for the other side of a fixture can mean: a name, a town, a people."""
    word = g.plain[start:end]
    named = g.mention(word)
    if named is None:
        codes = people_of(word)
        if not codes:
            return ()
        of_match = [c for c in (*ctx.sides, *ctx.named) if c.country in codes]
        theirs = [ctx.clubs[one] for one in nations() if one in ctx.clubs and ctx.clubs[one].country in codes]  # fmt: skip
        return tuple(dict.fromkeys((*of_match, *theirs)))
    if named.kind not in ("club", "ground"):
        return ()
    if named.kind == "ground":
        return named.clubs if _GOING.search(verb) else ()
    found = ctx.team(g, start, end)
    if len(found) == 1 and not named.sure:
        # "Munich": any club of the town.
        found = tuple(dict.fromkeys((*found, *ctx.lexicon.parts.get(fold(named.text), ()))))
    elif _GOING.search(verb):
        found = tuple(dict.fromkeys((*found, *ctx.lexicon.towns.get(fold(named.text), ()))))
    return found


_TOLD = re.compile(r"\b(?:draws?|wins?|defeats?|loss|losses|victor(?:y|ies)|stalemate|triumph) $")


def _told(g: Gloss, ctx: Context, m: re.Match[str], *, of_verb: bool, won: bool) -> Iterator[Claim]:
    """The fixture of one verb or noun, if it is one."""
    verb = " ".join(x for x in (m["verb"], m.groupdict().get("prep")) if x)
    others: Sequence[Club | None] = opponents(g, ctx, m.start("other"), m.end("other"), verb)
    if m["other"] in g.names and g.names[m["other"]].kind == "name" and _GOING.match(verb):
        # "Bulgaria, who visit Croke Park next month": a ground that is not held, so anybody's.
        others = [None]
    if not others:
        return
    when = ahead(g, m.start("verb"), m.end())
    start, end = m.span()
    window = when.future if when is not None else None
    beside = _DAY_BESIDE.search(g.plain, m.end(), m.end() + 40) if ctx.coming is not None else None
    if beside is not None and ctx.coming is not None:
        # "Visit Granada on Saturday. Valencia play at Celta a day later."
        step = dt.timedelta(days=-1 if beside["back"] else 1)
        when, window = (
            None,
            replace(
                ctx.coming, first=ctx.coming.first + step, last=ctx.coming.last + step, weekday=None
            ),
        )
    first, last = g.clause(m.start())
    clause = g.plain[first:last]
    lead = _CUT.split(g.plain[max(0, start - 60) : start])[-1]
    wide = g.plain[max(0, start - 30) : start]
    tail = g.plain[end : end + 60]
    later = " later" in tail and re.search(r"\b(?:were|was) (?:playing|hosting|facing|meeting|visiting)$", g.plain[:start] + m["verb"]) and re.search(r"\blater\b", tail)  # fmt: skip
    if (
        of_verb
        and not later
        and (_DONE.search(lead) or _SEEN.search(wide))
        and not _INFINITIVE.search(lead)
    ):
        return
    if not of_verb and (_DONE.search(wide) or _AFTER.search(wide)) and not _SET_UP.search(wide):
        return
    if re.match(r"(?:going|playing|facing|hosting|meeting|visiting|travell?ing|taking|heading|beating|winning)", verb) and not re.search(r"\b(?:before|are|is|be|ahead of|and|while|not|until)\b", wide):  # fmt: skip
        return
    if re.match(r"(?:are|is|be) ", verb) and _OF_GAME.search(lead):
        # "The return is at the Camp Nou": of a match, not of a side.
        return
    if not of_verb and _TOLD.search(g.plain, max(0, start - 12), start):
        # "Three days after a draw away to Dynamo": that was played.
        return
    if _NEIGHBOURS.match(g.plain, end):
        # "They go to their Rotterdam neighbours Excelsior": not Rotterdam's other one.
        return
    if not of_verb and _PLAYED_THEN.match(g.plain, end):
        # "Needed a replay against Oldham in the second round, won 3-2".
        return
    if _IN_A_YEAR.search(g.plain, max(0, start - 40), end + 60):
        # "They will be visiting Port Vale and Bury next season": no fixture of these weeks.
        return
    if m["verb"] == "hosts" and not _HOSTING.search(g.plain[:start]):
        # "Held hosts Czech Republic": no verb.
        return
    # "Beat Palace 3-0 to set up a tie at Chelsea": the score is of what came before.
    scored = (not of_verb and _SET_UP.search(wide) is None) or re.match(
        r"at\b|(?:are|is|be) at", verb
    ) is not None
    if (scored and _SCORED.search(g.plain, max(0, start - 22), start)) or _RESULT.match(tail):
        # "Went down 3-0 at home to Atlético on Sunday": that was played.
        return
    if when is not None and when.past is not None and window is None:
        return
    if won:
        wish = [x.end() for x in _ONLY_IF.finditer(g.plain)]
        behind = [at for at in wish if at <= start]
        if window is None or when is None or not wish:
            return
        if behind and _SINCE_THEN.search(g.plain, behind[-1], start):
            # "Must have fallen after a display that earned a draw at City on Wednesday".
            return
    next_word = _NEXT.search(g.plain, max(0, start - 40), end + 12)
    in_round = _IN_ROUND.match(g.plain, end)
    same = _SAME_DAY.search(g.plain, end, end + 40)
    apposed = not of_verb and pattern(r"CLUB, $").search(g.plain[:start]) is not None and tail[:1] == ","  # fmt: skip
    coming = bool(
        apposed
        or re.match(r"finish|end|complete|close", verb)
        or _WILL.search(lead)
        or _SET_UP.search(wide)
        or next_word
        or in_round
        or _TO_COME.match(tail)
    )
    if window is None and when is not None:
        return
    loose = False
    if (
        window is not None
        and when is not None
        and when.past is not None
        and not of_verb
        and not coming
        and not won
    ):
        # "The trip to Leeds on Saturday" may have been, too; "before Monday's match with City" is to come.
        opened = g.plain[max(0, min(start, when.start) - 30) : min(start, when.start)]
        loose = not _LOOKS_AHEAD.search(opened) and not _LOOKS_AHEAD.search(wide)
    if when is not None and not of_verb and in_hand(ctx, when) and not {*others} - {*ctx.sides}:
        return
    shared = None
    if window is None and ctx.coming is not None and (of_verb or same):
        shared = ctx.coming
        if same is not None and same[0] != "the same day":
            shared = replace(shared, slack=shared.slack + 1)
    if window is None and not coming and not of_verb and not (same and shared):
        return
    if hedged(_NOT_HEDGED.sub("", clause)) and window is None and not coming:
        return
    whom = _WHOM.search(g.plain, max(0, start - 40), start)
    clubs, sure, tight = candidates(g, ctx, m.start("verb"), [o for o in others if o is not None])
    clubs = tuple(c for c in clubs if c not in others)
    if not of_verb and _WHOSE.search(wide) is None:
        clubs = tuple(dict.fromkeys((*clubs, *(c for c in ctx.sides if c not in others))))
    antecedent = _ANTECEDENT.search(g.plain, max(0, start - 90), start) if of_verb else None
    if antecedent is not None:
        # "Levante, their city rivals, who host Zaragoza on Sunday".
        clubs, sure = ctx.team(g, antecedent.start("team"), antecedent.end("team")), True
    before = _RIGHT_BEFORE.search(g.plain, max(0, start - 40), start) if of_verb else None
    if antecedent is None and before is not None and _OF_ANOTHER.search(g.plain, 0, before.start()) is None:  # fmt: skip
        # "The United States is at home to Mexico, Costa Rica goes to Jamaica".
        antecedent = before
        clubs, sure = ctx.team(g, before.start("team"), before.end("team")), True
    # "The São Paulo team": one of that city.
    sure = sure and _OF_CITY.search(g.plain, max(0, start - 40), start) is None
    where = where_of(verb, tail)
    competition = competition_of(g, ctx, end)
    stage = _stage(g, end)
    rounds = pattern("ROUND").search(g.plain, m.start("verb"), min(last, end + 60))
    if rounds is not None and not competition and ctx.match is not None and window is None and not ctx.foreign(g, start):  # fmt: skip
        competition = str(ctx.match.competition) if ctx.match.round else ""
    leg = re.search(r"\b(?:second leg|return|replay|rematch)\b", verb) is not None
    leg = leg and ctx.match is not None and bool({*others} & {*ctx.sides})
    if leg and ctx.match is not None:
        others = [o for o in others if o in ctx.sides]
        clubs = tuple(c for c in ctx.sides if c not in others)
        competition = competition or str(ctx.match.competition)
    following = _NEXT_GAMES.match(g.plain, end) or (next_word and _NEXT_GAME.search(g.plain, max(0, start - 25), end + 9))  # fmt: skip
    word: str = "next" if window is None and following else where
    if _ONE_OF_TWO.match(g.plain, end) or _THE_OTHER.search(g.plain, 0, m.start("other")):
        # "Flamengo or Gremio, who meet on Wednesday": either still has to get there.
        word = "drawn"
    there = g.names.get(m["other"])
    named = (
        (tight is not None or antecedent is not None)
        and of_verb and sure and len(clubs) == len(others) == 1
        and there is not None and there.kind == "club" and there.sure
        and not _MAY.search(_scope(g, m.start(), clause)) and not _EITHER.search(clause)
    )  # fmt: skip
    readings = [
        Reading(
            team=c, opponent=o, window=window or (shared if same else None), competition=competition,
            word=word, venue=_VENUES[where], round=stage, named=named,
        )
        for c in clubs for o in others if c != o
    ]  # fmt: skip
    if not readings or whom is not None:
        return
    played = window is not None and _just_played(ctx, window, clubs, others)
    if played and not of_verb:
        return
    if re.match(r"finish|end|complete|close", verb) and not competition and ctx.match is not None:
        competition = str(ctx.match.competition)
    doubtful = (
        played
        or loose
        or (not coming and window is None)
        or apposed
        or (window is None and not (same and shared) and word != "next" and not competition)
        or (m["other"] not in g.names)
        or (g.names[m["other"]].kind == "ground" and not leg)
        or not g.names[m["other"]].sure
        or _MAY.search(_scope(g, m.start(), clause))
        or _EITHER.search(clause)
        or (re.match(r"at home|home|away|up against|action", verb) is not None and tight is None)
        or (in_round is not None and not of_verb)
    )  # fmt: skip
    if window is not None and when is not None:
        if not loose:
            ctx.coming = window
        yield from on_day(g, when, readings)
    end = stretch_end(g, when, end)
    yield make(
        "next_fixture", g, *with_day(g, when, start, end), readings, firm=sure and not doubtful
    )


# "Hope to be back when they face Nice": that they face them is no hope.
_WHEN_THEY = re.compile(
    r"\b(?:when|before|as|after) (?:they|it|he|the side|the team) (?:will |next |then )?$"
)
_MAY = re.compile(r"\b(?:hope|hopes|hoping|if|unless|would|could|might)\b")
_EITHER = re.compile(r"\b(?:or|either)\b")


def _scope(g: Gloss, start: int, clause: str) -> str:
    """The words that can make a fixture told at a place uncertain."""
    if _WHEN_THEY.search(g.plain, max(0, start - 30), start):
        return g.plain[start:].split(",")[0]
    return g.plain[:start] + clause


_IN_STAGE = pattern(
    r"(?: (?:in|on|at) (?:GROUND|PERSON|CLUB|[a-z]+day))*,? (?:in|for) (?:the |a |their |that |[a-z]+day's )?(?:COMP )?(?P<round>ROUND|third[- ]place)\b"
)

# "In the other two quarter-finals, Leverkusen are at home to Union".
_HEAD_STAGE = pattern(
    r"^\W*in (?:the |their |today's |[a-z]+day's )?(?:(?:other|remaining|second|first|two|three) )*(?:COMP )?(?P<round>ROUND)(?: tie| ties| match| matches)?(?: (?:on|tomorrow|today|tonight)\b[^,]{0,20})?,? (?=CLUB)"
)


def _stage(g: Gloss, end: int) -> str:
    """The round that the words right after a fixture name, or those at the head of its sentence, "" if none."""
    found = _IN_STAGE.match(g.plain, end) or _HEAD_STAGE.match(g.plain)
    if found is None:
        return ""
    return (
        "third_place"
        if found["round"].startswith("third") and "place" in found["round"]
        else round_named(found["round"])
    )


_THERE = pattern(
    r"(?: (?:at home|away|here|again))?(?:,? (?:in|at|for|of) (?:the |a |their )?(?:(?:COMP|ROUND|GROUND|PERSON|third[- ]place (?:match|play-?off|game)|final|title)(?: (?:ROUND|stage|match|game|tie))?))*"
)


def stretch_end(g: Gloss, when: When | None, end: int) -> int:
    """Where the words of a fixture end: with the ground, the cup and the round told of it."""
    if when is not None and end <= when.start <= end + 40 and not g.signs("club", end, when.start):
        return when.start
    there = _THERE.match(g.plain, end)
    return there.end() if there is not None else end


def with_day(g: Gloss, when: When | None, start: int, end: int) -> tuple[int, int]:
    """The stretch of a fixture with the days told of it, if they are more than one: they rest on each other."""
    if when is None or when.future is None or one_day(when.future):
        return start, end
    first, last = min(start, when.start), max(end, when.end)
    if g.signs("club", first, start) or g.signs("club", end, last):
        return start, end
    return first, last


def one_day(window: Window) -> bool:
    """True if words name one day."""
    return window.slack == 0 and (window.first == window.last or window.weekday is not None)


def in_hand(ctx: Context, when: When) -> bool:
    """True if a day that may be past is that of the match in hand: "ahead of Wednesday's second leg"."""
    match = ctx.match
    return (
        match is not None and match.date is not None and match.result is not None
        and when.past is not None and when.past.holds(match.date)
    )  # fmt: skip


def on_day(g: Gloss, when: When, readings: Sequence[Reading]) -> Iterator[Claim]:
    """The one day that is told of a fixture, as a claim of its own: it may be wrong by itself."""
    if when.future is not None and one_day(when.future):
        yield make(
            "next_fixture",
            g,
            when.start,
            when.end,
            [replace(r, word="day", venue="") for r in readings],
        )


def _just_played(ctx: Context, window: Window, clubs: Sequence[Club], others: Sequence[Club | None]) -> bool:  # fmt: skip
    """True if the match in hand is meant: "a derby at City on Sunday" that was played on it."""
    match = ctx.match
    return (
        match is not None and match.date is not None and match.result is not None
        and window.first <= match.date <= window.last
        and bool(set(others) & {*ctx.sides} and set(clubs) & {*ctx.sides})
    )  # fmt: skip


def competition_of(g: Gloss, ctx: Context, end: int) -> str:
    """The competition that the words right after a fixture name."""
    found = pattern(r"(?: [a-z]+){0,3}? (?:in|of) (?:the |their )?(?P<comp>COMP)").match(g.plain, end)  # fmt: skip
    return ctx.competition(g.mention(found["comp"])) if found else ""


def round_named(words: str) -> str:
    """A round in some words, as the ledger calls it, "" if none."""
    found = pattern("ROUND").search(words)
    names = round_of(found[0]) if found is not None else ()
    return names[0] if names else ""


_OF_CITY = pattern(r"\bthe CLUB (?:team|club|side|outfit)\b")
_GOING = re.compile(
    r"^(?:travel|go|head|visit|trip|journey|mak|tak|are|is|be|away|plays? (?:at|away)|playing (?:at|away)|finish|end|return)|\b(?:at|to|in)$"
)
_LOOKS_AHEAD = re.compile(
    r"\b(?:before|ahead of|next|for|prepar\w+|await\w*|will|face|faces|have|has|until|then|with|is|are|to)\b"
)
_OF_GAME = re.compile(r"\b(?:return|legs?|replay|match|games?|finals?|tie|clash|meeting|derby) $")
_HOSTING = pattern(
    r"(?:CLUB(?:'s? [a-z]+)?|\b(?:who|which|it|side|team|club|champions|leaders|holders|next|then|now|also|and|city|united|[a-z]+day|night|weekend))[,:]? $"
)
_ANTECEDENT = pattern(
    r"(?P<team>CLUB)(?:'s?)?(?:(?:, (?!who|which)[^,;.\ue000-\uefff]{1,40})?,? (?:who|which) (?:will |now |next |then |also |must |still )*| not )$"
)
_RIGHT_BEFORE = pattern(r"(?P<team>CLUB) (?:(?:will|now|next|then|also|must|still) )*$")
_OF_ANOTHER = re.compile(
    r"\b(?:to|against|by|over|at|with|from|of|than|behind|above|below|off|for|in|and|or|beat|drew|held|saw|between|see|let|[a-z]+ed) (?:the )?$"
)
_WHOSE = pattern(r"(?:CLUB(?:'s?)?|\btheir|\bhis|\bits) (?:[a-z-]+ ){0,3}$")
_CUT = re.compile(r"[,;:.]|\b(?:and|but|then|while|who|which|although|though|when)\b")
_DONE = re.compile(
    r"\b(?:was|were|had|having|beat|lost|drew|won|played|faced|met|hosted|visited|travelled|went|after|last (?:week|time|month|season|year|night|weekend)|yesterday|ago|earlier|drawing|losing|beating|winning|following|previous|since|saw|watched|seen|suffered)\b"
)
_AFTER = re.compile(
    r"\b(?:after|since|in|during|from|following|despite) (?:the |a |their |last |that |his )?(?:[a-z-]+ ){0,2}$"
)
_SEEN = re.compile(
    r"\b(?:saw|seen|see|watch|watched|watching|sees|made|let|helped|seeing) (?:the )?(?:[^ ]+ ){0,2}$"
)
_INFINITIVE = re.compile(r"\b(?:to|will|must|now|next) (?:[a-z]+ )?$")
_SET_UP = re.compile(
    r"\b(?:set(?:s|ting)? up|book(?:s|ed|ing)?|earn(?:s|ed|ing)?|into|reach(?:es|ed|ing)?|face|faces|before|ahead of|await(?:s|ing)?|have|has|next|now|for|left|leaves?|leaving|prepar\w+|secur\w+|clinch\w+|go(?:es)? into|through to|on to|a repeat|lies? ahead|reward|prize|drawn?|drew|paired|handed|given)"
    r" (?:(?:an?|the|their|his|its|what|another|this|that) )?(?:[a-z'-]+ ){0,4}?(?:COMP )?(?:[a-z-]+ )?$".replace(
        "COMP", "[\uec00-\uefff]"
    )
)
_WILL = re.compile(
    r"\b(?:will|shall|must|now|next|then|(?:are|is|be|due|scheduled|set|left|leaves?|leaving|on|moved on|goes on|go on|went on|advanced|returns?|back|sends? \S+|chance|have|has)(?: [^ ]+)? to)(?: (?:also|now|then|next|first|again|likely))* ?$"
)
_NEXT = re.compile(
    r"\b(?:next|upcoming|forthcoming|up next|coming)\b(?! (?:to |up to |from |out |season|year))"
)
_HAVE_BEEN = re.compile(
    r"'s (?:[a-z-]+ ){0,3}(?:replays?|matches|games?|ties?|results|action|round|fixtures?)\b"
)
_NEIGHBOURS = pattern(r" (?:neighbours?|rivals?|counterparts) (?:[a-z-]+ )?CLUB")
_PLAYED_THEN = pattern(
    r"(?: in (?:the )?(?:COMP )?ROUND)?,? (?:which |and |who )?(?:they )?(?:won|lost|drew)\b"
)
_ONE_OF_TWO = pattern(r",? or (?:the )?(?:[a-z-]+ ){0,2}CLUB")
_THE_OTHER = pattern(r"\beither (?:the )?(?:[a-z-]+ ){0,2}$|CLUB,? or (?:the )?$")
_IN_A_YEAR = re.compile(r"\bnext (?:season|term|year|campaign)\b")
_NEXT_GAME = re.compile(
    r"\bnext (?:up\b|(?:[a-z]+ )?(?:game|match|fixture|opponents?|assignment|test|outing|appointment)\b)|\bnext\b(?! (?:season|year|month|week|round|stage|[a-z]+day|summer))"
)
_NEXT_GAMES = re.compile(
    r" in (?:the|their) next (?:(?:round|set|batch) of )?(?:games?|match(?:es)?|fixtures?|qualifiers?|outing|assignment)\b"
)
_SCORED = pattern(
    r"(?:SCORE|\blost|\bdown|\bbeaten|\bwon|\bdrew|\bheld|\bdefeat|\bdraw|\bwin|\bvictory|\bloss|\blosing|\bdrawing|\bunbeaten|\bresult)[^.;,]{0,18}$"
)
_RESULT = pattern(
    r"(?:'s?)? ?(?:,? ?(?:SCORE(?! (?:[a-z-]+ )?(?:winners|victors|conquerors|losers))|was|were|had)\b|ended|finished)"
)
_SINCE_THEN = re.compile(
    r"\b(?:after|had|was|were|earned|gave|since|having|have \w+(?:en|ed)|when)\b"
)
_ONLY_IF = re.compile(
    r"\b(?:if|unless|should|provided|could|can|would|must|need|needs|may|might|will|hope to|hopes to|enough)\b"
)
_IN_ROUND = pattern(
    r"(?: [a-z]+){0,2}? (?:in|for) (?:the |a |their )?(?:COMP )?(?:[a-z-]+ ){0,2}?(?:finals?|semi-? ?finals?|quarter-? ?finals?|last (?:16|sixteen|eight|four)|round of (?:16|32)|title|trophy|"
    r"(?:next|second|third|fourth|fifth|sixth) (?:round|stage)|(?:first|second) leg|return(?: leg| match)?|replay)\b"
)
_TO_COME = re.compile(
    r"(?: still)? (?:to (?:finish|come|end|play|face)|left\b|remaining|lies? ahead|await|next\b|in (?:their|the) (?:last|final|next) (?:game|match)|on the (?:last|final) day|after the (?:international )?break)\b"
)
_SAME_DAY = re.compile(
    r"\b(?:the same (?:day|night|evening)|a day (?:later|earlier|before)|the (?:next|following) day|the day (?:before|after)|24 hours (?:later|earlier))\b"
)
_NOT_HEDGED = re.compile(r"\b(?:will|must|should|could|need|needs|to|if|not)\b")
_WHOM = re.compile(r"\bwhom? (?:they|he|it)\b")
_VENUES: dict[str, Venue] = {"": "", "home": "home", "away": "away"}


def where_of(verb: str, tail: str = "") -> Venue:
    """Whether the side spoken of plays at home, by the words for a fixture and those after it."""
    told = re.match(r"(?: (at home|away|here)\b| \((h|a|home|away)\))", tail)
    if told is not None:
        return "away" if (told[1] or told[2]) in ("away", "a") else "home"
    if re.match(r"host|entertain|welcom|receiv|(?:are|is|be) at home|at home|home|plays? host|playing host|plays? at home|visit of|.*\bof$|.*at home (?:to|against)$", verb):  # fmt: skip
        return "home"
    if re.match(
        r"visit|travel|go(?:es|ing)? |head|.*\b(?:trip|journey|visit) |(?:are|is|be) away|away|mak|tak\w+ (?:his|her|their|the) |play(?:s|ing)? (?:away|at\b)|.*\b(?:at|away to|away at)$",
        verb,
    ):
        return "away"
    return ""


def ahead(g: Gloss, start: int, end: int) -> When | None:
    """The day expression that belongs to a fixture: after it, else just before, else at the head."""
    near = [w for w in g.whens if w.kind not in ("season", "year") and not (w.kind == "month" and w.future is None)]  # fmt: skip
    inside = [w for w in near if start <= w.start and w.end <= end]
    if inside:
        return inside[0]
    before = [w for w in near if start - 45 <= w.end <= start + 1]
    if before and re.search(r"^ (?:when|as|where)\b|^,? $", g.plain[before[-1].end : start] + " "):
        return before[-1]
    for when in near:
        gap = g.plain[end : when.start]
        if end <= when.start <= end + 60 and not re.search(
            r";|\b(?:and|but|will|while|after|since|although|having)\b", gap
        ):
            return when
    gap = g.plain[before[-1].end : start] if before else ""
    if before and not re.search(r"\b(?:and|but|then|while|which|whether|decide)\b", gap):
        # "Who host Wycombe next weekend, will go to Spurs": that day is of the other match.
        other = g.plain[max(0, before[-1].start - 2)] in g.names and gap.startswith(",")
        return None if other else before[-1]
    # "On Sunday …" opens the sentence and holds for its verbs.
    if near and near[0].start <= 3 and near[0].end <= start:
        if _HAVE_BEEN.match(g.plain, near[0].end) and pattern("SCORE").search(g.plain, 0, start):
            # "In Tuesday's other ties A won 2-0, and B will host C": on no day that is told.
            return None
        return near[0]
    return None
