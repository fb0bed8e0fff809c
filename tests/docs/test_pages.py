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


def test_the_readme_runs() -> None:
    """Its Python block runs on the starter, and what it prints of commands is what they print."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert "night" in names


def test_the_readme_shows_real_output(capsys: pytest.CaptureFixture[str]) -> None:
    from matchdesk.cli.app import run

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tie = re.search(r"\$ matchdesk (tie .*)\n((?:.*\n)*?)```", text)
    assert tie is not None
    assert run(["tie", "es.cup", "Real Madrid", "Leganés", "--on", "2018-01-24"]) == 0
    assert capsys.readouterr().out == tie[2]
    brief = re.search(r"\$ make brief.*\n((?:.*\n)*?)…", text)
    assert brief is not None
    assert run(["brief", "--samples"]) == 0
    assert capsys.readouterr().out.startswith(brief[1])
