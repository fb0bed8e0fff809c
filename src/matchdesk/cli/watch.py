"""Watching a folder: which reports appeared, changed or went since the last look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks."""
PATIENCE = 4
"""Looks that a file which cannot be read is given before it is told: it may be half-written."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found.

    Attributes:
        ready: files that are new or changed, and have been still since the look before.
        gone: files that are no longer there.
        first: nothing was known before.
    """

    ready: tuple[Path, ...]
    gone: tuple[Path, ...]
    first: bool = False


@dataclass
class Folder:
    """The reports of a folder, looked at again and again.

    Args:
        path: the folder.
        wanted: says whether a file is a report, by its name.
    """

    path: Path
    wanted: Callable[[Path], bool]
    _last: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _done: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _tries: dict[Path, int] = field(default_factory=dict)
    _looked: bool = False

    def look(self) -> Look:
        """Look once. A file counts as ready when two looks in a row find it alike."""
        now: dict[Path, tuple[int, int]] = {}
        try:
            inside = sorted(self.path.iterdir())
        except OSError:
            inside = []
        for file in inside:
            try:
                if file.is_file() and self.wanted(file):
                    held = file.stat()
                    now[file] = (held.st_mtime_ns, held.st_size)
            except OSError:
                continue
        first = not self._looked
        # What lies there at the start is taken at once.
        still = [f for f, state in now.items() if first or self._last.get(f) == state]
        ready = tuple(f for f in still if self._done.get(f) != now[f])
        gone = tuple(f for f in self._done if f not in now)
        for file in gone:
            del self._done[file]
        for file in ready:
            self._done[file] = now[file]
        self._last, self._looked = now, True
        return Look(ready, gone, first)

    def again(self, file: Path) -> bool:
        """Ask for a file once more at the next look; False when it was asked for often enough."""
        self._tries[file] = self._tries.get(file, 0) + 1
        if self._tries[file] >= PATIENCE:
            self._tries.pop(file)
            return False
        self._done.pop(file, None)
        return True

    def read(self, file: Path) -> None:
        """A file was read: what went wrong with it before is forgotten."""
        self._tries.pop(file, None)

    def looks(self, pause: float = PAUSE, most: int | None = None) -> Iterator[Look]:
        """Look after look, with a pause between, until the caller stops (or ``most`` were made)."""
        count = 0
        while most is None or count < most:
            yield self.look()
            count += 1
            time.sleep(pause)
