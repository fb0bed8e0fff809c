"""Fetching from a site that misbehaves: a whole file or none, and a message that says why."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import zlib
from pathlib import Path

import httpx
import pytest

from matchdesk.errors import FetchError
from matchdesk.fetch import Limits, fetch
from matchdesk.fetch.transfer import sent_on
from tests.fetch.conftest import QUICK, Desk
from tests.fetch.site import CSV, TEXT, Answer, Site, Talk, file, head, status

OTHER = CSV + b"XX,02/09/17,Mills,Rovers,0,0,D\n"
PAGE = b"<!DOCTYPE html><html><body>Not here any more</body></html>"


def refused(desk: Desk, code: str, told: str, **call: object) -> FetchError:
    """The error of a fetch; nothing new is visible in the cache, and nothing is left over."""
    before = desk.visible()
    with pytest.raises(FetchError, match=told) as caught:
        desk.fetch(**call)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert desk.visible() == before
    assert desk.left() == []
    return caught.value


# Fetched, unchanged, changed, offline


def test_a_file_is_fetched(site: Site, desk: Desk) -> None:
    site.answers = [file(etag='"one"', last_modified="Fri, 01 Sep 2017 20:00:00 GMT")]
    found = desk.fetch()
    assert found.path == desk.cache / "lists" / "XX_1718.csv"
    assert found.path.read_bytes() == CSV
    assert found.to_dict() == {
        "path": str(found.path), "source": "lists", "competition": "xx.1", "season": "2017-18",
        "address": f"{site.base}1718/XX.csv", "fresh": True, "etag": '"one"',
        "last_modified": "Fri, 01 Sep 2017 20:00:00 GMT",
        "sha256": hashlib.sha256(CSV).hexdigest(), "size": len(CSV), "notice": "Terms of lists.",
    }  # fmt: skip
    assert [talk.path for talk in site.asked] == ["/1718/XX.csv"]
    assert "if-none-match" not in site.asked[0].headers
    assert (desk.visible(), desk.left(), desk.waited) == (["XX_1718.csv"], [], [])
    steps = [(step.step, step.received, step.expected) for step in desk.told]
    assert steps[0] == ("asking", 0, None)
    assert steps[-1] == ("receiving", len(CSV), len(CSV))


def test_an_unchanged_file_is_not_fetched_again(site: Site, desk: Desk) -> None:
    day = "Fri, 01 Sep 2017 20:00:00 GMT"
    site.answers = [file(etag='"one"', last_modified=day), status("304 Not Modified")]
    first = desk.fetch()
    again = desk.fetch(competition="xx.1", season="2017-18")
    assert site.asked[1].headers["if-none-match"] == '"one"'
    assert site.asked[1].headers["if-modified-since"] == day
    assert (first.fresh, again.fresh) == (True, False)
    assert (again.path, again.sha256, again.etag) == (first.path, first.sha256, '"one"')
    assert desk.left() == []


def test_a_changed_file_takes_the_place_of_the_old(site: Site, desk: Desk) -> None:
    site.answers = [file(etag='"one"'), file(OTHER, etag='"two"'), status("304 Not Modified")]
    desk.fetch()
    second = desk.fetch()
    assert (second.fresh, second.path.read_bytes()) == (True, OTHER)
    assert desk.fetch().etag == '"two"'
    assert site.asked[2].headers["if-none-match"] == '"two"'


def test_offline_asks_only_the_cache(site: Site, desk: Desk) -> None:
    error = refused(desk, "fetch-not-cached", "No copy of .*/1718/XX.csv", offline=True)
    assert "without --offline" in error.message
    site.answers = [file(etag='"one"')]
    desk.fetch()
    found = desk.fetch(offline=True)
    assert (found.fresh, found.etag, found.path.read_bytes()) == (False, '"one"', CSV)
    assert len(site.asked) == 1


def test_a_copy_that_was_changed_is_not_taken_for_the_file(site: Site, desk: Desk) -> None:
    site.answers = [file(etag='"one"')]
    found = desk.fetch()
    found.path.write_bytes(CSV[:40])
    refused(desk, "fetch-damaged", "is not the file that was fetched", offline=True)
    assert desk.fetch().path.read_bytes() == CSV
    assert "if-none-match" not in site.asked[1].headers


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"address": 1}', "nonsense"])
def test_a_broken_record_is_no_record(site: Site, desk: Desk, record: str) -> None:
    site.answers = [file(etag='"one"')]
    folder = desk.fetch().path.parent
    for note in folder.glob(".*.json"):
        note.write_text(record, encoding="utf-8")
    refused(desk, "fetch-damaged", "not the file that was fetched", offline=True)
    assert desk.fetch().fresh
    assert desk.fetch(offline=True).etag == '"one"'


def test_a_copy_from_another_address_is_not_taken(site: Site, desk: Desk, tmp_path: Path) -> None:
    site.answers = [file(etag='"one"')]
    desk.fetch()
    elsewhere = site.sources(base=f"{site.base}mirror/")
    with pytest.raises(FetchError, match=r"mirror/1718/XX\.csv") as caught:
        fetch("lists", "XX", "1718", cache=desk.cache, sources=elsewhere, offline=True)
    assert caught.value.code == "fetch-damaged"


# Answers without a file


def test_a_missing_file_names_the_nearest_seasons(site: Site, desk: Desk) -> None:
    site.answers = [status("404 Not Found")]
    error = refused(desk, "fetch-missing", "no such file", season="2018-19")
    assert error.near == ("2017-18", "2019-20", "2016-17")
    assert f"{site.base}1819/XX.csv" in error.message
    assert "xx.1 (XX) for 2012-13 to 2017-18, 2019-20 to 2024-25" in error.message
    assert len(site.asked) == 1


def test_a_copy_held_stays_when_the_file_is_gone(site: Site, desk: Desk) -> None:
    site.answers = [file(), status("410 Gone")]
    desk.fetch()
    refused(desk, "fetch-missing", "no such file")
    assert desk.fetch(offline=True).path.read_bytes() == CSV


@pytest.mark.parametrize("line", ["403 Forbidden", "401 Unauthorized", "204 No Content", "300 X"])
def test_other_answers_are_refused_at_once(site: Site, desk: Desk, line: str) -> None:
    site.answers = [status(line)]
    refused(desk, "fetch-refused", f"it answered {line}")
    assert (len(site.asked), desk.waited) == (1, [])


def test_unchanged_is_no_answer_where_nothing_is_held(site: Site, desk: Desk) -> None:
    site.answers = [status("304 Not Modified")]
    refused(desk, "fetch-refused", "304")


# Trying again


def test_a_busy_site_is_asked_again_on_a_fixed_schedule(site: Site, desk: Desk) -> None:
    site.answers = [status("500 Internal Server Error"), status("503 Busy"), file()]
    assert desk.fetch().path.read_bytes() == CSV
    assert desk.waited == [1.0, 2.0]
    waits = [step for step in desk.told if step.step == "waiting"]
    assert [step.reason for step in waits] == [
        "it answered 500 Internal Server Error",
        "it answered 503 Busy",
    ]


def test_a_site_that_stays_busy_is_given_up(site: Site, desk: Desk) -> None:
    site.answers = [status("503 Busy")]
    error = refused(desk, "fetch-busy", r"it answered 503 Busy \(asked 3 times\)")
    assert (len(site.asked), desk.waited) == (3, [1.0, 2.0])
    assert "--offline" not in error.message


def test_a_held_copy_is_offered_when_the_site_is_busy(site: Site, desk: Desk) -> None:
    site.answers = [file(), status("503 Busy")]
    desk.fetch()
    error = refused(desk, "fetch-busy", "503")
    assert "--offline takes it" in error.message


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "0"}, 0.0),
        ({"retry_after": "86400"}, 30.0),
        ({"retry_after": "soon"}, 1.0),
        ({"retry_after": "-5"}, 1.0),
        (
            {
                "date": "Fri, 01 Sep 2017 20:00:00 GMT",
                "retry_after": "Fri, 01 Sep 2017 20:00:09 GMT",
            },
            9.0,
        ),
        ({"retry_after": "Fri, 01 Sep 2017 20:00:09 GMT"}, 1.0),
    ],
)
def test_what_a_site_asks_to_wait_is_kept_up_to_a_limit(
    site: Site, desk: Desk, headers: dict[str, str], waited: float
) -> None:
    site.answers = [status("429 Too Many Requests", **headers), file()]
    patient = Limits(waits=(1.0,), longest_wait=30.0, total=60.0)
    assert desk.fetch(limits=patient).fresh
    assert desk.waited == [waited]


def test_no_wait_goes_beyond_the_time_allowed(site: Site, desk: Desk) -> None:
    site.answers = [status("429 Too Many Requests", retry_after=20), file()]
    error = refused(desk, "fetch-busy", r"\(asked once\)")
    assert "It asks to wait 20 s" in error.message
    assert desk.waited == []


def test_no_connection(site: Site, desk: Desk, unused_port: int) -> None:
    site.base = f"http://127.0.0.1:{unused_port}/"
    refused(desk, "fetch-unreachable", r"no connection .*\(asked 3 times\)")
    assert desk.waited == [1.0, 2.0]


@pytest.mark.parametrize("proxy", ["nonsense://x", "http://127.0.0.1:nine"])
def test_settings_of_the_network_that_cannot_be_used(
    site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy)
    refused(desk, "fetch-unreachable", "settings for the network cannot be used")
    assert site.asked == []


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


# Cut off, lied about, too slow, too large


def cut(talk: Talk) -> None:
    talk.send(head(content_length=len(CSV)) + CSV[:30])


def cut_in_chunks(talk: Talk) -> None:
    talk.send(head(transfer_encoding="chunked") + b"1e\r\n" + CSV[:30] + b"\r\n")


def cut_in_head(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Le")


def nonsense(talk: Talk) -> None:
    talk.send(b"GOAL! 1-0\r\n\r\n")


def silence(talk: Talk) -> None:
    """The connection is closed without a word."""


def bad_length(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + CSV)


def more_at_once(talk: Talk) -> None:
    talk.send(head(content_length=40) + CSV)


def more_later(talk: Talk) -> None:
    talk.send(head(content_length=40) + CSV[:40], CSV[40:], pause=0.02)


def more_after_early_hints(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + head(content_length=40) + CSV)


def packed_and_cut(talk: Talk) -> None:
    """As long as it says, but what was packed has no end."""
    packed = gzip.compress(CSV, mtime=0)[:-9]
    talk.send(head(content_length=len(packed), content_encoding="gzip") + packed)


def packed_wrongly(talk: Talk) -> None:
    talk.send(head(content_length=len(CSV), content_encoding="gzip") + CSV)


UNWHOLE: list[Answer] = [
    cut, cut_in_chunks, cut_in_head, nonsense, silence, bad_length, more_at_once, more_later,
    more_after_early_hints, packed_and_cut, packed_wrongly,
]  # fmt: skip


@pytest.mark.parametrize("unwhole", UNWHOLE, ids=lambda answer: answer.__name__)
def test_what_is_not_whole_is_asked_for_again(site: Site, desk: Desk, unwhole: Answer) -> None:
    site.answers = [unwhole, file()]
    assert desk.fetch().path.read_bytes() == CSV
    assert (desk.waited, desk.left()) == ([1.0], [])


@pytest.mark.parametrize("unwhole", UNWHOLE, ids=lambda answer: answer.__name__)
def test_what_is_never_whole_is_not_kept(site: Site, desk: Desk, unwhole: Answer) -> None:
    site.answers = [file(), unwhole]
    desk.fetch()
    refused(desk, "fetch-cut-off", r"\(asked 3 times\)")
    assert desk.fetch(offline=True).path.read_bytes() == CSV


def test_silence_is_waited_for_and_tried_again(site: Site, desk: Desk) -> None:
    site.answers = [lambda talk: talk.stall(), file()]
    assert desk.fetch(limits=Limits(read=0.5, waits=(1.0,), total=15.0)).fresh
    assert [s.reason for s in desk.told if s.step == "waiting"] == ["nothing more came for 0.5 s"]


def test_a_site_that_stalls_in_the_middle_is_given_up(site: Site, desk: Desk) -> None:
    def stalls(talk: Talk) -> None:
        talk.send(head(content_length=len(CSV)) + CSV[:30])
        talk.stall()

    site.answers = [stalls]
    limits = Limits(read=0.1, waits=(1.0,), total=10.0)
    refused(desk, "fetch-timeout", r"nothing more came for 0.1 s \(asked 2 times\)", limits=limits)


def drip_body(talk: Talk) -> None:
    talk.send(head(content_length=len(CSV)), *(bytes([one]) for one in CSV), pause=0.04)


def drip_head(talk: Talk) -> None:
    whole = head(content_length=len(CSV), x_long="x" * 500)
    talk.send(*(bytes([one]) for one in whole), pause=0.04)


@pytest.mark.parametrize("drip", [drip_body, drip_head], ids=lambda answer: answer.__name__)
def test_a_drip_does_not_hold_us_for_ever(site: Site, desk: Desk, drip: Answer) -> None:
    site.answers = [drip]
    limits = Limits(read=5.0, total=0.4, waits=())
    refused(desk, "fetch-timeout", "not done within 0.4 s", limits=limits)
    assert desk.waited == []


def test_a_file_said_to_be_too_large_is_not_begun(site: Site, desk: Desk) -> None:
    site.answers = [lambda talk: talk.send(head(content_length=10**12), CSV)]
    refused(desk, "fetch-too-large", "it says 1000000000000 bytes; expected 100000 at most")
    assert len(site.asked) == 1


def test_a_file_without_end_is_stopped(site: Site, desk: Desk) -> None:
    site.answers = [lambda talk: talk.send(head(), *[CSV * 100] * 40)]
    refused(desk, "fetch-too-large", "expected 100000 at most")


def test_a_small_file_that_unpacks_without_end_is_stopped(site: Site, desk: Desk) -> None:
    packed = gzip.compress(b"x" * 5_000_000, mtime=0)
    assert len(packed) < QUICK.size
    site.answers = [file(packed, content_encoding="gzip")]
    refused(desk, "fetch-too-large", "more than 100000 bytes once unpacked")


# Ways to send a whole file


def two_pieces() -> bytes:
    return gzip.compress(CSV[:50], mtime=0) + gzip.compress(CSV[50:], mtime=0)


@pytest.mark.parametrize(
    "answer",
    [
        file(gzip.compress(CSV, mtime=0), content_encoding="gzip"),
        file(two_pieces(), content_encoding="gzip"),
        lambda talk: talk.send(head() + CSV),
        lambda talk: talk.send(
            head(transfer_encoding="chunked"), b"1e\r\n", CSV[:30] + b"\r\n",
            f"{len(CSV) - 30:x}\r\n".encode() + CSV[30:] + b"\r\n0\r\n\r\n", pause=0.01,
        ),
        lambda talk: talk.send(b"HTTP/1.1 103 Early Hints\r\n\r\n" + head(content_length=len(CSV)) + CSV),
        lambda talk: talk.send(head(content_length=len(CSV)), *(bytes([b]) for b in CSV)),
    ],
    ids=["gzip", "gzip in pieces", "until the end", "chunks", "early hints", "byte by byte"],
)  # fmt: skip
def test_a_whole_file_however_it_is_sent(site: Site, desk: Desk, answer: Answer) -> None:
    site.answers = [answer]
    found = desk.fetch()
    assert found.path.read_bytes() == CSV
    assert (found.sha256, found.size) == (hashlib.sha256(CSV).hexdigest(), len(CSV))


def test_packed_as_was_not_asked(site: Site, desk: Desk) -> None:
    site.answers = [file(zlib.compress(CSV), content_encoding="br")]
    refused(desk, "fetch-refused", "packed as 'br'; expected gzip or plain")


# Sent on


def test_sent_on_to_another_address(site: Site, desk: Desk) -> None:
    site.answers = [
        status("301 Moved Permanently", location="/moved"),
        status("302 Found", location=f"{site.base}again"),
        file(),
    ]
    found = desk.fetch()
    assert [talk.path for talk in site.asked] == ["/1718/XX.csv", "/moved", "/again"]
    assert found.address == f"{site.base}1718/XX.csv"
    assert found.path.read_bytes() == CSV


def test_sent_in_circles(site: Site, desk: Desk) -> None:
    site.answers = [status("302 Found", location="/round")]
    refused(desk, "fetch-redirect", "sent on more than 5 times")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "location",
    ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://user:word@127.0.0.1/"],
)
def test_sent_on_to_what_cannot_be_used(site: Site, desk: Desk, location: str) -> None:
    site.answers = [status("302 Found", location=location)]
    refused(desk, "fetch-redirect", "expected an https address")


def test_an_encrypted_connection_is_never_left() -> None:
    safe = httpx.URL("https://results.example/a/b.csv")
    assert str(sent_on(safe, "../c.csv")) == "https://results.example/c.csv"
    assert str(sent_on(safe, "https://other.example/")) == "https://other.example/"
    with pytest.raises(ValueError, match=r"http://results\.example/c\.csv, which is not encrypted"):
        sent_on(safe, "http://results.example/c.csv")
    assert (
        str(sent_on(httpx.URL("http://a.example/"), "https://b.example/")) == "https://b.example/"
    )


# What arrived is no file of results


@pytest.mark.parametrize(
    ("source", "body", "told"),
    [
        ("lists", PAGE, "a web page that begins '<!DOCTYPE html>"),
        ("lists", b"\xef\xbb\xbf\n  <html>", "a web page"),
        ("lists", b"", "an empty file"),
        ("lists", b" \r\n\r\n", "an empty file"),
        ("lists", b"PK\x03\x04\0\0binary,,,", "a file that is no text"),
        ("lists", b"Service temporarily unavailable\n", "a text that begins 'Service temp"),
        ("lists", b'{"error": "no"}\n', "a text that begins"),
        ("cups", PAGE, "a web page"),
        ("cups", b'{"message": "Not Found"}', "JSON that begins"),
        ("tree", PAGE, "a web page"),
        ("tree", b'{"matches": [{"round": 1', "JSON that cannot be read"),
        ("tree", b"Matchday 1\n", "JSON that cannot be read"),
    ],
)
def test_what_is_no_file_of_results_is_not_kept(
    site: Site, desk: Desk, source: str, body: bytes, told: str
) -> None:
    site.answers = [file(body, content_type="text/csv")]
    competition = "cup" if source == "cups" else "xx.1"
    refused(desk, "fetch-not-data", told, source=source, competition=competition, season="2017-18")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("lists", b"\xef\xbb\xbf" + CSV),
        ("lists", CSV.replace(b",", b";")),
        ("cups", TEXT),
        ("cups", "= Première Division 2017/18\n".encode("latin-1")),
        ("tree", b'{"name": "Norland League 2017/18", "matches": []}'),
    ],
)
def test_files_of_each_kind_are_kept_as_they_are(
    site: Site, desk: Desk, source: str, body: bytes
) -> None:
    site.answers = [file(body, content_type="text/html")]
    competition = "cup" if source == "cups" else "xx.1"
    assert desk.fetch(source, competition, "2017-18").path.read_bytes() == body


# The cache itself

PROGRAM = """
import sys, time
from matchdesk.fetch import Limits, fetch
found = fetch("lists", "XX", "1718", cache=sys.argv[1], sources=sys.argv[2], limits=Limits(read=15))
print(found.fresh, found.sha256, found.path.read_bytes().count(b"Rovers"))
"""


def process(desk: Desk, sources: Path) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", PROGRAM, str(desk.cache), str(sources)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env={**os.environ})


def test_two_processes_at_once_and_one_killed(site: Site, desk: Desk, tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text(site.toml(), encoding="utf-8")
    body = CSV + b"XX,02/09/17,Rovers,Mills,0,0,D\n" * 500

    def slowly(talk: Talk) -> None:
        parts = [body[at : at + 1000] for at in range(0, len(body), 1000)]
        talk.send(head(content_length=len(body)), *parts, pause=0.01)

    def half(talk: Talk) -> None:
        talk.send(head(content_length=len(body)) + body[:9000])
        killed.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        killed.wait(20)

    site.answers = [half]
    killed = process(desk, sources)
    killed.communicate(timeout=20)
    assert desk.visible() == []

    site.answers = [slowly]
    both = [process(desk, sources), process(desk, sources)]
    said = {one.communicate(timeout=20)[0] for one in both}
    assert said == {f"True {hashlib.sha256(body).hexdigest()} 501\n"}
    assert desk.visible() == ["XX_1718.csv"]
    assert desk.fetch(offline=True).size == len(body)


def test_what_killed_downloads_left_is_swept_up_after_a_day(site: Site, desk: Desk) -> None:
    site.answers = [file(etag='"one"'), file(OTHER)]
    folder = desk.fetch().path.parent
    for name, age in ((".XX_1718.csv.aa.part", 90_000), (".XX_1718.csv.bb.part", 60)):
        left = folder / name
        left.write_bytes(CSV[:9])
        when = left.stat().st_mtime - age
        os.utime(left, (when, when))
    desk.fetch()
    assert desk.left() == [".XX_1718.csv.bb.part"]


def test_a_cache_that_cannot_be_written(site: Site, desk: Desk, tmp_path: Path) -> None:
    site.answers = [file()]
    desk.cache = tmp_path / "file"
    desk.cache.write_bytes(b"")
    refused(desk, "fetch-cache", r"cannot be written .*--cache")
    assert site.asked == []


def test_a_full_disk(site: Site, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers = [file(), file(OTHER)]
    desk.fetch()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("matchdesk.fetch.cache.os.fsync", full)
        refused(desk, "fetch-cache", "No space left on device")
    assert desk.fetch(offline=True).path.read_bytes() == CSV


def test_the_record_says_where_a_file_came_from(site: Site, desk: Desk) -> None:
    day = "Fri, 01 Sep 2017 21:00:00 GMT"
    site.answers = [file(etag='"one"', date=day)]
    found = desk.fetch()
    (note,) = found.path.parent.glob(".*.json")
    assert re.fullmatch(rf"\.XX_1718\.csv\.{found.sha256[:16]}\.json", note.name)
    assert json.loads(note.read_text(encoding="utf-8")) == {
        "address": found.address, "sha256": found.sha256, "size": len(CSV), "etag": '"one"',
        "last_modified": "", "date": day,
    }  # fmt: skip


def test_where_the_cache_lies(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from matchdesk.fetch import cache_folder

    monkeypatch.setenv("MATCHDESK_CACHE", str(tmp_path / "named"))
    site.answers = [file()]
    found = fetch("lists", "XX", "1718", sources=site.sources())
    assert found.path == tmp_path / "named" / "lists" / "XX_1718.csv"
    assert cache_folder(tmp_path) == tmp_path
    monkeypatch.delenv("MATCHDESK_CACHE")
    assert cache_folder().name == "matchdesk"
