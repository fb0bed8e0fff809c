"""Commands as a user runs them: a new process each time, warm disk."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import SHARED, left_out, line, process, run, seconds, spread

HEAVY = ("numba", "spacy", "fastapi", "polars", "pandas", "jinja2")


def loaded(*arguments: str) -> list[str]:
    """Heavy libraries that a command loads."""
    program = (
        "import sys\n"
        "from matchdesk.cli.app import run\n"
        f"assert run({list(arguments)!r}) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    found: list[str] = eval(done.stderr.strip().splitlines()[-1])
    return found


def main() -> None:
    """Measure the figures."""
    night = "2018-01-24 Real Madrid v Leganés"
    process("cold table", "table", "es.1", "--on", "2018-01-24", asked="under 0.6 s")
    process("cold tie", "tie", "es.cup", "Real Madrid", "Leganés", "--on", "2018-01-24")
    process("cold brief", "brief", night, asked="under 1.5 s, no numba, spaCy, web")
    line("heavy libraries in brief", len(loaded("brief", night)), "of", str(len(HEAVY)))
    process("cold brief with samples", "brief", "--samples", asked="under 4 s")
    if (SHARED / "reports").is_dir():
        process(
            "cold brief with three reports", "brief", "--reports", str(SHARED / "reports"),
            asked="under 4 s",
        )  # fmt: skip
    else:
        left_out("cold brief with three reports", "no reports here")
    seasons = [str(file) for file in sorted(SHARED.glob("data/football-data.co.uk/SP1_*.csv"))]
    if not seasons:
        left_out("import of football-data seasons", "no files here")
        return
    with tempfile.TemporaryDirectory() as folder:
        names = iter(range(1000))

        def once() -> None:
            run("import", *seasons, "--ledger", str(Path(folder) / f"{next(names)}.sqlite"))

        taken = seconds(once, 5)
    line(
        f"import of {len(seasons)} football-data seasons",
        statistics.median(taken),
        "s",
        f"{spread(taken)}; asked: under 2.5 s",
    )


if __name__ == "__main__":
    main()
