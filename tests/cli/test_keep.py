"""export, backup and restore on the command line."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars
import pytest
import typer

from matchdesk.cli import keep
from matchdesk.errors import MatchdeskError, UsageError

GOOD = (
    "date,home,away,competition,season,score,half_time\n"
    "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1,1-0\n"
    "2032-01-10,Mills,Rovers,xx.cup,2031-32,0-0,\n"
)
GOALS = "date,home,away,team,player,minute\n2031-09-01,Rovers,Harbour,Rovers,A. Ash,12\n"

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
for verb in (keep.export, keep.backup, keep.restore):
    app.command()(verb)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the user's own ledger."""
    monkeypatch.setenv("MATCHDESK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    from matchdesk.ledger.importing import import_paths
    from matchdesk.ledger.store import Ledger

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "results.csv").write_text(GOOD, "utf-8")
    (tmp_path / "in" / "goals.csv").write_text(GOALS, "utf-8")
    import_paths(Ledger(tmp_path / "mine.sqlite"), [tmp_path / "in"])
    return str(tmp_path / "mine.sqlite")


def run(*arguments: str) -> int:
    done = typer.main.get_command(app).main(args=list(arguments), standalone_mode=False)
    return int(done) if isinstance(done, int) else 0


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_export_as_json_and_as_text(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "out", "--ledger", ledger, "--json") == 0
    assert said(capsys) == {
        "format": "csv", "path": "out", "files": 6,
        "rows": {"clubs": 3, "names": 3, "results": 2, "goals": 1, "sources": 2}, "problems": [],
    }  # fmt: skip
    assert run("export", "part", "--competition", "xx.cup", "--ledger", ledger) == 0
    assert capsys.readouterr().out == (
        "4 files in part: 2 clubs, 2 names, 1 results, 1 sources.\n"
    )  # fmt: skip
    with pytest.raises(UsageError, match="--force"):
        run("export", "part", "--ledger", ledger)
    assert run("export", "part", "--ledger", ledger, "--force") == 0
    assert (tmp_path / "part" / "results-xx.1.csv").is_file()


def test_what_a_format_cannot_carry_is_a_problem(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from matchdesk.ledger.importing import import_paths
    from matchdesk.ledger.store import Ledger

    file = tmp_path / "more.csv"
    file.write_text(GOOD.splitlines()[0] + ",note\n2031-10-01,Mills,Harbour,xx.1,2031-32,1-0,,a]\n")
    import_paths(Ledger(Path(ledger)), [file])
    assert run("export", "out", "--format", "football.txt", "--ledger", ledger) == 1
    out, err = capsys.readouterr()
    assert "1 could not be carried as they are" in out
    assert err.startswith("more.csv:2: not-written: ") or ":2: not-written: " in err


def test_parquet(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "out", "--format", "parquet", "--ledger", ledger, "--json") == 0
    assert said(capsys)["rows"] == {
        "clubs": 3, "names": 3, "sources": 2, "results": 2, "goals": 1,
    }  # fmt: skip
    frame = polars.read_parquet(tmp_path / "out" / "results.parquet")
    assert frame.select(
        "match", "date", "home", "home_team", "score_home", "score_away", "half_time_home", "source"
    ).rows() == [
        ("xx.1:2031-32:xx.rovers:xx.harbour", date(2031, 9, 1), "xx.rovers", "Rovers", 2, 1, 1,
         "in/results.csv"),
        ("xx.cup:2031-32:xx.mills:xx.rovers", date(2032, 1, 10), "xx.mills", "Mills", 0, 0, None,
         "in/results.csv"),
    ]  # fmt: skip
    goals = polars.read_parquet(tmp_path / "out" / "goals.parquet")
    assert goals.select("team_name", "player", "minute", "line").rows() == [
        ("Rovers", "A. Ash", 12, 2)
    ]


def test_parquet_without_polars(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # As Python takes a module that is not there.
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"matchdesk\[frames\]") as error:
        run("export", "out", "--format", "parquet", "--ledger", ledger)
    assert error.value.code == "missing-extra"
    assert not Path("out").exists()


def test_backup_and_restore(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", "monday.sqlite", "--ledger", ledger) == 0
    assert capsys.readouterr().out == "2 matches in monday.sqlite.\n"
    # Without --ledger it becomes the user's own.
    assert run("restore", "monday.sqlite", "--json") == 0
    own = tmp_path / "data" / "ledger.sqlite"
    assert said(capsys)["path"] == str(own)
    assert own.is_file()
    with pytest.raises(UsageError, match="--force"):
        run("restore", "monday.sqlite")
    assert run("restore", "monday.sqlite", "--force") == 0
    assert capsys.readouterr().out == (
        f"2 matches in {own}. What was there is kept in {own}.before-restore.\n"
    )


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("export", "out", "--format", "docx"), "bad-format"),
        (("export", "out", "--competition", "nowhere"), "unknown-competition"),
        (("export", "out", "--season", "soon"), "bad-season"),
        (("export", "no/out"), "missing-folder"),
        (("backup", "no/out.sqlite"), "missing-folder"),
        (("restore", "none.sqlite"), "ledger-missing"),
        (("restore", "in/results.csv"), "ledger-damaged"),
    ],
)
def test_calls_that_are_wrong(ledger: str, call: tuple[str, ...], code: str) -> None:
    with pytest.raises(MatchdeskError) as error:
        run(*call, "--ledger", ledger, *(["--force"] if call[0] == "restore" else []))
    assert error.value.code == code
    assert not Path("out").exists()
