"""All development data that the formats cover: every file's count, everything twice, what was refused.

Three parts, each by its word on the command line, all without one: ``counts`` (what each file is read as,
beside the count that its publisher states), ``liga`` (two sources of La Liga and its champions), ``whole``
(everything into one ledger, and again).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_ledger import take, told
from benchmarks.figures import SHARED, left_out, line
from matchdesk.core.rows import GoalRow, Hint, MatchRow, Reading, StandingRow
from matchdesk.desk import Desk
from matchdesk.errors import SourceError
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.inputs import files
from matchdesk.ledger.store import Ledger
from matchdesk.readers.detect import decode, read_text

DATA = SHARED / "data"
# Files below the data folder → kind of row, and how many its publisher's notes say there are.
COUNTS: tuple[tuple[str, type, int], ...] = (
    ("engsoccerdata/spain.csv.gz", MatchRow, 27_335),
    ("engsoccerdata/england.csv.gz", MatchRow, 208_028),
    ("engsoccerdata/germany.csv.gz", MatchRow, 38_918),
    ("engsoccerdata/germany2.csv.gz", MatchRow, 17_290),
    ("engsoccerdata/france.csv.gz", MatchRow, 29_558),
    ("engsoccerdata/holland.csv.gz", MatchRow, 20_776),
    ("engsoccerdata/belgium.csv.gz", MatchRow, 8_394),
    ("engsoccerdata/turkey.csv.gz", MatchRow, 9_786),
    ("engsoccerdata/greece.csv.gz", MatchRow, 7_902),
    ("engsoccerdata/champs.csv.gz", MatchRow, 6_556),
    ("engsoccerdata/facup.csv.gz", MatchRow, 17_080),
    ("engsoccerdata/leaguecup.csv.gz", MatchRow, 7_495),
    ("engsoccerdata/englandplayoffs.csv.gz", MatchRow, 764),
    ("engsoccerdata/england5.csv.gz", MatchRow, 22_473),
    ("engsoccerdata/mls.csv.gz", MatchRow, 4_995),
    ("engsoccerdata/safrica.csv.gz", MatchRow, 4_320),
    ("engsoccerdata/england1939.csv.gz", MatchRow, 128),
    ("multi_league_results_1993-2024.csv.gz", MatchRow, 225_985),
    ("footballcsv-cache.footballdata.tar.gz", MatchRow, 225_985),
    ("odds-average", MatchRow, 31_234),
    ("odds-other-format", MatchRow, 4_656),
    ("internationals/results.csv.gz", MatchRow, 49_520),
    ("internationals/goalscorers.csv.gz", GoalRow, 47_914),
    ("worldcup-fjelstul/matches.csv.gz", MatchRow, 1_248),
    ("worldcup-fjelstul/goals.csv.gz", GoalRow, 3_637),
    ("worldcup-fjelstul/group_standings.csv.gz", StandingRow, 626),
    ("goals/*.csv.gz", GoalRow, 231_049),
    ("tables/published_final_tables_top_flight.csv", StandingRow, 1_936),
    ("tables/rsssf_published_tables.csv", StandingRow, 11_889),
    ("tables/fbref_tables_to_2019-20.csv", StandingRow, 1_778),
)
CHAMPIONS = {
    "Real Madrid": 36, "Barcelona": 28, "Atlético Madrid": 11, "Athletic Bilbao": 8, "Valencia": 6,
    "Real Sociedad": 2, "Real Betis": 1, "Sevilla": 1, "Deportivo La Coruña": 1,
}  # fmt: skip


def found(name: str) -> list[Path]:
    """The files of a name, packed or not; empty where there are none."""
    if "*" in name:
        return sorted(DATA.glob(name))
    path = DATA / name
    return [p for p in (path, path.with_suffix(""), Path(f"{path}.gz")) if p.exists()][:1]


def readings(paths: list[Path]) -> Iterator[Reading]:
    """What the files of some paths are read as."""
    for file in files(paths, lambda _: None):
        try:
            text, _ = decode(file.data, file.name)
            yield read_text(text, file.name, Hint())
        except SourceError:
            continue


def counts() -> None:
    """Rows of each file, kept and refused, beside the number that is stated."""
    matches = 0
    for name, kind, stated in COUNTS:
        paths = found(name)
        if not paths:
            left_out(name, "no such file here")
            continue
        kept, codes = 0, Counter[str]()
        for reading in readings(paths):
            kept += sum(type(row) is kind for row in reading.rows)
            codes.update(p.code for p in reading.problems if p.refused)
        matches += kept if kind is MatchRow else 0
        why = ", ".join(f"{code} {number}" for code, number in codes.most_common())
        details = f"stated {stated}; refused {sum(codes.values())}" + (f": {why}" if why else "")
        line(name, kept, "rows", details)
    line("matches of these files before merging", matches, "rows", "asked: over 900,000")


def liga(folder: Path) -> None:
    """La Liga 1993-94 to 2024-25 of two sources; champions of one."""
    ledger = Ledger(folder / "liga.sqlite")
    seasons = [
        path
        for path in sorted((DATA / "football-data.co.uk").glob("SP1_*.csv*"))
        if "2526" not in path.name
    ]
    import_paths(ledger, seasons)
    done = import_paths(ledger, [DATA / "engsoccerdata" / "spain.csv.gz"])
    desk = Desk(ledger)
    snapshot = desk.at("2025-06-30").snapshot
    both = 0
    for season in snapshot.seasons("es.1"):
        if 1993 <= season.start <= 2024:
            rows = snapshot.select("es.1", season)
            both += int((snapshot.matches.witnesses[rows] > 1).sum())
    line("La Liga 1993-94 to 2024-25, matches of both sources", both, "matches", "asked: 12,324")
    clashes = [one for one in desk.conflicts("es.1") if one.field == "score"]
    details = "; ".join(str(one.to_dict()) for one in clashes)
    line("score conflicts between them", len(clashes), "conflicts", f"asked: 2; {details}")
    line("refused", done.refused, "rows", "asked: 0")
    titles = Counter[str]()
    view = desk.at("2025-06-30")
    for season in snapshot.seasons("es.1"):
        table = view.table("es.1", str(season))
        titles[table.rows[0].team] += 1
    wrong = {k: titles[k] for k in titles | Counter(CHAMPIONS) if titles[k] != CHAMPIONS.get(k, 0)}
    line("champions counted otherwise", len(wrong), "clubs", f"asked: 0; {dict(titles)}")


def whole(folder: Path) -> None:
    """Everything into one ledger, and once more."""
    ledger = folder / "whole.sqlite"
    names = sorted(
        path
        for path in DATA.iterdir()
        if path.name not in {"README.md", "aliases", "soccer-prediction-challenge"}
    )
    taken, done, peak = take(ledger, *names)
    line("everything imported", taken, "s", f"{told(done)}; {peak:.0f} MB")
    problems = done["problems"]
    assert isinstance(problems, list)
    refused = Counter(p["code"] for p in problems if p["done"] in {"row left out", "file left out"})
    line("refused rows", float(str(done["refused"])), "rows", json.dumps(refused.most_common()))
    taken, again, _ = take(ledger, *names)
    changed = sum(int(str(again[kind])) for kind in ("new", "updated"))
    line(
        "changed by importing it again", changed, "rows", f"asked: 0; {told(again)}; {taken:.0f} s"
    )


def main() -> None:
    """Measure the figures."""
    if not DATA.is_dir():
        left_out("all development data", "no data here")
        return
    asked = set(sys.argv[1:]) or {"counts", "liga", "whole"}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        if "counts" in asked:
            counts()
        if "liga" in asked:
            liga(Path(place))
        if "whole" in asked:
            whole(Path(place))
    line("this program", time.perf_counter() - began, "s")


if __name__ == "__main__":
    main()
