"""Golden briefs: what is compared, and ``python -m tests.brief.golden --force`` that rewrites it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.brief import worlds

FOLDER = Path(__file__).parent / "golden"


def second_leg() -> str:
    """A second leg at the end of its day."""
    return worlds.coast().brief(worlds.SECOND_LEG, "2018-01-24").text()


def second_leg_narrow() -> str:
    """The same on a narrow page in plain ASCII."""
    return worlds.coast().brief(worlds.SECOND_LEG, "2018-01-24").text(width=50, unicode=False)


def preview() -> str:
    """The same match before it was played."""
    return worlds.coast().brief(worlds.SECOND_LEG, "2018-01-20").text()


def league_match() -> str:
    """A league match: no tie, scorers not held."""
    return worlds.coast().brief(worlds.LEAGUE_MATCH, "2017-11-04").text()


def final() -> str:
    """A final on neutral ground, decided on penalties."""
    return worlds.coast().brief(worlds.FINAL, "2018-05-05").text()


def second_leg_json() -> str:
    """The JSON of a second leg."""
    return worlds.coast().brief(worlds.SECOND_LEG, "2018-01-24").json()


def second_leg_html() -> str:
    """The page of a second leg."""
    return worlds.coast().brief(worlds.SECOND_LEG, "2018-01-24").html()


CASES: dict[str, Callable[[], str]] = {
    "second_leg.txt": second_leg,
    "second_leg_narrow.txt": second_leg_narrow,
    "preview.txt": preview,
    "league_match.txt": league_match,
    "final.txt": final,
    "second_leg.json": second_leg_json,
    "second_leg.html": second_leg_html,
}


def main(arguments: list[str]) -> int:
    """Write the golden files; existing ones only with ``--force``."""
    for name, make in CASES.items():
        file = FOLDER / name
        text = make()
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        if file.exists() and "--force" not in arguments:
            print(f"{file} differs; --force rewrites it")
            return 1
        if name.endswith(".json"):
            json.loads(text)
        file.write_text(text, encoding="utf-8")
        print(f"{file} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
