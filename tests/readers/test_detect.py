"""Which reader a file gets, and what is text at all."""

from __future__ import annotations

import codecs

import pytest

from matchdesk.core.rows import Hint, MatchRow
from matchdesk.errors import SourceError, UsageError
from matchdesk.readers.detect import READERS, decode, read_text, reader_for, reader_named
from tests.readers import golden

RESULTS = "date,home,away,competition,season\n"


@pytest.mark.parametrize("path", golden.inputs(), ids=lambda path: path.name)
def test_one_reader_alone_claims_a_file(path: object) -> None:
    assert isinstance(path, type(golden.FOLDER))
    head = path.read_text("utf-8-sig")[:4096]
    claims = [reader.name for reader in READERS if reader.recognises(path.name, head)]
    assert len(claims) == 1


def test_names_are_all_different() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_reader_is_found_by_its_name(reader: object) -> None:
    name = getattr(reader, "name", "")
    assert reader_named(name) is reader
    assert reader_named(name.upper()) is reader


def test_an_unknown_format_is_refused_with_near_names() -> None:
    with pytest.raises(UsageError, match="no format 'resluts'") as caught:
        reader_named("resluts")
    assert caught.value.near[0] == "results"
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.txt", "Dear all,\nthe match is off.\n"),
        ("page.md", "= UEFA Champions League 2011/12\n\n» Group A\n"),
        ("squad.txt", "= Spain Primera División 2023/24\n\n  1, A. Keeper, GK, b. 1999\n"),
        ("other.csv", "city;population\nMadrid;3\n"),
        ("table.csv", "team,played,points\nA,38,90\n"),
        ("empty.csv", ""),
        ("blank.csv", "\n \n"),
        ("odd.csv", "," * 3000),
    ],
)
def test_a_file_of_no_known_format_is_refused(name: str, text: str) -> None:
    assert reader_for(name, text[:4096]) is None
    with pytest.raises(SourceError, match="no known format") as caught:
        read_text(text, name, Hint())
    assert caught.value.code == "unknown-format"
    assert name in caught.value.message
    assert "date,home,away,competition,season,score" in caught.value.message
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    ("beginning", "said"),
    [
        (b"PK\x03\x04\x14", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1", "old workbook"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_workbook_is_told_from_a_broken_text(beginning: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        decode(beginning + b"\0\1\2", "season.xlsx")
    assert caught.value.code == "not-text"


def test_the_first_line_is_quoted_short() -> None:
    with pytest.raises(SourceError, match="xxx…"):
        read_text("x" * 5000, "long.txt", Hint())


def test_a_format_can_be_named() -> None:
    text = "date,home,away,score\n2018-01-24,Real Llanura,CD Puerto,1-2\n"
    with pytest.raises(SourceError, match="no known format"):
        read_text(text, "x.csv", Hint())
    from matchdesk.core.competition import CompetitionId
    from matchdesk.core.season import Season

    hint = Hint(CompetitionId("es.cup"), Season(2017, True))
    (row,) = read_text(text, "x.csv", hint, format="results").rows
    assert isinstance(row, MatchRow)
    assert (row.competition, str(row.season)) == ("es.cup", "2017-18")


@pytest.mark.parametrize(
    "data",
    [
        "Leganés".encode(),
        codecs.BOM_UTF8 + "Leganés".encode(),
        codecs.BOM_UTF16_LE + "Leganés".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Leganés".encode("utf-16-be"),
    ],
)
def test_unicode_is_read_in_silence(data: bytes) -> None:
    assert decode(data) == ("Leganés", [])


def test_windows_1252_is_kept_with_a_problem() -> None:
    text, (problem,) = decode("uno\nLeganés – dos".encode("cp1252"))
    assert text == "uno\nLeganés – dos"
    assert (problem.code, problem.origin.line, problem.refused) == ("encoding", 2, False)


@pytest.mark.parametrize(
    "data", [b"a\0b", "Leganés".encode("utf-16-le"), codecs.BOM_UTF16_LE + b"a", b"PK\x03\x04\0\0"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"NUL|UTF-16|workbook"):
        decode(data)


def test_a_byte_order_mark_left_in_the_text_does_no_harm() -> None:
    assert read_text("\ufeff" + RESULTS, "x.csv", Hint()).format == "results"
