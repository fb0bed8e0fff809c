"""What no ledger decides: quotes, opinions, scenes, questions, money and crowds.

They are marked where a sign of them is plain, so that an editor sees what was left unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss
from matchdesk.press.reference import Context
from matchdesk.press.subjects import make

WHY = {
    "quote": "A quote: who said it is recorded, not whether it is so.",
    "quote_summary": "Reported speech: who said it is recorded, not whether it is so.",
    "attribution": "Who wrote a message is not in the ledger.",
    "opinion": "An opinion.",
    "form_judgement": "A judgement of form.",
    "scene": "A scene: the ledger holds no such detail.",
    "question": "A question claims nothing.",
    "attendance": "No attendance is held for it.",
    "budget": "Budgets are not in the ledger.",
    "contract": "Contracts are not in the ledger.",
    "transfer_fee": "Fees are not in the ledger.",
    "geography": "Where clubs come from is not in the ledger.",
    "event_detail": "Details of play are not in the ledger.",
    "card": "Cards of this match are not in the ledger.",
    "injury": "Injuries are not in the ledger.",
    "age": "Ages are not in the ledger.",
}
_WORDS: tuple[tuple[str, str], ...] = (
    ("attendance", r"(?:\d{1,3}(?:,\d{3})+|\d{2,6}|NUM) (?:[a-z]+ ){0,2}(?:fans|spectators|supporters|people|crowd)\b|(?:crowd|attendance|gate) of \d[\d,]*|\d{1,3},\d{3} (?:watched|saw|looked on)|"
     r"(?:attendances?|att\.?)(?: was| of|:)? \d{1,3}[,.]?\d{3}|in front of (?:a crowd of |more than |nearly |almost |about |some )?\d{1,3},\d{3}|\d{1,3},\d{3} (?:were )?(?:in the (?:ground|stadium|stands)|present|turned (?:up|out)|packed)"),
    ("budget", r"budgets? of[^,.;-]{0,40}|[€£$] ?\d[\d.,]* ?(?:million|m|bn|billion)?\b(?: commanded| spent| of)?(?: [a-z]+){0,2}"),
    ("contract", r"(?:contract|deal)(?: extension)?[^,.;]{0,20} until [^,.;]{0,12}\d{4}|(?:penned|signed|extended)[^,.;]{0,40}(?:contract|deal)[^,.;]{0,30}"),
    ("transfer_fee", r"[€£$] ?\d[\d.,]* ?(?:million|m)?[- ](?:signing|striker|midfielder|defender|man|move|transfer)"),
    ("geography", r"(?:the |their )?(?:[a-z]+ ){0,1}?(?:suburban|city|local|cross-city|cross-town) (?:neighbours|neighbors|rivals)"),
    ("event_detail", r"(?:hit|hits|hitting|struck|rattled|off|against|came back off|onto) (?:a |the )(?:post|bar|crossbar|woodwork|upright)|free-?kick[^,.;]{0,20}(?:post|bar)|(?:saved|save) (?:from|by) PERSON"),
    ("card", r"(?:sent off|red card|second yellow|booked|yellow card|shown a (?:straight )?red|dismissed for|saw red)"),
    ("injury", r"(?:injured|limped off|torn (?:a |his |her )?(?:[a-z]+ ){0,2}(?:ligament|muscle|hamstring|cartilage|tendon|calf|thigh)s?|hamstring|knee injury|ankle injury|muscle (?:injury|problem)|stretchered)"),
    ("age", r"\b(?:\d{2}|[a-z]+teen)-year-old\b"),
    ("scene", r"(?:whistl(?:ed|es|ing)|boo(?:ed|ing|s)?\b|jeer(?:ed|s|ing)?|bonkers|drop(?:ped)? to their knees|chant(?:ed|ing|s)|applaud(?:ed|ing)|celebrat(?:ed|ing|ions)|standing ovation|atmosphere|crowd roared|waved)"),
    ("quote_summary", r"(?:taking|took|take|accepted|shouldered) the blame|(?:admitt(?:ed|ing)|insist(?:ed|ing)|claim(?:ed|ing)|conced(?:ed|ing)|reveal(?:ed|ing)|highlighted|spoke|warned|stress(?:ed|ing)) (?:that |in |the importance )[^.;\"]{4,80}"),
    ("form_judgement", r"(?:poor|bad|slow|good|bright|great|terrible|fine|strong|dreadful|dismal) (?:start|run|form|spell|season)|in (?:good|bad|poor|fine|great) form"),
    ("opinion", r"(?:humiliat\w+|embarrass\w+|disastrous|amateur|deserv\w+|famous|straightforward|superb|brilliant\w*|woeful|shocking|shock\b|stunning|inspired|depressing|pressure|trouble|ticking|mighty|little|impressive|dominant|dominated|lacklustre|sensational|dramatic|crisis|should still have|worthy|unlucky|lucky|opinion|massive|spirited|heroic|dire|abject|miserable|memorable|magnificent|crucial|vital|damm?ing|damning|blow\b|importance|stronger|thrilling|comfortable|convincing|frustrat\w+|backs to the wall|most likely)"),
)  # fmt: skip
_SIGNS = tuple((kind, rf"(?<![a-z])(?:{words})(?![a-z])") for kind, words in _WORDS)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of one sentence that no ledger decides."""
    if not g.plain.strip():
        return
    if "?" in g.plain and re.match(
        r"^\W*(?:what|why|who|how|where|when|is|are|can|could|will|has|have|did|do|does|was|were|should)\b",
        g.plain,
    ):
        stop = g.plain.index("?") + 1
        yield _of("question", g, 0, stop)
        return
    for kind, source in g.alive(_SIGNS):
        for m in g.every(source):
            yield _of(kind, g, m.start(), m.end())
            if kind in ("scene", "opinion", "quote_summary"):
                break


def _of(kind: str, g: Gloss, start: int, end: int) -> Claim:
    return replace(make(kind, g, start, end, [Reading()], firm=False), why_not=WHY[kind])
