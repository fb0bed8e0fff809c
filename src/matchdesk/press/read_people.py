"""Reading people: squads and line-ups, roles, and the sums that a sentence makes itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import make

add_macros(
    ROLE=(
        r"(?:goalkeeper|keeper|defender|centre-back|full-back|left-back|right-back|midfielder|playmaker|winger|"
        r"striker|forward|captain|skipper|coach|manager|boss|president|head coach)"
    ),
    NATION=(
        r"(?:spaniard|frenchman|brazilian|german|italian|argentine|argentinian|portuguese|dutchman|dutch|belgian|croatian|croat|"
        r"uruguayan|colombian|chilean|mexican|welshman|welsh|scotsman|scottish|irishman|irish|englishman|english|french|spanish|"
        r"moroccan|algerian|senegalese|nigerian|ghanaian|cameroonian|ivorian|serbian|serb|polish|pole|dane|danish|swede|swedish|norwegian|"
        r"turkish|turk|greek|russian|ukrainian|czech|slovak|austrian|swiss|japanese|american|australian|costa rican)"
    ),
)
_LIST = r"(?:PERSON(?:(?:,| and| &|, and) PERSON)*)"
_LEFT_OUT = (
    rf"(?:(?P<a>left|leaving|leave|omitted|dropped|rested|benched) (?P<who>{_LIST})(?: \([^)]*\))?(?P<tail> out(?: of (?:the|his|their) (?:squad|side|team|matchday squad|eighteen))?)?"
    rf"|(?P<b>without) (?:the (?:injured|suspended|rested) )?(?P<who2>{_LIST})"
    rf"|(?P<who3>{_LIST})[^.;,]{{0,20}}?(?: who)? (?:was|were|being|had been|is|are) (?:all |both )?(?P<c>left out|rested|omitted|dropped|not in the squad|absent|missing|suspended|injured|on the bench|unused)"
    rf"|(?:rested|resting|resting of|absence of) (?P<who4>{_LIST}))"
)
_INCLUDED = rf"(?P<verb>included|including|named|picked|recalled|brought back|brought in|called up) (?P<who>{_LIST})"
_STARTED = (
    rf"(?:(?:started|began|starting|lined up|kicked off) with (?P<who>{_LIST})|(?P<who2>{_LIST}) (?:all |both )?(?:started|were in the (?:starting )?(?:side|eleven|line-up|xi)|kept (?:his|their) place)"
    r"(?! (?:the (?:season|match|game|move|campaign)|brightly|well|slowly|to |from |on the bench|by |with )))"
)
_ROLE = r"(?P<nation>NATION )?(?:(?:international|veteran|young|teenage|star|club|former|under-fire|embattled) )?(?P<role>ROLE) (?P<who>PERSON)"
_ROLE_AFTER = r"(?P<who>PERSON), (?:the |a |their |CLUB's )?(?P<nation>NATION )?(?:(?:international|veteran|young) )?(?P<role>ROLE)\b"
_NATION = r"\bthe (?P<nation>frenchman|spaniard|brazilian|german|italian|argentine|argentinian|portuguese|dutchman|belgian|croatian|uruguayan|colombian|chilean|mexican|welshman|scotsman|irishman|englishman|serb|pole|dane|swede|norwegian|turk|greek|russian|ukrainian|czech|slovak|austrian|japanese|american|australian|moroccan|algerian|cameroonian|ivorian|costa rican)\b"
_COACHES = (
    r"(?P<who>PERSON)'s? (?:[a-z-]+ ){0,2}?(?P<what>outfit|side|men|team|charges|troops|squad)\b"
)
_CHANGES = r"(?:fielded|named|picked|sent out|made) (?:a|an|the)? ?(?:[a-z-]+ )?(?:(?:stronger|weakened|changed|much-changed|second-string|full-strength|rotated|makeshift) (?:side|team|eleven|line-up|xi)|(?:NUM) changes)"
_TIMES_LESS = r"(?P<n>NUM|\d{1,3}) times (?P<way>less|fewer|smaller|lower|more|bigger|larger|higher|greater|the size|as much|as many)"
_MONEY = r"[€£$]? ?(?P<v>\d{1,4}(?:[.,]\d{1,3})*) ?(?P<u>million|billion|m\b|bn\b|k\b|thousand)?(?: euros?| pounds| dollars)?"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of people in one sentence."""
    yield from _squads(g, ctx)
    yield from _roles(g, ctx)
    yield from _sums(g, ctx)
    for m in g.every(_CHANGES):
        yield replace(
            make("lineup_judgement", g, m.start(), m.end(), [Reading()], firm=False),
            why_not="How strong a side was is a judgement; changes need the line-ups of two matches.",
        )


def names(g: Gloss, start: int, end: int) -> tuple[str, ...]:
    """Persons of a stretch: full names where only one fits."""
    return tuple(m.ids[0] if len(m.ids) == 1 else m.text for _, m in g.signs("person", start, end))


def _squads(g: Gloss, ctx: Context) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for source, kind in (
        (_LEFT_OUT, "squad_omission"),
        (_INCLUDED, "squad_inclusion"),
        (_STARTED, "lineup"),
    ):
        for m in g.every(source):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            who = next(k for k in ("who", "who2", "who3", "who4") if m.groupdict().get(k))
            players = names(g, m.start(who), m.end(who))
            lead = g.plain[max(0, m.start() - 20) : m.start()]
            if not players or hedged(lead):
                continue
            groups = m.groupdict()
            loose = foreign_time(g, *g.clause(m.start()))
            word = ""
            if kind == "squad_omission":
                text = m[0]
                if groups.get("a") == "left" and not groups.get("tail"):
                    continue
                if re.search(r"bench|unused", text):
                    word = "bench"
                elif re.search(r"squad|without|absent|missing|injured|suspended", text):
                    word = "squad"
                else:
                    word = "start"
            taken.append(m.span())
            readings = [Reading(team=c, players=players, word=word) for c in ctx.sides]
            yield make(kind, g, m.start(), m.end(), readings, firm=not loose)
    said = re.search(r"\bleaving out players\b|\bleft players out\b", g.plain)
    if said:
        yield make(
            "squad_omission", g, said.start(), said.end(),
            [Reading(team=c, word="some") for c in ctx.sides], firm=False,
        )  # fmt: skip


def _roles(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for source in (_ROLE, _ROLE_AFTER):
        for m in g.every(source):
            named = g.mention(m["who"])
            if named is None:
                continue
            who = named.ids[0] if len(named.ids) == 1 else named.text
            nation = (m["nation"] or "").strip()
            if nation:
                yield make(
                    "person_role",
                    g,
                    m.start(),
                    m.end(),
                    [Reading(player=who, word=f"nation:{nation}")],
                )
                yield make(
                    "person_role",
                    g,
                    m.start("role"),
                    m.end("role"),
                    [Reading(player=who, word=m["role"])],
                )
            else:
                yield make(
                    "person_role", g, m.start(), m.end(), [Reading(player=who, word=m["role"])]
                )
    for m in g.every(_NATION):
        yield make(
            "person_role",
            g,
            m.start(),
            m.end(),
            [Reading(word=f"nation:{m['nation']}")],
            firm=False,
        )
    for m in g.every(_COACHES):
        named = g.mention(m["who"])
        if named is None:
            continue
        who = named.ids[0] if len(named.ids) == 1 else named.text
        readings = [Reading(player=who, team=c, word="coach") for c in ctx.sides] or [
            Reading(player=who, word="coach")
        ]
        yield make("person_role", g, m.start(), m.end(), readings, firm=False)


def _sums(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Sums, as in "15 times less": the sentence's own figures decide."""
    for m in g.every(_TIMES_LESS):
        number = number_of(m["n"])
        figures = [
            value
            for f in g.every(_MONEY)
            if (f["u"] or re.match(r"[€£$]", f[0])) and (value := _value(f)) is not None
        ]
        if number is None or len(figures) < 2:
            continue
        less = min(figures)
        more = max(figures)
        reading = Reading(number=number, word=f"ratio:{less:g}:{more:g}")
        yield make("ratio", g, m.start(), m.end(), [reading], firm=len(figures) == 2)


def _value(m: re.Match[str]) -> float | None:
    digits = m["v"].replace(",", "") if re.search(r",\d{3}\b", m["v"]) else m["v"].replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        return None
    unit = m["u"] or ""
    return value * {
        "million": 1e6,
        "m": 1e6,
        "billion": 1e9,
        "bn": 1e9,
        "k": 1e3,
        "thousand": 1e3,
    }.get(unit, 1)
