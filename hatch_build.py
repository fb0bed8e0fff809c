"""Build hook: put the starter ledger into the wheel.

The repository holds the starter as reviewable CSV in ``starter/``; the wheel holds it as one SQLite
file, ``matchdesk/data/starter.sqlite``, made by ``matchdesk.ledger.starter.build``. A wheel without
it is refused. An editable install of a checkout where either is still missing only says so: ``make
starter`` builds the file later.
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILDER = "matchdesk.ledger.starter"
IN_WHEEL = "matchdesk/data/starter.sqlite"


class StarterMissing(Exception):
    """The CSV folder or the module that reads it is not there (yet)."""


def build_starter(root: Path, target: Path) -> None:
    """Build the starter ledger of the checkout or source archive at ``root`` into ``target``.

    The file is made beside its place and moved there whole, so that a reader never sees half of it.

    Raises:
        StarterMissing: ``starter/`` holds no CSV, or ``matchdesk.ledger.starter`` does not exist.
    """
    folder, source = root / "starter", root / "src"
    if not any(folder.rglob("*.csv")):
        raise StarterMissing("no CSV in starter/")
    sys.path.insert(0, str(source))
    try:
        builder = importlib.import_module(BUILDER)
    except ModuleNotFoundError as missing:
        if missing.name is None or not f"{BUILDER}.".startswith(f"{missing.name}."):
            raise
        raise StarterMissing(f"no module {missing.name}") from None
    finally:
        sys.path.remove(str(source))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".starter-", dir=target.parent) as workshop:
        made = Path(workshop) / target.name
        builder.build(folder, made)
        os.replace(made, target)


class StarterHook(BuildHookInterface[Any]):
    """Hatchling calls this for the wheel target, once for each build."""

    workshop: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the starter: into the package for an editable install, else into the wheel alone."""
        root = Path(self.root)
        if version == "editable":
            try:
                build_starter(root, root / "src" / IN_WHEEL)
            except StarterMissing as missing:
                print(f"starter ledger not built: {missing}", file=sys.stderr)
            return
        self.workshop = tempfile.TemporaryDirectory(prefix="starter-")
        target = Path(self.workshop.name) / "starter.sqlite"
        build_starter(root, target)
        build_data["force_include"][str(target)] = IN_WHEEL

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what ``initialize`` left outside the wheel."""
        if self.workshop is not None:
            self.workshop.cleanup()
