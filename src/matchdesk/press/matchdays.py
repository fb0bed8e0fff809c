"""Days told of a match: a day beside a result or a fixture is the day of that match.

"Lost 2-0 at Valencia on Sunday" tells three things: a result, a ground and a day. The day is held
against the match that the result finds, not against whatever was played then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import When, Window
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.subjects import make

_GAP = 45
"""Signs between a result and its day."""


def settled(g: Gloss, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence, its days bound to the match that they are told of."""
    if not g.whens:
        return list(claims)
    done = list(claims)
    for when in g.whens:
        if when.kind not in _KINDS:
            continue
        start, end = g.place(when.start, when.end)
        places = [
            at for at, c in enumerate(done)
            if c.type == "date" and c.start < end and start < c.end and not c.said_by
            and not c.offered
        ]  # fmt: skip
        bound = _result(g, done, when) if when.past is not None else None
        if bound is not None and g.plain[_signs(g, bound)[1] :].startswith(","):
            # "Now meet England, 1-0 winners over Argentina, on Tuesday": of the match to come.
            ahead = _fixture(done, when.future, start, end)
            bound = None if ahead is not None and ahead.firm and ahead.end <= bound.start else bound
        if bound is not None:
            day = replace(
                make("date", g, when.start, when.end, [_of(r, when.past) for r in bound.readings]),
                hand=bound.hand, also=bound.also, firm=bound.firm, said_by=bound.said_by,
            )  # fmt: skip
        else:
            bound = _fixture(done, when.future, start, end)
            if bound is None:
                continue
            if _beside(g, bound, when):
                # "Saturday's clash with Sunderland": of that match, to come or played.
                told = [_coming(r) for r in bound.readings]
                told += [_of(r, when.past) for r in bound.readings if when.past is not None]
                day = replace(
                    make("date", g, when.start, when.end, told),
                    hand=bound.hand, also=bound.also, firm=True, said_by=bound.said_by,
                )  # fmt: skip
            elif when.past is not None and not bound.firm and places:
                # What may have been played, too.
                kept = done[places[0]]
                if bound.offered or (
                    kept.firm and any(r.word in ("any", "played") for r in kept.readings)
                ):
                    continue
                told = [*kept.readings, *(_coming(r) for r in bound.readings)]
                done[places[0]] = replace(kept.with_readings(told), firm=False)
                continue
            else:
                # Only a day to come is meant; what was played before says nothing of it.
                day = replace(
                    make("date", g, when.start, when.end, [_coming(r) for r in bound.readings]),
                    hand=bound.hand, also=bound.also, firm=bound.firm or _behind(g, bound, when), said_by=bound.said_by,
                )  # fmt: skip
        if places:
            kept = done[places[0]]
            done[places[0]] = replace(day, start=kept.start, end=kept.end)
        else:
            done.append(day)
    return done


_KINDS = ("month", "weekday", "week", "weekend", "near", "day", "count")


def _of(r: Reading, window: Window | None) -> Reading:
    return replace(r, window=window, word="result", named=False, spare=False)


def _coming(r: Reading) -> Reading:
    return replace(r, word=f"fixture {r.word}".strip(), spare=False)


def _result(g: Gloss, claims: Sequence[Claim], when: When) -> Claim | None:
    """The result that a day is told of, None if that is not sure."""
    if _SINCE.search(g.plain, max(0, when.start - 12), when.start + 8):
        return None
    found: list[tuple[int, Claim]] = []
    for claim in claims:
        if claim.type != "match_result" or claim.why_not or claim.offered:
            continue
        if not all(r.window == when.past and r.team is not None for r in claim.readings):
            continue
        first, last = _signs(g, claim)
        if last <= when.start:
            between = g.plain[last : when.start]
        elif when.end <= first:
            between = g.plain[when.end : first]
        else:
            between = ""
            if "," in g.plain[when.end : last]:
                # "When they meet Dortmund on Wednesday, were held 0-0": the day is of the clause before.
                continue
        if pattern(r"[:,]? ?CLUB \d").match(g.plain, when.end) and last <= when.start:
            # The head of what is listed behind it.
            continue
        if _WOULD.match(g.plain, when.end) or _WOULD.match(g.plain, last):
            continue
        between = _MET.sub("", between)
        if len(between) > _GAP or _ELSE.search(between) or any(c in g.names and g.names[c].kind == "club" and last <= when.start for c in between):  # fmt: skip
            continue
        found.append((len(between), claim))
    if found:
        return min(found, key=lambda x: x[0])[1]
    return _only(g, claims, when)


def _only(g: Gloss, claims: Sequence[Claim], when: When) -> Claim | None:
    """The one result of a sentence that tells one day, though no day stands right beside it."""
    results = [c for c in claims if c.type == "match_result" and not c.why_not and not c.offered]
    past = [w for w in g.whens if w.past is not None]
    if len(results) != 1 or past != [when] or when.kind not in ("weekday", "day"):
        return None
    if any(r.window is not None or r.team is None for r in results[0].readings):
        return None
    first, last = _signs(g, results[0])
    between = g.plain[min(last, when.end) : max(first, when.start)]
    if (
        len(between) > 2 * _GAP
        or _ELSE.search(between)
        or any(c in g.names and g.names[c].kind == "club" for c in between)
    ):
        return None
    return results[0]


_SINCE = re.compile(r"\b(?:since|until|till|by|before|after|ahead of|following|from)\b")
# "Had won 3-0 when the sides met in November".
_MET = re.compile(
    r"\bwhen (?:they|the (?:two |same )?(?:sides|teams|clubs|pair|two)|these two)(?: (?:sides|teams|clubs))? (?:last |had last |first )?(?:met|played)\b"
)
_WOULD = re.compile(r",? (?:would|could|will|may|might|should|can)\b")
_ELSE = re.compile(
    r"\b(?:(?:come|go|return|travel)(?:e?s)? to|hosts?|entertains?|welcomes?|takes? on|visits?|meets?|faces?)\b|"
    r"[;:]|\. ?\.|\. (?=on )|\b(?:and|but|final|semi-finals?|quarter-finals?|clash|date|ahead|before|after|since|until|next|will|replay|"
    r"to (?:play|face|meet|host|visit)|against|when|who|which|while|as)\b"
)


_OWNS = pattern(r"'s (?:[a-z-]+ |COMP ){0,4}$")


def _beside(g: Gloss, claim: Claim, when: When) -> bool:
    """True if a day owns the match told of: "Saturday's clash with Sunderland"."""
    if when.kind != "weekday":
        return False
    first, _ = _signs(g, claim)
    return when.end <= first and _OWNS.match(g.plain, when.end, first) is not None


def _behind(g: Gloss, claim: Claim, when: When) -> bool:
    """True if a weekday stands right behind a fixture: of whomever it is told, it is on that day."""
    _, last = _signs(g, claim)
    gap = g.plain[last : when.start]
    return (
        when.kind == "weekday" and last <= when.start and len(gap) <= _NEAR and not claim.offered
        and _ELSE.search(gap) is None and not g.signs("club", last, when.start)
    )  # fmt: skip


_NEAR = 16
"""Signs between a fixture and the day right behind it."""


def _signs(g: Gloss, claim: Claim) -> tuple[int, int]:
    """The stretch of a gloss that a claim's words take."""
    first = next((i for i, at in enumerate(g.starts) if at >= claim.start), len(g.plain))
    last = next((i for i, at in enumerate(g.starts) if at >= claim.end), len(g.plain))
    return first, last


def _fixture(claims: Sequence[Claim], window: Window | None, start: int, end: int) -> Claim | None:
    """The fixture that a day to come is told of."""
    if window is None:
        return None
    mine = [
        c for c in claims
        if c.type == "next_fixture" and not c.why_not
        and all(r.window == window and r.word != "day" for r in c.readings)
    ]  # fmt: skip
    return min(mine, key=lambda c: (not c.firm, max(c.start - end, start - c.end, 0)), default=None)
