"""The verb ``check`` as a desk uses it: forms, files, exit status, a watched folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matchdesk.cli.app import run
from matchdesk.cli.watch import PATIENCE, Folder
from matchdesk.cli.written import write_whole
from matchdesk.errors import UsageError

WRONG = "date 2018-01-25 Real Madrid lost 2-1 to Leganés. Real Madrid play Levante this weekend.\n"
RIGHT = "date 2018-01-25 Real Madrid lost 2-1 to Leganés.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a wrong and a right report; no ledger of the user's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def test_fails_on_a_contradiction_and_prints_all_the_same(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(desk / "wrong.txt"), "--fail-on", "contradicted"]) == 1
    told = capsys.readouterr().out
    assert "[✘" in told
    assert "Valencia away" in " ".join(told.split())
    assert "\x1b" not in told
    assert run(["check", str(desk / "wrong.txt")]) == 0
    capsys.readouterr()
    assert run(["check", str(desk / "right.txt"), "--fail-on", "contradicted"]) == 0


def test_json_is_one_object_also_when_it_fails(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(desk / "wrong.txt"), "--json", "--fail-on", "contradicted"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [c["verdict"] for c in told["reports"][0]["claims"]].count("contradicted") == 1


def test_page_into_a_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = desk / "page.html"
    assert run(["check", str(desk / "wrong.txt"), "--format", "html", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert sorted(p.name for p in desk.iterdir() if p.is_file()) == [
        "page.html", "right.txt", "wrong.txt",
    ]  # fmt: skip


def test_standard_input_and_a_named_match(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class _Stdin:
        class buffer:
            @staticmethod
            def read() -> bytes:
                return b"Eraso scored in the 31st minute."

    monkeypatch.setattr(sys, "stdin", _Stdin)
    match = "2018-01-24 Real Madrid v Leganés"
    assert run(["check", "-", "--match", match, "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["match"] == "es.cup:2017-18:es.real-madrid:es.leganes"
    assert {c["verdict"] for c in report["claims"]} == {"supported"}


def test_no_match_is_told_on_stderr(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "other.txt").write_text("It rained in London.", encoding="utf-8")
    assert run(["check", str(desk / "other.txt")]) == 0
    told = capsys.readouterr()
    assert "other.txt: The report" in told.err
    assert "--match" in told.err
    assert "No match:" in told.out


@pytest.mark.parametrize(
    ("call", "status", "says"),
    [
        (["check"], 2, "Found no report"),
        (["check", "{desk}/empty"], 1, "holds no report"),
        (["check", "{desk}/blank.txt"], 1, "blank.txt is empty"),
        (["check", "{desk}/binary.txt"], 1, "no text"),
        (["check", "{desk}/huge.txt"], 1, "larger than"),
        (["check", "{desk}/nowhere.txt"], 1, "cannot be read"),
        (["check", "{desk}/right.txt", "--format", "pdf"], 2, "'pdf'"),
        (["check", "{desk}/right.txt", "--fail-on", "doubt"], 2, "contradicted"),
        (["check", "{desk}/right.txt", "--out", "{desk}/empty"], 2, "is a folder"),
        (["check", "{desk}/right.txt", "--out", "{desk}/none/page.html"], 2, "Found no folder"),
        (["check", "{desk}/right.txt", "--watch", "{desk}"], 2, "expected one of them"),
        (["check", "--watch", "{desk}/right.txt"], 1, "is no folder"),
        (["check", "{desk}/right.txt", "--match", "Nobody v Nowhere"], 1, "Nobody"),
        (["brief", "--reports", "{desk}/empty"], 1, "holds no report"),
        (["brief", "2018-01-24 Real Madrid v Leganés", "--out", "{desk}/none/x"], 2, "no folder"),
    ],
)
def test_one_clear_message(
    desk: Path, capsys: pytest.CaptureFixture[str], call: list[str], status: int, says: str
) -> None:
    (desk / "empty").mkdir()
    (desk / "blank.txt").write_text(" \n", encoding="utf-8")
    (desk / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (desk / "huge.txt").write_bytes(b"a " * 1_500_000)
    before = sorted(str(p) for p in desk.rglob("*"))
    assert run([part.format(desk=desk) for part in call]) == status
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert len(told.err.splitlines()) == 1
    assert sorted(str(p) for p in desk.rglob("*")) == before


def test_what_was_there_stays_when_a_file_may_not_be_written(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("before", encoding="utf-8")

    class _Evil(str):
        __slots__ = ()

        def encode(self, *_: object, **__: object) -> bytes:
            raise OSError(28, "no room")

    with pytest.raises((UsageError, TypeError)):
        write_whole(out, None)  # type: ignore[arg-type]
    assert out.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_look_finds_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1", encoding="utf-8")
    folder = Folder(tmp_path, lambda p: p.suffix == ".txt")
    first = folder.look()
    assert (first.ready, first.first) == ((one,), True)
    assert folder.look().ready == ()
    two.write_text("2", encoding="utf-8")
    assert folder.look().ready == ()  # it may still be written
    assert folder.look().ready == (two,)
    one.write_text("11", encoding="utf-8")
    assert folder.look().ready == ()
    one.write_text("111", encoding="utf-8")
    assert folder.look().ready == ()
    assert folder.look().ready == (one,)
    two.unlink()
    assert folder.look().gone == (two,)


def test_a_file_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("", encoding="utf-8")
    folder = Folder(tmp_path, lambda p: True)
    asked = 0
    for _ in range(10):
        if folder.look().ready:
            asked += 1
            if not folder.again(one):
                break
    assert asked == PATIENCE
    assert folder.look().ready == ()


def test_watching_ends_cleanly(desk: Path) -> None:
    (desk / "wrong.txt").unlink()
    process = subprocess.Popen(
        [sys.executable, "-m", "matchdesk.cli", "check", "--watch", str(desk), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ},
    )  # fmt: skip
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    assert [Path(r["file"]).name for r in first["reports"]] == ["right.txt"]
    half = desk / "new.txt"
    half.write_text("", encoding="utf-8")
    time.sleep(0.7)
    half.write_text(WRONG, encoding="utf-8")
    second = json.loads(process.stdout.readline())
    assert [Path(r["file"]).name for r in second["reports"]] == ["new.txt"]
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert out == ""
    assert "Stopped watching." in err
    assert "empty" not in err
    assert "Traceback" not in err
