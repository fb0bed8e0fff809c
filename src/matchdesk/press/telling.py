"""How a thing is told: forms of names, times of goals in coarse words, how a goal came, and more.

Two ways of telling can both be true, so these points differ without a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchdesk.core.text import fold, spelt_out
from matchdesk.press import points
from matchdesk.press.claim import Judged
from matchdesk.press.days import find_date
from matchdesk.press.points import Point
from matchdesk.press.saying import NAME

if TYPE_CHECKING:
    from matchdesk.press.compare import Told

_COARSE: tuple[tuple[str, int, int], ...] = (
    (r"(?:just|right|shortly|immediately) before (?:half-?time|half time|the break|the interval)|on the stroke of half-?time", 38, 45),
    (r"(?:by|before|at|until) (?:half-?time|half time|the break|the interval)|in the first half|first-half", 1, 45),
    (r"(?:just|right|shortly|immediately|soon|straight) after (?:half-?time|half time|the break|the interval|the restart)|early in the second half", 46, 55),
    (r"after (?:half-?time|half time|the break|the interval)|in the second half|second-half", 46, 90),
    (r"in (?:stoppage|injury|added) time|in the (?:dying|final|closing|last) (?:seconds|moments|minutes?)|at the death|in the last minute|last-minute|last-gasp|late(?: on)?\b", 75, 120),
    (r"early(?: on)?\b|in the opening minutes|inside (?:ten|five|the first \w+) minutes?", 1, 20),
)  # fmt: skip
_HOW = re.compile(
    r"\b(?:(?:a|an|the|his|her|some|with|from) )?(?:[\w-]+ ){0,3}?(?:header|headed|volley(?:ed)?|"
    r"tap-?in|free-?kick|penalty|spot-?kick|shot|strike|effort|finish|chip|lob|drive|rebound|deflection|"
    r"defending|defensive error|mistake|error|blunder|howler|fumble|scramble|solo run|counter-?attack|"
    r"corner|cross|overhead kick|backheel|own goal|long range|close range)\b(?: from (?:[\w-]+ ?){1,3})?"
)
_WHY = re.compile(
    r"\((?:if )?(?:fit|injured|ill|suspended|rested)[^)]{0,20}\)|\b(?:who (?:was|were|had been|is|are) )?"
    r"(?:rested|injured|suspended|ill|unfit|unavailable|unwell|cup-tied|banned|sidelined|not risked|"
    r"on the bench|dropped|omitted|left [^.;,]{0,40}?out(?: of the (?:squad|side|team))?|absent)\b"
    r"(?: (?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|for [^.,;]{3,30}))?"
)
_REASON: tuple[tuple[str, str], ...] = (
    ("fitness in doubt", r"if fit"), ("rested", r"rest"), ("injured", r"injur|unfit|sidelined"),
    ("ill", r"\bill\b|unwell"), ("suspended", r"suspend|banned"), ("cup-tied", r"cup-tied"),
    ("left out", r"left|omitted|dropped"), ("on the bench", r"bench"), ("absent", r""),
)  # fmt: skip
_SMALL = re.compile(
    r"\b(?:the |their |its )?(?:(?:(?!(?:for|the|of|by|to|and|with|their|its|from) )[a-z-]+ ){0,2}?(?:suburban|city|local|cross-city|cross-town|humble|noisy|near) "
    r"(?:neighbou?rs|rivals)|minnows|underdogs|giant-?killers|also-rans|strugglers|part-timers|"
    r"debutants|outsiders|upstarts)\b|\b(?:little|lowly|humble|modest|tiny|unfancied|unheralded|minnows|"
    rf"struggling|lower-league|non-league) {NAME}"
)
_GREAT = re.compile(
    r"\b(?:the |their )?(?:(?:European|world|reigning|defending|Spanish|English|Italian|German|French|league|cup) )"
    rf"(?:giants|champions|heavyweights|holders|aristocrats)\b|\b(?:the )?(?:giants|heavyweights|aristocrats|galácticos)\b"
    rf"|\b(?:mighty|star-studded|big-spending|all-conquering) {NAME}"
)
_BLAME = re.compile(
    r"\b(?:responsib\w+|(?:to|the|my|our|his) blame|my fault|our fault|his fault|(?:I|we) (?:was|were|got it) wrong|"
    r"apologi[sz]\w+)\b",
    re.I,
)
_STRENGTH = re.compile(
    r"\b(?:leaving out|left out|rest(?:ed|ing)?|rotat\w+|changes|strongest)\b", re.I
)


def of(told: Told) -> Iterator[Point]:
    """How one report tells things, point by point."""
    text, claims = told.report.text, told.claims
    yield from _goals(text, claims, [(s.start, s.end) for s in told.report.sentences])
    yield from _missing(text, claims, [(s.start, s.end) for s in told.report.sentences])
    yield from points.players_told(claims)
    yield from _called(text, told)
    yield from _firsts(claims)
    yield from _strength(text, told)
    yield from _blame(told)
    yield from _seen_from(claims, told)
    yield from _days(text, told)


def written(name: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch writes a person's name, in whatever form."""
    parts = set(fold(name).split())
    parts |= set(spelt_out(name).split()) | {f"{part}s" for part in parts if len(part) > 4}
    for found in re.finditer(NAME, text[start:end]):
        words = fold(found[0]).split()
        if words and (parts & set(words)) and (words[-1] in parts or words[0] in parts):
            # "European champions Real" is no name; take the words that are the person's.
            inside = [m for m in re.finditer(r"[^\s]+", found[0])]
            first = next((m for m in inside if set(fold(m[0]).split()) & parts), None)
            if first is None:
                continue
            lead = inside[: inside.index(first)]
            begin = first.start()
            if (
                lead
                and len(words) > 1
                and words[-1] in parts
                and lead[-1][0][:3].lower() == name[:3].lower()
            ):
                begin = lead[-1].start()
            last = [m for m in inside if set(fold(m[0]).split()) & parts][-1]
            stop = re.sub(r"[’']s?$", "", found[0][: last.end()])
            return start + found.start() + begin, start + found.start() + len(stop)
    return None


def _sentence(sentences: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return next(((a, b) for a, b in sentences if a <= at < b), (at, at))


def _goals(
    text: str, claims: Sequence[Judged], sentences: Sequence[tuple[int, int]]
) -> Iterator[Point]:
    """Form of a scorer's name, coarse time of the goal, and how it came."""
    scorers = [c for c in claims if c.claim.type == "scorer" and c.reading.player]
    minuted = {
        c.reading.player for c in claims
        if c.claim.type == "minute" and not points.of_a_half(c.reading)
    }  # fmt: skip
    for one in scorers:
        name = one.reading.player
        short = points.surname(name)
        start, end = _sentence(sentences, one.claim.start)
        form = written(name, text, one.claim.start, one.claim.end) or written(
            name, text, start, end
        )
        if form is not None:
            yield Point(
                f"name of {short} as written", text[form[0] : form[1]], *form,
                text[form[0] : form[1]], shape="form",
            )  # fmt: skip
        others = [c.claim.start for c in scorers if c is not one and start <= c.claim.start < end]
        floor = max((at for at in others if at < one.claim.start), default=start)
        stop = min((at for at in others if at > one.claim.start), default=end)
        if name not in minuted:
            yield from _coarse(text, short, one.claim.start, stop)
        for found in _HOW.finditer(text, floor if floor != start else start, stop):
            if _mine(text, found, one, floor, stop):
                yield Point(
                    f"how {short}'s goal came", fold(found[0]), found.start(), found.end(),
                    found[0], shape="told",
                )  # fmt: skip
                break


def _mine(text: str, found: re.Match[str], one: Judged, floor: int, stop: int) -> bool:
    """True if a description stands on this scorer's side of the sentence."""
    if found.start() >= one.claim.start:
        return found.start() - one.claim.end < 90
    return one.claim.start - found.end() < 40 and not re.search(
        r"[.;]", text[found.end() : one.claim.start]
    )


def _coarse(text: str, short: str, start: int, stop: int) -> Iterator[Point]:
    for source, first, last in _COARSE:
        found = re.compile(rf"\b(?:{source})").search(text, start, stop)
        if found:
            yield Point(
                f"time of {short}'s goal", f"minutes {first}-{last}", found.start(), found.end(),
                found[0],
            )  # fmt: skip
            return


def _missing(
    text: str, claims: Sequence[Judged], sentences: Sequence[tuple[int, int]]
) -> Iterator[Point]:
    """Why players were missing, as far as a report says."""
    for one in claims:
        if one.claim.type != "squad_omission" or not one.reading.players:
            continue
        names = sorted(p.split()[-1] for p in one.reading.players)
        start, end = _sentence(sentences, one.claim.start)
        lead = max(start, one.claim.start - 10)
        spans = [m.span() for m in _WHY.finditer(text, lead, min(end, one.claim.end + 60))]
        for a, b in spans or [(one.claim.start, one.claim.end)]:
            words = text[a:b]
            reason = next(why for why, source in _REASON if re.search(source, words))
            for who in names:
                yield Point(
                    f"why {who} was missing", reason, a, b, reason, shape="told", slight=True
                )


def _called(text: str, told: Told) -> Iterator[Point]:
    """What the sides are called besides their names."""
    for topic, shape in (("the smaller side", _SMALL), ("the bigger side", _GREAT)):
        for found in shape.finditer(text):
            if any(q.start <= found.start() < q.end for q in told.quotes if not q.indirect):
                continue
            yield Point(
                f"what {topic} is called", fold(found[0]), found.start(), found.end(), found[0],
                shape="told", slight=bool(re.search(r"neighbou?rs|rivals", found[0])),
            )  # fmt: skip


def _firsts(claims: Sequence[Judged]) -> Iterator[Point]:
    for one in claims:
        if one.claim.type in ("first_ever", "first_since"):
            r = one.reading
            value = f"{r.outcome} {r.venue} {r.round} {r.opponent.name if r.opponent else ''}"
            yield Point(
                "what was a first", value, one.claim.start, one.claim.end, one.text, shape="told"
            )


def _strength(text: str, told: Told) -> Iterator[Point]:
    """How strong a side was: judgements of the line-up, and who was missing from it."""
    topic = "strength of the side fielded"
    for one in told.claims:
        kind = one.claim.type
        if kind == "lineup_judgement":
            yield Point(
                topic, "judged", one.claim.start, one.claim.end, one.text, "told", slight=True
            )
        elif kind == "squad_omission" and re.match(r"(?:even )?without|absence", one.text, re.I):
            yield Point(
                topic, "without", one.claim.start, one.claim.end, one.text, "told", slight=True
            )
    for quote in told.quotes:
        if _STRENGTH.search(quote.text) and re.search(
            r"\b(?:players?|men|side|team)\b", quote.text
        ):
            yield Point(topic, "said", quote.start, quote.end, quote.text, "told", slight=True)


def _blame(told: Told) -> Iterator[Point]:
    for quote in told.quotes:
        if _BLAME.search(quote.text):
            yield Point(
                "who is to blame", quote.speaker or "somebody", quote.start, quote.end,
                quote.speaker, shape="told",
            )  # fmt: skip


def _seen_from(claims: Sequence[Judged], told: Told) -> Iterator[Point]:
    """A match before this one, told from the winners' or the losers' side."""
    for one in claims:
        r = one.reading
        if one.claim.type != "match_result" or r.team is None or not r.outcome:
            continue
        day = next(
            (str(row["date"]) for row in one.finding.evidence if row.get("kind") == "match"), ""
        )
        if not day or told.match is None or day == str(told.match.date):
            continue
        pair = " v ".join(sorted(x.name for x in (r.team, r.opponent) if x is not None))
        yield Point(
            f"{pair} ({day}), from whose side", f"{r.team.name} {r.outcome}", one.claim.start,
            one.claim.end, one.text, shape="form",
        )  # fmt: skip


def _days(text: str, told: Told) -> Iterator[Point]:
    """The words with which the day of the match is named; days of messages of that day."""
    match = told.match
    if match is None or match.date is None:
        return
    for one in told.claims:
        r = one.reading
        if one.claim.type == "date" and r.window is not None and r.team is None:
            if r.window.holds(match.date) and (not r.leg or r.leg == (match.leg or "")):
                words = r.window.words
                at = text.lower().find(words, one.claim.start, one.claim.end)
                start, end = (at, at + len(words)) if at >= 0 else (one.claim.start, one.claim.end)
                plain = re.sub(r"^(?:on|last) ", "", words)
                yield Point("words for the day of the match", plain, start, end, words, "form")
    for message in told.report.messages:
        if message.date == match.date:
            found = find_date(text, message.end)
            if found is not None and found.end <= message.signed:
                yield Point(
                    "day of the match", match.date.isoformat(), found.start, found.end,
                    text[found.start : found.end],
                )  # fmt: skip
