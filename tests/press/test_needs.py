"""What a sentence must hold for a pattern: never more than what the pattern asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.press.gloss import Gloss, pattern
from matchdesk.press.needs import Parsed, edged, met
from tests.reading import corpus

CASES = (
    r"\b(?:won|win|winning) (?:NUM|once) times?\b",
    r"CLUB(?:'s)? (?:third|second)-placed",
    r"(?:at home|away)(?:,|$)",
    r"(?P<a>SCORE) (?:win|defeat) (?:at|over) (?:the )?CLUB",
    r"(?:x|yz+)?(?:abc){2,}[a-f]d?",
    r"(?=.*points)(?<!no )points (?!taken)",
    r"(?:[\ue000-\uefff]|\d)+ ?(?:pts|points)",
)


@pytest.mark.parametrize("source", CASES)
@given(data=st.data())
def test_text_that_matches_holds_what_is_needed(source: str, data: st.DataObject) -> None:
    compiled = pattern(source)
    text = data.draw(st.from_regex(compiled))
    found = compiled.search(text)
    assert found is not None
    parsed = Parsed(compiled.pattern)
    assert met(parsed.needs(), text)
    first = parsed.begins()
    assert not first or re.match(first, text[found.start() :])
    again = parsed.compiled()
    assert [m.span() for m in again.finditer(text)] == [m.span() for m in compiled.finditer(text)]


def needs(source: str) -> tuple[frozenset[str], ...]:
    return Parsed(source).needs()


def begins(source: str) -> str:
    return Parsed(source).begins()


def test_signs_with_which_a_match_begins() -> None:
    assert re.findall(begins(pattern(r"\b(?:the )?CLUB|won").pattern), "atw\ue001") == [
        "t",
        "w",
        "\ue001",
    ]
    assert begins(r"(?:the )?") == "", "it can match nothing"
    assert begins(r"[^a]b") == begins(r"\wb") == begins(r".b") == "", "nearly any sign"
    assert begins("(?i)won") == "", "letters of either size"


def test_needs_are_pieces_of_the_words() -> None:
    assert needs("unbeaten") != ()
    assert not met(needs("unbeaten"), "they lost again")
    assert not met(needs("won|drew"), "they lost again")
    assert met(needs("won|drew|"), ""), "one of the ways needs nothing"
    assert not met(needs(pattern("CLUB lost").pattern), "they lost")
    assert needs("(?i)unbeaten") == (), "letters of either size: nothing is asked"


def test_edges_of_words_are_asked_for() -> None:
    assert edged("he won, 2-1") == "\0he\0 \0won\0, \0" + "2\0-\0" + "1\0"
    assert not met(needs(r"\bhe\b"), "the others")
    assert met(needs(r"\bhe (?:won|lost)"), "then he lost")
    assert not met(needs(r"\bhe (?:won|lost)"), "then she lost")
    assert met(needs(r"he\W?\bwas"), "he-was"), "an edge that only a sign between makes"
    assert met(needs(r"\bat-home\b|x"), "at-home")


def test_no_sentence_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pattern asked of every sentence of some reports: found with and without the needs."""
    asked: set[str] = set()
    glosses: list[Gloss] = []
    plain = Gloss.every

    def every(self: Gloss, source: str) -> Sequence[re.Match[str]]:
        asked.add(source)
        if not glosses or glosses[-1] is not self:
            glosses.append(self)
        return plain(self, source)

    monkeypatch.setattr(Gloss, "every", every)
    desk = Desk(open_starter())
    for entry in corpus.load(corpus.STARTER):
        corpus.checked(desk, entry.text, entry.published)
    assert len(asked) > 200
    assert len(glosses) > 50
    every_sentence = {g.plain: g for g in glosses}
    for source in asked:
        compiled = pattern(source)
        for plain_text, g in every_sentence.items():
            told = [m.span() for m in compiled.finditer(plain_text)]
            assert [m.span() for m in plain(g, source)] == told, (source, plain_text)
