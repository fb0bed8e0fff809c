"""Where an export or a backup goes: it stands there whole, or nothing does.

Everything is written beside its place under a hidden name and moved there when it is complete. A
process that is killed leaves the hidden one behind; the next one that goes to the same place takes
it away.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matchdesk.errors import MatchdeskError, UsageError

MANIFEST = ".matchdesk-export"
"""Hidden file of an exported folder that lists its files, so that it can be replaced safely."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def new_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """A folder to fill, that becomes ``target`` at the end if nothing is raised.

    With ``force`` a former export at ``target`` is replaced; a folder that holds anything else is
    not deleted but kept beside as ``NAME.before-export``.

    Raises:
        UsageError: something lies there already, or the place cannot be written.
        MatchdeskError: the disk is full.
    """
    target = _absolute(target)
    with _told(target):
        _free(target, force=force, folder=True)
        beside = _beside(target)
        beside.mkdir()
        try:
            yield beside
            listed = sorted(
                file.relative_to(beside).as_posix() for file in beside.rglob("*") if file.is_file()
            )
            (beside / MANIFEST).write_text(
                json.dumps({"files": listed}, indent=1, ensure_ascii=False) + "\n", "utf-8"
            )
            _put_folder(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def new_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """A file to write, that becomes ``target`` at the end if nothing is raised.

    Raises:
        UsageError: something lies there already (``force`` replaces a file), or the place cannot be
            written.
        MatchdeskError: the disk is full.
    """
    target = _absolute(target)
    with _told(target):
        _free(target, force=force, folder=False)
        beside = _beside(target)
        try:
            yield beside
            _flushed(beside)
            os.replace(beside, target)
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                beside.with_name(beside.name + ending).unlink(missing_ok=True)


def set_aside(target: Path, word: str) -> Path:
    """Move a file or folder away, to ``NAME.WORD`` beside it (``NAME.WORD-2`` if that is taken)."""
    number = 1
    while True:
        ending = word if number == 1 else f"{word}-{number}"
        place = target.with_name(f"{target.name}.{ending}")
        if not place.exists():
            os.rename(target, place)
            return place
        number += 1


def _put_folder(beside: Path, target: Path) -> None:
    former: Path | None = None
    if target.exists():
        if any(target.iterdir()):
            former = set_aside(target, "before-export")
        else:
            target.rmdir()
    try:
        os.rename(beside, target)
    except OSError:
        if former is not None and not target.exists():
            os.rename(former, target)
        raise
    if former is not None and is_export(former):
        # Under the hidden name, which is free again: a folder half deleted is never seen.
        os.rename(former, beside)
        shutil.rmtree(beside, ignore_errors=True)


def is_export(folder: Path) -> bool:
    """True if a folder holds what an export wrote, and no other file."""
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    held = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    return held - {MANIFEST} <= set(listed)


def _absolute(target: Path) -> Path:
    # Not resolve(): a link stays a link, and what lies behind it is not replaced unseen.
    return Path(os.path.abspath(target.expanduser()))


def _free(target: Path, *, force: bool, folder: bool) -> None:
    """Refuse before anything is written."""
    if not target.parent.is_dir():
        raise UsageError(
            f"Found no folder {target.parent} to write {target.name} into. Nothing was written. "
            "Make the folder, or name another place.",
            code="missing-folder",
        )
    if target.is_symlink() or not target.exists():
        if target.is_symlink():
            raise UsageError(
                f"Found a link at {target}; expected no file or folder there. Nothing was written. "
                "Name the place itself.",
                code="place-taken",
            )
        return
    if folder != target.is_dir():
        found, expected = ("file", "folder") if folder else ("folder", "file")
        raise UsageError(
            f"Found a {found} at {target}; expected none, or a {expected}. Nothing was written. "
            "Name another place.",
            code="place-taken",
        )
    if folder and not any(target.iterdir()):
        return
    if not force:
        found = "a folder that is not empty" if folder else "a file"
        raise UsageError(
            f"Found {found} at {target}; it was left as it is, and nothing was written. Name "
            "another place, or say --force to replace it.",
            code="place-taken",
        )
    if folder and not is_export(target):
        here, home = Path.cwd(), Path.home()
        if any(place == target or target in place.parents for place in (here, home)):
            raise UsageError(
                f"Found the folder {target}, which holds the one you are in or your own; expected "
                "one that can be replaced. Nothing was written. Name another place.",
                code="place-taken",
            )


def _beside(target: Path) -> Path:
    _sweep(target)
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _sweep(target: Path) -> None:
    """Take away what killed processes left for this place."""
    left = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.part(?:-wal|-shm|-journal)?")
    for place in target.parent.iterdir():
        found = left.fullmatch(place.name)
        if found is None or _alive(int(found[1])):
            continue
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    if os.name == "nt" or process == os.getpid():
        return process != os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _flushed(file: Path) -> None:
    """Make sure that the bytes are on the disk before the file takes its name."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say plainly what the system refuses."""
    try:
        yield
    except MatchdeskError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise _full(target) from error
        raise UsageError(
            f"{target} may not be written ({error.strerror or error}). Nothing was left there. "
            "Name another place, or ask for write access to its folder.",
            code="unwritable-file",
        ) from error
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise _full(target) from error
        raise


def _full(target: Path) -> MatchdeskError:
    return MatchdeskError(
        f"The disk that holds {target} is full; nothing was left there. Make room, or name a place "
        "on another disk.",
        code="disk-full",
    )
