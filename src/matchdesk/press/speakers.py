"""Who a speaker is: from "Zidane", "he" or "the Frenchman" to a person's whole name.

Names come from the ledger where one person fits, else from the report itself. A pronoun or a
description means the person of whom the narrative spoke last, if that one fits the description.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from matchdesk.core.text import fold
from matchdesk.press import saying
from matchdesk.press.claim import Mention
from matchdesk.press.indirect import indirect_in
from matchdesk.press.lexicon import Lexicon
from matchdesk.press.report import Report
from matchdesk.press.speech import Quote
from matchdesk.press.spelling import same_person

_SAME_ROLE = (
    ("coach", "manager", "boss", "tactician", "trainer", "supremo"),
    ("goalkeeper", "keeper"),
    ("captain", "skipper"),
    ("striker", "forward", "goalscorer", "scorer"),
    ("defender", "back"),
    ("president", "chairman", "chief", "owner"),
)
_ROLE_OF = {word: group[0] for group in _SAME_ROLE for word in group}
_DEMONYMS = {
    "france": "frenchman", "spain": "spaniard", "netherlands": "dutchman", "germany": "german",
    "italy": "italian", "portugal": "portuguese", "england": "englishman", "scotland": "scot",
    "wales": "welshman", "ireland": "irishman", "brazil": "brazilian", "argentina": "argentine",
    "uruguay": "uruguayan", "chile": "chilean", "croatia": "croatian", "serbia": "serb",
    "denmark": "dane", "sweden": "swede", "norway": "norwegian", "poland": "pole",
    "turkey": "turk", "belgium": "belgian", "austria": "austrian", "switzerland": "swiss",
    "colombia": "colombian", "mexico": "mexican", "czech republic": "czech", "russia": "russian",
    "ukraine": "ukrainian", "greece": "greek", "united states": "american", "japan": "japanese",
    "morocco": "moroccan", "algeria": "algerian", "egypt": "egyptian", "senegal": "senegalese",
    "nigeria": "nigerian", "ghana": "ghanaian", "cameroon": "cameroonian",
}  # fmt: skip
_ALIKE_NATIONS = {
    "french": "frenchman", "spanish": "spaniard", "dutch": "dutchman", "english": "englishman",
    "scotsman": "scot", "scottish": "scot", "welsh": "welshman", "irish": "irishman",
    "argentinian": "argentine", "croat": "croatian", "serbian": "serb", "danish": "dane",
    "swedish": "swede", "polish": "pole", "turkish": "turk",
}  # fmt: skip
_NO_PERSON = re.compile(
    r"\b(?:cup|league|copa|liga|serie|bundesliga|ligue|division|championship|final|stadium|park|road|lane|"
    r"ground|arena|sports?|bbc|sky|news|tv|radio|television|united|city|town|rovers|wanderers|athletic|county|"
    r"fc|cf|afc|club|fifa|uefa|fa|var|europe|agency|reuters|afp|ap|efe|press|times|post|mail|marca|guardian|"
    r"telegraph|premier|champions|europa|trophy|shield|association|federation|street|end|stand|kop|"
    r"paper|magazine|facebook|twitter|instagram|world|night|day|year|season|saturday|sunday|"
    r"boxing|christmas|new|red devils|gunners|blues|reds)\b"
)
_UNNAMED = re.compile(
    r"\b(?:source|official|insider|spokes\w+|statement|club|board|fan|supporter|fans|pundit)s?\b",
    re.I,
)
_OBLIQUE = re.compile(
    r"\b(?:of|to|for|by|against|from|with|on|about|at|under|in|after|without|including|like|past)[ \t]"
    r"(?:(?:the|a|an|his|their|coach|manager|boss|captain|former|[a-z-]+)[ \t]){0,3}$"
)
_BREAKS = re.compile(
    rf"[.,;:!?()\n“”\"]|\b(?:and|with|of|by|to|for|against|is|was|had|has|{saying.SAY})\b"
)
_OPPONENT = re.compile(
    r"\b(?:beat|beaten by|beating|defeat(?:ed|ing)?|against|v|vs|fac(?:e|ed|ing)|host(?:ed|ing)?|over|past|"
    r"drew with|lost to|visit(?:ed|ing)?|thrash(?:ed|ing)|edged|stunned|held|home to|meet|met|join(?:ed|ing)?|left)[ \t]$"
)
_ASKED = re.compile(r"\b(?:[Aa]sked|[Qq]uestioned|[Qq]uizzed|[Pp]ressed|[Oo]n|[Oo]f)\b[^.;]*$")
_ACTS = re.compile(
    r"[ \t](?:scored|headed|netted|struck|equali[sz]ed|said|was|had|has|is|believes|admitted|insisted|"
    r"took|made|saw|fired|opened|converted|levelled|came|added|put|gave|could|did|felt|told|accepted)\b"
)


_NATION = re.compile(rf"\b{saying.NATIONS}$")
_BACK = 400
"""Sentences that are looked back through for the person last named."""
_MOST = 200
"""Names that share a word; a report has a few."""


@dataclass
class _Person:
    """A person of the report: whole name, places, and what is said of them.

    ``sure`` is False for a lone name that only a pronoun close by can make a person's.
    """

    name: str
    places: list[tuple[int, int]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    sure: bool = True


def spoken(report: Report, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Quote, ...]:
    """All quotes of a report in order, a sentence each, with speakers by their whole names.

    Indirect speech stands among them, marked as such.
    """
    text = report.text
    direct = report.quotes
    sentences = [(s.start, s.end) for s in report.sentences if s.message < 0]
    indirect = tuple(indirect_in(text, sentences, direct))
    if not direct and not indirect:
        return ()
    names = Names(mentions)
    people = _people(report, mentions, names, lexicon, (*direct, *indirect))
    resolved = [
        quote
        for one in _resolved(report, (*direct, *indirect), people, names)
        for quote in (_by_sentence(report, one) if not one.indirect else (one,))
    ]
    return tuple(sorted(resolved, key=lambda q: (q.start, q.end)))


def _resolved(
    report: Report, quotes: Sequence[Quote], people: Sequence[_Person], names: Names
) -> Iterator[Quote]:
    text = report.text
    narrative = _Narrative(report, people)
    last_end, last_speaker = -1, ""
    for quote in sorted(quotes, key=lambda q: (q.start, q.end)):
        who = quote.speaker
        if quote.kind == "name":
            who = names.whole(who)
        elif quote.kind == "role" and not _UNNAMED.search(who):
            told = _described(who, people, quote.at)
            if not told and not (_NATION.search(who) and narrative.many(quote.at)):
                told = narrative.person(quote.at) or last_speaker
            who = told or who
        elif quote.kind == "pronoun" and who.lower() != "they":
            who = narrative.person(quote.at) or last_speaker or who
        elif quote.kind in ("carried", ""):
            since = _narrated(text, last_end, quote.at)
            told = narrative.person(quote.at, max(last_end, quote.at - 600)) if since else ""
            near = quote.kind == "carried" or (last_end >= 0 and quote.start - last_end < 300)
            who = told or (last_speaker if near else "")
        yield replace(quote, speaker=who)
        if not quote.indirect:
            last_end = quote.end
        if who:
            last_speaker = who


def _narrated(text: str, last_end: int, at: int) -> bool:
    """True if between two quotes the report itself speaks: more than who said it, no question."""
    between = text[last_end if last_end >= 0 else max(0, at - 400) : at].strip(" \t\r\n“”\"'‘’")
    if last_end < 0:
        return len(between) > 3
    lines = [line.strip() for line in re.split(r"[\r\n]+", between) if line.strip()]
    lines = [line for line in lines if not line.endswith("?")]
    if not lines:
        return False
    stops = len(re.findall(r"[.!:](?=\s|$)", " ".join(lines)))
    if len(lines) == 1 and "\n" not in between:
        return stops > 1 and len(lines[0]) > 60
    # The first line ends the sentence that named the speaker; what follows is narrative.
    rest = lines[1:] if last_end >= 0 and not text[last_end : last_end + 3].count("\n") else lines
    return any(len(line) > 8 for line in rest)


class _Narrative:
    """The report without its quotes and messages: of whom it spoke last before a place."""

    def __init__(self, report: Report, people: Sequence[_Person]) -> None:
        self.text = report.text
        said = sorted((q.start, q.end) for q in report.quotes)
        opened = [a for a, _ in said]
        self.sentences = [s for s in report.sentences if s.message < 0]
        self._starts = [s.start for s in self.sentences]
        self._places: dict[bool, list[tuple[int, int, str]]] = {True: [], False: []}
        for person in people:
            for a, b in person.places:
                before = bisect_right(opened, a) - 1
                if before < 0 or said[before][1] <= a:
                    self._places[person.sure].append((a, b, person.name))
        for places in self._places.values():
            places.sort()

    def person(self, at: int, floor: int = 0) -> str:
        """The subject of the last sentence before a place that names somebody."""
        near = 0
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            sentence = self.sentences[number]
            if sentence.end <= floor or near >= _BACK:
                return ""
            near += 1
            first, last = max(sentence.start, floor), min(sentence.end, at)
            here = self._named(first, last) or (self._named(first, last, False) if near < 3 else [])
            if not here:
                continue
            plain = [n for start, _, n in here if not self._oblique(sentence.start, start)]
            if plain:
                return plain[0]
            if sentence.end > at:
                # "Asked about Smith's injury, he said": of another.
                here = [h for h in here if not _ASKED.search(self.text[max(0, h[0] - 30) : h[0]])]
            if here:
                return here[-1][2]
        return ""

    def many(self, at: int) -> bool:
        """True if several persons are the subjects of what stands right before a place."""
        last = bisect_left(self._starts, at)
        near = self.sentences[max(0, last - 4) : last]
        subjects = {
            next((n for a, _, n in here if not self._oblique(s.start, a)), "")
            for s in near
            if (here := self._named(s.start, min(s.end, at)))
        }
        return len(subjects - {""}) > 1

    def _oblique(self, sentence: int, start: int) -> bool:
        return _OBLIQUE.search(self.text[max(sentence, start - 40) : start]) is not None

    def _named(self, start: int, end: int, sure: bool = True) -> list[tuple[int, int, str]]:
        places = self._places[sure]
        first = bisect_left(places, (start, 0, ""))
        found = []
        for a, b, name in places[first:]:
            if a >= end:
                break
            if b <= end:
                found.append((a, b, name))
        return found


def _described(words: str, people: Sequence[_Person], at: int) -> str:
    """The person that a description fits best, the one named last before a place; "" for none."""
    wanted = _sense(words)
    best, most = "", (0, -1)
    for person in people:
        if not person.sure:
            continue
        shared = len(wanted & person.words)
        if not shared:
            continue
        before = bisect_right(person.places, (at, at + 1000))
        rank = (shared, person.places[before - 1][0] if before else -1)
        if rank > most:
            best, most = person.name, rank
    return best


def _sense(words: str) -> set[str]:
    """Words of a description that tell a person from another."""
    found = set()
    for word in fold(words).split():
        word = _ROLE_OF.get(word, _ALIKE_NATIONS.get(word, word))
        if word not in _PLAIN and len(word) > 2:
            found.add(word)
    return found


_PLAIN = frozenset(
    "the his her their former old year new young and who real man star international first goal "
    "hero head team side club current with has had was for".split()
)


def _people(
    report: Report,
    mentions: Sequence[Mention],
    names: Names,
    lexicon: Lexicon,
    quotes: Sequence[Quote],
) -> list[_Person]:
    """Persons that the report names, with what it and the ledger tell of them."""
    text = report.text
    speakers = {
        fold(q.speaker).split()[-1:][0] for q in quotes if q.kind == "name" and fold(q.speaker)
    }
    singles = {fold(m.text) for m in mentions if m.kind in ("name", "person") and " " not in m.text}
    found: dict[str, _Person] = {}
    for m in mentions:
        if m.kind not in ("person", "name"):
            continue
        sure = m.kind == "person" or _is_person(m, text, speakers, singles)
        if not sure and (
            " " in m.text
            or _NO_PERSON.search(fold(m.text))
            or re.search(r"(?:ed|ing)$", m.text)
            or re.search(
                r"\b(?:in|at|the|from|against|over|to)\s$",
                text[max(0, m.start - 9) : m.start],
                re.I,
            )
        ):
            continue
        name = names.whole(m.text)
        person = found.setdefault(fold(name), _Person(name, sure=sure))
        person.sure |= sure
        person.places.append((m.start, m.end))
        lead = text[max(0, m.start - 45) : m.start]
        lead = _BREAKS.split(lead)[-1]
        person.words |= _sense(lead)
        aside = re.match(
            r",[ \t](?:the|a|an|his|their|[A-Z])[^,.;\n]{3,50}", text[m.end : m.end + 60]
        )
        if aside and re.search(saying.ROLES + "|" + saying.NATIONS, aside[0]):
            person.words |= _sense(aside[0])
    for person in found.values():
        for spell in lexicon.spells.get(person.name, ()):
            person.words |= _sense(spell.role) | _sense(spell.position)
            nation = _DEMONYMS.get(spell.nationality.lower())
            if nation:
                person.words.add(nation)
    return list(found.values())


def _is_person(m: Mention, text: str, speakers: set[str], singles: set[str]) -> bool:
    """True for a name that the ledger does not know and that the report treats as a person's."""
    folded = fold(m.text)
    if not folded or _NO_PERSON.search(folded):
        return False
    parts = folded.split()
    if parts[-1] in speakers:
        return True
    if len(parts) > 1 and parts[-1] in singles:
        return True
    lead = text[max(0, m.start - 24) : m.start]
    if re.search(rf"\b{saying.ROLES},?\s$", lead, re.I):
        return True
    if re.match(
        rf",[ \t](?:the|a|an|his|their)?[ \t]?(?:[\w-]+[ \t]){{0,3}}{saying.ROLES}\b",
        text[m.end : m.end + 60],
    ):
        return True
    if re.match(r"[’']s?[ \t][A-Z]", text[m.end : m.end + 4]):
        # "Partizan's Abdulah Gegic": the club of the next one.
        return False
    if (
        len(parts) < 2
        or _OPPONENT.search(lead)
        or re.search(r"\b(?:in|at|the|from|near|into|through|across)[ \t]$", lead, re.I)
    ):
        return False
    return len(parts) < 4 or _ACTS.match(text, m.end) is not None


class Names:
    """The names of a report, to find the whole one of a person that it writes short."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_word: dict[str, dict[str, Mention]] = {}
        self._known: dict[str, str] = {}
        for m in mentions:
            if m.kind in ("person", "name"):
                for word in fold(m.text).split():
                    held = self._by_word.setdefault(word, {})
                    if len(held) < _MOST:
                        held.setdefault(m.text, m)

    def whole(self, written: str) -> str:
        """The whole name of a person, as the ledger or the report itself gives it.

        "Zidane" becomes "Zinedine Zidane" where either is told; a description stays as it is.
        """
        if written not in self._known:
            self._known[written] = self._whole(written)
        return self._known[written]

    def _whole(self, written: str) -> str:
        if not written or written[0].islower() or written.startswith("The "):
            return written
        words = fold(written).split()
        if not words:
            return written
        best = written
        alike = {m.text: m for word in words for m in self._by_word.get(word, {}).values()}
        for m in sorted(alike.values(), key=lambda m: m.start):
            if not same_person(written, m.text):
                continue
            full = m.ids[0] if len(m.ids) == 1 else m.text
            known = fold(full).split()
            if m.kind == "name" and (_NO_PERSON.search(fold(full)) or len(known) > 4):
                continue
            if (words[-1] in known and len(known) > len(fold(best).split())) or (
                # The ledger's own spelling.
                len(m.ids) == 1 and fold(full) == fold(best)
            ):
                best = full
        return _cased(re.sub(r"^(?:Sir|Mr|Don|MVP|CEO)\.?[ \t]+", "", best))


_SMALL = frozenset("de van der den di da do dos del el al von la le ten ter bin y e".split())


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere: "LOUIS VAN GAAL" is Louis van Gaal."""
    if not name.isupper() or len(name) < 5 or "." in name:
        return name
    words = [w.lower() if w.lower() in _SMALL else w.title() for w in name.split()]
    return " ".join((words[0].title(), *words[1:]))


def _by_sentence(report: Report, quote: Quote) -> Iterator[Quote]:
    """A quote cut into its sentences."""
    text = report.text
    pieces: list[tuple[int, int]] = []
    sentences = report.sentences
    first = bisect_left(sentences, quote.start, key=lambda s: s.end)
    for sentence in sentences[first:]:
        if sentence.start >= quote.end:
            break
        if sentence.end <= quote.start:
            continue
        start, end = max(sentence.start, quote.start), min(sentence.end, quote.end)
        while end > start and text[end - 1] in ", \n\t":
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            continue
        if (
            pieces
            and text[pieces[-1][1] - 1] not in ".!?…”\"’'"
            and "\n\n" not in text[pieces[-1][1] : start]
        ):
            # A line broken in mid-sentence.
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    for start, end in pieces:
        yield replace(quote, start=start, end=end, text=text[start:end])
