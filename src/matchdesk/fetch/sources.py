"""Where files of results are published: sources, their competitions, seasons and addresses.

All of it is data, in ``sources.toml``; a file of the same form may be given instead.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from matchdesk.core.competition import COMPETITION_ID
from matchdesk.core.season import Season
from matchdesk.errors import FetchError, UsageError

VARIABLE = "MATCHDESK_SOURCES"
"""Environment variable that names another file of sources."""

Kind = Literal["csv", "text", "json"]
KINDS: tuple[Kind, ...] = ("csv", "text", "json")

_ID = re.compile(r"^[a-z0-9][a-z0-9.-]*$")
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
_WORD = re.compile(r"\{([a-z]*)\}")
_WORDS = frozenset(("season", "short", "decade", "code", "folder"))
_SHORT = re.compile(r"^([0-9]{2})([0-9]{2})$")
# Two-digit years: from 1970 to 2069.
_CENTURY = 70
_SOURCE_KEYS = frozenset(
    ("id", "title", "author", "base", "home", "kind", "licence", "notice", "folder")
)
_FOLDER_KEYS = frozenset(("path", "file", "files"))
_FILE_KEYS = frozenset(("code", "competition", "seasons", "folder"))


@dataclass(frozen=True, slots=True)
class Span:
    """Seasons known to be held, from the first to the last; ``more`` if later ones are expected.

    >>> span = Span.parse("2012-13..2015-16+")
    >>> span.holds(Season.parse("2013-14")), span.holds(Season.parse("2013"))
    (True, False)
    >>> span.holds(Season.parse("2020-21")), str(span.nearest(Season.parse("2020-21")))
    (True, '2015-16')
    """

    first: Season
    last: Season
    more: bool = False

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read "2024", "2012-13..2015-16" or "2012-13..2025-26+".

        Raises:
            ValueError: not of that form, or the last season comes before the first.
        """
        begin, _, end = text.removesuffix("+").partition("..")
        first = Season.parse(begin)
        last = Season.parse(end) if end else first
        if last.split != first.split or last < first:
            raise ValueError(f"{text!r} is no span of seasons")
        return cls(first, last, text.endswith("+"))

    def holds(self, season: Season) -> bool:
        """True if the season is known to be held, or expected."""
        return (
            season.split == self.first.split
            and season >= self.first
            and (self.more or season <= self.last)
        )

    def nearest(self, season: Season) -> Season:
        """The season known to be held that is nearest to another."""
        start = min(max(season.start, self.first.start), self.last.start)
        return Season(start, self.first.split)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Listing:
    """One competition of a source: our id ("" for none), the source's code, what is held."""

    competition: str
    code: str
    spans: tuple[Span, ...]
    path: str
    file: str
    folder: str = ""

    @property
    def name(self) -> str:
        """What it is asked for by: our id, else the code."""
        return self.competition or self.code

    @property
    def word(self) -> str:
        """How it is named to a person: "es.1 (SP1)"."""
        if not self.competition or self.competition == self.code:
            return self.code
        return f"{self.competition} ({self.code})"

    def holds(self, season: Season) -> bool:
        """True if the season is known to be held."""
        return any(span.holds(season) for span in self.spans)

    def distance(self, season: Season) -> int:
        """Years from a season to the nearest that is held."""
        return min(abs(span.nearest(season).start - season.start) for span in self.spans)

    def fill(self, template: str, season: Season) -> str:
        """A path or file name of one season."""
        return template.format(
            season=season,
            short=short_season(season) if season.split else season,
            decade=f"{season.start // 10 * 10}s",
            code=self.code,
            folder=self.folder,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to fetch."""

    source: Source
    listing: Listing
    season: Season
    address: str
    file: str


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher of result files."""

    id: str
    title: str
    author: str
    base: str
    home: str
    kind: Kind
    licence: str
    notice: str
    listings: tuple[Listing, ...]

    def named(self, competition: str) -> tuple[Listing, ...]:
        """The files of a competition, by our id or the source's own code, in any case.

        Raises:
            FetchError: ``fetch-competition`` for none, ``fetch-ambiguous`` for a code that several
                competitions share.
        """
        word = competition.strip().casefold()
        by_id = tuple(one for one in self.listings if word and one.competition.casefold() == word)
        found = by_id or tuple(one for one in self.listings if one.code.casefold() == word)
        several = sorted({one.competition for one in found})
        if len(several) > 1:
            raise FetchError(
                f"{self.id} has several files {competition!r}, of {', '.join(several)}; expected "
                "one of these. Nothing was fetched.",
                code="fetch-ambiguous",
                near=several,
            )
        if found:
            return found
        words = {
            text.casefold(): one
            for one in self.listings
            for text in (one.competition, one.code)
            if text
        }
        close = difflib.get_close_matches(word, words, n=6, cutoff=0.5)
        nearest = {words[text].name: words[text].word for text in close}
        near = list(nearest)
        held = sorted({one.name for one in self.listings})
        listed = f"Nearest: {', '.join(nearest.values())}. " if near else ""
        shown = ", ".join(held[:24]) + (f" and {len(held) - 24} more" if len(held) > 24 else "")
        raise FetchError(
            f"{self.id} has no competition {competition!r}. {listed}It has {shown}. Nothing was "
            "fetched.",
            code="fetch-competition",
            near=near,
        )

    def wanted(self, competition: str, season: str) -> Wanted:
        """The file of a competition and season.

        Args:
            competition: our id ("es.1") or the source's code ("SP1", "1-liga").
            season: "2017-18" or "2018"; "1718" too where the source writes it so.

        Raises:
            FetchError: no such competition, or several.
            UsageError: no season, or one of the wrong kind (a year where seasons span two).
        """
        listings = self.named(competition)
        year = self._season(listings, season)
        best = min(listings, key=lambda one: (not one.holds(year), one.distance(year)))
        file = best.fill(best.file, year)
        return Wanted(self, best, year, self.base + best.fill(best.path, year), file)

    def near_seasons(self, competition: str, season: Season) -> tuple[str, ...]:
        """Up to three seasons that are known to be held, nearest first, without the season itself."""
        held = {
            Season(start, span.first.split)
            for one in self.named(competition)
            for span in one.spans
            for start in range(span.first.start, span.last.start + 1)
        }
        held.discard(season)
        order = sorted(held, key=lambda one: (abs(one.start - season.start), one))
        return tuple(map(str, order[:3]))

    def seasons_of(self, competition: str) -> str:
        """The seasons known to be held, in words."""
        spans = {span for one in self.named(competition) for span in one.spans}
        return ", ".join(str(span) for span in sorted(spans, key=lambda span: span.first))

    def _season(self, listings: Sequence[Listing], text: str) -> Season:
        written = text.strip()
        kinds = {span.first.split for one in listings for span in one.spans}
        from_short = season_of_short(written)
        if from_short is not None and any("{short}" in one.path for one in listings):
            return from_short
        near: list[str] = []
        try:
            season = Season.parse(written)
        except ValueError:
            season = None
        if season is not None and season.split in kinds:
            if from_short is None or season.start <= _LAST_YEAR:
                return season
        if from_short is not None and True in kinds:
            near.append(str(from_short))
        if season is not None and season.start <= _LAST_YEAR:
            if season.split:
                near += [str(season.start), str(season.start + 1)]
            else:
                near += [str(Season(season.start - 1, True)), str(Season(season.start, True))]
        expected = " or ".join(dict.fromkeys(near)) or (
            "2017-18 or 2018" if len(kinds) > 1 else "2017-18" if True in kinds else "2018"
        )
        raise UsageError(
            f"Found the season {text!r} for {listings[0].word} of {self.id}; expected "
            f"{expected}. Nothing was fetched.",
            code="bad-season",
            near=list(dict.fromkeys(near)),
        )


# A year beyond it is two short years written together.
_LAST_YEAR = 2199


def short_season(season: Season) -> str:
    """A season as two years of two digits.

    >>> short_season(Season(1999, True))
    '9900'
    """
    return f"{season.start % 100:02d}{(season.start + 1) % 100:02d}"


def season_of_short(text: str) -> Season | None:
    """The season in four digits, None if they are no two years that follow each other.

    >>> str(season_of_short("9900")), season_of_short("2017")
    ('1999-00', None)
    """
    found = _SHORT.match(text)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    start = int(found[1])
    return Season(start + (1900 if start >= _CENTURY else 2000), True)


class Sources:
    """All sources of one file."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = {source.id: source for source in sources}

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the sources, in the order of the file."""
        return tuple(self._sources)

    def named(self, name: str) -> Source:
        """A source by its name.

        Raises:
            FetchError: none of that name; ``near`` holds the nearest.
        """
        word = name.strip().casefold()
        if word in self._sources:
            return self._sources[word]
        # The site's whole name is what people remember.
        for source in self._sources.values():
            if word and word in (source.author.casefold(), source.home.casefold()):
                return source
        near = difflib.get_close_matches(word, self._sources, n=3, cutoff=0.4)
        raise FetchError(
            f"Found no source {name!r}; known sources: {', '.join(self._sources)}. Nothing was "
            "fetched.",
            code="fetch-source",
            near=near,
        )


def load_sources(file: Path | str | None = None) -> Sources:
    """The sources of a file; without one, of ``MATCHDESK_SOURCES``, else those that ship.

    Raises:
        FetchError: ``fetch-sources``: no such file, or something in it that cannot be used.
    """
    named = file or os.environ.get(VARIABLE)
    if not named:
        return _shipped()
    path = Path(named).expanduser()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise FetchError(
            f"The file of sources {path} may not be read ({reason}). Nothing was fetched.",
            code="fetch-sources",
        ) from error
    return read_sources(text, str(path))


@lru_cache(maxsize=1)
def _shipped() -> Sources:
    text = (files("matchdesk.fetch") / "sources.toml").read_text(encoding="utf-8")
    return read_sources(text, "sources.toml")


def read_sources(text: str, file: str = "sources.toml") -> Sources:
    """The sources of a TOML text; ``file`` is the name for messages.

    Raises:
        FetchError: ``fetch-sources``; names the place.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(file, "", f"is no TOML ({error})") from error
    tables = document.get("source")
    if not isinstance(tables, list) or not tables:
        raise _wrong(file, "", "has no [[source]]")
    found = [_source(file, f"source[{n}]", table) for n, table in enumerate(tables)]
    ids = [source.id for source in found]
    if len(set(ids)) != len(ids):
        raise _wrong(file, "source", "names a source twice")
    return Sources(found)


def _wrong(file: str, where: str, what: str) -> FetchError:
    place = f"{file}: {where}: " if where else f"{file}: "
    return FetchError(f"{place}{what}. Nothing was fetched.", code="fetch-sources")


def _text(file: str, where: str, table: Mapping[str, Any], key: str, default: str | None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value):
        raise _wrong(file, f"{where}.{key}", f"found {value!r}; expected a text")
    return value


def _known(file: str, where: str, table: object, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise _wrong(file, where, f"found {table!r}; expected a table")
    unknown = sorted(set(table) - keys)
    if unknown:
        known = ", ".join(sorted(keys))
        raise _wrong(file, where, f"unknown key {unknown[0]!r}; known: {known}")
    return table


def _list(file: str, where: str, value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _wrong(file, where, f"found {value!r}; expected a list")
    return value


def _source(file: str, where: str, given: object) -> Source:
    table = _known(file, where, given, _SOURCE_KEYS)
    text = {key: _text(file, where, table, key, None) for key in ("id", "title", "base", "notice")}
    if not _ID.match(text["id"]):
        raise _wrong(file, f"{where}.id", f"found {text['id']!r}; expected a word such as 'site'")
    if not re.match(r"https?://[^/]+/", text["base"]):
        raise _wrong(
            file, f"{where}.base", f"found {text['base']!r}; expected https://host/ or http://host/"
        )
    kind = table.get("kind")
    if kind not in KINDS:
        raise _wrong(file, f"{where}.kind", f"found {kind!r}; expected {', '.join(KINDS)}")
    listings: list[Listing] = []
    for n, folder in enumerate(_list(file, f"{where}.folder", table.get("folder"))):
        listings += _folder(file, f"{where}.folder[{n}]", folder)
    return Source(
        text["id"], text["title"], _text(file, where, table, "author", ""), text["base"],
        _text(file, where, table, "home", ""), kind, _text(file, where, table, "licence", ""),
        text["notice"], tuple(listings),
    )  # fmt: skip


def _folder(file: str, where: str, given: object) -> list[Listing]:
    table = _known(file, where, given, _FOLDER_KEYS)
    path = _text(file, where, table, "path", None)
    name = _text(file, where, table, "file", None)
    for key, template in (("path", path), ("file", name)):
        unknown = set(_WORD.findall(template)) - _WORDS
        if unknown or _WORD.sub("", template).count("{") or _WORD.sub("", template).count("}"):
            raise _wrong(
                file, f"{where}.{key}",
                f"found {template!r}; known words: {', '.join(sorted(_WORDS))}",
            )  # fmt: skip
    found = []
    for n, line in enumerate(_list(file, f"{where}.files", table.get("files"))):
        found.append(_listing(file, f"{where}.files[{n}]", line, path, name))
    return found


def _listing(file: str, where: str, given: object, path: str, name: str) -> Listing:
    table = _known(file, where, given, _FILE_KEYS)
    code = _text(file, where, table, "code", None)
    competition = _text(file, where, table, "competition", "")
    if competition and not COMPETITION_ID.match(competition):
        raise _wrong(
            file, f"{where}.competition", f"found {competition!r}; expected an id such as es.1"
        )
    written = _text(file, where, table, "seasons", None)
    try:
        spans = tuple(Span.parse(word) for word in written.split())
    except ValueError:
        spans = ()
    if not spans:
        raise _wrong(
            file, f"{where}.seasons",
            f"found {written!r}; expected spans such as '2012-13..2015-16 2017-18..'",
        )  # fmt: skip
    found = Listing(competition, code, spans, path, name, _text(file, where, table, "folder", ""))
    # A name in the cache is one plain name: nothing in it may lead out of the folder.
    for span in spans:
        cached = found.fill(name, span.first)
        if not _NAME.match(cached):
            raise _wrong(file, where, f"gives the file name {cached!r}; expected a plain name")
    return found
