"""Reading how often a title was won: "four-time champions", "won the Cup a record 11 times", "a third successive crown".

A word of a title, and how often beside it, in any order; whose and which title are told around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.days import number_of
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.reach import figure, whose
from matchdesk.press.read_annals import everybody
from matchdesk.press.read_titles import country_of, named_title
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make

add_macros(
    OFTEN=r"(?:(?:ORD|NUM|\d{1,2})[- ]times?|twice|thrice|once)",
    GAINED=r"(?:w[oi]n(?:s|ning)?|lift(?:s|ed|ing)?|claim(?:s|ed|ing)?|captur(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|clinch(?:es|ed|ing)?|seal(?:s|ed|ing)?|retain(?:s|ed|ing)?|tak(?:e|es|en|ing)|took)",
    PRIZE=(
        r"(?:(?:the |their |its |an? |that |this )?(?:(?:PEOPLE|uefa|continental|COMP|[a-z]+'s) ){0,2}(?:COMP|titles?|crowns?|championships?|trophy|cups?|competition|tournament|scudett[oi]|double)"
        r"(?: titles?| crowns?| trophy| championships?)?|it|them)"
    ),
    MANNER=r"(?:(?:,? (?:a|the))?(?: (?:record|club-record|unprecedented|remarkable|record-(?:breaking|equalling|extending)|competition-record))?)",
)
_OF = r"(?: of (?:the )?(?P<of>COMP|europe|asia|africa|south america|north america|the world|world|CLUB|GROUND|PERSON|[a-z]+))?"
_COUNTS = (
    # "Four-time champions Brazil", "twice holder of the trophy", "a five-time winner".
    rf"\b(?P<n>OFTEN)[ -](?:(?P<what>COMP|PEOPLE|african|asian|continental)[ -])?(?:champions?|winners?|holders?)\b{_OF}(?: (?P<team>CLUB))?",
    # "Have won the Cup a record 11 times", "won it twice".
    r"\bGAINED (?P<what>PRIZE)MANNER,? (?:only |just |already )?(?P<n>OFTEN)\b(?! (?:in|this|since|over))",
    r"\b(?:have|has|had|having)? ?(?P<n>OFTEN) (?:won|lifted|claimed|taken|been) (?:the |their )?(?P<what>PRIZE|champions|winners|holders)",
    r"\b(?:winners|champions|holders)(?: of (?:the )?(?P<what>COMP|cup|trophy|title))? (?:a record )?(?P<n>OFTEN)\b",
    # "The World Cup, which they won three times".
    r"(?P<what>COMP),? (?:which|that|a \w+) (?:they|it|CLUB|he) (?:have |has |had |also )*won (?P<n>OFTEN)\b",
    # "Won the title for the third time", "champions for the fifth time".
    r"\b(?:GAINED (?P<what>PRIZE)|(?:(?P<what2>COMP|PEOPLE) )?(?:champions?|winners?)(?: of (?:the )?(?P<of>COMP|europe|asia|africa|south america|the world|world|england|spain|germany|west germany|italy|france|[a-z]+))?)"
    r"[^.;,]{0,25}? for (?:only |just )?(?:the|an?) (?:record[a-z-]* )?(?P<n>ORD)(?P<row> (?:successive|consecutive|straight))? (?:time|year|season)\b(?! (?:in|since|for) (?:NUM|\d|a |more|(?:18|19|20)\d\d))(?P<row2>(?: running| in a row| in succession)?)",
    # "Their 18th league championship", "a third successive first division League title".
    r"(?<![a-z])(?:their|an?|the(?: (?:club|team|side)'s)?|his side's|its|CLUB's?|(?:this|that|it) (?:is|was) (?:the |their |a )?) ?(?:[a-z]+-)?(?:record[a-z-]* |historic |[a-z]+ed )?(?P<n>ORD)(?P<row> (?:successive|consecutive|straight))? (?:(?:[a-z-]+|COMP) ){0,3}?(?P<what>(?:COMP|PEOPLE|continental) TITLE|TITLE|COMP(?=[.,;]| and| in | on | with| by| to |$))\b(?P<row2> (?:in a row|running|in succession|on the trot))?"
    r"(?! (?:race|tie|match|final|bid|semi|quarter|draw|game|round|exit|run|defeat|win|holders?|winners?))(?: in (?P<span>NUM) (?:years|seasons))?",
    # "The third time they have been champions of Europe".
    rf"(?P<n>ORD) time (?:that )?(?:TEAM |the club |the \w+ )?(?:have |has |had )?(?:been |become |became |won |lifted |were )(?:crowned )?(?:the )?(?:champions{_OF}|(?P<what>(?:COMP|PEOPLE) (?:champions|TITLE)|TITLE|COMP))",
    # "With 13 league titles", "winners of six European Cups".
    r"\b(?P<n>NUM|\d{1,2}) (?P<what>(?:(?:PEOPLE|COMP|major|domestic) )?(?:titles|crowns|championships|scudetti|european cups|world cups|league cups|cups)|COMP (?:titles|crowns|wins|triumphs))\b(?P<row2> (?:in a row|running|in succession|on the trot))?(?: in (?P<span>NUM) (?:years|seasons))?",
    r"\bGAINED (?:the )?(?P<what>PRIZE) (?P<n>NUM|\d) (?P<row>(?:years|times|seasons) (?:running|in a row|in succession))",
)  # fmt: skip
# "Have never won the trophy", "yet to win the Cup".
_NEVER = r"\b(?:(?:have|has|had) never(?: yet)? (?:won|lifted|claimed)|(?:have|has) (?:still )?yet to (?:win|lift)|never (?:champions|winners))(?: (?P<what>PRIZE)|(?= of| in|[.,;]|$))(?! (?:at|in|on|match|game|tie|away|against|here|there))"
_AHEAD = re.compile(
    r"\b(?:chas\w+|seek\w*|bid\w*|towards?|closer to|hunt\w*|on course|edge\w*|closing in|close to|target\w*|after|for|quest|hop\w+|aim\w*|guarantee|certain of|verge|win|wins?|claim|would|will|can|could|clinch|secure|brink|way to|march\w*)\b[^.;,]{0,30}$"
)
_TITLES = re.compile(
    r"champion|winner|holder|title|crown|cup|troph|scudett|won|win|[\uec00-\uefff]"
)
_THEIRS = pattern(r"(?:their|its|the (?:club|team|side)'s|CLUB's?) ")
_BOTH = re.compile(r"\b(?:both|the two) (?:sides|teams|clubs|countries|nations|finalists)\b")


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of how often a title was won in one sentence."""
    if _TITLES.search(g.plain) is None:
        return
    taken: list[tuple[int, int]] = []
    for source in _COUNTS:
        for m in g.every(source):
            if any(a < m.end() and m.start() < b for a, b in taken):
                continue
            for claim in _count(g, ctx, m):
                taken.append((m.start(), m.end()))
                yield claim
    for m in g.every(_NEVER):
        clubs, _, _ = candidates(g, ctx, m.start())
        competition = _competition(g, ctx, m, m["what"] or "")
        readings = [Reading(team=c, competition=competition, number=0) for c in clubs]
        if readings and (competition or m["what"]):
            yield make("title_count", g, m.start(), m.end(), readings, firm=False)


def _count(g: Gloss, ctx: Context, m: re.Match[str]) -> Iterator[Claim]:
    groups = m.groupdict()
    written = re.sub(r"[- ]times?$", "", m["n"])
    number = 3 if written == "thrice" else figure(written)
    what = groups.get("what") or groups.get("what2") or ""
    lead = g.plain[max(0, m.start() - 40) : m.start()]
    if number is None or number > 60 or (number < 2 and not what and not groups.get("of")):
        return
    if written.isdigit() and number > 40:
        return
    if re.fullmatch(r"it|them|.*double", what.strip()) and not re.search(r"cup|title|troph|champion|final|[\uec00-\uefff]", g.plain[: m.start()]):  # fmt: skip
        return
    clubs, sure = _winners(g, ctx, m)
    ahead = hedged(lead) or _AHEAD.search(lead) is not None
    row = (groups.get("row") or "") + (groups.get("row2") or "")
    word = " ".join(x for x, told in (("ahead", ahead), ("row", row.strip())) if told)
    if groups.get("span"):
        word += f":in:{number_of(groups['span'] or '')}"
    competition = _competition(g, ctx, m, what)
    if "." in competition and not sure and _THEIRS.match(m[0]):
        # Whoever is meant: it must be wrong of everybody.
        clubs = tuple(dict.fromkeys((*clubs, *everybody(g, ctx, m.start()))))
        sure = not g.signs("name")
    readings = [Reading(team=c, competition=competition, number=number, word=word) for c in clubs]
    if readings:
        yield make("title_count", g, m.start(), m.end(), readings, firm=sure and bool(competition))


def _winners(g: Gloss, ctx: Context, m: re.Match[str]) -> tuple[Sequence[Club], bool]:
    """Whose titles are counted: named in the words or beside them, else whoever can be meant."""
    if m.groupdict().get("team"):
        return ctx.team(g, m.start("team"), m.end("team")), True
    beside = pattern(
        r"(?P<t>CLUB)(?:,| \()? ?(?:(?:who|which|the|an?|also|already|have|has|had|were|are|is|record|themselves) )*$"
    ).search(g.plain, max(0, m.start() - 40), m.start())
    after = pattern(r",? (?:EPITHETS)?(?P<t>CLUB)").match(g.plain, m.end())
    for one in (beside, after):
        if one is not None:
            clubs = ctx.team(g, one.start("t"), one.end("t"))
            if clubs:
                return clubs, one is beside and len(clubs) == 1
    if _BOTH.search(g.plain, 0, m.start()):
        return ctx.sides, False
    clubs, sure = whose(g, ctx, m)
    here = [c for _, x in g.signs("club") for c in x.clubs]
    return tuple(dict.fromkeys((*clubs, *here, *ctx.sides))), sure and len(clubs) == 1


def _competition(g: Gloss, ctx: Context, m: re.Match[str], what: str) -> str:
    """The title that is meant: an id, "european", "country:es", "league", "cup", "continental", or ""."""
    of = m.groupdict().get("of") or ""
    named = g.mention(of)
    if named is not None and named.kind != "competition":
        of = named.text.lower()
    country = country_of(of)
    if country:
        return f"country:{country}"
    if of == "europe":
        return "european"
    if of in ("asia", "africa", "south america", "north america"):
        return "continental"
    if "world" in of:
        return "world"
    found = named_title(g, ctx, what or of)
    if found:
        return found
    for _, sign in g.signs("competition", m.start(), m.end() + 25):
        if ctx.competition(sign):
            return ctx.competition(sign)
    if re.search(r"\b(?:league|premiership|scudetto)\b", m[0]):
        return "league"
    return "cup" if re.search(r"\bcups?\b|trophy", m[0]) else ""
