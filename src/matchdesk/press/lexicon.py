"""The names that a report can use: clubs, persons, grounds and competitions of the ledger.

Names are compared in folded form (:func:`matchdesk.core.text.fold`), word by word, by a spaCy
PhraseMatcher over the folded words. Only names whose every word stands in the reports enter it,
so a large ledger costs no more than a small one.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from matchdesk.core.match import Appearance, Club, Goal, Ground, Spell
from matchdesk.core.snapshot import Snapshot
from matchdesk.core.text import fold, letters_lost, spelt_out
from matchdesk.errors import RuleError
from matchdesk.press.peoples import people_of
from matchdesk.rules.catalogue import BUILT_IN, competition_names

# Words of club names that say what kind of club it is, not which.
_AFFIXES = frozenset(
    "ac acd aj afc ad as ass bc bk bsc bv ca cd cf cp cs csd de del do el es fc ff fk gd if ifk "
    "jk kv la le los nk og os pfk rc rcd rs sa sad sc sd sfc sk sp spvgg ss ssc sv tsg tsv ud us "
    "usd vfb vfl cfc club futbol football fussball calcio deportiva balompie the and 1 04 05 09 "
    "07 96 98 1899 1846 1900 1904 1860".split()
)
COMMON_NAMES = frozenset(
    "athletic albion academical argyle borough boys celtic city club county dynamo dinamo forest "
    "hearts orient palace park port racing rangers reading real rovers saint saints sporting sport "
    "star state stars town union united vale villa wanderers wolves nice bury derby lens brest "
    "lokomotiv olympique olympic stade spartak torpedo inter unity alliance villages young blues "
    "reds whites hotspur wednesday argentina central sur san santa nacional independiente river "
    "universitario deportivo atletico".split()
)
"""Single words that many clubs share or that are plain English; a side must confirm them."""
# Adjectives of continents and words of many countries' names: alone they name no side.
_NEVER_ALONE = frozenset(
    "nation african american asian european oceanian africa america asia europe oceania central eastern northern southern western north south "
    "east west republic islands island democratic kingdom guinea equatorial papua".split()
)
_GERMAN = ("de", "at", "ch")
# Words of names as reports shorten or lengthen them: "Leeds Utd", "Saint Mirren".
_SHORT = (("united", "utd"), ("st", "saint"), ("saint", "st"))
_WORD = re.compile(r"[^\W_]+(?:[’'`´.][^\W_]+)*")
_APOSTROPHES = frozenset("’'`´")
_PARTICLE = "de|van|der|den|di|da|do|dos|del|el|al|von|la|le|ten|ter|bin|mac|st"
NAME_WORD = re.compile(
    rf"\b[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[’'-](?!s\b)[^\W\d_]+)*"
    rf"(?:[ \t](?:(?:{_PARTICLE})[ \t]){{0,2}}[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[’'-](?!s\b)[^\W\d_]+)*){{0,3}}"
)
"""A name of up to four words with capitals."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, and its place."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Words of a text with their places; a hyphen parts two words, an apostrophe does not.

    >>> [(w.folded, w.start) for w in words_of("Saint-Étienne’s 3")]
    [('saint', 0), ('etienne', 6), ('s', 14), ('3', 16)]
    """
    found: list[Word] = []
    for m in _WORD.finditer(text):
        start, end = m.start(), m.end()
        if m[0][-1] in "sS" and m[0][-2:-1] in _APOSTROPHES:
            cut = end - 2
            found.append(Word(fold(text[start:cut]), start, cut))
            found.append(Word("s", cut + 1, end))
            continue
        folded = fold(m[0])
        if folded:
            found.append(Word(folded.replace(" ", ""), start, end))
    return found


_PREPOSITIONS = frozenset(("at", "in", "on", "to"))
"""Words that begin a name in some source ("At. Osasuna") and hardly ever one in a report."""


@dataclass(frozen=True)
class NameIndex:
    """The names of all clubs and grounds of a ledger, folded once for all reports.

    Attributes:
        whole: first folded word → names in full as words, and whose they are.
        parts: one folded word → clubs whose name holds it, and is not the whole of it; also nicknames
            of several clubs, as one phrase.
        phrases: first folded word → those of several words.
        grounds: grounds as held. by_id: clubs by id.
    """

    whole: Mapping[str, Sequence[tuple[tuple[str, ...], Club]]]
    parts: Mapping[str, Sequence[Club]]
    phrases: Mapping[str, Sequence[str]]
    grounds: tuple[Ground, ...]
    by_id: Mapping[str, Club]

    @classmethod
    def of(cls, snapshot: Snapshot) -> NameIndex:
        """Fold every name of a snapshot's ledger."""
        whole: dict[str, dict[tuple[tuple[str, ...], Club], None]] = defaultdict(dict)
        parts: dict[str, dict[Club, None]] = defaultdict(dict)
        by_id = {str(club.id): club for club in snapshot.clubs}

        def put(written: str, club: Club) -> None:
            words = tuple(fold(written).split())
            if not words or words[0] in _PREPOSITIONS:
                return
            whole[words[0]][words, club] = None
            bare = tuple(word for word in words if word not in _AFFIXES)
            if bare and bare != words and len("".join(bare)) > 3:
                if len(bare) == 1 and bare[0] in COMMON_NAMES:
                    parts[bare[0]][club] = None
                else:
                    whole[bare[0]][bare, club] = None
            for word in bare:
                if len(word) > 3 and word not in _NEVER_ALONE and not people_of(word):
                    parts[word][club] = None

        def put_all(written: str, club: Club) -> None:
            put(written, club)
            spelt = spelt_out(written)
            if spelt != fold(written):
                put(spelt, club)
            for lost in letters_lost(written):
                whole[lost.split()[0]][tuple(lost.split()), club] = None
            words = fold(written).split()
            if len(words) > 2 and words[0][-1] == "s" and len(words[0]) > 4:
                # "Queen's Park Rangers".
                own = words[0][:-1]
                whole[own][(own, "s", *words[1:]), club] = None
            for whole_word, short in _SHORT:
                if whole_word in words and len(words) > 1:
                    put(" ".join(short if w == whole_word else w for w in words), club)

        for club in snapshot.clubs:
            put_all(club.name, club)
        for name in snapshot.store.names():
            named = by_id.get(name.subject)
            if named is not None:
                put_all(name.name, named)
        for written, ids in nicknames().items():
            words = tuple(fold(written).split())
            for club in (by_id[one] for one in ids if one in by_id):
                if written.startswith("~"):
                    parts[" ".join(words)][club] = None
                else:
                    whole[words[0]][words, club] = None
        phrases: dict[str, list[str]] = defaultdict(list)
        for phrase in parts:
            if " " in phrase:
                phrases[phrase.split()[0]].append(phrase)
        return cls(
            {word: tuple(found) for word, found in whole.items()},
            {word: tuple(found) for word, found in parts.items()},
            {word: tuple(found) for word, found in phrases.items()},
            (*snapshot.store.grounds(), *_known_grounds(by_id)),
            by_id,
        )


@cache
def nicknames() -> Mapping[str, tuple[str, ...]]:
    """What English reports call clubs and nations besides their names, to find whom they mean.

    A name with "~" in front needs a side of the report to confirm it.

    Raises:
        RuleError: the data file holds something unknown.
    """
    text = (files("matchdesk.press") / "data" / "nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for club, names in tomllib.loads(text)["club"].items():
        if not isinstance(names, list):
            raise RuleError(f"nicknames.toml: {club}: expected a list of names")
        for name in names:
            found.setdefault(str(name), []).append(club)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """What English reports call competitions besides the names in their rulebooks."""
    text = (files("matchdesk.press") / "data" / "competitions.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for competition, names in tomllib.loads(text)["competition"].items():
        for name in names:
            found.setdefault(str(name), []).append(str(competition))
    return {name: tuple(ids) for name, ids in found.items()}


def _known_grounds(by_id: Mapping[str, Club]) -> Iterator[Ground]:
    """Grounds that reports name, of clubs of the ledger."""
    text = (files("matchdesk.press") / "data" / "grounds.toml").read_text(encoding="utf-8")
    for name, told in tomllib.loads(text)["ground"].items():
        tenants = told["club"] if isinstance(told["club"], list) else [told["club"]]
        for club in (by_id[one] for one in tenants if one in by_id):
            yield Ground(
                name,
                club=club.id,
                also=tuple(told.get("also", ())),
                start=dt.date(told["from"], 7, 1) if "from" in told else None,
                end=dt.date(told["to"] + 1, 6, 30) if "to" in told else None,
            )


@cache
def towns() -> Mapping[str, tuple[str, ...]]:
    """Towns that reports name, and the ids of the clubs that play there."""
    text = (files("matchdesk.press") / "data" / "grounds.toml").read_text(encoding="utf-8")
    return {town: tuple(ids) for town, ids in tomllib.loads(text)["town"].items()}


@cache
def nations() -> frozenset[str]:
    """Ids of all national sides of the gazetteer."""
    text = (files("matchdesk") / "names" / "nations.csv").read_text(encoding="utf-8")
    return frozenset(line.split(",", 1)[0] for line in text.splitlines()[1:])


@lru_cache(maxsize=4096)
def _ground_words(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded words of a ground's name, and those of them that tell it by themselves."""
    parts = tuple(fold(written).split())
    return parts, tuple(
        p for p in parts if len(p) > 5 and p not in _GROUND_WORDS and p not in COMMON_NAMES
    )


@dataclass
class Lexicon:
    """Names that stand in a set of reports.

    Attributes:
        clubs: folded name → clubs that bear it in full, by name or nickname.
        parts: one folded word → clubs whose name holds it.
        persons: folded name → full names, by surnames too. known_as: only by names as recorded.
        spells: full name → spells.
        grounds: folded name → clubs that play there. towns: likewise of a town.
        competitions: folded name → ids.
        played_for: full name → ids of the clubs for which the person scored or lined up.
    """

    clubs: dict[str, list[Club]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[Club]] = field(default_factory=lambda: defaultdict(list))
    persons: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    known_as: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spells: dict[str, list[Spell]] = field(default_factory=lambda: defaultdict(list))
    grounds: dict[str, list[tuple[str, Club | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    competitions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    towns: dict[str, tuple[Club, ...]] = field(default_factory=dict)
    played_for: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(
        cls, snapshot: Snapshot, words: Iterable[str], index: NameIndex | None = None
    ) -> Lexicon:
        """The names of a snapshot that can be written with these folded words."""
        lexicon = cls()
        here = frozenset(words)
        held = index if index is not None else NameIndex.of(snapshot)
        for word in here:
            for key, club in held.whole.get(word, ()):
                if here.issuperset(key):
                    _put(lexicon.clubs[" ".join(key)], club)
            for part in held.parts.get(word, ()):
                _put(lexicon.parts[word], part)
            for phrase in held.phrases.get(word, ()):
                if here.issuperset(phrase.split()):
                    for part in held.parts[phrase]:
                        _put(lexicon.parts[phrase], part)
        for ground in held.grounds:
            owner = held.by_id.get(ground.club) if ground.club else None
            for written in (ground.name, *ground.also):
                lexicon._ground(written, ground.name, owner, here, held)
        for town, ids in towns().items():
            clubs = tuple(held.by_id[one] for one in ids if one in held.by_id)
            if clubs and here.issuperset(fold(town).split()):
                lexicon.towns[fold(town)] = clubs
        for word in here:
            # "In Wuppertal" is at the Wuppertaler SV.
            owners = tuple(c for c in held.parts.get(f"{word}er", ()) if c.country in _GERMAN)
            if owners and len(word) > 4 and word not in lexicon.towns and word not in lexicon.clubs:
                lexicon.towns[word] = owners
        for competition, names in competition_names(BUILT_IN.of(snapshot)).items():
            for written in names:
                folded = fold(written)
                if here.issuperset(folded.split()) and folded:
                    _put(lexicon.competitions[folded], competition)
        for written, ids in _called().items():
            folded = fold(written)
            if here.issuperset(folded.split()):
                for competition in ids:
                    _put(lexicon.competitions[folded], competition)
        for spell in snapshot.store.spells():
            lexicon.spells[spell.person].append(spell)
            for written in (spell.person, *spell.also):
                lexicon.add_person(written, spell.person, here)
        return lexicon

    def _ground(
        self, written: str, name: str, club: Club | None, here: frozenset[str], held: NameIndex
    ) -> None:
        parts, telling = _ground_words(written)
        keys = [" ".join(parts)] if parts and here.issuperset(parts) else []
        # One word of it will do ("the Bernabeu"), unless clubs are called so: "County", "Bolton".
        keys += [part for part in telling if part in here and part not in held.parts]
        for key in keys:
            _put(self.grounds[key], (name, club))

    def add_person(self, written: str, full: str, here: frozenset[str]) -> None:
        """Let a person be called by a name, and by the last word of it."""
        spelt = spelt_out(written)
        if spelt != fold(written):
            # "Mueller" for "Müller".
            self._add_person(spelt.split(), full, here)
        for lost in letters_lost(written):
            # "Mller" of a text that lost its umlauts.
            if len(lost.split()[-1]) > 3:
                self._add_person(lost.split(), full, here)
        self._add_person(fold(written).split(), full, here)

    def _add_person(self, parts: list[str], full: str, here: frozenset[str]) -> None:
        if not parts:
            return
        if here.issuperset(parts):
            _put(self.known_as[" ".join(parts)], full)
        keys = {" ".join(parts), parts[-1]}
        if len(parts) > 2:
            keys |= {f"{parts[0]} {parts[-1]}", " ".join(parts[1:]), " ".join(parts[:2])}
        for key in keys:
            if here.issuperset(key.split()) and len(key) > 2:
                _put(self.persons[key], full)

    def add_players(
        self, snapshot: Snapshot, rows: Sequence[int], here: frozenset[str],
        goals: Mapping[int, Sequence[Goal]], lineups: dict[int, tuple[Appearance, ...]],
    ) -> None:  # fmt: skip
        """Let the scorers and line-ups of some matches be called by their names.

        ``goals`` holds the goals of every row; ``lineups`` keeps the line-ups that are asked for.
        """
        m = snapshot.matches
        asked = [row for row in rows if row not in lineups]
        if asked:
            keys = [int(m.key[row]) for row in asked]
            found = snapshot.store.appearances(keys)
            lineups.update((row, found.get(key, ())) for row, key in zip(asked, keys, strict=True))
        for row in rows:
            sides = snapshot.clubs[m.home[row]].id, snapshot.clubs[m.away[row]].id
            people: tuple[Goal | Appearance, ...] = (*goals[row], *lineups[row])
            for person in people:
                own = isinstance(person, Goal) and person.kind == "own_goal"
                if person.player not in self.played_for:
                    self.add_person(person.player, person.player, here)
                self.played_for[person.player].add(sides[0 if person.home != own else 1])


_GROUND_WORDS = frozenset(
    "stadium estadio estadi municipal ciudad stadion stadio stade arena ground street camp field "
    "nuevo campo olympic olimpico national nacional parque deportiva ramon sanchez university victoria "
    "american express community memorial provident friends riverside manor coliseum adriatico".split()
)


def _put(place: list[Any], value: object) -> None:
    if value not in place:
        place.append(value)
