"""Every problem code stands in one table and on the format pages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import matchdesk.readers
from matchdesk.readers.codes import CODES

SOURCES = sorted(Path(matchdesk.readers.__file__).parent.glob("*.py"))
PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
# Place of the code among the arguments.
CALLS = {"Fault": 0, "Problem": 1, "_problem": 1}


def codes_in(path: Path) -> set[str]:
    """The codes that a module writes out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        place = CALLS.get(name)
        if place is None or len(node.args) <= place:
            continue
        code = node.args[place]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            found.add(code.value)
    return found


def test_codes_given_and_codes_explained_are_the_same() -> None:
    given = set().union(*(codes_in(path) for path in SOURCES))
    assert given == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_a_plain_word_with_a_sentence(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert CODES[code].endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_on_a_format_page(code: str) -> None:
    pages = [page.read_text("utf-8") for page in sorted(PAGES.glob("*.md"))]
    assert any(f"`{code}`" in page for page in pages)
