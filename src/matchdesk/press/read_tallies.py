"""Reading counts of matches, of sides and of goals that no closer pattern has read.

A number beside "games", "weeks", "goals" or "teams" is said of whoever can be meant, and of the season, the
table or the match in hand. Such words may only be borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, ordinal_of
from matchdesk.press.read_annals import everybody
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_ROUNDS = r"(?:games?|match(?:es)?|(?:match )?rounds?|(?:match )?weeks?|match ?days?|days? of play|outings|fixtures|rounds of (?:games|matches))"
_MATCHES = (
    rf"(?:(?<![\d:-])(?P<n>NUM)(?! ?[-:]\d)|(?P<o>ORD)) (?:KINDS|more |other |opening )*{_ROUNDS}\b(?P<left> (?:of the season |still )?(?:left|remaining|remain|to (?:go|play|come|spare|be played)))?"
    r"|\b(?:week|match|matchday|match day|round|game|gameweek) (?P<w>\d{1,2})\b(?! ?[-:])"
)
_BY_THEN = re.compile(
    r"\b(?:after|from|with|on the|in the|as of the|as of|played|going into the|until the|by the|at the|in|on|for|just|only|over|the|their|its)(?: (?:just|only|their|its|the|first|opening|these|those|all|[a-z]+ing)){0,3} $"
)
_LAST = re.compile(r"\b(?:last|past|previous|next|won|lost|drew|drawn|every)\b[a-z ]{0,12}$")
_TEAMS = (
    r"(?<![\d:-])(?P<n>NUM)[- ](?:team|nation|club|side|country|man)[- ](?:[a-z]+ )?(?:group|division|league|table|section|pool|tournament|conference|competition|bundesliga|championship|COMP)"
    r"|\b(?:group|groups|division|league|pool|section)s? of (?P<m>NUM)\b"
)
_GOALS = (
    r"(?<![\d:-])(?P<n>NUM)(?! ?[-:]\d) (?:(?:more|away|home|league|of the|of|first-half|second-half|late|early|COMP)[ -]){0,2}goals?\b(?! (?:behind|ahead|down|up|clear|lead|advantage|cushion|kick))"
    r"|\b(?:scor(?:ed|ing)|netted|conced(?:ed|ing)|let in) (?:only |just |but )?(?P<m>NUM|once|twice)\b(?! ?[-:]\d)(?! (?:games|matches|minutes|of|points|penalt))(?: times)?"
    r"|\b(?P<none>without (?:conceding|letting in)(?: an?(?: single)? goal)?|(?:yet|still) to (?:concede|let in)(?: an?(?: single)? goal)?|not (?:yet )?(?:conceded|let in|conceded a)(?: an?(?: single)? goal)?)\b(?! (?:in|for) )"
)
_AGAINST = re.compile(
    r"\b(?:conced\w*|let in|letting in|shipp\w*|leak\w*|defen[cs]e|picked the ball out|beaten)\b[^.;]{0,24}$"
)
_AGAINST_NEXT = re.compile(r"^ (?:conceded|against|let in)\b")
_OF_A_GAME = re.compile(
    r"\b(?:there (?:were|was|had been)|a (?:game|match|thriller|feast|tie) of|only|just|saw|featuring|with|produced|the|and|when|came)(?: only| just| all| a total of)? $"
)
_MEETING = re.compile(
    r"\b(?:reverse fixture|(?:first|last|previous|earlier|other|opening|return|corresponding) (?:league |cup |competitive |group )?(?:meeting|derby|encounter|clash|game|match|fixture|leg|cl[aá]sico)|met|meet|meetings?|knocked (?:them|[\ue000-\ue3ff]) out|put (?:them|[\ue000-\ue3ff]) out|"
    r"last (?:season|year|term|month|time)|earlier (?:this|in the) season|already (?:beaten|lost|won|drawn)|in (?:19|20)\d\d|(?:19|20)\d\d (?:final|semi-?final|quarter-?final)|ago|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|same (?:result|score|fixture))\b"
)
_REACH = 60
_FEW = 10


def rest(g: Gloss, ctx: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Counts in one sentence."""
    for claim in (*_matches(g, ctx), *_teams(g, ctx), *_goals(g, ctx), *_again(g, claims)):
        yield replace(claim, offered=True, firm=False)


def _matches(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_MATCHES):
        number = number_of(m["n"]) if m["n"] else ordinal_of(m["o"]) if m["o"] else int(m["w"])
        if number is None or not 2 <= number <= 60:
            if not (number == 1 and m["left"]):
                continue
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        if not m["w"] and not m["left"] and (not _BY_THEN.search(lead) or _LAST.search(lead)):
            continue
        words = ("left:",) if m["left"] else ("played:",)
        readings = [
            Reading(team=c, number=number, word=word)
            for word in words for c in everybody(g, ctx, m.start())
        ]  # fmt: skip
        if readings:
            yield make("count", g, m.start(), m.end(), readings)


def _teams(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_TEAMS):
        number = number_of(m["n"] or m["m"])
        if number is None or not 2 < number < 40:
            continue
        readings = [
            Reading(team=c, number=number, word="sides:") for c in everybody(g, ctx, m.start())
        ]
        if readings:
            yield make("count", g, m.start(), m.end(), readings)


def _goals(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_GOALS):
        written = m["n"] or m["m"] or ""
        number = 0 if m["none"] else {"once": 1, "twice": 2}.get(written) or number_of(written)
        if number is None or number > 150:
            continue
        lead = g.plain[max(0, m.start() - 40) : m.start()]
        against = (
            m["none"] is not None
            or _AGAINST.search(lead + m[0]) is not None
            or _AGAINST_NEXT.match(g.plain[m.end() :]) is not None
        )
        readings: list[Reading] = []
        if m["n"] and 2 <= number < _FEW and _OF_A_GAME.search(lead) and not against:
            readings.append(Reading(number=number, word="goals_of_match"))
        near = g.names.get(g.plain[m.start() - 2] if m.start() > 1 else "")
        told = (
            m["m"]
            or m["none"]
            or against
            or re.search(r"\b(?:scor\w*|netted|hit) [a-z ]{0,14}$", lead)
        )
        if (number >= _FEW or told) and (near is None or near.kind not in ("person", "name")):
            kind = "conceded" if against else "scored"
            readings += [
                Reading(team=c, number=number, word=f"sum:{kind}:")
                for c in everybody(g, ctx, m.start())[:8]
            ]
        if readings:
            yield make("count", g, m.start(), m.end(), readings)


def _again(g: Gloss, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Matches in hand are a count, too; a result of before is one of two sides' meetings."""
    for claim in claims:
        if claim.type == "points" and claim.readings[0].word.startswith("sum:points"):
            yield replace(claim, type="count")
        elif claim.type == "points_gap" and claim.readings[0].word in ("hand", "played more"):
            yield replace(claim, type="count")
        elif claim.type == "match_result" and not claim.why_not:
            start, end = g.stretch(claim)
            first, last = max(0, start - _REACH), min(len(g.plain), end + _REACH)
            if _MEETING.search(g.plain, first, last) is not None:
                readings = [replace(r, word=f"met:{r.word}") for r in claim.readings]
                yield replace(claim.with_readings(readings), type="head_to_head")
