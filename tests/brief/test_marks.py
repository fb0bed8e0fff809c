"""Which records a page tells, and in which order."""

from __future__ import annotations

from matchdesk.brief.marks import chosen
from matchdesk.records import Record, records
from tests.records.worlds import match, world


def told(*scores: str) -> list[Record]:
    """The records that a page tells of the last of some meetings, one in each season."""
    meetings = [
        match(f"{1900 + year}-10-01", "Rovers", score, "Lane") for year, score in enumerate(scores)
    ]
    snapshot = world(meetings)
    return list(chosen(records(snapshot, len(meetings) - 1), 9))


def test_the_size_of_a_win_leads() -> None:
    first = told(*["1-0", "0-1", "2-2", "0-0"] * 25, "8-0")[0]
    assert first.kind in ("biggest_win", "heaviest_defeat")
    assert "8-0" in first.sentence


def test_a_first_in_a_couple_of_meetings_is_no_news() -> None:
    assert not [one for one in told("0-0", "1-0") if one.opponent is not None]
    assert "first_win" in [one.kind for one in told(*["0-1"] * 6, "1-0")]


def test_nothing_is_said_twice() -> None:
    """A side that wins for the first time also scores for the first time."""
    kinds = [(one.subject, one.kind) for one in told(*["0-1"] * 6, "1-0")]
    assert len(kinds) == len(set(kinds))
    assert "first_goal" not in [kind for _, kind in kinds]
