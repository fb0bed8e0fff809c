"""Backup and restore: consistent while others write; nothing replaced in silence or by half."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.errors import (
    LedgerDamaged,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    MatchdeskError,
    UsageError,
)
from matchdesk.ledger import starter
from matchdesk.ledger.backup import backup, restore
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger, integrity
from tests.ledger.contents import contents, differences

HEADER = "date,home,away,competition,season,score\n"


def import_row(ledger: Ledger, folder: Path, row: str) -> None:
    file = folder / "results.csv"
    file.write_text(HEADER + row + "\n", encoding="utf-8")
    import_paths(ledger, [file])


@pytest.fixture
def held(tmp_path: Path) -> Ledger:
    """A ledger of one match."""
    ledger = Ledger(tmp_path / "mine.sqlite")
    import_row(ledger, tmp_path, "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1")
    return ledger


def path_of(ledger: Ledger) -> Path:
    assert ledger.path is not None
    return ledger.path


def names_in(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir()}


def test_a_backup_is_the_ledger_in_one_file(held: Ledger, tmp_path: Path) -> None:
    done = backup(held, tmp_path / "backup.sqlite")
    assert (done.matches, done.kept) == (1, None)
    assert done.size == (tmp_path / "backup.sqlite").stat().st_size
    copy = Ledger(tmp_path / "backup.sqlite", frozen=True)
    assert differences(contents(held), contents(copy)) == []
    with closing(sqlite3.connect(tmp_path / "backup.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert {n for n in names_in(tmp_path) if "backup" in n} == {"backup.sqlite"}


def test_there_and_back(held: Ledger, tmp_path: Path) -> None:
    before = contents(held)
    backup(held, tmp_path / "backup.sqlite")
    import_row(held, tmp_path, "2031-09-08,Harbour,Rovers,xx.1,2031-32,0-0")
    assert len(Desk(held).at().results()) == 2
    with pytest.raises(UsageError, match="--force to replace it") as error:
        restore(tmp_path / "backup.sqlite", held)
    assert error.value.code == "place-taken"
    assert len(Desk(held).at().results()) == 2
    done = restore(tmp_path / "backup.sqlite", held, force=True)
    assert done.kept == tmp_path / "mine.sqlite.before-restore"
    assert done.to_dict()["kept"] == str(done.kept)
    assert differences(before, contents(held)) == []
    assert len(Desk(held).at().results()) == 1
    # What was replaced is whole, too, and can be put back; it is never overwritten.
    assert len(Desk(Ledger(done.kept)).at().results()) == 2
    again = restore(done.kept, held, force=True)
    assert again.kept == tmp_path / "mine.sqlite.before-restore-2"
    assert len(Desk(held).at().results()) == 2


def test_to_a_place_where_there_is_no_ledger(held: Ledger, tmp_path: Path) -> None:
    backup(held, tmp_path / "backup.sqlite")
    fresh = Ledger(tmp_path / "fresh.sqlite")
    assert restore(tmp_path / "backup.sqlite", fresh).kept is None
    assert differences(contents(held), contents(fresh)) == []


def test_the_starter_can_be_backed_up_but_not_replaced(tmp_path: Path) -> None:
    shipped = starter.open_starter()
    assert backup(shipped, tmp_path / "copy.sqlite").matches > 1000
    with pytest.raises(UsageError, match="never changed"):
        restore(tmp_path / "copy.sqlite", shipped, force=True)


_WRITER = """
    import sys
    from pathlib import Path
    from matchdesk.ledger.importing import import_paths
    from matchdesk.ledger.store import Ledger
    ledger = Ledger(Path(sys.argv[1]))
    folder = Path(sys.argv[2])
    print("ready", flush=True)
    for number in range(1, 1000):
        file = folder / f"two-{number}.csv"
        day = f"20{32 + number // 300}-{1 + number % 300 // 28:02d}-{1 + number % 28:02d}"
        file.write_text(
            "date,home,away,competition,season,score\\n"
            f"{day},A{number},B{number},xx.1,2031-32,1-0\\n"
            f"{day},C{number},D{number},xx.1,2031-32,1-0\\n"
        )
        import_paths(ledger, [file], every_name_new=True)
        print(number, flush=True)
"""


def test_while_another_process_writes(held: Ledger, tmp_path: Path) -> None:
    """Each import adds two matches; a backup never holds one of them."""
    (tmp_path / "files").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITER), str(path_of(held)), str(tmp_path / "files")],
        stdout=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            seen = []
            for number in range(6):
                done = backup(held, tmp_path / f"backup-{number}.sqlite")
                copy = Ledger(tmp_path / f"backup-{number}.sqlite", frozen=True)
                assert integrity(copy) == "ok"
                assert done.matches % 2 == 1
                seen.append(done.matches)
                writer.stdout.readline()
        finally:
            writer.kill()
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_after_a_writer_was_killed(held: Ledger, tmp_path: Path) -> None:
    """What a killed writer left beside the ledger is part of it, or of nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_WRITER), str(path_of(held)), str(tmp_path)],
        stdout=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        for _ in range(3):
            writer.stdout.readline()
        writer.kill()
    done = backup(held, tmp_path / "backup.sqlite")
    assert done.matches >= 5
    assert done.matches % 2 == 1


def test_a_ledger_in_use_is_not_pulled_away(held: Ledger, tmp_path: Path) -> None:
    backup(held, tmp_path / "backup.sqlite")
    waiting = Ledger(path_of(held), lock_seconds=0.1)
    for begin in ("BEGIN IMMEDIATE", "BEGIN"):
        with closing(sqlite3.connect(path_of(held), isolation_level=None)) as other:
            other.execute(begin)
            other.execute("SELECT count(*) FROM club").fetchone()
            with pytest.raises(LedgerLocked, match="used by another process"):
                restore(tmp_path / "backup.sqlite", waiting, force=True)
            other.execute("ROLLBACK")
    assert "mine.sqlite.before-restore" not in names_in(tmp_path)
    assert not any(name.endswith(".part") for name in names_in(tmp_path))
    assert restore(tmp_path / "backup.sqlite", waiting, force=True).matches == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"date,home,away,competition,season\n2031-09-01,A,B,xx.1,2031-32\n", "Found no ledger"),
        (b"", "Found no ledger"),
        (b"SQLite format 3\x00" + bytes(200), "damaged|Found no ledger"),
    ],
)
def test_what_is_no_backup(held: Ledger, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "file").write_bytes(content)
    before = path_of(held).read_bytes()
    with pytest.raises(LedgerDamaged, match=told):
        restore(tmp_path / "file", held, force=True)
    assert path_of(held).read_bytes() == before
    assert names_in(tmp_path) == {"file", "mine.sqlite", "results.csv"}
    assert (tmp_path / "file").read_bytes() == content


def test_a_backup_cut_short_anywhere(held: Ledger, tmp_path: Path) -> None:
    backup(held, tmp_path / "backup.sqlite")
    whole = (tmp_path / "backup.sqlite").read_bytes()
    for part in (1, 2, 5, 9):
        (tmp_path / "cut.sqlite").write_bytes(whole[: len(whole) * part // 10])
        with pytest.raises(LedgerDamaged, match=r"damaged|Found no ledger"):
            restore(tmp_path / "cut.sqlite", held, force=True)
    assert len(Desk(held).at().results()) == 1
    assert "mine.sqlite.before-restore" not in names_in(tmp_path)


def test_a_backup_from_a_newer_matchdesk(held: Ledger, tmp_path: Path) -> None:
    backup(held, tmp_path / "backup.sqlite")
    with closing(sqlite3.connect(tmp_path / "backup.sqlite")) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099-from-the-future')")
        connection.commit()
    with pytest.raises(LedgerNewer, match="0099-from-the-future"):
        restore(tmp_path / "backup.sqlite", held, force=True)
    with pytest.raises(LedgerNewer, match="0099-from-the-future"):
        backup(Ledger(tmp_path / "backup.sqlite"), tmp_path / "again.sqlite")
    assert "again.sqlite" not in names_in(tmp_path)


def test_another_programs_database(held: Ledger, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.commit()
    with pytest.raises(LedgerDamaged, match="the tables recipe"):
        restore(tmp_path / "other.sqlite", held, force=True)


def test_files_that_are_missing_or_the_same(held: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="Found no file"):
        restore(tmp_path / "none.sqlite", held)
    with pytest.raises(UsageError, match="the ledger itself"):
        restore(path_of(held), held, force=True)
    with pytest.raises(UsageError, match="the ledger itself"):
        backup(held, path_of(held), force=True)
    with pytest.raises(LedgerMissing, match="no ledger at"):
        backup(Ledger(tmp_path / "none.sqlite"), tmp_path / "backup.sqlite")
    backup(held, tmp_path / "backup.sqlite")
    with pytest.raises(UsageError, match="Found a file"):
        backup(held, tmp_path / "backup.sqlite")
    assert backup(held, tmp_path / "backup.sqlite", force=True).matches == 1


def test_a_damaged_ledger_is_replaced_by_its_backup(held: Ledger, tmp_path: Path) -> None:
    backup(held, tmp_path / "backup.sqlite")
    held.close()
    path_of(held).write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(LedgerDamaged, match="damaged"):
        backup(Ledger(path_of(held)), tmp_path / "again.sqlite")
    done = restore(tmp_path / "backup.sqlite", Ledger(path_of(held)), force=True)
    assert done.kept is not None
    assert done.kept.read_bytes()[16:20] == b"\xff" * 4
    assert len(Desk(Ledger(path_of(held))).at().results()) == 1


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "unwritable-file")]
)
def test_a_disk_that_refuses(
    held: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    backup(held, tmp_path / "backup.sqlite")
    import_row(held, tmp_path, "2031-09-08,Harbour,Rovers,xx.1,2031-32,0-0")
    before = names_in(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(MatchdeskError) as error:
        backup(held, tmp_path / "more.sqlite")
    assert error.value.code == code
    with pytest.raises(MatchdeskError) as error:
        restore(tmp_path / "backup.sqlite", held, force=True)
    assert error.value.code == code
    monkeypatch.undo()
    assert names_in(tmp_path) == before
    assert len(Desk(held).at().results()) == 2


def test_a_disk_that_is_full_while_pages_are_copied(
    held: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(sqlite3.Connection):
        def backup(self, *_: object, **__: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    def connect(*arguments: object, **named: object) -> sqlite3.Connection:
        return real(*arguments, factory=Full, **named)  # type: ignore[call-overload, no-any-return]

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(MatchdeskError, match="is full") as error:
        backup(held, tmp_path / "backup.sqlite")
    assert error.value.code == "disk-full"
    monkeypatch.undo()
    assert names_in(tmp_path) == {"mine.sqlite", "results.csv"}


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    held: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup itself is only read; what takes the ledger's place is of today's version."""
    from matchdesk.ledger import migrations

    backup(held, tmp_path / "backup.sqlite")
    before = (tmp_path / "backup.sqlite").read_bytes()

    def later(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE later (id INTEGER)")  # type: ignore[attr-defined]

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, ("0099-later", later)))
    restore(tmp_path / "backup.sqlite", held, force=True)
    assert (tmp_path / "backup.sqlite").read_bytes() == before
    with closing(sqlite3.connect(path_of(held))) as connection:
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
