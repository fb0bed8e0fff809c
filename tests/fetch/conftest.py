"""A site on this machine, and a cache of its own, for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from matchdesk.fetch import Fetched, Limits, Progress, fetch
from tests.fetch.site import Site, open_site

QUICK = Limits(connect=5.0, read=5.0, total=15.0, waits=(1.0, 2.0), longest_wait=30.0, size=100_000)


class Desk:
    """Fetches from the site into one cache; keeps what was told and how long it was to wait."""

    def __init__(self, site: Site, cache: Path) -> None:
        self.site = site
        self.cache = cache
        self.waited: list[float] = []
        self.told: list[Progress] = []

    def fetch(
        self,
        source: str = "lists",
        competition: str = "XX",
        season: str = "1718",
        *,
        offline: bool = False,
        limits: Limits = QUICK,
    ) -> Fetched:
        return fetch(
            source, competition, season, cache=self.cache, sources=self.site.sources(),
            offline=offline, told=self.told.append, limits=limits, sleep=self.waited.append,
        )  # fmt: skip

    def visible(self) -> list[str]:
        """Files that a person sees in the cache."""
        return sorted(
            place.name
            for place in self.cache.rglob("*")
            if place.is_file() and not place.name.startswith(".")
        )

    def left(self) -> list[str]:
        """What is left of downloads that were not kept."""
        return sorted(place.name for place in self.cache.rglob(".*.part"))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is on this machine, whatever the settings of the network."""
    for name in ("MATCHDESK_CACHE", "MATCHDESK_SOURCES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    return Desk(site, tmp_path / "cache")
