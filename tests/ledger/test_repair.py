"""Looking a ledger over, and mending it: what is lost is counted, what is found is told."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from matchdesk.desk import Desk
from matchdesk.errors import LedgerDamaged, LedgerLocked, LedgerMissing, LedgerNewer, LedgerReadOnly
from matchdesk.ledger import starter
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.repair import CODES, examine, repair
from matchdesk.ledger.store import Ledger, integrity
from tests.ledger.contents import contents, differences

HEADER = "date,home,away,competition,season,score\n"
PAGE = 4096


def path_of(ledger: Ledger) -> Path:
    assert ledger.path is not None
    return ledger.path


def season(clubs: int) -> str:
    rows = [
        f"2031-{1 + (home + away) % 12:02d}-{1 + (home * 7 + away) % 28:02d},"
        f"Club {home},Club {away},xx.1,2031,{home % 4}-{away % 3}"
        for home in range(clubs)
        for away in range(clubs)
        if home != away
    ]
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def held(tmp_path: Path) -> Ledger:
    """A season of 24 clubs, 552 matches over some twenty pages."""
    (tmp_path / "season.csv").write_text(season(24), "utf-8")
    ledger = Ledger(tmp_path / "mine.sqlite")
    import_paths(ledger, [tmp_path / "season.csv"], every_name_new=True)
    ledger.close()
    return ledger


def run(ledger: Ledger, *statements: str) -> None:
    with closing(sqlite3.connect(path_of(ledger))) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def codes(ledger: Ledger) -> list[str]:
    return [finding.code for finding in examine(ledger)]


def pages_of(ledger: Ledger, name: str) -> list[int]:
    """Pages of a table or index, its first one last."""
    with closing(sqlite3.connect(path_of(ledger))) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        try:
            listed = connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (name,))
            return [page for (page,) in listed if page != root] + [root]
        except sqlite3.OperationalError:
            return [root]


def spoil(ledger: Ledger, *pages: int) -> None:
    ledger.close()
    data = bytearray(path_of(ledger).read_bytes())
    draw = random.Random(20180124)
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = draw.randbytes(PAGE)
    path_of(ledger).write_bytes(bytes(data))


def test_a_ledger_in_order(held: Ledger) -> None:
    assert examine(held) == []
    before = contents(held)
    done = repair(held)
    assert (done.done, done.lost, done.kept, done.left) == ([], {}, None, [])
    assert differences(before, contents(held)) == []


def test_what_is_found(held: Ledger) -> None:
    run(
        held,
        "DELETE FROM witness WHERE match = 1",
        "UPDATE club SET name = ' ' WHERE id = 3",
        "UPDATE club SET name = (SELECT name FROM club WHERE id = 4) WHERE id = 5",
        """UPDATE "match" SET nth = 2, home = 1, away = 2, date = (SELECT date FROM "match"
           WHERE home = 1 AND away = 2) WHERE home = 2 AND away = 1""",
        """INSERT INTO goal (match, home, player, kind, assist) SELECT id, 1, 'A. Ash', 'goal', ''
           FROM "match" WHERE home_goals = 0 LIMIT 1""",
        """INSERT INTO name (club, kind, name, folded) VALUES (1, 'alias', 'The Gulls', 'the gulls'),
           (1, 'alias', 'The Gulls', 'the gulls')""",
        """INSERT INTO fact (subject, kind, value, unit) VALUES
           ('xx.1:2031:xx.nobody:xx.club-1', 'referee', 'F. Fir', '')""",
        """INSERT INTO conflict (match, field, held, other, resolved, reason, source)
           VALUES (2, 'score', '1-0', '2-0', '', '', '')""",
        """INSERT INTO problem (code, found, expected, done)
           VALUES ('bad-score', 'x', 'y', 'row left out')""",
    )
    found = {finding.code: finding for finding in examine(held)}
    assert set(found) == {
        "no-witness", "no-name", "same-name", "same-day", "too-many-goals", "twice", "dangling",
        "conflicts", "problems",
    }  # fmt: skip
    assert set(found) <= set(CODES)
    assert found["no-witness"].count == 1
    assert "Club 0 v Club 1" in found["no-witness"].found
    assert found["same-day"].count == 2
    assert found["twice"].mended
    assert found["problems"].to_dict() == {
        "code": "problems", "found": "bad-score 1", "count": 1,
        "next": "Mend the files and import them again; docs/errors.md says what each code means.",
        "repairable": False,
    }  # fmt: skip
    done = repair(held)
    assert done.done == ["1 names that were held twice are held once."]
    assert {finding.code for finding in done.left} == set(found) - {"twice"}


def test_rows_that_belong_to_nothing(held: Ledger) -> None:
    run(
        held,
        "INSERT INTO goal (match, home, player, kind, assist) VALUES (9999, 1, 'A', 'goal', '')",
        "INSERT INTO name (club, kind, name, folded) VALUES (9999, 'alias', 'X', 'x')",
        "UPDATE club SET file = 9999 WHERE id = 1",
    )
    (finding,) = examine(held)
    assert (finding.code, finding.count, finding.mended) == ("references", 3, True)
    assert finding.found == "club without its file; goal without its match; name without its club"
    done = repair(held)
    assert done.lost == {"goal": 1, "name": 1}
    assert done.left == []
    assert len(Desk(held).at().results()) == 552


def test_a_damaged_index_is_built_anew(held: Ledger) -> None:
    before = contents(held)
    data = bytearray(path_of(held).read_bytes())
    page = pages_of(held, "name_folded")[0]
    data[(page - 1) * PAGE : page * PAGE] = data[(page - 1) * PAGE : page * PAGE].replace(
        b"club 7", b"clob 7"
    )
    path_of(held).write_bytes(bytes(data))
    assert codes(held) == ["pages"]
    done = repair(held)
    assert done.done == ["The indexes were damaged and were built anew; no row was lost."]
    assert (done.lost, done.kept, done.left) == ({}, None, [])
    assert differences(before, contents(held)) == []


def test_an_index_that_cannot_be_built_anew_costs_no_row(held: Ledger) -> None:
    before = contents(held)
    spoil(held, pages_of(held, "name_folded")[-1])
    done = repair(held)
    assert done.kept is not None
    assert (done.lost, done.left) == ({}, [])
    assert differences(before, contents(held)) == []


def test_damaged_pages_of_matches(held: Ledger, tmp_path: Path) -> None:
    """What stood on the pages is lost and counted; every other match is saved as it was."""
    whole = Desk(Ledger(path_of(held))).at("2031-12-31").results().matches
    pages = pages_of(held, "match")
    if len(pages) < 6:
        pages = [*range(20, 20 + 6)]
    spoil(held, pages[2], pages[4])
    assert "pages" in codes(held)
    done = repair(held)
    assert done.kept == tmp_path / "mine.sqlite.before-repair"
    assert integrity(held) == "ok"
    assert codes(held) == []
    saved = Desk(held).at("2031-12-31").results().matches
    assert 400 < len(saved) < 552
    assert len(saved) == done.rows["match"]
    held_before = {match.id: match for match in whole}
    assert all(held_before[match.id] == match for match in saved)
    assert done.lost["match"] >= 552 - len(saved)
    # The files can be imported again, and fill what is missing.
    filled = import_paths(held, [tmp_path / "season.csv"])
    assert (filled.new, filled.same) == (552 - len(saved), len(saved))


@pytest.mark.parametrize("seed", range(4))
def test_any_pages_damaged(held: Ledger, tmp_path: Path, seed: int) -> None:
    """A repaired ledger is whole; a ledger of which nothing can be read is left as it is."""
    draw = random.Random(seed)
    size = path_of(held).stat().st_size // PAGE
    spoil(held, *draw.sample(range(2, size + 1), 6))
    before = path_of(held).read_bytes()
    try:
        done = repair(held)
    except LedgerDamaged:
        assert path_of(held).read_bytes() == before
        return
    assert integrity(held) == "ok"
    assert [finding.code for finding in done.left if finding.code in ("pages", "references")] == []
    import_paths(held, [tmp_path / "season.csv"], every_name_new=True)
    assert len(Desk(held).at("2031-12-31").results()) == 552


def test_a_file_cut_short(held: Ledger) -> None:
    data = path_of(held).read_bytes()
    path_of(held).write_bytes(data[: len(data) * 6 // 10])
    assert "pages" in codes(held)
    done = repair(held)
    assert done.kept is not None
    assert done.kept.stat().st_size >= len(data) * 6 // 10
    assert integrity(held) == "ok"


def test_nothing_can_be_read(held: Ledger, tmp_path: Path) -> None:
    spoil(held, *range(1, path_of(held).stat().st_size // PAGE + 1))
    data = bytearray(path_of(held).read_bytes())
    data[:16] = b"SQLite format 3\x00"
    path_of(held).write_bytes(bytes(data))
    assert codes(held) == ["pages"]
    with pytest.raises(LedgerDamaged, match="Nothing can be read"):
        repair(held)
    assert path_of(held).read_bytes() == bytes(data)
    assert sorted(place.name for place in tmp_path.iterdir()) == ["mine.sqlite", "season.csv"]


def test_changes_beside_the_ledger_are_taken_in(held: Ledger, tmp_path: Path) -> None:
    reader = sqlite3.connect(path_of(held))
    reader.execute("SELECT count(*) FROM club").fetchone()
    (tmp_path / "more.csv").write_text(HEADER + "2032-01-01,Club 1,Club 2,xx.1,2032,1-0\n", "utf-8")
    import_paths(held, [tmp_path / "more.csv"])
    assert codes(held) == ["unfinished"]
    done = repair(held)
    reader.close()
    assert done.done == ["The changes in mine.sqlite-wal were taken in."]
    assert len(Desk(held).at("2032-12-31").results()) == 553


def test_leftovers_of_a_killed_process(held: Ledger, tmp_path: Path) -> None:
    (tmp_path / f".mine.sqlite.{os.getppid()}.part").write_bytes(b"half")
    (finding,) = examine(held)
    assert finding.code == "leftovers"
    assert ".part" in str(finding)


def test_ledgers_that_are_not_touched(held: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerReadOnly, match="never changed"):
        repair(starter.open_starter())
    with pytest.raises(LedgerMissing, match="no ledger at"):
        repair(Ledger(tmp_path / "none.sqlite"))
    with closing(sqlite3.connect(path_of(held), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked):
            repair(Ledger(path_of(held), lock_seconds=0.1))
    run(held, "INSERT INTO migration VALUES (99, '0099-from-the-future')")
    with pytest.raises(LedgerNewer):
        repair(held)
    spoil(held, pages_of(held, "match")[0])
    before = path_of(held).read_bytes()
    with pytest.raises(LedgerNewer, match="0099-from-the-future"):
        repair(held)
    assert path_of(held).read_bytes() == before


def test_the_starter_is_in_order() -> None:
    assert {finding.code for finding in examine(starter.open_starter())} <= {"problems"}
