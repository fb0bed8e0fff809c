"""An open match desk for association football: results go in, what they mean comes out.

>>> import matchdesk
>>> desk = matchdesk.open()  # your ledger if there is one, else the starter
>>> night = desk.at("2018-01-24")  # what was known at the end of that day
>>> night.table("es.1").rows[0].points
54
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matchdesk.errors import MatchdeskError

__version__ = "0.1.0"
__all__ = ["Desk", "MatchdeskError", "View", "__version__", "open"]

if TYPE_CHECKING:
    from matchdesk.desk import Desk, View, open

_OF_DESK = frozenset({"Desk", "View", "open"})


def __getattr__(name: str) -> Any:
    # The top layer is loaded when it is asked for: importing a part must stay cheap.
    if name in _OF_DESK:
        from importlib import import_module

        return getattr(import_module("matchdesk.desk"), name)
    raise AttributeError(f"module 'matchdesk' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
