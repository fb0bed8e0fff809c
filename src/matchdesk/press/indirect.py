"""Indirect speech: what somebody is reported to have said, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchdesk.press import saying
from matchdesk.press.saying import Named
from matchdesk.press.speech import Quote

_VERB = re.compile(
    r"\b(?:said|says|told|tells|admitted|admits|admitting|Admitting|insisted|insists|insisting|Insisting|"
    r"conceded|concedes|conceding|Conceding|claimed|claims|claiming|Claiming|explained|explains|explaining|"
    r"revealed|reveals|revealing|added|adding|warned|warns|warning|Warning|stressed|stresses|stressing|"
    r"believes|believed|feels|felt|thinks|reckons|reckoned|hopes|hoped|maintained|maintains|argued|argues|"
    r"acknowledged|acknowledges|confirmed|confirms|declared|denied|denies|denying|vowed|promised|confessed|"
    r"accepted|accepts|accepting|complained|lamented|suggested|pointed out|pointing out|hinted|stated|"
    r"noted|predicted|announced|expects|agreed|recalled|protested|reported|saying|telling|joked|"
    r"reflected|called for|refused to rule out|expressed|denied|pledged|wants|urged|sought)\b"
)
# Verbs that also take a plain object ("conceded a goal"): a clause must be plain.
_LOOSE = re.compile(
    r"(?:conceded|concedes|conceding|claimed|claims|claiming|added|adding|denied|denies|denying|accepted|"
    r"accepts|accepting|reported|noted|declared|announced|confirmed|confirms|stated|hopes|hoped|agreed|"
    r"recalled|warned|warning|felt|feels|expects|protested|predicted|hinted|lamented|complained|urged|"
    r"sought|wants|expressed|called for|refused to rule out|joked|reflected|suggested|promised|vowed|pledged)$",
    re.I,
)
_THAT = re.compile(r"^[ \t](?:[\w’'.-]+[ \t]){0,6}?that[ \t](?=\S)")
_PRONOUN = re.compile(r"^[ \t](?=(?:he|she|they|it|there|he’d|he'd|it’s|it's)\b[ \t])")
_FINITE = (
    r"(?:was|were|is|are|had|has|have|would|will|could|should|can|must|did|does|do|might|may|deserved|needed|"
    r"needs|lacked|played|made|showed|came|got|remained|remains|gave|wanted|knew|never|not|still|\w{3,}ed)"
)
_DETERMINED = re.compile(
    rf"^[ \t](?=(?:his|her|their|the|both|every|some|no|nobody|everyone|all|[A-ZÀ-Þ][\w’'-]+)\b"
    rf"[ \t](?:[\w’'-]+[ \t]){{0,5}}?{_FINITE}\b)"
)
_OBJECT = re.compile(
    r"^[ \t](?:(?:the|his|their|a)[ \t])?(?:[\w’'.-]+[ \t]){1,4}?(?=(?:he|she|they|it|there|his|her|their)\b[ \t])"
)
_AFTERWARDS = re.compile(
    r"^[ \t](?:afterwards|later|after the (?:game|match|final whistle))(?=[ \t])"
)
_BLAME = re.compile(
    r"\b(?:taking|took|takes|takes|accepted|accepting|accepts|shouldered|shouldering|shoulders|assumed|"
    r"assuming|admitted|admitting)[ \t](?:(?:all|full|the|his|her|some|most|much|of|sole|complete|entire|total)[ \t]){0,4}"
    r"(?:blame|responsibility|guilt)\b"
)
_APOLOGY = re.compile(r"\b(?:apologi[sz]ed|apologi[sz]ing)[ \t](?:to|for)[ \t][^,.;:\n\"“”]{3,80}")
_NO_SPEAKER = re.compile(r"\b(?:reports?|sources?|statistics|law|rules?|club)\b")
_TAIL = re.compile(
    rf",[ \t](?:(?:he|she|the [\w -]{{3,40}}|{saying.NAME})[ \t](?:also[ \t])?{saying.SAY}"
    rf"|{saying.SAY}[ \t](?:he|she|{saying.NAME}))\b.*$",
    re.S,
)
_MARKS = re.compile(r"[“\"„«]|[\s(]‘")


def indirect_in(
    text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quote]
) -> Iterator[Quote]:
    """Reported words with the person they are given to, sentence by sentence.

    Args:
        text: the report.
        sentences: first and last place of each.
        quotes: its direct quotes; what lies inside one is not reported again.
    """
    taken: list[tuple[int, int]] = [(q.start, q.end) for q in quotes]
    for start, end in sentences:
        for found in _in_sentence(text, start, end):
            if any(a < found.end and found.start < b for a, b in taken):
                continue
            taken.append((found.start, found.end))
            yield found


def _in_sentence(text: str, start: int, end: int) -> Iterator[Quote]:
    for m in _BLAME.finditer(text, start, end):
        named = _nearest(text, start, m.start())
        if named is not None:
            yield _quote(text, m.start(), m.end(), named)
    for m in _APOLOGY.finditer(text, start, end):
        named = saying.subject(text, start, m.start())
        if named is not None:
            yield _quote(text, m.start(), m.end(), named)
    for m in _VERB.finditer(text, start, end):
        first = _clause(text, m, end)
        if first < 0:
            continue
        named, stop = _whose(text, m, start, end, first)
        if named is None:
            continue
        last = _close(text, first, stop)
        if len(text[first:last].split()) >= 3:
            yield _quote(text, first, last, named)
    for m in saying.ACCORDING.finditer(text, start, end):
        named = saying.named(m, text)
        if named is None or not m[0].lower().startswith("according") or _NO_SPEAKER.search(m[0]):
            continue
        first, last = (start, m.start()) if m.start() - start > 20 else (m.end(), end)
        while first < last and text[first] in " ,\t":
            first += 1
        last = _close(text, first, last)
        if len(text[first:last].split()) >= 3:
            yield _quote(text, first, last, named)


def _clause(text: str, m: re.Match[str], end: int) -> int:
    """Where the reported clause after a verb begins, -1 where there is none."""
    rest = text[m.end() : end]
    if not rest or rest.lstrip()[:1] in ':"“‘.,;!?':
        return -1
    found = _AFTERWARDS.match(rest)
    skip = found.end() if found else 0
    rest = rest[skip:]
    shapes = [_THAT, _PRONOUN]
    if re.match(r"t(?:old|ells|elling)", m[0]):
        shapes = [_THAT, _OBJECT]
    elif not _LOOSE.match(m[0]):
        shapes.append(_DETERMINED)
    for shape in shapes:
        found = shape.match(rest)
        if found and not _MARKS.search(rest[: found.end()]):
            return m.end() + skip + found.end()
    return -1


def _whose(
    text: str, m: re.Match[str], start: int, end: int, first: int
) -> tuple[Named | None, int]:
    """The person a clause is given to, and where the clause must end."""
    if not text[start : m.start()].strip(" \t“”\"'"):
        # "Admitting that it had been his worst night, the Frenchman added …"
        for comma in re.finditer(r",[ \t]", text[first:end]):
            at = first + comma.end()
            named = saying.after(text, at, end)
            if named is not None and named.start - at < 40:
                return named, first + comma.start()
        return None, end
    named = saying.subject(text, start, m.start())
    if named is None and re.match(r"\w+ing$|told", m[0]):
        named = _nearest(text, start, m.start())
    if named is None:
        joined = re.search(r"\b(?:and|but|then|also)[ \t](?:also[ \t])?$", text[start : m.start()])
        named = _nearest(text, start, m.start()) if joined else None
    return named, end


def _nearest(text: str, start: int, end: int) -> Named | None:
    """The last person named before a place in a sentence."""
    best = None
    for m in re.finditer(
        rf"(?P<name>{saying.NAME})|(?P<desc>\bthe (?:coach|manager|boss|captain|{saying.NATIONS}))"
        r"|\b(?P<pron>[Hh]e|[Ss]he)\b",
        text[start:end],
    ):
        named = saying.named(m, text, start)
        if named is not None:
            best = named
    return best


def _close(text: str, first: int, stop: int) -> int:
    """Where the reported words end: before marks, before another verb of saying, without stops."""
    words = text[first:stop]
    tail = _TAIL.search(words)
    if tail:
        words = words[: tail.start()]
    mark = _MARKS.search(words)
    if mark:
        words = words[: mark.start()]
    return first + len(words.rstrip(" \t\n.,;:!?…—–-”\"'’"))


def _quote(text: str, start: int, end: int, named: Named) -> Quote:
    return Quote(
        start, end, text[start:end], named.words, indirect=True, kind=named.kind, at=named.start
    )
