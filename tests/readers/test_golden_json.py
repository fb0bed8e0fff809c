"""JSON inputs written for the readers, and what they are read as.

``python -m tests.readers.test_golden_json`` writes the expected files that are missing.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matchdesk.core.rows import Hint
from matchdesk.readers.detect import READERS, decode, read_text
from tests.readers import golden

FOLDER = Path(__file__).resolve().parent / "golden_json"
ENDING = ".expected"


def inputs() -> list[Path]:
    """The inputs, by name."""
    return sorted(FOLDER.glob("*.json"))


def outcome(path: Path) -> str:
    """What the readers make of an input, as the text of its expected file."""
    text, _ = decode(path.read_bytes(), path.name)
    reading = read_text(text, path.name, Hint())
    return json.dumps(golden.as_plain(reading), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("path", inputs(), ids=lambda path: path.name)
def test_an_input_is_read_as_expected(path: Path) -> None:
    expected = path.with_name(path.name + ENDING)
    assert expected.exists(), "run `python -m tests.readers.test_golden_json`"
    assert json.loads(outcome(path)) == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("path", inputs(), ids=lambda path: path.name)
def test_one_reader_alone_claims_a_file(path: Path) -> None:
    head = path.read_text("utf-8")[:4096]
    assert sum(reader.recognises(path.name, head) for reader in READERS) == 1


def main() -> None:
    """Write the expected files that are missing; one that stands is left as it is."""
    for path in inputs():
        target = path.with_name(path.name + ENDING)
        if not target.exists():
            target.write_text(outcome(path), "utf-8")
            print(f"{target.name} written")


if __name__ == "__main__":
    main()
