"""Reading titles: champions, holders, who won what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchdesk.press.candidates import candidates
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.mentions import is_nation
from matchdesk.press.reference import Context, both, hedged
from matchdesk.press.subjects import make, subject

add_macros(
    TITLE=r"(?:titles?|crowns?|championships?|triumphs?|trophy|trophies|cups?|scudetto|scudetti)",
    PEOPLE=r"(?:european|spanish|english|italian|german|french|dutch|portuguese|belgian|scottish|turkish|greek|austrian|swiss|world|league|cup|domestic|national)",
)

COUNTRIES = {
    "spanish": "es", "english": "en", "italian": "it", "german": "de", "french": "fr", "dutch": "nl",
    "portuguese": "pt", "belgian": "be", "scottish": "sco", "turkish": "tr", "greek": "gr",
    "austrian": "at", "swiss": "ch",
}  # fmt: skip
"""Words of peoples, and the countries of their leagues."""

_HOLDERS = (
    r"(?:(?P<which>defending |reigning |current |deposed |outgoing )?(?P<what>PEOPLE|COMP)?[ -]?(?P<noun>champ(?:ion)?s?|holders?|cup holders|titleholders?|title-holders?|cup[- ]winners|(?<=[\uec00-\uefff][ -])winners)(?: |, (?:the )?(?=CLUB(?:[,.;]| \d| on| in| after|$)))(?P<team>CLUB)"
    r"|(?P<team2>CLUB), (?:the |who are the |who are |still |as )?(?P<which2>defending |reigning |current )?(?P<what2>PEOPLE|COMP)?[ -]?(?P<noun2>champ(?:ion)?s?|holders?|cup holders|title-?holders?|(?<=[\uec00-\uefff][ -])winners)(?=,|\.| )"
    r"|last (?:year's|season's|term's) (?:COMP |PEOPLE )?(?P<noun3>champions|winners|runners-up|beaten finalists|finalists) (?P<team3>CLUB)"
    r"|(?P<team4>CLUB), (?:the |who were )?last (?:year's|season's|term's) (?:COMP |PEOPLE )?(?P<noun4>champions|winners|runners-up|beaten finalists)"
    r"|(?P<b2b>back-to-back (?P<what3>COMP|league|european) (?:titles|crowns|championships|triumphs)))"
)
_CROWNED = (
    r"(?:(?:^|[.;,-] )(?=champions of )|\b(?:are|were|became|become|crowned|as|is))(?: now| duly| officially)? (?:the )?(?:new )?(?:crowned )?(?P<what>COMP|PEOPLE)? ?champions?(?: of (?:the )?(?P<of>COMP|CLUB|GROUND|PERSON|europe|the world|england|spain|germany|west germany|italy|france|[a-z]+))?"
    r"|\b(?:won|win|winning|lifted|clinched|claimed|captured|secured|sealed|retained|regained|took|take|snatched|pipped|had) (?:CLUB )?(?:the |their |a )?(?P<what2>COMP|(?:(?:PEOPLE|uefa) )?(?:title|cup|championship|crown)|scudetto|scudetti)(?: title| trophy| crown| championship)?(?![a-z])(?! (?:match|game|tie|semi|quarter|final|draw|winner|holder|place|race|lead|run|group|points))"
)
_ALREADY = r"\b(?:already|newly|now|been|were|was|officially|duly) crowned\b(?! (?:king|player))|\b(?:clinched|sealed|wrapped up|secured|won) (?:the |their |its )?(?:league |national |domestic )?(?:title|championship|scudetto)\b|\b(?:are|were|as|became|become) (?:already |now |the )?champions(?: again)?(?=[.,;]|$| for the| after| on)"
# What only a holder can do: defend a title, keep it, lose it.
_DEFENCE = (
    r"\b(?:defen[cs]e of|(?:hold|grip|grasp) on|reign as) (?:the |their |its |last season's )?(?P<what>COMP|(?:PEOPLE )?(?:title|cup|trophy|crown|championship))"
    r"|\b(?:keep|keeping|defend|defending|retain|retaining|surrender(?:ed|ing)?|relinquish(?:ed|ing)?) (?:the |their |its )(?P<what2>COMP|(?:PEOPLE )?(?:title|cup|trophy|crown|championship))(?: title| crown| trophy)?"
    r"|\b(?P<their>their|its|his side's|CLUB's) (?:[a-z-]+ ){0,4}?(?:title )?defen[cs]e of (?:the )?(?P<what3>COMP|(?:PEOPLE )?(?:title|cup|trophy|crown|championship))"
)
_LAST_YEARS = (
    r"\blast (?:year|season|term)'s (?P<what>COMP |PEOPLE )?(?P<n1>title|championship|league title|triumph|crown|trophy|double)\b"
    r"|\b(?:title|championship|crown|trophy|(?P<what2>COMP)) (?:that |which )?(?:they|it|he|CLUB) (?:had )?won last (?:year|season|term)\b"
    r"|\b(?:won|lifted|claimed|took) (?:the |their )?(?P<what3>COMP|(?:PEOPLE )?(?:title|championship|crown|trophy|cup))(?: title)? last (?:year|season|term|may|june)\b"
    r"|\b(?P<what4>COMP |PEOPLE )?champions last (?:year|season|term)\b"
)
_OF_NATION = r"(?P<nation>CLUB)'s? (?:current |reigning |new )?(?P<noun>champions?|cup holders)(?! (?:CLUB|of|league))"


def read(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """Claims of titles in one sentence."""
    yield from _holders(g, ctx)
    yield from _defended(g, ctx)
    yield from _crowned(g, ctx)
    yield from _already(g, ctx)


def named_title(g: Gloss, ctx: Context, what: str) -> str:
    """The competition that words name: an id, "european", "country:es", "league", or ""."""
    what = what.strip()
    for sign in what:
        named = g.mention(sign)
        if named is not None:
            return ctx.competition(named) or (named.ids[0] if named.ids else "")
    if "european" in what:
        return "european"
    if re.search(r"\b(?:continental|african|asian)\b", what):
        return "continental"
    for word, country in COUNTRIES.items():
        if word in what:
            return f"country:{country}"
    if "league" in what or "domestic" in what or "national" in what:
        return "league"
    if "world" in what:
        return "world"
    return ""


_OFTEN_OR_ONCE = re.compile(r"(?:-times?|\btimes?|\bformer|\bex|\bpast|\btwice|\bonce)[- ]$")


# "Stuttgart, champions in 2007".
_OF_A_YEAR = re.compile(
    r" (?:back )?(?:in|of|from) (?:the )?(?:(?:18|19|20)\d\d|\d\ds\b)| [a-z0-9]+ (?:years|seasons) ago"
)


def _holders(g: Gloss, ctx: Context) -> Iterator[Claim]:
    for m in g.every(_HOLDERS):
        groups = m.groupdict()
        if hedged(g.plain[max(0, m.start() - 25) : m.start()]):
            continue
        if _OFTEN_OR_ONCE.search(g.plain, max(0, m.start() - 16), m.start()):
            # "Four-time European champions Ajax" hold nothing now.
            continue
        if re.match(r" (?:(?:\d+|[a-z]+) times|twice|once)\b", g.plain[m.end() :]):
            # "Real Madrid, European Cup winners six times".
            continue
        if _OF_A_YEAR.match(g.plain, m.end()) or re.search(
            r"\b(?:19|20)\d\d(?:[-/]\d\d)? $", g.plain[: m.start()]
        ):
            # "The 1995 European Cup winners Ajax": of that year, which is read by itself.
            continue
        what = m["what"] or m["what2"] or m["what3"] or ""
        which = (m["which"] or m["which2"] or "").strip()
        if m["b2b"]:
            found, tight = subject(g, ctx, m.start())
            named = pattern(r"(?P<t>CLUB)'s?[^.;,]{0,40}$").search(g.plain[: m.start()])
            if named:
                found = ctx.team(g, named.start("t"), named.end("t"))
                tight = named.start()
            clubs = both(ctx, found, tight)
            which = "back-to-back"
        else:
            side = next(s for s in ("team", "team2", "team3", "team4") if groups.get(s))
            clubs = ctx.team(g, m.start(side), m.end(side))
        noun = m["noun3"] or m["noun4"] or ""
        if noun:
            which = "runners_up" if re.search(r"runner|finalist", noun) else "last"
        if not clubs:
            continue
        competition = named_title(g, ctx, what)
        if not competition and re.search(r"holders|cup winners", m[0]):
            competition = "cup"
        signs = g.signs("competition", m.start(), m.end())
        if signs and not what:
            competition = ctx.competition(signs[0][1])
        titles = _cups_of(g, ctx) if competition == "cup" else (competition,)
        readings = [Reading(team=c, competition=t, word=which) for t in titles for c in clubs]
        firm = bool(competition and competition != "world") and (
            competition in ("european", "cup") or bool(which) or "." in competition
        )
        if which in ("deposed", "outgoing"):
            firm = False
        yield make("title_holder", g, m.start(), m.end(), readings, firm=firm)


def _cups_of(g: Gloss, ctx: Context) -> tuple[str, ...]:
    """Cups of which holders can be, where the words beside do not say: those of the sentence, or in hand."""
    named = [ctx.competition(m) for _, m in g.signs("competition")]
    # Leagues have champions, and no holders.
    cups = [n for n in named if n and not re.search(r"\.\d$", n)]
    if cups:
        return tuple(dict.fromkeys(cups))
    hand = str(ctx.match.competition) if ctx.match is not None else ""
    return (hand, "cup") if hand else ("cup",)


def _defended(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A title that a side holds, told by what it does with it: "in defence of their crown"."""
    for source, word in ((_DEFENCE, "defending"), (_LAST_YEARS, "last"), (_OF_NATION, "defending")):
        for m in g.every(source):
            groups = m.groupdict()
            what = next(
                (groups[k] for k in ("what", "what2", "what3", "what4") if groups.get(k)), ""
            )
            competition = named_title(g, ctx, what or "")
            nation = g.mention(groups.get("nation") or "")
            if nation is not None and nation.clubs:
                if not is_nation(nation.clubs[0]):
                    continue
                competition = f"country:{nation.clubs[0].country}"
            elif not competition and re.search(r"\bcup\b|trophy", what or ""):
                competition = "cup"
            elif not competition:
                competition = "" if not re.search(r"champ", m[0]) else "league"
            clubs, _, _ = candidates(g, ctx, m.start())
            owner = pattern(r"(?P<t>CLUB)(?:'s?)? (?:[a-z-]+ ){0,4}$").search(g.plain, 0, m.start())
            if owner is not None and source is _DEFENCE:
                clubs = tuple(
                    dict.fromkeys((*ctx.team(g, owner.start("t"), owner.end("t")), *clubs))
                )
            readings = [Reading(team=c, competition=competition, word=word) for c in clubs]
            if readings:
                yield make("title_holder", g, m.start(), m.end(), readings, firm=False)


def _crowned(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A title won: "are Dutch champions for the third time in a row", "won the European Cup"."""
    for m in g.every(_CROWNED):
        first, _ = g.clause(m.start())
        if hedged(g.plain[max(first, m.start() - 30) : m.start()]) or re.search(
            r"\b(?:last|since|when they|who|ago|previous\w*|year|in (?:19|20)\d\d|to|could|can) ?$|\bin (?:19|20)\d\d",
            g.plain[max(0, m.start() - 16) : m.start()] + g.plain[m.end() : m.end() + 9],
        ):
            continue
        what = m["what"] or m["what2"] or ""
        of = m["of"] or ""
        competition = named_title(g, ctx, what or of)
        named = g.mention(of)
        if named is not None and named.kind != "competition":
            of = named.text.lower()
        country = _OF.get(of)
        if country:
            competition = f"country:{country}"
        elif of in ("europe",):
            competition = "european"
        elif "world" in of:
            competition = "world"
        elif not competition and re.search(r"\bcup\b", what):
            competition = "cup"
        elif not competition and m["what2"] and re.search(r"title|crown|champ|scud", what):
            competition = "league"
        clubs, _, _ = candidates(g, ctx, m.start())
        inside = g.signs("club", m.start(), m.end())
        if inside and inside[0][1].clubs:
            clubs = inside[0][1].clubs
        readings = [Reading(team=c, competition=competition, word="won") for c in clubs]
        if readings and (competition or m["of"] or what):
            yield make("title_holder", g, m.start(), m.end(), readings, firm=False)


_OF = {
    "england": "en", "spain": "es", "germany": "de", "west germany": "de", "italy": "it", "france": "fr",
    "scotland": "sco", "portugal": "pt", "belgium": "be", "turkey": "tr", "greece": "gr", "austria": "at",
    "switzerland": "ch", "holland": "nl",
}  # fmt: skip


def country_of(words: str) -> str:
    """The country of the league whose champions words like "England" mean, "" for none."""
    return _OF.get(words, "")


def _already(g: Gloss, ctx: Context) -> Iterator[Claim]:
    """A league that is won: "already crowned", "clinched the title"."""
    for m in g.every(_ALREADY):
        near = g.plain[max(0, m.start() - 30) : m.start()] + g.plain[m.end() : m.end() + 16]
        if (
            hedged(near)
            or re.search(r"\b(?:to|can) $", g.plain[: m.start()])
            or re.search(r"\b(?:last|since|when|ago|previous\w*|(?:19|20)\d\d|before)\b", near)
        ):
            continue
        clubs, _, _ = candidates(g, ctx, m.start())
        readings = [Reading(team=c, competition="league", word="won") for c in clubs]
        if readings:
            yield make("title_holder", g, m.start(), m.end(), readings, firm=False)
