"""Versions of matchdesk and of what it stands on."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata

_LIBRARIES = ("sqlalchemy", "numpy", "typer", "rich", "spacy", "rapidfuzz", "httpx")


def versions() -> dict[str, str]:
    """Name → version; a library that is not installed says so."""
    from matchdesk import __version__

    found = {
        "matchdesk": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    for library in _LIBRARIES:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            found[library] = "not installed"
    return found
