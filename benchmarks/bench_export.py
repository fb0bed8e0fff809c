"""Writing the starter ledger out, there and back, in process."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from benchmarks.figures import line, seconds, spread
from matchdesk.ledger.backup import backup
from matchdesk.ledger.exporting import export
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.starter import open_starter
from matchdesk.ledger.store import Ledger


def main() -> None:
    """Print the figures."""
    ledger = open_starter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format in ("csv", "football.txt", "sqlite"):
            place = folder / format.replace(".", "-")

            def write(format: str = format, place: Path = place) -> None:
                export(ledger, place, format=format, force=True)

            taken = seconds(write)
            rows = export(ledger, place, format=format, force=True).rows["results"]
            details = f"{rows} matches; {spread(taken)}"
            line(f"export_{place.name}", statistics.median(taken), "s", details)

        def take_back() -> None:
            for file in folder.glob("back.sqlite*"):
                file.unlink()
            import_paths(Ledger(folder / "back.sqlite"), [folder / "csv"])

        taken = seconds(take_back)
        line("import_of_export", statistics.median(taken), "s", spread(taken))

        def copy() -> None:
            backup(ledger, folder / "backup.sqlite", force=True)

        taken = seconds(copy)
        line("backup", statistics.median(taken), "s", spread(taken))


if __name__ == "__main__":
    main()
