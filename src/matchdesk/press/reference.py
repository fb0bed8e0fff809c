"""Who is meant by "they", "the hosts", "Zidane's outfit", "their neighbours".

Where the match in hand does not settle it, both sides stay: the judge takes the kinder reading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from matchdesk.core.match import Club, Goal, Match
from matchdesk.core.score import Score
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention, Outcome, Venue
from matchdesk.press.coaches import known_for
from matchdesk.press.days import Window
from matchdesk.press.gloss import Gloss, add_macros, pattern
from matchdesk.press.lexicon import Lexicon, nations
from matchdesk.press.peoples import ADJECTIVES, DEMONYMS, people_of
from matchdesk.press.roles import Role, role_of
from matchdesk.press.spelling import nearly_same, same_person

_SQUAD = (
    r"(?:side|team|men|outfit|charges|players|boys|lads|troops|squad|eleven|xi|club|champions|army)"
)
# Words between an article and a club, none of which may open a phrase of its own.
_ADJECTIVES = (
    r"(?:(?!(?:to|by|at|of|in|on|over|against|with|from|for|and|or|but|as|than|past|was|were|is|are|had|"
    r"has|have|who|which|that|when|while|after|before|day|night|week|weekend|game|match|afternoon|evening|season|"
    r"half|minute|time|table|group|final|tie|result|win|defeat|draw|break|interval|end|beat)\b)[a-z][a-z-]+ ){0,2}?"
)
# Epithets that stand in front of a club's name without an article.
_RANKED = (
    r"(?:bitter|fierce|great|old|local|near|noisy|city|cross-city|cross-town|crosstown|arch|title|league|cup|"
    r"european|continental|world|defending|reigning|current|deposed|dethroned|outgoing|fellow|surprise|shock|runaway|"
    r"early|long-time|longtime|joint|table-topping|newly-crowned|promotion|relegation|championship|premiership|serie a|"
    r"bundesliga|la liga|ligue 1|eredivisie|bottom|basement|top|top-flight|second-tier|third-tier|second division|"
    r"third division|first division|fourth division|lower-league|non-league|north london|merseyside|west london|"
    rf"group|section|pool|COMP|ORD-placed|ORD-tier|NUM-times|NUM-time|{ADJECTIVES})"
)
_EPITHETS = (
    rf"(?:(?:(?:{_RANKED} ){{0,2}}(?:(?:arch-?)?rivals?|neighbours?|neighbors?|leaders?|champions?|holders?|title-holders?|hosts?|"
    r"visitors|minnows|strugglers|newcomers|giants|giant-killers|pacesetters|pace-setters|front-runners|debutants|"
    r"opponents|outsiders|underdogs|favourites|favorites|part-timers|heavyweights|runners-up|winners|finalists|semi-finalists|"
    r"side|club|outfit|team|counterparts|top-flight|second-tier|third-tier|second division|third division|"
    r"first division|fourth division)"
    r"|little|mighty|lowly|humble|modest|visiting|rampant|struggling|resurgent|tiny|ten-man|10-man|nine-man|9-man|"
    r"eleven-man|11-man|high-flying|in-form|out-of-form|relegated|already-relegated|promoted|newly-promoted|fellow|"
    r"unbeaten|winless|depleted|understrength|below-par|title-chasing|relegation-threatened|mid-table|cash-strapped|"
    r"big-spending|free-scoring|second-half|third-from-bottom|next-to-last|ORD-placed?|last-placed?|first-placed?|bottom-placed|bottom|"
    r"(?:west|east|north|south) london) )?"
)
add_macros(
    TEAM=(
        # It begins a word: asked for at every sign, its many ways would cost the most of all.
        rf"(?:(?<![a-z])(?:(?:PERSON's |his |her ){_ADJECTIVES}{_SQUAD}\b"
        rf"|(?:the |their |its |his ){_ADJECTIVES}CLUB(?:'s)?(?: {_SQUAD}\b)?"
        rf"|{_EPITHETS}CLUB(?:'s)?(?: {_SQUAD}\b)?"
        r"|\b(?:they|them|we|us|it)\b(?!'s)"
        r"|\b(?:the|their|its|his) (?:[a-z-]+ ){0,3}?(?:hosts|home side|home team|visitors|guests|away side|"
        r"away team|minnows|underdogs|giants|favourites|champions|holders|leaders|neighbours|neighbors|"
        r"rivals|opponents|strugglers|newcomers|capital club|pacesetters|pace-setters|table-toppers|"
        rf"{DEMONYMS})\b"
        rf"|\b(?:the|a|their) (?:\w+ )?{_SQUAD}\b))"
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


_KEPT = ("match", "topic", "spoken", "scorer", "elsewhere", "hand", "last_goal", "people")


@dataclass
class Line:
    """A line of a report that goes minute by minute.

    Attributes:
        start, end: place of its time in the text.
        first, last: its minute, without and with the time added on.
        goal: it tells of a goal.
    """

    start: int
    end: int
    first: int
    last: int
    goal: bool = False


@dataclass
class Context:
    """What a report's words can point to.

    Attributes:
        match: the match that the sentence in hand speaks of, None where none is settled.
        value: the match of a row. goals: goals held of a row. hand: the row of the match. lexicon: names. written: day from which day expressions count.
        topic: the side last spoken of as a subject. spoken: the club, a side or not, with which the
            last sentence began. scorer: the scorer last named. last_goal: who can have scored the goal
            told last; told_to: where the sentence that told it ends. people: persons named in the last sentences, the latest first.
        live: the report goes minute by minute. told_right: it tells the result of its match.
        home: sides of the match that the report is about.
        elsewhere: the sentences just read speak of other clubs only.
        header: sides, with venue and competition, that a line before a list speaks of.
        named: the clubs named last, the latest first; at first the report's sides.
        reported: sides of the match that the report is about, whatever sentence is in hand.
        coming: days of the fixture told last, for those told after it without a day.
        listing: "goals" or "other" while lines of a list go on.
        listed: row of the match of the list of scorers read last.
        own_told: the report tells of own goals.
        line: the line of a report that goes minute by minute which was begun last.
        also: rows of the other matches that the sentence in hand tells of. main: the row of the match
            that the report is about. before: rows that the last sentence told of.
        coaches: persons whom the report introduces as somebody's coach, and the club.
        bearers: clubs that bear a role ("leaders") as seen from a match.
        near: rows of the matches of these days of all clubs that the report names.
        clubs: every club of the ledger by id, for coaches whom one knows.
        told_points: points of a table were spoken of before.
        told_score: the score told last.
        words: every word of the report, folded. untold: goals of a match whose scorers none of them names, by row.
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
    last_goal: tuple[str, ...] = ()
    told_to: int = -1
    people: tuple[str, ...] = ()
    elsewhere: bool = False
    live: bool = False
    told_right: bool = False
    home: tuple[Club, ...] = ()
    header: tuple[Club, ...] = ()
    header_venue: Venue = ""
    header_competition: str = ""
    named: tuple[Club, ...] = ()
    reported: tuple[Club, ...] = ()
    near: Sequence[int] = ()
    told_points: bool = False
    told_score: Score | None = None
    coming: Window | None = None
    line: Line | None = None
    listing: str = ""
    listed: int = -1
    own_told: bool = False
    also: tuple[int, ...] = ()
    main: int = -1
    before: tuple[int, ...] = ()
    coaches: Sequence[tuple[str, Club]] = ()
    clubs: Mapping[str, Club] = field(default_factory=dict)
    bearers: Callable[[Role, int], tuple[Club, ...]] | None = None
    words: frozenset[str] = frozenset()
    untold: dict[int, tuple[Goal, ...]] = field(default_factory=dict)

    def turn_to(self, row: int) -> None:
        """Take another match in hand; what pronouns meant before is forgotten."""
        self.hand = row
        match = self.value(row) if self.value is not None and row >= 0 else None
        if (match.id if match else "") != (self.match.id if self.match else ""):
            self.match, self.topic, self.spoken, self.scorer = match, None, None, ""
            self.last_goal, self.people = (), ()
            self.elsewhere = False

    def kept(self) -> dict[str, object]:
        """What a sentence said in passing must not change."""
        return {name: getattr(self, name) for name in _KEPT}

    def restore(self, before: dict[str, object]) -> None:
        """Go back to the match before."""
        for name, value in before.items():
            setattr(self, name, value)

    def scored(self, name: str) -> bool:
        """True if a player is held to have scored in a match that the sentence tells of."""
        return any(self.scored_there(name, row) for row in (self.hand, *self.also))

    def scored_there(self, name: str, row: int) -> bool:
        """True if a player is held to have scored in a match."""
        return (
            self.goals is not None
            and row >= 0
            and any(nearly_same(name, goal.player) for goal in self.goals(row))
        )

    def scored_near(self, name: str) -> bool:
        """True if a player is held to have scored in a match that is told of, or may be."""
        return (
            self.scored(name)
            or bool(self.scored_in(name))
            or (self._same_sides(self.main) and self.scored_there(name, self.main))
        )

    def _same_sides(self, row: int) -> bool:
        """True for another match of the two sides in hand."""
        if row < 0 or row == self.hand or self.value is None:
            return False
        match = self.value(row)
        return {match.home, match.away} == {*self.sides}

    def scored_in(self, name: str) -> tuple[int, ...]:
        """Rows of these days, of clubs that were just named, in which a player is held to have scored."""
        if self.goals is None or self.value is None:
            return ()
        found = []
        for row in self.near:
            if row != self.hand and any(nearly_same(name, g.player) for g in self.goals(row)):
                match = self.value(row)
                if {match.home, match.away} & {*self.sides}:
                    # Another match of a side in hand is told of with words that say so.
                    continue
                if match.home in self.named or match.away in self.named:
                    found.append(row)
        return tuple(found[:3])

    def scored_at(self, name: str, first: int, last: int) -> bool:
        """True if a player is held to have scored in a match told of between two minutes, or one off."""
        return self.goals is not None and any(
            g.minute is not None
            and first - 1 <= g.minute + (g.added or 0)
            and g.minute <= last + 1
            and nearly_same(name, g.player)
            for row in (self.hand, *self.also, *self.scored_in(name))
            if row >= 0
            for g in self.goals(row)
        )

    def goal_at(self, row: int, first: int, last: int) -> bool:
        """True if a goal is held in a match between two minutes, or one off."""
        return (
            self.goals is not None
            and row >= 0
            and any(
                g.minute is not None
                and first - 1 <= g.minute + (g.added or 0)
                and g.minute <= last + 1
                for g in self.goals(row)
            )
        )

    def known(self, name: str) -> bool:
        """True if the ledger holds a person of the name."""
        return bool(self.lexicon.persons.get(fold(name)))

    def scored_around(self, name: str) -> bool:
        """True if a player is held to have scored in any match of these days of a club named."""
        return self.goals is not None and any(
            nearly_same(name, goal.player) for row in self.near for goal in self.goals(row)
        )

    def scored_anywhere(self, name: str) -> tuple[int, ...]:
        """Rows of these days, of any club of the report, in which a player is held to have scored."""
        if self.goals is None:
            return ()
        sides = {*self.sides}
        return tuple(
            row
            for row in self.near
            if any(nearly_same(name, g.player) for g in self.goals(row))
            and self.value is not None
            and not sides & {(match := self.value(row)).home, match.away}
        )[:3]

    @property
    def lately(self) -> list[Match]:
        """The matches of these days of clubs that the report names."""
        return [self.value(row) for row in self.near] if self.value is not None else []

    @property
    def sides(self) -> tuple[Club, ...]:
        """Home side and visitors of the match in hand."""
        return (self.match.home, self.match.away) if self.match else ()

    def other(self, club: Club) -> Club | None:
        """The other side of the match in hand."""
        if self.match is None or club not in self.sides:
            return None
        return self.match.away if club == self.match.home else self.match.home

    @property
    def told_sides(self) -> tuple[Club, ...]:
        """Sides of every match that the sentence in hand tells of."""
        rows = self.also if self.value is not None else ()
        others = [self.value(row) for row in rows if row >= 0] if self.value else []
        return (*self.sides, *(club for m in others for club in (m.home, m.away)))

    def outcome_of(self, club: Club | None) -> Outcome:
        """How the match in hand ended for a side, "" if it is none of it."""
        match = self.match
        if match is None or match.result is None or club not in self.sides:
            return ""
        mine = match.result if match.home == club else match.result.swapped()
        return "win" if mine.home > mine.away else "loss" if mine.home < mine.away else "draw"

    def introduced(self, name: str) -> tuple[Club, ...]:
        """The club whose coach the report itself calls a person."""
        return tuple(dict.fromkeys(c for full, c in self.coaches if same_person(name, full)))[:1]

    def coached_by(self, name: str) -> tuple[Club, ...]:
        """Sides of the match in hand whose coach, else whose man, bears the name on the day.

        What the report itself says of a coach goes first, also of a club that is no side.
        """
        told = self.introduced(name)
        if told:
            return told
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
        return (
            tuple(dict.fromkeys(coached))
            or self._known_coach(name, day)
            or tuple(dict.fromkeys(belongs))
        )

    def _known_coach(self, name: str, day: dt.date | None) -> tuple[Club, ...]:
        """The club of a coach whom one knows: a side, else one that the report names."""
        ids = known_for(name, day)
        if not ids:
            return ()
        known = [self.clubs[one] for one in ids if one in self.clubs]
        for near in (self.sides, self.told_sides, self.reported, self.named, known):
            found = tuple(dict.fromkeys(club for club in near if club.id in ids))
            if found:
                return found if len(found) == 1 else ()
        return ()

    def team(self, gloss: Gloss, start: int, end: int) -> tuple[Club, ...]:
        """Clubs that a stretch of a gloss can mean, the likeliest first; () if none."""
        words = gloss.plain[start:end]
        named = [m for _, m in gloss.signs("club", start, end)]
        if named:
            # "The Sao Paulo club": one of that city.
            return () if _OF_CITY.search(words) else named[-1].clubs
        person = gloss.signs("person", start, end)
        if person and re.search(rf"'s {_ADJECTIVES}{_SQUAD}", words):
            found = self.coached_by(person[0][1].text)
            if not found and any(self._third(m) for _, m in gloss.signs("club") if m.clubs):
                # A coach whom nobody knows, beside a club that is no side: anybody's.
                return ()
            return found or self.sides
        if self.match is not None:
            if _HOME.search(words) and not self.match.neutral:
                return (self.match.home,)
            if _AWAY.search(words) and not self.match.neutral:
                return (self.match.away,)
        described = self._described(words)
        if described:
            return described
        return self.pronoun(gloss, start, bool(_OTHER.search(words)))

    @property
    def _nations(self) -> tuple[Club, ...]:
        return tuple(
            self.clubs[one]
            for one in sorted(nations())
            if one in self.clubs and not one.endswith("-women")
        )

    def _described(self, words: str) -> tuple[Club, ...]:
        """Clubs that a description fits: a people ("the Germans"), a role ("the leaders")."""
        sides = tuple(dict.fromkeys((*self.sides, *self.home)))
        countries = people_of(words)
        role = role_of(words)
        if countries:
            fitting = tuple(c for c in sides if c.country in countries)
            if len(fitting) == 1 or (fitting and role is None):
                return fitting
            if self.spoken is not None and self.spoken.country in countries:
                return (self.spoken,)
            if not fitting and sides and all(str(c.id) in nations() for c in sides):
                # "The Dutch, who beat them": a nation that does not play here.
                return tuple(c for c in self._nations if c.country in countries)
        if role is None or self.bearers is None or self.hand < 0:
            return ()
        found = self.bearers(role, self.hand)
        if any(club in sides for club in found):
            return found
        # A club that plays elsewhere: the sides stay, the words may be used of them too.
        return (*found, *self.sides) if found else ()

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
        if self.spoken is not None and not before:
            # Whom the last sentence was about goes before a side of whom it was not.
            order.append(self.spoken)
        if self.topic is not None:
            order.append(self.topic)
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
            below = _BELOW_PREMIER.get(mention.text.lower())
            if (
                below is not None
                and "en" in countries
                and self.match.season.start in _PREMIER_YEARS
            ):
                return below
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
            # Those right before: "A lost to B, and C came unstuck against D in a 3-0 win".
            return all(self._third(m) for m in before[-2:])
        return any(self._third(m) for m in named)

    def _third(self, mention: Mention) -> bool:
        """True if a mention is, or may be, of a club that is no side of a match in hand."""
        return any(club not in self.sides for club in mention.clubs)

    def name(self, gloss: Gloss) -> None:
        """Take in the clubs that a sentence names."""
        clubs = [m.clubs[0] for _, m in gloss.signs("club") if m.clubs]
        if clubs:
            self.named = tuple(dict.fromkeys((*reversed(clubs), *self.named)))[:8]

    def note(self, gloss: Gloss) -> None:
        """Remember what a sentence was about, for the pronouns of the next one."""
        clubs = [
            m.clubs[0]
            for at, m in gloss.signs("club")
            if m.clubs and not employer(gloss, at, self.sides)
        ]
        about = self._about(gloss)
        if about is not None:
            self.spoken = about
        elif clubs:
            self.spoken = clubs[0]
        if clubs:
            third = [club for club in clubs if club not in self.sides]
            # Of no side at all, or begun with one of two other clubs.
            self.elsewhere = len(third) == len(clubs) or (clubs[0] in third and len(set(third)) > 1)
        for _, person in gloss.signs("person"):
            name = person.ids[0] if len(person.ids) == 1 else person.text
            if self.scored(name):
                self.scorer = name
                if not clubs:
                    self.elsewhere = False
        people = [m.ids[0] if len(m.ids) == 1 else m.text for _, m in gloss.signs("person")]
        self.people = tuple(dict.fromkeys((*reversed(people), *self.people)))[:6]
        subject = pattern(r"CLUB").search(gloss.plain)
        if subject is not None:
            named = gloss.mention(subject[0])
            if named is not None and named.clubs:
                club = named.clubs[0]
                if club in self.sides:
                    self.topic = club

    def _about(self, gloss: Gloss) -> Club | None:
        """Whom a sentence is about: its first side that is no object, "they" as before."""
        for m in pattern("TEAM").finditer(gloss.plain, 0, 90):
            if _GOVERNED.search(gloss.plain[: m.start()]) or m[0] in ("it", "us", "we"):
                continue
            found = self.team(gloss, m.start(), m.end())
            if pattern("CLUB").search(m[0]) or len(found) == 1:
                return found[0] if found else None
            if m.start() < 12 and _THEY.match(m[0]) and self.spoken is not None:
                return self.spoken
            return None
        return None


_THEY = re.compile(r"(?:they|their)\b")
# "Mahrez of Manchester City", "Chelsea's former Lyon striker": for whom somebody plays, or played.
_HIRED_BEFORE = pattern(r"(?:PERSON,? of (?:the )?|\b(?:former|ex-?|ex) )(?:[a-z]+ )?$")
_HIRED = pattern(
    r"CLUB(?:'s)? (?:(?:and|&) (?:CLUB|[a-z]+) (?:international )?)?(?:[a-z-]+ ){0,2}?(?:PERSON|(?:striker|forward|midfielder|defender|winger|goalkeeper|keeper|full-?back|centre-?back|playmaker|star|man|captain|centre-forward)\b)"
)


def employer(gloss: Gloss, at: int, sides: Sequence[Club] = ()) -> bool:
    """True where a club is named as the one that somebody plays for, or once played for.

    Where nations play (``sides``), a club beside a player is no more than that, and the other way round.
    """
    if _HIRED_BEFORE.search(gloss.plain, max(0, at - 24), at) is not None:
        return True
    mention = gloss.mention(gloss.plain[at])
    if not sides or mention is None or not mention.clubs:
        return False
    other = (str(mention.clubs[0].id) in nations()) != (str(sides[0].id) in nations())
    return other and _HIRED.match(gloss.plain, at) is not None


def both(ctx: Context, clubs: Sequence[Club], tight: int | None) -> tuple[Club, ...]:
    """Clubs that may be meant: those found, and the sides too where the subject is not sure."""
    return tuple(clubs) if tight is not None else tuple(dict.fromkeys((*clubs, *ctx.sides)))


def foreign_time(gloss: Gloss, start: int, end: int, but: re.Pattern[str] | None = None) -> bool:
    """True where a stretch speaks of another time than the match in hand.

    ``but``: words that tell of none here.
    """
    if re.match(r"(?:which|who|where|when|that)\b", gloss.plain[start : start + 8]) or re.search(
        r"\b(?:which|who|where|when|whom) $", gloss.plain[:start]
    ):
        start = 0
    words = gloss.plain[start:end]
    return _FOREIGN.search(words if but is None else but.sub("", words)) is not None


_FOREIGN = re.compile(
    r"\b(?:last (?:season|term|year|month|campaign|time|summer|spring|autumn|winter|meeting|met|january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"previous|previously|earlier (?:this|in the)|in (?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}|(?<!one )(?<!goal )back in(?! (?:front|it|time|command|control|contention|business|level|the (?:\d|match|game|lead|tie|hunt))\b)|"
    r"at (?:that|the) (?:time|stage|point)(?! of)|ago|reverse fixture|reverse|since|ever|record|history|historic|first meeting|the year|"
    r"friendly|pre-season|under-\d+|women|youth|reserves|in (?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|opening (?:day|weekend)|"
    r"on (?:the )?opening|first half of the season|when (?:they|the sides|the teams|the two) (?:last )?"
    r"met|meetings?|that (?:match|game|day|night|tie|meeting|evening|win|defeat|result|season|year|one)|"
    r"the others?(?! (?:goals?|scorers?|strikes?)\b)|(?<!earn . a )(?<!earned . a )(?<!earn a )(?<!earned a )(?<!force a )(?<!forced a )(?<!forcing a )(?<!secure a )(?<!into a )(?<!for a )replay|meanwhile|(?:before|after|over|at) (?:christmas|new year|easter)|boxing day|new year's day|in the (?:autumn|spring|summer|winter))\b"
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
    if " of" in plain or "on" in plain or "to " in plain or "ma" in plain:
        plain = _SLIPPED.sub("", plain)
    if " by " in plain:
        # "Ended a run without a win by beating": that they did.
        plain = _ENDED.sub("", plain)
    return _HEDGE.search(plain) is not None


# "Failed to take advantage of Hull's 3-1 loss", "denied a late winner in their 1-1 draw": of what was.
_SLIPPED = re.compile(
    r"\b(?:fail\w*|unable|could not|couldn't|did not|didn't) (?:to )?(?:take (?:full )?advantage of|capitali[sz]e on|make the most of|cash in on|"
    r"build on|repeat|match|profit from|benefit from)|(?:[a-z]+ ){0,3}to (?:equal|repeat|emulate|avenge|follow up|build on|surpass|make amends for|atone for|recover from|bounce back from|shake off)\b|\bdenied (?:an? |the )?[a-z -]{0,40}\b(?=(?:in|during) (?:a|the|their)\b)"
)
_ENDED = re.compile(r"\b(?:without (?:a |an |any )?\w+|threatened)(?= by \w+(?:ing|ion)\b)")
# What the divisions of the Football League were called while the Premier League stood above them.
_BELOW_PREMIER = {
    "first division": "en.2", "division one": "en.2", "second division": "en.3", "division two": "en.3",
    "third division": "en.4", "division three": "en.4",
}  # fmt: skip
_PREMIER_YEARS = range(1992, 2004)
_OF_CITY = pattern(r"^the CLUB club$")
_HEDGE = re.compile(
    r"\b(?:could|would|should|ought|might|may|must|if|unless|hope|hoped|hopes|hoping|want|wanted|wants|"
    r"seem|seems|seemed|bound to|destined|doomed to|need|needs|needing|needed(?! (?:extra[- ]time|penalties|a \d+-\d+|a (?:late|last|stoppage|injury|penalty|goal|header|\\w+-minute)|an? (?:[a-z-]+ )?"
    r"(?:goal|header|penalty|equali[sz]er|leveller|winner|own)|two|three))|expect|expected|expects|predict|predicted|likely|almost|nearly|"
    r"not(?! least| only| just| for the first| long ago)|never|without|fail|failed|fails|instead of|rather than|cannot|can't|won't|wouldn't|couldn't|"
    r"didn't|wasn't|weren't|isn't|aren't|don't|doesn't|denied|deny|disallowed|ruled out|chalked|"
    r"prospects? of|heading for|on (?:course|track) for|possibility of|chances? of|(?:verge|brink|cusp|thoughts?) of|aim|aiming|bid|bidding|looking to|trying to|set to|able to|chance to|threatened|threatening|"
    r"dream|dreamed|dreaming|jok(?:ed|es|ing)|odds|bet|favourites to|imagine|will|avoid|avoided|avoiding|no longer|"
    r"even a|had it|wish|wished|suggest|suggested|rumours?|reportedly|allegedly)\b"
)
