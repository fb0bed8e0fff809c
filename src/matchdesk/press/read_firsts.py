"""Reading firsts: the first ever, the first since some day, and the last case before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Outcome, Reading, Venue
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import SEASON, clash, outcome_of, scope_of, whose
from matchdesk.press.read_nth import told_before
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make, subject

_FIRST = r"(?P<core>first[- ]ever|(?:their|its|the club's|his side's|the|a|CLUB'?s?|this|club's|her|his|our|[a-z]{3,}s'|[a-z]{3,}'s) (?:very )?first\b|for the (?:very )?first time\b|never (?:before )?(?:lost|beaten|won|been|reached|scored|drawn)\b|maiden|record(?! of|ed| signing| holder)\b)"
_EVER = re.compile(
    r"\b(?:ever|in (?:their|its|the club's|club) history|in history|all-time|never|maiden|in (?:their|the club's) existence|"
    r"since (?:the club|they|it) (?:was|were) (?:founded|formed))\b"
)
_SINCE = pattern(
    r"\b(?:since|(?:in|for) (?:almost |over |more than |nearly |about |just over |just under |some )?NUM(?:-and-a-half| and a half) (?:years|months|seasons)|(?:in|for) (?:almost |over |more than |nearly |about |just over |just under |some )(?:a |an |NUM )?(?:KINDS)*(?:years?|months?|weeks?|decade|century)|in (?:their (?:last |past )?)?(?:\d+|NUM|almost|over|more than|nearly|\w+) (?:KINDS)*(?:years?|months?|games?|matches|weeks?|attempts|meetings|visits|seasons?|decade|century|days)|for (?:\d+|\w+) (?:years|months))\b"
)
_FIRST_TAIL = (
    r"(?:,? (?:here|there|at home|away(?: from home)?|on the road|at (?:the )?GROUND|in (?:the )?(?:COMP|league|competition|top flight)|in all competitions|"
    r"(?:over|against|to|away to|by|on|at)(?: the)? (?P<obj>TEAM)))*"
)
_HOPED = re.compile(
    r"\b(?:could|would|can|may|might|will|hop(?:e[sd]?|ing) to|aim\w* to|bid\w* to|looking to|trying to|tr(?:y|ies|ied) to|want(?:s|ed)? to|if)\b"
)
_SINCE_NEXT = re.compile(r",? (?:since|in|for|under)\b")
_LAST_CASE = (
    r"(?:\b(?:their|its)|CLUB'?s?|(?P<the>\bthe)) last (?P<adj>KINDS*)(?P<noun>defeat|loss|win|victory|draw)(?P<where> at home| away)?(?: of the season)?(?:,)? ?(?:was|came|had come|had been|being|were)? ?(?:back )?"
    r"(?:at|against|to|over|by|in|away to|away at|at home to|with) (?:the hands of )?(?:EPITHETS)?(?P<o>CLUB)"
    r"|\bthe last (?:side|team|club|visitors) to (?P<verb>beat|defeat|lose to|draw with|win at) (?:them|CLUB)(?P<where2> at home| away| here| there)?(?: in (?:the )?(?:league|COMP))? (?:was|were|are|is) (?P<o2>CLUB)"
)
_DATED_CASE = re.compile(r"(?: [a-z]+){0,3}? (?:came|was|were|dates|happened|had come|is)\b")
_IN_SO_MANY = pattern(
    r" in (?:their |the |just |more than )?(?:last |past )?(?:NUM|years|ages|months|decades|weeks|a generation|a long|living memory|recent|some|several|many)\b"
)


def read(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """Claims of firsts and of last cases in one sentence; ``taken`` are stretches already read."""
    yield from _last_cases(g, ctx)
    yield from _firsts(g, ctx, taken)


def _last_cases(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """The last defeat, or win, by its opponent: "their last defeat was at Everton"."""
    for m in g.every(_LAST_CASE):
        name = "o" if m["o"] else "o2"
        others = ctx.team(g, m.start(name), m.end(name))[:1]
        if _DATED_CASE.match(g.plain, m.end()):
            # "Their last win over United came in May 1991": the day is told, not the side.
            continue
        clubs, sure = whose(g, ctx, m)
        clubs = tuple(c for c in clubs if c not in others)
        verb = m["verb"] or ""
        outcome: Outcome = (
            outcome_of(m["noun"])
            if m["noun"]
            else (
                "loss"
                if verb in ("beat", "defeat", "win at")
                else "win"
                if verb == "lose to"
                else "draw"
            )
        )
        scope = scope_of(g, ctx, m.start(), m.start(name))
        readings = [
            Reading(team=c, opponent=o, outcome=outcome, venue=scope.venue,
                    competition=scope.competition, word="last")
            for c in clubs for o in others
        ]  # fmt: skip
        if readings and not wished(g, m.start(), 25):
            yield make("first_since", g, m.start(), m.end(), readings, firm=sure and not m["the"])


_TOLD_BY = re.compile(
    r"(?<!not )(?<!never )(?<!to )\b(lost|beaten|defeated|defeat|won|victory|win|beat|drew|drawn)\b(?! (?:here|there) before)"
)
_STAGES: tuple[tuple[str, str], ...] = (
    ("quarter_final", r"quarter-?finals?|last eight"), ("semi_final", r"semi-?finals?|last four"),
    ("round_of_16", r"last (?:16|sixteen)|round of 16|second round of the world cup"), ("final", r"(?<!semi-)(?<!semi)(?<!quarter-)(?<!quarter)\bfinal\b"),
)  # fmt: skip
_REACHED = re.compile(
    r"\b(?:in(?:to)?|reach\w*|reached|make|made|making|to|for|through to|advance\w*|qualif\w+|a|place in|spot in) (?:the |a |their |its )?(?:[a-z-]+ ){0,2}$"
)
_GOAL_FIRSTS: tuple[tuple[str, str], ...] = (
    ("scored", r"\b(?:scor(?:ed|ing|e|es)|netted|hit|put|score) (?P<n>NUM)(?: goals?| times)?\b(?! minutes)"),
    ("conceded", r"\b(?:conced(?:ed|ing)|let in|shipp(?:ed|ing)) (?P<n>NUM)(?: goals?)?\b"),
    ("blank", r"\b(?:fail(?:ed|ing|s)? to score|drew a blank|without scoring|did not score|goalless)\b"),
    ("clean", r"\b(?:kept (?:a )?clean sheet|clean sheet|shut-?out)\b"),
)  # fmt: skip


_OF_KIND = pattern(
    r" (?:KINDS)*(?:(?P<clean>clean sheet|shut-?out)|(?P<unbeaten>points?)|(?P<scored>goals?))\b(?! (?:ahead|behind|up|down|kick|difference))"
)


def _first_of_kind(
    g: Gloss, ctx: Context, m: re.Match[str], clubs: Sequence[Club], start: int
) -> Claim | None:
    """A first clean sheet, goal or point of a side since some day: "a first clean sheet in 17 games"."""
    told = None if m["core"].startswith("for the") else _OF_KIND.match(g.plain, m.end("core"))
    if told is None or (told["scored"] and re.match(r"his|her|[a-z]+'s|\W", m["core"])):
        # A goal is a player's.
        return None
    until, window, number, unit = _since(g, told.end())
    if window is None and number is None:
        return None
    scope = scope_of(g, ctx, m.start(), until)
    known = dict.fromkeys((*clubs, *candidates(g, ctx, m.start())[0]))
    test = "clean" if told["clean"] else "unbeaten" if told["unbeaten"] else "scored"
    readings = [
        Reading(
            team=c, window=window, number=number, round=unit, other=1, word=f"since:{test}",
            competition=scope.competition, venue=scope.venue,
        )
        for c in known
    ]  # fmt: skip
    return make("first_since", g, start, max(m.end(), until), readings, firm=False)


def _special_first(
    g: Gloss, ctx: Context, m: re.Match[str], clubs: Sequence[Club], start: int
) -> Claim | None:
    """Firsts since some day of goals in a match, and of rounds: "in the last eight for the first time since 2004"."""
    until, window, number, unit = _since(g, m.end())
    if window is None and number is None:
        return None
    first, last = max(0, m.start() - 80), min(len(g.plain), m.end() + 75)
    around = g.plain[first:last]
    at = m.start() - first
    known = [c for c in dict.fromkeys((*clubs, *candidates(g, ctx, m.start())[0]))]
    lead, tail = around[:at], around[at:]
    stage = next(
        (
            (name, x)
            for name, words in _STAGES
            for x in re.finditer(words, lead)
            if _REACHED.search(lead[: x.start()])
            and not re.match(
                r" (?:defeat|win|loss|victory|first leg|second leg|tie)", lead[x.end() :]
            )
        ),
        None,
    )
    for_time = m["core"].startswith("for the") or " time" in tail[: len(m[0]) + 6]
    if stage is not None and for_time:
        readings = [
            Reading(
                team=c, leg=stage[0], window=window, number=number, round=unit, word="since:stage"
            )
            for c in known
        ]
        return make("first_since", g, start, max(m.end(), until), readings, firm=False)
    person = g.signs("person", first, m.start())
    if for_time and not person:
        for test, source in _GOAL_FIRSTS:
            told = pattern(source).search(lead) or pattern(source).search(
                tail[: max(0, until - m.start())]
            )
            if told is None:
                continue
            count = number_of(told.groupdict().get("n") or "")
            if test in ("scored", "conceded") and (count is None or count > 12):
                continue
            scope = scope_of(
                g,
                ctx,
                first + (told.start() if told.string is lead else at + told.start()),
                m.end(),
            )
            readings = [
                Reading(team=c, window=window, number=number, round=unit, other=count, word=f"since:{test}",
                        competition=scope.competition, venue=scope.venue)
                for c in known
            ]  # fmt: skip
            return make("first_since", g, start, max(m.end(), until), readings, firm=False)
    return None


_SINCE_WHAT = (
    r"\bin (?:their |its |his )?(?:last |past |more than |over |nearly |almost |just over |just under |about )?(?P<n>NUM|a)(?:-and-a-half| and a half)? (?P<adj>KINDS*)(?P<unit>games|matches|meetings|attempts|visits|trips|outings|years?|months?|weeks|days|seasons|decade)"
    r"|\bfor (?:over |about |just over |just under )?(?P<n2>NUM|a|almost a|more than a|nearly a|over a) (?P<unit2>years?|months?|weeks?|decade)"
)


def _since(g: Gloss, at: int) -> tuple[int, Window | None, int | None, str]:
    """What a first is counted from: where the words end, days, a number, and its unit."""
    m = pattern(_SINCE_WHAT).search(g.plain, max(0, at - 4), min(len(g.plain), at + 70))
    for when in () if m is not None and m.start() <= at + 1 else g.whens:
        if (
            when.past is not None
            and at - 12 <= when.start <= at + 60
            and re.search(
                r"since(?: the)?(?: end of)? ?$|since",
                g.plain[max(0, when.start - 14) : when.start + 6],
            )
        ):
            return when.end, when.past, None, ""
    if m is None:
        return at, None, None, ""
    unit = (m["unit"] or m["unit2"] or "").rstrip("s")
    unit = {
        "matche": "match",
        "game": "match",
        "meeting": "match",
        "attempt": "match",
        "visit": "match",
        "trip": "match",
        "outing": "match",
    }.get(unit, unit)
    return m.end(), None, number_of((m["n"] or m["n2"] or "").split()[-1]), unit


_WHOM = pattern(
    r"\b(?:(?P<at>at|in|away to)|to|against|by|over|with|from|past|beat|beaten|beating|defeat|defeated|defeating|overcome|overcame|BEAT) (?:the )?(?:[a-z]+ )?$"
)
_AT_A_GROUND = re.compile(
    r"\bat (?:the )?(?:[^ .,;]+ ){1,3}(?:stadium|ground|park|arena|stadio|estadio)\b"
)


def _firsts(g: Gloss, ctx: Context, taken: list[tuple[int, int]]) -> Iterator[Claim]:
    for m in g.every(_FIRST):
        if clash(taken, m):
            continue
        if m["core"].startswith("for the") and _HOPED.search(g.plain, g.clause(m.start())[0], m.start()):  # fmt: skip
            continue
        tail = g.plain[m.start() : m.end() + 90]
        entry = (
            pattern(_ENTRY).match(g.plain, m.end("core")) if m["core"].endswith("first") else None
        )
        ever = bool(_EVER.search(tail)) or m["core"].startswith("for the") or m["core"] == "maiden"
        ever = ever or (entry is not None and not _NOT_ENTRY.search(g.plain[: m.start()]))
        since = bool(_SINCE.search(g.plain[m.start() :]))
        if re.match(
            r"[^.]{0,12}first[- ](?:leg|half|team|minute|goal|choice|place|touch|time (?!in|since|ever|that)|round|game|match|player|man|side|xi|eleven|division|thing|ones?|two|three|few|name|of)",
            tail,
        ):
            if not ever or re.match(
                r"[^.]{0,12}first[- ](?:leg|half|team|choice|touch|xi|division|ones?|two|three|few)",
                tail,
            ):
                continue
        if not ever and not since:
            continue
        if SEASON.search(tail) and not since and "ever" not in tail:
            continue
        end = m.end()
        stop = re.search(r"[.;,]|\s-\s| and | but ", g.plain[m.end() :])
        end = m.end() + (stop.start() if stop else len(g.plain) - m.end())
        noun = pattern(
            r"(?P<noun>win|victory|triumph|success|defeat|loss|reverse|setback|draw|goals?|semi-?finals?|quarter-?finals?|finals?|title|trophy|point)\b"
        ).search(g.plain, m.start(), end)
        goes_on = pattern(_FIRST_TAIL).match(g.plain, noun.end()) if noun is not None else None
        against = goes_on if goes_on is not None and goes_on["obj"] else None
        start = m.start()
        owner = pattern(r"(?P<team>CLUB)'? ?$").search(g.plain[: m.start()])
        met = None
        if owner is not None and m["core"].startswith("for the"):
            # "Won at Everton for the first time", "beat them": of whom they met there.
            met = _WHOM.search(g.plain, max(0, owner.start() - 40), owner.start())
            owner = None
        if g.signs("club", m.start(), m.end()):
            owner = m
        clubs: tuple[Club, ...] = ctx.sides
        if owner:
            start = owner.start()
            clubs = ctx.team(g, owner.start(), owner.end()) or ctx.sides
        else:
            found, _ = subject(g, ctx, m.start())
            clubs = tuple(dict.fromkeys((*found, *ctx.sides)))
        opponents: tuple[Club, ...] = ()
        outcome: Outcome = ""
        round_ = ""
        words = g.plain[max(0, m.start() - 60) : end]
        if m["core"].startswith("for the") and (noun is None or since):
            # "Lost for the first time in nine games".
            first, _ = g.clause(m.start())
            verb = _TOLD_BY.findall(g.plain, max(first, m.start() - 45), m.start())
            noun = None
            outcome = outcome_of(verb[-1]) if verb else told_before(g, m.start())[0]
        if m["core"].startswith("never"):
            yield from _never(g, ctx, m)
            continue
        if not since and _IN_SO_MANY.match(g.plain, m.end("core")):
            # "For the first time in nine games": not the first ever.
            continue
        if entry is not None and not since:
            yield from _entry(g, ctx, m, entry)
            continue
        bare = noun is None and since and pattern(_BARE).match(g.plain, m.end("core")) is not None
        if bare and not outcome:
            # "Dundalk's first in three league games": of the result told last, or of today's.
            outcome = told_before(g, m.start())[0] or ctx.outcome_of(clubs[0] if clubs else None)
        if noun is not None:
            outcome = outcome_of(noun["noun"])
            if against is not None:
                opponents = ctx.team(g, against.start("obj"), against.end("obj"))
        if met is not None:
            opponents = ctx.team(g, met.end(), m.start())
            clubs = tuple(c for c in clubs if c not in opponents) or clubs
        deep = re.search(
            r"(semi-?final|quarter-?final|last (?:four|eight|16|sixteen)|\bfinal\b)", words
        )
        if deep and not outcome:
            round_ = (
                deep[1]
                .replace("semi-final", "semi_final")
                .replace("semifinal", "semi_final")
                .replace("quarter-final", "quarter_final")
                .replace("quarterfinal", "quarter_final")
                .replace("last four", "semi_final")
                .replace("last eight", "quarter_final")
            )
        # "Won at the Dragão for the first time ever": there.
        timed = m["core"].startswith("for the")
        lead = max(g.clause(m.start())[0], m.start() - 50) if timed else m.start()
        here = bool(
            pattern(r"\b(?:here|there)\b|\bat (?:the )?GROUND|\bat home").search(
                g.plain[lead : min(end, _since(g, m.end())[0]) if since else end]
            )
            or (lead < m.start() and _AT_A_GROUND.search(g.plain, lead, m.start()))
        )
        readings = []
        for club in clubs:
            other = [o for o in opponents if o != club]
            mine: list[Club | None] = [*other]
            if not other:
                mine = [ctx.other(club) if club in ctx.sides and outcome else None]
            venue: Venue = "away" if met is not None and met["at"] else ""
            if here and not venue and ctx.match is not None:
                venue = "home" if club == ctx.match.home else "away"
            readings += [
                Reading(
                    team=club, opponent=o, outcome=outcome, round=round_, venue=venue,
                    word="since" if since else "ever",
                )
                for o in mine
            ]  # fmt: skip
        kind = "first_since" if since else "first_ever"
        taken.append((start, end))
        special = None
        if since:
            special = _first_of_kind(g, ctx, m, clubs, start) or _special_first(
                g, ctx, m, clubs, start
            )
        if special is not None:
            yield special
            continue
        firm = bool(outcome or round_)
        direct = pattern(
            r" (?:(?:PEOPLE|league|domestic|major|european) )*(?P<what>COMP|\b(?:title|championship|crown|trophy|scudetto)\b)(?! (?:game|match|goal|win|victory|success|defeat|loss|reverse|setback|draw|point|tie|final|semi|quarter|meeting|appearance|group|clean|home|away|start|campaign|hat-trick))"
        ).match(g.plain, m.end())
        if direct is not None and since:
            named = g.mention(direct["what"])
            competition = (ctx.competition(named) or "") if named is not None else ""
            if not competition and re.search(r"\bleague\b", direct[0]):
                competition = "league"
            until, window, number, unit = _since(g, direct.end())
            found, _, _ = candidates(g, ctx, m.start())
            readings = [
                Reading(team=c, competition=competition, word="title", window=window,
                        number=number if unit in ("year", "season") else None)
                for c in dict.fromkeys((*clubs, *found))
            ]  # fmt: skip
            if readings and (window is not None or number is not None):
                yield make("first_since", g, start, max(direct.end(), until), readings, firm=False)
            continue
        title = pattern(
            r"\b(?:won|win|winning|lifted|clinched|claimed|captured|secured|crowned|champions)\b(?:(?! in the | in | at )[^.;]){0,30}?(?P<what>COMP|\b(?:title|championship|crown|trophy|champions|scudetto|league|cup)\b)[^.;]{0,25}$|\b(?:are|were|became|become|as|crowned|is) (?:the )?(?:new )?(?:(?P<whose>COMP|PEOPLE) )?champions\b[^.;]{0,20}$"
        ).search(g.plain, max(0, m.start() - 70), m.start())
        if title is not None and m["core"].startswith("for the"):
            named = g.mention(title["what"] or title["whose"])
            competition = (ctx.competition(named) or "") if named is not None else ""
            if not competition:
                competition = "cup" if title["what"] in ("cup", "trophy") else "league"
            clubs, _, _ = candidates(g, ctx, title.start())
            readings = [
                Reading(team=c, number=1, competition=competition, word="title") for c in clubs
            ]
            if readings and since:
                until, window, number, unit = _since(g, m.end())
                years = number if unit in ("year", "season") else None
                readings = [replace(one, window=window, number=years) for one in readings]
                yield make("first_since", g, start, max(m.end(), until), readings, firm=False)
            elif readings:
                yield make("first_ever", g, start, m.end(), readings, firm=False)
            continue
        if outcome and noun is not None:
            # "First win", "first home defeat": any other word in between makes it a narrower first.
            between = g.plain[m.end("core") : noun.start()]
            firm = (
                pattern(r"[- ]?(?:ever )?(?:KINDS)*").fullmatch(between.strip() + " ") is not None
                or not between.strip()
            )
        if since:
            until, window, number, unit = _since(g, m.end())
            scope = scope_of(g, ctx, m.start(), until if until > m.end() else end)
            end = max(end, until)
            # Any other word in between makes it a narrower first.
            plain = noun is None or (
                firm
                and goes_on is not None
                and _SINCE_NEXT.match(g.plain, goes_on.end()) is not None
            )
            firm = (
                bool(outcome) and plain and not bare and (window is not None or number is not None)
            )
            in_hand = goes_on is not None and "in the competition" in goes_on[0]
            competition = scope.competition
            if in_hand and ctx.match is not None:
                competition = str(ctx.match.competition)
            readings = [
                replace(
                    one, window=window, number=number, round=unit, competition=competition,
                    venue=one.venue or scope.venue, opponent=one.opponent if opponents or (here and one.venue == "away") else None,
                )
                for one in readings
            ]  # fmt: skip
        if not since and m["core"].startswith("for the") and outcome:
            # "Won for the first time": of the season, perhaps.
            kinds = {"win": "won", "loss": "lost", "draw": "drawn"}
            readings += [
                replace(one, opponent=None, number=1, word=f"sum:{kinds[outcome]}:")
                for one in readings
            ]
        yield make(kind, g, start, end, readings, firm=firm)


_BARE = r" (?:KINDS)*(?:(?:of|in|at|on) (?:the|any) (?:kind|sort) )?(?:in|since|for|at|away|on|that|there|here)\b"
_ENTRY = r" (?:KINDS|PEOPLE |ever |major ){0,3}(?:(?P<final>finals?)(?! (?:minute|third|whistle|round|day|group|quarter))|(?P<comp>COMP)(?: finals?)?(?=[.,;:)]|$| and| but| after| since| in | as )|(?P<entry>appearance|participation|tournament|finals appearance)\b)"
_NOT_ENTRY = re.compile(r"\b(?:his|her|he|she|who)\b[^.;]{0,40}$")
_NEVER_TITLE = r" (?:the |a |an )?(?:KINDS|PEOPLE ){0,3}(?P<what>COMP|competition|tournament|title|championship|trophy|cup|league|crown|honou?rs?)(?![a-z])(?! (?:match|game|tie|final|win))"
_NEVER_GAME = r"(?: an? (?:KINDS)*(?:game|match|tie|point|final))?(?: (?:at|in|on|away|there|here) (?:the )?(?P<comp>COMP|competition|tournament)?)?"


def _never(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    """What a side has never done: won a cup, lost a match in a competition."""
    clubs, _, _ = candidates(g, ctx, m.start())
    verb = m["core"].split()[-1]
    title = pattern(_NEVER_TITLE).match(g.plain, m.end()) if verb in ("won", "lifted") else None
    hand = str(ctx.match.competition) if ctx.match is not None else ""
    if title is not None:
        what = title["what"]
        named = g.mention(what)
        own = (ctx.competition(named) or "") if named is not None else ""
        if not own:
            own = (
                hand
                if re.match(r"compet|tourn", what)
                else "cup"
                if re.match(r"cup|troph", what)
                else "league"
            )
        readings = [
            Reading(team=c, number=0, competition=one, word="title")
            for c in clubs for one in dict.fromkeys((own, hand)) if one
        ]  # fmt: skip
        yield make("first_ever", g, m.start(), title.end(), readings, firm=False)
        return
    game = pattern(_NEVER_GAME).match(g.plain, m.end())
    outcome = outcome_of(verb)
    if (
        game is None
        or not outcome
        or pattern(r" (?:at |to |by |against )?(?:the )?CLUB").match(g.plain, m.end())
    ):
        # Of another side: told as a meeting.
        return
    named = g.mention(game["comp"])
    own = (ctx.competition(named) or "") if named is not None else hand if game["comp"] else ""
    scope = scope_of(g, ctx, m.start(), game.end())
    readings = [
        Reading(
            team=c,
            outcome=outcome,
            competition=own or scope.competition,
            venue=scope.venue,
            word="never",
        )
        for c in clubs
    ]
    yield make("first_ever", g, m.start(), game.end(), readings, firm=False)


def _entry(g: Gloss, ctx: Context, m: re.Match[str], entry: re.Match[str]) -> Iterator[Claim]:
    """A first final, or a first part in a tournament."""
    clubs, _, _ = candidates(g, ctx, m.start())
    named = g.mention(entry["comp"])
    if named is None:
        after = g.signs("competition", entry.end(), entry.end() + 14)
        named = after[0][1] if after else None
    hand = str(ctx.match.competition) if ctx.match is not None else ""
    own = (ctx.competition(named) or "") if named is not None else ""
    readings = [
        Reading(team=c, competition=one, round="final" if entry["final"] else "", word="" if entry["final"] else "entry")
        for c in clubs for one in dict.fromkeys((own, hand)) if one
    ]  # fmt: skip
    if readings:
        yield make("first_ever", g, m.start(), entry.end(), readings, firm=False)
