"""What is rare about a match, a club, a season: firsts, runs and counts that can be trusted."""

from matchdesk.records.answers import (
    all_records,
    of_club,
    of_competition,
    preview,
    records,
    since,
    streaks,
)
from matchdesk.records.claims import Claims, Finding
from matchdesk.records.record import Record
from matchdesk.records.scope import Scope

__all__ = [
    "Claims",
    "Finding",
    "Record",
    "Scope",
    "all_records",
    "of_club",
    "of_competition",
    "preview",
    "records",
    "since",
    "streaks",
]
