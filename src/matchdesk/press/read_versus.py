"""Reading results by their parts: a score, two sides, and words that tell which of them won.

A sentence is cut into pieces of one score each. Where a piece names two clubs and a word of a result
links them, no phrase has to be known: the score is theirs. A piece that names one club, or none,
goes on with the side of the piece before it ("Reims 4-3 in 1956, Fiorentina 2-0 a year later").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matchdesk.core.match import Club
from matchdesk.core.score import Score
from matchdesk.press.bystanders import beside
from matchdesk.press.claim import Mention, Outcome
from matchdesk.press.gloss import Gloss, add_macros, pattern, score_of
from matchdesk.press.reference import Context, hedged

add_macros(
    GIVE=(
        r"(?<!the )(?:inflict(?:s|ed|ing)?|hand(?:s|ed|ing)?|condemn(?:s|ed|ing)?|consign(?:s|ed|ing)?|subject(?:s|ed|ing)?|"
        r"deal(?:s|t|ing)?|serv(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|send(?:s|ing)?|sent)"
    ),
    OPPOSED=(
        r"(?:away to|away at|at home to|at home against|at the hands of|to|against|at|in|over|with|by|past|for|of|on|v|vs|versus|"
        r"from|beyond|between|and)"
    ),
    LEADIN=(
        r"(?:(?:the|their|an?|his|its|COMP(?:'s)?|visiting|visitors|hosts|neighbours|neighbors|rivals|holders|champions|leaders|"
        r"local rivals|city rivals|fellow|arch|[a-z]+-placed?|[a-z]+-tier|[a-z]+ division|lowly|struggling|bottom club|"
        r"bottom side|strugglers|bottom|[a-z]+-division|non-league|little|ten-man|nine-man|title rivals|second|"
        r"promoted|relegated|newly promoted|[a-z]+ed|newcomers|minnows|opponents|side|club|old|arch-rivals|troubled|"
        r"in-form|mighty|high-flying|mid-table|then|current|former|twice|title-chasing|relegation-threatened|giants|big-spending|reigning|defending|"
        r"(?:struggl|improv|travell?|tour|ail|slump|declin)ing|[a-z]{2,}(?:al|ive|ish|ous|less|ful)|(?:league|division|premier|championship) (?:side|club|leaders)|outfit|nine|eleven|team) ){0,4}"
    ),
)
_CUT = r"; | while | whilst |\. | but | before | after |, and |, then | as | and |, |: | - | when | where "
# Words between two clubs that tell of the table or of a journey, not of a match of the two.
_NOT_OF_THEM = re.compile(
    r"\b(?:points?|above|below|behind|ahead|clear|level|top of|bottom of|leapfrog\w*|overtak\w+|overtook|replac\w+|"
    r"travel\w*|visit (?:to|of)|trip|face|faces|facing|host|hosts|hosting|play|plays|meet|meets|next|join\w*|"
    r"move[ds]?|climb\w*|drop\w*|transfer|signed?|loan|former|instead|like|unlike|than|lead over|gap|"
    r"qualif\w+|draw against|semi-final against|final against|tie against|quarter-final against)\b"
)
_OTHER_SCORE = re.compile(
    r"^ ?\(?(?:on |in |over )?(?:agg\b|aggregate|at (?:half-time|the break|the interval)|at half time|by half-time|half-time|"
    r"(?:[a-z]+[- ]){1,3}(?:lead|advantage|deficit|cushion)\b|"
    r"(?:up|down|ahead|behind|lead|advantage|deficit|in front|on penalties|on penalty kicks|on kicks|on pens|in (?:a|the) (?:penalty )?shoot-?out)\b)"
)
_OTHER_LEAD = re.compile(
    r"\b(?:agg|aggregate|ht|half-?time|made it|making it|makes it|led|lead|leading|trailed|trailing|trail|from|"
    r"half-time score|penalties|shoot-?out|spot-?kicks|it was|was now|pegged back to|back to|at)(?: (?:the|a|by))?[ :(]*$"
)


# "Beat brave Angola": any word or two may stand in front of whom they beat.
_STYLED = re.compile(
    r"^(?: (?!(?:and|but|or|to|by|at|of|in|on|over|against|with|from|for|as|than|past|when|while|who|which|that|if|after|"
    r"before|their|his|her|its|then|also|all|both)\b)[a-z'-]+){1,2} $"
)
ONLY = re.compile(
    r"\b(?:could (?:only|do no better than|manage (?:only|no more than)|not do better than)|had to settle)\b"
)


_LENT = re.compile(
    r" (?:loanee|old boy|reject|target|youngster|academy|youth|legend|great|hero|transfer)\b"
)


@dataclass(frozen=True)
class Piece:
    """A part of a sentence with one score.

    Attributes:
        start, end: the part. at, after: the score in it. score: the score.
        clubs: the clubs named in it, in order, with their places.
    """

    start: int
    end: int
    at: int
    after: int
    score: Score
    clubs: tuple[tuple[int, Mention], ...]


@dataclass(frozen=True)
class Told:
    """A result told of: the side whose view the outcome is, the other one, and the place.

    ``named``: both sides stand in the piece and its words link them.
    """

    start: int
    end: int
    teams: tuple[Club, ...]
    others: tuple[Club, ...]
    outcome: Outcome
    score: Score
    piece: Piece
    named: bool


def pieces(g: Gloss) -> list[Piece]:
    """The sentence cut so that each part has one score; asked for more than once."""
    if "_pieces" not in g.__dict__:
        g.__dict__["_pieces"] = _pieces(g)
    kept: list[Piece] = g.__dict__["_pieces"]
    return kept


def _pieces(g: Gloss) -> list[Piece]:
    scores = [m for m in g.every("SCORE") if score_of(m[0]) is not None]
    found: list[Piece] = []
    start = 0
    for place, m in enumerate(scores):
        if place + 1 < len(scores):
            end = _cut(g, m.end(), scores[place + 1].start())
        else:
            end = len(g.plain)
        first = start
        for cut in pattern(r"; | while | whilst |: ").finditer(g.plain, first, m.start()):
            first = cut.end()
        last = end
        stop = pattern(
            r"; | while | whilst |(?:, and|, but| and| but|, as| as| before|,) (?:[a-z-]+ ){0,2}?CLUB(?:'s)?"
            r"(?: (?:also|then|now|have|had|are|were|is|was|who|will|could|can|remain|stay|lie|sit|move|go|meet|face|host|play|travel|climb|drop|visit|take|lead|slipped|stayed|moved)\b|, (?:who|which))"
        ).search(g.plain, m.end(), end)
        if stop is not None:
            last = stop.start()
        score = score_of(m[0])
        assert score is not None
        clubs = tuple(
            x for x in g.signs("club", first, last)
            if x[1].clubs and not _town(g, x[0]) and x[0] not in beside(g)
        )  # fmt: skip
        if (
            first > start
            and len(clubs) < 2
            and not pattern(r"(?:while |whilst )(?:PERSON's |the )").search(
                g.plain, start, m.start()
            )
        ):
            # "It was a bad night for A: they lost 2-1 to B."
            whole = tuple(
                x for x in g.signs("club", start, last) if x[1].clubs and x[0] not in beside(g)
            )
            if len({m.clubs[0] for _, m in whole}) == 2:
                first, clubs = start, whole
        found.append(Piece(first, last, m.start(), m.end(), score, clubs))
        start = end
    return found


def _town(g: Gloss, at: int) -> bool:
    """True for "the Rotterdam club": one of that town."""
    return g.plain.startswith(" club", at + 1) and g.plain.endswith("the ", 0, at)


def _cut(g: Gloss, at: int, until: int) -> int:
    """Where one piece ends and the next begins, between two scores."""
    clubs = [place for place, m in g.signs("club", at, until) if m.clubs]
    if (
        clubs
        and pattern(r"^[^,;]{0,30}?\bOPPOSED LEADIN$").match(g.plain[at : clubs[0]])
        and not pattern(r"\band LEADIN$").search(g.plain[at : clubs[0]])
    ):
        # "2-1 at Chelsea and …": that club still belongs to the score before it.
        at, clubs = clubs[0] + 1, clubs[1:]
    stop = clubs[0] if clubs else until
    cuts = [m.start() for m in re.finditer(_CUT, g.plain[at:stop])]
    return at + cuts[-1] if cuts else at


def told(g: Gloss, ctx: Context, taken: Sequence[tuple[int, int]]) -> Iterator[Told]:
    """The results of a sentence whose two sides stand in one piece with the score."""
    for piece in pieces(g):
        if not _open(g, piece, taken):
            continue
        distinct = _distinct(piece)
        if len(distinct) == 2:
            one = _linked(g, piece, distinct)
            if one is not None:
                yield one if all(m.sure for _, m in distinct) else replace(one, named=False)


def left(g: Gloss, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Piece, tuple[Club, ...]]]:
    """Pieces whose score nothing has read yet, with the one club that they name (or none)."""
    for piece in pieces(g):
        if not _open(g, piece, taken):
            continue
        distinct = _distinct(piece)
        if len(distinct) < 2:
            yield piece, distinct[0][1].clubs if distinct else ()


def loose(g: Gloss, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Piece, list[Club]]]:
    """Pieces whose score nothing has read, with the two or three clubs of which it may be told."""
    for piece in pieces(g):
        if _open(g, piece, taken):
            clubs = [m.clubs[0] for _, m in _distinct(piece)]
            if 2 <= len(clubs) <= 3:
                yield piece, clubs


def _open(g: Gloss, piece: Piece, taken: Sequence[tuple[int, int]]) -> bool:
    """True if a piece's score is that of a match that is over, and nothing has read it."""
    before, after = g.plain[piece.start : piece.at], g.plain[piece.after : piece.end]
    return not (
        re.search(r"\bsince (?:the|their|that|a|its) (?:[a-z-]+ ){0,3}$", before)
        or any(a < piece.after and piece.at < b for a, b in taken)
        or _OTHER_SCORE.match(after)
        or _OTHER_LEAD.search(before)
        or hedged(ONLY.sub("", before[-60:]))
        or max(piece.score) > 25
    )


def _distinct(piece: Piece) -> list[tuple[int, Mention]]:
    found: list[tuple[int, Mention]] = []
    for place, mention in piece.clubs:
        if all(mention.clubs[0] != other.clubs[0] for _, other in found):
            found.append((place, mention))
    return found


def _linked(g: Gloss, piece: Piece, clubs: Sequence[tuple[int, Mention]]) -> Told | None:
    (a, first), (b, second) = clubs
    before, between = g.plain[piece.start : a], g.plain[a + 1 : b]
    drawn = piece.score.home == piece.score.away
    flat = pattern(r"SCORE").sub("@", between)
    if _NOT_OF_THEM.search(between) or re.match(r",? ?@,? (?:and|but|then)\b", flat):
        return None
    if _LENT.match(between):
        # "Palace loanee settles 2-1 victory over Portsmouth": not of Palace.
        return None
    governed = pattern(r"\bOPPOSED LEADIN$").search(before) is not None
    if governed and (
        re.match(r" (?:and|or) (?![\ue000-\ue3ff])", flat)
        or (", " in flat and not re.match(r",? ?@|'|,? (?:who|which|whose)\b|[^,]*, ?@", flat))
    ):
        # "The draw with A and a place on the bench in the 3-1 loss to B", "beaten by A a week ago, it was …".
        return None
    if re.match(
        r",? @ [^@]*\b(?:after|since|before|when|from|follow\w+)\b[^@]*\b(?:their|his|its|a|the) ",
        flat,
    ):
        # "Beat A 2-1, 20 years after their victory over B": the score is told before.
        return None
    if governed and re.match(
        r",? (?:having|after|by|with|following|thanks|through)\b|.*\b(?:by|after|having|with) (?:[a-z]+ly )?[a-z]+(?:ing|ed|en) (?:@ )?$",
        flat,
    ):
        # "Top ahead of A, having beaten B": not of A.
        return None
    tail = g.plain[b + 1 : piece.end]
    outcome: Outcome | None = None
    one, other = first.clubs, second.clubs
    if re.search(
        r"\b(?:side|team|club|ones?|visitors|opponents) (?:\w+ ){0,2}?to \w+(?: past)? (?:them|him|us|it) (?:was|were|is|are)(?: the)? $",
        flat,
    ):
        # "The last side to beat them was B, 2-0".
        return _result(g, piece, one, other, "loss", a, b)
    doing = re.match(r" (?:[a-z]+ly )?[a-z]+ing\b", tail)
    if doing is not None and between.endswith(" with ") and piece.at > b:
        # "City fell back to earth, with Villa coming from behind to beat them 3-2".
        if pattern(r"\b(?:BEAT|WON|seal(?:ing)?|claim(?:ing)?|snatch(?:ing)?)\b").search(tail):
            return _result(g, piece, one, other, "loss", a, b)
        if pattern(r"\bLOST\b").search(tail):
            return _result(g, piece, one, other, "win", a, b)
    opened = pattern(
        r"(?P<noun>WINNOUN|LOSSNOUN|DRAWNOUN) (?:[a-z]+ )?(?P<prep>OPPOSED) LEADIN$"
    ).search(before)
    if opened is not None and piece.at < a:
        # "A 3-1 victory against B lifted spirits at A".
        if pattern(r"\b(?:against|over|v|vs|versus|away to|who|which) LEADIN$").search(between):
            return None
        noun, prep = opened["noun"], opened["prep"]
        won = (noun.startswith("defeat") and prep == "of") or (
            pattern(r"^WINNOUN").match(noun) is not None and prep not in ("by", "for")
        )
        if prep == "between" and drawn and pattern(r"^ and LEADIN$").match(between):
            return _result(g, piece, one, other, "draw", a, b)
        if prep in ("for", "from", "between", "and"):
            return None
        one, other = second.clubs, first.clubs
        outcome = "draw" if drawn else "win" if won else "loss"
        return _result(g, piece, one, other, outcome, a, b)
    if drawn and re.search("[\ue400-\ue7ff] (?:tied|drew|and)", between):
        # "A and somebody drew 2-2 and B …".
        return None
    if drawn:
        # "A and B drew", "A drew with B", "A held B".
        if pattern(r"^'?s?,?(?: (?:and|v|vs|versus|against|with) LEADIN)$").match(between):
            return _result(g, piece, one, other, "draw", a, b)
        if (
            pattern(
                r"\b(?:DREW|DRAWNOUN|held|holding|point|pegged back|stalemate|honours|all)\b"
            ).search(between + tail)
            is None
        ):
            return None
        if _governed(between) or pattern(
            r"\b(?:held|hold|holds|holding|frustrated|thwarted) LEADIN$"
        ).search(between):
            return _result(g, piece, one, other, "draw", a, b)
        return None
    if pattern(r"\bGIVE\b").search(flat) and pattern(
        r"\b(?:LOSSNOUN|LOSSNOUN|packing|crashing)\b"
    ).search(flat + tail):
        outcome = "win"
        if pattern(r"\b(?:was|were|been|being) (?:[a-z]+ly )?GIVE\b").search(flat):
            outcome = "loss"
    elif pattern(
        r"(?:^,?|[,;-]|\b(?:was|were|been|being|are|is|got|be|by|after being|and|having been)) ?(?:[a-z]+ly |well |also )?BEATEN\b"
    ).search(flat) and (
        pattern(r"\b(?:by|at the hands of|at) LEADIN$").search(flat)
        # "Embarrassed by defeat at Wrexham, won 1-0 at Walsall".
        and not re.search(
            r", (?:then |also |duly |[a-z]+ly )?(?:beat|won|drew|thrashed|edged)\b", flat
        )
    ):
        outcome = "loss"
    elif (
        noun := pattern(
            r"\b(?P<noun>WINNOUN|LOSSNOUN)(?: [a-z]+){0,3}? (?P<prep>OPPOSED) LEADIN$"
        ).search(flat)
    ) is not None:
        lost = pattern(r"^LOSSNOUN").match(noun["noun"]) is not None
        if noun["prep"] in ("by", "at the hands of"):
            lost = True
        elif noun["noun"].startswith("defeat") and noun["prep"] in ("of", "on"):
            lost = False
        elif re.match(r"rout|thrash|hammer|demol|maul|drub", noun["noun"]) and noun["prep"] in (
            "at",
            "to",
            "away to",
            "in",
        ):
            # "Their 4-0 thrashing at Coventry": who had it is left open.
            return _result(g, piece, one, other, "", a, b)
        elif noun["prep"] in ("for", "of", "and", "between", "on"):
            return None
        outcome = "loss" if lost else "win"
    elif (
        verb := pattern(
            r"\b(?:(?P<w>BEAT)|(?P<l>LOST)|(?P<v>WON)|(?P<p>put|blew|blow|swept|sweep|brushed|saw|see|knocked|sent|tore|cut|pushed|swatted|blown|took|turned))\b"
        ).search(flat)
    ) is not None:
        if verb["p"] and not re.match(
            r"\W*(?:aside|away|off|out|packing|apart|to the sword|to flight|to the cleaners|down to size|over|@)",
            tail,
        ):
            return None
        rest = flat[verb.end() :]
        if verb["w"] or verb["p"]:
            direct = pattern(r"^(?: [a-z]+ly)? LEADIN$").match(rest) is not None or _STYLED.match(
                rest
            )
            if not direct and not _governed(rest):
                return None
            outcome = "win"
        elif not _governed(rest):
            return None
        else:
            outcome = "loss" if verb["l"] else "win"
    elif piece.at > b and pattern(r"^(?: [a-z]+ly)? defeat LEADIN$").match(flat):
        # "Goals from two defenders saw A defeat B 2-0".
        outcome = "win"
    elif piece.at > b and pattern(r"^(?: LEADIN)?(?:v|vs|versus|against|and) LEADIN$").match(
        flat.strip() + " "
    ):
        if pattern(r"\band\b").search(flat) and pattern(r"\b(?:WON|LOST)\b").search(tail):
            # "A and B also won 1-0": each of them, against others.
            return None
        outcome = ""
    if outcome is None:
        return None
    return _result(g, piece, one, other, outcome, a, b)


def _governed(words: str) -> bool:
    # "Won 1-0 in Malta and Italy …": with "and" somebody else begins.
    if pattern(r"\band LEADIN$").search(words) and not pattern(r"\bbetween\b").search(words):
        return False
    return pattern(r"(?:^|\b)OPPOSED LEADIN$").search(words) is not None


def _result(
    g: Gloss, piece: Piece, one: Sequence[Club], other: Sequence[Club], outcome: Outcome, a: int, b: int
) -> Told:  # fmt: skip
    start, end = min(a, piece.at), max(b + 1, piece.after)
    # "Won 2-0 in Germany": whose country it is does not tell who the other side was.
    placed = re.search(r"\bin (?:the )?$", g.plain[:b]) is not None
    return Told(start, end, tuple(one), tuple(other), outcome, piece.score, piece, not placed)
