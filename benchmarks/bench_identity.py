"""Names settled: how many a second, and how many clubs a second source makes of the first's."""

from __future__ import annotations

import statistics
import tempfile
from itertools import count
from pathlib import Path

from sqlalchemy import insert

from benchmarks.figures import SHARED, left_out, line, seconds, spread
from matchdesk.ledger import gazetteer, schema
from matchdesk.ledger.identity import Clubs, Scope
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger

SECOND = {
    "es": ("SP1_*.csv", "spain.csv.gz"),
    "de": ("D1_*.csv.gz", "germany.csv.gz"),
    "fr": ("F1_*.csv.gz", "france.csv.gz"),
}
"""Country → seasons of one source, and another source of the same leagues."""


def listed() -> list[tuple[str, str]]:
    """Every name of the gazetteer with its country."""
    return [
        (name, country)
        for country in gazetteer.countries()
        for name, _ in gazetteer.names(country, "")
    ]


def names(folder: Path) -> None:
    """Time the gazetteer's names, each asked once of an empty ledger."""
    every = listed()
    line("names in the gazetteer", len(every), "names", f"{len(gazetteer.countries())} countries")
    numbers = count()

    def once() -> None:
        with Ledger(folder / f"names{next(numbers)}.sqlite").writing() as connection:
            values = {"id": 1, "name": "names", "sha256": "", "format": "names"}
            connection.execute(insert(schema.file).values(**values))
            clubs = Clubs(connection)
            for name, country in every:
                clubs.sure(name, Scope(country), 1, 1, 2020)

    taken = seconds(once, 3)
    line("all names settled on an empty ledger", statistics.median(taken), "s", spread(taken))


def second_source(folder: Path, country: str) -> None:
    """Import one source, then another of the same leagues."""
    first, other = SECOND[country]
    files = sorted((SHARED / "data" / "football-data.co.uk").glob(first))
    more = SHARED / "data" / "engsoccerdata" / other
    name = f"second source of {country}.1"
    if not files or not more.is_file():
        left_out(name, "no files here")
        return
    ledger = Ledger(folder / f"{country}.sqlite")
    before = import_paths(ledger, files)
    after = import_paths(ledger, [more])
    refused = sum(problem.code in {"near-club", "ambiguous-club"} for problem in after.problems)
    details = (
        f"clubs made: {len(before.new_clubs)}, then {len(after.new_clubs)} (of earlier seasons); "
        f"settled by fixtures {sum(one.fixtures > 0 for one in after.settled)}, refused {refused}"
    )
    line(name, after.same + after.updated, "matches held already", details)


def main() -> None:
    """Measure the figures."""
    with tempfile.TemporaryDirectory() as place:
        names(Path(place))
        for country in SECOND:
            second_source(Path(place), country)


if __name__ == "__main__":
    main()
