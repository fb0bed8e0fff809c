"""Reading fixtures, days and grounds: who plays whom next, when, and where a match was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.core.text import fold
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading, Venue
from matchdesk.press.days import When
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make

_PLAY = (
    r"\b(?:(?:will |to |must |now |next |then |also |they |who |where they |when they )*(?P<verb>play|plays|playing|face|faces|facing|host|hosts|hosting|meet|meets|meeting|visit|visits|visiting|travel to|travels to|"
    r"travelling to|goes to|plays? host to|playing host to|playing away (?:to|at)|receive|receives|entertain|entertains|entertaining|take on|takes on|taking on|welcome|welcomes|go to|heads? to|tackle|tackles|"
    r"(?:trip|visit|journey) to|(?:return to action|return|resume|back in action|(?:next )?in action)(?: \w+)?? (?:against|at|with|at home to|away to|away at)|(?:home |away )?(?:game|match|tie|clash|fixture|meeting|date|encounter|showdown|battle|derby) (?:with|against|at|away to|at home to)|are at home to|are away to|up against|away (?:at|to)|at home to|(?:are|is) (?:away )?at(?= (?:[a-z]+ )?CLUB)|(?:finish|finishes|end|ends|complete|close) (?:the|their) (?:season|campaign|programme) (?:at|away to|at home to|against|away at)|(?:make|makes|making) the (?:[a-z]+ )?(?:trip|journey|visit) to|clash(?:es)? with|lock horns with|do battle with|come up against|have(?= (?:[a-z]+ )?CLUB at home))"
    r" (?:(?!(?:for|to|before|after|in|on|against|with|and|of|at|without|joining|but|while)\b)[a-z-]+ ){0,3}?"
    r"(?P<other>CLUB))"
)
_BY_WOULD = r"(?:dumped|knocked|put) out of (?:the )?(?P<comp>COMP) by (?P<other>CLUB)|(?:eliminat\w+|defeat|loss|beaten|losing) (?:by|to|against) (?P<other2>CLUB) (?:in (?:the )?(?P<comp2>COMP) )?would"
_VENUE = (
    r"\b(?:at|in|inside|on) (?:the |their |his |a )?(?:own |home |packed |famous |old |imposing |"
    r"rain-soaked |sold-out |half-empty )?(?P<ground>GROUND)(?: (?:home|stadium|turf|pitch))?"
    r"(?! (?:legend|great|chief|bosses|faithful|crowd|hero|regular|debut))"
)
_MATCH_WORD = (
    r"(?:put|hit|going down|leg|game|match|tie|clash|defeat|loss|win|victory|draw|exit|result|encounter|meeting|final|semi-final|"
    r"lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|night|went|played|fell|slipped|thrashed|rested|scored|held|rout|showing|performance|display)"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of fixtures, days and grounds in one sentence."""
    yield from _fixtures(g, ctx)
    yield from _venues(g, ctx)
    yield from _dates(g, ctx)


def _fixtures(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_PLAY):
        others = ctx.team(g, m.start("other"), m.end("other"))
        when = _ahead(g, m.start("verb"), m.end())
        verb = m["verb"]
        first, last = g.clause(m.start())
        clause = g.plain[first:last]
        coming = when is not None and when.future is not None
        past_tense = re.search(
            r"\b(?:was|were|had|last (?:week|time|month|season|year|night)|after|having|beat|lost|drew|won|played|faced|met|hosted|visited)\b",
            g.plain[max(0, m.start() - 25) : m.start()],
        )
        next_word = re.search(
            r"\b(?:next|now|upcoming|forthcoming|up next|coming)\b",
            g.plain[max(0, m.start() - 40) : m.end() + 10],
        )
        follows = (
            not coming and not next_word and ctx.coming is not None and when is None
            and not past_tense and re.match(_PLAINLY, verb) is not None
            and (g.plain[: m.start()].count(" ") < 4 or _COMING.search(g.plain, 0, m.start()) is not None)
        )  # fmt: skip
        in_round = _IN_ROUND.match(g.plain, m.end()) if not past_tense else None
        if (
            in_round is not None
            and not re.search(r"\bwill\b|\bnow\b", m[0])
            and not re.match(_PLAINLY, verb)
        ):
            in_round = None
        if re.match(r"(?:finish|end|complete|close)", verb) and not past_tense:
            in_round = re.match("", verb)
        if _TO_COME.match(g.plain, m.end()):
            # "With a trip to Everton to finish".
            in_round = re.match("", verb)
        if not (coming or next_word or follows or in_round) and (
            ctx.coming is None or _SAME_DAY.search(g.plain, m.end(), m.end() + 40) is None
        ):
            continue
        if when is not None and when.past is not None and (past_tense or when.kind == "near"):
            continue
        if past_tense and not next_word:
            continue
        if re.match(r"(?:at home|away|at) ?(?:to|at|against)?", verb) and pattern(
            r"(?:SCORE|\blost|\bdown|\bbeaten|\bwon|\bdrew|\bheld|\bdefeat|\bdraw|\bwin)[^.;]{0,18}$"
        ).search(g.plain, 0, m.start("verb")):
            # "Went down 3-0 at home to Atlético on Sunday": that was played.
            continue
        if re.search(
            r"\b(?:earlier|drawing|drew|losing|beating|winning|following|yesterday|ago)\b", clause
        ):
            continue
        if (
            hedged(
                clause.replace("should be a straightforward", "")
                .replace("will", "")
                .replace("must", "")
                .replace("should", "")
            )
            and not coming
        ):
            continue
        clubs, sure, tight = candidates(g, ctx, m.start("verb"), others)
        clubs = tuple(c for c in clubs if c not in others)
        where = pattern(r"(?: [a-z]+){0,3}? (?:in|of) (?:the |their )?(?P<comp>COMP)").match(
            g.plain, m.end()
        )
        competition = ctx.competition(g.mention(where["comp"])) if where else ""
        if in_round is not None and not competition and when is None and ctx.match is not None:
            competition = str(ctx.match.competition)
        window = when.future if when is not None else None
        same = _SAME_DAY.search(g.plain, m.end(), m.end() + 40)
        if window is None and ctx.coming is not None and (follows or same):
            window = ctx.coming
            if same is not None and same[0] != "the same day":
                window = replace(window, slack=window.slack + 1)
            follows = True
        after_next = re.match(
            r" next\b(?! (?:season|year|month|week))", g.plain[m.end() : m.end() + 12]
        )
        readings = [
            Reading(
                team=c, opponent=o, window=window, competition=competition,
                word="next"
                if window is None and after_next
                else _where(verb, g.plain[m.end() : m.end() + 9]),
                venue=_VENUES[_where(verb, g.plain[m.end() : m.end() + 9])],
            )
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        start, end = m.start(), m.end()
        if when is not None and window is not None:
            ctx.coming = window
        if when is not None and not any(
            x.kind == "club" and x.clubs and not set(x.clubs) & {*clubs, *others}
            for _, x in g.signs("club", min(start, when.start), max(end, when.end))
        ):
            start, end = min(start, when.start), max(end, when.end)
        if ctx.match is not None and window is not None and set(others) & set(ctx.sides):
            # "A derby at City on Sunday" that was the match in hand.
            if (
                ctx.match.date is not None
                and window.first <= ctx.match.date <= window.last
                and set(clubs) & set(ctx.sides)
            ):
                continue
        wished = re.search(r"\b(?:hope|hopes|hoping|if|unless|would|could)\b", g.plain[: m.start()])
        elliptic = re.match(r"at home|away|up against", verb) and tight is None
        vague = (
            (window is None and not after_next and not re.search(r"\bnext\b", m[0]))
            or wished
            or elliptic
            or re.search(r"\bif\b|\bcould\b|\bmight\b|\bor\b", clause)
        )
        if readings and others:
            yield make("next_fixture", g, start, end, readings, firm=sure and not vague)
    yield from _visitors(g, ctx)
    yield from _between(g, ctx)
    for m in g.every(_BY_WOULD):
        sign = m["other"] or m["other2"]
        mention = g.mention(sign)
        if mention is None or not re.search(r"\bwould\b|\bcould\b", g.plain[m.end() - 6 :]):
            continue
        comp = m["comp"] or m["comp2"]
        competition = ctx.competition(g.mention(comp)) if comp else ""
        readings = [
            Reading(team=c, opponent=o, competition=competition)
            for c in ctx.sides
            for o in mention.clubs
            if c != o
        ]
        firm = bool(competition) and bool(m["comp"])
        if readings:
            yield make("next_fixture", g, m.start(), m.end(), readings, firm=firm)


_IN_ROUND = pattern(
    r"(?: [a-z]+){0,2}? in (?:the |a |their )?(?:COMP )?(?:[a-z-]+ ){0,2}?(?:finals?|semi-?finals?|quarter-?finals?|last (?:16|sixteen|eight|four)|"
    r"(?:next|second|third|fourth|fifth|sixth) round|second leg|return(?: leg| match)?|replay)\b"
)
_TO_COME = re.compile(
    r"(?: still)? (?:to (?:finish|come|end|play)|left|remaining|in (?:their|the) (?:last|final) (?:game|match)|on the (?:last|final) day)\b"
)
_SAME_DAY = re.compile(
    r"\b(?:the same (?:day|night|evening)|a day (?:later|earlier|before)|the (?:next|following) day|the day (?:before|after)|24 hours (?:later|earlier))\b"
)
_PLAINLY = r"(?:play|plays|face|faces|host|hosts|meet|meets|visit|visits|travel to|travels to|receive|receives|entertain|entertains|take on|takes on|welcome|welcomes|go(?:es)? to|plays? host to|heads? to|are at home to|are away to|have)\b"


_VISITORS = (
    r"(?P<guest>CLUB),? (?:will )?(?:come|comes|are coming|arrive|arrives|travel|travels|are the (?:next )?visitors?|are next(?! (?:in|to|on|up|at|against|face|play|week))|pay a visit|visit)(?: (?:to town|to GROUND|to the GROUND|calling|here|there|next|at GROUND|at the GROUND))?(?! CLUB)(?! to CLUB)"
    r"|\b(?:next|coming) (?:opponents?|visitors?|guests?|rivals?|hosts?)(?: at home)? (?:are|is|will be|:) EPITHETS(?P<next>CLUB)"
    r"|\b(?:next|up next)(?: up)?(?: for (?:CLUB|them|[a-z ]{2,20}))?:? (?:is|are|comes?|come|game is|match is|fixture is|assignment is|outing is)?:? ?(?:an? |the )?(?:[a-z-]+ ){0,3}?(?:(?P<how>home|away|trip|visit|journey) )?(?:(?:game|match|tie|clash|meeting|date|fixture|derby|visit|trip|journey) )?(?P<prep>against|with|to|at|at home to|away to|away at) EPITHETS(?P<up>CLUB)"
    r"|\b(?:next|coming) (?:league |cup )?(?:game|match|fixture|assignment|outing|test|opponents?)(?: is)? (?:an? )?(?:[a-z-]+ ){0,2}?(?P<prep2>against|with|at|at home to|away to|away at|to) EPITHETS(?P<up2>CLUB)"
)
_PAIRS = r"(?P<a>CLUB) (?:v|vs|versus|against)\.? (?P<b>CLUB)(?! ?\d)|\b(?:match|game|meeting|clash|derby|tie) (?:of|between) (?P<c>CLUB) and (?P<d>CLUB)"
_TWO_MEET = (
    r"\b(?:the |these )?(?:two|pair|same two|sides|clubs|teams|old rivals)(?: sides| clubs| teams| rivals| neighbours)? (?:will |are to |are due to )?(?:now )?"
    r"(?:meet|face each other|play each other|clash|do battle|face off)(?: again| once more)?\b"
    r"|\b(?:second leg|return(?: leg| match| game)?|replay|rematch)(?: is| will be| comes| takes place| to be played| at GROUND| in GROUND| at the GROUND)*(?= (?:on|next|in|tomorrow)\b)"
)
_WINS_AT = r"\b(?:if|unless|should|provided|could|can|would|must)\b[^.;]{0,60}?\b(?:wins?|beats?|loses?|draws?|avoids? defeat|get a (?:point|result)|victory)(?: away)? (?P<verb>at|against|with|over|to) EPITHETS(?P<other>CLUB)"
_NEXT_FOR = r"\bnext (?:up )?for (?P<team>TEAM) (?:is|are|comes?|will be)(?: an?| the)?(?: home| away)?(?: (?:trip|visit|match|game|meeting|date) (?:to|with|against|at))? EPITHETS(?P<other>CLUB)"


def _visitors(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Fixtures told from the other end: "Bayern come to town on Sunday", "up next: A v B"."""
    for m in g.every(_VISITORS):
        name = next((k for k in ("guest", "next", "up", "up2") if m[k]), "")
        others = ctx.team(g, m.start(name), m.end(name))
        when = _ahead(g, m.start(), m.end())
        window = when.future if when is not None else None
        if window is not None and re.search(
            r"\b(?:then|after that|before|later|followed)\b",
            g.plain[max(0, m.start() - 40) : m.start()],
        ):
            # "On Friday they go to Girona, and then Madrid come": on no day that is told.
            window = None
        if name == "guest" and window is None:
            continue
        first, last = g.clause(m.start())
        if hedged(g.plain[first:last].replace("will", "")) or not others:
            continue
        if name == "guest" and not re.search(
            r"\bwhen\b|\bas\b|visitors?|to town|calling|to \S|here|next",
            m[0] + g.plain[max(0, m.start() - 8) : m.start()],
        ):
            continue
        clubs, sure, _ = candidates(g, ctx, m.start(), others)
        prep = m["prep"] or m["prep2"] or ""
        where = (
            "away"
            if re.search(r"\bat$|away", prep)
            or (m["how"] or "") in ("away", "trip", "visit", "journey")
            else ""
        )
        where = "home" if name == "guest" or m["how"] == "home" or prep == "at home to" else where
        readings = [
            Reading(team=c, opponent=o, window=window, word=where if window is not None else "next")
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            if window is not None:
                ctx.coming = window
            yield make(
                "next_fixture", g, m.start(), m.end(), readings, firm=sure and window is not None
            )
    for m in g.every(_PAIRS):
        # "Aston Villa vs Leeds United" as a heading.
        heading = m.end() - m.start() >= len(g.plain.strip(" .:-")) - 1
        a, b = ("a", "b") if m["a"] else ("c", "d")
        behind = [w for w in g.whens if m.end() <= w.start <= m.end() + 30 and w.future is not None]
        if (
            not heading
            and not behind
            and not re.search(
                r"\b(?:fixtures?|next|to come|coming|weekend|still to (?:play|settle|come)|remaining|forthcoming|upcoming)\b",
                g.plain,
            )
        ) or re.search(
            r"\b(?:last (?!two|four|eight|16)|results?|ended|finished|beat|drew|was|were|had)\b",
            g.plain,
        ):
            continue
        whens = [w.future for w in g.whens if w.future is not None]
        window = whens[0] if len(whens) == 1 else ctx.coming if not whens else None
        window = behind[0].future if behind else window
        readings = [
            Reading(
                team=one,
                opponent=other,
                window=window,
                word="home"
                if window is not None and m["a"]
                else ""
                if heading or window
                else "next",
            )
            for one in ctx.team(g, m.start(a), m.end(a))
            for other in ctx.team(g, m.start(b), m.end(b))
            if one != other
        ]
        if readings:
            firm = window is not None and not behind
            yield make("next_fixture", g, m.start(a), m.end(b), readings, firm=firm)


def _between(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Fixtures whose sides stand before, or on both sides of their word: "the two meet again on Wednesday"."""
    for m in g.every(_TWO_MEET):
        when = _ahead(g, m.start(), m.end())
        window = when.future if when is not None else None
        first, last = g.clause(m.start())
        if when is None or window is None or hedged(g.plain[first:last].replace("will", "")):
            continue
        if g.signs("club", m.start(), when.end):
            continue
        near = list(dict.fromkeys(x.clubs[0] for _, x in g.signs("club", 0, m.start()) if x.clubs))
        told = [tuple(near)] if len(near) == 2 else [ctx.sides, ctx.reported, ctx.named[:2]]
        readings = [
            Reading(team=pair[0], opponent=pair[1], window=window)
            for pair in dict.fromkeys(told) if len(pair) == 2
        ]  # fmt: skip
        if readings:
            yield make("next_fixture", g, m.start(), when.end, readings, firm=len(near) == 2)
    for source in (_WINS_AT, _NEXT_FOR):
        for m in g.every(source):
            others = ctx.team(g, m.start("other"), m.end("other"))
            at = m.start("verb") if source is _WINS_AT else m.start()
            when = _ahead(g, at, m.end())
            window = when.future if when is not None else None
            if source is _WINS_AT:
                if window is None:
                    continue
                clubs, sure, _ = candidates(g, ctx, at, others)
                where = "away" if m["verb"] == "at" else ""
            else:
                clubs, sure, where = ctx.team(g, m.start("team"), m.end("team")), True, ""
            word = where if window is not None else "next"
            readings = [
                Reading(team=c, opponent=o, window=window, word=word)
                for c in clubs for o in others if c != o
            ]  # fmt: skip
            if readings:
                firm = sure and source is _NEXT_FOR and len(clubs) == 1
                end = when.end if when is not None and when.start >= m.end() else m.end()
                yield make("next_fixture", g, at, end, readings, firm=firm)


_VENUES: dict[str, Venue] = {"": "", "home": "home", "away": "away"}


def _where(verb: str, tail: str = "") -> str:
    told = re.match(r" (at home|away)\b", tail)
    if told is not None:
        return "home" if told[1] == "at home" else "away"
    if re.match(r"host|entertain|welcome|receive|are at home|at home|home|have", verb):
        return "home"
    if re.match(
        r"visit|travel|go to|head|trip|journey|(?:are|is) (?:away|at\b)|away|make|making", verb
    ):
        return "away"
    return ""


def _ahead(g: Gloss, start: int, end: int) -> When | None:
    """The day expression that belongs to a fixture: after it, else just before."""
    near = [w for w in g.whens if w.kind not in ("season", "year")]
    before = [w for w in near if start - 40 <= w.end <= start + 1]
    if before and re.search(r"^ (?:when|as|where)\b|^,? $", g.plain[before[-1].end : start] + " "):
        return before[-1]
    for when in near:
        gap = g.plain[end : when.start]
        if end <= when.start <= end + 60 and not re.search(
            r";|\b(?:and|but|will|while|after)\b", gap
        ):
            return when
    if before and not re.search(r"\b(?:and|but|then)\b", g.plain[before[-1].end : start]):
        return before[-1]
    # "On Sunday …" opens the sentence and holds for its verb.
    return near[0] if near and near[0].start <= 3 and near[0].end <= start else None


def _venues(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_VENUE):
        named = g.mention(m["ground"])
        if named is None or hedged(g.plain[max(0, m.start() - 20) : m.start()]):
            continue
        readings = [Reading(players=named.ids, clubs=named.clubs)]
        town = fold(named.text) in ctx.lexicon.towns or any(is_nation(c) for c in named.clubs)
        firm = not ctx.foreign(g) and not foreign_time(g, 0, len(g.plain)) and not town
        # "Unbeaten against them this season: 1-1 at Old Trafford, 2-0": of another meeting.
        firm = firm and pattern(r"[:,] SCORE $").search(g.plain[: m.start()]) is None
        yield make("venue", g, m.start(), m.end(), readings, firm=firm)


def _dates(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Days on which something was played, as seen from the day of writing."""
    for when in g.whens:
        ahead = ctx.match is not None and ctx.match.result is None
        if (when.future if ahead else when.past) is None or when.kind not in _DAYS:
            continue
        first, last = g.clause(when.start)
        clause = g.plain[min(first, when.start) : max(last, when.end)]
        near = g.plain[max(first, when.start - 60) : max(last, when.end)]
        lead = g.plain[max(0, when.start - 15) : when.start]
        told = bool(pattern(_MATCH_WORD).search(near) or pattern("SCORE").search(g.plain))
        told = told or (g.sentence.paragraph <= 1 and _DONE.search(g.plain) is not None)
        sure = told
        told = told or g.sentence.paragraph <= 1 or when.kind in ("weekday", "near")
        if not told or hedged(lead) or (_COMING.search(clause) and not ahead):
            continue
        others = [
            c.clubs[0]
            for _, c in g.signs("club", when.start - 60, when.end + 5)
            if c.clubs and c.clubs[0] not in ctx.sides
        ]
        leg = ""
        if re.search(r"\bfirst[- ]leg\b", near):
            leg = "1"
        elif re.search(r"\bsecond[- ]leg\b|\breturn\b", near):
            leg = "2"
        if (
            not others
            and when.future is not None
            and ctx.match is not None
            and ctx.match.result is None
        ):
            readings = [Reading(window=when.future)]
        elif others:
            readings = [
                Reading(team=c, opponent=o, window=when.past) for o in others[:1] for c in ctx.sides
            ] + [Reading(window=when.past, leg=leg)]
        else:
            readings = [Reading(window=when.past, leg=leg)]
        tail = re.match(_DAY_TAIL, g.plain[when.end :])
        end = when.end + (tail.end() if tail else 0)
        firm = when.kind == "weekday" and not others and bool(tail or _DONE.search(clause))
        firm = firm and not re.search(r"\b(?:since|until|before|after|training|press)\b", clause)
        firm = firm and sure and not ctx.foreign(g)
        yield make("date", g, when.start, end, readings, firm=firm)


_DAYS = ("month", "weekday", "week", "weekend", "near", "day", "count")
_DAY_TAIL = (
    r"(?:'s|') (?:[a-z-]+ ){0,2}?"
    r"(?:leg|match|game|final|tie|clash|defeat|win|loss|semi-final|quarter-final)\b"
)
_COMING = re.compile(
    r"\b(?:will|next|face|faces|facing|play|plays|travel|travels|host|hosts|visit|visits|wait|waits|"
    r"await|awaits|to come|upcoming|draw for|draw is|takes place|meet|meets)\b"
)
_DONE = re.compile(
    r"\b(?:lost|beat|beaten|won|drew|crashed|knocked|stunned|eliminated|held|exit|dumped|defeated|"
    r"thrashed|slumped|went down|out of|beating|drawing|losing|winning|crushing|win|victory|defeat|draw|title|champions|humiliat\w+)\b"
)
