"""The verb ``fetch``: from the source into the ledger, or not at all."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer

from matchdesk.cli.app import run
from matchdesk.cli.fetch import fetch
from tests.fetch.site import CSV, Site, file, status

# A division that the reader knows; the site is not the one that publishes it.
LEAGUE = CSV.replace(b"XX", b"SP1")


@pytest.fixture(autouse=True)
def on_its_own(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's sources, and a cache and ledger of the test's own."""
    sources = tmp_path / "sources.toml"
    text = site.toml().replace(
        'code = "XX", competition = "xx.1"', 'code = "SP1", competition = "es.1"'
    )
    sources.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MATCHDESK_SOURCES", str(sources))
    monkeypatch.setenv("MATCHDESK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MATCHDESK_DATA", str(tmp_path / "data"))
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    app.command("fetch")(fetch)
    monkeypatch.setattr("matchdesk.cli.app.app", app)


class Said:
    """What one call printed, and its status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        self.status = run(["fetch", *arguments])
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def rows(ledger: Path) -> list[tuple[str, str]]:
    from matchdesk.desk import open

    found = open(str(ledger)).at(None).results(None, club=None, season=None)
    return [(match.home.name, str(match.score)) for match in found.matches]


def test_from_the_source_into_the_ledger(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.answers = [file(LEAGUE, etag='"one"'), status("304 Not Modified")]
    ledger = tmp_path / "mine.sqlite"
    said = Said(capsys, "lists", "SP1", "1718", "--ledger", str(ledger))
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[:3] == [
        f"Fetched {site.base}1718/SP1.csv, {len(LEAGUE)} bytes.",
        f"Kept as {tmp_path / 'cache' / 'lists' / 'SP1_1718.csv'}.",
        "Terms of lists.",
    ]
    assert "1 row read: 1 new" in said.out
    assert rows(ledger) == [("Rovers", "2-1")]

    again = Said(capsys, "lists", "es.1", "2017-18", "--ledger", str(ledger), "--json")
    assert again.json["fetched"]["fresh"] is False
    assert (again.json["imported"]["read"], again.json["imported"]["same"]) == (1, 1)
    assert again.json["imported"]["new"] == 0


def test_the_ledger_names_the_source_and_its_notice(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from matchdesk.desk import open

    site.answers = [file(LEAGUE)]
    ledger = tmp_path / "mine.sqlite"
    assert Said(capsys, "lists", "SP1", "1718", "--ledger", str(ledger)).status == 0
    (source,) = open(str(ledger)).sources()
    told = source.to_dict()
    assert (told["licence"], told["notice"], told["title"]) == (
        "free", "Terms of lists.", "lists of the test",
    )  # fmt: skip


def test_only_download(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.answers = [file(LEAGUE)]
    ledger, cache = tmp_path / "mine.sqlite", tmp_path / "elsewhere"
    said = Said(
        capsys, "lists", "SP1", "1718", "--only-download", "--ledger", str(ledger),
        "--cache", str(cache), "--json",
    )  # fmt: skip
    assert said.status == 0
    assert said.json["imported"] is None
    assert Path(said.json["fetched"]["path"]).read_bytes() == LEAGUE
    assert said.json["fetched"]["path"].startswith(str(cache))
    assert not ledger.exists()


def test_offline(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "mine.sqlite"
    call = ("lists", "SP1", "1718", "--ledger", str(ledger), "--offline")
    said = Said(capsys, *call, "--json")
    assert said.status == 1
    assert said.json["errors"][0]["code"] == "fetch-not-cached"
    assert not ledger.exists()
    site.answers = [file(LEAGUE)]
    assert Said(capsys, "lists", "SP1", "1718", "--only-download").status == 0
    said = Said(capsys, *call)
    assert said.out.startswith(f"Taken from the cache; {site.base}1718/SP1.csv was not asked.")
    assert rows(ledger) == [("Rovers", "2-1")]
    assert len(site.asked) == 1


def test_the_first_fetch_copies_the_starter(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.answers = [file(LEAGUE.replace(b"17", b"31"))]
    assert Said(capsys, "lists", "SP1", "3132").status == 0
    assert (tmp_path / "data" / "ledger.sqlite").is_file()


def test_a_broken_row_exits_1_and_keeps_the_good(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.answers = [file(LEAGUE + b"SP1,02/09/17,Mills,Rovers,x,0,D\n")]
    ledger = tmp_path / "mine.sqlite"
    said = Said(capsys, "lists", "SP1", "1718", "--ledger", str(ledger))
    assert said.status == 1
    assert "lists/SP1_1718.csv:3: bad-score" in said.err
    assert "1 new" in said.out
    assert rows(ledger) == [("Rovers", "2-1")]


@pytest.mark.parametrize(
    ("call", "answer", "status_", "code"),
    [
        (("lists", "SP1", "1718"), status("404 Not Found"), 1, "fetch-missing"),
        (("lists", "SP1", "1718"), file(b"<html>"), 1, "fetch-not-data"),
        (("lists", "SP1", "1718"), status("403 Forbidden"), 1, "fetch-refused"),
        (("lists", "SP9", "1718"), file(), 1, "fetch-competition"),
        (("lost", "SP1", "1718"), file(), 1, "fetch-source"),
        (("lists", "SP1", "2018"), file(), 2, "bad-season"),
        (("lists", "SP1"), file(), 2, "usage"),
        # Fetched, but nothing that can be read: the ledger is not even made.
        (("lists", "SP1", "1718"), file(b"a,b,c\n1,2,3\n"), 1, "unknown-format"),
    ],
)
def test_what_goes_wrong_leaves_no_trace_in_the_ledger(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    call: tuple[str, ...], answer: Any, status_: int, code: str,
) -> None:  # fmt: skip
    site.answers = [answer]
    ledger = tmp_path / "mine.sqlite"
    said = Said(capsys, *call, "--ledger", str(ledger), "--json")
    assert said.status == status_
    assert said.json["errors"][0]["code"] == code
    assert said.err.startswith("matchdesk: ")
    assert "Traceback" not in said.err
    assert ("is kept as" in said.err) == (code == "unknown-format")
    assert not ledger.exists()


def test_waits_are_told(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.answers = [status("503 Busy", retry_after=0), file(LEAGUE)]
    said = Said(capsys, "lists", "SP1", "1718", "--only-download")
    assert said.status == 0
    assert said.err == (f"{site.base}1718/SP1.csv: it answered 503 Busy; trying again in 0 s.\n")


def test_a_bar_on_a_terminal_alone(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    site.answers = [status("503 Busy", retry_after=0), file(LEAGUE)]
    said = Said(capsys, "lists", "SP1", "1718", "--only-download")
    assert said.status == 0
    assert "\x1b" not in said.out
    assert "it answered 503 Busy" in screen.getvalue()
    assert "receiving" in screen.getvalue()
