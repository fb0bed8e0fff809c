"""Reading the table: places, points, gaps between sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, ordinal_of, pattern
from matchdesk.press.reference import Context, foreign_time, hedged
from matchdesk.press.subjects import NAMED, make, subject

add_macros(
    TABLE=r"(?:table|standings|league|division|COMP|log|pile|ladder|top flight|top-flight)",
)
_PLACED_BEFORE = r"(?P<place>ORD|top|bottom)[- ]placed (?:side |club )?(?P<team>CLUB)"
_PLACED_AFTER = (
    r"(?P<team>TEAM)(?P<gap>[^.;\ue000-\ue3ff]{0,70}?)\b(?P<verb>(?:sit|sits|sitting|sat|lie|lies|lying|lay|stand|stands|standing|stay|stays|"
    r"stayed|staying|remain|remains|remained|remaining|are|is|were|was|languish|languishes|languishing|languished|rank|ranked|move|moved|moves|"
    r"moving|climb|climbs|climbed|climbing|rise|rises|rose|rising|jump|jumped|drop|drops|dropped|dropping|slip|slipped|fell|"
    r"fall|falls|struggling|up|down|back|finish|finished|finishing|go|goes|went|now|currently|still|leapt|leapfrogged|occupy|occupying)\b"
    r"(?: (?:still|now|currently|only|just|up|down|back|back up|provisionally|a lowly|a|to|into|in|at|from|the|all the way)){0,4}) "
    r"(?P<place>ORD)\b(?P<tail>(?:[- ](?:place|spot|position))?(?: (?:place|spot|position))?(?: (?:in|of|on) (?:the |their )?(?:[a-z]+ ){0,2}?TABLE)?)"
)
_SPOT = r"(?:in|into|to|up to|at|down in|down to) (?:the )?(?P<place>ORD)(?:[- ](?:place|spot|position)\b| (?:place|spot|position)\b)(?P<tail>(?: (?:in|of|on) (?:the )?(?:[a-z]+ ){0,2}?TABLE)?)"
_APPOSED = r"(?P<team>CLUB|PERSON's (?:side|men|team|outfit|charges)), (?:who are |who were |who sit |currently |now |still )?(?P<place>ORD)(?:,| in (?:the )?TABLE)(?! half| leg| minute| time)"
_LEFT = (
    r"\b(?:leav|lift|tak|put|send|sent|mov|keep|kept|drop|push|fir|propel|take|took|left)(?:e|es|s|ed|ing)? "
    r"(?P<team>TEAM) (?:up |down |back |still |just |provisionally )*(?:to |into |in )?(?P<place>ORD)"
    r"(?P<tail>(?:[- ](?:place|spot|position))?(?: (?:in|of|on) (?:the |their )?(?:[a-z]+ ){0,2}?TABLE)?)"
    r"(?= on |,|\.| with| and| behind|$|;)"
)
_TOP = r"(?:(?P<word>league leaders|leaders|table-topping|table-toppers|pace-?setters|bottom club|bottom side|basement (?:club|side|boys)|rock-bottom|bottom-of-the-table|bottom-club)) (?P<team>CLUB)"
_TOP_OF = r"(?P<team>TEAM)(?P<gap>[^.;]{0,40}?) (?P<word>(?:go|went|move|moved|are|stay|stayed|remain|sit|back|stand|top|still) (?:back )?(?:on |at the )?(?:top|bottom|summit|foot)) of (?:the )?(?:[a-z]+ ){0,2}?TABLE"

_OFF_TOP = r"(?P<n>NUM) points? (?:off|behind|adrift of|from|shy of) (?:the )?(?:top(?: spot)?|leaders(?! CLUB)|summit|lead|pace|first place|league leaders(?! CLUB)|pacesetters)"
_BETWEEN = (
    r"(?P<n>NUM) points? (?P<way>behind|ahead of|clear of|above|below|adrift of|off|in front of|better off than|shy of|more than|fewer than)"
    r"(?: (?:the )?(?:[a-z-]+ ){0,2}?(?:ORD-placed )?)? ?(?:(?:their|city|arch|bitter|great|local|old|title) ?){0,3}(?:rivals |leaders |champions |second-placed |third-placed |fourth-placed |fifth-placed |ORD-placed )?(?P<other>CLUB)"
)
_LEAD = r"(?P<n>NUM)[- ]points? (?P<word>lead|advantage|cushion|gap|deficit|margin)(?P<tail>(?: at the (?:top|summit))?)(?: (?:over|on|from|to|between|ahead of|behind) (?:the )?(?:[a-z-]+ ){0,2}?(?P<other>CLUB))?"
_CLEAR = r"(?P<n>NUM) points? (?P<way>clear|ahead|behind|adrift)(?! (?:of|from))(?P<tail>(?: at the (?:top|summit|bottom))?)"
_ZONE = r"(?P<n>NUM) points? (?P<way>above|clear of|outside|from|off|short of|adrift of|behind|below|away from) (?:the )?(?P<zone>relegation zone|drop zone|bottom three|drop|safety|relegation|champions league (?:places|spots)|top four|COMP (?:places|spots|zone)|european places|play-off places)"
_LEVEL = (
    r"(?P<team>TEAM)(?P<gap>[^.;,]{0,40}?) level on points with (?:[a-z-]+ ){0,2}?(?P<other>CLUB)"
)
_POINTS = (
    r"\b(?:on|have|has|had|with|to|at|collected|amassed|boast) (?:just |only |a total of )?(?P<n>\d{1,3}) "
    r"points\b(?! (?:behind|ahead|clear|adrift|above|below|off|from|lead|gap|deduct|dropped|in front|better|more|fewer|away|short))"
)


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of the table in one sentence."""
    for found in (_places(g, ctx), _gaps(g, ctx)):
        taken: list[tuple[int, int]] = []
        for claim, start, end in found:
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield claim


_Found = Iterator[tuple[Claim, int, int]]


def _league(g: Gloss, ctx: Context, start: int, end: int) -> str:
    """The league that a stretch names, "" for the one that the side plays in."""
    for _, named in g.signs("competition", start, min(len(g.plain), end + 40)):
        found = ctx.competition(named)
        if found and not found.endswith(("cup", "supercup")):
            return found
    return ""


def _firm(g: Gloss, start: int, end: int) -> bool:
    first, last = g.clause(start)
    return not foreign_time(g, max(0, min(first, start)), max(last, end)) and not re.search(
        r"\b(?:final|before kick-?off|overnight|kicked off|began|"
        r"started|would|could|group|will|had been|temporarily|provisional\w*|form table|home table|"
        r"all-time|scorers?|clubs?'? ranking)\b",
        g.plain[max(0, start - 40) : end + 40],
    )


def _places(g: Gloss, ctx: Context) -> _Found:
    for source in (_PLACED_BEFORE, _APPOSED, _LEFT, _PLACED_AFTER, _SPOT):
        for m in pattern(source).finditer(g.plain):
            groups = m.groupdict()
            if source is _PLACED_AFTER and not _is_place(g, m):
                continue
            word = m["place"]
            if word in ("top", "bottom"):
                place = 1 if word == "top" else -1
            else:
                place = ordinal_of(word) or 0
            if (
                not place
                or place > 30
                or hedged(g.plain[max(0, m.start("place") - 45) : m.start("place")])
            ):
                continue
            start, end = m.start("place"), m.end()
            if groups.get("team") and source is not _PLACED_AFTER:
                start = m.start()
            yield _placed(g, ctx, m, place, start, end)
    for source in (_TOP, _TOP_OF):
        for m in pattern(source).finditer(g.plain):
            if hedged(g.plain[max(0, m.start() - 20) : m.end()]):
                continue
            place = -1 if re.search(r"bottom|basement|foot", m["word"]) else 1
            yield _placed(
                g, ctx, m, place, m.start("word") if source is _TOP_OF else m.start(), m.end()
            )


def _is_place(g: Gloss, m: re.Match[str]) -> bool:
    """Tell "are fourth" from other ordinals: a word of the table, or nothing, comes after it."""
    if m["tail"].strip():
        return True
    rest = g.plain[m.end() : m.end() + 30]
    if re.match(r" (?:on|with|after|and|but|behind|,)|[,.;]|$", rest) and not re.match(
        r"^ (?:and|after) (?:ORD|last)", rest
    ):
        verb = m["verb"].split()[0]
        strong = re.match(
            r"sit|lie|lying|lay|languish|stand|remain|stay|rank|climb|move|drop|slip|rise|rose|up|down",
            verb,
        )
        return bool(strong) and not re.search(r"\b(?:go|come|came|coming|went)\b", m["gap"])
    return False


def _placed(
    g: Gloss, ctx: Context, m: re.Match[str], place: int, start: int, end: int
) -> tuple[Claim, int, int]:
    groups = m.groupdict()
    clubs: tuple[Club, ...]
    if groups.get("team") and not groups.get("verb"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
        if not (NAMED.search(m["team"]) and len(clubs) == 1):
            clubs = tuple(dict.fromkeys((*clubs, *ctx.sides)))
    else:
        at = m.start("verb") if groups.get("verb") else m.start()
        clubs, tight = subject(g, ctx, at)
        clubs = clubs if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))
    league = _league(g, ctx, m.start(), end)
    readings = [Reading(team=c, number=place, competition=league) for c in clubs]
    claim = make("league_position", g, start, end, readings, firm=_firm(g, start, end))
    return claim, start, end


def _gaps(g: Gloss, ctx: Context) -> _Found:
    for m in pattern(_OFF_TOP).finditer(g.plain):
        yield from _gap(g, ctx, m, "top")
    for m in pattern(_BETWEEN).finditer(g.plain):
        yield from _gap(g, ctx, m, "club")
    for m in pattern(_LEAD).finditer(g.plain):
        yield from _gap(g, ctx, m, "club" if m["other"] else "lead")
    for m in pattern(_ZONE).finditer(g.plain):
        yield from _gap(g, ctx, m, "zone")
    for m in pattern(_CLEAR).finditer(g.plain):
        yield from _gap(g, ctx, m, "lead")
    for m in pattern(_LEVEL).finditer(g.plain):
        yield from _gap(g, ctx, m, "level")
    for m in pattern(_POINTS).finditer(g.plain):
        number = number_of(m["n"])
        if number is None or number > 120 or hedged(g.plain[max(0, m.start() - 20) : m.end()]):
            continue
        clubs, tight = subject(g, ctx, m.start())
        league = _league(g, ctx, m.start(), m.end())
        readings = [Reading(team=c, number=number, competition=league) for c in clubs]
        firm = tight is not None and _firm(g, m.start(), m.end())
        if readings:
            claim = make("points", g, m.start("n"), m.end(), readings, firm=firm)
            yield claim, m.start(), m.end()


def _gap(g: Gloss, ctx: Context, m: re.Match[str], kind: str) -> _Found:
    groups = m.groupdict()
    number = 0 if kind == "level" else number_of(groups.get("n") or "")
    if number is None or hedged(g.plain[max(0, m.start() - 30) : m.start()]):
        return
    start, end = m.start(), m.end()
    others: tuple[Club, ...] = ()
    if groups.get("other"):
        others = ctx.team(g, m.start("other"), m.end("other"))
    if groups.get("team"):
        clubs = ctx.team(g, m.start("team"), m.end("team"))
    else:
        clubs, tight = subject(g, ctx, m.start(), others)
        if tight is None:
            clubs = tuple(dict.fromkeys((*clubs, *(c for c in ctx.sides if c not in others))))
        elif kind == "club":
            start = tight if m.start() - tight < 40 else start
    league = _league(g, ctx, start, end)
    way = groups.get("way") or groups.get("word") or ""
    sign = -1 if re.search(r"behind|adrift|off|below|shy|deficit|fewer|short", way) else 1
    if kind == "top":
        readings = [Reading(team=c, number=number, word="top", competition=league) for c in clubs]
    elif kind in ("club", "level"):
        word = "level" if kind == "level" else "behind" if sign < 0 else "ahead"
        if re.search(r"gap|margin", way):
            word = "between"
        readings = [
            Reading(team=c, opponent=o, number=number, word=word, competition=league)
            for c in clubs for o in others if c != o
        ]  # fmt: skip
    elif kind == "zone":
        readings = [
            Reading(team=c, number=number, word=f"zone:{groups['zone']}", competition=league)
            for c in clubs
        ]
    else:
        readings = [Reading(team=c, number=number, word="any", competition=league) for c in clubs]
    firm = kind in ("top", "club") and _firm(g, start, end)
    if readings:
        yield make("points_gap", g, start, end, readings, firm=firm), start, end
