"""One file over HTTP: redirects, timeouts, repeated tries, and no byte more or less than was said.

The timeouts are for one wait each (to connect, for the next bytes) and for everything together. Tries
follow a fixed schedule; a source that says how long to wait (Retry-After) is obeyed up to a limit.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Literal

import httpcore
import httpx

from matchdesk.errors import FetchError
from matchdesk.fetch.cache import Part, Record

# Answers after which asking again may help.
AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
GONE = frozenset((404, 410))

# Seconds to see whether more comes than was said.
_AFTERWARDS = 0.1
# Seconds by which a wait that ends at the last moment may end before it.
_CLOSE = 0.01
_HEADERS_END = b"\r\n\r\n"
_LONGEST_HEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often a source is asked, and how much is taken.

    Attributes:
        connect: seconds to reach the source.
        read: seconds until the next bytes.
        total: seconds for everything together, waits between tries included.
        waits: seconds before each further try; their number is that of the further tries.
        longest_wait: most seconds that a source may ask for before the next try.
        redirects: most addresses that the source may send on to.
        size: most bytes of a file.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 180.0
    waits: tuple[float, ...] = (1.0, 3.0, 9.0)
    longest_wait: float = 60.0
    redirects: int = 5
    size: int = 32 * 1024 * 1024


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is, for whoever shows it.

    Attributes:
        step: ``asking`` the source, ``receiving`` bytes, ``waiting`` before the next try.
        address: what is asked for.
        received: bytes so far, as they come over the line.
        expected: bytes in all, None where the source does not say.
        wait: seconds, while waiting.
        reason: why it waits.
    """

    step: Literal["asking", "receiving", "waiting"]
    address: str
    received: int = 0
    expected: int | None = None
    wait: float = 0.0
    reason: str = ""


Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the source answered; ``changed`` is False where the copy held is still the file."""

    changed: bool
    etag: str = ""
    last_modified: str = ""
    date: str = ""


class _Again(Exception):
    """A try that failed in a way that another may mend."""

    def __init__(self, code: str, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.wait = wait


def transfer(
    address: str,
    part: Part,
    held: Record | None,
    *,
    limits: Limits,
    sleep: Callable[[float], None],
    told: Told,
) -> Answer:
    """Fetch one file into ``part``; on return it holds all of it, or nothing if unchanged.

    Raises:
        FetchError: after the last try; ``fetch-missing`` for an address where nothing is.
    """
    deadline = time.monotonic() + limits.total
    headers = _headers(held)
    tries = 0
    with _client(limits) as client:
        while True:
            tries += 1
            part.rewind()
            told(Progress("asking", address))
            try:
                return _Try(client, address, headers, part, limits, deadline, told).run()
            except _Again as again:
                wait = limits.waits[tries - 1] if tries <= len(limits.waits) else None
                if wait is not None and again.wait is not None:
                    wait = min(again.wait, limits.longest_wait)
                if wait is None or time.monotonic() + wait >= deadline:
                    raise _given_up(address, again, tries) from again
                told(Progress("waiting", address, wait=wait, reason=again.reason))
                sleep(wait)


def _client(limits: Limits) -> httpx.Client:
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    try:
        return httpx.Client(timeout=timeout, follow_redirects=False)
    except (httpx.InvalidURL, ImportError, OSError, ValueError) as error:
        # What the environment says about proxies and certificates is read here.
        raise FetchError(
            f"The settings for the network cannot be used ({error}). Nothing was fetched. Check the "
            "proxies and certificates that your environment names.",
            code="fetch-unreachable",
        ) from error


def _headers(held: Record | None) -> dict[str, str]:
    headers = {
        "user-agent": "matchdesk",
        "accept": "text/csv, text/plain, application/json;q=0.9, */*;q=0.5",
        "accept-encoding": "gzip",
        # One file is all that is wanted, and the end of the connection shows that no more came.
        "connection": "close",
    }
    if held is not None and held.etag:
        headers["if-none-match"] = held.etag
    if held is not None and held.last_modified:
        headers["if-modified-since"] = held.last_modified
    return headers


def _given_up(address: str, again: _Again, tries: int) -> FetchError:
    often = "once" if tries == 1 else f"{tries} times"
    asked = f" It asks to wait {again.wait:g} s." if again.wait else ""
    return FetchError(
        f"{address}: {again.reason} (asked {often}).{asked} Nothing was kept. Try again later.",
        code=again.code,
    )


class _Try:
    """One try: a request, where it is sent on to, and the bytes that come."""

    def __init__(
        self,
        client: httpx.Client,
        address: str,
        headers: Mapping[str, str],
        part: Part,
        limits: Limits,
        deadline: float,
        told: Told,
    ) -> None:
        self.client = client
        self.address = address
        self.headers = headers
        self.part = part
        self.limits = limits
        self.line = _Line(deadline)
        self.told = told

    def run(self) -> Answer:
        try:
            return self._follow()
        except httpx.TimeoutException as error:
            raise self._too_slow(error) from error
        except httpx.ConnectError as error:
            raise _Again("fetch-unreachable", f"no connection ({error})") from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
            raise _Again("fetch-cut-off", f"the answer broke off ({error})") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(
                f"{self.address}: cannot be asked ({error}). Nothing was fetched. Check the address "
                "and the settings of your proxy.",
                code="fetch-unreachable",
            ) from error

    def _too_slow(self, error: httpx.TimeoutException) -> Exception:
        if self.line.late:
            return FetchError(
                f"{self.address}: not done within {self.limits.total:g} s; {self.part.size} bytes had "
                "arrived. Nothing was kept. Try again later.",
                code="fetch-timeout",
            )
        if isinstance(error, httpx.ConnectTimeout):
            reason = f"no connection within {self.limits.connect:g} s"
        else:
            reason = f"nothing more came for {self.limits.read:g} s"
        return _Again("fetch-timeout", reason)

    def _follow(self) -> Answer:
        url = httpx.URL(self.address)
        for _ in range(self.limits.redirects + 1):
            request = self.client.build_request(
                "GET", url, headers=self.headers, extensions={"trace": self.line.trace}
            )
            response = self.client.send(request, stream=True)
            try:
                if not response.has_redirect_location:
                    return self._take(response)
                url = self._next(url, response)
            finally:
                response.close()
        raise FetchError(
            f"{self.address}: sent on more than {self.limits.redirects} times, last to {url}. "
            "Nothing was fetched. Open the address in a browser to see where it leads.",
            code="fetch-redirect",
        )

    def _next(self, url: httpx.URL, response: httpx.Response) -> httpx.URL:
        try:
            return sent_on(url, response.headers["location"])
        except ValueError as error:
            raise FetchError(
                f"{self.address}: sent on to {error}; expected an https address. Nothing was fetched.",
                code="fetch-redirect",
            ) from None

    def _take(self, response: httpx.Response) -> Answer:
        status = response.status_code
        if status in AGAIN:
            raise _Again("fetch-busy", f"it answered {_said(response)}", _retry_after(response))
        if status in GONE:
            raise FetchError(f"{self.address}: no such file ({status}).", code="fetch-missing")
        headers = response.headers
        answer = Answer(
            status != 304,
            headers.get("etag", ""),
            headers.get("last-modified", ""),
            headers.get("date", ""),
        )
        if status == 304 and {"if-none-match", "if-modified-since"} & set(self.headers):
            return answer
        if status != 200:
            raise FetchError(
                f"{self.address}: it answered {_said(response)}; expected the file. Nothing was "
                "fetched. Open the address in a browser to see what the source says.",
                code="fetch-refused",
            )
        self._body(response)
        return answer

    def _body(self, response: httpx.Response) -> None:
        expected = _declared(response)
        if expected is not None and expected > self.limits.size:
            raise self._too_large(f"it says {expected} bytes")
        unpack = self._unpacking(response)
        received = 0
        pieces = response.iter_raw()  # Held by name: let go of, it closes the connection.
        for data in pieces:
            received += len(data)
            if received > self.limits.size:
                raise self._too_large(f"{received} bytes and more")
            unpack.feed(data)
            self.told(Progress("receiving", self.address, received, expected))
            if self.line.late:
                raise httpx.ReadTimeout("total")
            if received == expected:
                break
        if expected is not None and self.line.more(response, expected):
            raise _Again("fetch-cut-off", f"it said {expected} bytes and sent more")
        unpack.end()
        self.part.flush()

    def _unpacking(self, response: httpx.Response) -> _Plain | _Gzip:
        coding = response.headers.get("content-encoding", "identity").strip().casefold()
        if coding in ("", "identity"):
            return _Plain(self.part)
        if coding in ("gzip", "x-gzip"):
            return _Gzip(self.part, self)
        raise FetchError(
            f"{self.address}: packed as {coding!r}; expected gzip or plain. Nothing was fetched.",
            code="fetch-refused",
        )

    def _too_large(self, found: str) -> FetchError:
        return FetchError(
            f"{self.address}: {found}; expected {self.limits.size} at most. Nothing was kept. "
            "No season of results is that large: open the address in a browser to see what it is.",
            code="fetch-too-large",
        )


def sent_on(url: httpx.URL, location: str) -> httpx.URL:
    """The address that an answer sends on to.

    Raises:
        ValueError: it cannot be used, or leads from an encrypted connection to an open one.
    """
    try:
        to = url.join(location)
    except httpx.InvalidURL:
        to = httpx.URL("")
    if to.scheme not in ("http", "https") or not to.host or to.userinfo:
        raise ValueError("an address that cannot be used")
    if url.scheme == "https" and to.scheme == "http":
        raise ValueError(f"{to}, which is not encrypted")
    return to


class _Plain:
    """Bytes as they are."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def feed(self, data: bytes) -> None:
        self.part.write(data)

    def end(self) -> None:
        """Nothing is left."""


class _Gzip:
    """Bytes packed with gzip; unpacked no further than the size allowed."""

    def __init__(self, part: Part, run: _Try) -> None:
        self.part = part
        self.run = run
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def feed(self, data: bytes) -> None:
        while data:
            left = self.run.limits.size - self.part.size
            try:
                plain = self._inflate.decompress(data, left + 1)
            except zlib.error as error:
                raise _Again("fetch-cut-off", f"it is packed wrongly ({error})") from error
            if len(plain) > left:
                raise self.run._too_large(f"more than {self.run.limits.size} bytes once unpacked")
            self.part.write(plain)
            data = self._inflate.unconsumed_tail
            if self._inflate.eof and self._inflate.unused_data:
                # A file may be packed in several pieces, one after another.
                data = self._inflate.unused_data
                self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def end(self) -> None:
        if not self._inflate.eof:
            raise _Again("fetch-cut-off", "the packed file has no end")


class _Line:
    """The connection: sees that its last moment is kept, and how much comes after the headers.

    The timeouts of the client begin again with every byte; a source that sends one now and then would
    hold it for ever. And the client never shows what came after the length that the source gave: a
    file would be cut there unseen.
    """

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._stream: Any = None
        self._head = b""
        self._received = 0

    @property
    def late(self) -> bool:
        """True once the last moment has passed."""
        return time.monotonic() >= self.deadline - _CLOSE

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by the client at each of its steps: takes hold of a connection once it is made."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._watch(info["return_value"])

    def _watch(self, stream: httpcore.NetworkStream) -> None:
        self._head, self._received = b"", 0
        read = stream.read

        def watched(max_bytes: int, timeout: float | None = None) -> bytes:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise httpcore.ReadTimeout("total")
            data = read(max_bytes, left if timeout is None else min(timeout, left))
            self._received += len(data)
            if len(self._head) < _LONGEST_HEAD:
                self._head += data
            return data

        setattr(stream, "read", watched)  # noqa: B010
        self._stream = stream

    def more(self, response: httpx.Response, expected: int) -> bool:
        """True if the source sent more bytes than the number that it gave."""
        begins = self._body_begins()
        if begins is None:
            return False
        if self._received - begins > expected:
            return True
        try:
            return bool(self._stream.read(1, _AFTERWARDS))
        except (httpcore.TimeoutException, httpcore.NetworkError):
            return False

    def _body_begins(self) -> int | None:
        """Where the body begins in what was received; None if that cannot be said."""
        begins = 0
        while True:
            status = self._head[begins : begins + 12].split(b" ")
            end = self._head.find(_HEADERS_END, begins)
            if end < 0 or len(status) < 2:
                return None
            begins = end + len(_HEADERS_END)
            if not status[1].startswith(b"1"):  # 100 Continue and its like come before the answer
                return begins


def _declared(response: httpx.Response) -> int | None:
    """Bytes that the source said would come."""
    if "transfer-encoding" in response.headers:
        return None
    written = response.headers.get("content-length", "")
    return int(written) if written.isascii() and written.isdigit() else None


def _said(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the source asks to wait; a moment is measured from its own clock."""
    written = response.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
        now = parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
