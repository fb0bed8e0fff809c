"""Is what arrived a file of results at all? A look at its first bytes, before it is kept."""

from __future__ import annotations

import json
from pathlib import Path

from matchdesk.errors import FetchError
from matchdesk.fetch.sources import Kind

HEAD = 4096
"""Bytes that are looked at."""

_SHOWN = 60


def check(path: Path, kind: Kind, address: str) -> None:
    """See that a file just fetched is text of its kind; what it says is for the readers.

    Raises:
        FetchError: ``fetch-not-data``: empty, a web page, binary, or another kind.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()
    if not text:
        raise _not_data(address, "an empty file", kind)
    if "\0" in text:
        raise _not_data(address, "a file that is no text", kind)
    if text.startswith("<"):
        raise _not_data(address, f"a web page that begins {_shown(text)!r}", kind)
    if kind == "json":
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            raise _not_data(address, f"JSON that cannot be read ({error})", kind) from None
    elif kind == "csv":
        first = text.splitlines()[0]
        if max(first.count(mark) for mark in ",;\t") < 2:
            raise _not_data(address, f"a text that begins {_shown(first)!r}", kind)
    elif text.startswith(("{", "[{")):
        raise _not_data(address, f"JSON that begins {_shown(text)!r}", kind)


def _shown(text: str) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _not_data(address: str, found: str, kind: Kind) -> FetchError:
    expected = {
        "csv": "lines of a CSV",
        "text": "a text of results",
        "json": "JSON",
    }[kind]
    return FetchError(
        f"Found at {address} {found}; expected {expected}. Nothing was kept. Open the address in a "
        "browser to see what the source says.",
        code="fetch-not-data",
    )
