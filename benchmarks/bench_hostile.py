"""Hostile files through the command line: time, memory, exit status and the message of each."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.figures import line

HEAD = "date,home,away,competition,season,score\n"
GOOD = "2031-09-01,Rovers,Harbour Town,xx.1,2031-32,2-1\n"
CLUBS = 40


def many(rows: int) -> str:
    """A league of many seasons; one row in the middle has a score that is none."""
    lines = [HEAD]
    pairs = [(a, b) for a in range(CLUBS) for b in range(CLUBS) if a != b]
    for number in range(rows):
        year, place = divmod(number, len(pairs))
        competition, year = f"xx.{1 + year // 150}", 1850 + year % 150
        home, away = pairs[place]
        score = "2-l" if number == rows // 2 else f"{number % 5}-{number % 3}"
        day = f"{year}-{9 + place % 4:02d}-{1 + place % 28:02d}"
        lines.append(
            f"{day},Club {home},Club {away},{competition},{year}-{(year + 1) % 100:02d},{score}\n"
        )
    return "".join(lines)


def write(folder: Path) -> dict[str, Path]:
    """The hostile files, by what they are."""
    found: dict[str, Path] = {}

    def file(name: str, what: str, data: bytes) -> None:
        found[what] = folder / name
        found[what].write_bytes(data)

    good = (HEAD + GOOD).encode()
    packed = gzip.compress((HEAD + GOOD * 5_000).encode())
    file("cut.csv.gz", "a truncated gzip", packed[: len(packed) // 2])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("r.csv", "w") as inside:
            for _ in range(2_000):
                inside.write(b"0" * 1_000_000)
    file("bomb.zip", "a zip bomb of 2 GB", bomb.getvalue())
    climbing = io.BytesIO()
    with tarfile.open(fileobj=climbing, mode="w:gz") as tar:
        for name in ("../../climbed.csv", "/climbed.csv", "good.csv"):
            info = tarfile.TarInfo(name)
            info.size = len(good)
            tar.addfile(info, io.BytesIO(good))
    file("climb.tar.gz", "paths that climb out", climbing.getvalue())
    file("long.csv", "10 MB on one line", good + b"x" * 10_000_000 + b"\n" + GOOD.encode())
    file("nul.csv", "NUL bytes", good + b"\0\0\0")
    file("latin.csv", "Windows-1252", good + GOOD.replace("Rovers", "Leganés").encode("cp1252"))
    file("wide.csv", "UTF-16", (HEAD + GOOD).encode("utf-16"))
    file("formula.csv", "formulas", good + GOOD.replace("Rovers", "=HYPERLINK(1)").encode())
    file("many.csv", "a million rows with one bad", many(1_000_000).encode())
    return found


def main() -> None:
    """Import each into a ledger of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for what, path in write(folder).items():
            ledger = folder / f"{path.name}.sqlite"
            command = [sys.executable, "-m", "matchdesk.cli", "import", str(path)]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            done = subprocess.run(
                [*command, "--ledger", str(ledger)], capture_output=True, text=True, check=False
            )
            taken = time.perf_counter() - began
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            cost = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
            said = " / ".join((done.stdout + done.stderr).strip().splitlines()[:2])[:300]
            assert "Traceback" not in done.stderr, done.stderr[-2000:]
            details = f"status {done.returncode}; {cost:.1f} s of processor; {said}"
            line(what, taken, "s", f"peak so far {used.ru_maxrss / 1024:.0f} MB; {details}")
        assert not (folder.parent / "climbed.csv").exists()


if __name__ == "__main__":
    main()
