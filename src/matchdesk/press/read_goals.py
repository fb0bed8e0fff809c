"""Reading goals: who scored, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from matchdesk.core.match import Club
from matchdesk.press import (
    braces,
    goals_held,
    goals_untold,
    read_half,
    read_lead,
    read_minute,
    read_scorers,
    scoring,
)
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.clock import Span, Time, times
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.goal_of import match_of_goal, of_two_named, rows_of_side
from matchdesk.press.goals_told import Frame, elsewhere, frames
from matchdesk.press.read_minute import beside, frame_for, of_match, scores_in
from matchdesk.press.reference import Context, foreign_time
from matchdesk.press.subjects import make

_ASSIST = (
    r"(?:(?:pass|cross|ball|assist|corner|through-?ball|delivery|free-kick|flick|cut-?back|centre|lay-off|set-piece) "
    r"(?:from|by) (?P<a>PERSON)|(?P<b>PERSON)'s? (?:[a-z-]+ ){0,2}(?:pass|cross|corner|through-?ball|delivery|cut-?back|centre|assist))"
)
_HOW = (
    r"with (?:a|an|his) (?:[a-z0-9-]+ ){0,5}?(?:shot|header|strike|finish|volley|free-?kick|effort|drive|tap-in|overhead kick|chip|lob)\b"
    r"(?: (?:from|into|over|past)(?: [a-z0-9-]+){1,3})?"
)
_STARRED = r"(?P<who>PERSONS)(?P<gap>[^.;]{0,50}?) (?P<what>(?:after |while )?(?:starr(?:ed|ing)|shone|shining|impress(?:ed|ing)|feature[ds]|featuring|played|playing|starting|scoring|who scored) in (?:the |a |their )?(?:SCORE )?[^,.;]{0,60})"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of goals in one sentence."""
    told = frames(g, ctx)
    both = bool(told) and of_two_named(g, ctx)
    others = tuple(m.ids[0] if len(m.ids) == 1 else m.text for _, m in g.signs("person"))
    clocks = [t for t in times(g) if t.exact] if told else []
    for frame in told:
        shown, clock = _shown(g, ctx, frame, clocks, told)
        sure = ""
        if frame.row < 0 and not both and _misfits(g, ctx, shown if shown >= 0 else ctx.hand):
            shown, frame.firm = -1, False
        elif shown < 0:
            shown, clock = goals_untold.shows(g, ctx, frame, clocks, told)
            sure = _id_of(ctx, shown)
        if shown >= 0:
            frame.firm, frame.row, frame.legs = True, shown, ("",)
        met = _met(g, ctx, frame) if shown < 0 else None
        if met is not None:
            frame.firm, frame.row = False, _row_of(ctx, met, frame.players)
            if frame.row >= 0:
                frame.firm, frame.legs, frame.past, met = frame.goal, ("",), False, None
        earlier = _meetings(g, ctx, frame) if not frame.firm else ()
        frame.met = earlier if frame.past else ()
        bound = tuple(pair for pair in earlier if met in pair) if met is not None else ()
        # Where one of several is not held to have scored, each is told by his name.
        apart = len(frame.places) == len(frame.who) and not all(
            any(ctx.scored_near(p) for p in one) for one in frame.who
        )
        for nth, could in enumerate(frame.who):
            alone = frame.places[nth] if apart else None
            start, end = (frame.start, frame.end) if alone is None else (alone, alone + 1)
            readings = [
                Reading(
                    player=player,
                    number=frame.number,
                    word=frame.effect,
                    leg=leg,
                    team=frame.team,
                    minutes=clock,
                    players=others if shown >= 0 else (),
                    named=(shown >= 0 and _whole_name(ctx, player))
                    or (
                        (frame.row >= 0 or (both and frame.firm))
                        and (ctx.scored_around(player) or ctx.known(player))
                    ),
                    other=1 if ctx.own_told else None,
                    match=sure,
                )
                for player in could
                for leg in frame.legs
            ]
            against = [
                Reading(player=p, number=frame.number, team=a, opponent=b, named=bool(bound))
                for p in could
                for a, b in bound or earlier
            ]
            readings = against if bound else [*readings, *against]
            if not frame.firm and frame.goal and not bound:
                # Of whatever match of these sides ended so.
                readings += [
                    Reading(player=p, number=frame.number, word="once", score=score)
                    for p in could
                    for score in scores_in(g)
                ]
            yield of_match(make("scorer", g, start, end, readings, firm=frame.firm), frame)
            if frame.number is not None:
                many = [r if r.word == "once" else replace(r, word="") for r in readings]
                yield of_match(make("player_goals", g, start, end, many, firm=frame.firm), frame)
    course = list(read_lead.read(g, ctx, told))
    timed_by = {(c.start, c.end) for c in course if c.type == "minute"}
    course += [
        claim
        for claim in read_minute.read(g, ctx, told)
        if claim.readings[0].word != "goal any" or (claim.start, claim.end) not in timed_by
    ]
    yield from course
    yield from read_half.read(g, ctx, told)
    yield from read_half.beside_minutes(g, course)
    yield from _seconds(g, ctx, told)
    yield from read_scorers.read(g, ctx, told)
    yield from _shouted(g, told)
    yield from _so_often(g, ctx)
    yield from braces.read(g, ctx, [(f.start, f.end) for f in told if f.number is not None])
    yield from _details(g, told)
    yield from _starred(g, ctx)
    for at, name, row, clock in goals_untold.others(
        g, ctx, told, clocks if told else [t for t in times(g) if t.exact]
    ):
        reading = Reading(
            player=name, minutes=clock, players=others, match=_id_of(ctx, row),
            named=_whole_name(ctx, name), other=1 if ctx.own_told else None,
        )  # fmt: skip
        claim = make("scorer", g, at, at + 1, [reading])
        yield replace(claim, hand=row, only=True, offered=False)
    for at, name in goals_held.mentioned(g, ctx, [(f.start, f.end) for f in told]):
        claim = make("scorer", g, at, at + 1, [Reading(player=name)], firm=False)
        yield replace(claim, offered=True)
    if told:
        ctx.last_goal, ctx.told_to = told[-1].players, g.ends[-1]
        ctx.scorer = told[-1].who[-1][0]


def _id_of(ctx: Context, row: int) -> str:
    return str(ctx.value(row).id) if row >= 0 and ctx.value is not None else ""


def _misfits(g: Gloss, ctx: Context, row: int) -> bool:
    """True if the scores that a sentence tells can none have stood in a match: it tells of another."""
    told = scores_in(g)
    result = ctx.value(row).result if told and row >= 0 and ctx.value is not None else None
    return result is not None and not any(
        (a <= result.home and b <= result.away) or (b <= result.home and a <= result.away)
        for a, b in told
    )


def _shown(
    g: Gloss, ctx: Context, frame: Frame, clocks: Sequence[Time], told: Sequence[Frame]
) -> tuple[int, Span | None]:
    """Row of the match that a goal is shown to be of, though its scorer is held to have scored in none.

    A minute in which the ledger holds a goal of somebody else shows it, and others named in the same
    breath who did score there, however loose the words are. -1 where nothing does. With the minute, if that shows it.
    """
    if frame.source in ("WHO", "SET_UP", "") or not frame.goal or frame.apart:
        return -1, None
    if any(len(one) > 1 for one in frame.who):
        return -1, None
    if len(frame.who) > 1 and any(
        all(ctx.scored_there(one[0], row) for one in frame.who) for row in ctx.near
    ):
        # All of them did in another match of these days.
        return -1, None
    if len(frame.who) > 2 and not frame.past:
        # Most of them scored in one match, so all are said to.
        for row in dict.fromkeys((frame.row, ctx.hand, *ctx.also, *ctx.near)):
            there = sum(ctx.scored_there(one[0], row) for one in frame.who)
            if row >= 0 and len(frame.who) > there > 1 and there * 2 > len(frame.who):
                return row, None
    wrong = [p for one in frame.who for p in one if _whole_name(ctx, p) and not ctx.scored_near(p)]
    if not wrong:
        return -1, None
    unsure = frame.source == "OWNED" or _MAY_BE_SERVED.match(g.plain, frame.start)
    if unsure and not scoring.WENT_IN.search(g.plain, max(0, frame.start - 60), frame.start):
        return -1, None
    rows = [frame.row] if frame.row >= 0 else [ctx.hand, *ctx.also, *ctx.before, ctx.main]
    rows = [row for row in dict.fromkeys(rows) if row >= 0]
    if any(ctx.scored_there(p, row) for p in wrong for row in rows):
        return -1, None
    if len(frame.who) > 1:
        rows_of = [row for row in rows if any(ctx.scored_there(one[0], row) for one in frame.who)]
        if rows_of and not frame.past:
            return rows_of[0], None
    if (
        frame.now
        and (frame.effect == "winner" or _ONLY.search(g.plain, frame.start, frame.end + 14))
        and ctx.goals is not None
        and ctx.hand >= 0
        and len(ctx.goals(ctx.hand)) == 1
        and not elsewhere(g, ctx)
    ):
        # "The only goal of the game", and the ledger holds one: whoever is named.
        return ctx.hand, None
    if frame.row < 0 and not frame.past and elsewhere(g, ctx):
        return -1, None
    for t in clocks:
        # Who is named after it has his own time.
        people = [
            m.ids[0] if len(m.ids) == 1 else m.text for _, m in g.signs("person", 0, t.end + 5)
        ]
        if (
            frame_for(g, t.start, t.end, told) is frame
            and len(frame.who) == 1
            and not any(ctx.scored_at(name, *t.span) for name in people)
            and beside(g, t.start if t.origin < 0 else t.origin, t.end, frame)
            # Near the end a goal falls in many a match.
            and (t.span[1] < 88 or t.span[0] == t.span[1])
        ):
            if frame.row < 0:
                rows += [x for _, m in g.signs("club") for c in m.clubs[:1] for x in rows_of_side(ctx, c)]  # fmt: skip
            row = next((row for row in rows if ctx.goal_at(row, *t.span)), -1)
            return row, t.span if row >= 0 else None
    return _in_one_breath(g, ctx, frame, told), None


_MAY_BE_SERVED = re.compile(
    r"(?:(?:a|an|the|his) )?(?:free|penalt|spot|effort|volley|chip|lob|corner)"
)
_ONLY = re.compile(
    r"\b(?:only|lone|sole|solitary) goal\b(?! of the (?:first|second|opening) (?:half|leg))|\bthrough\b(?= as| to| into|[.,;]|$)"
)
_TURNS = r"CLUB|[;.]|\b(?:while|whereas|meanwhile|elsewhere|last|previous|earlier)\b"


def _in_one_breath(g: Gloss, ctx: Context, frame: Frame, told: Sequence[Frame]) -> int:
    """Row of the match whose goal was told right before, or is right after, with no club between; -1 if none."""
    if len(frame.who) != 1 or frame.past or not frame.now or frame.source not in ("SUBJECT", "AND"):
        return -1
    place = next((n for n, f in enumerate(told) if f is frame), -1)
    for other in (*told[max(0, place - 1) : place], *told[place + 1 : place + 2]):
        if len(other.who) != 1 or len(other.who[0]) != 1 or not other.goal or other.past:
            continue
        first, last = min(other.end, frame.end), max(other.start, frame.start)
        if pattern(_TURNS).search(g.plain, first, last) or last - first > 90:
            continue
        rows = [row for row in (ctx.hand, *ctx.also, *ctx.scored_in(other.who[0][0])) if row >= 0]
        there = [row for row in dict.fromkeys(rows) if ctx.scored_there(other.who[0][0], row)]
        if len(there) == 1:
            return there[0]
    return -1


def _whole_name(ctx: Context, name: str) -> bool:
    """True for somebody of whom the ledger would know: by his name, or because it is no byname."""
    return ctx.known(name) or len(name.split()) > 1


def _meetings(g: Gloss, ctx: Context, frame: Frame) -> tuple[tuple[Club, Club], ...]:
    """Pairs of clubs whose earlier meetings a sentence can mean: those that it names, and the sides."""
    named = [m.clubs[0] for _, m in g.signs("club") if m.clubs]
    if not frame.past and len({*named}) > 2:
        return tuple(
            (a, b) for a, b in pairwise(named) if a != b and not _of_others(ctx, a, b, named)
        )[:6]
    spoken = [club for club in (ctx.topic, ctx.spoken) if club is not None]
    pool = list(dict.fromkeys((*named, *spoken, *ctx.sides)))
    pairs = [(a, b) for n, a in enumerate(pool) for b in pool[n + 1 :]]
    pairs = [p for p in pairs if {*p} & {*named} or {*p} == {*ctx.sides}]
    return tuple(p for p in pairs if frame.past or not _of_others(ctx, *p, named))[:6]


def _of_others(ctx: Context, one: Club, other: Club, named: Sequence[Club]) -> bool:
    """True for two clubs both of which are named for matches of these days against others."""
    rivals = []
    for club in (one, other):
        met = {c for row in rows_of_side(ctx, club) for c in _sides(ctx, row)} - {club}
        rivals.append(met & {*named})
    return all(rivals) and other not in rivals[0]


def _sides(ctx: Context, row: int) -> tuple[Club, ...]:
    match = ctx.value(row) if ctx.value is not None else None
    return (match.home, match.away) if match is not None else ()


_WIN_OVER = r"(?:BEAT|beaten|BEATEN|LOST to|against|past|over|(?:draw|drew|tie|tied) (?:with|at|against)|tied|held) (?:the |a |their )?(?:[a-z-]+ ){0,2}(?P<o>CLUB)"
_WITH_THAT = r",? ?(?:\(?SCORE\)?)?,?(?: (?:on|last|in) [a-z]+)?,? ?(?:(?:with|through|thanks to|courtesy of|by|via|where|in which) (?:[a-z0-9-]+ ){0,4})?"
_AGAINST = r"(?: but (?:had|have) to settle|(?: (?!(?:but|and|while|before|as|when|after|until|who|which|with)\b)[a-z0-9-]+){0,5}?),? (?:(?:in|from|for) (?:the |a |their )?(?:SCORE )?(?:[a-z-]+ ){0,2}?(?:WINNOUN|LOSSNOUN|DRAWNOUN) (?:over|against|with|to|at home to|away to|at)|against|to (?:beat|sink|get past|see off)) (?:the )?(?:[a-z-]+ ){0,2}?(?P<o>CLUB)"


def _met(g: Gloss, ctx: Context, frame: Frame) -> Club | None:
    """Against whom a goal was scored, where the words name a club that is in none of the matches told."""
    before = [m for m in g.every(_WIN_OVER) if m.end() <= frame.start]
    told = before[-1] if before else None
    if told is None or not pattern(_WITH_THAT).fullmatch(g.plain, told.end(), frame.start):
        told = pattern(_AGAINST).match(g.plain, frame.end)
    if told is None:
        return None
    clubs = ctx.team(g, *told.span("o"))
    return clubs[0] if len(clubs) == 1 and clubs[0] not in ctx.sides else None


def _row_of(ctx: Context, club: Club, players: Sequence[str]) -> int:
    """Row of the other match of these days in which a club played, -1 where several can be meant.

    One in which a player of those named scored goes first.
    """
    if ctx.value is None:
        return -1
    rows = [
        row
        for row in dict.fromkeys((*ctx.also, *ctx.near))
        if row >= 0 and club in (ctx.value(row).home, ctx.value(row).away)
    ]
    his = [row for row in rows if any(ctx.scored_there(p, row) for p in players)]
    rows = his or [row for row in rows if row in ctx.also] or rows
    return rows[0] if len(rows) == 1 else -1


_SECOND = (
    r"(?P<nth>second|third|fourth) (?:goal )?(?:of the (?:night|game|match|evening|afternoon|day|half))|(?:his|the) (?P<nth2>second|third|fourth)(?= [.,;]|[.,;]| (?:in|on|after|from|with|and|before|minutes?)\b|$)(?! (?:league|goal of the season|cup))"
    r"|(?P<did>drew a blank|failed to score|was kept off the score-?sheet)|complet(?:ed|ing|es) (?:his|a) (?P<what>hat[- ]?trick|treble|double|brace)"
)


def _seconds(g: Gloss, ctx: Context, told: list[Frame]) -> Iterator[Claim]:
    """Goals of one player in the match: his second of the night, a completed treble, none at all."""
    for m in g.every(_SECOND):
        before = [f for f in told if f.start <= m.start()]
        if m["did"] and pattern(
            r"(?:CLUB|\b(?:they|side|team|sides|teams|it|who|which)) (?:have |has |had |again |also |then )*$"
        ).search(g.plain, max(0, m.start() - 30), m.start()):
            # A side failed to score, no player.
            continue
        people = [x for _, x in g.signs("person", 0, m.start())]
        if m["did"] is None and before:
            player = before[-1].who[-1][0]
        elif people:
            last = people[-1]
            player = last.ids[0] if len(last.ids) == 1 else last.text
        elif ctx.scorer:
            player = ctx.scorer
        else:
            continue
        nth = m["nth"] or m["nth2"]
        what = m["what"] or ""
        number = 0 if m["did"] else {"second": 2, "third": 3, "fourth": 4}.get(nth or "", 0)
        if what:
            number = 2 if what in ("double", "brace") else 3
        word = "" if m["did"] or what else "least"
        firm = not foreign_time(g, *g.clause(m.start())) and not elsewhere(g, ctx)
        if (
            m["nth2"]
            and not re.search(r"\bhis $", g.plain[m.start() : m.start() + 4])
            and not before
        ):
            continue
        yield make(
            "player_goals", g, m.start(), m.end(),
            [Reading(player=player, number=number, word=word)], firm=firm and not m["nth2"],
        )  # fmt: skip


# "59' GOAL! A hat-trick for Ronaldo", "GOAL! City 1-0 QPR (Zabaleta 39)".
_SHOUT = (
    r"^\W*(?:(?P<min>\d{1,3})(?:\+\d{1,2})?(?:'| ?min(?:s|utes?)?\b)\W*)?go+a*l+s?\b\W+(?:(?:a |his )?(?P<hat>hat-trick )?(?:for|from|by) |it's |and it's )?"
    r"(?P<who>PERSON)(?!'s? (?:cross|corner|shot|header|free))"
)
_BESIDE = r"SCORE CLUB ?\((?P<who>PERSON),? (?P<min>\d{1,3})(?:\+\d{1,2})?(?:'|min)?\)"


_OFTEN = r"(?P<who>PERSON),? \((?:with )?(?P<n>twice|(?:two|three|four|five)(?: times| goals)?|hat[- ]?trick|a (?:double|brace|hat[- ]?trick))\)"
_WITH_SO_MANY = r"(?P<who>PERSON) with (?P<n>two|three|four|five)(?= ?[.,;)]| and\b| as\b|$)"


def _so_often(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """How many goals a player scored, in brackets after his name: "Berghuis (three times)"."""
    for m in (*g.every(_OFTEN), *g.every(_WITH_SO_MANY)):
        mention = g.mention(m["who"])
        if mention is None:
            continue
        name = mention.ids[0] if len(mention.ids) == 1 else mention.text
        said = m["n"]
        number = 3 if "trick" in said else 2 if said[0] == "a" or said == "twice" else number_of(said.split()[0])  # fmt: skip
        there = () if ctx.scored(name) else ctx.scored_in(name)
        row = match_of_goal(g, ctx, m.start(), m.end()) if not there else -1
        there = (row,) if row >= 0 else there
        firm = not foreign_time(g, *g.clause(m.start())) and (
            len(there) == 1 or (ctx.scored(name) and not elsewhere(g, ctx))
        )
        reading = Reading(player=name, number=number)
        claim = make("player_goals", g, m.start(), m.end(), [reading], firm=firm)
        # Of the one other match of these days, of a club just named, in which he scored.
        yield replace(claim, hand=there[0], only=True) if len(there) == 1 else claim


def _shouted(g: Gloss, told: list[Frame]) -> Iterator[Claim]:
    """Goals of reports that go minute by minute."""
    for source in (_SHOUT, _BESIDE):
        for m in g.every(source):
            mention = g.mention(m["who"])
            if mention is None or any(f.start <= m.start("who") < f.end for f in told):
                continue
            name = mention.ids[0] if len(mention.ids) == 1 else mention.text
            at = m.start("who")
            number = 3 if m.groupdict().get("hat") else None
            yield make("scorer", g, at, at + 1, [Reading(player=name, number=number)])
            if m["min"] and source is _BESIDE:
                minute = int(m["min"])
                reading = Reading(player=name, minutes=(minute, minute))
                yield make("minute", g, m.start("min"), m.end("min"), [reading])


def _details(g: Gloss, told: list[Frame]) -> Iterator[Claim]:
    for m in g.every(_ASSIST):
        sign = m["a"] or m["b"]
        mention = g.mention(sign)
        if mention is None:
            continue
        near = frame_for(g, m.start(), m.end(), told) if told else None
        reading = Reading(
            player=near.players[0] if near else "",
            players=(mention.ids[0] if len(mention.ids) == 1 else mention.text,),
        )
        yield replace(
            make("assist", g, m.start(), m.end(), [reading], firm=False),
            why_not="Details of play are not in the ledger.",
        )
    for m in g.every(_HOW):
        if told:
            yield replace(
                make("goal_description", g, m.start(), m.end(), [Reading()], firm=False),
                why_not="How a goal was scored is not in the ledger.",
            )


def _starred(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_STARRED):
        players = _players(g, m)
        opponents = [x.clubs[0] for _, x in g.signs("club", m.start("what"), m.end()) if x.clubs]
        window = next(
            (w.past for w in g.whens if w.past and m.start("what") <= w.start <= m.end() + 20), None
        )
        readings = [
            Reading(team=team, opponent=other, players=players, window=window)
            for other in opponents
            for team in ctx.sides
            if team != other
        ]
        if readings and players:
            yield make("player_in_match", g, m.start("what"), m.end(), readings, firm=False)


def _players(g: Gloss, m: re.Match[str]) -> tuple[str, ...]:
    names = []
    for _, mention in g.signs("person", m.start("who"), m.end("who")):
        names.append(mention.ids[0] if len(mention.ids) == 1 else mention.text)
    return tuple(names)
