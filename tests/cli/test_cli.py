"""The command line: answers on stdout, problems on stderr, the right exit status, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from matchdesk.cli.app import main, run

HEADER = "date,home,away,competition,season,score\n"
GOOD = HEADER + "2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1\n"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the user's own ledger."""
    monkeypatch.setenv("MATCHDESK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


class Said:
    """What one call printed, and its status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.status = run(arguments)
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "table", "es.1", "--on", "2018-01-24")
    assert said.status == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == "La Liga 2017-18, end of 24 Jan 2018"
    assert lines[2].split() == "1 Barcelona 20 17 3 0 57-9 +48 54".split()
    assert "\x1b" not in said.out


def test_table_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "table", "La Liga", "--on", "2018-01-24", "--json")
    row = said.json["rows"][3]
    assert {
        "position": 4, "team": "Real Madrid", "team_id": "es.real-madrid", "played": 19, "won": 10,
        "drawn": 5, "lost": 4, "goals_for": 39, "goals_against": 18, "goal_difference": 21,
        "points": 35, "deducted": 0,
    }.items() <= row.items()  # fmt: skip
    assert said.json["rule"]["source"]
    assert said.json["coverage"] == [
        {"competition": "es.1", "season": "2017-18", "held": 380, "expected": 380, "complete": True}
    ]


def test_groups_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    said = Said(capsys, "table", "uefa.cl", "--season", "2017-18", "--on", "2018-01-24", "--json")
    assert [table["group"] for table in said.json["groups"]] == list("ABCDEFGH")
    one = Said(
        capsys, "table", "uefa.cl", "--season", "2017-18", "--group", "H", "--on", "2018-01-24",
        "--json",
    )  # fmt: skip
    assert [row["team"] for row in one.json["rows"]][:2] == ["Tottenham Hotspur", "Real Madrid"]


def test_import_and_ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(GOOD, encoding="utf-8")
    ledger = str(tmp_path / "mine.sqlite")
    said = Said(capsys, "import", str(tmp_path / "r.csv"), "--ledger", ledger, "--json")
    assert said.status == 0
    assert said.json == {
        "read": 1, "new": 1, "same": 0, "updated": 0, "conflicting": 0, "refused": 0,
        "new_clubs": ["Rovers", "Harbour"], "settled_names": [], "problems": [],
    }  # fmt: skip
    table = Said(capsys, "table", "xx.1", "--ledger", ledger, "--json").json
    assert [(row["team"], row["points"]) for row in table["rows"]] == [
        ("Rovers", 3),
        ("Harbour", 0),
    ]
    results = Said(capsys, "results", "xx.1", "--ledger", ledger, "--json").json
    match = results["matches"][0]
    assert (match["home"], match["score"], match["status"]) == ("Rovers", "2-1", "played")
    assert len(match["witnesses"]) == 1


def test_a_broken_row_exits_1_and_keeps_the_good(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "r.csv").write_text(
        GOOD + "2031-09-02,Mills,Rovers,xx.1,2031-32,2-x\n", encoding="utf-8"
    )
    ledger = str(tmp_path / "mine.sqlite")
    said = Said(capsys, "import", str(tmp_path / "r.csv"), "--ledger", ledger, "--json")
    assert said.status == 1
    assert (said.json["new"], said.json["refused"]) == (1, 1)
    problem = said.json["problems"][0]
    assert (problem["line"], problem["code"]) == (3, "bad-score")
    assert "r.csv:3: bad-score" in said.err


def test_the_first_import_copies_the_starter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_data_folder: Path
) -> None:
    (tmp_path / "r.csv").write_text(GOOD, encoding="utf-8")
    assert Said(capsys, "import", str(tmp_path / "r.csv")).status == 0
    assert (own_data_folder / "ledger.sqlite").is_file()
    # Now it is the user's ledger that is asked: with the starter's matches and the new one.
    assert Said(capsys, "table", "xx.1").status == 0
    assert Said(capsys, "table", "es.1", "--on", "2018-01-24").status == 0
    doctor = Said(capsys, "doctor", "--json").json
    assert doctor["ledger"] == str(own_data_folder / "ledger.sqlite")


def test_from_starter_seeds_only_a_new_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "r.csv").write_text(GOOD, encoding="utf-8")
    call = ("import", str(tmp_path / "r.csv"), "--ledger", str(tmp_path / "m"), "--from-starter")
    assert Said(capsys, *call).status == 0
    assert Said(capsys, "tie", "es.cup", "Madrid", "Leganés", "--ledger", str(tmp_path / "m"),
                "--on", "2018-01-24").status == 0  # fmt: skip
    again = Said(capsys, *call)
    assert again.status == 2
    assert "seeds only a new file" in again.err


def test_a_named_ledger_that_is_not_there_is_created_empty(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = Said(capsys, "results", "--ledger", str(tmp_path / "new.sqlite"), "--json")
    assert (said.status, said.json) == (0, {"matches": []})
    assert (tmp_path / "new.sqlite").is_file()


@pytest.mark.parametrize(
    ("call", "status", "told"),
    [
        (["tabel", "es.1"], 2, "No such command"),
        (["table"], 2, "Missing argument"),
        (["table", "es.1", "--on", "2018-02-30"], 2, "expected a date such as 2018-01-24"),
        (["table", "es.1", "--season", "17"], 2, "is no season"),
        (["table", "es.1", "--season", "1950-51"], 1, "seasons held"),
        (["table", "es.7"], 1, "No competition 'es.7'"),
        (["table", "es.1", "--group", "Z", "--on", "2018-01-24"], 1, "Z"),
        (["results", "--club", "Real Madird"], 1, "Nearest: Real Madrid"),
        (["tie", "es.cup", "Real Madrid", "Barcelona", "--on", "2018-01-24"], 1, "Barcelona"),
        (["ties", "es.cup", "--round", "semi"], 1, "semi"),
        (["clubs", "Atletiko"], 1, "Nearest"),
        (["import", "/no/such/file.csv"], 1, "no file or folder"),
        (["import", __file__], 1, "no known format"),
        (["import", __file__, "--format", "csvv"], 2, "csvv"),
        (["import", __file__, "--competition", "La Liga"], 2, "expected an id such as es.1"),
        (["brief"], 2, "neither a match nor reports"),
        (["brief", "Real Madrid Leganés"], 2, "names no match"),
        (["chances", "2018-02-31 Real Madrid v Leganés"], 2, "is no day"),
        (["brief", "2018-01-25 Real Madrid v Leganés"], 1, "They met in 2018-01-24"),
        (["brief", "--samples", "--format", "pdf"], 2, "expected text, html or json"),
        (["check", "/no/such/report.txt"], 1, "/no/such/report.txt"),
    ],
)  # fmt: skip
def test_wrong_calls(
    capsys: pytest.CaptureFixture[str], call: list[str], status: int, told: str
) -> None:
    said = Said(capsys, *call)
    assert (said.status, said.out) == (status, "")
    assert told in said.err
    assert "Traceback" not in said.err
    as_json = Said(capsys, *call, "--json")
    assert as_json.status == status
    assert as_json.json["ok"] is False
    assert set(as_json.json["errors"][0]) == {"code", "message", "near"}


def test_a_fault_of_the_program_is_told_without_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("matchdesk.cli.app.desk", broken)
    said = Said(capsys, "sources")
    assert said.status == 1
    assert "A fault of matchdesk itself: ZeroDivisionError: on purpose" in said.err


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    done = subprocess.run(
        f"{sys.executable} -m matchdesk.cli results es.1 | head -1",
        shell=True, capture_output=True, text=True, check=False, env={**os.environ},
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_terminal_without_our_letters(encoding: str) -> None:
    for call in (["table", "es.1", "--on", "2018-01-24"], ["brief", "--samples"]):
        done = subprocess.run(
            [sys.executable, "-m", "matchdesk.cli", *call],
            capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding},
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        assert b"Barcelona" in done.stdout


def test_short_questions_load_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from matchdesk.cli.app import run\n"
        "assert run(['table', 'es.1', '--on', '2018-01-24']) == 0\n"
        "assert run(['brief', '2018-01-24 Real Madrid v Leganés']) == 0\n"
        "heavy = {'numba', 'spacy', 'fastapi', 'polars', 'pandas', 'jinja2'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_streams_that_the_caller_closed_are_empty_and_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as ended:
        main(["import", "-"])
    assert ended.value.code == 1
    assert "Found nothing on standard input" in capsys.readouterr().err
    sys.stdin.close()
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["sources"])
    assert ended.value.code == 0
    sys.stdout.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("call", [["sources", "--json"], ["table", "es.99", "--json"]])
def test_an_answer_that_cannot_be_written_is_told(call: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        said = subprocess.run(
            [sys.executable, "-m", "matchdesk", *call],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith("matchdesk: ")
    assert "Traceback" not in said.stderr


def test_rows_in_conflict_are_told_on_stderr_with_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "r.csv"
    file.write_text(GOOD + "2031-09-01,Rovers,Harbour,xx.1,2031-32,3-1\n", encoding="utf-8")
    said = Said(capsys, "import", str(file), "--ledger", str(tmp_path / "l.sqlite"), "--json")
    assert said.status == 1
    assert said.json["conflicting"] == 1
    assert said.err == (
        "1 row says otherwise than what is held, which stays; `matchdesk conflicts` lists each, "
        "`matchdesk resolve` settles it.\n"
    )


def test_a_narrow_terminal_breaks_no_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("matchdesk.cli.show.width", lambda: 40)
    assert run(["table", "es.1", "--on", "2018-01-24"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["P", "GD", "Pts"]
    assert lines[2].split() == ["1", "Barcelona", "20", "+48", "54"]
    assert run(["results", "es.cup", "--season", "2017-18", "--club", "Leganés"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "18 Jan 2018  Leganés 0-1 Real Madrid" in told
    assert max(map(len, (*told, *lines[:22]))) <= 40


def test_names_in_a_locale_of_ascii() -> None:
    from matchdesk.cli.app import _as_typed

    assert _as_typed("Leganés".encode().decode("ascii", "surrogateescape")) == "Leganés"
    assert _as_typed("Leganés") == "Leganés"
    assert _as_typed("\udcff") == "\udcff"  # no UTF-8 either: it is refused as it came
