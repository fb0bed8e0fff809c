"""What is rare about a match, a club, a season: firsts, runs and counts that can be trusted."""

from matchdesk.records.answers import records
from matchdesk.records.record import Record

__all__ = ["Record", "records"]
