"""Files to import: folders, compressed files, archives and standard input, within bounds.

Nothing is ever unpacked onto the disk. What is compressed is read up to a bound, so that a small
file cannot become an endless one.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from matchdesk.errors import SourceError

MOST_BYTES = 256 * 2**20
"""The largest single file that is read, decompressed."""

MOST_BYTES_IN_ALL = 2 * 2**30
"""The most that one archive may hold, decompressed."""

MOST_RATIO = 300
"""A file that grows more than so many times when it is decompressed, and is large, is no results."""

_LARGE = 16 * 2**20
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_PACKED: dict[str, Callable[[IO[bytes]], io.BufferedIOBase]] = {
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".bz2": lambda raw: bz2.BZ2File(raw),
    ".xz": lambda raw: lzma.LZMAFile(raw),
}
_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class File:
    """One file to read.

    Attributes:
        name: as shown and kept: from the folder or archive that was named.
        data: its bytes, decompressed.
        named: True if the caller named this very file, so that it must be readable.
    """

    name: str
    data: bytes
    named: bool


def files(paths: Sequence[Path | str], told: Callable[[str], None]) -> Iterator[File]:
    """All files below the paths given, in a stable order.

    Args:
        paths: files, folders, archives (zip, tar and compressed tar), or "-" for standard input.
        told: gets one sentence for each file of a folder or archive that is passed over.

    Raises:
        SourceError: a path is missing, empty, truncated, or larger than the bounds.
    """
    for path in paths:
        if str(path) == "-":
            yield _standard_input()
            continue
        place = Path(path)
        if place.is_dir():
            yield from _folder(place, told)
        else:
            yield from _file(place, place.resolve().parent, told, named=True)


def _standard_input() -> File:
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_large("standard input")
    if not data.strip():
        raise SourceError(
            "Found nothing on standard input; expected results. Nothing was imported.",
            code="empty-file",
        )
    return File("standard input", data, True)


def _folder(folder: Path, told: Callable[[str], None]) -> Iterator[File]:
    top = folder.resolve()
    listed = sorted(
        place
        for place in top.rglob("*")
        if place.is_file()
        and not any(part.startswith(".") for part in place.relative_to(top).parts)
    )
    if not listed:
        raise SourceError(
            f"Found no file in the folder {folder}; expected result files. Nothing was "
            "imported. Name a folder or file that holds results.",
            code="empty-folder",
        )
    for place in listed:
        try:
            yield from _file(place, top, told, named=False)
        except SourceError as error:
            told(error.message)


def _file(path: Path, top: Path, told: Callable[[str], None], *, named: bool) -> Iterator[File]:
    try:
        size = path.stat().st_size
        raw = path.open("rb")
    except FileNotFoundError:
        raise SourceError(
            f"Found no file or folder {path}. Nothing was imported. Check the path.",
            code="missing-file",
        ) from None
    except OSError as error:
        raise SourceError(
            f"The file {path} may not be read ({error.strerror}). Nothing was imported.",
            code="unreadable-file",
        ) from error
    shown = PurePosixPath(top.name, path.resolve().relative_to(top)).as_posix()
    lower = path.name.lower()
    with raw:
        if lower.endswith(_TAR):
            yield from _tar(raw, shown, size, told)
        elif lower.endswith(".zip"):
            yield from _zip(raw, shown, told)
        else:
            packed = next((end for end in _PACKED if lower.endswith(end)), "")
            if packed:
                data = _unpacked(raw, packed, shown, size)
                shown = shown[: -len(packed)]
            else:
                data = raw.read(MOST_BYTES + 1)
                if len(data) > MOST_BYTES:
                    raise _too_large(shown)
            if not data.strip():
                raise SourceError(
                    f"Found the empty file {path}; expected results. Nothing of it was imported.",
                    code="empty-file",
                )
            yield File(shown, data, named)


def _unpacked(raw: IO[bytes], ending: str, shown: str, size: int) -> bytes:
    """The bytes of a compressed file, read in steps so that a bomb is found before it is large."""
    parts: list[bytes] = []
    total = 0
    try:
        with _PACKED[ending](raw) as stream:
            while part := stream.read(2**20):
                parts.append(part)
                total += len(part)
                _within(total, size, shown)
    except _BROKEN as error:
        raise SourceError(
            f"{shown} is damaged or cut short ({error}); nothing of it was imported. "
            "Get the file again.",
            code="damaged-archive",
        ) from error
    return b"".join(parts)


def _within(total: int, size: int, shown: str) -> None:
    if total > MOST_BYTES or (total > _LARGE and total > MOST_RATIO * max(size, 1)):
        raise _too_large(shown)


def _too_large(shown: str) -> SourceError:
    return SourceError(
        f"{shown} holds more than {MOST_BYTES // 2**20} MB, or grows more than {MOST_RATIO} times "
        "when it is decompressed; expected results. It was not read further, and nothing of it was "
        "imported. Split it if it is what you want.",
        code="too-large",
    )


def _tar(raw: IO[bytes], shown: str, size: int, told: Callable[[str], None]) -> Iterator[File]:
    total = 0
    try:
        with tarfile.open(fileobj=raw, mode="r|*") as archive:
            for member in archive:
                if not member.isfile():
                    if not member.isdir():
                        told(f"{shown}/{member.name}: a link or device; passed over.")
                    continue
                total += member.size
                if total > MOST_BYTES_IN_ALL:
                    raise _too_large(shown)
                _within(member.size, size, f"{shown}/{member.name}")
                stream = archive.extractfile(member)
                data = stream.read(member.size) if stream else b""
                yield from _member(shown, member.name, data, told)
    except _BROKEN as error:
        raise SourceError(
            f"{shown} is damaged or cut short ({error}); nothing was imported. Get the file again.",
            code="damaged-archive",
        ) from error


def _zip(raw: IO[bytes], shown: str, told: Callable[[str], None]) -> Iterator[File]:
    total = 0
    try:
        with zipfile.ZipFile(raw) as archive:
            for member in archive.infolist():
                if member.is_dir():
                    continue
                total += member.file_size
                if total > MOST_BYTES_IN_ALL:
                    raise _too_large(shown)
                name = f"{shown}/{member.filename}"
                _within(member.file_size, member.compress_size, name)
                with archive.open(member) as stream:
                    data = stream.read(member.file_size + 1)
                yield from _member(shown, member.filename, data, told)
    except (*_BROKEN, RuntimeError, NotImplementedError) as error:
        # RuntimeError: a file under a password. NotImplementedError: an unknown compression.
        raise SourceError(
            f"{shown} is damaged or cannot be opened ({error}); nothing was imported. "
            "Get the file again, or unpack it.",
            code="damaged-archive",
        ) from error


def _member(shown: str, name: str, data: bytes, told: Callable[[str], None]) -> Iterator[File]:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        told(f"{shown}/{name}: a path that leads out of the archive; passed over.")
        return
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return
    inside = f"{shown}/{path.as_posix()}"
    packed = next((end for end in _PACKED if path.name.lower().endswith(end)), "")
    if packed:
        data = _unpacked(io.BytesIO(data), packed, inside, len(data))
        inside = inside[: -len(packed)]
    if not data.strip():
        told(f"{inside}: empty; passed over.")
        return
    yield File(inside, data, False)
