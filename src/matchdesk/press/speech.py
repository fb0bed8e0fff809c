"""Quotes: words that a report sets between marks as somebody's speech, and who is said to speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchdesk.press import saying
from matchdesk.press.marks import Stretch, paragraphs, stretches
from matchdesk.press.messages import Message
from matchdesk.press.saying import Named


@dataclass(frozen=True, slots=True)
class Quote:
    """Words given as somebody's.

    Attributes:
        start, end: the words without the marks.
        speaker: as written ("Zidane", "the Frenchman"), "" where the report does not say.
        indirect: True where the words are reported, not quoted.
        message: number of the embedded message it stands in, -1 for none.
        kind: how the speaker is told: "name", "role" ("the Dutchman"), "pronoun", "carried" where
            the speech before goes on, "" where nothing tells.
        at: where the speaker is named, else where the speech begins.
    """

    start: int
    end: int
    text: str
    speaker: str
    indirect: bool = False
    message: int = -1
    kind: str = ""
    at: int = -1


# What stands in marks after these is sung, written or a name, not said.
_NOT_SAID = re.compile(
    r"\b(?:chant\w*|sang|sing|sung|singing|song|anthem|banners?|headlines?|headlined|nicknamed?|known as|"
    r"so-called|called|dubbed|titled|entitled|motto|film|book|slogan|placards?|front page|to the tune of|"
    r"strains of|referred to as|christened|read(?:ing)?|the word|the words|words like|hashtag|operation|"
    r"project|the likes of|term)(?:[ \t](?:the|a|an|as|of|in|was|is|by|it|him|them|us|that))*[ \t:,]*$"
)
_CALLED_IT = re.compile(r"\b(?:called|dubbed|labell?ed)[ \t](?:it|him|her|them|this|that)[ \t]*$")
_LABELLED = re.compile(
    rf"^[ \t]*(?P<label>(?:(?:[\w’'&.-]+[ \t]){{0,4}}?{saying.ROLES},?[ \t])?{saying.NAME}"
    r"(?:[ \t]?\([^)\n]{1,50}\)|,[^:\n\"“”.]{1,60})?[ \t]*:)[ \t]*(?P<words>\S[^\n]*)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|we're|I'm|I’m|we’re|my|My|our|Our|us|me)\b")


def quotes_in(text: str, messages: Sequence[Message] = ()) -> tuple[Quote, ...]:
    """Quoted speech in order, with its speaker as written where the report names one.

    A speech that runs over paragraphs opens each of them and closes the last. Words in marks that
    are no speech (a nickname, a title, a song, a word held at arm's length) are left out.
    """
    marked = stretches(text)
    whole = paragraphs(text)
    inside: list[list[Stretch]] = [[] for _ in whole]
    for stretch in marked:
        inside[stretch.paragraph].append(stretch)
    found: list[Quote] = []
    carried: Quote | None = None
    last = -9
    for number, (start, end) in enumerate(whole):
        parts = inside[number]
        if not parts:
            labelled = _labelled(text, start, end)
            if labelled is not None and _inside(messages, labelled.start) < 0:
                found.append(labelled)
                carried, last = labelled, number
            continue
        if number - last > 3:
            carried = None
        for place, part in enumerate(parts):
            floor = parts[place - 1].closed if place else start
            stop = parts[place + 1].opened if place + 1 < len(parts) else end
            intro = whole[number - 1] if place == 0 and number else None
            quote = _quote(text, part, floor, stop, intro, carried, start)
            if quote is None:
                continue
            message = _inside(messages, part.start)
            quote = replace(quote, message=message)
            found.append(quote)
            last = number
            if quote.speaker:
                carried = quote
    return tuple(_anticipated(found, whole, messages))


def _quote(
    text: str, part: Stretch, floor: int, stop: int, intro: tuple[int, int] | None,
    carried: Quote | None, start: int,
) -> Quote | None:  # fmt: skip
    """A stretch as a quote with its speaker; None where it is no speech."""
    inside = text[part.start : part.end].strip()
    lead_at = _sentence_start(text, floor, part.opened)
    lead = text[lead_at : part.opened]
    tail = inside[-1:]
    leads = lead.rstrip()[-1:] in (":", ",") or bool(
        re.search(rf"\b{saying.SAY}[ \t]*$", lead.rstrip())
    )
    ahead = saying.before(text, lead_at, part.opened) if lead.strip() else None
    if not lead.strip() and intro is not None and floor == start:
        closing = text[intro[0] : intro[1]].rstrip()
        if closing.endswith(":") and not re.search(r"[“”\"]", closing[-80:]):
            ahead = saying.before(
                text, _sentence_start(text, intro[0], intro[1]), intro[0] + len(closing)
            )
            leads = ahead is not None
    behind = _behind(text, part, stop, tail)
    sentence_told = bool(lead.strip()) and saying.told_as(text, lead_at, part.opened)
    if ahead is None and sentence_told and floor > start:
        ahead = saying.before(text, _sentence_start(text, start, part.opened), part.opened)
    if ahead is not None and text[part.closed : part.closed + 1] == ".":
        behind = None
    named = ahead if ahead is not None and (leads or behind is None) else behind
    joined = carried is not None and floor > start and lead.strip().endswith(",")
    if joined and saying.after(text, floor, part.opened) is not None:
        # “This club,” said Smith, “has never been better.”
        return Quote(
            part.start, part.end, text[part.start : part.end], carried.speaker if carried else "",
            kind="carried", at=part.opened,
        )  # fmt: skip
    if not _speech(inside, lead, tail, ahead, behind, leads, sentence_told, part):
        return None
    if named is None:
        same = carried is not None
        return Quote(
            part.start, part.end, text[part.start : part.end], carried.speaker if carried else "",
            kind="carried" if same else "", at=part.opened,
        )  # fmt: skip
    return Quote(
        part.start, part.end, text[part.start : part.end], named.words, kind=named.kind,
        at=named.start,
    )  # fmt: skip


def _behind(text: str, part: Stretch, stop: int, tail: str) -> Named | None:
    """The speaker named after a quotation, unless the words there lead to the next one."""
    if part.closed >= stop or not part.whole:
        return None
    trail = text[part.closed : stop]
    named = saying.after(text, part.closed, stop)
    if named is None:
        return None
    own = trail[: named.end - part.closed]
    if tail in ".!?" and own.lstrip()[:1].isupper():
        # A new sentence: it may lead to the next quotation, or report other words.
        if trail.rstrip()[-1:] in (":", ",") and not re.search(r"[.!?][ \t]", trail.strip()[:-1]):
            return None
        if re.match(
            r"[^.:,;]{0,40}?\b(?:that|he|she|his|her|they|the|it)\b", text[named.end : stop]
        ):
            return None
    return named


def _speech(
    inside: str, lead: str, tail: str, ahead: Named | None, behind: Named | None, leads: bool,
    told: bool, part: Stretch,
) -> bool:  # fmt: skip
    """True if words in marks are somebody's speech."""
    words = inside.split()
    if not words or not any(c.isalpha() for c in inside):
        return False
    ends = tail in ",.!?…—–-"
    title = _title_like(words) and not tail == ","
    if behind is not None:
        return not (title and len(words) < 2 and not ends)
    if ahead is not None and _CALLED_IT.search(lead) and inside[:1].islower() and len(words) > 2:
        return True
    if _NOT_SAID.search(lead[-60:]) or (title and not ends and len(words) < 4):
        return False
    if ahead is not None and leads and (lead.rstrip()[-1:] == ":" or ends or len(words) > 2):
        return not (title and not ends and lead.rstrip()[-1:] != ":")
    if title and tail not in "!?":
        return False
    if tail in ".!?…," and len(words) >= 3 and (inside[:1].isupper() or not lead.strip()):
        return True
    if not lead.strip() and (len(words) >= 5 or not part.whole):
        return True
    if told and ahead is not None:
        return len(words) >= 2 or (ends and tail != ",")
    return len(words) >= 7 and inside[:1].isupper()


def _title_like(words: Sequence[str]) -> bool:
    """True for a name or a title: every word of weight has a capital."""
    heavy = [w for w in words if len(w.strip(".,!?")) > 3]
    if len(heavy) < 2 and len(words) > 2:
        return False
    return bool(heavy) and all(w[:1].isupper() or w[:1].isdigit() for w in heavy) and len(words) < 7


_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*[ \t]+(?=[\"“‘(]?[A-ZÀ-Þ0-9])|\n")
_SHORTENED = re.compile(r"\b(?:[A-Z]|St|Mr|Mrs|Dr|Jr|vs?|No|Sr|Sgt)\.[ \t]*$")


def _sentence_start(text: str, floor: int, end: int) -> int:
    """Where the sentence that runs up to a place begins."""
    at = floor
    for mark in _SENTENCE_END.finditer(text, floor, end):
        if not _SHORTENED.search(text[max(floor, mark.start() - 4) : mark.end()]):
            at = mark.end()
    return at


def _labelled(text: str, start: int, end: int) -> Quote | None:
    """Speech without marks behind a name and a colon, as transcripts print it."""
    found = _LABELLED.match(text[start:end])
    if found is None or not _FIRST_PERSON.search(found["words"]):
        return None
    named = saying.before(text, start, start + found.end("label"))
    if named is None or named.kind != "name":
        return None
    first, last = start + found.start("words"), start + found.end("words")
    while last > first and text[last - 1].isspace():
        last -= 1
    return Quote(first, last, text[first:last], named.words, kind="name", at=named.start)


def _anticipated(
    found: Sequence[Quote], whole: Sequence[tuple[int, int]], messages: Sequence[Message]
) -> list[Quote]:
    """Speech named only by a later part of its own paragraph gets that speaker."""
    done = list(found)
    for number, quote in enumerate(done):
        if quote.message >= 0 and quote.kind in ("", "carried"):
            author = messages[quote.message].author
            done[number] = replace(quote, speaker=author, kind="name")
            continue
        if quote.speaker:
            continue
        for later in done[number + 1 : number + 30]:
            same = any(a <= quote.start and later.start < b for a, b in whole)
            if not same:
                break
            if later.kind in ("name", "role", "pronoun"):
                done[number] = replace(quote, speaker=later.speaker, kind=later.kind, at=later.at)
                break
    return done


def _inside(messages: Sequence[Message], at: int) -> int:
    for number, message in enumerate(messages):
        if message.start <= at < message.signed:
            return number
    return -1
