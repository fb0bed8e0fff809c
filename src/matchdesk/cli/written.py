"""Answers put into files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from matchdesk.errors import UsageError


def check_target(out: Path | None) -> None:
    """Refuse a file that cannot be written, before any work is done for it.

    Raises:
        UsageError: a folder of that name exists, or the folder to put it in does not.
    """
    if out is None:
        return
    if out.is_dir():
        raise UsageError(
            f"{out} is a folder; expected the name of a file. Nothing was written. "
            "Name a file in it with --out.",
            code="unwritable-file",
        )
    if not out.parent.is_dir():
        raise UsageError(
            f"Found no folder {out.parent}; expected one to put {out.name} in. Nothing was written. "
            "Make it first, or name another file with --out.",
            code="unwritable-file",
        )


def write_whole(out: Path, text: str) -> None:
    """Write a file through a new one beside it, so that a reader never sees half of it.

    Raises:
        UsageError: the system does not let it be written; what was there before stays.
    """
    check_target(out)
    try:
        mode = out.stat().st_mode & 0o777 if out.exists() else 0o666 & ~_umask()
        if out.exists() and not os.access(out, os.W_OK):
            raise PermissionError(13, "it is read-only", str(out))
        if out.exists() and not out.is_file():
            # A device or a pipe is written to, not replaced.
            out.write_text(text, encoding="utf-8")
            return
        handle, name = tempfile.mkstemp(prefix=f".{out.name[:40]}-", dir=out.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(name, mode)
            os.replace(name, out)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise UsageError(
            f"{out} may not be written ({error.strerror or error}). Nothing was written. "
            "Name another file with --out.",
            code="unwritable-file",
        ) from error


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
