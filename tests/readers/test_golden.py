"""Inputs written for the readers, and what they are read as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.readers import golden


@pytest.mark.parametrize("path", golden.inputs(), ids=lambda path: path.name)
def test_an_input_is_read_as_expected(path: Path) -> None:
    expected = golden.expected(path)
    assert expected.exists(), "run `python -m tests.readers.golden`"
    assert json.loads(golden.outcome(path)) == json.loads(expected.read_text("utf-8"))


def test_every_expected_file_has_its_input() -> None:
    inputs = {golden.expected(path) for path in golden.inputs()}
    assert {path for path in golden.FOLDER.iterdir() if path.suffix == ".json"} == inputs


def test_the_command_does_not_overwrite_unless_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    source = tmp_path / "names.csv"
    source.write_text("id,kind,name\nes.a,code,AAA\n", "utf-8")
    expected = golden.expected(source)
    expected.write_text("old", "utf-8")
    monkeypatch.setattr("sys.argv", ["golden"])
    golden.main()
    assert expected.read_text("utf-8") == "old"
    assert "--force" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["golden", "--force"])
    golden.main()
    assert json.loads(expected.read_text("utf-8"))["format"] == "names"
