"""Taking the markup off HTML and Markdown, so that only what a reader sees is read."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

_HTML = re.compile(
    r"<!doctype html|<html[\s>]|<script[\s>]|<style[\s>]|<body[\s>]|<p[\s>]|<div[\s>]", re.I
)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "form"})
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer aside nav figure "
    "figcaption blockquote pre hr main".split()
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_KEYS = ("published", "datepublished", "pubdate", "date", "dc.date", "article:published_time")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.day: dt.date | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "meta":
            key = (given.get("property") or given.get("name") or given.get("itemprop", "")).lower()
            if any(key == word or key.endswith(word) for word in _DATE_KEYS):
                self._dated(given.get("content", ""))
        elif tag == "time":
            self._dated(given.get("datetime", ""))
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _dated(self, value: str) -> None:
        found = _ISO.search(value)
        if found and self.day is None:
            try:
                self.day = dt.date.fromisoformat(found[0])
            except ValueError:
                return


_CHROME = re.compile(
    r"<(?:article|main|nav|aside|footer|header)[\s>]|role=[\"']?(?:main|navigation)", re.I
)
_LEAST = 0.2
"""A report that keeps less of a page than this was not found in it."""


def report_of_page(page: str) -> tuple[str, dt.date | None]:
    """The report on a page without what stands around it, and the day of its own metadata.

    Menus, related stories and footers are told from the report by Resiliparse, a parser of web
    archives: it keeps paragraphs apart, loads in hundredths of a second and brings one package with
    it. (Trafilatura finds reports as well, but brings a dozen, and its releases of 2026 could not be
    imported beside lxml 6 without a further one.) A page without such parts is read whole, and so
    is one in which no report is found.
    """
    whole, day = text_of_html(page)
    if _CHROME.search(page) is None:
        return whole, day
    from resiliparse.extract.html2text import extract_plain_text

    found = extract_plain_text(
        page, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False
    )
    lines = [" ".join(line.split()) for line in str(found).split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return (text, day) if len(text) >= _LEAST * len(whole) else (whole, day)


def is_html(text: str, suffix: str = "") -> bool:
    """True for a page: by the name of its file, or by its first tags."""
    return suffix.lower() in (".html", ".htm", ".xhtml") or _HTML.search(text) is not None


def text_of_html(page: str) -> tuple[str, dt.date | None]:
    r"""What a reader sees of a page, a paragraph a line, and the day of its own metadata.

    >>> text_of_html("<p>Real <b>lost</b>.</p><script>alert('2-1')</script><p>Out.</p>")
    ('Real lost.\n\nOut.', None)
    """
    parser = _Text()
    parser.feed(page)
    parser.close()
    lines = [line.strip() for line in "".join(parser.parts).split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return text, parser.day


def text_of_markdown(text: str) -> str:
    r"""Text without headings' marks, emphasis, links and images; fenced code is dropped.

    >>> text_of_markdown("# Out\nReal **lost** to [Leganés](http://x.example/y).")
    'Out\nReal lost to Leganés.'
    """
    text = re.sub(r"^(```|~~~).*?^\1[^\n]*$", "", text, flags=re.M | re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"^ {0,3}(?:#{1,6}|>)[ \t]+", "", text, flags=re.M)
    return re.sub(r"(\*\*|__|\*|`)(?=\S)([^\n]*?\S)\1", r"\2", text)
