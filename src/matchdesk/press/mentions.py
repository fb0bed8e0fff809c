"""Finding names in a text: longest first, the match in hand deciding where several could be meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from matchdesk.core.match import Club
from matchdesk.core.text import fold
from matchdesk.press.claim import Mention
from matchdesk.press.coaches import first_names
from matchdesk.press.days import MONTHS, WEEKDAYS
from matchdesk.press.lexicon import COMMON_NAMES, NAME_WORD, Lexicon, Word, nations, words_of
from matchdesk.press.spelling import same_person

if TYPE_CHECKING:
    from matchdesk.press.report import Report

_NOT_NAMES = frozenset(
    """
    easter boxing christmas year's whit bank
    a about after again against all almost along also although am an and another any are around as
    at away back be because been before behind being below beside besides between both but by can
    could despite did do does during each early earlier either elsewhere even ever every everyone
    few first finally following for former from full further given had half has have having he her
    here him his how however i if in indeed inside instead into is it its just last late later
    least less little long losing many may meanwhile midway might more most much my near nearly
    never new next no nobody none nor not nothing now of off on once one only or other others our
    out outside over own perhaps quite rather same second several she should since so some soon
    still such than that the their them then there these they third this those though three through
    throughout thus till to together too toward two under unless until up upon us very was we well
    were what when whenever where whether which while who whoever whole whose why will winning with
    within without would yet you your
    goals goal strikes headers strike header penalty penalties finishes efforts volleys braces famous most tonight today yesterday tomorrow shocker defender striker midfielder
    goalkeeper keeper coach manager captain boss president referee winger forward fullback
    substitute skipper chairman owner fans players supporters league cup europe european half-time
    full-time ft ht var mr mrs saint santa game match win defeat draw result tie leg team side
    visitors hosts home champions leaders holders spaniard frenchman german brazilian spanish
    english french italian dutch portuguese argentine argentinian argentina uruguayan colombian
    chilean belgian croatian serbian polish danish swedish norwegian welsh scottish irish mexican
    american african algerian moroccan senegalese ivorian ghanaian nigerian cameroonian egyptian
    turkish greek russian ukrainian czech slovak slovenian austrian swiss japanese korean
    australian canadian peruvian ecuadorian paraguayan venezuelan bosnian montenegrin macedonian
    la el los las le les il der die das o os as do da
    albanian romanian bulgarian hungarian finnish icelandic catalan basque galician andalusian
    englishman dutchman welshman scotsman irishman international world history euro euros var
    little mighty lowly struggling visiting nearby neighbouring fellow minnows giants ten-man
    fourth fifth sixth seventh eighth ninth tenth eleventh twelfth top bottom four five six seven
    eight nine ten eleven twelve league-leading thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
    nineteenth twentieth
    spaniards frenchmen germans brazilians italians dutchmen argentines portuguese belgians
    croatians englishmen scotsmen catalans basques andalusians londoners parisians bavarians
    month week weekend season year day night evening afternoon morning minute second half
    group played stay stays climb climbs difference points point lead leads slip slips beat beats lose
    loses draw draws won lost drew stretch extend unbeaten clear title crown relegation promotion
    south north latin continental division
    photo image images getty reuters afp ap efe source read related click follow subscribe agg aggregate pens aet
    """.split()
) | frozenset(
    "halftime half-time att attendance attendances crowd scorer scorers goalscorer goalscorers goals results result "
    "standings soccer fulltime full-time referee referees substitutes subs bookings booked summaries summary tabulate".split()
) | frozenset(MONTHS) | frozenset(WEEKDAYS)  # fmt: skip

_AFTER_GERUND = (
    r"\s{0,9}(?:that|the|a|an|his|her|their|its|for|up|out|down|back|into|on|to|this|these|such)\b"
)
# After a name there stands a verb or a mark; after these words that begin a sentence it was none.
_AFTER_WORD = r"\s{0,9}(?:at|by|as|it|they|he|she|we|of|with|to|the|a|an|that|this|for|up|out|down|their|his)\b"
_RANK = {"club": 0, "competition": 1, "ground": 2, "person": 3, "part": 4}


@dataclass
class Sides:
    """What decides between clubs of like names.

    Attributes:
        first: clubs of the match in hand. around: clubs of its competitions. named: clubs that
            the report names in full.
        written: for each of them the folded words with which the report writes it.
        day: day of the match in hand, None where none is settled.
    """

    first: tuple[Club, ...] = ()
    around: Collection[str] = ()
    named: set[str] = field(default_factory=set)
    written: dict[str, set[str]] = field(default_factory=dict)
    day: dt.date | None = None


# "In November 2012" names no El Ejido 2012; "1860" is Munich's.
_YEAR = re.compile(r"\d{1,3}|(?:19|20)\d\d")


class Finder:
    """Finds the names of a lexicon in texts; the matcher is built once for all reports."""

    def __init__(self, lexicon: Lexicon) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self.lexicon = lexicon
        self._vocab = Vocab()
        self._doc: Any = Doc
        self._matcher = PhraseMatcher(self._vocab)
        for kind, keys in (
            ("club", lexicon.clubs),
            ("competition", lexicon.competitions),
            ("ground", lexicon.grounds),
            ("person", lexicon.persons),
            ("part", lexicon.parts),
        ):
            docs = [Doc(self._vocab, words=key.split()) for key in keys if not _YEAR.fullmatch(key)]
            if docs:
                self._matcher.add(kind, docs)

    def spans(self, words: Sequence[Word]) -> list[tuple[int, int, str]]:
        """(first word, last word + 1, kind), longest first at each place, not overlapping."""
        if not words:
            return []
        doc = self._doc(self._vocab, words=[w.folded for w in words])
        found = [(a, b, self._vocab.strings[label]) for label, a, b in self._matcher(doc)]
        found.sort(key=lambda f: (-(f[1] - f[0]), _RANK[f[2]], f[0]))
        taken = [False] * len(words)
        chosen = []
        for a, b, kind in found:
            if not any(taken[a:b]):
                taken[a:b] = [True] * (b - a)
                chosen.append((a, b, kind))
        return sorted(chosen)

    def mentions(self, report: Report, sides: Sides | None = None) -> list[Mention]:
        """Every name in a report, in order.

        Without ``sides`` clubs keep all their candidates; with them each is settled as far as the
        match in hand allows, and names that the ledger does not know are found too.
        """
        text = report.text
        words = self._restored(text, words_of(text))
        starts = {s.start for s in report.sentences}
        raw: list[Mention] = []
        for a, b, kind in self.spans(words):
            start, end = words[a].start, words[b - 1].end
            surface = text[start:end]
            key = " ".join(w.folded for w in words[a:b])
            capital = any(text[w.start].isupper() or text[w.start].isdigit() for w in words[a:b])
            if not capital or (start > 0 and text[start - 1] in "@#/"):
                continue
            if kind in ("club", "part") and key == "wembley":
                # Where finals are played, hardly ever the club of the town.
                continue
            if kind in ("club", "ground", "part") and key in MONTHS:
                # March is a town, and a month.
                continue
            if _YEAR.fullmatch(surface):
                # "In November 2012": no club that ends its name with its year.
                continue
            if report.skipped[0] <= start < report.skipped[1]:
                # The town of the dateline.
                continue
            if kind == "ground" and (fold(surface) in MONTHS or surface == "Easter"):
                continue
            mention = self._mention(kind, key, start, end, surface)
            if mention.kind == "club" and (_no_club(text, mention) or _ground(text, mention)):
                if re.search(r"\bin $", text[max(0, start - 3) : start]) and all(
                    is_nation(c) for c in mention.clubs
                ):
                    # "A 3-1 win in Ecuador": a country as a ground.
                    raw.append(replace(mention, kind="ground", ids=(surface,)))
                continue
            if (kind == "part" or (kind == "club" and len(surface) <= 2)) and _goes_on(text, end):
                # "Sporting Nowhere": the name of another club. "La Paz": no LA.
                continue
            if kind == "club" and key in first_names() and _goes_on(text, end):
                # "Tom German wrote": no club of Tomsk.
                continue
            nation = mention.kind == "club" and any(is_nation(c) for c in mention.clubs)
            if mention.kind == "club" and not nation and _as_town(text, mention):
                raw.append(replace(mention, kind="ground", ids=(surface,)))
                continue
            if (
                mention.kind == "club"
                and not nation
                and b - a == 1
                and key in COMMON_NAMES
                and start in starts
            ):
                mention = replace(mention, sure=False)
            raw.append(mention)
        raw = self._with_towns(text, _without_men(text, raw))
        if sides is None:
            return raw
        sides.named |= {
            m.clubs[0].id
            for m in raw
            if m.kind == "club"
            and m.sure
            and len(m.clubs) == 1
            and fold(m.text) not in self.lexicon.persons
        }
        for m in raw:
            if m.kind == "club" and m.sure and len(m.clubs) == 1:
                sides.written.setdefault(str(m.clubs[0].id), set()).update(fold(m.text).split())
        settled = [m for m in (self._settle(m, sides) for m in raw) if m is not None]
        return self._with_unknown(text, settled, starts, sides)

    def _with_towns(self, text: str, raw: list[Mention]) -> list[Mention]:
        """Towns as grounds: "a 3-2 win in Turin" is a win at a club of the town."""
        if not self.lexicon.towns:
            return raw
        found = []
        for m in _TOWN.finditer(text):
            clubs = self.lexicon.towns.get(fold(m[1]))
            if clubs and fold(m[1]) not in MONTHS:
                found.append(Mention("ground", m.start(1), m.end(1), m[1], clubs, (m[1],)))
        if not found:
            return raw
        at = {m.start: m for m in found}
        kept = [m for m in raw if m.start not in at or m.end > at[m.start].end]
        taken = {m.start for m in kept}
        return sorted([*kept, *(m for m in found if m.start not in taken)], key=lambda m: m.start)

    def _restored(self, text: str, words: list[Word]) -> list[Word]:
        """Words with the apostrophes that a text has lost: "Manchester Uniteds lead"."""
        known = self._known
        found = []
        for word in words:
            bare = word.folded[:-1]
            if (
                len(word.folded) > 4
                and word.folded[-1] == "s"
                and word.folded not in known
                and bare in known
                and text[word.start].isupper()
            ):
                word = Word(bare, word.start, word.end)
            found.append(word)
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        """Every word of every name."""
        lexicon = self.lexicon
        return frozenset(
            word
            for keys in (lexicon.clubs, lexicon.parts, lexicon.persons, lexicon.grounds)
            for key in keys
            for word in key.split()
        )

    def _settle(self, mention: Mention, sides: Sides) -> Mention | None:
        """A mention as the match in hand leaves it; a name of a far club may be a player's."""
        if mention.kind == "club":
            names = tuple(self.lexicon.persons.get(fold(mention.text), ()))
            shared = self._shared_word(mention, sides)
            if shared is not None:
                return shared
            mention = self._nearer(mention, sides)
            if mention.kind == "ground":
                return mention
            if not names or any(club in sides.first for club in mention.clubs):
                return settle(mention, sides)
            ours = {str(club.id) for club in sides.first}
            if not any((ours | sides.named) & self._clubs_of(name) for name in names):
                settled = settle(mention, sides)
                if settled is not None:
                    return settled
            mention = Mention("person", mention.start, mention.end, mention.text, (), names)
        if mention.kind == "person" and len(mention.ids) > 1:
            ours = {str(club.id) for club in sides.first}
            mine = [name for name in mention.ids if ours & self._clubs_of(name)]
            there = [name for name in mine if ours & self._clubs_on(name, sides.day)]
            called = self.lexicon.known_as.get(fold(mention.text), ())
            left = there or mine
            left = [name for name in left if name in called] or left
            if left:
                return replace(mention, ids=tuple(left))
        return mention

    def _nearer(self, mention: Mention, sides: Sides) -> Mention:
        """A name of a far club as what it is nearby: a ground, or a word of a near club's name.

        "At Upton Park" is at West Ham's, though a club was called so; "the Union" of a round-up of
        Major League Soccer is Philadelphia's.
        """

        def playing(club: Club) -> bool:
            return club in sides.first or club.id in sides.around

        def near(club: Club) -> bool:
            return playing(club) or club.id in sides.named

        key = fold(mention.text)
        if sides.day is None or any(playing(club) for club in mention.clubs):
            return mention
        named = self.lexicon.parts.get(key, ())
        # "Leipzig" counts as VfB Leipzig named in full, which does not play RB Leipzig's leagues.
        others = [c for c in named if playing(c)] or [c for c in named if near(c)]
        owners = [club for _, club in self.lexicon.grounds.get(key, ()) if club is not None]
        if any(near(club) for club in owners):
            names = tuple(name for name, _ in self.lexicon.grounds[key])
            return replace(mention, kind="ground", clubs=tuple(owners), ids=names)
        if others and not (set(mention.clubs) & set(others)):
            return replace(mention, clubs=tuple(others), sure=len(others) == 1)
        return mention

    def _shared_word(self, mention: Mention, sides: Sides) -> Mention | None:
        """One word of a name that clubs of the report share: "Madrid", "Real", "United".

        It is of the one that the report writes with it; of several all stay, a side first. None
        where no club is written so.
        """
        word = fold(mention.text)
        if " " in word or not word:
            return None
        pool = dict.fromkeys((*mention.clubs, *self.lexicon.parts.get(word, ())))
        longer = [
            club
            for club in pool
            if word in (told := sides.written.get(str(club.id), set())) and len(told) > 1
        ]
        ours = [c for c in longer if c in sides.first]
        if mention.sure:
            # "Madrid" is Real Madrid, unless another side of the match is written with it.
            mine = [c for c in ours if c not in mention.clubs]
            if mine:
                return replace(mention, clubs=(*mine, *mention.clubs), sure=False)
            return None
        if len(longer) == 1:
            return replace(mention, clubs=(longer[0],), sure=True)
        rest = tuple(c for c in longer if c not in ours)
        return replace(mention, clubs=(*ours, *rest), sure=False) if longer else None

    def _clubs_of(self, name: str) -> set[str]:
        clubs = set(self.lexicon.played_for.get(name, ()))
        return clubs | {str(spell.club) for spell in self.lexicon.spells.get(name, ())}

    def _clubs_on(self, name: str, day: dt.date | None) -> set[str]:
        """Clubs of which a person is on the books on a day."""
        return {
            str(s.club)
            for s in self.lexicon.spells.get(name, ())
            if day is not None
            and (s.start is None or s.start <= day)
            and (s.end is None or s.end >= day)
        }

    def _mention(self, kind: str, key: str, start: int, end: int, surface: str) -> Mention:
        lexicon = self.lexicon
        if kind == "club":
            return Mention("club", start, end, surface, tuple(lexicon.clubs[key]))
        if kind == "part":
            return Mention("club", start, end, surface, tuple(lexicon.parts[key]), sure=False)
        if kind == "ground":
            owners = [club for _, club in lexicon.grounds[key] if club is not None]
            names = tuple(name for name, _ in lexicon.grounds[key])
            return Mention("ground", start, end, surface, tuple(owners), names)
        if kind == "competition":
            ids = tuple(lexicon.competitions[key])
            return Mention("competition", start, end, surface, (), ids)
        return Mention("person", start, end, surface, (), tuple(lexicon.persons[key]))

    def _with_unknown(
        self, text: str, known: list[Mention], starts: set[int], sides: Sides
    ) -> list[Mention]:
        """Add names that the ledger does not know, and first names in front of known ones."""
        taken = bytearray(len(text) + 1)
        for m in known:
            taken[m.start : m.end] = b"\x01" * (m.end - m.start)
        after = {m.start: number for number, m in enumerate(known)}
        found = list(known)
        small = {w[0] for w in re.finditer(r"\b[^\W\d_]+", text) if w[0].islower()}
        for name in NAME_WORD.finditer(text):
            start = self._begin(text, name.start(), name.end(), taken, starts)
            stop = start
            while stop < name.end() and not taken[stop]:
                stop += 1
            surface = text[start:stop].rstrip()
            if not surface or (start > 0 and text[start - 1] in "@#/"):
                continue
            words = surface.split()
            if fold(words[0]) in _NOT_NAMES or (surface.isupper() and len(surface) < 4):
                continue
            number = after.get(stop)
            if stop < name.end() and number is not None:
                whole = _joined(text, start, found[number], sides, start in starts)
                if whole is not None:
                    found[number] = whole
                    continue
            if len(words) == 1 and start in starts:
                # A plain word that begins a sentence, not a name.
                gerund = words[0].endswith("ing") and re.match(_AFTER_GERUND, text[stop:])
                plain = re.match(_AFTER_WORD, text[start + len(surface) :])
                if gerund or plain or surface.lower() in small:
                    continue
            found.append(Mention("name", start, start + len(surface), surface))
        return sorted(found, key=lambda m: m.start)

    @staticmethod
    def _begin(text: str, start: int, end: int, taken: bytearray, starts: set[int]) -> int:
        """Where a name begins once plain words in front of it are passed over."""
        while start < end:
            first = re.match(r"[^ \t]+", text[start:end])
            if first is None:
                break
            word = first[0]
            bare = fold(re.sub(r"[’']s$", "", word))
            plain = bare in _NOT_NAMES or bare.split(" ")[0] in _NOT_NAMES
            plain = plain or _COMPOUND.fullmatch(word) is not None
            if not plain and not (len(word) < 3 and start in starts):
                break
            if taken[start]:
                break
            start += len(word)
            while start < end and text[start] in " \t":
                start += 1
        return start


# "Rock-bottom Ipswich", "Cash-strapped Pompey".
_COMPOUND = re.compile(
    r"[A-Z][a-z]+-(?:bottom|placed|placers|topping|threatened|form|flying|scoring|man|chasing|bound|strapped|winning|based|hit|table|tier|flight|division|league|ranked|seeded|stricken)"
    # "Managerless Blackpool".
    r"|[A-Z][a-z]{2,}less|Rampant|Struggling|Resurgent|Relegated|Promoted|Lowly|Depleted|Improving|Beleaguered|Unbeaten|Troubled|"
    r"Debutants|Newcomers|Minnows|Strugglers|Neighbours|Rivals"
)
_PLACED = re.compile(
    r"\b(?:in|of|from|across|throughout|within|outside|around|to|leave|left) (?:(?:north|south|west|east|central)(?:ern)? )?$",
    re.IGNORECASE,
)
_TEAM_AFTER = re.compile(
    r"(?:'s)? (?:beat|lost|won|drew|were|have|had|are|will|play|face|team|side)\b"
)
_ABOUT_DAY = re.compile(
    r"\b(?:on|last|next|this|of|since|until|till|by|late|early|before|after|for|from|and|a) $", re.I
)


_FIRST_NAME = re.compile(r"([A-Z][a-z]+) $")


def _without_men(text: str, raw: list[Mention]) -> list[Mention]:
    """Names without those of clubs that the report gives to a man: "Charlton", after "Bobby Charlton"."""
    men = set()
    for m in raw:
        if m.kind == "club" and m.text.isalpha():
            first = _FIRST_NAME.search(text, max(0, m.start - 16), m.start)
            if first is not None and fold(first[1]) in first_names():
                men.add(m.text)
    if not men:
        return raw
    fuller = {word for m in raw if m.kind == "club" for word in m.text.split() if m.text != word}
    men -= fuller
    return [m for m in raw if m.kind != "club" or m.text not in men]


# Codes and short names of clubs that a report means as words: "GOAL!", "And then …".
_PLAIN_WORDS = frozenset(
    "GOAL Goal Goals GOALS And Final One Two Three Four Five Six Seven Eight".split()
)


_REGION = re.compile(
    r" (?:rivals?|neighbours?|derby|clubs?|side|outfit|giants|foes|counterparts)\b"
)


# "Managed to defeat Wednesday in a Cup tie", "and Wednesday, having fallen at the last fence".
_SIDE_BEFORE = re.compile(
    r"\b(?:beat|defeat(?:ed)?|face[ds]?|against|past|host(?:ed|s)?|visit(?:ed|s)?|held|over|overcame|thrash(?:ed)?) $",
    re.IGNORECASE,
)
_SIDE_AFTER = re.compile(r", (?:having|who|whose|still|now|bottom|top) ")


def _no_club(text: str, mention: Mention) -> bool:
    """True for a country named as a place, for a day of the week, and for plain words of a report."""
    if mention.text in _PLAIN_WORDS:
        return True
    if all("." not in str(c.id) for c in mention.clubs) and _REGION.match(text, mention.end):
        # "Their Yorkshire rivals": a county, though it has a side.
        return True
    before = text[max(0, mention.start - 24) : mention.start]
    if fold(mention.text) == "wednesday":
        after = text[mention.end : mention.end + 14]
        if _SIDE_BEFORE.search(before) or _SIDE_AFTER.match(after):
            return not re.search(r"Sheffield Wed|Sheff Wed", text)
        return (
            _ABOUT_DAY.search(before) is not None
            or re.match(
                r"(?:['\u2019]s)? (?:night|evening|afternoon|morning|after|in|at|as|to|with|when|but)\b|[.,]",
                after,
            )
            is not None
            or not re.search(r"Sheffield Wed|Sheff Wed", text)
        )
    nation = mention.clubs and all(is_nation(c) for c in mention.clubs)
    if not nation:
        return False
    place = _PLACED.search(before)
    if place is None:
        return False
    if place[0].strip().lower() in ("of", "from", "to", "leave", "left"):
        # "The defeat of Spain" is the side; "Eintracht Frankfurt of West Germany" the country.
        return (
            place[0].strip().lower() == "of"
            and re.search(r"[A-Z\u00c0-\u00de][^\W\d_]+ of (?:West |East )?$", before) is not None
        )
    return True


_TOWN = re.compile(r"\bin ((?:(?:La|San|Saint|The|Reggio) )?[A-Z][a-z]+)\b(?!['\u2019]s|['\u2019])")
_GROUND = re.compile(
    r" (?:Bridge|Park|Road|Lane|Stadium|Arena|Ground|Street|Stadion|Field|Bowl|Dome|Gate|Moor|Cottage)\b"
)


def _ground(text: str, mention: Mention) -> bool:
    """True for one word of the name of a ground: "Stamford Bridge"."""
    return " " not in mention.text and _GROUND.match(text, mention.end) is not None


_AS_TOWN = re.compile(
    r"(?:\d ?[-\u2013] ?\d|\b(?:w[io]n|won|wins|winners?|winning|victory|defeat(?:ed)?|loss|lost|losing|beaten|draw|drew|drawn|"
    r"held|leg|triumph(?:ed)?|stalemate|match|game|meeting|beat|thrashed|goalless|tie|played))\b[^.,;:()]{0,32}? in $"
)


def _as_town(text: str, mention: Mention) -> bool:
    """True for a club's name that is the place of a result: "a 2-1 win in Bordeaux"."""
    if not text[max(0, mention.start - 3) : mention.start].lower() == "in ":
        return False
    if re.match(r"['\u2019]|[ -](?:[A-Z]|colours|shirt)", text[mention.end : mention.end + 9]):
        return False
    return _AS_TOWN.search(text[max(0, mention.start - 60) : mention.start].lower()) is not None


def is_nation(club: Club) -> bool:
    """True for a national side.

    >>> is_nation(Club("fr.france", "France", "fr")), is_nation(Club("fr.lyon", "Lyon", "fr"))
    (True, False)
    """
    return str(club.id) in nations()


def _goes_on(text: str, end: int) -> bool:
    """True if a name goes on after a place with a capital word that is no plain one."""
    after = re.match(r" ([A-ZÀ-ÖØ-Þ][^\W\d_]+)", text[end : end + 30])
    return after is not None and fold(after[1]) not in _NOT_NAMES


def _joined(text: str, start: int, known: Mention, sides: Sides, opening: bool) -> Mention | None:
    """A first name and the name after it as one.

    "Javi Eraso", and "Gareth Bale" though some club is called Bale.
    """
    surface = text[start : known.end]
    if known.kind == "person":
        return replace(known, start=start, text=surface, ids=_fitting(surface, known.ids))
    single = len(known.text.split()) == 1
    if known.kind == "club" and single:
        if opening and re.search(r"(?:ing|ed)[ \t]", text[start : known.start]):
            return None
        if any(club in sides.first for club in known.clubs):
            return None
        if re.search(r"\b[Ii]n $", text[max(0, start - 4) : start]):
            # "In Athens Ajax won": a town, and who played there.
            return None
        return Mention("name", start, known.end, surface)
    return None


def _fitting(written: str, names: Sequence[str]) -> tuple[str, ...]:
    fitting = tuple(name for name in names if same_person(written, name))
    return fitting or (written,)


def settle(mention: Mention, sides: Sides) -> Mention | None:
    """A mention with the clubs that the match in hand leaves; None if it names no club after all.

    Sides of the match come first, then clubs named in full, then clubs of its competitions.
    """
    if mention.kind != "club" or not mention.clubs:
        return mention
    first = [club for club in mention.clubs if club in sides.first]
    if first:
        # "Real Madrid" may also be the start of a reserve side's name.
        return replace(mention, clubs=tuple(first), sure=len(first) == 1)
    for near in (sides.named, sides.around):
        left = [club for club in mention.clubs if club.id in near]
        if len(left) == 1:
            return replace(mention, clubs=tuple(left), sure=True)
        if left:
            return replace(mention, clubs=tuple(left), sure=False)
    if not mention.sure:
        return None
    home = {club.country for club in sides.first}
    ours = [club for club in mention.clubs if club.country in home]
    chosen = tuple(ours or mention.clubs)
    return replace(mention, clubs=chosen, sure=len(chosen) == 1)


def clubs_in(mentions: Iterable[Mention]) -> dict[str, float]:
    """How strongly each club is named: 1 a full name, less where several could be meant."""
    weight: dict[str, float] = {}
    for m in mentions:
        if m.kind != "club":
            continue
        share = (1.0 if m.sure else 0.4) / max(1, len(m.clubs)) ** 0.5
        for club in m.clubs:
            weight[club.id] = weight.get(club.id, 0.0) + share
    return weight
