"""Files of results as the readers read them, turned into matches for the tests of the rules."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matchdesk.core.competition import ClubId, CompetitionId
from matchdesk.core.match import Club, Correction, Match
from matchdesk.core.rows import CorrectionRow, Hint, MatchRow, Reading
from matchdesk.core.season import Season
from matchdesk.core.snapshot import MemoryStore, Snapshot, snapshot_of
from matchdesk.core.text import slug
from matchdesk.readers.detect import decode, read_text


def club(name: str) -> Club:
    """A club whose id is made of its name as written."""
    return Club(ClubId(f"xx.{slug(name) or 'x'}"), name)


@cache
def read(path: Path, competition: str = "", season: str = "") -> Reading:
    """One file, compressed or not."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return read_bytes(data, path.name.removesuffix(".gz"), competition, season)


def read_bytes(data: bytes, name: str, competition: str = "", season: str = "") -> Reading:
    """One file from its bytes."""
    text, _ = decode(data, name)
    hint = Hint(
        CompetitionId(competition) if competition else None,
        Season.parse(season) if season else None,
    )
    return read_text(text, name, hint)


@cache
def archive(path: Path) -> dict[str, bytes]:
    """Files of an archive by name."""
    with tarfile.open(path) as held:
        return {
            member.name: (held.extractfile(member) or path.open("rb")).read()
            for member in held.getmembers()
            if member.isfile()
        }


def match_of(row: MatchRow) -> Match:
    """A row as a match."""
    return Match(
        id="",
        competition=row.competition,
        season=row.season,
        date=row.date,
        home=club(row.home),
        away=club(row.away),
        status=row.status,
        score=row.score,
        half_time=row.half_time,
        extra_time=row.extra_time,
        penalties=row.penalties,
        awarded_score=row.awarded_score,
        time=row.time,
        phase=row.phase,
        round=row.round,
        group=row.group,
        leg=row.leg,
        neutral=bool(row.neutral),
        note=row.note,
    )


def correction_of(row: CorrectionRow) -> Correction:
    """A row as a correction."""
    return Correction(
        competition=row.competition,
        season=row.season,
        kind=row.kind,
        subject=row.subject if ">" in row.subject else club(row.subject).id if row.subject else "",
        value=row.value,
        match=row.match,
        start=row.start,
        source=row.source or "the file",
    )


def world(readings: Iterable[Reading], *more: Correction, match: str = "") -> Snapshot:
    """A snapshot of all matches and corrections of some files; ``match`` chooses a competition."""
    rows = [row for reading in readings for row in reading.rows]
    matches = [
        match_of(row)
        for row in rows
        if isinstance(row, MatchRow) and (not match or row.competition == match)
    ]
    decided = [correction_of(row) for row in rows if isinstance(row, CorrectionRow)]
    return snapshot_of(matches, store=MemoryStore(all_corrections=(*decided, *more)))
