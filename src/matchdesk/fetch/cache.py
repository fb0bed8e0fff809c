"""Files fetched earlier, in a folder: each either whole, with its record, or not there.

``<cache>/<source>/<file>`` is the file; beside it ``.<file>.<first digits of its hash>.json`` is its
record: where it came from, the marks by which the source says whether it has changed, its hash. The
record is written before the file takes its place, and names the file by its hash, so whatever is cut
off in between, and whoever else writes the same file, the file that stands there has its record. A
file without one is not the file that was fetched.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import BinaryIO

from matchdesk.errors import FetchError

VARIABLE = "MATCHDESK_CACHE"
"""Environment variable that names another cache folder."""

# Seconds by the file system's own clock; what is left of a download that was killed is older.
_STALE = 24 * 3600
_MARK = 16


def cache_folder(given: Path | str | None = None) -> Path:
    """The cache: the folder given, else that of ``MATCHDESK_CACHE``, else the platform's."""
    named = given or os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("matchdesk", appauthor=False)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a file that was fetched.

    Attributes:
        address: where it was asked for.
        sha256: hash of its bytes, as they lie in the cache.
        size: bytes.
        etag: the source's mark of this state, "" if it gave none.
        last_modified: when the source says it last changed it, as written, "" if it did not.
        date: when the source answered, by its own clock, as written; "" if it did not say.
    """

    address: str
    sha256: str
    size: int
    etag: str = ""
    last_modified: str = ""
    date: str = ""


class Part:
    """A file as it arrives: bytes on disk under a hidden name, their number and their hash."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.size = 0
        self._file = file
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Hash of what has arrived."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Take the next bytes.

        Raises:
            FetchError: ``fetch-cache``: the disk is full, ….
        """
        with _told(self.path.parent):
            self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def rewind(self) -> None:
        """Begin again with nothing."""
        with _told(self.path.parent):
            self._file.seek(0)
            self._file.truncate()
        self._hash = hashlib.sha256()
        self.size = 0

    def flush(self) -> None:
        """Let others see what has arrived."""
        with _told(self.path.parent):
            self._file.flush()

    def close(self) -> None:
        """All has arrived: see that it is on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


class Shelf:
    """One file's place in the cache."""

    def __init__(self, cache: Path, source: str, file: str) -> None:
        self.folder = cache / source
        self.path = self.folder / file

    def held(self, address: str) -> Record | None:
        """The record of the copy that is held; None if none is, or from elsewhere, or damaged."""
        try:
            sha256 = _hash_of(self.path)
            written = self._record(sha256).read_text(encoding="utf-8")
            given = json.loads(written)
            record = Record(**{one.name: given[one.name] for one in fields(Record)})
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = record.sha256 == sha256 and all(
            isinstance(getattr(record, one.name), int if one.name == "size" else str)
            for one in fields(Record)
        )
        return record if whole and record.address == address else None

    @contextlib.contextmanager
    def part(self) -> Iterator[Part]:
        """A hidden file to fetch into; gone at the end unless :meth:`keep` took it.

        Raises:
            FetchError: ``fetch-cache``: the folder cannot be written.
        """
        path = self.folder / f".{self.path.name}.{secrets.token_hex(8)}.part"
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = path.open("xb")
        try:
            with file:
                yield Part(path, file)
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def keep(self, part: Part, record: Record) -> None:
        """Put a whole file in its place, on disk for good; what stood there is replaced at once.

        Raises:
            FetchError: ``fetch-cache``.
        """
        with _told(self.folder):
            part.close()
            note = self._record(record.sha256)
            beside = note.with_name(f"{note.name}.{secrets.token_hex(8)}.part")
            try:
                with beside.open("x", encoding="utf-8") as written:
                    json.dump(asdict(record), written, indent=1)
                    written.flush()
                    os.fsync(written.fileno())
                beside.replace(note)
            finally:
                beside.unlink(missing_ok=True)
            part.path.replace(self.path)
            _settle(self.folder)
        self._sweep(note)

    def _record(self, sha256: str) -> Path:
        return self.folder / f".{self.path.name}.{sha256[:_MARK]}.json"

    def _sweep(self, note: Path) -> None:
        """Take away what killed downloads and earlier states left, if it is a day old."""
        with contextlib.suppress(OSError):
            now = note.stat().st_mtime
            for left in self.folder.iterdir():
                mine = left.name.startswith(f".{self.path.name}.") and left != note
                if mine and left.suffix in (".part", ".json"):
                    with contextlib.suppress(OSError):
                        if now - left.stat().st_mtime > _STALE:
                            left.unlink()


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FetchError(
            f"The cache folder {folder} cannot be written ({error.strerror or error}). Nothing was "
            f"kept. Make room, or name another folder with --cache or {VARIABLE}.",
            code="fetch-cache",
        ) from error
