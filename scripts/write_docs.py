"""Write the pages that are made from the code: docs/errors.md and docs/cli.md.

``python scripts/write_docs.py`` writes them; a test fails when they are behind the code.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def errors_page() -> str:
    """Every code that a program may meet."""
    from matchdesk.ledger.codes import CODES as OF_IMPORTS
    from matchdesk.ledger.codes import ERRORS
    from matchdesk.ledger.repair import CODES as OF_DOCTOR
    from matchdesk.readers.codes import CODES as OF_READERS

    def rows(codes: dict[str, str]) -> str:
        return "\n".join(f"| `{code}` | {meaning} |" for code, meaning in sorted(codes.items()))

    head = "| code | meaning |\n|---|---|\n"
    return (
        "# Errors and problems\n\n"
        "A wrong call or an unknown name is an error: one message on stderr, exit status 1 or 2, and "
        'with `--json`\n`{"ok": false, "errors": [{"code", "message", "near"}]}` on stdout. '
        "A fault in the data is a problem:\nthe row stays out (or goes in without the part that is "
        "wrong), every other row goes in, and the problem is\nprinted with file and line, what was "
        "found, what was expected, what was done.\n\n"
        "Exit status: 0 done; 1 a problem in the data (a row left out or in conflict) or an unknown "
        "name; 2 a wrong call.\n\n"
        f"## Errors\n{head}{rows(ERRORS)}\n\n"
        f"## Problems found by readers\n{head}{rows(OF_READERS)}\n\n"
        f"## Problems found when rows meet the ledger\n{head}{rows(OF_IMPORTS)}\n\n"
        f"## What `doctor` may find\n{head}{rows(OF_DOCTOR)}\n"
    )


def cli_page() -> str:
    """The help of every command."""
    from matchdesk.cli.app import app, run

    os.environ["COLUMNS"] = "88"
    os.environ["TERMINAL_WIDTH"] = "88"
    verbs = [
        command.name or command.callback.__name__.rstrip("_")
        for command in app.registered_commands
        if command.callback
    ]
    parts = ["# Command line\n\nCopied from the program's own help.\n"]
    for call in ([], *([verb] for verb in verbs)):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            run([*call, "--help"])
        text = re.sub(r" +$", "", said.getvalue().strip("\n"), flags=re.MULTILINE)
        title = f"matchdesk {call[0]}" if call else "matchdesk"
        parts.append(f"## {title}\n```\n{text}\n```\n")
    return "\n".join(parts)


PAGES = {"errors.md": errors_page, "cli.md": cli_page}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name} written")


if __name__ == "__main__":
    main()
