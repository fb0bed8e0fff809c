"""What can be imported: folders, compressed files, archives, standard input; and what cannot."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from matchdesk.errors import SourceError
from matchdesk.ledger import inputs
from matchdesk.ledger.importing import import_paths
from matchdesk.ledger.inputs import File, files
from matchdesk.ledger.store import Ledger

RESULTS = "date,home,away,competition,season,score\n2031-09-01,Rovers,Harbour,xx.1,2031-32,2-1\n"
DATA = RESULTS.encode()


def listed(*paths: Path, told: list[str] | None = None) -> list[File]:
    return list(files(paths, (told if told is not None else []).append))


def test_gzip_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "results.csv.gz"
    path.write_bytes(gzip.compress(DATA))
    (found,) = listed(path)
    assert (found.name, found.data, found.named) == (f"{tmp_path.name}/results.csv", DATA, True)


def test_zip_and_tar_with_folders_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("season/results.csv", DATA)
        archive.writestr("season/more.csv.gz", gzip.compress(DATA))
        archive.writestr(".hidden", b"x")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("season/results.csv")
        member.size = len(DATA)
        archive.addfile(member, io.BytesIO(DATA))
    names = [file.name.split("/", 1)[1] for file in listed(tmp_path / "a.zip")]
    assert names == ["a.zip/season/results.csv", "a.zip/season/more.csv"]
    names = [file.name.split("/", 1)[1] for file in listed(tmp_path / "b.tar.gz")]
    assert names == ["b.tar.gz/season/results.csv"]


def test_a_folder_in_a_stable_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".git/config", "sub/c.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(DATA)
    assert [f.name.split("/", 1)[1] for f in listed(tmp_path)] == ["a.csv", "b.csv", "sub/c.csv"]


def test_paths_that_climb_out_and_links_are_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("../../etc/passwd", "/absolute.csv", "C:\\evil.csv", "..\\up.csv", "ok.csv"):
            archive.writestr(name, DATA)
    told: list[str] = []
    assert [f.name.rsplit("/", 1)[1] for f in listed(tmp_path / "a.zip", told=told)] == ["ok.csv"]
    assert len(told) == 4
    assert all("leads out of the archive" in line for line in told)
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        link = tarfile.TarInfo("link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    told = []
    assert listed(tmp_path / "b.tar", told=told) == []
    assert "a link or device" in told[0]


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_truncated_gzip_says_so(tmp_path: Path, share: float) -> None:
    packed = gzip.compress(RESULTS.encode() * 500)
    path = tmp_path / "results.csv.gz"
    path.write_bytes(packed[: int(len(packed) * share)])
    with pytest.raises(SourceError, match="damaged or cut short") as refused:
        listed(path)
    assert refused.value.code == "damaged-archive"


def test_truncated_archives_say_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("results.csv", DATA)
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match="damaged"):
        listed(tmp_path / "a.zip")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("results.csv")
        member.size = 200_000
        archive.addfile(member, io.BytesIO(bytes(range(256)) * 800))
    data = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "b.tar.gz").write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match="damaged or cut short"):
        listed(tmp_path / "b.tar.gz")


def test_a_bomb_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_LARGE", 2**16)
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(b"0" * 2**24))
    with pytest.raises(SourceError, match="grows more than") as refused:
        listed(tmp_path / "bomb.csv.gz")
    assert refused.value.code == "too-large"
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 2**24)
    with pytest.raises(SourceError, match="grows more than"):
        listed(tmp_path / "bomb.zip")


def test_bounds_on_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_BYTES", 1000)
    (tmp_path / "large.csv").write_bytes(b"x" * 1001)
    with pytest.raises(SourceError, match="was not read further"):
        listed(tmp_path / "large.csv")


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DATA)))
    done = import_paths(Ledger(tmp_path / "mine.sqlite"), ["-"])
    assert (done.read, done.new) == (1, 1)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(SourceError, match="nothing on standard input"):
        import_paths(Ledger(tmp_path / "mine.sqlite"), ["-"])


def test_what_is_no_results_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "results.csv").write_bytes(DATA)
    (folder / "README.md").write_text("# About\n", encoding="utf-8")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    told: list[str] = []
    done = import_paths(Ledger(tmp_path / "mine.sqlite"), [folder], told=told.append)
    assert (done.read, done.new, len(told)) == (1, 1, 3)
    (folder / "results.csv").unlink()
    with pytest.raises(SourceError, match="none of a format"):
        import_paths(Ledger(tmp_path / "mine.sqlite"), [folder])


def test_the_same_file_packed_and_plain_is_one_match(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "mine.sqlite")
    (tmp_path / "results.csv").write_bytes(DATA)
    assert import_paths(ledger, [tmp_path / "results.csv"]).new == 1
    (tmp_path / "results.csv.gz").write_bytes(gzip.compress(DATA))
    assert import_paths(ledger, [tmp_path / "results.csv.gz"]).same == 1


def test_a_file_of_a_folder_that_lacks_a_column_is_left_out_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "results.csv").write_bytes(DATA)
    (folder / "short.csv").write_text(
        "date,home,away,season,score\n2031-01-01,A,B,2030-31,1-0\n", encoding="utf-8"
    )
    done = import_paths(Ledger(tmp_path / "mine.sqlite"), [folder])
    assert (done.read, done.new) == (1, 1)
    assert [(p.code, p.done) for p in done.problems] == [("missing-column", "file left out")]
    with pytest.raises(SourceError, match="needs the column"):
        import_paths(Ledger(tmp_path / "other.sqlite"), [folder / "short.csv"])
