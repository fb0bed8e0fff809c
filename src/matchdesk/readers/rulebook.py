"""Rulebooks in TOML, as ``export`` writes them: taken as they are, checked by the ledger.

See ``docs/own-league.md``.
"""

from __future__ import annotations

import re

from matchdesk.core.problem import Origin
from matchdesk.core.rows import Hint, Reading, RulebookRow

__all__ = ["RulebookReader"]

_ID = re.compile(r"""^id\s*=\s*["']([^"']+)["']""", re.MULTILINE)


class RulebookReader:
    """Reader of rulebooks; see :class:`matchdesk.readers.detect.Reader`."""

    @property
    def name(self) -> str:
        """Word for the layout."""
        return "rulebook"

    def recognises(self, name: str, head: str) -> bool:
        """By the ending of its name, and the id that it begins with."""
        return name.endswith(".toml") and _ID.search(head) is not None

    def read(self, text: str, file: str, hint: Hint) -> Reading:
        """One row: the id of its competition, and the text."""
        named = _ID.search(text)
        row = RulebookRow(Origin(file, 1), named[1] if named else "", text)
        return Reading(self.name, read=1, rows=[row])
