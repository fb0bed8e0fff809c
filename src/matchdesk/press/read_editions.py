"""Reading past editions: "winners in 1992", "who last won it in 2002", "the beaten finalists of 2006"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.core.match import Club
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.read_titles import named_title
from matchdesk.press.reference import Context, hedged
from matchdesk.press.subjects import make, subject

_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_WHO = (
    r"(?P<won>winners?|champions?|holders)|(?P<lost>(?:beaten |losing |defeated )?finalists?|runners-up|runner-up)|"
    r"(?P<semi>(?:beaten |losing )?semi-?finalists?)|(?P<quarter>(?:beaten |losing )?quarter-?finalists?)"
)
_EDITIONS = (
    # "…, winners in 1992", "the champions in 1998 and 2000", "Europa League winners of 2010".
    rf"\b(?:(?P<what>COMP|european|league|cup|world) )?(?:{_WHO}) (?:back )?(?:in|of) (?:the )?{_YEAR}(?:-\d\d)?",
    # "The 2006 World Cup finalists", "2010 winners Inter".
    rf"\b{_YEAR}(?:-\d\d)? (?:(?P<what>COMP|european|league|cup|world) )?(?:{_WHO})(?: EPITHETS(?P<team>CLUB))?",
    # "Who last won the World Cup in 2002", "won the cup in 1998".
    rf"\b(?P<won>(?:last )?(?:won|lifted|claimed|took)) (?:the |their (?:only |first |last )?)?(?P<what>COMP|(?:european |league |world )?(?:title|cup|crown|championship)|trophy|it|scudetto)(?: title| crown| trophy)?,? (?:back )?in {_YEAR}",
    # "Their last title in 1998", "2008, the year of their last title".
    rf"\b(?P<won>(?:their|its|his side's|the club's|CLUB's) last) (?P<what>COMP|(?:PEOPLE )?(?:league |cup )?(?:title|crown|championship|triumph|trophy|scudetto))(?: title)?,? (?:was |came |coming |had come |won )?(?:back )?in {_YEAR}",
    rf"\b{_YEAR},? (?:the year )?(?:of|when they won) (?P<won>(?:their|its|his side's|the club's|CLUB's) last) (?P<what>COMP|(?:PEOPLE )?(?:league |cup )?(?:title|crown|championship|triumph|trophy|scudetto))",
    # "The World Cup, which they won in 1930 and 1950"; "have not won the trophy since 1993".
    rf"(?P<what>COMP),? (?:which|that) (?:they|it|he|CLUB) (?:had |have )?(?P<won>(?:last )?won) in {_YEAR}",
    rf"\b(?:have|has|had) (?:not|n't|never) (?P<won>(?:won|lifted)) (?:the |a |their )?(?P<what>COMP|(?:european |league |world )?(?:title|cup|crown|championship)|trophy|it|scudetto)(?: title| trophy)? since {_YEAR}",
    rf"\b(?P<lost>(?:lost|beaten in) (?:the |in the )?(?:(?P<what>COMP) )?final) (?:back )?in {_YEAR}",
)
# "…, champions in 1998, 2000 and 2004": the other years of a list.
_MORE = re.compile(r"(?:, | and |, and )((?:18|19|20)\d\d)\b(?!-\d)")


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of who won, or lost in the last rounds, in a year that the words name."""
    if re.search(r"\b(?:18|19|20)\d\d\b", g.plain) is None:
        return
    yield from _not_since(g, ctx)
    for source in _EDITIONS:
        for m in g.every(source):
            if hedged(g.plain[max(0, m.start() - 25) : m.start()]):
                continue
            groups = m.groupdict()
            clubs: Sequence[Club]
            tight: int | None
            if groups.get("team"):
                clubs, tight = ctx.team(g, m.start("team"), m.end("team")), m.start()
            else:
                clubs, tight = _whose(g, ctx, m)
            what = groups.get("what") or ""
            competition = named_title(g, ctx, what)
            if not competition and re.search(r"\bcup\b|trophy", what):
                competition = "cup"
            if not competition and re.search(r"title|championship|scudetto|crown", what):
                competition = "league"
            word = next(k for k in ("won", "lost", "semi", "quarter") if groups.get(k))
            if word == "won" and re.search(r"\blast\b|\bsince\b", m[0]):
                word = "last_won"
            if m[0].startswith(m["year"]) and not groups.get("team"):
                # "Dominance by the 2010 champions": of somebody else, as like as not.
                tight = None
            of_league = competition == "league" and word == "last_won"
            firm = tight is not None and (not what or "." in competition or of_league)
            years = [(int(m["year"]), m.start(), m.end())]
            at = m.end()
            while (
                word not in ("semi", "last_won") and (more := _MORE.match(g.plain, at)) is not None
            ):
                years.append((int(more[1]), more.start(1), more.end()))
                at = more.end()
            for year, start, end in years:
                readings = [
                    Reading(team=c, competition=competition, number=year, word=f"{word}_in")
                    for c in clubs
                ]
                if readings:
                    yield make("title_holder", g, start, end, readings, firm=firm)


# "Have won the Cup five times, but not since 1954".
_NOT_SINCE = (
    r"\b(?:won|lifted|claimed|taken) (?:the |their )?(?P<what>COMP|(?:PEOPLE )?(?:title|cup|crown|championship|league|trophy|scudetto))(?: title| trophy| crown)?[^.;]{0,30}?"
    rf"(?P<told>(?:,| -)? ?(?:but|though|yet|and)? ?(?:not|never|none|the last)(?: [a-z]+){{0,2}} (?:since|in) {_YEAR})"
)


def _not_since(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """The last title of several, told as the year since which there was none."""
    for m in g.every(_NOT_SINCE):
        clubs, tight = _whose(g, ctx, m)
        competition = named_title(g, ctx, m["what"])
        if not competition:
            competition = "cup" if re.search(r"\bcup\b|trophy", m["what"]) else "league"
        readings = [
            Reading(team=c, competition=competition, number=int(m["year"]), word="last_won_in")
            for c in clubs
        ]
        if readings:
            yield make(
                "title_holder", g, m.start("told"), m.end(), readings, firm=tight is not None
            )


def _whose(g: Gloss, ctx: Context, m: re.Match[str]) -> tuple[Sequence[Club], int | None]:
    """The side named right before ("Parma, winners in 1993"), else the subject."""
    named = pattern(
        r"(?P<t>CLUB)(?:,| \()? (?:who |which )?(?:were |are |have |had |the |also |twice )*$"
    ).search(g.plain, max(0, m.start() - 30), m.start())
    if named is not None:
        return ctx.team(g, named.start("t"), named.end("t")), named.start()
    after = pattern(r",? EPITHETS(?P<t>CLUB)").match(g.plain, m.end())
    if after is not None:
        return ctx.team(g, after.start("t"), after.end("t")), m.start()
    return subject(g, ctx, m.start())
