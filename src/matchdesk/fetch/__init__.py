"""Fetching files of results from where they are published, into a cache on this machine.

What is fetched is a file, whole, and nothing else: reading it is for :mod:`matchdesk.readers`.
"""

from __future__ import annotations

from matchdesk.fetch.cache import cache_folder
from matchdesk.fetch.order import Fetched, fetch
from matchdesk.fetch.sources import Source, Sources, load_sources, read_sources
from matchdesk.fetch.transfer import LIMITS, Limits, Progress

__all__ = [
    "LIMITS",
    "Fetched",
    "Limits",
    "Progress",
    "Source",
    "Sources",
    "cache_folder",
    "fetch",
    "load_sources",
    "read_sources",
]
