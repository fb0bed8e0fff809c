"""Files that people have, as rows: one module a format, the provider's words on top.

A reader never repairs: what it cannot read is a :class:`~matchdesk.core.problem.Problem` with file
and line, and the rows around it still go in. Rows read = rows kept + rows refused.
"""

from __future__ import annotations

from matchdesk.readers.codes import CODES
from matchdesk.readers.detect import (
    READERS,
    Reader,
    beginning,
    decode,
    read_text,
    reader_for,
    reader_named,
)
from matchdesk.readers.plain_write import write, write_results

__all__ = [
    "CODES",
    "READERS",
    "Reader",
    "beginning",
    "decode",
    "read_text",
    "reader_for",
    "reader_named",
    "write",
    "write_results",
]
