"""Docs are true today: pages made from the code are up to date, codes are documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.write_docs import PAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run: python scripts/write_docs.py"


def test_every_code_is_documented() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = {
        code
        for file in (ROOT / "src" / "matchdesk").rglob("*.py")
        for code in re.findall(r'\bcode ?= ?"([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(codes) > 20
    assert {code for code in codes if f"`{code}`" not in page} == set()


def test_every_command_has_help_with_an_example() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    parts = page.split("\n## ")[2:]
    assert len(parts) >= 10
    for part in parts:
        assert "Example: matchdesk" in part, part.splitlines()[0]
