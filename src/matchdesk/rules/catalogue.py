"""All rulebooks: one TOML file a competition, loaded when it is first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from matchdesk.core.competition import COMPETITION_ID, country_of
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot
from matchdesk.errors import RuleError
from matchdesk.rules.edition import KINDS, Edition, Interruption, Member, default_edition
from matchdesk.rules.rulefile import RuleFile

_FIRST_EDITION = "\n[[edition]]"


class Catalogue:
    """Rulebooks of one or more folders; the files of a later folder replace those of an earlier.

    Files do not change under it: each is read once. It holds nothing else.

    Args:
        folders: folders with ``<competition id>.toml`` files, besides those that ship.
    """

    def __init__(
        self, *folders: Path | Traversable, texts: Mapping[str, str] | None = None
    ) -> None:
        self._folders: tuple[Path | Traversable, ...] = folders
        self._texts: Mapping[str, str] = dict(texts or {})
        self._editions: dict[str, tuple[Edition, ...]] = {}
        self._heads: dict[str, dict[str, Any]] = {}
        self._breaks: dict[str, tuple[Interruption, ...]] = {}
        self._files: dict[str, Path | Traversable] | None = None

    def with_folder(self, folder: Path) -> Catalogue:
        """A catalogue that also holds the rulebooks of a user's folder; they come first.

        Raises:
            RuleError: no such folder.
        """
        if not folder.is_dir():
            raise RuleError(f"{folder}: no folder of rules files")
        return Catalogue(*self._folders, folder, texts=self._texts)

    def with_texts(self, texts: Mapping[str, str]) -> Catalogue:
        """A catalogue that also holds rulebooks given as text, by competition; they come first.

        Their words are checked when they are first asked for; :func:`check_text` checks at once.
        """
        return Catalogue(*self._folders, texts={**self._texts, **texts}) if texts else self

    def of(self, snapshot: Snapshot) -> Catalogue:
        """This catalogue with the rulebooks that the snapshot's ledger holds of its own.

        They stand before those that ship; texts given to the catalogue stand before them.
        """
        return _joined(self, snapshot.rulebooks) if snapshot.rulebooks else self

    @property
    def competitions(self) -> tuple[str, ...]:
        """Ids of all competitions with a file, sorted."""
        return tuple(sorted({*self._found(), *self._texts}))

    def editions(self, competition: str) -> tuple[Edition, ...]:
        """All editions of a competition, earliest first; empty where no rulebook is held.

        Raises:
            RuleError: the file holds a key, word or date that cannot be used.
        """
        if competition not in self._editions:
            document = self._document(competition, whole=True)
            file = f"{competition}.toml"
            self._editions[competition] = RuleFile(file).editions(document) if document else ()
        return self._editions[competition]

    def edition(self, competition: str, season: Season) -> Edition:
        """The edition that governs a season, or the stated default (``held`` is False)."""
        for edition in self.editions(competition):
            if edition.governs(season):
                return edition
        head = self.head(competition)
        return default_edition(
            competition,
            head.get("name", competition),
            head.get("country", country_of(competition)),
            head.get("kind"),
        )

    def head(self, competition: str) -> Mapping[str, Any]:
        """What a file says before its first edition; empty where there is no file."""
        if competition not in self._heads:
            self._heads[competition] = self._document(competition, whole=False)
        return self._heads[competition]

    def interruptions(self, competition: str) -> tuple[Interruption, ...]:
        """Seasons of a competition that were broken off and taken up again."""
        held = self._breaks.get(competition)
        if held is None:
            file = RuleFile(f"{competition}.toml")
            held = self._breaks[competition] = file.interruptions(self.head(competition))
        return held

    def conferences(self, competition: str) -> tuple[Member, ...]:
        """Which conference each club of a league belongs to, and when."""
        head = self.head(competition)
        return RuleFile(f"{competition}.toml").conferences(head) if "conferences" in head else ()

    def name(self, competition: str) -> str:
        """What a competition is called, its id where no file tells."""
        return str(self.head(competition).get("name", competition))

    def names(self) -> dict[str, tuple[str, ...]]:
        """All names of all competitions with a file, the display name first.

        Reads only the heads of the files.
        """
        return {
            competition: (self.name(competition), *self.head(competition).get("names", ()))
            for competition in self.competitions
        }

    def _found(self) -> dict[str, Path | Traversable]:
        if self._files is None:
            self._files = {
                entry.name.removesuffix(".toml"): entry
                for folder in (files("matchdesk.rules") / "data", *self._folders)
                for entry in folder.iterdir()
                if entry.name.endswith(".toml")
            }
        return self._files

    def _file(self, competition: str) -> Path | Traversable | None:
        if not COMPETITION_ID.match(competition):
            return None
        for folder in (*reversed(self._folders), files("matchdesk.rules") / "data"):
            entry = folder / f"{competition}.toml"
            if entry.is_file():
                return entry
        return None

    def _document(self, competition: str, whole: bool) -> dict[str, Any]:
        file = f"{competition}.toml"
        text = self._texts.get(competition)
        if text is None:
            entry = self._file(competition)
            if entry is None:
                return {}
            text = entry.read_text(encoding="utf-8")
        if not whole:
            text = text.split(_FIRST_EDITION, 1)[0]
        document = _read(file, text)
        if document["id"] != competition:
            raise RuleError(
                f'{file}: id: found "{document["id"]}", expected "{competition}" as in the name of '
                "the file"
            )
        return document


_LINE = re.compile(r"at line (\d+)")


def _hint(text: str, said: str) -> str:
    """The line that is no TOML, and what such lines usually lack."""
    lines, named = text.splitlines(), _LINE.search(said)
    number = int(named[1]) if named else 0
    if not 0 < number <= len(lines):
        return ""
    return (
        f". The line reads: {lines[number - 1].strip()!r}. Every line is a key, = and a value; texts "
        'stand in quotation marks ("2015-16"), lists in brackets with commas between'
    )


@lru_cache(maxsize=32)
def _joined(catalogue: Catalogue, own: tuple[tuple[str, str], ...]) -> Catalogue:
    """A catalogue with rulebooks beside it; the same object for the same rulebooks."""
    given = catalogue._texts
    if all(key in given for key, _ in own):
        return catalogue
    return Catalogue(*catalogue._folders, texts={**dict(own), **given})


def _read(file: str, text: str) -> dict[str, Any]:
    """A rules file as TOML; what stands before its first edition is checked."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not TOML: {error}{_hint(text, str(error))}") from None
    reader = RuleFile(file, text)
    competition = document.get("id")
    if not isinstance(competition, str) or not COMPETITION_ID.match(competition):
        reader.refuse(
            "id",
            f"found {competition!r}, expected the id of the competition: a country and a level or "
            'name, such as "es.1" or "xx.cup"',
        )
    reader.text("", document, "name", None)
    reader.word("kind", document.get("kind"), "kind", KINDS)
    reader.interruptions(document)
    reader.conferences(document)
    for number, name in enumerate(reader.listed("names", document.get("names", []))):
        if not isinstance(name, str) or not name:
            reader.refuse(f"names[{number}]", f"expected a text, found {name!r}")
    return document


def check_text(text: str, file: str = "rulebook") -> tuple[Edition, ...]:
    """Every edition of a rulebook given as TOML, earliest first.

    Args:
        text: the rulebook.
        file: how it is called in a refusal.

    Raises:
        RuleError: what cannot be used, with file, path, what was found and what was expected.

    >>> check_text('id = "xx.1"', "mine.toml")
    Traceback (most recent call last):
    ...
    matchdesk.errors.RuleError: mine.toml: name: expected a text, found None
    """
    document = _read(file, text)
    editions = RuleFile(file, text).editions(document)
    if not editions:
        raise RuleError(f"{file}: has no [[edition]]; expected one with from, source and the rules")
    return editions


def check_file(path: Path) -> tuple[Edition, ...]:
    """Every edition of a rules file, earliest first; the file may have any name.

    Raises:
        RuleError: there is no such file, it is no UTF-8 text, or see :func:`check_text`.
    """
    return check_text(text_of(path), path.name)


def text_of(path: Path) -> str:
    """Text of a rules file.

    Raises:
        RuleError: there is no such file, or it is no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path.name}: byte {error.start} is no UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from None


BUILT_IN = Catalogue()
"""The rulebooks that ship."""


def rulebook(competition: str, season: Season, catalogue: Catalogue = BUILT_IN) -> Edition:
    """The rules of a competition in a season.

    ``held`` is False where no rulebook governs that season; what is used then is 3-1-0, goal
    difference, goals, and ``source.text`` says so.

    Raises:
        RuleError: the rules file holds something that the engine does not know.

    >>> rulebook("es.1", Season.parse("2017-18")).stages[0].points.win
    3
    >>> rulebook("xx.1", Season.parse("2017-18")).source.text
    'no rulebook held: 3-1-0, goal difference'
    """
    return catalogue.edition(competition, season)


def competition_name(competition: str, catalogue: Catalogue = BUILT_IN) -> str:
    """What a competition is called, its id where no file tells.

    >>> competition_name("es.cup")
    'Copa del Rey'
    """
    return catalogue.name(competition)


def competition_names(catalogue: Catalogue = BUILT_IN) -> dict[str, tuple[str, ...]]:
    """All names of all competitions with a rules file, the display name first."""
    return catalogue.names()


def known_competitions(catalogue: Catalogue = BUILT_IN) -> tuple[str, ...]:
    """Ids of all competitions with a rules file."""
    return catalogue.competitions
