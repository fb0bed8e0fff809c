"""Reports on a page and on a terminal: every claim marked, nothing of a report let through."""

from __future__ import annotations

import datetime as dt
import random
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from matchdesk.brief import text as plain_text
from matchdesk.brief.checked import sections
from matchdesk.brief.marked import Mark, marks, stretches
from matchdesk.brief.report_html import check_page
from matchdesk.core.moment import Moment
from matchdesk.core.snapshot import Snapshot
from matchdesk.desk import Desk
from matchdesk.ledger.starter import open_starter
from matchdesk.press import Check, check
from matchdesk.press.report import Report

NIGHT = dt.date(2018, 1, 24)
ONE = (
    "Real Madrid lost 2-1 to Leganés. Eraso scored in the 32nd minute.\n\n"
    "“I am responsible,” Zidane said. The fans booed.\n"
    "Real Madrid play Levante this weekend. It was their first ever defeat to Leganés."
)
TWO = 'Leganés beat Real Madrid 2-1. "I am responsible," said Zinedine Zidane.'
TAGS = frozenset(
    "html head meta title style body nav main section h1 h2 h3 h4 p ul ol li a div article mark sup "
    "span details summary br blockquote".split()
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(open_starter())


def _check(desk: Desk, *texts: str, names: str = "ab") -> Check:
    def at(moment: Moment) -> Snapshot:
        return desk.at(moment).snapshot

    reports = [Report.of_text(t, n, NIGHT) for t, n in zip(texts, names, strict=False)]
    return check(reports, at, fallback=NIGHT)


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self._in: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in ("meta", "br"):
            self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._in.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def safe(self) -> None:
        """Nothing that runs, loads or leads elsewhere."""
        assert self.tags <= TAGS, self.tags - TAGS
        for name, value in self.attributes:
            assert not name.startswith("on")
            assert name not in ("src", "style", "srcdoc", "action")
            if name == "href":
                assert value.startswith("#")
                assert value == "#top" or value[1:] in self.ids, value
        assert len(set(self.ids)) == len(self.ids)


def test_page_marks_the_text_and_shows_evidence(desk: Desk) -> None:
    page = check_page(_check(desk, ONE, TWO))
    read = _Page(page)
    read.safe()
    assert "default-src 'none'" in page
    assert "script" not in page.lower()
    assert not re.search(r"https?:", page)
    assert re.search(r'<mark class="contradicted"><a id="A-t\d+" href="#A-\d+"', page)
    words = " ".join("".join(read.text).split())
    for told in (
        "Real Madrid play Valencia away on 27 January 2018",
        "✘",
        "Contradicted",
        "Supported, within a tolerance",
        "Valencia v Real Madrid, La Liga 2017-18",
        "The agreed account",
        "Report A tells of booing.",
        "Who said what",
        "Zinedine Zidane",
    ):
        assert told in words, told


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "</style><script>alert(1)</script>",
        "<!-- --><a href='javascript:alert(1)'>x</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\u202e<b>\x1b[31m\x07</b>",
        "</mark></article><iframe srcdoc='x'>",
    ],
)
def test_nothing_of_a_report_is_let_through(desk: Desk, evil: str) -> None:
    text = (
        f"Real Madrid lost 2-1 to Leganés {evil}. “We {evil} lost,” Zidane {evil} said. "
        f"Real Madrid play Levante this weekend {evil}\n— {evil[:30]} Fan (@fan) January 24, 2018\n"
    )
    page = check_page(_check(desk, text, TWO, names=[f"{evil}.txt", "b"]))  # type: ignore[arg-type]
    read = _Page(page)
    read.safe()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", page)
    shown = plain_text.render(sections(_check(desk, text)), width=80)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", shown)


@pytest.mark.parametrize("seed", range(6))
def test_texts_made_of_rubbish_stay_safe(desk: Desk, seed: int) -> None:
    draw = random.Random(seed)
    pieces = [
        "Real Madrid", "lost 2-1", "to", "Leganés", "“", "”", '"', "'", "<b>", "</p>", "&amp;", "\n",
        "Zidane said", ":", "— A (@a) January 24, 2018", "in the 32nd minute", "<script>", "]]>", "\\",
        "fourth home defeat", "first ever", "“I am", "責任", "\u200f", "🙂", "<!--", "Eraso scored",
    ]  # fmt: skip
    text = " ".join(draw.choice(pieces) for _ in range(120))
    done = _check(desk, text, "Real Madrid lost 2-1 to Leganés.")
    _Page(check_page(done)).safe()
    for width in (40, 64, 100):
        for line in plain_text.render(sections(done), width=width, unicode=False).splitlines():
            assert line.isascii()
            assert len(line) <= width


def _mark(number: int, kind: Any, start: int, end: int) -> Mark:
    return Mark(number, kind, start, end, {})


def test_the_gravest_claim_shows() -> None:
    text = "abcdefghij"
    marked = (
        _mark(1, "supported", 0, 8), _mark(2, "contradicted", 2, 4), _mark(3, "near", 3, 6),
    )  # fmt: skip
    parts = [(s.text, s.mark.number if s.mark else 0, s.first) for s in stretches(text, marked)]
    assert parts == [
        ("ab", 1, True), ("cd", 2, True), ("ef", 3, True), ("gh", 1, False), ("ij", 0, False),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_stretches_are_the_text(seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choice("ab \n") for _ in range(60))
    marked = []
    for number in range(1, 12):
        start, end = sorted((draw.randrange(61), draw.randrange(61)))
        if start < end:
            kind = draw.choice(["contradicted", "near", "open", "supported", "unknown"])
            marked.append(_mark(number, kind, start, end))
    parts = stretches(text, marked)
    assert "".join(s.text for s in parts) == text
    assert all(a.mark is not b.mark for a, b in pairwise(parts))


def test_marks_number_what_can_be_decided() -> None:
    claims = [
        {"start": 9, "end": 12, "type": "scorer", "verdict": "supported"},
        {"start": 0, "end": 4, "type": "quote", "verdict": "cannot_say"},
        {"start": 5, "end": 8, "type": "first_ever", "verdict": "cannot_say"},
    ]
    assert [(m.number, m.kind) for m in marks(claims)] == [
        (0, "unsaid"), (1, "open"), (2, "supported"),
    ]  # fmt: skip


def test_text_marks_and_lists_without_colour_or_unicode(desk: Desk) -> None:
    found = sections(_check(desk, ONE, TWO))
    shown = plain_text.render(found, width=100, unicode=False)
    assert "\x1b" not in shown
    assert re.search(r"\[x\d+ [^\]]*Levante this weekend\]", shown)
    assert re.search(r"x \d+ line 4, next fixture", shown)
    assert "THE AGREED ACCOUNT" in shown
    assert "WHO SAID WHAT" in shown
    assert '"I am responsible" [A, B]' in shown
    for line in plain_text.render(found, width=60).splitlines():
        assert len(line) <= 60
