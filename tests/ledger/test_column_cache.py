"""The column cache: the same answers, never a stale or torn file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matchdesk.core.snapshot import COLUMNS, Snapshot
from matchdesk.ledger import column_cache, columns
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.store import Ledger

HEADER = "date,home,away,competition,season,score,round,group,note\n"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("MATCHDESK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(column_cache, "FROM", 1)
    ledger = Ledger(tmp_path / "mine.sqlite")
    take(ledger, tmp_path, "2031-09-01,Rovers,Harbour Town,xx.1,2031-32,2-1,1,,wet\n")
    return ledger


def take(ledger: Ledger, tmp_path: Path, rows: str) -> None:
    (tmp_path / "r.csv").write_text(HEADER + rows, encoding="utf-8")
    import_paths(ledger, [tmp_path / "r.csv"])


def cache_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache").iterdir()
    return found


def same(one: Snapshot, other: Snapshot) -> bool:
    words = ("clubs", "competitions", "rounds", "groups", "grounds", "zones", "notes")
    return all(getattr(one, w) == getattr(other, w) for w in words) and all(
        np.array_equal(getattr(one.matches, c), getattr(other.matches, c)) for c in COLUMNS
    )


def test_the_second_reading_comes_from_the_file_and_is_the_same(
    held: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = columns.load(held)
    assert cache_file(tmp_path).is_file()
    monkeypatch.setattr(columns, "_read", lambda _: pytest.fail("read anew"))
    second = columns.load(Ledger(tmp_path / "mine.sqlite"))
    assert same(first, second)
    assert second.matches.home_goals.tolist() == [2]
    assert second.match(0).note == "wet"


def test_a_write_makes_it_stale(held: Ledger, tmp_path: Path) -> None:
    assert len(columns.load(held).matches) == 1
    take(held, tmp_path, "2031-09-02,Harbour Town,Rovers,xx.1,2031-32,0-0,2,,\n")
    assert len(columns.load(held).matches) == 2


def test_another_ledger_in_the_same_place(held: Ledger, tmp_path: Path) -> None:
    columns.load(held)
    held.close()
    for file in tmp_path.glob("mine.sqlite*"):
        file.unlink()
    other = Ledger(tmp_path / "mine.sqlite")
    take(other, tmp_path, "2033-01-01,Mills,Quarry,xx.1,2032-33,1-1,1,,\n")
    assert [club.name for club in columns.load(other).clubs] == ["Mills", "Quarry"]


def test_a_torn_file_is_not_used(held: Ledger, tmp_path: Path) -> None:
    whole = columns.load(held)
    file = cache_file(tmp_path)
    data = file.read_bytes()
    state = held.state
    for length in range(len(data)):
        file.write_bytes(data[:length])
        assert column_cache.read(held.label, state) is None
    file.write_bytes(data + b"x")
    assert column_cache.read(held.label, state) is None
    file.write_bytes(data)
    assert column_cache.read(held.label, "another state") is None
    kept = column_cache.read(held.label, state)
    assert kept is not None
    assert same(kept, whole)


def test_rubbish_is_not_used(held: Ledger, tmp_path: Path) -> None:
    columns.load(held)
    file = cache_file(tmp_path)
    draw = np.random.default_rng(20180124)
    data = file.read_bytes()
    for _ in range(200):
        torn = bytearray(data)
        place = int(draw.integers(len(_head(data))))
        torn[place] ^= int(draw.integers(1, 256))
        file.write_bytes(bytes(torn))
        found = column_cache.read(held.label, held.state)
        assert found is None or same(found, columns._read(held))


def _head(data: bytes) -> bytes:
    """The part before the columns: magic, size, mark and vocabularies."""
    return data[: len(data) - 32 - 4 * len(COLUMNS)]


def test_a_cache_that_cannot_be_written_is_no_fault(
    held: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MATCHDESK_CACHE", str(tmp_path / "file" / "below"))
    assert len(columns.load(held).matches) == 1


def test_small_ledgers_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHDESK_CACHE", str(tmp_path / "cache"))
    ledger = Ledger(tmp_path / "small.sqlite")
    take(ledger, tmp_path, "2031-09-01,Rovers,Harbour Town,xx.1,2031-32,2-1,1,,\n")
    columns.load(ledger)
    assert not (tmp_path / "cache").exists()
