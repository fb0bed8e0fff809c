"""What is likely: strengths of clubs, chances of matches, the rest of a season, a match as it goes.

Everything here takes a :class:`matchdesk.core.snapshot.Snapshot` and knows only what was known at its
moment. ``docs/models`` says what each model is, and how well it did on seasons it had not seen.
"""

from __future__ import annotations
