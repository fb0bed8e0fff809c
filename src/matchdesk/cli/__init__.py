"""The command line: one verb, one library function."""

from __future__ import annotations

from matchdesk.cli.app import main

__all__ = ["main"]
