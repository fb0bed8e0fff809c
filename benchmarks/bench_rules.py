"""Tables and ties in process, on one core: real seasons where the data stands beside the repository.

The clock is that of the processor, so that other work on the machine does not count; the wall's stands
beside it.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import re
import statistics
import time
from collections.abc import Callable, Iterator

from benchmarks.figures import SHARED, left_out, line, seconds, spread
from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Match
from matchdesk.core.score import Score
from matchdesk.core.season import Season
from matchdesk.core.snapshot import Snapshot, snapshot_of
from matchdesk.core.text import slug
from matchdesk.rules.knockout import ties
from matchdesk.rules.series import tables_by_day
from matchdesk.rules.table import table

_KICKS = re.compile(r"^\d+-\d+$")
_EUROPE = {
    "Round1": "round_1", "Round2": "round_2", "R16": "round_of_16", "QF": "quarter_final",
    "SF": "semi_final", "final": "final", "prelim": "preliminary", "PrelimF": "preliminary",
}  # fmt: skip


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one compressed file."""
    with gzip.open(SHARED / f"data/engsoccerdata/{name}.csv.gz", "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def club(name: str) -> Club:
    """A club whose id is made of its name."""
    return Club(ClubId(f"xx.{slug(name)}"), name)


def spain() -> Snapshot:
    """Every season of La Liga."""
    return snapshot_of(
        Match(
            id="",
            competition=CompetitionId("es.1"),
            season=Season(int(row["Season"]), True),
            date=dt.date.fromisoformat(row["Date"]),
            home=club(row["home"]),
            away=club(row["visitor"]),
            status="played",
            score=Score(int(row["hgoal"]), int(row["vgoal"])),
            phase="split" if row["round"] == "phase2" else "league",
        )
        for row in rows("spain")
    )


def europe() -> Snapshot:
    """The European Cup without its groups."""
    return snapshot_of(
        Match(
            id="",
            competition=CompetitionId("uefa.cl"),
            season=Season(int(row["Season"]), True),
            date=dt.date.fromisoformat(row["Date"]),
            home=club(row["home"]),
            away=club(row["visitor"]),
            status="played",
            score=Score.parse(row["FT"]),
            extra_time=Score.parse(row["aet"]) if row["aet"] != "NA" else None,
            penalties=Score.parse(row["pens"]) if _KICKS.match(row["pens"].strip()) else None,
            phase="qualifying" if row["round"].startswith("Q-") else "knockout",
            round=_EUROPE.get(row["round"], f"qualifying_{row['round'][2:]}"),
            leg={"1": "1", "2": "2", "replay": "play-off"}.get(row["leg"], ""),  # type: ignore[arg-type]
        )
        for row in rows("champs")
        if not row["round"].startswith("Group")
    )


def measured(name: str, work: Callable[[], object], details: str, unit: str, times: float) -> None:
    """One figure: median of the processor's clock, with the best of the wall's."""
    taken = seconds(work, clock=time.process_time)
    wall = min(seconds(work, runs=3, warm=0))
    line(
        name,
        statistics.median(taken) * times,
        unit,
        f"{details}, processor, {spread(taken)}; wall from {wall:.3f} s",
    )


def main() -> None:
    """Measure the figures."""
    if not (SHARED / "data/engsoccerdata").is_dir():
        for name in ("one table", "tables of every day", "European ties"):
            left_out(name, "no data here")
        return
    held = spain()
    season = Season.parse("2017-18")
    measured(
        "one table of 380 matches",
        lambda: [table(held, "es.1", season) for _ in range(100)],
        "100 a run; asked: under 1 ms",
        "ms",
        10,
    )
    made = [0]

    def by_day() -> None:
        made[0] = sum(len(tables_by_day(held, "es.1", s)) for s in held.seasons("es.1"))

    by_day()
    measured(
        "tables of every day of La Liga",
        by_day,
        f"{made[0]} tables, {len(held.matches)} matches; asked: under 2 s",
        "s",
        1,
    )
    cups = europe()

    def all_ties() -> None:
        made[0] = sum(len(ties(cups, "uefa.cl", s)) for s in cups.seasons("uefa.cl"))

    all_ties()
    measured("European ties", all_ties, f"{made[0]} ties; asked: under 0.3 s", "s", 1)


if __name__ == "__main__":
    main()
