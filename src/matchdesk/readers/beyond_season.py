"""Matches in a league's file that are not the league's own: its play-offs, unmarked.

Plain lists of results go on after the last round with whatever the clubs played for: promotion and
relegation, a place in Europe, the title where two clubs stood level.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from matchdesk.core.competition import CompetitionId, country_of
from matchdesk.core.problem import Origin, Problem
from matchdesk.core.rows import MatchRow, Reading
from matchdesk.readers.competitions import PLACES_AT_STAKE

__all__ = ["set_play_offs_apart"]

_WHOLE_SEASON = 90
"""Matches from which a season is taken to be whole."""

_LATE = 0.9
"""Share of a season's matches after which its play-offs come."""

_GUEST = 6
"""Most matches of a club that only plays in the play-offs."""

_BREAK = 2
"""Days between the last round and a play-off of clubs of the league."""


def set_play_offs_apart(reading: Reading) -> None:
    """Give the play-offs of each league in a file to the competition ``….playoff``.

    Told in a whole season are matches of a club that plays a few, all of them at the end; and
    matches of two clubs that have each played as often as all others, on ground where they have
    met, after the last round. Where the latter are about the title they stay in the league, as its
    knock-out phase. Only rows that say nothing of their phase or round themselves.
    """
    seasons: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, row in enumerate(reading.rows):
        if isinstance(row, MatchRow) and not row.phase and not row.round:
            seasons[row.competition, row.season.code].append(place)
    apart: dict[tuple[str, str, dt.date | None], CompetitionId] = {}
    for (name, _), places in seasons.items():
        if not name.rsplit(".", 1)[-1].isdigit():
            continue
        rows = [row for row in (reading.rows[p] for p in places) if isinstance(row, MatchRow)]
        promotion, tail = _beyond(rows)
        for number in (*promotion, *tail):
            row = rows[number]
            if number in promotion or country_of(name) in PLACES_AT_STAKE:
                changed = replace(row, competition=CompetitionId(f"{name}.playoff"))
            else:
                changed = replace(row, phase="knockout")
            reading.rows[places[number]] = changed
            apart[row.home, row.away, row.date] = changed.competition
    if apart:
        reading.problems.insert(
            0,
            Problem(
                Origin(reading.rows[0].origin.file, 0),
                "play-offs-apart",
                f"{len(apart)} matches beyond the league's own",
                "the matches of a league alone",
                "kept, as its play-offs",
                refused=False,
            ),
        )


def _beyond(rows: Sequence[MatchRow]) -> tuple[list[int], list[int]]:
    """Places of the matches of one season's list with clubs from below, and after the last round."""
    if len(rows) < _WHOLE_SEASON or any(row.date is None for row in rows):
        return [], []
    order = sorted(range(len(rows)), key=lambda n: (rows[n].date or dt.date.max, n))
    guests = _guests(rows, order)
    found = [n for n in order if guests & {rows[n].home, rows[n].away}]
    return found, _after_the_last_round(rows, order, guests)


def _guests(rows: Sequence[MatchRow], order: Sequence[int]) -> set[str]:
    """Clubs that play a few matches, all of them late: they come from the level below."""
    counts = Counter(side for row in rows for side in (row.home, row.away))
    late = {
        side
        for n in order[int(_LATE * len(order)) :]
        for side in (rows[n].home, rows[n].away)
    }  # fmt: skip
    early = {
        side
        for n in order[: int(_LATE * len(order))]
        for side in (rows[n].home, rows[n].away)
    }  # fmt: skip
    usual = sorted(counts.values())[len(counts) // 2]
    few = min(_GUEST, usual // 4)
    return {side for side in late - early if counts[side] <= few}


def _after_the_last_round(
    rows: Sequence[MatchRow], order: Sequence[int], guests: Set[str]
) -> list[int]:
    """Matches of clubs that have all played as often as the others, after the last round."""
    own = [n for n in order if not guests & {rows[n].home, rows[n].away}]
    counts = Counter(side for n in own for side in (rows[n].home, rows[n].away))
    usual, clubs_so = Counter(counts.values()).most_common(1)[0]
    if clubs_so * 2 < len(counts) or usual < 2 * (len(counts) - 1):
        return []
    played = Counter[str]()
    met: set[tuple[str, str]] = set()
    last = dt.date.min
    found: list[int] = []
    for n in own:
        row = rows[n]
        sides, day = (row.home, row.away), row.date or dt.date.max
        full = all(played[side] >= usual for side in sides)
        if full and sides in met and (day - last).days >= _BREAK:
            found.append(n)
        elif found or full:
            return []  # The season goes on in parts.
        else:
            last = max(last, day)
        played.update(sides)
        met.add(sides)
    return found if len(found) * 2 <= len(counts) else []
