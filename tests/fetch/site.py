"""A site on 127.0.0.1 that answers as it is told, byte by byte."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from matchdesk.fetch import Sources, read_sources

CSV = b"Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR\nXX,01/09/17,Rovers,Harbour,2,1,H\n"
TEXT = b"= Norland League 2017/18\n\nMatchday 1\n[Fri Sep/1]\n  Rovers 2-1 Harbour\n"

Answer = Callable[["Talk"], None]


@dataclass(frozen=True)
class Talk:
    """One request, and the connection to answer it on."""

    path: str
    headers: dict[str, str]
    connection: socket.socket
    over: threading.Event

    def send(self, *parts: bytes, pause: float = 0.0) -> None:
        """Send parts one after another; stops when the other side, or the test, is gone."""
        with contextlib.suppress(OSError):
            for part in parts:
                self.connection.sendall(part)
                if pause and self.over.wait(pause):
                    return

    def stall(self) -> None:
        """Send nothing until the test is over."""
        self.over.wait(20)


@dataclass
class Site:
    """What was asked, and what to answer: one answer a request, the last of them ever after."""

    base: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[Talk] = field(default_factory=list)

    def sources(self, **changes: str) -> Sources:
        """Sources that publish here: ``cups`` as texts, ``lists`` as CSV, ``tree`` as JSON."""
        return read_sources(self.toml(**changes))

    def toml(self, **changes: str) -> str:
        """The same as a file."""
        given = {"base": self.base, **changes}
        head = "\n".join(f'{key} = "{value}"' for key, value in given.items())
        return "\n".join(
            f'[[source]]\nid = "{id}"\ntitle = "{id} of the test"\nkind = "{kind}"\n'
            f'licence = "free"\nnotice = "Terms of {id}."\n{head}\n'
            f'[[source.folder]]\npath = "{path}"\nfile = "{name}"\n'
            f'files = [{{ code = "{code}", competition = "{competition}", '
            'seasons = "2012-13..2017-18 2019-20..2024-25+" }]\n'
            for id, kind, path, name, code, competition in (
                ("lists", "csv", "{short}/{code}.csv", "{code}_{short}.csv", "XX", "xx.1"),
                ("cups", "text", "{season}/{code}.txt", "{code}_{season}.txt", "cup", "xx.cup"),
                ("tree", "json", "{season}/{code}.json", "{code}_{season}.json", "xx.1", "xx.1"),
            )
        )


def head(line: str = "200 OK", **headers: str | int) -> bytes:
    """The head of an answer; keys with ``_`` for ``-``."""
    lines = [f"{key.replace('_', '-')}: {value}" for key, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {line}", *lines, "", ""]).encode()


def file(body: bytes = CSV, **headers: str | int) -> Answer:
    """A whole file, honestly sent."""
    return lambda talk: talk.send(head("200 OK", content_length=len(body), **headers) + body)


def status(line: str, **headers: str | int) -> Answer:
    """A status without a file."""
    return lambda talk: talk.send(head(line, content_length=0, **headers))


@contextlib.contextmanager
def open_site() -> Iterator[Site]:
    """A site for one test, on a port of its own."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.02)
    site = Site(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    lock = threading.Lock()
    threads: list[threading.Thread] = []

    def answer(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            with contextlib.suppress(OSError):
                given = b""
                while b"\r\n\r\n" not in given:
                    more = connection.recv(65536)
                    if not more:
                        return
                    given += more
                first, *lines = given.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
                headers = {
                    key.casefold(): value.strip()
                    for key, _, value in (line.partition(":") for line in lines)
                }
                talk = Talk(first.split()[1], headers, connection, over)
                with lock:
                    site.asked.append(talk)
                    now = site.answers.pop(0) if len(site.answers) > 1 else site.answers[0]
                now(talk)

    def listen() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threads.append(threading.Thread(target=answer, args=(connection,)))
            threads[-1].start()

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        yield site
    finally:
        over.set()
        listening.join(10)
        for thread in threads:
            thread.join(10)
        listener.close()
