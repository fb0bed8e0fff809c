"""Opening and writing: damaged, newer, locked, read-only ledgers; kill -9; readers beside a writer."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.errors import (
    LedgerDamaged,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerReadOnly,
)
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger, integrity

HEADER = "date,home,away,competition,season,score\n"


@pytest.fixture
def held(tmp_path: Path) -> Ledger:
    """A ledger with one result."""
    file = tmp_path / "first.csv"
    file.write_text(HEADER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1\n", encoding="utf-8")
    ledger = Ledger(tmp_path / "mine.sqlite")
    import_paths(ledger, [file])
    return ledger


def path_of(ledger: Ledger) -> Path:
    assert ledger.path is not None
    return ledger.path


def test_a_new_ledger_is_empty_and_whole(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "new.sqlite")
    ledger.create()
    assert integrity(ledger) == "ok"
    assert len(Desk(ledger).at("2031-01-01").results()) == 0


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "new.sqlite").touch()
    assert len(Desk(Ledger(tmp_path / "new.sqlite")).at("2031-01-01").results()) == 0


def test_no_ledger_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="no ledger at"), Ledger(tmp_path / "x").reading():
        pass
    with pytest.raises(LedgerMissing, match="no folder"):
        Ledger(tmp_path / "no" / "x").create()


@pytest.mark.parametrize("content", [b"date,home,away\n", b"\x00" * 4096, b"SQLite format 3"])
def test_a_file_that_is_no_ledger(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(content)
    with pytest.raises(LedgerDamaged, match="does not begin as a SQLite file"):
        Desk(Ledger(file)).at("2031-01-01")
    with pytest.raises(LedgerDamaged, match="does not begin as a SQLite file"):
        Ledger(file).create()
    assert file.read_bytes() == content


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerDamaged, match="Found a folder"):
        Ledger(tmp_path).create()


def test_another_programs_database(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = file.read_bytes()
    for use in (lambda: Desk(Ledger(file)).at("2031-01-01"), Ledger(file).create):
        with pytest.raises(LedgerDamaged, match="the tables recipe"):
            use()
    with sqlite3.connect(file) as connection:
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master")]
    connection.close()
    assert names == ["recipe"]
    assert before[:16] == file.read_bytes()[:16]


def test_pages_overwritten_in_the_middle(held: Ledger) -> None:
    file = path_of(held)
    held.close()
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2000] = os.urandom(2000)
    file.write_bytes(bytes(data))
    with pytest.raises(LedgerDamaged, match=r"damaged|lacks a part"):
        Desk(Ledger(file)).at("2031-12-01").results()


def test_a_truncated_ledger(held: Ledger) -> None:
    file = path_of(held)
    held.close()
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(LedgerDamaged, match=r"damaged|lacks a part"):
        Desk(Ledger(file)).at("2031-12-01").results()


def test_a_newer_ledger_is_neither_read_nor_changed(held: Ledger, tmp_path: Path) -> None:
    with sqlite3.connect(path_of(held)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099-from-the-future')")
    connection.close()
    with pytest.raises(LedgerNewer, match="0099-from-the-future"):
        Desk(Ledger(path_of(held))).at("2031-12-01")
    with pytest.raises(LedgerNewer, match="Install the newer"):
        import_paths(Ledger(path_of(held)), [tmp_path / "first.csv"])


def test_a_locked_ledger(held: Ledger, tmp_path: Path) -> None:
    other = sqlite3.connect(path_of(held), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        waiting = Ledger(path_of(held), lock_seconds=0.1)
        with pytest.raises(LedgerLocked, match="another process"):
            import_paths(waiting, [tmp_path / "first.csv"])
        # Reading goes on meanwhile.
        assert len(Desk(Ledger(path_of(held))).at("2031-12-01").results()) == 1
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_frozen_ledger_is_only_read(held: Ledger, tmp_path: Path) -> None:
    frozen = Ledger(path_of(held), frozen=True)
    with pytest.raises(LedgerReadOnly, match="never changed"):
        import_paths(frozen, [tmp_path / "first.csv"])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_ledger_without_write_access(held: Ledger, tmp_path: Path) -> None:
    held.close()
    path_of(held).chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert len(Desk(Ledger(path_of(held))).at("2031-12-01").results()) == 1
        with pytest.raises(LedgerReadOnly, match="may not be written"):
            import_paths(Ledger(path_of(held)), [tmp_path / "first.csv"])
    finally:
        tmp_path.chmod(0o755)


def test_an_error_in_the_middle_takes_all_of_it_back(held: Ledger) -> None:
    from sqlalchemy import insert

    from matchdesk.ledger import schema

    version = held.version

    def half() -> None:
        with held.writing() as connection:
            connection.execute(insert(schema.source).values(key="half"))
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        half()
    with held.reading() as connection:
        assert "half" not in connection.execute(schema.source.select()).scalars("key").all()
    assert held.version == version


_SEASON = """
    import sys
    from pathlib import Path
    from matchdesk.ledger.importing import import_paths
    from matchdesk.ledger.store import Ledger
    print("ready", flush=True)
    import_paths(Ledger(Path(sys.argv[1])), [Path(sys.argv[2])])
    print("done", flush=True)
"""


def season(clubs: int) -> str:
    rows = [
        f"2031-{month:02d}-{day:02d},Club {home},Club {away},xx.1,2031,{home % 4}-{away % 3}"
        for home in range(clubs)
        for away in range(clubs)
        if home != away
        for month, day in [(1 + (home + away) % 12, 1 + (home * 7 + away) % 28)]
    ]
    return HEADER + "\n".join(rows) + "\n"


def test_killed_at_any_point_it_holds_all_or_nothing(tmp_path: Path) -> None:
    """A real SIGKILL in rounds spread over the time an import takes."""
    clubs = 60
    (tmp_path / "season.csv").write_text(season(clubs), encoding="utf-8")
    draw = random.Random(20180124)
    whole = clubs * (clubs - 1)

    def start(name: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_SEASON), str(tmp_path / name),
             str(tmp_path / "season.csv")],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    with start("timed.sqlite") as timed:
        assert timed.stdout is not None
        assert timed.stdout.readline() == "ready\n"
        began = time.monotonic()
        timed.wait()
        takes = time.monotonic() - began
    seen = set()
    for round_ in range(12):
        name = f"killed-{round_}.sqlite"
        with start(name) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(takes * draw.random())
            process.send_signal(signal.SIGKILL)
        ledger = Ledger(tmp_path / name)
        if not (tmp_path / name).exists():
            held = 0
        else:
            assert integrity(ledger) == "ok"
            held = len(Desk(ledger).at("2031-12-31").results())
        assert held in (0, whole)
        seen.add(held)
        # What was cut short goes in whole the next time.
        done = import_paths(ledger, [tmp_path / "season.csv"])
        assert done.new + done.same == whole
    assert seen <= {0, whole}


def test_a_reader_is_not_blocked_by_an_import(held: Ledger, tmp_path: Path) -> None:
    """Readers in this process go on while another process is inside its transaction."""
    writer = sqlite3.connect(path_of(held), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE club SET name = 'Half-way'")
    try:
        view = Desk(Ledger(path_of(held))).at("2031-12-01")
        assert view.match("Rovers v Harbour").home.name == "Rovers"
    finally:
        writer.execute("COMMIT")
        writer.close()
    assert Desk(Ledger(path_of(held))).at("2031-12-01").snapshot.clubs[0].name == "Half-way"
