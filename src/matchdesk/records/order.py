"""In which order records are told: rarer and wider first, what a desk leads with before the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matchdesk.records.book import venue_of
from matchdesk.records.kinds import kind_of
from matchdesk.records.record import Record

UNSURE = 0.6
"""What the rarity of a record is worth to whom it cannot be certain."""

WIDE, ANYWHERE = 1.5, 1.0
"""Bits that all competitions, and home and away together, are worth."""

SETTLED = 5.0
"""Bits that it is worth to have settled something: a title, a round, a tie."""

_SETTLED = frozenset(
    {"title", "titles_in_a_row", "first_round_reached", "round_reached_since", "tie_turned_round",
     "out_to_lower_side", "unbeaten_season", "winning_season", "winless_season", "losing_season"}
)  # fmt: skip

_WORTH = {
    "first_win": 2.0, "first_goal_since": 0.6, "first_clean_sheet_since": 0.7,
    "first_conceded_since": 0.7, "first_blank_since": 0.8, "win_of_season": 0.5,
    "draw_of_season": 0.5, "clean_sheet_of_season": 0.6, "win_of_year": 0.4,
    "conceding_run": 0.6, "scoring_run": 0.8, "drawing_run": 0.8,
    "defeat_under_coach": 0.7,
}  # fmt: skip
"""What the rarity of a kind is worth beside that of others; 1 where it is not said."""

_HONOURS = ("titles_in_a_row", "most_titles", "title", "winning_season", "unbeaten_season",
            "winless_season", "losing_season")  # fmt: skip


def weight(record: Record) -> float:
    """By what the records of a match are ordered, in bits; the greater comes first."""
    bits = record.rarity * _WORTH.get(record.kind, 1.0)
    if record.competition is None:
        bits += WIDE
    if record.venue is None:
        bits += ANYWHERE
    if not record.certain:
        # A number of which some may be missing is hardly one.
        counted = record.kind.endswith(("_of_season", "_of_year", "_under_coach"))
        bits *= UNSURE / 2 if counted else UNSURE
    return bits + SETTLED * (record.kind in _SETTLED)


def superlatives(found: Iterable[Record]) -> tuple[Record, ...]:
    """Records of a club or a competition: honours, then what holds anywhere, then by venue."""

    def place(record: Record) -> tuple[int, bool, float, int, str]:
        honour = record.kind in _HONOURS and record.venue is None
        return (
            _HONOURS.index(record.kind) if honour else len(_HONOURS),
            record.venue is not None,
            -weight(record),
            -record.value,
            record.sentence,
        )

    return tuple(sorted(found, key=place))


def chosen(
    found: Sequence[Record], kinds: Sequence[str] = (), venue: str | None = None
) -> tuple[Record, ...]:
    """Those of some kinds and of a venue; what is folded under another is told by itself then.

    Raises:
        UsageError: no such kind or venue.
    """
    venue_of(venue)
    wanted = {kind_of(kind) for kind in kinds}
    if not wanted and venue is None:
        return tuple(found)

    def meant(record: Record) -> bool:
        return (not wanted or record.kind in wanted) and (venue is None or record.venue == venue)

    def told(records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            if meant(record):
                yield replace(record, folded=tuple(r for r in record.folded if meant(r)))
            else:
                yield from told(record.folded)

    return tuple(told(found))
