"""The questions: a Desk over one ledger, a View at one moment."""

from matchdesk.desk.desk import Desk, hint_of, open
from matchdesk.desk.results import Results
from matchdesk.desk.view import View, names_a_match

__all__ = ["Desk", "Results", "View", "hint_of", "names_a_match", "open"]
