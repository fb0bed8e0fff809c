"""Golden files: what a reader makes of each input, as JSON beside it.

``python -m tests.readers.golden`` writes the expected files that are missing; with ``--force`` it
writes all of them again, to be reviewed as a diff.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import MISSING, fields
from pathlib import Path

from matchdesk.core.rows import Hint, Reading, Row
from matchdesk.readers.detect import decode, read_text

FOLDER = Path(__file__).resolve().parent / "golden"


def inputs() -> list[Path]:
    """The inputs, by name."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".csv"))


def expected(path: Path) -> Path:
    """The expected file of an input."""
    return path.with_name(f"{path.name}.json")


def row_as_plain(row: Row) -> dict[str, object]:
    """A row as JSON: its kind, its line, and the fields that are not at their default."""
    plain: dict[str, object] = {"row": type(row).__name__, "line": row.origin.line}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name == "origin" or (field.default is not MISSING and value == field.default):
            continue
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            plain[field.name] = list(value)
        else:
            plain[field.name] = value if value is None or isinstance(value, bool) else str(value)
    return plain


def as_plain(reading: Reading) -> dict[str, object]:
    """A reading as JSON."""
    return {
        "format": reading.format,
        "read": reading.read,
        "refused": reading.refused,
        "problems": [
            {
                "line": problem.origin.line,
                "code": problem.code,
                "found": problem.found,
                "expected": problem.expected,
                "done": problem.done,
                "refused": problem.refused,
            }
            for problem in reading.problems
        ],
        "rows": [row_as_plain(row) for row in reading.rows],
    }


def outcome(path: Path) -> str:
    """What the readers make of an input, as the text of its expected file."""
    text, problems = decode(path.read_bytes(), path.name)
    reading = read_text(text, path.name, Hint())
    reading.problems[:0] = problems
    return json.dumps(as_plain(reading), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the expected files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="overwrite expected files")
    force = parser.parse_args().force
    for path in inputs():
        target = expected(path)
        text = outcome(path)
        if target.exists() and target.read_text("utf-8") == text:
            continue
        if target.exists() and not force:
            print(f"{target.name} differs; left as it is (--force overwrites it)")
            continue
        target.write_text(text, "utf-8")
        print(f"{target.name} written")


if __name__ == "__main__":
    main()
