"""A ledger on a PostgreSQL server: the same import, the same answers, one writer at a time.

The server's address stands in MATCHDESK_TEST_POSTGRES; ``scripts/postgres_for_tests.sh`` starts one.
What needs no server is tested without one.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from matchdesk.core.score import Score
from matchdesk.desk import Desk
from matchdesk.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    UsageError,
)
from matchdesk.ledger import clubs, conflicts, decisions, location, schema, server
from matchdesk.ledger.backup import backup, restore
from matchdesk.ledger.exporting import export
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.repair import examine, repair
from matchdesk.ledger.store import Ledger
from tests.ledger import test_columns
from tests.ledger.contents import contents, differences

STARTER = Path(__file__).resolve().parents[2] / "starter"
ADDRESS = os.environ.get("MATCHDESK_TEST_POSTGRES", "")

with_server = pytest.mark.skipif(not ADDRESS, reason="MATCHDESK_TEST_POSTGRES names no server")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a database that is this process's own: tests may run side by side."""
    name = f"matchdesk_tests_{os.getpid()}"
    engine = server.writer(location.to_write(ADDRESS).url).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{ADDRESS.rsplit('/', 1)[0]}/{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def shared_ledger(database: str) -> Iterator[Ledger]:
    """An empty database on the server."""
    ledger = location.to_write(database)
    empty(ledger)
    yield ledger
    empty(ledger)
    ledger.close()


def empty(ledger: Ledger) -> None:
    ledger.close()
    engine = server.writer(ledger.url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def write_results(folder: Path, *rows: str, name: str = "results.csv") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("date,home,away,competition,season,score\n" + "\n".join(rows) + "\n", "utf-8")
    return file


# Without a server


@pytest.mark.parametrize(
    "written", ["postgresql://desk@host/db", "postgres://desk@host/db", "postgresql+psycopg://desk@host/db"]
)  # fmt: skip
def test_addresses(written: str) -> None:
    ledger = location.to_write(written)
    assert (ledger.path, ledger.url) == (None, "postgresql+psycopg://desk@host/db")


@pytest.mark.parametrize("written", ["mysql://desk@host/db", "postgresql+asyncpg://h/db", "x://["])
def test_addresses_of_no_ledger(written: str) -> None:
    with pytest.raises(UsageError, match="expected") as error:
        location.to_write(written)
    assert error.value.code == "bad-address"


def test_a_password_is_never_shown() -> None:
    ledger = location.to_write("postgresql://desk:se%40cret@host/db")
    assert "se" not in ledger.label.replace("desk", "").replace("postgresql", "")
    assert "***@host" in ledger.label
    with pytest.raises(UsageError) as error:
        location.to_write("mysql://desk:secret@host/db")
    assert "secret" not in error.value.message


def test_an_sqlite_address_is_a_file(tmp_path: Path) -> None:
    assert location.to_write(f"sqlite:///{tmp_path}/x.sqlite").path == tmp_path / "x.sqlite"


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    # As Python takes a module that is not there.
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"matchdesk\[postgres\]") as error:
        import_paths(location.to_write("postgresql://desk@127.0.0.1:1/db"), [STARTER])
    assert error.value.code == "missing-extra"


# With one


@with_server
def test_import_and_answers_are_the_same(shared_ledger: Ledger, tmp_path: Path) -> None:
    local = Ledger(tmp_path / "local.sqlite")
    for ledger in (local, shared_ledger):
        done = import_paths(ledger, [STARTER])
        assert (done.refused, done.conflicting, done.same) == (0, 0, 0)
        again = import_paths(ledger, [STARTER])
        assert (again.same, again.new, again.updated) == (again.read, 0, 0)
    assert differences(contents(local), contents(shared_ledger)) == []
    one, other = Desk(local), Desk(shared_ledger)
    questions: list[Callable[[Desk], object]] = [
        lambda desk: desk.at().moment,
        lambda desk: desk.at("2018-01-24").table("es.1").to_dict(),
        lambda desk: [t.to_dict() for t in desk.at("2018-01-24").tables("uefa.cl", "2017-18")],
        lambda desk: desk.at("2018-01-24").tie("es.cup", "Real Madrid", "Leganés").to_dict(),
        lambda desk: [t.to_dict() for t in desk.at("2018-01-26").ties("es.cup")],
        lambda desk: desk.at("2018-01-24").results("es.cup", season="2017-18").to_dict(),
        lambda desk: desk.at("2017-08-20").results(club="Leganés").to_dict(),
        lambda desk: [club.to_dict() for club in desk.at("2018-01-24").clubs()],
        lambda desk: [source.to_dict() for source in desk.sources()],
        lambda desk: desk.health()["counts"],
        lambda desk: desk.at("2018-01-24").snapshot.store.spells(),
        lambda desk: desk.at("2018-01-24").snapshot.store.grounds(),
        lambda desk: desk.at("2018-01-24").snapshot.store.facts(),
        lambda desk: desk.at("2018-01-24").snapshot.store.corrections(),
        lambda desk: desk.at("2018-01-24").snapshot.store.declared(),
    ]
    for ask in questions:
        assert ask(one) == ask(other)
    assert other.health()["integrity"] == ""


@with_server
def test_work_by_hand(shared_ledger: Ledger, tmp_path: Path) -> None:
    local = Ledger(tmp_path / "local.sqlite")
    first = write_results(tmp_path, "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1", name="a/r.csv")
    second = write_results(
        tmp_path, "2031-09-01,Rovers,Harbour,xx.1,2031-32,3-1",
        "2031-10-01,Gulls,Mills,xx.1,2031-32,0-0", name="b/r.csv",
    )  # fmt: skip
    deducted = tmp_path / "corrections.csv"
    deducted.write_text(
        "competition,season,kind,subject,value\nxx.1,2031-32,points_deducted,xx.rovers,3\n", "utf-8"
    )
    for ledger in (local, shared_ledger):
        import_paths(ledger, [first])
        assert import_paths(ledger, [second]).conflicting == 1
        import_paths(ledger, [deducted])
        clubs.add_name(ledger, "xx.rovers", "The Reds")
        clubs.join(ledger, "xx.gulls", "xx.rovers", "one club")
        (open_one,) = conflicts.conflicts(ledger)
        conflicts.resolve(ledger, open_one.number, "other", reason="photo", source="book")
        decisions.revoke(ledger, 1, "drawn anew")
        match = Desk(ledger).at("2031-10-02").match("The Reds v Harbour")
        assert match.score == Score(3, 1)
    assert differences(contents(local), contents(shared_ledger)) == []


@with_server
def test_one_writer_at_a_time_and_readers_go_on(shared_ledger: Ledger, tmp_path: Path) -> None:
    import_paths(shared_ledger, [write_results(tmp_path, "2031-09-01,A,B,xx.1,2031-32,2-1")])
    more = write_results(tmp_path, "2031-09-08,B,A,xx.1,2031-32,0-0", name="more/r.csv")
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with Ledger(None, url=shared_ledger.url).writing() as connection:
            connection.execute(schema.club.update().values(name="Half-way"))
            inside.set()
            leave.wait(30)

    writer = threading.Thread(target=hold)
    writer.start()
    assert inside.wait(30)
    try:
        waiting = Ledger(None, url=shared_ledger.url, lock_seconds=0.2)
        with pytest.raises(LedgerLocked, match="another desk"):
            import_paths(waiting, [more])
        # A reader sees what was there before the writer began.
        names = {club.name for club in Desk(Ledger(None, url=shared_ledger.url)).at().clubs()}
        assert names == {"A", "B"}
    finally:
        leave.set()
        writer.join()
    assert {club.name for club in Desk(shared_ledger).at().clubs()} == {"Half-way"}
    assert import_paths(shared_ledger, [more]).read == 1


@with_server
def test_a_reader_sees_one_state_throughout(shared_ledger: Ledger, tmp_path: Path) -> None:
    import_paths(shared_ledger, [write_results(tmp_path, "2031-09-01,A,B,xx.1,2031-32,2-1")])

    def count(connection: Connection) -> int:
        return len(connection.execute(select(schema.match.c.id)).all())

    with shared_ledger.reading() as connection:
        assert count(connection) == 1
        other = Ledger(None, url=shared_ledger.url)
        import_paths(
            other, [write_results(tmp_path, "2031-09-08,B,A,xx.1,2031-32,0-0", name="m/r.csv")]
        )
        assert count(connection) == 1
    with shared_ledger.reading() as connection:
        assert count(connection) == 2
        with pytest.raises(Exception, match="read-only"):
            connection.execute(schema.club.update().values(name="x"))


@with_server
def test_an_error_in_the_middle_takes_all_of_it_back(shared_ledger: Ledger) -> None:
    shared_ledger.create()
    version = shared_ledger.version

    def half() -> None:
        with shared_ledger.writing() as connection:
            connection.execute(schema.source.insert().values(key="half"))
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        half()
    with shared_ledger.reading() as connection:
        assert connection.execute(select(schema.source.c.key)).all() == []
    assert shared_ledger.version == version


@with_server
def test_two_desks_begin_a_ledger_at_once(shared_ledger: Ledger) -> None:
    faults: list[Exception] = []

    def begin() -> None:
        try:
            Ledger(None, url=shared_ledger.url).create()
        except Exception as error:
            faults.append(error)

    desks = [threading.Thread(target=begin) for _ in range(4)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert faults == []
    assert shared_ledger.version == 4


@with_server
def test_backup_restore_and_export(shared_ledger: Ledger, tmp_path: Path) -> None:
    import_paths(shared_ledger, [STARTER])
    held = contents(shared_ledger)
    done = backup(shared_ledger, tmp_path / "backup.sqlite")
    assert done.matches > 1000
    copy = Ledger(tmp_path / "backup.sqlite")
    assert differences(held, contents(copy)) == []
    export(shared_ledger, tmp_path / "out")
    back = Ledger(tmp_path / "back.sqlite")
    import_paths(back, [tmp_path / "out"])
    assert differences(held, contents(back)) == []
    with shared_ledger.writing() as connection:
        connection.execute(schema.goal.delete())
    with pytest.raises(UsageError, match="--force to replace it"):
        restore(tmp_path / "backup.sqlite", shared_ledger)
    restore(tmp_path / "backup.sqlite", shared_ledger, force=True)
    assert differences(held, contents(shared_ledger)) == []
    # New rows get numbers of their own.
    more = write_results(tmp_path, "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1")
    assert import_paths(shared_ledger, [more]).new == 1


@with_server
def test_looking_it_over(shared_ledger: Ledger) -> None:
    import_paths(shared_ledger, [STARTER])
    assert {finding.code for finding in examine(shared_ledger)} <= {"problems"}
    with shared_ledger.writing() as connection:
        connection.execute(schema.witness.delete())
    assert "no-witness" in {finding.code for finding in examine(shared_ledger)}
    assert repair(shared_ledger).lost == {}


@with_server
def test_databases_that_are_no_ledger(shared_ledger: Ledger) -> None:
    shared_ledger.create()
    shared_ledger.close()
    engine = server.writer(shared_ledger.url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO migration VALUES (99, '0099-from-the-future')"))
    with pytest.raises(LedgerNewer, match="0099-from-the-future"):
        Desk(shared_ledger).at("2031-01-01")
    empty(shared_ledger)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipe (name TEXT)"))
    engine.dispose()
    with pytest.raises(LedgerDamaged, match="the tables recipe"):
        shared_ledger.create()


@with_server
def test_servers_that_do_not_answer() -> None:
    missing = ADDRESS.rsplit("/", 1)[0] + "/no_such_database"
    with pytest.raises(LedgerMissing, match="no such database"):
        Desk(location.to_read(missing)).at("2031-01-01")
    stranger = ADDRESS.replace("//matchdesk@", "//nobody_of_that_name@")
    with pytest.raises(LedgerError, match="does not let this user in"):
        Desk(location.to_read(stranger)).at("2031-01-01")
    with pytest.raises(LedgerError, match="did not answer") as error:
        Desk(location.to_read("postgresql://desk@127.0.0.1:1/db")).at("2031-01-01")
    assert error.value.code == "ledger-unreachable"


@with_server
def test_columns_as_the_rows_say(shared_ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(test_columns.HEADER + test_columns.ROWS, encoding="utf-8")
    import_paths(shared_ledger, [tmp_path / "odd.csv"])
    assert test_columns.fast(shared_ledger) == test_columns.slow(shared_ledger)
