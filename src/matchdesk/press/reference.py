"""Who is meant by "they", "the hosts", "Zidane's outfit", "their neighbours".

Where the match in hand does not settle it, both sides stay: the judge takes the kinder reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matchdesk.core.match import Club, Goal, Match
from matchdesk.press.claim import Mention, Venue
from matchdesk.press.days import Window
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.lexicon import Lexicon
from matchdesk.press.mentions import same_person

_SQUAD = (
    r"(?:side|team|men|outfit|charges|players|boys|lads|troops|squad|eleven|xi|club|champions|army)"
)
# Words between an article and a club, none of which may open a phrase of its own.
_ADJECTIVES = (
    r"(?:(?!(?:to|by|at|of|in|on|over|against|with|from|for|and|or|but|as|than|past|was|were|is|are|had|"
    r"has|have|who|which|that|when|while|after|before)\b)[a-z][a-z-]+ ){0,2}?"
)
# Epithets that stand in front of a club's name without an article.
_EPITHETS = (
    r"(?:(?:little|mighty|lowly|humble|modest|visiting|rampant|struggling|resurgent|tiny|ten-man|10-man|nine-man|"
    r"high-flying|in-form|relegated|promoted|neighbours|neighbors|rivals|city rivals|fellow|leaders|"
    r"league leaders|champions|holders|minnows|strugglers|local rivals|arch-rivals|hosts|visitors|"
    r"ORD-placed|bottom-placed|top-flight|second-tier|third-tier|second division|third division|newcomers|"
    r"title-chasing|relegation-threatened|mid-table) )?"
)
add_macros(
    TEAM=(
        rf"(?:(?:PERSON's |his |her ){_ADJECTIVES}{_SQUAD}\b"
        rf"|(?:the |their |its |his ){_ADJECTIVES}CLUB(?:'s)?(?: {_SQUAD}\b)?"
        rf"|{_EPITHETS}CLUB(?:'s)?(?: {_SQUAD}\b)?"
        r"|\b(?:they|them|we|us|it)\b(?!'s)"
        r"|\b(?:the|their|its|his) (?:[a-z-]+ ){0,3}?(?:hosts|home side|home team|visitors|guests|away side|"
        r"away team|minnows|underdogs|giants|favourites|champions|holders|leaders|neighbours|neighbors|"
        r"rivals|opponents|strugglers|newcomers|catalans|capital club|basques|andalusians|germans|italians|"
        r"spaniards|londoners|portuguese side|germans|belgians|russians|turks|greeks|merseysiders|"
        r"parisians|bavarians)\b"
        rf"|\b(?:the|a|their) (?:\w+ )?{_SQUAD}\b)"
    ),
)
# What stands before a club that is no subject: prepositions, and verbs whose object it is.
_GOVERNED = re.compile(
    r"\b(?:to|against|by|over|at|with|v|from|of|past|than|behind|above|below|off|for|face|faces|faced|facing|"
    r"play|plays|played|playing|host|hosts|hosted|hosting|visit|visits|meet|meets|met|beat|beats|beating|"
    r"beaten|overcome|overcame) (?:the )?(?:[a-z-]+ ){0,2}$"
)
_HOME = re.compile(r"\b(?:hosts|home side|home team)\b")
_AWAY = re.compile(r"\b(?:visitors|guests|away side|away team)\b")
_OTHER = re.compile(r"\b(?:neighbours|neighbors|rivals|opponents?)\b")
_COACHES = (
    "coach",
    "manager",
    "head coach",
    "trainer",
    "caretaker",
    "head_coach",
    "player_manager",
)


@dataclass
class Context:
    """What a report's words can point to.

    Attributes:
        match: the match that the sentence in hand speaks of, None where none is settled.
        value: the match of a row. goals: goals held of a row. hand: the row of the match. lexicon: names. written: day from which day expressions count.
        topic: the side last spoken of as a subject. spoken: the club, a side or not, with which the
            last sentence began. scorer: the scorer last named.
        live: the report goes minute by minute. told_right: it tells the result of its match.
        home: sides of the match that the report is about.
        elsewhere: the sentences just read speak of other clubs only.
        header: sides, with venue and competition, that a line before a list speaks of.
        named: the clubs named last, the latest first; at first the report's sides.
        reported: sides of the match that the report is about, whatever sentence is in hand.
        coming: days of the fixture told last, for those told after it without a day.
        told_points: points of a table were spoken of before.
    """

    match: Match | None
    lexicon: Lexicon
    written: dt.date | None
    value: Callable[[int], Match] | None = None
    goals: Callable[[int], Sequence[Goal]] | None = None
    hand: int = -1
    topic: Club | None = None
    spoken: Club | None = None
    scorer: str = ""
    elsewhere: bool = False
    live: bool = False
    told_right: bool = False
    home: tuple[Club, ...] = ()
    header: tuple[Club, ...] = ()
    header_venue: Venue = ""
    header_competition: str = ""
    named: tuple[Club, ...] = ()
    reported: tuple[Club, ...] = ()
    told_points: bool = False
    coming: Window | None = None

    def turn_to(self, row: int) -> None:
        """Take another match in hand; what pronouns meant before is forgotten."""
        self.hand = row
        match = self.value(row) if self.value is not None and row >= 0 else None
        if (match.id if match else "") != (self.match.id if self.match else ""):
            self.match, self.topic, self.spoken, self.scorer = match, None, None, ""
            self.elsewhere = False

    def kept(self) -> tuple[object, ...]:
        """What a sentence said in passing must not change."""
        return self.match, self.topic, self.spoken, self.scorer, self.elsewhere, self.hand

    def restore(self, before: tuple[object, ...]) -> None:
        """Go back to the match before."""
        self.match, self.topic, self.spoken, self.scorer, self.elsewhere, self.hand = before  # type: ignore[assignment]

    def scored(self, name: str) -> bool:
        """True if a player is held to have scored in the match in hand."""
        if self.goals is None or self.hand < 0:
            return False
        return any(same_person(name, goal.player) for goal in self.goals(self.hand))

    @property
    def sides(self) -> tuple[Club, ...]:
        """Home side and visitors of the match in hand."""
        return (self.match.home, self.match.away) if self.match else ()

    def other(self, club: Club) -> Club | None:
        """The other side of the match in hand."""
        if self.match is None or club not in self.sides:
            return None
        return self.match.away if club == self.match.home else self.match.home

    def coached_by(self, name: str) -> tuple[Club, ...]:
        """Sides of the match in hand whose coach, else whose man, bears the name on the day."""
        day = self.match.date if self.match else self.written
        coached: list[Club] = []
        belongs: list[Club] = []
        for full, spells in self.lexicon.spells.items():
            if not same_person(name, full):
                continue
            for spell in spells:
                if day is not None and (
                    (spell.start is not None and spell.start > day)
                    or (spell.end is not None and spell.end < day)
                ):
                    continue
                club = next((c for c in self.sides if c.id == spell.club), None)
                if club is not None:
                    (coached if spell.role.lower() in _COACHES else belongs).append(club)
        return tuple(dict.fromkeys(coached or belongs))

    def team(self, gloss: Gloss, start: int, end: int) -> tuple[Club, ...]:
        """Clubs that a stretch of a gloss can mean, the likeliest first; () if none."""
        words = gloss.plain[start:end]
        named = [m for _, m in gloss.signs("club", start, end)]
        if named:
            return named[-1].clubs
        person = gloss.signs("person", start, end)
        if person and re.search(rf"'s {_ADJECTIVES}{_SQUAD}", words):
            found = self.coached_by(person[0][1].text)
            return found or self.sides
        if self.match is not None:
            if _HOME.search(words) and not self.match.neutral:
                return (self.match.home,)
            if _AWAY.search(words) and not self.match.neutral:
                return (self.match.away,)
        return self.pronoun(gloss, start, bool(_OTHER.search(words)))

    def pronoun(self, gloss: Gloss, at: int, other: bool = False) -> tuple[Club, ...]:
        """Clubs that a pronoun at a place can mean: the last club named, then the sides.

        None where no match is settled: it could be anyone.
        """
        if self.match is None:
            return ()
        before = [
            m.clubs[0]
            for place, m in gloss.signs("club", 0, at)
            if m.clubs and (m.clubs[0] in self.sides or not _GOVERNED.search(gloss.plain[:place]))
        ]
        order: list[Club] = []
        if before:
            order.append(before[-1])
            order.append(before[0])
        if self.topic is not None:
            order.append(self.topic)
        if self.spoken is not None and not before:
            order.append(self.spoken)
        order.extend(self.sides)
        order.extend(self.home)
        if other and order:
            rest = self.other(order[0])
            order = ([rest] if rest else []) + order
        return tuple(dict.fromkeys(order))

    def competition(self, mention: Mention | None) -> str:
        """The id that a competition's name means here: that of the match or of its country."""
        if mention is None or not mention.ids:
            return ""
        if self.match is not None:
            if self.match.competition in mention.ids:
                return self.match.competition
            country = self.match.competition.split(".")[0]
            countries = {country, *(club.country for club in self.sides)}
            near = [i for i in mention.ids if i.split(".")[0] in countries]
            if near:
                return near[0]
        return mention.ids[0] if len(mention.ids) == 1 else ""

    def foreign(self, gloss: Gloss, at: int | None = None) -> bool:
        """True where words may speak of another match.

        They do if a third club is named in the sentence (with ``at``: in the clause there, or
        alone before it), or no side of the match in hand after sentences about others.
        """
        named = [m for _, m in gloss.signs("club") if m.clubs]
        if not named:
            return self.elsewhere
        if at is None:
            return any(self._third(m) for m in named)
        first, last = gloss.clause(at)
        here = [m for _, m in gloss.signs("club", first, last) if m.clubs]
        if here:
            return any(self._third(m) for m in here)
        before = [m for _, m in gloss.signs("club", 0, at) if m.clubs]
        if before:
            return all(self._third(m) for m in before)
        return any(self._third(m) for m in named)

    def _third(self, mention: Mention) -> bool:
        """True if a mention is, or may be, of a club that is no side of the match in hand."""
        return any(club not in self.sides for club in mention.clubs)

    def note(self, gloss: Gloss) -> None:
        """Remember what a sentence was about, for the pronouns of the next one."""
        clubs = [m.clubs[0] for _, m in gloss.signs("club") if m.clubs]
        if clubs:
            self.named = tuple(dict.fromkeys((*reversed(clubs), *self.named)))[:8]
            self.spoken = clubs[0]
            third = [club for club in clubs if club not in self.sides]
            # Of no side at all, or begun with one of two other clubs.
            self.elsewhere = len(third) == len(clubs) or (clubs[0] in third and len(set(third)) > 1)
        for _, person in gloss.signs("person"):
            name = person.ids[0] if len(person.ids) == 1 else person.text
            if self.scored(name):
                self.scorer = name
        subject = pattern(r"CLUB").search(gloss.plain)
        if subject is not None:
            named = gloss.mention(subject[0])
            if named is not None and named.clubs:
                club = named.clubs[0]
                if club in self.sides:
                    self.topic = club


def both(ctx: Context, clubs: Sequence[Club], tight: int | None) -> tuple[Club, ...]:
    """Clubs that may be meant: those found, and the sides too where the subject is not sure."""
    return tuple(clubs) if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))


def foreign_time(gloss: Gloss, start: int, end: int) -> bool:
    """True where a stretch speaks of another time than the match in hand."""
    if re.match(r"(?:which|who|where|when|that)\b", gloss.plain[start : start + 8]) or re.search(
        r"\b(?:which|who|where|when|whom) $", gloss.plain[:start]
    ):
        start = 0
    return _FOREIGN.search(gloss.plain[start:end]) is not None


_FOREIGN = re.compile(
    r"\b(?:last (?:season|term|year|month|campaign|time|summer|spring|autumn|winter|meeting|met)|"
    r"previous|previously|earlier (?:this|in the)|in (?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}|back in|"
    r"ago|reverse fixture|reverse|since|ever|record|history|historic|first meeting|the year|"
    r"friendly|pre-season|under-\d+|women|youth|reserves|in (?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|opening (?:day|weekend)|"
    r"on (?:the )?opening|first half of the season|when (?:they|the sides|the teams|the two) (?:last )?"
    r"met|meetings?|that (?:match|game|day|night|tie|meeting|evening|win|defeat|result|season|year|one)|"
    r"the other|the others|replay|meanwhile|before christmas|in the (?:autumn|spring|summer|winter))\b"
)


def wished(gloss: Gloss, at: int, width: int = 30) -> bool:
    """True where the words right before a place wish, deny or imagine what follows.

    What a comma, a colon or "and have" parts from it says nothing about it.
    """
    return hedged(_PARTED.split(gloss.plain[max(0, at - width) : at])[-1])


_PARTED = re.compile(r"[,;:]\s|\s(?:and|but)\s(?=(?:have|has|had|are|is|were|was)\b|$)")


def hedged(plain: str) -> bool:
    """True where words are wished, feared, denied or imagined, so that they claim nothing.

    >>> hedged("could have won 3-0"), hedged("won 3-0")
    (True, False)
    """
    return _HEDGE.search(plain) is not None


_HEDGE = re.compile(
    r"\b(?:could|would|should|might|may|must|if|unless|hope|hoped|hopes|hoping|want|wanted|wants|"
    r"need|needed|needs|needing|expect|expected|expects|predict|predicted|likely|almost|nearly|"
    r"not|never|without|fail|failed|fails|instead|rather|cannot|can't|won't|wouldn't|couldn't|"
    r"didn't|wasn't|weren't|isn't|aren't|don't|doesn't|denied|deny|disallowed|ruled out|chalked|"
    r"aim|aiming|bid|bidding|looking to|trying to|set to|able to|chance to|threatened|threatening|"
    r"dream|dreamed|dreaming|odds|bet|favourites to|imagine|will|avoid|avoided|avoiding|no longer|"
    r"even a|had it|wish|wished|suggest|suggested|rumours?|reportedly|allegedly)\b"
)
