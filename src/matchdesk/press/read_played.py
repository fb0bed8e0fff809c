"""Reading how many matches are played and left: "38 points from 14 games", "with nine to play"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss
from matchdesk.press.reference import Context, wished
from matchdesk.press.subjects import make

_PLAYED = (
    r"\bpoints? (?:from|after|in|out of) (?:just |only |their |its )?(?:opening |first )?(?P<n>NUM)(?P<games> (?:league |group |qualifying |match )?(?:games|matches|outings|rounds|starts|fixtures))?(?=[.,;:)]|$| and| but| so| this| at| in the| to| while| with| as| after| when| since|, )(?! (?:of|possible|to))"
    r"|\b(?:have|has|had|having) (?:now |already |only |both |each )?played (?P<n2>NUM)(?P<games2> (?:league )?(?:games|matches))?(?=[.,;:)]|$| and| but| so| this| to)"
    r"|\bafter (?P<n3>NUM) (?:league |group |qualifying |bundesliga |premier league |COMP )?(?:games|matches|rounds)(?= (?:of the (?:season|campaign)|this (?:season|term)|in the (?:league|group|COMP)))"
    r"|\b(?P<n4>NUM) (?:KINDS|match )*(?:games|matches|rounds) (?=into (?:the|their|its|this) (?:[a-z]+ )?(?:season|campaign))"
)
_LEFT = (
    r"\b(?P<n>NUM|a single|just one|only one) (?:KINDS|match )*(?:games?|match(?:es)?|rounds?|fixtures?|match ?days?|days? of play|outings)(?: (?:of the season|each|apiece|still))? (?:left|remaining|to play|to go|to be played|to finish|still to play|still to come|to spare)\b(?! (?:at|in|against))"
    r"|\b(?P<n2>NUM) (?:KINDS)*(?:games|matches|rounds) (?:from|before) the end of (?:the|their) (?:season|campaign)"
    r"|\bwith (?P<n3>NUM) (?:to play|to go|remaining|left)(?=[.,;]|$| and| in the league)(?! minutes?)"
)
_FEWER = r"\b(?:who |which )?(?:have|has|had|having|with) (?:also |now )?(?:played )?(?P<n>NUM|a|an) (?:KINDS)*(?:(?:games?|match(?:es)?) )?(?P<how>fewer|less|more)(?: (?:games?|match(?:es)?))?(?=[.,;)]|$| and| but| than| to)(?! points)"
_ANCHOR = re.compile(r"\bpoints? |\bplayed\b|\brounds\b|\b(?:games|matches) ")
_TAKEN = re.compile(
    r"\b(?:tak\w+|took|collect\w*|pick\w* up|earn\w*|gain\w*|won|win\w*|manag\w+|claim\w*|secur\w+|muster\w*|gather\w*|garner\w*|yield\w*|"
    r"drop\w*|glean\w*|amass\w*|add\w*|just|only|possible|maximum)\b"
)
_FIRST_OF = re.compile(r"\b(?:opening|first) ")
_WON = re.compile(
    r"\b(?:win|won|clinch\w*|secured|titles?|champions?|promoted|promotion|relegat\w+)\b"
)
_NOT_OF_A_SEASON = re.compile(
    r"\b(?:tie|two legs|both legs|group (?:stage|games?)|knock-?out|minutes)\b"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of matches played and left in one sentence."""
    if (
        _ANCHOR.search(g.plain) is None
        and "to play" not in g.plain
        and "to go" not in g.plain
        and "left" not in g.plain
    ):
        return
    for m in g.every(_PLAYED):
        group = next((x for x in ("n", "n2", "n3") if m[x]), "n4")
        number = number_of(m[group])
        clubs, sure, _ = candidates(g, ctx, m.start())
        if number is None or number > 60 or wished(g, m.start(), 24) or not clubs:
            continue
        if group == "n" and _FIRST_OF.search(m[0]) is not None:
            # "Seven points after their first 12 games": of another time.
            continue
        readings = [Reading(team=c, number=number, word="played:") for c in clubs]
        firm = sure and (group == "n" or bool(m["games2"]) or group == "n3")
        # "Have taken 13 points from five games": of the last five.
        firm = (
            firm
            and number > 5
            and _TAKEN.search(g.plain, max(0, m.start() - 34), m.start()) is None
        )
        yield make("count", g, m.start(group), m.end(), readings, firm=firm)
    for m in g.every(_LEFT):
        written = m["n"] or m["n2"] or m["n3"] or ""
        number = 1 if "one" in written or written == "a single" else number_of(written)
        if number is None or number > 46:
            continue
        clubs, sure, _ = candidates(g, ctx, m.start())
        everyone = tuple(dict.fromkeys((*clubs, *ctx.sides, *ctx.reported, *ctx.named)))
        readings = [Reading(team=c, number=number, word="left:") for c in everyone]
        if readings:
            firm = sure and number > 1 and _NOT_OF_A_SEASON.search(g.plain) is None
            # "Won the title four matches before the end of the season": of another day.
            firm = firm and not (m["n2"] and _WON.search(g.plain, 0, m.start()))
            yield make("count", g, m.start(), m.end(), readings, firm=firm)
    for m in g.every(_FEWER):
        yield from _compared(g, ctx, m)


def _compared(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    number = 1 if m["n"] in ("a", "an") else number_of(m["n"])
    if number is None or number > 9:
        return
    clubs, sure, tight = candidates(g, ctx, m.start())
    near = [x.clubs[0] for _, x in g.signs("club") if x.clubs]
    others: tuple[Club, ...] = tuple(dict.fromkeys((*near, *ctx.named, *ctx.sides)))
    how = "more" if m["how"] == "more" else "fewer"
    readings = [
        Reading(team=c, opponent=o, number=number, word=f"{how}:")
        for c in clubs
        for o in others
        if c != o
    ]
    if readings:
        firm = sure and tight is not None and len({r.opponent for r in readings}) == 1
        yield make("count", g, m.start(), m.end(), readings, firm=firm)
