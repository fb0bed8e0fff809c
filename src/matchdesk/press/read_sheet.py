"""Match sheets as agencies print them: the sides with their goals, and the score at the break.

"Chelsea (England) 4 (Gudjohnsen 8, Lampard 17) Barcelona (Spain) 2 (Ronaldinho 27pen, 38)",
"Chelsea (3) 4 Barcelona (2) 2", "Halftime: 3-2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matchdesk.core.score import Score
from matchdesk.press.claim import Claim, Mention, Reading
from matchdesk.press.gloss import Gloss, score_of
from matchdesk.press.reference import Context
from matchdesk.press.report import Report
from matchdesk.press.subjects import make

_SIDE = r"CLUB(?: \((?!\d)[^()]{1,24}\))?"
# "(Rosler 46)", or below the side without brackets.
_INSIDE = r"(?: ?\((?P<%s>[^()]{1,160})\)| (?:(?:PERSON|[a-z'-]+),? (?:\d{1,3}(?:pen|og)?,? ?){1,3}){1,5}?)?"
_PAIR = (
    rf"(?P<a>{_SIDE})(?: \((?P<hx>\d{{1,2}})\))? (?P<x>\d{{1,2}}){_INSIDE % 'sa'}"
    rf"[ ,;:-]{{1,4}}(?P<b>{_SIDE})(?: \((?P<hy>\d{{1,2}})\))? (?P<y>\d{{1,2}}){_INSIDE % 'sb'}(?![\w'’])(?! ?(?:st|nd|rd|th|points|min))"
)
_HALF = r"\b(?:half[- ]?time|ht|h\.t\.)(?: score)? ?[:(=,-]? ?(?P<score>\d{1,2} ?[-:] ?\d{1,2})(?![\d-])"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of a line of a sheet; its scorers are read where all lists of them are."""
    for m in g.every(_PAIR):
        yield from _pair(g, ctx, m)
    for m in g.every(_HALF):
        score = score_of(m["score"])
        if score is not None:
            yield make("half_time_score", g, m.start(), m.end(), [Reading(score=score)])


_LINE = re.compile(r"[ .]*\((?P<h>\d{1,2})\)[ .]*(?P<n>\d{1,2})(?!\d|[-:.]\d)[^\n]{0,160}")


def of_lines(report: Report, mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Results with a side and its goals on each of two lines: "POLAND (0) 5 (Smolarek 55, Lato 58)"."""
    lines: list[tuple[Mention, re.Match[str]]] = []
    for m in mentions:
        if (
            m.kind == "club"
            and m.clubs
            and report.text[: m.start].rpartition("\n")[2].strip() == ""
        ):
            line = _LINE.match(report.text, m.end)
            if line is not None:
                lines.append((m, line))
    for (a, first), (b, second) in pairwise(lines):
        if report.text[first.end() : b.start].strip():
            continue
        end = second.end("n")
        for kind, group in (("match_result", "n"), ("half_time_score", "h")):
            score = Score(int(first[group]), int(second[group]))
            readings = [
                Reading(team=x, opponent=y, score=score, oriented=True, word="pair" if group == "n" else "")
                for x in a.clubs[:2] for y in b.clubs[:2] if x != y
            ]  # fmt: skip
            if readings:
                yield Claim(kind, a.start, end, tuple(readings), firm=group == "n")


def _pair(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    """The result, and the score at the break where it stands beside the goals."""
    marked = m["sa"] or m["sb"] or m["hx"] or "(" in m["a"] or "(" in m["b"]
    gap = m.start("x") - 1
    # "Galatasaray. . . . .0": dots lead from the name to its goals.
    if not marked and g.ends[gap] - g.starts[gap] < 5:
        return
    a = ctx.team(g, m.start("a"), m.start("a") + 1)
    b = ctx.team(g, m.start("b"), m.start("b") + 1)
    pairs = [(x, y) for x in a for y in b if x != y]
    score = Score(int(m["x"]), int(m["y"]))
    if not pairs or max(score) > 31:
        return
    end = m.end("y")
    yield make(
        "match_result", g, m.start(), end,
        [Reading(team=x, opponent=y, score=score, oriented=True, word="pair", named=True) for x, y in pairs],
    )  # fmt: skip
    early = (m["hx"], m["hy"])
    if None in early and m["sa"] and m["sb"]:
        early = (m["sa"].strip(), m["sb"].strip())
    if all(value is not None and value.isdigit() for value in early):
        half = Score(int(early[0] or 0), int(early[1] or 0))
        if half.home <= score.home and half.away <= score.away:
            yield make(
                "half_time_score", g, m.start(), end,
                [Reading(team=x, opponent=y, score=half, oriented=True) for x, y in pairs],
            )  # fmt: skip
