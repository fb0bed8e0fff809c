"""What competitions are called on screen: as the ledger calls them that the command asks."""

from __future__ import annotations

from matchdesk.rules.catalogue import BUILT_IN, Catalogue

_books: Catalogue = BUILT_IN


def call_by(books: Catalogue) -> None:
    """Take the names of these rulebooks from here on; a command asks one ledger."""
    global _books
    _books = books


def competition_name(competition: str) -> str:
    """What a competition is called, its id where no rulebook tells."""
    return _books.name(competition)
