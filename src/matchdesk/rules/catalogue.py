"""All rulebooks: one TOML file a competition, loaded when it is first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from matchdesk.core.competition import COMPETITION_ID, country_of
from matchdesk.core.season import Season
from matchdesk.errors import RuleError
from matchdesk.rules.edition import KINDS, Edition, default_edition
from matchdesk.rules.rulefile import RuleFile

_FIRST_EDITION = "\n[[edition]]"


class Catalogue:
    """Rulebooks of one or more folders; the files of a later folder replace those of an earlier.

    Files do not change under it: each is read once. It holds nothing else.

    Args:
        folders: folders with ``<competition id>.toml`` files, besides those that ship.
    """

    def __init__(self, *folders: Path | Traversable) -> None:
        self._folders: tuple[Path | Traversable, ...] = folders
        self._editions: dict[str, tuple[Edition, ...]] = {}
        self._heads: dict[str, dict[str, Any]] = {}
        self._files: dict[str, Path | Traversable] | None = None

    def with_folder(self, folder: Path) -> Catalogue:
        """A catalogue that also holds the rulebooks of a user's folder; they come first.

        Raises:
            RuleError: no such folder.
        """
        if not folder.is_dir():
            raise RuleError(f"{folder}: no folder of rules files")
        return Catalogue(*self._folders, folder)

    @property
    def competitions(self) -> tuple[str, ...]:
        """Ids of all competitions with a file, sorted."""
        return tuple(sorted(self._found()))

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
        entry = self._file(competition)
        if entry is None:
            return {}
        text = entry.read_text(encoding="utf-8")
        if not whole:
            text = text.split(_FIRST_EDITION, 1)[0]
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleError(f"{entry.name}: {error}") from None
        if document.get("id") != competition:
            raise RuleError(
                f'{entry.name}: id: found {document.get("id")!r}, expected "{competition}" '
                "as in the name of the file"
            )
        reader = RuleFile(entry.name)
        reader.text("", document, "name", None)
        reader.word("kind", document.get("kind"), "kind", KINDS)
        for number, name in enumerate(reader.listed("names", document.get("names", []))):
            if not isinstance(name, str) or not name:
                reader.refuse(f"names[{number}]", f"expected a text, found {name!r}")
        return document


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
