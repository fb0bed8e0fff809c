"""Reading how two sides have fared against each other: how often they met, and who won."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Outcome, Reading
from matchdesk.press.days import Window, number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.reach import figure, scope_of
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make, subject

_MET = (
    r"(?:(?P<win>beat(?:en)?|defeated|won against|won over)|(?P<loss>lost to|lost against|been beaten by|beaten by)|(?P<draw>drawn? with|drew with)|(?P<any>met|faced|played)) "
    r"(?P<o>TEAM) (?P<n>once|twice|three times|four times|NUM times)(?P<tail> (?:already |so far )?(?:this season|this term|this year|this campaign|last season|in (?:this|the) (?:round|group|competition|tournament|campaign|qualif\w+|hexagonal|finals)))?"
)
_MET_TIMES = (
    r"\b(?:the )?(?:two |both |these |they |sides |teams |clubs |countries |pair |rivals )*(?:have |had )?(?:already |also )?(?:met|meet|faced each other|played each other) "
    r"(?P<n>once|twice|NUM times)(?P<comp> in (?:the )?COMP)?(?P<tail>(?: (?:already|so far|this season|this term|last season|before))*)"
)
_TWICE_WITH = r"\b(?P<verb>drew|drawn|beat|beaten|lost to|lost|won) (?P<n>twice) (?:with |against |to |over )?(?P<o>TEAM)(?P<tail>(?: in (?:the )?(?:group stage|group|COMP|league)| this season| last season)?)"
_BOTH = (
    r"\b(?P<verb>won|lost|drawn|drew) both (?:of )?(?:the |their |these )?(?:others|(?:previous |earlier |league |other |COMP )*(?:meetings|games|matches|encounters|clashes))"
    r"|\bbeaten in both (?:meetings|matches|games)(?P<beaten>)|\bboth (?:league |COMP |previous |earlier )*(?:meetings|games|matches)[^.;]{0,40}? (?:were|was|ended|had been) (?P<draw>goalless|drawn|draws|stalemates)"
)
_EARLIER = r"\b(?:in )?(?P<m>NUM) (?:earlier|previous|past) (?:meetings|encounters|matches|games)(?: with (?P<o>TEAM))?(?:, | )(?P<rest>[^.;]{0,40}?\b(?:never (?P<never>lost|won|beaten)|(?:won|lost|drawn) (?P<all>all)))"
_OF_MEETINGS = (
    r"\b(?P<verb>won|lost|drawn|win|lose|winning|losing|scored in|scoring in)(?: only| just)? (?P<n>NUM|once|twice|all|both|none|each|every one)(?: of)?(?: in)? "
    r"(?:the |their |these |its )?(?P<last>(?:last|past|previous) )?(?:(?P<m>NUM) )?(?:(?:KINDS|previous|earlier|other) ?)*(?P<what>meetings|encounters|matches|games|clashes|visits|trips|derbies) "
    r"(?P<prep>with|against|between|to|at) (?:the )?(?P<o>TEAM|sides|teams|two)"
)
_PAIR = (
    r"(?P<not>\b(?:not|n't|never|yet to|failed to) (?:yet |ever )?)?\b(?P<verb>beaten|beat|beating|defeated|lost to|lose to|losing to|lost against|lose against|"
    r"been beaten by|won at|win at|won against|win against|won away to|drawn with|drew with|drawn at|lost at|lose at|(?:won|lost|drawn) (?:only |just )?(?P<times>once|twice|NUM times) (?:at|against|to|away to|with|away at)) (?P<o>TEAM)"
)
_UNBEATEN = r"\b(?P<what>unbeaten|undefeated|winless) (?:against|away to|at home to|versus|at (?=CLUB)) ?(?P<o>TEAM)"
_TIMES_OF = pattern(r"\b(?:only |just )?(?:(?P<n>NUM) times|(?P<once>once|twice))\b")
_OUT_OF = pattern(
    r"\b(?:in|on|from|of|out of|over|for) (?:each of |all |any of |all of |both )?LAST(?P<m>NUM) (?:(?:KINDS|previous|earlier) ?)*(?:GAMES)\b(?! (?:of|this|ago))"
)
_STOP = re.compile(
    r"[.;:()]|, (?!\d)| (?:while|whilst|but|although|before|when|and|after|who|which|as) "
)
_REPEAT = r"\b(?:repeat|rematch|re-match|rerun|re-run|reprise) of (?:the |their |that |last (?:season's|year's) )?(?:(?P<year>(?:19|20)\d\d) )?(?:COMP )?(?P<round>final|semi-?final|quarter-?final)"
_UNMET = (
    r"(?:\b(?:not|n't|never) (?:met|meet|faced each other|played each other|faced one another)|\b(?:first|1st) (?P<kind>(?:KINDS)*)(?:meeting|encounter|clash)(?! of the season))"
    r"(?P<between>[^.;,]{0,50}?) since\b"
)
_NTH_MEETING = (
    r"(?P<n>ORD|NUM) (?:meetings?|encounters?|clash(?:es)?) (?:between (?:the )?(?:(?:two |these )*(?:sides|teams|clubs|rivals)|(?P<a>CLUB) and (?P<b>CLUB))|of the (?:sides|teams|two))"
    r"(?P<tail>(?: (?:this season|in (?:NUM|\d+) (?:months|days|weeks|years)|since \d{4}))?)"
)
_LAST_MET = r"\b(?:last (?:time )?(?:that )?(?:the |these )?(?:two |both )?(?:sides |teams |clubs |countries |nations |pair )?(?:had )?met|(?:last|previous) (?:league |cup |competitive )?(?:meeting|encounter|clash))(?! of the)"
_NEVER = r"\b(?:have|has|had) never (?:before )?(?P<verb>lost to|beaten|won (?:at|against)|drawn with|been beaten by|lost (?:at|against)|lost a \w+ to) (?P<o>TEAM)"
_DOUBLE = r"(?<!denied )\b(?:a |the |their |its |league |rare |first )*double over (?P<o>TEAM)"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of meetings of two sides in one sentence."""
    for m in g.every(_MET):
        number = figure(m["n"].split()[0])
        if number is None or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        outcome: Outcome = (
            "win" if m["win"] else "loss" if m["loss"] else "draw" if m["draw"] else ""
        )
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        tail = m["tail"] or ""
        when = (
            "last" if "last season" in tail else "hand" if " in th" in tail
            else "season" if tail else "ever"
        )  # fmt: skip
        scope = scope_of(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=c, opponent=o, number=number, outcome=outcome, word=f"times:{when}",
                    competition=scope.competition, venue=scope.venue)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings, firm=bool(tail))
    yield from _each_other(g, ctx)
    yield from _of_meetings(g, ctx)
    yield from _pairs(g, ctx)
    yield from _unbeaten(g, ctx)
    yield from _unmet(g, ctx)
    yield from _repeats(g, ctx)
    for m in g.every(_NTH_MEETING):
        number = figure(m["n"])
        pair: Sequence[Club] = ctx.sides
        if m["a"]:
            pair = (
                *ctx.team(g, m.start("a"), m.end("a"))[:1],
                *ctx.team(g, m.start("b"), m.end("b"))[:1],
            )
        if number is None or len(pair) != 2:
            continue
        tail = m["tail"] or ""
        when = "season" if "season" in tail else "span" if tail else "ever"
        months = re.search(r"in (\w+) (months|days|weeks|years)", tail)
        days = 0
        if months:
            unit = {"days": 1, "weeks": 7, "months": 31, "years": 366}[months[2]]
            days = (number_of(months[1]) or 0) * unit
        reading = Reading(
            team=pair[0], opponent=pair[1], number=number, other=days or None, word=f"times:{when}"
        )
        yield make("head_to_head", g, m.start(), m.end(), [reading], firm=when == "season")
    yield from _last_met(g, ctx)
    for m in g.every(_NEVER):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        verb = m["verb"]
        outcome = (
            "draw"
            if verb.startswith("drawn")
            else "loss"
            if re.match(r"lost|been", verb)
            else "win"
        )
        scope = scope_of(g, ctx, m.start(), m.end())
        venue = "away" if verb.endswith("at") else scope.venue
        readings = [
            Reading(team=c, opponent=o, number=0, outcome=outcome, word="never", venue=venue,
                    competition=scope.competition)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings)
    for m in g.every(_DOUBLE):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        readings = [
            Reading(team=c, opponent=o, number=2, outcome="win", word="times:season", competition="league")
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            yield make("head_to_head", g, m.start(), m.end(), readings)


def _of_meetings(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A share of their meetings: "won three of their last five meetings with City"."""
    for m in g.every(_OF_MEETINGS):
        total = number_of(m["m"] or "") or (2 if m["n"] == "both" else None)
        number = (
            total
            if m["n"] in ("all", "both", "each", "every one")
            else 0
            if m["n"] == "none"
            else figure(m["n"])
        )
        if total is None or number is None or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        named = pattern("CLUB").search(m["o"])
        if m["prep"] in ("to", "at") and (named is None or m["what"] not in ("visits", "trips")):
            continue
        others = ctx.team(g, m.start("o"), m.end("o")) if named else ()
        clubs, _ = subject(g, ctx, m.start(), others)
        scope = scope_of(g, ctx, m.start(), m.end())
        outcome: Outcome = (
            "win" if m["verb"].startswith("w") else "draw" if m["verb"].startswith("d") else "loss"
        )
        if m["verb"].startswith("sc"):
            continue
        venue = "away" if m["what"] in ("visits", "trips") else scope.venue
        readings = [
            Reading(team=c, opponent=o, number=number, other=total, outcome=outcome, word="last",
                    competition=scope.competition, venue=venue)
            for c in clubs for o in (others or [x for x in [ctx.other(c)] if x]) if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings)


def _verb_outcome(verb: str) -> Outcome:
    if verb.startswith(("lost", "lose", "losing", "been")):
        return "loss"
    return "draw" if verb.startswith("dr") else "win"


def _rest(g: Gloss, at: int) -> int:
    """Where the words that go with a place end."""
    stop = min(len(g.plain), at + 75)
    broken = _STOP.search(g.plain, at, stop)
    return broken.start() if broken is not None else stop


def _since(g: Gloss, ctx: Context, start: int, stop: int) -> tuple[Window | None, int]:
    """Days from those that "since" names up to now, and where the words end."""
    for when in g.whens:
        if when.past is not None and start <= when.start <= stop and "since" in (
            g.plain[max(0, when.start - 16) : when.start + 6]
        ):  # fmt: skip
            return Window(when.past.first, ctx.written or when.past.last), when.end
    return None, start


def _pairs(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """How often one side has beaten, or lost to, another: "beaten City only twice in ten games"."""
    for m in g.every(_PAIR):
        stop = _rest(g, m.end())
        times, of = _TIMES_OF.search(g.plain, m.end(), stop), _OUT_OF.search(g.plain, m.end(), stop)
        window, ends = _since(g, ctx, m.end(), stop)
        denied = bool(m["not"])
        number = figure(times["n"] or times["once"]) if times is not None else None
        if m["times"]:
            times, number = m, figure(m["times"].split()[0])
        season = re.search(r"this (?:season|term|campaign)", g.plain[m.end() : stop]) is not None
        if denied:
            if times is not None or of is not None or window is not None or season:
                # Runs tell of these.
                continue
            number = 0
        if number is None or (not denied and times is None):
            continue
        if wished_away(g, m):
            continue
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        scope = scope_of(g, ctx, m.start(), stop)
        total = number_of(of["m"]) if of is not None else None
        venue = "away" if m["verb"].endswith((" at", "away to")) else scope.venue
        if of is not None and re.search(r"visits|trips", of[0]):
            venue = "away"
        if denied:
            if m["not"].startswith("never") or not m["not"].startswith("yet"):
                continue
            words = ["never"]
        elif total is not None:
            words = ["last", "times:all"]
        elif window is not None:
            words = ["times:since"]
        else:
            words = ["times:season"] if season else ["times:ever"]
        if words == ["times:ever"] and of is None:
            # Told by the older patterns.
            continue
        readings = [
            Reading(team=c, opponent=o, number=number, other=total, outcome=_verb_outcome(m["verb"]),
                    word=word, competition=scope.competition, venue=venue, window=window)
            for word in words for c in clubs for o in others if c != o
        ]  # fmt: skip
        end = max(
            ends, of.end() if of is not None else m.end(), times.end() if times is not None else 0
        )
        if readings:
            yield make("head_to_head", g, m.start(), end, readings)


def wished_away(g: Gloss, m: re.Match[str]) -> bool:
    """True where the words before a denied verb wish or imagine it."""
    return hedged(g.plain[max(0, m.start() - 20) : m.start()])


def _unbeaten(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Unbeaten against a side: in so many meetings, or since some day."""
    for m in g.every(_UNBEATEN):
        stop = _rest(g, m.end())
        of = _OUT_OF.search(g.plain, m.end(), stop)
        total = number_of(of["m"]) if of is not None else None
        if of is None or total is None:
            continue
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _ = subject(g, ctx, m.start(), others)
        scope = scope_of(g, ctx, m.start(), of.end())
        readings = [
            Reading(team=c, opponent=o, number=0, other=total, competition=scope.competition,
                    outcome="win" if m["what"] == "winless" else "loss", word="last",
                    venue=scope.venue)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
        if readings:
            yield make("head_to_head", g, m.start(), of.end(), readings)


def _two(g: Gloss, ctx: Context) -> list[tuple[Club, Club]]:
    """The two sides that a sentence on meetings is about: those it names, else those in hand."""
    named = tuple(dict.fromkeys(x.clubs[0] for _, x in g.signs("club") if x.clubs))
    pairs = [(a, b) for a in named for b in named if a != b][:12]
    if len(named) < 2:
        pairs = [(a, b) for a in named for b in (*ctx.sides, *ctx.reported) if a != b]
        if len(ctx.sides) == 2:
            pairs.append((ctx.sides[0], ctx.sides[1]))
    return list(dict.fromkeys(pairs))


def _unmet(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Since when two sides have not met."""
    for m in g.every(_UNMET):
        met = next(
            (w for w in g.whens if w.past is not None and m.end() - 6 <= w.start <= m.end() + 14),
            None,
        )
        pairs = _two(g, ctx)
        if met is None or met.past is None or not pairs:
            continue
        scope = scope_of(g, ctx, m.start(), m.end())
        top = re.search(r"top[- ]flight", m[0]) is not None
        readings = [
            Reading(team=a, opponent=b, number=1, window=met.past, word="lastmet:since",
                    competition=f"{a.country}.1" if top else scope.competition)
            for a, b in pairs
        ]  # fmt: skip
        yield make("head_to_head", g, m.start(), met.end, readings, firm=len(pairs) <= 2)


def _repeats(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A match met again: "a repeat of the 2006 final"."""
    for m in g.every(_REPEAT):
        last = re.search(r"last (?:season|year)", m[0])
        if not m["year"] and last is None:
            continue
        year = int(m["year"]) if m["year"] else (ctx.written.year - 1 if ctx.written else 0)
        pairs = _two(g, ctx)
        round_ = m["round"].replace("-", "").replace("semifinal", "semi_final").replace("quarterfinal", "quarter_final")  # fmt: skip
        readings = [
            Reading(team=a, opponent=b, number=year, round=round_, word="round") for a, b in pairs
        ]
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings, firm=False)


def _each_other(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Meetings of the two sides in hand: "met three times", "won both the others"."""

    def made(
        m: re.Match[str],
        pairs: Sequence[tuple[Club, Club]],
        number: int,
        outcome: Outcome,
        word: str,
    ) -> Claim:
        scope = scope_of(g, ctx, m.start(), m.end())
        readings = [
            Reading(team=a, opponent=b, number=number, outcome=outcome, word=word,
                    competition=scope.competition, venue="")
            for a, b in pairs
        ]  # fmt: skip
        return make("head_to_head", g, m.start(), m.end(), readings, firm=False)

    named = tuple(dict.fromkeys(x.clubs[0] for _, x in g.signs("club") if x.clubs))
    two = named if len(named) == 2 else ctx.sides or ctx.reported
    pairs = [(two[0], two[1]), (two[1], two[0])] if len(two) == 2 else []
    for m in g.every(_MET_TIMES):
        number = figure(m["n"].split()[0])
        if number is not None and pairs and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            last = "last season" in m["tail"]
            yield made(m, pairs[:1], number, "", f"times:{'last' if last else 'season'}")
    for m in g.every(_TWICE_WITH):
        others = ctx.team(g, m.start("o"), m.end("o"))
        clubs, _, _ = candidates(g, ctx, m.start(), others)
        verb = m["verb"]
        outcome: Outcome = "draw" if verb.startswith("dr") else "loss" if "lost" in verb else "win"
        both_ways = [(c, o) for c in clubs for o in others[:1] if c != o]
        if both_ways and not hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            yield made(
                m,
                both_ways,
                2,
                outcome,
                "times:last" if "last season" in m["tail"] else "times:season",
            )
    for m in g.every(_BOTH):
        if not pairs or hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        outcome = (
            "draw" if m["draw"] or (m["verb"] or "").startswith("dr")
            else "win" if (m["verb"] or "").startswith("w")
            else "loss"
        )  # fmt: skip
        word = "times:last" if "last season" in m[0] else "times:season"
        yield made(m, pairs, 2, outcome, word)
    for m in g.every(_EARLIER):
        number = number_of(m["m"])
        if number is None:
            continue
        others = ctx.team(g, m.start("o"), m.end("o")) if m["o"] else ()
        sides = [
            (c, o) for c in ctx.sides for o in others or [x for x in [ctx.other(c)] if x] if c != o
        ]
        outcome = (
            "win"
            if m["all"] and "won" in m["rest"]
            else "loss"
            if m["never"] == "lost" or m["all"]
            else "win"
        )
        wanted = number if m["all"] else 0
        readings = [
            Reading(team=c, opponent=o, number=wanted, other=number, outcome=outcome, word="last")
            for c, o in sides
        ]
        if readings:
            yield make("head_to_head", g, m.start(), m.end(), readings, firm=False)


_OF_SEASON = re.compile(r"\bin ((?:19|20)\d\d)[-/]\d\d(?:\d\d)?\b")


def _last_met(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """When two sides met last."""
    for m in g.every(_LAST_MET):
        met = next(
            (w for w in g.whens if w.past is not None and m.end() - 2 <= w.start <= m.end() + 45),
            None,
        )
        spelt = _OF_SEASON.search(g.plain, m.end(), min(len(g.plain), m.end() + 45))
        past, ends = (met.past, met.end) if met is not None else (None, 0)
        if past is None and spelt is not None:
            year = int(spelt[1])
            past, ends = Window(dt.date(year, 7, 1), dt.date(year + 1, 7, 31)), spelt.end()
        named = tuple(dict.fromkeys(x.clubs[0] for _, x in g.signs("club") if x.clubs))
        pair = named if len(named) == 2 and not set(named) & set(ctx.sides) else ctx.sides
        if past is not None and len(pair) == 2:
            reading = Reading(team=pair[0], opponent=pair[1], number=1, window=past, word="lastmet")
            yield make("head_to_head", g, m.start(), ends, [reading])
