"""Reports as texts: days, messages, quotes, sentences, and what is no report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from matchdesk.errors import SourceError
from matchdesk.press.report import MOST_TEXT, Report, read_reports


@pytest.mark.parametrize(
    ("text", "day", "place", "begins"),
    [
        (" date 2018-01-25 Rovers lost 2-1.", "2018-01-25", "", "Rovers lost"),
        ("date 2018-01-25 Madrid: Rovers lost.", "2018-01-25", "Madrid", "Rovers lost"),
        ("25 January 2018\n\nRovers lost.", "2018-01-25", "", "Rovers lost"),
        ("Thursday, January 25, 2018 - Rovers lost.", "2018-01-25", "", "Rovers lost"),
        ("Published: 25 Jan 2018\nRovers lost.", "2018-01-25", "", "Rovers lost"),
        ("Rovers lost 2-1 in 2018.", None, "", "Rovers lost"),
        ("Rovers out\nBy A. Writer, 25 January 2018\nRovers lost.", "2018-01-25", "", "Rovers out"),
        ("date 2018-02-31 Rovers lost.", None, "", "date 2018-02-31"),
    ],
)
def test_dateline(text: str, day: str | None, place: str, begins: str) -> None:
    report = Report.of_text(text)
    assert (report.published.isoformat() if report.published else None) == day
    assert report.place == place
    assert report.text[report.body :].startswith(begins)


def test_a_report_without_a_day_takes_it_from_its_messages() -> None:
    text = "Rovers lost.\n\nWhat a night.\n— Ann Fan (@annfan) January 24, 2018\n"
    report = Report.of_text(text)
    assert (report.published, report.dated_by) == (dt.date(2018, 1, 24), "message")
    (message,) = report.messages
    assert (message.author, message.handle) == ("Ann Fan", "@annfan")
    assert message.text == "What a night."
    assert text[message.start : message.end] == message.text


def test_a_message_of_several_lines() -> None:
    text = (
        "Rovers lost again.\nHome results:\n1-1 v Town\n0-2 v City— Ann Fan (@annfan) May 2, 2018\n"
        "And that was that."
    )
    (message,) = Report.of_text(text).messages
    assert message.text == "Home results:\n1-1 v Town\n0-2 v City"
    inside = [s for s in Report.of_text(text).sentences if s.message == 0]
    assert len(inside) == 3


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We were poor,” Smith said.", "Smith", "We were poor,"),
        ('"We were poor," said Smith.', "Smith", "We were poor,"),
        ('Coach Ann Smith added: "We were poor."', "Ann Smith", "We were poor."),
        ("‘We were very poor today,’ said Smith.", "Smith", "We were very poor today,"),
        ('"We were poor," said captain Joe Smith.', "Joe Smith", "We were poor,"),
        ("“We were poor.” The crowd left.", "", "We were poor."),
    ],
)
def test_quotes(text: str, speaker: str, words: str) -> None:
    (quote,) = Report.of_text(text).quotes
    assert (quote.speaker, quote.text) == (speaker, words)
    assert text[quote.start : quote.end] == words


def test_a_speech_over_paragraphs_keeps_its_speaker() -> None:
    text = "“We were poor,” Smith said. “Very poor.\n\n“And tired.\n\n“That is all.”"
    quotes = Report.of_text(text).quotes
    assert [q.text for q in quotes] == ["We were poor,", "Very poor.", "And tired.", "That is all."]
    assert {q.speaker for q in quotes} == {"Smith"}


def test_names_between_marks_are_no_speech() -> None:
    assert Report.of_text("They call it 'La Copa' and the \"Clásico\" here.").quotes == ()


def test_apostrophes_are_no_marks() -> None:
    assert Report.of_text("Rovers' side and Town's men can't win, he's sure.").quotes == ()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rovers v. Town ended 1-1. It rained.", ["Rovers v. Town ended 1-1.", "It rained."]),
        ("St. James Park was full. J. Smith left.", ["St. James Park was full.", "J. Smith left."]),
        ("We did not.I am sad.", ["We did not.", "I am sad."]),
        ("See example.com for more. Bye.", ["See example.com for more.", "Bye."]),
        ("“Out!” he said. So be it.", ["“Out!” he said.", "So be it."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    report = Report.of_text(text)
    assert [text[s.start : s.end] for s in report.sentences] == sentences


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(
        "<html><head><title>x</title><meta property='article:published_time' "
        "content='2018-01-25T08:00:00Z'><style>p{}</style></head><body>"
        "<script>var s = 'Rovers 9-0 Town';</script><p>Rovers <b>lost</b> 2-1.</p></body></html>",
        encoding="utf-8",
    )
    report = Report.of_file(file)
    assert report.text == "Rovers lost 2-1."
    assert report.published == dt.date(2018, 1, 25)


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("# Out\n\nRovers **lost** [2-1](http://x.example).\n", encoding="utf-8")
    assert Report.of_file(file).text == "Out\n\nRovers lost 2-1.\n"


def test_an_old_newspaper_file_and_a_byte_order_mark(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes("Legan\xe9s won \x961-0\x94.".encode("latin-1"))
    assert Report.of_file(old).text == "Leganés won –1-0”."
    marked = tmp_path / "marked.txt"
    marked.write_bytes("Leganés won.".encode("utf-8-sig"))
    assert Report.of_file(marked).text == "Leganés won."


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"PK\x03\x04\x00\x00\x01", "no text"),
     (bytes(range(1, 32)) * 9, "no text")],
)  # fmt: skip
def test_what_is_no_report(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=says):
        read_reports([file])


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.txt cannot be read"):
        read_reports([tmp_path / "nothing.txt"])
    with pytest.raises(SourceError, match="holds no report"):
        read_reports([tmp_path])
    with pytest.raises(SourceError, match="text 1 is empty"):
        read_reports([], texts=["  "])
    (tmp_path / "b.txt").write_text("Rovers lost.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Town won.", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\x00")
    assert [Path(r.file).name for r in read_reports([tmp_path])] == ["a.txt", "b.txt"]


def test_a_line_of_places_and_a_day_is_the_day_of_writing() -> None:
    text = (
        "SOCCER - HOLDERS SCRAPE THROUGH.\nA. Writer\nAL-AIN, United Arab Emirates 1996-12-06\n"
        "Japan beat Syria 2-1.\n"
    )
    assert Report.of_text(text, "x").published == dt.date(1996, 12, 6)
    aside = "Japan beat Syria 2-1.\nThey had last met in Hiroshima on their way to the title on 8 November 1992\n"
    assert Report.of_text(aside, "x").published is None


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Town won.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"PK\x03\x04\x00\x00\x01")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    problems: list[str] = []
    assert [Path(r.file).name for r in read_reports([tmp_path], problems=problems)] == ["a.txt"]
    assert problems == [
        f"{tmp_path / 'b.txt'} is no text (it holds NUL bytes); expected a press report. It was left out."
    ]
    with pytest.raises(SourceError, match="NUL bytes"):
        read_reports([tmp_path])


def test_wide_text_and_texts_without_end(tmp_path: Path) -> None:
    file = tmp_path / "wide.txt"
    file.write_bytes("Leganés won 2-1.".encode("utf-16"))
    assert Report.of_file(file).text == "Leganés won 2-1."
    assert len(Report.of_text("won " * 100_000).text) == MOST_TEXT


@pytest.mark.parametrize("day", ["1 January 0001", "31 December 9999", "9999-12-31"])
def test_days_without_football_are_no_days(day: str) -> None:
    report = Report.of_text(f"{day}\nLeganés won 2-1 on Wednesday, their second at the weekend.")
    assert report.published is None


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("By A. Writer at the King Power, Monday 22 September 2014\nTown won.", dt.date(2014, 9, 22)),
        ("Bilbao, 31 May 2015. Athletic lost the final.", dt.date(2015, 5, 31)),
        ("LONDON (Wire) _ May 11, 1996 _ Town won.", dt.date(1996, 5, 11)),
        ("30/05/2015 - Camp Nou\nTown won.", dt.date(2015, 5, 30)),
        ("05/10/2015\nTown won.", None),
        ("Town win again\nMay 3, 2008, Hull (AFP) - Town won.", dt.date(2008, 5, 3)),
        ("HULL, (Wire - 3rd May, 2008) Town won.", dt.date(2008, 5, 3)),
        ("Staff Reporter Published May 3, 2008 | 04:40 PM\nTown won.", dt.date(2008, 5, 3)),
        ("Page last updated at 16:57 GMT, Saturday, 3 May 2008\nTown win.", dt.date(2008, 5, 3)),
        ("Town win\nMay 3, 2008|From Tribune News Services\nTown won.", dt.date(2008, 5, 3)),
        ("www.news.example 2008-05-03 22:15:00\nTown won.", dt.date(2008, 5, 3)),
    ],
)  # fmt: skip
def test_days_in_headings(heading: str, day: dt.date | None) -> None:
    assert Report.of_text(heading).published == day


def test_a_page_has_broken_its_lines() -> None:
    text = (
        "* Town win 5-1\n(Updates with late match)\nHULL, May 3 Town put two draws behind them and\n"
        "took their lead over Rovers back to six points by\nthrashing Albion 5-1.\nIt had been a long week for A. N.\n"
        "Other's men.\nRovers 1-0 United\nCity 2-2 County\n"
    )
    report = Report.of_text(text)
    told = [" ".join(text[s.start : s.end].split()) for s in report.sentences]
    assert told == [
        "* Town win 5-1",
        "Town put two draws behind them and took their lead over Rovers back to six points by thrashing Albion 5-1.",
        "It had been a long week for A. N.",
        "Other's men.",
        "Rovers 1-0 United",
        "City 2-2 County",
    ]


def test_a_report_printed_again_is_of_the_day_that_it_tells_of() -> None:
    text = "date 2020-12-11 On this day in 2012 Arsenal lost on penalties at Bradford."
    assert Report.of_text(text).published == dt.date(2012, 12, 11)
    leap = "date 2020-02-29 On this day in 2019 Arsenal lost on penalties at Bradford."
    assert Report.of_text(leap).published == dt.date(2020, 2, 29)
