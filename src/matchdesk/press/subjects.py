"""Who a sentence speaks of: the side that a verb or a noun of a result is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchdesk.core.match import Club
from matchdesk.press.bystanders import beside
from matchdesk.press.claim import Claim, Reading
from matchdesk.press.gloss import MACROS, Gloss, add_macros, pattern
from matchdesk.press.reference import Context

add_macros(
    BEATEN=(
        r"(?:beaten|defeated|thrashed|hammered|edged(?: out)?|overcome|stunned|shocked|crushed|"
        r"routed|demolished|outclassed|humiliated|humbled|sunk|trounced|thumped|downed|overpowered|"
        r"outplayed|dispatched|despatched|dumped|undone|punished|pipped|mauled|battered|swept aside|brushed aside|"
        r"blown away|torn apart|taken apart|sent packing|knocked out|put out|eliminated|ousted|toppled|upset|walloped|"
        r"whipped|slaughtered|annihilated|destroyed|dismantled|embarrassed|seen off|shut out|blanked|turned over|caught out|floored|"
        r"put to the sword|put to flight|outgunned|outscored|outfought|subdued|conquered|vanquished|squeezed out|felled)"
    ),
    BEAT=(
        r"(?:(?<=to )(?:defeat|hammer|thrash|crush|stun|shock|rout|demolish|outclass|humiliate|humble|sink|thump|trounce|overpower|outplay|pip|whip|wallop|destroy|batter|"
        r"maul|eliminate|topple|upset|oust|brush aside|sweep aside|squeeze past|get past|knock out|down)|beat|beats|beating|defeat(?:s|ed|ing)|thrash(?:es|ed|ing)|hammer(?:s|ed|ing)|"
        r"edg(?:e|es|ed|ing)(?: past| out)?|overc[ao]m(?:e|es|ing)|s(?:ee|aw|eeing) off|"
        r"stun(?:s|ned|ning)|shock(?:s|ed|ing)|crush(?:es|ed|ing)|rout(?:s|ed|ing)|"
        r"demolish(?:es|ed|ing)|brush(?:es|ed|ing) aside|outclass(?:es|ed|ing)|"
        r"humiliat(?:e|es|ed|ing)|humbl(?:e|es|ed|ing)|sank|sink(?:s|ing)|"
        r"d[ei]spatch(?:es|ed|ing)|trounc(?:e|es|ed|ing)|thump(?:s|ed|ing)|"
        r"overpower(?:s|ed|ing)|down(?:s|ed|ing)|outplay(?:s|ed|ing)|pip(?:s|ped|ping)|"
        r"(?:swept|sweep|eased?|squeezed?|scraped?|cruised?|stroll(?:ed)?|breezed?|got|ran|"
        r"romped|powered|nudged|squeaked|inched|edged|battled|fought|sneaked|slipped|crept|raced|stormed|sailed|surged|"
        r"ground|coasted|marched|swaggered|squeezing|scraping|cruising|easing|sweeping|getting|edging|battling|slipping|racing|sailing) past|won (?:\w+ )?(?:at|against|over)|"
        # "Had drawn with A and beaten B".
        r"(?:(?<=and )|(?<=but )|(?<=also ))(?:beaten|defeated|seen off|put out|overcome|knocked out|thrashed|edged|stunned)(?= (?:(?!finalists|semi)[a-z-]+ )?CLUB)|"
        r"(?:have|has|had|having) (?:already |also |just |only |once |\w+ly )?(?:beaten|seen off|put out|overcome)|put(?:s|ting)? out|shut(?:s|ting)? out|blank(?:s|ed|ing)|oust(?:s|ed|ing)|toppl(?:e|es|ed|ing)|upset(?:s|ting)?|conquer(?:s|ed|ing)|vanquish(?:es|ed|ing)|"
        r"whipp?(?:s|ed|ing)|wallop(?:s|ed|ing)|slaughter(?:s|ed|ing)|annihilat(?:e|es|ed|ing)|destroy(?:s|ed|ing)|"
        r"dismantl(?:e|es|ed|ing)|embarrass(?:es|ed|ing)|maul(?:s|ed|ing)|batter(?:s|ed|ing)|floor(?:s|ed|ing)|"
        r"subdu(?:e|es|ed|ing)|outgunn?(?:s|ed|ing)|outfought|outscor(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|"
        r"shad(?:e|es|ed|ing)(?: a (?:[a-z-]+ )?(?:match|game|contest|encounter) (?:with|against))?|"
        r"account(?:s|ed|ing) for|dispos(?:e|es|ed|ing) of|(?:g[eo]t|gets|getting|had|have|having|has) the (?:better|best|measure) of|"
        r"(?:came|come|comes|coming) out on top (?:against|over)|(?:came|come) out ahead of|"
        r"(?:prove[ds]?|proving|were|was|are|is|looked|look) (?:far |much |simply |just )?too (?:strong|good|much|hot|quick|powerful|sharp|clever) for|"
        r"m(?:ade|akes?|aking) (?:short|light|easy) work of|m(?:ade|akes?|aking) light of|g[oi]v(?:e|es|ing) (?:a lesson to|a beating to)|t(?:ook|akes?|aking) (?:apart|care of|the points (?:from|off))|"
        r"overwhelm(?:s|ed|ing)|overr[ua]n(?:s|ning)?|swamp(?:s|ed|ing)|smash(?:es|ed|ing)|flatten(?:s|ed|ing)|blitz(?:es|ed|ing)|steamroller(?:s|ed|ing)|"
        # "Outmuscled Brighton 3-1": whatever the verb.
        r"(?!(?:fac|play|host|visit|join|follow|welcom|entertain|frustrat|match|equal|level|help|guid|fir|steer|lift|inspir|head|turn|mov|hand|award|nam|trail|"
        r"return|reward|need|watch|reach|need|pegg|rescu|sav|earn|secur|gain|deni|stopp|hold|peg|mark|end|put|against|propell|catapult|carri|tak|sink|provid)\w*ed\b)"
        r"\b[a-z]{4,}ed(?= (?:the |neighbours |rivals |champions )?CLUB,? \(?\d{1,2}-\d{1,2})|"
        r"knock(?:s|ed|ing) out|t[oe]ar(?:s|ing)? apart|tore apart|turn(?:s|ed|ing) over|ran riot against|cruised? to victory over)"
    ),
    LOST=(
        r"(?:lost|lose|loses|losing|went down|go down|going down|fell|fallen|falling|slipped|"
        r"slipping|succumbed|succumbing|slumped|slumping|crashed|crashing|crash|succumb|slump|lost out|losing out|lose out|"
        r"tumbled|tumbling|stumbled|stumbling|crumbled|capitulated|capitulating|bowed(?: out)?|went under|"
        r"(?:came|come|coming) (?:off|out) second best|were second best|tasted defeat|surrendered)"
    ),
    WON=r"(?:won|win|wins|winning|triumphed|triumphing|triumph|triumphs|prevailed|prevail|prevailing|ran out|run out|running out|were victorious)",
    DREW=r"(?:drew|draw|draws|drawing|drawn|tied|tying|held|shared|were held|was held|finished|ended)",
    WINNOUN=r"(?:win|victory|triumph|success|winners?|victors?|conquerors?|rout|thrashing|hammering|demolition|mauling|drubbing|romp|stroll)",
    LOSSNOUN=r"(?:defeat|loss|reverse|setback|beating|humiliation|hiding|humbling|reversal|upset)",
    DRAWNOUN=r"(?:draw|stalemate|deadlock|tie)",
    AGG=r"(?:agg\b|aggregate|overall\b|(?:the )?two legs|both legs|(?:the )?two matches|(?:the )?two games)",
    HALF=r"(?:half-?time|half time|the break|the interval|break|interval|the turnaround|ht)",
)

_TEAM_IN_PLACE = (
    r"(?P<prep>\b(?:(?:to|against|by|over|at|with|v|from|of|past|than|for|in|on|into|behind|above|below|"
    # "Over managerless QPR", "at improving QPR": their epithets belong to them.
    r"off|beyond) |(?:over|against|past|at|by) (?:the )?(?:[a-z]+ly )?[a-z-]+(?:less|ing|ed|ly|ous|ful|ive|ish|ant|ent|al|bound|hit) "
    # "Stumbled against a hard-fighting Dortmund and lost".
    r"|(?:over|against|past|by|to|with|at) an? (?:[a-z-]+ ){1,2}?(?=CLUB)"
    # "A draw against midtable Getafe, extending its winless streak".
    r"|(?:over|against) (?:(?!(?:and|but|or|when|while|who|which|that|as|with|it|them|him|to|in|on|of|for|at|time|half|minutes?|all)\b)[a-z-]+ ){1,2}?(?=CLUB)))?(?P<team>TEAM)"
)
# Verbs whose object stands right after them, so that it is no subject.
_OBJECT = re.compile(
    rf"\b(?:{MACROS['BEAT']}|(?:face|faces|faced|facing|host|hosts|hosted|hosting|meet|met|visit|visited|"
    r"hand|handed|handing|give|gave|given|giving|put|sent|send|sending|leave|left|leaves|leaving|saw|see|"
    r"took|take|takes|lift|lifts|lifted|help|helped|helps|keep|keeps|kept|make|made|hit|stop|stopped|"
    r"join|joined|leapfrog\w*|move|moved|moves|pass|passed|level with|knock|knocked|dump|dumped|denied|"
    r"deny|denying|earn|earned|fire|fired|guide|guided|inspire|inspired|steer|steered|lead|led|rescue|"
    r"rescued|hold|held|play|plays|played|playing|frustrat\w+|catch|caught|follow|followed|missed)) "
    # "Beat South American champions San Lorenzo".
    r"(?:(?!(?:and|but|or|to|by|at|of|in|on|over|against|with|from|for|as|than|past|when|while|who|which|that|if|"
    r"after|before|so|yet|because|since|until|where|though|although|then|now)\b)(?:[a-z][a-z'-]*\.?|[\ue400-\ue7ff](?:'s)?) ){0,3}$"
)


def subject(
    g: Gloss, ctx: Context, at: int, without: Sequence[Club] = (), *, verb: bool = True
) -> tuple[tuple[Club, ...], int | None]:
    """Who a verb or noun at a place is said of.

    ``verb``: it is a verb. A noun ("with a 2-1 victory") is surely of a side only if no other is
    named before it.

    Returns the clubs, the likeliest first, and where the subject begins if it stands right before
    (then it is the only reading), else None.
    """
    if len(without) > 1:
        without = ()
    by = beside(g)
    teams = [
        m for m in g.every(_TEAM_IN_PLACE)
        if m.end() <= at and not _aside(g, m, at)
        and not any(m.start("team") <= place < m.end("team") for place in by)
    ]  # fmt: skip
    last = next((m for m in reversed(teams) if _told_of(g.plain, m.end(), at)), None)
    if last is not None and (last is teams[-1] or _RELATIVE.match(g.plain, last.end())):
        # "…, who lead the table", "who drew with Blackpool and are second": of the side before the
        # clause, whatever it is there for.
        whose = ctx.team(g, last.start("team"), last.end("team"))
        whose = tuple(c for c in whose if c not in without)
        sure = len(whose) == 1 and NAMED.search(last["team"]) is not None
        return whose, last.start("team") if sure else None
    opened = _still_told_of(g, teams, at)
    if opened is not None:
        # "From Peterborough, who drew 2-2 with Blackpool and are third": of Peterborough.
        whose = ctx.team(g, opened.start("team"), opened.end("team"))
        if len(whose) == 1 and whose[0] not in without:
            return whose, opened.start("team")
    if teams:
        # "In Barcelona's 7-0 win": theirs, whatever governs them.
        owner = teams[-1]
        if _OWNS.fullmatch(g.plain, owner.start("team"), at):
            whose = tuple(
                c for c in ctx.team(g, owner.start("team"), owner.end("team")) if c not in without
            )
            if len(whose) == 1:
                return whose, owner.start("team")
    before = None
    named: list[Club] = []
    governed = -1
    for m in teams:
        if (
            governed >= 0
            and not _with_first(g.plain, m)
            and not _VERB_NEXT.match(g.plain, m.end())
            and re.fullmatch(r"(?:,|,? and|,? or) (?:the )?", g.plain[governed : m.start()])
        ):
            # "Drew with Portugal and Hungary": of a list that stands behind a preposition.
            governed = m.end()
            continue
        governed = m.end() if m["prep"] and not _with_first(g.plain, m) else -1
        if (m["prep"] and not _with_first(g.plain, m)) or _OBJECT.search(
            g.plain[: m.start("team")]
        ):
            continue
        if m["team"].endswith("'s") and re.search(r"\b[a-z]+ing $", g.plain[: m.start("team")]):
            # "Equalling Arsenal's record, and have": whose record it is.
            continue
        if before is not None and pattern(r",? SCORE(?:,| and\b)").match(g.plain, m.end()):
            # "Had beaten Bulgaria, 3-0, and Greece, 2-0, and lost": one more of whom they beat.
            continue
        before = m
        if NAMED.search(m["team"]):
            named += ctx.team(g, m.start("team"), m.end("team"))[:2]
    if before is None:
        return tuple(c for c in ctx.pronoun(g, at) if c not in without), None
    clubs = tuple(
        c for c in ctx.team(g, before.start("team"), before.end("team")) if c not in without
    )
    if not clubs and pattern("PERSON's").search(before["team"]):
        return (), None
    between = g.plain[before.end() : at]
    put_in = _RELATIVE.match(between)
    between = between[put_in.end() :] if put_in is not None else between
    if any(x.kind == "name" for _, x in g.signs("name", before.end(), at)) and not re.search(
        r"^,", between
    ):
        # Somebody whom the ledger does not know stands nearer to the verb.
        return tuple(dict.fromkeys((*clubs, *ctx.pronoun(g, at)))), None
    near = not pattern(
        r"[;:]|\b(?:while|who|which|whose|as|when|where|with (?:CLUB|PERSON|their|his|the))\b"
    ).search(between)
    # Or the sentence has one side as a subject so far, and goes on with another verb of it.
    alone = len(set(named)) == 1 and _GOES_ON.search(between) is not None
    only = {m.clubs[0] for _, m in g.signs("club", 0, at) if m.clubs} <= {*clubs}
    if len(clubs) == 1 and clubs[0] in named and (near or alone) and (verb or only):
        return clubs, before.start("team")
    order = (*clubs, *(c for c in ctx.pronoun(g, at) if c not in without))
    return tuple(dict.fromkeys(order)), None


# "Dortmund, who were nine points clear, slipped": what is put in tells of the same side.
_RELATIVE = re.compile(r",? (?:who|which|whose)\b[^,;.]{1,90}, ")
_OWNS = pattern(r"CLUB(?:'s|') (?:[a-z]+ ){0,2}")


def past_relative(plain: str, start: int) -> int:
    """Where the words about a side go on after what is put in about it, its own place if nothing is."""
    put_in = _RELATIVE.match(plain, plain.find(",", start, start + 40))
    return put_in.end() if put_in is not None else start


_VERB_NEXT = re.compile(
    r" (?:also |both |all |then |duly |now |still |only |could |who )*(?:lost|won|beat|drew|were|are|was|is|have|has|had|went|go|came|come|"
    r"finished|finish|moved|move|stay|stayed|remain|slipped|climbed|dropped|fell|held|took|scored|thrashed|crushed|edged|"
    r"suffered|needed|saw|led|lead|host|visit|play|face|travel|entertain|welcome|receive|meet|take|go|head|tackle|await|beat|win|lose|draw)\b"
)


def _with_first(plain: str, m: re.Match[str]) -> bool:
    """True for "With Barcelona 19 points ahead", "with Villa coming from behind": there the name is a subject."""
    if m["prep"] != "with ":
        return False
    before = plain[: m.start()].rstrip()
    return (
        not before
        or before[-1] in ',;."(-'
        or before.endswith(" and")
        or _DOING.match(plain, m.end()) is not None
    )


_DOING = re.compile(
    r" (?:[a-z]+ly )?(?:com|scor|winn|los|beat|draw|go|tak|hold|hitt|fight|pull|turn|mov|clos|open|gett|mak|run|eas|slipp|crash|claim|earn|record|suffer)ing\b"
)


_ASIDE = r"(?:CLUB|TEAM), (?:who|whose|which)\b[^,;]{1,90}, (?!(?:the )?(?:CLUB|PERSON))"


def _aside(g: Gloss, m: re.Match[str], at: int) -> bool:
    """True for a side of a clause put in: "Liverpool, who needed City to slip up, finished …"."""
    if ", wh" not in g.plain:
        return False
    return any(
        told.start() < m.start("team") < told.end() <= at and m.start("team") != told.start()
        for told in g.every(_ASIDE)
    )


_TOLD_OF = re.compile(
    # "A win over Leganés which takes them": of the winners.
    r",? (?:who|which(?! (?:also |now )?(?:tak|took|extend|stretch|prolong|increas|end(?:ed|s)|cut|widen|clos|lift|mov|put|leav|left|see|saw|keep|kept|mean|sen[dt]|ensur|mad|mak|g[ai]v|earn|rais|carr|br[io]|help|allow|prov|suffic|was enough|is enough|were enough)\w*)|that|now|currently|still|languishing|sitting|lying|standing|stuck|placed|struggling|"
    r"rooted|perched|beaten|eliminated|knocked)\b"
)


_RELATIVE = re.compile(r",? (?:who|which)\b")


def _told_of(plain: str, end: int, at: int) -> bool:
    """True if what stands at a place is part of a clause that tells of the name before it."""
    return (
        _TOLD_OF.match(plain, end) is not None and re.search(r"[,.;]", plain[end + 1 : at]) is None
    )


def _still_told_of(g: Gloss, teams: Sequence[re.Match[str]], at: int) -> re.Match[str] | None:
    """The club of a clause "who … and are" that goes on up to a place, past sides it was played with."""
    for m in teams[-2:-4:-1]:
        rest = g.plain[m.end() : at]
        if re.match(r", (?:who|which) ", rest) is None:
            continue
        later = [x for x in teams if x.start() > m.start()]
        if (
            NAMED.search(m["team"]) is not None
            and re.search(r"[,.;]", rest[1:]) is None
            and re.search(
                r" (?:and|but) (?:now |still )?(?:are|have|is|has|lie|sit|stand|remain|stay)(?: now| still| on)? $",
                rest,
            )
            and all(x["prep"] or _OBJECT.search(g.plain[: x.start("team")]) for x in later)
        ):
            return m
    return None


_GOES_ON = re.compile(
    r"(?:,|\band|\bbut|\bthen)(?: (?:also|then|duly|so|now|still|have|had|has|are|is|were|was|went|go|goes|remain(?:ed|s)?|"
    r"stay(?:ed|s)?|sit|sits|lie|lies|stand|stands|mov(?:e|ed|es)|climb(?:ed|s)?|drop(?:ped|s)?|slip(?:ped|s)?|finish(?:ed)?))* $"
    r"|\b(?:this|it) (?:was|is) (?:already |now )?(?:their|a|the|his|its) $"
)
NAMED = re.compile(
    pattern(r"CLUB|PERSON's|the (?:\w+ )?(?:hosts|visitors|home side|away side|guests)").pattern
)


def make(
    kind: str, g: Gloss, start: int, end: int, readings: Sequence[Reading], *, firm: bool = True
) -> Claim:
    """A claim for a stretch of a gloss."""
    first, last = g.place(start, end)
    return Claim(kind, first, last, tuple(dict.fromkeys(readings)) or (Reading(),), firm)
