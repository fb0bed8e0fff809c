"""Reading how soon one side answered the other: "the lead lasted six minutes"."""

from __future__ import annotations

from collections.abc import Iterator

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

_LASTED = (
    r"\b(?:lead|it|advantage|joy|respite|celebrations?|delight|relief)(?: had| was| were)?(?: only| just)? (?:lasted|survived|held|short-lived,? lasting)(?: out)?(?: for)?(?: only| just| barely| a mere| all of| little more than)* (?P<n>NUM|a|one) minutes?\b"
    r"|(?P<n2>NUM) minutes? (?:was|were) all (?:that )?(?:it took )?(?:TEAM|it) (?:needed|took|required)"
    r"|\b(?P<within>repl(?:y|ied|ying)|equalis\w+|level\w+|respon\w+|hit back|struck back|drew level|answer\w+)\b[^.;,]{0,30}? (?:within|inside) (?P<n3>NUM|a|one|the) minutes?\b(?! of (?:the|his) (?:restart|break|second|arrival|coming))"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of answers to a goal in one sentence."""
    if ctx.match is None or " minute" not in g.plain:
        return
    for m in g.every(_LASTED):
        written = m["n"] or m["n2"] or m["n3"]
        number = 1 if written in ("a", "the") else number_of(written)
        if number is None:
            continue
        reading = Reading(number=number, word="answer within" if m["within"] else "answer")
        group = "n" if m["n"] else "n2" if m["n2"] else "n3"
        start = m.start() if m["within"] else m.start(group)
        firm = not ctx.foreign(g) and not m["within"] and not m["n2"]
        yield make("interval", g, start, m.end(), [reading], firm=firm)
