"""Write docs/competitions/*.md anew from the rulebooks; a test fails when they drift apart."""

from __future__ import annotations

from pathlib import Path

from matchdesk.rules.catalogue import known_competitions
from matchdesk.rules.describe import describe_all

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "competitions"


def main() -> None:
    """Write one page a competition, and remove pages without a rulebook."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = known_competitions()
    for page in FOLDER.glob("*.md"):
        if page.stem not in known:
            page.unlink()
    for competition in known:
        (FOLDER / f"{competition}.md").write_text(describe_all(competition), encoding="utf-8")


if __name__ == "__main__":
    main()
