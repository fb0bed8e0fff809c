"""Reading a report: from its sentences to claims, each with its place and its readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press import (
    matchdays,
    read_ahead,
    read_annals,
    read_answer,
    read_count,
    read_cup,
    read_day,
    read_editions,
    read_figures,
    read_fixture,
    read_gap,
    read_goals,
    read_level,
    read_meetings,
    read_nth,
    read_opposed,
    read_pairing,
    read_people,
    read_played,
    read_progress,
    read_ranks,
    read_result,
    read_row,
    read_run,
    read_scene,
    read_sequences,
    read_sheet,
    read_stage,
    read_standing,
    read_standings,
    read_streak,
    read_table,
    read_tallies,
    read_tally,
    read_title_count,
    read_titles,
)
from matchdesk.press.claim import Claim, Mention, Reading
from matchdesk.press.coaches import with_squads
from matchdesk.press.gloss import Gloss, gloss
from matchdesk.press.mentions import is_nation
from matchdesk.press.passages import Hand, Passages
from matchdesk.press.reach import widened
from matchdesk.press.read_scene import WHY
from matchdesk.press.reference import Context
from matchdesk.press.report import Report, Sentence
from matchdesk.press.speakers import spoken
from matchdesk.press.speech import Quote

FAMILIES = (
    read_row, read_sheet, read_run, read_count, read_nth, read_played, read_result, read_streak, read_tally, read_goals, read_answer, read_table, read_standings, read_gap, read_level, read_cup, read_progress, read_titles, read_title_count, read_editions, read_standing, read_meetings, read_fixture, read_pairing, read_day, read_people, read_scene,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in a report: claims in order, and its quotes with speakers in full."""

    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]


def read(
    report: Report, mentions: Sequence[Mention], ctx: Context, passages: Passages | None = None
) -> Read:
    """All claims of a report, in the order of the text.

    ``passages`` tells which match each sentence speaks of; without it all speak of the context's.
    """
    spoke = spoken(report, mentions, ctx.lexicon)
    quotes = tuple(q for q in spoke if not q.indirect)
    found: list[Claim] = []
    written = ctx.written
    ctx.named = ctx.reported = ctx.sides
    ctx.words = report.words()
    ctx.own_told = _OWN_GOAL.search(report.text) is not None
    message = paragraph = -1
    # The match that the last paragraph began with: "they" of the next one are its sides.
    opened = passages.main if passages is not None else -1
    ctx.main = opened
    told: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    of_legs = -1
    at = 0
    for sentence in report.sentences:
        if sentence.message != message:
            message, ctx.header = sentence.message, ()
        if sentence.message >= 0 and report.messages[sentence.message].date is not None:
            ctx.written = report.messages[sentence.message].date
        else:
            ctx.written = written
        while at < len(mentions) and mentions[at].start < sentence.start:
            at += 1
        stop = at
        while stop < len(mentions) and mentions[stop].start < sentence.end:
            stop += 1
        here = list(mentions[at:stop])
        if passages is not None:
            here = passages.settled(here, ctx.lexicon.parts)
        g = gloss(report.text, sentence, here, ctx.written)
        hand = None
        if passages is not None:
            before = ctx.kept()
            hand = passages.next(
                report.text, with_squads(report.text, here, ctx.coached_by), sentence.start, about=not _elsewhen(g.plain),
                home=sentence.paragraph != paragraph and _SQUAD.search(g.plain[:40]) is not None
                and not (_THEY.match(g.plain) and opened != passages.main),
            )  # fmt: skip
            if sentence.paragraph != paragraph:
                opened = hand.row
            if _LEG.search(g.plain) is not None:
                of_legs = sentence.paragraph
            if of_legs == sentence.paragraph:
                # How the first leg went is told of beside the second.
                leg = passages.leg_before(hand.row)
                hand = replace(hand, also=(*hand.also, leg)) if leg >= 0 else hand
            ctx.turn_to(hand.row)
            ctx.also = hand.also
        inside = _quoted(sentence, quotes)
        near = {club for _, m in g.signs("club") for club in m.clubs}
        ctx.name(g)
        found += _speech(inside)
        first = len(found)
        for of_scene, claim in _told(g, ctx):
            if of_scene and _inside(claim, quotes):
                continue
            seen: dict[str, Any] = {}
            if hand is not None and not claim.only:
                seen = _of_hand(claim, ctx, hand, told, earlier, near)
                other = passages is not None and hand.row != passages.main
                passing = hand.passing and claim.type in _OF_A_MATCH and not (_opposed(claim) or _of_anybody(claim))  # fmt: skip
                goes_on = told[:1] == (hand.row,)
                if passing or (
                    other and _unsure(g, claim, here, {*ctx.sides} if goes_on else set())
                ):
                    seen["firm"] = False
            if claim.type == "match_result":
                seen |= _of_result(claim, report.text)
            elif claim.type in _OF_A_TABLE:
                claim = _of_here(claim, ctx, near)
                seen["direct"] = _direct(g, claim)
                if _DOCKED.search(g.plain) is not None:
                    # Points taken off by a ruling that the ledger need not hold.
                    seen["firm"] = False
            elif claim.type in _FIGURES:
                seen["direct"] = _of_the_subject(g, ctx, claim)
            if said := _said_by(claim, quotes, report):
                seen["said_by"] = said
            if seen:
                claim = replace(claim, **seen)
            if claim.type in _OF_A_SIDE and len(claim.readings) > 1:
                claim = _spared(claim, ctx, near)
            found.append(widened(g, claim) if claim.type in _FIGURES else claim)
        found[first:] = matchdays.settled(g, found[first:])
        paragraph = sentence.paragraph
        if hand is not None and (hand.also or hand.row not in told):
            earlier = tuple(dict.fromkeys((*told, *earlier)))[:8]
            told = ctx.before = (hand.row, *hand.also)
        ctx.note(g)
        if hand is not None and hand.passing:
            ctx.restore(before)
    ctx.written = written
    found += _signatures(report)
    found += read_sheet.of_lines(report, mentions)
    found += read_day.of_the_calendar(report)
    return Read(tuple(_tidy(found)), spoke)


def _of_hand(
    claim: Claim,
    ctx: Context,
    hand: Hand,
    told: tuple[int, ...],
    earlier: tuple[int, ...],
    near: set[Club],
) -> dict[str, Any]:
    """Which matches a claim may be of, by the match in hand and those told of before; and whether that leaves it firm."""
    seen: dict[str, Any] = {"hand": hand.row}
    also = list(hand.also)
    if claim.type in _ON_THE_WAY and not near:
        # "The hosts then equalised" may be of the match that was just told of.
        also += told
        if claim.type == "half_time_score":
            also += earlier
    if claim.type in _BY_PLAYERS:
        # A scorer may be of a match that the sentence before told of.
        also += told
        for player in {r.player: None for r in claim.readings if r.player}:
            if ctx.scored(player):
                continue
            there = ctx.scored_in(player)
            if not there and (anywhere := ctx.scored_anywhere(player)):
                # Of a match that is told further on: a headline's, if it names no club.
                there = () if near else anywhere
                if claim.type != "minute" or len(there) != 1:
                    seen["firm"] = False
            also += there
    seen["also"] = tuple(dict.fromkeys(also))
    return seen


def _of_result(claim: Claim, text: str) -> dict[str, Any]:
    """What the words of a result and those behind it make of it."""
    if _AT_HALF.match(text, claim.end):
        # "1-0 to Nantes at the break": how it stood then.
        return {"type": "half_time_score", "anchors": ()}
    lost = any(r.outcome == "win" for r in claim.readings) and _LOST_THEN.search(
        text, claim.start, claim.end
    )
    if lost or _UNDER_WAY.search(text, claim.start, claim.end):
        # "Without a win in six, and have lost 4-0 at Brest": read across two of them.
        return {"firm": False, "anchors": (), "told": "", "direct": False}
    wished = all(r.score is None for r in claim.readings) and _WISHED.match(text, claim.end)
    if wished or _HOSTED.match(text, claim.end):
        # "A win at Sevilla would do"; "lost the first game at the South Africa World Cup": against whom is not told.
        return {"firm": False, "anchors": (), "told": "", "opposed": False, "direct": False}
    if _PASSIVE.search(text, claim.start, claim.end) and all(
        r.outcome == "win" and r.score is not None for r in claim.readings
    ):
        # "Wales, thrashed 3-0 by Serbia": they lost.
        readings = tuple(
            replace(r, outcome="loss", score=r.score and Score(r.score.away, r.score.home))
            for r in claim.readings
        )
        return {"readings": readings, "anchors": ()}
    told_of = {club for anchor in claim.anchors for club in anchor}
    return {"direct": any(r.opponent in told_of for r in claim.readings)}


def _told(g: Gloss, ctx: Context) -> Iterator[tuple[bool, Claim]]:
    """The claims of a sentence, and whether they tell of the scene; what nobody else has read of figures and fixtures comes last."""
    football = _OTHER_GAME.search(g.plain) is None
    told: list[Claim] = []
    for family in FAMILIES if football else (read_scene,):
        for claim in family.read(g, ctx):
            if family is read_progress and _read_already(claim, told):
                continue
            told.append(claim)
            yield family is read_scene, claim
    for last in (
        (
            read_ranks,
            read_figures,
            read_ahead,
            read_stage,
            read_day,
            read_annals,
            read_opposed,
            read_tallies,
            read_sequences,
        )
        if football
        else ()
    ):
        for claim in last.rest(g, ctx, told):
            yield False, claim


def _of_here(claim: Claim, ctx: Context, near: set[Club]) -> Claim:
    """A claim of a table without sides that are far from it: nations beside clubs, and who was named before from another country."""
    sides = {*ctx.sides, *ctx.reported}
    if not sides:
        return claim
    countries = {c.country for c in sides}
    nations = any(is_nation(c) for c in sides)
    kept = [
        r for r in claim.readings
        if r.team is None
        or (
            is_nation(r.team) == nations
            and (r.team in near or len(countries) > 1 or r.team.country in countries)
        )
    ]  # fmt: skip
    return claim.with_readings(kept) if kept else claim


_BESIDE = 25
"""Signs between a side and what is said of it."""


def _direct(g: Gloss, claim: Claim) -> bool:
    """True if a side that a claim may be of stands in its words or right before them."""
    teams = {r.team for r in claim.readings}
    start, end = g.stretch(claim)
    return any(not teams.isdisjoint(m.clubs) for _, m in g.signs("club", start - _BESIDE, end))


def _of_the_subject(g: Gloss, ctx: Context, claim: Claim) -> bool:
    """True if the side that a figure is told of first is the one named last before it, here or before."""
    club = claim.readings[0].team
    start, end = g.stretch(claim)
    named = g.signs("club", 0, end)
    if named:
        at, mention = named[-1]
        near = start - at <= _BESIDE // 2
        return club in mention.clubs and (near or _GOVERNED.search(g.plain, 0, at) is None)
    return club is not None and club in (ctx.spoken, ctx.topic) and len(ctx.sides) > 0


_GOVERNED = re.compile(
    r"\b(?:to|against|by|over|at|with|v|from|of|past|than|behind|above|below|off|for|in|beat|drew|lost|won|held|met|saw|[a-z]+ed|[a-z]+ing) (?:the )?$"
)
_SQUAD = re.compile(
    r"^\W*(?:at home |away )?(?:they|their|the (?:new )?(?:champions|holders|home side|hosts))\b|"
    r"'s (?:\w+ )?(?:side|team|men|charges|outfit|players)\b"
)


_OWN_GOAL = re.compile(
    r"\b(?:own[- ]goals?|o\.?g\.?)\b|\b(?:his|their) own (?:net|goal|keeper|goalkeeper)\b",
    re.IGNORECASE,
)
_OF_A_TABLE = frozenset(("points", "points_gap", "league_position", "group_standing"))
_DOCKED = re.compile(r"\b(?:deduct\w*|docked)\b")
_LEG = re.compile(r"\bfirst[- ](?:leg|match|game|meeting)\b|\bopening leg\b")
_THEY = re.compile(r"\W*(?:they|their)\b")


def _unsure(g: Gloss, claim: Claim, here: Sequence[Mention], spoken: set[Club]) -> bool:
    """True if a claim of another match than the report's rests on a club that its sentence does not name.

    What is said of the table rests on no match: there it must be wrong of every side that can be meant.
    """
    if claim.type in _OF_THE_TABLE or _of_anybody(claim):
        return False
    if claim.type in _FIGURES and len({r.team for r in claim.readings}) > 1:
        # A figure of whoever may be meant: it must be wrong of each, and of nobody whom one does not know.
        before = [m for m in here if m.kind in ("name", "person", "club") and m.end <= claim.start]
        stop, _ = g.stretch(claim)
        strangers = any(
            not g.plain.startswith("'s", at + 1) and g.plain[max(0, at - 2) : at] != "a "
            for at, _ in g.signs("name", 0, stop)
        )
        return strangers or (bool(before) and before[-1].kind == "person")
    named = {club for m in here if m.kind in ("club", "ground") for club in m.clubs}
    if claim.type in _FIGURES:
        # "It was their 24th win": of the match that was just told of.
        named |= spoken
    return any(r.team is not None and r.team not in named for r in claim.readings)


# "Espanyol was drawing 0-0 then": no result.
_UNDER_WAY = re.compile(
    r"\b(?:was|were|are|is|been) (?:then |still |already )?(?:drawing|winning|losing|beating|leading)\b",
    re.IGNORECASE,
)
_LOST_THEN = re.compile(
    r"\b(?:win|wins|victor(?:y|ies)|unbeaten|won)\b.{3,}\b(?:lost|lose|losing|(?<!having )(?<!also )(?<!have )(?<!had )(?<!has )beaten|beat them|went down)\b[^.;]{0,40}\d ?[-\u2013] ?\d",
    re.IGNORECASE | re.DOTALL,
)
_PASSIVE = re.compile(
    r", (?:[a-z]+ly )?(?:thrash|hammer|crush|humbl|rout|thump|trounc|outclass|demolish|stun|defeat|humiliat|overwhelm|edg|beaten|pip)[a-z]* "
    r"\d+ ?[-\u2013] ?\d+ (?:at home |away |there )?by\b"
)
_AT_HALF = re.compile(
    r",? (?:(?:at|by) (?:the )?(?:half[- ]?time|break|interval|ht)\b|\((?:ht|half[- ]?time)\))",
    re.IGNORECASE,
)
_WISHED = re.compile(r",? (?:would|could|might|may|will|should)\b")
_HOSTED = re.compile(
    r" (?:(?:19|20)\d\d )?(?:world cup|european championships?|olympics|olympic games|cup of nations)\b",
    re.IGNORECASE,
)
_OTHER_GAME = re.compile(
    r"\b(?:tennis|basketball|rugby|cricket|darts|golf|handball (?:team|league|club|cup|match|side|championships?)|ice hockey|straight sets|nba|nfl)\b"
)
_FIGURES = frozenset("count run nth_of_season".split())
_OF_THE_TABLE = frozenset("league_position points points_gap".split())
_BY_PLAYERS = frozenset("scorer player_goals minute interval score_at_minute".split())
_ON_THE_WAY = frozenset("score_at_minute half_time_score comeback minute".split())
_OF_A_MATCH = frozenset(
    "match_result half_time_score score_at_minute scorer minute interval player_goals aggregate "
    "comeback date venue elimination qualification qualification_reason round".split()
)


_OF_A_SIDE = frozenset(
    "league_position points points_gap run count first_since head_to_head next_fixture title_count title_holder".split()
)


def _spared(claim: Claim, ctx: Context, near: set[Club]) -> Claim:
    """A claim whose readings about sides named further back may support it, no more."""
    core = {*near, *ctx.sides, *ctx.reported, ctx.spoken, ctx.topic}
    readings = [replace(r, spare=r.team not in core) for r in claim.readings]
    return claim.with_readings(readings) if not all(r.spare for r in readings) else claim


def _opposed(claim: Claim) -> bool:
    """True if the words name both sides."""
    return all(r.team is not None and r.opponent is not None for r in claim.readings)


def _of_anybody(claim: Claim) -> bool:
    """True for a day of what was played by whoever may be meant: it must be wrong of each."""
    return claim.type == "date" and any(r.word == "any" for r in claim.readings)


_ELSEWHEN = re.compile(
    r"\b(?:last (?:season|term|year|month)|in (?:18|19|20)\d{2}\b|the previous (?:season|year)|"
    r"(?:next|this coming|coming|following) (?:week|weekend|month|saturday|sunday|monday|tuesday|"
    r"wednesday|thursday|friday|round|game|match|opponents?))\b"
)


def _elsewhen(plain: str) -> bool:
    """True for a sentence that begins with another time, so that it tells of no match of these days."""
    return _ELSEWHEN.search(plain, 0, 60) is not None or (
        _COMES.search(plain) is not None and re.search(r"\d ?- ?\d|\bnil\b", plain) is None
    )


_COMES = re.compile(
    r"\b(?:will|meets?|faces?|plays?|hosts?|visits?|go(?:es)? to|travels?|receives?|welcomes?|takes? on|"
    r"entertains?|heads? to|trip to)\b[^.;]{0,70}\b(?:on|next|in their|in the next|this|tomorrow|after)\b"
)


def _quoted(sentence: Sentence, quotes: Sequence[Quote]) -> list[tuple[Quote, int, int]]:
    """Stretches of a sentence that lie inside quotes."""
    return [
        (q, max(q.start, sentence.start), min(q.end, sentence.end))
        for q in quotes
        if q.start < sentence.end and sentence.start < q.end
    ]


def _speech(inside: Sequence[tuple[Quote, int, int]]) -> Iterator[Claim]:
    for quote, start, end in inside:
        yield Claim("quote", start, end, (Reading(),), False, quote.speaker, WHY["quote"])


def _read_already(claim: Claim, found: Sequence[Claim]) -> bool:
    """True if the words are read as a claim of the same type, more closely."""
    return any(c.type == claim.type and c.start < claim.end and claim.start < c.end for c in found)


def _inside(claim: Claim, quotes: Sequence[Quote]) -> bool:
    return any(q.start <= claim.start and claim.end <= q.end for q in quotes)


def _said_by(claim: Claim, quotes: Sequence[Quote], report: Report) -> str:
    for quote in quotes:
        if quote.start <= claim.start and claim.end <= quote.end:
            return quote.speaker or "somebody"
    for message in report.messages:
        if message.start <= claim.start < message.end:
            return message.author
    return ""


def _signatures(report: Report) -> Iterator[Claim]:
    for message in report.messages:
        start = message.end
        while start < message.signed and report.text[start].isspace():
            start += 1
        reading = Reading(player=message.author)
        yield Claim("attribution", start, message.signed, (reading,), False, "", WHY["attribution"])


def _tidy(claims: Sequence[Claim]) -> list[Claim]:
    """In order, without a claim that another of the same type holds whole."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start, -(c.end - c.start))):
        same = [
            k
            for k in kept
            if k.type == claim.type and k.start <= claim.start and claim.end <= k.end
        ]
        if any(_same(k, claim) for k in same):
            continue
        kept.append(claim)
    return kept


def _same(one: Claim, other: Claim) -> bool:
    """True if two claims of a type say nothing apart: same readings, or nothing decides them."""
    if one.why_not or set(one.readings) == set(other.readings):
        return True
    return one.type in (
        "elimination",
        "qualification",
        "next_fixture",
        "qualification_reason",
        "squad_omission",
    )
