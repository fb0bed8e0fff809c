"""Fetching one file: the cache first, then the source, and the cache again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matchdesk.core.season import Season
from matchdesk.errors import FetchError
from matchdesk.fetch import content
from matchdesk.fetch.cache import VARIABLE, Record, Shelf, cache_folder
from matchdesk.fetch.sources import Sources, Wanted, load_sources
from matchdesk.fetch.transfer import LIMITS, Limits, Told, transfer

# After these a copy fetched earlier may serve; after others it would hide what is wrong.
_MAY_SERVE = frozenset(("fetch-busy", "fetch-cut-off", "fetch-timeout", "fetch-unreachable"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file of results on this machine.

    Attributes:
        path: where it lies in the cache.
        source: the source's name.
        competition: our id, "" where the source's file is of none.
        season: the season asked for.
        address: where it was asked for.
        fresh: True if it was fetched now; False for a copy fetched earlier that is still the file
            (the source said so, or only the cache was asked).
        etag: the source's mark of this state, "" if it gave none.
        last_modified: when the source says it last changed it, as written; "" if it did not.
        sha256: hash of its bytes.
        size: bytes.
        notice: licence or terms of the source.
    """

    path: Path
    source: str
    competition: str
    season: Season
    address: str
    fresh: bool
    etag: str
    last_modified: str
    sha256: str
    size: int
    notice: str

    def to_dict(self) -> dict[str, object]:
        """The file as JSON."""
        return {
            "path": str(self.path),
            "source": self.source,
            "competition": self.competition,
            "season": str(self.season),
            "address": self.address,
            "fresh": self.fresh,
            "etag": self.etag,
            "last_modified": self.last_modified,
            "sha256": self.sha256,
            "size": self.size,
            "notice": self.notice,
        }


def fetch(
    source: str,
    competition: str,
    season: str,
    *,
    cache: Path | str | None = None,
    sources: Sources | Path | str | None = None,
    offline: bool = False,
    told: Told | None = None,
    limits: Limits = LIMITS,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch the file of one competition and season, or find that the copy held is still the same.

    Args:
        source: a source's name, such as ``openfootball``.
        competition: our id ("es.1") or the source's own code ("SP1").
        season: "2017-18" or "2018"; "1718" where the source writes it so.
        cache: folder to keep it in; default ``MATCHDESK_CACHE``, else the platform's cache folder.
        sources: other sources, or a file of them; default ``MATCHDESK_SOURCES``, else those that ship.
        offline: ask only the cache.
        told: called with each step, and with every piece that arrives.
        limits: how long, how often, how much.
        sleep: what waits between tries.

    Raises:
        FetchError: no such source, competition or file; no connection; what came is no file of
            results. Nothing half-fetched is ever kept, and a copy held stays.
        UsageError: the season is none, or of the wrong kind.
    """
    known = sources if isinstance(sources, Sources) else load_sources(sources)
    wanted = known.named(source).wanted(competition, season)
    shelf = Shelf(cache_folder(cache), wanted.source.id, wanted.file)
    held = shelf.held(wanted.address)
    if offline:
        if held is None:
            raise _not_cached(wanted, shelf)
        return _fetched(wanted, shelf, held, fresh=False)
    try:
        with shelf.part() as part:
            answer = transfer(
                wanted.address, part, held,
                limits=limits, sleep=sleep, told=told or (lambda _: None),
            )  # fmt: skip
            if not answer.changed and held is not None:
                return _fetched(wanted, shelf, held, fresh=False)
            content.check(part.path, wanted.source.kind, wanted.address)
            record = Record(
                wanted.address, part.sha256, part.size,
                answer.etag, answer.last_modified, answer.date,
            )  # fmt: skip
            shelf.keep(part, record)
            return _fetched(wanted, shelf, record, fresh=True)
    except FetchError as error:
        raise _with_next(error, wanted, held) from error


def _fetched(wanted: Wanted, shelf: Shelf, record: Record, *, fresh: bool) -> Fetched:
    return Fetched(
        shelf.path, wanted.source.id, wanted.listing.competition, wanted.season, wanted.address,
        fresh, record.etag, record.last_modified, record.sha256, record.size, wanted.source.notice,
    )  # fmt: skip


def _not_cached(wanted: Wanted, shelf: Shelf) -> FetchError:
    if shelf.path.is_file():
        return FetchError(
            f"The copy {shelf.path} is not the file that was fetched from {wanted.address}; only the "
            "cache was asked. Nothing was changed. Fetch it again without --offline.",
            code="fetch-damaged",
        )
    return FetchError(
        f"No copy of {wanted.address} is in the cache {shelf.folder}; only the cache was asked. "
        f"Fetch it once without --offline, or name another cache with --cache or {VARIABLE}.",
        code="fetch-not-cached",
    )


def _with_next(error: FetchError, wanted: Wanted, held: Record | None) -> FetchError:
    """The same error, with what the caller may do next."""
    message, near = error.message, error.near
    if error.code == "fetch-missing":
        word, season = wanted.listing.word, wanted.season
        near = wanted.source.near_seasons(wanted.listing.name, season)
        seasons = wanted.source.seasons_of(wanted.listing.name)
        message += (
            f" {wanted.source.id} is known to hold {word} for {seasons}; nearest to {season}: "
            f"{', '.join(near) or 'none'}. Nothing was fetched. See {wanted.source.home or wanted.source.base}."
        )
    if held is not None and error.code in _MAY_SERVE:
        message += " A copy fetched earlier is in the cache: --offline takes it."
    return FetchError(message, code=error.code, near=near)
