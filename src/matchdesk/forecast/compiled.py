"""Compiled kernels: where they are kept, and what to do without them.

Where numba does not run, or for little work, the plain twins answer. Compiled code is kept in
the platform's cache folder with a list of checksums; files that differ from it are thrown away and
built anew, and the caller is told.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

VARIABLE = "MATCHDESK_CACHE"
"""Environment variable that names another cache folder."""
SWITCH = "MATCHDESK_KERNELS"
"""Environment variable; "off" forbids compiled kernels."""

_LIST = "checksums.json"
_SOURCE = "source"
"""Beside the checksums of a module's files, that of the text they were built from."""
Told = Callable[[str], None]


def available() -> bool:
    """True if numba is installed and not forbidden, by us or by its own NUMBA_DISABLE_JIT."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        return False
    return os.environ.get(SWITCH) != "off" and importlib.util.find_spec("numba") is not None


def folder() -> Path:
    """Where compiled kernels are kept for this version of Python."""
    named = os.environ.get(VARIABLE)
    if named:
        base = Path(named)
    else:
        from platformdirs import user_cache_path

        base = user_cache_path("matchdesk", appauthor=False)
    return base / f"kernels-{version('matchdesk')}-{sys.implementation.cache_tag}"


def kernel(name: str, told: Told | None = None) -> ModuleType | None:
    """A module of kernels, None where they cannot be had.

    Args:
        name: name of the module in this package, such as "strengths_kernel".
        told: called with a line when kernels are compiled for the first time, or anew.

    A module of kernels has ``warm()``, which runs each of them once.
    """
    if not available():
        return None
    module = f"{__package__}.{name}"
    if module in sys.modules:
        return sys.modules[module]
    where = folder()
    try:
        where.mkdir(parents=True, exist_ok=True)
        here = where if os.access(where, os.W_OK) else None
    except OSError:
        here = None
    if here is not None:
        _use(here)
        if _outdated(here, name):
            _clear(here)
        elif not _sound(here, name):
            if told is not None:
                told(f"The compiled kernels in {here} were damaged; they are built anew.")
            _clear(here)
    fresh = here is None or name not in _list(here)
    if fresh and told is not None:
        told("Compiling the kernels, once: some seconds …")
    try:
        found = importlib.import_module(module)
        found.warm()
    except Exception:
        if fresh:
            raise
        # Kept by another numba or another machine: built anew, once.
        if told is not None:
            told("The compiled kernels kept do not fit this machine; they are built anew.")
        sys.modules.pop(module, None)
        if here is not None:
            _clear(here)
        found = importlib.import_module(module)
        found.warm()
        fresh = True
    if fresh and here is not None:
        _keep(here, name)
    return found


def _use(where: Path) -> None:
    """Have numba keep its files in a folder of ours."""
    import numba

    config: Any = numba.config
    config.CACHE_DIR = str(where)


def _files(where: Path) -> list[Path]:
    return sorted(p for p in where.rglob("*") if p.suffix in (".nbi", ".nbc"))


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _list(where: Path) -> dict[str, dict[str, str]]:
    """Checksums of the files of each module of kernels; empty where none are kept or readable."""
    try:
        read = json.loads((where / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _source() -> str:
    """Checksum of the text of all kernels; one may take functions from another."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*_kernel.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _outdated(where: Path, name: str) -> bool:
    """True if what is kept for a module was built from another text of the kernels."""
    held = _list(where).get(name)
    return held is not None and held.get(_SOURCE) != _source()


def _sound(where: Path, name: str) -> bool:
    """True if every file kept for a module is as it was written; True where none is kept."""
    held = _list(where).get(name)
    if held is None:
        # Nothing is vouched for: what lies there without a list may be half written.
        return not any(name in path.name for path in _files(where))
    try:
        return all(
            _checksum(where / file) == mark for file, mark in held.items() if file != _SOURCE
        )
    except OSError:
        return False


def _keep(where: Path, name: str) -> None:
    held = _list(where)
    held[name] = {_SOURCE: _source()} | {
        str(path.relative_to(where)): _checksum(path)
        for path in _files(where)
        if path.name.startswith(f"{name}.")
    }
    partial = where / f"{_LIST}.{os.getpid()}"
    partial.write_text(json.dumps(held, indent=1, sort_keys=True), encoding="utf-8")
    partial.replace(where / _LIST)


def _clear(where: Path) -> None:
    for entry in where.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
